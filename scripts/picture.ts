/**
 * Draws README's picture, `docs/night.svg`, from a real run: `npm run picture`. It is the demo's repository and the
 * demo's script, with one usage limit more, which the run sleeps through (a minute). Lines of detail are left out.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { terminalSvg } from './picture/terminal-svg.ts';

const project = resolve(import.meta.dirname, '..');
const SPEC = 'link-shortener';
const FLAGS = ['--spec', SPEC, '--backend', 'rehearsal', '--verify', 'node --test'];
const ANSWER = 'Temporary, 302: people will want to change their links.';
const LIMIT = { limit: "You've hit your usage limit. Try again at {clock}.", resets_in: '2s', structured: true };
/** Wider than this, README shrinks it. */
const COLUMNS = 104;

const place = mkdtempSync(join(tmpdir(), 'picture-'));
try {
  const repository = join(place, 'repository');
  createRepository(repository);
  const lines = [...show(repository, 'run', ...FLAGS), '', ...show(repository, 'resume', ...FLAGS, '--answer', ANSWER)];
  const path = join(project, 'docs', 'night.svg');
  writeFileSync(
    path,
    terminalSvg(lines, COLUMNS, 'A run that sleeps through a usage limit, asks a question and completes'),
  );
  console.log(path);
} finally {
  rmSync(place, { recursive: true, force: true });
}

function createRepository(folder: string): void {
  cpSync(join(project, 'examples', 'rehearsal'), folder, { recursive: true });
  const script = join(folder, '.kiro', 'specs', SPEC, 'rehearsal.json');
  const { units } = JSON.parse(readFileSync(script, 'utf8'));
  units['2'].attempts[1].splice(1, 0, LIMIT);
  writeFileSync(script, JSON.stringify({ units }));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, env: environment() });
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Demo');
  git('config', 'user.email', 'demo@example.org');
  git('add', '-A');
  git('commit', '-q', '-m', 'chore: start with a spec');
}

/** The command as a person types it, and what it prints, without the summary at its end. */
function show(folder: string, command: string, ...args: string[]): string[] {
  const cli = [join(project, 'dist', 'cli.js'), command, ...args, '--delay', '1s', '--tmux', 'off'];
  const { stdout, stderr } = spawnSync(process.execPath, cli, { cwd: folder, env: environment(), encoding: 'utf8' });
  const words = [command, ...args].map((word) => (/[^\w./:-]/.test(word) ? `'${word}'` : word));
  const printed = `${stdout}${stderr}`.split('\n');
  const end = printed.findIndex((line) => stripVTControlCharacters(line).startsWith('■'));
  return [`$ sequential-orchestration ${words.join(' ')}`, ...printed.slice(0, end + 1).filter(isStory)];
}

/** No lines of detail (an agent's output, commands, places of files), and nothing twice. */
function isStory(line: string): boolean {
  const text = stripVTControlCharacters(line);
  return /^(?:[▶→✓✗?]|… (?!halted)|■.*Complete| {2}│ Should)/.test(text);
}

function environment(): NodeJS.ProcessEnv {
  const home = join(place, 'home');
  return { PATH: process.env.PATH, HOME: home, TMPDIR: place, FORCE_COLOR: '1', TZ: 'UTC', LANG: 'C.UTF-8' };
}
