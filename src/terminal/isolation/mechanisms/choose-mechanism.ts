import { execFile } from 'node:child_process';
import { isDeepStrictEqual, promisify } from 'node:util';
import { findProgram } from '../../../agents/install/find-program.ts';
import { findAnotherUser } from '../another-user/find-user.ts';
import type { IsolationPolicy } from '../policy/isolation-policy.ts';
import type { IsolationMachine, Mechanism } from './mechanisms.ts';

/** A trial that takes longer hangs. */
const TRIAL_MS = 10_000;

/** Which mechanism keeps a policy on this machine; null: none, for these reasons. */
export interface Choice {
  readonly mechanism: Mechanism | null;
  readonly failures: readonly string[];
}

/** Tries them in their order with the policy itself, since what cannot be covered shows then alone; `plan` makes it anew. */
export async function chooseMechanism(
  plan: () => IsolationPolicy,
  machine: IsolationMachine,
  candidates: readonly Mechanism[],
): Promise<Choice> {
  if (process.platform !== 'linux')
    return { mechanism: null, failures: [`${process.platform} has no sandbox for them`] };
  const failures: string[] = [];
  for (const mechanism of candidates) {
    const obstacle = mechanism.obstacle(plan(), machine) ?? (await tryPlanned(mechanism, plan, machine));
    if (obstacle === null) return { mechanism, failures };
    // Programs begin with their own name.
    const isNamed = [': ', ' '].some((end) => obstacle.startsWith(mechanism.name + end));
    failures.push(isNamed ? obstacle : `${mechanism.name}: ${obstacle}`);
  }
  return { mechanism: null, failures };
}

/** How often what there is may change while it is covered, before that counts as a failure. */
const PLANS = 3;

/** A terminal or another run's socket may go between the look and the trial: of that a mechanism is not to blame. */
async function tryPlanned(
  mechanism: Mechanism,
  plan: () => IsolationPolicy,
  machine: IsolationMachine,
  plans = PLANS,
): Promise<string | null> {
  const policy = plan();
  const failure = await tryMechanism(mechanism, policy, machine);
  if (failure === null || plans === 1 || isDeepStrictEqual(policy, plan())) return failure;
  return tryPlanned(mechanism, plan, machine, plans - 1);
}

/** Starts a program that does nothing; null: it did. */
async function tryMechanism(
  mechanism: Mechanism,
  policy: IsolationPolicy,
  machine: IsolationMachine,
): Promise<string | null> {
  const [program, ...args] = mechanism.command(policy, machine, null);
  try {
    // `true` is a file on every system, a shell's own word beside.
    await promisify(execFile)(program, [...args, '/bin/sh', '-c', ':'], { env: {}, cwd: '/', timeout: TRIAL_MS });
    return null;
  } catch (error) {
    const { stderr = '', message, killed } = error as Error & { stderr?: string; killed?: boolean };
    if (killed) return `it did not start within ${TRIAL_MS / 1000} s`;
    return stderr.trim().split('\n').at(-1)?.replace(/\.$/, '') || message.split('\n')[0] || 'it cannot be started';
  }
}

/** Where the programs are, found once before there is an agent: PATH may lead to folders that agents write. */
export async function findMachine(env: Readonly<Record<string, string | undefined>>): Promise<IsolationMachine> {
  const folders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', env.PATH ?? ''].join(':');
  const names = ['bwrap', 'unshare', 'setpriv', 'sudo', 'mount', 'perl'] as const;
  const found = await Promise.all(names.map(async (name) => [name, await findProgram(name, folders)] as const));
  return {
    uid: process.getuid?.() ?? -1,
    gid: process.getgid?.() ?? -1,
    groups: process.getgroups?.() ?? [],
    anotherUser: process.platform === 'linux' ? findAnotherUser(env) : 'it needs Linux',
    programs: Object.fromEntries(found) as IsolationMachine['programs'],
  };
}
