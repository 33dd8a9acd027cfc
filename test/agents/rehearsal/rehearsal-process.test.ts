import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from '@jest/globals';
import { rehearsal } from '../../../src/agents/backends/rehearsal/rehearsal.ts';
import type { AgentEvent } from '../../../src/agents/types.ts';
import { command, file, folder, steps } from './acting.ts';

describe('As a process', () => {
  const program = path.join(import.meta.dirname, '..', 'fixtures', 'rehearse.ts');

  function start(script: unknown) {
    writeFileSync(file('rehearsal.json'), JSON.stringify(script));
    const { argv, stdin, env } = command({}, program);
    const [node, ...args] = argv;
    const child = spawn(node, ['--no-warnings', ...args], { cwd: folder, env: { ...process.env, ...env } });
    child.stdin.end(stdin);
    return { child, lines: createInterface({ input: child.stdout }) };
  }

  test('it can ignore SIGTERM, leave stubborn children behind, and print garbage', async () => {
    const { child, lines } = start(
      steps(
        { spawn: 2, detached: true },
        { print: '{"kind":"message"}\n\u0000garbage\n' },
        { hang: true, stubborn: true },
      ),
    );
    const reader = rehearsal.reader();
    const seen: AgentEvent[] = [];
    for await (const line of lines) {
      seen.push(...reader.read(line, 'stdout'));
      if (line.includes('garbage')) break;
    }
    expect(seen.slice(-2)).toEqual([
      { kind: 'unknown', line: '{"kind":"message"}' },
      { kind: 'unknown', line: '\u0000garbage' },
    ]);
    const pids = seen.flatMap((event) => (event.kind === 'tool-result' ? event.text.split(' ').map(Number) : []));
    expect(pids).toHaveLength(2);
    for (const pid of pids) {
      process.kill(pid, 'SIGTERM');
      expect(process.kill(pid, 0)).toBe(true);
    }
    child.kill('SIGTERM');
    child.kill('SIGKILL');
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    for (const pid of pids) process.kill(-pid, 'SIGKILL');
  });

  test('it ends with the exit code of its script', async () => {
    const { child, lines } = start(steps({ print: 'half a li' }, { exit: 42 }));
    const printed: string[] = [];
    lines.on('line', (line) => printed.push(line));
    expect(await once(child, 'close')).toEqual([42, null]);
    expect(printed.at(-1)).toBe('half a li');
  });
});
