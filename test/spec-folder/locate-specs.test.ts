import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { locateSpecs } from '../../src/spec-folder/locate/locate-specs.ts';
import { readTasks } from '../../src/spec-folder/read-tasks-file.ts';
import { source } from '../harness/source.ts';

let root: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'specs-')));
  chmodSync(root, 0o755);
  for (const name of ['alpha', 'spec-2', 'spec-10', 'web', 'with [brackets]', 'Größe und Maß'])
    spec(`.kiro/specs/${name}`);
  mkdirSync(join(root, '.kiro/specs/planned'));
  writeFileSync(join(root, '.kiro/specs/planned/requirements.md'), '');
  writeFileSync(join(root, '.kiro/specs/SEQUENTIAL_STATE.json'), '{}');
  mkdirSync(join(root, 'web'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'README.md'), '');
  spec('packages/a/.kiro/specs/inner');
  for (const folder of ['shop/cart', 'shop/src', 'shop/till', 'bank/till']) spec(`.kiro/specs/${folder}`);
});

afterAll(() => rmSync(root, { recursive: true }));

function spec(folder: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'tasks.md'), '- [ ] 1. One\n');
}

async function names(...values: string[]): Promise<string[]> {
  return (await locateSpecs(values, root)).map(({ relative }) => relative.folder);
}

async function failure(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describe('a spec is found', () => {
  test.each([
    ['by its bare name', ['alpha'], ['alpha']],
    ['by its bare name although a folder of the work folder has it too', ['web'], ['web']],
    ['by its bare name below a folder of specs', ['cart'], ['shop/cart']],
    ['by its bare name below one, although the work folder has a folder of that name', ['src'], ['shop/src']],
    ['by a path to its folder', ['.kiro/specs/alpha/'], ['alpha']],
    ['by a path to its tasks.md', ['./.kiro/specs/alpha/tasks.md'], ['alpha']],
    ['with brackets in its name, which are no glob then', ['with [brackets]'], ['with [brackets]']],
    ['with blanks and letters beyond ASCII', ['.kiro/specs/Größe und Maß'], ['Größe und Maß']],
    ['several in the order given, none twice', ['web\nalpha', ' web ', ''], ['web', 'alpha']],
    ['by a glob, in natural order', ['.kiro/specs/spec-*'], ['spec-2', 'spec-10']],
    ['by a glob of bare names', ['spec-*'], ['spec-2', 'spec-10']],
    ['by a glob of tasks.md files', ['.kiro/specs/{alpha,web}/tasks.md'], ['alpha', 'web']],
  ])('%s', async (_, values, found) => {
    expect(await names(...values)).toEqual(found.map((name) => `.kiro/specs/${name}`));
  });

  test('by a glob that passes over what is no spec yet', async () => {
    expect(await names('.kiro/specs/*')).not.toContain('.kiro/specs/planned');
    expect(await names('**/.kiro/specs/*')).toContain('packages/a/.kiro/specs/inner');
  });

  test('by a glob of its files, and by no other file', async () => {
    expect(await names('.kiro/specs/web/*')).toEqual(['.kiro/specs/web']);
    expect((await failure(locateSpecs(['.kiro/specs/planned/*'], root))).message).toMatch(/matches no spec/);
  });

  test('through no link that leads out of the work folder', async () => {
    const away = mkdtempSync(join(tmpdir(), 'away-'));
    writeFileSync(join(away, 'tasks.md'), '- [ ] 1. One\n');
    symlinkSync(away, join(root, '.kiro/specs/led-out'));
    expect((await failure(locateSpecs(['led-out'], root))).message).toContain(`outside the working tree, to ${away}`);
    rmSync(join(root, '.kiro/specs/led-out'));
    rmSync(away, { recursive: true });
  });

  test('with its state and progress beside the spec folders', async () => {
    const [alpha] = await locateSpecs([join(root, '.kiro/specs/alpha')], root);
    expect(alpha).toEqual({
      name: 'alpha',
      folder: join(root, '.kiro/specs/alpha'),
      tasksPath: join(root, '.kiro/specs/alpha/tasks.md'),
      statePath: join(root, '.kiro/specs/SEQUENTIAL_STATE.json'),
      progressPath: join(root, '.kiro/specs/SEQUENTIAL_PROGRESS.md'),
      format: 'kiro',
      relative: {
        folder: '.kiro/specs/alpha',
        tasks: '.kiro/specs/alpha/tasks.md',
        state: '.kiro/specs/SEQUENTIAL_STATE.json',
        progress: '.kiro/specs/SEQUENTIAL_PROGRESS.md',
      },
    });
  });

  test('with its files inside where it is the work folder itself', async () => {
    const folder = join(root, '.kiro/specs/alpha');
    const [alpha] = await locateSpecs(['.'], folder);
    expect(alpha).toMatchObject({ name: 'alpha', relative: { folder: '.', state: 'SEQUENTIAL_STATE.json' } });
  });
});

describe('what is no spec is an error that tells what there is', () => {
  test.each([
    ['nothing at all', ['', ' \n'], 'no spec given, and there are 10 specs', 'specs under .kiro/specs: alpha'],
    ['an unknown name', ['beta'], 'no such spec: "beta"', 'specs under .kiro/specs: alpha, Größe'],
    [
      'one of several names',
      ['till'],
      'there are several specs "till"',
      '.kiro/specs/bank/till, .kiro/specs/shop/till',
    ],
    ['a slip of the finger', ['aplha'], 'no such spec: "aplha"; did you mean "alpha"?', 'spec-2, spec-10'],
    ['an unknown path', ['.kiro/specs/beta'], 'no such spec: ".kiro/specs/beta"', 'alpha'],
    ['a folder without tasks.md', ['planned'], 'the folder "planned" has no tasks.md', '.kiro/specs/planned/tasks.md'],
    [
      'a folder of specs',
      ['.kiro/specs'],
      'the folder ".kiro/specs" has no tasks.md',
      'or all of them with .kiro/specs/*',
    ],
    ['another file', ['README.md'], '"README.md" is a file, but not a tasks.md', 'alpha'],
    ['a glob without a hit', ['nope-*'], '"nope-*" matches no spec with a tasks.md', 'alpha'],
  ])('%s', async (_, values, message, fix) => {
    const error = await failure(locateSpecs(values, root));
    expect(error.message).toBe(message);
    expect(error.fix).toContain(fix);
  });

  test('a work folder without any spec', async () => {
    for (const [values, message] of [
      [['x'], 'no such spec: "x"'],
      [[], 'no spec given'],
    ] as const) {
      const error = await failure(locateSpecs(values, join(root, 'src')));
      expect(error.message).toBe(message);
      expect(error.fix).toMatch(/there is no spec under .*; name a spec folder or a tasks\.md$/);
    }
  });

  test('below a folder of the same repository that has specs: that one is named', async () => {
    const top = join(root, 'packages/a');
    mkdirSync(join(top, 'src/deep'), { recursive: true });
    writeFileSync(join(top, 'src/specs'), 'no folder');
    // Above a repository is somebody else's.
    expect((await failure(locateSpecs(['x'], join(top, 'src/deep')))).fix).toMatch(/; name a spec folder/);
    mkdirSync(join(top, '.git'));
    for (const below of ['src/deep', '.kiro/specs/inner'])
      for (const values of [['x'], []])
        expect((await failure(locateSpecs(values, join(top, below)))).fix).toContain(`; ${top} has some: --workdir`);
  });
});

describe('a spec that must not be read or written', () => {
  // Root may do everything, so these look through the eyes of a process that may not.
  function asNobody(value: string, writable: boolean): string {
    const script = `
      import { locateSpecs } from ${source('spec-folder/locate/locate-specs.ts')};
      // Only now, for the project's own folder may be closed to everyone else.
      if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534); }
      try {
        const specs = await locateSpecs([${JSON.stringify(value)}], ${JSON.stringify(root)}, { writable: ${writable} });
        console.log(specs.map((spec) => spec.name).join());
      } catch (error) { console.log(error.name + ' ' + error.where + ': ' + error.message); }`;
    return execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    }).trim();
  }

  test.each([
    ['closed folder', '', 0o700, 'cannot be read (EACCES)'],
    ['closed tasks.md', '/tasks.md', 0o600, 'cannot be read (EACCES)'],
  ])('is named before any agent is started: %s', (name, file, mode, message) => {
    const folder = join(root, 'closed', name);
    spec(`closed/${name}`);
    const path = join(folder, file);
    chmodSync(path, process.getuid?.() === 0 ? mode : 0);
    const said = asNobody(`closed/${name}`, false);
    chmodSync(path, 0o755);
    expect(said).toContain(`UserError ${join(folder, 'tasks.md')}: ${message}`);
  });

  test('can be planned where it can only be read', () => {
    const path = join(root, '.kiro/specs/alpha/tasks.md');
    if (process.getuid?.() !== 0) chmodSync(path, 0o444);
    expect(asNobody('alpha', false)).toBe('alpha');
    expect(asNobody('alpha', true)).toBe(`UserError ${path}: cannot be written, but tasks are ticked there (EACCES)`);
    chmodSync(path, 0o666);
    const folder = dirname(path);
    if (process.getuid?.() !== 0) chmodSync(folder, 0o555);
    expect(asNobody('alpha', true)).toBe(`UserError ${folder}: cannot be written, but tasks are ticked there (EACCES)`);
    chmodSync(folder, 0o777);
    if (process.getuid?.() !== 0) chmodSync(dirname(folder), 0o555);
    expect(asNobody('alpha', true)).toContain('state and progress are saved there (EACCES)');
    chmodSync(dirname(folder), 0o755);
  });
});

describe('the text of tasks.md', () => {
  test('comes with its byte order mark and line ends as they are', async () => {
    const path = join(root, 'bom.md');
    writeFileSync(path, '\uFEFF- [ ] 1. Größe\r\n');
    expect(await readTasks(path)).toBe('\uFEFF- [ ] 1. Größe\r\n');
  });

  test.each([
    ['Latin-1', Buffer.from('# T\n- [ ] Gr\xf6\xdfe', 'latin1'), '0xf6 at byte offset 12', 2],
    ['a cut-off character', Buffer.from([0x41, 0xe2, 0x82]), '0xe2 at byte offset 1', 1],
    ['UTF-16', Buffer.from('\uFEFF- [ ] 1', 'utf16le'), '0xff at byte offset 0', 1],
    ['a binary', Buffer.from([0x41, 0x0a, 0x00, 0x42]), '0x00 at byte offset 2', 2],
  ])('that is none is refused with the place: %s', async (name, bytes, message, line) => {
    const path = join(root, `${name}.md`);
    writeFileSync(path, bytes);
    const error = await failure(readTasks(path));
    expect(error.message).toContain(message);
    expect(error.where).toBe(`${path}:${line}`);
  });

  test('may be reached through a link, and a missing one is named', async () => {
    symlinkSync(join(root, '.kiro/specs/web/tasks.md'), join(root, 'link.md'));
    expect(await readTasks(join(root, 'link.md'))).toBe('- [ ] 1. One\n');
    expect((await failure(readTasks(join(root, 'gone.md')))).where).toBe(join(root, 'gone.md'));
  });
});

test.each([
  ['a clone', (top: string) => top],
  [
    'a worktree',
    (top: string) => {
      git(top, 'worktree', 'add', '-q', '--detach', join(top, 'linked'));
      git(join(top, 'linked'), 'sparse-checkout', 'set', 'src');
      return join(top, 'linked');
    },
  ],
])('%s that is sparse is named where a spec is missing, with the command that brings it', async (_, place) => {
  const top = mkdtempSync(join(root, 'sparse-'));
  git(top, 'init', '-q');
  mkdirSync(join(top, '.kiro/specs/outside'), { recursive: true });
  writeFileSync(join(top, '.kiro/specs/outside/tasks.md'), '- [ ] 1. One\n');
  git(top, 'add', '-A');
  git(top, '-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-q', '-m', 'x');
  expect((await failure(locateSpecs(['outsid'], top))).fix).not.toMatch(/sparse/);
  git(top, 'sparse-checkout', 'set', 'src');
  const folder = place(top);
  for (const value of ['outside', '.kiro/specs/outside', '.kiro/specs/outside/tasks.md']) {
    const { fix = '' } = await failure(locateSpecs([value], folder));
    expect(fix).toMatch(/this checkout is sparse .*`git sparse-checkout add "\.kiro\/specs\/outside"`/);
  }
  git(folder, 'sparse-checkout', 'add', '.kiro/specs/outside');
  expect(await locateSpecs(['outside'], folder)).toHaveLength(1);
  git(folder, 'sparse-checkout', 'disable');
  expect((await failure(locateSpecs(['outsid'], folder))).fix).not.toMatch(/sparse/);
});

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', args, { cwd, stdio: 'pipe' });
}
