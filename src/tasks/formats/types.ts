/** What each format decides for itself; how lines are read is the same for all. */

import type { Heading } from '../lines/heading.ts';
import type { OptionalTasks } from '../structure/optional-tasks.ts';
import type { Parents } from '../structure/parents.ts';
import type { Roles } from '../structure/roles.ts';
import type { LineRules, Outline, OutlineEntry } from '../structure/types.ts';
import type { Root, SpecFormat, Task } from '../types.ts';

/** What a format decides for itself. */
export interface FormatRules extends LineRules {
  readonly name: SpecFormat;
  /** What each checkbox hangs under (the roots are the dispatch units), and which are work. */
  readonly readStructure: (outline: Outline) => { readonly parents: Parents; readonly roles: Roles };
  /** Which tasks may be left out. */
  readonly findOptional: (nodes: readonly (OutlineEntry | Heading)[], parents: Parents) => OptionalTasks;
  /** The order is the document's: only what stands above a task can hold it back. */
  readonly inDocumentOrder: boolean;
  /** What only this format says of a task. */
  readonly taskFacts: (entry: OutlineEntry) => Pick<Task, 'parallel' | 'story' | 'isTest'>;
  /** What only this format says of the heading of a unit; `body` with what its section says below. */
  readonly headingFacts: (heading: Heading, body: string, outline: Outline) => Pick<Root, 'body' | 'phase' | 'story'>;
}
