import type { OpenRepository } from '../opened.ts';
import { signCommit } from '../signing/sign-commit.ts';
import { type CheckOptions, checkCommits } from './push-check.ts';
import type { Finding } from './trust.ts';

/**
 * Signs a commit that passes the check, and not before: signing may bring it to the remote. One that passed earlier is
 * as it should be.
 */
export async function signChecked(
  opened: OpenRepository,
  commit: string,
  options: CheckOptions,
): Promise<{ readonly commit: string; readonly findings: readonly Finding[] }> {
  if (opened.trust.vetted.has(commit)) return { commit, findings: [] };
  const { findings } = await checkCommits(opened, commit, options);
  return { commit: findings.length > 0 ? commit : await signCommit(opened, commit), findings };
}
