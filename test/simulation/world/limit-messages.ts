import type { AgentError, LimitWindow } from '../../../src/agents/types.ts';
import type { Dice } from './dice.ts';
import { clock, compact, dated, hourOf, hours, long, short, span, title } from './limit-times.ts';

/** What a quota that was met looks like to the reader of a backend's stream. */
export interface QuotaSighting {
  readonly error: AgentError;
  readonly windows: readonly LimitWindow[];
  readonly exitCode: number;
  /** The CLI said so and then fell silent, until it was ended. */
  readonly silent: boolean;
  /** When it says that the limit lifts (epoch ms); null where it does not say. */
  readonly stated: number | null;
}

/** The facts of a limit that is met. Times in epoch ms. */
export interface QuotaFacts {
  readonly now: number;
  readonly resetsAt: number;
  /** `five_hour`, `weekly` or `daily`. */
  readonly window: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every form in which the CLIs were seen to tell of a quota, by backend. Clock times are cut to the minute, as they do. */
const FORMS: Readonly<Record<string, readonly ((facts: QuotaFacts) => QuotaSighting | null)[]>> = {
  claude: [
    (facts) =>
      said(facts, `You've hit your ${WINDOW[facts.window]} limit · resets ${short(facts)} (UTC)`, { status: 429 }),
    (facts) =>
      said(
        facts,
        `You've hit your ${WINDOW[facts.window]} limit · resets ${short(facts)} (UTC)`,
        { status: 429, code: 'rate_limit', resetsAt: facts.resetsAt },
        [{ name: facts.window, used: 1, resetsAt: facts.resetsAt, status: 'rejected' }],
      ),
    (facts) => said(facts, `Claude AI usage limit reached|${Math.floor(facts.resetsAt / 1000)}`),
    // It names the hour alone, which is right only where windows end on one.
    (facts) =>
      facts.resetsAt % HOUR === 0 && facts.resetsAt - facts.now < DAY - HOUR
        ? said(facts, `${WINDOW[facts.window]} limit reached ∙ resets ${hourOf(facts.resetsAt)}`)
        : null,
    (facts) => mute(facts, "You're out of usage credits", { status: 429 }),
  ],
  codex: [
    (facts) =>
      said(
        facts,
        `You’ve hit your usage limit. Upgrade to Pro (https://chatgpt.com/explore/pro), visit https://chatgpt.com/settings/usage to purchase more credits or try again at ${long(facts)}.`,
      ),
    (facts) =>
      said(
        facts,
        `You’ve hit your usage limit. To get more access now, send a request to your admin or try again at ${long(facts)}.`,
        {},
        [{ name: facts.window, used: 1, resetsAt: facts.resetsAt, status: 'rejected' }],
      ),
    (facts) => mute(facts, 'You’ve hit your usage limit. Upgrade to Pro, purchase more credits or try again later.'),
    (facts) => mute(facts, 'The usage limit has been reached', { code: 'usage_limit_exceeded' }),
    (facts) => ({
      ...mute(facts, 'exceeded retry limit, last status: 429 Too Many Requests', { status: 429 }),
      silent: true,
    }),
  ],
  opencode: [
    (facts) => {
      const { words, ms } = span(facts);
      return said(
        { ...facts, resetsAt: facts.now + ms },
        `${title(facts.window)} usage limit reached. It will reset in ${words}`,
      );
    },
    (facts) =>
      said(facts, 'The usage limit has been reached', {
        status: 429,
        code: 'usage_limit_reached',
        resetsAt: facts.resetsAt,
      }),
    (facts) => {
      const wait = Math.max(11 * MINUTE, facts.resetsAt - facts.now);
      const told = { ...facts, resetsAt: facts.now + wait };
      return said(told, 'Too many requests', { status: 429, retryAfterMs: wait });
    },
  ],
  gemini: [
    (facts) =>
      mute(facts, `[API Error: You have ${QUOTA_OF[facts.window] ?? 'exceeded your current quota'} on this model.]`, {
        status: 429,
      }),
    // The seconds that come with a day's quota mean nothing.
    (facts) =>
      mute(facts, facts.window === 'daily' ? `You have ${QUOTA_OF.daily}. Please retry in 43.2s.` : 'Quota exceeded.', {
        status: 429,
      }),
    (facts) =>
      said(facts, `You have exhausted your capacity on this model. Your quota will reset after ${compact(facts)}.`, {
        status: 429,
      }),
  ],
  copilot: [
    (facts) =>
      said(
        facts,
        `You've reached your weekly rate limit. Your limit will reset on ${dated(facts.resetsAt)} at ${clock(facts.resetsAt)}.`,
        { status: 429, code: 'rate_limit' },
      ),
    (facts) =>
      facts.resetsAt - facts.now > HOUR
        ? said(
            { ...facts, resetsAt: facts.now + hours(facts) * HOUR },
            `You have exceeded your premium request allowance. Please try again in ${hours(facts)} hours.`,
            { status: 429 },
          )
        : null,
    (facts) =>
      mute(
        facts,
        'Failed to get response from the AI model; retried 5 times (total retry wait time: 54.47 seconds) Last error: 429 The usage limit has been reached',
        { status: 429, code: 'rate_limit' },
      ),
  ],
};

const EXIT: Readonly<Record<string, number>> = { gemini: 173 };

/** One of the backend's own ways to tell of this limit. */
export function quotaSighting(backend: string, facts: QuotaFacts, dice: Dice): QuotaSighting {
  const possible = (FORMS[backend] ?? []).flatMap((form) => form(facts) ?? []);
  return { ...dice.pick(possible), exitCode: EXIT[backend] ?? 1 };
}

/** What passes by itself, by backend: [message, facts]. */
const PASSING: Readonly<Record<string, readonly (readonly [string, Partial<AgentError>])[]>> = {
  claude: [
    ['API Error: Request rejected (429) · This request would exceed your rate limit.', { status: 429 }],
    ['API Error: 529 Overloaded. This is a server-side issue, usually temporary', { status: 529 }],
    ['API Error: Server is temporarily limiting requests (not your usage limit) · Rate limited', { status: 429 }],
  ],
  codex: [
    ['exceeded retry limit, last status: 429 Too Many Requests', {}],
    ['Selected model is at capacity. Please try a different model.', {}],
    ['stream disconnected before completion: stream closed before response.completed', {}],
  ],
  opencode: [
    ['Rate limit reached for the model. Please try again in 2s.', { status: 429, retryAfterMs: 2000 }],
    ['The model is overloaded. Please try again later.', { status: 503 }],
  ],
  gemini: [
    ['[API Error: Resource has been exhausted (e.g. check quota).\nSuggested retry after 2s.]', { status: 429 }],
    ['Resource exhausted. Please retry in 39.37s', { status: 429 }],
    ['[API Error: {"error":{"code":503,"message":"Overloaded","status":"server_is_overloaded"}}]', {}],
  ],
  copilot: [
    ['Last error: 503 The model is overloaded. Please try again later.', { status: 503, code: 'query' }],
    ['Last error: 429 Rate limit reached. Please try again in 2s.', { status: 429, code: 'rate_limit' }],
  ],
};

/** What only a human mends, by backend. */
const REFUSED: Readonly<Record<string, readonly (readonly [string, Partial<AgentError>])[]>> = {
  claude: [
    ['Credit balance is too low', { status: 400 }],
    ['Not logged in · Please run /login', {}],
  ],
  codex: [
    ['Quota exceeded. Check your plan and billing details.', {}],
    ['Your workspace is out of credits. Ask your workspace owner to refill in order to continue.', {}],
    ['unexpected status 401 Unauthorized: Incorrect API key provided', {}],
  ],
  opencode: [['Incorrect API key provided', { status: 401, code: 'invalid_api_key' }]],
  gemini: [['[API Error: {"error":{"code":401,"message":"API key not valid. Please pass a valid API key."}}]', {}]],
  copilot: [['Authentication failed with provider (HTTP 401).', { status: 401, code: 'authentication' }]],
};

/** Lines of the tables above, for agents that merely write about limits. */
export const talkOfLimits: readonly string[] = [...Object.values(PASSING).flat(), ...Object.values(REFUSED).flat()].map(
  ([message]) => message,
);

export function passingError(backend: string, dice: Dice): AgentError {
  const [message, facts] = dice.pick(PASSING[backend] ?? []);
  return agentError(message, facts);
}

export function refusedError(backend: string, dice: Dice): AgentError {
  const [message, facts] = dice.pick(REFUSED[backend] ?? []);
  return agentError(message, facts);
}

export function agentError(message: string, facts: Partial<AgentError> = {}): AgentError {
  return { message, status: null, code: null, retryAfterMs: null, resetsAt: null, ...facts };
}

const QUOTA_OF: Readonly<Record<string, string>> = { daily: 'exhausted your daily quota' };

const WINDOW: Readonly<Record<string, string>> = { five_hour: '5-hour', weekly: 'weekly', daily: 'session' };

function said(
  facts: QuotaFacts,
  message: string,
  error: Partial<AgentError> = {},
  windows: readonly LimitWindow[] = [],
): QuotaSighting {
  return { error: agentError(message, error), windows, exitCode: 1, silent: false, stated: facts.resetsAt };
}

function mute(_: QuotaFacts, message: string, error: Partial<AgentError> = {}): QuotaSighting {
  return { error: agentError(message, error), windows: [], exitCode: 1, silent: false, stated: null };
}
