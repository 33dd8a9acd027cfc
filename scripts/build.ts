/**
 * Builds `dist/` (or the folder given): the compiler writes lib/, ncc bundles each entry of it into one file, and into a
 * file more (`cli.123.js`) for what an `import()` of the source loads only where it is needed.
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
    for (const name of readdirSync(join(scratch, entry)).filter((file) => file !== 'package.json')) {
      const [, chunk] = /^(?:(\d+)\.)?index\.js$/.exec(name) ?? unexpected(`${entry}: ncc made ${name}`);
      const bundle = readFileSync(join(scratch, entry, name), 'utf8');
      const path = join(made, chunk === undefined ? `${entry}.js` : `${entry}.${chunk}.js`);
      writeFileSync(path, withFilename(withChunkNames(bundle, entry)));
      if (bundle.startsWith('#!')) chmodSync(path, 0o755);
    }
  }
  writeFileSync(join(made, 'package.json'), '{ "type": "module" }\n');
  // Put in place when all is made: whoever runs it meanwhile has the whole of the old one.
  rmSync(outDir, { recursive: true, force: true });
  cpSync(made, outDir, { recursive: true });
  rmSync(scratch, { recursive: true, force: true });
}

/** All bundles lie in one folder, and their chunks beside them. */
function withChunkNames(bundle: string, entry: string): string {
  return bundle.replace('return "" + chunkId + ".index.js";', `return "${entry}." + chunkId + ".js";`);
}

function unexpected(message: string): never {
  throw new Error(message);
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
