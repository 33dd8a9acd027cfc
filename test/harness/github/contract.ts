import { readFileSync } from 'node:fs';
import type { Ajv, ValidateFunction } from 'ajv';
import { createSchemas } from '../json-schema.ts';

/** A part of JSON Schema, as far as it is walked here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;

/** GitHub's own description, cut by `scripts/cut-openapi.ts`. */
const description = JSON.parse(readFileSync(new URL('./fixtures/openapi.json', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const bodies = createSchemas(description, 'github');
const queries = createSchemas(description, 'github', { coerceTypes: true });

const BASIC_ERROR: Schema = { $ref: '#/components/schemas/basic-error' };

const routes = Object.entries(description.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    operation,
  })),
);

export interface Route {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The operation that GitHub would take this for; null: none of those that are described. */
export function findRoute(method: string, path: string): Route | null {
  for (const { method: its, pattern, operation } of routes) {
    const groups = its === method ? pattern.exec(path)?.groups : undefined;
    if (groups === undefined) continue;
    const parameters = Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value ?? '')]);
    return { operation, parameters: Object.fromEntries(parameters) };
  }
  return null;
}

/** What is wrong with a request, one sentence each. */
export function requestFaults(route: Route, query: URLSearchParams, body: unknown): string[] {
  const known = new Map((route.operation.parameters ?? []).map((one) => resolved(one)).map((one) => [one.name, one]));
  const faults: string[] = [];
  for (const [name, value] of query) {
    const parameter = known.get(name);
    if (parameter?.in !== 'query') faults.push(`unknown query parameter ${name}`);
    else faults.push(...check(queries, parameter.schema, value, `query ${name}`));
  }
  const schema = route.operation.requestBody?.content['application/json']?.schema;
  if (schema === undefined) return body === undefined ? faults : [...faults, 'a body, where none is described'];
  if (body === undefined) return route.operation.requestBody?.required ? [...faults, 'no body'] : faults;
  const properties = new Set(
    (schema.oneOf ?? schema.anyOf ?? [schema]).flatMap((one) => Object.keys(one.properties ?? {})),
  );
  for (const name of Object.keys(body as object)) if (!properties.has(name)) faults.push(`unknown property ${name}`);
  return [...faults, ...check(bodies, schema, body, 'request')];
}

/** What is wrong with a response: an undescribed status, or a body that GitHub would not send. */
export function responseFaults(route: Route, status: number, body: unknown): string[] {
  const described = route.operation.responses[String(status)];
  // GitHub describes few of the refusals that it gives; those have the common shape.
  if (described === undefined && status >= 400) return check(bodies, BASIC_ERROR, body, `response ${status}`);
  if (described === undefined) return [`status ${status} is not described`];
  const schema = contentOf(described)?.['application/json']?.schema;
  if (schema === undefined) return body === undefined ? [] : [`a body with status ${status}`];
  return check(bodies, schema, body, `response ${status}`);
}

/** Where a response of this status takes its shape from; null: it has no body. */
export function responseSchema(operation: Operation, status: number): Schema | null {
  const described = operation.responses[String(status)];
  return (described && contentOf(described)?.['application/json']?.schema) ?? null;
}

/** Follows a `$ref` into the description. */
export function resolved<T extends object>(node: T): Exclude<T, { readonly $ref: string }> {
  let now: unknown = node;
  while (typeof (now as { $ref?: unknown }).$ref === 'string') {
    const path = (now as { $ref: string }).$ref.slice(2).split('/');
    now = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], description);
  }
  return now as Exclude<T, { readonly $ref: string }>;
}

function contentOf(response: object): Content | undefined {
  return (resolved(response) as { readonly content?: Content }).content;
}

const compiled = new WeakMap<object, Map<Ajv, ValidateFunction>>();

function check(by: Ajv, schema: Schema, value: unknown, what: string): string[] {
  const known = compiled.get(schema) ?? new Map<Ajv, ValidateFunction>();
  compiled.set(schema, known);
  const validate = known.get(by) ?? by.compile(absolute(schema) as object);
  known.set(by, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, 5).map((error) => `${what}${error.instancePath}: ${error.message}`);
}

/** References of a cut-out schema are into the whole description. */
function absolute(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(absolute);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? `github${value}` : absolute(value),
    ]),
  );
}
