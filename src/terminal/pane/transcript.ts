import { appendFileSync, closeSync, constants, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Line } from '../../agents/stream/line-splitter.ts';
import type { Mask } from '../../secrets/types.ts';
import { createSplitSecretFinder } from './split-secrets.ts';

/** Not for appending: what turns out to be a part of a secret is written over. */
const OPEN_FLAGS = constants.O_WRONLY | constants.O_CREAT;

/** A log beyond is cut: an agent in a loop must not fill the machine's disk overnight. */
const MAX_LOG_LENGTH = 1024 * 1024 * 1024;

/** The raw stream's log: what the agent printed, masked. Lines of stderr stand as `{"stderr":"…"}` between the others. */
export interface Transcript {
  add(line: Line, stream: 'stdout' | 'stderr'): void;
  /** Writes what was added; called once a chunk, so that a million lines are not a million writes. */
  flush(): void;
  close(): void;
}

/** Moments less than this apart (ms) are one. */
const SAME_MOMENT_MS = 1_000;

/** Beside a transcript, when its lines came: a line for each second in which some did, `<bytes before them> <epoch ms>`. */
export function timesPath(transcript: string): string {
  return transcript.replace(/\.jsonl$/, '.times');
}

/** Appends to `path` (readable by the user alone). A log that cannot be written is told to `warn` once, and given up. */
export function createTranscript(
  path: string,
  mask: Mask,
  warn: (text: string) => void,
  now: () => number = Date.now,
): Transcript {
  const maskStream = mask.stream();
  const splitSecrets = createSplitSecretFinder(mask);
  let buffered = '';
  let size = 0;
  let file: number | null = null;
  /** Bytes in the file. */
  let written = 0;
  let lastMoment = Number.NEGATIVE_INFINITY;

  function stamp(): void {
    const moment = now();
    // Also one behind it: a clock that was set back.
    if (Math.abs(moment - lastMoment) < SAME_MOMENT_MS) return;
    lastMoment = moment;
    try {
      appendFileSync(timesPath(path), `${written} ${moment}\n`, { mode: 0o600 });
    } catch {
      // The transcript is whole without it.
    }
  }
  function tryWrite(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (file !== null) closeSync(file);
      file = null;
      warn(`the raw stream is not saved: ${path}: ${(error as Error).message}`);
    }
  }
  function writeText(text: string): void {
    if (file === null || text === '' || size >= MAX_LOG_LENGTH) return;
    const fd = file;
    size += text.length;
    stamp();
    const ending = size < MAX_LOG_LENGTH ? '' : `\n{"cut":"the log is full at ${MAX_LOG_LENGTH} characters"}\n`;
    tryWrite(() => {
      const found = splitSecrets.written(text, written);
      written += writeSync(fd, `${text}${ending}`, written);
      for (const { offset, length } of found) writeSync(fd, '*'.repeat(length), offset);
    });
  }

  tryWrite(() => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    file = openSync(path, OPEN_FLAGS, 0o600);
    written = fstatSync(file).size;
  });
  return {
    add({ text, cut }, stream) {
      const whole = cut === 0 ? text : `${text}… [${cut} more characters of this line are not saved]`;
      buffered += stream === 'stdout' ? `${whole}\n` : `${JSON.stringify({ stderr: whole })}\n`;
    },
    flush() {
      if (buffered === '') return;
      writeText(maskStream.write(buffered));
      buffered = '';
    },
    close() {
      this.flush();
      writeText(maskStream.end());
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}
