import type { AgentReport } from '../../../src/agents/types.ts';
import type { AttemptRequest, Terminal } from '../../../src/terminal/types.ts';
import type { Fortune } from './account.ts';
import { actOut, assignment, fateOf } from './acts.ts';
import { agentError, passingError, quotaSighting, refusedError } from './limit-messages.ts';
import type { Disk, Life } from './machine.ts';
import { codePath } from './paths.ts';
import type { Call, Run } from './record.ts';
import { failedReport, reportOf } from './reports.ts';
import type { Fate } from './scenario.ts';
import { partOfWork, type World, workedMs } from './world.ts';

/** These come to an end long before the work would. */
const HASTY: ReadonlySet<Fate> = new Set<Fate>(['crash', 'error', 'lie', 'no-change', 'question']);
/** Long enough for the CLI to start and ask. */
const ASSIGNMENT_MS = 20_000;
const ASSIGNMENT_TOKENS = 2000;

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
    const unit = world.unit(call.unit);
    const account = world.account(call.backend);
    const before = Math.min(workedMs(disk.tree.get(codePath(unit.key))), unit.ms * 0.9);
    const ms = Math.round(unit.ms - before);
    const rate = unit.tokens / unit.ms;
    const fortune = account.fortune(world.now, ms, ms * rate);
    const worksUntil = 'worksUntil' in fortune ? fortune.worksUntil : Number.POSITIVE_INFINITY;
    present = { call, before, worksUntil };
    const spent = () => Math.round((Math.min(world.now, worksUntil) - call.startedAt) * rate);
    const number = world.tries.get(unit.key) ?? 0;
    const fate = fateOf(unit, number, disk);
    call.fate = fate;
    if (attempt.order.session !== null && world.dice.fork('session', call.serial).chance(world.scenario.lostSessions)) {
      await life.pass(3000, stop);
      close(call, 'cut');
      return failedReport(
        world,
        call,
        agentError('No conversation found with session ID', { code: 'session_not_found' }),
      );
    }
    if (fate === 'silent' || fate === 'endless' || fate === 'closed') {
      const limit =
        fate === 'silent' ? 60_000 + attempt.idleTimeoutMs : fate === 'endless' ? attempt.timeoutMs : ms / 3;
      const until = world.now + limit;
      if (fortune.kind === 'well' || fortune.at >= until) {
        call.tokens = Math.round(ms * rate);
        if (await cancelled(limit, stop)) return cut(call);
        return stuck(call, fate, number);
      }
    }
    const quick = HASTY.has(fate) ? ms / 8 : ms;
    const over = Math.min(attempt.timeoutMs, fortune.kind === 'well' ? quick : Math.min(quick, fortune.at - world.now));
    if (await cancelled(over, stop)) {
      call.tokens = spent();
      return cut(call);
    }
    call.tokens = spent();
    if (over === attempt.timeoutMs && over < quick) return stuck(call, 'endless', number);
    if (fortune.kind !== 'well' && world.now >= fortune.at) return trouble(call, fortune, attempt, stop);
    world.tries.set(unit.key, number + 1);
    return actOut({ world, disk, close }, call, unit, fate);
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

  function stuck(call: Call, fate: 'silent' | 'endless' | 'closed', number: number): AgentReport {
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
    const unit = world.unit(call.unit);
    const account = world.account(call.backend);
    const fortune = account.fortune(world.now, ASSIGNMENT_MS, ASSIGNMENT_TOKENS);
    const worksUntil = 'worksUntil' in fortune ? fortune.worksUntil : Number.POSITIVE_INFINITY;
    present = { call, before: 0, worksUntil };
    if (await cancelled(Math.min(ASSIGNMENT_MS, fortune.at - world.now), stop)) return cut(call);
    call.tokens = Math.round((ASSIGNMENT_TOKENS * (Math.min(world.now, worksUntil) - call.startedAt)) / ASSIGNMENT_MS);
    if (fortune.kind !== 'well') return trouble(call, fortune, attempt, stop);
    const asked = world.asked.get(unit.key) ?? 0;
    world.asked.set(unit.key, asked + 1);
    close(call, 'answered');
    return { ...reportOf(world, call), session: null, ...assignment(unit, unit.assignments[asked] ?? 'well') };
  }

  return {
    attach: null,
    flush,
    async run(attempt, on, stop) {
      const kind = attempt.order.options.assignment === 'true' ? 'assignment' : 'attempt';
      const call: Call = {
        serial: world.calls.length + 1,
        run: run.id,
        backend: attempt.backend,
        model: attempt.order.model,
        kind,
        unit: attempt.window.replace(/^(?:task|assign)-/, ''),
        number: attempt.attempt,
        session: attempt.order.session,
        prompt: attempt.order.prompt,
        startedAt: world.now,
        endedAt: null,
        truth: 'running',
        fate: null,
        costUsd: 0,
        tokens: 0,
        clue: null,
        stated: null,
        window: null,
      };
      world.calls.push(call);
      run.changes += 1;
      on({ kind: 'started', session: call.session, model: call.model });
      try {
        return await (kind === 'assignment' ? answer(call, attempt, stop) : work(call, attempt, stop));
      } finally {
        present = null;
      }
    },
    async close() {},
  };
}
