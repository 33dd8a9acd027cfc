import { isDeepStrictEqual } from 'node:util';
import type { OptionName } from '../options/options.ts';
import type { Settings } from '../types.ts';
import type { ConfigFile } from './parse-config.ts';

/** From the least to the most. */
const EVIDENCE: readonly Settings['loop']['evidence'][] = ['off', 'report', 'require'];
const STRENGTH: readonly Settings['isolation']['strength'][] = ['off', 'auto', 'strict'];
const SANDBOX: readonly Settings['agents']['sandbox'][] = ['full', 'workspace', 'read-only'];

/** By what checks the work of an agent, holds it or what it may spend, or says where it is pushed: is there less of it in the second than in the first? */
const CHECKS: Readonly<Partial<Record<OptionName, (than: Settings, is: Settings) => boolean>>> = {
  verify: (than, is) => than.loop.verify !== null && is.loop.verify === null,
  evidence: (than, is) => EVIDENCE.indexOf(is.loop.evidence) < EVIDENCE.indexOf(than.loop.evidence),
  // Another one may be a smaller model, or a script in the repository.
  reviewer: (than, is) => isTaken(than.agents.reviewer, is.agents.reviewer),
  protect: (than, is) => than.repository.protect.some((path) => !is.repository.protect.includes(path)),
  isolation: (than, is) => STRENGTH.indexOf(is.isolation.strength) < STRENGTH.indexOf(than.isolation.strength),
  sandbox: (than, is) => SANDBOX.indexOf(is.agents.sandbox) < SANDBOX.indexOf(than.agents.sandbox),
  'agent-args': (than, is) =>
    Object.entries(than.agents.agentArgs).some(([of, args]) => isTaken(args, is.agents.agentArgs[of])),
  'max-calls-per-hour': (than, is) => isMore(than.throttle.maxCallsPerHour, is.throttle.maxCallsPerHour),
  'budget-tokens': (than, is) => isMore(than.throttle.budgetTokens, is.throttle.budgetTokens),
  'budget-usd': (than, is) => isMore(than.throttle.budgetUsd, is.throttle.budgetUsd),
  'budget-units': (than, is) => isMore(than.throttle.budgetUnits, is.throttle.budgetUnits),
  'daily-budget-usd': (than, is) => isMore(than.throttle.dailyBudgetUsd, is.throttle.dailyBudgetUsd),
  'throttle-scope': (than, is) => than.throttle.scope === 'repository' && is.throttle.scope === 'spec',
  prices: (than, is) => isTaken(than.throttle.prices, is.throttle.prices),
  headroom: (than, is) => isTaken(than.throttle.headroom, is.throttle.headroom),
  checkpoint: (than, is) => than.repository.checkpoint === 'push' && is.repository.checkpoint !== 'push',
  'work-branch': (than, is) =>
    is.repository.checkpoint === 'push' && than.repository.workBranch !== is.repository.workBranch,
};

/** Not there any more as it was. */
function isTaken(than: unknown, is: unknown): boolean {
  return than !== null && !isDeepStrictEqual(than, is);
}

/** Of a bound; null: there is none. */
function isMore(than: number | null, is: number | null): boolean {
  return than !== null && (is === null || is > than);
}

/** Names of the options by which `is` checks and holds an agent less than `than` does. */
export function loosened(than: Settings, is: Settings): readonly OptionName[] {
  return (Object.keys(CHECKS) as OptionName[]).filter((name) => CHECKS[name]?.(than, is));
}

/** The same by the texts alone, where what was said does not go together: each that stood there, and does no more. */
export function loosenedTexts(than: ConfigFile, is: ConfigFile | null): readonly OptionName[] {
  const differs = (name: OptionName, spec: string | null) => {
    const [before, after] = [than, is].map((one) => one?.specs.get(spec ?? '')?.get(name) ?? one?.options.get(name));
    return before !== undefined && before !== after;
  };
  const specs = [null, ...than.specs.keys(), ...(is?.specs.keys() ?? [])];
  return (Object.keys(CHECKS) as OptionName[]).filter((name) => specs.some((spec) => differs(name, spec)));
}
