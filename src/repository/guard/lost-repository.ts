import { existsSync } from 'node:fs';
import { UserError } from '../../errors.ts';
import { bundlePath, type OpenRepository } from '../opened.ts';

/** For a person whose repository an agent removed or damaged: what is still there, and how to go on. */
export function lostRepository(opened: OpenRepository, message: string): UserError {
  const { gitDir, top } = opened.checkout;
  return new UserError(message, { where: gitDir, fix: isOnRemote(opened) ? cloneAgain(top) : keepFiles(opened) });
}

/** Is the commit there that the attempt began with? */
function isOnRemote({ remote, remoteHead, head }: OpenRepository): boolean {
  return remote !== null && remoteHead !== null && remoteHead === head;
}

function cloneAgain(top: string): string {
  return `Keep ${top} if its files matter, check out the work branch in a fresh clone (the last checkpoint is on it), and run again.`;
}

function keepFiles({ options, checkout: { top }, head }: OpenRepository): string {
  const bundle = head === null ? null : bundlePath(options, head);
  const lost =
    bundle !== null && existsSync(bundle)
      ? `commits that were never pushed are in ${bundle} alone (git fetch reads it)`
      : `commits that were never pushed are lost, checkpoints among them; a fresh clone has neither them nor their files, which are here as the agent left them`;
  return `Keep ${top}: ${lost}. In this folder put a history below the files (git clone --no-checkout REMOTE ../history, or git init ../history without a remote; rm -rf .git; mv ../history/.git .; git reset), check and commit what git status shows, and run again.`;
}
