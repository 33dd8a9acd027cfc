import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerApp } from './apps.ts';
import { complete } from './complete.ts';
import { findRoute, type Route, requestFaults, responseFaults, responseSchema } from './contract.ts';
import { type Fault, Faults, troubleAnswer } from './faults.ts';
import { answerGitea, asGitea, GITEA_ACTIONS } from './gitea.ts';
import { answerGraphql } from './graphql.ts';
import { type Answer, operations, refusal } from './operations.ts';
import { mayMarkReady, missingPermission } from './permissions.ts';
import type { Places, Shape } from './shapes.ts';
import { type Token, World } from './world.ts';

/** One request, as it is told in a story. */
export interface Exchange {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body: unknown;
  /** 0: the connection was cut. */
  readonly status: number;
  readonly login: string | null;
}

export interface FakeGitHubOptions {
  readonly owner?: string;
  readonly repo?: string;
  /** Epoch ms; default the machine's clock. */
  readonly now?: () => number;
  /** Of GitHub's pages, as GITHUB_SERVER_URL would say; default the API's own address. */
  readonly serverUrl?: string;
  /** `/api/v3`, as on an Enterprise Server, whose GraphQL is at `/api/graphql`; nothing is answered elsewhere. */
  readonly apiPath?: string;
  /** What it answers like; Gitea is checked against no description. Default: GitHub. */
  readonly face?: 'github' | 'gitea';
}

const MAX_BODY = 65_536;

/**
 * GitHub's REST API on loopback: one repository that remembers. Every request and every response is checked against
 * GitHub's own description; `close` throws if any was not as described. For `GITHUB_API_URL` use `url`.
 */
export class FakeGitHub {
  readonly world: World;
  readonly transcript: Exchange[] = [];
  /** Requests and responses that GitHub's description does not allow. */
  readonly violations: string[] = [];
  readonly #faults = new Faults();
  readonly #server: Server;
  readonly #serverUrl: string | null;
  readonly #apiPath: string;
  readonly face: 'github' | 'gitea';
  #port = 0;
  #down = false;

  private constructor(options: FakeGitHubOptions) {
    this.world = new World(options.owner ?? 'octo', options.repo ?? 'demo', options.now ?? Date.now);
    this.#serverUrl = options.serverUrl ?? null;
    this.#apiPath = options.apiPath ?? '';
    this.face = options.face ?? 'github';
    if (this.face === 'gitea') this.world.person(GITEA_ACTIONS, 'none', 'Bot');
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on('connection', (socket) => void (this.#down && socket.destroy()));
  }

  static async start(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
    const fake = new FakeGitHub(options);
    await fake.#listen();
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}${this.#apiPath}`;
  }

  get places(): Places {
    return { api: this.url, server: this.#serverUrl ?? this.url };
  }

  /** An event's payload as this server sends it. */
  payload(event: Shape): Shape {
    return this.face === 'gitea' ? (asGitea(event) as Shape) : event;
  }

  /** Makes requests go wrong. */
  fail(fault: Fault): void {
    this.#faults.add(fault);
  }

  /** No request goes wrong any more. */
  heal(): void {
    this.#faults.clear();
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        this.#server.off('error', reject);
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  /** Connections are cut from now on. The port is kept: a story beside this one would get it, and answer in its place. */
  down(): void {
    this.#down = true;
    this.#server.closeAllConnections();
  }

  up(): void {
    this.#down = false;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
    if (this.violations.length > 0) throw new Error(`not as GitHub describes it:\n${this.violations.join('\n')}`);
  }

  /** `METHOD /path status`, one line an exchange. */
  story(): string[] {
    const prefix = `/repos/${this.world.owner}/${this.world.repo}`;
    return this.transcript.map(({ method, path, status }) => `${method} ${path.replace(prefix, '')} ${status}`);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(this.#inner(request.url ?? '/'), this.url);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // The caller is gone.
      return;
    }
    const text = Buffer.concat(chunks).toString('utf8');
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const credential = (request.headers.authorization ?? '').replace(/^(token|bearer) /i, '');
    const token = this.world.use(credential);
    const line = `${method} ${url.pathname}`;
    const log = (status: number): void => {
      this.transcript.push({ method, path: `${url.pathname}${url.search}`, body, status, login: token?.login ?? null });
    };

    const date = { date: new Date(this.world.now()).toUTCString() };
    const trouble = this.#faults.take(line);
    const troubled = trouble === null ? null : troubleAnswer(trouble);
    if (troubled !== null) {
      log(troubled.status);
      return send(response, troubled.status, refusal(troubled.status, troubled.message).body, {
        ...date,
        ...troubled.headers,
      });
    }
    if (trouble?.kind === 'web-page') {
      log(trouble.status);
      return void response.writeHead(trouble.status, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    }
    if (trouble?.kind === 'silence') return log(0);
    const lost = trouble !== null;
    const answer: Answer =
      trouble?.kind === 'cut' ? { status: 0 } : this.#answer(method, url, { credential, token }, body, line);
    log(lost ? 0 : answer.status);
    if (lost) return void request.socket.destroy();
    send(response, answer.status, answer.body, { ...date, ...answer.headers });
  }

  /** The path as the description names it; outside of `apiPath` there is none. */
  #inner(path: string): string {
    if (this.#apiPath === '') return path;
    const outer = path.replace(/^\/api\/graphql/, `${this.#apiPath}/graphql`);
    return outer.startsWith(`${this.#apiPath}/`) ? outer.slice(this.#apiPath.length) : `/outside${path}`;
  }

  #answer(
    method: string,
    url: URL,
    { credential, token }: { readonly credential: string; readonly token: Token | undefined },
    body: unknown,
    line: string,
  ): Answer {
    const asApp = this.#answerApp(method, url, credential, body, line);
    if (asApp !== null) return asApp;
    if (token === undefined) return refusal(401, 'Bad credentials');
    if (this.face === 'gitea') return this.#answerGitea(method, url, token, body, line);
    if (line === 'POST /graphql') return this.#graphql(token, body as Shape);
    const route = findRoute(method, url.pathname);
    const operate = operations[route?.operation.operationId ?? ''];
    if (route === null || operate === undefined)
      return this.#violated(line, ['is not an operation that the fake knows']);
    const { owner, repo } = route.parameters;
    if (owner !== this.world.owner || repo !== this.world.repo) return refusal(404, 'Not Found');
    const faults = requestFaults(route, url.searchParams, body);
    if (faults.length > 0) return this.#violated(line, faults);
    if (String((body as Shape | undefined)?.body ?? '').length > MAX_BODY) {
      return refusal(422, `Validation Failed: body is too long (maximum is ${MAX_BODY} characters)`);
    }
    const missing = missingPermission(token, route.operation.operationId);
    if (missing !== null) {
      const headers = { 'x-accepted-github-permissions': missing };
      return { ...refusal(403, 'Resource not accessible by integration'), headers };
    }
    const call = {
      world: this.world,
      places: this.places,
      login: token.login,
      parameters: route.parameters,
      query: url.searchParams,
    };
    const answer = operate({ ...call, body: (body ?? {}) as Shape });
    return this.#checked(route, line, paged(answer, url, this.#apiPath));
  }

  #answerGitea(method: string, url: URL, token: Token, body: unknown, line: string): Answer {
    const { world, places } = this;
    const answer = answerGitea({ world, places, token, method, path: url.pathname, query: url.searchParams, body });
    if (answer === null) return this.#violated(line, ['is not a request that the fake of Gitea knows']);
    return paged(answer, url, this.#apiPath, 'limit');
  }

  /** What only an app itself may ask for; null: it is something else. */
  #answerApp(method: string, url: URL, jwt: string, body: unknown, line: string): Answer | null {
    const route = findRoute(method, url.pathname);
    const operation = route?.operation.operationId ?? '';
    if (route === null || !operation.startsWith('apps/')) return null;
    const faults = requestFaults(route, url.searchParams, body);
    if (faults.length > 0) return this.#violated(line, faults);
    const { owner, repo, installation_id: id } = route.parameters;
    const here = owner === undefined || (owner === this.world.owner && repo === this.world.repo);
    const answer = here
      ? answerApp(this.world, { operation, jwt, id, body: (body ?? {}) as Shape })
      : refusal(404, 'Not Found');
    return this.#checked(route, line, answer);
  }

  #checked(route: Route, line: string, answer: Answer): Answer {
    const schema = responseSchema(route.operation, answer.status);
    const body =
      schema === null || answer.body === undefined ? answer.body : (complete(schema, answer.body) as Answer['body']);
    const faults = responseFaults(route, answer.status, body);
    if (faults.length > 0) return this.#violated(line, faults);
    return { ...answer, ...(body !== undefined && { body }) };
  }

  #graphql(token: Token, body: Shape): Answer {
    const answer = answerGraphql(this.world, token.login, mayMarkReady(token), body);
    if (answer === null) return this.#violated('POST /graphql', [`unknown request ${JSON.stringify(body)}`]);
    return { status: 200, body: { ...answer } };
  }

  #violated(line: string, faults: readonly string[]): Answer {
    this.violations.push(...faults.map((fault) => `${line}: ${fault}`));
    return refusal(500, faults.join('; '));
  }
}

/** The page that was asked for, and where the next one is. */
function paged(answer: Answer, url: URL, apiPath: string, sizeName = 'per_page'): Answer {
  if (!Array.isArray(answer.body)) return answer;
  const size = Number(url.searchParams.get(sizeName) ?? 30);
  const page = Number(url.searchParams.get('page') ?? 1);
  const next = new URL(url);
  next.pathname = `${apiPath}${url.pathname}`;
  next.searchParams.set('page', String(page + 1));
  const body = answer.body.slice((page - 1) * size, page * size);
  return {
    ...answer,
    body,
    ...(answer.body.length > page * size && { headers: { link: `<${next.href}>; rel="next"` } }),
  };
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
