import type { AgentError, AgentReport, Usage } from '../../../src/agents/types.ts';
import type { Call } from './record.ts';
import type { World } from './world.ts';

/** What is reported of a call that ended well, with nothing said. */
export function reportOf(world: World, call: Call): AgentReport {
  const input = Math.round(call.tokens * 0.2);
  const output = Math.round(call.tokens * 0.1);
  const usage: Usage = {
    inputTokens: input,
    cachedTokens: call.tokens - input - output,
    outputTokens: output,
    costUsd: call.costUsd,
  };
  call.costUsd = Math.round(call.tokens * 2) / 1e6;
  return {
    end: 'exited',
    exitCode: 0,
    signal: null,
    finished: { ok: true },
    finalMessage: '',
    session: call.session ?? `session-${call.serial}`,
    model: null,
    usage: { ...usage, costUsd: call.costUsd },
    error: null,
    limits: world.account(call.backend).windows(world.now),
    // An agent's times are the machine's.
    startedAt: call.startedAt - world.now + world.clock.now(),
    endedAt: world.clock.now(),
    tail: '',
    stderrTail: '',
    transcript: `call-${call.serial}.jsonl`,
  };
}

/** What is reported of a call that ended with an error. */
export function failedReport(world: World, call: Call, error: AgentError): AgentReport {
  return { ...reportOf(world, call), exitCode: 1, finished: { ok: false }, error, tail: error.message };
}
