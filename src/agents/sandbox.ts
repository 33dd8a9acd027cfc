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

/** Who decides on assignments is a CLI that keeps from writing; a program of one's own knows nothing of them. */
export function canAssign({ cli, sandboxes }: Pick<Backend, 'cli' | 'sandboxes'>): boolean {
  return cli !== null && sandboxes.includes('read-only');
}
