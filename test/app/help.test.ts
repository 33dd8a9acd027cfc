import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createProgram } from '../../src/app/cli/program.ts';
import * as flags from '../../src/inputs/flags.ts';
import { createCheckoutFinder } from '../../src/repository/git/checkout.ts';
import { Workplace } from '../command-line/workplace.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace({});
});
afterEach(() => place.close());

/** As commander would print it, 80 cells wide. */
function help(...names: readonly string[]): string {
  return helpWith(flags, ...names);
}

function helpWith(table: Parameters<typeof createProgram>[3], ...names: readonly string[]): string {
  const { env, repo: cwd } = place;
  const streams = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr };
  const findCheckout = createCheckoutFinder(env);
  const context = { env, cwd, args: [], dist: cwd, ...streams, stop: new AbortController().signal, findCheckout };
  const root = createProgram('1.2.3', context, () => {}, table);
  const command = names.reduce((at, name) => at.commands.find((one) => one.name() === name) ?? at, root);
  let printed = '';
  command.configureOutput({ writeOut: (text) => (printed += text), getOutHelpWidth: () => 80 }).outputHelp();
  return printed;
}

const commands = [
  'run',
  'resume',
  'questions',
  'reset',
  'plan',
  'prompt',
  'status',
  'attach',
  'log',
  'report',
  'init',
  'doctor',
  'demo',
];

describe('the help', () => {
  test('has its commands in groups, and examples', () => {
    const text = help();
    expect(text.match(/^\S.*:$/gm)).toEqual(['Options:', 'Work:', 'Look:', 'Set up:', 'Examples:']);
    expect(text).toContain('  sequential-orchestration demo\n      a whole night');
  });

  test('of all commands is the same where no options were loaded', () => {
    expect(helpWith(null)).toBe(help());
  });

  test('of a run has its options in groups, each within 80 cells', () => {
    const text = help('run');
    const groups = ['The run:', 'Agents:', 'Limits and budgets:', 'Commits and branches:', 'Options:', 'Examples:'];
    expect(text.match(/^\S.*:$/gm)).toEqual(groups);
    const [options = ''] = text.split('Examples:');
    expect(options.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).toContain('\n  --format <auto|kiro|spec-kit|openspec>\n                                Whose rules');
  });

  test.each(commands)('of %s: what it is shown with is a command that there is, with its own flags', (name) => {
    const text = help(name);
    const [, examples = ''] = text.split('Examples:\n');
    for (const [, typed = '', flags = ''] of examples.matchAll(/sequential-orchestration (\S+)(.*)/g)) {
      expect(typed).toBe(name);
      for (const [flag] of flags.matchAll(/--[\w-]+/g)) expect(text).toContain(`  ${flag} `);
    }
  });
});
