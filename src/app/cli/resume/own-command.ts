import { realpathSync } from 'node:fs';
import { basename, delimiter, join, relative } from 'node:path';
import { quote } from 'shlex';
import type { CommandContext } from '../command-context.ts';

const NAME = 'sequential-orchestration';

/** How a person starts this program in a folder, as a shell takes it. `cwd` null: in any. */
export function ownCommand({
  env,
  cwd,
  dist,
}: Pick<CommandContext, 'env' | 'dist'> & { readonly cwd: string | null }): string {
  const script = join(dist, 'cli.js');
  if (isOnPath(env.PATH ?? '', script)) return NAME;
  if (cwd === null) return `node ${quote(script)}`;
  if (script.split('/').includes('node_modules')) return `npx ${NAME}`;
  const inside = relative(cwd, script);
  return `node ${quote(inside.startsWith('..') ? script : inside)}`;
}

/** Of a global installation; npx and scripts of npm add the folder of a project to the path for themselves alone. */
function isOnPath(path: string, script: string): boolean {
  const folders = path.split(delimiter).filter((folder) => !folder.endsWith('node_modules/.bin'));
  return folders.some((folder) => leadsTo(join(folder, NAME), script));
}

function leadsTo(link: string, script: string): boolean {
  try {
    return basename(link) === NAME && realpathSync(link) === realpathSync(script);
  } catch {
    return false;
  }
}
