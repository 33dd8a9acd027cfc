import { asString, type Json, objectAt, parseLine } from '../../../stream/json.ts';
import { FIRST_FREE_ID, rpcErrorOf } from '../acp-protocol.ts';

const METHOD_NOT_FOUND = -32601;
/** Code of the error that stands for an answer of which only the beginning came. */
export const TOO_LONG = -32600;
/** Where the id of a message stands, if its beginning has it at all. */
const HEAD_LENGTH = 2_000;

/** What became of a request. */
export type Answer =
  | { readonly kind: 'result'; readonly result: Json }
  | { readonly kind: 'error'; readonly error: Json }
  /** None came within its time. */
  | { readonly kind: 'overdue' }
  /** The agent ended before it answered. */
  | { readonly kind: 'ended' };

export interface ConnectionOptions {
  /** Sends one line to the agent. */
  readonly send: (line: string) => void;
  /** Resolves after so many ms, or rejects when it is aborted before. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Answers a request of the agent's; null: it is none that we know. */
  readonly onRequest: (method: string, params: Json) => object | null;
}

/** JSON-RPC with an agent, as its client. */
export interface Connection {
  /** `limitMs` null: it may take as long as it takes. `id` where whoever reads along must know it. */
  request(
    method: string,
    params: object,
    limits: { readonly limitMs: number | null; readonly id?: number },
  ): Promise<Answer>;
  notify(method: string, params: object): void;
  /** A line of the agent's. What is no message of the protocol is passed over. */
  onLine(line: string): void;
  /** The beginning of a line that was too long to be kept: who waits for it, or asks by it, must not wait for ever. */
  onLost(beginning: string): void;
  /** The agent is gone. */
  onEnd(): void;
}

export function createConnection({ send, delay, onRequest }: ConnectionOptions): Connection {
  const pending = new Map<unknown, (answer: Answer) => void>();
  let nextId = FIRST_FREE_ID;
  let hasEnded = false;
  const write = (message: object) => send(JSON.stringify({ jsonrpc: '2.0', ...message }));

  function answerRequest(id: unknown, method: string, params: Json): void {
    const result = onRequest(method, params);
    const error = { code: METHOD_NOT_FOUND, message: `${method} is not offered by this client` };
    write(result === null ? { id, error } : { id, result });
  }

  return {
    async request(method, params, { limitMs, id = nextId++ }) {
      if (hasEnded) return { kind: 'ended' };
      const answered = new AbortController();
      const answer = new Promise<Answer>((resolve) => pending.set(id, resolve));
      write({ id, method, params });
      const limit = limitMs === null ? [] : [delay(limitMs, answered.signal).then((): Answer => ({ kind: 'overdue' }))];
      const first = await Promise.race([answer, ...limit.map((one) => one.catch(() => answer))]);
      answered.abort();
      pending.delete(id);
      return first;
    },
    notify: (method, params) => write({ method, params }),
    onLine(line) {
      const json = parseLine(line);
      if (json === null) return;
      const method = asString(json.method);
      if (method !== null) return 'id' in json ? answerRequest(json.id, method, objectAt(json, 'params')) : undefined;
      const error = rpcErrorOf(json);
      // A second answer finds nobody who waits for it.
      pending.get(json.id)?.(
        error === null ? { kind: 'result', result: objectAt(json, 'result') } : { kind: 'error', error },
      );
    },
    onLost(beginning) {
      const head = beginning.slice(0, HEAD_LENGTH);
      const [, id] = /"id"\s*:\s*("[^"]{0,200}"|\d{1,15})/.exec(head) ?? [];
      if (id === undefined) return;
      const key: unknown = JSON.parse(id);
      const error = { code: TOO_LONG, message: 'the message is too long to be read' };
      if (/"method"\s*:/.test(head)) write({ id: key, error });
      else pending.get(key)?.({ kind: 'error', error });
    },
    onEnd() {
      hasEnded = true;
      for (const resolve of pending.values()) resolve({ kind: 'ended' });
    },
  };
}
