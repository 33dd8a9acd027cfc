import type { OpenRepository } from '../opened.ts';
import type { Remote, RemoteResult } from '../remote/remote.ts';
import { checkCommits } from './push-check.ts';
import { describeFindings, type Finding } from './trust.ts';

/** A commit and the ref it goes to; `commit` null: the ref is removed. */
export interface PushedRef {
  readonly commit: string | null;
  readonly ref: string;
  /** A commit that the ref has on the remote already; what it holds was not pushed by this. */
  readonly onRemote?: string | null;
}

export type CheckedPush =
  | RemoteResult<null>
  /** Some may not be pushed, and stay here; nothing at all was pushed. */
  | { readonly kind: 'withheld'; readonly findings: readonly Finding[] };

/**
 * The one way from here to the remote: what does not pass the check is never handed to git. What is pushed is named by
 * its hash, so that a ref that is moved meanwhile changes nothing.
 */
export async function pushChecked(
  opened: OpenRepository,
  remote: Remote,
  refs: readonly PushedRef[],
  timeoutMs?: number,
): Promise<CheckedPush> {
  const findings: Finding[] = [];
  for (const { commit, onRemote = null } of refs) {
    if (commit === null || opened.trust.vetted.has(commit)) continue;
    const checked = await checkCommits(opened, commit, { texts: true, known: onRemote === null ? [] : [onRemote] });
    if (checked.findings.length === 0 && onRemote === null) opened.trust.vetted.add(commit);
    findings.push(...checked.findings);
  }
  if (findings.length > 0) return { kind: 'withheld', findings };
  return remote.push(
    refs.map(({ commit, ref }) => `${commit ?? ''}:${ref}`),
    timeoutMs,
  );
}

/** For a halt's question or a line of the log. */
export function withheldReason(findings: readonly Finding[]): string {
  return `it contains what must not be pushed:\n${describeFindings(findings)}`;
}

/** What a person does about it. */
export function withheldRemedy(findings: readonly Finding[]): string {
  const kinds = new Set(findings.map(({ kind }) => kind));
  const remedies = [
    kinds.has('secret') &&
      'Remove the secret from the files and have the program read it from its variable. If others may have seen it, replace it with a new one.',
    kinds.has('protected') &&
      'Protected paths are changed by people: push that change yourself, or name other paths in `protect`.',
    kinds.has('too-large') && 'Add the file to .gitignore or to Git LFS.',
    kinds.has('left-out') && 'Add the file to .gitignore and remove it from the commits.',
    kinds.has('left-alone') && 'Commit or stash what you had changed outside of the folder that the run works in.',
    kinds.has('text') && 'Reword those commits, and push them yourself.',
    kinds.has('unreadable') &&
      'Check out the work branch again with enough history (`fetch-depth: 0`), and run again; nothing that was checkpointed is lost.',
  ];
  return remedies.filter((remedy) => remedy !== false).join(' ');
}
