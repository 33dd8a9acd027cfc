import { Ajv } from 'ajv';

/**
 * What checks values against the schemas of a document, which are named by `name#/path/to/schema`. A few values are
 * checked by each: most of the time goes into compiling, so each schema is compiled once, as it stands, rather than
 * into each one that refers to it.
 */
export function createSchemas(document: object, name: string, { coerceTypes = false } = {}): Ajv {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateSchema: false,
    validateFormats: false,
    coerceTypes,
    inlineRefs: false,
    code: { optimize: false },
  });
  return ajv.addSchema(document, name);
}
