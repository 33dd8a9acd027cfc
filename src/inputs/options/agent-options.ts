import { agentArguments, agentVersions, backend, backendOrNone } from '../kinds/agent-kinds.ts';
import { optional } from '../kinds/kind.ts';
import { choice, list, matching, text } from '../kinds/kinds.ts';
import { ownerBackends } from '../kinds/owner-backends-kind.ts';
import { cliAndAction } from './option.ts';

const variable = matching(/^[A-Za-z_][A-Za-z0-9_]*$/u, 'variable', 'names of environment variables');

/** Which agent works, and what it may. */
export const agentOptions = {
  // Empty in the action: there every input is set, and whether a person named a backend decides who may work.
  backend: cliAndAction(
    optional(backend),
    '',
    'Coding agent: codex, claude, opencode, gemini, copilot, custom (see agent-command), or rehearsal (acts out a script; no model, no cost). Empty: opencode, and codex or gemini where an assignment names them.',
    { cli: 'opencode' },
  ),
  'assign-backend': cliAndAction(
    optional(backendOrNone),
    '',
    'Agent that is asked who should work on a unit. Empty: the same as backend (custom and rehearsal are not asked); none: nobody is asked.',
  ),
  'assign-opencode-agent': cliAndAction(text('name'), '', 'Agent of opencode (its --agent) to ask for assignments.'),
  agents: cliAndAction(
    optional(ownerBackends),
    '',
    'Which backend an owner agent stands for, such as codex=claude, gemini=opencode:google/gemini-3-pro; all=BACKEND for everyone.',
  ),
  model: cliAndAction(text('model'), '', "Model for the work. Empty: the agent's own default."),
  'assign-model': cliAndAction(text('model'), '', "Model for assignments. Empty: the agent's own default."),
  'agent-command': cliAndAction(
    text('command'),
    '',
    'Program of the backend custom: reads the prompt on stdin, prints text.',
  ),
  'agent-args': cliAndAction(
    agentArguments,
    '',
    'Extra arguments for the agent, as a shell would split them; for one backend alone: "codex: --flag", one a line.',
  ),
  sandbox: cliAndAction(
    choice('full', 'workspace', 'read-only'),
    'full',
    'What an agent may do to the machine; workspace and read-only where the agent can keep them.',
  ),
  'agent-env': cliAndAction(
    list(variable, { allowSpaces: false }),
    '',
    'Names of variables that the agent may see although they look secret.',
  ),
  'install-agents': cliAndAction(
    choice('auto', 'never'),
    'auto',
    'Whether to install a missing agent from npm, at a pinned version, without root.',
  ),
  'agent-version': cliAndAction(
    agentVersions,
    '',
    'Versions to install in place of the pinned ones, such as codex=0.169.0.',
  ),
} as const;
