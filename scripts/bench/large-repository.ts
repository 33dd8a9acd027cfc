/** A bare repository of 20,000 files and 200 MB of history, for the benches. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const FILES = 20_000;
const COMMITS = 400;
const BYTES = 512 * 1024;

export type RunGit = (
  args: readonly string[],
  options?: { readonly inputFile?: string; readonly cwd?: string },
) => void;

/** Runs git in `place`, which is its home too. */
export function gitIn(place: string): { readonly git: RunGit; readonly env: Readonly<Record<string, string>> } {
  const author = { GIT_AUTHOR_NAME: 'B', GIT_AUTHOR_EMAIL: 'b@b', GIT_COMMITTER_NAME: 'B', GIT_COMMITTER_EMAIL: 'b@b' };
  const env = { PATH: process.env.PATH ?? '', HOME: place, TMPDIR: place, GIT_CONFIG_NOSYSTEM: '1', ...author };
  return {
    env,
    git(args, { inputFile, cwd = place } = {}) {
      const input = inputFile === undefined ? 'ignore' : openSync(inputFile, 'r');
      const { status, stderr } = spawnSync('git', args, {
        cwd,
        env,
        stdio: [input, 'pipe', 'pipe'],
        maxBuffer: 2 ** 26,
      });
      if (typeof input === 'number') closeSync(input);
      if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    },
  };
}

/**
 * Makes `origin.git` in `place`, where `git` runs. What it is made of goes by a file: each process that is started copies
 * the tables of our memory, which would be measured with it.
 */
export function makeLargeRepository(git: RunGit, place: string): void {
  git(['init', '-q', '--bare', '-b', 'main', 'origin.git']);
  const inputFile = join(place, 'history');
  const file = openSync(inputFile, 'w');
  for (const part of history()) writeSync(file, part);
  closeSync(file);
  git(['-c', 'core.compression=0', '-c', 'core.bigFileThreshold=256k', '-C', 'origin.git', 'fast-import', '--quiet'], {
    inputFile,
  });
  rmSync(inputFile);
}

/** Each commit has one file anew that cannot be compressed; the first has all the others. */
function* history(): Generator<Buffer> {
  for (let commit = 1; commit <= COMMITS; commit++) {
    const data = randomBytes(BYTES);
    yield Buffer.from(`blob\nmark :${commit}\ndata ${data.length}\n`);
    yield data;
    const at = `commit refs/heads/main\ncommitter B <b@b> ${1_700_000_000 + commit} +0000\ndata 1\nc\n`;
    const files = commit > 1 ? [] : Array.from({ length: FILES }, (_, i) => file(i));
    yield Buffer.from(`\n${at}${files.join('')}M 100644 :${commit} big.bin\n\n`);
  }
}

const file = (i: number) => {
  const text = `export const value${i} = ${i};\n`.repeat(20);
  return `M 100644 inline src/part-${i % 200}/file-${i}.ts\ndata ${text.length}\n${text}\n`;
};
