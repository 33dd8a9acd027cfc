import type { WriteStream } from 'node:tty';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { terminalLog } from '../../../src/app/log/console.ts';
import type { RunEvent } from '../../../src/run-events/types.ts';
import { describeInWindows } from '../../harness/real-windows.ts';
import { shrunkWindow } from '../../harness/shrunk-window.ts';
import { aProgress } from '../../platform/night.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const begins: RunEvent = { kind: 'run-started', spec: 'night', done: 0, total: 2, attach: null };
const ends: RunEvent = {
  kind: 'run-ended',
  outcome: { kind: 'complete', message: 'every unit is done', progress: aProgress(), pullRequest: null, idle: false },
};

test('each of several runs has one live line below its lines, and none after the last', () => {
  const written: string[] = [];
  const log = terminalLog(
    { columns: 80, write: (text: string) => written.push(text) } as unknown as WriteStream,
    false,
  );
  const drawnIn = (ms: number) => {
    written.length = 0;
    jest.advanceTimersByTime(ms);
    return written.length;
  };
  for (const _ of ['first', 'second']) {
    log.emit(begins);
    expect(drawnIn(3000)).toBe(3);
    expect(written.at(-1)).toContain('0/2');
    log.emit(ends);
    expect(drawnIn(3000)).toBe(0);
  }
  log.emit(begins);
  log.close();
  expect(drawnIn(3000)).toBe(0);
});

describeInWindows('in a window of tmux', () => {
  test('that was narrowed no row of the wider live line is left', async () => {
    const out = { columns: 70, written: [] as string[], write: (text: string) => out.written.push(text) };
    const log = terminalLog(out as unknown as WriteStream, false);
    const facts = { unit: '1', attempt: 1, attempts: 3, backend: 'codex', done: 0, total: 2 };
    log.emit(begins);
    log.emit({ kind: 'unit-started', title: 'Build the parser of the whole language', ...facts });
    const before = out.written.splice(0).join('');
    out.columns = 42;
    jest.advanceTimersByTime(1000);
    log.emit({ kind: 'warning', message: 'after it' });
    log.close();
    jest.useRealTimers();
    const rows = await shrunkWindow({ before, width: 70 }, { after: out.written.join(''), narrowed: 42 });
    expect(rows).toEqual([
      '▶ night: 0 of 2 units done',
      '→ 1 Build the parser of the whole language',
      ' · codex',
      '! after it',
    ]);
  });
});
