/**
 * What `checkout: auto` costs in an empty workspace, beside `git clone` and what actions/checkout does (one commit):
 * `npm run bench -- clone`. The repository has 20,000 files and 200 MB of history.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneInto } from '../../src/repository/remote/clone.ts';
import { median } from './spread.ts';

const FILES = 20_000;
const COMMITS = 400;
const BYTES = 512 * 1024;
const ROUNDS = 3;

const place = mkdtempSync(join(tmpdir(), 'bench-clone-'));
const env = { PATH: process.env.PATH ?? '', HOME: place, TMPDIR: place, GIT_CONFIG_NOSYSTEM: '1' };
const git = (args: readonly string[], input?: Buffer) => {
  const { status, stderr } = spawnSync('git', args, { cwd: place, env, input, maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
};

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

function megabytes(folder: string): number {
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  return Math.round(bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20);
}

async function own(workspace: string): Promise<void> {
  const now = Date.now;
  const notice = (text: string) => console.error(text);
  const wait = { now, sleep: () => Promise.resolve(), notice };
  await cloneInto(workspace, { url, tokens: null, branch: null, requireEmpty: true, env, ...wait });
}

const url = `file://${place}/origin.git`;
const ways: Readonly<Record<string, (workspace: string) => void | Promise<void>>> = {
  'git clone': (workspace) => git(['clone', '-q', url, workspace]),
  'one commit, as actions/checkout': (workspace) => git(['clone', '-q', '--depth=1', url, workspace]),
  'checkout: auto': own,
};
try {
  git(['init', '-q', '--bare', '-b', 'main', 'origin.git']);
  git(
    ['-c', 'core.compression=0', '-c', 'core.bigFileThreshold=256k', '-C', 'origin.git', 'fast-import', '--quiet'],
    Buffer.concat([...history()]),
  );
  const taken = new Map(Object.keys(ways).map((name) => [name, { ms: [] as number[], gitMb: 0 }]));
  for (let i = 0; i < ROUNDS; i++)
    for (const [name, clone] of Object.entries(ways)) {
      const workspace = join(place, 'workspace');
      const started = performance.now();
      await clone(workspace);
      const one = taken.get(name);
      one?.ms.push(performance.now() - started);
      if (one !== undefined) one.gitMb = megabytes(join(workspace, '.git'));
      rmSync(workspace, { recursive: true });
    }
  const shallow = median(taken.get('one commit, as actions/checkout')?.ms ?? []);
  console.table(
    [...taken].map(([way, { ms, gitMb }]) => ({
      way,
      wall_ms: Math.round(median(ms)),
      ratio: Number((median(ms) / shallow).toFixed(2)),
      git_mb: gitMb,
    })),
  );
} finally {
  rmSync(place, { recursive: true, force: true });
}
