import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { actionName } from '../../src/version.ts';

const project = resolve(import.meta.dirname, '..', '..');

/** The committed bundles; SEQUENTIAL_DIST names others while one works on them. */
export const dist = resolve(project, process.env.SEQUENTIAL_DIST ?? 'dist');

/** The action as a user gets it: its metadata and its bundles, no source and no packages. */
export function copyAction(folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(join(project, 'action.yml'), join(folder, 'action.yml'));
  cpSync(dist, join(folder, 'dist'), { recursive: true });
}

/** What the self-test needs of this project. */
export function copyProject(folder: string): void {
  copyAction(folder);
  for (const name of ['examples', '.github']) cpSync(join(project, name), join(folder, name), { recursive: true });
}

/** All that the project is built from and published with; its packages are linked. */
export function copySources(folder: string): void {
  const left = ['.cache', '.git', 'lib', 'node_modules', 'test'].map((name) => join(project, name));
  cpSync(project, folder, { recursive: true, filter: (path) => !left.includes(path) });
  // The documents quote the promises that simulated nights are held to.
  cpSync(join(project, 'test', 'simulation'), join(folder, 'test', 'simulation'), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
}

/** Text of one of the project's own workflows. */
export function ownWorkflow(name: string): string {
  return read('.github', 'workflows', name);
}

/** A stand-in for the actions that bring a language: the machine's own is taken. */
export function writeSetUpAction(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const inputs = '{ node-version: {}, cache: {}, registry-url: {} }';
  writeFileSync(
    join(folder, 'action.yml'),
    `name: Set up\ninputs: ${inputs}\nruns: { using: node24, main: index.js }\n`,
  );
  writeFileSync(join(folder, 'index.js'), '');
}

/**
 * A stand-in for actions/upload-artifact, which is not part of this project: it fails if the patterns of its step, one a
 * line, leave a transcript behind.
 */
export function writeUploadAction(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'action.yml'),
    [
      'name: Keep files',
      'inputs: { name: {}, path: { required: true }, if-no-files-found: {}, retention-days: {} }',
      'runs: { using: node24, main: index.js }',
      '',
    ].join('\n'),
  );
  writeFileSync(
    join(folder, 'index.js'),
    [
      "const { globSync } = require('node:fs');",
      "const patterns = process.env.INPUT_PATH.split('\\n').filter((line) => line.trim() !== '');",
      'const found = patterns.flatMap((pattern) => globSync(pattern));',
      "const left = globSync(patterns[0].split('*')[0] + '**/*.jsonl').filter((file) => !found.includes(file));",
      'console.log(found);',
      "if (left.length > 0) throw new Error('not kept: ' + left);",
      '',
    ].join('\n'),
  );
}

/** The README's own workflow, by the name that it tells people to give it. */
export const README_WORKFLOW = 'night.yml';

/** A workflow to copy, with the edits that its user makes: another agent (the rehearsal needs no key) and no pause. */
export function exampleWorkflow(name: string): string {
  const text = name === README_WORKFLOW ? readmeWorkflow() : read('examples', 'workflows', name);
  const edited = forRunner(text)
    .replaceAll('backend: codex', 'backend: rehearsal')
    .replace(new RegExp(`^( +)(?:- id: run\\n +|- )uses: ${actionName}\\n +with:\\n`, 'm'), "$&$1    delay: '0'\n");
  if (edited === text) throw new Error(`${name} has none of the lines that its user would edit`);
  return edited;
}

/** `queue` is younger than the runner, which refuses a file that has it; a path with a blank it hands to a shell as two. */
export function forRunner(text: string): string {
  return text
    .replace(/^ +queue: max\n| queue: max,/gm, '')
    .replace(/^( +)- run: .+$/gm, '$&\n$1  shell: bash -e "{0}"');
}

function readmeWorkflow(): string {
  const [, text] = /^```yaml\n(name: [\s\S]*?)^```/m.exec(read('README.md')) ?? [];
  if (text === undefined) throw new Error('README.md shows no workflow');
  return text;
}

function read(...path: string[]): string {
  return readFileSync(join(project, ...path), 'utf8');
}

/** `owner/name@ref` of the actions that a workflow uses from elsewhere. */
export function actionsOf(workflow: string): string[] {
  return [...workflow.matchAll(/uses: ([^\s./][^\s]*@\S+)/g)].map(([, action = '']) => action);
}
