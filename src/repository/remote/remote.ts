import { formatDuration } from '../../report/text/numbers.ts';
import type { TokenSource } from '../../secrets/token-source.ts';
import { MINUTE, SECOND } from '../../time.ts';
import type { Checkout } from '../git/checkout.ts';
import {
  configurationVariables,
  configValue,
  tokenConfiguration,
  userCredentialsConfiguration,
} from '../git/configuration/git-configuration.ts';
import { localEnvironment, userCredentialsEnvironment } from '../git/configuration/git-environment.ts';
import { trustOfRemotes } from '../git/configuration/safe-directory.ts';
import { createGit, GitKilledError } from '../git/git.ts';
import { withScratchRepository } from '../git/side-repository.ts';
import { parseRemoteAddress, type RemoteAddress } from './address.ts';
import { explainFailure, isSignInFailure, type RemoteFailure } from './refusals/refusal.ts';
import { type CommandEnd, withToken } from './with-token.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface RemoteRefs {
  /** Ref name → commit. */
  readonly refs: ReadonlyMap<string, string>;
  /** Name of the remote's default branch; null for an empty one. */
  readonly defaultBranch: string | null;
}

export type RemoteResult<T> = { readonly kind: 'ok'; readonly value: T } | RemoteFailure;

/** What we ask of a remote; the only commands that carry credentials. */
export interface Remote {
  readonly address: RemoteAddress;
  /** `patterns`: whole ref names, or `HEAD`. */
  list(patterns: readonly string[], timeoutMs?: number): Promise<RemoteResult<RemoteRefs>>;
  /** Brings the commits of these refs; with `depth`, that many of each. No ref of the checkout moves. */
  fetch(
    refs: readonly string[],
    haves: readonly string[],
    depth: number | null,
    timeoutMs?: number,
  ): Promise<RemoteResult<null>>;
  /** Brings objects that a partial clone left out. */
  fetchObjects(names: readonly string[], timeoutMs?: number): Promise<RemoteResult<null>>;
  /** `refspecs` never begin with `+`: nothing is ever forced. */
  push(refspecs: readonly string[], timeoutMs?: number): Promise<RemoteResult<null>>;
  /** Moves a ref of ours from `old` (null: there is none) to a commit that need not hold it; `behind`: it is elsewhere. */
  swap(ref: string, old: string | null, commit: string, timeoutMs?: number): Promise<RemoteResult<null>>;
}

/** Of one command that gets on: one that is silent ends earlier. */
export const TRANSFER_TIMEOUT_MS = 60 * MINUTE;

/** How long a remote may be silent, in ms. */
export interface RemotePatience {
  /** A silence that has lasted this long is reported. */
  readonly noticeAfter: number;
  /** Until it answers, and between two signs of progress. */
  readonly answer: number;
  /** After it has answered to a push: its hooks print nothing while they run. */
  readonly push: number;
}

const DEFAULT_PATIENCE: RemotePatience = { noticeAfter: 10 * SECOND, answer: MINUTE, push: 5 * MINUTE };

/** As git itself fetches what a partial clone lacks: it has none of it, and wants nothing beside it. */
const FETCH_OBJECTS = [
  '-c',
  'fetch.negotiationAlgorithm=noop',
  'fetch',
  '-q',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--filter=blob:none',
];

/** What a request has left when the run is asked to stop: enough for one that gets on, and a job that is cancelled has it. */
const STOPPED_TIMEOUT_MS = 3000;

/**
 * Speaks to the remote from a repository of our own, so that nothing an agent left in the checkout is read while a
 * token is at hand: no hook, filter, credential helper, rewritten address. The credential is in no environment, no
 * argument list and no file.
 */
export function createRemote(
  checkout: Checkout,
  options: {
    readonly url: string;
    readonly tokens: TokenSource | null;
    readonly env: Environment;
    readonly stop?: AbortSignal | undefined;
    readonly notice: (text: string) => void;
    readonly patience?: RemotePatience;
  },
): Remote {
  const { notice, patience = DEFAULT_PATIENCE } = options;
  const address = parseRemoteAddress(options.url, checkout.top);
  const tokens = address.takesTokens ? options.tokens : null;
  const variables =
    tokens !== null || address.credential !== null
      ? {
          ...localEnvironment(options.env, checkout.top),
          ...configurationVariables(tokenConfiguration(checkout.configEntries, address.url)),
        }
      : {
          ...userCredentialsEnvironment(options.env, checkout.top),
          ...nonInteractiveSsh(checkout, options.env),
          ...configurationVariables([...userCredentialsConfiguration(checkout.configEntries), ['safe.directory', '*']]),
        };
  // A run that is to stop tries a remote that does not answer no further, whatever it still had to ask.
  let failureAfterStop: RemoteFailure | null = null;
  const git = createGit(checkout.binary, checkout.top, variables);
  const lowSpeedTime = `http.lowSpeedTime=${Math.ceil(patience.push / SECOND)}`;
  const pushCommand = ['-c', lowSpeedTime, 'push', '--porcelain', '--progress', '--no-verify'];
  const runOnce = async (
    operation: keyof typeof OPERATIONS,
    args: readonly string[],
    haves: readonly string[],
    { timeoutMs, input }: { readonly timeoutMs: number; readonly input: string },
    credential: string | null,
  ): Promise<CommandEnd> => {
    const silence = {
      first: patience.answer,
      later: operation === 'push' ? patience.push : patience.answer,
      noticeAfter: patience.noticeAfter,
      notice: (silentFor: number, limit: number) =>
        notice(
          `${OPERATIONS[operation]}: no answer for ${formatDuration(silentFor)}; waiting for up to ${formatDuration(limit)}`,
        ),
    };
    const deadline = abortAfter(options.stop, STOPPED_TIMEOUT_MS);
    const ended = await withScratchRepository(checkout, options.env, haves, (scratch) =>
      git(args, {
        env: { ...scratch.variables, ...trustOfRemotes(checkout.configEntries, scratch.folder) },
        accept: 'any',
        timeoutMs,
        silence,
        signal: deadline.signal,
        input,
        ...(credential === null ? {} : { credential }),
      }),
    )
      .catch(killedOrThrow)
      .finally(deadline.cancel);
    if ('killed' in ended) return { result: { kind: 'transient', reason: ended.killed }, signIn: false };
    const { code, stdout, stderr, cutShort } = ended;
    if (code === 0) return { result: { kind: 'ok', value: stdout }, signIn: false };
    const output = `${stdout}\n${stderr}`;
    return { result: explainFailure(output, cutShort), signIn: cutShort === null && isSignInFailure(output) };
  };
  const runCommand = async <T>(
    operation: keyof typeof OPERATIONS,
    args: readonly string[],
    haves: readonly string[],
    parse: (stdout: string) => T,
    timeoutMs = TRANSFER_TIMEOUT_MS,
    input = '',
  ): Promise<RemoteResult<T>> => {
    if (failureAfterStop !== null) return failureAfterStop;
    const run = (credential: string | null) => runOnce(operation, args, haves, { timeoutMs, input }, credential);
    const result = tokens === null ? (await run(address.credential)).result : await withToken(tokens, run);
    if (options.stop?.aborted === true && result.kind === 'transient') failureAfterStop = result;
    return result.kind === 'ok' ? { kind: 'ok', value: parse(result.value) } : result;
  };
  return {
    address,
    list: (patterns, timeoutMs) =>
      runCommand('ls-remote', ['ls-remote', '--symref', address.url, ...patterns], [], parseRemoteRefs, timeoutMs),
    fetch: (refs, haves, depth, timeoutMs) =>
      runCommand(
        'fetch',
        [
          'fetch',
          '--progress',
          '--no-tags',
          '--no-write-fetch-head',
          '--no-auto-maintenance',
          ...(depth === null ? [] : [`--depth=${depth}`]),
          address.url,
          ...refs.map((ref) => `+${ref}:refs/fetched/${ref.replace(/^refs\//, '')}`),
        ],
        haves,
        () => null,
        timeoutMs,
      ),
    fetchObjects: (names, timeoutMs) =>
      runCommand(
        'fetch',
        [...FETCH_OBJECTS, address.url, '--stdin'],
        [],
        () => null,
        timeoutMs,
        names.map((name) => `${name}\n`).join(''),
      ),
    push: (refspecs, timeoutMs) =>
      runCommand('push', [...pushCommand, address.url, ...refspecs], [], () => null, timeoutMs),
    swap(ref, old, commit, timeoutMs) {
      // A `+` would have the push go through whatever the lease says.
      const lease = `--force-with-lease=${ref}:${old ?? ''}`;
      return runCommand('push', [...pushCommand, lease, address.url, `${commit}:${ref}`], [], () => null, timeoutMs);
    },
  };
}

/** As they are called in notices. */
const OPERATIONS = { 'ls-remote': 'reading the remote', fetch: 'fetch', push: 'push' } as const;

/** What was asked of the remote may be asked again. */
function killedOrThrow(error: unknown): { readonly killed: string } {
  if (error instanceof GitKilledError) return { killed: error.message };
  throw error;
}

/** A signal that is aborted some time after another one was; `cancel` when nobody listens any more. */
function abortAfter(stop: AbortSignal | undefined, ms: number): { readonly signal: AbortSignal; cancel(): void } {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer = setTimeout(() => controller.abort(), ms);
  };
  if (stop?.aborted === true) start();
  else stop?.addEventListener('abort', start, { once: true });
  return {
    signal: controller.signal,
    cancel() {
      clearTimeout(timer);
      stop?.removeEventListener('abort', start);
    },
  };
}

/** ssh must fail rather than ask; a command the user set keeps the last word. */
function nonInteractiveSsh(checkout: Checkout, env: Environment): Record<string, string> {
  const configuredCommand =
    env.GIT_SSH_COMMAND ?? env.GIT_SSH ?? configValue(checkout.configEntries, 'core.sshcommand');
  return configuredCommand === null ? { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=30' } : {};
}

/** Reads `git ls-remote --symref`. */
export function parseRemoteRefs(stdout: string): RemoteRefs {
  const refs = new Map<string, string>();
  let defaultBranch: string | null = null;
  for (const line of stdout.split('\n')) {
    const [hash = '', name] = line.split('\t');
    if (name === undefined) continue;
    if (!hash.startsWith('ref: ')) refs.set(name, hash);
    else if (name === 'HEAD') defaultBranch = hash.slice('ref: refs/heads/'.length);
  }
  return { refs, defaultBranch };
}
