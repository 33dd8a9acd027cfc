import { describe, expect, test } from '@jest/globals';
import { progressPath, workBranch } from '../simulation/world/paths.ts';
import { works } from './script.ts';
import { Story } from './stage.ts';

const stub = "export function one(): number {\n  throw new Error('not implemented');\n}\n";
const real = 'export function one(): number {\n  return 1;\n}\n';
const writes = (content: string) => works({ leaves: (tree) => tree.set('src/one.ts', content) });
const story = (evidence: 'report' | 'require' | 'off', ...contents: readonly string[]) =>
  new Story('- [ ] 1. One\n', { loop: { evidence } }).agents(...contents.map(writes));
const lines = (told: Story) => told.told().filter((line) => /doubtful|unfinished|: (?:done|incomplete): /.test(line));

describe('a unit that is a stub', () => {
  test('is done under report, and said to be doubtful where people read', async () => {
    const told = story('report', stub);
    await told.run();
    expect(lines(told)).toEqual([
      expect.stringMatching(/1 looks doubtful: src\/one\.ts:2: not implemented: throw new Error/),
      expect.stringContaining('1: done'),
    ]);
    const where = "src/one.ts:2: not implemented: throw new Error('not implemented');";
    expect(told.state.units['1']?.evidence).toEqual([where]);
    const { message, tree } = told.world.remote.branches.get(workBranch) ?? {};
    expect(message).toContain(`To be looked at\n\n- ${where}`);
    expect(tree?.get(progressPath)).toContain('- to be looked at:');
  });

  test('is the next attempt’s reason under require, and that one’s evidence is its own', async () => {
    const told = story('require', stub, real);
    await told.run();
    expect(lines(told)).toEqual([
      expect.stringMatching(/1 looks unfinished: /),
      expect.stringMatching(
        /1: incomplete: The agent reported done, but its change says otherwise: \/ - src\/one\.ts:2/,
      ),
      expect.stringContaining('1: done'),
    ]);
    expect(told.state.units['1']?.evidence).toEqual([]);
  });

  test('is nobody’s business where it is off', async () => {
    const told = story('off', stub);
    await told.run();
    expect(lines(told)).toEqual([expect.stringContaining('1: done')]);
  });
});

test('that nothing counts the tests is said once a run, before the first unit', async () => {
  const said = async (evidence: 'report' | 'off') => {
    const told = new Story('- [ ] 1. One\n- [ ] 2. Two\n', { loop: { evidence, verify: 'make check' } });
    await told.run();
    return told.told('verified').filter((line) => line.includes('verify is green'));
  };
  expect(await said('report')).toEqual([
    expect.stringContaining('1: verify is green, tests not counted'),
    expect.stringMatching(/1: verify is green$/),
    expect.stringMatching(/2: verify is green$/),
  ]);
  expect((await said('off')).join()).not.toContain('counted');
});

test('of a unit that is doubtful under report no attempt is spent', async () => {
  const told = story('report', "test.skip('a', () => {});\nthrow new Error('not implemented');\n");
  await told.run();
  expect(told.calls).toHaveLength(1);
});
