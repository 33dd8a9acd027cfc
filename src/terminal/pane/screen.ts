import type { ReadStream, WriteStream } from 'node:tty';
import { CLEAR_LIVE_LINE, drawnInPlace } from '../../report/console/live-line.ts';
import { createColours } from '../../report/text/colour.ts';
import { truncateToWidth } from '../../report/text/plain-text.ts';

/** What a person sees: lines that scroll, and one live line below them. */
export interface Screen {
  readonly width: number;
  print(lines: readonly string[]): void;
  /** Shown until the next call, below whatever is printed meanwhile. */
  status(line: string): void;
  close(): void;
}

/** Where nobody looks. */
export const noScreen: Screen = { width: 160, print() {}, status() {}, close() {} };

/**
 * A window's terminal. The status line is drawn over the last line and cleared before anything else is printed: no
 * scroll region, so a window may be resized at will, and what scrolls by stays in tmux's history.
 */
export function createScreen(
  terminal: { readonly input: ReadStream; readonly output: WriteStream; readonly colour: boolean },
  keys: { readonly stop: () => void; readonly showsRaw: () => void },
): Screen {
  const { input, output } = terminal;
  const paint = createColours(terminal.colour);
  let status = '';

  // Raw, since Ctrl-S would otherwise stop our own output, and with it the agent's, for good.
  if (input.isTTY) input.setRawMode(true);
  input.on('data', (chunk: Buffer) => {
    if (chunk.includes(0x03)) keys.stop();
    else if (chunk.includes('r')) keys.showsRaw();
  });
  // A window that was closed: the hang-up says so, not the failing write.
  output.on('error', () => {});
  input.on('error', () => {});

  const width = () => Math.max(20, output.columns || 80);
  const statusText = () =>
    status === '' ? '' : drawnInPlace(paint.dim(truncateToWidth(status, (output.columns || 80) - 1)));
  return {
    get width() {
      return width();
    },
    print(lines) {
      if (lines.length > 0) output.write(`${CLEAR_LIVE_LINE}${lines.join('\n')}\n${statusText()}`);
    },
    status(line) {
      status = line;
      output.write(CLEAR_LIVE_LINE + statusText());
    },
    close() {
      output.write(CLEAR_LIVE_LINE);
      input.pause();
    },
  };
}
