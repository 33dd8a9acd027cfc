import { describe, expect, test } from '@jest/globals';
import { backends } from '../../src/agents/index.ts';
import { UserError } from '../../src/errors.ts';
import { agentKinds } from '../../src/inputs/kinds/agent-kinds.ts';
import { duration } from '../../src/inputs/kinds/duration.ts';
import { author, branch, workBranchFor } from '../../src/inputs/kinds/git-kinds.ts';
import { InvalidValue, type Kind, unlimited } from '../../src/inputs/kinds/kind.ts';
import { choice, count, flag, list, money } from '../../src/inputs/kinds/kinds.ts';
import { nearest } from '../../src/inputs/nearest.ts';

const { agentArguments, agentVersions } = agentKinds(backends);

function refused(kind: Kind<unknown>, text: string): string {
  try {
    kind.read(text);
  } catch (error) {
    if (error instanceof InvalidValue || error instanceof UserError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a duration', () => {
  test.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['15', 15_000],
    ['0.5', 500],
    ['1.5h', 5_400_000],
    ['1h30m', 5_400_000],
    ['1h 30m 5s', 5_405_000],
    ['5 min', 300_000],
    ['2 Hours', 7_200_000],
    ['250ms', 250],
    ['35d', 3_024_000_000],
    ['0', 0],
    ['0s', 0],
  ])('is read as people write it: %s', (text, ms) => {
    expect(duration(0).read(text)).toBe(ms);
  });

  test.each([
    ['soon', 'is not a duration'],
    ['', 'is not a duration'],
    ['5 parsecs', 'is not a duration'],
    ['5m and more', 'is not a duration'],
    ['1..5h', 'is not a duration'],
    ['1e3', 'is not a duration'],
    ['Infinity', 'is not a duration'],
    ['-5m', 'is negative'],
    ['-1', 'is negative'],
    ['36d', 'is longer than 35 days'],
    ['1y', 'is longer than 35 days'],
    ['9999999999999', 'is longer than 35 days'],
  ])('is refused where it makes no sense: %s', (text, why) => {
    expect(refused(duration(0), text)).toBe(why);
  });

  test('is refused below what makes sense for it', () => {
    expect(refused(duration(1000), '0')).toBe('must be longer than 0');
    expect(refused(duration(60_000), '5s')).toBe('is shorter than 1m');
    expect(duration(60_000).accepts).toContain('from 1m to 35d');
  });
});

describe('a number', () => {
  test.each([
    ['50', 50],
    ['1,000', 1000],
    ['1_000_000', 1_000_000],
    ['500k', 500_000],
    ['1.5M', 1_500_000],
  ])('is read as people write it: %s', (text, value) => {
    expect(count(1, 1e12, true).read(text)).toBe(value);
  });

  test.each([
    ['', 'is not a number'],
    ['many', 'is not a number'],
    ['0x10', 'is not a number'],
    ['1,00', 'is not a number'],
    ['NaN', 'is not a number'],
    ['2.5', 'is not a whole number'],
    ['0', 'is not from 1 to 100'],
    ['-3', 'is not from 1 to 100'],
    ['101', 'is not from 1 to 100'],
    ['5k', 'is not a number'],
  ])('is refused: "%s"', (text, why) => {
    expect(refused(count(1, 100), text)).toBe(why);
  });

  test('may be left unbounded where that makes sense', () => {
    expect(unlimited(count(1, 9)).read('')).toBeNull();
    expect(unlimited(count(1, 9)).read('None')).toBeNull();
    expect(unlimited(count(1, 9)).read('3')).toBe(3);
  });
});

describe('money', () => {
  test.each([
    ['5', 5],
    ['$2.50', 2.5],
    ['2.50$', 2.5],
    ['1,000 USD', 1000],
    ['.5', 0.5],
  ])('is read as people write it: %s', (text, value) => {
    expect(money.read(text)).toBe(value);
  });

  test.each([
    ['0', 'must be more than 0'],
    ['-1', 'is negative'],
    ['2,50', 'is not an amount of money'],
    ['5 EUR', 'is not an amount of money'],
    ['1e9', 'is not an amount of money'],
    ['2000000', 'is more than 1,000,000'],
  ])('is refused: %s', (text, why) => {
    expect(refused(money, text)).toBe(why);
  });
});

test.each([
  ['true', true],
  ['Yes', true],
  ['ON', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
])('a switch understands %s', (text, value) => {
  expect(flag.read(text)).toBe(value);
});

test('a switch and a choice refuse what they do not know', () => {
  expect(refused(flag, 'maybe')).toBe('is neither true nor false');
  expect(refused(choice('unit', 'task'), 'units')).toBe('is not one of the choices');
  expect(choice('unit', 'task').read('Task')).toBe('task');
});

test('a list takes commas, lines and blanks, and holds nothing twice', () => {
  const letters = list(choice('a', 'b', 'c'), { allowSpaces: false });
  expect(letters.read('a, b\n c  a')).toEqual(['a', 'b', 'c']);
  expect(letters.read('')).toEqual([]);
  expect(letters.read('none')).toEqual([]);
  expect(refused(letters, 'a, x')).toBe('is not one of the choices');
  expect(list(choice('a b', 'c'), { allowSpaces: true }).read('a b, c')).toEqual(['a b', 'c']);
});

describe('arguments for agents', () => {
  test('are split as a shell would, without one, by backend', () => {
    expect(
      agentArguments.read('--all "of them"\ncustom: --one $HOME\n rehearsal:--two\ncustom: \'--three 3\''),
    ).toEqual({
      '*': ['--all', 'of them'],
      custom: ['--one', '$HOME', '--three 3'],
      rehearsal: ['--two'],
    });
    expect(agentArguments.read('')).toEqual({});
  });

  test('take a word with a colon for what it is', () => {
    expect(agentArguments.read('--model provider:name http://localhost:1')).toEqual({
      '*': ['--model', 'provider:name', 'http://localhost:1'],
    });
  });

  test.each([
    ['--open "quote', 'cannot be split into arguments'],
    ["custom: it's", 'cannot be split into arguments'],
    ['costum: --x', 'is not the name of a backend; did you mean custom?'],
    ['costum:--x', 'is not the name of a backend; did you mean custom?'],
  ])('are refused: %s', (text, why) => {
    expect(refused(agentArguments, text)).toContain(why);
  });

  test('do not know versions that are not exact', () => {
    expect(agentVersions.read('codex=0.170.0, claude@v2.2.0-beta.1')).toEqual({
      codex: '0.170.0',
      claude: '2.2.0-beta.1',
    });
    expect(refused(agentVersions, 'codex=latest')).toBe('contains "codex=latest", which is not of the form name=x.y.z');
    expect(refused(agentVersions, 'custom=1.0.0')).toBe('names custom, which is not installed from npm');
  });
});

describe('a branch', () => {
  test.each(['main', 'sequential/{spec}', 'feature/größe', '', 'a.b-c_d'])('may be called "%s"', (name) => {
    expect(branch.read(name)).toBe(name);
  });

  test.each(['a b', '-a', 'a..b', 'a~1', 'a:b', '/a', 'a/', 'a//b', 'x.lock', 'a/.b', '@', 'a@{1}', 'a.', 'a\\b'])(
    'may not be called "%s", as git has it',
    (name) => {
      expect(refused(branch, name)).toContain('is not a branch name');
    },
  );

  test.each([
    ['my-feature', 'sequential/my-feature'],
    ['Größe und Maß', 'sequential/Größe-und-Maß'],
    ['..a..b.lock', 'sequential/a.b'],
    ['with [brackets]', 'sequential/with-brackets'],
    ['???', 'sequential/spec'],
  ])('takes the name of the spec %s as git takes it', (spec, name) => {
    expect(workBranchFor('sequential/{spec}', spec)).toBe(name);
    expect(branch.read(name)).toBe(name);
  });

  test('is taken as it is where no spec belongs in it', () => {
    expect(workBranchFor('', 'x')).toBe('');
    expect(workBranchFor('main', 'x')).toBe('main');
  });
});

test('an author is written as git writes authors', () => {
  expect(author.read('Ann Doe <ann@example.org>')).toBe('Ann Doe <ann@example.org>');
  expect(refused(author, 'Ann Doe')).toBe('is not an author');
  expect(refused(author, 'Ann\n<a@b>')).toBe('is not an author');
  expect(refused(author, '<a@b>')).toBe('is not an author');
});

test.each([
  ['max-iteration', 'max-iterations'],
  ['dealy', 'delay'],
  ['DELAY', 'delay'],
  ['gibberish', null],
  ['x', null],
])('the nearest word to %s is %s', (word, expected) => {
  expect(nearest(word, ['delay', 'max-iterations', 'spec'])).toBe(expected);
});
