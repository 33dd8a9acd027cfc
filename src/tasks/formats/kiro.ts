import { readLabel } from '../lines/label.ts';
import { findOptionalTasks } from '../structure/optional-tasks.ts';
import { findParents } from '../structure/parents.ts';
import { findRoles } from '../structure/roles.ts';
import type { FormatRules } from './types.ts';

/** Kiro: numbered tasks, each top-level one with its sub-tasks a unit. */
export const kiro: FormatRules = {
  name: 'kiro',
  readLabel: (text) => readLabel(text),
  readHeadingLabel: (text) => readLabel(text, true),
  isLegend: () => false,
  endsBody: () => false,
  hasPlainParents: true,
  readStructure(outline) {
    const parents = findParents(outline);
    return { parents, roles: findRoles(outline.entries, parents) };
  },
  findOptional: findOptionalTasks,
  inDocumentOrder: false,
  taskFacts: () => ({}),
  headingFacts: (_, body) => ({ body }),
};
