import { spawn } from 'node:child_process';
import { findProgram } from '../../../agents/install/find-program.ts';
import { paneEnvironment } from '../../../terminal/process/pane-environment.ts';
import { lastCharacters } from '../../../text.ts';

/** Programs that keep a machine awake while the command behind them runs, by platform. */
const KEEPERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  linux: [
    ...(['systemd-inhibit', '--what=sleep:idle', '--mode=block', '--who=sequential-orchestration'] as const),
    '--why=a spec is being worked on',
  ],
  darwin: ['caffeinate', '-i', '-s'],
};

/**
 * Keeps the machine from going to sleep until it is released or this process has ended, however it ends: what is kept
 * running reads from a pipe that only this process holds open. Where that cannot be had, `warn` is told, once.
 */
export async function keepAwake(
  env: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
  platform: NodeJS.Platform = process.platform,
): Promise<{ release(): void }> {
  const nothing = { release() {} };
  const [name, ...flags] = KEEPERS[platform] ?? [];
  const program = name === undefined ? null : await findProgram(name, env.PATH);
  if (program === null) {
    warn(`--keep-awake: ${name ?? 'a program for it'} is not on this machine, which may go to sleep`);
    return nothing;
  }
  // Not in our process group, whose Ctrl-C means the run.
  const keeper = spawn(program, [...flags, 'cat'], {
    ...{ env: paneEnvironment(env), detached: true, stdio: ['pipe', 'ignore', 'pipe'] },
  });
  let complaint = '';
  let isReleased = false;
  const failed = (why: string) => {
    if (!isReleased) warn(`--keep-awake: this machine may go to sleep: ${why}`);
    isReleased = true;
  };
  keeper.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = lastCharacters(complaint + text, 300);
  });
  keeper.stdin.on('error', () => {});
  keeper.once('error', (error) => failed(error.message));
  keeper.once('close', (code, signal) => failed(complaint.trim() || `${name} ended with ${code ?? signal}`));
  // It is no reason for this process to stay.
  for (const handle of [keeper, keeper.stdin, keeper.stderr]) (handle as { unref?: () => void }).unref?.();
  return {
    release() {
      isReleased = true;
      keeper.stdin.end();
    },
  };
}
