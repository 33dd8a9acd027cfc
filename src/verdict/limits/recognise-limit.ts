import type { AgentError, LimitWindow } from '../../agents/types.ts';
import type { CodeMeaning, RefusalMeaning } from '../../agents/vendor-facts.ts';
import { truncate } from '../../text.ts';
import { statedMoment, statedWait } from '../../time.ts';
import { factsOf } from '../backend-facts.ts';
import { remedyFor } from '../remedies.ts';
import type { BackendFacts, QuotaLimit, Verdict } from '../types.ts';
import { calendarReset } from './calendar-reset.ts';
import { type KnownLimits, knownLimits } from './known-limits.ts';
import * as patterns from './limit-messages.ts';
import { parseResetTime } from './reset-time.ts';

/** What a terminal error turned out to be, that waiting or a person can fix. */
export type LimitFinding = Extract<Verdict, { kind: 'limited' | 'transient' | 'refused' }>;

/** A refused request that may come again only after so long is a quota, whatever it calls itself. */
const LONG_WAIT_MS = 10 * 60_000;

/** Services put what matters first; some CLIs add whole bodies and stacks. */
const MAX_MESSAGE_LENGTH = 20_000;

/** What a terminal error is judged with: the backend's name, all that there are, and when it was printed (epoch ms). */
export interface LimitContext {
  readonly backend: string;
  readonly backends: readonly BackendFacts[];
  readonly now: number;
}

/**
 * Reads a terminal error: a quota (with the best known reset time), something that passes by itself, or something that
 * only a person can fix. null: none of these, the attempt itself failed. Structured facts go before words.
 * @param windows as the agent reported them; a rejected one names the limit and its reset.
 */
export function recogniseLimit(
  error: AgentError,
  windows: readonly LimitWindow[],
  context: LimitContext,
): LimitFinding | null {
  return explainLimit(error, windows, context).finding;
}

/** As `recogniseLimit`, with the reason, as the end of "because …". */
export function explainLimit(
  error: AgentError,
  windows: readonly LimitWindow[],
  context: LimitContext,
): { readonly finding: LimitFinding | null; readonly why: string } {
  const known = knownLimits(context.backends);
  const message = error.message.slice(0, MAX_MESSAGE_LENGTH);
  const facts = gatherFacts({ ...error, message }, windows, known, context.now);
  const [, cause, why] = classify(facts, known.messages);
  return { finding: toFinding(cause, facts, known, context), why };
}

function toFinding(
  cause: Cause | null,
  facts: ErrorFacts,
  known: KnownLimits,
  { backend, backends, now }: LimitContext,
): LimitFinding | null {
  const message = shorten(facts.message);
  switch (cause) {
    case null:
      return null;
    case 'limited': {
      // A day's quota comes with a delay of seconds that means nothing (Google).
      const messageReset = facts.waitMs !== null && facts.waitMs <= LONG_WAIT_MS && facts.daily ? null : facts.reset;
      const reset = messageReset ?? documentedReset(facts, known, backend, now);
      const window = facts.rejected?.name ?? patterns.windowInText(facts.text, known.windows);
      const { at: resetsAt, source } = reset ?? { at: null, source: 'none' as const };
      return { kind: 'limited', limit: { backend, window, resetsAt, source, message } };
    }
    case 'transient':
      return { kind: 'transient', reason: message, retryAfterMs: facts.waitMs };
    default:
      return { kind: 'refused', reason: message, remedy: remedyFor(cause, factsOf(backend, backends)) };
  }
}

interface ErrorFacts {
  /** As printed. */
  readonly message: string;
  /** Made plain. */
  readonly text: string;
  readonly status: number | null;
  readonly code: CodeMeaning | null;
  readonly rejected: LimitWindow | null;
  readonly reset: Reset | null;
  /** ms until the reset, from `now`; null where none is known. */
  readonly waitMs: number | null;
  readonly daily: boolean;
  /** Lifts by itself, whatever it says of billing. */
  readonly despiteBilling: boolean;
}

type Cause = RefusalMeaning | 'limited' | 'transient';

/** What a rule looks at: what is known of the error, and what its words and codes come to. */
interface Signs extends ErrorFacts {
  readonly messages: KnownLimits['messages'];
  readonly billing: boolean;
  readonly login: boolean;
  readonly isQuota: boolean;
  readonly isRateLimited: boolean;
}

/** What a terminal error is taken for, and the words for why. */
type Rule = readonly [holds: (signs: Signs) => boolean, cause: Cause | null, why: string];

/** The first rule that holds decides; null: the attempt itself failed. */
const RULES: readonly Rule[] = [
  [
    ({ text }) => patterns.contextOverflow.test(text) || patterns.permanentFailure.test(text),
    null,
    'the same would come again however long one waits: the conversation is too long, an answer was cut, a disk is full',
  ],
  [({ text, messages }) => messages.overload.test(text), 'transient', 'it says that it is no limit of the account'],
  [
    ({ text, messages, status }) => status === 407 || messages.network.test(text),
    'network',
    'a proxy, a sign-in page or a certificate stands between this machine and the service',
  ],
  [({ code }) => code === 'transient', 'transient', 'its code says that the service has trouble of its own'],
  [({ status }) => status !== null && status >= 500, 'transient', 'its status says that the service has trouble'],
  [({ code }) => code === 'missing', 'missing', 'its code says that there is no such program'],
  [({ code }) => code === 'protocol', 'protocol', 'its code says that the program cannot be driven'],
  [({ code }) => code === 'account', 'account', "its code speaks of the account's standing"],
  [({ code }) => code === 'cloud', 'cloud', "its code speaks of a cloud's credentials"],
  [({ login }) => login, 'login', 'it speaks of a key or a login that does not hold'],
  [({ status, billing }) => status === 401 && billing, 'billing', 'it speaks of money, with status 401'],
  [({ status }) => status === 401, 'login', 'its status is 401'],
  [({ rejected }) => rejected !== null, 'limited', 'the agent reported a quota window that is used up'],
  [({ daily }) => daily, 'limited', "it speaks of a day's quota"],
  [({ isQuota, billing }) => isQuota && !billing, 'limited', "it speaks of an account's quota"],
  [({ isQuota, reset }) => isQuota && reset !== null, 'limited', 'it speaks of a limit and says when it resets'],
  [({ code, despiteBilling }) => code === 'billing' && !despiteBilling, 'billing', 'its code speaks of money'],
  [
    ({ isRateLimited, waitMs }) => isRateLimited && waitMs !== null && waitMs > LONG_WAIT_MS,
    'limited',
    'it refuses a request for so long that it must be a quota',
  ],
  [
    ({ isRateLimited, waitMs }) => isRateLimited && waitMs !== null,
    'transient',
    'it refuses a request too many, for a short time',
  ],
  [({ status, billing }) => billing || status === 402, 'billing', 'it speaks of money, and not of when that changes'],
  [
    ({ code, text, messages }) => code === 'model' || messages.model.test(text),
    'model',
    'it does not know the model, or does not offer it to this account',
  ],
  [
    ({ text, status }) => patterns.model.test(text) && [400, 403, 404].includes(status ?? 0),
    'model',
    'it does not know the model, or does not offer it to this account',
  ],
  [({ text }) => patterns.unspecifiedQuota.test(text), 'limited', 'it speaks of a quota'],
  [
    ({ isRateLimited, status }) => isRateLimited || status === 408,
    'transient',
    'it refuses a request too many, or took too long',
  ],
  [({ text, messages }) => messages.transient.test(text), 'transient', 'it speaks of trouble that passes by itself'],
  [({ status }) => status === 403, 'login', 'its status is 403'],
];

const NO_RULE: Rule = [() => true, null, 'nothing in it speaks of a limit, of passing trouble or of a refusal'];

function classify(facts: ErrorFacts, messages: KnownLimits['messages']): Rule {
  const { text, status, code, despiteBilling } = facts;
  const signs: Signs = {
    ...facts,
    messages,
    billing: (code === 'billing' || messages.billing.test(text)) && !despiteBilling,
    login: code === 'login' || (status !== 429 && messages.login.test(text)),
    isQuota: code === 'quota' || messages.quota.test(text),
    isRateLimited: status === 429 || code === 'rate' || patterns.rateLimit.test(text),
  };
  return RULES.find(([holds]) => holds(signs)) ?? NO_RULE;
}

function gatherFacts(error: AgentError, windows: readonly LimitWindow[], known: KnownLimits, now: number): ErrorFacts {
  const text = patterns.normalizeMessage(error.message);
  const rejected = rejectedWindow(windows);
  const reset = findReset(error, rejected, now);
  return {
    message: error.message,
    text,
    status: error.status ?? patterns.statusInText(text),
    code: known.codes.get((error.code ?? '').toLowerCase()) ?? null,
    rejected,
    reset,
    waitMs: reset === null ? null : Math.max(0, reset.at - now),
    daily: known.messages.dailyQuota.test(text),
    despiteBilling: known.quotaDespiteBilling.some((pattern) => pattern.test(error.message)),
  };
}

interface Reset {
  readonly at: number;
  readonly source: QuotaLimit['source'];
}

/** Best source first: a structured time, a retry-after, what the words say. */
function findReset(error: AgentError, rejected: LimitWindow | null, now: number): Reset | null {
  const structured = statedMoment(error.resetsAt ?? rejected?.resetsAt ?? null);
  if (structured !== null) return { at: structured, source: 'structured' };
  const wait = statedWait(error.retryAfterMs);
  if (wait !== null) return { at: now + wait, source: 'retry-after' };
  return parseResetTime(error.message, now);
}

/** When a quota of the calendar lifts, of which the error does not say it. */
function documentedReset(
  { daily, message }: ErrorFacts,
  { calendarResets }: KnownLimits,
  backend: string,
  now: number,
): Reset | null {
  const documented = calendarResets.find((reset) =>
    reset.period === 'day'
      ? daily && (reset.backend === backend || reset.message.test(message))
      : reset.message.test(message),
  );
  return documented === undefined ? null : { at: calendarReset(documented, now), source: 'calendar' };
}

/** Does it speak of a request too many, as against a failure of the service's own? */
export function isRateLimitError(error: AgentError): boolean {
  const text = patterns.normalizeMessage(error.message);
  const status = error.status ?? patterns.statusInText(text);
  return status === null ? patterns.rateLimit.test(text) || /\blimit\b/.test(text) : status === 429;
}

/** Of several rejected windows the one that lifts last: until then no request passes. */
export function rejectedWindow(windows: readonly LimitWindow[]): LimitWindow | null {
  const rejected = windows.filter(({ status }) => status === 'rejected');
  const last = Math.max(...rejected.map(({ resetsAt }) => resetsAt ?? 0));
  return rejected.find(({ resetsAt }) => (resetsAt ?? 0) === last) ?? null;
}

/** One line, as a person can read it in a log. */
export function shorten(text: string, maxLength = 400): string {
  return truncate(text.replace(/\s+/g, ' ').trim(), maxLength);
}
