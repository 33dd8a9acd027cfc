import { UserError } from '../errors.ts';
import { claude } from './backends/claude.ts';
import { codex } from './backends/codex/codex.ts';
import { copilot } from './backends/copilot/copilot.ts';
import { custom } from './backends/custom.ts';
import { gemini } from './backends/gemini/gemini.ts';
import { opencode } from './backends/opencode.ts';
import { rehearsal } from './backends/rehearsal/rehearsal.ts';
import type { Backend } from './types.ts';

/** Every coding agent that can be driven: one file each, and its line here. */
export const backends: readonly Backend[] = [codex, claude, opencode, gemini, copilot, custom, rehearsal];

/** The backend of that name; throws a UserError that lists the names there are. */
export function getBackend(name: string): Backend {
  const backend = backends.find((known) => known.name === name);
  if (backend) return backend;
  throw new UserError(`unknown backend "${name}"`, {
    where: 'backend',
    fix: `use one of: ${backends.map((known) => known.name).join(', ')}`,
  });
}
