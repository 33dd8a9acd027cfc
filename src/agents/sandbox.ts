import { UserError } from '../errors.ts';
import type { Backend, Sandbox } from './types.ts';

/** Refuses a sandbox that the backend's CLI cannot keep, rather than running with another one in silence. */
export function requireSandbox(backend: Pick<Backend, 'name' | 'sandboxes'>, sandbox: Sandbox): void {
  if (backend.sandboxes.includes(sandbox)) return;
  throw new UserError(`${backend.name} has no sandbox "${sandbox}"; it can run as: ${backend.sandboxes.join(', ')}`, {
    where: 'sandbox',
    fix: `use --sandbox ${backend.sandboxes[0]}, or another backend`,
  });
}

/** Code of a report: an agent that only its session can tell of has no mode in which it keeps from writing. */
export const NO_READ_ONLY_MODE = 'no_read_only_mode';

/** Its CLI can be kept from writing; of others nothing but a sandbox can. */
export function keepsFromWriting({ sandboxes }: Pick<Backend, 'sandboxes'>): boolean {
  return sandboxes.includes('read-only');
}

/** It is sure to be kept from writing, before it is started. */
export function surelyKeepsFromWriting(backend: Pick<Backend, 'sandboxes' | 'readOnlyBySession'>): boolean {
  return keepsFromWriting(backend) && backend.readOnlyBySession !== true;
}

/** Who decides on assignments is a CLI that keeps from writing; a program of one's own knows nothing of them. */
export function canAssign(backend: Pick<Backend, 'cli' | 'sandboxes'>): boolean {
  return backend.cli !== null && keepsFromWriting(backend);
}
