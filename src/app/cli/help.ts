import { type Command, Help, type HelpConfiguration } from 'commander';

/** Commands by what a person wants of them; in this order in the help. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'Work:': ['run', 'resume', 'questions', 'reset'],
  'Look:': ['plan', 'specs', 'prompt', 'status', 'attach', 'log', 'report'],
};
/** Of all others. */
const OTHERS = 'Set up:';

/** Cells of the names of options and commands; a longer one has a line of its own. */
const NAME_WIDTH = 28;

const LAYOUT: HelpConfiguration = {
  padWidth: (command, helper) => Math.min(NAME_WIDTH, Help.prototype.padWidth.call(helper, command, helper)),
  formatItem(name, width, description, helper) {
    const indent = ' '.repeat(width + 4);
    const text = helper
      .boxWrap(description, Math.max(40, (helper.helpWidth ?? 80) - indent.length))
      .replaceAll('\n', `\n${indent}`);
    return name.length > width ? `  ${name}\n${indent}${text}` : `  ${name.padEnd(width)}  ${text}`;
  },
};

/** What a command is typed for, each with why. */
const EXAMPLES: Readonly<Record<string, readonly (readonly [command: string, why: string])[]>> = {
  '': [
    ['demo', 'a whole night in a throwaway repository, without a key'],
    ['plan --spec my-feature', 'what would run'],
    ['run --spec my-feature --backend codex --verify "npm test"', 'run it'],
    ['resume --answer "Use the staging bank."', 'answer its question'],
  ],
  run: [
    ['run --spec my-feature --backend codex --verify "npm test"', 'until it is done, or has a question'],
    ['run --spec my-feature --detach --keep-awake', 'in the background; returns at once'],
    ['run --spec my-feature --worktree', 'beside your checkout, on a branch of its own'],
    ['run --spec "*" --max-wait 0', 'all specs; pauses instead of waiting for a limit'],
  ],
  resume: [
    ['resume', 'shows its question and asks you'],
    ['resume --answer "Use the staging bank."', 'answers it'],
    ['resume --now', 'ends the wait of an active run'],
    ['resume --spec my-feature --skip', 'count the unit that asked as done'],
  ],
  questions: [
    ['questions --spec my-feature --backend codex', 'asks once, then shows what was asked'],
    ['questions --spec my-feature --again', 'once more; what was answered stays'],
  ],
  reset: [
    ['reset --spec my-feature --unit 3', 'has task 3 done anew'],
    ['reset --all', 'removes what runs left, after it listed it'],
  ],
  prompt: [['prompt --spec my-feature --task 2.1', 'with the flags of the run']],
  status: [
    ['status --watch', 'drawn anew each second'],
    ['status --spec my-feature --json', 'for scripts'],
  ],
  specs: [
    ['specs', 'what is to be done, and what waits'],
    ['specs --json', 'for scripts'],
  ],
  log: [
    ['log --follow', 'what the agent does'],
    ['log 3 --attempt 1', 'the first attempt at task 3'],
    ['log 3 --logs transcripts', 'of an artifact that was unpacked there'],
  ],
  report: [['report --out report.html', 'one page, to be opened in a browser']],
  doctor: [
    ['doctor --backend codex --probe', 'can the agent be asked?'],
    ['doctor --ci', 'workflow, permissions, pins and keys'],
    ['GH_TOKEN=$(gh auth token) … doctor --ci', 'secrets and settings on GitHub as well'],
  ],
  init: [
    ['init', 'asks'],
    ['init --yes --backend claude --schedule none', 'takes what it proposes; by the button alone'],
  ],
};

/** Puts commands into groups, and examples below the help of each. To be called when all are there. */
export function addHelp(root: Command): void {
  root.commandsGroup(OTHERS).helpCommand(true).configureHelp(LAYOUT);
  for (const command of root.commands) {
    const group = Object.keys(GROUPS).find((name) => GROUPS[name]?.includes(command.name()));
    command.helpGroup(group ?? OTHERS);
  }
  root.addHelpText('after', () => examplesText(root.name(), EXAMPLES[''] ?? []));
  for (const command of root.commands) {
    command.configureHelp(LAYOUT);
    const examples = EXAMPLES[command.name()];
    if (examples !== undefined) command.addHelpText('after', () => examplesText(root.name(), examples));
  }
}

function examplesText(program: string, examples: readonly (readonly [string, string])[]): string {
  const lines = examples.map(([command, why]) => {
    const typed = command.includes('… ') ? command.replace('…', program) : `${program} ${command}`;
    return `  ${typed}\n      ${why}`;
  });
  return `\nExamples:\n${lines.join('\n')}`;
}
