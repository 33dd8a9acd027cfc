import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UserError } from '../../src/errors.ts';
import { planUnits } from '../../src/plan/plan-units.ts';
import type { Plan } from '../../src/plan/types.ts';
import { parseSpec } from '../../src/tasks/parse.ts';
import { setTaskState } from '../../src/tasks/tick.ts';
import type { Spec } from '../../src/tasks/types.ts';
import { anyCodePoint } from '../harness/code-points.ts';
import { runs } from '../harness/runs.ts';

/** null: no tasks found. Anything but a UserError fails the property. */
function parsed(text: string): Spec | null {
  try {
    return parseSpec(text);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** null: its dependencies go in a circle, and that is what it says. */
function planned(spec: Spec, options: Parameters<typeof planUnits>[1]): Plan | null {
  try {
    return planUnits(spec, options);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).toContain('dependency cycle');
    return null;
  }
}

const ids = fc.oneof(
  fc.tuple(fc.nat(4), fc.nat(3)).map(([a, b]) => `${a}.${b}`),
  fc.nat(5).map((n) => `${n}.`),
  fc.nat(9).map(String),
  fc.constantFrom('1.1.1', '2.4b', 'T001', 'CORE-1', '**1.1', '~~2', '`3`', 'Task 2:', '任务 1：', '99.9%', '1.1.', ''),
);
const boxLine = fc
  .tuple(
    fc.constantFrom('', ' ', '  ', '    ', '\t', '> '),
    fc.constantFrom('-', '*', '+', '1.', '2)', ''),
    fc.constantFrom(' ', '  ', '\t', ''),
    fc.constantFrom('[ ]', '[x]', '[X]', '[-]', '[~]', '[?]', '[✓]', '[]', '[ x ]', '[\u2028]'),
    fc.constantFrom('', '*', '\\*', ' *'),
    fc.constantFrom(' ', ''),
    ids,
    fc.constantFrom(' Read', ' (optional)', ' (depends on 1.1)', ' <!-- x', ' -->', ' `a', ' [x] b', '* star', ''),
  )
  .map((parts) => parts.join(''));
const otherLine = fc.constantFrom(
  '',
  '# Plan',
  '## 1. Read',
  '## Task 2: Write',
  '### 3 Print',
  '## Task Dependency Graph',
  '```',
  '  ```json',
  '````',
  '~~~',
  '{"waves":[["1.1"]]}',
  '<!--',
  '-->',
  '<!-- one --> - [ ] two',
  '  _Depends: 1.1, 2, 9.9_',
  '  **Dependencies:** Task 1-3',
  'text',
);
const document = fc
  .tuple(
    fc.constantFrom('', '\uFEFF'),
    fc.array(
      fc.tuple(
        fc.oneof({ weight: 3, arbitrary: boxLine }, otherLine, fc.string({ unit: anyCodePoint })),
        fc.constantFrom('\n', '\n', '\r\n', '\r'),
      ),
      {
        maxLength: 30,
      },
    ),
  )
  .map(([bom, lines]) => bom + lines.flat().join(''));

describe('whatever the text', () => {
  test('parsing and planning throw nothing but a UserError', () => {
    fc.assert(
      fc.property(
        fc.oneof(document, fc.string({ unit: anyCodePoint, maxLength: 200 })),
        fc.boolean(),
        (text, includeOptional) => {
          const spec = parsed(text);
          if (spec === null) return;
          for (const granularity of ['unit', 'task'] as const) {
            try {
              planUnits(spec, { granularity, includeOptional });
            } catch (error) {
              expect(error).toBeInstanceOf(UserError);
            }
          }
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  test('no box line is lost: each is a task or a diagnostic', () => {
    // No fences and comments here, so that every line counts.
    const plain = fc.array(
      fc.oneof(boxLine, otherLine).filter((line) => !/```|~~~|<!--/.test(line)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(plain, (lines) => {
        const spec = parsed(lines.join('\n'));
        const boxes = lines.flatMap((line, index) =>
          /^\s*(?:[-*+]|\d+[.)])\s*\[[ xX~-]\]/.test(line) ? [index + 1] : [],
        );
        const told = new Set([...(spec?.tasks ?? []), ...(spec?.diagnostics ?? [])].map(({ line }) => line));
        // Without a single task the error stands for all lines.
        if (spec !== null) expect(boxes.filter((line) => !told.has(line))).toEqual([]);
        else expect(lines.filter((line) => /^\s*(?:[-*+]|\d+[.)])\s+\[[ xX~-]\](?:\s|$)/.test(line))).toEqual([]);
      }),
      { numRuns: runs(1000) },
    );
  });

  test('keys are unique, the same each time, and parents are there', () => {
    fc.assert(
      fc.property(document, (text) => {
        const spec = parsed(text);
        if (spec === null) return;
        const keys = spec.tasks.map(({ key }) => key);
        const nodes = new Set([...keys, ...spec.roots.map(({ key }) => key)]);
        expect(new Set(keys).size).toBe(keys.length);
        expect(spec.roots.every(({ key, task }) => task !== null || !keys.includes(key))).toBe(true);
        expect(spec.tasks.every(({ parent }) => parent === null || nodes.has(parent))).toBe(true);
        expect(spec.tasks.flatMap(({ dependencies }) => dependencies).every((key) => nodes.has(key))).toBe(true);
        expect(parseSpec(text)).toEqual(spec);
      }),
      { numRuns: runs(1000) },
    );
  });

  test('every task is in exactly one unit, and an order holds each open unit once, after what it waits for', () => {
    fc.assert(
      fc.property(
        document,
        fc.constantFrom('unit' as const, 'task' as const),
        fc.boolean(),
        (text, granularity, includeOptional) => {
          const spec = parsed(text);
          const plan = spec === null ? null : planned(spec, { granularity, includeOptional });
          if (spec === null || plan === null) return;
          const { units, order } = plan;
          const open = units.filter(({ status, optional }) => status !== 'done' && (includeOptional || !optional));
          expect([...order].sort()).toEqual(open.map(({ key }) => key).sort());
          const late = open.flatMap(({ key, dependencies }) =>
            dependencies.filter((other) => order.indexOf(other) >= order.indexOf(key)),
          );
          expect(late).toEqual([]);
          const held = units.flatMap(({ tasks }) => tasks).filter(({ role }) => role === 'task');
          expect(new Set(held).size).toBe(held.length);
          const all = spec.tasks.filter(({ role }) => role === 'task').length;
          expect(granularity === 'unit' ? held.length : all).toBe(all);
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  test('ticking a task changes one character and nothing of the tree but its state', () => {
    fc.assert(
      fc.property(document, fc.nat(), (text, pick) => {
        const spec = parsed(text);
        const open = spec?.tasks.filter(({ state }) => state !== 'done' && state !== 'unknown') ?? [];
        const task = open[pick % Math.max(1, open.length)];
        if (spec === null || task === undefined) return;
        const after = setTaskState(text, task, 'done');
        expect(after.length).toBe(text.length);
        expect([...after].filter((character, index) => character !== [...text][index])).toEqual(['x']);
        const expected = spec.tasks.map((other) => (other.key === task.key ? { ...other, state: 'done' } : other));
        expect(parseSpec(after).tasks).toEqual(expected);
      }),
      { numRuns: runs(700) },
    );
  });

  test('long hostile lines are read in time', () => {
    const pieces = [
      '[',
      '[ ',
      ' ',
      '\t',
      '*',
      '**',
      '~~',
      '`',
      '_',
      '<!--',
      '-->',
      '1.',
      '1',
      'A-',
      '(',
      '（optional',
      ',',
      '- ',
      '#',
      '\\',
      '-',
      '_Depends: ',
      '任务',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom('', '- [ ] ', '- [ ] 1.1 ', '## ', '- [ ] 1. A\n_Depends: ', '- [ ] 1. A (depends on '),
        fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', 'x', '\n'),
        (start, unit, end) => {
          parsed(start + unit.join('').repeat(20_000) + end);
        },
      ),
      { numRuns: runs(60) },
    );
  });
});
