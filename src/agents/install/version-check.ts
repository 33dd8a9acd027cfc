import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** How long `--version` may take: the heaviest of the CLIs unpacks itself at its first start. */
const timeLimitMs = 60_000;

export type VersionAnswer =
  /** `version` null: it answered, but with no number of three parts in it. `text`: the first line. */
  | { readonly ok: true; readonly version: string | null; readonly text: string }
  | { readonly ok: false; readonly why: string };

/** Asks a program for its version with `--version`, or as its people would have it. Never rejects. */
export function askVersion(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
  { limitMs = timeLimitMs, flag = '--version' }: { readonly limitMs?: number; readonly flag?: string } = {},
): Promise<VersionAnswer> {
  return new Promise((resolve) => {
    const child = execFile(
      path,
      [flag],
      { env: { ...env }, timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: 1 << 20, encoding: 'utf8' },
      (error, stdout, stderr) => {
        if (error === null) {
          const version = readVersion(stdout) ?? readVersion(stderr);
          return resolve({ ok: true, version, text: stdout.trim().split('\n')[0] ?? '' });
        }
        const said = `${stderr}\n${stdout}`.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
        const how = error.killed ? `no answer within ${limitMs / 1000} s` : `exit ${error.code ?? error.signal}`;
        resolve({ ok: false, why: said === '' ? how : `${how}: ${said}` });
      },
    );
    child.stdin?.on('error', () => {});
    child.stdin?.end();
  });
}

/**
 * Version of a program: from the npm package that it lies in, which costs nothing and starts nothing, else by asking it.
 * null: it could not be told.
 */
export async function versionOf(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const packaged = await packageVersion(path);
  if (packaged !== null) return packaged;
  const answer = await askVersion(path, env);
  return answer.ok ? answer.version : null;
}

async function packageVersion(path: string): Promise<string | null> {
  let folder = dirname(await realpath(path));
  for (let depth = 0; depth < 3; depth++, folder = dirname(folder)) {
    try {
      const { bin, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      if (typeof version === 'string' && Object.hasOwn(bin ?? {}, basename(path))) return readVersion(version);
    } catch {
      // No package here: it may be a level up, or the program comes from elsewhere.
    }
  }
  return null;
}

/** First `1.2.3` (with its suffix) in what a program printed. */
export function readVersion(text: string): string | null {
  return /(?<![\w.])v?(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)(?!\.?\d)/.exec(text)?.[1] ?? null;
}

/** A sentence that names both versions where the found one is not the `wanted` one; null where it is. */
export function versionWarning(
  name: string,
  found: string | null,
  wanted: string,
  why: 'known to work' | 'asked for' = 'known to work',
): string | null {
  if (found === wanted) return null;
  if (found === null) return `${name}: its version could not be read; ${wanted} is the one ${why}.`;
  const order = compareVersions(found, wanted);
  const how = order < 0 ? 'older than' : order > 0 ? 'newer than' : 'another build of';
  return `${name} ${found} is ${how} ${wanted}, the version ${why}; it is used as it is.`;
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < 3; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

function numbers(version: string): number[] {
  return (version.split(/[-+]/)[0] ?? '').split('.').map(Number);
}
