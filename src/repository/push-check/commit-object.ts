import { createHash } from 'node:crypto';
import { inertMarkdown } from '../../report/text/untrusted-text.ts';

/** A commit as it lies in the object store, checked against its name. */
export interface CommitObject {
  readonly name: string;
  readonly tree: string;
  readonly parents: readonly string[];
  /** Whole header lines. */
  readonly author: string;
  readonly committer: string;
  readonly message: string;
  readonly isSigned: boolean;
}

/** @param text bytes, one a character */
export function parseCommit(name: string, text: string): CommitObject {
  const end = text.indexOf('\n\n');
  const headers = (end < 0 ? text : text.slice(0, end)).split('\n');
  const header = (key: string) => headers.find((line) => line.startsWith(`${key} `)) ?? '';
  return {
    name,
    tree: header('tree').slice('tree '.length),
    parents: headers.filter((line) => line.startsWith('parent ')).map((line) => line.slice('parent '.length)),
    author: header('author'),
    committer: header('committer'),
    isSigned: headers.some((line) => /^gpgsig(?:-sha256)? /.test(line)),
    message: end < 0 ? '' : Buffer.from(text.slice(end + 2), 'latin1').toString('utf8'),
  };
}

/** The same commit on other parents, with another message: without signature, encoding, and whatever else it held. */
export function formatCommit(commit: CommitObject, parents: readonly string[], message: string): Buffer {
  const headers = [
    `tree ${commit.tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    commit.author,
    commit.committer,
  ].join('\n');
  return Buffer.concat([Buffer.from(`${headers}\n\n`, 'latin1'), Buffer.from(message)]);
}

export function objectName(content: Buffer, objectFormat: string): string {
  const hash = createHash(objectFormat === 'sha256' ? 'sha256' : 'sha1');
  return hash.update(`commit ${content.length}\0`).update(content).digest('hex');
}

/** Trailers by which our own commits are known. */
const OWN_TRAILER = /^(?:spec|task|attempt|backend|run)\s*:/gim;

/** What platforms read in messages and `inertMarkdown` leaves: trailers and words that switch off workflows. */
const SKIP_WORDS = /\[(skip[ -]\w+|\w+[ -]skip)\]|\*\*\*no_ci\*\*\*/gi;
const SKIP_TRAILER = /^([^\S\n]{0,20}skip-checks[^\S\n]{0,20}):/gim;

/** The text as it is, without what would close an issue, mention somebody or skip a workflow when it is pushed. */
export function inertCommitMessage(message: string): string {
  return inertMarkdown(message)
    .replace(SKIP_TRAILER, '> $1:')
    .replace(SKIP_WORDS, (word) => `(${word.replace(/^\[|\]$|\*/g, '')})`);
}

/** As `inertCommitMessage`, and nobody takes the commit for one of ours. */
export function foreignCommitMessage(message: string): string {
  return inertCommitMessage(message).replace(OWN_TRAILER, (trailer) => `> ${trailer}`);
}
