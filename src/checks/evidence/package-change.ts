import { isDeepStrictEqual } from 'node:util';
import type { Line } from './types.ts';
import { readVerifyCommand, type VerifyWords } from './verify-command.ts';

/** Names of scripts that decide what a test run is. */
const TESTS = /^(?:pre|post)?(?:test|check|verify|lint|ci|unit|spec|e2e|integration|coverage)[\w:-]{0,40}$/;
const RUNS_TESTS = /\b(?:jest|vitest|mocha|ava|tap|playwright|cypress|eslint|biome|tsc|node --test|npm test)\b/;
const SETTINGS = ['jest', 'mocha', 'ava', 'vitest', 'nyc', 'c8', 'tap'];

/** What a package.json decides otherwise than before. */
export interface PackageChange {
  /** The script that matters most; null: none does. */
  readonly script: string | null;
  /** The verify command runs it, or what that runs. */
  readonly isRun: boolean;
  /** Settings of a test runner were changed. */
  readonly settings: boolean;
}

/** null: one of them is no JSON, or not shown whole. */
export function packageChange(
  before: readonly Line[],
  after: readonly Line[],
  verify: VerifyWords,
): PackageChange | null {
  const [was, is] = [readPackage(before), readPackage(after)];
  if (was === null || is === null) return null;
  const [old, now] = [scriptsOf(was), scriptsOf(is)];
  const run = new Set([...scriptsRun(old, verify), ...scriptsRun(now, verify)]);
  const changed = Object.keys(old).filter((name) => old[name] !== now[name]);
  // A new script decides something only where it runs before or after one that verify runs.
  const wrapped = Object.keys(now).filter((name) => old[name] === undefined && /^(?:pre|post)/.test(name));
  const isRun = (name: string) => run.has(name) || run.has(name.replace(/^(?:pre|post)/, ''));
  const isTest = (name: string) => TESTS.test(name) || RUNS_TESTS.test(old[name] ?? '');
  const running = [...changed, ...wrapped].find(isRun);
  return {
    script: running ?? changed.find(isTest) ?? null,
    isRun: running !== undefined,
    settings: SETTINGS.some((name) => !isDeepStrictEqual(was[name], is[name])),
  };
}

function readPackage(lines: readonly Line[]): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(lines.map(({ text }) => text).join('\n'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function scriptsOf({ scripts }: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(scripts ?? {});
  return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** Those that verify runs, and those that they run. */
function scriptsRun(scripts: Readonly<Record<string, string>>, verify: VerifyWords): ReadonlySet<string> {
  const names = Object.keys(scripts);
  const run = new Set(names.filter((name) => verify.runsScript(name)));
  for (const name of run) {
    const inside = readVerifyCommand(scripts[name] ?? '');
    for (const other of names) if (inside.runsScript(other)) run.add(other);
  }
  return run;
}
