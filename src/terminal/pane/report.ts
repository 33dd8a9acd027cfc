import { renameSync, writeFileSync } from 'node:fs';
import type { CollectedFacts } from '../../agents/collect.ts';
import type { Mask } from '../../agents/mask.ts';
import type { AgentReport } from '../../agents/types.ts';

const TAIL = 4_000;
const STDERR_TAIL = 2_000;

/** Keeps the last lines of a text, at most `limit` characters of them. */
export function createTail(limit: number): { add(line: string): void; text(): string } {
  let lines: string[] = [];
  let length = 0;
  return {
    add(line) {
      const kept = line.slice(-limit);
      lines.push(kept);
      length += kept.length + 1;
      // Now and then, not each time: a shift per line of a long list costs its length.
      if (length < 2 * limit) return;
      lines = [lines.join('\n').slice(-limit)];
      length = (lines[0]?.length ?? 0) + 1;
    },
    text: () => lines.join('\n').slice(-limit),
  };
}

export const createScreenTail = () => createTail(TAIL);
export const createStderrTail = () => createTail(STDERR_TAIL);

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
