import type { AgentError, AgentReport, Usage } from '../../src/agents/types.ts';

/** What an agent does with one call, as a story writes it down. */
export interface Act {
  readonly minutes: number;
  /** The file that it writes into all the while; null: none. `{unit}` is filled in. */
  readonly file: string | null;
  /** What else it leaves in the working tree at its end. */
  readonly leaves: (tree: Map<string, string>) => void;
  readonly report: Partial<AgentReport>;
}

type Facts = Partial<Act>;

const own = 'src/{unit}.ts';

/** Does the work, and says so. */
export function works(facts: Facts & { readonly says?: string } = {}): Act {
  const finalMessage = `${facts.says ?? 'Done.'}\n<promise>TASK_DONE</promise>`;
  return act({ file: own, ...facts, report: { finalMessage, ...facts.report } });
}

/** Its turn ends well, with these last words. */
export function says(finalMessage: string, facts: Facts = {}): Act {
  return act({ file: own, ...facts, report: { finalMessage, ...facts.report } });
}

/** Stops for a human. */
export function asks(question: string, facts: Facts = {}): Act {
  return says(`${question}\n<promise>HALT</promise>`, { file: null, ...facts });
}

/** Its process dies. */
export function crashes(stderrTail: string, facts: Facts = {}): Act {
  return act({ file: own, ...facts, report: { exitCode: 134, finished: null, stderrTail, ...facts.report } });
}

/** Its turn ends with an error: of its own, or of the service behind it. */
export function breaks(message: string, error: Partial<AgentError> = {}, facts: Facts = {}): Act {
  return act({
    minutes: 2,
    ...facts,
    report: {
      exitCode: 1,
      finished: { ok: false },
      error: { message, status: null, code: null, retryAfterMs: null, resetsAt: null, ...error },
      ...facts.report,
    },
  });
}

/** Its process is ended from outside. */
export function isEnded(end: AgentReport['end'], facts: Facts = {}): Act {
  return act({
    file: own,
    ...facts,
    report: { end, exitCode: null, signal: 'SIGTERM', finished: null, ...facts.report },
  });
}

/** Answers who should work on a unit. */
export function assigns(finalMessage: string): Act {
  return act({ minutes: 1, report: { finalMessage, session: null } });
}

/** Tokens as an agent reports them. */
export function tokens(inputTokens: number, outputTokens: number, costUsd: number | null = null): Usage {
  return { inputTokens, cachedTokens: 0, outputTokens, costUsd };
}

function act(facts: Facts): Act {
  return { minutes: 8, file: null, leaves: () => {}, report: {}, ...facts };
}
