import type { Log } from '../ports.ts';
import { consoleLines } from '../report/console.ts';
import { renderEvent } from '../report/events.ts';
import { paint } from '../report/paint.ts';

/** Lines, where nobody's terminal is: a file, a pipe, a service's journal. */
export function plainLog(
  write: (text: string) => void,
  options: { readonly colour: boolean; readonly showAgent: boolean },
): Log {
  const colours = paint(options.colour);
  return {
    emit(happening) {
      const lines =
        happening.kind === 'agent' && options.showAgent
          ? renderEvent(happening.event, { width: 160, colour: options.colour }).map((line) => `  ${line}`)
          : consoleLines(happening, colours);
      if (lines.length > 0) write(`${lines.join('\n')}\n`);
    },
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
