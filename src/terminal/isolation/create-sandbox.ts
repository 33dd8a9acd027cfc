import { lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  foreignWorkTrees,
  withGitSettings,
  withSafeDirectories,
} from '../../repository/git/configuration/safe-directory.ts';
import type { Loans } from './another-user/loans.ts';
import { readModes, restoreModes, setAside } from './keep-usable.ts';
import type { IsolationMachine, Mechanism } from './mechanisms/mechanisms.ts';
import { quote } from './mechanisms/namespace-script.ts';
import { namesIn } from './policy/hidden/find-sockets.ts';
import { findPath } from './policy/isolated-place.ts';
import type { IsolationPolicy } from './policy/isolation-policy.ts';
import { isWithin } from './policy/paths/paths.ts';
import { readLinks, restoreLinks } from './restore-links.ts';

/** How a command starts in its sandbox: what goes before its own arguments, and the environment of the whole. */
export interface SandboxStart {
  readonly prefix: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  /** Where it stands what another user was lent for it, see `endLoan`; null: nothing was. */
  readonly loan: string | null;
}

/** A sandbox for one program. */
export interface Sandbox {
  readonly policy: IsolationPolicy;
  readonly mechanism: Mechanism['name'];
  /** For one start with this environment. */
  start(env: Readonly<Record<string, string>>): SandboxStart;
  /**
   * Asked after a program that failed before it said anything of its own: was it the sandbox? Then the next start tries
   * all again. `said`: what was printed.
   */
  broke(said: string): Promise<boolean>;
  /** Called after each start, when the program and what was found of it have ended: nothing of it is left then. */
  ended(): Promise<void>;
  /** What of what would have been covered is there now; a path each. */
  appeared(): readonly string[];
  /** What was restored, or moved, when it ended, for people. */
  readonly repairs: readonly string[];
}

/** A sandbox for one program; `privateFile`: a path in a folder that only this user can enter. */
export function createSandbox(
  policy: IsolationPolicy,
  mechanism: Mechanism,
  machine: IsolationMachine,
  privateFile: () => string,
  loans: Loans,
): Omit<Sandbox, 'broke'> {
  const links = readLinks(policy.linked);
  const modes = readModes(policy);
  const appeared = () => outermost(policy.absent.filter((path) => findPath(path) !== null && !holdsSockets(path)));
  let repairs: readonly string[] = [];
  return {
    policy: mechanism.user === undefined ? policy : { ...policy, isLent: true },
    mechanism: mechanism.name,
    start(env) {
      const user = mechanism.user?.(machine);
      const loan = user === undefined ? null : loans.take(policy, user);
      const trusted = user === undefined ? [] : foreignWorkTrees(policy.lent.workTree, user);
      const visible = withGitSettings(
        withSafeDirectories(withChanges(env, policy.env), trusted),
        policy.signs ? [] : UNSIGNED,
      );
      if (!mechanism.losesEnvironment(machine))
        return { prefix: mechanism.command(policy, machine, null), env: visible, loan };
      const path = privateFile();
      const { text, reader } = packEnvironment(visible, machine.programs.perl);
      writeFileSync(path, text, { mode: 0o600 });
      return { prefix: mechanism.command(policy, machine, { path, reader }), env: { PATH: visible.PATH ?? '' }, loan };
    },
    async ended() {
      if (mechanism.user !== undefined) await loans.giveBack();
      // What cannot be entered cannot be looked at.
      repairs = describeRepairs(restoreModes(modes), restoreLinks(links), setAside(appeared()));
    },
    get repairs() {
      return repairs;
    },
    appeared,
  };
}

function describeRepairs(
  modes: readonly string[],
  links: readonly string[],
  programs: readonly (readonly [from: string, to: string])[],
): readonly string[] {
  return [
    ...(modes.length === 0
      ? []
      : [
          `Folders that could not be entered or written any more have the modes that they had before: ${modes.join(', ')}.`,
        ]),
    ...(links.length === 0
      ? []
      : [`Links that lead to settings or credentials were changed in the sandbox and restored: ${links.join(', ')}.`]),
    ...programs.map(
      ([from, to]) =>
        `${from} was created in the sandbox, where other programs would find it by its name: it was set aside as ${to}. Move it back if you want it.`,
    ),
  ];
}

/** Sockets alone steer nothing: who listened inside has ended, and who listens outside made them. */
function holdsSockets(path: string): boolean {
  const stat = (name: string) => lstatSync(name, { throwIfNoEntry: false });
  const paths = stat(path)?.isDirectory() ? namesIn(path).map((name) => join(path, name)) : [path];
  return paths.length > 0 && paths.every((one) => stat(one)?.isSocket() !== false);
}

/** Each once, without what lies in another of them. */
function outermost(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && isWithin(path, other)));
}

/** Commits of agents are made anew with our signature, where there is one. */
const UNSIGNED = [
  ['commit.gpgSign', 'false'],
  ['tag.gpgSign', 'false'],
] as const;

function withChanges(
  env: Readonly<Record<string, string>>,
  changes: IsolationPolicy['env'],
): Readonly<Record<string, string>> {
  const entries = Object.entries({ ...env, ...changes });
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

const SHELL_NAME = /^[A-Za-z_]\w*$/;

/**
 * Variables as a file, and the command that reads them from file descriptor 9 and runs its arguments with them. No shell
 * takes every name (`npm_config_//registry.npmjs.org/:always-auth`): perl does; without it those are left out.
 */
export function packEnvironment(
  env: Readonly<Record<string, string>>,
  perl: string | null,
): { readonly text: string; readonly reader: string } {
  const entries = Object.entries(env);
  const isPlain = ([name]: readonly [string, string]) => SHELL_NAME.test(name);
  if (perl === null || entries.every(isPlain)) {
    const lines = entries.filter(isPlain).map(([name, value]) => `export ${name}=${quote(value)}\n`);
    return { text: lines.join(''), reader: `/usr/bin/env -i /bin/sh -c '. /proc/self/fd/9; exec 9<&-; exec "$@"' sh` };
  }
  const script =
    'open F, "<&=9"; local $/; %ENV = map { split /=/, $_, 2 } split /\\0/, <F>; close F; exec { $ARGV[0] } @ARGV; die "$ARGV[0]: $!\\n"';
  return {
    text: entries.map(([name, value]) => `${name}=${value}\0`).join(''),
    reader: `/usr/bin/env -i ${quote(perl)} -e ${quote(script)} --`,
  };
}
