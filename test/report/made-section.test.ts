import { expect, test } from '@jest/globals';
import { createLinks } from '../../src/report/pages/links.ts';
import { madeSections, placesSection } from '../../src/report/pages/pull-request/made-section.ts';
import { timeline } from '../../src/report/pages/pull-request/timeline.ts';
import { aProgress, aUnit, doneUnit } from '../platform/night.ts';

const links = createLinks('https://github.com', 'octo', 'demo', { id: '77', attempt: 1 });
const context = { links, resumeCommand: '/resume', undelivered: [], runAtWork: 'this-run' } as const;
const made = (units: Parameters<typeof aProgress>[0], sizes = new Map()) =>
  madeSections(aProgress(units), { ...context, sizes }).map(({ text }) => text);

test('each finished unit is told with its commit, its size and its agent’s words', () => {
  const one = { ...doneUnit('1'), commit: 'a'.repeat(40), summary: 'It *works*.\n@octocat <b>' };
  const sizes = new Map([[one.commit, { files: 2, added: 10, removed: 3 }]]);
  expect(made({ units: [one, aUnit('2')] }, sizes)).toEqual([
    `**What was made**\n\n- **1 Unit 1** ([\`aaaaaaa\`](https://github.com/octo/demo/commit/${one.commit}) · 2 files, +10 −3 · codex): It \\*works\\*. @\u200boctocat \\<b\\>`,
  ]);
});

test('what gave trouble or is large comes first, the worst at the top', () => {
  const units = [
    doneUnit('1'),
    { ...doneUnit('2'), attempts: 3 },
    { ...doneUnit('3'), commit: 'b'.repeat(40), attempts: 2, advice: ['a', 'b'] },
  ];
  const sizes = new Map([['b'.repeat(40), { files: 9, added: 2000, removed: 500 }]]);
  expect(made({ units }, sizes)[0]).toBe(
    '**Review first**\n\n- 3 Unit 3: 2 attempts, 2 pieces of advice, 2,500 lines changed\n- 2 Unit 2: 3 attempts',
  );
});

test('of hundreds of units the last are told, and that there are more', () => {
  const [text = ''] = made({ units: Array.from({ length: 300 }, (_, at) => doneUnit(`${at + 1}`)) });
  expect(text.split('\n')).toHaveLength(43);
  expect(text).toMatch(/- \*\*300 Unit 300\*\*[^\n]*\n- … and 260 more, in the table$/);
});

test('nothing made is nothing told', () => {
  expect(made({ units: [aUnit('1')] })).toEqual([]);
});

test('all can be found from there, and that no checks come of it is said', () => {
  const texts = (more: object) =>
    placesSection(aProgress({ branch: 'sequential/x' }), { ...context, ...more }).map(({ text }) => text);
  const run = 'https://github.com/octo/demo/actions/runs/77/attempts/1';
  const places = `[branch](https://github.com/octo/demo/tree/sequential/x) · [log](${run}) · [transcripts and report](${run}#artifacts), if the workflow uploads them`;
  expect(texts({})).toEqual([places]);
  const comparison = '[comparison](https://github.com/octo/demo/compare/main...sequential/x)';
  expect(texts({ base: 'main' })).toEqual([places.replace(' · [log]', ` · ${comparison} · [log]`)]);
  expect(texts({ pullRequest: 'https://github.com/octo/demo/pull/3' })).toEqual([
    `[pull request](https://github.com/octo/demo/pull/3) · ${places}`,
  ]);
  expect(texts({ startsNoWorkflows: true })).toEqual([places, expect.stringContaining('starts no workflow')]);
});

const worked = (from: string, to: string) => ({ startedAt: `2026-11-23T${from}Z`, completedAt: `2026-11-23T${to}Z` });

test('the timeline draws waits as waits, and tells its marks apart', () => {
  const units = [{ ...doneUnit('1'), ...worked('01:00:00', '06:00:00'), title: 'x'.repeat(60) }];
  const waits = [{ since: '2026-11-23T02:00:00Z', until: '2026-11-23T05:00:00Z', reason: 'quota' }];
  expect(timeline(aProgress({ units, waits }))?.split('\n')).toEqual([
    ...['```mermaid', 'gantt', '  dateFormat YYYY-MM-DD HH:mm:ss', '  axisFormat %H:%M', '  section my-feature'],
    `  ${'x'.repeat(39)}… :done, 2026-11-23 01:00:00, 2026-11-23 02:00:00`,
    `  ${'x'.repeat(39)}… (continued) :done, 2026-11-23 05:00:00, 2026-11-23 06:00:00`,
    '  section waited',
    '  for a quota · 3 h :2026-11-23 02:00:00, 2026-11-23 05:00:00',
    '```',
  ]);
  const brief = [{ ...doneUnit('1'), ...worked('01:00:00', '01:04:00') }];
  expect(timeline(aProgress({ units: brief }))).toContain('axisFormat %H:%M:%S\n');
});

test.each([
  ['a unit that began and ended in waits', '02:30:00', '03:30:00', ['02:30:00, 2026-11-23 02:30:01']],
  ['one around two of them', '01:00:00', '09:00:00', ['01:00:00', '05:00:00', '08:00:00']],
  ['one that ended before', '00:00:00', '01:00:00', ['00:00:00, 2026-11-23 01:00:00']],
])('where it worked is drawn of %s', (_, from, to, starts) => {
  const waits = [
    { since: '2026-11-23T02:00:00Z', until: '2026-11-23T05:00:00Z', reason: 'time-budget' },
    { since: '2026-11-23T07:00:00Z', until: '2026-11-23T08:00:00Z', reason: 'answer' },
  ];
  const text = timeline(aProgress({ units: [{ ...doneUnit('1'), ...worked(from, to) }], waits })) ?? '';
  const bars = text.split('\n').filter((line) => line.includes(':done, '));
  expect(bars.map((line) => line.replace(/^.*:done, 2026-11-23 /, ''))).toEqual(starts.map(expect.stringContaining));
});

test('a unit that goes on is drawn on both sides of a wait', () => {
  const unit = { ...doneUnit('1'), status: 'in-progress' as const, ...worked('01:00:00', '02:00:00') };
  const units = [{ ...unit, completedAt: null, durationS: 2 * 3600 }];
  const waits = [{ since: '2026-11-23T02:00:00Z', until: '2026-11-23T05:00:00Z', reason: 'quota' }];
  const text = timeline(aProgress({ units, waits }));
  expect(text).toContain(':active, 2026-11-23 01:00:00, 2026-11-23 02:00:00\n');
  expect(text).toContain(' (continued) :active, 2026-11-23 05:00:00, 2026-11-23 06:00:00\n');
});

test('a pause, and a wait in force, are drawn to their end', () => {
  const units = [{ ...doneUnit('1'), ...worked('01:00:00', '02:00:00') }];
  const why = 'used up';
  const ends = { at: '2026-11-23T02:00:00Z', since: '2026-11-23T02:00:00Z', reason: 'quota', why };
  const bar = '  for a quota · 3 h :active, 2026-11-23 02:00:00, 2026-11-23 05:00:00';
  const paused = { ...ends, resume_after: '2026-11-23T05:00:00Z' };
  expect(timeline(aProgress({ units, paused }))).toContain(`  section waited\n${bar}\n`);
  const waiting = { ...ends, until: '2026-11-23T05:00:00Z' };
  expect(timeline(aProgress({ units, waiting }))).toContain(`  section waited\n${bar}\n`);
  // Until a person acts: that has no end that could be drawn.
  expect(timeline(aProgress({ units, paused: { ...paused, resume_after: null } }))).not.toContain('waited');
});
