import { renderAgentEvent } from '../../report/console/agent-events.ts';
import { type Ending, eventLines } from '../../report/console/event-lines.ts';
import { createColours } from '../../report/text/colour.ts';
import type { Log, RunEvent } from '../../run-events/types.ts';

/**
 * Lines, where nobody's terminal is: a file, a pipe, a service's journal. What the agent does is among them where it
 * has no window to be watched in.
 */
export function plainLog(write: (text: string) => void, colour: boolean, ending: Ending = {}): Log {
  const renderLines = createLineRenderer(colour, ending);
  return {
    emit(event) {
      const text = renderLines(event, 160);
      if (text.length > 0) write(`${text.join('\n')}\n`);
    },
  };
}

/** An event's lines, the agent's own indented and only without a window. */
export function createLineRenderer(colour: boolean, ending: Ending = {}): (event: RunEvent, width: number) => string[] {
  const colours = createColours(colour);
  let hasWindows = true;
  return (event, width) => {
    if (event.kind === 'run-started') hasWindows = event.attach !== null;
    if (event.kind !== 'agent') return eventLines(event, colours, width, ending);
    if (hasWindows) return [];
    return renderAgentEvent(event.event, { width: width - 2, colour }).map((line) => `  ${line}`);
  };
}

/** One JSON line per event, for scripts. */
export function jsonLog(write: (text: string) => void, now: () => number): Log {
  return {
    emit(event) {
      write(`${JSON.stringify({ at: new Date(now()).toISOString(), ...event })}\n`);
    },
  };
}
