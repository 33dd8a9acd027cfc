import { split } from 'shlex';
import { UserError } from '../errors.ts';

/** The words of `--agent-command`, as a shell would split them. */
export function splitCommand(command: string, backend: string): [string, ...string[]] {
  const errorContext = {
    where: '--agent-command',
    fix: "set a program and its arguments: --agent-command './agent.sh --fast'",
  };
  let words: string[];
  try {
    words = split(command);
  } catch (cause) {
    throw new UserError(`the agent command cannot be split into words: ${command}`, { ...errorContext, cause });
  }
  const [program, ...args] = words;
  if (!program) throw new UserError(`the backend ${backend} needs a command, but none was given`, errorContext);
  return [program, ...args];
}
