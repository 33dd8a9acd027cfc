/** An orchestrator in a process of its own: `node orchestrator-process.ts FOLDER KIND PANE SCRIPT`; prints `running` when the agent does. */
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { attemptIn, optionsIn } from './attempt-options.ts';

const [, , folder = '', kind = '', pane = '', script = ''] = process.argv;
const terminal = await createTerminal(
  optionsIn(folder, kind === 'tmux' ? 'tmux' : 'plain', pane, { env: process.env }),
);
await terminal.run(attemptIn(folder, script), () => console.log('running'), new AbortController().signal);
