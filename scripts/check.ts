/** Types, lint, and that the committed `dist/` is what the source builds. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from './build.ts';

const root = resolve(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');

function step(title: string, work: () => void): void {
  const started = Date.now();
  try {
    work();
    console.log(`✓ ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    console.error(`✗ ${title}\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

const run = (program: string, ...args: string[]) =>
  execFileSync(join(bin, program), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

step('types', () => run('tsc', '-p', '.'));
step('lint and format', () => run('biome', 'ci', '--error-on-warnings', '.'));
step('dist is what the source builds', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'dist-'));
  try {
    build(fresh);
    const names = (folder: string) => readdirSync(folder).sort();
    const stale = [...new Set([...names(fresh), ...names(join(root, 'dist'))])].filter((name) => {
      try {
        return !readFileSync(join(fresh, name)).equals(readFileSync(join(root, 'dist', name)));
      } catch {
        return true;
      }
    });
    if (stale.length > 0) throw new Error(`stale: ${stale.join(', ')}; run npm run build and commit dist/`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
});
