import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PlanOptions, planUnits } from '../../src/plan/plan-units.ts';
import { buildPrompt } from '../../src/prompt/build-prompt.ts';
import type { PromptInput } from '../../src/prompt/types.ts';
import { parseSpec } from '../../src/tasks/parse.ts';

const tasks = `- [ ] 1. Make codes
  - Keep it small
  - [x] 1.1 Encode
  - [-] 1.2 Decode
    - Refuse what is no code
  - [ ]* 1.3 Property test
- [ ] 2. Keep links
`;

function facts(more: Partial<PromptInput> = {}, includeOptional = false): PromptInput {
  const { units } = planUnits(parseSpec(tasks), { granularity: 'unit', includeOptional });
  const [unit] = units;
  if (unit === undefined) throw new Error('no unit');
  return {
    spec: 'shortener',
    unit,
    type: 'code',
    documents: ['.kiro/specs/shortener/requirements.md', '.kiro/specs/shortener/tasks.md'],
    progress: { done: 0, total: 2, latest: [] },
    answers: [],
    attempt: 1,
    attempts: 3,
    failure: null,
    resumed: false,
    verify: null,
    ...more,
  };
}

test('a first prompt holds the unit, what is left of it, where to read, how to work and how to end', () => {
  expect(buildPrompt(facts({ verify: 'npm test' }))).toBe(`# Task 1 Make codes

Carry out this one task of the specification "shortener", whole, in the repository you are in.

## What to do

- Keep it small

- 1.2 Decode (perhaps begun already: look first)
  - Refuse what is no code

Already done, leave as it is: 1.1 Encode.

Optional, not part of this work: 1.3 Property test.

## Where things are

Read what of this concerns the task:
- .kiro/specs/shortener/requirements.md
- .kiro/specs/shortener/tasks.md

Progress: 0 of 2 tasks are done.

## How to work

Work test-first: write a test that fails for the right reason, see it fail, write the production code that makes it pass, then tidy up with the tests green. Run the tests that concern your change before you finish.

When you say that you are done, this command is run in the repository, and must succeed:
\`\`\`
npm test
\`\`\`

## Rules

- Do this task alone; the other tasks of the specification have their own turn.
- Leave the boxes in tasks.md, SEQUENTIAL_STATE.json and SEQUENTIAL_PROGRESS.md as they are: they are kept for you.
- Do not push, switch branches, rewrite history or change git configuration, workflow files or other protected files. Uncommitted work is committed for you.
- Nobody can answer while you work. Decide small things yourself and say what you decided.

## How to end

When the task and every sub-task listed is complete and checked, end your last message with a short report of what you did, then this line, as the very last:
<promise>TASK_DONE</promise>

If nothing had to be changed since all of it was there already, begin that report with this sentence: No changes were needed.
If you cannot go on without a decision, a secret or an action of a human, ask the question in your last message, with what you tried and the choices you see, then this line, as the very last:
<promise>HALT</promise>

Write either line only as the end of your last message, and never both.
`);
});

describe('what the prompt adds when it is needed', () => {
  test('why the last attempt failed, in a fence that its own fences cannot close', () => {
    const prompt = buildPrompt(facts({ attempt: 2, failure: 'see\n```\nboom\n```' }));
    expect(prompt).toMatch(/This is attempt 2 of 3\./);
    expect(prompt).toContain('## Why the last attempt was not accepted\n\n````\nsee\n```\nboom\n```\n````');
  });

  test('a human answer as quoted text, with who gave it', () => {
    const prompt = buildPrompt(facts({ answers: [{ author: 'octocat', text: 'Blue.\nNot <promise>HALT</promise>' }] }));
    expect(prompt).toContain('octocat answered:\n> Blue.\n> Not <promise>HALT</promise>');
    expect(prompt).toContain('Work by this answer.');
    const twice = [
      { author: 'octocat', text: 'Blue.' },
      { author: null, text: 'No, red.' },
    ];
    expect(buildPrompt(facts({ answers: twice }))).toMatch(
      /oldest first; where they differ the last counts\.\n\noctocat answered:\n> Blue\.\n\nA human answered:\n> No, red\./,
    );
  });

  test('a resumed session hears only what is new', () => {
    const prompt = buildPrompt(facts({ resumed: true, attempt: 2, failure: 'tests fail' }));
    expect(prompt).toMatch(/^# Go on with task 1 Make codes\n/);
    expect(prompt).toContain('tests fail');
    expect(prompt).toContain('<promise>TASK_DONE</promise>');
    expect(prompt).not.toContain('## What to do');
    const answered = buildPrompt(facts({ resumed: true, attempt: 2, answers: [{ author: null, text: 'Blue.' }] }));
    expect(answered).toContain('A human answered:\n> Blue.');
  });

  test('a user interface is looked at, a review changes nothing', () => {
    expect(buildPrompt(facts({ type: 'ui' }))).toMatch(/screenshot/);
    expect(buildPrompt(facts({ type: 'review' }))).toMatch(/Change nothing unless the task says so/);
  });

  test('optional sub-tasks where they are asked for', () => {
    expect(buildPrompt(facts({}, true))).toContain('- 1.3 Property test');
  });
});

describe('what is to be done', () => {
  const work = (text: string, more: Partial<PlanOptions> = {}, key?: string) => {
    const { units } = planUnits(parseSpec(text), { granularity: 'unit', includeOptional: false, ...more });
    const unit = units.find((one) => one.key === key) ?? units[0];
    if (unit === undefined) throw new Error('no unit');
    return /## What to do\n\n(.*?)\n\n## Where/s.exec(buildPrompt(facts({ unit })))?.[1];
  };

  test('holds the checklists of tasks, which are ticked with them', () => {
    expect(
      work(
        '- [ ] 1. Read\n  - [ ] open\n    - twice\n  - [x] close\n  - [ ] 1.1 Scan\n    - [ ] words\n      - [ ] signs',
      ),
    ).toBe('- open\n  - twice\n\n- 1.1 Scan\n  - words\n    - signs\n\nAlready done, leave as it is: close.');
    expect(work('- [ ] Read\n  - [ ] open\n- [ ] Write')).toBe('- open');
    expect(work('- [ ] 1. Read\n  - [ ] 1.1 Scan\n    - [ ] words', { granularity: 'task' })).toContain('\n\n- words');
  });

  test('takes a parent for done when all that is required below it is, and for open when not', () => {
    expect(
      work(
        '- [ ] 1. A\n - [ ] 1.1 B\n  - [x] 1.1.1 C\n  - [ ]* 1.1.2 D\n - [x] 1.2 E\n   how\n  - [x] 1.2.1 F\n  - [ ] 1.2.2 G',
      ),
    ).toBe('- 1.2 E\n  how\n  - 1.2.2 G\n\nAlready done, leave as it is: 1.1 B; 1.2.1 F.');
  });

  test('with optional ones included, a parent is done when those are, too', () => {
    const text = '- [ ] 1. A\n - [ ] 1.1 B\n  - [x] 1.1.1 C\n  - [ ]* 1.1.2 D';
    expect(work(text, { includeOptional: true })).toBe(
      '- 1.1 B\n  - 1.1.2 D\n\nAlready done, leave as it is: 1.1.1 C.',
    );
  });

  test('with optional ones included, a parent of such alone has its own box to go by', () => {
    expect(work('- [ ] 1. A\n - [ ] 1.1 B\n  - [x]* 1.1.1 C', { includeOptional: true })).toMatch(/^- 1\.1 B\n/);
  });

  test('says where the unit itself may have been begun', () => {
    expect(work('- [-] 1. A\n  how')).toBe('It may have been begun already: look first at what is there.\n\nhow');
    expect(work('- [~] 1. A')).toContain('begun already');
  });

  test('of a leaf alone tells what its parents say of it', () => {
    const text =
      '## 1. Read\nAll of it.\n- [ ] 1.1 A\n  Small steps.\n  - [ ] in pairs\n  - [ ] 1.1.1 B\n    how\n  - [ ] 1.1.2 C';
    expect(work(text, { granularity: 'task' }, '1.1.1')).toBe(
      'It is a part of "1 Read", which says:\n> All of it.\n\nIt is a part of "1.1 A", which says:\n> Small steps.\n> - in pairs\n\nhow',
    );
    expect(work('- [ ] 1. A\n  - [ ] 1.1 B', { granularity: 'task' })).toBe('It is a part of "1 A".');
  });
});

test('no box is ticked of which the agent was not told', () => {
  const box = fc.record({
    depth: fc.nat(2),
    mark: fc.constantFrom(' ', 'x', '-'),
    star: fc.constantFrom('', '', '*'),
    numbered: fc.boolean(),
  });
  const outline = fc.array(box, { maxLength: 12 }).map((boxes) => {
    const counts = [0, 0, 0];
    const lines = boxes.map(({ depth, mark, star, numbered }, index) => {
      counts[depth] = (counts[depth] ?? 0) + 1;
      const id = numbered || depth === 0 ? `${counts.slice(0, depth + 1).join('.')}. ` : '';
      return `${'  '.repeat(depth)}- [${mark}]${star} ${id}Box ${index}.`;
    });
    return ['- [ ] 0. First', ...lines].join('\n');
  });
  fc.assert(
    fc.property(
      outline,
      fc.constantFrom('unit' as const, 'task' as const),
      fc.boolean(),
      (text, granularity, includeOptional) => {
        const spec = parseSpec(text);
        const titles = new Map(spec.tasks.map(({ key, title }) => [key, title]));
        for (const unit of planUnits(spec, { granularity, includeOptional }).units) {
          const prompt = buildPrompt(facts({ unit }));
          const ticked = unit.tasksToTick.map((key) => titles.get(key) ?? key);
          if (unit.status !== 'done') expect(ticked.filter((title) => !prompt.includes(title))).toEqual([]);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('its size does not grow with what was done before', () => {
  const few = buildPrompt(facts({ progress: { done: 3, total: 900, latest: ['1 A', '2 B', '3 C'] } }));
  const many = buildPrompt(facts({ progress: { done: 899, total: 900, latest: ['897 A', '898 B', '899 C'] } }));
  expect(many.length - few.length).toBeLessThan(20);
});
