import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld, STATE, stateOf, TASKS, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

describe('the work branch', () => {
  test('is made from the base at the first run, and found again at later ones', async () => {
    const project = world.project();
    const options = { workBranch: 'sequential/my-feature' };
    const opened = await world.repository(project, options).open();
    expect(opened).toMatchObject({ kind: 'ready', branch: 'sequential/my-feature', base: 'main' });
    world.write(project, { 'done.txt': 'done\n' });
    const repository = world.repository(project, options);
    await expect(repository.open()).rejects.toThrow(/done\.txt/);
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'unit');
    const head = world.git(project, 'rev-parse', 'HEAD');
    world.git(project, 'checkout', '-q', 'main');
    expect(await world.repository(project, options).open()).toMatchObject({ kind: 'ready', head });
    expect(world.git(project, 'branch', '--show-current')).toBe('sequential/my-feature');
  });

  test('gets the base merged in, or a list of conflicts and nothing changed', async () => {
    const project = world.project();
    const options = { workBranch: 'work' };
    await world.repository(project, options).open();
    world.git(project, 'checkout', '-q', 'main');
    world.write(project, { 'base.txt': 'from the base\n' });
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'base goes on');
    expect(await world.repository(project, options).open()).toMatchObject({ kind: 'ready' });
    expect(world.read(project, 'base.txt')).toBe('from the base\n');

    world.write(project, { 'src/one.txt': 'ours\n' });
    world.git(project, 'commit', '-q', '-am', 'ours');
    const ours = world.git(project, 'rev-parse', 'HEAD');
    world.git(project, 'checkout', '-q', 'main');
    world.write(project, { 'src/one.txt': 'theirs\n' });
    world.git(project, 'commit', '-q', '-am', 'theirs');
    expect(await world.repository(project, options).open()).toEqual({
      kind: 'conflict',
      base: 'main',
      files: ['src/one.txt'],
    });
    expect(world.git(project, 'rev-parse', 'HEAD')).toBe(ours);
    expect(world.git(project, 'status', '--porcelain')).toBe('');
  });

  test('is never the base itself, and its name must be one', async () => {
    const project = world.project();
    await expect(world.repository(project, { workBranch: 'main' }).open()).rejects.toThrow(/base branch itself/);
    await expect(world.repository(project, { workBranch: 'a..b' }).open()).rejects.toThrow(/is not a branch name/);
    await expect(world.repository(project, { workBranch: 'w', baseBranch: 'nope' }).open()).rejects.toThrow(
      /branch nope does not exist/,
    );
  });

  test.each([
    ['that is there', false, /^.*another worktree, .*elsewhere\.$/, /git worktree remove ".*elsewhere"/],
    ['whose folder was deleted', true, /elsewhere, whose folder no longer exists\.$/, /git worktree prune/],
  ])('checked out in another worktree %s is refused with the way out', async (_, isDeleted, message, fix) => {
    const project = world.project();
    const elsewhere = world.path('elsewhere');
    world.git(project, 'worktree', 'add', '-q', '-b', 'work', elsewhere);
    if (isDeleted) rmSync(elsewhere, { recursive: true });
    const opened = world.repository(project, { workBranch: 'work' }).open();
    await expect(opened).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    });
    world.git(project, ...(isDeleted ? ['worktree', 'prune'] : ['worktree', 'remove', elsewhere]));
    expect(await world.repository(project, { workBranch: 'work' }).open()).toMatchObject({ kind: 'ready' });
  });

  test('an empty repository gets its first commit from the first checkpoint', async () => {
    const folder = world.path('empty');
    mkdirSync(folder);
    world.git(folder, 'init', '-q', '-b', 'main');
    const repository = world.repository(folder, { workBranch: 'work' });
    expect(await repository.open()).toMatchObject({ kind: 'ready', branch: 'work', head: null });
    const mark = await repository.takeSnapshot();
    world.write(folder, { 'a.txt': 'a\n' });
    expect(await repository.changes(mark)).toMatchObject({ changed: true, files: ['a.txt'] });
    expect(await repository.checkpoint('feat: first')).toMatchObject({ kind: 'saved', pushed: false });
    expect(world.git(folder, 'log', '--format=%s', 'work')).toBe('feat: first');
  });

  test('a detached HEAD can be committed on, or left for a work branch', async () => {
    const project = world.project();
    world.git(project, 'checkout', '-q', '--detach');
    const repository = world.repository(project);
    expect(await repository.open()).toMatchObject({ kind: 'ready', branch: null });
    world.write(project, { 'b.txt': 'b\n' });
    const saved = await repository.checkpoint('feat: b');
    expect(saved).toMatchObject({ kind: 'saved', commit: world.git(project, 'rev-parse', 'HEAD') });
    expect(await world.repository(project, { workBranch: 'work' }).open()).toMatchObject({
      kind: 'ready',
      branch: 'work',
    });
  });

  test('works from a subfolder, and in a linked working tree', async () => {
    const project = world.project();
    const linked = world.path('linked tree');
    world.git(project, 'worktree', 'add', '-q', '-b', 'side', linked);
    const repository = world.repository(`${linked}/src`, { workBranch: 'work' });
    expect(await repository.open()).toMatchObject({ kind: 'ready', branch: 'work' });
    world.write(linked, { 'top.txt': 'x\n' });
    await repository.checkpoint('feat: from a subfolder');
    expect(world.git(project, 'show', 'work:top.txt')).toBe('x');
    expect(world.git(project, 'branch', '--show-current')).toBe('main');
  });

  test('that an agent moved away is missing, and that is all that is said', async () => {
    const project = world.project();
    const repository = world.repository(project, {});
    await repository.open();
    const mark = await repository.takeSnapshot();
    renameSync(`${project}/.git`, `${project}/.gitx`);
    writeFileSync(`${project}/.git`, 'gitdir: .gitx\n');
    await expect(repository.changes(mark)).rejects.toThrow('The git repository is missing');
    await repository.close();
  });

  test('stays the one that git finds from there, whatever an agent makes of the folders', async () => {
    const project = world.project();
    const linked = world.path('linked tree');
    world.git(project, 'worktree', 'add', '-q', '-b', 'side', linked);
    const repository = world.repository(`${linked}/src`, {});
    await repository.open();
    const mark = await repository.takeSnapshot();
    rmSync(`${linked}/.git`);
    for (const folder of [linked, `${linked}/src`]) world.git(folder, 'init', '-q');
    const { repaired } = await repository.changes(mark);
    expect(repaired).toEqual([
      '.git, which says what repository this is: restored',
      'src/.git, a repository that an agent made: removed',
    ]);
    expect(world.git(`${linked}/src`, 'rev-parse', '--show-toplevel')).toBe(linked);
  });
});

describe('no repository', () => {
  test('is fine without checkpoints, and changes are seen all the same', async () => {
    const folder = world.path('plain folder');
    world.write(folder, { 'a.txt': 'a' });
    const repository = world.repository(folder, { checkpoint: 'off' });
    expect(await repository.open()).toMatchObject({ kind: 'ready', branch: null, head: null });
    const mark = await repository.takeSnapshot();
    expect(await repository.changes(mark)).toMatchObject({ changed: false, files: [] });
    world.write(folder, { 'b/c.txt': 'c', [STATE]: '{}' });
    expect(await repository.changes(mark)).toMatchObject({ changed: true, files: ['b/c.txt'] });
    expect(await repository.checkpoint('x')).toEqual({ kind: 'saved', commit: null, pushed: false });
  });

  test('whose path has a line break, which git prints as it is, is an error', async () => {
    await expect(world.repository(world.project('two\nlines')).open()).rejects.toMatchObject({
      name: 'UserError',
      where: expect.stringMatching(/two\\nlines"$/),
      message: expect.stringMatching(/line break/),
    });
  });

  test('is an error with checkpoints; so is a bare one, and a missing remote', async () => {
    const folder = world.path('plain folder');
    mkdirSync(folder);
    await expect(world.repository(folder).open()).rejects.toMatchObject({
      name: 'UserError',
      fix: expect.stringMatching(/git init/),
    });
    world.git(folder, 'init', '-q', '--bare', 'bare.git');
    await expect(world.repository(`${folder}/bare.git`).open()).rejects.toThrow(/no working tree/);
    await expect(world.repository(world.project(), { checkpoint: 'push' }).open()).rejects.toThrow(/no remote/);
  });

  test('without git on the machine only checkpoints are impossible', async () => {
    const env = { PATH: world.path('nothing') };
    const folder = world.project();
    expect(await world.repository(folder, { env, checkpoint: 'off' }).open()).toMatchObject({ kind: 'ready' });
    await expect(world.repository(folder, { env }).open()).rejects.toMatchObject({
      message: expect.stringMatching(/git is not installed/),
      fix: expect.stringMatching(/^Install git/),
    });
  });

  test('in a workflow is explained by what actions/checkout leaves where git is missing', async () => {
    const archive = world.path('archive');
    world.write(archive, { [TASKS]: '- [ ] 1. First\n' });
    for (const PATH of [world.env.PATH ?? '', world.path('nothing')]) {
      const env = { ...world.env, PATH, GITHUB_ACTIONS: 'true' };
      await expect(world.repository(archive, { env }).open()).rejects.toMatchObject({
        fix: expect.stringMatching(/^Install git in a step before actions\/checkout/),
      });
    }
  });
});

describe('uncommitted changes before a run', () => {
  test('of the user stop it, with their names; without checkpoints they do not matter', async () => {
    const project = world.project();
    world.write(project, { 'src/one.txt': 'mine\n', 'neu ü.txt': 'mine\n', 'ignored/x': 'x' });
    const refused = world.repository(project).open();
    await expect(refused).rejects.toThrow(/neu ü\.txt/);
    await expect(refused).rejects.toThrow(/src\/one\.txt/);
    await expect(refused).rejects.not.toThrow(/ignored/);
    await expect(refused).rejects.toMatchObject({ fix: expect.stringMatching(/stash.*--checkpoint off/) });
    const off = world.repository(project, { checkpoint: 'off' });
    expect(await off.open()).toMatchObject({ kind: 'ready', branch: 'main' });
    expect(world.read(project, 'src/one.txt')).toBe('mine\n');
  });

  test('that no checkpoint takes do not stop it, and stay', async () => {
    const project = world.project();
    world.write(project, { '.env': 'A=1\n', 'node_modules/a/index.js': '', 'src/__pycache__/a.pyc': '' });
    expect(await world.repository(project).open()).toMatchObject({ kind: 'ready' });
    expect(world.read(project, '.env')).toBe('A=1\n');
  });

  test('of the program pass: state, progress, ticks; a changed task text does not', async () => {
    const project = world.project();
    const own = { [STATE]: stateOf(null), '.kiro/specs/SEQUENTIAL_PROGRESS.md': '# Progress\n' };
    world.write(project, { ...own, [TASKS]: '- [x] 1. First\n- [ ] 2. Second\n' });
    expect(await world.repository(project).open()).toMatchObject({ kind: 'ready' });
    world.write(project, { [TASKS]: '- [x] 1. First\n- [ ] 2. Another\n' });
    await expect(world.repository(project).open()).rejects.toThrow(/tasks\.md/);
  });

  test('that an interrupted run left are taken on, said, and survive a merge of the base', async () => {
    const project = world.project();
    await world.repository(project, { workBranch: 'work' }).open();
    world.git(
      project,
      'branch',
      '-f',
      'main',
      world.git(project, 'commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', 'base goes on'),
    );
    const run = { id: 'dead-run', heartbeat: '2026-11-22T01:00:00.000Z' };
    world.write(project, { 'half.txt': 'half\n', [STATE]: stateOf(run) });
    expect(await world.repository(project, { workBranch: 'work' }).open()).toMatchObject({
      kind: 'ready',
    });
    expect(world.notices.join('\n')).toMatch(/dead-run.*half\.txt/);
    expect(world.read(project, 'half.txt')).toBe('half\n');
    expect(world.git(project, 'log', '--format=%s', '-2')).toMatch(/keep what an interrupted run left/);
  });

  test.each(['1', '*'])(
    'that a run left which was killed in its last checkpoint (%s) are taken on',
    async (keeping) => {
      const project = world.project();
      world.write(project, { 'src/new.txt': 'done\n', [STATE]: stateOf(null, { keeping }) });
      const repository = world.repository(project);
      await repository.open();
      expect(world.notices.join('\n')).toMatch(/its last checkpoint was not made.*src\/new\.txt/);
      await repository.checkpoint('feat: the unit');
      expect(world.git(project, 'status', '--porcelain')).toBe('');
      // What comes after that checkpoint is the user's again.
      world.write(project, { 'src/one.txt': 'mine\n' });
      await expect(world.repository(project).open()).rejects.toThrow(/src\/one\.txt/);
    },
  );

  test('of another spec stay where they are when a checkpoint that was made is pushed again', async () => {
    const project = world.project();
    world.write(project, { [STATE]: stateOf(null, { keeping: '1' }) });
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'feat: the unit');
    const file = JSON.parse(world.read(project, STATE));
    world.write(project, { [STATE]: JSON.stringify({ ...file, specs: { ...file.specs, other: { run: null } } }) });
    const repository = world.repository(project);
    const opened = await repository.open();
    const head = world.git(project, 'rev-parse', 'HEAD');
    expect(opened).toMatchObject({ kind: 'ready', stateCommitted: true });
    expect(await repository.checkpoint('feat: the unit', { pushOnly: true })).toMatchObject({ commit: head });
    expect(world.git(project, 'status', '--porcelain')).toBe(` M ${STATE}`);
  });

  test('do not look like the user’s where a run is killed between its commit and the end of the checkpoint', async () => {
    const project = world.project();
    const bin = world.path('bin');
    // When the branch is moved, the index holds the commit already.
    world.write(bin, {
      git: `#!/bin/sh\ncase "$*" in "update-ref -m sequential: checkpoint"*) git ls-files >"${bin}/seen" ;; esac\nPATH="\${PATH#*:}" exec git "$@"\n`,
    });
    chmodSync(`${bin}/git`, 0o755);
    const env = { ...world.env, PATH: `${bin}:${world.env.PATH}` };
    const repository = world.repository(project, { env });
    await repository.open();
    world.write(project, { 'src/new.txt': 'done\n' });
    await repository.checkpoint('feat: the unit');
    expect(world.read(bin, 'seen')).toContain('src/new.txt\n');
  });

  test('that are a finished unit are its checkpoint, also where the base must be merged first', async () => {
    const project = world.project();
    await world.repository(project, { workBranch: 'work' }).open();
    const base = world.git(project, 'commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', 'base goes on');
    world.git(project, 'branch', '-f', 'main', base);
    const units = { 2: { title: 'Fix the parser', attempts: 2, backend: 'codex', summary: 'Fixed.' } };
    world.write(project, { 'src/new.txt': 'done\n', [STATE]: stateOf(null, { keeping: '2', units }) });
    await world.repository(project, { workBranch: 'work' }).open();
    const messages = world.git(project, 'log', '--format=%B', '-2', '--no-merges', 'main..');
    expect(messages).toMatch(/^fix\(my-feature\): fix the parser\n/);
    expect(messages).toMatch(/Spec: my-feature\nTask: 2\nAttempt: 2\nBackend: codex\n/);
  });

  test('are named, the first twenty, and the rest counted', async () => {
    const project = world.project();
    const files = Array.from({ length: 23 }, (_, index) => `f${String(index + 10)}`);
    world.write(project, { ...Object.fromEntries(files.map((file) => [file, ''])), [STATE]: stateOf(null) });
    const shown = files.slice(0, 20);
    await expect(world.repository(project).open()).rejects.toThrow(`\n  ${shown.join('\n  ')}\n  and 3 more`);
    world.write(project, { [STATE]: stateOf({ id: 'dead-run', heartbeat: '2026-11-22T01:00:00.000Z' }) });
    await world.repository(project).open();
    expect(world.notices.join('\n')).toContain(
      `Picked up from an interrupted run (dead-run): ${shown.join(', ')} and 3 more`,
    );
  });
});

test('the author of the settings signs, else git’s own identity, else the program', async () => {
  const project = world.project();
  const { GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL, ...nobody } = world.env;
  expect([GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL]).not.toContain(undefined);
  const signed: string[] = [];
  for (const options of [
    {},
    { author: 'Grace H <g@example.org>' },
    { env: nobody },
    { env: { ...nobody, GITHUB_ACTIONS: 'true' } },
  ]) {
    const repository = world.repository(project, options);
    await repository.open();
    world.write(project, { 'n.txt': String(signed.length) });
    await repository.checkpoint('feat: signed');
    signed.push(world.git(project, 'log', '-1', '--format=%an <%ae> %cn'));
  }
  expect(signed).toEqual([
    'Ada <ada@example.org> Ada',
    'Grace H <g@example.org> Grace H',
    'sequential-orchestration <sequential-orchestration@localhost> sequential-orchestration',
    'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com> github-actions[bot]',
  ]);
});
