import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { AgentEvent } from '../../../src/agents/types.ts';
import { file, folder, play, steps } from './acting.ts';

const toolsOf = (events: readonly AgentEvent[]) =>
  events.flatMap((event) =>
    event.kind === 'tool-call' ? [event.title] : event.kind === 'tool-result' ? [event.ok, event.text] : [],
  );

describe('Without a script', () => {
  test('it writes a small file for the unit and says done', async () => {
    const { exitCode, facts } = await play(null, { unit: '2.1' });
    expect(readFileSync(file('rehearsal/unit-2.1.md'), 'utf8')).toContain('# Unit 2.1');
    expect(facts.finalMessage).toMatch(/\n<promise>TASK_DONE<\/promise>$/);
    expect(facts).toMatchObject({ finished: { ok: true }, error: null, usage: { inputTokens: 1000 } });
    expect(exitCode).toBe(0);
  });

  test('it assigns a unit as the first of what it may choose from', async () => {
    const prompt = 'Who?\n\n{"task": "1", "type": "code | ui | review", "owner_agent": "codex | gemini"}\n';
    const { facts, exitCode } = await play(null, { prompt, sandbox: 'read-only', assignment: 'true' });
    expect(JSON.parse(facts.finalMessage)).toEqual({ task: '1', type: 'code', owner_agent: 'codex' });
    expect(exitCode).toBe(0);
    const scripted = await play({ assignments: { '1': 'no JSON at all' } }, { prompt, assignment: 'true' });
    expect(scripted.facts.finalMessage).toBe('no JSON at all');
  });
});

test('it reviews a unit as its script says, call by call, and accepts it without one', async () => {
  const finding = { file: 'a.ts', line: 1, severity: 'blocking', text: 'No.' };
  const script = { reviews: { '1': [{ findings: [finding] }, 'Hm.', [{ limit: 'usage limit' }]] } };
  const answers = async (attempt: string, unit = '1') => {
    const { facts, exitCode } = await play(script, { unit, attempt, sandbox: 'read-only', review: 'true' });
    return [exitCode, facts.finalMessage || facts.error?.message];
  };
  expect(await answers('1')).toEqual([0, JSON.stringify({ findings: [finding] })]);
  expect(await answers('2')).toEqual([0, 'Hm.']);
  expect(await answers('3')).toEqual([1, 'usage limit']);
  expect(await answers('4')).toEqual([1, 'usage limit']);
  expect(await answers('1', '2')).toEqual([0, '{"accept":true,"findings":[]}']);
});

describe('With a script it acts out', () => {
  test('talking, thinking, tools that are only shown, usage and early warnings, in order', async () => {
    const { events } = await play(
      steps(
        { say: 'Unit {unit}, attempt {attempt}.' },
        { think: 'Hm.' },
        { tool: '$ npm test', result: '3 failed', failed: true },
        { usage: true, input: 5, output: 2, cost_usd: 0.25 },
        { usage: true, input: 5, cached: 1, cost_usd: 0.25 },
        { warn: 'five_hour', used: 0.81, resets_in: '1h' },
        { retry: 'overloaded', status: 529, after: '2s' },
        { done: 'There.' },
      ),
      { attempt: '2' },
    );
    expect(events).toEqual([
      { kind: 'started', session: 'rehearsal_1_2_0', model: null },
      { kind: 'message', text: 'Unit 1, attempt 2.', delta: false },
      { kind: 'thinking', text: 'Hm.' },
      { kind: 'tool-call', id: 'call-1', title: '$ npm test' },
      { kind: 'tool-result', id: 'call-1', ok: false, text: '3 failed' },
      { kind: 'usage', usage: { inputTokens: 5, cachedTokens: 0, outputTokens: 2, costUsd: 0.25 } },
      { kind: 'usage', usage: { inputTokens: 10, cachedTokens: 1, outputTokens: 2, costUsd: 0.5 } },
      {
        kind: 'limit',
        window: { name: 'five_hour', used: 0.81, resetsAt: expect.any(Number), status: 'warning' },
      },
      { kind: 'retry', message: 'overloaded', status: 529, waitMs: 2000 },
      { kind: 'message', text: 'There.\n<promise>TASK_DONE</promise>', delta: false },
      { kind: 'finished', ok: true, finalMessage: null, error: null },
    ]);
  });

  test('writing, appending, deleting, and running a command in the working tree', async () => {
    writeFileSync(file('old.txt'), 'old');
    const { events } = await play(
      steps(
        { write: 'src/unit-{unit}.txt', text: 'one\n' },
        { append: 'src/unit-1.txt', text: 'two\n' },
        { delete: 'old.txt' },
        { run: 'cat src/unit-1.txt; exit 3' },
      ),
    );
    expect(toolsOf(events)).toEqual([
      ...['+ src/unit-1.txt', true, '', '~ src/unit-1.txt', true, '', '- old.txt', true, ''],
      ...['$ cat src/unit-1.txt; exit 3', false, 'one\ntwo'],
    ]);
    expect(existsSync(file('old.txt'))).toBe(false);
  });

  test('but never outside the working tree, nor in .git, nor through a link, nor when it may only read', async () => {
    mkdirSync(file('.git'));
    symlinkSync(tmpdir(), file('link'));
    const places = ['../escaped.txt', '.git/config', 'link/escaped.txt', path.join(tmpdir(), 'escaped.txt'), '.'];
    const { events } = await play(steps(...places.map((place) => ({ write: place, text: 'x' }))));
    expect(toolsOf(events).filter((entry) => entry === false)).toHaveLength(places.length);
    expect(existsSync(path.join(tmpdir(), 'escaped.txt'))).toBe(false);
    const reading = await play(steps({ write: 'a.txt', text: 'x' }), { sandbox: 'read-only' });
    expect(toolsOf(reading.events)).toEqual(['+ a.txt', false, 'refused: read-only']);
    expect(existsSync(file('a.txt'))).toBe(false);
  });

  test('committing by itself, and ticking boxes that are not its own', async () => {
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    const tasks = '- [ ] 1. One\n  - [-] 1.1 Part\n- [ ]* 2 Two\n- [ ] 12 Twelve\n';
    writeFileSync(file('tasks.md'), tasks);
    await play(steps({ tick: ['1.1', '2'] }, { commit: 'feat: mine' }));
    expect(readFileSync(file('tasks.md'), 'utf8')).toBe(
      tasks.replace('[-] 1.1', '[x] 1.1').replace('[ ]* 2', '[x]* 2'),
    );
    expect(execFileSync('git', ['log', '--format=%s'], { cwd: folder, encoding: 'utf8' })).toBe('feat: mine\n');
  });

  test('asking a question, and something else once it is answered', async () => {
    const script = {
      units: { '1': { attempts: [[{ ask: 'Which port?' }]], answered: [{ done: 'Took yours.' }] } },
    };
    expect((await play(script)).facts.finalMessage).toBe('Which port?\n<promise>HALT</promise>');
    expect((await play(script, { answer: '8080' })).facts.finalMessage).toContain('Took yours.');
  });

  test('failing, ending without the promise, and another ending for each attempt; the last one stays', async () => {
    const script = {
      units: {
        '1': {
          attempts: [[{ fail: 'broke', status: 500 }], [{ incomplete: 'half' }], [{ exit: 7 }], [{ done: 'whole' }]],
        },
      },
    };
    const first = await play(script);
    expect(first).toMatchObject({ exitCode: 1, facts: { finished: { ok: false }, error: { status: 500 } } });
    const second = await play(script, { attempt: '2' });
    expect(second).toMatchObject({ exitCode: 0, facts: { finished: { ok: true }, finalMessage: 'half' } });
    expect(await play(script, { attempt: '3' })).toMatchObject({ exitCode: 7, facts: { finished: null } });
    expect((await play(script, { attempt: '9' })).facts.finalMessage).toContain('whole');
  });

  test('a default for units that are not named', async () => {
    const script = { units: { '1': [{ done: 'one' }] }, default: [{ done: 'any' }] };
    expect((await play(script, { unit: 'constructor' })).facts.finalMessage).toContain('any');
  });
});

describe('A limit', () => {
  test('comes in any wording, with a reset time from now, and lifts when the session is resumed', async () => {
    const script = steps(
      { limit: 'Limit! {epoch} {clock} {iso} {span}', resets_in: '30m', window: 'weekly', times: 2 },
      { overload: 'busy', retry_after: '3s' },
      { done: 'Through.' },
    );
    const before = Date.now();
    const first = await play(script);
    expect(first).toMatchObject({
      exitCode: 1,
      facts: { finished: { ok: false }, error: { status: 429, resetsAt: null }, limits: [{ status: 'rejected' }] },
    });
    const [, epoch, clock, iso, span] =
      /^Limit! (\d+) (\d+:\d\d [AP]M) (\S+) (.+)$/.exec(first.facts.error?.message ?? '') ?? [];
    const reset = Date.parse(iso ?? '');
    expect(reset).toBeGreaterThanOrEqual(before + 30 * 60_000);
    expect(Number(epoch)).toBe(Math.ceil(reset / 1000));
    const [hours, minutes] = [new Date(reset).getUTCHours(), new Date(reset).getUTCMinutes()];
    expect(clock).toBe(`${hours % 12 || 12}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'AM' : 'PM'}`);
    expect(span).toBe('1800 seconds');

    let session = first.facts.session ?? '';
    const second = await play(script, { session });
    expect(second.facts.error?.message).toContain('Limit!');
    session = second.facts.session ?? '';
    const third = await play(script, { session });
    expect(third.facts.error).toMatchObject({ message: 'busy', status: 529, retryAfterMs: 3000 });
    session = third.facts.session ?? '';
    expect((await play(script, { session })).facts.finalMessage).toContain('Through.');
    expect((await play(script, { session, attempt: '2' })).facts.error?.message).toContain('Limit!');
  });

  test('may have its reset time as a structured fact', async () => {
    const { facts } = await play(steps({ limit: 'Limit!', resets_in: '1h', structured: true, code: 'usage_limit' }));
    expect(facts.error).toMatchObject({ code: 'usage_limit', message: 'Limit!' });
    expect(facts.error?.resetsAt).toBeGreaterThan(Date.now());
  });
});

test('A script that is wrong ends the attempt as an error that names the place', async () => {
  const { exitCode, facts } = await play({ units: { '1': [{ nap: '2s' }] } });
  expect(exitCode).toBe(1);
  expect(facts.error?.message).toMatch(/rehearsal\.json: units\.1\[0\]: expected one of the verbs/);
});
