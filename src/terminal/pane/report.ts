import { renameSync, writeFileSync } from 'node:fs';
import type { CollectedFacts } from '../../agents/collect.ts';
import type { Mask } from '../../agents/mask.ts';
import type { AgentReport } from '../../agents/types.ts';

/** Hides secrets in every text of a report; they were collected as the agent printed them. */
export function maskFacts(facts: CollectedFacts, mask: Mask): CollectedFacts {
  return {
    ...facts,
    finalMessage: mask.text(facts.finalMessage),
    error: facts.error && { ...facts.error, message: mask.text(facts.error.message) },
  };
}

/** Whole or not at all: the orchestrator never reads half a report. */
export function writeReport(path: string, report: AgentReport): void {
  writeFileSync(`${path}.new`, JSON.stringify(report), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
