import { backends } from '../../../src/agents/index.ts';
import { noQuestionsPage } from '../../../src/platform/no-platform.ts';
import { builtInPrices } from '../../../src/pricing/price-table.ts';
import type { Ports } from '../../../src/run/ports.ts';
import { orchestrate } from '../../../src/run/run.ts';
import type { SpecState } from '../../../src/state/types.ts';
import { notShared } from '../../../src/throttle/shared/types.ts';
import { createTerminal } from './agent.ts';
import { createClone, Unreachable } from './clone.ts';
import { createChecks, createFiles, createStore } from './files.ts';
import { Issues, resumeOf } from './issues.ts';
import { settleLoss, stateIn } from './loss.ts';
import { type Disk, Life } from './machine.ts';
import type { Neighbours } from './neighbours.ts';
import { specName, tasksPath, workBranch } from './paths.ts';
import { type Night, type NightEnd, newRun, type Run, type Trigger } from './record.ts';
import { hearReview } from './reviews.ts';
import type { Scenario } from './scenario.ts';
import { foreignPush, mergeByHand } from './strangers.ts';
import { World } from './world.ts';

const MOST_RUNS = 600;
/** After that a human wonders why nothing happens. */
const PATIENCE_MS = 3_600_000;
/** From a hosted runner's start until the repository is open: the job is set up, the action fetched, the branch cloned. */
export const JOB_STARTS_MS = 8_000;
/** Then, before its first unit: the agent's CLI is installed. */
const AGENT_INSTALLS_MS = 12_000;
/** What GitHub leaves a job that is cancelled, from the signal to the end. */
const GRACE_MS = 10_000;

/** Lives a night from its first run to its end: the workflow's part, around the real orchestrator. */
export async function live(scenario: Scenario, neighbours: Neighbours | null = null): Promise<Night> {
  return new Workflow(new World(scenario, neighbours), neighbours).play();
}

class Workflow {
  readonly #world: World;
  readonly #neighbours: Neighbours | null;
  readonly #scenario: Scenario;
  readonly #queue: Trigger[] = [];
  readonly #issues: Issues;
  #wake = () => {};
  #disk: Disk;
  #idleTicks = 0;
  /** Scheduled runs in a row that had nothing to do. */
  #quiet = 0;

  constructor(world: World, neighbours: Neighbours | null) {
    this.#world = world;
    this.#neighbours = neighbours;
    this.#scenario = world.scenario;
    this.#disk = world.newDisk();
    this.#issues = new Issues(world, {
      hear: (trigger) => this.#hear(trigger),
      mend: () => mergeByHand(world, world.scenario.machine === 'own' ? this.#disk : null),
    });
    for (const push of world.scenario.pushes) world.timeline.at(push.at, () => foreignPush(world, push));
  }

  async play(): Promise<Night> {
    const world = this.#world;
    this.#queue.push({ kind: 'schedule' });
    let end: NightEnd | null = null;
    while (end === null) end = await this.#next();
    return {
      scenario: this.#scenario,
      end,
      endedAt: world.now,
      calls: world.calls,
      runs: world.runs,
      issues: world.issues,
      remote: world.remote.log.filter(({ branch }) => branch === workBranch),
      lost: world.lost,
      skipped: [...world.skipped],
      faults: world.faults,
      finalTree:
        this.#scenario.settings.repository.checkpoint === 'push'
          ? (world.remote.branches.get(workBranch)?.tree ?? new Map())
          : this.#disk.tree,
      idleTicks: this.#idleTicks,
    };
  }

  /** What the next trigger comes to; null: the night is not over. */
  async #next(): Promise<NightEnd | null> {
    const trigger = this.#queue.shift() ?? (await this.#wait(this.#quiet >= 2));
    if (trigger.kind === 'comment' && this.#answered(trigger.halt)) {
      const last = this.#world.runs.at(-1);
      return last === undefined ? null : this.#endOf(last);
    }
    const run = await this.#run(trigger);
    const idle = (run.end === 'paused' && run.tooEarly) || (run.end === 'halted' && run.haltAtStart !== null);
    this.#quiet = idle && trigger.kind === 'schedule' && !this.#world.hubIsDown() ? this.#quiet + 1 : 0;
    this.#sayAgain(run);
    return this.#endOf(run);
  }

  #hear(trigger: Trigger): void {
    this.#queue.push(trigger);
    this.#wake();
  }

  /** Until a human speaks or the clock starts a run. `dull`: those that are known to come too early are left out. */
  async #wait(dull: boolean): Promise<Trigger> {
    const world = this.#world;
    const { everyMs } = this.#scenario;
    let next = this.#inTheNight(Math.floor(world.now / everyMs + 1) * everyMs);
    if (dull) {
      const last = world.runs.at(-1);
      const until = last?.resumeAfter == null ? this.#scenario.horizon : Date.parse(last.resumeAfter);
      const skipped = Math.max(0, Math.floor((until - next) / everyMs));
      next = this.#inTheNight(next + skipped * everyMs);
    }
    let drop = () => {};
    const from = world.now;
    await world.timeline.until(
      new Promise<void>((resolve) => {
        this.#wake = resolve;
        drop = world.timeline.at(next, resolve);
      }),
    );
    drop();
    this.#wake = () => {};
    if (dull) this.#idleTicks += Math.max(0, Math.floor((world.now - from) / everyMs) - 1);
    return this.#queue.shift() ?? { kind: 'schedule' };
  }

  /** The first hour of the schedule from `at` on. */
  #inTheNight(at: number): number {
    const { hours } = this.#scenario;
    let next = at;
    while (hours !== undefined && !hours.includes(new Date(next).getUTCHours())) next += this.#scenario.everyMs;
    return next;
  }

  /** The action says so, and starts nothing. */
  #answered(halt: string): boolean {
    return (this.#known()?.consumed ?? []).includes(halt);
  }

  /** The state that the next run will find. */
  #known(): SpecState | null {
    const tree = this.#scenario.machine === 'own' ? this.#disk.tree : this.#world.remote.branches.get(workBranch)?.tree;
    return tree === undefined ? null : stateIn(tree);
  }

  /** A human whose word was lost with a machine notices, and says it again. */
  #sayAgain({ end, trigger }: Run): void {
    if (trigger.kind !== 'comment' || (end !== 'lost' && end !== 'error') || this.#answered(trigger.halt)) return;
    this.#issues.pending += 1;
    this.#world.timeline.at(this.#world.now + PATIENCE_MS, () => {
      this.#issues.pending -= 1;
      this.#hear(trigger);
    });
  }

  #endOf(run: Run): NightEnd | null {
    const world = this.#world;
    if (run.end === 'complete') return { kind: 'complete' };
    const waits = this.#issues.pending > 0 || this.#queue.length > 0;
    if (run.end === 'halted' && !waits && !world.hubIsDown()) {
      const issue = world.issues.findLast(({ closedAt }) => closedAt === null);
      return issue === undefined
        ? { kind: 'never', why: 'halted, and no issue is open' }
        : { kind: 'human', issue: issue.number };
    }
    const most = this.#scenario.mostRuns ?? MOST_RUNS;
    if (world.runs.length >= most) return { kind: 'never', why: `${most} runs, and no end` };
    if (world.now > this.#scenario.horizon) return { kind: 'never', why: 'the horizon is reached' };
    return null;
  }

  async #run(trigger: Trigger): Promise<Run> {
    const leave = await this.#neighbours?.enter();
    try {
      return await this.#runAlone(trigger);
    } finally {
      leave?.();
    }
  }

  async #runAlone(trigger: Trigger): Promise<Run> {
    const world = this.#world;
    const scenario = this.#scenario;
    const index = world.runs.length;
    const hosted = scenario.machine === 'hosted';
    if (hosted) this.#disk = world.newDisk();
    const disk = this.#disk;
    const run = newRun(`run-${index + 1}`, trigger, world.now);
    world.runs.push(run);
    const life = new Life(world.timeline, scenario.deaths[index] ?? null);
    const stop = new AbortController();
    const cancel = () => {
      if (life.dead) return;
      run.cancelledAt = world.now;
      stop.abort();
      world.timeline.at(world.now + GRACE_MS, () => life.die());
    };
    world.timeline.at(world.now + scenario.jobLimitMs, cancel);
    const cancelAfter = scenario.cancels[index];
    if (cancelAfter != null) world.timeline.at(world.now + cancelAfter, cancel);

    const terminal = createTerminal(world, life, disk, run);
    const clone = createClone(world, life, disk, run, terminal);
    const repository = life.mortal(clone);
    const throttle =
      this.#neighbours?.throttle(`${scenario.seed}-${run.id}`, {
        life,
        stop: stop.signal,
        settings: scenario.settings,
      }) ?? notShared;
    const ports: Ports = {
      throttle,
      terminal: { ...life.mortal(terminal), attach: null },
      repository,
      platform: life.mortal(this.#issues.hub(run)),
      questions: noQuestionsPage,
      store: life.mortal(createStore(disk, run, () => world.clock.now())),
      files: life.mortal(createFiles(disk, run)),
      checks: life.mortal(createChecks(disk)),
      clock: world.clock.of(life, stop.signal, run.waits),
      log: {
        emit(happening) {
          if (life.dead) return;
          run.happenings.push({ at: world.now, happening });
          hearReview(world, happening);
        },
      },
    };
    const main = async () => {
      if (hosted) await life.pass(JOB_STARTS_MS);
      const resume = resumeOf(trigger, world);
      const opened = await repository.open();
      const until = stateIn(disk.tree)?.paused?.resume_after ?? null;
      run.doneAtStart = world.doneIn(disk.tree);
      run.haltAtStart = stateIn(disk.tree)?.halt?.id ?? null;
      run.tooEarly = trigger.kind === 'schedule' && until !== null && Date.parse(until) > world.clock.now();
      const place = {
        name: specName,
        tasksPath,
        format: 'kiro' as const,
        reading: { documents: [tasksPath], references: [], rules: [], problems: [] },
        guidance: { documents: [], rules: [], notes: [], problems: [], environment: {}, whenComplete: null },
        instructions: null,
      };
      const outcome = await orchestrate(scenario.settings, place, ports, {
        id: run.id,
        workdir: '/work',
        opened,
        stop: stop.signal,
        resume,
        scheduled: trigger.kind === 'schedule',
        dispatched: trigger.kind === 'dispatch',
        chainLimit: 24,
        agentOptions: {},
        backends,
        ensureBackends: async () => {
          if (hosted) await life.pass(AGENT_INSTALLS_MS);
          return { available: new Set(scenario.available), problems: [] };
        },
        prices: builtInPrices,
        ...(scenario.morningAfter === undefined ? {} : { morningAfter: scenario.morningAfter }),
      });
      run.end = outcome.kind;
      run.message = outcome.message;
      const { paused } = outcome.progress;
      run.reason = outcome.kind === 'paused' ? (paused?.reason ?? null) : null;
      run.resumeAfter = outcome.kind === 'paused' ? (paused?.resume_after ?? null) : null;
      await throttle.close();
      await clone.pushUnpushed();
    };
    const ended = await world.timeline.until(
      Promise.race([
        main().then(
          () => null,
          (error: unknown) => error,
        ),
        life.lost.then(() => 'lost' as const),
      ]),
    );
    if (ended === 'lost') run.end = 'lost';
    else if (ended instanceof Unreachable) run.shutOut = true;
    else if (ended !== null)
      run.message = ended instanceof Error ? `${ended.name}: ${ended.message}\n${ended.stack}` : String(ended);
    life.over();
    run.endedAt = world.now;
    run.diskKept = !hosted;
    settleLoss(world, disk, run);
    const known = this.#known();
    run.haltAfter = known?.halt?.id ?? null;
    run.consumedAfter = known?.consumed ?? [];
    return run;
  }
}
