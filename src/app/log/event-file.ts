import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log, RunEvent } from '../../run-events/types.ts';

/** In a run's log folder, beside its transcripts. */
export const EVENT_FILE = 'events.jsonl';
/** Of the lines in the file; told in its first one. */
export const EVENT_FILE_VERSION = 1;

/** What is worth a file: a run that had nothing to do leaves none. */
const FIRST_NEWS: ReadonlySet<RunEvent['kind']> = new Set(['unit-started', 'waiting', 'verifying', 'halted', 'paused']);

/**
 * A log that is also kept in the run's folder, a JSON line for each happening, for whoever looks back: `log`, `report`,
 * `status --watch`. What agents say is in their transcripts. A file that cannot be written is no reason to end a night.
 */
export function withEventFile(
  log: Log,
  run: { readonly logDir: string; readonly spec: string; readonly folder: string; readonly id: string },
  mask: (text: string) => string,
  now: () => number,
): Log {
  const path = join(run.logDir, EVENT_FILE);
  const line = (value: object) => `${JSON.stringify({ at: new Date(now()).toISOString(), ...value })}\n`;
  const { spec, folder, id } = run;
  let waiting: string[] | null = [line({ kind: 'log', version: EVENT_FILE_VERSION, spec, folder, run: id })];
  let isBroken = false;
  const write = (text: string) => {
    if (isBroken) return;
    try {
      appendFileSync(path, text, { mode: 0o600 });
    } catch {
      isBroken = true;
    }
  };
  return {
    emit(event) {
      log.emit(event);
      if (event.kind === 'agent') return;
      const text = mask(line(event));
      if (waiting === null) return write(text);
      waiting.push(text);
      if (!FIRST_NEWS.has(event.kind)) return;
      write(waiting.join(''));
      waiting = null;
    },
  };
}

/** Everything to each of them. */
export function teeLog(...logs: readonly Log[]): Log {
  return {
    emit(event) {
      for (const log of logs) log.emit(event);
    },
  };
}
