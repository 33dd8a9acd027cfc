import { describe, expect, test } from '@jest/globals';
import { backends, getBackend } from '../../../src/agents/index.ts';
import type { AgentRequest } from '../../../src/agents/types.ts';

const order: AgentRequest = {
  prompt: 'Build it.\n<promise>TASK_DONE</promise>',
  session: null,
  model: null,
  sandbox: 'full',
  extraArgs: [],
  workdir: '/repo',
  options: { command: "agent --title 'two words'", pane: '/dist/pane.js', unit: '1' },
};
const argsOf = (name: string, changes: Partial<AgentRequest> = {}) =>
  getBackend(name)
    .command(name, { ...order, ...changes })
    .argv.slice(1);

describe('A command line', () => {
  test.each([
    [
      'codex',
      'exec --json --skip-git-repo-check -c check_for_update_on_startup=false --dangerously-bypass-approvals-and-sandbox -',
    ],
    ['claude', '-p --output-format stream-json --verbose --dangerously-skip-permissions'],
    ['opencode', 'run --format json --print-logs --log-level ERROR --auto'],
    ['gemini', '-o stream-json --skip-trust --yolo'],
    [
      'copilot',
      expect.stringMatching(
        /^--output-format json --no-ask-user --no-color --no-auto-update --allow-all --session-id [0-9a-f-]{36}$/,
      ),
    ],
  ])('of %s works unattended and answers in JSON', (name, args) => {
    expect(argsOf(name).join(' ')).toEqual(args);
  });

  test.each([
    ['codex', '--sandbox read-only -m m --fast resume s1 -'],
    ['claude', '--tools Read,Grep,Glob --model m --resume s1 --fast'],
    ['opencode', '--log-level ERROR -m m -s s1 --agent plan --fast'],
    ['gemini', '--approval-mode plan -m m --resume s1 --fast'],
    ['copilot', '--allow-all-tools --deny-tool=write --deny-tool=shell --model m --session-id s1 --fast'],
  ])('of %s takes sandbox, model, session and arguments of the user', (name, ending) => {
    const options = { ...order.options, agent: 'plan' };
    const args = argsOf(name, { sandbox: 'read-only', model: 'm', session: 's1', extraArgs: ['--fast'], options });
    expect(args.join(' ').endsWith(ending)).toBe(true);
  });

  test('of gemini denies the way out of its plan mode where it may only read', () => {
    const { file } = getBackend('gemini').command('gemini', { ...order, sandbox: 'read-only' });
    expect(file).toMatchObject({
      flag: '--admin-policy',
      text: expect.stringMatching(/exit_plan_mode.*\ndecision = "deny"/),
    });
    expect(getBackend('gemini').command('gemini', order).file).toBeUndefined();
  });

  test('holds no word of the prompt: that goes to standard input', () => {
    for (const backend of backends) {
      const { argv, env, stdin, keepsStdinOpen } = backend.command('program', order);
      expect(keepsStdinOpen ? JSON.parse(stdin).prompt : stdin).toBe(order.prompt);
      expect(JSON.stringify([argv, env])).not.toContain('Build it');
      expect(env.TZ).toBe('UTC');
    }
  });

  test('keeps a sandbox or refuses it, naming those there are', () => {
    expect(argsOf('codex', { sandbox: 'workspace' })).toContain('workspace-write');
    for (const backend of backends) {
      for (const sandbox of ['full', 'workspace', 'read-only'] as const) {
        const build = () => backend.command('program', { ...order, sandbox });
        if (backend.sandboxes.includes(sandbox)) expect(build).not.toThrow();
        else
          expect(build).toThrow(
            `${backend.name} has no sandbox "${sandbox}"; it can run as: ${backend.sandboxes.join(', ')}`,
          );
      }
    }
  });

  test('of custom is split as a shell would, without one', () => {
    const { argv } = getBackend('custom').command('', { ...order, extraArgs: ['$HOME; rm'] });
    expect(argv).toEqual(['agent', '--title', 'two words', '$HOME; rm']);
    const broken = (command: string) => () => getBackend('custom').command('', { ...order, options: { command } });
    expect(broken("agent 'half")).toThrow(/cannot be split/);
    expect(broken('  ')).toThrow(/needs a command/);
  });

  test('of an unknown backend is refused with the names there are', () => {
    expect(() => getBackend('claud')).toThrow('unknown backend "claud"');
    expect(backends.map(({ name }) => name)).toEqual([
      ...['codex', 'claude', 'opencode', 'gemini', 'copilot', 'kiro', 'qwen', 'kimi', 'acp', 'custom', 'rehearsal'],
    ]);
  });
});
