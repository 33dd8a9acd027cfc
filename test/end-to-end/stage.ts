import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readHaltMarker } from '../../src/report/pages/markers.ts';
import { type GitServer, startGitServer } from '../harness/git-server.ts';
import { FakeGitHub, GITEA_ACTIONS, issueCommentEvent, issueTickedEvent } from '../harness/github/index.ts';
import { type Job, type JobOrder, type RunningJob, startJob } from './job.ts';

export const TOKEN = 'ghs_the-token-of-this-job.with-dots_0123456789';
export const SPEC = 'my-feature';
export const BRANCH = `sequential/${SPEC}`;

/** A repository on a GitHub of our own, and jobs that run the action there. */
export interface Stage {
  readonly root: string;
  readonly github: FakeGitHub;
  readonly git: GitServer;
  /** The bare repository. */
  readonly bare: string;
  /** Runs the steps as the runner does. */
  job(order?: JobOrder): Promise<Job>;
  /** Starts it, to be interfered with. */
  start(order?: JobOrder): RunningJob;
  /** Comments, and runs the job that the comment starts. */
  say(who: string, words: string, issue: number, order?: JobOrder): Promise<Job>;
  /** Ticks a checkbox of an issue, and runs the job that the edit starts. */
  tick(who: string, name: string, issue: number, order?: JobOrder): Promise<Job>;
  /** Number of the newest halt's issue. */
  readonly halt: number;
  /** Commits of a branch that the default branch has not: subject lines, oldest first. */
  commits(branch?: string): string[];
  log(format: string, branch?: string): string;
  /** Text of a file on a branch of the remote; null: it is not there. */
  file(path: string, branch?: string): string | null;
  state(branch?: string): Record<string, unknown>;
  /** Commits to a branch from elsewhere, as a person does; returns the commit. */
  pushFrom(who: string, branch: string, files: Readonly<Record<string, string>>, message: string): string;
  /** Merges one branch into another, whatever conflicts, with these files as a person would have them. */
  mergeByHand(who: string, into: string, from: string, files: Readonly<Record<string, string>>): void;
  /** Merges a pull request as one commit, or closes it, and deletes its branch unless it is to stay, as the buttons on its page do. */
  endPull(who: string, number: number, how: 'squash' | 'close', branch?: 'stays'): void;
  /** Names of the remote's branches. */
  branches(): string[];
  /** Clones a branch into an empty folder, as a step before would. */
  clone(folder: string, branch: string): void;
  /** Clones the default branch into an empty folder, from the disk and not from the server. */
  cloneFromDisk(folder: string): void;
  /** Makes a repository of a folder, with all that is in it. */
  commitAll(folder: string): void;
  path(...parts: string[]): string;
  /** It is so many ms later: for the server, and for jobs whose clock can be moved, those at work included. */
  later(ms: number): void;
  /** What the main step of the job that was started last printed so far. */
  printed(): string;
  end(): Promise<void>;
}

export interface StageOptions {
  readonly tasks?: string;
  /** What the rehearsal agent does, by unit key; `{root}` in it is the folder of the stage. */
  readonly units?: Readonly<Record<string, unknown>>;
  readonly reviews?: Readonly<Record<string, unknown>>;
  /** What it answers when asked before the first unit, call by call. */
  readonly questions?: readonly unknown[];
  readonly assignments?: Readonly<Record<string, string>>;
  /** `{root}` in them as well. */
  readonly files?: Readonly<Record<string, string>>;
  /** Path of the API on an Enterprise Server. */
  readonly apiPath?: string;
  /** Default: GitHub. */
  readonly face?: 'github' | 'gitea';
  /** Its jobs live by a clock that can be moved. */
  readonly movesClock?: boolean;
  /** Every job's post step runs too; false: of those alone that are ordered with it. */
  readonly post?: boolean;
}

/**
 * Tells a story on a stage of its own, so that stories can be told side by side. After a main step that ended by itself
 * the post step has nothing to do, and costs as much: a story that says something of it orders it.
 */
export function staged(options: StageOptions, story: (stage: Stage) => Promise<void>): () => Promise<void> {
  return async () => {
    const stage = await openStage({ post: false, ...options });
    try {
      await story(stage);
    } catch (error) {
      if (error instanceof Error) error.message += `\n\nThe log of the last job:\n${stage.printed()}`;
      throw error;
    } finally {
      await stage.end();
    }
  };
}

const PLAIN_TASKS = '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n- [ ] 3. Answer requests\n';

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  // Short, since a socket's path must be.
  const root = mkdtempSync(join(tmpdir(), 'e2e '));
  const git = await startGitServer({ tokens: { [TOKEN]: { access: 'write' } } });
  const github = await FakeGitHub.start({
    ...{ serverUrl: git.origin, apiPath: options.apiPath ?? '', face: options.face ?? 'github' },
  });
  const { world } = github;
  world.token(TOKEN, github.face === 'gitea' ? GITEA_ACTIONS : 'github-actions[bot]', {
    contents: 'write',
    issues: 'write',
    pull_requests: 'write',
    actions: 'write',
  });
  world.person('maintainer', 'maintain');
  world.person('writer', 'write');
  world.person('stranger', 'read');
  git.grantOf = (value) => {
    const token = world.use(value);
    if (token === undefined) return undefined;
    return { access: (token.permissions?.contents ?? 'write') === 'write' ? 'write' : 'read', login: token.login };
  };
  const bare = git.createRepository('octo/demo');
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: join(root, 'home'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  };
  mkdirSync(env.HOME);
  const run = (cwd: string, ...args: string[]): string =>
    execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();
  world.ahead = (branch, base) => {
    try {
      return Number(run(bare, 'rev-list', '--count', `${base}..${branch}`));
    } catch {
      return null;
    }
  };

  const specs = `.kiro/specs/${SPEC}`;
  const { units = {}, assignments = {}, reviews = {}, questions } = options;
  const script = { units, assignments, reviews, ...(questions && { questions }) };
  const acted = JSON.stringify(script, null, 2).replaceAll('{root}', root);
  const clock = join(root, 'clock');
  writeFileSync(clock, '0');
  let jobs = 0;
  const running = new Set<RunningJob>();
  let latest: RunningJob | null = null;
  const stage: Stage = {
    root,
    github,
    git,
    bare,
    job: (order) => stage.start(order).ended,
    start(order = {}) {
      jobs += 1;
      const place = { number: jobs, root, github, git, token: TOKEN, post: options.post ?? true };
      const job = startJob({ ...place, clock: options.movesClock === true ? clock : null }, order);
      running.add(job);
      latest = job;
      const forget = () => running.delete(job);
      void job.ended.then(forget, forget);
      return job;
    },
    say(who, words, issue, order = {}) {
      const comment = world.comment(issue, who, words);
      const payload = github.payload(issueCommentEvent(world, github.places, comment));
      return stage.job({ event: 'issue_comment', actor: who, payload, ...order });
    },
    tick(who, name, issue, order = {}) {
      const payload = github.payload(issueTickedEvent(world, github.places, issue, name, who));
      return stage.job({ event: 'issues', actor: who, payload, ...order });
    },
    get halt() {
      const halts = [...world.issues.values()].filter(
        ({ pull, body }) => pull === null && readHaltMarker(body) !== null,
      );
      return halts.at(-1)?.number ?? 0;
    },
    commits: (branch = BRANCH) =>
      run(bare, 'log', '--reverse', '--first-parent', '--format=%s', `main..${branch}`).split('\n').filter(Boolean),
    log: (format, branch = BRANCH) => run(bare, 'log', '--reverse', `--format=${format}`, `main..${branch}`),
    file(path, branch = BRANCH) {
      try {
        return run(bare, 'cat-file', 'blob', `${branch}:${path}`);
      } catch {
        return null;
      }
    },
    state(branch = BRANCH) {
      const text = stage.file('.kiro/specs/SEQUENTIAL_STATE.json', branch);
      return (
        (JSON.parse(text ?? '{"specs":{}}') as { specs: Record<string, Record<string, unknown>> }).specs[SPEC] ?? {}
      );
    },
    pushFrom(who, branch, files, message) {
      const person = `${who} <${who}@example.org> ${Math.floor(Date.now() / 1000)} +0000`;
      const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
      const changes = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`);
      const parent = [branch, 'main'].find((name) => existsSync(join(bare, 'refs', 'heads', name)));
      const from = parent === undefined ? '' : `from refs/heads/${parent}^0\n`;
      const commit = `commit refs/heads/${branch}\nmark :1\ncommitter ${person}\n${data(message)}${from}`;
      return execFileSync('git', ['fast-import', '--quiet'], {
        ...{ cwd: bare, env, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] },
        input: `feature done\n${commit}${changes.join('')}get-mark :1\ndone\n`,
      }).trimEnd();
    },
    mergeByHand(who, into, from, files) {
      const folder = mkdtempSync(join(root, `${who} `));
      run(root, 'clone', '-q', '-b', into, bare, folder);
      run(folder, 'fetch', '-q', 'origin', from);
      run(folder, 'merge', '-q', '--no-ff', '--no-commit', '-X', 'theirs', 'FETCH_HEAD');
      write(folder, files);
      run(folder, 'add', '-A');
      run(folder, 'commit', '-q', '-m', `Merge ${from} into ${into}`);
      run(folder, 'push', '-q', 'origin', into);
      rmSync(folder, { recursive: true, force: true });
    },
    endPull(who, number, how, branch) {
      const pull = world.close(number, who, 'completed').pull;
      if (pull === null) throw new Error(`#${number} is no pull request`);
      pull.sha = run(bare, 'rev-parse', pull.head);
      pull.merged = how === 'squash';
      const squash = ['commit-tree', `${pull.head}^{tree}`, '-p', pull.base, '-m', `${pull.head} (#${number})`];
      if (pull.merged) run(bare, 'update-ref', `refs/heads/${pull.base}`, run(bare, ...squash));
      if (branch !== 'stays') run(bare, 'branch', '-q', '-D', pull.head);
    },
    branches: () => run(bare, 'for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n'),
    clone(folder, branch) {
      run(folder, 'clone', '-q', '-b', branch, bare, '.');
      run(folder, 'remote', 'set-url', 'origin', `${git.origin}/octo/demo`);
    },
    cloneFromDisk: (folder) => void run(folder, 'clone', '-q', bare, '.'),
    commitAll(folder) {
      run(folder, 'init', '-q', '-b', 'main');
      run(folder, 'add', '-A');
      run(folder, 'commit', '-q', '-m', 'chore: start');
    },
    path: (...parts) => join(root, ...parts),
    later(ms) {
      git.aheadMs += ms;
      writeFileSync(clock, String(git.aheadMs));
    },
    printed: () => latest?.printed() ?? '',
    async end() {
      for (const job of running) job.destroy();
      await Promise.allSettled([...running].map(({ ended }) => ended));
      await git.stop();
      rmSync(root, { recursive: true, force: true });
      await github.close();
    },
  };
  stage.pushFrom(
    'Ada',
    'main',
    {
      'README.md': '# Demo\n',
      [`${specs}/requirements.md`]: '# Requirements\n',
      [`${specs}/tasks.md`]: options.tasks ?? PLAIN_TASKS,
      [`${specs}/rehearsal.json`]: `${acted}\n`,
      ...Object.fromEntries(
        Object.entries(options.files ?? {}).map(([path, text]) => [path, text.replaceAll('{root}', root)]),
      ),
    },
    'chore: start with a spec',
  );
  return stage;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
