import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Strength } from '../../src/terminal/isolation/policy/paths/paths.ts';
import type { Verdict } from '../../src/verdict/types.ts';
import type { Cli } from './clis.ts';
import { drive, makePlace, type Order, type Place, removePlace, type Told } from './drive.ts';
import { type Installed, install } from './programs.ts';
import { cut, fault, hang, say, shell, type Turn, tokens } from './server/turns.ts';

export const done = 'All done.\n<promise>TASK_DONE</promise>';

/** What one CLI does differently from the others. Times epoch seconds, ms where said. */
export interface Manner {
  /** The model that it says it ran, in its stream or on disk. */
  readonly model: string;
  /** Does its stream tell tokens? */
  readonly usage: boolean;
  /** How it tells of a used-up quota, if the service says that it lifts at `resetsAt`. */
  readonly usageLimit: {
    readonly env?: Readonly<Record<string, string>>;
    readonly limit: (resetsAt: number) => object;
  };
  /** Calls by which its model could write `made.txt` without a command, or get leave to. */
  readonly writes: readonly Turn[];
  /** A limit that lifts in an hour. */
  readonly longWait: {
    readonly end: Told['report']['end'];
    readonly verdict: Verdict['kind'];
    /** Is the hour known? */
    readonly known: boolean;
  };
  /** Is an overloaded service's word of when to come again known? */
  readonly overloadTold: boolean;
}

/** Says which CLI could not be installed, and fails for it unless npm could not get it and was allowed not to. */
export async function describeCli(cli: Cli, stories: (program: string) => void): Promise<void> {
  describeInstalled(cli, await install(cli), stories);
}

/** As `describeCli`, of what was installed. */
export function describeInstalled(name: string, installed: Installed, stories: (program: string) => void): void {
  if ('program' in installed) return void describe(name, () => stories(installed.program));
  const { missing, undelivered } = installed;
  const allowed = process.env.SEQUENTIAL_ALLOW_MISSING_CLIS === '1' && undelivered;
  process.stderr.write(`NOT RUN: the stories of ${name}, which could not be installed:\n${missing}\n`);
  test(`${name} is installed${allowed ? ', or its registry does not deliver it' : ''}`, () => {
    if (!allowed) throw new Error(missing);
  });
}

export type Tell = (turns: readonly Turn[], order?: Order) => Promise<Told>;

/** The stories of a CLI, in a sandbox of each strength. */
export function describeIsolated(cli: Cli, program: string, stories: (tell: Tell, strength: Strength) => void): void {
  describe.each(['auto', 'strict'] as const)('under %s', (strength) =>
    stories(teller(cli, program, strength), strength),
  );
}

/** A fresh place for each story, and what holds for every one: no contact outside loopback, no process left, no warning. */
export function teller(cli: Parameters<typeof makePlace>[0], program: string, strength: Strength): Tell {
  let place: Place;
  beforeEach(() => {
    place = makePlace(cli, program, strength);
  });
  afterEach(() => removePlace(place));
  return async (turns, order) => {
    const told = await drive(place, turns, order);
    const { outside, left, notices } = told;
    expect({ outside, left, notices }).toEqual({ outside: [], left: [], notices: [] });
    return told;
  };
}

/** A file in the working tree of a told story. */
export function made(told: Told, name: string): string {
  return readFileSync(join(told.work, name), 'utf8');
}

/** Lines of JSON that the reader did not know: a new version of the CLI speaks in a new way. */
export function surprises({ events }: Told): string[] {
  return events.flatMap((event) => (event.kind === 'unknown' && event.line.startsWith('{') ? [event.line] : []));
}

/** Every story that all four are told. */
export function tellStories(cli: Cli, tell: Tell, manner: Manner): void {
  /** What a whole attempt takes here and now, ms: no start of a CLI is silent for three times as long. */
  let attemptMs = 4_000;
  const idleMs = () => Math.max(3_000, 3 * attemptMs);
  const inTwoHours = () => Math.floor(Date.now() / 1000) + 7_200;

  test('says that nothing needed doing: done, with session and tokens', async () => {
    const told = await tell([say('No change was needed.\n<promise>TASK_DONE</promise>')]);
    expect(told.verdict).toEqual({ kind: 'done', summary: 'No change was needed.' });
    attemptMs = told.report.endedAt - told.report.startedAt;
    expect(told.report).toMatchObject({ exitCode: 0, finished: { ok: true }, error: null });
    expect(told.report.session).toMatch(/^[\w-]{8,}$/);
    expect(told.report.model).toBe(manner.model);
    expect(told.report.usage).toEqual(manner.usage ? sums(1) : null);
    expect(surprises(told)).toEqual([]);
  });

  test('runs a command that writes a file, then is done', async () => {
    const told = await tell([shell("printf 'hello\\n' > made.txt"), say(done)]);
    expect(told.verdict).toEqual({ kind: 'done', summary: 'All done.' });
    expect(made(told, 'made.txt')).toBe('hello\n');
    const calls = told.events.flatMap((event) => (event.kind === 'tool-call' ? [event.title] : []));
    expect(calls).toEqual(["$ printf 'hello\\n' > made.txt"]);
    expect(told.events).toContainEqual(expect.objectContaining({ kind: 'tool-result', ok: true }));
    expect(told.report.usage).toEqual(manner.usage ? sums(2) : null);
    expect(surprises(told)).toEqual([]);
  });

  test('asked for an assignment it may only read, and its answer comes back whole', async () => {
    const answer = '{"type": "ui", "owner_agent": "gemini"}';
    const tries = [shell('touch made.txt'), ...manner.writes];
    const told = await tell([...tries, say(answer)], { sandbox: 'read-only' });
    expect(told.server.seen).toHaveLength(tries.length + 1);
    expect(told.report.finished).toEqual({ ok: true });
    expect(told.report.finalMessage.trim()).toBe(answer);
    expect(told.files).toEqual([]);
  });

  test('a promise without the work is not done', async () => {
    const told = await tell([say(done)]);
    expect(told.verdict).toMatchObject({ kind: 'incomplete' });
  });

  test('needs an answer', async () => {
    const told = await tell([say('Which database may I drop?\n<promise>HALT</promise>')]);
    expect(told.verdict).toEqual({ kind: 'halted', question: 'Which database may I drop?' });
  });

  test('a usage limit is a limit, with its reset time where the CLI tells one', async () => {
    const resetsAt = inTwoHours();
    const { env = {}, limit } = manner.usageLimit;
    const told = await tell([fault({ what: 'usage-limit', resetsAt })], { env });
    expect(told.verdict).toMatchObject({ kind: 'limited', limit: { backend: cli, ...limit(resetsAt) } });
  });

  test('a 429 with a short retry-after is waited out by the CLI, and said', async () => {
    const told = await tell([fault({ what: 'rate-limit', retryAfterS: 1 }), shell('touch made.txt'), say(done)]);
    expect(told.verdict).toMatchObject({ kind: 'done' });
    expect(told.server.seen).toHaveLength(3);
    expect(told.events).toContainEqual(expect.objectContaining({ kind: 'retry' }));
  });

  test('a 429 with a retry-after of an hour does not hold the run', async () => {
    const from = Date.now() + 3_600_000;
    const told = await tell([fault({ what: 'rate-limit', retryAfterS: 3_600 })], { idleTimeoutMs: idleMs() });
    expect(told.report.end).toBe(manner.longWait.end);
    expect(told.verdict).toMatchObject({ kind: manner.longWait.verdict });
    const resetsAt = told.verdict.kind === 'limited' ? told.verdict.limit.resetsAt : null;
    if (!manner.longWait.known) return expect(resetsAt).toBeNull();
    // To the second, or to the minute as a person reads it.
    expect(resetsAt).toBeGreaterThan(from - 60_000);
    expect(resetsAt).toBeLessThan(Date.now() + 3_600_000 + 60_000);
  });

  test('an overload with a retry-after of an hour does not hold the run, nor spend an attempt', async () => {
    const told = await tell([fault({ what: 'overloaded', retryAfterS: 3_600 })], { idleTimeoutMs: idleMs() });
    expect(told.verdict).toMatchObject({ kind: 'transient' });
    const wait = told.verdict.kind === 'transient' ? told.verdict.retryAfterMs : null;
    if (!manner.overloadTold) return expect(wait).toBeNull();
    expect(Math.abs((wait ?? 0) - 3_600_000)).toBeLessThan(60_000);
  });

  test('a key that is refused needs a person, and is named', async () => {
    const told = await tell([fault({ what: 'unauthorized' })], { failFast: true });
    expect(told.verdict).toMatchObject({ kind: 'refused', remedy: expect.stringMatching(/_(KEY|TOKEN)\b/) });
  });

  test('an overload passes', async () => {
    const told = await tell([fault({ what: 'overloaded' }), shell('touch made.txt'), say(done)]);
    expect(told.verdict).toMatchObject({ kind: 'done' });
    expect(told.server.seen).toHaveLength(3);
  });

  test('a model that never answers: silence, and no process left', async () => {
    const told = await tell([hang], { idleTimeoutMs: idleMs() });
    expect(told.report.end).toBe('silent');
    expect(told.verdict).toMatchObject({ kind: 'stalled' });
    expect(told.report.session).toMatch(/^[\w-]{8,}$/);
    expect(told.server.seen).toHaveLength(1);
  });

  test('a stream that is cut in the middle is passing trouble, and half a promise is none', async () => {
    const told = await tell([cut(done)], { failFast: true });
    expect(told.verdict).toMatchObject({ kind: 'transient' });
  });

  tellResume(tell);

  test('a stop ends it immediately, no process is left, and its session continues after what it had done', async () => {
    const prompt = 'Remember the word: gooseberry.';
    const stopped = await tell([shell('touch made.txt'), hang], { stopAfter: 2, prompt });
    expect(stopped.verdict).toMatchObject({ kind: 'cancelled' });
    expect(stopped.stopMs).toBeLessThan(5_000);
    const { session } = stopped.report;
    const told = await tell([shell('touch more.txt'), say(done)], { session, prompt: 'Now finish it.' });
    expect(told.verdict).toMatchObject({ kind: 'done' });
    const body = told.server.seen[0]?.body ?? '';
    for (const words of ['gooseberry', 'touch made.txt', 'Now finish it.']) expect(body).toContain(words);
  });
}

/** Its login and sessions are there at the next start, though little else is. */
export function tellResume(tell: Tell): void {
  test('a session continues where it was, and the model sees the earlier turns', async () => {
    const first = await tell([say('The secret word is marmalade.')], { prompt: 'Remember the word: gooseberry.' });
    expect(first.verdict).toMatchObject({ kind: 'incomplete' });
    const { session } = first.report;
    const turns = [shell('touch made.txt'), say(done)];
    const told = await tell(turns, { session, prompt: 'Now do the task.' });
    expect(told.verdict).toMatchObject({ kind: 'done' });
    const body = told.server.seen[0]?.body ?? '';
    for (const words of ['gooseberry', 'marmalade', 'Now do the task.']) expect(body).toContain(words);
  });
}

/** Tokens of that many answers. */
function sums(answers: number): object {
  const { fresh, cached, out } = tokens;
  const counted = { inputTokens: answers * fresh, cachedTokens: answers * cached, outputTokens: answers * out };
  return expect.objectContaining(counted);
}
