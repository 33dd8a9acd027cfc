import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { attributesText, configText } from '../../../src/app/cli/init/config-text.ts';
import { findStack } from '../../../src/app/cli/init/stacks/stacks.ts';
import { actionName } from '../../../src/version.ts';
import { filesOf, initWorkflows } from '../../workflows/files.ts';

const withTests = '{"scripts":{"test":"jest"}}';

/** Set-up steps as `uses` without version or `run`, and the test command. */
function described(files: Readonly<Record<string, string>>): string {
  const stack = findStack(filesOf(files));
  if (stack === null) return 'none';
  const steps = stack.steps.map(({ uses, run }) => String(run ?? uses).replace(/@.*/, ''));
  return `${stack.name}: ${[...steps, `verify ${stack.verify}`].join(' | ')}`;
}

describe('what a project is made with', () => {
  test.each([
    [{ 'package.json': withTests, 'package-lock.json': '' }, 'Node.js: actions/setup-node | npm ci | verify npm test'],
    [{ 'package.json': withTests }, 'Node.js: actions/setup-node | npm install --no-package-lock | verify npm test'],
    [{ 'package.json': '{}', 'package-lock.json': '' }, 'Node.js: actions/setup-node | npm ci | verify null'],
    [
      { 'package.json': '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}' },
      'Node.js: actions/setup-node | npm install --no-package-lock | verify null',
    ],
    [{ 'package.json': '{ broken', 'package-lock.json': '' }, 'Node.js: actions/setup-node | npm ci | verify null'],
    [
      { 'package.json': withTests, 'pnpm-lock.yaml': '', 'package-lock.json': '' },
      'Node.js with pnpm: pnpm/action-setup | actions/setup-node | pnpm install --frozen-lockfile | verify pnpm test',
    ],
    [
      {
        'package.json': '{"packageManager":"npm@11.0.0","scripts":{"test":"jest"}}',
        ...{ 'yarn.lock': '', 'package-lock.json': '' },
      },
      'Node.js: actions/setup-node | npm ci | verify npm test',
    ],
    [
      { 'package.json': withTests, 'yarn.lock': '# yarn lockfile v1' },
      'Node.js with yarn: actions/setup-node | yarn install --frozen-lockfile | verify yarn test',
    ],
    [
      { 'package.json': withTests, 'yarn.lock': '__metadata:', '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn-4.cjs' },
      'Node.js with yarn: actions/setup-node | yarn install --immutable | verify yarn test',
    ],
    [
      { 'package.json': withTests, 'yarn.lock': '__metadata:' },
      'Node.js with yarn: actions/setup-node | npm install --global corepack && corepack enable | yarn install --immutable | verify yarn test',
    ],
    [
      { 'package.json': withTests, 'bun.lock': '' },
      'Node.js with bun: oven-sh/setup-bun | bun install --frozen-lockfile | verify bun run test',
    ],
    [
      { 'package.json': withTests, 'bun.lockb': '', '.nvmrc': '24' },
      'Node.js with bun: actions/setup-node | oven-sh/setup-bun | bun install --frozen-lockfile | verify bun run test',
    ],
    [
      { 'package.json': withTests, 'npm-shrinkwrap.json': '' },
      'Node.js: actions/setup-node | npm ci | verify npm test',
    ],
    [
      { 'package.json': `\ufeff${withTests}`, 'package-lock.json': '' },
      'Node.js: actions/setup-node | npm ci | verify npm test',
    ],
    [
      { 'uv.lock': '', 'pyproject.toml': '[dependency-groups]\ndev = ["pytest>=8"]\n' },
      'Python with uv: astral-sh/setup-uv | uv sync | verify uv run python -m pytest',
    ],
    [
      { 'uv.lock': '', 'pyproject.toml': '' },
      'Python with uv: astral-sh/setup-uv | uv sync | verify uv run --with pytest python -m pytest',
    ],
    [
      { 'poetry.lock': '', 'pyproject.toml': '[tool.poetry.group.dev.dependencies]\npytest = "^8"\n' },
      'Python with Poetry: pipx install poetry | actions/setup-python | poetry install | verify poetry run python -m pytest',
    ],
    [
      { 'pyproject.toml': '[tool.poetry]\npackage-mode = false\n' },
      'Python with Poetry: pipx install poetry | actions/setup-python | poetry install | verify poetry run python -m unittest',
    ],
    [
      { 'pyproject.toml': '[build-system]\nbuild-backend = "poetry.core.masonry.api"\n', 'requirements.txt': '' },
      'Python with Poetry: pipx install poetry | actions/setup-python | poetry install | verify poetry run python -m unittest',
    ],
    [
      { 'pdm.lock': '', 'pyproject.toml': '[dependency-groups]\ndev = ["pytest>=8"]\n' },
      "Python with PDM: pipx install 'pdm[locked]' | actions/setup-python | pdm install --frozen-lockfile | verify pdm run python -m pytest",
    ],
    [
      { 'pyproject.toml': '[tool.pdm]\ndistribution = false\n' },
      "Python with PDM: pipx install 'pdm[locked]' | actions/setup-python | pdm install | verify pdm run python -m unittest",
    ],
    [
      { Pipfile: '[dev-packages]\npytest = "*"\n', 'Pipfile.lock': '{}', 'requirements.txt': '' },
      'Python with Pipenv: pipx install pipenv | actions/setup-python | pipenv sync --dev | verify pipenv run python -m pytest',
    ],
    [
      { Pipfile: '' },
      'Python with Pipenv: pipx install pipenv | actions/setup-python | pipenv install --dev | verify pipenv run python -m unittest',
    ],
    [
      { 'requirements.txt': '' },
      'Python: actions/setup-python | pip install -r requirements.txt pytest | verify python -m pytest',
    ],
    [
      { 'pyproject.toml': '[project]\n', 'src/shop/__init__.py': '' },
      'Python: actions/setup-python | pip install -e . pytest | verify python -m pytest',
    ],
    [
      { 'pyproject.toml': '[project]\n', 'shop.py': '' },
      'Python: actions/setup-python | pip install uv && uv pip install --python "$(command -v python)" -r pyproject.toml pytest | verify python -m pytest',
    ],
    [
      { 'pyproject.toml': '[project]\n[build-system]\n', 'requirements-dev.txt': '' },
      'Python: actions/setup-python | pip install -e . -r requirements-dev.txt pytest | verify python -m pytest',
    ],
    [
      {
        'pyproject.toml':
          '[build-system]\n[project]\n[project.optional-dependencies]\ndocs = ["sphinx"]\ndev = [\n  "ruff",\n]\ntest = ["hypothesis"]\n[tool.x]\ntests = 1\n',
      },
      "Python: actions/setup-python | pip install -e '.[dev,test]' pytest | verify python -m pytest",
    ],
    [
      { 'pyproject.toml': '[tool.ruff]\n', 'requirements.txt': '', 'requirements-dev.txt': '' },
      'Python: actions/setup-python | pip install -r requirements.txt -r requirements-dev.txt pytest | verify python -m pytest',
    ],
    [
      { 'pyproject.toml': '[tool.ruff]\n' },
      'Python: actions/setup-python | pip install pytest | verify python -m pytest',
    ],
    [{ 'go.mod': '' }, 'Go: actions/setup-go | go mod download | verify go test ./...'],
    [{ 'Cargo.toml': '' }, 'Rust: verify cargo test'],
    [{ 'Cargo.toml': '', 'Cargo.lock': '' }, 'Rust: cargo fetch --locked | verify cargo test'],
    [{ 'pom.xml': '' }, 'Maven: actions/setup-java | verify mvn -B -q test'],
    [{ Makefile: 'all:\n\ntest: all\n\tprove\n' }, 'make: verify make test'],
    [{ 'Cargo.toml': '[package]\n[workspace]\n' }, 'Rust: verify cargo test --workspace'],
    [
      {
        'package.json': '{"workspaces":["packages/*"]}',
        'package-lock.json': '',
        'packages/a/package.json': withTests,
      },
      'Node.js: actions/setup-node | npm ci | verify npm test --workspaces --if-present',
    ],
    [
      { 'package.json': '{"workspaces":["packages/*"]}', 'package-lock.json': '', 'packages/a/package.json': '{}' },
      'Node.js: actions/setup-node | npm ci | verify null',
    ],
    [
      {
        ...{ 'package.json': '{}', 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': 'packages: [packages/*]\n' },
        'packages/a/package.json': withTests,
      },
      'Node.js with pnpm: pnpm/action-setup | actions/setup-node | pnpm install --frozen-lockfile | verify pnpm --recursive test',
    ],
    [
      { 'package.json': '{}', 'package-lock.json': '', 'tools/package.json': withTests },
      'Node.js: actions/setup-node | npm ci | verify null',
    ],
    [
      { 'frontend/package.json': withTests, 'frontend/package-lock.json': '', 'back end/requirements.txt': '' },
      "Python in back end, Node.js in frontend: actions/setup-python | pip install -r requirements.txt pytest | actions/setup-node | npm ci | verify (cd 'back end' && python -m pytest) && (cd frontend && npm test)",
    ],
    [{ Makefile: 'test:\n', 'frontend/package.json': withTests }, 'make: verify make test'],
    [Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}/package.json`, withTests])), 'none'],
    [{ Makefile: 'all:\n' }, 'none'],
    [{}, 'none'],
  ])('%j', (files, words) => {
    expect(described(files)).toBe(words);
  });
});

test.each([
  [{ 'package.json': '{"engines":{"node":"20.x"}}' }, { 'node-version-file': 'package.json' }],
  [{ 'package.json': '{"engines":{"node":">=20.12"}}' }, { 'node-version': 'lts/*' }],
  [{ 'package.json': '{"engines":{"node":">=18 <21"}}' }, { 'node-version-file': 'package.json' }],
  [{ 'package.json': '{"engines":{"node":"20.x"}}', '.nvmrc': '22' }, { 'node-version-file': '.nvmrc' }],
  [{ 'package.json': 'null' }, { 'node-version': 'lts/*' }],
])('the Node.js of %j', (files: Readonly<Record<string, string>>, version) => {
  const stack = findStack(filesOf(files));
  expect(stack?.steps[0]?.with).toEqual(version);
});

test('what set-up and tests write, and nobody ignores, is named', () => {
  const stackOf = (files: Readonly<Record<string, string>>) => findStack(filesOf(files));
  expect(stackOf({ 'pom.xml': '' })?.leaves?.map(({ pattern }) => pattern)).toEqual(['target/']);
  expect(stackOf({ gradlew: '' })?.leaves?.map(({ pattern }) => pattern)).toEqual(['.gradle/', 'build/']);
  expect(stackOf({ 'pyproject.toml': '[tool.poetry]\n' })?.notes).toEqual([expect.stringContaining('poetry.lock')]);
});

test('of several lock files the one that counts is told', () => {
  const files = { 'package.json': '{}', 'bun.lock': '', 'bun.lockb': '', 'package-lock.json': '' };
  expect(findStack(filesOf(files))?.notes).toEqual([
    'The workflow installs with bun, and package-lock.json is there as well: delete what is not used.',
  ]);
});

test('parts of a repository are set up in their folders', () => {
  const texts = { 'web/package.json': withTests, 'web/package-lock.json': '', 'api/go.mod': '' };
  const stack = findStack(filesOf(texts, 'shop'));
  expect(stack?.steps.map((step) => [step['working-directory'], Object.values(Object(step.with))])).toEqual([
    [undefined, ['shop/api/go.mod', 'shop/api/go.sum']],
    ['shop/api', []],
    [undefined, ['lts/*', 'npm', 'shop/web/package-lock.json']],
    ['shop/web', []],
  ]);
  expect(stack?.verify).toBe('(cd api && go test ./...) && (cd web && npm test)');
  expect(stack?.leaves).toEqual([{ pattern: 'node_modules/', sample: 'web/node_modules/x/package.json' }]);
});

test('what is beside the first language is named', () => {
  const files: Readonly<Record<string, string>> = {
    'package.json': withTests,
    'requirements.txt': '',
    'Cargo.toml': '',
  };
  const stack = findStack(filesOf(files));
  expect(stack?.notes).toEqual([
    expect.stringContaining('Node.js alone, and there is Python as well'),
    expect.stringContaining('there is Rust as well'),
  ]);
  expect(stack?.notes?.[0]).toContain('`run: pip install -r requirements.txt pytest`');
});

test('the workflow names the spec where the example names its own, whatever the name holds', () => {
  const [{ text } = { text: '' }] = initWorkflows();
  expect(text).not.toMatch(/my-feature/);
  const workflow = parse(text);
  expect(workflow.on.workflow_dispatch.inputs.spec.default).toBe("it's: a spec");
  expect(workflow.jobs.orchestrate.concurrency.group).toMatch(/ inputs\.spec \|\| 'it''s: a spec' /);
  expect(workflow.jobs.orchestrate.steps.map(({ uses = '', run = '' }) => `${uses}${run}`.replace(/@.*/, ''))).toEqual([
    'actions/checkout',
    'actions/setup-node',
    'npm ci',
    'actions/cache',
    actionName.replace(/@.*/, ''),
    'actions/upload-artifact',
  ]);
});

test('a project in a folder is set up, worked in and cached there', () => {
  const { text = '' } = initWorkflows().find(({ name }) => name.endsWith('npm in a folder')) ?? {};
  const { defaults, steps } = parse(text).jobs.orchestrate;
  expect(defaults).toEqual({ run: { 'working-directory': 'packages/a' } });
  expect(steps[1].with).toEqual({
    'node-version-file': 'packages/a/.nvmrc',
    cache: 'npm',
    'cache-dependency-path': 'packages/a/package-lock.json',
  });
  expect(steps.find(({ id }: { id?: string }) => id === 'run').with.workdir).toBe('packages/a');
});

describe('the configuration file', () => {
  const answers = {
    ...{ spec: '*', backend: 'codex', key: null, verify: 'npm test' },
    ...{ schedule: null, runner: 'x', action: 'a/b@c' },
  };

  test('is written whole where there is none', () => {
    expect(configText(null, answers, 'https://example.org/schema.json')).toBe(
      [
        '# yaml-language-server: $schema=https://example.org/schema.json',
        'spec: "*"',
        'backend: codex',
        'verify: npm test',
        'halt-labels: needs-human',
        '',
      ].join('\n'),
    );
  });

  test('keeps what a person wrote, comments and order as well, and changes what the answers change', () => {
    const present = '# ours\nattempts: 5\nbackend: claude # the good one\nspecs:\n  a: { model: x }\n';
    expect(configText(present, answers, '')).toBe(
      '# ours\nattempts: 5\nbackend: codex # the good one\nspecs:\n  a: {model: x}\nspec: "*"\nverify: npm test\n'.replace(
        '{model: x}',
        '{ model: x }',
      ),
    );
  });

  test('loses what is wanted no more', () => {
    expect(configText('verify: npm test # slow\nbackend: codex\nspec: "*"\n', { ...answers, verify: null }, '')).toBe(
      'backend: codex\nspec: "*"\n',
    );
  });

  test('names the schema of the version that is used, and one of a person’s own for ever', () => {
    const kept = "spec:   '*'\nbackend: codex\nverify: npm test\n";
    const line = (address: string) => `# ours\n# yaml-language-server: $schema=${address}\n\n${kept}`;
    const of = (version: string) => `https://raw.githubusercontent.com/a/b/${version}/sequential.schema.json`;
    expect(configText(line(of('v0')), answers, of('v1'))).toBe(line(of('v1')));
    expect(configText(line('../own.json'), answers, of('v1'))).toBe(line('../own.json'));
  });

  test('stays as it is to the byte where nothing changes', () => {
    const present = "spec:   '*'\nbackend:  codex\nverify:   npm test\n";
    expect(configText(present, answers, '')).toBe(present);
  });
});

test.each([
  [null, 'SEQUENTIAL_STATE.json linguist-generated\nSEQUENTIAL_PROGRESS.md linguist-generated\n'],
  [
    '* text=auto\r\n',
    '* text=auto\r\nSEQUENTIAL_STATE.json linguist-generated\r\nSEQUENTIAL_PROGRESS.md linguist-generated\r\n',
  ],
  [
    'SEQUENTIAL_STATE.json linguist-generated\r\nSEQUENTIAL_PROGRESS.md linguist-generated\r\n',
    'SEQUENTIAL_STATE.json linguist-generated\r\nSEQUENTIAL_PROGRESS.md linguist-generated\r\n',
  ],
  ['* text=auto', '* text=auto\nSEQUENTIAL_STATE.json linguist-generated\nSEQUENTIAL_PROGRESS.md linguist-generated\n'],
  [
    'SEQUENTIAL_PROGRESS.md linguist-generated\nSEQUENTIAL_STATE.json linguist-generated\n',
    'SEQUENTIAL_PROGRESS.md linguist-generated\nSEQUENTIAL_STATE.json linguist-generated\n',
  ],
])('.gitattributes %j', (present, wanted) => {
  expect(attributesText(present)).toBe(wanted);
});
