import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createRepository } from '../../src/repository/create-repository.ts';
import type { GitRepository, RepositoryOptions } from '../../src/repository/types.ts';
import { copyOf } from '../harness/copy-of.ts';

/** A folder with a git environment of its own, where a test's people and machines work; `end` removes it all. */
export interface World {
  readonly root: string;
  readonly env: Record<string, string>;
  readonly notices: string[];
  /** Time that only sleeping moves. */
  readonly clock: { now: number; slept: number[] };
  path(...parts: string[]): string;
  git(cwd: string, ...args: string[]): string;
  write(folder: string, files: Readonly<Record<string, string>>): void;
  read(folder: string, path: string): string;
  /** A repository with one commit on `main`: code, a spec, its tasks. */
  project(name?: string): string;
  /** Adds empty commits to the branch `main`, many at once. */
  grow(folder: string, commits: number): void;
  repository(workdir: string, options?: Partial<RepositoryOptions>): GitRepository;
  end(): Promise<void>;
}

export const STATE = '.kiro/specs/SEQUENTIAL_STATE.json';
export const TASKS = '.kiro/specs/my-feature/tasks.md';

/** The text of a state file that names a run. */
export function stateOf(run: { id: string; heartbeat: string } | null, extra: object = {}): string {
  return `${JSON.stringify({ schema: 1, specs: { 'my-feature': { run, units: {}, ...extra } } }, null, 2)}\n`;
}

/** A commit of a test's own looks for nothing to tidy up. */
const plain = ['-c', 'maintenance.auto=false'];

export function createWorld(): World {
  const root = mkdtempSync(join(tmpdir(), 'repository test '));
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: join(root, 'home'),
    TMPDIR: join(root, 'tmp'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  };
  mkdirSync(env.HOME ?? '', { recursive: true });
  mkdirSync(env.TMPDIR ?? '', { recursive: true });
  const opened: GitRepository[] = [];
  const world: World = {
    root,
    env,
    notices: [],
    clock: { now: Date.parse('2026-11-23T01:00:00Z'), slept: [] },
    path: (...parts) => join(root, ...parts),
    git: (cwd, ...args) =>
      execFileSync('git', [...plain, ...args], {
        cwd,
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      }).trimEnd(),
    write(folder, files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    read: (folder, path) => readFileSync(join(folder, path), 'utf8'),
    project(name = 'a project ü') {
      const folder = resolve(root, name);
      copyOf('project', folder, () => {
        world.git(folder, 'init', '-q', '-b', 'main');
        world.write(folder, {
          'src/one.txt': 'one\n',
          '.gitignore': 'ignored/\n*.secret\n',
          '.github/workflows/ci.yml': 'on: push\n',
          [TASKS]: '- [ ] 1. First\n- [ ] 2. Second\n',
        });
        world.git(folder, 'add', '-A');
        world.git(folder, 'commit', '-q', '-m', 'Start');
      });
      return folder;
    },
    grow(folder, commits) {
      const one = (at: number) =>
        `commit refs/heads/main\ncommitter Ada <ada@example.org> 1800000000 +0000\ndata 1\nx\n${at === 0 ? 'from refs/heads/main^0\n' : ''}\n`;
      const input = Array.from({ length: commits }, (_, at) => one(at)).join('');
      execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, env, input });
    },
    repository(workdir, options = {}) {
      const repository = createRepository({
        workdir,
        checkpoint: 'commit',
        workBranch: '',
        baseBranch: null,
        author: null,
        spec: 'my-feature',
        runId: 'run-1',
        statePath: STATE,
        remote: { url: null, tokens: null },
        logDir: join(root, 'logs'),
        env,
        now: () => world.clock.now,
        sleep: async (ms) => {
          world.clock.slept.push(ms);
          world.clock.now += ms;
        },
        notice: (text) => world.notices.push(text),
        ...options,
      });
      opened.push(repository);
      return repository;
    },
    async end() {
      for (const repository of opened) await repository.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  return world;
}
