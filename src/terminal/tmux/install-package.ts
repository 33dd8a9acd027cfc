import { UserError } from '../../errors.ts';
import type { RunProgram } from './run-program.ts';

/** Where each kind of machine gets its packages from; the first that is there is used. */
const PACKAGE_MANAGERS: readonly { program: string; root: boolean; install: readonly string[] }[] = [
  { program: 'apt-get', root: true, install: ['install', '-y', '--no-install-recommends'] },
  { program: 'dnf', root: true, install: ['install', '-y'] },
  { program: 'apk', root: true, install: ['add'] },
  { program: 'brew', root: false, install: ['install'] },
];

/** What is installed: a package that has one name everywhere. */
export interface PackageRequest {
  readonly name: string;
  readonly run: RunProgram;
  readonly uid: number;
  readonly isThere: () => Promise<boolean>;
  /** Of the UserError where it cannot be had. */
  readonly where: string;
  readonly fix: string;
}

/**
 * Installs a package with the machine's own packages. Never asks: as root directly, else by `sudo -n`. UserError with
 * the last output where it cannot be had.
 */
export async function installPackage({ name, run, uid, isThere, where, fix }: PackageRequest): Promise<void> {
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
    const command = [...install, name];
    // A fresh container has no package lists yet.
    const updateAndRetry = async () =>
      program === 'apt-get' && (await runInstaller(['update'])) && (await runInstaller(command));
    if (((await runInstaller(command)) || (await updateAndRetry())) && (await isThere())) return;
  }
  throw new UserError(
    failures.length === 0
      ? `${name} is missing, and no known package manager was found`
      : `${name} cannot be installed: ${failures.join('; ')}`,
    { where, fix },
  );
}
