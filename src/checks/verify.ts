import { spawn } from 'node:child_process';
import { lastCharacters } from '../text.ts';
import type { VerifyResult } from './types.ts';

/** As much of a verify command's output as is told to the next attempt. */
const outputTailLength = 8000;

/** A process that left the group may hold the pipes for ever: its output is not waited for. */
const pipeDrainMs = 500;

/** Where a verify command runs. */
export interface VerifyOptions {
  /** Absolute path of the work tree. */
  readonly workdir: string;
  /** All that the command sees: it runs code that an agent wrote, so it gets no key and no push token. */
  readonly env: Readonly<Record<string, string>>;
  /** Blots out secrets. */
  readonly mask: (text: string) => string;
}

/**
 * Runs the user's verify command in a shell, since it was written for one, and in a process group of its own, so that
 * nothing of it stays.
 */
export function verify(
  command: string,
  { workdir, env, mask }: VerifyOptions,
  timeoutMs: number,
  stop: AbortSignal,
): Promise<VerifyResult> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', command], {
      cwd: workdir,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let endReason = '';
    const collect = (chunk: string) => {
      output = lastCharacters(output + chunk, 4 * outputTailLength);
    };
    // Whole characters only: the mask knows no secret that has a broken one.
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    const end = (reason: string) => {
      endReason ||= reason;
      killGroup(child.pid);
    };
    const timer = setTimeout(() => end('timed out'), timeoutMs);
    const onStop = () => end('stopped');
    stop.addEventListener('abort', onStop, { once: true });
    const finish = (ok: boolean, note: string) => {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
      // Masked before it is cut: half a secret would hide from the mask.
      resolve({ ok, output: lastCharacters(mask(`${output.trimEnd()}\n${note}`.trim()), outputTailLength) });
    };
    child.on('error', (error) => finish(false, error.message));
    child.on('exit', (code, signal) => {
      // What it left running in its group would keep the pipes open.
      killGroup(child.pid);
      const done = () =>
        finish(code === 0 && endReason === '', endReason !== '' ? endReason : `exit ${code ?? signal}`);
      const drainTimer = setTimeout(done, pipeDrainMs);
      child.on('close', () => {
        clearTimeout(drainTimer);
        done();
      });
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
