import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readRegularFile } from '../../state/file/regular-file.ts';

/** Keeps what stands at a path before it is replaced: it may be a person's, who worked in the same folder. A note where. */
export function keepAside(path: string): string {
  try {
    const found = readRegularFile(path);
    if (found === null) return '';
    const copy = join(mkdtempSync(join(tmpdir(), 'sequential-replaced-')), basename(path));
    writeFileSync(copy, found.bytes, { mode: 0o600 });
    return ` (the previous content is saved in ${copy})`;
  } catch {
    return '';
  }
}
