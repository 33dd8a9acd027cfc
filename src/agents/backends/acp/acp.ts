import { requireSandbox } from '../../sandbox.ts';
import { splitCommand } from '../../split-command.ts';
import type { AgentRequest, Backend, Command } from '../../types.ts';
import { acpLimits } from './acp-limits.ts';
import type { TurnOrder } from './acp-protocol.ts';
import { createAcpReader } from './acp-reader.ts';

/** Names that agents give to a mode of this kind, and that were seen to hold (codex, gemini, opencode, qwen). */
const READ_ONLY_MODES = ['read-only', 'plan'];

/**
 * Any agent that speaks the Agent Client Protocol (`request.options.command`, split as a shell would, run without one):
 * `gemini --acp`, `opencode acp`. The bridge (`pane acp -- command`) speaks it, and prints what the agent says.
 */
export const acp: Backend = {
  name: 'acp',
  hint: 'any agent of the Agent Client Protocol; see agent-command',
  cli: null,
  keys: [],
  env: [],
  limits: acpLimits,
  sandboxes: ['full', 'read-only'],
  command(_program, request) {
    // Who is asked for an assignment is put into a read-only mode, or not asked.
    if (request.options.assignment !== 'true') requireSandbox(acp, request.sandbox);
    const argv = splitCommand(request.options.command ?? '', 'acp');
    return bridgeCommand([...argv, ...request.extraArgs], request, { work: null, readOnly: READ_ONLY_MODES });
  },
  reader: createAcpReader,
};

/** The bridge, which starts the agent. Its input stays open: that it ends tells it to cancel the turn. */
export function bridgeCommand(agent: readonly string[], request: AgentRequest, modes: TurnOrder['modes']): Command {
  const { prompt, session, model, workdir, sandbox } = request;
  const order: TurnOrder = { prompt, session, model, cwd: workdir, isReadOnly: sandbox !== 'full', modes };
  return {
    argv: [process.execPath, request.options.pane ?? '', 'acp', '--', ...agent],
    env: { TZ: 'UTC' },
    stdin: `${JSON.stringify(order)}\n`,
    keepsStdinOpen: true,
  };
}
