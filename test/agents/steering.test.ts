import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { kimi, kiro, qwen } from '../../src/agents/backends/acp/presets.ts';
import { backends } from '../../src/agents/index.ts';
import { STEERING, steeringPaths } from '../../src/agents/steering.ts';

/** Names in the first cells of the table of agents that anybody may name. */
function namedInDocs(): readonly string[] {
  const page = readFileSync(join(import.meta.dirname, '../../docs/agents/acp.md'), 'utf8');
  const [, section = ''] = page.split('## Any other agent');
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.map((line) => line.split('|')[1]?.trim().toLowerCase() ?? '').filter((name) => name !== 'agent');
}

test('of every agent in docs/agents/acp.md what steers it is known', () => {
  const names = [...namedInDocs(), ...[kiro, qwen, kimi].map(({ name }) => name)];
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !(name in STEERING))).toEqual([]);
});

test.each([
  ...[
    '.kiro/skills',
    '.kilocode',
    '.roo',
    '.junie',
    '.goose',
    '.crush.json',
    '.zed',
    '.trae',
    '.continue',
    '.windsurf',
  ],
  ...['.cursor', '.factory', '.augment', '.amp', '.qwen', '.kimi'],
])('%s is as people left it before the next agent starts', (path) => {
  expect(steeringPaths(backends)).toContain(path);
});

// Text, or what runs at a person's desk: reviewed with the work.
test.each(['AGENTS.md', '.kiro/steering', '.vscode', '.vscode/settings.json', '.devcontainer'])(
  '%s is work',
  (path) => {
    expect(steeringPaths(backends)).not.toContain(path);
  },
);
