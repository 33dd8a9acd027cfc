/** A bare repository of 20,000 files and 200 MB of history, for the benches. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

const FILES = 20_000;
const COMMITS = 400;
const BYTES = 512 * 1024;

export type RunGit = (args: readonly string[], options?: { readonly input?: Buffer; readonly cwd?: string }) => void;

/** Runs git in `place`, which is its home too. */
export function gitIn(place: string): { readonly git: RunGit; readonly env: Readonly<Record<string, string>> } {
  const author = { GIT_AUTHOR_NAME: 'B', GIT_AUTHOR_EMAIL: 'b@b', GIT_COMMITTER_NAME: 'B', GIT_COMMITTER_EMAIL: 'b@b' };
  const env = { PATH: process.env.PATH ?? '', HOME: place, TMPDIR: place, GIT_CONFIG_NOSYSTEM: '1', ...author };
  return {
    env,
    git(args, { input, cwd = place } = {}) {
      const { status, stderr } = spawnSync('git', args, { cwd, env, input, maxBuffer: 2 ** 26 });
      if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    },
  };
}

/** Makes `origin.git` in the folder that `git` runs in. */
export function makeLargeRepository(git: RunGit): void {
  git(['init', '-q', '--bare', '-b', 'main', 'origin.git']);
  git(['-c', 'core.compression=0', '-c', 'core.bigFileThreshold=256k', '-C', 'origin.git', 'fast-import', '--quiet'], {
    input: Buffer.concat([...history()]),
  });
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
