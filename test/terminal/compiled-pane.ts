import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const source = join(root, 'src');

/** Writes pane.ts and all that it imports as JavaScript into `folder`: to strip the types at every start takes longer than a test. */
export function compilePane(folder: string): string {
  const entry = join(source, 'pane.ts');
  const seen = new Set([entry]);
  for (const file of seen) {
    const code = stripTypeScriptTypes(readFileSync(file, 'utf8'));
    const target = join(folder, relative(source, file)).replace(/ts$/, 'js');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(
      target,
      code
        .replaceAll(/ from '(\.[^']+\.json)'/g, (text, path: string) => {
          copyInto(folder, resolve(dirname(file), path));
          return text;
        })
        .replace(/(from\s+'|import\s+'|import\([^']*')(\.[^']+)\.ts'/g, (_, start: string, path: string) => {
          seen.add(resolve(dirname(file), `${path}.ts`));
          return `${start}${path}.js'`;
        }),
    );
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'pane.js');
}

function copyInto(folder: string, file: string): void {
  const target = join(folder, relative(source, file));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target);
}
