import { json, names, type Protocol, pieces, retryAfter, type Speech, tokens, toolOf } from './turns.ts';

/** OpenAI's Responses API, as codex speaks it. */
export const responses: Protocol = {
  matches: (path) => path.endsWith('/responses'),
  tools: (body) => names(body.tools, (tool) => tool.name),
  errand: () => false,
  streams: () => true,
  stream(turn, tools) {
    const item = itemOf(turn, tools);
    const deltas = turn.kind === 'say' ? pieces(turn.text) : [];
    return [
      event({ type: 'response.created', response: { id: 'resp_1' } }),
      event({ type: 'response.output_item.added', output_index: 0, item: { ...item, content: [] } }),
      ...deltas.map((delta) =>
        event({ type: 'response.output_text.delta', item_id: 'msg_1', output_index: 0, content_index: 0, delta }),
      ),
      event({ type: 'response.output_item.done', output_index: 0, item }),
      event({ type: 'response.completed', response: { id: 'resp_1', usage } }),
    ];
  },
  whole: (turn, tools) => ({ id: 'resp_1', output: [itemOf(turn, tools)], usage }),
  fault(fault) {
    switch (fault.what) {
      case 'usage-limit':
        return json(429, {
          error: {
            type: 'usage_limit_reached',
            message: 'The usage limit has been reached',
            plan_type: 'plus',
            resets_at: fault.resetsAt,
          },
        });
      case 'rate-limit': {
        const error = { message: 'Rate limit reached for requests', type: 'requests', code: 'rate_limit_exceeded' };
        return json(429, { error }, { 'retry-after': String(fault.retryAfterS) });
      }
      case 'billing': {
        const message = 'You exceeded your current quota, please check your plan and billing details.';
        return json(429, { error: { message, type: 'insufficient_quota', code: 'insufficient_quota' } });
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

const usage = {
  input_tokens: tokens.fresh + tokens.cached,
  input_tokens_details: { cached_tokens: tokens.cached },
  output_tokens: tokens.out,
  output_tokens_details: { reasoning_tokens: 7 },
  total_tokens: tokens.fresh + tokens.cached + tokens.out,
};

function itemOf(turn: Speech, tools: readonly string[]): object {
  if (turn.kind === 'say') {
    const content = [{ type: 'output_text', text: turn.text, annotations: [] }];
    return { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content };
  }
  const { name, args } = toolOf(turn, tools);
  return { type: 'function_call', id: 'fc_1', call_id: 'call_1', name, arguments: JSON.stringify(args) };
}

function event(data: { type: string; [key: string]: unknown }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
