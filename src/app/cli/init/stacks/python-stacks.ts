import { quote } from 'shlex';
import { cacheBy, fromTop } from './project-paths.ts';
import type { FindStack, LeftFiles, ProjectFiles, Stack, WorkflowStep } from './types.ts';

const USES = {
  python: 'actions/setup-python@ece7cb06caefa5fff74198d8649806c4678c61a1 # v6.3.0',
  uv: 'astral-sh/setup-uv@20cfd1bf945f4377ade1205e4dbc17946fc9a30d # v10.0.1',
} as const;

export const pythonStacks: readonly FindStack[] = [uv, poetry, pdm, pipenv, pip];

function uv(files: ProjectFiles): Stack | null {
  if (!files.has('uv.lock')) return null;
  // Where the project does not name it, it is brought for the command.
  const verify = namesPytest(files, 'pyproject.toml')
    ? 'uv run python -m pytest'
    : 'uv run --with pytest python -m pytest';
  return { name: 'Python with uv', steps: [{ uses: USES.uv }, { run: 'uv sync' }], verify, leaves: metadata(files) };
}

function poetry(files: ProjectFiles): Stack | null {
  const isMeant = /^\[tool\.poetry\]|\bpoetry\.core\b/m.test(files.read('pyproject.toml') ?? '');
  if (!files.has('poetry.lock') && !isMeant) return null;
  const names = { name: 'Python with Poetry', tool: 'poetry', project: 'pyproject.toml', lockFile: 'poetry.lock' };
  return managed(files, names, { install: ['poetry install', 'poetry install'], isCached: true });
}

function pdm(files: ProjectFiles): Stack | null {
  const isMeant = /^\[tool\.pdm\b|\bpdm\.backend\b/m.test(files.read('pyproject.toml') ?? '');
  if (!files.has('pdm.lock') && !isMeant) return null;
  // With its own dependencies as they were when it was tested.
  const names = { name: 'Python with PDM', tool: 'pdm[locked]', project: 'pyproject.toml', lockFile: 'pdm.lock' };
  const stack = managed(files, names, { install: ['pdm install --frozen-lockfile', 'pdm install'], isCached: false });
  return { ...stack, leaves: [{ pattern: '.pdm-python', sample: '.pdm-python' }] };
}

function pipenv(files: ProjectFiles): Stack | null {
  if (!files.has('Pipfile')) return null;
  const names = { name: 'Python with Pipenv', tool: 'pipenv', project: 'Pipfile', lockFile: 'Pipfile.lock' };
  return managed(files, names, { install: ['pipenv sync --dev', 'pipenv install --dev'], isCached: true });
}

/**
 * A tool that keeps the project's packages in an environment of its own. `tool` as pipx installs it; `install`: with its
 * lock file, and without; `isCached`: actions/setup-python knows where it keeps what it downloads.
 */
function managed(
  files: ProjectFiles,
  names: { readonly name: string; readonly tool: string; readonly project: string; readonly lockFile: string },
  { install, isCached }: { readonly install: readonly [string, string]; readonly isCached: boolean },
): Stack {
  const { name, tool, project, lockFile } = names;
  const program = tool.replace(/\[.*/, '');
  const isLocked = files.has(lockFile);
  const setUp = python(files, isLocked && isCached ? [program, lockFile] : null);
  // Its tests run by Python's own runner, too.
  const runner = namesPytest(files, project) ? 'pytest' : 'unittest';
  return {
    name,
    steps: [{ run: `pipx install ${quote(tool)}` }, setUp, { run: install[isLocked ? 0 : 1] }],
    verify: `${program} run python -m ${runner}`,
    notes: isLocked
      ? []
      : [`Set-up writes ${lockFile}, which is not there: commit it (\`${program} lock\`), or add it to .gitignore.`],
  };
}

function namesPytest(files: ProjectFiles, name: string): boolean {
  return /\bpytest\b/.test(files.read(name) ?? '');
}

const REQUIREMENTS = ['requirements.txt', 'requirements-dev.txt', 'requirements-test.txt', 'dev-requirements.txt'];

function pip(files: ProjectFiles): Stack | null {
  const listed = REQUIREMENTS.filter((name) => files.has(name));
  const [first] = listed;
  if (first === undefined && !['pyproject.toml', 'setup.py'].some((name) => files.has(name))) return null;
  // What is listed for the project itself is all it needs; else it is installed, so that tests see what is edited.
  const isListed = listed.includes('requirements.txt');
  const installs = !isListed && isPackage(files);
  const requirements = [...listed.map((name) => `-r ${name}`), 'pytest'].join(' ');
  const install = installs ? `pip install -e ${editable(files)} ${requirements}` : `pip install ${requirements}`;
  return {
    name: 'Python',
    steps: [
      python(files, first === undefined ? null : ['pip', first]),
      { run: !isListed && !installs && isProject(files) ? `${DEPENDENCIES} ${requirements}` : install },
    ],
    verify: 'python -m pytest',
    leaves: installs ? metadata(files) : [],
  };
}

/** pip installs no project's dependencies without the project. */
const DEPENDENCIES = 'pip install uv && uv pip install --python "$(command -v python)" -r pyproject.toml';

/** Not one that only configures tools. */
function isProject(files: ProjectFiles): boolean {
  return /^\[project\]/m.test(files.read('pyproject.toml') ?? '');
}

/** A project that says nothing of how it is built is none, unless it is laid out as one: setuptools refuses several modules at the top. */
function isPackage(files: ProjectFiles): boolean {
  if (files.has('setup.py') || /^\[build-system\]/m.test(files.read('pyproject.toml') ?? '')) return true;
  return isProject(files) && files.parts().some(({ folder }) => folder === fromTop(files, 'src'));
}

/** With the extras that its tests need, as most name them. */
function editable(files: ProjectFiles): string {
  const [, after = ''] = (files.read('pyproject.toml') ?? '').split(/^\[project\.optional-dependencies\]$/m);
  // A table's name stands at the margin; what a list holds does not, or is quoted.
  const [section = ''] = after.split(/^\[/m);
  const extras = [...section.matchAll(/^(dev|tests?)\s{0,9}=/gm)].map(([, name]) => name);
  return extras.length === 0 ? '.' : quote(`.[${extras.join(',')}]`);
}

/** setuptools, which is the default, writes beside the code what it knows of it. */
function metadata(files: ProjectFiles): readonly LeftFiles[] {
  const backend = /^build-backend\s{0,9}=\s{0,9}["']([^"']{1,99})/m.exec(files.read('pyproject.toml') ?? '')?.[1];
  if (backend !== undefined && !backend.startsWith('setuptools')) return [];
  return [{ pattern: '*.egg-info/', sample: 'src/x.egg-info/PKG-INFO' }];
}

function python(files: ProjectFiles, cache: readonly [manager: string, lockFile: string] | null): WorkflowStep {
  const version = files.has('.python-version')
    ? { 'python-version-file': fromTop(files, '.python-version') }
    : { 'python-version': '3.x' };
  return { uses: USES.python, with: { ...version, ...(cache === null ? {} : cacheBy(files, ...cache)) } };
}
