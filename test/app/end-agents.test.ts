import { randomUUID } from 'node:crypto';
import { afterEach, expect } from '@jest/globals';
import { endAgents } from '../../src/app/action/end-agents.ts';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { testInWindows } from '../harness/real-windows.ts';
import { openStage, type Stage, until } from '../terminal/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

testInWindows('what a job left in tmux ends, and nothing of another run of a spec of that name', async () => {
  // Whatever carries it on the machine is ended, in another run of the suite as well.
  const mark = randomUUID();
  stage = await openStage('tmux', { runMark: mark });
  const other = await createTerminal({ ...stage.options, runMark: 'other-2', specFolder: '/another/repository' });
  const sessions = () => stage.tmux('list-sessions', '-F', '#{session_name}');
  expect(sessions()).toBe('sequential-my-feature\nsequential-my-feature-2');
  await endAgents(mark);
  await until(sessions, (names) => names === 'sequential-my-feature-2');
  await other.close();
});
