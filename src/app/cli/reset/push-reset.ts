import { UserError } from '../../../errors.ts';
import type { Checkout } from '../../../repository/git/checkout.ts';
import { readHead } from '../../../repository/git/head.ts';
import { originUrl } from '../../../repository/remote/address.ts';
import { createRemote } from '../../../repository/remote/remote.ts';
import type { CommandContext } from '../command-context.ts';

/** Pushes a commit of the branch that is checked out, and says so. */
type Push = (commit: string) => Promise<string>;

/** With `checkpoint: push`: how the commit is pushed, with the person's own login. UserError where there is nowhere to push to. */
export async function preparePush(
  checkout: Checkout,
  workBranch: string,
  env: CommandContext['env'],
  notice: (text: string) => void,
): Promise<Push> {
  const url = originUrl(checkout);
  const { branch } = await readHead(checkout);
  if (url === null || branch === null) {
    const problem = url === null ? 'there is no remote origin to push to' : 'no branch is checked out to push';
    throw new UserError(problem, { where: '--checkpoint push', fix: 'use --checkpoint commit' });
  }
  if (workBranch !== '' && branch !== workBranch)
    return async () => `It is not pushed: ${branch} is checked out, which is not the work branch ${workBranch}.\n`;
  return async (commit) => {
    const remote = createRemote(checkout, { url, tokens: null, env, notice });
    const pushed = await remote.push([`${commit}:refs/heads/${branch}`]);
    if (pushed.kind === 'ok') return `Pushed to ${branch} of origin.\n`;
    const reason = pushed.kind === 'behind' ? `${branch} of origin has commits that are not here` : pushed.reason;
    throw new UserError(`the reset is committed, but could not be pushed: ${reason}`, {
      where: 'origin',
      fix: `${pushed.kind === 'refused' ? `${pushed.remedy} Then ` : ''}push ${branch} yourself`,
    });
  };
}
