import { Account } from './account.ts';
import { type Dice, dice } from './dice.ts';
import { type Commit, Remote } from './git.ts';
import { type Disk, MachineClock } from './machine.ts';
import type { Neighbours } from './neighbours.ts';
import { baseBranch, codePath, progressPath, statePath, tasksPath } from './paths.ts';
import type { Call, Issue, Run } from './record.ts';
import type { Scenario, UnitFacts } from './scenario.ts';
import { specText } from './spec-text.ts';
import { Timeline } from './timeline.ts';

/** Everything outside the program, and the book of what truly happened in it. */
export class World {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly clock: MachineClock;
  readonly remote = new Remote();
  readonly accounts: ReadonlyMap<string, Account>;
  readonly units: ReadonlyMap<string, UnitFacts>;
  readonly calls: Call[] = [];
  readonly runs: Run[] = [];
  readonly issues: Issue[] = [];
  readonly faults: string[] = [];
  readonly lost: { readonly run: string; readonly unit: string }[] = [];
  readonly skipped = new Set<string>();
  /** Attempts by unit that came to what fate had in store for them. */
  readonly tries = new Map<string, number>();
  readonly asked = new Map<string, number>();
  /** Serials of the attempts that earned their unit, by unit; who loses the work loses the entry. */
  readonly earned = new Map<string, number>();
  /** Units that were found to need no work. */
  readonly needless = new Set<string>();
  protectedNow: boolean;

  constructor(scenario: Scenario, neighbours: Neighbours | null = null) {
    this.scenario = scenario;
    this.timeline = neighbours?.timeline ?? new Timeline(scenario.start);
    this.dice = dice(scenario.seed);
    this.clock = new MachineClock(this.timeline);
    this.accounts =
      neighbours?.accounts ?? new Map(scenario.accounts.map((facts) => [facts.backend, new Account(facts)]));
    this.units = new Map(scenario.units.map((unit) => [unit.key, unit]));
    this.protectedNow = scenario.protectedFrom !== null;
    const records = scenario.earlier === undefined ? [] : [[statePath, JSON.stringify(scenario.earlier)] as const];
    this.#commit(baseBranch, new Map([[tasksPath, specText(scenario.units)], ...records]), 'docs: the spec');
    for (const jump of scenario.clockJumps) this.timeline.at(jump.at, () => this.clock.set(jump.byMs));
    for (const { at, conflict } of scenario.baseMoves) this.timeline.at(at, () => this.#moveBase(at, conflict));
  }

  get now(): number {
    return this.timeline.now;
  }

  account(backend: string): Account {
    const account = this.accounts.get(backend);
    if (account === undefined) throw new Error(`a call with ${backend}, which has no account here`);
    return account;
  }

  unit(key: string): UnitFacts {
    const unit = this.units.get(key);
    if (unit === undefined) throw new Error(`a call for ${key}, which is no unit`);
    return unit;
  }

  fault(what: string): void {
    this.faults.push(what);
  }

  remoteIsDown(): boolean {
    return this.scenario.remoteDown.some(({ from, to }) => from <= this.now && this.now < to);
  }

  hubIsDown(): boolean {
    return this.scenario.hubDown.some(({ from, to }) => from <= this.now && this.now < to);
  }

  refusesPushes(): boolean {
    const { protectedFrom } = this.scenario;
    return this.protectedNow && protectedFrom !== null && this.now >= protectedFrom;
  }

  /** A human looked into it: pays, logs in, takes the protection off. */
  mendAll(): void {
    for (const account of this.accounts.values()) account.mend(this.now);
    const { protectedFrom } = this.scenario;
    if (protectedFrom !== null && this.now >= protectedFrom) this.protectedNow = false;
  }

  /** Units that are done in this tree for all that can be known of it: earned, or skipped. */
  doneIn(tree: ReadonlyMap<string, string>): string[] {
    return [...this.units.keys()].filter((key) => this.skipped.has(key) || this.holds(tree, key));
  }

  /** Is the work that earned this unit in the tree? */
  holds(tree: ReadonlyMap<string, string>, key: string): boolean {
    const serial = this.earned.get(key);
    return serial !== undefined && (this.needless.has(key) || tree.get(codePath(key)) === wholeWork(serial));
  }

  newDisk(): Disk {
    return { tree: new Map(), head: null, seen: null };
  }

  #moveBase(at: number, conflict: boolean): void {
    const head = this.remote.branches.get(baseBranch);
    if (head === undefined) return;
    const tree = new Map(head.tree);
    if (conflict) tree.set(codePath([...this.units.keys()][0] ?? ''), 'somebody else wrote this');
    else tree.set(`docs/note-${at}.md`, 'a note');
    this.#commit(baseBranch, tree, 'docs: a note');
  }

  #commit(branch: string, tree: ReadonlyMap<string, string>, message: string): void {
    const head = this.remote.branches.get(branch);
    const parents: readonly Commit[] = head === undefined ? [] : [head];
    this.remote.push(branch, this.remote.commit({ parents, tree, message, at: this.now, by: 'a human' }), this.now);
  }
}

/** What a unit's file holds when attempt `serial` is through with it. */
export function wholeWork(serial: number): string {
  return `the whole work, by attempt ${serial}\n`;
}

/** What it holds before, with `workedMs` of it done. */
export function partOfWork(serial: number, workedMs: number): string {
  return `a part of the work, ${workedMs} ms of it, by attempt ${serial}\n`;
}

export function brokenWork(serial: number): string {
  return `broken work, by attempt ${serial}\n`;
}

/** ms of work that a file holds. */
export function workedMs(content: string | undefined): number {
  return Number(/^a part of the work, (\d+) ms/.exec(content ?? '')?.[1] ?? 0);
}

/** The program's own files: no work of an agent. */
export const ownPaths: readonly string[] = [statePath, progressPath];
