import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { type CommandContext, wantsColour } from '../command-context.ts';

const SPEC = 'link-shortener';
const RUN_FLAGS = [
  ...['--spec', SPEC, '--backend', 'rehearsal', '--checkpoint', 'commit'],
  ...['--verify', 'node --test', '--delay', '1s'],
];

/**
 * The main job, shown on a throwaway repository with the built-in rehearsal agent: no key, no cost, no question asked.
 * A check fails and is fixed, the agent asks a question, the answer comes, the spec is completed.
 */
export function demo(context: CommandContext): number {
  const folder = mkdtempSync(join(tmpdir(), 'sequential-demo-'));
  const stage = new Stage(folder, context);
  stage.createRepository();

  stage.title('The spec: three units, one sub-task optional, each after the one before');
  stage.show(0, 'plan', '--spec', SPEC);

  stage.title('A night: one check fails and is fixed; then the agent needs your input');
  stage.show(2, 'run', ...RUN_FLAGS);

  stage.title('In the morning: what is going on?');
  stage.show(0, 'status', '--spec', SPEC);

  stage.title('The answer, and on it goes');
  stage.show(0, 'resume', ...RUN_FLAGS, '--answer', 'Temporary, 302: people will want to change their links.');

  stage.title('git log');
  const trailers = '%(trailers:key=Task,key=Attempt,key=Backend,separator=%x2C )';
  stage.print(stage.git('log', `--format=%C(auto)%h %s%n  ${trailers}`, '--stat', '--stat-width=72'));

  stage.title('tasks.md, ticked');
  stage.print(stage.read(SPEC, 'tasks.md'));

  stage.title('SEQUENTIAL_PROGRESS.md');
  stage.print(stage.read('SEQUENTIAL_PROGRESS.md'));

  stage.title('The report: one page, to be opened in a browser');
  stage.show(0, 'report', '--spec', SPEC);

  stage.print(`\nThe repository of this demo is in ${folder}`);
  return 0;
}

/**
 * Without what a person has set for their own repositories: their hooks and keys have no part in a throwaway one, and in a
 * hook of git's GIT_DIR is the repository that it runs for.
 */
function throwawayEnvironment(env: CommandContext['env']): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(others), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
}

/** The repository, and the terminal on which its story is told. */
class Stage {
  readonly #folder: string;
  readonly #context: CommandContext;
  readonly #env: NodeJS.ProcessEnv;
  readonly #style: ReturnType<typeof createColors>;

  constructor(folder: string, context: CommandContext) {
    this.#folder = folder;
    this.#context = context;
    this.#env = throwawayEnvironment(context.env);
    this.#style = createColors(wantsColour(context));
  }

  createRepository(): void {
    cpSync(join(this.#context.dist, '..', 'examples', 'rehearsal'), this.#folder, { recursive: true });
    this.git('init', '-q', '-b', 'main');
    this.git('config', 'user.name', 'Demo');
    this.git('config', 'user.email', 'demo@example.org');
    this.git('add', '-A');
    this.git('commit', '-q', '-m', 'chore: start with a spec');
  }

  print(text: string): void {
    this.#context.stdout.write(`${text.trimEnd()}\n`);
  }

  title(text: string): void {
    this.print(`\n${this.#style.bold(`━━ ${text}`)}`);
  }

  /** Shows the command as a person would type it, runs it in the repository, and expects the exit code. */
  show(expected: number, ...args: string[]): void {
    const { dim } = this.#style;
    const words = args.map((arg) => (/[^\w./:-]/.test(arg) ? `'${arg}'` : arg));
    this.print(dim(`$ sequential-orchestration ${words.join(' ')}`));
    const { status, signal } = spawnSync(process.execPath, [join(this.#context.dist, 'cli.js'), ...args], {
      cwd: this.#folder,
      env: this.#env,
      stdio: 'inherit',
    });
    this.print(dim(`(exit code ${status ?? signal})`));
    if (status !== expected) {
      throw new Error(`expected exit code ${expected}; the repository is kept in ${this.#folder}`);
    }
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.#folder, env: this.#env, encoding: 'utf8' });
  }

  read(...path: string[]): string {
    return readFileSync(join(this.#folder, '.kiro', 'specs', ...path), 'utf8');
  }
}
