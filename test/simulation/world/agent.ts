import type { AgentReport } from '../../../src/agents/types.ts';
import type { AttemptRequest, Terminal } from '../../../src/terminal/types.ts';
import type { Fortune } from './account.ts';
import { actOut, assignment, fateOf } from './acts.ts';
import { agentError, passingError, quotaSighting, refusedError } from './limit-messages.ts';
import type { Disk, Life } from './machine.ts';
import { codePath } from './paths.ts';
import type { Call, Run } from './record.ts';
import { failedReport, reportOf } from './reports.ts';
import { actOutReview, beginReview } from './reviews.ts';
import type { Fate, UnitFacts } from './scenario.ts';
import { partOfWork, type World, workedMs } from './world.ts';

/** These come to an end long before the work would. */
const HASTY: ReadonlySet<Fate> = new Set<Fate>(['crash', 'error', 'lie', 'no-change', 'question', 'false-limit']);
/** Long enough for the CLI to start and ask; to read a change and the code around it. */
const QUESTIONS = {
  assignment: { ms: 20_000, tokens: 2000 },
  review: { ms: 3 * 60_000, tokens: 40_000 },
};

interface Prospect {
  readonly call: Call;
  readonly unit: UnitFacts;
  readonly fate: Fate;
  /** Attempts that came to something before. */
  readonly number: number;
  readonly fortune: Fortune;
  /** ms until the account says no; infinite where it does not. */
  readonly troubleIn: number;
  /** What the agent would take; and tokens a ms. */
  readonly ms: number;
  readonly rate: number;
  /** Tokens so far. */
  readonly spent: () => number;
}

/** An agent that does not end by itself, and when it is ended. */
interface Hang {
  readonly fate: 'silent' | 'endless' | 'closed';
  readonly afterMs: number;
}

function falseLimit(at: number): Exclude<Fortune, { kind: 'well' }> {
  return { kind: 'limited', at, worksUntil: at, window: 'weekly', resetsAt: at + 4 * 24 * 60 * 60_000 };
}

/** null: it ends by itself, or the account says no before. */
function hangOf({ fate, ms, troubleIn }: Prospect, attempt: AttemptRequest): Hang | null {
  const hangs: readonly Hang[] = [
    { fate: 'silent', afterMs: 60_000 + attempt.idleTimeoutMs },
    { fate: 'endless', afterMs: attempt.timeoutMs },
    { fate: 'closed', afterMs: ms / 3 },
  ];
  return hangs.find((hang) => hang.fate === fate && troubleIn >= hang.afterMs) ?? null;
}

/** A machine's one terminal, in which agents act out what fate and the account have in store for them. */
export function createTerminal(world: World, life: Life, disk: Disk, run: Run): Terminal & { flush(): void } {
  let present: { readonly call: Call; readonly before: number; readonly worksUntil: number } | null = null;

  /** The file of the unit that is worked on grows with time. */
  function flush(): void {
    if (present === null || present.call.kind !== 'attempt' || present.call.truth !== 'running') return;
    const { call, before, worksUntil } = present;
    if (call.fate === 'lie' || call.fate === 'no-change' || call.fate === 'question') return;
    disk.tree.set(
      codePath(call.unit),
      partOfWork(call.serial, before + Math.min(world.now, worksUntil) - call.startedAt),
    );
  }
  life.atDeath(() => {
    flush();
    if (present !== null && present.call.endedAt === null) close(present.call, 'cut');
  });

  function close(call: Call, truth: Call['truth']): void {
    call.endedAt = world.now;
    call.truth = truth;
    const until = Math.min(world.now, present?.worksUntil ?? world.now);
    world.account(call.backend).use(call.startedAt, until, call.tokens);
  }

  async function work(call: Call, attempt: AttemptRequest, stop: AbortSignal): Promise<AgentReport> {
    const prospect = prospectOf(call);
    if (sessionIsLost(call, attempt)) return withoutSession(call, stop);
    const hang = hangOf(prospect, attempt);
    if (hang === null) return workToEnd(prospect, attempt, stop);
    call.tokens = Math.round(prospect.ms * prospect.rate);
    return (await cancelled(hang.afterMs, stop)) ? cut(call) : stuck(prospect, hang.fate);
  }

  async function workToEnd(prospect: Prospect, attempt: AttemptRequest, stop: AbortSignal): Promise<AgentReport> {
    const { call, unit, fate, fortune, troubleIn, ms } = prospect;
    const quick = HASTY.has(fate) ? ms / 8 : ms;
    const over = Math.min(attempt.timeoutMs, quick, troubleIn);
    const ended = await cancelled(over, stop);
    call.tokens = prospect.spent();
    if (ended) return cut(call);
    if (over === attempt.timeoutMs && over < quick) return stuck(prospect, 'endless');
    if (fortune.kind !== 'well' && over === troubleIn) return trouble(call, fortune, attempt, stop);
    world.tries.set(unit.key, prospect.number + 1);
    if (fate === 'false-limit') return trouble(call, falseLimit(world.now), attempt, stop);
    return actOut({ world, disk, close }, call, unit, fate);
  }

  /** What is before an attempt that begins now. */
  function prospectOf(call: Call): Prospect {
    const unit = world.unit(call.unit);
    const before = Math.min(workedMs(disk.tree.get(codePath(unit.key))), unit.ms * 0.9);
    const ms = Math.round(unit.ms - before);
    const rate = unit.tokens / unit.ms;
    const fortune = world.account(call.backend).fortune(world.now, ms, ms * rate);
    const worksUntil = 'worksUntil' in fortune ? fortune.worksUntil : Number.POSITIVE_INFINITY;
    present = { call, before, worksUntil };
    const number = world.tries.get(unit.key) ?? 0;
    const fate = fateOf(unit, number, disk);
    call.fate = fate;
    return {
      call,
      unit,
      fate,
      number,
      fortune,
      troubleIn: fortune.kind === 'well' ? Number.POSITIVE_INFINITY : fortune.at - world.now,
      ms,
      rate,
      spent: () => Math.round((Math.min(world.now, worksUntil) - call.startedAt) * rate),
    };
  }

  function sessionIsLost({ serial }: Call, { order }: AttemptRequest): boolean {
    return order.session !== null && world.dice.fork('session', serial).chance(world.scenario.lostSessions);
  }

  async function withoutSession(call: Call, stop: AbortSignal): Promise<AgentReport> {
    await life.pass(3000, stop);
    close(call, 'cut');
    const error = agentError('No conversation found with session ID', { code: 'session_not_found' });
    return failedReport(world, call, error);
  }

  async function cancelled(ms: number, stop: AbortSignal): Promise<boolean> {
    await life.pass(ms, stop);
    return stop.aborted;
  }

  function cut(call: Call): AgentReport {
    flush();
    close(call, 'cut');
    return { ...reportOf(world, call), end: 'cancelled', exitCode: null, signal: 'SIGTERM', finished: null };
  }

  function stuck({ call, number }: Prospect, fate: Hang['fate']): AgentReport {
    flush();
    if (fate !== 'closed' || call.fate === 'closed') world.tries.set(call.unit, number + 1);
    close(call, fate === 'closed' ? 'cut' : 'spent');
    const end = { silent: 'silent', endless: 'timed-out', closed: 'window-closed' } as const;
    return { ...reportOf(world, call), end: end[fate], exitCode: null, signal: 'SIGTERM', finished: null };
  }

  /** The account says no, or not now. */
  async function trouble(
    call: Call,
    fortune: Exclude<Fortune, { kind: 'well' }>,
    attempt: AttemptRequest,
    stop: AbortSignal,
  ): Promise<AgentReport> {
    const luck = world.dice.fork('trouble', call.serial);
    flush();
    if (fortune.kind === 'refused') {
      close(call, 'refused');
      return failedReport(world, call, refusedError(call.backend, luck));
    }
    if (fortune.kind === 'passing') {
      close(call, 'passing');
      return failedReport(world, call, passingError(call.backend, luck));
    }
    const facts = {
      now: world.clock.now(),
      resetsAt: fortune.resetsAt - world.now + world.clock.now(),
      window: fortune.window,
    };
    const sighting = quotaSighting(call.backend, facts, luck);
    if (sighting.silent && (await cancelled(attempt.idleTimeoutMs, stop))) return cut(call);
    call.stated = sighting.stated === null ? null : sighting.stated - world.clock.now() + world.now;
    call.window = fortune.resetsAt;
    close(call, 'limited');
    const base = failedReport(world, call, sighting.error);
    return {
      ...base,
      end: sighting.silent ? 'limit-wait' : 'exited',
      exitCode: sighting.silent ? null : sighting.exitCode,
      finished: sighting.silent ? null : base.finished,
      limits: [
        ...base.limits.filter(({ name }) => !sighting.windows.some((other) => other.name === name)),
        ...sighting.windows,
      ],
    };
  }

  async function answer(call: Call, attempt: AttemptRequest, stop: AbortSignal): Promise<AgentReport> {
    const { ms, tokens } = QUESTIONS[call.kind === 'review' ? 'review' : 'assignment'];
    const fortune = world.account(call.backend).fortune(world.now, ms, tokens);
    const worksUntil = 'worksUntil' in fortune ? fortune.worksUntil : Number.POSITIVE_INFINITY;
    present = { call, before: 0, worksUntil };
    if (await cancelled(Math.min(ms, fortune.at - world.now), stop)) return cut(call);
    call.tokens = Math.round((tokens * (Math.min(world.now, worksUntil) - call.startedAt)) / ms);
    if (fortune.kind !== 'well') return trouble(call, fortune, attempt, stop);
    if (call.kind === 'assignment') return sayAssignment(call);
    const review = actOutReview(world, disk, call);
    if (review.end === 'silent' && (await cancelled(attempt.idleTimeoutMs, stop))) return cut(call);
    close(call, 'answered');
    return { ...reportOf(world, call), session: null, ...review };
  }

  function sayAssignment(call: Call): AgentReport {
    const unit = world.unit(call.unit);
    const asked = world.asked.get(unit.key) ?? 0;
    world.asked.set(unit.key, asked + 1);
    close(call, 'answered');
    return { ...reportOf(world, call), session: null, ...assignment(unit, unit.assignments[asked] ?? 'well') };
  }

  return {
    attach: null,
    prepare() {},
    flush,
    async run(attempt, on, stop) {
      const { assignment: assigns, review } = attempt.order.options;
      const kind = assigns === 'true' ? 'assignment' : review === 'true' ? 'review' : 'attempt';
      const call: Call = {
        serial: world.calls.length + 1,
        run: run.id,
        backend: attempt.backend,
        model: attempt.order.model,
        kind,
        unit: attempt.window.replace(/^(?:task|assign|review)-/, ''),
        number: attempt.attempt,
        session: attempt.order.session,
        prompt: attempt.order.prompt,
        startedAt: world.now,
        endedAt: null,
        truth: 'running',
        fate: null,
        review: null,
        objectedBy: null,
        costUsd: 0,
        tokens: 0,
        clue: null,
        stated: null,
        told: null,
        window: null,
      };
      if (kind === 'review') beginReview(world, call);
      world.calls.push(call);
      run.changes += 1;
      on({ kind: 'started', session: call.session, model: call.model });
      try {
        const report = await (kind === 'attempt' ? work(call, attempt, stop) : answer(call, attempt, stop));
        call.told = report.limits;
        return report;
      } finally {
        present = null;
      }
    },
    async close() {},
  };
}
