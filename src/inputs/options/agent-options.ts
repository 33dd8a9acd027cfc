import { agentArguments, agentVersions, backend, backendOrNone } from '../kinds/agent-kinds.ts';
import { optional } from '../kinds/kind.ts';
import { choice, list, matching, text } from '../kinds/kinds.ts';
import { roster } from '../kinds/owner-backends-kind.ts';
import { both } from './option.ts';

const variable = matching(/^[A-Za-z_][A-Za-z0-9_]*$/u, 'variable', 'names of environment variables');

/** Which agent works, and what it may. */
export const agentOptions = {
  // Empty in the action: there every input is set, and whether a person named a backend decides who may work.
  backend: both(
    optional(backend),
    '',
    'Coding agent: codex, claude, opencode, gemini, copilot, custom (see agent-command), or rehearsal (acts out a script; no model, no cost). Empty: opencode, and codex or gemini where an assignment names them.',
    { cli: 'opencode' },
  ),
  'assign-backend': both(
    optional(backendOrNone),
    '',
    'Agent that is asked who should work on a unit. Empty: the same as backend (custom and rehearsal are not asked); none: nobody is asked.',
  ),
  'assign-opencode-agent': both(text('name'), '', 'Agent of opencode (its --agent) to ask for assignments.'),
  agents: both(
    optional(roster),
    '',
    'Which backend an owner agent stands for, such as codex=claude, gemini=opencode:google/gemini-3-pro; all=BACKEND for everyone.',
  ),
  model: both(text('model'), '', "Model for the work. Empty: the agent's own default."),
  'assign-model': both(text('model'), '', "Model for assignments. Empty: the agent's own default."),
  'agent-command': both(text('command'), '', 'Program of the backend custom: reads the prompt on stdin, prints text.'),
  'agent-args': both(
    agentArguments,
    '',
    'Extra arguments for the agent, as a shell would split them; for one backend alone: "codex: --flag", one a line.',
  ),
  sandbox: both(
    choice('full', 'workspace', 'read-only'),
    'full',
    'What an agent may do to the machine; workspace and read-only where the agent can keep them.',
  ),
  'agent-env': both(
    list(variable, { blanks: false }),
    '',
    'Names of variables that the agent may see although they look secret.',
  ),
  'install-agents': both(
    choice('auto', 'never'),
    'auto',
    'Whether to install a missing agent from npm, at a pinned version, without root.',
  ),
  'agent-version': both(agentVersions, '', 'Versions to install in place of the pinned ones, such as codex=0.169.0.'),
} as const;
