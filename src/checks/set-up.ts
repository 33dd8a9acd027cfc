import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** How the dependencies of a project are installed, by a file that it has; the first one counts. */
const INSTALL_COMMANDS: readonly (readonly [file: string, command: string])[] = [
  ['package-lock.json', 'npm ci'],
  ['pnpm-lock.yaml', 'corepack enable && pnpm install --frozen-lockfile'],
  ['yarn.lock', 'corepack enable && yarn install --immutable'],
  ['bun.lock', 'bun install --frozen-lockfile'],
  ['bun.lockb', 'bun install --frozen-lockfile'],
  ['package.json', 'npm install'],
  ['uv.lock', 'uv sync'],
  ['poetry.lock', 'poetry install'],
  ['requirements.txt', 'pip install -r requirements.txt'],
  ['pyproject.toml', 'pip install -e .'],
  ['Gemfile', 'bundle install'],
  ['composer.json', 'composer install'],
];

/** GitHub's own steps that bring a language. */
const SET_UP_ACTIONS: Readonly<Record<string, string>> = {
  node: 'actions/setup-node',
  npm: 'actions/setup-node',
  npx: 'actions/setup-node',
  python: 'actions/setup-python',
  python3: 'actions/setup-python',
  pip: 'actions/setup-python',
  go: 'actions/setup-go',
  java: 'actions/setup-java',
  mvn: 'actions/setup-java',
  dotnet: 'actions/setup-dotnet',
};

/** How a project's dependencies are installed; null: it is not known. */
export function installCommand(workdir: string): string | null {
  return INSTALL_COMMANDS.find(([file]) => existsSync(join(workdir, file)))?.[1] ?? null;
}

/** What a person adds to the workflow, or does on the machine, to have a program there; null: it is not known which. */
export function setUpRemedy(program: string | null, workdir: string): string {
  const setUp = program === null ? undefined : SET_UP_ACTIONS[program];
  const install = installCommand(workdir);
  const steps = [
    ...(setUp === undefined ? [] : [`- uses: ${setUp} (at the version the project needs)`]),
    ...(install === null ? [] : [`- run: ${install}`]),
  ];
  const name = program ?? 'what the verify command needs';
  if (steps.length === 0) return `Install ${name} in an earlier step of the workflow, or on this machine.`;
  return `Add the steps that set up the project to the workflow, before this step, or do the same on this machine:\n\n${steps.map((step) => `    ${step}`).join('\n')}`;
}
