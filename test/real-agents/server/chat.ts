import { json, names, type Protocol, pieces, retryAfter, type Speech, tokens, toolOf } from './turns.ts';

/** OpenAI's chat completions, as copilot (with a provider of one's own) and opencode speak them. */
export const chat: Protocol = {
  matches: (path) => path.endsWith('/chat/completions'),
  tools: (body) => names(body.tools, (tool) => (tool.function as { name?: unknown } | undefined)?.name),
  errand: (body) => chat.tools(body).length === 0,
  streams: (_path, body) => body.stream === true,
  stream(turn, tools) {
    const deltas: object[] =
      turn.kind === 'say'
        ? pieces(turn.text).map((content) => ({ content }))
        : [{ tool_calls: [{ index: 0, ...callOf(turn, tools) }] }];
    return [
      chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
      ...deltas.map((delta) => chunk([{ index: 0, delta, finish_reason: null }])),
      chunk([{ index: 0, delta: {}, finish_reason: finish(turn) }], usage),
      'data: [DONE]\n\n',
    ];
  },
  whole(turn, tools) {
    const message =
      turn.kind === 'say'
        ? { role: 'assistant', content: turn.text }
        : { role: 'assistant', content: null, tool_calls: [callOf(turn, tools)] };
    return { ...head, object: 'chat.completion', choices: [{ index: 0, message, finish_reason: finish(turn) }], usage };
  },
  fault(fault) {
    switch (fault.what) {
      case 'usage-limit': {
        // As GitHub words it (github/copilot-cli issues 2696 and 2828).
        const seconds = Math.max(1, fault.resetsAt - Math.floor(Date.now() / 1000));
        const message = `You've reached your weekly rate limit. Please try again in ${Math.round(seconds / 3600)} hours.`;
        return json(429, { error: { message, code: 'user_weekly_rate_limited' } }, { 'retry-after': String(seconds) });
      }
      case 'billing': {
        const message = 'You exceeded your current quota, please check your plan and billing details.';
        return json(429, { error: { message, type: 'insufficient_quota', code: 'insufficient_quota' } });
      }
      case 'rate-limit': {
        const error = { message: 'Rate limit reached for requests', type: 'requests', code: 'rate_limit_exceeded' };
        return json(429, { error }, { 'retry-after': String(fault.retryAfterS) });
      }
      case 'unauthorized':
        return json(401, {
          error: {
            message: 'Incorrect API key provided: mock.',
            type: 'invalid_request_error',
            code: 'invalid_api_key',
          },
        });
      case 'unknown-model': {
        const message = 'The model `mock-model` does not exist or you do not have access to it.';
        return json(404, { error: { message, type: 'invalid_request_error', param: null, code: 'model_not_found' } });
      }
      case 'overloaded':
        return json(
          503,
          { error: { message: 'The server is overloaded. Please try again later.', type: 'server_error' } },
          retryAfter(fault),
        );
    }
  },
};

const head = { id: 'chatcmpl-1', created: 1_795_000_000, model: 'mock-model' };

const usage = {
  prompt_tokens: tokens.fresh + tokens.cached,
  prompt_tokens_details: { cached_tokens: tokens.cached },
  completion_tokens: tokens.out,
  total_tokens: tokens.fresh + tokens.cached + tokens.out,
};

function finish(turn: Speech): string {
  return turn.kind === 'say' ? 'stop' : 'tool_calls';
}

function callOf(turn: Exclude<Speech, { kind: 'say' }>, tools: readonly string[]): object {
  const { name, args } = toolOf(turn, tools);
  return { id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(args) } };
}

function chunk(choices: readonly object[], usage: object | null = null): string {
  return `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, usage })}\n\n`;
}
