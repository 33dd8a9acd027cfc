import { quote } from 'shlex';
import { jsonLine } from '../json-output.ts';

/** A run that goes on without the shell that started it. */
export interface DetachedRun {
  /** `path`: from the work folder. */
  readonly specs: readonly { readonly name: string; readonly path: string }[];
  /** Absolute. */
  readonly workdir: string;
  readonly startedAt: Date;
  /** null: it is a process of its own. */
  readonly tmuxSession: string | null;
  /** File with all that it prints. */
  readonly output: string;
  /** How this program is called. */
  readonly command: string;
  /** null: it is still getting ready. */
  readonly process: { readonly run: string; readonly pid: number } | null;
}

export function detachedText(run: DetachedRun): string {
  const { specs, tmuxSession, output, process } = run;
  const { watch, status, log } = watchCommands(run);
  const place = tmuxSession === null ? 'a process of its own' : `tmux session ${tmuxSession}`;
  const state = process === null ? 'is starting' : `runs as process ${process.pid}`;
  return [
    `▶ ${specs.map(({ name }) => name).join(', ')} ${state} (${place}); this command is done`,
    `  ${watch}   # draws it anew each second`,
    `  ${status}   # for scripts`,
    `  ${log}   # what the agent does`,
    ...(tmuxSession === null ? [] : [`  tmux attach -t ${tmuxSession}   # what the run prints`]),
    `  ${output}`,
    '',
  ].join('\n');
}

export function detachedJson(run: DetachedRun): string {
  const { specs, startedAt, tmuxSession, output, process, workdir } = run;
  return jsonLine({
    version: 1,
    kind: 'detached',
    specs: specs.map(({ name }) => name),
    workdir,
    started_at: startedAt.toISOString(),
    process: process?.pid ?? null,
    run: process?.run ?? null,
    tmux_session: tmuxSession,
    output,
    commands: watchCommands(run),
  });
}

/** From any folder. */
function watchCommands({ specs, workdir, command }: DetachedRun) {
  const place = [...specs.map(({ path }) => `--spec ${quote(path)}`), `--workdir ${quote(workdir)}`].join(' ');
  return {
    watch: `${command} status --watch ${place}`,
    status: `${command} status --json ${place}`,
    log: `${command} log --follow ${place}`,
  };
}
