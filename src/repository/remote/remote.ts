import type { Checkout } from '../git/checkout.ts';
import { createGit } from '../git/git.ts';
import {
  configurationVariables,
  configured,
  ownCredentialsConfiguration,
  tokenConfiguration,
} from '../git/git-configuration.ts';
import { localEnvironment, ownCredentialsEnvironment } from '../git/git-environment.ts';
import { withSideRepository } from '../git/side-repository.ts';
import { type Address, addressOf } from './address.ts';
import { explainFailure, type RemoteFailure } from './refusal.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface RemoteRefs {
  /** Ref name → commit. */
  readonly refs: ReadonlyMap<string, string>;
  /** Name of the remote's default branch; null for an empty one. */
  readonly defaultBranch: string | null;
}

export type Answer<T> = { readonly kind: 'ok'; readonly value: T } | RemoteFailure;

/** The three things we ask of a remote; the only commands that carry credentials. */
export interface Remote {
  readonly address: Address;
  /** `patterns`: whole ref names, or `HEAD`. */
  list(patterns: readonly string[], timeoutMs?: number): Promise<Answer<RemoteRefs>>;
  /** Brings the commits of these refs; with `depth`, that many of each. No ref of the checkout moves. */
  fetch(
    refs: readonly string[],
    haves: readonly string[],
    depth: number | null,
    timeoutMs?: number,
  ): Promise<Answer<null>>;
  /** `refspecs` never begin with `+`: nothing is ever forced. */
  push(refspecs: readonly string[], timeoutMs?: number): Promise<Answer<null>>;
}

/** Of one command; a stalled transfer ends earlier by itself. */
export const NETWORK_TIMEOUT_MS = 5 * 60_000;

/**
 * Speaks to the remote from a repository of our own, so that nothing an agent left in the checkout is read while a
 * token is at hand: no hook, filter, credential helper, rewritten address. Credentials travel in the environment.
 */
export function createRemote(
  checkout: Checkout,
  options: { url: string; token: string | null; env: Environment },
): Remote {
  const address = addressOf(options.url, options.token, checkout.top);
  const token = address.header;
  const variables =
    token !== null
      ? {
          ...localEnvironment(options.env, checkout.top),
          ...configurationVariables(tokenConfiguration(checkout.entries, address.url, token)),
        }
      : {
          ...ownCredentialsEnvironment(options.env, checkout.top),
          ...sshWithoutQuestions(checkout, options.env),
          ...configurationVariables([...ownCredentialsConfiguration(checkout.entries), ['safe.directory', '*']]),
        };
  const git = createGit(checkout.binary, checkout.top, variables);
  const ask = async <T>(
    args: readonly string[],
    haves: readonly string[],
    read: (stdout: string) => T,
    timeoutMs = NETWORK_TIMEOUT_MS,
  ): Promise<Answer<T>> => {
    const result = await withSideRepository(checkout, options.env, haves, (side) =>
      git(args, { env: side.variables, accept: 'any', timeoutMs }),
    );
    if (result.code === 0) return { kind: 'ok', value: read(result.stdout) };
    return explainFailure(`${result.stdout}\n${result.stderr}`, result.timedOut);
  };
  return {
    address,
    list: (patterns, timeoutMs) => ask(['ls-remote', '--symref', address.url, ...patterns], [], parseRefs, timeoutMs),
    fetch: (refs, haves, depth, timeoutMs) =>
      ask(
        [
          'fetch',
          '-q',
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
    push: (refspecs, timeoutMs) =>
      ask(['push', '--porcelain', '--no-verify', address.url, ...refspecs], [], () => null, timeoutMs),
  };
}

/** ssh must fail rather than ask; a command the user set keeps the last word. */
function sshWithoutQuestions(checkout: Checkout, env: Environment): Record<string, string> {
  const own = env.GIT_SSH_COMMAND ?? env.GIT_SSH ?? configured(checkout.entries, 'core.sshcommand');
  return own === null ? { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=30' } : {};
}

/** Reads `git ls-remote --symref`. */
export function parseRefs(stdout: string): RemoteRefs {
  const refs = new Map<string, string>();
  let defaultBranch: string | null = null;
  for (const line of stdout.split('\n')) {
    const [left = '', name] = line.split('\t');
    if (name === undefined) continue;
    if (!left.startsWith('ref: ')) refs.set(name, left);
    else if (name === 'HEAD') defaultBranch = left.slice('ref: refs/heads/'.length);
  }
  return { refs, defaultBranch };
}

/**
 * The address of `origin` as the user's git would push to it: `pushurl` first, then the user's own
 * `url.*.pushInsteadOf` and `insteadOf`, all as they were at the start of the run.
 */
export function originAddress(checkout: Checkout): string | null {
  const url =
    configured(checkout.entries, 'remote.origin.pushurl') ?? configured(checkout.entries, 'remote.origin.url');
  if (url === null) return null;
  for (const kind of ['.pushinsteadof', '.insteadof']) {
    let best: { readonly prefix: string; readonly base: string } | null = null;
    for (const { key, value } of checkout.entries) {
      if (value === null || !key.startsWith('url.') || !key.endsWith(kind) || !url.startsWith(value)) continue;
      if (best === null || value.length > best.prefix.length)
        best = { prefix: value, base: key.slice(4, -kind.length) };
    }
    if (best !== null) return best.base + url.slice(best.prefix.length);
  }
  return url;
}
