/** A pane's process, wherever it runs. */
export interface LaunchedPane {
  /** Resolves, with what it printed last where that is known, when the pane's process has ended; not after `settled`. */
  exited(cancel: AbortSignal): Promise<string>;
  /** Takes away what is left of it: the window, or the process. */
  close(): Promise<void>;
}

/** Starts panes where a person can watch them, or where nobody does. */
export interface Launcher {
  /** What a person types to watch; null where there is nothing to see. */
  readonly attach: string | null;
  /** Starts `argv` (no shell) in a window of that name; rejects where that fails. */
  launch(argv: readonly [string, ...string[]], window: string): Promise<LaunchedPane>;
  /** One line for whoever looks between the attempts. */
  note(text: string): void;
  close(): Promise<void>;
}
