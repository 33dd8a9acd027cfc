import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Call } from './operations.ts';
import type { Shape } from './shapes.ts';
import type { World } from './world.ts';

const MAX_BLOB_BYTES = 40 * 1024 * 1024;

interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly sha?: string | null;
  readonly content?: string;
}

/** git's objects in the bare repository that `world.gitData` names; what GitHub would not take is git's own refusal. */
export const gitDataOperations: Readonly<Record<string, (call: Call) => Answer>> = {
  'git/create-blob': withRepository(({ body, places, world }, git) => {
    const content = Buffer.from(String(body.content), body.encoding === 'base64' ? 'base64' : 'utf8');
    if (content.length > MAX_BLOB_BYTES) return invalid('content is too large');
    const sha = git(['hash-object', '-w', '--stdin'], content);
    return { status: 201, body: { sha, url: `${repoUrl(world, places.api)}/git/blobs/${sha}` } };
  }),
  'git/create-tree': withRepository(({ body, places, world }, git) => {
    const sha = writeTree(git, body.base_tree as string | undefined, body.tree as readonly Entry[]);
    if (sha === null) return invalid('GitRPC::BadObjectState');
    return {
      status: 201,
      body: { sha, url: `${repoUrl(world, places.api)}/git/trees/${sha}`, truncated: false, tree: [] },
    };
  }),
  'git/create-commit': withRepository(createCommit),
  'git/get-commit': withRepository((call, git) => {
    const sha = call.parameters.commit_sha ?? '';
    return attempt(() => git(['cat-file', '-e', `${sha}^{commit}`])) === null
      ? { status: 404, body: { message: 'Not Found', status: '404' } }
      : { status: 200, body: commitShape(call, git, sha, null) };
  }),
};

type RunGit = (args: readonly string[], input?: string | Buffer, env?: Readonly<Record<string, string>>) => string;

function withRepository(operate: (call: Call, git: RunGit) => Answer): (call: Call) => Answer {
  return (call) => {
    const { bare } = call.world.gitData ?? {};
    if (bare === undefined) throw new Error('the fake was given no repository for git data');
    const git: RunGit = (args, input = '', env = {}) =>
      execFileSync('git', args, {
        ...{ cwd: bare, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 2 ** 26 },
        env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', ...env },
      }).trimEnd();
    if (git(['for-each-ref', '--count=1']) === '')
      return { status: 409, body: { message: 'Git Repository is empty.', status: '409' } };
    return operate(call, git);
  };
}

/** null: as on GitHub, what is not there cannot be removed, and no path is a file and a folder in one request. */
function writeTree(git: RunGit, base: string | undefined, entries: readonly Entry[]): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'fake-tree-'));
  const env = { GIT_INDEX_FILE: join(folder, 'index') };
  return attempt(
    () => {
      if (base !== undefined) git(['read-tree', base], '', env);
      const listed = new Set(git(['ls-files', '-z'], '', env).split('\0'));
      const texts = writeTexts(git, folder, entries);
      const lines = entries.map(({ path, mode, sha, content }) => {
        if (sha === null && !listed.has(path)) throw new Error(`${path} is not there`);
        const object = content === undefined ? (sha ?? null) : texts.get(content);
        const line = `${object === null ? '0' : mode} ${object ?? '0'.repeat(40)}\t${path}\0`;
        return { gone: object === null, line };
      });
      const inOrder = [...lines.filter(({ gone }) => !gone), ...lines.filter(({ gone }) => gone)];
      git(['update-index', '--add', '-z', '--index-info'], inOrder.map(({ line }) => line).join(''), env);
      return git(['write-tree'], '', env);
    },
    () => rmSync(folder, { recursive: true }),
  );
}

/** With one process: there may be a thousand. Content → its name. */
function writeTexts(git: RunGit, folder: string, entries: readonly Entry[]): ReadonlyMap<string, string> {
  const texts = [...new Set(entries.flatMap(({ content }) => (content === undefined ? [] : [content])))];
  const paths = texts.map((text, at) => {
    writeFileSync(join(folder, `${at}`), text);
    return `${join(folder, `${at}`)}\n`;
  });
  const names = git(['hash-object', '-w', '--no-filters', '--stdin-paths'], paths.join('')).split('\n');
  return new Map(texts.map((text, at) => [text, names[at] ?? '']));
}

function createCommit(call: Call, git: RunGit): Answer {
  const { world, login, body } = call;
  const parents = (body.parents as readonly string[] | undefined) ?? [];
  const tree = String(body.tree);
  if (attempt(() => git(['cat-file', '-e', `${tree}^{tree}`])) === null) return invalid('Tree SHA does not exist');
  for (const parent of parents)
    if (attempt(() => git(['cat-file', '-e', `${parent}^{commit}`])) === null)
      return invalid('Parent SHA does not exist or is not a commit object');
  const person = (given: unknown, name: string, email: string) => {
    const known = { name, email, ...(given as object | undefined) };
    return `${known.name} <${known.email}> ${Math.floor(world.now() / 1000)} +0000`;
  };
  // What says who made it is not signed, and neither is what a person makes.
  const isSigned = body.author === undefined && body.committer === undefined && world.people.get(login)?.type === 'Bot';
  const author = person(body.author, login, `${login}@users.noreply.github.com`);
  const committer = person(
    body.committer,
    isSigned ? 'GitHub' : login,
    isSigned ? 'noreply@github.com' : `${login}@users.noreply.github.com`,
  );
  const headers = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${author}`,
    `committer ${committer}`,
  ];
  const payload = `${headers.join('\n')}\n\n${body.message}`;
  const signature = isSigned ? sign(world, payload) : null;
  const signed =
    signature === null ? payload : payload.replace('\n\n', `\ngpgsig ${signature.replaceAll('\n', '\n ')}\n\n`);
  const sha = git(['hash-object', '-t', 'commit', '-w', '--stdin'], signed);
  return { status: 201, body: commitShape(call, git, sha, signature === null ? null : { payload, signature }) };
}

/** By a key of ssh, since git can check that. */
function sign({ gitData }: World, payload: string): string {
  return execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-n', 'git', '-f', gitData?.key ?? ''], {
    ...{ input: payload, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] },
  });
}

function commitShape(
  { world, places }: Call,
  git: RunGit,
  sha: string,
  signed: { readonly payload: string; readonly signature: string } | null,
): Shape {
  const format = ['%an', '%ae', '%cn', '%ce', '%T', '%P', '%B'].join('%x00');
  const [an, ae, cn, ce, tree = '', parents = '', message] = git(['log', '-1', `--format=${format}`, sha]).split('\0');
  const url = `${repoUrl(world, places.api)}/git`;
  const date = world.time;
  return {
    ...{ sha, node_id: `C_${sha}`, url: `${url}/commits/${sha}`, html_url: `${places.server}/commit/${sha}`, message },
    author: { name: an, email: ae, date },
    committer: { name: cn, email: ce, date },
    tree: { sha: tree, url: `${url}/trees/${tree}` },
    parents: parents
      .split(' ')
      .filter(Boolean)
      .map((parent) => ({
        sha: parent,
        url: `${url}/commits/${parent}`,
        html_url: `${places.server}/commit/${parent}`,
      })),
    verification: {
      ...{ verified: signed !== null, reason: signed === null ? 'unsigned' : 'valid' },
      signature: signed?.signature ?? null,
      payload: world.gitData?.hidesPayload === true ? null : (signed?.payload ?? null),
      verified_at: signed === null ? null : date,
    },
  };
}

function repoUrl({ owner, repo }: World, api: string): string {
  return `${api}/repos/${owner}/${repo}`;
}

function invalid(message: string): Answer {
  return { status: 422, body: { message, documentation_url: 'https://docs.github.com/rest', status: '422' } };
}

function attempt<T>(work: () => T, last: () => void = () => {}): T | null {
  try {
    return work();
  } catch {
    return null;
  } finally {
    last();
  }
}
