/**
 * Builds `dist/` (or the folder given): the compiler writes lib/, ncc bundles each entry of it into one file.
 * Committed, so that the action needs no install step; the same bytes on every machine.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');

export function build(outDir: string): void {
  rmSync(join(root, 'lib'), { recursive: true, force: true });
  run('tsc', '-p', 'tsconfig.build.json');
  const scratch = mkdtempSync(join(tmpdir(), 'bundle-'));
  const made = join(scratch, 'dist');
  mkdirSync(made);
  for (const entry of ['action', 'post', 'steps', 'cli', 'pane']) {
    run('ncc', 'build', join('lib', `${entry}.js`), '-o', join(scratch, entry), '--no-source-map-register', '-q');
    const files = readdirSync(join(scratch, entry)).filter((name) => name !== 'package.json');
    if (files.join() !== 'index.js') throw new Error(`${entry}: expected one file, ncc made ${files.join(', ')}`);
    const bundle = readFileSync(join(scratch, entry, 'index.js'), 'utf8');
    writeFileSync(join(made, `${entry}.js`), withFilename(bundle));
    if (bundle.startsWith('#!')) chmodSync(join(made, `${entry}.js`), 0o755);
  }
  writeFileSync(join(made, 'package.json'), '{ "type": "module" }\n');
  // Put in place when all is made: whoever runs it meanwhile has the whole of the old one.
  rmSync(outDir, { recursive: true, force: true });
  cpSync(made, outDir, { recursive: true });
  rmSync(scratch, { recursive: true, force: true });
}

/** ncc leaves `__filename` of CommonJS packages (write-file-atomic) as it is; a module has none. */
function withFilename(bundle: string): string {
  if (!/\b__filename\b/.test(bundle)) return bundle;
  const [, shebang = '', rest = ''] = /^(#!.*\n)?([\s\S]*)$/.exec(bundle) ?? [];
  return `${shebang}import { fileURLToPath as __fileURLToPath } from 'node:url';\nconst __filename = __fileURLToPath(import.meta.url);\n${rest}`;
}

function run(program: string, ...args: string[]): void {
  execFileSync(join(bin, program), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

if (import.meta.main) build(resolve(process.argv[2] ?? join(root, 'dist')));
