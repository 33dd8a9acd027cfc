import { backends, getBackend } from '../../src/agents/index.ts';
import { createCollector } from '../../src/agents/stream/collect.ts';
import { parseLine } from '../../src/agents/stream/json.ts';
import { judge } from '../../src/verdict/judge.ts';
import type { Recording } from './record.ts';

/** Lines that only one of two texts has: `-` the old one, `+` the new one. Order and blanks say nothing. */
export function differentLines(before: string, after: string): string[] {
  const lines = (text: string) => [...new Set(text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()))];
  return differences(lines(before), lines(after));
}

export function differences(before: readonly string[], after: readonly string[]): string[] {
  const [old, current] = [new Set(before), new Set(after)];
  return [
    ...[...old].filter((line) => !current.has(line)).map((line) => `- ${line}`),
    ...[...current].filter((line) => !old.has(line)).map((line) => `+ ${line}`),
  ];
}

/** What a reader depends on: kinds of events, their fields with the types of these, and what the attempt comes to. */
export function outline(cli: string, recording: Recording): string[] {
  const shapes = recording.stdout.split('\n').flatMap((line) => {
    const json = parseLine(line);
    if (json === null) return [];
    const kind = [json.type, json.subtype].filter((part) => typeof part === 'string').join('/');
    return fields(json).map((field) => `${kind}: ${field}`);
  });
  return [...new Set(shapes), ...outcome(cli, recording)];
}

function fields(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((entry) => fields(entry, `${path}[]`)))];
  if (typeof value !== 'object' || value === null) return [`${path} ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([name, inner]) => fields(inner, path === '' ? name : `${path}.${name}`));
}

/** As our own reader and judge have it. */
function outcome(cli: string, { stdout, stderr, exitCode, requests }: Recording): string[] {
  const reader = getBackend(cli).reader('/repo');
  const collector = createCollector();
  const unknown = new Set<string>();
  const read = (text: string, stream: 'stdout' | 'stderr') => {
    for (const event of text.split('\n').flatMap((line) => reader.read(line, stream))) {
      collector.add(event);
      if (event.kind === 'unknown' && stream === 'stdout') unknown.add(event.line.slice(0, 120));
    }
  };
  read(stderr, 'stderr');
  read(stdout, 'stdout');
  for (const event of reader.end(exitCode)) collector.add(event);
  const facts = collector.facts();
  const report = {
    ...{ ...facts, end: exitCode === null ? ('limit-wait' as const) : ('exited' as const), exitCode, signal: null },
    ...{ startedAt: 0, endedAt: 0, tail: '', stderrTail: '', transcript: '' },
  };
  const verdict = judge(report, { backend: cli, backends, now: Date.now(), changed: true });
  return [
    `exit code ${exitCode}, ${requests} requests`,
    `verdict ${verdict.kind}`,
    `error ${facts.error?.status ?? null} ${facts.error?.code ?? null} ${facts.error?.message ?? ''}`,
    `tokens ${facts.usage?.inputTokens} ${facts.usage?.cachedTokens} ${facts.usage?.outputTokens}`,
    ...[...unknown].map((line) => `not understood: ${line}`),
  ];
}
