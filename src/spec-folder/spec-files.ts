import { spawn } from 'node:child_process';
import { appendFile, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { readTasks } from './locate-specs.ts';
import type { SpecFiles } from './types.ts';

/** As much of a verify command's output as is told to the next attempt. */
const outputTailLength = 8000;

/**
 * The files of one spec on disk. `env` is what the verify command sees: it runs code that an agent wrote, so it gets
 * no key and no push token.
 */
export function createSpecFiles(options: {
  readonly tasksPath: string;
  readonly statePath: string;
  readonly progressPath: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly mask: (text: string) => string;
}): SpecFiles {
  const { tasksPath, statePath, progressPath } = options;
  return {
    readTasks: () => readTasks(tasksPath),
    writeTasks: (text) => writeFileAtomic(tasksPath, text),
    appendProgress: (text) => appendFile(progressPath, options.mask(text)),
    async snapshotRecords() {
      const originals = await Promise.all(
        [statePath, progressPath].map(async (path) => ({ path, bytes: await readIfExists(path) })),
      );
      return async () => {
        const restored: string[] = [];
        for (const { path, bytes } of originals) {
          const current = await readIfExists(path);
          if (bytes === null ? current === null : current?.equals(bytes)) continue;
          // A file that was not there before is left for the person to look at; it is not ours yet.
          if (bytes !== null) await writeFileAtomic(path, bytes);
          restored.push(basename(path));
        }
        return restored;
      };
    },
    verify: (command, timeoutMs, stop) => verify(command, options, timeoutMs, stop),
  };
}

async function readIfExists(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A process that left the group may hold the pipes for ever: its output is not waited for. */
const pipeDrainMs = 500;

/** Runs in a shell since the user wrote it for one, in a process group of its own so that nothing of it stays. */
function verify(
  command: string,
  { workdir, env, mask }: { workdir: string; env: Readonly<Record<string, string>>; mask: (text: string) => string },
  timeoutMs: number,
  stop: AbortSignal,
): Promise<{ ok: boolean; output: string }> {
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
      output = (output + chunk).slice(-4 * outputTailLength);
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
      resolve({ ok, output: mask(`${output.trimEnd()}\n${note}`.trim()).slice(-outputTailLength) });
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
