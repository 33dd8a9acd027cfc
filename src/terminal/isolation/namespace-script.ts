import { type Cover, KEPT_CAPABILITIES, orderedCovers, ROOT_ONLY } from './covers.ts';
import { type IsolationPolicy, isWithin } from './isolation-policy.ts';

/** Who the program is, and how the script came to its power to mount. */
export interface ScriptOptions {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Inside a user namespace no other user is known. */
  readonly userNamespace: boolean;
  /** Path of the program that gives the powers up. */
  readonly setpriv: string;
  /** The program's environment is in a file that is the first argument, since sudo takes it away. */
  readonly environmentFile: boolean;
}

/** A shell script that mounts the covers of a policy and then runs its arguments, for who is in namespaces already. */
export function namespaceScript(policy: IsolationPolicy, options: ScriptOptions): string {
  const covers = orderedCovers(policy);
  const shown = covers.filter(({ kind }) => kind === 'writable' || kind === 'read-only');
  const fresh = policy.fresh.filter((path) => covers.some((cover) => cover.path === path));
  const isInFresh = ({ path }: Cover) => fresh.some((top) => isWithin(path, top));
  const hidden = covers.filter(({ kind }) => kind === 'hidden-folder' || kind === 'hidden-file');
  const isRoot = options.uid === 0 && !options.userNamespace;
  const rootOnly = isRoot ? ROOT_ONLY : [];
  return [
    'set -e',
    // What PATH leads to was chosen for the program, and may be its own work.
    'path=$PATH; PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    ...(options.environmentFile ? ['exec 9<"$1"', 'rm -f "$1"', 'shift'] : []),
    ...shown
      .filter((cover) => !isInFresh(cover))
      .map(({ path }) => ifThere(path, `mount --rbind ${quote(path)} ${quote(path)}`)),
    ...rootOnly.map((path) => ifThere(path, `mount --rbind ${path} ${path}`)),
    ...fresh.flatMap((top) =>
      freshFolder(
        top,
        shown.filter(({ path }) => isWithin(path, top)),
        policy,
      ),
    ),
    readOnlyPass(policy, covers, rootOnly),
    ...hidden.map(({ kind, path }) => ifThere(path, hide(kind, path, options))),
    // Not in the shell's place: it is the first process, which has to wait for the others.
    `PATH=$path ${dropPrivileges(policy, options)} ${options.environmentFile ? READ_ENVIRONMENT : ''} "$@" || exit $?`,
  ].join('\n');
}

/** The variables come by a file, deleted by now; the program does not get to see it. */
const READ_ENVIRONMENT = `/usr/bin/env -i /bin/sh -c '. /proc/self/fd/9; exec 9<&-; exec "$@"' sh`;

/** Made beside, since what is shown in it is covered once it is there. */
function freshFolder(top: string, shown: readonly Cover[], { hidden, writable, readOnly }: IsolationPolicy): string[] {
  const used = [...hidden.map(({ path }) => path), ...writable, ...readOnly];
  const stage =
    ['/mnt', '/media', '/srv', '/opt'].find((path) => !used.some((other) => isWithin(other, path))) ?? '/mnt';
  return [
    `mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs ${stage}`,
    ...shown.flatMap(({ path }) => {
      const target = quote(`${stage}${path.slice(top.length)}`);
      const source = quote(path);
      const parent = `"$(dirname ${target})"`;
      return [
        `if [ -d ${source} ]; then mkdir -p ${target}; else mkdir -p ${parent}; : >${target}; fi`,
        `mount --rbind ${source} ${target}`,
      ];
    }),
    `mount -n --move ${stage} ${top}`,
  ];
}

/** One look at all mounts, those below what is covered included. */
function readOnlyPass({ strength }: IsolationPolicy, covers: readonly Cover[], more: readonly string[]): string {
  const isStrict = strength === 'strict';
  const cases = [...covers]
    .filter(({ kind }) => kind === 'read-only' || (isStrict && (kind === 'writable' || kind === 'fresh')))
    .sort((a, b) => b.path.length - a.path.length)
    .map(({ kind, path }) => matching(path, kind === 'read-only'));
  const always = more.map((path) => matching(path, true));
  const rest = isStrict ? [matching('/proc', false), matching('/dev', false), `*) ${REMOUNT} ;;`] : [];
  const lines = [...always, ...cases, ...rest];
  if (lines.length === 0) return ':';
  return `while read -r _ _ _ _ m o _; do case "$m" in
${lines.join('\n')}
esac; done </proc/self/mountinfo`;
}

/** With the flags that it has: inside a user namespace none of them may be lost. A mount nobody can reach is left. */
const REMOUNT = `p=$(printf %b "$m"); mount -o "remount,bind,ro\${o#r[wo]}" "$p" 2>/dev/null || [ ! -w "$p" ]`;

function matching(path: string, isReadOnly: boolean): string {
  const name = quote(path.replace(/[ \t\n\\]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`));
  return `${name}|${name}/*) ${isReadOnly ? REMOUNT : ''} ;;`;
}

/** Another run's folder may be gone by now. */
function ifThere(path: string, command: string): string {
  return `${command} || [ ! -e ${quote(path)} ]`;
}

function hide(kind: Cover['kind'], path: string, { uid, gid }: ScriptOptions): string {
  return kind === 'hidden-folder'
    ? `mount -t tmpfs -o mode=0700,uid=${uid},gid=${gid},nosuid,nodev tmpfs ${quote(path)}`
    : `mount --bind /dev/null ${quote(path)}`;
}

/** Down to who the program is, with nothing that would take the covers off. */
function dropPrivileges(
  { sudo }: IsolationPolicy,
  { uid, gid, groups, userNamespace, setpriv }: ScriptOptions,
): string {
  const user = userNamespace || uid === 0 ? '' : `--reuid=${uid} --regid=${gid} --groups=${[gid, ...groups].join()}`;
  const kept = uid === 0 && !userNamespace ? KEPT_CAPABILITIES.map((name) => `,+${name}`).join('') : '';
  const powers = sudo ? '' : `--no-new-privs --bounding-set=-all${kept}`;
  return `${quote(setpriv)} ${user} ${powers} --inh-caps=-all --ambient-caps=-all`.replace(/ +/g, ' ');
}

/** A word of a shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
