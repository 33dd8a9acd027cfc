/**
 * What `checkout: auto` costs in an empty workspace, beside `git clone` and what actions/checkout does (one commit):
 * `npm run bench -- clone`. The repository has 20,000 files and 200 MB of history.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneInto } from '../../src/repository/remote/clone.ts';
import { gitIn, makeLargeRepository } from './large-repository.ts';
import { type BareStart, median } from './spread.ts';
import { measureStarts, tellOfStarts } from './stub-night.ts';

const ROUNDS = 3;

const place = mkdtempSync(join(tmpdir(), 'bench-clone-'));
const { git, env } = gitIn(place);

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
  makeLargeRepository(git, place);
  const taken = new Map(Object.keys(ways).map((name) => [name, { ms: [] as number[], gitMb: 0 }]));
  const starts: BareStart[] = [];
  for (let i = 0; i < ROUNDS; i++)
    for (const [name, clone] of Object.entries(ways)) {
      starts.push(...measureStarts(3));
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
  tellOfStarts(starts);
} finally {
  rmSync(place, { recursive: true, force: true });
}
