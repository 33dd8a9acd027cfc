/** What a unit's change says for or against "done", without a model. */

import type { VerifyBaseline } from '../types.ts';
import type { SourceLine } from './source/source-lines.ts';
import type { Asked } from './task-words.ts';

/** One line of a file, without the sign of a patch; what was read from it is cut to 500 characters. */
export interface Line extends SourceLine {
  /** 1-based. */
  readonly line: number;
  /** As it stands there. */
  readonly text: string;
}

/** What a change does to one file. */
export interface FileChange {
  /** Repository-relative; as it is now, or was where it is gone. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** Where it was, if it was renamed. */
  readonly from: string | null;
  readonly added: readonly Line[];
  readonly removed: readonly Line[];
  /** As much of the file as the patch shows, which may be all of it: as it was, and as it is. */
  readonly before: readonly Line[];
  readonly after: readonly Line[];
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
    | 'assertion-weakened'
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

/** The same, with its text read. */
export interface Claim extends Omit<EvidenceInput, 'text'> {
  readonly asked: Asked;
}

export interface EarlierWork {
  /** As people know the unit. */
  readonly unit: string;
  readonly files: readonly FileChange[];
}
