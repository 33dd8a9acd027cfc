import { asList, asObject, asString, type Json, objectAt } from '../../stream/json.ts';
import type { AgentEvent } from '../../types.ts';

/** What claude tells of tasks that it runs in the background: commands, sub-agents, monitors. */
export interface BackgroundTasks {
  /** The events of a system line about tasks, as words for a person; null: the line is of something else. */
  read(line: Json): AgentEvent[] | null;
  /** How many run: when one ends, claude begins another turn by itself. */
  openCount(): number;
}

/** Follows the tasks of one session (claude 2.1.330 and 2.1.332, run; the fields' meaning from its own schema). */
export function createBackgroundTasks(): BackgroundTasks {
  let open = new Set<string>();
  const names = new Map<string, string>();
  const nameOf = (line: Json) => names.get(asString(line.task_id) ?? '') ?? 'a task';

  return {
    read(line) {
      const id = asString(line.task_id) ?? '';
      switch (line.subtype) {
        case 'background_tasks_changed':
          open = new Set(asList(line.tasks).flatMap(openTask));
          return [];
        case 'task_started':
          names.set(id, asString(line.description) ?? 'a task');
          return line.is_backgrounded === true ? say(`Running in the background: ${nameOf(line)}`) : [];
        case 'task_updated':
          return objectAt(line, 'patch').is_backgrounded === true
            ? say(`Moved to the background: ${nameOf(line)}`)
            : [];
        case 'task_progress':
          return [];
        case 'task_notification':
          // Told before the set of what runs is told anew.
          open.delete(id);
          return say(asString(line.summary) ?? `${nameOf(line)}: ${asString(line.status) ?? 'ended'}`);
        default:
          return null;
      }
    },
    openCount: () => open.size,
  };
}

/** Its id, unless it is no activity (a watcher of its own), or goes on outside this process. */
function openTask(entry: unknown): string[] {
  const task = asObject(entry) ?? {};
  const id = asString(task.task_id);
  return id === null || task.ambient === true || task.off_host === true ? [] : [id];
}

function say(text: string): AgentEvent[] {
  return [{ kind: 'thinking', text }];
}
