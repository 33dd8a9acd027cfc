import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { quote } from 'shlex';
import { testInWindows } from '../harness/real-windows.ts';
import { says, scriptedCli, works } from './scripted-clis.ts';
import { dist, until, Workplace } from './workplace.ts';

const one = '- [ ] 1. One\n';
const asks = says('codex', 'Which colour?\n<promise>HALT</promise>', { does: 'echo x >> f' });
const STATE = '.kiro/specs/SEQUENTIAL_STATE.json';
let place: Workplace;
afterEach(() => place.close());

const run = (...more: string[]) => place.call('run', '--spec', 'demo', ...more);
/** The command that the end of a run prints. */
const printed = (stdout: string) => /^ {2}next {5}(.*)\n {11}asks you/m.exec(stdout)?.[1] ?? '';

/** What is on the screen of a real terminal when the command has ended, its code last. */
async function answerOnTerminal(command: string, answer: string): Promise<string> {
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-L', 'resume', ...args], { env: place.env, encoding: 'utf8' });
  const size = ['-x', '160', '-y', '50'];
  const session = ['new-session', '-d', ...size, '-c', place.repo, `${command}; echo "code $?"; cat`];
  tmux('-f', '/dev/null', ...session);
  try {
    const screen = () => tmux('capture-pane', '-p', '-J', '-S', '-');
    expect(await until(screen, (text) => /◆ {2}Your answer/.test(text))).toContain('Which colour?');
    tmux('send-keys', '-l', answer);
    tmux('send-keys', 'Enter');
    return await until(screen, (text) => text.includes('code '));
  } finally {
    tmux('kill-server');
  }
}

describe('resume', () => {
  test('needs the answer alone: the records say how the run was set', async () => {
    place = new Workplace({ demo: one, other: one });
    const codex = scriptedCli(place, 'codex', [asks, works('codex')]);
    const set = ['--backend', 'codex', '--model', 'gpt-5.5', '--assign-backend', 'none', '--delay', '0'];
    const halted = await run(...set, '--tmux', 'off', '--checkpoint', 'commit');
    expect([halted.code, halted.stdout]).toEqual([2, expect.stringContaining('Which colour?')]);
    const { code, stderr } = await place.call('resume', '--answer', 'Blue');
    expect([code, stderr]).toEqual([0, '']);
    const [, second] = codex.calls();
    expect(second?.args.join(' ')).toContain('gpt-5.5');
    expect(second?.prompt).toContain('> Blue');
    expect(place.git('log', '-1', '--format=%s')).toBe('feat(demo): one\n');
    expect(JSON.parse(place.read(STATE)).specs.demo.settings).toEqual({
      options: {
        backend: 'codex',
        model: 'gpt-5.5',
        'assign-backend': 'none',
        delay: '0',
        tmux: 'off',
        checkpoint: 'commit',
      },
      again: ['isolation'],
    });
  });

  testInWindows(
    'asks for what executes, and the command that the run printed has it: on a terminal it asks for the answer',
    async () => {
      place = new Workplace({ demo: one, 'an other': one });
      const agent = place.agent(`echo "$prompt" > ../prompt; echo x >> f
      case "$prompt" in *"Blue's"*) echo "<promise>TASK_DONE</promise>";; *) echo "Which colour?"; echo "<promise>HALT</promise>";; esac`);
      const halted = await run('--agent-command', agent, '--verify', "test -f 'f'", '--delay', '0', '--tmux', 'off');
      expect(halted.code).toBe(2);
      const forgotten = await place.call('resume', '--answer', 'Blue', '--agent-command', agent);
      expect(forgotten).toMatchObject({
        code: 64,
        stderr: expect.stringMatching(/started with --verify,[\s\S]*--verify ''/),
      });
      const state = place.read(STATE);
      place.write(STATE, state.replace(/"again": \[[^\]]*\]/, '"again": []'));
      expect((await place.call('resume', '--answer', 'Blue', '--agent-command', agent)).stderr).toContain('--verify');
      place.write(STATE, state);
      const silent = await place.call('resume', '--agent-command', agent, '--verify', 'true');
      expect(silent).toMatchObject({
        code: 64,
        stderr: expect.stringMatching(/no terminal to ask on\n.*--answer "…"/),
      });
      expect(existsSync(join(place.top, 'prompt'))).toBe(true);

      const command = printed(halted.stdout);
      expect(command).toContain('--verify');
      expect(await answerOnTerminal(command, "Blue's fine")).toContain('code 0');
      expect(place.readBeside('prompt')).toContain("> Blue's fine");
    },
  );

  testInWindows('gives an answer back that was typed in vain', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [asks]);
    const set = ['--backend', 'codex', '--assign-backend', 'none', '--delay', '0', '--tmux', 'off'];
    expect((await run(...set)).code).toBe(2);
    delete place.env.CODEX_API_KEY;
    const line = `${[process.execPath, join(dist, 'cli.js')].map(quote).join(' ')} resume --isolation off`;
    const screen = await answerOnTerminal(line, "Blue's fine");
    expect(screen).toMatch(/to give it again: .* --answer 'Blue'.*s fine'\n[\s\S]*codex has no key[\s\S]*code 64/);
  });

  test('names the backend that runs a script of the repository, which the records do not keep', async () => {
    place = new Workplace({ demo: one });
    place.write(
      '.kiro/specs/demo/rehearsal.json',
      '{ "units": { "1": { "attempts": [{ "halt": "Which colour?" }] } } }',
    );
    await run('--backend', 'rehearsal', '--delay', '0', '--tmux', 'off');
    const forgotten = await place.call('resume', '--answer', 'Blue');
    expect(forgotten).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/--backend[\s\S]*custom, acp and rehearsal run/),
    });
  });

  test('takes no secret and no contradiction as an answer, and writes nothing', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [asks]);
    const set = ['--backend', 'codex', '--assign-backend', 'none', '--delay', '0', '--tmux', 'off'];
    expect((await run(...set, '--checkpoint', 'commit')).code).toBe(2);
    const token = `ghp_${'a1'.repeat(18)}`;
    const secret = await place.call('resume', '--answer', `use the token ${token}`);
    expect(secret).toMatchObject({ code: 64, stderr: expect.stringContaining('what looks like a secret') });
    expect(secret.stderr).not.toContain(token);
    const both = await place.call('resume', '--answer', 'Blue', '--skip');
    expect(both).toMatchObject({ code: 64, stderr: expect.stringContaining('exclude each other') });
    expect(place.git('status', '--porcelain')).toBe('');
    expect(place.git('log', '-1', '--format=%s')).not.toContain('answer');
  });

  test('means the spec that waits, and asks which where several do', async () => {
    place = new Workplace({ demo: one, other: one, third: one });
    scriptedCli(place, 'codex', [asks, asks, works('codex')]);
    const set = [
      '--backend',
      'codex',
      '--assign-backend',
      'none',
      '--delay',
      '0',
      '--tmux',
      'off',
      '--checkpoint',
      'commit',
    ];
    await run(...set);
    await place.call('run', '--spec', 'other', ...set);
    const both = await place.call('resume', '--answer', 'Blue');
    expect(both).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/2 specs wait.*specs\/demo, .*specs\/other/),
    });
    const { code, stdout } = await place.call('resume', '--spec', 'other', '--answer', 'Blue');
    expect([code, stdout]).toEqual([0, expect.stringContaining('▶ other')]);
  });

  test('takes no word for a run that asked nothing, and ends no wait where nobody waits', async () => {
    place = new Workplace({ demo: one });
    for (const [flags, words] of [
      [['--now'], 'no run is active here'],
      [['--now', '--answer', 'x'], 'has no question'],
      [['--answer', ' '], 'the answer is empty'],
    ] as const)
      expect(await place.call('resume', ...flags)).toMatchObject({ code: 64, stderr: expect.stringContaining(words) });
  });

  test('ends the wait of a run at once', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n' });
    const agent = place.agent('echo x >> f; echo "<promise>TASK_DONE</promise>"');
    const waiting = place.start('run', '--agent-command', agent, '--delay', '1h', '--tmux', 'off');
    await until(
      () => place.has(STATE) && JSON.parse(place.read(STATE)).specs.demo.waiting != null,
      (waits) => waits,
    );
    expect(await place.call('resume', '--now')).toMatchObject({ code: 0, stdout: expect.stringContaining('demo: ') });
    const { code, stdout } = await waiting.ended;
    expect([code, stdout]).toEqual([0, expect.stringContaining('a person ended the wait')]);
  });
});
