export const id = 381;
export const ids = [381];
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

/***/ 20893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ assertConsistent),
/* harmony export */   K: () => (/* binding */ readingBackends)
/* harmony export */ });
/* harmony import */ var _agents_sandbox_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(337);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _plan_assignment_owner_backends_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30430);



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

/***/ 20717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DL: () => (/* binding */ readKept),
/* harmony export */   II: () => (/* binding */ flagsToRepeat),
/* harmony export */   o2: () => (/* binding */ keepOptions)
/* harmony export */ });
/* unused harmony export isKept */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66704);


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
    const given = (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .optionNames */ .W6)('cli').flatMap((name) => {
        const text = said(name)?.trim() ?? '';
        return text === '' ? [] : [[name, text]];
    });
    const kept = given.filter(([name, text]) => isKept(name, text));
    const again = given.filter(([name, text]) => !isKept(name, text) && !OF_ONE_RUN.has(name)).map(([name]) => name);
    // What a run came to because nothing was said, such as uncommitted changes, holds for that run alone.
    const checkpoint = reader.isGiven('checkpoint') ? { checkpoint: reader.get('checkpoint') } : {};
    return { options: { ...Object.fromEntries([...before, ...kept]), ...checkpoint }, again };
}
const recordSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    options: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).catch({}),
    again: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).catch([]),
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
    return (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .optionNames */ .W6)('cli').flatMap((name) => {
        const text = said(name)?.trim() ?? '';
        if (text === '' || name === 'spec' || name === 'json' || isKept(name, text))
            return [];
        const texts = table[name].kind.repeatable === true ? text.split('\n') : [text];
        return texts.filter((line) => line.trim() !== '').map((line) => [name, line]);
    });
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
