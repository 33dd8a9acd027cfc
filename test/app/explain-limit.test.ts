import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import type { CommandContext } from '../../src/app/cli/command-context.ts';
import { explainLimitCommand, explainText } from '../../src/app/cli/doctor/explain-limit.ts';
import { createProgram } from '../../src/app/cli/program.ts';
import * as flags from '../../src/inputs/flags.ts';
import type { Inputs } from '../../src/inputs/types.ts';
import { createCheckoutFinder } from '../../src/repository/git/checkout.ts';
import { printed } from '../agents/playback.ts';
import { Workplace } from '../command-line/workplace.ts';
import { now } from '../verdict/report.ts';

async function explain(text: string, backend: string): Promise<string> {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  stdin.end(text);
  const inputs = { agents: { backend }, json: false } as unknown as Inputs;
  expect(await explainLimitCommand(inputs, { stdin, stdout } as unknown as CommandContext)).toBe(0);
  return String(stdout.read());
}

test('a message is explained: what it is taken for, why, and what to do', async () => {
  expect(await explain('Spending cap reached resets 6pm', 'claude')).toMatch(
    /^As the last word of claude:\n {2}limited: a quota, until \S+ 18:00 UTC \(clock-time\)\. Not counted as an attempt\.\n {2}Why: it speaks of a limit and says when it resets\.\n$/,
  );
  expect(await explain('Credit balance is too low', 'claude')).toMatch(
    /refused: .*\n {2}Why: .*money.*\n {2}Remedy: Add credit/,
  );
  expect(await explain('529 Overloaded', 'codex')).toContain('transient: it passes by itself');
  expect(await explain('segmentation fault', 'codex')).toContain('failed: the attempt itself failed');
  await expect(explain(' \n', 'codex')).rejects.toThrow('there is no text to explain');
});

test.each(['acp', 'custom'])('the words of %s are explained without a program to run', async (backend) => {
  const place = new Workplace({});
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  stdin.end('Usage limit reached. Try again in 2 hours.');
  const { env, repo: cwd } = place;
  const streams = { stdin, stdout, stderr: process.stderr };
  const findCheckout = createCheckoutFinder(env);
  const context = { env, cwd, args: [], dist: cwd, ...streams, stop: new AbortController().signal, findCheckout };
  const root = createProgram('1.2.3', context as unknown as CommandContext, () => {}, flags);
  await root.parseAsync(['doctor', '--explain-limit', '--backend', backend], { from: 'user' });
  expect(String(stdout.read())).toContain(`As the last word of ${backend}:\n  limited: a quota`);
  place.close();
});

test('lines of a stream are read as the backend does, with the windows in them', () => {
  const { finding, error } = explainText(printed('claude-429usage-oauth', 'stdout'), 'claude', now);
  expect(error.code).toBe('usage_limit_reached');
  expect(finding).toMatchObject({ kind: 'limited', limit: { window: 'five_hour', source: 'structured' } });
});

test.each([
  ['account_on_hold', 'claude', 'refused: only a person'],
  [
    'API Error: 404 {"type":"error","error":{"type":"not_found_error","message":"model: claude-nope"}}',
    'claude',
    '--model',
  ],
  ['400 {"error":{"message":"glm-4.7 is not a valid model ID","code":400}}', 'opencode', '--model'],
  ['foo/bar is not a valid model ID', 'opencode', 'That holds if the service answered with 404'],
  [
    'The model gpt-9 does not exist or you do not have access to it.',
    'codex',
    'That holds if the service answered with 404',
  ],
])('what an agent printed is read with the status and code in it: %s', async (text, backend, words) => {
  expect(await explain(text, backend)).toContain(words);
});
