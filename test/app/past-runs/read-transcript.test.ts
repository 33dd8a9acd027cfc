import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openTranscript, type ReadRange } from '../../../src/app/past-runs/read-transcript.ts';
import { renderAgentEvent } from '../../../src/report/console/agent-events.ts';
import { createMask } from '../../../src/secrets/mask.ts';
import { createTranscript } from '../../../src/terminal/pane/transcript.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'past-'));
  path = join(folder, 'unit-1-attempt-1.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const says = (text: string) => JSON.stringify({ kind: 'message', text, delta: false });
const line = (text: string) => ({ text, cut: 0 });

function lines(backend: string | null, range: ReadRange | null = null): string[] {
  const shown: string[] = [];
  const reader = openTranscript(
    path,
    backend,
    (event, at) => {
      const time = at === null ? '' : `${at} `;
      shown.push(...renderAgentEvent(event, { width: 100, colour: false }).map((text) => `${time}${text}`));
    },
    range,
  );
  reader.read(true);
  reader.close();
  return shown;
}

test('each line has the moment that the pane wrote beside it, also when the attempt goes on later', () => {
  let now = 1_000;
  const write = (...texts: string[]) => {
    const transcript = createTranscript(
      path,
      createMask([]),
      () => {},
      () => now,
    );
    for (const text of texts) {
      transcript.add(line(says(text)), 'stdout');
      transcript.flush();
      now += 700;
    }
    transcript.close();
  };
  write('one', 'two', 'three');
  now = 90_000;
  write('four');
  // What came within a second of a moment has it, too.
  expect(lines('rehearsal')).toEqual(['1000 one', '1000 two', '2400 three', '90000 four']);
});

test('what comes after it was opened has its times as well', () => {
  let now = 1_000;
  const shown: (number | null)[] = [];
  const transcript = createTranscript(
    path,
    createMask([]),
    () => {},
    () => now,
  );
  const reader = openTranscript(path, 'rehearsal', (_, at) => shown.push(at));
  for (const moment of [5_000, 9_000, 20_000]) {
    now = moment;
    transcript.add(line(says('one')), 'stdout');
    transcript.flush();
    reader.read(false);
  }
  transcript.close();
  reader.read(true);
  reader.close();
  expect(shown).toEqual([5_000, 9_000, 20_000]);
});

test('without times it is shown without', () => {
  writeFileSync(path, `${says('one')}\n{"stderr":"a warning"}\n`);
  expect(lines('rehearsal')).toEqual(['one', 'a warning']);
});

test('of a backend that is not known each line is shown as it is', () => {
  writeFileSync(path, `${says('one')}\nplain\n`);
  expect(lines(null)).toEqual([says('one'), 'plain']);
});

test('what comes later is read from where it ended, a line that was half there too', () => {
  const whole = `${says('one')}\n${says('two')}\n`;
  writeFileSync(path, whole.slice(0, -9));
  const shown: string[] = [];
  const reader = openTranscript(path, 'rehearsal', (event) =>
    shown.push(...renderAgentEvent(event, { width: 80, colour: false })),
  );
  reader.read(false);
  appendFileSync(path, whole.slice(-9));
  reader.read(true);
  reader.close();
  expect(shown).toEqual(['one', 'two']);
});

test('of a long one the middle is left out, and that is said', () => {
  writeFileSync(path, Array.from({ length: 1_000 }, (_, at) => `${says(`line ${at}`)}\n`).join(''));
  const shown = lines('rehearsal', { head: 100, tail: 120 });
  expect([shown[0], shown.at(-1)]).toEqual(['line 0', 'line 999']);
  expect(shown.filter((text) => /^… \d+ KiB of this transcript are not shown …$/.test(text))).toHaveLength(1);
  expect(shown.length).toBeLessThan(10);
});

test.each(['codex', 'claude', 'opencode', 'gemini', 'copilot', 'acp'])('garbage is no fault of %s', (backend) => {
  writeFileSync(
    path,
    `{"type":\n\u0000\u001b[2J\n[]\nnull\n{"type":"item.completed","item":null}\n{"stderr":7}\n${'x'.repeat(50_000)}`,
  );
  expect(lines(backend).join('\n')).not.toContain('\u001b');
});

test.each<readonly [what: string, times: string]>([
  ['no numbers', 'a b\n\n0\n1 2 3\n'],
  ['moments that no clock tells', '0 1e300\n0 99999999999999999999\n0 -5\n0 NaN\n'],
])('times that are %s are none', (_, times) => {
  writeFileSync(path, `${says('one')}\n`);
  writeFileSync(path.replace('.jsonl', '.times'), times);
  expect(lines('rehearsal')).toEqual(['one']);
});

test('a pipe in the place of the times is not waited for', () => {
  writeFileSync(path, `${says('one')}\n`);
  execFileSync('mkfifo', [path.replace('.jsonl', '.times')]);
  expect(lines('rehearsal')).toEqual(['one']);
});

test('of a transcript that is being written, the last words are shown once nothing more came', () => {
  writeFileSync(path, `${says('I will run the tests.')}\n`);
  const shown: string[] = [];
  const reader = openTranscript(path, 'rehearsal', (event) => {
    shown.push(...renderAgentEvent(event, { width: 100, colour: false }));
  });
  reader.read(false);
  reader.read(false);
  expect(shown).toEqual(['I will run the tests.']);
  appendFileSync(path, `${says('They pass.')}\n`);
  reader.read(true);
  reader.close();
  expect(shown).toEqual(['I will run the tests.', 'They pass.']);
});
