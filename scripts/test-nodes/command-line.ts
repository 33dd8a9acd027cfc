import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { waitUntil } from '../wait-until.ts';
import type { Node } from './install.ts';

const cli = resolve(import.meta.dirname, '..', '..', process.env.SEQUENTIAL_DIST ?? 'dist', 'cli.js');

/** After which a command is ended that would never end by itself. */
const LONGEST_RUN_MS = 120_000;

/** What the rehearsal agent does, by unit key; `{root}` in it is the folder of the place. */
type Units = Readonly<Record<string, unknown>>;

/** A person's repository with one spec, with or without windows of tmux, in which the command line runs under a Node. */
export class Place {
  readonly root = mkdtempSync(join(tmpdir(), 'nodes-'));
  readonly #node: Node;
  readonly #repository = join(this.root, 'repository');
  readonly #warnings = join(this.root, 'warnings.txt');
  readonly #env: NodeJS.ProcessEnv;
  #stderr = '';

  constructor(node: Node, tasks: string, units: Units, windows: boolean) {
    this.#node = node;
    this.#env = {
      PATH: `${dirname(node.program)}:${process.env.PATH}`,
      HOME: join(this.root, 'home'),
      TMPDIR: this.root,
      TMUX_TMPDIR: this.root,
      LANG: 'C.UTF-8',
      GIT_CONFIG_NOSYSTEM: '1',
      // What runs in a window has a standard error that only its watcher sees: there warnings go to a file. Elsewhere
      // they do not, since a process that ends at once would end before the file is written.
      ...(windows ? { NODE_OPTIONS: `--redirect-warnings=${this.#warnings}` } : {}),
    };
    const spec = join(this.#repository, '.kiro', 'specs', 'my-feature');
    for (const folder of [join(this.root, 'home'), spec]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(spec, 'tasks.md'), tasks);
    const acted = JSON.stringify({ units, assignments: {} });
    writeFileSync(join(spec, 'rehearsal.json'), acted.replaceAll('{root}', this.root));
    for (const args of [
      ['init', '-q', '-b', 'main'],
      ['config', 'user.name', 'Ada'],
      ['config', 'user.email', 'ada@example.org'],
      ['add', '-A'],
      ['commit', '-q', '-m', 'chore: start with a spec'],
    ])
      execFileSync('git', args, { cwd: this.#repository, env: this.#env });
  }

  /** Exit code of a command; interrupted with Ctrl-C as soon as `until` is there. */
  async exitCode(args: readonly string[], interruptAt: string | null = null): Promise<number | null> {
    const child = spawn(this.#node.program, [cli, ...args], {
      cwd: this.#repository,
      env: this.#env,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: LONGEST_RUN_MS,
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    const ended = new Promise<number | null>((done, failed) => {
      child.once('error', failed);
      child.once('close', done);
    });
    if (interruptAt !== null) {
      await waitUntil(() => {
        if (child.exitCode !== null) throw new Error(`it ended before ${interruptAt} was there:\n${this.#stderr}`);
        return existsSync(interruptAt);
      });
      child.kill('SIGINT');
    }
    return ended;
  }

  /** Warnings of Node, of every process of the place, and everything else on the command line's standard error. */
  complaints(): string {
    const inWindows = existsSync(this.#warnings) ? readFileSync(this.#warnings, 'utf8') : '';
    return `${this.#stderr}${inWindows}`.trim();
  }

  close(): void {
    spawnSync('tmux', ['kill-server'], { env: this.#env });
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}
