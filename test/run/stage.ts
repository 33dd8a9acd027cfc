import type { Settings } from '../../src/inputs/types.ts';
import type { PublishResult } from '../../src/repository/types.ts';
import type { Ports } from '../../src/run/ports.ts';
import { orchestrate } from '../../src/run/run.ts';
import type { Outcome } from '../../src/run-events/types.ts';
import type { SpecState } from '../../src/state/types.ts';
import { notShared } from '../../src/throttle/shared/types.ts';
import { createClone } from '../simulation/world/clone.ts';
import { createChecks, createFiles, createStore } from '../simulation/world/files.ts';
import { type Commit, history } from '../simulation/world/git.ts';
import { stateIn } from '../simulation/world/loss.ts';
import { type Disk, Life } from '../simulation/world/machine.ts';
import { baseBranch, specName, tasksPath, workBranch } from '../simulation/world/paths.ts';
import type { Run } from '../simulation/world/record.ts';
import type { Scenario } from '../simulation/world/scenario.ts';
import { settingsOn } from '../simulation/world/settings.ts';
import { World } from '../simulation/world/world.ts';
import { Actors, type Call } from './actors.ts';
import { MINUTE, nothing, START } from './nothing.ts';
import { factsOf, type Part, type RunOrders, settingsOf } from './orders.ts';
import { People } from './people.ts';
import type { Act } from './script.ts';
import { clock, line, quiet, told } from './told.ts';

export { MINUTE, START } from './nothing.ts';

/**
 * A story of a run on a simulated world: real run, plan, throttle, verdict and state; virtual time and git. Each
 * run is a machine of its own that knows of the runs before what they pushed (`own`: one disk that stays).
 */
export class Story {
  readonly world: World;
  readonly people: People;
  readonly #actors: Actors;
  readonly settings: Settings;
  /** What agents are told to read. */
  readonly documents: string[] = [tasksPath];
  readonly #lines: { readonly at: number; readonly kind: string; readonly text: string }[] = [];
  readonly #own: boolean;
  #disk: Disk;
  #runs = 0;

  constructor(tasks: string, settings: Part<Settings> = {}, facts: Partial<Scenario> = {}) {
    const throttle = { delayMs: 0, ...settings.throttle };
    this.settings = settingsOn('own', 'codex', { ...settings, throttle });
    this.#own = facts.machine === 'own';
    this.world = new World({ ...nothing, ...facts, settings: this.settings });
    const say = (kind: string, text: string) => this.#say(kind, text);
    this.people = new People(this.world, say);
    this.#actors = new Actors(this.world, say);
    this.#disk = this.world.newDisk();
    this.changes(baseBranch, (tree) => tree.set(tasksPath, tasks), 'docs: the spec');
  }

  /** What the next calls of agents come to, in order; later ones do the work. */
  agents(...acts: readonly Act[]): this {
    this.#actors.acts.push(...acts);
    return this;
  }

  /** Somebody commits to a branch of the remote, now or so many minutes after the story's start. */
  changes(
    branch: string,
    edit: (tree: Map<string, string>) => void,
    message = 'docs: by hand',
    minutes?: number,
  ): void {
    const { remote, timeline } = this.world;
    const act = () => {
      const head = remote.branches.get(branch);
      if (head === undefined) throw new Error(`no branch ${branch}`);
      const tree = new Map(head.tree);
      edit(tree);
      const at = this.world.now;
      remote.push(branch, remote.commit({ parents: [head], tree, message, at, by: 'a human' }), at);
    };
    if (minutes === undefined) act();
    else timeline.at(START + minutes * MINUTE, act);
  }

  /** Looks at something so many minutes after the story's start. */
  at(minutes: number, act: () => void): void {
    this.world.timeline.at(START + minutes * MINUTE, act);
  }

  /** Time goes by with nobody at work. */
  async pass(minutes: number): Promise<void> {
    await this.world.timeline.pass(this.world.now + minutes * MINUTE);
  }

  /** One run of the program; null: its machine was lost. Throws what the program throws. */
  async run(orders: RunOrders = {}): Promise<Outcome | null> {
    const { world } = this;
    this.#runs += 1;
    const id = `run-${this.#runs}`;
    if (!this.#own) this.#disk = world.newDisk();
    const disk = this.#disk;
    const record = { id, trigger: { kind: 'dispatch' }, changes: 0, waits: [] } as unknown as Run;
    const lost = orders.lostAfter;
    const life = new Life(world.timeline, lost === undefined ? null : { kind: 'time', afterMs: lost * MINUTE });
    const stop = new AbortController();
    if (orders.cancelledAfter !== undefined) {
      world.timeline.at(world.now + orders.cancelledAfter * MINUTE, () => stop.abort());
    }
    const terminal = this.#actors.terminal(life, disk);
    const clone = this.#clone(life, disk, record, terminal, orders.publish ?? { kind: 'unknown' });
    const before = this.#known(disk);
    const past = this.#lines.length;
    const repository = life.mortal(clone);
    const ports: Ports = {
      throttle: notShared,
      terminal: { ...life.mortal(terminal), attach: null },
      repository,
      platform: life.mortal(this.people.hub()),
      questions: life.mortal(this.people.questionsPage()),
      store: life.mortal(createStore(disk, record, () => world.clock.now())),
      files: life.mortal(createFiles(disk, record)),
      checks: life.mortal(createChecks(disk)),
      clock: world.clock.of(life, stop.signal, record.waits),
      log: { emit: (happening) => void (life.dead || this.#say(happening.kind, told(happening), id)) },
    };
    const facts = factsOf(id, orders, stop.signal, world.clock.now());
    const place = {
      name: specName,
      tasksPath,
      format: 'kiro' as const,
      reading: { documents: this.documents, references: [], rules: [], problems: [] },
      guidance: { documents: [], rules: [], notes: [], problems: [], environment: {}, whenComplete: null },
      instructions: null,
    };
    const main = async () => {
      const opened = await repository.open();
      const { morningAfter } = world.scenario;
      const context = { ...facts, opened, ...(morningAfter === undefined ? {} : { morningAfter }) };
      return orchestrate(settingsOf(this.settings, orders), place, ports, context);
    };
    const outcome = await world.timeline
      .until(Promise.race([main(), life.lost.then(() => null)]))
      .finally(() => life.over());
    if (outcome === null) this.#say('lost', `${id}: the machine is lost`);
    else if (
      !this.#lines.slice(past).some(({ kind }) => kind === 'call' || kind === 'commit') &&
      before === this.#known(disk)
    )
      this.#say('untouched', `${id} touched nothing`);
    return outcome;
  }

  /** The story so far, a line each; `more`: kinds that are left out otherwise. */
  told(...more: readonly (typeof quiet)[number][]): string[] {
    const hidden = quiet.filter((kind) => !more.includes(kind));
    return this.#lines
      .filter(({ kind }) => !(hidden as readonly string[]).includes(kind))
      .map(({ at, text }) => `${clock(at).slice(0, -3)} ${text}`);
  }

  /** The part of a call's prompt under one of its headings, line by line; [] where there is none. */
  prompt(call: number, heading: string): string[] {
    const text = this.calls[call - 1]?.prompt ?? '';
    const section = text.split(/^##? /m).find((part) => part.startsWith(`${heading}\n`));
    return section === undefined ? [] : section.trimEnd().split('\n').slice(2);
  }

  get calls(): readonly Call[] {
    return this.#actors.calls;
  }

  /** Windows that something was started ahead for, in order. */
  get prepared(): readonly string[] {
    return this.#actors.prepared;
  }

  /** The work branch as the next machine finds it. */
  get tree(): ReadonlyMap<string, string> {
    return this.#own ? this.#disk.tree : (this.world.remote.branches.get(workBranch)?.tree ?? new Map());
  }

  get state(): SpecState {
    const state = stateIn(this.tree);
    if (state === null) throw new Error('no state yet');
    return state;
  }

  /** As the machine has it that is at work, or was last. */
  get stateOnDisk(): SpecState | null {
    return stateIn(this.#disk.tree);
  }

  get boxes(): string[] {
    return (this.tree.get(tasksPath) ?? '').split('\n').filter((text) => /- \[.\]/.test(text));
  }

  /** Commits of the work branch, oldest first: subject and paths. */
  get commits(): string[] {
    const head = this.world.remote.branches.get(workBranch);
    if (head === undefined) return [];
    const made = history(head).filter(({ message }) => !message.startsWith('docs: the spec'));
    return made.reverse().map(described);
  }

  #say(kind: string, text: string, run = ''): void {
    const who = kind === 'run-started' || kind === 'run-ended' ? `${run} ` : '';
    this.#lines.push({ at: this.world.now, kind, text: who + text });
  }

  #known(disk: Disk): string {
    const { branches, aside } = this.world.remote;
    const head = branches.get(workBranch);
    // A new machine begins with what the remote has; only what goes beyond that was touched.
    const tree = this.#own ? disk.tree : this.#dirt(disk);
    return JSON.stringify([head?.id, aside?.id, [...tree]]);
  }

  #dirt(disk: Disk): Map<string, string> {
    return new Map([...disk.tree].filter(([path, text]) => disk.head?.tree.get(path) !== text));
  }

  #clone(
    life: Life,
    disk: Disk,
    record: Run,
    agent: { flush(): void },
    published: PublishResult,
  ): ReturnType<typeof createClone> {
    const clone = createClone(this.world, life, disk, record, agent);
    return {
      ...clone,
      publishBranch: async () => published,
      makeScratchCopy: async () => {
        const remove = () => this.#say('scratch', 'the copy of the work is removed');
        return { top: '/copy', workdir: '/copy/work', remove };
      },
      checkpoint: async (message, patience) => {
        const past = disk.head;
        const saved = await clone.checkpoint(message, patience);
        const news = disk.head === null ? [] : history(disk.head, past).reverse();
        for (const commit of news) this.#say('commit', `commit ${described(commit)}`);
        if (saved.kind !== 'saved') this.#say('checkpoint', `push: ${saved.kind}`);
        return saved;
      },
      saveWork: async (unit, note) => {
        const saved = await clone.saveWork(unit, note);
        if (saved !== null) this.#say('saved', `saved aside: task ${unit}: ${note}`);
        return saved;
      },
    };
  }
}

function described(commit: Commit): string {
  const [parent] = commit.parents;
  const changed = [...commit.tree].filter(([path, text]) => parent?.tree.get(path) !== text);
  const names = changed.map(([path]) => path.replace(/^.*\//, '')).sort();
  return `"${line(commit.message.split('\n', 1)[0] ?? '')}" (${names.join(', ')})`;
}
