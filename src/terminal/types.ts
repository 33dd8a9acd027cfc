/** Where attempts run: a window of tmux that a person can watch, or a plain child of this process. */

import type { AgentEvent, AgentReport, AgentRequest } from '../agents/types.ts';

/** One attempt, as a run asks for it. */
export interface AttemptRequest {
  /** Backend's name in the list of `agents/`. */
  readonly backend: string;
  readonly order: AgentRequest;
  /** Window's name without prefix: `task-1.2`; `assign-1.2` for an assignment. */
  readonly window: string;
  /** For the status line: `2 Build the parser`, attempt 1 of 3. */
  readonly title: string;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly timeoutMs: number;
  /** Times four while a tool call is in flight. */
  readonly idleTimeoutMs: number;
  /**
   * Top of a copy of the working tree that it works in, since it cannot be kept from writing by itself: it starts in a
   * sandbox that shows the working tree to be read, or not at all. Left out: it works in the working tree.
   */
  readonly scratch?: string;
  /** Names of extra variables the agent may see. */
  readonly allowEnv: readonly string[];
  /** Variables that say which spec it is. */
  readonly extraEnv?: Readonly<Record<string, string>>;
}

/** Runs one attempt where a person can watch it. No process of it is left when `run` resolves. */
export interface Terminal {
  /**
   * Never rejects for what an agent does: every ending is an AgentReport.
   * `stop` aborted: the whole process group ends within 5 s, the report says `cancelled`.
   */
  run(attempt: AttemptRequest, onEvent: (event: AgentEvent) => void, stop: AbortSignal): Promise<AgentReport>;
  /** An attempt in that window is probably next: what takes time is started ahead. Never throws. */
  prepare(window: string): void;
  /** How a person gets to it: `tmux attach -t sequential-my-feature`; null where there is no window. */
  readonly attach: string | null;
  /** Closes what is left of ours (windows, session if empty, socket, orders). */
  close(): Promise<void>;
}
