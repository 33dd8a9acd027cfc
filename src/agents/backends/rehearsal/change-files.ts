import { execFile } from 'node:child_process';
import { appendFile, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { lastCharacters } from '../../../text.ts';

/** What an acted command gave. */
export interface CommandResult {
  readonly ok: boolean;
  readonly output: string;
}

const OUTPUT_LIMIT = 4_000;

/** Writes, extends or (with `text` null) removes a file of the working tree; throws a UserError for any other place. */
export async function changeFile(root: string, file: string, text: string | null, append = false): Promise<void> {
  const target = await resolveInWorkTree(root, file);
  if (text === null) return rm(target, { recursive: true, force: true });
  await mkdir(path.dirname(target), { recursive: true });
  await (append ? appendFile : writeFile)(target, text);
}

/** Runs a program in the working tree to its end. Never throws. */
export function runCommand(root: string, argv: readonly [string, ...string[]]): Promise<CommandResult> {
  const [program, ...args] = argv;
  return new Promise((resolve) => {
    execFile(program, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ ok: error === null, output: lastCharacters(`${stdout}${stderr}`, OUTPUT_LIMIT).trimEnd() });
    });
  });
}

/** The absolute path, seen through symbolic links, if it lies in the working tree and outside `.git`. */
async function resolveInWorkTree(root: string, file: string): Promise<string> {
  const base = await realpath(root);
  const target = path.resolve(base, file);
  const real = await resolveRealPath(target);
  const relative = path.relative(base, real);
  const first = relative.split(path.sep)[0];
  if (relative !== '' && first !== '..' && first !== '.git' && !path.isAbsolute(relative)) return real;
  throw new UserError(`a rehearsal can only change files in the working tree, not ${file}`, {
    where: 'rehearsal.json',
    fix: 'use a path relative to the working tree, outside .git',
  });
}

async function resolveRealPath(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : path.join(await resolveRealPath(parent), path.basename(folder));
  }
}
