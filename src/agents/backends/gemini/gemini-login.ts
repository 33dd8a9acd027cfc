import { asNumber, asString, parseLine } from '../../stream/json.ts';
import type { LoginFacts } from '../../vendor-facts.ts';

/** `oauth_creds.json`: `{"access_token", "refresh_token", "expiry_date" (ms)}`. */
export function readGeminiLogin(text: string): LoginFacts | null {
  const { access_token, refresh_token, expiry_date } = parseLine(text) ?? {};
  if (asString(access_token) === null && asString(refresh_token) === null) return null;
  return {
    what: 'Google account',
    until: asNumber(expiry_date),
    renews: asString(refresh_token) !== null,
    pool: { name: "the day's quota of your Google account, which is that of your own work too" },
  };
}
