import { type Cover, KEPT_CAPABILITIES, orderedCovers } from './covers.ts';
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
  const stage = stageFor(policy);
  const hidden = covers.filter(({ kind }) => kind === 'hidden-folder' || kind === 'hidden-file');
  return [
    'set -e',
    // What PATH leads to was chosen for the program, and may be its own work.
    'path=$PATH; PATH=/usr/sbin:/usr/bin:/sbin:/bin; folder=$(pwd -P)',
    ...(options.environmentFile ? ['exec 9<"$1"', 'rm -f "$1"', 'shift'] : []),
    ...mountAll(
      shown.filter((cover) => !isInFresh(cover)).map(({ path }) => bindItself(path)),
      stage,
    ),
    ...fresh.flatMap((top) =>
      freshFolder(
        top,
        shown.filter(({ path }) => isWithin(path, top)),
        stage,
      ),
    ),
    readOnlyPass(policy, covers),
    ...mountAll(
      hidden.map(({ kind, path }) => hide(kind, path, options)),
      stage,
    ),
    // By its name, since what was entered before lies below the covers.
    'cd "$folder"',
    // Not in the shell's place: it is the first process, which has to wait for the others.
    `PATH=$path ${dropPrivileges(policy, options)} ${options.environmentFile ? READ_ENVIRONMENT : ''} "$@" || exit $?`,
  ].join('\n');
}

/** The variables come by a file, deleted by now; the program does not get to see it. */
const READ_ENVIRONMENT = `/usr/bin/env -i /bin/sh -c '. /proc/self/fd/9; exec 9<&-; exec "$@"' sh`;

/** A folder that nothing of the policy lies in, for what is made before it is put where it belongs. */
function stageFor({ hidden, writable, readOnly }: IsolationPolicy): string {
  const used = [...hidden.map(({ path }) => path), ...writable, ...readOnly];
  return ['/mnt', '/media', '/srv', '/opt'].find((path) => !used.some((other) => isWithin(other, path))) ?? '/mnt';
}

/** Made beside, since what is shown in it is covered once it is there. */
function freshFolder(top: string, shown: readonly Cover[], stage: string): string[] {
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
function readOnlyPass({ strength }: IsolationPolicy, covers: readonly Cover[]): string {
  const isStrict = strength === 'strict';
  const cases = [...covers]
    .filter(({ kind }) => kind === 'read-only' || (isStrict && (kind === 'writable' || kind === 'fresh')))
    .sort((a, b) => b.path.length - a.path.length)
    .map(({ kind, path }) => matching(path, kind === 'read-only'));
  const rest = isStrict ? [matching('/proc', false), matching('/dev', false), `*) ${REMOUNT} ;;`] : [];
  const lines = [...cases, ...rest];
  if (lines.length === 0) return ':';
  return `while read -r _ _ _ _ m o _; do case "$m" in
${lines.join('\n')}
esac; done </proc/self/mountinfo`;
}

/** With the flags that it has: inside a user namespace none of them may be lost. A mount nobody can reach is left. */
const REMOUNT = `p=$(printf %b "$m"); mount -o "remount,bind,ro\${o#r[wo]}" "$p" 2>/dev/null || [ ! -w "$p" ]`;

function matching(path: string, isReadOnly: boolean): string {
  const name = quote(octal(path));
  return `${name}|${name}/*) ${isReadOnly ? REMOUNT : ''} ;;`;
}

/** A line of fstab(5), but for its numbers. */
interface Mount {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: string;
}

/** A name of its own: what already is such a mount is not taken for the cover. */
const COVER = 'sequential-cover';

function hide(kind: Cover['kind'], path: string, { uid, gid }: ScriptOptions): Mount {
  return kind === 'hidden-folder'
    ? { source: COVER, target: path, type: 'tmpfs', options: `mode=0700,uid=${uid},gid=${gid},nosuid,nodev` }
    : { source: '/dev/null', target: path, type: 'none', options: 'bind' };
}

function bindItself(path: string): Mount {
  return { source: path, target: path, type: 'none', options: 'rbind' };
}

/** All by one process, which costs as much as one of them; where that fails one by one, since another run's folder may be gone. */
function mountAll(mounts: readonly Mount[], stage: string): readonly string[] {
  if (mounts.length === 0) return [];
  const table = mounts.map(({ source, target, type, options }) =>
    [octal(source), octal(target), type, options, '0 0'].join(' '),
  );
  const each = mounts.map(
    ({ source, target, type, options }) =>
      `mount -t ${type} -o ${options} ${quote(source)} ${quote(target)} || [ ! -e ${quote(target)} ]`,
  );
  return [
    // It must be a file, which is nobody's to see.
    `mount -t tmpfs -o mode=0700 ${COVER} ${stage}`,
    `cat >${stage}/table <<'TABLE'`,
    ...table,
    'TABLE',
    `if ! mount -a -T ${stage}/table 2>/dev/null; then`,
    ...each,
    'fi',
    `umount -n ${stage}`,
  ];
}

/** As the kernel and fstab(5) write a path. */
function octal(path: string): string {
  return path.replace(/[ \t\n\\]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);
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
