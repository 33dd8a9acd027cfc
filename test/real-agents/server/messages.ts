import { json, names, type Protocol, pieces, retryAfter, type Speech, tokens, toolOf } from './turns.ts';

/** Anthropic's Messages API, as claude speaks it; it tries again without streaming when a stream breaks. */
export const messages: Protocol = {
  matches: (path) => path.endsWith('/v1/messages'),
  tools: (body) => names(body.tools, (tool) => tool.name),
  errand: (body) => messages.tools(body).length === 0,
  streams: (_path, body) => body.stream === true,
  stream(turn, tools) {
    const block = blockOf(turn, tools);
    const deltas =
      turn.kind === 'say'
        ? pieces(turn.text).map((text) => ({ type: 'text_delta', text }))
        : pieces(JSON.stringify(toolOf(turn, tools).args)).map((part) => ({
            type: 'input_json_delta',
            partial_json: part,
          }));
    const start = { ...message(turn, []), stop_reason: null, usage: { ...usage, output_tokens: 1 } };
    const blank = turn.kind === 'say' ? { type: 'text', text: '' } : { ...block, input: {} };
    return [
      event({ type: 'message_start', message: start }),
      event({ type: 'content_block_start', index: 0, content_block: blank }),
      ...deltas.map((delta) => event({ type: 'content_block_delta', index: 0, delta })),
      event({ type: 'content_block_stop', index: 0 }),
      event({
        type: 'message_delta',
        delta: { stop_reason: stopReason(turn), stop_sequence: null },
        usage: { output_tokens: tokens.out },
      }),
      event({ type: 'message_stop' }),
    ];
  },
  whole: (turn, tools) => message(turn, [blockOf(turn, tools)]),
  fault(fault) {
    const error = (status: number, type: string, text: string, headers = {}) =>
      json(status, { type: 'error', error: { type, message: text } }, { 'request-id': 'req_mock', ...headers });
    switch (fault.what) {
      case 'usage-limit':
        return error(
          429,
          'rate_limit_error',
          "This request would exceed your account's rate limit. Please try again later.",
          {
            'anthropic-ratelimit-unified-status': 'rejected',
            'anthropic-ratelimit-unified-reset': String(fault.resetsAt),
            'anthropic-ratelimit-unified-representative-claim': 'five_hour',
            'anthropic-ratelimit-unified-5h-status': 'rejected',
            'anthropic-ratelimit-unified-5h-reset': String(fault.resetsAt),
            'anthropic-ratelimit-unified-5h-utilization': '1',
            'anthropic-ratelimit-unified-overage-status': 'rejected',
            'anthropic-ratelimit-unified-overage-disabled-reason': 'org_level_disabled',
            'retry-after': String(Math.max(1, fault.resetsAt - Math.floor(Date.now() / 1000))),
          },
        );
      case 'rate-limit':
        return error(429, 'rate_limit_error', 'This request would exceed your rate limit.', {
          'retry-after': String(fault.retryAfterS),
        });
      case 'billing':
        return error(400, 'invalid_request_error', 'Your credit balance is too low to access the Anthropic API.');
      case 'unauthorized':
        return error(401, 'authentication_error', 'invalid x-api-key');
      case 'unknown-model':
        return error(404, 'not_found_error', 'model: mock-model');
      case 'overloaded':
        return error(529, 'overloaded_error', 'Overloaded', retryAfter(fault));
    }
  },
};

const usage = {
  input_tokens: tokens.fresh,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: tokens.cached,
  output_tokens: tokens.out,
};

let answers = 0;

/** claude takes answers of one id for parts of one, when it goes on with a session. */
function freshId(kind: string): string {
  answers += 1;
  return `${kind}_${answers}`;
}

function message(turn: Speech, content: readonly object[]): object {
  const head = { id: freshId('msg'), type: 'message', role: 'assistant', model: 'claude-sonnet-4-5' };
  return { ...head, content, stop_reason: stopReason(turn), stop_sequence: null, usage };
}

function stopReason(turn: Speech): string {
  return turn.kind === 'say' ? 'end_turn' : 'tool_use';
}

function blockOf(turn: Speech, tools: readonly string[]): object {
  if (turn.kind === 'say') return { type: 'text', text: turn.text };
  const { name, args } = toolOf(turn, tools);
  return { type: 'tool_use', id: freshId('toolu'), name, input: args };
}

function event(data: { type: string; [key: string]: unknown }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
