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

test('the page is written to a new file, an empty one or its own, and over nothing else', async () => {
  place = new Workplace({ ks: TASKS });
  await place.call(...flags('--delay', '0', '--max-iterations', '1'));
  const to = (out: string) => place.call('report', '--spec', 'ks', '--out', out);
  const tasks = place.read('.kiro/specs/ks/tasks.md');
  symlinkSync('.kiro/specs/ks/tasks.md', join(place.repo, 'link.html'));
  symlinkSync(join(place.top, 'nowhere'), join(place.repo, 'dangling.html'));
  execFileSync('mkfifo', [join(place.repo, 'pipe.html')]);
  mkdirSync(join(place.repo, 'folder.html'));
  place.write('page.html', '<!doctype html>\n<html lang="en"><head><title>Mine</title></head></html>');
  const refused: readonly (readonly [out: string, kind: string])[] = [
    ['.kiro/specs/ks/tasks.md', 'a file that is no report'],
    ['page.html', 'a file that is no report'],
    ['link.html', 'a symbolic link'],
    ['dangling.html', 'a symbolic link'],
    ['pipe.html', 'a named pipe'],
    ['folder.html', 'a folder'],
  ];
  for (const [out, kind] of refused) {
    const { code, stderr } = await to(out);
    expect({ out, code, says: stderr.includes(`--out ${join(place.repo, out)}`) && stderr.includes(kind) }).toEqual({
      ...{ out, code: 64, says: true },
    });
  }
  expect(place.read('.kiro/specs/ks/tasks.md')).toBe(tasks);
  expect(existsSync(join(place.top, 'nowhere'))).toBe(false);
  expect(place.git('status', '--porcelain')).not.toMatch(/html\.\d/);
  place.write('empty.html', '');
  for (const out of ['empty.html', 'empty.html', 'new/one.html']) expect(await to(out)).toMatchObject({ code: 0 });
});

const SPOILED: Readonly<Record<string, (events: string) => void>> = {
  'is not there': () => {},
  'is empty': (events) => writeFileSync(events, ''),
  'is garbage': (events) => writeFileSync(events, '\u0000\u0001 no json\n'),
  'is a pipe that nobody writes to': (events) => execFileSync('mkfifo', [events]),
  'leads elsewhere': (events) => symlinkSync('/etc/passwd', events),
};

test('transcripts are shown whatever stands in the place of the event file', async () => {
  place = new Workplace({ ks: TASKS });
  await place.call(...flags('--delay', '0', '--max-iterations', '1'));
  const folder = unpacked();
  const events = join(folder, 'events.jsonl');
  const whole = readFileSync(events, 'utf8');
  const shows = async (what: string, ...spec: string[]) => {
    const { stdout, stderr } = await place.call('log', '1', '--logs', folder, ...spec);
    const html = await page('--logs', folder, ...spec);
    const [log, report] = [stdout, html].map((text) => text.includes('I built it'));
    expect({ what, stderr, log, report }).toEqual({ what, stderr: '', log: true, report: true });
  };
  for (const [what, spoil] of Object.entries(SPOILED)) {
    rmSync(events);
    spoil(events);
    await shows(what, '--spec', 'ks');
    rmSync(events, { force: true });
    writeFileSync(events, whole);
  }
  writeFileSync(events, whole.replace(/^.*\n/, ''));
  await shows('lost its first line');
  expect(await page('--logs', folder)).toContain('<title>ks: report</title>');
});

test('a transcript that a named folder does not have is not looked for in a named folder', async () => {
  place = new Workplace({ ks: TASKS });
  await place.call(...flags('--delay', '0', '--max-iterations', '1'));
  const folder = unpacked();
  const log = async (unit: string, ...more: string[]) => place.call('log', unit, '--logs', folder, ...more);
  expect(await log('7')).toMatchObject({ code: 64, stderr: expect.stringContaining('there are those of 1') });
  expect((await log('1', '--spec', 'other')).stderr).toMatch(/no run of other is in this folder[\s\S]*: ks/);
  rmSync(join(folder, 'unit-1-attempt-1.jsonl'));
  const { code, stderr } = await log('1');
  expect({ code, stderr }).toMatchObject({
    code: 64,
    stderr: expect.not.stringMatching(/with --logs|on this machine/),
  });
});
