import type { WorkflowCommands } from './workflow.ts';

type Say = (message: string, at?: Parameters<WorkflowCommands['warning']>[1]) => void;

/** What a runner shows that has no groups and no annotations: it would show their commands as they are written. */
export function textCommands(
  write: (line: string) => void,
): WorkflowCommands & Readonly<Record<'error' | 'warning' | 'notice' | 'setFailed', Say>> {
  const say =
    (kind: string): Say =>
    (message, at) => {
      const place = at?.startLine === undefined ? at?.file : `${at.file}:${at.startLine}`;
      const text = (at === undefined ? message : `${at.title} (${place}): ${message}`).trimEnd();
      write(text.startsWith(`${kind}: `) ? text : `${kind}: ${text}`);
    };
  return {
    info: write,
    startGroup: write,
    endGroup: () => {},
    error: say('error'),
    warning: say('warning'),
    notice: say('notice'),
    setFailed(message) {
      process.exitCode = 1;
      say('error')(message);
    },
  };
}
