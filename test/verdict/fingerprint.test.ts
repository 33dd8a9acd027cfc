import { describe, expect, test } from '@jest/globals';
import { fingerprint } from '../../src/verdict/fingerprint.ts';

describe('The same error has the same fingerprint', () => {
  test.each([
    ['times and durations', '12:04:55 3 tests failed in 4.2 s', '23:59:01 11 tests failed in 19.25 s'],
    ['paths and lines', 'Error at /home/a/x.ts:12:5', 'Error at /tmp/b/c/y.ts:9:1'],
    ['hashes and ids', 'commit 3f2a9bc not found (req_ab12)', 'commit 9999aaf01b2 not found (req_zz9)'],
    ['uuids', 'session 0f4c2f1e-1111-2222-3333-444455556666 gone', 'session aaaaaaaa-bbbb-cccc-dddd-eeeeffff0000 gone'],
    ['addresses', 'GET http://127.0.0.1:4700/x failed', 'GET https://example.org/y?z=1 failed'],
    ['timestamps', '2026-11-23T08:00:00Z boom', '2027-01-01 00:00:00.123+01:00 boom'],
    ['colours, case and blanks', '\u001b[31mBoom\u001b[0m   here', 'boom\nhere'],
  ])('despite %s', (_what, one, other) => {
    expect(fingerprint(one)).toBe(fingerprint(other));
  });

  test('another error has another, also beyond the first lines', () => {
    expect(fingerprint('cannot find module')).not.toBe(fingerprint('cannot find name'));
    const long = 'the same beginning of a long error '.repeat(20);
    expect(fingerprint(`${long}one`)).not.toBe(fingerprint(`${long}two`));
    expect(fingerprint(`${long}one`).length).toBeLessThanOrEqual(300);
  });

  test('a text without words has none', () => {
    expect(fingerprint(' \n')).toBe('');
  });
});
