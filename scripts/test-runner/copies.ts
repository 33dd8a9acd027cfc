import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
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
