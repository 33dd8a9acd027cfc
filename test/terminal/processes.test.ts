import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { endProcesses } from '../../src/terminal/process/end-processes.ts';
import { listProcesses, type Process, parsePs, selectAttemptProcesses } from '../../src/terminal/process/processes.ts';

describe('a process list', () => {
  test('tells group, parent and tag of a real process', async () => {
    const marker = `MARK=${randomUUID()}`;
    const tag = { variable: marker, limits: null };
    const child = spawn('sleep', ['60'], { detached: true, env: { PATH: process.env.PATH, MARK: marker.slice(5) } });
    await once(child, 'spawn');
    const found = (await listProcesses(tag)).filter(({ tagged }) => tagged);
    expect(found).toEqual([{ pid: child.pid, parent: process.pid, group: child.pid, zombie: false, tagged: true }]);
    const exit = once(child, 'exit');
    await endProcesses({ leader: child.pid ?? null, tag }, 60_000);
    expect((await exit)[1]).toBe('SIGTERM');
    expect((await listProcesses(tag)).filter(({ tagged }) => tagged)).toEqual([]);
  });

  test('is read from ps where there is no /proc', () => {
    const text = [
      '    1     0     1 Ss   /sbin/launchd',
      '  501     1   501 S+   node agent.js PATH=/bin SEQUENTIAL_ATTEMPT=ab12 HOME=/Users/x',
      '  502   501   501 Z    (sh)',
      '  503     1   503 S    node SEQUENTIAL_ATTEMPT=ab123',
      'garbage',
      '',
    ].join('\n');
    expect(parsePs(text, 'SEQUENTIAL_ATTEMPT=ab12')).toEqual([
      { pid: 1, parent: 0, group: 1, zombie: false, tagged: false },
      { pid: 501, parent: 1, group: 501, zombie: false, tagged: true },
      { pid: 502, parent: 501, group: 501, zombie: true, tagged: false },
      { pid: 503, parent: 1, group: 503, zombie: false, tagged: false },
    ]);
  });
});

describe('to an attempt belong', () => {
  const one = (pid: number, parent: number, more: Partial<Process> = {}): Process => ({
    pid,
    parent,
    group: pid,
    zombie: false,
    tagged: false,
    ...more,
  });
  const pids = (list: Process[], leader: number | null, known: number[] = []) =>
    selectAttemptProcesses(list, leader, new Set(known)).map(({ pid }) => pid);

  test('its group, its descendants listed in any order, and whoever carries the tag', () => {
    const list = [
      one(13, 12),
      one(12, 10),
      one(10, 2),
      one(11, 1, { group: 10 }),
      one(20, 1, { tagged: true }),
      one(21, 20),
      one(30, 1),
    ];
    expect(pids(list, 10)).toEqual([13, 12, 10, 11, 20, 21]);
  });
  test('those known from before, though their parent is gone', () => {
    expect(pids([one(13, 1), one(14, 13), one(15, 1)], 10, [13])).toEqual([13, 14]);
  });
  test('neither the dead nor ourselves', () => {
    expect(pids([one(10, 1, { zombie: true }), one(process.pid, 10)], 10)).toEqual([]);
  });
  test('nobody where nothing is known', () => expect(pids([one(10, 1)], null)).toEqual([]));
});
