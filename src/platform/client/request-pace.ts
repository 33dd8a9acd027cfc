import { HOUR } from '../../time.ts';
import { GitHubUnreachable } from './request-failure.ts';

/**
 * GitHub's secondary limits for requests that make content: 80 a minute, 500 an hour, and one second between two of
 * them (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api). We keep below, since
 * other workflows write with the same token.
 */
const MIN_INTERVAL_MS = 1000;
const MAX_PER_HOUR = 450;

export interface RequestPace {
  /** Waits for the turn of one request; throws OutOfReach when the hour has no room, rather than to hold the run. */
  waitForTurn(method: string, skipDelay: boolean): Promise<void>;
}

export function createRequestPace(now: () => number, sleep: (ms: number) => Promise<void>): RequestPace {
  let nextSendAt = 0;
  let sentTimes: number[] = [];
  let lastAskedAt = 0;
  return {
    async waitForTurn(method, skipDelay) {
      if (method === 'GET' || method === 'HEAD') return;
      const askedAt = now();
      // Its clock was set back: the turns that were given lie as far ahead, and count for nothing.
      if (askedAt < lastAskedAt - MIN_INTERVAL_MS) [nextSendAt, sentTimes] = [0, []];
      lastAskedAt = askedAt;
      const sendAt = Math.max(askedAt, nextSendAt);
      sentTimes = sentTimes.filter((time) => time > sendAt - HOUR);
      const [oldest] = sentTimes;
      if (sentTimes.length >= MAX_PER_HOUR && oldest !== undefined) {
        throw new GitHubUnreachable(
          `the limit of ${MAX_PER_HOUR} messages to GitHub per hour is reached`,
          oldest + HOUR,
        );
      }
      sentTimes.push(sendAt);
      nextSendAt = sendAt + MIN_INTERVAL_MS;
      if (sendAt > askedAt && !skipDelay) await sleep(sendAt - askedAt);
    },
  };
}
