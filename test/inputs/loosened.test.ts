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
  ['reviewer: claude', 'reviewer: rehearsal', 'reviewer'],
  ['reviewer: claude:opus', 'reviewer: claude', 'reviewer'],
  ['reviewer: claude', 'reviewer: claude', ''],
  ['', 'reviewer: claude', ''],
  ['protect: docs', '', 'protect'],
  ['', 'protect: docs', 'protect'],
  ['protect: docs', 'protect: docs, deploy', ''],
  ['isolation: strict', '', 'isolation'],
  ['isolation: "off"', '', ''],
  ['backend: codex\nsandbox: read-only', 'backend: codex\nsandbox: workspace', 'sandbox'],
  ['sandbox: full', 'backend: codex\nsandbox: workspace', ''],
  ['agent-args: --no-web', '', 'agent-args'],
  ['', 'agent-args: --no-web', ''],
  ['budget-usd: 5', '', 'budget-usd'],
  ['budget-usd: 5', 'budget-usd: 6', 'budget-usd'],
  ['budget-usd: 5', 'budget-usd: 4', ''],
  ['', 'budget-usd: 5', ''],
  ['budget-tokens: 1m\nbudget-units: 3', 'budget-units: 4', 'budget-tokens,budget-units'],
  ['daily-budget-usd: 5\nmax-calls-per-hour: 9', 'max-calls-per-hour: none', 'max-calls-per-hour,daily-budget-usd'],
  ['throttle-scope: repository', '', 'throttle-scope'],
  ['prices: mine.json', 'prices: theirs.json', 'prices'],
  ['headroom: 20%', 'headroom: 10%', 'headroom'],
  [
    'headroom: { keep: 20%, hours: 08:00-19:00, zone: UTC }',
    'headroom: { keep: 20%, hours: 08:00-08:01, zone: UTC }',
    'headroom',
  ],
  ['checkpoint: push', 'checkpoint: commit', 'checkpoint'],
  ['checkpoint: commit', 'checkpoint: push', ''],
  ['checkpoint: push\nwork-branch: night', 'checkpoint: push', 'work-branch'],
  ['checkpoint: commit\nwork-branch: night', 'checkpoint: commit', ''],
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
