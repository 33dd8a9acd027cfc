import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Digests of programs, as each was when it was first asked for. */
const digests = new Map<string, string>();

/** Remembers a pane's program, for `isPaneProgramUnchanged`; called before there is any agent. */
export function rememberPaneProgram(script: string): void {
  if (!digests.has(script)) digests.set(script, digestOf(script));
}

/** Is the program still what it was when it was remembered? An agent may write wherever the user may. */
export function isPaneProgramUnchanged(script: string): boolean {
  return digests.get(script) === digestOf(script);
}

/** Of the script and of what says how Node reads it; a file that is not there counts as empty. */
function digestOf(script: string): string {
  const hash = createHash('sha256');
  for (const path of [script, join(dirname(script), 'package.json')]) hash.update(readOrEmpty(path)).update('\0');
  return hash.digest('hex');
}

function readOrEmpty(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
