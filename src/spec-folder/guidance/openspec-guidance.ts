import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listCheckboxes } from '../../tasks/checkboxes.ts';
import { listFirst } from '../../text.ts';
import type { Guidance } from '../types.ts';
import { existing, inTree, markdownBelow, readSmallFile } from './small-files.ts';

/** OpenSpec: the change's specs, the project's context, and what is done when the change is. */
export function openspecGuidance(
  { name, folder }: { readonly name: string; readonly folder: string },
  workdir: string,
): Guidance {
  const home = dirname(dirname(folder));
  const specs = markdownBelow(join(folder, 'specs'));
  const others = markdownBelow(join(folder, 'tasks')).flatMap((file) => {
    const checkboxes = listCheckboxes(readSmallFile(file) ?? '');
    return checkboxes.length === 0
      ? []
      : [{ file: inTree(file, workdir), isOpen: checkboxes.some(({ isDone }) => !isDone) }];
  });
  const open = others.flatMap(({ file, isOpen }) => (isOpen ? [file] : []));
  const config = existing([join(home, 'config.yaml'), join(home, 'config.yml')], workdir);
  const context = existing([join(home, 'project.md'), join(home, 'AGENTS.md')], workdir);
  const path = inTree(folder, workdir);
  return {
    documents: specs.map((spec) => inTree(spec, workdir)),
    rules: [...config, ...context].map((rule) => ({ path: rule, patterns: [] })),
    notes: [
      ...config.map((rule) => `From ${rule} follow \`context\`, and the guidance for \`apply\` where there is any.`),
      'Do not run `openspec archive`: the change is archived by a person when all of it is done.',
    ],
    problems: [
      ...(existsSync(join(folder, 'proposal.md')) ? [] : [`${path}: there is no proposal.md`]),
      ...(specs.length > 0 || skipsSpecs(folder) ? [] : [`${path}: there is no file under specs/`]),
      ...others.map(({ file }) => `${file}: its checkboxes are not run; only those of tasks.md are`),
    ],
    environment: {},
    whenComplete:
      open.length === 0
        ? `ready for \`openspec archive ${name}\``
        : `before \`openspec archive ${name}\`, check ${listFirst(open, 5)}`,
  };
}

function skipsSpecs(folder: string): boolean {
  return /^skip_specs:\s*true\b/m.test(readSmallFile(join(folder, '.openspec.yaml')) ?? '');
}
