import { closeSync, fstatSync, readSync } from 'node:fs';
import { backends, getBackend } from '../../agents/index.ts';
import { createLineSplitter, LINE_LIMIT } from '../../agents/stream/line-splitter.ts';
import type { AgentEvent } from '../../agents/types.ts';
import { createMask } from '../../secrets/mask.ts';
import { openRegularFile, readRegularText } from '../../state/file/regular-file.ts';
import { createDisplayFilter } from '../../terminal/pane/outlet.ts';
import { timesPath } from '../../terminal/pane/transcript.ts';
import { statedMoment } from '../../time.ts';

const CHUNK = 1024 * 1024;
/** A file of times beyond (bytes) is none of ours: a line a second is this much in a week. */
const MAX_TIMES = 32 * 1024 * 1024;

/** A transcript as its window showed it. */
export interface TranscriptReader {
  /** Reads what is there beyond what was read before; `last`: nothing more will come. */
  read(last: boolean): void;
  close(): void;
}

/** What is left out of a long one, in bytes; 0: nothing. */
export interface ReadRange {
  /** Bytes read of its beginning and of its end. */
  readonly head: number;
  readonly tail: number;
}

/**
 * Opens a transcript of a backend; null: the backend is not known, and each line is shown as it is. `show` gets the
 * events, epoch ms (null: not known) and, where something was left out by `range`, the bytes.
 */
export function openTranscript(
  path: string,
  backend: string | null,
  show: (event: AgentEvent, at: number | null) => void,
  range: ReadRange | null = null,
): TranscriptReader {
  const file = openRegularFile(path);
  const replay = createReplay(backend, show);
  let times: ReturnType<typeof readTimes> = [];
  const buffer = Buffer.alloc(CHUNK);
  let splitter = createLineSplitter(LINE_LIMIT);
  let at = 0;
  let nextTime = 0;
  const readTo = (end: number) => {
    while (at < end) {
      for (; (times[nextTime]?.[0] ?? Number.POSITIVE_INFINITY) <= at; nextTime += 1)
        replay.moment(times[nextTime]?.[1] ?? null);
      const next = times[nextTime]?.[0] ?? end;
      const count = readSync(file, buffer, 0, Math.min(CHUNK, next - at, end - at), at);
      if (count === 0) return;
      for (const line of splitter.write(buffer.subarray(0, count))) replay.line(line.text);
      at += count;
    }
  };
  return {
    read(last) {
      const { size } = fstatSync(file);
      // It grows with the transcript.
      if (size > at) times = readTimes(path);
      else replay.pause();
      if (range !== null && at === 0 && size > range.head + range.tail) {
        readTo(range.head);
        const omitted = size - range.head - range.tail;
        replay.note(`… ${Math.round(omitted / 1024)} KiB of this transcript are not shown …`);
        at = size - range.tail;
        // What is left of the line that was cut is no line.
        splitter = createLineSplitter(LINE_LIMIT);
        readTo(at + 1);
        splitter = createLineSplitter(LINE_LIMIT);
      }
      readTo(size);
      if (!last) return;
      for (const line of splitter.end()) replay.line(line.text);
      replay.end();
    },
    close: () => closeSync(file),
  };
}

function createReplay(backend: string | null, show: (event: AgentEvent, at: number | null) => void) {
  const known = backends.some(({ name }) => name === backend);
  const reader = known && backend !== null ? getBackend(backend).reader() : null;
  let moment: number | null = null;
  let shownMoment: number | null = null;
  /** Each event in a second of its own: what was too fast for a window is not for a reader. */
  let second = 0;
  const filter = createDisplayFilter(createMask([]), (event) => show(event, shownMoment));
  const pass = (events: readonly AgentEvent[]) => {
    for (const event of events) {
      // What was held back until it was whole began before.
      if (event.kind !== 'usage' && !(event.kind === 'message' && event.delta)) filter.end();
      shownMoment = moment;
      second += 1_000;
      filter.onEvent(event, second);
    }
  };
  return {
    moment(at: number | null) {
      moment = at ?? moment;
    },
    line(text: string) {
      const stderr = stderrLine(text);
      const events: AgentEvent[] =
        reader === null
          ? [{ kind: 'unknown', line: stderr ?? text }]
          : readSafely(() => (stderr === null ? reader.read(text, 'stdout') : reader.read(stderr, 'stderr')), text);
      pass(events);
    },
    note: (line: string) => show({ kind: 'unknown', line }, moment),
    pause: () => filter.pause(second),
    end() {
      pass(readSafely(() => reader?.end(null) ?? [], ''));
      filter.end();
    },
  };
}

/** A transcript that was cut, or is of another version, is shown as far as it is understood. */
function readSafely(read: () => AgentEvent[], line: string): AgentEvent[] {
  try {
    return read();
  } catch {
    return line === '' ? [] : [{ kind: 'unknown', line }];
  }
}

function stderrLine(text: string): string | null {
  if (!text.startsWith('{"stderr":')) return null;
  try {
    const { stderr } = JSON.parse(text) as { stderr?: unknown };
    return typeof stderr === 'string' ? stderr : null;
  } catch {
    return null;
  }
}

/** From which byte on what was written when, epoch ms, in order; empty: nobody wrote it down. */
function readTimes(path: string): readonly (readonly [offset: number, at: number])[] {
  try {
    const times = (readRegularText(timesPath(path), MAX_TIMES) ?? '').split('\n').flatMap(readTime);
    return times.sort(([one], [other]) => one - other);
  } catch {
    // Of an older version, or cut off.
    return [];
  }
}

function readTime(line: string): readonly (readonly [offset: number, at: number])[] {
  const [, offset, at] = /^(\d{1,15}) (\d{1,15})$/.exec(line) ?? [];
  const moment = at === undefined ? null : statedMoment(Number(at));
  return moment === null ? [] : [[Number(offset), moment]];
}
