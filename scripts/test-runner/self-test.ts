import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActRun, startAct } from './act.ts';
import { actionsOf, copyProject, selfTest, writeUploadAction } from './copies.ts';

/** Runs the project's own self-test in a copy of the project, without a token and without a GitHub. */
export async function runSelfTest(program: string): Promise<ActRun> {
  const root = mkdtempSync(join(tmpdir(), 'self-test-'));
  try {
    const folder = join(root, 'project');
    const home = join(root, 'home');
    mkdirSync(home);
    copyProject(folder);
    makeRepository(folder, home);
    const upload = join(root, 'upload');
    writeUploadAction(upload);
    const payload = join(root, 'event.json');
    writeFileSync(payload, '{}');
    const away = actionsOf(selfTest()).filter((action) => !action.startsWith('actions/checkout@'));
    return await startAct(
      { program, folder, home },
      {
        event: 'push',
        payload,
        workflow: '.github/workflows/self-test.yml',
        actor: 'maintainer',
        token: '',
        env: {},
        matrix: 'os:ubuntu-latest',
        actions: Object.fromEntries(away.map((action) => [action, upload])),
      },
    ).ended;
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
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
