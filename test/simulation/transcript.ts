import type { RunEvent } from '../../src/run-events/types.ts';
import type { Call, Night, Run } from './world/record.ts';

interface Line {
  readonly at: number;
  readonly text: string;
}

/** A night, told line by line, with the minutes since its start. */
export function transcript(night: Night): string[] {
  const { start } = night.scenario;
  const lines = [
    ...night.runs.flatMap(runLines),
    ...night.calls.flatMap((call) =>
      call.endedAt === null ? [] : [{ at: call.endedAt, text: `  · ${callOf(call)}` }],
    ),
    ...night.remote.map(({ at, commit }) => ({
      at,
      text: `  · remote: ${commit.id.slice(-4)} ${commit.message.split('\n', 1)[0]} (${commit.by})`,
    })),
    ...night.issues.flatMap(issueLines),
    { at: night.endedAt, text: `the night ends: ${JSON.stringify(night.end)}` },
  ];
  return lines
    .map((line, order) => ({ ...line, order }))
    .sort((a, b) => a.at - b.at || a.order - b.order)
    .map(({ at, text }) => `${String(((at - start) / 60_000).toFixed(1)).padStart(8)} ${text}`);
}

function runLines(run: Run): Line[] {
  const lines = [{ at: run.startedAt, text: `${run.id} starts (${triggerOf(run)})` }];
  for (const { at, happening } of run.happenings) {
    const text = told(happening);
    if (text !== null) lines.push({ at, text: `  ${text}` });
  }
  if (run.end === 'lost' || run.end === 'error')
    lines.push({ at: run.endedAt, text: `  ${run.id}: ${run.end} ${run.message}`.trimEnd() });
  if (run.cancelledAt !== null) lines.push({ at: run.cancelledAt, text: `  ${run.id} is cancelled` });
  return lines;
}

function issueLines({ number, openedAt, halt, cause, words, closedAt }: Night['issues'][number]): Line[] {
  return [
    { at: openedAt, text: `  · issue #${number} opened: ${halt} (${cause})` },
    ...words.map(({ at, word, text }) => ({ at, text: `  · issue #${number}: /${word} ${text}` })),
    ...(closedAt === null ? [] : [{ at: closedAt, text: `  · issue #${number} closed` }]),
  ];
}

function triggerOf({ trigger }: Run): string {
  return trigger.kind === 'comment' ? `/${trigger.word} ${trigger.text}` : trigger.kind;
}

function callOf(call: Call): string {
  const what = {
    attempt: `attempt ${call.number} at ${call.unit}`,
    assignment: `who works on ${call.unit}`,
    review: `review of ${call.unit}`,
  }[call.kind];
  const word = call.fate ?? call.review;
  const minutes = (((call.endedAt ?? call.startedAt) - call.startedAt) / 60_000).toFixed(1);
  return `call ${call.serial}: ${what} with ${call.backend}, ${minutes} min: ${call.truth}${word === null ? '' : ` (${word})`}`;
}

function told(happening: RunEvent): string | null {
  switch (happening.kind) {
    case 'attempt-ended': {
      const { verdict } = happening;
      const why = 'reason' in verdict ? verdict.reason : verdict.kind === 'limited' ? verdict.limit.message : '';
      return `attempt ${happening.attempt} at ${happening.unit}: ${verdict.kind} ${why.split('\n', 1)[0]?.slice(0, 120)}`.trimEnd();
    }
    case 'waiting':
      return `waits until ${new Date(happening.until).toISOString()}, ${happening.reason}: ${happening.why}`;
    case 'assigned':
      return `${happening.unit} goes to ${happening.backend} (${happening.source})`;
    case 'reviewed':
      return `review of ${happening.unit}: ${happening.caught} to fix, ${happening.advice.length} for people`;
    case 'unit-done':
      return `${happening.unit} is done, ${happening.done} of ${happening.total}`;
    case 'halted':
      return `halted: ${happening.halt.question.split('\n', 1)[0]?.slice(0, 160)}`;
    case 'warning':
      return `warning: ${happening.message.slice(0, 200)}`;
    case 'run-ended':
      return `ended, ${happening.outcome.kind}: ${happening.outcome.message.slice(0, 200)}`;
    case 'diagnostic':
      return `diagnostic: ${happening.diagnostic.message}`;
    default:
      return null;
  }
}
