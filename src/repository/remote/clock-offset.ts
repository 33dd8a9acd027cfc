import { SECOND } from '../../time.ts';
import type { RemoteAddress } from './address.ts';

/** A server says the time in whole seconds, and an answer takes its own. */
const MIN_OFFSET = 30 * SECOND;
const TIMEOUT_MS = 5 * SECOND;

/**
 * How far a remote's clock is ahead of this machine's, ms, by the `Date` of its answer to a request without credentials; 0
 * where it is near, null where it does not tell: it is not asked over HTTP, or does not answer.
 */
export async function clockOffset({ url }: RemoteAddress, now: () => number): Promise<number | null> {
  if (!/^https?:\/\//.test(url)) return null;
  try {
    const from = now();
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(withoutCredentials(url), { method: 'HEAD', redirect: 'manual', signal });
    const date = Date.parse(answer.headers.get('date') ?? '');
    const offset = date - (from + now()) / 2;
    if (Number.isNaN(offset)) return null;
    return Math.abs(offset) < MIN_OFFSET ? 0 : Math.round(offset);
  } catch {
    return null;
  }
}

function withoutCredentials(url: string): URL {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  return address;
}
