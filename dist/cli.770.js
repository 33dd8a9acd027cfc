export const id = 770;
export const ids = [770,173];
export const modules = {

/***/ 37832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ acceptText),
/* harmony export */   acceptConfig: () => (/* binding */ acceptConfig),
/* harmony export */   readCliConfigured: () => (/* binding */ readCliConfigured)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8647);
/* harmony import */ var _reading_read_config_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43678);
/* harmony import */ var _command_context_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68521);







/*
 * All of `.git` is an agent's to write: refs, the packed ones, HEAD, the address of the remote. So nothing in it says
 * whether a person wrote the configuration file. On a person's machine the file executes and loosens only if its text is
 * the one that was there before an agent of ours first worked in the repository, or one that a person accepted since.
 * That is remembered where no sandboxed agent writes.
 */
/** Of a hash, to be typed, hex digits: no agent finds another text of the same 128 bits. */
const TYPED_LENGTH = 32;
const MAX_RECORD = 64;
/** Of a configuration file that is kept: longer than any that is read. */
const MAX_TEXT = 2 ** 20;
/** Recorded where an agent begins before a person accepted anything. */
const NOTHING = 'nothing';
const hashOf = (text) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
const textPath = (record) => `${record}.yml`;
const typedHash = (text) => hashOf(text).slice(0, TYPED_LENGTH);
/** Flags and file together, the file with power only where a person has a say in it. `typed`: what they accept. */
async function readCliConfigured(given, context, typed = undefined) {
    if (typed !== undefined && !/^[0-9a-f]{32}$/.test(String(typed)))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`"${typed}" is not the hash of a configuration file`, {
            where: '--accept-config',
            fix: 'copy the 32 digits from the warning that names the file, or leave it out',
        });
    const checkpoint = given.raw('checkpoint')?.trim() ?? '';
    const { path, record } = await findRecord(given.beforeFile().workdir, context);
    // Without checkpoints a person may have been working beside an agent elsewhere.
    const isFirst = record === 'unused' && checkpoint !== '' && checkpoint !== 'off';
    const trust = {
        isTrusted: (text) => isFirst || typedHash(text) === (typed ?? record),
        howToAccept: (text) => `--accept-config ${typedHash(text)}`,
        accepted: readAccepted(path, record),
    };
    return (0,_reading_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .readConfigured */ .vZ)(given, context, trust, checkpoint === 'off');
}
/**
 * Before the first agent starts: what was typed, or else what counts, is accepted; nothing else is from now on. UserError
 * where the work would be checked less than people said. `isStarted` false: another process starts it.
 */
async function acceptConfig(configured, context, { typed, isStarted }) {
    (0,_reading_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .requireChecks */ .Nq)(configured);
    if (!isStarted)
        return;
    const { inputs, trustedText } = configured;
    const { own, record } = await findRecord(inputs.workdir, context);
    for (const path of own) {
        // What was typed counts for the text that it is the hash of, which was read with it.
        if (typed !== undefined && (trustedText === null || typedHash(trustedText) !== typed))
            writeRecord(path, String(typed));
        else if (trustedText !== null)
            writeAccepted(path, trustedText);
        else if (record === 'unused')
            writeRecord(path, NOTHING);
    }
}
/** Of a file that a person just had written. */
async function acceptText(workdir, text, context) {
    for (const path of (await findRecord(workdir, context)).own)
        writeAccepted(path, text);
}
/**
 * Which repository a folder belongs to is said by `.git` in it or above it, and an agent can make one anywhere below the
 * top, or replace the file that is one in a linked worktree. So a repository that is not known yet is looked up by its
 * folders as well: what counts in one of them counts in it.
 */
async function findRecord(workdir, context) {
    const found = await context.findCheckout(workdir, null).catch(() => null);
    const pathOf = (place) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_command_context_js__WEBPACK_IMPORTED_MODULE_6__/* .stateFolder */ .yp)(context), '.accepted', hashOf(place));
    const own = found?.kind === 'checkout' ? [found.checkout.commonDir, found.checkout.top] : [];
    const around = foldersFrom(workdir).flatMap((folder) => [folder, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, '.git')]);
    const records = [...own, ...around].map((place) => ({ path: pathOf(place), record: readRecord(pathOf(place)) }));
    const known = records.find(({ record }) => record !== 'unused');
    const none = { path: null, record: own.length > 0 ? 'unused' : NOTHING };
    return { ...(known ?? none), own: own.map(pathOf) };
}
/** A folder and those above it. */
function foldersFrom(folder) {
    const above = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder);
    return above === folder ? [folder] : [folder, ...foldersFrom(above)];
}
/** `unused`: nothing was recorded there yet. */
function readRecord(path) {
    try {
        // What an earlier version wrote is longer.
        return ((0,_state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_4__/* .readRegularText */ .Aj)(path, MAX_RECORD) ?? NOTHING).slice(0, TYPED_LENGTH);
    }
    catch (error) {
        const isMissing = error.code === 'ENOENT';
        return isMissing && canBeMade(path) ? 'unused' : NOTHING;
    }
}
/** Where nothing can be recorded, no run would know that it is not the first. */
function canBeMade(path) {
    let folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
    while (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(folder))
        folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.accessSync)(folder, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK);
        return true;
    }
    catch {
        return false;
    }
}
/** The text that was accepted, beside its hash; null: it is not known, as with what an earlier version wrote. */
function readAccepted(path, record) {
    try {
        const text = path === null ? null : (0,_state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_4__/* .readRegularText */ .Aj)(textPath(path), MAX_TEXT);
        return text !== null && typedHash(text) === record ? text : null;
    }
    catch {
        return null;
    }
}
function writeAccepted(path, text) {
    writeRecord(path, typedHash(text));
    if (readAccepted(path, typedHash(text)) === null)
        write(textPath(path), text);
}
function writeRecord(path, record) {
    if (readRecord(path) !== record)
        write(path, record);
}
function write(path, text) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), { recursive: true, mode: 0o700 });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(path, text, { mode: 0o600 });
    }
    catch {
        // The next run asks for it again.
    }
}


/***/ }),

/***/ 43770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  attach: () => (/* reexport */ attach),
  demo: () => (/* reexport */ demo),
  detach: () => (/* reexport */ detach),
  doctor: () => (/* reexport */ doctor),
  doctorCi: () => (/* reexport */ ci_command_doctorCi),
  endWait: () => (/* reexport */ endWait),
  explainLimitCommand: () => (/* reexport */ explainLimitCommand),
  findResumed: () => (/* reexport */ findResumed),
  inWorktree: () => (/* reexport */ background_worktree/* inWorktree */.xP),
  init: () => (/* reexport */ init),
  keepAwake: () => (/* reexport */ keepAwake),
  log: () => (/* reexport */ log),
  plan: () => (/* reexport */ plan),
  printPrompt: () => (/* reexport */ printPrompt),
  questionsCommand: () => (/* reexport */ questionsCommand),
  report: () => (/* reexport */ report),
  requireUsableReply: () => (/* reexport */ requireUsableReply),
  reset: () => (/* reexport */ reset_command_reset),
  resetAll: () => (/* reexport */ resetAll),
  resume: () => (/* reexport */ resume),
  specs: () => (/* reexport */ specs_command_specs),
  watchStatus: () => (/* reexport */ watchStatus)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/spec-folder/locate/locate-specs.js + 6 modules
var locate_specs = __webpack_require__(17775);
// EXTERNAL MODULE: ./lib/state/lock/lock.js + 1 modules
var lock = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/terminal/tmux/session-names.js
var session_names = __webpack_require__(48594);
// EXTERNAL MODULE: ./lib/app/reading/read-spec.js
var read_spec = __webpack_require__(5176);
// EXTERNAL MODULE: ./lib/app/surroundings/log-folder.js
var log_folder = __webpack_require__(97234);
// EXTERNAL MODULE: ./lib/app/cli/command-context.js
var command_context = __webpack_require__(68521);
// EXTERNAL MODULE: ./lib/app/cli/resume/own-command.js
var own_command = __webpack_require__(12596);
// EXTERNAL MODULE: ./node_modules/shlex/shlex.js
var shlex = __webpack_require__(95637);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./lib/app/cli/json-output.js

/**
 * What newer commands print with `--json`: one line, which says what it is and of which version, then its fields in
 * snake_case, times as ISO 8601 in UTC. A field that is left out or changes its meaning raises the version.
 */
const VERSION = 1;
const kind = (name) => ({ version: schemas/* literal */.euz(VERSION), kind: schemas/* literal */.euz(name) });
const path = schemas/* string */.YjP().describe('Absolute path');
const shellCommand = schemas/* string */.YjP().describe('A line for a shell, in any folder');
const detached = schemas/* object */.Ikc({
    ...kind('detached'),
    specs: schemas/* array */.YOg(schemas/* string */.YjP()).describe('Names'),
    workdir: path,
    started_at: iso/* datetime */.w$().describe('ISO 8601, UTC'),
    process: schemas/* int */.Whr().nullable().describe('null: it is still getting ready'),
    run: schemas/* string */.YjP().nullable().describe('Its id; null: it is still getting ready'),
    tmux_session: schemas/* string */.YjP().nullable().describe('null: it is a process of its own'),
    output: path.describe('File with what the run prints'),
    commands: schemas/* object */.Ikc({ watch: shellCommand, status: shellCommand, log: shellCommand }),
});
const doctorCi = schemas/* object */.Ikc({
    ...kind('doctor-ci'),
    ok: schemas/* boolean */.zMY().describe('A run can start'),
    workflows: schemas/* array */.YOg(schemas/* string */.YjP())
        .describe('Those that use this action or call one that does, from the top of the repository'),
    findings: schemas/* array */.YOg(schemas/* object */.Ikc({
        level: schemas/* enum */.k5n(['ok', 'warning', 'problem']),
        check: schemas/* string */.YjP().describe('What was looked at, such as secret or permissions'),
        where: schemas/* string */.YjP().describe('file:line, or the repository'),
        message: schemas/* string */.YjP(),
        fix: schemas/* string */.YjP().nullable().describe('What to do'),
    })),
});
const specs = schemas/* object */.Ikc({
    ...kind('specs'),
    matrix: schemas/* array */.YOg(schemas/* string */.YjP()).describe('Names of those that have something to do now, at most 256'),
    left: schemas/* int */.Whr().describe('How many more have something to do'),
    specs: schemas/* array */.YOg(schemas/* object */.Ikc({
        name: schemas/* string */.YjP(),
        folder: schemas/* string */.YjP().describe('From the work folder'),
        state: schemas/* enum */.k5n(['open', 'paused', 'halted', 'blocked', 'complete', 'unplanned', 'unreadable']),
        units_done: schemas/* int */.Whr(),
        units_total: schemas/* int */.Whr(),
        branch: schemas/* string */.YjP().nullable().describe('Where its work is; null: nowhere yet'),
        worked_at: iso/* datetime */.w$().nullable().describe('Of the last commit there; ISO 8601, UTC'),
        in_base: schemas/* boolean */.zMY().describe('Complete also where others begin'),
        waits_for: schemas/* array */.YOg(schemas/* string */.YjP()).describe('Names of specs that come before it'),
        paused_until: iso/* datetime */.w$().nullable(),
        why: schemas/* string */.YjP().nullable().describe('Of a pause, a halt, or what cannot be read'),
        fix: schemas/* string */.YjP().nullable().describe('What to do about what cannot be read'),
        issue_url: schemas/* string */.YjP().nullable().describe('Where a halt is answered'),
    })),
});
const outputs = schemas/* discriminatedUnion */.gMt('kind', [detached, doctorCi, specs]);
function jsonLine(output) {
    return `${JSON.stringify(output)}\n`;
}
/** For scripts that read it. */
function outputJsonSchema() {
    return { title: 'What sequential-orchestration prints with --json', ...z.toJSONSchema(outputs, { io: 'input' }) };
}

;// CONCATENATED MODULE: ./lib/app/cli/background/detached-text.js


function detachedText(run) {
    const { specs, tmuxSession, output, process } = run;
    const { watch, status, log } = watchCommands(run);
    const place = tmuxSession === null ? 'a process of its own' : `tmux session ${tmuxSession}`;
    const state = process === null ? 'is starting' : `runs as process ${process.pid}`;
    return [
        `▶ ${specs.map(({ name }) => name).join(', ')} ${state} (${place}); this command is done`,
        `  ${watch}   # draws it anew each second`,
        `  ${status}   # for scripts`,
        `  ${log}   # what the agent does`,
        ...(tmuxSession === null ? [] : [`  tmux attach -t ${tmuxSession}   # what the run prints`]),
        `  ${output}`,
        '',
    ].join('\n');
}
function detachedJson(run) {
    const { specs, startedAt, tmuxSession, output, process, workdir } = run;
    return jsonLine({
        version: 1,
        kind: 'detached',
        specs: specs.map(({ name }) => name),
        workdir,
        started_at: startedAt.toISOString(),
        process: process?.pid ?? null,
        run: process?.run ?? null,
        tmux_session: tmuxSession,
        output,
        commands: watchCommands(run),
    });
}
/** From any folder. */
function watchCommands({ specs, workdir, command }) {
    const place = [...specs.map(({ path }) => `--spec ${(0,shlex/* quote */.hD)(path)}`), `--workdir ${(0,shlex/* quote */.hD)(workdir)}`].join(' ');
    return {
        watch: `${command} status --watch ${place}`,
        status: `${command} status --json ${place}`,
        log: `${command} log --follow ${place}`,
    };
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: ./lib/state/lock/temp-folder.js
var temp_folder = __webpack_require__(29080);
// EXTERNAL MODULE: ./lib/terminal/tmux/open-session.js
var open_session = __webpack_require__(86178);
// EXTERNAL MODULE: ./lib/terminal/tmux/tmux-client.js
var tmux_client = __webpack_require__(88789);
;// CONCATENATED MODULE: ./lib/terminal/tmux/background-session.js


const MAX_NAMES = 20;
/**
 * Starts a command in a new session that nobody is attached to, under the first free name (`name-2`). Resolves to the
 * session's name; null where no tmux can hold it: there is none, or its server ends when nobody looks.
 */
async function openBackgroundSession(tmux, name, command) {
    const endsUnattached = tmux.line('start-server', ';', 'show-options', '-sv', 'exit-unattached').catch(() => '');
    if (['on', '1'].includes(await endsUnattached))
        return null;
    for (let number = 1; number <= MAX_NAMES; number += 1) {
        const session = number === 1 ? name : `${name}-${number}`;
        try {
            const opened = await tmux.line(...['new-session', '-d', '-P', '-F', open_session/* OPENED_FORMAT */.iH, '-n', 'run', '-s', session], ...['--', ...command.map(tmux_client/* escapeArgument */.PN)], 
            // In one go: a session that nobody is attached to may be gone before a second command gets there.
            ...[';', 'set-option', '-t', `=${session}:`, 'destroy-unattached', 'off'], ...[';', 'set-window-option', '-t', `=${session}:`, 'remain-on-exit', 'off']);
            return (0,open_session/* parseOpened */.rj)(opened).sessionName;
        }
        catch (error) {
            if (!(error instanceof tmux_client/* TmuxError */.d3))
                throw error;
            if (!/duplicate session/.test(error.message))
                return null;
        }
    }
    return null;
}

;// CONCATENATED MODULE: ./lib/app/cli/background/launch.js







const FOLDER_PREFIX = 'sequential-launch-';
/** Variables of the shell's own, which it refuses to have set. */
const SHELL_OWN = /^(?:_|PPID|UID|EUID|GROUPS|SHELLOPTS|BASHOPTS|BASH_VERSINFO|OPTIND)$/;
/**
 * Starts it in a tmux session of that name, where a person can look at it and nothing that ends the caller reaches it;
 * `session` null, or no tmux that could hold it: as a process of its own, with a session and a process group of its own.
 * Resolves to the tmux session's name; null: it is in none.
 */
async function launch(program, session) {
    (0,external_node_fs_.writeFileSync)(program.output, '', { mode: 0o600 });
    const places = (0,temp_folder/* tempPlaces */.v8)(program.env);
    (0,temp_folder/* leftFolders */.rD)(FOLDER_PREFIX, places).forEach(temp_folder/* removeTempFolder */.Vt);
    const folder = (0,temp_folder/* createTempFolder */.Lc)(FOLDER_PREFIX, places);
    const script = (0,external_node_path_.join)(folder, 'launch.sh');
    const write = (toScreen) => (0,external_node_fs_.writeFileSync)(script, launchScript(program, folder, toScreen), { mode: 0o600 });
    if (session !== null) {
        write(true);
        const command = ['/usr/bin/env', '-i', '/bin/sh', script];
        const opened = await openBackgroundSession((0,tmux_client/* tmuxClient */.Q5)(program.env), session, command);
        if (opened !== null)
            return opened;
    }
    write(false);
    await new Promise((resolve, reject) => {
        const child = (0,external_node_child_process_.spawn)('/bin/sh', [script], { cwd: program.cwd, env: {}, detached: true, stdio: 'ignore' });
        child.once('error', reject).once('spawn', resolve).unref();
    });
    return null;
}
/** A tmux server has an environment of its own, and an argument is for all to see: so the script sets it, and goes. */
function launchScript({ args, cwd, env, output, pid, exitCode }, folder, toScreen) {
    const exports = Object.entries(env).flatMap(([name, value]) => value !== undefined && /^[A-Za-z_]\w*$/.test(name) && !SHELL_OWN.test(name)
        ? [`export ${name}=${(0,shlex/* quote */.hD)(value)}`]
        : []);
    const named = ['/bin/sh', '-c', 'echo $$ >"$0"; exec "$@"', pid];
    const command = [...named, process.execPath, ...process.execArgv, ...args].map(shlex/* quote */.hD).join(' ');
    const code = (0,shlex/* quote */.hD)(`${exitCode}.draft`);
    return [
        ...exports.filter((line) => line.startsWith('export PATH=')),
        `rm -rf ${(0,shlex/* quote */.hD)(folder)}`,
        // In a shell of its own: whatever else runs here shows its environment to everybody, and needs no key.
        '(',
        ...exports,
        `cd ${(0,shlex/* quote */.hD)(cwd)} || exit`,
        `${command} </dev/null`,
        `echo $? >${code}`,
        toScreen ? `) 2>&1 | tee ${(0,shlex/* quote */.hD)(output)}` : `) >${(0,shlex/* quote */.hD)(output)} 2>&1`,
        // Whoever finds it finds all the output as well.
        `mv ${code} ${(0,shlex/* quote */.hD)(exitCode)}`,
        '',
    ].join('\n');
}

;// CONCATENATED MODULE: ./lib/app/cli/background/detach.js














/** How long the start of a run is watched, ms: installing an agent takes minutes, and the caller may end long commands. */
const WATCH_MS = 20_000;
const LOOK_MS = 100;
/**
 * Has the same command go on without the caller, and says what to watch. Whatever keeps the run from beginning is said
 * here, with the run's own exit code. `env`: with our own keys, which the run needs. `chosen`: the
 * specs, where it is known which.
 */
async function detach(inputs, context, env, chosen = null) {
    const options = { unwritten: true, format: inputs.format, env };
    const specs = chosen ?? (await (0,locate_specs/* locateSpecs */.P)(inputs.specs, inputs.workdir, options));
    for (const spec of specs)
        refuseSecondRun(spec);
    const [first] = specs;
    if (first === undefined)
        throw new errors/* UserError */.yo('no spec given', { where: 'spec' });
    const folder = outputFolder(first.name, context);
    const files = { output: (0,external_node_path_.join)(folder, 'output.log'), pid: (0,external_node_path_.join)(folder, 'pid'), exitCode: (0,external_node_path_.join)(folder, 'exit-code') };
    const args = [(0,external_node_path_.join)(context.dist, 'cli.js'), ...context.args.filter((arg) => arg !== '--detach')];
    const earlier = await recordedRuns(specs, inputs.loop);
    const startedAt = new Date();
    const session = inputs.terminal.tmux === 'off' ? null : `${sessionOf(inputs, first)}-run`;
    const tmuxSession = await launch({ args, cwd: context.cwd, env, ...files }, session);
    const begun = await watchStart(specs, inputs, { ...files, earlier }, context.stop);
    if (begun.kind === 'ended')
        return tellEnd(begun.code, files.output, context);
    const run = {
        specs: specs.map(({ name, relative }) => ({ name, path: relative.folder || '.' })),
        ...{
            workdir: inputs.workdir,
            startedAt,
            tmuxSession,
            output: files.output,
            command: (0,own_command/* ownCommand */.w)({ ...context, cwd: null }),
        },
        process: begun.kind === 'begun' ? begun : null,
    };
    context.stdout.write(inputs.json ? detachedJson(run) : detachedText(run));
    return 0;
}
function sessionOf({ terminal: { tmuxSession } }, { name }) {
    return tmuxSession === null ? (0,session_names/* defaultSession */.O9)(name) : (0,session_names/* sessionName */.Cy)(tmuxSession);
}
function refuseSecondRun(spec) {
    const holder = (0,lock/* findLockHolder */.v)((0,external_node_path_.dirname)(spec.statePath), (0,external_node_os_.hostname)());
    if (holder === null)
        return;
    throw new errors/* UserError */.yo(`another run is active here: process ${holder.pid} on ${holder.host}, since ${holder.since}`, {
        where: (0,external_node_path_.dirname)(spec.statePath),
        fix: `watch it with \`status --watch\`, wait until it ends, or end it with \`kill ${holder.pid}\``,
    });
}
function outputFolder(spec, context) {
    const name = `detached-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z-${process.pid}`;
    const warn = (message) => void context.stderr.write(`warning: ${message}\n`);
    const folder = (0,log_folder/* usableLogFolder */.JM)((0,command_context/* logFolder */.hI)(context, spec, name), context.env, warn);
    (0,external_node_fs_.mkdirSync)(folder, { recursive: true, mode: 0o700 });
    return folder;
}
/** What becomes of it within the first seconds. */
async function watchStart(specs, { loop }, { earlier, ...files }, stop) {
    const end = performance.now() + WATCH_MS;
    while (performance.now() < end && !stop.aborted) {
        const code = readOrNull(files.exitCode)?.trim();
        if (code)
            return { kind: 'ended', code: Number(code) };
        const pid = readOrNull(files.pid)?.trim();
        // The records name a run by when it began and its process, whose number is another one outside of a container.
        const run = pid && (await recordedRuns(specs, loop)).find((id) => !earlier.includes(id) && id.endsWith(`-${pid}`));
        if (pid && run)
            return { kind: 'begun', run, pid: Number(pid) };
        await (0,promises_.setTimeout)(LOOK_MS, undefined, { signal: stop }).catch(() => { });
    }
    if (stop.aborted || readOrNull(files.pid) !== null)
        return { kind: 'starting' };
    const fix = 'run it without --detach to see why';
    throw new errors/* UserError */.yo('the run was started, but did not begin', { where: '--detach', fix });
}
/** The last run of each; what one may be writing at this moment is looked at again. */
async function recordedRuns(specs, loop) {
    const read = await Promise.all(specs.map((spec) => (0,read_spec/* readSpec */.Ot)(spec, loop).catch(() => null)));
    return read.flatMap((one) => one?.memory?.spec.run?.id ?? []);
}
/** It said what there was to say before anybody could watch it. */
function tellEnd(code, output, { stdout, stderr }) {
    (code === 0 ? stdout : stderr).write(readOrNull(output) ?? '');
    return code;
}
function readOrNull(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: ./lib/agents/install/find-program.js
var find_program = __webpack_require__(22214);
// EXTERNAL MODULE: ./lib/terminal/process/pane-environment.js
var pane_environment = __webpack_require__(23566);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
;// CONCATENATED MODULE: ./lib/app/cli/background/keep-awake.js




/** Programs that keep a machine awake while the command behind them runs, by platform. */
const KEEPERS = {
    linux: [
        ...['systemd-inhibit', '--what=sleep:idle', '--mode=block', '--who=sequential-orchestration'],
        '--why=a spec is being worked on',
    ],
    darwin: ['caffeinate', '-i', '-s'],
};
/**
 * Keeps the machine from going to sleep until it is released or this process has ended, however it ends: what is kept
 * running reads from a pipe that only this process holds open. Where that cannot be had, `warn` is told, once.
 */
async function keepAwake(env, warn, platform = process.platform) {
    const nothing = { release() { } };
    const [name, ...flags] = KEEPERS[platform] ?? [];
    const program = name === undefined ? null : await (0,find_program/* findProgram */.K)(name, env.PATH);
    if (program === null) {
        warn(`--keep-awake: ${name ?? 'a program for it'} is not on this machine, which may go to sleep`);
        return nothing;
    }
    // Not in our process group, whose Ctrl-C means the run.
    const keeper = (0,external_node_child_process_.spawn)(program, [...flags, 'cat'], {
        ...{ env: (0,pane_environment/* paneEnvironment */.Q)(env), detached: true, stdio: ['pipe', 'ignore', 'pipe'] },
    });
    let complaint = '';
    let isReleased = false;
    const failed = (why) => {
        if (!isReleased)
            warn(`--keep-awake: this machine may go to sleep: ${why}`);
        isReleased = true;
    };
    keeper.stderr.setEncoding('utf8').on('data', (text) => {
        complaint = (0,lib_text/* lastCharacters */.pu)(complaint + text, 300);
    });
    keeper.stdin.on('error', () => { });
    keeper.once('error', (error) => failed(error.message));
    keeper.once('close', (code, signal) => failed(complaint.trim() || `${name} ended with ${code ?? signal}`));
    // It is no reason for this process to stay.
    for (const handle of [keeper, keeper.stdin, keeper.stderr])
        handle.unref?.();
    return {
        release() {
            isReleased = true;
            keeper.stdin.end();
        },
    };
}

// EXTERNAL MODULE: ./lib/app/cli/background/worktree.js
var background_worktree = __webpack_require__(65646);
// EXTERNAL MODULE: ./lib/inputs/config-file/config-path.js
var config_path = __webpack_require__(52611);
// EXTERNAL MODULE: ./lib/inputs/config-file/parse-config.js + 3 modules
var parse_config = __webpack_require__(22554);
// EXTERNAL MODULE: ./lib/inputs/settings.js + 5 modules
var settings = __webpack_require__(71209);
// EXTERNAL MODULE: ./lib/platform/client/client.js + 2 modules
var client = __webpack_require__(65880);
// EXTERNAL MODULE: ./lib/report/text/colour.js
var text_colour = __webpack_require__(14214);
// EXTERNAL MODULE: ./lib/repository/git/checkout.js + 1 modules
var git_checkout = __webpack_require__(60732);
// EXTERNAL MODULE: ./lib/repository/git/index/status.js
var index_status = __webpack_require__(48968);
// EXTERNAL MODULE: ./lib/repository/remote/address.js
var address = __webpack_require__(62391);
// EXTERNAL MODULE: ./lib/secrets/token-source.js
var token_source = __webpack_require__(73868);
// EXTERNAL MODULE: ./lib/app/reading/read-config.js + 1 modules
var read_config = __webpack_require__(43678);
// EXTERNAL MODULE: ./lib/spec-folder/locate/spec-homes.js
var spec_homes = __webpack_require__(95675);
;// CONCATENATED MODULE: ./lib/app/reading/uncommitted-tasks.js


/** Task lists in the homes of specs, from the top, that are in no commit: no job has these specs. */
function uncommittedTasks({ entries }) {
    return entries
        .filter(({ kind, staged }) => kind === 'untracked' || staged === 'A')
        .map(({ path }) => (0,index_status/* readable */.HD)(path))
        .filter((path) => path.endsWith('/tasks.md') && spec_homes/* SPEC_HOMES */.Zm.some((home) => `/${path}`.includes(`/${home}/`)));
}

// EXTERNAL MODULE: ./lib/app/cli/app-remote.js + 4 modules
var app_remote = __webpack_require__(32345);
;// CONCATENATED MODULE: ./lib/app/cli/origin-host.js




const MAX_MS = 5_000;
/** The repository of an address; a host that a person's ssh knows by a name of their own is the one that it stands for. */
async function findRepository(url, env) {
    const found = (0,app_remote/* parseRepository */.S)(url);
    if (/^https?:/.test(url))
        return found;
    const alias = found.server.replace('https://', '');
    const host = await hostOfAlias(alias, env);
    return host === alias ? found : (0,app_remote/* parseRepository */.S)(`https://${host}/${found.owner}/${found.repo}`);
}
function hostOfAlias(alias, env) {
    return new Promise((done) => {
        (0,external_node_child_process_.execFile)('ssh', ['-G', '--', alias], { env, timeout: MAX_MS }, (error, stdout) => {
            const host = /^hostname (\S+)$/m.exec(error === null ? stdout : '')?.[1] ?? alias;
            done(host === 'ssh.github.com' ? 'github.com' : host);
        });
    });
}
/** Host of the server that origin is on; null: GitHub's own, or not known. */
async function enterpriseHost(checkout, env) {
    const url = (0,address/* originUrl */.sH)(checkout);
    try {
        const host = url === null ? 'github.com' : new URL((await findRepository(url, env)).server).host;
        return host === 'github.com' ? null : host;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return null;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/report/text/plain-text.js
var plain_text = __webpack_require__(94918);
;// CONCATENATED MODULE: ./lib/app/cli/doctor/ci/ci-text.js



/** What was found, a line each with what to do; what is wrong last, where it is seen. */
function ciText(findings, colours = text_colour/* noColours */.b) {
    const icons = { ok: colours.green('✓'), warning: colours.yellow('!'), problem: colours.red('✗') };
    const line = ({ level, where, message, fix }) => [
        `${icons[level]} ${(0,plain_text/* plainText */.wh)(`${where}: ${message}`)}`,
        ...(fix === null ? [] : [`  → ${(0,plain_text/* plainText */.wh)(fix)}`]),
    ];
    const of = (level) => findings.filter((finding) => finding.level === level);
    const isReady = of('problem').length === 0;
    return [
        ...[...of('ok'), ...of('warning'), ...of('problem')].flatMap(line),
        isReady ? colours.green('✓ A run can start.') : colours.red('A run cannot start.'),
        '',
    ].join('\n');
}
function ciJson(workflows, findings) {
    return jsonLine({
        version: 1,
        kind: 'doctor-ci',
        ok: findings.every(({ level }) => level !== 'problem'),
        workflows: [...workflows],
        findings: [...findings],
    });
}

// EXTERNAL MODULE: ./lib/platform/client/request-failure.js
var request_failure = __webpack_require__(97197);
;// CONCATENATED MODULE: ./lib/app/cli/doctor/ci/finding.js
/** Makes the findings of one place. */
function findingsAt(where) {
    const make = (level) => (check, message, fix = null) => ({ level, check, where, message, fix });
    return { ok: make('ok'), warning: make('warning'), problem: make('problem') };
}

;// CONCATENATED MODULE: ./lib/app/cli/doctor/ci/examine-github.js



/** What the settings of a repository say, with a token that may read them; what it may not read is a warning. */
async function examineGitHub(github, asked) {
    const name = `${github.repo.owner}/${github.repo.repo}`;
    const { warning } = findingsAt(name);
    const repository = await ask(github, (octokit) => octokit.request('GET /repos/{owner}/{repo}', github.repo));
    if ('refusal' in repository) {
        const fix = 'check the token in GH_TOKEN or GITHUB_TOKEN, and that origin names the repository';
        return [warning('github', `it was not asked: ${repository.refusal}`, fix)];
    }
    const findings = [
        await examineActions(github, asked, name),
        await examineJobToken(github, asked, name),
        await examineSecrets(github, asked, name),
        ...(await Promise.all(asked.workflows.map((workflow) => examineState(github, workflow)))),
    ];
    return findings.flat();
}
async function ask({ octokit, now }, request) {
    try {
        return { value: (await request(octokit)).data };
    }
    catch (error) {
        const failure = (0,request_failure/* toRequestFailure */.X3)(error, now());
        return { refusal: failure.message, status: failure.kind === 'refused' ? failure.status : 0 };
    }
}
async function examineActions(github, asked, name) {
    const { ok, warning, problem } = findingsAt(name);
    const answer = await ask(github, (octokit) => octokit.request('GET /repos/{owner}/{repo}/actions/permissions', github.repo));
    if ('refusal' in answer)
        return [warning('actions', `whether Actions are on: ${answer.refusal}`)];
    const { enabled, allowed_actions: allowed, sha_pinning_required: pinning } = answer.value;
    const settings = 'Settings → Actions → General';
    if (!enabled)
        return [problem('actions', 'GitHub Actions are off', settings)];
    if (allowed === 'local_only')
        return [problem('actions', 'only actions of the owner are allowed', settings)];
    if (pinning === true && asked.isUnpinned)
        return [
            problem('actions', 'only actions that are pinned to a commit are allowed', 'pin those that are named above'),
        ];
    return [
        allowed === 'selected'
            ? warning('actions', 'only selected actions are allowed', `${settings}: allow those of the workflow`)
            : ok('actions', 'GitHub Actions are on'),
    ];
}
async function examineJobToken(github, { opensPullRequests }, name) {
    if (!opensPullRequests)
        return [];
    const { ok, warning } = findingsAt(name);
    const answer = await ask(github, (octokit) => octokit.request('GET /repos/{owner}/{repo}/actions/permissions/workflow', github.repo));
    if ('refusal' in answer)
        return [warning('pull-requests', `whether Actions may open them: ${answer.refusal}`)];
    if (answer.value.can_approve_pull_request_reviews)
        return [ok('pull-requests', 'Actions may open pull requests')];
    const { owner, repo } = github.repo;
    const level = answer.value.default_workflow_permissions;
    const fix = `gh api -X PUT repos/${owner}/${repo}/actions/permissions/workflow -f default_workflow_permissions=${level} -F can_approve_pull_request_reviews=true`;
    return [warning('pull-requests', 'Actions may not open pull requests, so there will be none', fix)];
}
async function examineSecrets(github, { workflows }, name) {
    const wanted = workflows.flatMap(({ path, secrets, steps }) => secrets
        .filter((secret) => secret !== 'GITHUB_TOKEN')
        .map((secret) => ({ path, secret, environments: steps.flatMap(({ environment }) => environment ?? []) })));
    if (wanted.length === 0)
        return [];
    const page = { ...github.repo, per_page: 100 };
    const own = await ask(github, (octokit) => octokit.request('GET /repos/{owner}/{repo}/actions/secrets', page));
    if ('refusal' in own)
        return [findingsAt(name).warning('secret', `which secrets there are: ${own.refusal}`)];
    const shared = await ask(github, (octokit) => octokit.request('GET /repos/{owner}/{repo}/actions/organization-secrets', page));
    const known = new Set([own, shared].flatMap((answer) => ('value' in answer ? namesIn(answer.value.secrets) : [])));
    const findings = wanted.map(async ({ path, secret, environments }) => {
        const { ok, problem } = findingsAt(path);
        const isThere = known.has(secret) || (await isInEnvironment(github, secret, environments));
        return isThere
            ? ok('secret', `the secret ${secret} is there`)
            : problem('secret', `there is no secret ${secret}`, `gh secret set ${secret} --repo ${name}`);
    });
    return Promise.all(findings);
}
async function isInEnvironment(github, secret, environments) {
    for (const environment of environments) {
        const parameters = { ...github.repo, environment_name: environment, per_page: 100 };
        const route = 'GET /repos/{owner}/{repo}/environments/{environment_name}/secrets';
        const answer = await ask(github, (octokit) => octokit.request(route, parameters));
        if ('value' in answer && namesIn(answer.value.secrets).includes(secret))
            return true;
    }
    return false;
}
function namesIn(secrets) {
    return secrets.map(({ name }) => name);
}
/** GitHub knows those of the default branch, and turns schedules off where nothing happens for 60 days. */
async function examineState(github, { path }) {
    const { ok, warning, problem } = findingsAt(path);
    const file = (0,external_node_path_.basename)(path);
    const answer = await ask(github, (octokit) => octokit.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}', { ...github.repo, workflow_id: file }));
    if ('refusal' in answer)
        return answer.status === 404
            ? [problem('workflow', 'GitHub does not know this workflow', 'push it to the default branch')]
            : [warning('workflow', `whether it is on: ${answer.refusal}`)];
    const { state } = answer.value;
    if (state === 'active')
        return [ok('workflow', 'GitHub knows it, and it is on')];
    const why = state === 'disabled_inactivity' ? ' after 60 days without activity' : '';
    return [problem('workflow', `it is turned off${why}`, `gh workflow enable ${file}`)];
}

;// CONCATENATED MODULE: ./lib/app/cli/doctor/ci/examine-specs.js



/**
 * Specs that runs would be started with and that are not in this checkout: a problem, unless some commit of another
 * branch has them, which may be the one of the job.
 */
async function examineSpecs({ git }, workflows, settingsOf) {
    const findings = workflows.flatMap(({ events, steps }) => steps.map((step) => examineStep(git, step, proposedSpec(events), settingsOf)));
    return (await Promise.all(findings)).flat();
}
async function examineStep(git, step, proposed, settingsOf) {
    const { warning, problem } = findingsAt(step.where);
    try {
        const { specs, workdir, format, warnings } = settingsOf(step);
        const found = [];
        for (const name of new Set([...specs, ...proposed].flatMap((value) => value.split('\n')))) {
            const error = await whyNotHere(name, workdir, format);
            if (error === null)
                continue;
            const level = (await isElsewhere(git, name)) ? warning : problem;
            found.push(level('spec', error.message, error.fix));
        }
        return [...found, ...warnings.map((message) => warning('inputs', message))];
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        // What is wrong with other inputs is said with them.
        return [];
    }
}
/** Why specs of these names cannot be worked on in the checkout; of those that are there, nothing. */
async function missingSpecs(names, { workdir, format }) {
    const errors = await Promise.all(names.map((name) => whyNotHere(name, workdir, format)));
    return errors.flatMap((error) => error ?? []);
}
async function whyNotHere(name, workdir, format) {
    try {
        await (0,locate_specs/* locateSpecs */.P)([name], workdir, { writable: false, format });
        return null;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return error;
        throw error;
    }
}
async function isElsewhere(git, name) {
    const path = `:(top,glob)**/${name.replace(/\/?tasks\.md$/, '')}/tasks.md`;
    const { stdout } = await git(['log', '--all', '-1', '--format=%h', '--', path], { accept: 'any' });
    return stdout.trim() !== '';
}
/** What the button proposes. */
function proposedSpec({ workflow_dispatch: button }) {
    const { inputs } = (button ?? {});
    const proposed = inputs?.spec?.default;
    return typeof proposed === 'string' && proposed !== '' ? [proposed] : [];
}

// EXTERNAL MODULE: ./lib/agents/index.js + 37 modules
var lib_agents = __webpack_require__(1051);
// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(83231);
// EXTERNAL MODULE: ./lib/inputs/options/options.js + 5 modules
var options = __webpack_require__(66704);
// EXTERNAL MODULE: ./lib/plan/assignment/owner-backends.js
var owner_backends = __webpack_require__(30430);
// EXTERNAL MODULE: ./lib/platform/github-app/app-permissions.js
var app_permissions = __webpack_require__(18935);
;// CONCATENATED MODULE: ./lib/app/cli/hosted-runner.js
/** Is one of these labels of a runner one of GitHub's own? */
function isHostedRunner(labels) {
    return labels.some((label) => /^(?:ubuntu|macos|windows)-/.test(label));
}
/** What installs an agent that GitHub's runners lack and that no run installs; null: there is no need. */
function installOnRunner(name, labels, backends) {
    const backend = backends.find((candidate) => candidate.name === name);
    return backend?.cli === null && isHostedRunner(labels) ? (backend.machineProgram?.install ?? null) : null;
}

// EXTERNAL MODULE: ./lib/secrets/secret-shapes.js
var secret_shapes = __webpack_require__(52312);
// EXTERNAL MODULE: ./lib/time.js
var lib_time = __webpack_require__(86146);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./lib/app/cli/doctor/ci/read-workflow.js


const ACTION_INPUTS = new Set((0,options/* optionNames */.W6)('action'));
/** The action by the name of its repository, whoever published it. GitHub takes any case. */
const OWN_ACTION = /^[^/\s]+\/sequential-orchestration(?:@|$)/i;
/**
 * A copy under another name, or in the repository itself, is told by its inputs: several of ours, and hardly another.
 */
function isOwnAction({ uses, with: inputs }) {
    if (typeof uses !== 'string')
        return false;
    if (OWN_ACTION.test(uses))
        return true;
    const names = Object.keys(valuesOf(inputs));
    const ours = names.filter((name) => ACTION_INPUTS.has(name));
    return names.includes('spec') && ours.length > 1 && 2 * ours.length > names.length;
}
/** Reads a workflow file; a text: why it cannot be read. */
function readWorkflow(path, source) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(source, { lineCounter: lines });
    const [error] = document.errors;
    if (error !== undefined)
        return error.message.split('\n')[0] ?? 'it is not YAML';
    const whole = document.toJS();
    if (!isValues(whole))
        return 'it has no jobs';
    const where = (keys) => {
        const node = document.getIn(keys, true);
        const offset = (0,dist/* isNode */.Ll)(node) ? node.range?.[0] : undefined;
        return offset === undefined ? path : `${path}:${lines.linePos(offset).line}`;
    };
    const jobs = Object.entries(valuesOf(whole.jobs));
    const calls = jobs.flatMap(([, job]) => /^\.\/(.+)$/.exec(read_workflow_text(valuesOf(job).uses))?.[1] ?? []);
    const steps = jobs.flatMap(([id, job]) => isValues(job) ? actionSteps(whole, job, (keys) => where(['jobs', id, ...keys])) : []);
    const foreignCalls = jobs.flatMap(([id, job]) => foreignCall(whole, valuesOf(job), where(['jobs', id, 'uses'])) ?? []);
    const conditions = jobs.flatMap(([, job]) => conditionOf(valuesOf(job)) ?? []);
    const secrets = [...source.matchAll(/\bsecrets\.([A-Za-z_]\w*)/g)].flatMap(([, name = '']) => name);
    return { path, events: eventsOf(whole.on), steps, calls, foreignCalls, conditions, secrets: [...new Set(secrets)] };
}
const NO_JOB = { runsOn: [], environment: null, timeoutMinutes: null, isCancelled: false, others: [] };
/** null: it is none, or none that would run a spec. */
function foreignCall(workflow, job, where) {
    const uses = read_workflow_text(job.uses);
    const inputs = valuesOf(job.with);
    if (!/^[^./\s][^\s]*\.ya?ml@/.test(uses) || inputs.spec === undefined)
        return null;
    const permissions = permissionsOf(job.permissions) ?? permissionsOf(workflow.permissions);
    return { where, uses, inputs, env: valuesOf(job.secrets), permissions, ...NO_JOB };
}
function conditionOf(job) {
    const steps = Array.isArray(job.steps) ? job.steps : [];
    const isConcerned = job.uses !== undefined || steps.some((step) => isOwnAction(valuesOf(step)));
    return isConcerned ? read_workflow_text(job.if) : null;
}
function actionSteps(workflow, job, where) {
    const all = (Array.isArray(job.steps) ? job.steps : []).map((step, index) => {
        const { uses, with: inputs, env } = valuesOf(step);
        return { where: where(['steps', index, 'uses']), uses: read_workflow_text(uses), inputs: valuesOf(inputs), env: valuesOf(env) };
    });
    const isOwn = ({ uses, inputs }) => isOwnAction({ uses, with: inputs });
    const others = all.filter((step) => step.uses !== '' && !isOwn(step)).map(({ env: _, ...other }) => other);
    return all.filter(isOwn).map((step) => ({
        ...step,
        env: { ...valuesOf(workflow.env), ...valuesOf(job.env), ...step.env },
        permissions: permissionsOf(job.permissions) ?? permissionsOf(workflow.permissions),
        runsOn: labelsOf(job['runs-on']),
        environment: read_workflow_text(job.environment) || read_workflow_text(valuesOf(job.environment).name) || null,
        timeoutMinutes: typeof job['timeout-minutes'] === 'number' ? job['timeout-minutes'] : null,
        isCancelled: [workflow, job].some((one) => valuesOf(one.concurrency)['cancel-in-progress'] === true),
        others,
    }));
}
function eventsOf(on) {
    if (Array.isArray(on))
        return Object.fromEntries(on.map((name) => [read_workflow_text(name), null]));
    return typeof on === 'string' ? { [on]: null } : valuesOf(on);
}
function permissionsOf(given) {
    if (given === 'read-all' || given === 'write-all')
        return given;
    return isValues(given) ? given : null;
}
function labelsOf(runsOn) {
    if (Array.isArray(runsOn))
        return runsOn.map(read_workflow_text);
    return isValues(runsOn) ? labelsOf(runsOn.labels) : [read_workflow_text(runsOn)].filter(Boolean);
}
function isExpression(value) {
    return typeof value === 'string' && value.includes('${{');
}
function isValues(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function valuesOf(value) {
    return isValues(value) ? value : {};
}
function read_workflow_text(value) {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

;// CONCATENATED MODULE: ./lib/app/cli/doctor/ci/examine-job.js





/** What `time-budget` is where nothing says it, on a runner of GitHub's. */
const HOSTED_BUDGET_MINUTES = 340;
/** What ends a run, or keeps it from starting, although its step is as it should be. */
function examineJob({ where, runsOn, timeoutMinutes, isCancelled }, { throttle: { timeBudgetMs } }) {
    const { warning, problem } = findingsAt(where);
    const usual = isHostedRunner(runsOn) ? HOSTED_BUDGET_MINUTES : null;
    const budget = timeBudgetMs === null ? usual : timeBudgetMs / lib_time/* MINUTE */.pY;
    const minutes = timeoutMinutes ?? Number.POSITIVE_INFINITY;
    return [
        ...(runsOn.some((label) => /^windows/i.test(label))
            ? [problem('runner', 'Windows has no tmux and no process groups', 'runs-on: ubuntu-latest')]
            : []),
        ...(budget !== null && minutes <= budget
            ? [
                warning('timeout', `the job is ended after ${minutes} minutes, before the run pauses by itself (time-budget, ${budget} minutes)`, `timeout-minutes: 355, or a shorter time-budget`),
            ]
            : []),
        ...(isCancelled
            ? [
                warning('concurrency', 'a newer run cancels the one that works, as a comment at night would', 'cancel-in-progress: false, and queue: max'),
            ]
            : []),
    ];
}
/** Keys that are no secrets of the repository: everyone who reads it, or its logs, sees them. */
function examineShownKeys({ where, env }, keys) {
    const { warning, problem } = findingsAt(where);
    return keys.flatMap((key) => {
        const fix = `gh secret set ${key}, and env: { ${key}: \${{ secrets.${key} }} }`;
        const value = env[key];
        if (!isExpression(value))
            return String(value) === '' ? [] : [problem('key', `${key} stands in the file`, fix)];
        return /\bvars\./.test(String(value)) && !/\bsecrets\./.test(String(value))
            ? [warning('key', `${key} comes from a variable, which logs and readers show`, fix)]
            : [];
    });
}
/** An input of the workflow's file that looks like a secret, whoever reads the repository. */
function examineShownSecrets({ where, inputs }) {
    return Object.entries(inputs)
        .filter(([, value]) => (0,secret_shapes/* findSecretShapes */.k)(String(value)).length > 0)
        .map(([name]) => findingsAt(where).problem('secret', `${name} holds what looks like a secret, and the file is committed`, 'revoke it, and pass a new one as a secret: `gh secret set NAME`, `env` of the step, and `$NAME` in the command'));
}

// EXTERNAL MODULE: ./lib/verdict/limits/zoned-time.js
var zoned_time = __webpack_require__(9844);
;// CONCATENATED MODULE: ./lib/app/cli/cron.js
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');
/** Least and greatest value of each field of a schedule, and names that stand for values from the least on. */
const FIELDS = [
    [0, 59, []],
    [0, 23, []],
    [1, 31, []],
    [1, 12, MONTHS],
    [0, 6, DAYS],
];
/** What GitHub takes as a schedule, for people. */
const CRON_FORM = 'five fields (minute, hour, day, month, weekday), such as "*/30 20-23,0-6 * * *"';
/** Would GitHub load a workflow with this schedule? */
function isCron(text) {
    const fields = text.trim().split(/\s+/);
    return (fields.length === FIELDS.length &&
        FIELDS.every(([least, most, names], index) => (fields[index] ?? '').split(',').every((part) => isPart(part.toLowerCase(), least, most, names))));
}
/** The night of people, hours of their clock. */
const NIGHT = { from: 20, hours: 11 };
/** Every half hour at night, in UTC, for a clock that is so many minutes ahead of it: this machine's, if none is given. */
function nightlyCron(aheadOfUtc = -new Date().getTimezoneOffset()) {
    const from = (NIGHT.from - Math.round(aheadOfUtc / 60) + 24) % 24;
    const to = from + NIGHT.hours - 1;
    const hours = to < 24 ? range(from, to) : `${range(from, 23)},${range(0, to - 24)}`;
    return `*/30 ${hours} * * *`;
}
function range(from, to) {
    return from === to ? `${from}` : `${from}-${to}`;
}
/** `*`, `5`, `1-5`, each also with a step behind a slash. */
function isPart(text, least, most, names) {
    const [range = '', step, ...more] = text.split('/');
    if (more.length > 0 || (step !== undefined && !(/^\d{1,3}$/.test(step) && Number(step) > 0)))
        return false;
    if (range === '*')
        return true;
    const values = range.split('-').map((value) => {
        const named = names.indexOf(value);
        return named >= 0 ? named + least : /^\d{1,2}$/.test(value) ? Number(value) : Number.NaN;
    });
    const [from = Number.NaN, to = from] = values;
    return values.length <= 2 && from >= least && to <= most && from <= to;
}

;// CONCATENATED MODULE: ./lib/app/cli/doctor/ci/examine-schedule.js



/** When runs start by themselves, by whichever workflow. GitHub takes a zone beside a cron. */
function examineSchedule(workflows, place) {
    const { ok, warning, problem } = findingsAt(place);
    const schedules = workflows.flatMap(({ events: { schedule } }) => (Array.isArray(schedule) ? schedule : []));
    const starts = schedules.flatMap((entry) => typeof entry?.cron === 'string' ? { cron: entry.cron, zone: String(entry.timezone ?? 'UTC') } : []);
    const wrong = starts.find(({ cron }) => !isCron(cron));
    if (wrong !== undefined)
        return problem('schedule', `"${wrong.cron}" is not a schedule that GitHub accepts`, `give ${CRON_FORM}`);
    const nowhere = starts.find(({ zone }) => !(0,zoned_time/* isZone */.DS)(zone));
    if (nowhere !== undefined)
        return problem('schedule', `"${nowhere.zone}" is not a time zone`, 'give a name such as Europe/Berlin');
    const times = new Set(starts.map(({ cron, zone }) => `${cron} (${zone})`));
    if (times.size > 0)
        return ok('schedule', `runs start at ${[...times].join(' and ')}`);
    const fix = `on: schedule: [{ cron: '${nightlyCron()}' }]`;
    return warning('schedule', 'no schedule: nothing continues a paused run by itself', fix);
}

;// CONCATENATED MODULE: ./lib/app/cli/doctor/ci/examine-workflow.js











/** The specs on their branches, and answers to halts. */
const PLAN_PERMISSIONS = { contents: 'read', issues: 'read' };
const COMMIT = /@[0-9a-f]{40}$/;
/**
 * What workflows say of themselves. `settingsOf`: what the action would read of a step's inputs; it throws a UserError.
 * `place`: where they lie.
 */
function examineWorkflows(workflows, settingsOf, place) {
    const steps = workflows.flatMap((workflow) => workflow.steps);
    const foreign = workflows.flatMap((workflow) => workflow.foreignCalls);
    return [
        ...steps.flatMap((step) => examine_workflow_examineStep(step, settingsOf)),
        ...foreign.flatMap((call) => examineForeignCall(call, settingsOf)),
        ...examineEvents(workflows, place),
        ...examineCommands(workflows, steps, place),
    ];
}
/** The workflow that is called says what happens; what it may do, and on whose word it starts, is the caller's. */
function examineForeignCall(call, settingsOf) {
    const name = /^[^/]+\/[^/]+/.exec(call.uses)?.[0] ?? call.uses;
    const message = `it calls a workflow of ${name}, which was not looked at`;
    return [
        findingsAt(call.where).warning('workflow', message, `doctor --ci in a checkout of ${name}`),
        ...examinePin(call.uses, call.where),
        ...examinePermissions(call, (0,app_permissions/* neededPermissions */.We)(settingsOf({ ...call, inputs: {} }), true)),
    ];
}
function examine_workflow_examineStep(step, settingsOf) {
    const { ok, warning, problem } = findingsAt(step.where);
    const pinned = [step, ...step.others].flatMap(({ uses, where }) => examinePin(uses, where));
    const checkouts = step.others.filter(({ uses }) => uses.startsWith('actions/checkout@')).map(examineCheckout);
    const common = [
        ...(pinned.length === 0 ? [ok('pinned', 'every action is pinned to a commit')] : pinned),
        ...checkouts,
        ...examineNames(step),
        ...examineShownSecrets(step),
    ];
    try {
        const inputs = settingsOf(step);
        // A plan only reads, and asks no agent.
        if (inputs.platform.command === 'specs')
            return [...common, ...examinePermissions(step, PLAN_PERMISSIONS)];
        return [
            ...common,
            ...examinePermissions(step, (0,app_permissions/* neededPermissions */.We)(inputs, true)),
            ...examineKeys(step, inputs),
            ...examinePrograms(step, inputs),
            ...examineJob(step, inputs),
        ];
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        const where = error.where === null ? '' : `${error.where}: `;
        const isKnown = Object.entries(step.inputs).some(([name, value]) => `input ${name}` === error.where && !isExpression(value));
        // What expressions come to is not known here: they may be what was left out.
        const level = isKnown || !Object.values(step.inputs).some(isExpression) ? problem : warning;
        return [...common, level('inputs', `${where}${error.message}`, error.fix)];
    }
}
/** The runner says so too, in the log of a job that goes on without it. */
function examineNames({ where, inputs }) {
    const names = [...(0,options/* optionNames */.W6)('action'), ...(0,options/* formerNames */.ao)('action').keys()];
    return Object.keys(inputs)
        .filter((name) => !names.includes(name))
        .map((name) => {
        const meant = (0,nearest/* nearest */.p)(name, names);
        const fix = meant === null ? 'leave it out' : `did you mean ${meant}?`;
        return findingsAt(where).warning('inputs', `the action has no input ${name}`, fix);
    });
}
function examinePin(uses, where) {
    const { warning, problem } = findingsAt(where);
    if (uses.startsWith('OWNER/')) {
        const fix = 'write who publishes it, or let `init` do it: sequential-orchestration init --action owner/name@ref';
        return [problem('pinned', `${uses}: OWNER stands for who publishes the action`, fix)];
    }
    if (COMMIT.test(uses) || /^(?:\.\/|docker:\/\/)/.test(uses))
        return [];
    return [
        warning('pinned', `${uses} is named by a tag or branch, which can be moved`, 'name it by its commit: owner/name@<40 hex digits>'),
    ];
}
function examineCheckout({ where, inputs }) {
    const { ok, warning } = findingsAt(where);
    if (String(inputs['persist-credentials']) === 'false')
        return ok('persist-credentials', 'the checkout leaves no token behind');
    const message = 'the checkout leaves the token of the job in .git, where every later step finds it';
    return warning('persist-credentials', message, 'add `with: { persist-credentials: false }`');
}
function examinePermissions(step, permissionsNeeded) {
    const { ok, warning, problem } = findingsAt(step.where);
    // An app's permissions are its own.
    if (step.inputs['app-id'] !== undefined || step.inputs['github-token'] !== undefined)
        return [ok('permissions', 'the token is not the one of the job')];
    const { permissions } = step;
    const needed = Object.entries(permissionsNeeded).map(([name, level]) => [name.replaceAll('_', '-'), level]);
    const wanted = needed.map(([name, level]) => `${name}: ${level}`).join(', ');
    if (permissions === null)
        return [
            warning('permissions', 'there is no `permissions`: what the token may do depends on a setting of the repository', `permissions: { ${wanted} }`),
        ];
    if (permissions === 'write-all')
        return [
            warning('permissions', 'write-all: the token may change everything in the repository, and a run needs little of it', `permissions: { ${wanted} }`),
        ];
    const missing = needed.filter(([name, level]) => !isGranted(permissions, name, level));
    if (missing.length === 0)
        return [ok('permissions', `the token has ${wanted}`)];
    return missing.map(([name, level]) => (name === 'contents' ? problem : warning)('permissions', `the token lacks ${name}: ${level}`, `permissions: { ${wanted} }`));
}
function isGranted(permissions, name, level) {
    const given = permissions === 'read-all' ? 'read' : permissions[name];
    return given === 'write' || given === level;
}
/** Agents that no run installs. */
function examinePrograms({ where, runsOn }, { agents, throttle }) {
    return (0,owner_backends/* usedBackends */.hY)(agents, throttle.fallbackBackends, lib_agents/* backends */.Sq).required.flatMap((name) => {
        const install = installOnRunner(name, runsOn, lib_agents/* backends */.Sq);
        const message = `GitHub's runners have no ${name}, and a run does not install it`;
        return install === null ? [] : [findingsAt(where).warning('agent', message, `a step before it: run: ${install}`)];
    });
}
/** An agent on a runner of GitHub's has no login but its key. */
function examineKeys(step, inputs) {
    const { ok, warning, problem } = findingsAt(step.where);
    const { required } = (0,owner_backends/* usedBackends */.hY)(inputs.agents, inputs.throttle.fallbackBackends, lib_agents/* backends */.Sq);
    return required.flatMap((name) => {
        const { keys } = (0,lib_agents/* getBackend */.jz)(name, lib_agents/* backends */.Sq);
        const given = [...keys, ...inputs.agents.agentEnv].filter((key) => step.env[key] !== undefined);
        if (keys.length === 0)
            return [];
        if (given.length > 0)
            return [ok('key', `${name} gets ${given.join(', ')}`), ...examineShownKeys(step, given)];
        const fix = `env: { ${keys[0]}: \${{ secrets.${keys[0]} }} }`;
        return [
            isHostedRunner(step.runsOn)
                ? problem('key', `${name} gets no key (${keys.join(' or ')})`, fix)
                : warning('key', `${name} gets no key, so the runner must be logged in`, fix),
        ];
    });
}
/** Commands that no condition lets through, such as one that is newer than the workflow. */
function examineCommands(workflows, steps, place) {
    const conditions = workflows.flatMap((workflow) => workflow.conditions).filter((text) => COMMENT.test(text));
    const named = conditions.flatMap((text) => [...text.matchAll(/'(\/[\w-]*)'/g)].map(([, command = '']) => command));
    // A condition that tells comments by something else lets all commands through, or none.
    if (named.length === 0 || named.includes('/'))
        return [];
    const answer = steps.flatMap(({ inputs }) => inputs['resume-command'] ?? []).map(String);
    return [...(answer.length > 0 ? answer : ['/resume']), '/skip', '/redo', '/status']
        .filter((command) => !named.includes(command) && !isExpression(command))
        .map((command) => findingsAt(place).warning('answers', `a comment with ${command} starts no run: the \`if\` of the job names other commands only`, `add contains(github.event.comment.body, '${command}') to it; in a workflow that \`init\` wrote, running it again does`));
}
const COMMENT = /\bgithub\.event\.comment\.body\b/;
/** `on: issues: { types: [edited] }`: a ticked checkbox starts a job. */
function hearsTicks({ events: { issues } }) {
    return JSON.stringify(issues ?? '').includes('"edited"');
}
/** How runs are started, by whichever workflow. */
function examineEvents(workflows, place) {
    const { ok, warning } = findingsAt(place);
    return [
        examineSchedule(workflows, place),
        workflows.some(({ events }) => 'issue_comment' in events)
            ? ok('answers', workflows.some(hearsTicks) ? 'a comment or a tick can answer a halt' : 'a comment can answer a halt')
            : warning('answers', 'no comment starts a run, so /resume does nothing', 'on: issue_comment: { types: [created] }'),
    ];
}

;// CONCATENATED MODULE: ./lib/app/cli/doctor/ci/ci-command.js























const WORKFLOW_FOLDER = '.github/workflows';
/** Whether the nights on GitHub are set up; 64 if a run could not start there. */
async function ci_command_doctorCi(inputs, context) {
    const found = await (0,git_checkout.findCheckout)(inputs.workdir, context.env, null);
    if (found.kind === 'none')
        throw new errors/* UserError */.yo(found.reason, { where: '--ci', fix: 'name a folder of the repository with --workdir' });
    const { checkout } = found;
    const read = readWorkflows(checkout.top);
    const readable = read.flatMap(({ workflow }) => (typeof workflow === 'string' ? [] : workflow));
    const workflows = concerned(readable);
    const settings = settingsReader(checkout.top, context);
    const paths = workflows.map(({ path }) => path);
    const offline = [
        ...read.flatMap(({ path, workflow }) => typeof workflow === 'string' ? [findingsAt(path).warning('workflow', `it cannot be read: ${workflow}`)] : []),
        ...(workflows.length === 0 ? noWorkflow(readable, checkout.top) : []),
        ...(workflows.length === 0 ? [] : examineWorkflows(workflows, settings, WORKFLOW_FOLDER)),
        ...(await examineSpecs(checkout, workflows, settings)),
        ...(await examineCommitted(checkout, [...paths, config_path/* CONFIG_FILE */.g])),
    ];
    const online = workflows.length === 0 ? [] : await askGitHub(workflows, { checkout, context, offline, settings });
    const findings = [...offline, ...online];
    context.stdout.write(inputs.json ? ciJson(paths, findings) : ciText(findings, (0,text_colour/* createColours */.i)((0,command_context/* wantsColour */.Ml)(context))));
    return findings.some(({ level }) => level === 'problem') ? 64 : 0;
}
function readWorkflows(top) {
    const folder = (0,external_node_path_.join)(top, WORKFLOW_FOLDER);
    const names = (0,external_node_fs_.existsSync)(folder)
        ? (0,external_node_fs_.readdirSync)(folder)
            .filter((name) => /\.ya?ml$/.test(name))
            .sort()
        : [];
    return names.map((name) => {
        const path = `${WORKFLOW_FOLDER}/${name}`;
        try {
            return { path, workflow: readWorkflow(path, (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(top, path), 'utf8')) };
        }
        catch (error) {
            return { path, workflow: error.message };
        }
    });
}
/** Those that use this action, and those that call them, or what may be one of them in another repository. */
function concerned(workflows) {
    const users = workflows.filter(({ steps }) => steps.length > 0);
    const isCalling = ({ calls }) => users.some(({ path }) => calls.includes(path));
    return workflows.filter((workflow) => users.includes(workflow) || isCalling(workflow) || workflow.foreignCalls.length > 0);
}
/** One that calls a workflow which is missing may have been copied without it. */
function noWorkflow(workflows, top) {
    const missing = workflows.flatMap(({ path, calls }) => calls
        .filter((called) => !(0,external_node_fs_.existsSync)((0,external_node_path_.join)(top, called)))
        .map((called) => findingsAt(path).problem('workflow', `it calls ${called}, which is not there`, 'put that workflow there')));
    if (missing.length > 0)
        return missing;
    const fix = 'sequential-orchestration init; a copy of the action under another name is known by its inputs: give it `spec` and one more';
    return [findingsAt(WORKFLOW_FOLDER).problem('workflow', 'no workflow uses this action', fix)];
}
/** What the action would read, of inputs and the configuration file as it lies there; for an expression, the default. */
function settingsReader(top, { env }) {
    const path = (0,external_node_path_.join)(top, config_path/* CONFIG_FILE */.g);
    const text = (0,external_node_fs_.existsSync)(path) ? (0,external_node_fs_.readFileSync)(path, 'utf8') : null;
    return (step) => {
        const inputs = Object.entries(step.inputs).flatMap(([name, value]) => isExpression(value) ? [] : [[`INPUT_${name.toUpperCase()}`, String(value ?? '')]]);
        const given = (0,settings/* givenToAction */.$)({ ...Object.fromEntries(inputs), GITHUB_WORKSPACE: top, HOME: env.HOME }, top);
        return (0,read_config/* configure */.jK)(given, { text, name: config_path/* CONFIG_FILE */.g, differs: false }, { parser: parse_config.parseConfig }).inputs;
    };
}
/** What is not committed counts for no job. */
async function examineCommitted({ git }, paths) {
    const status = await (0,index_status/* readStatus */.rk)(git);
    return [
        ...paths.filter((path) => status.entries.some((entry) => entry.path === path)),
        ...uncommittedTasks(status),
    ].map((path) => findingsAt(path).warning('committed', 'it has changes that are not committed', `git add ${path}`));
}
async function askGitHub(workflows, { checkout, context, offline, settings, }) {
    const github = await connect(checkout, context);
    if ('why' in github)
        return [findingsAt('GitHub').warning('github', github.why, github.fix)];
    return examineGitHub(github, {
        workflows,
        isUnpinned: offline.some(({ check, level }) => check === 'pinned' && level !== 'ok'),
        opensPullRequests: workflows.some(({ steps }) => steps.some((step) => opensPullRequests(step, settings))),
    });
}
function opensPullRequests(step, settings) {
    try {
        const own = step.inputs['app-id'] === undefined && step.inputs['github-token'] === undefined;
        return own && settings(step).platform.pullRequest !== 'off';
    }
    catch {
        return true;
    }
}
/** The repository of origin, with the token that gh uses; else why it cannot be asked. */
async function connect(checkout, { env, stop }) {
    const url = (0,address/* originUrl */.sH)(checkout);
    const token = env.GH_TOKEN || env.GITHUB_TOKEN;
    const unasked = 'secrets and settings were not looked at:';
    if (url === null)
        return { why: `${unasked} there is no origin`, fix: 'git remote add origin URL' };
    if (!token)
        return {
            why: `${unasked} there is no token`,
            fix: 'GH_TOKEN=$(gh auth token) sequential-orchestration doctor --ci',
        };
    try {
        const { server, owner, repo } = await findRepository(url, env);
        const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
        const apiUrl = env.GITHUB_API_URL || (0,app_remote/* apiUrlOf */.p)(server);
        const options = { owner, repo, apiUrl, sleep, now: Date.now, mask: (text) => text };
        return (0,client/* createGitHubClient */.L)({ ...options, tokens: (0,token_source/* givenToken */.v)(token), shuttingDown: stop });
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        return { why: `${unasked} ${error.message}`, fix: 'have origin name the repository on GitHub' };
    }
}

// EXTERNAL MODULE: ./lib/inputs/price-file.js + 1 modules
var price_file = __webpack_require__(8738);
// EXTERNAL MODULE: ./lib/machine-user.js
var machine_user = __webpack_require__(39592);
// EXTERNAL MODULE: ./lib/secrets/agent-environment.js
var agent_environment = __webpack_require__(71780);
// EXTERNAL MODULE: ./lib/terminal/create-terminal.js + 13 modules
var create_terminal = __webpack_require__(11752);
// EXTERNAL MODULE: ./lib/app/reading/config-trust.js + 1 modules
var config_trust = __webpack_require__(23918);
// EXTERNAL MODULE: ./lib/app/spec-run/open-isolation.js
var open_isolation = __webpack_require__(478);
// EXTERNAL MODULE: ./lib/report/text/numbers.js
var numbers = __webpack_require__(42626);
;// CONCATENATED MODULE: ./lib/app/cli/doctor/doctor-text.js




/** What `doctor` found, as a table for a person. Names of variables, never values. */
function doctorText(report, colours = text_colour/* noColours */.b) {
    const rows = report.backends.map((backend) => [
        backendIcon(backend, colours),
        backend.name + (backend.chosen ? ' *' : ''),
        versionCell(backend),
        loginCell(backend),
        answerCell(backend),
        backend.path ?? '',
    ]);
    const tools = report.tools.map((tool) => [
        toolIcon(tool, colours),
        tool.name,
        tool.version ?? '',
        tool.path ?? 'not found',
    ]);
    const gib = (report.disk.freeBytes / 1024 ** 3).toFixed(1);
    return [
        ...table([['', 'agent', 'version', 'key', 'answers', 'program'], ...rows], colours),
        '',
        ...loginLines(report.backends),
        ...table([['', 'tool', 'version', 'program'], ...tools], colours),
        '',
        ...(report.isolation === null ? [] : isolationLines(report.isolation, colours)),
        ...(report.app === null ? [] : [appLine(report.app, colours), '']),
        `  ${gib} GiB free for agents at ${report.disk.path}`,
        ...report.warnings.map((text) => colours.yellow(`! ${(0,plain_text/* plainText */.wh)(text)}`)),
        ...report.problems.map((text) => colours.red(`✗ ${(0,plain_text/* plainText */.wh)(text)}`)),
        report.problems.length === 0
            ? colours.green('✓ A run can start with the chosen agents (*).')
            : colours.red('A run cannot start with the chosen agents (*).'),
        '',
    ].join('\n');
}
/** The whole report for scripts: one JSON object, indented. */
function doctorJson(report) {
    return `${JSON.stringify({ ok: report.problems.length === 0, ...report }, null, 2)}\n`;
}
function backendIcon({ problem, warning, chosen }, colours) {
    if (problem !== null)
        return chosen ? colours.red('✗') : colours.dim('–');
    return warning === null ? colours.green('✓') : colours.yellow('!');
}
function toolIcon({ path, problem }, colours) {
    if (problem !== null)
        return colours.red('✗');
    return path === null ? colours.dim('–') : colours.green('✓');
}
function versionCell({ builtIn, path, version, from, knownVersion, installable }) {
    if (builtIn)
        return 'built in';
    if (path === null)
        return installable ? `to be installed (${knownVersion})` : 'not installed';
    return `${version ?? 'unknown'}${from === 'cache' ? ' (installed here)' : ''}`;
}
function appLine({ id, slug, repository, problem }, colours) {
    if (problem !== null)
        return `${colours.red('✗')}  app ${id}`;
    return `${colours.green('✓')}  app ${id} (${slug}) gets tokens for ${repository}`;
}
/** By which mechanism, and what of the machine it covers. */
function isolationLines(isolation, colours) {
    const { strength, mechanism, hidden, readOnly, writable, notHeld } = isolation;
    if (mechanism === null)
        return [`  ${colours.yellow('!')}  sandbox: none`, ''];
    const line = (name, paths) => paths.length === 0 ? [] : [`     ${name}: ${(0,plain_text/* plainText */.wh)(paths.join(', '))}`];
    return [
        `  ${colours.green('✓')}  sandbox: ${strength}, by ${mechanism}`,
        ...line('hidden', [
            ...hidden,
            mechanism === 'another-user' ? 'memory and environments of other processes' : 'other processes and terminals',
        ]),
        ...line('read-only', strength === 'strict' ? ['everything but what can be written'] : readOnly),
        ...line('can be written', strength === 'strict' ? [...writable, 'temporary files of its own'] : []),
        ...line('ended with each attempt', ['every process that it started']),
        ...line('not held', notHeld),
        '',
    ];
}
function loginCell({ login, keys }) {
    switch (login.kind) {
        case 'unneeded':
            return 'none needed';
        case 'variables':
            return login.names.join(', ');
        case 'file':
            return `logged in (${login.path})`;
        case 'elsewhere':
            return `another provider (${login.what})`;
        case 'unknown':
            return 'may be logged in';
        case 'missing':
            return `missing: ${keys[0] ?? ''}`;
    }
}
/** Whose logins were found, until when, and what their calls draw on. */
function loginLines(backends) {
    const lines = backends.flatMap(({ name, loginFacts }) => {
        if (loginFacts === null)
            return [];
        const { what, until, renews, pool } = loginFacts;
        const end = until === null ? '' : `, until ${(0,lib_time/* formatUtcMinute */.Ko)(until)}`;
        const login = `     ${name}: ${(0,plain_text/* plainText */.wh)(what)}${end}${renews ? ', renewed by the agent itself' : ''}`;
        return pool === undefined ? [login] : [login, `       draws on ${pool.name}`];
    });
    return lines.length === 0 ? [] : [...lines, ''];
}
function answerCell({ probe, builtIn }) {
    if (probe === null)
        return builtIn ? '' : 'not asked';
    return probe.ok ? `yes, in ${(0,numbers/* formatDuration */.a)(probe.ms)}` : 'no';
}
/** Columns as wide as their widest cell; the last one is not filled up. */
function table(rows, colours) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
    return rows.map((row, index) => {
        const line = row
            .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
            .join('  ')
            .trimEnd();
        return index === 0 ? colours.dim(line) : line;
    });
}
function width(text) {
    return (0,plain_text/* displayWidth */.F1)((0,plain_text/* plainText */.wh)(text));
}

// EXTERNAL MODULE: ./lib/agents/install/free-space.js
var free_space = __webpack_require__(16777);
// EXTERNAL MODULE: ./lib/agents/install/install-folders.js
var install_folders = __webpack_require__(73801);
// EXTERNAL MODULE: ./lib/agents/install/programs.js + 6 modules
var programs = __webpack_require__(19411);
// EXTERNAL MODULE: ./lib/agents/login.js
var login = __webpack_require__(21815);
// EXTERNAL MODULE: ./lib/agents/login-facts.js
var login_facts = __webpack_require__(91057);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-configuration.js
var git_configuration = __webpack_require__(67485);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-environment.js
var git_environment = __webpack_require__(52890);
// EXTERNAL MODULE: ./lib/repository/git/git.js + 1 modules
var git_git = __webpack_require__(64606);
;// CONCATENATED MODULE: ./lib/app/cli/doctor/examine-configuration.js




/**
 * What in git's configuration of this machine or user would see or use the token of the next job, were this a
 * self-hosted runner: an agent of an earlier job may have left it. Keys and files, never values, which may hold a
 * password. Empty without git, and where git cannot read its configuration.
 */
async function examineConfiguration(env, workdir) {
    const gitEnvironment = (0,git_environment/* configurationEnvironment */.mL)(env, workdir);
    const binary = await (0,find_program/* findProgram */.K)('git', gitEnvironment.PATH);
    if (binary === null)
        return [];
    const git = (0,git_git/* createGit */.lD)(binary, workdir, gitEnvironment);
    const listing = ['-c', 'safe.directory=*', 'config', '--list', '-z', '--show-scope', '--show-origin'];
    const { stdout } = await git(listing, { accept: 'any' }).catch(() => ({ stdout: '' }));
    const found = (0,git_configuration/* interceptingEntries */.VY)((0,git_configuration/* parseConfiguration */.MA)(stdout));
    if (found.length === 0)
        return [];
    const places = new Set(found.map(({ key, origin }) => `${withoutPassword(key)} (${origin.replace(/^file:/, '')})`));
    return [
        `On a self-hosted runner, these git settings would see or use the token of the next job: ${[...places].join(', ')}. Remove those that you did not set: git config --global --unset-all KEY.`,
    ];
}
/** An address in a key, such as `url.<address>.insteadof`, may name user and password. */
function withoutPassword(key) {
    return key.replace(/\/\/[^/@\s]*@/g, '//***@');
}

// EXTERNAL MODULE: ./lib/agents/install/version-check.js
var version_check = __webpack_require__(24267);
// EXTERNAL MODULE: ./lib/own-path.js
var own_path = __webpack_require__(56079);
;// CONCATENATED MODULE: ./lib/app/cli/doctor/examine-tools.js



/** The programs that a run works with, on PATH. */
async function examineTools({ env, tmux, git, npm }) {
    const tool = async (name, needed, consequence, flag = '--version') => {
        const path = await (0,find_program/* findProgram */.K)(name, (0,own_path/* ownPath */.O4)(env));
        const answer = path === null ? null : await (0,version_check/* queryVersion */.HH)(path, env, { limitMs: 10_000, flag });
        const problem = path === null && needed ? `${name} is not installed, ${consequence}` : null;
        return { name, path, version: answer?.ok ? versionNumber(answer.text) : null, problem };
    };
    return Promise.all([
        tool('tmux', tmux === 'require', 'but it is required.', '-V'),
        tool('git', git, 'but checkpoints need it.'),
        tool('node', false, ''),
        tool('npm', npm, 'so no CLI can be installed. In a workflow, use actions/setup-node.'),
    ]);
}
/** `git version 2.39.5`, `tmux 3.3a`, `v20.20.2` → the number. */
function versionNumber(text) {
    return text.replace(/^\w+ (version )?/, '').replace(/^v/, '');
}

;// CONCATENATED MODULE: ./lib/app/cli/doctor/probe.js


/** Long enough for the slowest CLI's first start and a slow model's one word. */
const probeLimitMs = 90_000;
/** One tiny call each, one after the other, to every backend that could answer. */
async function probeAll(backends, options, openTerminal) {
    const results = new Map();
    const candidates = [];
    for (const backend of backends) {
        const chosen = options.chosen.includes(backend.name);
        const isFound = (await (0,programs/* locateCli */.VF)(backend, options)).kind === 'found';
        if (backend.cli !== null && (isFound || chosen))
            candidates.push(backend);
    }
    const { paths, unusable } = await (0,programs/* ensurePrograms */.id)(candidates, [], options);
    for (const [name, why] of unusable)
        results.set(name, { ok: false, ms: 0, message: why });
    if (paths.size === 0)
        return results;
    const terminal = await openTerminal(paths);
    try {
        for (const backend of candidates.filter(({ name }) => paths.has(name))) {
            results.set(backend.name, await probe(backend, options, terminal));
        }
    }
    finally {
        await terminal.close();
    }
    return results;
}
async function probe(backend, options, terminal) {
    const report = await terminal.run({
        backend: backend.name,
        order: {
            prompt: 'Answer with the single word OK. Use no tools.',
            session: null,
            // The others are asked for their own default: a model's name means nothing to them.
            model: options.chosen.includes(backend.name) ? (options.model ?? null) : null,
            sandbox: backend.sandboxes.includes('read-only') ? 'read-only' : (backend.sandboxes[0] ?? 'full'),
            extraArgs: [...(options.agentArgs['*'] ?? []), ...(options.agentArgs[backend.name] ?? [])],
            workdir: options.workdir,
            options: {},
        },
        window: `doctor-${backend.name}`,
        title: `doctor: ${backend.name}`,
        attempt: 1,
        maxAttempts: 1,
        timeoutMs: probeLimitMs,
        idleTimeoutMs: probeLimitMs,
        allowEnv: options.agentEnv,
    }, () => { }, options.stop ?? new AbortController().signal);
    const ms = report.endedAt - report.startedAt;
    const answer = report.finalMessage.trim();
    if (report.finished?.ok === true && answer !== '')
        return { ok: true, ms, message: (0,lib_text/* truncate */.xv)(answer, 80) };
    const why = report.error?.message || report.stderrTail.trim().split('\n').at(-1) || `it ended (${report.end})`;
    return { ok: false, ms, message: (0,lib_text/* truncate */.xv)(why, 500) };
}

;// CONCATENATED MODULE: ./lib/app/cli/doctor/examine.js









/** The largest CLI takes 400 MiB, and as much again while it is unpacked. */
const minInstallBytes = 1024 ** 3;
const lowDiskBytes = 2 * 1024 ** 3;
/** Looks at everything a run needs, changes nothing (except that a probe installs the chosen CLIs as a run would). */
async function runDoctor(backends, options) {
    const probeResults = options.probe === null ? new Map() : await probeAll(backends, options, options.probe);
    const examined = [];
    for (const backend of backends)
        examined.push(await examineBackend(backend, options, probeResults.get(backend.name) ?? null));
    const toInstall = examined.some(({ chosen, path, installable }) => chosen && path === null && installable);
    const tools = await examineTools({ env: options.env, tmux: options.tmux, git: options.git, npm: toInstall });
    const disk = await (0,free_space/* freeSpace */.F)((0,install_folders/* cacheFolder */.nF)(options.env, options.home));
    const { app = null, isolation = null, signingProblem, workProblems = [] } = options;
    const diskProblem = toInstall && disk.freeBytes < minInstallBytes;
    const problems = [
        ...examined.filter(({ chosen }) => chosen).flatMap(({ problem }) => problem ?? []),
        ...tools.flatMap(({ problem }) => problem ?? []),
        ...[app?.problem, isolation?.problem, signingProblem].flatMap((problem) => problem ?? []),
        ...workProblems,
        ...(diskProblem ? [`Less than 1 GiB is free at ${disk.path}: a CLI cannot be installed there.`] : []),
    ];
    const warnings = [
        ...examined.flatMap(({ warning }) => warning ?? []),
        ...[app?.warning, isolation?.warning].flatMap((text) => text ?? []),
        ...(!diskProblem && disk.freeBytes < lowDiskBytes ? [`Less than 2 GiB is free at ${disk.path}.`] : []),
        ...(options.git ? await examineConfiguration(options.env, options.workdir) : []),
    ];
    return { backends: examined, tools, app, isolation, disk, problems, warnings };
}
async function examineBackend(backend, options, probe) {
    const { name, cli } = backend;
    const located = await (0,programs/* locateCli */.VF)(backend, options);
    const login = await (0,programs/* findBackendLogin */.Vd)(backend, options);
    const loginFacts = await (0,login_facts/* readLoginFacts */.R)(backend, login);
    const installable = cli !== null && options.install === 'auto';
    return {
        name,
        chosen: options.chosen.includes(name),
        builtIn: located.kind === 'built-in',
        path: located.kind === 'found' ? located.path : null,
        from: located.kind === 'found' ? located.from : null,
        version: located.kind === 'found' ? located.version : null,
        knownVersion: cli?.version ?? null,
        installable,
        keys: backend.keys,
        login,
        loginFacts,
        probe,
        warning: [located.kind === 'found' ? located.warning : null, expiryWarning(backend, loginFacts)]
            .filter((text) => text !== null)
            .join(' ') || null,
        problem: problemOf(backend, located, installable, login.kind === 'missing', probe),
    };
}
/** A night lasts longer than a login that ends in the middle of it; one that its CLI renews does not end. */
function expiryWarning({ name, account }, facts) {
    if (facts === null || facts.until === null || facts.renews)
        return null;
    const left = facts.until - Date.now();
    if (left > 12 * lib_time/* HOUR */.dp)
        return null;
    const state = left <= 0 ? 'ended at' : 'ends at';
    const fix = account === undefined ? '' : ` Log in again: ${account.login}`;
    return `${name}: the login ${state} ${(0,lib_time/* formatUtcMinute */.Ko)(facts.until)}.${fix}`;
}
function problemOf({ name, cli, machineProgram, keys }, located, installable, keyMissing, probe) {
    if (located.kind === 'missing' && machineProgram !== undefined) {
        return `${name} is not installed: no \`${machineProgram.program}\` on PATH. Install it: ${machineProgram.install}`;
    }
    if (located.kind === 'missing' && !installable) {
        return `${name} is not installed and install-agents is never. Install it: npm install -g ${cli?.package}@${cli?.version}`;
    }
    if (keyMissing) {
        const { message, fix } = (0,login/* describeMissingKey */.hL)({ name, keys });
        return `${message} ${fix}`;
    }
    return probe === null || probe.ok ? null : `${name} does not answer: ${probe.message}`;
}

;// CONCATENATED MODULE: ./lib/app/cli/doctor/examine-app.js




/** Whether the app that was given gets a token for the repository of `origin`; null: none was given. */
async function examineApp(inputs, context) {
    const { app } = inputs.platform;
    if (app === null)
        return null;
    const nothing = { id: app.id, slug: null, repository: null, warning: null };
    try {
        const remote = await (0,app_remote.findAppRemote)(inputs, context, () => { });
        if (remote === null)
            return { ...nothing, problem: 'there is no repository with an origin that the app could push to' };
        const { repository, tokens } = remote;
        await tokens.token();
        const { slug, granted } = await tokens.installation();
        const missing = (0,app_permissions/* missingPermissions */.HR)((0,app_permissions/* neededPermissions */.We)(inputs, true), granted);
        const warning = missing === null ? null : `In a workflow, the app ${slug} also needs ${missing}. ${app_permissions/* GRANT */.dM}`;
        return { id: app.id, slug, repository, warning, problem: null };
    }
    catch (error) {
        if (error instanceof token_source/* TokenUnavailable */.k)
            return { ...nothing, problem: error.message };
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        return { ...nothing, problem: describeUserError(error) };
    }
}
function describeUserError({ where, message, fix }) {
    return [`${where}: ${message}`, fix].filter(Boolean).join('. ');
}

// EXTERNAL MODULE: ./lib/terminal/isolation/isolation.js + 29 modules
var isolation_isolation = __webpack_require__(80891);
;// CONCATENATED MODULE: ./lib/app/cli/doctor/examine-isolation.js

/** What of the sandbox holds on this machine, for the backend that would work. */
async function examineIsolation(inputs, isolation) {
    const { strength, allow } = inputs.isolation;
    const nothing = { strength, mechanism: null, hidden: [], readOnly: [], writable: [], notHeld: [] };
    if (strength === 'off' || isolation === undefined)
        return { ...nothing, warning: `isolation is off: ${isolation_isolation/* UNISOLATED */.p2}.`, problem: null };
    const { mechanism, policy, made, failures, culprit, warnings } = await isolation.examine(inputs.agents.backend);
    if (mechanism === null) {
        const why = `No sandbox works on this machine (${failures.join('; ')})`;
        if (culprit !== null)
            return { ...nothing, warning: null, problem: `${why}. ${(0,isolation_isolation/* culpritFix */.lp)(culprit)}.` };
        if (strength === 'strict')
            return { ...nothing, warning: null, problem: `${why}. ${isolation_isolation/* NO_SANDBOX_FIX */.QA}.` };
        return { ...nothing, warning: `${why}; ${isolation_isolation/* UNISOLATED */.p2}. ${isolation_isolation/* NO_SANDBOX_FIX */.QA}.`, problem: null };
    }
    return {
        ...{ strength, mechanism },
        hidden: policy.hidden.map(({ path }) => path),
        readOnly: policy.readOnly,
        writable: [...policy.writable, ...made],
        notHeld: notHeld({ strength, allow, isRoot: process.getuid?.() === 0, mechanism }),
        ...{ warning: warnings.length > 0 ? warnings.join('\n') : null, problem: null },
    };
}
const NETWORK = 'the network, services on localhost and abstract sockets';
function notHeld({ strength, allow, isRoot, mechanism, }) {
    // What that user may read and write is what everybody may.
    if (mechanism === 'another-user')
        return [NETWORK, 'names and arguments of other processes', 'what every user of this machine can read or write'];
    return [
        NETWORK,
        'tokens that builds read to install, as in ~/.npmrc and ~/.m2/settings.xml',
        ...(strength === 'auto' ? ['other files that this user can write, such as ~/.local/bin and caches'] : ['caches']),
        ...(isRoot ? ['homes of other users, which root reads'] : []),
        ...(isRoot && strength === 'auto' ? ['files of the system, because agents run as root'] : []),
        ...(allow.includes('sudo') ? ['everything, for an agent that uses sudo to get out'] : []),
        ...(allow.includes('docker') ? ['everything, for an agent that uses docker to get out'] : []),
    ];
}

// EXTERNAL MODULE: ./lib/platform/git-data.js
var git_data = __webpack_require__(12848);
// EXTERNAL MODULE: ./lib/repository/remote/remote.js + 4 modules
var remote_remote = __webpack_require__(12796);
// EXTERNAL MODULE: ./lib/repository/signing/api-signer.js + 2 modules
var api_signer = __webpack_require__(41759);
// EXTERNAL MODULE: ./lib/repository/signing/open-signer.js
var open_signer = __webpack_require__(16713);
// EXTERNAL MODULE: ./lib/repository/signing/signer.js + 1 modules
var signer = __webpack_require__(91163);
// EXTERNAL MODULE: ./lib/secrets/key-forms.js
var key_forms = __webpack_require__(29428);
// EXTERNAL MODULE: ./lib/app/spec-run/adapters.js + 71 modules
var adapters = __webpack_require__(30480);
;// CONCATENATED MODULE: ./lib/app/cli/doctor/examine-signing.js











/** Why commits would not be signed; null: they would, or nothing is to be signed. */
async function examineSigning(inputs, context) {
    const { signing, checkpoint, commitAuthor } = inputs.repository;
    if (signing === null || checkpoint === 'off')
        return null;
    try {
        const found = await (0,git_checkout.findCheckout)(inputs.workdir, context.env, commitAuthor);
        if (found.kind === 'none')
            return null;
        if (signing.by === 'api')
            await tryApi(found.checkout, inputs, context);
        else {
            const key = signing.key && (0,key_forms/* signingKeyText */.g)(signing.key);
            await (0,open_signer/* trySigner */.U)(await (0,signer/* createSigner */.r)(found.checkout, { env: context.env, workdir: inputs.workdir, key }), []);
        }
        return null;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return describeUserError(error);
        throw error;
    }
}
/** A commit that nothing points to: GitHub removes it in time. */
async function tryApi(checkout, inputs, context) {
    const notice = () => { };
    const appRemote = await (0,app_remote.findAppRemote)(inputs, context, notice);
    const api = (0,adapters/* requireCommitApi */.ZL)(appRemote && (0,git_data/* createCommitApi */.s)(appRemote.github));
    const { env, stop } = context;
    const remote = (0,remote_remote/* createRemote */.hh)(checkout, {
        env,
        stop,
        notice,
        url: appRemote?.url ?? '',
        tokens: appRemote?.tokens ?? null,
    });
    const listed = await remote.list(['HEAD']);
    if (listed.kind !== 'ok')
        throw new errors/* UserError */.yo('reason' in listed ? listed.reason : listed.kind, { where: 'origin' });
    const policy = { now: Date.now, sleep: async () => { }, notice, retryForMs: 0, stop };
    await (0,open_signer/* trySigner */.U)((0,api_signer/* createApiSigner */.Z)(checkout, { api, remote, policy }), [listed.value.refs.get('HEAD') ?? null]);
}

// EXTERNAL MODULE: ./lib/agents/split-command.js
var split_command = __webpack_require__(74062);
// EXTERNAL MODULE: ./lib/spec-folder/locate/spec-names.js
var spec_names = __webpack_require__(36103);
;// CONCATENATED MODULE: ./lib/app/cli/doctor/examine-work.js









/** What a run would work on and with, beside the agents: why it could not begin, a sentence each. */
async function examineWork(inputs, required, { env }) {
    return [
        ...(await problemsOf(() => examine_work_examineSpecs(inputs, env))),
        ...(required.includes('custom') ? await problemsOf(() => examineProgram(inputs, env)) : []),
    ];
}
async function problemsOf(examine) {
    try {
        await examine();
        return [];
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        return [(0,config_trust/* inOneLine */.UX)(error)];
    }
}
async function examine_work_examineSpecs({ specs, workdir, format, loop }, env) {
    // Which of several is named with the run.
    if (specs.length === 0 && (0,spec_names/* specNames */.a)(workdir).present.length > 1)
        return;
    const located = await (0,locate_specs/* locateSpecs */.P)(specs, workdir, { unwritten: true, format, env });
    const [only, ...others] = located;
    // Of several those run that can be read.
    if (only !== undefined && others.length === 0)
        await (0,read_spec/* readSpec */.Ot)(only, loop);
}
async function examineProgram({ agents, workdir }, env) {
    const [program] = (0,split_command/* splitCommand */.G)(agents.agentCommand ?? '', 'custom');
    const path = program.includes('/') ? (0,external_node_path_.resolve)(workdir, program) : program;
    if ((await (0,find_program/* findProgram */.K)(path, (0,own_path/* ownPath */.O4)(env))) !== null)
        return;
    throw new errors/* UserError */.yo(`there is no program ${program}, or it cannot be executed`, {
        where: '--agent-command',
        fix: 'correct it, install it, or make it executable',
    });
}

;// CONCATENATED MODULE: ./lib/app/cli/doctor/doctor-command.js


















/** Whether this machine can carry a spec out, before a night depends on it; 64 if the chosen agents cannot run. */
async function doctor({ inputs, refusal }, probe, context) {
    const { env, stdout, stderr } = context;
    await (0,price_file/* loadPrices */.$)(inputs.throttle.prices);
    const notice = (text) => void stderr.write(`${text}\n`);
    // What stands in the way is said among the problems.
    const problem = refusal === null ? null : (0,config_trust/* inOneLine */.UX)(refusal);
    inputs.warnings.filter((warning) => warning !== problem).forEach(notice);
    const isolation = (0,open_isolation/* openIsolation */.zS)(inputs, {
        ...{ env, workdir: inputs.workdir, dist: context.dist, log: { emit() { } } },
        logDir: (0,command_context/* logFolder */.hI)(context, 'doctor', 'doctor'),
    });
    try {
        const report = await examine(inputs, probe, context, { isolation, problem });
        stdout.write(inputs.json ? doctorJson(report) : doctorText(report, (0,text_colour/* createColours */.i)((0,command_context/* wantsColour */.Ml)(context))));
        return report.problems.length === 0 ? 0 : 64;
    }
    finally {
        await isolation?.close();
    }
}
async function examine(inputs, probe, context, { isolation, problem }) {
    const { env, stderr } = context;
    const notice = (text) => void stderr.write(`${text}\n`);
    const { required } = (0,owner_backends/* usedBackends */.hY)(inputs.agents, inputs.throttle.fallbackBackends, lib_agents/* backends */.Sq);
    return runDoctor(lib_agents/* backends */.Sq, {
        env,
        home: (0,machine_user/* homeFolder */.Wx)(env),
        install: inputs.agents.installAgents,
        versions: inputs.agents.agentVersions,
        agentArgs: inputs.agents.agentArgs,
        agentEnv: inputs.agents.agentEnv,
        log: notice,
        platform: process.platform,
        execPath: process.execPath,
        stop: context.stop,
        chosen: required,
        model: inputs.agents.model,
        workdir: inputs.workdir,
        tmux: inputs.terminal.tmux,
        git: inputs.repository.checkpoint !== 'off',
        workProblems: [...(problem === null ? [] : [problem]), ...(await examineWork(inputs, required, context))],
        app: await examineApp(inputs, context),
        isolation: await examineIsolation(inputs, isolation),
        startProbe: (0,open_isolation/* probesIn */.tm)(isolation),
        signingProblem: await examineSigning(inputs, context),
        probe: probe
            ? (paths) => (0,create_terminal/* createTerminal */.P)({
                mode: 'off',
                session: null,
                spec: 'doctor',
                runId: `doctor-${process.pid}`,
                node: process.execPath,
                paneScript: (0,external_node_path_.join)(context.dist, 'pane.js'),
                env,
                logDir: (0,log_folder/* usableLogFolder */.JM)((0,command_context/* logFolder */.hI)(context, 'doctor', `${process.pid}`), env, notice),
                secrets: (0,agent_environment/* secretValues */.V)(env, (0,lib_agents/* keyNames */.mu)()),
                program: (backend) => paths.get(backend) ?? backend,
                isolation,
                notice,
            })
            : null,
    });
}

// EXTERNAL MODULE: ./lib/agents/stream/collect.js
var collect = __webpack_require__(2577);
// EXTERNAL MODULE: ./lib/agents/stream/json.js
var json = __webpack_require__(90849);
// EXTERNAL MODULE: ./lib/verdict/limits/recognise-limit.js + 7 modules
var recognise_limit = __webpack_require__(89489);
;// CONCATENATED MODULE: ./lib/app/cli/doctor/explain-limit.js









/** What ends an attempt stands at the end of what it printed. */
const MAX_LENGTH = 4 * 1024 * 1024;
/** Says what a text on standard input would be taken for, were it what ended an attempt, and why. Always 0. */
async function explainLimitCommand(inputs, { stdin, stdout }) {
    let text = '';
    stdin.setEncoding('utf8');
    for await (const chunk of stdin)
        text = (0,lib_text/* lastCharacters */.pu)(text + chunk, MAX_LENGTH);
    if (text.trim() === '') {
        const fix = 'give the message that an agent ended with, such as: doctor --explain-limit < message.txt';
        throw new errors/* UserError */.yo('there is no text to explain', { where: 'standard input', fix });
    }
    const { backend } = inputs.agents;
    const explained = explainText(text, backend, Date.now());
    stdout.write(inputs.json ? `${JSON.stringify(explained, null, 2)}\n` : limitText(backend, explained));
    return 0;
}
/** A message as a person saw it, or lines of the backend's own stream, in which its reader finds the error. */
function explainText(text, backend, now) {
    const { error, limits } = readStream(text, backend) ?? { error: readMessage(text.trim()), limits: [] };
    const explained = { ...(0,recognise_limit/* explainLimit */.hH)(error, limits, { backend, backends: lib_agents/* backends */.Sq, now }), error };
    if (explained.finding !== null || error.status !== null)
        return explained;
    // Copied from a window, it lacks what the stream has beside it.
    const withStatus = { ...error, status: NOT_FOUND };
    const other = (0,recognise_limit/* explainLimit */.hH)(withStatus, limits, { backend, backends: lib_agents/* backends */.Sq, now });
    return other.finding?.kind === 'refused' ? { ...other, error: withStatus, assumed: NOT_FOUND } : explained;
}
/** What services answer for a model that they do not know. */
const NOT_FOUND = 404;
/** `API Error: 404 {"error": {"type": …, "message": …}}`, or the code alone, as agents print what they were answered. */
function readMessage(text) {
    if (/^[a-z]+(?:_[a-z]+)+$/.test(text))
        return (0,json/* agentError */.Cw)(text, { code: text });
    const [, number] = /^(?:[\w ]{0,40}: ?)?([45]\d\d)\b/.exec(text) ?? [];
    const status = number === undefined ? null : Number(number);
    const body = (0,json/* parseLine */.A)(text.slice(Math.max(0, text.indexOf('{'))));
    const inner = (0,json/* objectAt */.lJ)(body ?? {}, 'error');
    const message = (0,json/* asString */.oJ)(inner.message);
    if (message === null)
        return (0,json/* agentError */.Cw)(text, { status });
    return (0,json/* agentError */.Cw)(message, { status, code: (0,json/* asString */.oJ)(inner.code) ?? (0,json/* asString */.oJ)(inner.type) });
}
function readStream(text, backend) {
    const lines = text.split('\n');
    if (!lines.some((line) => (0,json/* parseLine */.A)(line) !== null))
        return null;
    const reader = (0,lib_agents/* getBackend */.jz)(backend).reader();
    const collector = (0,collect/* createCollector */.Y)();
    for (const event of lines.flatMap((line) => reader.read(line, 'stdout')))
        collector.add(event);
    const { error, limits } = collector.facts();
    return error === null ? null : { error, limits };
}
function limitText(backend, explained) {
    const { finding, why, error } = explained;
    const { status, code } = error;
    const facts = [status === null ? null : `status ${status}`, code === null ? null : `code ${code}`].filter(Boolean);
    const lines = [
        describeFinding(finding),
        `Why: ${why}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}.`,
        ...(finding?.kind === 'refused' ? [`Remedy: ${finding.remedy}`] : []),
        ...('assumed' in explained
            ? [
                `That holds if the service answered with ${explained.assumed}, which an agent’s own stream tells; without that it counts as a failed attempt.`,
            ]
            : []),
    ];
    return `As the last word of ${backend}:\n${lines.map((line) => `  ${(0,plain_text/* plainText */.wh)(line)}`).join('\n')}\n`;
}
function describeFinding(finding) {
    switch (finding?.kind) {
        case undefined:
            return 'failed: the attempt itself failed, and counts as one.';
        case 'limited': {
            const { resetsAt, source, window } = finding.limit;
            const until = resetsAt === null
                ? 'it does not say when it resets: tried again now and then'
                : `until ${(0,lib_time/* formatUtcMinute */.Ko)(resetsAt)} (${source})`;
            return `limited: a quota${window === null ? '' : ` (${window})`}, ${until}. Not counted as an attempt.`;
        }
        case 'transient': {
            const { retryAfterMs } = finding;
            const after = retryAfterMs === null ? 'soon' : `after ${(0,numbers/* formatDuration */.a)(retryAfterMs)}`;
            return `transient: it passes by itself, and is tried again ${after}. Not counted as an attempt.`;
        }
        case 'refused':
            return 'refused: only a person can fix it, and the run halts.';
        default:
            return (0,errors/* unreachable */.HB)(finding);
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/agents/install/lock-files.js + 7 modules
var lock_files = __webpack_require__(47889);
// EXTERNAL MODULE: ./lib/app/cli/accepted-config.js
var accepted_config = __webpack_require__(37832);
// EXTERNAL MODULE: ./node_modules/@clack/prompts/dist/index.mjs + 6 modules
var prompts_dist = __webpack_require__(26170);
// EXTERNAL MODULE: ./node_modules/picocolors/picocolors.js
var picocolors = __webpack_require__(57336);
;// CONCATENATED MODULE: ./lib/app/cli/init/set-up-answers.js





const HOSTED_RUNNER = 'ubuntu-latest';
/** GitHub keeps names that begin with GITHUB_ to itself. */
const SECRET = /^(?!github_)[a-z_]\w*$/i;
const LABELS = /^[\w.:/@+=-]+(?:[\s,]+[\w.:/@+=-]+)*$/;
function isActionName(value) {
    const isName = /^[\w.-]{1,100}\/[\w.-]{1,100}@[\w./-]{1,200}(?: # [\w./-]{1,200})?$/.test(value);
    return isName && !value.startsWith('OWNER/');
}
/** Labels of a runner. */
function isRunner(value) {
    return LABELS.test(value.trim());
}
/**
 * UserError for what would make a workflow that GitHub does not load, or that cannot run, or write a secret down.
 * `passed`: variables that the configuration file hands to agents.
 */
function requireUsable({ key, schedule, runner, action, backend, verify }, passed) {
    const refuse = (where, message, fix) => {
        throw new errors/* UserError */.yo(message, { where, fix });
    };
    if (!isActionName(action)) {
        const fix = 'give owner/repository@version, such as --action my-org/sequential-orchestration@v0';
        refuse('--action', 'it is not known where this action is published', fix);
    }
    if (key !== null && !SECRET.test(key)) {
        const fix = 'give letters, digits and underscores, not beginning with GITHUB_, such as CODEX_API_KEY; or none';
        refuse('--key', `"${key}" is not the name of a variable and a secret`, fix);
    }
    const { keys = [] } = lib_agents/* backends */.Sq.find(({ name }) => name === backend) ?? {};
    if (key !== null && keys.length > 0 && ![...keys, ...passed].includes(key)) {
        const fix = `give one of them; a secret of another name is given to it in the workflow: env: { ${keys[0]}: \${{ secrets.${key} }} }`;
        refuse('--key', `${backend} reads its key from ${keys.join(' or ')}, and not from ${key}`, fix);
    }
    if (verify !== null && (0,secret_shapes/* findSecretShapes */.k)(verify).length > 0) {
        const fix = 'pass it to the job as a secret: `env` of the step in the workflow, `$NAME` in the command, and `agent-env: NAME` in the file';
        refuse('--verify', 'this looks like a secret, and the file that it is written to is committed', fix);
    }
    if (schedule !== null && !isCron(schedule))
        refuse('--schedule', `"${schedule}" is not a schedule that GitHub accepts`, `give ${CRON_FORM}; or none`);
    if (!isRunner(runner))
        refuse('--runner', `"${runner}" is not a list of labels`, 'give labels, such as ubuntu-latest or self-hosted,gpu');
}
/** What an earlier set-up wrote, as far as it can be used again. */
function answersIn(workflow) {
    const read = readWorkflow('', workflow);
    const [step] = typeof read === 'string' ? [] : read.steps;
    if (typeof read === 'string' || step === undefined)
        return {};
    const { schedule } = read.events;
    const [entry] = Array.isArray(schedule) ? schedule : [{ cron: null }];
    // What is written is in UTC.
    const cron = entry?.timezone === undefined ? entry?.cron : undefined;
    const [key = null] = Object.entries(step.env).find(([, value]) => String(value).includes('secrets.')) ?? [];
    const runner = step.runsOn.join(',');
    // Behind a commit stands its version, as a comment.
    const line = workflow.split('\n').find((text) => text.includes(step.uses)) ?? '';
    const action = `${step.uses}${/ # [\w./-]+$/.exec(line.trimEnd())?.[0] ?? ''}`;
    return {
        ...(key === null || SECRET.test(key) ? { key } : {}),
        ...(cron === null || (typeof cron === 'string' && isCron(cron)) ? { schedule: cron } : {}),
        ...(isRunner(runner) ? { runner } : {}),
        ...(isActionName(action) ? { action } : {}),
    };
}

;// CONCATENATED MODULE: ./lib/app/cli/init/ask.js



/** Ends the questions: a person left them. The message says what was changed until then. */
class Left extends Error {
    constructor(isChanged) {
        super(isChanged ? 'Nothing else was changed.' : 'Nothing was changed.');
    }
}
/** Asks for what no flag says; each question has an answer that Enter takes. */
async function askPerson(given, proposed, project) {
    const backend = given.backend ??
        (await ask_ask((0,prompts_dist/* select */.Lt)({ message: 'Which agent does the work?', options: agentOptions(project), initialValue: proposed.backend })));
    const agent = project.agents.find(({ name }) => name === backend);
    return {
        spec: given.spec ?? (await askForSpec(proposed.spec, project)),
        backend,
        key: given.key === undefined
            ? await askForKey(agent?.keys ?? [], backend === proposed.backend ? proposed.key : undefined)
            : given.key,
        verify: given.verify === undefined ? await askForVerify(proposed.verify) : given.verify,
        schedule: given.schedule === undefined ? await askForSchedule(proposed.schedule) : given.schedule,
        runner: given.runner ??
            (await ask_ask((0,prompts_dist/* text */.Qq)({
                message: 'Which runner? (labels of a self-hosted one, or GitHub’s own)',
                initialValue: proposed.runner,
                validate: (value) => (isRunner(value ?? '') ? undefined : 'labels, such as ubuntu-latest or self-hosted,gpu'),
            }))),
        action: given.action ?? (await askForAction(proposed.action)),
    };
}
async function ask_ask(answer) {
    const value = await answer;
    if ((0,prompts_dist/* isCancel */.FZ)(value))
        throw new Left(false);
    return value;
}
function agentOptions({ agents }) {
    return agents.map(({ name, ready }) => ({
        value: name,
        label: name,
        ...(ready ? { hint: 'key or login found here' } : {}),
    }));
}
async function askForSpec(proposed, { specs }) {
    const all = specs.length > 1 ? [{ value: '*', label: 'all of them', hint: 'one after the other' }] : [];
    const options = [...all, ...specs.map((name) => ({ value: name, label: name }))];
    if (options.length === 0)
        return ask_ask((0,prompts_dist/* text */.Qq)({ message: 'Which spec? (none was found; its name, or * for all to come)', initialValue: proposed }));
    return ask_ask((0,prompts_dist/* select */.Lt)({ message: 'Which spec?', options, initialValue: proposed }));
}
/** `proposed`: null is none; undefined: the agent's first. */
async function askForKey(keys, proposed = keys[0]) {
    const options = [
        ...[...new Set([...keys, ...(proposed == null ? [] : [proposed])])].map((name) => ({
            value: name,
            label: `repository secret ${name}`,
        })),
        { value: '', label: 'none', hint: 'the runner is logged in already' },
    ];
    return ((await ask_ask((0,prompts_dist/* select */.Lt)({ message: 'How does the agent log in there?', options, initialValue: proposed ?? '' }))) || null);
}
async function askForVerify(proposed) {
    const message = 'Which command must succeed before a unit counts as done? (empty: none)';
    return (await ask_ask((0,prompts_dist/* text */.Qq)({ message, initialValue: proposed ?? '', defaultValue: '' }))).trim() || null;
}
async function askForSchedule(proposed) {
    const nightly = nightlyCron();
    const cron = proposed ?? nightly;
    const message = cron === nightly
        ? 'Run every half hour at night (from 20:00 to 07:00 by the clock of this machine)?'
        : `Run at ${cron} (UTC)?`;
    return (await ask_ask((0,prompts_dist/* confirm */.lJ)({ message, initialValue: proposed !== null }))) ? cron : null;
}
async function askForAction(proposed) {
    if (proposed !== '')
        return proposed;
    const message = 'Where is this action published? (owner/repository@version)';
    const validate = (value) => isActionName(value ?? '') ? undefined : 'such as my-org/sequential-orchestration@v0';
    return ask_ask((0,prompts_dist/* text */.Qq)({ message, validate }));
}

// EXTERNAL MODULE: ./node_modules/write-file-atomic/lib/index.js
var lib = __webpack_require__(30238);
// EXTERNAL MODULE: ./lib/state/file/regular-file.js
var regular_file = __webpack_require__(8647);
;// CONCATENATED MODULE: ./lib/app/cli/init/write-files.js







/** The workflow, from the top of the repository. */
const WORKFLOW_FILE = '.github/workflows/sequential.yml';
/** Line of a file that is written whole: whether a person changed it since shows by the hash of the rest. */
const MARK = /^.{0,8}Written by sequential-orchestration init \(([0-9a-f]{12})\)\. .*\n/m;
/**
 * The same with a mark, so that a later run knows its own file from one that a person edited: the first line of YAML, the
 * last of Markdown, which may begin with settings.
 */
function marked(text, format) {
    const mark = `Written by sequential-orchestration init (${hash(text)}). Run it again for changes; a file that you edit is kept.`;
    return format === 'yaml' ? `# ${mark}\n${text}` : `${text}<!-- ${mark} -->\n`;
}
function hash(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 12);
}
/**
 * What would be done with a file that is wanted so, at the place where links on its way lead to. `whole`: it is ours as a
 * whole, and marked.
 */
function planFile(top, path, text, whole) {
    const file = { path: realPlace(top, path), text };
    const read = readPresent(top, path);
    if (read === null)
        return { ...file, change: 'new' };
    // Git may have given every line of it another end.
    const present = whole ? read.replaceAll('\r\n', '\n') : read;
    if (present === text)
        return { ...file, change: 'unchanged' };
    const written = MARK.exec(present)?.[1];
    const unmarked = present.replace(MARK, '');
    // Installed by another program, it has no mark.
    const isOurs = written === hash(unmarked) || unmarked === text.replace(MARK, '');
    return { ...file, change: !whole || isOurs ? 'updated' : 'edited-by-a-person' };
}
/** Text of a file of the repository; null: it is not there. */
function readPresent(top, path) {
    const full = (0,external_node_path_.join)(top, realPlace(top, path));
    if (!(0,external_node_fs_.existsSync)(full))
        return null;
    const stat = (0,external_node_fs_.statSync)(full);
    if (stat.isFile())
        return (0,external_node_fs_.readFileSync)(full, 'utf8');
    throw new errors/* UserError */.yo(`${(0,regular_file/* describeKind */.SB)(stat)} is where a file is to be`, { where: full, fix: 'move it elsewhere' });
}
/** The same path without links on its way, which may lead about in the repository and not out of it. */
function realPlace(top, path) {
    const root = (0,regular_file/* realPathOf */.dN)(top);
    let there = (0,external_node_path_.join)(root, path);
    while (!(0,external_node_fs_.existsSync)(there)) {
        requireNoLink(there);
        there = (0,external_node_path_.dirname)(there);
    }
    const real = (0,external_node_path_.join)((0,regular_file/* realPathOf */.dN)(there), (0,external_node_path_.relative)(there, (0,external_node_path_.join)(root, path)));
    if (real.startsWith(root + external_node_path_.sep))
        return (0,external_node_path_.relative)(root, real);
    throw new errors/* UserError */.yo(`a symbolic link leads out of the repository, to ${real}`, {
        where: (0,external_node_path_.join)(top, path),
        fix: 'remove the link, or put a folder there',
    });
}
/** UserError for a link that leads to nothing: no file can be made through it. */
function requireNoLink(path) {
    const found = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() !== true)
        return;
    throw new errors/* UserError */.yo(`a symbolic link leads to ${(0,external_node_fs_.readlinkSync)(path)}, where nothing is`, {
        where: path,
        fix: 'remove the link, or make what it leads to',
    });
}
function writePlannedFile(top, { path, text }) {
    const full = (0,external_node_path_.join)(top, path);
    try {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(full), { recursive: true });
        (0,lib.sync)(full, text);
    }
    catch (cause) {
        if (!['EACCES', 'EPERM', 'EROFS'].includes(cause.code ?? ''))
            throw cause;
        // Of the file itself: what could not be written is a temporary one beside it.
        const fix = `make ${(0,external_node_path_.dirname)(full)} writable for you, then run the same command again`;
        throw new errors/* UserError */.yo('it cannot be written: permission denied', { where: full, fix, cause });
    }
}
/** The difference to what is there, as git shows it. */
async function difference(git, top, { path, text }, colour) {
    const folder = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'init-'));
    try {
        const wanted = (0,external_node_path_.join)(folder, 'wanted');
        (0,external_node_fs_.writeFileSync)(wanted, text);
        const how = ['--no-index', '--no-prefix', `--color=${colour ? 'always' : 'never'}`];
        const { stdout } = await git(['diff', ...how, '--', (0,external_node_path_.join)(top, path), wanted], { accept: 'any' });
        // Without git's head, which names the temporary file.
        return stdout.slice(Math.max(0, stdout.indexOf('@@'))).trimEnd();
    }
    finally {
        (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./lib/app/cli/init/apply-files.js





const SIGNS = {
    new: '+',
    unchanged: '=',
    updated: '~',
    'edited-by-a-person': '!',
};
/**
 * Shows each change and makes it; a file that a person edited only if they say so. Returns those that were written.
 * Throws `Left` if they leave the question.
 */
async function applyFiles(files, { top, git }, { force, asks, context }) {
    const { stdout } = context;
    const colour = (0,command_context/* wantsColour */.Ml)(context);
    const { dim } = (0,picocolors.createColors)(colour);
    const written = [];
    for (const file of files) {
        const { path, change } = file;
        if (change === 'new')
            writePlannedFile(top, file);
        stdout.write(`${SIGNS[change]} ${path}\n`);
        if (change === 'new')
            written.push(file);
        if (change === 'unchanged' || change === 'new')
            continue;
        stdout.write(`${await difference(git, top, file, colour)}\n`);
        if (change === 'edited-by-a-person' && !force && !(asks && (await mayReplace(path, written.length > 0)))) {
            stdout.write(dim(`  It is not as init wrote it, so it is kept; --force replaces it.\n`));
            continue;
        }
        writePlannedFile(top, file);
        written.push(file);
    }
    return written;
}
async function mayReplace(path, isChanged) {
    const answer = await (0,prompts_dist/* confirm */.lJ)({ message: `${path} is not as init wrote it. Replace it?`, initialValue: false });
    if ((0,prompts_dist/* isCancel */.FZ)(answer))
        throw new Left(isChanged);
    return answer;
}

;// CONCATENATED MODULE: ./lib/app/cli/init/concerns.js


/** What would keep the set-up from working although it is written, a sentence each. */
async function findConcerns({ spec }, { project, inputs, status, kept, }) {
    // Where there is none at all, that is said.
    const missing = project.specs.length === 0 ? [] : await missingSpecs(spec.split('\n'), inputs);
    return [
        ...kept.map(({ path }) => `${path} was kept as it is: what it lacks of the difference above has no effect.`),
        ...missing.map(({ message, fix }) => `Until it is there, no run can start: ${message}${fix === null ? '' : ` (${fix})`}.`),
        ...uncommittedTasks(status).map((path) => `${path} is in no commit, and runs on GitHub see what is pushed: git add ${path}`),
        ...(status.head !== null && status.branch === null
            ? ['No branch is checked out: switch to the default branch before you commit (git switch main).']
            : []),
    ];
}

;// CONCATENATED MODULE: ./lib/app/cli/init/config-text.js

/** Options that the set-up asks for, as the configuration file has them; null: it does not. */
function optionsOf({ spec, backend, verify }) {
    const specs = spec.split('\n');
    return { spec: specs.length === 1 ? spec : specs, backend, verify, 'halt-labels': 'needs-human' };
}
/** Where the file names its schema for editors; one that is elsewhere is a person's own. */
const SCHEMA = /(?<=^# yaml-language-server: )\$schema=https:\/\/raw\.githubusercontent\.com\/\S{1,300}\/sequential\.schema\.json$/m;
/** A new configuration file, or the one that is there with what the answers change; the rest of it stays as it is. */
function configText(present, answers, schema) {
    const text = present?.replace(SCHEMA, () => `$schema=${schema}`) ?? `# yaml-language-server: $schema=${schema}\n{}\n`;
    const document = (0,dist/* parseDocument */.Tp)(text);
    if (!(0,dist/* isMap */.jh)(document.contents))
        document.contents = document.createNode({});
    if ((0,dist/* isMap */.jh)(document.contents))
        document.contents.flow = false;
    let changed = present === null;
    for (const [name, value] of Object.entries(optionsOf(answers))) {
        if (present !== null && name === 'halt-labels')
            continue;
        if (JSON.stringify(document.get(name) ?? null) === JSON.stringify(value))
            continue;
        if (value === null)
            document.delete(name);
        else
            document.set(name, value);
        changed = true;
    }
    // Written anew, its quotes and spaces would change as well.
    return changed ? document.toString({ lineWidth: 0 }) : text;
}
const GENERATED = ['SEQUENTIAL_STATE.json linguist-generated', 'SEQUENTIAL_PROGRESS.md linguist-generated'];
/** `.gitattributes`, so that GitHub folds the records in a pull request. */
function attributesText(present) {
    const end = present?.includes('\r\n') === true ? '\r\n' : '\n';
    const lines = (present ?? '').split(/\r?\n/);
    const missing = GENERATED.filter((line) => !lines.includes(line));
    if (missing.length === 0)
        return present ?? '';
    const before = present === null || present === '' || present.endsWith('\n') ? (present ?? '') : `${present}${end}`;
    return `${before}${missing.map((line) => `${line}${end}`).join('')}`;
}

// EXTERNAL MODULE: ./lib/version.js
var version = __webpack_require__(13411);
;// CONCATENATED MODULE: ./lib/app/cli/init/decide-answers.js






/** Flags first, then a person's answers where somebody is there to be asked, then what is proposed. */
async function decideAnswers(given, { key, schedule, runner, action }, { config, written, project, asks, }) {
    const chosen = Object.fromEntries(Object.entries({
        ...given,
        key: orNone(key),
        verify: orNone(given.verify),
        schedule: orNone(schedule),
        ...{ runner, action },
    }).filter(([, value]) => value !== undefined));
    // What configuration file and workflow say already is proposed again.
    const inFile = (name) => config?.options.get(name)?.trim();
    const backend = given.backend ?? inFile('backend') ?? project.agents[0]?.name ?? '';
    const proposed = {
        spec: inFile('spec') || (project.specs.length === 1 ? (project.specs[0] ?? '*') : '*'),
        backend,
        verify: inFile('verify') ?? project.stack?.verify ?? null,
        schedule: nightlyCron(),
        runner: HOSTED_RUNNER,
        action: version/* repository */.Jk === null ? '' : version/* actionName */.aM,
        ...written,
        key: proposedKey(backend, backend === inFile('backend') ? written.key : undefined, project),
    };
    if (asks)
        (0,prompts_dist/* intro */.Lv)(`sequential-orchestration init · ${project.stack?.name ?? 'no known build tool'} · ${countOf(project.specs)}`);
    const answers = asks ? await askPerson(chosen, proposed, project) : { ...proposed, ...chosen };
    requireUsable(answers, config?.options.get('agent-env')?.split(/[\s,]+/) ?? []);
    return answers;
}
/** `written`: what the workflow has for the same agent, which may be of another one where a person edited either file. */
function proposedKey(backend, written, { agents }) {
    const others = lib_agents/* backends */.Sq.filter(({ name, keys }) => name !== backend && keys.includes(written ?? ''));
    const isOwn = lib_agents/* backends */.Sq.some(({ name, keys }) => name === backend && keys.includes(written ?? ''));
    if (written !== undefined && (isOwn || others.length === 0))
        return written;
    return agents.find(({ name }) => name === backend)?.keys[0] ?? null;
}
function countOf(specs) {
    return specs.length === 1 ? '1 spec' : `${specs.length} specs`;
}
/** `none` on a command line: there is none. */
function orNone(value) {
    return value === 'none' ? null : value;
}

;// CONCATENATED MODULE: ./lib/app/cli/init/stacks/project-paths.js
/** From the top of the repository, where steps that use an action run. */
function fromTop({ folder }, name) {
    return folder === '' ? name : `${folder}/${name}`;
}
/** Set-up actions look for what their cache is keyed by at the top alone. */
function below(files, lockFile) {
    return files.folder === '' ? {} : { 'cache-dependency-path': fromTop(files, lockFile) };
}
function cacheBy(files, manager, lockFile) {
    return { cache: manager, ...below(files, lockFile) };
}

;// CONCATENATED MODULE: ./lib/app/cli/init/stacks/node-stacks.js

const USES = {
    node: 'actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0',
    pnpm: 'pnpm/action-setup@fe02b34f77f8bc703788d5817da081398fad5dd2 # v4.0.0',
    bun: 'oven-sh/setup-bun@735343b667d3e6f658f44d0eca948eb6282f2b76 # v2.0.2',
};
const LOCK_FILES = {
    pnpm: ['pnpm-lock.yaml'],
    yarn: ['yarn.lock'],
    bun: ['bun.lock', 'bun.lockb'],
    npm: ['package-lock.json', 'npm-shrinkwrap.json'],
};
/** The package manager that package.json names, else the first lock file that is there; of several the one that counts is told. */
const nodeStacks = [
    (files) => {
        const present = Object.keys(LOCK_FILES).filter((name) => LOCK_FILES[name]?.some((file) => files.has(file)));
        const named = /^[a-z]+/.exec(String(packageOf(files).packageManager ?? ''))?.[0] ?? '';
        const [chosen = ''] = present.includes(named) ? [named] : present;
        const others = present.filter((name) => name !== chosen).flatMap((name) => LOCK_FILES[name] ?? []);
        const has = (name) => !others.includes(name) && files.has(name);
        const stack = byLockFile.reduce((found, find) => found ?? find({ ...files, has }), null);
        if (stack === null || others.length === 0)
            return stack;
        const unused = others.filter((name) => files.has(name)).join(' and ');
        return {
            ...stack,
            notes: [`The workflow installs with ${chosen}, and ${unused} is there as well: delete what is not used.`],
        };
    },
];
const byLockFile = [
    (files) => {
        const pinned = /"packageManager"\s*:\s*"pnpm@/.test(files.read('package.json') ?? '');
        const version = pinned ? { package_json_file: fromTop(files, 'package.json') } : { version: 'latest' };
        return node(files, 'pnpm', 'pnpm-lock.yaml', (setUp) => [
            { uses: USES.pnpm, with: version },
            setUp,
            { run: 'pnpm install --frozen-lockfile' },
        ]);
    },
    yarn,
    (files) => bun(files, 'bun.lock') ?? bun(files, 'bun.lockb'),
    (files) => node(files, 'npm', 'package-lock.json', (setUp) => [setUp, { run: 'npm ci' }]),
    (files) => node(files, 'npm', 'npm-shrinkwrap.json', (setUp) => [setUp, { run: 'npm ci' }]),
    // A lock file that nobody committed would be in the way of the run.
    (files) => node(files, 'npm', null, (setUp) => [setUp, { run: 'npm install --no-package-lock' }]),
];
function yarn(files) {
    const isClassic = (files.read('yarn.lock') ?? '').includes('yarn lockfile v1');
    if (isClassic)
        return node(files, 'yarn', 'yarn.lock', (setUp) => [setUp, { run: 'yarn install --frozen-lockfile' }]);
    const install = { run: 'yarn install --immutable' };
    // A Yarn that is in the repository is started by the runner's; every other newer one by corepack.
    if (/^yarnPath:/m.test(files.read('.yarnrc.yml') ?? ''))
        return node(files, 'yarn', 'yarn.lock', (setUp) => [setUp, install]);
    const enable = { run: 'npm install --global corepack && corepack enable' };
    const stack = node(files, 'yarn', 'yarn.lock', ({ with: given, ...setUp }) => {
        // Its cache is asked for before there is such a Yarn.
        const { cache: _, 'cache-dependency-path': __, ...version } = given;
        return [{ ...setUp, with: version }, enable, install];
    });
    const isLinked = /^nodeLinker: ["']?(?:node-modules|pnpm)/m.test(files.read('.yarnrc.yml') ?? '');
    const resolution = isLinked || files.has('.pnp.cjs') ? [] : [{ pattern: '.pnp.*', sample: '.pnp.cjs' }];
    const modules = isLinked ? (stack?.leaves ?? []) : [];
    const state = { pattern: '.yarn/*', sample: '.yarn/install-state.gz' };
    return stack && { ...stack, leaves: [...modules, ...resolution, state] };
}
function bun(files, lockFile) {
    return node(files, 'bun', lockFile, (setUp) => [
        ...(nodeVersionFile(files) === null ? [] : [setUp]),
        { uses: USES.bun },
        { run: 'bun install --frozen-lockfile' },
    ]);
}
/** `lockFile` null: there is none, and so nothing by which a cache could be keyed. */
function node(files, manager, lockFile, steps) {
    if (!files.has(lockFile ?? 'package.json'))
        return null;
    const versionFile = nodeVersionFile(files);
    const version = versionFile === null ? { 'node-version': 'lts/*' } : { 'node-version-file': fromTop(files, versionFile) };
    const cache = lockFile === null || manager === 'bun' ? {} : cacheBy(files, manager, lockFile);
    return {
        name: manager === 'npm' ? 'Node.js' : `Node.js with ${manager}`,
        steps: steps({ uses: USES.node, with: { ...version, ...cache } }),
        verify: hasTestScript(packageOf(files))
            ? `${manager}${manager === 'bun' ? ' run' : ''} test`
            : workspacesTest(files, manager),
        leaves: [{ pattern: 'node_modules/', sample: 'node_modules/x/package.json' }],
    };
}
/** Tests of the packages below where the root has none of its own; null: no package has any, or there is no such command. */
function workspacesTest(files, manager) {
    const isRoot = packageOf(files).workspaces !== undefined || files.has('pnpm-workspace.yaml');
    if (!isRoot || !files.parts().some((part) => hasTestScript(packageOf(part))))
        return null;
    if (manager === 'pnpm')
        return 'pnpm --recursive test';
    return manager === 'npm' ? 'npm test --workspaces --if-present' : null;
}
function nodeVersionFile(files) {
    const own = ['.nvmrc', '.node-version', '.tool-versions'].find((name) => files.has(name));
    if (own !== undefined)
        return own;
    const wanted = packageOf(files).engines?.node;
    // Any newer one will do: that is the newest with long-term support.
    const isOpen = typeof wanted !== 'string' || /^(?:\*|>= ?v?(?:1?\d|2[0-4])(?:\.[\dx]{1,4}){0,2})$/.test(wanted.trim());
    return isOpen ? null : 'package.json';
}
function packageOf(files) {
    try {
        return JSON.parse((files.read('package.json') ?? '{}').replace(/^\ufeff/, '')) ?? {};
    }
    catch {
        return {};
    }
}
/** The script that `npm init` writes fails on purpose. */
function hasTestScript({ scripts }) {
    return typeof scripts?.test === 'string' && !scripts.test.includes('no test specified');
}

;// CONCATENATED MODULE: ./lib/app/cli/init/stacks/python-stacks.js


const python_stacks_USES = {
    python: 'actions/setup-python@ece7cb06caefa5fff74198d8649806c4678c61a1 # v6.3.0',
    uv: 'astral-sh/setup-uv@20cfd1bf945f4377ade1205e4dbc17946fc9a30d # v10.0.1',
};
const pythonStacks = [uv, poetry, pdm, pipenv, pip];
function uv(files) {
    if (!files.has('uv.lock'))
        return null;
    // Where the project does not name it, it is brought for the command.
    const verify = namesPytest(files, 'pyproject.toml')
        ? 'uv run python -m pytest'
        : 'uv run --with pytest python -m pytest';
    return { name: 'Python with uv', steps: [{ uses: python_stacks_USES.uv }, { run: 'uv sync' }], verify, leaves: metadata(files) };
}
function poetry(files) {
    const isMeant = /^\[tool\.poetry\]|\bpoetry\.core\b/m.test(files.read('pyproject.toml') ?? '');
    if (!files.has('poetry.lock') && !isMeant)
        return null;
    const names = { name: 'Python with Poetry', tool: 'poetry', project: 'pyproject.toml', lockFile: 'poetry.lock' };
    return managed(files, names, { install: ['poetry install', 'poetry install'], isCached: true });
}
function pdm(files) {
    const isMeant = /^\[tool\.pdm\b|\bpdm\.backend\b/m.test(files.read('pyproject.toml') ?? '');
    if (!files.has('pdm.lock') && !isMeant)
        return null;
    // With its own dependencies as they were when it was tested.
    const names = { name: 'Python with PDM', tool: 'pdm[locked]', project: 'pyproject.toml', lockFile: 'pdm.lock' };
    const stack = managed(files, names, { install: ['pdm install --frozen-lockfile', 'pdm install'], isCached: false });
    return { ...stack, leaves: [{ pattern: '.pdm-python', sample: '.pdm-python' }] };
}
function pipenv(files) {
    if (!files.has('Pipfile'))
        return null;
    const names = { name: 'Python with Pipenv', tool: 'pipenv', project: 'Pipfile', lockFile: 'Pipfile.lock' };
    return managed(files, names, { install: ['pipenv sync --dev', 'pipenv install --dev'], isCached: true });
}
/**
 * A tool that keeps the project's packages in an environment of its own. `tool` as pipx installs it; `install`: with its
 * lock file, and without; `isCached`: actions/setup-python knows where it keeps what it downloads.
 */
function managed(files, names, { install, isCached }) {
    const { name, tool, project, lockFile } = names;
    const program = tool.replace(/\[.*/, '');
    const isLocked = files.has(lockFile);
    const setUp = python(files, isLocked && isCached ? [program, lockFile] : null);
    // Its tests run by Python's own runner, too.
    const runner = namesPytest(files, project) ? 'pytest' : 'unittest';
    return {
        name,
        steps: [{ run: `pipx install ${(0,shlex/* quote */.hD)(tool)}` }, setUp, { run: install[isLocked ? 0 : 1] }],
        verify: `${program} run python -m ${runner}`,
        notes: isLocked
            ? []
            : [`Set-up writes ${lockFile}, which is not there: commit it (\`${program} lock\`), or add it to .gitignore.`],
    };
}
function namesPytest(files, name) {
    return /\bpytest\b/.test(files.read(name) ?? '');
}
const REQUIREMENTS = ['requirements.txt', 'requirements-dev.txt', 'requirements-test.txt', 'dev-requirements.txt'];
function pip(files) {
    const listed = REQUIREMENTS.filter((name) => files.has(name));
    const [first] = listed;
    if (first === undefined && !['pyproject.toml', 'setup.py'].some((name) => files.has(name)))
        return null;
    // What is listed for the project itself is all it needs; else it is installed, so that tests see what is edited.
    const isListed = listed.includes('requirements.txt');
    const installs = !isListed && isPackage(files);
    const requirements = [...listed.map((name) => `-r ${name}`), 'pytest'].join(' ');
    const install = installs ? `pip install -e ${editable(files)} ${requirements}` : `pip install ${requirements}`;
    return {
        name: 'Python',
        steps: [
            python(files, first === undefined ? null : ['pip', first]),
            { run: !isListed && !installs && isProject(files) ? `${DEPENDENCIES} ${requirements}` : install },
        ],
        verify: 'python -m pytest',
        leaves: installs ? metadata(files) : [],
    };
}
/** pip installs no project's dependencies without the project. */
const DEPENDENCIES = 'pip install uv && uv pip install --python "$(command -v python)" -r pyproject.toml';
/** Not one that only configures tools. */
function isProject(files) {
    return /^\[project\]/m.test(files.read('pyproject.toml') ?? '');
}
/** A project that says nothing of how it is built is none, unless it is laid out as one: setuptools refuses several modules at the top. */
function isPackage(files) {
    if (files.has('setup.py') || /^\[build-system\]/m.test(files.read('pyproject.toml') ?? ''))
        return true;
    return isProject(files) && files.parts().some(({ folder }) => folder === fromTop(files, 'src'));
}
/** With the extras that its tests need, as most name them. */
function editable(files) {
    const [, after = ''] = (files.read('pyproject.toml') ?? '').split(/^\[project\.optional-dependencies\]$/m);
    // A table's name stands at the margin; what a list holds does not, or is quoted.
    const [section = ''] = after.split(/^\[/m);
    const extras = [...section.matchAll(/^(dev|tests?)\s{0,9}=/gm)].map(([, name]) => name);
    return extras.length === 0 ? '.' : (0,shlex/* quote */.hD)(`.[${extras.join(',')}]`);
}
/** setuptools, which is the default, writes beside the code what it knows of it. */
function metadata(files) {
    const backend = /^build-backend\s{0,9}=\s{0,9}["']([^"']{1,99})/m.exec(files.read('pyproject.toml') ?? '')?.[1];
    if (backend !== undefined && !backend.startsWith('setuptools'))
        return [];
    return [{ pattern: '*.egg-info/', sample: 'src/x.egg-info/PKG-INFO' }];
}
function python(files, cache) {
    const version = files.has('.python-version')
        ? { 'python-version-file': fromTop(files, '.python-version') }
        : { 'python-version': '3.x' };
    return { uses: python_stacks_USES.python, with: { ...version, ...(cache === null ? {} : cacheBy(files, ...cache)) } };
}

;// CONCATENATED MODULE: ./lib/app/cli/init/stacks/stacks.js




/** Actions by their commits; their versions are for people (and for Dependabot, which raises both). */
const stacks_USES = {
    go: 'actions/setup-go@7a3fe6cf4cb3a834922a1244abfce67bcef6a0c5 # v6.2.0',
    java: 'actions/setup-java@b6effb05e454b25005698d916606bdc6ffcbf961 # v5.7.0',
};
/** By language; of each the first that fits is the project's, and what stands further down is more general. */
const LANGUAGES = [nodeStacks, pythonStacks, [go], [rust], [maven, gradle]];
/** What the project is made with; null: nothing that would be known here. Of several languages the first, with a note. */
function findStack(files) {
    const [found, ...others] = LANGUAGES.flatMap((stacks) => firstOf(stacks, files) ?? []);
    if (found === undefined)
        return make(files) ?? partsStack(files);
    return { ...found, notes: [...(found.notes ?? []), ...others.map((other) => besideNote(found, other))] };
}
/** As many parts as a person sees through. */
const MAX_PARTS = 4;
/** A repository whose projects lie in folders of it, such as frontend and backend: each is set up, and tested, in its own. */
function partsStack(files) {
    const parts = files.parts().flatMap((part) => {
        const [stack] = LANGUAGES.flatMap((stacks) => firstOf(stacks, part) ?? []);
        return stack === undefined ? [] : [{ folder: part.folder, path: fromFolder(files, part), stack }];
    });
    if (parts.length === 0 || parts.length > MAX_PARTS)
        return null;
    const tests = parts.flatMap(({ path, stack: { verify } }) => verify === null ? [] : [`(cd ${(0,shlex/* quote */.hD)(path)} && ${verify})`]);
    return {
        name: parts.map(({ path, stack }) => `${stack.name} in ${path}`).join(', '),
        steps: parts.flatMap(({ folder, stack: { steps } }) => steps.map((step) => inFolder(step, folder))),
        verify: tests.length === 0 ? null : tests.join(' && '),
        leaves: parts.flatMap(({ path, stack: { leaves = [] } }) => leaves.map(({ pattern, sample }) => ({ pattern, sample: `${path}/${sample}` }))),
        notes: parts.flatMap(({ stack: { notes = [] } }) => notes),
    };
}
function fromFolder({ folder }, part) {
    return folder === '' ? part.folder : part.folder.slice(folder.length + 1);
}
function inFolder(step, folder) {
    return step.run === undefined ? step : { ...step, 'working-directory': folder };
}
function firstOf(stacks, files) {
    for (const stack of stacks) {
        const found = stack(files);
        if (found !== null)
            return found;
    }
    return null;
}
function besideNote(found, { name, steps }) {
    const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [`\`run: ${run}\``]));
    const such = commands.length === 0 ? '' : ` (${commands.join(', ')})`;
    return `The workflow sets up ${found.name} alone, and there is ${name} as well: if your tests need it, add its steps${such} to the workflow and its tests to \`verify\`.`;
}
function go(files) {
    return only(files, 'go.mod', {
        name: 'Go',
        steps: [
            { uses: stacks_USES.go, with: { 'go-version-file': fromTop(files, 'go.mod'), ...below(files, 'go.sum') } },
            { run: 'go mod download' },
        ],
        verify: 'go test ./...',
    });
}
/** Hosted runners have it. */
function rust(files) {
    const isLocked = files.has('Cargo.lock');
    return only(files, 'Cargo.toml', {
        name: 'Rust',
        // Without a lock file it would write one.
        steps: isLocked ? [{ run: 'cargo fetch --locked' }] : [],
        // Of a package that is a workspace's root as well, it would test that package alone.
        verify: /^\[workspace\]/m.test(files.read('Cargo.toml') ?? '') ? 'cargo test --workspace' : 'cargo test',
        leaves: [{ pattern: 'target/', sample: 'target/debug/x' }],
        notes: isLocked
            ? []
            : ['Tests write Cargo.lock, which is not there: commit it (`cargo generate-lockfile`), or add it to .gitignore.'],
    });
}
function maven(files) {
    return only(files, 'pom.xml', {
        name: 'Maven',
        steps: [java(files, 'maven', 'pom.xml')],
        verify: 'mvn -B -q test',
        leaves: [{ pattern: 'target/', sample: 'target/classes/x' }],
    });
}
function gradle(files) {
    return only(files, 'gradlew', {
        name: 'Gradle',
        steps: [java(files, 'gradle', 'gradlew')],
        verify: './gradlew test',
        leaves: [
            { pattern: '.gradle/', sample: '.gradle/x' },
            { pattern: 'build/', sample: 'build/classes/x' },
        ],
    });
}
function make(files) {
    const hasTests = /^test:/m.test(files.read('Makefile') ?? '');
    return hasTests ? { name: 'make', steps: [], verify: 'make test' } : null;
}
function only(files, mark, stack) {
    return files.has(mark) ? stack : null;
}
function java(files, manager, mark) {
    const version = { distribution: 'temurin', 'java-version': '21' };
    return { uses: stacks_USES.java, with: { ...version, ...cacheBy(files, manager, mark) } };
}

;// CONCATENATED MODULE: ./lib/app/cli/init/examine-project.js





/** Where most agents look for skills. */
const COMMON_SKILLS = '.agents/skills';
async function examineProject({ top, folder }, backends, options) {
    const place = (0,external_node_path_.join)(top, folder);
    const agents = await Promise.all(backends
        .filter(({ cli, machineProgram }) => cli !== null || machineProgram !== undefined)
        .map(async (backend) => {
        const { kind } = await (0,programs/* findBackendLogin */.Vd)(backend, options);
        const ready = kind !== 'missing' && kind !== 'unknown';
        return { name: backend.name, keys: backend.keys, ready, skills: backend.skills ?? COMMON_SKILLS };
    }));
    return {
        folder,
        specs: findSpecNames(place),
        stack: findStack(projectFiles(place, folder)),
        agents: [...agents.filter(({ ready }) => ready), ...agents.filter(({ ready }) => !ready)],
    };
}
/** Where the parts of a repository are kept together. */
const GROUPS = ['apps', 'libs', 'modules', 'packages', 'projects', 'services'];
/** What is shown, tested with or brought along is no part of it. */
const ASIDE = /^(?:\..*|node_modules|vendor|third[-_]party|docs?|examples?|samples?|tests?|fixtures|dist|build|target)$/;
function projectFiles(place, folder) {
    const isFile = (name) => (0,external_node_fs_.statSync)((0,external_node_path_.join)(place, name), { throwIfNoEntry: false })?.isFile() === true;
    return {
        folder,
        has: isFile,
        read: (name) => (isFile(name) ? (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(place, name), 'utf8') : null),
        parts: () => foldersIn(place)
            .flatMap((name) => (GROUPS.includes(name) ? foldersIn((0,external_node_path_.join)(place, name)).map((own) => `${name}/${own}`) : name))
            .map((name) => projectFiles((0,external_node_path_.join)(place, name), folder === '' ? name : `${folder}/${name}`)),
    };
}
function foldersIn(place) {
    return (0,external_node_fs_.readdirSync)(place, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !ASIDE.test(entry.name))
        .map(({ name }) => name)
        .sort();
}
/** Names that are one spec each. */
function findSpecNames(place) {
    const names = spec_homes/* SPEC_HOMES */.Zm.flatMap((home) => {
        const folder = (0,external_node_path_.join)(place, home);
        if (!(0,external_node_fs_.existsSync)(folder))
            return [];
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true })
            .filter((entry) => entry.isDirectory() && (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, entry.name, 'tasks.md')))
            .filter((entry) => !(0,spec_homes/* isArchived */.F$)((0,external_node_path_.join)(folder, entry.name)))
            .map(({ name }) => name)
            .sort();
    });
    return [...new Set(names)].filter((name) => (0,spec_homes/* foldersNamed */.pn)(name, place).length === 1);
}
/** What set-up and tests leave, and git would see, as `.gitignore` would have it. */
async function findUnignored({ stack, folder }, { git }) {
    const unignored = [];
    for (const { pattern, sample } of stack?.leaves ?? []) {
        const path = `:(top)${folder === '' ? '' : `${folder}/`}${sample}`;
        const { code } = await git(['check-ignore', '-q', '--no-index', '--', path], { accept: 'any' });
        if (code === 1)
            unignored.push(pattern);
    }
    return unignored;
}

;// CONCATENATED MODULE: ./lib/app/cli/init/next-steps.js




/** What a person must do, in order, as commands where there are any. */
function nextSteps({ key, verify, spec, backend, runner }, { project, concerns, host, toCommit, unpinned, command, isLimited, unignored, }) {
    const commit = commitCommands(project, toCommit, 'ci: run specs at night', unignored);
    const secret = key === null ? [] : [`gh secret set ${key}`];
    // gh takes the repository from the checkout, and the server not.
    const at = host === null ? '' : ` --hostname ${host}`;
    const allow = `gh api${at} -X PUT repos/{owner}/{repo}/actions/permissions/workflow -f default_workflow_permissions=read -F can_approve_pull_request_reviews=true`;
    const install = installOnRunner(backend, [runner], lib_agents/* backends */.Sq);
    const notes = [
        ...(project.stack === null
            ? ['No build tool was recognised: add the steps that set the project up to the workflow.']
            : []),
        ...(project.stack?.notes ?? []),
        ...(unignored.length === 0
            ? []
            : [
                `Set-up and tests write ${unignored.join(' and ')}, which git does not ignore: no run begins beside files that are in no commit. The commands above add ${unignored.length === 1 ? 'it' : 'them'} to .gitignore.`,
            ]),
        ...(verify === null ? ['Without `verify` a unit counts as done on the agent’s word and a change alone.'] : []),
        ...(isLimited
            ? []
            : [
                `Nothing limits what a night may cost: \`daily-budget-usd: 20\` in ${config_path/* CONFIG_FILE */.g} would, at 20 dollars a day.`,
            ]),
        ...(project.specs.length === 0
            ? [`No spec was found yet; ${spec === '*' ? 'each one to come is run' : `the first one is to be ${spec}`}.`]
            : []),
        ...concerns,
        ...(install === null
            ? []
            : [`GitHub’s runners have no ${backend}: add a step before the action, \`run: ${install}\`.`]),
        ...(unpinned === null ? [] : [`The action is named by its tag, not by a commit: ${unpinned}.`]),
    ];
    const commands = [
        ...step('The agent’s key, as a secret of the repository (it asks for the value):', secret),
        ...step('Allow the workflow to open pull requests (Settings → Actions → General):', [allow]),
        ...step('The workflow counts on the default branch:', commit),
        ...step('Check it all, secrets and settings on GitHub as well:', [
            `GH_TOKEN=$(gh auth token${at}) ${command} doctor --ci`,
        ]),
        ...step('Then start it by its button, or wait for the night:', ['gh workflow run sequential.yml']),
    ];
    return `\n${commands.join('\n')}\n${notes.map((note) => `\n! ${note}`).join('')}${notes.length > 0 ? '\n' : ''}`;
}
/** What a person does with a skill. */
function skillSteps(project, toCommit) {
    const commands = [
        ...step('For everyone who works on the repository:', commitCommands(project, toCommit, 'chore: add the skill sequential-orchestration')),
        ...step('Then say to your agent (a new session finds the skill):', [
            `Run sequential orchestration for ${project.specs[0] ?? '<spec>'}.`,
        ]),
    ];
    return `\n${commands.join('\n')}\n`;
}
/** `paths`: from the top of the repository. */
function commitCommands({ folder }, paths, message, unignored = []) {
    if (paths.length + unignored.length === 0)
        return [];
    const toTop = folder === '' ? [] : ['cd "$(git rev-parse --show-toplevel)"'];
    // Its last line may have no end.
    const ignore = unignored.length === 0 ? [] : [`printf '\\n%s' ${unignored.map(shlex/* quote */.hD).join(' ')} '' >> .gitignore`];
    const added = [...paths, ...(ignore.length === 0 ? [] : ['.gitignore'])];
    return [...toTop, ...ignore, `git add ${added.join(' ')}`, `git commit -m "${message}"`, 'git push'];
}
function step(title, commands) {
    return commands.length === 0 ? [] : [title, ...commands.map((command) => `  ${command}`)];
}

;// CONCATENATED MODULE: ./lib/app/cli/init/pin-action.js
/** `owner/name@tag` → the commit that the tag is now, if GitHub can be asked. */
async function pinAction(action, git) {
    const [name = '', ref = ''] = action.split('@');
    if (/^[0-9a-f]{40}(?: # \S+)?$/.test(ref))
        return { uses: action, unpinned: null };
    const address = `https://github.com/${name}`;
    const listed = await git(['-c', 'credential.helper=', 'ls-remote', '--tags', '--heads', address, ref, `${ref}^{}`], {
        accept: 'any',
    });
    const commits = new Map(listed.stdout.split('\n').flatMap((line) => {
        const [hash = '', full = ''] = line.split('\t');
        return full === '' ? [] : [[full, hash]];
    }));
    const commit = commits.get(`refs/tags/${ref}^{}`) ?? commits.get(`refs/tags/${ref}`) ?? commits.get(`refs/heads/${ref}`);
    return commit === undefined
        ? { uses: action, unpinned: `${address} has no ${ref}, or could not be reached` }
        : { uses: `${name}@${commit} # ${ref}`, unpinned: null };
}

;// CONCATENATED MODULE: ./lib/app/cli/init/plan-skill.js




const NAME = 'sequential-orchestration';
/**
 * The skill by which an agent at a desk starts a run, watches it and carries its questions to the person: where most
 * agents look for skills, and where those do that are found here or that the repository has a folder of.
 * @param dist folder of the bundles, beside which the package has the skill.
 */
function planSkill(top, dist, agents) {
    const text = marked((0,external_node_fs_.readFileSync)((0,external_node_path_.join)(dist, '..', 'skills', NAME, 'SKILL.md'), 'utf8'), 'markdown');
    const found = agents.filter(({ ready, skills }) => ready || (0,external_node_fs_.existsSync)((0,external_node_path_.join)(top, (0,external_node_path_.dirname)(skills))));
    const folders = [COMMON_SKILLS, ...found.map(({ skills }) => skills)];
    const files = folders.map((folder) => planFile(top, `${folder}/${NAME}/SKILL.md`, text, true));
    // One folder may be a link to another.
    return [...new Map(files.map((file) => [file.path, file])).values()];
}

;// CONCATENATED MODULE: ./lib/app/cli/init/workflow-text.js

const EXAMPLE_SPEC = 'my-feature';
const CHECKOUT = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2';
const CACHE = 'actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5';
/** Path below the example's root of what is changed for a repository. */
const JOB = ['jobs', 'orchestrate'];
/**
 * The example that has button, schedule and answers in one file, with what a repository needs in the place of what it
 * only shows.
 * @param example text of `examples/workflows/sequential.yml`.
 * @param folder of the project, from the top of the repository; '' at the top.
 * @param cacheKey changes with the agent's lock file; null: its CLI is not installed from npm.
 */
function workflowText(example, answers, { steps, cacheKey, folder, }) {
    const document = (0,dist/* parseDocument */.Tp)(example);
    document.commentBefore =
        ' Runs specs through a coding agent: by the button, at night, and on /resume.\n Settings: .github/sequential.yml.';
    setSpec(document, answers.spec.split('\n')[0] ?? '');
    setSchedule(document, answers.schedule);
    document.setIn([...JOB, 'runs-on'], runsOn(answers.runner));
    const jobSteps = document.getIn([...JOB, 'steps']);
    const [run] = jobSteps.items;
    if (run === undefined)
        throw new Error('the example has no steps');
    setAction(run, answers);
    if (folder !== '')
        setFolder(document, run, folder);
    // Its words for who copies it by hand.
    withoutComment(jobSteps);
    if ((0,dist/* isMap */.jh)(document.contents))
        withoutComment(document.contents.items[0]?.key);
    jobSteps.items.unshift(...setUpSteps(steps, cacheKey).map((step) => document.createNode(step)));
    return withVersionComments(document.toString({ lineWidth: 0, flowCollectionPadding: false }));
}
/** The example's spec is the button's proposal, and stands in expressions, where a quote is doubled. */
function setSpec(document, spec) {
    (0,dist/* visit */.YR)(document, {
        Scalar(_, scalar) {
            if (typeof scalar.value !== 'string')
                return;
            if (scalar.value === EXAMPLE_SPEC)
                scalar.value = spec;
            else
                scalar.value = scalar.value.replaceAll(`'${EXAMPLE_SPEC}'`, () => `'${spec.replaceAll("'", "''")}'`);
        },
    });
}
/** A text that stands in one scalar is quoted for its `#`. */
function withVersionComments(text) {
    return text
        .replace(/uses: "([^"#]+?) # ([^"]+)"/g, 'uses: $1 # $2')
        .replace(/uses: '([^'#]+?) # ([^']+)'/g, 'uses: $1 # $2');
}
function setSchedule(document, schedule) {
    if (schedule === null) {
        document.deleteIn(['on', 'schedule']);
        return;
    }
    document.setIn(['on', 'schedule', 0, 'cron'], schedule);
}
function runsOn(runner) {
    const labels = runner.split(/[\s,]+/).filter(Boolean);
    return labels.length === 1 ? (labels[0] ?? runner) : labels;
}
/** What the configuration file says is not said again. */
function setAction(run, { action, key }) {
    run.set('uses', action);
    const inputs = run.get('with');
    if ((0,dist/* isMap */.jh)(inputs))
        for (const name of ['backend', 'halt-labels'])
            inputs.delete(name);
    if (key === null)
        run.delete('env');
    else
        run.set('env', { [key]: `\${{ secrets.${key} }}` });
}
/** Commands run in the project's folder, and so does the action. */
function setFolder(document, run, folder) {
    document.setIn([...JOB, 'defaults'], document.createNode({ run: { 'working-directory': folder } }));
    const inputs = run.get('with');
    if ((0,dist/* isMap */.jh)(inputs))
        inputs.set('workdir', folder);
}
function withoutComment(node) {
    if ((0,dist/* isNode */.Ll)(node))
        node.commentBefore = null;
}
function setUpSteps(steps, cacheKey) {
    const checkout = { uses: CHECKOUT, with: { 'persist-credentials': false } };
    const cache = { uses: CACHE, with: { path: '~/.npm', key: cacheKey } };
    return [checkout, ...steps, ...(cacheKey === null ? [] : [cache])];
}

;// CONCATENATED MODULE: ./lib/app/cli/init/init-command.js



























const LIMITS = ['budget-tokens', 'budget-usd', 'daily-budget-usd'];
/** Sets a repository up for nights on GitHub: a workflow, the configuration file, and what a person must do there. */
async function init(inputs, given, flags, context) {
    const { stdin, stdout } = context;
    const checkout = await requireCheckout(inputs.workdir, context);
    const project = await init_command_examine(checkout, inputs, context);
    const asks = !flags.yes && stdin.isTTY === true && stdout.isTTY === true;
    try {
        stdout.write(flags.skill
            ? await setUpSkill(checkout, project, { force: flags.force, asks, context })
            : await setUp(checkout, project, { inputs, given, flags, asks, context }));
    }
    catch (error) {
        if (!(error instanceof Left))
            throw error;
        stdout.write(`${error.message}\n`);
    }
    return 0;
}
async function setUpSkill(checkout, project, how) {
    const files = planSkill(checkout.top, how.context.dist, project.agents);
    await applyFiles(files, checkout, how);
    return skillSteps(project, pathsIn(files, await (0,index_status/* readStatus */.rk)(checkout.git)));
}
/** Returns what is left for a person to do. */
async function setUp(checkout, project, { inputs, given, flags, asks, context, }) {
    if (!asks && !flags.yes)
        throw new errors/* UserError */.yo('it asks what it cannot know, and this is not a terminal', {
            where: 'init',
            fix: 'run it on a terminal, or take what it proposes with --yes (flags say otherwise: init --help)',
        });
    const present = readPresent(checkout.top, config_path/* CONFIG_FILE */.g);
    // A file with a mistake is not built upon.
    const config = present === null ? null : (0,parse_config.parseConfig)(present, config_path/* CONFIG_FILE */.g);
    const written = answersIn(readPresent(checkout.top, WORKFLOW_FILE) ?? '');
    const answers = await decideAnswers(given, flags, { config, written, project, asks });
    const action = await pinAction(answers.action, checkout.git);
    const files = planFiles(checkout.top, { ...answers, action: action.uses }, { project, context });
    const changed = await applyFiles(files, checkout, { force: flags.force, asks, context });
    // Nobody but this person wrote it.
    const created = changed.find(({ path, change }) => path === config_path/* CONFIG_FILE */.g && change === 'new');
    if (created !== undefined)
        await (0,accepted_config/* acceptText */.S)(checkout.top, created.text, context);
    const status = await (0,index_status/* readStatus */.rk)(checkout.git);
    const kept = files.filter((file) => file.change === 'edited-by-a-person' && !changed.includes(file));
    return nextSteps(answers, {
        ...{ project, toCommit: pathsIn(files, status), unpinned: action.unpinned },
        command: (0,own_command/* ownCommand */.w)({ ...context, cwd: null }),
        host: await enterpriseHost(checkout, context.env),
        isLimited: LIMITS.some((name) => config?.options.has(name)),
        unignored: await findUnignored(project, checkout),
        concerns: await findConcerns(answers, { project, inputs, status, kept }),
    });
}
async function requireCheckout(workdir, { env }) {
    const found = await (0,git_checkout.findCheckout)(workdir, env, null);
    if (found.kind === 'checkout')
        return found.checkout;
    const fix = found.isGitInstalled
        ? 'run `git init` here, or name a folder of a repository with --workdir'
        : 'install git';
    throw new errors/* UserError */.yo(`${found.reason}, so there is nothing to set up`, { where: '--workdir', fix });
}
function init_command_examine({ top }, inputs, { env }) {
    const { installAgents, agentVersions, agentArgs, agentEnv } = inputs.agents;
    const folder = (0,external_node_path_.relative)(top, inputs.workdir);
    return examineProject({ top, folder }, lib_agents/* backends */.Sq, {
        ...{ env, home: (0,machine_user/* homeFolder */.Wx)(env), install: installAgents, versions: agentVersions, agentArgs, agentEnv },
        ...{ log: () => undefined, platform: process.platform, execPath: process.execPath },
    });
}
function planFiles(top, answers, { project, context }) {
    const example = (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(context.dist, '..', 'examples', 'workflows', 'sequential.yml'), 'utf8');
    const lock = lock_files/* lockFiles */.t[lib_agents/* backends */.Sq.find(({ name }) => name === answers.backend)?.cli?.package ?? ''];
    const hash = lock && (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(lock)).digest('hex').slice(0, 16);
    const cacheKey = hash && isHostedRunner([answers.runner]) ? `sequential-agents-${answers.backend}-${hash}` : null;
    const workflow = workflowText(example, answers, {
        steps: project.stack?.steps ?? [],
        cacheKey,
        folder: project.folder,
    });
    const config = configText(readPresent(top, config_path/* CONFIG_FILE */.g), answers, schemaAddress(answers.action));
    return [
        planFile(top, WORKFLOW_FILE, marked(workflow, 'yaml'), true),
        planFile(top, config_path/* CONFIG_FILE */.g, config, false),
        planFile(top, '.gitattributes', attributesText(readPresent(top, '.gitattributes')), false),
    ];
}
/** Where editors find the schema of the version that is used. */
function schemaAddress(action) {
    // Behind a commit stands its version, as a comment.
    const [name = '', ref = ''] = (action.split(' ')[0] ?? '').split('@');
    return `https://raw.githubusercontent.com/${name}/${ref}/sequential.schema.json`;
}
/** Paths from the top of what is here and in no commit, from this time or an earlier one. */
function pathsIn(files, { entries }) {
    return files.map(({ path }) => path).filter((path) => entries.some((entry) => (0,index_status/* readable */.HD)(entry.path) === path));
}

// EXTERNAL MODULE: ./lib/report/console/agent-events.js
var agent_events = __webpack_require__(71243);
// EXTERNAL MODULE: ./lib/agents/stream/line-splitter.js
var line_splitter = __webpack_require__(53101);
// EXTERNAL MODULE: ./lib/secrets/mask.js
var mask = __webpack_require__(25649);
;// CONCATENATED MODULE: ./lib/terminal/pane/outlet.js


/** Characters of one text that a person is shown; the whole is in the raw stream's log. */
const MAX_TEXT_LENGTH = 4_000;
/** A message without a line's end is shown in pieces of this length. */
const MAX_PIECE_LENGTH = 2_000;
/** What people and logs can take in a second; an agent that prints 200 MB is not shown whole. */
const MAX_TEXT_EVENTS_PER_S = 500;
const MAX_CHARACTERS_PER_S = 256 * 1024;
/**
 * Makes of an agent's events what may be shown: deltas joined to whole lines (an agent may split them in the middle of a
 * word, or of a secret), secrets masked, long texts cut, and a flood of talk cut to what can be read, with the number
 * of what was left out. Events that are facts (calls, usage, limits, errors, the end) always pass.
 */
function createDisplayFilter(mask, show) {
    let maskStream = mask.stream();
    let message = '';
    /** Has a piece of the current message gone out? Then the next one continues it. */
    let messageStarted = false;
    let secondStart = 0;
    let textEvents = 0;
    let characters = 0;
    let dropped = 0;
    let lastError = null;
    function showDropped() {
        const notice = `… ${(0,lib_text/* plural */.LS)(dropped, 'more event is', 'more events are')} in the log only`;
        if (dropped > 0)
            show({ kind: 'unknown', line: notice });
        dropped = 0;
    }
    function emit(event, now) {
        const length = textLength(event);
        if (length === null) {
            showDropped();
            show(maskEvent(event, mask));
            return;
        }
        if (now - secondStart >= 1_000) {
            showDropped();
            secondStart = now;
            textEvents = 0;
            characters = 0;
        }
        textEvents += 1;
        characters += Math.min(length, MAX_TEXT_LENGTH);
        if (textEvents > MAX_TEXT_EVENTS_PER_S || characters > MAX_CHARACTERS_PER_S)
            dropped += 1;
        else
            show(maskEvent(event, mask));
    }
    /** Sends the message's whole lines, or all of it. */
    function flush(all, now) {
        if (all) {
            message += maskStream.end();
            maskStream = mask.stream();
        }
        const isWhole = all || message.length > MAX_PIECE_LENGTH;
        sendMessage(isWhole ? completeLength(all) : message.lastIndexOf('\n') + 1, now);
    }
    /** Half a surrogate pair waits for its other half. */
    function completeLength(all) {
        return all ? message.length : message.replace(/[\ud800-\udbff]$/, '').length;
    }
    function sendMessage(end, now) {
        if (end === 0)
            return;
        emit({ kind: 'message', text: message.slice(0, end), delta: messageStarted }, now);
        messageStarted = true;
        message = message.slice(end);
    }
    return {
        onEvent(event, now) {
            if (event.kind === 'message') {
                if (!event.delta) {
                    flush(true, now);
                    messageStarted = false;
                }
                message += maskStream.write(event.text);
                flush(false, now);
                return;
            }
            if (event.kind === 'error')
                lastError = event.error.message;
            // Usage comes between the deltas of some agents, and is no end of their sentence.
            if (event.kind !== 'usage')
                flush(true, now);
            emit(isRepeated(event, lastError) ? { ...event, error: null } : event, now);
        },
        pause: (now) => sendMessage(completeLength(false), now),
        end() {
            flush(true, secondStart);
            showDropped();
        },
    };
}
/** Most agents say what ended them twice, as an error and with their end. */
function isRepeated(event, lastError) {
    return event.kind === 'finished' && event.error !== null && event.error.message === lastError;
}
function textLength(event) {
    switch (event.kind) {
        case 'message':
        case 'thinking':
        case 'tool-result':
            return event.text.length;
        case 'unknown':
            return event.line.length;
        default:
            return null;
    }
}
/** First masked, then cut: a cut in the middle of a secret would hide it from the mask. */
function maskEvent(event, mask) {
    const text = (text) => (0,lib_text/* truncateWithNote */.J$)(mask.maskText(text), MAX_TEXT_LENGTH, (omitted) => `… (${omitted} more characters)`);
    switch (event.kind) {
        case 'started':
            return { ...event, session: event.session && text(event.session), model: event.model && text(event.model) };
        case 'message':
        case 'thinking':
            return { ...event, text: text(event.text) };
        case 'tool-result':
            return { ...event, id: text(event.id), text: text(event.text) };
        case 'tool-call':
            return { ...event, id: text(event.id), title: text(event.title) };
        case 'limit':
            return { ...event, window: { ...event.window, name: text(event.window.name) } };
        case 'retry':
            return { ...event, message: text(event.message) };
        case 'error':
            return { ...event, error: maskError(event.error, text) };
        case 'finished':
            return {
                ...event,
                finalMessage: event.finalMessage === null ? null : text(event.finalMessage),
                error: event.error && maskError(event.error, text),
            };
        case 'unknown':
            return { ...event, line: text(event.line) };
        case 'usage':
            return event;
        default:
            return (0,errors/* unreachable */.HB)(event);
    }
}
function maskError(error, maskText) {
    return { ...error, message: maskText(error.message), code: error.code && maskText(error.code) };
}

;// CONCATENATED MODULE: ./lib/terminal/pane/transcript.js



/** Not for appending: what turns out to be a part of a secret is written over. */
const OPEN_FLAGS = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT;
/** A log beyond is cut: an agent in a loop must not fill the machine's disk overnight. */
const MAX_LOG_LENGTH = (/* unused pure expression or super */ null && (1024 * 1024 * 1024));
/** Moments less than this apart (ms) are one. */
const SAME_MOMENT_MS = 1_000;
/** Beside a transcript, when its lines came: a line for each second in which some did, `<bytes before them> <epoch ms>`. */
function timesPath(transcript) {
    return transcript.replace(/\.jsonl$/, '.times');
}
/** Appends to `path` (readable by the user alone). A log that cannot be written is told to `warn` once, and given up. */
function createTranscript(path, mask, warn, now = Date.now) {
    const maskStream = mask.stream();
    const splitSecrets = createSplitSecretFinder(mask);
    let buffered = '';
    let size = 0;
    let file = null;
    /** Bytes in the file. */
    let written = 0;
    let lastMoment = Number.NEGATIVE_INFINITY;
    function stamp() {
        const moment = now();
        // Also one behind it: a clock that was set back.
        if (Math.abs(moment - lastMoment) < SAME_MOMENT_MS)
            return;
        lastMoment = moment;
        try {
            appendFileSync(timesPath(path), `${written} ${moment}\n`, { mode: 0o600 });
        }
        catch {
            // The transcript is whole without it.
        }
    }
    function tryWrite(write) {
        try {
            write();
        }
        catch (error) {
            if (file !== null)
                closeSync(file);
            file = null;
            warn(`the raw stream is not saved: ${path}: ${error.message}`);
        }
    }
    function writeText(text) {
        if (file === null || text === '' || size >= MAX_LOG_LENGTH)
            return;
        const fd = file;
        size += text.length;
        stamp();
        const ending = size < MAX_LOG_LENGTH ? '' : `\n{"cut":"the log is full at ${MAX_LOG_LENGTH} characters"}\n`;
        tryWrite(() => {
            const found = splitSecrets.written(text, written);
            written += writeSync(fd, `${text}${ending}`, written);
            for (const { offset, length } of found)
                writeSync(fd, '*'.repeat(length), offset);
        });
    }
    tryWrite(() => {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        file = openSync(path, OPEN_FLAGS, 0o600);
        written = fstatSync(file).size;
    });
    return {
        add({ text, cut }, stream) {
            const whole = cut === 0 ? text : `${text}… [${cut} more characters of this line are not saved]`;
            buffered += stream === 'stdout' ? `${whole}\n` : `${JSON.stringify({ stderr: whole })}\n`;
        },
        flush() {
            if (buffered === '')
                return;
            writeText(maskStream.write(buffered));
            buffered = '';
        },
        close() {
            this.flush();
            writeText(maskStream.end());
            if (file !== null)
                closeSync(file);
            file = null;
        },
    };
}

;// CONCATENATED MODULE: ./lib/app/past-runs/read-transcript.js








const CHUNK = 1024 * 1024;
/** A file of times beyond (bytes) is none of ours: a line a second is this much in a week. */
const MAX_TIMES = 32 * 1024 * 1024;
/**
 * Opens a transcript of a backend; null: the backend is not known, and each line is shown as it is. `show` gets the
 * events, epoch ms (null: not known) and, where something was left out by `range`, the bytes.
 */
function openTranscript(path, backend, show, range = null) {
    const file = (0,regular_file/* openRegularFile */.ZU)(path);
    const replay = createReplay(backend, show);
    let times = [];
    const buffer = Buffer.alloc(CHUNK);
    let splitter = (0,line_splitter/* createLineSplitter */.AD)(line_splitter/* LINE_LIMIT */.by);
    let at = 0;
    let nextTime = 0;
    const readTo = (end) => {
        while (at < end) {
            for (; (times[nextTime]?.[0] ?? Number.POSITIVE_INFINITY) <= at; nextTime += 1)
                replay.moment(times[nextTime]?.[1] ?? null);
            const next = times[nextTime]?.[0] ?? end;
            const count = (0,external_node_fs_.readSync)(file, buffer, 0, Math.min(CHUNK, next - at, end - at), at);
            if (count === 0)
                return;
            for (const line of splitter.write(buffer.subarray(0, count)))
                replay.line(line.text);
            at += count;
        }
    };
    return {
        read(last) {
            const { size } = (0,external_node_fs_.fstatSync)(file);
            // It grows with the transcript.
            if (size > at)
                times = readTimes(path);
            else
                replay.pause();
            if (range !== null && at === 0 && size > range.head + range.tail) {
                readTo(range.head);
                const omitted = size - range.head - range.tail;
                replay.note(`… ${Math.round(omitted / 1024)} KiB of this transcript are not shown …`);
                at = size - range.tail;
                // What is left of the line that was cut is no line.
                splitter = (0,line_splitter/* createLineSplitter */.AD)(line_splitter/* LINE_LIMIT */.by);
                readTo(at + 1);
                splitter = (0,line_splitter/* createLineSplitter */.AD)(line_splitter/* LINE_LIMIT */.by);
            }
            readTo(size);
            if (!last)
                return;
            for (const line of splitter.end())
                replay.line(line.text);
            replay.end();
        },
        close: () => (0,external_node_fs_.closeSync)(file),
    };
}
function createReplay(backend, show) {
    const known = lib_agents/* backends */.Sq.some(({ name }) => name === backend);
    const reader = known && backend !== null ? (0,lib_agents/* getBackend */.jz)(backend).reader() : null;
    let moment = null;
    let shownMoment = null;
    /** Each event in a second of its own: what was too fast for a window is not for a reader. */
    let second = 0;
    const filter = createDisplayFilter((0,mask/* createMask */.P)([]), (event) => show(event, shownMoment));
    const pass = (events) => {
        for (const event of events) {
            // What was held back until it was whole began before.
            if (event.kind !== 'usage' && !(event.kind === 'message' && event.delta))
                filter.end();
            shownMoment = moment;
            second += 1_000;
            filter.onEvent(event, second);
        }
    };
    return {
        moment(at) {
            moment = at ?? moment;
        },
        line(text) {
            const stderr = stderrLine(text);
            const events = reader === null
                ? [{ kind: 'unknown', line: stderr ?? text }]
                : readSafely(() => (stderr === null ? reader.read(text, 'stdout') : reader.read(stderr, 'stderr')), text);
            pass(events);
        },
        note: (line) => show({ kind: 'unknown', line }, moment),
        pause: () => filter.pause(second),
        end() {
            pass(readSafely(() => reader?.end(null) ?? [], ''));
            filter.end();
        },
    };
}
/** A transcript that was cut, or is of another version, is shown as far as it is understood. */
function readSafely(read, line) {
    try {
        return read();
    }
    catch {
        return line === '' ? [] : [{ kind: 'unknown', line }];
    }
}
function stderrLine(text) {
    if (!text.startsWith('{"stderr":'))
        return null;
    try {
        const { stderr } = JSON.parse(text);
        return typeof stderr === 'string' ? stderr : null;
    }
    catch {
        return null;
    }
}
/** From which byte on what was written when, epoch ms, in order; empty: nobody wrote it down. */
function readTimes(path) {
    try {
        const times = ((0,regular_file/* readRegularText */.Aj)(timesPath(path), MAX_TIMES) ?? '').split('\n').flatMap(readTime);
        return times.sort(([one], [other]) => one - other);
    }
    catch {
        // Of an older version, or cut off.
        return [];
    }
}
function readTime(line) {
    const [, offset, at] = /^(\d{1,15}) (\d{1,15})$/.exec(line) ?? [];
    const moment = at === undefined ? null : (0,lib_time/* statedMoment */.EG)(Number(at));
    return moment === null ? [] : [[Number(offset), moment]];
}

// EXTERNAL MODULE: ./lib/report/text/verdict-text.js
var verdict_text = __webpack_require__(8093);
// EXTERNAL MODULE: ./lib/state/schema.js
var schema = __webpack_require__(7658);
// EXTERNAL MODULE: ./lib/state/transitions/totals.js
var totals = __webpack_require__(5059);
;// CONCATENATED MODULE: ./lib/report/history/past-progress.js



const amount = schemas/* number */.aig().nonnegative().catch(0);
const textOrNull = schemas/* string */.YjP().nullable().catch(null);
const time = iso/* datetime */.w$().nullable().catch(null);
const optionalText = schemas/* string */.YjP().optional().catch(undefined);
const unit = schemas/* looseObject */._H3({
    key: schemas/* string */.YjP(),
    title: schemas/* string */.YjP(),
    line: amount,
    status: schemas/* enum */.k5n(['done', 'open', 'in-progress', 'failed', 'halted', 'skipped']).catch('open'),
    optional: schemas/* boolean */.zMY().catch(false),
    ...{ attempts: amount, durationS: amount, tokens: amount, costUsd: amount },
    costEstimated: schemas/* boolean */.zMY().catch(false),
    credits: schemas/* number */.aig().optional().catch(undefined),
    ...{ backend: textOrNull, commit: textOrNull, startedAt: time, completedAt: time, summary: optionalText },
    advice: schemas/* array */.YOg(schemas/* string */.YjP()).optional().catch(undefined),
    evidence: schemas/* array */.YOg(schemas/* string */.YjP()).optional().catch(undefined),
});
/** How far a spec was, in a file that any version, or anybody, may have written: what is not understood is left out. */
const progress = schemas/* looseObject */._H3({
    spec: schemas/* string */.YjP(),
    units: schemas/* array */.YOg(schemas/* unknown */.L5J()).transform((all) => all.flatMap((one) => unit.safeParse(one).data ?? [])),
    ...{ done: amount, total: amount, failed: amount, next: textOrNull },
    outcome: schemas/* enum */.k5n(['running', 'complete', 'halted', 'paused', 'max-iterations', 'failed']).catch('running'),
    halt: schemas/* looseObject */._H3({ title: schemas/* string */.YjP(), question: schemas/* string */.YjP(), url: textOrNull }).nullable().catch(null),
    paused: schemas/* looseObject */._H3({ why: schemas/* string */.YjP(), resume_after: time }).nullable().catch(null),
    totals: schema/* totalsSchema */.nB.catch(totals/* emptyTotals */.Tf),
    leftOpen: schemas/* array */.YOg(schemas/* looseObject */._H3({ line: schemas/* number */.aig(), text: schemas/* string */.YjP(), why: schemas/* enum */.k5n(['optional', 'checklist', 'not-understood']) }))
        .optional()
        .catch(undefined),
});
/** null: it is none. */
function readPastProgress(value) {
    const { data } = progress.safeParse(value);
    return data === undefined ? null : data;
}

;// CONCATENATED MODULE: ./lib/report/history/run-history.js



const texts = schemas/* array */.YOg(schemas/* string */.YjP()).catch([]);
const counts = schemas/* looseObject */._H3({ passed: schemas/* number */.aig(), failed: schemas/* number */.aig() }).nullable().catch(null);
const usage = schemas/* looseObject */._H3({
    inputTokens: schemas/* number */.aig(),
    cachedTokens: schemas/* number */.aig(),
    outputTokens: schemas/* number */.aig(),
    costUsd: schemas/* number */.aig().nullable(),
    credits: schemas/* number */.aig().optional().catch(undefined),
})
    .nullable()
    .catch(null);
const at = iso/* datetime */.w$().transform((text) => Date.parse(text));
/** The happenings that a look back needs, of a file that any version may have written; others are passed over. */
const happening = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* looseObject */._H3({ kind: schemas/* literal */.euz('log'), at, spec: schemas/* string */.YjP(), run: schemas/* string */.YjP(), folder: schemas/* string */.YjP().catch('') }),
    schemas/* looseObject */._H3({
        kind: schemas/* literal */.euz('unit-started'),
        at,
        unit: schemas/* string */.YjP(),
        title: schemas/* string */.YjP(),
        attempt: schemas/* number */.aig(),
        backend: schemas/* string */.YjP(),
    }),
    schemas/* looseObject */._H3({
        kind: schemas/* literal */.euz('attempt-ended'),
        at,
        unit: schemas/* string */.YjP(),
        verdict: schemas/* looseObject */._H3({ kind: schemas/* string */.YjP() }),
        usage,
        durationMs: schemas/* number */.aig().nonnegative().optional().catch(undefined),
        transcript: schemas/* string */.YjP().catch(''),
    }),
    schemas/* looseObject */._H3({ kind: schemas/* literal */.euz('verifying'), at, unit: schemas/* string */.YjP(), command: schemas/* string */.YjP() }),
    schemas/* looseObject */._H3({
        kind: schemas/* literal */.euz('verified'),
        at,
        unit: schemas/* string */.YjP(),
        ok: schemas/* boolean */.zMY(),
        tests: counts,
        output: schemas/* string */.YjP().catch(''),
    }),
    schemas/* looseObject */._H3({ kind: schemas/* literal */.euz('reviewed'), at, backend: schemas/* string */.YjP(), caught: schemas/* number */.aig().catch(0), advice: texts }),
    schemas/* looseObject */._H3({
        kind: schemas/* literal */.euz('unit-done'),
        at,
        unit: schemas/* string */.YjP(),
        title: schemas/* string */.YjP(),
        commit: schemas/* string */.YjP().nullable().catch(null),
        files: texts,
    }),
    schemas/* looseObject */._H3({
        kind: schemas/* literal */.euz('waiting'),
        at,
        until: schemas/* number */.aig(),
        reason: schemas/* string */.YjP(),
        why: schemas/* string */.YjP().catch(''),
    }),
    schemas/* looseObject */._H3({ kind: schemas/* literal */.euz('waited'), at }),
    schemas/* looseObject */._H3({
        kind: schemas/* literal */.euz('halted'),
        at,
        halt: schemas/* looseObject */._H3({ title: schemas/* string */.YjP(), question: schemas/* string */.YjP() }),
    }),
    schemas/* looseObject */._H3({ kind: schemas/* literal */.euz('warning'), at, message: schemas/* string */.YjP() }),
    schemas/* looseObject */._H3({
        kind: schemas/* literal */.euz('run-ended'),
        at,
        outcome: schemas/* looseObject */._H3({
            kind: schemas/* string */.YjP(),
            message: schemas/* string */.YjP(),
            pullRequest: schemas/* looseObject */._H3({ url: schemas/* string */.YjP() }).nullable().catch(null),
            progress: schemas/* unknown */.L5J().optional(),
        }),
    }),
]);
const KNOWN = new Set(happening.options.map(({ shape }) => shape.kind.value));
/** Reads an event file; null: nothing in it is understood. Pure. */
function readRunHistory(lines) {
    const history = new RunHistory();
    for (const line of lines)
        history.add(line);
    return history.result();
}
class RunHistory {
    #run = {
        ...{ spec: '', folder: '', id: '', startedAt: 0, lastAt: 0, outcome: null, pullRequest: null, progress: null },
        ...{ attempts: [], waits: [], finished: [], warnings: [], halts: [], unread: 0 },
    };
    #attempts = [];
    #waits = [];
    add(line) {
        if (line.trim() === '')
            return;
        const value = parseJson(line);
        const kind = typeof value === 'object' && value !== null ? value.kind : undefined;
        if (typeof kind === 'string' && !KNOWN.has(kind))
            return;
        const parsed = happening.safeParse(value);
        if (!parsed.success) {
            this.#run.unread += 1;
            return;
        }
        const { data } = parsed;
        if (this.#run.startedAt === 0)
            this.#run.startedAt = data.at;
        this.#run.lastAt = Math.max(this.#run.lastAt, data.at);
        this.#take(data);
    }
    result() {
        if (this.#run.startedAt === 0)
            return null;
        return { ...this.#run, attempts: this.#attempts, waits: this.#waits };
    }
    #take(event) {
        const run = this.#run;
        switch (event.kind) {
            case 'log':
                Object.assign(run, { spec: event.spec, id: event.run, folder: event.folder });
                break;
            case 'unit-started':
                this.#attempts.push(newAttempt(event));
                break;
            case 'attempt-ended':
                this.#endAttempt(event);
                break;
            case 'waiting':
                this.#waits.push({ from: event.at, to: null, until: event.until, reason: event.reason, why: event.why });
                break;
            case 'waited':
                Object.assign(this.#waits.at(-1) ?? {}, { to: event.at });
                break;
            case 'unit-done':
                run.finished = [...run.finished, event];
                break;
            case 'halted':
                run.halts = [...run.halts, { at: event.at, title: event.halt.title, question: event.halt.question }];
                break;
            case 'warning':
                run.warnings = [...run.warnings, event.message];
                break;
            case 'run-ended':
                run.outcome = { kind: event.outcome.kind, message: event.outcome.message };
                run.pullRequest = event.outcome.pullRequest?.url ?? null;
                run.progress = readPastProgress(event.outcome.progress);
                // Its first line was lost.
                if (run.spec === '')
                    run.spec = run.progress?.spec ?? '';
                break;
            default:
                this.#addCheck(event);
        }
    }
    #endAttempt(event) {
        const { at: endedAt, unit, verdict, usage: used, transcript } = event;
        const attempt = this.#attempts.findLast((one) => one.unit === unit && one.endedAt === null);
        if (attempt === undefined)
            return;
        Object.assign(attempt, {
            endedAt,
            agentMs: event.durationMs ?? endedAt - attempt.startedAt,
            verdict: { kind: verdict.kind, text: textOf(verdict) },
            tokens: used && used.inputTokens + used.cachedTokens + used.outputTokens,
            costUsd: used?.costUsd ?? null,
            credits: used?.credits ?? null,
            transcript: transcript.split(/[\\/]/).at(-1) || null,
        });
    }
    /** Of the attempt at work; a check before the first one is nobody's. */
    #addCheck(event) {
        const checks = this.#attempts.at(-1)?.checks;
        if (checks === undefined)
            return;
        if (event.kind === 'verifying') {
            checks.push({ kind: 'verify', command: event.command, ok: null, tests: null, output: '' });
        }
        else if (event.kind === 'reviewed') {
            checks.push({ kind: 'review', backend: event.backend, caught: event.caught, advice: event.advice });
        }
        else {
            const last = checks.findLast(({ kind }) => kind === 'verify');
            if (last !== undefined)
                Object.assign(last, { ok: event.ok, tests: event.tests, output: event.output });
        }
    }
}
function newAttempt({ unit, title, attempt, backend, at: startedAt }) {
    return {
        ...{ unit, title, attempt, backend, startedAt, endedAt: null, agentMs: null, verdict: null },
        ...{ tokens: null, costUsd: null, credits: null, transcript: null, checks: [] },
    };
}
/** Of a verdict that another version may have written. */
function textOf(verdict) {
    try {
        return String((0,verdict_text/* verdictText */.n)(verdict) ?? '');
    }
    catch {
        return '';
    }
}
function parseJson(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: ./lib/app/log/event-file.js
var event_file = __webpack_require__(61149);
;// CONCATENATED MODULE: ./lib/app/past-runs/find-runs.js





const TRANSCRIPT = /^unit-(.+)-attempt-(\d+)\.jsonl$/;
/** A folder of runs, of specs with runs, of an artifact with either. */
const DEPTH = 3;
/** An event file beyond (bytes) is no night's. */
const MAX_EVENTS = 256 * 1024 * 1024;
/** The runs whose logs lie in a folder or below it, the oldest first. */
function findRuns(folder) {
    return search(folder, DEPTH).sort((a, b) => startOf(a) - startOf(b));
}
/** Those of one spec: others may have its name, in another repository. A run of which nothing is understood counts where no other has. */
function runsOf(runs, spec) {
    const folders = runs.map(({ history }) => history?.folder ?? '');
    const isShared = folders.some((folder) => folder !== '' && folder !== spec.folder);
    return runs.filter(({ history }) => history === null ? !isShared : history.folder === spec.folder || history.folder === '');
}
function search(folder, depth) {
    const entries = entriesOf(folder);
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const transcripts = names.flatMap((name) => readTranscriptName(folder, name));
    const own = names.includes(event_file/* EVENT_FILE */.S5) || transcripts.length > 0
        ? [{ folder, transcripts, history: readHistory((0,external_node_path_.join)(folder, event_file/* EVENT_FILE */.S5)) }]
        : [];
    if (depth === 0)
        return own;
    return [
        ...own,
        ...entries.filter((e) => e.isDirectory()).flatMap(({ name }) => search((0,external_node_path_.join)(folder, name), depth - 1)),
    ];
}
function entriesOf(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true });
    }
    catch {
        return [];
    }
}
function readTranscriptName(folder, name) {
    const [, unit, attempt] = TRANSCRIPT.exec(name) ?? [];
    const stat = unit === undefined ? undefined : (0,external_node_fs_.statSync)((0,external_node_path_.join)(folder, name), { throwIfNoEntry: false });
    if (unit === undefined || stat === undefined)
        return [];
    return [{ path: (0,external_node_path_.join)(folder, name), unit, attempt: Number(attempt), bytes: stat.size, changedAt: stat.mtimeMs }];
}
/** null: it is not there, too long, nothing that can be read, or not understood. */
function readHistory(path) {
    try {
        return readRunHistory((0,regular_file/* readRegularText */.Aj)(path, MAX_EVENTS)?.split('\n') ?? []);
    }
    catch {
        return null;
    }
}
/** Epoch ms. */
function startOf({ history, transcripts }) {
    return history?.startedAt ?? Math.min(...transcripts.map(({ changedAt }) => changedAt));
}

;// CONCATENATED MODULE: ./lib/app/cli/look-back/chosen-runs.js







/** The specs that were asked for, with their runs on this machine, or with those in `logs`: what an artifact held. */
async function chosenRuns(inputs, logs, context) {
    if (logs !== null)
        return runsInFolder(inputs, (0,external_node_path_.resolve)(context.cwd, logs));
    const options = { writable: false, format: inputs.format, env: context.env };
    const locations = await (0,locate_specs/* locateSpecs */.P)(inputs.specs, inputs.workdir, options);
    const found = [];
    for (const location of locations) {
        found.push({ name: location.name, location, runs: await runsOnMachine(location, context) });
    }
    return found;
}
/** The oldest first, those under its former names included. */
async function runsOnMachine(location, context) {
    let runs = runsNamed(location.name, location, context);
    for (const name of (await formerNames(location)).toReversed()) {
        const [first] = runs;
        // What ran there since is of another spec, which has the name now.
        const until = first === undefined ? Number.POSITIVE_INFINITY : startOf(first);
        runs = [...runsNamed(name, location, context).filter((run) => startOf(run) < until), ...runs];
    }
    return runs;
}
async function formerNames(location) {
    try {
        return (await (0,read_spec/* openState */.Gf)(location).load())?.spec.former_names ?? [];
    }
    catch {
        // What is wrong with its state is no reason not to look at transcripts.
        return [];
    }
}
/** Those of a spec on this machine, under one of its names. */
function runsNamed(name, location, context) {
    const folder = (0,external_node_path_.join)((0,external_node_path_.dirname)(location.folder), name);
    return runsOf(findRuns((0,external_node_path_.join)((0,command_context/* logFolder */.hI)(context, name, 'x'), '..')), { name, folder });
}
function runsInFolder(inputs, folder) {
    if (!(0,external_node_fs_.existsSync)(folder))
        throw new errors/* UserError */.yo('there is no such folder', {
            where: `--logs ${folder}`,
            fix: 'name the folder that the transcripts were unpacked into',
        });
    const wanted = inputs.specs.map((spec) => nameOfFolder(spec));
    const bySpec = new Map();
    const others = new Set();
    for (const run of findRuns(folder)) {
        // A run that does not say whose it is: of the spec that was named, or else named by its folder.
        const name = run.history?.spec || nameOfUnnamed(run.folder, wanted);
        if (wanted.length > 0 && !wanted.includes(name))
            others.add(name);
        else
            bySpec.set(name, [...(bySpec.get(name) ?? []), run]);
    }
    if (bySpec.size > 0)
        return [...bySpec].map(([name, runs]) => ({ name, location: null, runs }));
    const fix = others.size === 0
        ? 'name the folder that an artifact was unpacked into: it has events.jsonl and unit-…-attempt-….jsonl'
        : `name one of those that are: ${[...others].join(', ')}`;
    const what = others.size === 0 ? 'run' : `run of ${wanted.join(', ')}`;
    throw new errors/* UserError */.yo(`no ${what} is in this folder`, { where: `--logs ${folder}`, fix });
}
function nameOfFolder(path) {
    return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
function nameOfUnnamed(folder, wanted) {
    const own = nameOfFolder(folder);
    const [only] = wanted;
    return only !== undefined && wanted.length === 1 ? only : own;
}
/** Folders of all transcripts that specs of a working tree left on this machine. */
function foldersWithRuns(workdir, context) {
    const ofWorkdir = findRuns((0,command_context/* stateFolder */.yp)(context)).filter(({ history, transcripts }) => transcripts.length > 0 && history?.folder.startsWith((0,external_node_path_.join)(workdir, '/')) === true);
    return [...new Set(ofWorkdir.map(({ folder }) => (0,external_node_path_.dirname)(folder)))];
}

;// CONCATENATED MODULE: ./lib/app/cli/look-back/log-command.js















/** Cells of a line where no terminal says. */
const WIDTH = 160;
/** Of the time before a line. */
const GUTTER = 9;
/** How often a transcript that is followed is looked at, ms. */
const LOOK_AGAIN_MS = 500;
/** Shows a transcript as its window showed it; `--follow`: and what comes, to the end of the attempt or, without a unit, of the run. */
async function log(inputs, flags, context) {
    const elsewhere = () => (flags.logs === null ? foldersWithRuns(inputs.workdir, context) : null);
    const look = async () => choose(await chosenRuns(inputs, flags.logs, context), flags, elsewhere);
    let chosen = await look();
    for (;;) {
        await show(chosen, flags.follow, look, context);
        if (!flags.follow || flags.unit !== null || context.stop.aborted)
            return 0;
        const next = await nextOne(chosen, look, context.stop);
        if (next === null)
            return 0;
        chosen = next;
    }
}
async function show(chosen, follow, look, { stdout, stop, ...context }) {
    const colour = (0,command_context/* wantsColour */.Ml)({ stdout, env: context.env });
    const { dim, bold } = (0,text_colour/* createColours */.i)(colour);
    const { transcript, attempt } = chosen;
    const name = attempt === null ? transcript.unit : `${attempt.unit} ${attempt.title}`;
    const backend = attempt === null ? '' : ` · ${attempt.backend}`;
    stdout.write(`${bold((0,plain_text/* plainText */.wh)(`→ ${name} · attempt ${transcript.attempt}${backend}`))}\n`);
    let lastTime = '';
    const reader = openTranscript(transcript.path, attempt?.backend ?? null, (event, at) => {
        const time = at === null ? '' : new Date(at).toTimeString().slice(0, 8);
        const columns = stdout.isTTY ? (0,command_context/* terminalSize */.KY)(stdout).columns : WIDTH;
        const lines = (0,agent_events/* renderAgentEvent */.a)(event, { width: Math.max(20, columns - (time === '' ? 0 : GUTTER)), colour });
        const gutter = (first) => time === '' ? '' : first && time !== lastTime ? `${dim(time)} ` : ' '.repeat(GUTTER);
        stdout.write(lines.map((line, index) => `${gutter(index === 0)}${line}\n`).join(''));
        if (lines.length > 0)
            lastTime = time;
    });
    try {
        let isOver = chosen.isOver || !follow;
        reader.read(isOver);
        while (!isOver && !stop.aborted) {
            await (0,promises_.setTimeout)(LOOK_AGAIN_MS, undefined, { signal: stop }).catch(() => { });
            // Asked before it is read, so that nothing is missed that came between.
            const now = await look();
            isOver = now.transcript.path === transcript.path ? now.isOver : true;
            reader.read(isOver);
        }
        const verdict = (await look()).attempt?.verdict ?? attempt?.verdict ?? null;
        if (isOver && verdict !== null)
            stdout.write(dim(`${verdict.kind}\n`));
    }
    finally {
        reader.close();
    }
}
/** The transcript after this one; null: the run is over, or the person has seen enough. */
async function nextOne(last, look, stop) {
    while (!stop.aborted) {
        const now = await look();
        if (now.transcript.path !== last.transcript.path)
            return now;
        if (now.isRunOver)
            return null;
        await (0,promises_.setTimeout)(LOOK_AGAIN_MS, undefined, { signal: stop }).catch(() => { });
    }
    return null;
}
/** The newest transcript of what was asked for. UserError that says which there are, where there is none. */
function choose(specs, { unit, attempt }, elsewhere) {
    const all = specs.flatMap(({ runs, location }) => runs.flatMap((run) => run.transcripts.map((transcript) => ({ run, location, transcript }))));
    const wanted = unit === null ? null : (0,session_names/* windowName */.qN)(unit);
    const found = all
        .filter(({ transcript }) => wanted === null || transcript.unit === wanted)
        .filter(({ transcript }) => attempt === null || transcript.attempt === attempt)
        .sort((a, b) => newness(a.run, a.transcript) - newness(b.run, b.transcript))
        .at(-1);
    if (found === undefined)
        throw nothingFound(all.map(({ transcript }) => transcript), { unit, attempt }, elsewhere);
    const { run, location, transcript } = found;
    const past = attemptOf(run, transcript);
    const holder = location === null ? null : (0,lock/* findLockHolder */.v)((0,external_node_path_.dirname)(location.statePath), (0,external_node_os_.hostname)());
    // Of a folder that was named, its own files say whether its run is at work.
    const isLost = location === null
        ? Date.now() - Math.max(...run.transcripts.map(({ changedAt }) => changedAt)) > lib_time/* HOUR */.dp
        : holder?.run !== run.history?.id;
    const isRunOver = run.history === null || run.history.outcome !== null || isLost;
    return { transcript, attempt: past, isRunOver, isOver: isRunOver || past?.endedAt != null };
}
/** When it was begun, as its run tells; files that were unpacked are all as old. */
function newness(run, transcript) {
    return attemptOf(run, transcript)?.startedAt ?? transcript.changedAt;
}
function attemptOf({ history }, { unit, attempt }) {
    return history?.attempts.findLast((one) => (0,session_names/* windowName */.qN)(one.unit) === unit && one.attempt === attempt) ?? null;
}
function nothingFound(all, { unit, attempt }, elsewhere) {
    const units = [...new Set(all.map((transcript) => transcript.unit))];
    const what = `${unit === null ? '' : ` of ${unit}`}${attempt === null ? '' : `, attempt ${attempt}`}`;
    const folders = elsewhere();
    const isNamed = folders === null;
    return new errors/* UserError */.yo(`there is no transcript${what} ${isNamed ? 'in this folder' : 'on this machine'}`, {
        where: isNamed ? '--logs' : 'log',
        fix: units.length > 0 ? `there are those of ${(0,lib_text/* listFirst */.rL)(units, 20)}` : whereElse(folders),
    });
}
/** A spec that was moved, or that lost its state, has them under another name. */
function whereElse(folders) {
    if (folders === null)
        return 'what happened is in its event file alone: `report` shows that';
    if (folders.length === 0)
        return 'transcripts are kept where a run was; for one on GitHub download the artifact and name its folder with --logs';
    const commands = folders.map((folder) => `log --logs ${(0,shlex/* quote */.hD)(folder)}`);
    return `there are those of other specs, or of this one under another name: ${(0,lib_text/* listFirst */.rL)(commands, 10)}`;
}

// EXTERNAL MODULE: ./lib/report/console/event-lines.js + 1 modules
var event_lines = __webpack_require__(11857);
// EXTERNAL MODULE: ./lib/report/text/forecast-text.js
var forecast_text = __webpack_require__(89279);
// EXTERNAL MODULE: ./lib/report/text/sums.js
var text_sums = __webpack_require__(22930);
;// CONCATENATED MODULE: ./lib/report/html/html.js

/** A piece of a page: whatever is put into it is text, unless it is markup of this program. */
function html(strings, ...parts) {
    return { html: strings.map((piece, at) => piece + (at < parts.length ? render(parts[at]) : '')).join('') };
}
/** Text that nothing in a browser takes for anything else, in an element or a quoted attribute. */
function escapeHtml(text) {
    return (0,plain_text/* plainText */.wh)(text).replace(/[&<>"'`]/g, (character) => ESCAPES[character] ?? '');
}
const ESCAPES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
    '`': '&#96;',
};
function render(part) {
    if (part === null || part === undefined || part === false)
        return '';
    if (Array.isArray(part))
        return part.map(render).join('');
    if (typeof part === 'object')
        return part.html;
    return escapeHtml(String(part));
}
/** An address that a person may follow; null: it is no page of the web. */
function webAddress(url) {
    return url !== null && /^https?:\/\/[^\s"'<>]+$/i.test(url) ? url : null;
}

;// CONCATENATED MODULE: ./lib/report/html/page-script.js
/**
 * The page's own script, and the only one that its policy lets run: searching in all that is folded, unfolding, and keys
 * (`/` to search, Enter and Shift+Enter from hit to hit, `j` and `k` from unit to unit). Without it the page shows the
 * same.
 */
const SCRIPT = `
const units=[...document.querySelectorAll('.unit')],box=document.getElementById('find'),told=document.getElementById('told');
const MOST=20;
let texts=null,due=false,hits=[],at=-1,count='';
function find(){
  const word=box.value.trim().toLowerCase();
  texts??=units.map(u=>u.textContent.toLowerCase());
  const found=units.filter((u,i)=>{const has=word===''||texts[i].includes(word);u.hidden=!has;return has});
  if(word.length>2)for(const [i,u] of found.entries()){
    u.open=i<MOST;
    for(const d of u.querySelectorAll('details'))d.open=i<MOST&&d.textContent.toLowerCase().includes(word);
  }
  // What a browser lays out only once it is near would move what was gone to.
  document.body.classList.toggle('search',word.length>2);
  mark(word);
  at=-1;
  count=word===''?'':found.length+' of '+units.length+' units';
  told.textContent=count;
  if(word!==''){if(hits.length>0)go(1);else found[0]?.scrollIntoView({block:'center'})}
}
function go(by){
  if(hits.length===0)return;
  at=(Math.max(at,by<0?0:-1)+by+hits.length)%hits.length;
  const range=hits[at],place=range.startContainer.parentElement,pre=place.closest('pre'),top=()=>range.getBoundingClientRect().top;
  for(let d=place.closest('details');d;d=d.parentElement.closest('details'))d.open=true;
  if(pre)pre.scrollTop+=top()-pre.getBoundingClientRect().top-pre.clientHeight/2;
  scrollBy(0,top()-innerHeight/2);
  CSS.highlights.set('current',new Highlight(range));
  told.textContent=(at+1)+' of '+(hits.length>2000?'more than 2,000':hits.length)+' in '+count;
}
function mark(word){
  hits=[];
  if(!CSS.highlights)return;
  CSS.highlights.clear();
  if(word.length<3)return;
  const ranges=hits;
  for(const u of units){
    if(u.hidden||ranges.length>2000)continue;
    const walk=document.createTreeWalker(u,NodeFilter.SHOW_TEXT);
    while(walk.nextNode()&&ranges.length<=2000){
      const n=walk.currentNode,t=n.data.toLowerCase();
      for(let at=t.indexOf(word);at>=0&&ranges.length<=2000;at=t.indexOf(word,at+word.length)){
        const r=new Range();r.setStart(n,at);r.setEnd(n,at+word.length);ranges.push(r)}
    }
  }
  CSS.highlights.set('found',new Highlight(...ranges));
}
box.addEventListener('input',()=>{if(!due){due=true;requestAnimationFrame(()=>{due=false;find()})}});
const all=document.getElementById('all');
all.addEventListener('click',()=>{const open=units.some(u=>!u.hidden&&!u.open);for(const u of units)if(!u.hidden)u.open=open;all.textContent=open?'Fold all':'Unfold all'});
document.addEventListener('keydown',e=>{
  if(e.ctrlKey||e.metaKey||e.altKey)return;
  if(document.activeElement===box){if(e.key==='Escape'){box.value='';find();box.blur()}if(e.key==='Enter'){e.preventDefault();go(e.shiftKey?-1:1)}return}
  if(e.key==='/'){e.preventDefault();box.focus();return}
  if(e.key!=='j'&&e.key!=='k')return;
  const shown=units.filter(u=>!u.hidden),at=shown.findIndex(u=>u.contains(document.activeElement));
  const next=shown[Math.max(0,Math.min(shown.length-1,at<0?0:at+(e.key==='j'?1:-1)))];
  next?.querySelector('summary').focus();next?.scrollIntoView({block:'nearest'});
});
if(location.hash){const u=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(u&&'open' in u)u.open=true}
addEventListener('hashchange',()=>{const u=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(u&&'open' in u)u.open=true});
`;

;// CONCATENATED MODULE: ./lib/report/html/run-lanes.js




/** Units drawn of a run; of more, the last ones. */
const MAX_LANES = 60;
/** More lanes than this are folded behind one that has the attempts of all: one unit is worked on at a time. */
const MAX_OPEN_LANES = 24;
/** A wait is drawn if it is a minute long, or this part of its run. */
const SHORTEST_SHARE = 0.01;
const STEPS = [
    ...[10 * lib_time/* SECOND */.Z2, 30 * lib_time/* SECOND */.Z2],
    ...[lib_time/* MINUTE */.pY, 5 * lib_time/* MINUTE */.pY, 15 * lib_time/* MINUTE */.pY, 30 * lib_time/* MINUTE */.pY, lib_time/* HOUR */.dp, 2 * lib_time/* HOUR */.dp, 4 * lib_time/* HOUR */.dp, 8 * lib_time/* HOUR */.dp, 24 * lib_time/* HOUR */.dp],
];
/** One run drawn to scale: a lane for each unit with its attempts, and across them the stretches that it waited. */
function runTimeline(run) {
    const lanes = byUnit(run.attempts);
    const from = run.startedAt;
    // To the end of a wait in force: how long it will be is what one looks for.
    const ends = [...run.attempts.map(({ endedAt }) => endedAt ?? 0), ...run.waits.map((wait) => endOf(wait, run))];
    const to = Math.max(run.lastAt, from + lib_time/* SECOND */.Z2, ...ends);
    const place = (start, end) => {
        const left = share(start, from, to);
        // None is shorter than nothing, whatever was done to the clock.
        return `left:${left.toFixed(3)}%;width:${Math.max(0, share(end, from, to) - left).toFixed(3)}%`;
    };
    const lane = ({ name, attempts }) => html `<div class="lane"><span>${name}</span><div class="track">${attempts.map((attempt) => html `<i class="${classOf(attempt)}" style="${place(attempt.startedAt, attempt.endedAt ?? run.lastAt)}" title="${attemptText(attempt)}"></i>`)}</div></div>`;
    const waits = drawnWaits(run, to - from);
    const rests = html `<div class="track rests">${waits.map((wait) => html `<div class="rest" style="${place(wait.from, endOf(wait, run))}" title="${waitText(wait, run)}"></div>`)}</div>`;
    const picture = (shown) => html `<div class="lanes" role="img" aria-label="Timeline of the run: ${(0,lib_text/* plural */.LS)(run.attempts.length, 'attempt')}, ${(0,lib_text/* plural */.LS)(waits.length, 'wait')}">${rests}${shown.map(lane)}</div>${ticks(from, to)}`;
    const shown = lanes.slice(-MAX_LANES);
    const earlier = lanes.length > shown.length &&
        html `<p class="faint">${(0,lib_text/* plural */.LS)(lanes.length - shown.length, 'earlier unit')} not drawn.</p>`;
    const named = waits.filter((wait) => wait.reason !== 'delay' || lengthOf(wait) >= lib_time/* MINUTE */.pY);
    return html `${lanes.length > MAX_OPEN_LANES
        ? html `${picture([{ name: (0,lib_text/* plural */.LS)(lanes.length, 'unit'), attempts: run.attempts }])}<details><summary>A line for each unit</summary><div>${picture(shown)}${earlier}</div></details>`
        : html `${picture(shown)}${earlier}`}${named.length > 0 && html `<ul class="faint">${named.map((wait) => html `<li>${waitText(wait, run)}</li>`)}</ul>`}`;
}
/** What the colours say: of those that are in the pictures. */
function timelineKey(runs) {
    const classes = new Set(runs.flatMap(({ attempts }) => attempts.map(classOf)));
    const isRest = runs.some((run) => drawnWaits(run, run.lastAt - run.startedAt).length > 0);
    const shown = KEY.filter(([name]) => (name === 'rest' ? isRest : classes.has(name)));
    return html `<p class="key">${shown.map(([name, words]) => html `<span><i class="${name}"></i>${words}</span>`)}</p>`;
}
const KEY = [
    ['done', 'done'],
    ['failed', 'not accepted'],
    ['asked', 'asked, or met a limit'],
    ['running', 'at work'],
    ['', 'its end was not seen'],
    ['rest', 'waited'],
];
function drawnWaits(run, spanMs) {
    const shortest = Math.min(lib_time/* MINUTE */.pY, spanMs * SHORTEST_SHARE);
    return run.waits.filter((wait) => lengthOf(wait) >= Math.max(1, shortest));
}
/** Of one that lasts, or was lost, how long it was to be; ms. */
function lengthOf({ from, to, until }) {
    return (to ?? until) - from;
}
function byUnit(attempts) {
    const lanes = new Map();
    for (const attempt of attempts)
        lanes.set(attempt.unit, [...(lanes.get(attempt.unit) ?? []), attempt]);
    return [...lanes].map(([unit, own]) => ({ name: `${unit} ${own[0]?.title ?? ''}`, attempts: own }));
}
function share(at, from, to) {
    return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
}
function endOf({ to, until }, run) {
    if (to !== null)
        return to;
    return run.isAtWork ? Math.max(until, run.lastAt) : Math.min(until, Math.max(run.lastAt, run.startedAt));
}
function classOf({ verdict, endedAt }) {
    if (verdict === null)
        return endedAt === null ? 'running' : '';
    if (verdict.kind === 'done')
        return 'done';
    return ['halted', 'limited', 'transient', 'cancelled', 'refused'].includes(verdict.kind) ? 'asked' : 'failed';
}
function attemptText({ unit, attempt, backend, verdict, agentMs }) {
    const took = agentMs === null ? '' : `, ${(0,numbers/* formatDuration */.a)(agentMs)}`;
    return `${unit}, attempt ${attempt} by ${backend}: ${verdict?.kind ?? 'not ended'}${took}`;
}
function waitText(wait, run) {
    const end = endOf(wait, run);
    const why = wait.why || wait.reason;
    if (wait.to === null) {
        const planned = `${clock(wait.from)} until ${(0,lib_time/* formatUtcMinuteUp */.R2)(wait.until)}`;
        return run.isAtWork ? `${planned}: waits, ${why}` : `${planned}: was to wait, ${why}; its end was not seen`;
    }
    return `${clock(wait.from)} to ${clock(end)}: waited ${(0,numbers/* formatDuration */.a)(end - wait.from)}, ${why}`;
}
/** At even times of the reader's clock in UTC, never at the same one twice. */
function ticks(from, to) {
    const step = STEPS.find((one) => (to - from) / one <= 8) ?? Math.ceil((to - from) / 8 / (24 * lib_time/* HOUR */.dp)) * 24 * lib_time/* HOUR */.dp;
    // On a phone, beside the names of both ends.
    const margin = step < lib_time/* MINUTE */.pY || to - from > 20 * lib_time/* HOUR */.dp ? 22 : 14;
    const times = [from];
    for (let at = Math.ceil(from / step) * step; at < to; at += step) {
        if (share(at, from, to) > margin && share(at, from, to) < 100 - margin)
            times.push(at);
    }
    times.push(to);
    // Over more than a day the hour alone names two moments, and within minutes the minute does.
    const name = (at) => {
        if (step < lib_time/* MINUTE */.pY)
            return new Date(at).toISOString().slice(11, 19);
        return to - from > 20 * lib_time/* HOUR */.dp ? `${dayOf(at)} ${clock(at)}` : clock(at);
    };
    const named = times.filter((at, index) => times.findIndex((other) => name(other) === name(at)) === index);
    return html `<div class="ticks" aria-hidden="true">${named.map((at) => html `<span style="left:${share(at, from, to).toFixed(2)}%">${name(at)}</span>`)}</div>`;
}
function dayOf(at) {
    return new Date(at).toISOString().slice(5, 10);
}
function clock(at) {
    return new Date(at).toISOString().slice(11, 16);
}

;// CONCATENATED MODULE: ./lib/report/html/style.js
/** The page's own style: readable on a phone, in the dark, and on paper. */
const STYLE = `
:root{color-scheme:light dark;--back:#fff;--card:#f6f8fa;--text:#1f2328;--faint:#59636e;--line:#d1d9e0;--link:#0969da;--good:#1a7f37;--bad:#cf222e;--ask:#9a6700;--busy:#0969da;--wait:#8250df;--add:#dafbe1;--del:#ffebe9}
@media(prefers-color-scheme:dark){:root{--back:#0d1117;--card:#151b23;--text:#e6edf3;--faint:#9198a1;--line:#3d444d;--link:#4493f8;--good:#3fb950;--bad:#f85149;--ask:#d29922;--busy:#4493f8;--wait:#ab7df8;--add:#12301e;--del:#3c1518}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:66rem;padding:1rem;background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.15rem;margin:1.6rem 0 .5rem}h3{font-size:1rem;margin:1rem 0 .3rem}
a{color:var(--link)}:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.faint{color:var(--faint)}.good{color:var(--good)}.bad{color:var(--bad)}.ask{color:var(--ask)}.busy{color:var(--busy)}
.cards{margin-top:1rem;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem}
.card h3{margin:1rem 0 .3rem}.card h3:first-child{margin-top:0}.card>:last-child{margin-bottom:0}section+section{margin-top:3rem;border-top:2px solid var(--line)}.card ul,.card ol{margin:.2rem 0;padding-left:1.2rem}
.card.wants{border-color:var(--ask);border-left-width:4px}
.facts{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.4rem 0;padding:0;list-style:none}
.facts b{font-variant-numeric:tabular-nums}
blockquote,.words{margin:.4rem 0;padding:.3rem .8rem;border-left:3px solid var(--line);white-space:pre-wrap}
.bar{height:.6rem;border-radius:.3rem;background:var(--line);overflow:hidden}.bar i{display:block;height:100%;background:var(--good)}
.bar.near i{background:var(--ask)}.bar.full i{background:var(--bad)}
table{border-collapse:collapse;width:100%;overflow-wrap:normal;font-variant-numeric:tabular-nums}th,td{text-align:left;padding:.2rem .6rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top}th,td.n{white-space:nowrap;overflow-wrap:normal}td.n,th.n{text-align:right}
.scroll{overflow-x:auto}
.tools{position:sticky;top:0;z-index:2;background:var(--back);padding:.5rem 0;display:flex;gap:.5rem;flex-wrap:wrap;align-items:center;border-bottom:1px solid var(--line)}
.tools input{flex:1 1 12rem;font:inherit;padding:.3rem .6rem;border:1px solid var(--line);border-radius:6px;background:var(--back);color:inherit}
.tools #told:empty{display:none}.tools button{font:inherit;padding:.3rem .7rem;border:1px solid var(--line);border-radius:6px;background:var(--card);color:inherit}
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;background:var(--back)}
details>summary{cursor:pointer;padding:.4rem .7rem}details[open]>summary{border-bottom:1px solid var(--line)}
details>div{padding:.4rem .8rem .8rem}
.unit>summary{display:grid;grid-template-columns:1.4rem minmax(0,1fr) auto;gap:.5rem}
.unit>summary:focus-visible{outline-offset:-2px;border-radius:6px}.unit>summary::-webkit-details-marker{display:none}.unit{content-visibility:auto;contain-intrinsic-size:auto 2.5rem}
.unit .nums{color:var(--faint);font-variant-numeric:tabular-nums;text-align:right}
pre{margin:.3rem 0;padding:.5rem .7rem;background:var(--card);border-radius:6px;font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere;max-height:70vh;overflow-y:auto;content-visibility:auto}
pre time{color:var(--faint);user-select:none;-webkit-user-select:none;margin-right:1ch}
pre b{font-weight:600;color:var(--busy)}pre s{text-decoration:none;color:var(--faint)}pre em{font-style:normal;color:var(--bad)}pre u{text-decoration:none;color:var(--ask)}
pre ins{display:block;text-decoration:none;background:var(--add)}pre del{display:block;text-decoration:none;background:var(--del)}pre h6{display:block;margin:0;font:inherit;font-weight:600}
.lanes{--names:15rem;position:relative;border:1px solid var(--line);border-radius:6px;overflow:hidden;background:var(--card)}.ticks{--names:15rem}
.lane{display:flex;height:1.5rem}.lane+.lane{border-top:1px solid var(--line)}
.lane span{flex:0 0 var(--names);padding:0 .5rem;font-size:12px;line-height:1.5rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;position:relative;z-index:1;background:var(--card)}
.track{position:relative;flex:1}.rests{position:absolute;left:var(--names);right:0;top:0;bottom:0}
.lane i{position:absolute;top:.25rem;bottom:.25rem;min-width:2px;border-radius:3px}
.lane i,.key i{background:var(--faint);opacity:.65}
i.done{background:var(--good)!important}i.failed{background:var(--bad)!important}i.asked{background:var(--ask)!important}i.running{background:var(--busy)!important}
.rest{position:absolute;top:0;bottom:0;opacity:.45}.rest,.key i.rest{background:repeating-linear-gradient(135deg,var(--wait) 0 2px,transparent 2px 6px)}
.ticks{position:relative;height:1.3rem;margin-left:var(--names);font-size:11px;color:var(--faint)}.ticks span{position:absolute;transform:translateX(-50%);white-space:nowrap}.ticks span:last-child{transform:translateX(-100%)}.ticks span:first-child{transform:none}
.key{display:flex;gap:.3rem 1rem;flex-wrap:wrap;font-size:12px;color:var(--faint)}.key i{position:static;display:inline-block;width:1rem;height:.7rem;border-radius:2px;vertical-align:middle;margin-right:.3rem}
footer{margin:2rem 0 1rem;color:var(--faint);font-size:13px}
@media(max-width:40rem){.lanes,.ticks{--names:0rem}.lane{display:block;height:2.6rem}.lane span{display:block}.lane .track{height:1.1rem}.lane i{top:0;bottom:.2rem}.unit>summary{grid-template-columns:1.2rem minmax(0,1fr)}.unit .nums{grid-column:2;text-align:left}}
@media print{.tools{display:none}pre{max-height:none}.unit,pre{content-visibility:visible}}
.search .unit,.search pre{content-visibility:visible}
[hidden]{display:none!important}
`;

;// CONCATENATED MODULE: ./lib/report/html/unit.js





const ICONS = {
    done: ['✓', 'done', 'good'],
    skipped: ['↷', 'skipped', 'good'],
    open: ['·', 'open', 'faint'],
    'in-progress': ['→', 'in progress', 'busy'],
    failed: ['✗', 'failed', 'bad'],
    halted: ['?', 'asks you', 'ask'],
};
/** A tool's result is cut to so many cells a line; the transcript has it whole. */
const LINE_WIDTH = 400;
/** One unit, folded: what it came to, and below that all that led there. */
function unitSection(unit, id) {
    const [icon, word, colour] = ICONS[unit.status];
    return html `<details class="unit" id="${id}"><summary><span class="${colour}" title="${word}">${icon}</span><span>${unit.title}${unit.optional && html ` <span class="faint">(optional)</span>`}</span><span class="nums">${unitFacts(unit)}</span></summary><div>
<p class="faint">${[word, unit.backend && `by ${unit.backend}`, unit.commit && `commit ${unit.commit.slice(0, 9)}`].filter(Boolean).join(' · ')}</p>
${unit.words !== null && unit.words !== '' && html `<h3>The agent’s words</h3><div class="words">${unit.words}</div>`}
${unit.evidence.length > 0 && html `<h3>To be looked at</h3><ul>${unit.evidence.map((line) => html `<li>${line}</li>`)}</ul>`}
${unit.advice.length > 0 && html `<h3>The reviewer advises</h3><ul>${unit.advice.map((line) => html `<li>${line}</li>`)}</ul>`}
${unit.change !== null && changeSection(unit.change)}
${unit.attempts.length > 0 && html `<h3>${(0,lib_text/* plural */.LS)(unit.attempts.length, 'attempt')}</h3>${unit.attempts.map(attemptSection)}`}
</div></details>`;
}
function unitFacts({ attempts, durationS, tokens, costUsd, costEstimated, credits }) {
    const parts = [
        attempts.length > 1 ? (0,lib_text/* plural */.LS)(attempts.length, 'attempt') : '',
        durationS > 0 ? (0,numbers/* formatDuration */.a)(durationS * 1000) : '',
        tokens > 0 ? `${(0,numbers/* formatCount */.B)(tokens)} tokens` : '',
        (0,text_sums/* formatCost */.BD)(costUsd, costEstimated, credits),
    ];
    return parts.filter((part) => part !== '').join(' · ');
}
function sizeOf({ files }) {
    const sum = (which) => files.reduce((total, file) => total + (file[which] ?? 0), 0);
    return { files: files.length, added: sum('added'), removed: sum('removed') };
}
function changeSection(change) {
    const { files, diff, isCut } = change;
    const { added, removed } = sizeOf(change);
    return html `<details><summary>${(0,lib_text/* plural */.LS)(files.length, 'file')}, <span class="good">+${added}</span> <span class="bad">−${removed}</span></summary><div>
<ul>${files.map(({ path, added: plus, removed: minus }) => html `<li>${path} <span class="faint">${plus === null ? 'binary' : `+${plus} −${minus ?? 0}`}</span></li>`)}</ul>
${diff !== '' && html `<pre tabindex="0">${{ html: diffLines(diff) }}</pre>`}${isCut && html `<p class="faint">The diff goes on; it is cut here.</p>`}</div></details>`;
}
function diffLines(diff) {
    return diff
        .split('\n')
        .map((line) => {
        const text = escapeHtml(line);
        if (/^(?:diff |@@|index |--- |\+\+\+ )/.test(line))
            return `<h6>${text}</h6>`;
        if (line.startsWith('+'))
            return `<ins>${text}</ins>`;
        return line.startsWith('-') ? `<del>${text}</del>` : `${text}\n`;
    })
        .join('');
}
function attemptSection(attempt) {
    const { verdict, startedAt, endedAt, backend, shown } = attempt;
    const kind = verdict?.kind ?? (endedAt === null ? 'not ended' : 'ended');
    const took = !attempt.agentMs ? '' : ` · ${(0,numbers/* formatDuration */.a)(attempt.agentMs)}`;
    const spent = attempt.tokens === null ? '' : ` · ${(0,numbers/* formatCount */.B)(attempt.tokens)} tokens`;
    const isGood = kind === 'done';
    const when = startedAt === 0 ? '' : ` · ${new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ')}`;
    return html `<details><summary>Attempt ${attempt.attempt}: <span class="${isGood ? 'good' : 'ask'}">${kind}</span> <span class="faint">${backend}${when}${took}${spent}</span></summary><div>
${!isGood && verdict !== null && verdict.text !== '' && html `<div class="words">${verdict.text}</div>`}
${attempt.checks.map(checkSection)}
${shown === null ? html `<p class="faint">${attempt.goesOn ? 'It was taken up again: its transcript is in the next one, below.' : 'Its transcript is not here.'}</p>` : html `<pre tabindex="0">${{ html: transcriptLines(shown) }}</pre>`}
</div></details>`;
}
function checkSection(check) {
    if (check.kind === 'review') {
        return html `<p>Review by ${check.backend}: ${check.caught === 0 ? 'nothing to fix' : `${(0,lib_text/* plural */.LS)(check.caught, 'problem')} to fix`}${check.advice.length > 0 && ', and advice'}</p>`;
    }
    const word = check.ok === null ? 'not ended' : check.ok ? 'passed' : 'failed';
    const counts = check.tests === null ? '' : `, ${check.tests.passed} passed, ${check.tests.failed} failed`;
    const colour = check.ok === true ? 'good' : check.ok === false ? 'bad' : 'faint';
    const summary = html `<code>${check.command}</code>: <span class="${colour}">${word}</span>${counts}`;
    if (check.output.trim() === '')
        return html `<p>${summary}</p>`;
    return html `<details><summary>${summary}</summary><div><pre tabindex="0">${check.output}</pre></div></details>`;
}
const TAGS = {
    'tool-call': 'b',
    'tool-result': 's',
    thinking: 's',
    started: 's',
    unknown: 's',
    error: 'em',
    limit: 'u',
    retry: 'u',
};
/** As its window showed them, with the second that each began in. */
function transcriptLines(shown) {
    let lastTime = '';
    return shown
        .map(({ at, event }) => {
        const lines = (0,agent_events/* renderAgentEvent */.a)(event, { width: LINE_WIDTH, colour: false });
        if (lines.length === 0)
            return '';
        const time = at === null ? '' : new Date(at).toISOString().slice(11, 19);
        const stamp = time === '' || time === lastTime ? '' : `<time>${time}</time>`;
        lastTime = time;
        const tag = event.kind === 'tool-result' && !event.ok ? 'em' : TAGS[event.kind];
        const text = lines.map(escapeHtml).join('\n');
        return `${stamp}${tag === undefined ? text : `<${tag}>${text}</${tag}>`}\n`;
    })
        .join('');
}

;// CONCATENATED MODULE: ./lib/report/html/unit-links.js

/** The id of a unit's element: what a key may hold that an id may not, its place in the list replaces. */
function idOf(spec, { key }, index) {
    return /^[\w.-]+$/.test(key) ? `s${spec}-${key}` : `s${spec}-unit${index}`;
}
/** To where the unit stands on the page. */
function linkTo(key, title, units, at) {
    const index = units.findIndex((unit) => unit.key === key);
    const unit = units[index];
    return unit === undefined ? html `${title}` : html `<a href="#${idOf(at, unit, index)}">${title}</a>`;
}

// EXTERNAL MODULE: ./lib/report/text/left-open-text.js
var left_open_text = __webpack_require__(86410);
// EXTERNAL MODULE: ./lib/report/text/review-first.js
var review_first = __webpack_require__(29373);
;// CONCATENATED MODULE: ./lib/report/html/wanted-card.js








/** What a person has to do, first of all; then what they may want to know. */
function wantedCard(spec, at) {
    const { progress, pullRequest, runs } = spec;
    const wanted = wanted_card_startOf(spec);
    if (progress?.halt != null)
        wanted.push(question(spec.name, progress.halt));
    if (progress?.paused != null)
        wanted.push(pauseLine(progress.paused));
    const url = webAddress(pullRequest);
    if (url !== null)
        wanted.push(html `<p><a href="${url}" rel="noreferrer">The pull request</a> waits for your review.</p>`);
    const leftOpen = (0,left_open_text/* leftOpenSentence */.Z)(progress?.leftOpen ?? []);
    if (leftOpen !== null)
        wanted.push(html `<p>${leftOpen}</p>`);
    const first = firstToReview(spec, at);
    const warnings = [...new Set(runs.at(-1)?.warnings ?? [])];
    return html `<div class="${wanted.length === 0 ? 'card' : 'card wants'}"><h3>What waits for you</h3>${wanted.length === 0 && first === false && html `<p>Nothing.</p>`}${wanted}${waitLine(spec)}${first}${warnings.length > 0 &&
        html `<details><summary>${(0,lib_text/* plural */.LS)(warnings.length, 'warning')} of the last run</summary><div><ul>${warnings.map((warning) => html `<li>${warning}</li>`)}</ul></div></details>`}</div>`;
}
/** Of all that is done, what deserves a look before the rest. */
function firstToReview({ progress, units }, at) {
    const sizes = new Map(units.flatMap(({ commit, change }) => (commit && change ? [[commit, sizeOf(change)]] : [])));
    const made = (progress?.units ?? []).filter(({ status }) => status === 'done');
    const first = (0,review_first/* reviewFirst */.$)(made, sizes);
    if (first.length === 0)
        return false;
    return html `<p>To review first:</p><ul>${first.map(({ unit, reasons }) => html `<li>${linkTo(unit.key, unit.title, units, at)} <span class="faint">${reasons}</span></li>`)}</ul>`;
}
/** Of a run that goes on by itself. */
function waitLine({ progress, activity }) {
    const waiting = progress?.waiting ?? null;
    if (waiting === null || activity !== 'runs')
        return false;
    return html `<p>It waits until ${(0,lib_time/* formatUtcMinuteUp */.R2)(Date.parse(waiting.until))}: ${waiting.why}. Then it goes on by itself.</p>`;
}
/** A spec with open units that no run works on, and that waits for nothing else, is started by a person. */
function wanted_card_startOf({ progress, activity }) {
    if (progress === null || activity === 'runs' || progress.halt !== null || progress.paused !== null)
        return [];
    if (progress.done >= progress.total || progress.outcome === 'complete')
        return [];
    if (activity === 'lost')
        return [html `<p>The last run ended unexpectedly. Start it again: it continues where it was.</p>`];
    const isKnown = activity === 'none' || progress.outcome === 'max-iterations' || progress.outcome === 'failed';
    return isKnown ? [html `<p>No run works on its open units: start one.</p>`] : [];
}
function question(spec, halt) {
    // A log of any version may have told of it.
    const name = halt.task == null ? (halt.title ?? spec) : (0,event_lines/* unitName */.Cq)(halt.task, halt.title ?? '');
    return html `<p>An answer to <b>${name}</b>:</p><blockquote>${halt.question}</blockquote>${howToAnswer(spec, webAddress(halt.url))}`;
}
function pauseLine({ why, resume_after }) {
    const after = resume_after === null ? '' : ` It may continue after ${(0,lib_time/* formatUtcMinuteUp */.R2)(Date.parse(resume_after))}.`;
    return html `<p>Paused: ${why}.${after}</p>`;
}
/** As a shell takes it. */
function quote(name) {
    return /^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
function howToAnswer(name, url) {
    if (url !== null)
        return html `<p>Comment <code>/resume</code> and your answer <a href="${url}" rel="noreferrer">there</a>; <code>/skip</code> counts it as done.</p>`;
    const command = `sequential-orchestration resume --spec ${quote(name)}`;
    return html `<p>Where it ran: <code>${command} --answer "…"</code>, which says what else it needs; <code>--skip</code> counts it as done. In a workflow: start it by hand with the answer.</p>`;
}

;// CONCATENATED MODULE: ./lib/report/html/page.js














/** Runs drawn of a spec; of more, the last ones. */
const MAX_RUNS = 14;
/** Characters of an agent's words, where those of several stand together. */
const MAX_WORDS = 100;
/** Units named of a run; the others stand below. */
const MAX_FINISHED = 5;
/** How every page of ours begins, those of earlier versions too: what begins otherwise is somebody else's file. */
const PAGE_START = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-`;
/** The page: one file that needs nothing else, and in which nobody's text is anything but text. Pure. */
function reportPage({ madeAt, version, specs }) {
    const title = specs.length === 1 ? `${specs[0]?.name ?? ''}: report` : `${(0,lib_text/* plural */.LS)(specs.length, 'spec')}: report`;
    return html `${{ html: PAGE_START }}${{ html: hashOf(SCRIPT) }}'; base-uri 'none'; form-action 'none'"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${{ html: `${STYLE}::highlight(found){background:#ffd33d;color:#000}::highlight(current){background:#fb8f44;color:#000}` }}</style></head>
<body>
<main>
${specs.length > 1 && specsTable(specs)}
<div class="tools"><input id="find" type="search" placeholder="Search all of it ( / ), Enter: next" aria-label="Search"><button id="all" type="button">Unfold all</button><span id="told" class="faint" role="status"></span></div>
${specs.map((spec, at) => specSection(spec, at))}
</main>
<footer>Made ${(0,lib_time/* formatUtcMinute */.Ko)(madeAt)} by sequential-orchestration ${version}. All times are in UTC.</footer>
<script>${{ html: SCRIPT }}</script>
</body></html>
`.html;
}
function hashOf(script) {
    return (0,external_node_crypto_.createHash)('sha256').update(script).digest('base64');
}
function specsTable(specs) {
    return html `<h1>${(0,lib_text/* plural */.LS)(specs.length, 'spec')}</h1><div class="scroll"><table><tr><th>Spec</th><th>Units</th><th>State</th></tr>${specs.map(({ name, progress, activity }, at) => html `<tr><td><a href="#s${at}">${name}</a></td><td>${progress === null ? '' : `${progress.done} of ${progress.total}`}</td><td>${stateOf(progress, activity)}</td></tr>`)}</table></div>`;
}
function specSection(spec, at) {
    const { name, progress, runs, units, gaps } = spec;
    const drawn = runs.slice(-MAX_RUNS).filter(({ attempts, waits }) => attempts.length + waits.length > 0);
    return html `<section id="s${at}"><h1>${name}</h1>
${progress !== null && html `<p><b>${progress.done} of ${progress.total}</b> units done · ${stateOf(progress, spec.activity)}</p><div class="bar"><i style="width:${progress.total === 0 ? 100 : Math.floor((progress.done / progress.total) * 100)}%"></i></div>`}
<div class="cards">${wantedCard(spec, at)}${doneCard(spec, at)}${sumsCard(spec)}</div>
${gaps.map((gap) => html `<p class="faint">${gap}</p>`)}
${drawn.length > 0 && html `<h2>Timeline</h2>${timelineKey(drawn)}`}
${drawn.map((run, index) => runSection(run, drawn[index - 1])).reverse()}
<h2>Units</h2>
${units.map((unit, index) => unitSection(unit, idOf(at, unit, index)))}
</section>`;
}
function stateOf(progress, activity) {
    const states = {
        running: ['busy', activity === 'runs' ? activeWord(progress) : 'not finished'],
        complete: ['good', 'complete'],
        halted: ['ask', 'asks you'],
        paused: ['ask', 'paused'],
        'max-iterations': ['ask', 'stopped at its maximum of iterations'],
        failed: ['bad', 'failed'],
    };
    const [colour, word] = states[progress?.outcome ?? 'running'] ?? states.running;
    return html `<b class="${colour}">${word}</b>`;
}
function activeWord(progress) {
    const waiting = progress?.waiting ?? null;
    return waiting === null ? 'running' : `waits until ${(0,lib_time/* formatUtcMinuteUp */.R2)(Date.parse(waiting.until))}`;
}
/** What the last run that did something brought, in its agents' words. */
function doneCard({ runs, progress, units }, at) {
    const last = runs.findLast(({ finished }) => finished.length > 0);
    const next = units.find(({ key }) => key === progress?.next);
    const nextLine = next !== undefined && html `<p>Next: ${next.title}</p>`;
    if (last === undefined)
        return html `<div class="card"><h3>What was done</h3><p>No unit was finished in a run whose log is here.</p>${nextLine}</div>`;
    const night = last === runs.at(-1) ? 'In the last run' : `In the run of ${(0,lib_time/* formatUtcMinute */.Ko)(last.startedAt)}`;
    const before = (progress?.done ?? 0) - last.finished.length;
    const earlier = before > 0 ? `, after ${(0,lib_text/* plural */.LS)(before, 'unit')} before it` : '';
    return html `<div class="card"><h3>What was done</h3><p>${night}: ${(0,lib_text/* plural */.LS)(last.finished.length, 'unit')}${earlier}</p><ul>${last.finished
        .slice(0, MAX_FINISHED)
        .map(({ unit, title, files }) => {
        const words = units.find(({ key }) => key === unit)?.words ?? '';
        return html `<li>${linkTo(unit, (0,event_lines/* unitName */.Cq)(unit, title), units, at)} <span class="faint">${(0,lib_text/* plural */.LS)(files.length, 'file')}</span>${words !== '' && html `<br>${firstWords(words)}`}</li>`;
    })}</ul>${(0,lib_text/* andMore */.v)(last.finished.length, MAX_FINISHED).map((more) => html `<p>${more}, below</p>`)}${nextLine}</div>`;
}
/** What fits beside others; all of it stands with the unit. */
function firstWords(words) {
    return (0,lib_text/* truncate */.xv)(words.replace(/\s+/g, ' ').trim(), MAX_WORDS);
}
function sumsCard({ progress, runs, activity, windows }) {
    const totals = progress?.totals ?? null;
    const since = activity === 'runs' ? (progress?.waiting?.since ?? null) : null;
    const waited = totals === null ? '' : (0,text_sums/* formatWaits */.WE)(totals);
    return html `<div class="card"><h3>What it took</h3>${totals !== null && totals.calls > 0 && html `<p>${(0,text_sums/* formatTotals */.zD)(totals)}</p>`}${waited !== '' && html `<p>Waited ${waited}</p>`}${since !== null && html `<p>Waiting since ${(0,lib_time/* formatUtcMinute */.Ko)(Date.parse(since))}</p>`}${progress?.forecast !== undefined && html `<p>Forecast: ${(0,forecast_text/* forecastResultLine */.F3)(progress.forecast)}</p>`}${agentsList(runs)}${windows.length > 0 && windowBars(windows)}</div>`;
}
function agentsList(runs) {
    const sums = new Map();
    for (const { endedAt, backend, agentMs, tokens, costUsd, credits } of runs.flatMap(({ attempts }) => attempts)) {
        if (endedAt === null)
            continue;
        const sum = sums.get(backend) ?? { calls: 0, ms: 0, tokens: 0, costUsd: 0, credits: 0 };
        sum.calls += 1;
        sum.ms += agentMs ?? 0;
        sum.tokens += tokens ?? 0;
        sum.costUsd += costUsd ?? 0;
        sum.credits += credits ?? 0;
        sums.set(backend, sum);
    }
    if (sums.size === 0)
        return html ``;
    // Lines wrap, and what a table has no room for is out of sight: its last column, the cost.
    return html `<ul>${[...sums].map(([backend, { calls, ms, tokens, costUsd, credits }]) => {
        const used = tokens === 0 ? '' : `${(0,numbers/* formatCount */.B)(tokens)} tokens`;
        const facts = [(0,lib_text/* plural */.LS)(calls, 'attempt'), (0,numbers/* formatDuration */.a)(ms), used, (0,text_sums/* formatCost */.BD)(costUsd, false, credits)];
        return html `<li><b>${backend}</b>: ${facts.filter((fact) => fact !== '').join(', ')}</li>`;
    })}</ul>`;
}
function windowBars(windows) {
    return html `<h3>Quota</h3>${windows.map(({ backend, name, used, resetsAt }) => {
        const reset = resetsAt === null ? '' : `, resets ${(0,lib_time/* formatUtcMinuteUp */.R2)(resetsAt)}`;
        if (used === null)
            return html `<p>${backend}, ${name}: not known${reset}</p>`;
        const percent = Math.min(100, Math.round(used * 100));
        const level = percent >= 100 ? 'full' : percent >= 80 ? 'near' : '';
        return html `<p>${backend}, ${name}: ${percent} % used${reset}</p><div class="bar ${level}"><i style="width:${percent}%"></i></div>`;
    })}`;
}
function runSection(run, before) {
    const ended = run.outcome?.message ?? (run.isAtWork ? 'at work' : 'no end was seen');
    const isAfterPause = before?.outcome?.kind === 'paused';
    const paused = isAfterPause ? `, after a pause of ${(0,numbers/* formatDuration */.a)(Math.max(0, run.startedAt - before.lastAt))}` : '';
    return html `<h3>${(0,lib_time/* formatUtcMinute */.Ko)(run.startedAt)}, ${(0,numbers/* formatDuration */.a)(run.lastAt - run.startedAt)}${paused} <span class="faint">${ended}</span></h3>${runTimeline(run)}`;
}

// EXTERNAL MODULE: ./lib/repository/commit-changes.js
var commit_changes = __webpack_require__(26879);
// EXTERNAL MODULE: ./lib/app/reading/look-up-spec-records.js + 1 modules
var look_up_spec_records = __webpack_require__(79278);
;// CONCATENATED MODULE: ./lib/app/past-runs/report-data.js



/** Bytes of transcripts, and characters of diffs, in one page: what a browser opens at once. */
const TRANSCRIPT_BUDGET = 9_000_000;
const DIFF_BUDGET = 4_000_000;
const LARGEST_DIFF = 200_000;
const LARGEST_TRANSCRIPT = 2_000_000;
/** Gathers what the page shows. Long transcripts and diffs give way to each other, none vanishes. */
async function gatherReport(specs, facts) {
    const files = specs.flatMap(({ runs }) => runs.flatMap(({ transcripts }) => transcripts));
    const units = specs.reduce((sum, { progress }) => sum + (progress?.units.length ?? 0), 0);
    const limits = {
        transcript: fairShare(files.map(({ bytes }) => Math.min(bytes, LARGEST_TRANSCRIPT)), TRANSCRIPT_BUDGET),
        diff: Math.min(LARGEST_DIFF, Math.floor(DIFF_BUDGET / Math.max(1, units))),
    };
    const gathered = [];
    for (const spec of specs)
        gathered.push(await gatherSpec(spec, limits, facts.madeAt));
    return { ...facts, specs: gathered };
}
/** The size to which each must keep so that all together keep to a budget: small ones leave their rest to others. */
function fairShare(sizes, budget) {
    let left = budget;
    const sorted = [...sizes].sort((a, b) => a - b);
    for (const [index, size] of sorted.entries()) {
        const share = left / (sorted.length - index);
        if (size > share)
            return Math.floor(share);
        left -= size;
    }
    return Number.POSITIVE_INFINITY;
}
async function gatherSpec(spec, limits, now) {
    const { name, runs, memory } = spec;
    const histories = runs.flatMap(({ history }) => (history === null ? [] : lastSeen(history, spec, now)));
    const progress = spec.progress ?? histories.findLast((run) => run.progress !== null)?.progress ?? null;
    const attempts = runs.flatMap((run) => attemptsOf(run, limits));
    const units = [];
    for (const unit of unitsOf(progress, attempts)) {
        const change = unit.commit === null ? null : await spec.changeOf(unit.commit, limits.diff);
        units.push(toReportUnit(unit, { memory, change, attempts: attempts.filter((one) => one.unit === unit.key) }));
    }
    return {
        name,
        progress,
        pullRequest: histories.findLast((run) => run.pullRequest !== null)?.pullRequest ?? null,
        activity: spec.activity,
        windows: windowsOf(memory),
        runs: histories,
        units,
        gaps: gapsOf(runs, histories),
    };
}
/** Its records know longer of a run than its log, to which a wait adds nothing. */
function lastSeen(run, { memory, activity }, now) {
    const recorded = memory?.spec.run ?? null;
    if (recorded === null || recorded.id !== run.id || run.outcome !== null)
        return run;
    if (activity === 'runs')
        return { ...run, lastAt: Math.max(run.lastAt, now), isAtWork: true };
    return { ...run, lastAt: Math.max(run.lastAt, Date.parse(recorded.heartbeat)) };
}
function gapsOf(runs, histories) {
    const unread = histories.reduce((sum, run) => sum + run.unread, 0);
    const without = runs.length - histories.length;
    return [
        ...(unread === 0 ? [] : [`${(0,lib_text/* plural */.LS)(unread, 'line')} of the logs could not be read.`]),
        ...(without === 0
            ? []
            : [`Of ${(0,lib_text/* plural */.LS)(without, 'run')} there are transcripts alone: when its attempts ran is not known.`]),
        ...(runs.length === 0 ? ['No logs of its runs are here: attempts and transcripts are where it ran.'] : []),
    ];
}
/** Those of the plan, and those that were worked on and are no longer in it. */
function unitsOf(progress, attempts) {
    const planned = progress?.units ?? [];
    const known = new Set(planned.map(({ key }) => key));
    const others = new Map(attempts
        .filter(({ unit }) => !known.has(unit))
        .map(({ unit, title }) => [unit, { key: unit, title, commit: null }]));
    return [...planned, ...others.values()];
}
function toReportUnit(unit, past) {
    const { attempts, memory, change } = past;
    const last = attempts.at(-1);
    const said = memory?.spec.units[unit.key]?.summary ??
        attempts.findLast(({ verdict }) => verdict?.kind === 'done')?.verdict?.text;
    return {
        key: unit.key,
        title: unit.title,
        status: unit.status ?? (last?.verdict?.kind === 'done' ? 'done' : 'open'),
        optional: unit.optional ?? false,
        durationS: unit.durationS ?? 0,
        tokens: unit.tokens ?? 0,
        costUsd: unit.costUsd ?? 0,
        costEstimated: unit.costEstimated ?? false,
        credits: unit.credits ?? 0,
        backend: unit.backend ?? last?.backend ?? null,
        commit: unit.commit,
        words: said ?? null,
        advice: unit.advice ?? [],
        evidence: unit.evidence ?? [],
        change,
        attempts,
    };
}
/** What the event file tells of, each with its transcript, and transcripts that it does not tell of. */
function attemptsOf({ history, transcripts }, limits) {
    const told = history?.attempts ?? [];
    // An attempt that a limit cut off goes on in the same transcript: it is shown once, with its last part.
    const lastOf = new Map(told.map((one) => [nameOf(one.unit, one.attempt), one]));
    const shown = (file, backend) => readShown(file, backend, limits.transcript);
    const byName = new Map(transcripts.map((file) => [nameOf(file.unit, file.attempt), file]));
    const withLogs = told.map((one) => {
        const file = byName.get(nameOf(one.unit, one.attempt));
        const goesOn = file !== undefined && lastOf.get(nameOf(one.unit, one.attempt)) !== one;
        return { ...one, goesOn, shown: file === undefined || goesOn ? null : shown(file, one.backend) };
    });
    const others = transcripts.filter((file) => !lastOf.has(nameOf(file.unit, file.attempt)));
    return [...withLogs, ...others.map((file) => ({ ...unknownAttempt(file), shown: shown(file, null) }))];
}
function nameOf(unit, attempt) {
    return `${(0,session_names/* windowName */.qN)(unit)} ${attempt}`;
}
function unknownAttempt({ unit, attempt }) {
    return {
        ...{ unit, title: unit, attempt, backend: 'not known', startedAt: 0, endedAt: 0, agentMs: 0, verdict: null },
        ...{ tokens: null, costUsd: null, credits: null, transcript: null, checks: [] },
    };
}
function readShown({ path, bytes }, backend, share) {
    const shown = [];
    const limit = Math.min(share, LARGEST_TRANSCRIPT);
    const range = bytes <= limit ? null : { head: Math.floor(limit * 0.3), tail: Math.floor(limit * 0.7) };
    try {
        const reader = openTranscript(path, backend, (event, at) => shown.push({ at, event }), range);
        try {
            reader.read(true);
        }
        finally {
            reader.close();
        }
    }
    catch {
        return null;
    }
    return shown;
}
function windowsOf(memory) {
    return Object.entries(memory?.throttle.windows ?? {}).flatMap(([backend, windows]) => windows.map(({ name, used, resetsAt }) => ({ backend, name, used, resetsAt })));
}

;// CONCATENATED MODULE: ./lib/app/past-runs/write-report.js












/** Writes the page of these specs, whole or not at all: yesterday's is better than half of today's. Resolves to its bytes. */
async function writeReport(path, specs, surroundings) {
    const changes = await (0,commit_changes/* openCommitChanges */.P3)(surroundings.workdir, surroundings.env);
    const changeOf = async (commit, maxDiff) => (await changes?.of(commit, maxDiff)) ?? null;
    const found = [];
    for (const spec of specs)
        found.push({ ...(await readRecords(spec, surroundings, changes)), changeOf });
    const page = Buffer.from(reportPage(await gatherReport(found, { madeAt: Date.now(), version: version/* version */.rE })));
    writePage(path, page);
    return page.length;
}
/** In the place of nothing, of an empty file or of an earlier page; whatever else is there is somebody's. */
function writePage(path, page) {
    const found = whatElse(path);
    if (found !== null)
        throw new errors/* UserError */.yo(`the report is not written over what is there: ${found}`, {
            where: `--out ${path}`,
            fix: 'name a new file, or a report that this program wrote',
        });
    const made = `${path}.${process.pid}`;
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
    (0,external_node_fs_.writeFileSync)(made, page, { mode: 0o600, flag: 'wx' });
    (0,external_node_fs_.renameSync)(made, path);
}
/** What is there that is no report; null: nothing. */
function whatElse(path) {
    const there = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (there === undefined)
        return null;
    if (!there.isFile())
        return (0,regular_file/* describeKind */.SB)(there);
    return there.size === 0 || startsAsPage(path) ? null : 'a file that is no report';
}
function startsAsPage(path) {
    const file = (0,regular_file/* openRegularFile */.ZU)(path);
    try {
        const start = Buffer.alloc(PAGE_START.length);
        (0,external_node_fs_.readSync)(file, start, 0, start.length, 0);
        return start.toString() === PAGE_START;
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
function activityOf(memory, { statePath }) {
    const run = memory?.spec.run?.id ?? null;
    if (run === null)
        return 'none';
    return (0,lock/* findLockHolder */.v)((0,external_node_path_.dirname)(statePath), (0,external_node_os_.hostname)())?.run === run ? 'runs' : 'lost';
}
async function readRecords({ name, location, runs }, { workdir, loop, env, notice }, changes) {
    if (location === null)
        return { name, runs, progress: null, memory: null, activity: null };
    const saved = await (0,look_up_spec_records/* lookUpSpecRecords */.c)(location, { workdir, env, notice });
    const { progress, memory } = await (0,read_spec/* readSpec */.Ot)(location, loop, () => saved, async (formerNames) => (await changes?.ofUnits([name, ...formerNames])) ?? new Map());
    return { name, runs, progress, memory, activity: activityOf(memory, location) };
}

;// CONCATENATED MODULE: ./lib/app/cli/look-back/report-command.js






const REPORT_FILE = 'report.html';
/** Writes one page that shows what was done, what waits for a person, and all that led there. */
async function report(inputs, flags, context) {
    const specs = await chosenRuns(inputs, flags.logs, context);
    const path = (0,external_node_path_.resolve)(context.cwd, flags.out ?? defaultPath(specs, flags.logs, context));
    const { workdir, loop } = inputs;
    const notice = (text) => void context.stderr.write(`warning: ${text}\n`);
    const bytes = await writeReport(path, specs, { workdir, loop, env: context.env, notice }).catch((error) => {
        if (error.code === undefined)
            throw error;
        const fix = 'name a file in a folder that you can write to';
        throw new errors/* UserError */.yo(`the report cannot be written: ${error.message}`, { where: `--out ${path}`, fix });
    });
    context.stdout.write(`${path} (${(0,lib_text/* formatThousands */.LN)(Math.ceil(bytes / 1024))} KiB)\n`);
    return 0;
}
function defaultPath(specs, logs, context) {
    if (logs !== null)
        return (0,external_node_path_.join)(logs, REPORT_FILE);
    const [only, ...others] = specs;
    const folder = (0,external_node_path_.join)((0,command_context/* logFolder */.hI)(context, only?.name ?? '', 'run'), '..');
    return others.length === 0 ? (0,external_node_path_.join)(folder, REPORT_FILE) : (0,external_node_path_.join)(folder, '..', REPORT_FILE);
}

;// CONCATENATED MODULE: ./lib/report/console/screen-update.js
/**
 * What brings a screen from one frame to the next: the lines that changed, each at its place, so that a slow line has
 * little to carry and nothing flickers.
 */
function screenUpdate(before, after) {
    const rows = Math.max(before.length, after.length);
    return Array.from({ length: rows }, (_, row) => {
        const line = after[row] ?? '';
        return line === (before[row] ?? '') ? '' : `\u001b[${row + 1};1H${line}\u001b[K`;
    }).join('');
}

// EXTERNAL MODULE: ./lib/report/text/local-time.js
var local_time = __webpack_require__(26361);
// EXTERNAL MODULE: ./lib/report/console/unit-icons.js
var unit_icons = __webpack_require__(67211);
;// CONCATENATED MODULE: ./lib/report/console/watch-lines.js







const BAR_WIDTH = 20;
/** Units that were finished last. */
const FINISHED_LINES = 3;
/** Lines of one thing that is waited for. */
const MOST_LINES = 3;
/** Cells in which a bar beside words says more than it takes. */
const ROOM_FOR_BAR = 60;
function fit(text, columns) {
    return (0,plain_text/* truncateToWidth */.A4)(oneLine(text), columns);
}
function bar(share, width) {
    const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
    return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
}
function shareOf({ done, total }) {
    return total === 0 ? 1 : done / total;
}
/** One of several specs. */
function specLine({ progress, isRunning }, now, columns, colours) {
    const word = wordOf(progress, isRunning, now);
    const line = fit(`${isRunning ? '▶' : ' '} ${progress.done}/${progress.total} ${progress.spec} · ${word}`, columns);
    return isRunning ? colours.cyan(line) : line;
}
function wordOf(progress, isRunning, now) {
    if (progress.halt !== null)
        return 'asks you';
    if (progress.waiting !== null && isRunning)
        return `waits ${leftOf(Date.parse(progress.waiting.until), now)}`;
    if (isRunning)
        return 'running';
    const after = progress.paused?.resume_after ?? null;
    if (progress.paused !== null)
        return after === null ? 'paused' : `paused, ${leftOf(Date.parse(after), now)}`;
    return progress.outcome === 'complete' ? 'complete' : 'not running';
}
function leftOf(until, now) {
    return until <= now ? 'over' : `${(0,numbers/* formatDuration */.a)(until - now)} left`;
}
function headLines(spec, now, columns, colours) {
    const { progress } = spec;
    const { totals } = progress;
    const tokens = totals.tokens_in + totals.tokens_cached + totals.tokens_out;
    const facts = [
        `${progress.done} of ${progress.total} units`,
        wordOf(progress, spec.isRunning, now),
        ...(spec.isStopping === true ? ['stops after this unit'] : []),
        ...(tokens === 0 ? [] : [`${(0,numbers/* formatCount */.B)(tokens)} tokens`]),
        (0,text_sums/* formatCost */.BD)(totals.cost_usd, totals.cost_estimated, totals.credits),
    ]
        .filter((fact) => fact !== '')
        .join(' · ');
    const drawn = columns >= ROOM_FOR_BAR ? `${bar(shareOf(progress), BAR_WIDTH)} ` : '';
    const room = columns - (0,plain_text/* displayWidth */.F1)(drawn) - (0,plain_text/* displayWidth */.F1)(facts) - 2;
    if (room >= LEAST_NAME)
        return [`${colours.bold(fit(progress.spec, room))}  ${drawn}${facts}`];
    return [colours.bold(fit(progress.spec, columns)), ...wrap(`  ${facts}`, columns)];
}
/** Cells of a name that still says which spec it is. */
const LEAST_NAME = 8;
function wrap(text, columns) {
    return (0,plain_text/* wrapToWidth */.KI)(oneLine(text), columns, MOST_LINES);
}
function oneLine(text) {
    return (0,plain_text/* plainText */.wh)(text).replace(/(?<!\s)\s*\n\s*/g, ' ');
}
/** The units around the one at work, else around the next. */
function unitLines(progress, count, columns, colours) {
    const { units } = progress;
    const icons = (0,unit_icons/* unitIcons */.J)(colours);
    const current = units.findIndex(({ status }) => status === 'in-progress' || status === 'halted');
    const middle = current >= 0
        ? current
        : Math.max(0, units.findIndex(({ key }) => key === progress.next));
    const from = Math.max(0, Math.min(units.length - count, middle - Math.floor(count / 2)));
    const rest = units.length - from - count;
    // A line of its own would be one unit less, where there is room for few.
    const more = count < ROOM_FOR_MORE || rest === 0 ? [] : [colours.dim(fit(`  … ${(0,lib_text/* plural */.LS)(rest + 1, 'more unit')}`, columns))];
    const lines = units.slice(from, from + count - more.length).map((unit) => {
        const facts = watch_lines_unitFacts(unit);
        const beside = facts === '' ? 0 : (0,plain_text/* displayWidth */.F1)(facts) + 2;
        const isNarrow = columns - beside - 4 < 12;
        const title = fit(unit.title, Math.max(4, columns - 4 - (isNarrow ? 0 : beside)));
        const gap = ' '.repeat(Math.max(2, columns - 4 - (0,plain_text/* displayWidth */.F1)(title) - (0,plain_text/* displayWidth */.F1)(facts)));
        return isNarrow || facts === ''
            ? `  ${icons[unit.status]} ${title}`
            : `  ${icons[unit.status]} ${title}${gap}${colours.dim(facts)}`;
    });
    return [...lines, ...more];
}
/** Lines of units from which on one of them says how many follow. */
const ROOM_FOR_MORE = 4;
function watch_lines_unitFacts({ attempts, durationS, tokens, costUsd, credits }) {
    return [
        ...(attempts > 1 ? [(0,lib_text/* plural */.LS)(attempts, 'attempt')] : []),
        ...(durationS > 0 ? [(0,numbers/* formatDuration */.a)(durationS * 1000)] : []),
        ...(tokens > 0 ? [(0,numbers/* formatCount */.B)(tokens)] : []),
        ...(costUsd > 0 || credits !== undefined ? [(0,text_sums/* formatCost */.BD)(costUsd, false, credits)] : []),
    ].join(' · ');
}
/** What it waits for, or wants of a person. */
function stateLines(spec, now, columns, colours) {
    const { unread } = spec;
    const lines = waitLines(spec, now, columns, colours);
    return unread === undefined
        ? lines
        : [...wrap(`! cannot be read now: ${unread}`, columns).map(colours.red), ...lines];
}
function waitLines({ progress, isRunning }, now, columns, colours) {
    const { halt, waiting, paused } = progress;
    if (halt !== null) {
        const [first = '', ...rest] = (0,plain_text/* plainText */.wh)(halt.question).split('\n');
        const more = rest.length > 0 ? [`  │ … ${(0,lib_text/* plural */.LS)(rest.length, 'more line')}`] : [];
        return [(0,event_lines/* haltedAt */.S9)(halt), `  │ ${first}`, ...more].map((line) => colours.red(fit(line, columns)));
    }
    if (waiting !== null && isRunning) {
        const [since, until] = [Date.parse(waiting.since), Date.parse(waiting.until)];
        const drawn = columns >= ROOM_FOR_BAR ? `${bar((now - since) / Math.max(1, until - since), BAR_WIDTH)} ` : '';
        const text = `… ${drawn}${leftOf(until, now)}, until ${(0,local_time/* localAndUtcTime */.C)(until)}: ${waiting.why}`;
        return wrap(text, columns).map(colours.yellow);
    }
    if (paused === null || isRunning)
        return [];
    const after = paused.resume_after === null ? '' : `, may continue after ${(0,local_time/* localAndUtcTime */.C)(Date.parse(paused.resume_after))}`;
    return wrap(`‖ Paused${after}: ${paused.why}`, columns).map(colours.yellow);
}
function windowLines(history, now, columns, colours) {
    return Object.entries(history?.windows ?? {}).flatMap(([backend, windows]) => windows
        .filter(({ used, resetsAt }) => used !== null && (resetsAt === null || resetsAt > now))
        .flatMap(({ name, used, resetsAt }) => {
        const share = used ?? 0;
        const reset = resetsAt === null ? '' : `, resets in ${(0,numbers/* formatDuration */.a)(resetsAt - now)}`;
        const drawn = columns >= ROOM_FOR_BAR ? `${bar(share, BAR_WIDTH)} ` : '';
        const colour = share >= 1 ? colours.red : share >= 0.8 ? colours.yellow : colours.dim;
        return wrap(`  ${drawn}${Math.round(share * 100)} % of ${backend} ${name}${reset}`, columns).map(colour);
    }));
}
/** The attempt in a line, and below it what its window showed. */
function agentLines(agent, now, columns, colours) {
    if (agent === null)
        return [];
    const took = (0,numbers/* formatDuration */.a)(Math.max(0, now - agent.since));
    const facts = ` · attempt ${agent.attempt} · ${oneLine(agent.backend)} · ${took}`;
    const head = fit(`${(0,plain_text/* fitTitle */.Ei)(oneLine(`→ ${agent.unit} ${agent.title}`), facts, columns)}${facts}`, columns);
    return [colours.cyan(head), ...agent.lines.map((line) => colours.dim(fit(`  │ ${line}`, columns)))];
}
function finishedLines({ finished }, now, columns, colours) {
    return finished.slice(0, FINISHED_LINES).map(({ title, commit, at }) => {
        const sha = commit === null ? '' : `${commit.slice(0, 7)} `;
        return colours.dim(fit(`  ✓ ${sha}${title} · ${(0,numbers/* formatDuration */.a)(Math.max(0, now - at))} ago`, columns));
    });
}

;// CONCATENATED MODULE: ./lib/report/console/watch-frame.js


/** Lines of a screen from which on the keys may take more than one. */
const ROWS_FOR_TWO = 12;
/** Lines for the agent's words where there is room for all else. */
const AGENT_LINES = 12;
/**
 * What the screen shows: at most `rows` lines of at most `columns` cells, whoever's text is in them. What matters least
 * gives way first: units far from the one at work, the agent's older lines, the last checkpoints. Pure.
 */
function watchFrame(specs, { columns, rows }, now, colours, keys) {
    const shown = specs.find(({ isRunning }) => isRunning) ?? specs[0];
    const others = specs.length < 2 ? [] : specs.map((spec) => specLine(spec, now, columns, colours));
    const [whole, short] = keys;
    const foot = footLines((0,plain_text/* displayWidth */.F1)(whole) <= columns ? whole : short, { columns, rows }).map(colours.dim);
    if (shown === undefined)
        return foot;
    const head = [...others.slice(0, Math.max(1, Math.floor(rows / 4))), ...headLines(shown, now, columns, colours)];
    const state = stateLines(shown, now, columns, colours);
    const windows = windowLines(shown.throttle, now, columns, colours);
    const agent = agentLines(shown.agent, now, columns, colours);
    const finished = finishedLines(shown, now, columns, colours);
    const fixed = head.length + state.length + foot.length;
    let room = Math.max(0, rows - fixed);
    const take = (lines, least) => {
        const count = Math.min(lines.length, Math.max(least, 0), room);
        room -= count;
        return count;
    };
    // Who is at work is seen on the smallest screen.
    const agentHead = take(agent, 1);
    const windowCount = take(windows, windows.length);
    const agentLeast = agentHead + take(agent.slice(agentHead), 3);
    const unitLeast = take(shown.progress.units.map(() => ''), 3);
    const finishedCount = take(finished, FINISHED_LINES);
    const agentCount = agentLeast + take(agent.slice(agentLeast), AGENT_LINES - agentLeast);
    const unitCount = unitLeast +
        take(shown.progress.units.slice(unitLeast).map(() => ''), rows);
    return [
        ...head,
        ...unitLines(shown.progress, unitCount, columns, colours),
        ...state,
        ...windows.slice(0, windowCount),
        ...(agentCount === 0 ? [] : [...agent.slice(0, 1), ...lastLines(agent.slice(1), agentCount - 1)]),
        ...finished.slice(0, finishedCount),
        ...foot,
    ].slice(0, rows);
}
/** Cut where a second line would take the place of what is watched. */
function footLines(text, { columns, rows }) {
    return rows < ROWS_FOR_TWO ? [fit(text, columns)] : wrap(text, columns);
}
function lastLines(lines, count) {
    return count <= 0 ? [] : lines.slice(-count);
}

// EXTERNAL MODULE: ./lib/run-events/build-progress.js
var build_progress = __webpack_require__(48817);
// EXTERNAL MODULE: ./lib/state/transitions/transitions.js
var transitions = __webpack_require__(29970);
// EXTERNAL MODULE: ./lib/app/spec-run/wishes.js
var wishes = __webpack_require__(55260);
;// CONCATENATED MODULE: ./lib/app/past-runs/watch-spec.js












/** Lines of an agent that are kept for the screen, and the cells to which each is cut. */
const KEPT_LINES = 40;
const watch_spec_LINE_WIDTH = 240;
/** Of a transcript that was long when watching began, bytes read. */
const LAST_BYTES = 256 * 1024;
function nothingOf({ name, relative }) {
    const progress = (0,read_spec/* progressOf */.jA)({ name, tasksPath: relative.tasks }, (0,build_progress/* countUnits */.jK)(null, (0,transitions/* newSpecState */.pb)(0)), (0,transitions/* newSpecState */.pb)(0), []);
    return { progress, throttle: null, isRunning: false, agent: null, finished: [] };
}
/** Follows one spec and the run that works on it. */
class SpecWatcher {
    #location;
    #loop;
    #saved;
    #place;
    /** Of the run at work; null: none is. */
    #logs = null;
    #last = null;
    #history = null;
    #transcript = null;
    constructor(location, loop, saved, place) {
        this.#location = location;
        this.#loop = loop;
        this.#saved = saved;
        this.#place = place;
    }
    get location() {
        return this.#location;
    }
    /** Files that are being written, or were broken by somebody, are no end of the watching. */
    async look() {
        try {
            this.#last = await this.#read();
            return this.#last;
        }
        catch (error) {
            const last = this.#last ?? nothingOf(this.#location);
            return { ...last, unread: error.message };
        }
    }
    async #read() {
        const { progress, memory } = await (0,read_spec/* readSpec */.Ot)(this.#location, this.#loop, () => this.#saved);
        const { lockFolder, host, logsOf } = this.#place;
        const holder = (0,lock/* findLockHolder */.v)(lockFolder, host)?.run ?? null;
        // Where the state was lost, the folder with the run's logs tells which spec it works on.
        const isOfSpec = holder !== null && memory === null && (0,external_node_fs_.existsSync)(logsOf(holder));
        const run = isOfSpec ? holder : (memory?.spec.run?.id ?? null);
        const isRunning = run !== null && holder === run;
        const logs = run === null ? null : logsOf(run);
        const finished = progress.units
            .flatMap(({ title, commit, completedAt }) => completedAt === null ? [] : [{ title, commit, at: Date.parse(completedAt) }])
            .sort((a, b) => b.at - a.at);
        const agent = isRunning && logs !== null ? this.#lookAtAgent(logs) : null;
        this.#logs = isRunning ? logs : null;
        const isStopping = this.#logs !== null && (0,wishes/* hasWish */.wb)(this.#logs, 'stop-after-unit');
        return { progress, throttle: memory?.throttle ?? null, isRunning, isStopping, agent, finished };
    }
    /** Asks the run at work to begin its next call at once; false: none waits. */
    endWait() {
        if (this.#logs === null)
            return false;
        (0,wishes/* makeWish */.UF)(this.#logs, 'end-wait');
        // A wait of seconds is not in the records.
        return this.#last?.progress.waiting != null || this.#last?.agent === null;
    }
    /** Asks the run at work to stop before its next unit, or takes that back; false: none is. */
    toggleStop() {
        if (this.#logs === null)
            return false;
        if ((0,wishes/* hasWish */.wb)(this.#logs, 'stop-after-unit'))
            (0,wishes/* withdrawWish */.OC)(this.#logs, 'stop-after-unit');
        else
            (0,wishes/* makeWish */.UF)(this.#logs, 'stop-after-unit');
        return true;
    }
    close() {
        this.#transcript?.reader.close();
        this.#transcript = null;
    }
    #lookAtAgent(logs) {
        const attempt = this.#readHistory((0,external_node_path_.join)(logs, event_file/* EVENT_FILE */.S5))?.attempts.at(-1);
        if (attempt === undefined || attempt.endedAt !== null)
            return null;
        const { unit, title, backend, startedAt } = attempt;
        const lines = this.#readTranscript((0,external_node_path_.join)(logs, (0,session_names/* transcriptName */.eQ)(`task-${unit}`, attempt.attempt)), backend);
        return { unit, title, attempt: attempt.attempt, backend, since: startedAt, lines };
    }
    /** Read again only where it has grown: of a long night it is a megabyte. */
    #readHistory(path) {
        const size = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.size ?? 0;
        if (this.#history?.path !== path || this.#history.size !== size) {
            this.#history = { path, size, run: size === 0 ? null : readHistory(path) };
        }
        return this.#history.run;
    }
    #readTranscript(path, backend) {
        if (this.#transcript?.path !== path) {
            this.close();
            const lines = [];
            const show = (event) => {
                lines.push(...(0,agent_events/* renderAgentEvent */.a)(event, { width: watch_spec_LINE_WIDTH, colour: false }).filter((line) => line.trim() !== ''));
                lines.splice(0, lines.length - KEPT_LINES);
            };
            try {
                this.#transcript = { path, lines, reader: openTranscript(path, backend, show, { head: 0, tail: LAST_BYTES }) };
            }
            catch {
                // It has not begun.
                return [];
            }
        }
        this.#transcript.reader.read(false);
        return this.#transcript.lines;
    }
}

;// CONCATENATED MODULE: ./lib/app/cli/look-back/watch-command.js










const KEYS = [
    'a attach · w end the wait · s stop after this unit · q quit',
    'q quit · w end wait · s stop · a attach',
];
/** Where no run is at work, the others would do nothing. */
const KEYS_OF_NONE = ['q quit', 'q quit'];
const FRAME_MS = 1_000;
/** The terminal's second screen, without a cursor. */
const ENTER_SCREEN = '\u001b[?1049h\u001b[?25l\u001b[H';
const LEAVE_SCREEN = '\u001b[?25h\u001b[?1049l';
const CLEAR_SCREEN = '\u001b[2J\u001b[H';
const CTRL_C = '\u0003';
/** Draws how specs stand, anew each second, in the terminal's second screen; what was there before is there again. */
async function watchStatus(inputs, context, attach) {
    const { stdin, stdout, env } = context;
    if (!stdout.isTTY || !stdin.isTTY || env.TERM === 'dumb') {
        const fix = 'leave --watch out, or use `log --follow`';
        throw new errors/* UserError */.yo('there is no terminal to draw on', { where: '--watch', fix });
    }
    const watchers = await openWatchers(inputs, context);
    const painter = createPainter(watchers, context);
    const view = new View(context, painter);
    view.enter();
    try {
        await obeyKeys(view, watchers, () => attachTo(painter.shown(), attach), context.stop);
    }
    finally {
        await view.leave();
        for (const watcher of watchers)
            watcher.close();
    }
    return 0;
}
/** What is in the way of a window is said, and the watching goes on; null: nothing was. */
async function attachTo(spec, attach) {
    if (spec === null)
        return null;
    try {
        return (await attach(spec)) === 0 ? null : 'the window could not be opened';
    }
    catch (error) {
        return `no window: ${error.message}`;
    }
}
/** Draws until a person has seen enough. */
async function obeyKeys(view, watchers, attach, stop) {
    const tell = (heard, none) => view.say(heard.includes(true) ? null : none);
    const endWaits = () => watchers.map((watcher) => watcher.endWait());
    const toggleStops = () => watchers.map((watcher) => watcher.toggleStop());
    const actions = {
        a: () => view.leaveFor(attach),
        w: () => tell(endWaits(), 'nothing is waited for'),
        s: () => tell(toggleStops(), 'no run is at work here'),
    };
    while (!stop.aborted) {
        await view.draw();
        const key = await view.nextKey(FRAME_MS);
        if (key !== '')
            view.say(null);
        if (key === 'q' || key === CTRL_C)
            return;
        await actions[key]?.();
    }
}
function createPainter(watchers, context) {
    const { stdout } = context;
    const colours = (0,text_colour/* createColours */.i)((0,command_context/* wantsColour */.Ml)(context));
    let shown = null;
    let notice = null;
    let about = watchers[0]?.location ?? null;
    return {
        shown: () => about,
        say(text) {
            notice = text;
        },
        async draw() {
            if (stdout.writableLength > 0)
                return;
            const specs = await Promise.all(watchers.map((watcher) => watcher.look()));
            about = (watchers[specs.findIndex(({ isRunning }) => isRunning)] ?? watchers[0])?.location ?? null;
            const { columns, rows } = (0,command_context/* terminalSize */.KY)(stdout);
            // Without the last cell, where some terminals break the line, and the last row, where the cursor rests.
            const size = { columns: Math.max(10, columns - 1), rows: Math.max(4, rows - 1) };
            const keys = specs.some(({ isRunning }) => isRunning) ? KEYS : KEYS_OF_NONE;
            const lines = watchFrame(specs, size, Date.now(), colours, notice === null ? keys : [notice, notice]);
            stdout.write(shown === null ? CLEAR_SCREEN + screenUpdate([], lines) : screenUpdate(shown, lines));
            shown = lines;
        },
        forget() {
            shown = null;
        },
    };
}
/** Watchers of the specs that are named, or of `located`. */
async function openWatchers(inputs, context, located) {
    const { env, stderr } = context;
    const options = { writable: false, format: inputs.format, env };
    const locations = located ?? (await (0,locate_specs/* locateSpecs */.P)(inputs.specs, inputs.workdir, options));
    const notice = (text) => void stderr.write(`warning: ${text}\n`);
    const watchers = [];
    for (const location of locations) {
        // What is wrong with its files stands on the screen.
        const saved = await (0,look_up_spec_records/* lookUpSpecRecords */.c)(location, { workdir: inputs.workdir, env, notice }).catch(() => null);
        const holder = (0,external_node_path_.join)((0,external_node_path_.dirname)(location.statePath));
        watchers.push(new SpecWatcher(location, inputs.loop, saved, {
            lockFolder: holder,
            host: (0,external_node_os_.hostname)(),
            logsOf: (run) => (0,command_context/* logFolder */.hI)(context, location.name, run),
        }));
    }
    return watchers;
}
/**
 * Node's writes to a terminal wait for the line (https://nodejs.org/api/process.html, "A note on process I/O"), and a
 * program that waits hears no key. It has no public way to say that they must not; without this one they wait.
 */
function setBlocking(stdout, isBlocking) {
    const { _handle: handle } = stdout;
    handle?.setBlocking?.(isBlocking);
}
/** The terminal while it is watched: its second screen, and its keys one by one. */
class View {
    #context;
    #painter;
    /** Typed ahead. */
    #keys = '';
    #pressed = null;
    constructor(context, painter) {
        this.#context = context;
        this.#painter = painter;
    }
    draw() {
        return this.#painter.draw();
    }
    say(notice) {
        this.#painter.say(notice);
    }
    enter() {
        const { stdin, stdout } = this.#context;
        setBlocking(stdout, false);
        stdout.write(ENTER_SCREEN);
        stdin.setRawMode(true);
        stdin.resume();
        stdin.on('data', this.#onKey);
        stdout.on('resize', this.#redraw);
    }
    /** Resolves when all has arrived: whoever writes next finds the terminal as it was. */
    async leave() {
        const { stdin, stdout } = this.#context;
        stdout.off('resize', this.#redraw);
        stdin.off('data', this.#onKey);
        stdin.setRawMode(false);
        stdin.pause();
        await new Promise((resolve) => stdout.write(LEAVE_SCREEN, () => resolve()));
        setBlocking(stdout, true);
    }
    /** '': none came in that time, ms. */
    nextKey(ms) {
        return new Promise((resolve) => {
            const done = () => {
                clearTimeout(timer);
                this.#context.stop.removeEventListener('abort', done);
                this.#pressed = null;
                const key = this.#keys.slice(0, 1);
                this.#keys = this.#keys.slice(1);
                resolve(key);
            };
            const timer = setTimeout(done, this.#keys === '' ? ms : 0);
            this.#context.stop.addEventListener('abort', done, { once: true });
            this.#pressed = done;
        });
    }
    /** Gives the terminal to another program until that ends. */
    async leaveFor(program) {
        await this.leave();
        try {
            this.say(await program());
        }
        finally {
            this.enter();
            this.#redraw();
        }
    }
    #redraw = () => {
        this.#painter.forget();
        this.#pressed?.();
    };
    #onKey = (data) => {
        // What an arrow or a paste sends is no row of keys.
        if (!data.includes('\u001b'))
            this.#keys += data.toString();
        this.#pressed?.();
    };
}

// EXTERNAL MODULE: ./lib/inputs/kinds/git-kinds.js
var git_kinds = __webpack_require__(20607);
// EXTERNAL MODULE: ./lib/repository/foreign-commits.js
var foreign_commits = __webpack_require__(45999);
;// CONCATENATED MODULE: ./lib/repository/commit-files.js


/**
 * Commits what these files hold now, and nothing else, whatever is staged or changed besides: those of them that are
 * committed already, and `added`. Paths from the top. null: nothing was to be committed. UserError where git makes no commit
 * now, such as in the middle of a merge.
 */
async function commitFiles({ git }, paths, message, added = []) {
    const literal = (path) => `:(top,literal)${path}`;
    const listed = await git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', 'HEAD', '--', ...paths], {
        accept: 'any',
    });
    // Without a commit there is nothing to go on from.
    if (listed.code !== 0)
        return null;
    const known = listed.stdout.split('\0').filter(Boolean);
    for (const path of added)
        await git(['add', '--force', '--intent-to-add', '--', literal(path)], { accept: 'any' });
    const wanted = [...new Set([...known, ...added])].map(literal);
    if (wanted.length === 0)
        return null;
    if ((await git(['diff', '--quiet', 'HEAD', '--', ...wanted], { accept: [0, 1] })).code === 0)
        return null;
    const args = ['commit', '-q', '--no-verify', '--only', '-F', '-', '--', ...wanted];
    const committed = await git(args, { input: message, accept: 'any', env: foreign_commits/* MADE_BY_RUN */.W.commit });
    if (committed.code !== 0) {
        throw new errors/* UserError */.yo(`the files are changed, but could not be committed: ${committed.stderr.trim()}`, {
            where: paths.join(', '),
            fix: 'fix what git reports, and commit them',
        });
    }
    return (await git(['rev-parse', 'HEAD'])).stdout.trim();
}

;// CONCATENATED MODULE: ./lib/repository/remains.js





const RECORDS = ['SEQUENTIAL_STATE.json', 'SEQUENTIAL_PROGRESS.md'].map((name) => `:(top,glob)**/${name}`);
/** `specs`: the names of those that are here. */
async function findRemains({ git, gitDir, top }, named, specs) {
    const patterns = named.map(({ pattern }) => pattern);
    const refs = await listRefs(git, ['refs/sequential/', ...patterns.map((pattern) => `refs/heads/${pattern}`)]);
    const remote = await listRefs(git, patterns.map((pattern) => `refs/remotes/*/${pattern}`));
    const { stdout } = await git(['ls-files', '-z', '--cached', '--others', '--full-name', '--', ...RECORDS]);
    const branches = [];
    for (const { name, commit, worktree } of refs.filter((ref) => ref.name.startsWith(HEADS))) {
        const branch = name.slice(HEADS.length);
        const kept = usedIn(worktree, top) ?? (await whoseElse(git, { branch, commit }, named, specs));
        branches.push({ name: branch, commit, kept });
    }
    const remoteBranches = [];
    for (const { name, commit } of remote) {
        const shown = name.slice('refs/remotes/'.length);
        const branch = shown.slice(shown.indexOf('/') + 1);
        if ((await whoseElse(git, { branch, commit }, named, specs)) === null)
            remoteBranches.push(shown);
    }
    return {
        ...{ branches, remoteBranches },
        refs: refs.filter(({ name }) => name.startsWith('refs/sequential/')),
        records: [...new Set(stdout.split('\0').filter(Boolean))].sort(),
        gitFiles: (0,external_node_fs_.readdirSync)(gitDir).filter((name) => /^sequential-(?!orchestration$)[\w-]+$/.test(name)),
    };
}
function usedIn(worktree, top) {
    if (worktree === '')
        return null;
    if (worktree === top)
        return 'it is checked out';
    return `it is checked out in a worktree; \`git worktree remove ${(0,shlex/* quote */.hD)(worktree)}\` removes that, then reset again`;
}
const HEADS = 'refs/heads/';
/** Further back (commits) no trailer is looked for. */
const LOOKED_THROUGH = 500;
/** Why a branch is not only a run's, although it is named as one; null: nothing of anybody else would be lost with it. */
async function whoseElse(git, { branch, commit }, named, specs) {
    const isOf = (spec) => named.some(({ of }) => of(spec) === branch);
    const trailer = (name) => `%(trailers:key=${name},valueonly,separator=%x2C)`;
    if (!specs.some(isOf)) {
        const { stdout } = await git(['log', `-${LOOKED_THROUGH}`, `--format=${trailer('Spec')}`, commit, '--']);
        if (!stdout.split('\n').some((spec) => spec !== '' && isOf(spec)))
            return 'no run made it';
    }
    const patterns = named.map(({ pattern }) => pattern);
    const elsewhere = [
        ...[...patterns.map((pattern) => `--exclude=${pattern}`), '--branches'],
        ...[...patterns.map((pattern) => `--exclude=*/${pattern}`), '--remotes'],
    ];
    const foreign = await (0,foreign_commits/* findForeignCommit */.N)(git, commit, ['--not', ...elsewhere]);
    return foreign === null
        ? null
        : `commit ${foreign.slice(0, 9)} is not known to be a run's, and is on no other branch`;
}
async function listRefs(git, patterns) {
    if (patterns.length === 0)
        return [];
    const format = '--format=%(refname)%00%(objectname)%00%(worktreepath)';
    const { stdout } = await git(['for-each-ref', format, ...patterns]);
    return stdout.split('\n').flatMap((line) => {
        const [name = '', commit = '', worktree = ''] = line.split('\0');
        return name === '' ? [] : [{ name, commit, worktree }];
    });
}
/** No link on the way leads elsewhere. */
function isReallyInside(top, path) {
    try {
        return (0,external_node_fs_.realpathSync)((0,external_node_path_.dirname)((0,external_node_path_.join)(top, path))) === (0,external_node_path_.join)((0,external_node_fs_.realpathSync)(top), (0,external_node_path_.dirname)(path));
    }
    catch {
        return false;
    }
}
/** Removes it; the records in one commit, where they are committed. `message` null: without. @returns that commit; null: none was made. */
async function removeRemains(checkout, remains, message) {
    const { git, gitDir, top } = checkout;
    const branches = remains.branches.filter(({ kept }) => kept === null);
    for (const { name, commit } of branches)
        await git(['update-ref', '-d', `refs/heads/${name}`, commit]);
    for (const { name, commit } of remains.refs)
        await git(['update-ref', '-d', name, commit]);
    for (const name of remains.gitFiles)
        (0,external_node_fs_.rmSync)((0,external_node_path_.join)(gitDir, name), { recursive: true, force: true });
    for (const path of remains.records)
        if (isReallyInside(top, path))
            (0,external_node_fs_.rmSync)((0,external_node_path_.join)(top, path), { force: true });
    return message === null || remains.records.length === 0 ? null : commitFiles(checkout, remains.records, message);
}

// EXTERNAL MODULE: ./lib/state/lock/lock-path.js
var lock_path = __webpack_require__(99028);
// EXTERNAL MODULE: ./lib/plan/next-unit.js
var next_unit = __webpack_require__(20161);
// EXTERNAL MODULE: ./lib/plan/order/dependents.js
var order_dependents = __webpack_require__(82502);
// EXTERNAL MODULE: ./lib/plan/task-name.js
var task_name = __webpack_require__(76468);
// EXTERNAL MODULE: ./lib/run/read-plan.js
var read_plan = __webpack_require__(80185);
// EXTERNAL MODULE: ./lib/state/transitions/reset-tasks.js
var reset_tasks = __webpack_require__(99738);
// EXTERNAL MODULE: ./lib/report/commit-message.js
var commit_message = __webpack_require__(8959);
// EXTERNAL MODULE: ./lib/report/progress-log.js
var progress_log = __webpack_require__(8572);
// EXTERNAL MODULE: ./lib/repository/git/refs.js
var git_refs = __webpack_require__(60365);
// EXTERNAL MODULE: ./lib/repository/guard/uncommitted/uncommitted-changes.js
var uncommitted_changes = __webpack_require__(29573);
// EXTERNAL MODULE: ./lib/spec-folder/spec-files.js + 3 modules
var spec_files = __webpack_require__(41328);
// EXTERNAL MODULE: ./lib/state/file/store.js + 1 modules
var file_store = __webpack_require__(12034);
// EXTERNAL MODULE: ./lib/state/transitions/reset.js
var transitions_reset = __webpack_require__(89401);
// EXTERNAL MODULE: ./lib/tasks/tick.js
var tick = __webpack_require__(68113);
// EXTERNAL MODULE: ./lib/throttle/history.js + 1 modules
var throttle_history = __webpack_require__(43149);
// EXTERNAL MODULE: ./lib/app/surroundings/path-in-repository.js
var path_in_repository = __webpack_require__(35507);
// EXTERNAL MODULE: ./lib/repository/git/head.js
var head = __webpack_require__(80981);
;// CONCATENATED MODULE: ./lib/app/cli/reset/push-reset.js




/** With `checkpoint: push`: how the commit is pushed, with the person's own login. UserError where there is nowhere to push to. */
async function preparePush(checkout, workBranch, env, notice) {
    const url = (0,address/* originUrl */.sH)(checkout);
    const { branch } = await (0,head/* readHead */.z)(checkout);
    if (url === null || branch === null) {
        const problem = url === null ? 'there is no remote origin to push to' : 'no branch is checked out to push';
        throw new errors/* UserError */.yo(problem, { where: '--checkpoint push', fix: 'use --checkpoint commit' });
    }
    if (workBranch !== '' && branch !== workBranch)
        return async () => `It is not pushed: ${branch} is checked out, which is not the work branch ${workBranch}.\n`;
    return async (commit) => {
        const remote = (0,remote_remote/* createRemote */.hh)(checkout, { url, tokens: null, env, notice });
        const pushed = await remote.push([`${commit}:refs/heads/${branch}`]);
        if (pushed.kind === 'ok')
            return `Pushed to ${branch} of origin.\n`;
        const reason = pushed.kind === 'behind' ? `${branch} of origin has commits that are not here` : pushed.reason;
        throw new errors/* UserError */.yo(`the reset is committed, but could not be pushed: ${reason}`, {
            where: 'origin',
            fix: `${pushed.kind === 'refused' ? `${pushed.remedy} Then ` : ''}push ${branch} yourself`,
        });
    };
}

;// CONCATENATED MODULE: ./lib/app/cli/reset/apply-reset.js


















/** Changes tasks.md and the records, and commits them where they are committed. `rest`: what else there is to know. */
async function applyReset({ location, saved, state, throttle }, chosen, place) {
    const { name, tasksPath, statePath, progressPath, format } = location;
    const { units, isWhole, by } = chosen;
    const { settings, isOff, workdir } = place;
    const paths = { tasksPath, statePath, progressPath, root: workdir, saved: () => saved };
    const files = (0,spec_files/* createSpecFiles */.V)({ ...paths, mask: (text) => text });
    const store = (0,file_store/* createStateStore */.J)({ path: statePath, root: workdir, spec: name, now: Date.now, saved: () => saved });
    const loaded = await store.load();
    const now = Date.now();
    const next = isWhole ? (0,transitions_reset/* resetSpec */.R)(state, now) : (0,transitions_reset/* resetUnits */.J)(state, units);
    const before = await files.readTasks();
    const text = (0,tick/* untick */.pv)(before, (0,reset_tasks/* tasksToReset */.f)(units, settings.loop), format);
    const names = isWhole ? null : units.map(task_name/* taskName */.p);
    const committed = [tasksPath, statePath, progressPath].map((path) => (0,path_in_repository/* pathInRepository */.z)(workdir, path));
    const { checkout, push } = await apply_reset_examine(committed[0] ?? '', place);
    if (text !== before)
        await files.writeTasks(text);
    await store.save({ spec: next, throttle: loaded?.throttle ?? throttle ?? (0,throttle_history/* emptyHistory */.s4)() });
    await files.appendProgress((0,progress_log/* resetEntry */.sN)(name, names ?? [], by, now));
    if (checkout === null)
        return { commit: null, rest: '' };
    const message = (0,commit_message/* resetMessage */.hn)({ spec: name, units: names, template: settings.repository.commitMessage });
    // A tree that held no records has them again, for whoever goes on from this commit.
    const added = saved === null ? [] : committed.slice(1);
    const commit = isOff ? null : await commitFiles(checkout, committed, message, added);
    const done = units.filter(({ key }) => state.units[key]?.status === 'completed');
    const revert = commit === null ? '' : await revertHint(checkout, { spec: name, units: done, files: committed });
    const pushed = commit === null ? '' : await push(commit);
    return {
        commit,
        rest: `${pushed}${revert}${await forgetUnfinishedWork(checkout, name, isWhole ? null : units)}`,
    };
}
/** Before anything is changed: what could keep it from being committed and pushed is a UserError. */
async function apply_reset_examine(tasks, { settings: { repository }, isOff, workdir, env, notice }) {
    const found = await (0,git_checkout.findCheckout)(workdir, env, repository.commitAuthor).catch(() => null);
    const checkout = found?.kind === 'checkout' ? found.checkout : null;
    if (checkout === null || isOff)
        return { checkout, push: async () => '' };
    await refuseEdits(checkout, tasks);
    const isPushed = repository.checkpoint === 'push';
    return {
        checkout,
        push: isPushed ? await preparePush(checkout, repository.workBranch, env, notice) : async () => '',
    };
}
/** The commit of a reset would hold what a person wrote. */
async function refuseEdits(checkout, tasks) {
    if (!(await (0,uncommitted_changes/* hasOtherText */.O)(checkout, tasks)))
        return;
    throw new errors/* UserError */.yo('it has uncommitted changes, which the commit of the reset would include', {
        where: tasks,
        fix: 'commit or stash them, or use --checkpoint off',
    });
}
/** How to undo what units changed, but for the files that each unit commits: in them a revert would conflict. */
async function revertHint({ git }, what) {
    const keys = new Set(what.units.map(({ id, key }) => id ?? key));
    // The newest first.
    const found = [...(await (0,commit_changes/* unitCommits */.XE)(git, [what.spec]))].filter(([unit]) => keys.has(unit));
    const listed = await git(['ls-tree', '-z', '--name-only', '--full-tree', 'HEAD', '--', ...what.files]);
    const kept = listed.stdout.split('\0').filter(Boolean);
    const commits = [];
    for (const [, commit] of found)
        if (await changesOthers(git, commit, kept))
            commits.push(commit.slice(0, 9));
    const apply = 'git -C "$(git rev-parse --show-toplevel)" apply --index --3way';
    if (commits.length === 0)
        return '';
    const others = [(0,shlex/* quote */.hD)(':(top)'), ...kept.map((path) => (0,shlex/* quote */.hD)(`:(top,exclude,literal)${path}`))].join(' ');
    const lines = commits.map((commit) => `  git diff --binary ${commit} ${commit}^ -- ${others} | ${apply}\n`).join('');
    return `The changes themselves are kept. To undo them:\n${lines}  git commit -m ${(0,shlex/* quote */.hD)(`Revert ${commits.join(', ')}`)}\n`;
}
/** Git applies no empty difference. */
async function changesOthers(git, commit, files) {
    const others = [':(top)', ...files.map((path) => `:(top,exclude,literal)${path}`)];
    return (await git(['diff', '--quiet', `${commit}^`, commit, '--', ...others], { accept: 'any' })).code === 1;
}
/** What a lost run had saved of such a unit would be there again in the next one. */
async function forgetUnfinishedWork({ git }, spec, units) {
    const ref = (0,git_refs/* workInProgressRef */.Jo)(spec);
    const read = await git(['log', '-1', '--format=%H %(trailers:key=Task,valueonly,separator=%x2C)', ref, '--'], {
        accept: 'any',
    });
    const [commit = '', unit = ''] = read.stdout.trim().split(/ (.*)/s);
    const isTheirs = units === null || units.some(({ key, id }) => key === unit || id === unit);
    if (read.code !== 0 || commit === '' || !isTheirs)
        return '';
    await git(['update-ref', '-d', ref, commit]);
    return `Unfinished work of it, which a lost run had saved, is forgotten; it was commit ${commit}.\n`;
}

;// CONCATENATED MODULE: ./lib/app/cli/reset/reset-command.js

















/** Has units done again: unticks and forgets them, in one commit. What they changed is not reverted. */
async function reset_command_reset(inputs, flags, context) {
    const { env } = context;
    const location = await findOneSpec(inputs, context);
    const hint = (0,background_worktree/* worktreeHint */.vD)(location);
    if (hint !== null)
        context.stderr.write(`${hint}\n`);
    const lock = await lockRecords(location);
    try {
        const settings = inputs.forSpec(location.name);
        const isOff = inputs.isCheckpointSaid && settings.repository.checkpoint === 'off';
        const notice = (text) => void context.stderr.write(`warning: ${text}\n`);
        const saved = await (0,look_up_spec_records/* lookUpSpecRecords */.c)(location, { workdir: inputs.workdir, env, notice });
        const { spec, plan, memory } = await (0,read_spec/* readSpec */.Ot)(location, settings.loop, () => saved);
        const state = memory?.spec ?? (0,transitions/* newSpecState */.pb)(Date.now());
        const units = flags.units === null ? plan.units : chooseUnits(plan, flags.units);
        if (!flags.force)
            refuseWithDependents({ spec, plan, state, units });
        const worked = units.filter((unit) => (0,reset_tasks/* wasWorkedOn */.H)(state, unit));
        if (worked.length === 0) {
            context.stdout.write(`Nothing to reset: ${listUnits(units)} ${units.length === 1 ? 'was' : 'were'} not worked on.\n`);
            return 0;
        }
        const { commit, rest } = await applyReset({ location, saved, state, throttle: memory?.throttle ?? null }, { units: worked, isWhole: flags.units === null, by: (0,machine_user/* userName */.nT)(env) }, { settings, isOff, workdir: inputs.workdir, env, notice });
        const place = commit === null ? '' : ` (${commit.slice(0, 9)})`;
        context.stdout.write(`Reset: ${listUnits(worked)}${place}. The next run works on it again.\n${rest}`);
        return 0;
    }
    finally {
        await lock.release();
    }
}
async function findOneSpec(inputs, { env }) {
    const [location, ...others] = await (0,locate_specs/* locateSpecs */.P)(inputs.specs, inputs.workdir, { format: inputs.format, env });
    if (location !== undefined && others.length === 0)
        return location;
    throw new errors/* UserError */.yo('reset accepts only one spec', { where: '--spec', fix: 'name one' });
}
/** Nobody may run on the folder meanwhile. */
function lockRecords({ statePath }) {
    const run = `reset-${process.pid}`;
    return (0,lock/* acquireLock */.I)({ path: (0,external_node_path_.dirname)(statePath), runId: run, pid: process.pid, host: (0,external_node_os_.hostname)(), now: Date.now() });
}
function chooseUnits(plan, names) {
    const chosen = new Set(names.flatMap((name) => (0,next_unit/* findUnits */.H)(plan, name, '--unit')));
    return plan.units.filter((unit) => chosen.has(unit));
}
function refuseWithDependents(found) {
    const { spec, plan, state, units } = found;
    const done = (0,read_plan/* doneUnitKeys */.nY)(state, plan);
    const dependents = (0,order_dependents/* dependentsOf */.y)(plan, spec, units).filter(({ key }) => done.has(key));
    if (dependents.length === 0)
        return;
    const all = [...units, ...dependents].map(({ id, key }) => `--unit ${id ?? `'${key}'`}`).join(' ');
    throw new errors/* UserError */.yo(`${listUnits(dependents)} ${dependents.length === 1 ? 'is' : 'are'} done and depend${dependents.length === 1 ? 's' : ''} on ${listUnits(units)}`, {
        where: '--unit',
        fix: `reset ${dependents.length === 1 ? 'it' : 'them'} as well (${all}), or leave ${dependents.length === 1 ? 'it' : 'them'} done with --force`,
    });
}
function listUnits(units) {
    return (0,plain_text/* plainText */.wh)(units.map(task_name/* taskName */.p).join(', '));
}

;// CONCATENATED MODULE: ./lib/app/cli/reset/reset-all.js















/** Removes what runs left in this repository, after it was listed; code, ticks and what `init` wrote stay. */
async function resetAll(inputs, { isNarrowed, yes }, context) {
    if (isNarrowed) {
        const fix = 'leave --unit and --spec out, or leave --all out';
        throw new errors/* UserError */.yo('--all is about all units of all specs', { where: '--all', fix });
    }
    const { env, stdin, stdout } = context;
    const found = await (0,git_checkout.findCheckout)(inputs.workdir, env, inputs.repository.commitAuthor);
    if (found.kind !== 'checkout') {
        throw new errors/* UserError */.yo(`${found.reason}, so runs left only the records`, {
            where: '--all',
            fix: 'remove SEQUENTIAL_STATE.json and SEQUENTIAL_PROGRESS.md beside your specs',
        });
    }
    const { checkout } = found;
    const locks = [];
    try {
        const specs = await (0,locate_specs/* locateSpecs */.P)(['**'], inputs.workdir, { writable: false, env }).catch(() => []);
        const seen = await findRemains(checkout, workBranches(inputs), specs.map(({ name }) => name));
        const folders = new Set([
            ...specs.map(({ statePath }) => (0,external_node_path_.dirname)(statePath)),
            ...seen.records.map((path) => (0,external_node_path_.dirname)((0,external_node_path_.join)(checkout.top, path))),
        ]);
        for (const folder of folders)
            if ((0,external_node_fs_.existsSync)(folder))
                locks.push(await lockRecords({ statePath: (0,external_node_path_.join)(folder, 'x') }));
        const text = describe(seen);
        if (isEmpty(seen)) {
            stdout.write(`${(0,plain_text/* plainText */.wh)(text)}Nothing ${text === '' ? '' : 'else '}is left of any run here.\n`);
            return 0;
        }
        stdout.write(`${(0,plain_text/* plainText */.wh)(text)}${stays(seen, checkout.top, context)}`);
        if (!yes && !(await isConfirmed(stdin, stdout))) {
            stdout.write('Nothing was removed.\n');
            return 0;
        }
        const isOff = inputs.isCheckpointSaid && inputs.repository.checkpoint === 'off';
        const message = 'chore: remove the records of sequential-orchestration\n';
        const commit = await removeRemains(checkout, seen, isOff ? null : message);
        stdout.write(`Removed${commit === null ? '' : `; the records with commit ${commit.slice(0, 9)}`}.\n`);
        return 0;
    }
    finally {
        for (const lock of locks)
            await lock.release();
        removeIfEmpty((0,lock_path/* privateGitFolder */.YT)(checkout.top));
    }
}
/** Of the locks; where another one is held, it stays. */
function removeIfEmpty(folder) {
    try {
        if (folder !== null)
            (0,external_node_fs_.rmdirSync)(folder);
    }
    catch {
        // There is none, or it is not empty.
    }
}
/** As they are called by default, and as they are set. */
function workBranches({ repository: { workBranchTemplate } }) {
    const templates = new Set([options/* options */.fF['work-branch'].defaults.action, workBranchTemplate]);
    return [...templates].flatMap((template) => (0,git_kinds/* workBranchesOf */.Tt)(template) ?? []);
}
function isEmpty({ branches, refs, records, gitFiles }) {
    return branches.every(({ kept }) => kept !== null) && [refs, records, gitFiles].every(({ length }) => length === 0);
}
function describe({ branches, refs, records, gitFiles }) {
    return [
        ...branches.map(({ name, commit, kept }) => kept !== null
            ? `= branch ${name}, which is kept: ${kept}\n`
            : `- branch ${name} (\`git branch ${name} ${commit}\` restores it)\n`),
        ...refs.map(({ name, commit }) => `- ${name} (${commit.slice(0, 9)})\n`),
        ...records.map((path) => `- ${path}\n`),
        ...gitFiles.map((name) => `- .git/${name}\n`),
    ].join('');
}
/** What a person may want to remove themselves. */
function stays({ remoteBranches }, top, context) {
    const pushes = remoteBranches.map((branch) => {
        const [remote = '', ...name] = branch.split('/');
        return `  on ${remote}: git push ${remote} --delete ${name.join('/')}\n`;
    });
    const logs = (0,external_node_fs_.existsSync)((0,command_context/* stateFolder */.yp)(context)) ? [`  transcripts: ${(0,command_context/* stateFolder */.yp)(context)}\n`] : [];
    const setUp = [WORKFLOW_FILE, config_path/* CONFIG_FILE */.g].filter((path) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(top, path)));
    const lines = [...pushes, ...logs, ...(setUp.length === 0 ? [] : [`  what init wrote: ${setUp.join(', ')}\n`])];
    return `Code and ticks are kept.\n${lines.length === 0 ? '' : `Also there; remove it yourself if you want to:\n${lines.join('')}`}`;
}
async function isConfirmed(stdin, stdout) {
    if (!stdin.isTTY || !stdout.isTTY) {
        throw new errors/* UserError */.yo('nothing was removed: there is no terminal to ask on', {
            where: '--all',
            fix: 'read the list above, then add --yes',
        });
    }
    const answer = await (0,prompts_dist/* confirm */.lJ)({ message: 'Remove all of this?', initialValue: false });
    return !(0,prompts_dist/* isCancel */.FZ)(answer) && answer;
}

;// CONCATENATED MODULE: ./lib/app/cli/resume/find-halted.js



/** The specs that a `resume` means: those that are named, else those that there are; of these the one that waits. */
async function findResumed(inputs, { env }) {
    const { specs: named, workdir, format } = inputs;
    const options = { format, env };
    const located = await locateAll(inputs, options);
    const known = await Promise.all(located.map(async (location) => ({ location, state: await readState(location) })));
    const halted = known.filter(({ state }) => state?.halt != null);
    if (halted.length > 1) {
        const names = halted.map(({ location }) => location.relative.folder).join(', ');
        throw new errors/* UserError */.yo(`${halted.length} specs wait for an answer: ${names}`, { where: '--spec', fix: 'name one' });
    }
    if (halted.length === 1 || named.length > 0 || known.length === 1)
        return halted.length === 1 ? halted : known;
    const meant = await (0,locate_specs/* locateSpecs */.P)(named, workdir, options);
    return known.filter(({ location }) => meant.some(({ folder }) => folder === location.folder));
}
/** Those that are named, else all that there are. */
async function locateAll({ specs: named, workdir }, options) {
    const all = await (0,locate_specs/* locateSpecs */.P)(named.length > 0 ? named : ['**'], workdir, options).catch(() => null);
    // What is wrong with them is said as for any other command.
    return all ?? (0,locate_specs/* locateSpecs */.P)(named, workdir, options);
}
/** null: there are no records of it. */
async function readState({ statePath, name, }) {
    return (await (0,file_store/* createStateStore */.J)({ path: statePath, spec: name, now: Date.now }).load())?.spec ?? null;
}

;// CONCATENATED MODULE: ./lib/app/cli/resume/end-wait.js



/** Asks the run that waits to begin its next call at once. */
async function endWait(inputs, { answer, skip }, context) {
    if (answer !== null || skip) {
        const fix = 'leave --now out to answer a halt';
        throw new errors/* UserError */.yo('--now ends a wait, and a run that waits has no question', { where: '--now', fix });
    }
    const { env, stdout } = context;
    const located = await locateAll(inputs, { writable: false, format: inputs.format, env });
    const watchers = await openWatchers(inputs, context, located);
    try {
        const looks = await Promise.all(watchers.map(async (watcher) => ({ watcher, ...(await watcher.look()) })));
        const waiting = looks.filter(({ isRunning, progress }) => isRunning && progress.waiting !== null);
        if (waiting.length === 0) {
            const isRunning = looks.some((look) => look.isRunning);
            throw new errors/* UserError */.yo(isRunning ? 'the run is not waiting' : 'no run is active here', {
                where: '--now',
                fix: isRunning ? '`status` shows what it does' : '`resume` or `run` without --now continues the spec',
            });
        }
        for (const { watcher, progress } of waiting) {
            watcher.endWait();
            stdout.write(`${progress.spec}: asked the run to end its wait and continue.\n`);
        }
        return 0;
    }
    finally {
        for (const watcher of watchers)
            watcher.close();
    }
}

// EXTERNAL MODULE: ./lib/inputs/options/kept-options.js
var kept_options = __webpack_require__(20717);
// EXTERNAL MODULE: ./lib/report/error-report.js
var error_report = __webpack_require__(14155);
// EXTERNAL MODULE: ./lib/app/cli/commands/run-command.js + 4 modules
var run_command = __webpack_require__(52314);
;// CONCATENATED MODULE: ./lib/app/cli/resume/ask-answer.js




const SECRET_IN_ANSWER = 'what looks like a secret, and answers are committed';
const SECRET_ELSEWHERE = 'pass it to the agent in a variable (`agent-env` names it), or store it where the project reads it, and answer with its name';
/** Shows what an agent wants to know and asks for the answer; null: the person left it open. */
async function askAnswer(halt, tasksPath) {
    const place = `${tasksPath}${halt.line > 0 ? `:${halt.line}` : ''}`;
    prompts_dist/* log */.Rm.message(`${place} ${(0,plain_text/* plainText */.wh)((0,event_lines/* haltedAt */.S9)(halt))}\n${(0,plain_text/* plainText */.wh)(halt.question)}`);
    // What is not a question needs a deed, and then a word.
    const proposed = halt.cause === 'question' ? {} : { initialValue: 'Continue.' };
    const validate = (value) => {
        if (!value?.trim())
            return 'An answer is needed; Ctrl-C leaves.';
        return (0,secret_shapes/* findSecretShapes */.k)(value).length === 0 ? undefined : `It holds ${SECRET_IN_ANSWER}: ${SECRET_ELSEWHERE}`;
    };
    const answer = await (0,prompts_dist/* text */.Qq)({ message: 'Your answer', ...proposed, validate });
    return (0,prompts_dist/* isCancel */.FZ)(answer) ? null : answer;
}

// EXTERNAL MODULE: ./lib/app/cli/resume/given-flags.js
var given_flags = __webpack_require__(67663);
// EXTERNAL MODULE: ./lib/app/cli/resume/resume-line.js
var resume_line = __webpack_require__(14492);
;// CONCATENATED MODULE: ./lib/app/cli/resume/resume-command.js















/** UserError for a reply that cannot be meant so, or that must not be written down. */
function requireUsableReply({ answer, skip }) {
    if (answer === null)
        return;
    if (answer.trim() === '')
        throw new errors/* UserError */.yo('the answer is empty', { where: '--answer', fix: 'write it, or leave --answer out' });
    if (skip) {
        const fix = 'leave one of them out: --answer has the unit go on, --skip counts it as done';
        throw new errors/* UserError */.yo('--answer and --skip exclude each other', { where: '--skip', fix });
    }
    if ((0,secret_shapes/* findSecretShapes */.k)(answer).length > 0)
        throw new errors/* UserError */.yo(`the answer holds ${SECRET_IN_ANSWER}`, { where: '--answer', fix: SECRET_ELSEWHERE });
}
/** Answers a halt, or continues a run that was paused, the way that the run was set. */
async function resume(configured, { answer, skip }, context) {
    const specs = await findResumed(configured.inputs, context);
    if (specs.every(({ state }) => state?.halt == null))
        await refuseBesideWorktree(specs);
    const kept = new Map(specs.map(({ location, state }) => [location.name, (0,kept_options/* readKept */.DL)(state?.settings, options/* options */.fF)]));
    const remembered = specs.flatMap(({ location }) => (0,kept_options/* readKept */.DL)({ again: (0,given_flags/* readGiven */.Q)(location, context) }, options/* options */.fF).again);
    requireRepeated(configured, [...remembered, ...[...kept.values()].flatMap(({ again }) => again)]);
    const [first] = specs;
    const keptOf = (spec) => kept.get(spec ?? first?.location.name ?? '')?.options ?? new Map();
    const reply = await findReply(specs, { answer, skip }, { configured, context });
    if (reply === null) {
        context.stdout.write('Nothing was changed.\n');
        return error_report/* exitCodes */.h.halted;
    }
    const locations = specs.map(({ location }) => location);
    try {
        return await (0,run_command.runCommand)(configured.with({ kept: keptOf }), reply, context, locations);
    }
    finally {
        const typed = answer === null ? reply.answer : null;
        if (typed !== null)
            await returnAnswer(typed, specs, { configured, context });
    }
}
/** Here the whole spec would begin again. */
async function refuseBesideWorktree(specs) {
    for (const { location } of specs) {
        const worktree = (0,background_worktree/* worktreeOf */.bF)(location);
        const there = worktree && (await readState({ name: location.name, statePath: worktree.statePath }));
        if (worktree && there?.halt != null) {
            const message = `the question of ${location.name} is open in its worktree, ${worktree.path}`;
            throw new errors/* UserError */.yo(message, { where: 'resume', fix: 'add --worktree; or use `run` to work on it here as well' });
        }
    }
}
/** What a person typed and nothing has recorded, such as for the lack of an agent's key, need not be typed again. */
async function returnAnswer(text, specs, { configured: { given }, context }) {
    for (const { location, state } of specs) {
        if (state?.halt == null || (await readState(location))?.halt?.id !== state.halt.id)
            continue;
        const line = `${(0,resume_line/* resumeLine */.G)(given, location, context)} --answer ${(0,shlex/* quote */.hD)(text)}`;
        context.stderr.write(`note: the answer was not recorded; to give it again: ${line}\n`);
    }
}
/** A run must not go on with less to hold it than it began with, because a flag was forgotten. */
function requireRepeated({ given, config }, again) {
    const isInFile = (name) => config?.options.has(name) === true || [...(config?.specs.values() ?? [])].some((own) => own.has(name));
    const missing = [...new Set(again)].filter((name) => given.raw(name) === undefined && !isInFile(name));
    if (missing.length === 0)
        return;
    const flags = missing.map((name) => `--${name}`);
    // Its name is kept where it starts an agent's CLI, and not where it starts what a flag or the repository names.
    const why = missing.includes('backend') ? 'custom, acp and rehearsal run a program or script of yours: ' : '';
    throw new errors/* UserError */.yo(`the run was started with ${flags.join(', ')}, which the records do not keep`, {
        where: 'resume',
        fix: `${why}give ${flags.length === 1 ? 'it' : 'them'} again, as the end of that run printed, or empty to do without (${flags[0]} ''); or set it in .github/sequential.yml`,
    });
}
/** null: the person left the question open. */
async function findReply(specs, { answer, skip }, { configured: { given }, context }) {
    const asking = specs.find(({ state }) => state?.halt != null);
    const halt = asking?.state?.halt ?? null;
    if (answer !== null || skip || asking === undefined || halt === null)
        return { answer, skip };
    const { stdin, stdout } = context;
    if (!stdin.isTTY || !stdout.isTTY) {
        throw new errors/* UserError */.yo(`${asking.location.name} waits for an answer, and there is no terminal to ask on`, {
            where: '--answer',
            fix: `${(0,resume_line/* resumeLine */.G)(given, asking.location, context)} --answer "…" (or --skip)`,
        });
    }
    // Whoever holds the folder is named by the run that is refused; no answer is asked for in vain.
    if ((0,lock/* findLockHolder */.v)((0,external_node_path_.dirname)(asking.location.statePath), (0,external_node_os_.hostname)()) !== null)
        return { answer, skip };
    const text = await askAnswer(halt, asking.location.relative.tasks);
    return text === null ? null : { answer: text, skip };
}

;// CONCATENATED MODULE: ./lib/app/cli/commands/demo.js






const SPEC = 'link-shortener';
const RUN_FLAGS = [
    ...['--spec', SPEC, '--backend', 'rehearsal', '--checkpoint', 'commit'],
    ...['--verify', 'node --test', '--delay', '1s'],
];
/**
 * The main job, shown on a throwaway repository with the built-in rehearsal agent: no key, no cost, no question asked.
 * A check fails and is fixed, the agent asks a question, the answer comes, the spec is completed.
 */
function demo(context) {
    const folder = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'sequential-demo-'));
    const stage = new Stage(folder, context);
    stage.createRepository();
    stage.title('The spec: three units, one sub-task optional, each after the one before');
    stage.show(0, 'plan', '--spec', SPEC);
    stage.title('A night: one check fails and is fixed; then the agent needs your input');
    stage.show(2, 'run', ...RUN_FLAGS);
    stage.title('In the morning: what is going on?');
    stage.show(0, 'status', '--spec', SPEC);
    stage.title('The answer, and on it goes');
    stage.show(0, 'resume', ...RUN_FLAGS, '--answer', 'Temporary, 302: people will want to change their links.');
    stage.title('git log');
    const trailers = '%(trailers:key=Task,key=Attempt,key=Backend,separator=%x2C )';
    stage.print(stage.git('log', `--format=%C(auto)%h %s%n  ${trailers}`, '--stat', '--stat-width=72'));
    stage.title('tasks.md, ticked');
    stage.print(stage.read(SPEC, 'tasks.md'));
    stage.title('SEQUENTIAL_PROGRESS.md');
    stage.print(stage.read('SEQUENTIAL_PROGRESS.md'));
    stage.title('The report: one page, to be opened in a browser');
    stage.show(0, 'report', '--spec', SPEC);
    stage.print(`\nThe repository of this demo is in ${folder}`);
    return 0;
}
/**
 * Without what a person has set for their own repositories: their hooks and keys have no part in a throwaway one, and in a
 * hook of git's GIT_DIR is the repository that it runs for.
 */
function throwawayEnvironment(env) {
    const others = Object.entries(env).filter(([name]) => !name.startsWith('GIT_'));
    return { ...Object.fromEntries(others), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
}
/** The repository, and the terminal on which its story is told. */
class Stage {
    #folder;
    #context;
    #env;
    #style;
    constructor(folder, context) {
        this.#folder = folder;
        this.#context = context;
        this.#env = throwawayEnvironment(context.env);
        this.#style = (0,picocolors.createColors)((0,command_context/* wantsColour */.Ml)(context));
    }
    createRepository() {
        (0,external_node_fs_.cpSync)((0,external_node_path_.join)(this.#context.dist, '..', 'examples', 'rehearsal'), this.#folder, { recursive: true });
        this.git('init', '-q', '-b', 'main');
        this.git('config', 'user.name', 'Demo');
        this.git('config', 'user.email', 'demo@example.org');
        this.git('add', '-A');
        this.git('commit', '-q', '-m', 'chore: start with a spec');
    }
    print(text) {
        this.#context.stdout.write(`${text.trimEnd()}\n`);
    }
    title(text) {
        this.print(`\n${this.#style.bold(`━━ ${text}`)}`);
    }
    /** Shows the command as a person would type it, runs it in the repository, and expects the exit code. */
    show(expected, ...args) {
        const { dim } = this.#style;
        const words = args.map((arg) => (/[^\w./:-]/.test(arg) ? `'${arg}'` : arg));
        this.print(dim(`$ sequential-orchestration ${words.join(' ')}`));
        const { status, signal } = (0,external_node_child_process_.spawnSync)(process.execPath, [(0,external_node_path_.join)(this.#context.dist, 'cli.js'), ...args], {
            cwd: this.#folder,
            env: this.#env,
            stdio: 'inherit',
        });
        this.print(dim(`(exit code ${status ?? signal})`));
        if (status !== expected) {
            throw new Error(`expected exit code ${expected}; the repository is kept in ${this.#folder}`);
        }
    }
    git(...args) {
        return (0,external_node_child_process_.execFileSync)('git', args, { cwd: this.#folder, env: this.#env, encoding: 'utf8' });
    }
    read(...path) {
        return (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(this.#folder, '.kiro', 'specs', ...path), 'utf8');
    }
}

// EXTERNAL MODULE: ./lib/plan/left-open.js
var left_open = __webpack_require__(9375);
// EXTERNAL MODULE: ./lib/state/transitions/units.js
var units = __webpack_require__(76413);
;// CONCATENATED MODULE: ./lib/report/console/forecast-json.js

function forecastJson({ at, until, open, basis, byMorning, complete }) {
    const hours = (moment) => (Number.isFinite(moment) ? round((moment - at) / lib_time/* HOUR */.dp) : null);
    const { low, likely, high } = complete.at;
    return {
        at: new Date(at).toISOString(),
        morning: new Date(until).toISOString(),
        open,
        basis,
        by_morning: { units: byMorning.units, ...effortJson(byMorning) },
        until_complete: { hours: { low: hours(low), likely: hours(likely), high: hours(high) }, ...effortJson(complete) },
    };
}
function effortJson({ waitMs, tokens, costUsd }) {
    return {
        wait_s: mapRange(waitMs, (ms) => Math.round(ms / lib_time/* SECOND */.Z2)),
        tokens: mapRange(tokens, Math.round),
        cost_usd: costUsd === null ? null : mapRange(costUsd, round),
    };
}
function mapRange({ low, likely, high }, map) {
    return { low: map(low), likely: map(likely), high: map(high) };
}
const round = (value) => Math.round(value * 100) / 100;

;// CONCATENATED MODULE: ./lib/report/console/plan-report.js






const DONE_IN_STATE = 'done-in-state';
/**
 * The plan without what a run would pass over since the state says that it is done, or was skipped, though its box is
 * open. `state` null: the spec was never run.
 */
function withoutDoneUnits(plan, state) {
    const done = plan.units.filter(({ key, title }) => state !== null && plan.order.includes(key) && (0,units/* isStillCompleted */.ax)(state, key, title));
    if (done.length === 0)
        return plan;
    const doneKeys = new Set(done.map(({ key }) => key));
    const doneDiagnostics = done.map(({ key, line }) => ({
        line,
        code: DONE_IN_STATE,
        message: `${key} is done in the state file but its checkbox is open; it counts as done. To have it done again: \`reset --unit ${key}\`.`,
    }));
    return {
        ...plan,
        order: plan.order.filter((key) => !doneKeys.has(key)),
        diagnostics: [...plan.diagnostics, ...doneDiagnostics].sort((a, b) => a.line - b.line),
    };
}
function planJson({ name, spec, plan, warnings, forecast }) {
    const phases = new Map(plan.units.flatMap(({ tasks, phase }) => tasks.map((task) => [task.key, phase])));
    return {
        spec: name,
        format: spec.format,
        tasks: spec.tasks.map(({ key, id, title, line, state, optional, parent, dependencies, role, story, parallel }) => ({
            ...{ key, id, title, line, state, optional, parent, dependencies, role },
            ...defined({ phase: phases.get(key), story, parallel }),
        })),
        units: plan.units.map(({ key, id, title, line, status, optional, leaves, phase, story }) => ({
            ...{ key, id, title, line, status, optional, leaves, ...defined({ phase, story }) },
        })),
        order: plan.order,
        left_open: (0,left_open/* leftOpenCheckboxes */.J)(spec, plan),
        diagnostics: plan.diagnostics.map(({ line, code, message }) => ({ line, code, message })),
        warnings,
        ...(forecast == null ? {} : { forecast: forecastJson(forecast) }),
    };
}
function defined(facts) {
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
/**
 * The same for a person: what would run, in order, what would not, then every diagnostic with its line, and the warnings.
 * Titles are cut to lines of `width` cells.
 */
function planText({ name, spec, plan, warnings, forecast = null }, width = Number.POSITIVE_INFINITY) {
    const units = new Map(plan.units.map((unit) => [unit.key, unit]));
    const remaining = plan.order.flatMap((key) => units.get(key) ?? []);
    const remainingKeys = new Set(plan.order);
    const doneLines = new Set(plan.diagnostics.flatMap(({ code, line }) => (code === DONE_IN_STATE ? [line] : [])));
    const done = plan.units.filter(({ status, line }) => status === 'done' || doneLines.has(line));
    const optional = plan.units.filter(({ key, status, line }) => status !== 'done' && !doneLines.has(line) && !remainingKeys.has(key));
    const states = new Map(spec.tasks.map((task) => [task.key, task.state]));
    const summary = `${(0,lib_text/* plural */.LS)(remaining.length, 'unit')} to run, ${done.length} done`;
    const lines = [`${name}: ${summary}${optional.length > 0 ? `, ${optional.length} optional left out` : ''}`];
    lines.push(`Format: ${spec.format}`);
    if (remaining.length > 0) {
        const digits = String(remaining.length).length;
        lines.push('', 'Would run, in this order:');
        lines.push(...remaining.map((unit, index) => `  ${String(index + 1).padStart(digits)}. ${unitLabel(unit, width - digits - 4, plan_report_unitFacts(unit, states, remainingKeys))}`));
    }
    if (optional.length > 0)
        lines.push('', 'Left out, optional:', ...optional.map((unit) => `  ${unitLabel(unit, width - 2)}`));
    if (done.length > 0)
        lines.push('', 'Done:', ...done.map((unit) => `  ${unitLabel(unit, width - 2)}`));
    if (plan.diagnostics.length > 0) {
        lines.push('', `${(0,lib_text/* plural */.LS)(plan.diagnostics.length, 'diagnostic')}:`);
        lines.push(...plan.diagnostics.map(({ line, code, message }) => `  ${line > 0 ? `line ${line}` : 'file'}: ${code}: ${message}`));
    }
    if (warnings.length > 0)
        lines.push('', `${(0,lib_text/* plural */.LS)(warnings.length, 'warning')}:`, ...warnings.map((warning) => `  ${warning}`));
    if (forecast !== null)
        lines.push('', ...(0,forecast_text/* forecastLines */.x3)(forecast));
    return (0,plain_text/* plainText */.wh)(`${lines.join('\n')}\n`);
}
function plan_report_unitFacts(unit, states, remainingKeys) {
    const facts = [];
    const done = unit.leaves.filter((leaf) => states.get(leaf) === 'done').length;
    if (unit.leaves.length > 1)
        facts.push(`${done} of ${(0,lib_text/* plural */.LS)(unit.leaves.length, 'sub-task')} done`);
    if (unit.status === 'conflict')
        facts.push('ticked, but not all of its sub-tasks are done');
    if (unit.tasks.some(({ state }) => state === 'in-progress' || state === 'queued'))
        facts.push('may have been started');
    const ticked = new Set(unit.tasksToTick);
    const optionalLeftOut = unit.tasks.filter(({ key, role, state, optional }) => role === 'task' && optional && state !== 'done' && !ticked.has(key));
    if (optionalLeftOut.length > 0)
        facts.push(`${optionalLeftOut.length} optional left out`);
    if (unit.optional)
        facts.push('optional');
    const openDependencies = unit.dependencies.filter((key) => remainingKeys.has(key));
    if (openDependencies.length > 0)
        facts.push(`after ${openDependencies.join(', ')}`);
    return facts.length === 0 ? '' : ` — ${facts.join('; ')}`;
}
/** A unit without a number shows its key behind, since that is what `--only` takes. */
function unitLabel({ key, id, title, line }, width, facts = '') {
    const name = title === '' ? '(no title)' : (0,plain_text/* plainText */.wh)(title);
    const label = id === null ? name : `${key} ${name}`;
    // The checkboxes of a file without any heading are one unit, which has no line.
    const place = ` (${[...(line > 0 ? [`line ${line}`] : []), ...(id === null ? [`key ${key}`] : [])].join(', ')})`;
    return `${(0,plain_text/* fitTitle */.Ei)(label, `${place}${facts}`, width)}${place}${facts}`;
}

// EXTERNAL MODULE: ./lib/run/start/forecast-night.js + 6 modules
var forecast_night = __webpack_require__(74652);
// EXTERNAL MODULE: ./lib/terminal/tmux/own-tty.js
var own_tty = __webpack_require__(17709);
// EXTERNAL MODULE: ./lib/terminal/tmux/run-windows.js
var run_windows = __webpack_require__(65046);
;// CONCATENATED MODULE: ./lib/terminal/tmux/attach.js








/**
 * The command that brings a person to a run's session, or to one task's window in it; from inside of the same tmux
 * server it switches there. The run is looked for on the server that tmux reaches from here, on the one that it said it
 * uses, and on the user's own. UserError where it is on none.
 */
async function attachCommand(options) {
    const { server, tmux, panes } = await findSession(options);
    const { env } = options;
    const isInside = server.length === 0 && (await (0,own_tty/* isInPane */.S)(tmux, Boolean(env.TMUX), options.tty ?? null));
    const session = panes[0]?.sessionName ?? '';
    const verb = isInside ? 'switch-client' : 'attach';
    const command = [
        ...(isInside ? ['tmux'] : tmuxFrom(env, server)),
        verb,
        '-t',
        session,
    ];
    if (options.task === null)
        return command;
    const windowNames = [`task-${options.task}`, `assign-${options.task}`].map(session_names/* windowName */.qN);
    // The newest, should there be several: ids are given in order.
    const window = panes.findLast((pane) => windowNames.includes(pane.windowName));
    if (!window) {
        const open = [...new Set(panes.map((pane) => pane.windowName))].join(', ');
        throw new errors/* UserError */.yo(`task ${options.task} has no window`, {
            where: `tmux session ${session}`,
            fix: `a window closes when its attempt ends; open now: ${open}`,
        });
    }
    return [...command, ';', 'select-window', '-t', window.window];
}
/** tmux as a client of that server, wherever the variables lead: older ones refuse to attach where TMUX is set at all. */
function tmuxFrom(env, server) {
    const socket = env.TMUX?.split(',', 1)[0];
    const named = server.length === 0 && socket ? ['-S', socket] : server;
    const unset = ['TMUX', 'TMUX_TMPDIR'].filter((name) => named.length > 0 && env[name]);
    if (unset.length === 0)
        return ['tmux', ...named];
    return ['env', ...unset.flatMap((name) => ['-u', name]), 'tmux', ...named];
}
/** Gives the terminal to a command until it ends; resolves to its exit code. */
function runInForeground([program, ...args], env) {
    return new Promise((resolve, reject) => {
        (0,external_node_child_process_.spawn)(program, args, { env: { ...env, PATH: (0,own_path/* ownPath */.O4)(env) }, stdio: 'inherit' })
            .once('error', reject)
            .once('exit', (code) => resolve(code ?? 1));
    });
}
/** The panes of the run's session, never empty. */
async function findSession(options) {
    for (const candidate of candidates(options)) {
        const session = selectSession(await (0,run_windows/* listPanes */.eq)(candidate.tmux).catch(() => []), options);
        if (session.length > 0)
            return { ...candidate, panes: session };
    }
    const name = requestedName(options);
    await (0,tmux_client/* tmuxClient */.Q5)(options.env)
        .line('-V')
        .catch((error) => {
        if (!(error instanceof tmux_client/* TmuxError */.d3 && error.missing))
            return;
        throw new errors/* UserError */.yo(error.message, { where: `tmux session ${name}`, fix: 'install tmux' });
    });
    throw new errors/* UserError */.yo('nothing is running there', {
        where: `tmux session ${name}`,
        fix: 'start a run first, or name its session with --tmux-session',
    });
}
/** The session that a run of this spec marked as its own, or the one of that name if it is no other run's. */
function selectSession(panes, options) {
    const { spec, specFolder = spec } = options;
    const folder = (0,run_windows/* realPath */.Ye)(specFolder);
    const inSession = (name) => panes.filter(({ sessionName }) => sessionName === name);
    const isOther = ({ owner }) => owner !== null && owner.spec !== folder && (0,run_windows/* isRunning */.W_)(owner);
    const named = inSession(requestedName(options));
    const own = inSession(panes.find(({ owner }) => owner?.spec === folder && (0,run_windows/* isRunning */.W_)(owner))?.sessionName);
    const isNamedFree = named.length > 0 && !named.some(isOther);
    return isNamedFree && (options.session !== null || own.length === 0) ? named : own;
}
function requestedName({ spec, session }) {
    return session === null ? (0,session_names/* defaultSession */.O9)(spec) : (0,session_names/* sessionName */.Cy)(session);
}
function candidates({ env, record = null }) {
    const recorded = record === null ? null : readSocket(record);
    const servers = [['-L', 'default'], ...(recorded === null ? [] : [['-S', recorded]])].reverse();
    const elsewhere = { ...env, TMUX: undefined, TMUX_TMPDIR: undefined };
    return [
        { server: [], tmux: (0,tmux_client/* tmuxClient */.Q5)(env) },
        ...servers.map((server) => ({ server, tmux: (0,tmux_client/* tmuxClient */.Q5)(elsewhere, server) })),
    ];
}
function readSocket(record) {
    try {
        const { socket } = JSON.parse((0,external_node_fs_.readFileSync)(record, 'utf8'));
        return typeof socket === 'string' ? socket : null;
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: ./lib/terminal/tmux/tmux.js + 1 modules
var tmux = __webpack_require__(99539);
// EXTERNAL MODULE: ./lib/app/reading/readable-specs.js
var readable_specs = __webpack_require__(10359);
// EXTERNAL MODULE: ./lib/app/reading/spec-info.js + 6 modules
var spec_info = __webpack_require__(33728);
// EXTERNAL MODULE: ./lib/app/surroundings/clock.js
var surroundings_clock = __webpack_require__(7229);
;// CONCATENATED MODULE: ./lib/app/cli/commands/inspect.js

















/* The commands that look, and touch nothing. */
/** What would run, in order, and every diagnostic; with `withForecast` also how a night that began now would go. */
async function plan(inputs, withForecast, context) {
    const { stdout } = context;
    for (const warning of inputs.warnings)
        context.stderr.write(`warning: ${warning}\n`);
    const { specs, error, unplanned } = await (0,readable_specs/* findReadableSpecs */.I)(await findSpecs(inputs, context, true));
    for (const folder of unplanned)
        context.stderr.write(`note: ${folder} has no tasks.md yet\n`);
    for (const location of specs) {
        const { name } = location;
        const { spec, plan: fullPlan, memory } = await (0,read_spec/* readSpec */.Ot)(location, inputs.loop);
        const remaining = withoutDoneUnits(fullPlan, memory?.spec ?? null);
        const { reading, guidance } = (0,spec_info/* readSpecInfo */.Q)(location, inputs.workdir);
        const warnings = [...reading.problems, ...guidance.problems];
        const isForecast = withForecast && remaining.order.length > 0;
        const forecast = isForecast ? forecastSpec(inputs.forSpec(name), remaining, memory) : null;
        const read = { name, spec, plan: remaining, warnings, forecast };
        stdout.write(inputs.json
            ? `${JSON.stringify(planJson(read))}\n`
            : planText(read, stdout.isTTY ? (0,command_context/* terminalSize */.KY)(stdout).columns : undefined));
    }
    if (error !== null)
        throw error;
    return 0;
}
function forecastSpec(settings, plan, memory) {
    const now = Date.now();
    const saved = memory ?? { spec: (0,transitions/* newSpecState */.pb)(now), throttle: (0,throttle_history/* emptyHistory */.s4)() };
    return (0,forecast_night/* forecastFor */.t)(settings, { plan, saved, others: memory?.others ?? [] }, now, (0,surroundings_clock/* morningAfter */.l$)(now));
}
/** Brings a person to the window; where there is no terminal that could show it, says the command. */
async function attach(inputs, task, context) {
    const { env, stdin, stdout } = context;
    const [location, ...others] = await findSpecs(inputs, context);
    if (location === undefined || others.length > 0) {
        throw new errors/* UserError */.yo('attach accepts only one spec', { where: '--spec', fix: 'name one' });
    }
    const { name, folder, statePath } = location;
    const run = (0,lock/* findLockHolder */.v)((0,external_node_path_.dirname)(statePath), (0,external_node_os_.hostname)())?.run;
    const hasTerminal = stdin.isTTY && stdout.isTTY && Boolean(env.TERM) && env.TERM !== 'dumb';
    const command = await attachCommand({
        spec: name,
        specFolder: folder,
        session: inputs.terminal.tmuxSession,
        task,
        env,
        record: run === undefined ? null : (0,external_node_path_.join)((0,command_context/* logFolder */.hI)(context, name, run), tmux/* WINDOW_RECORD */.D),
        tty: hasTerminal ? (0,own_tty/* ownTty */.Y)() : null,
    });
    if (hasTerminal)
        return runInForeground(command, env);
    stdout.write(`${command.map((word) => (/[^\w./:=@-]/.test(word) ? `'${word}'` : word)).join(' ')}\n`);
    return 0;
}
function findSpecs(inputs, { env }, unwritten = false) {
    return (0,locate_specs/* locateSpecs */.P)(inputs.specs, inputs.workdir, { writable: false, unwritten, format: inputs.format, env });
}

// EXTERNAL MODULE: ./lib/repository/guard/base-file.js
var base_file = __webpack_require__(42728);
// EXTERNAL MODULE: ./lib/run/attempt/acceptance/expected-tests.js + 1 modules
var expected_tests = __webpack_require__(41609);
// EXTERNAL MODULE: ./lib/run/attempt/attempt-prompt.js + 8 modules
var attempt_prompt = __webpack_require__(7464);
// EXTERNAL MODULE: ./lib/run/attempt/plan-attempt.js
var plan_attempt = __webpack_require__(58568);
// EXTERNAL MODULE: ./lib/app/reading/read-instructions.js
var read_instructions = __webpack_require__(16978);
;// CONCATENATED MODULE: ./lib/app/cli/commands/print-prompt.js




















/**
 * Prints the prompt that a unit's next attempt would get, from the files as they are: of the task, else of the next open
 * unit. Standard output has the prompt alone.
 */
async function printPrompt(given, task, context) {
    const { env, stdout, stderr } = context;
    const { workdir } = given;
    const notice = (text) => void stderr.write(`${(0,plain_text/* plainText */.wh)(text)}\n`);
    const log = { emit: (event) => event.kind === 'warning' && notice(`warning: ${event.message}`) };
    for (const warning of given.warnings)
        notice(`warning: ${warning}`);
    const location = await print_prompt_findOneSpec(given, context);
    const settings = given.forSpec(location.name);
    const committed = {
        readBaseFile: (path) => (0,base_file/* readCommittedFile */.J)({ workdir, env }, path, (0,read_config/* baseRefs */.WP)(settings)),
    };
    const specInfo = (0,spec_info/* readSpecInfo */.Q)(location, workdir, await (0,read_instructions/* readInstructions */.K)(settings, committed, log));
    for (const problem of [...specInfo.reading.problems, ...specInfo.guidance.problems])
        notice(`warning: ${problem}`);
    const saved = await (0,look_up_spec_records/* lookUpSpecRecords */.c)(location, { workdir, env, notice });
    const { plan, memory } = await (0,read_spec/* readSpec */.Ot)(location, settings.loop, () => saved);
    const state = memory?.spec ?? (0,transitions/* newSpecState */.pb)(Date.now());
    const unit = chooseUnit(plan, state, settings.loop, task);
    if (unit === null) {
        notice(`${location.name}: every unit is done; --task names one`);
        return 0;
    }
    const assignment = state.assignments[unit.key];
    if (assignment === undefined && settings.agents.assignBackend !== null)
        notice(`task ${unit.key} has no assignment yet: this is the prompt for a task of the type code`);
    const executor = (0,owner_backends/* resolveExecutor */.CL)(assignment ?? { type: 'code', owner_agent: settings.agents.backend, source: 'default' }, settings.agents, lib_agents/* backends */.Sq, null);
    const isSandboxed = await isInSandbox(settings, executor.backend, workdir, context);
    const source = {
        ...{ settings, specInfo, state, plan, context: { isSandboxed: () => isSandboxed } },
        counts: (0,build_progress/* countUnits */.jK)(plan, state),
        expectedFailures: (0,expected_tests/* readExpectedFailures */.oq)(state, plan, specInfo.reading),
        verifyBaseline: null,
    };
    const prompt = (0,attempt_prompt/* attemptPrompt */.mW)(source, (0,plan_attempt/* planAttempt */.x)(source, { unit, executor, lostWork: null }));
    stdout.write(stdout.isTTY ? (0,plain_text/* plainText */.wh)(prompt) : prompt);
    return 0;
}
async function print_prompt_findOneSpec(inputs, { env }) {
    const options = { writable: false, format: inputs.format, env };
    const [location, ...others] = await (0,locate_specs/* locateSpecs */.P)(inputs.specs, inputs.workdir, options);
    if (location !== undefined && others.length === 0)
        return location;
    throw new errors/* UserError */.yo('prompt accepts only one spec', { where: '--spec', fix: 'name one' });
}
function chooseUnit(plan, state, loop, task) {
    const done = (0,read_plan/* doneUnitKeys */.nY)(state, plan);
    if (task === null)
        return (0,next_unit/* nextUnit */.U)(plan, done, loop);
    const named = (0,next_unit/* findUnits */.H)(plan, task, '--task');
    return named.find(({ key }) => !done.has(key)) ?? named[0] ?? null;
}
async function isInSandbox(settings, backend, workdir, context) {
    const { env, dist } = context;
    const logDir = (0,command_context/* logFolder */.hI)(context, 'prompt', 'prompt');
    const examined = await (0,open_isolation/* openIsolation */.zS)(settings, { env, workdir, dist, logDir, log: { emit() { } } })?.examine(backend);
    return examined?.mechanism != null && !settings.isolation.allow.includes('sudo');
}

// EXTERNAL MODULE: ./lib/platform/no-platform.js + 5 modules
var no_platform = __webpack_require__(73018);
// EXTERNAL MODULE: ./lib/report/text/questions-text.js
var questions_text = __webpack_require__(32785);
// EXTERNAL MODULE: ./lib/state/transitions/follow-tasks.js
var follow_tasks = __webpack_require__(52054);
// EXTERNAL MODULE: ./lib/run/run-state.js
var run_state = __webpack_require__(54544);
// EXTERNAL MODULE: ./lib/run/settle-questions.js + 4 modules
var settle_questions = __webpack_require__(27083);
;// CONCATENATED MODULE: ./lib/run/ask-only.js







/** Asks what would stop the work on a spec, keeps it in the records, and works on nothing. */
async function askOnly(settings, specInfo, ports, context) {
    const saved = (await ports.store.load()) ?? { spec: (0,transitions/* newSpecState */.pb)(ports.clock.now()), throttle: (0,throttle_history/* emptyHistory */.s4)() };
    const run = new run_state/* RunState */.l(settings, specInfo, ports, context, saved);
    const plan = await (0,read_plan/* readPlan */.m3)(run);
    // `resume` goes on the way that this was set.
    const { kept } = settings;
    run.updateState({ ...(0,follow_tasks/* followTasks */.e)(run.state, plan.units), ...(kept === undefined ? {} : { settings: kept }) });
    (0,read_plan/* reportPlan */._S)(run);
    const { problems } = await run.ensureBackends();
    for (const problem of problems)
        run.warn(problem);
    const next = (0,next_unit/* nextUnit */.U)(plan, (0,read_plan/* doneUnitKeys */.nY)(run.state, plan), { only: null, from: null });
    const end = next === null ? null : await (0,settle_questions/* askQuestions */.NV)(run, plan, next);
    const done = { kind: 'complete', message: next === null ? 'every unit is done' : 'asked' };
    return { ...(end ?? done), progress: run.progress((end ?? done).kind), pullRequest: null };
}

// EXTERNAL MODULE: ./lib/app/log/plain.js
var plain = __webpack_require__(55886);
// EXTERNAL MODULE: ./lib/app/spec-run/run-spec.js + 67 modules
var run_spec = __webpack_require__(26196);
;// CONCATENATED MODULE: ./lib/app/cli/commands/questions-command.js













/** Shows what an agent would have to ask about a spec; asks it where nobody was asked yet, or where `again` says so. */
async function questionsCommand(configured, again, context) {
    const { inputs } = configured;
    const { specs: named, workdir, format } = inputs;
    for (const spec of await (0,locate_specs/* locateSpecs */.P)(named, workdir, { format, env: context.env })) {
        const known = await readQuestions(configured, spec, context);
        if (known === null || again) {
            const code = await questions_command_ask(configured, spec, context);
            if (code !== error_report/* exitCodes */.h.complete)
                return code;
        }
        const questions = known === null || again ? await readQuestions(configured, spec, context) : known;
        questions_command_show(questions, spec, configured, context);
    }
    return error_report/* exitCodes */.h.complete;
}
async function readQuestions({ inputs }, spec, { env, stderr }) {
    const notice = (text) => void stderr.write(`warning: ${(0,plain_text/* plainText */.wh)(text)}\n`);
    const saved = await (0,look_up_spec_records/* lookUpSpecRecords */.c)(spec, { workdir: inputs.workdir, env, notice });
    const { memory } = await (0,read_spec/* readSpec */.Ot)(spec, inputs.loop, () => saved);
    return memory?.spec.questions ?? null;
}
function questions_command_show(questions, spec, { given, inputs }, context) {
    const { stdout } = context;
    if (inputs.json) {
        stdout.write(`${JSON.stringify({ spec: spec.name, questions: questions?.list ?? [] })}\n`);
        return;
    }
    if (questions === null || questions.list.length === 0) {
        stdout.write(`${spec.name}: ${questions === null ? 'nothing was asked' : 'nothing to ask'}\n`);
        return;
    }
    const answer = `${(0,resume_line/* resumeLine */.G)(given, spec, context)} --answer "${(0,questions_text/* exampleAnswer */.Nl)(questions)}"`;
    const lines = [`${spec.name}:`, ...(0,questions_text/* questionLines */.Qx)(questions).map(plain_text/* plainText */.wh), '', `Answer and continue: ${answer}`];
    stdout.write(`${lines.join('\n')}\n`);
}
/** One call of the agent; the records keep what it asked. */
async function questions_command_ask({ inputs, withFile }, spec, context) {
    const { env, dist, stop, stderr } = context;
    const lines = (0,plain/* plainLog */.Ly)((text) => void stderr.write(text), (0,command_context/* wantsColour */.Ml)(context));
    // They are shown at the end, with the answers.
    const log = { emit: (event) => void (event.kind === 'questions' || lines.emit(event)) };
    const warn = (message) => log.emit({ kind: 'warning', message });
    const runId = `${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z-${process.pid}`;
    const outcome = await (0,run_spec/* runSpec */.l)(asking(inputs.forSpec(spec.name)), spec, {
        withConfigFile: async (file) => {
            const settings = await withFile(file, spec.name, warn);
            return settings && asking(settings);
        },
        ...{ env, dist, runId, stop, log, scheduled: false, byHand: true, secrets: [] },
        workdir: inputs.workdir,
        logDir: (0,log_folder/* usableLogFolder */.JM)((0,command_context/* logFolder */.hI)(context, spec.name, runId), env, warn),
        allLogs: (0,command_context/* stateFolder */.yp)(context),
        resume: null,
        remote: { url: null, tokens: null },
        createPlatform: () => no_platform/* noPlatform */.R0,
        story: askOnly,
    });
    if (outcome.kind !== 'complete')
        stderr.write(`${(0,plain_text/* plainText */.wh)(outcome.message)}\n`);
    return error_report/* exitCodes */.h[outcome.kind];
}
/** Whoever types the command wants it asked. */
function asking(settings) {
    return { ...settings, loop: { ...settings.loop, questions: 'ask' } };
}

// EXTERNAL MODULE: ./lib/run-events/spec-status.js
var spec_status = __webpack_require__(21733);
// EXTERNAL MODULE: ./lib/report/text/next-step.js
var next_step = __webpack_require__(25774);
;// CONCATENATED MODULE: ./lib/report/text/spec-status-text.js



/** What people call how a spec stands. */
const SPEC_STATES = {
    open: 'open',
    paused: 'paused',
    halted: 'needs your input',
    blocked: 'blocked',
    complete: 'complete',
    unplanned: 'has no tasks yet',
    unreadable: 'cannot be worked on',
};
/** `2 open, 1 needs your input`: how many of each. */
function specCounts(specs) {
    const kinds = Object.keys(SPEC_STATES);
    const counts = kinds.map((kind) => [specs.filter((spec) => spec.kind === kind).length, SPEC_STATES[kind]]);
    return counts.flatMap(([count, text]) => (count === 0 ? [] : `${count} ${text}`)).join(', ') || 'no specs';
}
/** What a spec waits for, or what is wrong with it, in plain words of one line or more; '' where there is nothing to say. */
function specReason(spec, now) {
    switch (spec.kind) {
        case 'blocked':
            return `waits for ${spec.waitsFor.map(waitedFor).join(', ')}`;
        case 'halted':
            return spec.halt?.question ?? '';
        case 'paused': {
            const until = (0,spec_status/* pausedUntil */.VC)(spec.paused, now);
            return `until ${(0,next_step/* utcMinuteRoundedUp */.zG)(new Date(until ?? now).toISOString())}: ${spec.paused?.why ?? ''}`;
        }
        case 'complete':
            return spec.isInBase || spec.branch === null ? '' : `${spec.branch} is not merged`;
        case 'unreadable':
            return [spec.problem?.message, spec.problem?.fix].filter(Boolean).join('; ');
        default:
            return '';
    }
}
function waitedFor({ name, kind }) {
    return `${name} (${kind === 'complete' ? 'complete, not merged' : SPEC_STATES[kind]})`;
}
/** Of those that no matrix could hold; null: there are none. */
function leftText(left) {
    return left === 0 ? null : `${(0,lib_text/* plural */.LS)(left, 'more spec')} with something to do: the next run starts with them`;
}

;// CONCATENATED MODULE: ./lib/report/console/specs-report.js




const COLOURS = {
    open: 'cyan',
    halted: 'red',
    unreadable: 'red',
    paused: 'yellow',
    blocked: 'dim',
    complete: 'green',
};
/** All specs, a line each, for `specs`. `now`: epoch ms. */
function specsText(specs, now, colours = text_colour/* noColours */.b, width = Number.POSITIVE_INFINITY) {
    const pad = (text, to) => text + ' '.repeat(Math.max(0, to - (0,plain_text/* displayWidth */.F1)(text)));
    const widest = (texts) => Math.max(0, ...texts.map(plain_text/* displayWidth */.F1));
    const names = specs.map(({ name }) => (0,plain_text/* plainText */.wh)(name).replaceAll('\n', ' '));
    const nameWidth = widest(names);
    const stateWidth = widest(specs.map(({ kind }) => SPEC_STATES[kind]));
    const counts = specs.map(({ done, total }) => (total === 0 ? '' : `${done}/${total}`));
    const lines = specs.map((spec, index) => {
        const state = pad(SPEC_STATES[spec.kind], stateWidth);
        const colour = colours[COLOURS[spec.kind] ?? 'dim'];
        const units = pad(counts[index] ?? '', widest(counts));
        const name = pad(names[index] ?? '', nameWidth);
        const reason = (0,plain_text/* plainText */.wh)(specReason(spec, now)).split('\n', 1)[0] ?? '';
        const facts = `${name}  ${state}  ${units}`;
        const shown = (0,plain_text/* truncateToWidth */.A4)(reason, Math.max(20, width - (0,plain_text/* displayWidth */.F1)(facts) - 2));
        return `${colours.bold(name)}  ${colour(state)}  ${units}  ${spec.kind === 'unreadable' ? reason : shown}`.trimEnd();
    });
    const left = leftText((0,spec_status/* nextWave */.H3)(specs).left);
    return [...lines, specCounts(specs), ...(left === null ? [] : [left]), ''].join('\n');
}

// EXTERNAL MODULE: ./lib/collections.js
var collections = __webpack_require__(61590);
// EXTERNAL MODULE: ./lib/repository/git/blobs.js
var blobs = __webpack_require__(48775);
// EXTERNAL MODULE: ./lib/repository/git/merge.js
var merge = __webpack_require__(39803);
// EXTERNAL MODULE: ./lib/repository/push-check/read-objects.js
var read_objects = __webpack_require__(81335);
// EXTERNAL MODULE: ./lib/repository/records/read-records.js
var read_records = __webpack_require__(34726);
// EXTERNAL MODULE: ./lib/repository/remote/fetch-remote.js
var fetch_remote = __webpack_require__(9518);
// EXTERNAL MODULE: ./lib/repository/remote/retry-remote.js
var retry_remote = __webpack_require__(17464);
;// CONCATENATED MODULE: ./lib/repository/branches/read-spec-branches.js










/** How deep the history of a shallow clone is looked into. */
const SHALLOW_DEPTH = 50;
/** Who only looks waits no longer for the remote. */
const LOOK_TIMEOUT_MS = 10_000;
/** How all specs stand on their branches, with one listing of the remote and one fetch, however many there are. */
async function readSpecBranches(checkout, remote, places, options) {
    const refs = await findRefs(checkout, remote, places, options);
    const branches = places.map(({ workBranch }) => refs.branches.get(workBranch) ?? null);
    const parted = await Promise.all(branches.map((commit) => mergeBase(checkout, commit, refs.base)));
    const readAt = await readTexts(checkout, places.flatMap(({ tasksPath, statePath }, index) => [parted[index], branches[index], refs.base].flatMap((commit) => commit == null ? [] : [`${commit}:${tasksPath}`, `${commit}:${statePath}`])));
    const times = await commitTimes(checkout, branches);
    const found = places.map(async (place, index) => {
        const commits = { base: parted[index] ?? null, ours: branches[index] ?? null, theirs: refs.base };
        const texts = (path) => ({
            base: readAt(commits.base, path),
            ours: readAt(commits.ours, path),
            theirs: readAt(commits.theirs, path),
        });
        const records = await read_spec_branches_readRecords(checkout, place, refs.records.get((0,git_refs/* recordsRef */.Gn)(place.name)) ?? null, options);
        const versions = {
            branch: commits.ours === null ? null : place.workBranch,
            committedAt: commits.ours === null ? null : (times.get(commits.ours) ?? null),
            tasks: texts(place.tasksPath),
            state: texts(place.statePath),
        };
        return [place.name, { ...versions, ...records }];
    });
    return new Map(await Promise.all(found));
}
async function findRefs(checkout, remote, places, options) {
    const names = [...new Set(places.flatMap(({ workBranch }) => workBranch || []))];
    const recordRefs = places.map(({ name }) => (0,git_refs/* recordsRef */.Gn)(name));
    const local = await (0,fetch_remote/* readLocalRefs */.cw)(checkout, options.baseBranch, recordRefs);
    const wanted = [...names.map((name) => `refs/heads/${name}`), ...recordRefs];
    const listed = remote === null ? null : await fetchRefs(checkout, remote, wanted, options);
    const remoteRefs = listed?.refs ?? null;
    const branches = new Map();
    for (const name of names) {
        const own = local.refs.get(`refs/heads/${name}`);
        const theirs = remoteRefs?.get(`refs/heads/${name}`) ?? local.refs.get(`refs/remotes/origin/${name}`);
        const commit = options.from === 'remote' && remoteRefs !== null
            ? remoteRefs.get(`refs/heads/${name}`)
            : await newerOf(checkout, own, theirs);
        if (commit !== undefined)
            branches.set(name, commit);
    }
    const head = await checkout.git(['rev-parse', '-q', '--verify', 'HEAD^{commit}'], { accept: 'any' });
    const records = new Map([...local.refs, ...(remoteRefs ?? [])].filter(([name]) => recordRefs.includes(name)));
    const base = options.from === 'remote' ? (listed?.base ?? null) : null;
    return { branches, records, base: base ?? (head.code === 0 ? head.stdout.trim() : null) };
}
/** Lists these refs and the base, and brings what is not here; null: the remote cannot be reached, which was said. */
async function fetchRefs(checkout, remote, wanted, { from, baseBranch, retry }) {
    const timeout = from === 'here' ? LOOK_TIMEOUT_MS : undefined;
    const fail = (failure) => {
        const error = (0,fetch_remote/* remoteError */.bO)(remote, failure, retry.stop);
        if (from === 'remote')
            throw error;
        retry.notice(`${error.message} This is what is known here.`);
        return null;
    };
    const baseRefs = baseBranch === null ? ['HEAD'] : ['HEAD', `refs/heads/${baseBranch}`];
    const listed = await (0,retry_remote/* retryUntilReachable */.U)('reading the remote', retry, (ms) => remote.list([...baseRefs, ...wanted], timeout ?? ms));
    if (listed.kind !== 'ok')
        return fail(listed);
    const { refs, defaultBranch } = listed.value;
    const baseName = baseBranch ?? defaultBranch;
    const base = (baseBranch === null ? refs.get('HEAD') : refs.get(`refs/heads/${baseBranch}`)) ?? null;
    if (from === 'remote' && baseBranch !== null && base === null && refs.size > 0)
        throw (0,fetch_remote/* missingBase */.SZ)(baseBranch);
    const needed = new Map([...refs].filter(([name]) => wanted.includes(name)));
    if (base !== null && baseName !== null)
        needed.set(`refs/heads/${baseName}`, base);
    const missing = await (0,fetch_remote/* missingCommits */.Rx)(checkout, needed);
    if (missing.length === 0)
        return { refs, base, baseName };
    const depth = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(checkout.commonDir, 'shallow')) ? SHALLOW_DEPTH : null;
    const fetched = await (0,retry_remote/* retryUntilReachable */.U)('fetch', retry, (ms) => remote.fetch(missing, [], depth, timeout === undefined ? ms : undefined));
    return fetched.kind === 'ok' ? { refs, base, baseName } : fail(fetched);
}
async function newerOf({ git }, own, theirs) {
    if (own === undefined || theirs === undefined)
        return own ?? theirs;
    return (await (0,merge/* isAncestor */.QX)(git, theirs, own)) ? own : theirs;
}
async function mergeBase({ git }, one, other) {
    if (one === null || other === null)
        return null;
    const found = await git(['merge-base', one, other], { accept: 'any' });
    return found.stdout.trim() || null;
}
/** Texts of files in commits, with two processes for all of them. */
async function readTexts({ git, objectFormat }, places) {
    const hashes = await (0,blobs/* hashesAt */.AH)(git, places);
    const byPlace = new Map(places.map((place, index) => [place, hashes[index] ?? null]));
    const texts = new Map();
    const names = [...new Set(hashes.flatMap((hash) => hash ?? []))];
    await (0,read_objects/* readObjects */.$)({ git, objectFormat }, names, (name, type) => {
        if (type !== 'blob')
            return null;
        const chunks = [];
        return {
            write: (chunk) => void chunks.push(Buffer.from(chunk, 'latin1')),
            end: () => void texts.set(name, Buffer.concat(chunks).toString('utf8')),
        };
    });
    return (commit, path) => texts.get(byPlace.get(`${commit}:${path}`) ?? '') ?? null;
}
async function commitTimes({ git }, commits) {
    const known = [...new Set(commits.flatMap((commit) => commit ?? []))];
    if (known.length === 0)
        return new Map();
    const { stdout } = await git(['show', '-s', '--format=%H %ct', ...known], { accept: 'any' });
    return new Map(stdout.split('\n').flatMap((line) => {
        const [commit = '', seconds = ''] = line.split(' ');
        return commit === '' ? [] : [[commit, Number(seconds) * 1000]];
    }));
}
/** Those of one spec that cannot be read are its own affair. */
async function read_spec_branches_readRecords({ git }, { name, statePath }, commit, { retry: { now, notice } }) {
    try {
        const { saved } = await (0,read_records/* readSavedRecords */.e)(git, { spec: name, statePath, now, notice }, commit);
        return { saved, problem: null };
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        return { saved: null, problem: error };
    }
}

// EXTERNAL MODULE: ./lib/spec-folder/read-tasks-file.js
var read_tasks_file = __webpack_require__(42622);
// EXTERNAL MODULE: ./lib/state/file/read-state.js + 1 modules
var read_state = __webpack_require__(73807);
// EXTERNAL MODULE: ./lib/state/merge-states.js
var merge_states = __webpack_require__(55672);
// EXTERNAL MODULE: ./lib/state/plan-spec.js + 5 modules
var plan_spec = __webpack_require__(68417);
// EXTERNAL MODULE: ./lib/tasks/merge-tasks.js
var merge_tasks = __webpack_require__(26661);
// EXTERNAL MODULE: ./lib/tasks/parse.js + 3 modules
var parse = __webpack_require__(39955);
;// CONCATENATED MODULE: ./lib/app/reading/read-specs.js






















const ALL = '**';
const ARCHIVE = 'openspec/changes/archive';
/**
 * How every spec that `inputs` names stands (none named: all of the repository), on its work branch and the base, as
 * they would be merged. What is wrong with one is said there; UserError for what is wrong with all.
 */
async function readSpecs(inputs, after, context) {
    const how = { writable: false, unwritten: true, format: inputs.format, env: context.env };
    const all = await (0,locate_specs/* locateSpecs */.P)([ALL], inputs.workdir, how).catch((error) => {
        if (inputs.specs.length === 0)
            throw error;
        return [];
    });
    const chosen = inputs.specs.length === 0 ? all : await (0,locate_specs/* locateSpecs */.P)(inputs.specs, inputs.workdir, how);
    const located = [...all, ...chosen.filter(({ folder }) => all.every((one) => one.folder !== folder))];
    const known = withArchived(after, located, inputs.workdir);
    const versions = await readVersions(located, inputs, context);
    const branchOf = ({ name }) => inputs.forSpec(name).repository.workBranch;
    const isShared = (0,git_kinds/* workBranchesOf */.Tt)(inputs.repository.workBranchTemplate) === null;
    const rivals = (0,collections/* groupBy */.$z)(located, (spec) => (isShared ? spec.name : branchOf(spec)));
    const read = [];
    for (const location of located) {
        const problem = nameProblem(location, rivals.get(isShared ? location.name : branchOf(location)) ?? []);
        read.push(problem === null
            ? await readOne(location, inputs.forSpec(location.name), versions.get(location.name) ?? null, context)
            : { ...nothingRead(location), problem });
    }
    const folders = new Set(chosen.map(({ relative }) => relative.folder));
    return (0,spec_status/* judgeSpecs */.oj)(read, known, context.retry.now()).filter(({ folder }) => folders.has(folder));
}
/** The dependencies without those that are archived, which are done; UserError for a name that is no spec's. */
function withArchived(after, located, workdir) {
    const names = new Set(located.map(({ name }) => name));
    const folder = (0,external_node_path_.join)(workdir, ARCHIVE);
    const archived = (0,external_node_fs_.existsSync)(folder) ? (0,external_node_fs_.readdirSync)(folder) : [];
    // Archived under the day: `2026-11-27-add-login`.
    const isArchived = (name) => archived.some((one) => one === name || one.replace(/^\d{4}-\d{2}-\d{2}-/, '') === name);
    const check = (spec, name) => {
        if (names.has(name))
            return [name];
        if (isArchived(name))
            return [];
        const meant = (0,nearest/* nearest */.p)(name, [...names]);
        throw new errors/* UserError */.yo(`specs.${spec}.after: there is no spec "${name}"`, {
            where: '.github/sequential.yml',
            fix: meant === null ? 'name a spec of this repository, or take it out' : `did you mean ${meant}?`,
        });
    };
    return new Map([...after].map(([spec, before]) => [spec, [...new Set(before)].flatMap((name) => check(spec, name))]));
}
/** What a matrix, a concurrency group or a branch could not tell apart or hold. */
function nameProblem({ name }, same) {
    if (same.length > 1) {
        const folders = same.map(({ relative }) => relative.folder).join(', ');
        const what = same.every((one) => one.name === name)
            ? `are several specs "${name}"`
            : 'are specs with one work branch';
        return { message: `there ${what}: ${folders}`, fix: 'rename all of these folders but one' };
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break would make two names of one.
    if (!/[\u0000-\u001f\u007f\u2028\u2029\ufffd]/.test(name) && name.trim() === name)
        return null;
    return {
        message: `the name ${JSON.stringify(name)} cannot be handed to a job: it has a control character, or a blank at its end`,
        fix: 'rename its folder',
    };
}
async function readVersions(located, inputs, { env, remote, from, retry }) {
    const found = await (0,git_checkout.findCheckout)(inputs.workdir, env, null);
    if (found.kind === 'none')
        return new Map();
    const { checkout } = found;
    const url = remote.url ?? (0,address/* originUrl */.sH)(checkout);
    const options = { env, stop: retry.stop, notice: retry.notice, tokens: remote.tokens };
    const places = located.map(({ name, tasksPath, statePath }) => ({
        name,
        tasksPath: (0,path_in_repository/* pathInRepository */.z)(inputs.workdir, tasksPath),
        statePath: (0,path_in_repository/* pathInRepository */.z)(inputs.workdir, statePath),
        workBranch: inputs.forSpec(name).repository.workBranch,
    }));
    const { baseBranch } = inputs.repository;
    return readSpecBranches(checkout, url === null ? null : (0,remote_remote/* createRemote */.hh)(checkout, { ...options, url }), places, {
        ...{ from, retry, baseBranch },
    });
}
/** What is wrong with one spec is no reason to leave the others. */
async function readOne(location, settings, versions, context) {
    const facts = { ...nothingRead(location), branch: versions?.branch ?? null, workedAt: versions?.committedAt ?? null };
    try {
        if (versions?.problem != null)
            throw versions.problem;
        return { ...facts, ...(await readUnits(location, settings, versions, context)) };
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        const message = error.where === null ? error.message : `${error.where}: ${error.message}`;
        return { ...facts, problem: { message, fix: error.fix } };
    }
}
async function readUnits(location, { loop }, versions, { from, retry: { now } }) {
    const { name, tasksPath, statePath, format } = location;
    const onDisk = { tasks: readIfThere(tasksPath), state: readIfThere(statePath) };
    const base = {
        tasks: (from === 'remote' ? versions?.tasks.theirs : null) ?? (await onDisk.tasks),
        state: (from === 'remote' ? versions?.state.theirs : null) ?? (await onDisk.state),
    };
    const tasks = { base: versions?.tasks.base ?? null, ours: versions?.tasks.ours ?? null, theirs: base.tasks };
    const merged = mergedTasks(tasks);
    if (merged === null)
        return { isUnplanned: true };
    const path = location.relative.state;
    const states = {
        // One that cannot be read was never the common one.
        base: stateOrNull(versions?.state.base ?? null, { path, spec: name, now: now() }),
        ours: readBranchState(versions, { path, spec: name, now: now() }),
        theirs: base.state === null ? null : (0,read_state/* readState */.un)(base.state, { path, spec: name, now: now() }),
    };
    const state = specState((0,file_store/* withSavedState */.z)(mergedStates(states), versions?.saved ?? null, name, now()), name);
    const count = (text, of) => (0,build_progress/* countUnits */.jK)((0,plan_spec/* planSpec */.N)((0,parse/* parseSpec */.F)(text, format), loop, of), of ?? (0,transitions/* newSpecState */.pb)(now()));
    const { done, total } = count(merged, state);
    const inBase = base.tasks === null ? null : count(base.tasks, specState(states.theirs, name));
    return {
        done,
        total,
        isComplete: done >= total,
        isInBase: inBase !== null && inBase.done >= inBase.total,
        halt: state?.halt ?? null,
        paused: state?.paused ?? null,
    };
}
function readBranchState(versions, file) {
    const text = versions?.state.ours ?? null;
    if (text === null)
        return null;
    try {
        return (0,read_state/* readState */.un)(text, file);
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        const fix = error instanceof read_state/* NewerStateError */.tN ? read_state/* UPDATE_HINT */.Ow : 'restore the last good one on that branch';
        throw new errors/* UserError */.yo(error.message, { where: `${versions?.branch}:${file.path}`, fix });
    }
}
function stateOrNull(text, file) {
    try {
        return text === null ? null : (0,read_state/* readState */.un)(text, file);
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return null;
        throw error;
    }
}
function nothingRead({ name, relative }) {
    return {
        name,
        folder: relative.folder,
        ...{ done: 0, total: 0, branch: null, workedAt: null, isComplete: false, isInBase: false },
        ...{ halt: null, paused: null, problem: null, isUnplanned: false },
    };
}
/** Where people have to say which it is, what the base asks for: the run will tell them. */
function mergedTasks({ base, ours, theirs }) {
    if (ours === null || theirs === null)
        return theirs ?? ours;
    return (0,merge_tasks/* mergeTasks */.vG)({ base, ours, theirs }) ?? theirs;
}
function mergedStates({ base, ours, theirs }) {
    return ours === null || theirs === null ? (ours ?? theirs) : (0,merge_states/* mergeStates */.t)(base, ours, theirs);
}
function specState(file, name) {
    return file !== null && Object.hasOwn(file.specs, name) ? (file.specs[name] ?? null) : null;
}
async function readIfThere(path) {
    return (0,external_node_fs_.existsSync)(path) ? (0,read_tasks_file/* readTasks */.j)(path) : null;
}

;// CONCATENATED MODULE: ./lib/app/cli/commands/specs-command.js









/** Where runs on GitHub work, unless somebody says otherwise. */
const DEFAULTS = new Map([['work-branch', options/* options */.fF['work-branch'].defaults.action]]);
/** How every spec stands; 64 where one cannot be worked on as it is. */
async function specs_command_specs(configured, context) {
    const { env, stdout, stderr, stop } = context;
    const { inputs, config } = configured.with({ defaults: DEFAULTS });
    const notice = (text) => void stderr.write(`note: ${text}\n`);
    for (const warning of inputs.warnings)
        stderr.write(`warning: ${warning}\n`);
    const now = surroundings_clock/* systemClock */.ml.now;
    const found = await readSpecs(inputs, config?.after ?? new Map(), {
        ...{ env, from: 'here' },
        remote: { url: null, tokens: null },
        // A person waits: what cannot be reached at once is told.
        retry: { now, notice, stop, retryForMs: 0, sleep: (ms) => surroundings_clock/* systemClock */.ml.sleep(now() + ms, stop) },
    });
    stdout.write(inputs.json
        ? specsJson(found, now())
        : specsText(found, now(), (0,text_colour/* createColours */.i)((0,command_context/* wantsColour */.Ml)(context)), stdout.isTTY ? stdout.columns : undefined));
    return found.some(({ kind }) => kind === 'unreadable') ? 64 : 0;
}
/** The line that `--json` prints. `now`: epoch ms. */
function specsJson(specs, now) {
    const { names, left } = (0,spec_status/* nextWave */.H3)(specs);
    const time = (at) => (at === null ? null : (0,lib_time/* iso */.KH)(at));
    return jsonLine({
        version: 1,
        kind: 'specs',
        matrix: [...names],
        left,
        specs: specs.map((spec) => ({
            name: spec.name,
            folder: spec.folder,
            state: spec.kind,
            units_done: spec.done,
            units_total: spec.total,
            branch: spec.branch,
            worked_at: time(spec.workedAt),
            in_base: spec.isInBase,
            waits_for: spec.waitsFor.map(({ name }) => name),
            paused_until: spec.kind === 'paused' ? time((0,spec_status/* pausedUntil */.VC)(spec.paused, now)) : null,
            why: whyOf(spec),
            fix: spec.problem?.fix ?? null,
            issue_url: spec.halt?.url ?? null,
        })),
    });
}
function whyOf({ kind, problem, halt, paused }) {
    if (kind === 'unreadable')
        return problem?.message ?? null;
    if (kind === 'halted')
        return halt?.question ?? null;
    return kind === 'paused' ? (paused?.why ?? null) : null;
}

;// CONCATENATED MODULE: ./lib/app/cli/commands/index.js
/** What the commands do, but `run` and `status`, which are started often and load nothing of the others. */






















/***/ }),

/***/ 79278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ lookUpSpecRecords)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/repository/branches/other-run.js
var other_run = __webpack_require__(33771);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/repository/git/checkout.js + 1 modules
var checkout = __webpack_require__(60732);
// EXTERNAL MODULE: ./lib/repository/git/refs.js
var refs = __webpack_require__(60365);
// EXTERNAL MODULE: ./lib/repository/remote/address.js
var address = __webpack_require__(62391);
// EXTERNAL MODULE: ./lib/repository/remote/remote.js + 4 modules
var remote_remote = __webpack_require__(12796);
// EXTERNAL MODULE: ./lib/repository/records/read-records.js
var read_records = __webpack_require__(34726);
;// CONCATENATED MODULE: ./lib/repository/records/look-up-records.js






/** Who only looks waits no longer for the remote. */
const LIST_TIMEOUT_MS = 10_000;
const FETCH_TIMEOUT_MS = 60_000;
/**
 * The records of a spec on their ref, for who opens no work branch: as this repository has them, or, with `askRemote`, as
 * the remote does. null: there are none, or no repository.
 */
async function lookUpRecords(options, askRemote) {
    const { workdir, env, findCheckout = (0,checkout.createCheckoutFinder)(env) } = options;
    const found = await findCheckout(workdir, null).catch((error) => {
        if (error instanceof errors/* UserError */.yo)
            return null;
        throw error;
    });
    if (found?.kind !== 'checkout')
        return null;
    const { git } = found.checkout;
    const fetched = askRemote ? await fetchRecords(found.checkout, options) : null;
    return (await (0,read_records/* readSavedRecords */.e)(git, options, fetched ?? (0,refs/* recordsRef */.Gn)(options.spec))).saved;
}
async function fetchRecords(checkout, { spec, env, notice }) {
    const ref = (0,refs/* recordsRef */.Gn)(spec);
    const url = (0,address/* originUrl */.sH)(checkout);
    if (url === null)
        return null;
    const remote = (0,remote_remote/* createRemote */.hh)(checkout, { url, tokens: null, env, notice });
    const listed = await remote.list([ref], LIST_TIMEOUT_MS);
    const commit = listed.kind === 'ok' ? listed.value.refs.get(ref) : undefined;
    const result = commit === undefined ? listed : await remote.fetch([ref], [], null, FETCH_TIMEOUT_MS);
    if (result.kind === 'ok')
        return commit ?? null;
    notice(`${ref} could not be looked up on the remote${'reason' in result ? `: ${result.reason}` : ''}`);
    return null;
}

// EXTERNAL MODULE: ./lib/spec-folder/read-tasks-file.js
var read_tasks_file = __webpack_require__(42622);
// EXTERNAL MODULE: ./lib/app/surroundings/path-in-repository.js
var path_in_repository = __webpack_require__(35507);
;// CONCATENATED MODULE: ./lib/app/reading/look-up-spec-records.js





/** The records that a complete spec's tree does not hold. The remote is asked where only it can know of them. */
async function lookUpSpecRecords({ name, statePath, tasksPath }, context) {
    const isInTree = (0,other_run/* parseSpecState */.wF)(readOrNull(statePath), name) !== null;
    const wasWorkedOn = /^[ \t]*[-*+] \[[xX]\]/m.test(await (0,read_tasks_file/* readTasks */.j)(tasksPath));
    const options = { ...context, spec: name, statePath: (0,path_in_repository/* pathInRepository */.z)(context.workdir, statePath), now: Date.now };
    return lookUpRecords(options, !isInTree && wasWorkedOn);
}
function readOrNull(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 22554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseConfig: () => (/* binding */ parseConfig)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/plan/order/spec-order.js
/** Specs that wait for one another, the first of them again at the end: `a`, `b`, `a`; null: none do. */
function findCycle(after) {
    const finished = new Set();
    for (const start of after.keys()) {
        const path = [];
        const cycle = follow(start);
        if (cycle !== null)
            return cycle;
        function follow(name) {
            if (path.includes(name))
                return [...path.slice(path.indexOf(name)), name];
            if (finished.has(name))
                return null;
            path.push(name);
            for (const next of after.get(name) ?? []) {
                const found = follow(next);
                if (found !== null)
                    return found;
            }
            path.pop();
            finished.add(name);
            return null;
        }
    }
    return null;
}

// EXTERNAL MODULE: ./lib/inputs/kinds/headroom-kinds.js
var headroom_kinds = __webpack_require__(4570);
// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(83231);
// EXTERNAL MODULE: ./lib/inputs/options/options.js + 5 modules
var options = __webpack_require__(66704);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/inputs/config-file/config-schema.js



/** Options that are needed before there is a repository to read the file from, or that are one run's affair. */
const OUTSIDE = {
    workdir: 'give it as an input or flag: the file lies in the folder that it names',
    checkout: 'give it as an input: it decides whether there is a repository to read the file from',
    'github-token': 'give it as an input, from a secret; never in a file that is committed',
    'app-id': 'give it as an input: a token is needed before the file can be read',
    'app-private-key': 'give it as an input, from a secret; never in a file that is committed',
    'resume-command': 'give it as an input: comments are read before the repository is',
    'allow-bots': 'give it as an input: who may start a job is checked before the repository is read',
    only: 'give it as an input or flag of one run',
    from: 'give it as an input or flag of one run',
    resume: 'give it as an input of one run',
    answer: 'give it as an input of one run',
    command: 'give it as an input of one step',
    json: 'give it as a flag',
};
/** Why an option cannot stand in the file; null: it can, or there is no such option. */
function outsideFile(name, table) {
    return name in table ? (OUTSIDE[name] ?? null) : null;
}
/** Options that can stand in the file, in the table's order. */
function fileOptions(table) {
    return Object.keys(table).filter((name) => OUTSIDE[name] === undefined);
}
const scalar = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()]);
const optionValue = schemas/* union */.KCZ([scalar, schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]))]);
const refuse = (what) => ({ error: ({ input }) => `"${input}" ${what}` });
const config_schema_text = (description) => schemas/* string */.YjP({ error: ({ input }) => (input === undefined ? 'is missing' : 'is not a text') }).describe(description);
const writablePath = schemas/* string */.YjP()
    .refine((path) => (0,external_node_path_.isAbsolute)(path) || path.startsWith('~/'), refuse('is not an absolute path, nor one that starts with ~/'))
    .refine((path) => !path.split('/').includes('..'), refuse('may lead elsewhere'))
    .refine((path) => (0,external_node_path_.normalize)(path) !== '/', refuse('is the whole machine'))
    .refine((path) => !/^~\/?$/.test((0,external_node_path_.normalize)(path)), refuse('is the whole home'));
const repositoryPath = schemas/* string */.YjP()
    .refine((path) => path !== '' && !(0,external_node_path_.isAbsolute)(path), 'is not a path from the top of the repository')
    .refine((path) => !path.split('/').includes('..'), 'leads out of the repository');
const afterSpecs = schemas/* array */.YOg(schemas/* string */.YjP().min(1, 'is empty; name a spec'))
    .optional()
    .describe('Names of specs: the plan of `specs` starts this one when they are complete and merged into the base.');
/** For editors: the file's JSON Schema (https://json-schema.org/draft/2020-12). */
function configJsonSchema(table) {
    return {
        title: 'Configuration of sequential-orchestration',
        ...z.toJSONSchema(configSchema(table), { io: 'input' }),
    };
}
/** The file's shape for the options of a table. What a value must be is said by the kind of its option. */
function configSchema(table) {
    const describe = (name) => {
        const { description, kind, defaults } = table[name];
        const usual = defaults.action === '' ? '' : ` Default in a workflow: ${defaults.action}.`;
        return optionValue.optional().describe(`${description} Accepted: ${kind.accepts}.${usual}`);
    };
    const optionFields = Object.fromEntries(fileOptions(table).map((name) => [name, describe(name)]));
    const isolation = schemas/* strictObject */.rej({
        strength: schemas/* string */.YjP().optional().describe('auto, strict or off.'),
        writable: schemas/* array */.YOg(writablePath)
            .optional()
            .describe('Paths that can be written under strict: absolute, or from the home with ~/.'),
        allow: schemas/* array */.YOg(schemas/* string */.YjP()).optional().describe(table['isolation-allow'].description),
    });
    const headroom = schemas/* strictObject */.rej({
        keep: config_schema_text(`What is kept. Accepted: ${table.headroom.kind.accepts}.`),
        hours: config_schema_text(`When you are to find it. Accepted: ${headroom_kinds/* hoursOfDay */.B6.accepts}.`),
        days: optionValue
            .optional()
            .describe(`Days on which the hours begin; default: all. Accepted: ${headroom_kinds/* daysOfWeek */.BP.accepts}.`),
        zone: config_schema_text(`Of the hours and days. Accepted: ${headroom_kinds/* timeZone */.eB.accepts}.`),
    });
    return schemas/* strictObject */.rej({
        ...optionFields,
        version: schemas/* literal */.euz(1, { error: 'must be 1; other versions are not known here' }).optional(),
        isolation: schemas/* union */.KCZ([schemas/* string */.YjP(), isolation]).optional().describe(table.isolation.description),
        headroom: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), headroom]).optional().describe(table.headroom.description),
        steering: schemas/* strictObject */.rej({
            allow: schemas/* array */.YOg(repositoryPath)
                .optional()
                .describe('Files and folders that agents may change although they steer the next agent, such as .claude/.'),
        })
            .optional(),
        memory: schemas/* boolean */.zMY()
            .optional()
            .describe('Whether what an agent notes for the next tasks is given to them. Default: true.'),
        specs: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* strictObject */.rej({ ...optionFields, after: afterSpecs }))
            .optional()
            .describe('By name of a spec: options for it alone, and which specs come before it.'),
    });
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./lib/secrets/secret-shapes.js
var secret_shapes = __webpack_require__(52312);
;// CONCATENATED MODULE: ./lib/inputs/config-file/read-yaml.js



/** Without aliases, of which a short file can make a long one. */
function readYaml(text, where) {
    const document = (0,dist/* parseDocument */.Tp)(text, { prettyErrors: true, lineCounter: new dist/* LineCounter */.HN() });
    const [error] = document.errors;
    const refuse = (message, line) => 
    // The place is said before it.
    new errors/* UserError */.yo(`not valid YAML: ${message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`, {
        where: line === undefined ? where : `${where}:${line}`,
        fix: /^Tabs/.test(message) ? 'indent with spaces' : 'correct the file',
    });
    if (error !== undefined)
        throw refuse(error.message, error.linePos?.[0].line);
    try {
        return document.toJS({ maxAliasCount: 0 });
    }
    catch {
        throw refuse('aliases are not supported', undefined);
    }
}
/** The file is committed: whoever reads the repository would read them. The line is told, never the text. */
function refuseSecrets(text, where) {
    const [place] = (0,secret_shapes/* findSecretShapes */.k)(text);
    if (place === undefined)
        return;
    throw new errors/* UserError */.yo('this looks like a secret, and the file is committed', {
        where: `${where}:${text.slice(0, place[0]).split('\n').length}`,
        fix: 'Revoke it, remove it from the file, and pass it to the job as a secret (an input such as github-token, or env).',
    });
}

;// CONCATENATED MODULE: ./lib/inputs/config-file/parse-config.js







/** Reads the file's text; UserError that names the line or the key for what it does not take. `where`: the file, for people. */
function parseConfig(text, where, table = options/* options */.fF) {
    refuseSecrets(text, where);
    const yaml = readYaml(text, where) ?? {};
    const parsed = configSchema(table).safeParse(yaml);
    if (!parsed.success)
        throw refusal(parsed.error, yaml, { where, table });
    const { version: _, specs, isolation, steering, memory = true, headroom, ...values } = parsed.data;
    const { writable = [], allow, strength } = isObject(isolation) ? isolation : {};
    const isolationValues = isObject(isolation) ? { isolation: strength, 'isolation-allow': allow } : { isolation };
    const keep = isObject(headroom) ? headroom.keep : headroom;
    const fileValues = { ...values, ...withoutUndefined({ ...isolationValues, headroom: keep }) };
    const keys = {
        ...(isObject(isolation) ? { isolation: 'isolation.strength', 'isolation-allow': 'isolation.allow' } : {}),
        ...(isObject(headroom) ? { headroom: 'headroom.keep' } : {}),
    };
    return {
        where,
        options: readOptions(fileValues, { where, path: '', table, keys }),
        specs: new Map(Object.entries(specs ?? {}).map(([name, { after: _, ...own }]) => [
            name,
            readOptions(own, { where, path: `specs.${name}.`, table }),
        ])),
        after: readAfter(specs ?? {}, where),
        writable,
        allowedSteering: steering?.allow ?? [],
        memory,
        headroomHours: isObject(headroom) ? readHours(headroom, where) : null,
    };
}
function readHours({ hours, days = 'mon-sun', zone }, where) {
    return {
        ...readValue(headroom_kinds/* hoursOfDay */.B6, hours, { where, key: 'headroom.hours' }),
        days: readValue(headroom_kinds/* daysOfWeek */.BP, days, { where, key: 'headroom.days' }),
        zone: readValue(headroom_kinds/* timeZone */.eB, zone, { where, key: 'headroom.zone' }),
    };
}
/** Specs that wait for one another would all wait for ever. */
function readAfter(specs, where) {
    const after = new Map(Object.entries(specs).flatMap(([name, own]) => (own.after ? [[name, own.after]] : [])));
    const cycle = findCycle(after);
    if (cycle === null)
        return after;
    const [first = '', ...others] = cycle;
    const message = others.length === 1 ? `specs.${first}.after: names ${first} itself` : `specs.${first}.after: ${cycle.join(' → ')}`;
    throw new errors/* UserError */.yo(`${message}: none of them could ever begin`, {
        where,
        fix: 'take one of these dependencies out; a → b says that a comes after b',
    });
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function withoutUndefined(values) {
    return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
/** Values as YAML has them → texts, each read once so that a wrong one is named here. */
function readOptions(values, { where, path, table, keys = {}, }) {
    const texts = Object.entries(withoutUndefined(values)).map(([key, value]) => {
        const name = key;
        const kind = table[name].kind;
        readValue(kind, value, { where, key: keys[name] ?? `${path}${name}` });
        return [name, textOf(value)];
    });
    return new Map(texts);
}
/** UserError that names the key, for a value that the kind does not take. */
function readValue(kind, value, { where, key }) {
    try {
        return kind.read(textOf(value).trim());
    }
    catch (cause) {
        if (!(cause instanceof Error))
            throw cause;
        const text = Array.isArray(value)
            ? (value.map(String).find((item) => !reads(kind, item)) ?? textOf(value))
            : textOf(value);
        const message = cause instanceof errors/* UserError */.yo ? cause.message : `"${text}" ${cause.message}`;
        throw new errors/* UserError */.yo(`${key}: ${message}`, { where, fix: `accepted: ${kind.accepts}`, cause });
    }
}
function reads(kind, text) {
    try {
        kind.read(text.trim());
        return true;
    }
    catch {
        return false;
    }
}
function textOf(value) {
    return Array.isArray(value) ? value.join('\n') : String(value);
}
function refusal(error, yaml, { where, table }) {
    const issue = deepest(error.issues[0]);
    const path = issue?.path.join('.') ?? '';
    if (issue?.code === 'invalid_type' || issue?.code === 'invalid_union') {
        const { message, fix } = misshapen(issue, yaml, table);
        return new errors/* UserError */.yo(`${path || 'the file'}: ${message}`, { where, fix });
    }
    if (issue?.code !== 'unrecognized_keys')
        return new errors/* UserError */.yo(`${path || 'the file'}: ${issue?.message ?? 'does not match'}`, {
            where,
            fix: 'correct the file',
        });
    const [key = ''] = issue.keys;
    const message = `unknown key ${[path, key].filter(Boolean).join('.')}`;
    const reason = outsideFile(key, table);
    if (reason !== null)
        return new errors/* UserError */.yo(`${key} cannot be set in this file`, { where, fix: reason });
    const known = knownKeys(issue.path, table);
    const meant = (0,nearest/* nearest */.p)(key, known);
    const fix = meant === null ? `known here: ${known.join(', ')}` : `did you mean ${meant}?`;
    return new errors/* UserError */.yo(message, { where, fix });
}
/** What YAML has in the place of a value of another shape, and what is to stand there. */
function misshapen(issue, yaml, table) {
    const value = issue.path.reduce((from, key) => from?.[key], yaml);
    const name = issue.path.at(-1);
    const option = fileOptions(table).find((known) => known === name);
    const kind = option === undefined ? sectionKinds(issue.path, table)[String(name)] : table[option].kind;
    const expected = issue.code === 'invalid_type' ? issue.expected : '';
    const wanted = kind === undefined ? (SHAPES[expected] ?? 'correct the file') : `accepted: ${kind.accepts}`;
    const absent = value === undefined ? 'is missing' : 'it has no value';
    return { message: value == null ? absent : `${shapeOf(value)} cannot stand here`, fix: wanted };
}
/** What is accepted in a section whose keys are no options. */
function sectionKinds([section], table) {
    return section === 'headroom'
        ? { keep: table.headroom.kind, hours: headroom_kinds/* hoursOfDay */.B6, days: headroom_kinds/* daysOfWeek */.BP, zone: headroom_kinds/* timeZone */.eB }
        : {};
}
const SHAPES = {
    object: 'give options, each in a line of its own, as `name: value`',
    record: 'give names of specs, each with its options below it',
    array: 'give a list, such as [a, b]',
    boolean: 'give true or false',
};
function shapeOf(value) {
    if (Array.isArray(value))
        return 'a list';
    return typeof value === 'object' ? 'a section' : `"${value}"`;
}
/** Of a value that may have several forms, what is wrong with the form that was meant. */
function deepest(issue) {
    if (issue?.code !== 'invalid_union')
        return issue;
    // A key that is not known says more than that another one is missing.
    const inner = issue.errors.flatMap((all) => all.find(({ code }) => code === 'unrecognized_keys') ?? all[0] ?? []);
    const found = inner.find(({ code, path }) => code === 'unrecognized_keys' || path.length > 0);
    return found === undefined ? issue : deepest({ ...found, path: [...issue.path, ...found.path] });
}
function knownKeys(path, table) {
    const [section, ...below] = path;
    if (section === undefined)
        return ['version', 'specs', 'steering', 'memory', ...fileOptions(table)];
    if (section === 'isolation')
        return ['strength', 'writable', 'allow'];
    if (section === 'headroom')
        return Object.keys(sectionKinds(path, table));
    if (section === 'steering')
        return ['allow'];
    return below.length > 0 ? ['after', ...fileOptions(table)] : [];
}


/***/ }),

/***/ 71209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  givenFlags: () => (/* binding */ givenFlags),
  $: () => (/* binding */ givenToAction)
});

// UNUSED EXPORTS: requireActionWorkdir

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/ms/index.js
var ms = __webpack_require__(70744);
// EXTERNAL MODULE: ./lib/agents/index.js + 37 modules
var agents = __webpack_require__(1051);
// EXTERNAL MODULE: ./lib/agents/sandbox.js
var sandbox = __webpack_require__(337);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/machine-user.js
var machine_user = __webpack_require__(39592);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(83231);
// EXTERNAL MODULE: ./lib/inputs/options/options.js + 5 modules
var options = __webpack_require__(66704);
;// CONCATENATED MODULE: ./lib/inputs/action-inputs.js



/**
 * The action's inputs as the runner hands them over: `INPUT_` and the name in capitals, blanks as underscores
 * (@actions/core's getInput reads them in the same way).
 *
 * A slip of one of our names is refused, for the runner only warns, and a budget would be forgotten. A job may have
 * variables of its own that start alike; those hold no dash, which a shell's variable cannot.
 */
function actionSource(env) {
    const names = [...(0,options/* optionNames */.W6)('action'), ...(0,options/* formerNames */.ao)('action').keys()];
    const variables = new Set(names.map(inputVariable));
    for (const variable of Object.keys(env)) {
        if (!variable.startsWith('INPUT_') || variables.has(variable))
            continue;
        const name = variable.slice('INPUT_'.length).toLowerCase();
        const dashed = name.replaceAll('_', '-');
        const suggestion = name.includes('-') ? (0,nearest/* nearest */.p)(dashed, names) : names.find((known) => known === dashed);
        if (suggestion !== null && suggestion !== undefined) {
            throw new errors/* UserError */.yo('unknown input', { where: `input ${name}`, fix: `did you mean ${suggestion}?` });
        }
    }
    return { frontend: 'action', raw: (name) => env[inputVariable(name)] };
}
function inputVariable(name) {
    return `INPUT_${name.toUpperCase()}`;
}

// EXTERNAL MODULE: ./lib/inputs/config-file/apply-config.js
var apply_config = __webpack_require__(46052);
// EXTERNAL MODULE: ./lib/inputs/consistency.js
var consistency = __webpack_require__(20893);
;// CONCATENATED MODULE: ./lib/inputs/flag-source.js

const flagNames = new Set([...(0,options/* optionNames */.W6)('cli'), ...(0,options/* formerNames */.ao)('cli').keys()]);
/** Flags as commander's `opts()` holds them, and the variables that stand for what must not be a flag. */
function flagSource(flags, env) {
    return {
        frontend: 'cli',
        raw(name) {
            const variable = optionVariable(name);
            if (variable !== undefined)
                return env[variable];
            // A command may have flags of its own that are named like inputs of the action.
            if (!flagNames.has(name))
                return undefined;
            const value = flags[name.replace(/-([a-z])/gu, (_, letter) => letter.toUpperCase())];
            if (value === undefined)
                return undefined;
            return Array.isArray(value) ? value.join('\n') : String(value);
        },
    };
}
function optionVariable(name) {
    const table = options/* options */.fF;
    return table[name]?.variable;
}

// EXTERNAL MODULE: ./lib/inputs/kinds/git-kinds.js
var git_kinds = __webpack_require__(20607);
// EXTERNAL MODULE: ./lib/secrets/own-keys.js
var own_keys = __webpack_require__(98786);
// EXTERNAL MODULE: ./lib/inputs/kinds/app-kinds.js
var app_kinds = __webpack_require__(95604);
;// CONCATENATED MODULE: ./lib/inputs/kinds/signing-kinds.js




const ACCEPTED = 'a private key without a passphrase, from -----BEGIN to the last -----: of SSH (the file that ssh-keygen made) or of GPG (gpg --armor --export-secret-keys ID)';
/** What `sign-commits` comes to; the variable is read where a key signs. */
function readSigning(method, env) {
    if (method === 'off')
        return null;
    return { by: method, key: method === 'key' ? readSigningKey(env) : null };
}
/**
 * The private key of the variable, as its program reads it; null: none is given. With its line breaks, with `\n` in
 * their place, or the whole file in base64. What is refused is never quoted, and what is read
 * is an object that shows nothing of itself when it is printed.
 */
function readSigningKey(env) {
    const given = env[own_keys/* SIGNING_KEY_VARIABLE */.jz]?.trim() ?? '';
    if (given === '')
        return null;
    const key = (0,app_kinds/* asPem */.Vg)(given).replaceAll('\r', '').trim();
    if (/^-----BEGIN (?:[A-Z]{1,20} )?PRIVATE KEY(?: BLOCK)?-----\n[\s\S]+\n-----END /.test(key))
        return (0,external_node_crypto_.createSecretKey)(Buffer.from(`${key}\n`));
    const problem = /PUBLIC KEY|^(?:ssh|ecdsa|sk)-\S/.test(key.includes('-----') ? key : given)
        ? 'is a public key'
        : key.includes('PRIVATE KEY')
            ? 'cannot be read: it may be damaged or cut off'
            : 'is not a private key';
    throw new errors/* UserError */.yo(`the value ${problem}`, { where: own_keys/* SIGNING_KEY_VARIABLE */.jz, fix: `accepted: ${ACCEPTED}` });
}

// EXTERNAL MODULE: ./lib/inputs/options/agent-options.js + 1 modules
var agent_options = __webpack_require__(51772);
// EXTERNAL MODULE: ./lib/inputs/options/kept-options.js
var kept_options = __webpack_require__(20717);
;// CONCATENATED MODULE: ./lib/inputs/platform-settings.js

/** Where people are told and heard, of the options that say so. */
function platformSettings(reader) {
    const { get } = reader;
    const logins = (names) => names.map((name) => name.replace(/^@/u, ''));
    return {
        command: get('command'),
        token: get('github-token'),
        app: readApp(reader),
        checkout: get('checkout'),
        pullRequest: get('pull-request'),
        haltReport: get('halt-report'),
        haltLabels: get('halt-labels'),
        haltAssignees: logins(get('halt-assignees')),
        failOn: get('fail-on'),
        resumeCommand: get('resume-command'),
        allowBots: logins(get('allow-bots')),
        resume: get('resume'),
        answer: get('answer'),
        chainLimit: get('chain-limit'),
        installTmux: get('install-tmux'),
    };
}
/** Both or neither: one alone gets no token. */
function readApp({ get, label }) {
    const id = get('app-id');
    const key = get('app-private-key');
    if (id !== null && key !== null)
        return { id, key };
    if (id === null && key === null)
        return null;
    const [missing, given] = id === null ? ['app-id', 'app-private-key'] : ['app-private-key', 'app-id'];
    throw new errors/* UserError */.yo(`is not given, but ${label(given)} is`, {
        where: label(missing),
        fix: 'Give both, or neither. In a workflow, check that the secret it names exists; pull requests from forks get no secrets.',
    });
}

// EXTERNAL MODULE: ./lib/inputs/kinds/kind.js
var kinds_kind = __webpack_require__(46163);
;// CONCATENATED MODULE: ./lib/inputs/source.js



/** Texts of options that come from elsewhere than a file. */
function textSource(texts, where) {
    return { raw: (name) => texts.get(name), label: (name) => `${where}: ${name}` };
}
/** Of each option, what the first source says that says anything. */
function firstSource(sources) {
    const sayer = (name) => sources.find((source) => source.raw(name) !== undefined);
    return { raw: (name) => sayer(name)?.raw(name), label: (name) => sayer(name)?.label(name) ?? name };
}
function createOptionReader(source, table = options/* options */.fF, file = null) {
    const written = (name) => {
        if (source.frontend === 'action')
            return `input ${name}`;
        const option = table[name];
        return option?.variable ?? `--${name}`;
    };
    const readValue = (option, name) => {
        const value = source.raw(name)?.trim();
        if (option.emptyIsValue !== true)
            return value === '' ? undefined : value;
        // Where empty means something, action.yml has the default, which the runner hands over as if it had been said.
        return source.frontend === 'action' && value === option.defaults.action ? undefined : value;
    };
    /** Under which name an option was given, and as what. */
    const find = (name) => {
        const option = table[name];
        const value = readValue(option, name);
        const { formerName } = option;
        const formerValue = formerName === undefined ? undefined : readValue(option, formerName);
        if (formerName === undefined || formerValue === undefined)
            return { name, value };
        if (value !== undefined && meaning(option, value) !== meaning(option, formerValue)) {
            const message = `${written(formerName)} is the former name of ${written(name)}, and they have different values: "${formerValue}" and "${value}"`;
            throw new errors/* UserError */.yo(message, { where: written(name), fix: `leave ${written(formerName)} out` });
        }
        return { name: formerName, value: formerValue };
    };
    /** What the file says of it; undefined: nothing, or nothing that counts here. */
    const inFile = (name) => table[name].frontends.includes(source.frontend) ? file?.raw(name) : undefined;
    const isFromFile = (name) => find(name).value === undefined && inFile(name) !== undefined;
    const rawValue = (name) => find(name).value ?? inFile(name);
    const label = (name) => file !== null && isFromFile(name) ? file.label(name) : written(find(name).name);
    return {
        frontend: source.frontend,
        get(name) {
            const option = table[name];
            const fallback = option.defaults[source.frontend];
            // An expression is for the runner to fill in; where it did not, there is nothing.
            return parseOption(option, rawValue(name) ?? (fallback.startsWith('${{') ? '' : fallback), label(name));
        },
        isGiven: (name) => rawValue(name) !== undefined,
        label,
        renamed: () => Object.keys(table).flatMap((name) => {
            const given = find(name).name;
            return given === name ? [] : [`${written(given)} is now called ${name}; the former name still works.`];
        }),
    };
}
/** Two texts that read to the same are one value. */
function meaning({ kind }, text) {
    try {
        return JSON.stringify(kind.read(text));
    }
    catch {
        return text;
    }
}
function parseOption({ kind }, text, where) {
    try {
        return kind.read(text);
    }
    catch (cause) {
        const fix = `accepted: ${kind.accepts}`;
        if (cause instanceof kinds_kind/* InvalidValue */.h6)
            throw new errors/* UserError */.yo(`"${text}" ${cause.message}`, { where, fix, cause });
        if (cause instanceof errors/* UserError */.yo)
            throw new errors/* UserError */.yo(cause.message, { where, fix: cause.fix ?? fix, cause });
        throw cause;
    }
}

;// CONCATENATED MODULE: ./lib/inputs/settings.js




















/**
 * Flags as commander read them.
 * @param backends those that can be named.
 */
function givenFlags(flags, env, cwd, backends = agents/* backends */.Sq) {
    const source = flagSource(flags, env);
    const findWorkdir = ({ get, label }) => {
        const workdir = realPath((0,external_node_path_.resolve)(cwd, get('workdir')));
        requireWorkdir(workdir, label('workdir'), 'name a folder that exists');
        return workdir;
    };
    return givenInputs(source, findWorkdir, env, backends);
}
/** The action's inputs, out of the environment. */
function givenToAction(env, cwd, backends = agents/* backends */.Sq) {
    const findWorkdir = ({ get }) => realPath((0,external_node_path_.resolve)(env.GITHUB_WORKSPACE ?? cwd, get('workdir')));
    return givenInputs(actionSource(env), findWorkdir, env, backends);
}
function givenInputs(source, findWorkdir, env, backends) {
    const table = (0,options/* optionTable */.sX)(backends);
    const readValues = (reader) => buildInputs(reader, env, findWorkdir(reader), backends);
    const raw = (name) => {
        const { formerName } = table[name];
        return source.raw(name) ?? (formerName === undefined ? undefined : source.raw(formerName));
    };
    return {
        raw,
        beforeFile: () => readValues(createOptionReader(source, table)),
        read(config, behind = {}) {
            const readFor = (spec) => {
                const reader = createOptionReader(source, table, sourcesBehind(config, behind, spec));
                const kept = source.frontend === 'cli' ? (0,kept_options/* keepOptions */.o2)(raw, behind.kept?.(spec) ?? new Map(), reader) : undefined;
                const inputs = { ...readValues(reader), ...(kept && { kept }) };
                (0,consistency/* assertConsistent */.B)(inputs, reader, backends);
                return (0,apply_config/* withFileOnly */.Be)(inputs, config, (0,machine_user/* homeFolder */.Wx)(env));
            };
            // A wrong value for one spec is said before any of them runs.
            for (const name of config?.specs.keys() ?? [])
                readFor(name);
            return { ...readFor(null), forSpec: (name) => settingsForSpec(readFor(name), name) };
        },
    };
}
/** What stands behind flags and inputs for a spec, the first first. */
function sourcesBehind(config, { kept, defaults }, spec) {
    return firstSource([
        textSource(kept?.(spec) ?? new Map(), 'the records'),
        ...(config === null ? [] : [(0,apply_config/* fileSource */.IO)(config, spec)]),
        textSource(defaults ?? new Map(), 'the default'),
    ]);
}
/** In the action: once the workspace is there. */
function requireActionWorkdir({ workdir }, { GITHUB_WORKSPACE = '' }) {
    const isInside = workdir === GITHUB_WORKSPACE || workdir.startsWith(`${GITHUB_WORKSPACE}/`);
    const fix = isInside
        ? 'name a folder of the checkout, relative to the workspace'
        : `name a folder relative to the workspace (${GITHUB_WORKSPACE}); in a container job, \`github.workspace\` is the path outside the container`;
    requireWorkdir(workdir, 'input workdir', fix);
}
function requireWorkdir(workdir, where, fix) {
    const problem = folderProblem(workdir);
    if (problem !== null)
        throw new errors/* UserError */.yo(`"${(0,lib_text/* firstCharacters */.DR)(workdir, 300)}": ${problem}`, { where, fix });
}
/** Without symbolic links, since git names its folders so; the path itself where it is not there (yet). */
function realPath(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        return path;
    }
}
/** Why a path is not a folder that can be entered; null: it is. */
function folderProblem(path) {
    try {
        return (0,external_node_fs_.statSync)(path).isDirectory() ? null : 'it is not a folder';
    }
    catch (error) {
        const { code, message } = error;
        // A path that is too long leads nowhere, either.
        return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' ? 'the folder does not exist' : message;
    }
}
/** The settings of one spec: its name filled in where it belongs. */
function settingsForSpec(settings, spec) {
    const { repository } = settings;
    return { ...settings, repository: { ...repository, workBranch: (0,git_kinds/* workBranchFor */.RB)(repository.workBranch, spec) } };
}
function buildInputs(reader, env, workdir, backends) {
    const { get } = reader;
    return {
        specs: get('spec'),
        format: get('format'),
        workdir,
        json: get('json'),
        isCheckpointSaid: reader.isGiven('checkpoint'),
        warnings: [...reader.renamed(), ...ineffective(reader)],
        loop: {
            maxIterations: get('max-iterations'),
            attempts: get('attempts'),
            taskTimeoutMs: get('task-timeout'),
            idleTimeoutMs: get('idle-timeout'),
            verify: get('verify'),
            evidence: get('evidence'),
            questions: get('questions'),
            granularity: get('granularity'),
            includeOptional: get('include-optional'),
            only: get('only'),
            from: get('from'),
        },
        agents: agentSettings(reader, backends),
        isolation: { strength: get('isolation'), allow: get('isolation-allow'), writable: [] },
        notify: get('notify'),
        terminal: { tmux: tmuxMode(reader, env), tmuxSession: get('tmux-session') },
        repository: {
            checkpoint: get('checkpoint'),
            workBranch: get('work-branch'),
            workBranchTemplate: get('work-branch'),
            baseBranch: get('base-branch'),
            commitAuthor: get('commit-author'),
            commitMessage: get('commit-message'),
            signing: readSigning(get('sign-commits'), env),
            protect: get('protect'),
            allowedSteering: [],
            records: get('records'),
        },
        throttle: throttleSettings(reader, env, workdir),
        platform: platformSettings(reader),
    };
}
function ineffective({ get, label }) {
    if (get('checkpoint') !== 'off')
        return [];
    const names = [
        ...(get('records') === 'keep' ? [] : ['records']),
        ...(get('sign-commits') === 'off' ? [] : ['sign-commits']),
    ];
    return names.map((name) => `${label(name)} has no effect: with ${label('checkpoint')} off nothing is committed`);
}
function agentSettings({ get, isGiven }, backends) {
    const custom = isGiven('agent-command') && !isGiven('backend');
    const backend = custom ? 'custom' : (get('backend') ?? agent_options/* defaultBackend */.c);
    // Asked for by name a program of one's own and the rehearsal assign too.
    const assign = get('assign-backend') ?? ((0,sandbox/* canAssign */.aU)((0,agents/* getBackend */.jz)(backend, backends)) ? backend : 'none');
    return {
        backend,
        backendGiven: custom || isGiven('backend'),
        assignBackend: assign === 'none' ? null : assign,
        assignOpencodeAgent: get('assign-opencode-agent'),
        agentCommand: get('agent-command'),
        model: get('model'),
        assignModel: get('assign-model'),
        reviewer: get('reviewer'),
        memory: true,
        instructions: get('instructions'),
        agentArgs: get('agent-args'),
        sandbox: get('sandbox'),
        agentEnv: get('agent-env'),
        ownerBackends: get('owner-backends'),
        installAgents: get('install-agents'),
        agentVersions: get('agent-version'),
    };
}
/** The variable decides what `auto` would have found out; a window that is required stays required. */
function tmuxMode({ get }, env) {
    const mode = get('tmux');
    const off = !['', '0', 'false'].includes(env.CODEAGENT_NO_TMUX?.trim().toLowerCase() ?? '');
    return mode === 'auto' && off ? 'off' : mode;
}
/** A hosted job ends after six hours, and each of its minutes costs; other machines may sleep through a night. */
function throttleSettings({ get, isGiven }, env, workdir) {
    const hosted = env.RUNNER_ENVIRONMENT === 'github-hosted';
    const headroom = get('headroom');
    const prices = get('prices');
    return {
        delayMs: get('delay'),
        maxCallsPerHour: get('max-calls-per-hour'),
        maxWaitMs: get('max-wait') ?? (hosted ? ms('15m') : ms('12h')),
        timeBudgetMs: isGiven('time-budget') ? get('time-budget') : hosted ? ms('340m') : null,
        budgetTokens: get('budget-tokens'),
        budgetUsd: get('budget-usd'),
        budgetUnits: get('budget-units'),
        dailyBudgetUsd: get('daily-budget-usd'),
        scope: get('throttle-scope'),
        fallbackBackends: get('fallback-backends'),
        pace: get('pace'),
        headroom: headroom === null ? null : { shares: headroom, hours: null },
        taskTimeoutMs: get('task-timeout'),
        // The same after a restart, so that what was left of a wait is not thrown anew.
        seed: (0,external_node_crypto_.createHash)('sha256').update(workdir).digest().readUInt32BE(0),
        continue: get('continue'),
        prices: prices === null ? null : (0,external_node_path_.resolve)(workdir, prices),
    };
}


/***/ }),

/***/ 67211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ unitIcons)
/* harmony export */ });
/** A unit's state in one cell. */
function unitIcons(colours) {
    return {
        done: colours.green('✓'),
        skipped: colours.green('↷'),
        open: '·',
        'in-progress': colours.cyan('→'),
        failed: colours.red('✗'),
        halted: colours.red('?'),
    };
}


/***/ })

};
