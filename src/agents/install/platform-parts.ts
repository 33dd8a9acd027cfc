import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What is read of an entry of npm's lock file, by its folder (`node_modules/…`). */
interface LockEntry {
  readonly name?: string;
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** The machine as npm's lock files speak of it; `libc` null: not Linux. */
export interface NpmPlatform {
  readonly os: string;
  readonly cpu: string;
  readonly libc: 'glibc' | 'musl' | null;
}

/** This machine. */
export function npmPlatform(): NpmPlatform {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const libc = header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
  return { os: process.platform, cpu: process.arch, libc: process.platform === 'linux' ? libc : null };
}

/**
 * Packages (`name@version`) that the lock file has for this machine and that npm left out. npm ends with 0 without an
 * optional package that it could not fetch, and CLIs carry their own program in one, a package for each platform.
 */
export function missingParts(folder: string, lock: object, platform: NpmPlatform = npmPlatform()): string[] {
  const { packages = {} } = lock as { readonly packages?: Readonly<Record<string, LockEntry>> };
  const isInstalled = (path: string): boolean => existsSync(join(folder, path, 'package.json'));
  return Object.entries(packages)
    .filter(([path]) => path === '' || isInstalled(path))
    .flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).flatMap((name) => {
        const part = locate(packages, path, name);
        if (part === null || !isFor(packages[part] ?? {}, platform) || isInstalled(part)) return [];
        return [`${packages[part]?.name ?? name}@${packages[part]?.version}`];
      }),
    );
}

/** Folder of a package's dependency: beneath it, or beneath one of those that it lies in. */
function locate(packages: object, from: string, name: string): string | null {
  const own = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (Object.hasOwn(packages, own)) return own;
  if (from === '') return null;
  return locate(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

function isFor({ os, cpu, libc }: LockEntry, platform: NpmPlatform): boolean {
  return allows(os, platform.os) && allows(cpu, platform.cpu) && (libc === undefined || allows(libc, platform.libc));
}

/** As npm reads such a list: `!win32` is all others. */
function allows(list: readonly string[] | undefined, value: string | null): boolean {
  if (list === undefined) return true;
  const denied = list.filter((entry) => entry.startsWith('!'));
  if (denied.includes(`!${value}`)) return false;
  return denied.length === list.length || list.includes(value ?? '');
}
