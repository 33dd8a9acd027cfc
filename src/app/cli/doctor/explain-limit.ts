import { backends, getBackend } from '../../../agents/index.ts';
import { createCollector } from '../../../agents/stream/collect.ts';
import { agentError, asString, objectAt, parseLine } from '../../../agents/stream/json.ts';
import type { AgentError, LimitWindow } from '../../../agents/types.ts';
import { UserError, unreachable } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { formatDuration } from '../../../report/text/numbers.ts';
import { plainText } from '../../../report/text/plain-text.ts';
import { lastCharacters } from '../../../text.ts';
import { formatUtcMinute } from '../../../time.ts';
import { explainLimit, type LimitFinding } from '../../../verdict/limits/recognise-limit.ts';
import type { CommandContext } from '../command-context.ts';

/** What ends an attempt stands at the end of what it printed. */
const MAX_LENGTH = 4 * 1024 * 1024;

/** Says what a text on standard input would be taken for, were it what ended an attempt, and why. Always 0. */
export async function explainLimitCommand(inputs: Inputs, { stdin, stdout }: CommandContext): Promise<number> {
  let text = '';
  stdin.setEncoding('utf8');
  for await (const chunk of stdin) text = lastCharacters(text + chunk, MAX_LENGTH);
  if (text.trim() === '') {
    const fix = 'give the message that an agent ended with, such as: doctor --explain-limit < message.txt';
    throw new UserError('there is no text to explain', { where: 'standard input', fix });
  }
  const { backend } = inputs.agents;
  const explained = explainText(text, backend, Date.now());
  stdout.write(inputs.json ? `${JSON.stringify(explained, null, 2)}\n` : limitText(backend, explained));
  return 0;
}

/** A message as a person saw it, or lines of the backend's own stream, in which its reader finds the error. */
export function explainText(text: string, backend: string, now: number) {
  const { error, limits } = readStream(text, backend) ?? { error: readMessage(text.trim()), limits: [] };
  const explained = { ...explainLimit(error, limits, { backend, backends, now }), error };
  if (explained.finding !== null || error.status !== null) return explained;
  // Copied from a window, it lacks what the stream has beside it.
  const withStatus = { ...error, status: NOT_FOUND };
  const other = explainLimit(withStatus, limits, { backend, backends, now });
  return other.finding?.kind === 'refused' ? { ...other, error: withStatus, assumed: NOT_FOUND } : explained;
}

/** What services answer for a model that they do not know. */
const NOT_FOUND = 404;

/** `API Error: 404 {"error": {"type": …, "message": …}}`, or the code alone, as agents print what they were answered. */
function readMessage(text: string): AgentError {
  if (/^[a-z]+(?:_[a-z]+)+$/.test(text)) return agentError(text, { code: text });
  const [, number] = /^(?:[\w ]{0,40}: ?)?([45]\d\d)\b/.exec(text) ?? [];
  const status = number === undefined ? null : Number(number);
  const body = parseLine(text.slice(Math.max(0, text.indexOf('{'))));
  const inner = objectAt(body ?? {}, 'error');
  const message = asString(inner.message);
  if (message === null) return agentError(text, { status });
  return agentError(message, { status, code: asString(inner.code) ?? asString(inner.type) });
}

function readStream(
  text: string,
  backend: string,
): { readonly error: AgentError; readonly limits: readonly LimitWindow[] } | null {
  const lines = text.split('\n');
  if (!lines.some((line) => parseLine(line) !== null)) return null;
  const reader = getBackend(backend).reader();
  const collector = createCollector();
  for (const event of lines.flatMap((line) => reader.read(line, 'stdout'))) collector.add(event);
  const { error, limits } = collector.facts();
  return error === null ? null : { error, limits };
}

function limitText(backend: string, explained: ReturnType<typeof explainText>): string {
  const { finding, why, error } = explained;
  const { status, code } = error;
  const facts = [status === null ? null : `status ${status}`, code === null ? null : `code ${code}`].filter(Boolean);
  const lines = [
    describeFinding(finding),
    `Why: ${why}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}.`,
    ...(finding?.kind === 'refused' ? [`Remedy: ${finding.remedy}`] : []),
    ...('assumed' in explained
      ? [
          `That holds if the service answered with ${explained.assumed}, which an agent’s own stream tells; without that it counts as a failed attempt.`,
        ]
      : []),
  ];
  return `As the last word of ${backend}:\n${lines.map((line) => `  ${plainText(line)}`).join('\n')}\n`;
}

function describeFinding(finding: LimitFinding | null): string {
  switch (finding?.kind) {
    case undefined:
      return 'failed: the attempt itself failed, and counts as one.';
    case 'limited': {
      const { resetsAt, source, window } = finding.limit;
      const until =
        resetsAt === null
          ? 'it does not say when it resets: tried again now and then'
          : `until ${formatUtcMinute(resetsAt)} (${source})`;
      return `limited: a quota${window === null ? '' : ` (${window})`}, ${until}. Not counted as an attempt.`;
    }
    case 'transient': {
      const { retryAfterMs } = finding;
      const after = retryAfterMs === null ? 'soon' : `after ${formatDuration(retryAfterMs)}`;
      return `transient: it passes by itself, and is tried again ${after}. Not counted as an attempt.`;
    }
    case 'refused':
      return 'refused: only a person can fix it, and the run halts.';
    default:
      return unreachable(finding);
  }
}
