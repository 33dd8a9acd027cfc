import type { VerifyBaseline } from '../checks/types.ts';
import type { Settings } from '../inputs/types.ts';
import type { ExpectedFailure } from '../plan/expected-failures.ts';
import { leftOpenCheckboxes } from '../plan/left-open.ts';
import type { DispatchUnit, LeftOpenCheckbox, Plan } from '../plan/types.ts';
import type { CheckpointResult, RestoredWork } from '../repository/types.ts';
import { buildProgress, countUnits, type UnitCounts, withoutUndelivered } from '../run-events/build-progress.ts';
import type { OutcomeKind, Progress } from '../run-events/types.ts';
import { emptyTotals, totalsSince } from '../state/transitions/totals.ts';
import { recordCommit } from '../state/transitions/units.ts';
import type { SavedState, SpecState, Totals } from '../state/types.ts';
import type { Spec } from '../tasks/types.ts';
import type { RunSums, ThrottleHistory } from '../throttle/types.ts';
import type { Ports } from './ports.ts';
import type { ReadyBackends, RunContext, SpecInfo } from './types.ts';

/**
 * `looking`: a person or the clock may come first, and then nothing is changed. `working`: the answer to a halt or the
 * end of a pause is applied. `cut-off`: the remote was waited for in vain, and is tried no more.
 */
type RunPhase = 'looking' | 'working' | 'cut-off';

/**
 * Where state and progress log are. `as-found`: the run wrote nothing, and an earlier one may not have pushed what it
 * did. `unsaved`: something was written since the last checkpoint. `delivered`: a checkpoint with all of it arrived.
 */
type RecordsPhase = 'as-found' | 'unsaved' | 'delivered';

/** One run over one spec: the only mutable thing in it. */
export class RunState {
  readonly settings: Settings;
  readonly specInfo: SpecInfo;
  readonly ports: Ports;
  readonly context: RunContext;
  readonly startedAt: number;
  savedState: SavedState;
  /** As the run before left the spec. */
  readonly before: Pick<SavedState['spec'], 'completed_at' | 'halt' | 'paused'>;
  /** Totals of the runs before. */
  private readonly totalsBefore: Totals;
  /** The other specs of the state file, as they were found. */
  otherSpecs: readonly SpecState[] = [];
  spec: Spec | null = null;
  plan: Plan | null = null;
  branch: string | null = null;
  /** The remote does not have the branch yet. */
  unpublished = false;
  /** Keys of units that are done and committed, and whose commit is not on the remote. */
  readonly undelivered = new Set<string>();
  phase: RunPhase = 'looking';
  records: RecordsPhase;
  /** A git merge brought records of other specs, which the next save takes up. */
  recordsMerged = false;
  /** What a lost run had left and is in the working tree again: told to the first attempt, then null. */
  restoredWork: RestoredWork | null = null;
  /** What the verify command came to before the unit at hand; null: it did not run. */
  verifyBaseline: VerifyBaseline | null = null;
  /** By key and title: units whose tests may fail, by tasks.md as it stood when the run began. */
  expectedFailures: ReadonlyMap<string, { readonly title: string; readonly kind: ExpectedFailure }> = new Map();
  /** Key of the unit whose last attempt ended with a verify command that the machine could not run. */
  unverifiable: string | null = null;
  iterations = 0;
  attempts = 0;
  sums: RunSums;
  /** Diagnostics and warnings are said once a run. */
  readonly reportedMessages = new Set<string>();
  readonly warnings: string[] = [];
  readonly unitsDone: string[] = [];
  readonly commits: string[] = [];
  /** The commit that saved the work of a unit that is not done. */
  unverified: Progress['run']['unverified'] = null;
  /** By unit: paths that its attempts of this run changed. */
  private readonly changedFiles = new Map<string, ReadonlySet<string>>();
  #backends: Promise<ReadyBackends> | null = null;
  #counted: { readonly plan: Plan | null; readonly state: SpecState; readonly counts: UnitCounts } | null = null;
  /** When the clocks were last compared. */
  #lastClock: { readonly now: number; readonly elapsed: number };

  constructor(settings: Settings, specInfo: SpecInfo, ports: Ports, context: RunContext, savedState: SavedState) {
    this.settings = settings;
    this.specInfo = specInfo;
    this.ports = ports;
    this.context = context;
    this.savedState = savedState;
    // A run that is named there was cut off: what it wrote may not be committed.
    this.records = savedState.spec.run === null ? 'as-found' : 'unsaved';
    this.before = savedState.spec;
    this.totalsBefore = savedState.spec.totals ?? emptyTotals;
    this.startedAt = ports.clock.now();
    this.#lastClock = { now: this.startedAt, elapsed: ports.clock.elapsed() };
    this.sums = { startedAt: this.startedAt, units: 0, tokens: 0, costUsd: 0 };
  }

  ensureBackends(): Promise<ReadyBackends> {
    this.#backends ??= this.context.ensureBackends();
    return this.#backends;
  }

  get now(): number {
    return this.ports.clock.now();
  }

  /** How much further than time the clock went since this was last asked, ms; negative: it was set back. */
  measureClockDrift(): number {
    const previous = this.#lastClock;
    this.#lastClock = { now: this.now, elapsed: this.ports.clock.elapsed() };
    return this.#lastClock.now - previous.now - (this.#lastClock.elapsed - previous.elapsed);
  }

  get state(): SpecState {
    return this.savedState.spec;
  }

  get stopped(): boolean {
    return this.context.stop.aborted;
  }

  /** From here on the run changes things. */
  begin(): void {
    if (this.phase === 'looking') this.phase = 'working';
  }

  /** Hands over what a lost run had left: one attempt is told of it. */
  takeRestoredWork(): RestoredWork | null {
    const { restoredWork } = this;
    this.restoredWork = null;
    return restoredWork;
  }

  warn(message: string): void {
    if (this.reportedMessages.has(message)) return;
    this.reportedMessages.add(message);
    this.warnings.push(message);
    this.ports.log.emit({ kind: 'warning', message });
  }

  /** Changes the memory without writing it: the next `save` does. */
  updateState(spec: SpecState, throttle: ThrottleHistory = this.savedState.throttle): void {
    this.savedState = { spec, throttle };
  }

  async save(spec: SpecState = this.state, throttle: ThrottleHistory = this.savedState.throttle): Promise<void> {
    this.records = 'unsaved';
    this.updateState(spec, this.recordsMerged ? await this.ports.store.readMerged(throttle) : throttle);
    this.recordsMerged = false;
    await this.ports.store.save(this.savedState);
  }

  /** The commit can not hold its own name: it reaches the file with the next save. */
  addCommit(unit: string, sha: string): void {
    this.commits.push(sha);
    this.updateState(recordCommit(this.state, unit, sha));
  }

  /** With what is pushed, all goes along that was committed before. */
  recordPush(result: CheckpointResult): void {
    if (result.kind !== 'merged' && !(result.kind === 'saved' && result.pushed)) return;
    this.unpublished = false;
    this.undelivered.clear();
  }

  /** Adds what an attempt changed; all that the unit's attempts of this run have changed by now. */
  addChangedFiles(unit: string, files: readonly string[]): readonly string[] {
    const all = new Set([...(this.changedFiles.get(unit) ?? []), ...files]);
    this.changedFiles.set(unit, all);
    return [...all].sort();
  }

  /** The unit whose attempts of this run left work, and which is not done; null: none is. */
  get unfinishedUnit(): DispatchUnit | null {
    const unfinished = this.counts.units.find(
      ({ key, status }) => status !== 'done' && status !== 'skipped' && (this.changedFiles.get(key)?.size ?? 0) > 0,
    );
    return this.plan?.units.find(({ key }) => key === unfinished?.key) ?? null;
  }

  /** How many units are done, and which; counted again when plan or state changed. */
  get counts(): UnitCounts {
    const { plan, state } = this;
    if (this.#counted?.plan !== plan || this.#counted.state !== state) {
      this.#counted = { plan, state, counts: countUnits(plan, state) };
    }
    return this.#counted.counts;
  }

  get leftOpen(): readonly LeftOpenCheckbox[] {
    return this.spec === null || this.plan === null ? [] : leftOpenCheckboxes(this.spec, this.plan);
  }

  progress(outcome: OutcomeKind | 'running' = 'running'): Progress {
    return buildProgress({
      spec: this.specInfo.name,
      tasksPath: this.specInfo.tasksPath,
      counts: withoutUndelivered(this.counts, this.undelivered),
      state: this.state,
      outcome,
      branch: this.branch,
      unpublished: this.unpublished,
      warnings: this.warnings,
      leftOpen: this.leftOpen,
      now: this.now,
      run: {
        id: this.context.id,
        startedAt: new Date(this.startedAt).toISOString(),
        iterations: this.iterations,
        unitsDone: this.unitsDone.filter((key) => !this.undelivered.has(key)),
        commits: this.commits,
        filesChanged: [...new Set([...this.changedFiles.values()].flatMap((paths) => [...paths]))].sort(),
        unverified: this.unverified,
        totals: totalsSince(this.totalsBefore, this.state.totals ?? emptyTotals),
        tookMs: Math.max(0, this.now - this.startedAt),
      },
    });
  }
}
