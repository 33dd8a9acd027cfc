import ms from 'ms';
import { agentKinds, type KnownBackend } from '../kinds/agent-kinds.ts';
import { duration } from '../kinds/duration.ts';
import { headroomShares } from '../kinds/headroom-kinds.ts';
import { optional, unlimited } from '../kinds/kind.ts';
import { choice, count, flag, list, money, text } from '../kinds/kinds.ts';
import { actionOnly, cliAndAction } from './option.ts';

/** How the loop throttles itself; `backends`: those that can be named. */
export function throttleOptions(backends: readonly KnownBackend[]) {
  return {
    delay: cliAndAction(duration(0), '15s', 'Delay between two attempts, with up to 20 % of jitter.'),
    'max-calls-per-hour': cliAndAction(
      unlimited(count(1, 100_000)),
      '',
      'Maximum number of agent calls within any 60 minutes, counted across runs. Empty: no limit.',
    ),
    'max-wait': cliAndAction(
      optional(duration(0)),
      '',
      'Maximum time that a run waits for a limit to reset; for a longer wait it pauses. Empty: 15m on GitHub-hosted runners, otherwise 12h.',
    ),
    'time-budget': cliAndAction(
      unlimited(duration(ms('1m'))),
      '',
      'Time after which a run pauses; no unit is started that is unlikely to finish in time. Empty: 340m on GitHub-hosted runners, otherwise none.',
    ),
    'budget-tokens': cliAndAction(
      unlimited(count(1, 1e12, true)),
      '',
      'Tokens after which a run pauses. Empty: no limit.',
    ),
    'budget-usd': cliAndAction(unlimited(money), '', 'US dollars after which a run pauses. Empty: no limit.'),
    'budget-units': cliAndAction(
      unlimited(count(1, 1_000_000)),
      '',
      'Units after which a run pauses. Empty: no limit.',
    ),
    'daily-budget-usd': cliAndAction(
      unlimited(money),
      '',
      'US dollars per day (UTC), across all runs. Empty: no limit.',
    ),
    'throttle-scope': cliAndAction(
      choice('spec', 'repository'),
      'spec',
      'Over whose calls limits and budgets count: spec (this branch alone), or repository (all runs that share its remote, told each other on refs/sequential/throttle; needs checkpoint: push).',
    ),
    'fallback-backends': cliAndAction(
      list(agentKinds(backends).backend, { allowSpaces: false }),
      '',
      'Backends to use, in this order, while the main one is limited.',
    ),
    pace: cliAndAction(flag, 'true', 'Slow down before a known limit is reached.'),
    headroom: cliAndAction(
      headroomShares,
      '',
      'Share of the usage windows of a plan that is kept for you: of each, or by window (5h, weekly). For claude and codex, which report them. Empty: nothing is kept.',
    ),
    continue: actionOnly(
      choice('dispatch', 'schedule', 'none'),
      'schedule',
      'How a paused run continues: dispatch (the run starts the next one when its time is used up, but not for a limit; needs actions: write), schedule (the next scheduled run), or none.',
      { cli: 'none' },
    ),
    'chain-limit': actionOnly(
      count(0, 1000),
      '24',
      'Maximum number of consecutive runs that start one another with continue: dispatch.',
    ),
    prices: cliAndAction(
      text('path'),
      '',
      'JSON file with prices of models, to use instead of the built-in ones, as a path from the folder to work in.',
    ),
  } as const;
}
