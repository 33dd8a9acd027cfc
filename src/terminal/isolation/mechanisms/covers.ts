import { dirname } from 'node:path';
import type { IsolationPolicy } from '../policy/isolation-policy.ts';
import { isWithin } from '../policy/paths/paths.ts';

/** One thing that a sandbox mounts. */
export interface Cover {
  readonly kind: 'fresh' | 'hidden-folder' | 'hidden-file' | 'read-only' | 'writable' | 'pin';
  readonly path: string;
  /** What is mounted there; left out: what the kind says. */
  readonly source?: string;
}

/** What root keeps inside: enough to install packages and change owners, nothing that mounts, traces or makes devices. */
export const KEPT_CAPABILITIES = [
  ...['chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid'],
  ...['setpcap', 'net_bind_service', 'setfcap', 'audit_write'],
] as const;

/** In the order in which they are mounted: an outer one would cover what lies in it. What is hidden comes last. */
export function orderedCovers({ fresh, hidden, readOnly, writable, pinned }: IsolationPolicy): readonly Cover[] {
  const hiding = hidden
    // Nothing is left there to hide.
    .filter(({ path }) => isShownAnew(path, { fresh, readOnly, writable }))
    .map(({ path, isFolder }): Cover => ({ kind: isFolder ? 'hidden-folder' : 'hidden-file', path }));
  const covers = pins(pinned, hiding);
  const shown: Cover[] = [
    // On top of what is shown in it, it would take that away again.
    ...covers.filter(isOnItself),
    ...fresh.map((path) => ({ kind: 'fresh' as const, path })),
    ...writable.map((path) => ({ kind: 'writable' as const, path })),
    ...readOnly.map((path) => ({ kind: 'read-only' as const, path })),
  ];
  return [...shown.sort(byDepth), ...covers.filter((cover) => !isOnItself(cover)), ...hiding.sort(byDepth)];
}

/**
 * The kernel moves no folder that something is mounted on, by whatever path. Mounted on itself a folder would be a disk of
 * its own, from which package managers could link no file into a project. So each is mounted where something hidden is,
 * and the next one, or the cover, on top of it: in the folder beside it or in it, so that whoever has the one has the other.
 */
function pins(pinned: readonly string[], covers: readonly Cover[]): readonly Cover[] {
  const hidden = covers.filter(({ kind }) => kind === 'hidden-folder');
  return pinned.map((source): Cover => {
    const near = hidden.find(({ path }) => isWithin(path, dirname(source))) ?? hidden[0];
    return { kind: 'pin', path: near?.path ?? source, source };
  });
}

/** Of a folder that stays where it is: is nothing hidden there that it could be mounted on? */
export function isOnItself({ kind, path, source }: Cover): boolean {
  return kind === 'pin' && path === source;
}

function isShownAnew(
  path: string,
  { fresh, readOnly, writable }: Pick<IsolationPolicy, 'fresh' | 'readOnly' | 'writable'>,
): boolean {
  return !fresh.some((top) => isWithin(path, top)) || [...readOnly, ...writable].some((top) => isWithin(path, top));
}

function byDepth(a: Cover, b: Cover): number {
  return depth(a.path) - depth(b.path);
}

function depth(path: string): number {
  return path.split('/').length;
}
