import { expect, test } from '@jest/globals';
import { backends } from '../../src/agents/index.ts';
import type { Pool } from '../../src/agents/vendor-facts.ts';
import { requirePlans, requireWindows } from '../../src/app/spec-run/require-windows.ts';
import type { UserError } from '../../src/errors.ts';
import { cli, refusal } from '../inputs/read.ts';

const act = (flags: readonly string[]) => () => requireWindows(cli(flags), backends);

test.each([
  [['--backend', 'gemini'], 'nothing can be kept with gemini, which does not report how much of a plan is used'],
  [[], 'nothing can be kept with opencode and gemini, which do not'],
  [['--backend', 'claude', '--fallback-backends', 'codex,gemini'], 'nothing can be kept with gemini, which does not'],
  [['--backend', 'claude', '--reviewer', 'copilot'], 'nothing can be kept with copilot, which does not'],
  [['--backend', 'claude', '--assign-backend', 'opencode'], 'nothing can be kept with opencode, which does not'],
  [
    ['--backend', 'kiro', '--reviewer', 'gemini', '--assign-backend', 'none'],
    'with kiro and gemini, which do not report',
  ],
  [['--backend', 'claude', '--owner-backends', 'codex=claude'], 'nothing can be kept with gemini, which does not'],
])('with an agent that reports no windows headroom is refused: %j', (flags, message) => {
  const { where, message: said, fix } = refusal(act([...flags, '--headroom', '20%'])) as UserError;
  expect({ where, said }).toEqual({ where: 'headroom', said: expect.stringContaining(message) });
  expect(fix).toBe('accepted with headroom: codex, claude, acp, rehearsal; or leave it out');
  expect(act(flags)).not.toThrow();
});

test('claude, codex and both together can keep it', () => {
  const flags = ['--backend', 'claude', '--fallback-backends', 'codex', '--reviewer', 'codex', '--headroom', '5h=9%'];
  expect(act(flags)).not.toThrow();
});

test('who pays by use is refused headroom, and nothing else', () => {
  const byUse: Pool = { name: 'an API account', billedByUse: true };
  const pools = new Map<string, Pool | null>([
    ['codex', byUse],
    ['claude', null],
  ]);
  const plans = (flags: readonly string[]) => () => requirePlans(cli(flags), pools);
  const { where, message } = refusal(plans(['--headroom', '20%'])) as UserError;
  expect([where, message]).toEqual([
    'headroom',
    expect.stringMatching(/^nothing can be kept with codex: .*billed by use/),
  ]);
  expect(plans([])).not.toThrow();
  pools.delete('codex');
  expect(plans(['--headroom', '20%'])).not.toThrow();
});
