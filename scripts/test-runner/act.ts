import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..', '..');
const cache = join(project, '.cache', 'act');

/** Runs workflow files on one's own machine; https://github.com/nektos/act. */
const ACT = { module: 'github.com/nektos/act', version: 'v0.2.89' };

/** After which a run is ended that would never end by itself. */
const LONGEST_RUN_MS = 300_000;

/** Path of act; it is built by Go where it is not in the project's cache. Throws where there is no Go. */
export function installAct(): string {
  const program = join(cache, ACT.version, 'act');
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const build = mkdtempSync(join(cache, 'build-'));
  const configuration = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  try {
    console.log(`installing ${ACT.module}@${ACT.version} into ${cache}`);
    execFileSync('go', ['install', '-modcacherw', `${ACT.module}@${ACT.version}`], {
      cwd: build,
      // Its settings (a proxy of modules) are the person's; what it downloads and builds stays in here.
      env: {
        ...process.env,
        GOBIN: join(build, 'bin'),
        GOPATH: join(build, 'path'),
        GOCACHE: join(build, 'cache'),
        // It counts what it does in the folder of its settings.
        GOENV: process.env.GOENV ?? join(configuration, 'go', 'env'),
        XDG_CONFIG_HOME: join(build, 'config'),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    mkdirSync(dirname(program), { recursive: true });
    // Whoever installs it at the same time puts the same program there.
    renameSync(join(build, 'bin', 'act'), program);
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
  return program;
}

/** What act is told: an event, a workflow file of the folder, and what stands for GitHub. */
export interface ActOrder {
  readonly event: string;
  /** File of the event's payload. */
  readonly payload: string;
  /** Relative to the folder. */
  readonly workflow: string;
  readonly actor: string;
  /** Empty: none is given. */
  readonly token: string;
  /** Wins over what act sets itself. */
  readonly env: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** The one combination of a matrix that is run, `name:value`. */
  readonly matrix?: string;
  /** `owner/name@ref` → the folder that is used in its place. */
  readonly actions: Readonly<Record<string, string>>;
}

/** Where it runs; its home, temporary folder and tmux server are its own. */
interface ActPlace {
  readonly program: string;
  /** A git repository whose origin says owner and name. */
  readonly folder: string;
  readonly home: string;
}

/** A line of act's log. */
interface Line {
  readonly job?: string;
  readonly jobResult?: string;
  readonly stage?: string;
  readonly stepID?: readonly string[];
  readonly stepResult?: string;
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly msg?: string;
}

/** A job that was given a runner. */
export interface ActJob {
  readonly result: string;
  /** Outputs of the steps that say a `status`, in order. */
  readonly outputs: readonly Readonly<Record<string, string>>[];
  /** How each post step ended. */
  readonly posts: readonly string[];
}

/** A run of one workflow, as a person sees it. */
export interface ActRun {
  readonly code: number | null;
  /** By act's name for the job; a job whose `if:` does not hold is not among them. */
  readonly jobs: ReadonlyMap<string, ActJob>;
  readonly log: string;
}

/** A run that is under way. */
interface RunningAct {
  readonly ended: Promise<ActRun>;
  readonly over: () => boolean;
  readonly printed: () => string;
  /** Cancels the run, as Ctrl-C does. */
  cancel(): void;
}

/** Starts act in its host mode: steps run on this machine, JavaScript actions with the first `node` of its PATH. */
export function startAct(place: ActPlace, order: ActOrder): RunningAct {
  const child = spawn(place.program, argumentsOf(order), {
    cwd: place.folder,
    env: environmentOf(place),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_RUN_MS,
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  return {
    ended: endOf(child).then((code) => readRun(code, log)),
    over: () => child.exitCode !== null || child.signalCode !== null,
    printed: () => readable(log),
    cancel: () => void child.kill('SIGINT'),
  };
}

function argumentsOf({ event, payload, workflow, actor, token, env, vars = {}, matrix, actions }: ActOrder): string[] {
  const pairs = (flag: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  return [
    ...[event, '--workflows', workflow, '--eventpath', payload, '--actor', actor, '--json'],
    // The machine itself is the runner: no container, and no look for a daemon of one.
    ...['--platform', 'ubuntu-latest=-self-hosted', '--pull=false', '--container-daemon-socket', '-'],
    ...(matrix === undefined ? [] : ['--matrix', matrix]),
    ...pairs('--secret', token === '' ? {} : { GITHUB_TOKEN: token }),
    ...pairs('--env', env),
    ...pairs('--var', vars),
    ...pairs('--local-repository', actions),
  ];
}

/** How this machine reaches registries: without it a set-up step waits for them in vain. */
const NETWORK =
  /^(?:https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|PIP_(?:CERT|INDEX_URL)|npm_config_(?:registry|cafile)|GOPROXY)$/i;

/** What of the person's environment leads to the network, and to the language's programs of the machine. */
export function machineEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const network = Object.entries(env).filter(([name]) => NETWORK.test(name));
  return { ...Object.fromEntries(network), RUSTUP_HOME: env.RUSTUP_HOME ?? join(userInfo().homedir, '.rustup') };
}

/** Nothing of the person's: act hands its own environment to every step. */
function environmentOf({ home }: ActPlace): NodeJS.ProcessEnv {
  const temp = join(home, 'tmp');
  mkdirSync(temp, { recursive: true });
  // Actions run with the first `node`: that of `runs.using`, as npm has it for this project.
  const inherited = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  return {
    ...machineEnvironment(process.env),
    PATH: [join(project, 'node_modules', 'node', 'bin'), join(home, '.local', 'bin'), ...inherited].join(':'),
    HOME: home,
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    TMPDIR: temp,
    TMUX_TMPDIR: temp,
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
}

function readRun(code: number | null, log: string): ActRun {
  const lines = linesOf(log);
  const results = lines.flatMap(({ job, jobResult }) => (job && jobResult ? [[job, jobResult] as const] : []));
  const jobs = results.map(([name, result]): [string, ActJob] => {
    const own = lines.filter(({ job }) => job === name);
    const posts = own.flatMap(({ stage, stepResult }) => (stage === 'Post' && stepResult ? [stepResult] : []));
    return [name, { result, posts, outputs: outputsIn(own) }];
  });
  return { code, jobs: new Map(jobs), log: readable(log) };
}

function outputsIn(lines: readonly Line[]): Record<string, string>[] {
  const steps = new Map<string, Record<string, string>>();
  for (const { command, stepID, name, arg } of lines) {
    if (command !== 'set-output' || name === undefined) continue;
    const step = String(stepID);
    steps.set(step, { ...steps.get(step), [name]: arg ?? '' });
  }
  return [...steps.values()].filter(({ status }) => status !== undefined);
}

function linesOf(log: string): Line[] {
  return log.split('\n').flatMap((text) => {
    try {
      return [JSON.parse(text) as Line];
    } catch {
      // What it says before it has a logger.
      return [];
    }
  });
}

/** The log as a person would read it. */
function readable(log: string): string {
  return log
    .split('\n')
    .map((text) => linesOf(text)[0]?.msg?.trimEnd() ?? text)
    .join('\n');
}
