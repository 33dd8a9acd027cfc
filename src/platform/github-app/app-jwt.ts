import { sign } from 'node:crypto';
import type { AppCredentials } from '../../inputs/types.ts';

/** GitHub refuses one that is valid for more than ten minutes; a minute is for clocks that differ. */
const CLOCK_DRIFT_S = 60;
const LIFETIME_S = 540;

/**
 * What an app identifies itself with: a JSON web token, signed with its private key
 * (https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app).
 * `now`: epoch ms, by GitHub's clock.
 */
export function createAppJwt({ id, key }: Pick<AppCredentials, 'id' | 'key'>, now: number): string {
  const seconds = Math.floor(now / 1000);
  // Some servers take a number for no text.
  const iss = /^\d+$/.test(id) ? Number(id) : id;
  const claims = { iat: seconds - CLOCK_DRIFT_S, exp: seconds + LIFETIME_S, iss };
  const content = [{ alg: 'RS256', typ: 'JWT' }, claims].map(encode).join('.');
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
