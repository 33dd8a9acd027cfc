/** The coding agents that can be driven: their list, and a backend by its name. */

import { UserError } from '../errors.ts';
import { acp } from './backends/acp/acp.ts';
import { kimi, kiro, qwen } from './backends/acp/presets.ts';
import { claude } from './backends/claude/claude.ts';
import { codex } from './backends/codex/codex.ts';
import { copilot } from './backends/copilot/copilot.ts';
import { custom } from './backends/custom.ts';
import { gemini } from './backends/gemini/gemini.ts';
import { opencode } from './backends/opencode.ts';
import { rehearsal } from './backends/rehearsal/rehearsal.ts';
import { withPlausibleNumbers } from './stream/plausible-numbers.ts';
import type { Backend } from './types.ts';

/** Every coding agent that can be driven: one file each, and its line here. */
export const backends: readonly Backend[] = [
  codex,
  claude,
  opencode,
  gemini,
  copilot,
  kiro,
  qwen,
  kimi,
  acp,
  custom,
  rehearsal,
].map(withPlausibleNumbers);

/** Names of the variables that hold a key of one of these backends. */
export function keyNames(known: readonly Backend[] = backends): readonly string[] {
  return known.flatMap(({ keys }) => keys);
}

/** The backend of that name; throws a UserError that lists the names there are. */
export function getBackend(name: string, known: readonly Backend[] = backends): Backend {
  const backend = known.find((candidate) => candidate.name === name);
  if (backend) return backend;
  throw new UserError(`unknown backend "${name}"`, {
    where: 'backend',
    fix: `use one of: ${known.map((candidate) => candidate.name).join(', ')}`,
  });
}
