import { join, resolve } from 'node:path';
import { UserError } from '../../errors.ts';
import { createTempFolder, removeTempFolder, tempPlaces } from '../../state/lock/temp-folder.ts';
import { closeInheritedFiles } from '../process/inherited-files.ts';
import { createLoans } from './another-user/loans.ts';
import { createSandbox, type Sandbox } from './create-sandbox.ts';
import { type Choice, chooseMechanism, findMachine } from './mechanisms/choose-mechanism.ts';
import { type IsolationMachine, type Mechanism, mechanisms } from './mechanisms/mechanisms.ts';
import { neededFolders } from './policy/first-folders.ts';
import { readGitPlace } from './policy/git-place.ts';
import {
  findPath,
  homesOf,
  makeOwnFolders,
  makeWritableFolders,
  type PlaceOptions,
  readPlace,
  readSigning,
} from './policy/isolated-place.ts';
import {
  type IsolationPolicy,
  type IsolationRequest,
  isolationPolicy,
  writablePaths,
} from './policy/isolation-policy.ts';
import type { FindPath, Strength } from './policy/paths.ts';
import { checkWritable, steadyPaths } from './policy/writable-paths.ts';

/** What a start comes to. */
export type Entry =
  | { readonly kind: 'sandbox'; readonly sandbox: Sandbox }
  /** Nothing holds it: `auto`, on a machine where no sandbox works. */
  | { readonly kind: 'open' }
  /** `strict`, and no sandbox works. */
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

/** Looks at the machine as it is now. */
type Plan = () => IsolationPolicy;

export function createIsolation(options: IsolationOptions): Isolation {
  const { strength, allow, notice, findMachine: find = findMachine } = options;
  const writable = options.writable.map((path) => resolve(path));
  let machine: Promise<IsolationMachine> | null = null;
  let choice: Choice | null = null;
  let folder: string | null = null;
  const loans = createLoans(options.env);
  const git = readGitPlace(options.workdir);
  let installing: Promise<void> | null = null;
  let steady: ReturnType<typeof steadyPaths> | null = null;
  let signing: IsolationRequest['signing'];

  const policyFor = (backend: string | null, scratch?: string): IsolationPolicy => {
    signing ??= readSigning(options);
    const request: IsolationRequest = { strength, backend, allow, writable, signing };
    const place = readPlace(options, git);
    steady ??= steadyPaths(
      writablePaths(place, request),
      { workTree: place.workTree, named: writable, home: place.home },
      findPath,
    );
    const known = steady.find;
    if (scratch === undefined) return isolationPolicy(place, request, findPath, known);
    const find: FindPath = (path) => (path === scratch ? findPath(path) : known(path));
    return isolationPolicy({ ...place, workTree: [scratch], shownTrees: place.workTree }, request, findPath, find);
  };
  const privateFile = () => {
    folder ??= createTempFolder('sequential-sandbox-', tempPlaces(options.env));
    return join(folder, 'environment');
  };
  const chooseFor = async (plan: Plan): Promise<Choice> => {
    machine ??= find(options.env);
    const known = choice?.mechanism ?? null;
    const first = await chooseMechanism(plan, await machine, known === null ? mechanisms : [known]);
    if (first.mechanism !== null || (known === null && options.install === undefined)) return first;
    if (known === null) {
      installing ??= options.install?.() ?? Promise.resolve();
      await installing;
    }
    machine = find(options.env);
    return chooseMechanism(plan, await machine, mechanisms);
  };
  let isDoubted = false;
  const update = async (plan: Plan): Promise<Choice> => {
    const before = choice;
    // A trial costs as much as a start.
    if (before?.mechanism && !isDoubted) return before;
    choice = await chooseFor(plan);
    isDoubted = false;
    const { mechanism, failures } = choice;
    if (mechanism !== null && mechanism !== before?.mechanism) options.announce(strength, mechanism.name);
    if (before?.mechanism && mechanism !== before.mechanism)
      notice(
        `The sandbox (${before.mechanism.name}) no longer works: ${failures.join('; ')}. ${describeLoss(mechanism, strength)}`,
      );
    return choice;
  };

  const problemsOf = (policy: IsolationPolicy) =>
    checkWritable(writable, policy, findPath, {
      strays: strength === 'strict' ? (steady?.strays ?? new Map()) : new Map(),
      homes: homesOf(options).flatMap((home) => [home, findPath(home)?.path ?? home]),
    }).map((problem) => `isolation.writable: ${problem}`);

  // With the policy that it started with: what that covers may be gone, and then a start with another one is all it takes.
  const broke = async (policy: IsolationPolicy, mechanism: Mechanism): Promise<boolean> => {
    isDoubted ||= (await chooseMechanism(() => policy, await findOnce(), [mechanism])).mechanism === null;
    return isDoubted;
  };

  return {
    async ready() {
      closeInheritedFiles();
      const unwritable = problemsOf(policyFor(null));
      const { mechanism, failures } = await update(() => policyFor(null));
      if (mechanism !== null) return unwritable;
      const why = `no sandbox works on this machine (${failures.join('; ')})`;
      if (strength === 'strict') throw new UserError(why, { where: 'isolation', fix: NO_SANDBOX_FIX });
      return [`isolation: ${why}; ${UNISOLATED}. ${NO_SANDBOX_FIX}.`];
    },
    async examine(backend) {
      const policy = policyFor(backend);
      const { mechanism, failures } = await chooseMechanism(() => policyFor(backend), await findOnce(), mechanisms);
      const needed = strength === 'strict' ? neededFolders(readPlace(options, git), backend) : [];
      const made = needed.filter((path) => findPath(path) === null);
      return { policy, made, mechanism: mechanism?.name ?? null, failures, warnings: problemsOf(policy) };
    },
    get mechanism() {
      return choice?.mechanism?.name ?? null;
    },
    async enter(backend, scratch) {
      makeOwnFolders(options);
      if (strength === 'strict') makeWritableFolders(readPlace(options, git), backend);
      const plan = () => policyFor(backend, scratch);
      const { mechanism, failures } = await update(plan);
      if (mechanism !== null) {
        if (mechanism.user !== undefined)
          await loans.ready(() =>
            notice('Agents of another run on this machine are running; this run waits for them to end.'),
          );
        const policy = plan();
        const sandbox = createSandbox(policy, mechanism, await findOnce(), privateFile, loans);
        return { kind: 'sandbox', sandbox: Object.assign(sandbox, { broke: () => broke(policy, mechanism) }) };
      }
      const reason = `no sandbox works any more: ${failures.join('; ')}. ${NO_SANDBOX_FIX}`;
      return strength === 'strict' ? { kind: 'refused', reason } : { kind: 'open' };
    },
    async close() {
      await loans.close();
      if (folder !== null) removeTempFolder(folder);
      folder = null;
    },
  };

  function findOnce(): Promise<IsolationMachine> {
    machine ??= find(options.env);
    return machine;
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
  const links = sandbox?.restored ?? [];
  if (links.length > 0)
    notice(`Links that lead to settings or credentials were changed in the sandbox and restored: ${links.join(', ')}.`);
  const paths = sandbox?.appeared() ?? [];
  if (paths.length === 0) return;
  notice(
    `What was not on this machine before the sandbox started was created while it ran: ${paths.join(', ')}. Check whether you want it.`,
  );
}

function describeLoss(next: Mechanism | null, strength: Strength): string {
  if (next !== null) return `Agents run in ${next.name} instead.`;
  return strength === 'strict' ? 'No agent starts without one.' : `From here on ${UNISOLATED}.`;
}
