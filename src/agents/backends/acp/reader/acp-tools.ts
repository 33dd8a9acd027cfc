import { asList, asString, type Json, objectAt } from '../../../stream/json.ts';
import { oneLine, shellTitle, toolTitle } from '../../../stream/tool-title.ts';
import type { AgentEvent } from '../../../types.ts';

/** Calls beyond are not told apart: an agent that gives each update another id must not fill the memory. */
const MAX_CALLS = 1_000;

/** An agent's tool calls, from what it says of them. */
export interface ToolCalls {
  /** A `tool_call`, a `tool_call_update`, or the call that leave is asked for: agents begin with any of them. */
  update(call: Json, asksLeave: boolean): AgentEvent[];
  /** The turn is over: what is open gets no result any more. */
  end(): AgentEvent[];
  /** Was there any in this turn? */
  readonly any: boolean;
}

type CallState = 'announced' | 'called' | 'ended';

export function createToolCalls(workdir: string): ToolCalls {
  const calls = new Map<string, CallState>();
  let any = false;
  return {
    update(call, asksLeave) {
      const id = asString(call.toolCallId) ?? '';
      const before = calls.get(id);
      if (before === 'ended' || (before === undefined && calls.size >= MAX_CALLS)) return [];
      any = true;
      const state = stateOf(call, asksLeave, before);
      calls.set(id, state);
      const events: AgentEvent[] = [];
      if (state !== 'announced' && before !== 'called')
        events.push({ kind: 'tool-call', id, title: titleOf(call, workdir) });
      if (state === 'ended')
        events.push({ kind: 'tool-result', id, ok: call.status === 'completed', text: resultOf(call) });
      return events;
    },
    end() {
      const open = [...calls].filter(([, state]) => state === 'called').map(([id]) => id);
      for (const id of open) calls.set(id, 'ended');
      return open.map((id) => ({ kind: 'tool-result', id, ok: false, text: 'the turn ended before its result came' }));
    },
    get any() {
      return any;
    },
  };
}

/** Some announce a call before its arguments are there: with none, or only the folder. */
function stateOf(call: Json, asksLeave: boolean, before: CallState | undefined): CallState {
  if (call.status === 'completed' || call.status === 'failed') return 'ended';
  const isTold = Object.keys(objectAt(call, 'rawInput')).some((name) => name !== 'cwd');
  const isUnderWay = call.status === 'in_progress' || isTold;
  return before === 'called' || asksLeave || isUnderWay ? 'called' : 'announced';
}

function titleOf(call: Json, workdir: string): string {
  const title = asString(call.title) ?? asString(call.kind) ?? 'tool';
  const input = objectAt(call, 'rawInput');
  if (call.kind === 'edit') return toolTitle(title, { ...editOf(call), ...input }, workdir);
  if (Object.keys(input).length > 0) return toolTitle(asString(call.name) ?? title, input, workdir);
  return call.kind === 'execute' ? shellTitle(title) : oneLine(title);
}

/** The file and the texts of an edit, wherever they stand. */
function editOf(call: Json): Json {
  const diff = objectAt(asList(call.content).find((part) => objectAt(part).type === 'diff'));
  const path = asString(diff.path) ?? asString(objectAt(asList(call.locations)[0]).path);
  if (path === null) return {};
  return { path, new_string: asString(diff.newText) ?? '', old_string: asString(diff.oldText) ?? '' };
}

function resultOf(call: Json): string {
  const texts = asList(call.content).flatMap((part) => asString(objectAt(part, 'content').text) ?? []);
  if (texts.length > 0) return texts.join('\n');
  const output = objectAt(call, 'rawOutput');
  return (
    asString(call.rawOutput) ?? asString(output.output) ?? asString(output.message) ?? asString(output.error) ?? ''
  );
}
