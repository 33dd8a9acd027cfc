/**
 * Runs the attacks of test/security on the bundles (SEQUENTIAL_DIST names others than the committed ones) and prints what
 * held. They are run as an ordinary user, as an agent is: root may read and write what no agent could, so that a root who
 * starts this becomes nobody first. Arguments go to jest.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

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

const root = resolve(import.meta.dirname, '..');
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

const folder = mkdtempSync(join(tmpdir(), 'security-'));
const results = join(folder, 'results.json');
for (const name of ['home', 'tmp']) mkdirSync(join(folder, name));
if (isRoot) for (const path of [folder, join(folder, 'home'), join(folder, 'tmp')]) chownSync(path, nobody, nobody);
chmodSync(folder, 0o700);

/** Where it can be read by who runs the attacks: a clone in root's own home cannot. */
const project = isReadable(root) ? root : copyOf(root);
if (process.env.REQUIRE_ISOLATION === '1') requireSandbox();
const jest = join(project, 'node_modules', 'jest', 'bin', 'jest.js');
const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const ran = spawnSync(
  process.execPath,
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
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    env: {
      ...process.env,
      PATH: [join(project, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
      HOME: join(folder, 'home'),
      TMPDIR: join(folder, 'tmp'),
      USER: isRoot ? 'nobody' : process.env.USER,
    },
  },
);

try {
  if (!existsSync(results)) throw new Error(`the attacks could not be run:\n${ran.stderr}`);
  report(JSON.parse(readFileSync(results, 'utf8')) as Results);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Where one is required no attack may fail for another reason than the sandbox, nor pass without it. */
function requireSandbox(): void {
  const asked = isRoot ? { uid: nobody, gid: nobody } : {};
  const doctor = [join(project, 'dist', 'cli.js'), 'doctor', '--json'];
  const env = { PATH: process.env.PATH, HOME: join(folder, 'home'), TMPDIR: join(folder, 'tmp') };
  const { stdout } = spawnSync(process.execPath, doctor, { ...asked, cwd: folder, env, encoding: 'utf8' });
  const { isolation } = JSON.parse(stdout) as { isolation: { mechanism: string | null } };
  if (isolation.mechanism !== null) return;
  rmSync(folder, { recursive: true, force: true });
  throw new Error('no sandbox works on this machine; the attacks require one');
}

function isReadable(path: string): boolean {
  const asked = isRoot ? { uid: nobody, gid: nobody } : {};
  return spawnSync('test', ['-r', join(path, 'package.json')], { ...asked, cwd: '/' }).status === 0;
}

function copyOf(path: string): string {
  const copy = join(folder, 'project');
  cpSync(path, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !/\/\.(?:cache|git)$/.test(source),
  });
  return copy;
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
  console.log(
    `${tests.length - failed.length} of ${tests.length} held, as ${isRoot ? 'nobody' : (process.env.USER ?? 'this user')}`,
  );
  process.exitCode = tests.length === 0 || failed.length > 0 || broken.length > 0 ? 1 : 0;
}
