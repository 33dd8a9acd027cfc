import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { configJsonSchema } from '../../src/inputs/config-file/config-schema.ts';
import { options } from '../../src/inputs/options/options.ts';

const file = join(import.meta.dirname, '..', '..', 'sequential.schema.json');
const schema = JSON.parse(readFileSync(file, 'utf8'));

describe('sequential.schema.json', () => {
  test('is what the options say (npm run schema)', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(configJsonSchema(options))));
  });

  const accepts = new Ajv2020({ strict: false }).compile(schema);

  test.each([
    'backend: codex\nverify: npm test\nattempts: 5\nprotect: [docs]\n',
    'isolation: strict\n',
    'isolation:\n  strength: strict\n  writable: [~/x]\nsteering:\n  allow: [.claude/]\n',
    'version: 1\nspecs:\n  a:\n    model: large\n',
  ])('accepts %j', (text) => {
    expect(accepts(parse(text))).toBe(true);
  });

  test.each(['verfy: x\n', 'version: 2\n', 'specs:\n  a:\n    modle: x\n', 'github-token: x\n', 'attempts: {}\n'])(
    'refuses %j',
    (text) => {
      expect(accepts(parse(text))).toBe(false);
    },
  );
});
