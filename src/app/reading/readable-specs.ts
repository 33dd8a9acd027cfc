import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { readTasks } from '../../spec-folder/read-tasks-file.ts';
import { markdownIn } from '../../spec-folder/reading-list.ts';
import { parseSpec } from '../../tasks/parse.ts';
import { withFilePath } from '../../tasks/task-line.ts';
import { listFirst } from '../../text.ts';

/** One that cannot be read is no reason to leave the others: they go first, and it is named at the end. */
export interface ReadableSpecs {
  readonly specs: readonly SpecLocation[];
  /** Names what cannot be read; null: nothing. */
  readonly error: UserError | null;
  /** Folders of specs whose tasks are still to be planned, which is no error. */
  readonly unplanned: readonly string[];
}

/** Of several specs; one alone is read, and refused, by whoever works on it. */
export async function findReadableSpecs(specs: readonly SpecLocation[]): Promise<ReadableSpecs> {
  if (specs.length < 2) return { specs, error: null, unplanned: [] };
  const unplanned = specs.filter(({ tasksPath, format }) => format !== 'openspec' && !existsSync(tasksPath));
  const planned = specs.filter((spec) => !unplanned.includes(spec));
  const errors = new Map<SpecLocation, UserError>();
  for (const spec of planned) {
    const error = await whyUnreadable(spec);
    if (error !== null) errors.set(spec, error);
  }
  return {
    specs: planned.filter((spec) => !errors.has(spec)),
    error: combineErrors([...errors.values()]),
    unplanned: unplanned.map(({ relative }) => relative.folder),
  };
}

async function whyUnreadable(spec: SpecLocation): Promise<UserError | null> {
  const { tasksPath, relative, format } = spec;
  if (!existsSync(tasksPath)) return withoutTasks(spec);
  try {
    const text = await readTasks(tasksPath);
    withFilePath(relative.tasks, () => parseSpec(text, format));
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** A change is proposed as a whole, its tasks among the rest. */
function withoutTasks({ folder, relative }: SpecLocation): UserError {
  const parts = markdownIn(join(folder, 'tasks')).map((name) => `tasks/${name}`);
  const elsewhere = parts.length === 0 ? '' : `; its tasks are in ${listFirst(parts, 5)}`;
  return new UserError(`the OpenSpec change has no tasks.md${elsewhere}`, {
    where: relative.tasks,
    fix: parts.length === 0 ? 'write it, or leave the change out' : 'merge them into one, or leave the change out',
  });
}

function combineErrors(errors: readonly UserError[]): UserError | null {
  const [first, ...others] = errors;
  if (first === undefined || others.length === 0) return first ?? null;
  const lines = errors.map(({ where, message }) => `${where ?? 'spec'}: ${message}`);
  return new UserError(`${errors.length} specs cannot be read:\n${lines.join('\n')}`, {
    where: '--spec',
    fix: 'fix each, or leave it out',
  });
}
