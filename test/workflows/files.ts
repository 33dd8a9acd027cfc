import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOSTED_RUNNER, NIGHTLY } from '../../src/app/cli/init/set-up-answers.ts';
import { findStack } from '../../src/app/cli/init/stacks.ts';
import { workflowText } from '../../src/app/cli/init/workflow-text.ts';

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

/** What `init` writes for projects of several kinds, by the files that they have. */
export function initWorkflows(): WorkflowFile[] {
  const example = readFileSync(join(project, 'examples', 'workflows', 'sequential.yml'), 'utf8');
  const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    npm: { 'package.json': '{"scripts":{"test":"jest"}}', 'package-lock.json': '{}', '.nvmrc': '24' },
    pnpm: { 'package.json': '{"scripts":{"test":"jest"}}', 'pnpm-lock.yaml': '' },
    uv: { 'uv.lock': '', 'pyproject.toml': '' },
    pip: { 'requirements.txt': '' },
    go: { 'go.mod': 'module x' },
    rust: { 'Cargo.toml': '' },
    maven: { 'pom.xml': '' },
    none: {},
    'npm in a folder': { 'package.json': '{"scripts":{"test":"jest"}}', 'package-lock.json': '{}', '.nvmrc': '24' },
  };
  return Object.entries(kinds).map(([kind, files]) => {
    const folder = kind === 'npm in a folder' ? 'packages/a' : '';
    const stack = findStack({ folder, has: (name) => name in files, read: (name) => files[name] ?? null });
    const answers = {
      ...{ spec: "it's: a spec", backend: 'codex', key: 'CODEX_API_KEY', verify: stack?.verify ?? null },
      ...{ schedule: NIGHTLY, runner: HOSTED_RUNNER, action: 'OWNER/sequential-orchestration@v0' },
    };
    const text = workflowText(example, answers, {
      steps: stack?.steps ?? [],
      cacheKey: 'agents-1',
      folder,
    });
    return { name: `init for ${kind}`, text };
  });
}
