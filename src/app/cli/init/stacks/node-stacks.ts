import { cacheBy, fromTop } from './project-paths.ts';
import type { FindStack, ProjectFiles, Stack, WorkflowStep } from './types.ts';

const USES = {
  node: 'actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0',
  pnpm: 'pnpm/action-setup@fe02b34f77f8bc703788d5817da081398fad5dd2 # v4.0.0',
  bun: 'oven-sh/setup-bun@735343b667d3e6f658f44d0eca948eb6282f2b76 # v2.0.2',
} as const;

const LOCK_FILES: Readonly<Record<string, readonly string[]>> = {
  pnpm: ['pnpm-lock.yaml'],
  yarn: ['yarn.lock'],
  bun: ['bun.lock', 'bun.lockb'],
  npm: ['package-lock.json', 'npm-shrinkwrap.json'],
};

/** The package manager that package.json names, else the first lock file that is there; of several the one that counts is told. */
export const nodeStacks: readonly FindStack[] = [
  (files) => {
    const present = Object.keys(LOCK_FILES).filter((name) => LOCK_FILES[name]?.some((file) => files.has(file)));
    const named = /^[a-z]+/.exec(String(packageOf(files).packageManager ?? ''))?.[0] ?? '';
    const [chosen = ''] = present.includes(named) ? [named] : present;
    const others = present.filter((name) => name !== chosen).flatMap((name) => LOCK_FILES[name] ?? []);
    const has = (name: string) => !others.includes(name) && files.has(name);
    const stack = byLockFile.reduce<Stack | null>((found, find) => found ?? find({ ...files, has }), null);
    if (stack === null || others.length === 0) return stack;
    const unused = others.filter((name) => files.has(name)).join(' and ');
    return {
      ...stack,
      notes: [`The workflow installs with ${chosen}, and ${unused} is there as well: delete what is not used.`],
    };
  },
];

const byLockFile: readonly FindStack[] = [
  (files) => {
    const pinned = /"packageManager"\s*:\s*"pnpm@/.test(files.read('package.json') ?? '');
    const version = pinned ? { package_json_file: fromTop(files, 'package.json') } : { version: 'latest' };
    return node(files, 'pnpm', 'pnpm-lock.yaml', (setUp) => [
      { uses: USES.pnpm, with: version },
      setUp,
      { run: 'pnpm install --frozen-lockfile' },
    ]);
  },
  yarn,
  (files) => bun(files, 'bun.lock') ?? bun(files, 'bun.lockb'),
  (files) => node(files, 'npm', 'package-lock.json', (setUp) => [setUp, { run: 'npm ci' }]),
  (files) => node(files, 'npm', 'npm-shrinkwrap.json', (setUp) => [setUp, { run: 'npm ci' }]),
  // A lock file that nobody committed would be in the way of the run.
  (files) => node(files, 'npm', null, (setUp) => [setUp, { run: 'npm install --no-package-lock' }]),
];

function yarn(files: ProjectFiles): Stack | null {
  const isClassic = (files.read('yarn.lock') ?? '').includes('yarn lockfile v1');
  if (isClassic) return node(files, 'yarn', 'yarn.lock', (setUp) => [setUp, { run: 'yarn install --frozen-lockfile' }]);
  const install = { run: 'yarn install --immutable' };
  // A Yarn that is in the repository is started by the runner's; every other newer one by corepack.
  if (/^yarnPath:/m.test(files.read('.yarnrc.yml') ?? ''))
    return node(files, 'yarn', 'yarn.lock', (setUp) => [setUp, install]);
  const enable = { run: 'npm install --global corepack && corepack enable' };
  const stack = node(files, 'yarn', 'yarn.lock', ({ with: given, ...setUp }) => {
    // Its cache is asked for before there is such a Yarn.
    const { cache: _, 'cache-dependency-path': __, ...version } = given as Record<string, string>;
    return [{ ...setUp, with: version }, enable, install];
  });
  const isLinked = /^nodeLinker: ["']?(?:node-modules|pnpm)/m.test(files.read('.yarnrc.yml') ?? '');
  const resolution = isLinked || files.has('.pnp.cjs') ? [] : [{ pattern: '.pnp.*', sample: '.pnp.cjs' }];
  const modules = isLinked ? (stack?.leaves ?? []) : [];
  const state = { pattern: '.yarn/*', sample: '.yarn/install-state.gz' };
  return stack && { ...stack, leaves: [...modules, ...resolution, state] };
}

function bun(files: ProjectFiles, lockFile: string): Stack | null {
  return node(files, 'bun', lockFile, (setUp) => [
    ...(nodeVersionFile(files) === null ? [] : [setUp]),
    { uses: USES.bun },
    { run: 'bun install --frozen-lockfile' },
  ]);
}

/** `lockFile` null: there is none, and so nothing by which a cache could be keyed. */
function node(
  files: ProjectFiles,
  manager: 'npm' | 'pnpm' | 'yarn' | 'bun',
  lockFile: string | null,
  steps: (setUp: WorkflowStep) => readonly WorkflowStep[],
): Stack | null {
  if (!files.has(lockFile ?? 'package.json')) return null;
  const versionFile = nodeVersionFile(files);
  const version =
    versionFile === null ? { 'node-version': 'lts/*' } : { 'node-version-file': fromTop(files, versionFile) };
  const cache = lockFile === null || manager === 'bun' ? {} : cacheBy(files, manager, lockFile);
  return {
    name: manager === 'npm' ? 'Node.js' : `Node.js with ${manager}`,
    steps: steps({ uses: USES.node, with: { ...version, ...cache } }),
    verify: hasTestScript(packageOf(files))
      ? `${manager}${manager === 'bun' ? ' run' : ''} test`
      : workspacesTest(files, manager),
    leaves: [{ pattern: 'node_modules/', sample: 'node_modules/x/package.json' }],
  };
}

/** Tests of the packages below where the root has none of its own; null: no package has any, or there is no such command. */
function workspacesTest(files: ProjectFiles, manager: string): string | null {
  const isRoot = packageOf(files).workspaces !== undefined || files.has('pnpm-workspace.yaml');
  if (!isRoot || !files.parts().some((part) => hasTestScript(packageOf(part)))) return null;
  if (manager === 'pnpm') return 'pnpm --recursive test';
  return manager === 'npm' ? 'npm test --workspaces --if-present' : null;
}

function nodeVersionFile(files: ProjectFiles): string | null {
  const own = ['.nvmrc', '.node-version', '.tool-versions'].find((name) => files.has(name));
  if (own !== undefined) return own;
  const wanted = packageOf(files).engines?.node;
  // Any newer one will do: that is the newest with long-term support.
  const isOpen =
    typeof wanted !== 'string' || /^(?:\*|>= ?v?(?:1?\d|2[0-4])(?:\.[\dx]{1,4}){0,2})$/.test(wanted.trim());
  return isOpen ? null : 'package.json';
}

interface Package {
  readonly packageManager?: unknown;
  readonly workspaces?: unknown;
  readonly scripts?: { readonly test?: unknown };
  readonly engines?: { readonly node?: unknown };
}

function packageOf(files: ProjectFiles): Package {
  try {
    return (JSON.parse((files.read('package.json') ?? '{}').replace(/^\ufeff/, '')) as Package | null) ?? {};
  } catch {
    return {};
  }
}

/** The script that `npm init` writes fails on purpose. */
function hasTestScript({ scripts }: Package): boolean {
  return typeof scripts?.test === 'string' && !scripts.test.includes('no test specified');
}
