import { refuseNamedPipe } from '../../../platform/runner-file.ts';
import type { Env } from '../job.ts';

/**
 * Writes to a file through which a step speaks to the runner. Returns what to tell a person where that fails (a full
 * disk, no permission), else null: how the run ended matters more than that a later step learns of it.
 */
export function writeRunnerFile(
  variable: 'GITHUB_OUTPUT' | 'GITHUB_STATE',
  env: Env,
  write: () => void,
): string | null {
  try {
    refuseNamedPipe(env[variable] ?? '');
    write();
    return null;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return `${variable} cannot be written: ${reason}. ${CONSEQUENCES[variable]}`;
  }
}

/** The step fails where its outputs cannot be written: a later step would act on what it does not see. */
export async function writeOutputs(
  outputs: Readonly<Record<string, string>>,
  env: Env,
  setOutput: (name: string, value: string) => void,
  fail: (problem: string) => Promise<void>,
): Promise<void> {
  const problem = writeRunnerFile('GITHUB_OUTPUT', env, () => {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
  });
  if (problem !== null) await fail(problem);
}

const CONSEQUENCES = {
  GITHUB_OUTPUT: 'Later steps may not see all outputs of this step.',
  GITHUB_STATE: 'The post step has no record of this run and cannot finish its work if the job is cancelled.',
};
