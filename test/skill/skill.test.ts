import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { validate } from 'skills-ref';
import { createProgram } from '../../src/app/cli/program.ts';
import * as flags from '../../src/inputs/flags.ts';
import { createCheckoutFinder } from '../../src/repository/git/checkout.ts';
import { version } from '../../src/version.ts';

const folder = resolve(fileURLToPath(import.meta.url), '../../../skills/sequential-orchestration');
const text = readFileSync(join(folder, 'SKILL.md'), 'utf8');

test('the skill is one by the reference library of the format, and short', async () => {
  expect(await validate(folder)).toEqual([]);
  expect(text.split('\n').length).toBeLessThan(150);
  // Some agents refuse a skill whose description has tags in it.
  expect(/^description: (.*)$/m.exec(text)?.[1]).not.toMatch(/[<>]/);
});

test('it names commands and flags that the program has', () => {
  const context = { args: [], env: {}, cwd: folder, dist: folder, stdin: process.stdin, stdout: process.stdout };
  const program = createProgram(
    version,
    { ...context, stderr: process.stderr, stop: new AbortController().signal, findCheckout: createCheckoutFinder({}) },
    () => {},
    flags,
  );
  const options = new Map(program.commands.map((command) => [command.name(), command.options.map(({ long }) => long)]));
  const named = [...text.matchAll(/sequential-orchestration ([a-z]+)((?: (?:'[^']*'|[^\s`']+))*)/g)];
  const commands = named.filter(([, command = '']) => options.has(command));
  expect(new Set(commands.map(([, command]) => command))).toEqual(
    new Set(['plan', 'doctor', 'run', 'attach', 'status', 'log', 'resume', 'report']),
  );
  const missing = commands.flatMap(([, command = '', rest = '']) =>
    [...rest.matchAll(/--[a-z-]+/g)].flatMap(([flag]) =>
      options.get(command)?.includes(flag) ? [] : `${command} ${flag}`,
    ),
  );
  expect(missing).toEqual([]);
});
