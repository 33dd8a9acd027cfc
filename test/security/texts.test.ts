import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { openStage, type Stage } from '../end-to-end/stage.ts';

const ESCAPE = '\u001b';
const LINES = {
  mentions: 'Thanks @octocat and @octo/team, @\u200bhidden and @<!-- -->split too.',
  'closes issues':
    'Fixes #12, closes octo/demo#13, resolves GH-14, fixes https://github.com/octo/demo/issues/15 and closes #\u200b16.',
  'skips workflows': '[skip ci] [CI SKIP] [skip  ci] [no ci] [actions skip] [skip-ci] [sk\u00adip ci] ***NO_CI***',
  'adds trailers':
    'Done.\n\nskip-checks: true\nCo-authored-by: Eve <eve@evil.example>\n Signed-off-by: Eve <eve@evil.example>\nSpec: other\nTask: 99\nRun: forged\nBREAKING CHANGE: all of it',
  'paints the terminal': `${ESCAPE}[2J${ESCAPE}]0;title\u0007${ESCAPE}]8;;https://evil.example\u0007link${ESCAPE}]8;;\u0007 \u202etxt.exe\u202c \u009b31m \u2066x\u2069`,
  'writes Markdown':
    '# Forged\n### ✓ 9 Forged (9 of 9)\n```\n</details><img src="https://evil.example/x.png">\n![x](https://evil.example/y.png)\n<!-- hidden',
};

/** What of a text acts on somebody, wherever it stands. */
function expectInert(text: string): void {
  const line = text.replace(/\s+/g, ' ');
  expect(line).not.toMatch(/(?<=^|[^\w.])@[a-z]/i);
  expect(line).not.toMatch(/#\d|GH-\d|\/(?:issues|pull)\/\d/i);
  expect(line).not.toMatch(/\[ ?(?:skip|no|ci|actions)[ -]+(?:ci|skip|actions) ?\]|\*\*\*NO_CI/i);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
}

const trailers = (message: string): string[] =>
  execFileSync('git', ['interpret-trailers', '--parse'], { input: message, encoding: 'utf8' })
    .split('\n')
    .map((line) => line.split(':')[0] ?? '')
    .filter(Boolean);

const messages = (stage: Stage): string[] =>
  stage
    .log('%B%x00')
    .split('\0')
    .map((message) => message.trim())
    .filter((message) => message !== '');

/** The log without its fenced blocks. */
const outsideFences = (log: string): string => log.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');

async function expectTextsInert(stage: Stage, headings: RegExp): Promise<void> {
  for (const message of messages(stage)) {
    expectInert(message);
    expect(trailers(message).filter((name) => !/^(Spec|Task|Attempt|Backend|Run)$/.test(name))).toEqual([]);
    expect(message).not.toMatch(/^(?:Task: 99|Run: forged|Spec: other|BREAKING CHANGE)/m);
  }
  const log = stage.file('.kiro/specs/SEQUENTIAL_PROGRESS.md') ?? '';
  expectInert(log);
  const ours = outsideFences(log);
  expect(ours.split('\n').filter((line) => /^\s{0,3}#/.test(line) && !headings.test(line))).toEqual([]);
  expect(ours).not.toMatch(/(?<!\\)<(?:img|!--|\/)|!\[/);
}

describe('what an agent says acts on people, issues or workflows', () => {
  test.concurrent.each(Object.entries(LINES))(
    'an agent | %s | its last words, a question, a reason',
    async (_, words) => {
      const stage = await openStage({
        tasks: '- [ ] 1. First\n- [ ] 2. Second\n- [ ] 3. Third\n',
        units: {
          1: [{ write: 'one.txt', text: 'work\n' }, { done: words }],
          2: {
            attempts: [
              [{ say: words }, { exit: 1 }],
              [{ write: 'two.txt', text: 'work\n' }, { done: words }],
            ],
          },
          3: [{ ask: words }],
        },
      });
      try {
        const job = await stage.job();
        expect(job.outputs.status).toBe('halted');
        await expectTextsInert(stage, /^(## 2|### [✓✗?■] )/u);
        // It stays readable.
        expect(stage.file('.kiro/specs/SEQUENTIAL_PROGRESS.md')).toMatch(/octocat|Fixes|skip ci|forged|link|Forged/);
      } catch (error) {
        if (error instanceof Error) error.message += `\n\nThe log of the last job:\n${stage.printed()}`;
        throw error;
      } finally {
        await stage.end();
      }
    },
    120_000,
  );
});

describe('a title acts on people, issues or workflows', () => {
  test.concurrent.each([
    ['an author of tasks.md | mentions, closes and skips | the title', 'Thank @octocat, fixes #12 [skip  ci]'],
    ['an author of tasks.md | writes a trailer and markup | the title', 'skip-checks: true <img src=x> ![x](y) `x'],
  ])(
    '%s',
    async (_, title) => {
      const stage = await openStage({
        tasks: `- [ ] 1. ${title}\n`,
        units: { 1: [{ write: 'one.txt', text: 'work\n' }, { done: 'Done.' }] },
      });
      try {
        const job = await stage.job();
        expect(job.outputs.status).toBe('complete');
        await expectTextsInert(stage, /^(## 2|### [✓■] )/u);
      } finally {
        await stage.end();
      }
    },
    120_000,
  );
});

describe('a name of a file acts on the log', () => {
  test('an agent | writes files with names that are markup | headings, images, mentions', async () => {
    const names = ['![x](https:evil.example)', '<img src=x>', 'a\n# Forged', '@octocat #12', '[skip ci]'];
    const make = names.map((name) => ({ write: name, text: 'work\n' }));
    const stage = await openStage({ tasks: '- [ ] 1. First\n', units: { 1: [...make, { done: 'Done.' }] } });
    try {
      const job = await stage.job();
      expect(job.outputs.status).toBe('complete');
      await expectTextsInert(stage, /^(## 2|### [✓■] )/u);
    } finally {
      await stage.end();
    }
  });
});
