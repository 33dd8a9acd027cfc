import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a token may do; the name is what GitHub would call its owner in messages. */
export interface Grant {
  readonly access: 'read' | 'write';
  readonly login?: string;
}

export interface GitRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The token that came along, null for none. */
  readonly token: string | null;
  /** `git-upload-pack` (fetch) or `git-receive-pack` (push). */
  readonly service: string;
  status: number;
}

/** What to do with a request instead of serving it: cut the connection, or answer with an error. */
export type Fault = 'drop' | { readonly status: number; readonly body: string };

export interface GitServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Tokens that are known now; take one out and it has expired. */
  readonly tokens: Map<string, Grant>;
  readonly requests: GitRequest[];
  /** Asked before each request is served. */
  interfere: ((request: GitRequest) => Fault | null | Promise<Fault | null>) | null;
  /** Makes a bare repository `owner/name` that can be pushed to; returns its folder. */
  createRepository(name: string, options?: { readonly defaultBranch?: string }): string;
  /** Address for a client, without credentials. */
  url(name: string): string;
  /** Refuses pushes to a branch as GitHub's branch protection does. */
  protect(name: string, branch: string): void;
  /** Installs a pre-receive hook (shell); '' removes it. */
  hook(name: string, script: string): void;
  stop(): Promise<void>;
}

/**
 * git over HTTP with tokens, on loopback: node's http in front of `git http-backend`. Answers as GitHub does to a
 * missing or wrong token (401), a token that may only read (403), and a repository that is not there (404).
 */
export async function startGitServer(
  options: { readonly tokens?: Readonly<Record<string, Grant>> } = {},
): Promise<GitServer> {
  const root = mkdtempSync(join(tmpdir(), 'git-server-'));
  const tokens = new Map(Object.entries(options.tokens ?? {}));
  const requests: GitRequest[] = [];
  const known = new Set<string>();
  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const url = new URL(message.url ?? '/', 'http://loopback');
    const token = tokenOf(message.headers.authorization);
    const service = url.searchParams.get('service') ?? url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
    const path = decodeURIComponent(url.pathname);
    const request: GitRequest = { method: message.method ?? 'GET', path, query: url.search, token, service, status: 0 };
    requests.push(request);
    const answer = (status: number, body: string, headers: Record<string, string> = {}) => {
      request.status = status;
      message.resume();
      response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body);
    };
    const fault = (await gitServer.interfere?.(request)) ?? null;
    if (fault === 'drop') return message.socket.destroy();
    if (fault !== null) return answer(fault.status, fault.body);
    if (token === null) return answer(401, 'Authentication required', { 'www-authenticate': 'Basic realm="GitHub"' });
    const grant = tokens.get(token);
    if (grant === undefined)
      return answer(401, 'Invalid username or token.', { 'www-authenticate': 'Basic realm="GitHub"' });
    const name = /^\/(.+?)(?:\.git)?\/(?:info\/refs|git-[a-z-]+|HEAD|objects\/.*)$/.exec(path)?.[1] ?? '';
    if (!known.has(name)) return answer(404, 'Repository not found.');
    if (service === 'git-receive-pack' && grant.access !== 'write') {
      return answer(403, `Permission to ${name}.git denied to ${grant.login ?? 'github-actions[bot]'}.`);
    }
    serve(
      root,
      `/${name}.git${path.slice(path.indexOf(name) + name.length).replace(/^\.git/, '')}`,
      grant,
      message,
      response,
      request,
    );
    return undefined;
  };

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = (name: string) => join(root, `${name}.git`);
  const gitServer: GitServer = {
    origin,
    tokens,
    requests,
    interfere: null,
    createRepository(name, { defaultBranch = 'main' } = {}) {
      mkdirSync(dirname(folder(name)), { recursive: true });
      const run = (...args: string[]) => execFileSync('git', args, { stdio: 'ignore', env: plainEnvironment() });
      run('init', '-q', '--bare', '--template=', '-b', defaultBranch, folder(name));
      run('-C', folder(name), 'config', 'http.receivepack', 'true');
      run('-C', folder(name), 'config', 'receive.denyNonFastForwards', 'true');
      known.add(name);
      return folder(name);
    },
    url: (name) => `${origin}/${name}`,
    protect(name, branch) {
      const lines = [
        'while read old new ref; do',
        `  if [ "$ref" = "refs/heads/${branch}" ]; then`,
        `    echo "error: GH006: Protected branch update failed for refs/heads/${branch}." >&2`,
        '    echo "error: Changes must be made through a pull request." >&2',
        '    exit 1',
        '  fi',
        'done',
      ];
      gitServer.hook(name, lines.join('\n'));
    },
    hook(name, script) {
      const path = join(folder(name), 'hooks', 'pre-receive');
      rmSync(path, { force: true });
      if (script === '') return;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `#!/bin/sh\n${script}\n`);
      chmodSync(path, 0o755);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      rmSync(root, { recursive: true, force: true });
    },
  };
  return gitServer;
}

/** The password of basic authentication, or a bearer token; the scheme is compared without regard to case. */
function tokenOf(header: string | undefined): string | null {
  const [scheme = '', value = ''] = (header ?? '').split(/\s+/);
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return null;
  const decoded = Buffer.from(value, 'base64').toString();
  return decoded.slice(decoded.indexOf(':') + 1);
}

function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: tmpdir(), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
}

/** Runs `git http-backend` as a CGI program (RFC 3875) for one request. */
function serve(
  root: string,
  path: string,
  grant: Grant,
  message: IncomingMessage,
  response: ServerResponse,
  request: GitRequest,
): void {
  const header = (name: string) => message.headers[name]?.toString() ?? '';
  const length = header('content-length');
  const backend = spawn('git', ['http-backend'], {
    env: {
      ...plainEnvironment(),
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: header('git-protocol'),
      REMOTE_USER: grant.login ?? 'github-actions[bot]',
      REMOTE_ADDR: '127.0.0.1',
      REQUEST_METHOD: request.method,
      PATH_INFO: path,
      QUERY_STRING: request.query.slice(1),
      CONTENT_TYPE: header('content-type'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      ...(length === '' ? {} : { CONTENT_LENGTH: length }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  message.pipe(backend.stdin);
  backend.stdin.on('error', () => undefined);
  let head = Buffer.alloc(0);
  let body = false;
  backend.stdout.on('data', (chunk: Buffer) => {
    if (body) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    body = true;
    const lines = head.subarray(0, end).toString().split('\r\n');
    const pairs = lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]);
    const headers = Object.fromEntries(pairs) as Record<string, string>;
    request.status = Number.parseInt(headers.status ?? '200', 10);
    delete headers.status;
    response.writeHead(request.status, headers);
    response.write(head.subarray(end + 4));
  });
  backend.stdout.on('end', () => response.end());
  backend.on('error', (error) => response.destroy(error));
  message.on('aborted', () => backend.kill());
}
