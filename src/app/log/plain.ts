import { renderEvent } from '../../report/console/agent-events.ts';
import { consoleLines } from '../../report/console/event-lines.ts';
import { paint } from '../../report/text/colour.ts';
import type { Log } from '../../run/ports.ts';
import type { Happening } from '../../run-events/types.ts';

/**
 * Lines, where nobody's terminal is: a file, a pipe, a service's journal. What the agent does is among them where it
 * has no window to be watched in.
 */
export function plainLog(write: (text: string) => void, colour: boolean): Log {
  const lines = linesFor(colour);
  return {
    emit(happening) {
      const text = lines(happening, 160);
      if (text.length > 0) write(`${text.join('\n')}\n`);
    },
  };
}

/** A happening's lines, the agent's own indented and only without a window. */
export function linesFor(colour: boolean): (happening: Happening, width: number) => string[] {
  const colours = paint(colour);
  let windows = true;
  return (happening, width) => {
    if (happening.kind === 'run-started') windows = happening.attach !== null;
    if (happening.kind !== 'agent') return consoleLines(happening, colours);
    if (windows) return [];
    return renderEvent(happening.event, { width: width - 2, colour }).map((line) => `  ${line}`);
  };
}

/** One JSON line per happening, for scripts. */
export function jsonLog(write: (text: string) => void, now: () => number): Log {
  return {
    emit(happening) {
      write(`${JSON.stringify({ at: new Date(now()).toISOString(), ...happening })}\n`);
    },
  };
}
