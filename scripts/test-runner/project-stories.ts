import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findProgram } from '../../src/agents/install/find-program.ts';
import { type Answer, answerInit } from '../../test/command-line/init-terminal.ts';
import type { Outcomes } from '../outcomes.ts';
import { forRunner, README_WORKFLOW } from './copies.ts';
import { type HostedOptions, hosted } from './hosted.ts';
import { type ProjectKind, projectKinds } from './project-kinds.ts';
import { night, press } from './stories.ts';
import { type Story, told } from './story.ts';

const oneUnit: Pick<HostedOptions, 'tasks' | 'units'> = {
  tasks: '- [ ] 1. Store the links\n',
  units: { 1: { attempts: [[{ write: 'links.txt', text: 'https://example.org\n' }, { done: 'Stored.' }]] } },
};

const readme: Story = {
  workflows: [],
  tell: (act, outcomes) => {
    const files = { ...projectKinds[0]?.files, '.gitignore': 'node_modules\n' };
    return hosted(act, { ...oneUnit, files, workflows: [README_WORKFLOW] }, (on) =>
      outcomes.expect('README.md, schedule, a project with packages', 'success, complete 1 of 1', async () =>
        told(await on.run(README_WORKFLOW, night)),
      ),
    );
  },
};

const setUp = ({ name, files, needs }: ProjectKind): Story => ({
  workflows: [],
  async tell(act, outcomes) {
    const missing = await missingOf(needs);
    if (missing.length > 0) return console.log(`- init, ${name}: not told, this machine has no ${missing.join(', ')}`);
    const committed = await setUpByInit(files);
    await hosted(act, { ...oneUnit, files: committed, workflows: [] }, (on) => pressButton(name, on, outcomes));
  },
});

function pressButton(name: string, on: Parameters<Parameters<typeof hosted>[2]>[0], outcomes: Outcomes): Promise<void> {
  return outcomes.expect(`init, ${name}; its workflow, pressed`, 'success, complete 1 of 1', async () => {
    const run = await on.run('sequential.yml', press({}));
    const seen = told(run);
    return seen.startsWith('success, complete') ? seen : `${seen}\n${run.log}`;
  });
}

async function missingOf(programs: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(programs.map((program) => findProgram(program, process.env.PATH)));
  return programs.filter((_, index) => found[index] === null);
}

/** A person takes what is proposed. */
const enter: readonly Answer[] = ['Which spec', 'Which command', 'at night', 'Which runner'].map((question) => [
  question,
  'Enter',
]);

/** What the project's repository holds when a person has answered `init` on a terminal and typed the commands that it prints. */
async function setUpByInit(files: ProjectKind['files']): Promise<Readonly<Record<string, string>>> {
  const top = mkdtempSync(join(tmpdir(), 'init-'));
  const repo = join(top, 'repo');
  const author = { NAME: 'Ada', EMAIL: 'ada@example.org' };
  const env = {
    ...{ PATH: process.env.PATH, HOME: top, TMUX_TMPDIR: top, TMPDIR: top, GIT_CONFIG_NOSYSTEM: '1' },
    ...Object.fromEntries(
      Object.entries(author).flatMap(([name, value]) => [
        [`GIT_AUTHOR_${name}`, value],
        [`GIT_COMMITTER_${name}`, value],
      ]),
    ),
  };
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: repo, env, encoding: 'utf8' });
  try {
    for (const [name, text] of Object.entries({ ...files, '.kiro/specs/my-feature/tasks.md': oneUnit.tasks ?? '' })) {
      mkdirSync(dirname(join(repo, name)), { recursive: true });
      writeFileSync(join(repo, name), text);
    }
    for (const args of [
      ['init', '-q'],
      ['add', '-A'],
      ['commit', '-q', '-m', 'chore: start'],
    ])
      run('git', ...args);
    const action = `my-org/sequential-orchestration@${'0'.repeat(40)}`;
    const screen = await answerInit({ repo, env }, enter, [
      '--backend',
      'rehearsal',
      '--key',
      'none',
      '--action',
      action,
    ]);
    const commands = /^The workflow counts on the default branch:\n([\s\S]*?)^ {2}git push$/m.exec(screen)?.[1];
    if (commands === undefined) throw new Error(`init prints no commands:\n${screen}`);
    run('sh', '-ec', commands);
    const names = run('git', 'ls-files', '-z').split('\0').filter(Boolean);
    const committed = Object.fromEntries(names.map((name) => [name, readFileSync(join(repo, name), 'utf8')]));
    const workflow = '.github/workflows/sequential.yml';
    return {
      ...committed,
      [workflow]: forRunner(committed[workflow] ?? ''),
      '.github/sequential.yml': `${committed['.github/sequential.yml']}delay: 0s\n`,
    };
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

/** Workflows that set a project up before the run; `all`: for projects of every kind. */
export function projectStories(all: boolean): readonly Story[] {
  return [readme, ...projectKinds.filter(({ isUsual }) => all || isUsual).map(setUp)];
}
