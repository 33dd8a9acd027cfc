import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { closingLine, type Step, startStep } from '../scripts/ci/steps.ts';
import { until } from './harness/until.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'package-'));
});
afterEach(() => rmSync(root, { recursive: true }));
// npm's log.
afterAll(() => rmSync(join(homedir(), '.npm'), { recursive: true, force: true }));

/** A step whose script is these commands of a shell, in a package of its own. */
function step(script: string, more: Partial<Step> = {}, goodbyeMs?: number) {
  writeFileSync(join(root, 'package.json'), JSON.stringify({ scripts: { step: script } }));
  return startStep({ script: ['step'], ...more }, root, goodbyeMs);
}

test.each([
  ['prints nothing', 'true', { holds: true, end: 'exit code 0', printed: '' }],
  ['fails', 'echo why; exit 3', { holds: false, end: 'exit code 3', printed: 'why' }],
  ['is killed', 'kill -9 $$', { holds: false, end: 'ended by SIGKILL', printed: '' }],
  ['leaves a file', 'echo x > "$TMPDIR/file"', { holds: false, end: 'exit code 0', printed: 'left behind: file' }],
])('a step that %s', async (_, script, expected) => {
  expect(await step(script).result).toEqual(expected);
});

test('what a person is to look at may stay', async () => {
  expect(await step('echo x > "$HOME/file"', { leaves: true }).result).toMatchObject({ holds: true, printed: '' });
});

/** The last one that was started sleeps. */
const begun = 'until [ "$(cat /proc/$!/comm)" = sleep ]; do :; done';

test('a process that a step leaves is named and ended, and not waited for', async () => {
  const { holds, printed } = await step(`setsid env -i sleep 600 & echo $! > pid; ${begun}`, {}, 100).result;
  const pid = Number(readFileSync(join(root, 'pid'), 'utf8'));
  expect({ holds, printed }).toEqual({ holds: false, printed: `left behind: process ${pid}: sleep 600` });
  await until(() => !isAlive(pid));
});

test('nor is one that is not known to be its, and holds its output', async () => {
  const { holds, printed } = await step("prlimit --rttime=1: env -i sh -c 'sleep 600 & echo $! > pid'", {}, 100).result;
  process.kill(Number(readFileSync(join(root, 'pid'), 'utf8')), 'SIGKILL');
  expect({ holds, printed }).toEqual({ holds: false, printed: 'left behind: a process that holds its output' });
});

test('a step can be ended with all that it started, and what it printed is known', async () => {
  const running = step('sleep 600 & echo $!; wait');
  await until(() => running.printed().endsWith('\n'));
  running.end('SIGTERM');
  const { holds, printed } = await running.result;
  expect(holds).toBe(false);
  await until(() => !isAlive(Number(printed.split('\n')[0])));
});

test('the last line says what was not run', () => {
  expect(closingLine(false, [], 900)).toBe('━━ ✓ all holds (after 900 s)');
  expect(closingLine(false, ['act (no Go)'], 900)).toBe(
    '━━ ✓ all that was run holds (after 900 s); NOT RUN: act (no Go)',
  );
  expect(closingLine(true, ['act (no Go)'], 9)).toBe('━━ ✗ not all holds (after 9 s); NOT RUN: act (no Go)');
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
