import { accessSync, constants, lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from './hidden/find-sockets.ts';

/** Of the machine's devices, by what a program may do with them. Paths. */
export interface Devices {
  /** By which disks, memory, screen and keys are read past all files; only what this user can open. */
  readonly raw: readonly string[];
  /** What else this user can open, for builds that need it: graphics, sound, virtual machines. */
  readonly open: readonly string[];
}

const RAW = /^(?:mem|kmem|port|nvme.*|ng\d.*|sg\d+|bsg|raw|mapper|input|uinput|hidraw\d+|vcs.*)$/;
const CONSOLE = /^tty\d+$/;
/** A sandbox has its own of these, or the links lead into the process itself. */
const OF_EACH = /^(?:null|zero|full|random|urandom|tty|ptmx|pts|fd|stdin|stdout|stderr|core|console|block|disk)$/;

export function readDevices(uid: number): Devices {
  const found = namesIn('/dev').flatMap((name) => {
    const path = join('/dev', name);
    if (OF_EACH.test(name) || (uid !== 0 && !canOpen(path))) return [];
    return kindOf(name, path) ?? [];
  });
  const of = (kind: keyof Devices) => found.flatMap((one) => (one.kind === kind ? [one.path] : []));
  return { raw: of('raw'), open: of('open') };
}

function kindOf(name: string, path: string): { readonly kind: keyof Devices; readonly path: string } | null {
  try {
    const stat = statSync(path);
    // What a link leads to has an entry of its own.
    if (stat.isBlockDevice() || RAW.test(name)) return lstatSync(path).isSymbolicLink() ? null : { kind: 'raw', path };
    if (!CONSOLE.test(name)) return { kind: 'open', path };
    // Somebody works there.
    return stat.uid === 0 ? null : { kind: 'raw', path };
  } catch {
    return null;
  }
}

function canOpen(path: string): boolean {
  return [constants.R_OK, constants.W_OK].some((mode) => {
    try {
      accessSync(path, mode);
      return true;
    } catch {
      return false;
    }
  });
}
