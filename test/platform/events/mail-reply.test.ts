import { describe, expect, test } from '@jest/globals';
import { parseCommand } from '../../../src/platform/events/parse-command.ts';

const quoted = '> 301 or 302?\n> Write /resume 301 or /resume 302.';
const outlook =
  'Sent: Thursday, 26 November 2026 10:00\nTo: ann@example.org\nSubject: Re: [octo/demo] needs your input';

describe('an answer by e-mail is what the person wrote, without the mail that it replies to', () => {
  test.each([
    ['in English', `On Thu, Nov 26, 2026 at 9:12 AM Octo <notifications@github.com> wrote:\n\n${quoted}`],
    [
      'over two lines',
      `On Thu, Nov 26, 2026 at 9:12 AM github-actions[bot] <\nnotifications@github.com> wrote:\n${quoted}`,
    ],
    ['without a date', `On Thu, Octo wrote:\n${quoted}`],
    ['in German', `Am Do., 26. Nov. 2026 um 10:00 Uhr schrieb Octo <\nnotifications@github.com>:\n\n${quoted}`],
    ['in French', `Le jeu. 26 nov. 2026 à 10:00, Octo a écrit :\n\n${quoted}`],
    ['in a language that is not known', `2026年11月26日(木) 10:00 Octo <notifications@github.com>:\n\n${quoted}`],
    ['with its addresses hidden', `On Thu, Nov 26, 2026, Octo ***@***.***> wrote:\n${quoted}`],
    ['of Outlook', `-----Original Message-----\nFrom: Octo <notifications@github.com>\n${outlook}\n\n301 or 302?`],
    [
      'of a newer Outlook',
      `________________________________\nFrom: Octo <notifications@github.com>\n${outlook}\n\n301?`,
    ],
    ['with a signature', `-- \nAnn Example\n+44 20 7946 0000\n\nOn Thu, Octo wrote:\n${quoted}`],
    [
      'from a phone',
      `Sent from my iPhone\n\n> On 26 Nov 2026, at 10:00, Octo <n@github.com> wrote:\n\nOn Thu, Octo wrote:\n${quoted}`,
    ],
    [
      'from a phone that quotes all of it',
      `Sent from my iPhone\n\n> On 26 Nov 2026, at 10:00, X <n@github.com> wrote:\n> \n${quoted}`,
    ],
    ['from a phone, its addresses hidden', `> Am 26.11.2026 um 10:00 schrieb X ***@***.***>:\n> \n${quoted}`],
    [
      'quoted, with the end of a notification',
      `> Which?\n> —\n> Reply to this email directly, view it on GitHub\n> ann@example.org`,
    ],
    ['that is not quoted', 'On Thu, Nov 26, 2026 at 9:12 AM Octo <n@github.com> wrote:\n\n301 or 302?'],
    [
      'over four lines',
      `On Thu, Nov 26, 2026 at 9:12 AM A long name of\nsomebody (of somewhere, and more)\nvia octo/demo <\nn@github.com> wrote:\n\n${quoted}`,
    ],
    ['of Outlook, in bold', `**From:** Octo <n@github.com>\n**Sent:** today\n**To:** ann@example.org\n\n301?`],
    ['of Outlook in Korean', '보낸 사람: Octo <n@github.com>\n보낸 날짜: 2026년\n받는 사람: ann@example.org\n\n301?'],
    ['of Outlook without an address', 'From: Octo\nSent: today\nTo: Ann\nSubject: Re: demo\n\n301?'],
    ['below a divider alone', '-----Original Message-----\n301? ann@example.org'],
    [
      "with GitHub's own end",
      `—\nReply to this email directly, view it on GitHub, or unsubscribe.\nMessage ID: <octo/demo/1@github.com>`,
    ],
  ])('%s', (_, tail) => {
    const body = `/resume 302\n\nand keep the old links\n\n${tail}\n`;
    for (const text of [body, body.replaceAll('\n', '\r\n')])
      expect(parseCommand(text, '/resume')).toEqual({ name: 'resume', text: '302\n\nand keep the old links' });
  });

  const short = 'On Thu, Nov 26, 2026 at 10:00 AM Octo <n@github.com> wrote:\n> 301?';
  test.each([
    ['/resume 302', '302'],
    ['/resume\n\nUse 302.', 'Use 302.'],
    ['/resume Use a table.\nNever drop a row.\nKeep ids.', 'Use a table.\nNever drop a row.\nKeep ids.'],
    ['/resume On SQLite then.\nOn every page.', 'On SQLite then.\nOn every page.'],
  ])('%j without a blank line above that mail', (own, text) => {
    expect(parseCommand(`${own}\n${short}`, '/resume')).toEqual({ name: 'resume', text });
  });

  test.each([
    ['a quotation of their own', 'Do what you wrote:\n\n> 302'],
    ['a quotation behind a year', 'As agreed in 2025:\n> 302'],
    ['settings', 'Host: db.example.org\nPort: 5432\nUser: app@example.org'],
    ['a rule', '302\n\n---\n\nand keep the old links'],
    ['an address', 'Ask ann@example.org:\nshe knows.'],
    ['a signature without a mail', '302\n-- \nAnn'],
    ['a line behind a date and a time, quoted', 'See:\n2026-11-26 10:30 the log says:\n> error 5\n\nand handle it'],
    ['a mail to be written', 'Write:\nFrom: a@example.org\nTo: b@example.org\nSubject: Hello'],
  ])('%s stays', (_, answer) => {
    expect(parseCommand(`/resume ${answer}`, '/resume')?.text).toBe(answer);
  });
});
