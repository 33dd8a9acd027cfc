import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dist, forRunner, README_WORKFLOW } from './copies.ts';
import { type HostedOptions, hosted } from './hosted.ts';
import { night, press } from './stories.ts';
import { type Story, told } from './story.ts';

/** A project whose tests fail without its packages. */
const withPackages = {
  '.gitignore': 'node_modules\n',
  'package.json': JSON.stringify({
    ...{ name: 'links', private: true, scripts: { test: 'node test.js' } },
    devDependencies: { checker: 'file:tools/checker' },
  }),
  'package-lock.json': JSON.stringify({
    ...{ name: 'links', lockfileVersion: 3, requires: true },
    packages: {
      '': { name: 'links', devDependencies: { checker: 'file:tools/checker' } },
      'node_modules/checker': { resolved: 'tools/checker', link: true },
      'tools/checker': { version: '1.0.0', dev: true },
    },
  }),
  'tools/checker/package.json': JSON.stringify({ name: 'checker', version: '1.0.0' }),
  'tools/checker/index.js': 'module.exports = (text) => require("node:assert").match(text, /^https:/);\n',
  'test.js': 'require("checker")(require("node:fs").readFileSync("links.txt", "utf8"));\n',
};

const oneUnit: Pick<HostedOptions, 'tasks' | 'units'> = {
  tasks: '- [ ] 1. Store the links\n',
  units: { 1: { attempts: [[{ write: 'links.txt', text: 'https://example.org\n' }, { done: 'Stored.' }]] } },
};

const readme: Story = {
  workflows: [],
  tell: (act, outcomes) =>
    hosted(act, { ...oneUnit, files: withPackages, workflows: [README_WORKFLOW] }, (on) =>
      outcomes.expect('README.md, schedule, a project with packages', 'success, complete 1 of 1', async () =>
        told(await on.run(README_WORKFLOW, night)),
      ),
    ),
};

const setUp: Story = {
  workflows: [],
  tell: (act, outcomes) =>
    hosted(act, { ...oneUnit, files: { ...withPackages, ...writtenByInit() }, workflows: [] }, (on) =>
      outcomes.expect('what init writes, pressed, a project with packages', 'success, complete 1 of 1', async () =>
        told(await on.run('sequential.yml', press({}))),
      ),
    ),
};

/** The files that `init` writes for that project. */
function writtenByInit(): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'init-'));
  const env = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  try {
    for (const [name, text] of Object.entries({ ...withPackages, '.kiro/specs/my-feature/tasks.md': '' })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    execFileSync('git', ['init', '-q'], { cwd: folder, env });
    const action = `my-org/sequential-orchestration@${'0'.repeat(40)}`;
    const answers = ['--backend', 'rehearsal', '--key', 'none', '--action', action];
    execFileSync(process.execPath, [join(dist, 'cli.js'), 'init', '--yes', ...answers], { cwd: folder, env });
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    return {
      '.github/workflows/sequential.yml': forRunner(read('.github/workflows/sequential.yml')),
      '.github/sequential.yml': `${read('.github/sequential.yml')}delay: 0s\n`,
      '.gitattributes': read('.gitattributes'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Workflows that set a project up before the run. */
export const projectStories: readonly Story[] = [readme, setUp];
