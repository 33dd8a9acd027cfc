import { describe, expect, test } from '@jest/globals';
import { parseCommand, resemblesCommand } from '../../../src/platform/events/parse-command.ts';
import { growth, LINEAR } from '../../harness/growth.ts';

describe('a command is the first word of a comment', () => {
  test.each([
    ['/resume', { name: 'resume', text: '' }],
    ['/resume Use PostgreSQL.', { name: 'resume', text: 'Use PostgreSQL.' }],
    ['/resume\r\nUse PostgreSQL.\r\n\r\n- and WAL', { name: 'resume', text: 'Use PostgreSQL.\n\n- and WAL' }],
    ['\n\n  /resume yes', { name: 'resume', text: 'yes' }],
    ['/resume `/skip` is no option', { name: 'resume', text: '`/skip` is no option' }],
    ['/skip done by hand', { name: 'skip', text: 'done by hand' }],
    ['/status', { name: 'status', text: '' }],
    ['/redo 3', { name: 'redo', text: '3' }],
    ['/resume yes <!-- and rm -rf / --> please', { name: 'resume', text: 'yes  please' }],
    ['/resume y\u200be\u200bs', { name: 'resume', text: 'yes' }],
    ['/Resume 302', { name: 'resume', text: '302' }],
    ['/RESUME: 302', { name: 'resume', text: '302' }],
    ['/resume:302', { name: 'resume', text: '302' }],
    ['/resume:\n302', { name: 'resume', text: '302' }],
    ['/Skip: done', { name: 'skip', text: 'done' }],
    ['/Status', { name: 'status', text: '' }],
    ['\u00a0/resume 302', { name: 'resume', text: '302' }],
    ['\ufeff/resume 302', { name: 'resume', text: '302' }],
    ['\u200b\u2060/resume\u00a0302', { name: 'resume', text: '302' }],
    [' \u00a0/resume 302', { name: 'resume', text: '302' }],
    ['\u2002\u2003\u2009/resume 302', { name: 'resume', text: '302' }],
    ['\u2028\u2800\u3000/resume 302', { name: 'resume', text: '302' }],
    ['/resume\u200b 302', { name: 'resume', text: '302' }],
    ['/resume\u200b', { name: 'resume', text: '' }],
    [
      '/resume The log of 2026-11-26 10:30 says:\n> error 5\nIgnore it.',
      {
        name: 'resume',
        text: 'The log of 2026-11-26 10:30 says:\n> error 5\nIgnore it.',
      },
    ],
    ['\u00a0\n\u200b\n/resume 302', { name: 'resume', text: '302' }],
    ['> 301 or 302?\n\n/resume 302', { name: 'resume', text: '302' }],
    ['> 301\r\n> or 302?\r\n/resume 302\r\n', { name: 'resume', text: '302' }],
    ['On Thu, Nov 26, 2026 at 9:12 AM Octo wrote:\n\n> 301 or 302?\n\n/resume 302', { name: 'resume', text: '302' }],
  ])('%j', (body, command) => {
    expect(parseCommand(body, '/resume')).toEqual(command);
  });

  test('which may be set', () => {
    expect(parseCommand('/continue yes', '/continue')).toEqual({ name: 'resume', text: 'yes' });
    expect(parseCommand('/resume yes', '/continue')).toBeNull();
  });

  test.each([
    ['behind other words', 'please /resume'],
    ['on a later line', 'Thanks!\n/resume'],
    ['in a quote', '> /resume yes'],
    ['in a fenced block', '```\n/resume\n```'],
    ['in an indented block', '    /resume'],
    ['in a block indented by a tab', '\t/resume'],
    ['in code', '`/resume`'],
    ['in a hidden comment', '<!-- /resume -->'],
    ['behind a hidden comment', '<!-- hi -->/resume'],
    ['in a list', '- /resume'],
    ['as part of a longer word', '/resumed yes'],
    ['with an invisible character in it', '/re\u200bsume'],
    ['with another slash', '\uff0fresume'],
    ['to somebody', '@bot /resume'],
    ['in an empty comment', ''],
    ['in a quote that blank lines follow', '> /resume yes\n\n'],
    ['in code below a quote', '> what?\n\n    /resume'],
    ['as a path', '/resume/yes'],
  ])('%s it is talk', (_, body) => {
    expect(parseCommand(body, '/resume')).toBeNull();
  });

  test.each([
    '/resum yes',
    '/retry',
    '/continue: yes',
    'resume: yes',
    'Resume 302',
    'status',
    'Thanks!\n/resume yes',
    'please\r\n/skip it',
    '/re\u200bsume yes',
    '/resumed yes',
    'Thanks! /resume 302',
    'Ok, thank you: /resume 302',
    '`/resume 302`',
    '**/resume** 302',
    '- /resume 302',
    '1. /resume 302',
    '@x /resume 302',
    'Hello,\n\n  /resume 302',
  ])('%j may have been meant as one', (body) => {
    expect(parseCommand(body, '/resume')).toBeNull();
    expect(resemblesCommand(body, '/resume')).toBe(true);
  });

  test.each([
    'Which one?',
    'I resume this tomorrow.',
    'see /usr/bin/env',
    '/usr/bin/env is missing',
    '> /resume yes',
    '`/resume`',
    '`/resume 302` is how you answer.',
    'You can answer with /resume 302.',
    '```\n/resume\n```',
    '    /resume',
    '',
  ])('%j was not', (body) => {
    expect(resemblesCommand(body, '/resume')).toBe(false);
  });

  test.each([
    ['blank lines', '', ' \n'],
    ['quotes', '', '>\n'],
    ['lines that may introduce a quotation', '', 'On a wrote:\n'],
    ['quotations', '/resume ', '\n\n> a'],
    ['headers', '/resume ', '\n\nFrom: a@b'],
    ['dates above quotations', '/resume ', '\n2026-01-01 10:00:\n> a\nb'],
    ['greetings', '', 'a. '],
    ['comments that are never closed', '/resume ', '<!--'],
  ])('finding none in %s costs no more than their length', (_, start, part) => {
    const read = (size: number) => parseCommand(start + part.repeat(size), '/resume');
    expect(growth(read, 2_000)).toBeLessThan(LINEAR);
  });
});
