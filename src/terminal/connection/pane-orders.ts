import type { AgentEvent, AgentReport } from '../../agents/types.ts';
import type { ProcessTag } from '../process/process-tag.ts';

/** Waits, in ms; given as a whole so that tests need not wait as long as people do. */
export interface Timing {
  /** How long an agent may stay after its terminal event. */
  readonly lingerMs: number;
  /** For an agent that is asked to end by the end of its input, before it is signalled. */
  readonly inputEndMs: number;
  /** Between SIGTERM and SIGKILL. */
  readonly killMs: number;
  /** A wait on a limit that is stated to be longer ends the attempt at once. */
  readonly limitWaitMs: number;
  /** For a pane to report itself after its window was opened. */
  readonly startMs: number;
}

export const defaultTiming: Timing = {
  lingerMs: 15_000,
  inputEndMs: 1_000,
  killMs: 1_500,
  limitWaitMs: 60_000,
  startMs: 30_000,
};

/**
 * All that stands in a pane's arguments, which every process of the user can read: where its orchestrator listens, and
 * a word that admits one connection, once. The pane uses it up before there is an agent.
 */
export interface PaneAddress {
  readonly socket: string;
  readonly token: string;
}

/** All that a pane needs to know. Holds keys and prompt, so it reaches the pane over its connection alone. */
export interface PaneOrders {
  readonly backend: string;
  readonly argv: readonly [string, ...string[]];
  /** The command that starts `argv` in a sandbox; empty: none does. */
  readonly sandbox: readonly string[];
  /** Where it stands what another user was lent for the agent, see `endLoan`; null: the agent is the pane's own user. */
  readonly loan: string | null;
  /** See `Backend.hasLauncher`. */
  readonly hasLauncher: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly prompt: string;
  /** The input stays open after the prompt; its end asks the agent to end. */
  readonly keepsInputOpen: boolean;
  /** By which the processes of the attempt are found. */
  readonly tag: ProcessTag;
  /** Where the raw stream goes. */
  readonly transcript: string;
  readonly secrets: readonly string[];
  readonly unit: string;
  readonly title: string;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly timing: Timing;
  /** Is there a window to show something in, and may it be in colour? */
  readonly window: { readonly colour: boolean } | null;
}

/** What a pane tells its orchestrator. */
export type PaneMessage =
  | { readonly kind: 'hello'; readonly token: string }
  /** Its process has the name that it was asked to take. */
  | { readonly kind: 'named' }
  /** The agent runs; its pid is its process group too. */
  | { readonly kind: 'agent'; readonly pid: number }
  | { readonly kind: 'event'; readonly event: AgentEvent }
  | { readonly kind: 'report'; readonly report: AgentReport };

/** What an orchestrator tells a pane. That it hangs up says: end everything. */
export type OrchestratorMessage =
  /** Take this name: nobody but the process itself can, so it shows who is at the other end. */
  | { readonly kind: 'take-name'; readonly name: string }
  | { readonly kind: 'orders'; readonly orders: PaneOrders }
  | { readonly kind: 'stop' };
