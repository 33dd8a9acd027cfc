import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const templates = mkdtempSync(join(tmpdir(), 'templates-'));
const made = new Map<string, string>();
afterAll(() => rmSync(templates, { recursive: true }));

/**
 * Puts into `folder` what `make` puts there, which it does once for a file of tests and a key: a repository takes git
 * many processes to make, and a copy none.
 */
export function copyOf(key: string, folder: string, make: () => void): void {
  const template = made.get(key);
  if (template !== undefined) {
    cpSync(template, folder, { recursive: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  make();
  const kept = join(templates, String(made.size));
  cpSync(folder, kept, { recursive: true });
  made.set(key, kept);
}
