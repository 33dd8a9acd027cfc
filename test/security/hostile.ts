import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Job, JobOrder } from '../end-to-end/job.ts';
import { openStage, type Stage } from '../end-to-end/stage.ts';

/** What a person has in the repository from the start. */
export const WORKFLOW = 'on: push\njobs: {}\n';
const FILES = { '.github/workflows/ci.yml': WORKFLOW, CODEOWNERS: '* @octo/core\n', 'src/one.txt': 'one\n' };

/** An attack: what the agent of the one unit does before it says done. */
export interface Attack {
  /** A shell script; `$ROOT` is the stage's folder, whose file `bare` names the remote's, `$EVIL` the text of a workflow. */
  readonly script: string;
  readonly order?: JobOrder;
  /** Shell variables of the script that stand in no file of the repository. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Without a file of work beside it. */
  readonly alone?: boolean;
  /** Last words before the promise. */
  readonly says?: string;
  /** Before the job starts. */
  readonly before?: (stage: Stage) => void;
  readonly attempts?: readonly (readonly unknown[])[];
  readonly files?: Readonly<Record<string, string>>;
}

/** Runs the attack, then looks at what is on the remote. */
export function attacked(attack: Attack, look: (job: Job, stage: Stage) => void | Promise<void>): () => Promise<void> {
  return async () => {
    const script = `EVIL='on: push # evil'; ROOT='{root}'; export EVIL ROOT; . "$ROOT/secrets"\n${attack.script}`;
    const stage = await openStage({
      tasks: '- [ ] 1. Build the parser\n',
      files: { ...FILES, ...attack.files },
      units: {
        1: {
          attempts: attack.attempts ?? [
            [
              ...(attack.alone === true ? [] : [{ write: 'work.txt', text: 'work\n' }]),
              { run: script },
              { done: attack.says ?? 'Built.' },
            ],
          ],
        },
      },
    });
    writeFileSync(stage.path('bare'), stage.bare);
    const secrets = Object.entries(attack.secrets ?? {}).map(([name, value]) => `${name}='${value}'\n`);
    writeFileSync(stage.path('secrets'), secrets.join(''));
    try {
      attack.before?.(stage);
      const job = await stage.job(attack.order);
      await look(job, stage);
    } catch (error) {
      if (error instanceof Error) error.message += `\n\nThe log of the last job:\n${stage.printed()}`;
      throw error;
    } finally {
      await stage.end();
    }
  };
}

export function onRemote(stage: Stage, ...args: string[]): string {
  const env = { ...process.env, GIT_NO_REPLACE_OBJECTS: '1' };
  return execFileSync('git', args, { cwd: stage.bare, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** Names that some checkout takes for a protected path. */
const PROTECTED =
  /^\.github\/(?:workflows|actions)(?:\/|$)|^\.github\/(?:dependabot|sequential)\.yml$|(?:^|^\.github\/|^docs\/)codeowners$/;
const fold = (path: string) =>
  path
    .replace(/[\u200c-\u200f\ufeff]/g, '')
    .toLowerCase()
    .replace(/[. ]+(?=\/|$)/g, '');

/** Commits that any ref of the remote holds and the default branch does not. */
export const pushedCommits = (stage: Stage): string[] =>
  onRemote(stage, 'rev-list', '--all', '--not', 'main').split('\n').filter(Boolean);

const protectedEntries = (stage: Stage, commit: string): string[] =>
  onRemote(stage, 'ls-tree', '-r', '-z', '--full-tree', commit)
    .split('\0')
    .filter((line) => PROTECTED.test(fold(line.slice(line.indexOf('\t') + 1))));

/** In no commit of any ref of the remote is a protected path otherwise than a person left it. */
export function expectProtected(stage: Stage, except: readonly string[] = []): void {
  const expected = protectedEntries(stage, 'main');
  const commits = pushedCommits(stage).filter((commit) => !except.includes(commit));
  for (const commit of commits) expect([commit, protectedEntries(stage, commit)]).toEqual([commit, expected]);
}

/** No object of the remote, and no name or message in it, holds one of the texts. */
export function expectNowhere(stage: Stage, ...texts: readonly string[]): void {
  const names = onRemote(stage, 'cat-file', '--batch-all-objects', '--batch-check=%(objectname)')
    .split('\n')
    .filter(Boolean);
  for (const name of names) {
    const content = execFileSync('git', ['cat-file', '-p', name], { cwd: stage.bare, encoding: 'latin1' });
    for (const text of texts) expect(content.includes(text) ? name : '').toBe('');
  }
}
