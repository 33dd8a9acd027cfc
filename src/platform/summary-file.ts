import { writeFile } from 'node:fs/promises';
import { byteCount } from '../report/pages/markdown.ts';
import { SUMMARY_LIMIT } from '../report/pages/step-summary.ts';
import { refuseNamedPipe } from './runner-file.ts';

/**
 * The file of GITHUB_STEP_SUMMARY, with a part for each spec of the step. It is written whole each time, since a summary
 * shows how things stand, not how they went; in place, since it may be a device or a file that is mounted alone. The
 * runner reads it when the step has ended.
 */
export function createSummaryFile(path: string): (spec: string) => (markdown: string) => Promise<void> {
  const parts = new Map<string, string>();
  return (spec) => async (markdown) => {
    parts.set(spec, markdown);
    refuseNamedPipe(path);
    await writeFile(path, joinParts([...parts.values()]));
  };
}

/** Too long as a whole, nothing at all would be shown: the last parts go. */
function joinParts(parts: readonly string[]): string {
  const NOTE = '\n\n_Left out for length: the other specs._\n';
  let out = '';
  for (const part of parts) {
    const next = `${out === '' ? '' : `${out}\n\n---\n\n`}${part}`;
    if (byteCount(next) > SUMMARY_LIMIT - NOTE.length) return `${out}${NOTE}`;
    out = next;
  }
  return `${out}\n`;
}
