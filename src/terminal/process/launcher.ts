/** A pane's process, wherever it runs. */
export interface LaunchedPane {
  /** Can a person see it? */
  readonly hasWindow: boolean;
  readonly pid: number | null;
  /** It is at work: whoever watches sees it. */
  show(): void;
  /** Resolves, with what it printed last where that is known, when the pane's process has ended; not after `cancel`. */
  exited(cancel: AbortSignal): Promise<string>;
  /** Has what held the window, such as a tmux server, ended with all its windows? Then nobody closed this one. */
  isHostGone(): Promise<boolean>;
  /** Takes away what is left of it: the window, or the process. */
  close(): Promise<void>;
}

/** Starts panes where a person can watch them, or where nobody does. */
export interface Launcher {
  /** What a person types to watch; null where there is nothing to see. */
  readonly attach: string | null;
  /** Starts `argv` (no shell) in a window of that name; rejects where that fails. */
  launch(argv: readonly [string, ...string[]], window: string): Promise<LaunchedPane>;
  /** A window was opened, but nothing started in it: may what follows be launched without one? Then it is. */
  giveUpWindows(reason: string): boolean;
  /** One line for whoever looks between the attempts. */
  note(text: string): void;
  close(): Promise<void>;
}
