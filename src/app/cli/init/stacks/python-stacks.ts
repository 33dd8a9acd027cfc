import { cacheBy, fromTop } from './project-paths.ts';
import type { FindStack, LeftFiles, ProjectFiles, Stack, WorkflowStep } from './types.ts';

const USES = {
  python: 'actions/setup-python@ece7cb06caefa5fff74198d8649806c4678c61a1 # v6.3.0',
  uv: 'astral-sh/setup-uv@20cfd1bf945f4377ade1205e4dbc17946fc9a30d # v10.0.1',
} as const;

export const pythonStacks: readonly FindStack[] = [
  (files) =>
    files.has('uv.lock')
      ? {
          name: 'Python with uv',
          steps: [{ uses: USES.uv }, { run: 'uv sync' }],
          // Where the project does not name it, it is brought for the command.
          verify: /\bpytest\b/.test(files.read('pyproject.toml') ?? '')
            ? 'uv run pytest'
            : 'uv run --with pytest pytest',
          leaves: metadata(files),
        }
      : null,
  poetry,
  pip,
];

function poetry(files: ProjectFiles): Stack | null {
  const isLocked = files.has('poetry.lock');
  if (!isLocked && !/^\[tool\.poetry\]/m.test(files.read('pyproject.toml') ?? '')) return null;
  const setUp = python(files, isLocked ? ['poetry', 'poetry.lock'] : null);
  return {
    name: 'Python with Poetry',
    steps: [{ run: 'pipx install poetry' }, setUp, { run: 'poetry install' }],
    verify: 'poetry run pytest',
    notes: isLocked
      ? []
      : ['Set-up writes poetry.lock, which is not there: commit it (`poetry lock`), or add it to .gitignore.'],
  };
}

const REQUIREMENTS = ['requirements.txt', 'requirements-dev.txt', 'requirements-test.txt', 'dev-requirements.txt'];

function pip(files: ProjectFiles): Stack | null {
  const listed = REQUIREMENTS.filter((name) => files.has(name));
  const [first] = listed;
  if (first === undefined && !['pyproject.toml', 'setup.py'].some((name) => files.has(name))) return null;
  // What is listed for the project itself is all it needs; else it is installed, so that tests see what is edited.
  const installs = !listed.includes('requirements.txt') && isPackage(files);
  const packages = [...(installs ? ['-e .'] : []), ...listed.map((name) => `-r ${name}`), 'pytest'];
  return {
    name: 'Python',
    steps: [python(files, first === undefined ? null : ['pip', first]), { run: `pip install ${packages.join(' ')}` }],
    verify: 'python -m pytest',
    leaves: installs ? metadata(files) : [],
  };
}

/** Not one that only configures tools. */
function isPackage(files: ProjectFiles): boolean {
  return files.has('setup.py') || /^\[(?:project|build-system)\]/m.test(files.read('pyproject.toml') ?? '');
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
