import { canAssign } from '../../agents/sandbox.ts';
import type { Backend } from '../../agents/types.ts';
import { builtInOwners } from '../../plan/assignment/owner-agents.ts';
import { ISOLATION_NAMES } from '../isolation-names.ts';
import { agentKinds, commandKind } from '../kinds/agent-kinds.ts';
import { instructionsKind } from '../kinds/instructions.ts';
import { optional } from '../kinds/kind.ts';
import { choice, list, matching, text } from '../kinds/kinds.ts';
import { cliAndAction } from './option.ts';

const variable = matching(/^[A-Za-z_][A-Za-z0-9_]*$/u, 'variable', 'names of environment variables');

/** The backend that works where nobody says which. */
export const defaultBackend = 'opencode';

/** Which agent works, and what it may; `backends`: those that can be named. */
export function agentOptions(backends: readonly Backend[]) {
  const kinds = agentKinds(backends);
  return {
    // Empty in the action: there every input is set, and whether a person named a backend decides who may work.
    backend: cliAndAction(
      optional(kinds.backend),
      '',
      `Coding agent: ${describeChoices(backends)}. Empty: ${defaultBackend}${describeOwners(backends)}.`,
      { cli: defaultBackend },
    ),
    'assign-backend': cliAndAction(
      optional(kinds.backendOrNone),
      '',
      `Agent that decides who should work on a unit. Empty: the same as backend${describeUnasked(backends)}; none: no agent decides.`,
    ),
    'assign-opencode-agent': cliAndAction(
      text('name'),
      '',
      'Agent of opencode (its --agent) that decides assignments.',
    ),
    'owner-backends': cliAndAction(
      optional(kinds.ownerBackends),
      '',
      'Which backend runs as which owner agent, such as codex=claude, gemini=opencode:google/gemini-3-pro; all=BACKEND for everyone.',
      { formerName: 'agents' },
    ),
    model: cliAndAction(text('model'), '', "Model for the work. Empty: the agent's own default."),
    'assign-model': cliAndAction(text('model'), '', "Model for assignments. Empty: the agent's own default."),
    reviewer: cliAndAction(
      kinds.reviewer,
      '',
      'Agent that reviews each unit, read-only, once verify has succeeded: a backend, or backend:model, such as claude or opencode:google/gemini-3-pro. What it finds must be fixed once; the rest is advice in the pull request. Empty: no review.',
    ),
    instructions: cliAndAction(
      instructionsKind,
      '',
      'Your own words for every prompt: a text, or the path of a committed text file from the root of the repository, such as docs/night.md.',
    ),
    'agent-command': cliAndAction(
      commandKind,
      '',
      'Program of the backend custom, which reads the prompt on stdin and prints text, or of acp, which speaks the Agent Client Protocol (`gemini --acp`).',
    ),
    'agent-args': cliAndAction(
      kinds.agentArguments,
      '',
      'Extra arguments for the agent, as a shell would split them; for one backend only: "codex: --flag", one per line.',
    ),
    sandbox: cliAndAction(
      choice('full', 'workspace', 'read-only'),
      'full',
      'What an agent may do to the machine; workspace and read-only if the agent supports them.',
    ),
    isolation: cliAndAction(
      choice('auto', 'strict', 'off'),
      'auto',
      'Sandbox around agents and verify: auto (other processes, credentials and the runner are out of reach), strict (also, only the working tree, caches and temporary files can be written; requires a sandbox that works), or off.',
    ),
    'isolation-allow': cliAndAction(
      list(choice(...ISOLATION_NAMES, ...backends.map(({ name }) => name)), { allowSpaces: false }),
      '',
      `What the sandbox leaves within reach: ${ISOLATION_NAMES.join(', ')}, or the login of another backend by its name. docker and daemons amount to root on the machine; with sudo the sandbox stops no attacker.`,
    ),
    'agent-env': cliAndAction(
      list(variable, { allowSpaces: false }),
      '',
      'Names of environment variables that the agent may see although they look like secrets.',
    ),
    'install-agents': cliAndAction(
      choice('auto', 'never'),
      'auto',
      'Whether to install a missing agent from npm, at a pinned version, without root.',
    ),
    'agent-version': cliAndAction(
      kinds.agentVersions,
      '',
      `Versions to install instead of the pinned ones${describePinned(backends)}.`,
    ),
  } as const;
}

/** `codex, claude, custom (see agent-command), or rehearsal (…)`. */
function describeChoices(backends: readonly Backend[]): string {
  const choices = backends.map(({ name, hint }) => (hint === undefined ? name : `${name} (${hint})`));
  return [...choices.slice(0, -1), choices.length > 1 ? `or ${choices.at(-1)}` : choices[0]].join(', ');
}

function describeOwners(backends: readonly Backend[]): string {
  const others = new Set(builtInOwners(backends).map(({ backend }) => backend));
  others.delete(defaultBackend);
  return others.size === 0 ? '' : `, and ${[...others].join(' or ')} where an assignment names them`;
}

function describePinned(backends: readonly Backend[]): string {
  const [example] = backends.flatMap(({ name, cli }) => (cli === null ? [] : [`${name}=${cli.version}`]));
  return example === undefined ? '' : `, such as ${example}`;
}

function describeUnasked(backends: readonly Backend[]): string {
  const names = backends.filter((backend) => !canAssign(backend)).map(({ name }) => name);
  return names.length === 0
    ? ''
    : ` (${[names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' and ')} cannot decide)`;
}
