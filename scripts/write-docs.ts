/** Writes the parts of the documentation that come from the source, and the action's name in it: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { documents, project, readDocument, written } from './docs/documents.ts';

for (const page of documents()) {
  const present = readDocument(page);
  const text = written(page, present);
  if (text === present) continue;
  writeFileSync(resolve(project, page), text);
  console.log(page);
}
