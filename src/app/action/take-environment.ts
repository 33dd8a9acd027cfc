import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyNames } from '../../agents/index.ts';
import { agentEnvironment } from '../../secrets/agent-environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Set in the process that goes on: its environment is on standard input. */
const HANDED_OVER = 'SEQUENTIAL_ENVIRONMENT_ON_STDIN';

/** Variables that turn a program into another one; they are the job's, and for the agents, but not for us. */
const STEERING = /^(?:NODE_(?!EXTRA_CA_CERTS$)\w+|LD_\w+|DYLD_\w+|BASH_ENV|ENV|GIT_\w+|PYTHON\w*|PERL5\w*|RUBYOPT)$/;

/** @actions/core looks for them in the process's own environment; they are paths, and no secrets. */
const RUNNER_FILES = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];

/**
 * The step's environment, from a process that nobody can read it from: the runner puts the token, and every key of the
 * job, into the environment of the process that it starts, and deleting a variable leaves it in /proc/PID/environ. So
 * the process replaces itself (execve) by one without them, and hands the whole over on standard input, by a file that
 * is deleted before the new program begins. No agent lives at that time.
 *
 * Returns the whole environment; or does not return, where the process is replaced. Where Node cannot do that
 * (before 22.15, Windows), the environment is used as it is.
 */
export function takeEnvironment(env: Record<string, string | undefined>, argv: readonly string[]): Environment {
  if (env[HANDED_OVER] === '1') {
    const whole = JSON.parse(readFileSync(0, 'utf8')) as Record<string, string>;
    closeSync(0);
    // Whatever opens a file next must not get the number of standard input.
    openSync('/dev/null', 'r');
    delete env[HANDED_OVER];
    return whole;
  }
  if (process.execve === undefined || process.platform === 'win32') return env;
  const folder = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), 'sequential-'));
  const path = join(folder, 'environment');
  try {
    writeFileSync(path, JSON.stringify(env), { mode: 0o600 });
    closeSync(0);
    // The lowest number that is free: standard input.
    openSync(path, 'r');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const visible = agentEnvironment(env, { keys: [], env: [] }, RUNNER_FILES, keyNames()).env;
  const clean = Object.fromEntries(Object.entries(visible).filter(([name]) => !STEERING.test(name)));
  return process.execve(process.execPath, [process.execPath, ...process.execArgv, ...argv], {
    ...clean,
    [HANDED_OVER]: '1',
  });
}
