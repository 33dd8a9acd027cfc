import { asNumber, asString, objectAt, parseLine } from '../../stream/json.ts';
import { type LoginFacts, type Pool, planName } from '../../vendor-facts.ts';

/**
 * A credit of its own for headless use (`claude -p`) was to come on 15 June 2026, and was put on hold that day:
 * https://support.claude.com/en/articles/15036540-use-the-claude-agent-sdk-with-your-claude-plan
 */
export const claudePlan: Pool = {
  name: 'the usage limits of your Claude subscription, which are those of your own work too (a credit of its own for headless use has been on hold since June 2026)',
};

/** `.credentials.json`: `{"claudeAiOauth": {"accessToken", "refreshToken", "expiresAt" (ms), "subscriptionType"}}`. */
export function readClaudeLogin(text: string): LoginFacts | null {
  const login = objectAt(parseLine(text), 'claudeAiOauth');
  if (asString(login.accessToken) === null) return null;
  return {
    what: `Claude subscription${planName(login.subscriptionType)}`,
    until: asNumber(login.expiresAt),
    renews: asString(login.refreshToken) !== null,
    pool: claudePlan,
  };
}
