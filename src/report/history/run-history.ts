import { z } from 'zod';
import type { Verdict } from '../../verdict/types.ts';
import { verdictText } from '../text/verdict-text.ts';
import { readPastProgress } from './past-progress.ts';
import type { PastAttempt, PastCheck, PastRun, PastWait } from './types.ts';

const texts = z.array(z.string()).catch([]);
const counts = z.looseObject({ passed: z.number(), failed: z.number() }).nullable().catch(null);
const usage = z
  .looseObject({
    inputTokens: z.number(),
    cachedTokens: z.number(),
    outputTokens: z.number(),
    costUsd: z.number().nullable(),
    credits: z.number().optional().catch(undefined),
  })
  .nullable()
  .catch(null);
const at = z.iso.datetime().transform((text) => Date.parse(text));

/** The happenings that a look back needs, of a file that any version may have written; others are passed over. */
const happening = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('log'), at, spec: z.string(), run: z.string(), folder: z.string().catch('') }),
  z.looseObject({
    kind: z.literal('unit-started'),
    at,
    unit: z.string(),
    title: z.string(),
    attempt: z.number(),
    backend: z.string(),
  }),
  z.looseObject({
    kind: z.literal('attempt-ended'),
    at,
    unit: z.string(),
    verdict: z.looseObject({ kind: z.string() }),
    usage,
    durationMs: z.number().nonnegative().optional().catch(undefined),
    transcript: z.string().catch(''),
  }),
  z.looseObject({ kind: z.literal('verifying'), at, unit: z.string(), command: z.string() }),
  z.looseObject({
    kind: z.literal('verified'),
    at,
    unit: z.string(),
    ok: z.boolean(),
    tests: counts,
    output: z.string().catch(''),
  }),
  z.looseObject({ kind: z.literal('reviewed'), at, backend: z.string(), caught: z.number().catch(0), advice: texts }),
  z.looseObject({
    kind: z.literal('unit-done'),
    at,
    unit: z.string(),
    title: z.string(),
    commit: z.string().nullable().catch(null),
    files: texts,
  }),
  z.looseObject({
    kind: z.literal('waiting'),
    at,
    until: z.number(),
    reason: z.string(),
    why: z.string().catch(''),
  }),
  z.looseObject({ kind: z.literal('waited'), at }),
  z.looseObject({
    kind: z.literal('halted'),
    at,
    halt: z.looseObject({ title: z.string(), question: z.string() }),
  }),
  z.looseObject({ kind: z.literal('warning'), at, message: z.string() }),
  z.looseObject({
    kind: z.literal('run-ended'),
    at,
    outcome: z.looseObject({
      kind: z.string(),
      message: z.string(),
      pullRequest: z.looseObject({ url: z.string() }).nullable().catch(null),
      progress: z.unknown().optional(),
    }),
  }),
]);
type Happening = z.infer<typeof happening>;
const KNOWN: ReadonlySet<string> = new Set(happening.options.map(({ shape }) => shape.kind.value));

/** Reads an event file; null: nothing in it is understood. Pure. */
export function readRunHistory(lines: readonly string[]): PastRun | null {
  const history = new RunHistory();
  for (const line of lines) history.add(line);
  return history.result();
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

class RunHistory {
  #run: Draft<PastRun> = {
    ...{ spec: '', folder: '', id: '', startedAt: 0, lastAt: 0, outcome: null, pullRequest: null, progress: null },
    ...{ attempts: [], waits: [], finished: [], warnings: [], halts: [], unread: 0 },
  };
  readonly #attempts: (Draft<PastAttempt> & { checks: PastCheck[] })[] = [];
  readonly #waits: Draft<PastWait>[] = [];

  add(line: string): void {
    if (line.trim() === '') return;
    const value = parseJson(line);
    const kind = typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined;
    if (typeof kind === 'string' && !KNOWN.has(kind)) return;
    const parsed = happening.safeParse(value);
    if (!parsed.success) {
      this.#run.unread += 1;
      return;
    }
    const { data } = parsed;
    if (this.#run.startedAt === 0) this.#run.startedAt = data.at;
    this.#run.lastAt = Math.max(this.#run.lastAt, data.at);
    this.#take(data);
  }

  result(): PastRun | null {
    if (this.#run.startedAt === 0) return null;
    return { ...this.#run, attempts: this.#attempts, waits: this.#waits };
  }

  #take(event: Happening): void {
    const run = this.#run;
    switch (event.kind) {
      case 'log':
        Object.assign(run, { spec: event.spec, id: event.run, folder: event.folder });
        break;
      case 'unit-started':
        this.#attempts.push(newAttempt(event));
        break;
      case 'attempt-ended':
        this.#endAttempt(event);
        break;
      case 'waiting':
        this.#waits.push({ from: event.at, to: null, until: event.until, reason: event.reason, why: event.why });
        break;
      case 'waited':
        Object.assign(this.#waits.at(-1) ?? {}, { to: event.at });
        break;
      case 'unit-done':
        run.finished = [...run.finished, event];
        break;
      case 'halted':
        run.halts = [...run.halts, { at: event.at, title: event.halt.title, question: event.halt.question }];
        break;
      case 'warning':
        run.warnings = [...run.warnings, event.message];
        break;
      case 'run-ended':
        run.outcome = { kind: event.outcome.kind, message: event.outcome.message };
        run.pullRequest = event.outcome.pullRequest?.url ?? null;
        run.progress = readPastProgress(event.outcome.progress);
        // Its first line was lost.
        if (run.spec === '') run.spec = run.progress?.spec ?? '';
        break;
      default:
        this.#addCheck(event);
    }
  }

  #endAttempt(event: Extract<Happening, { kind: 'attempt-ended' }>) {
    const { at: endedAt, unit, verdict, usage: used, transcript } = event;
    const attempt = this.#attempts.findLast((one) => one.unit === unit && one.endedAt === null);
    if (attempt === undefined) return;
    Object.assign(attempt, {
      endedAt,
      agentMs: event.durationMs ?? endedAt - attempt.startedAt,
      verdict: { kind: verdict.kind, text: textOf(verdict) },
      tokens: used && used.inputTokens + used.cachedTokens + used.outputTokens,
      costUsd: used?.costUsd ?? null,
      credits: used?.credits ?? null,
      transcript: transcript.split(/[\\/]/).at(-1) || null,
    });
  }

  /** Of the attempt at work; a check before the first one is nobody's. */
  #addCheck(event: Extract<Happening, { kind: 'verifying' | 'verified' | 'reviewed' }>): void {
    const checks = this.#attempts.at(-1)?.checks;
    if (checks === undefined) return;
    if (event.kind === 'verifying') {
      checks.push({ kind: 'verify', command: event.command, ok: null, tests: null, output: '' });
    } else if (event.kind === 'reviewed') {
      checks.push({ kind: 'review', backend: event.backend, caught: event.caught, advice: event.advice });
    } else {
      const last = checks.findLast(({ kind }) => kind === 'verify');
      if (last !== undefined) Object.assign(last, { ok: event.ok, tests: event.tests, output: event.output });
    }
  }
}

function newAttempt({ unit, title, attempt, backend, at: startedAt }: Extract<Happening, { kind: 'unit-started' }>) {
  return {
    ...{ unit, title, attempt, backend, startedAt, endedAt: null, agentMs: null, verdict: null },
    ...{ tokens: null, costUsd: null, credits: null, transcript: null, checks: [] },
  };
}

/** Of a verdict that another version may have written. */
function textOf(verdict: { readonly kind: string }): string {
  try {
    return String(verdictText(verdict as Verdict) ?? '');
  } catch {
    return '';
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
