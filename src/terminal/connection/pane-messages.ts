import { z } from 'zod';
import type { PaneMessage } from './pane-orders.ts';

/** Characters of any text in a message; a final message has at most 256 Ki, an error what its agent printed in a line. */
const MAX_TEXT_LENGTH = 4 * 1024 * 1024;
/** Characters of a name: a session's id, a model, a tool call's id. */
const MAX_NAME_LENGTH = 64 * 1024;
const MAX_LIMIT_WINDOWS = 100;

const text = z.string().max(MAX_TEXT_LENGTH);
const name = z.string().max(MAX_NAME_LENGTH);
const pid = z.int().positive();

const usage = z.object({
  inputTokens: z.number(),
  cachedTokens: z.number(),
  outputTokens: z.number(),
  costUsd: z.number().nullable(),
  credits: z.number().exactOptional(),
});
const limitWindow = z.object({
  name,
  used: z.number().nullable(),
  resetsAt: z.number().nullable(),
  status: z.enum(['allowed', 'warning', 'rejected']),
});
const error = z.object({
  message: text,
  status: z.number().nullable(),
  code: text.nullable(),
  retryAfterMs: z.number().nullable(),
  resetsAt: z.number().nullable(),
});

const event = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('started'),
    session: name.nullable(),
    model: name.nullable(),
    isUnanswered: z.literal(true).exactOptional(),
  }),
  z.object({ kind: z.literal('message'), text, delta: z.boolean() }),
  z.object({ kind: z.literal('thinking'), text }),
  z.object({ kind: z.literal('tool-call'), id: name, title: text }),
  z.object({ kind: z.literal('tool-result'), id: name, ok: z.boolean(), text }),
  z.object({ kind: z.literal('usage'), usage }),
  z.object({ kind: z.literal('limit'), window: limitWindow }),
  z.object({
    kind: z.literal('retry'),
    message: text,
    status: z.number().nullable(),
    waitMs: z.number().nullable(),
  }),
  z.object({ kind: z.literal('error'), error }),
  z.object({
    kind: z.literal('finished'),
    ok: z.boolean(),
    finalMessage: text.nullable(),
    error: error.nullable(),
    pending: z.int().exactOptional(),
    isUnspent: z.literal(true).exactOptional(),
  }),
  z.object({ kind: z.literal('unknown'), line: text }),
]);

const report = z.object({
  end: z.enum([
    'exited',
    'timed-out',
    'silent',
    'limit-wait',
    'lingered',
    'cancelled',
    'window-closed',
    'orphaned',
    'pane-lost',
    'not-started',
  ]),
  exitCode: z.int().nullable(),
  signal: name.nullable(),
  finished: z.object({ ok: z.boolean(), isUnspent: z.literal(true).exactOptional() }).nullable(),
  finalMessage: text,
  session: name.nullable(),
  model: name.nullable(),
  usage: usage.nullable(),
  error: error.nullable(),
  limits: z.array(limitWindow).max(MAX_LIMIT_WINDOWS),
  startedAt: z.number(),
  endedAt: z.number(),
  tail: text,
  stderrTail: text,
  transcript: name,
});

const paneMessage: z.ZodType<PaneMessage> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), token: z.string().max(100) }),
  z.object({ kind: z.literal('named') }),
  z.object({ kind: z.literal('agent'), pid }),
  z.object({ kind: z.literal('event'), event }),
  z.object({ kind: z.literal('report'), report }),
]);

/** A message of a pane as it came over its connection; null: no such message is known. */
export function parsePaneMessage(value: unknown): PaneMessage | null {
  const parsed = paneMessage.safeParse(value);
  return parsed.success ? parsed.data : null;
}
