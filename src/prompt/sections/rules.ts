import type { DispatchUnit } from '../../plan/types.ts';
import type { PromptInput } from '../types.ts';

/** What an agent leaves alone. */
export function rules({ type, unit, notes, sandboxed }: PromptInput): string {
  const list = [
    'Do only this task; the other tasks of the specification are done separately.',
    'Leave the checkboxes in tasks.md, SEQUENTIAL_STATE.json and SEQUENTIAL_PROGRESS.md as they are: they are updated for you.',
    'Do not push, switch branches, rewrite history or change git configuration, workflow files, the settings of agents (.claude, .mcp.json and the like) or other protected files. Uncommitted work is committed for you.',
    'Nobody can answer questions while you work. Make small decisions yourself and report them.',
  ];
  list.push(...notes);
  if (asksForDelivery(unit))
    list.push(
      'Where a task asks for a commit, a push, a pull request or an archived change: that is done for you, or by a person. Prepare what it needs, and count that part as done.',
    );
  if (sandboxed)
    list.push(
      'Commands run in a sandbox: sudo and other credentials do not work, and processes that you leave running end with you. If a command fails because of it, use another way, or stop for a person and say what is missing.',
    );
  if (type === 'review')
    list.push(
      'A review that changes no files counts as complete: say so in your last message (No changes were needed.).',
    );
  return `## Rules\n\n${list.map((rule) => `- ${rule}`).join('\n')}`;
}

const DELIVERY =
  /\bopenspec archive\b|\barchiv(?:e|ing) (?:the|this) change\b|\b(?:git )?(?:commit|push)\b|\bpull request\b|\bPR\b/i;

/** A task of the unit asks for what is ours or a person's to do. */
function asksForDelivery({ tasks }: DispatchUnit): boolean {
  return tasks.some(({ title }) => DELIVERY.test(title));
}
