import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CollectedFacts } from '../../agents/stream/collect.ts';
import type { AgentReport } from '../../agents/types.ts';
import type { Mask } from '../../secrets/types.ts';

/** Hides secrets in every text of a report; they were collected as the agent printed them. */
export function maskFacts(facts: CollectedFacts, mask: Mask): CollectedFacts {
  return {
    ...facts,
    finalMessage: mask.maskText(facts.finalMessage),
    error: facts.error && {
      ...facts.error,
      message: mask.maskText(facts.error.message),
      code: facts.error.code && mask.maskText(facts.error.code),
    },
  };
}

/** Whole or not at all: the orchestrator never reads half a report. */
export function writeReport(path: string, report: AgentReport): void {
  // Agents are known to clean temporary folders up.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, JSON.stringify(report), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
