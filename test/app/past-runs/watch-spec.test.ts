import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SpecWatcher } from '../../../src/app/past-runs/watch-spec.ts';
import { watchFrame } from '../../../src/report/console/watch-frame.ts';
import { noColours } from '../../../src/report/text/colour.ts';
import { locateSpecs, type SpecLocation } from '../../../src/spec-folder/locate/locate-specs.ts';
import { acquireLock, type Lock } from '../../../src/state/lock/lock.ts';

let folder: string;
let location: SpecLocation;
let watcher: SpecWatcher;
let lock: Lock | null = null;
const TASKS = '- [x] 1. One\n- [ ] 2. Two\n';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
  mkdirSync(join(folder, '.kiro/specs/shop'), { recursive: true });
  writeFileSync(join(folder, '.kiro/specs/shop/tasks.md'), TASKS);
  [location] = (await locateSpecs(['shop'], folder, { writable: false, format: 'auto', env: {} })) as [SpecLocation];
  watcher = watch();
});
afterEach(async () => {
  await lock?.release();
  rmSync(folder, { recursive: true });
});

function watch(): SpecWatcher {
  const loop = { granularity: 'unit', includeOptional: false } as ConstructorParameters<typeof SpecWatcher>[1];
  const logsOf = (run: string) => join(folder, 'logs', run);
  return new SpecWatcher(location, loop, null, { lockFolder: dirname(location.statePath), host: hostname(), logsOf });
}

const size = { columns: 80, rows: 20 };

test.each<readonly [what: string, file: () => string, text: string]>([
  ['a tasks.md that is empty for a moment', () => location.tasksPath, ''],
  ['a state that is half written', () => location.statePath, '{"version":'],
  ['a state of a later version', () => location.statePath, '{"version":999}'],
])('%s ends no watching, and what was read last is shown', async (_, file, text) => {
  const before = await watcher.look();
  expect([before.unread, before.progress.done, before.progress.total]).toEqual([undefined, 1, 2]);
  writeFileSync(file(), text);
  const broken = await watcher.look();
  expect([broken.unread, broken.progress]).toEqual([expect.any(String), before.progress]);
  expect(watchFrame([broken], size, 0, noColours, ['keys', 'keys']).join('\n')).toContain('! cannot be read now: ');
  // Nor does one that is broken from the beginning keep the others from being seen.
  const other = await watch().look();
  expect([other.unread, other.progress.spec, other.progress.total]).toEqual([expect.any(String), 'shop', 0]);
  writeFileSync(location.tasksPath, TASKS);
  rmSync(location.statePath, { force: true });
  expect((await watcher.look()).unread).toBeUndefined();
});

test('a tasks.md that is missing for a moment is back when it is back', async () => {
  rmSync(location.tasksPath);
  expect((await watcher.look()).unread).toBeDefined();
  writeFileSync(location.tasksPath, TASKS);
  expect(await watcher.look()).toMatchObject({ progress: { done: 1 }, isRunning: false });
});

test('a run whose state was removed is told by its logs', async () => {
  const held = { path: dirname(location.statePath), pid: process.pid, host: hostname(), now: Date.now() };
  lock = await acquireLock({ ...held, runId: 'r1' });
  expect((await watcher.look()).isRunning).toBe(false);
  mkdirSync(join(folder, 'logs/r1'), { recursive: true });
  expect((await watcher.look()).isRunning).toBe(true);
});
