import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { until, Workplace } from './workplace.ts';

const SAYS = 'echo x >> work; echo "I built it"; echo "<promise>TASK_DONE</promise>"';
const TASKS = '- [ ] 1. Parse\n- [ ] 2. Store\n';
let place: Workplace;
afterEach(() => place.close());

const flags = (...more: string[]) => [
  ...['run', '--spec', 'ks', '--tmux', 'off', '--agent-command', place.agent(SAYS)],
  ...more,
];
const page = async (...more: string[]) => {
  const out = join(place.top, 'report.html');
  expect(await place.call('report', '--out', out, ...more)).toMatchObject({ code: 0 });
  return readFileSync(out, 'utf8');
};
/** The log folder of the only run, and a copy of it in a folder named L, as an artifact has it. */
function unpacked(): string {
  const root = join(place.top, 'home/.local/state/sequential-orchestration');
  const [events = ''] = (readdirSync(root, { recursive: true }) as string[]).filter((p) => p.endsWith('events.jsonl'));
  const copy = join(place.top, 'L');
  execFileSync('cp', ['-r', join(root, events, '..'), copy]);
  return copy;
}

test('a run that waits, and one that was killed in its wait, are shown as such', async () => {
  place = new Workplace({ ks: TASKS });
  const run = place.start(...flags('--delay', '3h'));
  await until(async () => (await place.call('status')).stdout.includes('Waiting until'));
  const waiting = await page('--spec', 'ks').finally(() => run.kill('SIGKILL'));
  await run.ended;
  expect(waiting).toMatch(/<b class="busy">waits until [\d-]+ [\d:]+ UTC<\/b>/);
  expect(waiting).toMatch(/<p>Nothing\.<\/p><p>It waits until [\d-]+ [\d:]+ UTC: .*Then it goes on by itself/);
  expect(waiting).toMatch(/<div class="rest" style="left:[\d.]+%;width:9\d/);
  expect(waiting).toMatch(/<li>[\d:]+ until [\d-]+ [\d:]+ UTC: waits, /);
  expect(waiting).toContain('<span class="faint">at work</span>');
  const lost = await page('--spec', 'ks');
  expect(lost).toContain('no end was seen');
  expect(lost).toMatch(/<li>[\d:]+ until [\d-]+ [\d:]+ UTC: was to wait, .*; its end was not seen/);
  expect(lost).toContain('ended unexpectedly');
  expect(lost).not.toMatch(/It waits until|<b class="busy">waits/);
});
