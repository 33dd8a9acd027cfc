import type { Task } from '../tasks/types.ts';

/** `1.2 Read the parser`, as a person would name it; the title alone where it has no id. */
export function taskName({ id, title }: Pick<Task, 'id' | 'title'>): string {
  return id === null ? title : `${id} ${title}`.trimEnd();
}
