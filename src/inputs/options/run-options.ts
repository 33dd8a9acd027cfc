import { SPEC_FORMATS } from '../../tasks/types.ts';
import { duration } from '../kinds/duration.ts';
import { checkedText, choice, count, flag, lines, notifyTarget, text } from '../kinds/kinds.ts';
import { actionOnly, cliAndAction, cliOnly } from './option.ts';

const anyPath = checkedText('path', () => null, 'a path');

/** What is worked on, and how the loop goes on. */
export const runOptions = {
  command: actionOnly(
    choice('run', 'specs'),
    'run',
    'What the step does: run, or specs (the state of every spec, as a summary page and as the output matrix; spec narrows it, and empty means all).',
  ),
  spec: cliAndAction(
    lines,
    '',
    'What to run: a spec folder, a tasks.md, a name under .kiro/specs, specs, .specify/specs or openspec/changes, or a glob; several, one per line, run one after another. Empty: the current feature of spec-kit, else the only spec there is.',
  ),
  format: cliAndAction(
    choice('auto', ...SPEC_FORMATS),
    'auto',
    'Whose rules tasks.md follows: kiro, spec-kit or openspec; auto tells by where it lies, then by what it says.',
  ),
  workdir: cliAndAction(anyPath, '', 'Folder to work in. Empty: the workspace of the job or the current folder.'),
  'max-iterations': cliAndAction(
    count(1, 1_000_000),
    '50',
    'Maximum number of attempts in one run; one iteration is one attempt.',
  ),
  attempts: cliAndAction(
    count(1, 100),
    '3',
    'Maximum number of attempts at a unit before the run halts for your input.',
  ),
  granularity: cliAndAction(
    choice('unit', 'task'),
    'unit',
    'What an agent is given at a time: unit (a top-level task with its sub-tasks, a phase of spec-kit, a group of OpenSpec) or task (each sub-task on its own).',
  ),
  'include-optional': cliAndAction(flag, 'false', 'Whether to work on optional tasks (marked with a star) as well.'),
  only: cliAndAction(text('id'), '', 'Work on this task only; with granularity unit, on the unit that contains it.'),
  from: cliAndAction(text('id'), '', 'Start at this task.'),
  verify: cliAndAction(
    text('command'),
    '',
    'Command that must succeed in the working tree before a unit counts as done; the next attempt is given its output.',
  ),
  evidence: cliAndAction(
    choice('report', 'require', 'off'),
    'report',
    'What a finished unit’s change says against it, without a model (tests removed or skipped, stubs, nothing but comments, earlier work reverted): report it in commit, pull request and report; require that it is fixed first; or off.',
  ),
  questions: cliAndAction(
    choice('ask', 'off'),
    'off',
    'Whether an agent reads all open units before the first one, read-only, and asks in one batch what would stop them: ask, or off. The run goes on with what it assumes until somebody answers.',
  ),
  'task-timeout': cliAndAction(duration(1000), '2h', 'Time limit of one attempt.'),
  'idle-timeout': cliAndAction(
    duration(1000),
    '15m',
    'How long an agent may print nothing; four times as long while it waits for a tool, such as a test suite.',
  ),
  tmux: cliAndAction(
    choice('auto', 'require', 'off'),
    'auto',
    'Windows for watching the agents: auto (if tmux is installed), require, or off. CODEAGENT_NO_TMUX=1 turns auto off.',
  ),
  'tmux-session': cliAndAction(
    text('name'),
    '',
    'Name of the tmux session; a number is added where another run uses it. Empty: sequential-<spec>.',
  ),
  notify: cliAndAction(
    notifyTarget,
    '',
    'Whom to tell of a halt, a pause of more than an hour, and the end: an http address that gets JSON, or a command that gets it on standard input.',
  ),
  json: cliOnly(flag, 'false', 'Print events as JSON, one object per line.'),
} as const;
