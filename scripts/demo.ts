/**
 * The main job, shown on a throw-away repository with the built-in rehearsal agent: no key, no cost, no question asked.
 * A check fails and is fixed, the agent asks a question, the answer comes, the spec is completed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createColors } from 'picocolors';

const root = resolve(import.meta.dirname, '..');
const cli = join(root, 'dist', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'sequential-demo-'));
const specs = join(folder, '.kiro', 'specs');

const { bold, dim } = createColors(process.stdout.isTTY === true && !process.env.NO_COLOR);

function title(text: string): void {
  console.log(`\n${bold(`━━ ${text}`)}`);
}

/** Shows the command as a person would type it, runs it in the repository, and expects one of the exit codes. */
function show(expected: number, ...args: string[]): void {
  console.log(
    dim(`$ sequential-orchestration ${args.map((arg) => (/[^\w./:-]/.test(arg) ? `'${arg}'` : arg)).join(' ')}`),
  );
  const { status } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, stdio: 'inherit' });
  console.log(dim(`(exit code ${status})`));
  if (status !== expected) {
    console.error(`expected exit code ${expected}; the repository is kept in ${folder}`);
    process.exit(1);
  }
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });

cpSync(join(root, 'examples', 'rehearsal'), folder, { recursive: true });
git('init', '-q', '-b', 'main');
git('config', 'user.name', 'Demo');
git('config', 'user.email', 'demo@example.org');
git('add', '-A');
git('commit', '-q', '-m', 'chore: start with a spec');

title('The spec: three units, one sub-task optional, each after the one before');
show(0, 'plan', '--spec', 'link-shortener');

title('A night: one check fails and is fixed; then the agent needs your input');
const flags = [
  '--spec',
  'link-shortener',
  '--backend',
  'rehearsal',
  '--checkpoint',
  'commit',
  '--verify',
  'node --test',
  '--delay',
  '1s',
];
show(2, 'run', ...flags);

title('In the morning: what is going on?');
show(0, 'status', '--spec', 'link-shortener');

title('The answer, and on it goes');
show(0, 'resume', ...flags, '--answer', 'Temporary, 302: people will want to change their links.');

title('git log');
console.log(
  git(
    'log',
    '--format=%C(auto)%h %s%n  %(trailers:key=Task,key=Attempt,key=Backend,separator=%x2C )',
    '--stat',
    '--stat-width=72',
  ).trim(),
);

title('tasks.md, ticked');
console.log(readFileSync(join(specs, 'link-shortener', 'tasks.md'), 'utf8').trim());

title('SEQUENTIAL_PROGRESS.md');
console.log(readFileSync(join(specs, 'SEQUENTIAL_PROGRESS.md'), 'utf8').trim());

console.log(`\nThe repository of this demo is in ${folder}`);
