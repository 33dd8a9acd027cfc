import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from 'shlex';
import { createTempFolder, leftFolders, removeTempFolder, tempPlaces } from '../../../state/lock/temp-folder.ts';
import { openBackgroundSession } from '../../../terminal/tmux/background-session.ts';
import { tmuxClient } from '../../../terminal/tmux/tmux-client.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that goes on when whoever started it has ended. */
export interface Launch {
  /** Node's arguments: the program's path first. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole of it, keys included. */
  readonly env: Environment;
  /** File that gets what the program prints. */
  readonly output: string;
  /** File that gets the number of its process as it starts. */
  readonly pid: string;
  /** File that gets its exit code once it has ended. */
  readonly exitCode: string;
}

const FOLDER_PREFIX = 'sequential-launch-';
/** Variables of the shell's own, which it refuses to have set. */
const SHELL_OWN = /^(?:_|PPID|UID|EUID|GROUPS|SHELLOPTS|BASHOPTS|BASH_VERSINFO|OPTIND)$/;

/**
 * Starts it in a tmux session of that name, where a person can look at it and nothing that ends the caller reaches it;
 * `session` null, or no tmux that could hold it: as a process of its own, with a session and a process group of its own.
 * Resolves to the tmux session's name; null: it is in none.
 */
export async function launch(program: Launch, session: string | null): Promise<string | null> {
  writeFileSync(program.output, '', { mode: 0o600 });
  const places = tempPlaces(program.env);
  leftFolders(FOLDER_PREFIX, places).forEach(removeTempFolder);
  const folder = createTempFolder(FOLDER_PREFIX, places);
  const script = join(folder, 'launch.sh');
  const write = (toScreen: boolean) => writeFileSync(script, launchScript(program, folder, toScreen), { mode: 0o600 });
  if (session !== null) {
    write(true);
    const command = ['/usr/bin/env', '-i', '/bin/sh', script];
    const opened = await openBackgroundSession(tmuxClient(program.env), session, command);
    if (opened !== null) return opened;
  }
  write(false);
  await new Promise<void>((resolve, reject) => {
    const child = spawn('/bin/sh', [script], { cwd: program.cwd, env: {}, detached: true, stdio: 'ignore' });
    child.once('error', reject).once('spawn', resolve).unref();
  });
  return null;
}

/** A tmux server has an environment of its own, and an argument is for all to see: so the script sets it, and goes. */
export function launchScript(
  { args, cwd, env, output, pid, exitCode }: Launch,
  folder: string,
  toScreen: boolean,
): string {
  const exports = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && /^[A-Za-z_]\w*$/.test(name) && !SHELL_OWN.test(name)
      ? [`export ${name}=${quote(value)}`]
      : [],
  );
  const named = ['/bin/sh', '-c', 'echo $$ >"$0"; exec "$@"', pid];
  const command = [...named, process.execPath, ...process.execArgv, ...args].map(quote).join(' ');
  const code = quote(`${exitCode}.draft`);
  return [
    ...exports.filter((line) => line.startsWith('export PATH=')),
    `rm -rf ${quote(folder)}`,
    // In a shell of its own: whatever else runs here shows its environment to everybody, and needs no key.
    '(',
    ...exports,
    `cd ${quote(cwd)} || exit`,
    `${command} </dev/null`,
    `echo $? >${code}`,
    toScreen ? `) 2>&1 | tee ${quote(output)}` : `) >${quote(output)} 2>&1`,
    // Whoever finds it finds all the output as well.
    `mv ${code} ${quote(exitCode)}`,
    '',
  ].join('\n');
}
