/**
 * Writes `sequential.schema.json`, by which editors complete and check `.github/sequential.yml`, and
 * `sequential.output.schema.json`, what commands print with `--json`: `npm run schema`.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { outputJsonSchema } from '../src/app/cli/json-output.ts';
import { configJsonSchema } from '../src/inputs/config-file/config-schema.ts';
import { options } from '../src/inputs/options/options.ts';

const schemas = {
  'sequential.schema.json': configJsonSchema(options),
  'sequential.output.schema.json': outputJsonSchema(),
};
for (const [name, schema] of Object.entries(schemas)) {
  const path = resolve(import.meta.dirname, '..', name);
  writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
  console.log(path);
}
