import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { compileCacheFlags } from '../harness/compile-cache.ts';
import type { GitServer } from '../harness/git-server.ts';
import type { FakeGitHub } from '../harness/github/index.ts';
import { until } from '../harness/until.ts';

const project = resolve(fileURLToPath(import.meta.url), '..', '..', '..');
/** The committed bundles; SEQUENTIAL_DIST names others while one works on them. */
export const dist = process.env.SEQUENTIAL_DIST ?? join(project, 'dist');
/** The Node of `runs.using` in action.yml. */
const usualNode = join(project, 'node_modules', '.bin', 'node');

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
}
const metadata = parse(readFileSync(join(project, 'action.yml'), 'utf8')) as Metadata;

/** The event that starts a job, and what its step says. */
export interface JobOrder {
  readonly event?: string;
  readonly payload?: unknown;
  readonly actor?: string;
  /** The step's `with:`. */
  readonly with?: Readonly<Record<string, string>>;
  /** Prepares the workspace; default: it is empty, as before actions/checkout. */
  readonly workspace?: (folder: string, facts: { readonly temp: string }) => void;
  /** Go on in the workspace of this job, as on a self-hosted runner. */
  readonly in?: Job;
  readonly env?: Readonly<Record<string, string>>;
  readonly tmux?: boolean;
  /** Whether the post step runs; default: as the stage has it. */
  readonly post?: boolean;
  /** Program that runs both steps; default: the Node that action.yml names. */
  readonly node?: string;
}

/** How a job ended, as the next step and a person see it. */
export interface Job {
  readonly runId: string;
  /** Of the main step; null: killed by a signal. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly log: string;
  readonly postLog: string;
  readonly summary: string;
  readonly workspace: string;
  readonly temp: string;
  /** When the main step ended, epoch ms. */
  readonly endedAt: number;
}

export interface RunningJob {
  readonly runId: string;
  readonly workspace: string;
  readonly temp: string;
  readonly ended: Promise<Job>;
  /** What the main step printed so far. */
  printed(): string;
  /** Resolves when the log holds the words; rejects when the step ends without. */
  says(words: string): Promise<void>;
  /** Resolves when the agent has made the file or folder; rejects when the step ends without. */
  reaches(path: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  destroy(): void;
}

export interface Place {
  readonly number: number;
  readonly root: string;
  readonly github: FakeGitHub;
  readonly git: GitServer;
  readonly token: string;
  readonly post: boolean;
  /** File that says how far the main step's clock is ahead, ms; null: not at all. */
  readonly clock: string | null;
}

const movedClock = ['--import', new URL('../harness/moved-clock.ts', import.meta.url).href];

export function startJob(place: Place, order: JobOrder): RunningJob {
  const node = order.node ?? usualNode;
  const runId = String(1000 + place.number);
  const folder = mkdtempSync(join(place.root, `j${place.number}-`));
  const temp = order.in?.temp ?? join(folder, '_temp');
  const workspace = order.in?.workspace ?? join(folder, 'work ü', 'demo');
  mkdirSync(temp, { recursive: true });
  mkdirSync(workspace, { recursive: true });
  if (order.in === undefined) order.workspace?.(workspace, { temp });
  const files = Object.fromEntries(
    ['output', 'state', 'step_summary', 'env', 'path'].map((name) => {
      const path = join(folder, `${name}.txt`);
      writeFileSync(path, '');
      return [name, path];
    }),
  ) as Record<'output' | 'state' | 'step_summary' | 'env' | 'path', string>;
  const event = join(folder, 'event.json');
  const name = order.event ?? 'workflow_dispatch';
  writeFileSync(
    event,
    JSON.stringify(order.payload ?? (name === 'schedule' ? { schedule: '*/30 * * * *' } : { inputs: {} })),
  );
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: join(place.root, 'home'),
    TMPDIR: process.env.TMPDIR ?? tmpdir(),
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: order.actor ?? 'maintainer',
    GITHUB_API_URL: place.github.url,
    GITHUB_GRAPHQL_URL: `${place.github.url}/graphql`,
    GITHUB_SERVER_URL: place.git.origin,
    GITHUB_REPOSITORY: 'octo/demo',
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: event,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_RUN_ID: runId,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/sequential.yml@refs/heads/main',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: files.output,
    GITHUB_STATE: files.state,
    GITHUB_STEP_SUMMARY: files.step_summary,
    GITHUB_ENV: files.env,
    GITHUB_PATH: files.path,
    RUNNER_TEMP: temp,
    RUNNER_OS: 'Linux',
    RUNNER_ENVIRONMENT: 'github-hosted',
    ACTIONS_RUNTIME_TOKEN: 'the-runtime-token-of-this-job',
    ...(order.tmux === true ? { TMUX_TMPDIR: place.root } : { CODEAGENT_NO_TMUX: '1' }),
    ...inputsOf(
      // The main stories are told in the sandbox.
      {
        backend: 'rehearsal',
        'assign-backend': 'none',
        isolation: 'off',
        delay: '0',
        spec: 'my-feature',
        ...order.with,
      },
      place.token,
    ),
    ...(place.github.face === 'gitea' && giteaVariables),
    ...(place.clock !== null && { MOVED_CLOCK: place.clock }),
    ...order.env,
  };

  let log = '';
  const flags = [...compileCacheFlags, ...(place.clock === null ? [] : movedClock)];
  const child = spawn(node, [...flags, join(dist, 'action.js')], {
    cwd: workspace,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const main = new Promise<{ code: number | null; signal: NodeJS.Signals | null; endedAt: number }>((done) =>
    child.on('close', (code, signal) => done({ code, signal, endedAt: Date.now() })),
  );
  const ended = main.then(async ({ code, signal, endedAt }): Promise<Job> => {
    const state = valuesIn(readFileSync(files.state, 'utf8'));
    const states = Object.fromEntries(Object.entries(state).map(([key, value]) => [`STATE_${key}`, value]));
    const postLog =
      (order.post ?? place.post)
        ? await run(node, [...compileCacheFlags, join(dist, 'post.js')], workspace, { ...env, ...states })
        : '';
    return {
      runId,
      code,
      signal,
      endedAt,
      log,
      postLog,
      workspace,
      temp,
      outputs: valuesIn(readFileSync(files.output, 'utf8')),
      summary: existsSync(files.step_summary) ? readFileSync(files.step_summary, 'utf8') : '',
    };
  });
  const waits = async (holds: () => boolean, words: string) => {
    const look = () => {
      if (holds()) return true;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended before ${words}:\n${log}`);
      return false;
    };
    await until(look, Boolean, () => `${words}\n${log}`);
  };
  return {
    runId,
    workspace,
    temp,
    ended,
    printed: () => log,
    says: (words) => waits(() => log.includes(words), `the log says ${words}`),
    reaches: (path) => waits(() => existsSync(path), `the agent makes ${path}`),
    kill: (signal) => void child.kill(signal),
    destroy: () => {
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    },
  };
}

/** What Gitea's runner sets otherwise, or leaves empty. */
const giteaVariables = {
  GITEA_ACTIONS: 'true',
  ACT: 'true',
  GITHUB_GRAPHQL_URL: '',
  GITHUB_WORKFLOW_REF: '',
  RUNNER_ENVIRONMENT: '',
  RUNNER_OS: 'linux',
};

/** Every input of action.yml, as the runner sets them: the step's own, else the default. */
function inputsOf(given: Readonly<Record<string, string>>, token: string): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in metadata.inputs));
  if (unknown.length > 0) throw new Error(`no inputs of action.yml: ${unknown.join(', ')}`);
  const values = Object.entries(metadata.inputs).map(([name, { default: usual = '' }]) => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's.
    const value = given[name] ?? usual.replace('${{ github.token }}', token);
    return [`INPUT_${name.toUpperCase()}`, value];
  });
  return Object.fromEntries(values);
}

/** `name<<delimiter`, value, delimiter: the files of workflow commands. The last one said counts. */
function valuesIn(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^([^\n<]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm))
    values[name] = value;
  return values;
}

function run(node: string, args: readonly string[], cwd: string, env: Record<string, string>): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(node, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (log += text));
    child.on('close', (code) =>
      code === 0 ? done(log) : failed(new Error(`the post step ended with ${code}:\n${log}`)),
    );
  });
}
