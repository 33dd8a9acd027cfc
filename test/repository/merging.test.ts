import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { workBranchesOf } from '../../src/inputs/kinds/git-kinds.ts';
import type { RepositoryOptions } from '../../src/repository/types.ts';
import { formatState } from '../../src/state/file/format.ts';
import { newSpecState, recordHalt } from '../../src/state/transitions/transitions.ts';
import { markUnitCompleted } from '../../src/state/transitions/units.ts';
import type { Halt, SpecState } from '../../src/state/types.ts';
import { useRemoteWorld } from './remote-world.ts';
import { signatures, sshKey } from './signing-world.ts';
import { createWorld, STATE, TASKS, type World } from './world.ts';

const PROGRESS = '.kiro/specs/SEQUENTIAL_PROGRESS.md';
const night = Date.UTC(2026, 10, 23, 1);
const doneSpec = (completed_at: string | null = '2026-11-23T02:00:00.000Z'): SpecState => ({
  ...markUnitCompleted(newSpecState(night), { unitKey: '1', keys: ['1'], summary: '', now: night }),
  completed_at,
});
/** What a run of a spec leaves beside its code. */
const recordsOf = (spec: string, state: SpecState = doneSpec()) => ({
  [STATE]: formatState({ schema: 1, specs: { [spec]: state } }),
  [PROGRESS]: `\n## 2026-11-23T0${spec.length % 10}:00:00Z ${spec}: run r starts with 0 of 1 units done\n`,
});
const halt = {
  at: '2026-11-23T02:00:00.000Z',
  id: 'h',
  task: null,
  title: 'other',
  line: 0,
  cause: 'question' as const,
  question: '?',
  tried: [] as string[],
  tail: '',
  issue: null,
  url: null,
} satisfies Halt;
const specsIn = (text: string) => Object.keys((JSON.parse(text) as { specs: object }).specs);

describe('a base that changed the same records and task lists', () => {
  let world: World;
  let project: string;
  beforeEach(() => {
    world = createWorld();
    project = world.project();
  });
  afterEach(() => world.end());

  const commit = (branch: string, files: Record<string, string>) => {
    world.git(project, 'checkout', '-q', branch);
    world.write(project, files);
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', `on ${branch}`);
  };
  const open = (options: Partial<RepositoryOptions> = {}) =>
    world.repository(project, { workBranch: 'work', ...options }).open();
  const head = () => world.git(project, 'rev-parse', 'work');

  test('is merged: both specs, both runs, their text and our ticks', async () => {
    world.git(project, 'branch', 'work');
    commit('work', { ...recordsOf('my-feature'), [TASKS]: '- [x] 1. First\n- [ ] 2. Second\n', 'ours.txt': '' });
    commit('main', { ...recordsOf('other'), [TASKS]: '- [ ] 1. First\n- [ ] 2. Second, reworded\n' });
    expect(await open()).toMatchObject({ kind: 'ready', branch: 'work', head: head() });
    expect(world.git(project, 'log', '-1', '--format=%s %p')).toMatch(/^Merge main into work \w+ \w+$/);
    expect(specsIn(world.read(project, STATE))).toEqual(['my-feature', 'other']);
    expect(world.read(project, PROGRESS).match(/Z \S+: run/g)).toEqual(['Z my-feature: run', 'Z other: run'].sort());
    expect(world.read(project, TASKS)).toBe('- [x] 1. First\n- [ ] 2. Second, reworded\n');
    expect(world.git(project, 'status', '--porcelain')).toBe('');
  });

  test('has a task in the place of a done one: it is open, which is reported with its line', async () => {
    world.git(project, 'branch', 'work');
    commit('work', { [TASKS]: '- [x] 1. First\n- [ ] 2. Second\n' });
    commit('main', { [TASKS]: '- [ ] 1. Draw the page\n- [ ] 2. Second\n' });
    expect(await open()).toMatchObject({ kind: 'ready' });
    expect(world.read(project, TASKS)).toBe('- [ ] 1. Draw the page\n- [ ] 2. Second\n');
    expect(world.notices).toEqual([`${TASKS}:1: task 1 replaced a done one (First) and is open`]);
  });

  test('is merged where git would have merged its lines to something else', async () => {
    const day = (calls: number) => ({ '2026-11-23': { costUsd: 0, tokens: calls, calls } });
    const counted = (calls: number, days = day(calls)) =>
      formatState({
        schema: 1,
        specs: {},
        throttle: {
          calls: [],
          lastCallEndedAt: null,
          limits: {},
          transients: {},
          windows: {},
          unitDurationsMs: [],
          days,
        },
      });
    commit('main', { [STATE]: counted(1) });
    world.git(project, 'branch', 'work');
    commit('work', { [STATE]: counted(2, { '2026-11-23': { costUsd: 0, tokens: 5, calls: 2 } }) });
    commit('main', { [STATE]: counted(2, { '2026-11-23': { costUsd: 0, tokens: 1, calls: 2 } }) });
    await open();
    expect(JSON.parse(world.read(project, STATE)).throttle.days['2026-11-23']).toMatchObject({ calls: 3 });
  });

  test('also after each was merged into the other, where the common ancestor has conflict markers', async () => {
    commit('main', { [TASKS]: '- [ ] 1. First\n- [ ] 2. Second\n', ...recordsOf('old') });
    world.git(project, 'branch', 'work');
    commit('work', { [TASKS]: '- [x] 1. First\n- [ ] 2. Second\n', ...recordsOf('my-feature') });
    commit('main', { [TASKS]: '- [ ] 1. First\n- [ ] 2. Second, reworded\n', ...recordsOf('other') });
    const [ours, theirs] = [head(), world.git(project, 'rev-parse', 'main')];
    const resolved = { [TASKS]: '- [x] 1. First\n- [ ] 2. Second, reworded\n', ...recordsOf('both') };
    for (const [branch, other] of [
      ['work', theirs],
      ['main', ours],
    ] as const) {
      world.git(project, 'checkout', '-q', branch);
      world.git(project, 'merge', '-q', '-s', 'ours', '--no-edit', other);
      commit(branch, { ...resolved, [`${branch}.txt`]: '' });
    }
    commit('work', { [TASKS]: '- [x] 1. First\n- [x] 2. Second, reworded\n', ...recordsOf('my-feature') });
    commit('main', { [TASKS]: '- [x] 1. First\n- [ ] 2. Second, again\n', ...recordsOf('other') });
    expect(await open()).toMatchObject({ kind: 'ready' });
    expect(world.read(project, TASKS)).toBe('- [x] 1. First\n- [x] 2. Second, again\n');
  });

  test.each<[what: string, theirs: Record<string, string>, conflict: string]>([
    ['text of one task on both sides', { [TASKS]: '- [ ] 1. First\n- [ ] 2. By hand\n' }, TASKS],
    ['code', { 'src/one.txt': 'theirs\n', ...recordsOf('other') }, 'src/one.txt'],
    [
      'a state with conflict markers',
      { ...recordsOf('other'), [STATE]: `<<<<<<< HEAD\n${recordsOf('other')[STATE]}` },
      `${STATE} (on main: a git merge left its conflict markers here)`,
    ],
    ['a state that is cut off', { [STATE]: '{"schema": 1,' }, `${STATE} (on main: not valid JSON`],
    [
      'a state of a newer version',
      { [STATE]: '{"schema": 99}' },
      `${STATE} (on main: schema 99 was written by a newer`,
    ],
  ])('stays a conflict for a person in %s, and all is as it was', async (_, theirs, conflict) => {
    world.git(project, 'branch', 'work');
    const tasks = '- [x] 1. First\n- [ ] 2. By an agent\n';
    commit('work', { ...recordsOf('my-feature'), [TASKS]: tasks, 'src/one.txt': 'ours\n' });
    commit('main', theirs);
    const before = head();
    const opened = await open();
    expect(opened).toMatchObject({ kind: 'conflict', base: 'main', files: [expect.stringContaining(conflict)] });
    expect([head(), world.git(project, 'status', '--porcelain')]).toEqual([before, '']);
  });

  test.each([STATE, PROGRESS])('takes %s from the side that has it', async (missing) => {
    commit('main', recordsOf('old'));
    world.git(project, 'branch', 'work');
    commit('work', recordsOf('my-feature'));
    world.git(project, 'checkout', '-q', 'main');
    world.git(project, 'rm', '-q', missing);
    commit('main', { 'more.txt': '' });
    expect(await open()).toMatchObject({ kind: 'ready' });
    expect(world.read(project, missing)).toContain('my-feature');
  });

  test.each<[what: string, after: string, expected: string]>([
    ['with our ticks', '- [ ] 1. First\n- [ ] 2. Second\n', '- [x] 1. First\n- [ ] 2. Second\n'],
    [
      'with our ticks, where git finds no such file again',
      '- [ ] 1. First\n- [ ] 2. Something else that is longer\n',
      '- [x] 1. First\n- [ ] 2. Something else that is longer\n',
    ],
    [
      'as it is, where what we did is gone',
      '- [ ] 1. Another thing altogether\n- [ ] 2. Not this either\n',
      '- [ ] 1. Another thing altogether\n- [ ] 2. Not this either\n',
    ],
  ])('moves a task list into a renamed folder %s', async (_, after, expected) => {
    world.git(project, 'branch', 'work');
    commit('work', { [TASKS]: '- [x] 1. First\n- [ ] 2. Second\n' });
    world.git(project, 'checkout', '-q', 'main');
    world.git(project, 'mv', '.kiro/specs/my-feature', '.kiro/specs/renamed');
    commit('main', { '.kiro/specs/renamed/tasks.md': after });
    expect(await open({ spec: 'renamed' })).toMatchObject({ kind: 'ready' });
    expect(world.read(project, '.kiro/specs/renamed/tasks.md')).toBe(expected);
    expect(world.git(project, 'ls-files', '.kiro')).toBe('.kiro/specs/renamed/tasks.md');
    expect(world.git(project, 'status', '--porcelain')).toBe('');
  });

  test('is merged again where a run was killed in the middle of it; a merge of a person’s is not touched', async () => {
    world.git(project, 'branch', 'work');
    commit('work', { ...recordsOf('my-feature'), [TASKS]: '- [x] 1. First\n- [ ] 2. Second\n' });
    commit('main', recordsOf('other'));
    world.git(project, 'checkout', '-q', 'work');
    const begin = (message: string) => {
      expect(() => world.git(project, 'merge', '-q', '--no-commit', '-m', message, 'main')).toThrow();
    };
    begin('Merge main into work');
    expect(await open()).toMatchObject({ kind: 'ready' });
    expect(specsIn(world.read(project, STATE))).toEqual(['my-feature', 'other']);
    world.git(project, 'reset', '-q', '--hard', 'HEAD^');
    world.write(project, { 'mine.txt': '' });
    begin("Merge branch 'main' into work");
    await expect(open()).rejects.toThrow(/uncommitted changes/);
    expect(world.git(project, 'rev-parse', '-q', '--verify', 'MERGE_HEAD')).not.toBe('');
  });

  describe('of a spec with nothing open', () => {
    const isComplete = (tasks: string) => !tasks.includes('[ ]');
    const done = { [TASKS]: '- [x] 1. First\n- [x] 2. Second\n', 'src/one.txt': 'ours\n', ...recordsOf('my-feature') };
    const both = { schema: 1, specs: { other: doneSpec(), 'my-feature': doneSpec() } } as const;
    const logs = [recordsOf('my-feature'), recordsOf('other')].map((records) => records[PROGRESS]);
    const squashed = { ...done, [STATE]: formatState(both), [PROGRESS]: logs.join('') };
    const appended = '- [ ] 1. First\n- [ ] 2. Second\n- [ ] 3. Third\n';

    test('is left alone where a tick of it was removed, which is reported', async () => {
      world.git(project, 'branch', 'work');
      commit('work', done);
      world.git(project, 'checkout', '-q', 'main');
      world.git(project, 'merge', '-q', '--ff-only', 'work');
      commit('main', { [TASKS]: '- [x] 1. First\n- [ ] 2. Second\n' });
      const before = world.git(project, 'rev-parse', 'work');
      expect(await open({ isComplete: () => true })).toMatchObject({ kind: 'ready', head: before });
      expect(world.notices).toEqual([
        expect.stringMatching(/^main:.*tasks\.md:2: task 2 is done in the state file but its checkbox is open/),
      ]);
    });

    test.each<[what: string, theirs: Record<string, string>, merged: boolean]>([
      ['is left alone where nothing conflicts', { 'other.txt': '' }, false],
      ['is left alone where code conflicts', { 'src/one.txt': 'theirs\n', ...recordsOf('other') }, false],
      ['is merged where records alone conflict', { 'other.txt': '', ...recordsOf('other') }, true],
      ['is merged where it adds a task', { [TASKS]: appended }, true],
      ['is left alone where its work is in the base, and other records since', squashed, false],
    ])('%s', async (_, theirs, merged) => {
      world.git(project, 'branch', 'work');
      commit('work', done);
      commit('main', theirs);
      const before = head();
      expect(await open({ isComplete })).toMatchObject({ kind: 'ready' });
      expect(head() !== before).toBe(merged);
    });
  });
});

describe('work branches of other specs on the remote', () => {
  const at = useRemoteWorld();
  const workBranches = workBranchesOf('sequential/{spec}');
  const isComplete = (tasks: string, state: SpecState | null) => !tasks.includes('[ ]') && state !== null;
  const mine = { workBranch: 'sequential/my-feature', workBranches, isComplete };
  const folder = (spec: string) => `.kiro/specs/${spec}/tasks.md`;
  const ticked = '- [x] 1. Only\n';

  /** Somebody commits to a branch, which starts from main if it is not there. */
  const push = (branch: string, files: Record<string, string>, remove: string[] = []) => {
    const clone = at.world.path(
      `clone ${branch.replace('/', ' ')} ${Object.keys(files).length} ${at.remoteHead('main').slice(0, 7)}`,
    );
    at.world.git(at.world.root, 'clone', '-q', at.bare, clone);
    at.world.git(clone, 'checkout', '-q', '-B', branch, `origin/${branch === 'main' ? 'main' : 'HEAD'}`);
    for (const path of remove) at.world.git(clone, 'rm', '-q', path);
    at.world.write(clone, files);
    at.world.git(clone, 'add', '-A');
    at.world.git(clone, 'commit', '-q', '-m', `on ${branch}`);
    at.world.git(clone, 'push', '-q', 'origin', branch);
  };
  const refresh = async (name: string, findOpen = async (branches: readonly string[]) => branches, options = {}) => {
    const [repository] = await at.begin(name, { ...mine, ...options });
    return repository.refreshFinishedBranches(findOpen);
  };
  const openTasks = { [folder('other')]: '- [ ] 1. Only\n' };
  const done = { [folder('other')]: ticked, 'other.txt': '', ...recordsOf('other') };

  test('get one merge of the base, where they are finished and records alone are in the way', async () => {
    push('main', openTasks);
    push('sequential/other', done);
    push('main', recordsOf('third'));
    const before = at.remoteHead('sequential/other');
    const [merge, ...more] = await refresh('first');
    expect([merge?.branch, merge?.base, more]).toEqual(['sequential/other', 'main', []]);
    expect(at.remoteHead('sequential/other')).toBe(merge?.commit);
    expect(at.world.git(at.bare, 'log', '-1', '--format=%s|%P', 'sequential/other')).toBe(
      `Merge main into sequential/other|${before} ${at.remoteHead('main')}`,
    );
    expect(specsIn(at.world.git(at.bare, 'show', `sequential/other:${STATE}`))).toEqual(['other', 'third']);
    expect(at.world.git(at.bare, 'ls-tree', '-r', '--name-only', 'sequential/other')).toContain('other.txt');
    expect(await refresh('second')).toEqual([]);
  });

  test('get a signed merge where commits are signed', async () => {
    push('main', openTasks);
    push('sequential/other', done);
    push('main', recordsOf('third'));
    const path = sshKey(at.world);
    await refresh('first', undefined, { signing: { key: readFileSync(path, 'utf8') } });
    const merge = 'G Ada Ada Merge main into sequential/other';
    expect(signatures(at.world, at.bare, path, 'sequential/other^!')).toEqual([merge]);
  });

  test('are left alone where they are not finished, or more than records is in the way', async () => {
    const finished = (spec: string, files: Record<string, string> = {}) => ({
      [folder(spec)]: ticked,
      [`${spec}.txt`]: 'ours\n',
      ...recordsOf(spec),
      ...files,
    });
    const branches = {
      code: finished('code'),
      open: finished('open', { [folder('open')]: '- [ ] 1. Only\n' }),
      added: finished('added'),
      unfinished: finished('unfinished', recordsOf('unfinished', doneSpec(null))),
      halted: finished('halted', recordsOf('halted', recordHalt(doneSpec(), halt))),
      unreadable: finished('unreadable', { [STATE]: '{' }),
      strange: finished('strange', recordsOf('other')),
    };
    const specs = Object.keys(branches);
    push('main', Object.fromEntries(specs.map((spec) => [folder(spec), '- [ ] 1. Only\n'])));
    for (const [spec, files] of Object.entries(branches)) push(`sequential/${spec}`, files);
    const appended = { [folder('added')]: '- [ ] 1. Only\n- [ ] 2. New\n' };
    push('main', { 'code.txt': 'theirs\n', ...appended, ...recordsOf('third') });
    const before = specs.map((spec) => at.remoteHead(`sequential/${spec}`));
    expect(await refresh('first')).toEqual([]);
    expect(specs.map((spec) => at.remoteHead(`sequential/${spec}`))).toEqual(before);
  });

  test.each([
    ['nothing conflicts', { 'more.txt': '' }],
    ['the base has all of it', done],
  ])('are left alone where %s', async (_, base) => {
    push('main', openTasks);
    push('sequential/other', done);
    push('main', base);
    expect(await refresh('first')).toEqual([]);
  });

  test('are left alone without an open pull request', async () => {
    push('main', openTasks);
    push('sequential/other', done);
    push('main', recordsOf('third'));
    const asked: string[][] = [];
    const merges = await refresh('first', async (branches) => {
      asked.push([...branches]);
      return [];
    });
    expect([merges, asked]).toEqual([[], [['sequential/other']]]);
  });

  test.each<[what: string, records: Record<string, string>]>([
    ['with records', recordsOf('my-feature')],
    ['whose records lie on a ref', {}],
  ])('that have these tasks under a name which the base no longer has are continued, %s', async (_, records) => {
    push('sequential/my-feature', {
      [TASKS]: '- [x] 1. First\n- [ ] 2. Second\n',
      'first.txt': '',
      ...records,
    });
    push('sequential/stranger', { [folder('stranger')]: ticked, ...recordsOf('stranger') });
    push('main', { [folder('renamed')]: '- [ ] 1. First\n- [ ] 2. Second\n' }, [TASKS]);
    const [, workspace] = await at.begin('first', { ...mine, spec: 'renamed', workBranch: 'sequential/renamed' });
    expect(at.world.read(workspace, folder('renamed'))).toBe('- [x] 1. First\n- [ ] 2. Second\n');
    expect(at.world.read(workspace, 'first.txt')).toBe('');
    expect(at.world.notices).toEqual([
      'renamed has the same tasks as my-feature, which is no longer on main: this run continues from its branch sequential/my-feature. If a pull request of sequential/my-feature is open, close it.',
    ]);
  });

  test('that have other tasks, or whose spec is still there, are not', async () => {
    push('sequential/my-feature', { [TASKS]: '- [x] 1. First\n- [ ] 2. Second\n', ...recordsOf('my-feature') });
    push('main', { [folder('copy')]: '- [ ] 1. First\n- [ ] 2. Second\n' });
    const [, workspace] = await at.begin('first', { ...mine, spec: 'copy', workBranch: 'sequential/copy' });
    expect(at.world.read(workspace, folder('copy'))).toContain('[ ] 1. First');
    expect(at.world.notices).toEqual([]);
  });
});
