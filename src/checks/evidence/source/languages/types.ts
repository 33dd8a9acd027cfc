import type { Syntax } from '../source-lines.ts';

/**
 * What can be told of a line of code without parsing it. Patterns see the code of one line, cut to 500 characters; those
 * marked "bare" see it without what stands in strings.
 */
export interface Language {
  readonly syntax: Syntax;
  readonly isTest: (path: string) => boolean;
  /** A line that declares a test; its name is the group `name`. */
  readonly test: RegExp;
  /** A line that declares tests by rows, or by a name that is computed. */
  readonly table: RegExp;
  /** A class, and what it is made from: `name`, `bases`. Where it holds tests that run, `holds` matches the line. */
  readonly group?: { readonly line: RegExp; readonly holds: RegExp };
  /** What takes the place of the runner, and has to run the tests. */
  readonly runner?: { readonly line: RegExp; readonly runs: RegExp };
  /** Bare: tests that do not run, or keep others from running. */
  readonly skip: RegExp;
  /** Bare: the same under a condition, or maybe. */
  readonly conditionalSkip: RegExp;
  /** Bare, global: calls that assert, by their own word. */
  readonly assertion: RegExp;
  /** Global: those that hold for almost anything. */
  readonly weakAssertion: RegExp;
  /** Those that hold whatever the code does. */
  readonly emptyAssertion: RegExp;
  /** What keeps a failure from being one. */
  readonly swallow: RegExp;
  /** Leaves a test. */
  readonly leaves: RegExp;
  /** A comment by which a whole file is not checked any more. */
  readonly silenced: RegExp;
  /** Raises an error; what it says is the group `says`, if that is in the line. */
  readonly raises: RegExp;
  /** Raises that something is not implemented, whatever it says; or returns in its place. */
  readonly stub: RegExp;
  /** A function without a body; its name is the group `name`. */
  readonly emptyBody: RegExp;
  /** Is the space at the start of a line part of its meaning? */
  readonly indents: boolean;
}
