import { NO_MERGES, REFUSALS, type RefusalPattern, type RefusedPart } from './refusal-table.ts';
import { quoteOutput, searchableOutput, summarizeOutput } from './server-words.ts';

/** Why git could not do what was asked of a remote. */
export type RemoteFailure =
  /** The remote branch holds commits that ours does not. */
  | { readonly kind: 'behind' }
  | Refused
  /** The network, or the server for now; `suspicion`: what it is taken for when it does not pass after a few tries. */
  | { readonly kind: 'transient'; readonly reason: string; readonly suspicion?: Refused };

/** It will be refused again until a person changes something. */
interface Refused {
  readonly kind: 'refused';
  /** One line. */
  readonly reason: string;
  readonly remedy: string;
  /** All that git and the server printed, line by line; none where nothing was. */
  readonly output?: string;
  readonly about?: RefusedPart;
}

const BEHIND_PATTERN =
  /\[rejected\]|non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref|reference already exists|incorrect old value|remote ref (?:is at|updated since)/i;
const SERVER_ERROR_PATTERN =
  /Internal Server Error|returned error: (?:408|425|429|5\d\d)|HTTP (?:408|425|429|5\d\d)|\(internal error|unpacker error|try again/i;

/** What a 403 may say too: it passes. */
const PASSING_PATTERN =
  /secondary rate limit|rate limit exceeded|because of maintenance|under maintenance|maintenance mode/i;

/** What a hook says is about the push, whatever words it has. */
const isPassing = (text: string): boolean => PASSING_PATTERN.test(text) && !text.includes('[remote rejected]');

/** Words for both: a server in trouble, and one whose hooks fail over a rule. */
const RULE_REMEDY =
  'The server answered each try with an error of its own. A rule or a hook may be behind it (protection of the branch, signed commits, a check that fails): use another `work-branch`, another token, or read the server’s log. If it was in trouble only, start again.';
const HOOK_REMEDY = 'A rule or hook of the server rejects this push: follow its message, or use another `work-branch`.';

/** Whether the server took no credential: none was given, or it does not accept the one that was. */
export function isSignInFailure(output: string): boolean {
  return findRefusal(searchableOutput(output))?.signIn === true;
}

function findRefusal(text: string): RefusalPattern | undefined {
  return REFUSALS.find(({ pattern }) => pattern.test(text));
}

/**
 * Tells refusals from network errors in what git printed. What is not known counts as transient: it is retried for a
 * limited time, and the work is kept whichever it was. `cutShort`: why git was ended before it could say anything.
 */
export function explainFailure(output: string, cutShort: string | null = null): RemoteFailure {
  const reason = summarizeOutput(output);
  if (cutShort !== null)
    return { kind: 'transient', reason: `the remote ${cutShort}${reason === '' ? '' : `: ${reason}`}` };
  const text = searchableOutput(output);
  const refused = (remedy: string): RemoteFailure & { kind: 'refused' } => ({
    kind: 'refused',
    reason,
    remedy,
    output: quoteOutput(output),
  });
  if (isPassing(text)) return { kind: 'transient', reason };
  const known = findRefusal(text);
  if (known !== undefined) {
    const { remedy, about = NO_MERGES.test(text) ? 'merges' : undefined } = known;
    const failure = refused(typeof remedy === 'string' ? remedy : remedy(text));
    return about === undefined ? failure : { ...failure, about };
  }
  const isRejected = text.includes('[remote rejected]');
  const isServerError = SERVER_ERROR_PATTERN.test(text);
  const isBehind = BEHIND_PATTERN.test(text.replaceAll('[remote rejected]', ''));
  if (isServerError) return { kind: 'transient', reason, ...(isRejected && { suspicion: refused(RULE_REMEDY) }) };
  if (isBehind) return { kind: 'behind' };
  return isRejected ? refused(HOOK_REMEDY) : { kind: 'transient', reason };
}
