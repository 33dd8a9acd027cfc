export const id = 29;
export const ids = [29];
export const modules = {

/***/ 3801:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nF: () => (/* binding */ cacheFolder),
/* harmony export */   pN: () => (/* binding */ versionFolder),
/* harmony export */   yp: () => (/* binding */ stateFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);



/**
 * Where installed CLIs are kept: in the runner's tool cache where there is one (a self-hosted runner keeps it between
 * jobs), else in the user's cache folder (XDG Base Directory Specification, which has a relative one ignored).
 */
function cacheFolder(env, home) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(firstAbsolute(env.RUNNER_TOOL_CACHE, env.XDG_CACHE_HOME) ?? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, '.cache'), NAME);
}
/** Where the record of what was installed is kept: never in a cache, which is saved and restored with what is in it. */
function stateFolder(env, home) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(firstAbsolute(env.XDG_STATE_HOME) ?? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, '.local', 'state'), NAME);
}
const NAME = 'sequential-orchestration';
const firstAbsolute = (...folders) => folders.find((folder) => folder !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(folder));
/** One folder a program, version and kind of machine: containers of different kinds may share one tool cache. */
async function versionFolder(cli, cacheDir, version) {
    const libraries = (0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)() === 'linux' ? await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)('/lib').catch(() => []) : [];
    const musl = libraries.some((file) => file.startsWith('ld-musl-')) ? '-musl' : '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(cacheDir, cli.program, `${version}-${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)()}-${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.arch)()}${musl}`);
}


/***/ }),

/***/ 1815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ findLogin),
/* harmony export */   h1: () => (/* binding */ resolveFolder),
/* harmony export */   hL: () => (/* binding */ describeMissingKey)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Looks for a backend's key or login, without reading either. */
async function findLogin(backend, options) {
    if (backend.keys.length === 0)
        return { kind: 'unneeded' };
    const { env, home, args } = options;
    const isSet = (name) => (env[name] ?? '') !== '';
    const names = backend.keys.filter(isSet);
    if (names.length > 0)
        return { kind: 'variables', names };
    const ownKeys = options.agentEnv.filter((name) => /KEY|TOKEN|CREDENTIAL/i.test(name));
    const sources = backend.login;
    const variable = [...(sources?.variables ?? []), ...ownKeys].find(isSet);
    if (variable !== undefined)
        return { kind: 'elsewhere', what: variable };
    if (sources === undefined)
        return { kind: 'missing' };
    const argument = args.find((arg) => sources.providerArgument?.test(arg));
    if (argument !== undefined)
        return { kind: 'elsewhere', what: argument };
    const folder = resolveFolder(env, home);
    const login = sources.loginFile(folder);
    if (login !== null && (await exists(login)))
        return { kind: 'file', path: login };
    for (const settings of sources.settingsFiles(folder)) {
        if (await exists(settings))
            return { kind: 'unknown', why: `${settings} may name one` };
    }
    // On a hosted runner nobody ever logged in: there is no keychain to hope for.
    if (sources.keychain && options.platform === 'darwin' && !isSet('CI')) {
        return { kind: 'unknown', why: 'the keychain may hold one' };
    }
    return { kind: 'missing' };
}
/** Where a CLI keeps its files: in the folder that a variable names, else in the home. */
function resolveFolder(env, home) {
    return (name, inHome) => env[name] || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, inHome);
}
/** Names the variable, and the line of a workflow that sets it. */
function describeMissingKey(backend) {
    const [first = '', ...rest] = backend.keys;
    const more = rest.length > 4 ? [...rest.slice(0, 3), '…'] : rest;
    const alternatives = more.length === 0 ? '' : ` (or ${more.join(', ')})`;
    return {
        message: `${backend.name} has no key: ${first} is not set${alternatives}.`,
        fix: `In a workflow, store it as a repository secret and pass it to the step: \`env: ${first}: \${{ secrets.${first} }}\`. In a terminal: export ${first}=…, or log in with ${backend.name} itself.`,
    };
}
async function exists(path) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path);
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 5176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ho: () => (/* binding */ specFolders),
/* harmony export */   Ot: () => (/* binding */ readSpec),
/* harmony export */   bn: () => (/* binding */ isSpecComplete)
/* harmony export */ });
/* unused harmony exports openState, progressOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _plan_left_open_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9375);
/* harmony import */ var _run_events_build_progress_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8817);
/* harmony import */ var _spec_folder_read_tasks_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2622);
/* harmony import */ var _state_file_store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2034);
/* harmony import */ var _state_plan_spec_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8417);
/* harmony import */ var _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5059);
/* harmony import */ var _state_transitions_transitions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9970);
/* harmony import */ var _state_transitions_units_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6413);
/* harmony import */ var _tasks_parse_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9955);
/* harmony import */ var _tasks_task_line_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(832);












/** Whether no unit of a tasks.md is open, by its boxes and the state. Throws a UserError where it holds no task. */
function isSpecComplete(loop, format, tasks, state) {
    const { done, total } = (0,_run_events_build_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .countUnits */ .jK)((0,_state_plan_spec_js__WEBPACK_IMPORTED_MODULE_5__/* .planSpec */ .N)((0,_tasks_parse_js__WEBPACK_IMPORTED_MODULE_9__/* .parseSpec */ .F)(tasks, format), loop, state), state ?? (0,_state_transitions_transitions_js__WEBPACK_IMPORTED_MODULE_7__/* .newSpecState */ .pb)(0));
    return done >= total;
}
/** What a renamed spec is told by. */
function specFolders({ tasksPath, statePath, relative, format }) {
    const { tasks, roots } = (0,_tasks_task_line_js__WEBPACK_IMPORTED_MODULE_10__/* .withFilePath */ .s)(relative.tasks, () => (0,_tasks_parse_js__WEBPACK_IMPORTED_MODULE_9__/* .parseSpec */ .F)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(tasksPath, 'utf8'), format));
    return {
        titles: new Set([...tasks, ...roots].map(({ title }) => title)),
        exists: (name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(statePath), name, 'tasks.md')),
    };
}
/** The state of a spec, for who only looks. */
function openState(location, saved = () => null) {
    const { statePath: path, name: spec } = location;
    return (0,_state_file_store_js__WEBPACK_IMPORTED_MODULE_4__/* .createStateStore */ .J)({ path, spec, now: Date.now, saved, folders: () => specFolders(location) });
}
/** A spec and its state as they are on disk, for the commands that only look; `saved`: the records that are not there. */
async function readSpec(location, loop, saved = () => null, unitCommits = async () => new Map()) {
    const text = await (0,_spec_folder_read_tasks_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readTasks */ .j)(location.tasksPath);
    const spec = (0,_tasks_task_line_js__WEBPACK_IMPORTED_MODULE_10__/* .withFilePath */ .s)(location.relative.tasks, () => (0,_tasks_parse_js__WEBPACK_IMPORTED_MODULE_9__/* .parseSpec */ .F)(text, location.format));
    const memory = await openState(location, saved).load();
    const plan = (0,_tasks_task_line_js__WEBPACK_IMPORTED_MODULE_10__/* .withFilePath */ .s)(location.relative.tasks, () => (0,_state_plan_spec_js__WEBPACK_IMPORTED_MODULE_5__/* .planSpec */ .N)(spec, loop, memory?.spec ?? null));
    const state = await (0,_state_transitions_units_js__WEBPACK_IMPORTED_MODULE_8__/* .withUnitCommits */ .Pe)(memory?.spec ?? (0,_state_transitions_transitions_js__WEBPACK_IMPORTED_MODULE_7__/* .newSpecState */ .pb)(Date.now()), plan.units, unitCommits);
    const place = { name: location.name, tasksPath: location.relative.tasks };
    const progress = progressOf(place, (0,_run_events_build_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .countUnits */ .jK)(plan, state), state, (0,_plan_left_open_js__WEBPACK_IMPORTED_MODULE_11__/* .leftOpenCheckboxes */ .J)(spec, plan));
    const isComplete = progress.outcome === 'running' && progress.done >= progress.total;
    return { spec, plan, memory, progress: isComplete ? { ...progress, outcome: 'complete' } : progress };
}
/** How a spec stands, for who only looks: no run is told of. */
function progressOf({ name, tasksPath }, counts, state, leftOpen) {
    return (0,_run_events_build_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .buildProgress */ .mK)({
        spec: name,
        tasksPath,
        counts,
        state,
        outcome: state.halt !== null ? 'halted' : state.paused !== null ? 'paused' : 'running',
        branch: null,
        warnings: [],
        leftOpen,
        now: Date.now(),
        run: {
            id: state.run?.id ?? '',
            startedAt: state.started_at,
            iterations: 0,
            unitsDone: [],
            commits: [],
            filesChanged: [],
            unverified: null,
            totals: _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_6__/* .emptyTotals */ .Tf,
            tookMs: 0,
        },
    });
}


/***/ }),

/***/ 6792:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t6: () => (/* binding */ createRecords),
  h_: () => (/* binding */ openRepository),
  jf: () => (/* binding */ openTerminal),
  Fj: () => (/* binding */ secretsOf)
});

// UNUSED EXPORTS: requireCommitApi

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/agents/index.js + 38 modules
var agents = __webpack_require__(3202);
// EXTERNAL MODULE: ./lib/agents/install/install-folders.js
var install_folders = __webpack_require__(3801);
;// CONCATENATED MODULE: ./lib/agents/steering.js

/**
 * What steers agents that have no backend of their own here, by their names in docs/agents/acp.md where they stand there:
 * tools, hooks, skills and settings. Instructions (AGENTS.md, CLAUDE.md, `.kiro/steering`) are text that people review with
 * the work, and part of it; so is what runs at a person's desk (`.vscode`, `.devcontainer`).
 */
const STEERING = {
    amp: ['.amp'],
    auggie: ['.augment'],
    continue: ['.continue'],
    crush: ['.crush.json', 'crush.json'],
    cursor: ['.cursor'],
    droid: ['.factory'],
    goose: ['.goose'],
    junie: ['.junie'],
    kilo: ['.kilocode', '.kilo', 'kilo.json', 'kilo.jsonc'],
    kimi: ['.kimi', '.kimi-code'],
    kiro: ['.kiro/agents', '.kiro/hooks', '.kiro/settings', '.kiro/skills'],
    pi: ['.pi'],
    qwen: ['.qwen'],
    roo: ['.roo', '.roomodes'],
    trae: ['.trae'],
    windsurf: ['.windsurf'],
    zed: ['.zed'],
};
/** Of agents of several kinds, and what git runs when they commit. */
const COMMON_STEERING = ['.mcp.json', '.agents', '.husky', '.githooks', ...Object.values(STEERING).flat()];
/** Files and folders of a project that steer the next agent, whichever it is; `!` before one that does not. */
function steeringPaths(backends) {
    return [...new Set([...COMMON_STEERING, ...backends.flatMap(({ steering = [] }) => steering)])];
}
/** Absolute paths of the folders that agents were given by a variable for their settings and sessions. */
function agentHomes(backends, env) {
    const variables = backends.flatMap(({ cli }) => cli?.homeVariables ?? []);
    return variables.flatMap((name) => env[name] ?? []).filter((folder) => (0,external_node_path_.isAbsolute)(folder));
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: ./lib/report/text/numbers.js
var numbers = __webpack_require__(2626);
;// CONCATENATED MODULE: ./lib/secrets/unattended.js
/**
 * Nobody sits at a keyboard: an editor that git, gh or crontab opens keeps what it is given, a pager prints, and what
 * would ask a question fails instead. They win over what a person has set for themselves.
 */
const UNATTENDED = {
    EDITOR: 'true',
    VISUAL: 'true',
    GIT_EDITOR: 'true',
    GIT_SEQUENCE_EDITOR: 'true',
    GIT_MERGE_AUTOEDIT: 'no',
    PAGER: 'cat',
    GIT_PAGER: 'cat',
    GH_PAGER: 'cat',
    MANPAGER: 'cat',
    SYSTEMD_PAGER: 'cat',
    AWS_PAGER: '',
    GIT_TERMINAL_PROMPT: '0',
    GH_PROMPT_DISABLED: '1',
    GCM_INTERACTIVE: 'never',
    PIP_NO_INPUT: '1',
    DEBIAN_FRONTEND: 'noninteractive',
};
/** Tells tools, test runners above all, that they are not watched; a value that the job has stays. */
const UNWATCHED = { CI: '1' };

// EXTERNAL MODULE: ./lib/terminal/isolation/policy/paths/paths.js
var paths_paths = __webpack_require__(6065);
;// CONCATENATED MODULE: ./lib/terminal/isolation/explain-by-sandbox.js

/** Of a long output the end tells, and of a long line the beginning. */
const MAX_LINES = 400;
const MAX_LINE_LENGTH = 1_000;
/** By names and numbers of errors, which are the same in all languages, and the words of the system in English. */
const REFUSED_WRITE = /\bEROFS\b|\bEBUSY\b|ReadOnlyFileSystem|\[Errno (?:16|30)\]|\(os error (?:16|30)\)|\((?:16|30): |read-only file system|device or resource busy/i;
/** Programs that write the file that they complain about, in whatever language. */
const COMPLAINS = /^(?:touch|cp|mv|rm|mkdir|ln|tee|sed|install|chmod|chown|dd|truncate): /;
/** What Node says of a read-only disk where it makes a folder and those above it. */
const NO_FOLDER = /no such file or directory, mkdir '/;
/** Where the reason stands alone, the path is in a line above. */
const LINES_ABOVE = 3;
const NOT_THERE = /\b(?:ENOENT|EACCES|ECONNREFUSED)\b|NoSuchFile|AccessDenied|ConnectException|FileNotFound|PermissionError|\[Errno (?:2|13|111)\]|\(os error (?:2|13|111)\)|no such file|permission denied|connection refused/i;
/** Not the end of a relative one, nor of a name such as node:internal/fs. */
const PATH = /(?<![\w.~/-])[~/][^\s'"`:,;()[\]]*/g;
/** What comes before a path that is written: the program that complains, and what Node copies from. */
const NOT_WRITTEN = /^\/[^\s:]+: (?=.*\/)|(?<=\b(?:copyfile|link) )'[^']*' -> /g;
/** Of JavaScript and Python: names a program's own files. */
const STACK_FRAME = /^\s+(?:at |File ")/;
/** Words of programs that miss what is hidden, by the name that shows it. */
const MISSED = [
    ['docker', /connect to the docker (?:daemon|api)|cannot connect to podman|DockerException|DockerClientException/i],
    ['docker', /find a valid docker environment|working container runtime strategy|docker is either not running/i],
    ['ssh', /permission denied \(publickey|host key verification failed|connection to your authentication agent/i],
    ['gpg', /gpg failed to sign the data|no secret key/i],
    ['git', /could not read username for|terminal prompts disabled/i],
    ['gh', /gh auth login|not logged in(?:to| to) any github hosts/i],
    ['aws', /unable to locate credentials|could not load credentials from any providers/i],
    ['azure', /az login/i],
    ['gcloud', /gcloud auth login|could not find default credentials/i],
    ['kube', /the connection to the server localhost:8080 was refused|no configuration has been provided/i],
];
/** Programs that run others as root, which a sandbox keeps them from; most of what they say of it has these words in it. */
const AS_ROOT = /(?:^|[\s'"])(sudo|doas|pkexec|su):? /i;
const AS_ROOT_REFUSED = {
    sudo: /\bno new privileges\b|\broot\b|\buid 0\b|effective uid is not 0/i,
    doas: /\bsetuid\b/i,
    pkexec: /\bsetuid\b/i,
    su: /\bsuid\b|\bauth?en/i,
};
const NEEDS_ROOT = /\bare you root\?|\b(?:must|need to|have to) be (?:run as )?root|\broot privileges|\bsuperuser/i;
const REFUSED = /\b(?:EACCES|EPERM)\b|AccessDenied|PermissionError|\[Errno (?:1|13)\]|\(os error (?:1|13)\)|permission denied|operation not permitted/i;
const PATH_OF_MACHINE = /(?<![\w.~/-])\/[^\s'"`:,;()[\]]+/g;
const NOT_ROOT = 'agents are not root in it, but a user who can write the working tree, the login, caches and new files in the home alone. Install what is needed in an earlier step of the workflow, or name folders under isolation.writable in .github/sequential.yml.';
/** Why the sandbox is the likely cause of what a program printed, and how to allow it; null: nothing speaks for it. */
function explainBySandbox(output, policy) {
    const lines = output
        .split('\n')
        .slice(-MAX_LINES)
        .map((line) => line.slice(0, MAX_LINE_LENGTH));
    for (let at = lines.length - 1; at >= 0; at--) {
        const explained = explainLine(lines.slice(Math.max(0, at - LINES_ABOVE), at + 1), policy);
        if (explained !== null)
            return `The sandbox is the likely cause: ${explained}`;
    }
    return null;
}
/** The last of these lines. */
function explainLine(lines, policy) {
    const line = lines.at(-1) ?? '';
    const asRoot = policy.sudo ? null : programAsRoot(line);
    if (asRoot !== null)
        return `${asRoot} does not work in it. Install what is needed in an earlier step of the workflow, or set isolation-allow to sudo, which is weaker.`;
    const covers = [...(policy.inner ?? []), ...policy.hidden];
    const missed = covers.find((cover) => MISSED.some(([name, words]) => name === cover.name && words.test(line)));
    if (missed !== undefined)
        return describeHidden(missed.name, missed.path);
    if (REFUSED_WRITE.test(line))
        return explainWrite(pathsAtEnd(lines, policy), policy);
    const paths = pathsIn(line, policy);
    const mayBeWrite = (policy.strength === 'strict' && NO_FOLDER.test(line)) || isComplaint(line, paths, policy);
    const refused = mayBeWrite ? explainWrite(paths, policy) : null;
    if (refused !== null)
        return refused;
    const hidden = NOT_THERE.test(line) ? explainMissing(paths, policy) : null;
    return hidden ?? (policy.isLent === true ? explainUser(line, policy) : null);
}
/** Of the last line, or of those above it where it has none. */
function pathsAtEnd(lines, policy) {
    const written = (line) => pathsIn(line.replace(NOT_WRITTEN, ''), policy);
    const paths = written(lines.at(-1) ?? '');
    return paths.length > 0 ? paths : lines.filter((line) => !STACK_FRAME.test(line)).flatMap(written);
}
function programAsRoot(line) {
    const [, program = ''] = AS_ROOT.exec(line) ?? [];
    return AS_ROOT_REFUSED[program]?.test(line) ? program : null;
}
/** As they are on the machine: from the home, with `/var/run` where it leads, and of an address only the path. */
function pathsIn(line, { lent }) {
    return (line.match(PATH) ?? []).map((path) => path
        .replace(/^~(?=\/|$)/, lent.home)
        .replace(/^\/{2,}/, '/')
        .replace(/^\/var\/run(?=\/)/, '/run'));
}
function isComplaint(line, paths, { readOnly }) {
    return COMPLAINS.test(line) && paths.some((path) => readOnly.some((top) => (0,paths_paths/* isWithin */.UO)(path, top)));
}
function explainMissing(paths, policy) {
    const cover = [...(policy.inner ?? []), ...policy.hidden].find(({ path }) => paths.some((named) => (0,paths_paths/* isWithin */.UO)(named, path)));
    if (cover !== undefined)
        return describeHidden(cover.name, cover.path);
    const fresh = policy.fresh.find((top) => paths.some((named) => (0,paths_paths/* isWithin */.UO)(named, top)));
    return fresh === undefined
        ? null
        : `${fresh} is new and empty in it with isolation strict. Keep what agents need in the repository, or set isolation to auto.`;
}
/** A path of the machine's that is not lent; one that a name goes before is the project's own. */
function explainUser(line, policy) {
    if (NEEDS_ROOT.test(line))
        return NOT_ROOT;
    const reached = [...policy.lent.trees, ...policy.lent.folders];
    const paths = REFUSED.test(line) ? (line.match(PATH_OF_MACHINE) ?? []) : [];
    const isOutside = paths.some((path) => !reached.some((top) => (0,paths_paths/* isWithin */.UO)(path, top)));
    return explainWrite(paths, policy) ?? (isOutside ? NOT_ROOT : null);
}
function explainWrite(paths, policy) {
    // A program writes beside a file before it replaces it.
    const target = paths.map((path) => path.replace(/\.lock$/, ''));
    const readOnly = policy.readOnly.find((path) => target.some((named) => (0,paths_paths/* isWithin */.UO)(named, path)));
    const isOfPath = policy.programFolders.some((folder) => readOnly !== undefined && (0,paths_paths/* isWithin */.UO)(readOnly, folder));
    if (isOfPath && !(0,paths_paths/* isOfMachine */.zv)(readOnly ?? ''))
        return `${readOnly} is read-only in it, because other programs are started from there. Install what is needed in an earlier step of the workflow, or name ${readOnly} under isolation.writable in .github/sequential.yml.`;
    if (readOnly !== undefined) {
        return `${readOnly} is read-only in it, because later steps and other programs obey it. Change it in an earlier step of the workflow, or set isolation to off.`;
    }
    if (policy.strength === 'auto')
        return null;
    const outside = target.find((path) => path.startsWith('/') && ![...policy.writable, ...policy.fresh].some((top) => (0,paths_paths/* isWithin */.UO)(path, top)));
    if (outside !== undefined && (0,paths_paths/* isOfMachine */.zv)(outside))
        return `${outside} cannot be written with isolation strict. Change it in an earlier step of the workflow, or set isolation to auto.`;
    return outside === undefined
        ? null
        : `${outside} cannot be written with isolation strict. Name its folder under isolation.writable in .github/sequential.yml, or set isolation to auto.`;
}
function describeHidden(name, path = '') {
    if (name === 'own' || name === 'runner')
        return `${path} is hidden by it, and no setting but isolation off shows it.`;
    return `${path} is hidden by it. Set isolation-allow to ${name} if agents need it.`;
}

// EXTERNAL MODULE: ./lib/terminal/isolation/isolation.js + 29 modules
var isolation_isolation = __webpack_require__(891);
// EXTERNAL MODULE: ./lib/terminal/process/end-processes.js
var end_processes = __webpack_require__(1992);
// EXTERNAL MODULE: ./lib/terminal/process/process-tag.js
var process_tag = __webpack_require__(1282);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(8804);
// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(6146);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/agents/install/find-program.js
var find_program = __webpack_require__(2214);
;// CONCATENATED MODULE: ./lib/checks/set-up.js


/** How the dependencies of a project are installed, by a file that it has; the first one counts. */
const INSTALL_COMMANDS = [
    ['package-lock.json', 'npm ci'],
    ['pnpm-lock.yaml', 'corepack enable && pnpm install --frozen-lockfile'],
    ['yarn.lock', 'corepack enable && yarn install --immutable'],
    ['bun.lock', 'bun install --frozen-lockfile'],
    ['bun.lockb', 'bun install --frozen-lockfile'],
    ['package.json', 'npm install'],
    ['uv.lock', 'uv sync'],
    ['poetry.lock', 'poetry install'],
    ['requirements.txt', 'pip install -r requirements.txt'],
    ['pyproject.toml', 'pip install -e .'],
    ['Gemfile', 'bundle install'],
    ['composer.json', 'composer install'],
];
/** GitHub's own steps that bring a language. */
const SET_UP_ACTIONS = {
    node: 'actions/setup-node',
    npm: 'actions/setup-node',
    npx: 'actions/setup-node',
    python: 'actions/setup-python',
    python3: 'actions/setup-python',
    pip: 'actions/setup-python',
    go: 'actions/setup-go',
    java: 'actions/setup-java',
    mvn: 'actions/setup-java',
    dotnet: 'actions/setup-dotnet',
};
/** How a project's dependencies are installed; null: it is not known. */
function installCommand(workdir) {
    return INSTALL_COMMANDS.find(([file]) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(workdir, file)))?.[1] ?? null;
}
/** What a person adds to the workflow, or does on the machine, to have a program there; null: it is not known which. */
function setUpRemedy(program, workdir) {
    const setUp = program === null ? undefined : SET_UP_ACTIONS[program];
    const install = installCommand(workdir);
    const steps = [
        ...(setUp === undefined ? [] : [`- uses: ${setUp} (at the version the project needs)`]),
        ...(install === null ? [] : [`- run: ${install}`]),
    ];
    const name = program ?? 'what the verify command needs';
    if (steps.length === 0)
        return `Install ${name} in an earlier step of the workflow, or on this machine.`;
    return `Add the steps that set up the project to the workflow, before this step, or do the same on this machine:\n\n${steps.map((step) => `    ${step}`).join('\n')}`;
}

;// CONCATENATED MODULE: ./lib/checks/cannot-run.js




/** By POSIX a shell ends so for what it cannot execute, and for what it does not find. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;
/** npm: ENOENT, for the most part of package.json. */
const NPM_NOT_FOUND = 254;
/** Who says what could not be run: `sh: 1: jest: not found`, `/usr/bin/env: ‘node’: No such file or directory`. */
const SHELLS = ['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh', 'env'];
const NOT_FOUND_ENDINGS = [': command not found', ': not found', ': No such file or directory'];
const PERMISSION_ENDINGS = [': Permission denied', ': permission denied'];
/** `zsh:1: command not found: jest` */
const ZSH_WORDS = ': command not found: ';
const MAX_NAME_LENGTH = 100;
/** Reads from exit code and output that the machine could not run a command; null: it ran. */
async function readCannotRun(ended) {
    const { command, code, output, workdir, env } = ended;
    if (code === NPM_NOT_FOUND && ['npm', 'npx', 'pnpm', 'yarn'].some((name) => command.includes(name))) {
        const isMissing = !(0,external_node_fs_.existsSync)((0,external_node_path_.join)(workdir, 'package.json'));
        const reason = isMissing ? 'there is no package.json' : 'npm did not find a file it needs';
        return { program: isMissing ? 'package.json' : null, isMissing, reason, remedy: setUpRemedy('npm', workdir) };
    }
    if (code !== NOT_FOUND && code !== NOT_EXECUTABLE)
        return null;
    // A folder of PATH that may not be entered has dash say "Permission denied" of what is nowhere.
    const endings = code === NOT_FOUND ? [...NOT_FOUND_ENDINGS, ...PERMISSION_ENDINGS] : PERMISSION_ENDINGS;
    const lines = output.split('\n').map((line) => line.trim());
    const program = lines.map((line) => readProgram(line, endings)).findLast((found) => found !== null) ?? null;
    const what = program ?? 'a program it needs';
    const isOwnScript = code === NOT_EXECUTABLE && program?.includes('/') === true;
    return {
        program,
        isMissing: program === null || !(await isThere(program, workdir, env.PATH)),
        reason: code === NOT_FOUND ? `${what} was not found` : `${what} is not executable`,
        remedy: isOwnScript ? `Make it executable: chmod +x ${program}` : setUpRemedy(program, workdir),
    };
}
/** The program that a line of a shell names; null: it is no such line. */
function readProgram(line, endings) {
    const zsh = line.indexOf(ZSH_WORDS);
    if (zsh >= 0)
        return checkName(line.slice(zsh + ZSH_WORDS.length));
    const ending = endings.find((words) => line.endsWith(words));
    if (ending === undefined)
        return null;
    const parts = line.slice(0, -ending.length).split(': ');
    const speaker = (0,external_node_path_.basename)(parts[0] ?? '');
    return parts.length > 1 && (SHELLS.includes(speaker) || speaker.endsWith('.sh')) ? checkName(parts.at(-1)) : null;
}
function checkName(text = '') {
    const name = text.length <= MAX_NAME_LENGTH ? text.replace(/['"‘’]/g, '') : '';
    return name === '' || /\s/.test(name) ? null : name;
}
/** As the shell would find it, and package managers, which put the project's own programs in front. */
async function isThere(program, workdir, path = '') {
    if (program.includes('/'))
        return (await (0,find_program/* findProgram */.K)((0,external_node_path_.resolve)(workdir, program), path)) !== null;
    const folders = [(0,external_node_path_.join)(workdir, 'node_modules', '.bin'), path].join(external_node_path_.delimiter);
    return (await (0,find_program/* findProgram */.K)(program, folders)) !== null;
}

// EXTERNAL MODULE: ./lib/checks/test-counts.js + 2 modules
var test_counts = __webpack_require__(1861);
;// CONCATENATED MODULE: ./lib/checks/verify.js











/** As much of a verify command's output as is told to the next attempt. */
const outputTailLength = 8000;
/** A process that nobody could end may hold the pipes for ever: its output is not waited for. */
const pipeDrainMs = 500;
/** What a command that is ended gets to put its own house in order. */
const graceMs = 1000;
/**
 * Runs the user's verify command in a shell, since it was written for one. It runs what an agent wrote, so all that it
 * starts carries a mark, as in an attempt, and is ended with it, wherever it went. `CI=1` tells test runners that
 * nobody watches.
 */
async function verify(command, options, limits, stop) {
    const entry = await (0,isolation_isolation/* enterSandbox */.cB)(options.isolation, null);
    const result = await verifyIn(entry, command, options, limits, stop);
    const isFailure = !result.ok && result.ended === null;
    if (!isFailure || entry.kind !== 'sandbox' || !(await entry.sandbox.broke(result.output)))
        return result;
    return verifyIn(await (0,isolation_isolation/* enterSandbox */.cB)(options.isolation, null), command, options, limits, stop);
}
async function verifyIn(entry, command, { workdir, env, runMark, mask, notice = () => { } }, limits, stop) {
    if (entry.kind === 'refused')
        return { ok: false, output: '', cannotRun: null, ended: null, tests: null, cannotStart: entry.reason };
    const sandbox = entry.kind === 'sandbox' ? entry.sandbox : null;
    const tag = (0,process_tag/* createProcessTag */.kg)(runMark);
    const ownEnv = { ...env, ...UNATTENDED, ...UNWATCHED, ...(0,process_tag/* tagEnvironment */.k$)(tag) };
    const started = sandbox?.start(ownEnv) ?? { prefix: [], env: ownEnv, loan: null };
    const [program, ...args] = (0,process_tag/* tagCommand */.oZ)(tag, [...started.prefix, '/bin/sh', '-c', command]);
    const child = (0,external_node_child_process_.spawn)(program, args, {
        cwd: workdir,
        env: started.env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const sandboxed = sandbox !== null && started.loan === null;
    const end = (grace) => (0,end_processes/* endProcesses */.H)({ leader: child.pid ?? null, tag, sandboxed }, grace);
    const { output, exit, ended, printed } = await watch(child, limits, stop, end);
    await (0,isolation_isolation/* leaveSandbox */.f8)(sandbox, notice);
    const explained = sandbox === null || exit.code === 0 ? null : explainBySandbox(output, sandbox.policy);
    const note = ended ?? exit.error ?? `exit ${exit.code ?? exit.signal}`;
    return {
        ok: exit.code === 0 && ended === null,
        // Masked before it is cut: half a secret would hide from the mask.
        output: (0,lib_text/* lastCharacters */.pu)(mask(`${output.trimEnd()}\n${note}`.trim()), outputTailLength),
        cannotRun: ended === null ? await readCannotRun({ command, code: exit.code, output: mask(output), workdir, env }) : null,
        ended,
        exit: exit.code,
        ...printed,
        failing: printed.failing.map(mask),
        ...(explained === null ? {} : { sandboxed: explained }),
    };
}
/** Reads what it prints until it ends, by itself or by a limit, and nothing of it is left. */
async function watch(child, { timeoutMs, idleTimeoutMs }, stop, endAll) {
    let output = '';
    let ended = null;
    const end = (reason) => {
        ended ??= reason;
        void endAll(graceMs);
    };
    const silence = `printed nothing for ${(0,numbers/* formatDuration */.a)(idleTimeoutMs)} and was stopped: a command in watch mode never exits on its own`;
    const timer = setTimeout(() => end('timed out'), Math.min(timeoutMs, time/* LONGEST_TIMER */.Z$));
    const idleTimer = setTimeout(() => end(silence), Math.min(idleTimeoutMs, time/* LONGEST_TIMER */.Z$));
    const onStop = () => end('stopped');
    stop.addEventListener('abort', onStop, { once: true });
    if (stop.aborted)
        onStop();
    const counters = [child.stdout, child.stderr].map((stream) => {
        const counter = (0,test_counts/* createTestCounter */.TU)();
        // Whole characters only: the mask knows no secret that has a broken one.
        stream?.setEncoding('utf8').on('data', (chunk) => {
            output = (0,lib_text/* lastCharacters */.pu)(output + chunk, 4 * outputTailLength);
            counter.write(chunk);
            idleTimer.refresh();
        });
        return counter;
    });
    const closed = new Promise((resolve) => child.once('close', () => resolve()));
    const exit = await new Promise((resolve) => {
        child.once('error', ({ message }) => resolve({ code: null, signal: null, error: message }));
        child.once('exit', (code, signal) => resolve({ code, signal, error: null }));
    });
    clearTimeout(timer);
    clearTimeout(idleTimer);
    stop.removeEventListener('abort', onStop);
    // What it left running would go on with the working tree, and keep the pipes open.
    if (exit.error === null)
        await endAll(0);
    const drained = new AbortController();
    await Promise.race([closed, drain(drained.signal)]);
    drained.abort();
    return { output, exit, ended, printed: joined(counters.map((counter) => counter.end())) };
}
/** What was printed on several streams. */
function joined(outputs) {
    return {
        tests: (0,test_counts/* sumOf */.XN)(outputs.flatMap(({ tests }) => tests ?? [])),
        summaries: outputs.flatMap(({ summaries }) => summaries),
        failing: [...new Set(outputs.flatMap(({ failing }) => failing))].sort(),
    };
}
function drain(cancel) {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, pipeDrainMs);
        cancel.addEventListener('abort', () => clearTimeout(timer), { once: true });
    });
}

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/inputs/kinds/git-kinds.js
var git_kinds = __webpack_require__(607);
// EXTERNAL MODULE: ./lib/machine-user.js
var machine_user = __webpack_require__(9592);
// EXTERNAL MODULE: ./lib/inputs/default-protected-paths.js
var default_protected_paths = __webpack_require__(6402);
// EXTERNAL MODULE: ./lib/state/file/temporary-files.js
var temporary_files = __webpack_require__(4133);
// EXTERNAL MODULE: ./lib/repository/git/checkout.js + 1 modules
var git_checkout = __webpack_require__(732);
// EXTERNAL MODULE: ./lib/repository/git/head.js
var git_head = __webpack_require__(981);
// EXTERNAL MODULE: ./lib/repository/git/index/sparse-checkout.js
var sparse_checkout = __webpack_require__(4999);
// EXTERNAL MODULE: ./lib/repository/git/index/status.js
var index_status = __webpack_require__(8968);
// EXTERNAL MODULE: ./lib/repository/git/refs.js
var git_refs = __webpack_require__(365);
// EXTERNAL MODULE: ./lib/repository/guard/filters.js
var filters = __webpack_require__(6441);
// EXTERNAL MODULE: ./lib/repository/guard/git-files.js + 1 modules
var git_files = __webpack_require__(4787);
// EXTERNAL MODULE: ./lib/repository/guard/leftovers.js + 1 modules
var leftovers = __webpack_require__(678);
// EXTERNAL MODULE: ./lib/repository/opened.js
var repository_opened = __webpack_require__(539);
;// CONCATENATED MODULE: ./lib/repository/guard/lost-repository.js



/** For a person whose repository an agent removed or damaged: what is still there, and how to go on. */
function lostRepository(opened, message) {
    const { gitDir, top } = opened.checkout;
    return new errors/* UserError */.yo(message, { where: gitDir, fix: isOnRemote(opened) ? cloneAgain(top) : keepFiles(opened) });
}
/** Is the commit there that the attempt began with? */
function isOnRemote({ remote, remoteHead, head }) {
    return remote !== null && remoteHead !== null && remoteHead === head;
}
function cloneAgain(top) {
    return `Keep ${top} if its files matter, check out the work branch in a fresh clone (the last checkpoint is on it), and run again.`;
}
function keepFiles({ options, checkout: { top }, head }) {
    const bundle = head === null ? null : (0,repository_opened/* bundlePath */.EU)(options, head);
    const lost = bundle !== null && (0,external_node_fs_.existsSync)(bundle)
        ? `commits that were never pushed are in ${bundle} alone (git fetch reads it)`
        : `commits that were never pushed are lost, checkpoints among them; a fresh clone has neither them nor their files, which are here as the agent left them`;
    return `Keep ${top}: ${lost}. In this folder put a history below the files (git clone --no-checkout REMOTE ../history, or git init ../history without a remote; rm -rf .git; mv ../history/.git .; git reset), check and commit what git status shows, and run again.`;
}

// EXTERNAL MODULE: ./lib/repository/guard/remove-credentials.js
var remove_credentials = __webpack_require__(9259);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/repository/git/index/index-file.js

/** Offsets in an entry; in front of the flags is the object's name. */
const CHANGED_AT = 0;
const SIZE = 36;
const OBJECT = 40;
const NAME_LENGTH = 0xfff;
const EXTENDED = 0x4000;
const ASSUME_UNCHANGED = 0x8000;
const SKIP_WORKTREE = 0x4000;
const objectBytes = (objectFormat) => (objectFormat === 'sha256' ? 32 : 20);
/**
 * Goes through the entries of an index (https://git-scm.com/docs/index-format); where they end, or null: it is no index,
 * or of a form that came later. As git does, it goes by the entries, whatever the version says of their flags.
 */
function readEntries(index, objectFormat, visit) {
    try {
        const version = index.readUInt32BE(4);
        if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4)
            return null;
        let at = 12;
        for (let left = index.readUInt32BE(8); left > 0; left -= 1) {
            const flagsAt = at + OBJECT + objectBytes(objectFormat);
            const flags = index.readUInt16BE(flagsAt);
            const isExtended = (flags & EXTENDED) !== 0;
            visit(at, flags, isExtended ? index.readUInt16BE(flagsAt + 2) : 0);
            const name = flagsAt + (isExtended ? 4 : 2);
            at = version === 4 ? endOfShortenedName(index, name) + 1 : at + ((endOfName(index, name, flags) - at + 8) & ~7);
        }
        return at;
    }
    catch {
        return null;
    }
}
function endOfName(index, name, flags) {
    const length = flags & NAME_LENGTH;
    return length < NAME_LENGTH ? name + length : findEnd(index, name);
}
/** Behind how much of the name before is left out: a number, all bytes of which but the last have their first bit set. */
function endOfShortenedName(index, name) {
    let last = name;
    while (index.readUInt8(last) >= 0x80)
        last += 1;
    return findEnd(index, last + 1);
}
function findEnd(index, from) {
    const end = index.indexOf(0, from);
    if (end < 0)
        throw new RangeError('a name without an end');
    return end;
}
/** Whether a file of an index may have a flag that has git not look at it; of what cannot be read: it may. */
function mayHaveFlags(index, objectFormat) {
    let isFlagged = false;
    const end = readEntries(index, objectFormat, (_, flags, moreFlags) => {
        isFlagged ||= (flags & ASSUME_UNCHANGED) !== 0 || (moreFlags & SKIP_WORKTREE) !== 0;
    });
    return end === null || isFlagged || hasEntriesElsewhere(index, end, objectFormat);
}
/** An extension without which an index cannot be understood has a small letter first: `link`, other entries are in another file. */
function hasEntriesElsewhere(index, from, objectFormat) {
    for (let at = from; at + 8 <= index.length - objectBytes(objectFormat); at += 8 + index.readUInt32BE(at + 4))
        if (index.readUInt8(at) >= 0x61)
            return true;
    return false;
}
/**
 * The index, in which git looks into a file whose last change (which nobody can set) was in the second in which the index
 * was written, or later: git itself goes by the time that is set, and one that was set back would hide another change in
 * that second. Its size is nothing then, as git marks such a file.
 */
function withoutYoungSizes({ content, writtenAt }, objectFormat) {
    const young = [];
    const end = readEntries(content, objectFormat, (at) => {
        if (content.readUInt32BE(at + CHANGED_AT) >= writtenAt)
            young.push(at);
    });
    // Older than all files: git looks into each of them.
    if (end === null)
        return { content, writtenAt: 1 };
    if (young.length === 0)
        return { content, writtenAt };
    const body = Buffer.from(content.subarray(0, -objectBytes(objectFormat)));
    for (const at of young)
        body.writeUInt32BE(0, at + SIZE);
    return { content: Buffer.concat([body, (0,external_node_crypto_.createHash)(objectFormat).update(body).digest()]), writtenAt };
}

;// CONCATENATED MODULE: ./lib/repository/git/index/index-flags.js
/** Flags of a file in an index that have git not look at the file. */
const FLAGS = {
    'skip-worktree': (tag) => /^s$/i.test(tag),
    'assume-unchanged': (tag) => /^[a-z]$/.test(tag),
};
const hasFlag = (tag, flag) => FLAGS[flag](tag ?? 'H');
async function readIndexTags(git) {
    const listed = await git(['ls-files', '-v', '-z'], { encoding: 'latin1' });
    const lines = listed.stdout.split('\0').filter((line) => line !== '');
    return new Map(lines.map((line) => [line.slice(2), line[0] ?? '']));
}
/** Gives the files of an index that has these tags the flags that are wanted; returns those that had others. */
async function setIndexFlags(git, tags, wanted) {
    const changed = new Set();
    const known = [...tags].filter(([, tag]) => tag.toUpperCase() !== 'M');
    for (const flag of ['skip-worktree', 'assume-unchanged']) {
        for (const on of [true, false]) {
            const paths = known.filter(([path, tag]) => hasFlag(tag, flag) !== on && wanted(path, flag) === on);
            if (paths.length === 0)
                continue;
            const input = paths.map(([path]) => `${path}\0`).join('');
            await git(['update-index', `--${on ? '' : 'no-'}${flag}`, '-z', '--stdin'], { encoding: 'latin1', input });
            for (const [path] of paths)
                changed.add(path);
        }
    }
    return [...changed];
}

// EXTERNAL MODULE: ./lib/repository/guard/uncommitted/left-alone.js
var left_alone = __webpack_require__(2999);
// EXTERNAL MODULE: ./lib/repository/guard/uncommitted/uncommitted-changes.js
var uncommitted_changes = __webpack_require__(9573);
;// CONCATENATED MODULE: ./lib/repository/guard/uncommitted/hidden-files.js










/**
 * Remembers which files a person had git not look at (`update-index --skip-worktree`, `--assume-unchanged`). What the
 * agent of a run that was cut off has hidden comes to light again, and so do the files that a run has to commit.
 */
async function takeUpHiddenFiles(opened) {
    const { checkout, options } = opened;
    const tags = hasFlags(opened) ? await readIndexTags(checkout.git) : new Map();
    const isOurs = (0,repository_opened/* pathMatcher */.kZ)([...(0,repository_opened/* recordPaths */.Oq)(options), (0,repository_opened/* tasksPathOf */.tx)(options, options.spec)]);
    const known = (await (0,uncommitted_changes/* findInterruptedRun */.Fo)(checkout, options)) === null ? null : (0,left_alone/* readLeftAlone */.tB)(opened);
    const isHidden = ([path, tag]) => flagsOf(opened).some((flag) => hasFlag(tag, flag)) && !isOurs(path) && (known === null || known.has(path));
    opened.hidden = new Map([...tags].filter(isHidden));
    await setIndexFlags(checkout.git, tags, wantedFlags(opened, tags));
    if (opened.hidden.size > 0 && options.checkpoint !== 'off')
        options.notice(`Files that git is told not to look at (skip-worktree, assume-unchanged) are left alone, and are in no commit: ${(0,lib_text/* listFirst */.rL)([...opened.hidden.keys()].map(index_status/* readable */.HD), MAX_SHOWN)}`);
}
const MAX_SHOWN = 20;
/** A sparse checkout has a flag to itself. */
const flagsOf = ({ sparse }) => sparse ? ['assume-unchanged'] : ['skip-worktree', 'assume-unchanged'];
/** The flags that files have to have in an index that has these tags. */
function wantedFlags(opened, tags) {
    const flags = flagsOf(opened);
    return (path, flag) => hasFlag((flags.includes(flag) ? opened.hidden : tags).get(path), flag);
}
/** The repository's index, which costs no process. */
function hasFlags({ checkout: { gitDir, objectFormat } }) {
    const index = (0,external_node_path_.join)(gitDir, 'index');
    const isFile = (0,external_node_fs_.lstatSync)(index, { throwIfNoEntry: false })?.isFile() === true;
    return isFile && mayHaveFlags((0,external_node_fs_.readFileSync)(index), objectFormat);
}
/**
 * After an attempt: files are hidden in the repository's index as they were, so that what an agent did to them is seen;
 * and what a sparse checkout of the agent's removed is there again. Returns the status after that.
 */
async function restoreHiddenFiles(opened, status, repaired) {
    const { git, top } = opened.checkout;
    if (opened.hidden.size === 0 && !hasFlags(opened))
        return status;
    const tags = await readIndexTags(git);
    const changed = await setIndexFlags(git, tags, wantedFlags(opened, tags));
    const staged = new Set(status.entries.filter((entry) => entry.staged !== '.').map(({ path }) => path));
    const removed = changed.filter((path) => hasFlag(tags.get(path), 'skip-worktree') && !staged.has(path) && (0,sparse_checkout/* isAbsent */.W0)(top, path));
    if (removed.length > 0) {
        const input = removed.map((path) => `${path}\0`).join('');
        await git(['checkout-index', '-q', '-z', '--stdin'], { encoding: 'latin1', input, accept: 'any' });
        repaired.push(`a sparse checkout had removed ${(0,lib_text/* listFirst */.rL)(removed.map(index_status/* readable */.HD), MAX_SHOWN)}: restored`);
    }
    return changed.length > 0 ? (0,index_status/* readStatus */.rk)(git) : status;
}

// EXTERNAL MODULE: ./lib/report/commit-message.js
var commit_message = __webpack_require__(8959);
// EXTERNAL MODULE: ./lib/tasks/task-line.js
var task_line = __webpack_require__(832);
;// CONCATENATED MODULE: ./lib/repository/branches/kept-message.js


/**
 * The message of a commit of what an interrupted run left, where that must be committed before anything else: where it
 * is a finished unit, that unit's own.
 */
async function keptMessage(checkout, options) {
    const { spec, runId } = options;
    const { keeping, units } = (0,uncommitted_changes/* readSpecState */.H8)(checkout, options) ?? {};
    const key = String(keeping);
    const unit = units?.[key];
    if (typeof unit?.title !== 'string' || (await (0,uncommitted_changes/* isStateCommitted */._q)(checkout, options)))
        return `${keptSubject(options)}\n\nRun: ${runId}`;
    return (0,commit_message/* checkpointMessage */.ST)({
        spec,
        unit: { key, id: null, title: unit.title },
        attempt: Number(unit.attempts ?? 1),
        backend: String(unit.backend ?? ''),
        runId,
        report: String(unit.summary ?? ''),
        template: options.commitMessage ?? null,
    });
}
function keptSubject(options) {
    const title = 'keep what an interrupted run left';
    return options.commitMessage == null ? `chore(${options.spec}): ${title}` : (0,commit_message/* plainSubject */.DB)(title, options);
}

// EXTERNAL MODULE: ./lib/repository/git/merge.js
var git_merge = __webpack_require__(9803);
// EXTERNAL MODULE: ./lib/secrets/find-secrets.js
var find_secrets = __webpack_require__(8698);
// EXTERNAL MODULE: ./lib/secrets/mask.js
var secrets_mask = __webpack_require__(5649);
;// CONCATENATED MODULE: ./lib/repository/protection/protected-paths.js

/**
 * `!` before a path releases it, and what is below it, from the others. Compares as the least exact file system that a checkout may lie on: Unicode case folding and normal forms, what HFS+
 * ignores, what NTFS takes for the same name (trailing dots and blanks, streams, short names, the backslash).
 */
function protectedPaths(listed) {
    const paths = listed.filter((path) => !path.startsWith('!'));
    const roots = paths.map((path) => foldPath(path));
    const released = listed.filter((path) => path.startsWith('!')).map((path) => foldPath(path.slice(1)));
    const isBelow = (parts, root) => root.length > 0 && root.every((part, depth) => isSameName(part, parts[depth]));
    const firstNames = new Set(roots.map(([first]) => first));
    const kindOf = (path) => {
        const parts = foldPath((0,index_status/* readable */.HD)(path));
        // Most of a repository: not compared with each of them.
        const [first = ''] = parts;
        if (first !== '' && !first.includes('~') && !firstNames.has(first))
            return 'outside';
        const exact = (0,index_status/* readable */.HD)(path).replace(/\/$/, '');
        if (released.some((root) => isBelow(parts, root)))
            return 'outside';
        const isInside = (root, at) => isBelow(parts, root) &&
            // CODEOWNERS is a file: `codeowners/parser.ts` is another thing.
            (parts.length === root.length || !isFileName(paths[at] ?? '') || exact.startsWith(`${paths[at]}/`));
        if (roots.some(isInside))
            return 'inside';
        const leadsToRoot = (root) => parts.every((part, at) => isSameName(root[at] ?? '', part));
        return roots.some((root) => parts.length < root.length && leadsToRoot(root)) ? 'ancestor' : 'outside';
    };
    return {
        paths,
        folders: paths.filter((path, at) => !isFileName(path) && !released.some((root) => isBelow(root, roots[at] ?? []))),
        kindOf,
        covers(path, mode) {
            const kind = kindOf(path);
            // A link or a repository in place of `.github` would bring another one in.
            return kind === 'inside' || (kind === 'ancestor' && path.startsWith('.') && /^1[26]0000$/.test(mode));
        },
    };
}
/** Of the names that we protect these are files. */
function isFileName(path) {
    return /(?:^|\/)CODEOWNERS$|\.(?:ya?ml|jsonc?)$/.test(path);
}
/** https://github.com/git/git/blob/master/utf8.c, `next_hfs_char` */
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
function foldPath(path) {
    return path
        .replace(IGNORED_BY_HFS, '')
        .normalize('NFKC')
        .toUpperCase()
        .toLowerCase()
        .split(/[/\\]+/)
        .map((part) => part.replace(/:.*$/s, '').replace(/(?<![. ])[. ]+$/, ''))
        .filter((part) => part !== '');
}
/** Names that fit are not shortened. */
const FITS_SHORT_NAME = /^[^.]{1,8}(?:\.[^.]{1,3})?$/;
/** `name` is what is protected; `other` may be the short name that Windows makes of it. */
function isSameName(name, other) {
    if (name === other)
        return true;
    const short = /^([^~]{2,6})~\d+$/.exec(other ?? '')?.[1];
    return short !== undefined && !FITS_SHORT_NAME.test(name) && name.replace(/[. ]/g, '').startsWith(short);
}

;// CONCATENATED MODULE: ./lib/repository/push-check/trust.js



function createTrust(options) {
    const secrets = options.secrets.filter(find_secrets/* isSearchable */.li);
    let known = { finder: (0,find_secrets/* createSecretFinder */.bt)([]), mask: (0,secrets_mask/* createMask */.P)([]) };
    /** A token that was renewed is one more of them, so the numbers of the others stay. */
    const current = () => {
        const values = [...new Set([...secrets, ...(options.tokens?.issued ?? [])])];
        if (values.length !== known.finder.count)
            known = { finder: (0,find_secrets/* createSecretFinder */.bt)(values), mask: (0,secrets_mask/* createMask */.P)(values) };
        return known;
    };
    return {
        protectedPaths: protectedPaths([...options.paths, ...options.steering]),
        steering: protectedPaths(options.steering),
        get secrets() {
            return current().finder;
        },
        maskText: (text) => current().mask.maskText(text),
        baseline: 'unknown',
        references: [],
        vetted: new Set(),
        signed: new Set(),
        scanned: new Set(),
        known: new Map(),
        protectedFiles: null,
        personalFiles: new Map(),
    };
}
/** Makes a commit the baseline: every commit from here on must have its protected paths. */
function moveBaseline(trust, commit) {
    trust.baseline = commit;
    trust.references = [];
    if (commit !== null)
        trust.vetted.add(commit);
}
/** At most this many are told. */
const MAX_TOLD = 10;
function describeFindings(findings) {
    const lines = [...new Set(findings.map(({ where, what }) => `${where}: ${what}`))];
    const more = lines.length > MAX_TOLD ? [`and ${lines.length - MAX_TOLD} more`] : [];
    return [...lines.slice(0, MAX_TOLD), ...more].join('\n');
}

// EXTERNAL MODULE: ./lib/repository/git/git.js + 1 modules
var git_git = __webpack_require__(4606);
// EXTERNAL MODULE: ./lib/repository/git/index/stat-entry.js
var stat_entry = __webpack_require__(317);
// EXTERNAL MODULE: ./lib/repository/git/side-repository.js
var side_repository = __webpack_require__(1989);
// EXTERNAL MODULE: ./lib/repository/guard/file-snapshot.js
var file_snapshot = __webpack_require__(4839);
;// CONCATENATED MODULE: ./lib/repository/protection/personal-files.js






/** In git's own folder, for the run that goes on when this one is cut off. */
const listPath = ({ gitDir }) => (0,external_node_path_.join)(gitDir, 'sequential-personal-files');
/**
 * The content of protected files that are in no commit (`paths`, from the top), before the first agent starts. After a
 * run that was cut off only those are a person's that were there when it started: others are moved aside, since nobody
 * can tell whose they are.
 */
function takePersonalFiles(checkout, paths, notice) {
    const known = readList(checkout);
    const files = new Map();
    for (const path of paths) {
        const entry = (0,file_snapshot/* readFileEntry */.rz)((0,stat_entry/* placeOf */.$t)(checkout.top, path));
        if (entry === null)
            continue;
        if (known === null || known[(0,index_status/* readable */.HD)(path)] === hashOf(entry))
            files.set(path, entry);
        else
            notice(`${(0,index_status/* readable */.HD)(path)} was changed during an interrupted run, where agents take settings from: ${moveAside(checkout, path)}`);
    }
    (0,external_node_fs_.rmSync)(listPath(checkout), { recursive: true, force: true });
    const list = Object.fromEntries([...files].map(([path, entry]) => [(0,index_status/* readable */.HD)(path), hashOf(entry)]));
    (0,external_node_fs_.writeFileSync)(listPath(checkout), `${JSON.stringify(list)}\n`, { flag: 'wx' });
    return files;
}
/** At the end of a run, which has restored them. */
function forgetPersonalFiles(checkout) {
    // What has become of the repository is said by whoever needs it.
    if ((0,external_node_fs_.lstatSync)(checkout.gitDir, { throwIfNoEntry: false })?.isDirectory() !== true)
        return;
    (0,external_node_fs_.rmSync)(listPath(checkout), { recursive: true, force: true });
}
/** null: no run was cut off. */
function readList(checkout) {
    const path = listPath(checkout);
    if ((0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) === undefined)
        return null;
    try {
        const list = (0,external_node_fs_.lstatSync)(path).isFile() ? JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8')) : null;
        return typeof list === 'object' && list !== null ? list : {};
    }
    catch {
        return {};
    }
}
function moveAside({ top, gitDir }, path) {
    const folder = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(gitDir, 'sequential-moved-'));
    (0,external_node_fs_.mkdirSync)((0,stat_entry/* placeOf */.$t)(folder, (0,external_node_path_.dirname)(path)), { recursive: true });
    (0,external_node_fs_.renameSync)((0,stat_entry/* placeOf */.$t)(top, path), (0,stat_entry/* placeOf */.$t)(folder, path));
    return `moved to ${(0,external_node_path_.join)(folder, (0,index_status/* readable */.HD)(path))}`;
}
function hashOf({ mode, content }) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(`${typeof content}:${mode & 0o100}:`)
        .update(content)
        .digest('hex');
}

;// CONCATENATED MODULE: ./lib/repository/protection/protected-files.js











/**
 * Makes the protected paths of the working tree what they are in the baseline, whoever changed them: an agent, what it
 * left running, the verify command, or work that was restored. What is in no commit is as a person had left it. Reads the
 * disk alone once the baseline is known.
 */
async function restoreProtectedFiles(opened, withPatch = false) {
    const snapshot = await protectedSnapshot(opened);
    const changed = snapshot === null ? [] : (0,file_snapshot/* changedFilesSince */.OM)(snapshot);
    // What a sparse checkout leaves out is not on the disk, and in no need of it.
    const isLeftOut = (path) => opened.sparse && (0,sparse_checkout/* isAbsent */.W0)(opened.checkout.top, path);
    // What a person hid is theirs, and in no commit.
    const isTheirs = (path) => opened.hidden.has(path) && !opened.trust.personalFiles.has(path);
    const paths = changed.filter((path) => !isLeftOut(path) && !isTheirs(path));
    if (snapshot === null || paths.length === 0)
        return { paths: [], proposed: [], patch: null };
    const ignored = await ignoredOf(opened, paths.filter((path) => !snapshot.files.has(path)));
    const proposed = paths.filter((path) => !ignored.has(path) && !opened.trust.personalFiles.has(path));
    const patch = withPatch && proposed.length > 0 ? await formatPatch(opened, snapshot, proposed) : null;
    (0,file_snapshot/* restoreFiles */.Ce)(snapshot, paths);
    return { paths: paths.map(index_status/* readable */.HD), proposed: proposed.map(index_status/* readable */.HD), patch };
}
async function ignoredOf({ checkout }, paths) {
    if (paths.length === 0)
        return new Set();
    const input = paths.map((path) => `${path}\0`).join('');
    const found = await checkout.git(['check-ignore', '-z', '--stdin'], { encoding: 'latin1', input, accept: 'any' });
    return new Set(found.stdout.split('\0'));
}
/** Many at once, such as the packages of a plugin, are told by their folder. */
function listProtected(paths) {
    const folderOf = (path) => path.split('/').slice(0, 2).join('/');
    const named = [...new Set(paths.map(folderOf))].flatMap((folder) => {
        const below = paths.filter((path) => folderOf(path) === folder);
        return below.length > MAX_IN_FOLDER ? [`${folder} (${(0,lib_text/* plural */.LS)(below.length, 'file')})`] : below;
    });
    return (0,lib_text/* listFirst */.rL)(named, MAX_LISTED);
}
const MAX_IN_FOLDER = 5;
const MAX_LISTED = 20;
/** Longer ones are cut: the halt's issue has to hold it. */
const MAX_PATCH_LENGTH = 12_000;
/** `git apply` takes it, unless it had to be cut. null: it holds a secret. */
async function formatPatch(opened, snapshot, paths) {
    const { checkout, options, trust } = opened;
    return (0,side_repository/* withScratchRepository */.Z)(checkout, options.env, [], async ({ folder, variables }) => {
        for (const path of paths) {
            writeEntry((0,external_node_path_.join)(folder, 'a'), path, snapshot.files.get(path) ?? null);
            writeEntry((0,external_node_path_.join)(folder, 'b'), path, (0,file_snapshot/* readFileEntry */.rz)((0,stat_entry/* placeOf */.$t)(checkout.top, path)));
        }
        for (const side of ['a', 'b'])
            (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(folder, side), { recursive: true });
        const args = ['diff', '--no-index', '--no-prefix', '--no-color', '--no-ext-diff', '--no-renames', 'a', 'b'];
        const diff = await checkout.git(args, {
            cwd: folder,
            env: { ...variables, GIT_WORK_TREE: folder },
            accept: [0, 1],
        });
        if (trust.secrets.find(diff.stdout).length > 0)
            return null;
        const text = diff.stdout.trimEnd();
        return text.length > MAX_PATCH_LENGTH ? `${text.slice(0, MAX_PATCH_LENGTH)}\n[… shortened]` : text;
    });
}
function writeEntry(root, path, entry) {
    if (entry === null)
        return;
    (0,external_node_fs_.mkdirSync)((0,stat_entry/* placeOf */.$t)(root, (0,external_node_path_.dirname)(path)), { recursive: true });
    const place = (0,stat_entry/* placeOf */.$t)(root, path);
    if (typeof entry.content === 'string')
        (0,external_node_fs_.symlinkSync)(entry.content, place);
    else
        (0,external_node_fs_.writeFileSync)(place, entry.content, { mode: entry.mode });
}
/** null: it is not known what they should be. */
async function protectedSnapshot(opened) {
    const { trust, checkout, options } = opened;
    // Where nothing is committed, what was there at the start is all that counts.
    const baseline = options.checkpoint === 'off' ? null : trust.baseline;
    if (baseline === 'unknown')
        return null;
    if (trust.protectedFiles?.commit !== baseline) {
        const list = () => protectedPathsOnDisk(checkout.top, trust.protectedPaths);
        const files = baseline === null ? new Map() : await readProtectedEntries(checkout.git, baseline, trust.protectedPaths);
        for (const [path, entry] of trust.personalFiles)
            if (!files.has(path) || opened.hidden.has(path))
                files.set(path, entry);
        const snapshot = { root: checkout.top, list, files, executableOnly: true };
        trust.protectedFiles = { commit: baseline, snapshot };
    }
    return trust.protectedFiles?.snapshot ?? null;
}
/**
 * Before the first agent: what lies under protected paths and is in no commit is a person's, and stays as it is. What an
 * interrupted run's agent had added, or a person since then, is moved aside; the rest is restored.
 */
async function takeUpProtectedFiles(opened) {
    const { trust, checkout, options, hidden } = opened;
    const snapshot = await protectedSnapshot(opened);
    if (snapshot === null)
        return;
    const personal = snapshot.list().filter((path) => !snapshot.files.has(path) || hidden.has(path));
    const known = trust.personalFiles.size;
    trust.personalFiles = takePersonalFiles(checkout, personal, options.notice);
    if (known + trust.personalFiles.size > 0)
        trust.protectedFiles = null;
    const { paths } = await restoreProtectedFiles(opened);
    if (paths.length > 0)
        options.notice(revertedNotice(paths));
}
function holdFolder(root, paths) {
    const held = protectedPaths(paths);
    const list = () => protectedPathsOnDisk(root, held);
    const files = new Map(list().flatMap((path) => {
        const entry = (0,file_snapshot/* readFileEntry */.rz)((0,stat_entry/* placeOf */.$t)(root, path));
        return entry === null ? [] : [[path, entry]];
    }));
    return {
        holds: (path) => held.kindOf((0,index_status/* bytes */.ee)(path)) === 'inside',
        restore: () => (0,file_snapshot/* restoreFiles */.Ce)({ root, list, files }).map(index_status/* readable */.HD),
    };
}
const revertedNotice = (paths) => `Changes to protected files were reverted: ${listProtected(paths)}`;
/** The baseline did not change but for what is not protected: what was read of it stays true. */
function keepProtectedFiles({ trust }, commit) {
    if (trust.protectedFiles !== null)
        trust.protectedFiles = { ...trust.protectedFiles, commit };
}
async function readProtectedEntries(git, commit, protectedPaths) {
    const listed = await git(['ls-tree', '-r', '-z', '--full-tree', commit], { encoding: 'latin1' });
    const entries = listed.stdout
        .split('\0')
        .map((line) => /^(\d+) \w+ ([0-9a-f]+)\t(.+)$/s.exec(line))
        .flatMap((match) => match === null ? [] : [{ mode: match[1] ?? '', object: match[2] ?? '', path: match[3] ?? '' }])
        .filter(({ path, mode }) => mode !== '160000' && protectedPaths.kindOf(path) === 'inside' && !path.includes('\n'));
    const contents = await readWorkTreeContents(git, entries);
    return new Map(entries.map(({ mode, path }, at) => {
        const content = contents[at] ?? Buffer.alloc(0);
        return [
            path,
            {
                signature: '',
                mode: mode === '100755' ? 0o755 : 0o644,
                content: mode === '120000' ? content.toString('utf8') : content,
            },
        ];
    }));
}
/**
 * With line ends and filters, as a checkout writes them. git says how long each was before, which is no help: a name that
 * no object has marks the end of each.
 */
async function readWorkTreeContents(git, entries) {
    if (entries.length === 0)
        return [];
    const end = (0,external_node_crypto_.randomUUID)();
    const read = await git(['cat-file', '--batch', '--filters'], {
        input: entries.map(({ object, path }) => `${object} ${path}\n${end}\n`).join(''),
        encoding: 'latin1',
    });
    return read.stdout
        .split(`\n${end} missing\n`)
        .slice(0, -1)
        .map((text) => Buffer.from(text.slice(text.indexOf('\n') + 1), 'latin1'));
}
/** Files, links and other things under protected paths, however their names are written. */
function protectedPathsOnDisk(top, protectedPaths) {
    const isProtected = (path, isLink) => protectedPaths.kindOf(path) === 'inside' || (isLink && protectedPaths.covers(path, '120000'));
    const visit = (folder) => (0,external_node_fs_.readdirSync)((0,stat_entry/* placeOf */.$t)(top, folder), { withFileTypes: true, encoding: 'buffer' }).flatMap((entry) => {
        const name = entry.name.toString('latin1');
        const path = folder === '' ? name : `${folder}/${name}`;
        if (path === '.git' || protectedPaths.kindOf(path) === 'outside')
            return [];
        if (entry.isDirectory())
            return visit(path);
        return isProtected(path, entry.isSymbolicLink()) ? [path] : [];
    });
    return visit('');
}

// EXTERNAL MODULE: ./lib/repository/work-tree/staging/left-out.js
var left_out = __webpack_require__(4053);
// EXTERNAL MODULE: ./lib/report/text/untrusted-text.js
var untrusted_text = __webpack_require__(6384);
;// CONCATENATED MODULE: ./lib/repository/push-check/commit-object.js


/** @param text bytes, one a character */
function parseCommit(name, text) {
    const end = text.indexOf('\n\n');
    const headers = (end < 0 ? text : text.slice(0, end)).split('\n');
    const header = (key) => headers.find((line) => line.startsWith(`${key} `)) ?? '';
    return {
        name,
        tree: header('tree').slice('tree '.length),
        parents: headers.filter((line) => line.startsWith('parent ')).map((line) => line.slice('parent '.length)),
        author: header('author'),
        committer: header('committer'),
        isSigned: headers.some((line) => /^gpgsig(?:-sha256)? /.test(line)),
        message: end < 0 ? '' : Buffer.from(text.slice(end + 2), 'latin1').toString('utf8'),
    };
}
/** The same commit on other parents, with another message: without signature, encoding, and whatever else it held. */
function formatCommit(commit, parents, message) {
    const headers = [
        `tree ${commit.tree}`,
        ...parents.map((parent) => `parent ${parent}`),
        commit.author,
        commit.committer,
    ].join('\n');
    return Buffer.concat([Buffer.from(`${headers}\n\n`, 'latin1'), Buffer.from(message)]);
}
function objectName(content, objectFormat) {
    const hash = (0,external_node_crypto_.createHash)(objectFormat === 'sha256' ? 'sha256' : 'sha1');
    return hash.update(`commit ${content.length}\0`).update(content).digest('hex');
}
/** Trailers by which our own commits are known. */
const OWN_TRAILER = /^(?:spec|task|attempt|backend|run)\s*:/gim;
/** What platforms read in messages and `inertMarkdown` leaves: trailers and words that switch off workflows. */
const SKIP_WORDS = /\[(skip[ -]\w+|\w+[ -]skip)\]|\*\*\*no_ci\*\*\*/gi;
const SKIP_TRAILER = /^([^\S\n]{0,20}skip-checks[^\S\n]{0,20}):/gim;
/** The text as it is, without what would close an issue, mention somebody or skip a workflow when it is pushed. */
function inertCommitMessage(message) {
    return (0,untrusted_text/* inertMarkdown */.Ic)(message)
        .replace(SKIP_TRAILER, '> $1:')
        .replace(SKIP_WORDS, (word) => `(${word.replace(/^\[|\]$|\*/g, '')})`);
}
/** As `inertCommitMessage`, and nobody takes the commit for one of ours. */
function foreignCommitMessage(message) {
    return inertCommitMessage(message).replace(OWN_TRAILER, (trailer) => `> ${trailer}`);
}

;// CONCATENATED MODULE: ./lib/repository/signing/signature-text.js
/** A commit object as git signs it. @param content bytes, one a character */
function addSignature(content, signature, objectFormat) {
    const key = objectFormat === 'sha256' ? 'gpgsig-sha256' : 'gpgsig';
    const end = content.indexOf('\n\n');
    return `${content.slice(0, end)}\n${key} ${signature.replaceAll('\n', '\n ')}${content.slice(end)}`;
}
/** The commit object that a signature is over. */
function withoutSignature(content) {
    const end = content.indexOf('\n\n');
    let isSignature = false;
    const headers = content
        .slice(0, end)
        .split('\n')
        .filter((line) => {
        isSignature = /^gpgsig(?:-sha256)? /.test(line) || (isSignature && line.startsWith(' '));
        return !isSignature;
    });
    return headers.join('\n') + content.slice(end);
}

// EXTERNAL MODULE: ./lib/repository/push-check/read-objects.js
var read_objects = __webpack_require__(1335);
;// CONCATENATED MODULE: ./lib/repository/push-check/read-contents.js





/** Reads the commits, and everything new in their trees. */
async function readContents(git, opened, listed, changes) {
    const { trust } = opened;
    const contents = firstChanges(changes);
    const commits = [];
    const tooLarge = [];
    const secrets = [];
    const names = [
        ...listed.flatMap((commit) => [commit, `${commit}^{tree}`]),
        ...[...contents.keys()].filter((object) => !trust.scanned.has(object)),
    ];
    const search = (where, passed) => {
        const running = trust.secrets.start();
        return {
            write: running.write,
            end: () => {
                const found = running.end();
                if (found.length === 0)
                    passed();
                for (const { secret, line } of found)
                    secrets.push({ secret, where: where(line) });
            },
        };
    };
    const reader = { git, objectFormat: opened.checkout.objectFormat };
    await (0,read_objects/* readObjects */.$)(reader, names, (name, type, size) => {
        if (type === 'commit')
            return readCommit(name, commits, { search, isOurSignature: trust.signed.has(name) });
        const change = contents.get(name);
        if (type !== 'blob' || change === undefined)
            return null;
        const path = trust.maskText((0,index_status/* readable */.HD)(change.path));
        const isTooLarge = size > left_out/* MAX_FILE_BYTES */.gZ;
        if (isTooLarge)
            tooLarge.push({ kind: 'too-large', where: path, what: 'over 100 MB, which the server rejects' });
        return search((line) => (line > 0 ? `${path}:${line}` : path), () => {
            if (!isTooLarge)
                trust.scanned.add(name);
        });
    });
    return { commits, tooLarge, secrets };
}
/** Contents by object, each with the first change that brings it. */
function firstChanges(changes) {
    const contents = new Map();
    for (const change of changes) {
        const isContent = change.mode !== '000000' && change.mode !== '160000';
        if (isContent && !contents.has(change.object))
            contents.set(change.object, change);
    }
    return contents;
}
function readCommit(name, commits, how) {
    const running = how.search(() => `the message of commit ${name.slice(0, 12)}`, () => undefined);
    let text = '';
    return {
        write(chunk) {
            text += chunk;
        },
        end() {
            running.write(how.isOurSignature ? withoutSignature(text) : text);
            running.end();
            commits.push(parseCommit(name, text));
        },
    };
}

;// CONCATENATED MODULE: ./lib/repository/push-check/raw-diff.js
/** Reads `git diff-tree -z --raw --no-renames --no-abbrev`. */
function parseRawDiff(stdout) {
    const changes = [];
    let commit = '';
    const fields = stdout.split('\0');
    for (let at = 0; at < fields.length; at += 1) {
        const field = fields[at] ?? '';
        if (!field.startsWith(':')) {
            commit = field.trim() === '' ? commit : field.trim();
            continue;
        }
        const [, mode = '', before = '', object = '', status = ''] = field.split(' ');
        at += 1;
        changes.push({ commit, mode, object, before, isNew: status.startsWith('A'), path: fields[at] ?? '' });
    }
    return changes;
}

;// CONCATENATED MODULE: ./lib/repository/push-check/tree-changes.js



async function treeChanges(git, listed, references) {
    // A commit with others after it is compared with those as if they were its parents.
    const input = listed.flatMap((commit) => references.map((reference) => `${commit} ${reference}\n`)).join('');
    const raw = await git(['diff-tree', '--stdin', '-r', '-t', '-z', '--raw', '--no-renames', '--no-abbrev'], {
        input,
        encoding: 'latin1',
    });
    return parseRawDiff(raw.stdout);
}
/** Whether the tree of a commit, whatever its history, has protected paths as one of the references has them. */
async function agreesWith(opened, commit, references) {
    const { checkout, options, trust } = opened;
    return (0,side_repository/* withScratchRepository */.Z)(checkout, options.env, [], async ({ variables }) => {
        const git = (args, extra = {}) => checkout.git(args, { ...extra, env: { ...extra.env, ...variables } });
        const changes = await treeChanges(git, [commit], references);
        return protectedFindings(changes, references.length, trust.protectedPaths).length === 0;
    });
}
/** With several references a path may be as in any of them: then it differs from fewer than all. */
function protectedFindings(changes, references, protectedPaths) {
    const counts = new Map();
    for (const change of changes) {
        if (change.mode === '040000' || !protectedPaths.covers(change.path, change.mode))
            continue;
        const key = `${change.commit} ${change.path}`;
        const entry = counts.get(key) ?? { change, count: 0 };
        entry.count += 1;
        counts.set(key, entry);
    }
    return [...counts.values()]
        .filter(({ count }) => count >= references)
        .map(({ change }) => ({
        kind: 'protected',
        where: (0,index_status/* readable */.HD)(change.path),
        what: `changed by commit ${change.commit.slice(0, 12)}, and protected`,
    }));
}

;// CONCATENATED MODULE: ./lib/repository/push-check/push-check.js








/**
 * Looks at every commit up to `tip` that was not vetted before: each whole tree is compared with the baseline's, so that
 * no merge strategy or order of commits hides anything, and everything new in it is searched for secrets. Reads nothing
 * that an agent could bend: no replaced objects, grafts, border of a shallow clone, or caches of the history.
 */
async function checkCommits(opened, tip, options = {}) {
    const { trust, checkout } = opened;
    if (trust.vetted.has(tip))
        return { findings: [], commits: [] };
    if (trust.baseline === 'unknown')
        return unreadable(tip, NO_BASELINE);
    try {
        return await (0,side_repository/* withScratchRepository */.Z)(checkout, opened.options.env, [], async (scratch) => {
            const git = (args, extra = {}) => checkout.git(args, { ...extra, env: { ...extra.env, ...scratch.variables } });
            const listed = options.commits === undefined
                ? await newCommits(git, opened, tip, options.known)
                : { commits: options.commits, border: [] };
            return await inspect(git, opened, listed, options.texts === true);
        });
    }
    catch (error) {
        if (error instanceof read_objects/* UnreadableObject */.D || error instanceof git_git/* GitError */.XS)
            return unreadable(tip, error.message);
        throw error;
    }
}
const NO_BASELINE = 'there is nothing to compare it with: the work branch and its base are not on the remote, or the clone does not reach back to them';
const unreadable = (tip, what) => ({
    commits: [],
    findings: [{ kind: 'unreadable', where: `commit ${tip.slice(0, 12)}`, what: `could not be checked: ${what}` }],
});
/** Commits that are not part of what was vetted. */
async function newCommits(git, { trust }, tip, alsoKnown = []) {
    const known = [...trust.vetted, ...trust.references, ...alsoKnown].map((commit) => `^${commit}\n`).join('');
    const args = ['rev-list', '--topo-order', '--reverse', '--boundary', '--ignore-missing', '--stdin'];
    const lines = (await git(args, { input: `${tip}\n${known}` })).stdout.split('\n').filter((line) => line !== '');
    return {
        commits: lines.filter((line) => !line.startsWith('-')),
        border: lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1)),
    };
}
async function inspect(git, opened, { commits: listed, border }, texts) {
    const { trust } = opened;
    const references = trust.references.length > 0 ? trust.references : [trust.baseline ?? (await emptyCommit(git))];
    const changes = await treeChanges(git, listed, references);
    const { commits, tooLarge, secrets } = await readContents(git, opened, listed, changes);
    requireWholeHistory(commits, [...listed, ...border], opened);
    const findings = [
        ...protectedFindings(changes, references.length, trust.protectedPaths),
        ...nameFindings(changes, opened),
        ...tooLarge,
        ...(await secretFindings(git, opened, [...secrets, ...secretsInNames(changes, opened)])),
        ...(texts ? textFindings(commits) : []),
    ];
    return { findings, commits };
}
function secretsInNames(changes, { trust }) {
    return changes
        .filter(({ isNew }) => isNew)
        .flatMap(({ path }) => trust.secrets.find(Buffer.from(path, 'latin1')).map(({ secret }) => ({
        secret,
        where: `the name of the file ${trust.maskText((0,index_status/* readable */.HD)(path))}`,
    })));
}
async function secretFindings(git, opened, places) {
    const findings = [];
    for (const { secret, where } of places)
        if (!(await isInBaseline(git, opened, secret)))
            findings.push({ kind: 'secret', where, what: 'contains a secret of this job (its value or an encoding of it)' });
    return findings;
}
/** A parent that is neither listed nor known was hidden from the list. */
function requireWholeHistory(commits, listed, { trust }) {
    const seen = new Set([...listed, ...trust.vetted, ...trust.references]);
    for (const { name, parents } of commits) {
        const hidden = parents.find((parent) => !seen.has(parent));
        if (hidden !== undefined)
            throw new read_objects/* UnreadableObject */.D(`${name.slice(0, 12)} continues ${hidden.slice(0, 12)}, which is unknown`);
    }
}
function nameFindings(changes, { trust, leftAlone }) {
    const taken = changes
        .filter(({ path }) => leftAlone.has(path))
        .map(({ path }) => ({
        kind: 'left-alone',
        where: trust.maskText((0,index_status/* readable */.HD)(path)),
        what: 'was changed by a person before the run, and is not part of it',
    }));
    const leftOut = changes
        .filter(({ isNew, mode, path }) => isNew && mode !== '040000' && (0,left_out/* isLeftOut */.WY)(path))
        .map(({ path }) => ({
        kind: 'left-out',
        where: trust.maskText((0,index_status/* readable */.HD)(path)),
        what: 'is never committed: it is specific to one machine',
    }));
    return [...taken, ...leftOut];
}
function textFindings(commits) {
    return commits
        .filter(({ message }) => inertCommitMessage(message) !== message)
        .map(({ name }) => ({
        kind: 'text',
        where: `the message of commit ${name.slice(0, 12)}`,
        what: 'would close an issue, mention somebody, or skip a workflow',
    }));
}
/** A value that everybody can read in the repository is no secret any more. */
async function isInBaseline(git, { trust }, secret) {
    const { baseline, known } = trust;
    if (baseline === null || baseline === 'unknown')
        return false;
    const before = known.get(secret);
    if (before !== undefined)
        return before;
    // Patterns by standard input: what is in an argument can be read by every process of the machine.
    const found = await git(['grep', '-q', '-F', '-a', '-f', '-', baseline, '--'], {
        input: `${trust.secrets.formsOf(secret).join('\n')}\n`,
        encoding: 'latin1',
        accept: [0, 1],
    });
    known.set(secret, found.code === 0);
    return found.code === 0;
}
/** To compare with where nothing has ever been committed. */
async function emptyCommit(git) {
    const tree = (await git(['mktree'], { input: '' })).stdout.trim();
    return (await git(['commit-tree', tree, '-m', 'nothing'])).stdout.trim();
}

;// CONCATENATED MODULE: ./lib/repository/push-check/checked-push.js


/**
 * The one way from here to the remote: what does not pass the check is never handed to git. What is pushed is named by
 * its hash, so that a ref that is moved meanwhile changes nothing.
 */
async function pushChecked(opened, remote, refs, timeoutMs) {
    const findings = [];
    for (const { commit, onRemote = null } of refs) {
        if (commit === null || opened.trust.vetted.has(commit))
            continue;
        const checked = await checkCommits(opened, commit, { texts: true, known: onRemote === null ? [] : [onRemote] });
        if (checked.findings.length === 0 && onRemote === null)
            opened.trust.vetted.add(commit);
        findings.push(...checked.findings);
    }
    if (findings.length > 0)
        return { kind: 'withheld', findings };
    return remote.push(refs.map(({ commit, ref }) => `${commit ?? ''}:${ref}`), timeoutMs);
}
/** For a halt's question or a line of the log. */
function withheldReason(findings) {
    return `it contains what must not be pushed:\n${describeFindings(findings)}`;
}
/** What a person does about it. */
function withheldRemedy(findings) {
    const kinds = new Set(findings.map(({ kind }) => kind));
    const remedies = [
        kinds.has('secret') &&
            'Remove the secret from the files and have the program read it from its variable. If others may have seen it, replace it with a new one.',
        kinds.has('protected') &&
            'Protected paths are changed by people: push that change yourself, or name other paths in `protect`.',
        kinds.has('too-large') && 'Add the file to .gitignore or to Git LFS.',
        kinds.has('left-out') && 'Add the file to .gitignore and remove it from the commits.',
        kinds.has('left-alone') && 'Commit or stash what you had changed outside of the folder that the run works in.',
        kinds.has('text') && 'Reword those commits, and push them yourself.',
        kinds.has('unreadable') &&
            'Check out the work branch again with enough history (`fetch-depth: 0`), and run again; nothing that was checkpointed is lost.',
    ];
    return remedies.filter((remedy) => remedy !== false).join(' ');
}

// EXTERNAL MODULE: ./lib/state/lock/temp-folder.js
var temp_folder = __webpack_require__(9080);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-environment.js
var git_environment = __webpack_require__(2890);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-configuration.js
var git_configuration = __webpack_require__(7485);
;// CONCATENATED MODULE: ./lib/repository/signing/signing-program.js



const PROGRAMS = { openpgp: 'gpg', x509: 'gpgsm', ssh: 'ssh-keygen' };
/** Which key signs, as the key that was given or git's configuration at the start of the run says it. */
async function findSigningKey({ configEntries }, given, path) {
    const format = given === null ? configuredFormat(configEntries) : /PGP PRIVATE KEY/.test(given) ? 'openpgp' : 'ssh';
    const id = given === null ? (0,git_configuration/* configValue */.Mn)(configEntries, 'user.signingkey') : null;
    const programName = (given === null ? configuredProgram(configEntries, format) : null) ?? PROGRAMS[format];
    return {
        ...{ format, given, id: id === '' ? null : id, programName },
        // Absolute, before an agent runs: what is put into PATH later cannot take its place.
        program: await (0,find_program/* findProgram */.K)(fromHome(programName), path),
        name: given === null ? (id ? `user.signingkey ${JSON.stringify(id)}` : 'user.signingkey') : 'SEQUENTIAL_SIGNING_KEY',
    };
}
function configuredFormat(entries) {
    const format = (0,git_configuration/* configValue */.Mn)(entries, 'gpg.format')?.toLowerCase();
    return format === 'ssh' || format === 'x509' ? format : 'openpgp';
}
/** As the machine's owner said it, never the repository: what an earlier agent wrote there would get to run. */
function configuredProgram(entries, format) {
    const owned = entries.filter(({ scope }) => ['system', 'global', 'command'].includes(scope));
    const special = (0,git_configuration/* configValue */.Mn)(owned, `gpg.${format}.program`);
    return special ?? (format === 'openpgp' ? (0,git_configuration/* configValue */.Mn)(owned, 'gpg.program') : null);
}
/** As git reads a path of its configuration. */
function fromHome(path) {
    return path.startsWith('~/') ? `${(0,external_node_os_.homedir)()}${path.slice(1)}` : path;
}

;// CONCATENATED MODULE: ./lib/repository/signing/signer.js










/** Nothing signs, at the start or in the middle of a run. */
class SigningError extends errors/* UserError */.yo {
    /** true: it may sign later, without anybody's help. */
    passing;
    /** The commit that is here without a signature, where there is one. */
    commit = null;
    constructor(message, options) {
        super(message, options);
        this.passing = options.passing ?? false;
    }
}
const FOLDER_PREFIX = 'sequential-signing-';
/** Nobody is there to type a passphrase or to touch a key for longer. */
const TIMEOUT_MS = 60_000;
/** What the machine's own keys are found by. */
const KEY_STORES = ['GNUPGHOME', 'SSH_AUTH_SOCK'];
/**
 * Signs as git would, with the program and the key of the moment when the run began. A key that was given is in a file
 * for the time of a signature alone, in a folder that only this user can enter.
 */
async function createSigner(checkout, { env, workdir, key: given }) {
    const places = (0,temp_folder/* tempPlaces */.v8)(env);
    (0,temp_folder/* leftFolders */.rD)(FOLDER_PREFIX, places).forEach(temp_folder/* removeTempFolder */.Vt);
    const local = (0,git_environment/* localEnvironment */.bx)(env, workdir);
    const key = await findSigningKey(checkout, given, local.PATH);
    const gpgconf = await (0,find_program/* findProgram */.K)('gpgconf', local.PATH);
    const stores = KEY_STORES.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
    const run = (program, args, input, extra = {}) => (0,git_git/* createGit */.lD)(program, checkout.top, { ...local, ...(given === null ? Object.fromEntries(stores) : {}) })(args, {
        ...{ input, env: extra, encoding: 'latin1', accept: 'any', timeoutMs: TIMEOUT_MS },
    });
    const sign = async (payload) => {
        const program = key.program;
        if (program === null)
            throw failure(key, 'the program is not installed');
        if (key.format === 'ssh' && given === null && key.id === null)
            throw failure(key, 'no key is named');
        // gpg's agent listens in it, and the path of a socket must be short.
        const folder = (0,temp_folder/* createTempFolder */.Lc)(FOLDER_PREFIX, [...places].sort((a, b) => a.length - b.length));
        try {
            const result = key.format === 'ssh'
                ? await run(program, sshArguments(key, folder), payload)
                : await signWithGpg(checkout, key, folder, (args, input, extra) => run(program, args, input, extra), payload);
            if (result.code !== 0 || !result.stdout.startsWith('-----BEGIN '))
                throw failure(key, saidBy(result));
            return result.stdout.replaceAll('\r', '').trimEnd();
        }
        finally {
            if (key.format === 'openpgp' && given !== null && gpgconf !== null)
                await run(gpgconf, ['--homedir', folder, '--kill', 'gpg-agent'], '');
            (0,temp_folder/* removeTempFolder */.Vt)(folder);
        }
    };
    return {
        signCommit: async (content) => addSignature(content, await sign(content), checkout.objectFormat),
        tryOut: async () => void (await sign('Does this key sign?\n')),
    };
}
/** As git calls it (gpg-interface.c); a public key instead of a path belongs to an ssh agent. */
function sshArguments({ given, id }, folder) {
    const literal = id !== null && /^(?:key::|ssh-|ecdsa-|sk-)/.test(id) ? id.replace(/^key::/, '') : null;
    const content = given ?? (literal === null ? null : `${literal}\n`);
    const path = content === null ? fromHome(id ?? '') : (0,external_node_path_.join)(folder, 'key');
    if (content !== null)
        (0,external_node_fs_.writeFileSync)(path, content, { mode: 0o600 });
    return ['-Y', 'sign', '-n', 'git', '-f', path, ...(literal === null ? [] : ['-U'])];
}
async function signWithGpg(checkout, { format, given, id }, folder, run, payload) {
    // Without it a window would ask for the passphrase, and be waited for.
    const unattended = format === 'openpgp' ? ['--batch', '--pinentry-mode', 'error'] : [];
    if (given === null)
        return run([...unattended, '-bsau', id ?? (await committerOf(checkout))], payload);
    const home = ['--homedir', folder, ...unattended];
    const imported = await run([...home, '--import'], given);
    return imported.code === 0 ? run([...home, '-bsa'], payload) : imported;
}
/** gpg finds a key by it. */
async function committerOf({ git }) {
    return (await git(['var', 'GIT_COMMITTER_IDENT'])).stdout.replace(/>[^>]*$/, '>');
}
/** Without the lines that say what it was asked to do. */
function saidBy({ stderr, cutShort }) {
    if (cutShort !== null)
        return `it ${cutShort}`;
    const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^Signing data on| created$/.test(line));
    return (0,lib_text/* firstCharacters */.DR)(lines.join('; '), 600) || 'it made no signature';
}
function failure({ name, programName, given, id }, said) {
    const machine = id === null
        ? 'Name a key (`git config --global user.signingkey`, and `gpg.format ssh` for one of SSH) or give a private key in SEQUENTIAL_SIGNING_KEY.'
        : 'Check `user.signingkey` and `gpg.format`, and that the key signs without asking for a passphrase (an ssh agent, a gpg agent that has it); or give a private key in SEQUENTIAL_SIGNING_KEY.';
    return new SigningError(`The key does not sign: ${programName}: ${said}`, {
        where: name,
        fix: given === null ? machine : 'Give a private key without a passphrase that may sign, whole, from a secret.',
    });
}

;// CONCATENATED MODULE: ./lib/repository/signing/sign-commit.js

/** The same commit with our signature; where nothing is signed, the commit itself. No ref moves. */
async function signCommit(opened, name) {
    const { checkout, signer, trust } = opened;
    if (signer === null)
        return name;
    const content = (await checkout.git(['cat-file', 'commit', name], { encoding: 'latin1' })).stdout;
    const written = await checkout.git(['hash-object', '-t', 'commit', '-w', '--stdin'], {
        input: await signer.signCommit(content).catch((error) => {
            if (error instanceof SigningError)
                error.commit = name;
            throw error;
        }),
        encoding: 'latin1',
    });
    const commit = written.stdout.trim();
    trust.signed.add(commit);
    return commit;
}
/** Signs the commit that HEAD is at, and moves the branch to it. */
async function signHead(opened, head) {
    const signed = await signCommit(opened, head);
    if (signed !== head)
        await opened.checkout.git(['update-ref', '-m', 'sequential: signed', 'HEAD', signed, head]);
    return signed;
}

;// CONCATENATED MODULE: ./lib/repository/push-check/sign-checked.js


/**
 * Signs a commit that passes the check, and not before: signing may bring it to the remote. One that passed earlier is
 * as it should be.
 */
async function signChecked(opened, commit, options) {
    if (opened.trust.vetted.has(commit))
        return { commit, findings: [] };
    const { findings } = await checkCommits(opened, commit, options);
    return { commit: findings.length > 0 ? commit : await signCommit(opened, commit), findings };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/state/file/format.js
var format = __webpack_require__(3461);
// EXTERNAL MODULE: ./lib/state/file/read-state.js + 1 modules
var read_state = __webpack_require__(3807);
// EXTERNAL MODULE: ./lib/state/file/regular-file.js
var regular_file = __webpack_require__(8647);
// EXTERNAL MODULE: ./lib/repository/remote/retry-remote.js
var retry_remote = __webpack_require__(7464);
// EXTERNAL MODULE: ./lib/repository/work-tree/staging/stage.js
var stage = __webpack_require__(7192);
// EXTERNAL MODULE: ./lib/repository/records/read-records.js
var read_records = __webpack_require__(4726);
;// CONCATENATED MODULE: ./lib/repository/records/set-aside.js














/**
 * Stages the record files as the base has them, so that a branch shows work alone and never conflicts in them. Where the
 * state has other specs that the base does not know, theirs stay. null: they are like that already, or cannot be told.
 */
async function stageRecordsAside(git, opened) {
    const tree = (await git(['write-tree'])).stdout.trim();
    const left = await recordsToLeave(git, opened, tree);
    if (left === null)
        return null;
    for (const [path, content] of left) {
        if (content === null)
            await git(['update-index', '--force-remove', '--', path]);
        else {
            const blob = (await git(['hash-object', '-w', '--stdin'], { input: content, encoding: 'latin1' })).stdout.trim();
            await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
        }
    }
    return (await git(['write-tree'])).stdout.trim() === tree ? null : { tree, left };
}
/** Contents as bytes, one a character. */
async function recordsToLeave(git, { options, records }, tree) {
    const [statePath = '', progressPath = ''] = (0,repository_opened/* recordPaths */.Oq)(options);
    const base = records.base === null ? null : await mergeBase(git, records.base);
    const atBase = async (path) => (base === null ? null : readBytes(git, base, path));
    const [state, baseState] = [await readBytes(git, tree, statePath), await atBase(statePath)];
    const asBase = new Map([
        [statePath, baseState],
        [progressPath, await atBase(progressPath)],
    ]);
    if (state === null)
        return asBase;
    try {
        const read = (text) => text === null
            ? null
            : (0,read_state/* readState */.un)(Buffer.from(text, 'latin1').toString(), {
                path: statePath,
                spec: options.spec,
                now: options.now(),
            });
        const [file, baseFile] = [read(state), read(baseState)];
        const { [options.spec]: _, ...others } = file?.specs ?? {};
        const { [options.spec]: own, ...baseOthers } = baseFile?.specs ?? {};
        if (file === null || (0,external_node_util_.isDeepStrictEqual)(others, baseOthers))
            return asBase;
        const specs = own === undefined ? others : { ...others, [options.spec]: own };
        return new Map([[statePath, Buffer.from((0,format/* formatState */.l)({ ...file, specs })).toString('latin1')]]);
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return null;
        throw error;
    }
}
async function mergeBase(git, base) {
    const found = await git(['merge-base', 'HEAD', base], { accept: 'any' });
    return found.code === 0 ? found.stdout.trim() : null;
}
async function readBytes(git, tree, path) {
    const shown = await git(['cat-file', 'blob', `${tree}:${path}`], { accept: 'any', encoding: 'latin1' });
    return shown.code === 0 ? shown.stdout : null;
}
/** A minute: where the remote is out of reach for longer, the records stay in the tree until a later run. */
const RETRY_MS = 60_000;
/**
 * Puts the records on their ref, on top of the commit that leaves them out and of what the ref had before; false: they
 * cannot be there, and have to stay in the tree.
 */
async function saveRecordsAside(opened, { tree }, commit, retry) {
    const { checkout, options, remote, records } = opened;
    const { git } = checkout;
    const ref = (0,git_refs/* recordsRef */.Gn)(options.spec);
    const before = records.tip;
    const message = `Records of ${options.spec}\n\nSpec: ${options.spec}\nRun: ${options.runId}`;
    const unsigned = await (0,stage/* commitTree */.SC)(git, tree, [commit, ...(before === null ? [] : [before])], message);
    const known = before === null ? [] : [before];
    const { commit: saved } = remote === null
        ? { commit: await signCommit(opened, unsigned) }
        : await signChecked(opened, unsigned, { texts: true, known });
    if (remote !== null) {
        const policy = (0,repository_opened/* retryPolicyOf */.aB)(options, retry);
        const result = await (0,retry_remote/* retryUntilReachable */.U)('push', { ...policy, retryForMs: Math.min(policy.retryForMs, RETRY_MS) }, (ms) => pushChecked(opened, remote, [{ commit: saved, ref, onRemote: before }], ms));
        if (result.kind !== 'ok') {
            opened.records = { ...records, usable: false };
            // What must not be pushed is told where the checkpoint is refused for it.
            if (result.kind === 'withheld')
                return false;
            const why = result.kind === 'behind' ? 'another run has put records there' : result.reason;
            const remedy = result.kind === 'refused' ? ' Allow the token to push to refs/sequential/*, or use `records: keep`.' : '';
            options.notice(`The records stay in the branch, since ${ref} could not be pushed: ${why}.${remedy}`);
            return false;
        }
    }
    await git(['update-ref', '-m', 'sequential: records', ref, saved]);
    opened.records = { ...records, ...(await (0,read_records/* readSavedRecords */.e)(git, options, saved)), tip: saved };
    return true;
}
/** A run that was lost after its commit left the record files in the working tree as they are on their ref. */
async function leaveRemainingRecords(opened) {
    const { checkout, options, records, head } = opened;
    if (records.saved === null || head === null)
        return;
    const parent = await checkout.git(['rev-parse', '-q', '--verify', `${records.saved.commit}^`], { accept: 'any' });
    if (parent.stdout.trim() !== head)
        return;
    const paths = (0,repository_opened/* recordPaths */.Oq)(options);
    const present = readIfRegular((0,external_node_path_.join)(checkout.top, paths[0] ?? ''));
    if (records.saved.state === null || present !== records.saved.state)
        return;
    const left = new Map();
    for (const path of paths)
        left.set(path, await readBytes(checkout.git, head, path));
    leaveRecords(opened, { left });
}
function readIfRegular(path) {
    try {
        return (0,regular_file/* readRegularFile */.XF)(path)?.bytes.toString() ?? null;
    }
    catch {
        return null;
    }
}
/** Makes the record files of the working tree what the commit has of them. */
function leaveRecords({ checkout: { top } }, { left }) {
    for (const [path, content] of left) {
        const place = (0,external_node_path_.join)(top, path);
        if (content === null)
            (0,regular_file/* removeRegularFile */.$f)(place);
        else
            (0,regular_file/* writeRegularFile */.E2)(place, Buffer.from(content, 'latin1'), top);
    }
}

;// CONCATENATED MODULE: ./lib/repository/remote/bundle.js




/**
 * Keeps what could not be pushed as a file that `git fetch` and `git clone` read, beside the logs, where a workflow
 * can upload it. null: there was nothing, or it could not be written (which is said).
 */
async function writeBundle(opened, commit) {
    const { options, checkout, remoteHead } = opened;
    // A workflow uploads it: what may not be pushed may not leave the machine in another way.
    const isVetted = async (tip) => (await checkCommits(opened, tip, { texts: true })).findings.length === 0;
    const lostRefs = [];
    for (const [ref, lost] of opened.lostCommits)
        if (await isVetted(lost))
            lostRefs.push([ref, lost]);
    if (commit === remoteHead && lostRefs.length === 0)
        return null;
    if (!(await isVetted(commit))) {
        options.notice('The unpushed work is not saved as a bundle, because it contains what must not leave this machine.');
        return null;
    }
    const path = (0,repository_opened/* bundlePath */.EU)(options, commit);
    try {
        (0,external_node_fs_.mkdirSync)(options.logDir, { recursive: true });
        const tip = [opened.branch === null ? 'HEAD' : `refs/heads/${opened.branch}`, commit];
        const tips = [...(commit === remoteHead ? [] : [tip]), ...lostRefs];
        // Refs of our own, since those of the checkout may be moved meanwhile.
        await (0,side_repository/* withScratchRepository */.Z)(checkout, options.env, [], async ({ variables }) => {
            const input = tips.map(([ref, sha]) => `update ${ref} ${sha}\n`).join('');
            await checkout.git(['update-ref', '--no-deref', '--stdin'], { env: variables, input });
            const without = remoteHead === null ? [] : [`^${remoteHead}`];
            await checkout.git(['bundle', 'create', '-q', path, ...tips.map(([ref]) => ref), ...without], { env: variables });
        });
        return path;
    }
    catch (error) {
        options.notice(`The unpushed work could not be saved as a bundle: ${error instanceof Error ? error.message : error}`);
        return null;
    }
}

// EXTERNAL MODULE: ./lib/repository/branches/other-run.js
var other_run = __webpack_require__(3771);
;// CONCATENATED MODULE: ./lib/repository/foreign-commits.js
/** What a log of git's says of a commit that a run made; what it says of one that a run only went back to is another thing. */
const MADE = /^sequential: (?:checkpoint|signed|commit: |merge: Merge made)/;
/** What `commit` and `merge` of git's have their logs say where a run starts them. */
const MADE_BY_RUN = {
    commit: { GIT_REFLOG_ACTION: 'sequential: commit' },
    merge: { GIT_REFLOG_ACTION: 'sequential: merge' },
};
/** Who commits for runs on other machines, and for their commits over the API. */
const OWN_MAIL = /^(?:sequential-orchestration@localhost|(?:\d{1,20}\+)?[\w-]{1,100}\[bot\]@users\.noreply\.github\.com)$/;
const SERVER_MAIL = 'noreply@github.com';
const RECORD = /(?:^|\/)SEQUENTIAL_(?:STATE\.json|PROGRESS\.md)$/;
/**
 * The newest commit of `range` that is not known to be a run's: git's own logs here do not say that one made it, no record
 * names it, and no bot committed it. A message proves nothing: an amended commit keeps it. Commits of records alone hold
 * nobody's work. null: there is none.
 */
async function findForeignCommit(git, tip, range) {
    const format = ['%H', '%P', '%ae', '%ce', '%(trailers:key=Run,valueonly,separator=%x2C)'].join('%x00');
    const { stdout } = await git(['log', `--format=${format}`, tip, ...range, '--']);
    const commits = stdout.split('\n').filter(Boolean).map(foreign_commits_readCommit);
    const candidates = commits.filter((commit) => !isOfBot(commit));
    if (candidates.length === 0)
        return null;
    const known = new Set([...(await madeHere(git)), ...(await recorded(git, tip))]);
    for (const { hash, parents } of candidates) {
        if (known.has(hash) || (parents.length < 2 && (await isOfRecords(git, hash))))
            continue;
        return hash;
    }
    return null;
}
function foreign_commits_readCommit(line) {
    const [hash = '', parents = '', author = '', committer = '', run = ''] = line.split('\0');
    return { hash, parents: parents.split(' ').filter(Boolean), author, committer, run };
}
/** Its merges name no run. */
function isOfBot({ parents, author, committer, run }) {
    if (!OWN_MAIL.test(author) || (committer !== author && committer !== SERVER_MAIL))
        return false;
    return parents.length > 1 || /^[^\s,]+$/.test(run);
}
async function madeHere(git) {
    const { stdout } = await git(['log', '--walk-reflogs', '--all', '--format=%H %gs'], { accept: 'any' });
    return stdout.split('\n').flatMap((line) => {
        const [, hash = '', said = ''] = /^(\S+) (.*)/.exec(line) ?? [];
        return MADE.test(said) ? [hash] : [];
    });
}
/** The commits of units that the state files of a commit name. */
async function recorded(git, tip) {
    const { stdout } = await git(['ls-tree', '-r', '-z', '--full-tree', '--name-only', tip]);
    const files = stdout.split('\0').filter((path) => RECORD.test(path) && path.endsWith('.json'));
    const texts = await Promise.all(files.map((path) => git(['cat-file', 'blob', `${tip}:${path}`], { accept: 'any' })));
    return texts.flatMap((text) => [...text.stdout.matchAll(/"commit": "([0-9a-f]{40,64})"/g)].map(([, hash = '']) => hash));
}
/** An empty commit is somebody's word. */
async function isOfRecords(git, hash) {
    const args = ['diff-tree', '-r', '-z', '--root', '--no-commit-id', '--name-only', hash];
    const paths = (await git(args)).stdout.split('\0').filter(Boolean);
    return paths.length > 0 && paths.every((path) => RECORD.test(path));
}

// EXTERNAL MODULE: ./lib/collections.js
var collections = __webpack_require__(1590);
// EXTERNAL MODULE: ./lib/tasks/match-tasks.js
var match_tasks = __webpack_require__(500);
// EXTERNAL MODULE: ./lib/tasks/merge-tasks.js
var merge_tasks = __webpack_require__(6661);
// EXTERNAL MODULE: ./lib/repository/git/blobs.js
var blobs = __webpack_require__(8775);
// EXTERNAL MODULE: ./lib/three-way.js
var three_way = __webpack_require__(6713);
;// CONCATENATED MODULE: ./lib/report/merge-progress.js

/**
 * One progress log of two that parted at `base`: the runs of both with their entries, by when they started. `appending`:
 * our last run goes on, so it stays the last one.
 */
function mergeProgress({ base, ours, theirs }, { appending }) {
    const [old, own, other] = [readSections(base), readSections(ours), readSections(theirs)];
    const sections = (0,three_way/* mergeLists */.gz)({ base: undefined, ours: own, theirs: other }, ({ key }) => key);
    const entriesOf = (log, key) => log.find((section) => section.key === key)?.entries;
    const last = appending ? own.at(-1)?.key : undefined;
    const startOf = ({ key }) => (key === last ? '~' : (/^## (\d{4}-\S+Z) /.exec(key)?.[1] ?? ''));
    return sections
        .map((section) => ({ section, start: startOf(section) }))
        .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
        .flatMap(({ section: { key } }) => (0,three_way/* mergeLists */.gz)({ base: entriesOf(old, key), ours: entriesOf(own, key), theirs: entriesOf(other, key) }, (entry) => entry.key))
        .map(({ text }) => text)
        .join('');
}
const HEADING = /^#{2,3} /;
const FENCE = /^(?:`{3,}|~{3,})/;
function readSections(log) {
    const sections = [];
    const counted = new Map();
    const unique = (text) => {
        const occurrence = (counted.get(text) ?? 0) + 1;
        counted.set(text, occurrence);
        return occurrence === 1 ? text : `${text}\n${occurrence}`;
    };
    for (const text of merge_progress_readEntries(log)) {
        const [heading = ''] = text.split('\n', 1);
        const startsRun = heading.startsWith('## ');
        if (sections.length === 0 || startsRun)
            sections.push({ key: startsRun ? unique(heading) : '', entries: [] });
        const section = sections.at(-1);
        // As the entries are written: a blank line before, a line end behind.
        const spaced = HEADING.test(heading) ? `\n${text}\n` : `${text}\n`;
        section?.entries.push({ key: unique(`${section.key}\n${text}`), text: spaced });
    }
    return sections;
}
/** Texts from one heading to the next; agents' texts stand in fences, and what looks like a heading there is none. */
function merge_progress_readEntries(log) {
    const entries = [[]];
    let fence = null;
    for (const line of log.split(/\r?\n/)) {
        if (fence === null && HEADING.test(line))
            entries.push([]);
        entries.at(-1)?.push(line);
        const marks = FENCE.exec(line)?.[0];
        if (marks === undefined)
            continue;
        if (fence === null)
            fence = marks;
        else if (marks.startsWith(fence) && line.slice(marks.length).trim() === '')
            fence = null;
    }
    return entries.map((lines) => lines.join('\n').trim()).filter((text) => text !== '');
}

// EXTERNAL MODULE: ./lib/state/merge-states.js
var merge_states = __webpack_require__(5672);
;// CONCATENATED MODULE: ./lib/repository/merge/record-files.js







/** Our own files, and the task list of any spec beside ours: what they mean is known, so git's lines do not matter. */
function isMergedByMeaning(options, path) {
    return (0,repository_opened/* recordPaths */.Oq)(options).includes(path) || isTasksFile(options, path);
}
function isTasksFile(options, path) {
    const folder = options.statePath.slice(0, options.statePath.lastIndexOf('/') + 1);
    // A spec that is the work folder itself has its records inside.
    return path === `${folder}tasks.md` || path === (0,repository_opened/* tasksPathOf */.tx)(options, path.split('/').at(-2) ?? '');
}
/** Merges two versions of such a file; null: it is not there. What one side does not have is taken from the other. */
function mergeRecordFile(options, path, versions, merging) {
    const { base, ours, theirs } = versions;
    if (isTasksFile(options, path))
        return mergedTasks(versions);
    if (ours === null || theirs === null)
        return { kind: 'merged', text: ours ?? theirs ?? '', replaced: [] };
    if (path === options.statePath)
        return mergedState(options, base, { ours, theirs }, merging.theirName);
    return { kind: 'merged', text: mergeProgress({ base: base ?? '', ours, theirs }, merging), replaced: [] };
}
/** People have to say which of the two it is. */
const CONFLICT = { kind: 'conflict', why: null };
function mergedTasks({ base, ours, theirs }) {
    if (ours === null || theirs === null) {
        const left = ours ?? theirs;
        if (base === null || left === null || !(0,merge_tasks/* haveSameWords */.i5)(base, left))
            return CONFLICT;
        return { kind: 'removed', ticked: ours === null ? null : { base, ours } };
    }
    const text = (0,merge_tasks/* mergeTasks */.vG)({ base, ours, theirs });
    return text === null ? CONFLICT : { kind: 'merged', text, replaced: (0,merge_tasks/* findReplacedTasks */.OG)(ours, text) };
}
function mergedState(options, base, { ours, theirs }, theirName) {
    const read = (text) => {
        try {
            return (0,read_state/* readState */.un)(text, { path: options.statePath, spec: options.spec, now: options.now() });
        }
        catch (error) {
            if (error instanceof errors/* UserError */.yo)
                return error.message;
            throw error;
        }
    };
    const [own, other] = [read(ours), read(theirs)];
    if (typeof own === 'string')
        return { kind: 'conflict', why: `on the work branch: ${own}` };
    if (typeof other === 'string')
        return { kind: 'conflict', why: `on ${theirName}: ${other}` };
    // A common ancestor that cannot be read was never one of them.
    const before = base === null ? null : read(base);
    const merged = (0,merge_states/* mergeStates */.t)(typeof before === 'string' ? null : before, own, other);
    return { kind: 'merged', text: (0,format/* formatState */.l)(merged), replaced: [] };
}

;// CONCATENATED MODULE: ./lib/repository/merge/merge-by-meaning.js







/** Reads what `git ls-files -u -z` and `git merge-tree -z` say of a file: mode, hash, stage, path. */
function parseUnmerged(output) {
    const entries = output.split('\0').flatMap((line) => {
        const [, hash = '', stage = '', path = ''] = /^\d+ ([0-9a-f]+) ([123])\t([\s\S]+)$/.exec(line) ?? [];
        return path === '' ? [] : [{ path, hash, stage: Number(stage) }];
    });
    return (0,collections/* groupBy */.$z)(entries, ({ path }) => path);
}
/** Our own files that both sides changed: git's lines may fit where their meaning does not. */
async function recordsChangedByBoth(git, options, { ours, theirs }) {
    const paths = (0,repository_opened/* recordPaths */.Oq)(options);
    const [base] = await mergeBases(git, ours, theirs);
    const places = paths.flatMap((path) => [base ?? '', ours, theirs].map((commit) => `${commit}:${path}`));
    const hashes = await (0,blobs/* hashesAt */.AH)(git, places);
    return paths.filter((_, index) => {
        const [before, own, other] = hashes.slice(index * 3, index * 3 + 3);
        return own !== null && other !== null && own !== other && own !== before && other !== before;
    });
}
/** Merges by meaning what is ours of the files that git could not merge, and `records` whatever git made of them. */
async function mergeByMeaning(git, options, sides, files) {
    const bases = await mergeBases(git, sides.ours, sides.theirs);
    const stages = new Map([...files.unmerged].map(([path, versions]) => [(0,index_status/* readable */.HD)(path), versions]));
    const merged = new Map();
    const conflicts = [];
    const notices = [];
    for (const path of new Set([...stages.keys(), ...files.records])) {
        const result = isMergedByMeaning(options, path)
            ? await mergeFile(git, options, path, { sides, bases, stages: stages.get(path) ?? null })
            : CONFLICT;
        if (result.kind === 'conflict')
            conflicts.push(result.why === null ? path : `${path} (${result.why})`);
        else if (result.kind === 'merged') {
            merged.set(path, await writeBlob(git, result.text));
            notices.push(...result.replaced.map((line) => `${path}:${line}`));
        }
        else {
            merged.set(path, null);
            const moved = await findMovedTasks(git, options, sides, result.ticked);
            if (moved !== null)
                merged.set(moved.path, await writeBlob(git, moved.text));
        }
    }
    return { merged, conflicts, notices };
}
/** Commits where two histories parted: several where each was merged into the other; none: they never were one. */
async function mergeBases(git, ours, theirs) {
    const found = await git(['merge-base', '--all', ours, theirs], { accept: [0, 1] });
    return found.stdout.split('\n').filter((commit) => commit !== '');
}
/** From whichever common version leaves no conflict. */
async function mergeFile(git, options, path, from) {
    const { sides, bases, stages } = from;
    const readStage = async (stage) => {
        const hash = stages?.find((version) => version.stage === stage)?.hash;
        return hash === undefined ? null : (await git(['cat-file', 'blob', hash])).stdout;
    };
    // As git staged them, which follows a renamed folder.
    const ours = stages === null ? await (0,blobs/* readFileAt */._T)(git, sides.ours, path) : await readStage(2);
    const theirs = stages === null ? await (0,blobs/* readFileAt */._T)(git, sides.theirs, path) : await readStage(3);
    const common = [await readStage(1)];
    for (const base of bases)
        common.push(await (0,blobs/* readFileAt */._T)(git, base, path));
    // Of several common versions git makes one, with the marks of what conflicts in it.
    const usable = common.filter((text) => text !== null && !/^<{7} /m.test(text));
    const attempts = [...(usable.length === 0 ? [null] : usable)].map((base) => mergeRecordFile(options, path, { base, ours, theirs }, sides));
    return attempts.find(({ kind }) => kind !== 'conflict') ?? attempts[0];
}
/** In a folder that was renamed and edited at once git finds no file again that is as short as a task list. */
async function findMovedTasks(git, options, sides, ticked) {
    if (ticked === null)
        return null;
    for (const spec of await specFoldersAt(git, options, sides.theirs)) {
        const path = (0,repository_opened/* tasksPathOf */.tx)(options, spec);
        const theirs = (await (0,blobs/* readFileAt */._T)(git, sides.ours, path)) === null ? await (0,blobs/* readFileAt */._T)(git, sides.theirs, path) : null;
        if (theirs === null || !(0,match_tasks/* isSameTaskList */.WZ)(ticked.ours, theirs))
            continue;
        const text = (0,merge_tasks/* mergeTasks */.vG)({ ...ticked, theirs });
        if (text !== null)
            return { path, text };
    }
    return null;
}
/** Names of what lies beside the state file in a commit, the spec folders among it. */
async function specFoldersAt(git, options, commit) {
    const folder = options.statePath.slice(0, Math.max(0, options.statePath.lastIndexOf('/')));
    const listed = await git(['ls-tree', '-z', '--name-only', `${commit}:${folder}`], { accept: 'any' });
    return listed.stdout.split('\0').filter((name) => name !== '');
}
async function writeBlob(git, text) {
    return (await git(['hash-object', '-w', '--stdin'], { input: text })).stdout.trim();
}
/** Puts merged files into the index, where they have one version again, or none. */
async function stageMerged(git, merged) {
    const entries = [...merged].flatMap(([path, hash]) => (hash === null ? [] : `100644 ${hash} 0\t${path}\0`));
    const removed = [...merged].flatMap(([path, hash]) => (hash === null ? `${path}\0` : []));
    if (entries.length > 0)
        await git(['update-index', '--add', '-z', '--index-info'], { input: entries.join('') });
    if (removed.length > 0)
        await git(['update-index', '--force-remove', '-z', '--stdin'], { input: removed.join('') });
}

;// CONCATENATED MODULE: ./lib/repository/merge/merge-commit.js








/**
 * Merges a commit into what is checked out: our own files and the task lists by their meaning, all else as git does.
 * After a conflict everything is as it was.
 */
async function mergeCommit(opened, commit, merge) {
    const { checkout, options } = opened;
    const { git } = checkout;
    if (await (0,git_merge/* isAncestor */.QX)(git, commit, 'HEAD'))
        return { kind: 'current' };
    const ours = (await git(['rev-parse', 'HEAD'])).stdout.trim();
    const sides = { ours, theirs: commit, theirName: merge.label, appending: merge.appending ?? false };
    const records = await recordsChangedByBoth(git, options, sides);
    const mode = records.length === 0 ? [] : ['--no-commit'];
    const args = ['merge', '-q', '--no-edit', '--no-stat', ...mode, '-m', merge.message, commit];
    const merged = await git(args, { accept: 'any', env: MADE_BY_RUN.merge });
    const isOpen = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(checkout.gitDir, 'MERGE_HEAD'));
    if (merged.code !== 0 && !isOpen) {
        const said = (0,lib_text/* firstCharacters */.DR)((merged.stderr + merged.stdout).trim(), 1000);
        throw new errors/* UserError */.yo(`${merge.label} could not be merged: ${said}`, {
            fix: 'Merge it by hand, or move uncommitted files out of the way, and start again.',
        });
    }
    const conflicts = isOpen ? await finishMerge(opened, sides, { message: merge.message, records }) : [];
    if (conflicts.length > 0)
        return { kind: 'conflict', files: conflicts };
    const head = (await git(['rev-parse', 'HEAD'])).stdout.trim();
    // Where nothing is here that is not there, theirs is the head, and not ours to sign.
    return { kind: 'merged', head: head === commit ? head : await signHead(opened, head) };
}
/** Commits a merge that git left open, with our files by their meaning; what conflicts all the same ends it. */
async function finishMerge({ checkout, options }, sides, { message, records }) {
    const { git } = checkout;
    const unmerged = parseUnmerged((await git(['ls-files', '-u', '-z'], { encoding: 'latin1' })).stdout);
    const { merged, conflicts, notices } = await mergeByMeaning(git, options, sides, { unmerged, records });
    if (conflicts.length > 0) {
        await git(['merge', '--abort']);
        return conflicts;
    }
    await stageMerged(git, merged);
    for (const [path, hash] of merged) {
        if (hash === null)
            (0,external_node_fs_.rmSync)((0,external_node_path_.join)(checkout.top, path), { force: true });
        else
            await git(['checkout-index', '-f', '--', path]);
    }
    await git(['commit', '-q', '--no-verify', '--cleanup=verbatim', '-m', message], {
        env: { GIT_REFLOG_ACTION: `${MADE_BY_RUN.merge.GIT_REFLOG_ACTION}: Merge made` },
    });
    for (const line of notices)
        options.notice(line);
    return [];
}
/** As our messages begin; a person's git says `Merge branch …`. */
const OWN_MESSAGE = /^.*\bmerge (?:\S+ into \S+|what was pushed to \S+)/i;
/** Reverts a merge of ours that was killed half way: nothing but the two sides is in the working tree then. */
async function abortUnfinishedMerge({ checkout, options }) {
    const message = (0,external_node_path_.join)(checkout.gitDir, 'MERGE_MSG');
    if (!(0,external_node_fs_.existsSync)((0,external_node_path_.join)(checkout.gitDir, 'MERGE_HEAD')) || !(0,external_node_fs_.existsSync)(message))
        return;
    if (!OWN_MESSAGE.test((0,external_node_fs_.readFileSync)(message, 'utf8')))
        return;
    const aborted = await checkout.git(['merge', '--abort'], { accept: 'any' });
    if (aborted.code === 0)
        options.notice('A merge that an interrupted run had begun was reverted; it is repeated.');
}

;// CONCATENATED MODULE: ./lib/repository/push-check/find-baseline.js



/**
 * Says what the commits that are here are compared with until they are one with what is on the remote: the work branch
 * and the base as the remote has them. Without both nothing that is here can be told from an agent's.
 */
function trustRemote(opened, commits) {
    const known = [...new Set(commits.filter((commit) => commit != null))];
    const [first] = known;
    if (first === undefined)
        return;
    moveBaseline(opened.trust, first);
    opened.trust.references = known;
    for (const commit of known)
        opened.trust.vetted.add(commit);
}
/** For a process that did not open the work branch: asks the remote. `nothing`: there is nothing to go by. */
async function findBaseline(opened, policy) {
    const { trust, remote, branch, options } = opened;
    if (trust.baseline !== 'unknown')
        return 'found';
    if (remote === null || branch === null)
        return 'nothing';
    const base = options.baseBranch === null ? 'HEAD' : `refs/heads/${options.baseBranch}`;
    const names = [`refs/heads/${branch}`, base];
    const listed = await (0,retry_remote/* retryUntilReachable */.U)('reading the remote', policy, (ms) => remote.list(names, ms));
    if (listed.kind !== 'ok')
        return listed;
    const { refs } = listed.value;
    const ours = refs.get(`refs/heads/${branch}`) ?? null;
    const wasHere = ours !== null && (await isHere(opened, ours));
    const failure = await fetchMissing(opened, remote, new Map(names.map((name) => [name, refs.get(name)])), policy);
    if (failure !== null)
        return failure;
    const baseCommit = refs.get(base) ?? null;
    // What was not in this checkout a person has pushed; what was, something here may have pushed past us.
    const isTrusted = ours === null || !wasHere || (await wasPushedByUs(opened, ours, baseCommit));
    trustRemote(opened, [isTrusted ? ours : null, baseCommit]);
    opened.remoteHead = ours;
    return names.some((name) => refs.has(name)) ? 'found' : 'nothing';
}
async function isHere({ checkout }, commit) {
    return (await checkout.git(['cat-file', '-e', `${commit}^{commit}`], { accept: 'any' })).code === 0;
}
/** Fetches what is not here of these refs; undefined: the remote has none of that name. */
async function fetchMissing(opened, remote, refs, policy) {
    const haves = opened.head === null ? [] : [opened.head];
    for (const [name, commit] of refs) {
        if (commit === undefined || (await isHere(opened, commit)))
            continue;
        const fetched = await (0,retry_remote/* retryUntilReachable */.U)('fetch', policy, (ms) => remote.fetch([name], haves, null, ms));
        if (fetched.kind !== 'ok')
            return fetched;
    }
    return null;
}
/** Its protected paths are the base's, as it is or as it was when it was merged last. */
async function wasPushedByUs(opened, commit, base) {
    if (base === null)
        return false;
    const merged = await opened.checkout.git(['merge-base', commit, base], { accept: [0, 1] });
    const references = [base, ...(merged.code === 0 ? [merged.stdout.trim()] : [])];
    return agreesWith(opened, commit, [...new Set(references)]);
}

// EXTERNAL MODULE: ./lib/repository/work-tree/staging/known-filters.js
var known_filters = __webpack_require__(3364);
;// CONCATENATED MODULE: ./lib/repository/work-tree/staging/own-index.js














/**
 * Stages the working tree on `parent`. The repository's own index is not read, since an agent can hide changes in it
 * and put blobs into it that no file holds; neither are its sparse checkout, its excludes and its configuration.
 * Protected paths stay as the parent has them.
 */
async function withStagedWorkTree(opened, options, use) {
    try {
        return await stageWorkTree(opened, options, use);
    }
    catch (error) {
        if (!(error instanceof git_git/* GitKilledError */.SC))
            throw error;
        // No ref has moved, and what a killed git leaves lies in a repository that is removed: it can be done again.
        opened.options.notice(`${error.message}; trying again`);
        return stageWorkTree(opened, options, use);
    }
}
async function stageWorkTree(opened, options, use) {
    const { checkout, trust } = opened;
    return (0,side_repository/* withScratchRepository */.Z)(checkout, opened.options.env, [], async ({ folder, variables }) => {
        const index = (0,external_node_path_.join)(folder, 'index');
        (0,filters/* linkFilterKeys */.$_)(checkout, folder);
        const overrides = ['-c', 'core.bare=false', '-c', 'core.sparseCheckout=false'];
        const lfs = ['-c', `lfs.storage=${(0,external_node_path_.join)(checkout.commonDir, 'lfs')}`];
        const git = (args, extra = {}) => checkout.git([...overrides, ...lfs, ...args], { ...extra, env: { ...extra.env, ...variables } });
        for (const name of ['exclude', 'attributes']) {
            const content = opened.guard.original(`info/${name}`);
            if (content !== null)
                (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, 'info', name), content);
        }
        if (options.parent !== null)
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, 'HEAD'), `${options.parent}\n`);
        await readIndex(git, opened, index, options);
        if (options.forced !== undefined && options.forced.length > 0)
            await addForced(git, opened, options.forced);
        const whole = await (0,index_status/* readStatus */.rk)(git);
        const status = inScopeOf(whole, options.only);
        const selection = options.selection ?? (0,repository_opened/* commitSelectionOf */.L_)(opened);
        const known = (0,known_filters/* knownFilters */.f)(opened, whole);
        const chosen = await (0,stage/* selectExcludedFiles */.o_)({ ...checkout, git }, status, selection, known);
        const guarded = status.entries
            .map(({ path }) => path)
            .filter((path) => trust.protectedPaths.covers(path.replace(/\/$/, ''), modeOf(checkout.top, path)));
        const excluded = { ...chosen, paths: [...new Set([...chosen.paths, ...guarded])] };
        const isWanted = status.entries.length > excluded.paths.length;
        const failure = isWanted ? await own_index_stage(git, opened, status, excluded, options.only) : null;
        return use({
            git,
            status,
            excluded,
            failure,
            content: () => withoutYoungSizes(readIndexFile(index), checkout.objectFormat),
        });
    });
}
function inScopeOf(status, only) {
    if (only === undefined)
        return status;
    const kept = new Set(only);
    return { ...status, entries: status.entries.filter(({ path }) => kept.has((0,index_status/* readable */.HD)(path))) };
}
/** For links and repositories, which count on the way to a protected path, too. */
function modeOf(top, path) {
    const stat = (0,stat_entry/* statEntry */.lS)((0,stat_entry/* placeOf */.$t)(top, path));
    if (stat?.isSymbolicLink() === true)
        return '120000';
    return stat?.isDirectory() === true ? '160000' : '100644';
}
async function readIndex(git, opened, index, { parent, running }) {
    const { ownIndex } = opened;
    if (parent === null)
        return;
    if (ownIndex !== null)
        writeIndexFile(index, ownIndex, 0o600);
    // What a file was when it was last looked at is kept where its content is the same.
    if (ownIndex?.commit !== parent)
        await git(ownIndex === null ? ['read-tree', parent] : ['read-tree', '-i', '-m', parent]);
    await hideFiles(git, opened);
    if (!opened.sparse && !(running === true && isMadeSparse(opened.checkout)))
        return;
    const { top, git: repositoryGit } = opened.checkout;
    const listed = (await git(['ls-files', '-z'], { encoding: 'latin1' })).stdout
        .split('\0')
        .filter((path) => path !== '');
    // Absent files of a sparse checkout were not deleted: those that it left out at the start, and those that another git
    // left out since. A flag that an agent set has a file stay as it was, and hides no change.
    const leftOutSince = await (0,sparse_checkout/* readSparsePaths */.D)(repositoryGit);
    const left = listed.filter((path) => (opened.sparsePaths.has(path) || leftOutSince.has(path)) && (0,sparse_checkout/* isAbsent */.W0)(top, path));
    const input = (paths) => paths.map((path) => `${path}\0`).join('');
    const flag = async (name, paths) => {
        if (paths.length > 0)
            await git(['update-index', name, '-z', '--stdin'], { encoding: 'latin1', input: input(paths) });
    };
    if (opened.sparse)
        await flag('--no-skip-worktree', listed);
    await flag('--skip-worktree', left);
}
/** git has a definition, and an index that it can read. */
const isMadeSparse = ({ gitDir }) => [(0,external_node_path_.join)('info', 'sparse-checkout'), 'index'].every((name) => (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(gitDir, name), { throwIfNoEntry: false })?.isFile() === true);
async function hideFiles(git, opened) {
    if (opened.hidden.size === 0)
        return;
    const tags = await readIndexTags(git);
    await setIndexFlags(git, tags, wantedFlags(opened, tags));
}
async function addForced(git, { options }, paths) {
    const specs = paths.map((path) => `:(top,literal)${path}`);
    const listed = await git([
        'ls-files',
        '-z',
        '--others',
        '--ignored',
        '--exclude-standard',
        '--full-name',
        '--',
        ...specs,
    ]);
    const ignored = listed.stdout.split('\0').filter((path) => path !== '');
    if (ignored.length === 0)
        return;
    await git(['add', '-f', '--', ...ignored.map((path) => `:(top,literal)${path}`)]);
    options.notice(`${ignored.join(', ')}: committed although .gitignore excludes it, because the next run needs it`);
}
/** What git says of a file that this user may not read, or that is gone again. */
const UNREADABLE = /Permission denied|unable to (?:index file|stat)|No such file|adding files failed|could not open directory|failed to insert/i;
/** As many are named to git, which then need not look through the working tree again; of more, each costs more than that. */
const MAX_NAMED = 200;
/** Is one of these in a folder that is in the place of a named file? git would take all that is in there. */
function hasBelow(named, paths) {
    const names = new Set(named);
    return paths.some((path) => [...path.matchAll(/\//g)].some(({ index }) => names.has(path.slice(0, index))));
}
/** Of paths that were named git takes none where one was removed meanwhile, or lies behind what is a link now. */
const TAKES_NONE = /(?:^|; )fatal:/;
async function own_index_stage(git, opened, status, excluded, only) {
    const { trust, options } = opened;
    // Single files are among what is excluded; a folder that is called like one is not.
    const protectedRoots = trust.protectedPaths.folders;
    const paths = status.entries.map(({ path }) => path);
    const isNamed = only !== undefined || (paths.length <= MAX_NAMED && !hasBelow(paths, excluded.paths));
    const named = isNamed ? await (0,stage/* stageAll */.g9)(git, excluded, { only: paths, protectedRoots }) : null;
    const isWhole = only === undefined && (!isNamed || TAKES_NONE.test(named ?? ''));
    const complaint = isWhole ? await (0,stage/* stageAll */.g9)(git, excluded, { only: null, protectedRoots }) : named;
    if (complaint === null)
        return null;
    // What git says may be about files that were never ours; those that were must be in the commit.
    const missed = await git(['diff-files', '--name-only', '-z', '--ignore-submodules=all'], { encoding: 'latin1' });
    const isExcluded = new Set(excluded.paths);
    const files = missed.stdout
        .split('\0')
        .filter((path) => path !== '' && !isExcluded.has(path) && trust.protectedPaths.kindOf(path) !== 'inside');
    if (files.length === 0 && complaint.split('; ').every((line) => UNREADABLE.test(line))) {
        options.notice(`git could not read everything; left out: ${complaint}`);
        return null;
    }
    return `${files.slice(0, 10).map(index_status/* readable */.HD).join(', ') || 'a file'} could not be staged: ${complaint}`;
}
/** Makes our index the repository's, with one rename; a lock of another git is not waited for. */
function replaceIndex({ checkout }, staged) {
    const place = (0,external_node_path_.join)(checkout.gitDir, `index.sequential-${process.pid}`);
    writeIndexFile(place, staged, 0o644);
    (0,external_node_fs_.renameSync)(place, (0,external_node_path_.join)(checkout.gitDir, 'index'));
}
function readIndexFile(path) {
    return { content: (0,external_node_fs_.readFileSync)(path), writtenAt: Math.floor((0,external_node_fs_.lstatSync)(path).mtimeMs / 1000) };
}
function writeIndexFile(path, { content, writtenAt }, mode) {
    (0,external_node_fs_.writeFileSync)(path, content, { mode });
    (0,external_node_fs_.utimesSync)(path, writtenAt, writtenAt);
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/work-in-progress.js













const PUSH_TIMEOUT_MS = 60_000;
/**
 * Saves what is in the working tree as a commit on the side ref. An agent may be running meanwhile: index, working tree
 * and branch are not touched, no lock is taken, and `.git/config`, which nobody guards now, is not read.
 */
async function saveWork(opened, unit, note) {
    const { options, remote } = opened;
    if (options.checkpoint === 'off')
        return null;
    const policy = { ...(0,repository_opened/* retryPolicyOf */.aB)(options), retryForMs: 0 };
    if ((await findBaseline(opened, policy)) !== 'found' || opened.head === null)
        return null;
    const saved = await commitUnfinished(opened, unit, note);
    if (saved === null)
        return null;
    const ref = (0,git_refs/* workInProgressRef */.Jo)(options.spec);
    if (saved !== opened.wip) {
        await opened.checkout.git(['update-ref', '-m', 'sequential: unfinished work', ref, saved.commit]);
    }
    opened.wip = saved;
    if (remote !== null) {
        const pushed = await pushChecked(opened, remote, [{ commit: saved.commit, ref, onRemote: saved.remote }], PUSH_TIMEOUT_MS);
        if (pushed.kind === 'ok')
            opened.wip = { ...saved, remote: saved.commit };
        else
            options.notice(`Unfinished work is saved only here (${ref}): ${notPushedReason(pushed)}`);
    }
    return saved.commit;
}
function notPushedReason(pushed) {
    if (pushed.kind === 'withheld')
        return withheldReason(pushed.findings);
    return pushed.kind === 'behind' ? 'the side ref moved' : pushed.reason;
}
/**
 * The working tree as a commit on what was checkpointed last: what an agent committed meanwhile is in it as content,
 * and its history is not. null: there is nothing unfinished.
 */
async function commitUnfinished(opened, unit, note) {
    const { options, wip } = opened;
    const parent = await lastVetted(opened);
    if (parent === null)
        return null;
    const selection = (0,repository_opened/* commitSelectionOf */.L_)(opened);
    const isRecordFile = (0,repository_opened/* pathMatcher */.kZ)((0,repository_opened/* recordPaths */.Oq)(options));
    const isExcluded = (path) => selection.isExcluded(path) || isRecordFile(path);
    const staging = { parent, selection: { ...selection, isExcluded }, running: true };
    return withStagedWorkTree(opened, staging, async (staged) => {
        const { git, status, excluded, failure } = staged;
        if (failure !== null)
            options.notice(`Unfinished work is saved without what ${failure}`);
        if (status.entries.length === excluded.paths.length)
            return null;
        const tree = (await git(['write-tree'])).stdout.trim();
        if (wip !== null && tree === wip.tree)
            return wip;
        // The save before is a parent, so that the side ref only ever moves forward.
        const before = wip?.remote ?? null;
        const unitTrailer = unit === null ? '' : `Task: ${unit}\n`;
        const message = `Unfinished work: ${note}\n\nSpec: ${options.spec}\n${unitTrailer}Run: ${options.runId}`;
        const commit = await (0,stage/* commitTree */.SC)(git, tree, [parent, ...(before === null ? [] : [before])], message);
        return { tree, commit, remote: before };
    });
}
/** What HEAD was when we last looked, if it may be pushed; else what everything is compared with. */
async function lastVetted(opened) {
    const { trust, head } = opened;
    if (head !== null && (await checkCommits(opened, head, { texts: true })).findings.length === 0)
        return head;
    return trust.baseline === 'unknown' ? null : trust.baseline;
}
/** Where the work on the side ref parts from the branch; null: a checkpoint of the spec has overtaken it since. */
async function wipMergeBase({ checkout: { git }, options }, wipCommit) {
    const base = await git(['merge-base', 'HEAD', wipCommit], { accept: [0, 1] });
    if (base.code !== 0)
        return null;
    const mergeBase = base.stdout.trim();
    const specTrailers = await git([
        'log',
        '-z',
        '--format=%(trailers:key=Spec,valueonly,separator=%x2C)',
        `${mergeBase}..HEAD`,
    ]);
    return specTrailers.stdout.split('\0').includes(options.spec) ? null : mergeBase;
}
/**
 * What a killed run had saved here, and not on the remote yet, or no longer: a checkpoint has overtaken that. Without a
 * remote it is known already.
 */
async function takeUpLocalWork(opened) {
    if (opened.remote === null)
        return;
    const { git } = opened.checkout;
    const ref = (0,git_refs/* workInProgressRef */.Jo)(opened.options.spec);
    const local = await git(['rev-parse', '-q', '--verify', `${ref}^{commit}`], { accept: 'any' });
    if (opened.wip !== null || local.code !== 0)
        return;
    const commit = local.stdout.trim();
    if ((await wipMergeBase(opened, commit)) !== null)
        opened.wip = { commit, tree: null, remote: null };
    else
        await git(['update-ref', '-d', ref, commit], { accept: 'any' });
}
/** Work on the side ref that no checkpoint of the spec has overtaken since it was saved. */
async function findRecoverableWork(opened) {
    const { checkout, options, wip } = opened;
    const { git } = checkout;
    if (wip === null || opened.head === null)
        return null;
    const mergeBase = await wipMergeBase(opened, wip.commit);
    if (mergeBase === null)
        return null;
    const shown = await git(['log', '-1', '--format=%ct%x00%B', wip.commit]);
    const [seconds, body = ''] = shown.stdout.split('\0');
    const savedAt = (0,time/* iso */.KH)(Number(seconds) * time/* SECOND */.Z2);
    const names = await git(['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', mergeBase, wip.commit], {
        encoding: 'latin1',
    });
    const files = names.stdout
        .split('\0')
        .filter((path) => path !== '')
        .slice(0, 200)
        .map(index_status/* readable */.HD);
    if (files.length === 0)
        return null;
    const note = (body.split('\n', 1)[0] ?? '').replace(/^Unfinished work: /, '');
    const runs = await git(['log', '-z', '--format=%(trailers:key=Run,valueonly)', `${mergeBase}..${wip.commit}`]);
    const stat = await git(['diff', '--shortstat', '--no-ext-diff', mergeBase, wip.commit]);
    return {
        ref: (0,git_refs/* workInProgressRef */.Jo)(options.spec),
        commit: wip.commit,
        unit: /^Task: (.+)$/m.exec(body)?.[1] ?? null,
        savedAt,
        note,
        files,
        lostRuns: new Set(runs.stdout.split(/[\0\n]+/).filter((id) => id !== '')).size,
        summary: `Unfinished work saved at ${savedAt} (${note}):${stat.stdout.replace(/\n/g, '')}: ${(0,lib_text/* listFirst */.rL)(files, 12)}`,
        apply: async () => {
            const applied = await applyWork(git, wip.commit);
            // A run that was lost in this very working tree left it here, too.
            return applied.kind === 'conflict' && (await isInWorkTree(checkout, wip.commit, files))
                ? { kind: 'applied' }
                : applied;
        },
    };
}
async function applyWork(git, commit) {
    const merge = await git(['merge', '-q', '--squash', '--no-stat', commit], { accept: 'any' });
    if (merge.code === 0) {
        await git(['reset', '-q']);
        return { kind: 'applied' };
    }
    const unmerged = (await (0,git_merge/* unmergedFiles */.Fi)(git)).map(index_status/* readable */.HD);
    if (unmerged.length > 0)
        await git(['reset', '-q', '--merge']);
    const reported = [...merge.stderr.matchAll(/^\t(.+)$/gm)].map((match) => match[1] ?? '');
    return { kind: 'conflict', files: unmerged.length > 0 ? unmerged : reported };
}
async function isInWorkTree({ git, top }, commit, files) {
    const there = files.filter((path) => (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(top, path), { throwIfNoEntry: false })?.isFile() === true);
    if (there.length < files.length || there.some((path) => path.includes('\n')))
        return false;
    const hashed = await git(['hash-object', '--stdin-paths'], {
        cwd: top,
        input: `${there.join('\n')}\n`,
        accept: 'any',
    });
    const listed = await git(['cat-file', '--batch-check=%(objectname)'], {
        input: there.map((path) => `${commit}:${path}\n`).join(''),
    });
    return hashed.code === 0 && hashed.stdout === listed.stdout;
}

;// CONCATENATED MODULE: ./lib/repository/remote/push.js














/** A branch that others push to faster than we can merge is no place to work. */
const MAX_PUSH_ROUNDS = 8;
/**
 * Pushes HEAD to the work branch, and ends only when the remote was read back and shows it. What a person pushed in the
 * meantime is merged; another run of the same spec is left its way.
 */
async function pushAndConfirm(opened, retry) {
    const { checkout, remote, options } = opened;
    const branch = opened.branch;
    if (remote === null || branch === null)
        throw new errors/* UserError */.yo('There is no branch to push to.', { where: checkout.top });
    refuseDefaultBranch(opened);
    const ref = `refs/heads/${branch}`;
    const retryPolicy = (0,repository_opened/* retryPolicyOf */.aB)(options, retry);
    const initialHead = opened.head ?? (await checkout.git(['rev-parse', 'HEAD'])).stdout.trim();
    // Nothing of its own: the remote has it all in the base, and a branch that says no more is not wanted back.
    if (initialHead === opened.startedFrom?.baseCommit)
        return { kind: 'saved', commit: initialHead, pushed: true };
    let head = initialHead;
    for (let round = 0; round < MAX_PUSH_ROUNDS; round++) {
        const shown = await pushAndReadBack(opened, remote, ref, head, retryPolicy);
        if (shown.kind === 'failed')
            return shown.result;
        if (shown.commit === head) {
            opened.remoteHead = head;
            await updateRefsAfterPush(opened, remote, ref, retryPolicy);
            if (head === initialHead)
                return { kind: 'saved', commit: head, pushed: true };
            return { kind: 'merged', commit: head, files: await filesBetween(opened, initialHead, head) };
        }
        const mergeResult = await mergeRemoteChanges(opened, remote, ref, shown.commit, retryPolicy);
        if (typeof mergeResult !== 'string')
            return mergeResult;
        head = mergeResult;
    }
    return failureWithBundle(opened, head, { kind: 'transient', reason: `others keep pushing to ${branch}` });
}
/** Pushes, and says which commit the remote shows on the branch then. */
async function pushAndReadBack(opened, remote, ref, head, retryPolicy) {
    const fail = async (failure) => ({ kind: 'failed', result: await failureWithBundle(opened, head, failure) });
    const pushed = await (0,retry_remote/* retryUntilReachable */.U)('push', retryPolicy, (ms) => pushChecked(opened, remote, [{ commit: head, ref }], ms));
    if (pushed.kind === 'withheld') {
        const reason = `${opened.branch}: ${withheldReason(pushed.findings)}`;
        return { kind: 'failed', result: { kind: 'withheld', reason, remedy: withheldRemedy(pushed.findings) } };
    }
    if (pushed.kind !== 'ok' && pushed.kind !== 'behind')
        return fail(pushed);
    const listed = await (0,retry_remote/* retryUntilReachable */.U)('reading the remote branch', retryPolicy, (ms) => remote.list([ref], ms));
    if (listed.kind !== 'ok')
        return fail(listed);
    const commit = listed.value.refs.get(ref);
    if (commit !== undefined)
        return { kind: 'shown', commit };
    const problem = pushed.kind === 'ok'
        ? 'the remote accepted the push but does not show the branch'
        : 'the remote cannot create the branch';
    const remedy = 'Use another `work-branch`: another branch may have the name of a part of this one, or a hook removes it.';
    return fail({ kind: 'refused', reason: `${problem} ${opened.branch}`, remedy });
}
/** Never the default branch, unless the user said to work on the branch that is checked out. */
function refuseDefaultBranch(opened) {
    if (opened.options.workBranch === '' || opened.branch !== opened.defaultBranch)
        return;
    throw new errors/* UserError */.yo(`${opened.branch} is the default branch, which this program never writes to.`, {
        where: 'work-branch',
        fix: 'Name another work branch, or an empty one to work on the branch that is checked out.',
    });
}
async function mergeRemoteChanges(opened, remote, ref, theirs, retryPolicy) {
    const { checkout, options } = opened;
    const { git } = checkout;
    const ours = (await git(['rev-parse', 'HEAD'])).stdout.trim();
    const haves = [ours, ...(opened.remoteHead === null ? [] : [opened.remoteHead])];
    const wasHere = (await git(['cat-file', '-e', `${theirs}^{commit}`], { accept: 'any' })).code === 0;
    const fetched = await (0,retry_remote/* retryUntilReachable */.U)('fetch', retryPolicy, (ms) => remote.fetch([ref], haves, null, ms));
    if (fetched.kind !== 'ok')
        return failureWithBundle(opened, ours, fetched);
    await (0,git_merge/* deepenToCommonAncestor */.TL)(checkout, ours, theirs, async (depth) => {
        await (0,retry_remote/* retryUntilReachable */.U)('fetch', retryPolicy, (ms) => remote.fetch([ref], haves, depth, ms));
    });
    const foreign = wasHere ? await refuseForeignPush(opened, theirs) : null;
    if (foreign !== null)
        return foreign;
    const { spec, runId, statePath } = options;
    const competingRun = await (0,other_run/* findCompetingRun */.lk)(git, { theirs, spec, runId, statePath });
    if (competingRun !== null) {
        return { kind: 'raced', ...competingRun, ...(await preserveCommit(opened, remote, ours)) };
    }
    const message = (0,commit_message/* plainSubject */.DB)(`Merge what was pushed to ${opened.branch} in the meantime`, opened.options);
    const label = `What was pushed to ${opened.branch}`;
    const merged = await mergeCommit(opened, theirs, { label, message, appending: true });
    opened.remoteHead = theirs;
    if (merged.kind === 'conflict') {
        return { kind: 'conflict', files: merged.files, ...(await preserveCommit(opened, remote, ours)) };
    }
    const head = merged.kind === 'merged' ? merged.head : ours;
    const refused = await vetMerge(opened, head, [ours, theirs]);
    if (refused !== null)
        return refused;
    opened.head = head;
    return head;
}
/** What a person pushed was not in this checkout; what was, something here has pushed past us. */
async function refuseForeignPush(opened, theirs) {
    const { findings } = await checkCommits(opened, theirs);
    if (findings.length === 0)
        return null;
    return {
        kind: 'refused',
        reason: `${opened.branch} was pushed from this checkout by something other than this program, with what must not be pushed: ${theirs.slice(0, 12)} ${withheldReason(findings)}`,
        remedy: 'Check that commit and reset the branch on the remote to the one before it. Whoever pushed it has separate credentials on this machine.',
        bundle: null,
    };
}
/** A merge of ours may hold of a protected path what one of its two sides holds, and nothing else. */
async function vetMerge(opened, head, sides) {
    const { trust } = opened;
    for (const side of sides)
        trust.vetted.add(side);
    trust.references = sides;
    const { findings } = await checkCommits(opened, head);
    if (findings.length > 0) {
        return { kind: 'withheld', reason: withheldReason(findings), remedy: withheldRemedy(findings) };
    }
    moveBaseline(trust, head);
    return null;
}
/** A runner is gone before anybody merges by hand: the commit goes where a person can fetch it. */
async function preserveCommit(opened, remote, commit) {
    const bundle = await writeBundle(opened, commit);
    const ref = await (0,repository_opened/* preserveLostCommit */.mL)(opened, commit);
    const pushed = await pushChecked(opened, remote, [{ commit, ref }], SIDE_REF_TIMEOUT_MS);
    if (pushed.kind !== 'ok')
        return { ref: null, bundle };
    opened.lostCommits.delete(ref);
    return { ref, bundle };
}
const SIDE_REF_TIMEOUT_MS = 60_000;
async function failureWithBundle(opened, head, failure) {
    const bundle = await writeBundle(opened, head);
    if (failure.kind === 'refused')
        return { ...failure, bundle };
    return { kind: 'unreachable', reason: failure.kind === 'transient' ? failure.reason : 'the branch moved', bundle };
}
async function filesBetween(opened, from, to) {
    const args = ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', from, to];
    const names = (await opened.checkout.git(args)).stdout.split('\0');
    return names.filter((name) => name !== '').slice(0, 200);
}
/**
 * After a checkpoint is seen: lost histories go to the remote, the side ref of unfinished work has served, and the
 * user's `git status` should know what is pushed. None of it may fail the checkpoint.
 */
async function updateRefsAfterPush(opened, remote, ref, retryPolicy) {
    const { checkout, options, wip } = opened;
    const sideRefs = await lostCommitRefs(opened);
    const wipRef = (0,git_refs/* workInProgressRef */.Jo)(options.spec);
    // A push of what was there before, or of a merge alone, is no checkpoint that would have overtaken it.
    const wipSuperseded = wip !== null && (await wipMergeBase(opened, wip.commit)) === null;
    if (wipSuperseded && wip.remote)
        sideRefs.push({ commit: null, ref: wipRef });
    if (sideRefs.length > 0)
        await pushSideRefs(opened, remote, sideRefs, retryPolicy, wipSuperseded);
    if (wipSuperseded && !wip.remote)
        opened.wip = null;
    const branch = ref.slice('refs/heads/'.length);
    const commands = [`update ${(0,git_refs/* pushedBranchRef */.rZ)(branch)} ${opened.remoteHead}`];
    if ((0,git_configuration/* configValue */.Mn)(checkout.configEntries, 'remote.origin.url') !== null) {
        commands.push(`update refs/remotes/origin/${branch} ${opened.remoteHead}`);
    }
    if (wip !== null && opened.wip === null)
        commands.push(`delete ${wipRef}`);
    await checkout.git(['update-ref', '--stdin'], { input: `${commands.join('\n')}\n`, accept: 'any' });
}
/** The histories that are kept aside and may be pushed. */
async function lostCommitRefs(opened) {
    const refs = [];
    for (const [ref, commit] of opened.lostCommits) {
        // What may not be pushed is kept here alone, which was said when it was reverted.
        if ((await checkCommits(opened, commit, { texts: true })).findings.length > 0)
            opened.lostCommits.delete(ref);
        else
            refs.push({ commit, ref });
    }
    return refs;
}
async function pushSideRefs(opened, remote, sideRefs, retryPolicy, wipSuperseded) {
    const timeoutMs = Math.min(60_000, Math.max(2_000, retryPolicy.retryForMs));
    const result = await pushChecked(opened, remote, sideRefs, timeoutMs);
    if (result.kind !== 'ok') {
        const why = 'reason' in result ? result.reason : 'they exist already';
        opened.options.notice(`Side refs were not pushed: ${why}`);
        return;
    }
    opened.lostCommits.clear();
    if (wipSuperseded)
        opened.wip = null;
}

;// CONCATENATED MODULE: ./lib/repository/guard/conflicts.js



const OPERATIONS = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'rebase-merge', 'rebase-apply', 'sequencer'];
/** What git writes into HEAD's record for them. */
const RECORDED = /\t(?:[\w-]*rebase|merge|pull|cherry-pick|revert|am|commit \((?!initial|amend))\b/;
const MAX_BYTES = 4 * 1024 * 1024;
/** A text may show conflict marks for a reason: they count where an operation left them, and until they are gone. */
function createConflictReader({ top, gitDir, git }) {
    const known = new Set();
    const record = (0,external_node_path_.join)(gitDir, 'logs', 'HEAD');
    const sizeOf = (path) => {
        try {
            const stat = (0,external_node_fs_.statSync)(path);
            return stat.isFile() ? stat.size : 0;
        }
        catch {
            // Not there, or below what is no folder any more.
            return 0;
        }
    };
    const conflictsIn = async (commit, path) => {
        if (commit === null)
            return 0;
        const blob = await git(['cat-file', 'blob', `${commit}:${(0,index_status/* readable */.HD)(path)}`], { encoding: 'latin1', accept: 'any' });
        return blob.code === 0 ? countConflicts(blob.stdout) : 0;
    };
    return {
        historyLength: () => sizeOf(record),
        isUnfinished(historyLength) {
            if (OPERATIONS.some((name) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(gitDir, name))))
                return true;
            return sizeOf(record) > historyLength && RECORDED.test((0,external_node_fs_.readFileSync)(record, 'latin1').slice(historyLength));
        },
        async read({ touched, unmerged, unfinished, baseline }) {
            for (const path of [...unmerged, ...(unfinished ? touched : [])])
                known.add(path);
            for (const path of [...known]) {
                const conflicts = countConflicts(readText(top, path));
                if (conflicts === 0 || conflicts <= (await conflictsIn(baseline, path)))
                    known.delete(path);
            }
            return [...new Set([...known, ...unmerged])].sort();
        },
    };
}
/** '' for what is no file, or too long for one that people write. */
function readText(top, path) {
    const place = Buffer.concat([Buffer.from(`${top}/`), Buffer.from(path, 'latin1')]);
    try {
        const stat = (0,external_node_fs_.statSync)(place);
        return stat.isFile() && stat.size <= MAX_BYTES ? (0,external_node_fs_.readFileSync)(place, 'latin1') : '';
    }
    catch {
        return '';
    }
}
/** How often the three marks stand there, each at a line's start, in their order. */
function countConflicts(text) {
    let seen = 0;
    const marks = ['<<<<<<< ', '=======', '>>>>>>> '];
    for (const line of text.split('\n')) {
        const next = seen % marks.length;
        const mark = marks[next] ?? '';
        if (next === 1 ? line.trimEnd() === mark : line.startsWith(mark))
            seen += 1;
    }
    return Math.floor(seen / marks.length);
}

// EXTERNAL MODULE: ./lib/entries-below.js
var entries_below = __webpack_require__(7715);
;// CONCATENATED MODULE: ./lib/repository/guard/repair.js






/**
 * The status after an attempt. What of git's own files cannot be read is recreated: HEAD, the branch and the index, as
 * they were before the attempt; the working tree, which is what counts, is not touched. Where the commits themselves
 * are lost there is nothing to continue from: a UserError.
 */
async function readStatusOrRepair(opened, repaired) {
    const { git, gitDir } = opened.checkout;
    const index = (0,external_node_path_.join)(gitDir, 'index');
    // git would wait for ever for somebody to write into a named pipe.
    const indexIsNoFile = (0,external_node_fs_.lstatSync)(index, { throwIfNoEntry: false })?.isFile() === false;
    if (indexIsNoFile)
        (0,external_node_fs_.rmSync)(index, { recursive: true, force: true });
    let status = await statusIfReadable(git);
    if (status === null && removeSpecialFiles(opened.checkout.top, repaired))
        status = await statusIfReadable(git);
    if (status !== null && !indexIsNoFile && !(await isBranchBroken(opened, status))) {
        if (status.head !== opened.head)
            await requireCommit(opened);
        return status;
    }
    if (status === null) {
        await repairPackedRefs(opened, repaired);
        await repairHead(opened, repaired);
    }
    await repairBranch(opened, repaired);
    const repairedStatus = indexIsNoFile ? null : await statusIfReadable(git);
    if (repairedStatus !== null)
        return repairedStatus;
    (0,external_node_fs_.rmSync)(index, { force: true });
    await git(['read-tree', '--reset', opened.head ?? '--empty']);
    repaired.push('git’s index could not be read: recreated');
    return (0,index_status/* readStatus */.rk)(git);
}
/** git reads these wherever they lie; from a pipe it would read for ever. */
const READ_EVERYWHERE = new Set(['.gitignore', '.gitattributes', '.gitmodules']);
/** Removes pipes and the like that git reads in the working tree; true: there were some. */
function removeSpecialFiles(top, repaired) {
    const found = (0,entries_below/* entriesBelow */.yO)(top).filter(({ kind, name }) => (kind === 'special' || kind === 'socket') && READ_EVERYWHERE.has(name));
    for (const { path, place } of found) {
        (0,external_node_fs_.rmSync)(place, { force: true });
        repaired.push(`${(0,external_node_path_.relative)(top, path)}, which is not a file: removed`);
    }
    return found.length > 0;
}
async function statusIfReadable(git) {
    try {
        return await (0,index_status/* readStatus */.rk)(git);
    }
    catch (error) {
        if (error instanceof git_git/* GitError */.XS)
            return null;
        throw error;
    }
}
/** A branch whose file holds no commit looks as if it were not born yet. */
async function isBranchBroken({ branch, checkout, head }, status) {
    if (branch === null || head === null || status.head !== null)
        return false;
    return (0,external_node_fs_.existsSync)((0,external_node_path_.join)(checkout.commonDir, 'refs', 'heads', branch)) && !(await branchHasCommit(checkout, branch));
}
async function branchHasCommit({ git }, branch) {
    return (await git(['rev-parse', '-q', '--verify', `refs/heads/${branch}^{commit}`], { accept: 'any' })).code === 0;
}
/** One line that cannot be read hides all branches and tags of the file: it is kept for a person to fix. */
async function repairPackedRefs({ checkout: { git, commonDir } }, repaired) {
    const listed = await git(['for-each-ref', '--count=1'], { accept: 'any' });
    if (!/packed-refs/.test(listed.stderr))
        return;
    const packedRefs = (0,external_node_path_.join)(commonDir, 'packed-refs');
    (0,external_node_fs_.renameSync)(packedRefs, `${packedRefs}.broken`);
    repaired.push(`git’s packed-refs could not be read: moved to ${packedRefs}.broken`);
}
async function repairHead({ branch, checkout, head }, repaired) {
    const { git, gitDir } = checkout;
    const probes = [
        ['symbolic-ref', '-q', 'HEAD'],
        ['rev-parse', '-q', '--verify', 'HEAD'],
    ];
    for (const args of probes)
        if ((await git(args, { accept: 'any' })).code === 0)
            return;
    const path = (0,external_node_path_.join)(gitDir, 'HEAD');
    (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
    (0,external_node_fs_.writeFileSync)(path, branch === null ? `${head}\n` : `ref: refs/heads/${branch}\n`);
    repaired.push('git’s HEAD could not be read: recreated');
}
async function repairBranch(opened, repaired) {
    const { branch, checkout, head } = opened;
    const { git, commonDir } = checkout;
    if (head === null || branch === null)
        return;
    await requireCommit(opened);
    if (await branchHasCommit(checkout, branch))
        return;
    const ref = `refs/heads/${branch}`;
    (0,external_node_fs_.rmSync)((0,external_node_path_.join)(commonDir, ref), { recursive: true, force: true });
    await git(['update-ref', '-m', 'sequential: repaired after an attempt', ref, head]);
    repaired.push(`${branch} could not be read: restored to the last checkpoint`);
}
/** What was checked out before the attempt must still be there to go on from. */
async function requireCommit(opened) {
    const { checkout, head } = opened;
    if (head === null)
        return;
    const known = await checkout.git(['cat-file', '-e', `${head}^{commit}`], { accept: 'any' });
    if (known.code === 0)
        return;
    throw lostRepository(opened, 'The git repository is damaged: its commits were lost while an agent ran.');
}

;// CONCATENATED MODULE: ./lib/repository/guard/restore-branch.js





/**
 * Puts the work branch back under HEAD, on top of what it held before the attempt. What the agent committed elsewhere
 * is taken along where it continues our history; where it does not (amended, rebased, reset, another branch), its
 * content is merged into the working tree and its commits are kept under a ref.
 */
async function restoreBranch(status, options) {
    const { branch, headBefore } = options;
    const currentHead = status.head;
    if (status.branch === branch && currentHead === headBefore)
        return { head: currentHead, repaired: [], workTreeChanged: false };
    const left = await readLeftHistory(status, options);
    const { switched, tip, ours, repaired } = left;
    const { git } = options.checkout;
    if (ours === null) {
        // Nothing was ever committed, and nothing is now: only the name of the unborn branch may be wrong.
        if (switched && branch !== null)
            await git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
        return { head: null, repaired, workTreeChanged: false };
    }
    if (currentHead === null || currentHead === ours || (await (0,git_merge/* isAncestor */.QX)(git, ours, currentHead))) {
        const head = currentHead ?? ours;
        if (switched || head !== tip)
            await moveBranch(options, head, switched);
        if (switched && head !== tip)
            repaired.push(`its commits were moved to ${labelOf(branch)}`);
        return { head, repaired, workTreeChanged: false };
    }
    return mergeAttempt(options, { ...left, ours, currentHead });
}
/** What became of the work branch; of a rewritten history the commits are kept. */
async function readLeftHistory(status, { checkout, branch, headBefore, preserveCommit }) {
    const { git } = checkout;
    const switched = status.branch !== branch;
    const tip = switched && branch !== null ? await resolveCommit(checkout, `refs/heads/${branch}`) : status.head;
    const repaired = [];
    const location = status.branch === null ? 'a detached HEAD' : `branch ${status.branch}`;
    const label = labelOf(branch);
    if (switched)
        repaired.push(`${location} was checked out: switched back to ${label}`);
    const goesOn = headBefore === null || (tip !== null && (await (0,git_merge/* isAncestor */.QX)(git, headBefore, tip)));
    if (goesOn)
        return { switched, tip, ours: tip ?? headBefore, repaired };
    const isRewritten = tip !== null && !(await (0,git_merge/* isAncestor */.QX)(git, tip, headBefore));
    repaired.push(isRewritten
        ? `the history of ${label} was rewritten: its commits are saved as ${await preserveCommit(tip)}`
        : `${label} was ${tip === null ? 'deleted' : 'reset'}: restored to the last checkpoint`);
    return { switched, tip, ours: headBefore, repaired };
}
function labelOf(branch) {
    return branch ?? 'the commit that was checked out';
}
async function moveBranch({ checkout: { git }, branch }, commit, switched) {
    const ref = branch === null ? ['--no-deref', 'HEAD'] : [`refs/heads/${branch}`];
    await git(['update-ref', '-m', 'sequential: repaired after an attempt', ...ref, commit]);
    if (switched && branch !== null)
        await git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
}
/** The branch is ours again, the attempt's content lies in the working tree. */
async function mergeAttempt(options, left) {
    const { checkout, preserveCommit } = options;
    const { ours, tip, currentHead, switched, repaired } = left;
    if (currentHead !== tip && !(await (0,git_merge/* isAncestor */.QX)(checkout.git, currentHead, ours))) {
        repaired.push(`the commits there are saved as ${await preserveCommit(currentHead)}`);
    }
    const workTreeCommit = await options.commitWorkTree(currentHead);
    await moveBranch(options, ours, switched);
    const conflicting = await mergeIntoWorkTree(checkout, workTreeCommit);
    if (conflicting.length > 0) {
        repaired.push(`both had changed ${conflicting.slice(0, 10).join(', ')}: the attempt's version is in the working tree`);
    }
    return { head: ours, repaired, workTreeChanged: true };
}
async function resolveCommit(checkout, ref) {
    const found = await checkout.git(['rev-parse', '--verify', '-q', `${ref}^{commit}`], { accept: [0, 1, 128] });
    return found.code === 0 ? found.stdout.trim() : null;
}
/**
 * Brings the content of `snapshot` onto HEAD, uncommitted, by a three-way merge: what earlier checkpoints hold and the
 * attempt did not touch stays. Where both changed the same lines the attempt's version is taken.
 */
async function mergeIntoWorkTree(checkout, workTreeCommit) {
    const { git } = checkout;
    await git(['reset', '-q', '--hard']);
    const squash = [
        'merge',
        '-q',
        '--squash',
        '--no-stat',
        '-X',
        'theirs',
        '--allow-unrelated-histories',
        workTreeCommit,
    ];
    const merge = await git(squash, { accept: 'any' });
    const unmerged = await (0,git_merge/* unmergedFiles */.Fi)(git);
    if (merge.code !== 0 && unmerged.length === 0)
        throw new git_git/* GitError */.XS(squash, merge);
    for (const path of unmerged) {
        const stdin = { input: `:(top,literal)${path}\0`, encoding: 'latin1', accept: 'any' };
        const checkedOut = await git(['checkout', '-q', workTreeCommit, '--pathspec-from-file=-', '--pathspec-file-nul'], stdin);
        if (checkedOut.code !== 0)
            await git(['rm', '-q', '-f', '--pathspec-from-file=-', '--pathspec-file-nul'], stdin);
    }
    (0,external_node_fs_.rmSync)((0,external_node_path_.join)(checkout.gitDir, 'SQUASH_MSG'), { force: true });
    return unmerged.map(index_status/* readable */.HD);
}

;// CONCATENATED MODULE: ./lib/repository/git/refs-signature.js




/**
 * The state of the files that git reads refs and worktrees from, but for the file of `branch`: as long as it is the
 * same, so are they. Nobody can set the times that it goes by. null: it cannot be told from the files alone.
 */
function refsSignature({ commonDir, gitDir }, branch, now = Date.now()) {
    const own = branch === null ? null : (0,external_node_path_.join)(commonDir, 'refs', 'heads', branch);
    const closed = [];
    const below = (folder) => (0,entries_below/* entriesBelow */.yO)(folder, (path) => closed.push(path)).filter(({ kind }) => kind !== 'folder');
    // Those of a linked worktree alone are in its own folder.
    const refs = [...new Set([commonDir, gitDir])].flatMap((folder) => below((0,external_node_path_.join)(folder, 'refs')));
    const worktrees = below((0,external_node_path_.join)(commonDir, 'worktrees')).filter(({ kind, name }) => kind !== 'file' || /(?:HEAD|gitdir)$/.test(name));
    if (closed.length > 0)
        return null;
    const shared = ['HEAD', 'packed-refs', (0,external_node_path_.join)('reftable', 'tables.list')].map((name) => (0,external_node_path_.join)(commonDir, name));
    const listed = [...worktrees, ...refs].map(({ place }) => place);
    const lines = [];
    for (const place of [(0,external_node_path_.join)(gitDir, 'HEAD'), ...shared, ...listed].filter((file) => file !== own)) {
        const stat = (0,external_node_fs_.lstatSync)(place, { bigint: true, throwIfNoEntry: false });
        if (stat === undefined)
            continue;
        const state = stat.isFile() ? (0,stat_entry/* stateOf */.L4)(stat, now) : null;
        if (state === null)
            return null;
        lines.push(`${place.toString('latin1')} ${state}`);
    }
    return lines.join('\n');
}

;// CONCATENATED MODULE: ./lib/repository/worktrees.js





/** All of a repository, the main one first. */
async function listWorktrees({ git }) {
    const { stdout } = await git(['worktree', 'list', '--porcelain']);
    return stdout
        .split('\n\n')
        .filter((entry) => entry.startsWith('worktree '))
        .map((entry) => ({
        path: /^worktree (.*)$/m.exec(entry)?.[1] ?? '',
        branch: /^branch refs\/heads\/(.*)$/m.exec(entry)?.[1] ?? null,
    }));
}
/**
 * Where the worktree of a spec lies: beside the main one, so that no program that looks through the one comes upon the
 * other, `<repository>-worktrees/<spec>`. `top`: of the checkout that was asked about.
 */
function worktreePath(all, top, spec) {
    const [first] = all;
    // Of a submodule git names the folder of its repository.
    const main = first === undefined || first.path.includes('/.git/') ? top : first.path;
    return join(dirname(main), `${basename(main)}-worktrees`, spec);
}
/** Makes a worktree on a branch, a new one begins at what is checked out here. UserError where something is in its way. */
async function addWorktree({ git, top }, all, { path, branch }) {
    const holder = all.find((worktree) => worktree.branch === branch && worktree.path !== path);
    if (holder !== undefined) {
        const isHere = holder.path === top;
        throw new UserError(`the branch ${branch} is checked out in ${isHere ? 'this checkout' : holder.path}`, {
            where: '--worktree',
            fix: isHere
                ? 'leave --worktree out, or check out another branch here'
                : `run there with --workdir ${JSON.stringify(holder.path)}, or use another --work-branch`,
        });
    }
    // Its folder was deleted: what git remembers of it holds the branch.
    if (all.some((worktree) => worktree.path === path))
        await change(git, ['remove', path]);
    if (existsSync(path))
        throw new UserError('something else is where the worktree goes', {
            where: path,
            fix: 'move it away, or remove it',
        });
    const exists = (await git(['rev-parse', '-q', '--verify', `refs/heads/${branch}`], { accept: 'any' })).code === 0;
    await change(git, exists ? ['add', '-q', path, branch] : ['add', '-q', '-b', branch, path, 'HEAD']);
}
async function change(git, args) {
    // A person's own files, with their contents.
    const options = { accept: 'any', env: { GIT_LFS_SKIP_SMUDGE: '0' } };
    const { code, stderr } = await git(['worktree', ...args], options);
    if (code === 0)
        return;
    throw new UserError(`git worktree ${args[0]}: ${firstCharacters(stderr.trim(), 1000)}`, {
        where: '--worktree',
        fix: 'fix what git reports, then start again',
    });
}
/** `file`: from the top. */
async function leftBehind({ git }, file) {
    const { head, entries } = await readStatus(git);
    const isCommitted = head !== null && (await git(['cat-file', '-e', `HEAD:${file}`], { accept: 'any' })).code === 0;
    const isChanged = entries.some(({ path }) => path === Buffer.from(file, 'utf8').toString('latin1'));
    return { file: !isCommitted ? 'uncommitted' : isChanged ? 'changed' : 'committed', changes: entries.length };
}

;// CONCATENATED MODULE: ./lib/repository/guard/restore-refs.js








/** Those that people and the next run go by. */
const MAIN_REF = /^refs\/(?:heads|tags|remotes|replace)\//;
/** Our own, which the run and others of its repository write meanwhile, and what git fetches ahead by itself. */
const RUNNING_REF = /^refs\/(?:sequential|prefetch)\//;
const STASH = 'refs/stash';
/** Where refs are, without the branch that is worked on; of ours, those of this spec's own work and records. */
async function listRefs(opened) {
    const { checkout, branch, listedRefs } = opened;
    // Before they are listed: what is moved meanwhile shows the next time.
    const signature = refsSignature(checkout, branch);
    if (listedRefs !== null && listedRefs.signature === signature)
        return listedRefs.refs;
    const refs = await readRefs(opened);
    opened.listedRefs = signature === null ? null : { signature, refs };
    return refs;
}
async function readRefs({ checkout: { git }, branch, options: { spec } }) {
    const own = [(0,git_refs/* workInProgressRef */.Jo)(spec), (0,git_refs/* recordsRef */.Gn)(spec)];
    const isLeftOut = (name) => name === `refs/heads/${branch}` || (RUNNING_REF.test(name) && !own.includes(name));
    const format = '--format=%(refname)%00%(objectname)%00%(symref)%00%(worktreepath)';
    const { stdout } = await git(['for-each-ref', format]);
    const rows = stdout.split('\n').map((line) => line.split('\0'));
    return new Map(rows.flatMap(([name = '', hash = '', target = '', worktree = '']) => name === '' || isLeftOut(name)
        ? []
        : [[name, { hash, target: target || null, worktree: worktree || null }]]));
}
/**
 * Puts refs back to where they were; what was, each with where it had come to, in words. `existing`: branches and tags
 * that were made since stay, and so do notes, stashes and the like. A commit that a branch had come to is kept, since a
 * person may have made it meanwhile.
 */
async function restoreRefs(opened, before, scope) {
    const { git } = opened.checkout;
    const now = await listRefs(opened);
    const names = [...new Set([...before.keys(), ...now.keys()])].filter((name) => (scope === 'all' || MAIN_REF.test(name)) && isMoved(before.get(name), now.get(name)));
    // Those that are new first: one of them may be a folder in the name of one that was there.
    const made = names.filter((name) => !before.has(name));
    const others = names.filter((name) => before.has(name));
    const inTheWay = (name) => others.some((other) => name.startsWith(`${other}/`) || other.startsWith(`${name}/`));
    const staying = (name) => scope === 'existing' && /^refs\/(?:heads|tags)\//.test(name) && !inTheWay(name);
    const restored = [];
    for (const name of [...made.filter((other) => !staying(other)), ...others]) {
        const [was, is] = [before.get(name), now.get(name)];
        if (name.startsWith('refs/heads/') && (await isElsewhere(opened, was, is)))
            continue;
        const kept = scope === 'existing' && is !== undefined ? await keep(opened, name, was, is) : null;
        if ((name === STASH && (await dropStashes(git, was))) || (await put(git, name, was, is)))
            restored.push(describe(name, was, is, kept));
    }
    return restored;
}
const isMoved = (was, is) => was?.hash !== is?.hash || was?.target !== is?.target;
/**
 * Whether somebody in another worktree had the branch there: it is in the log of that worktree's HEAD. Who wrote the ref
 * from elsewhere is in none, and pulled it from under the files of whoever has it checked out.
 */
async function isElsewhere({ checkout }, was, is) {
    if (is === undefined)
        return false;
    const heads = await listHeads(checkout);
    if (is.worktree !== null) {
        const [last] = await readLog(checkout.git, heads.get(is.worktree) ?? 'HEAD');
        // Where there is no log, nothing says who it was.
        return last === undefined || last === is.hash;
    }
    // It was checked out there for a time; nobody in another worktree takes a branch back.
    if (was === undefined || (await (0,git_merge/* isAncestor */.QX)(checkout.git, is.hash, was.hash)))
        return false;
    for (const [path, head] of heads) {
        if (path !== checkout.top && (await readLog(checkout.git, head)).includes(is.hash))
            return true;
    }
    return false;
}
/** The HEAD of each worktree, by its folder, as it is named in all of them. */
async function listHeads(checkout) {
    const folder = (0,external_node_path_.join)(checkout.commonDir, 'worktrees');
    const [main] = await listWorktrees(checkout);
    const linked = (0,entries_below/* entriesIn */.s9)(folder).flatMap(({ name: id, path }) => {
        const file = (0,external_node_path_.join)(path, 'gitdir');
        const isFile = (0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.isFile() === true;
        return isFile ? [[(0,external_node_path_.dirname)((0,external_node_fs_.readFileSync)(file, 'utf8').trim()), `worktrees/${id}/HEAD`]] : [];
    });
    return new Map([...(main === undefined ? [] : [[main.path, 'main-worktree/HEAD']]), ...linked]);
}
/** What a ref was at, the last first. */
async function readLog(git, ref) {
    const { stdout } = await git(['log', '-g', '--format=%H', ref, '--'], { accept: 'any' });
    return stdout.split('\n').filter((line) => line !== '');
}
/** The ref, on this machine alone, that holds what would be lost; null: nothing would be. */
async function keep({ checkout: { git }, options }, name, was, is) {
    if (!name.startsWith('refs/heads/') || is.hash === was?.hash)
        return null;
    if (was !== undefined && (await (0,git_merge/* isAncestor */.QX)(git, is.hash, was.hash)))
        return null;
    const ref = (0,git_refs/* lostCommitRef */.ze)(options.spec, is.hash);
    await git(['update-ref', '-m', 'sequential: kept', ref, is.hash]);
    return ref;
}
/** Its entries are its log: what was laid on top of the one that it was at would stay in there. false: nothing was. */
async function dropStashes(git, was) {
    const laidOnTop = was === undefined ? -1 : (await readLog(git, STASH)).indexOf(was.hash);
    for (let left = laidOnTop; left > 0; left -= 1)
        await git(['reflog', 'delete', '--updateref', '--rewrite', `${STASH}@{0}`], { accept: 'any' });
    return laidOnTop > 0;
}
const REASON = ['-m', 'sequential: restored'];
/** false: it is checked out elsewhere meanwhile, or somebody moves it at this moment: left to them. */
async function put(git, name, was, is) {
    const change = async (...args) => (await git(args, { accept: 'any' })).code === 0;
    if (was?.target != null)
        return change('symbolic-ref', ...REASON, name, was.target);
    // What it leads to is another ref's own matter.
    if (is?.target != null && !(await change('symbolic-ref', '-d', name)))
        return false;
    const old = is === undefined || is.target != null ? [] : [is.hash];
    if (was === undefined)
        return is?.target != null || change('update-ref', '--no-deref', ...REASON, '-d', name, ...old);
    return change('update-ref', '--no-deref', ...REASON, name, was.hash, ...old);
}
function describe(name, was, is, kept) {
    const label = name
        .replace(/^refs\/heads\//, 'branch ')
        .replace(/^refs\/tags\//, 'tag ')
        .replace(/^refs\/remotes\//, '');
    if (is === undefined)
        return `${label} (had been deleted)`;
    const place = is.target?.replace(/^refs\/remotes\//, '') ?? is.hash.slice(0, 12);
    return `${label} (had been ${was === undefined ? 'made at' : 'moved to'} ${place}${kept === null ? '' : `, kept as ${kept}`})`;
}
/**
 * A work branch that was made to stand for another one would have our commits go there. It holds from now on what it led
 * to, which is looked at as any other history that an attempt left.
 */
async function separateBranch({ branch, checkout, options }) {
    if (branch === null || options.checkpoint === 'off' || (0,git_head/* readPlainBranch */.v)(checkout, branch) !== null)
        return [];
    const { git } = checkout;
    const name = `refs/heads/${branch}`;
    const target = await git(['symbolic-ref', '-q', name], { accept: 'any' });
    if (target.code !== 0)
        return [];
    const led = await git(['rev-parse', '-q', '--verify', `${name}^{commit}`], { accept: 'any' });
    await git(['symbolic-ref', ...REASON, 'HEAD', name]);
    await git(['symbolic-ref', '-d', name]);
    if (led.code === 0)
        await git(['update-ref', '--no-deref', ...REASON, name, led.stdout.trim()]);
    return [`${branch} had been made to stand for ${target.stdout.trim().replace(/^refs\/heads\//, '')}: separated`];
}

;// CONCATENATED MODULE: ./lib/repository/push-check/adopt-commits.js








/**
 * Takes the commits up to `head`, which HEAD is at, for the work branch. Those that pass the check stay, with a text that
 * makes nothing happen when it is pushed, and with our signature where commits are signed. Where one does not, all are reverted to `since`: their content stays in the
 * working tree, and their history under a ref on this machine.
 */
async function adoptCommits(opened, since, head) {
    const { trust } = opened;
    if (head === since || trust.vetted.has(head))
        return { head, repaired: [] };
    const { findings, commits } = await checkCommits(opened, head);
    if (findings.length > 0) {
        const why = describeFindings(findings).replaceAll('\n', '; ');
        return undoCommits(opened, since, head, `must not be pushed were undone, with their changes kept in the working tree (${why})`);
    }
    const isKept = opened.remote === null && opened.signer === null;
    try {
        const renamed = isKept ? head : await rewriteTexts(opened, commits, head);
        if (renamed !== head)
            await adopt_commits_moveBranch(opened, renamed, head);
        trust.vetted.add(renamed);
        return { head: renamed, repaired: [] };
    }
    catch (error) {
        if (!(error instanceof SigningError))
            throw error;
        return undoCommits(opened, since, head, `could not be signed were undone, to be part of the checkpoint (${error.message})`);
    }
}
async function undoCommits(opened, since, head, what) {
    const ref = await (0,repository_opened/* preserveLostCommit */.mL)(opened, head);
    await adopt_commits_moveBranch(opened, since, head);
    await opened.checkout.git(since === null ? ['read-tree', '--empty'] : ['reset', '-q']);
    return { head: since, repaired: [`commits that ${what}; they are saved here as ${ref}`] };
}
async function adopt_commits_moveBranch({ branch, checkout }, to, from) {
    const ref = branch === null ? ['--no-deref', 'HEAD'] : [`refs/heads/${branch}`];
    const change = to === null ? ['-d', ...ref, from] : [...ref, to, from];
    await checkout.git(['update-ref', '-m', 'sequential: repaired after an attempt', ...change]);
}
/**
 * What an interrupted run left without a signature, an agent's commits or a merge of ours, gets one. Our own checkpoints
 * have theirs already.
 */
async function signLeftCommits(opened, commits, head) {
    if (opened.signer === null)
        return head;
    const signed = await rewrite(opened, commits, head, (commit) => (commit.isSigned ? null : commit.message));
    if (signed !== head)
        await adopt_commits_moveBranch(opened, signed, head);
    return signed;
}
/** Commits whose text must not be pushed as it is; where ours are signed, all, since only what we sign counts as signed. */
function rewriteTexts(opened, commits, head) {
    return rewrite(opened, commits, head, (commit) => {
        const message = opened.remote === null ? commit.message : foreignCommitMessage(commit.message);
        return message === commit.message && opened.signer === null ? null : message;
    });
}
/**
 * Writes the commits anew from the first one on that `messageOf` has a message for; returns the new last one. A signed
 * one has us for its committer, as after a rebase: platforms compare the committer with the key's owner.
 */
async function rewrite(opened, commits, head, messageOf) {
    const { checkout, options, signer, trust } = opened;
    const names = new Map();
    const contents = [];
    const committer = signer === null ? null : await committerLine(checkout);
    for (const commit of commits) {
        const message = messageOf(commit);
        const parents = commit.parents.map((parent) => names.get(parent) ?? parent);
        if (message === null && parents.every((parent, at) => parent === commit.parents[at]))
            continue;
        const changed = { ...commit, committer: committer ?? commit.committer };
        const plain = formatCommit(changed, parents, message ?? commit.message);
        const content = signer === null ? plain : Buffer.from(await signer.signCommit(plain.toString('latin1')), 'latin1');
        const name = objectName(content, checkout.objectFormat);
        if (signer !== null)
            trust.signed.add(name);
        names.set(commit.name, name);
        contents.push(content);
    }
    if (contents.length === 0)
        return head;
    await (0,side_repository/* withScratchRepository */.Z)(checkout, options.env, [], async ({ folder, variables }) => {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(folder, 'commits'));
        const paths = contents.map((content, at) => {
            const path = (0,external_node_path_.join)(folder, 'commits', String(at));
            (0,external_node_fs_.writeFileSync)(path, content);
            return path;
        });
        const args = ['hash-object', '-t', 'commit', '-w', '--no-filters', '--stdin-paths'];
        await checkout.git(args, { env: variables, input: `${paths.join('\n')}\n` });
    });
    return names.get(head) ?? head;
}
async function committerLine({ git }) {
    return `committer ${(await git(['var', 'GIT_COMMITTER_IDENT'], { encoding: 'latin1' })).stdout.trim()}`;
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/net-changes.js
/** `isAsCommitted`: the status shows no change of what git knows, so that there is none where `to` is `from`. */
async function readNetChanges({ checkout: { git } }, from, to, isAsCommitted) {
    if (from === to && isAsCommitted)
        return { files: new Set(), nested: [], lines: '' };
    if (from === null)
        return { files: await listFiles(git, to), nested: [], lines: '' };
    const args = ['diff', '--raw', '--shortstat', '-z', '--no-renames', '--no-ext-diff', '--no-textconv'];
    const shown = await git([...args, '--ignore-submodules=dirty', from], { encoding: 'latin1', accept: 'any' });
    // `:100644 160000 … M`, then its path; last the sums
    const fields = shown.stdout.split('\0');
    const files = new Set();
    const nested = [];
    for (let at = 0; at + 1 < fields.length && fields[at]?.startsWith(':'); at += 2) {
        const path = fields[at + 1] ?? '';
        files.add(path);
        if (/^:(?!160000)\d+ 160000 /.test(fields[at] ?? ''))
            nested.push(path);
    }
    const sums = fields.at(-1) ?? '';
    const added = /(?<!\d)(\d+) insertion/.exec(sums)?.[1];
    const removed = /(?<!\d)(\d+) deletion/.exec(sums)?.[1];
    const counted = added !== undefined || removed !== undefined;
    return { files, nested, lines: counted ? ` (+${added ?? 0} −${removed ?? 0} in known files)` : '' };
}
async function listFiles(git, commit) {
    if (commit === null)
        return new Set();
    const listed = await git(['ls-tree', '-r', '-z', '--full-tree', '--name-only', commit], { encoding: 'latin1' });
    return new Set(listed.stdout.split('\0').filter((path) => path !== ''));
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/staging/committable.js




/** Whether a checkpoint will hold anything of what was touched; where not, why, a line for each kind. */
async function readCommittable(opened, { status, touched, nested }) {
    const changed = touched.length > 0;
    if (opened.options.checkpoint === 'off' || !changed)
        return { changed };
    const isTouched = new Set(touched);
    const committed = new Set(nested);
    const entries = status.entries.filter(({ path }) => isTouched.has(path) && !committed.has(path));
    if (entries.length + committed.size < isTouched.size)
        return { changed };
    const known = (0,known_filters/* knownFilters */.f)(opened, status);
    const excluded = await (0,stage/* selectExcludedFiles */.o_)(opened.checkout, { ...status, entries }, (0,repository_opened/* commitSelectionOf */.L_)(opened), known);
    const left = new Set(excluded.paths);
    if (entries.some(({ path }) => !left.has(path)))
        return { changed };
    const repositories = [...committed].map((path) => `${(0,index_status/* readable */.HD)(path)}: a separate git repository`);
    return { changed: false, uncommittable: [...repositories, ...excluded.notices] };
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/staging/content-hashes.js



/** A signature younger than this may hide a second write in the same tick of the file system's clock. */
const RACY_NS = 2000000000n;
/** Hashes what is at these paths. */
function hashFiles(top, paths, cache) {
    const files = new Map();
    for (const path of paths)
        files.set(path, hashPath(top, path, cache));
    return files;
}
function combinedHash(files) {
    const hash = (0,external_node_crypto_.createHash)('sha1');
    for (const path of [...files.keys()].sort())
        hash.update(`${path}\0${files.get(path)}\0`);
    return hash.digest('hex');
}
function hashPath(top, path, cache) {
    const absolutePath = (0,stat_entry/* placeOf */.$t)(top, path);
    const stat = (0,stat_entry/* statEntry */.lS)(absolutePath);
    if (stat === undefined)
        return 'absent';
    if (stat.isSymbolicLink())
        return `link ${(0,external_node_fs_.readlinkSync)(absolutePath, 'latin1')}`;
    if (!stat.isFile())
        return 'folder';
    const signature = `${stat.ino}:${stat.mode}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
    const cached = cache.get(path);
    if (cached?.signature === signature)
        return cached.hash;
    const hash = `${stat.mode & 73n ? 'x' : '-'} ${hashFile(absolutePath)}`;
    const isStable = BigInt(Date.now()) * 1000000n - stat.ctimeNs > RACY_NS;
    if (isStable)
        cache.set(path, { signature, hash });
    return hash;
}
function hashFile(absolutePath) {
    const hash = (0,external_node_crypto_.createHash)('sha1');
    const chunk = Buffer.allocUnsafe(64 * 1024);
    let file;
    try {
        file = (0,external_node_fs_.openSync)(absolutePath, 'r');
    }
    catch {
        return 'unreadable';
    }
    try {
        for (let read = (0,external_node_fs_.readSync)(file, chunk); read > 0; read = (0,external_node_fs_.readSync)(file, chunk))
            hash.update(chunk.subarray(0, read));
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
    return hash.digest('hex');
}

// EXTERNAL MODULE: ./lib/repository/git/configuration/safe-directory.js
var safe_directory = __webpack_require__(9183);
;// CONCATENATED MODULE: ./lib/repository/work-tree/staging/out-of-reach.js








async function readOutOfReach(opened) {
    const { checkout, options, leftAlone } = opened;
    if (options.checkpoint === 'off')
        return { leftAlone: new Map(), inSubmodules: new Map() };
    return { leftAlone: hashFiles(checkout.top, leftAlone, new Map()), inSubmodules: await hashSubmodules(opened) };
}
/** Names what an attempt changed of them. */
function tellOfOutOfReach({ options }, before, now) {
    if (before === undefined)
        return;
    const tell = (kind, reason) => {
        const paths = [...new Set([...before[kind].keys(), ...now[kind].keys()])];
        const changed = paths.filter((path) => before[kind].get(path) !== now[kind].get(path));
        if (changed.length > 0)
            options.notice(`${(0,lib_text/* listFirst */.rL)(changed.map(index_status/* readable */.HD), 5)}: ${reason}`);
    };
    tell('leftAlone', 'changed during the attempt; not committed, because you had changed it, or hidden it from git, before the run');
    tell('inSubmodules', 'changed during the attempt; not committed, because it is in a submodule');
}
/** What is uncommitted in the submodules that are checked out, but for theirs. */
async function hashSubmodules(opened) {
    const { top, git } = opened.checkout;
    const paths = (0,safe_directory/* submodulesOf */.Pu)(top).map((folder) => (0,index_status/* bytes */.ee)((0,external_node_path_.relative)(top, folder)));
    if (paths.length === 0)
        return new Map();
    const listed = await git(['ls-files', '-s', '-z'], { encoding: 'latin1' });
    // `160000 <commit> 0\t<path>`
    const links = listed.stdout.split('\0').flatMap((line) => {
        const [, commit, path] = /^160000 ([0-9a-f]+) 0\t(.+)$/s.exec(line) ?? [];
        return commit !== undefined && path !== undefined && paths.includes(path) ? [{ commit, path }] : [];
    });
    const files = new Map();
    for (const { commit, path } of links)
        for (const [inner, hash] of await hashSubmodule(opened, (0,index_status/* readable */.HD)(path), commit))
            files.set(`${path}/${inner}`, hash);
    return files;
}
/** Looks at one with a repository of our own, since an agent may have written its configuration. */
async function hashSubmodule(opened, path, commit) {
    const { checkout, options } = opened;
    const folder = (0,external_node_path_.join)(checkout.top, path);
    const commonDir = gitFolderOf(folder);
    if (commonDir === null)
        return new Map();
    try {
        return await (0,side_repository/* withScratchRepository */.Z)({ ...checkout, commonDir }, options.env, [], async (scratch) => {
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(scratch.folder, 'HEAD'), `${commit}\n`);
            // What its files were when git last looked at them: they need not be read again.
            (0,external_node_fs_.copyFileSync)((0,external_node_path_.join)(commonDir, 'index'), (0,external_node_path_.join)(scratch.folder, 'index'));
            const env = { ...scratch.variables, GIT_WORK_TREE: folder };
            const overrides = ['-c', 'core.bare=false', '-c', 'core.sparseCheckout=false'];
            const status = await (0,index_status/* readStatus */.rk)((args, extra) => checkout.git([...overrides, ...args], { ...extra, cwd: folder, env }));
            const entries = status.entries.filter((entry) => !entry.submodule && !entry.nested);
            return hashFiles(folder, entries.map((entry) => entry.path), new Map());
        });
    }
    catch (error) {
        if (error instanceof git_git/* GitError */.XS)
            return new Map();
        throw error;
    }
}
/** null: what is there is nothing that git could read. */
function gitFolderOf(folder) {
    const place = (0,external_node_path_.join)(folder, '.git');
    const isFile = (0,external_node_fs_.lstatSync)(place, { throwIfNoEntry: false })?.isFile() === true;
    const target = isFile ? /^gitdir: (.+)/.exec((0,external_node_fs_.readFileSync)(place, 'utf8'))?.[1] : '.git';
    if (target === undefined)
        return null;
    const found = (0,external_node_path_.resolve)(folder, target);
    return (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(found, 'index'), { throwIfNoEntry: false })?.isFile() === true ? found : null;
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/changes.js


















const MAX_FILES = 200;
function createChangeReader(opened) {
    const { options, checkout } = opened;
    const hashCache = new Map();
    const details = new WeakMap();
    const selection = (0,repository_opened/* commitSelectionOf */.L_)(opened);
    const isRecordFile = (0,repository_opened/* pathMatcher */.kZ)((0,repository_opened/* recordPaths */.Oq)(options));
    const isSkipped = (path) => selection.isExcluded(path) || isRecordFile(path);
    const isSkippedNew = (entry) => entry.kind === 'untracked' && (0,left_out/* isLeftOut */.WY)(entry.path);
    const conflicts = createConflictReader(checkout);
    const hash = (status) => {
        const entries = status.entries.filter((entry) => !isSkippedNew(entry) && !isSkipped(entry.path));
        return hashFiles(checkout.top, entries.map(({ path }) => path), hashCache);
    };
    return {
        async takeSnapshot() {
            for (const message of opened.guard.restore())
                options.notice(message);
            // The index of our own knows which files git is to look into; of another one each status would look into more.
            let status = await (opened.ownIndex === null ? index_status/* readStatus */.rk : index_status/* readStatusOnly */.Dr)(checkout.git);
            const repaired = await takeBack(opened, status);
            for (const message of repaired)
                options.notice(message);
            if (repaired.length > 0)
                status = await (0,index_status/* readStatus */.rk)(checkout.git);
            opened.head = status.head;
            opened.attemptInProgress = true;
            const uncommitted = hash(status);
            const mark = { head: status.head, uncommittedHash: combinedHash(uncommitted) };
            const outOfReach = await readOutOfReach(opened);
            details.set(mark, { uncommitted, outOfReach, historyLength: conflicts.historyLength() });
            return mark;
        },
        async changes(since) {
            const before = details.get(since);
            const unfinished = conflicts.isUnfinished(before?.historyLength ?? 0);
            const repaired = [
                ...opened.guard.restore(),
                ...opened.guard.removeStaleFiles(),
                ...(await separateBranch(opened)),
            ];
            let status = await restoreHiddenFiles(opened, await readStatusOrRepair(opened, repaired), repaired);
            tellOfOutOfReach(opened, before?.outOfReach, await readOutOfReach(opened));
            const unmerged = status.entries.filter(({ kind }) => kind === 'unmerged').map(({ path }) => path);
            opened.stagedByOthers = status.entries.filter(({ staged }) => staged === 'A').map(({ path }) => path);
            if (options.checkpoint !== 'off') {
                const restored = await restoreWorkBranch(opened, status, since);
                repaired.push(...restored.repaired);
                if (restored.workTreeChanged || restored.repaired.length > 0)
                    status = await (0,index_status/* readStatus */.rk)(checkout.git);
                else
                    status = { ...status, head: restored.head };
            }
            const protectedFiles = await restoreProtectedFiles(opened, true);
            if (protectedFiles.paths.length > 0) {
                repaired.push(revertedNotice(protectedFiles.paths));
                status = await (0,index_status/* readStatus */.rk)(checkout.git);
            }
            opened.head = status.head;
            opened.attemptInProgress = false;
            const uncommitted = hash(status);
            const commits = await listCommits(opened, since.head, status.head);
            const isAsCommitted = status.entries.every(({ kind, path }) => kind === 'untracked' || isSkipped(path));
            const net = await readNetChanges(opened, since.head, status.head, isAsCommitted);
            if (net.nested.length > 0 && options.checkpoint !== 'off') {
                options.notice(`${net.nested.map(index_status/* readable */.HD).join(', ')}: committed as a separate git repository, whose files are not on the work branch`);
            }
            const touched = touchedFiles(status, before?.uncommitted, uncommitted, net).filter((path) => !isSkipped(path));
            const committable = await readCommittable(opened, { status, touched, nested: net.nested });
            const { baseline } = opened.trust;
            const trusted = baseline === 'unknown' ? null : baseline;
            const conflicted = await conflicts.read({ touched, unmerged, unfinished, baseline: trusted });
            return {
                ...committable,
                commits,
                files: touched.slice(0, MAX_FILES).map(index_status/* readable */.HD),
                summary: summarize(touched.map(index_status/* readable */.HD), net.lines, commits, repaired),
                repaired,
                ...(conflicted.length === 0 ? {} : { conflicted: conflicted.map(index_status/* readable */.HD) }),
                ...(touched.length > 0 || uncommitted.size > 0 || protectedFiles.proposed.length === 0
                    ? {}
                    : { protectedOnly: { files: protectedFiles.proposed, patch: protectedFiles.patch } }),
            };
        },
    };
}
/** What happened since nobody was asked to work is no one's to keep: commits, and changes of protected files. */
async function takeBack(opened, status) {
    const isWhereItWas = status.head === opened.head && status.branch === opened.branch;
    const restored = isWhereItWas || opened.options.checkpoint === 'off'
        ? null
        : await restoreWorkBranch(opened, status, { head: opened.head });
    const { paths } = await restoreProtectedFiles(opened);
    return [...(restored?.repaired ?? []), ...(paths.length === 0 ? [] : [revertedNotice(paths)])];
}
/** Sets the work branch right after an attempt that began at `since`; of its commits stays what passes the check. */
async function restoreWorkBranch(opened, status, since) {
    const { checkout } = opened;
    // In no commit, so that a reset of the working tree would lose it.
    const leftAlone = (0,file_snapshot/* takeFileSnapshot */.gr)(checkout.top, [...opened.leftAlone]);
    const restored = await restoreBranch(status, {
        checkout,
        branch: opened.branch,
        headBefore: since.head,
        preserveCommit: (commit) => (0,repository_opened/* preserveLostCommit */.mL)(opened, commit),
        commitWorkTree: (parent) => withStagedWorkTree(opened, { parent }, async ({ git, content }) => {
            const tree = (await git(['write-tree'])).stdout.trim();
            // What the commit holds may go from the working tree, to be merged into it again.
            replaceIndex(opened, content());
            return (0,stage/* commitTree */.SC)(git, tree, [parent], 'What an attempt left in the working tree');
        }),
    });
    (0,file_snapshot/* restoreFiles */.Ce)(leftAlone);
    if (restored.head === null || restored.head === since.head)
        return restored;
    const adopted = await adoptCommits(opened, since.head, restored.head);
    return {
        head: adopted.head,
        workTreeChanged: restored.workTreeChanged || adopted.repaired.length > 0,
        repaired: [...restored.repaired, ...adopted.repaired],
    };
}
async function listCommits(opened, from, to) {
    if (to === null || from === to)
        return [];
    const range = from === null ? [to] : [`${from}..${to}`];
    const log = await opened.checkout.git(['log', '--reverse', '--max-count=200', '-z', '--format=%H %s', ...range]);
    const lines = log.stdout.split('\0').filter((line) => line !== '');
    return lines.map((line) => ({ sha: line.slice(0, line.indexOf(' ')), subject: line.slice(line.indexOf(' ') + 1) }));
}
/**
 * What an attempt left otherwise than it was: of what was uncommitted before or is now, and of what was committed. A
 * commit that only holds what was reverted since has touched nothing.
 */
function touchedFiles(status, before, now, net) {
    const untracked = new Set(status.entries.filter(({ kind }) => kind === 'untracked').map(({ path }) => path));
    const known = net.files ?? new Set();
    const touched = new Set();
    for (const path of new Set([...now.keys(), ...(before?.keys() ?? [])]))
        if (now.get(path) !== before?.get(path) && (before?.has(path) || untracked.has(path) || known.has(path)))
            touched.add(path);
    for (const path of known)
        if (!before?.has(path))
            touched.add(path);
    return [...touched].sort();
}
function summarize(files, lines, commits, repaired) {
    const subjects = commits.slice(0, 5).map((commit) => `“${commit.subject}”`);
    return [
        files.length === 0
            ? 'No file changed.'
            : `${(0,lib_text/* plural */.LS)(files.length, 'file')} changed${lines}: ${(0,lib_text/* listFirst */.rL)(files, 12)}`,
        ...(commits.length === 0
            ? []
            : [`${(0,lib_text/* plural */.LS)(commits.length, 'own commit')}: ${subjects.join(', ')}${commits.length > 5 ? ', …' : ''}`]),
        ...repaired.map((message) => `Repaired: ${message}`),
    ].join('\n');
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/staging/left-temporary-files.js


/**
 * Removes what killed runs left half written in a working tree, but for what is committed: that is somebody's. `git`
 * null: nothing is.
 */
async function removeTemporaryFiles(top, { statePath, spec }, git) {
    const folder = (0,external_node_path_.dirname)((0,external_node_path_.join)(top, statePath));
    const left = [folder, (0,external_node_path_.join)(folder, spec)].flatMap(temporary_files/* findTemporaryFiles */.yQ).map((path) => (0,external_node_path_.relative)(top, path));
    if (left.length === 0)
        return;
    const list = ['ls-tree', '-z', '--full-tree', '--name-only', 'HEAD', '--', ...left];
    const committed = new Set((await git?.(list, { accept: 'any' }))?.stdout.split('\0'));
    for (const path of left)
        if (!committed.has(path))
            (0,temporary_files/* removeTemporaryFile */.om)((0,external_node_path_.join)(top, path));
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/make-checkpoint.js



















/** One commit of everything that is not ignored, then pushed and seen, as the settings say. */
async function makeCheckpoint(opened, message, retry) {
    if (opened.options.checkpoint === 'off')
        return { kind: 'saved', commit: null, pushed: false };
    try {
        return await commitAndPush(opened, message, retry);
    }
    catch (error) {
        // It did when the run began. What is not signed must not be pushed, and stays in the working tree.
        if (!(error instanceof SigningError))
            throw error;
        if (error.passing) {
            const bundle = error.commit === null ? null : await writeBundle(opened, error.commit);
            return { kind: 'unreachable', reason: error.message, bundle };
        }
        return { kind: 'withheld', reason: `${error.where}: ${error.message}`, remedy: error.fix ?? '' };
    }
}
async function commitAndPush(opened, message, retry) {
    const committed = retry?.pushOnly === true ? { kind: 'committed', commit: opened.head } : await commitAll(opened, message, retry);
    if (committed.kind === 'withheld')
        return committed;
    const { commit } = committed;
    if (opened.remote !== null) {
        if (commit === null)
            return { kind: 'saved', commit: null, pushed: false };
        return pushAndConfirm(opened, retry);
    }
    if (opened.wip !== null && (await wipMergeBase(opened, opened.wip.commit)) === null) {
        await opened.checkout.git(['update-ref', '-d', (0,git_refs/* workInProgressRef */.Jo)(opened.options.spec)], { accept: 'any' });
        opened.wip = null;
    }
    return { kind: 'saved', commit, pushed: false };
}
/** Something that is still at work in the same place is outrun, or not. */
const MAX_ROUNDS = 4;
/** Commits the working tree on the work branch, if the commit passes the check. */
async function commitAll(opened, message, how = {}) {
    const { options, guard } = opened;
    for (const warning of guard.restore())
        options.notice(warning);
    await removeTemporaryFiles(opened.checkout.top, options, opened.checkout.git);
    let findings = [];
    for (let round = 0; round < MAX_ROUNDS; round++) {
        await takeBranchBack(opened);
        const { paths } = await restoreProtectedFiles(opened);
        if (paths.length > 0)
            options.notice(revertedNotice(paths));
        const made = await commitOnce(opened, message, how);
        if (made.kind === 'nothing')
            return { kind: 'committed', commit: opened.head };
        if (made.kind === 'unstaged')
            return {
                kind: 'withheld',
                reason: made.why,
                remedy: 'Fix what git reports (a program that a filter needs, permissions), or add the file to .gitignore.',
            };
        findings = made.findings;
        if (findings.length === 0 && (await publish(opened, made)))
            return { kind: 'committed', commit: made.commit };
        if (findings.some(({ kind }) => kind !== 'protected'))
            break;
    }
    if (findings.length > 0)
        return { kind: 'withheld', reason: withheldReason(findings), remedy: withheldRemedy(findings) };
    return {
        kind: 'withheld',
        reason: 'something else keeps moving the work branch',
        remedy: 'End whatever else is running in this checkout and start again.',
    };
}
/** What is not ours and was committed since we last looked passes the check, or is reverted into the working tree. */
async function takeBranchBack(opened) {
    const { checkout, guard, options } = opened;
    const position = await (0,git_head/* readHead */.z)(checkout);
    const isWhereItWas = position.head === opened.head && position.branch === opened.branch;
    if (isWhereItWas && !opened.attemptInProgress)
        return;
    // Cut short before anybody looked at what the agent did.
    guard.removeStaleFiles();
    const repairedFiles = [];
    const status = await restoreHiddenFiles(opened, await (0,index_status/* readStatus */.rk)(checkout.git), repairedFiles);
    opened.stagedByOthers = status.entries.filter(({ staged }) => staged === 'A').map(({ path }) => path);
    const { head, repaired } = await restoreWorkBranch(opened, status, { head: opened.head });
    for (const warning of [...repairedFiles, ...repaired])
        options.notice(warning);
    opened.head = head;
    opened.attemptInProgress = false;
}
/** Makes the commit as an object only: no branch moves. */
async function commitOnce(opened, message, how) {
    const { options, remote, head } = opened;
    const tasks = (0,repository_opened/* tasksPathOf */.tx)(options, options.spec);
    const records = [...(0,repository_opened/* recordPaths */.Oq)(options), tasks];
    const staging = {
        parent: head,
        // The next run starts from a fresh clone: it must find our own files there, whatever .gitignore says of them.
        forced: opened.recordsCommittedIn === head ? [] : [...(remote === null ? [] : records), ...(await specFiles(opened))],
        ...(how.recordsOnly === true ? { only: records } : {}),
    };
    const made = await withStagedWorkTree(opened, staging, async (staged) => {
        for (const notice of staged.excluded.notices)
            options.notice(notice);
        await tellOfIgnored(opened, staged);
        if (staged.failure !== null)
            return { kind: 'unstaged', why: staged.failure };
        const asideWanted = how.recordsAside === true && opened.records.usable;
        const aside = asideWanted ? await stageRecordsAside(staged.git, opened) : null;
        if (aside === null && staged.status.entries.length === staged.excluded.paths.length)
            return { kind: 'nothing' };
        const changed = aside === null || (await differsFrom(staged.git, head));
        const unsigned = changed || head === null ? await commitStaged(staged.git, head, message) : head;
        const { commit, findings } = await signChecked(opened, unsigned, { commits: [unsigned] });
        return { kind: 'made', commit, index: staged.content(), findings, aside };
    });
    if (made.kind !== 'made' || made.aside === null || made.findings.length > 0)
        return made;
    const isSaved = await saveRecordsAside(opened, made.aside, made.commit, how);
    return isSaved ? made : commitOnce(opened, message, { ...how, recordsAside: false });
}
/** What the spec's folder held before others committed on top: they may have it ignored, and it stays in the commits. */
async function specFiles(opened) {
    const { checkout, head, trust, options } = opened;
    const { baseline } = trust;
    if (baseline === null || baseline === 'unknown' || baseline === head)
        return [];
    const folder = (0,repository_opened/* tasksPathOf */.tx)(options, options.spec).replace(/[^/]*$/, '');
    const listed = await checkout.git(['ls-tree', '-r', '-z', '--full-tree', '--name-only', baseline, folder]);
    return listed.stdout.split('\0').filter((path) => path !== '');
}
/** Added by force by somebody, and not taken up for that. */
async function tellOfIgnored(opened, { git, status }) {
    const seen = new Set(status.entries.map(({ path }) => path));
    const { isRecordFile, isExcluded } = (0,repository_opened/* commitSelectionOf */.L_)(opened);
    const unseen = opened.stagedByOthers.filter((path) => !seen.has(path) &&
        !isRecordFile(path) &&
        !isExcluded(path) &&
        opened.trust.protectedPaths.kindOf(path) !== 'inside');
    opened.stagedByOthers = [];
    if (unseen.length === 0)
        return;
    // Where the index was lost, all that is committed looked as if somebody had added it.
    const input = unseen.map((path) => `${path}\0`).join('');
    const listed = await git(['check-ignore', '-z', '--stdin'], { encoding: 'latin1', input, accept: 'any' });
    const ignored = listed.stdout.split('\0').filter((path) => path !== '');
    if (ignored.length > 0)
        opened.options.notice(`${ignored.slice(0, 5).map(index_status/* readable */.HD).join(', ')}: added although .gitignore excludes it; not committed`);
}
/** Without the records there may be nothing new in it. */
async function differsFrom(git, head) {
    return head === null || (await git(['diff-index', '--cached', '--quiet', head, '--'], { accept: [0, 1] })).code === 1;
}
/** Moves the work branch to our commit, unless something moved it meanwhile. */
async function publish(opened, { commit, index, aside }) {
    const { trust } = opened;
    // First, since whoever is killed in between must find the work uncommitted, and not what looks like a person's change.
    replaceIndex(opened, index);
    if (!(await make_checkpoint_moveBranch(opened, commit)))
        return false;
    if (opened.knownFilters.commit === opened.head)
        opened.knownFilters = { ...opened.knownFilters, commit };
    opened.head = commit;
    opened.recordsCommittedIn = aside === null ? commit : null;
    opened.ownIndex = { commit, ...index };
    moveBaseline(trust, commit);
    keepProtectedFiles(opened, commit);
    if (aside !== null)
        leaveRecords(opened, aside);
    return true;
}
async function make_checkpoint_moveBranch({ checkout, guard, branch, head }, commit) {
    const ref = branch === null ? ['--no-deref', 'HEAD'] : [`refs/heads/${branch}`];
    const before = head ?? '0'.repeat(commit.length);
    const command = ['update-ref', '-m', 'sequential: checkpoint', ...ref, commit, before];
    try {
        return (await checkout.git(command, { accept: 'any' })).code === 0;
    }
    catch (error) {
        if (!(error instanceof git_git/* GitKilledError */.SC))
            throw error;
        // Its lock would be in the way of the next try; it may have come to the end.
        guard.removeStaleFiles();
        return (await (0,git_head/* readHead */.z)(checkout)).head === commit;
    }
}
/** Commits the index on `head`, without the look through the working tree that `git commit` takes. */
async function commitStaged(git, head, message) {
    const tree = (await git(['write-tree'])).stdout.trim();
    return (0,stage/* commitTree */.SC)(git, tree, head === null ? [] : [head], message);
}

// EXTERNAL MODULE: ./lib/tasks/parse.js + 3 modules
var parse = __webpack_require__(9955);
;// CONCATENATED MODULE: ./lib/repository/merge/finished-spec.js








/** Whether nothing of a spec is open on its branch `ours`, also of what `theirs` (the base) has in its tasks.md. */
async function isFinished(opened, spec, sides) {
    const { checkout, options } = opened;
    const tasks = (await readTaskLists(opened, spec, sides))?.merged ?? null;
    const states = readStates(options, await (0,blobs/* readFileAt */._T)(checkout.git, sides.ours, options.statePath));
    if (tasks === null || states === null || options.isComplete === undefined)
        return false;
    try {
        return options.isComplete(tasks, Object.hasOwn(states, spec) ? (states[spec] ?? null) : null);
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return false;
        throw error;
    }
}
/** Tasks of a finished spec whose ticks a person removed on the base, which is not merged: as they stand there. */
async function findUnticked(opened, spec, sides) {
    const lists = await readTaskLists(opened, spec, sides);
    if (lists === null || lists.other === null)
        return [];
    const [own, merged, other] = [(0,parse/* tasksOf */.a)(lists.own), (0,parse/* tasksOf */.a)(lists.merged), (0,parse/* tasksOf */.a)(lists.other)];
    const [origins, places] = [(0,match_tasks/* matchTasks */.Oq)(own, merged), (0,match_tasks/* matchTasks */.Oq)(merged, other)];
    const unticked = other.filter((task) => {
        const place = places.get(task);
        const origin = place === undefined ? undefined : origins.get(place);
        return place?.state === 'open' && origin?.state === 'done';
    });
    // A task with its sub-tasks is one.
    const keys = new Set(unticked.map(({ key }) => key));
    return unticked.filter(({ parent }) => parent === null || !keys.has(parent));
}
/** `merged` null: it cannot be merged. null: there is none on `ours`. */
async function readTaskLists({ checkout: { git }, options }, spec, { ours, theirs }) {
    const path = (0,repository_opened/* tasksPathOf */.tx)(options, spec);
    const base = (await mergeBases(git, ours, theirs))[0];
    const before = base === undefined ? null : await (0,blobs/* readFileAt */._T)(git, base, path);
    const [own, other] = [await (0,blobs/* readFileAt */._T)(git, ours, path), await (0,blobs/* readFileAt */._T)(git, theirs, path)];
    if (own === null)
        return null;
    return { own, other, merged: other === null ? own : (0,merge_tasks/* mergeTasks */.vG)({ base: before, ours: own, theirs: other }) };
}
/** The specs of a state file; null: it cannot be read. */
function readStates({ statePath, spec, now }, text) {
    if (text === null)
        return {};
    try {
        return (0,read_state/* readState */.un)(text, { path: statePath, spec, now: now() }).specs;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return null;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/repository/merge/merge-in-memory.js



/** What merging two commits comes to. Nothing is checked out, no branch moves. */
async function tryMerge(opened, sides) {
    const { checkout, options } = opened;
    return (0,side_repository/* withScratchRepository */.Z)(checkout, options.env, [], async ({ variables }) => {
        const git = (args, extra = {}) => checkout.git(args, { ...extra, env: { ...extra.env, ...variables } });
        const tried = await git(['merge-tree', '--write-tree', '--no-messages', '-z', sides.ours, sides.theirs], {
            accept: 'any',
            encoding: 'latin1',
        });
        const [tree = ''] = tried.stdout.split('\0', 1);
        if (tried.code > 1 || !/^[0-9a-f]+$/.test(tree))
            return { kind: 'unknown' };
        if (tried.code === 0)
            return { kind: 'clean' };
        const unmerged = parseUnmerged(tried.stdout);
        const { merged, conflicts } = await mergeByMeaning(git, options, sides, { unmerged, records: [] });
        if (conflicts.length > 0)
            return { kind: 'conflict' };
        await git(['read-tree', tree]);
        await stageMerged(git, merged);
        const mergedTree = (await git(['write-tree'])).stdout.trim();
        const records = (0,repository_opened/* recordPaths */.Oq)(options).map((path) => `:(top,exclude,literal)${path}`);
        const compared = ['diff', '--quiet', sides.theirs, mergedTree, '--', ':(top)', ...records];
        const hasOwn = (await git(compared, { accept: [0, 1] })).code === 1;
        return hasOwn ? { kind: 'records', tree: mergedTree } : { kind: 'nothing-new' };
    });
}

;// CONCATENATED MODULE: ./lib/repository/merge/merge-base-branch.js











/** The subject of such a merge; a person's git says `Merge branch …`. */
function baseMergeMessage(base, branch, options) {
    return (0,commit_message/* plainSubject */.DB)(`Merge ${base} into ${branch}`, options);
}
/** Merges the base into the work branch that is checked out, where there is work to do there or records stand in its way. */
async function mergeBaseBranch(opened, remoteState, head) {
    const { checkout, branch, options } = opened;
    const { base, baseCommit } = remoteState;
    const mergesBase = options.workBranch !== '' || options.baseBranch !== null;
    if (!mergesBase || base === null || baseCommit === null || head === null || base === branch || baseCommit === head) {
        return { kind: 'ready', branch, head, base };
    }
    await (0,git_merge/* deepenToCommonAncestor */.TL)(checkout, head, baseCommit, remoteState.deepen);
    const ancestor = await checkout.git(['merge-base', '--is-ancestor', baseCommit, 'HEAD'], { accept: [0, 1] });
    if (ancestor.code === 0)
        return { kind: 'ready', branch, head, base };
    if (await mayStayBehind(opened, head, { name: base, commit: baseCommit }))
        return { kind: 'ready', branch, head, base };
    // What an interrupted run left would be in the merge's way; it is ours, so it is committed.
    const kept = await commitAll(opened, await keptMessage(checkout, options));
    if (kept.kind === 'withheld') {
        throw new errors/* UserError */.yo(`What an interrupted run left cannot be committed: ${kept.reason}`, {
            where: checkout.top,
            fix: kept.remedy,
        });
    }
    const merged = await mergeCommit(opened, baseCommit, {
        label: base,
        message: baseMergeMessage(base, branch, options),
    });
    if (merged.kind === 'conflict')
        return { kind: 'conflict', base, files: merged.files };
    opened.head = merged.kind === 'merged' ? merged.head : opened.head;
    // Both sides are trusted, and no agent has run yet.
    moveBaseline(opened.trust, opened.head);
    return { kind: 'ready', branch, head: opened.head, base };
}
/**
 * A finished spec needs nothing of the base, and what conflicts there is between people. Where nothing but records stands
 * in the way of its pull request, they are merged all the same.
 */
async function mayStayBehind(opened, head, base) {
    const sides = { ours: head, theirs: base.commit };
    if (!(await isFinished(opened, opened.options.spec, sides)))
        return false;
    if ((await tryMerge(opened, { ...sides, theirName: base.name, appending: false })).kind === 'records')
        return false;
    const { options } = opened;
    for (const task of await findUnticked(opened, options.spec, sides))
        options.notice((0,task_line/* openCheckboxWarning */.S)(`${base.name}:${(0,repository_opened/* tasksPathOf */.tx)(options, options.spec)}`, task));
    return true;
}

;// CONCATENATED MODULE: ./lib/repository/protection/steering-in-checkout.js




/**
 * Where in a checkout the things lie that steer the next agent, from its top: agents read them in the folder that they
 * work in and in those above it. What a link among them points to counts as well, and so does the folder of git's hooks.
 */
function steeringPathsIn({ top, configEntries }, { steeringPaths = [], agentHomes = [], workdir, env, }) {
    if (steeringPaths.length === 0)
        return [];
    const realTop = (0,external_node_fs_.realpathSync)(top);
    const parts = (0,external_node_path_.relative)(realTop, (0,external_node_fs_.realpathSync)(workdir))
        .split('/')
        .filter((part) => part !== '');
    // In the home folder agents keep their sessions under the same names.
    const folders = ['', ...parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}/`)].filter((folder) => (0,external_node_path_.join)(realTop, folder, '.') !== (0,external_node_path_.join)((0,machine_user/* homeFolder */.Wx)(env), '.'));
    const paths = folders.flatMap((folder) => steeringPaths.map((path) => (path.startsWith('!') ? `!${folder}${path.slice(1)}` : `${folder}${path}`)));
    const homes = agentHomes.map((home) => `!${(0,external_node_path_.relative)(realTop, home)}`);
    const hooks = (0,git_configuration/* configValue */.Mn)(configEntries, 'core.hookspath') ?? '';
    const hooksFolder = hooks === '' ? [] : [(0,external_node_path_.resolve)(realTop, hooks.replace(/^~(?=\/)/, (0,machine_user/* homeFolder */.Wx)(env)))];
    const others = insideOf(realTop, [...hooksFolder, ...linkedFrom(realTop, paths)]);
    return [...new Set([...paths, ...others, ...homes])];
}
/** The same paths, and what in the checkout a link among them leads to. */
function withLinked({ top }, paths) {
    const realTop = (0,external_node_fs_.realpathSync)(top);
    return [...new Set([...paths, ...insideOf(realTop, linkedFrom(realTop, paths))])];
}
function linkedFrom(realTop, paths) {
    return paths.filter((path) => !path.startsWith('!')).flatMap((path) => linkTargets((0,external_node_path_.join)(realTop, path)));
}
/** From the top; what lies elsewhere, or is git's own, is left out. */
function insideOf(realTop, paths) {
    return paths
        .map((path) => (0,external_node_path_.relative)(realTop, path))
        .filter((path) => path !== '' && !/^\.\.(?:\/|$)|^\.git(?:\/|$)/.test(path));
}
/** `.claude/CLAUDE.md` is often a link to it. */
const INSTRUCTIONS = /(?:^|\/)(?:AGENTS|CLAUDE|GEMINI)(?:\.\w+)?\.md$/;
/** Whole projects lie below them. */
const LARGE_FOLDERS = new Set(['node_modules', 'worktrees']);
/** Absolute paths of what links lead to, from the path itself or from below it. */
function linkTargets(path) {
    try {
        const real = (0,external_node_fs_.realpathSync)(path);
        const own = real === (0,external_node_path_.resolve)(path) || INSTRUCTIONS.test(real) ? [] : [real];
        if (own.length > 0 || !(0,external_node_fs_.statSync)(real).isDirectory())
            return own;
        return (0,external_node_fs_.readdirSync)(path, { withFileTypes: true }).flatMap((entry) => !LARGE_FOLDERS.has(entry.name) && (entry.isDirectory() || entry.isSymbolicLink())
            ? linkTargets((0,external_node_path_.join)(path, entry.name))
            : []);
    }
    catch {
        // Not there, or a link to nothing.
        return [];
    }
}

;// CONCATENATED MODULE: ./lib/repository/push-check/vet-work-branch.js










/**
 * Commits that are here and not on the remote: an interrupted run's are an agent's as long as they are not checked, and
 * are reverted into the working tree where they may not be pushed; a person's are theirs to push.
 */
async function vetWorkBranch(opened, remoteState, head) {
    const { trust, options, checkout } = opened;
    // On an empty remote there is nothing that an agent's commit could be told by, but whether a run was at work.
    const nothingToGoBy = trust.baseline === 'unknown' && (await (0,uncommitted_changes/* findInterruptedRun */.Fo)(checkout, options)) === null;
    if (head === null || opened.remote === null || nothingToGoBy || trust.vetted.has(head)) {
        moveBaseline(trust, head);
        return head;
    }
    const { findings: all, commits } = await checkCommits(opened, head);
    const isInterrupted = (await (0,uncommitted_changes/* findInterruptedRun */.Fo)(checkout, options)) !== null;
    // Nothing forbids a person to change what steers agents.
    const isTheirs = ({ kind, where }) => kind === 'protected' && !isInterrupted && trust.steering.kindOf((0,index_status/* bytes */.ee)(where)) === 'inside';
    const findings = all.filter((finding) => !isTheirs(finding));
    if (findings.length === 0) {
        const passed = isInterrupted ? await signLeftCommits(opened, commits, head) : head;
        moveBaseline(trust, passed);
        return passed;
    }
    const since = await newestTrusted(opened, remoteState, head);
    if (since === null || !isInterrupted) {
        throw new errors/* UserError */.yo(`Commits that are not on the remote yet cannot be pushed by this program:\n${describeFindings(findings)}`, {
            where: opened.branch ?? checkout.top,
            fix: withheldRemedy(findings),
        });
    }
    const adopted = await adoptCommits(opened, since, head);
    for (const message of adopted.repaired)
        options.notice(message);
    moveBaseline(trust, adopted.head);
    return adopted.head;
}
/** Where what is here parts from the remote's work branch, else from the base; null: nowhere. */
async function newestTrusted({ checkout: { git } }, remoteState, head) {
    const trusted = remoteState.remoteWorkCommit ?? remoteState.baseCommit;
    if (trusted === null)
        return null;
    const found = await git(['merge-base', head, trusted], { accept: [0, 1] });
    return found.code === 0 ? found.stdout.trim() : null;
}
/** Paths that were named by a person and protect nothing are most likely misspelt. */
async function warnOfProtectedPaths({ options, checkout, head }) {
    for (const path of options.protectedPaths ?? []) {
        if (default_protected_paths/* DEFAULT_PROTECTED_PATHS */.Y.includes(path))
            continue;
        const parts = path.split('/');
        const link = parts
            .slice(0, -1)
            .map((_, at) => parts.slice(0, at + 1).join('/'))
            .find((folder) => (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(checkout.top, folder), { throwIfNoEntry: false })?.isSymbolicLink() === true);
        if (link !== undefined) {
            throw new errors/* UserError */.yo(`${path} is behind a symbolic link (${link}), where git has no such file.`, {
                where: 'protect',
                fix: `Name the path that ${link} points to.`,
            });
        }
        const stat = (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(checkout.top, path), { throwIfNoEntry: false });
        if (stat?.isSymbolicLink() === true) {
            options.notice(`protect: ${path} is a link: the link itself is protected; name what it points to as well`);
            continue;
        }
        if (stat !== undefined)
            continue;
        const known = head !== null && (await checkout.git(['cat-file', '-e', `${head}:${path}`], { accept: 'any' })).code === 0;
        if (!known)
            options.notice(`protect: ${path} does not exist; agents cannot create it. Check the spelling.`);
    }
}

;// CONCATENATED MODULE: ./lib/repository/records/past-records.js





/**
 * Records on their ref whose work went with a deleted branch are not used: else the spec would count as complete, with
 * its work nowhere. After a squash merge the base has the ticks of that work, if not its commits.
 */
async function forgetPastRecords(opened, { base, deepen, remoteWorkCommit }) {
    const { options, records, head, branch } = opened;
    const { saved } = records;
    if (saved === null || saved.state === null || head === null)
        return;
    if (!(await isPast(opened, saved.commit, head, deepen)))
        return;
    opened.records = { ...records, saved: null };
    // The run that starts the new branch reports it.
    if (remoteWorkCommit !== null)
        return;
    const places = [...new Set([branch, base])].filter((name) => name !== null).join(' or ');
    options.notice(`${saved.ref}: the work that these records describe is not on ${places}, so they are not used: the spec continues from what tasks.md says there.`);
}
/** None of the ticks that were made after the two histories parted stands in `head`. */
async function isPast({ checkout, options }, saved, head, deepen) {
    const { git } = checkout;
    // The commit that left the records out; who put them there by hand may have made none.
    const found = await git(['rev-parse', '-q', '--verify', `${saved}^1^{commit}`], { accept: 'any' });
    if (found.code !== 0)
        return false;
    const work = found.stdout.trim();
    await (0,git_merge/* deepenToCommonAncestor */.TL)(checkout, work, head, deepen);
    const common = await git(['merge-base', work, head], { accept: [0, 1] });
    const tasksAt = async (commit) => commit === '' ? [] : (0,parse/* tasksOf */.a)(await (0,blobs/* readFileAt */._T)(git, commit, (0,repository_opened/* tasksPathOf */.tx)(options, options.spec)));
    const [before, own, now] = [await tasksAt(common.stdout.trim()), await tasksAt(work), await tasksAt(head)];
    const origins = (0,match_tasks/* matchTasks */.Oq)(before, own);
    const gained = new Set(own.filter((task) => task.state === 'done' && origins.get(task)?.state !== 'done'));
    if (gained.size === 0)
        return false;
    const isGained = (task) => task !== undefined && gained.has(task);
    const matched = (0,match_tasks/* matchTasks */.Oq)(own, now);
    return !now.some((task) => task.state === 'done' && isGained(matched.get(task)));
}

// EXTERNAL MODULE: ./lib/repository/remote/address.js
var address = __webpack_require__(2391);
// EXTERNAL MODULE: ./lib/repository/remote/fetch-remote.js
var fetch_remote = __webpack_require__(9518);
// EXTERNAL MODULE: ./lib/repository/remote/remote.js + 4 modules
var remote = __webpack_require__(2796);
;// CONCATENATED MODULE: ./lib/repository/signing/plan-tree.js

/** The API takes no larger blob. */
const MAX_BLOB_BYTES = 40 * 1024 * 1024;
/** GitHub ends a request that takes it longer than ten seconds. */
const MAX_ENTRIES = 1000;
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;
const MAX_TEXT_BYTES = 1024 * 1024;
/** Of the 500 an hour that a token has, some are for reports. */
const MAX_REQUESTS = 300;
/**
 * How a change is made by the API: texts stand in the requests for the tree, everything else is uploaded first.
 * @param contents of the objects that the remote does not have. A string: why it cannot be made so.
 */
function planTree(changes, contents) {
    const undecodable = changes.find(({ path }) => decodePath(path) === null);
    if (undecodable !== undefined)
        return `the file name ${(0,index_status/* readable */.HD)(undecodable.path)} is not valid UTF-8`;
    const large = changes.find(({ object }) => (contents.get(object)?.size ?? 0) > MAX_BLOB_BYTES);
    if (large !== undefined)
        return `${(0,index_status/* readable */.HD)(large.path)} is larger than 40 MB`;
    const isInline = (object) => {
        const content = contents.get(object);
        return content?.isText === true && content.size <= MAX_TEXT_BYTES;
    };
    const blobs = [...contents.keys()].filter((object) => !isInline(object));
    const requests = splitRequests(changes, (object) => (isInline(object) ? (contents.get(object)?.size ?? 0) : null));
    const count = blobs.length + requests.length;
    if (count > MAX_REQUESTS)
        return `it takes ${count} requests (one for each binary file), and at most ${MAX_REQUESTS} are made for one commit`;
    return { blobs, requests };
}
/** @param textSize of an object whose content stands in the request; null: its name does. */
function splitRequests(changes, textSize) {
    const gone = changes.filter(({ mode }) => mode === GONE);
    const rest = changes.filter(({ mode }) => mode !== GONE);
    // A path cannot be a file and a folder in one request.
    const parts = swapsFileAndFolder(gone, rest) ? [gone, rest] : [[...gone, ...rest]];
    const requests = [];
    for (const part of parts) {
        let bytes = Number.POSITIVE_INFINITY;
        for (const change of part) {
            const size = textSize(change.object);
            const last = requests.at(-1);
            if (last === undefined || last.length === MAX_ENTRIES || bytes + (size ?? 0) > MAX_REQUEST_BYTES) {
                requests.push([plannedEntry(change, size !== null)]);
                bytes = 0;
            }
            else
                last.push(plannedEntry(change, size !== null));
            bytes += size ?? 0;
        }
    }
    return requests;
}
const GONE = '000000';
function plannedEntry({ path, mode, object }, isText) {
    const name = decodePath(path) ?? '';
    if (mode === GONE)
        return { path: name, mode: '100644', type: 'blob', sha: null };
    const kind = { path: name, mode: mode, type: mode === '160000' ? 'commit' : 'blob' };
    return isText ? { ...kind, text: object } : { ...kind, sha: object };
}
function swapsFileAndFolder(gone, rest) {
    const isBelow = (some, others) => {
        const files = new Set(others.map(({ path }) => path));
        return some.some(({ path }) => foldersOf(path).some((folder) => files.has(folder)));
    };
    return isBelow(gone, rest) || isBelow(rest, gone);
}
function foldersOf(path) {
    const parts = path.split('/');
    return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}
function decodePath(path) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(path, 'latin1'));
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./lib/repository/signing/upload-tree.js




/**
 * Has the remote make a tree that is here, of the trees of the commit's parents, which it has. It is the same tree if it
 * has the same name, whatever was asked for.
 */
async function uploadTree(local, { api, ask }, tree, parents) {
    const { base, changes, missing } = await compareTrees(local, tree, parents);
    if (changes.length === 0)
        return;
    const plan = planTree(changes, await describeContents(local, missing));
    if (typeof plan === 'string')
        throw new SigningError(`The change cannot be committed through the API: ${plan}.`, {
            where: 'sign-commits',
            fix: 'Leave it out with .gitignore or commit it yourself, or use `sign-commits: key`, which has no such limits.',
        });
    for (const object of plan.blobs) {
        const content = (await upload_tree_readContents(local, [object])).get(object) ?? Buffer.alloc(0);
        requireSame(await ask(() => api.createBlob(content)), object);
    }
    let made = base;
    for (const request of plan.requests) {
        const entries = await withTexts(local, request);
        const onTopOf = made;
        made = await ask(() => api.createTree(onTopOf, entries));
    }
    requireSame(made, tree);
}
function requireSame(made, expected) {
    if (made === expected)
        return;
    throw new SigningError(`The API stored something other than what was committed here (${made}, not ${expected}).`, {
        where: 'sign-commits',
        fix: 'Use `sign-commits: key`, and report this.',
    });
}
/**
 * What differs from one parent's tree, and which of its objects none of the parents has. A token may be refused the
 * paths of workflows, so that the parent is taken whose workflows these are; then the one that differs least.
 */
async function compareTrees({ git }, tree, parents) {
    const diffs = [];
    for (const base of parents) {
        const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', base, tree];
        const changes = parseRawDiff((await git(args, { encoding: 'latin1' })).stdout);
        const workflows = changes.filter(({ path }) => path.startsWith('.github/workflows/')).length;
        diffs.push({ base, changes, weight: workflows * 1e9 + changes.length });
    }
    const [best, ...others] = diffs.sort((a, b) => a.weight - b.weight);
    if (best === undefined)
        return { base: tree, changes: [], missing: [] };
    const had = new Set(diffs.flatMap(({ changes }) => changes.map(({ before }) => before)));
    for (const { changes } of others) {
        const paths = new Set(changes.map(({ path }) => path));
        for (const { path, object } of best.changes)
            if (!paths.has(path))
                had.add(object);
    }
    const contents = best.changes.filter(({ mode }) => mode !== '000000' && mode !== '160000');
    const missing = [...new Set(contents.map(({ object }) => object))].filter((object) => !had.has(object));
    return { ...best, missing };
}
async function describeContents(local, names) {
    const contents = new Map();
    await (0,read_objects/* readObjects */.$)(local, names, (name, _, size) => {
        const decoder = new TextDecoder('utf-8', { fatal: true });
        let isText = true;
        const decode = (chunk) => {
            try {
                isText &&= chunk?.includes(0) !== true;
                if (isText)
                    decoder.decode(chunk ?? undefined, { stream: chunk !== null });
            }
            catch {
                isText = false;
            }
        };
        return {
            write: (chunk) => decode(Buffer.from(chunk, 'latin1')),
            end() {
                decode(null);
                contents.set(name, { size, isText });
            },
        };
    });
    return contents;
}
async function upload_tree_readContents(local, names) {
    const contents = new Map();
    await (0,read_objects/* readObjects */.$)(local, names, (name) => {
        const chunks = [];
        return {
            write: (chunk) => void chunks.push(Buffer.from(chunk, 'latin1')),
            end: () => void contents.set(name, Buffer.concat(chunks)),
        };
    });
    return contents;
}
async function withTexts(local, request) {
    const names = new Set(request.flatMap((entry) => ('text' in entry ? [entry.text] : [])));
    const texts = await upload_tree_readContents(local, [...names]);
    return request.map((entry) => {
        if (!('text' in entry))
            return entry;
        const { text, ...kind } = entry;
        return { ...kind, content: texts.get(text)?.toString('utf8') ?? '' };
    });
}

;// CONCATENATED MODULE: ./lib/repository/signing/api-signer.js





const WHERE = 'sign-commits';
/**
 * Has the remote make each commit, and sign it as its own, before it is a commit here: what is pushed later is the very
 * commit that the remote made. Nothing that was not checked may be handed to it.
 */
function createApiSigner(checkout, { api, remote, policy }) {
    const { git } = checkout;
    /** Commits that the remote has → their trees. */
    const trees = new Map();
    const ask = async (request) => {
        const result = await (0,retry_remote/* retryUntilReachable */.U)('signing a commit', policy, request);
        if (result.kind === 'ok')
            return result.value;
        if (result.kind === 'refused')
            throw new SigningError(`The commit could not be made through the API: ${result.reason}`, {
                where: WHERE,
                fix: result.remedy,
            });
        const reason = result.kind === 'transient' ? result.reason : result.kind;
        throw new SigningError(`The commit could not be signed now: ${reason}`, { where: WHERE, passing: true });
    };
    /** What is not there might not have been checked. */
    const treeOnRemote = async (commit) => {
        const known = trees.get(commit);
        if (known !== undefined)
            return known;
        const tree = await ask(() => api.treeOf(commit));
        if (tree === null)
            throw new SigningError(`Commit ${commit.slice(0, 12)} is not on the remote, so nothing can be signed on top of it.`, {
                where: WHERE,
                fix: 'Push it first, with a signature of your own where a rule requires one.',
            });
        trees.set(commit, tree);
        return tree;
    };
    const create = async (commit) => {
        const made = await ask(() => api.createCommit(commit));
        if (!made.verified)
            throw notSigned(made.reason);
        return made;
    };
    return {
        async signCommit(content) {
            const { tree, parents, message } = parseCommit('', content);
            if (parents.length === 0)
                throw nothingThere();
            const bases = [];
            for (const parent of parents)
                bases.push(await treeOnRemote(parent));
            await uploadTree(checkout, { api, ask }, tree, bases);
            const made = await create({ tree, parents, message });
            trees.set(made.sha, tree);
            return rebuildCommit(made) ?? (await fetchCommit(made.sha, parents));
        },
        async tryOut(onRemote) {
            if (onRemote === null)
                throw nothingThere();
            const tree = await treeOnRemote(onRemote);
            await create({ tree, parents: [onRemote], message: 'Are commits of this token signed?' });
        },
    };
    /** The commit as the remote has it. */
    async function fetchCommit(sha, haves) {
        const fetched = await (0,retry_remote/* retryUntilReachable */.U)('fetch', policy, (ms) => remote.fetch([sha], haves, null, ms));
        if (fetched.kind !== 'ok')
            throw new SigningError(`The signed commit ${sha.slice(0, 12)} could not be fetched.`, {
                where: WHERE,
                passing: true,
            });
        return (await git(['cat-file', 'commit', sha], { encoding: 'latin1' })).stdout;
    }
}
/** From what was signed and its signature, with the line break at its end or without; null: that is not the whole. */
function rebuildCommit({ sha, payload, signature }) {
    if (payload === null || signature === null)
        return null;
    const content = Buffer.from(payload).toString('latin1');
    const candidates = [signature, signature.trimEnd()].map((one) => addSignature(content, one, 'sha1'));
    return candidates.find((one) => objectName(Buffer.from(one, 'latin1'), 'sha1') === sha) ?? null;
}
function nothingThere() {
    return new SigningError('The repository is empty, and only the commits after its first one can be signed through the API.', {
        where: WHERE,
        fix: 'Push a first commit yourself.',
    });
}
function notSigned(reason) {
    return new SigningError(`GitHub did not sign a commit that was made with this token (${reason}).`, {
        where: WHERE,
        fix: 'GitHub signs what an app or a workflow commits, not what a person does: use the default `github-token` or `app-id`, or `sign-commits: key`. On an Enterprise Server its administrator must have enabled web commit signing.',
    });
}

;// CONCATENATED MODULE: ./lib/repository/signing/open-signer.js



/** null: commits are not signed. */
async function openSigner(checkout, remote, options) {
    const { checkpoint, signing } = options;
    if (checkpoint === 'off' || signing == null)
        return null;
    if (!('api' in signing))
        return createSigner(checkout, { ...options, key: signing.key });
    return remote && createApiSigner(checkout, { api: signing.api, remote, policy: (0,repository_opened/* retryPolicyOf */.aB)(options) });
}
/**
 * Before an agent works for hours on what nobody may push. SigningError where nothing signs.
 * @param onRemote commits that the remote has, null for those that it has not.
 */
async function trySigner(signer, onRemote) {
    await signer?.tryOut(onRemote.find((commit) => commit !== null) ?? null);
}

// EXTERNAL MODULE: ./lib/repository/branches/branch-names.js
var branch_names = __webpack_require__(696);
;// CONCATENATED MODULE: ./lib/repository/branches/deleted-branch.js


/** Refs that say what the remote had of a branch: ours, which no `git fetch --prune` removes, and git's own. */
async function findTrackingRefs(git, branch) {
    const names = [(0,git_refs/* pushedBranchRef */.rZ)(branch), `refs/remotes/origin/${branch}`];
    const found = await git(['for-each-ref', '--format=%(refname)', ...names]);
    return found.stdout.split('\n').filter((ref) => names.includes(ref));
}
/**
 * Remembers that the remote has the work branch, or tells whether it had it and has it no more, since its pull request was merged or
 * closed and the branch deleted. Then it is forgotten here too: pushed again it would bring back what is past, and after a squash merge
 * it conflicts with its base. What the base does not have of it is kept under a ref. `local`: its commit here, null: none.
 */
async function forgetDeletedBranch({ checkout: { git }, options, remote }, { remoteWorkCommit, base, baseCommit }, branch, local) {
    if (remote === null)
        return false;
    if (remoteWorkCommit !== null)
        await git(['update-ref', (0,git_refs/* pushedBranchRef */.rZ)(branch), remoteWorkCommit]);
    if (remoteWorkCommit !== null || baseCommit === null)
        return false;
    const refs = await findTrackingRefs(git, branch);
    if (refs.length === 0)
        return false;
    const isKept = local !== null && !(await (0,git_merge/* isAncestor */.QX)(git, local, baseCommit));
    const kept = isKept ? (0,git_refs/* lostCommitRef */.ze)(options.spec, local) : null;
    const commands = [...refs.map((ref) => `delete ${ref}`), ...(kept === null ? [] : [`update ${kept} ${local}`])];
    await git(['update-ref', '--stdin'], { input: `${commands.join('\n')}\n` });
    const where = kept === null ? '' : ` The old one is saved here as ${kept}.`;
    if (local !== null)
        options.notice(`The branch ${branch} was deleted on the remote: a new one starts from ${base}.${where}`);
    return true;
}

;// CONCATENATED MODULE: ./lib/repository/branches/check-out-branch.js









/**
 * Checks out the work branch: the local one, brought up to the remote's; else the remote's; else a new one from
 * `formerCommit`, the work on the spec under another name, or from the base. Commits that an earlier run could not push are kept.
 */
async function checkOutWorkBranch(opened, remoteState, workBranch, status, formerCommit = null) {
    const { checkout } = opened;
    const { git } = checkout;
    if ((await git(['check-ref-format', '--branch', workBranch], { accept: 'any' })).code !== 0) {
        throw new errors/* UserError */.yo(`${JSON.stringify(workBranch)} is not a branch name.`, {
            where: 'work-branch',
            fix: 'See `git help check-ref-format`.',
        });
    }
    const found = await git(['rev-parse', '-q', '--verify', `refs/heads/${workBranch}^{commit}`], {
        accept: [0, 1, 128],
    });
    const here = found.code === 0 ? found.stdout.trim() : null;
    const isPast = await forgetDeletedBranch(opened, remoteState, workBranch, here);
    const local = isPast ? null : here;
    const startCommit = local ?? remoteState.remoteWorkCommit ?? formerCommit ?? (await chooseStartCommit(checkout, remoteState, status));
    if (startCommit === null) {
        // Nothing is committed anywhere yet: the first checkpoint makes the branch.
        if (status.branch !== workBranch)
            await git(['symbolic-ref', 'HEAD', `refs/heads/${workBranch}`]);
        return { kind: 'ready', head: null };
    }
    if (status.branch !== workBranch || isPast)
        await switchTo(checkout, workBranch, local === null ? ['-B', workBranch, startCommit] : [workBranch, '--']);
    if (local === null || remoteState.remoteWorkCommit === null)
        return { kind: 'ready', head: startCommit };
    return mergeRemoteBranch(opened, remoteState, workBranch, local);
}
async function switchTo(checkout, workBranch, args) {
    const switched = await checkout.git(['checkout', '-q', ...args], { accept: 'any' });
    if (switched.code === 0)
        return;
    const inTheWay = /'refs\/heads\/([^']+)' exists/.exec(switched.stderr)?.[1];
    if (inTheWay !== undefined)
        throw (0,branch_names/* nameInTheWay */.Rp)(workBranch, inTheWay, 'here');
    const worktree = /is already (?:checked out|used by worktree) at '(.+)'/.exec(switched.stderr)?.[1];
    if (worktree !== undefined)
        throw heldByWorktree(checkout, workBranch, worktree);
    throw new errors/* UserError */.yo(`The work branch ${workBranch} could not be checked out: ${(0,lib_text/* firstCharacters */.DR)(switched.stderr.trim(), 1000)}`, {
        where: checkout.top,
        fix: /would be overwritten|in the way/i.test(switched.stderr)
            ? 'Move the files named above out of the way and start again.'
            : 'Fix what git reports (whose the files of .git are, space on the disk), then start again.',
    });
}
/** A branch is checked out in one worktree at a time; one whose folder was deleted holds it until it is pruned. */
function heldByWorktree(checkout, workBranch, worktree) {
    const isDeleted = !(0,external_node_fs_.existsSync)(worktree);
    return new errors/* UserError */.yo(`The work branch ${workBranch} is checked out in another worktree, ${worktree}${isDeleted ? ', whose folder no longer exists' : ''}.`, {
        where: checkout.top,
        fix: isDeleted
            ? 'Remove what git remembers of it with `git worktree prune`, then start again.'
            : `Run there, or remove that worktree with \`git worktree remove ${JSON.stringify(worktree)}\` and start again; or use another \`work-branch\`.`,
    });
}
async function chooseStartCommit(checkout, remoteState, status) {
    const { baseCommit, base } = remoteState;
    if (status.head === null || baseCommit === null)
        return baseCommit ?? status.head;
    // Commits on the base that are not pushed yet, such as the spec's own, belong to what is started from.
    const ahead = status.branch === base && (await (0,git_merge/* isAncestor */.QX)(checkout.git, baseCommit, status.head));
    return ahead ? status.head : baseCommit;
}
/** Brings the checked-out branch up to what the remote has of it. */
async function mergeRemoteBranch(opened, remoteState, branch, local) {
    const theirs = remoteState.remoteWorkCommit;
    if (theirs === null || theirs === local)
        return { kind: 'ready', head: local };
    await (0,git_merge/* deepenToCommonAncestor */.TL)(opened.checkout, local, theirs, remoteState.deepen);
    const label = `${branch} on the remote`;
    // What an interrupted run left may be unsigned, and is signed together with the merge when it was checked.
    const isSignedLater = opened.remote !== null && (await (0,uncommitted_changes/* findInterruptedRun */.Fo)(opened.checkout, opened.options)) !== null;
    const merged = await mergeCommit({ ...opened, signer: isSignedLater ? null : opened.signer }, theirs, {
        label,
        message: (0,commit_message/* plainSubject */.DB)(`Merge what was pushed to ${branch}`, opened.options),
    });
    if (merged.kind === 'conflict')
        return { kind: 'conflict', base: label, files: merged.files };
    return { kind: 'ready', head: merged.kind === 'merged' ? merged.head : local };
}

;// CONCATENATED MODULE: ./lib/repository/branches/other-branch.js





/** One request is enough for what the next run can do as well. */
const other_branch_TIMEOUT_MS = 60_000;
const FIRST_DEPTH = 50;
/** Brings its commit here, down to where it parted from the base; false: it cannot be had now. */
async function fetchOtherBranch({ checkout, remote, head }, branch, base) {
    const { git } = checkout;
    const isHere = async () => (await git(['cat-file', '-e', `${branch.commit}^{commit}`], { accept: 'any' })).code === 0;
    if (remote !== null) {
        const haves = [base.commit, ...(head === null ? [] : [head])];
        const shallow = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(checkout.commonDir, 'shallow'));
        const fetch = async (depth) => {
            await remote.fetch([`refs/heads/${branch.name}`, `refs/heads/${base.name}`], haves, depth, other_branch_TIMEOUT_MS);
        };
        if (!(await isHere()))
            await fetch(shallow ? FIRST_DEPTH : null);
        if (await isHere())
            await (0,git_merge/* deepenToCommonAncestor */.TL)(checkout, branch.commit, base.commit, fetch);
    }
    return isHere();
}
/** The specs whose work branch it is, by the state that is on it. */
async function specsOf({ checkout, options }, { name, commit }) {
    const states = readStates(options, await (0,blobs/* readFileAt */._T)(checkout.git, commit, options.statePath)) ?? {};
    return Object.entries(states)
        .filter(([spec]) => options.workBranches?.of(spec) === name)
        .map(([spec, state]) => ({ spec, state }));
}

;// CONCATENATED MODULE: ./lib/repository/branches/find-former-branch.js






/**
 * The commit of another work branch that has work on this spec under another name: a person renamed its folder on the
 * base between two runs. null: there is a work branch of ours, or no other one has tasks like these.
 */
async function findFormerBranch(opened, workBranch, { remoteWorkCommit, baseCommit, base, otherWorkBranches }) {
    const { checkout, options } = opened;
    const { git } = checkout;
    if (remoteWorkCommit !== null || base === null || baseCommit === null || otherWorkBranches.size === 0)
        return null;
    const local = await git(['rev-parse', '-q', '--verify', `refs/heads/${workBranch}^{commit}`], { accept: 'any' });
    const tasks = await (0,blobs/* readFileAt */._T)(git, baseCommit, (0,repository_opened/* tasksPathOf */.tx)(options, options.spec));
    if (local.code === 0 || tasks === null)
        return null;
    const specs = await specFoldersAt(git, options, baseCommit);
    const known = new Set(specs.map((spec) => options.workBranches?.of(spec)));
    for (const [name, commit] of otherWorkBranches) {
        const branch = { name, commit };
        const former = known.has(name)
            ? null
            : await findSameTasks(opened, branch, { name: base, commit: baseCommit }, tasks);
        if (former === null)
            continue;
        options.notice(`${options.spec} has the same tasks as ${former}, which is no longer on ${base}: this run continues from its branch ${name}. If a pull request of ${name} is open, close it.`);
        return commit;
    }
    return null;
}
/** The spec with these tasks whose work branch it is; null: none, or its work is in the base. */
async function findSameTasks(opened, branch, base, tasks) {
    const { options } = opened;
    const { git } = opened.checkout;
    if (!(await fetchOtherBranch(opened, branch, base)) || (await (0,git_merge/* isAncestor */.QX)(git, branch.commit, base.commit)))
        return null;
    // By its folder and not by its state: the branch of a finished spec may have no records.
    for (const spec of await specFoldersAt(git, options, branch.commit)) {
        if (options.workBranches?.of(spec) !== branch.name)
            continue;
        const former = await (0,blobs/* readFileAt */._T)(git, branch.commit, (0,repository_opened/* tasksPathOf */.tx)(options, spec));
        if (former !== null && (0,match_tasks/* isSameTaskList */.WZ)(former, tasks))
            return spec;
    }
    return null;
}

;// CONCATENATED MODULE: ./lib/repository/branches/partial-clone.js




/** Folders in folders of which a clone without trees knows nothing yet. */
const partial_clone_MAX_ROUNDS = 100;
/**
 * A partial clone has its contents fetched when they are needed, by whoever needs them: agents and the git that merges
 * have no token for it. So what the run starts from is fetched here; of older versions see `warnOfPartialClone`.
 */
async function completePartialClone(opened, remoteState) {
    const { checkout, options, remote, head } = opened;
    if (remote === null || !(0,git_configuration/* isPartialClone */.th)(checkout.configEntries))
        return;
    const tips = [head, remoteState.baseCommit, remoteState.remoteWorkCommit];
    const commits = [...new Set(tips.filter((tip) => tip !== null))];
    const bases = await partial_clone_mergeBases(checkout, commits);
    for (let round = 0; round < partial_clone_MAX_ROUNDS; round++) {
        const missing = await missingObjects(checkout, [...commits, ...bases]);
        if (missing.length === 0)
            break;
        const fetched = await (0,retry_remote/* retryUntilReachable */.U)('fetch', (0,repository_opened/* retryPolicyOf */.aB)(options), (ms) => remote.fetchObjects(missing, ms));
        if (fetched.kind === 'ok')
            continue;
        throw new errors/* UserError */.yo(`This is a partial clone, and what it leaves out cannot be fetched: ${'reason' in fetched ? fetched.reason : fetched.kind}`, { where: checkout.top, fix: 'Check out without a `filter` (and without `sparse-checkout`, which sets one).' });
    }
}
/** Agents of a run that pushes with the user's own credentials can fetch with them as well. */
function warnOfPartialClone({ checkout, options, remote }) {
    const hasToken = options.remote.tokens !== null;
    if (!(0,git_configuration/* isPartialClone */.th)(checkout.configEntries) || (remote !== null && !hasToken))
        return;
    const limit = remote === null
        ? 'older versions of files are fetched from its remote when an agent needs them, and cannot be read where that fails'
        : 'agents have no token to fetch older versions of files with';
    options.notice(`This is a partial clone: ${limit}. git log -p, blame or checkout of an old commit need them. If the agents do, check out without \`filter\` and \`sparse-checkout\`, or run \`git fetch --refetch --no-filter\` once.`);
}
/** Merges compare with them. */
async function partial_clone_mergeBases({ git }, commits) {
    const [first, ...others] = commits;
    if (first === undefined)
        return [];
    const found = [];
    for (const other of others) {
        const base = await git(['merge-base', '--all', first, other], { accept: [0, 1] });
        found.push(...base.stdout.split('\n').filter((line) => line !== ''));
    }
    return found;
}
/** Of what these commits hold, without their history. */
async function missingObjects({ git }, commits) {
    const listed = await git(['rev-list', '--objects', '--no-object-names', '--missing=print', '--no-walk', '--stdin'], {
        input: commits.map((commit) => `${commit}\n`).join(''),
    });
    return listed.stdout.split('\n').flatMap((line) => (line.startsWith('?') ? line.slice(1) : []));
}

;// CONCATENATED MODULE: ./lib/repository/branches/open-work-branch.js



































/** The repository as it is; null where there is none and none is needed. */
async function openCheckout(options) {
    const { workdir, env, findCheckout = (0,git_checkout/* createCheckoutFinder */.n9)(env) } = options;
    const found = await findCheckout(workdir, options.author, options.configuration);
    if (found.kind === 'none') {
        if (options.checkpoint === 'off')
            return null;
        throw new errors/* UserError */.yo(`Checkpoints need a git repository: ${found.reason}.`, {
            where: options.workdir,
            fix: missingRepositoryRemedy(found.isGitInstalled, options.env.GITHUB_ACTIONS === 'true'),
        });
    }
    const { checkout } = found;
    await (0,leftovers/* removeLeftovers */.D)(checkout, options);
    const remote = options.checkpoint === 'push' ? resolveRemote(checkout, options) : null;
    const removedCredentials = options.remote.tokens === null ? { names: [], restore: () => undefined } : await (0,remove_credentials/* removeCredentials */.t)(checkout);
    await (0,filters/* refuseBrokenFilters */.FV)(checkout, options.env);
    const { head, branch } = await (0,git_head/* readHead */.z)(checkout);
    const guard = (0,git_files/* createGuard */.o)(checkout, options.workdir, () => lostRepository(opened, 'The git repository is missing: it was removed or replaced while an agent ran.'));
    const sparse = (0,sparse_checkout/* isSparse */.zP)(checkout.configEntries);
    const trust = createTrust({
        // Where nothing is committed a person may be working in the same files.
        paths: options.checkpoint === 'off' ? [] : withLinked(checkout, options.protectedPaths ?? default_protected_paths/* DEFAULT_PROTECTED_PATHS */.Y),
        steering: steeringPathsIn(checkout, options),
        tokens: options.remote.tokens,
        secrets: options.secrets ?? [],
    });
    // What is here is taken as it is where nothing is pushed.
    if (remote === null)
        moveBaseline(trust, head);
    const opened = {
        options,
        checkout,
        guard,
        signer: await openSigner(checkout, remote, options),
        remote,
        branch,
        defaultBranch: null,
        base: null,
        otherWorkBranches: new Map(),
        remoteHead: null,
        head,
        attemptInProgress: false,
        knownFilters: { commit: undefined, filters: new Map() },
        listedRefs: null,
        lostCommits: new Map(),
        trust,
        startedFrom: null,
        leftAlone: new Set(),
        hidden: new Map(),
        ownIndex: null,
        recordsCommittedIn: null,
        sparse,
        sparsePaths: sparse ? await (0,sparse_checkout/* readSparsePaths */.D)(checkout.git) : new Set(),
        stagedByOthers: [],
        records: { saved: null, tip: null, base: null, usable: true },
        wip: null,
    };
    return { opened, removedCredentials };
}
/** Where git is missing, actions/checkout downloads an archive: the files without the repository. */
function missingRepositoryRemedy(isGitInstalled, isWorkflow) {
    if (isWorkflow)
        return 'Install git in a step before actions/checkout: where git is missing, it downloads the files without the repository. Or set `checkpoint: off`.';
    return isGitInstalled
        ? 'Run `git init` and commit what is there, or run with `--checkpoint off`.'
        : 'Install git 2.32 or newer, or run with `--checkpoint off`.';
}
function resolveRemote(checkout, options) {
    const url = options.remote.url ?? (0,address/* originUrl */.sH)(checkout);
    if (url !== null)
        return (0,remote/* createRemote */.hh)(checkout, { ...options, url, tokens: options.remote.tokens });
    throw new errors/* UserError */.yo('There is no remote to push to.', {
        where: checkout.top,
        fix: 'Add one (`git remote add origin URL`), or run with `--checkpoint commit`.',
    });
}
/** Gets from any checkout to the work branch with the base merged in. */
async function openWorkBranch(opened) {
    const { options, checkout, remote } = opened;
    const { git } = checkout;
    warnOfPartialClone(opened);
    if (options.checkpoint !== 'off')
        await abortUnfinishedMerge(opened);
    (0,temporary_files/* clearTemporaryFolder */.b$)(checkout.top);
    await removeTemporaryFiles(checkout.top, options, git);
    await takeUpHiddenFiles(opened);
    const status = await (0,index_status/* readStatus */.rk)(git);
    if (options.checkpoint === 'off')
        return { kind: 'ready', branch: status.branch, head: status.head, base: null };
    const [leftAlone] = await Promise.all([
        (0,uncommitted_changes/* refuseUncommittedChanges */.nP)(opened, status, (0,repository_opened/* commitSelectionOf */.L_)(opened)),
        requireCommittableState(opened),
    ]);
    // What is committed and not pushed may be of the agent of a run that was cut off, else it is a person's.
    if ((await (0,uncommitted_changes/* findInterruptedRun */.Fo)(checkout, options)) !== null)
        opened.leftAlone = leftAlone;
    const workBranch = options.workBranch === '' ? status.branch : options.workBranch;
    if (workBranch === null)
        return openDetached(opened, status.head);
    const remoteState = remote === null
        ? await (0,fetch_remote/* remoteStateFromLocalRefs */.vD)(checkout, options, workBranch)
        : await (0,fetch_remote/* fetchRemoteState */.yb)(checkout, remote, options, workBranch, status.head);
    refuseBaseAsWorkBranch(options, workBranch, remoteState);
    await trySigner(opened.signer, [remoteState.remoteWorkCommit, remoteState.baseCommit]);
    opened.defaultBranch = remoteState.defaultBranch;
    const { base, baseCommit, otherWorkBranches } = remoteState;
    opened.base = base === null || baseCommit === null ? null : { name: base, commit: baseCommit };
    opened.otherWorkBranches = otherWorkBranches;
    if (remote !== null)
        opened.remoteHead = remoteState.remoteWorkCommit;
    if (remote !== null && options.workBranch !== '')
        opened.startedFrom = remoteState;
    if (remoteState.wip !== null)
        await recordWip(opened, remoteState.wip);
    await takeUpRecords(opened, remoteState, workBranch);
    const former = await findFormerBranch(opened, workBranch, remoteState);
    if (remote !== null)
        trustRemote(opened, [remoteState.remoteWorkCommit, remoteState.baseCommit, former]);
    await completePartialClone(opened, remoteState);
    const branchResult = await takeUpBranch(opened, remoteState, workBranch, { status, former });
    opened.branch = workBranch;
    const head = branchResult.kind === 'ready' ? branchResult.head : (await (0,git_head/* readHead */.z)(checkout)).head;
    opened.head = await vetWorkBranch(opened, remoteState, head);
    opened.leftAlone = leftAlone;
    await forgetPastRecords(opened, remoteState);
    if (branchResult.kind === 'conflict')
        return branchResult;
    await takeUpLocalWork(opened);
    await leaveRemainingRecords(opened);
    await warnOfProtectedPaths(opened);
    return mergeBaseBranch(opened, remoteState, opened.head);
}
async function openDetached({ options, checkout, remote, signer }, head) {
    if (remote !== null) {
        throw new errors/* UserError */.yo('HEAD is detached, so there is no branch to push to.', {
            where: checkout.top,
            fix: 'Name a work branch, or check out a branch first.',
        });
    }
    await trySigner(signer, []);
    options.notice('HEAD is detached: commits are on no branch. Keep them with `git switch -c NAME` at the end of the run.');
    return { kind: 'ready', branch: null, head, base: null };
}
function refuseBaseAsWorkBranch(options, workBranch, remoteState) {
    if (options.workBranch === '')
        return;
    if (workBranch !== remoteState.base && workBranch !== remoteState.defaultBranch)
        return;
    throw new errors/* UserError */.yo(`The work branch ${workBranch} is the base branch itself.`, {
        where: 'work-branch',
        fix: 'Name another work branch, or an empty one to work on the branch that is checked out.',
    });
}
async function takeUpBranch(opened, remoteState, workBranch, { status, former }) {
    if (opened.options.workBranch !== '')
        return checkOutWorkBranch(opened, remoteState, workBranch, status, former);
    if (status.head === null)
        return { kind: 'ready', head: null };
    return mergeRemoteBranch(opened, remoteState, workBranch, status.head);
}
/**
 * Code and state travel in one commit: another machine that got the code without the state would do again what is done.
 * Here the files beside the spec will do, but whoever relies on commits must know.
 */
async function requireCommittableState({ checkout, options }) {
    const { statePath, checkpoint } = options;
    const reason = statePath.startsWith('../') || (0,external_node_path_.isAbsolute)(statePath)
        ? OUTSIDE_REPOSITORY
        : await whyNotCommittable(checkout, statePath);
    if (reason === null)
        return;
    const problem = `The state cannot be committed with the code: ${reason}.`;
    if (checkpoint !== 'push')
        return options.notice(`${statePath}: ${problem}`);
    throw new errors/* UserError */.yo(problem, {
        where: statePath,
        fix: 'Move the spec to where git commits it, or run with `--checkpoint commit` or `off`.',
    });
}
const OUTSIDE_REPOSITORY = 'it is outside the repository';
async function whyNotCommittable({ git }, path) {
    const ignored = await git(['check-ignore', '-q', '--', path], { accept: 'any' });
    if (/beyond a symbolic link/.test(ignored.stderr))
        return 'it is behind a symbolic link';
    return ignored.code === 0 ? 'a .gitignore or another of git’s ignore files excludes it' : null;
}
async function recordWip(opened, commit) {
    const ref = (0,git_refs/* workInProgressRef */.Jo)(opened.options.spec);
    if (opened.remote !== null)
        await opened.checkout.git(['update-ref', ref, commit]);
    opened.wip = { commit, tree: null, remote: opened.remote === null ? null : commit };
}
async function takeUpRecords(opened, remoteState, workBranch) {
    const { checkout, options, remote } = opened;
    const { records, base, baseCommit } = remoteState;
    if (remote !== null && records !== null)
        await checkout.git(['update-ref', (0,git_refs/* recordsRef */.Gn)(options.spec), records], { accept: 'any' });
    opened.records = {
        ...(await (0,read_records/* readSavedRecords */.e)(checkout.git, options, records)),
        tip: records,
        base: base === workBranch ? null : baseCommit,
    };
}

;// CONCATENATED MODULE: ./lib/repository/branches/publish-branch.js







/** Long enough for a server that answers with errors to be told from one that is in trouble. */
const RETRY_FOR_MS = 60_000;
/**
 * Pushes what is checked out before anything is done on it, since rules and hooks are asked by a push alone. Where the
 * merge of the base is refused, for what it brought into .github/workflows or as a merge, the branch goes without.
 */
async function publishBranch(opened) {
    refuseDefaultBranch(opened);
    const pushed = await pushHead(opened);
    if (pushed.kind !== 'refused' || pushed.about === undefined || !(await undoBaseMerge(opened)))
        return pushed;
    const pushedWithout = await pushHead(opened);
    return pushedWithout.kind === 'refused'
        ? pushedWithout
        : { kind: 'without-base', base: opened.base?.name ?? 'the base', refused: pushed.about };
}
async function pushHead(opened) {
    const { remote, branch, head } = opened;
    if (remote === null || branch === null || head === null)
        return { kind: 'unknown' };
    const ref = `refs/heads/${branch}`;
    const policy = (0,repository_opened/* retryPolicyOf */.aB)(opened.options, { retryForMs: RETRY_FOR_MS });
    const pushed = await (0,retry_remote/* retryUntilReachable */.U)('push', policy, (ms) => pushChecked(opened, remote, [{ commit: head, ref }], ms));
    switch (pushed.kind) {
        case 'ok':
            opened.remoteHead = head;
            return { kind: 'published' };
        case 'refused':
            return pushed;
        case 'withheld':
            return {
                kind: 'refused',
                reason: `${branch}: ${withheldReason(pushed.findings)}`,
                remedy: withheldRemedy(pushed.findings),
            };
        // What passes by itself, or what only a merge can set right, is for the first checkpoint.
        default:
            return { kind: 'unknown' };
    }
}
/** false: the last commit is no merge of ours with the base, or the branch is not on the remote without it. */
async function undoBaseMerge(opened) {
    const { checkout, base, branch, head, remoteHead } = opened;
    const { git } = checkout;
    if (base === null || head === null || remoteHead === null)
        return false;
    const [parents = '', subject] = (await git(['log', '-1', '--format=%P%n%s', head])).stdout.split('\n');
    const [before = '', theirs] = parents.split(' ');
    if (theirs === undefined || subject !== baseMergeMessage(base.name, branch, opened.options))
        return false;
    if (!(await (0,git_merge/* isAncestor */.QX)(git, theirs, base.commit)) || !(await (0,git_merge/* isAncestor */.QX)(git, remoteHead, before)))
        return false;
    // Leaves what is not committed, or does nothing.
    if ((await git(['reset', '-q', '--keep', before], { accept: 'any' })).code !== 0)
        return false;
    opened.head = before;
    opened.ownIndex = null;
    moveBaseline(opened.trust, before);
    return true;
}

;// CONCATENATED MODULE: ./lib/repository/branches/pull-request-history.js



/**
 * Whether the work branch goes on from a commit that its base does not have: where a closed pull request ended, of a
 * branch of the same name. A branch that was deleted and made anew does not. What cannot be told counts as the same one.
 */
async function continuesFrom({ checkout, startedFrom: base, head }, commit) {
    const { git, commonDir } = checkout;
    if (base === null || head === null || base.baseCommit === null)
        return true;
    // Made by this run.
    if (base.remoteWorkCommit === null)
        return false;
    const isWithin = async (tip) => (await git(['cat-file', '-e', `${commit}^{commit}`], { accept: 'any' })).code === 0 && (0,git_merge/* isAncestor */.QX)(git, commit, tip);
    try {
        // A shallow clone may not reach back to it.
        if (!(await isWithin(head)) && (0,external_node_fs_.existsSync)((0,external_node_path_.join)(commonDir, 'shallow')))
            await base.deepen(WHOLE_HISTORY);
        return (await isWithin(head)) && !(await isWithin(base.baseCommit));
    }
    catch {
        return true;
    }
}
/** For `git fetch --depth`, which takes it for everything. */
const WHOLE_HISTORY = 2_147_483_647;

;// CONCATENATED MODULE: ./lib/repository/branches/refresh-branches.js








/**
 * Merges the base into work branches of other specs that are finished and whose pull requests nothing but records keeps
 * from being merged. What cannot be done now is the next run's.
 * @param findOpen those of the branches that have an open pull request.
 */
async function refreshFinishedBranches(opened, findOpen) {
    const { checkout, remote, base, otherWorkBranches, options } = opened;
    if (remote === null || base === null || options.stop?.aborted === true)
        return [];
    const candidates = [];
    for (const [name, commit] of otherWorkBranches) {
        if (!(await isMerged(opened, commit, base.commit)))
            candidates.push(name);
    }
    if (candidates.length === 0)
        return [];
    const merges = [];
    for (const name of await findOpen(candidates)) {
        const branch = { name, commit: otherWorkBranches.get(name) ?? '' };
        if (branch.commit === '' || !(await fetchOtherBranch(opened, branch, base)))
            continue;
        const message = (0,commit_message/* plainSubject */.DB)(`Merge ${base.name} into ${name}`, opened.options);
        const tree = await mergedTree(opened, branch, base);
        if (tree === null)
            continue;
        const parents = ['-p', branch.commit, '-p', base.commit];
        const unsigned = (await checkout.git(['commit-tree', tree, ...parents, '-m', message])).stdout.trim();
        const commit = await pushMerge(opened, branch, unsigned);
        if (commit !== null)
            merges.push({ branch: name, base: base.name, commit });
    }
    return merges;
}
/** As far as it is known here: the branch is not asked for. */
async function isMerged({ checkout: { git } }, commit, base) {
    const isHere = (await git(['cat-file', '-e', `${commit}^{commit}`], { accept: 'any' })).code === 0;
    return isHere && (0,git_merge/* isAncestor */.QX)(git, commit, base);
}
/** null: it is not finished, nothing is in its way or more than records, or it has nothing left of its own. */
async function mergedTree(opened, branch, base) {
    const sides = { ours: branch.commit, theirs: base.commit };
    const specs = await specsOf(opened, branch);
    if (specs.length === 0)
        return null;
    for (const { spec, state } of specs) {
        if (state.completed_at === null || state.halt !== null || !(await isFinished(opened, spec, sides)))
            return null;
    }
    const trial = await tryMerge(opened, { ...sides, theirName: base.name, appending: false });
    return trial.kind === 'records' ? trial.tree : null;
}
/** The commit as it was pushed. Nothing is forced: whoever pushed there meanwhile comes first. */
async function pushMerge(opened, branch, unsigned) {
    const { trust, remote, base } = opened;
    if (remote === null || base === null)
        return null;
    const commit = await signCommit(opened, unsigned).catch((error) => {
        if (error instanceof SigningError)
            return null;
        throw error;
    });
    if (commit === null)
        return null;
    // Of a protected path it holds what one of its two sides holds.
    const sides = [branch.commit, base.commit];
    const trustInSides = {
        ...trust,
        baseline: branch.commit,
        references: sides,
        vetted: new Set([...trust.vetted, ...sides]),
    };
    const view = { ...opened, trust: trustInSides };
    const pushed = await pushChecked(view, remote, [{ commit, ref: `refs/heads/${branch.name}` }], 60_000);
    return pushed.kind === 'ok' ? commit : null;
}

// EXTERNAL MODULE: ./lib/repository/commit-changes.js
var commit_changes = __webpack_require__(6879);
// EXTERNAL MODULE: ./lib/repository/guard/base-file.js
var base_file = __webpack_require__(2728);
;// CONCATENATED MODULE: ./lib/repository/remote/push-unpushed.js



/** Pushes what an earlier process committed on the work branch and could not push. */
async function pushUnpushed(opened, retry) {
    const { options } = opened;
    // Where the run did not get as far as its work branch, what is checked out here is not its own.
    const isOwnBranch = options.workBranch === '' || opened.branch === options.workBranch;
    if (opened.remote === null || opened.head === null || !isOwnBranch)
        return { kind: 'saved', commit: null, pushed: false };
    const found = await findBaseline(opened, (0,repository_opened/* retryPolicyOf */.aB)(options, retry));
    if (typeof found !== 'string' && found.kind !== 'behind')
        return found.kind === 'refused'
            ? { ...found, bundle: null }
            : { kind: 'unreachable', reason: found.reason, bundle: null };
    const { head, trust } = opened;
    // The remote has it: in this branch, or in its base.
    if (head !== null && trust.references.includes(head))
        return { kind: 'saved', commit: head, pushed: true };
    return pushAndConfirm(opened, retry);
}

;// CONCATENATED MODULE: ./lib/repository/remote/clock-offset.js

/** A server says the time in whole seconds, and an answer takes its own. */
const MIN_OFFSET = 30 * time/* SECOND */.Z2;
const clock_offset_TIMEOUT_MS = 5 * time/* SECOND */.Z2;
/**
 * How far a remote's clock is ahead of this machine's, ms, by the `Date` of its answer to a request without credentials; 0
 * where it is near, null where it does not tell: it is not asked over HTTP, or does not answer.
 */
async function clockOffset({ url }, now) {
    if (!/^https?:\/\//.test(url))
        return null;
    try {
        const from = now();
        const signal = AbortSignal.timeout(clock_offset_TIMEOUT_MS);
        const answer = await fetch(withoutCredentials(url), { method: 'HEAD', redirect: 'manual', signal });
        const date = Date.parse(answer.headers.get('date') ?? '');
        const offset = date - (from + now()) / 2;
        if (Number.isNaN(offset))
            return null;
        return Math.abs(offset) < MIN_OFFSET ? 0 : Math.round(offset);
    }
    catch {
        return null;
    }
}
function withoutCredentials(url) {
    const address = new URL(url);
    address.username = '';
    address.password = '';
    return address;
}

;// CONCATENATED MODULE: ./lib/repository/remote/shared-text.js



/** The one file in the ref's commit. */
const FILE = 'throttle.json';
const SUBJECT = 'What the runs of this repository know of limits and budgets';
const shared_text_TIMEOUT_MS = 60_000;
/** A ref that moves faster than it can be read is in nobody's reach. */
const MOST_MOVES = 10;
/** No race: such as a ref below this one, which leaves no place for it. */
const STUCK = 'the remote takes no change of it, though nobody else changes it (git ls-remote origin "refs/sequential/*" lists what is there)';
/**
 * A text that is alone in a commit without a parent, on a ref of the remote: nobody has its history, and a swap replaces it
 * whole. Objects are written to this repository, its refs and working tree are not touched.
 */
function sharedTextOn(opened, ref) {
    const { remote, checkout, options } = opened;
    if (remote === null)
        return null;
    const { git } = checkout;
    let known = null;
    /** What a push was refused over as older than what is there; undefined: none was, or it has moved since. */
    let lostTo;
    /** `moved`: to something newer, between the two requests. */
    const look = async () => {
        const listed = await remote.list([ref], shared_text_TIMEOUT_MS);
        if (listed.kind !== 'ok')
            return notReached(listed);
        const version = listed.value.refs.get(ref) ?? null;
        if (version === null)
            return { kind: 'ok', version, text: null };
        if (version === known?.version)
            return { kind: 'ok', ...known };
        const fetched = await remote.fetch([ref], [], 1, shared_text_TIMEOUT_MS);
        if (fetched.kind !== 'ok')
            return notReached(fetched);
        const shown = await git(['cat-file', 'blob', `${version}:${FILE}`], { accept: 'any' });
        if (shown.code !== 0 && (await git(['cat-file', '-e', version], { accept: 'any' })).code !== 0)
            return 'moved';
        known = { version, text: shown.code === 0 ? shown.stdout : '' };
        return { kind: 'ok', ...known };
    };
    return {
        async read() {
            for (let moves = 0; moves < MOST_MOVES; moves++) {
                const found = await look();
                if (found !== 'moved')
                    return found;
            }
            return { kind: 'unreachable', reason: 'it moved each time it was read' };
        },
        async swap(version, text) {
            const blob = (await git(['hash-object', '-w', '--stdin'], { input: text })).stdout.trim();
            const tree = (await git(['mktree'], { input: `100644 blob ${blob}\t${FILE}\n` })).stdout.trim();
            // Two that write the same in the same second would make one commit, and both think that they were first.
            const message = `${SUBJECT}\n\nVersion: ${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`;
            const commit = await (0,stage/* commitTree */.SC)(git, tree, [], message);
            const pushed = await remote.swap(ref, version, commit, shared_text_TIMEOUT_MS);
            const isStill = lostTo !== undefined && lostTo === version;
            lostTo = pushed.kind === 'behind' ? version : undefined;
            if (pushed.kind === 'behind')
                return isStill ? { kind: 'unreachable', reason: STUCK } : { kind: 'raced' };
            if (pushed.kind !== 'ok')
                return notReached(pushed);
            known = { version: commit, text };
            return { kind: 'ok', version: commit };
        },
        clockOffset: () => clockOffset(remote.address, options.now),
    };
}
function notReached(failure) {
    if (failure.kind === 'behind')
        return { kind: 'unreachable', reason: 'others keep changing it' };
    return { kind: failure.kind === 'refused' ? 'refused' : 'unreachable', reason: failure.reason };
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/folder-changes.js




/** Without git there is no `.gitignore`; these are never an agent's work. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', '.venv', '__pycache__', 'target']);
const folder_changes_MAX_ENTRIES = 50_000;
/** What an attempt changed in a folder that is in no repository: by size and times, the first 50,000 files. */
function createFolderChangeReader(root, isSkipped) {
    const listings = new WeakMap();
    return {
        mark() {
            const listing = folder_changes_listFiles(root, isSkipped);
            const mark = { head: null, uncommittedHash: folder_changes_hashOf(listing) };
            listings.set(mark, listing);
            return mark;
        },
        changes(since) {
            const now = folder_changes_listFiles(root, isSkipped);
            const before = listings.get(since) ?? new Map();
            const files = [...new Set([...now.keys(), ...before.keys()])]
                .filter((path) => now.get(path) !== before.get(path))
                .sort();
            const changed = folder_changes_hashOf(now) !== since.uncommittedHash;
            const summary = changed ? `${(0,lib_text/* plural */.LS)(files.length, 'file')} changed: ${(0,lib_text/* listFirst */.rL)(files, 12)}` : 'No file changed.';
            return { changed, commits: [], files: files.slice(0, 200), summary, repaired: [] };
        },
    };
}
function folder_changes_listFiles(root, isSkipped) {
    const listing = new Map();
    for (const [path, { place }] of walk((0,entries_below/* evenALink */.qW)(root), '', isSkipped)) {
        if (listing.size >= folder_changes_MAX_ENTRIES)
            break;
        const stat = (0,external_node_fs_.lstatSync)(place, { bigint: true, throwIfNoEntry: false });
        if (stat !== undefined)
            listing.set(path, `${stat.mode}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`);
    }
    return listing;
}
/** Everything below a folder that is no folder itself, with its path from the top; of what must not be read, nothing. */
function* walk(folder, below, isSkipped) {
    for (const entry of (0,entries_below/* entriesIn */.s9)(folder)) {
        const path = `${below}${entry.name}`;
        if (SKIPPED_FOLDERS.has(entry.name) || isSkipped(path))
            continue;
        if (entry.kind === 'folder')
            yield* walk(entry, `${path}/`, isSkipped);
        else
            yield [path, entry];
    }
}
function folder_changes_hashOf(listing) {
    const hash = (0,external_node_crypto_.createHash)('sha1');
    for (const path of [...listing.keys()].sort())
        hash.update(`${path}\0${listing.get(path)}\0`);
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/restore-work.js

/** What a lost run had written goes back into the working tree, for the next attempt to go on with. */
async function restoreWork(opened) {
    const { notice } = opened.options;
    const recoverable = await findRecoverableWork(opened);
    if (recoverable === null)
        return null;
    const applied = await recoverable.apply();
    if (applied.kind === 'applied') {
        notice(`unfinished work of a lost run (${recoverable.note}, ${recoverable.savedAt}) was restored to the working tree`);
        return recoverable;
    }
    notice(`unfinished work of a lost run is saved in ${recoverable.ref}; it conflicts in ${applied.files.join(', ')}`);
    return null;
}

// EXTERNAL MODULE: ./lib/repository/git/bounded-patch.js
var bounded_patch = __webpack_require__(7285);
;// CONCATENATED MODULE: ./lib/repository/work-tree/tree-copy.js






/** More lines around a change than a file has that is read. */
const WHOLE = '--unified=10000000';
/**
 * The working tree as git keeps it, without what no commit of ours holds and without our records: the commit that it is
 * at, where it differs from that in nothing, else a tree.
 */
async function copyWorkTree(opened) {
    return withTree(opened, async (git, tree) => {
        if (opened.head === null)
            return tree;
        const committed = (await git(['rev-parse', `${opened.head}^{tree}`])).stdout.trim();
        return committed === tree ? opened.head : tree;
    });
}
/** What the working tree has otherwise than `base`; where that is not on this machine, than the last commit. */
async function diffSince(opened, base, { asText, patchOnly = false }) {
    return withoutRecords(opened, async (git) => {
        const from = (await ifKnown(git, opened, base)) ?? opened.head ?? (await emptyTree(git));
        const records = (0,repository_opened/* recordPaths */.Oq)(opened.options).map((path) => `:(top,exclude,literal)${path}`);
        const range = ['--cached', from, '--', ':/', ...records];
        const plain = ['diff', '--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=dirty'];
        const shown = ['-M', '--src-prefix=a/', '--dst-prefix=b/', ...(asText ? ['--text', WHOLE] : [])];
        const patch = await (0,bounded_patch/* readPatchText */.w0)(git, [...plain, ...shown, ...range]);
        if (patchOnly)
            return { files: [], patch };
        const names = await git([...plain, '-z', '--name-only', '--no-renames', ...range], { encoding: 'latin1' });
        return { files: tree_copy_pathsIn(names.stdout).map(index_status/* readable */.HD), patch };
    });
}
/** null: it is not on this machine. The last commit is, since the index was read from it. */
async function ifKnown(git, { head }, base) {
    if (base === null || base === head)
        return base;
    return (await git(['cat-file', '-e', `${base}^{tree}`], { accept: 'any' })).code === 0 ? base : null;
}
/** Makes the working tree what it was when `copy` was made of it, and takes commits since then back; the paths that were not. */
async function restoreWorkTree(opened, copy, since) {
    if (since.head !== null && opened.head !== since.head) {
        const { git } = opened.checkout;
        await git(['update-ref', '-m', 'sequential: commits of who may only read', 'HEAD', since.head]);
        await git(['read-tree', since.head]);
        opened.head = since.head;
    }
    return withTree(opened, async (git, tree) => {
        const args = ['diff-tree', '-r', '-z', '--no-renames', '--ignore-submodules'];
        const changed = async (filter) => tree_copy_pathsIn((await git([...args, '--name-only', filter, copy, tree], { encoding: 'latin1' })).stdout);
        const added = await changed('--diff-filter=A');
        const others = await changed('--diff-filter=a');
        for (const path of added)
            (0,external_node_fs_.rmSync)((0,stat_entry/* placeOf */.$t)(opened.checkout.top, path), { recursive: true, force: true });
        if (others.length > 0) {
            await git(['read-tree', copy]);
            await git(['checkout-index', '-f', '-z', '--stdin'], {
                encoding: 'latin1',
                input: others.map((path) => `${path}\0`).join(''),
            });
        }
        return [...added, ...others].sort().map(index_status/* readable */.HD);
    });
}
async function emptyTree(git) {
    return (await git(['mktree'], { input: '' })).stdout.trim();
}
function tree_copy_pathsIn(listing) {
    return listing.split('\0').filter((path) => path !== '');
}
/** For `use` the working tree, without our records, is in an index and written as a tree. */
function withTree(opened, use) {
    return withoutRecords(opened, async (git) => use(git, (await git(['write-tree'])).stdout.trim()));
}
/** For `use` the working tree, without our records, is in an index. */
function withoutRecords(opened, use) {
    const selection = (0,repository_opened/* commitSelectionOf */.L_)(opened);
    const isRecordFile = (0,repository_opened/* pathMatcher */.kZ)((0,repository_opened/* recordPaths */.Oq)(opened.options));
    const isExcluded = (path) => selection.isExcluded(path) || isRecordFile(path);
    const staging = { parent: opened.head, selection: { ...selection, isExcluded } };
    return withStagedWorkTree(opened, staging, async ({ git, failure }) => {
        if (failure !== null)
            opened.options.notice(failure);
        return use(git);
    });
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/scratch-copy.js




const scratch_copy_FOLDER_PREFIX = 'sequential-scratch-';
/** The files of the working tree, without what git ignores, in a folder that is thrown away; git is not in it. */
async function makeScratchCopy(opened) {
    const { options, checkout } = opened;
    return fillFolder(options, (0,external_node_path_.relative)(checkout.top, options.workdir), (top) => withTree(opened, async (git) => void (await git(['checkout-index', '--all', '--force', `--prefix=${top}/`]))));
}
/** Of a folder without git everything. */
function copyFolder(options) {
    return fillFolder(options, '', async (top) => (0,external_node_fs_.cpSync)(options.workdir, top, { recursive: true, verbatimSymlinks: true }));
}
async function fillFolder({ env }, inside, fill) {
    const places = (0,temp_folder/* tempPlaces */.v8)(env);
    (0,temp_folder/* leftFolders */.rD)(scratch_copy_FOLDER_PREFIX, places, 'writable').forEach(temp_folder/* removeTempFolder */.Vt);
    const folder = (0,temp_folder/* createTempFolder */.Lc)(scratch_copy_FOLDER_PREFIX, places, 'writable');
    const remove = () => (0,temp_folder/* removeTempFolder */.Vt)(folder);
    const top = (0,external_node_path_.join)(folder, 'tree');
    const workdir = (0,external_node_path_.join)(top, inside);
    try {
        (0,external_node_fs_.mkdirSync)(top);
        await fill(top);
        (0,external_node_fs_.mkdirSync)(workdir, { recursive: true });
        return { top, workdir, remove };
    }
    catch (error) {
        remove();
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/repository/work-tree/sparse-records.js



/**
 * Brings our own records into a sparse checkout that leaves them out, once the work branch is checked out: without them a
 * spec would begin again. What is left out still was not deleted.
 */
async function checkOutRecords(opened) {
    if (!opened.sparse)
        return;
    const { git } = opened.checkout;
    const sparsePaths = await (0,sparse_checkout/* readSparsePaths */.D)(git);
    const absent = (0,repository_opened/* recordPaths */.Oq)(opened.options)
        .map(index_status/* bytes */.ee)
        .filter((path) => sparsePaths.has(path));
    if (absent.length > 0) {
        const input = { encoding: 'latin1', input: absent.map((path) => `${path}\0`).join('') };
        await git(['update-index', '--no-skip-worktree', '-z', '--stdin'], input);
        await git(['checkout-index', '-q', '-z', '--stdin'], input);
    }
    opened.sparsePaths = new Set([...sparsePaths].filter((path) => !absent.includes(path)));
}

;// CONCATENATED MODULE: ./lib/repository/create-repository.js



























/**
 * git for one run of one spec. `open` comes first. With `checkpoint: 'off'` nothing is committed, no branch is touched,
 * and a folder without git will do. Bad input (no repository, the user's own uncommitted changes, a remote that
 * refuses) is a UserError of `open`; later ends are values.
 */
function createRepository(options) {
    let state = null;
    const isRecordFile = (0,repository_opened/* pathMatcher */.kZ)((0,repository_opened/* recordPaths */.Oq)(options));
    let heldFolder = null;
    const folderReader = createFolderChangeReader(options.workdir, (path) => isRecordFile((0,index_status/* bytes */.ee)(path)) || heldFolder?.holds(path) === true);
    const restoreSteering = () => {
        const paths = heldFolder?.restore() ?? [];
        if (paths.length > 0)
            options.notice(revertedNotice(paths));
    };
    const initialize = async () => {
        const attached = await withGitErrorsExplained(options, openCheckout(options));
        state = attached === null ? 'folder' : { ...attached, reader: createChangeReader(attached.opened) };
        return state;
    };
    const requireInitialized = () => {
        if (state === null)
            throw new errors/* InternalError */.Gd('the repository is used before it is opened');
        return state;
    };
    return {
        async open() {
            const active = state ?? (await initialize());
            if (active === 'folder') {
                await removeTemporaryFiles(options.workdir, options, null);
                const folder = { top: options.workdir, configEntries: [] };
                heldFolder = holdFolder(options.workdir, steeringPathsIn(folder, options));
                return { kind: 'ready', branch: null, head: null, base: null };
            }
            try {
                return await withGitErrorsExplained(options, openAndComplete(active.opened));
            }
            catch (error) {
                if (error instanceof fetch_remote/* StoppedWhileWaiting */.mP)
                    return { kind: 'stopped', reason: error.message };
                throw error;
            }
        },
        savedRecords: () => (state === null || state === 'folder' ? null : state.opened.records.saved),
        async takeSnapshot() {
            const active = requireInitialized();
            if (active !== 'folder')
                return active.reader.takeSnapshot();
            restoreSteering();
            return folderReader.mark();
        },
        async changes(since) {
            const active = requireInitialized();
            if (active !== 'folder')
                return withGitErrorsExplained(options, active.reader.changes(since));
            restoreSteering();
            return folderReader.changes(since);
        },
        async checkpoint(message, patience) {
            const active = requireInitialized();
            if (active === 'folder')
                return { kind: 'saved', commit: null, pushed: false };
            return withGitErrorsExplained(options, makeCheckpoint(active.opened, message, patience));
        },
        async saveWork(unit, note) {
            const active = requireInitialized();
            if (active === 'folder')
                return null;
            try {
                return await saveWork(active.opened, unit, note);
            }
            catch (error) {
                // An agent may be at work in the same place: what cannot be saved now may be the next time, and ends no run.
                options.notice(`Unfinished work could not be saved: ${error instanceof Error ? error.message : error}`);
                return null;
            }
        },
        async copyWorkTree() {
            const active = requireInitialized();
            return active === 'folder' ? null : withGitErrorsExplained(options, copyWorkTree(active.opened));
        },
        async diffSince(copy, how) {
            const active = requireInitialized();
            return active === 'folder' ? null : withGitErrorsExplained(options, diffSince(active.opened, copy, how));
        },
        async patchesOf(checkpoints, scope) {
            const active = requireInitialized();
            return active === 'folder' ? new Map() : (0,commit_changes/* patchesOf */.Up)(active.opened.checkout.git, checkpoints, scope);
        },
        async restoreWorkTree(copy, since) {
            const active = requireInitialized();
            return active === 'folder' ? [] : withGitErrorsExplained(options, restoreWorkTree(active.opened, copy, since));
        },
        async listRefs() {
            const active = requireInitialized();
            return active === 'folder' ? new Map() : withGitErrorsExplained(options, listRefs(active.opened));
        },
        async restoreRefs(before, scope) {
            const active = requireInitialized();
            return active === 'folder' ? [] : withGitErrorsExplained(options, restoreRefs(active.opened, before, scope));
        },
        async makeScratchCopy() {
            const active = requireInitialized();
            return active === 'folder'
                ? copyFolder(options)
                : withGitErrorsExplained(options, makeScratchCopy(active.opened));
        },
        async publishBranch() {
            const active = requireInitialized();
            return active === 'folder' ? { kind: 'unknown' } : publishBranch(active.opened);
        },
        async restoreWork() {
            const active = requireInitialized();
            return active === 'folder' ? null : restoreWork(active.opened);
        },
        async findRecoverableWork() {
            const active = requireInitialized();
            return active === 'folder' ? null : findRecoverableWork(active.opened);
        },
        async pushUnpushed(patience) {
            const active = state ?? (await initialize());
            return active === 'folder'
                ? { kind: 'saved', commit: null, pushed: false }
                : pushUnpushed(active.opened, patience);
        },
        async commitSizes(commits) {
            const active = requireInitialized();
            return active === 'folder' ? new Map() : (0,commit_changes/* commitSizes */.QA)(active.opened.checkout.git, commits);
        },
        async unitCommits(formerNames) {
            const active = requireInitialized();
            return active === 'folder' ? new Map() : (0,commit_changes/* unitCommits */.XE)(active.opened.checkout.git, [options.spec, ...formerNames]);
        },
        async continuesFrom(commit) {
            const active = requireInitialized();
            return active === 'folder' || continuesFrom(active.opened, commit);
        },
        async refreshFinishedBranches(findOpen) {
            const active = requireInitialized();
            return active === 'folder' ? [] : refreshFinishedBranches(active.opened, findOpen);
        },
        async readBaseFile(path) {
            const active = requireInitialized();
            return active === 'folder' ? (0,base_file/* readCommittedFile */.J)(options, path) : (0,base_file/* readBaseFile */.g)(active.opened, path);
        },
        sharedText(ref) {
            const active = requireInitialized();
            return active === 'folder' ? null : sharedTextOn(active.opened, ref);
        },
        async close() {
            if (state === null || state === 'folder')
                return;
            state.removedCredentials.restore();
            forgetPersonalFiles(state.opened.checkout);
        },
    };
}
async function openAndComplete(opened) {
    const result = await openWorkBranch(opened);
    await checkOutRecords(opened);
    await takeUpProtectedFiles(opened);
    if (result.kind !== 'ready' || opened.options.checkpoint === 'off')
        return result;
    const unpublished = opened.remote !== null && opened.remoteHead === null;
    return { ...result, unpublished, stateCommitted: await (0,uncommitted_changes/* isStateCommitted */._q)(opened.checkout, opened.options) };
}
/** What git cannot do lies in the files that it finds or in the machine, and is no fault of ours. */
async function withGitErrorsExplained({ workdir }, operation) {
    try {
        return await operation;
    }
    catch (error) {
        if (!(error instanceof git_git/* GitError */.XS))
            throw error;
        throw new errors/* UserError */.yo(error.message, {
            where: workdir,
            fix: 'Fix what git reports and start again. The checkpoints are safe; later work is still in that folder.',
            cause: error,
        });
    }
}

// EXTERNAL MODULE: ./lib/secrets/agent-environment.js
var agent_environment = __webpack_require__(1780);
// EXTERNAL MODULE: ./lib/secrets/key-forms.js
var key_forms = __webpack_require__(9428);
// EXTERNAL MODULE: ./lib/spec-folder/read-tasks-file.js
var read_tasks_file = __webpack_require__(2622);
// EXTERNAL MODULE: ./lib/spec-folder/spec-documents.js
var spec_documents = __webpack_require__(3584);
;// CONCATENATED MODULE: ./lib/spec-folder/snapshots/folder-snapshot.js




/** These folders and those between `root` and them, parents first. */
function snapshotFolders(root, folders) {
    const entries = new Map();
    for (const folder of folders) {
        const below = (0,external_node_path_.relative)(root, folder);
        if (below === '' || below.startsWith('..'))
            continue;
        let path = root;
        for (const part of below.split(external_node_path_.sep)) {
            path = (0,external_node_path_.join)(path, part);
            const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
            if (stat?.isDirectory() !== true)
                break;
            entries.set(path, { path, identity: identityOf(path), mode: stat.mode & 0o7777 });
        }
    }
    return [...entries.values()];
}
function workTreeGone(folder) {
    return new errors/* UserError */.yo('The working tree is missing: it was removed or moved while an agent ran.', {
        where: folder,
        fix: 'Check out the work branch again (the last checkpoint is on it), and run again.',
    });
}
/**
 * Makes every folder a folder again, that may be entered. One that was moved is moved back where it is found in
 * `places`; `made`: folders that are new, whose files are gone.
 */
function restoreFolders(folders, nameOf, places) {
    const lines = [];
    const made = new Set();
    for (const folder of folders) {
        const { path, mode } = folder;
        const found = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        if (found?.isDirectory() === true) {
            if ((found.mode & 0o7777) !== mode)
                (0,external_node_fs_.chmodSync)(path, mode);
            continue;
        }
        if (found !== undefined)
            (0,external_node_fs_.rmSync)(path, { force: true });
        const movedTo = moveBack(folder, [...places, (0,external_node_path_.dirname)(path)]);
        if (movedTo === null)
            made.add(makeFolder(path, mode));
        // What went with a folder above is said of that.
        if (made.has((0,external_node_path_.dirname)(path)) && found === undefined)
            continue;
        lines.push(`${damageText(nameOf(path), found, movedTo === null ? null : nameOf(movedTo))}; it was restored`);
    }
    return { lines, made };
}
/** Where it was found and moved back from; null: nowhere. */
function moveBack({ path, identity }, places) {
    const movedTo = identity === null ? null : findFolder(identity, places);
    if (movedTo !== null)
        (0,external_node_fs_.renameSync)(movedTo, path);
    return movedTo;
}
function makeFolder(path, mode) {
    if (!(0,external_node_fs_.existsSync)((0,external_node_path_.dirname)(path)))
        throw workTreeGone((0,external_node_path_.dirname)(path));
    (0,external_node_fs_.mkdirSync)(path, { mode });
    return path;
}
function damageText(name, found, movedTo) {
    if (found !== undefined)
        return `replaced ${name} with ${(0,regular_file/* describeKind */.SB)(found)}`;
    return movedTo === null ? `removed ${name}` : `moved ${name} to ${movedTo}`;
}
/** The inode of a folder that was removed is soon another's: the time of its birth tells them apart. */
function identityOf(path) {
    const { ino, birthtimeNs } = (0,external_node_fs_.lstatSync)(path, { bigint: true });
    return birthtimeNs > 0n ? `${ino}:${birthtimeNs}` : null;
}
function findFolder(identity, places) {
    for (const place of new Set(places)) {
        try {
            for (const entry of (0,external_node_fs_.readdirSync)(place, { withFileTypes: true })) {
                const path = (0,external_node_path_.join)(place, entry.name);
                if (entry.isDirectory() && entry.name !== '.git' && identityOf(path) === identity)
                    return path;
            }
        }
        catch {
            // It is gone itself, or was closed.
        }
    }
    return null;
}

;// CONCATENATED MODULE: ./lib/spec-folder/snapshots/keep-aside.js




/** Keeps what stands at a path before it is replaced: it may be a person's, who worked in the same folder. A note where. */
function keepAside(path) {
    try {
        const found = (0,regular_file/* readRegularFile */.XF)(path);
        if (found === null)
            return '';
        const copy = (0,external_node_path_.join)((0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'sequential-replaced-')), (0,external_node_path_.basename)(path));
        (0,external_node_fs_.writeFileSync)(copy, found.bytes, { mode: 0o600 });
        return ` (the previous content is saved in ${copy})`;
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./lib/spec-folder/snapshots/records-snapshot.js






/** Documents that say what a spec is about: of Kiro, spec-kit and OpenSpec. */
const DOCUMENTS = ['requirements.md', 'bugfix.md', 'design.md', 'spec.md', 'plan.md', 'proposal.md'];
/**
 * Remembers the records, the spec's folder and its documents, and the other specs. The function that it returns
 * restores what was changed since, moved, removed, or replaced by a link or something else, and says a line each.
 * @param isEditable whether an agent was told to edit the document at that path below the working tree.
 */
function takeRecordsSnapshot(paths, isEditable) {
    const { root } = paths;
    const nameOf = (path) => (0,external_node_path_.relative)(root, path).split(external_node_path_.sep).join('/');
    const specFolder = paths.folder;
    const recordsFolder = (0,external_node_path_.dirname)(paths.state);
    const otherSpecs = specFolder === recordsFolder ? [] : (0,spec_documents/* listOtherSpecs */.h)(recordsFolder, specFolder);
    // A spec that is the working tree itself has all of the project below it.
    const ownFiles = specFolder === root ? [] : (0,spec_documents/* filesBelow */.D)(specFolder);
    const otherFiles = otherSpecs.flatMap(spec_documents/* filesBelow */.D);
    const folders = snapshotFolders(root, [
        recordsFolder,
        ...[specFolder, ...otherSpecs],
        ...[...ownFiles, ...otherFiles].map((path) => (0,external_node_path_.dirname)(path)),
    ]);
    const roles = new Map([
        ...ownFiles.map((path) => [path, 'own']),
        ...otherFiles.map((path) => [path, 'document']),
        ...DOCUMENTS.map((name) => [(0,external_node_path_.join)(specFolder, name), 'document']),
        [paths.tasks, 'tasks'],
        [paths.state, 'record'],
        [paths.progress, 'record'],
    ]);
    const files = [...roles].flatMap(([path, role]) => remember(path, role, role === 'record' ? (0,external_node_path_.basename)(path) : nameOf(path)));
    return () => {
        const { lines, made } = restoreFolders(folders, nameOf, [recordsFolder, root]);
        for (const guarded of files) {
            const mayDiffer = guarded.role === 'document' && isEditable(guarded.name);
            const line = restoreFile(guarded, root, { mayDiffer, folderWasMade: made.has((0,external_node_path_.dirname)(guarded.path)) });
            if (line !== null)
                lines.push(line);
        }
        const known = new Set(otherFiles);
        for (const path of otherSpecs.flatMap(spec_documents/* filesBelow */.D)) {
            if (known.has(path) || isEditable(nameOf(path)))
                continue;
            const note = keepAside(path);
            (0,external_node_fs_.rmSync)(path, { force: true });
            lines.push(`added ${nameOf(path)}; it was removed${note}`);
        }
        return lines;
    };
}
/** [] for what cannot be kept: a link of the user's own, a document that is not there. */
function remember(path, role, name) {
    try {
        const file = (0,regular_file/* readRegularFile */.XF)(path);
        return file === null && role !== 'record' ? [] : [{ path, role, name, file }];
    }
    catch {
        return [];
    }
}
/** Makes one file what it was, as far as it is guarded; null: it was. */
function restoreFile({ path, role, name, file }, root, { mayDiffer, folderWasMade }) {
    const found = look(path);
    if (file === null) {
        if (found === null)
            return null;
        (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
        return `created ${name}; it was removed`;
    }
    const damage = damageOf({ role, file }, found, { mayDiffer, folderWasMade });
    if (damage === null) {
        if (found instanceof Object && role !== 'own' && found.mode !== file.mode)
            (0,external_node_fs_.chmodSync)(path, file.mode);
        return null;
    }
    const note = damage === 'changed' && role === 'document' ? keepAside(path) : '';
    (0,regular_file/* writeRegularFile */.E2)(path, file.bytes, root, file.mode);
    (0,external_node_fs_.chmodSync)(path, file.mode);
    if (damage === 'replaced')
        return `replaced ${name} with ${found}; it was restored`;
    // What went with its folder is said of the folder.
    if (damage === 'missing')
        return folderWasMade ? null : `removed ${name}; it was restored`;
    return `changed ${name}; it was restored${note}`;
}
/** What was done to a file that no agent may do; null: nothing. */
function damageOf({ role, file }, found, { mayDiffer, folderWasMade }) {
    if (found === null)
        return folderWasMade || (role !== 'own' && !mayDiffer) ? 'missing' : null;
    if (role === 'own')
        return null;
    if (typeof found === 'string')
        return 'replaced';
    return role !== 'tasks' && !mayDiffer && !found.bytes.equals(file.bytes) ? 'changed' : null;
}
/** null: nothing is there; words for what is no file that can be read. */
function look(path) {
    try {
        return (0,regular_file/* readRegularFile */.XF)(path);
    }
    catch {
        const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        if (stat === undefined)
            return null;
        return stat.isFile() ? 'a file that cannot be read' : (0,regular_file/* describeKind */.SB)(stat);
    }
}

;// CONCATENATED MODULE: ./lib/spec-folder/spec-files.js





/** The files of one spec on disk; `mask` goes over what is appended to the progress log. */
function createSpecFiles(options) {
    let known = null;
    /** Looked up once, before an agent could put a link on the way. */
    const paths = () => {
        known ??= {
            // A person may have it elsewhere in the working tree; `locateSpecs` has seen to that.
            tasks: (0,regular_file/* realPathOf */.dN)(realPath(options.tasksPath)),
            folder: (0,regular_file/* realPathOf */.dN)((0,external_node_path_.dirname)(options.tasksPath)),
            state: realPath(options.statePath),
            progress: realPath(options.progressPath),
            root: (0,regular_file/* realPathOf */.dN)(options.root ?? (0,external_node_path_.dirname)(options.progressPath)),
        };
        return known;
    };
    return {
        readTasks: () => (0,read_tasks_file/* readTasks */.j)(options.tasksPath, paths().tasks),
        async writeTasks(text) {
            (0,regular_file/* writeRegularFile */.E2)(paths().tasks, text, paths().root);
        },
        async appendProgress(text) {
            const { progress, root } = paths();
            const before = withSavedLog(spec_files_readLog(progress), options.saved?.() ?? null);
            (0,regular_file/* writeRegularFile */.E2)(progress, Buffer.concat([before, Buffer.from(options.mask(text))]), root);
        },
        async snapshotRecords(isEditable) {
            const restore = takeRecordsSnapshot(paths(), isEditable);
            return async () => restore();
        },
    };
}
function realPath(path) {
    return (0,external_node_path_.join)((0,regular_file/* realPathOf */.dN)((0,external_node_path_.dirname)(path)), (0,external_node_path_.basename)(path));
}
/** The log goes on from what was taken out of the tree. */
function withSavedLog(log, saved) {
    const ours = saved?.progress?.trim();
    const theirs = log.toString();
    if (saved?.progress == null || ours === undefined || theirs.includes(ours))
        return log;
    return Buffer.from(mergeProgress({ base: '', ours: saved.progress, theirs }, { appending: false }));
}
/** Whatever stands in the place of the log is no log: it begins anew. */
function spec_files_readLog(path) {
    try {
        return (0,regular_file/* readRegularFile */.XF)(path)?.bytes ?? Buffer.alloc(0);
    }
    catch (error) {
        if (error instanceof regular_file/* NotRegularFileError */.iZ)
            return Buffer.alloc(0);
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/state/file/store.js + 1 modules
var store = __webpack_require__(2034);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./lib/own-path.js
var own_path = __webpack_require__(6079);
// EXTERNAL MODULE: ./lib/report/text/plain-text.js
var plain_text = __webpack_require__(4918);
// EXTERNAL MODULE: ./lib/secrets/own-keys.js
var own_keys = __webpack_require__(8786);
;// CONCATENATED MODULE: ./lib/terminal/complete-report.js

/** Did it fail as one does that was not started at all? */
function neverSpoke({ end, exitCode, finished, session, finalMessage }) {
    const isFailed = end === 'not-started' || (exitCode !== null && exitCode !== 0);
    // Readers of plain output report a failure of their own at the end.
    return isFailed && finished?.ok !== true && session === null && finalMessage === '';
}
/** What the report cannot know of itself: its session, what the CLI left on disk, and what the sandbox has to do with it. */
async function completeReport(report, attempt) {
    const { backend, command, agentEnv, sandbox } = attempt;
    const startedSession = report.end === 'not-started' || report.end === 'no-pane' ? null : (command.session ?? null);
    const sandboxed = sandbox === null ? null : explainBySandbox(`${report.tail}\n${report.stderrTail}`, sandbox.policy);
    const whole = {
        ...report,
        session: report.session ?? startedSession,
        ...(sandboxed === null ? {} : { sandboxed }),
    };
    return backend.enrichReport?.(whole, agentEnv) ?? whole;
}

;// CONCATENATED MODULE: ./lib/terminal/connection/pane-orders.js
const defaultTiming = {
    lingerMs: 15_000,
    inputEndMs: 1_000,
    killMs: 1_500,
    limitWaitMs: 60_000,
    startMs: 30_000,
};

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./lib/agents/stream/line-splitter.js + 1 modules
var line_splitter = __webpack_require__(8352);
;// CONCATENATED MODULE: ./lib/terminal/connection/json-socket.js

/** Longer messages (characters) do not occur between our own processes; a stranger's are not kept. */
const MAX_MESSAGE_LENGTH = 64 * 1024 * 1024;
/** `onMessage` gets every message of the other side; `onClosed` is called once, whatever the cause. */
function createMessageStream(socket, onMessage, onClosed) {
    const splitter = (0,line_splitter/* createLineSplitter */.AD)(MAX_MESSAGE_LENGTH);
    socket.on('data', (chunk) => {
        for (const line of splitter.write(chunk)) {
            const message = parseJson(line.text);
            if (message === undefined)
                socket.destroy();
            else
                onMessage(message);
        }
    });
    // What went wrong is told by 'close', which follows.
    socket.on('error', () => { });
    socket.once('close', onClosed);
    return {
        send(message) {
            if (!socket.writable || socket.write(`${JSON.stringify(message)}\n`))
                return undefined;
            return new Promise((resolve) => {
                const done = () => {
                    socket.off('drain', done).off('close', done);
                    resolve();
                };
                socket.on('drain', done).on('close', done);
            });
        },
        end: () => new Promise((resolve) => (socket.writable ? socket.end(resolve) : resolve())),
    };
}
/** undefined: no JSON, so no word of ours. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./lib/terminal/connection/pane-messages.js

/** Characters of any text in a message; a final message has at most 256 Ki, an error what its agent printed in a line. */
const MAX_TEXT_LENGTH = 4 * 1024 * 1024;
/** Characters of a name: a session's id, a model, a tool call's id. */
const pane_messages_MAX_NAME_LENGTH = 64 * 1024;
const MAX_LIMIT_WINDOWS = 100;
const pane_messages_text = schemas/* string */.YjP().max(MAX_TEXT_LENGTH);
const pane_messages_name = schemas/* string */.YjP().max(pane_messages_MAX_NAME_LENGTH);
const pid = schemas/* int */.Whr().positive();
const usage = schemas/* object */.Ikc({
    inputTokens: schemas/* number */.aig(),
    cachedTokens: schemas/* number */.aig(),
    outputTokens: schemas/* number */.aig(),
    costUsd: schemas/* number */.aig().nullable(),
    credits: schemas/* number */.aig().exactOptional(),
});
const limitWindow = schemas/* object */.Ikc({
    name: pane_messages_name,
    used: schemas/* number */.aig().nullable(),
    resetsAt: schemas/* number */.aig().nullable(),
    status: schemas/* enum */.k5n(['allowed', 'warning', 'rejected']),
});
const error = schemas/* object */.Ikc({
    message: pane_messages_text,
    status: schemas/* number */.aig().nullable(),
    code: pane_messages_text.nullable(),
    retryAfterMs: schemas/* number */.aig().nullable(),
    resetsAt: schemas/* number */.aig().nullable(),
});
const pane_messages_event = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* object */.Ikc({
        kind: schemas/* literal */.euz('started'),
        session: pane_messages_name.nullable(),
        model: pane_messages_name.nullable(),
        isUnanswered: schemas/* literal */.euz(true).exactOptional(),
    }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('message'), text: pane_messages_text, delta: schemas/* boolean */.zMY() }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('thinking'), text: pane_messages_text }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('tool-call'), id: pane_messages_name, title: pane_messages_text }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('tool-result'), id: pane_messages_name, ok: schemas/* boolean */.zMY(), text: pane_messages_text }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('usage'), usage }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('limit'), window: limitWindow }),
    schemas/* object */.Ikc({
        kind: schemas/* literal */.euz('retry'),
        message: pane_messages_text,
        status: schemas/* number */.aig().nullable(),
        waitMs: schemas/* number */.aig().nullable(),
    }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('error'), error }),
    schemas/* object */.Ikc({
        kind: schemas/* literal */.euz('finished'),
        ok: schemas/* boolean */.zMY(),
        finalMessage: pane_messages_text.nullable(),
        error: error.nullable(),
        pending: schemas/* int */.Whr().exactOptional(),
        isUnspent: schemas/* literal */.euz(true).exactOptional(),
    }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('unknown'), line: pane_messages_text }),
]);
const report = schemas/* object */.Ikc({
    end: schemas/* enum */.k5n([
        'exited',
        'timed-out',
        'silent',
        'limit-wait',
        'lingered',
        'cancelled',
        'window-closed',
        'orphaned',
        'pane-lost',
        'not-started',
    ]),
    exitCode: schemas/* int */.Whr().nullable(),
    signal: pane_messages_name.nullable(),
    finished: schemas/* object */.Ikc({ ok: schemas/* boolean */.zMY(), isUnspent: schemas/* literal */.euz(true).exactOptional() }).nullable(),
    finalMessage: pane_messages_text,
    session: pane_messages_name.nullable(),
    model: pane_messages_name.nullable(),
    usage: usage.nullable(),
    error: error.nullable(),
    limits: schemas/* array */.YOg(limitWindow).max(MAX_LIMIT_WINDOWS),
    startedAt: schemas/* number */.aig(),
    endedAt: schemas/* number */.aig(),
    tail: pane_messages_text,
    stderrTail: pane_messages_text,
    transcript: pane_messages_name,
});
const paneMessage = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('hello'), token: schemas/* string */.YjP().max(100) }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('named') }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('agent'), pid }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('event'), event: pane_messages_event }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('report'), report }),
]);
/** A message of a pane as it came over its connection; null: no such message is known. */
function parsePaneMessage(value) {
    const parsed = paneMessage.safeParse(value);
    return parsed.success ? parsed.data : null;
}

;// CONCATENATED MODULE: ./lib/terminal/connection/pane-server.js





/** Connections that have not said who they are; the oldest gives way, so that nobody can hold all of them. */
const MAX_UNKNOWN_CONNECTIONS = 16;
/** Opens the socket at `path`, in a folder that only the user may enter. */
async function openPaneServer(path) {
    const expectedPanes = new Map();
    const openSockets = new Set();
    const unknownSockets = new Set();
    /** The pane's connection, if this is its first message and the token is good for it. */
    function admit(message, socket) {
        const expected = message.kind === 'hello' ? expectedPanes.get(message.token) : undefined;
        if (expected?.admitted === null) {
            expected.admitted = socket;
            return expected.connection;
        }
        expected?.connection.onRefused();
        return undefined;
    }
    const server = (0,external_node_net_.createServer)((socket) => {
        let connection;
        openSockets.add(socket);
        unknownSockets.add(socket);
        if (unknownSockets.size > MAX_UNKNOWN_CONNECTIONS)
            [...unknownSockets][0]?.destroy();
        const stream = createMessageStream(socket, (received) => {
            const message = parsePaneMessage(received);
            if (message === null || socket.destroyed)
                return void socket.destroy();
            if (connection)
                return connection.onMessage(message);
            connection = admit(message, socket);
            if (connection === undefined)
                return void socket.destroy();
            unknownSockets.delete(socket);
            connection.onConnected(stream);
        }, () => {
            openSockets.delete(socket);
            unknownSockets.delete(socket);
            connection?.onDisconnected();
        });
    });
    // Waiting for panes is no reason for the process to stay.
    server.unref();
    // Named when it listens: one that does not looks like that of a run that was killed, and is taken away.
    const unnamed = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), 'n');
    await new Promise((resolve, reject) => server.once('error', reject).listen(unnamed, resolve));
    (0,external_node_fs_.chmodSync)(unnamed, 0o600);
    (0,external_node_fs_.renameSync)(unnamed, path);
    const ownInode = inodeOf(path);
    return {
        expectPane(token, connection) {
            const expected = { connection, admitted: null };
            expectedPanes.set(token, expected);
            return () => {
                expectedPanes.delete(token);
                expected.admitted?.destroy();
            };
        },
        isReachable: () => inodeOf(path) === ownInode,
        async close() {
            for (const socket of openSockets)
                socket.destroy();
            await new Promise((resolve) => server.close(() => resolve()));
        },
    };
}
/** Which file is at `path`; '' for none. */
function inodeOf(path) {
    const stat = (0,external_node_fs_.statSync)(path, { bigint: true, throwIfNoEntry: false });
    return stat === undefined ? '' : `${stat.dev}:${stat.ino}`;
}

;// CONCATENATED MODULE: ./lib/terminal/connection/private-folder.js



/** What a unix socket's path may take on macOS, the shortest there is (sys/un.h: 104 with the NUL). */
const SOCKET_PATH_LIMIT = 103;
const private_folder_FOLDER_PREFIX = 'seq-';
const SOCKET_NAME = 's';
const STATUS_PIPE_NAME = 'status';
/**
 * Makes a folder that only the user may enter, in the first of `places` that takes one and where a socket's path is
 * short enough. Clears those of runs that were killed.
 */
function createPrivateFolder(places) {
    for (const folder of (0,temp_folder/* leftFolders */.rD)(private_folder_FOLDER_PREFIX, places)) {
        releaseReader(statusPipePath(folder));
        (0,temp_folder/* removeTempFolder */.Vt)(folder);
    }
    const isShort = (place) => (0,external_node_path_.join)((0,temp_folder/* tempParent */.RF)(place, 'hidden'), `${private_folder_FOLDER_PREFIX}XXXXXX`, SOCKET_NAME).length <= SOCKET_PATH_LIMIT;
    const folder = (0,temp_folder/* createTempFolder */.Lc)(private_folder_FOLDER_PREFIX, [...places.filter(isShort), '/tmp']);
    return { folder, socket: (0,external_node_path_.join)(folder, SOCKET_NAME) };
}
/** Makes a folder for what agents read of a run. Clears those of runs that were killed. */
function createShownFolder(places) {
    (0,temp_folder/* leftFolders */.rD)(private_folder_FOLDER_PREFIX, places, 'shown').forEach(temp_folder/* removeTempFolder */.Vt);
    return (0,temp_folder/* createTempFolder */.Lc)(private_folder_FOLDER_PREFIX, places, 'shown');
}
/** The named pipe that the status window of a run reads. */
function statusPipePath(folder) {
    return (0,external_node_path_.join)(folder, STATUS_PIPE_NAME);
}
/**
 * A status window whose run was killed before the window had opened its pipe waits for a writer for ever, and holds its
 * session open: one that comes and goes lets it see the end.
 */
function releaseReader(pipe) {
    try {
        if ((0,external_node_fs_.lstatSync)(pipe).isFIFO())
            (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(pipe, external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_NONBLOCK));
    }
    catch {
        // The run had no windows.
    }
}

;// CONCATENATED MODULE: ./lib/terminal/process/pane-environment.js
const PASSED_VARIABLES = /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|LANG|LANGUAGE|LC_.*|TZ|TMPDIR|TMUX|TMUX_TMPDIR|XDG_.*|SystemRoot)$/;
/**
 * What our own programs (tmux, the pane) see of the environment. A tmux server keeps the environment that it was
 * started with and shows it to whoever asks, so no key may be in it; the agent's comes by the orders.
 */
function paneEnvironment(env) {
    const passed = {};
    for (const [name, value] of Object.entries(env))
        if (value !== undefined && PASSED_VARIABLES.test(name))
            passed[name] = value;
    return passed;
}

;// CONCATENATED MODULE: ./lib/terminal/process/child-panes.js



const STDERR_LIMIT = 4_000;
/** Panes as plain children: no window, nothing shown; their events come over the socket all the same. */
function createPlainLauncher(env) {
    return {
        attach: null,
        async launch([program, ...args]) {
            // In a session of its own: a Ctrl-C meant for the orchestrator must not reach it first.
            const child = (0,external_node_child_process_.spawn)(program, args, {
                env: paneEnvironment(env),
                detached: true,
                stdio: ['ignore', 'ignore', 'pipe'],
            });
            let printed = '';
            child.stderr.setEncoding('utf8').on('data', (chunk) => {
                printed = (0,lib_text/* lastCharacters */.pu)(printed + chunk, STDERR_LIMIT);
            });
            const exited = new Promise((resolve) => child.once('close', () => resolve(printed)));
            const ended = new Promise((resolve) => child.once('exit', resolve));
            await new Promise((resolve, reject) => child
                .once('spawn', resolve)
                .once('error', ({ code, message }) => reject(new Error(code === 'ENOENT' ? `the program ${program} is missing` : message))));
            return {
                hasWindow: false,
                pid: child.pid ?? null,
                show() { },
                exited: () => exited,
                isHostGone: async () => false,
                async close() {
                    child.kill('SIGKILL');
                    await ended;
                },
            };
        },
        giveUpWindows: () => false,
        note() { },
        async close() { },
    };
}

// EXTERNAL MODULE: ./lib/state/lock/process-start.js
var process_start = __webpack_require__(5849);
;// CONCATENATED MODULE: ./lib/terminal/tmux/tmux-client.js




/** tmux said no; `missing`: there is no tmux at all; `unanswered`: its server does not respond. */
class TmuxError extends Error {
    name = 'TmuxError';
    missing;
    unanswered;
    constructor(message, reason = 'failed') {
        super(message);
        this.missing = reason === 'missing';
        this.unanswered = reason === 'unanswered';
    }
}
/** A server that does not answer any more must not hold a run up. */
const tmux_client_TIMEOUT_MS = 10_000;
/** There is none at the start, and so none later. */
const MISSING = '/nonexistent/tmux';
/**
 * A client of the user's own server, so that `tmux ls` and `tmux attach` show our session, or of the one that `server`
 * names (`-L name`, `-S path`). UTF-8 whatever the locale.
 */
function tmuxClient(env, server = [], timeoutMs = () => tmux_client_TIMEOUT_MS) {
    const clientEnvironment = paneEnvironment(env);
    // By its path, since agents may put another one into a folder of PATH. A server keeps the PATH that it was started with.
    const program = (0,find_program/* findProgram */.K)('tmux', (0,own_path/* ownPath */.O4)(env)).then((path) => path ?? MISSING);
    const run = async (args, isEnough) => runClient([await program, '-u', ...server, ...args], clientEnvironment, timeoutMs(), isEnough);
    return {
        line: (...args) => run(args, (printed) => printed.includes('\n')),
        lines: async (...args) => (await run(args, () => false)).split('\n').filter((line) => line !== ''),
        send: (...args) => void program.then((path) => (0,external_node_child_process_.spawn)(path, ['-u', ...server, ...args], { env: clientEnvironment, stdio: 'ignore' })
            .on('error', () => { })
            .unref()),
    };
}
function runClient([program, ...args], env, timeoutMs, isEnough) {
    return new Promise((resolve, reject) => {
        const client = (0,external_node_child_process_.spawn)(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
        let printed = '';
        let complaint = '';
        const fail = (...failure) => {
            clearTimeout(timer);
            if (printed.trim() === '')
                reject(new TmuxError(...failure));
            else
                resolve(printed.trim());
        };
        const timer = setTimeout(() => {
            client.kill('SIGKILL');
            // The client handed its output over to the server: a server that was halted holds it open for good.
            client.stdout.destroy();
            client.stderr.destroy();
            fail(`tmux did not respond within ${timeoutMs / 1000} s`, 'unanswered');
        }, timeoutMs);
        client.stdout.setEncoding('utf8').on('data', (chunk) => {
            printed += chunk;
            if (!isEnough(printed))
                return;
            clearTimeout(timer);
            resolve(printed.split('\n', 1)[0]?.trim() ?? '');
            // It may stay for as long as a hook takes, which nobody waits for.
            for (const handle of [client, client.stdout, client.stderr])
                handle.unref?.();
        });
        client.stderr.setEncoding('utf8').on('data', (chunk) => {
            complaint += chunk;
        });
        client.once('error', (error) => {
            if (error.code === 'ENOENT')
                fail('tmux is not installed', 'missing');
            else
                fail(`tmux cannot be run: ${error.code ?? error.message}`);
        });
        client.once('close', (code, signal) => {
            clearTimeout(timer);
            if (code === 0)
                resolve(printed.trim());
            else
                fail(`tmux failed: ${complaint.trim() || (signal ?? `it exited with code ${code}`)}`);
        });
    });
}
/** An argument that ends in `;` would end the command (tmux(1), "Command parsing and execution"). */
function escapeArgument(argument) {
    return argument.replace(/;$/, '\\;');
}

;// CONCATENATED MODULE: ./lib/terminal/tmux/run-windows.js




/* By which windows of ours are known, whatever they are called and wherever a person moves them. */
/** A window's option, JSON: whose it is. */
const OPTION = '@sequential_run';
/** This process's run of a spec. */
function windowOwner(specFolder) {
    return { spec: run_windows_realPath(specFolder), pid: process.pid, start: (0,process_start/* processStart */.g)(process.pid) };
}
/** The same for every way to the folder. */
function run_windows_realPath(folder) {
    try {
        return (0,external_node_fs_.realpathSync)(folder);
    }
    catch {
        return folder;
    }
}
function isRunning({ pid, start }) {
    const current = (0,process_start/* processStart */.g)(pid);
    return current !== null && (start === null || start === current);
}
/** What a window of ours needs set on itself, as tmux arguments; nothing of the user's is changed for it. */
function windowOptions(window, owner) {
    const set = (name, value) => ['set-option', '-w', '-t', window, name, value];
    return [
        // A program that has ended must not keep its window.
        ...set('remain-on-exit', 'off'),
        ';',
        ...set(OPTION, escapeArgument(JSON.stringify(owner))),
        ';',
        ...set('automatic-rename', 'off'),
        ';',
        ...set('allow-rename', 'off'),
    ];
}
/** All panes of the server; none where there is no server. Rejects where one does not respond. */
async function listPanes(tmux) {
    const status = `#{m:*${process_tag/* RUN_VARIABLE */.hd}=*,#{pane_start_command}}`;
    const format = `#{session_id} #{window_id} #{pane_id} #{pane_tty} ${status}|#{session_name}|#{window_name}|#{${OPTION}}`;
    const lines = await tmux.lines('list-panes', '-a', '-F', format).catch((error) => {
        if (error instanceof TmuxError && error.unanswered)
            throw error;
        return [];
    });
    return lines.flatMap((line) => {
        const [ids = '', sessionName = '', windowName = '', ...owner] = line.split('|');
        const [session = '', window = '', pane = '', tty = '', isStatus] = ids.split(' ');
        if (pane === '')
            return [];
        const known = parseOwner(owner.join('|'));
        return [{ session, sessionName, window, windowName, pane, tty, owner: known, isStatus: isStatus === '1' }];
    });
}
function parseOwner(text) {
    try {
        const owner = JSON.parse(text);
        return typeof owner.pid === 'number'
            ? { spec: owner.spec ?? '', pid: owner.pid, start: owner.start ?? null }
            : null;
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: ./lib/terminal/tmux/session-names.js
var session_names = __webpack_require__(8594);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./lib/state/lock/process-stat.js
var process_stat = __webpack_require__(9427);
;// CONCATENATED MODULE: ./lib/terminal/tmux/mount-namespace.js

/**
 * Does a process see the files and programs that this one sees? Not in another mount namespace, nor where its pid is one
 * of another namespace of pids. True where that cannot be told.
 */
function sharesMounts(pid) {
    const own = mountNamespace('self');
    const other = mountNamespace(pid);
    return own === 'unknown' || other === 'unknown' || own === other;
}
/** null: there is no such process. */
function mountNamespace(pid) {
    try {
        return (0,external_node_fs_.readlinkSync)(`/proc/${pid}/ns/mnt`);
    }
    catch (error) {
        // No Linux: not even this process is found there.
        return error.code === 'ENOENT' && pid !== 'self' ? null : 'unknown';
    }
}

;// CONCATENATED MODULE: ./lib/terminal/tmux/open-session.js


/** Of windows that nobody has attached to; an attached client sets its own. */
const COLUMNS = 160;
const ROWS = 48;
/** What tmux prints of what it opened; the socket's path may hold blanks. */
const OPENED_FORMAT = '#{session_id} #{window_id} #{pane_id} #{pid} #{pane_pid} #{exit-unattached} #{session_name}|#{socket_path}';
const MAX_ATTEMPTS = 10;
/** Reads what `OPENED_FORMAT` made; TmuxError where this tmux cannot tell. */
function parseOpened(line) {
    const match = /^(\$\d+) (@\d+) (%\d+) (\d+) (\d+) (\S*) ([^|]*)\|(.*)$/.exec(line);
    if (match === null)
        throw new TmuxError(`tmux 2.1 or newer is needed (it answered "${line}")`);
    const [, session = '', window = '', pane = '', server, pid, ends = '', sessionName = '', socket = ''] = match;
    const endsUnattached = ends === '1' || ends === 'on';
    return { session, window, pane, server: Number(server), pid: Number(pid), endsUnattached, sessionName, socket };
}
/**
 * Opens the status window: in a new session of that name; in the one that is there where it is a person's own; under
 * the next free name (`name-2`) where another run's windows are in it.
 */
async function openSession(tmux, request) {
    for (let attempt = 1;; attempt += 1) {
        const panes = await closeStaleStatus(tmux, await listPanes(tmux));
        const { name, exists } = chooseSession(panes, request.name, request.owner);
        try {
            return await (exists ? joinSession(tmux, name, request) : createSession(tmux, name, request));
        }
        catch (error) {
            // Another run came first, or the session ended meanwhile.
            const isOutdated = error instanceof TmuxError && /duplicate session|can't find/.test(error.message);
            if (!isOutdated || attempt >= MAX_ATTEMPTS)
                throw error;
        }
    }
}
/** The first name that no other run has; `exists`: a session of that name can be joined. */
function chooseSession(panes, requested, own) {
    for (let number = 1;; number += 1) {
        const name = number === 1 ? requested : `${requested}-${number}`;
        const inSession = panes.filter(({ sessionName }) => sessionName === name);
        if (inSession.length === 0)
            return { name, exists: false };
        const isTaken = inSession.some(({ owner }) => owner !== null && !isOwnRun(owner, own) && isRunning(owner));
        // Nobody asked for a person's own session of the next name.
        if (!isTaken && number === 1)
            return { name, exists: true };
    }
}
function isOwnRun(owner, own) {
    return owner.pid === own.pid && owner.spec === own.spec;
}
async function createSession(tmux, name, request) {
    const { owner, statusCommand, ownServer } = request;
    const target = `=${name}:`;
    const size = ['-x', String(COLUMNS), '-y', String(ROWS)];
    const line = await tmux.line(...['new-session', '-d', '-P', '-F', OPENED_FORMAT, '-n', 'sequential', '-s', name, ...size], ...['--', ...statusCommand.map(escapeArgument)], 
    // In one go: a session that nobody is attached to may be gone before a second command gets there.
    ...[';', 'set-option', '-t', target, 'destroy-unattached', 'off'], ...(ownServer ? [';', 'set-option', '-s', 'exit-unattached', 'off'] : []), ...[';', ...windowOptions(target, owner)]);
    return parseOpened(line);
}
async function joinSession(tmux, name, { owner, statusCommand }) {
    const opened = parseOpened(await tmux.line(...['new-window', '-d', '-P', '-F', OPENED_FORMAT, '-n', 'sequential', '-t', `=${name}:`], ...['--', ...statusCommand.map(escapeArgument)]));
    tmux.send(...windowOptions(opened.window, owner));
    return opened;
}
/** Ends our panes, wherever they are now, and nothing else: a person may have split their windows, or moved them. */
async function closePanes(tmux, panes) {
    await Promise.all(panes.map(({ pane, server, pid }) => {
        const isStill = `#{==:#{pid} #{pane_pid},${server} ${pid}}`;
        return tmux.line('if-shell', '-F', '-t', pane, isStill, `kill-pane -t ${pane}`).catch(() => '');
    }));
}
/** Ends the status lines of runs that were killed before those could read from their pipe; gives the other panes. */
async function closeStaleStatus(tmux, panes) {
    const stale = panes.filter(({ owner, isStatus }) => isStatus && owner !== null && !isRunning(owner));
    for (const { pane } of stale)
        await tmux.line('kill-pane', '-t', pane).catch(() => '');
    return panes.filter((pane) => !stale.includes(pane));
}

;// CONCATENATED MODULE: ./lib/terminal/tmux/own-tty.js


/** The terminal at which this process reads, `/dev/pts/3`; null: none. */
function ownTty() {
    try {
        return (0,external_node_child_process_.execFileSync)('tty', { encoding: 'utf8', stdio: ['inherit', 'pipe', 'ignore'] }).trim();
    }
    catch {
        return null;
    }
}
/**
 * Does whoever started this process sit in a pane of the server that TMUX names? The variable alone does not tell: the
 * shells of editors and containers inherit it. A process without a terminal is believed.
 */
async function isInPane(tmux, inTmux, tty) {
    if (!inTmux || tty === null)
        return inTmux;
    return (await listPanes(tmux).catch(() => [])).some((pane) => pane.tty === tty);
}

;// CONCATENATED MODULE: ./lib/terminal/tmux/tmux.js












/** `-L` of the server that is used where the user's ends as soon as nobody is attached to it, or sees other files. */
const OWN_SERVER = 'sequential';
const FOREIGN_SERVER = `the tmux server that runs is in another mount namespace, in which files and programs may be others: windows are on a server of their own, tmux -L ${OWN_SERVER}`;
/** In the folder of the transcripts. */
const WINDOW_RECORD = 'window.json';
/**
 * Panes as windows of one session on the user's own tmux server, made if there is none. A window of ours,
 * `sequential`, keeps it alive between attempts and says what is going on; it ends with the orchestrator, whatever
 * becomes of that, because it reads from a pipe that only the orchestrator holds open. Rejects with a TmuxError where
 * tmux cannot do it.
 */
async function createTmuxLauncher(options) {
    const windows = new RunWindows(options, await openPipe(statusPipePath(options.folder)));
    const status = await windows.openStatus().catch((error) => {
        windows.closePipe();
        (0,external_node_fs_.rmSync)(statusPipePath(options.folder), { force: true });
        throw error;
    });
    windows.write(options.greeting);
    return {
        attach: await windows.attachCommand(status),
        launch: (argv, name) => windows.launch(argv, name),
        giveUpWindows: () => false,
        note: (text) => windows.write(text),
        close: () => windows.close(),
    };
}
/** The windows of one run. */
class RunWindows {
    #options;
    #opened = [];
    #server = [];
    #tmux;
    #pipe;
    #status = null;
    #announced;
    constructor(options, pipe) {
        this.#options = options;
        this.#pipe = pipe;
        this.#tmux = options.client([]);
        this.#announced = options.session;
    }
    async openStatus() {
        const { session: name, owner, statusCommand, folder } = this.#options;
        const command = [...statusCommand, statusPipePath(folder)];
        const open = () => openSession(this.#tmux, { name, owner, statusCommand: command, ownServer: this.#server.length > 0 });
        let status = await open();
        const isForeign = !sharesMounts(status.pid);
        if (this.#server.length === 0 && (isForeign || status.endsUnattached)) {
            await closePanes(this.#tmux, [status]);
            this.#server = ['-L', OWN_SERVER];
            this.#tmux = this.#options.client(this.#server);
            status = await open();
        }
        if (!sharesMounts(status.pid)) {
            await closePanes(this.#tmux, [status]);
            throw new TmuxError(`the tmux server ${OWN_SERVER} is in another mount namespace as well (tmux -L ${OWN_SERVER} kill-server ends it)`);
        }
        if (isForeign)
            this.#options.notice(FOREIGN_SERVER);
        this.#opened.push(status);
        this.#status = status;
        this.#announce(status);
        return status;
    }
    async attachCommand({ sessionName }) {
        if (this.#server.length > 0)
            return ['tmux', ...this.#server, 'attach', '-t', sessionName].join(' ');
        // Inside of a server tmux refuses to attach to it.
        const isInside = await isInPane(this.#tmux, this.#options.inTmux, this.#options.tty);
        return `tmux ${isInside ? 'switch-client' : 'attach'} -t ${sessionName}`;
    }
    async launch(argv, name) {
        const window = await this.#openWindow(argv, name).catch(async (error) => {
            if (error instanceof TmuxError && error.unanswered)
                throw error;
            // A person closed the session or ended the server, or an agent cleaned its files up: it is recreated.
            const path = statusPipePath(this.#options.folder);
            if (!(0,external_node_fs_.existsSync)(path)) {
                (0,external_node_fs_.closeSync)(this.#pipe);
                this.#pipe = await openPipe(path);
            }
            await this.openStatus();
            return this.#openWindow(argv, name);
        });
        // Not waited for: the pane starts meanwhile, which takes longer.
        this.#tmux.send(...windowOptions(window.window, this.#options.owner));
        return {
            hasWindow: true,
            pid: window.pid,
            show: () => this.#tmux.send(...switchFromStatusWindow(this.#status?.window ?? '', window.window, window.session)),
            exited: (cancel) => processEnd(window.pid, cancel),
            isHostGone: async () => (await this.#tmux.line('display-message', '-p', '#{pid}').catch(() => '')) !== String(window.server),
            close: () => closePanes(this.#tmux, [window]),
        };
    }
    write(text) {
        try {
            (0,external_node_fs_.writeSync)(this.#pipe, `${text}\n`);
        }
        catch {
            // Nobody reads, and the pipe is full: the line is in the log too.
        }
    }
    closePipe() {
        (0,external_node_fs_.closeSync)(this.#pipe);
    }
    /** The session ends with its last window; one with panes of others stays. */
    async close() {
        const left = new Set((await listPanes(this.#tmux).catch(() => [])).map(({ pane }) => pane));
        const open = this.#opened.filter(({ pane }) => left.has(pane));
        await closePanes(this.#tmux, open);
        this.closePipe();
        (0,external_node_fs_.rmSync)(this.#options.record, { force: true });
    }
    async #openWindow(argv, name) {
        const window = parseOpened(await this.#tmux.line(...['new-window', '-t', `${this.#status?.session ?? ''}:`, '-d', '-P', '-F', OPENED_FORMAT], ...['-n', (0,session_names/* windowName */.qN)(name), '--', ...argv.map(escapeArgument)]));
        this.#opened.push(window);
        return window;
    }
    #announce(status) {
        const { record, notice, session } = this.#options;
        writeRecord(record, { socket: run_windows_realPath(status.socket), session: status.session });
        if (status.sessionName === this.#announced)
            return;
        this.#announced = status.sessionName;
        notice(`the tmux session ${session} is used by another run: this run's windows are in ${status.sessionName}`);
    }
}
/** Without it `attach` looks on the servers that it can think of. */
function writeRecord(path, record) {
    try {
        (0,external_node_fs_.writeFileSync)(path, JSON.stringify(record), { mode: 0o600 });
    }
    catch {
        // The folder of the transcripts is gone.
    }
}
/** Whoever is attached watches the agent, unless they look at another window of their own choice. */
function switchFromStatusWindow(status, window, session) {
    return ['if-shell', '-F', '-t', `${session}:`, `#{==:#{window_id},${status}}`, `select-window -t ${window}`];
}
/** No event tells of a process that is not our child, so it is looked for, less and less often. */
async function processEnd(pid, cancel) {
    for (let pause = 500; !cancel.aborted; pause *= 2) {
        await (0,external_node_timers_promises_.setTimeout)(pause, undefined, { signal: cancel }).catch(() => { });
        if (!cancel.aborted && !tmux_isThere(pid))
            return 'its window closed immediately';
    }
    return '';
}
/** One that has ended is there until tmux collects it, which tmux 3.3a at times does not before it is asked something else. */
function tmux_isThere(pid) {
    try {
        return process.kill(pid, 0) && (0,process_stat/* readProcessStat */.K)(pid)?.zombie !== true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}
async function openPipe(path) {
    await (0,external_node_util_.promisify)(external_node_child_process_.execFile)('mkfifo', ['-m', '600', path]).catch((error) => {
        const why = error.code === 'ENOENT' ? 'the program mkfifo is missing' : error.message;
        throw new TmuxError(`no pipe for the status window: ${why}`);
    });
    // Read and write: neither opening it nor writing to it ever waits for a reader.
    return (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_NONBLOCK);
}

;// CONCATENATED MODULE: ./lib/terminal/pane-session.js















async function openPaneSession(options) {
    const places = options.tempPlaces ?? (0,temp_folder/* tempPlaces */.v8)({ TMPDIR: options.env.TMPDIR });
    const { folder, socket } = createPrivateFolder(places);
    let shown = null;
    const launcher = await openLauncher(options, folder).catch(async (error) => {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        throw error;
    });
    let server = await openPaneServer(socket);
    return {
        launcher,
        socket,
        shownFolder() {
            if (shown === null || !(0,external_node_fs_.existsSync)(shown))
                shown = createShownFolder(places);
            return shown;
        },
        /** Agents are known to clean temporary folders up; a hostile one could put a socket of its own there. */
        async reachableServer() {
            if (server.isReachable())
                return server;
            await server.close();
            await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
            server = await openPaneServer(socket);
            return server;
        },
        async close() {
            await launcher.close();
            await server.close();
            for (const own of [folder, ...(shown === null ? [] : [shown])])
                await (0,promises_.rm)(own, { recursive: true, force: true });
        },
    };
}
async function openLauncher(options, folder) {
    const plain = createPlainLauncher(options.env);
    if (options.mode === 'off')
        return plain;
    try {
        const tmux = await openWindows(options, folder);
        return options.mode === 'auto' ? preferWindows(tmux, plain, options.notice) : tmux;
    }
    catch (error) {
        if (!(error instanceof TmuxError))
            throw error;
        if (options.mode === 'require') {
            const fix = error.missing ? 'install it: apt-get install tmux, or brew install tmux' : 'see that tmux runs';
            throw new errors/* UserError */.yo(error.message, { where: 'tmux: require', fix: `${fix}; or set tmux to auto or off` });
        }
        options.notice(`${error.message}: agents run without windows, nothing can be watched`);
        return plain;
    }
}
async function openWindows(options, folder) {
    const { env, spec, runId, runMark = runId, notice } = options;
    const requestedName = options.session ?? `sequential-${spec}`;
    const session = options.session === null ? (0,session_names/* defaultSession */.O9)(spec) : (0,session_names/* sessionName */.Cy)(requestedName);
    const [cat, envProgram, tmux] = await Promise.all(['cat', 'env', 'tmux'].map((name) => (0,find_program/* findProgram */.K)(name, (0,own_path/* ownPath */.O4)(env))));
    if (cat === null && tmux !== null)
        throw new TmuxError('the program cat is missing, which shows the status window');
    const windows = {
        session,
        owner: windowOwner(options.specFolder ?? spec),
        folder,
        statusCommand: [envProgram ?? 'env', `${process_tag/* RUN_VARIABLE */.hd}=${runMark}`, cat ?? 'cat'],
        greeting: `sequential-orchestration: ${spec}, run ${runId}. Each attempt has a window of its own.`,
        record: (0,external_node_path_.join)(options.logDir, WINDOW_RECORD),
        notice,
    };
    const open = (clientEnv) => createTmuxLauncher({
        ...windows,
        client: (server) => tmuxClient(clientEnv, [...configurationOf(clientEnv), ...server], options.tmuxTimeoutMs),
        inTmux: Boolean(clientEnv.TMUX),
        tty: options.tty ?? null,
    });
    const launcher = await open(env).catch((error) => {
        // TMUX may name a server that has ended, or that of another user.
        if (!env.TMUX || !(error instanceof TmuxError) || error.missing)
            throw error;
        return open({ ...env, TMUX: undefined });
    });
    if (session !== requestedName)
        notice(`tmux cannot name a session "${requestedName}": it is called ${session}`);
    return launcher;
}
/** On a runner a server of ours obeys no file that an agent of an earlier job may have left: nobody set it up for themselves. */
function configurationOf({ GITHUB_ACTIONS }) {
    return GITHUB_ACTIONS === 'true' ? ['-f', '/dev/null'] : [];
}
/** Windows as long as tmux opens them; then none, since a night must not end for want of something to watch. */
function preferWindows(tmux, plain, notice) {
    let launcher = tmux;
    const giveUpWindows = (reason) => {
        if (launcher === plain)
            return false;
        launcher = plain;
        notice(`tmux cannot open a window any more (${reason}): agents run without windows, nothing can be watched`);
        return true;
    };
    return {
        ...tmux,
        giveUpWindows,
        launch: (argv, window) => launcher.launch(argv, window).catch((error) => {
            if (error instanceof TmuxError && giveUpWindows(error.message))
                return plain.launch(argv, window);
            throw error;
        }),
    };
}

;// CONCATENATED MODULE: ./lib/terminal/process/pane-node.js




/** The oldest Node that runs a pane: package.json, engines. */
const OLDEST = [20, 12];
/**
 * The Node that panes run on: `own`, the run's, or where an upgrade has removed or broken that, the one on PATH. Rejects
 * with an Error that names what is missing.
 */
function createPaneNode(own, path, notice) {
    let current = own;
    let known = identify(own);
    return async () => {
        if (known !== null && identify(current) === known)
            return current;
        const loss = `${current} no longer ${identify(current) === null ? 'exists' : 'works'}`;
        const other = await (0,find_program/* findProgram */.K)('node', path);
        const found = await findWorking([current, other], path);
        if (found === null)
            throw new Error(`${loss}, and ${await pane_node_describe(other, path)}`);
        if (found.node !== current)
            notice(`${loss}: agents run under ${found.node} (${found.version})`);
        current = found.node;
        known = identify(current);
        return current;
    };
}
async function findWorking(nodes, path) {
    for (const node of nodes) {
        const version = node === null ? null : await readVersion(node, path);
        if (node !== null && version !== null && isNewEnough(version))
            return { node, version };
    }
    return null;
}
async function pane_node_describe(other, path) {
    const found = other === null
        ? 'there is no other on PATH'
        : `${other} is ${(await readVersion(other, path)) ?? 'not a working Node'}`;
    return `${found}: Node ${OLDEST.join('.')} or newer is needed`;
}
/** What tells a file from one that an upgrade put in its place; null: there is none. */
function identify(path) {
    const stat = (0,external_node_fs_.statSync)(path, { bigint: true, throwIfNoEntry: false });
    return stat === undefined ? null : `${stat.dev}:${stat.ino}:${stat.mtimeNs}`;
}
/** `v20.12.0`; null where it does not say. It is shown no key: an agent may have put it there. */
async function readVersion(node, path) {
    const printed = await (0,external_node_util_.promisify)(external_node_child_process_.execFile)(node, ['--version'], { env: { PATH: path ?? '' } }).catch(() => null);
    return /^v\d+\.\d+\.\S+/.exec(printed?.stdout ?? '')?.[0] ?? null;
}
function isNewEnough(version) {
    const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
    return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

;// CONCATENATED MODULE: ./lib/terminal/process/pane-program.js


const programs = new Map();
/** Remembers a pane's program, for `restorePaneProgram`; called before there is any agent. */
function rememberPaneProgram(script) {
    if (!programs.has(script))
        programs.set(script, pane_program_readProgram(script));
}
/**
 * Makes the program what it was when it was remembered, since an agent may write wherever the user may. Returns the
 * files that were not as they had been. Throws an Error that names the file where that cannot be done.
 */
function restorePaneProgram(script) {
    const remembered = programs.get(script) ?? new Map();
    const current = pane_program_readProgram(script);
    const changed = [...remembered].filter(([path, content]) => !isSame(content, current.get(path) ?? null));
    for (const [path, content] of changed) {
        // Never through a link that was put in its place.
        (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
        if (content !== null)
            writeProgram(path, content);
    }
    return changed.map(([path]) => path);
}
function writeProgram(path, content) {
    try {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
        (0,external_node_fs_.writeFileSync)(path, content);
    }
    catch (error) {
        throw new Error(`${path} is missing and cannot be restored (${error.code})`);
    }
}
/** The script, and what says how Node reads it. */
function pane_program_readProgram(script) {
    return new Map([script, (0,external_node_path_.join)((0,external_node_path_.dirname)(script), 'package.json')].map((path) => [path, readOrNull(path)]));
}
function isSame(a, b) {
    return a === null || b === null ? a === b : a.equals(b);
}
function readOrNull(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path);
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: ./lib/agents/stream/json.js
var json = __webpack_require__(849);
;// CONCATENATED MODULE: ./lib/agents/stream/collect.js


/** UTF-16 units kept of a message, from its end: the promise and the question stand there. */
const collect_MAX_MESSAGE_LENGTH = 256 * 1024;
const MAX_WINDOWS = 16;
/** UTF-16 units of a session's id, a model or a window's name; half of a longer one is none. */
const collect_MAX_NAME_LENGTH = 4_096;
const UNANSWERED_CODE = 'unanswered';
/** What is known of an agent that never said a word; `verdict/` takes it for passing trouble where it was ended for that. */
const UNANSWERED = (0,json/* agentError */.Cw)('no answer to the prompt yet', { code: UNANSWERED_CODE });
/**
 * The final message is the terminal event's, else the last message with its deltas joined. The error is the terminal
 * one, else the last one seen; a retry stands for an error until the agent goes on, since an agent that falls silent
 * after it is waiting on what the retry says.
 */
function createCollector() {
    let finished = null;
    let message = '';
    let previousMessage = '';
    let session = null;
    let model = null;
    let usage = null;
    let lastError = null;
    let retry = null;
    const limits = new Map();
    function onStarted(event) {
        session = nameOrNull(event.session) ?? session;
        model = nameOrNull(event.model) ?? model;
        if (event.isUnanswered)
            retry = UNANSWERED;
    }
    function onLimit(window) {
        if (nameOrNull(window.name) === null)
            return;
        if (limits.has(window.name) || limits.size < MAX_WINDOWS)
            limits.set(window.name, window);
    }
    return {
        add(event) {
            switch (event.kind) {
                case 'started':
                    onStarted(event);
                    break;
                case 'message':
                    if (!event.delta && message.trim() !== '')
                        previousMessage = message;
                    message = truncateStart(event.delta ? message + event.text : event.text);
                    retry = null;
                    break;
                case 'thinking':
                case 'tool-call':
                case 'tool-result':
                    retry = null;
                    break;
                case 'usage':
                    usage = event.usage;
                    break;
                case 'limit':
                    onLimit(event.window);
                    break;
                case 'retry':
                    retry = {
                        message: event.message,
                        status: event.status,
                        code: null,
                        retryAfterMs: event.waitMs,
                        resetsAt: null,
                    };
                    break;
                case 'error':
                    lastError = event.error;
                    break;
                case 'finished':
                    finished = event;
                    break;
                case 'unknown':
                    break;
            }
        },
        facts: () => ({
            finished: finished && { ok: finished.ok, ...(finished.isUnspent && { isUnspent: true }) },
            finalMessage: (0,lib_text/* lastCharacters */.pu)(finished?.finalMessage ?? (message.trim() === '' ? previousMessage : message), collect_MAX_MESSAGE_LENGTH),
            session,
            model,
            usage,
            error: finished?.ok ? null : (finished?.error ?? retry ?? lastError),
            limits: [...limits.values()],
        }),
    };
}
function nameOrNull(name) {
    return name !== null && name.length <= collect_MAX_NAME_LENGTH ? name : null;
}
/** Cuts only at twice the limit, so that a million small deltas cost no more than their length. */
function truncateStart(text) {
    return text.length > 2 * collect_MAX_MESSAGE_LENGTH ? (0,lib_text/* lastCharacters */.pu)(text, collect_MAX_MESSAGE_LENGTH) : text;
}

;// CONCATENATED MODULE: ./lib/terminal/process/steady-clock.js
/**
 * Epoch ms from this moment on, by a clock that nobody sets and that stands still while the machine sleeps: what has
 * taken its time is told apart from what was set, or slept through.
 */
function steadyClock() {
    const from = Date.now() - performance.now();
    return () => Math.round(from + performance.now());
}

;// CONCATENATED MODULE: ./lib/terminal/process/run-attempt.js





/** What a pane takes beyond its grace to end an attempt when it is told to. */
const STOP_SLACK_MS = 2_500;
/** What it takes beyond the attempt's time-out, which it sees to itself. */
const TIMEOUT_SLACK_MS = 30_000;
/**
 * Has a pane carry out one attempt, and stays with it to the end. Whatever happens to the pane, no process of the
 * attempt is left, and there is a report: what came over the pane's own connection, or that it was lost. `startPane`:
 * called once, unless there is to be none.
 */
async function runAttempt(startPane, draft, onEvent, stop) {
    const collector = createCollector();
    if (stop.aborted)
        return reportLoss({ end: 'cancelled', message: 'stopped before it was started' }, { draft, collector });
    const attempt = new PaneAttempt(startPane(), { draft, collector }, onEvent);
    const requestStop = () => attempt.requestStop();
    stop.addEventListener('abort', requestStop, { once: true });
    try {
        return await attempt.run();
    }
    finally {
        stop.removeEventListener('abort', requestStop);
    }
}
/** One attempt, as its orchestrator sees it. */
class PaneAttempt {
    #pane;
    #known;
    #onEvent;
    #now = steadyClock();
    #startedAt = this.#now();
    #timers = [];
    #agentPid = null;
    #stopRequested = false;
    constructor(pane, known, onEvent) {
        this.#pane = pane;
        this.#known = known;
        this.#onEvent = onEvent;
    }
    async run() {
        const pane = this.#pane;
        try {
            const reported = new Promise((resolve) => {
                pane.onMessage = (message) => this.#onMessage(message, resolve);
            });
            void pane.ready.then((launched) => this.#order(launched));
            // Settled by the first thing that ends the attempt.
            const ending = await Promise.race([reported, pane.lost]);
            const launched = await pane.launched();
            return 'exitCode' in ending ? await this.#checkReport(ending, launched) : await this.#endLost(ending, launched);
        }
        finally {
            pane.forget();
            for (const timer of this.#timers)
                clearTimeout(timer);
        }
    }
    requestStop() {
        this.#stopRequested = true;
        this.#pane.send({ kind: 'stop' });
        // A pane that does not answer any more is not waited for.
        const { timing } = this.#known.draft;
        this.#schedule(timing.killMs + STOP_SLACK_MS, () => this.#pane.lose('cancelled', 'stopped'));
    }
    #order(launched) {
        const pane = this.#pane;
        const { draft } = this.#known;
        const env = { ...draft.env, ...(0,process_tag/* tagEnvironment */.k$)(pane.tag) };
        const window = launched?.hasWindow === true ? draft.window : null;
        launched?.show();
        pane.send({ kind: 'orders', orders: { ...draft, env, window, tag: pane.tag } });
        if (this.#stopRequested)
            pane.send({ kind: 'stop' });
        // A pane that was halted sees to no time-out.
        const { timeoutMs, timing } = draft;
        this.#schedule(timeoutMs + timing.killMs + TIMEOUT_SLACK_MS, () => pane.lose('timed-out', 'the pane stopped responding'));
    }
    #onMessage(message, report) {
        if (message.kind === 'agent')
            this.#agentPid = message.pid;
        if (message.kind === 'report')
            report(message.report);
        if (message.kind !== 'event')
            return;
        this.#known.collector.add(message.event);
        this.#onEvent(message.event);
    }
    /** A window whose server ended with it was closed by nobody. */
    async #checkReport(report, launched) {
        const { transcript } = this.#known.draft;
        const isLost = report.end === 'window-closed' && (await launched?.isHostGone()) === true;
        return { ...report, transcript, end: isLost ? 'pane-lost' : report.end };
    }
    /** Whoever ended the pane did not end the agent. */
    async #endLost(loss, launched) {
        if (launched?.pid != null)
            sendSigkill(launched.pid);
        await launched?.close();
        await (0,end_processes/* endProcesses */.H)({ leader: this.#agentPid, tag: this.#pane.tag }, 0);
        return reportLoss(loss, this.#known, this.#startedAt, this.#now());
    }
    #schedule(ms, callback) {
        this.#timers.push(setTimeout(callback, Math.min(ms, time/* LONGEST_TIMER */.Z$)));
    }
}
/** The report of an attempt whose pane has none; `startedAt`, `endedAt`: where it was started. */
function reportLoss({ end, message }, { draft, collector }, startedAt = Date.now(), endedAt = startedAt) {
    const facts = collector.facts();
    return {
        ...facts,
        // What it had said of its end counts for nothing.
        finished: null,
        error: facts.error ?? { message, status: null, code: null, retryAfterMs: null, resetsAt: null },
        end,
        exitCode: null,
        signal: null,
        startedAt,
        endedAt,
        tail: '',
        stderrTail: '',
        transcript: draft.transcript,
    };
}
function sendSigkill(pid) {
    try {
        process.kill(pid, 'SIGKILL');
    }
    catch {
        // It ended by itself.
    }
}

;// CONCATENATED MODULE: ./lib/terminal/process/standby.js
function createStandby() {
    let standby = Promise.resolve(null);
    /** Whatever became of it, a pane can be started when it is wanted. */
    const replace = (next) => {
        standby = standby.then(next).catch(() => null);
        return standby;
    };
    return {
        prepare(window, start) {
            void replace(async (before) => {
                if (before?.window === window)
                    return before;
                await before?.discard();
                return start();
            });
        },
        async take(window) {
            const pane = await standby;
            if (pane === null)
                return null;
            await replace(async () => null);
            if (pane.window === window && (await pane.isOfUse()))
                return pane;
            await pane.discard();
            return null;
        },
        async discard() {
            await replace(async (before) => {
                await before?.discard();
                return null;
            });
        },
    };
}

// EXTERNAL MODULE: ./lib/terminal/process/processes.js
var processes = __webpack_require__(6095);
;// CONCATENATED MODULE: ./lib/terminal/process/waiting-pane.js




/** Without it the garbage of a million events grows a pane's memory past 200 MB before it is collected. */
const PANE_NODE_FLAGS = '--max-semi-space-size=4';
/** `pkill node` is not meant for it. */
const PANE_NAME = 'sequential-pane';
/**
 * A pane that was launched and waits for its orders, so that an attempt need not wait for Node. It knows nothing yet, and
 * whoever speaks for it is known to be the process that was launched.
 */
class WaitingPane {
    window;
    tag;
    /** Resolves when orders may be sent to it. */
    ready;
    /** Resolves when it is lost; of several reasons with the first. */
    lost;
    /** Did it say anything since it was known? */
    hasSpoken = false;
    /** Called with what it says once it is known. */
    onMessage = () => { };
    #context;
    #settled = new AbortController();
    #connection = null;
    #launched = null;
    #name = null;
    #loss = null;
    #startTimer;
    #forget = () => { };
    #becomeReady = () => { };
    #becomeLost = () => { };
    constructor(context, window) {
        this.#context = context;
        this.window = window;
        this.tag = (0,process_tag/* createProcessTag */.kg)(context.runMark);
        this.ready = new Promise((resolve) => {
            this.#becomeReady = resolve;
        });
        this.lost = new Promise((resolve) => {
            this.#becomeLost = resolve;
        });
        void this.#start();
    }
    send(message) {
        this.#connection?.send(message);
    }
    /** false: it is lost, or was known and has ended since. */
    async isOfUse() {
        if (this.#loss !== null)
            return false;
        const pid = this.#name === PANE_NAME ? (await this.launched())?.pid : null;
        return pid == null || process.platform !== 'linux' || (0,processes/* isLiveProcess */.mm)(pid);
    }
    /** What was launched, if anything was. */
    async launched() {
        return this.#launched?.catch(() => undefined);
    }
    /** Hangs up on it; whoever is not at work ends of itself. */
    forget() {
        this.#forget();
        this.#settled.abort();
        clearTimeout(this.#startTimer);
    }
    /** Ends one that got no orders. */
    async discard() {
        this.forget();
        const launched = await this.launched();
        await launched?.close();
    }
    lose(end, message) {
        this.#loss ??= { end, message };
        this.#becomeLost(this.#loss);
    }
    async #start() {
        const program = await preparePane(this.#context).catch((error) => error);
        if (this.#settled.signal.aborted)
            return;
        if (program instanceof Error)
            return this.lose('no-pane', program.message);
        const { paneServer, socket, notice } = this.#context;
        const token = (0,external_node_crypto_.randomBytes)(16).toString('hex');
        this.#forget = paneServer.expectPane(token, {
            onConnected: (connection) => void this.#greet(connection),
            onMessage: (message) => this.#onMessage(message),
            onDisconnected: () => this.lose('pane-lost', 'the pane ended unexpectedly, before it reported'),
            onRefused: () => notice(`${this.window}: a second process claimed to be its pane and was refused`),
        });
        this.#launch((0,process_tag/* tagCommand */.oZ)(this.tag, [...program, socket, token]));
    }
    /** Where nothing starts in a window that was opened (a hook closed it, …), it is tried without one if that may be. */
    #launch(command) {
        const { launcher, startMs } = this.#context;
        const { signal } = this.#settled;
        this.#launched = launcher.launch(command, this.window);
        const onExit = (launched, printed) => {
            if (this.#connection !== null || signal.aborted)
                return;
            const reason = printed.trim();
            if (launched.hasWindow && launcher.giveUpWindows(reason))
                return this.#launch(command);
            this.lose('not-started', `the pane did not start: ${reason}`);
        };
        this.#launched.then(async (launched) => {
            if (signal.aborted)
                return;
            clearTimeout(this.#startTimer);
            this.#startTimer = setTimeout(() => this.#onStartOverdue(), startMs);
            onExit(launched, await launched.exited(signal));
        }, (error) => this.lose('no-pane', error.message));
    }
    #onStartOverdue() {
        const { startMs } = this.#context;
        if (this.#name !== PANE_NAME)
            this.lose('not-started', `the pane did not report within ${startMs} ms`);
    }
    /** Whoever came with the token must be the process that was launched: it alone can take the name that it is given. */
    async #greet(connection) {
        this.#connection = connection;
        await this.launched();
        this.#askName((0,external_node_crypto_.randomBytes)(7).toString('hex'));
    }
    #askName(name) {
        this.#name = name;
        this.send({ kind: 'take-name', name });
    }
    #onMessage(message) {
        if (message.kind === 'named')
            void this.#onNamed();
        // Whoever is not known has nothing to report.
        else if (this.#name === PANE_NAME) {
            this.hasSpoken = true;
            this.onMessage(message);
        }
    }
    async #onNamed() {
        if (this.#name === null || this.#name === PANE_NAME)
            return;
        const launched = await this.launched();
        if (!(0,processes/* hasProcessName */.FB)(launched?.pid ?? null, this.#name)) {
            this.#context.notice(`${this.window}: another process claimed to be its pane and was refused`);
            return this.lose('pane-lost', 'another process claimed to be the pane');
        }
        this.#askName(PANE_NAME);
        this.#becomeReady(launched ?? null);
    }
}
/** The pane's program as it was before there was any agent, and what runs it. */
async function preparePane({ paneNode, paneScript, notice }) {
    const restored = restorePaneProgram(paneScript);
    if (restored.length > 0)
        notice(`the pane program was changed during the run; restored: ${restored.join(', ')}`);
    return [await paneNode(), PANE_NODE_FLAGS, paneScript];
}

;// CONCATENATED MODULE: ./lib/terminal/create-terminal.js



















/** Opens the place where attempts run: a tmux session, or plain children. One for a run; `close` it in any case. */
async function createTerminal(options) {
    const { installTmux } = options;
    const paneNode = createPaneNode(options.node, (0,own_path/* ownPath */.O4)(options.env), options.notice);
    const announceWithheld = createWithheldNotice(options.notice);
    const standby = createStandby();
    let opening = null;
    let closing = null;
    const open = async () => {
        await installTmux?.();
        rememberPaneProgram(options.paneScript);
        return openPaneSession(options);
    };
    const openOnce = () => {
        opening ??= open();
        return opening;
    };
    const attach = installTmux === undefined ? (await openOnce()).launcher.attach : null;
    return {
        attach,
        ready: async () => void (await openOnce()),
        run: async (attempt, onEvent, stop) => runInSession(await openOnce(), options, attempt, { onEvent, stop, announceWithheld, paneNode, standby }),
        prepare(window) {
            if (closing !== null)
                return;
            const start = async () => new WaitingPane(await paneContext(await openOnce(), options, paneNode), window);
            standby.prepare(window, start);
        },
        close() {
            closing ??= standby.discard().then(async () => {
                const session = await opening?.catch(() => null);
                await session?.close();
            });
            return closing;
        },
    };
}
/** Terminals and the like may go in the very moment of a start: more often, it is no accident. */
const MOST_BROKEN = 3;
async function runInSession(session, options, attempt, run) {
    const { launcher } = session;
    const known = options.backends ?? agents/* backends */.Sq;
    const backend = (0,agents/* getBackend */.jz)(attempt.backend, known);
    const command = backend.command(await options.program(attempt.backend), attempt.order);
    const { env, withheld } = (0,agent_environment/* agentEnvironment */.F)(options.env, backend, attempt.allowEnv, (0,agents/* keyNames */.mu)(known));
    run.announceWithheld(withheld);
    const context = await paneContext(session, options, run.paneNode);
    const [program, ...args] = await writeCommandFile(command, session.shownFolder);
    // An agent of ours runs on the panes' Node, where there is one.
    const ownProgram = program === options.node ? await run.paneNode().catch(() => program) : program;
    const agentEnv = {
        ...UNWATCHED,
        ...command.defaultEnv,
        ...(0,safe_directory/* withSafeDirectories */.VT)(env, options.safeDirectories ?? []),
        ...attempt.extraEnv,
        ...UNATTENDED,
        ...command.env,
        PWD: attempt.order.workdir,
    };
    // Once the socket and the file are there: a policy covers what it finds.
    const entry = await enterFor(options.isolation, attempt);
    const sandbox = entry.kind === 'sandbox' ? entry.sandbox : null;
    const started = sandbox?.start(agentEnv) ?? { prefix: [], env: agentEnv, loan: null };
    const orders = {
        ...draftOrders(options, attempt, backend, command),
        argv: [ownProgram, ...args],
        sandbox: started.prefix,
        env: started.env,
        loan: started.loan,
        window: launcher.attach === null ? null : { colour: !options.env.NO_COLOR },
    };
    const note = (text) => launcher.note(`${new Date().toTimeString().slice(0, 8)}  ${(0,plain_text/* plainText */.wh)(text)}`);
    note(`${attempt.window} started: ${attempt.title} (attempt ${attempt.attempt} of ${attempt.maxAttempts})`);
    const { notice } = options;
    const refuse = entry.kind === 'refused' ? () => Promise.reject(new Error(entry.reason)) : null;
    const isAhead = refuse === null && !run.stop.aborted;
    const ahead = isAhead ? await run.standby.take(attempt.window) : null;
    const startPane = () => ahead ?? new WaitingPane({ ...context, paneNode: refuse ?? context.paneNode }, attempt.window);
    const report = await runAttempt(startPane, orders, run.onEvent, run.stop);
    await (0,isolation_isolation/* leaveSandbox */.f8)(sandbox, notice);
    // It ended in the moment when it got its orders: nothing came of them, and another pane is started for them.
    if (report.end === 'pane-lost' && ahead?.hasSpoken === false)
        return runInSession(session, options, attempt, run);
    const { broken = 0 } = run;
    const mayRepeat = sandbox !== null && broken < MOST_BROKEN && neverSpoke(report);
    if (mayRepeat && (await sandbox.broke(report.stderrTail)))
        return runInSession(session, options, attempt, { ...run, broken: broken + 1 });
    note(`${attempt.window} ended: ${report.end}; waiting for the next one`);
    return completeReport(report, { backend, command, agentEnv, sandbox, notice });
}
async function paneContext(session, { paneScript, notice, runId, runMark = runId, timing }, paneNode) {
    const { launcher, socket } = session;
    const { startMs } = { ...defaultTiming, ...timing };
    return {
        launcher,
        paneServer: await session.reachableServer(),
        socket,
        paneNode,
        paneScript,
        runMark,
        startMs,
        notice,
    };
}
/** Who works on a copy does so in a sandbox, or not at all. */
async function enterFor(isolation, { backend, scratch }) {
    const entry = await (0,isolation_isolation/* enterSandbox */.cB)(isolation, backend, scratch);
    if (scratch === undefined || entry.kind !== 'open')
        return entry;
    const why = isolation === undefined ? 'isolation is off' : 'no sandbox works on this machine';
    return {
        kind: 'refused',
        reason: `${backend} has no read-only mode, and ${why}: nothing would keep it from writing`,
    };
}
/** What a pane is told, but for what only the session knows. */
function draftOrders(options, attempt, backend, command) {
    return {
        backend: attempt.backend,
        hasLauncher: backend.hasLauncher === true,
        cwd: attempt.order.workdir,
        prompt: command.stdin,
        keepsInputOpen: command.keepsStdinOpen === true,
        transcript: (0,external_node_path_.resolve)(options.logDir, (0,session_names/* transcriptName */.eQ)(attempt.window, attempt.attempt)),
        secrets: options.secrets,
        unit: attempt.window,
        title: attempt.title,
        attempt: attempt.attempt,
        maxAttempts: attempt.maxAttempts,
        timeoutMs: attempt.timeoutMs,
        idleTimeoutMs: attempt.idleTimeoutMs,
        timing: { ...defaultTiming, ...options.timing },
    };
}
/** Once a name, since a person whose build misses a variable needs to know, but not 50 times. */
function createWithheldNotice(notice) {
    const announced = new Set();
    return (names) => {
        // Our own are nobody's loss.
        const newNames = names.filter((name) => !announced.has(name) && !own_keys/* OWN_KEY_VARIABLES */.NE.includes(name));
        for (const name of newNames)
            announced.add(name);
        if (newNames.length > 0)
            notice(`hidden from the agents: ${newNames.join(', ')} (agent-env names what they may see)`);
    };
}
/** The command's arguments, its file written and named among them. */
async function writeCommandFile({ argv, file }, folder) {
    if (file === undefined)
        return argv;
    const path = (0,external_node_path_.join)(folder(), file.name);
    await (0,promises_.writeFile)(path, file.text, { mode: 0o600 });
    return [...argv, file.flag, path];
}

// EXTERNAL MODULE: ./lib/app/reading/read-spec.js
var read_spec = __webpack_require__(5176);
// EXTERNAL MODULE: ./lib/app/surroundings/clock.js
var clock = __webpack_require__(7229);
// EXTERNAL MODULE: ./lib/app/surroundings/path-in-repository.js
var path_in_repository = __webpack_require__(5507);
;// CONCATENATED MODULE: ./lib/app/spec-run/adapters.js





















/** The spec's repository, on its work branch once `open` was called. */
function openRepository(settings, spec, environment) {
    const { workdir, stop, backends = agents/* backends */.Sq } = environment;
    return createRepository({
        workdir,
        checkpoint: settings.repository.checkpoint,
        workBranch: settings.repository.workBranch,
        baseBranch: settings.repository.baseBranch,
        author: settings.repository.commitAuthor,
        commitMessage: settings.repository.commitMessage,
        signing: signingOf(settings, environment.commitApi ?? null),
        protectedPaths: [...settings.repository.protect, ...pricesInRepository(settings, workdir)],
        agentHomes: agentHomes(backends, environment.env),
        steeringPaths: [...steeringPaths(backends), ...settings.repository.allowedSteering.map((path) => `!${path}`)],
        secrets: [...(0,agent_environment/* secretValues */.V)(environment.env, (0,agents/* keyNames */.mu)()), ...(environment.secrets ?? [])],
        spec: spec.name,
        runId: environment.runId,
        statePath: (0,path_in_repository/* pathInRepository */.z)(workdir, spec.statePath),
        workBranches: (0,git_kinds/* workBranchesOf */.Tt)(settings.repository.workBranchTemplate),
        isComplete: (tasks, state) => (0,read_spec/* isSpecComplete */.bn)(settings.loop, spec.format, tasks, state),
        remote: environment.remote,
        configuration: environment.configuration,
        findCheckout: environment.findCheckout,
        logDir: environment.logDir,
        ownFolders: [install_folders/* stateFolder */.yp, install_folders/* cacheFolder */.nF].map((folder) => folder(environment.env, (0,machine_user/* homeFolder */.Wx)(environment.env))),
        env: environment.env,
        now: clock/* systemClock */.ml.now,
        sleep: (ms) => clock/* systemClock */.ml.sleep(Date.now() + ms, stop),
        stop,
        notice: (message) => environment.log.emit({ kind: 'warning', message }),
    });
}
/** Budgets go by them. */
function pricesInRepository({ throttle: { prices } }, workdir) {
    const path = prices === null ? '..' : (0,path_in_repository/* pathInRepository */.z)(workdir, prices);
    return /^\.\.(?:\/|$)/.test(path) ? [] : [path];
}
function signingOf({ repository: { signing, checkpoint } }, commitApi) {
    if (signing === null || checkpoint === 'off')
        return null;
    return signing.by === 'api'
        ? { api: requireCommitApi(commitApi) }
        : { key: signing.key && (0,key_forms/* signingKeyText */.g)(signing.key) };
}
/** Where GitHub is to sign, it must be GitHub that is pushed to. */
function requireCommitApi(commitApi) {
    if (commitApi !== null)
        return commitApi;
    throw new errors/* UserError */.yo('"api" needs a repository on GitHub and a token for it: elsewhere nothing signs commits', {
        where: 'sign-commits',
        fix: 'In a workflow on GitHub, leave `github-token` as it is or give `app-id`; on the command line, give SEQUENTIAL_APP_ID and SEQUENTIAL_APP_PRIVATE_KEY. Otherwise use `sign-commits: key`.',
    });
}
/** Where the spec's attempts run; `program` gives the path of a backend's CLI once it is known. */
function openTerminal(settings, spec, environment, program, isolation) {
    const { env, workdir, dist, logDir, runId, mark, log } = environment;
    return createTerminal({
        mode: settings.terminal.tmux,
        session: settings.terminal.tmuxSession,
        spec: spec.name,
        specFolder: spec.folder,
        runId,
        runMark: mark ?? runId,
        node: process.execPath,
        paneScript: (0,external_node_path_.join)(dist, 'pane.js'),
        env: { ...env, [process_tag/* RUN_VARIABLE */.hd]: mark ?? runId },
        tty: env.TMUX ? ownTty() : null,
        logDir,
        secrets: secretsOf(environment),
        safeDirectories: (0,safe_directory/* foreignWorkTrees */.rm)(workdir),
        backends: environment.backends,
        program,
        installTmux: environment.ensureTmux,
        isolation,
        notice: (message) => log.emit({ kind: 'warning', message }),
    });
}
/** The spec's state and files, and the checks of its units. */
function createRecords(settings, spec, environment, saved, isolation) {
    const { env, workdir, log } = environment;
    const { name, tasksPath, statePath, progressPath } = spec;
    const mask = (0,secrets_mask/* createMask */.P)(secretsOf(environment)).maskText;
    const keys = (0,agents/* keyNames */.mu)(environment.backends);
    const runMark = environment.mark ?? environment.runId;
    // No agent's key at all, also none that the other agents may see.
    const allowed = settings.agents.agentEnv.filter((variable) => !keys.includes(variable));
    const { env: visible } = (0,agent_environment/* agentEnvironment */.F)(env, { keys: [], env: [] }, allowed, keys);
    const verifyEnv = {
        ...(0,safe_directory/* withSafeDirectories */.VT)(visible, (0,safe_directory/* foreignWorkTrees */.rm)(workdir)),
        [process_tag/* RUN_VARIABLE */.hd]: runMark,
    };
    const warn = (message) => log.emit({ kind: 'warning', message });
    return {
        store: (0,store/* createStateStore */.J)({
            path: statePath,
            root: workdir,
            spec: name,
            now: clock/* systemClock */.ml.now,
            warn,
            folders: () => (0,read_spec/* specFolders */.Ho)(spec),
            saved,
        }),
        files: createSpecFiles({ tasksPath, statePath, progressPath, root: workdir, mask, saved }),
        checks: {
            verify: (command, limits, stop) => verify(command, { workdir, env: verifyEnv, runMark, isolation, notice: warn, mask }, limits, stop),
        },
    };
}
/** What no log may show. */
function secretsOf({ env, secrets, backends }) {
    return [...(0,agent_environment/* secretValues */.V)(env, (0,agents/* keyNames */.mu)(backends)), ...secrets];
}


/***/ }),

/***/ 7229:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l$: () => (/* binding */ morningAfter),
/* harmony export */   ml: () => (/* binding */ systemClock)
/* harmony export */ });
/* unused harmony export createClock */
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6146);

/** No timer is trusted for longer: a suspended machine stops timers, but not the wall clock. */
const maxIntervalMs = 15_000;
/**
 * A clock by what `read` says (epoch ms). A wait is a wall-clock deadline, looked at in short ticks (ms): it ends late
 * by no more than one of them, and early where the clock was set back.
 */
function createClock(read, intervalMs) {
    return {
        now: read,
        elapsed: () => performance.now(),
        async sleep(until, stop) {
            let latest = read();
            while (!stop.aborted) {
                const now = read();
                if (now >= until || now < latest - _time_js__WEBPACK_IMPORTED_MODULE_0__/* .CLOCK_TOLERANCE */ .lO)
                    return;
                latest = now;
                await sleepFor(Math.min(until - now, intervalMs), stop);
            }
        },
    };
}
/** The machine's clock. */
const systemClock = createClock(Date.now, maxIntervalMs);
const MORNING_HOUR = 8;
/** The next eight o'clock of the machine's own time zone (`TZ`), epoch ms. */
function morningAfter(now) {
    const morning = new Date(now);
    morning.setHours(MORNING_HOUR, 0, 0, 0);
    // Not a day's length later: a day on which clocks change is shorter or longer.
    if (morning.getTime() <= now)
        morning.setDate(morning.getDate() + 1);
    return morning.getTime();
}
function sleepFor(ms, stop) {
    return new Promise((resolve) => {
        const done = () => {
            clearTimeout(timer);
            stop.removeEventListener('abort', done);
            resolve();
        };
        const timer = setTimeout(done, ms);
        stop.addEventListener('abort', done, { once: true });
    });
}


/***/ }),

/***/ 5507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ pathInRepository)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _state_lock_repository_top_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9515);


/** Relative to the repository's top, else to the folder itself. */
function pathInRepository(workdir, path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)((0,_state_lock_repository_top_js__WEBPACK_IMPORTED_MODULE_1__/* .findRepositoryTop */ .N)(workdir) ?? workdir, path);
}


/***/ }),

/***/ 1861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TU: () => (/* binding */ createTestCounter),
  gM: () => (/* binding */ formatCounts),
  XN: () => (/* binding */ sumOf)
});

// UNUSED EXPORTS: addCounts

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/checks/failing-tests.js

/** More names are not remembered. */
const MAX_NAMES = 100;
/** A longer one is its hash: cut off, half a secret in it would hide from the mask. */
const MAX_NAME = 200;
/** How test runners name what failed: a test, or a file or package that did not load. */
const NAMES = [
    /^\s*● (?!Console$|Validation |Deprecation )(\S.*)$/,
    /^\s*[✕✖×] (?!failing tests:)(\S.*)$/,
    /^\s{0,3}FAIL[: \t]\s{0,3}(\S.*)$/,
    /^(?:FAILED|ERROR):? (?![(|])(\S.*)$/,
    /^\s*not ok \d{1,9} - (?!.*# (?:TODO|SKIP)\b)(\S.*)$/i,
    /^\s*--- FAIL: (\S.*)$/,
    /^test (\S.*) \.\.\. FAILED$/,
];
/** An event of `go test -json`. */
const GO_FAILED = /"Action":"fail"/;
const GO_NAMES = [/"Package":"([^"]{1,200})"/, /"Test":"([^"]{1,300})"/];
/** Gathers names of failing tests, line by line, in constant memory. */
function createFailureReader() {
    const names = new Set();
    return {
        read(line) {
            const name = failureIn(line);
            if (name !== null && names.size < MAX_NAMES)
                names.add(shortName(name));
        },
        names: () => [...names].sort(),
    };
}
/** Without what differs from run to run: how long it took, and why it failed. */
function failureIn(line) {
    if (GO_FAILED.test(line))
        return GO_NAMES.flatMap((name) => name.exec(line)?.[1] ?? []).join(' ') || null;
    for (const pattern of NAMES) {
        const name = pattern.exec(line)?.[1];
        if (name === undefined)
            continue;
        const [plain = name] = name.split(/ - |\t\d| # time=/);
        return plain.replace(/ \(?\d[\d.]* ?m?s\)?$/, '').trimEnd();
    }
    return null;
}
function shortName(name) {
    return name.length <= MAX_NAME ? name : (0,external_node_crypto_.createHash)('sha256').update(name).digest('hex');
}

;// CONCATENATED MODULE: ./lib/checks/test-summaries.js
/** `1 failed`, `2 passed`, `1 error`; not `1 xfailed`. */
const COUNT = /\b(\d{1,9}) (passed|failed|errors?)\b/g;
const PYTEST = /^(?:=+ )?(?:no tests ran|\d{1,9} (?:passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?)\b.*) in \d[\d.]*s\b/;
const counted = (pattern, read) => (line) => {
    const match = pattern.exec(line);
    return match === null ? null : read(...match.slice(1).map((amount) => Number(amount ?? 0)));
};
const named = (pattern) => (line) => (pattern.test(line) ? sumCounts(line) : null);
const passes = (passed) => ({ passed, failed: 0 });
const fails = (failed) => ({ passed: 0, failed });
const both = (passed = 0, failed = 0) => ({ passed, failed });
/** `3 tests`, of which so many failed, and so many did not run. */
const ofAll = (all, failed, left = 0) => ({ passed: Math.max(0, all - failed - left), failed });
/** `Failures: 1`, `errors=2`: all that is named, together. */
const amounts = (line, name) => [...line.matchAll(name)].reduce((sum, [, amount]) => sum + Number(amount), 0);
const unittestFailed = /(?<!expected )(?:failures|errors|unexpected successes)=(\d{1,9})/g;
const unittestLeft = /(?:skipped|expected failures)=(\d{1,9})/g;
const phpunitFailed = /\b(?:Errors|Failures): (\d{1,9})/g;
const phpunitLeft = /\b(?:Skipped|Incomplete): (\d{1,9})/g;
/** As they print it: which of them was run to see it stands at the tests; the others were not. */
const TEST_RUNNERS = [
    // jest, vitest, pytest
    { begins: named(/^Tests: {1,9}\S.* total$/) },
    { begins: named(/^ {2,9}Tests {2}\d.* \(\d{1,9}\)$/) },
    { begins: named(PYTEST) },
    // Node and tape; tap
    {
        begins: counted(/^[#ℹ] pass {1,2}(\d{1,9})$/, passes),
        adds: counted(/^[#ℹ] (?:fail|cancelled) {1,2}(\d{1,9})$/, fails),
    },
    { begins: counted(/^# \{ total: \d{1,9}(?:, pass: (\d{1,9}))?(?:, fail: (\d{1,9}))?[,\s]/, both) },
    // mocha, bun
    { begins: counted(/^ {2}(\d{1,9}) passing\b/, passes), adds: counted(/^ {2}(\d{1,9}) failing$/, fails) },
    { begins: counted(/^ (\d{1,9}) pass$/, passes), adds: counted(/^ (\d{1,9}) fail$/, fails) },
    // ava, Playwright, deno, jasmine, uvu
    {
        begins: counted(/^ {2}(\d{1,9}) (?:tests? passed|known failures?)$/, passes),
        leads: counted(/^ {2}(\d{1,9}) (?:tests?|hooks?) failed$/, fails),
    },
    {
        leads: counted(/^ {2}(?:(\d{1,9}) flaky|(\d{1,9}) failed)$/, both),
        begins: counted(/^ {2}(\d{1,9}) passed \(\d[\d.]*m?[smh]\)$/, passes),
    },
    { begins: counted(/^(?:ok|FAILED) \| (\d{1,9}) passed(?: \(\d{1,9} steps?\))? \| (\d{1,9}) failed\b/, both) },
    { begins: counted(/^(\d{1,9}) specs?, (\d{1,9}) failures?(?:, (\d{1,9}) pending specs?)?$/, ofAll) },
    {
        begins: counted(/^ {2}Total: {2,9}(\d{1,9})$/, fails),
        adds: counted(/^ {2}Passed: {2,9}(\d{1,9})$/, (n) => both(n, -n)),
    },
    // unittest, nose
    {
        begins: counted(/^Ran (\d{1,9}) tests? in [\d.]{1,20}s$/, passes),
        adds: (line) => {
            if (!/^(?:OK|FAILED) \([a-z]/.test(line))
                return null;
            const failed = amounts(line, unittestFailed);
            return both(-failed - amounts(line, unittestLeft), failed);
        },
    },
    // cargo, nextest, gotestsum
    { begins: named(/^test result: (?:ok|FAILED)\. \d/) },
    { begins: named(/^ {2,9}Summary \[.{1,20}\] +\d{1,9} tests? run: /) },
    {
        begins: counted(/^DONE (\d{1,9}) tests?(?:, (\d{1,9}) skipped)?(?:, (\d{1,9}) failures?)?(?:, (\d{1,9}) errors?)? in /, (all, skipped, failed, errors) => ofAll(all ?? 0, (failed ?? 0) + (errors ?? 0), skipped)),
    },
    // phpunit, pest, rspec, minitest, ExUnit and bats
    { begins: counted(/^OK \((\d{1,9}) tests?, /, passes) },
    {
        begins: (line) => {
            const [, all] = /^Tests: (\d{1,9}), Assertions: \d/.exec(line) ?? [];
            return all === undefined ? null : ofAll(Number(all), amounts(line, phpunitFailed), amounts(line, phpunitLeft));
        },
    },
    { begins: named(/^ {2}Tests: {2,9}\d.* \(\d{1,9} assertions?\)$/) },
    { begins: counted(/^(\d{1,9}) examples?, (\d{1,9}) failures?(?:, (\d{1,9}) pending)?/, ofAll) },
    {
        begins: counted(/^(\d{1,9}) (?:runs|tests), \d{1,9} assertions, (\d{1,9}) failures, (\d{1,9}) errors, (\d{1,9}) skips/, (all, failed, errors, skipped) => ofAll(all ?? 0, (failed ?? 0) + (errors ?? 0), skipped)),
    },
    {
        begins: counted(/^(?:\d{1,9} doctests?, )?(\d{1,9}) tests?, (\d{1,9}) failures?(?:, (\d{1,9}) (?:skipped|excluded))?/, ofAll),
    },
    // Maven, Gradle, .NET, CTest
    {
        begins: counted(/^\[(?:INFO|WARNING|ERROR)\] Tests run: (\d{1,9}), Failures: (\d{1,9}), Errors: (\d{1,9}), Skipped: (\d{1,9})$/, (all, failed, errors, skipped) => ofAll(all ?? 0, (failed ?? 0) + (errors ?? 0), skipped)),
    },
    { begins: counted(/^(\d{1,9}) tests? completed(?:, (\d{1,9}) failed)?(?:, (\d{1,9}) skipped)?$/, ofAll) },
    {
        begins: counted(/^(?:Passed|Failed)! {1,3}- Failed: {1,9}(\d{1,9}), Passed: {1,9}(\d{1,9}),/, (failed, passed) => both(passed, failed)),
    },
    {
        begins: counted(/^Test summary: total: \d{1,9}, failed: (\d{1,9}), succeeded: (\d{1,9}),/, (failed, passed) => both(passed, failed)),
    },
    {
        begins: counted(/^\d{1,3}% tests passed, (\d{1,9}) tests failed out of (\d{1,9})$/, (failed, all) => ofAll(all ?? 0, failed ?? 0)),
    },
];
function sumCounts(line) {
    let [passed, failed] = [0, 0];
    for (const [, amount, name] of line.matchAll(COUNT)) {
        if (name === 'passed')
            passed += Number(amount);
        else
            failed += Number(amount);
    }
    return { passed, failed };
}

;// CONCATENATED MODULE: ./lib/checks/test-counts.js



const MAX_LINE_LENGTH = 1000;
const MAX_SUMMARIES = 100;
/** Go has no summary: a line for each test (with -v or -json), those that failed alone otherwise. */
const GO_TESTS = [
    (line) => countOne(/^--- (PASS|FAIL): /.exec(line)),
    (line) => (GO_JSON.test(line) ? countOne(/"Action":"(pass|fail)"/.exec(line)) : null),
];
/** An event of a test, not of a part of one or of a package. */
const GO_JSON = /"Test":"[^"/]{1,300}"/;
/** Who printed a line, where several are run at once: `web:test: `, `packages/a test: `, `[0] `, `app-1  | `. */
const SPEAKER = /^(?:\[[\w@/:.-]{1,60}\] ?|[\w@/.-]{1,60} +\| ?|[\w@/.-]{1,60}(?::| )[\w:-]{1,40}: )/;
function createTestCounter() {
    let rest = '';
    let last = null;
    const led = new Map();
    const summaries = [];
    const failures = createFailureReader();
    let goTests = null;
    const addToLast = (counts) => {
        const sum = addCounts(summaries.pop() ?? null, counts);
        if (sum !== null)
            summaries.push(sum);
    };
    const addLast = (line) => {
        const counts = last?.adds?.(line) ?? null;
        if (counts !== null)
            addToLast(counts);
        return counts !== null;
    };
    const lead = (runner, line) => {
        const counts = runner.leads?.(line) ?? null;
        if (counts !== null)
            led.set(runner, addCounts(led.get(runner) ?? null, counts) ?? counts);
        return counts !== null;
    };
    const begin = (runner, line) => {
        const counts = runner.begins(line);
        if (counts === null)
            return false;
        last = runner;
        const whole = addCounts(led.get(runner) ?? null, counts) ?? counts;
        led.delete(runner);
        if (summaries.length < MAX_SUMMARIES)
            summaries.push(whole);
        else
            addToLast(whole);
        return true;
    };
    /** Does a runner know the line? */
    const readSummary = (line) => {
        let isKnown = addLast(line);
        for (const runner of TEST_RUNNERS)
            isKnown = lead(runner, line) || isKnown;
        for (const runner of TEST_RUNNERS)
            isKnown = begin(runner, line) || isKnown;
        return isKnown;
    };
    const read = (line) => {
        const plain = (0,external_node_util_.stripVTControlCharacters)(line.slice(0, MAX_LINE_LENGTH)).trimEnd();
        const [text = plain] = plain.split('\r').slice(-1);
        failures.read(text);
        const inside = text.replace(SPEAKER, '');
        if (!readSummary(text) && inside !== text)
            readSummary(inside);
        for (const reader of GO_TESTS)
            goTests = addCounts(goTests, reader(text));
    };
    return {
        write(chunk) {
            const lines = (rest + chunk).split('\n');
            rest = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH);
            for (const line of lines)
                read(line);
        },
        end() {
            read(rest);
            rest = '';
            // Whose summary never came, as where nothing passed.
            summaries.push(...led.values());
            led.clear();
            const go = goTests !== null && goTests.passed > 0 ? [goTests] : [];
            return { tests: sumOf([...summaries, ...go]), summaries, failing: failures.names() };
        },
    };
}
function addCounts(a, b) {
    if (a === null || b === null)
        return a ?? b;
    return { passed: Math.max(0, a.passed + b.passed), failed: Math.max(0, a.failed + b.failed) };
}
function sumOf(counts) {
    return counts.reduce(addCounts, null);
}
/** `3 passed, 1 failed`. */
function formatCounts({ passed, failed }) {
    return `${passed} passed, ${failed} failed`;
}
function countOne(match) {
    if (match === null)
        return null;
    return match[1]?.toLowerCase() === 'pass' ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}


/***/ }),

/***/ 7710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yz: () => (/* binding */ noteForecast),
/* harmony export */   az: () => (/* binding */ isOfThisNight),
/* harmony export */   jJ: () => (/* binding */ compareForecast)
/* harmony export */ });
/* harmony import */ var _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5059);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6146);


/** What the end of the night needs of a forecast, for the state. */
function noteForecast({ at, until, byMorning, complete }, state) {
    const { tokens, costUsd } = usedIn(state.totals);
    const hoursOf = (moment) => (Number.isFinite(moment) ? round((moment - at) / _time_js__WEBPACK_IMPORTED_MODULE_1__/* .HOUR */ .dp) : null);
    return {
        at: new Date(at).toISOString(),
        until: new Date(until).toISOString(),
        units: { ...byMorning.units },
        tokens_before: tokens,
        tokens: mapRange(byMorning.tokens, Math.round),
        cost_before_usd: costUsd,
        cost_usd: byMorning.costUsd === null ? null : mapRange(byMorning.costUsd, round),
        hours: mapRange(complete.at, hoursOf),
    };
}
/** A night goes on over pauses and further runs, until its morning: so long its first forecast stands. */
function isOfThisNight(noted, now) {
    return noted != null && Date.parse(noted.at) <= now && now < Date.parse(noted.until);
}
/** How the forecast of the last night stands; null: there was none. */
function compareForecast(state, now) {
    const { forecast } = state;
    if (forecast == null)
        return null;
    const [at, until] = [Date.parse(forecast.at), Date.parse(forecast.until)];
    const doneAt = state.completed_at === null ? null : Date.parse(state.completed_at);
    const isDone = doneAt !== null && doneAt >= at;
    const hours = knownHours(forecast);
    // What was used after the morning is not told apart from what was used before.
    const isCounted = isDone ? doneAt <= until : now <= until;
    const used = usedIn(state.totals);
    const tokens = used.tokens - forecast.tokens_before;
    const costUsd = used.costUsd - forecast.cost_before_usd;
    return {
        at,
        until,
        stage: isDone ? 'complete' : stageOf(state, now, until),
        units: { foretold: forecast.units, came: finishedBetween(state, at, until) },
        hours: isDone && hours !== null ? { foretold: hours, came: (doneAt - at) / _time_js__WEBPACK_IMPORTED_MODULE_1__/* .HOUR */ .dp } : null,
        tokens: isCounted && tokens > 0 ? { foretold: forecast.tokens, came: tokens } : null,
        costUsd: isCounted && costUsd > 0 && forecast.cost_usd !== null ? { foretold: forecast.cost_usd, came: costUsd } : null,
    };
}
function knownHours({ hours: { low, likely, high } }) {
    return low === null || likely === null || high === null ? null : { low, likely, high };
}
/** Of a spec that is not done. It is stopped where a person comes first, or what is waited for comes after the morning. */
function stageOf({ halt, paused }, now, until) {
    if (now >= until)
        return 'morning';
    if (halt !== null)
        return 'stopped';
    const resumeAfter = paused?.resume_after ?? null;
    return resumeAfter !== null && Date.parse(resumeAfter) >= until ? 'stopped' : 'under-way';
}
function finishedBetween({ units }, from, to) {
    return Object.values(units).filter(({ completed_at }) => {
        const at = completed_at === undefined ? Number.NaN : Date.parse(completed_at);
        return at >= from && at <= to;
    }).length;
}
function usedIn(totals = _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyTotals */ .Tf) {
    return { tokens: totals.tokens_in + totals.tokens_cached + totals.tokens_out, costUsd: totals.cost_usd };
}
function mapRange({ low, likely, high }, map) {
    return { low: map(low), likely: map(likely), high: map(high) };
}
const round = (value) => Math.round(value * 1000) / 1000;


/***/ }),

/***/ 9308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ cutLongPhases),
/* harmony export */   x: () => (/* binding */ isPartOf)
/* harmony export */ });
/** Open tasks of a phase that an agent is given at once; of more, the context of one conversation may not be enough. */
const MAX_OPEN_TASKS = 15;
const PART = /-part-\d+$/;
/**
 * A spec whose long phases are cut in document order into parts of about the same length, each a root of its own.
 * @param begunKeys of units that were worked on: a phase that was cut stays so, also where little of it is left.
 * @param keepTests never cut between tests and the implementation that makes them pass.
 */
function cutLongPhases(whole, { begunKeys, keepTests }) {
    if (!whole.roots.some(({ phase }) => phase !== undefined))
        return whole;
    const spec = keepTests ? joinTestPhases(whole) : whole;
    const cutBefore = new Set(begunKeys.filter((key) => PART.test(key)).map((key) => key.replace(PART, '')));
    const members = tasksByPhase(spec);
    const parts = new Map();
    const parents = new Map();
    for (const root of spec.roots) {
        const tasks = root.phase === undefined ? [] : (members.get(root.key) ?? []);
        const open = tasks.filter(({ state }) => state !== 'done').length;
        if (open <= MAX_OPEN_TASKS && !cutBefore.has(root.key))
            continue;
        const pieces = cut(tasks, keepTests);
        if (pieces.length < 2)
            continue;
        parts.set(root.key, pieces.map((piece, index) => partOf(root, piece, index + 1)));
        pieces.forEach((piece, index) => {
            for (const { key } of piece)
                parents.set(key, partKey(root, index + 1));
        });
    }
    if (parts.size === 0)
        return spec;
    return replaceKeys({ ...spec, roots: spec.roots.flatMap((root) => parts.get(root.key) ?? root) }, (key) => parts.get(key)?.map((part) => part.key) ?? [key], ({ key, parent }) => parents.get(key) ?? parent);
}
/** A phase of nothing but tests goes with the next, which makes them pass; up to 2025 the template had such phases. */
function joinTestPhases(spec) {
    const members = tasksByPhase(spec);
    const isTests = ({ key }) => members.get(key)?.every(({ isTest }) => isTest === true) === true;
    const joined = new Map();
    const roots = [];
    for (const root of spec.roots) {
        const before = roots.at(-1);
        if (before?.phase === undefined || root.phase === undefined || !isTests(before)) {
            roots.push(root);
            continue;
        }
        joined.set(root.key, before.key);
        roots[roots.length - 1] = joinRoots(before, root);
        members.set(before.key, [...(members.get(before.key) ?? []), ...(members.get(root.key) ?? [])]);
    }
    const keyOf = (key) => joined.get(key) ?? key;
    return joined.size === 0
        ? spec
        : replaceKeys({ ...spec, roots }, (key) => [keyOf(key)], ({ parent }) => parent && keyOf(parent));
}
function joinRoots(tests, next) {
    return {
        ...tests,
        title: `${tests.title}; ${next.id ?? ''} ${next.title}`,
        body: [tests.body, next.body].filter((text) => text !== '').join('\n\n'),
        dependencies: [...tests.dependencies, ...next.dependencies],
    };
}
function replaceKeys(spec, keysFor, parentOf) {
    const replaced = (own, keys) => keys.flatMap(keysFor).filter((key) => key !== own);
    return {
        ...spec,
        tasks: spec.tasks.map((task) => ({
            ...task,
            parent: parentOf(task),
            dependencies: replaced(task.key, task.dependencies),
        })),
        roots: spec.roots.map((root) => ({ ...root, dependencies: replaced(root.key, root.dependencies) })),
    };
}
/** Whether a name stands for the phase that the unit is a part of. */
function isPartOf(key, name) {
    return PART.test(key) && key.replace(PART, '') === name.toLowerCase().replaceAll(' ', '-');
}
function partKey({ key }, number) {
    return `${key}-part-${number}`;
}
function partOf(root, tasks, number) {
    const name = `part ${number}`;
    return {
        ...root,
        key: partKey(root, number),
        id: root.id === null ? null : `${root.id}, ${name}`,
        line: tasks[0]?.line ?? root.line,
    };
}
/** The tasks that hang under a heading itself, by its key. */
function tasksByPhase({ tasks, roots }) {
    const byPhase = new Map(roots.map(({ key }) => [key, []]));
    for (const task of tasks)
        if (task.role === 'task')
            byPhase.get(task.parent ?? '')?.push(task);
    return byPhase;
}
function cut(tasks, keepTests) {
    const size = Math.ceil(tasks.length / Math.ceil(tasks.length / MAX_OPEN_TASKS));
    const parts = [];
    let hasTests = false;
    tasks.forEach((task, at) => {
        const last = parts.at(-1);
        // Behind a test only where the next tests begin: what stands between makes it pass.
        const beginsTests = task.isTest === true && tasks[at - 1]?.isTest !== true;
        const mayCut = !keepTests || !hasTests || beginsTests;
        hasTests ||= task.isTest === true;
        if (last === undefined || (last.length >= size && mayCut))
            parts.push([task]);
        else
            last.push(task);
    });
    return parts;
}


/***/ }),

/***/ 9375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ leftOpenCheckboxes)
/* harmony export */ });
/** The checkboxes that a run leaves as they are, by line: optional ones, those that are no work, and what is not understood. */
function leftOpenCheckboxes({ tasks, diagnostics }, plan) {
    const optional = new Set(plan.skippedOptional);
    const known = tasks.flatMap(({ key, title, line, state, role }) => {
        if (state === 'done')
            return [];
        if (role === 'checklist')
            return [{ line, text: title, why: 'checklist' }];
        return optional.has(key) ? [{ line, text: title, why: 'optional' }] : [];
    });
    const unread = diagnostics.flatMap(({ line, open }) => open === undefined ? [] : [{ line, text: open, why: 'not-understood' }]);
    return [...known, ...unread].sort((a, b) => a.line - b.line);
}


/***/ }),

/***/ 6468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ taskName)
/* harmony export */ });
/** `1.2 Read the parser`, as a person would name it; the title alone where it has no id. */
function taskName({ id, title }) {
    return id === null ? title : `${id} ${title}`.trimEnd();
}


/***/ }),

/***/ 3181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ createOnce),
/* harmony export */   s: () => (/* binding */ noRetry)
/* harmony export */ });
/* harmony import */ var _request_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7197);

/** Given to a request that makes something: repeated blindly after a lost answer it would make it twice. */
const noRetry = { retries: 0 };
/** Makes something that is not there yet; after a try in vain it looks whether it is there after all. */
async function createOnce(github, find, create) {
    for (let tries = 1;; tries += 1) {
        const found = tries === 1 ? null : await find();
        if (found !== null)
            return found;
        try {
            return await create();
        }
        catch (error) {
            const failure = (0,_request_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .toRequestFailure */ .X3)(error, github.now());
            // A limit says itself when to come again; everything else gets two more tries.
            const isFinalTry = tries === 3 || github.failFast || failure.kind === 'refused' || failure.until !== null;
            if (isFinalTry)
                throw error;
            await github.sleep(2000 * tries);
        }
    }
}


/***/ }),

/***/ 7197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X3: () => (/* binding */ toRequestFailure),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   ro: () => (/* binding */ refusalDetails),
/* harmony export */   yc: () => (/* binding */ GitHubUnreachable)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _secrets_token_source_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3868);


/** GitHub cannot be told now, but may be later. */
class GitHubUnreachable extends Error {
    name = 'OutOfReach';
    /** Epoch ms before which trying again is of no use; null: not known. */
    until;
    constructor(message, until) {
        super(message);
        this.until = until;
    }
}
/** Reads an octokit error, GraphQL's too (`errors` in place of `status`). `now` in epoch ms. */
function toRequestFailure(error, now) {
    if (error instanceof GitHubUnreachable)
        return { kind: 'out-of-reach', message: error.message, until: error.until };
    if (error instanceof _secrets_token_source_js__WEBPACK_IMPORTED_MODULE_1__/* .TokenUnavailable */ .k)
        return { kind: 'out-of-reach', message: error.message, until: null };
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
        return { kind: 'refused', message: error.message, status: 0 };
    if (isGraphqlError(error)) {
        const isRateLimited = error.errors.some(({ type }) => type === 'RATE_LIMITED');
        const message = error.errors.map((entry) => entry.message).join('; ');
        return isRateLimited
            ? { kind: 'out-of-reach', message, until: now + 60_000 }
            : { kind: 'refused', message, status: 403 };
    }
    if (!isOctokitError(error))
        return { kind: 'refused', message: String(error), status: 0 };
    const headers = error.response?.headers ?? {};
    const { status } = error;
    if (error.response === undefined)
        return { kind: 'out-of-reach', message: networkErrorMessage(error), until: null };
    const responseMessage = error.message.replace(/ - https:\/\/docs\.github\.com\S*$/, '');
    if (status === 401) {
        const message = `the token is no longer accepted (${responseMessage}): it has expired, was revoked, or is for another server`;
        return { kind: 'out-of-reach', message, until: null };
    }
    const retryAt = rateLimitedUntil(status, responseMessage, headers, now);
    if (retryAt !== null)
        return { kind: 'out-of-reach', message: responseMessage, until: retryAt };
    if (status >= 500 || status === 408)
        return { kind: 'out-of-reach', message: responseMessage, until: null };
    const requiredPermissions = headers['x-accepted-github-permissions'];
    const hint = status === 403 && requiredPermissions ? ` (the token needs ${requiredPermissions.replaceAll(';', ' or')})` : '';
    return { kind: 'refused', message: `${responseMessage}${hint}`, status };
}
/** The words of a refusal, and those of its `errors`, in one line to look into. */
function refusalDetails(error) {
    if (!isOctokitError(error))
        return String(error);
    return `${error.message} ${JSON.stringify(error.response?.data?.errors ?? '')}`;
}
/** HTTP status of an octokit error; null for anything else. */
function statusOf(error) {
    return isOctokitError(error) ? error.status : null;
}
/** `fetch failed` says nothing; what lies below it does (`ECONNREFUSED`, a certificate, a time-out). */
function networkErrorMessage(error) {
    for (let current = error; isRecord(current); current = current.cause) {
        if (current.name === 'TimeoutError')
            return 'no answer in time';
        if (typeof current.code === 'string')
            return `${error.message}: ${current.code}`;
    }
    return error.message;
}
function isRecord(value) {
    return typeof value === 'object' && value !== null;
}
function rateLimitedUntil(status, message, headers, now) {
    if (status !== 403 && status !== 429)
        return null;
    const wait = Number(headers['retry-after']);
    if (headers['retry-after'] !== undefined && Number.isFinite(wait))
        return now + wait * 1000;
    const reset = Number(headers['x-ratelimit-reset']);
    if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset))
        return reset * 1000 + 1000;
    return status === 429 || /rate limit|abuse detection/i.test(message) ? now + 60_000 : null;
}
function isOctokitError(error) {
    return error instanceof Error && typeof error.status === 'number';
}
function isGraphqlError(error) {
    return error instanceof Error && error.name === 'GraphqlResponseError';
}


/***/ }),

/***/ 3145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ createCommandReplies)
/* harmony export */ });
/* harmony import */ var _report_pages_comments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3431);
/* harmony import */ var _client_create_once_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3181);
/* harmony import */ var _client_request_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7197);



function createCommandReplies(github, links, log) {
    const { octokit, repo } = github;
    const warnOnFailure = async (description, send) => {
        try {
            return await send();
        }
        catch (error) {
            const { message } = (0,_client_request_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .toRequestFailure */ .X3)(error, github.now());
            log.emit({ kind: 'warning', message: `${description} could not be posted on ${github.forge.name}: ${message}` });
            return null;
        }
    };
    const react = (comment, content) => warnOnFailure('a reaction', () => octokit.rest.reactions.createForIssueComment({ ...repo, comment_id: comment.id, content }));
    const postComment = async (comment, body) => {
        const response = await octokit.rest.issues.createComment({
            ...repo,
            issue_number: comment.thread.number,
            body,
            request: _client_create_once_js__WEBPACK_IMPORTED_MODULE_1__/* .noRetry */ .s,
        });
        return response.data.id;
    };
    return {
        async acknowledge(comment, description) {
            await react(comment, 'eyes');
            return warnOnFailure(description, () => postComment(comment, (0,_report_pages_comments_js__WEBPACK_IMPORTED_MODULE_0__/* .runningComment */ .tm)(description, links)));
        },
        async reportEnd(reply, ending) {
            await warnOnFailure('the outcome', async () => {
                const { data } = await octokit.rest.issues.getComment({ ...repo, comment_id: reply });
                const body = (data.body ?? '').replaceAll('\r\n', '\n');
                if (!body.startsWith(_report_pages_comments_js__WEBPACK_IMPORTED_MODULE_0__/* .RUNNING_MARKER */ .FJ))
                    return;
                const previousText = body.slice(_report_pages_comments_js__WEBPACK_IMPORTED_MODULE_0__/* .RUNNING_MARKER */ .FJ.length).trim();
                await octokit.rest.issues.updateComment({
                    ...repo,
                    comment_id: reply,
                    body: (0,_report_pages_comments_js__WEBPACK_IMPORTED_MODULE_0__/* .endedComment */ .Ah)(previousText, ending ?? _report_pages_comments_js__WEBPACK_IMPORTED_MODULE_0__/* .lostRunLine */ .M2),
                });
            });
        },
        async refuse(comment, why) {
            log.emit({ kind: 'warning', message: `refused: ${why}` });
            await react(comment, '-1');
            await warnOnFailure('a refusal', async () => {
                if (!(await wasRefusedBefore(github, comment)))
                    await postComment(comment, (0,_report_pages_comments_js__WEBPACK_IMPORTED_MODULE_0__/* .refusalComment */ .kT)(comment.author, why));
            });
        },
        async reportUnclear(comment) {
            await react(comment, 'confused');
        },
        async reportAlreadyAnswered(comment, halt) {
            await react(comment, 'confused');
            await warnOnFailure('the notice that it was already answered', () => postComment(comment, (0,_report_pages_comments_js__WEBPACK_IMPORTED_MODULE_0__/* .alreadyAnsweredComment */ .ZM)(halt.id, halt.spec)));
        },
        keepTicks: (thread, ticked) => warnOnFailure('who ticked a checkbox', async () => {
            const body = (0,_report_pages_comments_js__WEBPACK_IMPORTED_MODULE_0__/* .tickedComment */ .k4)(ticked);
            const { data } = await octokit.rest.issues.createComment({
                ...repo,
                issue_number: thread.number,
                body,
                request: _client_create_once_js__WEBPACK_IMPORTED_MODULE_1__/* .noRetry */ .s,
            });
            const { id, html_url: url, created_at: at } = data;
            return { id, url, author: ticked.by, at, allowedBot: false, thread };
        }),
        async reply(comment, body) {
            await react(comment, 'eyes');
            await warnOnFailure('a reply', () => postComment(comment, body));
        },
    };
}
/** Whoever asks a hundred times is told once. */
async function wasRefusedBefore(github, comment) {
    const ownLogin = await github.whoAmI();
    const comments = await github.octokit.paginate(github.octokit.rest.issues.listComments, {
        ...github.repo,
        issue_number: comment.thread.number,
        per_page: 100,
    });
    return comments.some(({ user, body }) => user?.login === ownLogin && body?.startsWith((0,_report_pages_comments_js__WEBPACK_IMPORTED_MODULE_0__/* .refusalMarker */ .JE)(comment.author)));
}


/***/ }),

/***/ 8510:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ listOpenPullRequests),
/* harmony export */   q: () => (/* binding */ listPullRequests)
/* harmony export */ });
/**
 * The pull requests from branches of this repository, newest first. A server that knows no filter gives those of other
 * branches too, and of strangers' forks: so each is looked at.
 */
async function listPullRequests({ octokit, repo }, { head, base, state }) {
    const pulls = await octokit.paginate(octokit.rest.pulls.list, {
        ...repo,
        ...(head !== null && { head: `${repo.owner}:${head}` }),
        ...(base !== null && { base }),
        ...(state === 'all' && { sort: 'created', direction: 'desc' }),
        state,
        per_page: 100,
    });
    const ownName = `${repo.owner}/${repo.repo}`.toLowerCase();
    return pulls
        .filter((pull) => pull.head.repo?.full_name.toLowerCase() === ownName)
        .filter((pull) => head === null || pull.head.ref === head)
        .filter((pull) => base === null || pull.base.ref === base)
        .sort((a, b) => b.number - a.number);
}
/** Those of the branches of this repository that have an open pull request into `base` (null: into any branch). */
async function listOpenPullRequests(github, branches, base) {
    const open = await listPullRequests(github, { head: null, base, state: 'open' });
    const heads = open.map((pull) => pull.head.ref);
    return branches.filter((branch) => heads.includes(branch));
}


/***/ }),

/***/ 8959:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ plainSubject),
/* harmony export */   Mw: () => (/* binding */ answerMessage),
/* harmony export */   ST: () => (/* binding */ checkpointMessage),
/* harmony export */   ZS: () => (/* binding */ questionsMessage),
/* harmony export */   hn: () => (/* binding */ resetMessage),
/* harmony export */   mP: () => (/* binding */ runEndMessage)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8804);
/* harmony import */ var _text_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6384);


const MAX_SUBJECT = 72;
const MIN_TITLE = 20;
const MAX_BODY = 3000;
const CONVENTIONAL_SUBJECT = /^(build|chore|ci|docs|feat|fix|perf|refactor|style|test)(\([^)]*\))?!?: \S/;
const GIT_SYNTAX = /^([^\s:]+\s*[:=]|#|---|\(cherry picked from|diff -|From |.*>8)/;
const BREAKING_CHANGE = /^[\s|*]*BREAKING[ -]CHANGE\b/i;
/** First words of a title and what they say about the change (https://www.conventionalcommits.org). */
const TYPE_PATTERNS = [
    [/^(fix|repair|correct|resolve|patch)\b/i, 'fix'],
    [/^(test|(write|add|create|implement|extend) (\w+[ -]){0,3}tests?\b)/i, 'test'],
    [/^(document\b|docs?\b|(write|update|add) (\w+[ -]){0,2}(docs?|documentation|readme|guide)\b)/i, 'docs'],
    [/^(refactor|restructure|rename|extract|clean up|simplify)\b/i, 'refactor'],
    [/^(optimi[sz]e|speed up)\b/i, 'perf'],
    [/^(set ?up|configure|install|bump|upgrade|initiali[sz]e|scaffold)\b/i, 'chore'],
];
/** The subject of a commit where the user set no other; `{unit}` is the number of a task. */
const DEFAULT_TEMPLATE = '{type}({spec}): {title}';
/**
 * The message of a checkpoint: a conventional subject (at most 72 characters), what the agent reported, shortened, and
 * trailers that `git interpret-trailers --parse` reads. `report` is the agent's own text and can forge none of it.
 */
function checkpointMessage(facts) {
    return assembleMessage(unitSubject(facts), [bodyOf(facts.report), adviceOf(facts.review ?? null), evidenceOf(facts.evidence ?? [])], [
        ['Spec', facts.spec],
        ['Task', facts.unit.id ?? facts.unit.key],
        ['Attempt', String(facts.attempt)],
        ['Backend', facts.backend],
        ['Run', facts.runId],
    ]);
}
/** The message of the commit that ends a run which did not end with a finished unit; it may hold a unit's unfinished work. */
function runEndMessage(facts) {
    const { spec, end, unfinished, template } = facts;
    return assembleMessage(unfinished === null
        ? formatSubject({ type: 'chore', spec, unit: null, title: `record that the run ended: ${end}` }, template)
        : formatSubject({ type: 'wip', spec, unit: unfinished.id, title: unverifiedTitle(unfinished) }, template), [bodyOf(facts.message)], [
        ['Spec', facts.spec],
        ['Run', facts.runId],
    ]);
}
/**
 * The message of the commit that keeps a human's word. It names no spec: unfinished work on the side ref is overtaken by
 * commits that do, and this one holds none.
 */
function answerMessage(facts) {
    const { spec, unit, skip, runId, template } = facts;
    const title = `${skip ? 'record the skipped task' : 'record the answer to'}: ${(0,_text_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertLine */ .Fq)(facts.title)}`;
    return assembleMessage(formatSubject({ type: 'chore', spec, unit, title }, template), [], [['Run', runId]]);
}
/** The message of the commit that keeps what was asked before the first unit; as an answer's it names no spec. */
function questionsMessage(facts) {
    const { spec, runId, template } = facts;
    const title = 'record the questions before the first unit';
    return assembleMessage(formatSubject({ type: 'chore', spec, unit: null, title }, template), [], [['Run', runId]]);
}
/** The message of a commit that forgets units, for a person who wants them done again. */
function resetMessage(facts) {
    const { spec, units, template, isOvertaken = false } = facts;
    const [first] = units ?? [];
    const title = `reset ${units === null ? 'every unit' : units.map(_text_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertLine */ .Fq).join(', ')}`;
    const unit = units?.length === 1 ? (first ?? null) : null;
    const subject = formatSubject({ type: 'chore', spec, unit, title }, template);
    return isOvertaken ? assembleMessage(subject, [], [['Spec', spec]]) : `${subject}\n`;
}
/** The subject of any other commit of the run, such as a merge: as git words it, unless the user set another. */
function plainSubject(title, { spec, commitMessage }) {
    if (commitMessage == null)
        return title;
    const lowerFirst = title.charAt(0).toLowerCase() + title.slice(1);
    return formatSubject({ type: 'chore', spec, unit: null, title: lowerFirst }, commitMessage);
}
function unverifiedTitle({ id, title }) {
    return `unit ${id ?? (0,_text_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertLine */ .Fq)(title)}, not verified`;
}
function assembleMessage(head, paragraphs, trailers) {
    const body = paragraphs.filter((text) => text !== '').join('\n\n');
    const trailerBlock = trailers.map(([name, value]) => `${name}: ${(0,_text_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertLine */ .Fq)(value) || '-'}`).join('\n');
    return `${[head, ...(body === '' ? [] : [body]), trailerBlock].join('\n\n')}\n`;
}
function unitSubject({ spec, unit, template, }) {
    const title = (0,_text_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertLine */ .Fq)(unit.title).replace(/(?<![.\s])[.\s]+$/, '') || 'work on the next unit';
    const [, ownType] = CONVENTIONAL_SUBJECT.exec(title) ?? [];
    if (ownType !== undefined && template === null)
        return truncateTitle(title, MAX_SUBJECT);
    const type = ownType ?? TYPE_PATTERNS.find(([pattern]) => pattern.test(title))?.[1] ?? 'feat';
    const bareTitle = ownType === undefined ? title : title.slice(title.indexOf(': ') + 2);
    // `API` and `OAuth` stay as they are; `Build` starts a sentence no more.
    const lowerFirst = /^\p{Lu}\p{Ll}+\b/u.test(bareTitle)
        ? bareTitle.charAt(0).toLowerCase() + bareTitle.slice(1)
        : bareTitle;
    return formatSubject({ type, spec, unit: unit.id, title: lowerFirst }, template);
}
/** A template filled in; the title is cut to what a subject has room for, and to no less than a few words. */
function formatSubject({ type, spec, unit, title }, template) {
    const filled = (template ?? DEFAULT_TEMPLATE)
        .replaceAll('{type}', () => type)
        .replaceAll('{spec}', () => scope(spec))
        .replaceAll('{unit}', () => (unit === null ? '-' : (0,_text_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertLine */ .Fq)(unit)));
    const room = MAX_SUBJECT - filled.replaceAll('{title}', '').length;
    return filled.replaceAll('{title}', () => truncateTitle(title, Math.max(MIN_TITLE, room)));
}
function scope(spec) {
    const name = (0,_text_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertLine */ .Fq)(spec)
        .replace(/[^\p{L}\p{N}._/-]+/gu, '-')
        .replace(/^-+|(?<!-)-+$/g, '');
    return (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .xv)(name, 30) || 'spec';
}
function truncateTitle(title, max) {
    if (title.length <= max)
        return title;
    const truncated = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .firstCharacters */ .DR)(title, max - 1);
    const lastSpace = truncated.lastIndexOf(' ');
    return `${(lastSpace > max / 2 ? truncated.slice(0, lastSpace) : truncated).trimEnd()}…`;
}
/** What the reviewer advises, for whoever reads the history. */
function adviceOf(review) {
    if (review === null || review.advice.length === 0)
        return '';
    return listOf(`Advice of the reviewer (${review.backend})`, review.advice);
}
/** What a person should look at before they believe that it is done. */
function evidenceOf(evidence) {
    return evidence.length === 0 ? '' : listOf('To be looked at', evidence);
}
function listOf(heading, lines) {
    return bodyOf([heading, '', ...lines.map((line) => `- ${(0,_text_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertLine */ .Fq)(line)}`)].join('\n'));
}
function bodyOf(report) {
    const text = (0,_text_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertMarkdown */ .Ic)(report).trim();
    const truncated = text.length <= MAX_BODY ? text : `${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .firstCharacters */ .DR)(text, MAX_BODY).trimEnd()}\n[… shortened]`;
    return truncated
        .replace(/\n{3,}/g, '\n\n')
        .split('\n')
        .map((line) => escapeGitSyntax(line.trimEnd()))
        .join('\n');
}
/**
 * A line that git would read as a trailer, a comment, the beginning of a patch or a cut is quoted, and what would make a
 * release tool of today's commit a breaking change (https://www.conventionalcommits.org).
 */
function escapeGitSyntax(line) {
    return GIT_SYNTAX.test(line.trimStart()) || BREAKING_CHANGE.test(line) ? `> ${line}` : line;
}


/***/ }),

/***/ 3431:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A9: () => (/* binding */ statusComment),
/* harmony export */   Ah: () => (/* binding */ endedComment),
/* harmony export */   E2: () => (/* binding */ failedLine),
/* harmony export */   FJ: () => (/* binding */ RUNNING_MARKER),
/* harmony export */   JE: () => (/* binding */ refusalMarker),
/* harmony export */   M2: () => (/* binding */ lostRunLine),
/* harmony export */   T5: () => (/* binding */ endedLine),
/* harmony export */   ZM: () => (/* binding */ alreadyAnsweredComment),
/* harmony export */   k4: () => (/* binding */ tickedComment),
/* harmony export */   kT: () => (/* binding */ refusalComment),
/* harmony export */   tm: () => (/* binding */ runningComment)
/* harmony export */ });
/* harmony import */ var _text_next_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5774);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2992);
/* harmony import */ var _markers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(726);
/* harmony import */ var _pull_request_pull_request_body_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6975);




/** Marks an answer to a command as one that still has to be ended. */
const RUNNING_MARKER = (0,_markers_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMarker */ .gJ)('command', { state: 'running' });
const ENDED_MARKER = (0,_markers_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMarker */ .gJ)('command', { state: 'ended' });
/** The one comment that says what a command does. */
function runningComment(description, links) {
    return `${RUNNING_MARKER}\n▶️ ${description}${runLink(links)}`;
}
/** What the comment becomes when the run has ended; `said` is what it said before. */
function endedComment(previousText, ending) {
    return `${ENDED_MARKER}\n${previousText.replace(/^▶️ /, '')}\n\n${ending}`;
}
/** How a run ended, in a line. */
function endedLine(outcome) {
    const { done, total, halt, paused } = outcome.progress;
    const summary = `${OUTCOME_ICONS[outcome.kind]} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInline */ .VV)(outcome.message, 500)} (${done} of ${total} units done)`;
    if (outcome.kind === 'complete')
        return summary;
    if (outcome.kind !== 'halted')
        return `${summary}. ${(0,_text_next_step_js__WEBPACK_IMPORTED_MODULE_0__/* .nextStep */ .sk)(outcome.kind === 'paused' ? paused : null)}`;
    return halt?.url == null ? summary : `${summary}. [Answer there](${halt.url}).`;
}
/** How a run ended that could not go on for bad input or a fault of ours; `text` as the log shows it. */
function failedLine(text) {
    return `❌ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInline */ .VV)(text, 500)}`;
}
const OUTCOME_ICONS = { complete: '✅', halted: '✋', paused: '⏸️', 'max-iterations': '⏹️', failed: '❌' };
/** For a run that went away without a word: cancelled, or its runner was lost. */
const lostRunLine = `⚠️ The run ended unexpectedly. What it had pushed is safe. ${(0,_text_next_step_js__WEBPACK_IMPORTED_MODULE_0__/* .nextStep */ .sk)(null)}`;
/** Marks a refusal to one person, so that asking again does not fill the page. */
function refusalMarker(login) {
    return (0,_markers_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMarker */ .gJ)('refusal', { login });
}
function refusalComment(login, why) {
    return `${refusalMarker(login)}\n🚫 Not done: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInline */ .VV)(why, 500)}`;
}
/** The answer to `/status`. */
function statusComment(progress, context) {
    const marker = (0,_markers_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMarker */ .gJ)('status', {});
    const body = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .fitSections */ .WK)((0,_pull_request_pull_request_body_js__WEBPACK_IMPORTED_MODULE_3__/* .reportSections */ .lN)(progress, context), _markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .BODY_LIMIT */ .Th - marker.length - 1);
    return `${marker}\n${body}`;
}
/** Keeps whose ticks they were: the issue itself does not say. */
function tickedComment(ticked) {
    const names = ticked.ticks.map((name) => `**${name}**`).join(', ');
    return `${(0,_markers_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTickMarker */ .$$)(ticked)}\n☑️ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInline */ .VV)(ticked.by)} ticked ${names}.`;
}
/** An answer to a halt that was answered before. */
function alreadyAnsweredComment(halt, spec) {
    return `${(0,_markers_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMarker */ .gJ)('consumed', { spec, halt })}\nThis was already answered, and that answer is in use, so nothing was done. If the spec halts again, it asks again.`;
}
function runLink(links) {
    return links.run === null ? '' : ` ([run](${links.run}))`;
}


/***/ }),

/***/ 726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ formatTickMarker),
/* harmony export */   NX: () => (/* binding */ readSectionSpec),
/* harmony export */   VQ: () => (/* binding */ formatQuestionsMarker),
/* harmony export */   _s: () => (/* binding */ readHaltMarker),
/* harmony export */   _z: () => (/* binding */ readTickMarker),
/* harmony export */   gJ: () => (/* binding */ formatMarker),
/* harmony export */   iG: () => (/* binding */ withSection),
/* harmony export */   kv: () => (/* binding */ readQuestionsMarker),
/* harmony export */   lp: () => (/* binding */ formatHaltMarker),
/* harmony export */   xY: () => (/* binding */ hasMarker)
/* harmony export */ });
/**
 * Hidden marks by which texts of ours are found again. A mark counts only at the very start of a body, where no text of
 * an agent or a stranger ever stands, and texts of agents are stripped of comments before they are quoted.
 */
const MARKER_NAME = 'sequential-orchestration';
const MARKER = new RegExp(`^\\ufeff?<!-- ${MARKER_NAME} ([a-z-]+)((?: [a-z]+=[^\\s<>-]*)*) -->`);
/** First line of a halt's issue, or of its comment on a pull request. */
function formatHaltMarker(fields) {
    return formatMarker('halt', {
        spec: fields.spec,
        ...(fields.unit === null ? {} : { unit: fields.unit }),
        id: fields.id,
    });
}
/** The mark that `body` starts with; null where there is none. */
function readHaltMarker(body) {
    const values = readMarker('halt', body);
    const { spec, unit, id } = values ?? {};
    return spec === undefined || id === undefined ? null : { spec, unit: unit ?? null, id };
}
/** First line of the issue that asks what an agent wants to know of a spec. */
function formatQuestionsMarker(fields) {
    return formatMarker('questions', { spec: fields.spec, id: fields.id });
}
/** Which spec's questions, by their id in the state, the issue asks; null: it is another one. */
function readQuestionsMarker(body) {
    const { spec, id } = readMarker('questions', body) ?? {};
    return spec === undefined || id === undefined ? null : { spec, id };
}
/** First line of the comment that keeps whose tick it was: the checkbox itself does not say. */
function formatTickMarker({ by, ticks }) {
    return formatMarker('ticked', { by, ticks: ticks.join(' ') });
}
function readTickMarker(body) {
    const { by, ticks } = readMarker('ticked', body) ?? {};
    const names = ticks?.split(' ') ?? [];
    // A prepared choice is the most that such a mark can say, and a login who said it.
    const isTick = names.length > 0 && names.every((name) => /^\d{0,3}[a-z]$/.test(name));
    return isTick && by !== undefined && /^[\w.-]{1,100}$/.test(by) ? { by, ticks: names } : null;
}
function formatMarker(kind, values) {
    const pairs = Object.entries(values).map(([name, value]) => ` ${name}=${encodeValue(value)}`);
    return `<!-- ${MARKER_NAME} ${kind}${pairs.join('')} -->`;
}
/** Whether we wrote it, whoever's token that was. */
function hasMarker(body) {
    return MARKER.test(body ?? '');
}
/** The values of a mark of this kind at the start of `body`; null where it starts with none. */
function readMarker(kind, body) {
    const match = MARKER.exec(body ?? '');
    if (match === null || match[1] !== kind)
        return null;
    const values = {};
    for (const pair of (match[2] ?? '').trim().split(' ')) {
        const [name, value] = pair.split('=');
        if (!name || value === undefined)
            continue;
        try {
            values[name] = decodeURIComponent(value);
        }
        catch {
            return null;
        }
    }
    return values;
}
const SECTION_START = new RegExp(`<!-- ${MARKER_NAME} pull-request spec=([^\\s<>-]*) -->`);
const SECTION_END = formatMarker('pull-request-end', {});
/**
 * Puts our part into a pull request's body, at most `limit` characters in all; what people wrote around it stays. If
 * they left no room for it, so does the whole body.
 */
function withSection(body, spec, render, limit) {
    const [before, after] = splitAroundSection(body ?? '');
    const start = formatMarker('pull-request', { spec });
    const room = limit - before.length - after.length - start.length - SECTION_END.length - 2;
    if (room < MIN_SECTION_LENGTH)
        return body ?? '';
    return `${before}${start}\n${render(room)}\n${SECTION_END}${after}`;
}
/** A heading and a bar. */
const MIN_SECTION_LENGTH = 500;
/** The spec whose report a pull request's body holds; null: none. */
function readSectionSpec(body) {
    const match = SECTION_START.exec(body ?? '');
    try {
        return match?.[1] === undefined ? null : decodeURIComponent(match[1]);
    }
    catch {
        return null;
    }
}
function splitAroundSection(body) {
    const start = SECTION_START.exec(body)?.index ?? -1;
    if (start < 0)
        return [body.trim() === '' ? '' : `${body.trimEnd()}\n\n`, ''];
    const end = body.lastIndexOf(SECTION_END);
    return [body.slice(0, start), end < start ? '' : body.slice(end + SECTION_END.length)];
}
/** A hyphen could close the comment. */
function encodeValue(value) {
    return encodeURIComponent(value).replace(/[-!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}


/***/ }),

/***/ 696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bl: () => (/* binding */ patternsInTheWay),
/* harmony export */   Rp: () => (/* binding */ nameInTheWay),
/* harmony export */   vy: () => (/* binding */ refuseNameInTheWay)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** For `git ls-remote`: what git cannot have beside a branch of this name. */
function patternsInTheWay(branch) {
    return [...ancestorsOf(branch), `refs/heads/${branch}/*`];
}
/** A branch is a file, and what its name begins with is a folder: known now, or else after a unit was paid for. */
function refuseNameInTheWay(branch, refs) {
    const ancestors = ancestorsOf(branch);
    const found = [...refs].find((ref) => ancestors.includes(ref) || ref.startsWith(`refs/heads/${branch}/`));
    if (found !== undefined)
        throw nameInTheWay(branch, found.slice('refs/heads/'.length), 'on the remote');
}
function nameInTheWay(branch, other, place) {
    const deletion = place === 'here' ? `git branch -m ${other} NEW-NAME` : `git push origin --delete ${other}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`The work branch ${branch} cannot be created: the branch ${other} ${place} is in its way.`, {
        where: 'work-branch',
        fix: `Rename or delete that branch (\`${deletion}\`), or set another \`work-branch\`, such as ${branch.replaceAll('/', '-')}.`,
    });
}
/** `a/b/c`: `a/b` and `a`. */
function ancestorsOf(branch) {
    const parts = branch.split('/').slice(0, -1);
    return parts.map((_, at) => `refs/heads/${parts.slice(0, at + 1).join('/')}`);
}


/***/ }),

/***/ 3771:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lk: () => (/* binding */ findCompetingRun),
/* harmony export */   wF: () => (/* binding */ parseSpecState)
/* harmony export */ });
/* unused harmony export parseRun */
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6146);
/* harmony import */ var _git_blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8775);


/**
 * Whether what others pushed comes from another run of the same spec: their state file names a run that is not ours
 * and was not there when the two histories parted, or one of their commits carries that run's trailers. A run that
 * was known before has ended or died; what comes on top of it is a person's. Clocks are not compared. Jobs of one
 * workflow run (a matrix) share its id: what carries ours and was not made here is another job's.
 */
async function findCompetingRun(git, query) {
    const { theirs, spec, runId, statePath } = query;
    const base = (await git(['merge-base', 'HEAD', theirs], { accept: [0, 1] })).stdout.trim();
    const theirRun = parseRun(await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .readFileAt */ ._T)(git, theirs, statePath), spec);
    const baseRun = base === '' ? null : parseRun(await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .readFileAt */ ._T)(git, base, statePath), spec);
    if (theirRun !== null &&
        theirRun.run !== runId &&
        (baseRun?.run !== theirRun.run || baseRun.heartbeat !== theirRun.heartbeat))
        return theirRun;
    const format = '%(trailers:key=Spec,valueonly,separator=%x2C)%x1f%(trailers:key=Run,valueonly,separator=%x2C)%x1f%ct%x1f%H';
    const log = await git(['log', '-z', `--format=${format}`, `HEAD..${theirs}`]);
    for (const record of log.stdout.split('\0')) {
        const [ofSpec, run = '', committedAt = '', commit = ''] = record.split('\x1f');
        if (ofSpec !== spec || run === '')
            continue;
        if (run === runId && (await isCopyOfOurs(git, { commit, theirs, statePath })))
            continue;
        return { run, heartbeat: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(Number(committedAt) * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2) };
    }
    return null;
}
/** A commit of ours that a person rebased or amended still has the state that we committed; no other job writes the same. */
async function isCopyOfOurs(git, query) {
    const { commit, theirs, statePath } = query;
    const state = await git(['rev-parse', '-q', '--verify', `${commit}:${statePath}`], { accept: 'any' });
    if (state.code !== 0)
        return false;
    const found = await git(['log', '-1', '--format=%H', `--find-object=${state.stdout.trim()}`, `${theirs}..HEAD`]);
    return found.stdout !== '';
}
/** The run that a state file names for a spec; a file that is none names nobody. */
function parseRun(text, spec) {
    const specState = parseSpecState(text, spec);
    const run = specState?.run;
    if (!isObject(run) || typeof run.id !== 'string' || typeof run.heartbeat !== 'string')
        return null;
    return { run: run.id, heartbeat: run.heartbeat };
}
/** One spec's part of a state file, unchecked; null where there is none. */
function parseSpecState(text, spec) {
    try {
        const file = JSON.parse(text ?? 'null');
        const specState = isObject(file) && isObject(file.specs) ? file.specs[spec] : null;
        return isObject(specState) ? specState : null;
    }
    catch {
        return null;
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 6879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P3: () => (/* binding */ openCommitChanges),
/* harmony export */   QA: () => (/* binding */ commitSizes),
/* harmony export */   Up: () => (/* binding */ patchesOf),
/* harmony export */   XE: () => (/* binding */ unitCommits)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8804);
/* harmony import */ var _git_bounded_patch_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7285);
/* harmony import */ var _git_checkout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(732);



/** Records and ticks change with every unit, and are no work. */
const NO_WORK = ['SEQUENTIAL_STATE.json', 'SEQUENTIAL_PROGRESS.md', 'specs/**/tasks.md', 'changes/**/tasks.md'];
const WITHOUT_RECORDS = NO_WORK.map((name) => `:(top,exclude,glob)**/${name}`);
/** No program that the repository's configuration or attributes name is run for who only looks. */
const UNTOUCHED = ['--no-color', '--no-ext-diff', '--no-textconv'];
const PLAIN = ['--format=', ...UNTOUCHED, '-M', '--first-parent', '--end-of-options'];
const PREFIXES = ['--src-prefix=a/', '--dst-prefix=b/'];
/** Looks commits of a working tree up; null: there is no repository. */
async function openCommitChanges(workdir, env) {
    const found = await (0,_git_checkout_js__WEBPACK_IMPORTED_MODULE_1__/* .findCheckout */ .I8)(workdir, env, null).catch(() => null);
    if (found?.kind !== 'checkout')
        return null;
    const { git } = found.checkout;
    return {
        of: (commit, maxDiff) => changeOf(git, commit, maxDiff),
        ofUnits: (names) => unitCommits(git, names),
    };
}
/** Further back (commits) no unit's commit is looked for: one that the state does not hold is one of the last. */
const LOOKED_THROUGH = 500;
/** The newest commit of each unit of a spec of these names, by the task's number in its trailers: no state holds the commit it is in. */
async function unitCommits(git, names) {
    const trailers = ['Spec', 'Task'].map((name) => `%(trailers:key=${name},valueonly)`);
    const args = ['log', `-${LOOKED_THROUGH}`, '-z', `--format=${['%H', ...trailers].join('%x01')}`, 'HEAD', '--'];
    const { code, stdout } = await git(args, { accept: 'any' });
    if (code !== 0)
        return new Map();
    const found = new Map();
    for (const entry of stdout.split('\0')) {
        const [sha = '', of, unit] = entry.split('\x01').map((part) => part.trim());
        if (of !== undefined && names.includes(of) && unit !== undefined && unit !== '' && !found.has(unit))
            found.set(unit, sha);
    }
    return found;
}
async function changeOf(git, commit, maxDiff) {
    if (!/^[0-9a-f]{7,64}$/.test(commit))
        return null;
    const show = (...options) => git(['-c', 'core.quotePath=false', 'show', ...options, ...PLAIN, commit, '--', '.', ...WITHOUT_RECORDS], {
        accept: 'any',
    });
    const counted = await show('--numstat', '-z');
    if (counted.code !== 0)
        return null;
    const { code, stdout } = await show('-p');
    const diff = code === 0 ? stdout.trim() : '';
    return { files: readNumstat(counted.stdout), diff: (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .firstCharacters */ .DR)(diff, maxDiff), isCut: diff.length > maxDiff };
}
/** `added TAB removed TAB path NUL`, and of a renamed file `added TAB removed TAB NUL from NUL to NUL`. */
function readNumstat(text) {
    const fields = text.split('\0');
    const files = [];
    for (let at = 0; at < fields.length; at += 1) {
        const [added = '', removed = '', path] = (fields[at] ?? '').trimStart().split('\t');
        if (path === undefined)
            continue;
        const isRenamed = path === '';
        files.push({ path: isRenamed ? (fields[at + 2] ?? '') : path, added: count(added), removed: count(removed) });
        if (isRenamed)
            at += 2;
    }
    return files;
}
function count(text) {
    return /^\d+$/.test(text) ? Number(text) : null;
}
/** ` 3 files changed, 10 insertions(+), 2 deletions(-)` */
const FILES = /\b(\d{1,15}) files? changed/;
const ADDED = /\b(\d{1,15}) insertion/;
const REMOVED = /\b(\d{1,15}) deletion/;
/** See `GitRepository.commitSizes`: one process for all of them. */
async function commitSizes(git, commits) {
    if (commits.length === 0)
        return new Map();
    const shown = ['--format=%x00%H', '--shortstat', '-M', '--first-parent', '--no-ext-diff', '--no-textconv'];
    const args = ['log', '--no-walk=unsorted', '--ignore-missing', ...shown, '--end-of-options', ...commits];
    const { code, stdout } = await git([...args, '--', '.', ...WITHOUT_RECORDS], { accept: 'any' });
    if (code !== 0)
        return new Map();
    return new Map(stdout.split('\0').flatMap((part) => {
        const sha = part.slice(0, part.indexOf('\n'));
        const count = (pattern) => Number(pattern.exec(part)?.[1] ?? 0);
        return sha === '' ? [] : [[sha, { files: count(FILES), added: count(ADDED), removed: count(REMOVED) }]];
    }));
}
/** More commits than that are not walked to find what a checkpoint has in it. */
const MAX_WALKED = 2000;
/** See `Repository.patchesOf`. Two processes, however many there are. */
async function patchesOf(git, checkpoints, { paths, since }) {
    const patches = new Map();
    if (checkpoints.length === 0 || paths.length === 0)
        return patches;
    const walked = await git(['rev-list', '--first-parent', `-n${MAX_WALKED}`, `--since=${since}`, 'HEAD'], {
        accept: 'any',
    });
    // An agent that commits by itself leaves its checkpoint little more than the records.
    const owners = new Map();
    let owner = null;
    for (const id of walked.stdout.split('\n').filter(Boolean)) {
        if (checkpoints.includes(id))
            owner = id;
        if (owner !== null)
            owners.set(id, owner);
    }
    const shown = ['--format=%x00%H', '-p', '-M', '--no-merges', '--text', ...PREFIXES, ...UNTOUCHED];
    if (owners.size === 0)
        return patches;
    const args = ['log', '--first-parent', `-n${MAX_WALKED}`, `--since=${since}`, ...shown, 'HEAD', '--'];
    const patch = await (0,_git_bounded_patch_js__WEBPACK_IMPORTED_MODULE_0__/* .readPatchText */ .w0)(git, [...args, ...paths.map((path) => `:(top,literal)${path}`)]);
    for (const part of patch.split(/(?:^|\n)\0/)) {
        const checkpoint = owners.get(part.slice(0, part.indexOf('\n')));
        if (checkpoint !== undefined)
            patches.set(checkpoint, `${part}\n${patches.get(checkpoint) ?? ''}`);
    }
    return patches;
}


/***/ }),

/***/ 7285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w0: () => (/* binding */ readPatchText)
/* harmony export */ });
/* unused harmony exports MAX_FILE_BYTES, MAX_PATCH_BYTES, CUT, CUT_ALL, createPatchCutter */
/** As much of one file's part is read, so that a lock file does not hide what stands behind it. */
const MAX_FILE_BYTES = 1024 * 1024;
/** More of a patch is not read into memory. */
const MAX_PATCH_BYTES = 16 * 1024 * 1024;
/** Where a file's part begins, and (by a format that begins with NUL) a commit's; lines of content begin with a sign. */
const STARTS = ['\ndiff --git ', '\n\0'].map((text) => Buffer.from(text));
const LONGEST = Math.max(...STARTS.map(({ length }) => length));
/** Stands where a file's part is cut off, as no line of a file can: they begin with `+`, `-` or a space. */
const CUT = '\\ The rest of this file was too large to be read';
/** Stands where everything else is cut off. */
const CUT_ALL = '\\ The rest of the change was too large to be read';
/** A patch as git prints it, of a large file the beginning, and of a very large one the beginning. Rejects where git fails. */
async function readPatchText(git, args) {
    const cutter = createPatchCutter({ file: MAX_FILE_BYTES, all: MAX_PATCH_BYTES });
    await git(args, { onStdout: (chunk) => cutter.write(chunk) });
    return cutter.text();
}
/** Limits are bytes; it holds no more than the larger one, whatever is written. */
function createPatchCutter(limits) {
    const kept = [];
    let rest = Buffer.alloc(0);
    let [all, inFile] = [0, 0];
    let isFull = false;
    const keep = (part) => {
        if (isFull || inFile > limits.file)
            return;
        kept.push(part.subarray(0, limits.file - inFile));
        all += Math.min(part.length, limits.file - inFile);
        inFile += part.length;
        isFull = all > limits.all;
        if (isFull || inFile > limits.file)
            kept.push(Buffer.from(`\n${isFull ? CUT_ALL : CUT}`));
    };
    const write = (chunk) => {
        if (isFull)
            return;
        rest = Buffer.concat([rest, chunk]);
        for (let start = nextStart(rest); start !== null; start = nextStart(rest)) {
            keep(rest.subarray(0, start.from));
            inFile = 0;
            keep(rest.subarray(start.from, start.to));
            rest = rest.subarray(start.to);
        }
        const whole = Math.max(0, rest.length - LONGEST);
        keep(rest.subarray(0, whole));
        rest = rest.subarray(whole);
    };
    return {
        write,
        text() {
            keep(rest);
            rest = Buffer.alloc(0);
            return Buffer.concat(kept).toString('utf8');
        },
    };
}
function nextStart(text) {
    const found = STARTS.map((start) => ({ from: text.indexOf(start), length: start.length }));
    const [first] = found.filter(({ from }) => from >= 0).sort((a, b) => a.from - b.from);
    return first === undefined ? null : { from: first.from, to: first.from + first.length };
}


/***/ }),

/***/ 9183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pu: () => (/* binding */ submodulesOf),
/* harmony export */   QM: () => (/* binding */ withGitSettings),
/* harmony export */   VT: () => (/* binding */ withSafeDirectories),
/* harmony export */   pP: () => (/* binding */ trustOfRemotes),
/* harmony export */   rm: () => (/* binding */ foreignWorkTrees)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _state_lock_repository_top_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9515);



/**
 * The working tree around a folder, and those of its submodules, where git would refuse to work because they belong to
 * another user: in a container job the workspace is the host's, and the job root's. Whoever starts a run in a folder
 * trusts it; everything else stays as unsafe as it is.
 * @param user default: the one that this process acts as.
 */
function foreignWorkTrees(workdir, user = process.geteuid?.()) {
    const top = user === undefined ? null : (0,_state_lock_repository_top_js__WEBPACK_IMPORTED_MODULE_2__/* .findRepositoryTop */ .N)(workdir);
    if (top === null)
        return [];
    return [top, ...submodulesOf(top)].filter((folder) => isForeign(folder, user)).map((folder) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(folder));
}
/** git looks at the folder, at its `.git`, and at what a `.git` that is a file points to. */
function isForeign(folder, user) {
    const dotGit = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, '.git');
    const pointer = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(dotGit).isFile() ? /^gitdir: (.+)/.exec((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(dotGit, 'utf8'))?.[1] : undefined;
    const places = [folder, dotGit, ...(pointer === undefined ? [] : [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(folder, pointer)])];
    return places.some((place) => {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(place, { throwIfNoEntry: false });
        return stat !== undefined && stat.uid !== user;
    });
}
/** Those that are checked out, and theirs; a path that leads elsewhere is none. */
function submodulesOf(folder) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, '.gitmodules');
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file, { throwIfNoEntry: false })?.isFile() !== true)
        return [];
    const paths = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8')
        .split('\n')
        .flatMap((line) => /^[ \t]*path[ \t]*=(.*)/.exec(line)?.[1]?.trim() || []);
    return paths
        .map((path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, path))
        .filter((path) => path.startsWith(`${folder}/`) && isFolderWithGit(path) && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path) === realPathIn(folder, path))
        .flatMap((path) => [path, ...submodulesOf(path)]);
}
const realPathIn = (folder, path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(folder), path.slice(folder.length));
function isFolderWithGit(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, '.git'), { throwIfNoEntry: false }) !== undefined;
}
/** An environment in which git works in these folders too; a configuration that is there already stays. */
function withSafeDirectories(env, folders) {
    return withGitSettings(env, folders.map((folder) => ['safe.directory', folder]));
}
/** An environment with these settings of git; a configuration that is there already stays. */
function withGitSettings(env, settings) {
    const count = Number(env.GIT_CONFIG_COUNT ?? 0);
    if (settings.length === 0 || !Number.isInteger(count))
        return { ...env };
    const added = settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${count + at}`, key],
        [`GIT_CONFIG_VALUE_${count + at}`, value],
    ]);
    return { ...env, ...Object.fromEntries(added), GIT_CONFIG_COUNT: String(count + settings.length) };
}
/**
 * The other side of a remote that is a folder reads its `safe.directory` from a file alone: from this one, in `folder`,
 * with what the machine's owner said of it.
 */
function trustOfRemotes(entries, folder) {
    const trusted = entries.filter(({ key, scope }) => key === 'safe.directory' && ['system', 'global'].includes(scope));
    if (trusted.length === 0)
        return {};
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'trusted');
    const lines = trusted.map(({ value }) => `\tdirectory = "${(value ?? '').replace(/["\\]/g, '\\$&')}"\n`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, `[safe]\n${lines.join('')}`, { mode: 0o600 });
    return { GIT_CONFIG_GLOBAL: path };
}


/***/ }),

/***/ 317:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   L4: () => (/* binding */ stateOf),
/* harmony export */   lS: () => (/* binding */ statEntry)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/** A file changed within this time may change again without a trace: its file system's clock goes in ticks. */
const RACY_NS = 2000000000n;
/** As long as it is the same, so is the file: nobody can set the times that it goes by. null: it was just changed. */
function stateOf({ ino, size, mtimeNs, ctimeNs }, now) {
    return ctimeNs > BigInt(now) * 1000000n - RACY_NS ? null : `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}
/** Absolute path of what git lists. */
function placeOf(top, path) {
    return Buffer.concat([Buffer.from(`${top}/`), Buffer.from(path, 'latin1')]);
}
/** What is there; undefined: nothing, also where a folder on the way to it has become a file. */
function statEntry(place) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(place, { bigint: true, throwIfNoEntry: false });
    }
    catch (error) {
        if (error.code === 'ENOTDIR')
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 9803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fi: () => (/* binding */ unmergedFiles),
/* harmony export */   QX: () => (/* binding */ isAncestor),
/* harmony export */   TL: () => (/* binding */ deepenToCommonAncestor)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


async function isAncestor(git, older, newer) {
    if (older === newer)
        return true;
    return (await git(['merge-base', '--is-ancestor', older, newer], { accept: [0, 1] })).code === 0;
}
/** Paths (bytes) that a merge left for a person. */
async function unmergedFiles(git) {
    const listed = await git(['diff', '--name-only', '-z', '--diff-filter=U', '--no-ext-diff'], { encoding: 'latin1' });
    return listed.stdout.split('\0').filter((path) => path !== '');
}
/** Depths at which a shallow clone is asked for a common ancestor; the last one is everything. */
const DEEPEN_DEPTHS = [50, 200, 1_000, 5_000, 2_147_483_647];
/** Deepens a shallow clone until two commits have a common ancestor that is here. */
async function deepenToCommonAncestor(checkout, a, b, deepen) {
    for (const depth of DEEPEN_DEPTHS) {
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.commonDir, 'shallow')))
            return;
        const found = await checkout.git(['merge-base', a, b], { accept: [0, 1] });
        if (found.code === 0)
            return;
        await deepen(depth);
    }
}


/***/ }),

/***/ 365:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gn: () => (/* binding */ recordsRef),
/* harmony export */   Jo: () => (/* binding */ workInProgressRef),
/* harmony export */   NL: () => (/* binding */ THROTTLE_REF),
/* harmony export */   rZ: () => (/* binding */ pushedBranchRef),
/* harmony export */   ze: () => (/* binding */ lostCommitRef)
/* harmony export */ });
/* unused harmony export refComponent */
/** A spec's name as one component of a ref: what git refuses there becomes a dash. */
function refComponent(name) {
    const safe = name
        // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses control characters in refs
        .replace(/[\u0000-\u0020\u007f~^:?*[\]\\/]+/g, '-')
        .replace(/\.{2,}/g, '.')
        .replace(/@\{/g, '-')
        .replace(/^[.-]+|(?<!\.)\.+$/g, '')
        .replace(/\.lock$/, '-lock');
    return safe === '' || safe === '@' ? 'spec' : safe;
}
/** Unfinished work of a spec; kept by `saveWork`, removed with the next checkpoint. */
const workInProgressRef = (spec) => `refs/sequential/wip/${refComponent(spec)}`;
/** The records of a complete spec whose tree holds none. */
const recordsRef = (spec) => `refs/sequential/records/${refComponent(spec)}`;
/** A history that an agent rewrote or left aside. */
const lostCommitRef = (spec, commit) => `refs/sequential/lost/${refComponent(spec)}/${commit.slice(0, 12)}`;
/** What was pushed of a branch, for as long as the remote has it. */
const pushedBranchRef = (branch) => `refs/sequential/pushed/${encodeURIComponent(branch)}`;
/** What all runs of the repository know of limits and budgets. */
const THROTTLE_REF = 'refs/sequential/throttle';


/***/ }),

/***/ 1989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ withScratchRepository),
/* harmony export */   u: () => (/* binding */ SCRATCH_PREFIX)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _state_lock_temp_folder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9080);
/* harmony import */ var _configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7485);




/** Of the folders of our own repositories. */
const SCRATCH_PREFIX = 'sequential-git-';
/**
 * Makes one for the time of `use`. `.git/config` and hooks of a checkout that an agent worked in are never read through
 * it. `haves` are commits that a fetch need not bring again. If a fetch moves the border of a shallow clone, the real
 * repository follows.
 */
async function withScratchRepository(checkout, env, haves, use) {
    const folder = (0,_state_lock_temp_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .createTempFolder */ .Lc)(SCRATCH_PREFIX, (0,_state_lock_temp_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .tempPlaces */ .v8)(env));
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'refs'));
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'info'));
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'HEAD'), 'ref: refs/heads/none\n');
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'config'), configurationText(checkout), { mode: 0o600 });
        const packed = [...new Set(haves)].map((sha) => `${sha} refs/have/${sha}\n`);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'packed-refs'), `# pack-refs with: sorted\n${packed.sort(byRef).join('')}`);
        const shallowFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.commonDir, 'shallow');
        const shallowCopy = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'shallow');
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(shallowFile, { throwIfNoEntry: false })?.isFile() === true)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.cpSync)(shallowFile, shallowCopy);
        const before = readOrNull(shallowCopy);
        const result = await use({
            folder,
            variables: { GIT_DIR: folder, GIT_OBJECT_DIRECTORY: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.commonDir, 'objects') },
        });
        const after = readOrNull(shallowCopy);
        if (after !== before) {
            if (after === null)
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(shallowFile, { force: true });
            else
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(shallowFile, after);
        }
        return result;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(folder, { recursive: true, force: true });
    }
}
const byRef = (a, b) => (a.slice(a.indexOf(' ')) < b.slice(b.indexOf(' ')) ? -1 : 1);
const readOrNull = (path) => ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path) ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'latin1') : null);
/** A partial clone's missing objects are promised by `origin`; without that mark git would take them for lost. */
function configurationText(checkout) {
    const partial = (0,_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_3__/* .isPartialClone */ .th)(checkout.configEntries);
    const sha256 = checkout.objectFormat !== 'sha1';
    return [
        '[core]',
        `\trepositoryformatversion = ${partial || sha256 ? 1 : 0}`,
        '\tbare = true',
        ...(partial || sha256 ? ['[extensions]'] : []),
        ...(sha256 ? [`\tobjectFormat = ${checkout.objectFormat}`] : []),
        ...(partial ? ['\tpartialClone = origin', '[remote "origin"]', '\tpromisor = true'] : []),
        '',
    ].join('\n');
}


/***/ }),

/***/ 7648:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ openFolder),
/* harmony export */   o: () => (/* binding */ evenWhereClosed)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _entries_below_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7715);



/**
 * Does something below a folder; where it may not, again with the folders open that stood in its way: whoever runs as this
 * user can close them, and so can this user open them.
 */
function evenWhereClosed(root, act) {
    try {
        return act();
    }
    catch (error) {
        const { code, path } = error;
        const isDenied = (code === 'EACCES' || code === 'EPERM') && path !== undefined;
        if (!isDenied || !openAround(root, path))
            throw error;
        return evenWhereClosed(root, act);
    }
}
/** Lets this user read and write a folder; true: that was not so, and is. */
function openFolder(path) {
    try {
        const mode = modeOf(path);
        if (mode === null || isOpen(mode))
            return false;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(path, mode | 0o700);
        // Some file systems have none of their own.
        return isOpen(modeOf(path) ?? 0);
    }
    catch {
        return false;
    }
}
const isOpen = (mode) => (mode & 0o700) === 0o700;
/** null: it is no folder. */
function modeOf(path) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false });
    return stat?.isDirectory() === true ? stat.mode & 0o7777 : null;
}
/** On the way to a path, and below it, since Node names what it was to remove, and not what it may not; true: some were closed. */
function openAround(root, path) {
    const parts = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
    if (parts[0] === '..')
        return false;
    let opened = parts.map((_, at) => openFolder((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, ...parts.slice(0, at)))).some(Boolean);
    const left = [path];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
        opened = openFolder(next) || opened;
        left.push(...(0,_entries_below_js__WEBPACK_IMPORTED_MODULE_2__/* .entriesIn */ .s9)(next).flatMap((entry) => (entry.kind === 'folder' ? [entry.path] : [])));
    }
    return opened;
}


/***/ }),

/***/ 4839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ce: () => (/* binding */ restoreFiles),
/* harmony export */   OM: () => (/* binding */ changedFilesSince),
/* harmony export */   gr: () => (/* binding */ takeFileSnapshot),
/* harmony export */   rz: () => (/* binding */ readFileEntry)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(317);
/* harmony import */ var _closed_folders_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7648);




function takeFileSnapshot(root, paths) {
    const files = new Map();
    const list = () => filesUnder(root, paths);
    for (const path of list()) {
        const entry = readFileEntry((0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(root, path));
        if (entry !== null)
            files.set(path, entry);
    }
    return { root, list, files };
}
/** Puts back what differs and removes what is new; returns the paths concerned. Links are never written through. */
function restoreFiles(snapshot, changed = changedFilesSince(snapshot)) {
    for (const path of changed)
        (0,_closed_folders_js__WEBPACK_IMPORTED_MODULE_3__/* .evenWhereClosed */ .o)(snapshot.root, () => restoreFile(snapshot, path));
    return changed;
}
function restoreFile(snapshot, path) {
    const absolutePath = (0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(snapshot.root, path);
    const entry = snapshot.files.get(path);
    removeBlockingFiles(snapshot.root, path);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(absolutePath, { recursive: true, force: true });
    if (entry === undefined)
        return;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(snapshot.root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)), { recursive: true });
    if (typeof entry.content === 'string')
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.symlinkSync)(entry.content, absolutePath);
    else {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(absolutePath, entry.content, { mode: entry.mode });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(absolutePath, entry.mode);
    }
    entry.signature = signatureOf(absolutePath);
}
/** What a snapshot takes for the same mode. */
function isSameMode(snapshot, a, b) {
    return snapshot.executableOnly === true ? (a & 0o100) === (b & 0o100) : a === b;
}
/** Paths that are new, gone or different now. */
function changedFilesSince(snapshot) {
    const changed = new Set();
    const present = new Set((0,_closed_folders_js__WEBPACK_IMPORTED_MODULE_3__/* .evenWhereClosed */ .o)(snapshot.root, snapshot.list));
    for (const path of present) {
        const entry = snapshot.files.get(path);
        const absolutePath = (0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(snapshot.root, path);
        if (entry === undefined)
            changed.add(path);
        else if (signatureOf(absolutePath) !== entry.signature) {
            const current = readFileEntry(absolutePath);
            const isSame = current !== null &&
                hasSameContent(current.content, entry.content) &&
                (typeof entry.content === 'string' || isSameMode(snapshot, current.mode, entry.mode));
            if (!isSame)
                changed.add(path);
            else
                entry.signature = current.signature;
        }
    }
    for (const path of snapshot.files.keys())
        if (!present.has(path))
            changed.add(path);
    return [...changed].sort();
}
const hasSameContent = (a, b) => typeof a === 'string' || typeof b === 'string' ? a === b : a.equals(b);
/** null: not there, not to be read, or no file. */
function readFileEntry(absolutePath) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(absolutePath);
        // Who reads a named pipe waits for ever.
        if (!stat.isFile() && !stat.isSymbolicLink())
            return null;
        const content = stat.isSymbolicLink() ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(absolutePath) : (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(absolutePath);
        return { signature: signatureOf(absolutePath), mode: stat.mode & 0o7777, content };
    }
    catch {
        return null;
    }
}
function signatureOf(absolutePath) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(absolutePath, { bigint: true });
    return `${stat.ino}:${stat.mode}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
}
/** Files and links below the paths; a path on the way that is a link counts as a file itself and is not entered. */
function filesUnder(root, paths) {
    const found = [];
    const visit = (path) => {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(root, path), { throwIfNoEntry: false });
        if (stat === undefined)
            return;
        if (!stat.isDirectory())
            found.push(path);
        else
            for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(root, path), 'latin1'))
                visit(`${path}/${name}`);
    };
    for (const path of paths) {
        const parts = path.split('/');
        const link = parts.findIndex((_, index) => index < parts.length - 1 && isNotFolder((0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(root, parts.slice(0, index + 1).join('/'))));
        visit(link < 0 ? path : parts.slice(0, link + 1).join('/'));
    }
    return [...new Set(found)];
}
function isNotFolder(absolutePath) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(absolutePath, { throwIfNoEntry: false });
    return stat !== undefined && !stat.isDirectory();
}
/** Removes links and files that stand where a folder of the path was. */
function removeBlockingFiles(root, path) {
    const parts = path.split('/').slice(0, -1);
    for (const depth of parts.keys()) {
        const ancestor = (0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(root, parts.slice(0, depth + 1).join('/'));
        if (isNotFolder(ancestor))
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(ancestor, { force: true });
    }
}


/***/ }),

/***/ 6441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $_: () => (/* binding */ linkFilterKeys),
/* harmony export */   FV: () => (/* binding */ refuseBrokenFilters),
/* harmony export */   Si: () => (/* binding */ filterCommand)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8804);
/* harmony import */ var _git_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7485);
/* harmony import */ var _git_index_status_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8968);
/* harmony import */ var _git_side_repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1989);







/** The command that git runs on what it takes up; null: the filter is named somewhere, and not set up. */
function filterCommand(entries, name) {
    return (0,_git_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_4__/* .configValue */ .Mn)(entries, `filter.${name}.process`) ?? (0,_git_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_4__/* .configValue */ .Mn)(entries, `filter.${name}.clean`);
}
/** git-crypt looks for its keys in the repository that git says it is in. */
function linkFilterKeys({ gitDir, commonDir }, scratchFolder) {
    const keys = [gitDir, commonDir].map((folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'git-crypt')).find((path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path));
    if (keys !== undefined)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.symlinkSync)(keys, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratchFolder, 'git-crypt'));
}
/**
 * A filter that `.gitattributes` asks for, that is set up, and that cannot run, lets git take up nothing: that is tried
 * before an agent works for hours.
 */
async function refuseBrokenFilters(checkout, env) {
    if (!checkout.configEntries.some(({ key }) => /^filter\..*\.(?:process|clean)$/s.test(key)))
        return;
    for (const name of await requestedFilters(checkout)) {
        const command = filterCommand(checkout.configEntries, name);
        if (command === null)
            continue;
        const complaint = await tryFilter(checkout, env, name);
        if (complaint !== null)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`git's filter ${name}, which .gitattributes asks for, cannot run: ${complaint}`, {
                where: checkout.top,
                fix: remedy(name, command),
            });
    }
}
async function requestedFilters({ git, top, commonDir }) {
    const listed = await git(['ls-files', '-z', '--full-name', '--', ':(top,glob)**/.gitattributes'], {
        encoding: 'latin1',
    });
    const paths = listed.stdout.split('\0').filter((path) => path !== '');
    const places = [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(commonDir, 'info', 'attributes'), ...paths.map((path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(top, (0,_git_index_status_js__WEBPACK_IMPORTED_MODULE_5__/* .readable */ .HD)(path)))];
    const texts = places.map((place) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(place, { throwIfNoEntry: false })?.isFile() === true ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(place, 'utf8') : '');
    const names = texts.flatMap((text) => [...text.matchAll(/^[^#\n].*?(?<=\s)filter=(\S+)/gm)].map((match) => match[1]));
    return new Set(names.flatMap((name) => name ?? []));
}
/** Runs it on nothing, as git will run it on files; null: it ran. */
async function tryFilter(checkout, env, name) {
    return (0,_git_side_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .withScratchRepository */ .Z)(checkout, env, [], async ({ folder, variables }) => {
        linkFilterKeys(checkout, folder);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'info', 'attributes'), `probe filter=${name}\n`);
        const tried = await checkout.git(['hash-object', '--stdin', '--path=probe'], {
            input: '',
            env: variables,
            accept: 'any',
        });
        if (tried.code === 0 && !/external filter/.test(tried.stderr))
            return null;
        const lines = tried.stderr.split('\n').filter((line) => line.trim() !== '' && !/hung up/.test(line));
        return (0,_text_js__WEBPACK_IMPORTED_MODULE_6__/* .lastCharacters */ .pu)(lines[0] ?? `git ended with ${tried.code}`, 300);
    });
}
function remedy(name, command) {
    if (name === 'lfs')
        return 'Install git-lfs (in a workflow, before the checkout) and start again; if this machine needs no LFS files, remove the section `filter.lfs` from git’s configuration (`git lfs uninstall`).';
    if (name.startsWith('git-crypt'))
        return 'Install git-crypt, unlock the repository with `git-crypt unlock`, and start again.';
    return `Install what it runs (\`${command}\`) where PATH finds it, or remove the section \`filter.${name}\` from git’s configuration.`;
}


/***/ }),

/***/ 4787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ createGuard),
  f: () => (/* binding */ removeStrayFiles)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/entries-below.js
var entries_below = __webpack_require__(7715);
// EXTERNAL MODULE: ./lib/repository/git/index/stat-entry.js
var stat_entry = __webpack_require__(317);
// EXTERNAL MODULE: ./lib/repository/git/index/status.js
var index_status = __webpack_require__(8968);
// EXTERNAL MODULE: ./lib/repository/guard/closed-folders.js
var closed_folders = __webpack_require__(7648);
// EXTERNAL MODULE: ./lib/repository/guard/file-snapshot.js
var file_snapshot = __webpack_require__(4839);
;// CONCATENATED MODULE: ./lib/repository/guard/repository-way.js


/**
 * How git finds the repository from the folder to work in: no `.git` up to the top, and there one, which is a file in
 * linked worktrees and submodules. Another one would have the next run, and a person, work in another repository.
 * `restore` says in words what it put right.
 */
function keepRepositoryWay({ top }, workdir) {
    const entries = foldersBetween(top, workdir).map((folder) => {
        const path = (0,external_node_path_.join)(folder, '.git');
        return { path, before: readEntry(path) };
    });
    return () => entries.flatMap(({ path, before }) => {
        const now = readEntry(path);
        // What is in a folder is looked into elsewhere.
        if (before === 'other' || now === before)
            return [];
        (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
        if (before !== null)
            (0,external_node_fs_.writeFileSync)(path, before, 'latin1');
        const what = before === null ? 'a repository that an agent made: removed' : 'which says what repository this is: restored';
        return [`${(0,external_node_path_.relative)(top, path)}, ${what}`];
    });
}
/** From the top down to the folder to work in. */
function foldersBetween(top, workdir) {
    const parts = (0,external_node_path_.relative)(top, workdir).split('/');
    const isBelow = parts[0] !== '' && parts[0] !== '..';
    return [top, ...(isBelow ? parts.map((_, at) => (0,external_node_path_.join)(top, ...parts.slice(0, at + 1))) : [])];
}
/** A file's bytes; null: there is nothing. */
function readEntry(path) {
    const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (stat === undefined)
        return null;
    return stat.isFile() ? (0,external_node_fs_.readFileSync)(path, 'latin1') : 'other';
}

;// CONCATENATED MODULE: ./lib/repository/guard/git-files.js








/** What decides how git behaves here; an agent has no business with any of it. */
const GIT_CONTROL_FILES = [
    'config',
    'config.worktree',
    'hooks',
    'info/exclude',
    'info/attributes',
    'info/grafts',
    'objects/info/alternates',
    // Would have another repository stand in for this one.
    'commondir',
];
const LINKED_WORK_TREE_FILES = ['config.worktree', 'commondir', 'gitdir'];
/** `lost`: what a person is told where there is no repository any more. */
function createGuard(checkout, workdir, lost) {
    const restoreWay = keepRepositoryWay(checkout, workdir);
    const snapshots = [(0,file_snapshot/* takeFileSnapshot */.gr)(checkout.commonDir, GIT_CONTROL_FILES)];
    if (checkout.gitDir !== checkout.commonDir)
        snapshots.push((0,file_snapshot/* takeFileSnapshot */.gr)(checkout.gitDir, LINKED_WORK_TREE_FILES));
    return {
        restore: () => {
            const opened = openWritten(checkout);
            if (!hasRepository(checkout))
                throw lost();
            const files = snapshots.flatMap((snapshot) => {
                const changed = (0,file_snapshot/* changedFilesSince */.OM)(snapshot);
                const messages = changed.map((path) => describeChange(snapshot, path));
                (0,file_snapshot/* restoreFiles */.Ce)(snapshot, changed);
                return messages;
            });
            return [...restoreWay(), ...opened, ...files];
        },
        original: (path) => {
            const content = snapshots[0]?.files.get(path)?.content;
            return Buffer.isBuffer(content) ? content : null;
        },
        removeStaleFiles: () => removeStaleFiles(checkout),
    };
}
/** Folders that git writes to whatever is committed. */
const WRITTEN = ['.', 'logs', 'logs/refs', 'logs/refs/heads', 'objects', 'refs', 'refs/heads'];
function openWritten({ gitDir, commonDir }) {
    const places = new Set([gitDir, ...WRITTEN.map((name) => (0,external_node_path_.join)(commonDir, name))]);
    const nameOf = (path) => (0,external_node_path_.join)('.git', (0,external_node_path_.relative)(commonDir, path));
    return [...places].filter(closed_folders/* openFolder */.N).map((path) => `git's folder ${nameOf(path)} had been closed: opened`);
}
function hasRepository({ gitDir }) {
    const isFolder = (0,external_node_fs_.lstatSync)(gitDir, { throwIfNoEntry: false })?.isDirectory() === true;
    return isFolder && (0,external_node_fs_.existsSync)((0,external_node_path_.join)(gitDir, 'HEAD'));
}
function describeChange(snapshot, path) {
    const action = snapshot.files.has(path) ? 'restored' : 'removed';
    if (!path.startsWith('config'))
        return `git's ${path.startsWith('hooks') ? 'hook' : 'file'} .git/${(0,index_status/* readable */.HD)(path)}: ${action}`;
    const before = snapshot.files.get(path)?.content.toString() ?? '';
    // Removed: every key of it counts.
    const after = (0,file_snapshot/* readFileEntry */.rz)((0,stat_entry/* placeOf */.$t)(snapshot.root, path))?.content.toString() ?? '';
    const previous = new Set(settingLines(before));
    const current = settingLines(after);
    const changed = [
        ...current.filter((line) => !previous.has(line)),
        ...[...previous].filter((line) => !current.includes(line)),
    ];
    const keys = [...new Set(changed.map((line) => line.slice(0, line.indexOf('='))))];
    return `git's configuration .git/${path}: ${action} (${keys.slice(0, 10).join(', ') || 'layout'})`;
}
/** `section.key=value` of each line, only to be compared; values never leave here. */
function settingLines(text) {
    let section = '';
    const lines = [];
    for (const line of text.split('\n')) {
        const header = /^\s*\[\s*([^\s"\]]+)(?:\s+"(.*)")?\s*\]/.exec(line);
        if (header !== null)
            section = header[2] === undefined ? `${header[1]}` : `${header[1]}.${header[2]}`;
        else if (/^\s*[A-Za-z]/.test(line))
            lines.push(`${section}.${line.trim().replace(/(?<!\s)\s*=\s*/, '=')}${line.includes('=') ? '' : '='}`);
    }
    return lines;
}
const LOCK_FILES = ['index.lock', 'HEAD.lock', 'config.lock', 'packed-refs.lock', 'shallow.lock'];
const OPERATION_FILES = [
    'MERGE_HEAD',
    'MERGE_MSG',
    'MERGE_MODE',
    'SQUASH_MSG',
    'CHERRY_PICK_HEAD',
    'REVERT_HEAD',
    'BISECT_LOG',
    'rebase-merge',
    'rebase-apply',
    'sequencer',
];
function removeStaleFiles(checkout) {
    const removed = [];
    const remove = (place, message) => {
        if ((0,external_node_fs_.lstatSync)(place, { throwIfNoEntry: false }) === undefined)
            return;
        (0,closed_folders/* evenWhereClosed */.o)(checkout.commonDir, () => (0,external_node_fs_.rmSync)(place, { recursive: true, force: true }));
        removed.push(message);
    };
    const roots = [...new Set([checkout.gitDir, checkout.commonDir])];
    for (const root of roots) {
        for (const name of LOCK_FILES)
            remove((0,external_node_path_.join)(root, name), `a stale lock of git, .git/${name}: removed`);
    }
    for (const { name, place } of (0,entries_below/* entriesBelow */.yO)((0,external_node_path_.join)(checkout.commonDir, 'refs'))) {
        if (name.endsWith('.lock'))
            remove(place, `a stale lock of git, ${name}: removed`);
    }
    removed.push(...removeStrayFiles(checkout));
    const unfinished = OPERATION_FILES.filter((name) => (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(checkout.gitDir, name), { throwIfNoEntry: false }) !== undefined);
    for (const name of unfinished)
        remove((0,external_node_path_.join)(checkout.gitDir, name), '');
    const named = unfinished.filter((name) => !/_M(?:SG|ODE)$/.test(name));
    return [
        ...removed.filter((message) => message !== ''),
        ...(named.length > 0
            ? [`an unfinished git operation (${named.join(', ')}): aborted, its files left as they are`]
            : []),
    ];
}
/** Removes what git would wait for, or leave the repository for, as long as nobody is at work in it. */
function removeStrayFiles(checkout) {
    return [...new Set([checkout.gitDir, checkout.commonDir])].flatMap((root) => strayFilesIn(root).map(({ path, place }) => {
        (0,closed_folders/* evenWhereClosed */.o)(root, () => (0,external_node_fs_.rmSync)(place, { force: true }));
        return `.git/${(0,external_node_path_.relative)(root, path)}, which is not a file: removed`;
    }));
}
/**
 * Pipes and devices in a repository's folder, and links to them, loose objects apart: git would wait for ever to read one;
 * not sockets, which nothing reads, and git's own daemon has one there. And links to folders among its refs, where git
 * looks for more of them, wherever that is.
 */
function strayFilesIn(root) {
    return (0,entries_below/* entriesIn */.s9)(root).flatMap((entry) => {
        if (entry.kind !== 'folder')
            return isStray(entry) ? [entry] : [];
        if (entry.name === 'objects')
            return ['pack', 'info'].flatMap((name) => (0,entries_below/* entriesIn */.s9)((0,external_node_path_.join)(entry.path, name)).filter(isStray));
        const isRefs = entry.name === 'refs';
        return (0,entries_below/* entriesBelow */.yO)(entry.path).filter((inner) => isStray(inner) || (isRefs && targetOf(inner)?.isDirectory() === true));
    });
}
function isStray(entry) {
    const target = targetOf(entry);
    return (entry.kind === 'special' || (target !== null && !target.isFile() && !target.isDirectory() && !target.isSocket()));
}
/** What a link leads to; null: it is none, leads nowhere or where nobody may look, or to what is empty at once. */
function targetOf({ kind, place }) {
    if (kind !== 'link')
        return null;
    try {
        return (0,external_node_fs_.readlinkSync)(place) === '/dev/null' ? null : (0,external_node_fs_.statSync)(place);
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 678:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ clearStaleLocks),
  D: () => (/* binding */ removeLeftovers)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/entries-below.js
var entries_below = __webpack_require__(7715);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/lock/temp-folder.js
var temp_folder = __webpack_require__(9080);
// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(6146);
// EXTERNAL MODULE: ./lib/repository/git/side-repository.js
var side_repository = __webpack_require__(1989);
// EXTERNAL MODULE: ./lib/repository/guard/git-files.js + 1 modules
var git_files = __webpack_require__(4787);
;// CONCATENATED MODULE: ./lib/repository/guard/git-processes.js


/** They live long and take no lock. */
const LOCKLESS = /(?:^|\0)(?:cat-file|daemon|fsmonitor--daemon|credential-cache--daemon)\0/;
/** Is a git at work in one of these folders? `unknown`: the machine does not show it, or not all of it. */
function findGitActivity(folders) {
    const pids = listPids();
    if (pids === null)
        return 'unknown';
    let activity = 'none';
    for (const pid of pids) {
        if (!/^git\b/.test(read(pid, 'comm') ?? '') || LOCKLESS.test(read(pid, 'cmdline') ?? ''))
            continue;
        const cwd = workingFolder(pid);
        if (cwd === null)
            activity = 'unknown';
        else if (folders.some((folder) => cwd === folder || cwd.startsWith(folder + external_node_path_.sep)))
            return 'running';
    }
    return activity;
}
/** Ends every git, and what it started, that works on a repository of ours whose owner has ended. */
function endGitOf(repositories) {
    if (repositories.length === 0)
        return;
    const variables = repositories.map((folder) => `\0GIT_DIR=${folder}\0`);
    for (const pid of listPids() ?? []) {
        const environment = `\0${read(pid, 'environ') ?? ''}`;
        if (!variables.some((variable) => environment.includes(variable)))
            continue;
        try {
            process.kill(pid, 'SIGKILL');
        }
        catch {
            // It ended meanwhile.
        }
    }
}
/** null: not on Linux. Zombies have neither a folder nor an environment. */
function listPids() {
    if (process.platform !== 'linux')
        return null;
    return (0,external_node_fs_.readdirSync)('/proc').map(Number).filter(Number.isInteger);
}
/** null: it has ended, or is another user's. */
function read(pid, name) {
    try {
        return (0,external_node_fs_.readFileSync)(`/proc/${pid}/${name}`, 'latin1');
    }
    catch {
        return null;
    }
}
/** null: another user's; '' where the process has ended meanwhile. */
function workingFolder(pid) {
    try {
        return (0,external_node_fs_.readlinkSync)(`/proc/${pid}/cwd`);
    }
    catch (error) {
        return error.code === 'ENOENT' ? '' : null;
    }
}

;// CONCATENATED MODULE: ./lib/repository/guard/leftovers.js









/** Removes what a run that was killed left in the repository and beside it. */
async function removeLeftovers(checkout, options) {
    removeLeftRepositories(options.env);
    if (options.checkpoint !== 'off')
        await clearStaleLocks(checkout, options);
    for (const message of (0,git_files/* removeStrayFiles */.f)(checkout))
        options.notice(message);
}
/** Ends and removes what a run that was killed while it spoke to git had under way. */
function removeLeftRepositories(env) {
    const folders = (0,temp_folder/* leftFolders */.rD)(side_repository/* SCRATCH_PREFIX */.u, (0,temp_folder/* tempPlaces */.v8)(env));
    endGitOf(folders);
    folders.forEach(temp_folder/* removeTempFolder */.Vt);
}
/**
 * A git at work holds a lock for moments, one that waits for a person's editor for longer: what is as old as this, and
 * has no git at work beside it, is of one that was killed. `unknown`: git may be at work where we cannot see it.
 */
const STALE_AFTER_MS = { none: 3 * time/* SECOND */.Z2, unknown: time/* MINUTE */.pY, running: Number.POSITIVE_INFINITY };
const POLL_MS = time/* SECOND */.Z2;
/**
 * Removes the locks that a killed git left in the repository, and waits for those that may still be somebody's.
 * UserError where a git is at work for longer than a minute.
 */
async function clearStaleLocks(checkout, { sleep, notice, stop }) {
    for (let waitedMs = 0;; waitedMs += POLL_MS) {
        const locks = findLocks(checkout);
        if (locks.length === 0)
            return;
        const activity = findGitActivity([checkout.top, checkout.gitDir, checkout.commonDir]);
        const stale = locks.filter((lock) => ageOf(lock) > STALE_AFTER_MS[activity]);
        for (const { path, place } of stale) {
            (0,external_node_fs_.rmSync)(place, { force: true });
            notice(`A stale lock of git was removed: ${path}`);
        }
        const [left] = locks.filter((lock) => !stale.includes(lock));
        if (left === undefined)
            return;
        if (waitedMs >= time/* MINUTE */.pY || stop?.aborted === true)
            throw gitIsRunning(left.path);
        if (waitedMs === 0)
            notice(`Waiting for another git process in this repository: ${left.path}`);
        await sleep(POLL_MS).catch(() => undefined);
    }
}
function gitIsRunning(where) {
    return new errors/* UserError */.yo('Another git process is running in this repository.', {
        where,
        fix: 'Wait for it to end; if there is none, remove that file and start again.',
    });
}
/** Also what git and we write beside a file before it takes that file's place. */
const LOCK_NAMES = /(?:\.lock|^packed-refs\.new|^index\.sequential-\d+)$/;
/** Every lock that git takes for HEAD, index, configuration, refs, and what it keeps of the objects. */
function findLocks({ gitDir, commonDir }) {
    const places = [...new Set([gitDir, commonDir])].flatMap((folder) => [
        ...locksIn(folder, false),
        ...locksIn((0,external_node_path_.join)(folder, 'refs'), true),
    ]);
    const objects = (0,external_node_path_.join)(commonDir, 'objects');
    const isFolder = (0,external_node_fs_.lstatSync)(objects, { throwIfNoEntry: false })?.isDirectory() === true;
    return [...places, ...(isFolder ? [...locksIn(objects, false), ...locksIn((0,external_node_path_.join)(objects, 'info'), true)] : [])];
}
function locksIn(folder, recursive) {
    const entries = recursive ? (0,entries_below/* entriesBelow */.yO)(folder) : (0,entries_below/* entriesIn */.s9)(folder);
    return entries.filter(({ kind, name }) => kind === 'file' && LOCK_NAMES.test(name));
}
/** ms; 0: it is not there any more. */
function ageOf({ place }) {
    const stat = (0,external_node_fs_.lstatSync)(place, { throwIfNoEntry: false });
    return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}


/***/ }),

/***/ 9259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ holdsPersistedCredential),
/* harmony export */   t: () => (/* binding */ removeCredentials)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Is this a credential that lies in a file of the repository's own configuration? */
function holdsPersistedCredential({ scope, origin, key, value }) {
    if ((scope !== 'local' && scope !== 'worktree') || !origin.startsWith('file:'))
        return false;
    if (/^http\.(?:.*\.)?extraheader$/.test(key))
        return true;
    return /^remote\..*\.(?:push)?url$/.test(key) && /^https?:\/\/[^/@:]*:[^/@]+@/.test(value ?? '');
}
/**
 * Takes tokens out of the repository's configuration: actions/checkout keeps its own there (up to v5 in `.git/config`,
 * since v6 in a file under RUNNER_TEMP that `includeIf` reaches), where an agent could read and use it. Later steps of
 * the job find it again after `restore`.
 */
async function removeCredentials(checkout) {
    const credentialEntries = checkout.configEntries.filter(holdsPersistedCredential);
    const byFile = new Map();
    for (const entry of credentialEntries) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(checkout.top, entry.origin.slice('file:'.length));
        byFile.set(path, [...(byFile.get(path) ?? []), entry]);
    }
    const rewritten = [];
    for (const [path, entries] of byFile) {
        const original = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
        for (const entry of entries) {
            const value = entry.key.endsWith('url') ? [(entry.value ?? '').replace(/\/\/[^/@]*@/, '//')] : [];
            const edit = value.length > 0 ? ['--replace-all'] : ['--unset-all'];
            // Twice the same key is gone at the first time: 5.
            await checkout.git(['config', '--file', path, ...edit, entry.key, ...value], { accept: [0, 5] });
        }
        rewritten.push({ path, original, redacted: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8') });
    }
    return {
        names: [...new Set(credentialEntries.map((entry) => entry.key))],
        restore: () => {
            for (const { path, original, redacted } of rewritten.splice(0)) {
                try {
                    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8') === redacted)
                        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, original);
                }
                catch {
                    // gone with the step that made it
                }
            }
        },
    };
}


/***/ }),

/***/ 2999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xt: () => (/* binding */ liesOutside),
/* harmony export */   cd: () => (/* binding */ isInDoubt),
/* harmony export */   ij: () => (/* binding */ rememberLeftAlone),
/* harmony export */   tB: () => (/* binding */ readLeftAlone)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _state_file_temporary_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4133);
/* harmony import */ var _git_index_status_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8968);




/**
 * Whether a change may stay as it is in a run that works in a folder of the repository: it lies outside of that folder,
 * and is neither the spec's nor of what is protected, which we would revert.
 */
function liesOutside({ checkout, options, trust }) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(checkout.top), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(options.workdir));
    if (folder === '')
        return () => false;
    const specFolder = `${options.statePath.slice(0, options.statePath.lastIndexOf('/') + 1)}${options.spec}`;
    const own = [folder, specFolder].map((path) => `${(0,_git_index_status_js__WEBPACK_IMPORTED_MODULE_3__/* .bytes */ .ee)(path)}/`);
    return (path) => !own.some((root) => path.startsWith(root)) && trust.protectedPaths.kindOf(path) === 'outside';
}
/**
 * Whether a new file may stay as it is because it is called like one that an older version left half written, and is not
 * certainly one: it is no agent's work either.
 */
function isInDoubt({ options, trust }, { path, kind }) {
    const folder = options.statePath.slice(0, options.statePath.lastIndexOf('/') + 1);
    const places = [folder, `${folder}${options.spec}/`].map(_git_index_status_js__WEBPACK_IMPORTED_MODULE_3__/* .bytes */ .ee);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const isBesideOurs = kind === 'untracked' && places.includes(path.slice(0, path.length - name.length));
    return isBesideOurs && (0,_state_file_temporary_files_js__WEBPACK_IMPORTED_MODULE_2__/* .resemblesTemporaryFile */ .Us)(name) && trust.protectedPaths.kindOf(path) === 'outside';
}
/** In git's own folder, for the run that goes on when this one is cut off: what it left alone is no agent's work. */
const listPath = ({ checkout }) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.gitDir, 'sequential-left-alone');
function rememberLeftAlone(opened, paths) {
    // An agent may have put a folder or a link in its place.
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(listPath(opened), { recursive: true, force: true });
    if (paths.length > 0)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(listPath(opened), `${JSON.stringify(paths.map(_git_index_status_js__WEBPACK_IMPORTED_MODULE_3__/* .readable */ .HD))}\n`, { flag: 'wx' });
}
function readLeftAlone(opened) {
    try {
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(listPath(opened)).isFile())
            return new Set();
        const paths = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(listPath(opened), 'utf8'));
        return new Set(Array.isArray(paths) ? paths.map((path) => (0,_git_index_status_js__WEBPACK_IMPORTED_MODULE_3__/* .bytes */ .ee)(String(path))) : []);
    }
    catch {
        return new Set();
    }
}


/***/ }),

/***/ 9573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fo: () => (/* binding */ findInterruptedRun),
/* harmony export */   H8: () => (/* binding */ readSpecState),
/* harmony export */   _q: () => (/* binding */ isStateCommitted),
/* harmony export */   nP: () => (/* binding */ refuseUncommittedChanges)
/* harmony export */ });
/* unused harmony exports findSweptChanges, hasOtherText */
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(452);
/* harmony import */ var _tasks_lines_checkbox_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2601);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(8804);
/* harmony import */ var _branches_other_run_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3771);
/* harmony import */ var _git_blobs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8775);
/* harmony import */ var _git_head_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(981);
/* harmony import */ var _git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(317);
/* harmony import */ var _git_index_status_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(8968);
/* harmony import */ var _opened_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(539);
/* harmony import */ var _work_tree_staging_stage_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(7192);
/* harmony import */ var _left_alone_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(2999);















const MAX_SHOWN = 20;
/**
 * Uncommitted changes before a run that commits everything. Those of the user stop it, for they would be swept into a
 * checkpoint; those outside of the folder that the run works in, hidden ones, and files that may be left over from an
 * older version, are left alone, and returned. Not theirs are: the program's own files, ticks in the spec's tasks.md,
 * and, where the state file says that a run of this spec was under way, or was ending, and did not end by itself,
 * whatever that run's agent left.
 */
async function refuseUncommittedChanges(opened, status, selection) {
    const { checkout, options } = opened;
    const interrupted = await findInterruptedRun(checkout, options);
    const known = interrupted === null ? null : (0,_left_alone_js__WEBPACK_IMPORTED_MODULE_12__/* .readLeftAlone */ .tB)(opened);
    const isOutside = (0,_left_alone_js__WEBPACK_IMPORTED_MODULE_12__/* .liesOutside */ .Xt)(opened);
    const changes = await findUserChanges(checkout, [options], status, selection);
    const doubtful = new Set(status.entries.filter((entry) => (0,_left_alone_js__WEBPACK_IMPORTED_MODULE_12__/* .isInDoubt */ .cd)(opened, entry)).map(({ path }) => path));
    const mayStay = (path) => isOutside(path) || doubtful.has(path);
    const leftAlone = new Set(changes.filter((path) => mayStay(path) && (known === null || known.has(path))));
    const untouched = new Set([...leftAlone, ...opened.hidden.keys()]);
    (0,_left_alone_js__WEBPACK_IMPORTED_MODULE_12__/* .rememberLeftAlone */ .ij)(opened, [...untouched]);
    const tell = (what, isMeant) => {
        const paths = [...leftAlone].filter(isMeant).map(_git_index_status_js__WEBPACK_IMPORTED_MODULE_13__/* .readable */ .HD);
        if (paths.length > 0)
            options.notice(`${what} left alone, and are in no commit: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_14__/* .listFirst */ .rL)(paths, MAX_SHOWN)}`);
    };
    tell(`Uncommitted changes outside of ${options.workdir} are`, (path) => !doubtful.has(path));
    tell('Files that an older version may have left over, or a person may have copied, are', (path) => doubtful.has(path));
    const swept = changes.filter((path) => !leftAlone.has(path)).map(_git_index_status_js__WEBPACK_IMPORTED_MODULE_13__/* .readable */ .HD);
    if (swept.length === 0)
        return untouched;
    if (interrupted !== null) {
        options.notice(`Picked up from an interrupted run (${interrupted}): ${(0,_text_js__WEBPACK_IMPORTED_MODULE_14__/* .listFirst */ .rL)(swept, MAX_SHOWN)}`);
        return untouched;
    }
    const list = [...swept.slice(0, MAX_SHOWN), ...(0,_text_js__WEBPACK_IMPORTED_MODULE_14__/* .andMore */ .v)(swept.length, MAX_SHOWN)].join('\n  ');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`There are uncommitted changes that a checkpoint would include:\n  ${list}`, {
        where: checkout.top,
        fix: 'Commit or stash them, or run with `--checkpoint off`.',
    });
}
/** Paths that are otherwise than they were committed, but for the program's own and what no checkpoint takes anyway. */
async function findUserChanges(checkout, specs, status, selection) {
    const isRecordFile = (0,_opened_js__WEBPACK_IMPORTED_MODULE_10__/* .pathMatcher */ .kZ)(specs.flatMap(_opened_js__WEBPACK_IMPORTED_MODULE_10__/* .recordPaths */ .Oq));
    const excluded = new Set((await (0,_work_tree_staging_stage_js__WEBPACK_IMPORTED_MODULE_11__/* .selectExcludedFiles */ .o_)(checkout, status, selection)).paths);
    const candidates = status.entries.filter(({ path }) => !(excluded.has(path) || isRecordFile(path) || isUnreadable((0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_9__/* .placeOf */ .$t)(checkout.top, path))));
    const taskLists = new Map(specs.map((spec) => [(0,_git_index_status_js__WEBPACK_IMPORTED_MODULE_13__/* .bytes */ .ee)((0,_opened_js__WEBPACK_IMPORTED_MODULE_10__/* .tasksPathOf */ .tx)(spec, spec.spec)), (0,_opened_js__WEBPACK_IMPORTED_MODULE_10__/* .tasksPathOf */ .tx)(spec, spec.spec)]));
    const changes = [];
    for (const { path, kind } of candidates) {
        const tasks = taskLists.get(path);
        if (tasks !== undefined && kind === 'changed' && (await onlyTicksDiffer(checkout, tasks)))
            continue;
        changes.push(path);
    }
    return changes;
}
/**
 * What checkpoints of these specs would sweep up of a person's, before any repository is opened: the names of changed
 * files in the folder that a run works in. Those of a run that was cut off, and that made checkpoints, are its own.
 */
async function findSweptChanges(checkout, workdir, specs) {
    const cutOff = await Promise.all(specs.map((spec) => isCutOffWithCheckpoints(checkout, spec)));
    if (cutOff.some(Boolean))
        return [];
    const status = await readStatus(checkout.git);
    const selection = {
        isExcluded: () => false,
        isRecordFile: pathMatcher(specs.flatMap(recordPaths)),
        maxFileBytes: null,
    };
    const folder = relative(checkout.top, realpathSync(workdir));
    const roots = [folder, ...specs.map((spec) => dirname(tasksPathOf(spec, spec.spec)))].map(bytes);
    const isInside = (path) => folder === '' || roots.some((root) => path.startsWith(`${root}/`));
    return (await findUserChanges(checkout, specs, status, selection)).filter(isInside).map(readable);
}
async function isCutOffWithCheckpoints(checkout, spec) {
    const { settings } = (readSpecState(checkout, spec) ?? {});
    const checkpoint = settings?.options?.checkpoint;
    const isMade = checkpoint === 'commit' || checkpoint === 'push';
    return isMade && (await findInterruptedRun(checkout, spec)) !== null;
}
/** git can add none of it. */
function isUnreadable(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.accessSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.R_OK);
        return false;
    }
    catch (error) {
        return error.code === 'EACCES';
    }
}
/** Does a file say something else than it was committed with, but for its ticks? */
async function hasOtherText(checkout, path) {
    const changed = await checkout.git(['diff', '--quiet', 'HEAD', '--', `:(top,literal)${path}`], { accept: 'any' });
    if (changed.code !== 1 || (await readFileAt(checkout.git, 'HEAD', path)) === null)
        return false;
    return !(await onlyTicksDiffer(checkout, path));
}
async function onlyTicksDiffer(checkout, path) {
    const committed = await checkout.git(['cat-file', 'blob', `HEAD:${path}`], { accept: 'any', encoding: 'latin1' });
    const before = Buffer.from(committed.stdout, 'latin1');
    const after = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(checkout.top, path));
    // Decoded, two texts that are no UTF-8 may look the same and not be it.
    if (committed.code !== 0 || !(0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(before) || !(0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(after))
        return false;
    return (0,_tasks_lines_checkbox_js__WEBPACK_IMPORTED_MODULE_5__/* .clearCheckboxes */ .bo)(before.toString()) === (0,_tasks_lines_checkbox_js__WEBPACK_IMPORTED_MODULE_5__/* .clearCheckboxes */ .bo)(after.toString());
}
/** The run that the state file in the working tree says was under way or was ending; null if none was. */
async function findInterruptedRun(checkout, options) {
    const spec = readSpecState(checkout, options);
    if (spec === null)
        return null;
    const run = spec.run;
    if (typeof run?.id === 'string')
        return run.id;
    const units = Object.values((spec.units ?? {}));
    if (units.some((unit) => unit?.status === 'in-progress'))
        return 'a unit was in progress';
    if (typeof spec.keeping !== 'string')
        return null;
    // The last checkpoint of a run holds the state that was saved for it.
    return (await isStateCommitted(checkout, options)) ? null : 'its last checkpoint was not made';
}
/** Whether the last commit has the spec's part of the state as the working tree has it. */
async function isStateCommitted(checkout, options) {
    const committed = await readCommittedState(checkout, options.statePath);
    return (0,node_util__WEBPACK_IMPORTED_MODULE_3__.isDeepStrictEqual)((0,_branches_other_run_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSpecState */ .wF)(committed, options.spec), readSpecState(checkout, options));
}
/** The state file of the last commit that was asked for, which several steps of a start ask for. */
const committedStates = new WeakMap();
async function readCommittedState(checkout, path) {
    const { head } = await (0,_git_head_js__WEBPACK_IMPORTED_MODULE_8__/* .readHead */ .z)(checkout);
    if (head === null)
        return null;
    const place = `${head}:${path}`;
    const known = committedStates.get(checkout);
    if (known?.place === place)
        return known.text;
    const text = await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_7__/* .readFileAt */ ._T)(checkout.git, head, path);
    committedStates.set(checkout, { place, text });
    return text;
}
/** The spec's part of the state in the working tree, unchecked; null where there is none. */
function readSpecState({ top }, { statePath, spec }) {
    try {
        return (0,_branches_other_run_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSpecState */ .wF)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(top, statePath), 'utf8'), spec);
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ bundlePath),
/* harmony export */   L_: () => (/* binding */ commitSelectionOf),
/* harmony export */   Oq: () => (/* binding */ recordPaths),
/* harmony export */   aB: () => (/* binding */ retryPolicyOf),
/* harmony export */   kZ: () => (/* binding */ pathMatcher),
/* harmony export */   mL: () => (/* binding */ preserveLostCommit),
/* harmony export */   tx: () => (/* binding */ tasksPathOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _git_index_status_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8968);
/* harmony import */ var _git_refs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(365);
/* harmony import */ var _remote_retry_remote_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7464);
/* harmony import */ var _work_tree_staging_left_out_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4053);





/** The state file and the progress log beside it: no change of an agent, no change of the user. */
function recordPaths(options) {
    const folder = options.statePath.slice(0, options.statePath.lastIndexOf('/') + 1);
    return [options.statePath, `${folder}SEQUENTIAL_PROGRESS.md`];
}
/** The task list of a spec, which lies beside ours. */
function tasksPathOf({ statePath }, spec) {
    return `${statePath.slice(0, statePath.lastIndexOf('/') + 1)}${spec}/tasks.md`;
}
/** Whether a path is one of these, or below one of them. */
function pathMatcher(paths) {
    const roots = paths.map((path) => (0,_git_index_status_js__WEBPACK_IMPORTED_MODULE_2__/* .bytes */ .ee)(path.replace(/(?<!\/)\/+$/, ''))).filter((path) => path !== '');
    return (path) => {
        const trimmed = path.replace(/\/$/, '');
        return roots.some((root) => trimmed === root || path.startsWith(`${root}/`));
    };
}
/** What no commit of ours takes up. */
function commitSelectionOf(opened) {
    const { options, checkout } = opened;
    const own = [options.logDir, ...(options.ownFolders ?? [])].map((folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(checkout.top, folder));
    const isOwn = pathMatcher(own.filter((path) => path !== '' && !path.startsWith('..') && !(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(path)));
    const isExcluded = (path) => isOwn(path) || opened.leftAlone.has(path);
    const maxFileBytes = opened.remote === null ? null : _work_tree_staging_left_out_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_FILE_BYTES */ .gZ;
    return { isExcluded, isRecordFile: pathMatcher(recordPaths(options)), maxFileBytes };
}
/** Keeps a commit under a ref of its own, here at once and, if it may be there, on the remote with the next push. */
async function preserveLostCommit(opened, commit) {
    const ref = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .lostCommitRef */ .ze)(opened.options.spec, commit);
    await opened.checkout.git(['update-ref', '-m', 'sequential: kept', ref, commit]);
    opened.lostCommits.set(ref, commit);
    return ref;
}
function retryPolicyOf(options, retry = {}) {
    const { now, sleep, notice, stop } = options;
    return { now, sleep, notice, retryForMs: retry.retryForMs ?? _remote_retry_remote_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_RETRY_MS */ .i, stop };
}
/** A folder for bundles, named so that two runs do not write the same file. */
function bundlePath(options, commit) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(options.logDir, `unpushed-${commit.slice(0, 12)}.bundle`);
}


/***/ }),

/***/ 1335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ readObjects),
/* harmony export */   D: () => (/* binding */ UnreadableObject)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** What was asked for and cannot be trusted: it is not there, or does not match its hash. */
class UnreadableObject extends Error {
    name = 'UnreadableObject';
}
/**
 * Reads objects with one process, and sees that each is what its name says: a file below `.git/objects` can be written
 * by an agent, and git believes it. `reader`: called with an object's full name, for each that was asked for, in order.
 */
async function readObjects({ git, objectFormat }, names, reader) {
    if (names.length === 0)
        return;
    const parser = createBatchParser(objectFormat === 'sha256' ? 'sha256' : 'sha1', reader);
    let failure = null;
    await git(['cat-file', '--batch', '--buffer'], {
        input: `${names.join('\n')}\n`,
        timeoutMs: 10 * 60_000,
        onStdout: (chunk) => {
            try {
                if (failure === null)
                    parser.write(chunk);
            }
            catch (error) {
                failure = error;
            }
        },
    });
    if (failure !== null)
        throw failure;
    if (parser.count() !== names.length)
        throw new UnreadableObject(`git gave ${parser.count()} of ${names.length} objects`);
}
/** Reads `git cat-file --batch`: `<name> <type> <size>`, the content, a line feed. */
function createBatchParser(algorithm, reader) {
    let pending = Buffer.alloc(0);
    let current = null;
    let objects = 0;
    const begin = (header) => {
        const [name = '', type = '', size = ''] = header.split(' ');
        if (!/^\d+$/.test(size))
            throw new UnreadableObject(`${name} is ${type || 'not there'}`);
        const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(algorithm).update(`${type} ${size}\0`);
        return { name, hash, reader: reader(name, type, Number(size)), left: Number(size) };
    };
    const finish = ({ name, hash, reader: content }) => {
        if (hash.digest('hex') !== name)
            throw new UnreadableObject(`${name} does not match its hash`);
        content?.end();
        objects += 1;
    };
    return {
        count: () => objects,
        write(chunk) {
            pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
            for (;;) {
                if (current === null) {
                    const lineEnd = pending.indexOf(10);
                    if (lineEnd < 0)
                        return;
                    current = begin(pending.toString('latin1', 0, lineEnd));
                    pending = pending.subarray(lineEnd + 1);
                }
                const part = pending.subarray(0, current.left);
                current.hash.update(part);
                current.reader?.write(part.toString('latin1'));
                current.left -= part.length;
                pending = pending.subarray(part.length);
                if (current.left > 0 || pending.length === 0)
                    return;
                pending = pending.subarray(1);
                finish(current);
                current = null;
            }
        },
    };
}


/***/ }),

/***/ 4726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ readSavedRecords)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _state_file_read_state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3807);
/* harmony import */ var _git_blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8775);
/* harmony import */ var _git_refs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(365);
/* harmony import */ var _opened_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(539);





/**
 * The records on the ref of a spec, which stand on the commit that left them out. What cannot be read is reported and not
 * used; a state of a newer version is a UserError. `commit`: by its hash, or by that ref; null: there is none.
 */
async function readSavedRecords(git, options, commit) {
    if (commit === null)
        return { saved: null, usable: true };
    const ref = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .recordsRef */ .Gn)(options.spec);
    const [statePath = '', progressPath = ''] = (0,_opened_js__WEBPACK_IMPORTED_MODULE_3__/* .recordPaths */ .Oq)(options);
    const places = [`${commit}:${statePath}`, `${commit}:${progressPath}`, `${commit}^:${statePath}`];
    const [self, ...files] = await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .readObjects */ .$I)(git, [`${commit}^{commit}`, ...places], 'as-they-are');
    if (commit === ref && self?.what === 'missing')
        return { saved: null, usable: true };
    const [state = null, progress = null, before = null] = files.map(({ what, text }) => (what === 'blob' ? text : null));
    const problem = state === null ? null : stateProblem(state, ref, options);
    if (problem !== null || (state === null && progress === null)) {
        const what = problem ?? `it holds neither ${statePath} nor ${progressPath}`;
        options.notice(`${ref}: the records there cannot be read: ${what}. They are left as they are and not used, and this spec's records stay in its branch. If nobody needs them, remove them: git push origin --delete ${ref}`);
        return { saved: null, usable: false };
    }
    if (state === null)
        options.notice(`${ref}: ${statePath} is missing there: of this spec only the ticks in tasks.md are known`);
    if (progress === null)
        options.notice(`${ref}: ${progressPath} is missing there: the progress log starts over`);
    const left = before === null || stateProblem(before, ref, options) !== null ? null : before;
    return { saved: { ref, commit: self?.hash ?? commit, state, progress, left }, usable: true };
}
function stateProblem(text, ref, { spec, statePath, now }) {
    const path = `${ref}:${statePath}`;
    try {
        (0,_state_file_read_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readState */ .un)(text, { path, spec, now: now() });
        return null;
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        if (error instanceof _state_file_read_state_js__WEBPACK_IMPORTED_MODULE_1__/* .NewerStateError */ .tN)
            throw new _state_file_read_state_js__WEBPACK_IMPORTED_MODULE_1__/* .NewerStateError */ .tN(error.message, { where: path, fix: _state_file_read_state_js__WEBPACK_IMPORTED_MODULE_1__/* .UPDATE_HINT */ .Ow });
        return error.message;
    }
}


/***/ }),

/***/ 2391:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N5: () => (/* binding */ tokenCredential),
/* harmony export */   Yg: () => (/* binding */ parseRemoteAddress),
/* harmony export */   sH: () => (/* binding */ originUrl)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _git_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7485);


/**
 * A password inside the address is taken out of it: git hands addresses to its helpers in argv, where everybody on the
 * machine can read them.
 */
function parseRemoteAddress(url, top) {
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
        // `host:path` is ssh; everything else without a scheme is a folder, which git would look up from elsewhere.
        const isFolder = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(url) || !/^[^/]+:/.test(url);
        return { url: isFolder ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(top, url) : url, credential: null, takesTokens: false };
    }
    const parsed = new URL(url);
    if (!/^https?:$/.test(parsed.protocol))
        return { url, credential: null, takesTokens: false };
    const [user, password] = [parsed.username, parsed.password].map(decodeURIComponent);
    parsed.username = '';
    parsed.password = '';
    const credential = password === '' ? null : `username=${user || TOKEN_USER}\npassword=${password}\n`;
    return { url: parsed.toString(), credential, takesTokens: true };
}
/** GitHub takes any user name with a token. */
const TOKEN_USER = 'x-access-token';
/** What git's credential helper answers with a token. */
function tokenCredential(token) {
    return `username=${TOKEN_USER}\npassword=${token}\n`;
}
/**
 * The address of `origin` as the user's git would push to it: `pushurl` first, then the user's own
 * `url.*.pushInsteadOf` and `insteadOf`, all as they were at the start of the run.
 */
function originUrl(checkout) {
    const url = (0,_git_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .configValue */ .Mn)(checkout.configEntries, 'remote.origin.pushurl') ??
        (0,_git_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .configValue */ .Mn)(checkout.configEntries, 'remote.origin.url');
    if (url === null)
        return null;
    for (const suffix of ['.pushinsteadof', '.insteadof']) {
        let best = null;
        for (const { key, value } of checkout.configEntries) {
            if (value === null || !key.startsWith('url.') || !key.endsWith(suffix) || !url.startsWith(value))
                continue;
            if (best === null || value.length > best.prefix.length)
                best = { prefix: value, base: key.slice(4, -suffix.length) };
        }
        if (best !== null)
            return best.base + url.slice(best.prefix.length);
    }
    return url;
}


/***/ }),

/***/ 9518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rx: () => (/* binding */ missingCommits),
/* harmony export */   SZ: () => (/* binding */ missingBase),
/* harmony export */   bO: () => (/* binding */ remoteError),
/* harmony export */   cw: () => (/* binding */ readLocalRefs),
/* harmony export */   mP: () => (/* binding */ StoppedWhileWaiting),
/* harmony export */   vD: () => (/* binding */ remoteStateFromLocalRefs),
/* harmony export */   yb: () => (/* binding */ fetchRemoteState)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _branches_branch_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(696);
/* harmony import */ var _git_refs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(365);
/* harmony import */ var _opened_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(539);
/* harmony import */ var _retry_remote_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7464);







/** Depth of the first fetch into a shallow clone. */
const INITIAL_FETCH_DEPTH = 50;
/** Asks the remote for base, work branch and unfinished work, and fetches what is not here. */
async function fetchRemoteState(checkout, remote, options, workBranch, head) {
    const listed = await listRemote(remote, options, workBranch);
    const { baseCommit, remoteWorkCommit, wip, records } = listed;
    const usesBase = options.workBranch !== '' || options.baseBranch !== null;
    const neededRefs = new Map();
    // Work on the checked-out branch starts from itself; a base is merged into it only if one was named.
    if (listed.base !== null && baseCommit !== null && usesBase)
        neededRefs.set(`refs/heads/${listed.base}`, baseCommit);
    if (remoteWorkCommit !== null)
        neededRefs.set(`refs/heads/${workBranch}`, remoteWorkCommit);
    const branches = [...neededRefs.keys()];
    if (wip !== null)
        neededRefs.set((0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .workInProgressRef */ .Jo)(options.spec), wip);
    if (records !== null)
        neededRefs.set((0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .recordsRef */ .Gn)(options.spec), records);
    const haves = head === null ? [] : [head];
    const fetch = async (names, depth) => {
        const fetched = await (0,_retry_remote_js__WEBPACK_IMPORTED_MODULE_5__/* .retryUntilReachable */ .U)('fetch', (0,_opened_js__WEBPACK_IMPORTED_MODULE_4__/* .retryPolicyOf */ .aB)(options), (ms) => remote.fetch(names, haves, depth, ms));
        if (fetched.kind !== 'ok')
            throw remoteError(remote, fetched, options.stop);
    };
    const shallow = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.commonDir, 'shallow'));
    const missing = await missingCommits(checkout, neededRefs);
    if (missing.length > 0)
        await fetch(missing, shallow ? INITIAL_FETCH_DEPTH : null);
    return { ...listed, deepen: (depth) => fetch(branches, depth) };
}
async function listRemote(remote, options, workBranch) {
    const wipRef = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .workInProgressRef */ .Jo)(options.spec);
    const savedRef = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .recordsRef */ .Gn)(options.spec);
    const requestedRefs = ['HEAD', `refs/heads/${workBranch}`, wipRef, savedRef, ...(0,_branches_branch_names_js__WEBPACK_IMPORTED_MODULE_3__/* .patternsInTheWay */ .Bl)(workBranch)];
    if (options.baseBranch !== null)
        requestedRefs.push(`refs/heads/${options.baseBranch}`);
    if (options.workBranches != null)
        requestedRefs.push(`refs/heads/${options.workBranches.pattern}`);
    const listed = await (0,_retry_remote_js__WEBPACK_IMPORTED_MODULE_5__/* .retryUntilReachable */ .U)('reading the remote', (0,_opened_js__WEBPACK_IMPORTED_MODULE_4__/* .retryPolicyOf */ .aB)(options), (ms) => remote.list(requestedRefs, ms));
    if (listed.kind !== 'ok')
        throw remoteError(remote, listed, options.stop);
    const { refs, defaultBranch } = listed.value;
    (0,_branches_branch_names_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseNameInTheWay */ .vy)(workBranch, refs.keys());
    const base = options.baseBranch ?? defaultBranch;
    const baseCommit = (base === null ? undefined : refs.get(`refs/heads/${base}`)) ??
        (base === defaultBranch ? refs.get('HEAD') : undefined);
    if (options.baseBranch !== null && baseCommit === undefined && refs.size > 0) {
        throw missingBase(options.baseBranch);
    }
    return {
        defaultBranch,
        base,
        baseCommit: baseCommit ?? null,
        remoteWorkCommit: refs.get(`refs/heads/${workBranch}`) ?? null,
        wip: refs.get(wipRef) ?? null,
        otherWorkBranches: selectWorkBranches(refs, options, [workBranch, base]),
        records: refs.get(savedRef) ?? null,
    };
}
function missingBase(baseBranch) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`The base branch ${baseBranch} is not on the remote.`, {
        where: 'base-branch',
        fix: 'Name a branch that is there, or leave it out for the default branch.',
    });
}
/** Branches that may be other specs' work branches; whose they are says what is on them. */
function selectWorkBranches(refs, { workBranches }, except) {
    const [before = '', after = ''] = workBranches?.pattern.split('*') ?? [];
    const names = [...refs].flatMap(([ref, commit]) => {
        const name = /^refs\/(?:heads|remotes\/origin)\/(.+)$/.exec(ref)?.[1] ?? '';
        const isMeant = workBranches != null && name.startsWith(before) && name.endsWith(after) && !except.includes(name);
        return isMeant ? [[name, commit]] : [];
    });
    return new Map(names);
}
async function missingCommits(checkout, neededRefs) {
    if (neededRefs.size === 0)
        return [];
    const input = [...neededRefs.values()].map((commit) => `${commit}^{commit}\n`).join('');
    const checked = (await checkout.git(['cat-file', '--batch-check'], { input })).stdout.split('\n');
    return [...neededRefs.keys()].filter((_, index) => !/ commit /.test(checked[index] ?? ''));
}
/** Which branch is the base, and the remote's default one, as far as branches that are here say. */
async function readLocalRefs({ git }, baseBranch, others) {
    const format = '--format=%(refname) %(objectname) %(symref)';
    const listed = await git(['for-each-ref', format, 'refs/heads', 'refs/remotes/origin', ...others]);
    const refs = new Map();
    let defaultBranch = null;
    for (const line of listed.stdout.split('\n')) {
        const [name = '', commit = '', target = ''] = line.split(' ');
        if (name === 'refs/remotes/origin/HEAD')
            defaultBranch = target.replace('refs/remotes/origin/', '');
        else if (name !== '')
            refs.set(name, commit);
    }
    const usual = ['main', 'master'].find((name) => branchHere(refs, name) !== undefined);
    return { refs, defaultBranch, base: baseBranch ?? defaultBranch ?? usual ?? null };
}
function branchHere(refs, name) {
    return refs.get(`refs/heads/${name}`) ?? refs.get(`refs/remotes/origin/${name}`);
}
/** The same without a remote: branches of this repository, and what an earlier fetch left of the remote's. */
async function remoteStateFromLocalRefs(checkout, options, workBranch) {
    const wipRef = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .workInProgressRef */ .Jo)(options.spec);
    const savedRef = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .recordsRef */ .Gn)(options.spec);
    const { refs, base, defaultBranch } = await readLocalRefs(checkout, options.baseBranch, [wipRef, savedRef]);
    const branchCommit = (name) => branchHere(refs, name);
    if (options.baseBranch !== null && branchCommit(options.baseBranch) === undefined && refs.size > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`The branch ${options.baseBranch} does not exist here.`, {
            where: 'base-branch',
            fix: 'Fetch it, or name another.',
        });
    }
    return {
        defaultBranch: defaultBranch ?? base,
        base,
        baseCommit: (base === null ? undefined : branchCommit(base)) ?? null,
        remoteWorkCommit: refs.get(`refs/remotes/origin/${workBranch}`) ?? null,
        wip: refs.get(wipRef) ?? null,
        otherWorkBranches: selectWorkBranches(refs, options, [workBranch, base]),
        records: refs.get(savedRef) ?? null,
        deepen: async () => undefined,
    };
}
/** The run was asked to stop while the remote was waited for: caught where the repository is opened or cloned. */
class StoppedWhileWaiting extends Error {
    name = 'StoppedWhileWaiting';
}
function remoteError(remote, failure, stop) {
    const where = remote.address.url;
    if (failure.kind === 'refused')
        return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`The remote refused: ${failure.reason}`, { where, fix: failure.remedy });
    const reason = failure.kind === 'transient' ? failure.reason : 'a ref moved';
    if (stop?.aborted === true)
        return new StoppedWhileWaiting(reason);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`The remote could not be reached: ${reason}`, {
        where,
        fix: 'Try again when the network and the server are available, or run with `--checkpoint commit`.',
    });
}


/***/ }),

/***/ 2796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  FF: () => (/* binding */ TRANSFER_TIMEOUT_MS),
  hh: () => (/* binding */ createRemote)
});

// UNUSED EXPORTS: parseRemoteRefs

// EXTERNAL MODULE: ./lib/report/text/numbers.js
var numbers = __webpack_require__(2626);
// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(6146);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-configuration.js
var git_configuration = __webpack_require__(7485);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-environment.js
var git_environment = __webpack_require__(2890);
// EXTERNAL MODULE: ./lib/repository/git/configuration/safe-directory.js
var safe_directory = __webpack_require__(9183);
// EXTERNAL MODULE: ./lib/repository/git/git.js + 1 modules
var git_git = __webpack_require__(4606);
// EXTERNAL MODULE: ./lib/repository/git/side-repository.js
var side_repository = __webpack_require__(1989);
// EXTERNAL MODULE: ./lib/repository/remote/address.js
var remote_address = __webpack_require__(2391);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(8804);
;// CONCATENATED MODULE: ./lib/repository/remote/refusals/server-words.js

/** What is left of a line that says nothing: Gitea frames its own so. */
const NOTHING = /^(?:error:)?$/;
const PROGRESS = /^(?:(?:Writing|Counting|Compressing|Enumerating|Receiving|Resolving|Checking|Unpacking|Finding) [\w ]+: +\d|Total \d|Processed \d)/;
const OWN_WORDS = /^(?:hint:|To |Done$|Everything up-to-date|From |POST |Pushing to |Writing|Counting|Compressing|Delta|Enumerating|Receiving|Resolving|Checking|Unpacking)/;
/** Where git's words end and what a hook printed begins to be a book. */
const HALF = 10_000;
/** The lines without progress and hints; git's line of machine-readable output as git would print it for people. */
function printedLines(output) {
    return output
        .split(/[\n\r]+/)
        .map((line) => ({
        text: line
            .replace(/^remote:\s?/, '')
            .replace(/^!\t\S+\t/, '')
            .trimEnd(),
        remote: line.startsWith('remote:'),
    }))
        .filter(({ text, remote }) => !NOTHING.test(text.trim()) && !PROGRESS.test(text.trim()) && (remote || !OWN_WORDS.test(text)));
}
/** Rulers, links to manuals, and the commits that a rule counts up: for the whole text, not for a line about it. */
const DECORATION = /^(?:[—–=*_-]{3,}|Review all repository rules at .*|Found \d+ violations?:|[0-9a-f]{40,64}|\(\?\) Learn how .*|https?:\/\/docs\.\S+|locations:|Resolve the following violations before pushing again)$/i;
const TELLING = /error|fatal|died|denied|refus|reject|GH\d{3}|not found|protect|\bcannot\b|failed|\b(?:HTTP|curl) \d/i;
/** What git adds to each refusal, and says no more than that there was one. */
const REPEATED = /^error: failed to push some refs|^fatal: the remote end hung up|^\[remote rejected\] \([^)]*declined\b/;
/** How git tells of a helper of its own that the kernel ended, on a machine without memory left. */
const KILLED_HELPER_PATTERN = /died of signal 9/;
/** What to look for words in: without progress and without the names of refs; of a long text its beginning and end. */
function searchableOutput(output) {
    const text = printedLines(output)
        .map((line) => line.text)
        .join('\n');
    return text.length <= 2 * HALF ? text : `${text.slice(0, HALF)}\n${text.slice(-HALF)}`;
}
/** Why it failed, in one line of at most 600 characters and a guess: all that the server says, else what git says. */
function summarizeOutput(output) {
    const lines = printedLines(output).map(({ text, remote }) => ({ text: text.trim(), remote }));
    const said = lines.filter(({ text, remote }) => remote && !DECORATION.test(text));
    const own = lines.filter(({ text, remote }) => !remote && TELLING.test(text));
    const news = own.filter(({ text }) => said.length === 0 || !REPEATED.test(text));
    const chosen = said.length + own.length > 0 ? [...said, ...news] : lines;
    const guess = KILLED_HELPER_PATTERN.test(output) ? ' (out of memory?)' : '';
    const parts = [...new Set(chosen.map(({ text }) => text.replace(/^- /, '')))];
    return (0,lib_text/* firstCharacters */.DR)(parts.join('; ').replaceAll('.; ', '; '), 600) + guess;
}
/** All that the server said, then git, line by line; at most 8000 characters. */
function quoteOutput(output) {
    const lines = printedLines(output);
    const said = lines.filter(({ remote }) => remote).map(({ text }) => `remote: ${text}`);
    const own = lines.filter(({ remote }) => !remote).map(({ text }) => text);
    return (0,lib_text/* firstCharacters */.DR)([...said, ...own].join('\n'), 8000);
}
/** Reads what push protection says: a ruler with the kind in it, commits with paths, and a page for each kind. */
function findSecrets(output) {
    const found = [];
    for (const { text } of printedLines(output)) {
        const line = text.trim();
        const isRuler = /^[—–]{2}/.test(line) && /[—–]{2}$/.test(line);
        const kind = isRuler ? line.replace(/[—–]+/g, ' ').trim() : '';
        if (kind !== '')
            found.push({ kind, places: [], unblock: null });
        const last = found.at(-1);
        if (last === undefined)
            continue;
        const place = /^(?:- )?path:(.+)$/.exec(line)?.[1];
        if (place !== undefined)
            last.places.push(place.trim());
        const page = line.split(/\s/).find((word) => /^https?:/.test(word) && word.includes('/unblock-secret/'));
        last.unblock ??= page ?? null;
    }
    return found;
}

;// CONCATENATED MODULE: ./lib/repository/remote/refusals/refusal-table.js

const SIGN_IN_REMEDY = 'The token was refused: it has expired, is wrong, or belongs to another host. Give a new one (`github-token`) and start again; the GITHUB_TOKEN of a job lives at most as long as the job, a token that a step before made from an app for one hour. Give `app-id` and `app-private-key` in its place, and it is renewed.';
const NO_LOGIN_REMEDY = 'The remote asks for a login, and there is none. In a workflow, give `github-token`; on your own machine, let git sign in without prompting: a credential helper, or ssh with a key.';
const WRITE_REMEDY = 'The token has no write access here. Give the job `permissions: contents: write`, or a token that can push to this repository. A run from a fork gets a read-only token: run in the repository itself.';
const OTHER_BRANCH = 'Use a `work-branch` that the rule does not cover';
const BYPASS = 'add this token’s app or user to the bypass list';
const UNSIGNED = /must have (?:verified|valid) signatures|commit must be signed|commit was not signed|protected from unverified commit/i;
/** Linear history, as GitHub, GitLab and their likes word it. */
const NO_MERGES = /must not contain merge commits|merge commits? (?:is|are) not allowed/i;
/** Rules of rulesets and of protected branches, as GitHub and its likes word them; each that is named is answered. */
const RULES = [
    {
        // GitHub, GitLab, Gitea.
        pattern: UNSIGNED,
        remedy: 'Only signed commits are accepted. Set `sign-commits: key` with a key that the server knows for the account whose mail address `commit-author` has, or on GitHub `sign-commits: api`; or use a `work-branch` that the rule does not cover.',
    },
    {
        pattern: /must be made through a pull request|only be modified through pull requests/i,
        remedy: `A rule accepts changes to this branch through pull requests only. ${OTHER_BRANCH}.`,
    },
    {
        pattern: /required status checks?|required deployments|code scanning/i,
        remedy: `A rule requires checks before anything is pushed to this branch. ${OTHER_BRANCH}.`,
    },
    {
        pattern: /cannot (?:create|update|delete) (?:this protected )?ref|creations being restricted/i,
        remedy: `A rule restricts who can create or change this branch. ${OTHER_BRANCH}, or ${BYPASS}.`,
    },
    {
        pattern: /(?:branch|ref) name (?:'[^']{0,200}' )?(?:must|does not follow)|name must (?:not )?(?:match|start|end|contain)/i,
        remedy: 'A rule restricts the names of branches. Use a `work-branch` with a name that it allows.',
    },
    {
        pattern: /commit messages?\b.{0,80}(?:must|pattern)|message must/i,
        remedy: 'A rule restricts the messages of commits. Set `commit-message` to a template that it allows.',
    },
    {
        pattern: /(?:author|committer)(?:'s)? e-?mail|(?:Author|Committer) '[^']{0,200}' is not|push your own commits/i,
        remedy: 'A rule restricts who commits. Set `commit-author` to a name and an address that it allows.',
    },
    {
        pattern: NO_MERGES,
        remedy: `A rule forbids merge commits, and the base branch is merged into the work branch. ${OTHER_BRANCH}.`,
    },
    {
        pattern: /file (?:path|extension|size)s?\b|files? (?:is|are) too large|larger than the allowed size|protected from changing file/i,
        remedy: `A rule forbids some files. Add them to .gitignore and remove them from the commits that are not pushed yet, or ${BYPASS}.`,
    },
];
function ruleRemedy(otherwise) {
    return (output) => {
        const remedies = RULES.filter(({ pattern }) => pattern.test(output)).map(({ remedy }) => remedy);
        return remedies.length === 0 ? otherwise : remedies.join(' ');
    };
}
/** Names each secret with its place, and the page where a person can allow it. */
function secretRemedy(output) {
    const secrets = findSecrets(output);
    const found = secrets.map(({ kind, places }) => `${kind}${places.length === 0 ? '' : ` in ${places.join(', ')}`}`);
    const pages = secrets.flatMap(({ unblock }) => (unblock === null ? [] : [unblock]));
    const what = found.length === 0 ? 'a secret in a commit' : `in the commits: ${found.join('; ')}`;
    const allow = pages.length === 0 ? 'allow it on the page that the message names' : `allow it at ${pages.join(' , ')}`;
    return `Push protection found ${what}. Remove it from the commits that are not pushed yet, or ${allow}. If it is real, replace it with a new one.`;
}
/**
 * Messages of GitHub (its GHnnn codes, hook texts and the bodies of its 403), of other forges, of proxies, git and curl
 * that no retry fixes; the first match wins, so what is common to many stands last.
 */
const REFUSALS = [
    { pattern: /GH009|secrets? detected|push cannot contain secrets/i, remedy: secretRemedy },
    {
        pattern: /refusing to allow(?:(?!refusing to allow).)* to (?:create or update|delete) workflow|without [`'"]?workflows?[`'"]? (?:permission|scope)/i,
        remedy: 'A commit changes a file in .github/workflows, which GITHUB_TOKEN is never allowed to do. Give a token with the `workflows` permission (an app or a personal token), or remove that change. If it came with the base branch, merge that into the work branch yourself and push it.',
        about: 'workflows',
    },
    {
        pattern: /GH006|protected branch/i,
        remedy: ruleRemedy('The branch is protected. Use another `work-branch`, or allow this token to push in the branch protection rules.'),
    },
    {
        pattern: /GH013|repository rule violations|protected from (?:changing file|unverified commit)|commit (?:must be|was not) signed/i,
        remedy: ruleRemedy(`A repository rule forbids this push. ${OTHER_BRANCH}, or ${BYPASS}.`),
    },
    {
        pattern: /GH007|private e-?mail address/i,
        remedy: 'A commit has a mail address that its account keeps private. Set `commit-author` to the account’s noreply address (…@users.noreply.github.com), or let the account publish it.',
    },
    {
        // GitLab's push rules and Bitbucket's branch permissions.
        pattern: /GitLab: .{0,300}(?:does not follow the pattern|must contain|is not a member|is not verified|own verified emails|larger than the allowed size)|only be modified through pull requests|push your own commits/i,
        remedy: ruleRemedy(`A rule of the server forbids this push: follow its message. ${OTHER_BRANCH}.`),
    },
    {
        pattern: /GH001|large files? detected|exceeds GitHub's file size limit/i,
        remedy: 'A commit contains a file over 100 MB. Add it to .gitignore or to Git LFS and remove it from the commits that are not pushed yet.',
    },
    {
        pattern: /GH008|unknown Git LFS object/i,
        remedy: 'Upload the LFS objects once with `git lfs push origin <branch>` from this checkout, then start again.',
    },
    {
        pattern: /over its data quota|LFS (?:bandwidth|storage) quota/i,
        remedy: 'The account has used up its quota of Git LFS. Its owner buys more, or removes objects.',
    },
    {
        pattern: /returned error: 413|HTTP 413|Request Entity Too Large|pack exceeds maximum allowed size/i,
        remedy: 'The server, or a proxy in front of it, does not accept a push of this size (HTTP 413). Raise its limit (nginx: `client_max_body_size`), push over ssh, or remove large files from the commits that are not pushed yet.',
    },
    {
        pattern: /returned error: 407|HTTP (?:code )?407|response 407|Proxy Authentication Required/i,
        remedy: 'The proxy asks for a login (HTTP 407). Give it one in `https_proxy` (`http://user:password@host:port`) or in `http.proxy` of the user’s git configuration.',
    },
    {
        pattern: /HTTP code 403 from proxy|CONNECT tunnel failed, response 403/i,
        remedy: 'The proxy does not let this machine reach the server: allow the host there, or name it in `no_proxy`.',
    },
    {
        pattern: /SAML (?:SSO|single sign-on|enforcement)/i,
        remedy: 'The organization requires single sign-on. Authorize the token for it (in the settings of personal tokens: Configure SSO), or use the token of an app that is installed there.',
    },
    {
        pattern: /IP allow ?list|IP address .{0,60}(?:not permitted|not allowed)/i,
        remedy: 'The organization accepts only addresses on its IP allow list. Run on a runner with an address that is on it, or have an owner add this one.',
    },
    {
        pattern: /two-factor (?:authentication )?requirement|(?:requires?|enforced) two-factor/i,
        remedy: 'The organization requires two-factor authentication. Have the token’s account switch it on, or use the token of an app that is installed there.',
    },
    {
        pattern: /verify your e-?mail|e-?mail (?:address )?must be verified/i,
        remedy: 'The token’s account has no verified mail address. Verify it in the account’s settings.',
    },
    {
        pattern: /trade controls/i,
        remedy: 'The server restricts this account or repository for trade controls. Ask its support.',
    },
    {
        pattern: /OAuth App access restrictions/i,
        remedy: 'The organization restricts apps. Have an owner approve this one, or use another token.',
    },
    {
        pattern: /forbids access via a (?:fine-grained )?personal access token|personal access tokens? .{0,80}lifetime/i,
        remedy: 'The organization forbids this kind of personal access token. Use one that it allows, or an app’s.',
    },
    {
        pattern: /(?:account|installation|user)\b.{0,40}\b(?:is|was|has been) (?:suspended|flagged)/i,
        remedy: 'The account or the app’s installation is suspended or flagged. Have it reinstated, or use another token.',
    },
    {
        pattern: /billing|payment|account (?:is|was|has been) locked|spending limit/i,
        remedy: 'The account is locked, most likely for its billing. Its owner fixes that in the account’s settings.',
    },
    {
        pattern: /archived,? (?:so|and) (?:it )?is read-only|repository (?:was|is|has been) archived|repo(?:sitory)? is archived/i,
        remedy: 'Unarchive the repository, then start again.',
    },
    {
        pattern: /repository\b.{0,120}\b(?:is|was|has been) (?:temporarily )?(?:locked|disabled)|locked for migration/i,
        remedy: 'The repository is locked or disabled, as it is during a migration or by the staff of the server. Have it unlocked, then start again.',
    },
    {
        pattern: /DMCA|returned error: 451/i,
        remedy: 'The repository was taken down for legal reasons; its owner was told why.',
    },
    {
        pattern: /Resource not accessible by integration|write access to repository not granted|User permission denied for writing|not allowed to (?:push|upload) code|deploy key .{0,80}(?:read[- ]only|write access)|key .{0,80} marked as read only/i,
        remedy: WRITE_REMEDY,
    },
    { pattern: /Permission to \S+ denied to|The requested URL returned error: 403|HTTP 403/i, remedy: WRITE_REMEDY },
    { pattern: /could not read (?:Username|Password)|terminal prompts disabled/i, remedy: NO_LOGIN_REMEDY, signIn: true },
    {
        pattern: /Authentication failed|Invalid username or (?:password|token)|HTTP Basic: Access denied|The requested URL returned error: 401|HTTP 401|Bad credentials/i,
        remedy: SIGN_IN_REMEDY,
        signIn: true,
    },
    {
        pattern: /Repository not found|repository (?:(?!repository ).)*' not found|The requested URL returned error: 404|does not appear to be a git repository|ERROR: Repository/i,
        remedy: 'The token does not see the repository: check the address of `origin`, and that the token covers it.',
    },
    {
        pattern: /Permission denied \(|Host key verification failed|No such identity|Load key/i,
        remedy: 'ssh could not sign in without prompting. Add a key without a passphrase and the known host, or use https with a token.',
    },
    {
        // OpenSSL's words, GnuTLS's (Debian's git), those of Windows and of macOS.
        pattern: /error setting certificate|error reading (?:ca cert|X\.509)|certificate (?:problem|verif\w+)|certificate has expired|SSL certificate|self[- ]signed certificate|error in the certificate|certificate is NOT trusted|certificate subject name|SSL peer certificate|SSL CA cert|SEC_E_UNTRUSTED_ROOT|SSL: no alternative certificate/i,
        remedy: 'The server’s certificate is not trusted here. Give the file of the authority that signed it: `git config --global http.sslCAInfo /path/to/ca.pem` in a step before (as the user of the run), or the variable GIT_SSL_CAINFO. An expired certificate is renewed on the server.',
    },
    {
        pattern: /detected dubious ownership in repository/i,
        remedy: 'The remote is a folder that belongs to another user. Trust it with `git config --global --add safe.directory <the folder named above>`, or give it to the user who runs this.',
    },
    {
        pattern: /shallow update not allowed/i,
        remedy: 'Check out with full history (`fetch-depth: 0`).',
    },
];

;// CONCATENATED MODULE: ./lib/repository/remote/refusals/refusal.js


const BEHIND_PATTERN = /\[rejected\]|non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref|reference already exists|incorrect old value|remote ref (?:is at|updated since)/i;
const SERVER_ERROR_PATTERN = /Internal Server Error|returned error: (?:408|425|429|5\d\d)|HTTP (?:408|425|429|5\d\d)|\(internal error|unpacker error|try again/i;
/** What a 403 may say too: it passes. */
const PASSING_PATTERN = /secondary rate limit|rate limit exceeded|because of maintenance|under maintenance|maintenance mode/i;
/** What a hook says is about the push, whatever words it has. */
const isPassing = (text) => PASSING_PATTERN.test(text) && !text.includes('[remote rejected]');
/** Words for both: a server in trouble, and one whose hooks fail over a rule. */
const RULE_REMEDY = 'The server answered each try with an error of its own. A rule or a hook may be behind it (protection of the branch, signed commits, a check that fails): use another `work-branch`, another token, or read the server’s log. If it was in trouble only, start again.';
const HOOK_REMEDY = 'A rule or hook of the server rejects this push: follow its message, or use another `work-branch`.';
/** Whether the server took no credential: none was given, or it does not accept the one that was. */
function isSignInFailure(output) {
    return findRefusal(searchableOutput(output))?.signIn === true;
}
function findRefusal(text) {
    return REFUSALS.find(({ pattern }) => pattern.test(text));
}
/**
 * Tells refusals from network errors in what git printed. What is not known counts as transient: it is retried for a
 * limited time, and the work is kept whichever it was. `cutShort`: why git was ended before it could say anything.
 */
function explainFailure(output, cutShort = null) {
    const reason = summarizeOutput(output);
    if (cutShort !== null)
        return { kind: 'transient', reason: `the remote ${cutShort}${reason === '' ? '' : `: ${reason}`}` };
    const text = searchableOutput(output);
    const refused = (remedy) => ({
        kind: 'refused',
        reason,
        remedy,
        output: quoteOutput(output),
    });
    if (isPassing(text))
        return { kind: 'transient', reason };
    const known = findRefusal(text);
    if (known !== undefined) {
        const { remedy, about = NO_MERGES.test(text) ? 'merges' : undefined } = known;
        const failure = refused(typeof remedy === 'string' ? remedy : remedy(text));
        return about === undefined ? failure : { ...failure, about };
    }
    const isRejected = text.includes('[remote rejected]');
    const isServerError = SERVER_ERROR_PATTERN.test(text);
    const isBehind = BEHIND_PATTERN.test(text.replaceAll('[remote rejected]', ''));
    if (isServerError)
        return { kind: 'transient', reason, ...(isRejected && { suspicion: refused(RULE_REMEDY) }) };
    if (isBehind)
        return { kind: 'behind' };
    return isRejected ? refused(HOOK_REMEDY) : { kind: 'transient', reason };
}

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/secrets/token-source.js
var token_source = __webpack_require__(3868);
;// CONCATENATED MODULE: ./lib/repository/remote/with-token.js



/**
 * Runs a command with the token of the moment. One that the server refuses, perhaps in the middle of the command, is
 * replaced, and the command run once more. A new token that is refused as well may not have reached all servers yet;
 * one after the other means that none will be taken.
 */
async function withToken(tokens, run) {
    try {
        const token = await tokens.token();
        const first = await run((0,remote_address/* tokenCredential */.N5)(token));
        const other = first.signIn ? await tokens.replace(token) : null;
        if (other === null)
            return first.result;
        const { result, signIn } = await run((0,remote_address/* tokenCredential */.N5)(other));
        return signIn && result.kind === 'refused'
            ? { kind: 'transient', reason: result.reason, suspicion: result }
            : result;
    }
    catch (error) {
        if (error instanceof token_source/* TokenUnavailable */.k)
            return { kind: 'transient', reason: error.message };
        if (error instanceof errors/* UserError */.yo)
            return { kind: 'refused', reason: error.message, remedy: error.fix ?? '' };
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/repository/remote/remote.js










/** Of one command that gets on: one that is silent ends earlier. */
const TRANSFER_TIMEOUT_MS = 60 * time/* MINUTE */.pY;
const DEFAULT_PATIENCE = { noticeAfter: 10 * time/* SECOND */.Z2, answer: time/* MINUTE */.pY, push: 5 * time/* MINUTE */.pY };
/** As git itself fetches what a partial clone lacks: it has none of it, and wants nothing beside it. */
const FETCH_OBJECTS = [
    '-c',
    'fetch.negotiationAlgorithm=noop',
    'fetch',
    '-q',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-auto-maintenance',
    '--filter=blob:none',
];
/** What a request has left when the run is asked to stop: enough for one that gets on, and a job that is cancelled has it. */
const STOPPED_TIMEOUT_MS = 3000;
/**
 * Speaks to the remote from a repository of our own, so that nothing an agent left in the checkout is read while a
 * token is at hand: no hook, filter, credential helper, rewritten address. The credential is in no environment, no
 * argument list and no file.
 */
function createRemote(checkout, options) {
    const { notice, patience = DEFAULT_PATIENCE } = options;
    const address = (0,remote_address/* parseRemoteAddress */.Yg)(options.url, checkout.top);
    const tokens = address.takesTokens ? options.tokens : null;
    const variables = tokens !== null || address.credential !== null
        ? {
            ...(0,git_environment/* localEnvironment */.bx)(options.env, checkout.top),
            ...(0,git_configuration/* configurationVariables */.i$)((0,git_configuration/* tokenConfiguration */.gN)(checkout.configEntries, address.url)),
        }
        : {
            ...(0,git_environment/* userCredentialsEnvironment */.pW)(options.env, checkout.top),
            ...nonInteractiveSsh(checkout, options.env),
            ...(0,git_configuration/* configurationVariables */.i$)([...(0,git_configuration/* userCredentialsConfiguration */.gg)(checkout.configEntries), ['safe.directory', '*']]),
        };
    // A run that is to stop tries a remote that does not answer no further, whatever it still had to ask.
    let failureAfterStop = null;
    const git = (0,git_git/* createGit */.lD)(checkout.binary, checkout.top, variables);
    const lowSpeedTime = `http.lowSpeedTime=${Math.ceil(patience.push / time/* SECOND */.Z2)}`;
    const pushCommand = ['-c', lowSpeedTime, 'push', '--porcelain', '--progress', '--no-verify'];
    const runOnce = async (operation, args, haves, { timeoutMs, input }, credential) => {
        const silence = {
            first: patience.answer,
            later: operation === 'push' ? patience.push : patience.answer,
            noticeAfter: patience.noticeAfter,
            notice: (silentFor, limit) => notice(`${OPERATIONS[operation]}: no answer for ${(0,numbers/* formatDuration */.a)(silentFor)}; waiting for up to ${(0,numbers/* formatDuration */.a)(limit)}`),
        };
        const deadline = abortAfter(options.stop, STOPPED_TIMEOUT_MS);
        const ended = await (0,side_repository/* withScratchRepository */.Z)(checkout, options.env, haves, (scratch) => git(args, {
            env: { ...scratch.variables, ...(0,safe_directory/* trustOfRemotes */.pP)(checkout.configEntries, scratch.folder) },
            accept: 'any',
            timeoutMs,
            silence,
            signal: deadline.signal,
            input,
            ...(credential === null ? {} : { credential }),
        }))
            .catch(killedOrThrow)
            .finally(deadline.cancel);
        if ('killed' in ended)
            return { result: { kind: 'transient', reason: ended.killed }, signIn: false };
        const { code, stdout, stderr, cutShort } = ended;
        if (code === 0)
            return { result: { kind: 'ok', value: stdout }, signIn: false };
        const output = `${stdout}\n${stderr}`;
        return { result: explainFailure(output, cutShort), signIn: cutShort === null && isSignInFailure(output) };
    };
    const runCommand = async (operation, args, haves, parse, timeoutMs = TRANSFER_TIMEOUT_MS, input = '') => {
        if (failureAfterStop !== null)
            return failureAfterStop;
        const run = (credential) => runOnce(operation, args, haves, { timeoutMs, input }, credential);
        const result = tokens === null ? (await run(address.credential)).result : await withToken(tokens, run);
        if (options.stop?.aborted === true && result.kind === 'transient')
            failureAfterStop = result;
        return result.kind === 'ok' ? { kind: 'ok', value: parse(result.value) } : result;
    };
    return {
        address,
        list: (patterns, timeoutMs) => runCommand('ls-remote', ['ls-remote', '--symref', address.url, ...patterns], [], parseRemoteRefs, timeoutMs),
        fetch: (refs, haves, depth, timeoutMs) => runCommand('fetch', [
            'fetch',
            '--progress',
            '--no-tags',
            '--no-write-fetch-head',
            '--no-auto-maintenance',
            ...(depth === null ? [] : [`--depth=${depth}`]),
            address.url,
            ...refs.map((ref) => `+${ref}:refs/fetched/${ref.replace(/^refs\//, '')}`),
        ], haves, () => null, timeoutMs),
        fetchObjects: (names, timeoutMs) => runCommand('fetch', [...FETCH_OBJECTS, address.url, '--stdin'], [], () => null, timeoutMs, names.map((name) => `${name}\n`).join('')),
        push: (refspecs, timeoutMs) => runCommand('push', [...pushCommand, address.url, ...refspecs], [], () => null, timeoutMs),
        swap(ref, old, commit, timeoutMs) {
            // A `+` would have the push go through whatever the lease says.
            const lease = `--force-with-lease=${ref}:${old ?? ''}`;
            return runCommand('push', [...pushCommand, lease, address.url, `${commit}:${ref}`], [], () => null, timeoutMs);
        },
    };
}
/** As they are called in notices. */
const OPERATIONS = { 'ls-remote': 'reading the remote', fetch: 'fetch', push: 'push' };
/** What was asked of the remote may be asked again. */
function killedOrThrow(error) {
    if (error instanceof git_git/* GitKilledError */.SC)
        return { killed: error.message };
    throw error;
}
/** A signal that is aborted some time after another one was; `cancel` when nobody listens any more. */
function abortAfter(stop, ms) {
    const controller = new AbortController();
    let timer;
    const start = () => {
        timer = setTimeout(() => controller.abort(), ms);
    };
    if (stop?.aborted === true)
        start();
    else
        stop?.addEventListener('abort', start, { once: true });
    return {
        signal: controller.signal,
        cancel() {
            clearTimeout(timer);
            stop?.removeEventListener('abort', start);
        },
    };
}
/** ssh must fail rather than ask; a command the user set keeps the last word. */
function nonInteractiveSsh(checkout, env) {
    const configuredCommand = env.GIT_SSH_COMMAND ?? env.GIT_SSH ?? (0,git_configuration/* configValue */.Mn)(checkout.configEntries, 'core.sshcommand');
    return configuredCommand === null ? { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=30' } : {};
}
/** Reads `git ls-remote --symref`. */
function parseRemoteRefs(stdout) {
    const refs = new Map();
    let defaultBranch = null;
    for (const line of stdout.split('\n')) {
        const [hash = '', name] = line.split('\t');
        if (name === undefined)
            continue;
        if (!hash.startsWith('ref: '))
            refs.set(name, hash);
        else if (name === 'HEAD')
            defaultBranch = hash.slice('ref: refs/heads/'.length);
    }
    return { refs, defaultBranch };
}


/***/ }),

/***/ 7464:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ retryUntilReachable),
/* harmony export */   i: () => (/* binding */ DEFAULT_RETRY_MS)
/* harmony export */ });
/* harmony import */ var _remote_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2796);

/** How long an unreachable remote is tried while no agent runs. */
const DEFAULT_RETRY_MS = 10 * 60_000;
const MIN_TIMEOUT_MS = 2_000;
const INITIAL_WAIT_MS = 1_000;
const MAX_WAIT_MS = 60_000;
/** As often as a server may answer a push with an error of its own, in half a minute, before it counts as a refusal. */
const MAX_SUSPICIOUS_TRIES = 6;
/**
 * Repeats what failed for the network's sake: after 1, 2, 4 … 60 s, until patience ends. Refusals come back at once,
 * and what may be one after a few tries.
 */
async function retryUntilReachable(operation, policy, request) {
    let suspiciousTries = 0;
    // Counted by what was waited: a machine may sleep meanwhile, and its clock be set.
    let remaining = policy.retryForMs;
    for (let wait = INITIAL_WAIT_MS;; wait = Math.min(wait * 2, MAX_WAIT_MS)) {
        // A transfer that gets on is not ended because earlier tries took their time; in a hurry it is.
        const isHurried = policy.retryForMs < DEFAULT_RETRY_MS;
        const timeoutMs = isHurried ? Math.max(MIN_TIMEOUT_MS, remaining) : _remote_js__WEBPACK_IMPORTED_MODULE_0__/* .TRANSFER_TIMEOUT_MS */ .FF;
        const askedAt = policy.now();
        const result = await request(timeoutMs);
        remaining -= Math.min(timeoutMs, Math.max(0, policy.now() - askedAt));
        if (result.kind !== 'transient' || policy.stop?.aborted === true)
            return result;
        const suspicion = suspicionOf(result);
        suspiciousTries = suspicion === null ? 0 : suspiciousTries + 1;
        if (suspicion !== null && suspiciousTries === MAX_SUSPICIOUS_TRIES)
            return suspicion;
        if (remaining <= 0)
            return result;
        const reason = 'reason' in result ? result.reason : result.kind;
        const pause = Math.min(wait, remaining);
        policy.notice(`${operation}: ${reason}; trying again in ${Math.ceil(pause / 1000)} s`);
        // A cancelled sleep has one last try after it: what can be saved is saved.
        await policy.sleep(pause).catch(() => undefined);
        remaining -= pause;
    }
}
function suspicionOf(result) {
    return 'suspicion' in result ? (result.suspicion ?? null) : null;
}


/***/ }),

/***/ 3364:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ readFilters),
/* harmony export */   f: () => (/* binding */ knownFilters)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(317);


const MAX_KNOWN = 10_000;
/** What is known of paths where `status`, of the whole working tree, shows no attributes that are not committed. */
function knownFilters(opened, { entries }) {
    const isCommitted = !entries.some(({ path }) => path.endsWith('.gitattributes'));
    const { commit, filters } = opened.knownFilters;
    if (isCommitted && commit === opened.head && filters.size <= MAX_KNOWN)
        return filters;
    opened.knownFilters = { commit: isCommitted ? opened.head : undefined, filters: new Map() };
    return opened.knownFilters.filters;
}
/** What the filter of each of these paths is called; git is asked of those that are not known. */
async function readFilters({ git, top }, paths, known) {
    const attributesOf = attributesIn(top);
    // Before git reads them: what is changed meanwhile shows the next time.
    const asked = paths
        .map((path) => ({ path, from: attributesOf(path) }))
        .filter(({ path, from }) => from === null || known.get(path)?.from !== from);
    if (asked.length > 0) {
        const input = asked.map(({ path }) => `${path}\0`).join('');
        const { stdout } = await git(['check-attr', '-z', '--stdin', 'filter'], { encoding: 'latin1', input });
        // path, attribute, value
        const fields = stdout.split('\0');
        for (const [at, { path, from }] of asked.entries())
            known.set(path, { filter: fields[at * 3 + 2] ?? '', from });
    }
    return (path) => known.get(path)?.filter ?? '';
}
/**
 * The state of all attributes on the way to a path; null: some were just changed. A status shows none that are ignored or
 * hidden, and git goes by them all the same.
 */
function attributesIn(top) {
    const now = Date.now();
    const states = new Map();
    const statesOf = (folder) => {
        const known = states.get(folder);
        if (known !== undefined)
            return known;
        const above = folder === '.' ? '' : statesOf((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(folder));
        const stat = (0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .statEntry */ .lS)((0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .placeOf */ .$t)(top, `${folder}/.gitattributes`));
        const own = stat === undefined ? '' : (0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .stateOf */ .L4)(stat, now);
        const all = above === null || own === null ? null : `${above}\n${own}`;
        states.set(folder, all);
        return all;
    };
    return (path) => statesOf((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path));
}


/***/ }),

/***/ 4053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ED: () => (/* binding */ leftOutRoot),
/* harmony export */   WY: () => (/* binding */ isLeftOut),
/* harmony export */   gZ: () => (/* binding */ MAX_FILE_BYTES)
/* harmony export */ });
/** GitHub refuses files over 100 MB (its message GH001). */
const MAX_FILE_BYTES = 100 * 1024 * 1024;
/** Folders that `npm install`, and Python as it runs, make anew. */
const MADE = ['node_modules', '__pycache__'];
/**
 * New files that no commit takes up, whether `.gitignore` names them or not: what tools make anew, and `.env` with its
 * local kinds, which hold what belongs to one machine. `.env.example`, `.env.test` and the like are work.
 */
function isLeftOut(path) {
    const parts = path.toLowerCase().replace(/\/$/, '').split('/');
    return MADE.some((name) => parts.includes(name)) || /^\.env(?:\.local|\..+\.local)?$/.test(parts.at(-1) ?? '');
}
/** The folder to name in place of the many files in it; the path itself where there is none. */
function leftOutRoot(path) {
    const parts = path.split('/');
    const made = parts.slice(0, -1).findLastIndex((part) => MADE.includes(part.toLowerCase()));
    return made === -1 ? path : parts.slice(0, made + 1).join('/');
}


/***/ }),

/***/ 7192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SC: () => (/* binding */ commitTree),
/* harmony export */   g9: () => (/* binding */ stageAll),
/* harmony export */   o_: () => (/* binding */ selectExcludedFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8804);
/* harmony import */ var _git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(317);
/* harmony import */ var _git_index_status_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8968);
/* harmony import */ var _guard_filters_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6441);
/* harmony import */ var _known_filters_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3364);
/* harmony import */ var _left_out_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4053);







/**
 * Chooses what stays out of the commit: the excluded, what belongs to one machine, submodules (another commit of one
 * would point to what nobody pushed), repositories nested in the working tree (git would keep a pointer and lose the
 * files), and what is too large for the server.
 */
async function selectExcludedFiles(checkout, status, selection, known = new Map()) {
    const notices = [];
    const paths = [];
    const exclude = (entries, reason) => {
        paths.push(...entries.map((entry) => entry.path));
        if (entries.length > 0 && reason !== '')
            notices.push(`${formatPaths(entries.map((entry) => entry.path))}: ${reason}`);
    };
    exclude(status.entries.filter((entry) => selection.isExcluded(entry.path)), '');
    const included = status.entries.filter((entry) => !selection.isExcluded(entry.path));
    exclude(included.filter((entry) => entry.kind === 'untracked' && !entry.nested && (0,_left_out_js__WEBPACK_IMPORTED_MODULE_4__/* .isLeftOut */ .WY)(entry.path)), 'left out of every commit, because it belongs to this machine; add it to .gitignore');
    exclude(included.filter((entry) => entry.submodule), 'a submodule is at another commit; not committed');
    exclude(included.filter((entry) => entry.nested), 'a separate git repository inside the working tree; not committed');
    const leftOut = new Set(paths);
    const files = included.filter((entry) => !leftOut.has(entry.path));
    const { large, lfs, encrypted } = await findUnpushable(checkout, files, selection, known);
    exclude(large, 'over 100 MB, which the server rejects; not committed');
    exclude(lfs, 'for Git LFS, whose objects are not uploaded from here; not committed');
    exclude(encrypted, 'to be encrypted in the repository, which is not set up here (git-crypt); not committed');
    // A folder that holds files of the repository too is not left out whole.
    const roots = new Set(status.entries.filter(({ kind }) => kind !== 'untracked').map(({ path }) => (0,_left_out_js__WEBPACK_IMPORTED_MODULE_4__/* .leftOutRoot */ .ED)(path)));
    const rootOf = (path) => (roots.has((0,_left_out_js__WEBPACK_IMPORTED_MODULE_4__/* .leftOutRoot */ .ED)(path)) ? path : (0,_left_out_js__WEBPACK_IMPORTED_MODULE_4__/* .leftOutRoot */ .ED)(path));
    return { paths: [...new Set(paths)], notices, rootOf };
}
function formatPaths(paths) {
    const roots = [...new Set(paths.map(_left_out_js__WEBPACK_IMPORTED_MODULE_4__/* .leftOutRoot */ .ED))];
    return (0,_text_js__WEBPACK_IMPORTED_MODULE_5__/* .listFirst */ .rL)(roots.map(_git_index_status_js__WEBPACK_IMPORTED_MODULE_6__/* .readable */ .HD), 5);
}
/**
 * Files that would have the server refuse the branch: those over its limit, and changed ones that belong to Git LFS. A
 * pointer without its object is refused (GH008), and where LFS is not set up the content itself would take the place of
 * the pointer. A pointer that an agent moved or copied is as good as before. And files that would come to be readable for
 * everybody, since what encrypts them is not set up. `maxFileBytes` null: there is no server.
 */
async function findUnpushable(checkout, entries, { maxFileBytes }, known) {
    const files = entries.flatMap((entry) => {
        const place = (0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .placeOf */ .$t)(checkout.top, entry.path);
        const stat = (0,_git_index_stat_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .statEntry */ .lS)(place);
        return stat?.isFile() === true ? [{ entry, place, size: Number(stat.size) }] : [];
    });
    const paths = files.map(({ entry }) => entry.path);
    const filterOf = await (0,_known_filters_js__WEBPACK_IMPORTED_MODULE_3__/* .readFilters */ .M)(checkout, paths, known);
    const entriesOf = (isMeant) => files.filter((file) => isMeant(file, filterOf(file.entry.path))).map(({ entry }) => entry);
    const isOpen = (filter) => /crypt/i.test(filter) && (0,_guard_filters_js__WEBPACK_IMPORTED_MODULE_2__/* .filterCommand */ .Si)(checkout.configEntries, filter) === null;
    const encrypted = entriesOf((_, filter) => isOpen(filter));
    if (maxFileBytes === null)
        return { large: [], lfs: [], encrypted };
    return {
        large: entriesOf(({ size }, filter) => size > maxFileBytes && filter !== 'lfs'),
        lfs: entriesOf(({ place, size }, filter) => filter === 'lfs' && (size > MAX_POINTER_BYTES || !isLfsPointer(place))),
        encrypted,
    };
}
/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const MAX_POINTER_BYTES = 1024;
function isLfsPointer(absolutePath) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(absolutePath, 'utf8').startsWith('version https://git-lfs.github.com/spec/');
    }
    catch {
        return false;
    }
}
/** What git says where `.gitignore` names a path that is left out here anyway; it stages the others. */
const IGNORED_PATHS = /^The following paths are ignored by one of your \.gitignore files:\n(?:(?!error|fatal|warning).*\n?)*/m;
/**
 * Makes the index hold the working tree, or `only` these paths of it, but for what is left out and what is protected;
 * returns what git complained of, although it went on.
 */
async function stageAll(git, excluded, options) {
    const left = [...new Set(excluded.paths.map((path) => excluded.rootOf(path).replace(/\/$/, '')))];
    const protectedRoots = options.protectedRoots.map(_git_index_status_js__WEBPACK_IMPORTED_MODULE_6__/* .bytes */ .ee);
    const isOut = (path) => left.some((root) => isBelow(path, root)) ||
        protectedRoots.some((root) => isBelow(path.toLowerCase(), root.toLowerCase()));
    // Single files are chosen here: an exclusion beside them in the same folder makes git pass over that folder.
    const input = options.only === null
        ? [
            ':/',
            ...left.map((path) => `:(top,exclude,literal)${path}`),
            ...protectedRoots.map((path) => `:(top,exclude,literal,icase)${path}`),
        ]
        : options.only.filter((path) => !isOut(path)).map((path) => `:(top,literal)${path}`);
    if (input.length === 0)
        return null;
    const added = await git(['add', '-A', '--ignore-errors', '--pathspec-from-file=-', '--pathspec-file-nul'], {
        encoding: 'latin1',
        input: input.map((spec) => `${spec}\0`).join(''),
        accept: 'any',
    });
    const said = added.stderr.replace(IGNORED_PATHS, '');
    const complaint = said
        .split('\n')
        .filter((line) => /^(?:error|fatal)|filter|could not open/i.test(line))
        .join('; ');
    if (complaint === '' && (added.code === 0 || (said.trim() === '' && said !== added.stderr)))
        return null;
    return (0,_text_js__WEBPACK_IMPORTED_MODULE_5__/* .firstCharacters */ .DR)(complaint || said.trim() || `git add ended with ${added.code}`, 500);
}
const isBelow = (path, root) => path === root || path.startsWith(`${root}/`);
async function commitTree(git, tree, parents, message) {
    const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'];
    return (await git(args, { input: message.endsWith('\n') ? message : `${message}\n` })).stdout.trim();
}


/***/ }),

/***/ 8817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ag: () => (/* binding */ withoutUndelivered),
/* harmony export */   jK: () => (/* binding */ countUnits),
/* harmony export */   mK: () => (/* binding */ buildProgress)
/* harmony export */ });
/* harmony import */ var _forecast_compare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7710);
/* harmony import */ var _plan_task_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6468);
/* harmony import */ var _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5059);
/* harmony import */ var _state_transitions_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6413);




/** Counts the units by plan and state; null: no plan was made yet. */
function countUnits(plan, state) {
    const remainingKeys = new Set(plan?.order ?? []);
    const isCounted = new Map((plan?.units ?? []).map(({ key, counts }) => [key, counts]));
    const units = (plan?.units ?? []).map((unit) => {
        const isDone = (0,_state_transitions_units_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnitCompleted */ .gx)(state, unit) || (!remainingKeys.has(unit.key) && (!unit.optional || unit.status === 'done'));
        return toUnitProgress(unit, state.units[unit.key], isDone);
    });
    const counted = units.filter((unit) => isCounted.get(unit.key) || unit.status === 'done');
    const isFinished = ({ status }) => status === 'done' || status === 'skipped';
    return {
        units,
        done: counted.filter(isFinished).length,
        total: counted.length,
        failed: counted.filter(({ status }) => status === 'failed').length,
        next: counted.find((unit) => remainingKeys.has(unit.key) && !isFinished(unit))?.key ?? null,
    };
}
function toUnitProgress(unit, state, isDone) {
    return {
        key: unit.key,
        title: (0,_plan_task_name_js__WEBPACK_IMPORTED_MODULE_3__/* .taskName */ .p)(unit),
        line: unit.line,
        status: state?.status === 'skipped' ? 'skipped' : isDone ? 'done' : statusOf(state?.status),
        optional: unit.optional,
        ...pastOf(state),
    };
}
/** What a unit took so far. */
function pastOf(state = {}) {
    return {
        attempts: state.attempts ?? 0,
        durationS: state.duration_s ?? 0,
        tokens: state.tokens ?? 0,
        costUsd: state.cost_usd ?? 0,
        costEstimated: state.cost_estimated ?? false,
        ...(state.credits === undefined ? {} : { credits: state.credits }),
        backend: state.backend ?? null,
        commit: state.commit ?? null,
        startedAt: state.started_at ?? null,
        completedAt: state.completed_at ?? null,
        ...(state.summary === undefined || state.summary === '' ? {} : { summary: state.summary }),
        ...(state.review === undefined ? {} : { advice: state.review.advice }),
        ...(state.evidence === undefined || state.evidence.length === 0 ? {} : { evidence: state.evidence }),
    };
}
function statusOf(status) {
    return status === 'in-progress' || status === 'failed' || status === 'halted' ? status : 'open';
}
/** The same without the units that are done here alone: whoever looks next cannot see them. */
function withoutUndelivered(counts, undelivered) {
    if (undelivered.size === 0)
        return counts;
    const isHere = ({ key, status }) => status === 'done' && undelivered.has(key);
    const units = counts.units.map((unit) => (isHere(unit) ? { ...unit, status: 'open', commit: null, completedAt: null } : unit));
    const done = counts.done - counts.units.filter(isHere).length;
    return { ...counts, units, done, next: counts.units.find(isHere)?.key ?? counts.next };
}
/** Everything the reports render, made of plan and state alone. */
function buildProgress(source) {
    const { counts, state } = source;
    const forecast = (0,_forecast_compare_js__WEBPACK_IMPORTED_MODULE_0__/* .compareForecast */ .jJ)(state, source.now);
    return {
        spec: source.spec,
        tasksPath: source.tasksPath,
        ...counts,
        outcome: source.outcome,
        halt: state.halt,
        paused: state.paused,
        waiting: state.waiting ?? null,
        ...(state.waits === undefined ? {} : { waits: state.waits }),
        totals: state.totals ?? _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyTotals */ .Tf,
        run: source.run,
        branch: source.branch,
        unpublished: source.unpublished === true,
        warnings: source.warnings,
        leftOpen: source.leftOpen,
        ...(forecast === null ? {} : { forecast }),
        ...(state.questions == null || state.questions.list.length === 0 ? {} : { questions: state.questions }),
    };
}


/***/ }),

/***/ 3868:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ TokenUnavailable),
/* harmony export */   v: () => (/* binding */ givenToken)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** There is no token now, but there may be later. */
class TokenUnavailable extends Error {
    name = 'TokenUnavailable';
}
/** A token that a person gave: it is as good as it is, and there is no other. Throws a UserError where it is blank. */
function givenToken(token) {
    if (token.trim() === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('there is no token for GitHub', {
            where: 'github-token',
            fix: "Leave the input out to use the workflow's own token, or check that the secret it names exists.",
        });
    }
    return { token: async () => token, replace: async () => null, issued: [token] };
}


/***/ }),

/***/ 7775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ locateSpecs)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var dist = __webpack_require__(3382);
// EXTERNAL MODULE: ./lib/collections.js
var collections = __webpack_require__(1590);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(3231);
// EXTERNAL MODULE: ./lib/state/file/regular-file.js
var regular_file = __webpack_require__(8647);
// EXTERNAL MODULE: ./lib/state/lock/repository-top.js
var repository_top = __webpack_require__(9515);
;// CONCATENATED MODULE: ./lib/spec-folder/locate/git-folder.js



/** Where git keeps what it knows of the working tree around a folder; null: there is none. Read without git, which may not be installed. */
function gitFolderOf(folder) {
    const top = (0,repository_top/* findRepositoryTop */.N)(folder);
    if (top === null)
        return null;
    const dotGit = (0,external_node_path_.join)(top, '.git');
    const pointer = /^gitdir: (.+)/.exec(readOrEmpty(dotGit))?.[1];
    return pointer === undefined ? dotGit : (0,external_node_path_.resolve)(top, pointer);
}
/** The branch that is checked out around a folder; null: none, or no repository. */
function currentBranch(folder) {
    const gitFolder = gitFolderOf(folder);
    const head = gitFolder === null ? '' : readOrEmpty((0,external_node_path_.join)(gitFolder, 'HEAD'));
    return /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1]?.trim() ?? null;
}
function readOrEmpty(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./lib/spec-folder/locate/spec-homes.js
var spec_homes = __webpack_require__(5675);
;// CONCATENATED MODULE: ./lib/spec-folder/locate/current-feature.js





/**
 * The feature that spec-kit works on, where no spec was named, as spec-kit itself finds it: SPECIFY_FEATURE_DIRECTORY,
 * else `.specify/feature.json`, else SPECIFY_FEATURE, else the branch that is checked out; null: there is none. Throws a
 * UserError for one that points nowhere.
 */
function currentFeature(root, env) {
    const { SPECIFY_FEATURE_DIRECTORY: directory = '', SPECIFY_FEATURE: name = '' } = env;
    if (directory.trim() !== '')
        return checked(directory.trim(), root, 'SPECIFY_FEATURE_DIRECTORY');
    const path = (0,external_node_path_.join)(root, '.specify', 'feature.json');
    if ((0,external_node_fs_.existsSync)(path))
        return checked(readFeature(path), root, path);
    return name.trim() === '' ? featureOfBranch(root) : (featureNamed(name.trim(), root) ?? name.trim());
}
/** People may have it below another name: `feat/003-name`. */
const FEATURE_BRANCH = /^(?:[^/]+\/)?((?:\d{8}-\d{6}|\d{3,9})-[^/]+)$/;
function featureOfBranch(root) {
    const branch = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(root, '.specify')) ? currentBranch(root) : null;
    const name = FEATURE_BRANCH.exec(branch ?? '')?.[1];
    if (name === undefined)
        return null;
    const feature = featureNamed(name, root);
    if (feature !== null)
        return feature;
    throw new errors/* UserError */.yo(`the branch "${branch}" stands for a feature, but there is no specs/${name}/tasks.md`, {
        where: 'spec',
        fix: 'write its tasks.md (/speckit.tasks), or name the spec',
    });
}
/** Several branches may work on one feature: else its number counts. */
function featureNamed(name, root) {
    const number = /^(\d{8}-\d{6}|\d{3,9})-/.exec(name)?.[1] ?? name;
    return [name, number].find((feature) => (0,spec_homes/* featuresNamed */.Pg)(feature, root).length > 0) ?? null;
}
function readFeature(path) {
    let content;
    try {
        content = JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch (cause) {
        const message = cause instanceof SyntaxError ? 'it is not valid JSON' : 'it cannot be read';
        throw new errors/* UserError */.yo(message, { where: path, fix: 'fix it, or name the spec', cause });
    }
    if (typeof content === 'object' && content !== null && 'feature_directory' in content) {
        const { feature_directory: directory } = content;
        if (typeof directory === 'string' && directory.trim() !== '')
            return directory.trim();
    }
    throw new errors/* UserError */.yo('it names no "feature_directory"', { where: path, fix: 'add it, or name the spec' });
}
function checked(directory, root, where) {
    const problem = problemOf((0,external_node_path_.resolve)(root, directory), root);
    if (problem === null)
        return directory;
    throw new errors/* UserError */.yo(`the current feature is "${directory}", which ${problem}`, {
        where,
        fix: 'write its tasks.md (/speckit.tasks), set another feature, or name the spec',
    });
}
function problemOf(folder, root) {
    if (folder !== root && !folder.startsWith(root + external_node_path_.sep))
        return 'is outside the working tree';
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, 'tasks.md')))
        return null;
    return (0,external_node_fs_.existsSync)(folder) ? 'has no tasks.md' : 'does not exist';
}

;// CONCATENATED MODULE: ./lib/spec-folder/locate/nested-specs.js


/** Spec folders below a home that a pattern matches; absolute paths, in order. */
async function findSpecFolders(pattern, specsHome) {
    const found = await (0,dist/* glob */.TI)(`${pattern}/tasks.md`, {
        cwd: specsHome,
        dot: true,
        followSymbolicLinks: false,
        ignore: ['**/node_modules/**', '**/.git/**'],
    });
    return found.map((path) => (0,external_node_path_.join)(specsHome, (0,external_node_path_.dirname)(path))).sort();
}
/** Files and folders that match; absolute paths. */
function globPaths(patterns, root) {
    return (0,dist/* glob */.TI)(patterns, { cwd: root, absolute: true, onlyFiles: false, dot: true, expandDirectories: false });
}

;// CONCATENATED MODULE: ./lib/spec-folder/locate/is-sparse.js


/** Does git leave files out of the working tree around this folder? */
function isInSparseCheckout(folder) {
    const gitFolder = gitFolderOf(folder);
    if (gitFolder === null)
        return false;
    const common = (0,external_node_path_.resolve)(gitFolder, readOrEmpty((0,external_node_path_.join)(gitFolder, 'commondir')).trim() || '.');
    // The later one decides.
    const configuration = [(0,external_node_path_.join)(common, 'config'), (0,external_node_path_.join)(gitFolder, 'config.worktree')].map(readOrEmpty).join('\n');
    const settings = configuration.split('\n').flatMap((line) => {
        const [name = '', value = 'true'] = line.split('=', 2).map((part) => part.trim().toLowerCase());
        return name === 'sparsecheckout' ? [value] : [];
    });
    return ['true', 'yes', 'on', '1'].includes(settings.at(-1) ?? '');
}

;// CONCATENATED MODULE: ./lib/spec-folder/locate/stat-path.js


/* What a path names; UserError where that cannot be told. */
async function isFile(path) {
    return (await statOrNull(path))?.isFile() ?? false;
}
async function isFolder(path) {
    return (await statOrNull(path))?.isDirectory() ?? false;
}
async function statOrNull(path) {
    try {
        return await (0,promises_.stat)(path);
    }
    catch (cause) {
        const { code } = cause;
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'EINVAL')
            return null;
        throw accessError(path, 'cannot be read', cause);
    }
}
function accessError(path, what, cause) {
    const why = cause.code ?? 'no access';
    const fix = why === 'EROFS' ? 'mount the disk that it is on for writing' : 'change its permissions or its owner';
    return new errors/* UserError */.yo(`${what} (${why})`, { where: path, fix, cause });
}

;// CONCATENATED MODULE: ./lib/spec-folder/locate/spec-choices.js







/** Which specs there are, for whoever named none, or one that is not there. `missing`: the folder that was looked for. */
async function specChoices(root, missing = (0,external_node_path_.join)(root, spec_homes/* SPEC_HOMES */.Zm[0] ?? '')) {
    const lists = await Promise.all(spec_homes/* SPEC_HOMES */.Zm.map(async (home) => ({ home, names: await specsIn((0,external_node_path_.join)(root, home)) })));
    const known = lists.filter(({ names }) => names.length > 0);
    const sparse = isInSparseCheckout(root)
        ? `; this checkout is sparse and may leave the spec out: \`git sparse-checkout add ${JSON.stringify((0,external_node_path_.relative)(root, missing).split(external_node_path_.sep).join('/'))}\` brings it (with actions/checkout, name the folder in \`sparse-checkout\`)`
        : '';
    if (known.length > 0)
        return known.map(({ home, names }) => `specs under ${home}: ${names.join(', ')}`).join('; ') + sparse;
    const above = await folderWithSpecs(root);
    const fix = above === null ? 'name a spec folder or a tasks.md' : `${above} has some: --workdir names it`;
    return `there is no spec under ${spec_homes/* SPEC_HOMES */.Zm.join(', ')} in ${root}; ${fix}${sparse}`;
}
/** Names of folders with a tasks.md. */
async function specsIn(folder) {
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    const specs = [];
    for (const name of names)
        if (await isFile((0,external_node_path_.join)(folder, name, 'tasks.md')))
            specs.push(name);
    return (0,collections/* sortNaturally */.hY)(specs);
}
/** The nearest folder above, within the repository, that has specs in a home; null: none has, or there is no repository. */
async function folderWithSpecs(root) {
    const top = (0,repository_top/* findRepositoryTop */.N)(root);
    for (let at = root; top !== null && at !== top;) {
        at = (0,external_node_path_.dirname)(at);
        // `.kiro/specs` is the home of what stands beside it.
        if ((0,external_node_path_.basename)(at).startsWith('.'))
            continue;
        for (const home of spec_homes/* SPEC_HOMES */.Zm)
            if ((await specsIn((0,external_node_path_.join)(at, home))).length > 0)
                return at;
    }
    return null;
}

;// CONCATENATED MODULE: ./lib/spec-folder/locate/locate-specs.js













/**
 * Finds the specs that are meant: spec folders, tasks.md files, bare names where specs are kept, or globs; several
 * values, each of one line or more. In the order given, a glob's in natural order, none twice. Where none is given, the
 * current feature of spec-kit, else the only spec that there is. Throws a UserError for what is not there or cannot be
 * read, and, unless `writable` is false, for what cannot be written.
 */
async function locateSpecs(values, workdir, options = {}) {
    const root = (0,external_node_path_.resolve)(workdir);
    const wanted = values.flatMap((value) => value.split(/\r?\n/u)).flatMap((line) => line.trim() || []);
    if (wanted.length === 0)
        wanted.push(currentFeature(root, options.env ?? {}) ?? (await onlySpec(root)));
    const folders = new Set();
    for (const value of wanted) {
        for (const folder of await specFoldersOf(value, root, options.unwritten ?? false))
            folders.add(folder);
    }
    const specs = [...folders].map((folder) => specLocation(folder, root, options.format ?? 'auto'));
    for (const spec of specs)
        await assertUsable(spec, root, options.writable ?? true);
    return specs;
}
/** Where it cannot be told which one is meant, a person must. */
async function onlySpec(root) {
    const [only, ...others] = await specsBelowHomes('**', root);
    if (only !== undefined && others.length === 0)
        return only;
    const message = only === undefined ? 'no spec given' : `no spec given, and there are ${others.length + 1} specs`;
    const all = only === undefined ? '' : "; '*' means all of them";
    throw new errors/* UserError */.yo(message, { where: 'spec', fix: `${await specChoices(root)}${all}` });
}
async function specFoldersOf(value, root, unwritten) {
    const isBareName = !/[\\/]/u.test(value) && value !== '.' && value !== '..';
    const path = (0,external_node_path_.resolve)(root, value);
    const named = isBareName ? await specsNamed(value, path, root) : [];
    if (named.length > 0)
        return [onlyOne(named, value, root)];
    (0,spec_homes/* assertNotArchived */.c2)(relativePath(path, root), value);
    if (await isFolder(path))
        return [await requireTasksFile(path, value, root)];
    if (await isFile(path)) {
        if ((0,external_node_path_.basename)(path) === 'tasks.md')
            return [(0,external_node_path_.dirname)(path)];
        throw new errors/* UserError */.yo(`"${value}" is a file, but not a tasks.md`, {
            where: 'spec',
            fix: await specChoices(root),
        });
    }
    for (const folder of homes(root, value)) {
        if (await isFolder(folder))
            return [await requireTasksFile(folder, value, root)];
    }
    if ((0,dist/* isDynamicPattern */.ey)(value))
        return globSpecs(value, isBareName, root, unwritten);
    const known = (await Promise.all(homes(root).map(specsIn))).flat();
    const suggestion = (0,nearest/* nearest */.p)(value, known);
    throw new errors/* UserError */.yo(`no such spec: "${value}"${suggestion === null ? '' : `; did you mean "${suggestion}"?`}`, {
        where: 'spec',
        fix: await specChoices(root, isBareName ? homes(root, value)[0] : path.replace(/[\\/]tasks\.md$/, '')),
    });
}
/** Those that a bare name stands for: where specs are kept, else further down there, unless it is a spec by its path. */
async function specsNamed(name, path, root) {
    const named = (0,spec_homes/* foldersNamed */.pn)(name, root);
    if (named.length > 0 || (await isFile((0,external_node_path_.join)(path, 'tasks.md'))))
        return named;
    return specsBelowHomes(`**/${(0,dist/* escapePath */.ft)(name)}`, root);
}
async function specsBelowHomes(pattern, root) {
    const found = (await Promise.all(homes(root).map((home) => findSpecFolders(pattern, home)))).flat();
    return found.filter((folder) => !(0,spec_homes/* isArchived */.F$)(relativePath(folder, root)));
}
function homes(root, name = '') {
    return spec_homes/* SPEC_HOMES */.Zm.map((home) => (0,external_node_path_.join)(root, home, name));
}
function onlyOne([folder = '', ...others], name, root) {
    if (others.length === 0)
        return folder;
    const paths = [folder, ...others].map((found) => relativePath(found, root)).join(', ');
    throw new errors/* UserError */.yo(`there are several specs "${name}"`, { where: 'spec', fix: `name one of them: ${paths}` });
}
async function requireTasksFile(folder, value, root) {
    if (await isFile((0,external_node_path_.join)(folder, 'tasks.md')))
        return folder;
    const inside = await specsIn(folder);
    const fix = inside.length > 0
        ? `it contains specs: name one (${inside.map((name) => relativePath((0,external_node_path_.join)(folder, name), root)).join(', ')}), or all of them with ${relativePath((0,external_node_path_.join)(folder, '*'), root)}`
        : `write ${relativePath((0,external_node_path_.join)(folder, 'tasks.md'), root)} (with Kiro, spec-kit or OpenSpec), or name another; ${await specChoices(root)}`;
    throw new errors/* UserError */.yo(`the folder "${value}" has no tasks.md`, { where: 'spec', fix });
}
async function globSpecs(pattern, isBareName, root, unwritten) {
    const search = isBareName ? spec_homes/* SPEC_HOMES */.Zm.map((home) => `${home}/${pattern}`) : [pattern];
    const matches = await globPaths(search, root);
    const found = [];
    const others = [];
    for (const hit of matches.filter((match) => !(0,spec_homes/* isArchived */.F$)(relativePath(match, root)))) {
        if ((0,external_node_path_.basename)(hit) === 'tasks.md' && (await isFile(hit)))
            found.push((0,external_node_path_.dirname)(hit));
        else if (await isFile((0,external_node_path_.join)(hit, 'tasks.md')))
            found.push((0,external_node_path_.resolve)(hit));
        else if (unwritten && (0,spec_homes/* isUnwritten */.v1)(hit))
            others.push((0,external_node_path_.resolve)(hit));
    }
    if (found.length > 0)
        return (0,collections/* sortNaturally */.hY)([...found, ...others]);
    throw new errors/* UserError */.yo(`"${pattern}" matches no spec with a tasks.md`, {
        where: 'spec',
        fix: await specChoices(root),
    });
}
function specLocation(folder, root, format) {
    // Beside the spec folders; a spec that is the work folder itself keeps its files inside, where they are committed.
    const recordsFolder = folder === root ? folder : (0,external_node_path_.dirname)(folder);
    const tasksPath = (0,external_node_path_.join)(folder, 'tasks.md');
    const statePath = (0,external_node_path_.join)(recordsFolder, 'SEQUENTIAL_STATE.json');
    const progressPath = (0,external_node_path_.join)(recordsFolder, 'SEQUENTIAL_PROGRESS.md');
    return {
        name: (0,external_node_path_.basename)(folder),
        folder,
        tasksPath,
        statePath,
        progressPath,
        format: format === 'auto' ? (0,spec_homes/* formatByPlace */.kI)(folder, root) : format,
        relative: {
            folder: relativePath(folder, root),
            tasks: relativePath(tasksPath, root),
            state: relativePath(statePath, root),
            progress: relativePath(progressPath, root),
        },
    };
}
async function assertUsable(spec, root, writable) {
    const { R_OK, W_OK, X_OK } = external_node_fs_.constants;
    assertNoLinkOut(spec, root);
    if (!(await isFile(spec.tasksPath)))
        return;
    await assertAccess(spec.tasksPath, R_OK, 'cannot be read');
    if (!writable)
        return;
    await assertAccess(spec.tasksPath, R_OK | W_OK, 'cannot be written, but tasks are ticked there');
    await assertAccess(spec.folder, W_OK | X_OK, 'cannot be written, but tasks are ticked there');
    await assertAccess((0,external_node_path_.dirname)(spec.statePath), W_OK | X_OK, 'cannot be written, but state and progress are saved there');
}
/** A link could have its target read into commits, or written to. */
function assertNoLinkOut({ folder, tasksPath }, root) {
    const isInside = (path, top) => path === top || path.startsWith(top + external_node_path_.sep);
    for (const path of [folder, tasksPath]) {
        if (!isInside(path, root) || isInside((0,regular_file/* realPathOf */.dN)(path), (0,regular_file/* realPathOf */.dN)(root)))
            continue;
        throw new errors/* UserError */.yo(`a symbolic link leads outside the working tree, to ${(0,regular_file/* realPathOf */.dN)(path)}`, {
            where: path,
            fix: 'move the spec itself into the working tree',
        });
    }
}
async function assertAccess(path, mode, what) {
    try {
        await (0,promises_.access)(path, mode);
    }
    catch (cause) {
        throw accessError(path, what, cause);
    }
}
function relativePath(path, root) {
    return (0,external_node_path_.relative)(root, path).split(external_node_path_.sep).join('/') || '.';
}


/***/ }),

/***/ 2622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ readTasks)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8647);



/**
 * The text of a tasks.md, byte order mark and line ends as they are. Throws a UserError where it is no regular file, and
 * one that names the byte where it is no UTF-8 text.
 * @param realPath without links on its way, where that was looked up before an agent could put one there.
 */
async function readTasks(path, realPath = (0,_state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_2__/* .realPathOf */ .dN)(path)) {
    const bytes = readBytes(path, realPath);
    const text = bytes.toString('utf8');
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes) && !bytes.includes(0))
        return text;
    const reencoded = Buffer.from(text);
    const badOffset = bytes.findIndex((byte, index) => byte === 0 || byte !== reencoded[index]);
    const hex = (bytes[badOffset] ?? 0).toString(16).padStart(2, '0');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`not UTF-8 text: byte 0x${hex} at byte offset ${badOffset}`, {
        where: `${path}:${bytes.subarray(0, badOffset).toString('latin1').split('\n').length}`,
        fix: 'save the file as UTF-8 text',
    });
}
function readBytes(path, realPath) {
    let cause;
    try {
        const file = (0,_state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readRegularFile */ .XF)(realPath);
        if (file !== null)
            return file.bytes;
        cause = new Error('it is not there');
    }
    catch (error) {
        cause = error;
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`tasks.md cannot be read: ${cause.message}`, { where: path, cause });
}


/***/ }),

/***/ 3584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ filesBelow),
/* harmony export */   h: () => (/* binding */ listOtherSpecs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _entries_below_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7715);



/** A folder that holds one of these is a spec, or is going to be one. */
const SPEC_FILES = ['tasks.md', 'requirements.md', 'bugfix.md'];
/** A spec's folder holds documents; where it holds a whole project, the rest is no document. */
const MAX_FILES = 500;
const MAX_FILE_BYTES = 4 * 1024 * 1024;
/** Spec folders beside one; absolute paths. */
function listOtherSpecs(recordsFolder, specFolder) {
    return entriesOf(recordsFolder)
        .filter((entry) => entry.isDirectory())
        .map((entry) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(recordsFolder, entry.name))
        .filter((folder) => folder !== specFolder && SPEC_FILES.some((name) => isThere((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))));
}
/** Everything below a folder that is no folder itself; links are not followed, and a repository is not entered. */
function filesBelow(folder) {
    const files = [];
    for (const path of walk(folder)) {
        if (files.length >= MAX_FILES)
            break;
        if (((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false })?.size ?? 0) <= MAX_FILE_BYTES)
            files.push(path);
    }
    return files;
}
function* walk(folder) {
    for (const entry of entriesOf(folder)) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, entry.name);
        if (!entry.isDirectory())
            yield path;
        else if (!['.git', 'node_modules'].includes(entry.name))
            yield* walk(path);
    }
}
function entriesOf(folder) {
    try {
        // Nothing is found by a name that is no UTF-8, and nobody could be told to read it.
        const entries = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder, { withFileTypes: true }).filter(({ name }) => !name.includes(_entries_below_js__WEBPACK_IMPORTED_MODULE_2__/* .REPLACED */ .x0));
        return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    }
    catch {
        return [];
    }
}
function isThere(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
}


/***/ }),

/***/ 3461:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ formatState)
/* harmony export */ });
/** A unit, an assignment, a sum: what one checkpoint changes as a whole is one line of its diff. */
const specLayout = {
    assignments: { '*': 'line' },
    units: { '*': 'line' },
    totals: 'line',
    run: 'line',
    under_way: 'line',
    waiting: 'line',
};
const fileLayout = { specs: { '*': specLayout }, throttle: { '*': 'line' } };
/**
 * The state file's text: keys sorted, two-space indent, final newline, so that a commit shows only what changed. Lists
 * that grow with every unit, and records of one unit, stand on one line each.
 */
function formatState(file) {
    return `${formatPart(file, fileLayout, '')}\n`;
}
function formatPart(value, layout, indent) {
    if (layout === 'line' || !isObject(value))
        return formatLine(value);
    const format = () => formatObject(value, layout, indent);
    return layout === specLayout ? formatOnce(value, format) : format();
}
function formatObject(value, layout, indent) {
    const inner = `${indent}  `;
    if (Array.isArray(value)) {
        if (!value.some(isObject))
            return formatLine(value);
        return `[\n${value.map((item) => inner + formatLine(item)).join(',\n')}\n${indent}]`;
    }
    const parts = value;
    const lines = sortedKeys(parts)
        .filter((key) => parts[key] !== undefined)
        .map((key) => `${inner}${JSON.stringify(key)}: ${formatPart(parts[key], layoutOf(layout, key), inner)}`);
    return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}
function layoutOf(layout, key) {
    return layout !== undefined && Object.hasOwn(layout, key) ? layout[key] : layout?.['*'];
}
/** Line breaks of a text are escaped in JSON: those that are there are between its parts. */
function formatLine(value) {
    if (!isObject(value))
        return JSON.stringify(value);
    return formatOnce(value, () => JSON.stringify(sortKeys(value), null, 1).replace(/\n */g, ' '));
}
/** Lines, and whole specs where they stand. */
const texts = new WeakMap();
/** States are never changed in place, hence a part that was formatted once need not be again. */
function formatOnce(value, format) {
    const known = texts.get(value);
    if (known !== undefined)
        return known;
    const text = format();
    texts.set(value, text);
    return text;
}
function sortKeys(value) {
    if (!isObject(value))
        return value;
    if (Array.isArray(value))
        return value.map(sortKeys);
    const parts = value;
    return Object.fromEntries(sortedKeys(parts).map((key) => [key, sortKeys(parts[key])]));
}
/** As an object has them itself: first those that could be an array's, in their order. */
function sortedKeys(parts) {
    const keys = Object.keys(parts);
    const from = keys.findIndex((key) => !isArrayIndex(key));
    return from < 0 ? keys : [...keys.slice(0, from), ...keys.slice(from).sort()];
}
function isArrayIndex(key) {
    const number = Number(key) >>> 0;
    return number < 0xffffffff && String(number) === key;
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}


/***/ }),

/***/ 3807:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tN: () => (/* binding */ NewerStateError),
  Ow: () => (/* binding */ UPDATE_HINT),
  n3: () => (/* binding */ emptyStateFile),
  un: () => (/* binding */ readState),
  AB: () => (/* binding */ restoreHint)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/shlex/shlex.js
var shlex = __webpack_require__(5637);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(8804);
// EXTERNAL MODULE: ./lib/state/schema.js
var state_schema = __webpack_require__(7658);
;// CONCATENATED MODULE: ./lib/state/file/original-format.js

/*
 * The first form of the state file, of a time when a folder had one spec: `completed`, `halted`, `halted_task`,
 * `assignments` … at the top, times as the program's own zone wrote them.
 */
const legacyKeys = ['completed', 'halted', 'halted_task', 'assignments', 'started_at'];
/** Is this the first form? */
function isLegacyState(raw) {
    return isObject(raw) && !('schema' in raw) && !('specs' in raw) && legacyKeys.some((key) => key in raw);
}
/**
 * The same facts in today's form of one spec; still to be validated, since nobody vouches for what was in the file.
 * Unknown keys are kept; assignments that cannot be read are kept aside, for they are asked for again anyway.
 */
function convertLegacyState(legacy, now) {
    const { assignments, unreadable } = convertAssignments(legacy.assignments);
    const startedAt = toIsoTime(legacy.started_at) ?? new Date(now).toISOString();
    const haltedAt = legacy.halted === true ? (toIsoTime(legacy.halted_at) ?? startedAt) : null;
    const haltedTask = toTaskId(legacy.halted_task ?? null);
    return {
        units: {},
        paused: null,
        run: null,
        ...legacy,
        ...(Object.keys(unreadable).length > 0 && { unread_assignments: unreadable }),
        started_at: startedAt,
        completed: Array.isArray(legacy.completed) ? legacy.completed.map(toTaskId) : (legacy.completed ?? []),
        completed_at: toIsoTime(legacy.completed_at),
        halted: legacy.halted ?? false,
        halted_at: haltedAt,
        halted_task: haltedTask,
        halt: haltedAt === null ? null : legacyHalt(haltedTask, haltedAt),
        assignments,
    };
}
function convertAssignments(legacy) {
    const assignments = {};
    const unreadable = {};
    for (const [key, value] of Object.entries(isObject(legacy) ? legacy : {})) {
        const candidate = { source: 'carried over', ...(isObject(value) ? value : { owner_agent: value, type: 'code' }) };
        const parsed = state_schema/* assignmentSchema */.hN.safeParse(candidate);
        if (parsed.success)
            assignments[key] = parsed.data;
        else
            unreadable[key] = value;
    }
    return { assignments, unreadable };
}
/** Only the flag and the task were kept; a person is asked all the same before it goes on. */
function legacyHalt(task, at) {
    const key = typeof task === 'string' ? task : null;
    return {
        id: `carried-over-${key ?? 'spec'}`,
        task: key,
        title: key === null ? 'the whole spec' : `task ${key}`,
        line: 0,
        at,
        cause: 'question',
        question: 'An earlier run stopped here for your input; its question was not saved.',
        tried: [],
        tail: '',
        issue: null,
        url: null,
    };
}
/** Task ids were sometimes written as numbers. */
function toTaskId(value) {
    return typeof value === 'number' ? String(value) : value;
}
/** ISO times without a zone are local; a time that cannot be read is not worth losing the rest for. */
function toIsoTime(value) {
    const ms = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(new Date(ms).getTime()) ? null : new Date(ms).toISOString();
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/state/file/read-state.js






/** Written by a newer version of this program: not damaged, and not for this one to replace. */
class NewerStateError extends errors/* UserError */.yo {
}
/** What to do about it. */
const UPDATE_HINT = 'update sequential-orchestration (in a workflow, pin the action to the newer version in every job that runs this spec)';
/** A file without any spec. */
function emptyStateFile() {
    return { schema: state_schema/* STATE_VERSION */.nd, version: state_schema/* STATE_VERSION */.nd, specs: {} };
}
/**
 * The text of a state file → its content, every part validated, unknown keys kept. The flat first form becomes the
 * state of `spec`; what has no version yet is of the first. Throws a UserError that names the place and the git command
 * that gets the last good one.
 */
function readState(text, file) {
    const raw = parseJson(text, file.path);
    if (isLegacyState(raw)) {
        const spec = validate(state_schema/* specStateSchema */.Sq, convertLegacyState(raw, file.now), file.path);
        return { ...emptyStateFile(), specs: { [file.spec]: spec } };
    }
    refuseNewer(raw, file.path);
    return { ...validate(state_schema/* stateFileSchema */.Rr, raw, file.path), version: state_schema/* STATE_VERSION */.nd };
}
function refuseNewer(raw, path) {
    const { schema, version } = (raw ?? {});
    const found = [version, schema].find((number) => typeof number === 'number' && number > state_schema/* STATE_VERSION */.nd);
    if (found === undefined)
        return;
    throw new NewerStateError(`schema ${found} was written by a newer version of sequential-orchestration; this one reads schema ${state_schema/* STATE_VERSION */.nd}`, {
        where: path,
        fix: `${UPDATE_HINT}, or ${restoreHint(path)}`,
    });
}
function parseJson(text, path) {
    try {
        return JSON.parse(text.replace(/^\uFEFF/u, ''));
    }
    catch (cause) {
        const conflict = /^(?:<{7}|={7}|>{7})/mu.exec(text);
        const offset = conflict?.index ?? Number(/position (\d+)/u.exec(String(cause))?.[1] ?? text.trimEnd().length);
        const before = text.slice(0, offset).split('\n');
        const problem = text.trim() === ''
            ? 'the file is empty'
            : conflict === null
                ? `not valid JSON, as if cut off or damaged (${cause.message})`
                : 'a git merge left its conflict markers here';
        throw new errors/* UserError */.yo(problem, {
            where: `${path}:${before.length}:${(before.at(-1) ?? '').length + 1}`,
            fix: restoreHint(path),
            cause,
        });
    }
}
function validate(schema, raw, path) {
    const parsed = schema.safeParse(raw);
    if (parsed.success)
        return parsed.data;
    const [first, ...more] = parsed.error.issues;
    const location = first?.path.map(String).join('.') || 'top level';
    const rest = (0,lib_text/* andMore */.v)(more.length, 0)
        .map((count) => ` (${count})`)
        .join('');
    throw new errors/* UserError */.yo(`${location}: ${first?.message.replace(/^Invalid input: /u, '')}${rest}`, {
        where: path,
        fix: restoreHint(path),
        cause: parsed.error,
    });
}
/** Tells how to get the last good state back. */
function restoreHint(path) {
    const git = `git -C ${(0,shlex/* quote */.hD)((0,external_node_path_.dirname)(path))}`;
    const name = (0,shlex/* quote */.hD)((0,external_node_path_.basename)(path));
    return (`restore the last committed one with \`${git} checkout HEAD -- ${name}\`, an older one with ` +
        `\`${git} log --oneline -- ${name}\` and its commit in place of HEAD; without git, move the file away: ` +
        'tasks that are ticked in tasks.md stay done');
}


/***/ }),

/***/ 2034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ createStateStore),
  z: () => (/* binding */ withSavedState)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/throttle/history.js + 1 modules
var throttle_history = __webpack_require__(3149);
// EXTERNAL MODULE: ./lib/throttle/history-schema.js
var history_schema = __webpack_require__(8710);
// EXTERNAL MODULE: ./lib/throttle/merge-histories.js
var merge_histories = __webpack_require__(965);
// EXTERNAL MODULE: ./lib/state/merge-states.js
var merge_states = __webpack_require__(5672);
;// CONCATENATED MODULE: ./lib/state/renamed-spec.js
/**
 * The name under which a state file has a spec whose folder a person renamed: nothing lies under that name any more, and
 * what was worked on there is in this spec's tasks. null: the spec has a state, or none fits.
 */
function findFormerName(file, spec, { titles, exists }) {
    if (Object.hasOwn(file.specs, spec))
        return null;
    const fits = ({ units }) => {
        const worked = Object.values(units).flatMap(({ title }) => title ?? []);
        return worked.filter((title) => titles.has(title)).length * 2 > worked.length;
    };
    const former = Object.entries(file.specs).filter(([name, state]) => !exists(name) && fits(state));
    return former.length === 1 ? (former[0]?.[0] ?? null) : null;
}
/** The same file with the spec's state under its new name, and with the former one noted there. */
function renameSpec(file, from, to) {
    const { [from]: state, ...specs } = file.specs;
    if (state === undefined)
        return file;
    const former_names = [...(state.former_names ?? []), from];
    return { ...file, specs: { ...specs, [to]: { ...state, former_names } } };
}

// EXTERNAL MODULE: ./lib/state/schema.js
var schema = __webpack_require__(7658);
// EXTERNAL MODULE: ./lib/state/transitions/transitions.js
var transitions = __webpack_require__(9970);
// EXTERNAL MODULE: ./lib/state/file/format.js
var format = __webpack_require__(3461);
// EXTERNAL MODULE: ./lib/state/file/read-state.js + 1 modules
var read_state = __webpack_require__(3807);
// EXTERNAL MODULE: ./lib/state/file/regular-file.js
var regular_file = __webpack_require__(8647);
;// CONCATENATED MODULE: ./lib/state/file/store.js
















const savedPartSchema = schemas/* object */.Ikc({ spec: schema/* specStateSchema */.Sq, throttle: history_schema/* historySchema */.Ut });
/**
 * The state on disk, of one spec in a file that other specs share.
 *
 * `load` gives null where there is no file; a file without this spec gives a fresh spec and the throttle's memory,
 * which all specs share. What it read is the truth from then on, for the other specs of the file, too: `save` writes
 * it with this spec's part and the throttle's, whatever stands on the disk. Only `readMerged` takes up what git brought.
 * A file that cannot be read is a UserError and stays as it is. Where this store had read or written a good one before
 * (an agent scribbled over it since) `save` goes on: the damaged one is copied, and `warn` says where to.
 */
function createStateStore(options) {
    const { spec } = options;
    let cached = null;
    let realPath = null;
    const validatedUnits = new WeakSet();
    /** Looked up once, before an agent could put a link on the way. */
    function filePath() {
        realPath ??= (0,external_node_path_.join)((0,regular_file/* realPathOf */.dN)((0,external_node_path_.dirname)(options.path)), (0,external_node_path_.basename)(options.path));
        return realPath;
    }
    function read() {
        const path = filePath();
        const identity = identityOf(path);
        if (identity === null)
            return null;
        if (identity !== cached?.identity) {
            const text = readText(path);
            if (text === null)
                return null;
            cached = { identity, file: (0,read_state/* readState */.un)(text, { path: options.path, spec, now: options.now() }) };
        }
        return cached.file;
    }
    /**
     * What is on the disk; `known` where that is damaged, which is kept aside. What git merged is never replaced where a
     * newer version wrote it; what an agent left may say so, too.
     */
    function readOrRecover(known, source) {
        try {
            return read() ?? known;
        }
        catch (error) {
            if (!(error instanceof errors/* UserError */.yo) || (source === 'git' && error instanceof read_state/* NewerStateError */.tN))
                throw error;
            const copy = copyDamagedFile(filePath());
            options.warn?.(`${options.path} was damaged during the run (${error.message}); it was rewritten from memory` +
                (copy === null ? '' : `, and the damaged file is saved in ${copy}`));
            return known;
        }
    }
    /** A renamed spec goes on with what it had under its former name, which is not saved again. */
    function withFormerState(file) {
        if (options.folders === undefined || cached === null || Object.hasOwn(file.specs, spec))
            return file;
        const former = findFormerName(file, spec, options.folders());
        if (former === null)
            return file;
        options.warn?.(`${spec} continues with the state of ${former}, whose folder no longer exists and which had the same tasks`);
        cached = { identity: cached.identity, file: renameSpec(file, former, spec) };
        return cached.file;
    }
    /** What is written is held to what would be accepted, so that a fault of ours cannot spoil a good file. */
    function validate(saved) {
        const units = Object.entries(saved.spec.units).filter(([, unit]) => !validatedUnits.has(unit));
        const checked = savedPartSchema.safeParse({ ...saved, spec: { ...saved.spec, units: Object.fromEntries(units) } });
        if (!checked.success)
            throw new errors/* InternalError */.Gd(`a state that could not be read again: ${checked.error.message}`);
        for (const [, unit] of units)
            validatedUnits.add(unit);
    }
    function write(saved) {
        const path = filePath();
        const known = cached?.file;
        const present = known ?? read() ?? (0,read_state/* emptyStateFile */.n3)();
        // Looked at for what must be said of it, not for what it says.
        if (known !== undefined)
            readOrRecover(known, 'agent');
        validate(saved);
        const file = {
            ...present,
            specs: { ...present.specs, [spec]: saved.spec },
            throttle: saved.throttle,
        };
        try {
            // In one go, without the thread pool: half the time, and no other write of ours can come between.
            (0,regular_file/* writeRegularFile */.E2)(path, (0,format/* formatState */.l)(file), (0,regular_file/* realPathOf */.dN)(options.root ?? (0,external_node_path_.dirname)(path)));
        }
        catch (cause) {
            throw new errors/* UserError */.yo(`the state cannot be written: ${cause.message}`, {
                where: options.path,
                fix: 'make the folder writable and check that the disk is not full; the file is unchanged',
                cause,
            });
        }
        const identity = identityOf(path);
        cached = identity === null ? null : { identity, file };
    }
    return {
        async load() {
            const file = withSavedState(read(), options.saved?.() ?? null, spec, options.now());
            if (file !== null)
                cached = { identity: cached?.identity ?? '', file };
            if (file === null)
                cached = { identity: '', file: (0,read_state/* emptyStateFile */.n3)() };
            if (file === null)
                return null;
            const { specs, throttle = (0,throttle_history/* emptyHistory */.s4)() } = withFormerState(file);
            const others = Object.entries(specs).flatMap(([name, state]) => (name === spec ? [] : [state]));
            return {
                spec: (Object.hasOwn(specs, spec) ? specs[spec] : undefined) ?? (0,transitions/* newSpecState */.pb)(options.now()),
                throttle,
                ...(others.length === 0 ? {} : { others }),
            };
        },
        async save(saved) {
            write(saved);
        },
        async readMerged(throttle) {
            if (cached === null)
                return throttle;
            const before = cached;
            const file = readOrRecover(before.file, 'git');
            cached = { identity: before.identity, file };
            return (0,merge_histories/* mergeHistories */.d)(before.file.throttle ?? null, throttle, file.throttle ?? throttle);
        },
    };
}
/** The state of a spec that was taken out of the tree, unless the tree has gone on from there. */
function withSavedState(file, saved, spec, now) {
    if (saved?.state == null)
        return file;
    const path = `${saved.ref}:`;
    const left = saved.left === null ? null : (0,read_state/* readState */.un)(saved.left, { path, spec, now });
    const ownPart = (from) => from !== null && Object.hasOwn(from.specs, spec) ? from.specs[spec] : undefined;
    if (!(0,external_node_util_.isDeepStrictEqual)(ownPart(file), ownPart(left)))
        return file;
    return (0,merge_states/* mergeStates */.t)(left, (0,read_state/* readState */.un)(saved.state, { path, spec, now }), file ?? (0,read_state/* emptyStateFile */.n3)());
}
/** Every write goes through a rename, so a changed file is another inode or has another time; null: no file. */
function identityOf(path) {
    try {
        const { ino, size, mtimeNs, ctimeNs } = (0,external_node_fs_.lstatSync)(path, { bigint: true });
        return `${ino}:${size}:${mtimeNs}:${ctimeNs}`;
    }
    catch (cause) {
        const code = cause.code ?? '';
        // Whoever reads it is told what is wrong.
        return code === 'ENOENT' ? null : code;
    }
}
function readText(path) {
    try {
        return (0,regular_file/* readRegularFile */.XF)(path)?.bytes.toString('utf8') ?? null;
    }
    catch (cause) {
        throw unreadable(path, cause);
    }
}
function unreadable(path, cause) {
    const isOtherKind = cause instanceof regular_file/* NotRegularFileError */.iZ;
    return new errors/* UserError */.yo(`the state cannot be read: ${cause.message}`, {
        where: path,
        fix: isOtherKind ? `remove it and ${(0,read_state/* restoreHint */.AB)(path)}` : 'make it a file that you can read and write',
        cause,
    });
}
/** null: there is nothing that may be copied. */
function copyDamagedFile(path) {
    try {
        const found = (0,regular_file/* readRegularFile */.XF)(path);
        if (found === null)
            return null;
        const copyPath = (0,external_node_path_.join)((0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'sequential-damaged-')), (0,external_node_path_.basename)(path));
        (0,external_node_fs_.writeFileSync)(copyPath, found.bytes);
        return copyPath;
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 5672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ mergeStates)
/* harmony export */ });
/* harmony import */ var _three_way_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6713);
/* harmony import */ var _throttle_merge_histories_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(965);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7658);
/* harmony import */ var _transitions_notes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1283);
/* harmony import */ var _transitions_open_questions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96);
/* harmony import */ var _transitions_totals_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5059);






/**
 * One state file of two that parted at `base` (null: they never were one), by what it means: a spec that one side
 * changed is that side's, one that both changed is merged unit by unit, and the throttle's memory is what either knows.
 */
function mergeStates(base, ours, theirs) {
    const other = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)({ base: base ?? {}, ours, theirs }, ({ ours }) => ours);
    const throttle = ours.throttle === undefined || theirs.throttle === undefined
        ? (ours.throttle ?? theirs.throttle)
        : (0,_throttle_merge_histories_js__WEBPACK_IMPORTED_MODULE_1__/* .mergeHistories */ .d)(base?.throttle ?? null, ours.throttle, theirs.throttle);
    return {
        ...other,
        schema: _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .STATE_VERSION */ .nd,
        version: _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .STATE_VERSION */ .nd,
        specs: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)({ base: base?.specs, ours: ours.specs, theirs: theirs.specs }, mergeSpecs),
        ...(throttle === undefined ? {} : { throttle: throttle }),
    };
}
/** Both sides worked on it: nothing that is done is lost, all else is told by who was there last. */
function mergeSpecs({ base, ours, theirs }) {
    const [newer, older] = lastSeen(theirs) > lastSeen(ours) ? [theirs, ours] : [ours, theirs];
    const of = (key) => ({ base: base?.[key], ours: newer[key], theirs: older[key] });
    const totals = newer.totals === undefined ? older.totals : mergeTotals(newer.totals, older.totals);
    const answers = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('answers'), (changed) => (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(changed));
    const questions = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('questions'), ({ ours, theirs }) => (0,_transitions_open_questions_js__WEBPACK_IMPORTED_MODULE_4__/* .mergeQuestions */ .gp)(ours, theirs));
    const merged = {
        ...(0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)({ base, ours: newer, theirs: older }, ({ ours }) => ours),
        started_at: older.started_at < newer.started_at ? older.started_at : newer.started_at,
        completed_at: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('completed_at'), () => newer.completed_at) ?? null,
        completed: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('completed')),
        assignments: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('assignments'), ({ ours }) => ours),
        units: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('units'), mergeUnits),
        paused: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('paused'), () => newer.paused) ?? null,
        run: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('run'), () => newer.run) ?? null,
        ...(totals === undefined ? {} : { totals }),
        ...(Object.keys(answers).length === 0 ? {} : { answers }),
        ...(questions === undefined ? {} : { questions }),
        ...listOf('settling', (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('settling'), ({ id }) => id)),
        ...listOf('notes', (0,_transitions_notes_js__WEBPACK_IMPORTED_MODULE_3__/* .withinLimit */ .z)((0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('notes'), ({ task, at }) => `${task} ${at}`))),
        ...listOf('waits', (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('waits'), ({ since }) => since)),
        ...listOf('consumed', (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('consumed'))),
        ...listOf('former_names', (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('former_names'))),
        ...haltFields(newer),
    };
    return withHalt(merged, (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('halt'), () => lastHalt(newer.halt, older.halt)) ?? null);
}
function listOf(key, items) {
    return items.length === 0 ? {} : { [key]: items };
}
function haltFields({ halted, halted_at, halted_task, halt }) {
    return { halted, halted_at, halted_task, halt };
}
/** A question stands until it was answered, or what it is about is done: its issue is closed with the spec then. */
function withHalt(state, halt) {
    const none = { halted: false, halted_at: null, halted_task: null, halt: null };
    if (halt === null || state.consumed?.includes(halt.id) === true)
        return { ...state, ...none };
    const isDone = halt.task !== null && state.completed.includes(halt.task);
    if (isDone)
        return { ...state, ...none, settling: [...(state.settling ?? []), halt] };
    return { ...state, halted: true, halted_at: halt.at, halted_task: halt.task, halt };
}
function lastHalt(a, b) {
    return a === null || b === null ? (a ?? b) : b.at > a.at ? b : a;
}
/** Done wins. What was counted is the most that either counted: a squashed merge brings one side's counts to the other. */
function mergeUnits({ ours, theirs }) {
    const winner = isDone(theirs) && !isDone(ours) ? theirs : ours;
    const most = (key) => ours[key] === undefined && theirs[key] === undefined ? {} : { [key]: Math.max(ours[key] ?? 0, theirs[key] ?? 0) };
    return {
        ...winner,
        attempts: Math.max(ours.attempts, theirs.attempts),
        ...most('duration_s'),
        ...most('tokens'),
        ...most('cost_usd'),
        ...most('credits'),
        ...(ours.cost_estimated === true || theirs.cost_estimated === true ? { cost_estimated: true } : {}),
    };
}
function isDone({ status }) {
    return status === 'completed' || status === 'skipped';
}
function mergeTotals(ours = _transitions_totals_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyTotals */ .Tf, theirs = _transitions_totals_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyTotals */ .Tf) {
    const most = (key) => Math.max(Number(ours[key] ?? 0), Number(theirs[key] ?? 0));
    const waited = { base: undefined, ours: ours.waiting_s, theirs: theirs.waiting_s };
    return {
        ...theirs,
        ...ours,
        calls: most('calls'),
        tokens_in: most('tokens_in'),
        tokens_cached: most('tokens_cached'),
        tokens_out: most('tokens_out'),
        cost_usd: most('cost_usd'),
        cost_estimated: ours.cost_estimated || theirs.cost_estimated,
        ...(0,_transitions_totals_js__WEBPACK_IMPORTED_MODULE_5__/* .addCredits */ .sy)(most('credits')),
        agent_s: most('agent_s'),
        ...(ours.review_caught === undefined && theirs.review_caught === undefined
            ? {}
            : { review_caught: most('review_caught'), review_advice: most('review_advice') }),
        waiting_s: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(waited, (seconds) => Math.max(seconds.ours, seconds.theirs)),
    };
}
/** The newest time in it that says somebody worked; equal ones are told apart, so that no side depends on who merges. */
function lastSeen(state) {
    const { run, paused, halted_at, completed_at, started_at, units } = state;
    const times = [run?.heartbeat, paused?.at, halted_at, completed_at, started_at];
    const done = Object.values(units).flatMap((unit) => [unit.completed_at, unit.started_at]);
    const newest = [...times, ...done]
        .filter((time) => typeof time === 'string')
        .sort()
        .at(-1) ?? '';
    return `${newest} ${JSON.stringify(state)}`;
}


/***/ }),

/***/ 8417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ planSpec)
});

// EXTERNAL MODULE: ./lib/plan/cut-phases.js
var cut_phases = __webpack_require__(9308);
// EXTERNAL MODULE: ./lib/collections.js
var collections = __webpack_require__(1590);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/plan/order/order.js


/**
 * The order in which one at a time can be done: always the first in the list whose dependencies are done. Those that
 * name nothing in the list hold nothing back. Throws a UserError that names the cycle if there is one;
 * `selectNamed` may leave steps of it out.
 */
function topologicalOrder(items, selectNamed = (cycle) => cycle) {
    const position = new Map(items.map(({ key }, index) => [key, index]));
    const openDependencyCounts = items.map(({ dependencies }) => dependencies.filter((key) => position.has(key)).length);
    const dependents = new Map();
    items.forEach(({ dependencies }, index) => {
        for (const key of dependencies)
            (0,collections/* addToGroup */.Mr)(dependents, key, index);
    });
    // Highest first, so that the next one is taken from the end.
    const ready = items.flatMap((_, index) => (openDependencyCounts[index] === 0 ? [index] : [])).reverse();
    const order = [];
    for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
        const { key } = items[index];
        order.push(key);
        for (const dependent of dependents.get(key) ?? []) {
            openDependencyCounts[dependent] = (openDependencyCounts[dependent] ?? 0) - 1;
            if (openDependencyCounts[dependent] === 0)
                insertDescending(ready, dependent);
        }
    }
    if (order.length < items.length)
        throw cycleError(selectNamed(findCycle(items, new Set(order))));
    return order;
}
function insertDescending(descending, value) {
    let low = 0;
    let high = descending.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (descending[middle] > value)
            low = middle + 1;
        else
            high = middle;
    }
    descending.splice(low, 0, value);
}
/** Walks from one that waits to another that it waits for, until one comes again. */
function findCycle(items, done) {
    const remaining = new Map(items.filter(({ key }) => !done.has(key)).map((item) => [item.key, item]));
    const path = [];
    const seen = new Map();
    let key = remaining.keys().next().value;
    while (key !== undefined && !seen.has(key)) {
        seen.set(key, path.length);
        path.push(key);
        key = remaining.get(key)?.dependencies.find((dependency) => remaining.has(dependency));
    }
    const cycle = path.slice(seen.get(key ?? '') ?? 0);
    // It starts with what comes first in the document, whichever way it was found.
    const position = new Map(items.map((item, index) => [item.key, index]));
    const first = cycle.reduce((best, key, index) => ((position.get(key) ?? 0) < (position.get(cycle[best] ?? '') ?? 0) ? index : best), 0);
    return [...cycle.slice(first), ...cycle.slice(0, first)];
}
function cycleError(cycle) {
    const shown = cycle.length > 20 ? [...cycle.slice(0, 10), '…', ...cycle.slice(-9)] : cycle;
    return new errors/* UserError */.yo(`dependency cycle: ${[...shown, cycle[0]].join(' → ')}`, {
        where: 'tasks.md',
        fix: 'remove one of these dependencies: each task waits for the next, so none can ever start',
    });
}

;// CONCATENATED MODULE: ./lib/plan/order/order-by-waves.js
/**
 * Leaves by the waves of a Task Dependency Graph. A leaf that the graph omits (checkpoints, as a rule) is a barrier at
 * its place in the document: what stands before it comes before it, what stands behind it comes behind it.
 */
function orderByWaves(leaves, waves, tree) {
    const position = new Map();
    for (const key of waves.flat()) {
        const node = tree.byKey.get(key);
        if (node === undefined)
            continue;
        for (const leaf of tree.leavesOf(node))
            if (!position.has(leaf.key))
                position.set(leaf.key, position.size);
    }
    const ordered = [];
    let pending = [];
    const flush = () => {
        ordered.push(...pending.sort((a, b) => (position.get(a.key) ?? 0) - (position.get(b.key) ?? 0)));
        pending = [];
    };
    for (const leaf of leaves) {
        if (position.has(leaf.key))
            pending.push(leaf);
        else {
            flush();
            ordered.push(leaf);
        }
    }
    flush();
    return ordered;
}

;// CONCATENATED MODULE: ./lib/plan/task-tree.js
/** Hangs every task under its parent. Checklists at the root are in no tree. */
function buildTree(spec, includeOptional) {
    const tasks = new Map(spec.tasks.map((task) => [task.key, task]));
    const roots = new Map(spec.roots.map((root) => [root.key, root]));
    const byKey = new Map();
    const addNode = (key) => {
        const existing = byKey.get(key);
        if (existing !== undefined)
            return existing;
        const task = tasks.get(key) ?? null;
        const parent = task === null || task.parent === null ? null : addNode(task.parent);
        const root = parent?.root ?? roots.get(key);
        if (root === undefined || task?.role === 'checklist')
            return null;
        const dependencies = task?.dependencies ?? root.dependencies;
        const children = [];
        const node = {
            key,
            task,
            parent,
            root,
            dependencies,
            get optional() {
                return task?.optional ?? children.every((child) => child.optional);
            },
            children,
            countsItself: spec.format === 'openspec',
            checklist: [],
        };
        byKey.set(key, node);
        return node;
    };
    for (const task of spec.tasks) {
        if (task.role === 'task')
            addNode(task.key);
        else
            checklistOwner(task, tasks, addNode)?.checklist.push(task);
    }
    for (const task of spec.tasks) {
        const node = byKey.get(task.key);
        if (node !== undefined)
            node.parent?.children.push(node);
    }
    return {
        roots: spec.roots.flatMap(({ key }) => byKey.get(key) ?? []),
        byKey,
        counts: ({ optional }) => includeOptional || !optional,
        leavesOf: (node) => collectLeaves(node, includeOptional),
        isDone: (node) => collectLeaves(node, includeOptional).every(isTicked),
    };
}
/** A checklist item may be nested in another; in the end it belongs to a task. */
function checklistOwner(item, tasks, addNode) {
    let parentKey = item.parent;
    while (parentKey !== null) {
        const task = tasks.get(parentKey);
        if (task?.role !== 'checklist')
            return addNode(parentKey);
        parentKey = task.parent;
    }
    return null;
}
/** The leaves that decide over a node where nothing optional is asked for. */
function requiredLeavesOf(node) {
    return collectLeaves(node, false);
}
function collectLeaves(node, includeOptional, leaves = []) {
    const required = node.children.filter((child) => !child.optional);
    if (required.length === 0 && node.task !== null)
        leaves.push(node);
    const includeAll = includeOptional || (required.length === 0 && node.task === null);
    const below = leaves.length;
    for (const child of includeAll ? node.children : required)
        collectLeaves(child, includeAll, leaves);
    // The last one to be ticked below it ticks it; one that was left open then is work of its own.
    if (node.countsItself && node.task !== null && required.length > 0 && !isTicked(node)) {
        if (leaves.slice(below).every(isTicked))
            leaves.push(node);
    }
    return leaves;
}
function isTicked({ task }) {
    return task?.state === 'done';
}
/** Is `node` the same as `other`, or above or below it? */
function isOnSameBranch(node, other) {
    return isSameOrBelow(node, other) || isSameOrBelow(other, node);
}
function isSameOrBelow(node, other) {
    for (let at = node; at !== null; at = at.parent)
        if (at === other)
            return true;
    return false;
}
/** Asks once for each node. */
function memoizeByNode(of) {
    const cache = new Map();
    return (node) => {
        const cached = cache.get(node);
        if (cached !== undefined)
            return cached;
        const value = of(node);
        cache.set(node, value);
        return value;
    };
}

;// CONCATENATED MODULE: ./lib/plan/order/unit-dependencies.js



/** More could only come of a file that nobody wrote by hand, and would not fit in memory. */
const MAX_PAIRS = 1_000_000;
/**
 * Who waits for whom. A checkbox that is done waits for nothing, what is left out as optional holds nothing back, and a
 * dependency on a task's own parent or child means nothing.
 */
function findOpenDependencies(tree) {
    const isDone = memoizeByNode(tree.isDone);
    const waiting = [...tree.byKey.values()].filter((node) => node.dependencies.length > 0 && !isDone(node) && tree.counts(node));
    const dependencies = waiting.flatMap((from) => from.dependencies
        .flatMap((key) => tree.byKey.get(key) ?? [])
        .filter(tree.counts)
        .map((to) => ({ from, to })));
    const isSelf = ({ from, to }) => isOnSameBranch(from, to);
    return {
        open: dependencies.filter((dependency) => !isSelf(dependency) && !isDone(dependency.to)),
        diagnostics: dependencies.filter(isSelf).map(selfDependency),
    };
}
/** Unit → the units that it waits for, by keys of their roots. */
function unitDependencies({ open }) {
    const dependencies = new Map();
    for (const { from, to } of open)
        if (from.root !== to.root)
            add(dependencies, from.root.key, to.root.key);
    return dependencies;
}
/** Leaf → the leaves that it waits for: a dependency on a parent means all its required leaves. */
function leafDependencies({ open }, tree) {
    const dependencies = new Map();
    const leaves = memoizeByNode(tree.leavesOf);
    let pairs = 0;
    for (const { from, to } of open) {
        const dependents = leaves(from).filter((leaf) => !isTicked(leaf));
        pairs += dependents.length * leaves(to).length;
        if (pairs > MAX_PAIRS) {
            throw new errors/* UserError */.yo(`the dependencies between single tasks are more than ${MAX_PAIRS}`, {
                where: `tasks.md:${lineOf(from)}`,
                fix: 'run whole units (--granularity unit), or have fewer parents depend on parents',
            });
        }
        for (const leaf of dependents)
            for (const other of leaves(to))
                add(dependencies, leaf.key, other.key);
    }
    return dependencies;
}
/**
 * Throws a UserError where tasks wait for each other, also inside a unit. Each task has a start and an end: it ends
 * after its children, they start after it, and what waits starts after the end of what it waits for.
 */
function assertNoCycles(tree, { open }) {
    if (open.length === 0)
        return;
    const startDependencies = new Map();
    for (const { from, to } of open)
        add(startDependencies, from.key, endKey(to.key));
    const items = [...tree.byKey.values()].flatMap(({ key, parent, children }) => [
        {
            key: startKey(key),
            dependencies: [...(startDependencies.get(key) ?? []), ...(parent === null ? [] : [startKey(parent.key)])],
        },
        { key: endKey(key), dependencies: [startKey(key), ...children.map((child) => endKey(child.key))] },
    ]);
    // Named are those that say what they wait for; the steps between parents and children go without saying.
    topologicalOrder(items, (cycle) => {
        const next = (index) => cycle[(index + 1) % cycle.length] ?? '';
        return cycle.flatMap((step, index) => (isStartKey(step) && !isStartKey(next(index)) ? [step.slice(2)] : []));
    });
}
const startKey = (key) => `< ${key}`;
const endKey = (key) => `> ${key}`;
const isStartKey = (step) => step.startsWith('<');
function lineOf(node) {
    return node.task?.line ?? node.root.line;
}
function selfDependency({ from: node, to: target }) {
    return {
        line: lineOf(node),
        code: 'self-dependency',
        message: `${node.key} depends on ${target.key}, which contains it or is contained in it: ignored`,
    };
}
function add(map, from, to) {
    const known = map.get(from);
    if (known === undefined)
        map.set(from, new Set([to]));
    else
        known.add(to);
}

;// CONCATENATED MODULE: ./lib/plan/plan-units.js





/**
 * What would run, in order. With granularity `unit` a root and all below it are one unit; with `task` each required
 * leaf is its own, in document order or by the file's waves. Throws a UserError that names a dependency cycle.
 */
function planUnits(spec, { granularity, includeOptional }) {
    const tree = buildTree(spec, includeOptional);
    const openDependencies = findOpenDependencies(tree);
    const perLeaf = granularity === 'task';
    if (perLeaf)
        assertNoCycles(tree, openDependencies);
    const dependencies = perLeaf ? leafDependencies(openDependencies, tree) : unitDependencies(openDependencies);
    const tasksOf = tasksByRoot(spec.tasks, tree);
    const countOpenLeaves = memoizeByNode((node) => tree.leavesOf(node).filter((leaf) => !isTicked(leaf)).length);
    const nodes = perLeaf ? leafNodes(spec, tree) : tree.roots;
    const units = nodes.map((node) => {
        const unitDependencies = [...(dependencies.get(node.key) ?? [])];
        if (perLeaf)
            return leafUnit(node, unitDependencies, tree, countOpenLeaves);
        return rootUnit(node, tasksOf.get(node.key) ?? [], unitDependencies, tree);
    });
    const remaining = units.filter((unit) => unit.status !== 'done' && tree.counts(unit));
    const order = topologicalOrder(remaining);
    // Last, since a cycle is best named by its units; within one it shows only here.
    if (!perLeaf)
        assertNoCycles(tree, openDependencies);
    const diagnostics = [...spec.diagnostics, ...openDependencies.diagnostics, ...conflictDiagnostics(tree)];
    const leftOut = spec.tasks.filter((task) => task.state !== 'done' && !tree.counts(task));
    return {
        units,
        order,
        skippedOptional: keysOf(leftOut),
        diagnostics: diagnostics.sort((a, b) => a.line - b.line),
    };
}
function leafNodes(spec, tree) {
    const wanted = new Set(tree.roots.filter(tree.counts).flatMap(tree.leavesOf));
    const leaves = spec.tasks.flatMap(({ key }) => {
        const node = tree.byKey.get(key);
        return node !== undefined && wanted.has(node) ? [node] : [];
    });
    return spec.waves === null ? leaves : orderByWaves(leaves, spec.waves, tree);
}
function rootUnit(node, tasks, dependencies, tree) {
    const { key, id, title, line, body } = node.root;
    const ticks = new Set(openCheckboxKeys(node, tree));
    return {
        key,
        id,
        title,
        line,
        status: statusOf(node, tree),
        optional: node.optional,
        counts: tree.counts(node),
        leaves: tree.leavesOf(node).map((leaf) => leaf.key),
        tasks: [...tasks.filter((task) => task.key === key), ...tasks.filter((task) => task.key !== key)],
        tasksToTick: keysOf(tasks.filter((task) => ticks.has(task.key))),
        leftOut: keysOf(tasks.filter((task) => !tree.counts(task))),
        dependencies,
        ...(node.task === null && body !== '' ? { body } : {}),
        ...phaseOf(node),
    };
}
function leafUnit(node, dependencies, tree, countOpenLeaves) {
    const task = node.task;
    const ownTasks = [task, ...node.checklist];
    const checkboxes = [...ownTasks];
    // The last leaf to be done completes its parents.
    for (let { parent } = node; task.state !== 'done' && parent !== null && countOpenLeaves(parent) === 1; { parent } = parent) {
        if (parent.task !== null)
            checkboxes.push(parent.task, ...parent.checklist);
    }
    return {
        key: node.key,
        id: task.id,
        title: task.title,
        line: task.line,
        status: task.state === 'done' ? 'done' : 'open',
        optional: task.optional,
        counts: tree.counts(task),
        leaves: [node.key],
        tasks: ownTasks,
        tasksToTick: keysOf(openOf(checkboxes, tree).sort((a, b) => a.line - b.line)),
        leftOut: keysOf(ownTasks.filter((checkbox) => !tree.counts(checkbox))),
        dependencies,
        ancestors: ancestorsOf(node.parent, tree),
        ...phaseOf(node),
    };
}
function phaseOf({ root: { phase, story } }) {
    return { ...(phase === undefined ? {} : { phase }), ...(story === undefined ? {} : { story }) };
}
/** A leaf that is sent alone would not know what its parents say of all their children. */
function ancestorsOf(node, tree) {
    if (node === null)
        return [];
    const { id, title, body } = node.task ?? node.root;
    const checklist = openOf(node.checklist, tree).map((checkbox) => `- ${checkbox.title}`);
    const text = [body, ...checklist].filter((part) => part !== '').join('\n');
    return [...ancestorsOf(node.parent, tree), { id, title, body: text }];
}
/** The checkboxes under the node, its own among them, that are to be ticked when it is done. */
function openCheckboxKeys(node, tree) {
    // Of the checklist of a part that is done nobody is told.
    const checklist = tree.isDone(node) ? [] : node.checklist;
    const checkboxes = node.task === null ? checklist : [node.task, ...checklist];
    return [...keysOf(openOf(checkboxes, tree)), ...node.children.flatMap((child) => openCheckboxKeys(child, tree))];
}
function openOf(checkboxes, tree) {
    return checkboxes.filter((checkbox) => checkbox.state !== 'done' && tree.counts(checkbox));
}
function keysOf(tasks) {
    return tasks.map(({ key }) => key);
}
function statusOf(node, tree) {
    const leaves = tree.leavesOf(node);
    const done = leaves.filter(isTicked).length;
    if (done === leaves.length)
        return 'done';
    if (findConflicts(node).length > 0)
        return 'conflict';
    return done > 0 ? 'partial' : 'open';
}
/** Ticked parents with an open required task below; the open one counts. */
function findConflicts(node) {
    const required = node.children.filter((child) => !child.optional);
    const isConflict = isTicked(node) && !required.flatMap(requiredLeavesOf).every(isTicked);
    return [...(isConflict ? [node] : []), ...required.flatMap(findConflicts)];
}
function conflictDiagnostics(tree) {
    return tree.roots.flatMap(findConflicts).map((node) => {
        const open = requiredLeavesOf(node).filter((leaf) => !isTicked(leaf));
        const named = open.map(({ key, task }) => `${task?.id ?? key} (line ${task?.line})`).join(', ');
        return {
            line: node.task?.line ?? node.root.line,
            code: 'parent-conflict',
            message: `${node.key} is ticked, but not all of its sub-tasks are: counted as open: ${named}`,
        };
    });
}
function tasksByRoot(tasks, tree) {
    const byRoot = new Map();
    const parents = new Map(tasks.map(({ key, parent }) => [key, parent]));
    for (const task of tasks) {
        // A checklist item is in no tree, the task that it belongs to is.
        let owner = task.key;
        while (owner !== null && !tree.byKey.has(owner))
            owner = parents.get(owner) ?? null;
        const root = owner === null ? undefined : tree.byKey.get(owner)?.root.key;
        if (root !== undefined)
            (0,collections/* addToGroup */.Mr)(byRoot, root, task);
    }
    return byRoot;
}

// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(8804);
;// CONCATENATED MODULE: ./lib/state/plan-spec.js



/** What would run, in order, with what is on record: a spec goes on in the units that it was begun with. */
function planSpec(spec, settings, state) {
    const { includeOptional, verify } = settings;
    const begunKeys = Object.keys(state?.units ?? {});
    const single = settings.granularity === 'unit' ? firstSingleTask(spec, begunKeys) : null;
    const granularity = single === null ? settings.granularity : 'task';
    const cut = granularity === 'unit' ? (0,cut_phases/* cutLongPhases */.t)(spec, { begunKeys, keepTests: verify !== null }) : spec;
    const plan = planUnits(cut, { granularity, includeOptional });
    const notes = plan.order.length === 0 ? [] : [...singleTaskNotes(spec, single), ...reopenedNotes(spec, plan, state)];
    return notes.length === 0 ? plan : { ...plan, diagnostics: [...notes, ...plan.diagnostics] };
}
/**
 * Before groups and phases were read, each task was a unit of its own. Its key; null: none was, or phases were worked
 * on since.
 */
function firstSingleTask({ format, tasks, roots }, begunKeys) {
    if (format === 'kiro')
        return null;
    const groups = new Set(roots.map(({ key }) => key));
    if (begunKeys.some((key) => groups.has(key) || /-part-\d+$/.test(key)))
        return null;
    const begun = new Set(begunKeys);
    return tasks.find(({ key, role }) => role === 'task' && begun.has(key))?.key ?? null;
}
function singleTaskNotes({ format }, key) {
    if (key === null)
        return [];
    const group = format === 'openspec' ? 'group' : 'phase';
    const message = `the state file records single tasks (${key}), so the spec continues with granularity task; without these records each ${group} is a unit`;
    return [{ line: 0, code: 'single-tasks', message }];
}
/** What was complete, and is not any more, was read otherwise before, or was added to. */
function reopenedNotes({ format, tasks }, { units, order }, state) {
    if (format === 'kiro' || state === null || state.completed_at === null)
        return [];
    const remaining = new Set(order);
    const leaves = new Set(units.filter(({ key }) => remaining.has(key)).flatMap((unit) => unit.leaves));
    const open = tasks.filter(({ key, state: box }) => leaves.has(key) && box !== 'done' && !state.completed.includes(key));
    if (open.length === 0)
        return [];
    const names = open.map(({ id, title, line }) => `${id ?? title} (line ${line})`).join(', ');
    const message = `the spec was complete, but these checkboxes are open, and in this format they are work: ${(0,lib_text/* truncateWithNote */.J$)(names, 300, '…')}`;
    return [{ line: open[0]?.line ?? 0, code: 'reopened', message }];
}


/***/ }),

/***/ 7658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L6: () => (/* binding */ forecastSchema),
/* harmony export */   Rr: () => (/* binding */ stateFileSchema),
/* harmony export */   Sq: () => (/* binding */ specStateSchema),
/* harmony export */   hN: () => (/* binding */ assignmentSchema),
/* harmony export */   nB: () => (/* binding */ totalsSchema),
/* harmony export */   nd: () => (/* binding */ STATE_VERSION)
/* harmony export */ });
/* unused harmony exports unitSchema, answerSchema, noteSchema, haltSchema, openQuestionSchema, openQuestionsSchema, pausedSchema, waitSchema, waitingSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4377);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _throttle_history_schema_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8710);


/**
 * The state file, `SEQUENTIAL_STATE.json` beside the spec folders. Unknown keys are kept everywhere (loose objects),
 * so that an older program does not lose what a newer one wrote. Times are ISO 8601 in UTC.
 */
const time = zod__WEBPACK_IMPORTED_MODULE_1__/* .datetime */ .w$();
const count = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().nonnegative();
const amount = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().nonnegative();
const assignmentSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    type: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['code', 'ui', 'review']),
    owner_agent: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
    source: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
});
/** One dispatch unit's past. Attempts are folded into sums; only the last failure is kept as text. */
const unitSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    status: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['in-progress', 'completed', 'failed', 'halted', 'skipped']),
    /** Tells a renumbered task from the one that was done. */
    title: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    attempts: count,
    /** Attempts in a row that changed nothing, and the fingerprint of the last error with its run length. */
    idle: count.optional(),
    fingerprint: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), times: count }).nullable().optional(),
    backend: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable().optional(),
    /** The working tree holds something of it already: of an attempt that a limit cut off, or that was not accepted. */
    touched: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
    /** Session ids by backend, to go on with. */
    sessions: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    /** Number of the attempt that last used a session: a limit may interrupt it, and it goes on in the same one. */
    session_attempt: count.optional(),
    /** Tokens recorded so far of the session kept, for agents that count a session as a whole. */
    session_tokens: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ in: count, cached: count, out: count }).nullable().optional(),
    duration_s: amount.optional(),
    tokens: count.optional(),
    cost_usd: amount.optional(),
    /** Of a backend whose vendor counts in these. */
    credits: amount.optional(),
    cost_estimated: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
    last_failure: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable().optional(),
    /** What each failed attempt since the last answer came to, a line each, newest last, at most ten. */
    tried: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    /** Commit or tree that the unit began from, where a reviewer compares with it. */
    base: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    /** Calls of the reviewer, how many problems it had fixed, and its advice, a line each. */
    review: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ backend: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), calls: count, caught: count, advice: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()) }).optional(),
    /** What its change says against it, a line each. */
    evidence: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    /** The same, of work that passed all but its review: the next run has it reviewed, and not done again. */
    unreviewed: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable().optional(),
    /** Report of the agent when it said done, shortened. */
    summary: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    commit: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable().optional(),
    started_at: time.optional(),
    completed_at: time.optional(),
});
const answerSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    author: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    url: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    at: time,
});
/** What the agent of a unit wanted the next ones to know; `name` is the unit's, as people read it. */
const noteSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ task: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), at: time });
const haltSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    /** Names this one stop for ever: the hidden marker carries it, and it is consumed once. */
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
    task: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    title: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    line: count,
    at: time,
    /** Who stopped: the agent's question, used-up attempts, a refusal (login, billing), the breaker, a merge conflict. */
    cause: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['question', 'attempts', 'refused', 'breaker', 'conflict']),
    question: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    tried: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    tail: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    issue: count.nullable(),
    url: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
});
/** What an agent that read the whole spec wants to know. */
const openQuestionSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    number: count,
    text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** Whom it concerns, with the titles that they had; the key `*` stands for every unit. */
    units: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ key: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), title: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() })),
    /** `a` is the first. */
    choices: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    /** What holds as long as nobody answers. */
    assumption: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** The last answer; `text` holds the choice's own words. */
    answer: answerSchema.nullable(),
    /** What held before it, and until when; oldest first. */
    held: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), until: time })).optional(),
});
/** What was asked in one batch; an empty list: there was nothing to ask. */
const openQuestionsSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    /** The hidden marker carries it. */
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
    at: time,
    list: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(openQuestionSchema),
    issue: count.nullable(),
    url: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    /** Id of the last comment in its issue that was read; 0: none was. */
    read: count,
});
const pausedSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    at: time,
    /** null: when a person acts. */
    resume_after: time.nullable(),
    reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    why: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** It starts the next run itself. */
    continues: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(true).optional(),
});
/** A stretch of minutes or hours in which a run waited. */
const waitSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ since: time, until: time, reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
/** What a run waits for at present, for who looks from outside; the throttle decides anew after a restart. */
const waitingSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ since: time, until: time, reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), why: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
const totalsSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    calls: count,
    tokens_in: count,
    tokens_cached: count,
    tokens_out: count,
    cost_usd: amount,
    cost_estimated: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    credits: amount.optional(),
    agent_s: amount,
    /** What reviewers found: problems that had to be fixed, and advice. */
    review_caught: count.optional(),
    review_advice: count.optional(),
    /** Seconds waited, by reason. */
    waiting_s: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), amount),
});
const range = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ low: amount, likely: amount, high: amount });
/** What was foretold of the night at its start; for its end, which says how far that was off. */
const forecastSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    at: time,
    /** The morning. */
    until: time,
    /** Done by the morning. */
    units: range,
    /** Used by then, or until all was done: tokens and USD in all before it, and what was to come. */
    tokens_before: count,
    tokens: range,
    cost_before_usd: amount,
    cost_usd: range.nullable(),
    /** Hours from `at` until all is done; null: not within the weeks that were looked at. */
    hours: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ low: amount.nullable(), likely: amount.nullable(), high: amount.nullable() }),
});
const specStateSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    started_at: time,
    completed: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    completed_at: time.nullable(),
    halted: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    halted_at: time.nullable(),
    halted_task: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    assignments: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), assignmentSchema),
    units: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), unitSchema),
    halt: haltSchema.nullable(),
    /**
     * The attempt that runs, with what its end will be held to: keys of boxes that were ticked by hand, number of tasks,
     * keys of units whose tests may fail.
     */
    under_way: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ task: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), ticked: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()), tasks: count, red: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional() })
        .nullable()
        .optional(),
    /** What the verify command came to after the unit that was done last. */
    verified: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
        ok: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
        tests: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ passed: count, failed: count }).nullable(),
        /** It was red before the first unit, and has been since: no unit is to blame. */
        inherited: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
        /** Its exit code, and the tests that failed by name, where they are known. */
        exit: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().nullable().optional(),
        failing: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    })
        .nullable()
        .optional(),
    /** The unit (`*`: the run's end) whose checkpoint is being made: in it, and after a run that did not see its end. */
    keeping: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable().optional(),
    /** Answers of humans by unit key, newest last. */
    answers: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(answerSchema)).optional(),
    /** What was asked before the first unit; null or left out: nobody was asked yet. */
    questions: openQuestionsSchema.nullable().optional(),
    /** Newest first, 4 KB at most. */
    notes: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(noteSchema).optional(),
    /** Halts that were answered while their unit is not done yet: their issues are closed with it. */
    settling: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(haltSchema).optional(),
    /** Ids of halts that were answered: each is consumed once. */
    consumed: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    paused: pausedSchema.nullable(),
    waiting: waitingSchema.nullable().optional(),
    /** The last long ones, oldest first. */
    waits: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(waitSchema).optional(),
    totals: totalsSchema.optional(),
    forecast: forecastSchema.nullable().optional(),
    /** Number of runs in a row that were started by the run before. */
    chain: count.optional(),
    run: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), heartbeat: time }).nullable(),
    /** What its folder was called before a person renamed it, newest last: its transcripts and commits bear these names. */
    former_names: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    /** How the command line's last run was set; read by `resume` alone, which believes nothing of it unchecked. */
    settings: zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J().optional(),
});
/** The number of this schema: a file with a greater one was written by a newer version of this program. */
const STATE_VERSION = 1;
const stateFileSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    /** As `version`; older programs know only this one. */
    schema: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(STATE_VERSION),
    version: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(STATE_VERSION).optional(),
    specs: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), specStateSchema),
    throttle: _throttle_history_schema_js__WEBPACK_IMPORTED_MODULE_0__/* .historySchema */ .Ut.optional(),
});


/***/ }),

/***/ 5585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lk: () => (/* binding */ recordRunStart),
/* harmony export */   _8: () => (/* binding */ recordHeartbeat),
/* harmony export */   vj: () => (/* binding */ recordRun)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6146);
/* harmony import */ var _waits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5892);


/**
 * A run begins. `dispatched`: by the event through which a run starts the next one. Where the run before said that it
 * does so, this is it, whoever's token that was, and the chain grows; anything else ends it.
 */
function recordRunStart(state, run) {
    const chain = run.dispatched === true && state.paused?.continues === true ? (state.chain ?? 0) + 1 : 0;
    // What a run that was killed had waited for is the throttle's to say again; its checkpoint was made, or is made now.
    const { waiting: _, keeping: __, settings: ___, ...rest } = endPause(state, run.now);
    const settings = run.settings === undefined ? {} : { settings: run.settings };
    return recordRun({ ...rest, ...settings, paused: null, chain }, run.runId, run.now);
}
function endPause(state, now) {
    return state.paused === null ? state : (0,_waits_js__WEBPACK_IMPORTED_MODULE_1__/* .keepWait */ .PJ)(state, { since: state.paused.at, now, reason: state.paused.reason });
}
/** Says which run works on the spec. */
function recordRun(state, runId, now) {
    return { ...state, run: { ...state.run, id: runId, heartbeat: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now) } };
}
/** Says that the present run is alive. */
function recordHeartbeat(state, now) {
    return state.run === null ? state : { ...state, run: { ...state.run, heartbeat: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now) } };
}


/***/ }),

/***/ 1283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ recordNote),
/* harmony export */   z: () => (/* binding */ withinLimit)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6146);

/** Of all notes together, in UTF-8: every prompt holds them. */
const MAX_BYTES = 4096;
/** What the agent of a unit that is done wants the next ones to know; newest first, the oldest make room. */
function recordNote(state, { unitKey, name, text, now, }) {
    const others = (state.notes ?? []).filter(({ task }) => task !== unitKey);
    return { ...state, notes: withinLimit([{ task: unitKey, name, text, at: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now) }, ...others]) };
}
/** The newest of them that fit, newest first. */
function withinLimit(notes) {
    const kept = [];
    let bytes = 0;
    for (const note of notes.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))) {
        bytes += Buffer.byteLength(note.name) + Buffer.byteLength(note.text);
        if (bytes > MAX_BYTES)
            break;
        kept.push(note);
    }
    return kept;
}


/***/ }),

/***/ 96:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Au: () => (/* binding */ patchQuestions),
/* harmony export */   Jf: () => (/* binding */ heldAt),
/* harmony export */   Kc: () => (/* binding */ concerns),
/* harmony export */   Lz: () => (/* binding */ recordQuestions),
/* harmony export */   Nc: () => (/* binding */ questionsFor),
/* harmony export */   gp: () => (/* binding */ mergeQuestions),
/* harmony export */   pt: () => (/* binding */ answerQuestion)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6146);
/* harmony import */ var _transitions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9970);


/** A batch of questions was asked; an empty one is remembered, too, so that nobody is asked again. */
function recordQuestions(state, questions) {
    return { ...state, questions };
}
/** Changes what is known of the batch; nothing was asked: nothing changes. */
function patchQuestions(state, patch) {
    return state.questions == null ? state : { ...state, questions: { ...state.questions, ...patch } };
}
const MOST_HELD = 20;
/** A person answers a question of the batch, and is heard `now` (epoch ms): the last word counts. */
function answerQuestion(state, number, answer, now) {
    const list = state.questions?.list.map((question) => {
        if (question.number !== number)
            return question;
        const before = { text: holding(question), until: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now) };
        return { ...question, answer, held: [...(question.held ?? []), before].slice(-MOST_HELD) };
    });
    return list === undefined ? state : patchQuestions(state, { list });
}
function holding({ answer, assumption }) {
    return answer?.text ?? assumption;
}
/** What held when a unit was done, at `at` (ISO 8601). */
function heldAt(question, at) {
    return question.held?.find(({ until }) => at <= until)?.text ?? holding(question);
}
/** Those that concern a unit. */
function questionsFor(state, unit) {
    return (state.questions?.list ?? []).filter((question) => concerns(question, unit));
}
/** Does a question concern this unit? */
function concerns({ units }, unit) {
    return units.some(({ key }) => key === unit || key === _transitions_js__WEBPACK_IMPORTED_MODULE_1__/* .WHOLE_SPEC */ .ES);
}
/** Of two states that parted: the newer batch; of one that both have, the later answers. */
function mergeQuestions(newer, older) {
    if (newer == null || older == null || newer.id !== older.id)
        return newer ?? older;
    const list = newer.list.map((question) => {
        const other = older.list.find(({ number }) => number === question.number);
        const isLater = other?.answer != null && (question.answer === null || other.answer.at > question.answer.at);
        return isLater ? { ...question, answer: other.answer, ...(other.held && { held: other.held }) } : question;
    });
    const { issue, url } = newer.issue === null ? older : newer;
    return { ...newer, list, issue, url, read: Math.max(newer.read, older.read) };
}


/***/ }),

/***/ 5059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kl: () => (/* binding */ addCallToTotals),
/* harmony export */   Ls: () => (/* binding */ addWaiting),
/* harmony export */   M6: () => (/* binding */ addReviewToTotals),
/* harmony export */   Tf: () => (/* binding */ emptyTotals),
/* harmony export */   ai: () => (/* binding */ roundToInteger),
/* harmony export */   sy: () => (/* binding */ addCredits),
/* harmony export */   u4: () => (/* binding */ totalsSince),
/* harmony export */   un: () => (/* binding */ roundToTenths),
/* harmony export */   v6: () => (/* binding */ roundToMillionths)
/* harmony export */ });
/* unused harmony export addTotals */
/** Adds to what was waited, in seconds, by reason. */
function addWaiting(state, reason, seconds) {
    const totals = state.totals ?? emptyTotals;
    const waiting_s = { ...totals.waiting_s, [reason]: roundToTenths((totals.waiting_s[reason] ?? 0) + seconds) };
    return { ...state, totals: { ...totals, waiting_s } };
}
/** Adds to the sums of the spec, over all its runs; one flag of an estimate marks the whole sum. */
function addTotals(state, increment) {
    const totals = state.totals ?? emptyTotals;
    return {
        ...state,
        totals: {
            ...totals,
            calls: roundToInteger(totals.calls + (increment.calls ?? 0)),
            tokens_in: roundToInteger(totals.tokens_in + (increment.tokens_in ?? 0)),
            tokens_cached: roundToInteger(totals.tokens_cached + (increment.tokens_cached ?? 0)),
            tokens_out: roundToInteger(totals.tokens_out + (increment.tokens_out ?? 0)),
            cost_usd: roundToMillionths(totals.cost_usd + (increment.cost_usd ?? 0)),
            cost_estimated: totals.cost_estimated || (increment.cost_estimated ?? false),
            ...addCredits(totals.credits, increment.credits),
            agent_s: roundToTenths(totals.agent_s + (increment.agent_s ?? 0)),
        },
    };
}
/** Stands where there are any alone: most vendors count in something else. */
function addCredits(before = 0, more = 0) {
    return before + more === 0 ? {} : { credits: roundToMillionths(before + more) };
}
/** Adds what a review found. */
function addReviewToTotals(state, found) {
    const totals = state.totals ?? emptyTotals;
    const review_caught = (totals.review_caught ?? 0) + found.caught;
    const review_advice = (totals.review_advice ?? 0) + found.advice;
    return { ...state, totals: { ...totals, review_caught, review_advice } };
}
/** What came on top of earlier totals; an estimate in them marks this, too. */
function totalsSince(before, now) {
    const waited = Object.entries(now.waiting_s).map(([reason, s]) => [
        reason,
        roundToTenths(s - (before.waiting_s[reason] ?? 0)),
    ]);
    return {
        calls: now.calls - before.calls,
        tokens_in: now.tokens_in - before.tokens_in,
        tokens_cached: now.tokens_cached - before.tokens_cached,
        tokens_out: now.tokens_out - before.tokens_out,
        cost_usd: roundToMillionths(now.cost_usd - before.cost_usd),
        cost_estimated: now.cost_estimated,
        ...addCredits(now.credits, -(before.credits ?? 0)),
        agent_s: roundToTenths(now.agent_s - before.agent_s),
        ...reviewsSince(before, now),
        waiting_s: Object.fromEntries(waited),
    };
}
function reviewsSince(before, now) {
    if (now.review_caught === undefined)
        return {};
    return {
        review_caught: now.review_caught - (before.review_caught ?? 0),
        review_advice: (now.review_advice ?? 0) - (before.review_advice ?? 0),
    };
}
/** Totals of a spec on which nothing was spent yet. */
const emptyTotals = {
    calls: 0,
    tokens_in: 0,
    tokens_cached: 0,
    tokens_out: 0,
    cost_usd: 0,
    cost_estimated: false,
    agent_s: 0,
    waiting_s: {},
};
/** Sums of floating point would otherwise show 0.30000000000000004 in a file that people read. */
function roundToTenths(value) {
    return Math.round(finiteOrZero(value) * 10) / 10;
}
function roundToInteger(value) {
    return Math.round(finiteOrZero(value));
}
function roundToMillionths(value) {
    return Math.round(finiteOrZero(value) * 1e6) / 1e6;
}
/** Numbers come out of agents' streams; one NaN, or a count that is no safe one, would make the file unreadable. */
function finiteOrZero(value) {
    return Number.isFinite(value) ? Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, value)) : 0;
}
/** Adds one call (attempt or assignment) to the sums of its spec. */
function addCallToTotals(state, { usage, costUsd, costEstimated, agentS }) {
    return addTotals(state, {
        calls: 1,
        tokens_in: usage?.inputTokens ?? 0,
        tokens_cached: usage?.cachedTokens ?? 0,
        tokens_out: usage?.outputTokens ?? 0,
        cost_usd: costUsd,
        cost_estimated: costEstimated,
        credits: usage?.credits ?? 0,
        agent_s: agentS,
    });
}


/***/ }),

/***/ 9970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ES: () => (/* binding */ WHOLE_SPEC),
/* harmony export */   SO: () => (/* binding */ markSpecCompleted),
/* harmony export */   XA: () => (/* binding */ recordHalt),
/* harmony export */   g1: () => (/* binding */ answerHalt),
/* harmony export */   pb: () => (/* binding */ newSpecState),
/* harmony export */   sy: () => (/* binding */ recordPause)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6146);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6413);
/* harmony import */ var _waits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5892);



/*
 * Every step of a spec's state: (state, what happened) → the next state. Nothing is changed in place, unknown keys
 * ride along, and what did not change keeps its identity, so that the store can tell. `now` is in epoch ms.
 */
/** The state of a spec that was never run. */
function newSpecState(now) {
    return {
        started_at: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now),
        completed: [],
        completed_at: null,
        halted: false,
        halted_at: null,
        halted_task: null,
        assignments: {},
        units: {},
        halt: null,
        paused: null,
        run: null,
    };
}
/** The spec stops for a person. */
function recordHalt(state, details) {
    const halted = { ...state, halted: true, halted_at: details.at, halted_task: details.task, halt: details };
    return details.task === null ? halted : (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .patchUnit */ .Rn)(halted, details.task, { status: 'halted' });
}
/** In place of a unit's key: of `answers` for a halt that belonged to none, of `keeping` for the end of a run. */
const WHOLE_SPEC = '*';
/**
 * A person answered: the halt is consumed, its unit may be tried again from the first attempt, or counts as done
 * (`skip`; `keys` as in `markUnitSkipped`). Nothing halted: nothing changes.
 */
function answerHalt(state, reply) {
    if (!state.halted && state.halt === null)
        return state;
    const task = state.halt?.task ?? state.halted_task;
    const answersKey = task ?? WHOLE_SPEC;
    const answer = { ...reply.answer, author: reply.answer.author ?? reply.by };
    const consumed = state.consumed ?? [];
    const id = state.halt?.id;
    const haltedAt = state.halt?.at ?? state.halted_at;
    const resumed = {
        ...(haltedAt === null ? state : (0,_waits_js__WEBPACK_IMPORTED_MODULE_2__/* .keepWait */ .PJ)(state, { since: haltedAt, now: reply.now, reason: 'answer' })),
        halted: false,
        halted_at: null,
        halted_task: null,
        halt: null,
        paused: null,
        consumed: id === undefined || consumed.includes(id) ? consumed : [...consumed, id],
        answers: { ...state.answers, [answersKey]: [...(state.answers?.[answersKey] ?? []), answer] },
    };
    if (task === null)
        return resumed;
    if (reply.skip) {
        return (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .markUnitSkipped */ .eb)(resumed, { unitKey: task, keys: reply.keys ?? [], summary: answer.text, now: reply.now });
    }
    return (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .patchUnit */ .Rn)((0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .clearTried */ .eh)(resumed, task), task, { status: 'in-progress', attempts: 0, idle: 0, fingerprint: null });
}
/** The run gives the machine back and means to go on. */
function recordPause(state, paused) {
    return { ...state, paused };
}
/** Every unit is done. */
function markSpecCompleted(state, now) {
    return { ...state, completed_at: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now), paused: null };
}


/***/ }),

/***/ 6413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pe: () => (/* binding */ withUnitCommits),
/* harmony export */   Rn: () => (/* binding */ patchUnit),
/* harmony export */   T8: () => (/* binding */ endAttempt),
/* harmony export */   ax: () => (/* binding */ isStillCompleted),
/* harmony export */   eb: () => (/* binding */ markUnitSkipped),
/* harmony export */   eh: () => (/* binding */ clearTried),
/* harmony export */   fM: () => (/* binding */ markUnitCompleted),
/* harmony export */   gx: () => (/* binding */ isUnitCompleted),
/* harmony export */   iY: () => (/* binding */ startAttempt),
/* harmony export */   jr: () => (/* binding */ recordAssignment),
/* harmony export */   mT: () => (/* binding */ clearFormerWork),
/* harmony export */   q7: () => (/* binding */ clearSession),
/* harmony export */   rN: () => (/* binding */ recordCommit)
/* harmony export */ });
/* unused harmony export completedKeys */
/* harmony import */ var _tasks_match_tasks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(500);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8804);
/* harmony import */ var _throttle_breaker_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4472);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6146);
/* harmony import */ var _known_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5585);
/* harmony import */ var _totals_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5059);






/* Every step of one unit's past: (state, what happened) → the next state. `now` in epoch ms. */
/** Who works on a unit. */
function recordAssignment(state, unitKey, assignment) {
    return { ...state, assignments: { ...state.assignments, [unitKey]: { ...assignment } } };
}
/** An attempt begins. A key that now stands for another title starts from nothing. */
function startAttempt(state, attempt) {
    const { key, title } = attempt.unit;
    const current = isRenumbered(state, key, title) ? clearUnit(state, key) : state;
    const unit = current.units[key];
    const reopened = current.completed.includes(key)
        ? { ...current, completed: current.completed.filter((done) => done !== key) }
        : current;
    return patchUnit({ ...reopened, completed_at: null }, key, {
        status: 'in-progress',
        title,
        backend: attempt.backend,
        started_at: unit?.started_at ?? (0,_time_js__WEBPACK_IMPORTED_MODULE_1__/* .iso */ .KH)(attempt.now),
    });
}
/** An attempt ended; its cost is added whatever became of it. */
function endAttempt(state, end) {
    const unit = state.units[end.unitKey] ?? newUnit;
    const patch = {
        status: end.status,
        backend: end.backend,
        attempts: unit.attempts + (end.counted ? 1 : 0),
        // What took any time at all is no unit without a measurement.
        duration_s: Math.max(end.durationS > 0 ? 0.1 : 0, (0,_totals_js__WEBPACK_IMPORTED_MODULE_3__/* .roundToTenths */ .un)((unit.duration_s ?? 0) + end.durationS)),
        tokens: (0,_totals_js__WEBPACK_IMPORTED_MODULE_3__/* .roundToInteger */ .ai)((unit.tokens ?? 0) + end.tokens),
        cost_usd: (0,_totals_js__WEBPACK_IMPORTED_MODULE_3__/* .roundToMillionths */ .v6)((unit.cost_usd ?? 0) + (end.costUsd ?? 0)),
        cost_estimated: (unit.cost_estimated ?? false) || end.costEstimated,
        ...(0,_totals_js__WEBPACK_IMPORTED_MODULE_3__/* .addCredits */ .sy)(unit.credits, end.credits),
    };
    if (end.counted) {
        const { next } = (0,_throttle_breaker_js__WEBPACK_IMPORTED_MODULE_4__/* .updateBreaker */ .E)(unit, { fingerprint: end.fingerprint, changed: !end.idle });
        patch.idle = next.idle;
        patch.fingerprint = next.fingerprint;
    }
    else if (!end.idle) {
        patch.idle = 0;
    }
    if (end.failure !== null)
        patch.last_failure = end.failure;
    if (end.tried !== null)
        patch.tried = [...(unit.tried ?? []), end.tried].slice(-MAX_TRIED);
    if (end.session !== null)
        patch.sessions = { ...unit.sessions, [end.backend]: end.session };
    return (0,_known_run_js__WEBPACK_IMPORTED_MODULE_2__/* .recordHeartbeat */ ._8)(patchUnit(state, end.unitKey, patch), end.now);
}
/** A session could not be gone on with: the next attempt starts a fresh one. */
function clearSession(state, unitKey, backend) {
    const { [backend]: cleared, ...sessions } = state.units[unitKey]?.sessions ?? {};
    return cleared === undefined ? state : patchUnit(state, unitKey, { sessions });
}
/** A unit's end. `keys`: its own and its descendants', to be listed as completed. */
function markUnitCompleted(state, done) {
    return markUnitFinished(state, done, 'completed');
}
/** A person counts a unit as done. */
function markUnitSkipped(state, skipped) {
    return markUnitFinished(state, skipped, 'skipped');
}
/** Characters of an agent's report that the state keeps; commit and progress log shorten it as they need. */
const MAX_SUMMARY = 4000;
function markUnitFinished(state, done, status) {
    const completed = [...new Set([...state.completed, done.unitKey, ...done.keys])];
    return patchUnit({ ...omitFromUnit(state, done.unitKey, ['tried', 'base']), completed }, done.unitKey, {
        status,
        summary: (0,_text_js__WEBPACK_IMPORTED_MODULE_5__/* .firstCharacters */ .DR)(done.summary, MAX_SUMMARY),
        idle: 0,
        fingerprint: null,
        last_failure: null,
        completed_at: (0,_time_js__WEBPACK_IMPORTED_MODULE_1__/* .iso */ .KH)(done.now),
    });
}
/** The checkpoint that holds a unit's work; known only after it was made, so it travels in the next one. */
function recordCommit(state, unitKey, sha) {
    return patchUnit(state, unitKey, { commit: sha });
}
/** The same with the commits that no state holds yet, `find`: by the task's number. Asked only where there are such. */
async function withUnitCommits(state, units, find) {
    const lacking = units.filter(({ key }) => state.units[key]?.status === 'completed' && !state.units[key].commit);
    if (lacking.length === 0)
        return state;
    const found = await find(state.former_names ?? []);
    return lacking.reduce((known, { key, id }) => {
        const sha = found.get(id ?? key);
        return sha === undefined ? known : recordCommit(known, key, sha);
    }, state);
}
/** Of lists of a state, which is never changed in place; every unit is looked up in them, several times a unit. */
const keySets = new WeakMap();
/** Keys that the state lists as done. */
function completedKeys({ completed }) {
    const known = keySets.get(completed) ?? new Set(completed);
    keySets.set(completed, known);
    return known;
}
/** Is `key` done, and still the task that was done? Entries without a stored title are trusted. */
function isStillCompleted(state, key, title) {
    return completedKeys(state).has(key) && !isRenumbered(state, key, title);
}
/** Is a unit of the plan done by the state? A sub-task that a person put into it since then was not done with it. */
function isUnitCompleted(state, { key, title, leaves }) {
    if (!isStillCompleted(state, key, title))
        return false;
    const hasKnownTasks = state.units[key]?.title !== undefined;
    return !hasKnownTasks || leaves.every((leaf) => completedKeys(state).has(leaf));
}
/** Does `key` now stand for another title than the one that was worked on? */
function isRenumbered(state, key, title) {
    const previousTitle = state.units[key]?.title;
    if (previousTitle === undefined || previousTitle === title)
        return false;
    return (0,_tasks_match_tasks_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeTitle */ .sA)(previousTitle) !== (0,_tasks_match_tasks_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeTitle */ .sA)(title);
}
/**
 * Drops what is known of a key that stands for another task now. Answers stay: a person's words are never lost. One that
 * was done, and is open again for what a person added, has its attempts before it.
 */
function clearFormerWork(state, unit) {
    if (!isRenumbered(state, unit.key, unit.title)) {
        if (!state.completed.includes(unit.key))
            return state;
        const completed = state.completed.filter((done) => done !== unit.key);
        const cleared = omitFromUnit(state, unit.key, ['tried', 'base', 'review']);
        return patchUnit({ ...cleared, completed }, unit.key, { attempts: 0 });
    }
    const { [unit.key]: _, ...assignments } = state.assignments;
    return { ...clearUnit(state, unit.key), assignments };
}
function clearUnit(state, key) {
    const { [key]: _, ...units } = state.units;
    return { ...state, units, completed: state.completed.filter((done) => done !== key) };
}
/** What was tried is of no use to anybody any more. */
function clearTried(state, key) {
    return omitFromUnit(state, key, ['tried']);
}
function omitFromUnit(state, key, fields) {
    const unit = state.units[key];
    if (unit === undefined || fields.every((field) => unit[field] === undefined))
        return state;
    const rest = { ...unit };
    for (const field of fields)
        delete rest[field];
    return { ...state, units: { ...state.units, [key]: rest } };
}
const MAX_TRIED = 10;
const newUnit = { status: 'in-progress', attempts: 0 };
/** Changes what is said of one unit; an unknown one starts without attempts. */
function patchUnit(state, key, patch) {
    return { ...state, units: { ...state.units, [key]: { ...(state.units[key] ?? newUnit), ...patch } } };
}


/***/ }),

/***/ 5892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AC: () => (/* binding */ startWait),
/* harmony export */   PJ: () => (/* binding */ keepWait),
/* harmony export */   UN: () => (/* binding */ MOST_WAITS_KEPT),
/* harmony export */   pD: () => (/* binding */ endWait)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6146);
/* harmony import */ var _totals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5059);


/** A run begins to wait. Times in epoch ms. */
function startWait(state, wait) {
    const { now, until, reason, why } = wait;
    return { ...state, waiting: { since: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now), until: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(until), reason, why } };
}
/** Shorter ones (ms) are not drawn anywhere. */
const SHORTEST_KEPT = _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
/** The last ones; of earlier units it is not known what they waited for. */
const MOST_WAITS_KEPT = 40;
/** It has waited for this reason since a moment. Times in epoch ms. */
function endWait(state, { since, now, reason }) {
    const ms = Math.max(0, now - since);
    const { waiting: _, ...rest } = (0,_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .addWaiting */ .Ls)(state, reason, ms / 1000);
    return keepWait(rest, { since: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(since), now, reason });
}
/** A stretch in which nothing was done, kept to be drawn; also one between runs, which no run has waited through. */
function keepWait(state, { since, now, reason }) {
    if (!(now - Date.parse(since) >= SHORTEST_KEPT))
        return state;
    return { ...state, waits: [...(state.waits ?? []), { since, until: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now), reason }].slice(-MOST_WAITS_KEPT) };
}


/***/ }),

/***/ 4116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ formatOf),
  f: () => (/* binding */ rulesOf)
});

// EXTERNAL MODULE: ./lib/tasks/formats/kiro.js
var kiro = __webpack_require__(7466);
// EXTERNAL MODULE: ./lib/tasks/formats/openspec.js
var openspec = __webpack_require__(2862);
// EXTERNAL MODULE: ./lib/tasks/lines/heading.js
var heading = __webpack_require__(1880);
// EXTERNAL MODULE: ./lib/tasks/lines/label.js + 1 modules
var lines_label = __webpack_require__(3671);
// EXTERNAL MODULE: ./lib/tasks/lines/near-miss.js
var near_miss = __webpack_require__(979);
// EXTERNAL MODULE: ./lib/tasks/structure/optional-tasks.js
var optional_tasks = __webpack_require__(3629);
// EXTERNAL MODULE: ./lib/tasks/structure/parents.js
var parents = __webpack_require__(8961);
// EXTERNAL MODULE: ./lib/tasks/structure/roles.js
var roles = __webpack_require__(9805);
// EXTERNAL MODULE: ./lib/tasks/formats/heading-groups.js
var heading_groups = __webpack_require__(6304);
;// CONCATENATED MODULE: ./lib/tasks/formats/test-words.js
/** Words for tests where a heading or a title begins with them, or says what kind they are. */
const TESTS = /^(?:[\p{L}/-]{1,20} ){0,3}tests?\b|\b(?:contract|integration|unit|failing|acceptance|regression|e2e|end-to-end|smoke|performance) tests?\b|\bspec(?:s)? for\b|测试|測試|テスト|테스트|тест|\bpruebas?\b|\btestes?\b/iu;
/** Whatever else is written to fail first: `Write a failing check`, `cart.spec.ts (red)`. */
const FAILS_FIRST = /\bfailing\b|\b(?:must|should|shall|will|has to|have to|needs? to|expected to) (?:first |still |now )?fail\b(?! (?:with|when|if|for|in|to|as|gracefully|loudly|closed|fast|open)\b)|\bfails? (?:first|at first|for now|until|before)\b|\b(?:sees?|watch|confirm|ensure|check) (?:that )?(?:it|they|each|all) fails?\b/iu;
/** Not the colour, which is written small and stands before a word or at the end. */
const IS_RED = /^[Rr]ed\b ?[-–—:]|[([]red\b|\bred[)\]:]|\bRED\b|\b(?:is|are|be|stays?|run|runs|goes|must be|still) red\b|\bred (?:until|first|before|phase|step|check|bar)\b/u;
const TEST_FILE = /[\w-][._-](?:spec|tests?|cy|e2e)\.(?!ya?ml|md|json|html|css)[a-z]{1,4}\b|\b(?:test|spec)_\w{1,80}\.\w{1,4}\b|\w_(?:spec|test)\.\w{1,4}\b|\w(?:Tests?|Spec)\.(?:java|kt|cs|swift|php|scala|groovy)\b|\b__tests__\//u;
const WRITES_SPEC = /^(?:write|add|create|draft|author)\b(?: [^\s:]{1,30}){0,4} (?:specs?(?= (?:that|which|in|first)\b|[,;:(]|$)|assertions?|scenarios?|pytests?)\b|^(?:assert|spec:)/iu;
/** Makes pass what failed, or only looks at it. */
const WRITES_NONE = /^(?:implement|make|fix|turn|handle|get|let|repair|resolve|remove|delete|configure|retry|report|run|format|review|validate|verify)\b/iu;
/** Whether a task or a section is about tests, which are red until the implementation behind them is there. */
function saysTests(text) {
    return TESTS.test(text);
}
/** Whether a task writes what fails at first. */
function writesFailing(title) {
    if (saysTests(title))
        return true;
    return !WRITES_NONE.test(title) && [FAILS_FIRST, IS_RED, TEST_FILE, WRITES_SPEC].some((one) => one.test(title));
}

;// CONCATENATED MODULE: ./lib/tasks/formats/spec-kit.js








/**
 * GitHub's spec-kit: `- [ ] T001 [P] [US1] Title` under phase headings. A phase is a unit: its tests fail until its
 * implementation is there.
 */
const specKit = {
    name: 'spec-kit',
    readLabel: readTaskLabel,
    readHeadingLabel,
    // `- [P] tasks = different files`, in the notes of the template.
    isLegend: (mark) => mark === 'P',
    endsBody: (line) => CHECKPOINT.test(line),
    hasPlainParents: false,
    readStructure,
    findOptional: optional_tasks/* findOptionalTasks */.o,
    inDocumentOrder: true,
    taskFacts: ({ label, section }) => ({
        ...(label.parallel === true ? { parallel: true } : {}),
        ...(label.stories === undefined || label.stories.length === 0 ? {} : { story: label.stories.join(', ') }),
        ...(writesFailing(label.title) || (section !== null && holdsTests(section)) ? { isTest: true } : {}),
    }),
    headingFacts: (heading, body, outline) => ({
        body: [body, ...checkpointsOf(heading, outline)].filter((text) => text !== '').join('\n\n'),
        phase: heading.label.id ?? heading.text,
        ...storyOf(heading.text),
    }),
};
/** `**Checkpoint**: the story works on its own`, behind the last task of a phase. */
const CHECKPOINT = /^\s{0,3}(?:\*\*|__)?Checkpoint\b/i;
/** What a phase says below its tasks of when it is done. */
function checkpointsOf(heading, { lines, headings }) {
    let next = firstBelow(headings, heading.line);
    while (next < headings.length && (headings[next]?.level ?? 0) > heading.level)
        next += 1;
    const section = lines.slice(heading.line, (headings[next]?.line ?? lines.length + 1) - 1);
    return section.flatMap(({ text }) => (CHECKPOINT.test(text) ? [text.trim()] : []));
}
function storyOf(heading) {
    const number = /\buser story (\d{1,3})|\bUS(\d{1,3})\b/i.exec(heading);
    return number === null ? {} : { story: `US${number[1] ?? number[2]}` };
}
/** Index of the first heading behind a line. */
function firstBelow(headings, line) {
    let low = 0;
    let high = headings.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (headings[middle].line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
const PHASE = /\bphase\b|\bfase\b|阶段|階段|フェーズ|단계|фаза|этап/iu;
const STORY = /^[^\p{L}]{0,20}(?:user story|story|us)[ -]?\d|^[^\p{L}]{0,20}(?:用户故事|ユーザーストーリー|사용자 스토리)/iu;
const TASK_LINE = /^[ \t]*[-*+][ \t]+\[.\][ \t]+(?:\*\*|\[|`){0,2}T\d{3}/mu;
const UNIT_HEADING_LINE = /^ {0,3}#{1,6}[ \t](?:.*\bphase\b|.*\bfase\b|.*(?:阶段|階段|フェーズ|단계|фаза|этап)|[^\p{L}\n]{0,20}user story)/imu;
/** T ids below headings that name phases or user stories. */
function looksLikeSpecKit(text) {
    return TASK_LINE.test(text) && UNIT_HEADING_LINE.test(text);
}
/** What a heading is to the tasks below it. */
const kindOf = (0,heading_groups/* onceByHeading */.N2)(({ text, level }) => {
    if (PHASE.test(text))
        return 'phase';
    if (STORY.test(text))
        return 'story';
    if (level > 1 && (0,heading/* saysChecklist */.re)(text))
        return 'checklist';
    // `### Tests for User Story 1`, `### Implementation`.
    return saysTests(text) || /^implementation\b/i.test(text) ? 'part' : 'other';
});
const holdsTests = (0,heading_groups/* onceByHeading */.N2)(({ label: { title } }) => saysTests(title) || /^(?:failing|red)\b/i.test(title));
/** The innermost heading that names a phase; else a user story's; else the one that holds the tasks, below the page's title. */
function unitHeading(section) {
    const around = [...(0,heading_groups/* headingsAround */.hL)(section)];
    const below = around.filter(({ level }) => level > 1);
    const inner = (kind, from = around) => from.find((heading) => kindOf(heading) === kind);
    return inner('phase') ?? inner('story') ?? inner('other', below) ?? below.at(-1) ?? section;
}
const PRIORITY = /\s{0,4}\(?\b(?:priority:\s{0,4})?P\d\)?(?=\s|$)|\s{0,4}🎯\s{0,4}(?:MVP)?/giu;
const PHASE_NAME = /^([^\p{L}\p{N}]{0,20})(?:(final|last) )?(phase|fase|user story|阶段|階段|フェーズ|단계|фаза|этап)[ \t]{0,3}([\dA-Z]{1,3}(?:\.\d{1,3})*[a-z]?\+?)?(?![\p{L}\p{N}])/iu;
/** `Phase 3: User Story 1 - Title (Priority: P1) 🎯 MVP`: the phase is named by its word and number. */
function readHeadingLabel(text) {
    const label = (0,lines_label/* readLabel */.V8)(text, true);
    const [all = '', , , word, number] = PHASE_NAME.exec(text) ?? [];
    if (word === undefined || number === undefined)
        return { ...label, id: null, title: phaseTitle(text) };
    const rest = text.slice(all.length).replace(/^\s*(?:[:：.、)]|[-–—](?=\s))?\s*/u, '');
    return { ...label, id: `${word} ${number}`, prefix: word, certain: true, title: phaseTitle(rest) };
}
function phaseTitle(text) {
    return text.replace(PRIORITY, '').trim();
}
const OPEN_MARKERS = /^(?:\*\*|~~|__|`){0,3}/;
const SPEC_KIT_ID = /^(?:T\d{1,4}[A-Za-z]?(?:[.-]\d{1,4}[a-z]?){0,4}|[A-Z][A-Z0-9]{0,15}-?\d{3}[A-Za-z]?(?:\.\d{1,4}){0,4})(?![\w.])/;
const BRACKETED_ID = /^\[((?!P\d?\]|US)[A-Z][A-Z0-9]{0,15}(?:-[A-Z0-9]{1,15}){0,3}-?\d{1,4}[a-z]?)\]/;
/** Standards and the like are written so: `UTF-8`, `SHA-256`, `RFC 822`; `HTTP404` is none, either. */
const NO_ID = /^(?:SHA|AES|RSA|HTTP|RFC|ISO|ES|UTF|TLS|MD|CVE|IEEE|WCAG|ECMA)-?\d/;
const TAG = /^[ \t]*(?:\*\*|`)?(?:\[(P\d?|US-?\d+[a-z]?(?:[,/ &+]{1,3}US-?\d+[a-z]?)*|Story[^\]]{0,40})\]|\((P)\))(?:\*\*|`)?/i;
/** Ids, then `[P]` and `[US1]` in any order, then the title. */
function readTaskLabel(text) {
    const open = OPEN_MARKERS.exec(text)?.[0] ?? '';
    const rest = text.slice(open.length);
    const early = readTags(rest);
    const bracketed = BRACKETED_ID.exec(early.rest);
    const id = bracketed?.[1] ?? (NO_ID.test(early.rest) ? undefined : SPEC_KIT_ID.exec(early.rest)?.[0]);
    if (id === undefined) {
        const plain = (0,lines_label/* readLabel */.V8)(text);
        const { rest: title, ...tags } = readTags(plain.title);
        return { ...plain, ...tags, title: title.trim() };
    }
    const behind = early.rest
        .slice(bracketed?.[0].length ?? id.length)
        .replace(/^(?:\*\*|~~|__|`){0,3}[:：.)]?(?:\*\*|~~|__|`){0,3}/, '');
    const late = readTags(behind);
    const title = closeMarkers(late.rest.replace(/^\s*(?:[:：]|[-–—](?=\s))?/u, ''), open, behind.length === early.rest.length - id.length);
    const facts = (0,lines_label/* readLabel */.V8)(`1. ${title}`);
    return {
        ...facts,
        id,
        title: title.trim(),
        struckOut: open.includes('~~'),
        parallel: early.parallel || late.parallel,
        stories: [...early.stories, ...late.stories],
    };
}
/** `**T001 Build it** now`: what was opened before the id may be closed in the title. */
function closeMarkers(title, open, stillOpen) {
    const marker = /\*\*|~~|__|`/.exec(open)?.[0];
    if (marker === undefined || !stillOpen)
        return title;
    const at = title.indexOf(marker);
    return at < 0 ? title : title.slice(0, at) + title.slice(at + marker.length);
}
function readTags(text) {
    let rest = text;
    let parallel = false;
    const stories = [];
    for (let tag = TAG.exec(rest); tag !== null; tag = TAG.exec(rest)) {
        const name = (tag[1] ?? tag[2] ?? '').toUpperCase();
        if (name === 'P')
            parallel = true;
        else if (name.startsWith('US'))
            stories.push(...(name.match(/US-?\d+[A-Z]?/g) ?? []));
        rest = rest.slice(tag[0].length);
    }
    return { rest: rest === text ? rest : rest.trimStart(), parallel, stories };
}
/**
 * Whatever has an id is a task, and so is every checkbox under a phase that does not stand in a list of its own
 * (acceptance, definition of done). One without an id that is nested in a task is a checklist item of that.
 */
function readStructure(outline) {
    const { entries } = outline;
    const numbered = entries.some(({ label }) => label.id !== null);
    const tasks = new Set();
    for (const entry of entries) {
        if (!isTask(entry, numbered))
            continue;
        for (let at = entry; at !== null && !tasks.has(at); at = at.enclosing)
            tasks.add(at);
    }
    const byHeading = (0,heading_groups/* parentsByHeading */.ne)(outline, ({ section }) => unitHeading(section));
    const ofWhole = new Set(entries.filter((entry) => entry.enclosing === null && !tasks.has(entry)));
    const parentOf = (entry) => (ofWhole.has(entry) ? null : byHeading.of(entry));
    const ownerOf = (node) => node === null || (0,parents/* isHeading */.V)(node) || tasks.has(node) ? node : ownerOf(parentOf(node));
    return {
        parents: { of: parentOf, diagnostics: [] },
        roles: {
            of: (entry) => (tasks.has(entry) ? 'task' : 'checklist'),
            ownerOf,
            diagnostics: [...(0,roles/* checklistDiagnostics */.R)([...ofWhole]), ...(0,heading_groups/* emptyGroups */.cO)(outline, isPhase), ...parallelTasks(outline)],
        },
    };
}
/** By its number, and not struck out. */
function isPhase({ label, text }) {
    return label.id !== null && !text.startsWith('~~');
}
const PARALLEL_TASK = /^\s{0,200}[-*+]\s{1,9}\[P\]\s{1,9}(?:\*\*)?(T\d{3,4}[A-Za-z]?)\b/;
/** `- [P] T009 …`, as examples name tasks that run side by side; where no checkbox has that id, one may be meant. */
function parallelTasks({ lines, entries, hidden }) {
    const ids = new Set(entries.map(({ label }) => label.id));
    return lines.flatMap(({ text }, at) => {
        const id = hidden[at] === 1 || !text.includes('[P]') ? undefined : PARALLEL_TASK.exec(text)?.[1];
        return id === undefined || ids.has(id) ? [] : [(0,near_miss/* notATask */.g)(at, text)];
    });
}
function isTask({ label, section, enclosing, checkbox }, numbered) {
    const kinds = [...(0,heading_groups/* headingsAround */.hL)(section)].map(kindOf);
    // `### Phase 1` of a validation checklist is no phase to work on, where there are tasks elsewhere.
    const place = label.id === null && numbered && kinds.includes('checklist')
        ? 'checklist'
        : kinds.find((kind) => kind === 'phase' || kind === 'story' || kind === 'checklist');
    if (label.id !== null)
        return place !== 'checklist' || /^T?\d/.test(label.id);
    // What is indented below a plain line is a list of that line's.
    const isNested = enclosing !== null || (numbered && checkbox.indent > 1);
    return !isNested && place !== 'checklist' && (!numbered || place !== undefined);
}

;// CONCATENATED MODULE: ./lib/tasks/formats/format-rules.js



const RULES = { kiro: kiro/* kiro */.s, 'spec-kit': specKit, openspec: openspec/* openspec */.g };
function rulesOf(text, format) {
    return RULES[formatOf(text, format)];
}
/** `auto`: by what the text looks like; an OpenSpec list can only be told by its place. */
function formatOf(text, format) {
    if (format !== 'auto')
        return format;
    return looksLikeSpecKit(text) ? 'spec-kit' : 'kiro';
}


/***/ }),

/***/ 6304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N2: () => (/* binding */ onceByHeading),
/* harmony export */   cO: () => (/* binding */ emptyGroups),
/* harmony export */   hL: () => (/* binding */ headingsAround),
/* harmony export */   ne: () => (/* binding */ parentsByHeading)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8804);
/* harmony import */ var _lines_label_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3671);


/**
 * Headings are the units: a checkbox hangs under the one that it is nested in, else under its section's heading. They
 * follow one another in document order: what stands behind a unit is not of a heading around that unit, but of its own.
 * @param groupOf the heading whose unit a checkbox is a part of; null: it stands under none.
 */
function parentsByHeading(outline, groupOf) {
    const whole = wholeFile(outline);
    const parents = new Map();
    let last = whole;
    for (const entry of outline.entries) {
        if (entry.enclosing !== null) {
            parents.set(entry, entry.enclosing);
            continue;
        }
        const group = groupOf(entry) ?? whole;
        const isInOrder = last === whole || group.line >= last.line;
        last = isInOrder ? group : (outermostFrom(last.line, entry) ?? group);
        parents.set(entry, last);
    }
    return { of: (entry) => parents.get(entry) ?? null, diagnostics: [] };
}
function outermostFrom(line, { section }) {
    return [...headingsAround(section)].findLast((heading) => heading.line >= line);
}
/** Stands for the heading of checkboxes that have none: they are one unit. */
function wholeFile({ entries }) {
    return {
        line: entries[0]?.lineIndex ?? 0,
        level: 0,
        text: 'Tasks',
        label: (0,_lines_label_js__WEBPACK_IMPORTED_MODULE_0__/* .unnumberedLabel */ .Q$)('Tasks'),
        parent: null,
    };
}
/** Asks once for each heading: it may be long, and many checkboxes may stand below it. */
function onceByHeading(of) {
    const cache = new WeakMap();
    return (heading) => {
        const cached = cache.get(heading) ?? { value: of(heading) };
        cache.set(heading, cached);
        return cached.value;
    };
}
/** The headings around, innermost first. */
function* headingsAround(section) {
    for (let heading = section; heading !== null; heading = heading.parent)
        yield heading;
}
/** A group of no checkbox, beside groups that have some: its tasks may have been forgotten. */
function emptyGroups({ headings, entries }, isGroup) {
    const holding = new Set(entries.flatMap(({ section }) => [...headingsAround(section)]));
    const levels = new Map();
    for (const { parent, level } of [...holding].filter(isGroup))
        levels.set(parent, (levels.get(parent) ?? new Set()).add(level));
    const empty = headings.filter((heading) => isGroup(heading) && !holding.has(heading) && levels.get(heading.parent)?.has(heading.level) === true);
    return empty.map(({ line, text }) => {
        const message = `there is no checkbox below "${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .truncateWithNote */ .J$)(text, 60, '…')}": nothing is run for it`;
        return { line, code: 'empty-group', message };
    });
}


/***/ }),

/***/ 7466:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ kiro)
/* harmony export */ });
/* harmony import */ var _lines_label_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3671);
/* harmony import */ var _structure_optional_tasks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3629);
/* harmony import */ var _structure_parents_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8961);
/* harmony import */ var _structure_roles_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9805);




/** Kiro: numbered tasks, each top-level one with its sub-tasks a unit. */
const kiro = {
    name: 'kiro',
    readLabel: (text) => (0,_lines_label_js__WEBPACK_IMPORTED_MODULE_0__/* .readLabel */ .V8)(text),
    readHeadingLabel: (text) => (0,_lines_label_js__WEBPACK_IMPORTED_MODULE_0__/* .readLabel */ .V8)(text, true),
    isLegend: () => false,
    endsBody: () => false,
    hasPlainParents: true,
    readStructure(outline) {
        const parents = (0,_structure_parents_js__WEBPACK_IMPORTED_MODULE_2__/* .findParents */ .Z)(outline);
        return { parents, roles: (0,_structure_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .findRoles */ .F)(outline.entries, parents) };
    },
    findOptional: _structure_optional_tasks_js__WEBPACK_IMPORTED_MODULE_1__/* .findOptionalTasks */ .o,
    inDocumentOrder: false,
    taskFacts: () => ({}),
    headingFacts: (_, body) => ({ body }),
};


/***/ }),

/***/ 2862:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ openspec),
/* harmony export */   i: () => (/* binding */ ARCHIVE_COUNTS)
/* harmony export */ });
/* harmony import */ var _lines_heading_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1880);
/* harmony import */ var _structure_parents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8961);
/* harmony import */ var _heading_groups_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6304);
/* harmony import */ var _kiro_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7466);




/**
 * OpenSpec: the groups `## N. Title` are the units, and every checkbox is work, since `openspec archive` counts every one
 * of them.
 */
const openspec = {
    ..._kiro_js__WEBPACK_IMPORTED_MODULE_3__/* .kiro */ .s,
    name: 'openspec',
    readStructure: (outline) => {
        const numbered = (0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .findTaskHeadings */ .od)(outline.headings);
        const isGroup = (heading) => numbered.has(heading) && !(0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .saysChecklist */ .re)(heading.text);
        const diagnostics = [...uncountedLines(outline), ...(0,_heading_groups_js__WEBPACK_IMPORTED_MODULE_2__/* .emptyGroups */ .cO)(outline, isGroup)];
        return {
            parents: findGroups(outline, numbered),
            roles: { of: () => 'task', ownerOf: (node) => node, diagnostics },
        };
    },
    findOptional: () => ({ of: () => false, diagnostics: [] }),
    inDocumentOrder: true,
};
/** What its own CLI takes for a checkbox, in fences and comments too; only `x` is done. */
const COUNTED = /^\s{0,200}(?:[-*+]|\d{1,9}[.)])\s{0,20}\[(?:\s{0,20}([^\]\s]?)\s{0,20}\](?![([])|\s{1,20}\])/;
/** The code of a diagnostic about an open checkbox that is not read here, but that keeps `openspec archive` from working. */
const ARCHIVE_COUNTS = 'archive-counts';
function uncountedLines({ lines, entries }) {
    const read = new Set(entries.map(({ lineIndex }) => lineIndex));
    return lines.flatMap(({ text }, at) => {
        const mark = read.has(at) || !text.includes('[') ? undefined : COUNTED.exec(text);
        if (mark == null || /^x$/i.test(mark[1] ?? ''))
            return [];
        const message = 'this line is not read as a task, but `openspec archive` counts it as an open one';
        return [{ line: at + 1, code: ARCHIVE_COUNTS, message }];
    });
}
function findGroups(outline, numbered) {
    const byHeading = (0,_heading_groups_js__WEBPACK_IMPORTED_MODULE_2__/* .parentsByHeading */ .ne)(outline, (entry) => groupHeading(outline, entry, numbered));
    const boxGroups = findBoxGroups(outline, numbered);
    return { ...byHeading, of: (entry) => (boxGroups.has(entry) ? boxGroups.of(entry) : byHeading.of(entry)) };
}
/** The outermost numbered heading, whose number may be left out in the title of the page; else the one that its number names; else the innermost. */
function groupHeading(outline, entry, numbered) {
    const { label, section } = entry;
    const around = [...(0,_heading_groups_js__WEBPACK_IMPORTED_MODULE_2__/* .headingsAround */ .hL)(section)];
    const groups = around.filter((heading) => numbered.has(heading));
    const first = label.id?.split('.')[0];
    return (groups.findLast(({ level }) => level > 1) ??
        groups.at(-1) ??
        (first === undefined ? null : outline.plainParent(first, entry)) ??
        around.find((heading) => first !== undefined && heading.label.id === first) ??
        section);
}
/** Lists without numbered headings whose groups are checkboxes themselves: `- [ ] 1. Group` with `1.1`, `1.2` below. */
function findBoxGroups(outline, numbered) {
    const parents = (0,_structure_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .findParents */ .Z)(outline);
    const rootOf = (entry) => {
        const parent = parents.of(entry);
        return parent === null || (0,_structure_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(parent) ? entry : rootOf(parent);
    };
    const isGroup = ({ label, section }) => label.id !== null &&
        /^\d+$/.test(label.id) &&
        ![...(0,_heading_groups_js__WEBPACK_IMPORTED_MODULE_2__/* .headingsAround */ .hL)(section)].some((heading) => numbered.has(heading));
    const roots = new Map(outline.entries.map((entry) => [entry, rootOf(entry)]));
    const grouped = new Set();
    for (const [entry, root] of roots)
        if (entry !== root && isGroup(root))
            grouped.add(root.section);
    const isIn = (entry) => {
        const root = roots.get(entry) ?? entry;
        return grouped.has(root.section) && isGroup(root);
    };
    return {
        has: isIn,
        of: (entry) => (roots.get(entry) === entry ? null : parents.of(entry)),
    };
}


/***/ }),

/***/ 2601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jh: () => (/* binding */ clearCheckbox),
/* harmony export */   OO: () => (/* binding */ readCheckbox),
/* harmony export */   bo: () => (/* binding */ clearCheckboxes),
/* harmony export */   t7: () => (/* binding */ STATE_MARKS),
/* harmony export */   xY: () => (/* binding */ EXAMPLE)
/* harmony export */ });
/* harmony import */ var _text_lines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5381);

/** What a task line looks like, for every message that says a line is none. */
const EXAMPLE = '- [ ] 1.1 Title';
/** Also `- - [ ] 1.1`, a list in a list, and `1.1 [ ]`, which continues one of `1. [ ]`. */
const CHECKBOX = /^([ \t\u00a0\u3000]*)((?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,9}){0,2})((?:[-*+]|(\d{1,9})[.)]|(\d{1,9}(?:\.\d{1,9}){1,8})[.)]?)[ \t\u00a0\u3000]+\[)(.)\](.*)$/su;
const OPTIONAL_STAR = /^[ \t]*\\?\*(?=[ \t\u00a0\u3000]|$)/;
const TEXT_START = /^[ \t\u00a0\u3000]|^$/;
const STATES = {
    ' ': 'open',
    '-': 'in-progress',
    '~': 'queued',
    x: 'done',
    X: 'done',
};
/** The character that stands for a state in a checkbox. */
const STATE_MARKS = {
    open: ' ',
    'in-progress': '-',
    queued: '~',
    done: 'x',
};
/** null: the line is no checkbox line. */
function readCheckbox(line) {
    const match = CHECKBOX.exec(line);
    if (match === null)
        return null;
    const [, space = '', outer = '', bullet = '', listNumber = null, listId = null, mark = '', after = ''] = match;
    const star = OPTIONAL_STAR.exec(after);
    const text = star === null ? after : after.slice(star[0].length);
    if (!TEXT_START.test(text))
        return null;
    return {
        indent: (0,_text_lines_js__WEBPACK_IMPORTED_MODULE_0__/* .indentOf */ ._j)(space) + outer.length,
        listNumber: listNumber ?? listId,
        state: STATES[mark] ?? 'unknown',
        mark,
        markOffset: space.length + outer.length + bullet.length,
        starred: star !== null,
        text: text.trim(),
    };
}
/** A text with every box of it open. */
function clearCheckboxes(text) {
    return text.split('\n').map(clearCheckbox).join('\n');
}
/** A line with its box open. */
function clearCheckbox(line) {
    const checkbox = readCheckbox(line);
    if (checkbox === null)
        return line;
    const { mark, markOffset } = checkbox;
    return `${line.slice(0, markOffset)}${STATE_MARKS.open}${line.slice(markOffset + mark.length)}`;
}


/***/ }),

/***/ 1880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nu: () => (/* binding */ readHeading),
/* harmony export */   PX: () => (/* binding */ isPhaseWork),
/* harmony export */   Qf: () => (/* binding */ findEnclosingById),
/* harmony export */   od: () => (/* binding */ findTaskHeadings),
/* harmony export */   re: () => (/* binding */ saysChecklist)
/* harmony export */ });
/* harmony import */ var _label_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3671);

const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/s;
/** null: the line is no heading. `enclosing` is the innermost heading so far. */
function readHeading(text, line, enclosing, readLabel) {
    const match = ATX.exec(text);
    if (match === null)
        return null;
    const level = match[1]?.length ?? 1;
    let parent = enclosing;
    while (parent !== null && parent.level >= level)
        parent = parent.parent;
    const title = withoutClosingHashes((match[2] ?? '').trim());
    // Decoration before the number is common: `### ✅ 3. Title`, `## [x] Task 3`.
    const labelText = title.replace(/^\[.\]\s*/u, '').replace(/^[^\p{L}\p{N}*~_`]{1,20}/u, '');
    return { line, level, text: title, label: readLabel(labelText), parent };
}
function withoutClosingHashes(text) {
    let end = text.length;
    while (end > 0 && text[end - 1] === '#')
        end--;
    return end < text.length && (end === 0 || text[end - 1] === ' ') ? text.slice(0, end).trimEnd() : text;
}
/** The innermost heading around that carries the number, whatever word stands before it. */
function findEnclosingById(id, from) {
    for (let heading = from; heading !== null; heading = heading.parent)
        if (heading.label.id === id)
            return heading;
    return null;
}
/**
 * The headings that are numbered tasks of their own: `## 3. Title`, `## Task 3: Title`, and `### 3 Title` where its
 * neighbours of the same level count on. `## Phase 3` counts something else, `## 2026 in review` nothing.
 */
function findTaskHeadings(headings) {
    const found = new Set();
    const lastByLevel = new Map();
    for (const heading of headings) {
        const { id, certain } = heading.label;
        if (id === null || !(0,_label_js__WEBPACK_IMPORTED_MODULE_0__/* .isTaskLabel */ .qT)(heading.label) || !/^\d/.test(id))
            continue;
        if (certain)
            found.add(heading);
        const previous = lastByLevel.get(heading.level);
        if (previous !== undefined && Number(previous.label.id) + 1 === Number(id))
            found.add(previous).add(heading);
        lastByLevel.set(heading.level, heading);
    }
    return found;
}
/** Headings over checkboxes that say what must hold in the end, or what is not meant yet. */
const CHECKLIST = /\b(?:acceptance|success|criteria|definition of done|done when|checklist|check list|notes?|future|ideas|backlog|out of scope)\b|验收|成功标准|检查清单|完成标准|备注|備考|受け入れ|チェックリスト|완료 조건|критери|чек-лист|criterios|critérios|critères/iu;
/** The same, where they are no phase of their own: `## Phase 4: Validation` is work. */
const WEAK_CHECKLIST = /\b(?:validation|verification|metrics|risks?|sign-?off|gates?)\b/i;
/** The word of a heading over a stage of the work. */
const PHASE = /^(?:phase|stage|milestone|sprint|iteration|week|day|step|wave|epic|part|阶段|里程碑|フェーズ|ステップ|단계|этап|фаза|fase|étape|etapa|المرحلة)$/iu;
/** `## Definition of Done`, `### Acceptance criteria`, `## Notes`. */
function saysChecklist(heading) {
    return CHECKLIST.test(heading);
}
/**
 * Is a checkbox without a number work here? Under the heading of a phase it is, unless a heading nearer to it speaks of
 * what must hold in the end: success criteria, a definition of done.
 */
function isPhaseWork(from) {
    for (let heading = from; heading !== null; heading = heading.parent) {
        if (saysChecklist(heading.text))
            return false;
        if (heading.label.id !== null && PHASE.test(heading.label.prefix ?? ''))
            return true;
        if (WEAK_CHECKLIST.test(heading.text))
            return false;
    }
    return false;
}


/***/ }),

/***/ 3671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qT: () => (/* binding */ isTaskLabel),
  V8: () => (/* binding */ readLabel),
  Q$: () => (/* binding */ unnumberedLabel)
});

;// CONCATENATED MODULE: ./lib/tasks/lines/optional.js
const OPTIONAL_WORDS = new Set([
    'optional',
    '可选',
    '可選',
    '选做',
    '任意',
    'オプション',
    '선택',
    '선택사항',
    'необязательно',
    'опционально',
    'opcional',
    'opsional',
    'facultatif',
    'facultative',
    'optionnel',
    'tùy chọn',
    'اختياري',
]);
/** Cheap test, so that most titles cost nothing more. */
const OPTIONAL_HINT = /op[tcs]|fac|опц|необ|tùy|اخت|[可选選任意オ선]/i;
/** Scripts without blanks between words: a lone word at an edge is a tag there, in other scripts it may be an adjective. */
const UNSPACED_SCRIPT = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+$/u;
/** Markers of other formats stand beside a tag: `(P) (optional) …`. */
const START_BRACKET = /^(?:[([](?:P|US\d{1,3})[)\]][ \t]{0,3}){0,3}[([（【]([^()[\]（）【】]{1,80})[)\]）】]/iu;
const END_BRACKET = /[([（【]([^()[\]（）【】]{1,80})[)\]）】](?:[ \t]{0,3}[([](?:P|US\d{1,3})[)\]]){0,3}$/iu;
const ANY_BRACKET = /[([（【]([^()[\]（）【】]{1,80})[)\]）】]/gu;
const START_WORD = /^([^:：—–]{1,30})(?:[:：]| [-–—] )/u;
const END_WORD = / [-–—] ([^-–—]{1,30})$/u;
const EMPHASIS = /^[*_~ ]{1,6}|[*_~ .。]{1,6}$/gu;
/** Beside it, a tag belongs to one thing of several: `phone (required) and email (optional)`. */
const REQUIRED = /\b(?:required|mandatory|obligatori[oa]|obrigatóri[oa]|obligatoire)\b|必须|必須|必填|必需|필수|обязательн/u;
/** \b knows no Cyrillic, and "необязательно" holds "обязательно". */
const NOT_REQUIRED = /необязательн/gu;
/** What may follow the word in its brackets: when, not under which condition. */
const LATER = /^(?:later|skip|skipped|deferred|nice to have|post-mvp|跳过|后续|以后|後で)$/u;
/** What stands before a word that is part of the sentence: `mark it as (optional)`, `this is not - optional`. */
const LINK = /(?:(?<![\p{L}\p{N}])(?:as|not|never|isn['’]t|is|are|be|been|being|was|were|becomes?|stays?|remains?|to|says?|reads?|called|named|marked|labell?ed|shown|als|nicht|ist|como|es|no|comme|pas|est|não|é|как|не)|[为為是不に로])["'“«:*_~\s]*$/u;
/** `(optional) is what the label says`. */
const LINK_BEHIND = /^["'”»*_~\s]*(?:is|are|was|must|should|goes|appears|or|and|as)\b/u;
/** `Make the phone number - optional`. */
const MAKES = /^(?:make|mark|keep|leave|set|treat|declare|label|flag)\b/u;
/**
 * Does a title call the task itself optional? Only by a tag at its very start or end: `(optional)`, `（可选）`,
 * `[任意] …`, `Optional: …`, `… - optional`. Inside a sentence, in code or quotation, or beside "required" it speaks of
 * something else: "make the e-mail field (optional) and save it" is work. So it does at the end of a sentence that goes
 * on to it: "mark the label as (optional)".
 */
function readOptionalTag(text) {
    if (!OPTIONAL_HINT.test(text))
        return null;
    const plain = text.toLowerCase().replace(EMPHASIS, '');
    const isRequired = REQUIRED.test(plain.replace(NOT_REQUIRED, ''));
    const atEdge = [...taggedEdges(plain), ...loneWordsAtEdge(plain)];
    if (!isRequired && atEdge.some(({ inside, inSentence }) => !inSentence && isOptionalTag(inside)))
        return 'tag';
    const inBrackets = [...plain.matchAll(ANY_BRACKET)].map(([, inside = '']) => inside);
    return [...atEdge.map(({ inside }) => inside), ...inBrackets].some((inside) => OPTIONAL_WORDS.has((inside.split(/[,，;；:：、]| [-–—] /u)[0] ?? '').trim()))
        ? 'mention'
        : null;
}
function taggedEdges(plain) {
    return [START_BRACKET, START_WORD, END_BRACKET, END_WORD].flatMap((pattern) => {
        const match = pattern.exec(plain);
        if (match === null)
            return [];
        const [all, inside = ''] = match;
        const before = plain.slice(0, match.index);
        const isLinked = match.index === 0 ? LINK_BEHIND.test(plain.slice(all.length)) : LINK.test(before);
        return [{ inside, inSentence: isLinked || (pattern === END_WORD && MAKES.test(before)) }];
    });
}
function loneWordsAtEdge(plain) {
    const words = plain.split(' ');
    const [first = '', last = ''] = [words[0], words.at(-1)];
    const isLone = (word) => words.length > 1 && UNSPACED_SCRIPT.test(word) && OPTIONAL_WORDS.has(word);
    return [
        ...(isLone(first) ? [{ inside: first, inSentence: false }] : []),
        ...(isLone(last) ? [{ inside: last, inSentence: LINK.test(plain.slice(0, -last.length)) }] : []),
    ];
}
/** `optional`, also with a priority before it or a time behind it: `P2 optional`, `optional, later`. */
function isOptionalTag(text) {
    const [word = '', ...behind] = text.split(/[,，;；、]/u).map((part) => part.trim());
    return (OPTIONAL_WORDS.has(word.replace(/^p\d /, '').replace(/^[*_]{1,2}|[*_]{1,2}$/g, '')) &&
        behind.every((part) => LATER.test(part)));
}

;// CONCATENATED MODULE: ./lib/tasks/lines/label.js

/** "Task" as people write it before a number, in the languages seen. */
const TASK_WORDS = 'tasks?|任务|任務|タスク|작업|태스크|과제|задач[аи]|задание|tareas?|tarefas?|tâches?|tugas|nhiệm vụ|công việc|المهمة|مهمة|aufgabe';
const DIGIT = /^\d/;
const MARKERS = /^(?:\*\*|~~|__|`){1,4}/;
const TASK_WORD = new RegExp(`^(${TASK_WORDS})(?:[ \\t]{0,3}#?(?=\\d)|[ \\t]{1,3}(?=T\\d|[A-Z][A-Z0-9]{0,30}-))`, 'iu');
const ONLY_TASK_WORD = new RegExp(`^(?:${TASK_WORDS})$`, 'iu');
const ANY_WORD = /^(\p{L}{1,30})[ \t]{0,3}#?(?=\d)/u;
/** No `x` behind a number: `1.5x faster`. `1.V`: the gate at the end of 1. */
const NUMBER = /^\d{1,9}[A-WYZa-wyz]?(?:\.\d{1,9}[A-WYZa-wyz]?){0,15}(?:\.V(?![\p{L}\d]))?/u;
/** Standards are written like codes: `UTF-8 is read` is no task of that name. */
const CODE = /^(?!(?:AES|CVE|ECMA|GMT|HTTP|IEEE|ISO|RFC|RSA|SHA|TLS|UTC|UTF)-)(?:T\d{1,9}|(?:[A-Z][A-Z0-9]{0,30}-){1,4}\d{1,9})/;
/** `3-way merge`. */
const COMPOUND = /^-\p{Ll}/u;
const AFTER_ID = /^(\\?\*(?!\*))?(\\?[.)]|[:：、．）])?(\\?\*(?!\*))?((?:\*\*|~~|__|`){0,4})/;
const BOUNDARY = /^(?:$|[\s:：()[\]{}（）【】「」\-–—])/;
/** Full-width punctuation holds its own blank. */
const WIDE_STOP = /[：、．）]/;
/** Scripts that put no blank after `1.`. */
const label_UNSPACED_SCRIPT = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
/** `anyWord`: also `Phase 2`, `Step 2`, … carry a number, as they do in headings. */
function readLabel(text, anyWord = false) {
    const { openMarkers, word, rest } = readBeforeId(text, anyWord);
    const id = (NUMBER.exec(rest) ?? CODE.exec(rest))?.[0];
    if (id === undefined)
        return unnumberedLabel(text);
    const [after = '', starBefore, stop, starBehind, closeMarkers = ''] = AFTER_ID.exec(rest.slice(id.length)) ?? [];
    const behind = rest.slice(id.length + after.length);
    if (!isIdEnd(id, after, stop, behind))
        return unnumberedLabel(text);
    const title = (openMarkers === '' ? behind : removeClosingMarkers(behind, openMarkers, closeMarkers)).replace(/^\s*(?:[:：]|[-–—](?=\s))?/, '');
    return {
        id,
        certain: stop !== undefined || word !== null || /[.-]|^T/.test(id) || /^[:：]/.test(behind),
        prefix: word?.[1] ?? null,
        title: title.trim(),
        starred: starBefore !== undefined || starBehind !== undefined,
        optionalTag: readOptionalTag(title),
        struckOut: openMarkers.includes('~~'),
    };
}
/** Most labels start with their number; what may stand before it is looked for only where something does. */
function readBeforeId(text, anyWord) {
    if (DIGIT.test(text))
        return { openMarkers: '', word: null, rest: text };
    const openMarkers = MARKERS.exec(text)?.[0] ?? '';
    const rest = text.slice(openMarkers.length);
    const word = (anyWord ? ANY_WORD : TASK_WORD).exec(rest);
    return { openMarkers, word, rest: word === null ? rest : rest.slice(word[0].length) };
}
/** Whether the id ends where a title may begin, and is no part of a word. */
function isIdEnd(id, after, stop, behind) {
    const atBoundary = BOUNDARY.test(behind) || WIDE_STOP.test(stop ?? '') || (stop !== undefined && label_UNSPACED_SCRIPT.test(behind));
    const isCompound = COMPOUND.test(behind) && /^\d+$/.test(id) && after === '';
    return atBoundary && !isCompound;
}
/** The whole text as title. */
function unnumberedLabel(text) {
    const title = text.trim();
    return {
        id: null,
        certain: true,
        prefix: null,
        title,
        starred: false,
        optionalTag: readOptionalTag(title),
        struckOut: /^(?:\*\*)?~~/.test(text),
    };
}
/** Is the word before a number one for "task", or is there none? `Phase 2` counts phases, not tasks. */
function isTaskLabel(label) {
    return label.prefix === null || ONLY_TASK_WORD.test(label.prefix);
}
/** `**1.1 Build it** now`: what was opened before the id is closed somewhere in the title. */
function removeClosingMarkers(rest, openMarkers, closeMarkers) {
    let title = rest;
    for (const [marker] of openMarkers.matchAll(/\*\*|~~|__|`/g)) {
        if (closeMarkers.includes(marker))
            continue;
        const at = title.indexOf(marker);
        if (at >= 0)
            title = title.slice(0, at) + title.slice(at + marker.length);
    }
    return title;
}


/***/ }),

/***/ 979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ isMalformedCheckbox),
/* harmony export */   g: () => (/* binding */ notATask)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8804);
/* harmony import */ var _checkbox_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2601);


const BRACKET_HINT = /[[［【☐☑☒□◻⬜🔲]/u;
// Bounded gaps: `[` and a long run of blanks must not be tried in every split.
const CHECKBOX_ANYWHERE = /(?<![\w\])])\\?\[[ \t]{0,3}[ xX~✓✔-][ \t]{0,3}\\?\]|[［【][ \u3000xXｘ✓✔][］】]/u;
const CHECKBOX_AT_START = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?\\?\[(?:\\?\](?:\s|$)|[ \t]{0,3}[ xX~✓✔-][ \t]{0,3}\\?\])/u;
const BALLOT_BOX_AT_START = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?[☐☑☒□◻⬜🔲]/u;
/** `- [done] 1.2 Title`, `- [todo] Title`; `- [note] 3 things` is a note. */
const WORD_IN_BRACKETS = /^[\s>]*[-*+][ \t]{1,9}\[(?:[\p{L} /-]{2,16}\][ \t]{1,9}(?:\d{1,9}\.(?:\d|\s)|T\d{3})|(?:to-?do|wip|done|skip(?:ped)?|pending|blocked|in progress|n\/a)\])/iu;
/** Not `- `[ ]` Title`, which is a list item all the same. */
const CODE = /(?<![-*+.)] {1,9})`[^`]{0,500}`/gu;
/** A task line that is code as a whole may be one. */
const CODE_LINE = /^[\s>]*`[ \t]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]{1,9}\\?\[[^`]*`\s*$/;
/**
 * A line that is no checkbox line, but that a person may have meant as one: `- []`, `-[x]`, `[x] 1.1`,
 * `**Status**: [x]`, `- ☐ 1.1`, `- ［x］ 1.1`, `- [done] 1.1`. One that a sentence speaks of in code is none.
 */
function isMalformedCheckbox(text) {
    if (!BRACKET_HINT.test(text))
        return false;
    const line = CODE_LINE.test(text) ? text : text.replace(CODE, '');
    return (CHECKBOX_ANYWHERE.test(line) ||
        CHECKBOX_AT_START.test(line) ||
        BALLOT_BOX_AT_START.test(line) ||
        WORD_IN_BRACKETS.test(line));
}
const TICKED = /\[[ \t]{0,3}[xX✓✔][ \t]{0,3}\\?\]|[［【][xXｘ✓✔][］】]|\[done\]|[☑☒]/giu;
/** `at`: the line's index. */
function notATask(at, line) {
    const short = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .truncateWithNote */ .J$)(line.trim(), 60, '…');
    const message = `"${short}" contains a checkbox but is not a task line: write "${_checkbox_js__WEBPACK_IMPORTED_MODULE_0__/* .EXAMPLE */ .xY}" if it is meant as one`;
    // One that is ticked leaves nothing to do.
    const isOpen = !isMalformedCheckbox(line) || isMalformedCheckbox(line.replace(TICKED, ''));
    return { line: at + 1, code: 'not-a-task', message, ...(isOpen ? { open: short } : {}) };
}


/***/ }),

/***/ 5381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TW: () => (/* binding */ dedent),
/* harmony export */   _j: () => (/* binding */ indentOf),
/* harmony export */   uz: () => (/* binding */ splitLines)
/* harmony export */ });
/** Lines end in CRLF, LF or CR; a BOM is no part of the first one. */
function splitLines(text) {
    const lines = [];
    let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const lineFeed = new CharacterFinder(text, '\n');
    const carriageReturn = new CharacterFinder(text, '\r');
    for (;;) {
        const end = Math.min(lineFeed.from(start), carriageReturn.from(start));
        lines.push({ text: text.slice(start, end), start });
        if (end === Number.POSITIVE_INFINITY)
            return lines;
        start = end + (text.startsWith('\r\n', end) ? 2 : 1);
    }
}
/** Where a character comes next. Searches go forward only, so the whole text is searched once. */
class CharacterFinder {
    #text;
    #character;
    #next = -1;
    constructor(text, character) {
        this.#text = text;
        this.#character = character;
    }
    /** Infinity: nowhere from there on. */
    from(start) {
        if (this.#next < start) {
            const found = this.#text.indexOf(this.#character, start);
            this.#next = found < 0 ? Number.POSITIVE_INFINITY : found;
        }
        return this.#next;
    }
}
/** Nobody nests deeper by hand; without a bound a hostile file could nest as deep as it is long. */
const MAX_INDENT = 200;
/** Columns of white space that a line starts with; a tab goes to the next multiple of four. */
function indentOf(text) {
    let columns = 0;
    for (const character of text) {
        if (character === '\t')
            columns += 4 - (columns % 4);
        else if (character === '\u3000')
            columns += 2;
        else if (character === ' ' || character === '\u00a0')
            columns += 1;
        else
            break;
        if (columns >= MAX_INDENT)
            return MAX_INDENT;
    }
    return columns;
}
/** `---` between sections, which is no part of what stands above it. */
const HORIZONTAL_RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})$/;
/** Lines `from` up to `to` without the indentation that all of them share, and without blank lines around. */
function dedent(lines, from, to) {
    const result = [];
    for (let at = from; at < to; at++) {
        const line = lines[at].text.trimEnd();
        if (line !== '' || result.length > 0)
            result.push(line);
    }
    for (let last = result.at(-1); last !== undefined && (last === '' || HORIZONTAL_RULE.test(last)); last = result.at(-1))
        result.pop();
    let commonIndent = Number.POSITIVE_INFINITY;
    for (const line of result)
        if (line !== '')
            commonIndent = Math.min(commonIndent, line.length - line.trimStart().length);
    return (commonIndent === 0 ? result : result.map((line) => line.slice(commonIndent))).join('\n');
}


/***/ }),

/***/ 500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oq: () => (/* binding */ matchTasks),
/* harmony export */   WZ: () => (/* binding */ isSameTaskList),
/* harmony export */   sA: () => (/* binding */ normalizeTitle)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1590);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9955);
/* harmony import */ var _reworded_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8776);




/**
 * Which task of an edited tasks.md is which of the one before: new → old. A key alone does not tell, since all behind a
 * task that was put in may have been renumbered: the title counts first, then the key of one whose title was edited,
 * then words that no other task has.
 * @param mayBeReworded whether the key alone is enough for an old task, where no word of it remains.
 */
function matchTasks(before, after, mayBeReworded = () => true) {
    const matched = new Map();
    const unmatched = new Set(before);
    const left = () => after.filter((task) => !matched.has(task));
    const pair = (task, old) => {
        if (old === undefined || matched.has(task) || !unmatched.delete(old))
            return;
        matched.set(task, old);
    };
    const byKey = new Map(before.map((task) => [task.key, task]));
    const pairByKey = (accepts) => {
        for (const task of left()) {
            const old = byKey.get(task.key);
            if (old !== undefined && accepts(task, old))
                pair(task, old);
        }
    };
    pairByKey((task, old) => task.title === old.title);
    for (const [task, old] of pairsByTitle(left(), unmatched))
        pair(task, old);
    pairByKey((0,_reworded_js__WEBPACK_IMPORTED_MODULE_2__/* .createRewordedCheck */ .DE)(before, matched));
    for (const [task, old] of (0,_reworded_js__WEBPACK_IMPORTED_MODULE_2__/* .pairsByWord */ .XK)(left(), [...unmatched])) {
        if ((0,_reworded_js__WEBPACK_IMPORTED_MODULE_2__/* .haveSimilarWords */ .TH)(task.title, old.title))
            pair(task, old);
    }
    pairByKey((_, old) => mayBeReworded(old));
    return matched;
}
/** Several of one title by their order, where there are as many. */
function pairsByTitle(after, before) {
    const removed = (0,_collections_js__WEBPACK_IMPORTED_MODULE_3__/* .groupBy */ .$z)(before, ({ title }) => title);
    return [...(0,_collections_js__WEBPACK_IMPORTED_MODULE_3__/* .groupBy */ .$z)(after, ({ title }) => title)].flatMap(([title, tasks]) => {
        const candidates = removed.get(title) ?? [];
        return candidates.length === tasks.length ? tasks.map((task, index) => [task, candidates[index]]) : [];
    });
}
/**
 * Whether a list of tasks is a former one that was edited: all that was done there stands in it, by its title, and half
 * of the tasks or more are the same.
 */
function isSameTaskList(former, current) {
    try {
        const [before, now] = [(0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSpec */ .F)(former).tasks, (0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSpec */ .F)(current).tasks];
        const titles = new Set(now.map(({ title }) => title));
        const shared = before.filter(({ title }) => titles.has(title));
        const isLost = before.some(({ title, state }) => state === 'done' && !titles.has(title));
        return !isLost && shared.length > 0 && shared.length * 2 >= Math.max(before.length, now.length);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
            return false;
        throw error;
    }
}
/** Blanks do not make another title. */
function normalizeTitle(title) {
    return title.replace(/\s+/gu, ' ').trim();
}


/***/ }),

/***/ 6661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OG: () => (/* binding */ findReplacedTasks),
/* harmony export */   i5: () => (/* binding */ haveSameWords),
/* harmony export */   vG: () => (/* binding */ mergeTasks)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1590);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _three_way_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6713);
/* harmony import */ var _formats_format_rules_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4116);
/* harmony import */ var _lines_checkbox_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2601);
/* harmony import */ var _match_tasks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(500);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9955);
/* harmony import */ var _structure_outline_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1304);








/**
 * One tasks.md of two that parted at `base` (null: they never were one), task by task: ticks of one side stand at the
 * text of the other, and tasks that either added are in it. null: both changed one text, each in its own way, or one
 * changed what the other removed.
 */
function mergeTasks(versions) {
    const read = readVersions(versions);
    if (read === null)
        return null;
    const merged = [];
    for (const key of mergeOrder(read)) {
        const block = mergeBlocks({ base: read.base.get(key), ours: read.ours.get(key), theirs: read.theirs.get(key) });
        if (block === 'conflict')
            return null;
        if (block !== 'removed')
            merged.push(block);
    }
    return (versions.theirs.startsWith('\uFEFF') ? '\uFEFF' : '') + joinBlocks(merged);
}
/** Done tasks of ours in whose place the merged list has others: what stands there now, a line each. */
function findReplacedTasks(ours, merged) {
    const [before, after] = [(0,_parse_js__WEBPACK_IMPORTED_MODULE_5__/* .tasksOf */ .a)(ours), (0,_parse_js__WEBPACK_IMPORTED_MODULE_5__/* .tasksOf */ .a)(merged)];
    const matched = (0,_match_tasks_js__WEBPACK_IMPORTED_MODULE_4__/* .matchTasks */ .Oq)(before, after, ({ state }) => state !== 'done');
    const remaining = new Set(matched.values());
    const replaced = new Map(before.filter((task) => task.state === 'done' && !remaining.has(task)).map((task) => [task.key, task]));
    return after.flatMap((task) => {
        const old = matched.has(task) || task.state === 'done' ? undefined : replaced.get(task.key);
        const name = task.id ?? task.title;
        return old === undefined ? [] : [`${task.line}: task ${name} replaced a done one (${old.title}) and is open`];
    });
}
/** Whether two versions of a tasks.md differ in nothing but their checkboxes. */
function haveSameWords(one, other) {
    const words = (text) => wordsOf({ text: (0,_lines_checkbox_js__WEBPACK_IMPORTED_MODULE_3__/* .clearCheckboxes */ .bo)(text.replaceAll(LINE_END, '\n')), state: null });
    return words(one) === words(other);
}
/** null: one of them is no list of tasks. */
function readVersions({ base, ours, theirs }) {
    try {
        const [before, own, other] = [base, ours, theirs].map((text) => (text === null ? [] : (0,_parse_js__WEBPACK_IMPORTED_MODULE_5__/* .parseSpec */ .F)(text).tasks));
        const known = before ?? [];
        const match = matchDoneByWords(known, [own ?? [], other ?? []]);
        return {
            base: readBlocks(base ?? '', known, new Map(known.map((task) => [task, task]))),
            ours: readBlocks(ours ?? '', own ?? [], match(own ?? [])),
            theirs: readBlocks(theirs ?? '', other ?? [], match(other ?? [])),
        };
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
            return null;
        throw error;
    }
}
/** A tick that followed a number alone would have another task skipped for ever; on an open task none is at stake. */
function matchDoneByWords(before, sides) {
    const done = new Set(before.filter(({ state }) => state === 'done'));
    for (const tasks of sides) {
        for (const [task, old] of (0,_match_tasks_js__WEBPACK_IMPORTED_MODULE_4__/* .matchTasks */ .Oq)(before, tasks))
            if (task.state === 'done')
                done.add(old);
    }
    return (tasks) => (0,_match_tasks_js__WEBPACK_IMPORTED_MODULE_4__/* .matchTasks */ .Oq)(before, tasks, (old) => !done.has(old));
}
/** @param origins task → the task of the base that it was; an added one is told by its title. */
function readBlocks(text, tasks, origins) {
    const { lines, entries } = (0,_structure_outline_js__WEBPACK_IMPORTED_MODULE_6__/* .readOutline */ .p)(text, (0,_formats_format_rules_js__WEBPACK_IMPORTED_MODULE_2__/* .rulesOf */ .f)(text, 'auto'));
    const blocks = new Map();
    const occurrences = new Map();
    const add = (name, from, to, state) => {
        const occurrence = (occurrences.get(name) ?? 0) + 1;
        occurrences.set(name, occurrence);
        blocks.set(`${name}\n${occurrence}`, { text: text.slice(lines[from]?.start, lines[to]?.start), state });
    };
    const addText = (from, to) => {
        if (from < to)
            add(`text ${lines[from]?.text.trim()}`, from, to, null);
    };
    const byLine = new Map(tasks.map((task) => [task.line, task]));
    let at = 0;
    for (const { lineIndex, bodyEnd, checkbox, label } of entries) {
        addText(at, lineIndex);
        const task = byLine.get(lineIndex + 1);
        const origin = task === undefined ? undefined : origins.get(task);
        add(origin === undefined ? `added ${label.title}` : `task ${origin.key}`, lineIndex, bodyEnd, checkbox.state);
        at = bodyEnd;
    }
    addText(at, lines.length);
    return blocks;
}
/** Theirs, with what they do not have behind what it stands behind with us. */
function mergeOrder({ ours, theirs }) {
    const followers = new Map();
    let previous = null;
    for (const key of ours.keys()) {
        if (theirs.has(key))
            previous = key;
        else
            (0,_collections_js__WEBPACK_IMPORTED_MODULE_7__/* .addToGroup */ .Mr)(followers, previous, key);
    }
    return [...(followers.get(null) ?? []), ...[...theirs.keys()].flatMap((key) => [key, ...(followers.get(key) ?? [])])];
}
function mergeBlocks({ base, ours, theirs }) {
    const words = { base: wordsOf(base), ours: wordsOf(ours), theirs: wordsOf(theirs) };
    const merged = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_1__/* .mergeValue */ .OQ)(words, () => 'conflict');
    if (merged === 'conflict')
        return 'conflict';
    if (merged === null)
        return 'removed';
    // Where nobody changed the words, theirs may still be spaced otherwise.
    const source = merged === words.theirs ? theirs : ours;
    if (source === undefined)
        return 'removed';
    if (ours === undefined || theirs === undefined)
        return source;
    const states = { base: base?.state ?? null, ours: ours.state, theirs: theirs.state };
    const isDone = ours.state === 'done' || theirs.state === 'done';
    return withState(source, (0,_three_way_js__WEBPACK_IMPORTED_MODULE_1__/* .mergeValue */ .OQ)(states, () => (isDone ? 'done' : theirs.state)));
}
const LINE_END = /\r\n|\n|\r/g;
/** What a block says, whatever its checkbox and its line ends; null: it is not there. */
function wordsOf(block) {
    if (block === undefined)
        return null;
    const [first = '', ...rest] = block.text.split(LINE_END).map((line) => line.trimEnd());
    return [block.state === null ? first : (0,_lines_checkbox_js__WEBPACK_IMPORTED_MODULE_3__/* .clearCheckbox */ .Jh)(first), ...rest].join('\n').trim();
}
function withState(block, state) {
    const checkbox = (0,_lines_checkbox_js__WEBPACK_IMPORTED_MODULE_3__/* .readCheckbox */ .OO)(block.text.split(LINE_END, 1)[0] ?? '');
    if (state === null || state === 'unknown' || state === block.state || checkbox === null)
        return block;
    const { mark, markOffset } = checkbox;
    const text = block.text.slice(0, markOffset) + _lines_checkbox_js__WEBPACK_IMPORTED_MODULE_3__/* .STATE_MARKS */ .t7[state] + block.text.slice(markOffset + mark.length);
    return { text, state };
}
/** The last line of a file may have no end, and not be the last any more. */
function joinBlocks(blocks) {
    const lineEnd = blocks.some(({ text }) => text.includes('\r\n')) ? '\r\n' : '\n';
    return blocks
        .map(({ text }, index) => (index === blocks.length - 1 || /[\r\n]$/.test(text) ? text : text + lineEnd))
        .join('');
}


/***/ }),

/***/ 9955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ parseSpec),
  a: () => (/* binding */ tasksOf)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/tasks/formats/format-rules.js + 2 modules
var format_rules = __webpack_require__(4116);
// EXTERNAL MODULE: ./lib/tasks/lines/checkbox.js
var lines_checkbox = __webpack_require__(2601);
// EXTERNAL MODULE: ./lib/tasks/lines/text-lines.js
var text_lines = __webpack_require__(5381);
// EXTERNAL MODULE: ./lib/collections.js
var collections = __webpack_require__(1590);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(8804);
// EXTERNAL MODULE: ./lib/tasks/structure/keys.js
var structure_keys = __webpack_require__(2338);
// EXTERNAL MODULE: ./lib/tasks/structure/parents.js
var structure_parents = __webpack_require__(8961);
;// CONCATENATED MODULE: ./lib/tasks/structure/references.js
/** What a line says that its task depends on: one piece for each thing named, as written. */
const DEPENDENCY_WORDS = [
    'depends?[ _-]on(?: tasks?)?',
    'depends',
    'dependent on',
    'dependencies',
    'dependency',
    'task dependencies',
    'blocked by',
    '依赖',
    '依赖项',
    '依赖任务',
    '依赖关系',
    '前置依赖',
    '前置任务',
    '依賴',
    '依存',
    '依存関係',
    '依存タスク',
    '의존성',
    '의존',
    '선행 작업',
    'зависит от',
    'зависимости',
    'depende de',
    'dependencias',
    'dependências',
    'dépend de',
    'dépendances',
    'bergantung pada',
    'ketergantungan',
    'phụ thuộc',
    'phụ thuộc vào',
    'يعتمد على',
    'التبعيات',
];
const NO_DEPENDENCY = /^(?:none|nothing|no|n\/a|na|nil|null|なし|無し|无|無|没有|нет|없음|ninguna|ninguno|nenhuma|aucune|aucun|không|tidak ada|لا يوجد|[-–—])(?=$|[\s.,:;()–—-])/iu;
const DEPENDENCY_WORD = `(?:${DEPENDENCY_WORDS.join('|')})`;
const AT_LINE_START = new RegExp(`^(_{0,2})${DEPENDENCY_WORD}(_{0,2})[ \\t]{0,3}[:：](_{0,2})`, 'iu');
const IN_LINE = new RegExp(`_${DEPENDENCY_WORD}[ \\t]{0,3}[:：]([^_]*)_`, 'iu');
/** Without a colon it may be prose, so all that follows must be ids. */
const WITHOUT_COLON = /^[_[(]{0,2}(?:depends on|blocked by)[ \t]([^\])]{1,200})$/iu;
const IN_TITLE = /[([（](?:depends on|depend on|dependent on|blocked by|依赖|依存)[ \t]{0,3}[:：]?([^()[\]（）]*)[)\]）]/iu;
const MARKDOWN_LINK = /\[([^\][]{1,80})\]\([^()]{0,200}\)/g;
const TASK_ID = /^(?:\d{1,9}[a-z]?(?:\.\d{1,9}[a-z]?){0,15}(?:\.V)?|T\d{1,9}|(?:[A-Z][A-Z0-9]{0,30}-){1,4}\d{1,9})$/;
/** Cheap test, so that most lines cost nothing more. */
const DEPENDENCY_HINT = /depend|blocked|依|前置|의존|선행|завис|dépend|bergantung|ketergantungan|phụ|يعتمد|التبعيات/iu;
/** `_Depends: 1.1, 2_`, `**Dependencies:** Task 1`, `- Depends on: 3.1`; null: the line speaks of no dependency. */
function dependenciesInLine(line) {
    if (!DEPENDENCY_HINT.test(line))
        return null;
    const visible = line.includes('<!--') ? line.replace(/<!--.*?(?:-->|$)/gs, '') : line;
    const plain = visible.replaceAll('*', '').replace(/^[\s>]*(?:(?:[-+]|\d{1,9}[.)])\s+)?/, '');
    const start = AT_LINE_START.exec(plain);
    if (start !== null) {
        const [{ length }, openUnderscores, ...closeUnderscores] = start;
        const value = plain.slice(length);
        const end = openUnderscores !== '' && closeUnderscores.join('') === '' ? value.search(/_(?=[\s,，、;；.。]|$)/) : -1;
        return splitNames(end < 0 ? value : value.slice(0, end));
    }
    const inline = IN_LINE.exec(plain);
    if (inline !== null)
        return splitNames(inline[1] ?? '');
    const withoutColon = WITHOUT_COLON.exec(plain.trimEnd().replace(/[\])_.]{1,3}$/, ''));
    const names = withoutColon === null ? null : splitNames(withoutColon[1] ?? '');
    return names?.every((piece) => TASK_ID.test(piece)) ? names : null;
}
/** `T014 Write the service (depends on T012, T013)`. */
function dependenciesInTitle(title) {
    const match = DEPENDENCY_HINT.test(title) ? IN_TITLE.exec(title) : null;
    return match === null ? null : splitNames(match[1] ?? '');
}
function splitNames(value) {
    const linked = value.replace(MARKDOWN_LINK, '$1');
    const outside = withoutBrackets(linked);
    // `[1.1, 1.2]`: where brackets hold all of it, they are no remark.
    const text = (/[\p{L}\d–—-]/u.test(outside) ? outside : linked.replace(/[([（)\]）]/g, ' ')).trim();
    if (text === '' || NO_DEPENDENCY.test(text))
        return [];
    return text
        .split(/[,，、;；]| (?:and|und|y|e|et|и|dan|và|or) |[&和及与と]/u)
        .map(cleanName)
        .filter((piece) => piece !== '' && !NO_DEPENDENCY.test(piece))
        .flatMap(splitIds);
}
/** `1.1/1.2`, `1.1 + 1.2`, `1.1 1.2`. */
function splitIds(piece) {
    const parts = piece.split(/[\s/+]+/);
    return parts.every((part) => TASK_ID.test(part)) ? parts : [piece];
}
function withoutBrackets(text) {
    let depth = 0;
    let result = '';
    for (const character of text) {
        if ('([（'.includes(character))
            depth++;
        else if (')]）'.includes(character))
            depth = Math.max(0, depth - 1);
        else if (depth === 0)
            result += character;
    }
    return result;
}
/** Without the word Task, quotes and punctuation around, and that it is to be complete. */
function cleanName(piece) {
    const trimmed = piece
        .trim()
        .replace(/^["'`#_]{1,3}/, '')
        .replace(/^(?:and|tasks?|任务|任務|タスク|작업|задач[аи]|tareas?|tarefas?|tâches?|tugas)\s*(?=[\d#A-Z])/iu, '')
        .replace(/^(?:tasks?\s+)?#/i, '')
        .replace(/^(\S{1,60}) (?:is )?(?:complete|completed|done|finished)$/i, '$1');
    let end = trimmed.length;
    while (end > 0 && '"\'`_.。 '.includes(trimmed[end - 1] ?? ''))
        end--;
    return trimmed.slice(0, end);
}

;// CONCATENATED MODULE: ./lib/tasks/structure/dependencies.js





/** The most tasks that one name may stand for: a range `1-9`, or `3` where there are `3.1`, `3.2`, … only. */
const MAX_TARGETS = 50;
const ID_RANGE = /^(T|(?:\d{1,9}\.){0,15})(\d{1,9})\s*(?:-|–|—|~|〜|\.\.|to|through|至|到)\s*(?:Task\s+)?(T|(?:\d{1,9}\.){0,15})(\d{1,9})$/i;
/**
 * Reads what checkboxes and headings say they depend on. What names no task of this file is reported and holds nothing
 * back.
 * `nodes` in document order; `bodyOf` the lines under a node, as indices; `ownerOf` the task or heading that a
 * checklist's text speaks for, null where it belongs to none, and every other node itself; `inDocumentOrder`: what
 * stands below holds nothing back.
 */
function findDependencies(outline, nodes, bodyOf, { ownerOf, inDocumentOrder }) {
    const index = new TaskIndex(nodes);
    const found = new Map();
    const diagnostics = [];
    const addTargets = (owner, names, line) => {
        // What a phase says of others is prose: it comes after them anyway.
        const isProse = inDocumentOrder && (0,structure_parents/* isHeading */.V)(owner);
        for (const name of names) {
            const matches = index.find(name, owner);
            if (matches.length === 0 && !isProse)
                diagnostics.push(unresolvedDependency(name, line));
            for (const match of matches)
                addTarget(owner, match, { name, line });
        }
    };
    const addTarget = (owner, target, { name, line }) => {
        const problem = problemOf(target, owner, inDocumentOrder);
        if (problem === null)
            found.set(owner, (found.get(owner) ?? new Set()).add(target));
        else
            diagnostics.push({ line, code: problem, message: `${name} ${PROBLEMS[problem]}: ignored` });
    };
    for (const node of nodes) {
        const owner = ownerOf(node);
        if (owner === null)
            continue;
        addTargets(owner, dependenciesInTitle(node.label.title) ?? [], (0,structure_keys/* lineOf */.c)(node));
        const { from, to } = bodyOf(node);
        for (let at = from; at < to; at++) {
            if (outline.hidden[at] === 0)
                addTargets(owner, dependenciesInLine(outline.lines[at]?.text ?? '') ?? [], at + 1);
        }
    }
    return { of: (node) => [...(found.get(node) ?? [])], diagnostics };
}
function unresolvedDependency(name, line) {
    const message = `"${(0,lib_text/* truncateWithNote */.J$)(name, 60, '…')}" is not a task of this file: ignored`;
    return { line, code: 'unresolved-dependency', message };
}
const PROBLEMS = {
    'self-dependency': 'is the task itself or a parent of it',
    'later-dependency': 'comes after this task, and tasks keep the order of the document',
};
function problemOf(target, owner, inDocumentOrder) {
    if (target === owner)
        return 'self-dependency';
    return inDocumentOrder && (0,structure_keys/* lineOf */.c)(target) > (0,structure_keys/* lineOf */.c)(owner) ? 'later-dependency' : null;
}
class TaskIndex {
    #byId = new Map();
    /** `3` → the roots `3.1`, `3.2`, where nothing carries `3` itself. */
    #byPrefix = new Map();
    constructor(nodes) {
        for (const node of nodes) {
            const { id } = node.label;
            if (id === null)
                continue;
            (0,collections/* addToGroup */.Mr)(this.#byId, id, node);
            for (let dot = id.indexOf('.'); dot > 0; dot = id.indexOf('.', dot + 1))
                (0,collections/* addToGroup */.Mr)(this.#byPrefix, id.slice(0, dot), node);
        }
    }
    find(name, from) {
        const exact = this.#findById(name, from);
        if (exact.length > 0)
            return exact;
        const range = ID_RANGE.exec(name);
        if (range !== null)
            return this.#findRange(range, from);
        // `1.1 Build the parser`: an id with its title behind it.
        const [id = '', ...title] = name.split(' ');
        const titleStart = title
            .join(' ')
            .replace(/^[-–—:]\s*/, '')
            .toLowerCase();
        const bareId = id.replace(/[.:)]$/, '');
        const matches = this.#byId
            .get(bareId)
            ?.filter(({ label }) => titleStart !== '' && label.title.toLowerCase().startsWith(titleStart));
        return matches?.slice(0, 1) ?? [];
    }
    /** Of several with the same id the nearest earlier one is meant, else the first. */
    #findById(id, from) {
        const sameId = this.#byId.get(id);
        if (sameId === undefined) {
            const roots = this.#byPrefix.get(id) ?? [];
            if (roots.length > MAX_TARGETS)
                return [];
            return from.label.id?.startsWith(`${id}.`) ? [from] : roots;
        }
        const line = (0,structure_keys/* lineOf */.c)(from);
        let low = 0;
        let high = sameId.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if ((0,structure_keys/* lineOf */.c)(sameId[middle]) < line)
                low = middle + 1;
            else
                high = middle;
        }
        return [sameId[Math.max(0, low - 1)]];
    }
    #findRange([, prefix = '', first = '', endPrefix = '', last = ''], from) {
        const [low, high] = [Number(first), Number(last)];
        if ((endPrefix !== '' && endPrefix !== prefix) || high < low || high - low > MAX_TARGETS)
            return [];
        // `T009-T014`: all are written as wide as the first.
        const width = prefix.toUpperCase() === 'T' ? first.length : 0;
        const idAt = (number) => `${prefix}${String(number).padStart(width, '0')}`;
        return Array.from({ length: high - low + 1 }, (_, step) => this.#findById(idAt(low + step), from)).flat();
    }
}

// EXTERNAL MODULE: ./lib/tasks/structure/outline.js + 4 modules
var structure_outline = __webpack_require__(1304);
;// CONCATENATED MODULE: ./lib/tasks/structure/waves.js
/**
 * Reads `{"waves":[{"id":0,"tasks":["1.1","2.1"]}]}`, also `{"waves":[["1.1"],[2]]}`, from the fences under a heading
 * "Task Dependency Graph"; several blocks go on one after the other. `isKnownId`: of exactly one task?
 * One entry that is wrong makes the whole graph unusable: an order that is half right is worse than document order.
 */
function readWaves(outline, isKnownId) {
    const waves = [];
    const seen = new Set();
    const diagnostics = [];
    let hasGraph = false;
    for (const { from, to, section } of outline.fences) {
        if (!/dependency graph/i.test(section?.text ?? ''))
            continue;
        const text = outline.lines
            .slice(from + 1, to)
            .map((line) => line.text)
            .join('\n');
        if (!text.includes('"waves"'))
            continue;
        hasGraph = true;
        const problem = collectWaves(text, isKnownId, seen, waves);
        if (problem === null)
            continue;
        diagnostics.push({
            line: from + 1,
            code: 'invalid-waves',
            message: `this dependency graph is ignored and tasks keep the order of the document: ${problem}`,
        });
    }
    return { waves: hasGraph && diagnostics.length === 0 ? waves : null, diagnostics };
}
/** null: all was right; else what was wrong. */
function collectWaves(text, isKnownId, seenIds, waves) {
    let graph;
    try {
        graph = JSON.parse(text);
    }
    catch (error) {
        return `it is not valid JSON (${error instanceof Error ? error.message : String(error)})`;
    }
    const list = fieldOf(graph, 'waves') ?? null;
    if (!Array.isArray(list))
        return '"waves" is not a list';
    for (const [index, entry] of list.entries()) {
        const tasks = fieldOf(entry, 'tasks') ?? entry;
        if (!Array.isArray(tasks))
            return `wave ${index + 1} has no list of tasks`;
        const wave = [];
        for (const task of tasks) {
            const problem = idProblem(task, index + 1, isKnownId, seenIds);
            if (problem !== null)
                return problem;
            seenIds.add(String(task));
            wave.push(String(task));
        }
        waves.push(wave);
    }
    return null;
}
function fieldOf(value, name) {
    return value !== null && typeof value === 'object' && name in value
        ? value[name]
        : undefined;
}
function idProblem(task, wave, isKnownId, seenIds) {
    if (typeof task !== 'string' && typeof task !== 'number')
        return `wave ${wave} contains something that is not a task id`;
    const id = String(task);
    if (!isKnownId(id))
        return `"${id}" in wave ${wave} is not the id of one task`;
    return seenIds.has(id) ? `"${id}" is listed twice` : null;
}

;// CONCATENATED MODULE: ./lib/tasks/parse.js









/** A run reads one and the same text several times a unit. */
let last = null;
/**
 * Reads the text of a tasks.md: pure, deterministic, in time linear to its length. Whatever it cannot read is a
 * diagnostic. Throws a UserError where the text holds no task at all, and for nothing else.
 */
function parseSpec(text, format = 'auto') {
    if (last?.text !== text || last.format !== format)
        last = { text, format, spec: readSpec(text, format) };
    return last.spec;
}
function readSpec(text, format) {
    const rules = (0,format_rules/* rulesOf */.f)(text, format);
    const outline = (0,structure_outline/* readOutline */.p)(text, rules);
    const { entries } = outline;
    if (entries.length === 0)
        throw noTasksError(outline);
    const { parents, roles } = rules.readStructure(outline);
    const nodes = collectNodes(entries, parents);
    const keys = (0,structure_keys/* assignKeys */.s)(nodes);
    const dependencies = findDependencies(outline, nodes, (node) => bodyRange(outline, node), {
        ownerOf: roles.ownerOf,
        inDocumentOrder: rules.inDocumentOrder,
    });
    const optional = rules.findOptional(nodes, parents);
    const describe = (node) => {
        const { from, to } = bodyRange(outline, node);
        const { id, title } = node.label;
        const text = (0,text_lines/* dedent */.TW)(outline.lines, from, to);
        const facts = (0,structure_parents/* isHeading */.V)(node) ? rules.headingFacts(node, text, outline) : { body: text };
        const waitsFor = dependencies.of(node).map(keys.of);
        return { key: keys.of(node), id, title, line: (0,structure_keys/* lineOf */.c)(node), dependencies: waitsFor, ...facts };
    };
    const tasks = new Map();
    for (const entry of entries) {
        const parent = parents.of(entry);
        const { key, id, title, line, dependencies: waitsFor, body } = describe(entry);
        const facts = { key, id, title, line, state: entry.checkbox.state, optional: optional.of(entry) };
        const parentKey = parent === null ? null : keys.of(parent);
        tasks.set(entry, {
            ...facts,
            parent: parentKey,
            dependencies: waitsFor,
            role: roles.of(entry),
            body,
            ...rules.taskFacts(entry),
        });
    }
    const ids = new Set(nodes.flatMap((node) => (keys.of(node) === node.label.id ? [node.label.id] : [])));
    const { waves, diagnostics: waveDiagnostics } = readWaves(outline, (id) => ids.has(id));
    const diagnostics = [
        ...[outline, parents, keys, roles, dependencies, optional].flatMap((read) => read.diagnostics),
        ...waveDiagnostics,
    ];
    return {
        format: rules.name,
        tasks: [...tasks.values()],
        roots: nodes.flatMap((node) => toRoot(node, tasks, describe) ?? []),
        waves,
        diagnostics: diagnostics.sort((a, b) => a.line - b.line),
    };
}
/** The tasks of a tasks.md; none where it is not there, or no list of tasks. */
function tasksOf(text) {
    try {
        return text === null ? [] : parseSpec(text).tasks;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return [];
        throw error;
    }
}
/** The checkboxes, and the headings that one of them hangs under, in document order. */
function collectNodes(entries, parents) {
    const headings = [...new Set(entries.map((entry) => parents.of(entry)).filter(structure_parents/* isHeading */.V))];
    return headings.length === 0 ? entries : [...entries, ...headings].sort((a, b) => (0,structure_keys/* lineOf */.c)(a) - (0,structure_keys/* lineOf */.c)(b));
}
/** null: it hangs under another, or is a checklist's. */
function toRoot(node, tasks, describe) {
    const task = (0,structure_parents/* isHeading */.V)(node) ? null : (tasks.get(node) ?? null);
    if (task !== null && (task.parent !== null || task.role === 'checklist'))
        return null;
    if (task === null)
        return { ...describe(node), task };
    const { key, id, title, line, dependencies, body } = task;
    return { key, id, title, line, task, dependencies, body };
}
/** Indices of the lines below a checkbox or heading that belong to it. */
function bodyRange(outline, node) {
    return (0,structure_parents/* isHeading */.V)(node) ? headingBodyRange(outline, node) : { from: node.lineIndex + 1, to: node.bodyEnd };
}
/** A heading's text goes on through smaller headings, up to the first checkbox below, which is one of its own. */
function headingBodyRange({ entries }, heading) {
    let low = 0;
    let high = entries.length - 1;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (entries[middle].lineIndex < heading.line)
            low = middle + 1;
        else
            high = middle;
    }
    return { from: heading.line, to: entries[low].lineIndex };
}
function noTasksError(outline) {
    const nearest = outline.diagnostics.find(({ code }) => code === 'not-a-task') ?? outline.diagnostics[0];
    const hint = nearest === undefined ? '' : `; closest match: ${nearest.message}`;
    return new errors/* UserError */.yo(`no tasks found${hint}`, {
        fix: `write each task as a line like "${lines_checkbox/* EXAMPLE */.xY}" ("[x]" if it is done)`,
        ...(nearest === undefined ? {} : { where: `tasks.md:${nearest.line}` }),
    });
}


/***/ }),

/***/ 8776:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ createRewordedCheck),
/* harmony export */   TH: () => (/* binding */ haveSimilarWords),
/* harmony export */   XK: () => (/* binding */ pairsByWord)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1590);

/** Whether a task is an old one in other words: its title is similar, or its details or half of its sub-tasks are the same. */
function createRewordedCheck(before, matched) {
    const oldChildren = (0,_collections_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(before, ({ parent }) => parent);
    const children = (0,_collections_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)([...matched], ([{ parent }, old]) => JSON.stringify([parent, old.parent]));
    return (task, old) => {
        if (haveSimilarWords(task.title, old.title))
            return true;
        if (task.body !== '' && task.body === old.body)
            return true;
        const same = children.get(JSON.stringify([task.key, old.key]))?.length ?? 0;
        return same > 0 && same * 2 >= (oldChildren.get(old.key)?.length ?? 0);
    };
}
/** Half of the words of the shorter one, and not only a verb that many titles begin with (`Implement …`). */
function haveSimilarWords(one, other) {
    const [words, others] = [wordsOf(one), wordsOf(other)];
    const shared = [...words].filter((word) => others.has(word));
    const least = Math.min(words.size, others.size);
    const isTelling = shared.length * 2 > least || shared.some((word) => !COMMON_VERBS.has(word));
    return isTelling && shared.length > 0 && shared.length * 2 >= least;
}
/** New and old tasks that share a word which no other task of either has. */
function pairsByWord(after, before) {
    const [byWord, oldByWord] = [tasksByWord(after), tasksByWord(before)];
    return [...byWord].flatMap(([word, [task, ...more]]) => {
        const [old, ...moreOld] = oldByWord.get(word) ?? [];
        const isOnly = more.length === 0 && moreOld.length === 0;
        return isOnly && task !== undefined && old !== undefined ? [[task, old]] : [];
    });
}
function tasksByWord(tasks) {
    const byWord = new Map();
    for (const task of tasks)
        for (const word of wordsOf(task.title))
            (0,_collections_js__WEBPACK_IMPORTED_MODULE_0__/* .addToGroup */ .Mr)(byWord, word, task);
    return byWord;
}
/** Words that mean something; where a script sets no spaces, its characters. */
const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{M}\p{N}])+/gu;
const COMMON_VERBS = new Set([
    'add',
    'build',
    'create',
    'define',
    'implement',
    'make',
    'set',
    'test',
    'update',
    'write',
]);
const FILLERS = new Set([
    'a',
    'an',
    'the',
    'and',
    'or',
    'of',
    'to',
    'for',
    'in',
    'on',
    'with',
    'from',
    'by',
    'at',
    'as',
]);
function wordsOf(title) {
    const words = title.toLowerCase().match(WORD) ?? [];
    const telling = words.filter((word) => !FILLERS.has(word));
    return new Set(telling.length > 0 ? telling : words);
}


/***/ }),

/***/ 2338:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ lineOf),
/* harmony export */   s: () => (/* binding */ assignKeys)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1590);
/* harmony import */ var _parents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8961);



/**
 * The key is the id where it is unique, else `id#occurrence`. A task without a number has a hash of its headings, its
 * title and its occurrence, so that it keeps its key through edits elsewhere; so has a heading.
 * `nodes`: checkboxes, and the headings that stand for one, in document order.
 */
function assignKeys(nodes) {
    const keys = new Map();
    const diagnostics = [];
    const byId = new Map();
    const occurrences = new Map();
    for (const node of nodes) {
        const { id } = node.label;
        if (id !== null) {
            (0,_collections_js__WEBPACK_IMPORTED_MODULE_2__/* .addToGroup */ .Mr)(byId, keyOfId(id), node);
        }
        else {
            const path = ((0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) ? headingPath(node) : entryPath(node)).join('\n');
            const occurrence = (occurrences.get(path) ?? 0) + 1;
            occurrences.set(path, occurrence);
            keys.set(node, hashKey(`${path}\n${occurrence}`));
        }
    }
    for (const [id, sameId] of byId) {
        sameId.forEach((node, index) => {
            keys.set(node, sameId.length === 1 ? id : `${id}#${index + 1}`);
            if (index === 0)
                return;
            diagnostics.push({
                line: lineOf(node),
                code: 'duplicate-id',
                message: `${id} is also at line ${lineOf(sameId[0])}: this one is called ${id}#${index + 1}`,
            });
        });
    }
    return { of: (node) => keys.get(node) ?? '', diagnostics };
}
function lineOf(node) {
    return (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) ? node.line : node.lineIndex + 1;
}
/** `Phase 3` → `phase-3`: a key is a word that can be typed, and the name of a window. */
function keyOfId(id) {
    return id.includes(' ') ? id.toLowerCase().replaceAll(' ', '-') : id;
}
function entryPath({ section, enclosing: above, label }) {
    return [...headingPath(section), above === null ? '' : (above.label.id ?? above.label.title), label.title];
}
function headingPath(section) {
    const path = [];
    for (let heading = section; heading !== null; heading = heading.parent)
        path.unshift(heading.text);
    return path;
}
/** Starts with a small `h`, as no id does. */
function hashKey(path) {
    return `h${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(path).digest('hex').slice(0, 10)}`;
}


/***/ }),

/***/ 3629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ findOptionalTasks)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8804);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2338);
/* harmony import */ var _parents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8961);



/** `nodes`: checkboxes, and the headings that stand for one, in document order. */
function findOptionalTasks(nodes, parents) {
    const cache = new Map();
    const isOptional = (entry) => {
        const cached = cache.get(entry);
        if (cached !== undefined)
            return cached;
        const parent = parents.of(entry);
        const parentIsOptional = (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(parent) ? isOptionalItself(parent) : parent !== null && isOptional(parent);
        const value = isOptionalItself(entry) || parentIsOptional;
        cache.set(entry, value);
        return value;
    };
    const open = nodes.filter((node) => (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) || node.checkbox.state !== 'done');
    const diagnostics = open.flatMap((node) => [
        ...tagDiagnostics(node),
        ...((0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) ? [] : inheritedDiagnostics(node, parents, isOptional)),
    ]);
    return { of: isOptional, diagnostics };
}
function isOptionalItself(node) {
    return isStarred(node) || node.label.optionalTag === 'tag' || (!(0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) && node.label.struckOut);
}
function isStarred(node) {
    return node.label.starred || (!(0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) && node.checkbox.starred);
}
/** A star is Kiro's own sign; words are read with care, and what they were read as is reported. */
function tagDiagnostics(node) {
    const line = (0,_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .lineOf */ .c)(node);
    const { label } = node;
    const name = (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .truncateWithNote */ .J$)(label.id ?? label.title, 60, '…');
    if (!(0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) && label.struckOut)
        return [{ line, code: 'struck-out', message: 'struck out, but not ticked: treated as optional' }];
    if (isStarred(node) || label.optionalTag === null)
        return [];
    if (label.optionalTag === 'tag')
        return [
            { line, code: 'optional-tag', message: `${name} is optional by its title; remove the word if it must be done` },
        ];
    const message = `"optional" inside the title of ${name} does not make it optional: write "[ ]*" if it is`;
    return [{ line, code: 'optional-mention', message }];
}
/** Below an optional task, but in another section, one may have been meant to stand for itself. */
function inheritedDiagnostics(entry, parents, isOptional) {
    const parent = parents.of(entry);
    if (isOptionalItself(entry) || parent === null || (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(parent))
        return [];
    if (parent.section === entry.section || !isOptional(parent))
        return [];
    const message = `optional together with ${parent.label.id ?? parent.label.title}, which contains it by its id: give it another number if it must be done`;
    return [{ line: entry.lineIndex + 1, code: 'optional-parent', message }];
}


/***/ }),

/***/ 1304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ readOutline)
});

// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(8804);
// EXTERNAL MODULE: ./lib/tasks/lines/checkbox.js
var lines_checkbox = __webpack_require__(2601);
// EXTERNAL MODULE: ./lib/tasks/lines/text-lines.js
var text_lines = __webpack_require__(5381);
;// CONCATENATED MODULE: ./lib/tasks/lines/fences.js

const OPENER = /^([ \t]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})(.*)$/s;
const CLOSER = /^[ \t]*(`{3,}|~{3,})[ \t]*$/;
/**
 * Finds the fence that starts at a line. A fence that never closes, or before whose close a numbered checkbox stands at
 * smaller indentation, is no fence: taking it for one would swallow tasks.
 */
class FenceFinder {
    #lines;
    #closers;
    #findCheckboxBoundaries;
    #checkboxBoundaries = null;
    /** `checkboxes`: what each line is when read as a checkbox; `isNumbered`: does it carry an id? */
    constructor(lines, checkboxes, isNumbered) {
        this.#lines = lines;
        const closers = { '`': [], '~': [] };
        lines.forEach(({ text }, line) => {
            const marker = text.includes('```') || text.includes('~~~') ? CLOSER.exec(text)?.[1] : undefined;
            if (marker !== undefined)
                closers[marker[0] ?? '']?.push({ line, measure: marker.length, next: -1 });
        });
        this.#closers = closers;
        for (const boundaries of Object.values(closers))
            linkBoundaries(boundaries);
        // Most files have no fence, so the checkboxes are looked at only when one is met.
        this.#findCheckboxBoundaries = () => linkBoundaries(checkboxes.flatMap((checkbox, line) => checkbox !== null && isNumbered(checkbox) ? [{ line, measure: -checkbox.indent, next: -1 }] : []));
    }
    /** null: the line does not look like a fence at all. */
    fenceAt(line) {
        const text = this.#lines[line]?.text ?? '';
        if (!text.includes('```') && !text.includes('~~~'))
            return null;
        const match = OPENER.exec(text);
        if (match === null)
            return null;
        const [, indentation = '', marker = '', info = ''] = match;
        const markerCharacter = marker[0] ?? '';
        if (markerCharacter === '`' && info.includes('`'))
            return null;
        const closeLine = nextBoundaryLine(this.#closers[markerCharacter] ?? [], line, marker.length);
        if (closeLine === null)
            return 'never-closed';
        this.#checkboxBoundaries ??= this.#findCheckboxBoundaries();
        const checkboxLine = nextBoundaryLine(this.#checkboxBoundaries, line, 1 - (0,text_lines/* indentOf */._j)(indentation));
        if (checkboxLine !== null && checkboxLine < closeLine)
            return 'swallows-tasks';
        return { from: line, to: closeLine };
    }
}
/** Links each stop to the next that goes further, so that a search costs no more than there are different measures. */
function linkBoundaries(boundaries) {
    for (let index = boundaries.length - 1; index >= 0; index--) {
        const boundary = boundaries[index];
        let next = index + 1;
        while (next >= 0 && next < boundaries.length && boundaries[next].measure <= boundary.measure) {
            next = boundaries[next].next;
        }
        boundary.next = next >= 0 && next < boundaries.length ? next : -1;
    }
    return boundaries;
}
/** The line of the first stop after `line` that measures at least `minSize`. */
function nextBoundaryLine(boundaries, line, minSize) {
    let low = 0;
    let high = boundaries.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (boundaries[middle].line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    for (let index = low; index >= 0 && index < boundaries.length; index = boundaries[index].next) {
        const boundary = boundaries[index];
        if (boundary.measure >= minSize)
            return boundary.line;
    }
    return null;
}

// EXTERNAL MODULE: ./lib/tasks/lines/heading.js
var lines_heading = __webpack_require__(1880);
;// CONCATENATED MODULE: ./lib/tasks/lines/html-comments.js
/**
 * HTML comments that close are skipped. One that starts a line may hold blank lines, one in the middle of a text may
 * not (CommonMark's rule); one in a code span is no comment.
 */
class CommentFinder {
    #text;
    #lines;
    // Searches go forward only, so an answer stands until it is passed: the whole file is searched once.
    #close = -1;
    #blank = -1;
    constructor(text, lines) {
        this.#text = text;
        this.#lines = lines;
    }
    /** null: the line holds no comment, as most. */
    commentAt(index) {
        const { text, start } = this.#lines[index];
        if (!text.includes('<!--'))
            return null;
        let visible = '';
        let from = 0;
        let unclosed = false;
        for (const open of commentStarts(text)) {
            if (open < from)
                continue;
            const close = this.#closeAfter(start + open + 4);
            if (close === Number.POSITIVE_INFINITY) {
                unclosed = true;
                break;
            }
            const end = close + 3 - start;
            if (end <= text.length) {
                visible += text.slice(from, open);
                from = end;
                continue;
            }
            const endLine = this.#lineOf(close, index);
            const before = visible + text.slice(from, open);
            const startsLine = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s*)?$/.test(before);
            if (!startsLine && this.#blankAfter(index) < endLine)
                break;
            const last = this.#lines[endLine];
            return { text: before, endLine, tail: last.text.slice(close + 3 - last.start), unclosed };
        }
        return { text: visible + text.slice(from), endLine: null, tail: '', unclosed };
    }
    #closeAfter(commentAt) {
        if (this.#close < commentAt) {
            const found = this.#text.indexOf('-->', commentAt);
            this.#close = found < 0 ? Number.POSITIVE_INFINITY : found;
        }
        return this.#close;
    }
    #blankAfter(index) {
        if (this.#blank <= index) {
            this.#blank = index + 1;
            while (this.#blank < this.#lines.length && this.#lines[this.#blank]?.text.trim() !== '')
                this.#blank++;
        }
        return this.#blank;
    }
    #lineOf(commentAt, from) {
        let low = from;
        let high = this.#lines.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.#lines[middle].start <= commentAt)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}
/** Where `<!--` stands outside code spans. */
function* commentStarts(text) {
    const lastBacktick = text.lastIndexOf('`');
    let inCode = false;
    for (const { index, 0: token } of text.matchAll(/`+|<!--/g)) {
        if (token !== '<!--')
            inCode = !inCode;
        else if (!inCode || lastBacktick < index)
            yield index;
    }
}

// EXTERNAL MODULE: ./lib/tasks/lines/label.js + 1 modules
var lines_label = __webpack_require__(3671);
// EXTERNAL MODULE: ./lib/tasks/lines/near-miss.js
var near_miss = __webpack_require__(979);
;// CONCATENATED MODULE: ./lib/tasks/structure/bare-numbers.js

/**
 * `3 Write tests` may be task 3, `3 tests pass` is not: a number without a dot is an id only where the checkbox before
 * or after it on the same level counts on, or where its own children carry it. All others lose it here.
 */
function resolveBareNumbers(entries) {
    const confirmed = new Set();
    const lastByParent = new Map();
    entries.forEach((entry, index) => {
        const { id, certain } = entry.label;
        if (id === null)
            return;
        if (!certain && entries[index + 1]?.label.id?.startsWith(`${id}.`))
            confirmed.add(entry);
        if (!/^\d+$/.test(id))
            return;
        const previous = lastByParent.get(entry.enclosing);
        if (previous !== undefined && Number(previous.label.id) + 1 === Number(id))
            confirmed.add(previous).add(entry);
        lastByParent.set(entry.enclosing, entry);
    });
    for (const entry of entries) {
        if (!entry.label.certain && !confirmed.has(entry))
            entry.label = (0,lines_label/* unnumberedLabel */.Q$)(entry.checkbox.text);
    }
}

;// CONCATENATED MODULE: ./lib/tasks/structure/plain-parents.js



/** Below every Markdown heading. */
const LEVEL = 7;
const NUMBERED = /^[ \t]{0,12}(?:[-*+][ \t]{1,3})?((?:\*\*|__)?(?:\d{1,9}(?:\.\d{1,9}){0,8}[.)]|\d{1,9}(?:\.\d{1,9}){1,8}[ \t]).{0,500})$/su;
/** null: the line is not numbered. `section`: the heading that it stands under. */
function readNumberedLine(text, line, section) {
    const rest = NUMBERED.exec(text)?.[1];
    if (rest === undefined)
        return null;
    const label = (0,lines_label/* readLabel */.V8)(rest);
    if (label.id === null || !label.certain)
        return null;
    return { heading: { line, level: LEVEL, text: rest, label, parent: section }, indent: (0,text_lines/* indentOf */._j)(text), text: rest };
}
/**
 * Parents written without a checkbox: `1. Set up` over `- [ ] 1.1 …`. Such a line is one where the next checkbox carries
 * its number and stands no further left, and no checkbox has that number itself. Steps in a task's text are none; a line
 * that counts on where parents stand, and has nothing below it, is reported.
 */
function findPlainParents(lines, entries) {
    const ids = new Set(entries.map(({ label }) => label.id));
    const parents = new Map();
    const diagnostics = [];
    let last = null;
    let next = 0;
    for (const line of lines) {
        const { heading, indent } = line;
        for (; (entries[next]?.lineIndex ?? Number.POSITIVE_INFINITY) < heading.line - 1; next++) {
            const { label, checkbox, section } = entries[next];
            last = follow(last, { id: label.id ?? '', indent: checkbox.indent, section });
        }
        const id = heading.label.id ?? '';
        if (ids.has(id))
            continue;
        const isParent = isParentOf(line, entries[next]);
        if (!isParent && !countsOn(last, line))
            continue;
        last = follow(last, { id, indent, section: heading.parent });
        if (!isParent)
            diagnostics.push(lonely(line));
        else if (!parents.has(id))
            parents.set(id, heading);
        endBody(entries[next - 1], heading.line - 1);
    }
    const find = (id, before) => {
        const parent = parents.get(id);
        return parent !== undefined && parent.line <= before.lineIndex ? parent : null;
    };
    return { find, diagnostics };
}
function isParentOf({ heading, indent }, child) {
    const hasItsNumber = child?.label.id?.startsWith(`${heading.label.id}.`) === true;
    return hasItsNumber && child.checkbox.indent >= indent && child.section === heading.parent;
}
function follow(last, next) {
    return /^\d+$/.test(next.id) ? next : last;
}
function countsOn(last, { heading, indent }) {
    if (last === null || Number(last.id) + 1 !== Number(heading.label.id))
        return false;
    return indent <= last.indent && heading.parent === last.section;
}
/** What stands behind such a line is no part of the task before it. */
function endBody(previous, lineIndex) {
    if (previous !== undefined && previous.bodyEnd > lineIndex)
        previous.bodyEnd = lineIndex;
}
function lonely({ heading, text }) {
    const message = `"${text.slice(0, 60)}" has a number but no checkbox, and no task below it: not read as a task; write "${lines_checkbox/* EXAMPLE */.xY}" if it is meant as one`;
    return { line: heading.line, code: 'no-checkbox', message };
}

;// CONCATENATED MODULE: ./lib/tasks/structure/outline.js










function readOutline(text, rules) {
    return new OutlineReader(text, rules).read();
}
/** Reads line by line; what a fence or a comment covers is hidden, and told of where it holds checkboxes. */
class OutlineReader {
    #rules;
    #lines;
    #checkboxes;
    #fenceFinder;
    #commentFinder;
    #headings = [];
    #numberedLines = [];
    #entries = [];
    #fences = [];
    #hidden;
    #diagnostics = [];
    #section = null;
    #openEntries = [];
    #hasUnclosedComment = false;
    constructor(text, rules) {
        this.#rules = rules;
        this.#lines = (0,text_lines/* splitLines */.uz)(text);
        this.#checkboxes = this.#lines.map((line) => (line.text.includes('[') ? this.#readCheckbox(line.text) : null));
        const isNumbered = (checkbox) => isCertain(this.#labelOf(checkbox));
        this.#fenceFinder = /```|~~~/.test(text) ? new FenceFinder(this.#lines, this.#checkboxes, isNumbered) : null;
        this.#commentFinder = text.includes('<!--') ? new CommentFinder(text, this.#lines) : null;
        this.#hidden = new Uint8Array(this.#lines.length);
    }
    read() {
        for (let at = 0; at < this.#lines.length; at++)
            at = this.#skipFence(at) ?? this.#readLine(at);
        this.#endBody(this.#lines.length);
        resolveBareNumbers(this.#entries);
        const plainParents = findPlainParents(this.#numberedLines, this.#entries);
        return {
            lines: this.#lines,
            headings: this.#headings,
            plainParent: plainParents.find,
            entries: this.#entries,
            fences: this.#fences,
            hidden: this.#hidden,
            diagnostics: [...this.#diagnostics, ...plainParents.diagnostics],
        };
    }
    /** The last line of the code fence that begins at `at`; null: none does. */
    #skipFence(at) {
        const fence = this.#fenceFinder?.fenceAt(at) ?? null;
        if (fence === null)
            return null;
        if (typeof fence === 'string') {
            this.#report(at, 'stray-fence', STRAY_FENCES[fence]);
            return null;
        }
        this.#hideLines(fence.from, fence.to, 'a code fence');
        this.#fences.push({ ...fence, section: this.#section });
        return fence.to;
    }
    /** The last line that was read: a comment may go on over several. */
    #readLine(at) {
        const uncommented = this.#commentFinder?.commentAt(at) ?? null;
        const visible = uncommented?.text ?? this.#lines[at]?.text ?? '';
        const known = this.#checkboxes[at] ?? null;
        // Behind a comment there is no list item (CommonMark), so the line itself must be one.
        const checkbox = uncommented === null || known === null ? known : this.#readCheckbox(visible);
        if (checkbox !== null)
            this.#addEntry(at, checkbox);
        else
            this.#readText(at, visible);
        return uncommented === null ? at : this.#skipComment(at, uncommented);
    }
    #addEntry(at, checkbox) {
        this.#endBody(at);
        const open = this.#openEntries;
        while (open.length > 0 && open.at(-1).checkbox.indent >= checkbox.indent)
            open.pop();
        const entry = {
            lineIndex: at,
            checkbox,
            label: this.#labelOf(checkbox),
            section: this.#section,
            enclosing: open.at(-1) ?? null,
            bodyEnd: -1,
        };
        open.push(entry);
        this.#entries.push(entry);
        if (checkbox.state === 'unknown') {
            const message = `"[${checkbox.mark}]" is not a known state (" ", "-", "~" or "x"): counted as not done`;
            this.#report(at, 'unknown-state', message);
        }
    }
    #readText(at, visible) {
        const heading = visible.includes('#')
            ? (0,lines_heading/* readHeading */.Nu)(visible, at + 1, this.#section, this.#rules.readHeadingLabel)
            : null;
        if (heading !== null) {
            this.#endBody(at);
            this.#section = heading;
            this.#headings.push(heading);
            this.#openEntries = [];
        }
        else if (this.#rules.endsBody(visible))
            this.#endBody(at);
        if ((0,near_miss/* isMalformedCheckbox */.V)(visible))
            this.#reportMalformed(at);
        else if (this.#rules.hasPlainParents)
            this.#addNumberedLine(at, visible);
    }
    #addNumberedLine(at, visible) {
        const numberedLine = readNumberedLine(visible, at + 1, this.#section);
        if (numberedLine !== null)
            this.#numberedLines.push(numberedLine);
    }
    #skipComment(at, { unclosed, endLine, tail }) {
        if (unclosed && !this.#hasUnclosedComment) {
            // Those behind it never close either.
            this.#hasUnclosedComment = true;
            this.#report(at, 'stray-comment', 'this comment is never closed: read as text');
        }
        if (endLine === null)
            return at;
        this.#hideLines(at, endLine, 'a comment');
        this.#hidden[at] = 0;
        if ((0,near_miss/* isMalformedCheckbox */.V)(tail) || (0,lines_checkbox/* readCheckbox */.OO)(tail) !== null)
            this.#reportMalformed(endLine);
        return endLine;
    }
    #endBody(at) {
        const last = this.#entries.at(-1);
        if (last !== undefined && last.bodyEnd < 0)
            last.bodyEnd = at;
    }
    #hideLines(from, to, where) {
        this.#hidden.fill(1, from, to + 1);
        const count = this.#checkboxes.slice(from + 1, to + 1).filter((checkbox) => checkbox != null).length;
        if (count > 0)
            this.#report(from, 'hidden-boxes', `${(0,lib_text/* plural */.LS)(count, 'checkbox', 'checkboxes')} inside ${where}: not read`);
    }
    /** null also for a line of a legend. */
    #readCheckbox(text) {
        const checkbox = (0,lines_checkbox/* readCheckbox */.OO)(text);
        const isLegend = checkbox?.state === 'unknown' && this.#rules.isLegend(checkbox.mark, this.#labelOf(checkbox));
        return isLegend ? null : checkbox;
    }
    #labelOf(checkbox) {
        const label = this.#rules.readLabel(checkbox.text);
        if (checkbox.listNumber === null || isCertain(label))
            return label;
        return { ...(0,lines_label/* unnumberedLabel */.Q$)(checkbox.text), id: checkbox.listNumber };
    }
    #report(at, code, message) {
        this.#diagnostics.push({ line: at + 1, code, message });
    }
    #reportMalformed(at) {
        this.#diagnostics.push((0,near_miss/* notATask */.g)(at, this.#lines[at]?.text ?? ''));
    }
}
const STRAY_FENCES = {
    'never-closed': 'this code fence is never closed: read as text',
    'swallows-tasks': 'numbered tasks come before the end of this code fence: read as text',
};
function isCertain({ id, certain }) {
    return id !== null && certain;
}


/***/ }),

/***/ 8961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ isHeading),
/* harmony export */   Z: () => (/* binding */ findParents)
/* harmony export */ });
/* harmony import */ var _lines_heading_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1880);

function isHeading(parent) {
    return parent !== null && 'level' in parent;
}
/**
 * First match wins: (0) the checkbox one level up by a clear indentation, where the numbers below it are one off, (1) the
 * nearest earlier checkbox that carries the longest dotted prefix of the id, (2) the heading around that carries it, or
 * else a numbered line without a checkbox, (3) the checkbox above at smaller indentation, (4) none. A checkbox without
 * an id hangs under the checkbox it is nested in, else under the numbered heading around it, a phase's only where others
 * do.
 */
function findParents(outline) {
    const numbered = (0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .findTaskHeadings */ .od)(outline.headings);
    const parents = new Map();
    const latestById = new Map();
    const diagnostics = [];
    for (const entry of outline.entries) {
        const { id } = entry.label;
        const parent = id === null
            ? (entry.enclosing ?? enclosingHeading(entry, (heading) => numbered.has(heading)))
            : (misnumberedParent(id, entry, latestById) ?? findParentById(id, entry, latestById, outline));
        parents.set(entry, parent);
        if (id === null)
            continue;
        latestById.set(id, entry);
        diagnostics.push(...parentMismatch(entry, parent, latestById));
    }
    const used = new Set(parents.values());
    for (const [entry, parent] of parents) {
        if (parent !== null || entry.label.id !== null || !(0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .isPhaseWork */ .PX)(entry.section))
            continue;
        parents.set(entry, enclosingHeading(entry, (heading) => used.has(heading)));
    }
    const checkboxOfHeading = checkboxesOfHeadings(outline.entries, parents);
    for (const [entry, parent] of parents)
        if (isHeading(parent))
            parents.set(entry, checkboxOfHeading.get(parent) ?? parent);
    return { diagnostics, of: (entry) => parents.get(entry) ?? null };
}
/** Less may be sloppy typing. */
const CLEAR_INDENT = 2;
/**
 * `- [ ] 3. Fee` over an indented `2.1`, with `- [ ] 2.` further up: a task was put in, and the numbers below were not
 * adapted. The checkbox that contains it by indentation carries as many numbers as the prefix, and stands behind it.
 */
function misnumberedParent(id, { enclosing, checkbox }, latestById) {
    const prefix = id.slice(0, Math.max(0, id.lastIndexOf('.')));
    const byPrefix = latestById.get(prefix);
    const enclosingId = enclosing?.label.id ?? null;
    if (enclosing === null || enclosingId === null || byPrefix === undefined || enclosingId === prefix)
        return null;
    const isOneLevelUp = enclosingId.split('.').length === prefix.split('.').length && /^\d/.test(enclosingId);
    const isClear = checkbox.indent - enclosing.checkbox.indent >= CLEAR_INDENT;
    return isOneLevelUp && isClear && enclosing.lineIndex > byPrefix.lineIndex ? enclosing : null;
}
function parentMismatch(entry, parent, latestById) {
    const { label, enclosing, lineIndex } = entry;
    if (enclosing === null || enclosing.label.id === null)
        return [];
    const found = { line: lineIndex + 1, code: 'parent-mismatch' };
    const enclosingId = enclosing.label.id;
    if (parent !== enclosing) {
        const parentId = parent === null ? 'none' : parent.label.id;
        const message = `${label.id} is indented under ${enclosingId}, but by its id its parent is ${parentId}: the id counts`;
        return [{ ...found, message }];
    }
    if (misnumberedParent(label.id ?? '', entry, latestById) === null)
        return [];
    const message = `${label.id} is indented under ${enclosingId}, and its number looks one off: the indentation counts`;
    return [{ ...found, message }];
}
function findParentById(id, entry, latestById, { plainParent }) {
    for (const prefix of prefixes(id)) {
        const parent = latestById.get(prefix);
        if (parent !== undefined)
            return parent;
    }
    for (const prefix of prefixes(id)) {
        const heading = plainParent(prefix, entry) ?? (0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .findEnclosingById */ .Qf)(prefix, entry.section);
        if (heading !== null)
            return heading;
    }
    return entry.enclosing;
}
/** `1.2.3` → `1.2`, `1`. */
function* prefixes(id) {
    for (let dot = id.lastIndexOf('.'); dot > 0; dot = id.lastIndexOf('.', dot - 1))
        yield id.slice(0, dot);
}
function enclosingHeading({ section }, accepts) {
    let heading = section;
    while (heading !== null && !accepts(heading))
        heading = heading.parent;
    return heading;
}
/** `## 3. Title` with a checkbox `3.` at its root below is one task, not two. */
function checkboxesOfHeadings(entries, parents) {
    const used = new Set(parents.values());
    const checkboxOfHeading = new Map();
    for (const entry of entries) {
        if (entry.label.id === null || parents.get(entry) !== null)
            continue;
        const heading = (0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .findEnclosingById */ .Qf)(entry.label.id, entry.section);
        if (heading !== null && used.has(heading) && !checkboxOfHeading.has(heading))
            checkboxOfHeading.set(heading, entry);
    }
    return checkboxOfHeading;
}


/***/ }),

/***/ 9805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ findRoles),
/* harmony export */   R: () => (/* binding */ checklistDiagnostics)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1590);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8804);
/* harmony import */ var _lines_heading_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1880);
/* harmony import */ var _parents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8961);




/**
 * Which checkboxes are work. A checkbox without a number nested in another is a checklist item of it. In a file that
 * has numbered tasks, one at the root (success criteria, definition of done) is a checklist of the whole, and under the
 * heading of a phase a task; in a file without any number each is a task. Whatever has a task below it is a task.
 */
function findRoles(entries, parents) {
    const numbered = entries.some((entry) => entry.label.id !== null || (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(parents.of(entry)));
    const tasks = new Set();
    for (const entry of entries) {
        const isRoot = entry.enclosing === null;
        if (entry.label.id !== null || (isRoot && (!numbered || parents.of(entry) !== null || (0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .isPhaseWork */ .PX)(entry.section))))
            tasks.add(entry);
    }
    for (const task of [...tasks]) {
        for (let above = parents.of(task); above !== null && !(0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(above) && !tasks.has(above); above = parents.of(above)) {
            tasks.add(above);
        }
    }
    const ownerOf = (node) => node === null || (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) || tasks.has(node) ? node : ownerOf(parents.of(node));
    return {
        ownerOf,
        of: (entry) => (tasks.has(entry) ? 'task' : 'checklist'),
        diagnostics: checklistDiagnostics(entries.filter((entry) => entry.enclosing === null && !tasks.has(entry))),
    };
}
/** One diagnostic for each section that holds some. */
function checklistDiagnostics(entries) {
    return [...(0,_collections_js__WEBPACK_IMPORTED_MODULE_2__/* .groupBy */ .$z)(entries, ({ section }) => section).values()].map((items) => ({
        line: (items[0]?.lineIndex ?? 0) + 1,
        code: 'checklist',
        message: `${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(items.length, 'checkbox', 'checkboxes')} without a number here: a checklist, not tasks; number them to have them done`,
    }));
}


/***/ }),

/***/ 832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ openCheckboxWarning),
/* harmony export */   s: () => (/* binding */ withFilePath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** Runs what reads a tasks.md; what is wrong with it is told with the file's path. */
function withFilePath(path, read) {
    try {
        return read();
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        const location = /^(?:tasks\.md)?(:\d+)?$/.exec(error.where ?? '');
        if (location === null)
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(error.message, {
            where: `${path}${location[1] ?? ''}`,
            ...(error.fix === null ? {} : { fix: error.fix }),
            cause: error,
        });
    }
}
/** A person removed a tick; `path`: of tasks.md. */
function openCheckboxWarning(path, { key, id, title, line }) {
    return `${path}:${line}: task ${id ?? title} is done in the state file but its checkbox is open; it counts as done. To have it done again: \`reset --unit ${key}\`.`;
}


/***/ }),

/***/ 891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  QA: () => (/* binding */ NO_SANDBOX_FIX),
  lR: () => (/* binding */ createIsolation),
  cB: () => (/* binding */ enterSandbox),
  f8: () => (/* binding */ leaveSandbox)
});

// UNUSED EXPORTS: UNISOLATED, culpritFix

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/lock/temp-folder.js
var temp_folder = __webpack_require__(9080);
;// CONCATENATED MODULE: ./lib/terminal/process/inherited-files.js

/** O_CLOEXEC, octal in /proc/PID/fdinfo/FD (proc(5)): Node sets it on all that it opens itself. */
const CLOSED_ON_EXEC = 0o2000000;
/**
 * Closes the files that this process was started with, but for its standard ones: a program that it starts would get
 * them too, and with them what no sandbox can take away. Linux only.
 */
function closeInheritedFiles() {
    for (const name of namesIn('/proc/self/fd')) {
        const fd = Number(name);
        if (fd <= 2 || !isInherited(fd))
            continue;
        try {
            (0,external_node_fs_.closeSync)(fd);
        }
        catch {
            // It was the folder that was just read.
        }
    }
}
function isInherited(fd) {
    try {
        const flags = /^flags:\s+([0-7]+)/m.exec((0,external_node_fs_.readFileSync)(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
        return flags !== undefined && (Number.parseInt(flags, 8) & CLOSED_ON_EXEC) === 0;
    }
    catch {
        return false;
    }
}
function namesIn(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder);
    }
    catch {
        return [];
    }
}

// EXTERNAL MODULE: ./lib/terminal/isolation/another-user/loans.js + 2 modules
var another_user_loans = __webpack_require__(3055);
// EXTERNAL MODULE: ./lib/repository/git/configuration/safe-directory.js
var safe_directory = __webpack_require__(9183);
// EXTERNAL MODULE: ./lib/own-path.js
var own_path = __webpack_require__(6079);
// EXTERNAL MODULE: ./lib/terminal/isolation/policy/paths/paths.js
var paths_paths = __webpack_require__(6065);
;// CONCATENATED MODULE: ./lib/terminal/isolation/keep-usable.js




/** Its owner reads, writes and enters it. */
const OWNERS = 0o700;
/** Of the folders without which nothing of ours works: the home, the working tree with git's folder, and those above ours. */
function readModes({ lent, hidden, pinned }) {
    const own = hidden.flatMap(({ name, path }) => (name === 'own' ? [path] : []));
    const ofHome = ['.config', '.local', '.cache'].map((name) => `${lent.home}/${name}`);
    const needed = [lent.home, ...ofHome, lent.workTree, `${lent.workTree}/.git`, ...pinned, ...own, ...lent.trees];
    const paths = new Set([...(0,paths_paths/* foldersAbove */.Zv)(needed), ...needed]);
    return new Map([...paths].sort().flatMap((path) => {
        const stat = lstat(path);
        return stat?.isDirectory() && (stat.mode & OWNERS) === OWNERS ? [[path, stat.mode & 0o7777]] : [];
    }));
}
/** Has those as they were that their owner cannot use any more; returns them. */
function restoreModes(modes) {
    return [...modes].flatMap(([path, mode]) => {
        const stat = lstat(path);
        if (!stat?.isDirectory() || (stat.mode & OWNERS) === OWNERS)
            return [];
        try {
            (0,external_node_fs_.chmodSync)(path, mode);
        }
        catch {
            // Somebody else's by now.
        }
        return [path];
    });
}
/**
 * Programs that were not there before, and that we would start outside of every sandbox, are moved beside: `from` and `to`
 * of each. A start of ours that finds them on PATH comes after what made them has ended.
 */
function setAside(appeared) {
    return appeared.flatMap((path) => {
        // A folder is none, such as git's of settings.
        if (!own_path/* OWN_PROGRAMS */.j1.includes((0,external_node_path_.basename)(path)) || lstat(path)?.isDirectory() !== false)
            return [];
        const to = `${path}.${process.pid}-${Date.now()}.set-aside`;
        try {
            (0,external_node_fs_.renameSync)(path, to);
            return [[path, to]];
        }
        catch {
            return [];
        }
    });
}
function lstat(path) {
    try {
        return (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/mechanisms/covers.js


/** What root keeps inside: enough to install packages and change owners, nothing that mounts, traces or makes devices. */
const KEPT_CAPABILITIES = [
    ...['chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid'],
    ...['setpcap', 'net_bind_service', 'setfcap', 'audit_write'],
];
/** In the order in which they are mounted: an outer one would cover what lies in it. What is hidden comes last. */
function orderedCovers({ fresh, hidden, readOnly, writable, pinned }) {
    const hiding = hidden
        // Nothing is left there to hide.
        .filter(({ path }) => isShownAnew(path, { fresh, readOnly, writable }))
        .map(({ path, isFolder }) => ({ kind: isFolder ? 'hidden-folder' : 'hidden-file', path }));
    const covers = pins(pinned, hiding);
    const shown = [
        // On top of what is shown in it, it would take that away again.
        ...covers.filter(isOnItself),
        ...fresh.map((path) => ({ kind: 'fresh', path })),
        ...writable.map((path) => ({ kind: 'writable', path })),
        ...readOnly.map((path) => ({ kind: 'read-only', path })),
    ];
    return [...shown.sort(byDepth), ...covers.filter((cover) => !isOnItself(cover)), ...hiding.sort(byDepth)];
}
/**
 * The kernel moves no folder that something is mounted on, by whatever path. Mounted on itself a folder would be a disk of
 * its own, from which package managers could link no file into a project. So each is mounted where something hidden is,
 * and the next one, or the cover, on top of it: in the folder beside it or in it, so that whoever has the one has the other.
 */
function pins(pinned, covers) {
    const hidden = covers.filter(({ kind }) => kind === 'hidden-folder');
    return pinned.map((source) => {
        const near = hidden.find(({ path }) => (0,paths_paths/* isWithin */.UO)(path, (0,external_node_path_.dirname)(source))) ?? hidden[0];
        return { kind: 'pin', path: near?.path ?? source, source };
    });
}
/** Of a folder that stays where it is: is nothing hidden there that it could be mounted on? */
function isOnItself({ kind, path, source }) {
    return kind === 'pin' && path === source;
}
function isShownAnew(path, { fresh, readOnly, writable }) {
    return !fresh.some((top) => (0,paths_paths/* isWithin */.UO)(path, top)) || [...readOnly, ...writable].some((top) => (0,paths_paths/* isWithin */.UO)(path, top));
}
function byDepth(a, b) {
    return depth(a.path) - depth(b.path);
}
function depth(path) {
    return path.split('/').length;
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/mechanisms/namespace-script.js



/**
 * A shell script that mounts the covers of a policy and then runs its arguments, for who is in namespaces already. Every
 * process costs milliseconds at each start, so that mount(8) is given tables instead of being called for each path.
 */
function namespaceScript(policy, options) {
    const covers = orderedCovers(policy);
    const hidden = covers.filter(({ kind }) => kind === 'hidden-folder' || kind === 'hidden-file');
    const stage = stageFor(policy);
    return [
        'set -e',
        // What PATH leads to was chosen for the program, and may be its own work.
        'path=$PATH; PATH=/usr/sbin:/usr/bin:/sbin:/bin; folder=$(pwd -P)',
        ...(options.environmentReader !== null ? ['exec 9<"$1"', 'rm -f "$1"', 'shift'] : []),
        // A user's namespace may not bind a folder without the disks that were mounted in it before.
        EACH_MOUNT,
        'disks=; disk() { disks="$disks $m "; }; each_mount disk',
        // A table must be a file, which is nobody's to see.
        `mount -t tmpfs -o mode=0700 ${COVER} ${stage}; table=${stage}/table`,
        ...mountAll(policy, covers, stage, [
            ...covers.flatMap(pin),
            ...hidden.map(({ kind, path }) => ifThere(path, hide(kind, path, options))),
            ifThere('/dev/pts', OWN_TERMINALS, '-d'),
        ]),
        makeReadOnly(policy, covers, stage),
        // With what was made in it, which lies where it belongs by now.
        `umount -n -l ${stage}`,
        // What lay below it, and what one process could not do.
        'each single',
        // By its name, since what was entered before lies below the covers.
        'cd "$folder"',
        // Not in the shell's place: it is the first process, which has to wait for the others.
        `PATH=$path ${dropPrivileges(policy, options)} ${options.environmentReader ?? ''} "$@" || exit $?`,
    ].join('\n');
}
/**
 * Calls its argument for each mount, with its path in m and its options in o. By cat, since a shell reads byte by byte,
 * which took as long as all the rest.
 */
const EACH_MOUNT = `each_mount() { use=$1; rows=$(cat /proc/self/mountinfo); set -f; IFS='
'; for row in $rows; do IFS=' '; set -- $row; m=$5; o=$6; "$use"; done; unset IFS; set +f; }`;
/** A folder that nothing of the policy lies in, for what is made before it is put where it belongs. */
function stageFor({ hidden, writable, readOnly }) {
    const used = [...hidden.map(({ path }) => path), ...writable, ...readOnly];
    return ['/mnt', '/media', '/srv', '/opt'].find((path) => !used.some((other) => (0,paths_paths/* isWithin */.UO)(other, path))) ?? '/mnt';
}
/** What is shown becomes a mount of its own, which can be writable or not; in fresh folders it is put in. What hides comes last. */
function mountAll(policy, covers, stage, hiding) {
    const shown = covers.filter((cover) => ['writable', 'read-only'].includes(cover.kind) || isOnItself(cover));
    const fresh = policy.fresh.filter((path) => covers.some((cover) => cover.path === path));
    const places = fresh.map((top, at) => ({
        top,
        made: `${stage}/${at}`,
        inside: shown.filter(({ path }) => (0,paths_paths/* isWithin */.UO)(path, top)),
    }));
    const outside = shown.filter(({ path }) => !fresh.some((top) => (0,paths_paths/* isWithin */.UO)(path, top)));
    const direct = outside.map(({ path }) => ifThere(path, bind(path, path)));
    if (places.length === 0)
        return mountTable([...direct, ...hiding]);
    return [
        ...mountTable([
            ...direct,
            // Made beside, since what is shown in it is covered once it is there.
            ...places.flatMap(({ top, made, inside }) => [
                line({ source: FRESH_FOLDER, target: made, type: 'tmpfs', options: 'mode=1777,nosuid,nodev,X-mount.mkdir' }),
                ...inside.map(({ path }) => ifThere(path, bind(path, `${made}${path.slice(top.length)}`, ',X-mount.mkdir'), '-d')),
            ]),
        ]),
        // Its own table, since it is put over what the first one read from.
        ...mountTable([
            ...places.flatMap(({ top, made, inside }) => inside.map(({ path }) => showFile(path, `${made}${path.slice(top.length)}`))),
            ...places.map(({ top, made }) => bind(made, top)),
            ...hiding,
        ]),
    ];
}
/** Where it lies in a folder that is shown too it is there already, and is somebody's: nothing may be written to it. */
function showFile(source, target) {
    const make = `[ -e ${quote(target)} ] || { mkdir -p ${quote((0,external_node_path_.dirname)(target))}; : >>${quote(target)}; }`;
    return `if [ -e ${quote(source)} ] && [ ! -d ${quote(source)} ]; then ${make}; ${bind(source, target)}; fi`;
}
/** Looks at all mounts, those below what is covered included. */
function makeReadOnly({ strength }, covers, stage) {
    const cases = [...covers]
        .sort((a, b) => b.path.length - a.path.length)
        .map(({ kind, path }) => matching(path, kind === 'read-only'));
    const rest = strength === 'strict' ? [matching('/proc', false), '/dev/*) ;;', '*) "$action" ;;'] : [];
    const inStage = `${stage}|${stage}/*`;
    // With the flags that a mount has: inside a user namespace none of them may be lost. One that nobody can reach is left.
    // A table's own / is passed over, but not by another name.
    return `each() { action=$1; each_mount cover; }
cover() { case "$o" in ro|ro,*) return ;; esac; case "$m" in
${[...cases, ...rest].join('\n')}
esac; }
list() { case "$m" in ${inStage}) return ;; /) m=/. ;; esac; printf '%s\\n' "${REMOUNT} $m none remount,bind,ro\${o#rw} 0 0"; }
single() { p=$(printf %b "$m"); mount -o "remount,bind,ro\${o#rw}" "$p" 2>/dev/null || [ ! -w "$p" ] || { echo "$p cannot be made read-only" >&2; exit 1; }; }
each list >$table
mount -a -T $table 2>/dev/null || :`;
}
function matching(path, isReadOnly) {
    const name = quote(octal(path));
    return `${name}|${name}/*) ${isReadOnly ? '"$action"' : ''} ;;`;
}
/** Names of their own: of what already is such a mount mount(8) does nothing. */
const COVER = 'sequential-cover';
const REMOUNT = 'sequential-remount';
const FRESH_FOLDER = 'sequential-fresh';
/** Those of others are not there; /dev/ptmx opens one of the folder beside it. */
const OWN_TERMINALS = line({
    source: 'sequential-terminals',
    target: '/dev/pts',
    type: 'devpts',
    options: 'newinstance,ptmxmode=0666,mode=0620,nosuid,noexec',
});
function hide(kind, path, { uid, gid }) {
    return kind === 'hidden-folder'
        ? line({ source: COVER, target: path, type: 'tmpfs', options: `mode=0700,uid=${uid},gid=${gid},nosuid,nodev` })
        : bind('/dev/null', path);
}
function bind(source, target, more = '', how = 'rbind') {
    return line({ source, target, type: 'none', options: `${how}${more}` });
}
/** Where it can, without what was mounted in it here, which would be mounted again with each. */
function pin(cover) {
    const { kind, path, source = path } = cover;
    if (kind !== 'pin' || isOnItself(cover))
        return [];
    const either = ['rbind', 'bind'].map((how) => bind(source, path, '', how));
    return [
        ifThere(source, `case "$disks" in *${quote(` ${octal(source)}/`)}*) ${either[0]} ;; *) ${either[1]} ;; esac`),
    ];
}
function line({ source, target, type, options }) {
    return `printf '%s\\n' ${quote([octal(source), octal(target), type, options, '0 0'].join(' '))}`;
}
/** Another run's folder may be gone since it was found. */
function ifThere(path, command, test = '-e') {
    return `[ ! ${test} ${quote(path)} ] || ${command}`;
}
/** All that the commands print, by one process. */
function mountTable(commands) {
    return commands.length === 0 ? [] : ['{', ...commands, '} >$table', 'mount -a -T $table'];
}
/** As the kernel and fstab(5) write a path. */
function octal(path) {
    return path.replace(/[ \t\n\\]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);
}
/** Down to who the program is, with nothing that would take the covers off. */
function dropPrivileges({ sudo }, { uid, gid, groups, userNamespace, setpriv }) {
    const user = userNamespace || uid === 0 ? '' : `--reuid=${uid} --regid=${gid} --groups=${[gid, ...groups].join()}`;
    const kept = uid === 0 && !userNamespace ? KEPT_CAPABILITIES.map((name) => `,+${name}`).join('') : '';
    const powers = sudo ? '' : `--no-new-privs --bounding-set=-all${kept}`;
    return `${quote(setpriv)} ${user} ${powers} --inh-caps=-all --ambient-caps=-all`.replace(/ +/g, ' ');
}
/** A word of a shell. */
function quote(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/hidden/find-sockets.js



const MAX_DEPTH = 3;
const MAX_ENTRIES = 2_000;
/** Of root's, those that names of hosts and users, logs and data of every build come from. */
const NEEDED = [
    ...['avahi-daemon', 'cups', 'dbus', 'log', 'memcached', 'mysql', 'mysqld', 'nscd', 'pcscd', 'postgresql', 'redis'],
    ...['rpcbind.sock', 'rsyslog', 'sssd', 'systemd', 'udev', 'user', 'uuidd', 'lock', 'mount', 'samba'],
].map((name) => (0,external_node_path_.join)('/run', name));
/** Sockets in /run of services of root that this user may talk to: whoever does has root work for them. */
function rootsSockets(uid) {
    // Root's own programs would be among them.
    if (uid === 0)
        return [];
    return socketsIn('/run').filter((path) => isRoots(path));
}
function socketsIn(top) {
    let left = MAX_ENTRIES;
    const below = (folder, depth) => {
        const entries = entriesOf(folder).slice(0, left);
        left -= entries.length;
        return entries.flatMap((entry) => {
            const path = (0,external_node_path_.join)(folder, entry.name);
            if (NEEDED.some((needed) => (0,paths_paths/* isWithin */.UO)(path, needed)))
                return [];
            if (entry.isSocket())
                return [path];
            return entry.isDirectory() && depth < MAX_DEPTH ? below(path, depth + 1) : [];
        });
    };
    return below(top, 1);
}
function isRoots(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK);
        return (0,external_node_fs_.lstatSync)(path).uid === 0;
    }
    catch {
        return false;
    }
}
/** By name in /tmp: where editors, terminals and buses of a session listen. */
const OF_SESSION = /^(?:\.X11-unix|\.ICE-unix|dbus-|emacs\d|nvim|kitty|mykitty|vscode-(?:ipc|git|ssh)|cursor-(?:ipc|git)|\.wayland|wayland-)/;
/** Of the entries of /tmp. */
function sessionSockets(names) {
    return names.filter((name) => OF_SESSION.test(name)).map((name) => (0,external_node_path_.join)('/tmp', name));
}
/** Names in a folder; none where it cannot be read. */
function find_sockets_namesIn(folder) {
    return entriesOf(folder).map(({ name }) => name);
}
function entriesOf(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true });
    }
    catch {
        return [];
    }
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: ./lib/agents/install/install-folders.js
var install_folders = __webpack_require__(3801);
// EXTERNAL MODULE: ./lib/agents/login.js
var login = __webpack_require__(1815);
// EXTERNAL MODULE: ./lib/secrets/agent-environment.js
var agent_environment = __webpack_require__(1780);
// EXTERNAL MODULE: ./lib/state/lock/lock-path.js
var lock_path = __webpack_require__(9028);
;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/devices.js



const RAW = /^(?:mem|kmem|port|nvme.*|ng\d.*|sg\d+|bsg|raw|mapper|input|uinput|hidraw\d+|vcs.*)$/;
const CONSOLE = /^tty\d+$/;
/** A sandbox has its own of these, or the links lead into the process itself. */
const OF_EACH = /^(?:null|zero|full|random|urandom|tty|ptmx|pts|fd|stdin|stdout|stderr|core|console|block|disk)$/;
function readDevices(uid) {
    const found = find_sockets_namesIn('/dev').flatMap((name) => {
        const path = (0,external_node_path_.join)('/dev', name);
        if (OF_EACH.test(name) || (uid !== 0 && !canOpen(path)))
            return [];
        return kindOf(name, path) ?? [];
    });
    const of = (kind) => found.flatMap((one) => (one.kind === kind ? [one.path] : []));
    return { raw: of('raw'), open: of('open') };
}
function kindOf(name, path) {
    try {
        const stat = (0,external_node_fs_.statSync)(path);
        // What a link leads to has an entry of its own.
        if (stat.isBlockDevice() || RAW.test(name))
            return (0,external_node_fs_.lstatSync)(path).isSymbolicLink() ? null : { kind: 'raw', path };
        if (!CONSOLE.test(name))
            return { kind: 'open', path };
        // Somebody works there.
        return stat.uid === 0 ? null : { kind: 'raw', path };
    }
    catch {
        return null;
    }
}
function canOpen(path) {
    return [external_node_fs_.constants.R_OK, external_node_fs_.constants.W_OK].some((mode) => {
        try {
            (0,external_node_fs_.accessSync)(path, mode);
            return true;
        }
        catch {
            return false;
        }
    });
}

// EXTERNAL MODULE: ./lib/state/lock/repository-top.js
var repository_top = __webpack_require__(9515);
;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/git-place.js




/** An agent of an earlier run may have written `.git` too, so a folder counts only if it says itself that it is of this work. */
function readGitPlace(workdir) {
    const top = (0,repository_top/* findRepositoryTop */.N)(workdir) ?? workdir;
    const named = readLine((0,external_node_path_.join)(top, '.git'))?.match(/^gitdir: (.+)$/)?.[1];
    if (named === undefined)
        return { folders: [top], own: (0,lock_path/* privateGitFolder */.YT)(workdir) };
    const gitFolder = real((0,external_node_path_.resolve)(top, named));
    const common = readLine((0,external_node_path_.join)(gitFolder, 'commondir'));
    const folders = common === null ? [gitFolder] : [gitFolder, real((0,external_node_path_.resolve)(gitFolder, common))];
    const isOurs = common === null ? isWhole(gitFolder, top) : isLinked(gitFolder, folders[1] ?? '', top);
    return isOurs ? { folders: [top, ...folders], own: (0,lock_path/* privateGitFolder */.YT)(workdir) } : { folders: [top], own: null };
}
/** Of a linked worktree: it lies among those of a repository, and names our `.git` in turn. */
function isLinked(gitFolder, common, top) {
    const back = readLine((0,external_node_path_.join)(gitFolder, 'gitdir'));
    return ((0,external_node_path_.dirname)(gitFolder) === (0,external_node_path_.join)(common, 'worktrees') &&
        back !== null &&
        real((0,external_node_path_.resolve)(gitFolder, back)) === real((0,external_node_path_.join)(top, '.git')) &&
        isGitFolder(common));
}
/** Of a submodule, which names its working tree, or one that was made elsewhere: it belongs to nobody else. */
function isWhole(gitFolder, top) {
    const settings = (readLine((0,external_node_path_.join)(gitFolder, 'config')) ?? '').split('\n').map((line) => line.split('='));
    const settingOf = (name) => settings
        .find(([key]) => key?.trim() === name)
        ?.slice(1)
        .join('=')
        .trim();
    const workTree = settingOf('worktree');
    const isFree = (0,external_node_path_.basename)(gitFolder) !== '.git' && settingOf('bare') !== 'true';
    return isGitFolder(gitFolder) && (workTree === undefined ? isFree : real((0,external_node_path_.resolve)(gitFolder, workTree)) === real(top));
}
/** As git recognises one. */
function isGitFolder(folder) {
    return readLine((0,external_node_path_.join)(folder, 'HEAD')) !== null && ['objects', 'refs'].every((name) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, name)));
}
function readLine(path) {
    try {
        return (0,external_node_fs_.lstatSync)(path).isFile() ? (0,external_node_fs_.readFileSync)(path, 'utf8').trimEnd() : null;
    }
    catch {
        return null;
    }
}
function real(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        return path;
    }
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/listening-places.js



/** As many as a policy bears: an agent can make any number of folders, and each would be a cover of every later start. */
const MOST = 64;
/** In which ssh's agents listen. Where there are many, those in which somebody does listen: what an agent left does not. */
function sshAgentFolders() {
    const folders = find_sockets_namesIn('/tmp').flatMap((name) => (/^ssh-[A-Za-z0-9]{6,}$/.test(name) ? [(0,external_node_path_.join)('/tmp', name)] : []));
    if (folders.length <= MOST)
        return folders;
    const listening = listeningFolders();
    return folders.filter((folder) => listening.has(folder)).slice(0, 4 * MOST);
}
/** Of all sockets with a path, by the kernel's table (proc(5)). */
function listeningFolders() {
    const rows = readText('/proc/net/unix').split('\n');
    return new Set(rows.flatMap((row) => /^(?:\S+\s+){7}(\/.*)$/.exec(row)?.[1] ?? []).map((path) => (0,external_node_path_.dirname)(path)));
}
function readText(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/paths/first-folders.js



/** What build tools make in the home at their first start, by the program on PATH; each is a cache of the policy's. */
const MADE_BY = {
    bun: ['.bun'],
    bundle: ['.bundle'],
    cargo: ['.cargo'],
    deno: ['.deno'],
    dotnet: ['.dotnet', '.nuget'],
    gem: ['.gem'],
    go: ['go'],
    // A project brings its own Maven or Gradle.
    java: ['.m2', '.gradle'],
    // As it brings its own pnpm.
    npm: ['.npm', '.local/share/pnpm'],
    sbt: ['.sbt', '.ivy2'],
    uv: ['.local/share/uv'],
    yarn: ['.yarn'],
};
/** Folders that an agent or a command needs to be there before it starts under strict: its own, and the build tools'. */
function neededFolders(place, backend) {
    const isOfOtherHome = (path) => place.homes.slice(1).some((home) => (0,paths_paths/* isWithin */.UO)(path, home));
    const own = backend === null ? [] : (place.logins[backend] ?? []);
    return [...own.filter((path) => (0,external_node_path_.extname)(path) === '' && !isOfOtherHome(path)), ...firstFolders(place)];
}
/** Folders in which the machine's build tools would keep what they download, were they allowed to make them. */
function firstFolders({ home, env }) {
    const folders = (env.PATH ?? '').split(external_node_path_.delimiter).filter(Boolean);
    const isThere = (program) => folders.some((folder) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, program)));
    const made = Object.entries(MADE_BY).flatMap(([program, names]) => (isThere(program) ? names : []));
    return ['.cache', ...made].map((name) => (0,external_node_path_.join)(home, name));
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/paths/paths-of-place.js

const inHome = (...names) => ({ homes }) => homes.flatMap((home) => names.map((name) => (0,external_node_path_.join)(home, name)));
/** In XDG_CONFIG_HOME, and where programs that do not know it look. */
function inConfig(place, ...names) {
    return inXdg(place, 'XDG_CONFIG_HOME', '.config', names);
}
/** In XDG_DATA_HOME, and where programs that do not know it look. */
function inData(place, ...names) {
    return inXdg(place, 'XDG_DATA_HOME', '.local/share', names);
}
function inXdg(place, variable, folder, names) {
    const folders = [...variables(place, variable), ...inHome(folder)(place)];
    return [...new Set(folders)].flatMap((top) => names.map((name) => (0,external_node_path_.join)(top, name)));
}
/** Lists of them included; not by those that agents are given. */
function namedBy(place, ...names) {
    return names
        .filter((name) => !place.agentEnv.includes(name))
        .flatMap((name) => (place.env[name] ?? '').split(external_node_path_.delimiter))
        .filter((path) => (0,external_node_path_.isAbsolute)(path));
}
/** Names in a folder of the home, and in the one that a variable names in its place. */
function inMoved(place, variable, folder, ...names) {
    return [...new Set([...inHome(folder)(place), ...variables(place, variable)])].flatMap((top) => names.map((name) => (0,external_node_path_.join)(top, name)));
}
/** Of the session, where its services listen. */
function inRuntime(place, ...names) {
    return names.map((name) => (0,external_node_path_.join)(runtimeFolder(place), name));
}
function runtimeFolder({ env, uid }) {
    return env.XDG_RUNTIME_DIR || `/run/user/${uid}`;
}
/** In which tmux's servers listen: as its variable says, and as where that is not set. */
function tmuxFolders({ env, uid }) {
    return [...new Set([env.TMUX_TMPDIR || '/tmp', '/tmp'])].map((folder) => (0,external_node_path_.join)(folder, `tmux-${uid}`));
}
function variables({ env }, ...names) {
    return names.flatMap((name) => env[name] || []).filter((value) => /^(?:unix:\/)?\//.test(value));
}
/** Paths of the sockets that variables name, as `/x`, `unix:/x`, `unix:///x` or `unix:path=/x,guid=1`. */
function sockets(place, ...names) {
    return names.flatMap((name) => /^(?:unix:(?:path=|\/\/)?)?(\/[^,]*)/.exec(place.env[name] ?? '')?.[1] ?? []);
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/hidden/login-lists.js
/** By the name that shows them. Files alone where programs or plugins lie beside them. */
const LOGIN_LISTS = {
    clouds: {
        home: [
            ...['.oci', '.aliyun', '.bluemix', '.cf/config.json', '.databrickscfg', '.databricks/token-cache.json', '.s3cfg'],
            ...['.fly/config.yml', '.wrangler/config', '.supabase/access-token', '.pulumi/credentials.json', '.railway'],
            ...['.vercel', '.rclone.conf', '.ovh.conf', '.mc/config.json', '.kaggle', '.snowflake', '.snowsql/config'],
        ],
        config: [
            ...['doctl', 'hcloud', 'flyctl', 'heroku', 'netlify', '.wrangler/config', 'rclone', 'com.vercel.cli', 'scw'],
            ...['linode-cli', 'openstack', 'configstore/firebase-tools.json', 'aliyun', 'fly', 'exoscale', 'upctl.yaml'],
        ],
        data: ['com.vercel.cli'],
        variables: ['OCI_CLI_CONFIG_FILE', 'DATABRICKS_CONFIG_FILE', 'RCLONE_CONFIG'],
    },
    vaults: {
        home: [
            '.terraform.d/credentials.tfrc.json',
            '.vault-token',
            '.op',
            '.age',
            '.bitwarden',
            '.authinfo',
            '.authinfo.gpg',
        ],
        config: ['sops', 'op', '1Password', 'Bitwarden', 'Bitwarden CLI', 'age', 'keepassxc', 'rbw', 'lpass'],
        data: ['lpass', 'rbw'],
        variables: ['SOPS_AGE_KEY_FILE', 'BITWARDENCLI_APPDATA_DIR'],
    },
    // For publishing. What builds read to install, as ~/.npmrc and ~/.m2/settings.xml, is not here: see SECURITY.md.
    registries: {
        home: ['.pypirc', '.cargo/credentials', '.cargo/credentials.toml', '.gem/credentials', '.sonatype', '.jfrog'],
        data: ['gem/credentials'],
    },
    databases: {
        home: ['.pgpass', '.my.cnf', '.mylogin.cnf', '.mysql'],
        variables: ['PGPASSFILE'],
    },
    browsers: {
        home: [
            ...[
                '.mozilla',
                '.thunderbird',
                'snap/firefox',
                'snap/chromium',
                'snap/thunderbird',
                '.var/app/org.mozilla.firefox',
            ],
            ...['.var/app/com.google.Chrome', '.var/app/org.chromium.Chromium', '.var/app/com.brave.Browser'],
        ],
        config: [
            ...['google-chrome', 'google-chrome-beta', 'google-chrome-unstable', 'chromium', 'BraveSoftware'],
            ...['microsoft-edge', 'vivaldi', 'opera', 'mozilla'],
        ],
    },
};
/** Of agents without files of a backend here, by the program that runs them. */
const AGENT_LOGINS = {
    amp: { config: ['amp'], data: ['amp'] },
    auggie: { home: ['.augment'] },
    copilot: { config: ['github-copilot'] },
    crush: { config: ['crush'], data: ['crush'] },
    'cursor-agent': { home: ['.cursor'], config: ['cursor', 'Cursor'], data: ['cursor-agent/auth.json'] },
    droid: { home: ['.factory'] },
    goose: { config: ['goose'], data: ['goose'] },
    kilo: { home: ['.kilocode'], config: ['kilo'], data: ['kilo'] },
    pi: { home: ['.pi'] },
    windsurf: { home: ['.codeium', '.windsurf'], config: ['Windsurf'] },
};

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/hidden/hidden-paths.js




/** What no build needs, by the name that shows it all the same. */
const HIDDEN = {
    ssh: (place) => [
        ...inHome('.ssh', '.1password', '.bitwarden-ssh-agent.sock', 'snap/bitwarden/current/.bitwarden-ssh-agent.sock')(place),
        ...inHome('.var/app/com.bitwarden.desktop/data/.bitwarden-ssh-agent.sock')(place),
        ...variables(place, 'SSH_AUTH_SOCK'),
        ...place.sshAgents,
        ...inRuntime(place, 'gcr/ssh', 'openssh_agent', 'ssh-agent', 'ssh-agent.socket'),
    ],
    gpg: (place) => [
        ...inHome('.gnupg', '.password-store')(place),
        ...variables(place, 'GNUPGHOME', 'PASSWORD_STORE_DIR'),
        ...inRuntime(place, 'gnupg'),
    ],
    git: (place) => [
        ...inHome('.netrc', '.git-credentials', '.cache/git/credential')(place),
        ...inConfig(place, 'git/credentials'),
        ...namedBy(place, 'NETRC'),
        ...(place.env.XDG_CACHE_HOME ? [(0,external_node_path_.join)(place.env.XDG_CACHE_HOME, 'git/credential')] : []),
    ],
    gh: (place) => [
        ...inConfig(place, 'gh', 'hub', 'glab-cli', 'tea'),
        ...namedBy(place, 'GH_CONFIG_DIR', 'GLAB_CONFIG_DIR'),
    ],
    aws: (place) => [
        ...inHome('.aws')(place),
        ...namedBy(place, 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'),
    ],
    azure: (place) => [
        ...inHome('.azure')(place),
        ...namedBy(place, 'AZURE_CONFIG_DIR', 'AZURE_FEDERATED_TOKEN_FILE', 'AZURE_CLIENT_CERTIFICATE_PATH'),
    ],
    gcloud: (place) => [
        ...inConfig(place, 'gcloud'),
        ...inHome('.boto')(place),
        ...namedBy(place, 'CLOUDSDK_CONFIG', 'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_GHA_CREDS_PATH'),
        ...namedBy(place, 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE'),
    ],
    kube: (place) => [...inHome('.kube')(place), ...namedBy(place, 'KUBECONFIG')],
    docker: (place) => [
        ...DOCKER_SOCKETS,
        ...inRuntime(place, 'docker.sock', 'docker', 'podman', 'containerd-rootless', 'containerd', 'containers', 'buildkit'),
        ...sockets(place, 'DOCKER_HOST', 'CONTAINER_HOST', 'CONTAINERD_ADDRESS', 'BUILDKIT_HOST'),
        ...namedBy(place, 'REGISTRY_AUTH_FILE'),
        ...namedBy(place, 'DOCKER_CONFIG').map((folder) => (0,external_node_path_.join)(folder, 'config.json')),
        ...inHome('.docker/config.json', '.docker/run', '.docker/desktop', '.colima', '.lima', '.rd', '.orbstack/run')(place),
        ...inConfig(place, 'containers/auth.json', 'containers/podman/machine'),
        ...inData(place, 'containers/podman/machine'),
    ],
    daemons: (place) => [...DAEMON_SOCKETS, ...place.rootsSockets],
    // Who reaches these has a process started outside of the sandbox.
    session: (place) => [
        ...inRuntime(place, 'bus', 'systemd', 'keyring', ...place.runtimeNames),
        ...place.sessionSockets,
        ...inHome('.local/share/keyrings', '.Xauthority', '.ICEauthority', '.emacs.d/server', '.dbus')(place),
        ...inConfig(place, 'emacs/server'),
        ...sockets(place, 'DBUS_SESSION_BUS_ADDRESS', 'NVIM', 'KITTY_LISTEN_ON', 'VSCODE_IPC_HOOK_CLI'),
        ...sockets(place, 'VSCODE_GIT_IPC_HANDLE', 'VSCODE_IPC_HOOK', 'I3SOCK', 'SWAYSOCK', 'XAUTHORITY'),
        ...(place.uid === 0 ? ['/run/systemd/private', '/run/dbus/system_bus_socket'] : []),
    ],
    tmux: (place) => [
        ...tmuxFolders(place),
        ...variables(place, 'TMUX').map((value) => value.replace(/,.*$/s, '')),
        ...['/run/tmux', '/run/screen', '/tmp/screens', '/tmp/uscreens', `/tmp/zellij-${place.uid}`],
        ...inHome('.screen')(place),
        ...inRuntime(place, 'zellij', 'screen'),
        ...variables(place, 'SCREENDIR', 'ZELLIJ_SOCKET_DIR'),
    ],
    clouds: (place) => pathsIn(place, LOGIN_LISTS.clouds),
    vaults: (place) => pathsIn(place, LOGIN_LISTS.vaults),
    registries: (place) => [
        ...pathsIn(place, LOGIN_LISTS.registries),
        ...variables(place, 'CARGO_HOME').flatMap((folder) => [
            (0,external_node_path_.join)(folder, 'credentials'),
            (0,external_node_path_.join)(folder, 'credentials.toml'),
        ]),
    ],
    databases: (place) => pathsIn(place, LOGIN_LISTS.databases),
    browsers: (place) => pathsIn(place, LOGIN_LISTS.browsers),
    agents: (place) => Object.values(AGENT_LOGINS).flatMap((list) => pathsIn(place, list)),
};
/** Each amounts to root on the machine, or to the containers of others. */
const DOCKER_SOCKETS = [
    ...['docker', 'podman/podman', 'containerd/containerd', 'crio/crio', 'buildkit/buildkitd'].map((name) => `/run/${name}.sock`),
    ...['docker/containerd/containerd', 'k3s/containerd/containerd', 'cri-dockerd', 'dockershim'].map((name) => `/run/${name}.sock`),
    ...[
        '/var/run/docker.sock',
        '/run/host-services',
        '/run/containerd/containerd.sock.ttrpc',
        '/run/k0s/containerd.sock',
    ],
    ...['/tmp/buildkitd.sock', '/tmp/podman', '/tmp/podman.sock', '/tmp/storage-run-podman'],
];
const DAEMON_SOCKETS = [
    ...['/var/lib/incus/unix.socket', '/run/incus/unix.socket', '/var/lib/incus/unix.socket.user', '/run/incus-user'],
    ...['/var/lib/lxd/unix.socket', '/var/snap/lxd/common/lxd/unix.socket', '/var/snap/lxd/common/lxd-user'],
    ...['/run/libvirt', '/run/snapd.socket', '/run/snapd-snap.socket', '/run/WSL'],
];
function pathsIn(place, { home = [], config = [], data = [], variables: named = [] }) {
    return [
        ...inHome(...home)(place),
        ...inConfig(place, ...config),
        ...inData(place, ...data),
        ...namedBy(place, ...named),
    ];
}
/** Backends whose program is one that a person names. */
const NAMED_BY_PERSON = ['acp', 'custom'];
/** What is hidden, with the name that shows it, unless it is among those allowed. `backend`: whose login shows. */
function hiddenByName(place, { allow, backend }) {
    const isOpen = (name) => allow.includes(name);
    const isShown = (name) => isOpen(name) || name === backend;
    const shown = Object.entries(HIDDEN).flatMap(([name, paths]) => (isOpen(name) ? paths(place) : []));
    const isReached = (path) => shown.some((inner) => (0,paths_paths/* isWithin */.UO)(inner, path));
    return [
        ...wholeRuntime(place).flatMap((folder) => (isReached(folder) ? [] : [['session', [folder]]])),
        ...Object.entries({ ...HIDDEN, agents: (all) => otherAgents(all, backend) }).flatMap(([name, paths]) => isOpen(name)
            ? []
            : [[name, name === 'session' ? paths(place).filter((path) => !isReached(path)) : paths(place)]]),
        ...(isOpen('vaults') ? [] : [['vaults', unnamedSecrets(place)]]),
        ...Object.entries(place.logins).filter(([name]) => !isShown(name)),
        ...Object.entries(place.followed?.hidden ?? {}).filter(([name]) => !isShown(name)),
    ];
}
/** Those that no other name hides, or shows. */
function unnamedSecrets(place) {
    const named = new Set(Object.values(HIDDEN).flatMap((paths) => paths(place)));
    return place.secretFiles.filter((path) => !named.has(path));
}
/** Where the session's services listen, also those that start later; not where it holds what else is needed. */
function wholeRuntime(place) {
    const { workTree, ownPrograms, ownFiles, ownFolders, homes, env } = place;
    const needed = [...workTree, ...ownPrograms, ...ownFiles, ...ownFolders, ...homes, '/tmp', env.TMPDIR ?? '/tmp'];
    return [...new Set([`/run/user/${place.uid}`, runtimeFolder(place)])].filter((folder) => !needed.some((path) => (0,paths_paths/* isWithin */.UO)(path, folder)) && !workTree.some((top) => (0,paths_paths/* isWithin */.UO)(folder, top)));
}
/** A person's own command shows the login of the agent in it; of one that names none of them all. */
function otherAgents(place, backend) {
    const words = NAMED_BY_PERSON.includes(backend ?? '') ? place.agentWords.map((word) => (0,external_node_path_.basename)(word)) : [backend];
    const isNamed = (name) => words.includes(name);
    const names = Object.keys(AGENT_LOGINS);
    if (NAMED_BY_PERSON.includes(backend ?? '') && !names.some(isNamed))
        return [];
    return names.filter((name) => !isNamed(name)).flatMap((name) => pathsIn(place, AGENT_LOGINS[name] ?? {}));
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/paths/covered-paths.js



/** What shells, git, terminals and package managers execute or obey: the next job, and the person, would too. */
const READ_ONLY = (place) => [
    ...inHome(...['.bashrc', '.bash_profile', '.bash_login', '.bash_logout', '.bash_aliases', '.bash_completion', '.profile'], ...['.zshrc', '.zshenv', '.zprofile', '.zlogin', '.zlogout', '.kshrc', '.cshrc', '.tcshrc', '.login', '.inputrc'], ...['.oh-my-zsh', '.tmux.conf', '.tmux', '.screenrc', '.ssh/rc', '.pam_environment', '.xprofile', '.xsessionrc'], ...['.gitconfig', '.npmrc', '.yarnrc', '.yarnrc.yml', '.bunfig.toml', '.pypirc', '.condarc', '.gemrc', '.wgetrc'], ...['.curlrc', '.pip', '.pydistutils.cfg', '.bazelrc', '.mavenrc', '.direnvrc', '.envrc', '.vimrc', '.exrc'], ...['.gdbinit', '.lldbinit', '.irbrc', '.pryrc', '.Rprofile', '.Renviron', '.docker/cli-plugins', '.asdf/asdf.sh'], ...['.xsession', '.xinitrc', '.xbindkeysrc', '.mkshrc', '.xonshrc', '.bashrc.d', '.bash_it', '.zsh', '.p10k.zsh'], ...['.fzf.bash', '.fzf.zsh', '.zinit', '.antigen', '.zplug', '.local/share/zinit', '.wezterm.lua', '.nanorc'], ...['.emacs', '.emacs.el', '.emacs.d/init.el', '.emacs.d/early-init.el', '.vim/plugin', '.vim/autoload'], ...['.vim/after', '.vim/ftplugin', '.vim/pack', '.vscode-server/data/Machine/settings.json', '.hgrc'], ...['.psqlrc', '.sqliterc', '.ghci', '.iex.exs', '.ocamlinit', '.perldb', '.pythonrc', '.julia/config/startup.jl'], ...['.terraformrc', '.ansible.cfg', '.lein/profiles.clj', '.sbt/1.0/global.sbt', '.boot/profile.boot'], 
    // By whom others let this user in, and what mail runs.
    ...['.rhosts', '.shosts', '.k5login', '.forward', '.procmailrc'], ...['.deno/env', '.local/bin/env', '.pyenv/libexec', '.pyenv/plugins', '.rbenv/libexec', '.rbenv/plugins'], ...['.sdkman/bin', '.local/share/systemd', '.local/share/applications', '.local/share/bash-completion'])(place),
    ...inHome('.m2/settings.xml', '.m2/settings-security.xml', '.m2/toolchains.xml', '.m2/extensions.xml')(place),
    ...inMoved(place, 'CARGO_HOME', '.cargo', 'config', 'config.toml', 'env'),
    ...inMoved(place, 'GRADLE_USER_HOME', '.gradle', 'init.d', 'init.gradle', 'init.gradle.kts', 'gradle.properties'),
    ...inMoved(place, 'NVM_DIR', '.nvm', 'nvm.sh', 'nvm-exec', 'bash_completion'),
    ...inMoved(place, 'ZDOTDIR', '.config/zsh', '.zshrc', '.zshenv', '.zprofile', '.zlogin', '.zlogout'),
    ...inMoved(place, 'DOCKER_CONFIG', '.docker', 'cli-plugins'),
    ...variables(place, 'GIT_CONFIG_GLOBAL', 'NPM_CONFIG_USERCONFIG', 'npm_config_userconfig', 'PIP_CONFIG_FILE'),
    ...variables(place, 'INPUTRC', 'GOENV', 'CURL_HOME', 'BASH_ENV', 'ENV', 'PYTHONSTARTUP', 'PSQLRC'),
    ...variables(place, 'TF_CLI_CONFIG_FILE', 'ANSIBLE_CONFIG', 'HGRCPATH', 'R_PROFILE_USER', 'R_ENVIRON_USER'),
    ...inConfig(place, ...['git', 'pip', 'fish', 'nushell', 'powershell', 'systemd', 'autostart', 'environment.d', 'tmux', 'go/env'], ...['pnpm/rc', 'uv/uv.toml', 'direnv', 'mise', 'nvim', 'kitty', 'alacritty', 'wezterm', 'starship.toml'], ...['elvish', 'xonsh', 'emacs/init.el', 'emacs/early-init.el', 'helix', 'gdb', 'hg', 'jj'], ...['i3', 'sway', 'hypr', 'sxhkd', 'Code/User/settings.json', 'Code/User/tasks.json', 'Code/User/keybindings.json']),
];
/** By writing there root is master of the machine, whatever else it may not. */
const ROOT_ONLY = ['/proc/sys', '/proc/sysrq-trigger', '/proc/irq', '/proc/bus', '/sys'];
/** Where a runner keeps the tools of all jobs. */
const TOOL_CACHES = ({ env }) => (0,own_path/* toolCaches */.uw)(env);
/** Where builds keep what they downloaded, under strict. */
const CACHES = (place) => [
    ...inHome(...['.npm', '.cache', '.local/share/pnpm', '.local/share/uv', '.m2', '.gradle', '.cargo', '.rustup', 'go'], ...['.nuget', '.dotnet', '.bun', '.deno', '.pyenv', '.rbenv', '.nvm', '.gem', '.bundle', '.sbt', '.ivy2', '.yarn'])(place),
    ...TOOL_CACHES(place),
    ...variables(place, ...['XDG_CACHE_HOME', 'CARGO_HOME', 'RUSTUP_HOME', 'GOPATH', 'GOCACHE', 'GOMODCACHE'], ...['GRADLE_USER_HOME', 'npm_config_cache', 'NPM_CONFIG_CACHE', 'PIP_CACHE_DIR', 'UV_CACHE_DIR', 'PNPM_HOME'], ...['npm_config_store_dir', 'YARN_CACHE_FOLDER', 'DENO_DIR', 'NUGET_PACKAGES']),
    ...variables(place, 'XDG_DATA_HOME').flatMap((folder) => ['pnpm', 'uv'].map((name) => (0,external_node_path_.join)(folder, name))),
];
/** Of what can be allowed, those whose tools write locks, caches and renewed logins there. */
const WRITTEN_BY_TOOLS = ['gpg', 'aws', 'azure', 'gcloud', 'kube'];
const FRESH = ['/tmp', '/var/tmp', '/dev/shm'];

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/paths/start-up-texts.js
/** What start-up files name that is obeyed as they are. Paths as written: absolute, from the home, or relative. */
const SECTION = /^\s*\[\s*([a-z][\w.-]*)/i;
const SETTING = /^\s*([a-z][\w-]*)\s*=(.*)/i;
/** Of git's settings, those whose value is a file or folder that it obeys. */
const OBEYED = new Map([
    ['include', ['path']],
    ['includeif', ['path']],
    ['core', ['hookspath', 'attributesfile']],
    ['init', ['templatedir']],
    ['commit', ['template']],
]);
/** Those whose value is a command that it runs; null: all of the section. */
const RUN = new Map([
    ['core', ['fsmonitor', 'sshcommand', 'editor', 'pager', 'askpass', 'gitproxy']],
    ['sequence', ['editor']],
    ['credential', ['helper']],
    ['gpg', ['program', 'defaultkeycommand']],
    ['diff', ['external', 'command', 'textconv']],
    ['difftool', ['cmd', 'path']],
    ['merge', ['driver']],
    ['mergetool', ['cmd', 'path']],
    ['filter', ['clean', 'smudge', 'process']],
    ['interactive', ['difffilter']],
    ['trailer', ['command', 'cmd']],
    ['uploadpack', ['packobjectshook']],
    ['alias', null],
    ['pager', null],
]);
/** Paths in the text of a git configuration. */
function pathsOfGitConfig(text) {
    let section = '';
    return text.split('\n').flatMap((line) => {
        section = (SECTION.exec(line)?.[1] ?? section).toLowerCase();
        // A setting may stand in the line of its section.
        const [, name = '', value = ''] = SETTING.exec(line.replace(/^\s*\[[^\]]*\]/, '')) ?? [];
        if (OBEYED.get(section)?.includes(name.toLowerCase()))
            return pathIn(value) ?? [];
        const commands = RUN.get(section);
        if (commands === undefined || commands?.includes(name.toLowerCase()) === false)
            return [];
        // By a mark it is a shell's, with what follows its first word. A bare name is looked for on PATH.
        const program = pathIn(value.replace(/^[\s"]*!?\s*/, ''));
        return program !== null && /^~?\//.test(program) ? program : [];
    });
}
const SOURCES = /^(?:(?:then|else|do|\{|builtin|command)\s+)*(?:source|\\?\.)\s(.*)/;
/** Paths that simple lines of a shell's start-up file source; those with other variables or commands are not known. */
function pathsOfShell(text) {
    return text.split('\n').flatMap((line) => line.split(/&&|\|\||;/).flatMap((part) => {
        const [, rest = ''] = SOURCES.exec(part.trim()) ?? [];
        return rest === '' ? [] : (pathIn(rest) ?? []);
    }));
}
/** The first word, without quotes; null: none that says where it is by itself. */
function pathIn(text) {
    const [, quoted, plain] = /^(?:"([^"]*)"|'[^']*'|([^\s"'#;]+))/.exec(text.trim()) ?? [];
    const single = /^'([^']*)'/.exec(text.trim())?.[1];
    const path = (quoted ?? single ?? plain ?? '').replace(/^(?:\$HOME|\$\{HOME\})(?=\/)/, '~');
    return path === '' || /[$`*?]/.test(path) ? null : path;
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/paths/followed-paths.js






const followed_paths_MAX_DEPTH = 2;
const followed_paths_MAX_ENTRIES = 1_000;
const MAX_FILES = 60;
const MAX_BYTES = 256 * 1024;
/** Looks at the machine as it is now. Real paths of what is there. */
function followPaths(place) {
    // Of agents without a backend it is not known here which one runs.
    const { agents: _, ...named } = HIDDEN;
    const logins = Object.entries(place.logins).map(([name, own]) => [name, () => own]);
    const isPlain = plainTargets(place);
    const hidden = [...Object.entries(named), ...logins].map(([name, paths]) => [
        name,
        linksIn(paths(place)).filter(isPlain),
    ]);
    const startUp = READ_ONLY(place);
    return {
        hidden: Object.fromEntries(hidden),
        readOnly: [...new Set([...linksIn(startUp), ...namedIn(startUp, place)])].filter(isPlain),
    };
}
/** An agent may have made a link: none covers what builds and the run itself need. */
function plainTargets(place) {
    const used = [...place.workTree, ...place.ownPrograms, ...place.programFolders].map(followed_paths_real);
    const roots = [...used, ...[...place.homes, ...CACHES(place)].map(followed_paths_real), ...FRESH];
    const closed = [...used, '/nix'];
    return (path) => !(0,paths_paths/* isOfMachine */.zv)(path) &&
        !path.startsWith('/usr/local/') &&
        !roots.some((root) => (0,paths_paths/* isWithin */.UO)(root, path)) &&
        !closed.some((folder) => (0,paths_paths/* isWithin */.UO)(path, folder));
}
/** What links lead to that lie in these folders, a level or two below. */
function linksIn(folders) {
    return [...new Set(folders)].flatMap((folder) => {
        let left = followed_paths_MAX_ENTRIES;
        const targets = (path, depth) => {
            const entries = followed_paths_entriesOf(path).slice(0, left);
            left -= entries.length;
            return entries.flatMap((entry) => {
                const inner = (0,external_node_path_.join)(path, entry.name);
                if (entry.isSymbolicLink())
                    return realOrNull(inner) ?? [];
                return entry.isDirectory() && depth < followed_paths_MAX_DEPTH ? targets(inner, depth + 1) : [];
            });
        };
        return targets(folder, 1);
    });
}
/** Files that start-up files name, and those that these name in turn. */
function namedIn(startUp, { home, env }) {
    const settings = [
        ...startUp.filter((path) => path.endsWith('/.gitconfig') || path === env.GIT_CONFIG_GLOBAL),
        ...startUp.filter((path) => path.endsWith('/git')).map((path) => (0,external_node_path_.join)(path, 'config')),
    ];
    const seen = new Set();
    const queue = [
        ...settings.map((path) => ({ path, read: pathsOfGitConfig })),
        ...startUp.filter((path) => SHELL_FILE.test(path)).map((path) => ({ path, read: pathsOfShell })),
    ];
    let left = MAX_FILES;
    for (let next = queue.shift(); next !== undefined && left > 0; next = queue.shift()) {
        const text = textOf(next.path);
        if (text === null)
            continue;
        left--;
        for (const named of next.read(text)) {
            const path = (0,external_node_path_.resolve)((0,external_node_path_.dirname)(next.path), named.replace(/^~(?=\/)/, home));
            const found = realOrNull(path);
            if (found === null || seen.has(found))
                continue;
            seen.add(found);
            queue.push({ path, read: next.read });
        }
    }
    return [...seen];
}
const SHELL_FILE = /\/\.(?:bash(?:rc|_\w+)|profile|z(?:shrc|shenv|profile|login|logout)|kshrc|xprofile)$/;
function textOf(path) {
    try {
        const stat = (0,external_node_fs_.statSync)(path);
        return stat.isFile() && stat.size <= MAX_BYTES ? (0,external_node_fs_.readFileSync)(path, 'utf8') : null;
    }
    catch {
        return null;
    }
}
function followed_paths_entriesOf(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true });
    }
    catch {
        return [];
    }
}
function realOrNull(path) {
    try {
        return (0,external_node_path_.isAbsolute)(path) ? external_node_fs_.realpathSync.native(path) : null;
    }
    catch {
        return null;
    }
}
function followed_paths_real(path) {
    return realOrNull(path) ?? path;
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/isolated-place.js

















/** The Node that runs us, and its npm, where agents could replace them. */
function nodeFiles(env) {
    const npm = (0,external_node_path_.join)((0,external_node_path_.dirname)(process.execPath), '..', 'lib', 'node_modules', 'npm');
    return [process.execPath, npm].filter((0,own_path/* openPlaces */.j$)(env));
}
/**
 * What variables name that agents are not given, as ANSIBLE_VAULT_PASSWORD_FILE. Not in the working tree, where git would
 * see a change.
 */
function secretFiles({ env, agentEnv = [] }, workTree) {
    const withheld = Object.fromEntries(Object.entries(env).filter(([name]) => !agentEnv.includes(name)));
    return (0,agent_environment/* secretValues */.V)(withheld, []).filter((path) => (0,external_node_path_.isAbsolute)(path) &&
        !(0,paths_paths/* isOfMachine */.zv)(path) &&
        !workTree.some((top) => (0,paths_paths/* isWithin */.UO)(path, top)) &&
        findPath(path)?.kind === 'file');
}
/** The one of HOME first. */
function homesOf({ home, machineHome }) {
    const other = machineHome && (0,external_node_path_.isAbsolute)(machineHome) && machineHome !== '/' ? machineHome : home;
    return [...new Set([home, other])];
}
/** Looks at the machine as it is now: what somebody makes later is in no policy. `git`: as it was when the run began. */
function readPlace(options, git = readGitPlace(options.workdir)) {
    const { env, home, uid, backends } = options;
    const places = (0,temp_folder/* tempPlaces */.v8)(env);
    const homes = homesOf(options);
    const otherHomes = homes.slice(1);
    const place = {
        uid,
        ...{ home, homes, env, agentEnv: options.agentEnv ?? [] },
        sessionSockets: sessionSockets(find_sockets_namesIn('/tmp')),
        rootsSockets: rootsSockets(uid),
        secretFiles: secretFiles(options, git.folders),
        runtimeNames: find_sockets_namesIn(runtimeFolder({ env, uid })),
        agentWords: (options.agentCommand ?? '').split(/\s+/),
        sshAgents: sshAgentFolders(),
        workTree: git.folders,
        ownPrograms: [options.dist, options.cacheDir, ...nodeFiles(env)],
        programFolders: (0,own_path/* openFolders */.os)(env),
        ownFolders: [
            options.logs,
            (0,install_folders/* stateFolder */.yp)(env, home),
            ...(git.own === null ? [] : [git.own]),
            ...places.map((place) => (0,temp_folder/* tempParent */.RF)(place, 'hidden')),
            // One that is made later is no matter for a person.
            ...places.map(lock_path/* sharedLocks */.EN).filter((path) => (0,external_node_fs_.existsSync)(path)),
        ],
        ownFiles: places.map((place) => (0,temp_folder/* tempParent */.RF)(place, 'shown')),
        runner: [...options.runnerFiles, ...runnerPaths(env.RUNNER_TEMP), ...otherActions(options.dist, env.RUNNER_TEMP)],
        devices: readDevices(uid),
        logins: Object.fromEntries(backends.flatMap(({ name, ownPaths }) => ownPaths === undefined
            ? []
            : [
                [
                    name,
                    [
                        ...ownPaths((0,login/* resolveFolder */.h1)(env, home)),
                        ...otherHomes.flatMap((other) => ownPaths((0,login/* resolveFolder */.h1)({}, other))),
                    ],
                ],
            ])),
        foldedHomes: Object.fromEntries(backends.flatMap(({ name, foldedHome }) => foldedHome === undefined ? [] : [[name, foldedHome((0,login/* resolveFolder */.h1)(env, home))]])),
    };
    return { ...place, followed: followPaths(place) };
}
/** Folders of ours and of tmux, before there is anything in them: what is made after a start is not covered by it. */
function makeOwnFolders(options) {
    const { env, home, cacheDir } = options;
    makeTempParents(env);
    // An agent that made them could put a CLI there, and the record that it is as it was installed.
    for (const folder of [cacheDir, (0,install_folders/* stateFolder */.yp)(env, home)])
        makeFolder(folder, { recursive: true });
    // A server that another run starts later listens there.
    for (const folder of tmuxFolders(options).filter(external_node_path_.isAbsolute))
        makeFolder(folder, { recursive: false });
}
/** What cannot be made nobody can use either. */
function makeFolder(path, { recursive }) {
    try {
        (0,external_node_fs_.mkdirSync)(path, { recursive, mode: 0o700 });
    }
    catch {
        // It is there, or somebody else's.
    }
}
function makeTempParents(env) {
    for (const place of (0,temp_folder/* tempPlaces */.v8)(env)) {
        try {
            (0,temp_folder/* makeTempParent */.vz)(place, 'hidden');
            (0,temp_folder/* makeTempParent */.vz)(place, 'shown');
        }
        catch {
            // No run of ours can use it either.
        }
    }
}
/**
 * Under strict a folder is writable only if it is there: an agent's own on its first day, and where every build keeps what
 * it downloads. What cannot be made is for whoever needs it to say.
 */
function makeWritableFolders(place, backend) {
    for (const folder of neededFolders(place, backend)) {
        try {
            (0,external_node_fs_.mkdirSync)(folder, { recursive: true, mode: 0o700 });
        }
        catch { }
    }
    const copy = backend === null ? undefined : place.foldedHomes[backend]?.copy;
    if (copy === undefined || !isNewer(copy.from, copy.to))
        return;
    // Put in its place whole: what is there may be a link of the agent's.
    const made = `${copy.to}.${process.pid}`;
    try {
        (0,external_node_fs_.copyFileSync)(copy.from, made, external_node_fs_.constants.COPYFILE_EXCL);
        (0,external_node_fs_.renameSync)(made, copy.to);
    }
    catch { }
}
/** With what git signs; of the repository's settings only their text is read. */
function readSigning({ env, workdir }) {
    const { status, stdout } = (0,external_node_child_process_.spawnSync)('git', ['config', '--get', 'gpg.format'], {
        cwd: workdir,
        env: { ...env, PATH: (0,own_path/* ownPath */.O4)(env) },
        encoding: 'utf8',
    });
    return status === 0 && stdout.trim().toLowerCase() === 'ssh' ? 'ssh' : 'gpg';
}
function isNewer(path, other) {
    const changed = [path, other].map((file) => (0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    return path !== other && (changed[0] ?? 0) > (changed[1] ?? 0);
}
/** The runner's login, its talk with steps, and what else its job brought, beside the job's folder for temporary files. */
function runnerPaths(temp) {
    if (!temp)
        return [];
    const root = (0,external_node_path_.resolve)(temp, '..', '..');
    return [
        (0,external_node_path_.join)(temp, '_runner_file_commands'),
        ...['.credentials', '.credentials_rsaparams', '.runner', '_diag'].map((name) => (0,external_node_path_.join)(root, name)),
    ];
}
/**
 * What is at a path, by its real name; a link that leads nowhere is nothing. Asked of hundreds of paths at each start, most
 * of which are not there: that alone must cost no exception.
 */
const findPath = (path) => {
    try {
        if ((0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) === undefined)
            return null;
        const real = external_node_fs_.realpathSync.native(path);
        const stat = (0,external_node_fs_.statSync)(real);
        return { path: real, kind: stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : 'other' };
    }
    catch {
        return null;
    }
};
/** Actions of other steps that lie beside ours; all of them where we were not started from there. */
function otherActions(dist, temp) {
    const marker = `${external_node_path_.sep}_actions${external_node_path_.sep}`;
    const at = dist.indexOf(marker);
    if (at < 0)
        return temp ? [(0,external_node_path_.resolve)(temp, '..', '_actions')] : [];
    let folder = dist.slice(0, at + marker.length - 1);
    return dist
        .slice(at + marker.length)
        .split(external_node_path_.sep)
        .flatMap((name) => {
        const others = find_sockets_namesIn(folder).filter((other) => other !== name);
        const paths = others.map((other) => (0,external_node_path_.join)(folder, other));
        folder = (0,external_node_path_.join)(folder, name);
        // Beside the action's own folder there is its mark that it was unpacked, and below it all is ours.
        return paths;
    });
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/restore-links.js


/** The links on the way to these paths. */
function readLinks(paths) {
    const above = (path) => (path === (0,external_node_path_.dirname)(path) ? [] : [...above((0,external_node_path_.dirname)(path)), path]);
    return new Map([...new Set(paths.flatMap(above))].flatMap((path) => {
        const target = readLink(path);
        return target === null ? [] : [[path, target]];
    }));
}
/** Has them as they were; what is in the place of one is moved beside it. Returns those that were not. */
function restoreLinks(links) {
    // The outermost first, since it may lead to the next one.
    return [...links].flatMap(([path, target]) => {
        if (readLink(path) === target)
            return [];
        try {
            if ((0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }))
                (0,external_node_fs_.renameSync)(path, `${path}.${process.pid}-${Date.now()}.replaced`);
            (0,external_node_fs_.symlinkSync)(target, path);
        }
        catch {
            // It is named all the same.
        }
        return [path];
    });
}
/** null: it is none. */
function readLink(path) {
    try {
        return (0,external_node_fs_.readlinkSync)(path);
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/create-sandbox.js









/** A sandbox for one program; `privateFile`: a path in a folder that only this user can enter. */
function createSandbox(policy, mechanism, machine, privateFile, loans) {
    const links = readLinks(policy.linked);
    const modes = readModes(policy);
    const appeared = () => outermost(policy.absent.filter((path) => findPath(path) !== null && !holdsSockets(path)));
    let repairs = [];
    return {
        policy: mechanism.user === undefined ? policy : { ...policy, isLent: true },
        mechanism: mechanism.name,
        start(env) {
            const user = mechanism.user?.(machine);
            const loan = user === undefined ? null : loans.take(policy, user);
            const trusted = user === undefined ? [] : (0,safe_directory/* foreignWorkTrees */.rm)(policy.lent.workTree, user);
            const visible = (0,safe_directory/* withGitSettings */.QM)((0,safe_directory/* withSafeDirectories */.VT)(withChanges(env, policy.env), trusted), policy.signs ? [] : UNSIGNED);
            if (!mechanism.losesEnvironment(machine))
                return { prefix: mechanism.command(policy, machine, null), env: visible, loan };
            const path = privateFile();
            const { text, reader } = packEnvironment(visible, machine.programs.perl);
            (0,external_node_fs_.writeFileSync)(path, text, { mode: 0o600 });
            return { prefix: mechanism.command(policy, machine, { path, reader }), env: { PATH: visible.PATH ?? '' }, loan };
        },
        async ended() {
            if (mechanism.user !== undefined)
                await loans.giveBack();
            // What cannot be entered cannot be looked at.
            repairs = describeRepairs(restoreModes(modes), restoreLinks(links), setAside(appeared()));
        },
        get repairs() {
            return repairs;
        },
        appeared,
    };
}
function describeRepairs(modes, links, programs) {
    return [
        ...(modes.length === 0
            ? []
            : [
                `Folders that could not be entered or written any more have the modes that they had before: ${modes.join(', ')}.`,
            ]),
        ...(links.length === 0
            ? []
            : [`Links that lead to settings or credentials were changed in the sandbox and restored: ${links.join(', ')}.`]),
        ...programs.map(([from, to]) => `${from} was created in the sandbox, where other programs would find it by its name: it was set aside as ${to}. Move it back if you want it.`),
    ];
}
/** Sockets alone steer nothing: who listened inside has ended, and who listens outside made them. */
function holdsSockets(path) {
    const stat = (name) => (0,external_node_fs_.lstatSync)(name, { throwIfNoEntry: false });
    const paths = stat(path)?.isDirectory() ? find_sockets_namesIn(path).map((name) => (0,external_node_path_.join)(path, name)) : [path];
    return paths.length > 0 && paths.every((one) => stat(one)?.isSocket() !== false);
}
/** Each once, without what lies in another of them. */
function outermost(paths) {
    return [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && (0,paths_paths/* isWithin */.UO)(path, other)));
}
/** Commits of agents are made anew with our signature, where there is one. */
const UNSIGNED = [
    ['commit.gpgSign', 'false'],
    ['tag.gpgSign', 'false'],
];
function withChanges(env, changes) {
    const entries = Object.entries({ ...env, ...changes });
    return Object.fromEntries(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
const SHELL_NAME = /^[A-Za-z_]\w*$/;
/**
 * Variables as a file, and the command that reads them from file descriptor 9 and runs its arguments with them. No shell
 * takes every name (`npm_config_//registry.npmjs.org/:always-auth`): perl does; without it those are left out.
 */
function packEnvironment(env, perl) {
    const entries = Object.entries(env);
    const isPlain = ([name]) => SHELL_NAME.test(name);
    if (perl === null || entries.every(isPlain)) {
        const lines = entries.filter(isPlain).map(([name, value]) => `export ${name}=${quote(value)}\n`);
        return { text: lines.join(''), reader: `/usr/bin/env -i /bin/sh -c '. /proc/self/fd/9; exec 9<&-; exec "$@"' sh` };
    }
    const script = 'open F, "<&=9"; local $/; %ENV = map { split /=/, $_, 2 } split /\\0/, <F>; close F; exec { $ARGV[0] } @ARGV; die "$ARGV[0]: $!\\n"';
    return {
        text: entries.map(([name, value]) => `${name}=${value}\0`).join(''),
        reader: `/usr/bin/env -i ${quote(perl)} -e ${quote(script)} --`,
    };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/agents/install/find-program.js
var find_program = __webpack_require__(2214);
// EXTERNAL MODULE: ./lib/terminal/isolation/another-user/find-user.js
var find_user = __webpack_require__(1420);
;// CONCATENATED MODULE: ./lib/terminal/isolation/mechanisms/find-culprit.js
/** Which path breaks a policy, where a start without any works; null: none does, so that the policy is not to blame. */
async function findCulprit(policy, works) {
    const parts = partsOf(policy);
    const upTo = (count) => withParts(policy, parts.slice(0, count));
    if (!(await works(upTo(0))))
        return null;
    if (await works(upTo(parts.length)))
        return { path: null };
    let [working, broken] = [0, parts.length];
    while (broken - working > 1) {
        const middle = Math.floor((working + broken) / 2);
        if (await works(upTo(middle)))
            working = middle;
        else
            broken = middle;
    }
    return { path: parts[working]?.path ?? null };
}
function partsOf({ fresh, writable, readOnly, hidden }) {
    const part = (kind, paths) => paths.map((path) => ({ kind, path }));
    return [
        ...[...part('fresh', fresh), ...part('writable', writable), ...part('readOnly', readOnly)],
        ...part('hidden', hidden.map(({ path }) => path)),
    ];
}
/** Nothing is pinned, for what is covered is not all there. */
function withParts(policy, parts) {
    const of = (kind) => new Set(parts.flatMap((part) => (part.kind === kind ? [part.path] : [])));
    const [fresh, writable, readOnly, hidden] = [of('fresh'), of('writable'), of('readOnly'), of('hidden')];
    return {
        ...policy,
        fresh: policy.fresh.filter((path) => fresh.has(path)),
        writable: policy.writable.filter((path) => writable.has(path)),
        readOnly: policy.readOnly.filter((path) => readOnly.has(path)),
        hidden: policy.hidden.filter(({ path }) => hidden.has(path)),
        pinned: [],
    };
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/mechanisms/choose-mechanism.js








/** A trial that takes longer hangs. */
const TRIAL_MS = 10_000;
/** Tries them in their order with the policy itself, since what cannot be covered shows then alone. */
async function chooseMechanism(trial, candidates) {
    if (process.platform !== 'linux')
        return { mechanism: null, failures: [`${process.platform} has no sandbox for them`], culprit: null };
    const { plan, machine } = trial;
    const failures = [];
    const startable = [];
    for (const mechanism of candidates) {
        const known = mechanism.obstacle(plan(), machine);
        const obstacle = known ?? (await tryPlanned(mechanism, trial));
        if (obstacle === null)
            return { mechanism, failures, culprit: null };
        if (known === null && obstacle !== HIDES_NOTHING)
            startable.push(mechanism);
        // Programs begin with their own name.
        const isNamed = [': ', ' '].some((end) => obstacle.startsWith(mechanism.name + end));
        failures.push(isNamed ? obstacle : `${mechanism.name}: ${obstacle}`);
    }
    for (const mechanism of startable) {
        const works = async (policy) => (await tryMechanism(mechanism, policy, machine, null)) === null;
        const culprit = await findCulprit(plan(), works);
        if (culprit !== null)
            return { mechanism: null, failures, culprit };
    }
    return { mechanism: null, failures, culprit: null };
}
/** How often what there is may change while it is covered, before that counts as a failure. */
const PLANS = 3;
/** A terminal or another run's socket may go between the look and the trial: of that a mechanism is not to blame. */
async function tryPlanned(mechanism, trial, plans = PLANS) {
    const { plan, machine, probe } = trial;
    const policy = plan();
    const failure = await tryMechanism(mechanism, policy, machine, probe);
    if (failure === null || plans === 1 || (0,external_node_util_.isDeepStrictEqual)(policy, plan()))
        return failure;
    return tryPlanned(mechanism, trial, plans - 1);
}
/** Exit code of a program that reads what is hidden. */
const READ = 13;
const HIDES_NOTHING = 'it starts, but hides nothing';
/** Starts a program that looks for the probe, and does nothing else; null: it did, in vain. */
async function tryMechanism(mechanism, policy, machine, probe) {
    try {
        const [program, ...args] = mechanism.command(policy, machine, null);
        // `true` is a file on every system, a shell's own word beside.
        const script = probe === null ? [':'] : [`[ ! -r "$1" ] || [ ! -s "$1" ] || exit ${READ}`, 'sh', probe];
        await (0,external_node_util_.promisify)(external_node_child_process_.execFile)(program, [...args, '/bin/sh', '-c', ...script], { env: {}, cwd: '/', timeout: TRIAL_MS });
        return null;
    }
    catch (error) {
        const failure = error;
        const { stderr = '', message, killed } = failure;
        if (probe !== null && failure.code === READ)
            return HIDES_NOTHING;
        if (killed)
            return `it did not start within ${TRIAL_MS / 1000} s`;
        return stderr.trim().split('\n').at(-1)?.replace(/\.$/, '') || message.split('\n')[0] || 'it cannot be started';
    }
}
/**
 * Where the programs are, found once before there is an agent. Not in folders that an agent can write, in this run or one
 * before: who puts a program there would be what holds the next one.
 */
async function findMachine(env) {
    const open = (0,own_path/* openFolders */.os)(env);
    const named = (env.PATH ?? '').split(external_node_path_.delimiter).filter((folder) => !open.includes(folder) && !isOwn(folder));
    const folders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', ...named].join(external_node_path_.delimiter);
    const names = ['bwrap', 'unshare', 'setpriv', 'sudo', 'mount', 'perl'];
    const found = await Promise.all(names.map(async (name) => [name, await (0,find_program/* findProgram */.K)(name, folders)]));
    const programs = Object.fromEntries(found);
    return {
        uid: process.getuid?.() ?? -1,
        gid: process.getgid?.() ?? -1,
        groups: process.getgroups?.() ?? [],
        anotherUser: process.platform === 'linux' ? (0,find_user/* findAnotherUser */._N)(env) : 'it needs Linux',
        bwrapSetsModes: programs.bwrap !== null && (await setsModes(programs.bwrap)),
        programs,
    };
}
async function setsModes(bwrap) {
    try {
        const { stdout } = await (0,external_node_util_.promisify)(external_node_child_process_.execFile)(bwrap, ['--version'], { timeout: TRIAL_MS });
        const [, major = '0', minor = '0'] = /(\d{1,9})\.(\d{1,9})/.exec(stdout) ?? [];
        return Number(major) > 0 || Number(minor) >= 5;
    }
    catch {
        return false;
    }
}
/** May an ordinary user who runs this write there? */
function isOwn(folder) {
    if (process.getuid?.() === 0)
        return false;
    try {
        (0,external_node_fs_.accessSync)(folder, external_node_fs_.constants.W_OK);
        return true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/mechanisms/bwrap.js


const MOUNTS = {
    fresh: (path) => ['--tmpfs', path],
    'hidden-folder': (path) => ['--tmpfs', path],
    // Empty to whoever reads it, which tools bear better than a refusal.
    'hidden-file': (path) => ['--dev-bind', '/dev/null', path],
    // Another run's may be gone by now.
    'read-only': (path) => ['--ro-bind-try', path, path],
    writable: (path) => ['--bind', path, path],
    pin: (path, source) => ['--bind-try', source, path],
};
/** The command before the program's own, of a policy kept by bubblewrap. */
function bwrapCommand(program, policy, { uid, bwrapSetsModes }) {
    // As tmux, ssh and gpg want their folders, should a program make theirs anew.
    const modes = bwrapSetsModes ? ['--perms', '0700'] : [];
    const hidden = policy.hidden.filter(({ path }) => !isDevice(path));
    const covers = orderedCovers({ ...policy, hidden }).flatMap(({ kind, path, source = path }) => [
        ...(kind === 'hidden-folder' ? modes : []),
        ...MOUNTS[kind](path, source),
    ]);
    // Of root's powers those stay that builds need; with the others it could take the covers off.
    const capabilities = uid === 0 ? ['--cap-drop', 'ALL', ...KEPT_CAPABILITIES.flatMap((name) => ['--cap-add', `cap_${name}`])] : [];
    const ground = [policy.strength === 'strict' ? '--ro-bind' : '--dev-bind', '/', '/'];
    // A folder of its own, with terminals of its own: others are not there, and no device can be removed.
    const devices = ['--dev', '/dev', ...policy.devices.flatMap((path) => ['--dev-bind-try', path, path])];
    return [
        program,
        ...['--unshare-pid', '--die-with-parent', ...capabilities, ...ground, ...devices, '--proc', '/proc'],
        ...covers,
        '--',
    ];
}
/** It is not among those that are shown. */
function isDevice(path) {
    return (0,paths_paths/* isKernels */.Ht)(path) && (0,paths_paths/* isWithin */.UO)(path, '/dev');
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/mechanisms/mechanisms.js


const needs = (programs, ...names) => {
    const missing = names.filter((name) => programs[name] === null);
    return missing.length === 0 ? null : `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`;
};
/** Where there is a sudo that it would take away. */
const NO_SUDO = 'it never allows sudo, which isolation-allow asks for';
const bwrap = {
    name: 'bwrap',
    obstacle: ({ sudo }, { programs, uid }) => needs(programs, 'bwrap') ?? (sudo && programs.sudo !== null && uid !== 0 ? NO_SUDO : null),
    command: (policy, machine) => bwrapCommand(machine.programs.bwrap ?? 'bwrap', policy, machine),
    losesEnvironment: () => false,
};
const scriptFacts = ({ uid, gid, groups, programs }) => ({
    ...{ uid, gid, groups },
    setpriv: programs.setpriv ?? 'setpriv',
});
const NAMESPACES = ['--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
const userNamespace = {
    name: 'user-namespace',
    obstacle: ({ sudo }, { programs, uid }) => uid === 0
        ? 'root needs none'
        : (needs(programs, 'unshare', 'setpriv', 'mount') ?? (sudo && programs.sudo !== null ? NO_SUDO : null)),
    command: (policy, machine) => [
        machine.programs.unshare ?? 'unshare',
        ...['--user', '--map-current-user', '--keep-caps', ...NAMESPACES, '/bin/sh', '-c'],
        namespaceScript(policy, { ...scriptFacts(machine), userNamespace: true, environmentReader: null }),
        'sh',
    ],
    losesEnvironment: () => false,
};
const rootNamespace = {
    name: 'root-namespace',
    obstacle: (_, { programs, uid }) => needs(programs, 'unshare', 'setpriv', 'mount', ...(uid === 0 ? [] : ['sudo'])),
    command: (policy, machine, environmentFile) => [
        ...(machine.uid === 0 ? [] : [machine.programs.sudo ?? 'sudo', '-n', '--']),
        machine.programs.unshare ?? 'unshare',
        ...[...NAMESPACES, '/bin/sh', '-c'],
        namespaceScript(policy, {
            ...scriptFacts(machine),
            userNamespace: false,
            environmentReader: environmentFile?.reader ?? null,
        }),
        'sh',
        ...(environmentFile === null ? [] : [environmentFile.path]),
    ],
    losesEnvironment: ({ uid }) => uid !== 0,
};
const userOf = ({ anotherUser }) => (typeof anotherUser === 'number' ? anotherUser : NOBODY);
const NOBODY = 65_534;
const anotherUser = {
    name: 'another-user',
    obstacle({ sudo, strength }, machine) {
        if (strength === 'strict')
            return 'it leaves the disk writable, which strict excludes';
        if (sudo && machine.programs.sudo !== null)
            return NO_SUDO;
        return typeof machine.anotherUser === 'string' ? machine.anotherUser : needs(machine.programs, 'setpriv');
    },
    command: (_, machine) => [
        machine.programs.setpriv ?? 'setpriv',
        ...[`--reuid=${userOf(machine)}`, `--regid=${userOf(machine)}`, '--clear-groups'],
        ...['--no-new-privs', '--inh-caps=-all', '--ambient-caps=-all'],
    ],
    losesEnvironment: () => false,
    user: userOf,
};
/** The best one first. */
const mechanisms = [bwrap, userNamespace, rootNamespace, anotherUser];

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/paths/program-paths.js



/**
 * What is read-only because whoever runs a program by its name would run what an agent put there: the folders of PATH
 * that are open to agents. Under auto package managers install into them (`go install`, `npm install --global`, `pip
 * install`): there it is the programs that we run ourselves, and what was named stays writable under both.
 */
function programPaths(place, { strength, writable }, find) {
    return place.programFolders
        .filter((folder) => !writable.some((named) => (0,paths_paths/* isWithin */.UO)(folder, named)))
        .flatMap((folder) => strength === 'strict' && find(folder) !== null ? [folder] : own_path/* OWN_PROGRAMS */.j1.map((name) => (0,external_node_path_.join)(folder, name)));
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/paths/shared-paths.js


/** All that any policy of a run may make writable. */
function writablePaths(place, { writable, allow }) {
    const allowed = allowedPaths(place, allow);
    const logins = Object.values(place.logins).flat();
    return [...place.workTree, ...logins, ...sharedWritable(place, { writable, allow }), ...allowed];
}
/** All that would be hidden without these names. */
function allowedPaths(place, allow) {
    const named = Object.entries(HIDDEN).flatMap(([name, paths]) => (allow.includes(name) ? paths(place) : []));
    return [...named, ...allow.flatMap((name) => place.logins[name] ?? [])];
}
/** Caches, what tools write of what is allowed, and what was named. */
function sharedWritable(place, { writable, allow }) {
    const allowed = WRITTEN_BY_TOOLS.filter((name) => allow.includes(name));
    return [...CACHES(place), ...allowed.flatMap((name) => HIDDEN[name](place)), ...writable];
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/sane-work-tree.js



/** Without a folder of git's that something covered lies in, or that lies in such: that one is an agent's invention. */
function saneWorkTree(place, find) {
    const [top = '/', ...gitFolders] = place.workTree;
    const covered = [...Object.values(HIDDEN), READ_ONLY].flatMap((paths) => paths(place));
    const foreign = [...place.homes, ...covered, ...place.runner, ...Object.values(place.logins).flat()].flatMap((path) => [path, find(path)?.path ?? path]);
    const isHome = (path) => place.homes.some((home) => path === home || path === find(home)?.path);
    const isSane = (folder) => !foreign.some((path) => (0,paths_paths/* isWithin */.UO)(path, folder) || (!isHome(path) && (0,paths_paths/* isWithin */.UO)(folder, path)));
    return [top, ...gitFolders.filter((folder) => isSane(find(folder)?.path ?? folder))];
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/isolation-policy.js







/** What a program may reach on this machine. Pure: `findPath` says what there is. */
function isolationPolicy(machine, request, findPath, { findSteady = findPath, findCovered = findPath } = {}) {
    const find = remembering(findPath);
    const place = { ...machine, workTree: saneWorkTree(machine, find) };
    const { strength, allow, backend } = request;
    const absent = [];
    const linked = [];
    const strays = new Map();
    const isNew = newPaths();
    const ours = new Set([...place.ownFolders, ...place.ownPrograms, ...place.ownFiles, ...(place.shownTrees ?? [])]);
    const present = (path, isReadOnly) => {
        const there = find(path);
        const found = ours.has(path) ? there : findCovered(path, isReadOnly);
        // Gone between two looks, as another run's folder.
        const isGone = found === null && there?.path === path;
        if (there === null || isGone)
            absent.push(path);
        else if (found?.path !== there.path)
            strays.set(path, there.path);
        else if (found.path !== path)
            linked.push(path);
        return found === null || !isNew(found.path) ? [] : [found];
    };
    const own = backend === null ? [] : (place.logins[backend] ?? []).flatMap((path) => findSteady(path)?.path ?? []);
    // Not the login, which its agent may replace by a link to what is hidden.
    const shown = [...place.workTree, ...place.ownPrograms].flatMap((path) => find(path)?.path ?? []);
    const covered = [
        ['own', place.ownFolders],
        ['runner', [...place.runner, ...place.devices.raw]],
        ...hiddenByName(place, { allow, backend }),
    ];
    const all = covered.flatMap(([name, paths]) => paths
        .flatMap((path) => present(path, false))
        .map(({ path, kind }) => ({ name, path, isFolder: kind === 'folder' })));
    const hidden = all
        // What must be reached shows where it lies, as the working tree that somebody has in ~/.config/gh.
        .filter(({ path }) => !shown.some((other) => (0,paths_paths/* isWithin */.UO)(other, path)))
        .filter(({ path }, _, shownElse) => !shownElse.some((outer) => outer.path !== path && (0,paths_paths/* isWithin */.UO)(path, outer.path)));
    const isHidden = (path) => hidden.some((cover) => (0,paths_paths/* isWithin */.UO)(path, cover.path));
    // A device, such as GIT_CONFIG_GLOBAL=/dev/null names, holds nothing, and could not be opened once it is mounted so.
    const visible = (paths) => paths
        .flatMap((path) => present(path, true))
        .flatMap(({ path, kind }) => (isHidden(path) || kind === 'other' ? [] : [path]));
    const isOwnWork = (path) => place.workTree.some((top) => (0,paths_paths/* isWithin */.UO)(path, find(top)?.path ?? top));
    const steering = [
        ...READ_ONLY(place),
        ...(place.followed?.readOnly ?? []),
        ...(place.uid === 0 ? ROOT_ONLY : []),
        ...place.ownPrograms,
        ...place.ownFiles,
        ...(place.shownTrees ?? []),
        ...programPaths(place, request, find),
    ];
    const steers = visible(steering).filter((path) => !isOwnWork(path) && !own.includes(path));
    const strict = strength === 'strict';
    const isStillNew = newPaths();
    const needed = [
        ...place.workTree.flatMap((path) => findSteady(path)?.path ?? []),
        ...own,
        ...sharedWritable(place, request).flatMap((path) => findSteady(path)?.path ?? []),
    ].filter((path) => !isHidden(path) && isStillNew(path));
    // A copy may lie in what is read-only, as where TMPDIR is in the working tree.
    const copies = place.shownTrees === undefined ? [] : place.workTree.flatMap((path) => find(path)?.path ?? []);
    const written = strict ? needed : copies;
    const isShownIn = (outer) => written.some((path) => path !== outer && (0,paths_paths/* isWithin */.UO)(path, outer));
    const readOnly = steers.filter((path) => !steers.some((outer) => outer !== path && (0,paths_paths/* isWithin */.UO)(path, outer) && !isShownIn(outer)));
    const pinned = (0,paths_paths/* foldersAbove */.Zv)([...hidden.map(({ path }) => path), ...readOnly]).filter((path) => 
    // Only root moves what lies in the root.
    (place.uid === 0 || (0,external_node_path_.dirname)(path) !== '/') &&
        !isHidden(path) &&
        !readOnly.includes(path) &&
        // Elsewhere nothing can be moved under strict.
        (!strict || needed.some((top) => top !== path && (0,paths_paths/* isWithin */.UO)(path, top))));
    return {
        strength,
        hidden,
        inner: all.filter(({ path }) => hidden.some((outer) => outer.path !== path && (0,paths_paths/* isWithin */.UO)(path, outer.path))),
        readOnly,
        programFolders: place.programFolders.flatMap((folder) => find(folder)?.path ?? []),
        writable: written,
        pinned,
        lent: lentPaths(place, request, { find, needed, readOnly, pinned }),
        devices: place.devices.open,
        fresh: strict ? FRESH.flatMap((path) => (find(path)?.kind === 'folder' ? [path] : [])) : [],
        absent,
        linked,
        strays: [...strays].map(([path, target]) => ({ path, target })),
        env: isolatedEnvironment(place, request),
        signs: allow.includes(request.signing ?? 'gpg'),
        sudo: allow.includes('sudo'),
    };
}
/**
 * What another user gets rights to. Nothing that a link leads to, but for the working tree: an agent may have made it, in
 * this run or in one before.
 */
function lentPaths(place, { allow, writable, backend }, found) {
    const { find, needed, readOnly, pinned } = found;
    const home = find(place.home)?.path ?? place.home;
    const direct = (paths) => paths
        .map((path) => ((0,paths_paths/* isWithin */.UO)(path, place.home) ? (0,external_node_path_.join)(home, path.slice(place.home.length)) : path))
        .filter((path) => find(path)?.path === path);
    const caches = [...(place.logins[backend ?? ''] ?? []), ...sharedWritable(place, { allow, writable })];
    // Too large to be lent for each start, and read by most builds alone.
    const kept = direct(caches).filter((path) => !direct(TOOL_CACHES(place)).includes(path));
    const { TMPDIR = '', RUNNER_TEMP = '' } = place.env;
    return {
        home: place.home,
        workTree: place.workTree[0] ?? '/',
        trees: [
            ...new Set([
                ...needed.filter((path) => kept.includes(path) || place.workTree.some((top) => find(top)?.path === path)),
                ...direct(allowedPaths(place, allow)),
            ]),
        ],
        folders: [
            home,
            ...direct([TMPDIR, RUNNER_TEMP].filter(Boolean)),
            ...pinned.filter((path) => path !== home && (0,paths_paths/* isWithin */.UO)(path, home)),
        ],
        readable: direct([...READ_ONLY(place), ...place.ownPrograms, ...place.ownFiles]).filter((path) => readOnly.includes(path)),
    };
}
/** Variables that name what is hidden. */
function isolatedEnvironment({ foldedHomes }, { allow, strength, backend }) {
    return {
        ...(allow.includes('tmux') ? {} : { TMUX: null, TMUX_PANE: null }),
        ...(allow.includes('ssh') ? {} : { SSH_AUTH_SOCK: null }),
        ...(allow.includes('session') ? {} : { DBUS_SESSION_BUS_ADDRESS: null }),
        ...(strength === 'strict' ? { TMPDIR: '/tmp', ...foldedHomes[backend ?? '']?.env } : {}),
    };
}
function remembering(find) {
    const known = new Map();
    return (path) => {
        const found = known.get(path) ?? find(path);
        known.set(path, found);
        return found;
    };
}
function newPaths() {
    const seen = new Set();
    return (path) => !seen.has(path) && seen.add(path) !== null;
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/paths/writable-paths.js



/**
 * Of the paths that somebody named as writable, what they should know, and of links that are not followed; UserError for
 * one that is the machine itself, or a home.
 */
function checkWritable(paths, { hidden, readOnly }, find, { strays, homes }) {
    const links = [...strays].map(([path, target]) => `${path} is a link to ${target}, which an agent may have made, so nothing there can be written; name ${target} if you mean it`);
    const others = paths.flatMap((path) => {
        const found = find(path);
        if (found === null)
            return [`${path} does not exist or cannot be read, so nothing there can be written`];
        const named = found.path === path ? path : `${path} (a link to ${found.path})`;
        refuseWhole(path, found.path, homes);
        if (strays.has(path))
            return [];
        const cover = hidden.find((one) => (0,paths_paths/* isWithin */.UO)(found.path, one.path));
        if (cover !== undefined)
            return [`${named} is hidden in the sandbox, so nothing there can be written; isolation-allow can show it`];
        if (readOnly.includes(found.path))
            return [`${named} stays read-only, because other programs obey it`];
        if (found.kind !== 'folder')
            return [`${named} is not a folder: it can be written, but not replaced or removed; name its folder for that`];
        return found.path === path ? [] : [`${path} is a link; ${found.path} can be written`];
    });
    return [...others, ...links];
}
/** An agent may have made a link: one to a home or to programs is not followed, and stops no night. */
function refuseWhole(path, target, homes) {
    const isPower = target === '/' || ['/dev', '/proc', '/sys'].some((top) => (0,paths_paths/* isOfMachine */.zv)(target) && (0,paths_paths/* isWithin */.UO)(target, top));
    const isHome = homes.some((home) => (0,paths_paths/* isWithin */.UO)(home, path));
    if (!isPower && !isHome && !(0,paths_paths/* isOfMachine */.zv)(path))
        return;
    const whole = target === '/' ? 'the whole machine' : isHome ? 'a whole home' : 'part of the system';
    throw new errors/* UserError */.yo(`${target === path ? path : `${path} (a link to ${target})`} is ${whole}`, {
        where: 'isolation.writable',
        fix: 'Name the folders that agents write, such as ~/.cache/my-tool.',
    });
}
/**
 * What may be written is where it was when the run began: an agent that puts a link in the place of a cache, or of its
 * own login, would have the next one write wherever that leads. A link that was there before may be an agent's of an
 * earlier run: none leads to the home as a whole or to the system's own. One that lies where agents write leads to where
 * they write anyway, and so does one in the home that nobody named, unless to a disk of its own.
 */
function steadyPaths(paths, { workTree, named, home }, find) {
    const top = find(home)?.path ?? home;
    const direct = new Map(paths.map((path) => [path, (0,paths_paths/* isWithin */.UO)(path, home) ? (0,external_node_path_.join)(top, path.slice(home.length)) : path]));
    const isOpen = (target, without) => [...direct].some(([path, folder]) => path !== without && (0,paths_paths/* isWithin */.UO)(target, folder));
    const isStray = (path, target) => {
        if (workTree.includes(path) || target === direct.get(path))
            return false;
        if ((0,paths_paths/* isWithin */.UO)(top, target) || (0,paths_paths/* isOfMachine */.zv)(target))
            return true;
        if (isOpen(target, path))
            return false;
        const isPlanted = linkFolders(path, find).some((folder) => isOpen(folder, path));
        return isPlanted || (!named.includes(path) && (0,paths_paths/* isWithin */.UO)(target, top));
    };
    const expected = new Map(paths.map((path) => [path, expectedPath(path, find)]));
    const strays = new Map([...expected].filter(([path, target]) => isStray(path, target)));
    return {
        strays,
        find(path) {
            const found = find(path);
            return found?.path === expected.get(path) && !strays.has(path) ? found : null;
        },
    };
}
/** The folders in which the links on the way to a path lie. */
function linkFolders(path, find) {
    if (path === (0,external_node_path_.dirname)(path))
        return [];
    const folder = find((0,external_node_path_.dirname)(path))?.path;
    const isLink = folder !== undefined && find(path) !== null && find(path)?.path !== (0,external_node_path_.join)(folder, (0,external_node_path_.basename)(path));
    return [...linkFolders((0,external_node_path_.dirname)(path), find), ...(isLink ? [folder] : [])];
}
/** Where a path is, or would be once it is made. */
function expectedPath(path, find) {
    if (path === (0,external_node_path_.dirname)(path))
        return path;
    return find(path)?.path ?? (0,external_node_path_.join)(expectedPath((0,external_node_path_.dirname)(path), find), (0,external_node_path_.basename)(path));
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/policy/steady-covers.js






/** Looks at what a policy covers, before there is an agent. */
function knownCovers(place, request, find) {
    const paths = [
        ...programPaths(place, request, find),
        ...[...Object.values(HIDDEN), READ_ONLY].flatMap((covered) => covered(place)),
        ...[...place.runner, ...Object.values(place.logins).flat()],
    ];
    return new Map(paths.map((path) => [path, expectedPath(path, find)]));
}
/**
 * What is covered lies where it did when the run began: an agent that makes a link in its place would have the next ones
 * miss what that leads to, their own programs if it likes. A link that was there before may be an agent's of an earlier
 * run: none leads to what everything needs.
 */
function steadyCovers(place, known, find) {
    const home = find(place.home)?.path ?? place.home;
    const needed = neededPaths(place, find);
    const inner = [...place.workTree, ...place.ownPrograms]
        .map((path) => find(path)?.path ?? path)
        .filter((top) => !(0,paths_paths/* isWithin */.UO)(home, top));
    const isNeeded = (path, target) => (0,paths_paths/* isOfMachine */.zv)(target) ||
        (0,external_node_path_.dirname)(target) === '/' ||
        inner.some((top) => (0,paths_paths/* isWithin */.UO)(target, top)) ||
        needed.some(([name, real]) => name !== path && (0,paths_paths/* isWithin */.UO)(real, target));
    const isDirect = (path, target) => target === (0,external_node_path_.join)(path) || ((0,paths_paths/* isWithin */.UO)(path, place.home) && target === (0,external_node_path_.join)(home, path.slice(place.home.length)));
    return (path, isReadOnly) => {
        const expected = known.get(path) ?? (0,external_node_path_.join)(expectedPath((0,external_node_path_.dirname)(path), find), (0,external_node_path_.basename)(path));
        // Where it leads elsewhere by now, what it led to is covered all the same.
        const found = find(expected);
        if (found?.path !== expected)
            return null;
        // That a file of the machine's cannot be written harms nobody.
        const isHarmless = isReadOnly && found.kind === 'file' && !(0,paths_paths/* isKernels */.Ht)(found.path);
        return isDirect(path, expected) || isHarmless || !isNeeded(path, expected) ? found : null;
    };
}
/** Without which no program runs or works, with the names by which they are known. */
function neededPaths(place, find) {
    const { PATH = '', TMPDIR = '', RUNNER_TEMP = '', XDG_RUNTIME_DIR = '' } = place.env;
    const names = [
        ...[...place.homes, ...place.workTree, ...(place.shownTrees ?? []), ...place.ownPrograms, ...FRESH],
        ...[...CACHES(place), ...Object.values(place.logins).flat()],
        ...[...PATH.split(external_node_path_.delimiter), TMPDIR, RUNNER_TEMP, XDG_RUNTIME_DIR].filter((path) => (0,external_node_path_.isAbsolute)(path)),
    ];
    return [...new Set(names)].map((name) => [name, find(name)?.path ?? name]);
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/plan-policy.js








function createPlanner(options) {
    const { strength, allow } = options;
    const isStrict = strength === 'strict';
    const writable = options.writable.map((path) => (0,external_node_path_.resolve)(path));
    const git = readGitPlace(options.workdir);
    const place = () => readPlace(options, git);
    let signing;
    let began = null;
    const plan = (backend, scratch) => {
        signing ??= readSigning(options);
        const request = { strength, backend, allow, writable, signing };
        const now = place();
        began ??= {
            steady: steadyPaths(writablePaths(now, request), { workTree: now.workTree, named: writable, home: now.home }, findPath),
            covers: knownCovers(now, request, findPath),
        };
        const { steady, covers } = began;
        const findCovered = steadyCovers(now, covers, findPath);
        if (scratch === undefined)
            return isolationPolicy(now, request, findPath, { findSteady: steady.find, findCovered });
        const findSteady = (path) => (path === scratch ? findPath(path) : steady.find(path));
        const copied = { ...now, workTree: [scratch], shownTrees: now.workTree };
        return isolationPolicy(copied, request, findPath, { findSteady, findCovered });
    };
    return {
        plan,
        problems: (policy) => [
            ...checkWritable(writable, policy, findPath, {
                strays: isStrict ? (began?.steady.strays ?? new Map()) : new Map(),
                homes: homesOf(options).flatMap((home) => [home, findPath(home)?.path ?? home]),
            }).map((problem) => `isolation.writable: ${problem}`),
            ...strayLinks(policy),
        ],
        missing: (backend) => (isStrict ? neededFolders(place(), backend) : []).filter((path) => findPath(path) === null),
        prepare(backend) {
            makeOwnFolders(options);
            if (isStrict)
                makeWritableFolders(place(), backend);
        },
    };
}
/** Links that are not followed, for people. */
function strayLinks({ strays }) {
    return strays.map(({ path, target }) => `isolation: ${path} is a link to ${target}, which an agent may have made, so the sandbox does not follow it. Remove it unless it is yours.`);
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/isolation.js










const FOLDER_PREFIX = 'sequential-sandbox-';
/** How what makes a sandbox begins its complaint, before anything starts in it. */
const OWN_WORDS = /^\s*(?:bwrap|unshare|mount|setpriv): /;
/** What to do where there is no sandbox. */
const NO_SANDBOX_FIX = 'Install bubblewrap (apt-get install bubblewrap) where unprivileged user namespaces are allowed, or run as root or with sudo -n; or set isolation to off';
/** What an agent reaches without one, for people. */
const UNISOLATED = 'agents run with all of your permissions: they can read ~/.ssh, ~/.aws, logins of other agents and the memory of other processes, talk to docker, and leave programs running';
function createIsolation(options) {
    const { strength, notice, findMachine: find = findMachine } = options;
    const planner = createPlanner(options);
    const loans = (0,another_user_loans/* createLoans */.u)(options.env);
    let folder = null;
    let machine = null;
    let choice = null;
    let installing = null;
    let [isDoubted, hasHeld] = [false, false];
    const privateFile = () => {
        folder ??= (0,temp_folder/* createTempFolder */.Lc)(FOLDER_PREFIX, (0,temp_folder/* tempPlaces */.v8)(options.env));
        return (0,external_node_path_.join)(folder, 'environment');
    };
    const findOnce = () => {
        machine ??= find(options.env);
        return machine;
    };
    const choose = async (plan, candidates) => {
        const probe = makeProbe(options.env);
        try {
            return await chooseMechanism({ plan, machine: await findOnce(), probe }, candidates);
        }
        finally {
            if (probe !== null)
                (0,temp_folder/* removeTempFolder */.Vt)((0,external_node_path_.dirname)(probe));
        }
    };
    const chooseFor = async (plan) => {
        const known = choice?.mechanism ?? null;
        const first = await choose(plan, known === null ? mechanisms : [known]);
        if (first.mechanism !== null || (known === null && options.install === undefined))
            return first;
        if (known === null) {
            installing ??= options.install?.() ?? Promise.resolve();
            await installing;
        }
        machine = find(options.env);
        return choose(plan, mechanisms);
    };
    const update = async (plan) => {
        const before = choice;
        // A trial costs as much as a start.
        if (before?.mechanism && !isDoubted)
            return before;
        choice = await chooseFor(plan);
        isDoubted = false;
        const { mechanism, failures } = choice;
        hasHeld ||= mechanism !== null;
        if (mechanism !== null && mechanism !== before?.mechanism)
            options.announce(strength, mechanism.name);
        if (before?.mechanism && mechanism !== before.mechanism)
            notice(`The sandbox (${before.mechanism.name}) no longer works: ${failures.join('; ')}. ${mechanism === null ? 'No agent starts without one.' : `Agents run in ${mechanism.name} instead.`}`);
        return choice;
    };
    const told = new Set();
    const tellOnce = (text) => {
        if (!told.has(text))
            notice(text);
        told.add(text);
    };
    // With the policy that it started with: what that covers may be gone, and then a start with another one is all it takes.
    // A terminal that was closed may have come back by now, under the same number: there is only its word for that.
    const broke = async (policy, mechanism, said) => {
        isDoubted ||= OWN_WORDS.test(said) || (await choose(() => policy, [mechanism])).mechanism === null;
        return isDoubted;
    };
    return {
        async ready() {
            closeInheritedFiles();
            const problems = planner.problems(planner.plan(null));
            for (const problem of problems)
                told.add(problem);
            const { mechanism, failures, culprit } = await update(() => planner.plan(null));
            if (mechanism !== null)
                return problems;
            const why = `no sandbox works on this machine (${failures.join('; ')})`;
            if (culprit !== null)
                throw new errors/* UserError */.yo(why, { where: 'isolation', fix: culpritFix(culprit) });
            if (strength === 'strict')
                throw new errors/* UserError */.yo(why, { where: 'isolation', fix: NO_SANDBOX_FIX });
            return [...problems, `isolation: ${why}; ${UNISOLATED}. ${NO_SANDBOX_FIX}.`];
        },
        async examine(backend) {
            const plan = () => planner.plan(backend);
            const { mechanism, failures, culprit } = await choose(plan, mechanisms);
            const policy = plan();
            const [made, warnings] = [planner.missing(backend), planner.problems(policy)];
            return { policy, made, mechanism: mechanism?.name ?? null, failures, culprit, warnings };
        },
        get mechanism() {
            return choice?.mechanism?.name ?? null;
        },
        async enter(backend, scratch) {
            planner.prepare(backend);
            const plan = () => planner.plan(backend, scratch);
            const { mechanism, failures, culprit } = await update(plan);
            if (mechanism !== null) {
                if (mechanism.user !== undefined)
                    await loans.ready(() => notice('Agents of another run on this machine are running; this run waits for them to end.'));
                const policy = plan();
                for (const text of strayLinks(policy))
                    tellOnce(text);
                const sandbox = createSandbox(policy, mechanism, await findOnce(), privateFile, loans);
                return {
                    kind: 'sandbox',
                    sandbox: Object.assign(sandbox, { broke: (said) => broke(policy, mechanism, said) }),
                };
            }
            // What held one agent has been broken since, perhaps by it: the next one must gain nothing by that.
            if (strength === 'auto' && !hasHeld && culprit === null)
                return { kind: 'open' };
            const fix = culprit === null ? NO_SANDBOX_FIX : culpritFix(culprit);
            return { kind: 'refused', reason: `no sandbox works any more: ${failures.join('; ')}. ${fix}` };
        },
        async close() {
            await loans.close();
            if (folder !== null)
                (0,temp_folder/* removeTempFolder */.Vt)(folder);
            folder = null;
        },
    };
}
/** A sandbox works here, and this breaks it. */
function culpritFix({ path }) {
    return path === null
        ? 'Without what it hides and keeps, a sandbox works here: run doctor for the paths, and remove what is not yours; or set isolation to off'
        : `${path} breaks it, without that a sandbox works here: look at what it is and which link leads there, and remove it if it is not yours; or set isolation to off`;
}
/** See `Trial`: in a folder that no program in a sandbox can enter. */
function makeProbe(env) {
    try {
        const path = (0,external_node_path_.join)((0,temp_folder/* createTempFolder */.Lc)(FOLDER_PREFIX, (0,temp_folder/* tempPlaces */.v8)(env)), 'probe');
        (0,external_node_fs_.writeFileSync)(path, 'seen', { mode: 0o600 });
        return path;
    }
    catch {
        return null;
    }
}
/** What a start comes to where there may be no sandboxes at all. */
async function enterSandbox(isolation, backend, scratch) {
    return isolation === undefined ? { kind: 'open' } : isolation.enter(backend, scratch);
}
/**
 * After a program and what was found of it: the rest of it ends, and what steers shells, git and ssh and was not there to
 * be covered is told, since the next program would obey it.
 */
async function leaveSandbox(sandbox, notice) {
    await sandbox?.ended();
    for (const repair of sandbox?.repairs ?? [])
        notice(repair);
    const paths = sandbox?.appeared() ?? [];
    if (paths.length === 0)
        return;
    notice(`What was not on this machine before the sandbox started was created while it ran: ${paths.join(', ')}. Check whether you want it.`);
}


/***/ }),

/***/ 6065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ht: () => (/* binding */ isKernels),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   Zv: () => (/* binding */ foldersAbove),
/* harmony export */   zv: () => (/* binding */ isOfMachine)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);

/** Is it the folder, or in it? */
function isWithin(path, folder) {
    return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
/** Between the root and what is covered, the outermost first; not where the kernel has files that nobody can move. */
function foldersAbove(covered) {
    const above = (path) => (path === '/' ? [] : [...above((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path)), path]);
    return [...new Set(covered.flatMap((path) => above((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path))))].filter((path) => !isKernels(path));
}
const KERNEL = ['/dev', '/proc', '/sys'];
/** Is it the kernel's, whose files are not like any others? */
function isKernels(path) {
    return KERNEL.some((top) => isWithin(path, top)) && !path.startsWith(`${SHARED_MEMORY}/`);
}
/** Where a machine has its programs and settings. */
const MACHINE = ['/bin', '/boot', '/etc', '/lib', '/lib64', '/sbin', '/usr', ...KERNEL];
/** Folders there are like any others. */
const SHARED_MEMORY = '/dev/shm';
/** Is it where writing is power over the machine? Below /usr/local people install things of their own. */
function isOfMachine(path) {
    if (path.startsWith(`${SHARED_MEMORY}/`) || path.startsWith('/usr/local/'))
        return false;
    return path === '/' || MACHINE.some((top) => isWithin(path, top));
}


/***/ }),

/***/ 8594:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cy: () => (/* binding */ sessionName),
/* harmony export */   O9: () => (/* binding */ defaultSession),
/* harmony export */   eQ: () => (/* binding */ transcriptName),
/* harmony export */   qN: () => (/* binding */ windowName)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8804);

/**
 * tmux reads `.` and `:` in a session's name as separators, expands `#{…}` in names, and takes `@`, `$`, `%`, `=`, `-`
 * at their start for something else: only letters, digits, `_` and `-` are safe everywhere.
 */
function sessionName(requested) {
    const name = requested
        .normalize('NFC')
        .replace(/[^\p{L}\p{N}\p{M}_-]+/gu, '-')
        .replace(/^-+|(?<!-)-+$/g, '');
    return name === '' ? 'sequential' : name;
}
/** The session in which a spec's windows open unless the user names another. */
function defaultSession(spec) {
    return sessionName(`sequential-${spec}`);
}
/** Windows are addressed by id, so their names may hold dots. */
function windowName(requested) {
    return (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .firstCharacters */ .DR)(requested.replace(/[^\p{L}\p{N}\p{M}._-]+/gu, '-'), 100) || 'task';
}
/** `task-1.2` and 3 → `unit-1.2-attempt-3.jsonl`. */
function transcriptName(window, attempt) {
    return `${windowName(window).replace(/^task-/, 'unit-')}-attempt-${attempt}.jsonl`;
}


/***/ }),

/***/ 6713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OQ: () => (/* binding */ mergeValue),
/* harmony export */   gz: () => (/* binding */ mergeLists),
/* harmony export */   jO: () => (/* binding */ mergeSums),
/* harmony export */   xq: () => (/* binding */ mergeEntries)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);

/** What only one side changed is that side's; where both changed it differently `both` decides. */
function mergeValue(versions, both) {
    const { base, ours, theirs } = versions;
    if ((0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(ours, theirs) || (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(base, theirs))
        return ours;
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(base, ours) ? theirs : both(versions);
}
/** Merges entry by entry. What one side removed and the other changed stays. */
function mergeEntries({ base, ours, theirs }, both) {
    const result = {};
    for (const key of new Set([...Object.keys(ours ?? {}), ...Object.keys(theirs ?? {})])) {
        const versions = { base: ownValue(base, key), ours: ownValue(ours, key), theirs: ownValue(theirs, key) };
        const merged = mergeValue(versions, (changed) => {
            if (changed.ours === undefined || changed.theirs === undefined)
                return changed.ours ?? changed.theirs;
            return both({ base: changed.base, ours: changed.ours, theirs: changed.theirs }, key);
        });
        if (merged !== undefined)
            Object.defineProperty(result, key, { value: merged, ...ordinary });
    }
    return result;
}
/** An entry may have any name, also that of an object's own workings. */
const ordinary = { enumerable: true, configurable: true, writable: true };
function ownValue(entries, key) {
    return entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined;
}
/** Items of both in our order, then those that only they added; without what either removed. */
function mergeLists({ base, ours, theirs }, keyOf = (item) => JSON.stringify(item)) {
    const keys = (items) => new Set((items ?? []).map(keyOf));
    const [inBase, inOurs, inTheirs] = [keys(base), keys(ours), keys(theirs)];
    const kept = (ours ?? []).filter((item) => !inBase.has(keyOf(item)) || inTheirs.has(keyOf(item)));
    const added = (theirs ?? []).filter((item) => !inBase.has(keyOf(item)) && !inOurs.has(keyOf(item)));
    return [...kept, ...added];
}
/** A sum to which both sides added. */
function mergeSums({ base, ours, theirs }) {
    return Math.max(0, Math.round(((ours ?? 0) + (theirs ?? 0) - (base ?? 0)) * 1e6) / 1e6);
}


/***/ }),

/***/ 4472:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ updateBreaker),
/* harmony export */   r: () => (/* binding */ checkBreaker)
/* harmony export */ });
const MAX_SAME_ERRORS = 3;
const MAX_IDLE_ATTEMPTS = 2;
/**
 * Breaks off a unit that would burn the night: three times the same error in a row, or two attempts that changed
 * nothing. Forget the memory (`{}`) when a person has answered, else it never heals.
 */
function updateBreaker(previous, event) {
    const text = event.fingerprint ?? '';
    const repetitions = previous.fingerprint?.text === text ? previous.fingerprint.times : 0;
    const next = {
        idle: event.changed ? 0 : (previous.idle ?? 0) + 1,
        fingerprint: text === '' ? null : { text, times: repetitions + 1 },
    };
    return { next, tripped: checkBreaker(next) };
}
/** Do the attempts so far break the unit off? `why` is a sentence for a person; the error's own words go with it. */
function checkBreaker({ idle, fingerprint }) {
    if (fingerprint != null && fingerprint.times >= MAX_SAME_ERRORS) {
        return { why: `The same error occurred ${fingerprint.times} times in a row.` };
    }
    if (idle !== undefined && idle >= MAX_IDLE_ATTEMPTS) {
        return { why: `${idle} attempts in a row changed nothing: no commit, and the same working tree as before.` };
    }
    return null;
}


/***/ }),

/***/ 8634:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R6: () => (/* binding */ isPast),
/* harmony export */   eE: () => (/* binding */ clockSetBackWarning),
/* harmony export */   f: () => (/* binding */ clampHistoryToNow),
/* harmony export */   oQ: () => (/* binding */ clockForwardWarning),
/* harmony export */   xn: () => (/* binding */ clampToNow)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1590);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6146);


/** Did it happen, as far as this clock can tell? What was noted well ahead of now was noted by a clock since set back. */
function isPast(at, now) {
    return at <= now + _time_js__WEBPACK_IMPORTED_MODULE_0__/* .CLOCK_TOLERANCE */ .lO;
}
/** A time of the past, moved to now if it lies ahead of the clock. */
function clampToNow(at, now) {
    return isPast(at, now) ? at : now;
}
/** A sentence for a person when the clock was set back behind what the history noted; null when all is well. */
function clockSetBackWarning(history, now) {
    const timestamps = [
        ...history.calls,
        history.lastCallEndedAt ?? now,
        ...Object.values(history.limits).map(({ at }) => at),
        ...Object.values(history.transients).map(({ at }) => at),
    ];
    const future = timestamps.filter((at) => !isPast(at, now));
    if (future.length === 0)
        return null;
    const latest = future.reduce((a, b) => Math.max(a, b));
    return `The clock was set back by at least ${formatJump(latest - now)}: it is ${(0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinute */ .Ko)(now)}, but calls are recorded up to ${(0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinute */ .Ko)(latest)}. Waits that depend on these calls start over.`;
}
/** A sentence for a person when the clock went `byMs` further than time did; null when that is little, or less. */
function clockForwardWarning(byMs, now) {
    if (byMs <= _time_js__WEBPACK_IMPORTED_MODULE_0__/* .CLOCK_TOLERANCE */ .lO)
        return null;
    return `The clock jumped forward by ${formatJump(byMs)}: it is ${(0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinute */ .Ko)(now)}. It was set, or the machine was asleep. Waits whose time has passed end now.`;
}
/** `300 min`, `3 days`. */
function formatJump(ms) {
    return ms < 2 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_ ? `${Math.round(ms / _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY)} min` : `${Math.round(ms / _time_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_)} days`;
}
/** The history with everything that lies ahead of the clock moved to now, so that it is warned of once and soon over. */
function clampHistoryToNow(history, now) {
    return {
        ...history,
        calls: history.calls.map((at) => clampToNow(at, now)),
        lastCallEndedAt: history.lastCallEndedAt === null ? null : clampToNow(history.lastCallEndedAt, now),
        limits: (0,_collections_js__WEBPACK_IMPORTED_MODULE_1__/* .mapValues */ .LG)(history.limits, (open) => isPast(open.at, now) ? open : notedAt(withUsableReset(open, now), now)),
        transients: (0,_collections_js__WEBPACK_IMPORTED_MODULE_1__/* .mapValues */ .LG)(history.transients, (streak) => (isPast(streak.at, now) ? streak : notedAt(streak, now))),
        windows: (0,_collections_js__WEBPACK_IMPORTED_MODULE_1__/* .mapValues */ .LG)(history.windows, (windows) => windows.map((window) => ({ ...window, seenAt: clampToNow(window.seenAt, now) }))),
    };
}
function notedAt(entry, now) {
    return { ...entry, at: now, since: now };
}
/** Where these come from, the service said it by its own clock. */
const OF_THE_SERVICE = new Set(['structured', 'epoch-in-text', 'window']);
/**
 * Without a reset that was reckoned by a clock far off: it may be days ahead, and has passed for all that is known. By
 * one that was a little off it is as little off.
 */
function withUsableReset(open, now) {
    if (open.at - now < _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp || OF_THE_SERVICE.has(open.limit.source))
        return open;
    return { ...open, limit: { ...open.limit, resetsAt: null, source: 'none' } };
}


/***/ }),

/***/ 8710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H0: () => (/* binding */ openLimitSchema),
/* harmony export */   Ut: () => (/* binding */ historySchema),
/* harmony export */   WD: () => (/* binding */ daySumsSchema),
/* harmony export */   yt: () => (/* binding */ windowSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2857);

const count = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int().nonnegative();
const amount = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nonnegative();
const windowSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    used: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nullable(),
    resetsAt: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nullable(),
    status: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['allowed', 'warning', 'rejected']),
    seenAt: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
});
const openLimitSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    limit: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
        backend: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        window: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullable(),
        resetsAt: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nullable(),
        source: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n([
            'structured',
            'retry-after',
            'epoch-in-text',
            'clock-time',
            'relative',
            'window',
            'calendar',
            'none',
        ]),
        message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    }),
    hits: count,
    at: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    since: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().optional(),
});
const daySumsSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ costUsd: amount, tokens: count, calls: count });
/** The throttle's memory, shared by the specs of a folder since a quota is an account's. Times are epoch ms. */
const historySchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    calls: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()),
    lastCallEndedAt: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nullable(),
    limits: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), openLimitSchema),
    transients: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ count, retryAfterMs: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nullable(), at: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), since: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().optional() })),
    windows: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(windowSchema)),
    unitDurationsMs: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()),
    windowShares: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig())).optional(),
    quotas: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ workedMs: amount, met: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ workedMs: amount, waitMs: amount })) }))
        .optional(),
    days: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), daySumsSchema),
});


/***/ }),

/***/ 3149:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PI: () => (/* binding */ MAX_DURATIONS),
  s4: () => (/* binding */ emptyHistory),
  Cu: () => (/* binding */ recordCall),
  bd: () => (/* binding */ recordCallEnd),
  $0: () => (/* binding */ recordLimit),
  B3: () => (/* binding */ recordSuccess),
  qf: () => (/* binding */ recordTransient),
  k8: () => (/* binding */ tokensOf)
});

// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(6146);
// EXTERNAL MODULE: ./lib/throttle/clock-jumps.js
var clock_jumps = __webpack_require__(8634);
;// CONCATENATED MODULE: ./lib/throttle/quota-record.js
const MOST_MET = 10;
/** A call of `durationMs` ended at `at` (epoch ms): work since the last limit, and until when that one lasted. */
function recordWorked(history, backend, { at, durationMs }) {
    const { workedMs, met } = recordOf(history, backend);
    const last = met.at(-1);
    const open = history.limits[backend];
    // The last call to start while the limit stood is the one that was let through.
    const lasted = open === undefined || last === undefined
        ? met
        : [...met.slice(0, -1), { ...last, waitMs: Math.max(0, at - durationMs - (open.since ?? open.at)) }];
    return withRecord(history, backend, { workedMs: workedMs + Math.max(0, durationMs), met: lasted });
}
/** A limit was met that did not stand yet. */
function recordMet(history, backend, waitMs) {
    const { workedMs, met } = recordOf(history, backend);
    return withRecord(history, backend, { workedMs: 0, met: [...met, { workedMs, waitMs }].slice(-MOST_MET) });
}
function recordOf(history, backend) {
    return history.quotas?.[backend] ?? { workedMs: 0, met: [] };
}
function withRecord(history, backend, record) {
    return { ...history, quotas: { ...history.quotas, [backend]: record } };
}

;// CONCATENATED MODULE: ./lib/throttle/history.js



/** Most measurements that are kept of a kind. */
const MAX_DURATIONS = 50;
const MAX_DAYS = 8;
/** Services round what they report. */
const EXHAUSTED_FROM = 0.99;
/** Before the first call of all. */
function emptyHistory() {
    return { calls: [], lastCallEndedAt: null, limits: {}, transients: {}, windows: {}, unitDurationsMs: [], days: {} };
}
/** A call (attempt, assignment or review) starts at `at` (epoch ms). */
function recordCall(history, { at }) {
    const calls = [...history.calls.map((call) => (0,clock_jumps/* clampToNow */.xn)(call, at)), at].filter((call) => call > at - time/* HOUR */.dp);
    return { ...history, calls, days: addToDay(history.days, at, { calls: 1 }) };
}
/** A call has ended, whatever came of it. */
function recordCallEnd(history, end) {
    const known = history.windows[end.backend] ?? [];
    const shares = { ...history.windowShares };
    const seen = new Map();
    for (const window of end.windows) {
        const key = `${end.backend}/${window.name}`;
        const before = known.find(({ name }) => name === window.name);
        const used = usageBetween(before, window);
        if (used > 0)
            shares[key] = [...(shares[key] ?? []), used].slice(-MAX_DURATIONS);
        seen.set(window.name, { ...window, seenAt: end.at });
    }
    const windows = [...known.filter(({ name }) => !seen.has(name)), ...seen.values()];
    const unit = end.completedUnitMs === undefined ? [] : [end.completedUnitMs];
    return {
        ...recordWorked(history, end.backend, end),
        lastCallEndedAt: (end.kind ?? 'attempt') === 'attempt' ? end.at : history.lastCallEndedAt,
        windows: seen.size === 0 ? history.windows : { ...history.windows, [end.backend]: windows },
        ...(Object.keys(shares).length === 0 ? {} : { windowShares: shares }),
        unitDurationsMs: [...history.unitDurationsMs, ...unit].slice(-MAX_DURATIONS),
        days: addToDay(history.days, end.at, { tokens: tokensOf(end.usage), costUsd: end.costUsd ?? 0 }),
    };
}
/**
 * A quota was met by a call that began at `startedAt`. Where its words do not say until when, a window that is known to be
 * used up does, else what they said the last time. In a window that opened since then the ladder of waits starts anew; a
 * call that was under way when another run met the limit says nothing new of it.
 */
function recordLimit(history, reported, at, startedAt = at) {
    const { backend } = reported;
    const before = history.limits[backend];
    const reset = reported.resetsAt === null
        ? (exhaustedWindow(history.windows[backend], at) ?? before?.limit ?? reported)
        : reported;
    const newWait = reset.resetsAt !== null && reset.resetsAt > Math.max(at, (before?.limit.resetsAt ?? 0) + time/* MINUTE */.pY);
    const window = reset.window ?? reported.window ?? (newWait ? null : (before?.limit.window ?? null));
    const limit = { ...reported, resetsAt: reset.resetsAt, source: reset.source, window };
    const wasUnderWay = before !== undefined && startedAt < before.at;
    const isNew = before === undefined || newWait;
    const hits = isNew ? 1 : before.hits + (wasUnderWay ? 0 : 1);
    const open = { limit, hits, at, since: before?.since ?? before?.at ?? at };
    const known = isNew ? recordMet(history, backend, Math.max(0, (reset.resetsAt ?? at) - at)) : history;
    return { ...known, limits: { ...history.limits, [backend]: open } };
}
/** A transient failure: overload, 5xx, a dropped stream. */
function recordTransient(history, backend, retryAfterMs, at) {
    const before = history.transients[backend];
    const streak = { count: (before?.count ?? 0) + 1, retryAfterMs, at, since: before?.since ?? before?.at ?? at };
    return { ...history, transients: { ...history.transients, [backend]: streak } };
}
/**
 * The backend answered a call that began at `startedAt`: no limit and no streak of failures stands any more, nor a
 * rejection seen before. A limit that another run met after that stands.
 */
function recordSuccess(history, backend, at, startedAt = at) {
    if (startedAt < (history.limits[backend]?.at ?? startedAt))
        return history;
    const windows = history.windows[backend];
    const remaining = windows?.filter(({ status, seenAt }) => status !== 'rejected' || seenAt >= at);
    return {
        ...history,
        limits: omitKey(history.limits, backend),
        transients: omitKey(history.transients, backend),
        windows: remaining === undefined ? history.windows : { ...history.windows, [backend]: remaining },
    };
}
/** The end of the window that is used up; of several the next, so that no wrong one is waited for. */
function exhaustedWindow(windows = [], now) {
    let found = null;
    for (const { name, used, resetsAt, status } of windows) {
        const exhausted = status === 'rejected' || (used ?? 0) >= EXHAUSTED_FROM;
        if (!exhausted || resetsAt === null || resetsAt <= now || resetsAt >= (found?.resetsAt ?? Number.POSITIVE_INFINITY))
            continue;
        found = { resetsAt, window: name, source: 'window' };
    }
    return found;
}
/** The share of a window that went between two readings; 0 where they do not tell, or are of two windows. */
function usageBetween(before, after) {
    if (before === undefined || before.used === null || after.used === null)
        return 0;
    // Windows are told apart by when they end; services say that to the minute, or guess it.
    const differenceMs = before.resetsAt === null || after.resetsAt === null ? 0 : Math.abs(before.resetsAt - after.resetsAt);
    return differenceMs < time/* HOUR */.dp ? after.used - before.used : 0;
}
function addToDay(days, at, addition) {
    const day = (0,time/* utcDay */.dA)(at);
    const sums = days[day] ?? { costUsd: 0, tokens: 0, calls: 0 };
    const added = {
        ...sums,
        costUsd: Math.round((sums.costUsd + nonNegative(addition.costUsd)) * 1e6) / 1e6,
        tokens: Math.round(sums.tokens + nonNegative(addition.tokens)),
        calls: sums.calls + nonNegative(addition.calls),
    };
    if (Object.hasOwn(days, day))
        return { ...days, [day]: added };
    // A clock that was days ahead for a while must not fill the few days that are kept.
    const tomorrow = (0,time/* utcDay */.dA)(at + time/* DAY */.d_);
    const kept = Object.entries({ ...days, [day]: added }).filter(([name]) => name <= tomorrow);
    return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).slice(-MAX_DAYS));
}
/** Numbers come out of agents' streams. */
function nonNegative(value = 0) {
    return Number.isFinite(value) ? Math.max(0, value) : 0;
}
function omitKey(entries, key) {
    if (!Object.hasOwn(entries, key))
        return entries;
    return Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key));
}
/** All tokens of a call, as budgets count them: in, cached and out. */
function tokensOf(usage) {
    return usage === null ? 0 : usage.inputTokens + usage.cachedTokens + usage.outputTokens;
}


/***/ }),

/***/ 965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ mergeHistories)
/* harmony export */ });
/* harmony import */ var _three_way_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6713);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3149);


/** One memory of two that parted at `base` (null: they never were one): what either knows, the newer of what both tell. */
function mergeHistories(base, ours, theirs) {
    const of = (key) => ({
        base: (base ?? (0,_history_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyHistory */ .s4)())[key],
        ours: ours[key],
        theirs: theirs[key],
    });
    const shares = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('windowShares'), (share) => addMeasured(share));
    return {
        ...theirs,
        ...ours,
        calls: [...new Set([...ours.calls, ...theirs.calls])].sort((a, b) => a - b),
        lastCallEndedAt: latest(ours.lastCallEndedAt, theirs.lastCallEndedAt),
        limits: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('limits'), newerBy('at')),
        transients: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('transients'), newerBy('at')),
        windows: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('windows'), mergeWindows),
        unitDurationsMs: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('unitDurationsMs'), addMeasured),
        ...(Object.keys(shares).length === 0 ? {} : { windowShares: shares }),
        days: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('days'), mergeDays),
    };
}
function latest(a, b) {
    return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
function newerBy(key) {
    return ({ ours, theirs }) => theirs[key] > ours[key] ? theirs : ours;
}
function mergeWindows({ base, ours, theirs }) {
    const byName = (windows = []) => Object.fromEntries(windows.map((window) => [window.name, window]));
    const versions = { base: byName(base), ours: byName(ours), theirs: byName(theirs) };
    return Object.values((0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(versions, newerBy('seenAt')));
}
function mergeDays({ base, ours, theirs }) {
    const sum = (key) => (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeSums */ .jO)({ base: base?.[key], ours: ours[key], theirs: theirs[key] });
    return { ...theirs, ...ours, costUsd: sum('costUsd'), tokens: sum('tokens'), calls: sum('calls') };
}
/** Measurements of equal value are several: those that they took are told by how often a value stands there. */
function addMeasured({ base, ours, theirs }) {
    const numbered = (values) => {
        const seen = new Map();
        return (values ?? []).map((value) => {
            const occurrence = (seen.get(value) ?? 0) + 1;
            seen.set(value, occurrence);
            return { value, occurrence };
        });
    };
    // What fell out of the window on one side was not removed.
    const known = new Set((base ?? []).length === 0 ? [] : numbered(base).map((item) => JSON.stringify(item)));
    const added = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)({ base: undefined, ours: numbered(ours), theirs: numbered(theirs) }).slice((ours ?? []).length);
    const measured = added.filter((item) => !known.has(JSON.stringify(item))).map(({ value }) => value);
    return [...(ours ?? []), ...measured].slice(-_history_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_DURATIONS */ .PI);
}


/***/ })

};
