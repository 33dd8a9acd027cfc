import { basename, dirname } from 'node:path';
import { quote } from 'shlex';
import type { z } from 'zod';
import { UserError } from '../../errors.ts';
import { andMore } from '../../text.ts';
import { STATE_VERSION, specStateSchema, stateFileSchema } from '../schema.ts';
import type { StateFile } from '../types.ts';
import { convertLegacyState, isLegacyState } from './original-format.ts';

/** Written by a newer version of this program: not damaged, and not for this one to replace. */
export class NewerStateError extends UserError {}

/** What to do about it. */
export const UPDATE_HINT =
  'update sequential-orchestration (in a workflow, pin the action to the newer version in every job that runs this spec)';

/** A file without any spec. */
export function emptyStateFile(): StateFile {
  return { schema: STATE_VERSION, version: STATE_VERSION, specs: {} };
}

/**
 * The text of a state file → its content, every part validated, unknown keys kept. The flat first form becomes the
 * state of `spec`; what has no version yet is of the first. Throws a UserError that names the place and the git command
 * that gets the last good one.
 */
export function readState(text: string, file: { path: string; spec: string; now: number }): StateFile {
  const raw = parseJson(text, file.path);
  if (isLegacyState(raw)) {
    const spec = validate(specStateSchema, convertLegacyState(raw, file.now), file.path);
    return { ...emptyStateFile(), specs: { [file.spec]: spec } };
  }
  refuseNewer(raw, file.path);
  return { ...validate(stateFileSchema, raw, file.path), version: STATE_VERSION };
}

function refuseNewer(raw: unknown, path: string): void {
  const { schema, version } = (raw ?? {}) as { schema?: unknown; version?: unknown };
  const found = [version, schema].find((number) => typeof number === 'number' && number > STATE_VERSION);
  if (found === undefined) return;
  throw new NewerStateError(
    `schema ${found} was written by a newer version of sequential-orchestration; this one reads schema ${STATE_VERSION}`,
    {
      where: path,
      fix: `${UPDATE_HINT}, or ${restoreHint(path)}`,
    },
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (cause) {
    const conflict = /^(?:<{7}|={7}|>{7})/mu.exec(text);
    const offset = conflict?.index ?? Number(/position (\d+)/u.exec(String(cause))?.[1] ?? text.trimEnd().length);
    const before = text.slice(0, offset).split('\n');
    const problem =
      text.trim() === ''
        ? 'the file is empty'
        : conflict === null
          ? `not valid JSON, as if cut off or damaged (${(cause as Error).message})`
          : 'a git merge left its conflict markers here';
    throw new UserError(problem, {
      where: `${path}:${before.length}:${(before.at(-1) ?? '').length + 1}`,
      fix: restoreHint(path),
      cause,
    });
  }
}

function validate<T>(schema: z.ZodType<T>, raw: unknown, path: string): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [first, ...more] = parsed.error.issues;
  const location = first?.path.map(String).join('.') || 'top level';
  const rest = andMore(more.length, 0)
    .map((count) => ` (${count})`)
    .join('');
  throw new UserError(`${location}: ${first?.message.replace(/^Invalid input: /u, '')}${rest}`, {
    where: path,
    fix: restoreHint(path),
    cause: parsed.error,
  });
}

/** Tells how to get the last good state back. */
export function restoreHint(path: string): string {
  const git = `git -C ${quote(dirname(path))}`;
  const name = quote(basename(path));
  return (
    `restore the last committed one with \`${git} checkout HEAD -- ${name}\`, an older one with ` +
    `\`${git} log --oneline -- ${name}\` and its commit in place of HEAD; without git, move the file away: ` +
    'tasks that are ticked in tasks.md stay done'
  );
}
