import type { ReadStream, WriteStream } from 'node:tty';
import { expect, test } from '@jest/globals';
import { createScreen } from '../../src/terminal/pane/screen.ts';
import { describeInWindows } from '../harness/real-windows.ts';
import { shrunkWindow } from '../harness/shrunk-window.ts';

const noKeys = { stop() {}, showsRaw() {} };
const input = { isTTY: false, on() {}, pause() {} } as unknown as ReadStream;

function openScreen(columns: number) {
  const written: string[] = [];
  const output = { columns, on() {}, write: (text: string) => written.push(text) };
  const screen = createScreen({ input, output: output as unknown as WriteStream, colour: false }, noKeys);
  return { output, written, screen };
}

describeInWindows('in a window of tmux', () => {
  test('that was narrowed no row of the wider status line is left', async () => {
    const { output, written, screen } = openScreen(60);
    screen.print(['task-1 · Build the parser']);
    screen.status('task-1 · attempt 1 of 3 · 4 min 12 s · 48.2k tokens');
    const before = written.splice(0).join('');
    output.columns = 30;
    screen.print(['one more line']);
    const rows = await shrunkWindow({ before, width: 60 }, { after: written.join(''), narrowed: 30 });
    expect(rows).toEqual(['task-1 · Build the parser', 'one more line', 'task-1 · attempt 1 of 3 · 4 …']);
  });
});

test('the status line fits into a window of any width', () => {
  const { written, screen } = openScreen(12);
  screen.status('task-1 · attempt 1 of 3');
  expect(written.join('')).toContain('task-1 · a…');
});
