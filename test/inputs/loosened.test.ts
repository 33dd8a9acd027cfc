import { expect, test } from '@jest/globals';
import { loosened, loosenedTexts } from '../../src/inputs/config-file/loosened.ts';
import { parseConfig } from '../../src/inputs/config-file/parse-config.ts';
import { givenFlags } from '../../src/inputs/settings.ts';

const parse = (text: string) => parseConfig(text, '.github/sequential.yml');
const settings = (text: string) =>
  givenFlags({}, {}, import.meta.dirname)
    .read(parse(text))
    .forSpec('demo');

test.each([
  ['verify: a', '', 'verify'],
  ['verify: a', 'verify: b', ''],
  ['verify: a', 'specs: { demo: { verify: "" } }', 'verify'],
  ['', 'verify: a', ''],
  ['evidence: require', '', 'evidence'],
  ['', 'evidence: "off"', 'evidence'],
  ['evidence: report', 'evidence: require', ''],
  ['reviewer: claude', 'reviewer: none', 'reviewer'],
  ['reviewer: claude', 'reviewer: codex', ''],
  ['protect: docs', '', 'protect'],
  ['', 'protect: docs', 'protect'],
  ['protect: docs', 'protect: docs, deploy', ''],
  ['isolation: strict', '', 'isolation'],
  ['isolation: "off"', '', ''],
  ['backend: codex\nsandbox: read-only', 'backend: codex\nsandbox: workspace', 'sandbox'],
  ['sandbox: full', 'backend: codex\nsandbox: workspace', ''],
  ['specs: { demo: { verify: a } }', 'specs: { other: { verify: a } }', 'verify'],
])('from %j to %j: less of %j', (than, is, names) => {
  expect(loosened(settings(than), settings(is)).join()).toBe(names);
});

test.each([
  ['verify: a\nsandbox: workspace', 'verify: a', 'sandbox'],
  ['verify: a', 'verify: a\nspecs: { demo: { verify: "" } }', 'verify'],
  ['attempts: 2', 'attempts: 9', ''],
])('by the texts alone, from %j to %j: less of %j', (than, is, names) => {
  expect(loosenedTexts(parse(than), parse(is)).join()).toBe(names);
});
