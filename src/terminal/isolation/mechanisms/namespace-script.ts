import { dirname } from 'node:path';
import type { IsolationPolicy } from '../policy/isolation-policy.ts';
import { isWithin } from '../policy/paths/paths.ts';
import { type Cover, isOnItself, KEPT_CAPABILITIES, orderedCovers } from './covers.ts';

/** Who the program is, and how the script came to its power to mount. */
export interface ScriptOptions {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Inside a user namespace no other user is known. */
  readonly userNamespace: boolean;
  /** Path of the program that gives the powers up. */
  readonly setpriv: string;
  /**
   * Reads the program's environment from the file that is the first argument, since sudo takes it away; deleted before
   * the program starts. null: it is kept.
   */
  readonly environmentReader: string | null;
}

/**
 * A shell script that mounts the covers of a policy and then runs its arguments, for who is in namespaces already. Every
 * process costs milliseconds at each start, so that mount(8) is given tables instead of being called for each path.
 */
export function namespaceScript(policy: IsolationPolicy, options: ScriptOptions): string {
  const covers = orderedCovers(policy);
  const hidden = covers.filter(({ kind }) => kind === 'hidden-folder' || kind === 'hidden-file');
  const stage = stageFor(policy);
  return [
    'set -e',
    // What PATH leads to was chosen for the program, and may be its own work.
    'path=$PATH; PATH=/usr/sbin:/usr/bin:/sbin:/bin; folder=$(pwd -P)',
    ...(options.environmentReader !== null ? ['exec 9<"$1"', 'rm -f "$1"', 'shift'] : []),
    // A user's namespace may not bind a folder without the disks that were mounted in it before.
    EACH_MOUNT,
    'disks=; disk() { disks="$disks $m "; }; each_mount disk',
    // A table must be a file, which is nobody's to see.
    `mount -t tmpfs -o mode=0700 ${COVER} ${stage}; table=${stage}/table`,
    ...mountAll(policy, covers, stage, [
      ...covers.flatMap(pin),
      ...hidden.map(({ kind, path }) => ifThere(path, hide(kind, path, options))),
      ifThere('/dev/pts', OWN_TERMINALS, '-d'),
    ]),
    makeReadOnly(policy, covers, stage),
    // With what was made in it, which lies where it belongs by now.
    `umount -n -l ${stage}`,
    // What lay below it, and what one process could not do.
    'each single',
    // By its name, since what was entered before lies below the covers.
    'cd "$folder"',
    // Not in the shell's place: it is the first process, which has to wait for the others.
    `PATH=$path ${dropPrivileges(policy, options)} ${options.environmentReader ?? ''} "$@" || exit $?`,
  ].join('\n');
}

/**
 * Calls its argument for each mount, with its path in m and its options in o. By cat, since a shell reads byte by byte,
 * which took as long as all the rest.
 */
const EACH_MOUNT = `each_mount() { use=$1; rows=$(cat /proc/self/mountinfo); set -f; IFS='
'; for row in $rows; do IFS=' '; set -- $row; m=$5; o=$6; "$use"; done; unset IFS; set +f; }`;

/** A folder that nothing of the policy lies in, for what is made before it is put where it belongs. */
function stageFor({ hidden, writable, readOnly }: IsolationPolicy): string {
  const used = [...hidden.map(({ path }) => path), ...writable, ...readOnly];
  return ['/mnt', '/media', '/srv', '/opt'].find((path) => !used.some((other) => isWithin(other, path))) ?? '/mnt';
}

/** What is shown becomes a mount of its own, which can be writable or not; in fresh folders it is put in. What hides comes last. */
function mountAll(
  policy: IsolationPolicy,
  covers: readonly Cover[],
  stage: string,
  hiding: readonly string[],
): readonly string[] {
  const shown = covers.filter((cover) => ['writable', 'read-only'].includes(cover.kind) || isOnItself(cover));
  const fresh = policy.fresh.filter((path) => covers.some((cover) => cover.path === path));
  const places = fresh.map((top, at) => ({
    top,
    made: `${stage}/${at}`,
    inside: shown.filter(({ path }) => isWithin(path, top)),
  }));
  const outside = shown.filter(({ path }) => !fresh.some((top) => isWithin(path, top)));
  const direct = outside.map(({ path }) => ifThere(path, bind(path, path)));
  if (places.length === 0) return mountTable([...direct, ...hiding]);
  return [
    ...mountTable([
      ...direct,
      // Made beside, since what is shown in it is covered once it is there.
      ...places.flatMap(({ top, made, inside }) => [
        line({ source: FRESH_FOLDER, target: made, type: 'tmpfs', options: 'mode=1777,nosuid,nodev,X-mount.mkdir' }),
        ...inside.map(({ path }) =>
          ifThere(path, bind(path, `${made}${path.slice(top.length)}`, ',X-mount.mkdir'), '-d'),
        ),
      ]),
    ]),
    // Its own table, since it is put over what the first one read from.
    ...mountTable([
      ...places.flatMap(({ top, made, inside }) =>
        inside.map(({ path }) => showFile(path, `${made}${path.slice(top.length)}`)),
      ),
      ...places.map(({ top, made }) => bind(made, top)),
      ...hiding,
    ]),
  ];
}

/** Where it lies in a folder that is shown too it is there already, and is somebody's: nothing may be written to it. */
function showFile(source: string, target: string): string {
  const make = `[ -e ${quote(target)} ] || { mkdir -p ${quote(dirname(target))}; : >>${quote(target)}; }`;
  return `if [ -e ${quote(source)} ] && [ ! -d ${quote(source)} ]; then ${make}; ${bind(source, target)}; fi`;
}

/** Looks at all mounts, those below what is covered included. */
function makeReadOnly({ strength }: IsolationPolicy, covers: readonly Cover[], stage: string): string {
  const cases = [...covers]
    .sort((a, b) => b.path.length - a.path.length)
    .map(({ kind, path }) => matching(path, kind === 'read-only'));
  const rest = strength === 'strict' ? [matching('/proc', false), '/dev/*) ;;', '*) "$action" ;;'] : [];
  const inStage = `${stage}|${stage}/*`;
  // With the flags that a mount has: inside a user namespace none of them may be lost. One that nobody can reach is left.
  // A table's own / is passed over, but not by another name.
  return `each() { action=$1; each_mount cover; }
cover() { case "$o" in ro|ro,*) return ;; esac; case "$m" in
${[...cases, ...rest].join('\n')}
esac; }
list() { case "$m" in ${inStage}) return ;; /) m=/. ;; esac; printf '%s\\n' "${REMOUNT} $m none remount,bind,ro\${o#rw} 0 0"; }
single() { p=$(printf %b "$m"); mount -o "remount,bind,ro\${o#rw}" "$p" 2>/dev/null || [ ! -w "$p" ] || { echo "$p cannot be made read-only" >&2; exit 1; }; }
each list >$table
mount -a -T $table 2>/dev/null || :`;
}

function matching(path: string, isReadOnly: boolean): string {
  const name = quote(octal(path));
  return `${name}|${name}/*) ${isReadOnly ? '"$action"' : ''} ;;`;
}

/** A line of fstab(5), but for its numbers. */
interface Mount {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: string;
}

/** Names of their own: of what already is such a mount mount(8) does nothing. */
const COVER = 'sequential-cover';
const REMOUNT = 'sequential-remount';
const FRESH_FOLDER = 'sequential-fresh';

/** Those of others are not there; /dev/ptmx opens one of the folder beside it. */
const OWN_TERMINALS = line({
  source: 'sequential-terminals',
  target: '/dev/pts',
  type: 'devpts',
  options: 'newinstance,ptmxmode=0666,mode=0620,nosuid,noexec',
});

function hide(kind: Cover['kind'], path: string, { uid, gid }: ScriptOptions): string {
  return kind === 'hidden-folder'
    ? line({ source: COVER, target: path, type: 'tmpfs', options: `mode=0700,uid=${uid},gid=${gid},nosuid,nodev` })
    : bind('/dev/null', path);
}

function bind(source: string, target: string, more = '', how: 'bind' | 'rbind' = 'rbind'): string {
  return line({ source, target, type: 'none', options: `${how}${more}` });
}

/** Where it can, without what was mounted in it here, which would be mounted again with each. */
function pin(cover: Cover): readonly string[] {
  const { kind, path, source = path } = cover;
  if (kind !== 'pin' || isOnItself(cover)) return [];
  const either = (['rbind', 'bind'] as const).map((how) => bind(source, path, '', how));
  return [
    ifThere(source, `case "$disks" in *${quote(` ${octal(source)}/`)}*) ${either[0]} ;; *) ${either[1]} ;; esac`),
  ];
}

function line({ source, target, type, options }: Mount): string {
  return `printf '%s\\n' ${quote([octal(source), octal(target), type, options, '0 0'].join(' '))}`;
}

/** Another run's folder may be gone since it was found. */
function ifThere(path: string, command: string, test = '-e'): string {
  return `[ ! ${test} ${quote(path)} ] || ${command}`;
}

/** All that the commands print, by one process. */
function mountTable(commands: readonly string[]): readonly string[] {
  return commands.length === 0 ? [] : ['{', ...commands, '} >$table', 'mount -a -T $table'];
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
