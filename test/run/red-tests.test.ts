import { describe, expect, test } from '@jest/globals';
import { baseBranch, progressPath, tasksPath, workBranch } from '../simulation/world/paths.ts';
import { works } from './script.ts';
import { Story } from './stage.ts';

const spec = `- [ ] 1. Write bug condition test
  - **CRITICAL**: This test MUST FAIL on unfixed code
- [ ] 2. Write preservation tests
  - Run tests on UNFIXED code
- [ ] 3. Fix the rounding
- [ ] 4. Update tasks.md
`;
/** The world's verify is red while such a file is there, and prints it. */
const red = (passed: number, failed: number) =>
  `broken work\nTests: ${failed} failed, ${passed} passed, ${passed + failed} total`;
const leaves = (content: string) => works({ leaves: (tree) => tree.set('test/rounding.ts', content) });
const settings = { loop: { verify: 'npm test' } };
const bugfix = (...given: ConstructorParameters<typeof Story>) => {
  const story = new Story(...given);
  story.documents.unshift('.kiro/specs/rounding/bugfix.md');
  return story;
};
const endings = (story: Story) => story.told().filter((line) => /: (?:done|incomplete): | ends /.test(line));

describe('a bugfix spec with a verify command', () => {
  test('its red test is accepted and recorded, what comes before the fix may be as red, and the fix needs green', async () => {
    const story = bugfix(spec, settings).agents(leaves(red(3, 1)), leaves(red(5, 1)), leaves(red(6, 1)), leaves('ok'));
    await story.run();
    expect(endings(story)).toEqual([
      '01:08 1: done: Done.',
      '01:16 2: done: Done.',
      '01:24 3: incomplete: The agent reported done, but the verify command failed: npm test / broken work / Tests: 1 failed, 6 passed, 7 total',
      '01:32 3: done: Done.',
      '01:40 4: done: Done.',
      '01:40 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.told()).toContainEqual(
      expect.stringContaining(
        'task 1: the verify command failed (3 passed, 1 failed), as the task expects of unfixed code',
      ),
    );
    expect([...story.tree].find(([path]) => path.endsWith('PROGRESS.md'))?.[1]).toContain(
      '- verify failed, as the task expects of unfixed code: 3 passed, 1 failed',
    );
    expect(story.prompt(1, 'How to work').join('\n')).toMatch(
      /fails on the code as it is now.*may fail for that reason/s,
    );
    expect(story.prompt(2, 'How to work').join('\n')).toContain('comes before the fix of a bug');
    expect(story.prompt(3, 'How to work').join('\n')).toMatch(/Work test-first.*must succeed/s);
    expect(story.state.verified).toBeNull();
  });

  test('what was green before must still be, in a later run too', async () => {
    const story = bugfix(spec, settings).agents(leaves(red(3, 1)), leaves(red(2, 1)), leaves(red(3, 1)));
    await story.run({ settings: { loop: { maxIterations: 1 } } });
    expect(story.state.verified).toEqual({ ok: false, tests: { passed: 3, failed: 1 } });
    await story.run();
    expect(endings(story).slice(2, 4)).toEqual([
      expect.stringContaining(
        '2: incomplete: The agent reported done, but the verify command failed: npm test / Tests that passed before must still pass: 3 passed, 1 failed before this task, 2 passed, 1 failed now.',
      ),
      expect.stringContaining('2: done'),
    ]);
  });

  test('an agent earns nothing by editing the text of a task', async () => {
    const claims = (tree: Map<string, string>) =>
      tree.set(
        tasksPath,
        (tree.get(tasksPath) ?? '').replace('Do the rest', 'Do the rest\n  - Its test MUST FAIL on unfixed code'),
      );
    const text = '- [ ] 1. Update tasks.md\n- [ ] 2. Do the rest\n- [ ] 3. Ship it\n';
    const story = bugfix(text, { loop: { verify: 'npm test', attempts: 1 } }).agents(
      works({ leaves: claims }),
      leaves(red(0, 1)),
    );
    await story.run();
    expect(story.tree.get(tasksPath)).toContain('MUST FAIL');
    expect(endings(story).slice(0, 2)).toEqual(['01:08 1: done: Done.', expect.stringContaining('2: incomplete')]);
    expect(story.prompt(2, 'How to work').join('\n')).toContain('must succeed');
  });

  test('the last unit needs green, since nothing after it would', async () => {
    const story = bugfix('- [ ] 1. Its test must fail on unfixed code\n', {
      loop: { verify: 'npm test', attempts: 1 },
    });
    await story.agents(leaves(red(0, 1))).run();
    expect(endings(story)[0]).toContain('1: incomplete');
  });

  test('a test that should be red and is not is reported', async () => {
    const story = bugfix(spec, settings);
    await story.run();
    expect(story.told()).toContainEqual(expect.stringContaining('check that verify runs it'));
  });

  test('a spec without bugfix.md needs green, whatever its tasks say', async () => {
    const story = new Story(spec, { loop: { verify: 'npm test', attempts: 1 } });
    await story.agents(leaves(red(3, 1))).run();
    expect(endings(story)[0]).toContain('1: incomplete');
    expect(story.prompt(1, 'How to work').join('\n')).toContain('must succeed');
  });
});

describe('a verify command that fails before the first unit', () => {
  const counts = (passed: number, failed: number) =>
    `broken work\nTests: ${failed} failed, ${passed} passed, ${passed + failed} total`;
  const edits = (content: string) => works({ leaves: (tree) => tree.set('test/old.ts', content) });
  const plain = '- [ ] 1. One\n- [ ] 2. Two\n';
  const story = (evidence: 'report' | 'off', ...after: readonly string[]) => {
    const made = new Story(plain, { loop: { verify: 'npm test', evidence } });
    made.changes(baseBranch, (tree) => tree.set('test/old.ts', counts(5, 2)));
    return made.agents(...after.map(edits));
  };

  test('is said once, and no unit is to blame for it', async () => {
    const told = story('report', counts(6, 2), counts(7, 1));
    const outcome = await told.run();
    expect(endings(told)).toEqual([
      expect.stringContaining('1: done'),
      expect.stringContaining('2: done'),
      expect.stringMatching(/ends complete: .*; the verify command still fails, as before the first unit$/),
    ]);
    expect(outcome?.progress.warnings[0]).toMatch(
      /before task 1: .* fails already: 5 passed, 2 failed; a task is not blamed/,
    );
    const log = told.tree.get(progressPath) ?? '';
    expect(log).toContain('- verify failed, as it did before the task: 6 passed, 2 failed');
    expect(log).not.toContain('unfixed code');
    const { message } = told.world.remote.branches.get(workBranch) ?? {};
    expect(message).toContain('To be looked at\n\n- verify fails, as it did before this task: 7 passed, 1 failed');
  });

  test('is still nobody’s fault in the next run, and one that a unit adds is its own', async () => {
    const told = story('report', counts(5, 2), counts(5, 3), counts(5, 2));
    await told.run({ settings: { loop: { maxIterations: 1 } } });
    await told.run();
    expect(endings(told).filter((line) => !line.includes('ends'))).toEqual([
      expect.stringContaining('1: done'),
      expect.stringContaining('2: incomplete: The agent reported done, but the verify command failed'),
      expect.stringContaining('2: done'),
    ]);
  });

  test('excuses no other test that fails, in the next run either', async () => {
    const [old, other] = ['  ✕ adds\n', '  ✕ subtracts\n'].map((line) => `${line}${counts(5, 1)}`);
    const made = new Story(plain, { loop: { verify: 'npm test' } });
    made.changes(baseBranch, (tree) => tree.set('test/old.ts', `broken work\n${old}`));
    const told = made.agents(...[old, other, old].map((text) => edits(`broken work\n${text}`)));
    await told.run({ settings: { loop: { maxIterations: 1 } } });
    expect(told.state.verified).toMatchObject({ inherited: true, failing: ['adds'] });
    await told.run();
    expect(endings(told).filter((line) => !line.includes('ends'))).toEqual([
      expect.stringContaining('1: done'),
      expect.stringContaining('2: incomplete: The agent reported done, but the verify command failed'),
      expect.stringContaining('2: done'),
    ]);
  });

  test('has to be fixed by whoever comes first where nobody looks at the evidence', async () => {
    const told = story('off', counts(5, 2), 'ok');
    await told.run({ settings: { loop: { maxIterations: 1 } } });
    expect(endings(told)[0]).toContain('1: incomplete');
  });
});
