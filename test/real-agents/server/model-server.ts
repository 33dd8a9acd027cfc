import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chat } from './chat.ts';
import { gemini } from './gemini.ts';
import { messages } from './messages.ts';
import { responses } from './responses.ts';
import type { Answer, Body, Protocol, Speech, Turn } from './turns.ts';

const protocols: readonly Protocol[] = [responses, messages, chat, gemini];

/** One request for the model's work, as it came. */
export interface Seen {
  readonly path: string;
  /** The whole body: prompt, earlier turns and tool results are in it. */
  readonly body: string;
}

/** A model on loopback that does what a script says, one turn a request; the last turn is repeated. */
export interface ModelServer {
  readonly url: string;
  /** Requests for the agent's work. Side errands (titles, summaries, lists of models) are answered and not counted. */
  readonly seen: readonly Seen[];
  /** Resolves when that many requests have come. */
  reached(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function startModelServer(turns: readonly Turn[]): Promise<ModelServer> {
  const seen: Seen[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (message.url ?? '').split('?')[0] ?? '';
    const text = await read(message);
    const protocol = protocols.find(({ matches }) => matches(path));
    if (protocol === undefined || message.method !== 'POST') return void end(response, other(path));
    const body: Body = JSON.parse(text);
    const request: ModelRequest = { protocol, streams: protocol.streams(path, body), tools: protocol.tools(body) };
    if (protocol.errand(body)) return speak(request, { kind: 'say', text: 'A title' }, response);
    const turn = turns[Math.min(seen.length, turns.length - 1)];
    seen.push({ path, body: text });
    for (const { count, resolve } of waiting) if (seen.length >= count) resolve();
    if (turn !== undefined) play(request, turn, response);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    reached: (count) =>
      new Promise((resolve) => {
        if (seen.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A request for a model, as far as its answer depends on it. */
interface ModelRequest {
  readonly protocol: Protocol;
  readonly streams: boolean;
  readonly tools: readonly string[];
}

function play(request: ModelRequest, turn: Turn, response: ServerResponse) {
  switch (turn.kind) {
    case 'say':
    case 'shell':
    case 'call':
      return speak(request, turn, response);
    case 'cut':
      return cutShort(request, turn.text, response);
    case 'fault':
      return end(response, request.protocol.fault(turn.fault));
    case 'hang':
      return;
  }
}

function cutShort({ protocol, streams, tools }: ModelRequest, text: string, response: ServerResponse): void {
  if (!streams) return void response.destroy();
  const parts = protocol.stream({ kind: 'say', text }, tools);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  // The first half must be on its way before the line is cut, or the client sees an empty answer.
  response.write(parts.slice(0, Math.max(1, Math.floor(parts.length / 2))).join(''), () => {
    setTimeout(() => response.destroy(), 50);
  });
}

function speak({ protocol, streams, tools }: ModelRequest, turn: Speech, response: ServerResponse): void {
  const headers = turn.kind === 'say' ? turn.headers : {};
  if (!streams) {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(protocol.whole(turn, tools)));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
  for (const part of protocol.stream(turn, tools)) response.write(part);
  response.end();
}

/** What CLIs ask beside: lists of models, token counts, health. */
function other(path: string): Answer {
  const headers = { 'content-type': 'application/json' };
  if (path.endsWith('/models')) {
    return {
      status: 200,
      headers,
      body: JSON.stringify({ object: 'list', data: [{ id: 'mock-model', object: 'model' }] }),
    };
  }
  if (path.endsWith('count_tokens')) return { status: 200, headers, body: JSON.stringify({ input_tokens: 100 }) };
  if (path.endsWith(':countTokens')) return { status: 200, headers, body: JSON.stringify({ totalTokens: 100 }) };
  return { status: 404, headers, body: JSON.stringify({ error: { message: `no ${path} here` } }) };
}

function end(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined) return raw.toString('utf8');
  const zlib = await import('node:zlib');
  if (encoding === 'gzip') return zlib.gunzipSync(raw).toString('utf8');
  if (encoding === 'zstd') return zlib.zstdDecompressSync(raw).toString('utf8');
  throw new Error(`a request in ${encoding} cannot be read`);
}
