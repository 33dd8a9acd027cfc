/** A step of a workflow, as YAML has it. */
export type WorkflowStep = Readonly<Record<string, unknown>>;

/** How a project of one kind is set up on a runner, and tested. */
export interface Stack {
  readonly name: string;
  readonly steps: readonly WorkflowStep[];
  /** null: it has no test command that would be known. */
  readonly verify: string | null;
}

/** What is asked of a project's folder. `read` null: the file is not there. */
export interface ProjectFiles {
  /** From the top of the repository; '' at the top. */
  readonly folder: string;
  has(name: string): boolean;
  read(name: string): string | null;
}

/** Actions by their commits; their versions are for people (and for Dependabot, which raises both). */
const USES = {
  node: 'actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0',
  python: 'actions/setup-python@ece7cb06caefa5fff74198d8649806c4678c61a1 # v6.3.0',
  go: 'actions/setup-go@7a3fe6cf4cb3a834922a1244abfce67bcef6a0c5 # v6.2.0',
  java: 'actions/setup-java@b6effb05e454b25005698d916606bdc6ffcbf961 # v5.7.0',
  pnpm: 'pnpm/action-setup@fe02b34f77f8bc703788d5817da081398fad5dd2 # v4.0.0',
  uv: 'astral-sh/setup-uv@20cfd1bf945f4377ade1205e4dbc17946fc9a30d # v10.0.1',
} as const;

/** The first that fits is the project's; what stands further down is more general. */
const STACKS: readonly ((files: ProjectFiles) => Stack | null)[] = [
  (files) => node(files, 'pnpm-lock.yaml', 'pnpm', 'pnpm install --frozen-lockfile'),
  (files) => node(files, 'yarn.lock', 'yarn', yarnInstall(files)),
  (files) => node(files, 'package-lock.json', 'npm', 'npm ci'),
  (files) => node(files, 'package.json', 'npm', 'npm install'),
  (files) =>
    only(files, 'uv.lock', {
      name: 'Python with uv',
      steps: [{ uses: USES.uv }, { run: 'uv sync' }],
      verify: 'uv run pytest',
    }),
  (files) =>
    only(files, 'poetry.lock', {
      name: 'Python with Poetry',
      steps: [{ run: 'pipx install poetry' }, python(files, ['poetry', 'poetry.lock']), { run: 'poetry install' }],
      verify: 'poetry run pytest',
    }),
  (files) =>
    only(files, 'requirements.txt', {
      name: 'Python',
      steps: [python(files, ['pip', 'requirements.txt']), { run: 'pip install -r requirements.txt pytest' }],
      verify: 'python -m pytest',
    }),
  (files) =>
    only(files, 'pyproject.toml', {
      name: 'Python',
      steps: [python(files, null), { run: 'pip install -e . pytest' }],
      verify: 'python -m pytest',
    }),
  (files) =>
    only(files, 'go.mod', {
      name: 'Go',
      steps: [
        { uses: USES.go, with: { 'go-version-file': path(files, 'go.mod'), ...below(files, 'go.sum') } },
        { run: 'go mod download' },
      ],
      verify: 'go test ./...',
    }),
  // Hosted runners have Rust.
  (files) => only(files, 'Cargo.toml', { name: 'Rust', steps: [{ run: 'cargo fetch' }], verify: 'cargo test' }),
  (files) =>
    only(files, 'pom.xml', { name: 'Maven', steps: [java(files, 'maven', 'pom.xml')], verify: 'mvn -B -q test' }),
  (files) =>
    only(files, 'gradlew', { name: 'Gradle', steps: [java(files, 'gradle', 'gradlew')], verify: './gradlew test' }),
  (files) => {
    const hasTests = /^test:/m.test(files.read('Makefile') ?? '');
    return hasTests ? { name: 'make', steps: [], verify: 'make test' } : null;
  },
];

/** What the project is made with; null: nothing that would be known here. */
export function findStack(files: ProjectFiles): Stack | null {
  for (const stack of STACKS) {
    const found = stack(files);
    if (found !== null) return found;
  }
  return null;
}

function only(files: ProjectFiles, mark: string, stack: Stack): Stack | null {
  return files.has(mark) ? stack : null;
}

function node(files: ProjectFiles, mark: string, manager: 'npm' | 'pnpm' | 'yarn', install: string): Stack | null {
  if (!files.has(mark)) return null;
  const versionFile = ['.nvmrc', '.node-version', '.tool-versions'].find((name) => files.has(name));
  const version =
    versionFile === undefined ? { 'node-version': 'lts/*' } : { 'node-version-file': path(files, versionFile) };
  // Without a lock file there is nothing by which a cache could be keyed.
  const cache = mark === 'package.json' ? {} : cacheBy(files, manager, mark);
  const setUp = { uses: USES.node, with: { ...version, ...cache } };
  const pnpm = {
    uses: USES.pnpm,
    with: /"packageManager"/.test(files.read('package.json') ?? '')
      ? { package_json_file: path(files, 'package.json') }
      : { version: 'latest' },
  };
  return {
    name: manager === 'npm' ? 'Node.js' : `Node.js with ${manager}`,
    steps: [...(manager === 'pnpm' ? [pnpm] : []), setUp, { run: install }],
    verify: hasTestScript(files.read('package.json')) ? `${manager} test` : null,
  };
}

/** From the top of the repository, where steps that use an action run. */
function path({ folder }: ProjectFiles, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Set-up actions look for what their cache is keyed by at the top alone. */
function below(files: ProjectFiles, lockFile: string): Readonly<Record<string, string>> {
  return files.folder === '' ? {} : { 'cache-dependency-path': path(files, lockFile) };
}

function cacheBy(files: ProjectFiles, manager: string, lockFile: string): Readonly<Record<string, string>> {
  return { cache: manager, ...below(files, lockFile) };
}

/** The script that `npm init` writes fails on purpose. */
function hasTestScript(text: string | null): boolean {
  try {
    const { scripts } = JSON.parse(text ?? '{}') as { scripts?: { test?: unknown } };
    return typeof scripts?.test === 'string' && !scripts.test.includes('no test specified');
  } catch {
    return false;
  }
}

function yarnInstall(files: ProjectFiles): string {
  return (files.read('yarn.lock') ?? '').includes('yarn lockfile v1')
    ? 'yarn install --frozen-lockfile'
    : 'yarn install --immutable';
}

function python(files: ProjectFiles, cache: readonly [manager: string, lockFile: string] | null): WorkflowStep {
  const version = files.has('.python-version')
    ? { 'python-version-file': path(files, '.python-version') }
    : { 'python-version': '3.x' };
  return { uses: USES.python, with: { ...version, ...(cache === null ? {} : cacheBy(files, ...cache)) } };
}

function java(files: ProjectFiles, manager: string, mark: string): WorkflowStep {
  const version = { distribution: 'temurin', 'java-version': '21' };
  return { uses: USES.java, with: { ...version, ...cacheBy(files, manager, mark) } };
}
