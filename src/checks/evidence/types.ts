/** What a unit's change says for or against "done", without a model. */

import type { VerifyBaseline } from '../types.ts';

/** One line that a change adds or removes, without its sign. */
export interface ChangedLine {
  /** 1-based, in the file as it is (added) or was (removed). */
  readonly line: number;
  readonly text: string;
}

/** What a change does to one file. */
export interface FileChange {
  /** Repository-relative; as it is now, or was where it is gone. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** Where it was, if it was renamed. */
  readonly from: string | null;
  readonly added: readonly ChangedLine[];
  readonly removed: readonly ChangedLine[];
  /** It holds bytes that git takes for no text. */
  readonly isBinary: boolean;
  /** What was too large to be read to its end: it, or the change, of which it is the last file; null: neither. */
  readonly cut: 'file' | 'change' | null;
}

/** One thing that a person should look at before believing that a unit is done. */
export interface Evidence {
  readonly kind:
    | 'test-removed'
    | 'test-skipped'
    | 'assertion-removed'
    | 'fewer-passed'
    | 'counts-changed'
    | 'red-before'
    | 'check-changed'
    | 'unreadable'
    | 'nothing-there'
    | 'stub'
    | 'taken-back';
  /** `path:line`, `path`; null: nowhere in particular. */
  readonly where: string | null;
  /** A clause for people. */
  readonly what: string;
  /** Under `require` the unit is not done with it; else it is advice. */
  readonly blocking: boolean;
}

/** A unit whose agent and verify say done. */
export interface EvidenceInput {
  readonly files: readonly FileChange[];
  /** Title and text of the unit: what it asks for is no evidence against it. */
  readonly text: string;
  /** What verify came to before and after the unit; null: it did not run. */
  readonly before: VerifyBaseline | null;
  readonly after: VerifyBaseline | null;
  /** null: there is none. */
  readonly verify: string | null;
  /** What earlier units of the spec added to files that this change removes lines from. */
  readonly earlier: readonly EarlierWork[];
}

export interface EarlierWork {
  /** As people know the unit. */
  readonly unit: string;
  readonly files: readonly FileChange[];
}
