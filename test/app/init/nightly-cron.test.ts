import { expect, test } from '@jest/globals';
import { isCron, nightlyCron } from '../../../src/app/cli/cron.ts';

test.each([
  ['UTC', 0, '*/30 20-23,0-6 * * *'],
  ['Berlin in summer', 120, '*/30 18-23,0-4 * * *'],
  ['Tokyo', 540, '*/30 11-21 * * *'],
  ['New York in winter', -300, '*/30 1-11 * * *'],
  ['Mumbai, half an hour off', 330, '*/30 14-23,0 * * *'],
  ['the Azores', -60, '*/30 21-23,0-7 * * *'],
  ['Honolulu', -600, '*/30 6-16 * * *'],
  ['an hour that ends with the day', 420, '*/30 13-23 * * *'],
  ['an hour that ends with the next', 360, '*/30 14-23,0 * * *'],
  ['a day of which one hour is left', -180, '*/30 23,0-9 * * *'],
  ['Kiritimati', 840, '*/30 6-16 * * *'],
])('the night of %s, in UTC', (_, aheadOfUtc, cron) => {
  expect(nightlyCron(aheadOfUtc)).toBe(cron);
  expect(isCron(cron)).toBe(true);
});
