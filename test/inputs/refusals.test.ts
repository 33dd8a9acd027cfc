import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { requireActionWorkdir } from '../../src/inputs/settings.ts';
import { action, cli, refusal } from './read.ts';

describe('a wrong value is refused with its name, itself, and what is accepted', () => {
  test.each([
    ['delay', '-5s', '"-5s" is negative', 'a duration such as 90s'],
    ['delay', 'soon', '"soon" is not a duration', 'a duration such as 90s'],
    ['task-timeout', '0', '"0" must be longer than 0', 'from 1s to 35d'],
    ['time-budget', '99d', '"99d" is longer than 35 days', 'or none'],
    ['max-wait', 'none', '"none" is not a duration', 'a duration'],
    ['max-iterations', '0', '"0" is not from 1 to 1,000,000', 'a whole number from 1'],
    ['attempts', '2.5', '"2.5" is not a whole number', 'a whole number from 1 to 100'],
    ['max-calls-per-hour', 'lots', '"lots" is not a number', 'or none'],
    ['budget-usd', '-1', '"-1" is negative', 'US dollars'],
    ['daily-budget-usd', '0', '"0" must be more than 0', 'US dollars'],
    ['budget-usd', '0.000001', '"0.000001" is less than a cent', 'from 0.01 to 1,000,000'],
    ['budget-tokens', '0', '"0" is not from 1 to', '500k or 2m'],
    ['include-optional', 'maybe', '"maybe" is neither true nor false', 'yes and no'],
    ['granularity', 'units', '"units" is not one of the choices', 'unit, task'],
    ['tmux', 'never', '"never" is not one of the choices', 'auto, require, off'],
    ['sandbox', 'jail', '"jail" is not one of the choices', 'full, workspace, read-only'],
    ['checkpoint', 'pull', '"pull" is not one of the choices', 'off, commit, push'],
    ['backend', 'rehersal', '"rehersal" is not the name of a backend; did you mean rehearsal?', 'custom, rehearsal'],
    ['reviewer', 'nobody:x', '"nobody:x" is not the name of a backend', 'backend or backend:model'],
    ['reviewer', 'claude opus', '"claude opus" is not of the form backend or backend:model', 'claude'],
    ['assign-backend', 'nobody', '"nobody" is not the name of a backend', 'none'],
    ['fallback-backends', 'rehearsal, what', '"rehearsal, what" is not the name of a backend', 'rehearsal'],
    ['owner-backends', 'codex=what', '"codex=what" is not the name of a backend', 'owner=backend'],
    ['agents', 'codex=what', '"codex=what" is not the name of a backend', 'owner=backend'],
    ['agent-args', '--x "y', '"--x "y" cannot be split into arguments', "as on a shell's command line"],
    ['agent-env', 'MY-VAR', '"MY-VAR" is not a variable', 'names of environment variables'],
    ['agent-version', 'codex=1', '"codex=1" contains "codex=1", which is not of the form name=x.y.z', 'name=x.y.z'],
    ['commit-message', '{type}: {unit}', 'lacks {title}', 'one line with {title}'],
    ['commit-message', '{type}: {titel} {title}', 'contains {titel}', '{type}, {spec}, {unit}'],
    ['commit-message', '# {title}', 'starts with #', 'one line with {title}'],
    ['commit-author', 'Ann', '"Ann" is not an author', 'Name <mail@example.org>'],
    ['work-branch', 'a b', '"a b" is not a branch name: it contains " "', 'sequential/{spec}'],
    ['notify', 'ftp://x/y', 'an address with ftp:// cannot be told', 'http:// or https://, or a command'],
    ['notify', 'http://[bad', 'it is not a valid address', 'http:// or https://, or a command'],
    ['base-branch', '-x', '"-x" is not a branch name: it starts with a dash', 'a branch name'],
    ['protect', '../outside', '"../outside" may lead outside the repository', '.github/workflows'],
    ['protect', '/etc/passwd', '"/etc/passwd" is outside the repository', '.github/workflows'],
    ['protect', 'src/**', '"src/**" is a pattern', '.github/workflows'],
  ])('%s: %s', (name, value, message, accepted) => {
    for (const [where, act] of [
      [`--${name}`, () => cli([`--${name}`, value])],
      [`input ${name}`, () => action({ [name]: value })],
    ] as const) {
      const error = refusal(act);
      expect(error.where).toBe(where);
      expect(error.message).toContain(message);
      expect(error.fix).toContain(accepted);
    }
  });

  test.each([
    ['fail-on', 'failed', 'halted, max-iterations, paused'],
    ['resume-command', 'resume', 'one word such as /resume'],
    ['resume-command', '/skip', 'not /skip or /status'],
    ['halt-assignees', 'no one!', 'GitHub logins'],
    ['continue', 'later', 'dispatch, schedule, none'],
    ['pull-request', 'yes', 'draft, ready, off'],
    ['chain-limit', '-1', 'a whole number from 0'],
  ])('%s: %s, in the action alone', (name, value, accepted) => {
    const error = refusal(() => action({ [name]: value }));
    expect(error.where).toBe(`input ${name}`);
    expect(error.fix).toContain(accepted);
  });

  test.each([
    [['--only', '1', '--from', '2'], '--only', 'combined with --from'],
    [['--backend', 'custom'], '--agent-command', 'has no program to run'],
    [['--backend', 'acp'], '--agent-command', 'the backend acp has no program to run'],
    [['--agent-command', "goose 'acp"], '--agent-command', 'cannot be split into arguments'],
    [['--backend', 'acp', '--agent-command', 'node x \\'], '--agent-command', 'cannot be split into arguments'],
    [['--fallback-backends', 'custom'], '--agent-command', 'has no program to run'],
    [['--reviewer', 'custom'], '--agent-command', 'has no program to run'],
    [['--assign-backend', 'acp'], '--agent-command', 'has no program to run'],
    [
      ['--reviewer', 'kiro', '--isolation', 'off'],
      '--reviewer',
      'nothing but a sandbox keeps kiro from changing files',
    ],
    [['--assign-backend', 'kimi', '--isolation', 'off'], '--assign-backend', 'and isolation is off'],
    [
      ['--questions', 'ask', '--backend', 'kimi', '--isolation', 'off', '--assign-backend', 'none'],
      '--questions',
      'keeps kimi',
    ],
    [['--agent-command', 'x', '--sandbox', 'workspace'], '--sandbox', 'custom does not support "workspace"'],
    [['--throttle-scope', 'repository', '--checkpoint', 'commit'], '--throttle-scope', 'needs a remote that all runs'],
    [['--throttle-scope', 'repository', '--checkpoint', 'off'], '--throttle-scope', 'needs a remote that all runs'],
    [['--workdir', 'gone'], '--workdir', 'gone": the folder does not exist'],
    [['--workdir', 'x'.repeat(300)], '--workdir', 'xxx": the folder does not exist'],
  ])('also where only the whole makes no sense: %j', (argv, where, message) => {
    const error = refusal(() => cli(argv));
    expect(error.where).toBe(where);
    expect(error.message).toContain(message);
  });

  test.each([
    ['packages/none', 'relative to the workspace'],
    ['package.json', 'relative to the workspace'],
    ['/home/runner/work/demo/demo', 'in a container job'],
  ])('a workdir of the action that is no folder: %s', (workdir, fix) => {
    const env = { GITHUB_WORKSPACE: process.cwd() };
    const error = refusal(() => requireActionWorkdir({ workdir: resolve(process.cwd(), workdir) }, env));
    expect(error.where).toBe('input workdir');
    expect(error.message).toMatch(workdir === 'package.json' ? /it is not a folder$/ : /the folder does not exist$/);
    expect(error.fix).toContain(fix);
    requireActionWorkdir({ workdir: resolve('src') }, env);
  });

  test('an answer to nothing', () => {
    expect(refusal(() => action({ answer: 'PEG' }))).toMatchObject({ where: 'input answer' });
    expect(action({ answer: 'PEG', resume: 'true' }).platform).toMatchObject({ resume: true, answer: 'PEG' });
  });
});
