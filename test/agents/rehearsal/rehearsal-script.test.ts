import { describe, expect, test } from '@jest/globals';
import { parseScript } from '../../../src/agents/backends/rehearsal/script.ts';

describe('A script that is wrong', () => {
  test.each([
    ['{', 'r.json', /JSON/],
    ['[]', 'r.json', /expected an object/],
    ['{"unit": {}}', 'r.json: unit', /only units, default, assignments, reviews/],
    ['{"reviews": {"1": {}}}', 'r.json: reviews.1', /a list of answers/],
    ['{"units": {"2": 5}}', 'r.json: units.2', /an object/],
    ['{"units": {"2": {"attempts": []}}}', 'r.json: units.2.attempts', /list of lists/],
    ['{"units": {"2": [{"shout": "x"}]}}', 'r.json: units.2[0]', /verbs say, think/],
    ['{"units": {"2": {"attempts": [[], [{"wait": "soon"}]]}}}', 'r.json: units.2.attempts[1][0].wait', /"2s"/],
    ['{"units": {"2": [{"write": "a"}]}}', 'r.json: units.2[0].text', /a text/],
    ['{"units": {"2": [{"done": "a", "later": 1}]}}', 'r.json: units.2[0]: later', /only done, linger/],
    ['{"default": [{"exit": -1}]}', 'r.json: default[0].exit', /whole number/],
    ['{"default": [{"tick": "2"}]}', 'r.json: default[0].tick', /list of texts/],
  ])('%s is refused with its place', (json, where, message) => {
    expect(() => parseScript(json, 'r.json')).toThrow(
      expect.objectContaining({ where, message: expect.stringMatching(message) }),
    );
  });
});
