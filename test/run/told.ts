import { unreachable } from '../../src/errors.ts';
import { verdictText } from '../../src/report/text/verdict-text.ts';
import type { RunEvent } from '../../src/run-events/types.ts';

/** Events that a story leaves out unless it asks for them: others tell the same. */
export const quiet = [
  'run-started',
  'unit-started',
  'waited',
  'paused',
  'agent',
  'pull request',
  'reviewing',
  'verified',
] as const;

/** One line of a story for what the run says. */
export function told(happening: RunEvent): string {
  switch (happening.kind) {
    case 'run-started':
      return `${happening.spec}: ${happening.done} of ${happening.total} done`;
    case 'unit-started':
      return `${happening.unit} "${happening.title}" starts, attempt ${happening.attempt} of ${happening.attempts}, ${happening.done} of ${happening.total} done`;
    case 'attempt-ended':
      return `${happening.unit}: ${happening.verdict.kind}: ${line(verdictText(happening.verdict))}`;
    case 'assigned':
      return `${happening.unit} is ${happening.type} for ${happening.ownerAgent} on ${happening.backend} (${happening.source})`;
    case 'verifying':
      return `${happening.unit}: verifies by ${happening.command}`;
    case 'verified':
      return `${happening.unit}: verify is ${happening.ok ? 'green' : 'red'}${happening.uncounted ? ', tests not counted' : ''}`;
    case 'reviewing':
      return `${happening.unit}: review by ${happening.backend}`;
    case 'reviewed':
      return `${happening.unit}: ${happening.caught} caught, advice: ${happening.advice.join(' | ') || 'none'}`;
    case 'unit-done':
      return `${happening.unit} is done, ${happening.done} of ${happening.total}`;
    case 'waiting':
      return `waits until ${clock(happening.until)}, ${happening.reason}: ${happening.why}`;
    case 'waited':
      return `waited ${Math.round(happening.ms / 1000)} s, ${happening.reason}`;
    case 'paused':
      return `paused, ${happening.paused.reason}`;
    case 'halted':
      return `halted, ${happening.halt.cause}: ${line(happening.halt.question)}`;
    case 'warning':
      return `! ${line(happening.message)}`;
    case 'diagnostic':
      return `? line ${happening.diagnostic.line}: ${happening.diagnostic.code}`;
    case 'agent':
      return `${happening.unit} ${happening.event.kind}`;
    case 'run-ended': {
      const { kind, message, progress } = happening.outcome;
      const reason = kind === 'paused' ? ` (${progress.paused?.reason})` : '';
      return `ends ${kind}${reason}: ${line(message)}`;
    }
    case 'forecast':
      return `foretells ${happening.forecast.byMorning.units.likely} of ${happening.forecast.open} units`;
    case 'base-merged':
      return `${happening.base} merged into ${happening.branch}`;
    case 'evidence':
      return `${happening.unit} looks ${happening.blocks ? 'unfinished' : 'doubtful'}: ${happening.lines.map(line).join('; ')}`;
    case 'spending': {
      const pools = happening.pools.map(({ backend, pool }) => `${backend} draws on ${pool}`);
      return [...pools, ...(happening.unlimited === null ? [] : [happening.unlimited])].join('; ');
    }
    case 'questions':
      return happening.lines.map((text) => `?? ${text.trim()}`).join(' / ');
    case 'isolated':
      return `sandbox ${happening.strength} by ${happening.mechanism}`;
    default:
      return unreachable(happening);
  }
}

/** Line breaks as a person sees them in one line. */
export function line(text: string): string {
  return text.trim().replace(/\n+/g, ' / ');
}

/** `04:01:00`, with the day's number where it is another one than that of the story's start. */
export function clock(at: number): string {
  const iso = new Date(at).toISOString();
  return `${iso.startsWith('2026-11-23') ? '' : `${iso.slice(8, 10)}. `}${iso.slice(11, 19)}`;
}

/** A first run whose agent asks at unit 1, at its first attempt: `PostgreSQL or SQLite?` */
export const asked: readonly string[] = [
  '01:00 task-1 1/3: codex',
  '01:08 1: halted: PostgreSQL or SQLite?',
  '01:08 halted, question: PostgreSQL or SQLite?',
  '01:08 issue #1 opened: PostgreSQL or SQLite?',
  '01:08 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
  '01:08 run-1 ends halted: Halted at task 1: needs your input',
];
