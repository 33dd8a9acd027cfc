import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { applyConfig } from '../../src/inputs/config-file/apply-config.ts';
import { parseConfig } from '../../src/inputs/config-file/parse-config.ts';
import { cli } from './read.ts';

const parse = (text: string) => parseConfig(text, 'sequential.yml (main)', ['codex', 'claude']);
const refusal = (text: string): string => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError) return `${error.where}: ${error.message} → ${error.fix}`;
    throw error;
  }
  throw new Error('it was accepted');
};

describe('the configuration file', () => {
  test('is read', () => {
    expect(parse('isolation:\n  writable: [~/.cache/x, /data]\n  allow: [docker, claude]\n')).toEqual({
      isolation: { writable: ['~/.cache/x', '/data'], allow: ['docker', 'claude'] },
    });
    expect([parse(''), parse('# nothing\n'), parse('isolation: {}')]).toEqual([
      {},
      {},
      { isolation: { writable: [], allow: [] } },
    ]);
  });

  test.each([
    ['isolation:\n  writeable: [/x]\n', 'unknown key isolation.writeable → did you mean writable?'],
    ['isolaton: {}\n', 'unknown key isolaton → did you mean isolation?'],
    ['isolation:\n  writable: [build]\n', 'isolation.writable.0: is not an absolute path'],
    ['isolation:\n  writable: [/]\n', 'isolation.writable.0: is the whole machine'],
    ['isolation:\n  writable: [/a/../..]\n', 'isolation.writable.0: may lead elsewhere'],
    ['isolation:\n  writable: /data\n', 'isolation.writable: '],
    ['isolation:\n  allow: [dokcer]\n', 'isolation.allow.0: is not one of: sudo, docker'],
    ['- a\n', 'the file: '],
    ['isolation:\n  writable: [/a\n', 'not valid YAML'],
    ['a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c, *c, *c]\n', 'aliases are not supported'],
  ])('refuses %j', (text, words) => {
    expect(refusal(text)).toContain(words);
  });

  test('allows nothing beyond what a flag allows, and names folders of the home', () => {
    const config = parse('isolation:\n  writable: [~/x]\n  allow: [docker]\n');
    expect(applyConfig(cli([]), config, '/home/me').isolation).toEqual({
      strength: 'auto',
      allow: ['docker'],
      writable: ['/home/me/x'],
    });
    const strict = cli(['--isolation', 'strict', '--isolation-allow', 'ssh']);
    expect(applyConfig(strict, config, '/home/me').isolation).toMatchObject({ strength: 'strict', allow: ['ssh'] });
  });
});
