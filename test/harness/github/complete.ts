import { resolved, type Schema } from './contract.ts';

type Known = Readonly<Record<string, unknown>>;

/**
 * A whole answer in GitHub's shape: what is `known`, and for the rest that the schema requires the plainest value there
 * is. Pull requests alone have 42 required members, of which a client of ours looks at eight.
 */
export function complete(schema: Schema, known: unknown): unknown {
  const shape = resolved(schema);
  if (known === null) return null;
  const variants = shape.oneOf ?? shape.anyOf;
  if (variants !== undefined) return complete(chosen(variants.map(resolved), known), known);
  if (shape.allOf !== undefined) {
    return Object.assign({}, ...shape.allOf.map((part) => complete(part, known)), isRecord(known) ? known : {});
  }
  if (Array.isArray(known)) return known.map((item) => complete(shape.items ?? {}, item));
  if (isRecord(known)) return object(shape, known);
  return known === undefined ? plainest(shape) : known;
}

function object(shape: Schema, known: Known): Known {
  const out: Record<string, unknown> = {};
  for (const name of new Set([...(shape.required ?? []), ...Object.keys(known)])) {
    const schema = shape.properties?.[name];
    out[name] = schema === undefined ? known[name] : complete(schema, known[name]);
  }
  return out;
}

function chosen(variants: readonly Schema[], known: unknown): Schema {
  const type = known === undefined ? 'null' : Array.isArray(known) ? 'array' : typeof known;
  const fits = variants.find(
    (one) => one.type === type || (type === 'object' && (one.allOf ?? one.anyOf) !== undefined),
  );
  return fits ?? variants.find((one) => one.type !== 'null') ?? {};
}

function plainest(shape: Schema): unknown {
  if (shape.enum !== undefined) return shape.enum[0];
  switch (shape.type) {
    case 'null':
      return null;
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 0;
    case 'object':
      return object(shape, {});
    default:
      return shape.format === 'date-time'
        ? '1970-01-01T00:00:00Z'
        : shape.format === 'uri'
          ? 'https://example.com/'
          : '';
  }
}

function isRecord(value: unknown): value is Known {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
