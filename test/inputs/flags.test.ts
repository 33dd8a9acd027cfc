import { describe, expect, test } from '@jest/globals';
import { Command, CommanderError } from 'commander';
import { addRunFlags } from '../../src/inputs/flags.ts';
import { throwUsageErrors } from '../../src/inputs/usage-errors.ts';
import { action, cli, refusal } from './read.ts';

describe('flags', () => {
  test('are read as people give them', () => {
    const read = cli([
      ...['--spec', 'a', '--spec', 'b', '--delay', '0', '--include-optional', '--no-pace', '--json'],
      ...['--agent-args', 'rehearsal: -x', '--agent-args=-y "z z"', '--budget-tokens', '2m', '--budget-usd', '$5'],
      ...['--fallback-backends', 'rehearsal', '--time-budget', '8h', '--max-wait', '1h30m'],
    ]);
    expect(read).toMatchObject({
      specs: ['a', 'b'],
      json: true,
      loop: { includeOptional: true },
      agents: { agentArgs: { rehearsal: ['-x'], '*': ['-y', 'z z'] } },
      throttle: {
        delayMs: 0,
        pace: false,
        budgetTokens: 2_000_000,
        budgetUsd: 5,
        fallbackBackends: ['rehearsal'],
        timeBudgetMs: 8 * 3_600_000,
        maxWaitMs: 5_400_000,
      },
    });
    expect(cli(['--include-optional', 'false', '--pace', 'on'])).toMatchObject({
      loop: { includeOptional: false },
      throttle: { pace: true },
    });
  });

  test('a backend that nobody named in the action leaves the choice to the assignment', () => {
    expect(action({ backend: '' }).agents).toMatchObject({ backend: 'opencode', backendGiven: false });
    expect(action({ backend: 'claude' }).agents).toMatchObject({ backend: 'claude', backendGiven: true });
  });

  test("naming a program of one's own means to use it, and to ask nobody about it", () => {
    const agents = cli(['--agent-command', './agent.sh']).agents;
    expect(agents).toMatchObject({ backend: 'custom', backendGiven: true, assignBackend: null });
    expect(cli(['--agent-command', 'x', '--backend', 'rehearsal']).agents.backend).toBe('rehearsal');
  });

  test.each([
    [[], '1', 'off'],
    [[], '', 'auto'],
    [[], '0', 'auto'],
    [['--tmux', 'require'], '1', 'require'],
    [['--tmux', 'off'], '', 'off'],
  ])('and CODEAGENT_NO_TMUX: %j with "%s" is %s', (flags, variable, expected) => {
    expect(cli(flags, { CODEAGENT_NO_TMUX: variable }).terminal.tmux).toBe(expected);
  });

  test.each([
    [['--dealy', '5'], "unknown option '--dealy'", 'Did you mean --delay?'],
    [['--delay'], "option '--delay <duration>' argument missing", 'see --help'],
    [['stray'], "too many arguments for 'run'. Expected 0 arguments but got 1.", /^every value belongs to a flag/],
  ])('that are none are refused, with the nearest: %j', (argv, message, fix) => {
    const error = refusal(() => cli(argv));
    expect(error).toMatchObject({ message, where: 'command line', fix: expect.stringMatching(fix) });
  });

  test('show their defaults in the help, which is no error', () => {
    const program = throwUsageErrors(new Command('sequential-orchestration'));
    let printed = '';
    program.configureOutput({ writeOut: (text) => (printed += text) });
    addRunFlags(program.command('run'));
    expect(() => program.parse(['run', '--help'], { from: 'user' })).toThrow(CommanderError);
    expect(printed).toContain('--delay <duration>');
    expect(printed.replace(/\s+/g, ' ')).toContain('with up to 20 % of jitter. (default: 15s)');
  });
});
