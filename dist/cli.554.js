export const id = 554;
export const ids = [554];
export const modules = {

/***/ 77554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCommandLine: () => (/* binding */ runCommandLine)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/commander/esm.mjs
var esm = __webpack_require__(48179);
// EXTERNAL MODULE: ./lib/report/error-report.js
var error_report = __webpack_require__(14155);
// EXTERNAL MODULE: ./lib/version.js
var version = __webpack_require__(13411);
;// CONCATENATED MODULE: ./lib/app/surroundings/current-folder.js
/** Where the program was started. Where that folder has been removed since, its former path, which whoever needs it reports. */
function currentFolder({ PWD = '/' }) {
    try {
        return process.cwd();
    }
    catch {
        return PWD;
    }
}

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/inputs/usage-errors.js

/**
 * Makes a command and those below it tell bad usage as a UserError instead of printing it and leaving the process.
 * Help and version still print; they arrive as a CommanderError with `exitCode` 0. To be called before subcommands
 * are added, which inherit it.
 */
function throwUsageErrors(command) {
    return command
        .configureOutput({ outputError: () => undefined })
        .showSuggestionAfterError(true)
        .allowExcessArguments(false)
        .exitOverride((error) => {
        throw error.exitCode === 0 ? error : usageError(error);
    });
}
function usageError(error) {
    // The help was printed, since nothing at all was asked for.
    if (error.code === 'commander.help')
        return new errors/* UserError */.yo('no command given', { where: 'command line' });
    const [message = '', hint] = error.message.replace(/^error: /u, '').split('\n');
    if (error.code === 'commander.excessArguments') {
        const fix = 'every value belongs to a flag, such as --spec my-feature, and needs quotes if it contains spaces; see --help';
        return new errors/* UserError */.yo(message, { where: 'command line', fix, cause: error });
    }
    const fix = hint?.replace(/^\(|\)$/gu, '') ?? 'see --help';
    return new errors/* UserError */.yo(message, { where: 'command line', fix, cause: error });
}

;// CONCATENATED MODULE: ./lib/app/cli/command-flags.js
/** The help of all commands says of each only that it has some. */
const unread = (to) => to.option('--spec');
/** For the commands that the arguments name, or all where there are none; `table` null: nobody asks for a command's own flags. */
function flagsOfNamed(args, table) {
    if (table === null)
        return { addFlags: unread, addRunFlags: unread };
    const isNamed = (to) => args.length === 0 || args.includes(to.name());
    return {
        addFlags: (to, names) => (isNamed(to) ? table.addFlags(to, names) : unread(to)),
        addRunFlags: (to) => (isNamed(to) ? table.addRunFlags(to) : unread(to)),
    };
}

;// CONCATENATED MODULE: ./lib/app/cli/flag-values.js

/* What commander made of the flags, as the commands take them. */
/** Flags as a person gave them; left out: undefined. */
function textFlags(flags, names) {
    const entries = names.map((name) => [name, typeof flags[name] === 'string' ? flags[name] : undefined]);
    return Object.fromEntries(entries);
}
function logFlags({ attempt, follow, logs }, unit) {
    if (attempt !== undefined && !/^[1-9]\d*$/.test(String(attempt)))
        throw new errors/* UserError */.yo(`"${attempt}" is no attempt`, { where: '--attempt', fix: 'give its number: 1 is the first' });
    return {
        unit: textOrNull(unit),
        attempt: attempt === undefined ? null : Number(attempt),
        follow: follow === true,
        logs: textOrNull(logs),
    };
}
function fileOrNull(value) {
    if (value === '')
        throw new errors/* UserError */.yo('no file is named', { where: '--out', fix: 'name one, or leave --out out' });
    return textOrNull(value);
}
function textsOrNull(value) {
    return Array.isArray(value) ? value.map(String) : null;
}
function textOrNull(value) {
    return typeof value === 'string' ? value : null;
}
function initFlags(flags) {
    return {
        yes: flags.yes === true,
        force: flags.force === true,
        skill: flags.skill === true,
        ...textFlags(flags, ['key', 'schedule', 'runner', 'action']),
    };
}

;// CONCATENATED MODULE: ./lib/app/cli/help.js

/** Commands by what a person wants of them; in this order in the help. */
const GROUPS = {
    'Work:': ['run', 'resume', 'questions', 'reset'],
    'Look:': ['plan', 'specs', 'prompt', 'status', 'attach', 'log', 'report'],
};
/** Of all others. */
const OTHERS = 'Set up:';
/** Cells of the names of options and commands; a longer one has a line of its own. */
const NAME_WIDTH = 28;
const LAYOUT = {
    padWidth: (command, helper) => Math.min(NAME_WIDTH, esm/* Help */._V.prototype.padWidth.call(helper, command, helper)),
    formatItem(name, width, description, helper) {
        const indent = ' '.repeat(width + 4);
        const text = helper
            .boxWrap(description, Math.max(40, (helper.helpWidth ?? 80) - indent.length))
            .replaceAll('\n', `\n${indent}`);
        return name.length > width ? `  ${name}\n${indent}${text}` : `  ${name.padEnd(width)}  ${text}`;
    },
};
/** What a command is typed for, each with why. */
const EXAMPLES = {
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
function addHelp(root) {
    root.commandsGroup(OTHERS).helpCommand(true).configureHelp(LAYOUT);
    for (const command of root.commands) {
        const group = Object.keys(GROUPS).find((name) => GROUPS[name]?.includes(command.name()));
        command.helpGroup(group ?? OTHERS);
    }
    root.addHelpText('after', () => examplesText(root.name(), EXAMPLES[''] ?? []));
    for (const command of root.commands) {
        command.configureHelp(LAYOUT);
        const examples = EXAMPLES[command.name()];
        if (examples !== undefined)
            command.addHelpText('after', () => examplesText(root.name(), examples));
    }
}
function examplesText(program, examples) {
    const lines = examples.map(([command, why]) => {
        const typed = command.includes('… ') ? command.replace('…', program) : `${program} ${command}`;
        return `  ${typed}\n      ${why}`;
    });
    return `\nExamples:\n${lines.join('\n')}`;
}

// EXTERNAL MODULE: ./lib/app/cli/startup/hide-keys.js + 1 modules
var hide_keys = __webpack_require__(47079);
;// CONCATENATED MODULE: ./lib/app/cli/program.js






/** What a forecast depends on. */
const FORECAST_FLAGS = [
    ...['backend', 'max-iterations', 'delay', 'max-calls-per-hour', 'max-wait', 'time-budget'],
    ...['budget-units', 'budget-tokens', 'budget-usd', 'daily-budget-usd'],
];
const DETACH = 'Start it in the background (in tmux where there is one), and return at once with what to watch.';
const WORKTREE = 'In a git worktree of its own, on the branch of the spec; the checkout stays free.';
const STARTS_AGENT = new Set(['run', 'resume', 'questions']);
const ACCEPT_CONFIG = 'Accept the text of .github/sequential.yml that has this hash, as the warning about it names it.';
/** By command; the others do not. */
const MAKES_WORKTREE = { run: 'always', resume: 'for-branch' };
/** Words are explained without the program that said them. */
const withoutProgram = ({ agentCommand = 'none' }) => ({ agentCommand });
/** Nearly all of the program, once a command is named that needs it. */
const loadCommands = () => Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(446), __webpack_require__.e(942), __webpack_require__.e(815), __webpack_require__.e(238), __webpack_require__.e(997), __webpack_require__.e(704), __webpack_require__.e(732), __webpack_require__.e(528), __webpack_require__.e(230), __webpack_require__.e(678), __webpack_require__.e(931), __webpack_require__.e(314), __webpack_require__.e(312), __webpack_require__.e(345), __webpack_require__.e(770)]).then(__webpack_require__.bind(__webpack_require__, 43770));
/**
 * The command line: each command's flags, and what it does; what a command works with is loaded when it is named.
 * `setExitCode` gets the exit code of the one that ran; `flags` null: no command's own are asked for.
 */
function createProgram(version, { env, ...surroundings }, setExitCode, flags) {
    const { addFlags, addRunFlags } = flagsOfNamed(surroundings.args, flags);
    const context = { ...surroundings, env: (0,hide_keys/* withoutKeys */.P)(env) };
    const root = throwUsageErrors(new esm/* Command */.uB('sequential-orchestration'));
    root
        .description('Runs a spec (Kiro, spec-kit, OpenSpec) from its first open task to its last with a coding agent.')
        .version(version)
        .addHelpText('after', '\nExit codes: 0 complete, 1 max iterations, 2 halted, 3 paused, 64 bad usage or input, 70 internal error.');
    /** A command that reads its flags as every other one does. */
    const command = (name, text, handler) => root
        .command(name)
        .description(text)
        .action(async (...given) => {
        // What stands without a dash, then the flags, then the command.
        const [operand, flags] = given.length === 3 ? given : [undefined, ...given];
        const named = flags;
        const { acceptConfig, readCliConfigured } = await Promise.all(/* import() */[__webpack_require__.e(704), __webpack_require__.e(732), __webpack_require__.e(528), __webpack_require__.e(678), __webpack_require__.e(19)]).then(__webpack_require__.bind(__webpack_require__, 37832));
        const { givenFlags } = await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(704), __webpack_require__.e(381)]).then(__webpack_require__.bind(__webpack_require__, 71209));
        const read = (more) => readCliConfigured(givenFlags({ ...named, ...more }, env, context.cwd), context, named.acceptConfig);
        const configured = await read(named.explainLimit === true ? withoutProgram(named) : {});
        const makes = MAKES_WORKTREE[name] ?? 'never';
        const inPlace = named.worktree === true
            ? await (await loadCommands()).inWorktree(configured, read, makes, context)
            : configured;
        if (STARTS_AGENT.has(name) && named.now !== true)
            await acceptConfig(inPlace, context, { typed: named.acceptConfig, isStarted: named.detach !== true });
        setExitCode(await handler(inPlace, named, operand));
    });
    /** Until it has ended. */
    const awake = async (isWanted, run) => {
        const warn = (message) => void context.stderr.write(`warning: ${message}\n`);
        const keeper = isWanted === true ? await (await loadCommands()).keepAwake(context.env, warn) : null;
        return run().finally(() => keeper?.release());
    };
    const addStartFlags = (to) => addRunFlags(to)
        .option('--detach', DETACH)
        .option('--worktree', WORKTREE)
        .option('--accept-config <hash>', ACCEPT_CONFIG)
        .option('--keep-awake', 'Keep the machine from going to sleep while the run lasts.');
    addStartFlags(command('run', 'Run a spec from its first open task to its last.', async (configured, flags) => flags.detach === true
        ? (await loadCommands()).detach(configured.inputs, context, env)
        : awake(flags.keepAwake, async () => (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(446), __webpack_require__.e(238), __webpack_require__.e(704), __webpack_require__.e(732), __webpack_require__.e(528), __webpack_require__.e(230), __webpack_require__.e(678), __webpack_require__.e(931), __webpack_require__.e(314)]).then(__webpack_require__.bind(__webpack_require__, 52314))).runCommand(configured, null, context))));
    addStartFlags(command('resume', 'Answer a halt and continue the run.', async (configured, { answer, skip, now, ...flags }) => {
        const reply = { answer: textOrNull(answer), skip: skip === true };
        if (now === true)
            return (await loadCommands()).endWait(configured.inputs, reply, context);
        const { detach, findResumed, requireUsableReply, resume } = await loadCommands();
        requireUsableReply(reply);
        if (flags.detach !== true)
            return awake(flags.keepAwake, () => resume(configured, reply, context));
        const resumed = await findResumed(configured.inputs, context);
        const specs = resumed.map(({ location }) => location);
        return detach(configured.inputs, context, env, specs);
    })
        .option('--answer <text>', "The answer to the agent's question. Default: you are asked.")
        .option('--skip', 'Count the unit that asked as done.')
        .option('--now', 'End the wait of the run that is active, and do nothing else.'));
    addFlags(command('reset', 'Have units done again: untick and forget them, in one commit.', async ({ inputs }, flags) => flags.all === true
        ? (await loadCommands()).resetAll(inputs, { isNarrowed: [flags.unit, flags.spec].some(Boolean), yes: flags.yes === true }, context)
        : (await loadCommands()).reset(inputs, { units: textsOrNull(flags.unit), force: flags.force === true }, context)), ['spec', 'format', 'workdir', 'granularity', 'include-optional', 'checkpoint', 'commit-author', 'commit-message'])
        .option('--unit <id...>', 'This unit, or the one that contains this task. Default: all of the spec.')
        .option('--worktree', WORKTREE)
        .option('--force', 'Also where finished units depend on it; they stay done.')
        .option('--all', 'Remove what runs left in this repository: work branches, refs, records. It is listed first.')
        .option('--yes', 'Remove it without asking.');
    addRunFlags(command('questions', 'Show what an agent would ask before the work.', async (given, { again }) => (await loadCommands()).questionsCommand(given, again === true, context)))
        .option('--again', 'Ask once more; what was answered stays.')
        .option('--accept-config <hash>', ACCEPT_CONFIG)
        .option('--worktree', WORKTREE);
    addFlags(command('plan', 'Show what would run, in order.', async ({ inputs }, { forecast }) => (await loadCommands()).plan(inputs, forecast === true, context)), ['spec', 'format', 'workdir', 'granularity', 'include-optional', 'json', ...FORECAST_FLAGS]).option('--forecast', 'Also how far a night that began now would get, how long it takes, and what it costs.');
    addFlags(command('status', 'Show the progress and whether a run is active.', async ({ inputs }, { watch }) => {
        if (watch !== true)
            return (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(446), __webpack_require__.e(704), __webpack_require__.e(732), __webpack_require__.e(528), __webpack_require__.e(230), __webpack_require__.e(394)]).then(__webpack_require__.bind(__webpack_require__, 64394))).status(inputs, context);
        const { attach, watchStatus } = await loadCommands();
        return watchStatus(inputs, context, ({ folder }) => attach({ ...inputs, specs: [folder] }, null, context));
    }), ['spec', 'format', 'workdir', 'granularity', 'include-optional', 'json'])
        .option('--watch', 'Draw it anew each second; keys attach and quit.')
        .option('--worktree', WORKTREE);
    addFlags(command('specs', 'Show every spec of the repository: its state, and what waits for what.', async (configured) => (await loadCommands()).specs(configured, context)), ['spec', 'format', 'workdir', 'granularity', 'include-optional', 'work-branch', 'base-branch', 'json']);
    addRunFlags(command('prompt', 'Print the prompt that a task would get.', async ({ inputs }, { task }) => (await loadCommands()).printPrompt(inputs, typeof task === 'string' ? task : null, context)))
        .option('--task <id>', 'Of this task, or of the unit that contains it. Default: the next open unit.')
        .option('--worktree', WORKTREE);
    addFlags(command('attach', "Open the agent's tmux window.", async ({ inputs }, { task }) => (await loadCommands()).attach(inputs, typeof task === 'string' ? task : null, context)), ['spec', 'workdir', 'tmux-session'])
        .option('--task <id>', 'Open the window of this task.')
        .option('--worktree', WORKTREE);
    addFlags(command('log', 'Show what an agent did, as its window showed it.', async ({ inputs }, flags, unit) => (await loadCommands()).log(inputs, logFlags(flags, unit), context)), ['spec', 'format', 'workdir'])
        .argument('[unit]', 'Of this unit. Default: the one that was worked on last.')
        .option('--attempt <number>', 'Of this attempt. Default: the last one.')
        .option('--follow', 'Go on with what comes.')
        .option('--logs <folder>', 'Where the logs are, as an unpacked artifact. Default: those of this machine.')
        .option('--worktree', WORKTREE);
    addFlags(command('report', 'Write a page that shows what was done and what waits for you.', async ({ inputs }, { out, logs }) => (await loadCommands()).report(inputs, { out: fileOrNull(out), logs: textOrNull(logs) }, context)), ['spec', 'format', 'workdir', 'granularity', 'include-optional'])
        .option('--out <file>', 'Where to. Default: report.html, beside the logs.')
        .option('--logs <folder>', 'Where the logs are, as an unpacked artifact. Default: those of this machine.')
        .option('--worktree', WORKTREE);
    addRunFlags(command('doctor', 'Check that this machine, or the repository on GitHub, can run a spec.', async (configured, flags) => {
        const { inputs } = configured;
        if (flags.explainLimit === true)
            return (await loadCommands()).explainLimitCommand(inputs, context);
        if (flags.ci === true)
            return (await loadCommands()).doctorCi(inputs, context);
        return (await loadCommands()).doctor(configured, flags.probe === true, context);
    }))
        .option('--ci', 'Check workflow, secrets and settings instead; with GH_TOKEN, also on GitHub.')
        .option('--probe', 'Ask each available agent for a one-word reply.')
        .option('--explain-limit', "Say what an agent's message on standard input is taken for, and why.");
    addFlags(command('init', 'Set a repository up for nights on GitHub: workflow, configuration file, next steps.', async ({ inputs }, flags) => (await loadCommands()).init(inputs, textFlags(flags, ['spec', 'backend', 'verify']), initFlags(flags), context)), ['spec', 'workdir', 'backend', 'verify'])
        .option('--key <variable>', 'Variable of the agent\u2019s key, and name of the secret; none: the runner is logged in.')
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

// EXTERNAL MODULE: ./lib/app/cli/startup/startup.js + 1 modules
var startup = __webpack_require__(41203);
;// CONCATENATED MODULE: ./lib/app/cli/command-line.js








const HELP = new Set(['help', '--help', '-h']);
let finder = null;
/** One for all parts of the command; who asks for help needs none. */
const findCheckout = async (...asked) => {
    finder ??= Promise.all(/* import() */[__webpack_require__.e(732), __webpack_require__.e(607)]).then(__webpack_require__.bind(__webpack_require__, 60732)).then(({ createCheckoutFinder }) => createCheckoutFinder(startup/* env */._K));
    return (await finder)(...asked);
};
/** The command line, from its arguments to the exit code. */
async function runCommandLine() {
    // Whoever read the output may leave; the night goes on.
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', () => { });
    try {
        const args = process.argv.slice(2);
        const context = {
            ...{ env: startup/* env */._K, args, stop: startup/* stop */.ds, findCheckout },
            cwd: currentFolder(startup/* env */._K),
            dist: (0,external_node_path_.dirname)((0,external_node_fs_.realpathSync)(process.argv[1] ?? '.')),
            stdin: process.stdin,
            stdout: process.stdout,
            stderr: process.stderr,
        };
        const setExitCode = (code) => {
            process.exitCode = code;
        };
        const flags = args.every((arg) => HELP.has(arg)) ? null : await Promise.all(/* import() */[__webpack_require__.e(704), __webpack_require__.e(239)]).then(__webpack_require__.bind(__webpack_require__, 61634));
        await createProgram(version/* version */.rE, context, setExitCode, flags).parseAsync();
    }
    catch (error) {
        // Help and version end here too; they were printed.
        if (!(error instanceof esm/* CommanderError */.b7)) {
            const { text, exitCode } = (0,error_report/* errorReport */.Z)(error);
            process.stderr.write(`${text}\n`);
            process.exitCode = exitCode;
        }
    }
    finally {
        (0,startup/* leaveSignals */.BE)();
    }
}


/***/ }),

/***/ 14155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ errorReport),
/* harmony export */   h: () => (/* binding */ exitCodes)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68804);
/* harmony import */ var _text_plain_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94918);



/** The command line's numbers, which scripts rely on; `sysexits.h` names 64 (usage) and 70 (software). */
const exitCodes = {
    complete: 0,
    'max-iterations': 1,
    halted: 2,
    paused: 3,
    failed: 70,
};
/** As the system, and git in its own words, says it. */
const diskFullPattern = /\b(?:ENOSPC|EDQUOT)\b|no space left on device|out of diskspace|disk quota exceeded/i;
/** What the system says of a file or folder that only its owner can change. */
const SYSTEM_PROBLEMS = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENAMETOOLONG: 'the path is too long',
    ENOTDIR: 'a part of the path is not a folder',
    ELOOP: 'the path leads through too many links',
};
/** null: it is not such an error. */
function describeSystemError(error) {
    if (!(error instanceof Error))
        return null;
    const { code = '', path, syscall } = error;
    const problem = SYSTEM_PROBLEMS[code];
    if (problem === undefined || typeof path !== 'string' || path === '')
        return null;
    const where = (0,_text_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainText */ .wh)((0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .firstCharacters */ .DR)(path, 300)).replaceAll('\n', ' ');
    const fix = code === 'ENAMETOOLONG'
        ? 'use a shorter path'
        : 'make it a place that this user can read and write, or name another one, then run the same command again';
    return `error: ${where}: ${problem} (${syscall ?? code})\n  → ${fix}`;
}
const MAX_TEXT = 4_000;
function shortened(text) {
    if (text.length <= MAX_TEXT)
        return text;
    const kept = (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .firstCharacters */ .DR)(text, MAX_TEXT - 200);
    return `${kept} … (${text.length} characters) … ${(0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .lastCharacters */ .pu)(text, 150)}`;
}
/** What a person is told of an error, and the exit code that goes with it. */
function errorReport(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo) {
        // A value may be quoted in it, as long as it is.
        const where = error.where === null ? '' : `${shortened(error.where)}: `;
        const lines = [`error: ${where}${shortened(error.message)}`];
        if (error.fix !== null)
            lines.push(...shortened(error.fix)
                .split('\n')
                .map((line) => `  → ${line}`));
        return { text: lines.join('\n'), exitCode: 64 };
    }
    const message = error instanceof Error ? error.message : '';
    if (diskFullPattern.test(message)) {
        const fix = 'free some space, then run the same command again: finished work is kept, and no file is half-written';
        return { text: `error: the disk is full: ${message}\n  → ${fix}`, exitCode: 64 };
    }
    const systemProblem = describeSystemError(error);
    if (systemProblem !== null)
        return { text: systemProblem, exitCode: 64 };
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
        text: `internal error: this is a bug in sequential-orchestration; please report it with these lines\n${stack}`,
        exitCode: 70,
    };
}


/***/ }),

/***/ 94918:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A4: () => (/* binding */ truncateToWidth),
/* harmony export */   Ei: () => (/* binding */ fitTitle),
/* harmony export */   F1: () => (/* binding */ displayWidth),
/* harmony export */   KI: () => (/* binding */ wrapToWidth),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68804);
/* harmony import */ var _unseen_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97935);


/**
 * What a workflow's log takes for a command: `::name::` at a line's start, `##[name]` anywhere
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
const WORKFLOW_COMMANDS = /^([^\S\n\r\u2028\u2029]*):(?=:)|##(?=\[)/gm;
/**
 * Someone else's text made safe to print: escape sequences and control characters are gone, a lone carriage return is a
 * line's end, tabs are two blanks, and nothing in it is a command to a workflow's runner.
 */
function plainText(text) {
    return text
        .replace(_unseen_js__WEBPACK_IMPORTED_MODULE_0__/* .ESCAPE_SEQUENCES */ .j0, '')
        .replace(/\r\n?/g, '\n')
        .replace(_unseen_js__WEBPACK_IMPORTED_MODULE_0__/* .CONTROL_CHARACTERS */ .nI, '')
        .replace(/\t/g, '  ')
        .replace(WORKFLOW_COMMANDS, (found, blanks) => (found === '##' ? '# #' : `${blanks ?? ''}: `));
}
const WIDE = /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
const ZERO_WIDTH = /\p{M}|\p{Cf}/u;
/** Cells of a terminal that `text` takes; near enough for cutting a line, and never too few for common scripts. */
function displayWidth(text) {
    if (/^[\u0020-\u007e]*$/.test(text))
        return text.length;
    let sum = 0;
    for (const character of text)
        sum += ZERO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
    return sum;
}
/** What is left of a title where the facts beside it leave no room, in cells. */
const MIN_TITLE_WIDTH = 10;
/** A title that gives way to the facts that stand behind it in a line of `width` cells, but never vanishes. */
function fitTitle(title, facts, width) {
    return truncateToWidth(title, Math.max(MIN_TITLE_WIDTH, width - displayWidth(facts)));
}
/** Lines of at most `width` cells, broken at blanks where that is possible, at most `most` of them; later ones are indented. */
function wrapToWidth(text, width, most) {
    const lines = [];
    let rest = text;
    while (lines.length < most - 1 && displayWidth(rest) > width) {
        const part = truncateToWidth(rest, width).slice(0, -1);
        const blank = part.lastIndexOf(' ');
        // The blanks of an indentation are no place to break.
        const end = rest[part.length] === ' ' || part.slice(0, blank).trim() === '' ? part.length : blank;
        if (end === 0)
            break;
        lines.push(rest.slice(0, end));
        rest = `  ${rest.slice(end).trimStart()}`;
    }
    return [...lines, truncateToWidth(rest, width)];
}
/** The first line's worth of `text`, with an ellipsis where something was cut. */
function truncateToWidth(text, width) {
    // A text of megabytes is not walked to its end to be cut to one line.
    const start = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .firstCharacters */ .DR)(text, width * 8);
    if (start === text && displayWidth(text) <= width)
        return text;
    let out = '';
    let used = 0;
    for (const character of start) {
        used += displayWidth(character);
        if (used > width - 1)
            break;
        out += character;
    }
    return `${out}…`;
}


/***/ }),

/***/ 68804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DR: () => (/* binding */ firstCharacters),
/* harmony export */   J$: () => (/* binding */ truncateWithNote),
/* harmony export */   LN: () => (/* binding */ formatThousands),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   Lt: () => (/* binding */ fenceFor),
/* harmony export */   UK: () => (/* binding */ formatUsd),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   mg: () => (/* binding */ formatTimes),
/* harmony export */   pu: () => (/* binding */ lastCharacters),
/* harmony export */   rL: () => (/* binding */ listFirst),
/* harmony export */   v: () => (/* binding */ andMore),
/* harmony export */   xv: () => (/* binding */ truncate)
/* harmony export */ });
/** `1 file`, `3 files`; `several` where the plural is not made with an s. */
function plural(amount, singular, several = `${singular}s`) {
    return `${amount} ${amount === 1 ? singular : several}`;
}
/** `once`, `3 times`. */
function formatTimes(count) {
    return count === 1 ? 'once' : `${count} times`;
}
/** `a, b`; of more than `max` the first ones: `a, b and 3 more`. */
function listFirst(items, max) {
    return [items.slice(0, max).join(', '), ...andMore(items.length, max)].join(' ');
}
/** What stands behind the first `max` of `total`: `and 3 more`, or nothing where these are all. */
function andMore(total, max) {
    return total > max ? [`and ${total - max} more`] : [];
}
/** `$0.42` from USD; below a cent `$0.0042`. */
function formatUsd(usd) {
    return `$${usd.toFixed(usd !== 0 && usd < 0.01 ? 4 : 2)}`;
}
/** `1,250,000` from a whole number; by hand, since Intl takes 20 ms to load its tables. */
function formatThousands(value) {
    const digits = String(value);
    const groups = [];
    for (let end = digits.length; end > 0; end -= 3)
        groups.unshift(digits.slice(Math.max(0, end - 3), end));
    return groups.join(',');
}
/** A quotation in Markdown. */
function quote(text) {
    return text.trim().replace(/^/gm, '> ');
}
/** A fence for a block of code in Markdown that nothing in the text closes. */
function fenceFor(text) {
    const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
    return '`'.repeat(longest + 1);
}
/** The first `max` characters (UTF-16 units), or a few fewer: a cut never parts what is seen as one character. */
function firstCharacters(text, max) {
    return text.slice(0, characterStart(text, max));
}
/** The last `max` characters (UTF-16 units), or a few fewer: a cut never parts what is seen as one character. */
function lastCharacters(text, max) {
    return text.slice(characterEnd(text, text.length - max));
}
/** A text of at most `max` characters (UTF-16 units): the rest of a longer one is `…`. */
function truncate(text, max) {
    return text.length > max ? `${firstCharacters(text, max - 1)}…` : text;
}
/** The first `max` characters (UTF-16 units), and behind those of a longer text a note, which is not counted. */
function truncateWithNote(text, max, note) {
    if (text.length <= max)
        return text;
    const kept = firstCharacters(text, max);
    return kept + (typeof note === 'string' ? note : note(text.length - kept.length));
}
/** Characters of more units than this (flags and families have up to some 30) are parted, but no surrogate pair is. */
const LONGEST_CHARACTER = 64;
let graphemes;
/** The start of the character that the unit at `at` belongs to; `at` itself where it starts one. */
function characterStart(text, at) {
    const character = characterAround(text, at);
    if (character === null)
        return Math.max(0, Math.min(at, text.length));
    return character.start > 0 && at - character.start < LONGEST_CHARACTER ? character.start : at - midPair(text, at);
}
/** The end of the character that `at` lies within; `at` itself where it starts one. */
function characterEnd(text, at) {
    const character = characterAround(text, at);
    if (character === null)
        return Math.max(0, Math.min(at, text.length));
    return character.end < text.length && character.end - at < LONGEST_CHARACTER ? character.end : at + midPair(text, at);
}
/** The character that `at` lies within; null where it lies between two. */
function characterAround(text, at) {
    if (at <= 0 || at >= text.length)
        return null;
    // Below U+0300 nothing joins what stands before it, and nothing there begins a pair.
    if (text.charCodeAt(at) < 0x300 && text.charCodeAt(at - 1) < 0x300)
        return null;
    const from = Math.max(0, at - LONGEST_CHARACTER);
    // Made where a text needs it: Unicode's tables take longer to load than most commands to run.
    graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
    const found = graphemes.segment(text.slice(from, at + LONGEST_CHARACTER)).containing(at - from);
    if (found === undefined || from + found.index === at)
        return null;
    return { start: from + found.index, end: from + found.index + found.segment.length };
}
/** 1 where `at` lies between the halves of a surrogate pair, else 0. */
function midPair(text, at) {
    return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1)) ? 1 : 0;
}


/***/ }),

/***/ 97935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Op: () => (/* binding */ look),
/* harmony export */   j0: () => (/* binding */ ESCAPE_SEQUENCES),
/* harmony export */   kH: () => (/* binding */ INVISIBLE),
/* harmony export */   nI: () => (/* binding */ CONTROL_CHARACTERS)
/* harmony export */ });
/** What a text holds that nobody sees: whoever shows it takes it out, and whoever looks for something looks past it. */
/** CSI, OSC and the other string sequences (ended by BEL, ST, or their line), then any two-byte escape. */
const ESCAPE_SEQUENCES = 
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
/(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\n\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g;
/** What moves the cursor or rings, and what turns the reading direction so that a text shows as another one. */
const CONTROL_CHARACTERS = 
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Soft hyphens, joiners, zero-width and filler characters, tags: what is there and not seen. An emoji keeps its U+FE0F. */
const INVISIBLE = /(?!\ufe0f)[\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;
/** The escape that begins a sequence, as JSON and programs' sources write it. */
const WRITTEN_ESCAPE = '\\\\{1,8}(?:u001[bB]|x1[bB]|033)';
const WRITTEN_SEQUENCE = `${WRITTEN_ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]?|[\\]PX^_][^\\n"\\\\]*|[()*+][0-~]?)?`;
const WRITTEN_CHARACTER = '\\\\{1,8}u(?:00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F]|[aA][dD])|20(?:0[b-fB-F]|2[89a-eA-E]|6[0-9a-fA-F])|[fF][eE][fF]{2})';
const UNSEEN = [ESCAPE_SEQUENCES, CONTROL_CHARACTERS, INVISIBLE].map(({ source }) => source);
const UNSEEN_PATTERN = new RegExp([...UNSEEN, WRITTEN_SEQUENCE, WRITTEN_CHARACTER].join('|'), 'gu');
/** What may become the one or the other. */
const UNDECIDED_END = /(?:\\{1,8}[ux0-9a-fA-F]{0,5}|[\ud800-\udbff])$/u;
/** Looks at a text; `last`: no more follows that its end could belong to. */
function look(whole, last) {
    const gaps = [...whole.matchAll(UNSEEN_PATTERN)].map(({ 0: { length }, index }) => ({ index, end: index + length }));
    let end = whole.length;
    if (!last) {
        const undecided = UNDECIDED_END.exec(whole.slice(-16));
        if (undecided !== null)
            end -= undecided[0].length;
        const gap = gaps.at(-1);
        if (gap !== undefined && gap.end >= end) {
            gaps.pop();
            end = gap.index;
        }
    }
    if (gaps.length === 0)
        return { text: whole.slice(0, end), at: (index) => index };
    const at = new Uint32Array(end + 1);
    let text = '';
    let from = 0;
    for (const { index, end: behind } of [...gaps, { index: end, end }]) {
        for (let raw = from; raw < index; raw++)
            at[text.length + raw - from] = raw;
        text += whole.slice(from, index);
        from = behind;
    }
    at[text.length] = end;
    return { text, at: (index) => at[index] ?? end };
}


/***/ })

};
