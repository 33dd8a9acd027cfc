/**
 * Renews the lock files of the agents' CLIs (`src/agents/locks/`, and those that only stories drive) after a pinned version
 * was raised: `npm run lock:clis`, or `-- claude codex` for these alone. Asks the registry that npm is set up with; runs no script of a package.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { backends } from '../src/agents/index.ts';
import { WRAPPER_LOCKS, wrappers } from '../test/real-agents/acp/wrappers.ts';

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const only = process.argv.slice(2);
const root = resolve(import.meta.dirname, '..');
const pinned = [
  ...backends.flatMap(({ name, cli }) => (cli === null ? [] : [{ name, cli, folder: 'src/agents/locks' }])),
  ...wrappers.map((cli) => ({ name: cli.program, cli, folder: WRAPPER_LOCKS })),
];
for (const { cli, name, folder } of pinned) {
  if (only.length > 0 && !only.includes(name)) continue;
  const lock = createLock(cli.package, cli.version);
  const incomplete = Object.entries(lock.packages).filter(([path, { integrity }]) => path !== '' && !integrity);
  writeFileSync(join(root, folder, `${cli.program}.json`), `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${name} ${cli.version}: ${Object.keys(lock.packages).length - 1} packages`);
  for (const [path] of incomplete)
    console.error(`  ${path}: this registry does not have it, so it has no integrity. Run this with another registry.`);
}

function createLock(packageName: string, version: string): { packages: Record<string, LockEntry> } {
  const scratch = mkdtempSync(join(tmpdir(), 'lock-'));
  try {
    writeFileSync(
      join(scratch, 'package.json'),
      JSON.stringify({ private: true, dependencies: { [packageName]: version } }),
    );
    const args = ['install', '--package-lock-only', '--ignore-scripts', '--omit-lockfile-registry-resolved'];
    execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: scratch, stdio: 'inherit' });
    const lock = JSON.parse(readFileSync(join(scratch, 'package-lock.json'), 'utf8'));
    delete lock.name;
    return { ...lock, packages: withMissing(lock.packages) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** npm leaves out optional packages that the registry does not have, and then `npm ci` refuses the lock file. */
function withMissing(packages: Readonly<Record<string, LockEntry>>): Record<string, LockEntry> {
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.entries(optionalDependencies))
    .filter(([name]) => packages[`node_modules/${name}`] === undefined)
    .map(([name, version]) => {
      const [, os = '', cpu = ''] = /-(darwin|linux|windows|win32)-(\w+)/.exec(name) ?? [];
      const machine = os === '' ? {} : { os: [os === 'windows' ? 'win32' : os], cpu: [cpu] };
      return [`node_modules/${name}`, { version, optional: true, ...machine }] as const;
    });
  return Object.fromEntries([...Object.entries(packages), ...missing].sort(([a], [b]) => (a < b ? -1 : 1)));
}
