/**
 * A checkpoint beside `git add`, `commit` and `push` of the same change, in a repository of 20,000 files and 200 MB of
 * history: `npm run bench -- checkpoint`. In turn, so that whatever else the machine does meets both.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRepository } from '../../src/repository/create-repository.ts';
import { gitIn, makeLargeRepository } from './large-repository.ts';
import { readProcess } from './proc.ts';
import { type BareStart, median } from './spread.ts';
import { measureStarts, tellOfStarts } from './stub-night.ts';

const ROUNDS = 15;
const place = mkdtempSync(join(tmpdir(), 'bench-checkpoint-'));
const { git, env } = gitIn(place);
const processorMs = () => {
  const { ownProcessorMs = 0, childrenProcessorMs = 0 } = readProcess('self') ?? {};
  return ownProcessorMs + childrenProcessorMs;
};

function change(folder: string, round: number): void {
  writeFileSync(join(folder, 'src', 'part-7', 'file-7.ts'), `export const value7 = ${round};\n`);
  writeFileSync(join(folder, `new-${round}.txt`), `${round}\n`);
}

async function openOwn(folder: string) {
  mkdirSync(join(folder, '.kiro', 'specs', 'bench'), { recursive: true });
  writeFileSync(join(folder, '.kiro', 'specs', 'bench', 'tasks.md'), '- [ ] 1. One\n');
  git(['add', '-A'], { cwd: folder });
  git(['commit', '-q', '-m', 'spec'], { cwd: folder });
  git(['push', '-q', 'origin', 'HEAD:main'], { cwd: folder });
  const repository = createRepository({
    ...{ workdir: folder, checkpoint: 'push', workBranch: 'own', baseBranch: null, author: null },
    ...{ spec: 'bench', runId: 'bench', statePath: '.kiro/specs/SEQUENTIAL_STATE.json', logDir: join(place, 'logs') },
    remote: { url: null, tokens: null },
    env,
    now: Date.now,
    sleep: async () => {},
    notice: (text) => console.error(text),
  });
  await repository.open();
  return repository;
}

try {
  makeLargeRepository(git, place);
  const [bare, own] = ['bare', 'own'].map((name) => join(place, name)) as [string, string];
  for (const folder of [bare, own]) git(['clone', '-q', `file://${place}/origin.git`, folder]);
  const repository = await openOwn(own);
  const taken = { bare: { ms: [] as number[], processor: 0 }, own: { ms: [] as number[], processor: 0 } };
  const measure = async (of: { ms: number[]; processor: number }, act: () => Promise<void> | void) => {
    const [started, before] = [performance.now(), processorMs()];
    await act();
    of.ms.push(performance.now() - started);
    of.processor += processorMs() - before;
  };
  const starts: BareStart[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    starts.push(...measureStarts(2));
    change(bare, round);
    await measure(taken.bare, () => {
      git(['add', '-A'], { cwd: bare });
      git(['commit', '-q', '-m', 'bare'], { cwd: bare });
      git(['push', '-q', 'origin', 'HEAD:refs/heads/bare'], { cwd: bare });
    });
    const snapshot = await repository.takeSnapshot();
    change(own, round);
    await repository.changes(snapshot);
    await measure(taken.own, async () => {
      const saved = await repository.checkpoint(`round ${round}`);
      if (saved.kind !== 'saved' || !saved.pushed) throw new Error(`the checkpoint was ${saved.kind}`);
    });
  }
  await repository.close();
  const row = (what: string, { ms, processor }: { ms: number[]; processor: number }) => ({
    what,
    wall_ms: Math.round(median(ms)),
    wall_ratio: Number((median(ms) / median(taken.bare.ms)).toFixed(2)),
    processor_ms: Math.round(processor / ROUNDS),
    processor_ratio: Number((processor / taken.bare.processor).toFixed(2)),
  });
  console.table([row('git add, commit, push', taken.bare), row('a checkpoint', taken.own)]);
  tellOfStarts(starts);
} finally {
  rmSync(place, { recursive: true, force: true });
}
