import { describe, expect, test } from '@jest/globals';
import type { AgentError } from '../../src/agents/types.ts';
import { findLimit } from './report.ts';

describe('What is none of these is left to be a failure', () => {
  test.each<[backend: string, message: string, facts: Partial<AgentError>]>([
    [
      'claude',
      'Prompt is too long · the request is ~250000 tokens (limit 200000) but this conversation is only ~2738 tokens',
      { status: 400 },
    ],
    [
      'codex',
      "Codex ran out of room in the model's context window. Start a new thread or clear earlier history before retrying.",
      {},
    ],
    ['opencode', 'Your input exceeds the context window of this model.', { code: 'context_length_exceeded' }],
    [
      'gemini',
      '[API Error: {"error":{"code":400,"message":"The input token count (2000000) exceeds the maximum number of tokens allowed (1048576)."}}]',
      {},
    ],
    [
      'copilot',
      'The provider rejected the prompt as too long, but automatic recovery could not reduce it. Reduce context before retrying.',
      { code: 'query' },
    ],
    [
      'codex',
      'Model metadata for `gpt-5.2` not found. Defaulting to fallback metadata; this can degrade performance and cause issues.',
      {},
    ],
    // An answer that was cut on purpose would be cut again, at the cost of one more call.
    ['codex', 'stream disconnected before completion: Incomplete response returned, reason: max_output_tokens', {}],
    // The limits of programs, tests and machines.
    ['custom', 'Recursion limit reached, state was reset', {}],
    ['custom', 'limiter.test.ts: expected "limit reached" after 3 calls; the counter was reset', {}],
    ['custom', 'Tool output limit exceeded; the output was reset to its first 10000 lines', {}],
    ['custom', 'FATAL ERROR: Reached heap limit', {}],
    ['custom', 'Error: 512 MB of memory exceeded', {}],
    ['custom', 'error: 500 tests failed', {}],
    ['custom', 'You have reached your limit of open files', {}],
    ['codex', "EDQUOT: disk quota exceeded, write '/home/user/.codex/sessions/x.jsonl'", {}],
    ['claude', 'Could not refresh your login: your disk quota is full · Delete files you no longer need', {}],
    ['custom', 'npm ERR! billing service test failed', {}],
    ['custom', 'hook "billing.test.ts" failed with exit code 1', {}],
    ['custom', "remote: Authentication failed for 'https://example.org/x/y.git/'", {}],
    ['custom', 'permission denied: /api/private', {}],
    ['custom', 'Segmentation fault', {}],
    ['custom', '', {}],
  ])('%s: %s', (backend, message, facts) => {
    expect(findLimit(backend, message, facts)).toBeNull();
  });
});
