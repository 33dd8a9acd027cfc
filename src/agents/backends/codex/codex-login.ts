import { asNumber, asString, type Json, objectAt, parseLine } from '../../stream/json.ts';
import { API_KEY, type LoginFacts, type Pool, planName } from '../../vendor-facts.ts';

/** Whoever logged in, and works with codex by hand. */
export const chatGptPlan: Pool = {
  name: 'the Codex limits of your ChatGPT plan, which are those of your own work too',
};

/** `auth.json`: an API key, or the tokens of a ChatGPT account, of which two are JSON Web Tokens. */
export function readCodexLogin(text: string): LoginFacts | null {
  const json = parseLine(text) ?? {};
  const { access_token, id_token, refresh_token } = objectAt(json, 'tokens');
  if (asString(access_token) === null) return asString(json.OPENAI_API_KEY) === null ? null : API_KEY;
  const plan = objectAt(readClaims(id_token), 'https://api.openai.com/auth').chatgpt_plan_type;
  const seconds = asNumber(readClaims(access_token).exp);
  return {
    what: `ChatGPT plan${planName(plan)}`,
    until: seconds === null ? null : seconds * 1000,
    renews: asString(refresh_token) !== null,
    pool: chatGptPlan,
  };
}

/** The middle part of a JSON Web Token (RFC 7519). */
function readClaims(token: unknown): Json {
  const [, claims = ''] = (asString(token) ?? '').split('.', 2);
  return parseLine(Buffer.from(claims, 'base64url').toString('utf8')) ?? {};
}
