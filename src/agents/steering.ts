import { isAbsolute } from 'node:path';
import type { Backend } from './types.ts';

/**
 * What steers agents that have no backend of their own here, by their names in docs/agents/acp.md where they stand there:
 * tools, hooks, skills and settings. Instructions (AGENTS.md, CLAUDE.md, `.kiro/steering`) are text that people review with
 * the work, and part of it; so is what runs at a person's desk (`.vscode`, `.devcontainer`).
 */
export const STEERING = {
  amp: ['.amp'],
  auggie: ['.augment'],
  continue: ['.continue'],
  crush: ['.crush.json', 'crush.json'],
  cursor: ['.cursor'],
  droid: ['.factory'],
  goose: ['.goose'],
  junie: ['.junie'],
  kilo: ['.kilocode', '.kilo', 'kilo.json', 'kilo.jsonc'],
  kimi: ['.kimi', '.kimi-code'],
  kiro: ['.kiro/agents', '.kiro/hooks', '.kiro/settings', '.kiro/skills'],
  pi: ['.pi'],
  qwen: ['.qwen'],
  roo: ['.roo', '.roomodes'],
  trae: ['.trae'],
  windsurf: ['.windsurf'],
  zed: ['.zed'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Of agents of several kinds, and what git runs when they commit. */
const COMMON_STEERING = ['.mcp.json', '.agents', '.husky', '.githooks', ...Object.values(STEERING).flat()];

/** Files and folders of a project that steer the next agent, whichever it is; `!` before one that does not. */
export function steeringPaths(backends: readonly Backend[]): readonly string[] {
  return [...new Set([...COMMON_STEERING, ...backends.flatMap(({ steering = [] }) => steering)])];
}

/** Absolute paths of the folders that agents were given by a variable for their settings and sessions. */
export function agentHomes(
  backends: readonly Backend[],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const variables = backends.flatMap(({ cli }) => cli?.homeVariables ?? []);
  return variables.flatMap((name) => env[name] ?? []).filter((folder) => isAbsolute(folder));
}
