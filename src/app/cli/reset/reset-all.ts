import { existsSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { confirm, isCancel } from '@clack/prompts';
import { UserError } from '../../../errors.ts';
import { CONFIG_FILE } from '../../../inputs/config-file/config-path.ts';
import { workBranchesOf } from '../../../inputs/kinds/git-kinds.ts';
import { options } from '../../../inputs/options/options.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { plainText } from '../../../report/text/plain-text.ts';
import { findCheckout } from '../../../repository/git/checkout.ts';
import { findRemains, type Remains, removeRemains } from '../../../repository/remains.ts';
import { locateSpecs } from '../../../spec-folder/locate/locate-specs.ts';
import type { Lock } from '../../../state/lock/lock.ts';
import { privateGitFolder } from '../../../state/lock/lock-path.ts';
import { type CommandContext, stateFolder } from '../command-context.ts';
import { WORKFLOW_FILE } from '../init/write-files.ts';
import { lockRecords } from './reset-command.ts';

/** Removes what runs left in this repository, after it was listed; code, ticks and what `init` wrote stay. */
export async function resetAll(
  inputs: Inputs,
  { isNarrowed, yes }: { readonly isNarrowed: boolean; readonly yes: boolean },
  context: CommandContext,
): Promise<number> {
  if (isNarrowed) {
    const fix = 'leave --unit and --spec out, or leave --all out';
    throw new UserError('--all is about all units of all specs', { where: '--all', fix });
  }
  const { env, stdin, stdout } = context;
  const found = await findCheckout(inputs.workdir, env, inputs.repository.commitAuthor);
  if (found.kind !== 'checkout') {
    throw new UserError(`${found.reason}, so runs left only the records`, {
      where: '--all',
      fix: 'remove SEQUENTIAL_STATE.json and SEQUENTIAL_PROGRESS.md beside your specs',
    });
  }
  const { checkout } = found;
  const locks: Lock[] = [];
  try {
    const specs = await locateSpecs(['**'], inputs.workdir, { writable: false, env }).catch(() => []);
    const seen = await findRemains(
      checkout,
      workBranches(inputs),
      specs.map(({ name }) => name),
    );
    const folders = new Set([
      ...specs.map(({ statePath }) => dirname(statePath)),
      ...seen.records.map((path) => dirname(join(checkout.top, path))),
    ]);
    for (const folder of folders)
      if (existsSync(folder)) locks.push(await lockRecords({ statePath: join(folder, 'x') }));
    const text = describe(seen);
    if (isEmpty(seen)) {
      stdout.write(`${plainText(text)}Nothing ${text === '' ? '' : 'else '}is left of any run here.\n`);
      return 0;
    }
    stdout.write(`${plainText(text)}${stays(seen, checkout.top, context)}`);
    if (!yes && !(await isConfirmed(stdin, stdout))) {
      stdout.write('Nothing was removed.\n');
      return 0;
    }
    const isOff = inputs.isCheckpointSaid && inputs.repository.checkpoint === 'off';
    const message = 'chore: remove the records of sequential-orchestration\n';
    const commit = await removeRemains(checkout, seen, isOff ? null : message);
    stdout.write(`Removed${commit === null ? '' : `; the records with commit ${commit.slice(0, 9)}`}.\n`);
    return 0;
  } finally {
    for (const lock of locks) await lock.release();
    removeIfEmpty(privateGitFolder(checkout.top));
  }
}

/** Of the locks; where another one is held, it stays. */
function removeIfEmpty(folder: string | null): void {
  try {
    if (folder !== null) rmdirSync(folder);
  } catch {
    // There is none, or it is not empty.
  }
}

/** As they are called by default, and as they are set. */
function workBranches({ repository: { workBranchTemplate } }: Inputs) {
  const templates = new Set([options['work-branch'].defaults.action, workBranchTemplate]);
  return [...templates].flatMap((template) => workBranchesOf(template) ?? []);
}

function isEmpty({ branches, refs, records, gitFiles }: Remains): boolean {
  return branches.every(({ kept }) => kept !== null) && [refs, records, gitFiles].every(({ length }) => length === 0);
}

function describe({ branches, refs, records, gitFiles }: Remains): string {
  return [
    ...branches.map(({ name, commit, kept }) =>
      kept !== null
        ? `= branch ${name}, which is kept: ${kept}\n`
        : `- branch ${name} (\`git branch ${name} ${commit}\` restores it)\n`,
    ),
    ...refs.map(({ name, commit }) => `- ${name} (${commit.slice(0, 9)})\n`),
    ...records.map((path) => `- ${path}\n`),
    ...gitFiles.map((name) => `- .git/${name}\n`),
  ].join('');
}

/** What a person may want to remove themselves. */
function stays({ remoteBranches }: Remains, top: string, context: CommandContext): string {
  const pushes = remoteBranches.map((branch) => {
    const [remote = '', ...name] = branch.split('/');
    return `  on ${remote}: git push ${remote} --delete ${name.join('/')}\n`;
  });
  const logs = existsSync(stateFolder(context)) ? [`  transcripts: ${stateFolder(context)}\n`] : [];
  const setUp = [WORKFLOW_FILE, CONFIG_FILE].filter((path) => existsSync(join(top, path)));
  const lines = [...pushes, ...logs, ...(setUp.length === 0 ? [] : [`  what init wrote: ${setUp.join(', ')}\n`])];
  return `Code and ticks are kept.\n${lines.length === 0 ? '' : `Also there; remove it yourself if you want to:\n${lines.join('')}`}`;
}

async function isConfirmed(stdin: CommandContext['stdin'], stdout: CommandContext['stdout']): Promise<boolean> {
  if (!stdin.isTTY || !stdout.isTTY) {
    throw new UserError('nothing was removed: there is no terminal to ask on', {
      where: '--all',
      fix: 'read the list above, then add --yes',
    });
  }
  const answer = await confirm({ message: 'Remove all of this?', initialValue: false });
  return !isCancel(answer) && answer;
}
