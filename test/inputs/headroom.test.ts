import { describe, expect, test } from '@jest/globals';
import type { UserError } from '../../src/errors.ts';
import { action, cli, refusal } from './read.ts';

const CLAUDE = ['--backend', 'claude'];

describe('headroom', () => {
  test.each([
    ['20%', { others: 0.2 }],
    ['12.5 %', { others: 0.125 }],
    ['5h=30% weekly=10%', { fiveHour: 0.3, weekly: 0.1 }],
    ['5H=30%, Weekly = 10%'.replaceAll(' = ', '='), { fiveHour: 0.3, weekly: 0.1 }],
    ['20% weekly=10 %', { others: 0.2, weekly: 0.1 }],
  ])('%s', (text, shares) => {
    const headroom = { shares, hours: null };
    expect(cli([...CLAUDE, '--headroom', text]).throttle.headroom).toEqual(headroom);
    expect(action({ backend: 'claude', headroom: text }).throttle.headroom).toEqual(headroom);
    expect(cli(CLAUDE, {}, `headroom: ${text}\n`).throttle.headroom).toEqual(headroom);
  });

  test.each([[''], ['none']])('"%s" keeps nothing', (text) => {
    expect(action({ backend: 'claude', headroom: text }).throttle.headroom).toBeNull();
    expect(cli(['--headroom', text]).throttle.headroom).toBeNull();
  });

  test.each([
    ['120%', '"120%" is over 100 %'],
    ['100%', '"100%" leaves nothing to the run'],
    ['0%', '"0%" keeps nothing; leave it out for that'],
    ['-5%', '"-5%" is negative'],
    ['weekly=-5%', '"weekly=-5%" is negative'],
    ['20', 'contains "20", which is not a percentage such as 20%'],
    ['0.2', 'contains "0.2", which is not a percentage'],
    ['much', 'contains "much", which is not a percentage'],
    ['5h=', 'contains "", which is not a percentage'],
    ['1e99999%', 'contains "1e99999%", which is not a percentage'],
    ['monthly=10%', 'names the window "monthly", which no agent reports (5h, weekly)'],
    ['=10%', 'names the window "", which no agent reports'],
    ['20% 30%', 'says twice what is kept of a window'],
    ['5h=10% 5h=20%', 'says twice what is kept of a window'],
  ])('%s is refused', (text, message) => {
    const { where, message: said, fix } = refusal(() => action({ backend: 'claude', headroom: text }));
    expect({ where, said }).toEqual({ where: 'input headroom', said: expect.stringContaining(message) });
    expect(fix).toContain('shares by window such as 5h=30% weekly=10%');
  });
});

describe('headroom with hours, in the configuration file', () => {
  const file = (...lines: readonly string[]) => `backend: claude\nheadroom:\n${lines.map((l) => `  ${l}\n`).join('')}`;
  const usual = ['keep: 20%', 'hours: 08:00-19:00', 'zone: Europe/Berlin'];
  const hours = { from: 480, to: 1140, days: [0, 1, 2, 3, 4, 5, 6], zone: 'Europe/Berlin' };

  test.each([
    ['every day where none is named', usual, hours],
    ['on working days', [...usual, 'days: mon-fri'], { ...hours, days: [1, 2, 3, 4, 5] }],
    ['on days of a list', [...usual, 'days: [Sat, sun]'], { ...hours, days: [0, 6] }],
    ['on days over the end of the week', [...usual, 'days: fri-mon, wed'], { ...hours, days: [0, 1, 3, 5, 6] }],
    [
      'over midnight',
      ['keep: 20%', 'hours: 22:00 - 06:00', 'zone: UTC'],
      { ...hours, from: 1320, to: 1800, zone: 'UTC' },
    ],
    ...['JST', 'NZ', 'Eire', 'HST'].map((zone): [string, string[], object] => [
      `a clock that is known all year: ${zone}`,
      ['keep: 20%', 'hours: 08:00-19:00', `zone: ${zone}`],
      { ...hours, zone },
    ]),
    ['until midnight', ['keep: 20%', 'hours: 08:00-24:00', 'zone: UTC'], { ...hours, to: 1440, zone: 'UTC' }],
  ])('%s', (_, lines, expected) => {
    const { headroom } = cli([], {}, file(...lines)).forSpec('demo').throttle;
    expect(headroom).toEqual({ shares: { others: 0.2 }, hours: expected });
  });

  test('a flag changes what is kept, and not when', () => {
    const read = (...flags: string[]) => cli(flags, {}, file(...usual)).throttle.headroom;
    expect(read('--headroom', '5h=40%')).toEqual({ shares: { fiveHour: 0.4 }, hours });
    expect(read('--headroom', 'none')).toBeNull();
  });

  test.each([
    ['headroom.hours: "8-19" is not of the form 08:00-19:00', ['keep: 20%', 'hours: 8-19', 'zone: UTC']],
    ['headroom.hours: "25:00-26:00" contains a time that no', ['keep: 20%', 'hours: 25:00-26:00', 'zone: UTC']],
    ['headroom.hours: "08:00-19:75" contains a time that no', ['keep: 20%', 'hours: 08:00-19:75', 'zone: UTC']],
    ['headroom.hours: "08:00-08:00" begins and ends at the', ['keep: 20%', 'hours: 08:00-08:00', 'zone: UTC']],
    ['headroom.days: "mon-foo" contains "mon-foo", which is', [...usual, 'days: mon-foo']],
    ['headroom.days: "" names no day', [...usual, 'days: []']],
    [
      'headroom.zone: "Middle/Earth" is not the name of a time zone',
      ['keep: 20%', 'hours: 08:00-19:00', 'zone: Middle/Earth'],
    ],
    ['headroom.zone: "CET" is a clock of one half of the year', ['keep: 20%', 'hours: 08:00-19:00', 'zone: CET']],
    ...['est', 'MEZ', '+25:00', '+05:99'].map((zone): [string, string[]] => [
      `headroom.zone: "${zone}" is `,
      ['keep: 20%', 'hours: 08:00-19:00', `zone: "${zone}"`],
    ]),
    ['headroom.zone: is missing', ['keep: 20%', 'hours: 08:00-19:00']],
    ['headroom.hours: is missing', ['keep: 20%', 'zone: UTC']],
    ['headroom.keep: is missing', ['hours: 08:00-19:00', 'zone: UTC']],
    ['headroom.keep: "200%" is over 100 %', ['keep: 200%', 'hours: 08:00-19:00', 'zone: UTC']],
    ['unknown key headroom.hour', [...usual, 'hour: 3']],
    ['unknown key headroom.share', ['share: 20%']],
  ])('%s', (message, lines) => {
    const { where, message: said } = refusal(() => cli([], {}, file(...lines))) as UserError;
    expect({ where, said }).toEqual({
      where: '.github/sequential.yml (main)',
      said: expect.stringContaining(message),
    });
  });

  test('what is missing is told with what is accepted there', () => {
    const { fix } = refusal(() => cli([], {}, file('keep: 20%', 'hours: 08:00-19:00'))) as UserError;
    expect(fix).toBe('accepted: a time zone such as Europe/Berlin or UTC');
  });
});
