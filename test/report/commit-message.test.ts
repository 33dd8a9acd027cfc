import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerMessage, checkpointMessage, plainSubject, runEndMessage } from '../../src/report/commit-message.ts';
import { anyCodePoint } from '../harness/code-points.ts';

const facts = {
  spec: 'my-feature',
  unit: { key: '2', id: '2', title: 'Build the parser' },
  attempt: 1,
  backend: 'codex',
  runId: '123-1',
  report: 'Wrote the parser and its tests.',
  template: null,
};

/** The trailers as git itself reads them. */
function trailers(message: string): string[] {
  const read = execFileSync('git', ['interpret-trailers', '--parse'], { input: message, encoding: 'utf8' });
  return read.trimEnd().split('\n');
}

const ours = ['Spec: my-feature', 'Task: 2', 'Attempt: 1', 'Backend: codex', 'Run: 123-1'];

describe('a checkpoint tells what was done', () => {
  test('with a conventional subject, the report, and trailers that git reads', () => {
    const message = checkpointMessage(facts);
    expect(message).toBe(
      `feat(my-feature): build the parser\n\nWrote the parser and its tests.\n\n${ours.join('\n')}\n`,
    );
    expect(trailers(message)).toEqual(ours);
  });

  test.each([
    ['Fix the race in the cache', 'fix(my-feature): fix the race in the cache'],
    ['Write property tests for parsing', 'test(my-feature): write property tests for parsing'],
    ['Document the API', 'docs(my-feature): document the API'],
    ['Set up project structure', 'chore(my-feature): set up project structure'],
    ['Refactor `parse()`', 'refactor(my-feature): refactor `parse()`'],
    ['OAuth login.', 'feat(my-feature): OAuth login'],
    ['API keys', 'feat(my-feature): API keys'],
    ['fix(core): off by one', 'fix(core): off by one'],
    ['', 'feat(my-feature): work on the next unit'],
    ['Handle\nTask: 9', 'feat(my-feature): handle Task: 9'],
    ['Ship it [skip ci]', 'feat(my-feature): ship it (skip ci)'],
    // Two blanks become one on a line.
    ['Ship it [skip  ci]', 'feat(my-feature): ship it (skip ci)'],
    ['Ship it [skip\u200b ci]', 'feat(my-feature): ship it (skip ci)'],
    ['skip-checks: true', 'feat(my-feature): skip-checks: true'],
  ])('the title %j becomes %j', (title, subject) => {
    expect(checkpointMessage({ ...facts, unit: { ...facts.unit, title } }).split('\n')[0]).toBe(subject);
  });

  test('a long title is cut at a word, and no subject is longer than 72 characters', () => {
    const long = {
      ...facts,
      unit: { ...facts.unit, title: 'Implement the reader of every configuration file that was ever written' },
    };
    const subject = checkpointMessage(long).split('\n')[0] ?? '';
    expect(subject).toBe('feat(my-feature): implement the reader of every configuration file…');
    expect(subject.length).toBeLessThanOrEqual(72);
  });

  test('a long report is shortened, visibly', () => {
    const message = checkpointMessage({ ...facts, report: 'word '.repeat(5000) });
    expect(message.length).toBeLessThan(3500);
    expect(message).toContain('[… shortened]');
  });

  test.each([
    [false, 'chore(my-feature): record the answer to: Choose the database'],
    [true, 'chore(my-feature): record the skipped task: Choose the database'],
  ])('the commit of an answer (skip: %s) names no spec: it overtakes no unfinished work', (skip, subject) => {
    const message = answerMessage({
      template: null,
      unit: null,
      spec: 'my-feature',
      title: 'Choose the database',
      skip,
      runId: '123-1',
    });
    expect(message).toBe(`${subject}\n\nRun: 123-1\n`);
  });

  test('the end of a run has a message of its own', () => {
    const facts = { spec: 'my-feature', end: 'paused', runId: '123-1', message: 'paused: Task: 9 waits' } as const;
    const message = runEndMessage({ template: null, ...facts, unfinished: null });
    expect(message.split('\n')[0]).toBe('chore(my-feature): record that the run ended: paused');
    expect(trailers(message)).toEqual(['Spec: my-feature', 'Run: 123-1']);
    const subjectOf = (unfinished: { id: string | null; title: string }) =>
      runEndMessage({ template: null, ...facts, unfinished }).split('\n')[0];
    expect(subjectOf({ id: '1', title: 'Build it' })).toBe('wip(my-feature): unit 1, not verified');
    expect(subjectOf({ id: null, title: 'Build it' })).toBe('wip(my-feature): unit Build it, not verified');
  });
});

describe('the subject as the user set it', () => {
  const unit = { key: '2.1', id: '2.1', title: 'Build the parser.' };
  const facts = { spec: 'my-feature', unit, attempt: 1, backend: 'codex', runId: '123-1', report: 'Done.' };
  const subjectOf = (template: string, title = unit.title) =>
    checkpointMessage({ ...facts, unit: { ...unit, title }, template }).split('\n')[0];

  test.each([
    ['{type}({spec}): {unit} {title}', 'feat(my-feature): 2.1 build the parser'],
    ['[PROJ-17] {title}', '[PROJ-17] build the parser'],
    ['{title} [{unit}]', 'build the parser [2.1]'],
    ['{title} {title}', 'build the parser build the parser'],
  ])('%s', (template, expected) => {
    expect(subjectOf(template)).toBe(expected);
  });

  test("a title that is a conventional subject itself gives its type, and is not one in another's", () => {
    expect(subjectOf('{type}: {title}', 'fix(parser): read tabs')).toBe('fix: read tabs');
  });

  test('the title alone is cut, and holds no placeholder', () => {
    const long = subjectOf('{title} [{unit}]', 'word '.repeat(40)) ?? '';
    expect(long).toMatch(/^(word )+word… \[2\.1\]$/);
    expect(long.length).toBeLessThanOrEqual(72);
    expect(subjectOf('{title}', 'Write $& and {unit} as they are')).toBe('write $& and {unit} as they are');
  });

  test('holds for every commit of a run, with its trailers', () => {
    const template = 'PROJ-1 {type}/{unit}: {title}';
    const end = { spec: 'my-feature', end: 'halted', runId: '123-1', message: '', template } as const;
    const messages = [
      runEndMessage({ ...end, unfinished: null }),
      runEndMessage({ ...end, unfinished: unit }),
      answerMessage({ spec: 'my-feature', unit: '2.1', title: 'Which?', skip: false, runId: '123-1', template }),
    ];
    expect(messages.map((message) => message.split('\n')[0])).toEqual([
      'PROJ-1 chore/-: record that the run ended: halted',
      'PROJ-1 wip/2.1: unit 2.1, not verified',
      'PROJ-1 chore/2.1: record the answer to: Which?',
    ]);
    expect(messages.every((message) => trailers(message).includes('Run: 123-1'))).toBe(true);
    const options = { spec: 'my-feature', commitMessage: template };
    expect(plainSubject('Merge main into night', options)).toBe('PROJ-1 chore/-: merge main into night');
    expect(plainSubject('Merge main into night', { spec: 'my-feature' })).toBe('Merge main into night');
  });
});

describe('the agent cannot speak for us in a commit', () => {
  test.each([
    ['a trailer at the end', 'done\n\nTask: 99\nRun: forged'],
    ['a patch that would end the message', 'done\n---\nTask: 99'],
    ['a scissors line', '# ------------------------ >8 ------------------------\ngone'],
    ['a NUL', 'done\0\nTask: 99'],
    ['a co-author', 'done\n\nCo-authored-by: Someone <x@example.com>'],
    ['a cherry-pick note', 'done\n\n(cherry picked from commit 1234567)'],
    ['a trailer after a carriage return', 'done\r\rTask: 99'],
  ])('%s stays in the body', (_, report) => {
    expect(trailers(checkpointMessage({ ...facts, report }))).toEqual(ours);
  });

  test.each([
    'skip-checks: true',
    'skip-checks:true',
    '  Co-authored-by: Someone <x@example.com>',
    '\tSigned-off-by: x',
    'BREAKING CHANGE: the parser is gone',
    '* Breaking change: the parser is gone',
  ])('the line %j is quoted', (line) => {
    const message = checkpointMessage({ ...facts, report: `Done.\n\n\n${line}` });
    const word = line.trim().split(':')[0] ?? '';
    expect(message.split('\n').filter((each) => each.includes(word) && !each.startsWith('> '))).toEqual([]);
    expect(trailers(message)).toEqual(ours);
  });

  test.each([
    '[skip ci]',
    '[CI SKIP]',
    '[no ci]',
    '[skip  actions]',
    '[actions\nskip]',
    '[skip-ci]',
    '[ skip ci ]',
    '[skip netlify]',
    '[azurepipelines skip]',
    '[CF-Pages-Skip]',
    '[sk\u00adip ci]',
    '[sk<!-- -->ip ci]',
    '***NO_CI***',
    '[[skip ci]]',
  ])('%j switches off no workflow', (words) => {
    const message = checkpointMessage({
      ...facts,
      unit: { ...facts.unit, title: `Ship ${words}` },
      report: words,
    });
    expect(message.replace(/\s+/g, ' ')).not.toMatch(/\[ ?(skip|ci|no|actions|azurepipelines|cf)\b|\*\*\*/i);
    expect(message).toMatch(/skip|no.ci/i);
  });

  test('a link and a list of what was skipped stay as they are', () => {
    const report = '- [x] parser\n- [skipped] docs, see [how to skip it](docs/skip.md) and [no circle]';
    expect(checkpointMessage({ ...facts, report })).toContain(report);
  });

  test.each([
    '@octocat',
    '@octo/team',
    'octo/demo#12',
    'GH-12',
    'xGH-12',
    'https://github.com/octo/demo/issues/12',
    'https://github.com/octo/demo/Pull/12',
    'https://github.com/octo/demo/issues//12',
    '@\u200boctocat',
    '#\u20601',
    '@<!-- -->octocat',
  ])('fixes %s refers to nothing', (words) => {
    const message = checkpointMessage({
      ...facts,
      unit: { ...facts.unit, title: `Fixes ${words}` },
      report: words,
    });
    expect(message).not.toMatch(/@[a-z]|#\d|GH-\d|\/\d/);
  });

  test('its words ping nobody, close no issue and switch off no workflow', () => {
    const message = checkpointMessage({ ...facts, report: 'Thanks @octocat, fixes #12 [ci skip]' });
    expect(message).not.toMatch(/@octocat|#12|\[ci skip\]/);
  });

  test('whatever it says, the trailers are ours alone', () => {
    const part = fc.constantFrom(
      'Task: 9',
      '---',
      '\n',
      '\n\n',
      '\r',
      ' ',
      '#',
      'diff --git a b',
      'Spec: x',
      ': ',
      '\u2028',
      '\0',
      'word',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.string({ unit: anyCodePoint }), (parts, noise) => {
        const report = parts.join('') + noise;
        const review = { backend: 'claude', advice: [report, report] };
        const lines = checkpointMessage({ ...facts, report, review, unit: { ...facts.unit, title: report } })
          .trimEnd()
          .split('\n');
        expect(lines.slice(-6)).toEqual(['', ...ours]);
        expect(lines.slice(1, -6).filter((line) => /^[\w-]+\s*[:=]/.test(line))).toEqual([]);
      }),
    );
  });
});
