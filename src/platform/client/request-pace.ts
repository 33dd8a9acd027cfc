import { OutOfReach } from './request-failure.ts';

/**
 * GitHub's secondary limits for requests that make content: 80 a minute, 500 an hour, and one second between two of
 * them (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api). We keep below, since
 * other workflows write with the same token.
 */
const GAP_MS = 1000;
const PER_HOUR = 450;
const HOUR_MS = 3_600_000;

export interface Pace {
  /** Waits for the turn of one request; throws OutOfReach when the hour has no room, rather than to hold the run. */
  turn(method: string, hurried: boolean): Promise<void>;
}

export function createPace(now: () => number, sleep: (ms: number) => Promise<void>): Pace {
  let free = 0;
  let sent: number[] = [];
  return {
    async turn(method, hurried) {
      if (method === 'GET' || method === 'HEAD') return;
      const at = Math.max(now(), free);
      sent = sent.filter((time) => time > at - HOUR_MS);
      const [oldest] = sent;
      if (sent.length >= PER_HOUR && oldest !== undefined) {
        throw new OutOfReach(`${PER_HOUR} messages in an hour are the most that GitHub should get`, oldest + HOUR_MS);
      }
      sent.push(at);
      free = at + GAP_MS;
      if (at > now() && !hurried) await sleep(at - now());
    },
  };
}
