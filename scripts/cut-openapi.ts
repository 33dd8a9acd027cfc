/**
 * Cuts GitHub's OpenAPI description to the operations that the fake of its API serves, with what they refer to:
 *
 *   npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-*.tgz package/generated/api.github.com.json
 *   node scripts/cut-openapi.ts package/generated/api.github.com.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TARGET = fileURLToPath(new URL('../test/harness/github/fixtures/openapi.json', import.meta.url));

const OPERATIONS = new Set([
  'actions/create-workflow-dispatch',
  'actions/get-github-actions-default-workflow-permissions-repository',
  'actions/get-github-actions-permissions-repository',
  'actions/get-workflow',
  'actions/list-environment-secrets',
  'actions/list-repo-organization-secrets',
  'actions/list-repo-secrets',
  'apps/create-installation-access-token',
  'apps/get-repo-installation',
  'git/create-blob',
  'git/create-commit',
  'git/create-tree',
  'git/get-commit',
  'issues/add-assignees',
  'issues/create',
  'issues/create-comment',
  'issues/create-label',
  'issues/get',
  'issues/get-comment',
  'issues/get-label',
  'issues/list-comments',
  'issues/list-for-repo',
  'issues/update',
  'issues/update-comment',
  'pulls/create',
  'pulls/get',
  'pulls/list',
  'pulls/update',
  'reactions/create-for-issue-comment',
  'repos/get',
  'repos/get-collaborator-permission-level',
]);
/** Words for people; they are most of the file. */
const PROSE = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'tags', 'title', 'deprecated']);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Described = {
  info: { version: string };
  paths: Record<string, Record<string, { operationId: string } & Record<string, Json>>>;
  components: Record<string, Record<string, Json>>;
};

const source = process.argv[2];
if (source === undefined) throw new Error('usage: node scripts/cut-openapi.ts PATH/api.github.com.json');
const whole = JSON.parse(readFileSync(source, 'utf8')) as Described;

const paths: Described['paths'] = {};
for (const [path, methods] of Object.entries(whole.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    if (!OPERATIONS.delete(operation.operationId)) continue;
    const cut = plain(operation, false) as Described['paths'][string][string];
    paths[path] = { ...paths[path], [method]: cut };
  }
}
if (OPERATIONS.size > 0) throw new Error(`not in ${source}: ${[...OPERATIONS].join(', ')}`);

const components: Described['components'] = {};
const waiting = references(paths);
for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
  const [kind, name] = ref.replace('#/components/', '').split('/') as [string, string];
  if (components[kind]?.[name] !== undefined) continue;
  const cut = plain(whole.components[kind]?.[name] ?? null, false);
  components[kind] = { ...components[kind], [name]: cut };
  waiting.push(...references(cut));
}
const slice = {
  openapi: '3.0.3',
  info: { title: 'GitHub v3 REST API', version: whole.info.version },
  paths,
  components,
};
writeFileSync(TARGET, `${JSON.stringify(slice)}\n`);
console.log(`${TARGET}: ${JSON.stringify(slice).length} bytes`);

/**
 * Without prose, and with JSON Schema's way of saying null. `named`: the keys are names of properties, headers or
 * parameters rather than words of the description, so that a property called `title` stays.
 */
function plain(node: Json, named: boolean): Json {
  if (Array.isArray(node)) return node.map((item) => plain(item, false));
  if (node === null || typeof node !== 'object') return node;
  const out: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(node)) {
    if (!named && (PROSE.has(key) || key.startsWith('x-'))) continue;
    if (key === 'required' || key === 'enum') out[key] = value;
    else out[key] = plain(value, !named && (key === 'properties' || key === 'headers' || key === 'patternProperties'));
  }
  return named ? out : nullable(out);
}

/** `nullable: true` means nothing beside a `$ref`, `allOf` or `anyOf`, and forbids a null that an `enum` leaves out. */
function nullable(schema: { [key: string]: Json }): Json {
  if (schema.nullable !== true) return schema;
  const { nullable: _, ...rest } = schema;
  return { anyOf: [{ type: 'null' }, rest] };
}

function references(node: unknown): string[] {
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : references(value),
  );
}
