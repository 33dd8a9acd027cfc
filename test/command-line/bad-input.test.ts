import { chmodSync, cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Workplace } from './workplace.ts';

let place: Workplace;

beforeAll(() => {
  place = new Workplace({
    good: '- [ ] 1. One\n- [ ] 2. Two\n',
    boxless: '# Nothing to do\n',
    slip: '# Plan\n-[ ] 1. One\n',
    circle: '- [ ] 1. A\n  - _Depends: 2_\n- [ ] 2. B\n  - _Depends: 1_\n',
    twice: '- [ ] 1. A\n\n## Again\n\n- [ ] 1. B\n',
  });
  place.write('.kiro/specs/binary/tasks.md', Buffer.from([0x2d, 0x20, 0x5b, 0x20, 0x5d, 0xff, 0x00]));
  place.write('.kiro/specs/empty/notes.md', 'no tasks yet\n');
  place.commit('bad ones');
});
afterAll(() => place.close());

const rehearsed = (spec: string, ...more: string[]) => [
  'run',
  '--spec',
  spec,
  '--backend',
  'rehearsal',
  '--tmux',
  'off',
  // Records that are committed would be in the way of the next test.
  '--checkpoint',
  'off',
  ...more,
];

describe('bad usage and bad input end with 64, name the place, and touch nothing', () => {
  test.each([
    ['no spec at all', ['run'], /spec: no spec given, and there are 6 specs[\s\S]*boxless, circle, good/],
    ['no such spec', rehearsed('nope'), /no such spec: "nope"[\s\S]*boxless, circle, good/],
    ['a slip of the pen', rehearsed('goood'), /did you mean "good"\?/],
    ['a folder without tasks.md', rehearsed('empty'), /the folder "empty" has no tasks\.md/],
    ['a tasks.md with no boxes', rehearsed('boxless'), /boxless\/tasks\.md: no tasks found[\s\S]*- \[ \] 1\.1 Title/],
    [
      'a tasks.md with a slip in its only box',
      rehearsed('slip'),
      /slip\/tasks\.md:2: no tasks found; closest match: "-\[/,
    ],
    ['a binary tasks.md', rehearsed('binary'), /binary\/tasks\.md:1: not UTF-8 text: byte 0xff at byte offset 5/],
    ['a dependency cycle', rehearsed('circle'), /circle\/tasks\.md: dependency cycle: 1 → 2 → 1/],
    ['an unknown flag', rehearsed('good', '--dealy', '1s'), /unknown option '--dealy'[\s\S]*--delay/],
    [
      'an unknown backend',
      ['run', '--spec', 'good', '--backend', 'gpt'],
      /--backend: "gpt"[\s\S]*codex, claude, opencode/,
    ],
    ['an unknown duration', rehearsed('good', '--delay', 'soon'), /--delay: "soon"[\s\S]*90s, 5m, 2h/],
    ['a negative duration', rehearsed('good', '--task-timeout', '-5m'), /--task-timeout/],
    ['an id that nothing has', rehearsed('good', '--only', '7'), /--only 7: no task 7[\s\S]*1, 2/],
    ['an id that two have', rehearsed('twice', '--only', '1'), /--only 1[\s\S]*1#1|key/],
    ['an argument string that cannot be split', rehearsed('good', '--agent-args', "it's"), /--agent-args/],
    ['a value without its flag', ['run', 'good'], /too many arguments[\s\S]*such as --spec/],
    ['an unknown command', ['walk'], /unknown command/],
  ])('%s', async (_, args, message) => {
    const { code, stderr } = await place.call(...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(64);
    expect(place.git('status', '--porcelain')).toBe('');
  });

  test('and the bundle says the same, in the same streams', async () => {
    const args = rehearsed('goood', '--delay', '1s');
    expect(await place.run(...args)).toEqual(await place.call(...args));
  });

  test.each([
    [
      'cut off',
      '{"schema": 1, "specs": {',
      /SEQUENTIAL_STATE\.json:\d+:\d+: not valid JSON[\s\S]*git -C [\s\S]* checkout HEAD -- /,
    ],
    ['of a newer schema', '{"schema": 9, "specs": {}}', /schema 9 was written by a newer version/],
    ['with a wrong value', '{"schema": 1, "specs": {"good": {"completed": 3}}}', /specs\.good\.\w+/],
  ])('a state file %s is told with the way back, and never overwritten', async (_, content, message) => {
    place.write('.kiro/specs/SEQUENTIAL_STATE.json', content);
    const { code, stderr } = await place.call(...rehearsed('good'));
    expect(stderr).toMatch(message);
    expect(code).toBe(64);
    expect(place.read('.kiro/specs/SEQUENTIAL_STATE.json')).toBe(content);
    place.git('clean', '-fdq');
  });

  test.each([
    ['that is not there', null, /none\.json: the price table cannot be read[\s\S]*the path in the option prices/],
    ['that is no JSON', '{"models":', /prices\.json: the price table is not JSON[\s\S]*write it as \{"dated"/],
    ['with a price that is none', '{"models": {"gpt-5": {"in": -1, "out": 2}}}', /"gpt-5" → "in": expected 0 USD or/],
  ])('a price table %s is told before a branch is made, and by doctor, too', async (_, content, message) => {
    const path = join(place.top, content === null ? 'none.json' : 'prices.json');
    if (content !== null) writeFileSync(path, content);
    const more = ['--checkpoint', 'commit', '--work-branch', 'night', '--prices', path];
    for (const args of [rehearsed('good', ...more), ['doctor', '--backend', 'rehearsal', '--prices', path]]) {
      const { code, stderr } = await place.call(...args);
      expect(stderr).toMatch(message);
      expect(code).toBe(64);
    }
    expect(place.git('branch', '--format', '%(refname:short)')).toBe('main\n');
    expect(place.git('status', '--porcelain')).toBe('');
  });

  test('a price table that an editor began with a byte order mark is read', async () => {
    const path = join(place.top, 'prices.json');
    writeFileSync(path, '\uFEFF{"models": {"rehearsal": {"in": 1000, "out": 1000}}}');
    const { stdout } = await place.call(...rehearsed('good', '--max-iterations', '1', '--prices', path));
    expect(stdout).toMatch(/1\.1k tokens .*, ≈ \$1\.10/);
    place.git('checkout', '-q', '.');
    place.git('clean', '-fdq');
  });

  test("the user's own uncommitted changes are not swept into a checkpoint", async () => {
    place.write('mine.txt', 'half a thought\n');
    const { code, stderr } = await place.call(...rehearsed('good', '--checkpoint', 'commit'));
    expect(stderr).toMatch(/mine\.txt[\s\S]*[Cc]ommit or stash/);
    expect(code).toBe(64);
    expect(place.git('status', '--porcelain')).toBe('?? mine.txt\n');
    place.git('clean', '-fdq');
  });

  test.each([
    [
      'ignored',
      () => place.write('.gitignore', '.kiro/\n'),
      'good',
      /SEQUENTIAL_STATE\.json: .*ignore files excludes it/,
    ],
    [
      'elsewhere',
      () => cpSync(join(place.repo, '.kiro/specs/good'), join(place.top, 'else/good'), { recursive: true }),
      '../else/good',
      /SEQUENTIAL_STATE\.json: .*outside the repository/,
    ],
  ])(
    'a state that is %s goes into no commit: said with commit, refused with push',
    async (_, prepare, spec, message) => {
      place.git('tag', 'before');
      prepare();
      place.commit('so be it');
      place.git('remote', 'add', 'origin', join(place.top, 'origin.git'));
      const pushed = await place.call(...rehearsed(spec, '--checkpoint', 'push'));
      expect(pushed.stderr).toMatch(message);
      expect(pushed.code).toBe(64);
      const committed = await place.call(...rehearsed(spec, '--checkpoint', 'commit', '--max-iterations', '1'));
      expect(committed.stdout).toMatch(message);
      place.git('remote', 'remove', 'origin');
      place.git('reset', '-q', '--hard', 'before');
      place.git('tag', '-d', 'before');
      place.git('clean', '-fdxq');
    },
  );

  test('a spec behind a link that leads outside the working tree is refused, since records are never written through one', async () => {
    cpSync(join(place.repo, '.kiro/specs/good'), join(place.top, 'linked/good'), { recursive: true });
    symlinkSync('../linked', join(place.repo, 'link'));
    for (const checkpoint of ['push', 'commit', 'off']) {
      const { code, stderr } = await place.call(...rehearsed('link/good', '--checkpoint', checkpoint));
      expect(stderr).toMatch(/link\/good: a symbolic link leads outside the working tree, to .*linked\/good/);
      expect(code).toBe(64);
    }
    place.git('clean', '-fdxq');
  });

  test('commits on a detached HEAD are on no branch, and how to keep them is said', async () => {
    place.git('checkout', '-q', '--detach');
    const { stdout } = await place.call(...rehearsed('good', '--checkpoint', 'commit', '--max-iterations', '1'));
    expect(stdout).toMatch(/HEAD is detached[^\n]*git switch -c/);
    place.git('checkout', '-q', 'main');
  });

  // The superuser may write everywhere, so there the folder's immutability cannot be had by permissions.
  if (process.getuid?.() !== 0) {
    test('a folder that cannot be written is reported before any agent starts', async () => {
      chmodSync(join(place.repo, '.kiro', 'specs'), 0o500);
      const { code, stderr } = await place.call(...rehearsed('good'));
      chmodSync(join(place.repo, '.kiro', 'specs'), 0o700);
      expect(stderr).toMatch(/cannot be written/);
      expect(code).toBe(64);
    });
  }
});
