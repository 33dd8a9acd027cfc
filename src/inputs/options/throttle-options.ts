import ms from 'ms';
import { agentKinds, type KnownBackend } from '../kinds/agent-kinds.ts';
import { duration } from '../kinds/duration.ts';
import { optional, unlimited } from '../kinds/kind.ts';
import { choice, count, flag, list, money, text } from '../kinds/kinds.ts';
import { actionOnly, cliAndAction } from './option.ts';

/** How the loop throttles itself; `backends`: those that can be named. */
export function throttleOptions(backends: readonly KnownBackend[]) {
  return {
    delay: cliAndAction(duration(0), '15s', 'Pause between two agents, with up to 20 % of jitter.'),
    'max-calls-per-hour': cliAndAction(
      unlimited(count(1, 100_000)),
      '',
      'Most agent calls within any 60 minutes, counted over runs. Empty: no bound.',
    ),
    'max-wait': cliAndAction(
      optional(duration(0)),
      '',
      'Longest time to sleep for a limit inside a run; for a longer one the run pauses. Empty: 15m on GitHub-hosted runners, else 12h.',
    ),
    'time-budget': cliAndAction(
      unlimited(duration(ms('1m'))),
      '',
      'Time after which a run pauses; no unit is started that is likely to be cut. Empty: 340m on GitHub-hosted runners, else none.',
    ),
    'budget-tokens': cliAndAction(
      unlimited(count(1, 1e12, true)),
      '',
      'Tokens after which a run pauses. Empty: no bound.',
    ),
    'budget-usd': cliAndAction(unlimited(money), '', 'US dollars after which a run pauses. Empty: no bound.'),
    'budget-units': cliAndAction(
      unlimited(count(1, 1_000_000)),
      '',
      'Units after which a run pauses. Empty: no bound.',
    ),
    'daily-budget-usd': cliAndAction(unlimited(money), '', 'US dollars a day (UTC), over all runs. Empty: no bound.'),
    'fallback-backends': cliAndAction(
      list(agentKinds(backends).backend, { allowSpaces: false }),
      '',
      'Backends to use, in this order, while the first one is limited.',
    ),
    pace: cliAndAction(flag, 'true', 'Slow down before a known limit is reached.'),
    continue: actionOnly(
      choice('dispatch', 'schedule', 'none'),
      'schedule',
      'How a paused run goes on: dispatch (starts the next run itself when the time is used up, not for a limit; needs actions: write), schedule (the next scheduled run), or none.',
      { cli: 'none' },
    ),
    'chain-limit': actionOnly(
      count(0, 1000),
      '24',
      'Most runs in a row that start one another with continue: dispatch.',
    ),
    prices: cliAndAction(
      text('path'),
      '',
      'JSON file with prices of models, to be used in place of the ones built in.',
    ),
  } as const;
}
