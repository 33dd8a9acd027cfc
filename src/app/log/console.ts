import type { WriteStream } from 'node:tty';
import { type Ending, unitName } from '../../report/console/event-lines.ts';
import { CLEAR_LIVE_LINE, drawnInPlace, type LiveLineState, liveLine } from '../../report/console/live-line.ts';
import { createColours } from '../../report/text/colour.ts';
import type { Log, RunEvent } from '../../run-events/types.ts';
import { createLineRenderer } from './plain.ts';

/**
 * Lines that stay, and below them one live line that shows at any moment what is going on. `close` takes it away for
 * whatever is printed next, also where the run did not come to an end of its own.
 */
export function terminalLog(out: WriteStream, colour: boolean, ending: Ending = {}): Log & { close(): void } {
  const colours = createColours(colour);
  const renderLines = createLineRenderer(colour, ending);
  let state: LiveLineState = { done: 0, total: 0, unit: null, waiting: null, activity: '' };
  /** Runs from a run's first line to its last; of several specs one comes after the other. */
  let timer: NodeJS.Timeout | null = null;

  function draw(): void {
    out.write(CLEAR_LIVE_LINE + drawnInPlace(colours.cyan(liveLine(state, Date.now(), out.columns || 80))));
  }
  function stopTimer(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  return {
    emit(event) {
      state = updateLiveLine(state, event, Date.now());
      const lines = renderLines(event, out.columns || 80);
      if (lines.length > 0) out.write(`${CLEAR_LIVE_LINE}${lines.join('\n')}\n`);
      if (event.kind === 'run-ended') return stopTimer();
      timer ??= setInterval(draw, 1000).unref();
      draw();
    },
    close() {
      stopTimer();
      out.write(CLEAR_LIVE_LINE);
    },
  };
}

/** What the live line shows after one more event. */
export function updateLiveLine(state: LiveLineState, event: RunEvent, now: number): LiveLineState {
  switch (event.kind) {
    case 'run-started':
      return { done: event.done, total: event.total, unit: null, waiting: null, activity: '' };
    case 'unit-started': {
      const { unit, title, attempt, attempts, done, total } = event;
      const name = unitName(unit, title);
      return { done, total, unit: { name, attempt, attempts, startedAt: now }, waiting: null, activity: '' };
    }
    case 'agent':
      return event.event.kind === 'tool-call' ? { ...state, activity: event.event.title } : state;
    case 'verifying':
      return { ...state, activity: `$ ${event.command}` };
    // The next one begins after a pause; until then nothing runs whose time could be told.
    case 'attempt-ended':
      return event.verdict.kind === 'done' ? { ...state, activity: '' } : { ...state, unit: null };
    case 'unit-done':
      return { ...state, done: event.done, total: event.total, unit: null };
    case 'waiting':
      return { ...state, waiting: { until: event.until, why: event.why } };
    case 'waited':
      return { ...state, waiting: null };
    default:
      return state;
  }
}
