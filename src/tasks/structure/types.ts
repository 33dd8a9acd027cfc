import type { Checkbox } from '../lines/checkbox.ts';
import type { Fence } from '../lines/fences.ts';
import type { Heading } from '../lines/heading.ts';
import type { Label } from '../lines/label.ts';
import type { Line } from '../lines/text-lines.ts';
import type { Diagnostic } from '../types.ts';

/** How lines become labels; what a checkbox, a fence, a comment and a heading line are is the same in all formats. */
export interface LineRules {
  readonly readLabel: (text: string) => Label;
  readonly readHeadingLabel: (text: string) => Label;
  /** A checkbox line of this mark and label is prose: a legend. */
  readonly isLegend: (mark: string, label: Label) => boolean;
  /** A line that says something of its whole section, and is no part of the task above it. */
  readonly endsBody: (line: string) => boolean;
  /** `1. Title` without a checkbox may stand over `1.1`, `1.2`. */
  readonly hasPlainParents: boolean;
}

/** One checkbox line, before it has a place in the tree. */
export interface OutlineEntry {
  /** Index of its line. */
  readonly lineIndex: number;
  readonly checkbox: Checkbox;
  label: Label;
  readonly section: Heading | null;
  /** The box above it at smaller indentation, in the same section. */
  readonly enclosing: OutlineEntry | null;
  /** Index of the line behind its body. */
  bodyEnd: number;
}

/** tasks.md in document order: what is a heading, a box, a fence; everything else is body. */
export interface Outline {
  readonly lines: readonly Line[];
  readonly headings: readonly Heading[];
  /** A numbered line without a checkbox that stands for the parent `id` of a checkbox; null: none does. */
  readonly plainParent: (id: string, before: OutlineEntry) => Heading | null;
  readonly entries: readonly OutlineEntry[];
  readonly fences: readonly (Fence & { readonly section: Heading | null })[];
  /** 1 where a line is inside a fence or comment. */
  readonly hidden: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}
