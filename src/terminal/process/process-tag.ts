import { randomBytes } from 'node:crypto';
import type { LimitTag } from './limit-tag.ts';
import { createLimitTag, limitCommand } from './limit-tag.ts';

/** Variable by which the processes of an attempt are found where resource limits cannot tell. */
const ATTEMPT_VARIABLE = 'SEQUENTIAL_ATTEMPT';

/** In the environment of all that a run starts: what is left of one that was killed is found by it. */
export const RUN_VARIABLE = 'SEQUENTIAL_RUN';

/**
 * By what everything that a command starts is found again: `limits`, which no process can shed (null where the machine
 * has none to spare), and `variable`, a `NAME=value` in the environment.
 */
export interface ProcessTag {
  readonly variable: string;
  readonly limits: LimitTag | null;
}

/** A new tag. `run`: what all tags of a run have in common, see `runLimitTag`. */
export function createProcessTag(run: string): ProcessTag {
  return { variable: `${ATTEMPT_VARIABLE}=${randomBytes(16).toString('hex')}`, limits: createLimitTag(run) };
}

/** The command that starts `argv` with the tag: it becomes that program, so there is no process more. */
export function tagCommand(tag: ProcessTag, argv: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return tag.limits === null ? argv : limitCommand(tag.limits, argv);
}

/** The tag's variable, to be added to the environment of what is started. */
export function tagEnvironment({ variable }: ProcessTag): Record<string, string> {
  const [name = '', value = ''] = variable.split('=', 2);
  return { [name]: value };
}
