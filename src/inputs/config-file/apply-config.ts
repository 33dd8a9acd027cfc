import { join } from 'node:path';
import type { OptionName } from '../options/options.ts';
import type { FileSource } from '../source.ts';
import type { InputValues } from '../types.ts';
import type { ConfigFile } from './parse-config.ts';

/** The file as a source of options; `spec`: what is set for it alone goes first. */
export function fileSource({ where, options, specs }: ConfigFile, spec: string | null): FileSource {
  const own = spec === null ? undefined : specs.get(spec);
  return {
    raw: (name) => own?.get(name) ?? options.get(name),
    label: (name) => `${where}: ${own?.has(name) ? `specs.${spec}.` : ''}${name}`,
  };
}

/** Options that execute something, or loosen what holds an agent. */
const POWERFUL: readonly OptionName[] = [
  ...(['verify', 'agent-command', 'agent-args', 'agent-env', 'agent-version', 'base-branch', 'notify'] as const),
  ...(['sandbox', 'isolation', 'isolation-allow', 'protect', 'prices'] as const),
];

/** Values of others that only hold an agent, or that act for the person: a push goes out with their login. */
function isPowerful(name: OptionName, text: string): boolean {
  if (name === 'checkpoint') return text.trim() === 'push';
  return POWERFUL.includes(name) && !(name === 'isolation' && text.trim() === 'strict');
}

/**
 * The file where nothing keeps agents from committing it (`checkpoint: off`): what executes or loosens is left out, and
 * named.
 */
export function withoutPower(config: ConfigFile): { readonly config: ConfigFile; readonly left: readonly string[] } {
  const left = new Set<string>();
  const harmless = (texts: ConfigFile['options']) =>
    new Map(
      [...texts].filter(([name, text]) => {
        const isLeft = isPowerful(name, text);
        if (isLeft) left.add(name);
        return !isLeft;
      }),
    );
  if (config.writable.length > 0) left.add('isolation.writable');
  if (config.allowedSteering.length > 0) left.add('steering.allow');
  const options = harmless(config.options);
  const specs = new Map([...config.specs].map(([name, own]) => [name, harmless(own)]));
  return { config: { ...config, options, specs, writable: [], allowedSteering: [] }, left: [...left] };
}

/** What only the file can say. */
export function withFileOnly(inputs: InputValues, config: ConfigFile | null, home: string): InputValues {
  if (config === null) return inputs;
  const writable = config.writable.map((path) => (path.startsWith('~/') ? join(home, path.slice(2)) : path));
  const { headroom } = inputs.throttle;
  return {
    ...inputs,
    throttle: { ...inputs.throttle, headroom: headroom && { ...headroom, hours: config.headroomHours } },
    agents: { ...inputs.agents, memory: config.memory },
    isolation: { ...inputs.isolation, writable },
    repository: { ...inputs.repository, allowedSteering: config.allowedSteering },
  };
}
