import { isAbsolute } from 'node:path';
import type { Backend } from './types.ts';

/**
 * What steers agents of several kinds, or of kinds that are run as the backend `custom`: tools, hooks, skills, and what
 * git runs when they commit. Instructions (AGENTS.md, CLAUDE.md, `.kiro/steering`) are text that people review with the
 * work, and part of it.
 */
const COMMON_STEERING = [
  '.mcp.json',
  '.agents',
  '.husky',
  '.githooks',
  '.amp',
  '.augment',
  '.cursor',
  '.factory',
  '.kiro/agents',
  '.kiro/hooks',
  '.kiro/settings',
  '.pi',
  '.qwen',
];

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
