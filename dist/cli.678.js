export const id = 678;
export const ids = [678];
export const modules = {

/***/ 23918:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Jm: () => (/* binding */ describeLeft),
  UX: () => (/* binding */ inOneLine),
  Tz: () => (/* binding */ loosenedBy),
  Of: () => (/* binding */ refusalOf),
  vi: () => (/* binding */ weigh)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/inputs/config-file/apply-config.js
var apply_config = __webpack_require__(46052);
// EXTERNAL MODULE: ./lib/inputs/config-file/config-path.js
var config_path = __webpack_require__(52611);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
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


/***/ }),

/***/ 43678:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  WP: () => (/* binding */ baseRefs),
  jK: () => (/* binding */ configure),
  qd: () => (/* binding */ loadParser),
  vZ: () => (/* binding */ readConfigured),
  Nq: () => (/* binding */ requireChecks)
});

// UNUSED EXPORTS: FULL_TRUST, NO_TRUST, configureFile

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/agents/index.js + 37 modules
var agents = __webpack_require__(1051);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/inputs/config-file/config-path.js
var config_path = __webpack_require__(52611);
// EXTERNAL MODULE: ./lib/inputs/options/options.js + 5 modules
var options = __webpack_require__(66704);
// EXTERNAL MODULE: ./lib/repository/guard/base-file.js
var base_file = __webpack_require__(42728);
// EXTERNAL MODULE: ./lib/state/lock/repository-top.js
var repository_top = __webpack_require__(19515);
// EXTERNAL MODULE: ./lib/app/reading/config-trust.js + 1 modules
var config_trust = __webpack_require__(23918);
// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(83231);
// EXTERNAL MODULE: ./lib/spec-folder/locate/spec-names.js
var spec_names = __webpack_require__(36103);
;// CONCATENATED MODULE: ./lib/app/reading/unknown-specs.js



/**
 * What the file sets for specs that are not here: perhaps for one to come, and perhaps misspelled, so that what it sets
 * counts for none. A sentence each. `named`: the specs that are meant, as given.
 */
function unknownSpecs({ where, specs }, named, workdir) {
    if (specs.size === 0)
        return [];
    const { present, archived } = (0,spec_names/* specNames */.a)(workdir);
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
    return (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(815), __webpack_require__.e(931), __webpack_require__.e(173)]).then(__webpack_require__.bind(__webpack_require__, 22554))).parseConfig;
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
            : (0,config_trust/* weigh */.vi)(of, trust, (one) => parseText(one, where, (0,options/* optionTable */.sX)(backends)));
        const describe = (names) => (0,config_trust/* describeLeft */.Jm)(names, where, of ?? '', trust);
        const read = (config) => given.read(config, behind);
        const inputs = readWithout(found.left, () => describe(found.left), where, () => read(found.config));
        const loosened = (0,config_trust/* loosenedBy */.Tz)(found, given, read);
        const harmless = found.left.filter((one) => !loosened.includes(one));
        return {
            ...{ ...found, inputs, refusal: (0,config_trust/* refusalOf */.Of)(loosened, where, of, trust) },
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
        ...(refusal === null ? [] : [(0,config_trust/* inOneLine */.UX)(refusal)]),
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

/***/ 46052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Be: () => (/* binding */ withFileOnly),
/* harmony export */   IO: () => (/* binding */ fileSource),
/* harmony export */   KS: () => (/* binding */ withoutPower)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

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

/***/ 52611:
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

/***/ 80981:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ readPlainBranch),
/* harmony export */   z: () => (/* binding */ readHead)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


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

/***/ 42728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readCommittedFile),
/* harmony export */   g: () => (/* binding */ readBaseFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _git_blobs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48775);
/* harmony import */ var _git_checkout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60732);
/* harmony import */ var _git_head_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(80981);






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
async function readCommittedFile({ workdir, env, findCheckout = (0,_git_checkout_js__WEBPACK_IMPORTED_MODULE_4__.createCheckoutFinder)(env), }, path, refs = ['HEAD']) {
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

/***/ 36103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ specNames)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61590);
/* harmony import */ var _entries_below_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7715);
/* harmony import */ var _spec_homes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95675);




/** Names of the specs below the homes of a work folder, and of those that were archived: they are done. */
function specNames(root) {
    const folders = _spec_homes_js__WEBPACK_IMPORTED_MODULE_2__/* .SPEC_HOMES */ .Zm.flatMap((home) => (0,_entries_below_js__WEBPACK_IMPORTED_MODULE_1__/* .entriesBelow */ .yO)((0,_entries_below_js__WEBPACK_IMPORTED_MODULE_1__/* .evenALink */ .qW)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, home))))
        .flatMap(withLinkedFolder)
        .filter(({ name }) => name === 'tasks.md')
        .map(({ path }) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path));
    const names = (isWanted) => (0,_collections_js__WEBPACK_IMPORTED_MODULE_3__/* .sortNaturally */ .hY)([...new Set(folders.filter(isWanted).map((folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(folder)))]);
    return { present: names((folder) => !(0,_spec_homes_js__WEBPACK_IMPORTED_MODULE_2__/* .isArchived */ .F$)(folder)), archived: names(_spec_homes_js__WEBPACK_IMPORTED_MODULE_2__/* .isArchived */ .F$) };
}
/** A spec's folder may be a link; what is deeper in one may be anything. */
function withLinkedFolder(entry) {
    return entry.kind === 'link' ? [entry, ...(0,_entries_below_js__WEBPACK_IMPORTED_MODULE_1__/* .entriesIn */ .s9)((0,_entries_below_js__WEBPACK_IMPORTED_MODULE_1__/* .evenALink */ .qW)(entry.path))] : [entry];
}


/***/ })

};
