import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { agentEnvironment } from '../../secrets/agent-environment.ts';
import { createTempFolder, leftFolders, removeTempFolder, tempPlaces } from '../../state/lock/temp-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Set in the process that goes on: its environment is on standard input. */
const HANDED_OVER = 'SEQUENTIAL_ENVIRONMENT_ON_STDIN';

const FOLDER_PREFIX = 'sequential-environment-';
const ENVIRONMENT_FILE = 'environment';

/** Variables that turn a program into another one; they are the job's, and for the agents, but not for us. */
const STEERING = /^(?:NODE_(?!EXTRA_CA_CERTS$)\w+|LD_\w+|DYLD_\w+|BASH_ENV|ENV|GIT_\w+|PYTHON\w*|PERL5\w*|RUBYOPT)$/;

/** @actions/core looks for them in the process's own environment; they are paths, and no secrets. */
const RUNNER_FILES = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];

/**
 * Goes on as `steps.js <step>`, from the folder of the program that runs, with the step's environment out of everybody's
 * sight: the runner puts the token, and every key of the job, into the environment of the process that it starts, and
 * deleting a variable leaves it in /proc/PID/environ. So the process replaces itself (execve) by one without them, and
 * hands the whole over on standard input, by a file that is deleted before the new program begins. No agent lives at
 * that time. The program that hands over is small, since it is loaded for this alone.
 *
 * Where Node cannot replace the process (before 22.15, Windows), or no file can be written, the step runs in this one.
 */
export async function handOver(step: 'main' | 'post', env: Environment): Promise<void> {
  const program = join(dirname(process.argv[1] ?? '.'), 'steps.js');
  // Every backend's keys look secret by their names; to ask the backends would bring all of them in here.
  const visible = agentEnvironment(env, { keys: [], env: [] }, RUNNER_FILES, []).env;
  const clean = Object.fromEntries(Object.entries(visible).filter(([name]) => !STEERING.test(name)));
  replaceProcess([program, step], env, clean);
  process.argv.splice(1, process.argv.length, program, step);
  await import(/* webpackIgnore: true */ pathToFileURL(program).href);
}

/**
 * Goes on as the program of `args`, whose environment is `visible` for everybody, and `env` by `takeEnvironment`.
 * Returns only where Node cannot replace the process, or no file can be written.
 */
export function replaceProcess(args: readonly string[], env: Environment, visible: Environment): void {
  if (!canReplaceProcess()) return;
  const folder = writeEnvironment(env);
  if (folder === null) return;
  closeSync(0);
  // The lowest number that is free: standard input.
  openSync(join(folder, ENVIRONMENT_FILE), 'r');
  rmSync(folder, { recursive: true, force: true });
  process.execve?.(process.execPath, [process.execPath, ...process.execArgv, ...args], {
    ...definedOf(visible),
    [HANDED_OVER]: '1',
  });
}

function definedOf(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function canReplaceProcess(): boolean {
  return process.execve !== undefined && process.platform !== 'win32';
}

/** Writes the environment into a folder that only this user can read; null: there is no place for it. */
function writeEnvironment(env: Environment): string | null {
  const places = tempPlaces(env);
  // What a killed one left holds every key of its job.
  for (const left of leftFolders(FOLDER_PREFIX, places)) removeTempFolder(left);
  let folder: string | null = null;
  try {
    folder = createTempFolder(FOLDER_PREFIX, places);
    writeFileSync(join(folder, ENVIRONMENT_FILE), JSON.stringify(env), { mode: 0o600 });
    return folder;
  } catch {
    // The step tells what is wrong with the places, once it is at work.
    if (folder !== null) removeTempFolder(folder);
    return null;
  }
}

/** The step's whole environment, in the process that `handOver` made go on. */
export function takeEnvironment(env: Record<string, string | undefined>): Environment {
  if (env[HANDED_OVER] !== '1') return env;
  const whole = JSON.parse(readFileSync(0, 'utf8')) as Record<string, string>;
  closeSync(0);
  // Whatever opens a file next must not get the number of standard input.
  openSync('/dev/null', 'r');
  delete env[HANDED_OVER];
  return whole;
}
