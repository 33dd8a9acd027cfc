import { truncateWithNote } from '../../../../text.ts';
import { agentError, asNumber, asObject, asString, type Json, objectAt } from '../../../stream/json.ts';
import type { AgentError } from '../../../types.ts';

const AUTHENTICATION_REQUIRED = -32000;
/** UTF-16 units. */
const MAX_SHOWN = 300;

/** Codes that stand for the categories of claude's and codex' failures; those of limits are told by their words. */
const CATEGORY_CODES: Readonly<Record<string, string>> = {
  access: 'unauthenticated',
  service: 'server_error',
  connection: 'server_error',
};

/** An error of the protocol: what is wrong stands in its `data`, or in the service's error in that, as often as in its message. */
export function readRpcError(error: Json): AgentError {
  const data = objectAt(error, 'data');
  const service = objectAt(data, 'error');
  const ownWords = (asString(error.message) ?? '').replace(/^Internal error(?:: )?/, '');
  const places = [error.data, data.message, data.details, data.error, service.message];
  const details = places.map(asString).find((text) => text !== null) ?? '';
  const words = [ownWords, details].filter((text, at) => text !== '' && !(at === 1 && ownWords.includes(details)));
  const number = asNumber(error.code);
  const statuses = [number, data.status, data.statusCode, service.status, service.code].map(asNumber);
  const status = statuses.find((one) => one !== null && one >= 400 && one <= 599) ?? null;
  const info = asObject(data.codexErrorInfo);
  return agentError(words.join(': ') || asString(error.message) || describeWordless(error), {
    status: status ?? httpStatusIn(info),
    code:
      asString(data.errorKind) ??
      asString(data.codexErrorInfo) ??
      (number === AUTHENTICATION_REQUIRED ? 'unauthenticated' : null),
  });
}

/** What there is of an error without words, for who looks it up. */
function describeWordless(error: Json): string {
  return `it failed without saying why: ${truncateWithNote(JSON.stringify(error), MAX_SHOWN, '…')}`;
}

/** `{responseStreamDisconnected: {httpStatusCode: 429}}`, as codex has it. */
export function httpStatusIn(info: Json | null): number | null {
  const [inner] = Object.values(info ?? {});
  return asNumber(objectAt(inner).httpStatusCode);
}

/** A failure as claude and codex tell it to clients that say they know of it. */
export interface SessionFailure {
  readonly isFinal: boolean;
  readonly category: string;
  readonly error: AgentError;
}

/** Reads `_meta.jetbrains.air.sessionFailure` of an update or a result; null: there is none. */
export function readSessionFailure(holder: Json): SessionFailure | null {
  const failure = asObject(objectAt(holder, '_meta', 'jetbrains', 'air').sessionFailure);
  const title = asString(failure?.title);
  if (failure === null || title === null) return null;
  const category = asString(failure.category) ?? '';
  return {
    isFinal: failure.severity === 'error',
    category,
    error: agentError(title, { code: CATEGORY_CODES[category] ?? null }),
  };
}
