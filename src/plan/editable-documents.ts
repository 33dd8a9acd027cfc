import { basename, dirname } from 'node:path/posix';
import type { DispatchUnit } from './types.ts';

/**
 * Which documents of specs the text of a unit names, so that its agent may edit them. Those of its own spec by their
 * name (`design.md`), those of another spec by its folder, too (`other/design.md`, `specs/other`).
 * @param tasksPath of the spec's tasks.md, as the paths that are asked for: below the work tree, with forward slashes.
 */
export function editableDocuments(unit: DispatchUnit, tasksPath: string): (path: string) => boolean {
  const text = [unit.title, unit.body ?? '', ...unit.tasks.flatMap(({ title, body }) => [title, body])].join('\n');
  const specFolder = dirname(tasksPath);
  const specsFolder = dirname(specFolder);
  return (path) => {
    if (path.startsWith(`${specFolder}/`))
      return names(text, basename(path), '(?<![\\w./-])') || names(text, `${basename(specFolder)}/${basename(path)}`);
    const [spec = ''] = path.slice(specsFolder === '.' ? 0 : specsFolder.length + 1).split('/', 1);
    return names(text, `${basename(specsFolder)}/${spec}`) || names(text, `${spec}/${basename(path)}`);
  };
}

function names(text: string, phrase: string, before = '(?<![\\w.-])'): boolean {
  const literal = phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${before}${literal}(?![\\w-]|\\.\\w)`, 'i').test(text);
}
