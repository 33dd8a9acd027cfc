import { print, type Stage, until } from './stage.ts';

/** An agent that says that it has started. */
export const started = print({ kind: 'started', session: null, model: 'm' });
/** One that is then at work until it is ended. */
export const waiting = `${started}; exec sleep 600`;

/** The windows of the session, one a line of `format`. */
export function windowsOf(stage: Stage, format = '#{window_name}'): string[] {
  return stage.tmux('list-windows', '-t', '=sequential-my-feature:', '-F', format).split('\n');
}

/** What a person sees in a window, with what scrolled off it. */
export function textOf(stage: Stage, window: string): string {
  return stage.tmux('capture-pane', '-p', '-J', '-S', '-', '-t', window);
}

/** Waits for the agent to be at work; the id of its window. */
export async function begun(stage: Stage): Promise<string> {
  await until(
    () => stage.events.length,
    (count) => count > 0,
  );
  const windows = windowsOf(stage, '#{window_name} #{window_id}');
  return windows.find((line) => line.startsWith('task-'))?.split(' ')[1] ?? '';
}
