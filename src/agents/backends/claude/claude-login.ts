import { asNumber, asString, objectAt, parseLine } from '../../stream/json.ts';
import { type LoginFacts, planName } from '../../vendor-facts.ts';

/** `.credentials.json`: `{"claudeAiOauth": {"accessToken", "refreshToken", "expiresAt" (ms), "subscriptionType"}}`. */
export function readClaudeLogin(text: string): LoginFacts | null {
  const login = objectAt(parseLine(text), 'claudeAiOauth');
  if (asString(login.accessToken) === null) return null;
  return {
    what: `Claude subscription${planName(login.subscriptionType)}`,
    until: asNumber(login.expiresAt),
    renews: asString(login.refreshToken) !== null,
  };
}
