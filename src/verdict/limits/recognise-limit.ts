import type { AgentError, LimitWindow } from '../../agents/types.ts';
import type { CodeMeaning } from '../../agents/vendor-facts.ts';
import { truncate } from '../../text.ts';
import { statedMoment, statedWait } from '../../time.ts';
import { factsOf } from '../backend-facts.ts';
import { type RefusalCause, remedyFor } from '../remedies.ts';
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

/**
 * Reads a terminal error: a quota (with the best known reset time), something that passes by itself, or something that
 * only a person can fix. null: none of these, the attempt itself failed. Structured facts go before words.
 * @param windows as the agent reported them; a rejected one names the limit and its reset.
 * @param now epoch ms at which the error was printed.
 */
export function recogniseLimit(
  error: AgentError,
  windows: readonly LimitWindow[],
  context: { readonly backend: string; readonly backends: readonly BackendFacts[]; readonly now: number },
): LimitFinding | null {
  const { backend, backends, now } = context;
  const message = shorten(error.message);
  const known = knownLimits(backends);
  const facts = gatherFacts({ ...error, message: error.message.slice(0, MAX_MESSAGE_LENGTH) }, windows, known, now);
  const finding = classify(facts, known.messages);
  switch (finding) {
    case null:
      return null;
    case 'limited': {
      // A day's quota comes with a delay of seconds that means nothing (Google).
      const messageReset = facts.waitMs !== null && facts.waitMs <= LONG_WAIT_MS && facts.daily ? null : facts.reset;
      const reset = messageReset ?? documentedReset(facts, known, backend, now);
      const window = facts.rejected?.name ?? patterns.windowInText(facts.text, known.windows);
      const limit = {
        backend,
        window,
        resetsAt: reset?.at ?? null,
        source: reset?.source ?? ('none' as const),
        message,
      };
      return { kind: 'limited', limit };
    }
    case 'transient':
      return { kind: 'transient', reason: message, retryAfterMs: facts.waitMs };
    default:
      return { kind: 'refused', reason: message, remedy: remedyFor(finding, factsOf(backend, backends)) };
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

type Cause = RefusalCause | 'limited' | 'transient';

/** What a rule looks at: what is known of the error, and what its words and codes come to. */
interface Signs extends ErrorFacts {
  readonly messages: KnownLimits['messages'];
  readonly billing: boolean;
  readonly login: boolean;
  readonly isQuota: boolean;
  readonly isRateLimited: boolean;
}

/** The first rule that holds decides; null: the attempt itself failed. */
const RULES: readonly (readonly [holds: (signs: Signs) => boolean, cause: Cause | null])[] = [
  [({ text }) => patterns.contextOverflow.test(text) || patterns.permanentFailure.test(text), null],
  [({ text, messages }) => messages.overload.test(text), 'transient'],
  [({ text, messages, status }) => status === 407 || messages.network.test(text), 'network'],
  [({ code, status }) => code === 'transient' || (status !== null && status >= 500), 'transient'],
  [({ code }) => code === 'account', 'account'],
  [({ code }) => code === 'cloud', 'cloud'],
  [({ login }) => login, 'login'],
  [({ status, billing }) => status === 401 && billing, 'billing'],
  [({ status }) => status === 401, 'login'],
  [({ rejected, daily }) => rejected !== null || daily, 'limited'],
  [({ isQuota, billing, reset }) => isQuota && (!billing || reset !== null), 'limited'],
  [({ code, despiteBilling }) => code === 'billing' && !despiteBilling, 'billing'],
  [({ isRateLimited, waitMs }) => isRateLimited && waitMs !== null && waitMs > LONG_WAIT_MS, 'limited'],
  [({ isRateLimited, waitMs }) => isRateLimited && waitMs !== null, 'transient'],
  [({ status, billing }) => billing || status === 402, 'billing'],
  [({ code, text, messages }) => code === 'model' || messages.model.test(text), 'model'],
  [({ text, status }) => patterns.model.test(text) && [400, 403, 404].includes(status ?? 0), 'model'],
  [({ text }) => patterns.unspecifiedQuota.test(text), 'limited'],
  [({ isRateLimited, status }) => isRateLimited || status === 408, 'transient'],
  [({ text, messages }) => messages.transient.test(text), 'transient'],
  [({ status }) => status === 403, 'login'],
];

function classify(facts: ErrorFacts, messages: KnownLimits['messages']): Cause | null {
  const { text, status, code, despiteBilling } = facts;
  const signs: Signs = {
    ...facts,
    messages,
    billing: (code === 'billing' || messages.billing.test(text)) && !despiteBilling,
    login: code === 'login' || (status !== 429 && messages.login.test(text)),
    isQuota: code === 'quota' || messages.quota.test(text),
    isRateLimited: status === 429 || code === 'rate' || patterns.rateLimit.test(text),
  };
  return RULES.find(([holds]) => holds(signs))?.[1] ?? null;
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
