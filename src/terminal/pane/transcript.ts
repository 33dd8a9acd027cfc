import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Line } from '../../agents/stream/line-splitter.ts';
import type { Mask } from '../../secrets/types.ts';

/** A log beyond is cut: an agent in a loop must not fill the machine's disk overnight. */
const MAX_LOG_LENGTH = 1024 * 1024 * 1024;

/** The raw stream's log: what the agent printed, masked. Lines of stderr stand as `{"stderr":"…"}` between the others. */
export interface Transcript {
  add(line: Line, stream: 'stdout' | 'stderr'): void;
  /** Writes what was added; called once a chunk, so that a million lines are not a million writes. */
  flush(): void;
  close(): void;
}

/** Appends to `path` (readable by the user alone). A log that cannot be written is told to `warn` once, and given up. */
export function createTranscript(path: string, mask: Mask, warn: (text: string) => void): Transcript {
  const maskStream = mask.stream();
  let buffered = '';
  let size = 0;
  let file: number | null = null;

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
    tryWrite(() => {
      writeSync(fd, text);
      if (size >= MAX_LOG_LENGTH) writeSync(fd, `\n{"cut":"the log is full at ${MAX_LOG_LENGTH} characters"}\n`);
    });
  }

  tryWrite(() => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    file = openSync(path, 'a', 0o600);
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
