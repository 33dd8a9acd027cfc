import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseResetTime } from '../../src/verdict/limits/reset-time.ts';

const at = (iso: string): number => Date.parse(iso);

function read(text: string, now: string, zone?: string): string | null {
  const found = parseResetTime(text, at(now), zone);
  return found === null ? null : `${new Date(found.at).toISOString().replace('.000Z', 'Z')} ${found.source}`;
}

describe('The reset time is read from what a limit says', () => {
  const monday = '2026-11-23T08:21:17Z';
  test.each([
    ["You've hit your 5-hour limit · resets 11:39am (UTC)", '2026-11-23T11:39:00Z clock-time'],
    ["You've hit your weekly limit · resets Nov 27, 9am (UTC)", '2026-11-27T09:00:00Z clock-time'],
    ["You've hit your Opus limit · resets Nov 27 at 9:30pm (Europe/Berlin)", '2026-11-27T20:30:00Z clock-time'],
    ["You've hit your session limit · resets 3am", '2026-11-24T03:00:00Z clock-time'],
    ['Claude AI usage limit reached|1795425677', '2026-11-23T09:21:17Z epoch-in-text'],
    ['Claude AI usage limit reached|1795425677000', '2026-11-23T09:21:17Z epoch-in-text'],
    ['5-hour limit reached ∙ resets 2am', '2026-11-24T02:00:00Z clock-time'],
    ['5-hour limit reached ∙ resets 12pm', '2026-11-23T12:00:00Z clock-time'],
    ['5-hour limit reached ∙ resets 12am', '2026-11-24T00:00:00Z clock-time'],
    ['You’ve hit your usage limit. Upgrade to Pro or try again at 11:39 AM.', '2026-11-23T11:39:00Z clock-time'],
    ['You’ve hit your usage limit … try again at Dec 18th, 2026 12:04 AM.', '2026-12-18T00:04:00Z clock-time'],
    ['Weekly usage limit reached. It will reset in 2 days 3 hours', '2026-11-25T11:21:17Z relative'],
    ['Monthly usage limit reached. It will reset in 5 hour', '2026-11-23T13:21:17Z relative'],
    ['You have exceeded your quota. Please try again in 58 hours.', '2026-11-25T18:21:17Z relative'],
    ['Your quota will reset on April 20, 2026 at 2:00 AM', '2026-04-20T02:00:00Z clock-time'],
    ['Please retry in 39.37s', '2026-11-23T08:21:56.370Z relative'],
    ['Quota exceeded.\nSuggested retry after 3600s.', '2026-11-23T09:21:17Z relative'],
    ['429 Rate limit reached. Please try again in 1h.', '2026-11-23T09:21:17Z relative'],
    ['Your quota will reset after 2h3m14s.', '2026-11-23T10:24:31Z relative'],
    ['Usage limit reached. It will reset in less than a minute.', '2026-11-23T08:22:17Z relative'],
    ['Limit reached, try again in about an hour', '2026-11-23T09:21:17Z relative'],
    ['rate limited, retry-after: 90', '2026-11-23T08:22:47Z relative'],
    ['Limit reached, resets at 2026-11-23T12:00:00+01:00', '2026-11-23T11:00:00Z clock-time'],
    ['Limit reached, available again on Thursday at 9:00 AM', '2026-11-26T09:00:00Z clock-time'],
    ['Limit reached, resets tomorrow at 14:30 UTC', '2026-11-24T14:30:00Z clock-time'],
    ['Limit reached, resets 5 December 2026', '2026-12-05T00:00:00Z clock-time'],
    ['Limit reached, resets 2026-12-05 18:00 (UTC-05:00)', '2026-12-05T23:00:00Z clock-time'],
    ['Limit reached, resets 5pm PST', '2026-11-24T01:00:00Z clock-time'],
    ['You will regain access on 2026-12-01 at 00:00 UTC.', '2026-12-01T00:00:00Z clock-time'],
    ['Limit reached, resets at 2026-12-01T06:30:00', '2026-12-01T06:30:00Z clock-time'],
    ['{"type":"usage_limit_reached","resets_at":1795425677}', '2026-11-23T09:21:17Z epoch-in-text'],
    ['Limit reached, resets at 1795425677', '2026-11-23T09:21:17Z epoch-in-text'],
    ['Limit reached, resets 11pm today', '2026-11-23T23:00:00Z clock-time'],
    ['Limit reached, resets 9am tomorrow (UTC)', '2026-11-24T09:00:00Z clock-time'],
    ['Limit reached, resets at 9am on Friday', '2026-11-27T09:00:00Z clock-time'],
    ['Limit reached, resets at 9:00 AM UTC on Nov 27, 2026', '2026-11-27T09:00:00Z clock-time'],
    ['Limit reached, resets at 9:00 AM on Nov 27 (UTC-05:00)', '2026-11-27T14:00:00Z clock-time'],
    ['Limit reached, resets next Monday at 9am', '2026-11-30T09:00:00Z clock-time'],
    ['Limit reached, resets at midnight Pacific Time', '2026-11-24T08:00:00Z clock-time'],
    ['Limit reached, resets at midnight PT', '2026-11-24T08:00:00Z clock-time'],
    ['Limit reached, resets daily at noon (Eastern Standard Time)', '2026-11-23T17:00:00Z clock-time'],
    ['Limit reached, resets every day at 00:00, UTC', '2026-11-24T00:00:00Z clock-time'],
    ['Limit reached, resets 9am AEDT', '2026-11-23T22:00:00Z clock-time'],
    ['Limit reached, resets 9am (Pacific/Auckland)', '2026-11-23T20:00:00Z clock-time'],
    ['Limit reached, resets 9am (UTC\u221205:00)', '2026-11-23T14:00:00Z clock-time'],
    ['Limit reached, try again at 11/27/2026, 9:00:00 AM', '2026-11-27T09:00:00Z clock-time'],
    ['Limit reached, try again at 27/11/2026, 09:00:00', '2026-11-27T09:00:00Z clock-time'],
    ['Limit reached, try again at 12/1/2026, 9:00:00 AM', '2026-12-01T09:00:00Z clock-time'],
    ['Limit reached, try again after 11:39 AM', '2026-11-23T11:39:00Z clock-time'],
    ['Limit reached, retry-after: Fri, 27 Nov 2026 09:00:00 GMT', '2026-11-27T09:00:00Z clock-time'],
    ['{"resets_at":"2026-11-27T09:00:00Z"}', '2026-11-27T09:00:00Z clock-time'],
    ['{"resetsAt": "2026-11-27T09:00:00Z"}', '2026-11-27T09:00:00Z clock-time'],
    ['{"headers":{"retry-after":"3600"}}', '2026-11-23T09:21:17Z relative'],
    ['rate limited, retry_after: 3600', '2026-11-23T09:21:17Z relative'],
    ['rate limited, retry-after-ms: 3600000', '2026-11-23T09:21:17Z relative'],
    ['Limit reached, resets in a week', '2026-11-30T08:21:17Z relative'],
    ['Limit reached, try again in one hour', '2026-11-23T09:21:17Z relative'],
    ['Limit reached, resets 9am (Mars/Olympus)', '2026-11-23T09:00:00Z clock-time'],
  ])('%s', (text, expected) => {
    expect(read(text, monday)).toBe(expected);
  });

  test.each([
    "You've hit your 5-hour limit",
    'You have exhausted your daily quota on this model.',
    'Failed to get response; retried 5 times (total retry wait time: 11.09 seconds) Last error: 429',
    'Please wait and try again later.',
    'exceeded retry limit, last status: 429 Too Many Requests',
    'It took 45 minutes and 3 days',
    'resets 2',
    'try again in a few minutes',
    'Limit reached, resets today',
    'Limit reached, resets 2026-13-45',
    'Limit reached, resets Feb 29, 2027 at 9am',
    'Limit reached, resets_at: 0000000000',
    '',
  ])('no time is made up for: %s', (text) => {
    expect(read(text, monday)).toBeNull();
  });

  test('an epoch goes before a clock time, a clock time before a span', () => {
    expect(read('limit reached|1795425677 · resets 2pm, try again in 9h', monday)).toMatch(/epoch-in-text$/);
    expect(read('try again in 9h (resets 2pm)', monday)).toBe('2026-11-23T14:00:00Z clock-time');
  });
});

describe('A clock time is its next occurrence, and one just past is today’s', () => {
  test.each([
    ['a moment before', '2026-11-23T11:38:59Z', '2026-11-23T11:39:00Z'],
    ['the moment itself', '2026-11-23T11:39:00Z', '2026-11-23T11:39:00Z'],
    ['two minutes past', '2026-11-23T11:41:00Z', '2026-11-23T11:39:00Z'],
    ['half an hour past', '2026-11-23T12:09:00Z', '2026-11-24T11:39:00Z'],
    ['the evening before', '2026-11-22T23:50:00Z', '2026-11-23T11:39:00Z'],
    ['the last evening of a month', '2026-11-30T23:00:00Z', '2026-12-01T11:39:00Z'],
    ['the last evening of a year', '2026-12-31T23:00:00Z', '2027-01-01T11:39:00Z'],
    ['the last evening of a February in a leap year', '2028-02-28T23:00:00Z', '2028-02-29T11:39:00Z'],
  ])('%s', (_when, now, expected) => {
    expect(read('resets 11:39am (UTC)', now)).toBe(`${expected} clock-time`);
  });

  test('two minutes after midnight, one minute to midnight was yesterday', () => {
    expect(read('resets 11:59pm', '2027-01-01T00:02:00Z')).toBe('2026-12-31T23:59:00Z clock-time');
  });

  test.each([
    ['in December, of a day in January', 'resets Jan 2, 9am (UTC)', '2026-12-30T10:00:00Z', '2027-01-02T09:00:00Z'],
    ['in January, of a day just past', 'resets Dec 31, 9am (UTC)', '2027-01-01T00:05:00Z', '2026-12-31T09:00:00Z'],
    ['late in a month', 'try again at Dec 1st 12:04 AM', '2026-11-30T20:00:00Z', '2026-12-01T00:04:00Z'],
  ])('a date without a year is the nearest one: %s', (_when, text, now, expected) => {
    expect(read(text, now)).toBe(`${expected} clock-time`);
  });
});

describe('Zones and their changes of the clock', () => {
  test.each([
    ['Berlin in winter', 'resets 9am (Europe/Berlin)', '2026-11-23T03:00:00Z', '2026-11-23T08:00:00Z'],
    ['Berlin in summer', 'resets 9am (Europe/Berlin)', '2026-07-23T03:00:00Z', '2026-07-23T07:00:00Z'],
    [
      'Berlin, over the night the clock goes forward',
      'resets 9am (Europe/Berlin)',
      '2026-03-28T20:00:00Z',
      '2026-03-29T07:00:00Z',
    ],
    ['Berlin, a time the clock skips', 'resets 2:30am (Europe/Berlin)', '2026-03-28T23:00:00Z', '2026-03-29T01:30:00Z'],
    [
      'Berlin, over the night the clock goes back',
      'resets 9am (Europe/Berlin)',
      '2026-10-24T20:00:00Z',
      '2026-10-25T08:00:00Z',
    ],
    [
      'Berlin, a time shown twice: the first',
      'resets 2:30am (Europe/Berlin)',
      '2026-10-24T22:00:00Z',
      '2026-10-25T00:30:00Z',
    ],
    [
      'Berlin, a time shown twice: the second',
      'resets 2:30am (Europe/Berlin)',
      '2026-10-25T00:50:00Z',
      '2026-10-25T01:30:00Z',
    ],
    ['New York in winter', 'resets 11pm (America/New_York)', '2026-11-23T08:00:00Z', '2026-11-24T04:00:00Z'],
    [
      'New York, over the night the clock goes forward',
      'resets 5am (America/New_York)',
      '2026-03-08T05:00:00Z',
      '2026-03-08T09:00:00Z',
    ],
    [
      'New York, a time the clock skips',
      'resets 2:15am (America/New_York)',
      '2026-03-08T05:00:00Z',
      '2026-03-08T07:15:00Z',
    ],
    [
      'New York, over the night the clock goes back',
      'resets 5am (America/New_York)',
      '2026-11-01T03:00:00Z',
      '2026-11-01T10:00:00Z',
    ],
    [
      'New York, a date beyond the change',
      'resets Nov 3, 9am (America/New_York)',
      '2026-10-30T12:00:00Z',
      '2026-11-03T14:00:00Z',
    ],
    ['Pacific Time in summer', 'resets 9am PT', '2026-07-23T03:00:00Z', '2026-07-23T16:00:00Z'],
    ['a day behind the time, before it', 'resets 9am tomorrow (UTC)', '2026-11-23T03:00:00Z', '2026-11-24T09:00:00Z'],
    ['a date behind the time', 'resets 9am (UTC), 27 Nov.', '2026-11-23T03:00:00Z', '2026-11-27T09:00:00Z'],
    ['a date on which it is', 'resets 9am on 27 Nov or so', '2026-11-23T03:00:00Z', '2026-11-27T09:00:00Z'],
    ['words that begin as a month', 'resets 9am, 10 decisions left', '2026-11-23T03:00:00Z', '2026-11-23T09:00:00Z'],
    ['words that are a month', 'resets 9am 2 may requests', '2026-11-23T03:00:00Z', '2026-11-23T09:00:00Z'],
    ['days that it has', 'resets 9am (UTC) Tue–Fri', '2026-11-23T03:00:00Z', '2026-11-23T09:00:00Z'],
    ['29 February without a year', 'resets Feb 29, 9am', '2028-02-27T03:00:00Z', '2028-02-29T09:00:00Z'],
    ['a zone of half hours', 'resets 9am (Asia/Kolkata)', '2026-11-23T00:00:00Z', '2026-11-23T03:30:00Z'],
    [
      'a zone where it is tomorrow already',
      'resets 1am (Pacific/Auckland)',
      '2026-11-23T11:30:00Z',
      '2026-11-23T12:00:00Z',
    ],
  ])('%s', (_where, text, now, expected) => {
    expect(read(text, now)).toBe(`${expected} clock-time`);
  });

  test('without a zone in the text the child’s own counts', () => {
    expect(read('resets 9am', '2026-11-23T03:00:00Z', 'Europe/Berlin')).toBe('2026-11-23T08:00:00Z clock-time');
  });
});

test('any clock time in any zone lies within a day, and shows that time on the wall there', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'];
  fc.assert(
    fc.property(
      fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2029-12-31T00:00:00Z') }),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      fc.constantFrom(...zones),
      (now, hour, minute, zone) => {
        const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')}${hour < 12 ? 'am' : 'pm'}`;
        const found = parseResetTime(`resets ${clock} (${zone})`, now);
        if (found === null) throw new Error('no time was read');
        expect(found.at).toBeGreaterThanOrEqual(now - 10 * 60_000);
        expect(found.at).toBeLessThanOrEqual(now + 25 * 3_600_000);
        const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
          found.at,
        );
        const wanted = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        // A time that the clock skips is shown later, by the length of the change.
        if (shown !== wanted) expect(shown > wanted).toBe(true);
      },
    ),
  );
});

test('no text, however odd, makes it throw or return what is no time', () => {
  const words = fc.constantFrom(
    'resets',
    'try again',
    'at',
    'in',
    'Nov',
    '31st',
    '99:99',
    'am',
    '(UTC)',
    '|',
    '1e9',
    '25:00',
    'Feb 30',
    '9999999999',
    '99999 days',
    'Sunday',
    '0000-00-00',
    '12:60pm',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
      ),
      (text) => {
        const found = parseResetTime(text, at('2026-11-23T08:00:00Z'));
        expect(found === null || Number.isFinite(new Date(found.at).getTime())).toBe(true);
      },
    ),
  );
});
