import type { WorkTreeChange } from '../run-events/types.ts';
import type { CheckedUnit, Finding } from './types.ts';

/** What the working tree says against an agent that says done. */
export function checkChange({ change, changedBefore }: CheckedUnit): readonly Finding[] {
  const { conflicted, protectedOnly, uncommittable } = change;
  if (conflicted !== undefined) {
    const reason = `The agent reported done, but a merge or rebase is unfinished in: ${conflicted.join(', ')}. Resolve the conflicts, and leave none of the markers <<<<<<<, ======= and >>>>>>>.`;
    return [{ kind: 'incomplete', reason }];
  }
  if (uncommittable !== undefined && !changedBefore) {
    const reason = `The agent reported done, but changed only what no commit can hold: ${uncommittable.join('; ')}. Files of a repository inside this one become part of it when its .git folder is removed.`;
    return [{ kind: 'incomplete', reason }];
  }
  return protectedOnly === undefined || changedBefore ? [] : [{ kind: 'halted', question: askForPatch(protectedOnly) }];
}

function askForPatch({ files, patch }: NonNullable<WorkTreeChange['protectedOnly']>): string {
  const what = `This task changed only what agents are not allowed to change: ${files.join(', ')}. The change was reverted.`;
  const todo =
    patch === null
      ? 'Make that change yourself on the work branch or its base.'
      : 'If it is right, apply it yourself on the work branch or its base (`git apply`), and push it.';
  const how = `${what} ${todo} Then skip the task, or answer how to continue. \`protect\` sets what agents are not allowed to change.`;
  return patch === null ? how : `${how}\n\n${patch}`;
}
