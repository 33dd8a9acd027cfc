import { readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { byteCount } from '../report/pages/markdown.ts';
import { SUMMARY_LIMIT } from '../report/pages/step-summary.ts';
import { refuseNamedPipe } from './runner-file.ts';

/**
 * The file of GITHUB_STEP_SUMMARY, with a part for each spec of the step below what stands there already. The parts are
 * written whole each time, since a summary shows how things stand, not how they went; in place, since it may be a device
 * or a file that is mounted alone. The runner reads it when the step has ended.
 */
export function createSummaryFile(path: string): (spec: string) => (markdown: string) => Promise<void> {
  const parts = new Map<string, string>();
  let before: Buffer | null = null;
  return (spec) => async (markdown) => {
    parts.set(spec, markdown);
    refuseNamedPipe(path);
    before ??= readExisting(path);
    await writeFile(path, Buffer.concat([before, Buffer.from(joinParts([...parts.values()], before.length))]));
  };
}

/** What another program of the step wrote; a device has nothing to read. */
function readExisting(path: string): Buffer {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return Buffer.alloc(0);
  const text = readFileSync(path);
  return text.length === 0 ? text : Buffer.concat([text, Buffer.from(text.at(-1) === NEWLINE ? '\n' : '\n\n')]);
}

const NEWLINE = 0x0a;

/** Too long as a whole, nothing at all would be shown: the last parts go. */
function joinParts(parts: readonly string[], bytesBefore: number): string {
  const NOTE = '\n\n_Left out for length: the other specs._\n';
  let out = '';
  for (const part of parts) {
    const next = `${out === '' ? '' : `${out}\n\n---\n\n`}${part}`;
    if (bytesBefore + byteCount(next) > SUMMARY_LIMIT - NOTE.length) return `${out}${NOTE}`;
    out = next;
  }
  return `${out}\n`;
}
