import { UserError } from '../../errors.ts';
import type { RunProgram } from './run-program.ts';

/** Where each kind of machine gets its packages from; the first that is there is used. */
const PACKAGE_MANAGERS: readonly { program: string; root: boolean; install: readonly string[] }[] = [
  { program: 'apt-get', root: true, install: ['install', '-y', '--no-install-recommends', 'tmux'] },
  { program: 'dnf', root: true, install: ['install', '-y', 'tmux'] },
  { program: 'apk', root: true, install: ['add', 'tmux'] },
  { program: 'brew', root: false, install: ['install', 'tmux'] },
];

/** Says whether tmux can be started. */
export async function hasTmux(run: RunProgram): Promise<boolean> {
  return (await run(['tmux', '-V'])).code === 0;
}

/**
 * Installs tmux with the machine's own packages where it is missing. Never asks: as root directly, else by `sudo -n`.
 * Resolves to what was done; UserError with the last output where it cannot be had.
 */
export async function installTmux(
  run: RunProgram,
  uid: number = process.getuid?.() ?? -1,
): Promise<'present' | 'installed'> {
  if (await hasTmux(run)) return 'present';
  const failures: string[] = [];
  for (const { program, root, install } of PACKAGE_MANAGERS) {
    if ((await run([program, '--version'])).code === null) continue;
    const prefix = root && uid !== 0 ? ['sudo', '-n'] : [];
    const runInstaller = async (args: readonly string[]) => {
      const [first = program, ...rest] = [...prefix, program, ...args];
      const { code, output } = await run([first, ...rest]);
      if (code !== 0) failures.push(`${[first, ...rest].join(' ')}: ${output.trim().split('\n').at(-1) ?? ''}`);
      return code === 0;
    };
    // A fresh container has no package lists yet.
    const updateAndRetry = async () =>
      program === 'apt-get' && (await runInstaller(['update'])) && (await runInstaller(install));
    if (((await runInstaller(install)) || (await updateAndRetry())) && (await hasTmux(run))) return 'installed';
  }
  throw new UserError(
    failures.length === 0
      ? 'tmux is missing, and no known package manager was found'
      : `tmux cannot be installed: ${failures.join('; ')}`,
    { where: 'install-tmux', fix: 'install tmux on the runner, or set tmux to auto or off' },
  );
}
