import type { PromptInput } from './types.ts';

/** What an agent leaves alone. */
export function rules({ type }: PromptInput): string {
  const list = [
    'Do this task alone; the other tasks of the specification have their own turn.',
    'Leave the boxes in tasks.md, SEQUENTIAL_STATE.json and SEQUENTIAL_PROGRESS.md as they are: they are kept for you.',
    'Do not push, switch branches, rewrite history or change git configuration, workflow files or other protected files. Uncommitted work is committed for you.',
    'Nobody can answer while you work. Decide small things yourself and say what you decided.',
  ];
  if (type === 'review')
    list.push('A review that changes no file is complete: say so in your last message (No changes were needed.).');
  return `## Rules\n\n${list.map((rule) => `- ${rule}`).join('\n')}`;
}
