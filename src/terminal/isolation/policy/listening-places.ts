import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { namesIn } from './hidden/find-sockets.ts';

/** As many as a policy bears: an agent can make any number of folders, and each would be a cover of every later start. */
const MOST = 64;

/** In which ssh's agents listen. Where there are many, those in which somebody does listen: what an agent left does not. */
export function sshAgentFolders(): readonly string[] {
  const folders = namesIn('/tmp').flatMap((name) => (/^ssh-[A-Za-z0-9]{6,}$/.test(name) ? [join('/tmp', name)] : []));
  if (folders.length <= MOST) return folders;
  const listening = listeningFolders();
  return folders.filter((folder) => listening.has(folder)).slice(0, 4 * MOST);
}

/** Of all sockets with a path, by the kernel's table (proc(5)). */
function listeningFolders(): ReadonlySet<string> {
  const rows = readText('/proc/net/unix').split('\n');
  return new Set(rows.flatMap((row) => /^(?:\S+\s+){7}(\/.*)$/.exec(row)?.[1] ?? []).map((path) => dirname(path)));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
