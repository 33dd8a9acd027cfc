import type { Backend } from '../../agents/types.ts';
import type { OwnerAgent } from '../../agents/vendor-facts.ts';

/** A backend as far as assignments are concerned. */
export type AssignableBackend = Pick<Backend, 'name' | 'ownerAgents'>;

/** An owner agent that stands for a backend without the user's doing. */
export interface BuiltInOwner extends OwnerAgent {
  readonly backend: string;
}

/** The owner agents of these backends: first those that bear their backend's name, in the order of the list. */
export function builtInOwners(backends: readonly AssignableBackend[]): readonly BuiltInOwner[] {
  const owners = backends.flatMap(({ name, ownerAgents = [] }) =>
    ownerAgents.map((owner) => ({ ...owner, backend: name })),
  );
  const isNamesake = ({ name, backend }: BuiltInOwner) => name === backend;
  return [...owners.filter(isNamesake), ...owners.filter((owner) => !isNamesake(owner))];
}
