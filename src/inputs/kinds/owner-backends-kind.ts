import { parseRoster } from '../../plan/owner-backends.ts';
import type { RosterEntry } from '../types.ts';
import { knownBackend } from './agent-kinds.ts';
import type { Kind } from './kind.ts';

/** Who stands behind an owner agent's name; every backend named must be one that there is. */
export const roster: Kind<Readonly<Record<string, RosterEntry>>> = {
  read(value) {
    const entries = parseRoster(value);
    for (const { backend } of Object.values(entries)) knownBackend(backend);
    return entries;
  },
  accepts: 'owner=backend or owner=backend:model, several separated by commas; all=backend for everyone',
  placeholder: 'owner=backend',
  many: true,
};
