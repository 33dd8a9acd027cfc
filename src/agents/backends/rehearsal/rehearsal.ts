import { UserError } from '../../../errors.ts';
import { requireSandbox } from '../../sandbox.ts';
import { asObject, asString, objectAt, parseLine, unknownLine } from '../../stream/json.ts';
import type { AgentEvent, Backend, StreamReader } from '../../types.ts';

/**
 * The built-in agent: no model, no key, no cost. It acts out a script (`rehearsal/script.ts`), so that a night can be
 * rehearsed on one's own machine before money is spent. Its program is this project's own pane bundle, `pane`.
 *
 * `request.options`: `pane` (path of the bundle, required), `unit` (key), `attempt` (1, 2, …), `script` (path of
 * rehearsal.json; a missing file means the plain default), `answer` (a human's, if one was given), `assignment` (`true`
 * where it is asked to assign the unit), `review` (`true` where it is asked to review it; `attempt` is the number of the
 * review then), `questions` (`true` where it is asked what is not clear; `attempt` is the number of the call then).
 */
export const rehearsal: Backend = {
  name: 'rehearsal',
  isScripted: true,
  hint: 'acts out a script; no model, no cost',
  cli: null,
  keys: [],
  env: [],
  reportsWindows: true,
  sandboxes: ['full', 'workspace', 'read-only'],
  command(_program, request) {
    requireSandbox(rehearsal, request.sandbox);
    const { pane, script = '', unit = '', attempt = '1', answer = '' } = request.options;
    if (!pane)
      throw new UserError('the backend rehearsal was started without the path of the pane program', { where: 'pane' });
    const args = ['--script', script, '--unit', unit, '--attempt', attempt, '--sandbox', request.sandbox];
    if (request.session !== null) args.push('--session', request.session);
    if (answer !== '') args.push('--answered');
    if (request.options.assignment === 'true') args.push('--assign');
    if (request.options.review === 'true') args.push('--review');
    if (request.options.questions === 'true') args.push('--questions');
    return { argv: [process.execPath, pane, 'rehearse', ...args], env: { TZ: 'UTC' }, stdin: request.prompt };
  },
  reader,
};

/** It prints our own events, one JSON object a line; what is not one of them is shown as it is. */
function reader(): StreamReader {
  return {
    read(line, stream) {
      const json = stream === 'stdout' ? parseLine(line) : null;
      const event = json && asAgentEvent(json);
      return event ? [event] : unknownLine(line);
    },
    end: () => [],
  };
}

const EVENT_CHECKS: Readonly<Record<AgentEvent['kind'], (json: Readonly<Record<string, unknown>>) => boolean>> = {
  started: () => true,
  message: (json) => typeof json.text === 'string' && typeof json.delta === 'boolean',
  thinking: (json) => typeof json.text === 'string',
  'tool-call': (json) => asString(json.id) !== null && typeof json.title === 'string',
  'tool-result': (json) => asString(json.id) !== null && typeof json.text === 'string',
  usage: (json) => typeof objectAt(json, 'usage').inputTokens === 'number',
  limit: (json) => asString(objectAt(json, 'window').name) !== null,
  retry: (json) => typeof json.message === 'string',
  error: (json) => asString(objectAt(json, 'error').message) !== null,
  finished: (json) => typeof json.ok === 'boolean' && (json.error === null || asObject(json.error) !== null),
  unknown: (json) => typeof json.line === 'string',
};

function asAgentEvent(json: Readonly<Record<string, unknown>>): AgentEvent | null {
  const kind = asString(json.kind);
  const complete = kind !== null && Object.hasOwn(EVENT_CHECKS, kind) && EVENT_CHECKS[kind as AgentEvent['kind']](json);
  return complete ? (json as unknown as AgentEvent) : null;
}
