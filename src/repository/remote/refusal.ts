import { firstCharacters } from '../../text.ts';
/** Why git could not do what was asked of a remote. */
export type RemoteFailure =
  /** The remote branch holds commits that ours does not. */
  | { readonly kind: 'behind' }
  /** It will be refused again until a person changes something. */
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string }
  /** The network, or the server for now. */
  | { readonly kind: 'transient'; readonly reason: string };

interface RefusalPattern {
  readonly pattern: RegExp;
  readonly remedy: string;
  /** Another token may do. */
  readonly signIn?: true;
}

const SIGN_IN_REMEDY =
  'The token was refused: it has expired, is wrong, or belongs to another host. Give a new one (`github-token`) and start again; the GITHUB_TOKEN of a job lives at most as long as the job, a token that a step before made from an app for one hour. Give `app-id` and `app-private-key` in its place, and it is renewed.';
const NO_LOGIN_REMEDY =
  'The remote asks for a login, and there is none. In a workflow, give `github-token`; on your own machine, let git sign in without prompting: a credential helper, or ssh with a key.';
const WRITE_REMEDY =
  'The token has no write access here. Give the job `permissions: contents: write`, or a token that can push to this repository. A run from a fork gets a read-only token: run in the repository itself.';

/**
 * Messages of GitHub (its GHnnn codes and hook texts), of git and of curl that no retry fixes; the first match wins.
 */
const REFUSALS: readonly RefusalPattern[] = [
  {
    // GitHub, GitLab, Gitea.
    pattern:
      /must have verified signatures|commit must be signed|commit was not signed|protected from unverified commit/i,
    remedy:
      'Only signed commits are accepted. Set `sign-commits: key` with a key that the server knows for the account whose mail address `commit-author` has, or use a `work-branch` that the rule does not cover.',
  },
  {
    pattern: /GH006|protected branch/i,
    remedy:
      'The branch is protected. Use another `work-branch`, or allow this token to push in the branch protection rules.',
  },
  {
    pattern: /GH009|secrets? detected|push cannot contain secrets/i,
    remedy:
      'Push protection found a secret in a commit. Remove it from the commits that are not pushed yet, or allow it on the page that the message names.',
  },
  {
    pattern: /GH013|repository rule violations/i,
    remedy:
      'A repository rule forbids this push. Use a `work-branch` that the ruleset does not cover, or add this token’s app or user to its bypass list.',
  },
  {
    pattern:
      /refusing to allow(?:(?!refusing to allow).)* to (?:create or update|delete) workflow|without [`'"]?workflows?[`'"]? (?:permission|scope)/i,
    remedy:
      'A commit changes a file in .github/workflows, which GITHUB_TOKEN is never allowed to do. Give a token with the `workflows` permission (an app or a personal token), or remove that change.',
  },
  {
    pattern: /GH001|large files? detected|exceeds GitHub's file size limit/i,
    remedy:
      'A commit contains a file over 100 MB. Add it to .gitignore or to Git LFS and remove it from the commits that are not pushed yet.',
  },
  {
    pattern: /GH008|unknown Git LFS object/i,
    remedy: 'Upload the LFS objects once with `git lfs push origin <branch>` from this checkout, then start again.',
  },
  {
    pattern: /repository was archived|archived so it is read-only/i,
    remedy: 'Unarchive the repository, then start again.',
  },
  { pattern: /Resource not accessible by integration|write access to repository not granted/i, remedy: WRITE_REMEDY },
  { pattern: /Permission to \S+ denied to|The requested URL returned error: 403|HTTP 403/i, remedy: WRITE_REMEDY },
  { pattern: /could not read (?:Username|Password)|terminal prompts disabled/i, remedy: NO_LOGIN_REMEDY, signIn: true },
  {
    pattern:
      /Authentication failed|Invalid username or (?:password|token)|The requested URL returned error: 401|HTTP 401|Bad credentials/i,
    remedy: SIGN_IN_REMEDY,
    signIn: true,
  },
  {
    pattern:
      /Repository not found|repository (?:(?!repository ).)*' not found|The requested URL returned error: 404|does not appear to be a git repository|ERROR: Repository/i,
    remedy: 'The token does not see the repository: check the address of `origin`, and that the token covers it.',
  },
  {
    pattern: /Permission denied \(|Host key verification failed|No such identity|Load key/i,
    remedy:
      'ssh could not sign in without prompting. Add a key without a passphrase and the known host, or use https with a token.',
  },
  {
    pattern: /certificate (?:problem|verify)|SSL certificate|self[- ]signed certificate/i,
    remedy: 'The server’s certificate is not trusted here: set `http.sslCAInfo` in the user’s git configuration.',
  },
  {
    pattern: /shallow update not allowed/i,
    remedy: 'Check out with full history (`fetch-depth: 0`).',
  },
];

const BEHIND_PATTERN =
  /\[rejected\]|non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref|reference already exists|incorrect old value|remote ref (?:is at|updated since)/i;
const SERVER_ERROR_PATTERN =
  /Internal Server Error|returned error: (?:408|425|429|5\d\d)|HTTP (?:408|425|429|5\d\d)|\(internal error|unpacker error|try again/i;

/** Whether the server took no credential: none was given, or it does not accept the one that was. */
export function isSignInFailure(output: string): boolean {
  return REFUSALS.find(({ pattern }) => pattern.test(output))?.signIn === true;
}

/**
 * Tells refusals from network errors in what git printed. What is not known counts as transient: it is retried for a
 * limited time, and the work is kept whichever it was. `cutShort`: why git was ended before it could say anything.
 */
export function explainFailure(output: string, cutShort: string | null = null): RemoteFailure {
  const reason = extractReason(output);
  if (cutShort !== null)
    return { kind: 'transient', reason: `the remote ${cutShort}${reason === '' ? '' : `: ${reason}`}` };
  for (const { pattern, remedy } of REFUSALS) if (pattern.test(output)) return { kind: 'refused', reason, remedy };
  if (
    /\[remote rejected\]/.test(output) &&
    !BEHIND_PATTERN.test(output.replace(/\[remote rejected\]/g, '')) &&
    !SERVER_ERROR_PATTERN.test(output)
  ) {
    return {
      kind: 'refused',
      reason,
      remedy: 'A rule or hook of the server rejects this push: follow its message, or use another `work-branch`.',
    };
  }
  if (SERVER_ERROR_PATTERN.test(output)) return { kind: 'transient', reason };
  if (BEHIND_PATTERN.test(output)) return { kind: 'behind' };
  return { kind: 'transient', reason };
}

/** How git tells of a helper of its own that the kernel ended, on a machine without memory left. */
const KILLED_HELPER_PATTERN = /died of signal 9/;

/** The lines that say why, without progress and hints; at most 600 characters and a guess. */
function extractReason(output: string): string {
  const lines = output
    .split(/[\n\r]+/)
    .map((line) => line.replace(/^remote:\s*/, '').trim())
    .filter(
      (line) =>
        line !== '' &&
        !/^(?:hint:|To |Done$|Everything up-to-date|From |POST |Total \d|Writing|Counting|Compressing|Delta|Enumerating|Receiving|Resolving|Checking|Unpacking)/.test(
          line,
        ),
    );
  const errorLines = lines.filter((line) =>
    /error|fatal|died|denied|refus|reject|GH\d{3}|not found|protect|\bmust\b|\bcannot\b|failed/i.test(line),
  );
  const guess = KILLED_HELPER_PATTERN.test(output) ? ' (out of memory?)' : '';
  return firstCharacters([...new Set(errorLines.length > 0 ? errorLines : lines)].join('; '), 600) + guess;
}
