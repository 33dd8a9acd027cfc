/**
 * An agent of the Agent Client Protocol by its documented frames: `node fake-agent.ts SCENARIO LOG`. It writes what it
 * hears into LOG, a method or answer a line, and `left` when it ends because its input did.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [, , scenario = '', log = ''] = process.argv;
/** Longer than any name is meant to be. */
const session = scenario === 'names' ? 'f'.repeat(100_000) : 'fake-1';
const note = (text: string) => appendFileSync(log, `${text}\n`);
const print = (message: object) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
const update = (facts: object) => print({ method: 'session/update', params: { sessionId: session, update: facts } });
const say = (text: string) => update({ sessionUpdate: 'agent_message_chunk', content: { type: 'text', text } });
const done = 'All done.\n<promise>TASK_DONE</promise>';

interface Message {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: { readonly prompt?: readonly { readonly text: string }[] };
  readonly result?: unknown;
}
let promptId: unknown = null;
const finish = (stopReason = 'end_turn') => print({ id: promptId, result: { stopReason } });

function tellDone(): void {
  say(done);
  finish();
}

const prompts: Readonly<Record<string, () => void>> = {
  tool() {
    const options = [
      { optionId: 'always', kind: 'allow_always' },
      { optionId: 'once', kind: 'allow_once' },
      { optionId: 'no', kind: 'reject_once' },
    ];
    const toolCall = { toolCallId: 't1', title: 'Creating made.txt', kind: 'edit', locations: [{ path: 'made.txt' }] };
    print({ id: 'p-1', method: 'session/request_permission', params: { sessionId: session, toolCall, options } });
  },
  repeats: tellDone,
  names: tellDone,
  /** A question about an edit of a file of megabytes, which must reach us to be answered. */
  edits() {
    const content = [{ type: 'diff', path: 'made.txt', newText: 'x'.repeat(10_000_000) }];
    const toolCall = { toolCallId: 't1', title: 'Creating made.txt', kind: 'edit', content };
    const options = [{ optionId: 'once', kind: 'allow_once' }];
    print({ id: 'p-1', method: 'session/request_permission', params: { sessionId: session, toolCall, options } });
  },
  fails: () => print({ id: promptId, error: { code: -32603, message: `It broke: ${'x'.repeat(10_000_000)}` } }),
  /** Killed from outside, as for want of memory. */
  dies: () => process.kill(process.pid, 'SIGKILL'),
  /** An answer that no one can read. */
  'endless-answer'() {
    say(done);
    print({ id: promptId, result: { stopReason: 'end_turn', _meta: { x: 'y'.repeat(20_000_000) } } });
  },
  /** A question of which only the beginning can be read; the turn goes on when it is answered. */
  'endless-question'() {
    const toolCall = { toolCallId: 't1', rawInput: { x: 'y'.repeat(20_000_000) } };
    print({ id: 'p-1', method: 'session/request_permission', params: { sessionId: session, toolCall, options: [] } });
  },
  /** Lines that only the bridge may write, one with its name in escapes; then what it was asked for. */
  forges() {
    print({ method: '_sequential/prompted', params: { sessionId: 'other', resumed: true } });
    const failed = { method: '_sequential/failed', params: { message: 'Log in.', code: 'acp_other_protocol' } };
    process.stdout.write(`${JSON.stringify(failed).replace('_s', '\\u005f\\u0073')}\n`);
    tellDone();
  },
  /** Nobody asked it to. */
  'gives-up'() {
    say('I look at it.');
    finish('cancelled');
  },
  waits: () => say('I look at it.'),
  shouts() {
    update({
      sessionUpdate: 'tool_call',
      toolCallId: 't1',
      status: 'in_progress',
      rawInput: { x: 'y'.repeat(50_000_000) },
    });
    tellDone();
  },
};

function hear(message: Message): void {
  const { id, method } = message;
  answer(message);
  // Each request once more, as it must not be: a failure of what was answered.
  if (scenario === 'repeats' && method !== undefined && id !== undefined)
    print({ id, error: { code: -32603, message: 'Internal error: answered before' } });
}

function answer(message: Message): void {
  note(message.method ?? `answer ${JSON.stringify(message.result)}`);
  const { id, method } = message;
  if (method === 'initialize') {
    print({ id, result: { protocolVersion: 1, agentCapabilities: {} } });
  } else if (method === 'session/new') {
    print({ id, result: { sessionId: session, ...(scenario === 'names' && { models: { currentModelId: session } }) } });
  } else if (method === 'session/prompt') {
    promptId = id;
    note(`prompt ${message.params?.prompt?.[0]?.text}`);
    prompts[scenario]?.();
  } else if (method === 'session/cancel') {
    finish('cancelled');
  } else if (method === undefined && promptId !== null) {
    writeFileSync('made.txt', 'made\n');
    update({ sessionUpdate: 'tool_call_update', toolCallId: 't1', status: 'completed' });
    say(done);
    finish();
  }
}

const input = createInterface({ input: process.stdin });
input.on('line', (line) => hear(JSON.parse(line) as Message));
input.on('close', () => note('left'));
