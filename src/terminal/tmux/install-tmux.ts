import { installPackage } from './install-package.ts';
import type { RunProgram } from './run-program.ts';

/** Says whether tmux can be started. */
export async function hasTmux(run: RunProgram): Promise<boolean> {
  return (await run(['tmux', '-V'])).code === 0;
}

/** Installs tmux where it is missing, see `installPackage`. */
export async function installTmux(
  run: RunProgram,
  uid: number = process.getuid?.() ?? -1,
): Promise<'present' | 'installed'> {
  if (await hasTmux(run)) return 'present';
  await installPackage({
    ...{ name: 'tmux', run, uid, isThere: () => hasTmux(run), where: 'install-tmux' },
    fix: 'install tmux on the runner, or set tmux to auto or off',
  });
  return 'installed';
}
