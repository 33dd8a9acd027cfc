import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { attachCommand } from '../../src/terminal/tmux/attach.ts';
import { chooseSession } from '../../src/terminal/tmux/open-session.ts';
import { type WindowOwner, windowOptions, windowOwner } from '../../src/terminal/tmux/run-windows.ts';
import { describeInWindows } from '../harness/real-windows.ts';
import { openStage, type Stage } from './stage.ts';
import { begun, waiting, windowsOf } from './windows.ts';

const own = windowOwner('/repositories/own/.kiro/specs/demo');
const other = windowOwner('/repositories/other/.kiro/specs/demo');
const ended: WindowOwner = { ...other, start: 'before the last boot' };

describe('a run’s session is', () => {
  const table: [string, [string, WindowOwner | null][], string, boolean][] = [
    ['new where there is none of its name', [['mine', null]], 'demo', false],
    ['a person’s own where there is one of its name', [['demo', null]], 'demo', true],
    ['its own one, opened anew', [['demo', own]], 'demo', true],
    ['what is left of one of a run that has ended', [['demo', ended]], 'demo', true],
    [
      'the next one where another run’s has its name',
      [
        ['demo', other],
        ['demo', null],
      ],
      'demo-2',
      false,
    ],
    [
      'the next that is free',
      [
        ['demo', other],
        ['demo-2', other],
      ],
      'demo-3',
      false,
    ],
    [
      'not a person’s of the next name',
      [
        ['demo', other],
        ['demo-2', null],
      ],
      'demo-3',
      false,
    ],
  ];
  test.each(table)('%s', (_name, sessions, name, exists) => {
    const panes = sessions.map(([sessionName, owner]) => ({ sessionName, owner }));
    expect(chooseSession(panes, 'demo', own)).toEqual({ name, exists });
  });
});

let stage: Stage;

describeInWindows('on one tmux server', () => {
  afterEach(() => stage.close());

  test('runs of two repositories with a spec of one name never meet, and each is found by its folder', async () => {
    stage = await openStage('tmux');
    const notices: string[] = [];
    const specFolder = join(stage.folder, 'other');
    mkdirSync(specFolder);
    const options = { ...stage.options, specFolder, notice: (text: string) => notices.push(text) };
    const second = await createTerminal(options);
    expect(second.attach).toBe('tmux attach -t sequential-my-feature-2');
    expect(notices).toEqual([expect.stringMatching(/sequential-my-feature is used by another run.*my-feature-2$/)]);
    const found = async (more: object) => (await attachCommand({ ...stage.options, task: null, ...more })).at(-1);
    expect(await found({})).toBe('sequential-my-feature');
    expect(await found({ specFolder })).toBe('sequential-my-feature-2');
    expect(await found({ specFolder, session: 'sequential-my-feature' })).toBe('sequential-my-feature-2');
    stage.tmux('rename-session', '-t', '=sequential-my-feature-2', 'renamed');
    expect(await found({ specFolder })).toBe('renamed');
    await stage.terminal.close();
    expect(stage.tmux('list-sessions', '-F', '#{session_name}')).toBe('renamed');
    await second.close();
  });

  test('the status window of a run that was killed is closed by the next one, and a person’s pane in it stays', async () => {
    stage = await openStage('tmux');
    stage.tmux('new-session', '-d', '-s', 'killed', 'env', 'SEQUENTIAL_RUN=1', 'sleep', '6001');
    stage.tmux(...windowOptions('=killed:', ended));
    stage.tmux('split-window', '-d', '-t', '=killed:', 'exec sleep 6002');
    await (await createTerminal({ ...stage.options, session: 'next' })).close();
    expect(stage.tmux('list-panes', '-t', '=killed:', '-F', '#{pane_start_command}')).toContain('6002');
    expect(stage.tmux('list-panes', '-t', '=killed:', '-F', '#{pane_id}')).not.toContain('\n');
    stage.tmux('kill-session', '-t', '=killed');
  });
});

describeInWindows('a person attaches to a tmux server', () => {
  afterEach(() => stage.close());
  const at = (more: object) => attachCommand({ ...stage.options, task: null, ...more });
  const record = () => join(stage.options.logDir, 'window.json');
  const socket = () => stage.tmux('display-message', '-p', '#{socket_path}');

  test('on which the run is, from wherever tmux leads elsewhere', async () => {
    stage = await openStage('tmux');
    const elsewhere = { ...stage.options.env, TMUX_TMPDIR: join(stage.folder, 'work') };
    const command = ['tmux', '-S', socket(), 'attach', '-t', 'sequential-my-feature'];
    expect(await at({ env: elsewhere, record: record() })).toEqual(['env', '-u', 'TMUX_TMPDIR', ...command]);
    const inside = { ...stage.options.env, TMUX_TMPDIR: undefined, TMUX: `${stage.folder}/none,1,0` };
    expect(await at({ env: inside, record: record() })).toEqual(['env', '-u', 'TMUX', ...command]);
    await expect(at({ env: elsewhere, record: join(stage.folder, 'none') })).rejects.toMatchObject({
      message: 'nothing is running there',
    });
  });

  test('by switching only in a terminal that is a pane of it, whatever TMUX says', async () => {
    stage = await openStage('tmux');
    const stop = new AbortController();
    const running = stage.run(waiting, {}, stop.signal);
    const window = await begun(stage);
    const env = { ...stage.options.env, TMUX: `${socket()},1,0` };
    const tty = windowsOf(stage, '#{window_id} #{pane_tty}')
      .find((line) => line.startsWith(`${window} `))
      ?.split(' ')[1];
    expect(await at({ env, tty })).toEqual(['tmux', 'switch-client', '-t', 'sequential-my-feature']);
    const attach = ['tmux', '-S', socket(), 'attach', '-t', 'sequential-my-feature'];
    expect(await at({ env, tty: '/dev/none' })).toEqual(
      expect.arrayContaining(['env', '-u', 'TMUX', '-u', 'TMUX_TMPDIR', ...attach]),
    );
    stop.abort();
    await running;
  });
});
