import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dist, type Job, type JobOrder, type RunningJob } from '../../test/end-to-end/job.ts';
import { BRANCH, SPEC, type Stage } from '../../test/end-to-end/stage.ts';
import { issueCommentEvent } from '../../test/harness/github/events.ts';
import type { Hooks } from './hooks.ts';
import type { Kept } from './leftovers.ts';

/** A run of the program that has ended: complete, or why the next one must come. */
export interface RunEnd {
  readonly kind: 'complete' | 'halted' | 'paused' | 'killed' | 'failed';
  readonly log: string;
}

/** Starts the program once more, as the round has it. */
type Start = (answer: boolean) => { readonly ended: Promise<RunEnd> };

/** A way to start the program in a round. */
export interface Entry {
  readonly start: Start;
  /** What the next run finds again: it must be as after a night without kills. */
  readonly kept: () => readonly Kept[];
}

interface Place {
  readonly stage: Stage;
  readonly hooks: Hooks;
  readonly tmux: boolean;
}

/** `run`, and `resume` once it asked, in a clone of the remote on disk. */
export function commandLine({ stage, hooks, tmux }: Place): Entry {
  const workspace = join(stage.root, 'repository');
  mkdirSync(workspace);
  mkdirSync(stage.path('tmp'));
  stage.cloneFromDisk(workspace);
  const env = {
    PATH: `${hooks.bin}:${process.env.PATH}`,
    HOME: stage.path('home'),
    TMPDIR: stage.path('tmp'),
    TMUX_TMPDIR: stage.root,
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  };
  const flags = ['--spec', SPEC, '--backend', 'rehearsal', '--assign-backend', 'none', '--delay', '0'];
  const start: Start = (answer) => {
    const command = answer ? ['resume', '--answer', 'This one.'] : ['run'];
    const mode = ['--checkpoint', 'push', '--work-branch', BRANCH, '--tmux', tmux ? 'require' : 'off'];
    const child = spawn(process.execPath, [resolve(dist, 'cli.js'), ...command, ...flags, ...mode], {
      cwd: workspace,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    const kinds: Readonly<Record<string, RunEnd['kind']>> = { 0: 'complete', 2: 'halted', 3: 'paused', null: 'killed' };
    return {
      ended: new Promise((done) =>
        child.once('close', (code) =>
          done({ kind: kinds[String(code)] ?? 'failed', log: `${log}(exit code ${code})` }),
        ),
      ),
    };
  };
  return { start, kept: () => [{ workspace, temp: stage.path('tmp') }] };
}

/** The action with its post step; on a hosted runner each job has a new workspace. */
export function action({ stage, hooks, tmux }: Place, hosted: boolean): Entry {
  mkdirSync(stage.path('tmp'));
  const env = { PATH: `${hooks.bin}:${process.env.PATH}`, TMPDIR: stage.path('tmp') };
  let before: Job | null = null;
  const toEnd = (job: RunningJob): Promise<RunEnd> => {
    before = job as unknown as Job;
    return job.ended.then(
      ({ code, outputs, log, postLog }) => {
        const kind = outputs.status ?? (code === null ? 'killed' : 'failed');
        return { kind: kind as RunEnd['kind'], log: `${log}\n${postLog}` };
      },
      // The post step was killed.
      (error: Error) => ({ kind: 'killed', log: `${job.printed()}\n${error.message}` }),
    );
  };
  const start: Start = (answer) => {
    const order: JobOrder = {
      env,
      tmux,
      with: { 'fail-on': 'none' },
      ...(hosted || before === null ? {} : { in: before }),
    };
    if (!answer) return { ended: toEnd(stage.start(order)) };
    const { world, places } = stage.github;
    const payload = issueCommentEvent(world, places, world.comment(stage.halt, 'maintainer', '/resume This one.'));
    return { ended: toEnd(stage.start({ ...order, event: 'issue_comment', actor: 'maintainer', payload })) };
  };
  return { start, kept: () => (hosted || before === null ? [] : [before]) };
}
