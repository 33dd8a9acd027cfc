import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pushedBranchRef } from '../../src/repository/git/refs.ts';
import { WINDOW_RECORD } from '../../src/terminal/tmux/tmux.ts';
import type { Job } from '../../test/end-to-end/job.ts';
import { BRANCH, type Stage } from '../../test/end-to-end/stage.ts';
import { processesOf } from '../../test/harness/place/processes.ts';

/** What ends with a run needs a moment for it; this long, ms. */
const GOODBYE_MS = 20_000;
const POLL_MS = 20;
/** A window without its run; the next run ends it. */
const WAITING = /^(?:tmux|cat) /;

/** Agents and panes that outlive their run; `tmux`: a session may wait for the next one. */
export async function findProcesses(root: string, tmux: boolean): Promise<string[]> {
  const end = Date.now() + GOODBYE_MS;
  for (;;) {
    const found = processesOf(root).filter(({ command }) => !(tmux && WAITING.test(command)));
    if (found.length === 0) return [];
    if (Date.now() > end) return found.map(({ pid, command }) => `left: process ${pid}: ${command}`);
    await sleep(POLL_MS);
  }
}

/** Folders that outlive a run: its checkout, and where it keeps temporary files. */
export type Kept = Pick<Job, 'workspace' | 'temp'>;

/** What a round left, a line each. */
export async function findLeftovers(stage: Stage, kept: readonly Kept[]): Promise<string[]> {
  const folders = [stage.path('tmp'), stage.path('home'), ...kept.map(({ temp }) => temp)];
  const files = new Set(folders.flatMap(filesIn).filter((path) => !isLog(path)));
  return [
    ...(await findProcesses(stage.root, false)),
    ...[...files].map((path) => `left: ${path}`),
    ...inRemote(stage),
    ...kept.flatMap(({ workspace }) => inWorkspace(stage, workspace)),
  ];
}

/**
 * What a run's log folder holds is there to stay: happenings, transcripts and their times, the report; where the window of
 * a killed run was, and a commit that could not be pushed and was named to a person; beside it, by name, what a run was
 * given on the command line, for who resumes it, and which configuration file a person accepted.
 */
const isLog = (path: string) =>
  /\.(?:jsonl|times)$/.test(path) ||
  [WINDOW_RECORD, 'report.html'].includes(basename(path)) ||
  ['.given', '.accepted'].includes(basename(dirname(path))) ||
  /^unpushed-\w+\.bundle$/.test(basename(path));

function inRemote({ bare }: Stage): string[] {
  const refs = git(bare, 'for-each-ref', '--format=%(refname)').split('\n').filter(Boolean);
  const expected = new Set(['refs/heads/main', `refs/heads/${BRANCH}`]);
  return [
    ...refs.filter((ref) => !expected.has(ref)).map((ref) => `left on the remote: ${ref}`),
    ...locksIn(bare).map((path) => `left on the remote: ${path}`),
  ];
}

function inWorkspace({ bare }: Stage, workspace: string): string[] {
  const folder = join(workspace, '.git');
  const ours = join(folder, 'sequential-orchestration');
  const refs = git(workspace, 'for-each-ref', '--format=%(refname)', 'refs/sequential').split('\n').filter(Boolean);
  const head = git(workspace, 'rev-parse', 'HEAD');
  return [
    ...git(workspace, 'status', '--porcelain', '--untracked-files=all')
      .split('\n')
      .filter(Boolean)
      .map((line) => `uncommitted: ${line}`),
    ...(head === git(bare, 'rev-parse', BRANCH) ? [] : ['the last commit is not on the remote']),
    // What was last seen on the remote is remembered, to tell a branch that was deleted there.
    ...refs.filter((ref) => ref !== pushedBranchRef(BRANCH)).map((ref) => `left: ${ref}`),
    ...locksIn(folder).map((path) => `left: .git/${path}`),
    ...(existsSync(ours) ? filesIn(ours) : []).map((path) => `left: ${path}`),
    ...readdirSync(folder)
      .filter((name) => /^(?:index\.|.*_HEAD$)/.test(name) && !['FETCH_HEAD', 'ORIG_HEAD'].includes(name))
      .map((name) => `left: .git/${name}`),
  ];
}

function locksIn(folder: string): string[] {
  return filesIn(folder)
    .filter((path) => path.endsWith('.lock'))
    .map((path) => relative(folder, path));
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  // An empty folder was made for this run alone, unless its name is the program's own.
  return paths.filter((path) => !isFolder(path) || /^(?:seq|sequential)-.{6}$/.test(basename(path)));
}

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trimEnd();
}
