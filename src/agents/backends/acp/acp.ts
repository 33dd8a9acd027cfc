import { requireSandbox } from '../../sandbox.ts';
import { splitCommand } from '../../split-command.ts';
import type { AgentRequest, Backend, Command } from '../../types.ts';
import { acpLimits } from './acp-limits.ts';
import type { TurnOrder } from './acp-protocol.ts';
import { createAcpReader } from './reader/acp-reader.ts';

/**
 * Names that agents give to these modes. Those to work in ask nothing and keep no sandbox of their own beside ours
 * (codex, claude, gemini). A mode `plan` is no read-only one by its name: opencode's runs commands that write.
 */
const MODES = { work: ['agent-full-access', 'bypassPermissions', 'yolo'], readOnly: ['read-only'] };

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
  // Claude's adapter does.
  reportsWindows: true,
  sandboxes: ['full', 'read-only'],
  readOnlyBySession: true,
  command(_program, request) {
    // Who is asked for an assignment is put into a read-only mode, or not asked.
    if (request.options.assignment !== 'true') requireSandbox(acp, request.sandbox);
    const argv = splitCommand(request.options.command ?? '', 'acp');
    return bridgeCommand([...argv, ...request.extraArgs], request, MODES);
  },
  reader: createAcpReader,
};

/** The bridge, which starts the agent. Its input stays open: that it ends tells it to cancel the turn. */
export function bridgeCommand(
  agent: readonly string[],
  request: AgentRequest,
  modes: TurnOrder['modes'],
  isModelGiven = false,
): Command {
  const { prompt, session, model, workdir, sandbox } = request;
  const order: TurnOrder = {
    prompt,
    session,
    model,
    isModelGiven,
    cwd: workdir,
    isReadOnly: sandbox !== 'full',
    modes,
  };
  return {
    argv: [process.execPath, request.options.pane ?? '', 'acp', '--', ...agent],
    env: { TZ: 'UTC' },
    stdin: `${JSON.stringify(order)}\n`,
    keepsStdinOpen: true,
  };
}
