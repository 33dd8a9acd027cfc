import { join } from 'node:path';
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

/** What only the file can say. */
export function withFileOnly(inputs: InputValues, config: ConfigFile | null, home: string): InputValues {
  if (config === null) return inputs;
  const writable = config.writable.map((path) => (path.startsWith('~/') ? join(home, path.slice(2)) : path));
  return {
    ...inputs,
    agents: { ...inputs.agents, memory: config.memory },
    isolation: { ...inputs.isolation, writable },
    repository: { ...inputs.repository, allowedSteering: config.allowedSteering },
  };
}
