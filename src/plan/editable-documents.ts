import { basename, dirname } from 'node:path/posix';
import type { DispatchUnit } from './types.ts';

/**
 * Which documents of specs the text of a unit names, so that its agent may edit them. Those of its own spec by their
 * name (`design.md`), those of another spec by its folder, too (`other/design.md`, `specs/other`).
 * @param tasksPath of the spec's tasks.md, as the paths that are asked about: below the working tree, with
 *   forward slashes.
 */
export function editableDocuments(unit: DispatchUnit, tasksPath: string): (path: string) => boolean {
  const text = [unit.title, unit.body ?? '', ...unit.tasks.flatMap(({ title, body }) => [title, body])].join('\n');
  const specFolder = dirname(tasksPath);
  const specsFolder = dirname(specFolder);
  return (path) => {
    if (path.startsWith(`${specFolder}/`))
      return names(text, basename(path)) || names(text, `${basename(specFolder)}/${basename(path)}`);
    const [spec = ''] = path.slice(specsFolder === '.' ? 0 : specsFolder.length + 1).split('/', 1);
    return names(text, `${basename(specsFolder)}/${spec}`) || names(text, `${spec}/${basename(path)}`);
  };
}

/** The phrase stands in the text by itself: `design.md` neither in `docs/design.md` nor in `my-design.md.bak`. */
function names(text: string, phrase: string): boolean {
  const [lowerText, lowerPhrase] = [text.toLowerCase(), phrase.toLowerCase()];
  // A path may go on in front of a phrase that is one itself.
  const before = phrase.includes('/') ? /[\w.-]/ : /[\w./-]/;
  for (let at = lowerText.indexOf(lowerPhrase); at >= 0; at = lowerText.indexOf(lowerPhrase, at + 1)) {
    const rest = lowerText.slice(at + lowerPhrase.length, at + lowerPhrase.length + 2);
    if (!before.test(lowerText.charAt(at - 1)) && !/^(?:[\w-]|\.\w)/.test(rest)) return true;
  }
  return false;
}
