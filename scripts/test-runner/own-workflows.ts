import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActRun, startAct } from './act.ts';
import { actionsOf, copyProject, copySources, ownWorkflow } from './copies.ts';
import { writeStandIn } from './stand-ins.ts';

/** The project's own self-test, for a push. */
export function runSelfTest(program: string): Promise<ActRun> {
  const workflow = ownWorkflow('self-test.yml');
  return runOwn(program, { ...{ name: 'self-test.yml', event: 'push', inputs: {} }, workflow, copy: copyProject });
}

/** The release, for its button, as a trial: nothing is pushed or published. `news`: a changeset is waiting. */
export function runRelease(program: string, step: 'version' | 'publish', news: string | null): Promise<ActRun> {
  return runOwn(program, {
    ...{ name: 'release.yml', event: 'workflow_dispatch', inputs: { step, 'dry-run': 'true' } },
    // What it installs is here, and what it builds and tests is built and tested by whoever runs this.
    workflow: ownWorkflow('release.yml').replace(/^ +- run: npm (?:ci|run build|run check|test)\n/gm, ''),
    copy(folder) {
      copySources(folder);
      // What is waiting for the next release is no part of this one.
      for (const name of waitingIn(folder)) rmSync(join(folder, '.changeset', name));
      if (news !== null) writeFileSync(join(folder, '.changeset', 'news.md'), news);
    },
  });
}

/** Names of changesets. */
function waitingIn(folder: string): readonly string[] {
  return readdirSync(join(folder, '.changeset')).filter((name) => name.endsWith('.md') && name !== 'README.md');
}

/** npm asks its registry even for a trial, and asks for long. */
const offline = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' };

/** A workflow of the project, and what starts it. */
interface OwnRun {
  readonly name: string;
  readonly workflow: string;
  readonly event: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Puts into the folder what it needs of the project. */
  readonly copy: (folder: string) => void;
}

/** Runs it in a copy of the project, without a token and without a GitHub. */
async function runOwn(program: string, { name, workflow, event, inputs, copy }: OwnRun): Promise<ActRun> {
  const root = mkdtempSync(join(tmpdir(), 'own-workflow-'));
  try {
    const [folder, home] = [join(root, 'project'), join(root, 'home')];
    mkdirSync(home);
    copy(folder);
    writeFileSync(join(folder, '.github', 'workflows', name), workflow);
    makeRepository(folder, home);
    const payload = join(root, 'event.json');
    writeFileSync(payload, JSON.stringify({ inputs }));
    return await startAct(
      { program, folder, home },
      {
        ...{ event, payload, workflow: `.github/workflows/${name}`, actor: 'maintainer', token: '', env: offline },
        ...(workflow.includes('matrix:') ? { matrix: 'os:ubuntu-latest' } : {}),
        actions: standIns(root, workflow),
      },
    ).ended;
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The runner has its own actions/checkout. */
function standIns(root: string, workflow: string): Readonly<Record<string, string>> {
  const away = actionsOf(workflow).filter((action) => !action.startsWith('actions/checkout@'));
  return Object.fromEntries(away.map((action) => [action, writeStandIn(join(root, 'stand-ins'), action)]));
}

function makeRepository(folder: string, home: string): void {
  const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['remote', 'add', 'origin', 'https://github.com/octo/sequential-orchestration.git'],
    ['add', '-A'],
    [...author, 'commit', '-q', '-m', 'chore: the project'],
  ]) {
    execFileSync('git', args, { cwd: folder, env: { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1' } });
  }
}
