import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { promisify } from 'node:util';
import { findProgram } from '../../agents/install/find-program.ts';

/** The oldest Node that runs a pane: package.json, engines. */
const OLDEST = [20, 12] as const;

/**
 * The Node that panes run on: `own`, the run's, or where an upgrade has removed or broken that, the one on PATH. Rejects
 * with an Error that names what is missing.
 */
export function createPaneNode(
  own: string,
  path: string | undefined,
  notice: (text: string) => void,
): () => Promise<string> {
  let current = own;
  let known = identify(own);
  return async () => {
    if (known !== null && identify(current) === known) return current;
    const loss = `${current} no longer ${identify(current) === null ? 'exists' : 'works'}`;
    const other = await findProgram('node', path);
    const found = await findWorking([current, other], path);
    if (found === null) throw new Error(`${loss}, and ${await describe(other, path)}`);
    if (found.node !== current) notice(`${loss}: agents run under ${found.node} (${found.version})`);
    current = found.node;
    known = identify(current);
    return current;
  };
}

async function findWorking(
  nodes: readonly (string | null)[],
  path: string | undefined,
): Promise<{ readonly node: string; readonly version: string } | null> {
  for (const node of nodes) {
    const version = node === null ? null : await readVersion(node, path);
    if (node !== null && version !== null && isNewEnough(version)) return { node, version };
  }
  return null;
}

async function describe(other: string | null, path: string | undefined): Promise<string> {
  const found =
    other === null
      ? 'there is no other on PATH'
      : `${other} is ${(await readVersion(other, path)) ?? 'not a working Node'}`;
  return `${found}: Node ${OLDEST.join('.')} or newer is needed`;
}

/** What tells a file from one that an upgrade put in its place; null: there is none. */
function identify(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.dev}:${stat.ino}:${stat.mtimeNs}`;
}

/** `v20.12.0`; null where it does not say. It is shown no key: an agent may have put it there. */
async function readVersion(node: string, path: string | undefined): Promise<string | null> {
  const printed = await promisify(execFile)(node, ['--version'], { env: { PATH: path ?? '' } }).catch(() => null);
  return /^v\d+\.\d+\.\S+/.exec(printed?.stdout ?? '')?.[0] ?? null;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
