/** What must hold before a unit counts as done, beside the agent's own word. */

/** Why a machine could not run a verify command. */
export interface CannotRun {
  /** What was not found or may not be executed, as far as the output says; null: it does not. */
  readonly program: string | null;
  /** It is still not there, by a look of our own. */
  readonly isMissing: boolean;
  /** A clause for people: `jest was not found`. */
  readonly reason: string;
  /** How a person sets the machine up. */
  readonly remedy: string;
}

/** What a verify command came to. */
export interface VerifyResult {
  /** It ended by itself with exit code 0. */
  readonly ok: boolean;
  /** Tail of what it printed, masked, and how it ended; at most 8,000 characters. */
  readonly output: string;
  /** null: it ran. */
  readonly cannotRun: CannotRun | null;
  /** Why it had to be ended: `timed out`, silence; null: it ended by itself. */
  readonly ended: string | null;
}

/** How long a verify command may take, and how long it may print nothing; ms. */
export interface VerifyLimits {
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
}

/** The checks, as a run needs them. */
export interface Checks {
  /** Runs the user's verify command in the work tree; never rejects for what the command does. Nothing of it runs on. */
  verify(command: string, limits: VerifyLimits, stop: AbortSignal): Promise<VerifyResult>;
}
