import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..', '..');

/** A Node to run the bundles with. */
export interface Node {
  readonly version: string;
  readonly program: string;
}

/** The oldest that package.json promises, and the newest of each line that is maintained beside the action's own. */
const OTHERS = ['20.12.0', '22.23.3', '26.10.0'];

/** Every Node, the one of `runs.using` included; those that are not in the project's cache are installed from npm. */
export function installNodes(): Node[] {
  const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const own = { version: String(devDependencies.node), program: join(project, 'node_modules', 'node', 'bin', 'node') };
  return [...OTHERS.map(installNode), own].sort(
    (one, other) => Number.parseInt(one.version, 10) - Number.parseInt(other.version, 10),
  );
}

function installNode(version: string): Node {
  const folder = join(project, '.cache', 'nodes', version);
  const program = join(folder, 'node_modules', 'node', 'bin', 'node');
  if (!runs(program, version)) {
    console.log(`installing Node ${version} into ${folder}`);
    mkdirSync(folder, { recursive: true });
    // The binary is put in place by the package's install script.
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
    execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--save-exact', `node@${version}`], {
      cwd: folder,
      // npm keeps compiled code in the folder for temporary files.
      env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (!runs(program, version)) throw new Error(`the npm package node@${version} brought no Node for this machine`);
  }
  return { version, program };
}

/** Also where an install was cut off, or the folder comes from another machine: then it is installed anew. */
function runs(program: string, version: string): boolean {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return stdout?.trim() === `v${version}`;
}
