import type { IsolationPolicy } from '../policy/isolation-policy.ts';
import { bwrapCommand } from './bwrap.ts';
import { namespaceScript, type ScriptOptions } from './namespace-script.ts';

/** By what a policy is kept. */
export type MechanismName = 'bwrap' | 'user-namespace' | 'root-namespace' | 'another-user';

/** Who runs, and where the programs are that a mechanism needs; null: there is none. */
export interface IsolationMachine extends Pick<ScriptOptions, 'uid' | 'gid' | 'groups'> {
  /** The uid of a user that nobody is; a text: why there is none. */
  readonly anotherUser: number | string;
  /** Since bubblewrap 0.5. */
  readonly bwrapSetsModes: boolean;
  readonly programs: Readonly<Record<'bwrap' | 'unshare' | 'setpriv' | 'sudo' | 'mount' | 'perl', string | null>>;
}

/** Where a program's variables are, and the command that reads them from file descriptor 9, for a shell. */
export interface EnvironmentFile {
  readonly path: string;
  readonly reader: string;
}

/** A way to keep a policy. */
export interface Mechanism {
  readonly name: MechanismName;
  /** What is in the way of it before it is tried; null: nothing is known to be. */
  obstacle(policy: Pick<IsolationPolicy, 'sudo' | 'strength'>, machine: IsolationMachine): string | null;
  /** The command before the program's own. `environmentFile`: where its variables are, for one that loses them. */
  command(
    policy: IsolationPolicy,
    machine: IsolationMachine,
    environmentFile: EnvironmentFile | null,
  ): readonly [string, ...string[]];
  /** Does it lose the environment on its way? */
  losesEnvironment(machine: IsolationMachine): boolean;
  /** The user that the program is, who must be lent what it works on; left out: the one who starts it. */
  user?(machine: IsolationMachine): number;
}

const needs = (programs: IsolationMachine['programs'], ...names: readonly (keyof IsolationMachine['programs'])[]) => {
  const missing = names.filter((name) => programs[name] === null);
  return missing.length === 0 ? null : `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`;
};

/** Where there is a sudo that it would take away. */
const NO_SUDO = 'it never allows sudo, which isolation-allow asks for';

const bwrap: Mechanism = {
  name: 'bwrap',
  obstacle: ({ sudo }, { programs, uid }) =>
    needs(programs, 'bwrap') ?? (sudo && programs.sudo !== null && uid !== 0 ? NO_SUDO : null),
  command: (policy, machine) => bwrapCommand(machine.programs.bwrap ?? 'bwrap', policy, machine),
  losesEnvironment: () => false,
};

const scriptFacts = ({ uid, gid, groups, programs }: IsolationMachine) => ({
  ...{ uid, gid, groups },
  setpriv: programs.setpriv ?? 'setpriv',
});

const NAMESPACES = ['--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];

const userNamespace: Mechanism = {
  name: 'user-namespace',
  obstacle: ({ sudo }, { programs, uid }) =>
    uid === 0
      ? 'root needs none'
      : (needs(programs, 'unshare', 'setpriv', 'mount') ?? (sudo && programs.sudo !== null ? NO_SUDO : null)),
  command: (policy, machine) => [
    machine.programs.unshare ?? 'unshare',
    ...['--user', '--map-current-user', '--keep-caps', ...NAMESPACES, '/bin/sh', '-c'],
    namespaceScript(policy, { ...scriptFacts(machine), userNamespace: true, environmentReader: null }),
    'sh',
  ],
  losesEnvironment: () => false,
};

const rootNamespace: Mechanism = {
  name: 'root-namespace',
  obstacle: (_, { programs, uid }) =>
    needs(programs, 'unshare', 'setpriv', 'mount', ...(uid === 0 ? [] : (['sudo'] as const))),
  command: (policy, machine, environmentFile) =>
    [
      ...(machine.uid === 0 ? [] : [machine.programs.sudo ?? 'sudo', '-n', '--']),
      machine.programs.unshare ?? 'unshare',
      ...[...NAMESPACES, '/bin/sh', '-c'],
      namespaceScript(policy, {
        ...scriptFacts(machine),
        userNamespace: false,
        environmentReader: environmentFile?.reader ?? null,
      }),
      'sh',
      ...(environmentFile === null ? [] : [environmentFile.path]),
    ] as unknown as readonly [string, ...string[]],
  losesEnvironment: ({ uid }) => uid !== 0,
};

const userOf = ({ anotherUser }: IsolationMachine) => (typeof anotherUser === 'number' ? anotherUser : NOBODY);
const NOBODY = 65_534;

const anotherUser: Mechanism = {
  name: 'another-user',
  obstacle({ sudo, strength }, machine) {
    if (strength === 'strict') return 'it leaves the disk writable, which strict excludes';
    if (sudo && machine.programs.sudo !== null) return NO_SUDO;
    return typeof machine.anotherUser === 'string' ? machine.anotherUser : needs(machine.programs, 'setpriv');
  },
  command: (_, machine) => [
    machine.programs.setpriv ?? 'setpriv',
    ...[`--reuid=${userOf(machine)}`, `--regid=${userOf(machine)}`, '--clear-groups'],
    ...['--no-new-privs', '--inh-caps=-all', '--ambient-caps=-all'],
  ],
  losesEnvironment: () => false,
  user: userOf,
};

/** The best one first. */
export const mechanisms: readonly Mechanism[] = [bwrap, userNamespace, rootNamespace, anotherUser];
