import { expect, test } from '@jest/globals';
import { useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();

/** What actions/checkout does with a `filter`, which `sparse-checkout` sets too: later git has no token any more. */
function partialClone(filter: string, sparse: readonly string[] = []): string {
  at.world.git(at.bare, 'config', 'uploadpack.allowFilter', 'true');
  at.world.git(at.bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  const folder = at.world.path('partial');
  at.world.git(at.world.root, 'clone', '-q', '--no-checkout', `--filter=${filter}`, `file://${at.bare}`, folder);
  if (sparse.length > 0) at.world.git(folder, 'sparse-checkout', 'set', ...sparse);
  at.world.git(folder, 'checkout', '-q', 'main');
  at.world.git(folder, 'remote', 'set-url', 'origin', at.server.url('o/r'));
  return folder;
}

/** Changes of the same files on main and on the work branch, after one another. */
function history(): void {
  const person = at.world.path('person');
  at.world.git(at.world.root, 'clone', '-q', at.bare, person);
  const commit = (files: Record<string, string>, message: string) => {
    at.world.write(person, files);
    at.world.git(person, 'add', '-A');
    at.world.git(person, 'commit', '-q', '-m', message);
  };
  const lines = (first: string, last: string) => `${first}\n${'line\n'.repeat(20)}${last}\n`;
  commit({ 'lib/shared.txt': lines('old', 'old'), '.github/CODEOWNERS': '* @me\n' }, 'library');
  at.world.git(person, 'checkout', '-q', '-b', 'work');
  commit({ 'lib/shared.txt': lines('old', 'work') }, 'work');
  at.world.git(person, 'checkout', '-q', 'main');
  commit({ 'lib/shared.txt': lines('main', 'old') }, 'main goes on');
  at.world.git(person, 'push', '-q', 'origin', 'main', 'work');
}

test.each([
  ['blob:none', []],
  ['blob:none', ['.kiro', 'src']],
  ['tree:0', []],
])(
  'a partial clone (%s, sparse %j) is opened, merged and committed with the token of the run',
  async (filter, sparse) => {
    history();
    const folder = partialClone(filter, sparse);
    const repository = at.world.repository(folder, at.push());
    expect(await repository.open()).toMatchObject({ kind: 'ready', branch: 'work' });
    expect(at.world.notices.join()).toMatch(/partial clone/);
    expect(await at.unit(repository, folder, { 'src/new.txt': 'new\n' })).toMatchObject({
      kind: 'saved',
      pushed: true,
    });
    expect(at.world.git(at.bare, 'show', 'work:lib/shared.txt')).toMatch(/^main\n[\s\S]*work$/);
  },
);

test.each([
  ['commit', [/^This is a partial clone: .*fetched from its remote when an agent needs them/]],
  ['off', [/^This is a partial clone: .*fetched from its remote when an agent needs them/]],
  ['push', []],
] as const)(
  'checkpoint %s with the user’s own credentials says once what agents may miss',
  async (checkpoint, said) => {
    history();
    const folder = partialClone('blob:none');
    at.world.git(folder, 'remote', 'set-url', 'origin', checkpoint === 'push' ? at.bare : at.world.path('nowhere'));
    const repository = at.world.repository(folder, { checkpoint, remote: { url: null, tokens: null } });
    expect(await repository.open()).toMatchObject({ kind: 'ready' });
    expect(at.world.notices.filter((notice) => /partial clone/.test(notice))).toEqual(
      said.map((words) => expect.stringMatching(words)),
    );
  },
);
