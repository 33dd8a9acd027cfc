import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findProgram } from '../../agents/install/find-program.ts';

/** The oldest Node that runs a pane: package.json, engines. */
const OLDEST = [20, 12] as const;

/**
 * The Node that panes run on: `own`, the run's, or where an upgrade has removed that, the one on PATH. Rejects with an
 * Error that names what is missing.
 */
export function createPaneNode(
  own: string,
  path: string | undefined,
  notice: (text: string) => void,
): () => Promise<string> {
  let current = own;
  return async () => {
    if ((await findProgram(current, path)) !== null) return current;
    const other = await findProgram('node', path);
    const version = other === null ? null : await nodeVersion(other);
    if (other === null || version === null || !isNewEnough(version)) {
      const found = other === null ? 'there is no other on PATH' : `${other} is ${version ?? 'not a working Node'}`;
      throw new Error(`${current} no longer exists, and ${found}: Node ${OLDEST.join('.')} or newer is needed`);
    }
    notice(`${current} no longer exists: agents run under ${other} (${version})`);
    current = other;
    return current;
  };
}

/** `v20.12.0`; null where it does not say. */
async function nodeVersion(node: string): Promise<string | null> {
  const printed = await promisify(execFile)(node, ['--version']).catch(() => null);
  return /^v\d+\.\d+\.\S+/.exec(printed?.stdout ?? '')?.[0] ?? null;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
