import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergeProgress } from '../../src/report/merge-progress.ts';

const run = (time: string, spec: string) =>
  `\n## 2026-11-${time}Z ${spec}: run r${time} starts with 0 of 2 units done\n`;
const unit = (title: string) =>
  `\n### ✓ ${title} (1 of 2)\n- 2026-11-01T00:00:00Z · codex · 3 s\n\n\`\`\`text\n## not a heading\n\`\`\`\n`;

const start = `${run('01T01:00:00', 'a')}${unit('1 First')}`;
const merge = (base: string, ours: string, theirs: string, appending = false) =>
  mergeProgress({ base, ours, theirs }, { appending });

describe('entries of two branches', () => {
  test('stand with their runs, in the order in which those started', () => {
    const ours = `${start}${run('03T01:00:00', 'b')}${unit('1 Ours')}`;
    const theirs = `${start}${run('02T01:00:00', 'c')}${unit('1 Theirs')}${run('04T01:00:00', 'c')}`;
    expect(merge(start, ours, theirs)).toBe(
      `${start}${run('02T01:00:00', 'c')}${unit('1 Theirs')}${run('03T01:00:00', 'b')}${unit('1 Ours')}${run('04T01:00:00', 'c')}`,
    );
  });

  test('of a run that is still writing stay the last ones', () => {
    const ours = `${run('01T01:00:00', 'a')}${unit('1 Ours')}`;
    const theirs = `${run('02T01:00:00', 'b')}${unit('1 Theirs')}`;
    expect(merge('', ours, theirs, true)).toBe(`${theirs}${ours}`);
  });

  test('of one run are all there, and none is there twice', () => {
    const ours = `${start}${unit('2 Ours')}${unit('2 Ours')}`;
    const theirs = `${start}${unit('2 Theirs')}`;
    expect(merge(start, ours, theirs)).toBe(`${ours}${unit('2 Theirs')}`);
  });

  test('that a person removed or reworded stay so', () => {
    const theirs = start.replace('1 First', '1 First, by hand');
    expect(merge(start, `${start}${unit('2 Ours')}`, theirs)).toBe(
      `${run('01T01:00:00', 'a')}${unit('2 Ours')}${unit('1 First, by hand')}`,
    );
    expect(merge(start, `${start}${run('02T01:00:00', 'b')}`, '')).toBe(run('02T01:00:00', 'b'));
  });

  test('a title of a person’s own stays on top', () => {
    expect(
      merge(`# Log\n${start}`, `# Log\n${start}${unit('2 Ours')}`, `# Log\n${start}${run('02T01:00:00', 'b')}`),
    ).toBe(`# Log\n${start}${unit('2 Ours')}${run('02T01:00:00', 'b')}`);
  });
});

test('any two logs: merged again nothing changes, and every entry of both is there once', () => {
  const entry = fc.oneof(
    fc.tuple(fc.nat(3), fc.constantFrom('a', 'b')).map(([day, spec]) => run(`0${day + 1}T01:00:00`, spec)),
    fc.constantFrom('1', '2', '3').map(unit),
  );
  const log = fc.array(entry, { maxLength: 6 }).map((entries) => entries.join(''));
  const sorted = (text: string) => text.split(/\n(?=#{2,3} \S* )/).sort();
  fc.assert(
    fc.property(log, log, log, (base, a, b) => {
      const [ours, theirs] = [base + a, base + b];
      const merged = merge(base, ours, theirs);
      expect(merge(base, merged, theirs)).toBe(merged);
      expect(sorted(merge(base, theirs, ours))).toEqual(sorted(merged));
      expect(sorted(merge(ours, ours, theirs)).length).toBeLessThanOrEqual(sorted(merged).length);
    }),
  );
});
