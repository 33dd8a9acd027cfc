import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAcpReader } from '../../../src/agents/backends/acp/reader/acp-reader.ts';
import { type CollectedFacts, createCollector } from '../../../src/agents/stream/collect.ts';
import type { AgentEvent } from '../../../src/agents/types.ts';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'acp');

/** What one agent said over the protocol, as the bridge prints it: with the bridge's own line where the prompt was sent. */
export interface AcpRecording {
  readonly name: string;
  readonly lines: readonly string[];
}

/** All of them; those called `.synthetic` were written from documented frames. */
export const acpRecordings: readonly AcpRecording[] = readdirSync(FOLDER)
  .sort()
  .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split(/^# /m).slice(1))
  .map((section) => {
    const [name = '', ...lines] = section.split('\n');
    return { name, lines: lines.filter((line) => line !== '') };
  });

export interface Played {
  readonly events: readonly AgentEvent[];
  readonly facts: CollectedFacts;
}

export function playLines(lines: readonly string[], workdir = ''): Played {
  const reader = createAcpReader(workdir);
  const collector = createCollector();
  const events = lines.flatMap((line) => reader.read(line, 'stdout'));
  for (const event of events) collector.add(event);
  return { events, facts: collector.facts() };
}
