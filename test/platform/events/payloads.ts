import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createSchemas } from '../../harness/json-schema.ts';

interface Schema {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly minItems?: number;
  readonly items?: Schema;
}

const path = createRequire(import.meta.url).resolve('@octokit/webhooks-schemas/schema.json');
const schemas = JSON.parse(readFileSync(path, 'utf8')) as { readonly definitions: Readonly<Record<string, Schema>> };
const webhooks = createSchemas(schemas, 'webhooks');

/** The payload, if GitHub could send it for this event and action (`issues$closed`); throws what is wrong with it. */
export function asSent<T>(kind: string, payload: T): T {
  const validate = webhooks.getSchema(`webhooks#/definitions/${kind}`);
  if (validate === undefined) throw new Error(`no schema of ${kind}`);
  if (!validate(payload))
    throw new Error(
      JSON.stringify(
        validate.errors?.map((e) => `${e.instancePath} ${e.message}`),
        null,
        2,
      ),
    );
  return payload;
}

/** A payload as GitHub sends it, with nothing but what the schema requires and `facts`. */
export function payloadOf(kind: string, facts: object): unknown {
  const schema = schemas.definitions[kind];
  if (schema === undefined) throw new Error(`no schema of ${kind}`);
  return asSent(kind, merged(sample(schema), facts));
}

function sample(schema: Schema): unknown {
  if (schema.$ref !== undefined) return sample(schemas.definitions[schema.$ref.replace('#/definitions/', '')] ?? {});
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.allOf !== undefined) return schema.allOf.map(sample).reduce(merged);
  const [choice] = schema.oneOf ?? schema.anyOf ?? [];
  if (choice !== undefined) return sample(choice);
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((name) => name !== 'null');
  const sampleOf = samples[type ?? ''] ?? (schema.required === undefined ? () => null : object);
  return sampleOf(schema);
}

const strings: Readonly<Record<string, string>> = { 'date-time': '2026-11-23T01:00:00Z', uri: 'https://x.example' };
const object = ({ required = [], properties = {} }: Schema) =>
  Object.fromEntries(required.map((key) => [key, sample(properties[key] ?? {})]));

/** By the type that a schema names. */
const samples: Readonly<Record<string, (schema: Schema) => unknown>> = {
  string: ({ format = '' }) => strings[format] ?? 'x',
  integer: () => 1,
  number: () => 1,
  boolean: () => false,
  array: ({ minItems = 0, items = {} }) => Array.from({ length: minItems }, () => sample(items)),
  object,
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over;
  const keys = Object.entries(over).map(([key, value]) => [key, key in base ? merged(base[key], value) : value]);
  return { ...base, ...Object.fromEntries(keys) };
}
