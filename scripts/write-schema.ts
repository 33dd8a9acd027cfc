/** Writes `sequential.schema.json`, by which editors complete and check `.github/sequential.yml`: `npm run schema`. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { configJsonSchema } from '../src/inputs/config-file/config-schema.ts';
import { options } from '../src/inputs/options/options.ts';

const path = resolve(import.meta.dirname, '..', 'sequential.schema.json');
writeFileSync(path, `${JSON.stringify(configJsonSchema(options), null, 2)}\n`);
console.log(path);
