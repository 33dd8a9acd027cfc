import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UserError } from '../../src/errors.ts';
import { planSpec } from '../../src/state/plan-spec.ts';
import { parseSpec } from '../../src/tasks/parse.ts';
import { setTaskState } from '../../src/tasks/tick.ts';
import type { Spec, SpecFormat } from '../../src/tasks/types.ts';
import { runs } from '../harness/runs.ts';

const boxes = fc.constantFrom('- [ ]', '- [x]', '- [X]', '  - [ ]', '    * [~]', '3. [ ]', '- [P]', '-[ ]', '- []');
const ends = fc.constantFrom('\n', '\n', '\r\n');

const LINES: Readonly<Record<Exclude<SpecFormat, 'kiro'>, { ids: readonly string[]; others: readonly string[] }>> = {
  'spec-kit': {
    ids: [
      'T001',
      'T002',
      'T002a',
      'T003.1',
      '**A004**',
      '[SETUP-005]',
      'CHK006',
      'T007: [P]',
      '[P] T008 [US1]',
      '',
      '1.2',
    ],
    others: [
      '## Phase 1: Setup',
      '## Phase 2: User Story 1 - Write (Priority: P1) 🎯 MVP',
      '### Tests for User Story 1',
      '### Implementation',
      '### User Story 2',
      '## Phase N: Polish',
      '## Notes',
      '### Acceptance criteria',
      '# Tasks',
      '**Checkpoint**: all works',
      'text',
      '',
      '```',
      '<!-- a -->',
    ],
  },
  openspec: {
    ids: ['1.1', '1.2', '2.1', '2.1.1', '1.', '1', '**2.2**:', 'Task 1.3', '1-1.', ''],
    others: [
      '## 1. Setup',
      '## 2. API',
      '### 2.1 Part',
      '## Phase 1: Start',
      '### Task 1.1: Part',
      '## Definition of Done',
      '# 3. Change',
      '1. Plain',
      'text',
      '',
      '```',
    ],
  },
};

function documents(format: Exclude<SpecFormat, 'kiro'>): fc.Arbitrary<string> {
  const { ids, others } = LINES[format];
  const title = fc.constantFrom('Build it', 'Contract test for it', 'Read (optional)', '(depends on T001)', '');
  const task = fc.tuple(boxes, fc.constantFrom(...ids), title).map((parts) => parts.join(' '));
  const line = fc.oneof({ weight: 3, arbitrary: task }, fc.constantFrom(...others));
  return fc
    .tuple(fc.constantFrom('', '\uFEFF'), fc.array(fc.tuple(line, ends), { maxLength: 60 }))
    .map(([bom, lines]) => bom + lines.flat().join(''));
}

/** null: no tasks found. Anything but a UserError fails the property. */
function parsed(text: string, format: SpecFormat): Spec | null {
  try {
    return parseSpec(text, format);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

describe.each(['spec-kit', 'openspec'] as const)('whatever a list of %s looks like', (format) => {
  const property = (check: (text: string, spec: Spec) => void) =>
    fc.assert(
      fc.property(documents(format), (text) => {
        const spec = parsed(text, format);
        if (spec !== null) check(text, spec);
      }),
      { numRuns: runs(400) },
    );

  test('each checkbox is a task or a checklist item, in document order, and is read the same again', () => {
    property((text, spec) => {
      if (text.includes('```')) return;
      const lines = text.replace('\uFEFF', '').split(/\r?\n/);
      const found = lines.flatMap((line, at) => (/^\s*(?:[-*]|\d\.) \[[ xX~]\](?: |$)/.test(line) ? [at + 1] : []));
      const read = spec.tasks.filter(({ state }) => state !== 'unknown').map(({ line }) => line);
      expect(read).toEqual(found);
      expect(parseSpec(text, format)).toEqual(spec);
      if (format === 'openspec')
        expect(spec.tasks.filter(({ role, optional }) => role !== 'task' || optional)).toEqual([]);
    });
  });

  test('keys are unique, parents are there, and nothing waits for what stands below it', () => {
    property((_, spec) => {
      const keys = [...spec.tasks.map(({ key }) => key), ...spec.roots.flatMap(({ key, task }) => (task ? [] : [key]))];
      expect(new Set(keys).size).toBe(keys.length);
      expect(spec.tasks.filter(({ parent }) => parent !== null && !keys.includes(parent))).toEqual([]);
      const lines = new Map(spec.tasks.map(({ key, line }) => [key, line]));
      const later = spec.tasks.flatMap(({ dependencies, line }) =>
        dependencies.filter((key) => (lines.get(key) ?? 0) > line),
      );
      expect(later).toEqual([]);
    });
  });

  test('every task is in exactly one unit, and open units keep the order of the document', () => {
    property((_, spec) => {
      for (const verify of [null, 'npm test']) {
        const { units, order } = planSpec(spec, { granularity: 'unit', includeOptional: false, verify }, null);
        const held = units.flatMap(({ tasks }) => tasks.filter(({ role }) => role === 'task').map(({ key }) => key));
        const all = spec.tasks.filter(({ role }) => role === 'task').map(({ key }) => key);
        expect([...held].sort()).toEqual([...all].sort());
        const open = units.filter(({ status, counts }) => status !== 'done' && counts);
        expect(order).toEqual(open.map(({ key }) => key));
      }
    });
  });

  test('ticking a task changes one character and nothing but its state', () => {
    property((text, spec) => {
      const task = spec.tasks.find(({ state }) => state !== 'done' && state !== 'unknown');
      if (task === undefined) return;
      const after = setTaskState(text, task, 'done', format);
      expect(after.length).toBe(text.length);
      expect([...after].filter((character, at) => character !== [...text][at])).toEqual(['x']);
      const expected = spec.tasks.map((other) => (other.key === task.key ? { ...other, state: 'done' } : other));
      expect(parseSpec(after, format).tasks).toEqual(expected);
    });
  });
});
