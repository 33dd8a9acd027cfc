import { duration } from '../kinds/duration.ts';
import { checkedText, choice, count, flag, lines, text } from '../kinds/kinds.ts';
import { cliAndAction, cliOnly } from './option.ts';

const anyPath = checkedText('path', () => null, 'a path');

/** What is worked on, and how the loop goes on. */
export const runOptions = {
  spec: cliAndAction(
    lines,
    '',
    'What to carry out: a spec folder, a tasks.md, a bare name under .kiro/specs, or a glob; several, one a line, run one after the other.',
  ),
  workdir: cliAndAction(anyPath, '', 'Folder to work in. Empty: the workspace of the job, or the current folder.'),
  'max-iterations': cliAndAction(count(1, 1_000_000), '50', 'Most attempts of one run; one iteration is one attempt.'),
  attempts: cliAndAction(count(1, 100), '3', 'Attempts at a unit before a human is asked.'),
  granularity: cliAndAction(
    choice('unit', 'task'),
    'unit',
    'What an agent gets at once: unit (a top-level task with its sub-tasks) or task (each sub-task on its own).',
  ),
  'include-optional': cliAndAction(flag, 'false', 'Whether to work on optional tasks, marked with a star, too.'),
  only: cliAndAction(text('id'), '', 'Work on this task alone; with granularity unit, on the unit that holds it.'),
  from: cliAndAction(text('id'), '', 'Start at this task.'),
  verify: cliAndAction(
    text('command'),
    '',
    'Command that must succeed in the work tree before a unit counts as done; what it prints is told to the next attempt.',
  ),
  'task-timeout': cliAndAction(duration(1000), '2h', 'Longest time of one attempt.'),
  'idle-timeout': cliAndAction(
    duration(1000),
    '15m',
    'Longest silence of an agent; four times as long while it waits for a tool, such as a test suite.',
  ),
  tmux: cliAndAction(
    choice('auto', 'require', 'off'),
    'auto',
    'Windows to watch: auto (if tmux is there), require, or off. CODEAGENT_NO_TMUX=1 turns auto off.',
  ),
  'tmux-session': cliAndAction(text('name'), '', 'Name of the tmux session. Empty: sequential-<spec>.'),
  json: cliOnly(flag, 'false', 'Print what happens as one JSON object a line.'),
} as const;
