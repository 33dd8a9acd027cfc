import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { createStateStore } from '../../src/state/file/store.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import { markUnitCompleted, startAttempt } from '../../src/state/transitions/units.ts';
import type { SavedState, SpecState } from '../../src/state/types.ts';
import { emptyHistory } from '../../src/throttle/history.ts';

const noHistory = emptyHistory();
const night = Date.UTC(2026, 10, 23, 1, 0, 0);
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  path = join(folder, 'SEQUENTIAL_STATE.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function open(spec = 'my-feature', warn?: (message: string) => void) {
  return createStateStore({ path, spec, now: () => night, ...(warn && { warn }) });
}

function memory(spec: SpecState = newSpecState(night)): SavedState {
  return { spec, throttle: noHistory };
}

function onDisk(): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8'));
}

async function failure(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describe('its temporary file', () => {
  /** Names that appear beside the state while it is saved. */
  async function namesSeen(): Promise<ReadonlySet<string>> {
    const seen = new Set<string>();
    const watcher = watch(folder);
    const saved = new Promise<void>((resolve) => {
      watcher.on('change', (_, name) => {
        seen.add(String(name));
        if (name === 'SEQUENTIAL_STATE.json') resolve();
      });
    });
    await open().save(memory());
    await saved;
    watcher.close();
    return seen;
  }

  test.each(['.git', 'a git directory elsewhere'])('lies where no commit can take it: in %s', async (name) => {
    const git = join(folder, name === '.git' ? name : 'real');
    mkdirSync(git);
    if (name !== '.git') {
      symlinkSync('real', join(folder, 'link'));
      writeFileSync(join(folder, '.git'), 'gitdir: link\n');
    }
    expect([...(await namesSeen())]).toEqual(['SEQUENTIAL_STATE.json']);
    expect(readdirSync(join(git, 'sequential-orchestration'))).toEqual([]);
  });

  test.each(['no git', 'no place in it'])('lies beside the state where there is %s', async (how) => {
    if (how !== 'no git') mkdirSync(join(folder, '.git'));
    if (how !== 'no git') writeFileSync(join(folder, '.git', 'sequential-orchestration'), 'a file in the way');
    const temporary = expect.stringMatching(/^\.SEQUENTIAL_STATE\.json\.[0-9a-f]{12}$/);
    expect([...(await namesSeen())]).toEqual([temporary, 'SEQUENTIAL_STATE.json']);
  });
});

describe('a state file', () => {
  test('does not exist before the first save, and is then read as it was written', async () => {
    expect(await open().load()).toBeNull();
    const begun = startAttempt(newSpecState(night), {
      unit: { key: '1.2', title: 'Grün' },
      backend: 'codex',
      now: night,
    });
    await open().save({ spec: begun, throttle: { ...noHistory, calls: [night] } });
    expect(await open().load()).toEqual({ spec: begun, throttle: { ...noHistory, calls: [night] } });
    expect(readdirSync(folder)).toEqual(['SEQUENTIAL_STATE.json']);
  });

  test('is written with sorted keys, two-space indent and a final newline, the same for the same state', async () => {
    const spec = { ...newSpecState(night), zebra: 1, apple: { pear: 1, fig: 2 } };
    await open().save(memory(spec));
    const first = readFileSync(path, 'utf8');
    expect(first).toMatch(
      /^\{\n {2}"schema": 1,\n {2}"specs": \{\n {4}"my-feature": \{\n {6}"apple": \{\n {8}"fig": 2,/,
    );
    expect(first.endsWith('}\n')).toBe(true);
    rmSync(path);
    await open().save(memory({ apple: { fig: 2, pear: 1 }, zebra: 1, ...newSpecState(night) } as SpecState));
    expect(readFileSync(path, 'utf8')).toBe(first);
  });

  test('has a line for what a checkpoint changes as a whole, and reads it again', async () => {
    const answers = { 1: [{ text: 'a\n  b', author: null, url: null, at: new Date(night).toISOString() }] };
    let spec: SpecState = { ...newSpecState(night), answers };
    for (const key of ['1', '2', '10'])
      spec = markUnitCompleted(spec, { unitKey: key, keys: [`${key}.1`], summary: 'x\n y', now: night });
    const throttle = {
      ...noHistory,
      calls: [1, 2],
      unitDurationsMs: [3],
      days: { '2026-11-23': { costUsd: 0, tokens: 1, calls: 2 } },
    };
    await open().save({ spec, throttle });
    const text = readFileSync(path, 'utf8');
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        '      "completed": [ "1", "1.1", "2", "2.1", "10", "10.1" ],',
        expect.stringMatching(/^ {8}"10": \{ "attempts": 0, .*"summary": "x\\n y" \}$/),
        expect.stringMatching(/^ {10}\{ "at": .*"text": "a\\n {2}b".* \}$/),
        '    "calls": [ 1, 2 ],',
        '    "unitDurationsMs": [ 3 ],',
        '  "version": 1',
      ]),
    );
    expect(await open().load()).toEqual({ spec, throttle });
    const lines = text.split('\n').length;
    const next = markUnitCompleted(spec, { unitKey: '3', keys: ['3.1', '3.2'], summary: '', now: night });
    await open().save({ spec: next, throttle: { ...throttle, calls: [1, 2, 3] } });
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(lines + 1);
  });

  test.each<[string, object]>([
    ['without a version', { schema: 1 }],
    ['of this version', { schema: 1, version: 1 }],
  ])('a file %s is read, and says its version once it is written', async (_, head) => {
    writeFileSync(path, JSON.stringify({ ...head, specs: {}, later: { key: 1 } }));
    expect((await open().load())?.spec).toEqual(newSpecState(night));
    const store = open();
    await store.load();
    await store.save(memory());
    expect(onDisk()).toMatchObject({ schema: 1, version: 1, later: { key: 1 } });
  });

  test('serves several specs which are never mixed, and one throttle which they share', async () => {
    const done = markUnitCompleted(newSpecState(night), { unitKey: '1', keys: ['1'], summary: '', now: night });
    await open('first').save({ spec: done, throttle: { ...noHistory, calls: [1, 2] } });
    const second = await open('second').load();
    expect(second?.spec).toEqual(newSpecState(night));
    expect(second?.throttle.calls).toEqual([1, 2]);
    await open('second').save(memory());
    expect((await open('first').load())?.spec.completed).toEqual(['1']);
    expect(second?.others?.map(({ completed }) => completed)).toEqual([['1']]);
  });

  test('keeps what it has of other specs, and keys that nobody here knows, whatever was written meanwhile', async () => {
    const mine = open('mine');
    const other = { ...newSpecState(night), completed: ['7'], unheard: 'of' };
    writeFileSync(path, JSON.stringify({ schema: 1, stranger: { kept: true }, specs: { other } }));
    await mine.load();
    const forged = { ...other, completed: ['7', '8'] };
    writeFileSync(path, JSON.stringify({ schema: 1, specs: { other: forged, third: other } }));
    await mine.save(memory({ ...newSpecState(night), completed: ['1'] }));
    expect(onDisk()).toMatchObject({
      stranger: { kept: true },
      specs: { mine: { completed: ['1'] }, other: { completed: ['7'], unheard: 'of' } },
    });
    expect(Object.keys(onDisk().specs as object)).toEqual(['mine', 'other']);
  });

  test('takes up of other specs what a merge brought, and of its own nothing', async () => {
    const mine = open('mine');
    await mine.load();
    await mine.save(memory({ ...newSpecState(night), completed: ['1'] }));
    const other = { ...newSpecState(night), completed: ['7'] };
    writeFileSync(path, JSON.stringify({ schema: 1, specs: { mine: newSpecState(night), other } }));
    await mine.readMerged(noHistory);
    await mine.save(memory({ ...newSpecState(night), completed: ['1'] }));
    expect(onDisk()).toMatchObject({ specs: { mine: { completed: ['1'] }, other: { completed: ['7'] } } });
  });

  test('gives the calls that a merge brought to those that are not saved yet', async () => {
    const mine = open('mine');
    await mine.load();
    const day = { costUsd: 1, tokens: 10, calls: 1 };
    const saved = { ...noHistory, calls: [1], days: { '2026-11-23': day } };
    await mine.save({ ...memory(), throttle: saved });
    const merged = { ...saved, calls: [1, 2], days: { '2026-11-23': { ...day, calls: 2 } } };
    writeFileSync(path, JSON.stringify({ schema: 1, specs: { mine: newSpecState(night) }, throttle: merged }));
    const going = { ...saved, calls: [1, 3], days: { '2026-11-23': { ...day, calls: 2, costUsd: 3 } } };
    expect(await mine.readMerged(going)).toMatchObject({
      calls: [1, 2, 3],
      days: { '2026-11-23': { costUsd: 3, tokens: 10, calls: 3 } },
    });
  });

  test('goes on with the state of a spec whose folder was renamed, and saves it under the new name alone', async () => {
    const warnings: string[] = [];
    const state = startAttempt(newSpecState(night), {
      unit: { key: '1', title: 'Build the parser' },
      backend: 'codex',
      now: night,
    });
    await open('old').save(memory(state));
    const folders = () => ({ titles: new Set(['Build the parser']), exists: () => false });
    const warn = (message: string) => warnings.push(message);
    const renamed = createStateStore({ path, spec: 'new', now: () => night, warn, folders });
    expect((await renamed.load())?.spec).toEqual({ ...state, former_names: ['old'] });
    await renamed.save(memory(state));
    expect(Object.keys(onDisk().specs as object)).toEqual(['new']);
    expect(warnings).toEqual([
      'new continues with the state of old, whose folder no longer exists and which had the same tasks',
    ]);
  });

  test('a file that appears where there was none is no source', async () => {
    const mine = open('mine');
    expect(await mine.load()).toBeNull();
    writeFileSync(path, JSON.stringify({ schema: 1, specs: { other: newSpecState(night) } }));
    await mine.save(memory());
    expect(Object.keys(onDisk().specs as object)).toEqual(['mine']);
  });

  test.each<[string, () => void]>([
    ['a link', () => symlinkSync(join(folder, 'victim'), path)],
    ['a folder', () => mkdirSync(path)],
    ['a named pipe', () => execFileSync('mkfifo', [path])],
  ])('%s in its place is replaced while a run goes on, and refused at its start', async (_, put) => {
    writeFileSync(join(folder, 'victim'), 'theirs');
    const mine = open('mine');
    await mine.load();
    put();
    expect((await failure(open().load())).fix).toContain('remove it');
    await mine.save(memory({ ...newSpecState(night), completed: ['1'] }));
    expect(lstatSync(path).isFile()).toBe(true);
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('theirs');
    expect(onDisk()).toMatchObject({ specs: { mine: { completed: ['1'] } } });
  });

  test('is written in the order of the saves, also when nobody waits for them', async () => {
    const store = open();
    const saves = Array.from({ length: 20 }, (_, n) =>
      store.save(memory({ ...newSpecState(night), completed: [`${n}`] })),
    );
    await Promise.all(saves);
    expect((await open().load())?.spec.completed).toEqual(['19']);
  });

  test('is never written with what could not be read again', async () => {
    await open().save(memory());
    const before = readFileSync(path, 'utf8');
    await expect(open().save(memory({ ...newSpecState(night), started_at: 'yesterday' }))).rejects.toThrow(
      'started_at',
    );
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('that cannot be written is an error that names it', async () => {
    // Root may write anywhere, so a folder that is not there stands in for one that is closed.
    const blocked = join(folder, 'gone', 'STATE.json');
    const store = createStateStore({ path: blocked, spec: 'x', now: () => night });
    const error = await failure(store.save(memory()));
    expect(error.where).toBe(blocked);
    expect(error.fix).toContain('writable');
  });
});

describe('records that were taken out of the tree', () => {
  const old = { ...newSpecState(night), completed: ['1'] };
  const complete = { ...newSpecState(night), completed: ['1', '2'], completed_at: new Date(night).toISOString() };
  const other = { ...newSpecState(night), completed: ['7'] };
  const text = (specs: object, throttle?: object) => JSON.stringify({ schema: 1, specs, throttle });
  const load = async (inTree: string | null, left: string | null) => {
    if (inTree !== null) writeFileSync(path, inTree);
    const state = text({ 'my-feature': complete }, { ...noHistory, calls: [night] });
    const saved = { ref: 'refs/r', commit: 'c', state, progress: null, left };
    const store = createStateStore({ path, spec: 'my-feature', now: () => night, saved: () => saved });
    return { store, loaded: await store.load() };
  };

  test.each<[string, string | null, string | null, SpecState]>([
    ['there is no file', null, null, complete],
    ['the file knows other specs alone', text({ other }), null, complete],
    ['the file is as the base had it', text({ 'my-feature': old }), text({ 'my-feature': old }), complete],
    ['others went on in it', text({ 'my-feature': old, other }), text({ 'my-feature': old }), complete],
    [
      'the spec went on in it',
      text({ 'my-feature': { ...old, completed: ['3'] } }),
      null,
      { ...old, completed: ['3'] },
    ],
  ])('are read where %s', async (_, inTree, left, expected) => {
    const { store, loaded } = await load(inTree, left);
    expect(loaded?.spec).toEqual(expected);
    const others = inTree?.includes('other') ? { other } : {};
    await store.save({ spec: expected, throttle: noHistory });
    expect(onDisk().specs).toEqual({ 'my-feature': expected, ...others });
  });

  test('bring what they knew of limits, and a run that only looks writes nothing', async () => {
    const { loaded } = await load(null, null);
    expect(loaded?.throttle.calls).toEqual([night]);
    expect(existsSync(path)).toBe(false);
  });
});

describe('a state file that cannot be trusted is an error that names the place and is left alone', () => {
  const good = { schema: 1, specs: { 'my-feature': { ...newSpecState(night), units: { 1: { status: 'failed' } } } } };

  test.each([
    ['a wrong value', JSON.stringify(good), 'specs.my-feature.units.1.attempts: expected number, received undefined'],
    ['no specs', '{"schema":1}', 'specs: expected record'],
    ['a newer schema', '{"schema":2,"specs":{}}', 'schema 2 was written by a newer version'],
    ['a newer version', '{"schema":1,"version":3,"specs":{}}', 'schema 3 was written by a newer version'],
    ['a newer version that knows no schema', '{"version":2,"projects":[]}', 'schema 2 was written by a newer version'],
    ['a version that is no number', '{"schema":1,"version":"2","specs":{}}', 'version: expected 1'],
    ['something else', '{"name":"x"}', 'schema: expected 1'],
    ['no object', '[]', 'top level: expected object'],
    ['an empty file', '', 'the file is empty'],
  ])('%s', async (_, text, message) => {
    writeFileSync(path, text);
    const error = await failure(open().load());
    expect(error.message).toContain(message);
    expect(error.where).toContain(path);
    expect(error.fix).toContain(`git -C ${folder} checkout HEAD -- SEQUENTIAL_STATE.json`);
    expect((await failure(open().save(memory()))).message).toContain(message);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test.each([
    ['cut off', '{\n  "schema": 1,\n  "spe', ':3:7', 'cut off or damaged'],
    ['a merge conflict', '{\n<<<<<<< HEAD\n"schema":1\n', ':2:1', 'conflict markers'],
    ['a stray comma', '{"schema":1,,}', ':1:13', 'damaged'],
  ])('with line and column where it is no JSON: %s', async (_, text, place, message) => {
    writeFileSync(path, text);
    const error = await failure(open().load());
    expect(error.where).toBe(`${path}${place}`);
    expect(error.message).toContain(message);
  });

  test('and the command it gives brings the last good one back', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args]);
    await open().save(memory({ ...newSpecState(night), completed: ['1'] }));
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'state');
    writeFileSync(path, '{"sch');
    const command = /`([^`]+)`/.exec((await failure(open().load())).fix ?? '')?.[1] ?? 'false';
    execFileSync('sh', ['-c', command], { stdio: 'ignore' });
    expect((await open().load())?.spec.completed).toEqual(['1']);
  });

  test('of a newer version it says what to do, also where git brought it in mid-run', async () => {
    const newer = '{"schema":1,"version":2,"specs":{}}';
    const store = open();
    await store.load();
    await store.save(memory());
    writeFileSync(path, newer);
    const error = await failure(store.readMerged(noHistory));
    expect([error.where, error.fix]).toEqual([path, expect.stringContaining('pin the action')]);
    expect(readFileSync(path, 'utf8')).toBe(newer);
  });

  test('unless it was damaged in mid-run: then the night continues, and what was found is saved', async () => {
    const warnings: string[] = [];
    const store = open('my-feature', (message) => warnings.push(message));
    await open('other').save(memory({ ...newSpecState(night), completed: ['9'] }));
    await store.load();
    writeFileSync(path, '{"completed": everything');
    await store.save(memory({ ...newSpecState(night), completed: ['1'] }));
    expect(onDisk()).toMatchObject({ specs: { 'my-feature': { completed: ['1'] }, other: { completed: ['9'] } } });
    const aside = /saved in (\S+)/.exec(warnings.join())?.[1] ?? '';
    expect(readFileSync(aside, 'utf8')).toBe('{"completed": everything');
    rmSync(join(aside, '..'), { recursive: true });

    rmSync(path);
    await store.save(memory());
    expect(onDisk()).toMatchObject({ specs: { other: { completed: ['9'] } } });
    expect(existsSync(path)).toBe(true);
  });
});

describe('the flat form of a folder with one spec', () => {
  test('is carried over to the spec that is run', async () => {
    writeFileSync(
      path,
      JSON.stringify({
        started_at: '2026-05-01T10:00:00.123456+00:00',
        completed: ['1', 2],
        halted: true,
        halted_task: 3,
        halted_at: 'some time',
        assignments: { 1: { type: 'ui', owner_agent: 'gemini' }, 2: 'codex', 3: { type: 'poem', owner_agent: 'x' } },
        mood: 'good',
      }),
    );
    const carried = await open().load();
    expect(carried?.spec).toEqual({
      ...newSpecState(Date.parse('2026-05-01T10:00:00.123Z')),
      completed: ['1', '2'],
      halted: true,
      halted_at: '2026-05-01T10:00:00.123Z',
      halted_task: '3',
      halt: {
        id: 'carried-over-3',
        task: '3',
        title: 'task 3',
        line: 0,
        at: '2026-05-01T10:00:00.123Z',
        cause: 'question',
        question: 'An earlier run stopped here for your input; its question was not saved.',
        tried: [],
        tail: '',
        issue: null,
        url: null,
      },
      assignments: {
        1: { type: 'ui', owner_agent: 'gemini', source: 'carried over' },
        2: { type: 'code', owner_agent: 'codex', source: 'carried over' },
      },
      unread_assignments: { 3: { type: 'poem', owner_agent: 'x' } },
      mood: 'good',
    });
    await open().save(memory(carried?.spec));
    expect(Object.keys(onDisk())).toEqual(['schema', 'specs', 'throttle', 'version']);
    expect((await open('other').load())?.spec.completed).toEqual([]);
  });

  test('is held to the same rules', async () => {
    writeFileSync(path, '{"completed":"all"}');
    expect((await failure(open().load())).message).toBe('completed: expected array, received string');
  });
});
