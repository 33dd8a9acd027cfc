import { statedMoment, statedWait } from '../../time.ts';
import type { AgentError, LimitWindow } from '../types.ts';
import { asAmount, asNumber, asString, objectAt, parseLine } from './json.ts';

/** What a model's service says of an error, in its body and headers: the facts that a CLI's own words leave out. */
export type ServiceErrorFacts = Pick<AgentError, 'code' | 'retryAfterMs' | 'resetsAt'>;

const NO_FACTS: ServiceErrorFacts = { code: null, retryAfterMs: null, resetsAt: null };

/** Reads a body such as `{"error":{"type":"usage_limit_reached","resets_at":1795425386,…}}`, with or without `error`. */
export function parseErrorBody(body: unknown): ServiceErrorFacts {
  const json = parseLine(asString(body) ?? '');
  if (!json) return NO_FACTS;
  const error = 'error' in json ? objectAt(json, 'error') : json;
  const resetsAt = asNumber(error.resets_at);
  return {
    code: asString(error.code) ?? asString(error.type),
    retryAfterMs: null,
    resetsAt: resetsAt === null ? null : statedMoment(resetsAt * 1000),
  };
}

/** `retry-after` in ms: seconds, or a date counted from the response's own `date` (so that no clock of ours is asked). */
export function parseRetryAfter(headers: unknown): number | null {
  const json = objectAt(headers);
  const milliseconds = asNumber(json['retry-after-ms']);
  if (milliseconds !== null) return statedWait(milliseconds);
  const header = asString(json['retry-after']);
  const seconds = asNumber(header);
  if (seconds !== null) return statedWait(seconds * 1000);
  const wait = Date.parse(header ?? '') - Date.parse(asString(json.date) ?? '');
  return statedWait(wait);
}

/** The windows in OpenAI's subscription headers, `x-codex-primary-used-percent` and the like. */
export function parseLimitHeaders(headers: unknown): LimitWindow[] {
  const json = objectAt(headers);
  return ['primary', 'secondary'].flatMap((which) => {
    const minutes = asNumber(json[`x-codex-${which}-window-minutes`]);
    const percent = asNumber(json[`x-codex-${which}-used-percent`]);
    const resetsAt = asNumber(json[`x-codex-${which}-reset-at`]);
    return minutes === null ? [] : [toLimitWindow(minutes, percent, resetsAt)];
  });
}

/** One window of OpenAI's: how long (min), how much is used (percent), when it resets (epoch s). */
export function toLimitWindow(minutes: number, percent: number | null, resetsAt: number | null): LimitWindow {
  const used = percent === null ? null : asAmount(percent) / 100;
  return {
    name: WINDOW_NAMES[minutes] ?? `${minutes}_minutes`,
    used,
    resetsAt: resetsAt === null ? null : statedMoment(resetsAt * 1000),
    status: used !== null && used >= 1 ? 'rejected' : 'allowed',
  };
}

const WINDOW_NAMES: Readonly<Record<number, string>> = {
  60: 'hourly',
  300: 'five_hour',
  1440: 'daily',
  10080: 'weekly',
};
