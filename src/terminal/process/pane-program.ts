import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A program's files as they were before there was any agent; null: the file was not there. */
type ProgramFiles = ReadonlyMap<string, Buffer | null>;

const programs = new Map<string, ProgramFiles>();

/** Remembers a pane's program, for `restorePaneProgram`; called before there is any agent. */
export function rememberPaneProgram(script: string): void {
  if (!programs.has(script)) programs.set(script, readProgram(script));
}

/**
 * Makes the program what it was when it was remembered, since an agent may write wherever the user may. Returns the
 * files that were not as they had been. Throws an Error that names the file where that cannot be done.
 */
export function restorePaneProgram(script: string): readonly string[] {
  const remembered = programs.get(script) ?? new Map<string, Buffer | null>();
  const current = readProgram(script);
  const changed = [...remembered].filter(([path, content]) => !isSame(content, current.get(path) ?? null));
  for (const [path, content] of changed) {
    // Never through a link that was put in its place.
    rmSync(path, { recursive: true, force: true });
    if (content !== null) writeProgram(path, content);
  }
  return changed.map(([path]) => path);
}

function writeProgram(path: string, content: Buffer): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  } catch (error) {
    throw new Error(`${path} is missing and cannot be restored (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** The script, and what says how Node reads it. */
function readProgram(script: string): ProgramFiles {
  return new Map([script, join(dirname(script), 'package.json')].map((path) => [path, readOrNull(path)]));
}

function isSame(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
