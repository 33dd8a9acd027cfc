import { afterEach, expect, test } from '@jest/globals';
import { Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place.close());

interface Shown {
  readonly matrix: readonly string[];
  readonly specs: readonly { readonly name: string; readonly state: string; readonly [field: string]: unknown }[];
}

async function shown(...flags: string[]): Promise<Shown> {
  const { stdout } = await place.call('specs', '--json', ...flags);
  return JSON.parse(stdout) as Shown;
}

const states = ({ specs }: Shown) => Object.fromEntries(specs.map(({ name, state }) => [name, state]));
const run = (spec: string, ...flags: string[]) =>
  place.call('run', '--spec', spec, '--delay', '0', '--tmux', 'off', '--backend', 'rehearsal', ...flags);

test('each spec is seen on its branch, merged with what people changed on the base since', async () => {
  place = new Workplace({ one: '- [ ] 1. One\n', two: '- [ ] 1. Two\n' });
  expect((await run('one', '--checkpoint', 'commit', '--work-branch', 'sequential/{spec}')).code).toBe(0);
  place.git('switch', '-q', 'main');
  const done = await shown();
  expect([done.matrix, states(done)]).toEqual([['two'], { one: 'complete', two: 'open' }]);
  expect(done.specs[0]).toMatchObject({ branch: 'sequential/one', units_done: 1, in_base: false });

  // A task that a person adds is one that its next run would find.
  place.write('.kiro/specs/one/tasks.md', '- [ ] 1. One\n- [ ] 2. More\n');
  expect((await shown()).specs[0]).toMatchObject({ state: 'open', units_done: 1, units_total: 2 });
  place.git('checkout', '-q', '.');

  place.git('merge', '-q', '--squash', 'sequential/one');
  place.commit('one (#1)');
  expect((await shown()).specs[0]).toMatchObject({ state: 'complete', in_base: true });
  // Unticked on the base after the merge, although the branch is still there.
  expect((await place.call('reset', '--spec', 'one', '--checkpoint', 'commit')).code).toBe(0);
  expect((await shown()).specs[0]).toMatchObject({ in_base: false });
});

test('a remote that is out of reach is said, and what is known here is shown', async () => {
  place = new Workplace({ one: '- [ ] 1. One\n' });
  place.git('remote', 'add', 'origin', place.repo.replace(/repo$/, 'nowhere.git'));
  const { code, stdout, stderr } = await place.call('specs');
  expect([code, stdout]).toEqual([0, 'one  open  0/1\n1 open\n']);
  expect(stderr).toMatch(/^note: The remote .*This is what is known here\.\n/s);
});

test('two names that come to one branch are told apart by a person', async () => {
  place = new Workplace({ 'a b': '- [ ] 1. One\n', 'a-b': '- [ ] 1. One\n', c: '- [ ] 1. One\n' });
  const { matrix, specs } = await shown();
  expect(matrix).toEqual(['c']);
  expect(specs[0]).toMatchObject({ why: 'there are specs with one work branch: .kiro/specs/a b, .kiro/specs/a-b' });
  // On one branch for all, which somebody asked for, names are enough.
  expect((await shown('--work-branch', 'night')).matrix).toHaveLength(3);
});

test('without git the files are all that is looked at', async () => {
  place = new Workplace({ one: '- [x] 1. One\n', two: 'no task\n' });
  place.write('../plain/.kiro/specs/one/tasks.md', '- [x] 1. One\n');
  const { code, stdout } = await place.call('specs', '--workdir', '../plain');
  expect([code, stdout]).toEqual([0, 'one  complete  1/1\n1 complete\n']);
  const broken = await place.call('specs');
  expect([broken.code, broken.stdout]).toEqual([64, expect.stringContaining('two  cannot be worked on')]);
});

test('an archived change of OpenSpec is done, and a name that is nowhere is refused', async () => {
  place = new Workplace({ later: '- [ ] 1. One\n' });
  place.write('openspec/changes/archive/2026-11-01-sooner/tasks.md', '## 1. A\n- [ ] 1.1 B\n');
  place.write('.github/sequential.yml', 'specs: { later: { after: [sooner] } }\n');
  place.commit('order');
  expect((await shown()).matrix).toEqual(['later']);
  place.write('.github/sequential.yml', 'specs: { later: { after: [soner] } }\n');
  place.commit('order');
  const { code, stderr } = await place.call('specs');
  expect([code, stderr]).toEqual([64, expect.stringContaining('specs.later.after: there is no spec "soner"')]);
});

test('an order that counts for nobody is said, and a name given twice is told once', async () => {
  place = new Workplace({ '001-login': '- [ ] 1. One\n', cart: '- [ ] 1. One\n' });
  place.write(
    '.github/sequential.yml',
    'specs: { 001-logn: { after: [cart] }, cart: { after: [001-login, 001-login] } }\n',
  );
  place.commit('order');
  const { stdout, stderr } = await place.call('specs');
  expect(stderr).toMatch(/^warning: .*specs\.001-logn: there is no spec of this name .*did you mean 001-login\?\n$/);
  expect(stdout).toContain('waits for 001-login (open)\n');
});
