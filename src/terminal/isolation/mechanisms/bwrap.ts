import type { IsolationPolicy } from '../policy/isolation-policy.ts';
import { isKernels, isWithin } from '../policy/paths/paths.ts';
import { type Cover, KEPT_CAPABILITIES, orderedCovers } from './covers.ts';

const MOUNTS: Readonly<Record<Cover['kind'], (path: string, source: string) => readonly string[]>> = {
  fresh: (path) => ['--tmpfs', path],
  'hidden-folder': (path) => ['--tmpfs', path],
  // Empty to whoever reads it, which tools bear better than a refusal.
  'hidden-file': (path) => ['--dev-bind', '/dev/null', path],
  // Another run's may be gone by now.
  'read-only': (path) => ['--ro-bind-try', path, path],
  writable: (path) => ['--bind', path, path],
  pin: (path, source) => ['--bind-try', source, path],
};

/** The command before the program's own, of a policy kept by bubblewrap. */
export function bwrapCommand(
  program: string,
  policy: IsolationPolicy,
  { uid, bwrapSetsModes }: { readonly uid: number; readonly bwrapSetsModes: boolean },
): readonly [string, ...string[]] {
  // As tmux, ssh and gpg want their folders, should a program make theirs anew.
  const modes = bwrapSetsModes ? ['--perms', '0700'] : [];
  const hidden = policy.hidden.filter(({ path }) => !isDevice(path));
  const covers = orderedCovers({ ...policy, hidden }).flatMap(({ kind, path, source = path }) => [
    ...(kind === 'hidden-folder' ? modes : []),
    ...MOUNTS[kind](path, source),
  ]);
  // Of root's powers those stay that builds need; with the others it could take the covers off.
  const capabilities =
    uid === 0 ? ['--cap-drop', 'ALL', ...KEPT_CAPABILITIES.flatMap((name) => ['--cap-add', `cap_${name}`])] : [];
  const ground = [policy.strength === 'strict' ? '--ro-bind' : '--dev-bind', '/', '/'];
  // A folder of its own, with terminals of its own: others are not there, and no device can be removed.
  const devices = ['--dev', '/dev', ...policy.devices.flatMap((path) => ['--dev-bind-try', path, path])];
  return [
    program,
    ...['--unshare-pid', '--die-with-parent', ...capabilities, ...ground, ...devices, '--proc', '/proc'],
    ...covers,
    '--',
  ];
}

/** It is not among those that are shown. */
function isDevice(path: string): boolean {
  return isKernels(path) && isWithin(path, '/dev');
}
