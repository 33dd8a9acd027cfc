import { UserError } from '../../../errors.ts';
import { requireSandbox } from '../../sandbox.ts';
import { at, object, parseLine, string, unknownLine } from '../../stream/json.ts';
import type { AgentEvent, Backend, StreamReader } from '../../types.ts';

/**
 * The built-in agent: no model, no key, no cost. It acts out a script (`rehearsal/script.ts`), so that a night can be
 * rehearsed on one's own machine before money is spent. Its program is this project's own pane bundle, `pane`.
 *
 * `order.options`: `pane` (path of the bundle, required), `unit` (key), `attempt` (1, 2, …), `script` (path of
 * rehearsal.json; a missing file means the plain default), `answer` (a human's, if one was given), `assignment` (`true`
 * where it is asked to assign the unit).
 */
export const rehearsal: Backend = {
  name: 'rehearsal',
  cli: null,
  keys: [],
  env: [],
  sandboxes: ['full', 'workspace', 'read-only'],
  command(_program, order) {
    requireSandbox(rehearsal, order.sandbox);
    const { pane, script = '', unit = '', attempt = '1', answer = '' } = order.options;
    if (!pane) throw new UserError('the backend rehearsal was not told where the pane program is', { where: 'pane' });
    const facts = ['--script', script, '--unit', unit, '--attempt', attempt, '--sandbox', order.sandbox];
    if (order.session !== null) facts.push('--session', order.session);
    if (answer !== '') facts.push('--answered');
    if (order.options.assignment === 'true') facts.push('--assign');
    return { argv: [process.execPath, pane, 'rehearse', ...facts], env: { TZ: 'UTC' }, stdin: order.prompt };
  },
  reader,
};

/** It prints our own events, one JSON object a line; what is not one of them is shown as it is. */
function reader(): StreamReader {
  return {
    read(line, stream) {
      const json = stream === 'stdout' ? parseLine(line) : null;
      const event = json && known(json);
      return event ? [event] : unknownLine(line);
    },
    end: () => [],
  };
}

const FIELDS: Readonly<Record<AgentEvent['kind'], (json: Readonly<Record<string, unknown>>) => boolean>> = {
  started: () => true,
  message: (json) => typeof json.text === 'string' && typeof json.delta === 'boolean',
  thinking: (json) => typeof json.text === 'string',
  'tool-call': (json) => string(json.id) !== null && typeof json.title === 'string',
  'tool-result': (json) => string(json.id) !== null && typeof json.text === 'string',
  usage: (json) => typeof at(json, 'usage').inputTokens === 'number',
  limit: (json) => string(at(json, 'window').name) !== null,
  retry: (json) => typeof json.message === 'string',
  error: (json) => string(at(json, 'error').message) !== null,
  finished: (json) => typeof json.ok === 'boolean' && (json.error === null || object(json.error) !== null),
  unknown: (json) => typeof json.line === 'string',
};

function known(json: Readonly<Record<string, unknown>>): AgentEvent | null {
  const kind = string(json.kind);
  const complete = kind !== null && Object.hasOwn(FIELDS, kind) && FIELDS[kind as AgentEvent['kind']](json);
  return complete ? (json as unknown as AgentEvent) : null;
}
