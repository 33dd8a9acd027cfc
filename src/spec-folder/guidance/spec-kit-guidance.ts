import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listCheckboxes } from '../../tasks/checkboxes.ts';
import { plural } from '../../text.ts';
import { specKitProject } from '../locate/spec-homes.ts';
import type { Guidance } from '../types.ts';
import { implementHooks } from './implement-hooks.ts';
import { existing, inTree, markdownBelow, readSmallFile } from './small-files.ts';

/** spec-kit: contracts and constitution, the gate of its checklists, its hooks, and the current feature. */
export function specKitGuidance(
  { name, folder }: { readonly name: string; readonly folder: string },
  workdir: string,
): Guidance {
  const project = specKitProject(folder, workdir) ?? workdir;
  const checklists = markdownBelow(join(folder, 'checklists')).flatMap((path) => openChecklist(path, workdir));
  const hooks = implementHooks(readSmallFile(join(project, '.specify', 'extensions.yml')) ?? '');
  return {
    documents: existing([join(folder, 'contracts')], workdir).map((path) => `${path}/`),
    rules: existing([join(project, '.specify', 'memory', 'constitution.md')], workdir).map((path) => ({
      path,
      patterns: [],
    })),
    notes: [
      'The specification was written with spec-kit. Work through the tasks in their order, tests before the code that makes them pass; tests may be red in between, and all of them pass when you finish.',
      ...(checklists.length === 0
        ? []
        : ['Checklists with open checkboxes were reported to a person. Do not tick them, and do not ask about them.']),
    ],
    problems: [
      ...(existsSync(join(folder, 'plan.md')) ? [] : [`${inTree(folder, workdir)}: there is no plan.md`]),
      ...checklists,
      ...(hooks.length === 0
        ? []
        : [
            `${inTree(join(project, '.specify', 'extensions.yml'), workdir)}: hooks that are not run: ${hooks.join(', ')}`,
          ]),
    ],
    environment: { SPECIFY_FEATURE: name, SPECIFY_FEATURE_DIRECTORY: inTree(folder, project) },
    whenComplete: null,
  };
}

/** A checklist that is not ticked off, in a line. */
function openChecklist(path: string, workdir: string): readonly string[] {
  const open = listCheckboxes(readSmallFile(path) ?? '').filter(({ isDone }) => !isDone);
  if (open.length === 0) return [];
  const lines = open.slice(0, 10).map(({ line, id }) => (id === null ? `line ${line}` : `${id} (line ${line})`));
  const names = `${lines.join(', ')}${open.length > lines.length ? ', …' : ''}`;
  return [`${inTree(path, workdir)}: ${plural(open.length, 'checkbox is', 'checkboxes are')} open: ${names}`];
}
