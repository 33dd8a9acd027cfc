import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { formerNames, type OptionName, optionNames, options } from '../../src/inputs/options/options.ts';
import { outputs } from '../../src/inputs/outputs.ts';

const root = join(import.meta.dirname, '..', '..');
const action: {
  inputs: Record<string, { required?: boolean; description: string; default: string }>;
  outputs: unknown;
  runs: unknown;
  branding: unknown;
} = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

describe('action.yml', () => {
  test('has every input of the table, in its order, with its description, and no other', () => {
    const expected = optionNames('action').flatMap((name) => {
      const { description, defaults, emptyIsValue } = options[name];
      // A default here would be handed over as if it had been said, and count against the configuration file.
      const kept = emptyIsValue === true || defaults.action.startsWith('${{');
      const said = kept || defaults.action === '' ? description : `${description} Default: ${defaults.action}.`;
      const former = [...formerNames('action')].filter(([, today]) => today === name);
      return [
        [name, { description: said, default: kept ? defaults.action : '' }],
        ...former.map(([old]) => [old, { description: `Former name of ${name}, which still works.`, default: '' }]),
      ];
    });
    expect(Object.entries(action.inputs).map(([name, { required, ...input }]) => [name, input])).toEqual(expected);
  });

  test('requires nothing: without a spec it is the current feature of spec-kit', () => {
    expect(Object.entries(action.inputs).filter(([, input]) => input.required === true)).toEqual([]);
  });

  test('has every output that is set, with its description, and no other', () => {
    expect(action.outputs).toEqual(
      Object.fromEntries(Object.entries(outputs).map(([name, description]) => [name, { description }])),
    );
  });

  test('runs the committed bundle, and the post step always', () => {
    expect(action.runs).toEqual({
      using: 'node24',
      main: 'dist/action.js',
      post: 'dist/post.js',
      'post-if': 'always()',
    });
    expect(action.branding).toEqual({ icon: expect.any(String), color: expect.any(String) });
  });
});

describe('the table', () => {
  const all = Object.keys(options) as OptionName[];

  test.each(all)('describes %s in a sentence, and reads its own defaults', (name) => {
    const { description, defaults, kind, frontends: sides } = options[name];
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(kind.accepts).not.toBe('');
    for (const side of sides) expect(() => kind.read(defaults[side])).not.toThrow();
  });

  test('offers the first flags there ever were, with their defaults', () => {
    const flags = ['spec', 'delay', 'max-iterations', 'backend', 'assign-backend', 'assign-opencode-agent'];
    expect(optionNames('cli')).toEqual(expect.arrayContaining([...flags, 'tmux-session', 'workdir']));
    expect([options.delay, options['max-iterations'], options.backend].map(({ defaults }) => defaults.cli)).toEqual([
      '15s',
      '50',
      'opencode',
    ]);
  });
});
