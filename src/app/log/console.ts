import type { WriteStream } from 'node:tty';
import { unitName } from '../../report/console/event-lines.ts';
import { type LiveFacts, liveLine } from '../../report/console/live-line.ts';
import { paint } from '../../report/text/colour.ts';
import type { Log } from '../../run/ports.ts';
import type { Happening } from '../../run-events/types.ts';
import { linesFor } from './plain.ts';

/**
 * Lines that stay, and below them one live line that shows at any moment what is going on. `close` takes it away for
 * whatever is printed next, also where the run did not come to an end of its own.
 */
export function terminalLog(out: WriteStream, colour: boolean): Log & { close(): void } {
  const colours = paint(colour);
  const linesOf = linesFor(colour);
  let facts: LiveFacts = { done: 0, total: 0, unit: null, waiting: null, doing: '' };
  /** Runs from a run's first line to its last; of several specs one comes after the other. */
  let timer: NodeJS.Timeout | null = null;

  function draw(): void {
    out.write(`\r\u001b[2K${colours.cyan(liveLine(facts, Date.now(), out.columns ?? 80))}`);
  }
  function rest(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  return {
    emit(happening) {
      facts = follow(facts, happening, Date.now());
      const lines = linesOf(happening, out.columns ?? 80);
      if (lines.length > 0) out.write(`\r\u001b[2K${lines.join('\n')}\n`);
      if (happening.kind === 'run-ended') return rest();
      timer ??= setInterval(draw, 1000).unref();
      draw();
    },
    close() {
      rest();
      out.write('\r\u001b[2K');
    },
  };
}

/** What the live line shows after one more happening. */
export function follow(facts: LiveFacts, happening: Happening, now: number): LiveFacts {
  switch (happening.kind) {
    case 'run-started':
      return { done: happening.done, total: happening.total, unit: null, waiting: null, doing: '' };
    case 'unit-started': {
      const { unit, title, attempt, attempts, done, total } = happening;
      const name = unitName(unit, title);
      return { done, total, unit: { name, attempt, attempts, since: now }, waiting: null, doing: '' };
    }
    case 'agent':
      return happening.event.kind === 'tool-call' ? { ...facts, doing: happening.event.title } : facts;
    case 'verifying':
      return { ...facts, doing: `$ ${happening.command}` };
    // The next one begins after a pause; until then nothing runs whose time could be told.
    case 'attempt-ended':
      return happening.verdict.kind === 'done' ? { ...facts, doing: '' } : { ...facts, unit: null };
    case 'unit-done':
      return { ...facts, done: happening.done, total: happening.total, unit: null };
    case 'waiting':
      return { ...facts, waiting: { until: happening.until, why: happening.why } };
    case 'waited':
      return { ...facts, waiting: null };
    default:
      return facts;
  }
}
