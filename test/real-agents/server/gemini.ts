import { json, names, type Protocol, pieces, retryAfter, type Speech, tokens, toolOf } from './turns.ts';

/** Google's generateContent, as gemini speaks it. */
export const gemini: Protocol = {
  matches: (path) => /:(streamGenerateContent|generateContent)$/.test(path),
  tools(body) {
    const tools = Array.isArray(body.tools) ? body.tools : [];
    return tools.flatMap((tool) => names(tool.functionDeclarations, (declared) => declared.name));
  },
  errand: (body) => gemini.tools(body).length === 0,
  streams: (path) => path.includes(':stream'),
  stream(turn, tools) {
    if (turn.kind !== 'say') return [event(answer(partsOf(turn, tools), 'STOP'))];
    const parts = pieces(turn.text);
    return parts.map((text, at) => event(answer([{ text }], at === parts.length - 1 ? 'STOP' : null)));
  },
  whole: (turn, tools) => answer(partsOf(turn, tools), 'STOP'),
  fault(fault) {
    const error = (code: number, status: string, message: string, details: object[] = [], headers = {}) =>
      json(code, { error: { code, status, message, details } }, headers);
    const google = (type: string, value: object) => ({ '@type': `type.googleapis.com/google.rpc.${type}`, ...value });
    switch (fault.what) {
      case 'usage-limit': {
        const quotaId = 'GenerateRequestsPerDayPerProjectPerModel-FreeTier';
        const violations = [
          {
            quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
            quotaId,
            quotaValue: '50',
          },
        ];
        return error(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', [
          google('QuotaFailure', { violations }),
        ]);
      }
      case 'rate-limit':
        return error(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.', [
          google('RetryInfo', { retryDelay: `${fault.retryAfterS}s` }),
        ]);
      case 'billing':
        return error(403, 'PERMISSION_DENIED', 'This API method requires billing to be enabled.');
      case 'unauthorized':
        return error(401, 'UNAUTHENTICATED', 'API key not valid. Please pass a valid API key.');
      case 'unknown-model':
        return error(
          404,
          'NOT_FOUND',
          'models/mock-model is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.',
        );
      case 'overloaded':
        return error(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.', [], retryAfter(fault));
    }
  },
};

function partsOf(turn: Speech, tools: readonly string[]): object[] {
  if (turn.kind === 'say') return [{ text: turn.text }];
  const { name, args } = toolOf(turn, tools);
  return [{ functionCall: { name, args } }];
}

function answer(parts: readonly object[], finishReason: string | null): object {
  return {
    candidates: [{ index: 0, content: { role: 'model', parts }, ...(finishReason && { finishReason }) }],
    usageMetadata: {
      promptTokenCount: tokens.fresh + tokens.cached,
      cachedContentTokenCount: tokens.cached,
      candidatesTokenCount: tokens.out,
      totalTokenCount: tokens.fresh + tokens.cached + tokens.out,
    },
    modelVersion: 'mock-model',
  };
}

function event(data: object): string {
  return `data: ${JSON.stringify(data)}\r\n\r\n`;
}
