export const id = 587;
export const ids = [587];
export const modules = {

/***/ 2214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ findProgram)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


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

/***/ 2486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ endAgents)
/* harmony export */ });
/* harmony import */ var _terminal_process_end_processes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1992);
/* harmony import */ var _terminal_process_limit_tag_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7000);
/* harmony import */ var _terminal_process_process_tag_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1282);



const GRACE_MS = 2000;
/** Ends whatever a job's agents and windows still run. `mark`: what their processes carry, and no others of the machine. */
function endAgents(mark) {
    const tag = { variable: `${_terminal_process_process_tag_js__WEBPACK_IMPORTED_MODULE_2__/* .RUN_VARIABLE */ .hd}=${mark}`, limits: (0,_terminal_process_limit_tag_js__WEBPACK_IMPORTED_MODULE_1__/* .runLimitTag */ .nO)(mark) };
    return (0,_terminal_process_end_processes_js__WEBPACK_IMPORTED_MODULE_0__/* .endProcesses */ .H)({ leader: null, tag }, GRACE_MS);
}


/***/ }),

/***/ 1109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V1: () => (/* binding */ readJobContext),
/* harmony export */   pc: () => (/* binding */ jobSecrets),
/* harmony export */   u2: () => (/* binding */ signingSecret)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _agents_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3202);
/* harmony import */ var _forge_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3940);
/* harmony import */ var _report_pages_links_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8460);
/* harmony import */ var _repository_git_checkout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(732);
/* harmony import */ var _secrets_agent_environment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1780);
/* harmony import */ var _secrets_key_forms_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9428);







/** What must be in no text. `given`: as the job has it; `forms`: keys as files hold them, however they were given. */
function jobSecrets(env, { platform: { token, app }, repository: { signing } }) {
    const given = [...new Set([...(0,_secrets_agent_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .secretValues */ .V)(env, (0,_agents_index_js__WEBPACK_IMPORTED_MODULE_1__/* .keyNames */ .mu)()), ...(token === null ? [] : [token])])];
    return {
        given,
        forms: [...(app === null ? [] : (0,_secrets_key_forms_js__WEBPACK_IMPORTED_MODULE_6__/* .privateKeyForms */ ._)(app.key)), ...(signing?.key ? [(0,_secrets_key_forms_js__WEBPACK_IMPORTED_MODULE_6__/* .signingKeyText */ .g)(signing.key)] : [])],
    };
}
/** What both steps of a job know and its agents do not. */
function signingSecret({ platform: { token, app } }) {
    return app === null ? token : (0,_secrets_key_forms_js__WEBPACK_IMPORTED_MODULE_6__/* .privateKeyForms */ ._)(app.key).join();
}
/** Without a token. */
const NOT_CONNECTED = { github: null, commitApi: null, tokens: null };
/**
 * Reads where it is from the runner's variables, and connects where there is a token. GitHub's client, which is much of
 * the program, is loaded for that alone: before the first agent.
 */
async function readJobContext(env, inputs, options) {
    const [owner = '', repo = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
    const server = (env.GITHUB_SERVER_URL ?? 'https://github.com').replace(/(?<!\/)\/+$/, '');
    const { GITHUB_RUN_ID: id, GITHUB_RUN_NUMBER: number } = env;
    const run = id ? { id, attempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1), number } : null;
    const forge = (0,_forge_js__WEBPACK_IMPORTED_MODULE_2__/* .readForge */ .y)(env);
    const gitUrl = `${server}/${owner}/${repo}.git`;
    const runId = run === null ? `local-${process.pid}` : `${run.id}-${run.attempt}`;
    const { token, app } = inputs.platform;
    const { github, commitApi, tokens } = token === null && app === null
        ? NOT_CONNECTED
        : (await Promise.all(/* import() */[__webpack_require__.e(942), __webpack_require__.e(138)]).then(__webpack_require__.bind(__webpack_require__, 9138))).connect(inputs, { apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com', owner, repo, forge }, options);
    return {
        github,
        commitApi,
        links: (0,_report_pages_links_js__WEBPACK_IMPORTED_MODULE_3__/* .createLinks */ .cy)(server, owner, repo, run, forge),
        gitUrl,
        remote: tokens === null ? { url: null, tokens } : { url: gitUrl, tokens },
        findCheckout: (0,_repository_git_checkout_js__WEBPACK_IMPORTED_MODULE_4__/* .createCheckoutFinder */ .n9)(env),
        runId,
        logDir: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(env.RUNNER_TEMP ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(inputs.workdir, '..'), 'sequential-orchestration', runId),
    };
}


/***/ }),

/***/ 6536:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vk: () => (/* binding */ FULL_TRUST),
  Jb: () => (/* binding */ NO_TRUST),
  r9: () => (/* binding */ configureFile),
  qd: () => (/* binding */ loadParser),
  vZ: () => (/* binding */ readConfigured),
  Nq: () => (/* binding */ requireChecks)
});

// UNUSED EXPORTS: baseRefs, configure

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/agents/index.js + 38 modules
var agents = __webpack_require__(3202);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/inputs/config-file/config-path.js
var config_path = __webpack_require__(2611);
// EXTERNAL MODULE: ./lib/inputs/options/options.js + 5 modules
var options = __webpack_require__(6704);
// EXTERNAL MODULE: ./lib/repository/guard/base-file.js
var base_file = __webpack_require__(2728);
// EXTERNAL MODULE: ./lib/state/lock/repository-top.js
var repository_top = __webpack_require__(9515);
// EXTERNAL MODULE: ./lib/inputs/config-file/apply-config.js
var apply_config = __webpack_require__(6052);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./lib/inputs/config-file/loosened.js

/** From the least to the most. */
const EVIDENCE = ['off', 'report', 'require'];
const STRENGTH = ['off', 'auto', 'strict'];
const SANDBOX = ['full', 'workspace', 'read-only'];
/** By what checks the work of an agent, holds it or what it may spend, or says where it is pushed: is there less of it in the second than in the first? */
const CHECKS = {
    verify: (than, is) => than.loop.verify !== null && is.loop.verify === null,
    evidence: (than, is) => EVIDENCE.indexOf(is.loop.evidence) < EVIDENCE.indexOf(than.loop.evidence),
    // Another one may be a smaller model, or a script in the repository.
    reviewer: (than, is) => isTaken(than.agents.reviewer, is.agents.reviewer),
    protect: (than, is) => than.repository.protect.some((path) => !is.repository.protect.includes(path)),
    isolation: (than, is) => STRENGTH.indexOf(is.isolation.strength) < STRENGTH.indexOf(than.isolation.strength),
    sandbox: (than, is) => SANDBOX.indexOf(is.agents.sandbox) < SANDBOX.indexOf(than.agents.sandbox),
    'agent-args': (than, is) => Object.entries(than.agents.agentArgs).some(([of, args]) => isTaken(args, is.agents.agentArgs[of])),
    'max-calls-per-hour': (than, is) => isMore(than.throttle.maxCallsPerHour, is.throttle.maxCallsPerHour),
    'budget-tokens': (than, is) => isMore(than.throttle.budgetTokens, is.throttle.budgetTokens),
    'budget-usd': (than, is) => isMore(than.throttle.budgetUsd, is.throttle.budgetUsd),
    'budget-units': (than, is) => isMore(than.throttle.budgetUnits, is.throttle.budgetUnits),
    'daily-budget-usd': (than, is) => isMore(than.throttle.dailyBudgetUsd, is.throttle.dailyBudgetUsd),
    'throttle-scope': (than, is) => than.throttle.scope === 'repository' && is.throttle.scope === 'spec',
    prices: (than, is) => isTaken(than.throttle.prices, is.throttle.prices),
    headroom: (than, is) => isTaken(than.throttle.headroom, is.throttle.headroom),
    checkpoint: (than, is) => than.repository.checkpoint === 'push' && is.repository.checkpoint !== 'push',
    'work-branch': (than, is) => is.repository.checkpoint === 'push' && than.repository.workBranch !== is.repository.workBranch,
};
/** Not there any more as it was. */
function isTaken(than, is) {
    return than !== null && !(0,external_node_util_.isDeepStrictEqual)(than, is);
}
/** Of a bound; null: there is none. */
function isMore(than, is) {
    return than !== null && (is === null || is > than);
}
/** Names of the options by which `is` checks and holds an agent less than `than` does. */
function loosened(than, is) {
    return Object.keys(CHECKS).filter((name) => CHECKS[name]?.(than, is));
}
/** The same by the texts alone, where what was said does not go together: each that stood there, and does no more. */
function loosenedTexts(than, is) {
    const differs = (name, spec) => {
        const [before, after] = [than, is].map((one) => one?.specs.get(spec ?? '')?.get(name) ?? one?.options.get(name));
        return before !== undefined && before !== after;
    };
    const specs = [null, ...than.specs.keys(), ...(is?.specs.keys() ?? [])];
    return Object.keys(CHECKS).filter((name) => specs.some((spec) => differs(name, spec)));
}

;// CONCATENATED MODULE: ./lib/app/reading/config-trust.js




/** Weighs a text of the file; `parse`: UserError for one with a mistake. */
function weigh(text, trust, parse) {
    const whole = text === null ? null : parse(text);
    if (trust.isTrusted(text ?? ''))
        return { config: whole, left: [], said: [] };
    const accepted = trust.accepted === null ? null : attempt(() => parse(trust.accepted ?? ''));
    const { config, left } = whole === null ? { config: null, left: [] } : (0,apply_config/* withoutPower */.KS)(whole);
    return { config, left, said: [whole, accepted].flatMap((one) => one ?? []) };
}
/** Names of the options by which the work is checked less, in any spec, than was said. */
function loosenedBy({ config, said }, given, read) {
    if (said.length === 0)
        return [];
    const is = read(config);
    const names = said.flatMap((one) => {
        const than = attempt(() => read(one));
        // It does not go with these flags.
        if (than === null)
            return loosenedTexts(one, config).filter((name) => given.raw(name) === undefined);
        const specs = [...one.specs.keys(), ...(config?.specs.keys() ?? [])];
        return [...loosened(than, is), ...specs.flatMap((name) => loosened(than.forSpec(name), is.forSpec(name)))];
    });
    return [...new Set(names)];
}
function attempt(make) {
    try {
        return make();
    }
    catch {
        return null;
    }
}
/** What of a file was left out for it, and what to do. Without git its name says no branch. */
function describeLeft(names, where, text, trust) {
    const left = (who) => `${where}: ${names.join(', ')} not used: an agent ${who} the file; give them as flags`;
    if (where === config_path/* CONFIG_FILE */.g)
        return `${left('could have written')}, or have the folder be a git repository with the file committed`;
    const accept = trust.howToAccept === null ? '' : `, or read the file and accept it with ${trust.howToAccept(text)}`;
    return `${left('could have committed')}${accept}`;
}
/** Why no agent is to start; null: nothing is loosened. `text` null: there is no file any more. */
function refusalOf(names, where, text, { howToAccept }) {
    if (names.length === 0)
        return null;
    const what = text === null ? 'that the file is gone' : 'this text of the file, which an agent could have written';
    const list = names.join(', ');
    const fix = howToAccept === null
        ? `give them as inputs of the step: ${list}`
        : `read it and accept it, once, with ${howToAccept(text ?? '')}; or say what holds: ${names.map((name) => `--${name}`).join(', ')}`;
    return new errors/* UserError */.yo(`${list} would not hold, as nobody accepted ${what}`, { where, fix });
}
/** An error where there is a line for each. */
function inOneLine({ where, message, fix }) {
    return `${where === null ? '' : `${where}: `}${message}; ${fix ?? ''}`;
}

// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(3231);
// EXTERNAL MODULE: ./lib/collections.js
var collections = __webpack_require__(1590);
// EXTERNAL MODULE: ./lib/entries-below.js
var entries_below = __webpack_require__(7715);
// EXTERNAL MODULE: ./lib/spec-folder/locate/spec-homes.js
var spec_homes = __webpack_require__(5675);
;// CONCATENATED MODULE: ./lib/spec-folder/locate/spec-names.js




/** Names of the specs below the homes of a work folder, and of those that were archived: they are done. */
function specNames(root) {
    const folders = spec_homes/* SPEC_HOMES */.Zm.flatMap((home) => (0,entries_below/* entriesBelow */.yO)((0,entries_below/* evenALink */.qW)((0,external_node_path_.join)(root, home))))
        .flatMap(withLinkedFolder)
        .filter(({ name }) => name === 'tasks.md')
        .map(({ path }) => (0,external_node_path_.dirname)(path));
    const names = (isWanted) => (0,collections/* sortNaturally */.hY)([...new Set(folders.filter(isWanted).map((folder) => (0,external_node_path_.basename)(folder)))]);
    return { present: names((folder) => !(0,spec_homes/* isArchived */.F$)(folder)), archived: names(spec_homes/* isArchived */.F$) };
}
/** A spec's folder may be a link; what is deeper in one may be anything. */
function withLinkedFolder(entry) {
    return entry.kind === 'link' ? [entry, ...(0,entries_below/* entriesIn */.s9)((0,entries_below/* evenALink */.qW)(entry.path))] : [entry];
}

;// CONCATENATED MODULE: ./lib/app/reading/unknown-specs.js



/**
 * What the file sets for specs that are not here: perhaps for one to come, and perhaps misspelled, so that what it sets
 * counts for none. A sentence each. `named`: the specs that are meant, as given.
 */
function unknownSpecs({ where, specs }, named, workdir) {
    if (specs.size === 0)
        return [];
    const { present, archived } = specNames(workdir);
    const byPath = named.flatMap((value) => value.split('\n')).map((value) => nameOf(value.trim()));
    const known = new Set([...present, ...byPath]);
    const isDone = (name) => archived.some((folder) => folder.replace(/^\d{4}-\d\d-\d\d-/, '') === name);
    return [...specs.keys()]
        .filter((name) => !known.has(name) && !isDone(name))
        .map((name) => {
        const meant = (0,nearest/* nearest */.p)(name, present);
        const guess = meant === null ? '' : `; did you mean ${meant}?`;
        return `${where}: specs.${name}: there is no spec of this name here, so what is set for it counts for none${guess}`;
    });
}
function nameOf(path) {
    return (0,external_node_path_.basename)((0,external_node_path_.basename)(path) === 'tasks.md' ? (0,external_node_path_.dirname)(path) : path);
}

;// CONCATENATED MODULE: ./lib/app/reading/read-config.js










/**
 * Reads the file as people committed it, from what the checkout knows of the base: before the repository is opened,
 * since the file may say how. Whoever opens it then compares (`withFile`). `isOfHead`: nothing is committed, so that the
 * base is what is checked out.
 */
async function readConfigured(given, { env, findCheckout, ...environment }, trust, isOfHead) {
    const before = given.beforeFile();
    const refs = isOfHead ? ['HEAD'] : knownBaseRefs(before);
    const file = await (0,base_file/* readCommittedFile */.J)({ workdir: before.workdir, env, findCheckout }, config_path/* CONFIG_FILE */.g, refs);
    return configureFile(given, file, environment, trust);
}
/** Before an agent starts. */
function requireChecks({ refusal }) {
    if (refusal !== null)
        throw refusal;
}
/** Where the base may be known from, before the repository is opened. */
function baseRefs(settings) {
    return settings.repository.checkpoint === 'off' ? ['HEAD'] : knownBaseRefs(settings);
}
function knownBaseRefs({ repository: { baseBranch } }) {
    return [`refs/remotes/origin/${baseBranch ?? 'HEAD'}`, `refs/heads/${baseBranch ?? ''}`, 'HEAD'];
}
function misnamed(workdir) {
    const isThere = (0,external_node_fs_.existsSync)((0,external_node_path_.join)((0,repository_top/* findRepositoryTop */.N)(workdir) ?? workdir, config_path/* MISNAMED_CONFIG_FILE */.t));
    return isThere ? [`${config_path/* MISNAMED_CONFIG_FILE */.t}: it is not read; call it ${config_path/* CONFIG_FILE */.g}`] : [];
}
function readable(file) {
    if (file.problem === undefined)
        return file;
    throw new errors/* UserError */.yo(`it ${file.problem}`, { where: file.name, fix: 'commit the file itself there' });
}
/** What is missing may have been left out. */
function readWithout(left, describe, where, read) {
    try {
        return read();
    }
    catch (error) {
        if (left.length === 0 || !(error instanceof errors/* UserError */.yo))
            throw error;
        const fix = [error.fix, describe()].filter(Boolean).join('\n');
        throw new errors/* UserError */.yo(error.message, { where: error.where ?? where, fix, cause: error });
    }
}
/**
 * Who has no file loads nothing that reads one. A run loads it before its first agent, all the same: what is loaded
 * lies where agents may write.
 */
async function loadParser() {
    return (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(554)]).then(__webpack_require__.bind(__webpack_require__, 2554))).parseConfig;
}
/** All of it counts. */
const FULL_TRUST = { isTrusted: () => true, howToAccept: null, accepted: null };
/** Nothing of it that executes or loosens counts, and nobody can accept it. */
const NO_TRUST = { ...FULL_TRUST, isTrusted: () => false };
/** The same with a file that is known. */
async function configureFile(given, file, environment, trust = FULL_TRUST) {
    const isParsed = file.text !== null || trust.accepted !== null;
    return configure(given, file, { ...environment, parser: isParsed ? await loadParser() : null }, trust);
}
/** `parser`: null where there is nothing to be read. */
function configure(given, file, environment, trust = FULL_TRUST, behind = {}) {
    const { text, name, differs } = readable(file);
    const { backends = agents/* backends */.Sq, parser } = environment;
    const weighed = (of, where, parseText) => {
        const found = parseText === null
            ? { config: null, left: [], said: [] }
            : weigh(of, trust, (one) => parseText(one, where, (0,options/* optionTable */.sX)(backends)));
        const describe = (names) => describeLeft(names, where, of ?? '', trust);
        const read = (config) => given.read(config, behind);
        const inputs = readWithout(found.left, () => describe(found.left), where, () => read(found.config));
        const loosened = loosenedBy(found, given, read);
        const harmless = found.left.filter((one) => !loosened.includes(one));
        return {
            ...{ ...found, inputs, refusal: refusalOf(loosened, where, of, trust) },
            warnings: harmless.length > 0 ? [describe(harmless)] : [],
        };
    };
    const { config, inputs, refusal, warnings } = weighed(text, name, parser);
    const differing = text === null
        ? `${config_path/* CONFIG_FILE */.g}: it is not committed, so it is not used`
        : `${config_path/* CONFIG_FILE */.g}: the working tree has another version, which is not used; this run uses ${name}`;
    const all = [
        ...inputs.warnings,
        ...(differs ? [differing] : []),
        ...(text === null ? misnamed(inputs.workdir) : []),
        ...warnings,
        ...(refusal === null ? [] : [inOneLine(refusal)]),
        ...(config === null ? [] : unknownSpecs(config, inputs.specs, inputs.workdir)),
    ];
    return {
        inputs: { ...inputs, warnings: all },
        ...{ given, config, text, refusal },
        trustedText: text !== null && trust.isTrusted(text) ? text : null,
        async withFile(other, spec, warn) {
            if (readable(other).text === text)
                return null;
            const found = weighed(other.text, other.name, parser ?? (await loadParser()));
            if (found.refusal !== null)
                throw found.refusal;
            for (const warning of found.warnings)
                warn?.(warning);
            return found.inputs.forSpec(spec);
        },
        with: (more) => configure(given, file, environment, trust, { ...behind, ...more }),
    };
}


/***/ }),

/***/ 1590:
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

/***/ 6052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Be: () => (/* binding */ withFileOnly),
/* harmony export */   IO: () => (/* binding */ fileSource),
/* harmony export */   KS: () => (/* binding */ withoutPower)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);

/** The file as a source of options; `spec`: what is set for it alone goes first. */
function fileSource({ where, options, specs }, spec) {
    const own = spec === null ? undefined : specs.get(spec);
    return {
        raw: (name) => own?.get(name) ?? options.get(name),
        label: (name) => `${where}: ${own?.has(name) ? `specs.${spec}.` : ''}${name}`,
    };
}
/** Options that execute something, or loosen what holds an agent. */
const POWERFUL = [
    ...['verify', 'agent-command', 'agent-args', 'agent-env', 'agent-version', 'base-branch', 'notify'],
    ...['sandbox', 'isolation', 'isolation-allow', 'protect', 'prices'],
];
/** Values of others that only hold an agent, or that act for the person: a push goes out with their login. */
function isPowerful(name, text) {
    if (name === 'checkpoint')
        return text.trim() === 'push';
    return POWERFUL.includes(name) && !(name === 'isolation' && text.trim() === 'strict');
}
/**
 * The file where nothing keeps agents from committing it (`checkpoint: off`): what executes or loosens is left out, and
 * named.
 */
function withoutPower(config) {
    const left = new Set();
    const harmless = (texts) => new Map([...texts].filter(([name, text]) => {
        const isLeft = isPowerful(name, text);
        if (isLeft)
            left.add(name);
        return !isLeft;
    }));
    if (config.writable.length > 0)
        left.add('isolation.writable');
    if (config.allowedSteering.length > 0)
        left.add('steering.allow');
    const options = harmless(config.options);
    const specs = new Map([...config.specs].map(([name, own]) => [name, harmless(own)]));
    return { config: { ...config, options, specs, writable: [], allowedSteering: [] }, left: [...left] };
}
/** What only the file can say. */
function withFileOnly(inputs, config, home) {
    if (config === null)
        return inputs;
    const writable = config.writable.map((path) => (path.startsWith('~/') ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, path.slice(2)) : path));
    const { headroom } = inputs.throttle;
    return {
        ...inputs,
        throttle: { ...inputs.throttle, headroom: headroom && { ...headroom, hours: config.headroomHours } },
        agents: { ...inputs.agents, memory: config.memory },
        isolation: { ...inputs.isolation, writable },
        repository: { ...inputs.repository, allowedSteering: config.allowedSteering },
    };
}


/***/ }),

/***/ 2611:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ CONFIG_FILE),
/* harmony export */   t: () => (/* binding */ MISNAMED_CONFIG_FILE)
/* harmony export */ });
/** What people set for everybody who works on a repository: of its default branch or base, never of a working tree. */
const CONFIG_FILE = '.github/sequential.yml';
/** What people name it instead; nothing reads it. */
const MISNAMED_CONFIG_FILE = '.github/sequential.yaml';


/***/ }),

/***/ 893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ assertConsistent),
/* harmony export */   K: () => (/* binding */ readingBackends)
/* harmony export */ });
/* harmony import */ var _agents_sandbox_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(337);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _plan_assignment_owner_backends_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(430);



/** Values that are right each by itself but cannot be meant together. */
function assertConsistent(all, reader, backends) {
    const { label } = reader;
    const refuse = (name, message, fix) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(message, { where: label(name), fix });
    };
    if (all.loop.only !== null && all.loop.from !== null) {
        refuse('only', `"${all.loop.only}" cannot be combined with ${label('from')}`, 'use one of the two');
    }
    const used = executingBackends(all);
    const asked = [all.agents.assignBackend, all.agents.reviewer?.backend];
    const withoutProgram = [...used, ...asked].find((name) => name === 'custom' || name === 'acp');
    if (withoutProgram !== undefined && all.agents.agentCommand === null) {
        refuse('agent-command', `the backend ${withoutProgram} has no program to run`, `give ${label('agent-command')}`);
    }
    const { sandbox } = all.agents;
    for (const name of used) {
        const sandboxes = backends.find((known) => known.name === name)?.sandboxes ?? [];
        if (!sandboxes.includes(sandbox)) {
            refuse('sandbox', `${name} does not support "${sandbox}"`, `accepted with ${name}: ${sandboxes.join(', ')}`);
        }
    }
    requireReadOnly(all, backends, refuse);
    if (all.repository.signing?.by === 'api' && all.repository.checkpoint === 'commit') {
        const fix = `use ${label('checkpoint')} push, or ${label('sign-commits')} key`;
        refuse('sign-commits', `"api" needs commits that are pushed, because GitHub makes them`, fix);
    }
    requirePushes(all, refuse);
    if (all.platform.answer !== null && !all.platform.resume) {
        refuse('answer', 'an answer is given without a request to resume', `set ${label('resume')} to true as well`);
    }
}
/** What runs tell each other lies on the remote. */
function requirePushes({ throttle, repository: { checkpoint }, isCheckpointSaid }, refuse) {
    const keepsHere = checkpoint === 'commit' || (checkpoint === 'off' && isCheckpointSaid);
    if (throttle.scope !== 'repository' || !keepsHere)
        return;
    const fix = 'set checkpoint to push, or throttle-scope to spec';
    refuse('throttle-scope', '"repository" needs a remote that all runs push to', fix);
}
/** Who is to change nothing works on a copy where it has no read-only mode, and that needs a sandbox. */
function requireReadOnly(all, backends, refuse) {
    if (all.isolation.strength !== 'off')
        return;
    const canRead = backends.filter(_agents_sandbox_js__WEBPACK_IMPORTED_MODULE_0__/* .surelyKeepsFromWriting */ .V2).map(({ name }) => name);
    for (const [option, name] of readingBackends(all)) {
        if (canRead.includes(name))
            continue;
        const fix = `accepted without isolation: ${canRead.join(', ')}`;
        refuse(option, `nothing but a sandbox keeps ${name} from changing files, and isolation is off`, fix);
    }
}
/** Backends that are asked for something and are to change nothing, each with the option that has them asked. */
function readingBackends({ agents, loop, }) {
    const { reviewer, assignBackend } = agents;
    return [
        ...(reviewer === null ? [] : [['reviewer', reviewer.backend]]),
        ...(assignBackend === null ? [] : [['assign-backend', assignBackend]]),
        ...(loop.questions === 'off' ? [] : [['questions', (0,_plan_assignment_owner_backends_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultBackend */ .c_)(agents).backend]]),
    ];
}
/** Backends that may be started to do the work; who is asked for assignments is sandboxed read-only anyway. */
function executingBackends({ agents, throttle }) {
    const allOwners = agents.ownerBackends?.all;
    const defaultBackends = allOwners === undefined ? [agents.backend] : [allOwners.backend];
    const ownerSpecific = Object.values(agents.ownerBackends ?? {}).map(({ backend }) => backend);
    return [...new Set([...defaultBackends, ...ownerSpecific, ...throttle.fallbackBackends])];
}


/***/ }),

/***/ 6402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ DEFAULT_PROTECTED_PATHS)
/* harmony export */ });
/** What an agent may not change unless the input `protect` says otherwise: who may run what, and who must agree. */
const DEFAULT_PROTECTED_PATHS = [
    '.github/workflows',
    '.github/actions',
    '.github/dependabot.yml',
    'CODEOWNERS',
    '.github/CODEOWNERS',
    'docs/CODEOWNERS',
    '.github/sequential.yml',
];


/***/ }),

/***/ 4570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ commandKind),
/* harmony export */   x: () => (/* binding */ agentKinds)
/* harmony export */ });
/* harmony import */ var shlex__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5637);
/* harmony import */ var _plan_assignment_owner_backends_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(430);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3231);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6163);




/** The kinds over these backends. */
function agentKinds(backends) {
    const names = backends.map(({ name }) => name);
    const known = (name) => requireKnownName(name, names);
    return {
        backend: backendKind(names, known),
        backendOrNone: {
            read: (value) => (value.toLowerCase() === 'none' ? 'none' : known(value.toLowerCase())),
            accepts: `${names.join(', ')}, none`,
            placeholder: 'backend',
        },
        reviewer: reviewerKind(known),
        ownerBackends: ownerBackendsKind(known),
        agentArguments: agentArgumentsKind(known),
        agentVersions: agentVersionsKind(backends.flatMap(({ name, cli }) => (cli === null ? [] : [name]))),
    };
}
/** Refuses a name that no backend has, with the one that was likely meant. */
function requireKnownName(name, names) {
    if (names.includes(name))
        return name;
    const suggestion = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .nearest */ .p)(name, names);
    throw new _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .InvalidValue */ .h6(`is not the name of a backend${suggestion === null ? '' : `; did you mean ${suggestion}?`}`);
}
function backendKind(names, known) {
    return { read: (value) => known(value.toLowerCase()), accepts: names.join(', '), placeholder: 'backend' };
}
function reviewerKind(known) {
    return {
        read(value) {
            if (['', 'none', 'off'].includes(value.toLowerCase()))
                return null;
            const [, name = '', model] = /^([\w-]+)(?::(\S+))?$/u.exec(value) ?? [];
            if (name === '')
                throw new _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .InvalidValue */ .h6('is not of the form backend or backend:model');
            return { backend: known(name.toLowerCase()), model: model ?? null };
        },
        accepts: 'backend or backend:model, such as claude or opencode:google/gemini-3-pro; or none',
        placeholder: 'backend[:model]',
    };
}
function ownerBackendsKind(known) {
    return {
        read(value) {
            const entries = (0,_plan_assignment_owner_backends_js__WEBPACK_IMPORTED_MODULE_1__/* .parseOwnerBackends */ .Aq)(value);
            for (const { backend } of Object.values(entries))
                known(backend);
            return entries;
        },
        accepts: 'owner=backend or owner=backend:model, several separated by commas; all=backend for everyone',
        placeholder: 'owner=backend',
        repeatable: true,
    };
}
function agentArgumentsKind(known) {
    return {
        read(value) {
            const args = {};
            for (const line of value.split('\n')) {
                const [, name, rest] = /^\s*([A-Za-z][\w-]*):(?:(?:\s+(?!\s)|(?=-))(.*))?$/u.exec(line) ?? [];
                const key = name === undefined ? '*' : known(name.toLowerCase());
                const words = shellWords((name === undefined ? line : (rest ?? '')).trim());
                if (words.length > 0)
                    args[key] = [...(args[key] ?? []), ...words];
            }
            return args;
        },
        accepts: 'arguments as on a shell\'s command line, such as --flag "a b"; for one backend: codex: --flag',
        placeholder: 'arguments',
        repeatable: true,
    };
}
/** A program with its arguments, as a shell would split them; null where empty. */
const commandKind = {
    read(value) {
        if (value === '')
            return null;
        if (shellWords(value).length === 0)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .InvalidValue */ .h6('names no program');
        return value;
    },
    accepts: "a program and its arguments, such as './agent.sh --fast'",
    placeholder: 'command',
};
function shellWords(line) {
    try {
        return (0,shlex__WEBPACK_IMPORTED_MODULE_0__/* .split */ .lD)(line);
    }
    catch (cause) {
        throw new _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .InvalidValue */ .h6(`cannot be split into arguments (${cause.message})`);
    }
}
function agentVersionsKind(installable) {
    return {
        read(value) {
            const pinned = {};
            for (const entry of value.split(/[\s,]+/u).filter((part) => part !== '')) {
                const [, name, version] = /^([\w-]+)[=@]v?(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/u.exec(entry) ?? [];
                if (name === undefined || version === undefined)
                    throw new _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .InvalidValue */ .h6(`contains "${entry}", which is not of the form name=x.y.z`);
                if (!installable.includes(name))
                    throw new _kind_js__WEBPACK_IMPORTED_MODULE_3__/* .InvalidValue */ .h6(`names ${name}, which is not installed from npm`);
                pinned[name] = version;
            }
            return pinned;
        },
        accepts: `name=x.y.z, several separated by commas; the names are ${installable.join(', ')}`,
        placeholder: 'name=version',
        repeatable: true,
    };
}


/***/ }),

/***/ 5604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R0: () => (/* binding */ appId),
/* harmony export */   Vg: () => (/* binding */ asPem),
/* harmony export */   gM: () => (/* binding */ appPrivateKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(502);



/** An app's number, or its client ID, which GitHub takes as well. */
const appId = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_2__/* .checkedText */ .N0)('id', (value) => (/^(?:\d{1,12}|Iv[\w.-]{4,60})$/u.test(value) ? null : 'is not the ID of an app'), "the app's ID or client ID, as on its settings page");
const ACCEPTED = 'the whole .pem file that GitHub made for the app ("Generate a private key" on its settings page), from -----BEGIN to the last -----';
/**
 * An app's private key: PKCS#1, as GitHub hands it out, or PKCS#8; with its line breaks, with `\n` or blanks in their
 * place, or the whole file in base64, since some stores of secrets take single lines only. What is refused is never
 * quoted, and what is read is an object that shows nothing of itself when it is printed.
 */
const appPrivateKey = {
    read(value) {
        const pem = asPem(value);
        const begin = /-----BEGIN ((?:[A-Z]{1,20} )?)PRIVATE KEY-----/.exec(pem);
        if (begin === null)
            throw refusal(pem.includes('PUBLIC KEY') ? 'is a public key' : 'is not a private key');
        const body = pem.slice(begin.index + begin[0].length).split('-----')[0] ?? '';
        if (begin[1] === 'ENCRYPTED ' || pem.includes('ENCRYPTED'))
            throw refusal('is encrypted with a passphrase');
        const key = readKey(Buffer.from(body, 'base64'), begin[1] === 'RSA ' ? 'pkcs1' : 'pkcs8');
        if (key === null)
            throw refusal('cannot be read: it may be damaged or cut off');
        if (key.asymmetricKeyType !== 'rsa')
            throw refusal('is not an RSA key, as those of apps are');
        return key;
    },
    accepts: ACCEPTED,
    placeholder: 'key',
};
/** A key file as it was, however a store of secrets took it. */
function asPem(value) {
    const text = value.replaceAll('\\r', '').replaceAll('\\n', '\n');
    return text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('latin1');
}
function readKey(der, type) {
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: der, format: 'der', type });
    }
    catch {
        // What OpenSSL says is of no use to a person.
        return null;
    }
}
/** Its `cause` is left out: it would be printed with what is around it. */
function refusal(problem) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`the value ${problem}`, { fix: `accepted: ${ACCEPTED}` });
}


/***/ }),

/***/ 607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ii: () => (/* binding */ AUTHOR),
/* harmony export */   RB: () => (/* binding */ workBranchFor),
/* harmony export */   Tt: () => (/* binding */ workBranchesOf),
/* harmony export */   cy: () => (/* binding */ author),
/* harmony export */   sF: () => (/* binding */ commitSubject),
/* harmony export */   tk: () => (/* binding */ branch)
/* harmony export */ });
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6163);

/** Where a spec's name goes in the name of a work branch. */
const specPlaceholder = '{spec}';
/** The name of a branch; empty stands for the one that is checked out, or the default one. */
const branch = {
    read(value) {
        const problem = value === '' ? null : branchNameProblem(value.replaceAll(specPlaceholder, 'spec'));
        if (problem !== null)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6(`is not a branch name: ${problem}`);
        return value;
    },
    accepts: `a branch name such as main or sequential/${specPlaceholder}`,
    placeholder: 'branch',
};
/** The work branch of one spec: its name filled in, with what git takes in a branch's name. */
function workBranchFor(template, spec) {
    const name = spec
        .normalize('NFC')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses exactly these in a ref.
        .replace(/[\s\u0000-\u001f\u007f~^:?*[\]\\{}@"'`$<>|&;!/]+/gu, '-')
        .replace(/\.{2,}/gu, '.')
        .replace(/(?<!\.lock)(?:\.lock)+$/u, '')
        .replace(/^[-.]+|(?<![-.])[-.]+$/gu, '');
    return template.replaceAll(specPlaceholder, name === '' ? 'spec' : name);
}
/** The work branches of all specs; null: the name does not depend on the spec. */
function workBranchesOf(template) {
    if (!template.includes(specPlaceholder))
        return null;
    return { pattern: template.replace(specPlaceholder, '*'), of: (spec) => workBranchFor(template, spec) };
}
const SUBJECT_PLACEHOLDERS = ['{type}', '{spec}', '{unit}', '{title}'];
/** The subject of a commit, with placeholders. */
const commitSubject = {
    read(value) {
        const unknown = value.match(/\{[^{}]*\}/g)?.find((name) => !SUBJECT_PLACEHOLDERS.includes(name));
        if (unknown !== undefined)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6(`contains ${unknown}, which nothing is put in for`);
        if (!value.includes('{title}'))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6('lacks {title}: every commit would read the same');
        if (/[\r\n]/.test(value))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6('has several lines; the body and the trailers are added by the run');
        if (value.startsWith('#'))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6('starts with #, which git takes for a comment');
        return value;
    },
    accepts: `one line with {title}, and ${SUBJECT_PLACEHOLDERS.slice(0, -1).join(', ')} if wanted`,
    placeholder: 'subject',
};
/** git-check-ref-format(1), for a branch. */
function branchNameProblem(name) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses exactly these in a ref.
    const forbidden = /[\s\u0000-\u001f\u007f~^:?*[\\]/u.exec(name);
    if (forbidden !== null)
        return `it contains ${JSON.stringify(forbidden[0])}`;
    if (name.startsWith('-'))
        return 'it starts with a dash';
    if (name === '@' || name.includes('@{'))
        return 'it contains @{ or is just @';
    if (name.startsWith('/') || name.endsWith('/') || name.includes('//'))
        return 'a part of it is empty';
    if (name.includes('..') || name.endsWith('.'))
        return 'it contains .. or ends with a dot';
    if (name.split('/').some((part) => part.startsWith('.') || part.endsWith('.lock'))) {
        return 'a part of it starts with a dot or ends with .lock';
    }
    return null;
}
/** `Name <mail>`, as git writes authors: the two of them are its groups. */
const AUTHOR = /^(?=[^\S\n]*[^<>\s])([^<>\n]*) <([^<>\s]+)>$/u;
const author = {
    read(value) {
        if (!AUTHOR.test(value))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6('is not an author');
        return value;
    },
    accepts: 'Name <mail@example.org>',
    placeholder: 'author',
};


/***/ }),

/***/ 2189:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A7: () => (/* binding */ headroomShares),
/* harmony export */   B6: () => (/* binding */ hoursOfDay),
/* harmony export */   BP: () => (/* binding */ daysOfWeek),
/* harmony export */   eB: () => (/* binding */ timeZone)
/* harmony export */ });
/* harmony import */ var _verdict_limits_zoned_time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9844);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6163);


/** Windows that can be named, as people call them, then as services do and messages repeat it. */
const WINDOWS = new Map([
    ['5h', 'fiveHour'],
    ['weekly', 'weekly'],
    ['five_hour', 'fiveHour'],
    ['seven_day', 'weekly'],
]);
/** `20%`, `5h=30% weekly=10%`, or both: a share without a name is of every other window. */
const headroomShares = {
    read(text) {
        if (text === '' || text.toLowerCase() === 'none')
            return null;
        const shares = new Map();
        for (const part of splitParts(text)) {
            const [name, share] = part.includes('=') ? splitAtFirst(part, '=') : [null, part];
            const window = name === null ? 'others' : WINDOWS.get(name.toLowerCase());
            if (window === undefined) {
                throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6(`names the window "${name}", which no agent reports (5h, weekly)`);
            }
            if (shares.has(window))
                throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('says twice what is kept of a window');
            shares.set(window, readShare(share));
        }
        return Object.fromEntries(shares);
    },
    accepts: 'a share between 0 % and 100 % such as 20%, shares by window such as 5h=30% weekly=10%, or none',
    placeholder: 'share',
};
/** At blanks and commas; one before a `%` separates nothing. */
function splitParts(text) {
    const parts = [];
    for (const part of text.split(/[\s,]+/u)) {
        if (part === '%')
            parts.push(`${parts.pop() ?? ''}%`);
        else if (part !== '')
            parts.push(part);
    }
    return parts;
}
function splitAtFirst(text, separator) {
    const at = text.indexOf(separator);
    return [text.slice(0, at), text.slice(at + separator.length)];
}
function readShare(text) {
    const [, digits] = /^([+-]?\d{1,9}(?:\.\d{1,9})?)%$/u.exec(text) ?? [];
    if (digits === undefined)
        throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6(`contains "${text}", which is not a percentage such as 20%`);
    const percentage = Number(digits);
    if (percentage < 0)
        throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is negative');
    if (percentage === 0)
        throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('keeps nothing; leave it out for that');
    if (percentage > 100)
        throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is over 100 %');
    if (percentage === 100)
        throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('leaves nothing to the run');
    return percentage / 100;
}
/** `08:00-19:00`, `22:00-06:00`: minutes after midnight. */
const hoursOfDay = {
    read(text) {
        const [, fromHour, fromMinute, toHour, toMinute] = /^(\d\d):(\d\d) ?[-–] ?(\d\d):(\d\d)$/u.exec(text) ?? [];
        const from = Number(fromHour) * 60 + Number(fromMinute);
        const to = Number(toHour) * 60 + Number(toMinute);
        if (Number.isNaN(from + to))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is not of the form 08:00-19:00');
        if (Number(fromMinute) > 59 || Number(toMinute) > 59 || from >= DAY_MINUTES || to > DAY_MINUTES) {
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('contains a time that no clock shows');
        }
        if (from === to)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('begins and ends at the same time');
        return { from, to: to < from ? to + DAY_MINUTES : to };
    },
    accepts: 'two times such as 08:00-19:00, or 22:00-06:00 where they end on the next day',
    placeholder: 'hours',
};
const DAY_MINUTES = 24 * 60;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** `mon-fri`, `sat, sun`: 0 is Sunday. */
const daysOfWeek = {
    read(text) {
        const days = text.split(/[\s,]+/u).flatMap((part) => (part === '' ? [] : daysBetween(part)));
        if (days.length === 0)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('names no day');
        return [...new Set(days)].sort((a, b) => a - b);
    },
    accepts: `${DAYS.join(', ')}, or a range such as mon-fri; several separated by commas`,
    placeholder: 'days',
};
function daysBetween(part) {
    const [first = -1, last = first, ...more] = part.split('-').map((name) => DAYS.indexOf(name.toLowerCase()));
    if (first < 0 || last < 0 || more.length > 0)
        throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6(`contains "${part}", which is not a day`);
    const count = ((last - first + 7) % 7) + 1;
    return Array.from({ length: count }, (_, index) => (first + index) % 7);
}
/** `Europe/Berlin`. What stands for one half of a year is refused: it would be an hour off in the other. */
const timeZone = {
    read(text) {
        if ((0,_verdict_limits_zoned_time_js__WEBPACK_IMPORTED_MODULE_0__/* .isHalfYearZone */ .Pc)(text))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is a clock of one half of the year, winter or summer');
        if (!(0,_verdict_limits_zoned_time_js__WEBPACK_IMPORTED_MODULE_0__/* .isZone */ .DS)(text))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is not the name of a time zone');
        return text;
    },
    accepts: 'a time zone such as Europe/Berlin or UTC',
    placeholder: 'zone',
};


/***/ }),

/***/ 2332:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ instructionsKind),
/* harmony export */   r: () => (/* binding */ instructionsProblem)
/* harmony export */ });
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6163);

/** Every prompt holds them, and each of its tokens is paid for. */
const MAX_INSTRUCTIONS = 32_000;
/** One line that ends like the name of a text file, or one word with a slash, is a path; everything else is the text itself. */
const instructionsKind = {
    read(value) {
        if (value === '')
            return null;
        const isPath = !value.includes('\n') && (/\.(?:md|markdown|txt)$/i.test(value) || /^[^\s/]*\/\S*$/.test(value));
        if (isPath)
            return { kind: 'file', path: readPath(value) };
        const problem = instructionsProblem(value);
        if (problem !== null)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6(problem);
        return { kind: 'text', text: value };
    },
    accepts: 'a text, or the path of a text file from the root of the repository, such as docs/night.md',
    placeholder: 'text or path',
};
function readPath(value) {
    const path = value.replace(/^(?:\.\/)+/, '');
    if (/^[/~\\]|^[A-Za-z]:/.test(path) || path.split('/').includes('..'))
        throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6('is outside the repository or is not relative to its root');
    return path;
}
/** Why a text can be in no prompt; null: it can. */
function instructionsProblem(text) {
    if (text.trim() === '')
        return 'is empty';
    if (/\0|\ufffd/.test(text))
        return 'is not a text in UTF-8';
    return text.length > MAX_INSTRUCTIONS
        ? `has ${text.length} characters, more than the maximum of ${MAX_INSTRUCTIONS}; it would be in every prompt`
        : null;
}


/***/ }),

/***/ 6163:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NW: () => (/* binding */ orElse),
/* harmony export */   OS: () => (/* binding */ unlimited),
/* harmony export */   h6: () => (/* binding */ InvalidValue),
/* harmony export */   lq: () => (/* binding */ optional)
/* harmony export */ });
/** A value that a kind does not take; `message` completes the sentence `"value" …`. */
class InvalidValue extends Error {
    name = 'NotAccepted';
}
/** Left empty, the value is null. */
function optional(kind) {
    return { ...kind, read: (text) => (text === '' ? null : kind.read(text)) };
}
/** Left empty, the value is this one. */
function orElse(value, kind) {
    return { ...kind, read: (text) => (text === '' ? value : kind.read(text)) };
}
/** Empty or `none`: no limit. */
function unlimited(kind) {
    return {
        ...kind,
        read: (text) => (text === '' || text.toLowerCase() === 'none' ? null : kind.read(text)),
        accepts: `${kind.accepts}, or none`,
    };
}


/***/ }),

/***/ 502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   N0: () => (/* binding */ checkedText),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   TG: () => (/* binding */ money),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   hC: () => (/* binding */ notifyTarget),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   wC: () => (/* binding */ matching)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8804);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6163);



/** Any text; null where empty. */
function text(placeholder = 'text') {
    return { read: (value) => (value === '' ? null : value), accepts: 'any text', placeholder };
}
/** An address that is posted to, or a command; null where empty. What is refused is not repeated: it may hold a password. */
const notifyTarget = {
    read(value) {
        const scheme = /^([a-z][a-z0-9+.-]{0,20}):\/\//i.exec(value)?.[1]?.toLowerCase();
        if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`an address with ${scheme}:// cannot be told`);
        if (scheme !== undefined && !URL.canParse(value))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('it is not a valid address');
        return value === '' ? null : value;
    },
    accepts: 'an address with http:// or https://, or a command',
    placeholder: 'address or command',
};
/** Any text, empty included. */
function checkedText(placeholder, check, accepts) {
    return {
        read(value) {
            const problem = check(value);
            if (problem !== null)
                throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6(problem);
            return value;
        },
        accepts,
        placeholder,
    };
}
/** A whole number; with `suffixes` also `500k` and `2m`. */
function count(min, max, suffixes = false) {
    const range = `from ${(0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .formatThousands */ .LN)(min)} to ${(0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .formatThousands */ .LN)(max)}`;
    return {
        read(value) {
            const number = suffixes ? parseWithSuffix(value) : parseNumber(value);
            if (!Number.isFinite(number))
                throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is not a number');
            if (!Number.isInteger(number))
                throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is not a whole number');
            if (number < min || number > max)
                throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6(`is not ${range}`);
            return number;
        },
        accepts: `a whole number ${range}${suffixes ? ', also written 500k or 2m' : ''}`,
        placeholder: 'number',
    };
}
const FACTORS = { k: 1e3, m: 1e6 };
function parseWithSuffix(value) {
    const factor = FACTORS[value.slice(-1).toLowerCase()];
    return factor === undefined ? parseNumber(value) : parseNumber(value.slice(0, -1).trim()) * factor;
}
/** An amount of US dollars, at least a cent. */
const money = {
    read(value) {
        const number = parseNumber(value.replace(/^\$|\$$|\bUSD\b/giu, '').trim());
        if (!Number.isFinite(number))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is not an amount of money');
        if (number <= 0)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6(number < 0 ? 'is negative' : 'must be more than 0');
        if (number < 0.01)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is less than a cent');
        if (number > 1e6)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is more than 1,000,000');
        return number;
    },
    accepts: 'US dollars, such as 5, $2.50 or 1,000, from 0.01 to 1,000,000',
    placeholder: 'usd',
};
/** Groups of thousands may be marked by commas or underscores; a decimal comma would be a guess, and is refused. */
function parseNumber(value) {
    const grouped = /^[+-]?\d{1,3}(?:[,_]\d{3})+(?:\.\d+)?$/u.test(value) ? value.replace(/[,_]/gu, '') : value;
    return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/u.test(grouped) ? Number(grouped) : Number.NaN;
}
const trueValues = ['true', 'yes', 'on', '1'];
const falseValues = ['false', 'no', 'off', '0'];
/** A switch. */
const flag = {
    read(value) {
        const lowered = value.toLowerCase();
        if (trueValues.includes(lowered))
            return true;
        if (falseValues.includes(lowered))
            return false;
        throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is neither true nor false');
    },
    accepts: 'true or false (also yes and no, on and off, 1 and 0)',
    placeholder: 'boolean',
    flag: true,
};
/** One of the words. */
function choice(...choices) {
    return {
        read(value) {
            const match = choices.find((known) => known === value.toLowerCase());
            if (match === undefined)
                throw new _kind_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidValue */ .h6('is not one of the choices');
            return match;
        },
        accepts: choices.join(', '),
        placeholder: choices.join('|'),
    };
}
/** Several items, separated by commas or lines (and, unless items hold them, blanks). `none`: no item. */
function list(item, options) {
    return {
        read(value) {
            if (value.toLowerCase() === 'none')
                return [];
            const parts = value.split(options.allowSpaces ? /[,\n]/u : /[\s,]+/u).flatMap((part) => part.trim() || []);
            return [...new Set(parts.map((part) => item.read(part)))];
        },
        accepts: `${item.accepts}; several separated by commas or lines, or none`,
        placeholder: `${item.placeholder},…`,
        repeatable: true,
    };
}
/** Several values, one a line; blanks and commas belong to them. */
const lines = {
    read: (value) => value.split('\n').flatMap((line) => line.trim() || []),
    accepts: 'one or more, one a line',
    placeholder: 'path',
    repeatable: true,
};
/** A word of a pattern. */
function matching(pattern, placeholder, accepts) {
    return checkedText(placeholder, (value) => (pattern.test(value) ? null : `is not a ${placeholder}`), accepts);
}


/***/ }),

/***/ 3231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/** Of the words there are, the one that was most likely meant; null where none is near. */
function nearest(input, known) {
    const wanted = input.toLowerCase();
    const maxDistance = Math.max(1, Math.floor(wanted.length / 3));
    const ranked = known
        .map((candidate) => ({ candidate, edits: distance(wanted, candidate.toLowerCase()) }))
        .sort((a, b) => a.edits - b.edits);
    const best = ranked[0];
    return best !== undefined && best.edits <= maxDistance ? best.candidate : null;
}
/** Damerau-Levenshtein (optimal string alignment): swapped neighbours count once, as fingers make them. */
function distance(a, b) {
    let rowBeforePrevious = [];
    let previousRow = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const same = a[i - 1] === b[j - 1];
            const edits = [(row[j - 1] ?? 0) + 1, (previousRow[j] ?? 0) + 1, (previousRow[j - 1] ?? 0) + (same ? 0 : 1)];
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
                edits.push((rowBeforePrevious[j - 2] ?? 0) + 1);
            row.push(Math.min(...edits));
        }
        rowBeforePrevious = previousRow;
        previousRow = row;
    }
    return previousRow[b.length] ?? 0;
}


/***/ }),

/***/ 1772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* binding */ agentOptions),
  c: () => (/* binding */ defaultBackend)
});

// EXTERNAL MODULE: ./lib/agents/sandbox.js
var sandbox = __webpack_require__(337);
// EXTERNAL MODULE: ./lib/plan/assignment/owner-agents.js
var owner_agents = __webpack_require__(1285);
;// CONCATENATED MODULE: ./lib/inputs/isolation-names.js
/** What `isolation-allow` lets an agent reach, beside the logins of other backends, which go by the backends' names. */
const ISOLATION_NAMES = [
    'sudo',
    'docker',
    'ssh',
    'gpg',
    'git',
    'gh',
    'aws',
    'azure',
    'gcloud',
    'kube',
    'session',
    'tmux',
    'daemons',
    'clouds',
    'vaults',
    'registries',
    'databases',
    'browsers',
    'agents',
];

// EXTERNAL MODULE: ./lib/inputs/kinds/agent-kinds.js
var agent_kinds = __webpack_require__(4570);
// EXTERNAL MODULE: ./lib/inputs/kinds/instructions.js
var instructions = __webpack_require__(2332);
// EXTERNAL MODULE: ./lib/inputs/kinds/kind.js
var kind = __webpack_require__(6163);
// EXTERNAL MODULE: ./lib/inputs/kinds/kinds.js
var kinds_kinds = __webpack_require__(502);
// EXTERNAL MODULE: ./lib/inputs/options/option.js
var options_option = __webpack_require__(9611);
;// CONCATENATED MODULE: ./lib/inputs/options/agent-options.js








const variable = (0,kinds_kinds/* matching */.wC)(/^[A-Za-z_][A-Za-z0-9_]*$/u, 'variable', 'names of environment variables');
/** The backend that works where nobody says which. */
const defaultBackend = 'opencode';
/** Which agent works, and what it may; `backends`: those that can be named. */
function agentOptions(backends) {
    const kinds = (0,agent_kinds/* agentKinds */.x)(backends);
    return {
        // Empty in the action: there every input is set, and whether a person named a backend decides who may work.
        backend: (0,options_option/* cliAndAction */.im)((0,kind/* optional */.lq)(kinds.backend), '', `Coding agent: ${describeChoices(backends)}. Empty: ${defaultBackend}${describeOwners(backends)}.`, { cli: defaultBackend }),
        'assign-backend': (0,options_option/* cliAndAction */.im)((0,kind/* optional */.lq)(kinds.backendOrNone), '', `Agent that decides who should work on a unit. Empty: the same as backend${describeUnasked(backends)}; none: no agent decides.`),
        'assign-opencode-agent': (0,options_option/* cliAndAction */.im)((0,kinds_kinds/* text */.Qq)('name'), '', 'Agent of opencode (its --agent) that decides assignments.'),
        'owner-backends': (0,options_option/* cliAndAction */.im)((0,kind/* optional */.lq)(kinds.ownerBackends), '', 'Which backend runs as which owner agent, such as codex=claude, gemini=opencode:google/gemini-3-pro; all=BACKEND for everyone.', { formerName: 'agents' }),
        model: (0,options_option/* cliAndAction */.im)((0,kinds_kinds/* text */.Qq)('model'), '', "Model for the work. Empty: the agent's own default."),
        'assign-model': (0,options_option/* cliAndAction */.im)((0,kinds_kinds/* text */.Qq)('model'), '', "Model for assignments. Empty: the agent's own default."),
        reviewer: (0,options_option/* cliAndAction */.im)(kinds.reviewer, '', 'Agent that reviews each unit, read-only, once verify has succeeded: a backend, or backend:model, such as claude or opencode:google/gemini-3-pro. What it finds must be fixed once; the rest is advice in the pull request. Empty: no review.'),
        instructions: (0,options_option/* cliAndAction */.im)(instructions/* instructionsKind */.M, '', 'Your own words for every prompt: a text, or the path of a committed text file from the root of the repository, such as docs/night.md.'),
        'agent-command': (0,options_option/* cliAndAction */.im)(agent_kinds/* commandKind */.k, '', 'Program of the backend custom, which reads the prompt on stdin and prints text, or of acp, which speaks the Agent Client Protocol (`gemini --acp`).'),
        'agent-args': (0,options_option/* cliAndAction */.im)(kinds.agentArguments, '', 'Extra arguments for the agent, as a shell would split them; for one backend only: "codex: --flag", one per line.'),
        sandbox: (0,options_option/* cliAndAction */.im)((0,kinds_kinds/* choice */.Yq)('full', 'workspace', 'read-only'), 'full', 'What an agent may do to the machine; workspace and read-only if the agent supports them.'),
        isolation: (0,options_option/* cliAndAction */.im)((0,kinds_kinds/* choice */.Yq)('auto', 'strict', 'off'), 'auto', 'Sandbox around agents and verify: auto (other processes, credentials and the runner are out of reach), strict (also, only the working tree, caches and temporary files can be written; requires a sandbox that works), or off.'),
        'isolation-allow': (0,options_option/* cliAndAction */.im)((0,kinds_kinds/* list */.p_)((0,kinds_kinds/* choice */.Yq)(...ISOLATION_NAMES, ...backends.map(({ name }) => name)), { allowSpaces: false }), '', `What the sandbox leaves within reach: ${ISOLATION_NAMES.join(', ')}, or the login of another backend by its name. docker and daemons amount to root on the machine; with sudo the sandbox stops no attacker.`),
        'agent-env': (0,options_option/* cliAndAction */.im)((0,kinds_kinds/* list */.p_)(variable, { allowSpaces: false }), '', 'Names of environment variables that the agent may see although they look like secrets.'),
        'install-agents': (0,options_option/* cliAndAction */.im)((0,kinds_kinds/* choice */.Yq)('auto', 'never'), 'auto', 'Whether to install a missing agent from npm, at a pinned version, without root.'),
        'agent-version': (0,options_option/* cliAndAction */.im)(kinds.agentVersions, '', `Versions to install instead of the pinned ones${describePinned(backends)}.`),
    };
}
/** `codex, claude, custom (see agent-command), or rehearsal (…)`. */
function describeChoices(backends) {
    const choices = backends.map(({ name, hint }) => (hint === undefined ? name : `${name} (${hint})`));
    return [...choices.slice(0, -1), choices.length > 1 ? `or ${choices.at(-1)}` : choices[0]].join(', ');
}
function describeOwners(backends) {
    const others = new Set((0,owner_agents/* builtInOwners */.w)(backends).map(({ backend }) => backend));
    others.delete(defaultBackend);
    return others.size === 0 ? '' : `, and ${[...others].join(' or ')} where an assignment names them`;
}
function describePinned(backends) {
    const [example] = backends.flatMap(({ name, cli }) => (cli === null ? [] : [`${name}=${cli.version}`]));
    return example === undefined ? '' : `, such as ${example}`;
}
function describeUnasked(backends) {
    const names = backends.filter((backend) => !(0,sandbox/* canAssign */.aU)(backend)).map(({ name }) => name);
    return names.length === 0
        ? ''
        : ` (${[names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' and ')} cannot decide)`;
}


/***/ }),

/***/ 9611:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zy: () => (/* binding */ actionOnly),
/* harmony export */   dz: () => (/* binding */ cliOnly),
/* harmony export */   im: () => (/* binding */ cliAndAction)
/* harmony export */ });
/** On both sides; `extras.cli`: the command line's default where it differs. */
function cliAndAction(kind, defaultValue, description, extras = {}) {
    const { cli = defaultValue, ...rest } = extras;
    return { kind, frontends: ['cli', 'action'], defaults: { cli, action: defaultValue }, description, ...rest };
}
/** On the command line alone. */
function cliOnly(kind, defaultValue, description) {
    return { kind, frontends: ['cli'], defaults: { cli: defaultValue, action: defaultValue }, description };
}
/** In the action alone; `extras.cli`: what stands for it on the command line. */
function actionOnly(kind, defaultValue, description, extras = {}) {
    const { cli = defaultValue, ...rest } = extras;
    return { kind, frontends: ['action'], defaults: { cli, action: defaultValue }, description, ...rest };
}


/***/ }),

/***/ 6704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ao: () => (/* binding */ formerNames),
  W6: () => (/* binding */ optionNames),
  sX: () => (/* binding */ optionTable),
  fF: () => (/* binding */ options)
});

// UNUSED EXPORTS: optionGroup

// EXTERNAL MODULE: ./lib/agents/index.js + 38 modules
var agents = __webpack_require__(3202);
// EXTERNAL MODULE: ./lib/inputs/options/agent-options.js + 1 modules
var agent_options = __webpack_require__(1772);
// EXTERNAL MODULE: ./lib/secrets/own-keys.js
var own_keys = __webpack_require__(8786);
// EXTERNAL MODULE: ./lib/inputs/default-protected-paths.js
var default_protected_paths = __webpack_require__(6402);
// EXTERNAL MODULE: ./lib/inputs/kinds/app-kinds.js
var app_kinds = __webpack_require__(5604);
// EXTERNAL MODULE: ./lib/inputs/kinds/git-kinds.js
var git_kinds = __webpack_require__(607);
// EXTERNAL MODULE: ./lib/inputs/kinds/kind.js
var kind = __webpack_require__(6163);
// EXTERNAL MODULE: ./lib/inputs/kinds/kinds.js
var kinds = __webpack_require__(502);
;// CONCATENATED MODULE: ./lib/inputs/kinds/path-kinds.js

/** A file or folder of the repository, by its path from the top; with forward slashes, without a slash at its end. */
const protectedPath = {
    read(value) {
        const path = value.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '');
        const parts = path.split('/');
        if (path === '' || path === '.')
            throw new kind/* InvalidValue */.h6('is the whole repository');
        if (/^\/|^~|^[A-Za-z]:|\\/.test(path))
            throw new kind/* InvalidValue */.h6('is outside the repository or is not relative to its root');
        if (parts.includes('..'))
            throw new kind/* InvalidValue */.h6('may lead outside the repository');
        if (parts.some((part) => part === '' || part === '.'))
            throw new kind/* InvalidValue */.h6('is not a path');
        if (parts[0]?.toLowerCase() === '.git')
            throw new kind/* InvalidValue */.h6('belongs to git, which agents are never allowed to change');
        if (/[*?[\]{}]/.test(path))
            throw new kind/* InvalidValue */.h6('is a pattern; name the folder itself');
        return path;
    },
    accepts: 'a path relative to the root of the repository, such as .github/workflows or deploy/prod.yml',
    placeholder: 'path',
};

// EXTERNAL MODULE: ./lib/inputs/options/option.js
var options_option = __webpack_require__(9611);
;// CONCATENATED MODULE: ./lib/inputs/options/github-options.js








const label = (0,kinds/* matching */.wC)(/^.{1,50}$/u, 'label', 'labels of at most 50 characters');
const login = (0,kinds/* matching */.wC)(/^@?[A-Za-z0-9](?:[A-Za-z0-9_-]*)(?:\[bot\])?$/u, 'login', 'GitHub logins');
const command = (0,kinds/* matching */.wC)(/^\/(?!(?:skip|status)$)[A-Za-z][\w-]*$/u, 'command', 'one word such as /resume, but not /skip or /status');
/** Where the work is kept, and where people are told and heard. */
const github_options_githubOptions = {
    checkpoint: (0,options_option/* cliAndAction */.im)(
    // On the command line the working tree says it; where nothing does, nothing is committed.
    (0,kind/* orElse */.NW)('off', (0,kinds/* choice */.Yq)('off', 'commit', 'push')), 'push', 'What is done after each unit: off (files only), commit, or push (confirmed on the remote before the next unit). On the command line the default is commit; off without git, or where there are uncommitted changes.', { cli: '' }),
    'work-branch': (0,options_option/* cliAndAction */.im)(git_kinds/* branch */.tk, 'sequential/{spec}', 'Branch to work on. Given but empty: the current branch.', {
        cli: '',
        emptyIsValue: true,
    }),
    'base-branch': (0,options_option/* cliAndAction */.im)((0,kind/* optional */.lq)(git_kinds/* branch */.tk), '', 'Branch to start from and to merge into. Empty: the default branch.'),
    'commit-author': (0,options_option/* cliAndAction */.im)((0,kind/* optional */.lq)(git_kinds/* author */.cy), '', "Author of the commits, as Name <mail>. Empty: git's own identity, otherwise the project's."),
    'commit-message': (0,options_option/* cliAndAction */.im)((0,kind/* optional */.lq)(git_kinds/* commitSubject */.sF), '', 'Subject of the commits, for rulesets and commitlint, such as {type}({spec}): {unit} {title}. Empty: {type}({spec}): {title}.'),
    'sign-commits': (0,options_option/* cliAndAction */.im)((0,kinds/* choice */.Yq)('off', 'key', 'api'), 'off', "Whether commits are signed, for rulesets that require it: off, key (an SSH or GPG key: the private key in the variable SEQUENTIAL_SIGNING_KEY, otherwise the one that git is set up with, user.signingkey and gpg.format), or api (GitHub makes and signs them, with the job's own token or an app's)."),
    protect: (0,options_option/* cliAndAction */.im)((0,kinds/* list */.p_)(protectedPath, { allowSpaces: true }), default_protected_paths/* DEFAULT_PROTECTED_PATHS */.Y.join(', '), 'Files and folders that agents are not allowed to change: every commit that is pushed has them as people left them. Replaces the default list; none: no path.'),
    records: (0,options_option/* cliAndAction */.im)((0,kinds/* choice */.Yq)('keep', 'until-complete'), 'keep', 'How long SEQUENTIAL_STATE.json and SEQUENTIAL_PROGRESS.md are on the work branch: keep, or until-complete (the last checkpoint leaves them as the base branch has them; they stay on refs/sequential/records/<spec> and in the pull request).'),
    checkout: (0,options_option/* actionOnly */.Zy)((0,kinds/* choice */.Yq)('auto', 'always', 'never'), 'auto', 'Whether to clone the repository: auto (if the workspace is empty), always, or never.', { cli: 'never' }),
    'github-token': (0,options_option/* actionOnly */.Zy)((0,kinds/* text */.Qq)('token'), 
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's, for action.yml.
    '${{ github.token }}', 'Token for pushing, opening issues and pull requests, and checking permissions. It is never in an environment, argument or file that an agent can read.', { cli: '' }),
    'app-id': (0,options_option/* actionOnly */.Zy)((0,kind/* optional */.lq)(app_kinds/* appId */.R0), '', 'ID or client ID of a GitHub App that is installed on the repository. Its tokens are used instead of github-token, for this repository only, and renewed before they expire. On the command line: the variable SEQUENTIAL_APP_ID.', { variable: 'SEQUENTIAL_APP_ID' }),
    'app-private-key': (0,options_option/* actionOnly */.Zy)((0,kind/* optional */.lq)(app_kinds/* appPrivateKey */.gM), '', 'Private key of that app (the .pem file), from a secret. It is never in an environment, argument or file that an agent can read. On the command line: the variable SEQUENTIAL_APP_PRIVATE_KEY.', { variable: own_keys/* APP_KEY_VARIABLE */.RQ }),
    'pull-request': (0,options_option/* actionOnly */.Zy)((0,kinds/* choice */.Yq)('draft', 'ready', 'off'), 'draft', 'Pull request of the work branch: draft (ready when complete), ready from the start, or off.', { cli: 'off' }),
    'halt-report': (0,options_option/* actionOnly */.Zy)((0,kinds/* choice */.Yq)('auto', 'issue', 'pull-request'), 'auto', 'Where the run asks for your input: auto (on the pull request if the run was started from it, otherwise in an issue), issue, or pull-request.'),
    'halt-labels': (0,options_option/* actionOnly */.Zy)((0,kinds/* list */.p_)(label, { allowSpaces: true }), '', 'Labels of a halt issue; missing labels are created.'),
    'halt-assignees': (0,options_option/* actionOnly */.Zy)((0,kinds/* list */.p_)(login, { allowSpaces: false }), '', 'Assignees of a halt issue.'),
    'fail-on': (0,options_option/* actionOnly */.Zy)((0,kinds/* list */.p_)((0,kinds/* choice */.Yq)('halted', 'max-iterations', 'paused'), { allowSpaces: false }), 'halted', 'Outcomes that fail the step: any of halted, max-iterations, paused, or none. Errors always fail.'),
    'resume-command': (0,options_option/* actionOnly */.Zy)(command, '/resume', 'First word of a comment that answers a halt.'),
    'allow-bots': (0,options_option/* actionOnly */.Zy)((0,kinds/* list */.p_)(login, { allowSpaces: false }), '', 'Bots whose comments and events are accepted, such as helper[bot].'),
    resume: (0,options_option/* actionOnly */.Zy)(kinds/* flag */.Jt, 'false', 'Whether this run answers an open halt (for workflow_dispatch).'),
    answer: (0,options_option/* actionOnly */.Zy)((0,kinds/* text */.Qq)(), '', 'The answer that goes with resume.'),
    'install-tmux': (0,options_option/* actionOnly */.Zy)(kinds/* flag */.Jt, 'true', 'Whether to install tmux if it is missing.', { cli: 'false' }),
};

// EXTERNAL MODULE: ./lib/tasks/types.js
var types = __webpack_require__(6651);
// EXTERNAL MODULE: ./node_modules/ms/index.js
var ms = __webpack_require__(744);
;// CONCATENATED MODULE: ./lib/inputs/kinds/duration.js


/** A workflow run ends after 35 days, whatever happens. */
const maxDuration = ms('35d');
/**
 * A span of time as people write it (`90s`, `5m`, `2h`, `1h30m`), a bare number being seconds; read to ms.
 * `min`: the shortest that makes sense, in ms.
 */
function duration(min) {
    return {
        read(text) {
            const span = /^[+-]?[\d.]+$/u.test(text) ? Number(text) * 1000 : sumParts(text);
            if (!Number.isFinite(span))
                throw new kind/* InvalidValue */.h6('is not a duration');
            if (span < 0)
                throw new kind/* InvalidValue */.h6('is negative');
            if (span > maxDuration)
                throw new kind/* InvalidValue */.h6('is longer than 35 days');
            if (span < min)
                throw new kind/* InvalidValue */.h6(span === 0 ? 'must be longer than 0' : `is shorter than ${ms(min)}`);
            return Math.round(span);
        },
        accepts: `a duration such as 90s, 5m, 2h or 1h30m (a bare number is seconds), from ${min === 0 ? '0' : ms(min)} to 35d`,
        placeholder: 'duration',
    };
}
function sumParts(text) {
    const sign = text.startsWith('-') ? -1 : 1;
    const body = text.replace(/^[+-]/u, '').trim();
    const parts = body.match(/(?<![\d.])[\d.]+\s*[a-z]+/giu) ?? [];
    if (parts.length === 0 || parts.join('').replace(/\s/gu, '') !== body.replace(/\s/gu, ''))
        return Number.NaN;
    return sign * parts.reduce((total, part) => total + (ms(part) ?? Number.NaN), 0);
}

;// CONCATENATED MODULE: ./lib/inputs/options/run-options.js




const anyPath = (0,kinds/* checkedText */.N0)('path', () => null, 'a path');
/** What is worked on, and how the loop goes on. */
const run_options_runOptions = {
    command: (0,options_option/* actionOnly */.Zy)((0,kinds/* choice */.Yq)('run', 'specs'), 'run', 'What the step does: run, or specs (the state of every spec, as a summary page and as the output matrix; spec narrows it, and empty means all).'),
    spec: (0,options_option/* cliAndAction */.im)(kinds/* lines */.Mn, '', 'What to run: a spec folder, a tasks.md, a name under .kiro/specs, specs, .specify/specs or openspec/changes, or a glob; several, one per line, run one after another. Empty: the current feature of spec-kit, else the only spec there is.'),
    format: (0,options_option/* cliAndAction */.im)((0,kinds/* choice */.Yq)('auto', ...types/* SPEC_FORMATS */.v), 'auto', 'Whose rules tasks.md follows: kiro, spec-kit or openspec; auto tells by where it lies, then by what it says.'),
    workdir: (0,options_option/* cliAndAction */.im)(anyPath, '', 'Folder to work in. Empty: the workspace of the job or the current folder.'),
    'max-iterations': (0,options_option/* cliAndAction */.im)((0,kinds/* count */.U9)(1, 1_000_000), '50', 'Maximum number of attempts in one run; one iteration is one attempt.'),
    attempts: (0,options_option/* cliAndAction */.im)((0,kinds/* count */.U9)(1, 100), '3', 'Maximum number of attempts at a unit before the run halts for your input.'),
    granularity: (0,options_option/* cliAndAction */.im)((0,kinds/* choice */.Yq)('unit', 'task'), 'unit', 'What an agent is given at a time: unit (a top-level task with its sub-tasks, a phase of spec-kit, a group of OpenSpec) or task (each sub-task on its own).'),
    'include-optional': (0,options_option/* cliAndAction */.im)(kinds/* flag */.Jt, 'false', 'Whether to work on optional tasks (marked with a star) as well.'),
    only: (0,options_option/* cliAndAction */.im)((0,kinds/* text */.Qq)('id'), '', 'Work on this task only; with granularity unit, on the unit that contains it.'),
    from: (0,options_option/* cliAndAction */.im)((0,kinds/* text */.Qq)('id'), '', 'Start at this task.'),
    verify: (0,options_option/* cliAndAction */.im)((0,kinds/* text */.Qq)('command'), '', 'Command that must succeed in the working tree before a unit counts as done; the next attempt is given its output.'),
    evidence: (0,options_option/* cliAndAction */.im)((0,kinds/* choice */.Yq)('report', 'require', 'off'), 'report', 'What a finished unit’s change says against it, without a model (tests removed or skipped, stubs, nothing but comments, earlier work reverted): report it in commit, pull request and report; require that it is fixed first; or off.'),
    questions: (0,options_option/* cliAndAction */.im)((0,kinds/* choice */.Yq)('ask', 'off'), 'off', 'Whether an agent reads all open units before the first one, read-only, and asks in one batch what would stop them: ask, or off. The run goes on with what it assumes until somebody answers.'),
    'task-timeout': (0,options_option/* cliAndAction */.im)(duration(1000), '2h', 'Time limit of one attempt.'),
    'idle-timeout': (0,options_option/* cliAndAction */.im)(duration(1000), '15m', 'How long an agent may print nothing; four times as long while it waits for a tool, such as a test suite.'),
    tmux: (0,options_option/* cliAndAction */.im)((0,kinds/* choice */.Yq)('auto', 'require', 'off'), 'auto', 'Windows for watching the agents: auto (if tmux is installed), require, or off. CODEAGENT_NO_TMUX=1 turns auto off.'),
    'tmux-session': (0,options_option/* cliAndAction */.im)((0,kinds/* text */.Qq)('name'), '', 'Name of the tmux session; a number is added where another run uses it. Empty: sequential-<spec>.'),
    notify: (0,options_option/* cliAndAction */.im)(kinds/* notifyTarget */.hC, '', 'Whom to tell of a halt, a pause of more than an hour, and the end: an http address that gets JSON, or a command that gets it on standard input.'),
    json: (0,options_option/* cliOnly */.dz)(kinds/* flag */.Jt, 'false', 'Print events as JSON, one object per line.'),
};

// EXTERNAL MODULE: ./lib/inputs/kinds/agent-kinds.js
var agent_kinds = __webpack_require__(4570);
// EXTERNAL MODULE: ./lib/inputs/kinds/headroom-kinds.js
var headroom_kinds = __webpack_require__(2189);
;// CONCATENATED MODULE: ./lib/inputs/options/throttle-options.js







/** How the loop throttles itself; `backends`: those that can be named. */
function throttleOptions(backends) {
    return {
        delay: (0,options_option/* cliAndAction */.im)(duration(0), '15s', 'Delay between two attempts, with up to 20 % of jitter.'),
        'max-calls-per-hour': (0,options_option/* cliAndAction */.im)((0,kind/* unlimited */.OS)((0,kinds/* count */.U9)(1, 100_000)), '', 'Maximum number of agent calls within any 60 minutes, counted across runs. Empty: no limit.'),
        'max-wait': (0,options_option/* cliAndAction */.im)((0,kind/* optional */.lq)(duration(0)), '', 'Maximum time that a run waits for a limit to reset; for a longer wait it pauses. Empty: 15m on GitHub-hosted runners, otherwise 12h.'),
        'time-budget': (0,options_option/* cliAndAction */.im)((0,kind/* unlimited */.OS)(duration(ms('1m'))), '', 'Time after which a run pauses; no unit is started that is unlikely to finish in time. Empty: 340m on GitHub-hosted runners, otherwise none.'),
        'budget-tokens': (0,options_option/* cliAndAction */.im)((0,kind/* unlimited */.OS)((0,kinds/* count */.U9)(1, 1e12, true)), '', 'Tokens after which a run pauses. Empty: no limit.'),
        'budget-usd': (0,options_option/* cliAndAction */.im)((0,kind/* unlimited */.OS)(kinds/* money */.TG), '', 'US dollars after which a run pauses. Empty: no limit.'),
        'budget-units': (0,options_option/* cliAndAction */.im)((0,kind/* unlimited */.OS)((0,kinds/* count */.U9)(1, 1_000_000)), '', 'Units after which a run pauses. Empty: no limit.'),
        'daily-budget-usd': (0,options_option/* cliAndAction */.im)((0,kind/* unlimited */.OS)(kinds/* money */.TG), '', 'US dollars per day (UTC), across all runs. Empty: no limit.'),
        'throttle-scope': (0,options_option/* cliAndAction */.im)((0,kinds/* choice */.Yq)('spec', 'repository'), 'spec', 'Over whose calls limits and budgets count: spec (this branch alone), or repository (all runs that share its remote, told each other on refs/sequential/throttle; needs checkpoint: push).'),
        'fallback-backends': (0,options_option/* cliAndAction */.im)((0,kinds/* list */.p_)((0,agent_kinds/* agentKinds */.x)(backends).backend, { allowSpaces: false }), '', 'Backends to use, in this order, while the main one is limited.'),
        pace: (0,options_option/* cliAndAction */.im)(kinds/* flag */.Jt, 'true', 'Slow down before a known limit is reached.'),
        headroom: (0,options_option/* cliAndAction */.im)(headroom_kinds/* headroomShares */.A7, '', 'Share of the usage windows of a plan that is kept for you: of each, or by window (5h, weekly). For claude and codex, which report them. Empty: nothing is kept.'),
        continue: (0,options_option/* actionOnly */.Zy)((0,kinds/* choice */.Yq)('dispatch', 'schedule', 'none'), 'schedule', 'How a paused run continues: dispatch (the run starts the next one when its time is used up, but not for a limit; needs actions: write), schedule (the next scheduled run), or none.', { cli: 'none' }),
        'chain-limit': (0,options_option/* actionOnly */.Zy)((0,kinds/* count */.U9)(0, 1000), '24', 'Maximum number of consecutive runs that start one another with continue: dispatch.'),
        prices: (0,options_option/* cliAndAction */.im)((0,kinds/* text */.Qq)('path'), '', 'JSON file with prices of models, to use instead of the built-in ones, as a path from the folder to work in.'),
    };
}

;// CONCATENATED MODULE: ./lib/inputs/options/options.js





/** Everything that can be set, where these backends can be named. */
function optionTable(backends) {
    return { ...run_options_runOptions, ...(0,agent_options/* agentOptions */._)(backends), ...throttleOptions(backends), ...github_options_githubOptions };
}
/** With the built-in backends: flags, inputs, action.yml and docs/configuration.md all come from here. */
const options = optionTable(agents/* backends */.Sq);
const throttleNames = throttleOptions(agents/* backends */.Sq);
/** Names that options of one side had before, each with the option of today. */
function formerNames(frontend) {
    const table = options;
    return new Map(optionNames(frontend).flatMap((name) => {
        const { formerName } = table[name];
        return formerName === undefined ? [] : [[formerName, name]];
    }));
}
/** Under which heading an option stands in the help. */
function optionGroup(name) {
    if (name in runOptions)
        return 'The run';
    if (name in throttleNames)
        return 'Limits and budgets';
    return name in githubOptions ? 'Commits and branches' : 'Agents';
}
/** Names of the options of one side, in the table's order. */
function optionNames(frontend) {
    return Object.keys(options).filter((name) => options[name].frontends.includes(frontend));
}


/***/ }),

/***/ 6915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $P: () => (/* binding */ givenToAction),
  MS: () => (/* binding */ requireActionWorkdir)
});

// UNUSED EXPORTS: givenFlags

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/ms/index.js
var ms = __webpack_require__(744);
// EXTERNAL MODULE: ./lib/agents/index.js + 38 modules
var agents = __webpack_require__(3202);
// EXTERNAL MODULE: ./lib/agents/sandbox.js
var sandbox = __webpack_require__(337);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/machine-user.js
var machine_user = __webpack_require__(9592);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(8804);
// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(3231);
// EXTERNAL MODULE: ./lib/inputs/options/options.js + 5 modules
var options_options = __webpack_require__(6704);
;// CONCATENATED MODULE: ./lib/inputs/action-inputs.js



/**
 * The action's inputs as the runner hands them over: `INPUT_` and the name in capitals, blanks as underscores
 * (@actions/core's getInput reads them in the same way).
 *
 * A slip of one of our names is refused, for the runner only warns, and a budget would be forgotten. A job may have
 * variables of its own that start alike; those hold no dash, which a shell's variable cannot.
 */
function actionSource(env) {
    const names = [...(0,options_options/* optionNames */.W6)('action'), ...(0,options_options/* formerNames */.ao)('action').keys()];
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
var apply_config = __webpack_require__(6052);
// EXTERNAL MODULE: ./lib/inputs/consistency.js
var consistency = __webpack_require__(893);
;// CONCATENATED MODULE: ./lib/inputs/flag-source.js

const flagNames = new Set([...(0,options_options/* optionNames */.W6)('cli'), ...(0,options_options/* formerNames */.ao)('cli').keys()]);
/** Flags as commander's `opts()` holds them, and the variables that stand for what must not be a flag. */
function flag_source_flagSource(flags, env) {
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
    const table = options;
    return table[name]?.variable;
}

// EXTERNAL MODULE: ./lib/inputs/kinds/git-kinds.js
var git_kinds = __webpack_require__(607);
// EXTERNAL MODULE: ./lib/secrets/own-keys.js
var own_keys = __webpack_require__(8786);
// EXTERNAL MODULE: ./lib/inputs/kinds/app-kinds.js
var app_kinds = __webpack_require__(5604);
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
var agent_options = __webpack_require__(1772);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./lib/inputs/options/kept-options.js


/**
 * Options that the records keep for `resume`. Whoever can write the records can change them, so only what neither
 * executes anything, nor loosens what holds an agent, nor says anything to one is on this list.
 */
const KEPT = new Set([
    ...['backend', 'assign-backend', 'owner-backends', 'fallback-backends', 'model', 'assign-model'],
    ...['format', 'granularity', 'include-optional', 'attempts', 'max-iterations', 'questions'],
    ...['task-timeout', 'idle-timeout', 'delay', 'max-wait', 'time-budget', 'pace', 'tmux'],
    ...['checkpoint', 'records'],
]);
/** Neither kept nor missed: one run's affair, or the place where it happens. */
const OF_ONE_RUN = new Set([
    ...['spec', 'workdir', 'json', 'only', 'from', 'tmux-session', 'prices'],
]);
const NAMES_BACKENDS = new Set([
    ...['backend', 'assign-backend', 'owner-backends', 'fallback-backends'],
]);
/** Backends that run a program or a script which a person named, or which lies in the repository. */
const RUNS_A_FILE = /(?:^|[=,\s])(?:custom|acp|rehearsal)(?![\w-])/i;
/** Of no agent's command line, and no control character. */
const PLAIN_VALUE = /^[^-\p{Cc}][^\p{Cc}]{0,499}$/u;
/** Can the records keep this value? */
function isKept(name, text) {
    if (!KEPT.has(name) || !PLAIN_VALUE.test(text))
        return false;
    // A value behind a colon or an equals sign must not look like a flag, either.
    return !(NAMES_BACKENDS.has(name) && (RUNS_A_FILE.test(text) || /[:=]\s*-/.test(text)));
}
/** What the records are to keep of the way a run is set; `before`: what they had. */
function keepOptions(said, before, reader) {
    const given = (0,options_options/* optionNames */.W6)('cli').flatMap((name) => {
        const text = said(name)?.trim() ?? '';
        return text === '' ? [] : [[name, text]];
    });
    const kept = given.filter(([name, text]) => isKept(name, text));
    const again = given.filter(([name, text]) => !isKept(name, text) && !OF_ONE_RUN.has(name)).map(([name]) => name);
    // What a run came to because nothing was said, such as uncommitted changes, holds for that run alone.
    const checkpoint = reader.isGiven('checkpoint') ? { checkpoint: reader.get('checkpoint') } : {};
    return { options: { ...Object.fromEntries([...before, ...kept]), ...checkpoint }, again };
}
const recordSchema = schemas/* object */.Ikc({
    options: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).catch({}),
    again: schemas/* array */.YOg(schemas/* string */.YjP()).catch([]),
});
/** What records have, whoever wrote it: what cannot have been kept counts for nothing. */
function readKept(recorded, table) {
    const parsed = recordSchema.safeParse(recorded);
    if (!parsed.success)
        return { options: new Map(), again: [] };
    const isOption = (name) => Object.hasOwn(table, name);
    const options = Object.entries(parsed.data.options).flatMap(([name, text]) => isOption(name) && isKept(name, text) && isReadable(table, name, text) ? [[name, text]] : []);
    const again = parsed.data.again.filter(isOption).filter((name) => !OF_ONE_RUN.has(name));
    return { options: new Map(options), again };
}
function isReadable(table, name, text) {
    try {
        table[name].kind.read(text);
        return true;
    }
    catch {
        return false;
    }
}
/** The flags that must be given with `resume`, each as its name and one text: what the records do not keep. */
function flagsToRepeat(said, table) {
    return optionNames('cli').flatMap((name) => {
        const text = said(name)?.trim() ?? '';
        if (text === '' || name === 'spec' || name === 'json' || isKept(name, text))
            return [];
        const texts = table[name].kind.repeatable === true ? text.split('\n') : [text];
        return texts.filter((line) => line.trim() !== '').map((line) => [name, line]);
    });
}

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
var kinds_kind = __webpack_require__(6163);
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
function createOptionReader(source, table = options_options/* options */.fF, file = null) {
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
function givenFlags(flags, env, cwd, backends = builtInBackends) {
    const source = flagSource(flags, env);
    const findWorkdir = ({ get, label }) => {
        const workdir = realPath(resolve(cwd, get('workdir')));
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
    const table = (0,options_options/* optionTable */.sX)(backends);
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
                const kept = source.frontend === 'cli' ? keepOptions(raw, behind.kept?.(spec) ?? new Map(), reader) : undefined;
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

/***/ 1285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ builtInOwners)
/* harmony export */ });
/** The owner agents of these backends: first those that bear their backend's name, in the order of the list. */
function builtInOwners(backends) {
    const owners = backends.flatMap(({ name, ownerAgents = [] }) => ownerAgents.map((owner) => ({ ...owner, backend: name })));
    const isNamesake = ({ name, backend }) => name === backend;
    return [...owners.filter(isNamesake), ...owners.filter((owner) => !isNamesake(owner))];
}


/***/ }),

/***/ 430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aq: () => (/* binding */ parseOwnerBackends),
/* harmony export */   CL: () => (/* binding */ resolveExecutor),
/* harmony export */   c_: () => (/* binding */ defaultBackend),
/* harmony export */   hY: () => (/* binding */ usedBackends),
/* harmony export */   lV: () => (/* binding */ ownerAgentNames),
/* harmony export */   qh: () => (/* binding */ withModel),
/* harmony export */   rL: () => (/* binding */ reviewsItself),
/* harmony export */   zd: () => (/* binding */ requestedModels)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _owner_agents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1285);


const SYNTAX = /^([\w.-]+)\s*=\s*([\w-]+)(?::(\S+))?$/;
const FIX = "write owner=backend or owner=backend:model, as in 'codex=claude, gemini=opencode:google/gemini-3-pro'";
/** Reads `--owner-backends`; the name `all` stands for every owner agent. Throws a UserError that quotes what it cannot read. */
function parseOwnerBackends(value) {
    const ownerBackends = new Map();
    for (const part of value.split(/[,\n]/)) {
        const text = part.trim();
        if (text === '')
            continue;
        const [, owner, backend, model] = SYNTAX.exec(text) ?? [];
        if (!owner || !backend)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`cannot read "${text}"`, { where: 'owner-backends', fix: FIX });
        if (ownerBackends.has(owner))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`"${owner}" is given twice`, { where: 'owner-backends', fix: FIX });
        ownerBackends.set(owner, { backend, model: model ?? null });
    }
    if (ownerBackends.size === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('no owner agent is given', { where: 'owner-backends', fix: FIX });
    return Object.fromEntries(ownerBackends);
}
/**
 * Names to choose an owner agent from: those whose backend can run here (`available` null: all may), and at least one.
 */
function ownerAgentNames(settings, backends, available) {
    const names = ownerNames(settings, backends).filter((name) => name !== 'all');
    const usable = names.filter((name) => isAvailable(ownerBackend(name, settings, backends).backend, available));
    return usable.length > 0 ? usable : [settings.backend];
}
/**
 * Who executes an assignment. One that no agent made (`default`, `fallback`) goes to `--backend`, as does one whose
 * own backend cannot run here any more.
 */
function resolveExecutor(assignment, settings, backends, available) {
    const madeByAgent = assignment.source !== 'default' && assignment.source !== 'fallback';
    const preferred = madeByAgent ? ownerBackend(assignment.owner_agent, settings, backends) : defaultBackend(settings);
    const entry = isAvailable(preferred.backend, available) ? preferred : defaultBackend(settings);
    const reviews = (0,_owner_agents_js__WEBPACK_IMPORTED_MODULE_1__/* .builtInOwners */ .w)(backends).find(({ name }) => name === assignment.owner_agent)?.reviews === true;
    const type = madeByAgent && reviews ? 'review' : assignment.type;
    return { backend: entry.backend, model: entry.model, type };
}
/**
 * Backends that a run may start (`used`, of those in `backends`), and those without which it cannot go on
 * (`required`): who executes what nobody else does, who assigns, and who reviews.
 */
function usedBackends(settings, fallbackBackends, backends) {
    const required = new Set([defaultBackend(settings).backend]);
    if (settings.assignBackend !== null)
        required.add(settings.assignBackend);
    if (settings.reviewer)
        required.add(settings.reviewer.backend);
    const chosen = chosenBackends(settings, backends).map(({ backend }) => backend);
    const known = backends.map(({ name }) => name);
    const used = new Set([...required, ...chosen, ...fallbackBackends]);
    return { used: [...used].filter((name) => known.includes(name)), required: [...required] };
}
/** The models that a run may ask for, each with its backend. */
function requestedModels(settings, backends) {
    const { assignBackend: backend, assignModel: model } = settings;
    const assigning = backend === null ? [] : [withModel({ backend, model }, settings)];
    const executing = [defaultBackend(settings), ...chosenBackends(settings, backends)];
    const reviewing = settings.reviewer ? [withModel(settings.reviewer, settings)] : [];
    const requested = new Map([...executing, ...assigning, ...reviewing].map((entry) => [`${entry.backend} ${entry.model}`, entry]));
    return [...requested.values()].flatMap((entry) => entry.model === null ? [] : [{ backend: entry.backend, model: entry.model }]);
}
/** Is the reviewer the agent that works where no roster says otherwise, with the same model? */
function reviewsItself(settings) {
    if (!settings.reviewer)
        return false;
    const worker = defaultBackend(settings);
    const reviewer = withModel(settings.reviewer, settings);
    return worker.backend === reviewer.backend && worker.model === reviewer.model;
}
/** What the names stand for; without assignments no owner agent is ever chosen. */
function chosenBackends(settings, backends) {
    if (settings.assignBackend === null)
        return [];
    return ownerNames(settings, backends).map((name) => ownerBackend(name, settings, backends));
}
/** Names that a unit may be assigned to, `all` included where the user gave it: the built-in ones, then the user's own. */
function ownerNames(settings, backends) {
    const own = Object.keys(settings.ownerBackends ?? {});
    return [...new Set([...(0,_owner_agents_js__WEBPACK_IMPORTED_MODULE_1__/* .builtInOwners */ .w)(backends).map(({ name }) => name), ...own])];
}
function ownerBackend(owner, settings, backends) {
    const { ownerBackends: roster, backendGiven } = settings;
    const configured = roster && Object.hasOwn(roster, owner) ? roster[owner] : undefined;
    if (configured)
        return withModel(configured, settings);
    // Whoever gives a backend and no roster means that backend.
    const builtIn = (0,_owner_agents_js__WEBPACK_IMPORTED_MODULE_1__/* .builtInOwners */ .w)(backends).find(({ name }) => name === owner);
    if (roster?.all || (backendGiven && !roster) || builtIn === undefined)
        return defaultBackend(settings);
    return withModel({ backend: builtIn.backend, model: null }, settings);
}
/** Who executes where the roster names nobody: its `all`, else `--backend`. */
function defaultBackend(settings) {
    const all = settings.ownerBackends?.all;
    return all ? { ...all, model: all.model ?? settings.model } : { backend: settings.backend, model: settings.model };
}
/** `--model` is a model of `--backend`: another one would not know it. */
function withModel(entry, settings) {
    const model = entry.model ?? (entry.backend === settings.backend ? settings.model : null);
    return { backend: entry.backend, model };
}
function isAvailable(backend, available) {
    return available === null || available.has(backend);
}


/***/ }),

/***/ 8775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $I: () => (/* binding */ readObjects),
/* harmony export */   AH: () => (/* binding */ hashesAt),
/* harmony export */   Wn: () => (/* binding */ readFirstLinkedFile),
/* harmony export */   _T: () => (/* binding */ readFileAt),
/* harmony export */   vM: () => (/* binding */ readLinkedFileAt)
/* harmony export */ });
/* harmony import */ var _index_status_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8968);

/** The text of a file in a commit; null: it is not there, or no file. */
async function readFileAt(git, commit, path) {
    const shown = await git(['cat-file', 'blob', `${commit}:${path}`], { accept: 'any' });
    return shown.code === 0 ? shown.stdout : null;
}
/** As `readFileAt`, but of a link the file that it leads to; git follows it in the commit alone, and nowhere else. */
async function readLinkedFileAt(git, commit, path) {
    return linkedFile((await readObjects(git, [`${commit}:${path}`], 'follow'))[0]);
}
/** The same in the first of these commits that there is; `ref`: which, null: none. */
async function readFirstLinkedFile(git, refs, path) {
    const places = refs.flatMap((ref) => [`${ref}^{commit}`, `${ref}:${path}`]);
    const objects = await readObjects(git, places, 'follow');
    const at = refs.findIndex((_, index) => objects[2 * index]?.what === 'commit');
    return { ref: refs[at] ?? null, file: linkedFile(objects[2 * at + 1]) };
}
function linkedFile(found) {
    if (found === undefined)
        return { text: null };
    if (found.what === 'blob')
        return { text: found.text };
    const problem = UNREADABLE[found.what];
    return problem === undefined ? { text: null } : { text: null, problem };
}
/**
 * Objects by their places (`commit`, `commit:path`), all from one process; fewer than were asked for where git came upon
 * what it cannot read. `links`: what becomes of a link that is committed.
 */
async function readObjects(git, places, links) {
    const { stdout } = await git(['cat-file', '--batch', ...(links === 'follow' ? ['--follow-symlinks'] : [])], {
        input: places.map((place) => `${(0,_index_status_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(place)}\n`).join(''),
        // Sizes are of bytes.
        encoding: 'latin1',
        accept: 'any',
    });
    const objects = [];
    for (let at = 0; at < stdout.length;) {
        const start = stdout.indexOf('\n', at) + 1;
        const header = stdout.slice(at, start);
        const [, hash = null, what = 'missing', size] = /^(?:([0-9a-f]+) )?(\w+) (\d+)\n$/.exec(header) ?? [];
        const end = size === undefined ? start : start + Number(size) + 1;
        const text = Buffer.from(stdout.slice(start, Math.max(start, end - 1)), 'latin1').toString();
        objects.push({ hash, what, text });
        at = end;
    }
    return objects;
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

/***/ 732:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n9: () => (/* binding */ createCheckoutFinder),
  I8: () => (/* binding */ findCheckout)
});

// UNUSED EXPORTS: requireGitVersion

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/agents/install/find-program.js
var find_program = __webpack_require__(2214);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-configuration.js
var git_configuration = __webpack_require__(7485);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-environment.js
var git_environment = __webpack_require__(2890);
// EXTERNAL MODULE: ./lib/inputs/kinds/git-kinds.js
var git_kinds = __webpack_require__(607);
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
var git_git = __webpack_require__(4606);
// EXTERNAL MODULE: ./lib/repository/git/index/sparse-checkout.js
var sparse_checkout = __webpack_require__(4999);
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

/***/ 7485:
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

/***/ 2890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bx: () => (/* binding */ localEnvironment),
/* harmony export */   mL: () => (/* binding */ configurationEnvironment),
/* harmony export */   pW: () => (/* binding */ userCredentialsEnvironment)
/* harmony export */ });
/* harmony import */ var _own_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6079);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4606);


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

/***/ 4606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  XS: () => (/* binding */ GitError),
  SC: () => (/* binding */ GitKilledError),
  lD: () => (/* binding */ createGit),
  zu: () => (/* binding */ trustedPath)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/report/text/numbers.js
var numbers = __webpack_require__(2626);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(8804);
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

/***/ 981:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ readPlainBranch),
/* harmony export */   z: () => (/* binding */ readHead)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Reads the files where they are plain, which costs no process; asks git for all else. */
async function readHead(checkout) {
    const branch = /^ref: refs\/heads\/(.+)\n$/.exec(readPlain((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.gitDir, 'HEAD')) ?? '')?.[1];
    const plain = branch === undefined ? null : readPlainBranch(checkout, branch);
    if (branch !== undefined && plain !== null)
        return { head: plain, branch };
    const name = await checkout.git(['symbolic-ref', '-q', '--short', 'HEAD'], { accept: 'any' });
    const commit = await checkout.git(['rev-parse', '-q', '--verify', 'HEAD^{commit}'], { accept: 'any' });
    return {
        head: commit.code === 0 ? commit.stdout.trim() : null,
        branch: name.code === 0 ? name.stdout.trim() : null,
    };
}
/** The commit of a branch whose file holds one, so that it stands for no other; null: that file does not say. */
function readPlainBranch({ commonDir }, branch) {
    const commit = readPlain((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(commonDir, 'refs', 'heads', branch))?.trim() ?? '';
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit) ? commit : null;
}
/** null: it is no small plain file. */
function readPlain(path) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size < 4096 ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8') : null;
}


/***/ }),

/***/ 4999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ readSparsePaths),
/* harmony export */   W0: () => (/* binding */ isAbsent),
/* harmony export */   uV: () => (/* binding */ keepingFilesOutside),
/* harmony export */   zP: () => (/* binding */ isSparse)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7485);


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

/***/ 8968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ readStatusOnly),
/* harmony export */   HD: () => (/* binding */ readable),
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   rk: () => (/* binding */ readStatus)
/* harmony export */ });
/* unused harmony export parseStatus */
const readable = (path) => Buffer.from(path, 'latin1').toString('utf8');
const bytes = (path) => Buffer.from(path, 'utf8').toString('latin1');
const STATUS = [
    'status',
    '--porcelain=v2',
    '-z',
    '--branch',
    '--untracked-files=all',
    '--ignore-submodules=dirty',
    '--no-renames',
];
/** What is uncommitted in the working tree. Of submodules only another commit counts; nothing runs inside them. */
async function readStatus(git) {
    return parseStatus((await git(STATUS, { encoding: 'latin1' })).stdout);
}
/** The same, and the index stays as it is: git would take files that it was to look into for unchanged from then on. */
async function readStatusOnly(git) {
    return parseStatus((await git(STATUS, { encoding: 'latin1', env: { GIT_OPTIONAL_LOCKS: '0' } })).stdout);
}
/** Reads `git status --porcelain=v2 -z --branch --no-renames`, decoded as latin1. */
function parseStatus(output) {
    const lines = output.split('\0');
    const header = (name) => lines.find((line) => line.startsWith(`# ${name} `))?.slice(name.length + 3) ?? null;
    const head = header('branch.oid');
    const branch = header('branch.head');
    return {
        head: head === '(initial)' ? null : head,
        branch: branch === null || branch === '(detached)' ? null : readable(branch),
        entries: lines.flatMap((line) => parseEntry(line) ?? []),
    };
}
function parseEntry(line) {
    if (line.startsWith('? ')) {
        const path = line.slice(2);
        return { path, kind: 'untracked', staged: '.', submodule: false, nested: path.endsWith('/') };
    }
    const unmerged = line.startsWith('u ');
    if (!unmerged && !line.startsWith('1 '))
        return null;
    const fields = line.split(' ');
    return {
        path: fields.slice(unmerged ? 10 : 8).join(' '),
        kind: unmerged ? 'unmerged' : 'changed',
        staged: fields[1]?.[0] ?? '.',
        submodule: fields[2]?.startsWith('S') ?? false,
        nested: false,
    };
}


/***/ }),

/***/ 2728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readCommittedFile),
/* harmony export */   g: () => (/* binding */ readBaseFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _git_blobs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8775);
/* harmony import */ var _git_checkout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(732);
/* harmony import */ var _git_head_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(981);






/** A file of the base, which no agent wrote; where there is no base, of the commit that is checked out. */
async function readBaseFile(opened, path) {
    const commit = opened.base?.commit ?? opened.head;
    const found = commit === null ? { text: null } : await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_3__/* .readLinkedFileAt */ .vM)(opened.checkout.git, commit, path);
    const name = `${path} (${opened.base?.name ?? opened.branch ?? 'HEAD'})`;
    return { ...found, name, differs: differsFrom(found.text, readCurrent(opened.checkout.top, path)) };
}
/**
 * A file of the first of these refs that there is, before a repository is opened. Without git there is only what lies
 * in the folder.
 */
async function readCommittedFile({ workdir, env, findCheckout = (0,_git_checkout_js__WEBPACK_IMPORTED_MODULE_4__/* .createCheckoutFinder */ .n9)(env), }, path, refs = ['HEAD']) {
    const found = await findCheckout(workdir, null).catch((error) => {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo)
            return null;
        throw error;
    });
    // What is wrong with the repository is said by whoever needs it; `doctor` looks at the machine all the same.
    if (found === null)
        return { text: null, name: path, differs: false };
    if (found.kind === 'none')
        return { ...readCurrent(workdir, path), name: path, differs: false };
    const { git, top } = found.checkout;
    const { ref, file } = await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_3__/* .readFirstLinkedFile */ .Wn)(git, refs, path);
    const isHead = ref === null || ref === 'HEAD';
    const name = isHead
        ? ((await (0,_git_head_js__WEBPACK_IMPORTED_MODULE_5__/* .readHead */ .z)(found.checkout)).branch ?? 'HEAD')
        : ref.replace(/^refs\/(?:remotes|heads)\//, '');
    return { ...file, name: `${path} (${name})`, differs: differsFrom(file.text, readCurrent(top, path)) };
}
/** What lies in the working tree says so, be it a text or no file at all. */
function differsFrom(committed, current) {
    return current.problem !== undefined || (current.text !== null && current.text !== committed);
}
/**
 * A file of the folder `top`, of a link what it leads to in there. A pipe or a device, which an agent may have put there,
 * would be read for ever.
 */
function readCurrent(top, path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(top, path));
    }
    catch {
        return { text: null };
    }
    try {
        const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(top, path));
        const inside = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(top), file);
        if (inside.startsWith('..'))
            return { text: null, problem: 'is a link that leads out of the folder' };
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file).isFile())
            return { text: null, problem: 'is not a file' };
        return { text: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8') };
    }
    catch (error) {
        const { code, message } = error;
        if (code === 'ENOENT')
            return { text: null, problem: 'is a link to a file that is not there' };
        return { text: null, problem: code === 'ELOOP' ? 'is a link in a circle' : `cannot be read: ${message}` };
    }
}


/***/ }),

/***/ 9428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ privateKeyForms),
/* harmony export */   g: () => (/* binding */ signingKeyText)
/* harmony export */ });
/** A private RSA key as a PEM file of either kind holds it, in whatever form it was given. */
function privateKeyForms(key) {
    return ['pkcs1', 'pkcs8'].map((type) => key.export({ type, format: 'pem' }).toString());
}
/** The key that commits are signed with, as its program reads it. */
function signingKeyText(key) {
    return key.export().toString();
}


/***/ }),

/***/ 5675:
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
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _tasks_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6651);
/* harmony import */ var _reading_list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1252);





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

/***/ 1252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ markdownIn),
  B: () => (/* binding */ readReadingList)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
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
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _temporary_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4133);



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

/***/ 4133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NT: () => (/* binding */ temporaryName),
/* harmony export */   Us: () => (/* binding */ resemblesTemporaryFile),
/* harmony export */   b$: () => (/* binding */ clearTemporaryFolder),
/* harmony export */   om: () => (/* binding */ removeTemporaryFile),
/* harmony export */   yQ: () => (/* binding */ findTemporaryFiles),
/* harmony export */   yy: () => (/* binding */ temporaryFolder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _lock_lock_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9028);




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

/***/ 9028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AY: () => (/* binding */ createLockFolder),
/* harmony export */   EN: () => (/* binding */ sharedLocks),
/* harmony export */   HZ: () => (/* binding */ lockPath),
/* harmony export */   Rn: () => (/* binding */ refuseOtherKind),
/* harmony export */   YT: () => (/* binding */ privateGitFolder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _repository_top_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9515);
/* harmony import */ var _temp_folder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9080);






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

/***/ 9760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ acquireLock),
  v: () => (/* binding */ findLockHolder)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(6146);
;// CONCATENATED MODULE: ./lib/state/lock/heartbeat.js


/*
 * The holder of a lock shows that it lives, for those who cannot see its process: on another host, in another container.
 * It does by the clock of the file system, which machines share, as they do not share their own.
 */
const HEARTBEAT_INTERVAL = 30 * time/* SECOND */.Z2;
const STALE_AFTER = 10 * time/* MINUTE */.pY;
/** What every lock begins with is written once more. */
function writeHeartbeat(file) {
    const fd = (0,external_node_fs_.openSync)(file, external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_NOFOLLOW);
    try {
        (0,external_node_fs_.writeSync)(fd, '{', 0);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
/** `now`: epoch ms. */
function hasRecentHeartbeat(file, now) {
    try {
        return now - (0,external_node_fs_.statSync)(file).mtimeMs < STALE_AFTER;
    }
    catch {
        return false;
    }
}
/** What the clock of the file system says (epoch ms): when `probe`, which is not there yet, is written. */
function fileSystemNow(probe) {
    (0,external_node_fs_.writeFileSync)(probe, '');
    try {
        return (0,external_node_fs_.statSync)(probe).mtimeMs;
    }
    finally {
        (0,external_node_fs_.rmSync)(probe, { force: true });
    }
}

// EXTERNAL MODULE: ./lib/state/lock/lock-path.js
var lock_path = __webpack_require__(9028);
// EXTERNAL MODULE: ./lib/state/lock/process-start.js
var process_start = __webpack_require__(5849);
;// CONCATENATED MODULE: ./lib/state/lock/lock.js








const holderSchema = schemas/* object */.Ikc({
    /** Names this one hold for ever. */
    token: schemas/* string */.YjP().min(1),
    run: schemas/* string */.YjP(),
    pid: schemas/* number */.aig().int().positive(),
    host: schemas/* string */.YjP(),
    /** ISO, UTC. */
    since: schemas/* string */.YjP(),
    /** When the process started, as its platform tells it: a pid alone may be another process by now. */
    start: schemas/* string */.YjP().nullable(),
});
/**
 * One run at a time on a folder. A second one is refused with a UserError that says who holds it; a lock whose holder
 * is dead is taken over. The lock file lies where no commit can take it (`lock-path.ts`).
 */
async function acquireLock(options) {
    const file = (0,lock_path/* lockPath */.HZ)(options.path);
    const self = {
        token: (0,external_node_crypto_.randomUUID)(),
        run: options.runId,
        pid: options.pid,
        host: options.host,
        since: new Date(options.now).toISOString(),
        start: (0,process_start/* processStart */.g)(options.pid),
    };
    const isAlive = options.isAlive ?? ((holder) => isProcessAlive(holder, options.host));
    const isHeld = (holder, lockFile) => isAlive(holder) &&
        (holder.host === self.host || hasRecentHeartbeat(lockFile, fileSystemNow(`${file}.${self.token}.now`)));
    const take = async () => {
        (0,lock_path/* createLockFolder */.AY)(file);
        return takeLock(file, self, isHeld);
    };
    const owner = await take().catch((cause) => {
        if (cause instanceof errors/* UserError */.yo)
            throw cause;
        throw new errors/* UserError */.yo(`the lock cannot be taken: ${cause.message}`, {
            where: file,
            fix: 'make its folder writable, on a filesystem with free space and hard links',
            cause,
        });
    });
    if (owner !== self)
        throw lockHeldError(options.path, file, owner, self.host);
    return keepLock(file, self);
}
/** Shows that the holder lives, until it is given back or the process ends. */
function keepLock(file, { token }) {
    const beat = () => ignoreErrors(() => writeHeartbeat(file));
    const heartbeatTimer = setInterval(beat, HEARTBEAT_INTERVAL).unref();
    const release = () => {
        clearInterval(heartbeatTimer);
        process.removeListener('exit', release);
        ignoreErrors(() => {
            if (readHolder(file)?.token === token)
                (0,external_node_fs_.rmSync)(file);
        });
    };
    process.on('exit', release);
    return { release: async () => release() };
}
/** Who works on a folder at this moment; null: nobody, or nobody can be told from here. Takes and changes nothing. */
function findLockHolder(path, host) {
    try {
        const file = (0,lock_path/* lockPath */.HZ)(path);
        const holder = readHolder(file);
        if (holder === null || !isProcessAlive(holder, host))
            return null;
        // By this machine's clock: who only looks writes nothing, and so cannot ask the file system's.
        return holder.host === host || hasRecentHeartbeat(file, Date.now()) ? holder : null;
    }
    catch {
        return null;
    }
}
/**
 * Takes `file` or says who has it. A dead holder's lock is replaced only by the one who holds the right to succeed
 * just that holder, a lock like any other, named after the dead one's token. Two takers can therefore never both
 * replace it, and a taker that dies on the way is succeeded in its turn.
 */
async function takeLock(file, self, isAlive) {
    let liveSuccessor = null;
    for (let attempt = 0; attempt < 100; attempt++) {
        if (createLockFile(file, self))
            return self;
        const holder = readHolder(file);
        if (holder === null)
            continue;
        if (isAlive(holder, file))
            return holder;
        const successionLock = `${file}.${holder.token}`;
        const successor = await takeLock(successionLock, self, isAlive);
        if (successor !== self) {
            // Someone alive is taking it over this moment; once they are done, `file` names them.
            liveSuccessor = successor;
            await (0,promises_.setTimeout)(5);
            continue;
        }
        try {
            if (readHolder(file)?.token === holder.token) {
                replaceLockFile(file, self);
                return self;
            }
        }
        finally {
            (0,external_node_fs_.rmSync)(successionLock, { force: true });
        }
    }
    if (liveSuccessor !== null)
        return liveSuccessor;
    throw new errors/* InternalError */.Gd(`the lock ${file} changes owners faster than it can be read`);
}
/** A link appears whole or not at all, and only where nothing is. */
function createLockFile(file, self) {
    const draft = writeDraft(file, self);
    try {
        (0,external_node_fs_.linkSync)(draft, file);
        return true;
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    }
    finally {
        (0,external_node_fs_.rmSync)(draft, { force: true });
    }
}
function replaceLockFile(file, self) {
    (0,external_node_fs_.renameSync)(writeDraft(file, self), file);
}
function writeDraft(file, self) {
    const draft = `${file}.${self.token}.draft`;
    (0,external_node_fs_.writeFileSync)(draft, `${JSON.stringify(self)}\n`);
    return draft;
}
/** null: nobody holds it. What cannot be read (a power cut left it empty) belongs to a dead one. */
function readHolder(file) {
    let text;
    try {
        // A folder cannot be read, a link names something else, and a named pipe may be waited for without end.
        if (!(0,external_node_fs_.lstatSync)(file).isFile())
            (0,lock_path/* refuseOtherKind */.Rn)(file);
        text = (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return null;
        throw error;
    }
    try {
        return holderSchema.parse(JSON.parse(text));
    }
    catch {
        return { token: 'unreadable', run: 'unknown', pid: 1, host: '', since: '', start: null };
    }
}
function isProcessAlive(holder, host) {
    if (holder.token === 'unreadable')
        return false;
    if (holder.host !== host)
        return true;
    const start = (0,process_start/* processStart */.g)(holder.pid);
    return start !== null && (holder.start === null || holder.start === start);
}
function lockHeldError(path, file, holder, host) {
    const sameHost = holder.host === host;
    return new errors/* UserError */.yo(`another run is active here: run ${holder.run}, process ${holder.pid} on ${holder.host}, since ${holder.since}`, {
        where: path,
        fix: sameHost
            ? `wait until it ends, or end it with \`kill ${holder.pid}\``
            : `wait until it ends; if that machine no longer exists, remove ${file}`,
    });
}
function ignoreErrors(act) {
    try {
        act();
    }
    catch {
        // The lock's folder is gone: nothing is left to give back.
    }
}


/***/ }),

/***/ 9515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ findRepositoryTop)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** The nearest folder, from `from` upwards, that holds a `.git` (a folder, or in worktrees and submodules a file). */
function findRepositoryTop(from) {
    for (let folder = from;; folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder)) {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, '.git')))
            return folder;
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder) === folder)
            return null;
    }
}


/***/ }),

/***/ 6651:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ SPEC_FORMATS)
/* harmony export */ });
/** tasks.md: read into a spec, and its checkboxes ticked. */
/** Whose rules a tasks.md follows. */
const SPEC_FORMATS = ['kiro', 'spec-kit', 'openspec'];


/***/ }),

/***/ 1420:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ hasProcesses),
/* harmony export */   Pi: () => (/* binding */ isSpareUser),
/* harmony export */   _N: () => (/* binding */ findAnotherUser),
/* harmony export */   us: () => (/* binding */ spareUsers)
/* harmony export */ });
/* unused harmony export isThrownAway */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);


/** Given to nobody, by Debian's policy and by systemd's table of users and groups. */
const FIRST = 60_706;
const LAST = 61_183;
const isSpareUser = (uid) => uid >= FIRST && uid <= LAST;
/** A uid that nobody has here, for a run's agents; a text: why there is none, for people. */
function findAnotherUser(env) {
    if (process.getuid?.() !== 0)
        return 'it needs a run as root, for which sudo is not enough';
    if (!isThrownAway(env))
        return 'it would change the owner of files that stay after the job';
    // With it off, whoever may write a folder puts any file of the machine there, and is then given it.
    if (readText('/proc/sys/fs/protected_hardlinks').trim() !== '1')
        return 'fs.protected_hardlinks is off';
    const taken = new Set([...knownUsers(), ...runningUsers()]);
    const start = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomInt)(FIRST, LAST + 1);
    for (let uid = start; uid <= LAST; uid += 1)
        if (!taken.has(uid) && isMapped(uid))
            return uid;
    for (let uid = FIRST; uid < start; uid += 1)
        if (!taken.has(uid) && isMapped(uid))
            return uid;
    return `no user between ${FIRST} and ${LAST} is free`;
}
/** Does the machine, with the working tree, end with the job? Of a self-hosted runner nobody can tell. */
function isThrownAway(env, isContainer = inContainer) {
    if (env.GITHUB_ACTIONS !== 'true')
        return false;
    if (env.GITEA_ACTIONS === 'true' || env.FORGEJO_ACTIONS === 'true')
        return isContainer();
    return env.RUNNER_ENVIRONMENT === 'github-hosted';
}
/** The marks of Docker and Podman. */
const inContainer = () => ['/.dockerenv', '/run/.containerenv'].some((path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(path));
/** Is there at least one process of this user that still runs? */
function hasProcesses(uid) {
    return processes().some((process) => process.users.includes(uid) && !process.hasEnded);
}
/** Those of the users that nobody has who have processes all the same. */
function spareUsers() {
    return [...new Set(runningUsers())].filter(isSpareUser);
}
function runningUsers() {
    return processes().flatMap(({ users }) => users);
}
/** By each of the users that a process has: real, effective, saved, and for files (proc(5)). */
function processes() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((name) => readText(`/proc/${name}/status`))
        .map((status) => ({
        users: (/^Uid:\s+(.*)$/m.exec(status)?.[1] ?? '').split(/\s+/).filter(Boolean).map(Number),
        hasEnded: /^State:\s+[ZX]/m.test(status),
    }));
}
function knownUsers() {
    return ['/etc/passwd', '/etc/group'].flatMap((path) => readText(path)
        .split('\n')
        .map((line) => Number(line.split(':')[2])));
}
/** A container may know the first 65,536 users alone, or fewer (user_namespaces(7)). */
function isMapped(uid) {
    return ['uid_map', 'gid_map'].every((name) => readText(`/proc/self/${name}`)
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/).map(Number))
        .some(([first = 0, , length = 0]) => uid >= first && uid < first + length));
}
function readText(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8');
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 3055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ createLoans),
  c: () => (/* binding */ endLeftLoans)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/lock/lock.js + 1 modules
var lock = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/state/lock/temp-folder.js
var temp_folder = __webpack_require__(9080);
// EXTERNAL MODULE: ./lib/terminal/isolation/another-user/find-user.js
var find_user = __webpack_require__(1420);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/terminal/isolation/another-user/plan-loan.js


/** Paths here are bytes, one a character, since a file's name need not be text. */
const toBytes = (path) => Buffer.from(path, 'latin1');
const fromText = (path) => Buffer.from(path).toString('latin1');
const OTHERS = 0o007;
/** Others may make files in it, and touch none but their own. */
const SHARED = 0o1007;
/** Where modes are the kernel's, which lets nobody but root write. */
const KERNEL = /^\/(?:proc|sys)(?:\/|$)/;
/**
 * What has to change for another user to reach what a policy lends, and nothing that it covers. Changes nothing. Called
 * while no process of that user lives.
 */
function planLoan(policy, user, owner) {
    const hidden = policy.hidden.map(({ path }) => fromText(path));
    const readOnly = policy.readOnly.filter((path) => !KERNEL.test(path)).map(fromText);
    const [trees, folders] = [policy.lent.trees.map(fromText), policy.lent.folders.map(fromText)];
    const covered = new Set([...hidden, ...readOnly]);
    const modes = createModes();
    const { given, owners } = planOwners(trees, { user, owner, covered, modes });
    for (const path of folders)
        if (lstat(path)?.isDirectory() && !covered.has(path) && !given.has(path))
            modes.change(path, lstat(path), (mode) => mode | SHARED);
    const readable = policy.lent.readable.map(fromText);
    for (const path of readable)
        planReading(path, new Set(hidden), modes);
    for (const path of readOnly)
        modes.change(path, lstat(path), (mode) => mode & ~0o002);
    for (const path of hidden)
        modes.change(path, lstat(path), (mode) => mode & ~OTHERS);
    // Who has a folder needs no more, and could put a link in its place before the mode is restored.
    for (const path of new Set([...trees, ...folders, ...readable].flatMap(foldersAbove)))
        if (!covered.has(path) && !given.has(path))
            modes.change(path, lstat(path), (mode) => mode | 0o001);
    const { before, after } = modes;
    return { loan: { user, owner, trees, folders, owners, modes: before() }, given: [...given], newModes: after() };
}
/** All in the trees; but a folder that something covered lies in is no more than shared, as who has it could move that. */
function planOwners(trees, { user, owner, covered, modes }) {
    const above = new Set([...covered].flatMap(foldersAbove));
    const owners = [];
    const given = new Set();
    const links = createLinkCount();
    const give = (path, stat) => {
        const { uid, gid } = stat;
        if (given.has(path) || uid === user)
            return;
        links.add(path, stat);
        given.add(path);
        if (uid !== owner[0] || gid !== owner[1])
            owners.push([path, uid, gid]);
    };
    const visit = (path) => {
        const stat = lstat(path);
        if (stat === null || covered.has(path))
            return;
        if (above.has(path))
            modes.change(path, stat, (mode) => mode | SHARED);
        else
            give(path, stat);
        if (stat.isDirectory())
            for (const name of namesIn(path))
                visit((0,external_node_path_.join)(path, name));
    };
    trees.forEach(visit);
    // What has a name elsewhere too is not of the tree alone: an agent may have put it there, to be given it.
    const shared = links.incomplete();
    for (const path of shared)
        given.delete(path);
    return { given, owners: owners.filter(([path]) => !shared.has(path)) };
}
/** Of files with several names, which of them were seen. */
function createLinkCount() {
    const files = new Map();
    return {
        add(path, stat) {
            if (stat.isDirectory() || stat.nlink < 2)
                return;
            const id = `${stat.dev}:${stat.ino}`;
            const file = files.get(id) ?? { count: stat.nlink, paths: [] };
            file.paths.push(path);
            files.set(id, file);
        },
        /** Those of files that have a name which was not seen. */
        incomplete: () => new Set([...files.values()].flatMap(({ count, paths }) => (paths.length < count ? paths : []))),
    };
}
/** To be read by everybody, and written by nobody else. What can be read at the top can be so below. */
function planReading(path, hidden, modes, inner = false) {
    const stat = lstat(path);
    if (stat === null || stat.isSymbolicLink() || hidden.has(path))
        return;
    const readable = 0o004 | (stat.mode & 0o100 ? 0o001 : 0);
    modes.change(path, stat, (mode) => (mode & ~0o002) | readable);
    if (stat.isDirectory() && (inner || (stat.mode & readable) !== readable))
        for (const name of namesIn(path))
            planReading((0,external_node_path_.join)(path, name), hidden, modes, true);
}
/** Modes as they were and as they are to be, each path's changes one upon another. */
function createModes() {
    const known = new Map();
    const list = (which) => () => [...known].flatMap(([path, mode]) => (mode.was === mode.now ? [] : [[path, mode[which]]]));
    return {
        change(path, stat, change) {
            if (stat === null || stat.isSymbolicLink())
                return;
            const mode = known.get(path) ?? { was: stat.mode & 0o7777, now: stat.mode & 0o7777 };
            known.set(path, { ...mode, now: change(mode.now) });
        },
        before: list('was'),
        after: list('now'),
    };
}
function foldersAbove(path) {
    const above = (0,external_node_path_.dirname)(path);
    return above === path ? [] : [above, ...foldersAbove(above)];
}
/** null: there is nothing. */
function lstat(path) {
    try {
        return (0,external_node_fs_.lstatSync)(toBytes(path));
    }
    catch {
        return null;
    }
}
function namesIn(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(toBytes(folder), 'latin1');
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/another-user/loan.js






const RECORD = 'loan';
const PASSWD = '/etc/passwd';
/** After SIGKILL a process is gone as soon as the kernel gets to it; one in an uninterruptible call may never be. */
const END_WAIT_MS = 5_000;
/** Ends all processes of the user, and has modes and owners as they were. Nothing where there is no loan any more. */
async function endLoan(folder) {
    const loan = readLoan(folder);
    if (loan === null)
        return;
    await endUser(loan.user);
    writeUsers((lines) => lines.filter((line) => !line.startsWith(userEntry(loan.user, ''))));
    const owners = new Map(loan.owners.map(([path, ...owner]) => [path, owner]));
    const restore = (path, isWhole) => {
        const stat = lstat(path);
        if (stat === null)
            return;
        const isTheirs = stat.uid === loan.user || stat.gid === loan.user;
        if (isTheirs)
            change(() => (0,external_node_fs_.lchownSync)(toBytes(path), ...(owners.get(path) ?? loan.owner)));
        if (stat.isDirectory() && (isTheirs || isWhole))
            for (const name of namesIn(path))
                restore((0,external_node_path_.join)(path, name), isWhole);
    };
    for (const path of loan.trees)
        restore(path, true);
    for (const folder of loan.folders)
        for (const name of namesIn(folder))
            restore((0,external_node_path_.join)(folder, name), false);
    // The first that was written of a path is how it was.
    for (const [path, mode] of [...loan.modes].reverse())
        if (lstat(path)?.isSymbolicLink() === false && isDirect(path))
            change(() => (0,external_node_fs_.chmodSync)(toBytes(path), mode));
    (0,external_node_fs_.rmSync)((0,external_node_path_.join)(folder, RECORD), { force: true });
}
/** Has no folder on the way been replaced by a link? */
function isDirect(path) {
    try {
        return (0,external_node_fs_.realpathSync)(toBytes((0,external_node_path_.dirname)(path)), 'latin1') === (0,external_node_path_.dirname)(path);
    }
    catch {
        return false;
    }
}
/** The record comes first, so that whoever finds it can undo whatever of it was done. */
function lend(folder, policy, user) {
    const { loan, given, newModes } = planLoan(policy, user, [process.getuid?.() ?? 0, process.getgid?.() ?? 0]);
    const before = readLoan(folder);
    const whole = before === null ? loan : joinLoans(before, loan);
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, RECORD), JSON.stringify(whole), { mode: 0o600, flush: true });
    for (const [path, mode] of newModes)
        change(() => (0,external_node_fs_.chmodSync)(toBytes(path), mode));
    for (const path of given)
        change(() => (0,external_node_fs_.lchownSync)(toBytes(path), user, user));
    // Java, ssh and Node ask for the home of a user, which HOME alone does not tell them.
    writeUsers((lines) => [
        ...lines.filter((line) => !line.startsWith(userEntry(user, ''))),
        userEntry(user, `:${policy.lent.home}:/bin/sh`),
    ]);
}
function joinLoans(before, { trees, folders, owners, modes }) {
    return {
        ...before,
        trees: [...new Set([...before.trees, ...trees])],
        folders: [...new Set([...before.folders, ...folders])],
        owners: [...before.owners, ...owners],
        modes: [...before.modes, ...modes],
    };
}
function readLoan(folder) {
    try {
        const loan = JSON.parse((0,external_node_fs_.readFileSync)((0,external_node_path_.join)(folder, RECORD), 'utf8'));
        return (0,find_user/* isSpareUser */.Pi)(loan.user) ? loan : null;
    }
    catch {
        return null;
    }
}
/** By one call of the kernel's, which no fork escapes: it signals all that this user may. */
async function endUser(uid) {
    const until = performance.now() + END_WAIT_MS;
    for (let pause = 2; (0,find_user/* hasProcesses */.CS)(uid) && performance.now() < until; pause = Math.min(2 * pause, 50)) {
        (0,external_node_child_process_.spawnSync)('/bin/sh', ['-c', 'kill -KILL -1'], { uid, gid: uid, env: {}, cwd: '/', stdio: 'ignore' });
        await (0,promises_.setTimeout)(pause);
    }
}
function userEntry(user, rest) {
    return `sequential-${user}:x:${user}:${user}:${rest}`;
}
function writeUsers(edit) {
    change(() => {
        const text = (0,external_node_fs_.readFileSync)(PASSWD, 'utf8');
        const edited = `${edit(text.split('\n').filter(Boolean)).join('\n')}\n`;
        // In place, since a container may have it mounted.
        if (edited !== text)
            (0,external_node_fs_.writeFileSync)(PASSWD, edited);
    });
}
/** On a disk that takes no changes, or for a file that went meanwhile, it stays as it is. */
function change(act) {
    try {
        act();
    }
    catch { }
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/another-user/loans.js







const FOLDER_PREFIX = 'sequential-loan-';
function createLoans(env) {
    let folder = null;
    let running = 0;
    let locking = null;
    const lock = async (wait) => {
        const taken = await lockMachine(wait);
        // Of runs that were killed: whoever is there now has no run.
        await endLeftLoans(env);
        for (const user of (0,find_user/* spareUsers */.us)())
            await endUser(user);
        return taken;
    };
    return {
        async ready(wait) {
            locking ??= lock(wait);
            await locking;
        },
        take(policy, user) {
            folder ??= (0,temp_folder/* createTempFolder */.Lc)(FOLDER_PREFIX, (0,temp_folder/* tempPlaces */.v8)(env));
            running += 1;
            lend(folder, policy, user);
            return folder;
        },
        async giveBack() {
            running = Math.max(0, running - 1);
            if (running === 0 && folder !== null)
                await endLoan(folder);
        },
        async close() {
            if (folder !== null) {
                await endLoan(folder);
                (0,temp_folder/* removeTempFolder */.Vt)(folder);
            }
            folder = null;
            await (await locking)?.release();
            locking = null;
        },
    };
}
/** What all loans of a machine change. */
const LENT = '/etc';
const RETRY_MS = 500;
async function lockMachine(wait) {
    for (let tries = 0;; tries += 1) {
        try {
            const self = { runId: 'another-user', pid: process.pid, host: (0,external_node_os_.hostname)(), now: Date.now() };
            return await (0,lock/* acquireLock */.I)({ path: LENT, ...self });
        }
        catch (error) {
            if (!(error instanceof errors/* UserError */.yo))
                throw error;
            if (tries === 0)
                wait();
            await (0,promises_.setTimeout)(RETRY_MS);
        }
    }
}
/** Ends the loans of runs that were killed before they could. */
async function endLeftLoans(env) {
    for (const folder of (0,temp_folder/* leftFolders */.rD)(FOLDER_PREFIX, (0,temp_folder/* tempPlaces */.v8)(env))) {
        await endLoan(folder);
        (0,temp_folder/* removeTempFolder */.Vt)(folder);
    }
}


/***/ }),

/***/ 1992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ endProcesses)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _limit_tag_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7000);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6095);




/** After SIGKILL a process is gone as soon as the kernel gets to it; one in an uninterruptible call may never be. */
const KILL_WAIT_MS = 1_000;
/** Made in any case: on a busy machine a second may be over before we get to run twice. */
const KILL_ROUNDS = 8;
/**
 * Ends every process of an attempt: SIGTERM to the group and to whoever left it, SIGKILL to those still there after
 * `graceMs`. Descendants are found by group, by parent, and by their tag, so one that made a session of its own, cleared
 * its environment and outlived its parent ends too. Resolves at once where nothing is left.
 */
async function endProcesses(target, graceMs) {
    const { leader, tag, sandboxed = false, hasLauncher = false } = target;
    // A child that loses its parent is no longer found by it, so everyone ever seen stays wanted.
    const seenPids = new Set();
    const findProcesses = async () => {
        const found = (0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .selectAttemptProcesses */ .NF)(await (0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .listProcesses */ .O3)(tag), leader, seenPids);
        for (const { pid } of found)
            seenPids.add(pid);
        return found;
    };
    const spared = sandboxed ? leader : null;
    const left = await terminateProcesses(findProcesses, { spared, hasLauncher }, graceMs);
    await killProcesses(left, findProcesses, tag.limits);
}
/** SIGTERM, once to each; resolves to those that are left when the time is over. */
async function terminateProcesses(findProcesses, { spared, hasLauncher }, graceMs) {
    const signalledPids = new Set();
    const until = performance.now() + graceMs;
    let remaining = await findProcesses();
    for (let pause = 5; remaining.length > 0 && performance.now() < until; pause = Math.min(pause * 2, 80)) {
        const isEarly = hasLauncher && performance.now() < until - graceMs / 2;
        const asked = isEarly ? askedFirst(remaining, spared) : remaining;
        sendSignal(asked.filter(({ pid }) => pid !== spared && !signalledPids.has(pid)), 'SIGTERM');
        for (const { pid } of asked)
            signalledPids.add(pid);
        // The end of a process that is not our child is no event to us.
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(Math.min(pause, Math.max(1, until - performance.now())));
        remaining = await findProcesses();
    }
    return remaining;
}
/**
 * Of a sandbox all but what it ends with, as long as there is another: a launcher goes at once, and the agent that it
 * started would have no time to write its session. An agent that is none is asked with its tools: it would go on with
 * another one while it waits.
 */
function askedFirst(remaining, leader) {
    if (leader === null)
        return remaining;
    const holders = remaining.filter(({ pid }) => pid === leader || (0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .isFirstOfNamespace */ .VJ)(pid)).map(({ pid }) => pid);
    const inside = remaining.filter(({ pid, parent }) => !holders.includes(pid) && !holders.includes(parent));
    return inside.length > 0 ? inside : remaining;
}
async function killProcesses(found, findProcesses, limits) {
    const until = performance.now() + KILL_WAIT_MS;
    let remaining = found;
    let looksLeft = 1;
    for (let round = 1; remaining.length > 0 || looksLeft > 0; round += 1) {
        if (round > KILL_ROUNDS && performance.now() > until)
            break;
        // The old ones first: one that starts a new process for each that ends would keep the search for the newest busy.
        sendSignal(remaining, 'SIGKILL');
        looksLeft = killNewest(limits) ? EMPTY_LOOKS : Math.max(0, looksLeft - 1);
        if (remaining.length === 0 && looksLeft === 0)
            break;
        if (looksLeft === 0)
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(Math.min(2 ** round, 50));
        remaining = await findProcesses();
    }
}
/** Processes younger than a list of all takes to make. */
const NEWEST = 64;
const NOT_YET_SEEN = 16;
/** Looks in a row that find nothing after which a chain has ended. */
const EMPTY_LOOKS = 3;
/** Looks and ms without a new process on the machine after which there is no chain; looks, since we may not get to run. */
const QUIET_LOOKS = 8;
const QUIET_MS = 1;
/** On a busy machine there is always a new process; these are taken whatever time they need. */
const SEARCH_LOOKS = 15;
const CHASE_LOOKS = 200;
/**
 * A chain of processes that each fork and end is in no list by the time it is read: the newest ones of the machine are
 * looked at, at once and again, until no more come. Says whether one carried the tag.
 */
function killNewest(limits) {
    if (limits === null)
        return false;
    let found = false;
    let last = newestPid() - NEWEST;
    let quietLooks = 0;
    let changed = performance.now();
    for (let looks = 0; looks < (found ? CHASE_LOOKS : SEARCH_LOOKS); looks += 1) {
        if (quietLooks >= QUIET_LOOKS && performance.now() - changed >= QUIET_MS)
            break;
        const newest = newestPid();
        quietLooks = newest === last ? quietLooks + 1 : 0;
        if (newest !== last)
            changed = performance.now();
        // A number is given before its process can be seen; numbers begin anew when they are used up.
        const unseen = Math.min(newest < last ? 1 : last + 1, newest - NOT_YET_SEEN);
        found = killTagged(Math.max(unseen, newest - NEWEST, 1), newest, limits) || found;
        last = newest;
    }
    return found;
}
/** Kills those of a range of pids that carry the tag; whether there was one. */
function killTagged(from, to, limits) {
    let found = false;
    for (let pid = from; pid <= to; pid += 1) {
        if (pid === process.pid || !(0,_limit_tag_js__WEBPACK_IMPORTED_MODULE_2__/* .hasLimitTag */ .Q)(pid, limits) || !(0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .isLiveProcess */ .mm)(pid))
            continue;
        found = true;
        sendSignal([{ pid }], 'SIGKILL');
    }
    return found;
}
/** The last field of /proc/loadavg (proc(5)). */
function newestPid() {
    return Number((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/loadavg', 'latin1').split(' ')[4]);
}
function sendSignal(processes, name) {
    for (const { pid } of processes) {
        try {
            process.kill(pid, name);
        }
        catch {
            // It ended meanwhile.
        }
    }
}


/***/ }),

/***/ 7000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ hasLimitTag),
/* harmony export */   gz: () => (/* binding */ createLimitTag),
/* harmony export */   nO: () => (/* binding */ runLimitTag),
/* harmony export */   t2: () => (/* binding */ limitCommand)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);


/** Limits this high limit nothing, should a program ask for them: sort(1) reads that of the resident set. */
const LOWEST = 2 ** 40;
/** File locks plus KiB of the resident set. */
const SUM = 3 * LOWEST;
/** Marks of one run, which start at a number made of its name. */
const MARKS_PER_RUN = 2 ** 18;
/** Some systems have it on PATH alone. */
const SHELL = '/bin/sh';
const RUNS = LOWEST / MARKS_PER_RUN;
/** All marks of a run. */
function runLimitTag(run) {
    const number = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(run).digest().readUInt32BE() % RUNS;
    const from = LOWEST + number * MARKS_PER_RUN;
    return { from, to: from + MARKS_PER_RUN };
}
/** A mark of a run, by chance since several processes may go by one run's name; null where it could not be set: not on Linux, or the limits are taken already. */
function createLimitTag(run) {
    if (process.platform !== 'linux')
        return null;
    const own = readLimits('self');
    if (own === null || own.locks < SUM || own.residentKib < SUM)
        return null;
    const mark = runLimitTag(run).from + (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomInt)(MARKS_PER_RUN);
    return { from: mark, to: mark + 1 };
}
/** dash and busybox set the number of locks by `-w`, bash by `-x`; `-m` counts KiB. */
function limitCommand({ from: mark }, argv) {
    const script = `ulimit -w ${mark} 2>/dev/null || ulimit -x ${mark}; ulimit -m ${SUM - mark}; exec "$@"`;
    return [(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(SHELL) ? SHELL : 'sh', '-c', script, 'sh', ...argv];
}
/** Is the process one of those that were marked so, or one that tampers with its mark? */
function hasLimitTag(pid, { from, to }) {
    const limits = readLimits(pid);
    if (limits === null || limits.locks >= SUM || limits.residentKib >= SUM)
        return false;
    const { locks, residentKib } = limits;
    return locks + residentKib < SUM || (locks >= from && locks < to);
}
/** Hard limits, `Infinity` for unlimited; null: no such process. */
function readLimits(pid) {
    let text;
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/limits`, 'latin1');
    }
    catch {
        return null;
    }
    return { locks: hardLimit(text, 'Max file locks'), residentKib: hardLimit(text, 'Max resident set') / 1024 };
}
function hardLimit(text, name) {
    const line = text.slice(text.indexOf(name) + name.length);
    const [, hard = 'unlimited'] = line.trimStart().split(/\s+/, 2);
    return hard === 'unlimited' ? Number.POSITIVE_INFINITY : Number(hard);
}


/***/ }),

/***/ 1282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hd: () => (/* binding */ RUN_VARIABLE),
/* harmony export */   k$: () => (/* binding */ tagEnvironment),
/* harmony export */   kg: () => (/* binding */ createProcessTag),
/* harmony export */   oZ: () => (/* binding */ tagCommand)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _limit_tag_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7000);


/** Variable by which the processes of an attempt are found where resource limits cannot tell. */
const ATTEMPT_VARIABLE = 'SEQUENTIAL_ATTEMPT';
/** In the environment of all that a run starts: what is left of one that was killed is found by it. */
const RUN_VARIABLE = 'SEQUENTIAL_RUN';
/** A new tag. `run`: what all tags of a run have in common, see `runLimitTag`. */
function createProcessTag(run) {
    return { variable: `${ATTEMPT_VARIABLE}=${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16).toString('hex')}`, limits: (0,_limit_tag_js__WEBPACK_IMPORTED_MODULE_1__/* .createLimitTag */ .gz)(run) };
}
/** The command that starts `argv` with the tag: it becomes that program, so there is no process more. */
function tagCommand(tag, argv) {
    return tag.limits === null ? argv : (0,_limit_tag_js__WEBPACK_IMPORTED_MODULE_1__/* .limitCommand */ .t2)(tag.limits, argv);
}
/** The tag's variable, to be added to the environment of what is started. */
function tagEnvironment({ variable }) {
    const [name = '', value = ''] = variable.split('=', 2);
    return { [name]: value };
}


/***/ }),

/***/ 6095:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ hasProcessName),
/* harmony export */   NF: () => (/* binding */ selectAttemptProcesses),
/* harmony export */   O3: () => (/* binding */ listProcesses),
/* harmony export */   VJ: () => (/* binding */ isFirstOfNamespace),
/* harmony export */   mm: () => (/* binding */ isLiveProcess)
/* harmony export */ });
/* unused harmony export parsePs */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);
/* harmony import */ var _state_lock_process_stat_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9427);
/* harmony import */ var _limit_tag_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7000);





/** Every process of the machine. The environment of one that may not be looked into does not count. */
async function listProcesses(tag, platform = process.platform) {
    return platform === 'linux' ? listFromProc(tag) : listFromPs(tag.variable);
}
function listFromProc(tag) {
    const variableBytes = Buffer.from(tag.variable);
    const list = [];
    for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)('/proc')) {
        const pid = Number(name);
        if (!Number.isInteger(pid))
            continue;
        // null: it ended while we looked.
        const stat = (0,_state_lock_process_stat_js__WEBPACK_IMPORTED_MODULE_3__/* .readProcessStat */ .K)(pid);
        // Kernel threads have no group, nor an environment.
        if (stat === null || stat.group === 0)
            continue;
        const { parent, group, zombie } = stat;
        const isTagged = !zombie && ((tag.limits !== null && (0,_limit_tag_js__WEBPACK_IMPORTED_MODULE_4__/* .hasLimitTag */ .Q)(pid, tag.limits)) || hasVariable(pid, variableBytes));
        list.push({ pid, parent, group, zombie, tagged: isTagged });
    }
    return list;
}
function hasVariable(pid, variableBytes) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/environ`).includes(variableBytes);
    }
    catch {
        return false;
    }
}
/** macOS: `-E` shows the environment of the user's own processes after the command (ps(1)). */
async function listFromPs(variable) {
    const args = ['-A', '-E', '-ww', '-o', 'pid=,ppid=,pgid=,stat=,command='];
    const { stdout } = await (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('ps', args, { maxBuffer: 256 * 1024 * 1024, encoding: 'utf8' });
    return parsePs(stdout, variable);
}
/** Reads lines of `pid ppid pgid stat command…`. */
function parsePs(text, variable) {
    return text.split('\n').flatMap((line) => {
        const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)(.*)$/s.exec(line);
        if (!match)
            return [];
        const [, pid, parent, group, state = '', command = ''] = match;
        const tagged = command.split(/\s/).includes(variable);
        return [{ pid: Number(pid), parent: Number(parent), group: Number(group), zombie: state.startsWith('Z'), tagged }];
    });
}
/** Those of `list` that belong to an attempt: its group, its descendants, and whoever carries its tag. */
function selectAttemptProcesses(list, leader, knownPids) {
    const attemptPids = new Set(knownPids);
    if (leader !== null)
        attemptPids.add(leader);
    for (const { pid, group, tagged } of list)
        if (tagged || group === leader)
            attemptPids.add(pid);
    // A parent may be listed after its child.
    for (let size = -1; size !== attemptPids.size;) {
        size = attemptPids.size;
        for (const { pid, parent } of list)
            if (attemptPids.has(parent))
                attemptPids.add(pid);
    }
    return list.filter(({ pid, zombie }) => attemptPids.has(pid) && !zombie && pid !== process.pid);
}
/** Is it a process at work (Linux)? What has ended still shows its limits, and a thread, ours too, those of its process. */
function isLiveProcess(pid) {
    try {
        const status = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/status`, 'latin1');
        return status.includes(`\nTgid:\t${pid}\n`) && !/^State:\t[ZX]/m.test(status);
    }
    catch {
        return false;
    }
}
/** Is it the first process of a PID namespace below our own, with which all others in there end (pid_namespaces(7))? */
function isFirstOfNamespace(pid) {
    try {
        return /^NSpid:\s.*\s1$/m.test((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/status`, 'latin1'));
    }
    catch {
        return false;
    }
}
/** Does the process have that name? Only itself could take it (proc(5)); true where the machine cannot tell. */
function hasProcessName(pid, name) {
    if (process.platform !== 'linux')
        return true;
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/comm`, 'utf8').trimEnd() === name;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 9844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DS: () => (/* binding */ isZone),
/* harmony export */   Pc: () => (/* binding */ isHalfYearZone),
/* harmony export */   Xb: () => (/* binding */ wallClock),
/* harmony export */   Zn: () => (/* binding */ momentsOf)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6146);

/** Offsets in hours of abbreviations that services print, of clocks that are not set for summer. */
const FIXED = {
    UTC: 0,
    GMT: 0,
    Z: 0,
    HST: -10,
    MSK: 3,
    IST: 5.5,
    SGT: 8,
    HKT: 8,
    JST: 9,
    KST: 9,
};
/** Of those that stand for a place's clock in one half of the year, winter or summer. */
const HALF_YEAR = {
    EST: -5,
    EDT: -4,
    CST: -6,
    CDT: -5,
    MST: -7,
    MDT: -6,
    PST: -8,
    PDT: -7,
    AKST: -9,
    AKDT: -8,
    AST: -4,
    ADT: -3,
    WET: 0,
    WEST: 1,
    BST: 1,
    CET: 1,
    CEST: 2,
    EET: 2,
    EEST: 3,
    AEST: 10,
    AEDT: 11,
    NZST: 12,
    NZDT: 13,
};
/** What stands for summer and winter alike. */
const AMERICAN = {
    PT: 'America/Los_Angeles',
    MT: 'America/Denver',
    CT: 'America/Chicago',
    ET: 'America/New_York',
};
/** No clock on earth is further from UTC, hours. */
const MAX_OFFSET = 14;
const formats = new Map();
/** Is this a zone that can be reckoned with: an IANA name, a known abbreviation, or an offset (`UTC+2`, `+05:30`)? */
function isZone(zone) {
    return fixedOffset(zone) !== null || getFormatter(zone) !== null;
}
/** Does it name a clock that its place has in one half of the year only? */
function isHalfYearZone(zone) {
    return zone.toUpperCase() in HALF_YEAR;
}
/** What a clock on the wall of `zone` shows at `at` (epoch ms). An unknown zone is read as UTC. */
function wallClock(at, zone) {
    const local = new Date(at + zoneOffset(at, zone));
    return {
        year: local.getUTCFullYear(),
        month: local.getUTCMonth() + 1,
        day: local.getUTCDate(),
        hour: local.getUTCHours(),
        minute: local.getUTCMinutes(),
        second: local.getUTCSeconds(),
    };
}
/**
 * The moments (epoch ms, ascending) at which the wall clock of `zone` shows `wall`. Two when the clock is set back over
 * it, one otherwise; a time that the clock skips when set forward is read as the moment as long after the change.
 */
function momentsOf(wall, zone) {
    const naive = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
    const before = zoneOffset(naive - 24 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp, zone);
    const after = zoneOffset(naive + 24 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp, zone);
    const candidates = [...new Set([naive - before, naive - after])].sort((a, b) => a - b);
    const valid = candidates.filter((at) => at + zoneOffset(at, zone) === naive);
    return valid.length > 0 ? valid : [naive - before];
}
/** Milliseconds to add to UTC to get `zone`'s wall clock at `at`. */
function zoneOffset(at, zone) {
    const fixed = fixedOffset(zone);
    if (fixed !== null)
        return fixed;
    const formatter = getFormatter(zone);
    if (formatter === null)
        return 0;
    const part = {};
    for (const { type, value } of formatter.formatToParts(at))
        part[type] = Number(value);
    const wallTime = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day ?? 1, part.hour ?? 0, part.minute ?? 0, part.second ?? 0);
    return wallTime - Math.floor(at / 1000) * 1000;
}
function fixedOffset(zone) {
    const named = FIXED[zone.toUpperCase()] ?? HALF_YEAR[zone.toUpperCase()];
    if (named !== undefined)
        return named * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp;
    const match = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(zone);
    if (match === null)
        return null;
    const [hours, minutes] = [Number(match[2]), Number(match[3] ?? 0)];
    if (hours > MAX_OFFSET || minutes > 59)
        return null;
    const magnitude = hours * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp + minutes * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
    return match[1] === '-' ? -magnitude : magnitude;
}
function getFormatter(zone) {
    const known = formats.get(zone);
    if (known !== undefined)
        return known;
    try {
        const formatter = new Intl.DateTimeFormat('en-US', {
            timeZone: AMERICAN[zone] ?? zone,
            calendar: 'gregory',
            numberingSystem: 'latn',
            hourCycle: 'h23',
            year: 'numeric',
            month: 'numeric',
            day: 'numeric',
            hour: 'numeric',
            minute: 'numeric',
            second: 'numeric',
        });
        formats.set(zone, formatter);
        return formatter;
    }
    catch {
        return null;
    }
}


/***/ })

};
