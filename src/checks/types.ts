/** What must hold before a unit counts as done, beside the agent's own word. */

/** What a verify command came to. */
export interface VerifyResult {
  /** It ended by itself with exit code 0. */
  readonly ok: boolean;
  /** Tail of what it printed, masked, and how it ended; at most 8,000 characters. */
  readonly output: string;
}

/** The checks, as a run needs them. */
export interface Checks {
  /** Runs the user's verify command in the work tree; never rejects for what the command does. */
  verify(command: string, timeoutMs: number, stop: AbortSignal): Promise<VerifyResult>;
}
