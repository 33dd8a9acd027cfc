import { parseOwnerBackends } from '../../plan/owner-backends.ts';
import type { OwnerBackend } from '../../plan/types.ts';
import { requireKnownBackend } from './agent-kinds.ts';
import type { Kind } from './kind.ts';

/** Who stands behind an owner agent's name; every backend named must be one that there is. */
export const ownerBackends: Kind<Readonly<Record<string, OwnerBackend>>> = {
  read(value) {
    const entries = parseOwnerBackends(value);
    for (const { backend } of Object.values(entries)) requireKnownBackend(backend);
    return entries;
  },
  accepts: 'owner=backend or owner=backend:model, several separated by commas; all=backend for everyone',
  placeholder: 'owner=backend',
  repeatable: true,
};
