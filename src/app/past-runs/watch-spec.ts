import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../inputs/types.ts';
import { renderAgentEvent } from '../../report/console/agent-events.ts';
import type { WatchedAgent, WatchedSpec } from '../../report/console/watch-lines.ts';
import type { PastRun } from '../../report/history/types.ts';
import { countUnits } from '../../run-events/build-progress.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { findLockHolder } from '../../state/lock/lock.ts';
import { newSpecState } from '../../state/transitions/transitions.ts';
import type { SavedRecords } from '../../state/types.ts';
import { transcriptName } from '../../terminal/tmux/session-names.ts';
import { EVENT_FILE } from '../log/event-file.ts';
import { progressOf, readSpec } from '../reading/read-spec.ts';
import { hasWish, makeWish, withdrawWish } from '../spec-run/wishes.ts';
import { readHistory } from './find-runs.ts';
import { openTranscript, type TranscriptReader } from './read-transcript.ts';

/** Lines of an agent that are kept for the screen, and the cells to which each is cut. */
const KEPT_LINES = 40;
const LINE_WIDTH = 240;
/** Of a transcript that was long when watching began, bytes read. */
const LAST_BYTES = 256 * 1024;

function nothingOf({ name, relative }: SpecLocation): WatchedSpec {
  const progress = progressOf(
    { name, tasksPath: relative.tasks },
    countUnits(null, newSpecState(0)),
    newSpecState(0),
    [],
  );
  return { progress, throttle: null, isRunning: false, agent: null, finished: [] };
}

/** Follows one spec and the run that works on it. */
export class SpecWatcher {
  readonly #location: SpecLocation;
  readonly #loop: Settings['loop'];
  readonly #saved: SavedRecords | null;
  readonly #place: { readonly lockFolder: string; readonly host: string; readonly logsOf: (run: string) => string };
  /** Of the run at work; null: none is. */
  #logs: string | null = null;
  #last: WatchedSpec | null = null;
  #history: { readonly path: string; readonly size: number; readonly run: PastRun | null } | null = null;
  #transcript: { readonly path: string; readonly reader: TranscriptReader; readonly lines: string[] } | null = null;

  constructor(
    location: SpecLocation,
    loop: Settings['loop'],
    saved: SavedRecords | null,
    place: { readonly lockFolder: string; readonly host: string; readonly logsOf: (run: string) => string },
  ) {
    this.#location = location;
    this.#loop = loop;
    this.#saved = saved;
    this.#place = place;
  }

  get location(): SpecLocation {
    return this.#location;
  }

  /** Files that are being written, or were broken by somebody, are no end of the watching. */
  async look(): Promise<WatchedSpec> {
    try {
      this.#last = await this.#read();
      return this.#last;
    } catch (error) {
      const last = this.#last ?? nothingOf(this.#location);
      return { ...last, unread: (error as Error).message };
    }
  }

  async #read(): Promise<WatchedSpec> {
    const { progress, memory } = await readSpec(this.#location, this.#loop, () => this.#saved);
    const { lockFolder, host, logsOf } = this.#place;
    const holder = findLockHolder(lockFolder, host)?.run ?? null;
    // Where the state was lost, the folder with the run's logs tells which spec it works on.
    const isOfSpec = holder !== null && memory === null && existsSync(logsOf(holder));
    const run = isOfSpec ? holder : (memory?.spec.run?.id ?? null);
    const isRunning = run !== null && holder === run;
    const logs = run === null ? null : logsOf(run);
    const finished = progress.units
      .flatMap(({ title, commit, completedAt }) =>
        completedAt === null ? [] : [{ title, commit, at: Date.parse(completedAt) }],
      )
      .sort((a, b) => b.at - a.at);
    const agent = isRunning && logs !== null ? this.#lookAtAgent(logs) : null;
    this.#logs = isRunning ? logs : null;
    const isStopping = this.#logs !== null && hasWish(this.#logs, 'stop-after-unit');
    return { progress, throttle: memory?.throttle ?? null, isRunning, isStopping, agent, finished };
  }

  /** Asks the run at work to begin its next call at once; false: none waits. */
  endWait(): boolean {
    if (this.#logs === null) return false;
    makeWish(this.#logs, 'end-wait');
    // A wait of seconds is not in the records.
    return this.#last?.progress.waiting != null || this.#last?.agent === null;
  }

  /** Asks the run at work to stop before its next unit, or takes that back; false: none is. */
  toggleStop(): boolean {
    if (this.#logs === null) return false;
    if (hasWish(this.#logs, 'stop-after-unit')) withdrawWish(this.#logs, 'stop-after-unit');
    else makeWish(this.#logs, 'stop-after-unit');
    return true;
  }

  close(): void {
    this.#transcript?.reader.close();
    this.#transcript = null;
  }

  #lookAtAgent(logs: string): WatchedAgent | null {
    const attempt = this.#readHistory(join(logs, EVENT_FILE))?.attempts.at(-1);
    if (attempt === undefined || attempt.endedAt !== null) return null;
    const { unit, title, backend, startedAt } = attempt;
    const lines = this.#readTranscript(join(logs, transcriptName(`task-${unit}`, attempt.attempt)), backend);
    return { unit, title, attempt: attempt.attempt, backend, since: startedAt, lines };
  }

  /** Read again only where it has grown: of a long night it is a megabyte. */
  #readHistory(path: string): PastRun | null {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (this.#history?.path !== path || this.#history.size !== size) {
      this.#history = { path, size, run: size === 0 ? null : readHistory(path) };
    }
    return this.#history.run;
  }

  #readTranscript(path: string, backend: string): readonly string[] {
    if (this.#transcript?.path !== path) {
      this.close();
      const lines: string[] = [];
      const show: Parameters<typeof openTranscript>[2] = (event) => {
        lines.push(
          ...renderAgentEvent(event, { width: LINE_WIDTH, colour: false }).filter((line) => line.trim() !== ''),
        );
        lines.splice(0, lines.length - KEPT_LINES);
      };
      try {
        this.#transcript = { path, lines, reader: openTranscript(path, backend, show, { head: 0, tail: LAST_BYTES }) };
      } catch {
        // It has not begun.
        return [];
      }
    }
    this.#transcript.reader.read(false);
    return this.#transcript.lines;
  }
}
