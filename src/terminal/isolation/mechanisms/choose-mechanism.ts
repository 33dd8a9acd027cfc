import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { findProgram } from '../../../agents/install/find-program.ts';
import { openFolders } from '../../../own-path.ts';
import { findAnotherUser } from '../another-user/find-user.ts';
import type { IsolationPolicy } from '../policy/isolation-policy.ts';
import { type Culprit, findCulprit } from './find-culprit.ts';
import type { IsolationMachine, Mechanism } from './mechanisms.ts';

/** A trial that takes longer hangs. */
const TRIAL_MS = 10_000;

/** Which mechanism keeps a policy on this machine; null: none, for these reasons. */
export interface Choice {
  readonly mechanism: Mechanism | null;
  readonly failures: readonly string[];
  /** Where one works that the policy alone breaks. */
  readonly culprit: Culprit | null;
}

/** What a choice is made by. */
export interface Trial {
  /** Makes the policy anew. */
  readonly plan: () => IsolationPolicy;
  readonly machine: IsolationMachine;
  /** A file that every policy hides: a start in which it can be read holds nothing. null: there is none. */
  readonly probe: string | null;
}

/** Tries them in their order with the policy itself, since what cannot be covered shows then alone. */
export async function chooseMechanism(trial: Trial, candidates: readonly Mechanism[]): Promise<Choice> {
  if (process.platform !== 'linux')
    return { mechanism: null, failures: [`${process.platform} has no sandbox for them`], culprit: null };
  const { plan, machine } = trial;
  const failures: string[] = [];
  const startable: Mechanism[] = [];
  for (const mechanism of candidates) {
    const known = mechanism.obstacle(plan(), machine);
    const obstacle = known ?? (await tryPlanned(mechanism, trial));
    if (obstacle === null) return { mechanism, failures, culprit: null };
    if (known === null && obstacle !== HIDES_NOTHING) startable.push(mechanism);
    // Programs begin with their own name.
    const isNamed = [': ', ' '].some((end) => obstacle.startsWith(mechanism.name + end));
    failures.push(isNamed ? obstacle : `${mechanism.name}: ${obstacle}`);
  }
  for (const mechanism of startable) {
    const works = async (policy: IsolationPolicy) => (await tryMechanism(mechanism, policy, machine, null)) === null;
    const culprit = await findCulprit(plan(), works);
    if (culprit !== null) return { mechanism: null, failures, culprit };
  }
  return { mechanism: null, failures, culprit: null };
}

/** How often what there is may change while it is covered, before that counts as a failure. */
const PLANS = 3;

/** A terminal or another run's socket may go between the look and the trial: of that a mechanism is not to blame. */
async function tryPlanned(mechanism: Mechanism, trial: Trial, plans = PLANS): Promise<string | null> {
  const { plan, machine, probe } = trial;
  const policy = plan();
  const failure = await tryMechanism(mechanism, policy, machine, probe);
  if (failure === null || plans === 1 || isDeepStrictEqual(policy, plan())) return failure;
  return tryPlanned(mechanism, trial, plans - 1);
}

/** Exit code of a program that reads what is hidden. */
const READ = 13;
const HIDES_NOTHING = 'it starts, but hides nothing';

/** Starts a program that looks for the probe, and does nothing else; null: it did, in vain. */
async function tryMechanism(
  mechanism: Mechanism,
  policy: IsolationPolicy,
  machine: IsolationMachine,
  probe: string | null,
): Promise<string | null> {
  try {
    const [program, ...args] = mechanism.command(policy, machine, null);
    // `true` is a file on every system, a shell's own word beside.
    const script = probe === null ? [':'] : [`[ ! -r "$1" ] || [ ! -s "$1" ] || exit ${READ}`, 'sh', probe];
    await promisify(execFile)(program, [...args, '/bin/sh', '-c', ...script], { env: {}, cwd: '/', timeout: TRIAL_MS });
    return null;
  } catch (error) {
    const failure = error as Error & { stderr?: string; killed?: boolean; code?: unknown };
    const { stderr = '', message, killed } = failure;
    if (probe !== null && failure.code === READ) return HIDES_NOTHING;
    if (killed) return `it did not start within ${TRIAL_MS / 1000} s`;
    return stderr.trim().split('\n').at(-1)?.replace(/\.$/, '') || message.split('\n')[0] || 'it cannot be started';
  }
}

/**
 * Where the programs are, found once before there is an agent. Not in folders that an agent can write, in this run or one
 * before: who puts a program there would be what holds the next one.
 */
export async function findMachine(env: Readonly<Record<string, string | undefined>>): Promise<IsolationMachine> {
  const open = openFolders(env);
  const named = (env.PATH ?? '').split(delimiter).filter((folder) => !open.includes(folder) && !isOwn(folder));
  const folders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', ...named].join(delimiter);
  const names = ['bwrap', 'unshare', 'setpriv', 'sudo', 'mount', 'perl'] as const;
  const found = await Promise.all(names.map(async (name) => [name, await findProgram(name, folders)] as const));
  const programs = Object.fromEntries(found) as IsolationMachine['programs'];
  return {
    uid: process.getuid?.() ?? -1,
    gid: process.getgid?.() ?? -1,
    groups: process.getgroups?.() ?? [],
    anotherUser: process.platform === 'linux' ? findAnotherUser(env) : 'it needs Linux',
    bwrapSetsModes: programs.bwrap !== null && (await setsModes(programs.bwrap)),
    programs,
  };
}

async function setsModes(bwrap: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(bwrap, ['--version'], { timeout: TRIAL_MS });
    const [, major = '0', minor = '0'] = /(\d{1,9})\.(\d{1,9})/.exec(stdout) ?? [];
    return Number(major) > 0 || Number(minor) >= 5;
  } catch {
    return false;
  }
}

/** May an ordinary user who runs this write there? */
function isOwn(folder: string): boolean {
  if (process.getuid?.() === 0) return false;
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
