import { backends } from '../../src/agents/index.ts';
import type { AgentError, AgentReport, LimitWindow } from '../../src/agents/types.ts';
import { type LimitFinding, recogniseLimit } from '../../src/verdict/limits/recognise-limit.ts';

/** Monday, 23 November 2026, 08:21:17 UTC. */
export const now = Date.parse('2026-11-23T08:21:17Z');

/** A report of an attempt that went well; what a test is about goes on top. */
export function report(facts: Partial<AgentReport> = {}): AgentReport {
  return {
    end: 'exited',
    exitCode: 0,
    signal: null,
    finished: { ok: true },
    finalMessage: 'All done.\n<promise>TASK_DONE</promise>',
    session: 's-1',
    model: null,
    usage: null,
    error: null,
    limits: [],
    startedAt: now - 60_000,
    endedAt: now,
    tail: '',
    stderrTail: '',
    transcript: 'task-1.jsonl',
    ...facts,
  };
}

export function agentError(message: string, facts: Partial<AgentError> = {}): AgentError {
  return { message, status: null, code: null, retryAfterMs: null, resetsAt: null, ...facts };
}

/** What a terminal error of these words is taken for, now. */
export function findLimit(
  backend: string,
  message: string,
  facts: Partial<AgentError> = {},
  windows: readonly LimitWindow[] = [],
): LimitFinding | null {
  return recogniseLimit(agentError(message, facts), windows, { backend, backends, now });
}
