import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type DetachedRun, detachedJson, detachedText } from '../../src/app/cli/background/detached-text.ts';
import { specsJson } from '../../src/app/cli/commands/specs-command.ts';
import { ciJson } from '../../src/app/cli/doctor/ci/ci-text.ts';
import { outputJsonSchema } from '../../src/app/cli/json-output.ts';
import { everyState, NOW } from '../report/every-state.ts';

const file = join(import.meta.dirname, '..', '..', 'sequential.output.schema.json');
const schema = JSON.parse(readFileSync(file, 'utf8'));
const matches = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

const run: DetachedRun = {
  specs: [{ name: 'demo', path: "it's/demo" }],
  workdir: '/a b',
  startedAt: new Date(0),
  tmuxSession: null,
  output: '/logs/output.log',
  command: 'sequential-orchestration',
  process: null,
};

describe('what is printed with --json', () => {
  test('sequential.output.schema.json says it (npm run schema)', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(outputJsonSchema())));
  });

  test.each([
    ['a run that is getting ready', detachedJson(run)],
    ['a run', detachedJson({ ...run, tmuxSession: 'demo-run', process: { run: 'a', pid: 1 } })],
    ['specs of every state', specsJson(everyState, NOW)],
    ['no spec', specsJson([], NOW)],
    ['no findings', ciJson([], [])],
    ['findings', ciJson(['a.yml'], [{ level: 'problem', check: 'key', where: 'a.yml:1', message: 'x', fix: null }])],
  ])('%s is as the schema says, on one line', (_name, text) => {
    expect(text).toMatch(/^.*\n$/);
    expect([matches(JSON.parse(text)), matches.errors]).toEqual([true, null]);
    expect(Object.keys(JSON.parse(text)).filter((key) => !/^[a-z_]+$/.test(key))).toEqual([]);
  });

  test.each([
    { version: 2, kind: 'detached' },
    { version: 1, kind: 'other' },
    { version: 1, kind: 'doctor-ci', ok: true },
  ])('the schema refuses %j', (value) => expect(matches(value)).toBe(false));

  test('commands are for any folder, whatever paths are called', () => {
    const place = `--spec 'it'"'"'s/demo' --workdir '/a b'`;
    expect(JSON.parse(detachedJson(run)).commands).toEqual({
      watch: `sequential-orchestration status --watch ${place}`,
      status: `sequential-orchestration status --json ${place}`,
      log: `sequential-orchestration log --follow ${place}`,
    });
    expect(detachedText(run)).toContain('▶ demo is starting (a process of its own); this command is done\n');
  });
});
