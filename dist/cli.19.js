export const id = 19;
export const ids = [19];
export const modules = {

/***/ 70744:
/***/ ((module) => {

/**
 * Helpers.
 */

var s = 1000;
var m = s * 60;
var h = m * 60;
var d = h * 24;
var w = d * 7;
var y = d * 365.25;

/**
 * Parse or format the given `val`.
 *
 * Options:
 *
 *  - `long` verbose formatting [false]
 *
 * @param {String|Number} val
 * @param {Object} [options]
 * @throws {Error} throw an error if val is not a non-empty string or a number
 * @return {String|Number}
 * @api public
 */

module.exports = function (val, options) {
  options = options || {};
  var type = typeof val;
  if (type === 'string' && val.length > 0) {
    return parse(val);
  } else if (type === 'number' && isFinite(val)) {
    return options.long ? fmtLong(val) : fmtShort(val);
  }
  throw new Error(
    'val is not a non-empty string or a valid number. val=' +
      JSON.stringify(val)
  );
};

/**
 * Parse the given `str` and return milliseconds.
 *
 * @param {String} str
 * @return {Number}
 * @api private
 */

function parse(str) {
  str = String(str);
  if (str.length > 100) {
    return;
  }
  var match = /^(-?(?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$/i.exec(
    str
  );
  if (!match) {
    return;
  }
  var n = parseFloat(match[1]);
  var type = (match[2] || 'ms').toLowerCase();
  switch (type) {
    case 'years':
    case 'year':
    case 'yrs':
    case 'yr':
    case 'y':
      return n * y;
    case 'weeks':
    case 'week':
    case 'w':
      return n * w;
    case 'days':
    case 'day':
    case 'd':
      return n * d;
    case 'hours':
    case 'hour':
    case 'hrs':
    case 'hr':
    case 'h':
      return n * h;
    case 'minutes':
    case 'minute':
    case 'mins':
    case 'min':
    case 'm':
      return n * m;
    case 'seconds':
    case 'second':
    case 'secs':
    case 'sec':
    case 's':
      return n * s;
    case 'milliseconds':
    case 'millisecond':
    case 'msecs':
    case 'msec':
    case 'ms':
      return n;
    default:
      return undefined;
  }
}

/**
 * Short format for `ms`.
 *
 * @param {Number} ms
 * @return {String}
 * @api private
 */

function fmtShort(ms) {
  var msAbs = Math.abs(ms);
  if (msAbs >= d) {
    return Math.round(ms / d) + 'd';
  }
  if (msAbs >= h) {
    return Math.round(ms / h) + 'h';
  }
  if (msAbs >= m) {
    return Math.round(ms / m) + 'm';
  }
  if (msAbs >= s) {
    return Math.round(ms / s) + 's';
  }
  return ms + 'ms';
}

/**
 * Long format for `ms`.
 *
 * @param {Number} ms
 * @return {String}
 * @api private
 */

function fmtLong(ms) {
  var msAbs = Math.abs(ms);
  if (msAbs >= d) {
    return plural(ms, msAbs, d, 'day');
  }
  if (msAbs >= h) {
    return plural(ms, msAbs, h, 'hour');
  }
  if (msAbs >= m) {
    return plural(ms, msAbs, m, 'minute');
  }
  if (msAbs >= s) {
    return plural(ms, msAbs, s, 'second');
  }
  return ms + ' ms';
}

/**
 * Pluralization helper.
 */

function plural(ms, msAbs, n, name) {
  var isPlural = msAbs >= n * 1.5;
  return Math.round(ms / n) + ' ' + name + (isPlural ? 's' : '');
}


/***/ }),

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
/* harmony import */ var _repository_git_checkout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60732);
/* harmony import */ var _state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8647);
/* harmony import */ var _reading_read_config_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43678);
/* harmony import */ var _command_context_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(68521);








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
    const path = await recordPath(given.beforeFile().workdir, context);
    const record = readRecord(path);
    // Without checkpoints a person may have been working beside an agent elsewhere.
    const isFirst = record === 'unused' && checkpoint !== '' && checkpoint !== 'off';
    const trust = {
        isTrusted: (text) => isFirst || typedHash(text) === (typed ?? record),
        howToAccept: (text) => `--accept-config ${typedHash(text)}`,
        accepted: readAccepted(path, record),
    };
    return (0,_reading_read_config_js__WEBPACK_IMPORTED_MODULE_6__/* .readConfigured */ .vZ)(given, context, trust, checkpoint === 'off');
}
/**
 * Before the first agent starts: what was typed, or else what counts, is accepted; nothing else is from now on. UserError
 * where the work would be checked less than people said. `isStarted` false: another process starts it.
 */
async function acceptConfig(configured, context, { typed, isStarted }) {
    (0,_reading_read_config_js__WEBPACK_IMPORTED_MODULE_6__/* .requireChecks */ .Nq)(configured);
    if (!isStarted)
        return;
    const { inputs, trustedText } = configured;
    const path = await recordPath(inputs.workdir, context);
    // What was typed counts for the text that it is the hash of, which was read with it.
    if (typed !== undefined && (trustedText === null || typedHash(trustedText) !== typed))
        writeRecord(path, String(typed));
    else if (trustedText !== null)
        writeAccepted(path, trustedText);
    else if (readRecord(path) === 'unused')
        writeRecord(path, NOTHING);
}
/** Of a file that a person just had written. */
async function acceptText(workdir, text, context) {
    writeAccepted(await recordPath(workdir, context), text);
}
/** null: without git an agent may have written the file at any time. */
async function recordPath(workdir, context) {
    const found = await (0,_repository_git_checkout_js__WEBPACK_IMPORTED_MODULE_4__/* .findCheckout */ .I)(workdir, context.env, null).catch(() => null);
    if (found?.kind !== 'checkout')
        return null;
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_command_context_js__WEBPACK_IMPORTED_MODULE_7__/* .stateFolder */ .yp)(context), '.accepted', hashOf(found.checkout.commonDir));
}
/** The hash of what is accepted; `unused`: no agent of ours has worked in the repository yet. */
function readRecord(path) {
    try {
        // What an earlier version wrote is longer.
        return path === null ? NOTHING : ((0,_state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegularText */ .Aj)(path, MAX_RECORD) ?? NOTHING).slice(0, TYPED_LENGTH);
    }
    catch (error) {
        const isMissing = error.code === 'ENOENT';
        return isMissing && path !== null && canBeMade(path) ? 'unused' : NOTHING;
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
        const text = path === null ? null : (0,_state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegularText */ .Aj)(textPath(path), MAX_TEXT);
        return text !== null && typedHash(text) === record ? text : null;
    }
    catch {
        return null;
    }
}
function writeAccepted(path, text) {
    writeRecord(path, typedHash(text));
    if (path !== null && readAccepted(path, typedHash(text)) === null)
        write(textPath(path), text);
}
function writeRecord(path, record) {
    if (path !== null && readRecord(path) !== record)
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
;// CONCATENATED MODULE: ./lib/inputs/config-file/loosened.js
/** From the least to the most. */
const EVIDENCE = ['off', 'report', 'require'];
const STRENGTH = ['off', 'auto', 'strict'];
const SANDBOX = ['full', 'workspace', 'read-only'];
/** By what checks the work of an agent, or holds it: is there less of it in the second than in the first? */
const CHECKS = {
    verify: (than, is) => than.loop.verify !== null && is.loop.verify === null,
    evidence: (than, is) => EVIDENCE.indexOf(is.loop.evidence) < EVIDENCE.indexOf(than.loop.evidence),
    reviewer: (than, is) => than.agents.reviewer !== null && is.agents.reviewer === null,
    protect: (than, is) => than.repository.protect.some((path) => !is.repository.protect.includes(path)),
    isolation: (than, is) => STRENGTH.indexOf(is.isolation.strength) < STRENGTH.indexOf(than.isolation.strength),
    sandbox: (than, is) => SANDBOX.indexOf(is.agents.sandbox) < SANDBOX.indexOf(than.agents.sandbox),
};
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
// EXTERNAL MODULE: ./lib/app/reading/config-trust.js + 1 modules
var config_trust = __webpack_require__(23918);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
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
async function readConfigured(given, { env, ...environment }, trust, isOfHead) {
    const before = given.beforeFile();
    const refs = isOfHead ? ['HEAD'] : knownBaseRefs(before);
    const file = await (0,base_file/* readCommittedFile */.J)({ workdir: before.workdir, env }, config_path/* CONFIG_FILE */.g, refs);
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
    return (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(815), __webpack_require__.e(554)]).then(__webpack_require__.bind(__webpack_require__, 22554))).parseConfig;
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
    ...['sandbox', 'isolation', 'isolation-allow', 'protect'],
];
/**
 * The file where nothing keeps agents from committing it (`checkpoint: off`): what executes or loosens is left out, and
 * named.
 */
function withoutPower(config) {
    const left = new Set();
    const harmless = (texts) => new Map([...texts].filter(([name, text]) => {
        const isPowerful = POWERFUL.includes(name) && !(name === 'isolation' && text.trim() === 'strict');
        if (isPowerful)
            left.add(name);
        return !isPowerful;
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
/* harmony export */   g: () => (/* binding */ CONFIG_FILE)
/* harmony export */ });
/** What people set for everybody who works on a repository: of its default branch or base, never of a working tree. */
const CONFIG_FILE = '.github/sequential.yml';


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
async function readCommittedFile({ workdir, env }, path, refs = ['HEAD']) {
    const found = await (0,_git_checkout_js__WEBPACK_IMPORTED_MODULE_4__/* .findCheckout */ .I)(workdir, env, null).catch((error) => {
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
    const hashes = await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_3__/* .hashesAt */ .AH)(git, refs);
    const ref = refs.find((_, index) => hashes[index] !== null) ?? 'HEAD';
    const file = await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_3__/* .readLinkedFileAt */ .vM)(git, ref, path);
    const name = ref === 'HEAD' ? await currentBranch(git) : ref.replace(/^refs\/(?:remotes|heads)\//, '');
    return { ...file, name: `${path} (${name})`, differs: differsFrom(file.text, readCurrent(top, path)) };
}
async function currentBranch(git) {
    const { code, stdout } = await git(['symbolic-ref', '--short', '-q', 'HEAD'], { accept: 'any' });
    return code === 0 ? stdout.trim() : 'HEAD';
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
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61590);
/* harmony import */ var _spec_homes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95675);




/** Names of the specs below the homes of a work folder, and of those that were archived: they are done. */
function specNames(root) {
    const folders = _spec_homes_js__WEBPACK_IMPORTED_MODULE_2__/* .SPEC_HOMES */ .Zm.flatMap((home) => filesBelow((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, home)))
        .filter((path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path) === 'tasks.md')
        .map(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname);
    const names = (isWanted) => (0,_collections_js__WEBPACK_IMPORTED_MODULE_3__/* .sortNaturally */ .hY)([...new Set(folders.filter(isWanted).map((folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(folder)))]);
    return { present: names((folder) => !(0,_spec_homes_js__WEBPACK_IMPORTED_MODULE_2__/* .isArchived */ .F$)(folder)), archived: names(_spec_homes_js__WEBPACK_IMPORTED_MODULE_2__/* .isArchived */ .F$) };
}
function filesBelow(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder, { recursive: true, encoding: 'utf8' }).map((path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, path));
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 95637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   lD: () => (/* binding */ split)
/* harmony export */ });
/* unused harmony export join */


/*
  Port of a subset of the features of CPython's shlex module, which provides a
  shell-like lexer. Original code by Eric S. Raymond and other contributors.
*/

class Shlexer {
  constructor (string) {
    this.i = 0
    this.string = string

    /**
     * Characters that will be considered whitespace and skipped. Whitespace
     * bounds tokens. By default, includes space, tab, linefeed and carriage
     * return.
     */
    this.whitespace = ' \t\r\n'

    /**
     * Characters that will be considered string quotes. The token accumulates
     * until the same quote is encountered again (thus, different quote types
     * protect each other as in the shell.) By default, includes ASCII single
     * and double quotes.
     */
    this.quotes = `'"`

    /**
     * Characters that will be considered as escape. Just `\` by default.
     */
    this.escapes = '\\'

    /**
     * The subset of quote types that allow escaped characters. Just `"` by default.
     */
    this.escapedQuotes = '"'

    /**
     * Whether to support ANSI C-style $'' quotes
     * https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
     */
    this.ansiCQuotes = true

    /**
     * Whether to support localized $"" quotes
     * https://www.gnu.org/software/bash/manual/html_node/Locale-Translation.html
     *
     * The behavior is as if the current locale is set to C or POSIX, i.e., the
     * contents are not translated.
     */
    this.localeQuotes = true

    this.debug = false
  }

  readChar () {
    return this.string.charAt(this.i++)
  }

  processEscapes (string, quote, isAnsiCQuote) {
    if (!isAnsiCQuote && !this.escapedQuotes.includes(quote)) {
      // This quote type doesn't support escape sequences
      return string
    }

    // We need to form a regex that matches any of the escape characters,
    // without interpreting any of the characters as a regex special character.
    const anyEscape = '[' + this.escapes.replace(/(.)/g, '\\$1') + ']'

    // In regular quoted strings, we can only escape an escape character, and
    // the quote character itself.
    if (!isAnsiCQuote && this.escapedQuotes.includes(quote)) {
      const re = new RegExp(
        anyEscape + '(' + anyEscape + '|\\' + quote + ')', 'g')
      return string.replace(re, '$1')
    }

    // ANSI C quoted strings support a wide variety of escape sequences
    if (isAnsiCQuote) {
      const patterns = {
        // Literal characters
        '([\\\\\'"?])': (x) => x,

        // Non-printable ASCII characters
        'a': () => '\x07',
        'b': () => '\x08',
        'e|E': () => '\x1b',
        'f': () => '\x0c',
        'n': () => '\x0a',
        'r': () => '\x0d',
        't': () => '\x09',
        'v': () => '\x0b',

        // Octal bytes
        '([0-7]{1,3})': (x) => String.fromCharCode(parseInt(x, 8)),

        // Hexadecimal bytes
        'x([0-9a-fA-F]{1,2})': (x) => String.fromCharCode(parseInt(x, 16)),

        // Unicode code units
        'u([0-9a-fA-F]{1,4})': (x) => String.fromCharCode(parseInt(x, 16)),
        'U([0-9a-fA-F]{1,8})': (x) => String.fromCharCode(parseInt(x, 16)),

        // Control characters
        // https://en.wikipedia.org/wiki/Control_character#How_control_characters_map_to_keyboards
        'c(.)': (x) => {
          if (x === '?') {
            return '\x7f'
          } else if (x === '@') {
            return '\x00'
          } else {
            return String.fromCharCode(x.charCodeAt(0) & 31)
          }
        }
      }

      // Construct an uber-RegEx that catches all of the above pattern
      const re = new RegExp(
        anyEscape + '(' + Object.keys(patterns).join('|') + ')', 'g')

      // For each match, figure out which subpattern matched, and apply the
      // corresponding function
      return string.replace(re, function (m, p1) {
        for (const matched in patterns) {
          const mm = new RegExp('^' + matched + '$').exec(p1)
          if (mm === null) {
            continue
          }

          return patterns[matched].apply(null, mm.slice(1))
        }
      })
    }

    // Should not get here
    return undefined
  }

  * [Symbol.iterator] () {
    let inQuote = false
    let inDollarQuote = false
    let escaped = false
    let lastDollar = -2 // position of last dollar sign we saw
    let token

    if (this.debug) {
      console.log('full input:', '>' + this.string + '<')
    }

    while (true) {
      const pos = this.i
      const char = this.readChar()

      if (this.debug) {
        console.log(
          'position:', pos,
          'input:', '>' + char + '<',
          'accumulated:', token,
          'inQuote:', inQuote,
          'inDollarQuote:', inDollarQuote,
          'lastDollar:', lastDollar,
          'escaped:', escaped
        )
      }

      // Ran out of characters, we're done
      if (char === '') {
        if (inQuote) { throw new Error('Got EOF while in a quoted string') }
        if (escaped) { throw new Error('Got EOF while in an escape sequence') }
        if (token !== undefined) { yield token }
        return
      }

      // We were in an escape sequence, complete it
      if (escaped) {
        if (char === '\n') {
          // An escaped newline just means to continue the command on the next
          // line. We just need to ignore it.
        } else if (inQuote) {
          // If we are in a quote, just accumulate the whole escape sequence,
          // as we will interpret escape sequences later.
          token = (token || '') + escaped + char
        } else {
          // Just use the literal character
          token = (token || '') + char
        }

        escaped = false
        continue
      }

      if (this.escapes.includes(char)) {
        if (!inQuote || inDollarQuote !== false || this.escapedQuotes.includes(inQuote)) {
          // We encountered an escape character, which is going to affect how
          // we treat the next character.
          escaped = char
          continue
        } else {
          // This string type doesn't use escape characters. Ignore for now.
        }
      }

      // We were in a string
      if (inQuote !== false) {
        // String is finished. Don't grab the quote character.
        if (char === inQuote) {
          token = this.processEscapes(token, inQuote, inDollarQuote === '\'')
          inQuote = false
          inDollarQuote = false
          continue
        }

        // String isn't finished yet, accumulate the character
        token = (token || '') + char
        continue
      }

      // This is the start of a new string, don't accumulate the quotation mark
      if (this.quotes.includes(char)) {
        inQuote = char
        if (lastDollar === pos - 1) {
          if (char === '\'' && !this.ansiCQuotes) {
            // Feature not enabled
          } else if (char === '"' && !this.localeQuotes) {
            // Feature not enabled
          } else {
            inDollarQuote = char
          }
        }

        token = (token || '') // fixes blank string

        if (inDollarQuote !== false) {
          // Drop the opening $ we captured before
          token = token.slice(0, -1)
        }

        continue
      }

      // This is a dollar sign, record that we saw it in case it's the start of
      // an ANSI C or localized string
      if (inQuote === false && char === '$') {
        lastDollar = pos
      }

      // This is whitespace, so yield the token if we have one
      if (this.whitespace.includes(char)) {
        if (token !== undefined) { yield token }
        token = undefined
        continue
      }

      // Otherwise, accumulate the character
      token = (token || '') + char
    }
  }
}


/**
 * Splits a given string using shell-like syntax. This function is the inverse
 * of shlex.join().
 *
 * @param {String} s String to split.
 * @returns {String[]}
 */
function split (s) {
  return Array.from(new Shlexer(s))
}

/**
 * Escapes a potentially shell-unsafe string using quotes.
 *
 * @param {String} s String to quote
 * @returns {String}
 */
function quote (s) {
  if (s === '') { return '\'\'' }

  const unsafeRe = /[^\w@%\-+=:,./]/
  if (!unsafeRe.test(s)) { return s }

  return ('\'' + s.replace(/('+)/g, '\'"$1"\'') + '\'').replace(/^''|''$/g, '')
}


/**
 * Concatenate the tokens of the list args and return a string. This function
 * is the inverse of shlex.split().
 *
 * The returned value is shell-escaped to protect against injection
 * vulnerabilities (see shlex.quote()).
 *
 * @param {String[]} args List of args to join
 * @returns {String}
 */
function join (args) {
  if (!Array.isArray(args)) {
    throw new TypeError("args should be an array")
  }
  return args.map(quote).join(" ")
}


/***/ })

};
