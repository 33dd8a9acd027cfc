import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AgentEvent } from '../../agents/types.ts';

/** Variable by which every process of an attempt is found again, wherever it went. */
export const ATTEMPT_MARKER_VARIABLE = 'SEQUENTIAL_ATTEMPT';

/** Waits, in ms; given as a whole so that tests need not wait as long as people do. */
export interface Timing {
  /** How long an agent may stay after its terminal event. */
  readonly lingerMs: number;
  /** Between SIGTERM and SIGKILL. */
  readonly killMs: number;
  /** A wait on a limit that is stated to be longer ends the attempt at once. */
  readonly limitWaitMs: number;
  /** For a pane to report itself after its window was opened. */
  readonly startMs: number;
}

export const defaultTiming: Timing = { lingerMs: 15_000, killMs: 1_500, limitWaitMs: 60_000, startMs: 30_000 };

/** All that a pane needs to know; holds keys and prompt, so it is written for the user's eyes only and read once. */
export interface PaneOrders {
  /** Path of the orchestrator's unix socket, and the word by which it knows this pane. */
  readonly socket: string;
  readonly token: string;
  readonly backend: string;
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly prompt: string;
  /** Value of `MARKER` in the agent's environment. */
  readonly marker: string;
  /** Where the report and the raw stream go. */
  readonly reportPath: string;
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
  | { readonly kind: 'hello'; readonly token: string; readonly pid: number }
  /** The agent runs; its pid is its process group too. */
  | { readonly kind: 'agent'; readonly pid: number }
  | { readonly kind: 'event'; readonly event: AgentEvent };

/** What an orchestrator tells a pane. That it hangs up says: end everything. */
export type OrchestratorMessage = { readonly kind: 'stop' };

export function writeOrders(path: string, orders: PaneOrders): void {
  writeFileSync(path, JSON.stringify(orders), { mode: 0o600, flag: 'wx' });
}

/** Reads the orders and deletes them: keys stay on the disk no longer than needed. */
export function readAndDeleteOrders(path: string): PaneOrders {
  const text = readFileSync(path, 'utf8');
  rmSync(path);
  return JSON.parse(text) as PaneOrders;
}
