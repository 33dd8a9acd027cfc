import { quote } from 'shlex';
import type { Cli } from './clis.ts';
import { openDesk } from './desk.ts';
import type { Turn } from './server/turns.ts';

/** Who plays: the CLIs that are on PATH, and the options of the run that name them. */
export interface Cast {
  readonly programs: Partial<Readonly<Record<Cli, string>>>;
  readonly args: (model: (cli: Cli) => string | undefined) => readonly string[];
}

/** The built product carries the spec of a stage out with real CLIs, against one model that follows `turns`. */
export async function orchestrate({ programs, args }: Cast, turns: readonly Turn[], folder: string) {
  const desk = await openDesk(folder, programs, turns);
  const { loopbacks, work, git, server } = desk;
  const agentArgs = [...loopbacks].flatMap(([cli, own]) =>
    own.args ? [`${cli}: ${own.args.map(quote).join(' ')}`] : [],
  );
  const agentEnv = [...loopbacks.values()].flatMap(({ allowEnv = [] }) => allowEnv);
  try {
    const { code, stdout, stderr } = await desk.run([
      ...['sequential-orchestration', 'run', '--spec', 'supper', '--checkpoint', 'commit'],
      ...['--tmux', 'require', '--delay', '0s', ...args((cli) => loopbacks.get(cli)?.model)],
      ...(agentArgs.length === 0 ? [] : ['--agent-args', agentArgs.join('\n')]),
      ...(agentEnv.length === 0 ? [] : ['--agent-env', agentEnv.join(',')]),
    ]);
    if (code !== 0) process.stderr.write(`${stdout}\n${stderr}\n`);
    return { code, stdout, stderr, work, git, seen: server.seen, ...(await desk.settle()) };
  } finally {
    await desk.close();
  }
}
