import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { createTempFolder, removeTempFolder, tempPlaces } from '../../state/lock/temp-folder.ts';
import { closeInheritedFiles } from '../process/inherited-files.ts';
import { createLoans } from './another-user/loans.ts';
import { createSandbox, type Sandbox } from './create-sandbox.ts';
import { type Choice, chooseMechanism, findMachine } from './mechanisms/choose-mechanism.ts';
import type { Culprit } from './mechanisms/find-culprit.ts';
import { type IsolationMachine, type Mechanism, mechanisms } from './mechanisms/mechanisms.ts';
import { createPlanner, strayLinks } from './plan-policy.ts';
import type { PlaceOptions } from './policy/isolated-place.ts';
import type { IsolationPolicy } from './policy/isolation-policy.ts';
import type { Strength } from './policy/paths/paths.ts';

const FOLDER_PREFIX = 'sequential-sandbox-';

/** How what makes a sandbox begins its complaint, before anything starts in it. */
const OWN_WORDS = /^\s*(?:bwrap|unshare|mount|setpriv): /;

/** Looks at the machine as it is now. */
type Plan = () => IsolationPolicy;

/** What a start comes to. */
export type Entry =
  | { readonly kind: 'sandbox'; readonly sandbox: Sandbox }
  /** Nothing holds it: `auto`, on a machine where no sandbox works. */
  | { readonly kind: 'open' }
  /** No sandbox works: under `strict`, or where one did in this run, or would but for what it has to cover. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What holds here, as `doctor` tells it. */
export interface Examined {
  readonly policy: IsolationPolicy;
  /** Folders that are made, and can be written, once something starts under strict. */
  readonly made: readonly string[];
  /** null: none works. */
  readonly mechanism: string | null;
  /** Why the better ones do not work. */
  readonly failures: readonly string[];
  /** What breaks the one that would work. */
  readonly culprit: Culprit | null;
  /** What a person should know of the paths that they named. */
  readonly warnings: readonly string[];
}

/** The sandboxes of one run. */
export interface Isolation {
  /** Installs and tries what there is; resolves to what a person should know. UserError under `strict` without one. */
  ready(): Promise<readonly string[]>;
  /** By what it is held what is started; null: by nothing. */
  readonly mechanism: string | null;
  /** Tries what there is, for who only looks: nothing is installed, announced or refused. */
  examine(backend: string | null): Promise<Examined>;
  /**
   * A sandbox for a program of this backend; null: a command of the user's, as verify. `scratch`: top of a copy of the
   * working tree, which is its to write, and the working tree is not.
   */
  enter(backend: string | null, scratch?: string): Promise<Entry>;
  close(): Promise<void>;
}

export interface IsolationOptions extends PlaceOptions {
  readonly strength: Strength;
  readonly allow: readonly string[];
  readonly writable: readonly string[];
  /** Installs bubblewrap where nothing else works; left out: nothing is installed. */
  readonly install?: (() => Promise<void>) | undefined;
  /** Finds the programs; default: on this machine. */
  readonly findMachine?: typeof findMachine;
  readonly notice: (text: string) => void;
  /** Told once, by what agents are held. */
  readonly announce: (strength: Strength, mechanism: string) => void;
}

/** What to do where there is no sandbox. */
export const NO_SANDBOX_FIX =
  'Install bubblewrap (apt-get install bubblewrap) where unprivileged user namespaces are allowed, or run as root or with sudo -n; or set isolation to off';

/** What an agent reaches without one, for people. */
export const UNISOLATED =
  'agents run with all of your permissions: they can read ~/.ssh, ~/.aws, logins of other agents and the memory of other processes, talk to docker, and leave programs running';

export function createIsolation(options: IsolationOptions): Isolation {
  const { strength, notice, findMachine: find = findMachine } = options;
  const planner = createPlanner(options);
  const loans = createLoans(options.env);
  let folder: string | null = null;
  let machine: Promise<IsolationMachine> | null = null;
  let choice: Choice | null = null;
  let installing: Promise<void> | null = null;
  let [isDoubted, hasHeld] = [false, false];

  const privateFile = () => {
    folder ??= createTempFolder(FOLDER_PREFIX, tempPlaces(options.env));
    return join(folder, 'environment');
  };
  const findOnce = () => {
    machine ??= find(options.env);
    return machine;
  };
  const choose = async (plan: Plan, candidates: readonly Mechanism[]): Promise<Choice> => {
    const probe = makeProbe(options.env);
    try {
      return await chooseMechanism({ plan, machine: await findOnce(), probe }, candidates);
    } finally {
      if (probe !== null) removeTempFolder(dirname(probe));
    }
  };
  const chooseFor = async (plan: Plan): Promise<Choice> => {
    const known = choice?.mechanism ?? null;
    const first = await choose(plan, known === null ? mechanisms : [known]);
    if (first.mechanism !== null || (known === null && options.install === undefined)) return first;
    if (known === null) {
      installing ??= options.install?.() ?? Promise.resolve();
      await installing;
    }
    machine = find(options.env);
    return choose(plan, mechanisms);
  };
  const update = async (plan: Plan): Promise<Choice> => {
    const before = choice;
    // A trial costs as much as a start.
    if (before?.mechanism && !isDoubted) return before;
    choice = await chooseFor(plan);
    isDoubted = false;
    const { mechanism, failures } = choice;
    hasHeld ||= mechanism !== null;
    if (mechanism !== null && mechanism !== before?.mechanism) options.announce(strength, mechanism.name);
    if (before?.mechanism && mechanism !== before.mechanism)
      notice(
        `The sandbox (${before.mechanism.name}) no longer works: ${failures.join('; ')}. ${mechanism === null ? 'No agent starts without one.' : `Agents run in ${mechanism.name} instead.`}`,
      );
    return choice;
  };

  const told = new Set<string>();
  const tellOnce = (text: string) => {
    if (!told.has(text)) notice(text);
    told.add(text);
  };

  // With the policy that it started with: what that covers may be gone, and then a start with another one is all it takes.
  // A terminal that was closed may have come back by now, under the same number: there is only its word for that.
  const broke = async (policy: IsolationPolicy, mechanism: Mechanism, said: string): Promise<boolean> => {
    isDoubted ||= OWN_WORDS.test(said) || (await choose(() => policy, [mechanism])).mechanism === null;
    return isDoubted;
  };

  return {
    async ready() {
      closeInheritedFiles();
      const problems = planner.problems(planner.plan(null));
      for (const problem of problems) told.add(problem);
      const { mechanism, failures, culprit } = await update(() => planner.plan(null));
      if (mechanism !== null) return problems;
      const why = `no sandbox works on this machine (${failures.join('; ')})`;
      if (culprit !== null) throw new UserError(why, { where: 'isolation', fix: culpritFix(culprit) });
      if (strength === 'strict') throw new UserError(why, { where: 'isolation', fix: NO_SANDBOX_FIX });
      return [...problems, `isolation: ${why}; ${UNISOLATED}. ${NO_SANDBOX_FIX}.`];
    },
    async examine(backend) {
      const plan = () => planner.plan(backend);
      const { mechanism, failures, culprit } = await choose(plan, mechanisms);
      const policy = plan();
      const [made, warnings] = [planner.missing(backend), planner.problems(policy)];
      return { policy, made, mechanism: mechanism?.name ?? null, failures, culprit, warnings };
    },
    get mechanism() {
      return choice?.mechanism?.name ?? null;
    },
    async enter(backend, scratch) {
      planner.prepare(backend);
      const plan = () => planner.plan(backend, scratch);
      const { mechanism, failures, culprit } = await update(plan);
      if (mechanism !== null) {
        if (mechanism.user !== undefined)
          await loans.ready(() =>
            notice('Agents of another run on this machine are running; this run waits for them to end.'),
          );
        const policy = plan();
        for (const text of strayLinks(policy)) tellOnce(text);
        const sandbox = createSandbox(policy, mechanism, await findOnce(), privateFile, loans);
        return {
          kind: 'sandbox',
          sandbox: Object.assign(sandbox, { broke: (said: string) => broke(policy, mechanism, said) }),
        };
      }
      // What held one agent has been broken since, perhaps by it: the next one must gain nothing by that.
      if (strength === 'auto' && !hasHeld && culprit === null) return { kind: 'open' };
      const fix = culprit === null ? NO_SANDBOX_FIX : culpritFix(culprit);
      return { kind: 'refused', reason: `no sandbox works any more: ${failures.join('; ')}. ${fix}` };
    },
    async close() {
      await loans.close();
      if (folder !== null) removeTempFolder(folder);
      folder = null;
    },
  };
}

/** A sandbox works here, and this breaks it. */
export function culpritFix({ path }: Culprit): string {
  return path === null
    ? 'Without what it hides and keeps, a sandbox works here: run doctor for the paths, and remove what is not yours; or set isolation to off'
    : `${path} breaks it, without that a sandbox works here: look at what it is and which link leads there, and remove it if it is not yours; or set isolation to off`;
}

/** See `Trial`: in a folder that no program in a sandbox can enter. */
function makeProbe(env: IsolationOptions['env']): string | null {
  try {
    const path = join(createTempFolder(FOLDER_PREFIX, tempPlaces(env)), 'probe');
    writeFileSync(path, 'seen', { mode: 0o600 });
    return path;
  } catch {
    return null;
  }
}

/** What a start comes to where there may be no sandboxes at all. */
export async function enterSandbox(
  isolation: Isolation | undefined,
  backend: string | null,
  scratch?: string,
): Promise<Entry> {
  return isolation === undefined ? { kind: 'open' } : isolation.enter(backend, scratch);
}

/**
 * After a program and what was found of it: the rest of it ends, and what steers shells, git and ssh and was not there to
 * be covered is told, since the next program would obey it.
 */
export async function leaveSandbox(sandbox: Sandbox | null, notice: (text: string) => void): Promise<void> {
  await sandbox?.ended();
  for (const repair of sandbox?.repairs ?? []) notice(repair);
  const paths = sandbox?.appeared() ?? [];
  if (paths.length === 0) return;
  notice(
    `What was not on this machine before the sandbox started was created while it ran: ${paths.join(', ')}. Check whether you want it.`,
  );
}
