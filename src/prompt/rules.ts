import type { PromptInput } from './types.ts';

/** What an agent leaves alone. */
export function rules({ type }: PromptInput): string {
  const list = [
    'Do only this task; the other tasks of the specification are done separately.',
    'Leave the checkboxes in tasks.md, SEQUENTIAL_STATE.json and SEQUENTIAL_PROGRESS.md as they are: they are updated for you.',
    'Do not push, switch branches, rewrite history or change git configuration, workflow files, the settings of agents (.claude, .mcp.json and the like) or other protected files. Uncommitted work is committed for you.',
    'Nobody can answer questions while you work. Make small decisions yourself and report them.',
  ];
  if (type === 'review')
    list.push(
      'A review that changes no files counts as complete: say so in your last message (No changes were needed.).',
    );
  return `## Rules\n\n${list.map((rule) => `- ${rule}`).join('\n')}`;
}
