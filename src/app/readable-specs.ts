import { UserError } from '../errors.ts';
import type { SpecLocation } from '../spec-folder/locate-specs.ts';
import { readTasks } from '../spec-folder/read-tasks-file.ts';
import { parseSpec } from '../tasks/parse.ts';
import { withFilePath } from '../tasks/task-line.ts';

/** One that cannot be read is no reason to leave the others: they go first, and it is named at the end. */
export interface ReadableSpecs {
  readonly specs: readonly SpecLocation[];
  /** Names what cannot be read; null: nothing. */
  readonly error: UserError | null;
}

/** Of several specs; one alone is read, and refused, by whoever works on it. */
export async function findReadableSpecs(specs: readonly SpecLocation[]): Promise<ReadableSpecs> {
  if (specs.length < 2) return { specs, error: null };
  const errors = new Map<SpecLocation, UserError>();
  for (const spec of specs) {
    const error = await whyUnreadable(spec);
    if (error !== null) errors.set(spec, error);
  }
  return { specs: specs.filter((spec) => !errors.has(spec)), error: combineErrors([...errors.values()]) };
}

async function whyUnreadable({ tasksPath, relative, format }: SpecLocation): Promise<UserError | null> {
  try {
    const text = await readTasks(tasksPath);
    withFilePath(relative.tasks, () => parseSpec(text, format));
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
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
