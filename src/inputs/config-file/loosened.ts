import type { OptionName } from '../options/options.ts';
import type { Settings } from '../types.ts';
import type { ConfigFile } from './parse-config.ts';

/** From the least to the most. */
const EVIDENCE: readonly Settings['loop']['evidence'][] = ['off', 'report', 'require'];
const STRENGTH: readonly Settings['isolation']['strength'][] = ['off', 'auto', 'strict'];
const SANDBOX: readonly Settings['agents']['sandbox'][] = ['full', 'workspace', 'read-only'];

/** By what checks the work of an agent, or holds it: is there less of it in the second than in the first? */
const CHECKS: Readonly<Partial<Record<OptionName, (than: Settings, is: Settings) => boolean>>> = {
  verify: (than, is) => than.loop.verify !== null && is.loop.verify === null,
  evidence: (than, is) => EVIDENCE.indexOf(is.loop.evidence) < EVIDENCE.indexOf(than.loop.evidence),
  reviewer: (than, is) => than.agents.reviewer !== null && is.agents.reviewer === null,
  protect: (than, is) => than.repository.protect.some((path) => !is.repository.protect.includes(path)),
  isolation: (than, is) => STRENGTH.indexOf(is.isolation.strength) < STRENGTH.indexOf(than.isolation.strength),
  sandbox: (than, is) => SANDBOX.indexOf(is.agents.sandbox) < SANDBOX.indexOf(than.agents.sandbox),
};

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
