import { createSecretFinder, isSearchable, type SecretFinder } from '../../secrets/find-secrets.ts';
import { createMask } from '../../secrets/mask.ts';
import type { TokenSource } from '../../secrets/token-source.ts';
import type { BytePath } from '../git/index/status.ts';
import type { FileSnapshot, FileSnapshotEntry } from '../guard/file-snapshot.ts';
import { type ProtectedPaths, protectedPaths } from '../protection/protected-paths.ts';

/** What is known of the commits of this run: which may be pushed, and what the others are compared with. */
export interface Trust {
  readonly protectedPaths: ProtectedPaths;
  /** Of these, what steers the next agent; a person may push a change of it. */
  readonly steering: ProtectedPaths;
  readonly secrets: SecretFinder;
  /** The values that the finder knows, to be kept out of what is said. */
  readonly maskText: (text: string) => string;
  /**
   * The last commit that is ours, the base's, or was on the remote before this run: protected paths are taken from it.
   * `unknown`: it has not been found; null: nothing has ever been committed.
   */
  baseline: string | null | 'unknown';
  /** Others whose protected paths count as well, until all is one commit: the base beside the work branch. */
  references: readonly string[];
  /** Commits that passed the check, are ours, or were on the remote. */
  readonly vetted: Set<string>;
  /** Commits with a signature of ours: what it holds of the public key may look like a part of the private one. */
  readonly signed: Set<string>;
  /** Objects that may be pushed, whatever commit they are in; they are not read again. */
  readonly scanned: Set<string>;
  /** Secrets, by number, that stand in the baseline already. */
  readonly known: Map<number, boolean>;
  /** The baseline's protected files as they lie in a working tree; null: not read yet. */
  protectedFiles: { readonly commit: string | null; readonly snapshot: FileSnapshot } | null;
  /** Protected files that are in no commit, as a person had left them before the first agent started. */
  personalFiles: ReadonlyMap<BytePath, FileSnapshotEntry>;
}

export function createTrust(options: {
  readonly paths: readonly string[];
  /** Where they are in this checkout. */
  readonly steering: readonly string[];
  readonly tokens: TokenSource | null;
  readonly secrets: readonly string[];
}): Trust {
  const secrets = options.secrets.filter(isSearchable);
  let known = { finder: createSecretFinder([]), mask: createMask([]) };
  /** A token that was renewed is one more of them, so the numbers of the others stay. */
  const current = () => {
    const values = [...new Set([...secrets, ...(options.tokens?.issued ?? [])])];
    if (values.length !== known.finder.count) known = { finder: createSecretFinder(values), mask: createMask(values) };
    return known;
  };
  return {
    protectedPaths: protectedPaths([...options.paths, ...options.steering]),
    steering: protectedPaths(options.steering),
    get secrets() {
      return current().finder;
    },
    maskText: (text) => current().mask.maskText(text),
    baseline: 'unknown',
    references: [],
    vetted: new Set(),
    signed: new Set(),
    scanned: new Set(),
    known: new Map(),
    protectedFiles: null,
    personalFiles: new Map(),
  };
}

/** Makes a commit the baseline: every commit from here on must have its protected paths. */
export function moveBaseline(trust: Trust, commit: string | null): void {
  trust.baseline = commit;
  trust.references = [];
  if (commit !== null) trust.vetted.add(commit);
}

/** What stands against pushing a commit. No value of a secret is in it. */
export interface Finding {
  readonly kind: 'protected' | 'secret' | 'left-out' | 'left-alone' | 'too-large' | 'text' | 'unreadable';
  /** Where: a path with a line, or the message of a commit. */
  readonly where: string;
  readonly what: string;
}

/** At most this many are told. */
const MAX_TOLD = 10;

export function describeFindings(findings: readonly Finding[]): string {
  const lines = [...new Set(findings.map(({ where, what }) => `${where}: ${what}`))];
  const more = lines.length > MAX_TOLD ? [`and ${lines.length - MAX_TOLD} more`] : [];
  return [...lines.slice(0, MAX_TOLD), ...more].join('\n');
}
