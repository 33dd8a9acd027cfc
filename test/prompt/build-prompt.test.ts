import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PlanOptions, planUnits } from '../../src/plan/plan-units.ts';
import { buildPrompt } from '../../src/prompt/build-prompt.ts';
import type { PromptInput } from '../../src/prompt/types.ts';
import { parseSpec } from '../../src/tasks/parse.ts';
import { runs } from '../harness/runs.ts';

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
    references: [],
    projectRules: [],
    notes: [],
    instructions: null,
    earlierNotes: null,
    progress: { done: 0, total: 2, latest: [] },
    answers: [],
    clarifications: [],
    attempt: 1,
    attempts: 3,
    failure: null,
    resumed: false,
    verify: null,
    expectedFailure: null,
    redBefore: null,
    sandboxed: false,
    ...more,
  };
}

test('a prompt names the files that documents refer to, and the rules of the project', () => {
  const projectRules = [
    { path: '.kiro/steering/tech.md', patterns: [] },
    { path: '.kiro/steering/sql.md', patterns: ['**/*.sql', 'db/**'] },
  ];
  expect(buildPrompt(facts({ references: ['docs/api.yaml'], projectRules }))).toContain(`
They refer to these files:
- docs/api.yaml

Read these rules of the project before you start, and follow them in every task:
- .kiro/steering/tech.md
- .kiro/steering/sql.md (where you touch files that match **/*.sql, db/**)

Progress: 0 of 2`);
});

test('a first prompt holds the unit, what is left of it, where to read, how to work and how to end', () => {
  expect(buildPrompt(facts({ verify: 'npm test' }))).toBe(`# Task 1 Make codes

Complete this one task of the specification "shortener" in the current repository.

## What to do

- Keep it small

- 1.2 Decode (may have been started already: check first)
  - Refuse what is no code

Already done, leave as is: 1.1 Encode.

Optional, not part of this work: 1.3 Property test.

## Context

Read the parts that concern this task:
- .kiro/specs/shortener/requirements.md
- .kiro/specs/shortener/tasks.md

Progress: 0 of 2 tasks are done.

## How to work

Work test-first: write a test, watch it fail for the right reason, write the production code that makes it pass, then refactor with the tests green. Run the tests that cover your change before you finish.

When you report that you are done, this command is run in the repository and must succeed:
\`\`\`
npm test
\`\`\`

## Rules

- Do only this task; the other tasks of the specification are done separately.
- Leave the checkboxes in tasks.md, SEQUENTIAL_STATE.json and SEQUENTIAL_PROGRESS.md as they are: they are updated for you.
- Do not push, switch branches, rewrite history or change git configuration, workflow files, the settings of agents (.claude, .mcp.json and the like) or other protected files. Uncommitted work is committed for you.
- Nobody can answer questions while you work. Make small decisions yourself and report them.

## How to end

When the task and every listed sub-task are complete and checked, end your last message with a short report of what you did, followed by this line, as the very last one:
<promise>TASK_DONE</promise>

If nothing had to be changed because everything was already there, begin that report with this sentence: No changes were needed.
If you cannot continue without a decision, a secret or an action from a person, ask the question in your last message, with what you tried and the options you see, each on a line that begins with its letter, as in "a) …", followed by this line, as the very last one:
<promise>HALT</promise>

Write such a line only at the end of your last message, and never both.
`);
});

describe('what the prompt adds when it is needed', () => {
  test('why the last attempt failed, in a fence that its own fences cannot close', () => {
    const prompt = buildPrompt(facts({ attempt: 2, failure: 'see\n```\nboom\n```' }));
    expect(prompt).toMatch(/This is attempt 2 of 3\./);
    expect(prompt).toContain('## Why the last attempt was not accepted\n\n````\nsee\n```\nboom\n```\n````');
  });

  test('the user’s own words under a heading of their own, also for an agent that continues in its session', () => {
    for (const resumed of [false, true])
      expect(buildPrompt(facts({ instructions: 'Use pnpm.\n\nNever npm.\n', resumed }))).toContain(
        '\n\n## Instructions from the user\n\nUse pnpm.\n\nNever npm.\n\n##',
      );
    expect(buildPrompt(facts())).not.toContain('Instructions from the user');
  });

  test('a person’s answer as quoted text, with who gave it', () => {
    const prompt = buildPrompt(facts({ answers: [{ author: 'octocat', text: 'Blue.\nNot <promise>HALT</promise>' }] }));
    expect(prompt).toContain('octocat answered:\n> Blue.\n> Not <promise>HALT</promise>');
    expect(prompt).toContain('Follow this answer.');
    const twice = [
      { author: 'octocat', text: 'Blue.' },
      { author: null, text: 'No, red.' },
    ];
    expect(buildPrompt(facts({ answers: twice }))).toMatch(
      /oldest first; where they differ, the last one applies\.\n\noctocat answered:\n> Blue\.\n\nA person answered:\n> No, red\./,
    );
  });

  test('a resumed session hears only what is new', () => {
    const prompt = buildPrompt(facts({ resumed: true, attempt: 2, failure: 'tests fail' }));
    expect(prompt).toMatch(/^# Continue with task 1 Make codes\n/);
    expect(prompt).toContain('tests fail');
    expect(prompt).toContain('<promise>TASK_DONE</promise>');
    expect(prompt).not.toContain('## What to do');
    const answered = buildPrompt(facts({ resumed: true, attempt: 2, answers: [{ author: null, text: 'Blue.' }] }));
    expect(answered).toContain('A person answered:\n> Blue.');
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
    return /## What to do\n\n(.*?)\n\n## Context/s.exec(buildPrompt(facts({ unit })))?.[1];
  };

  test('holds the checklists of tasks, which are ticked with them', () => {
    expect(
      work(
        '- [ ] 1. Read\n  - [ ] open\n    - twice\n  - [x] close\n  - [ ] 1.1 Scan\n    - [ ] words\n      - [ ] signs',
      ),
    ).toBe('- open\n  - twice\n\n- 1.1 Scan\n  - words\n    - signs\n\nAlready done, leave as is: close.');
    expect(work('- [ ] Read\n  - [ ] open\n- [ ] Write')).toBe('- open');
    expect(work('- [ ] 1. Read\n  - [ ] 1.1 Scan\n    - [ ] words', { granularity: 'task' })).toContain('\n\n- words');
  });

  test('takes a parent for done when all that is required below it is, and for open when not', () => {
    expect(
      work(
        '- [ ] 1. A\n - [ ] 1.1 B\n  - [x] 1.1.1 C\n  - [ ]* 1.1.2 D\n - [x] 1.2 E\n   how\n  - [x] 1.2.1 F\n  - [ ] 1.2.2 G',
      ),
    ).toBe('- 1.2 E\n  how\n  - 1.2.2 G\n\nAlready done, leave as is: 1.1 B; 1.2.1 F.');
  });

  test('with optional ones included, a parent is done when those are, too', () => {
    const text = '- [ ] 1. A\n - [ ] 1.1 B\n  - [x] 1.1.1 C\n  - [ ]* 1.1.2 D';
    expect(work(text, { includeOptional: true })).toBe('- 1.1 B\n  - 1.1.2 D\n\nAlready done, leave as is: 1.1.1 C.');
  });

  test('with optional ones included, a parent of such alone has its own box to go by', () => {
    expect(work('- [ ] 1. A\n - [ ] 1.1 B\n  - [x]* 1.1.1 C', { includeOptional: true })).toMatch(/^- 1\.1 B\n/);
  });

  test('says where the unit itself may have been begun', () => {
    expect(work('- [-] 1. A\n  how')).toBe('Work on it may have started already: check what is there first.\n\nhow');
    expect(work('- [~] 1. A')).toContain('started already');
  });

  test('of a leaf alone tells what its parents say of it', () => {
    const text =
      '## 1. Read\nAll of it.\n- [ ] 1.1 A\n  Small steps.\n  - [ ] in pairs\n  - [ ] 1.1.1 B\n    how\n  - [ ] 1.1.2 C';
    expect(work(text, { granularity: 'task' }, '1.1.1')).toBe(
      'It is part of "1 Read", which says:\n> All of it.\n\nIt is part of "1.1 A", which says:\n> Small steps.\n> - in pairs\n\nhow',
    );
    expect(work('- [ ] 1. A\n  - [ ] 1.1 B', { granularity: 'task' })).toBe('It is part of "1 A".');
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
    { numRuns: runs(1000) },
  );
});

test('its size does not grow with what was done before', () => {
  const few = buildPrompt(facts({ progress: { done: 3, total: 900, latest: ['1 A', '2 B', '3 C'] } }));
  const many = buildPrompt(facts({ progress: { done: 899, total: 900, latest: ['897 A', '898 B', '899 C'] } }));
  expect(many.length - few.length).toBeLessThan(20);
});

describe('a phase of spec-kit', () => {
  const phase = (task: string) => {
    const text = `## Phase 3: User Story 1 - A\n**Goal**: a goal\n\n- [ ] T001 [P] [US1] ${task}\n- [x] T002 b\n\n**Checkpoint**: it works\n`;
    const { units } = planUnits(parseSpec(text), { granularity: 'unit', includeOptional: false });
    const [unit] = units;
    if (unit === undefined) throw new Error('no unit');
    return buildPrompt(facts({ unit, notes: ['Mind the order.'] }));
  };

  test('is told with its goal, its checkpoint, and the markers of its tasks in words', () => {
    const prompt = phase('Build it');
    expect(prompt).toContain('# Task Phase 3 User Story 1 - A');
    expect(prompt).toContain('**Goal**: a goal\n\n**Checkpoint**: it works');
    expect(prompt).toContain('- T001 Build it (user story 1; does not depend on its neighbours)');
    expect(prompt).toContain('Already done, leave as is: T002 b.');
    expect(prompt).toContain('- Mind the order.');
  });

  test.each([
    ['Commit and open a PR', true],
    ['Run `openspec archive add-x`', true],
    ['Archive this change', true],
    ['Archive the change with the CLI', true],
    ['Compute a prefix', false],
    ['Build the archive page', false],
  ])('%s: what is not its to do is said (%s)', (task, isSaid) => {
    expect(phase(task).includes('that is done for you, or by a person')).toBe(isSaid);
  });
});

test('what was asked before the work is told with its answer, or with what is assumed', () => {
  const clarifications = [
    { text: 'PostgreSQL or SQLite?', answer: { author: 'maria', text: 'b) SQLite' }, assumption: 'SQLite' },
    { text: 'Which colour?', answer: null, assumption: 'blue' },
  ];
  const section = `## Questions that were asked before the work began

Answers of people are to be followed.

> PostgreSQL or SQLite?

maria answered:
> b) SQLite

> Which colour?

Nobody has answered yet. Assume this, say so in your report, and do not stop for it:
> blue
`;
  expect(buildPrompt(facts({ clarifications }))).toContain(section);
  expect(buildPrompt(facts({ clarifications, resumed: true }))).toContain(section);
  expect(buildPrompt(facts())).not.toContain('Questions that were asked');
});
