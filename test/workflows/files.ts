import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = resolve(fileURLToPath(import.meta.url), '..', '..', '..');

/** A workflow file of the project: one to copy, one of its own, or one that the README shows. */
export interface WorkflowFile {
  readonly name: string;
  readonly text: string;
}

export function workflowFiles(): WorkflowFile[] {
  return ['examples/workflows', '.github/workflows'].flatMap((folder) =>
    readdirSync(join(project, folder))
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(project, folder, name), 'utf8') })),
  );
}

/** The README's own workflows: blocks of YAML that start with `on:`. */
export function readmeWorkflows(): WorkflowFile[] {
  const readme = readFileSync(join(project, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);
  return blocks.filter((text) => /^on:/m.test(text)).map((text, at) => ({ name: `README.md (${at + 1})`, text }));
}
