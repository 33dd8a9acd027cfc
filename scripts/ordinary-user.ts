/**
 * For suites that are told as an ordinary user, as an agent is one: root may read and write what no agent could. A root who
 * starts them becomes nobody first.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const NOBODY = 65_534;

/** Options of a child process that make it the ordinary user's; none where this is one. */
export const asUser: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** For people. */
export const userName = asUser.uid === undefined ? (process.env.USER ?? 'this user') : 'nobody';

/** A folder of the ordinary user's, who alone can enter it, with a home and a folder for temporary files. */
export interface UserPlace {
  readonly folder: string;
  /** The project where the user can read it. */
  readonly project: string;
  /** The Node that runs this script, which may be the project's own. */
  readonly node: string;
  readonly env: NodeJS.ProcessEnv;
  close(): void;
}

/** `ground`: where it is made. In the system's temporary folders strict would show none of it, and let all be written. */
export function openUserPlace(ground: 'temporary' | 'homes'): UserPlace {
  const homes = asUser.uid === undefined ? homedir() : '/home';
  const folder = mkdtempSync(join(ground === 'homes' ? homes : tmpdir(), 'user-'));
  const [home, temp] = [join(folder, 'home'), join(folder, 'tmp')];
  for (const path of [home, temp]) mkdirSync(path);
  giveToUser(folder);
  chmodSync(folder, 0o700);
  const project = readableProject(folder);
  const PATH = [join(project, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return {
    folder,
    project,
    node: process.execPath.startsWith(`${root}/`) ? join(project, relative(root, process.execPath)) : process.execPath,
    env: { ...process.env, PATH, HOME: home, TMPDIR: temp, USER: userName },
    close: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Gives folders to the ordinary user, with all that is in them. */
export function giveToUser(...paths: readonly string[]): void {
  if (asUser.uid === undefined) return;
  const { status } = spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, ...paths], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${paths.join(', ')} could not be given to nobody`);
}

/** A clone in root's own home is copied, and one that root alone may read, by its modes. */
function readableProject(folder: string): string {
  if (spawnSync('test', ['-r', join(root, 'package.json')], { ...asUser, cwd: '/' }).status === 0) return root;
  const copy = join(folder, 'project');
  cpSync(root, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !/\/\.(?:cache|git)$/.test(source),
  });
  const { status } = spawnSync('chmod', ['-R', 'a+rX', copy], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${copy} could not be made readable`);
  return copy;
}

/** Where the real agents' CLIs stay between runs, the user's own as on a runner: they weigh 1.4 GB together. */
export function agentCache({ project }: UserPlace): string {
  const top = project === root ? join(root, '.cache') : '/var/tmp/sequential-agents';
  const folders = [join(top, 'agents'), join(top, 'agents-state')];
  for (const path of folders) if (!existsSync(path)) mkdirSync(path, { recursive: true });
  giveToUser(...folders);
  return join(top, 'agents');
}
