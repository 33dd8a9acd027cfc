import { isMap, parseDocument } from 'yaml';
import type { Answers } from './set-up-answers.ts';

/** Options that the set-up asks for, as the configuration file has them; null: it does not. */
function optionsOf({ spec, backend, verify }: Answers): Readonly<Record<string, string | readonly string[] | null>> {
  const specs = spec.split('\n');
  return { spec: specs.length === 1 ? spec : specs, backend, verify, 'halt-labels': 'needs-human' };
}

/** Where the file names its schema for editors; one that is elsewhere is a person's own. */
const SCHEMA =
  /(?<=^# yaml-language-server: )\$schema=https:\/\/raw\.githubusercontent\.com\/\S{1,300}\/sequential\.schema\.json$/m;

/** A new configuration file, or the one that is there with what the answers change; the rest of it stays as it is. */
export function configText(present: string | null, answers: Answers, schema: string): string {
  const text = present?.replace(SCHEMA, () => `$schema=${schema}`) ?? `# yaml-language-server: $schema=${schema}\n{}\n`;
  const document = parseDocument(text);
  if (!isMap(document.contents)) document.contents = document.createNode({}) as never;
  if (isMap(document.contents)) document.contents.flow = false;
  let changed = present === null;
  for (const [name, value] of Object.entries(optionsOf(answers))) {
    if (present !== null && name === 'halt-labels') continue;
    if (JSON.stringify(document.get(name) ?? null) === JSON.stringify(value)) continue;
    if (value === null) document.delete(name);
    else document.set(name, value);
    changed = true;
  }
  // Written anew, its quotes and spaces would change as well.
  return changed ? document.toString({ lineWidth: 0 }) : text;
}

const GENERATED = ['SEQUENTIAL_STATE.json linguist-generated', 'SEQUENTIAL_PROGRESS.md linguist-generated'];

/** `.gitattributes`, so that GitHub folds the records in a pull request. */
export function attributesText(present: string | null): string {
  const end = present?.includes('\r\n') === true ? '\r\n' : '\n';
  const lines = (present ?? '').split(/\r?\n/);
  const missing = GENERATED.filter((line) => !lines.includes(line));
  if (missing.length === 0) return present ?? '';
  const before = present === null || present === '' || present.endsWith('\n') ? (present ?? '') : `${present}${end}`;
  return `${before}${missing.map((line) => `${line}${end}`).join('')}`;
}
