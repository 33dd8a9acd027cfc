import type { AgentError, LimitWindow } from '../types.ts';
import { at, count, number, parseLine, string } from './json.ts';

/** What a model's service says of an error, in its body and headers: the facts that a CLI's own words leave out. */
export type ServiceFacts = Pick<AgentError, 'code' | 'retryAfterMs' | 'resetsAt'>;

const NOTHING: ServiceFacts = { code: null, retryAfterMs: null, resetsAt: null };

/** Reads a body such as `{"error":{"type":"usage_limit_reached","resets_at":1795425386,…}}`, with or without `error`. */
export function bodyFacts(body: unknown): ServiceFacts {
  const json = parseLine(string(body) ?? '');
  if (!json) return NOTHING;
  const error = 'error' in json ? at(json, 'error') : json;
  const resetsAt = number(error.resets_at);
  return {
    code: string(error.code) ?? string(error.type),
    retryAfterMs: null,
    resetsAt: resetsAt === null ? null : resetsAt * 1000,
  };
}

/** `retry-after` in ms: seconds, or a date counted from the response's own `date` (so that no clock of ours is asked). */
export function retryAfterMs(headers: unknown): number | null {
  const json = at(headers);
  const milliseconds = number(json['retry-after-ms']);
  if (milliseconds !== null) return milliseconds;
  const header = string(json['retry-after']);
  const seconds = number(header);
  if (seconds !== null) return seconds * 1000;
  const wait = Date.parse(header ?? '') - Date.parse(string(json.date) ?? '');
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

/** The windows in OpenAI's subscription headers, `x-codex-primary-used-percent` and the like. */
export function headerWindows(headers: unknown): LimitWindow[] {
  const json = at(headers);
  return ['primary', 'secondary'].flatMap((which) => {
    const minutes = number(json[`x-codex-${which}-window-minutes`]);
    const percent = number(json[`x-codex-${which}-used-percent`]);
    const resetsAt = number(json[`x-codex-${which}-reset-at`]);
    return minutes === null ? [] : [usedWindow(minutes, percent, resetsAt)];
  });
}

/** One window of OpenAI's: how long (min), how much is used (percent), when it resets (epoch s). */
export function usedWindow(minutes: number, percent: number | null, resetsAt: number | null): LimitWindow {
  const used = percent === null ? null : count(percent) / 100;
  return {
    name: WINDOW_NAMES[minutes] ?? `${minutes}_minutes`,
    used,
    resetsAt: resetsAt === null ? null : resetsAt * 1000,
    status: used !== null && used >= 1 ? 'rejected' : 'allowed',
  };
}

const WINDOW_NAMES: Readonly<Record<number, string>> = {
  60: 'hourly',
  300: 'five_hour',
  1440: 'daily',
  10080: 'weekly',
};
