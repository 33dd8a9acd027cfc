/** What must hold before a unit counts as done, beside the agent's own word. */

import type { DispatchUnit } from '../plan/types.ts';
import type { WorkTreeChange } from '../run-events/types.ts';
import type { Verdict } from '../verdict/types.ts';
import type { TestCounts, TestOutput } from './test-counts.ts';

/** A unit that its agent calls done, as a check sees it. */
export interface CheckedUnit {
  readonly unit: DispatchUnit;
  /** What the attempt changed so far, the checks before this one included. */
  readonly change: WorkTreeChange;
  /** Earlier attempts left work of the unit. */
  readonly changedBefore: boolean;
}

/** What speaks against counting a unit as done, as what is to become of its attempt. */
export type Finding = Extract<Verdict, { kind: 'incomplete' | 'failed' | 'halted' | 'refused' | 'cancelled' }>;

/** Why a machine could not run a verify command. */
export interface CannotRun {
  /** What was not found or is not executable, as far as the output says; null: it does not. */
  readonly program: string | null;
  /** It is still not there, by a look of our own. */
  readonly isMissing: boolean;
  /** A clause for people: `jest was not found`. */
  readonly reason: string;
  /** How a person sets the machine up. */
  readonly remedy: string;
}

/** What a verify command came to. What test runners printed is left out where nobody looked. */
export interface VerifyResult extends Partial<Omit<TestOutput, 'tests'>> {
  /** It ended by itself with exit code 0. */
  readonly ok: boolean;
  /** Tail of what it printed, masked, and how it ended; at most 8,000 characters. */
  readonly output: string;
  /** null: it ran. */
  readonly cannotRun: CannotRun | null;
  /** Why it had to be ended: `timed out`, silence; null: it ended by itself. */
  readonly ended: string | null;
  /** What test runners counted in it; null: no known one did. */
  readonly tests: TestCounts | null;
  /** Its exit code; null: a signal ended it. */
  readonly exit?: number | null;
  /** It failed as it did before the unit, which is not to blame for that. */
  readonly asBefore?: true;
  /** Why it was not started at all: no sandbox works any more, and one is required. */
  readonly cannotStart?: string;
  /** Why the sandbox is the likely cause of its failure; left out: it is not. */
  readonly sandboxed?: string;
}

/** What a unit's tests are to come to, by its text as it stood when the run began. */
export interface ExpectedTests {
  /** `red`: its own must fail on unfixed code. `unfixed`: it comes before the fix, so that those may still fail. */
  readonly kind: 'red' | 'unfixed';
  /** What verify came to before the unit; null: not known. */
  readonly before: VerifyBaseline | null;
}

/** What later results are compared with. */
export interface VerifyBaseline extends Pick<VerifyResult, 'ok' | 'tests'> {
  readonly exit?: number | null | undefined;
  readonly failing?: readonly string[] | undefined;
  readonly summaries?: readonly TestCounts[] | undefined;
}

/** How long a verify command may take, and how long it may print nothing; ms. */
export interface VerifyLimits {
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
}

/** The checks, as a run needs them. */
export interface Checks {
  /** Runs the user's verify command in the working tree; never rejects for what it does. Nothing of it runs on. */
  verify(command: string, limits: VerifyLimits, stop: AbortSignal): Promise<VerifyResult>;
}
