import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getBackend } from '../../src/agents/index.ts';
import { type CollectedFacts, createCollector } from '../../src/agents/stream/collect.ts';
import type { AgentEvent } from '../../src/agents/types.ts';

const STREAMS = path.join(import.meta.dirname, 'fixtures', 'streams');

/** One run of a real CLI against a scripted model server: what it printed, and how it ended. */
export interface Recording {
  readonly name: string;
  readonly cli: string;
  /** Negative: ended by that signal. */
  readonly exit: number;
}

export const recordings: readonly Recording[] = readFileSync(path.join(STREAMS, 'INDEX.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recording);

export function printed(name: string, stream: 'stdout' | 'stderr'): string {
  try {
    return readFileSync(path.join(STREAMS, `${name}.${stream}`), 'utf8');
  } catch {
    return '';
  }
}

/** Reads a recording as an attempt would; `order` says which stream is heard first. */
export function play(recording: Recording, order: readonly ('stdout' | 'stderr')[] = ['stderr', 'stdout']) {
  const reader = getBackend(recording.cli).reader('/repo');
  const collector = createCollector();
  const events: AgentEvent[] = [];
  for (const stream of order) {
    for (const line of printed(recording.name, stream).split('\n')) events.push(...reader.read(line, stream));
  }
  events.push(...reader.end(recording.exit < 0 ? null : recording.exit));
  for (const event of events) collector.add(event);
  const facts: CollectedFacts = collector.facts();
  return { events, facts };
}

/** One event in one line, everything that it says included. */
export function told(event: AgentEvent): string {
  const { kind, ...rest } = event;
  return `${kind} ${JSON.stringify(rest)}`;
}
