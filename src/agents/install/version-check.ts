import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { firstCharacters } from '../../text.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How a CLI starts that is asked something: what goes before its own command, and its environment. */
export interface ProbeStart {
  readonly prefix: readonly string[];
  readonly env: Environment;
  /** Called when the CLI has answered. */
  readonly ended?: () => Promise<void>;
}

/** Has a backend's CLI start as its attempts do, in the sandbox; null: it is not allowed to start. */
export type StartProbe = (backend: string, env: Readonly<Record<string, string>>) => Promise<ProbeStart | null>;

export const startOpenly: StartProbe = async (_, env) => ({ prefix: [], env });

/** How long `--version` may take: the heaviest of the CLIs unpacks itself at its first start. */
const timeLimitMs = 60_000;

export type VersionResult =
  /** `version` null: it answered, but with no number of three parts in it. `text`: the first line. */
  | { readonly ok: true; readonly version: string | null; readonly text: string }
  | { readonly ok: false; readonly why: string };

/** Asks a program for its version with `--version`, or as its people would have it. Never rejects. */
export function queryVersion(
  path: string,
  env: Environment,
  {
    limitMs = timeLimitMs,
    flag = '--version',
    prefix = [],
  }: { readonly limitMs?: number; readonly flag?: string; readonly prefix?: readonly string[] } = {},
): Promise<VersionResult> {
  const [program = '', ...args] = [...prefix, path, flag];
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { env: { ...env }, timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: 1 << 20, encoding: 'utf8' },
      (error, stdout, stderr) => {
        if (error === null) {
          const version = readVersion(stdout) ?? readVersion(stderr);
          return resolve({ ok: true, version, text: stdout.trim().split('\n')[0] ?? '' });
        }
        const words = firstCharacters(complaint(`${stderr}\n${stdout}`.trim().split('\n')), 300);
        const failure = error.killed ? `no answer within ${limitMs / 1000} s` : `exit ${error.code ?? error.signal}`;
        resolve({ ok: false, why: words === '' ? failure : `${failure}: ${words}` });
      },
    );
    child.stdin?.on('error', () => {});
    child.stdin?.end();
  });
}

/** The line that says what is wrong: of an uncaught error of Node its own one, not the version of Node that ends it. */
function complaint(lines: readonly string[]): string {
  return lines.find((line) => /^(?:\w*Error|error)\b/.test(line)) ?? lines.at(-1) ?? '';
}

/**
 * Version of a program: from the npm package that it lies in, which costs nothing and starts nothing, else by asking it.
 * null: it could not be told.
 */
export async function detectVersion(path: string, start: () => Promise<ProbeStart | null>): Promise<string | null> {
  const fromPackage = await packageVersion(path);
  if (fromPackage !== null) return fromPackage;
  const started = await start();
  if (started === null) return null;
  const answer = await queryVersion(path, started.env, started);
  await started.ended?.();
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

/** A sentence that names both versions where the found one is not the `expected` one; null where it is. */
export function versionWarning(
  name: string,
  found: string | null,
  expected: string,
  why: 'known to work' | 'requested' = 'known to work',
): string | null {
  if (found === expected) return null;
  if (found === null) return `${name}: its version could not be determined; ${expected} is the one ${why}.`;
  const comparison = compareVersions(found, expected);
  const relation = comparison < 0 ? 'older than' : comparison > 0 ? 'newer than' : 'another build of';
  return `${name} ${found} is ${relation} ${expected}, the version ${why}; it is used as is.`;
}

/** Below 0: `a` is the older one. */
export function compareVersions(a: string, b: string): number {
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
