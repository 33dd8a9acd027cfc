import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

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

interface Refusal {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What to do with a request instead of serving it: cut the connection, or answer with an error. */
export type Fault = 'drop' | Refusal;

export interface GitServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Tokens that are known now; take one out and it has expired. */
  readonly tokens: Map<string, Grant>;
  readonly requests: GitRequest[];
  /** Tokens that are known elsewhere: asked at each request with a token that `tokens` does not hold. */
  grantOf: ((token: string) => Grant | undefined) | null;
  /** Asked before each request is served. */
  interfere: ((request: GitRequest) => Fault | null | Promise<Fault | null>) | null;
  /** How far the clock that its answers tell (`Date`) is ahead of this machine's, ms. */
  aheadMs: number;
  /** Makes a bare repository `owner/name` that can be pushed to; returns its folder. */
  createRepository(name: string, options?: { readonly defaultBranch?: string }): string;
  /** Address for a client, without credentials. */
  url(name: string): string;
  /** Refuses pushes to a branch as GitHub's branch protection does. */
  protect(name: string, branch: string): void;
  /** Refuses pushes as a ruleset of GitHub does that covers a branch, or `null` all of them; one line a rule. */
  rule(name: string, branch: string | null, ...rules: readonly string[]): void;
  /** Refuses commits that change workflow files, as GitHub does to a token without that permission. */
  refuseWorkflows(name: string): void;
  /** Takes only commits with good signatures on branches; `signers`: path of a file of allowed signers of ssh. */
  requireSignatures(name: string, signers: string): void;
  /** Installs a pre-receive hook (shell); '' removes it. */
  hook(name: string, script: string): void;
  stop(): Promise<void>;
}

/**
 * git over HTTP with tokens, on loopback: node's http in front of git's own services. Answers as GitHub does to a
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
    response.setHeader('date', new Date(Date.now() + gitServer.aheadMs).toUTCString());
    const fault = (await gitServer.interfere?.(request)) ?? null;
    if (fault === 'drop') return message.socket.destroy();
    const admitted = fault ?? admit(request);
    if ('grant' in admitted) return serve(folder(admitted.name), admitted.grant, message, response, request);
    request.status = admitted.status;
    message.resume();
    response.writeHead(admitted.status, { 'content-type': 'text/plain', ...admitted.headers }).end(admitted.body);
  };

  /** The repository and what the token may do there, or what GitHub says instead. */
  const admit = ({ token, path, service }: GitRequest): { readonly name: string; readonly grant: Grant } | Refusal => {
    const headers = { 'www-authenticate': 'Basic realm="GitHub"' };
    if (token === null) return { status: 401, body: 'Authentication required', headers };
    const grant = tokens.get(token) ?? gitServer.grantOf?.(token);
    if (grant === undefined) return { status: 401, body: 'Invalid username or token.', headers };
    const name = /^\/(.+?)(?:\.git)?\/(?:info\/refs|git-(?:upload|receive)-pack)$/.exec(path)?.[1] ?? '';
    if (!known.has(name)) return { status: 404, body: 'Repository not found.' };
    if (service !== 'git-receive-pack' || grant.access === 'write') return { name, grant };
    return { status: 403, body: `Permission to ${name}.git denied to ${grant.login ?? 'github-actions[bot]'}.` };
  };

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = (name: string) => join(root, `${name}.git`);
  const gitServer: GitServer = {
    origin,
    tokens,
    requests,
    grantOf: null,
    interfere: null,
    aheadMs: 0,
    createRepository(name, { defaultBranch = 'main' } = {}) {
      mkdirSync(dirname(folder(name)), { recursive: true });
      const args = ['init', '-q', '--bare', '--template=', '-b', defaultBranch, folder(name)];
      execFileSync('git', args, { stdio: 'ignore', env: plainEnvironment() });
      appendFileSync(join(folder(name), 'config'), '[receive]\n\tdenyNonFastForwards = true\n\tautogc = false\n');
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
    rule(name, branch, ...rules) {
      const lines = [
        'while read old new ref; do',
        `  case "$ref" in ${branch === null ? '*' : `refs/heads/${branch}`})`,
        '    echo "error: GH013: Repository rule violations found for $ref." >&2',
        '    echo "Review all repository rules at http://127.0.0.1/rules" >&2',
        ...rules.map((rule) => `    printf '\\n- %s\\n' '${rule}' >&2`),
        '    exit 1;;',
        '  esac',
        'done',
      ];
      gitServer.hook(name, lines.join('\n'));
    },
    refuseWorkflows(name) {
      const lines = [
        'while read old new ref; do',
        '  for commit in $(git rev-list $new --not --all); do',
        '    if git diff-tree -m --name-only -r $commit | grep -q "^.github/workflows/"; then',
        '      echo "refusing to allow a GitHub App to create or update workflow .github/workflows/x.yml without workflows permission" >&2',
        '      exit 1',
        '    fi',
        '  done',
        'done',
      ];
      gitServer.hook(name, lines.join('\n'));
    },
    requireSignatures(name, signers) {
      const lines = [
        'while read old new ref; do',
        '  case "$ref" in refs/heads/*) ;; *) continue ;; esac',
        '  for commit in $(git rev-list "$new" --not --all); do',
        `    git -c gpg.ssh.allowedSignersFile='${signers}' verify-commit "$commit" 2>/dev/null && continue`,
        '    echo "error: GH013: Repository rule violations found for $ref." >&2',
        '    echo "- Commits must have verified signatures." >&2',
        '    exit 1',
        '  done',
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

let capabilities: Promise<Buffer> | null = null;

/** Answers one request as `git http-backend` does, without its two processes on the way to the one that works. */
async function serve(
  repository: string,
  grant: Grant,
  message: IncomingMessage,
  response: ServerResponse,
  request: GitRequest,
): Promise<void> {
  const protocol = message.headers['git-protocol']?.toString() ?? '';
  const service = request.service.replace(/^git-/, '');
  const name = grant.login ?? 'github-actions[bot]';
  const start = (...flags: string[]) =>
    spawn('git', [service, '--stateless-rpc', ...flags, repository], {
      env: {
        ...plainEnvironment(),
        GIT_PROTOCOL: protocol,
        GIT_COMMITTER_NAME: name,
        GIT_COMMITTER_EMAIL: `${name}@http.127.0.0.1`,
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  request.status = 200;
  response.writeHead(200, {
    'content-type': `application/x-git-${service}-${message.method === 'GET' ? 'advertisement' : 'result'}`,
    'cache-control': 'no-cache',
  });
  if (message.method === 'GET') {
    const advertise = () => buffer(start('--http-backend-info-refs').stdout);
    if (/\bversion=2\b/.test(protocol)) {
      // What git can do, the same of every repository; refs are asked for afterwards.
      capabilities ??= advertise();
      response.end(await capabilities);
    } else {
      response.write(`${packet(`# service=git-${service}\n`)}${FLUSH}`);
      response.end(await advertise());
    }
    return;
  }
  const worker = start();
  message.on('aborted', () => worker.kill());
  const body = message.headers['content-encoding'] === 'gzip' ? message.pipe(createGunzip()) : message;
  // It may have heard enough before all is said.
  await Promise.all([pipeline(body, worker.stdin).catch(() => undefined), pipeline(worker.stdout, response)]);
}

const FLUSH = '0000';

function packet(text: string): string {
  return `${(text.length + 4).toString(16).padStart(4, '0')}${text}`;
}
