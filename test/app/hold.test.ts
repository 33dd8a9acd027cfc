import { expect, test } from '@jest/globals';
import { requireHold } from '../../src/app/spec-run/open-isolation.ts';
import { cli } from '../inputs/read.ts';

const reviewer = (name: string) => cli(['--reviewer', name]);
const nothing = { mechanism: null };

test('who has no read-only mode is refused before an agent starts where no sandbox would hold it', () => {
  expect(() => requireHold(reviewer('kiro'), nothing)).toThrow('kiro has no read-only mode, and no sandbox works here');
  expect(() => requireHold(cli(['--assign-backend', 'kimi']), nothing)).toThrow('kimi has no read-only mode');
  const asking = cli(['--agent-command', 'x', '--questions', 'ask']);
  expect(() => requireHold(asking, nothing)).toThrow('custom has no read-only mode');
  for (const isolation of [nothing, undefined]) expect(() => requireHold(reviewer('claude'), isolation)).not.toThrow();
  expect(() => requireHold(reviewer('kiro'), { mechanism: 'bwrap' })).not.toThrow();
});
