export const id = 75;
export const ids = [75];
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

/***/ 68521:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KY: () => (/* binding */ terminalSize),
/* harmony export */   Ml: () => (/* binding */ wantsColour),
/* harmony export */   hI: () => (/* binding */ logFolder),
/* harmony export */   yp: () => (/* binding */ stateFolder)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _machine_user_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39592);


/** In cells; of one that does not know its size, and says 0, what terminals used to have. */
function terminalSize({ columns, rows }) {
    return { columns: columns || 80, rows: rows || 24 };
}
/** https://no-color.org, and FORCE_COLOR as Node itself reads it. */
function wantsColour({ env, stdout }) {
    if (env.NO_COLOR)
        return false;
    if (env.FORCE_COLOR !== undefined)
        return env.FORCE_COLOR !== '0';
    return stdout.isTTY === true && env.TERM !== 'dumb';
}
/**
 * Transcripts are kept where no commit takes them up. A relative folder is ignored, as the XDG Base Directory
 * Specification has it (https://specifications.freedesktop.org/basedir).
 */
function logFolder(context, spec, runId) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateFolder(context), spec, runId);
}
/** What is kept of all runs on this machine; no sandboxed agent sees it. */
function stateFolder({ env }) {
    const absolute = (path) => (path !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(path) ? path : null);
    const stateHome = absolute(env.XDG_STATE_HOME) ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,_machine_user_js__WEBPACK_IMPORTED_MODULE_1__/* .homeFolder */ .Wx)(env), '.local', 'state');
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateHome, 'sequential-orchestration');
}


/***/ }),

/***/ 61590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $z: () => (/* binding */ groupBy),
/* harmony export */   LG: () => (/* binding */ mapValues),
/* harmony export */   Mr: () => (/* binding */ addToGroup),
/* harmony export */   di: () => (/* binding */ sortKeys),
/* harmony export */   hY: () => (/* binding */ sortNaturally)
/* harmony export */ });
/** Items by what `keyOf` says of each, groups and items in the order in which they come. */
function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items)
        addToGroup(groups, keyOf(item), item);
    return groups;
}
/** Puts `item` at the end of the group of `key`, which begins with it if there is none. */
function addToGroup(groups, key, item) {
    const group = groups.get(key);
    if (group === undefined)
        groups.set(key, [item]);
    else
        group.push(item);
}
/** `spec-9` before `spec-10`. */
function sortNaturally(paths) {
    return paths.length < 2 ? paths : paths.sort(new Intl.Collator('en', { numeric: true }).compare);
}
/** The same keys with what `change` makes of each value. */
function mapValues(entries, change) {
    return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value)]));
}
/** A JSON value with the keys of all its objects in order, so that what is the same is the same text. */
function sortKeys(value) {
    if (value === null || typeof value !== 'object')
        return value;
    if (Array.isArray(value))
        return value.map(sortKeys);
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, part]) => [key, sortKeys(part)]));
}


/***/ }),

/***/ 42626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ formatCount),
/* harmony export */   a: () => (/* binding */ formatDuration)
/* harmony export */ });
/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min` from ms. */
function formatDuration(ms) {
    if (ms < 950)
        return `${(ms / 1000).toFixed(1)} s`;
    const s = Math.round(ms / 1000);
    if (s < 60)
        return `${s} s`;
    if (s < 3600)
        return s % 60 === 0 ? `${Math.floor(s / 60)} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
    const min = Math.round(s / 60);
    return min % 60 === 0 ? `${Math.floor(min / 60)} h` : `${Math.floor(min / 60)} h ${min % 60} min`;
}
/** `950`, `48.2k`, `1.3M`. */
function formatCount(value) {
    if (value < 999.5)
        return String(Math.round(value));
    return value < 999_950 ? `${(value / 1000).toFixed(1)}k` : `${(value / 1_000_000).toFixed(1)}M`;
}


/***/ }),

/***/ 48775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AH: () => (/* binding */ hashesAt),
/* harmony export */   _T: () => (/* binding */ readFileAt),
/* harmony export */   vM: () => (/* binding */ readLinkedFileAt)
/* harmony export */ });
/** The text of a file in a commit; null: it is not there, or no file. */
async function readFileAt(git, commit, path) {
    const shown = await git(['cat-file', 'blob', `${commit}:${path}`], { accept: 'any' });
    return shown.code === 0 ? shown.stdout : null;
}
/** As `readFileAt`, but of a link the file that it leads to; git follows it in the commit alone, and nowhere else. */
async function readLinkedFileAt(git, commit, path) {
    const { stdout } = await git(['cat-file', '--batch', '--follow-symlinks'], { input: `${commit}:${path}\n` });
    const start = stdout.indexOf('\n') + 1;
    const [, what = ''] = /^(?:[0-9a-f]+ )?(\w+) \d+\n$/.exec(stdout.slice(0, start)) ?? [];
    if (what === 'blob')
        return { text: stdout.slice(start, -1) };
    const problem = UNREADABLE[what];
    return problem === undefined ? { text: null } : { text: null, problem };
}
/** By git's word for what it found in place of a file. */
const UNREADABLE = {
    symlink: 'is a link that leads out of the repository',
    dangling: 'is a link to a file that is not committed',
    loop: 'is a link in a circle',
    tree: 'is a folder',
    commit: 'is a submodule',
};
/** What stands at paths in commits (`commit:path`), by hash; null: nothing. */
async function hashesAt(git, places) {
    const input = places.map((place) => `${place}\n`).join('');
    const lines = (await git(['cat-file', '--batch-check=%(objectname)'], { input })).stdout.split('\n');
    return places.map((_, index) => /^[0-9a-f]+$/.exec(lines[index] ?? '')?.[0] ?? null);
}


/***/ }),

/***/ 60732:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ findCheckout)
});

// UNUSED EXPORTS: requireGitVersion

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
 * Finds the repository around `workdir`. Its owner is not compared with the user (git's `safe.directory`): a container
 * job works in a folder of another user, and who names a folder to run agents in trusts it already.
 *
 * `frozenConfiguration`: as it was before the first agent of the job; what an agent wrote into `~/.gitconfig` since then
 * has no say.
 */
async function findCheckout(workdir, env, author, frozenConfiguration) {
    const gitEnvironment = (0,git_environment/* localEnvironment */.bx)(env, workdir);
    // Absolute, so that what is put into PATH later cannot take its place.
    const binary = await (0,find_program/* findProgram */.K)('git', gitEnvironment.PATH);
    if (binary === null)
        return { kind: 'none', reason: 'git is not installed', isGitInstalled: false };
    const found = await discoverRepository(workdir, (0,git_git/* createGit */.lD)(binary, workdir, (0,git_environment/* configurationEnvironment */.mL)(env, workdir)));
    if (/not a git repository/i.test(found.stderr))
        return { kind: 'none', reason: `${workdir} is not in a git repository`, isGitInstalled: true };
    const { top, gitDir, objectFormat, bare } = found;
    if (bare || top === '') {
        const problem = bare
            ? 'The repository has no working tree.'
            : `git cannot read this repository: ${found.stderr.trim()}`;
        throw new errors/* UserError */.yo(problem, { where: workdir, fix: 'Name a folder inside a checkout (`--workdir`).' });
    }
    const configEntries = frozenConfiguration ?? found.configuration;
    const git = (0,git_git/* createGit */.lD)(binary, top, {
        ...gitEnvironment,
        ...identityVariables(author, configEntries, env),
        ...(0,git_configuration/* configurationVariables */.i$)([...(0,git_configuration/* localConfiguration */.W9)(configEntries), ['safe.directory', '*']]),
        GIT_DIR: gitDir,
        GIT_WORK_TREE: top,
    });
    const facts = {
        top,
        gitDir,
        commonDir: (0,external_node_path_.resolve)((0,external_node_fs_.realpathSync)(workdir), found.common),
        objectFormat,
        configEntries,
        binary,
    };
    return { kind: 'checkout', checkout: { ...facts, git: (0,sparse_checkout/* isSparse */.zP)(configEntries) ? (0,sparse_checkout/* keepingFilesOutside */.uV)(git) : git } };
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


/***/ }),

/***/ 95675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AX: () => (/* binding */ formatsByDocuments),
/* harmony export */   F$: () => (/* binding */ isArchived),
/* harmony export */   Pg: () => (/* binding */ featuresNamed),
/* harmony export */   Zm: () => (/* binding */ SPEC_HOMES),
/* harmony export */   c2: () => (/* binding */ assertNotArchived),
/* harmony export */   f_: () => (/* binding */ specKitProject),
/* harmony export */   kI: () => (/* binding */ formatByPlace),
/* harmony export */   pn: () => (/* binding */ foldersNamed),
/* harmony export */   v1: () => (/* binding */ isUnwritten)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _tasks_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86651);
/* harmony import */ var _reading_list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11252);





/** Where each tool keeps its specs, below the work folder; null: other tools do, too. */
const HOMES = [
    { path: '.kiro/specs', format: 'kiro' },
    { path: 'specs', format: null },
    { path: '.specify/specs', format: 'spec-kit' },
    { path: 'openspec/changes', format: 'openspec' },
];
/** Documents that only one format has. */
const MARKS = {
    kiro: ['requirements.md', 'bugfix.md'],
    'spec-kit': ['spec.md', 'plan.md'],
    openspec: ['proposal.md', '.openspec.yaml'],
};
const SPEC_HOMES = HOMES.map(({ path }) => path);
/** Folders of homes that hold no specs to work on. */
const ARCHIVE = /(?:^|\/)openspec\/changes\/archive(?:\/|$)/;
function isArchived(folder) {
    return ARCHIVE.test(slashed(folder));
}
/**
 * Whose rules the tasks.md of a folder follows: where it lies, then which documents it has, then the project's mark;
 * `auto` where only the text can tell.
 */
function formatByPlace(folder, root) {
    const above = `/${slashed((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder))}/`;
    const home = HOMES.find(({ path, format }) => format !== null && above.includes(`/${path}/`));
    if (home?.format != null)
        return home.format;
    const [only, ...others] = formatsByDocuments(folder);
    if (only === undefined)
        return specKitProject(folder, root) === null ? 'auto' : 'spec-kit';
    return others.length === 0 ? only : 'auto';
}
/** The formats that a folder has documents of. */
function formatsByDocuments(folder) {
    return _tasks_types_js__WEBPACK_IMPORTED_MODULE_4__/* .SPEC_FORMATS */ .v.filter((format) => MARKS[format].some((name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))));
}
/** The nearest folder above, up to the work folder, that holds `.specify/`; null: none does. */
function specKitProject(folder, root) {
    for (let at = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder);; at = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(at)) {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(at, '.specify')))
            return at;
        if (at === root || at === (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(at) || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, at).startsWith('..'))
            return null;
    }
}
/** Is a folder without a tasks.md a spec on its way, by its documents: one in a home, or a change of OpenSpec? */
function isUnwritten(folder) {
    const above = slashed((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder));
    if (!above.includes('openspec/'))
        return formatsByDocuments(folder).length > 0;
    return above.endsWith('openspec/changes') && ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'tasks')) || (0,_reading_list_js__WEBPACK_IMPORTED_MODULE_3__/* .markdownIn */ .x)(folder).length > 0);
}
/** Folders that a bare name may stand for: one of that name in each home; by its number, one of spec-kit. */
function foldersNamed(name, root) {
    const exact = HOMES.map(({ path }) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path, name)).filter(isSpec);
    return exact.length > 0 ? exact : featuresNamed(name, root);
}
/** Features of spec-kit by their name or their number, which may be a time: `003-name`, `20260319-143022-name`. */
function featuresNamed(name, root) {
    const number = /^(?:\d{8}-\d{6}|\d{1,9})$/.test(name) ? featureNumber(`${name}-`) : null;
    const isNamed = (folder) => folder === name || (number !== null && featureNumber(folder) === number);
    return HOMES.filter(({ format }) => format === null || format === 'spec-kit').flatMap(({ path }) => foldersIn((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path))
        .filter(isNamed)
        .map((folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path, folder))
        .filter(isSpec));
}
function featureNumber(folder) {
    const [, time, number] = /^(?:(\d{8}-\d{6})|(\d{1,9}))-/.exec(folder) ?? [];
    return time ?? number?.replace(/^0+(?=\d)/, '') ?? null;
}
function isSpec(folder) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'tasks.md'));
}
function foldersIn(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(path).sort();
    }
    catch {
        return [];
    }
}
/** A change that was archived is done, whatever its checkboxes say. */
function assertNotArchived(folder, value) {
    if (!isArchived(folder))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`"${value}" is an archived change`, {
        where: 'spec',
        fix: 'name a change under openspec/changes; to work on this one again, move its folder back there',
    });
}
function slashed(path) {
    return path.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/');
}


/***/ }),

/***/ 11252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ markdownIn),
  B: () => (/* binding */ readReadingList)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/state/file/regular-file.js
var regular_file = __webpack_require__(8647);
;// CONCATENATED MODULE: ./lib/spec-folder/front-matter.js
const KEY = /^([\w-]{1,60})[ \t]{0,9}:(?:[ \t](.*))?$/s;
const ITEM = /^[ \t]{0,20}-[ \t](.*)$/s;
/** Of a nested value, a comment, or nothing. */
const OTHER = /^(?:\s|#|$)/;
const MAX_LINES = 200;
/**
 * Reads it line by line: YAML's scalars, quoted or not, `[a, b]`, and lists of one item a line. A pattern that is not
 * quoted, as YAML would have it, is read as it was meant.
 */
function readFrontMatter(text) {
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, MAX_LINES);
    if (lines[0]?.trimEnd() !== '---')
        return { kind: 'none' };
    const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---');
    if (end < 0)
        return { kind: 'invalid', problem: 'it is never closed' };
    const values = new Map();
    let key = '';
    for (const line of lines.slice(1, end).map((whole) => whole.trimEnd())) {
        const read = readLine(line);
        if (read === null)
            return { kind: 'invalid', problem: `"${line.slice(0, 60)}" is not YAML` };
        const before = read.key === null ? (values.get(key) ?? []) : [];
        key = read.key ?? key;
        values.set(key, [...before, ...read.values.map(unquote).filter((value) => value !== '')]);
    }
    return { kind: 'read', values };
}
/** A key with its values, or what a line adds to the last one; null: the line is not YAML. */
function readLine(line) {
    const [, key = null, value = ''] = KEY.exec(line) ?? [];
    const item = ITEM.exec(line)?.[1]?.trim();
    if (key === null && item === undefined)
        return OTHER.test(line) ? { key, values: [] } : null;
    const values = key === null ? [item ?? ''] : splitList(value);
    return values.some(hasOpenQuote) ? null : { key, values };
}
function splitList(value) {
    const list = /^\[(.*)\]$/.exec(value.trim())?.[1];
    return list === undefined ? [value.trim()] : list.split(',').map((part) => part.trim());
}
function hasOpenQuote(value) {
    const quote = /^["'[]/.exec(value)?.[0];
    return quote !== undefined && (value.length < 2 || !value.trimEnd().endsWith(quote === '[' ? ']' : quote));
}
function unquote(value) {
    const quoted = /^(["'])(.*)\1$/s.exec(value)?.[2];
    const comment = value.indexOf(' #');
    return quoted ?? (comment < 0 ? value : value.slice(0, comment)).trim();
}

;// CONCATENATED MODULE: ./lib/spec-folder/reading-list.js





/** In the order in which they were written. */
const FIRST = ['requirements.md', 'bugfix.md', 'design.md'];
const MAX_FILES = 50;
const MAX_BYTES = 512 * 1024;
const REFERENCE = /#\[\[file:([^\]\r\n]{1,300})\]\]/g;
/** Reads the documents of a spec and the steering files of its project. Changes nothing, and throws for nothing. */
function readReadingList(spec, workdir) {
    const problems = [];
    const references = new Set();
    const addReferences = (path, text) => {
        if ('problem' in text)
            return;
        for (const found of findReferences(text.text, path, workdir, problems))
            references.add(found);
    };
    const documents = listDocuments(spec.folder, workdir);
    for (const path of documents)
        addReferences(path, readText(path, workdir));
    const rules = [];
    for (const path of steeringFiles(spec.folder, workdir)) {
        const text = readText(path, workdir);
        const { rule, problem } = toRule(path, workdir, text);
        if (problem !== null)
            problems.push(`${relativePath(path, workdir)}: ${problem}`);
        if (rule === null)
            continue;
        rules.push(rule);
        addReferences(path, text);
    }
    problems.push(...notReady((0,external_node_path_.join)(spec.folder, 'spec.json'), workdir));
    const known = new Set([...documents.map((path) => relativePath(path, workdir)), ...rules.map(({ path }) => path)]);
    return {
        documents: documents.map((path) => relativePath(path, workdir)),
        references: [...references].filter((path) => !known.has(path)).slice(0, MAX_FILES),
        rules,
        problems,
    };
}
function listDocuments(folder, workdir) {
    // Where the working tree itself is the spec, its other files are the project's.
    const others = folder === workdir ? [] : markdownIn(folder);
    const names = new Set([...FIRST, ...others.filter((name) => name !== 'tasks.md'), 'tasks.md']);
    return [...names].map((name) => (0,external_node_path_.join)(folder, name)).filter(isFile);
}
/** In Kiro's folder around the spec, and in the one of the working tree. */
function steeringFiles(folder, workdir) {
    const folders = new Set([(0,external_node_path_.join)(workdir, '.kiro', 'steering')]);
    for (let above = folder; above.startsWith(workdir + external_node_path_.sep); above = (0,external_node_path_.dirname)(above)) {
        if ((0,external_node_path_.basename)(above) === '.kiro')
            folders.add((0,external_node_path_.join)(above, 'steering'));
    }
    return [...folders].sort().flatMap((above) => markdownIn(above).map((name) => (0,external_node_path_.join)(above, name)));
}
/** A steering file as a rule; null: it is for other occasions, or cannot be read. */
function toRule(path, workdir, text) {
    if ('problem' in text)
        return { rule: null, problem: `this steering file ${text.problem}: agents are not told of it` };
    const always = { path: relativePath(path, workdir), patterns: [] };
    const matter = readFrontMatter(text.text);
    if (matter.kind === 'none')
        return { rule: always, problem: null };
    if (matter.kind === 'invalid')
        return {
            rule: always,
            problem: `the front matter cannot be read (${matter.problem}): it counts as a rule for every task`,
        };
    const [inclusion = 'always'] = matter.values.get('inclusion') ?? [];
    const patterns = matter.values.get('fileMatchPattern') ?? [];
    switch (inclusion.toLowerCase()) {
        case 'always':
            return { rule: always, problem: null };
        case 'manual':
        case 'auto':
            return { rule: null, problem: null };
        case 'filematch':
            return patterns.length > 0
                ? { rule: { ...always, patterns }, problem: null }
                : { rule: always, problem: 'fileMatchPattern is missing: it counts as a rule for every task' };
        default: {
            const problem = `"${inclusion.slice(0, 40)}" is not a known inclusion (always, fileMatch, auto or manual): it counts as a rule for every task`;
            return { rule: always, problem };
        }
    }
}
/** `problem`: a clause for people. */
function readText(path, workdir) {
    const realPath = (0,regular_file/* realPathOf */.dN)(path);
    if (!realPath.startsWith((0,regular_file/* realPathOf */.dN)(workdir) + external_node_path_.sep))
        return { problem: 'is a link that leads outside the working tree' };
    try {
        if ((0,external_node_fs_.statSync)(realPath).size > MAX_BYTES)
            return { problem: `is larger than ${MAX_BYTES / 1024} KB` };
        const bytes = (0,regular_file/* readRegularFile */.XF)(realPath)?.bytes ?? Buffer.alloc(0);
        return (0,external_node_buffer_.isUtf8)(bytes) && !bytes.includes(0) ? { text: bytes.toString('utf8') } : { problem: 'is not UTF-8 text' };
    }
    catch (error) {
        return { problem: `cannot be read (${error instanceof Error ? error.message : String(error)})` };
    }
}
/** `#[[file:docs/api.yaml]]`: from the top of the working tree, or from the file that says it. */
function findReferences(text, from, workdir, problems) {
    return [...text.matchAll(REFERENCE)].flatMap(([, name = '']) => {
        const candidates = [(0,external_node_path_.resolve)(workdir, name.trim()), (0,external_node_path_.resolve)((0,external_node_path_.dirname)(from), name.trim())];
        const found = candidates.find((path) => path.startsWith(workdir + external_node_path_.sep) && isFile(path));
        if (found !== undefined)
            return [relativePath(found, workdir)];
        problems.push(`${relativePath(from, workdir)}: #[[file:${name}]] is not a file of the working tree`);
        return [];
    });
}
/** cc-sdd notes in spec.json whether people have approved the tasks. */
function notReady(path, workdir) {
    if (!isFile(path))
        return [];
    const text = readText(path, workdir);
    try {
        const content = JSON.parse('text' in text ? text.text : '');
        if (typeof content !== 'object' || content === null || !('ready_for_implementation' in content))
            return [];
        if (content.ready_for_implementation !== false)
            return [];
        return [
            `${relativePath(path, workdir)}: ready_for_implementation is false: its tasks may not have been approved yet`,
        ];
    }
    catch {
        return [`${relativePath(path, workdir)}: not valid JSON; whether the spec is ready is not known`];
    }
}
function markdownIn(folder) {
    try {
        const entries = (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
        const names = entries
            .map(({ name }) => name)
            .filter((name) => /^[^\p{Cc}]+\.md$/iu.test(name) && !name.startsWith('SEQUENTIAL_'));
        return names.sort().slice(0, MAX_FILES);
    }
    catch {
        return [];
    }
}
function isFile(path) {
    try {
        return (0,external_node_fs_.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}
function relativePath(path, workdir) {
    return (0,external_node_path_.relative)(workdir, path).split(external_node_path_.sep).join('/');
}


/***/ }),

/***/ 8647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $f: () => (/* binding */ removeRegularFile),
/* harmony export */   Aj: () => (/* binding */ readRegularText),
/* harmony export */   E2: () => (/* binding */ writeRegularFile),
/* harmony export */   SB: () => (/* binding */ describeKind),
/* harmony export */   XF: () => (/* binding */ readRegularFile),
/* harmony export */   ZU: () => (/* binding */ openRegularFile),
/* harmony export */   dN: () => (/* binding */ realPathOf),
/* harmony export */   iZ: () => (/* binding */ NotRegularFileError)
/* harmony export */ });
/* unused harmony export makeFolders */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _temporary_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64133);



/*
 * Files that an agent may have put something else in the place of: a link to a file of the user, a folder, a named pipe
 * that nobody writes to. They are read and written as regular files or not at all, and no folder on the way is a link.
 */
const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants;
/** Something else stands in the place of a regular file, or of a folder on the way to it. */
class NotRegularFileError extends Error {
    constructor(found) {
        super(`${found}, not a regular file`);
    }
}
/**
 * A regular file; null: it is not there. `path` has no link on its way, see `realPathOf`. Throws a NotRegularFileError
 * for anything else, and what reading throws.
 */
function readRegularFile(path) {
    try {
        return inFolder((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), (folder) => {
            const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
            try {
                const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
                if (!stat.isFile())
                    throw new NotRegularFileError(describeKind(stat));
                return { bytes: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file), mode: stat.mode & 0o777 };
            }
            finally {
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
            }
        });
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT')
            return null;
        // The kernel's words for a link in the place of the file, for a link or a file in the place of its folder.
        if (code === 'ELOOP' || code === 'EMLINK')
            throw new NotRegularFileError('a symbolic link');
        if (code === 'ENXIO')
            throw new NotRegularFileError('a socket or a device');
        if (code === 'ENOTDIR')
            throw new NotRegularFileError('a path through something that is not a folder');
        throw error;
    }
}
/**
 * Opens a regular file to read; its folder may be behind a link. Throws a NotRegularFileError for anything else, whose
 * opening might wait for ever, and what opening throws.
 */
function openRegularFile(path) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path);
    if (!stat.isFile())
        throw new NotRegularFileError(describeKind(stat));
    // It may be exchanged meanwhile.
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file).isFile())
        return file;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    throw new NotRegularFileError('something else');
}
/** The text of a regular file of at most so many bytes; null: it is longer. Throws as `openRegularFile` does. */
function readRegularText(path, most) {
    const file = openRegularFile(path);
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file).size > most ? null : (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
/**
 * Writes a file whole: to a temporary file, where no commit can take it up, flushed, renamed over whatever is there.
 * Folders between `root` (the working tree) and the file are made where they are missing and where something else
 * stands in their place. `mode`: of a new file; a regular file that is there keeps its own, and its owner.
 */
function writeRegularFile(path, content, root, mode = 0o666) {
    makeFolders((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), root);
    inFolder((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), (folder) => {
        const target = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
        const replaceBy = (place) => replaceFile(target, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, (0,_temporary_files_js__WEBPACK_IMPORTED_MODULE_2__/* .temporaryName */ .NT)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path))), content, mode);
        const elsewhere = (0,_temporary_files_js__WEBPACK_IMPORTED_MODULE_2__/* .temporaryFolder */ .yy)(root);
        if (elsewhere === null)
            return replaceBy(folder);
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(elsewhere, { recursive: true });
            inFolder(elsewhere, replaceBy);
        }
        catch {
            // On another file system, full, or taken away: the place beside it says what is wrong, if that is no better.
            replaceBy(folder);
        }
    });
}
function replaceFile(target, temporary, content, mode) {
    const present = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(target, { throwIfNoEntry: false });
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    try {
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, content);
            if (present?.isFile() === true)
                keepAttributes(file, present);
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(file);
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
        }
        if (present?.isDirectory() === true)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(target, { recursive: true, force: true });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(temporary, target);
    }
    catch (error) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(temporary, { force: true });
        throw error;
    }
}
/** Removes what is in a file's place, unless it is a folder, or a link is on the way. */
function removeRegularFile(path) {
    try {
        inFolder((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), (folder) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)), { force: true }));
    }
    catch (error) {
        if (!(error instanceof NotRegularFileError) && error.code === undefined)
            throw error;
    }
}
/** Makes the folders between `root` and `folder` real ones that may be entered, whatever stands there. */
function makeFolders(folder, root) {
    const below = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, folder);
    if (below === '' || below.startsWith('..'))
        return;
    let path = root;
    for (const part of below.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep)) {
        path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, part);
        const present = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false });
        if (present?.isDirectory() === true) {
            if ((present.mode & 0o700) !== 0o700 && present.uid === process.geteuid?.())
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(path, present.mode | 0o700);
            continue;
        }
        if (present !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(path, { force: true });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(path);
    }
}
/** The folder without links on its way; a folder that is not there is taken as it is written. */
function realPathOf(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(folder);
    }
    catch {
        return folder;
    }
}
/** What a thing on the disk is, in words. */
function describeKind(stat) {
    if (stat.isSymbolicLink())
        return 'a symbolic link';
    if (stat.isDirectory())
        return 'a folder';
    if (stat.isFIFO())
        return 'a named pipe';
    if (stat.isSocket())
        return 'a socket';
    return stat.isFile() ? 'a file' : 'a device';
}
/**
 * Acts in a folder that has no link on its way. On Linux it is held open meanwhile, so that nobody can put another one
 * in its place (`/proc/self/fd`, proc(5)).
 */
function inFolder(folder, act) {
    const handle = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    try {
        const held = process.platform === 'linux' ? `/proc/self/fd/${handle}` : null;
        if ((held === null ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(folder) : (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(held)) !== folder)
            throw new NotRegularFileError('a path through a symbolic link');
        return act(held ?? folder);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(handle);
    }
}
function keepAttributes(file, { mode, uid, gid }) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fchownSync)(file, uid, gid);
    }
    catch {
        // Only root may give a file away; whoever else may write here owns what is written.
    }
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fchmodSync)(file, mode & 0o777);
}


/***/ }),

/***/ 64133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NT: () => (/* binding */ temporaryName),
/* harmony export */   Us: () => (/* binding */ resemblesTemporaryFile),
/* harmony export */   b$: () => (/* binding */ clearTemporaryFolder),
/* harmony export */   om: () => (/* binding */ removeTemporaryFile),
/* harmony export */   yQ: () => (/* binding */ findTemporaryFiles),
/* harmony export */   yy: () => (/* binding */ temporaryFolder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _lock_lock_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99028);




/*
 * A file that is written whole lies beside itself, or in a folder of ours, for a moment. Who is killed in that moment
 * leaves it: where no commit can take it up, and the next run removes it.
 */
/** By working tree. Looked up once, before an agent could put another folder in its place. */
const folders = new Map();
/** Where temporary files of a working tree lie; null: beside the file, since nothing commits there or nobody may write. */
function temporaryFolder(root) {
    const known = folders.get(root);
    if (known !== undefined)
        return known;
    const gitFolder = (0,_lock_lock_path_js__WEBPACK_IMPORTED_MODULE_3__/* .privateGitFolder */ .YT)(root);
    // A worktree may name its git directory by a way through links, which files are not written by.
    const folder = gitFolder === null ? null : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(gitFolder)), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(gitFolder));
    folders.set(root, folder);
    return folder;
}
function temporaryName(name) {
    return `.${name}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`;
}
/** `.SEQUENTIAL_STATE.json.0123456789ab`, as `temporaryName` makes it. */
const NAME = /^\.(.+)\.[0-9a-f]{12}$/;
/** `SEQUENTIAL_STATE.json.2023610260`: older versions wrote these with the package write-file-atomic. */
const OLD_NAME = /^(.+)\.\d{1,10}$/;
const STATE_FILE = 'SEQUENTIAL_STATE.json';
const OWN_FILES = [STATE_FILE, 'SEQUENTIAL_PROGRESS.md', 'tasks.md'];
/** Paths of temporary files that killed runs left in a folder beside what they were to become: certainly ours. */
function findTemporaryFiles(folder) {
    const isLeft = (name) => {
        const of = NAME.exec(name)?.[1];
        // Documents of the spec are written too, to restore them; the first write of a file of ours has none beside it.
        if (of !== undefined)
            return OWN_FILES.includes(of) || (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, of));
        return OLD_NAME.exec(name)?.[1] === STATE_FILE && isCutShort((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name));
    };
    return listFiles(folder)
        .filter(isLeft)
        .map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name));
}
/** Whether a file may be what an older version left, or a copy that somebody made and numbered. */
function resemblesTemporaryFile(name) {
    return OWN_FILES.includes(OLD_NAME.exec(name)?.[1] ?? '');
}
/** A state that was written in part; a whole one may be somebody's copy. */
function isCutShort(path) {
    let text = '';
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8');
        JSON.parse(text);
        return false;
    }
    catch {
        return text.startsWith('{\n  "');
    }
}
/** Another run's write that loses its file this way falls back to the place beside its target. */
function clearTemporaryFolder(root) {
    const folder = temporaryFolder(root);
    if (folder === null)
        return;
    for (const name of listFiles(folder))
        if (NAME.test(name))
            removeTemporaryFile((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name));
}
/** One that cannot be removed is no reason to stop. */
function removeTemporaryFile(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.unlinkSync)(path);
    }
    catch {
        // It stays, as it did so far.
    }
}
/** Regular files alone: a folder or a link was put there by somebody else, whatever its name. */
function listFiles(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(folder, { withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => entry.name);
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 99028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AY: () => (/* binding */ createLockFolder),
/* harmony export */   EN: () => (/* binding */ sharedLocks),
/* harmony export */   HZ: () => (/* binding */ lockPath),
/* harmony export */   Rn: () => (/* binding */ refuseOtherKind),
/* harmony export */   YT: () => (/* binding */ privateGitFolder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _repository_top_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19515);
/* harmony import */ var _temp_folder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(29080);






const LOCK_FOLDER_NAME = 'sequential-orchestration';
/**
 * Where the lock of a folder lies: in its repository's git directory, which no commit can take; without git, or with
 * one that may not be written, in the machine's temporary folder. Named by the folder's real path, so that two ways to
 * one folder meet.
 */
function lockPath(folder) {
    const realFolder = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(folder);
    const name = `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(realFolder).digest('hex').slice(0, 16)}.lock`;
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(privateGitFolder(realFolder) ?? sharedLocks(sharedPlace()), name);
}
/** In a place for temporary folders, the folder of the locks of all users. */
function sharedLocks(place) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, LOCK_FOLDER_NAME);
}
/** The machine's temporary folder: the same for every run, whatever a job's own is. */
function sharedPlace() {
    const places = (0,_temp_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .tempPlaces */ .v8)({});
    return places.find(writable) ?? places[0] ?? '/tmp';
}
/** Our folder in the git directory around a folder; null: there is no git, or its directory may not be written. */
function privateGitFolder(folder) {
    const gitFolder = gitDirectory(folder);
    return gitFolder !== null && writable(gitFolder) ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(gitFolder, LOCK_FOLDER_NAME) : null;
}
/** Makes the folder that a lock lies in. */
function createLockFolder(path) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
    const created = makeFolder(folder);
    // Another user's run on the same folder must find the lock, and be able to leave its own.
    if (created !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder) === sharedPlace())
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.chmodSync)(folder, 0o1777);
}
function makeFolder(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(folder, { recursive: true });
    }
    catch (error) {
        refuseOtherKind(folder);
        throw error;
    }
}
/** UserError where there is something: no run of ours has put it in the place of a lock or of its folder. */
function refuseOtherKind(place) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(place, { throwIfNoEntry: false }) === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('the lock cannot be taken: something else is in its place', {
        where: place,
        fix: 'see what it is and remove it, or move it to another place, then start again',
    });
}
/** `.git` is a folder, or in worktrees and submodules a file that names it. */
function gitDirectory(from) {
    const top = (0,_repository_top_js__WEBPACK_IMPORTED_MODULE_4__/* .findRepositoryTop */ .N)(from);
    if (top === null)
        return null;
    const git = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(top, '.git');
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(git).isDirectory())
        return git;
    const named = /^gitdir: (.+)$/mu.exec((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(git, 'utf8'))?.[1];
    return named === undefined ? null : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(top, named.trim());
}
function writable(folder) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.accessSync)(folder, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK);
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 19515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ findRepositoryTop)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** The nearest folder, from `from` upwards, that holds a `.git` (a folder, or in worktrees and submodules a file). */
function findRepositoryTop(from) {
    for (let folder = from;; folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder)) {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, '.git')))
            return folder;
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder) === folder)
            return null;
    }
}


/***/ })

};
