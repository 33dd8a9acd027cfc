import { describe, expect, test } from '@jest/globals';
import { html, webAddress } from '../../../src/report/html/html.ts';
import { PAGE_START } from '../../../src/report/html/page.ts';
import type { ReportSpec } from '../../../src/report/html/types.ts';
import { aHalt, aProgress, doneUnit } from '../../platform/night.ts';
import { attempt, everywhere, HOSTILE, MINUTE, now, page, run, spec, unit } from './parts.ts';

/** Elements that a browser would see, without their attributes. */
const elements = (text: string) => [...text.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name);

describe('the page', () => {
  test('is one file: its policy lets nothing be loaded, and one script run, its own', () => {
    const text = page(spec());
    expect(text).toMatch(
      /content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'"/,
    );
    expect(text.startsWith(PAGE_START)).toBe(true);
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toMatch(/<(?:link|img|iframe|object|embed|base|form)\b|@import|url\(/);
  });

  test.each<readonly [what: string, more: Partial<ReportSpec>, wanted: RegExp]>([
    ['a run that was lost', { activity: 'lost' }, /ended unexpectedly/],
    ['none that works on it', { activity: 'none' }, /start one/],
    ['a run that goes on', { activity: 'runs' }, /<p>Nothing\.<\/p>/],
    ['a run that stopped by itself', { progress: aProgress({ outcome: 'max-iterations' }) }, /start one/],
    ['nothing left', { activity: 'none', progress: aProgress({ outcome: 'complete' }) }, /<p>Nothing\.<\/p>/],
  ])('says what to do of open units and %s', (_, more, wanted) => {
    expect(page(spec({ progress: aProgress({ outcome: 'running' }), runs: [run()], ...more }))).toMatch(wanted);
  });

  test('holds anybody’s text as text, wherever it stands', () => {
    // One line in place of the hostile ones, so that as many lines are drawn.
    const harmless = HOSTILE.replace(/[^\n]/g, 'x');
    expect(elements(page(everywhere(HOSTILE)))).toEqual(elements(page(everywhere(harmless))));
    expect(page(everywhere(HOSTILE))).not.toMatch(/href="javascript:|\u202e/);
  });

  test('says first what waits for a person', () => {
    const text = page(spec({ pullRequest: 'https://github.com/o/r/pull/1' }));
    expect(text.indexOf('What waits for you')).toBeLessThan(text.indexOf('What was done'));
    expect(text).toContain('<a href="https://github.com/o/r/pull/1" rel="noreferrer">');
    expect(page(spec({ progress: null, runs: [], units: [] }))).toContain('Nothing.');
  });

  test.each<readonly [url: string | null, how: string]>([
    [
      'https://github.com/o/r/issues/7',
      '<p>Comment <code>/resume</code> and your answer <a href="https://github.com/o/r/issues/7"',
    ],
    [null, '<code>sequential-orchestration resume --spec shop --answer "…"</code>'],
  ])('says how to answer a question (%s)', (url, how) => {
    expect(page(spec({ progress: aProgress({ halt: aHalt({ url }) }) }))).toContain(how);
  });

  test('says in which run the units were finished, where a later one finished none', () => {
    const finished = [{ unit: '7', title: 'Pay', commit: null, files: ['a'], at: now }];
    const worked = run({ startedAt: Date.parse('2026-11-23T01:02:00Z'), finished });
    expect(page(spec({ runs: [worked] }))).toContain('In the last run: 1 unit');
    expect(page(spec({ runs: [worked, run({ finished: [] })] }))).toMatch(/In the run of 2026-11-23 01:02 UTC: 1 unit/);
  });

  test('names what was done by the numbers of the units', () => {
    const finished = [{ unit: '7', title: 'Pay', commit: null, files: ['a'], at: now }];
    expect(page(spec({ runs: [run({ finished })] }))).toContain(
      '<ul><li>7 Pay <span class="faint">1 file</span></li></ul>',
    );
  });

  test('tells what was done in the agents’ words, shortened, and leads to the unit', () => {
    const finished = [{ unit: '1', title: 'Cart', commit: null, files: ['a'], at: now }];
    const words = `It works.\n\n${'And more. '.repeat(50)}`;
    expect(page(spec({ runs: [run({ finished })], units: [unit({ words })] }))).toMatch(
      /<li><a href="#s0-1">1 Cart<\/a> <span class="faint">1 file<\/span><br>It works\. And more\.[^<]{60,100}…<\/li>/,
    );
  });

  test('says which unit asks, and which ones to review first', () => {
    const units = [{ ...doneUnit('1'), attempts: 3, commit: 'abc' }, doneUnit('2')];
    const halt = aHalt({ task: '3', title: 'Pay' });
    const text = page(
      spec({ progress: aProgress({ halt, units }), units: [unit({ title: units[0]?.title ?? '', commit: 'abc' })] }),
    );
    expect(text).toContain('<p>An answer to <b>3 Pay</b>:</p>');
    expect(text).toMatch(
      /To review first:<\/p><ul><li><a href="#s0-1">[^<]+<\/a> <span class="faint">3 attempts<\/span><\/li><\/ul>/,
    );
  });

  test('draws a wait as a stretch of its own, at the right place', () => {
    const text = page(
      spec({
        runs: [
          run({
            waits: [
              { from: now - 45 * MINUTE, to: now - 15 * MINUTE, until: now, reason: 'quota', why: 'codex is out' },
            ],
          }),
        ],
      }),
    );
    expect(text).toContain(
      '<div class="rest" style="left:25.000%;width:50.000%" title="05:15 to 05:45: waited 30 min, codex is out">',
    );
    expect(text).toContain('<li>05:15 to 05:45: waited 30 min, codex is out</li>');
  });

  test.each<
    readonly [what: string, seconds: number, ofRun: number, reason: string, isDrawn: boolean, isNamed: boolean]
  >([
    ['half of a short run', 30, 60, 'quota', true, true],
    ['the delay of a short one', 1, 20, 'delay', true, false],
    ['the delay of a long one', 15, 3600, 'delay', false, false],
    ['a minute of a long one', 60, 36_000, 'delay', true, true],
    ['seconds of a long one', 20, 36_000, 'transient', false, false],
  ])('draws what counts as a wait of its run: %s', (_, seconds, ofRun, reason, isDrawn, isNamed) => {
    const startedAt = now - ofRun * 1000;
    const waits = [{ from: startedAt, to: startedAt + seconds * 1000, until: now, reason, why: 'of no use' }];
    const text = page(spec({ runs: [run({ startedAt, waits })] }));
    expect(text.includes('<div class="rest"')).toBe(isDrawn);
    expect(text.includes('<i class="rest">')).toBe(isDrawn);
    expect(/<li>[^<]*of no use<\/li>/.test(text)).toBe(isNamed);
  });

  test('an attempt over which the clock was set back is drawn with no width, not with less', () => {
    const turned = attempt({ startedAt: now - 30 * MINUTE, endedAt: now - 40 * MINUTE });
    expect(page(spec({ runs: [run({ attempts: [turned] })] }))).toContain('style="left:50.000%;width:0.000%"');
  });

  test('many units are one line of bars, with a line for each folded behind it', () => {
    const attempts = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        attempt({ unit: `${index + 1}`, startedAt: now - 60 * MINUTE + index }),
      );
    const many = page(spec({ runs: [run({ attempts: attempts(300) })] }));
    expect(many).toContain('<div class="lane"><span>300 units</span>');
    expect(many).toMatch(/<details><summary>A line for each unit<\/summary>.*240 earlier units not drawn/s);
    expect(page(spec({ runs: [run({ attempts: attempts(24) })] }))).not.toContain('A line for each unit');
  });

  test('an attempt that a limit cut off says where its transcript goes on', () => {
    const shown = [{ at: now, event: { kind: 'message', text: 'as before', delta: false } as const }];
    const attempts = [
      { ...attempt(), goesOn: true, shown: null },
      { ...attempt(), goesOn: false, shown },
      { ...attempt(), shown: null },
    ];
    const text = page(spec({ units: [unit({ attempts })] }));
    expect(text).toMatch(/transcript is in the next one, below.*as before.*Its transcript is not here/s);
  });

  test('what an agent took counts the attempts that ended, as the calls beside it do', () => {
    const attempts = [attempt(), attempt({ endedAt: null, verdict: null, agentMs: null })];
    expect(page(spec({ runs: [run({ attempts })] }))).toContain('<b>codex</b>: 1 attempt, ');
  });

  test('a run after a pause says how long that was', () => {
    const outcome = { kind: 'paused', message: 'Paused' };
    const before = run({ startedAt: now - 300 * MINUTE, lastAt: now - 240 * MINUTE, outcome });
    expect(page(spec({ runs: [before, run()] }))).toContain('1 h, after a pause of 3 h <span');
  });

  test('no two marks of a timeline’s axis are the same', () => {
    for (const minutes of [0.1, 1, 7, 59, 60, 300, 1440, 14_400, 100_000]) {
      const text = page(
        spec({
          runs: [
            run({
              startedAt: now - minutes * MINUTE,
              attempts: [attempt({ startedAt: now - minutes * MINUTE, endedAt: now })],
            }),
          ],
        }),
      );
      const marks = [...text.matchAll(/<span style="left:[\d.]+%">([^<]+)</g)].map(([, mark]) => mark);
      expect(new Set(marks).size).toBe(marks.length);
      expect(marks.length).toBeLessThan(12);
    }
  });

  test.each<readonly [url: string | null, isAddress: boolean]>([
    ['https://github.com/o/r/issues/1', true],
    ['http://localhost:3000/x', true],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['https://x/"onclick="y', false],
    ['//x', false],
    [null, false],
  ])('a link leads to %s: %s', (url, isAddress) => {
    expect(webAddress(url) !== null).toBe(isAddress);
  });

  test('markup is what this program wrote', () => {
    expect(html`<b>${'<i>'}${[html`<u>${1}</u>`, '&']}${null}${false}${undefined}</b>`.html).toBe(
      '<b>&lt;i&gt;<u>1</u>&amp;</b>',
    );
  });
});

test('what each agent took wraps, and tells nothing that is not known', () => {
  const attempts = [
    attempt({
      backend: 'codex',
      startedAt: now,
      endedAt: now + 20 * MINUTE,
      agentMs: 13 * MINUTE,
      tokens: 12_400,
      costUsd: 2.4,
      credits: null,
    }),
    attempt({
      backend: 'custom',
      startedAt: now,
      endedAt: now + 2 * MINUTE,
      agentMs: MINUTE,
      tokens: null,
      costUsd: null,
      credits: null,
    }),
  ];
  const text = page(spec({ runs: [run({ attempts })] }));
  expect(text).toContain('<li><b>codex</b>: 1 attempt, 13 min, 12.4k tokens, $2.40</li>');
  expect(text).toContain('<li><b>custom</b>: 1 attempt, 1 min</li>');
});
