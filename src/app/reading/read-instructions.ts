import { UserError } from '../../errors.ts';
import { instructionsProblem } from '../../inputs/kinds/instructions.ts';
import type { Settings } from '../../inputs/types.ts';
import type { GitRepository } from '../../repository/types.ts';
import type { Log } from '../../run-events/types.ts';

/** The user's own words; those in a file are read as people committed it, since agents can change the working tree. */
export async function readInstructions(
  { agents: { instructions } }: Pick<Settings, 'agents'>,
  repository: Pick<GitRepository, 'readBaseFile'>,
  log: Log,
): Promise<string | null> {
  if (instructions === null) return null;
  const path = instructions.kind === 'file' ? instructions.path : possiblePath(instructions.text);
  if (path === null) return instructions.kind === 'text' ? instructions.text : null;
  const { text, problem: unreadable, name, differs } = await repository.readBaseFile(path);
  // One word that names nothing there is a word.
  if (instructions.kind === 'text' && text === null && unreadable === undefined) return instructions.text;
  const refuse = (message: string, fix: string) => new UserError(message, { where: `instructions ${name}`, fix });
  if (unreadable !== undefined) throw refuse(`it ${unreadable}`, 'commit a file there, or name another one');
  if (text === null) {
    const state = differs ? 'the file is not committed' : 'there is no such file';
    throw refuse(state, 'commit it there, or correct the path. A text that is no path ends in a full stop.');
  }
  const problem = instructionsProblem(text);
  if (problem !== null) throw refuse(`the file ${problem}`, 'correct the file, or name another one');
  if (differs) {
    const message = `${path}: the working tree has another version, which is not used; this run uses ${name}`;
    log.emit({ kind: 'warning', message });
  }
  return text;
}

/** `RULES`: a word, unless the commit has a file or folder of that name. */
function possiblePath(text: string): string | null {
  return /^[\w.-]{1,200}$/.test(text) && !/^\.+$/.test(text) ? text : null;
}
