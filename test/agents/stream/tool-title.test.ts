import { expect, test } from '@jest/globals';
import { toolTitle } from '../../../src/agents/stream/tool-title.ts';

test.each([
  ['Bash', { command: 'npm test\n\tand more', description: 'Runs tests' }, '$ npm test and more'],
  ['shell', { command: ['npm', 'test'] }, '$ npm test'],
  ['exec', { cmd: "/bin/bash -lc 'npm test'" }, '$ npm test'],
  ['Edit', { file_path: '/repo/src/x.ts', old_string: 'a\nb\nc', new_string: 'a\nz\n' }, '~ src/x.ts +1 −2'],
  ['Edit', { file_path: '/repo/src/x.ts', old_string: 'a\nb\nc', new_string: 'a\nB\nB\nc' }, '~ src/x.ts +2 −1'],
  ['Write', { file_path: '/elsewhere/x.ts', content: 'a\nb\n' }, '~ /elsewhere/x.ts +2'],
  ['apply_patch', { input: '*** Begin Patch\n*** Update File: a.ts\n-x\n+y\n+z\n*** End Patch' }, '~ a.ts +2 −1'],
  ['Grep', { pattern: 'foo', path: 'src' }, '? grep "foo" src'],
  ['search_file_content', { pattern: 'foo' }, '? grep "foo"'],
  ['view', { path: '/repo/src/x.ts' }, '? read src/x.ts'],
  ['list_directory', { dir_path: '/repo' }, '? list .'],
  ['WebFetch', { url: 'https://example.org/a', prompt: 'Sum up' }, '? fetch https://example.org/a'],
  ['Task', { description: 'Look around', prompt: 'long' }, 'Task Look around'],
  ['TodoWrite', { todos: [{}] }, 'TodoWrite'],
  ['odd', { n: 1, on: true, deep: { a: 1 } }, 'odd n=1 on=true'],
  ['Bash', { command: `echo ${'x'.repeat(1e6)}` }, `$ echo ${'x'.repeat(152)}…`],
])('A call of %s reads as one line', (name, input, title) => {
  expect(toolTitle(name, input, '/repo')).toBe(title);
});
