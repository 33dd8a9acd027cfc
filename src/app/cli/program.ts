import { Command } from 'commander';
import { throwUsageErrors } from '../../inputs/usage-errors.ts';
import type { ConfiguredInputs } from '../reading/read-config.ts';
import type { MakesWorktree } from './background/worktree.ts';
import type { CommandContext } from './command-context.ts';
import { type CommandFlags, flagsOfNamed } from './command-flags.ts';
import { fileOrNull, initFlags, logFlags, textFlags, textOrNull, textsOrNull } from './flag-values.ts';
import { addHelp } from './help.ts';
import { withoutKeys } from './startup/hide-keys.ts';

/** What a forecast depends on. */
const FORECAST_FLAGS = [
  ...(['backend', 'max-iterations', 'delay', 'max-calls-per-hour', 'max-wait', 'time-budget'] as const),
  ...(['budget-units', 'budget-tokens', 'budget-usd', 'daily-budget-usd'] as const),
];
const DETACH = 'Start it in the background (in tmux where there is one), and return at once with what to watch.';

const WORKTREE = 'In a git worktree of its own, on the branch of the spec; the checkout stays free.';
const STARTS_AGENT = new Set(['run', 'resume', 'questions']);
const ACCEPT_CONFIG = 'Accept the text of .github/sequential.yml that has this hash, as the warning about it names it.';
/** By command; the others do not. */
const MAKES_WORKTREE: Readonly<Record<string, MakesWorktree>> = { run: 'always', resume: 'for-branch' };

/** Words are explained without the program that said them. */
const withoutProgram = ({ agentCommand = 'none' }: Record<string, unknown>) => ({ agentCommand });

/** Nearly all of the program, once a command is named that needs it. */
const loadCommands = () => import('./commands/index.ts');

/**
 * The command line: each command's flags, and what it does; what a command works with is loaded when it is named.
 * `setExitCode` gets the exit code of the one that ran; `flags` null: no command's own are asked for.
 */
export function createProgram(
  version: string,
  { env, ...surroundings }: CommandContext,
  setExitCode: (code: number) => void,
  flags: CommandFlags | null,
): Command {
  const { addFlags, addRunFlags } = flagsOfNamed(surroundings.args, flags);
  const context = { ...surroundings, env: withoutKeys(env) };
  const root = throwUsageErrors(new Command('sequential-orchestration'));
  root
    .description('Runs a spec (Kiro, spec-kit, OpenSpec) from its first open task to its last with a coding agent.')
    .version(version)
    .addHelpText(
      'after',
      '\nExit codes: 0 complete, 1 max iterations, 2 halted, 3 paused, 64 bad usage or input, 70 internal error.',
    );

  /** A command that reads its flags as every other one does. */
  const command = (
    name: string,
    text: string,
    handler: (configured: ConfiguredInputs, flags: Record<string, unknown>, operand: unknown) => Promise<number>,
  ) =>
    root
      .command(name)
      .description(text)
      .action(async (...given: unknown[]) => {
        // What stands without a dash, then the flags, then the command.
        const [operand, flags] = given.length === 3 ? given : [undefined, ...given];
        const named = flags as Record<string, unknown>;
        const { acceptConfig, readCliConfigured } = await import('./accepted-config.ts');
        const { givenFlags } = await import('../../inputs/settings.ts');
        const read = (more: object) =>
          readCliConfigured(givenFlags({ ...named, ...more }, env, context.cwd), context, named.acceptConfig);
        const configured = await read(named.explainLimit === true ? withoutProgram(named) : {});
        const makes = MAKES_WORKTREE[name] ?? 'never';
        const inPlace =
          named.worktree === true
            ? await (await loadCommands()).inWorktree(configured, read, makes, context)
            : configured;
        if (STARTS_AGENT.has(name) && named.now !== true)
          await acceptConfig(inPlace, context, { typed: named.acceptConfig, isStarted: named.detach !== true });
        setExitCode(await handler(inPlace, named, operand));
      });

  /** Until it has ended. */
  const awake = async (isWanted: unknown, run: () => Promise<number>) => {
    const warn = (message: string) => void context.stderr.write(`warning: ${message}\n`);
    const keeper = isWanted === true ? await (await loadCommands()).keepAwake(context.env, warn) : null;
    return run().finally(() => keeper?.release());
  };
  const addStartFlags = (to: Command) =>
    addRunFlags(to)
      .option('--detach', DETACH)
      .option('--worktree', WORKTREE)
      .option('--accept-config <hash>', ACCEPT_CONFIG)
      .option('--keep-awake', 'Keep the machine from going to sleep while the run lasts.');
  addStartFlags(
    command('run', 'Run a spec from its first open task to its last.', async (configured, flags) =>
      flags.detach === true
        ? (await loadCommands()).detach(configured.inputs, context, env)
        : awake(flags.keepAwake, async () =>
            (await import('./commands/run-command.ts')).runCommand(configured, null, context),
          ),
    ),
  );
  addStartFlags(
    command('resume', 'Answer a halt and continue the run.', async (configured, { answer, skip, now, ...flags }) => {
      const reply = { answer: textOrNull(answer), skip: skip === true };
      if (now === true) return (await loadCommands()).endWait(configured.inputs, reply, context);
      const { detach, findResumed, requireUsableReply, resume } = await loadCommands();
      requireUsableReply(reply);
      if (flags.detach !== true) return awake(flags.keepAwake, () => resume(configured, reply, context));
      const resumed = await findResumed(configured.inputs, context);
      const specs = resumed.map(({ location }) => location);
      return detach(configured.inputs, context, env, specs);
    })
      .option('--answer <text>', "The answer to the agent's question. Default: you are asked.")
      .option('--skip', 'Count the unit that asked as done.')
      .option('--now', 'End the wait of the run that is active, and do nothing else.'),
  );
  addFlags(
    command('reset', 'Have units done again: untick and forget them, in one commit.', async ({ inputs }, flags) =>
      flags.all === true
        ? (await loadCommands()).resetAll(
            inputs,
            { isNarrowed: [flags.unit, flags.spec].some(Boolean), yes: flags.yes === true },
            context,
          )
        : (await loadCommands()).reset(
            inputs,
            { units: textsOrNull(flags.unit), force: flags.force === true },
            context,
          ),
    ),
    ['spec', 'format', 'workdir', 'granularity', 'include-optional', 'checkpoint', 'commit-author', 'commit-message'],
  )
    .option('--unit <id...>', 'This unit, or the one that contains this task. Default: all of the spec.')
    .option('--worktree', WORKTREE)
    .option('--force', 'Also where finished units depend on it; they stay done.')
    .option('--all', 'Remove what runs left in this repository: work branches, refs, records. It is listed first.')
    .option('--yes', 'Remove it without asking.');
  addRunFlags(
    command('questions', 'Show what an agent would ask before the work.', async (given, { again }) =>
      (await loadCommands()).questionsCommand(given, again === true, context),
    ),
  )
    .option('--again', 'Ask once more; what was answered stays.')
    .option('--accept-config <hash>', ACCEPT_CONFIG)
    .option('--worktree', WORKTREE);
  addFlags(
    command('plan', 'Show what would run, in order.', async ({ inputs }, { forecast }) =>
      (await loadCommands()).plan(inputs, forecast === true, context),
    ),
    ['spec', 'format', 'workdir', 'granularity', 'include-optional', 'json', ...FORECAST_FLAGS],
  ).option('--forecast', 'Also how far a night that began now would get, how long it takes, and what it costs.');
  addFlags(
    command('status', 'Show the progress and whether a run is active.', async ({ inputs }, { watch }) => {
      if (watch !== true) return (await import('./commands/status-command.ts')).status(inputs, context);
      const { attach, watchStatus } = await loadCommands();
      return watchStatus(inputs, context, ({ folder }) => attach({ ...inputs, specs: [folder] }, null, context));
    }),
    ['spec', 'format', 'workdir', 'granularity', 'include-optional', 'json'],
  )
    .option('--watch', 'Draw it anew each second; keys attach and quit.')
    .option('--worktree', WORKTREE);
  addFlags(
    command('specs', 'Show every spec of the repository: its state, and what waits for what.', async (configured) =>
      (await loadCommands()).specs(configured, context),
    ),
    ['spec', 'format', 'workdir', 'granularity', 'include-optional', 'work-branch', 'base-branch', 'json'],
  );
  addRunFlags(
    command('prompt', 'Print the prompt that a task would get.', async ({ inputs }, { task }) =>
      (await loadCommands()).printPrompt(inputs, typeof task === 'string' ? task : null, context),
    ),
  )
    .option('--task <id>', 'Of this task, or of the unit that contains it. Default: the next open unit.')
    .option('--worktree', WORKTREE);
  addFlags(
    command('attach', "Open the agent's tmux window.", async ({ inputs }, { task }) =>
      (await loadCommands()).attach(inputs, typeof task === 'string' ? task : null, context),
    ),
    ['spec', 'workdir', 'tmux-session'],
  )
    .option('--task <id>', 'Open the window of this task.')
    .option('--worktree', WORKTREE);
  addFlags(
    command('log', 'Show what an agent did, as its window showed it.', async ({ inputs }, flags, unit) =>
      (await loadCommands()).log(inputs, logFlags(flags, unit), context),
    ),
    ['spec', 'format', 'workdir'],
  )
    .argument('[unit]', 'Of this unit. Default: the one that was worked on last.')
    .option('--attempt <number>', 'Of this attempt. Default: the last one.')
    .option('--follow', 'Go on with what comes.')
    .option('--logs <folder>', 'Where the logs are, as an unpacked artifact. Default: those of this machine.')
    .option('--worktree', WORKTREE);
  addFlags(
    command(
      'report',
      'Write a page that shows what was done and what waits for you.',
      async ({ inputs }, { out, logs }) =>
        (await loadCommands()).report(inputs, { out: fileOrNull(out), logs: textOrNull(logs) }, context),
    ),
    ['spec', 'format', 'workdir', 'granularity', 'include-optional'],
  )
    .option('--out <file>', 'Where to. Default: report.html, beside the logs.')
    .option('--logs <folder>', 'Where the logs are, as an unpacked artifact. Default: those of this machine.')
    .option('--worktree', WORKTREE);
  addRunFlags(
    command(
      'doctor',
      'Check that this machine, or the repository on GitHub, can run a spec.',
      async (configured, flags) => {
        const { inputs } = configured;
        if (flags.explainLimit === true) return (await loadCommands()).explainLimitCommand(inputs, context);
        if (flags.ci === true) return (await loadCommands()).doctorCi(inputs, context);
        return (await loadCommands()).doctor(configured, flags.probe === true, context);
      },
    ),
  )
    .option('--ci', 'Check workflow, secrets and settings instead; with GH_TOKEN, also on GitHub.')
    .option('--probe', 'Ask each available agent for a one-word reply.')
    .option('--explain-limit', "Say what an agent's message on standard input is taken for, and why.");
  addFlags(
    command(
      'init',
      'Set a repository up for nights on GitHub: workflow, configuration file, next steps.',
      async ({ inputs }, flags) =>
        (await loadCommands()).init(inputs, textFlags(flags, ['spec', 'backend', 'verify']), initFlags(flags), context),
    ),
    ['spec', 'workdir', 'backend', 'verify'],
  )
    .option(
      '--key <variable>',
      'Variable of the agent\u2019s key, and name of the secret; none: the runner is logged in.',
    )
    .option('--schedule <cron>', 'When it runs, in UTC; none: by its button only.')
    .option('--runner <labels>', 'Labels of the runner (default: ubuntu-latest).')
    .option('--action <owner/name@ref>', 'Where this action is published.')
    .option('--yes', 'Take what is proposed; ask nothing.')
    .option('--force', 'Replace files that you edited.')
    .option('--skill', 'Install the skill for agents (how to start and watch a run), and nothing else.');
  root
    .command('demo')
    .description('Show a whole night in a throwaway repository, with the built-in rehearsal agent: no key, no cost.')
    .action(async () => setExitCode((await loadCommands()).demo(context)));
  addHelp(root);
  return root;
}
