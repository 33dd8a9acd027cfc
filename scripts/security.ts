/**
 * Runs the attacks of test/security on the bundles (SEQUENTIAL_DIST names others than the committed ones), as an ordinary
 * user, and prints what held. Arguments go to jest.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asUser, openUserPlace, userName } from './ordinary-user.ts';

interface Results {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const place = openUserPlace('temporary');
const { folder, project, node, env } = place;
const results = join(folder, 'results.json');
if (process.env.REQUIRE_ISOLATION === '1') requireSandbox();
const jest = join(project, 'node_modules', 'jest', 'bin', 'jest.js');
const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const ran = spawnSync(
  node,
  [
    ...options,
    jest,
    'test/security',
    '--testPathIgnorePatterns=/node_modules/',
    // A pipe that a hostile process holds is no reason to wait.
    '--forceExit',
    '--json',
    `--outputFile=${results}`,
    '--cacheDirectory',
    join(folder, 'cache'),
    ...process.argv.slice(2),
  ],
  {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    ...asUser,
    env,
  },
);

try {
  if (!existsSync(results)) throw new Error(`the attacks could not be run:\n${ran.error ?? ran.stderr}`);
  report(JSON.parse(readFileSync(results, 'utf8')) as Results);
} finally {
  place.close();
}

/**
 * Where one is required no attack may fail for another reason than the sandbox, nor pass without it: one of this user's, or
 * of root's in a job of a hosted runner, where that is all there is.
 */
function requireSandbox(): void {
  const hosted = { GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'github-hosted' };
  if (hasSandbox(asUser, {}) || hasSandbox({}, hosted)) return;
  place.close();
  throw new Error('no sandbox works on this machine; the attacks require one');
}

function hasSandbox(user: typeof asUser, more: NodeJS.ProcessEnv): boolean {
  const doctor = [join(project, 'dist', 'cli.js'), 'doctor', '--json'];
  const { PATH, HOME, TMPDIR } = env;
  const options = { cwd: folder, env: { PATH, HOME, TMPDIR, ...more }, encoding: 'utf8' } as const;
  const { stdout } = spawnSync(node, doctor, { ...user, ...options });
  const { isolation } = JSON.parse(stdout) as { isolation: { mechanism: string | null } };
  return isolation.mechanism !== null;
}

function report({ testResults }: Results): void {
  const tests = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'pending');
  const rows = tests.map(({ ancestorTitles, title, status }) => {
    const [who = '', what = '', how = ''] = title.split(' | ');
    return [ancestorTitles[0] ?? '', who, what, how, status === 'passed' ? 'held' : 'NOT HELD'];
  });
  const header = ['kind', 'who', 'what', 'how', 'held'];
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  console.log(line(header));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of rows) console.log(line(row));
  const failed = tests.filter(({ status }) => status !== 'passed');
  const broken = testResults.filter(({ assertionResults }) => assertionResults.length === 0);
  for (const { failureMessages, title } of failed) console.error(`\n${title}\n${failureMessages.join('\n')}`);
  for (const { message } of broken) console.error(message);
  console.log(`${tests.length - failed.length} of ${tests.length} held, as ${userName}`);
  process.exitCode = tests.length === 0 || failed.length > 0 || broken.length > 0 ? 1 : 0;
}
