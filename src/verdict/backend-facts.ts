import type { BackendFacts } from './types.ts';

/** What is known of the backend of that name; of one that is not in the list, its name. */
export function factsOf(name: string, backends: readonly BackendFacts[]): BackendFacts {
  return backends.find((backend) => backend.name === name) ?? { name, cli: null };
}
