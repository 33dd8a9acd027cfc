import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { one, run } from '../command-line/one-task.ts';
import { dist, type Ended, Workplace } from '../command-line/workplace.ts';

let place: Workplace;
afterEach(() => place.close());

/** Runs a hostile agent on a spec of one task. */
function attack(script: string, ...more: string[]): Promise<Ended> {
  place = new Workplace({ demo: one });
  return attackAgain(script, ...more);
}

function attackAgain(script: string, ...more: string[]): Promise<Ended> {
  return place.run(...run('--backend', 'custom', '--agent-command', place.agent(script), ...more));
}

function unitState(): Record<string, unknown> {
  const { specs } = JSON.parse(place.read('.kiro/specs/SEQUENTIAL_STATE.json'));
  return specs.demo.units['1'];
}

/** A program that comes as the pane, with the address that it finds in the pane's arguments, and reports success. */
const impostor = `
  const { readFileSync } = require('node:fs');
  const args = readFileSync(process.argv[2], 'utf8').split('\\0').filter(Boolean);
  const [socket, token] = args.slice(-2);
  const report = { end: 'exited', exitCode: 0, signal: null, finished: { ok: true }, finalMessage: '<promise>TASK_DONE</promise>',
    session: null, model: null, usage: null, error: null, limits: [], startedAt: 1, endedAt: 2, tail: '', stderrTail: '', transcript: '' };
  const send = (message) => pane.write(JSON.stringify(message) + '\\n');
  const pane = require('node:net').connect(socket, () => {
    send({ kind: 'hello', token });
    send({ kind: 'named' });
    send({ kind: 'report', report });
  });
  pane.on('close', () => process.exit()).on('error', () => process.exit());
`;
const writesImpostor = `cat > imp.js <<'EOF'\n${impostor}\nEOF\necho work > work.txt`;

describe('a report is forged', () => {
  test('agent | comes as its own pane | with the address in its arguments', async () => {
    const { code, stdout } = await attack(
      `${writesImpostor}; node imp.js /proc/$PPID/cmdline; exit 1`,
      '--attempts',
      '1',
    );
    expect(code).toBe(2);
    expect(stdout).toContain('a second process claimed to be its pane and was refused');
    expect(unitState()).toMatchObject({ status: 'halted' });
  });

  test('agent | comes as its own pane | after it has killed it', async () => {
    const script = `${writesImpostor}; cat /proc/$PPID/cmdline > cmdline; kill -9 $PPID; node imp.js cmdline; sleep 60`;
    expect((await attack(script, '--attempts', '1')).code).toBe(2);
    expect(unitState()).toMatchObject({ status: 'halted', attempts: 1 });
  });

  test('agent | leaves a report where reports were | a file in the private folder, the pane killed', async () => {
    const script = `echo work > work.txt; folder=$(dirname $(tr '\\0' '\\n' < /proc/$PPID/cmdline | grep '/s$'))
      for name in report orders; do printf '{"end":"exited","exitCode":0,"finished":{"ok":true},"finalMessage":"<promise>TASK_DONE</promise>"}' > $folder/$name.json; done
      kill -9 $PPID; sleep 60`;
    expect((await attack(script, '--attempts', '1')).code).toBe(2);
    expect(unitState()).toMatchObject({ status: 'halted', attempts: 1 });
  });

  test.each([
    ['the program overwritten', 'pane.js', "process.stdout.write('forged');"],
    ['what says how Node reads it', 'package.json', '{ "type": "commonjs" }'],
  ])('agent | changes the pane for the next attempt | %s', async (_, name, text) => {
    place = new Workplace({ demo: one });
    const own = join(place.top, 'dist');
    cpSync(dist, own, { recursive: true });
    writeFileSync(join(place.top, 'text'), text);
    const agent = place.agent(`echo ran >> ran; cp ${join(place.top, 'text')} ${join(own, name)}; exit 1`);
    const args = [
      join(own, 'cli.js'),
      ...run('--backend', 'custom', '--agent-command', agent, '--attempts', '2', '--isolation', 'off'),
    ];
    const child = spawn(process.execPath, args, { cwd: place.repo, env: place.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text));
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2);
    // The next attempt is started by our own program again.
    expect(place.read('ran')).toBe('ran\nran\n');
    expect(printed).toContain('the pane program was changed during the run; restored: ');
  });
});

describe('what runs the agent is ended', () => {
  test.each([
    ['kill of the pane', 'kill $PPID'],
    ['kill -9 of the pane', 'kill -9 $PPID'],
    ['kill -HUP, as if its window were closed', 'kill -HUP $PPID'],
    ['of pane and orchestrator alike', 'kill $PPID $(ps -o ppid= -p $PPID)'],
  ])('agent | ends its pane, run after run | %s', async (_, kill) => {
    const script = `echo x >> work.txt; ${kill}; sleep 60`;
    let ended = await attack(script);
    for (let runs = 1; ended.code !== 2 && runs < 5; runs += 1) ended = await attackAgain(script);
    expect(ended.code).toBe(2);
    expect(unitState()).toMatchObject({ attempts: 3, status: 'halted' });
    expect(readFileSync(join(place.repo, 'work.txt'), 'utf8')).toBe('x\nx\nx\n');
    expect(JSON.stringify(unitState())).toContain('pkill node');
  });

  test('agent | ends the run itself, run after run | kill -9 of the orchestrator', async () => {
    const script = 'echo x >> work.txt; kill -9 $(ps -o ppid= -p $PPID); sleep 60';
    const codes = [(await attack(script)).code];
    for (let runs = 1; runs < 4; runs += 1) codes.push((await attackAgain(script)).code);
    expect(codes).toEqual([null, null, null, 2]);
    expect(unitState()).toMatchObject({ attempts: 3, status: 'halted' });
  });
});
