import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createCollector } from '../../src/agents/collect.ts';
import { rehearse } from '../../src/agents/rehearsal/rehearse.ts';
import { rehearsal } from '../../src/agents/rehearsal.ts';
import type { AgentEvent, AttemptOrder } from '../../src/agents/types.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rehearsal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string) => path.join(folder, name);

interface Call {
  unit?: string;
  attempt?: string;
  answer?: string;
  session?: string;
  prompt?: string;
  sandbox?: AttemptOrder['sandbox'];
  assignment?: 'true';
}

function command(call: Call, pane = 'pane.js') {
  const { unit = '1', attempt = '1', answer = '', session = null, prompt = 'Do it.', sandbox = 'full' } = call;
  const options = { pane, script: file('rehearsal.json'), unit, attempt, answer, assignment: call.assignment ?? '' };
  return rehearsal.command('', { prompt, session, model: null, sandbox, extraArgs: [], workdir: folder, options });
}

/** Acts one attempt out as the pane would: the backend's own command line in, its own reader on what comes out. */
async function play(units: unknown, call: Call = {}) {
  if (units !== null) writeFileSync(file('rehearsal.json'), JSON.stringify(units));
  const { argv, stdin } = command(call);
  const output = new PassThrough();
  const printed = text(output);
  const exitCode = await rehearse(argv.slice(3), Readable.from([stdin]), output, folder);
  output.end();
  const reader = rehearsal.reader();
  const events = (await printed).split('\n').flatMap((line) => reader.read(line, 'stdout'));
  const collector = createCollector();
  for (const event of events) collector.on(event);
  return { exitCode, events, facts: collector.facts() };
}
const steps = (...list: unknown[]) => ({ units: { '1': list } });
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

  test('writing, appending, deleting, and running a command in the work tree', async () => {
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

  test('but never outside the work tree, nor in .git, nor through a link, nor when it may only read', async () => {
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

  test('asking a human, and something else once they answered', async () => {
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

describe('As a process', () => {
  const program = path.join(import.meta.dirname, 'fixtures', 'rehearse.ts');

  function start(script: unknown) {
    writeFileSync(file('rehearsal.json'), JSON.stringify(script));
    const { argv, stdin, env } = command({}, program);
    const [node, ...args] = argv;
    const child = spawn(node, ['--no-warnings', ...args], { cwd: folder, env: { ...process.env, ...env } });
    child.stdin.end(stdin);
    return { child, lines: createInterface({ input: child.stdout }) };
  }

  test('it can ignore SIGTERM, leave stubborn children behind, and print garbage', async () => {
    const { child, lines } = start(
      steps(
        { spawn: 2, detached: true },
        { print: '{"kind":"message"}\n\u0000garbage\n' },
        { hang: true, stubborn: true },
      ),
    );
    const reader = rehearsal.reader();
    const seen: AgentEvent[] = [];
    for await (const line of lines) {
      seen.push(...reader.read(line, 'stdout'));
      if (line.includes('garbage')) break;
    }
    expect(seen.slice(-2)).toEqual([
      { kind: 'unknown', line: '{"kind":"message"}' },
      { kind: 'unknown', line: '\u0000garbage' },
    ]);
    const pids = seen.flatMap((event) => (event.kind === 'tool-result' ? event.text.split(' ').map(Number) : []));
    expect(pids).toHaveLength(2);
    for (const pid of pids) {
      process.kill(pid, 'SIGTERM');
      expect(process.kill(pid, 0)).toBe(true);
    }
    child.kill('SIGTERM');
    child.kill('SIGKILL');
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    for (const pid of pids) process.kill(-pid, 'SIGKILL');
  });

  test('it ends with the exit code of its script', async () => {
    const { child, lines } = start(steps({ print: 'half a li' }, { exit: 42 }));
    const printed: string[] = [];
    lines.on('line', (line) => printed.push(line));
    expect(await once(child, 'close')).toEqual([42, null]);
    expect(printed.at(-1)).toBe('half a li');
  });
});

test('A script that is wrong ends the attempt as an error that names the place', async () => {
  const { exitCode, facts } = await play({ units: { '1': [{ nap: '2s' }] } });
  expect(exitCode).toBe(1);
  expect(facts.error?.message).toMatch(/rehearsal\.json: units\.1\[0\]: expected one of the verbs/);
});
