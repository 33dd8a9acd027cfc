export const id = 732;
export const ids = [732];
export const modules = {

/***/ 22214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ findProgram)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/**
 * Absolute path of `program` as a shell would find it on `path` (the value of PATH), or null.
 * Relative and empty entries of PATH are passed over: they would let a file of the working tree pose as the program.
 * A `program` that is a path already is only checked.
 */
async function findProgram(program, path) {
    if (program.includes(node_path__WEBPACK_IMPORTED_MODULE_1__.sep))
        return (await isExecutable(program)) ? program : null;
    for (const folder of (path ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
        if (!(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(folder))
            continue;
        const candidate = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, program);
        if (await isExecutable(candidate))
            return candidate;
    }
    return null;
}
async function isExecutable(path) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path)).isFile();
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 42626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ formatCount),
/* harmony export */   a: () => (/* binding */ formatDuration)
/* harmony export */ });
/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `6 days 4 h` from ms; none is shorter than nothing, whatever clocks say. */
function formatDuration(ms) {
    if (!(ms >= 950))
        return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
    const s = Math.round(ms / 1000);
    if (s < 60)
        return `${s} s`;
    if (s < 3600)
        return s % 60 === 0 ? `${Math.floor(s / 60)} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
    const min = Math.round(s / 60);
    if (min < 48 * 60)
        return min % 60 === 0 ? `${Math.floor(min / 60)} h` : `${Math.floor(min / 60)} h ${min % 60} min`;
    const h = Math.round(min / 60);
    return h % 24 === 0 ? `${h / 24} days` : `${Math.floor(h / 24)} days ${h % 24} h`;
}
/** `950`, `48.2k`, `1.3M`. */
function formatCount(value) {
    if (value < 999.5)
        return String(Math.round(value));
    return value < 999_950 ? `${(value / 1000).toFixed(1)}k` : `${(value / 1_000_000).toFixed(1)}M`;
}


/***/ }),

/***/ 60732:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createCheckoutFinder: () => (/* binding */ createCheckoutFinder),
  findCheckout: () => (/* binding */ findCheckout),
  requireGitVersion: () => (/* binding */ requireGitVersion)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/agents/install/find-program.js
var find_program = __webpack_require__(22214);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-configuration.js
var git_configuration = __webpack_require__(67485);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-environment.js
var git_environment = __webpack_require__(52890);
// EXTERNAL MODULE: ./lib/inputs/kinds/git-kinds.js
var git_kinds = __webpack_require__(20607);
;// CONCATENATED MODULE: ./lib/repository/git/configuration/identity.js



/** Who commits where nobody says so: GitHub's own bot in a workflow, else this program. */
const BOT = { name: 'github-actions[bot]', mail: '41898282+github-actions[bot]@users.noreply.github.com' };
const PROGRAM = { name: 'sequential-orchestration', mail: 'sequential-orchestration@localhost' };
/** Reads `Name <mail>`. */
function parseAuthor(text) {
    const match = git_kinds/* AUTHOR */.Ii.exec(text);
    if (match?.[1] === undefined || match[2] === undefined) {
        throw new errors/* UserError */.yo(`The commit author ${JSON.stringify(text)} is not of the form \`Name <mail>\`.`, {
            where: 'commit-author',
            fix: 'Write it like `Ada Lovelace <ada@example.org>`.',
        });
    }
    return { name: match[1].trim(), mail: match[2] };
}
/** The variables that make git use the author; none where git has a whole identity of its own. */
function identityVariables(author, entries, env) {
    const configuredValue = (role, part) => env[`GIT_${role}_${part}`] ??
        (0,git_configuration/* configValue */.Mn)(entries, `${role.toLowerCase()}.${part.toLowerCase()}`) ??
        (0,git_configuration/* configValue */.Mn)(entries, `user.${part.toLowerCase()}`);
    const isComplete = ['AUTHOR', 'COMMITTER'].every((role) => configuredValue(role, 'NAME') !== null && (configuredValue(role, 'EMAIL') ?? env.EMAIL ?? null) !== null);
    if (author === null && isComplete)
        return {};
    const { name, mail } = author !== null ? parseAuthor(author) : env.GITHUB_ACTIONS === 'true' ? BOT : PROGRAM;
    return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: mail, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: mail };
}

// EXTERNAL MODULE: ./lib/repository/git/git.js + 1 modules
var git_git = __webpack_require__(64606);
// EXTERNAL MODULE: ./lib/repository/git/index/sparse-checkout.js
var sparse_checkout = __webpack_require__(84999);
;// CONCATENATED MODULE: ./lib/repository/git/checkout.js









/**
 * For one start of the program, whose parts ask one after the other: git is asked once about a folder in which it found
 * a repository, and what an agent changes of that later has no say.
 */
function createCheckoutFinder(env) {
    const known = new Map();
    return async (workdir, author, frozenConfiguration) => {
        const found = known.get(workdir) ?? (await findRepository(workdir, env));
        if (found.kind === 'none')
            return found;
        known.set(workdir, found);
        return { kind: 'checkout', checkout: toCheckout(found, { workdir, env, author, frozenConfiguration }) };
    };
}
/** For who asks but once. */
function findCheckout(workdir, env, author) {
    return createCheckoutFinder(env)(workdir, author);
}
async function findRepository(workdir, env) {
    // Absolute, so that what is put into PATH later cannot take its place.
    const binary = await (0,find_program/* findProgram */.K)('git', (0,git_environment/* localEnvironment */.bx)(env, workdir).PATH);
    if (binary === null)
        return { kind: 'none', reason: 'git is not installed', isGitInstalled: false };
    const found = await discoverRepository(workdir, (0,git_git/* createGit */.lD)(binary, workdir, (0,git_environment/* configurationEnvironment */.mL)(env, workdir)));
    if (/not a git repository/i.test(found.stderr))
        return { kind: 'none', reason: `${workdir} is not in a git repository`, isGitInstalled: true };
    const { top, gitDir, objectFormat, bare, configuration } = found;
    if (bare || top === '') {
        const problem = bare
            ? 'The repository has no working tree.'
            : `git cannot read this repository: ${found.stderr.trim()}`;
        throw new errors/* UserError */.yo(problem, { where: workdir, fix: 'Name a folder inside a checkout (`--workdir`).' });
    }
    const commonDir = (0,external_node_path_.resolve)((0,external_node_fs_.realpathSync)(workdir), found.common);
    return { kind: 'repository', top, gitDir, commonDir, objectFormat, binary, configuration };
}
function toCheckout({ kind: _, configuration, ...facts }, { workdir, env, author, frozenConfiguration: configEntries = configuration, }) {
    const git = (0,git_git/* createGit */.lD)(facts.binary, facts.top, {
        ...(0,git_environment/* localEnvironment */.bx)(env, workdir),
        ...identityVariables(author, configEntries, env),
        ...(0,git_configuration/* configurationVariables */.i$)([...(0,git_configuration/* localConfiguration */.W9)(configEntries), ['safe.directory', '*']]),
        GIT_DIR: facts.gitDir,
        GIT_WORK_TREE: facts.top,
    });
    return { ...facts, configEntries, git: (0,sparse_checkout/* isSparse */.zP)(configEntries) ? (0,sparse_checkout/* keepingFilesOutside */.uV)(git) : git };
}
/** What git says of the repository around a folder; all of it is asked for at once. */
async function discoverRepository(workdir, git) {
    const trustAnyOwner = ['-c', 'safe.directory=*'];
    const facts = ['--show-object-format', '--is-bare-repository', '--absolute-git-dir', '--git-common-dir'];
    const configListing = git([...trustAnyOwner, 'config', '--list', '-z', '--show-scope', '--show-origin'], {
        accept: 'any',
    });
    const version = git(['version']);
    const revParse = await git([...trustAnyOwner, 'rev-parse', ...facts, '--show-toplevel'], { accept: 'any' });
    const listed = await configListing;
    requireGitVersion((await version).stdout);
    const [objectFormat = 'sha1', bare = '', gitDir = '', common = '', top = '', ...rest] = revParse.stdout.split('\n');
    if (rest.length > 1) {
        throw new errors/* UserError */.yo('The path of the repository contains a line break.', {
            where: JSON.stringify(workdir),
            fix: 'Move it to a path without one.',
        });
    }
    const configuration = listed.code === 0 ? (0,git_configuration/* parseConfiguration */.MA)(listed.stdout) : [];
    return { objectFormat, bare: bare === 'true', gitDir, common, top, stderr: revParse.stderr, configuration };
}
/** Since 2.32 git takes configuration from the environment and can be told to read no other; older ones would not obey. */
function requireGitVersion(versionOutput) {
    const [major = 0, minor = 0] = (/(?<!\d)(\d+)\.(\d+)/.exec(versionOutput)?.slice(1) ?? []).map(Number);
    if (major > 2 || (major === 2 && minor >= 32))
        return;
    throw new errors/* UserError */.yo(`${versionOutput.trim()} is too old.`, { where: 'PATH', fix: 'Install git 2.32 or newer.' });
}


/***/ }),

/***/ 67485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MA: () => (/* binding */ parseConfiguration),
/* harmony export */   Mn: () => (/* binding */ configValue),
/* harmony export */   VY: () => (/* binding */ interceptingEntries),
/* harmony export */   W9: () => (/* binding */ localConfiguration),
/* harmony export */   gN: () => (/* binding */ tokenConfiguration),
/* harmony export */   gg: () => (/* binding */ userCredentialsConfiguration),
/* harmony export */   i$: () => (/* binding */ configurationVariables),
/* harmony export */   th: () => (/* binding */ isPartialClone)
/* harmony export */ });
/** Reads `git config --list --show-scope --show-origin -z`. */
function parseConfiguration(text) {
    const fields = text.split('\0');
    const entries = [];
    for (let index = 0; index + 2 < fields.length; index += 3) {
        const [scope = '', origin = '', entry = ''] = fields.slice(index, index + 3);
        const newlineAt = entry.indexOf('\n');
        entries.push({
            scope,
            origin,
            key: newlineAt < 0 ? entry : entry.slice(0, newlineAt),
            value: newlineAt < 0 ? null : entry.slice(newlineAt + 1),
        });
    }
    return entries;
}
/** The last value wins, as in git. */
function configValue(entries, key) {
    return entries.findLast((entry) => entry.key === key)?.value ?? null;
}
/** Whether a remote has promised what is not here; git before 2.25 says so in another way. */
function isPartialClone(entries) {
    return entries.some(({ key, value }) => key === 'extensions.partialclone' || (/^remote\..*\.promisor$/.test(key) && value !== 'false'));
}
/**
 * What no configuration may change for us: nothing that runs a program (hooks, file monitor, editor, signing, another
 * transport), no prompt, no clean-up in the background, no descent into submodules.
 */
const HARDENING = [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    // Caches beside the objects, which an agent could fill with a history of its own.
    ['core.commitGraph', 'false'],
    ['core.multiPackIndex', 'false'],
    ['core.untrackedCache', 'false'],
    ['core.splitIndex', 'false'],
    // What makes a changed file look as it was.
    ['core.trustctime', 'true'],
    ['core.checkStat', 'default'],
    ['core.ignoreStat', 'false'],
    // Would have git refuse a file for its line ends, after an agent worked; what is committed is the same.
    ['core.safecrlf', 'false'],
    ['core.askPass', ''],
    ['core.pager', 'cat'],
    ['core.editor', ':'],
    ['core.alternateRefsCommand', 'false'],
    ['protocol.ext.allow', 'never'],
    ['commit.gpgSign', 'false'],
    ['i18n.commitEncoding', 'UTF-8'],
    ['merge.ff', 'true'],
    ['merge.autoStash', 'false'],
    ['merge.verifySignatures', 'false'],
    ['rerere.enabled', 'false'],
    ['submodule.recurse', 'false'],
    ['diff.ignoreSubmodules', 'dirty'],
    ['status.renames', 'false'],
    ['branch.autoSetupMerge', 'false'],
    ['push.followTags', 'false'],
    ['push.recurseSubmodules', 'no'],
    ['fetch.recurseSubmodules', 'false'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
];
/** Sections that say how files and identities are read; a filter of the user's (LFS) is one of them. */
const LOCAL_KEYS = /^(?:user|author|committer|core|filter|merge|diff|i18n|lfs|index|pack|safe|feature|checkout)\./;
/**
 * Configuration for commands that stay on this machine: the user's, frozen at the start of the run. It stands before
 * every file, so that a later change of `~/.gitconfig` has no say; `.git/config` itself is restored by the guard.
 */
function localConfiguration(entries) {
    const selected = entries
        .filter((entry) => LOCAL_KEYS.test(entry.key) && !/^core\.(?:worktree|bare|repositoryformatversion)$/.test(entry.key))
        .map((entry) => [entry.key, entry.value ?? 'true']);
    return [...selected, ...HARDENING];
}
const NETWORK_KEYS = /^http\.(?:.*\.)?(?:proxy|proxyauthmethod|proxysslcainfo|proxysslcert|proxysslkey|sslcainfo|sslcapath|sslbackend|sslcert|sslkey|sslverify|sslversion|version|postbuffer)$/;
const CREDENTIAL_KEYS = /^(?:http\.|credential\.|ssh\.|core\.sshcommand$)/;
const INTERCEPTING_KEYS = /^(?:http\.(?:.*\.)?(?:proxy|sslverify|sslcainfo|sslcapath|curloptresolve|extraheader)|url\..*\.(?:push)?insteadof|credential\.(?:.*\.)?helper|core\.(?:sshcommand|gitproxy|hookspath|askpass)|include(?:if\..*)?\.path)$/;
/**
 * Entries of the machine's own configuration (system, user) by which somebody else could see or use the token of the
 * next git command: proxies, rewritten addresses, helpers, switched-off certificate checks.
 */
function interceptingEntries(entries) {
    return entries.filter(({ scope, key }) => ['system', 'global'].includes(scope) && INTERCEPTING_KEYS.test(key));
}
/** Prints what the orchestrator wrote to descriptor 3; what git would like to have stored or erased is passed over. */
const READ_CREDENTIAL = '!f() { if test "$1" = get; then cat <&3; fi; }; f';
/** A connection that stalls ends by itself: less than 100 bytes a second for a minute. */
const STALL_LIMITS = [
    ['http.lowSpeedLimit', '100'],
    ['http.lowSpeedTime', '60'],
];
/**
 * Configuration for commands that carry our token: how to reach the network, as the machine's owner said it (system
 * and user scope, never the repository's), and nothing that rewrites an address or runs a program but the helper that
 * reads the credential (`GitOptions.credential`).
 */
function tokenConfiguration(entries, url) {
    const selected = entries
        .filter((entry) => ['system', 'global', 'command'].includes(entry.scope) && NETWORK_KEYS.test(entry.key))
        .map((entry) => [entry.key, entry.value ?? 'true']);
    const origin = new URL(url).origin;
    return [
        ...selected,
        ...HARDENING,
        ...STALL_LIMITS,
        ['credential.helper', ''],
        // Without the server's refusal first, where git can (2.46); an older one asks once in vain.
        [`http.${origin}/.proactiveAuth`, 'basic'],
        [`credential.${origin}/.helper`, READ_CREDENTIAL],
    ];
}
/** Configuration for commands that use the user's own credentials, as they were at the start of the run. */
function userCredentialsConfiguration(entries) {
    const selected = entries
        .filter((entry) => CREDENTIAL_KEYS.test(entry.key))
        .map((entry) => [entry.key, entry.value ?? 'true']);
    return [...selected, ...HARDENING, ...STALL_LIMITS];
}
/** Hands configuration over without a file and without argv; no file of user or system is read beside it. */
function configurationVariables(pairs) {
    const variables = {
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_COUNT: String(pairs.length),
    };
    pairs.forEach(([key, value], index) => {
        variables[`GIT_CONFIG_KEY_${index}`] = key;
        variables[`GIT_CONFIG_VALUE_${index}`] = value;
    });
    return variables;
}


/***/ }),

/***/ 52890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bx: () => (/* binding */ localEnvironment),
/* harmony export */   mL: () => (/* binding */ configurationEnvironment),
/* harmony export */   pW: () => (/* binding */ userCredentialsEnvironment)
/* harmony export */ });
/* harmony import */ var _own_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56079);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64606);


/** What git needs of the caller's environment. All else stays out: a filter or helper must not find a token there. */
const NEEDED_VARIABLES = /^(?:PATH|HOME|USER|LOGNAME|TMPDIR|TMP|TEMP|XDG_\w+|DEVELOPER_DIR|SDKROOT|NIX_\w+|LOCALE_ARCHIVE|EMAIL|SSL_CERT_FILE|SSL_CERT_DIR|CURL_CA_BUNDLE|GIT_(?:AUTHOR|COMMITTER)_\w+|GIT_SSL_\w+|GIT_CEILING_DIRECTORIES|GIT_DISCOVERY_ACROSS_FILESYSTEM|(?:https?|all|no)_proxy)$/i;
/** Where the user's own credentials are used, their helpers may need anything; only git's pointers to another repository go. */
const REPOSITORY_VARIABLES = /^GIT_(?!AUTHOR_|COMMITTER_|SSL_|SSH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CREDENTIAL_|CONFIG_NOSYSTEM|CONFIG_GLOBAL|CONFIG_SYSTEM)/;
function filterEnvironment(env, workdir, isIncluded) {
    const filtered = {};
    for (const [name, value] of Object.entries(env))
        if (value !== undefined && isIncluded(name))
            filtered[name] = value;
    filtered.PATH = (0,_git_js__WEBPACK_IMPORTED_MODULE_1__/* .trustedPath */ .zu)((0,_own_path_js__WEBPACK_IMPORTED_MODULE_0__/* .ownPath */ .O4)(env) ?? '/usr/local/bin:/usr/bin:/bin', workdir);
    return filtered;
}
/** For commands that stay on this machine, and for those that carry our token. */
function localEnvironment(env, workdir) {
    return filterEnvironment(env, workdir, (name) => NEEDED_VARIABLES.test(name));
}
/** For commands that find credentials by themselves: helpers, ssh agents, `gh`. */
function userCredentialsEnvironment(env, workdir) {
    return filterEnvironment(env, workdir, (name) => !REPOSITORY_VARIABLES.test(name));
}
/** For reading the configuration as the user's git would read it. */
function configurationEnvironment(env, workdir) {
    return filterEnvironment(env, workdir, (name) => NEEDED_VARIABLES.test(name) || /^GIT_CONFIG(?:_|$)/.test(name));
}


/***/ }),

/***/ 64606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  XS: () => (/* binding */ GitError),
  SC: () => (/* binding */ GitKilledError),
  lD: () => (/* binding */ createGit),
  zu: () => (/* binding */ trustedPath)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/report/text/numbers.js
var numbers = __webpack_require__(42626);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
;// CONCATENATED MODULE: ./lib/repository/git/silence.js
/** Calls `end` where a command has been silent for too long. */
function watchSilence(limits, end) {
    let limit = limits.first;
    let timers = [];
    let noticed = false;
    const cancel = () => timers.forEach(clearTimeout);
    const start = () => {
        cancel();
        const silentFor = limit;
        timers = [setTimeout(() => end(silentFor), silentFor)];
        if (noticed || limits.noticeAfter >= limit)
            return;
        const notice = () => {
            noticed = true;
            limits.notice(limits.noticeAfter, silentFor);
        };
        timers = [...timers, setTimeout(notice, limits.noticeAfter)];
    };
    start();
    return {
        heard() {
            limit = limits.later;
            start();
        },
        cancel,
    };
}

;// CONCATENATED MODULE: ./lib/repository/git/git.js







/** git said no where a yes was expected. */
class GitError extends Error {
    name = 'GitError';
    result;
    constructor(args, result) {
        const reason = result.cutShort ?? `ended with ${result.code}`;
        super(`git ${args.slice(0, 3).join(' ')} ${reason}: ${(0,lib_text/* lastCharacters */.pu)(result.stderr.trim(), 2000)}`);
        this.result = result;
    }
}
/** Somebody else ended git, which is never an answer; on a machine without memory left, the kernel does. */
class GitKilledError extends errors/* UserError */.yo {
    constructor(args, signal) {
        const cause = signal === 'SIGKILL' ? ' (out of memory?)' : '';
        super(`git ${subcommand(args)} was killed by ${signal}${cause}`, {
            where: 'git',
            fix: 'Check that the machine has enough free memory, then run the same command again: finished work is saved.',
        });
    }
}
/** Commands that only look: one that was killed is tried once more. */
const REPEATABLE = new Set('cat-file check-attr check-ignore check-ref-format config diff diff-files diff-tree for-each-ref log ls-files ls-tree merge-base rev-list rev-parse show status version'.split(' '));
/** The first argument that is not a setting of git's own. */
function subcommand(args) {
    const settings = args.findIndex((arg, index) => arg !== '-c' && args[index - 1] !== '-c');
    return args[settings] ?? '';
}
/** No prompt, no pager, no editor, English messages; no replaced objects, since an agent can write `refs/replace`. */
const UNATTENDED_ENVIRONMENT = {
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GIT_EDITOR: ':',
    GIT_PAGER: 'cat',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_ADVICE: '0',
};
/**
 * Runs git as argv, without a shell. A process group of its own keeps a terminal's Ctrl-C from cutting a commit in two,
 * and lets a time limit end git's helpers too.
 */
function createGit(binary, cwd, env) {
    const run = (args, options = {}) => {
        const child = (0,external_node_child_process_.spawn)(binary, args, {
            cwd: options.cwd ?? cwd,
            env: { ...env, ...UNATTENDED_ENVIRONMENT, ...options.env },
            stdio: [
                options.input === undefined ? 'ignore' : 'pipe',
                'pipe',
                'pipe',
                ...(options.credential === undefined ? [] : ['pipe']),
            ],
            detached: true,
        });
        feed(child, options);
        return collectResult(child, args, options);
    };
    return async (args, options = {}) => {
        const isRepeatable = REPEATABLE.has(subcommand(args)) && options.onStdout === undefined;
        try {
            return await run(args, options);
        }
        catch (error) {
            if (!(error instanceof GitKilledError && isRepeatable))
                throw error;
            return run(args, options);
        }
    };
}
function feed(child, { input, encoding = 'utf8', credential }) {
    // A git that ends before it read all of its input breaks the pipe; its exit code tells why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input, encoding);
    const credentialPipe = child.stdio[3];
    // A remote that asks for none never reads it.
    credentialPipe?.on('error', () => undefined);
    credentialPipe?.end(credential);
}
function collectResult(child, args, options) {
    const { encoding = 'utf8', accept = [0] } = options;
    return new Promise((resolve, reject) => {
        const out = [];
        const err = [];
        const limits = endWithinLimits(child, options);
        child.stdout?.on('data', options.onStdout ?? ((chunk) => out.push(chunk)));
        child.stderr?.on('data', (chunk) => err.push(chunk));
        child.on('error', (cause) => {
            limits.cancel();
            reject(cause);
        });
        child.on('close', (code, signal) => {
            limits.cancel();
            const cutShort = limits.cutShort();
            if (cutShort === null && signal !== null)
                return reject(new GitKilledError(args, signal));
            const result = {
                code: cutShort === null ? (code ?? 128) : 124,
                stdout: Buffer.concat(out).toString(encoding),
                stderr: Buffer.concat(err).toString('utf8'),
                cutShort,
            };
            if (accept === 'any' || (cutShort === null && accept.includes(result.code)))
                resolve(result);
            else
                reject(new GitError(args, result));
        });
    });
}
/** Ends the process group when the time is over, on a long silence, and when the caller asks to. */
function endWithinLimits(child, { timeoutMs = 120_000, silence, signal }) {
    let cutShort = null;
    const end = (why) => {
        cutShort ??= why;
        try {
            if (child.pid !== undefined)
                process.kill(-child.pid, 'SIGKILL');
        }
        catch {
            // already gone
        }
    };
    const timer = setTimeout(end, timeoutMs, 'took too long');
    const abort = () => end('did not answer in time');
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted === true)
        abort();
    const watch = silence && watchSilence(silence, (ms) => end(`was silent for ${(0,numbers/* formatDuration */.a)(ms)}`));
    for (const stream of [child.stdout, child.stderr])
        stream?.on('data', () => watch?.heard());
    return {
        cutShort: () => cutShort,
        cancel() {
            clearTimeout(timer);
            watch?.cancel();
            signal?.removeEventListener('abort', abort);
        },
    };
}
/** Folders of PATH that no file of the working tree can be put into: an agent must not become our `git` or `ssh`. */
function trustedPath(path, workdir) {
    let realWorkdir = workdir;
    try {
        realWorkdir = (0,external_node_fs_.realpathSync)(workdir);
    }
    catch {
        // not there yet: a clone's target
    }
    const isOutside = (folder, root) => {
        const relativePath = (0,external_node_path_.relative)(root, folder);
        return relativePath === '..' || relativePath.startsWith('../') || (0,external_node_path_.isAbsolute)(relativePath);
    };
    return path
        .split(external_node_path_.delimiter)
        .filter((folder) => (0,external_node_path_.isAbsolute)(folder) && isOutside(folder, workdir) && isOutside(folder, realWorkdir))
        .join(external_node_path_.delimiter);
}


/***/ }),

/***/ 84999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ readSparsePaths),
/* harmony export */   W0: () => (/* binding */ isAbsent),
/* harmony export */   uV: () => (/* binding */ keepingFilesOutside),
/* harmony export */   zP: () => (/* binding */ isSparse)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67485);


function isSparse(entries) {
    return (0,_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .configValue */ .Mn)(entries, 'core.sparsecheckout') === 'true';
}
const MOVES_FILES = new Set(['checkout', 'merge', 'reset']);
/**
 * git in a sparse checkout: what it checks out or merges removes no file for being outside the definition. It would take
 * our own records, and what earlier units wrote there, out of the working tree.
 */
function keepingFilesOutside(git) {
    return (args, options) => git(MOVES_FILES.has(args[0] ?? '') ? ['-c', 'core.sparseCheckout=false', ...args] : args, options);
}
/** Paths that the repository's index leaves out of the working tree. */
async function readSparsePaths(git) {
    const listed = await git(['ls-files', '-t', '-z'], { encoding: 'latin1' });
    const lines = listed.stdout.split('\0').filter((line) => line.startsWith('S '));
    return new Set(lines.map((line) => line.slice(2)));
}
function isAbsent(top, path) {
    const place = Buffer.concat([Buffer.from(`${top}/`), Buffer.from(path, 'latin1')]);
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(place, { throwIfNoEntry: false }) === undefined;
}


/***/ })

};
