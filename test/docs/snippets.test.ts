import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readDocument } from '../../scripts/docs/documents.ts';
import type { CommandContext } from '../../src/app/cli/command-context.ts';
import { createProgram } from '../../src/app/cli/program.ts';
import { UserError } from '../../src/errors.ts';
import { parseConfig } from '../../src/inputs/config-file/parse-config.ts';
import * as flags from '../../src/inputs/flags.ts';
import { optionNames } from '../../src/inputs/options/options.ts';
import { actionName } from '../../src/version.ts';
import { type Block, blocks, type Page, pages, prose } from './markdown.ts';

/** Of its commands only names and flags are looked at. */
const program = createProgram(
  '0',
  { env: {}, args: [] as readonly string[] } as CommandContext,
  () => undefined,
  flags,
);
const inputs = new Set<string>(optionNames('action'));
const scripts = Object.keys(JSON.parse(readDocument('package.json')).scripts);

describe.each(pages().filter(({ path }) => path !== 'CHANGELOG.md'))('$path', (page) => {
  test('shows commands and flags that exist', () => {
    expect(commands(page).flatMap(wrongInCommand)).toEqual([]);
  });

  test('shows YAML that is a workflow, a step, its inputs or the configuration file', () => {
    const yaml = blocks(page).filter(({ language }) => /^ya?ml$/.test(language));
    expect(yaml.flatMap(wrongInYaml)).toEqual([]);
  });

  test('names scripts that package.json has', () => {
    const named = [...page.text.matchAll(/\bnpm run (?:-s )?([\w:-]*\w)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

test('the picture shows commands and flags that exist (npm run picture)', () => {
  const texts = [...readDocument('docs/night.svg').matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(
    ([, text = '']) => text,
  );
  const [, ...shown] = texts.join(' ').split('$ sequential-orchestration ');
  expect(shown).toHaveLength(2);
  expect(shown.map((text) => text.replace(/ ▶.*/s, '')).flatMap(wrongInCommand)).toEqual([]);
});

test('what is wrong in a snippet is seen', () => {
  const block = (text: string): Block => ({ language: 'yaml', text, line: 1 });
  expect([
    ...wrongInCommand('run --spec a --no-such-flag'),
    ...wrongInCommand('walk'),
    ...wrongInYaml(block(`- uses: ${actionName}\n  with: { spec: a, no-such-input: b }`)),
    ...wrongInYaml(block('verfy: npm test')),
  ]).toEqual([
    'run --spec a --no-such-flag: no --no-such-flag',
    'walk: no such command',
    'line 1: no input no-such-input',
    'line 1: .github/sequential.yml: unknown key verfy',
  ]);
});

/** What follows the program's name, in blocks and in inline code. */
function commands(page: Page): string[] {
  const shell = blocks(page).filter(({ language }) => language === 'sh' || language === '');
  const lines = shell.flatMap(({ text }) => text.replace(/\\\n/g, '').split('\n'));
  const inline = [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...lines, ...inline].flatMap((line) => {
    const [, rest] = /^(?:\$ )?(?:sequential-orchestration|node \S*dist\/cli\.js) (.*)/.exec(line.trim()) ?? [];
    return rest === undefined ? [] : [rest.replace(/\s+#.*|\s*[<|&;].*/, '')];
  });
}

function wrongInCommand(line: string): string[] {
  const [name = '', ...words] = line.replace(/"[^"]*"|'[^']*'/g, 'TEXT').split(/\s+/);
  if (name.startsWith('--')) return [];
  const command = program.commands.find((one) => one.name() === name);
  if (command === undefined) return [`${line}: no such command`];
  const flags = words.filter((word) => word.startsWith('--')).map((word) => word.replace(/=.*/, ''));
  const known = new Set(command.options.map(({ long }) => long));
  return flags.filter((flag) => flag !== '--help' && !known.has(flag)).map((flag) => `${line}: no ${flag}`);
}

function wrongInYaml({ text, line }: Block): string[] {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    return [`line ${line}: ${error}`];
  }
  const wrong = [...stepInputs(content)].filter((name) => !inputs.has(name)).map((name) => `no input ${name}`);
  if (wrong.length > 0) return wrong.map((what) => `line ${line}: ${what}`);
  if (Array.isArray(content)) return [];
  const keys = Object.keys(content as object);
  if (keys.includes('on') || keys.includes('jobs') || keys.includes('permissions')) return [];
  if (keys.every((key) => ['uses', 'with', 'env', 'run', 'if'].includes(key))) {
    const given = (content as { with?: object }).with ?? {};
    return Object.keys(given).flatMap((name) => (inputs.has(name) ? [] : [`line ${line}: no input ${name}`]));
  }
  if (keys.every((key) => inputs.has(key)) && /\$\{\{/.test(text)) return [];
  try {
    parseConfig(text, '.github/sequential.yml');
    return [];
  } catch (error) {
    return [`line ${line}: ${error instanceof UserError ? `${error.where}: ${error.message}` : error}`];
  }
}

/** Inputs of every step that uses this action, wherever it stands. */
function* stepInputs(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  const { uses, with: given } = node as { uses?: unknown; with?: object };
  if (uses === actionName) yield* Object.keys(given ?? {});
  for (const child of Object.values(node)) yield* stepInputs(child);
}
