import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 744:
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

/***/ 336:
/***/ ((module) => {

let p = process || {}, argv = p.argv || [], env = p.env || {}
let isColorSupported =
	!(!!env.NO_COLOR || argv.includes("--no-color")) &&
	(!!env.FORCE_COLOR || argv.includes("--color") || p.platform === "win32" || ((p.stdout || {}).isTTY && env.TERM !== "dumb") || !!env.CI)

let formatter = (open, close, replace = open) =>
	input => {
		let string = "" + input, index = string.indexOf(close, open.length)
		return ~index ? open + replaceClose(string, close, replace, index) + close : open + string + close
	}

let replaceClose = (string, close, replace, index) => {
	let result = "", cursor = 0
	do {
		result += string.substring(cursor, index) + replace
		cursor = index + close.length
		index = string.indexOf(close, cursor)
	} while (~index)
	return result + string.substring(cursor)
}

let createColors = (enabled = isColorSupported) => {
	let f = enabled ? formatter : () => String
	return {
		isColorSupported: enabled,
		reset: f("\x1b[0m", "\x1b[0m"),
		bold: f("\x1b[1m", "\x1b[22m", "\x1b[22m\x1b[1m"),
		dim: f("\x1b[2m", "\x1b[22m", "\x1b[22m\x1b[2m"),
		italic: f("\x1b[3m", "\x1b[23m"),
		underline: f("\x1b[4m", "\x1b[24m"),
		inverse: f("\x1b[7m", "\x1b[27m"),
		hidden: f("\x1b[8m", "\x1b[28m"),
		strikethrough: f("\x1b[9m", "\x1b[29m"),

		black: f("\x1b[30m", "\x1b[39m"),
		red: f("\x1b[31m", "\x1b[39m"),
		green: f("\x1b[32m", "\x1b[39m"),
		yellow: f("\x1b[33m", "\x1b[39m"),
		blue: f("\x1b[34m", "\x1b[39m"),
		magenta: f("\x1b[35m", "\x1b[39m"),
		cyan: f("\x1b[36m", "\x1b[39m"),
		white: f("\x1b[37m", "\x1b[39m"),
		gray: f("\x1b[90m", "\x1b[39m"),

		bgBlack: f("\x1b[40m", "\x1b[49m"),
		bgRed: f("\x1b[41m", "\x1b[49m"),
		bgGreen: f("\x1b[42m", "\x1b[49m"),
		bgYellow: f("\x1b[43m", "\x1b[49m"),
		bgBlue: f("\x1b[44m", "\x1b[49m"),
		bgMagenta: f("\x1b[45m", "\x1b[49m"),
		bgCyan: f("\x1b[46m", "\x1b[49m"),
		bgWhite: f("\x1b[47m", "\x1b[49m"),

		blackBright: f("\x1b[90m", "\x1b[39m"),
		redBright: f("\x1b[91m", "\x1b[39m"),
		greenBright: f("\x1b[92m", "\x1b[39m"),
		yellowBright: f("\x1b[93m", "\x1b[39m"),
		blueBright: f("\x1b[94m", "\x1b[39m"),
		magentaBright: f("\x1b[95m", "\x1b[39m"),
		cyanBright: f("\x1b[96m", "\x1b[39m"),
		whiteBright: f("\x1b[97m", "\x1b[39m"),

		bgBlackBright: f("\x1b[100m", "\x1b[49m"),
		bgRedBright: f("\x1b[101m", "\x1b[49m"),
		bgGreenBright: f("\x1b[102m", "\x1b[49m"),
		bgYellowBright: f("\x1b[103m", "\x1b[49m"),
		bgBlueBright: f("\x1b[104m", "\x1b[49m"),
		bgMagentaBright: f("\x1b[105m", "\x1b[49m"),
		bgCyanBright: f("\x1b[106m", "\x1b[49m"),
		bgWhiteBright: f("\x1b[107m", "\x1b[49m"),
	}
}

module.exports = createColors()
module.exports.createColors = createColors


/***/ }),

/***/ 421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CY: () => (/* binding */ FIRST_FREE_ID),
/* harmony export */   J4: () => (/* binding */ BRIDGE_METHODS),
/* harmony export */   JP: () => (/* binding */ rpcErrorOf),
/* harmony export */   WP: () => (/* binding */ PROTOCOL_VERSION),
/* harmony export */   bq: () => (/* binding */ REQUEST_IDS),
/* harmony export */   pS: () => (/* binding */ BRIDGE_CODES)
/* harmony export */ });
/* harmony import */ var _sandbox_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(337);
/* harmony import */ var _stream_json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(849);
/**
 * What bridge and reader agree on: the Agent Client Protocol, version 1 (agentclientprotocol.com, schema of its
 * repository at b7f0005), one JSON-RPC 2.0 object a line, and what the bridge says in lines of its own.
 */


const PROTOCOL_VERSION = 1;
/** Ids of the requests that the reader must know the answers to. All others of the bridge's count from `FIRST_FREE_ID`. */
const REQUEST_IDS = { initialize: 0, newSession: 1, prompt: 2 };
const FIRST_FREE_ID = 10;
/** Notifications that no agent sends, among the agent's lines. */
const BRIDGE_METHODS = {
    /** The prompt was sent: `{sessionId, resumed}`. What came before is the past of a session. */
    prompted: '_sequential/prompted',
    /** The turn did not come about: `{message, code}`. */
    failed: '_sequential/failed',
    /** A line was not passed on, for its length or since only the bridge may say it: `{text}`, which says so. */
    lost: '_sequential/lost',
    /** The turn is cancelled, by us: its end says nothing. */
    cancelling: '_sequential/cancelling',
};
/** Codes of failures that the bridge finds by itself. */
const BRIDGE_CODES = {
    /** The program is missing. */
    unusable: 'acp_unusable_program',
    /** It speaks no protocol that we do, or not with us. */
    protocol: 'acp_other_protocol',
    /** What it said was too long to be read. */
    lost: 'acp_lost_line',
    model: 'model_not_available',
    session: 'session_not_found',
    /** It has no mode in which it keeps from writing. */
    readOnly: _sandbox_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_READ_ONLY_MODE */ .ao,
};
/** The error in an answer; null: it is a result. Some agents put words where the protocol has an object. */
function rpcErrorOf({ error }) {
    return (0,_stream_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(error) ?? (typeof error === 'string' ? { message: error } : null);
}


/***/ }),

/***/ 358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  runBridge: () => (/* binding */ runBridge)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(474);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(500);
// EXTERNAL MODULE: ./lib/agents/stream/json.js
var stream_json = __nccwpck_require__(849);
// EXTERNAL MODULE: ./lib/agents/stream/line-splitter.js + 1 modules
var line_splitter = __nccwpck_require__(352);
// EXTERNAL MODULE: ./lib/agents/backends/acp/acp-protocol.js
var acp_protocol = __nccwpck_require__(370);
;// CONCATENATED MODULE: ./lib/agents/backends/acp/bridge/connection.js


const METHOD_NOT_FOUND = -32601;
/** Code of the error that stands for an answer of which only the beginning came. */
const TOO_LONG = -32600;
/** Where the id of a message stands, if its beginning has it at all. */
const HEAD_LENGTH = 2_000;
function createConnection({ send, delay, onRequest }) {
    const pending = new Map();
    let nextId = acp_protocol/* FIRST_FREE_ID */.CY;
    let hasEnded = false;
    const write = (message) => send(JSON.stringify({ jsonrpc: '2.0', ...message }));
    function answerRequest(id, method, params) {
        const result = onRequest(method, params);
        const error = { code: METHOD_NOT_FOUND, message: `${method} is not offered by this client` };
        write(result === null ? { id, error } : { id, result });
    }
    return {
        async request(method, params, { limitMs, id = nextId++ }) {
            if (hasEnded)
                return { kind: 'ended' };
            const answered = new AbortController();
            const answer = new Promise((resolve) => pending.set(id, resolve));
            write({ id, method, params });
            const limit = limitMs === null ? [] : [delay(limitMs, answered.signal).then(() => ({ kind: 'overdue' }))];
            const first = await Promise.race([answer, ...limit.map((one) => one.catch(() => answer))]);
            answered.abort();
            pending.delete(id);
            return first;
        },
        notify: (method, params) => write({ method, params }),
        onLine(line) {
            const json = (0,stream_json/* parseLine */.A)(line);
            if (json === null)
                return;
            const method = (0,stream_json/* asString */.oJ)(json.method);
            if (method !== null)
                return 'id' in json ? answerRequest(json.id, method, (0,stream_json/* objectAt */.lJ)(json, 'params')) : undefined;
            const error = (0,acp_protocol/* rpcErrorOf */.JP)(json);
            // A second answer finds nobody who waits for it.
            pending.get(json.id)?.(error === null ? { kind: 'result', result: (0,stream_json/* objectAt */.lJ)(json, 'result') } : { kind: 'error', error });
        },
        onLost(beginning) {
            const head = beginning.slice(0, HEAD_LENGTH);
            const [, id] = /"id"\s*:\s*("[^"]{0,200}"|\d{1,15})/.exec(head) ?? [];
            if (id === undefined)
                return;
            const key = JSON.parse(id);
            const error = { code: TOO_LONG, message: 'the message is too long to be read' };
            if (/"method"\s*:/.test(head))
                write({ id: key, error });
            else
                pending.get(key)?.({ kind: 'error', error });
        },
        onEnd() {
            hasEnded = true;
            for (const resolve of pending.values())
                resolve({ kind: 'ended' });
        },
    };
}

;// CONCATENATED MODULE: ./lib/version.js
/** The same as in package.json; a test holds them together. */
const version = '0.1.0';
/** `owner/name` on GitHub, as in package.json; null: it is published nowhere yet. */
const repository = null;
/** How a workflow names this action, by its major version. Published nowhere: by a name for people to replace. */
const actionName = (/* unused pure expression or super */ null && (`${repository ?? 'OWNER/sequential-orchestration'}@v${version.split('.')[0]}`));

;// CONCATENATED MODULE: ./lib/agents/backends/acp/bridge/session-choices.js

/**
 * The request that puts a session into the first of `modes` that it has; null: it has none of them. Agents give a mode
 * as an option of the category `mode`, or as one of `modes`; copilot's ids are addresses, with the name after `#`.
 */
function chooseMode(session, modes) {
    const option = optionOf(session, 'mode');
    const listed = (0,stream_json/* asList */.DD)((0,stream_json/* objectAt */.lJ)(session, 'modes').availableModes).flatMap((mode) => toOffer(mode, 'id'));
    for (const wanted of modes) {
        const isWanted = ({ value }) => value === wanted || value.endsWith(`#${wanted}`);
        const choice = chooseOption(option, isWanted);
        if (choice !== null)
            return choice;
        const mode = listed.find(isWanted);
        const current = (0,stream_json/* objectAt */.lJ)(session, 'modes').currentModeId;
        if (mode !== undefined)
            return { method: 'session/set_mode', params: { modeId: mode.value }, isMade: isCurrent(current, mode) };
    }
    return null;
}
/** The request that sets the model; else the names of those that there are. */
function chooseModel(session, model) {
    const option = optionOf(session, 'model');
    const isWanted = ({ value, name }) => value === model || name === model;
    const choice = chooseOption(option, isWanted);
    if (choice !== null)
        return choice;
    // What was the protocol's way, and still is that of gemini and kiro.
    const models = (0,stream_json/* objectAt */.lJ)(session, 'models');
    const listed = (0,stream_json/* asList */.DD)(models.availableModels).flatMap((one) => toOffer(one, 'modelId'));
    const found = listed.find(isWanted);
    if (found !== undefined) {
        const isMade = isCurrent(models.currentModelId, found);
        return { method: 'session/set_model', params: { modelId: found.value }, isMade };
    }
    return { names: [...new Set([...offersOf(option), ...listed].map(({ value }) => value))] };
}
function optionOf(session, category) {
    const options = (0,stream_json/* asList */.DD)(session.configOptions).map((option) => (0,stream_json/* objectAt */.lJ)(option));
    return options.find((option) => option.category === category) ?? options.find(({ id }) => id === category) ?? null;
}
function chooseOption(option, isWanted) {
    const configId = (0,stream_json/* asString */.oJ)(option?.id);
    const offer = offersOf(option).find(isWanted);
    if (configId === null || offer === undefined)
        return null;
    const isMade = isCurrent(option?.currentValue, offer);
    return { method: 'session/set_config_option', params: { configId, value: offer.value }, isMade };
}
function isCurrent(current, { value }) {
    return (0,stream_json/* asString */.oJ)(current) === null ? null : current === value;
}
/** The values of an option; some come in groups. */
function offersOf(option) {
    return (0,stream_json/* asList */.DD)(option?.options).flatMap((entry) => {
        const group = (0,stream_json/* asList */.DD)((0,stream_json/* objectAt */.lJ)(entry).options);
        return group.length > 0 ? group.flatMap((inner) => toOffer(inner, 'value')) : toOffer(entry, 'value');
    });
}
function toOffer(entry, key) {
    const json = (0,stream_json/* objectAt */.lJ)(entry);
    const value = (0,stream_json/* asString */.oJ)(json[key]);
    return value === null ? [] : [{ value, name: (0,stream_json/* asString */.oJ)(json.name) ?? value }];
}

;// CONCATENATED MODULE: ./lib/agents/backends/acp/bridge/turn.js





/** An agent that starts on a busy machine takes half a minute; one that never answers must not hold a night. */
const START_MS = 120_000;
/** Loading a session that another process holds, or nobody knows, hangs for ever in some agents (kiro). */
const RESUME_MS = 15_000;
const CHOICE_MS = 30_000;
const MAX_NAMES = 12;
/** A turn that did not come about, and why. */
class TurnFailure {
    message;
    code;
    constructor(message, code = null) {
        this.message = message;
        this.code = code;
    }
}
/** What the agent itself has answered, or its end, says enough. */
const SAID_ALREADY = new TurnFailure('');
/** Has the agent carry out one turn; whether it came to a regular end. */
async function carryOutTurn(connection, order, say) {
    const sessionId = await openTurn(connection, order);
    if (sessionId instanceof TurnFailure) {
        if (sessionId !== SAID_ALREADY)
            say(acp_protocol/* BRIDGE_METHODS */.J4.failed, { message: sessionId.message, code: sessionId.code });
        return false;
    }
    say(acp_protocol/* BRIDGE_METHODS */.J4.prompted, { sessionId, resumed: order.session !== null });
    const prompt = [{ type: 'text', text: order.prompt }];
    const answer = await connection.request('session/prompt', { sessionId, prompt }, { limitMs: null, id: acp_protocol/* REQUEST_IDS */.bq.prompt });
    if (answer.kind === 'error' && answer.error.code === TOO_LONG)
        say(acp_protocol/* BRIDGE_METHODS */.J4.failed, { message: 'its answer to the prompt is too long to be read', code: acp_protocol/* BRIDGE_CODES */.pS.lost });
    return answer.kind === 'result';
}
/** Everything before the prompt; the session's id. */
async function openTurn(connection, order) {
    const capabilities = await initialize(connection);
    if (capabilities instanceof TurnFailure)
        return capabilities;
    const session = await openSession(connection, capabilities, order);
    if (session instanceof TurnFailure)
        return session;
    const choose = (choice) => connection.request(choice.method, { sessionId: session.id, ...choice.params }, { limitMs: CHOICE_MS });
    const failure = (await setMode(session.facts, order, choose)) ?? (await setModel(session.facts, order, choose));
    return failure ?? session.id;
}
async function initialize(connection) {
    const answer = await connection.request('initialize', {
        protocolVersion: acp_protocol/* PROTOCOL_VERSION */.WP,
        clientCapabilities: {
            fs: { readTextFile: false, writeTextFile: false },
            terminal: false,
            // So notices are no words of the agent's, and claude and codex say what kind a failure is.
            session: { notices: {} },
            _meta: { jetbrains: { air: { version: 1, capabilities: ['sessionFailure'] } } },
        },
        clientInfo: { name: 'sequential-orchestration', version: version },
    }, { limitMs: START_MS, id: acp_protocol/* REQUEST_IDS */.bq.initialize });
    if (answer.kind !== 'result')
        return describeSilence(answer, 'initialize');
    const { protocolVersion, agentCapabilities } = answer.result;
    if (protocolVersion === acp_protocol/* PROTOCOL_VERSION */.WP)
        return (0,stream_json/* objectAt */.lJ)(agentCapabilities);
    const spoken = typeof protocolVersion === 'number'
        ? `speaks version ${protocolVersion} of the Agent Client Protocol; version ${acp_protocol/* PROTOCOL_VERSION */.WP} is required`
        : `does not say which version of the Agent Client Protocol it speaks, as the number ${acp_protocol/* PROTOCOL_VERSION */.WP}`;
    return new TurnFailure(`the agent ${spoken}`, acp_protocol/* BRIDGE_CODES */.pS.protocol);
}
async function openSession(connection, capabilities, { cwd, session }) {
    if (session !== null)
        return resumeSession(connection, capabilities, { sessionId: session, cwd, mcpServers: [] });
    const limits = { limitMs: START_MS, id: acp_protocol/* REQUEST_IDS */.bq.newSession };
    const answer = await connection.request('session/new', { cwd, mcpServers: [] }, limits);
    if (answer.kind !== 'result')
        return describeSilence(answer, 'session/new');
    const id = (0,stream_json/* asString */.oJ)(answer.result.sessionId);
    return id === null ? new TurnFailure('the agent began a session without an id') : { id, facts: answer.result };
}
/** Whatever keeps it from going on with a session: the next attempt starts a new one, with the whole prompt. */
async function resumeSession(connection, capabilities, params) {
    const canResume = 'resume' in (0,stream_json/* objectAt */.lJ)(capabilities, 'sessionCapabilities');
    const method = canResume ? 'session/resume' : capabilities.loadSession === true ? 'session/load' : null;
    const answer = method && (await connection.request(method, params, { limitMs: RESUME_MS }));
    if (answer?.kind === 'result')
        return { id: params.sessionId, facts: answer.result };
    return new TurnFailure('the session could not be resumed', acp_protocol/* BRIDGE_CODES */.pS.session);
}
/** null: it is in the mode that it should be in. */
async function setMode(session, { isReadOnly, modes }, choose) {
    const choice = chooseMode(session, isReadOnly ? modes.readOnly : modes.work);
    const isSet = choice !== null && (await choose(choice)).kind === 'result';
    // Without its mode it asks for leave, which is given.
    if (isSet || !isReadOnly)
        return null;
    return new TurnFailure('the agent has no read-only mode that it could be put into', acp_protocol/* BRIDGE_CODES */.pS.readOnly);
}
async function setModel(session, { model, isModelGiven = false }, choose) {
    if (model === null)
        return null;
    const choice = chooseModel(session, model);
    if ('names' in choice) {
        const { names } = choice;
        // Who offers no choice has been told by its argument all the same.
        if (isModelGiven && names.length === 0)
            return null;
        const known = names.length === 0 ? 'it offers no choice of one' : `it offers ${names.slice(0, MAX_NAMES).join(', ')}`;
        return new TurnFailure(`the agent does not offer the model "${model}": ${known}`, acp_protocol/* BRIDGE_CODES */.pS.model);
    }
    // What its argument did is the session's to say; where it says nothing, that is trusted.
    if (isModelGiven && choice.isMade !== false)
        return null;
    const answer = await choose(choice);
    if (answer.kind === 'result')
        return null;
    const why = answer.kind === 'error' ? ((0,stream_json/* asString */.oJ)(answer.error.message) ?? 'an error') : 'no answer';
    return new TurnFailure(`the agent refused the model "${model}": ${why}`, acp_protocol/* BRIDGE_CODES */.pS.model);
}
function describeSilence(answer, method) {
    if (answer.kind !== 'overdue')
        return SAID_ALREADY;
    return new TurnFailure(`the agent did not answer ${method} within ${START_MS / 1000} s: is it one that speaks the Agent Client Protocol?`, acp_protocol/* BRIDGE_CODES */.pS.protocol);
}
/**
 * What is said to a question for leave: once, since some agents change their mode where it is given for always; never to
 * one that may only read. Any other request is answered as unknown: neither files nor terminals are offered.
 */
function answerRequest(method, params, isReadOnly) {
    if (method !== 'session/request_permission')
        return null;
    const options = (0,stream_json/* asList */.DD)(params.options).map((option) => (0,stream_json/* objectAt */.lJ)(option));
    const kinds = isReadOnly ? ['reject_once', 'reject_always'] : ['allow_once', 'allow_always'];
    const [first] = kinds.flatMap((kind) => options.filter((option) => option.kind === kind));
    const optionId = (0,stream_json/* asString */.oJ)(first?.optionId);
    return { outcome: optionId === null ? { outcome: 'cancelled' } : { outcome: 'selected', optionId } };
}

;// CONCATENATED MODULE: ./lib/agents/backends/acp/bridge/bridge.js









/** For an answer to the cancelling of a turn. */
const CANCEL_MS = 2_000;
/** For an agent whose input was closed to end by itself: most do at once. */
const LEAVE_MS = 5_000;
const TERM_MS = 2_000;
/** For what is still on its way when it has ended; what it started may hold its output open for ever. */
const QUIET_MS = 500;
/**
 * Drives one agent through one turn of the Agent Client Protocol. `args`: `--` and its command. `input`: a `TurnOrder` in
 * one line; that it ends means to cancel. `output` gets what the agent says, line by line as it is, and what the bridge
 * has to say itself. Resolves to the exit code: 0 after a turn that ended, for whatever reason the agent gives.
 */
async function runBridge(args, input, output) {
    const [program = '', ...rest] = args.slice(args.indexOf('--') + 1);
    const say = (method, params) => void output.write(ownLine(method, params));
    const { order, closed } = await readOrder(input);
    const child = (0,external_node_child_process_.spawn)(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
    // An agent may end, or close its input, at any time.
    child.stdin.on('error', () => { });
    try {
        await (0,external_node_events_.once)(child, 'spawn');
    }
    catch (error) {
        const message = describeStart(program, error);
        say(acp_protocol/* BRIDGE_METHODS */.J4.failed, { message, code: acp_protocol/* BRIDGE_CODES */.pS.unusable });
        input.destroy();
        return 1;
    }
    const exited = (0,external_node_events_.once)(child, 'exit');
    const { isDone, passed } = await converse(child, { order, closed, say, output });
    const [code, signal] = await endAgent(child, exited);
    await Promise.race([passed, (0,promises_.setTimeout)(QUIET_MS)]);
    child.stdout.destroy();
    input.destroy();
    return isDone ? 0 : exitCodeOf(code, signal);
}
/** Whether the turn came to an end of its own; `passed` resolves when all that it said was passed on. */
async function converse(child, { order, closed, say, output }) {
    const connection = createConnection({
        send: (line) => void child.stdin.write(`${line}\n`),
        delay: (ms, signal) => (0,promises_.setTimeout)(ms, undefined, { signal }),
        onRequest: (method, params) => answerRequest(method, params, order.isReadOnly),
    });
    const passed = passLines(child.stdout, output, connection).then(connection.onEnd);
    let sessionId = null;
    const turn = carryOutTurn(connection, order, (method, params) => {
        if (method === acp_protocol/* BRIDGE_METHODS */.J4.prompted)
            ({ sessionId } = params);
        say(method, params);
    });
    const cancelled = closed.then(async () => {
        if (sessionId === null)
            return false;
        say(acp_protocol/* BRIDGE_METHODS */.J4.cancelling, {});
        connection.notify('session/cancel', { sessionId });
        await Promise.race([turn, (0,promises_.setTimeout)(CANCEL_MS, undefined, { ref: false })]);
        return false;
    });
    return { isDone: await Promise.race([turn, cancelled]), passed };
}
/** Passes every line on as it came; a chunk is not read before the one before it was taken. */
async function passLines(from, to, { onLine, onLost }) {
    const splitter = (0,line_splitter/* createLineSplitter */.AD)(line_splitter/* LINE_LIMIT */.by);
    const pass = async (lines) => {
        for (const line of lines) {
            const lost = describeLost(line);
            const isTaken = to.write(lost === null ? `${line.text}\n` : ownLine(acp_protocol/* BRIDGE_METHODS */.J4.lost, { text: lost }));
            if (lost === null)
                onLine(line.text);
            else if (line.cut > 0)
                onLost(line.text);
            if (!isTaken)
                await (0,external_node_events_.once)(to, 'drain');
        }
    };
    try {
        for await (const chunk of from)
            await pass(splitter.write(chunk));
    }
    catch {
        // Broken off: what came until then counts.
    }
    await pass(splitter.end());
}
/** Why a line is not passed on: it is too long, or would be taken for one of the bridge's own; null: it is passed on. */
function describeLost(line) {
    if (line.cut > 0)
        return (0,line_splitter/* describeCutLine */.KZ)(line);
    // Escapes can hide any name.
    const method = /_sequential|\\u/.test(line.text) ? (0,stream_json/* asString */.oJ)((0,stream_json/* parseLine */.A)(line.text)?.method) : null;
    const isForged = method !== null && Object.values(acp_protocol/* BRIDGE_METHODS */.J4).includes(method);
    return isForged ? `[the agent sent ${method}, which is this program's own: it was left out]` : null;
}
/** A line of the bridge's own among those of the agent. */
function ownLine(method, params) {
    return `${JSON.stringify({ jsonrpc: '2.0', method, params })}\n`;
}
/** Its input closed, it ends by itself; one that does not is ended. */
async function endAgent(child, exited) {
    child.stdin.end();
    for (const [ms, signal] of [[LEAVE_MS, 'SIGTERM'], [TERM_MS, 'SIGKILL']]) {
        const left = new AbortController();
        const isOverdue = await Promise.race([
            exited.then(() => false),
            (0,promises_.setTimeout)(ms, true, { signal: left.signal }).catch(() => false),
        ]);
        left.abort();
        if (isOverdue)
            child.kill(signal);
    }
    return (await exited);
}
/** As a shell tells of a signal; 1 where a turn that did not end is all that there is to say. */
function exitCodeOf(code, signal) {
    if (code === null && signal !== null)
        return 128 + external_node_os_.constants.signals[signal];
    return (code ?? 0) || 1;
}
/** The first line of the input, and its end. */
async function readOrder(input) {
    const splitter = (0,line_splitter/* createLineSplitter */.AD)(Number.POSITIVE_INFINITY);
    return new Promise((resolve, reject) => {
        const closed = (0,external_node_events_.once)(input, 'end');
        closed.then(() => reject(new Error('the bridge was given no order')), reject);
        input.on('data', (chunk) => {
            const [line] = splitter.write(chunk);
            if (line !== undefined)
                resolve({ order: JSON.parse(line.text), closed });
        });
    });
}
function describeStart(program, error) {
    if (error.code === 'ENOENT')
        return `${program}: command not found`;
    if (error.code === 'EACCES')
        return `${program}: permission denied: it is not executable`;
    return `${program} could not be started: ${error.message}`;
}


/***/ }),

/***/ 75:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  rehearse: () => (/* binding */ rehearse)
});

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(474);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: external "node:stream/consumers"
const consumers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(975);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(452);
// EXTERNAL MODULE: ./lib/agents/stream/json.js
var stream_json = __nccwpck_require__(849);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(421);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __nccwpck_require__(500);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __nccwpck_require__(804);
;// CONCATENATED MODULE: ./lib/agents/backends/rehearsal/change-files.js





const OUTPUT_LIMIT = 4_000;
/** Writes, extends or (with `text` null) removes a file of the working tree; throws a UserError for any other place. */
async function changeFile(root, file, text, append = false) {
    const target = await resolveInWorkTree(root, file);
    if (text === null)
        return (0,promises_.rm)(target, { recursive: true, force: true });
    await (0,promises_.mkdir)(external_node_path_.dirname(target), { recursive: true });
    await (append ? promises_.appendFile : promises_.writeFile)(target, text);
}
/** Runs a program in the working tree to its end. Never throws. */
function runCommand(root, argv) {
    const [program, ...args] = argv;
    return new Promise((resolve) => {
        (0,external_node_child_process_.execFile)(program, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
            resolve({ ok: error === null, output: (0,lib_text/* lastCharacters */.pu)(`${stdout}${stderr}`, OUTPUT_LIMIT).trimEnd() });
        });
    });
}
/** The absolute path, seen through symbolic links, if it lies in the working tree and outside `.git`. */
async function resolveInWorkTree(root, file) {
    const base = await (0,promises_.realpath)(root);
    const target = external_node_path_.resolve(base, file);
    const real = await resolveRealPath(target);
    const relative = external_node_path_.relative(base, real);
    const first = relative.split(external_node_path_.sep)[0];
    if (relative !== '' && first !== '..' && first !== '.git' && !external_node_path_.isAbsolute(relative))
        return real;
    throw new errors/* UserError */.yo(`a rehearsal can only change files in the working tree, not ${file}`, {
        where: 'rehearsal.json',
        fix: 'use a path relative to the working tree, outside .git',
    });
}
async function resolveRealPath(folder) {
    try {
        return await (0,promises_.realpath)(folder);
    }
    catch {
        const parent = external_node_path_.dirname(folder);
        return parent === folder ? folder : external_node_path_.join(await resolveRealPath(parent), external_node_path_.basename(folder));
    }
}

;// CONCATENATED MODULE: ./lib/agents/backends/rehearsal/scripted-limit.js
/** The events of a limit or an overload, as a CLI prints them at its end. `now` in epoch ms. */
function limitEvents(step, now) {
    if (step.verb === 'overload') {
        return [
            failureEvent({ message: step.overload, status: step.status ?? 529, retryAfterMs: step.retry_after ?? null }),
        ];
    }
    const resetsAt = step.resets_in === undefined ? null : now + step.resets_in;
    const message = fillResetTime(step.limit, resetsAt, step.resets_in ?? 0);
    const error = failureEvent({
        message,
        status: step.status ?? 429,
        code: step.code ?? null,
        resetsAt: step.structured ? resetsAt : null,
    });
    if (step.window === undefined)
        return [error];
    return [{ kind: 'limit', window: { name: step.window, used: 1, resetsAt, status: 'rejected' } }, error];
}
/** A terminal event that is an error. */
function failureEvent(facts) {
    const error = { status: null, code: null, retryAfterMs: null, resetsAt: null, ...facts };
    return { kind: 'finished', ok: false, finalMessage: null, error };
}
function fillResetTime(text, resetsAt, inMs) {
    if (resetsAt === null)
        return text;
    const reset = new Date(resetsAt);
    const clock = reset.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
    const placeholders = {
        clock: clock.replace('\u202f', ' '),
        epoch: String(Math.ceil(resetsAt / 1000)),
        iso: reset.toISOString(),
        span: `${Math.ceil(inMs / 1000)} seconds`,
    };
    return text.replace(/\{(\w+)\}/g, (placeholder, name) => placeholders[name] ?? placeholder);
}

;// CONCATENATED MODULE: ./lib/agents/backends/rehearsal/act.js






const STUBBORN_SCRIPT = "trap '' TERM INT HUP; sleep 600";
const STUBBORN_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'];
/** Acts the steps out in order; the exit code of the agent. A list that just ends says done. */
async function runSteps(steps, context) {
    const state = { stage: context, survived: context.limitsPassed, usage: NO_USAGE, calls: 0 };
    for (const step of steps) {
        const exitCode = await runStep(step, state);
        if (exitCode !== null)
            return exitCode;
    }
    return emitFinished(state, 'Done.\n<promise>TASK_DONE</promise>');
}
const NO_USAGE = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };
const ACTS = {
    say: ({ say }, state) => emit(state, { kind: 'message', text: fill(say, state), delta: false }),
    think: ({ think }, state) => emit(state, { kind: 'thinking', text: fill(think, state) }),
    tool: (step, state) => runToolCall(state, fill(step.tool, state), async () => {
        await (0,external_node_timers_promises_.setTimeout)(step.takes ?? 0);
        return { ok: !step.failed, output: fill(step.result ?? '', state) };
    }, true),
    write: ({ write, text }, state) => runFileChange(state, '+', write, text),
    append: ({ append, text }, state) => runFileChange(state, '~', append, text, true),
    delete: (step, state) => runFileChange(state, '-', step.delete, null),
    run: ({ run }, state) => runToolCall(state, `$ ${fill(run, state)}`, () => runCommand(state.stage.workdir, ['/bin/sh', '-c', fill(run, state)])),
    commit: (step, state) => runToolCall(state, '$ git commit', () => commit(state.stage.workdir, fill(step.commit, state))),
    tick: (step, state) => runToolCall(state, `~ tasks.md ticks ${step.tick.join(', ')}`, () => tick(state.stage.tasks, step.tick)),
    wait: async ({ wait }) => {
        await (0,external_node_timers_promises_.setTimeout)(wait);
        return null;
    },
    usage(step, state) {
        state.usage = {
            inputTokens: state.usage.inputTokens + (step.input ?? 0),
            cachedTokens: state.usage.cachedTokens + (step.cached ?? 0),
            outputTokens: state.usage.outputTokens + (step.output ?? 0),
            costUsd: step.cost_usd === undefined ? state.usage.costUsd : (state.usage.costUsd ?? 0) + step.cost_usd,
        };
        return emit(state, { kind: 'usage', usage: state.usage });
    },
    warn(step, state) {
        const resetsAt = step.resets_in === undefined ? null : Date.now() + step.resets_in;
        return emit(state, { kind: 'limit', window: { name: step.warn, used: step.used, resetsAt, status: 'warning' } });
    },
    retry: ({ retry, status = null, after = null }, state) => emit(state, { kind: 'retry', message: retry, status, waitMs: after }),
    limit: meetLimit,
    overload: meetLimit,
    fail({ fail, status = null, code = null }, state) {
        emit(state, failureEvent({ message: fill(fail, state), status, code }));
        return 1;
    },
    exit: ({ exit }) => exit,
    ask: ({ ask }, state) => emitFinished(state, `${fill(ask, state)}\n<promise>HALT</promise>`),
    async done({ done, linger = 0 }, state) {
        emitFinished(state, `${fill(done, state)}\n<promise>TASK_DONE</promise>`);
        await (0,external_node_timers_promises_.setTimeout)(linger);
        return 0;
    },
    incomplete: ({ incomplete }, state) => emitFinished(state, fill(incomplete, state)),
    hang({ stubborn }) {
        if (stubborn)
            for (const signal of STUBBORN_SIGNALS)
                process.on(signal, () => undefined);
        return hangForever();
    },
    spawn: (step, state) => runToolCall(state, `starts ${step.spawn} stubborn children`, async () => {
        const pids = Array.from({ length: step.spawn }, () => startStubbornChild(step.detached ?? false));
        return { ok: true, output: pids.join(' ') };
    }),
    async print({ print, times = 1, stderr }, state) {
        for (let i = 0; i < times; i++)
            await state.stage.print(fill(print, state), stderr ? 'stderr' : 'stdout');
        return null;
    },
};
async function runStep(step, state) {
    const act = ACTS[step.verb];
    return act(step, state);
}
function fill(text, { stage }) {
    return text.replaceAll('{unit}', stage.unit).replaceAll('{attempt}', String(stage.attempt));
}
function emit(state, event) {
    state.stage.emit(event);
    return null;
}
function meetLimit(step, state) {
    if (state.survived >= (step.times ?? 1)) {
        state.survived -= step.times ?? 1;
        return null;
    }
    state.stage.onInterruption();
    for (const event of limitEvents(step, Date.now()))
        emit(state, event);
    return 1;
}
function runFileChange(state, sign, file, text, append = false) {
    const path = fill(file, state);
    return runToolCall(state, `${sign} ${path}`, async () => {
        await changeFile(state.stage.workdir, path, text === null ? null : fill(text, state), append);
        return { ok: true, output: '' };
    });
}
function emitFinished(state, message) {
    state.stage.emit({ kind: 'message', text: message, delta: false });
    state.stage.emit({ kind: 'finished', ok: true, finalMessage: null, error: null });
    return 0;
}
/** A tool call with its result; whatever goes wrong in it is its result. */
async function runToolCall(state, title, work, allowedReadOnly = false) {
    const id = `call-${++state.calls}`;
    state.stage.emit({ kind: 'tool-call', id, title });
    let result;
    try {
        result = state.stage.readOnly && !allowedReadOnly ? { ok: false, output: 'refused: read-only' } : await work();
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo) && !(error instanceof Error && 'code' in error))
            throw error;
        result = { ok: false, output: error.message };
    }
    state.stage.emit({ kind: 'tool-result', id, ok: result.ok, text: result.output });
    return null;
}
function startStubbornChild(detached) {
    const child = (0,external_node_child_process_.spawn)('/bin/sh', ['-c', STUBBORN_SCRIPT], { stdio: 'ignore', detached });
    child.unref();
    return child.pid;
}
async function commit(root, message) {
    const staged = await runCommand(root, ['git', 'add', '--all']);
    if (!staged.ok)
        return staged;
    const author = ['-c', 'user.name=rehearsal', '-c', 'user.email=rehearsal@localhost'];
    return runCommand(root, ['git', ...author, 'commit', '--no-verify', '-m', message]);
}
async function tick(tasks, ids) {
    if (tasks === null)
        return { ok: false, output: 'there is no tasks.md beside a script' };
    const text = await (0,promises_.readFile)(tasks, 'utf8');
    const ticked = text.replace(/^([^\S\n\r\u2028\u2029]*[-*+] \[)[ ~-](\]\*? +)(\S+?)(?=\.?(?:\s|$))/gm, (line, before, after, id) => (ids.includes(id) ? `${before}x${after}${id}` : line));
    await (0,promises_.writeFile)(tasks, ticked);
    return { ok: ticked !== text, output: '' };
}
function hangForever() {
    return new Promise(() => setInterval(() => undefined, 2 ** 30));
}

// EXTERNAL MODULE: ./node_modules/ms/index.js
var ms = __nccwpck_require__(744);
;// CONCATENATED MODULE: ./lib/agents/backends/rehearsal/scripted-steps.js
/**
 * What the built-in agent can be told to do. A step is a JSON object with one verb and the verb's fields:
 * `{ "write": "src/a.ts", "text": "…" }`. A field that ends in `?` may be left out. Durations are written as `2s`,
 * `5m`, `1h` and become ms; a flag is true or false; `{unit}` and `{attempt}` in texts and paths are filled in.
 */
const VERBS = {
    /** Says it to the person. */
    say: { say: 'text' },
    think: { think: 'text' },
    /** Shows a tool call, does nothing. */
    tool: { tool: 'text', result: 'text?', failed: 'flag?', takes: 'duration?' },
    /** Files of the working tree only. */
    write: { write: 'text', text: 'text' },
    append: { append: 'text', text: 'text' },
    delete: { delete: 'text' },
    /** A shell command, run in the working tree for real. */
    run: { run: 'text' },
    wait: { wait: 'duration' },
    /** Adds to the tokens and money of this attempt. */
    usage: { usage: 'flag', input: 'count?', cached: 'count?', output: 'count?', cost_usd: 'amount?' },
    /** An early warning: this window is used so far (0 to 1). */
    warn: { warn: 'text', used: 'amount', resets_in: 'duration?' },
    /** Says that it will try again by itself, and goes on. */
    retry: { retry: 'text', status: 'count?', after: 'duration?' },
    /**
     * A usage limit, in these words; `{clock}`, `{epoch}`, `{iso}` and `{span}` in them stand for the reset time. Met
     * `times` times (1) in the unit's session, then gone. `structured`: the reset time is also a field of the error.
     */
    limit: {
        limit: 'text',
        resets_in: 'duration?',
        structured: 'flag?',
        window: 'text?',
        status: 'count?',
        code: 'text?',
        times: 'count?',
    },
    /** The service is overloaded; `times` as above. */
    overload: { overload: 'text', status: 'count?', retry_after: 'duration?', times: 'count?' },
    /** Ends with an error. */
    fail: { fail: 'text', status: 'count?', code: 'text?' },
    /** Ends at once with this exit code, without a terminal event. */
    exit: { exit: 'count' },
    /** Asks a person (HALT). */
    ask: { ask: 'text' },
    /** Says done. `linger`: the process stays that long after its terminal event. */
    done: { done: 'text', linger: 'duration?' },
    /** Ends well, but without the promise. */
    incomplete: { incomplete: 'text' },
    /** Falls silent for ever; `stubborn`: ignores SIGINT and SIGTERM too. */
    hang: { hang: 'flag', stubborn: 'flag?' },
    /** Starts this many children that ignore SIGTERM and live for ten minutes; `detached`: in sessions of their own. */
    spawn: { spawn: 'count', detached: 'flag?' },
    /** Prints the text raw, as a broken CLI would. */
    print: { print: 'text', stderr: 'flag?', times: 'count?' },
    /** Commits everything by itself. */
    commit: { commit: 'text' },
    /** Ticks these tasks' checkboxes in tasks.md by itself, its own unit's or others'. */
    tick: { tick: 'texts' },
};

;// CONCATENATED MODULE: ./lib/agents/backends/rehearsal/script.js




const FIX = 'a script looks like: {"units": {"1": {"attempts": [[{"fail": "…"}], [{"done": "…"}]]}, "2": [{"ask": "…"}]}}';
/** Without a script: a small file for each unit, and done. */
const DEFAULT_STEPS = [
    { verb: 'say', say: 'Rehearsing unit {unit}.' },
    { verb: 'write', write: 'rehearsal/unit-{unit}.md', text: '# Unit {unit}\n\nWritten by the rehearsal agent.\n' },
    { verb: 'usage', usage: true, input: 1000, cached: 0, output: 100, cost_usd: undefined },
    { verb: 'done', done: 'Wrote rehearsal/unit-{unit}.md.', linger: undefined },
];
/** Reads rehearsal.json; throws a UserError that names the place (`rehearsal.json: units.2.attempts[0][1].wait`). */
function parseScript(text, file) {
    let json;
    try {
        json = JSON.parse(text);
    }
    catch (cause) {
        throw new errors/* UserError */.yo(`not valid JSON: ${cause.message}`, { where: file, fix: FIX, cause });
    }
    const root = checkFields(json, file, ['units', 'default', 'assignments', 'reviews', 'questions']);
    return {
        units: mapValues(root.units ?? {}, `${file}: units`, parseUnitScript),
        default: root.default === undefined ? null : parseUnitScript(root.default, `${file}: default`),
        assignments: mapValues(root.assignments ?? {}, `${file}: assignments`, (answer) => typeof answer === 'string' ? answer : JSON.stringify(answer)),
        reviews: mapValues(root.reviews ?? {}, `${file}: reviews`, parseAnswers),
        questions: root.questions === undefined ? [] : parseAnswers(root.questions, `${file}: questions`),
    };
}
/** The steps of this attempt (1, 2, …). */
function stepsFor(script, unit, attempt, answered) {
    const selected = script && Object.hasOwn(script.units, unit) ? script.units[unit] : script?.default;
    if (!selected)
        return DEFAULT_STEPS;
    if (answered && selected.answered)
        return selected.answered;
    return selected.attempts[Math.min(attempt, selected.attempts.length) - 1] ?? [];
}
/** The steps of this review (1, 2, …) of the unit; without a script it accepts the work. */
function reviewSteps(script, unit, call) {
    const reviews = script && Object.hasOwn(script.reviews, unit) ? script.reviews[unit] : undefined;
    return reviews?.[Math.min(call, reviews.length) - 1] ?? answerSteps({ accept: true, findings: [] });
}
/** The steps of this call (1, 2, …); without a script it has nothing to ask. */
function questionSteps(script, call) {
    const calls = script?.questions ?? [];
    return calls[Math.min(call, calls.length) - 1] ?? answerSteps({ questions: [] });
}
/** Call by call: an answer, word for word or as JSON, or a list of steps. */
function parseAnswers(value, location) {
    if (!Array.isArray(value) || value.length === 0)
        return invalid(location, 'a list of answers');
    return value.map((answer, i) => Array.isArray(answer) ? parseSteps(answer, `${location}[${i}]`) : answerSteps(answer));
}
function answerSteps(answer) {
    return [{ verb: 'incomplete', incomplete: typeof answer === 'string' ? answer : JSON.stringify(answer) }];
}
function parseUnitScript(value, location) {
    if (Array.isArray(value))
        return { attempts: [parseSteps(value, location)], answered: null };
    const { attempts, answered } = checkFields(value, location, ['attempts', 'answered']);
    if (!Array.isArray(attempts) || attempts.length === 0)
        return invalid(`${location}.attempts`, 'a list of lists of steps');
    return {
        attempts: attempts.map((list, i) => parseSteps(list, `${location}.attempts[${i}]`)),
        answered: answered === undefined ? null : parseSteps(answered, `${location}.answered`),
    };
}
function parseSteps(value, location) {
    if (!Array.isArray(value))
        return invalid(location, 'a list of steps');
    return value.map((entry, i) => parseStep(entry, `${location}[${i}]`));
}
function parseStep(value, location) {
    const json = (0,stream_json/* asObject */.eB)(value) ?? invalid(location, 'a step, such as {"say": "Hello"}');
    const verb = Object.keys(VERBS).find((name) => Object.hasOwn(json, name));
    if (!verb)
        return invalid(location, `one of the verbs ${Object.keys(VERBS).join(', ')}`);
    const kinds = VERBS[verb];
    checkFields(json, location, Object.keys(kinds));
    const parsed = Object.entries(kinds).map(([name, kind]) => [
        name,
        parseField(json[name], kind, `${location}.${name}`),
    ]);
    return { verb, ...Object.fromEntries(parsed) };
}
const EXPECTED_VALUES = {
    text: 'a text',
    texts: 'a list of texts',
    flag: 'true or false',
    count: 'a whole number from 0',
    amount: 'a number from 0',
    duration: 'a duration, such as "2s" or "5m"',
};
function parseField(value, kind, location) {
    if (value === undefined && kind.endsWith('?'))
        return undefined;
    const base = kind.replace('?', '');
    const parsed = base === 'duration' ? parseDuration(value) : value;
    const valid = {
        text: typeof parsed === 'string',
        texts: Array.isArray(parsed) && parsed.every((item) => typeof item === 'string'),
        flag: typeof parsed === 'boolean',
        count: Number.isInteger(parsed) && parsed >= 0,
        amount: typeof parsed === 'number' && parsed >= 0,
        duration: typeof parsed === 'number' && parsed >= 0,
    };
    return valid[base] ? parsed : invalid(location, EXPECTED_VALUES[base]);
}
function parseDuration(value) {
    return typeof value === 'string' && /^[\d.]+ ?[a-z]+$/i.test(value) ? ms(value) : undefined;
}
function checkFields(value, location, allowed) {
    const json = (0,stream_json/* asObject */.eB)(value) ?? invalid(location, 'an object');
    const unknownField = Object.keys(json).find((name) => !allowed.includes(name));
    return unknownField === undefined ? json : invalid(`${location}: ${unknownField}`, `only ${allowed.join(', ')}`);
}
function mapValues(value, location, map) {
    const json = (0,stream_json/* asObject */.eB)(value) ?? invalid(location, 'an object by unit');
    return Object.fromEntries(Object.entries(json).map(([key, entry]) => [key, map(entry, `${location}.${key}`)]));
}
function invalid(location, expected) {
    throw new errors/* UserError */.yo(`expected ${expected}`, { where: location, fix: FIX });
}

;// CONCATENATED MODULE: ./lib/agents/backends/rehearsal/rehearse.js










/**
 * The built-in agent, as a program: reads the prompt from `input`, acts its unit's script out in `workdir`, prints
 * AgentEvents as JSON lines. Resolves to its exit code. `args` as `agents/rehearsal.ts` gives them.
 */
async function rehearse(args, input, output, workdir = process.cwd()) {
    const { values } = (0,external_node_util_.parseArgs)({
        args: [...args],
        options: {
            script: { type: 'string', default: '' },
            unit: { type: 'string', default: '' },
            attempt: { type: 'string', default: '1' },
            sandbox: { type: 'string', default: 'full' },
            session: { type: 'string' },
            answered: { type: 'boolean', default: false },
            assign: { type: 'boolean', default: false },
            review: { type: 'boolean', default: false },
            questions: { type: 'boolean', default: false },
        },
    });
    const emit = (event) => void output.write(`${JSON.stringify(event)}\n`);
    const attempt = Number(values.attempt);
    const limitsPassed = limitsPassedIn(values.session, values.unit, attempt);
    const emitStarted = (count) => emit({ kind: 'started', session: sessionId(values.unit, attempt, count), model: null });
    const prompt = await (0,consumers_namespaceObject.text)(input);
    emitStarted(limitsPassed);
    let script;
    try {
        script = await loadScript(values.script);
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        emit(failureEvent({ message: `${error.where}: ${error.message}`, code: 'invalid_script' }));
        return 1;
    }
    if (values.assign) {
        emit({ kind: 'finished', ok: true, finalMessage: assignmentFor(prompt, values.unit, script), error: null });
        return 0;
    }
    return runSteps(chosenSteps(script, { ...values, attempt }), {
        workdir,
        tasks: script && external_node_path_.join(external_node_path_.dirname(values.script), 'tasks.md'),
        unit: values.unit,
        attempt,
        readOnly: values.sandbox === 'read-only',
        limitsPassed,
        emit,
        async print(raw, stream) {
            const target = stream === 'stdout' ? output : process.stderr;
            if (!target.write(raw))
                await (0,external_node_events_.once)(target, 'drain');
        },
        onInterruption: () => emitStarted(limitsPassed + 1),
    });
}
function chosenSteps(script, asked) {
    const { unit, attempt, answered } = asked;
    if (asked.questions)
        return questionSteps(script, attempt);
    return asked.review ? reviewSteps(script, unit, attempt) : stepsFor(script, unit, attempt, answered);
}
async function loadScript(file) {
    if (file === '')
        return null;
    try {
        return parseScript(await (0,promises_.readFile)(file, 'utf8'), file);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return null;
        throw error;
    }
}
/**
 * Its memory between calls is the session's id, which travels with the state: how many limits this attempt has
 * outlived, so that a limit lifts when the session is resumed.
 */
function sessionId(unit, attempt, limitsPassed) {
    return ['rehearsal', encodeURIComponent(unit), attempt, limitsPassed].join('_');
}
function limitsPassedIn(id, unit, attempt) {
    const limitsPassed = Number(id?.split('_').at(-1));
    return id === sessionId(unit, attempt, limitsPassed) ? limitsPassed : 0;
}
/**
 * The script's own answer to who should work on a unit, else the first of each choice in the form that ends the
 * prompt: `{"task": …, "type": "code | ui", "owner_agent": "a | b"}`.
 */
function assignmentFor(prompt, unit, script) {
    const form = (0,stream_json/* parseLine */.A)(prompt.trimEnd().split('\n').at(-1) ?? '') ?? {};
    const scripted = script && Object.hasOwn(script.assignments, unit) ? script.assignments[unit] : undefined;
    const first = Object.entries(form).map(([key, value]) => [key, (0,stream_json/* asString */.oJ)(value)?.split(' | ')[0]]);
    return scripted ?? JSON.stringify(Object.fromEntries(first));
}


/***/ }),

/***/ 550:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  getBackend: () => (/* binding */ getBackend)
});

// UNUSED EXPORTS: backends, keyNames

// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(452);
// EXTERNAL MODULE: ./lib/agents/sandbox.js
var sandbox = __nccwpck_require__(337);
;// CONCATENATED MODULE: ./node_modules/shlex/shlex.js


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

;// CONCATENATED MODULE: ./lib/agents/split-command.js


/** The words of `--agent-command`, as a shell would split them. */
function splitCommand(command, backend) {
    const errorContext = {
        where: '--agent-command',
        fix: "set a program and its arguments: --agent-command './agent.sh --fast'",
    };
    let words;
    try {
        words = split(command);
    }
    catch (cause) {
        throw new errors/* UserError */.yo(`the agent command cannot be split into words: ${command}`, { ...errorContext, cause });
    }
    const [program, ...args] = words;
    if (!program)
        throw new errors/* UserError */.yo(`the backend ${backend} needs a command, but none was given`, errorContext);
    return [program, ...args];
}

// EXTERNAL MODULE: ./lib/agents/backends/acp/acp-protocol.js
var acp_protocol = __nccwpck_require__(370);
;// CONCATENATED MODULE: ./lib/agents/backends/acp/acp-limits.js

/** What agents over the protocol say of limits beside their services' own words, and what the bridge finds by itself. */
const acpLimits = {
    codes: { [acp_protocol/* BRIDGE_CODES */.pS.unusable]: 'missing', [acp_protocol/* BRIDGE_CODES */.pS.protocol]: 'protocol' },
    messages: {
        // qwen 0.24.4 and gemini 0.61.0 of a stream that was cut (runs of November 2026); a prompt that nothing came to.
        transient: /^terminated$|^no answer to the prompt yet$/,
    },
};

// EXTERNAL MODULE: ./lib/time.js
var time = __nccwpck_require__(146);
// EXTERNAL MODULE: ./lib/agents/stream/json.js
var stream_json = __nccwpck_require__(849);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __nccwpck_require__(804);
;// CONCATENATED MODULE: ./lib/agents/stream/last-stderr.js


const MAX_LINES = 5;
const MAX_LINE_LENGTH = 500;
/** Code of the error of a session that the CLI does not know (any more): a fresh one is the way on. */
const SESSION_NOT_FOUND = 'session_not_found';
/** The code of a message that says, in a CLI's own words, that a session is gone; else null. */
function sessionErrorCode(message, sessionNotFound) {
    return sessionNotFound.test(message) ? SESSION_NOT_FOUND : null;
}
/** `sessionNotFound`: how the CLI says that it does not know a session; null: it has none, or never says so. */
function createStderrTail(sessionNotFound = null) {
    const lines = [];
    return {
        add(line) {
            if (line.trim() === '')
                return;
            lines.push((0,lib_text/* truncateWithNote */.J$)(line.trimEnd(), MAX_LINE_LENGTH, '…'));
            if (lines.length > MAX_LINES)
                lines.shift();
        },
        get text() {
            return lines.length === 0 ? null : lines.join('\n');
        },
        toError(fallback) {
            const message = this.text ?? fallback;
            return (0,stream_json/* agentError */.Cw)(message, { code: sessionNotFound && sessionErrorCode(message, sessionNotFound) });
        },
    };
}

;// CONCATENATED MODULE: ./lib/agents/backends/claude/claude-windows.js


/** The windows of a subscription as claude tells them (`rate_limit_info`): that of the event, or all that it knows. */
function readRateLimitInfo(info) {
    const type = (0,stream_json/* asString */.oJ)(info.rateLimitType) ?? 'unknown';
    const windows = (0,stream_json/* asObject */.eB)(info.unifiedWindows) ?? {
        [type]: { utilization: info.utilization, resetsAt: info.resetsAt },
    };
    return Object.entries(windows).map(([name, value]) => {
        const window = (0,stream_json/* objectAt */.lJ)(value);
        const resetsAt = (0,stream_json/* asNumber */.i)(window.resetsAt);
        const status = limitStatus((0,stream_json/* asString */.oJ)(window.status) ?? (name === type ? (0,stream_json/* asString */.oJ)(info.status) : null));
        const utilization = (0,stream_json/* asNumber */.i)(window.utilization);
        // A share: one of two windows and more is in another unit, and below nothing is none.
        const used = utilization !== null && utilization >= 0 && utilization <= 2 ? utilization : null;
        return { name, used, resetsAt: resetsAt === null ? null : (0,time/* statedMoment */.EG)(resetsAt * 1000), status };
    });
}
function limitStatus(status) {
    return status === 'rejected' ? 'rejected' : status === 'allowed_warning' ? 'warning' : 'allowed';
}

;// CONCATENATED MODULE: ./lib/agents/backends/acp/reader/acp-errors.js


const AUTHENTICATION_REQUIRED = -32000;
/** UTF-16 units. */
const MAX_SHOWN = 300;
/** Codes that stand for the categories of claude's and codex' failures; those of limits are told by their words. */
const CATEGORY_CODES = {
    access: 'unauthenticated',
    service: 'server_error',
    connection: 'server_error',
};
/** An error of the protocol: what is wrong stands in its `data`, or in the service's error in that, as often as in its message. */
function readRpcError(error) {
    const data = (0,stream_json/* objectAt */.lJ)(error, 'data');
    const service = (0,stream_json/* objectAt */.lJ)(data, 'error');
    const ownWords = ((0,stream_json/* asString */.oJ)(error.message) ?? '').replace(/^Internal error(?:: )?/, '');
    const places = [error.data, data.message, data.details, data.error, service.message];
    const details = places.map(stream_json/* asString */.oJ).find((text) => text !== null) ?? '';
    const words = [ownWords, details].filter((text, at) => text !== '' && !(at === 1 && ownWords.includes(details)));
    const number = (0,stream_json/* asNumber */.i)(error.code);
    const statuses = [number, data.status, data.statusCode, service.status, service.code].map(stream_json/* asNumber */.i);
    const status = statuses.find((one) => one !== null && one >= 400 && one <= 599) ?? null;
    const info = (0,stream_json/* asObject */.eB)(data.codexErrorInfo);
    return (0,stream_json/* agentError */.Cw)(words.join(': ') || (0,stream_json/* asString */.oJ)(error.message) || describeWordless(error), {
        status: status ?? httpStatusIn(info),
        code: (0,stream_json/* asString */.oJ)(data.errorKind) ??
            (0,stream_json/* asString */.oJ)(data.codexErrorInfo) ??
            (number === AUTHENTICATION_REQUIRED ? 'unauthenticated' : null),
    });
}
/** What there is of an error without words, for who looks it up. */
function describeWordless(error) {
    return `it failed without saying why: ${(0,lib_text/* truncateWithNote */.J$)(JSON.stringify(error), MAX_SHOWN, '…')}`;
}
/** `{responseStreamDisconnected: {httpStatusCode: 429}}`, as codex has it. */
function httpStatusIn(info) {
    const [inner] = Object.values(info ?? {});
    return (0,stream_json/* asNumber */.i)((0,stream_json/* objectAt */.lJ)(inner).httpStatusCode);
}
/** Reads `_meta.jetbrains.air.sessionFailure` of an update or a result; null: there is none. */
function readSessionFailure(holder) {
    const failure = (0,stream_json/* asObject */.eB)((0,stream_json/* objectAt */.lJ)(holder, '_meta', 'jetbrains', 'air').sessionFailure);
    const title = (0,stream_json/* asString */.oJ)(failure?.title);
    if (failure === null || title === null)
        return null;
    const category = (0,stream_json/* asString */.oJ)(failure.category) ?? '';
    return {
        isFinal: failure.severity === 'error',
        category,
        error: (0,stream_json/* agentError */.Cw)(title, { code: CATEGORY_CODES[category] ?? null }),
    };
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: ./lib/agents/stream/tool-title.js



const MAX_TITLE_LENGTH = 160;
/** Short words for what the CLIs call their reading tools. */
const TOOL_VERBS = {
    view: 'read',
    read_file: 'read',
    read_many_files: 'read',
    rg: 'grep',
    grep_search: 'grep',
    search_file_content: 'grep',
    ls: 'list',
    list_directory: 'list',
    web_fetch: 'fetch',
    webfetch: 'fetch',
    web_search: 'search',
    websearch: 'search',
    google_web_search: 'search',
};
/**
 * One line for a tool call, as a colleague's terminal would show it: `$ npm test`, `~ src/x.ts +12 −3`,
 * `? grep "foo"`. Told from the arguments rather than the name, so that a new tool of a known kind reads well too.
 */
function toolTitle(name, input, workdir = '') {
    const command = firstField(input, 'command', 'cmd', 'script');
    if (command !== null)
        return shellTitle(command);
    const file = firstField(input, 'file_path', 'filePath', 'path', 'absolute_path', 'notebook_path', 'dir_path');
    const shownPath = file === null ? '' : shortPath(file, workdir);
    const patch = firstField(input, 'patch', 'patchText', 'input');
    if (patch?.startsWith('*** Begin Patch'))
        return oneLine(patchTitle(patch, workdir));
    const newText = firstField(input, 'new_string', 'newString', 'new_str', 'content', 'file_text', 'contents', 'new_source');
    const oldText = firstField(input, 'old_string', 'oldString', 'old_str');
    if (shownPath !== '' && (newText !== null || oldText !== null))
        return editTitle(shownPath, ...countChangedLines(oldText, newText));
    const verb = TOOL_VERBS[name.toLowerCase()] ?? name.toLowerCase();
    const query = firstField(input, 'pattern', 'query', 'url');
    if (query !== null)
        return oneLine(`? ${verb} ${query.includes('://') ? query : JSON.stringify(query)} ${shownPath}`);
    if (shownPath !== '')
        return oneLine(`? ${verb} ${shownPath}`);
    return oneLine(`${name} ${firstField(input, 'description', 'title', 'intent', 'prompt') ?? summarizeInput(input)}`);
}
/** `$ npm test`, out of what wraps it (`/bin/bash -lc "…"`). */
function shellTitle(command) {
    const wrapped = /^(?:\S*\/)?(?:ba|z|da)?sh -l?c (?:"([\s\S]*)"|'([\s\S]*)')$/.exec(command);
    const inner = wrapped?.[1]?.replace(/\\(["$`\\])/g, '$1') ?? wrapped?.[2]?.replaceAll("'\\''", "'");
    return oneLine(`$ ${inner ?? command}`);
}
/** `~ src/x.ts +12 −3`; numbers that are null or 0 are left out. */
function editTitle(file, added, removed) {
    return oneLine(`~ ${file}${added ? ` +${added}` : ''}${removed ? ` −${removed}` : ''}`);
}
/** The path seen from the working tree, where it lies in it. */
function shortPath(file, workdir) {
    if (workdir === '' || !external_node_path_.isAbsolute(file))
        return file;
    const relative = external_node_path_.relative(workdir, file);
    return relative === '' ? '.' : relative.startsWith('..') ? file : relative;
}
/** A text in one line of bounded length, without control characters. */
function oneLine(text) {
    // Cut before the work: a tool's argument may be megabytes long.
    const singleLine = (0,lib_text/* firstCharacters */.DR)(text, 4 * MAX_TITLE_LENGTH)
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim();
    return singleLine.length > MAX_TITLE_LENGTH || text.length > 4 * MAX_TITLE_LENGTH
        ? `${(0,lib_text/* firstCharacters */.DR)(singleLine, MAX_TITLE_LENGTH - 1)}…`
        : singleLine;
}
function patchTitle(patch, workdir) {
    const files = [...patch.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map((m) => shortPath(m[1] ?? '', workdir));
    const added = patch.match(/^\+/gm)?.length ?? 0;
    const removed = patch.match(/^-/gm)?.length ?? 0;
    return editTitle(files.join(', '), added, removed);
}
function firstField(input, ...names) {
    for (const name of names) {
        const value = input[name];
        if (Array.isArray(value) && value.every((word) => typeof word === 'string'))
            return value.join(' ');
        const text = (0,stream_json/* asString */.oJ)(value);
        if (text !== null)
            return text;
    }
    return null;
}
/** Lines added and removed. What both begin or end with is only there to find the place. */
function countChangedLines(oldText, newText) {
    const oldLines = lines(oldText);
    const newLines = lines(newText);
    const shorter = Math.min(oldLines.length, newLines.length);
    let commonPrefix = 0;
    while (commonPrefix < shorter && oldLines[commonPrefix] === newLines[commonPrefix])
        commonPrefix++;
    let commonSuffix = 0;
    while (commonSuffix < shorter - commonPrefix && oldLines.at(-1 - commonSuffix) === newLines.at(-1 - commonSuffix))
        commonSuffix++;
    return [newLines.length - commonPrefix - commonSuffix, oldLines.length - commonPrefix - commonSuffix];
}
function lines(text) {
    return text === null || text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
function summarizeInput(input) {
    const fields = Object.entries(input).flatMap(([key, value]) => typeof value === 'object' ? [] : [`${key}=${(0,lib_text/* firstCharacters */.DR)(String(value), MAX_TITLE_LENGTH)}`]);
    return fields.join(' ');
}

;// CONCATENATED MODULE: ./lib/agents/backends/acp/reader/acp-tools.js


/** Calls beyond are not told apart: an agent that gives each update another id must not fill the memory. */
const MAX_CALLS = 1_000;
function createToolCalls(workdir) {
    const calls = new Map();
    let any = false;
    return {
        update(call, asksLeave) {
            const id = (0,stream_json/* asString */.oJ)(call.toolCallId) ?? '';
            const before = calls.get(id);
            if (before === 'ended' || (before === undefined && calls.size >= MAX_CALLS))
                return [];
            any = true;
            const state = stateOf(call, asksLeave, before);
            calls.set(id, state);
            const events = [];
            if (state !== 'announced' && before !== 'called')
                events.push({ kind: 'tool-call', id, title: titleOf(call, workdir) });
            if (state === 'ended')
                events.push({ kind: 'tool-result', id, ok: call.status === 'completed', text: resultOf(call) });
            return events;
        },
        end() {
            const open = [...calls].filter(([, state]) => state === 'called').map(([id]) => id);
            for (const id of open)
                calls.set(id, 'ended');
            return open.map((id) => ({ kind: 'tool-result', id, ok: false, text: 'the turn ended before its result came' }));
        },
        get any() {
            return any;
        },
    };
}
/** Some announce a call before its arguments are there: with none, or only the folder. */
function stateOf(call, asksLeave, before) {
    if (call.status === 'completed' || call.status === 'failed')
        return 'ended';
    const isTold = Object.keys((0,stream_json/* objectAt */.lJ)(call, 'rawInput')).some((name) => name !== 'cwd');
    const isUnderWay = call.status === 'in_progress' || isTold;
    return before === 'called' || asksLeave || isUnderWay ? 'called' : 'announced';
}
function titleOf(call, workdir) {
    const title = (0,stream_json/* asString */.oJ)(call.title) ?? (0,stream_json/* asString */.oJ)(call.kind) ?? 'tool';
    const input = (0,stream_json/* objectAt */.lJ)(call, 'rawInput');
    if (call.kind === 'edit')
        return toolTitle(title, { ...editOf(call), ...input }, workdir);
    if (Object.keys(input).length > 0)
        return toolTitle((0,stream_json/* asString */.oJ)(call.name) ?? title, input, workdir);
    return call.kind === 'execute' ? shellTitle(title) : oneLine(title);
}
/** The file and the texts of an edit, wherever they stand. */
function editOf(call) {
    const diff = (0,stream_json/* objectAt */.lJ)((0,stream_json/* asList */.DD)(call.content).find((part) => (0,stream_json/* objectAt */.lJ)(part).type === 'diff'));
    const path = (0,stream_json/* asString */.oJ)(diff.path) ?? (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)((0,stream_json/* asList */.DD)(call.locations)[0]).path);
    if (path === null)
        return {};
    return { path, new_string: (0,stream_json/* asString */.oJ)(diff.newText) ?? '', old_string: (0,stream_json/* asString */.oJ)(diff.oldText) ?? '' };
}
function resultOf(call) {
    const texts = (0,stream_json/* asList */.DD)(call.content).flatMap((part) => (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(part, 'content').text) ?? []);
    if (texts.length > 0)
        return texts.join('\n');
    const output = (0,stream_json/* objectAt */.lJ)(call, 'rawOutput');
    return ((0,stream_json/* asString */.oJ)(call.rawOutput) ?? (0,stream_json/* asString */.oJ)(output.output) ?? (0,stream_json/* asString */.oJ)(output.message) ?? (0,stream_json/* asString */.oJ)(output.error) ?? '');
}

;// CONCATENATED MODULE: ./lib/agents/backends/acp/reader/acp-usage.js

const NOTHING = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };
/** `resumed`: a cost that counts from the session's beginning is not this turn's. */
function createTurnUsage(isResumed) {
    let tokens = null;
    let cost = null;
    let credits = 0;
    let model = null;
    return {
        onUsageUpdate(update) {
            const { amount, currency } = (0,stream_json/* objectAt */.lJ)(update, 'cost');
            if (currency === 'USD' && (0,stream_json/* asNumber */.i)(amount) !== null)
                cost = (0,stream_json/* asAmount */.bt)(amount);
            model = (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(update, '_meta')['_claude/model']) ?? model;
        },
        onRequest(usage) {
            const request = readTokens(usage);
            const sum = tokens ?? NOTHING;
            tokens = {
                inputTokens: sum.inputTokens + request.inputTokens,
                cachedTokens: sum.cachedTokens + request.cachedTokens,
                outputTokens: sum.outputTokens + request.outputTokens,
            };
        },
        onCredits(amount) {
            credits += (0,stream_json/* asAmount */.bt)(amount);
        },
        onResult(result) {
            const quota = (0,stream_json/* objectAt */.lJ)(result, '_meta', 'quota');
            const told = (0,stream_json/* asObject */.eB)(result.usage) ?? (0,stream_json/* asObject */.eB)(quota.token_count);
            if (told !== null)
                tokens = readTokens(told);
            model = (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)((0,stream_json/* asList */.DD)(quota.model_usage)[0]).model) ?? model;
        },
        get total() {
            if (tokens === null && credits === 0 && (cost === null || isResumed()))
                return null;
            const all = { ...(tokens ?? NOTHING), costUsd: isResumed() ? null : cost };
            // 0.1 and 0.2 are 0.3.
            return credits === 0 ? all : { ...all, credits: Math.round(credits * 1e6) / 1e6 };
        },
        get isNothing() {
            return credits === 0 && (tokens === null || tokens.inputTokens + tokens.outputTokens === 0);
        },
        get model() {
            return model;
        },
    };
}
/** Tokens as the protocol's draft counts them, or as gemini does. What was read from a cache is part of the input for some. */
function readTokens(usage) {
    const cachedTokens = (0,stream_json/* asCount */.Wg)(usage.cachedReadTokens);
    const outputTokens = (0,stream_json/* asCount */.Wg)(usage.outputTokens ?? usage.output_tokens);
    const input = (0,stream_json/* asCount */.Wg)(usage.inputTokens ?? usage.input_tokens);
    const isPart = (0,stream_json/* asNumber */.i)(usage.totalTokens) === input + outputTokens;
    const inputTokens = (0,stream_json/* asCount */.Wg)(input - (isPart ? cachedTokens : 0)) + (0,stream_json/* asCount */.Wg)(usage.cachedWriteTokens);
    return { inputTokens, cachedTokens, outputTokens };
}

;// CONCATENATED MODULE: ./lib/agents/backends/acp/reader/acp-words.js

/**
 * A new message begins where its id changes, or after an interruption. Agents that give their messages ids (claude,
 * codex, opencode) print notices of their own without one: those are no words of the agent's.
 */
function createAgentWords() {
    let current = null;
    let isOpen = false;
    let givesIds = false;
    return {
        add(update) {
            const text = (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(update, 'content').text);
            if (text === null)
                return [];
            const id = (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(update).messageId);
            if (id === null && givesIds)
                return (0,stream_json/* unknownLine */.f2)(text);
            const delta = isOpen && id === current;
            givesIds ||= id !== null;
            current = id;
            isOpen = true;
            return [{ kind: 'message', text, delta }];
        },
        interrupt() {
            isOpen = false;
        },
    };
}

;// CONCATENATED MODULE: ./lib/agents/backends/acp/reader/acp-reader.js









/** Kiro's own methods, by the name of the engine that sends them. */
const KIRO_METHOD = /^_kiro(?:\.dev)?\//;
/** Ends of a turn that are none of the work. */
const STOP_REASONS = {
    max_tokens: 'the answer reached the largest length that the model gives (max_tokens)',
    max_turn_requests: 'the turn reached the largest number of requests that the agent makes (max_turn_requests)',
    refusal: 'the agent refused to go on (refusal)',
    cancelled: 'the agent cancelled the turn, which this run had not asked for (cancelled): its log may say why, or another version of it does better',
};
function describeStop(reason) {
    if (reason === null)
        return 'the turn ended without a stop reason, which the Agent Client Protocol requires';
    return STOP_REASONS[reason] ?? `the turn ended with "${reason}", a stop reason that the Agent Client Protocol lacks`;
}
/** Of a program that says nothing, also on its standard error. */
const NEVER_PROMPTED = 'it was not ready for the prompt before it ended: is it a program that speaks the Agent Client Protocol?';
/** Reads what an agent says over the Agent Client Protocol, and what the bridge says among its lines. */
function createAcpReader(workdir = '') {
    let session = null;
    let model = null;
    let isResumed = false;
    let isFinished = false;
    let isCancelling = false;
    const words = createAgentWords();
    const tools = createToolCalls(workdir);
    const usage = createTurnUsage(() => isResumed);
    const stderrTail = createStderrTail();
    const opening = followOpening();
    function finish(ok, error, isUnspent = false) {
        isFinished = true;
        return [...tools.end(), { kind: 'finished', ok, finalMessage: null, error, ...(isUnspent && { isUnspent }) }];
    }
    function onBridge(method, params) {
        if (method === acp_protocol/* BRIDGE_METHODS */.J4.lost)
            return (0,stream_json/* unknownLine */.f2)((0,stream_json/* asString */.oJ)(params.text) ?? '');
        if (method === acp_protocol/* BRIDGE_METHODS */.J4.cancelling) {
            isCancelling = true;
            return [];
        }
        if (method === acp_protocol/* BRIDGE_METHODS */.J4.failed) {
            const message = (0,stream_json/* asString */.oJ)(params.message) ?? 'the agent could not be driven';
            return finish(false, (0,stream_json/* agentError */.Cw)(message, { code: (0,stream_json/* asString */.oJ)(params.code) }));
        }
        session = (0,stream_json/* asString */.oJ)(params.sessionId);
        isResumed = params.resumed === true;
        return [{ kind: 'started', session, model, isUnanswered: true }];
    }
    function onWords(update) {
        const spent = (0,stream_json/* asObject */.eB)((0,stream_json/* objectAt */.lJ)(update, '_meta').usage);
        if (spent !== null)
            usage.onRequest(spent);
        return [...words.add(update), ...(spent === null ? [] : usageEvents())];
    }
    function onUsage(update) {
        usage.onUsageUpdate(update);
        const info = (0,stream_json/* asObject */.eB)((0,stream_json/* objectAt */.lJ)(update, '_meta')['_claude/rateLimit']);
        return info === null ? [] : readRateLimitInfo(info).map((window) => ({ kind: 'limit', window }));
    }
    function onUpdate(update) {
        switch (update.sessionUpdate) {
            case 'agent_message_chunk':
                return onWords(update);
            case 'agent_thought_chunk':
                return [{ kind: 'thinking', text: (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(update, 'content').text) ?? '' }];
            case 'tool_call':
            case 'tool_call_update':
                words.interrupt();
                return tools.update(update, false);
            case 'usage_update':
                return onUsage(update);
            case 'notice':
                return (0,stream_json/* unknownLine */.f2)([update.title, update.description].flatMap((text) => (0,stream_json/* asString */.oJ)(text) ?? []).join(': '));
            case 'session_info_update':
                return onSessionInfo(update);
            case 'retry_warning':
                return onRetryWarning(update);
            case 'model_fallback':
                return update.to === null ? [] : [{ kind: 'started', session, model: (0,stream_json/* asString */.oJ)(update.to) }];
            default:
                return [];
        }
    }
    function usageEvents() {
        const { total } = usage;
        return total === null ? [] : [{ kind: 'usage', usage: total }];
    }
    function onNotification(method, params) {
        if (Object.values(acp_protocol/* BRIDGE_METHODS */.J4).includes(method))
            return onBridge(method, params);
        // Before the prompt it is the past of a session that is shown; other sessions are those of sub-agents.
        if (session === null || params.sessionId !== session)
            return [];
        if (method === 'session/update')
            return onUpdate((0,stream_json/* objectAt */.lJ)(params, 'update'));
        switch (method.replace(KIRO_METHOD, 'kiro/')) {
            case 'kiro/session/update':
                return onUpdate((0,stream_json/* objectAt */.lJ)(params, 'update'));
            case 'kiro/error/rate_limit':
                return [{ kind: 'error', error: (0,stream_json/* agentError */.Cw)((0,stream_json/* asString */.oJ)(params.message) ?? 'rate limit') }];
            case 'kiro/metadata':
                return (0,stream_json/* asList */.DD)(params.meteringUsage).flatMap((spent) => onMetering((0,stream_json/* objectAt */.lJ)(spent)));
            default:
                return [];
        }
    }
    function onMetering({ value, unit }) {
        const amount = (0,stream_json/* asNumber */.i)(value);
        if (amount === null || amount <= 0)
            return [];
        if (unit !== 'credit')
            return (0,stream_json/* unknownLine */.f2)(`${amount} ${(0,stream_json/* asString */.oJ)(unit) ?? 'unit'}${amount === 1 ? '' : 's'} used`);
        usage.onCredits(amount);
        return usageEvents();
    }
    /** The first answer to a request counts; any other is late, came twice, or was never asked for. */
    function onAnswer(json, line) {
        if (session === null)
            return opening.onAnswer(json) ? onOpeningAnswer(json) : (0,stream_json/* unknownLine */.f2)(line);
        if (json.id !== acp_protocol/* REQUEST_IDS */.bq.prompt)
            return (0,stream_json/* unknownLine */.f2)(line);
        const error = (0,acp_protocol/* rpcErrorOf */.JP)(json);
        return error === null ? onTurnEnd((0,stream_json/* objectAt */.lJ)(json, 'result')) : finish(false, readRpcError(error));
    }
    function onOpeningAnswer(json) {
        const error = (0,acp_protocol/* rpcErrorOf */.JP)(json);
        // What the others ask for is a choice, and the bridge says itself what comes of it.
        if (error !== null)
            return opensTurn(json.id) ? finish(false, readRpcError(error)) : [];
        const result = (0,stream_json/* objectAt */.lJ)(json, 'result');
        const choices = (0,stream_json/* asList */.DD)(result.configOptions).map((option) => (0,stream_json/* objectAt */.lJ)(option));
        const chosen = choices.find(({ category, id: name }) => category === 'model' || name === 'model');
        model = (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(result, 'models').currentModelId) ?? (0,stream_json/* asString */.oJ)(chosen?.currentValue) ?? model;
        return [];
    }
    function onTurnEnd(result) {
        usage.onResult(result);
        const events = usageEvents();
        if (usage.model !== null && usage.model !== model)
            events.push({ kind: 'started', session, model: usage.model });
        const failure = readSessionFailure(result);
        if (failure?.isFinal === true)
            return [...events, ...finish(false, failure.error)];
        const stopReason = (0,stream_json/* asString */.oJ)(result.stopReason);
        if (stopReason === 'end_turn') {
            return [...events, ...finish(true, null, !tools.any && usage.isNothing)];
        }
        // Why it was cancelled is known to who did it.
        if (stopReason === 'cancelled' && isCancelling)
            return [...events, ...finish(false, null)];
        const why = (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(result, '_meta', 'error').message);
        const message = describeStop(stopReason);
        return [...events, ...finish(false, (0,stream_json/* agentError */.Cw)(why === null ? message : `${message}: ${why}`))];
    }
    function onMessage(json, line) {
        const method = (0,stream_json/* asString */.oJ)(json.method);
        // What comes after its end is no part of the turn.
        if (isFinished)
            return method === null ? (0,stream_json/* unknownLine */.f2)(line) : [];
        if (method === null)
            return 'id' in json ? onAnswer(json, line) : (0,stream_json/* unknownLine */.f2)(line);
        const params = (0,stream_json/* objectAt */.lJ)(json, 'params');
        if (!('id' in json))
            return onNotification(method, params);
        if (method !== 'session/request_permission')
            return [];
        words.interrupt();
        return tools.update((0,stream_json/* objectAt */.lJ)(params, 'toolCall'), true);
    }
    return {
        read(line, stream) {
            if (stream === 'stderr')
                stderrTail.add(line);
            const json = stream === 'stdout' ? (0,stream_json/* parseLine */.A)(line) : null;
            return json === null ? (0,stream_json/* unknownLine */.f2)(line) : onMessage(json, line);
        },
        end(exitCode) {
            if (isFinished || exitCode === null)
                return [];
            return finish(false, stderrTail.toError(session === null ? NEVER_PROMPTED : 'it ended in the midst of the turn'));
        },
    };
}
/** Kiro's word that it will try again. */
function onRetryWarning(update) {
    const seconds = (0,stream_json/* asNumber */.i)(update.delaySecs);
    const message = (0,stream_json/* asString */.oJ)(update.message) ?? 'it will try again';
    return [{ kind: 'retry', message, status: null, waitMs: (0,time/* statedWait */.J1)(seconds === null ? null : seconds * 1000) }];
}
/** Retries as claude (by the failures that it is asked for) and codex (by an error of its own) tell of them. */
function onSessionInfo(update) {
    const failure = readSessionFailure(update);
    if (failure !== null) {
        const message = failure.category === 'limit' ? `rate limit: ${failure.error.message}` : failure.error.message;
        return [{ kind: 'retry', message, status: null, waitMs: null }];
    }
    const error = (0,stream_json/* objectAt */.lJ)(update, '_meta', 'codex', 'error');
    if (error.willRetry !== true)
        return [];
    const texts = [error.message, error.additionalDetails].flatMap((text) => (0,stream_json/* asString */.oJ)(text) ?? []);
    return [
        { kind: 'retry', message: texts.join(': '), status: httpStatusIn((0,stream_json/* asObject */.eB)(error.codexErrorInfo)), waitMs: null },
    ];
}
/** Is it the answer to a request without which there is no turn? */
function opensTurn(id) {
    return id === acp_protocol/* REQUEST_IDS */.bq.initialize || id === acp_protocol/* REQUEST_IDS */.bq.newSession;
}
/** Which answers the bridge can have been waiting for, before the prompt. */
function followOpening() {
    const answered = new Set();
    return {
        /** Whether it is the first answer to a request of the bridge's; a session is asked for when `initialize` was answered. */
        onAnswer({ id }) {
            const isOurs = id === acp_protocol/* REQUEST_IDS */.bq.initialize || (typeof id === 'number' && answered.has(acp_protocol/* REQUEST_IDS */.bq.initialize));
            if (!isOurs || id === acp_protocol/* REQUEST_IDS */.bq.prompt || answered.has(id))
                return false;
            answered.add(id);
            return true;
        },
    };
}

;// CONCATENATED MODULE: ./lib/agents/backends/acp/acp.js




/**
 * Names that agents give to these modes. Those to work in ask nothing and keep no sandbox of their own beside ours
 * (codex, claude, gemini). A mode `plan` is no read-only one by its name: opencode's runs commands that write.
 */
const MODES = { work: ['agent-full-access', 'bypassPermissions', 'yolo'], readOnly: ['read-only'] };
/**
 * Any agent that speaks the Agent Client Protocol (`request.options.command`, split as a shell would, run without one):
 * `gemini --acp`, `opencode acp`. The bridge (`pane acp -- command`) speaks it, and prints what the agent says.
 */
const acp = {
    name: 'acp',
    hint: 'any agent of the Agent Client Protocol; see agent-command',
    cli: null,
    keys: [],
    env: [],
    limits: acpLimits,
    // Claude's adapter does.
    reportsWindows: true,
    sandboxes: ['full', 'read-only'],
    readOnlyBySession: true,
    command(_program, request) {
        // Who is asked for an assignment is put into a read-only mode, or not asked.
        if (request.options.assignment !== 'true')
            (0,sandbox/* requireSandbox */.Nd)(acp, request.sandbox);
        const argv = splitCommand(request.options.command ?? '', 'acp');
        return bridgeCommand([...argv, ...request.extraArgs], request, MODES);
    },
    reader: createAcpReader,
};
/** The bridge, which starts the agent. Its input stays open: that it ends tells it to cancel the turn. */
function bridgeCommand(agent, request, modes, isModelGiven = false) {
    const { prompt, session, model, workdir, sandbox } = request;
    const order = {
        prompt,
        session,
        model,
        isModelGiven,
        cwd: workdir,
        isReadOnly: sandbox !== 'full',
        modes,
    };
    return {
        argv: [process.execPath, request.options.pane ?? '', 'acp', '--', ...agent],
        env: { TZ: 'UTC' },
        stdin: `${JSON.stringify(order)}\n`,
        keepsStdinOpen: true,
    };
}

;// CONCATENATED MODULE: ./lib/agents/backends/acp/presets.js




/**
 * Kiro's own CLI, by its documentation and the public captures of version 2.28.0: it was never run here. The engine is
 * named, since the newer one asks its client for a login. Its limits come as `_kiro.dev/error/rate_limit` and as an error
 * whose cause stands in `data`; a month's says no reset.
 */
const kiroPreset = {
    name: 'kiro',
    hint: 'experimental',
    cli: null,
    machineProgram: { program: 'kiro-cli', install: 'curl -fsSL https://cli.kiro.dev/install | bash' },
    keys: ['KIRO_API_KEY'],
    login: {
        loginFile: () => null,
        variableFacts: {
            KIRO_API_KEY: {
                what: 'Kiro plan',
                until: null,
                renews: false,
                pool: { name: "the month's credits of your Kiro plan, which are those of your own work too" },
            },
        },
        settingsFiles: (folder) => [(0,external_node_path_.join)(folder('XDG_DATA_HOME', (0,external_node_path_.join)('.local', 'share')), 'kiro-cli')],
        variables: [],
        providerArgument: null,
        keychain: false,
    },
    account: { key: 'KIRO_API_KEY', login: 'kiro-cli login', billing: 'https://app.kiro.dev' },
    limits: { messages: { transient: /\bkiro is having trouble responding\b/ } },
    ownPaths: (folder) => [
        folder('KIRO_HOME', '.kiro'),
        (0,external_node_path_.join)(folder('XDG_DATA_HOME', (0,external_node_path_.join)('.local', 'share')), 'kiro-cli'),
    ],
    sandboxes: ['full'],
    skills: '.kiro/skills',
    args: ['acp', '--agent-engine', 'v2', '--trust-all-tools'],
    modelFlag: '--model',
    modes: { work: [], readOnly: [] },
};
/** Alibaba's Qwen Code. By itself it has a model decide on each call (its mode `auto`). */
const qwenPreset = {
    name: 'qwen',
    cli: {
        program: 'qwen',
        package: '@qwen-code/qwen-code',
        version: '0.24.4',
        homeVariables: ['QWEN_HOME', 'QWEN_RUNTIME_DIR'],
    },
    keys: ['OPENAI_API_KEY', 'DASHSCOPE_API_KEY'],
    login: {
        loginFile: (folder) => (0,external_node_path_.join)(folder('QWEN_HOME', '.qwen'), 'oauth_creds.json'),
        settingsFiles: (folder) => [(0,external_node_path_.join)(folder('QWEN_HOME', '.qwen'), 'settings.json')],
        variables: [],
        providerArgument: /^--openai-api-key\b/,
        keychain: false,
    },
    env: ['OPENAI_BASE_URL', 'OPENAI_MODEL'],
    ownPaths: (folder) => [folder('QWEN_HOME', '.qwen')],
    sandboxes: ['full', 'read-only'],
    skills: '.qwen/skills',
    args: ['--acp'],
    modelFlag: '--model',
    modes: { work: ['yolo'], readOnly: ['plan'] },
};
/** Moonshot's Kimi Code. It writes files although every leave is refused, and its mode `plan` was not tried. */
const kimiPreset = {
    name: 'kimi',
    cli: {
        program: 'kimi',
        package: '@moonshot-ai/kimi-code',
        version: '2.1.0',
        minNode: '22.19.0',
        homeVariables: ['KIMI_CODE_HOME'],
    },
    keys: ['KIMI_MODEL_API_KEY'],
    login: {
        loginFile: () => null,
        settingsFiles: (folder) => [folder('KIMI_CODE_HOME', '.kimi-code')],
        variables: [],
        providerArgument: null,
        keychain: false,
    },
    env: ['KIMI_MODEL_NAME', 'KIMI_MODEL_BASE_URL', 'KIMI_MODEL_PROVIDER_TYPE'],
    ownPaths: (folder) => [folder('KIMI_CODE_HOME', '.kimi-code')],
    sandboxes: ['full'],
    args: ['acp'],
    switches: { KIMI_CODE_NO_AUTO_UPDATE: '1' },
    modelFlag: null,
    modes: { work: ['yolo'], readOnly: [] },
};
function toBackend({ args, modelFlag, modes, env = [], switches = {}, ...facts }) {
    return {
        ...facts,
        env,
        command(program, request) {
            // Who is asked for an assignment is put into a read-only mode, or not asked.
            if (request.options.assignment !== 'true')
                (0,sandbox/* requireSandbox */.Nd)(facts, request.sandbox);
            const model = modelFlag === null || request.model === null ? [] : [modelFlag, request.model];
            const agent = [program, ...args, ...model, ...request.extraArgs];
            const command = bridgeCommand(agent, request, modes, model.length > 0);
            return { ...command, env: { ...command.env, ...switches } };
        },
        reader: createAcpReader,
    };
}
/** The agents over the protocol of which enough is known to name them. */
const kiro = toBackend(kiroPreset);
const qwen = toBackend(qwenPreset);
const kimi = toBackend(kimiPreset);

;// CONCATENATED MODULE: ./lib/agents/vendor-facts.js
/** A key of a vendor's API. */
const API_KEY = {
    what: 'API key, billed by use',
    until: null,
    renews: false,
    pool: { name: 'an API account, billed by use', billedByUse: true },
};
/** ` (plus)`, from a login file; '' where it names none. */
function planName(name) {
    return typeof name === 'string' && /^[\w -]{1,30}$/.test(name) ? ` (${name})` : '';
}

;// CONCATENATED MODULE: ./lib/agents/backends/claude/claude-limits.js
/** What claude 2.1.330 and Anthropic's subscriptions say of limits (its bundle, runs, and its issue tracker). */
const claudeLimits = {
    codes: {
        billing_error: 'billing',
        overage_limit_reached: 'billing',
        model_requires_usage_credits: 'billing',
        long_context_credits_required: 'billing',
        authentication_failed: 'login',
        cloud_credential_error: 'cloud',
        account_on_hold: 'account',
        verification_required: 'account',
        oauth_org_not_allowed: 'account',
    },
    messages: {
        quota: /\b(?:opus|sonnet)(?: usage)? (?:limit|quota|allowance) (?:has been |was |is )?(?:reached|exceeded|exhausted|hit)\b|\bout of (?:extra )?usage\b|\busage credits ran out\b/,
        billing: /\b(?:extra usage|usage credits) (?:is|are) (?:required|turned off)\b|\brequires usage credits\b/,
        login: /\borganization has disabled\b/,
        model: /\bissue with the selected model\b|\bis not available with the claude \w+ plan\b/,
        network: /\bsign in to (?:your )?(?:network|proxy)\b|\bthrough your proxy\b|\bproxy (?:asked for authentication|refused the tunnel)\b|\bunable to connect to api: (?:ssl|self-signed)\b/,
        transient: /\bunable to connect to api\b|\bresponse stopped arriving\b|\bpart of the response never arrived\b|\bresponse stream was malformed\b|\bserver error mid-response\b|\bwent to sleep mid-response\b|\bconnection to the api was lost\b/,
        // claude-code#53922
        overload: /not your (?:usage )?limit/,
    },
    windows: ['opus', 'sonnet'],
};

;// CONCATENATED MODULE: ./lib/agents/backends/claude/claude-login.js


/**
 * A credit of its own for headless use (`claude -p`) was to come on 15 June 2026, and was put on hold that day:
 * https://support.claude.com/en/articles/15036540-use-the-claude-agent-sdk-with-your-claude-plan
 */
const claudePlan = {
    name: 'the usage limits of your Claude subscription, which are those of your own work too (a credit of its own for headless use has been on hold since June 2026)',
};
/** `.credentials.json`: `{"claudeAiOauth": {"accessToken", "refreshToken", "expiresAt" (ms), "subscriptionType"}}`. */
function readClaudeLogin(text) {
    const login = (0,stream_json/* objectAt */.lJ)((0,stream_json/* parseLine */.A)(text), 'claudeAiOauth');
    if ((0,stream_json/* asString */.oJ)(login.accessToken) === null)
        return null;
    return {
        what: `Claude subscription${planName(login.subscriptionType)}`,
        until: (0,stream_json/* asNumber */.i)(login.expiresAt),
        renews: (0,stream_json/* asString */.oJ)(login.refreshToken) !== null,
        pool: claudePlan,
    };
}

;// CONCATENATED MODULE: ./lib/agents/backends/claude/claude-tasks.js

/** Follows the tasks of one session (claude 2.1.330 and 2.1.332, run; the fields' meaning from its own schema). */
function createBackgroundTasks() {
    let open = new Set();
    const names = new Map();
    const nameOf = (line) => names.get((0,stream_json/* asString */.oJ)(line.task_id) ?? '') ?? 'a task';
    return {
        read(line) {
            const id = (0,stream_json/* asString */.oJ)(line.task_id) ?? '';
            switch (line.subtype) {
                case 'background_tasks_changed':
                    open = new Set((0,stream_json/* asList */.DD)(line.tasks).flatMap(openTask));
                    return [];
                case 'task_started':
                    names.set(id, (0,stream_json/* asString */.oJ)(line.description) ?? 'a task');
                    return line.is_backgrounded === true ? say(`Running in the background: ${nameOf(line)}`) : [];
                case 'task_updated':
                    return (0,stream_json/* objectAt */.lJ)(line, 'patch').is_backgrounded === true
                        ? say(`Moved to the background: ${nameOf(line)}`)
                        : [];
                case 'task_progress':
                    return [];
                case 'task_notification':
                    // Told before the set of what runs is told anew.
                    open.delete(id);
                    return say((0,stream_json/* asString */.oJ)(line.summary) ?? `${nameOf(line)}: ${(0,stream_json/* asString */.oJ)(line.status) ?? 'ended'}`);
                default:
                    return null;
            }
        },
        openCount: () => open.size,
    };
}
/** Its id, unless it is no activity (a watcher of its own), or goes on outside this process. */
function openTask(entry) {
    const task = (0,stream_json/* asObject */.eB)(entry) ?? {};
    const id = (0,stream_json/* asString */.oJ)(task.task_id);
    return id === null || task.ambient === true || task.off_host === true ? [] : [id];
}
function say(text) {
    return [{ kind: 'thinking', text }];
}

;// CONCATENATED MODULE: ./lib/agents/backends/claude/claude-usage.js

const NO_USAGE = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };
/**
 * Tokens by message as they come, for an attempt that is cut; a result's own counts replace them. Not its totals: those
 * of a resumed session go on from the attempt before. A second result may have nothing new to count.
 */
function createUsageSum() {
    let current = null;
    /** Up to the last result. */
    let reported = null;
    /** Up to the message before `current`, and with it. */
    let previousSum = NO_USAGE;
    let sum = NO_USAGE;
    return {
        // One message may come in several lines that repeat its usage.
        add(id, usage) {
            if (id !== current || id === null)
                previousSum = sum;
            current = id;
            const next = {
                inputTokens: previousSum.inputTokens + (0,stream_json/* asCount */.Wg)(usage.input_tokens) + (0,stream_json/* asCount */.Wg)(usage.cache_creation_input_tokens),
                cachedTokens: previousSum.cachedTokens + (0,stream_json/* asCount */.Wg)(usage.cache_read_input_tokens),
                outputTokens: previousSum.outputTokens + (0,stream_json/* asCount */.Wg)(usage.output_tokens),
                costUsd: previousSum.costUsd,
            };
            const same = next.inputTokens === sum.inputTokens && next.outputTokens === sum.outputTokens;
            sum = next;
            return same ? null : next;
        },
        total(result) {
            const since = (0,stream_json/* asObject */.eB)(result.model_usage_since_last_result);
            const spent = Object.values(since ?? (0,stream_json/* objectAt */.lJ)(result, 'modelUsage')).map((model) => (0,stream_json/* objectAt */.lJ)(model));
            const count = (name) => spent.reduce((all, model) => all + (0,stream_json/* asCount */.Wg)(model[name]), 0);
            const costs = () => spent.reduce((all, model) => all + (0,stream_json/* asAmount */.bt)(model.costUSD), 0);
            // Without counts since the last result there are only those of the whole process, which take its place.
            const before = since === null ? null : reported;
            const cost = since === null ? (0,stream_json/* asNumber */.i)(result.total_cost_usd) : null;
            const costUsd = (before?.costUsd ?? 0) + (cost === null ? costs() : (0,stream_json/* asAmount */.bt)(cost));
            // A result that counts nothing, as of a turn that failed at once: what the messages say, if any.
            reported =
                spent.length === 0
                    ? { ...sum, costUsd }
                    : {
                        inputTokens: (before?.inputTokens ?? 0) + count('inputTokens') + count('cacheCreationInputTokens'),
                        cachedTokens: (before?.cachedTokens ?? 0) + count('cacheReadInputTokens'),
                        outputTokens: (before?.outputTokens ?? 0) + count('outputTokens'),
                        costUsd,
                    };
            sum = reported;
            current = null;
            return reported;
        },
    };
}

;// CONCATENATED MODULE: ./lib/agents/backends/claude/claude.js












/**
 * Anthropic's Claude Code: `claude -p --output-format stream-json`. It rides out a hiccup of the service by itself
 * (about 8 s) and then says what is wrong: with its default of 10 retries a 401 takes three minutes.
 */
const claude = {
    name: 'claude',
    cli: {
        program: 'claude',
        package: '@anthropic-ai/claude-code',
        version: '2.1.332',
        needsInstallScript: true,
        homeVariables: ['CLAUDE_CONFIG_DIR'],
    },
    keys: ['ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN', 'ANTHROPIC_AUTH_TOKEN'],
    login: {
        loginFile: (folder) => (0,external_node_path_.join)(folder('CLAUDE_CONFIG_DIR', '.claude'), '.credentials.json'),
        readLoginFile: readClaudeLogin,
        variableFacts: {
            ANTHROPIC_API_KEY: API_KEY,
            CLAUDE_CODE_OAUTH_TOKEN: {
                what: 'Claude subscription, for a year from `claude setup-token`',
                until: null,
                renews: false,
                pool: claudePlan,
            },
        },
        settingsFiles: (folder) => [(0,external_node_path_.join)(folder('CLAUDE_CONFIG_DIR', '.claude'), 'settings.json')],
        variables: ['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY'],
        providerArgument: /^--settings\b/,
        keychain: true,
    },
    account: {
        key: 'ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN',
        login: 'claude setup-token',
        billing: 'https://console.anthropic.com/settings/billing (API key) or https://claude.ai/settings/usage (subscription)',
    },
    limits: claudeLimits,
    reportsWindows: true,
    env: ['CLAUDE_CODE_MAX_OUTPUT_TOKENS', 'MAX_THINKING_TOKENS', 'MAX_MCP_OUTPUT_TOKENS'],
    skills: '.claude/skills',
    steering: ['.claude', '!.claude/worktrees', '.lsp.json'],
    ownPaths: (folder) => [folder('CLAUDE_CONFIG_DIR', '.claude'), (0,external_node_path_.join)(folder('CLAUDE_CONFIG_DIR', ''), '.claude.json')],
    foldedHome: (folder) => {
        const own = folder('CLAUDE_CONFIG_DIR', '.claude');
        const from = (0,external_node_path_.join)(folder('CLAUDE_CONFIG_DIR', ''), '.claude.json');
        return { env: { CLAUDE_CONFIG_DIR: own }, copy: { from, to: (0,external_node_path_.join)(own, '.claude.json') } };
    },
    sandboxes: ['full', 'read-only'],
    command(program, request) {
        (0,sandbox/* requireSandbox */.Nd)(claude, request.sandbox);
        const args = ['-p', '--output-format', 'stream-json', '--verbose'];
        args.push(...(request.sandbox === 'full' ? ['--dangerously-skip-permissions'] : ['--tools', 'Read,Grep,Glob']));
        if (request.model !== null)
            args.push('--model', request.model);
        if (request.session !== null)
            args.push('--resume', request.session);
        const env = { TZ: 'UTC', DISABLE_AUTOUPDATER: '1', CLAUDE_CODE_MAX_RETRIES: '4' };
        // It refuses to skip permissions as root, unless told that the machine is meant for it (a container, a runner).
        if (process.getuid?.() === 0)
            env.IS_SANDBOX = '1';
        return { argv: [program, ...args, ...request.extraArgs], env, stdin: request.prompt };
    },
    reader,
};
const claude_SESSION_NOT_FOUND = /No conversation found with session ID/;
/** System lines that tell a person nothing. */
const IGNORED_SUBTYPES = [
    'status',
    'compact_boundary',
    'permission_denied',
    'hook_started',
    'hook_progress',
    'hook_response',
];
function reader(workdir = '') {
    let root = workdir;
    let rejectedWindow = null;
    /** Its word for the last API error; a result has the service's only. */
    let lastErrorCode = null;
    const usageSum = createUsageSum();
    const tasks = createBackgroundTasks();
    function system(json, line) {
        switch (json.subtype) {
            case 'init':
                root ||= (0,stream_json/* asString */.oJ)(json.cwd) ?? '';
                return [{ kind: 'started', session: (0,stream_json/* asString */.oJ)(json.session_id), model: (0,stream_json/* asString */.oJ)(json.model) }];
            case 'api_retry': {
                const status = (0,stream_json/* asNumber */.i)(json.error_status);
                const attempt = `attempt ${(0,stream_json/* asCount */.Wg)(json.attempt)} of ${(0,stream_json/* asCount */.Wg)(json.max_retries)}`;
                const message = `${(0,stream_json/* asString */.oJ)(json.error) ?? 'error'}${status === null ? '' : ` (${status})`}, ${attempt}`;
                return [{ kind: 'retry', message, status, waitMs: (0,time/* statedWait */.J1)((0,stream_json/* asNumber */.i)(json.retry_delay_ms)) }];
            }
            default:
                if (IGNORED_SUBTYPES.includes((0,stream_json/* asString */.oJ)(json.subtype) ?? ''))
                    return [];
                return tasks.read(json) ?? (0,stream_json/* unknownLine */.f2)(line);
        }
    }
    function assistant(json) {
        const message = (0,stream_json/* objectAt */.lJ)(json, 'message');
        const content = (0,stream_json/* asList */.DD)(message.content).map((part) => (0,stream_json/* objectAt */.lJ)(part));
        if (json.is_api_error_message === true) {
            const text = content.flatMap((part) => (0,stream_json/* asString */.oJ)(part.text) ?? []).join('\n');
            lastErrorCode = (0,stream_json/* asString */.oJ)(json.error);
            return [{ kind: 'error', error: toError(text, json) }];
        }
        // A sub-agent reports to the agent, not to us.
        const fromSubAgent = (0,stream_json/* asString */.oJ)(json.parent_tool_use_id) !== null;
        const events = content.flatMap((part) => {
            const text = (0,stream_json/* asString */.oJ)(part.text) ?? (0,stream_json/* asString */.oJ)(part.thinking);
            if (part.type === 'tool_use') {
                const title = toolTitle((0,stream_json/* asString */.oJ)(part.name) ?? 'tool', (0,stream_json/* objectAt */.lJ)(part, 'input'), root);
                return [{ kind: 'tool-call', id: (0,stream_json/* asString */.oJ)(part.id) ?? '', title }];
            }
            if (text === null)
                return [];
            return part.type === 'text' && !fromSubAgent
                ? [{ kind: 'message', text, delta: false }]
                : [{ kind: 'thinking', text }];
        });
        const usage = usageSum.add((0,stream_json/* asString */.oJ)(message.id), (0,stream_json/* objectAt */.lJ)(message, 'usage'));
        return usage ? [...events, { kind: 'usage', usage }] : events;
    }
    function limits(info) {
        return readRateLimitInfo(info).map((window) => {
            if (window.status === 'rejected')
                rejectedWindow = window;
            return { kind: 'limit', window };
        });
    }
    function result(json) {
        const usage = { kind: 'usage', usage: usageSum.total(json) };
        const finalMessage = (0,stream_json/* asString */.oJ)(json.result);
        if (json.is_error === false) {
            const pending = tasks.openCount() + (0,stream_json/* asCount */.Wg)(json.queued_turn_count);
            return [usage, { kind: 'finished', ok: true, finalMessage, error: null, ...(pending > 0 && { pending }) }];
        }
        const errors = (0,stream_json/* asList */.DD)(json.errors).flatMap((entry) => (0,stream_json/* asString */.oJ)(entry) ?? []);
        const message = finalMessage ?? (errors.join('\n') || (0,stream_json/* asString */.oJ)(json.terminal_reason) || (0,stream_json/* asString */.oJ)(json.subtype) || 'it failed');
        return [usage, { kind: 'finished', ok: false, finalMessage: null, error: toError(message, json) }];
    }
    function toError(message, json) {
        const facts = errorFacts(json, lastErrorCode);
        facts.code = sessionErrorCode(message, claude_SESSION_NOT_FOUND) ?? facts.code;
        return (0,stream_json/* agentError */.Cw)(message, {
            ...facts,
            resetsAt: facts.status === 429 ? (rejectedWindow?.resetsAt ?? null) : null,
        });
    }
    return {
        read(line, stream) {
            const json = stream === 'stdout' ? (0,stream_json/* parseLine */.A)(line) : null;
            switch (json?.type) {
                case 'system':
                    return system(json, line);
                case 'assistant':
                    return assistant(json);
                case 'user':
                    return toolResults(json);
                case 'rate_limit_event':
                    return limits((0,stream_json/* objectAt */.lJ)(json, 'rate_limit_info'));
                case 'result':
                    return result(json);
                default:
                    return (0,stream_json/* unknownLine */.f2)(line);
            }
        },
        end: () => [],
    };
}
function toolResults(json) {
    return (0,stream_json/* asList */.DD)((0,stream_json/* objectAt */.lJ)(json, 'message').content).flatMap((entry) => {
        const part = (0,stream_json/* objectAt */.lJ)(entry);
        if (part.type !== 'tool_result')
            return [];
        const parts = (0,stream_json/* asList */.DD)(part.content).flatMap((inner) => (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(inner).text) ?? []);
        const text = (0,stream_json/* asString */.oJ)(part.content) ?? parts.join('\n');
        return [{ kind: 'tool-result', id: (0,stream_json/* asString */.oJ)(part.tool_use_id) ?? '', ok: part.is_error !== true, text }];
    });
}
/** Structured words for an error, the most telling first: `usage_limit_reached` before `rate_limit_error`. */
function errorFacts(json, lastErrorCode) {
    const code = (0,stream_json/* asString */.oJ)(json.api_error) ?? (0,stream_json/* asString */.oJ)(json.api_error_type) ?? (0,stream_json/* asString */.oJ)(json.error) ?? lastErrorCode;
    const endReason = json.subtype === 'success' ? (0,stream_json/* asString */.oJ)(json.terminal_reason) : (0,stream_json/* asString */.oJ)(json.subtype);
    return { status: (0,stream_json/* asNumber */.i)(json.api_error_status), code: code ?? endReason };
}

;// CONCATENATED MODULE: ./lib/agents/backends/codex/codex-limits.js
/** What codex 0.169 and a ChatGPT plan say of limits (its bundle, runs, and its issue tracker). */
const codexLimits = {
    codes: {
        usage_limit_reached: 'quota',
        usage_limit_exceeded: 'quota',
        usage_not_included: 'billing',
        server_is_overloaded: 'transient',
    },
    messages: {
        billing: /\bto use codex with your chatgpt plan\b|\bworkspace credit limit\b|\busage_not_included\b/,
        model: /\bmodel is not supported when using codex\b|\bthe (?:requested )?model [`'"][^`'"]*[`'"] does not exist\b/,
        login: /\b(?:session|token) could not be refreshed\b|\blog out and (?:sign|log) in again\b/,
        transient: /\bexceeded retry limit\b|\breconnecting\b|\bserver[_ -](?:side )?is_overloaded\b/,
    },
};

;// CONCATENATED MODULE: ./lib/agents/backends/codex/codex-login.js


/** Whoever logged in, and works with codex by hand. */
const chatGptPlan = {
    name: 'the Codex limits of your ChatGPT plan, which are those of your own work too',
};
/** `auth.json`: an API key, or the tokens of a ChatGPT account, of which two are JSON Web Tokens. */
function readCodexLogin(text) {
    const json = (0,stream_json/* parseLine */.A)(text) ?? {};
    const { access_token, id_token, refresh_token } = (0,stream_json/* objectAt */.lJ)(json, 'tokens');
    if ((0,stream_json/* asString */.oJ)(access_token) === null)
        return (0,stream_json/* asString */.oJ)(json.OPENAI_API_KEY) === null ? null : API_KEY;
    const plan = (0,stream_json/* objectAt */.lJ)(readClaims(id_token), 'https://api.openai.com/auth').chatgpt_plan_type;
    const seconds = (0,stream_json/* asNumber */.i)(readClaims(access_token).exp);
    return {
        what: `ChatGPT plan${planName(plan)}`,
        until: seconds === null ? null : seconds * 1000,
        renews: (0,stream_json/* asString */.oJ)(refresh_token) !== null,
        pool: chatGptPlan,
    };
}
/** The middle part of a JSON Web Token (RFC 7519). */
function readClaims(token) {
    const [, claims = ''] = ((0,stream_json/* asString */.oJ)(token) ?? '').split('.', 2);
    return (0,stream_json/* parseLine */.A)(Buffer.from(claims, 'base64url').toString('utf8')) ?? {};
}

;// CONCATENATED MODULE: ./lib/agents/backends/codex/codex-retries.js

/** Target in codex's log of the lines that say how long it waits before it tries again; its stream does not say that. */
const retryLogTarget = 'codex_core::responses_retry';
/**
 * Target of the lines that say for how long it waits to send a request again after trouble of the service's own, or
 * without a connection: of that its stream says nothing, even where a `retry-after` makes it hours.
 */
const waitLogTarget = 'codex_otel.trace_safe';
/** Its own back-off for them; a longer wait was asked for by the service. */
const CODEX_BACKOFF_MS = 5_000;
/** RUST_LOG under which it tells of both: errors, and of the waits nothing but these lines. */
const rustLogFilter = `error,${retryLogTarget}=warn,${waitLogTarget}[{retry.delay_ms}]=trace`;
/** A long silent wait to send a request again: `event.name="codex.retry" retry.attempt=1 retry.delay_ms=3599999 retry.layer="http" …`. */
function parseSilentRetry(line) {
    const wait = /\bretry\.attempt=(\d+) retry\.delay_ms=(\d+) retry\.layer="http"/.exec(line);
    const waitMs = (0,time/* statedWait */.J1)(Number(wait?.[2] ?? 0));
    if (waitMs === null || waitMs <= CODEX_BACKOFF_MS)
        return [];
    return [{ kind: 'retry', message: `server error or no connection, retry ${wait?.[1]}`, status: null, waitMs }];
}
function createRetryMatcher() {
    let retryWithoutLog = null;
    let logWithoutRetry = null;
    return {
        fromStream(retry) {
            const known = logWithoutRetry?.ordinal === retryOrdinal(retry.message) ? logWithoutRetry : null;
            logWithoutRetry = null;
            retryWithoutLog = known === null ? retry : null;
            return { ...retry, waitMs: known?.waitMs ?? retry.waitMs };
        },
        fromLog(line) {
            const retry = retryWithoutLog;
            const [ordinal, waitMs] = [retryOrdinal(line), parseRetryWaitMs(line)];
            retryWithoutLog = null;
            if (retry !== null && retryOrdinal(retry.message) === ordinal)
                return [{ ...retry, waitMs }];
            logWithoutRetry = { ordinal, waitMs };
            return [];
        },
    };
}
/** The wait in `retrying sampling request (1/5 in 197ms)` or `retrying 1/5 in 3.2s`, ms; null where none is stated. */
function parseRetryWaitMs(text) {
    const wait = /\bretrying (?:(?!\bretrying )[^(\d])*\(?\d+\/\d+ in ([\d.]+)(ms|s)\b/i.exec(text);
    return wait ? (0,time/* statedWait */.J1)(Math.round(Number(wait[1]) * (wait[2] === 's' ? 1000 : 1))) : null;
}
/** `1/5` */
function retryOrdinal(text) {
    return /\b\d+\/\d+\b/.exec(text)?.[0] ?? '';
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
;// CONCATENATED MODULE: ./lib/entries-below.js


/**
 * All that is in a folder and below it; nothing where there is none. No link is followed, as `readdirSync` does where it is
 * `recursive`, nor is the folder itself one: whoever may write there could have us look, and remove files, anywhere.
 */
function entriesBelow(folder, onClosed = () => { }) {
    const found = [];
    const left = [{ path: folder, place: folder }];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
        for (const entry of read(next, onClosed)) {
            found.push(entry);
            if (entry.kind === 'folder')
                left.push(entry);
        }
    }
    return found;
}
/** Of the folder alone, given by its path or as it was listed. */
const entriesIn = (folder, onClosed = () => { }) => read(typeof folder === 'string' ? { path: folder, place: folder } : folder, onClosed);
function read({ path, place }, onClosed) {
    try {
        const stat = (0,external_node_fs_.lstatSync)(place, { throwIfNoEntry: false });
        if (stat === undefined)
            return [];
        if (stat.isDirectory())
            return typeof place === 'string' ? readNamed(place) : readBytes(path, place);
    }
    catch {
        // Told below.
    }
    onClosed(path);
    return [];
}
/** In a name, in place of what is no UTF-8. */
const REPLACED = '\ufffd';
function readNamed(folder) {
    const inside = (0,external_node_path_.join)(folder, '/');
    const entries = (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true });
    // Most have none, and bytes take several times as long.
    if (entries.some(({ name }) => name.includes(REPLACED)))
        return readBytes(folder, Buffer.from(folder));
    return entries.map((entry) => {
        const path = inside + entry.name;
        return { name: entry.name, path, place: path, kind: kindOf(entry) };
    });
}
function readBytes(path, place) {
    return (0,external_node_fs_.readdirSync)(place, { withFileTypes: true, encoding: 'buffer' }).map((entry) => {
        const name = entry.name.toString();
        const inside = Buffer.concat([place, Buffer.from('/'), entry.name]);
        return { name, path: (0,external_node_path_.join)(path, name), place: inside, kind: kindOf(entry) };
    });
}
function kindOf(entry) {
    if (entry.isFile())
        return 'file';
    if (entry.isDirectory())
        return 'folder';
    if (entry.isSymbolicLink())
        return 'link';
    return entry.isSocket() ? 'socket' : 'special';
}
/** A folder that may be a link itself, since a person keeps it elsewhere. */
const evenALink = (folder) => `${folder}/.`;

;// CONCATENATED MODULE: ./lib/agents/stream/service-error.js


const NO_FACTS = { code: null, retryAfterMs: null, resetsAt: null };
/** Reads a body such as `{"error":{"type":"usage_limit_reached","resets_at":1795425386,…}}`, with or without `error`. */
function parseErrorBody(body) {
    const json = (0,stream_json/* parseLine */.A)((0,stream_json/* asString */.oJ)(body) ?? '');
    if (!json)
        return NO_FACTS;
    const error = 'error' in json ? (0,stream_json/* objectAt */.lJ)(json, 'error') : json;
    const resetsAt = (0,stream_json/* asNumber */.i)(error.resets_at);
    return {
        code: (0,stream_json/* asString */.oJ)(error.code) ?? (0,stream_json/* asString */.oJ)(error.type),
        retryAfterMs: null,
        resetsAt: resetsAt === null ? null : (0,time/* statedMoment */.EG)(resetsAt * 1000),
    };
}
/** `retry-after` in ms: seconds, or a date counted from the response's own `date` (so that no clock of ours is asked). */
function parseRetryAfter(headers) {
    const json = (0,stream_json/* objectAt */.lJ)(headers);
    const milliseconds = (0,stream_json/* asNumber */.i)(json['retry-after-ms']);
    if (milliseconds !== null)
        return (0,time/* statedWait */.J1)(milliseconds);
    const header = (0,stream_json/* asString */.oJ)(json['retry-after']);
    const seconds = (0,stream_json/* asNumber */.i)(header);
    if (seconds !== null)
        return (0,time/* statedWait */.J1)(seconds * 1000);
    const wait = Date.parse(header ?? '') - Date.parse((0,stream_json/* asString */.oJ)(json.date) ?? '');
    return (0,time/* statedWait */.J1)(wait);
}
/** The windows in OpenAI's subscription headers, `x-codex-primary-used-percent` and the like. */
function parseLimitHeaders(headers) {
    const json = (0,stream_json/* objectAt */.lJ)(headers);
    return ['primary', 'secondary'].flatMap((which) => {
        const minutes = (0,stream_json/* asNumber */.i)(json[`x-codex-${which}-window-minutes`]);
        const percent = (0,stream_json/* asNumber */.i)(json[`x-codex-${which}-used-percent`]);
        const resetsAt = (0,stream_json/* asNumber */.i)(json[`x-codex-${which}-reset-at`]);
        return minutes === null ? [] : [toLimitWindow(minutes, percent, resetsAt)];
    });
}
/** One window of OpenAI's: how long (min), how much is used (percent), when it resets (epoch s). */
function toLimitWindow(minutes, percent, resetsAt) {
    const used = percent === null ? null : (0,stream_json/* asAmount */.bt)(percent) / 100;
    return {
        name: WINDOW_NAMES[minutes] ?? `${minutes}_minutes`,
        used,
        resetsAt: resetsAt === null ? null : (0,time/* statedMoment */.EG)(resetsAt * 1000),
        status: used !== null && used >= 1 ? 'rejected' : 'allowed',
    };
}
const WINDOW_NAMES = {
    60: 'hourly',
    300: 'five_hour',
    1440: 'daily',
    10080: 'weekly',
};

;// CONCATENATED MODULE: ./lib/agents/backends/codex/codex-windows.js


/**
 * The quota windows that codex left in its rollout file, `$CODEX_HOME/sessions/Y/M/D/rollout-*-<session>.jsonl`: its
 * stream does not tell of them. The last line that names any counts, unless it is older than `since` (epoch ms).
 */
function parseRolloutWindows(rolloutText, since = 0) {
    const lines = rolloutText.split('\n');
    for (let i = lines.length - 1; i >= 0; i--) {
        const line = lines[i] ?? '';
        if (!line.includes('"rate_limits"'))
            continue;
        const json = (0,stream_json/* parseLine */.A)(line);
        const limits = (0,stream_json/* asObject */.eB)(json?.rate_limits) ?? (0,stream_json/* asObject */.eB)((0,stream_json/* objectAt */.lJ)(json, 'payload').rate_limits);
        if (!limits)
            continue;
        if (Date.parse((0,stream_json/* asString */.oJ)(json?.timestamp) ?? '') < since)
            return [];
        return ['primary', 'secondary'].flatMap((slot) => {
            const window = (0,stream_json/* objectAt */.lJ)(limits, slot);
            const minutes = (0,stream_json/* asNumber */.i)(window.window_minutes);
            return minutes === null
                ? []
                : [toLimitWindow(minutes, (0,stream_json/* asNumber */.i)(window.used_percent), (0,stream_json/* asNumber */.i)(window.resets_at))];
        });
    }
    return [];
}

;// CONCATENATED MODULE: ./lib/agents/backends/codex/codex-rollout.js





/** Windows are told with every answer, the model with every turn: the end of the file is enough for a long session. */
const tailBytes = 512 * 1024;
/** The model is told at the beginning of each turn; the first one stands behind the instructions. */
const headBytes = 512 * 1024;
/** Adds what the session's rollout file tells: its model, and the windows. Those that the stream told of are fresher. */
async function addRolloutFacts(report, env) {
    if (report.session === null)
        return report;
    const { head, tail } = await readRollout(report.session, env);
    const fromStream = new Set(report.limits.map(({ name }) => name));
    const fromRollout = parseRolloutWindows(tail, report.startedAt).filter(({ name }) => !fromStream.has(name));
    const model = report.model ?? parseRolloutModel(tail) ?? parseRolloutModel(head);
    return { ...report, model, limits: [...report.limits, ...fromRollout] };
}
/** Both ends of the session's rollout file; empty where it is not to be found or read. */
async function readRollout(session, env) {
    const home = env.CODEX_HOME || (0,external_node_path_.join)(env.HOME ?? '', '.codex');
    try {
        const sessions = (0,external_node_path_.join)(home, 'sessions');
        const entry = entriesBelow(evenALink(sessions)).find(({ name }) => name.endsWith(`-${session}.jsonl`));
        return entry === undefined ? { head: '', tail: '' } : await readFileEnds(entry.path);
    }
    catch {
        return { head: '', tail: '' };
    }
}
async function readFileEnds(path) {
    const file = await (0,promises_.open)(path);
    try {
        const { size } = await file.stat();
        const readPart = async (start, length) => {
            const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
            return buffer.toString('utf8', 0, bytesRead);
        };
        const tail = Math.min(size, tailBytes);
        return { head: await readPart(0, Math.min(size, headBytes)), tail: await readPart(size - tail, tail) };
    }
    finally {
        await file.close();
    }
}
/** The last model that a `turn_context` names; null where there is none. */
function parseRolloutModel(rolloutText) {
    const line = rolloutText.split('\n').findLast((text) => text.includes('"turn_context"') && (0,stream_json/* parseLine */.A)(text) !== null);
    return line === undefined ? null : (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)((0,stream_json/* parseLine */.A)(line), 'payload').model);
}

;// CONCATENATED MODULE: ./lib/agents/backends/codex/codex.js










const SANDBOX_FLAGS = {
    full: ['--dangerously-bypass-approvals-and-sandbox'],
    workspace: ['--sandbox', 'workspace-write'],
    'read-only': ['--sandbox', 'read-only'],
};
const codex_SESSION_NOT_FOUND = /no rollout found for thread/;
/** OpenAI's codex: `codex exec --json -`. TZ=UTC, since its limit messages give clock times without a zone. */
const codex = {
    name: 'codex',
    cli: { program: 'codex', package: '@openai/codex', version: '0.171.0', homeVariables: ['CODEX_HOME'] },
    // OPENAI_API_KEY is no key of it: without a login it calls with none at all.
    keys: ['CODEX_API_KEY', 'CODEX_ACCESS_TOKEN'],
    login: {
        loginFile: (folder) => (0,external_node_path_.join)(folder('CODEX_HOME', '.codex'), 'auth.json'),
        readLoginFile: readCodexLogin,
        variableFacts: {
            CODEX_API_KEY: API_KEY,
            CODEX_ACCESS_TOKEN: {
                what: 'ChatGPT workspace, until the day set when the token was created',
                until: null,
                renews: false,
                pool: chatGptPlan,
            },
        },
        settingsFiles: (folder) => [(0,external_node_path_.join)(folder('CODEX_HOME', '.codex'), 'config.toml')],
        variables: [],
        providerArgument: /model_provider|^--(oss|local-provider|profile)\b|^-p$/,
        keychain: false,
    },
    account: {
        key: 'CODEX_API_KEY',
        login: 'codex login',
        billing: 'https://platform.openai.com/settings/organization/billing (API key) or https://chatgpt.com/settings/usage (ChatGPT plan)',
    },
    limits: codexLimits,
    ownerAgents: [
        { name: 'codex', strength: 'program code, its tests, data, infrastructure' },
        { name: 'codex-review', strength: 'reviewing existing code', reviews: true },
    ],
    env: [],
    cumulativeUsage: true,
    reportsWindows: true,
    enrichReport: addRolloutFacts,
    steering: ['.codex'],
    ownPaths: (folder) => [folder('CODEX_HOME', '.codex')],
    sandboxes: ['full', 'workspace', 'read-only'],
    command(program, request) {
        (0,sandbox/* requireSandbox */.Nd)(codex, request.sandbox);
        const args = ['exec', '--json', '--skip-git-repo-check', '-c', 'check_for_update_on_startup=false'];
        args.push(...SANDBOX_FLAGS[request.sandbox]);
        if (request.model !== null)
            args.push('-m', request.model);
        args.push(...request.extraArgs);
        // `-` is the prompt on standard input; a session goes before it.
        if (request.session !== null)
            args.push('resume', request.session);
        return {
            argv: [program, ...args, '-'],
            env: { TZ: 'UTC' },
            defaultEnv: { RUST_LOG: rustLogFilter },
            stdin: request.prompt,
        };
    },
    reader: codex_reader,
};
function codex_reader(workdir = '') {
    const stderrTail = createStderrTail(codex_SESSION_NOT_FOUND);
    const retryMatcher = createRetryMatcher();
    /** Its first turn has begun: standard error has what tools print from now on, and its stream why it ends. */
    let turnStarted = false;
    function readStderr(line) {
        // It says on every start that it reads the prompt from standard input.
        if (line.startsWith('Reading '))
            return [];
        if (line.includes(` ${retryLogTarget}: `))
            return retryMatcher.fromLog(line);
        if (line.includes(` ${waitLogTarget}: `))
            return parseSilentRetry(line);
        stderrTail.add(line);
        return (0,stream_json/* unknownLine */.f2)(line);
    }
    return {
        read(line, stream) {
            if (stream === 'stderr')
                return readStderr(line);
            const json = (0,stream_json/* parseLine */.A)(line);
            if (!json)
                return (0,stream_json/* unknownLine */.f2)(line);
            switch (json.type) {
                case 'thread.started':
                    return [{ kind: 'started', session: (0,stream_json/* asString */.oJ)(json.thread_id), model: null }];
                case 'turn.started':
                    turnStarted = true;
                    return [];
                case 'item.updated':
                    return [];
                case 'item.started':
                    return itemStarted((0,stream_json/* objectAt */.lJ)(json, 'item'), workdir);
                case 'item.completed':
                    return itemCompleted((0,stream_json/* objectAt */.lJ)(json, 'item'), workdir) ?? (0,stream_json/* unknownLine */.f2)(line);
                case 'error':
                    return [errorOrRetry((0,stream_json/* asString */.oJ)(json.message) ?? 'unknown error', retryMatcher)];
                case 'turn.completed':
                    return [usageEvent((0,stream_json/* objectAt */.lJ)(json, 'usage')), { kind: 'finished', ok: true, finalMessage: null, error: null }];
                case 'turn.failed': {
                    const error = parseError((0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(json, 'error').message) ?? 'the turn failed');
                    return [{ kind: 'finished', ok: false, finalMessage: null, error }];
                }
                default:
                    return (0,stream_json/* unknownLine */.f2)(line);
            }
        },
        end(exitCode) {
            // It died before its first turn: a session or setting that it does not know.
            const failedAtStart = !turnStarted && exitCode !== null && exitCode !== 0 && stderrTail.text !== null;
            return failedAtStart ? [{ kind: 'error', error: stderrTail.toError('') }] : [];
        },
    };
}
function itemStarted(item, workdir) {
    const id = (0,stream_json/* asString */.oJ)(item.id) ?? '';
    const title = itemTitle(item, workdir);
    return title === null ? [] : [{ kind: 'tool-call', id, title }];
}
function itemTitle(item, workdir) {
    switch (item.type) {
        case 'command_execution':
            return shellTitle((0,stream_json/* asString */.oJ)(item.command) ?? '');
        case 'file_change': {
            const files = (0,stream_json/* asList */.DD)(item.changes).map((change) => shortPath((0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(change).path) ?? '?', workdir));
            return editTitle(files.join(', '), null, null);
        }
        case 'mcp_tool_call':
            return toolTitle([item.server, item.tool].filter(stream_json/* asString */.oJ).join('.'), (0,stream_json/* objectAt */.lJ)(item, 'arguments'), workdir);
        case 'web_search':
            return oneLine(`? search ${JSON.stringify((0,stream_json/* asString */.oJ)(item.query) ?? '')}`);
        default:
            return null;
    }
}
function itemCompleted(item, workdir) {
    const id = (0,stream_json/* asString */.oJ)(item.id) ?? '';
    switch (item.type) {
        case 'agent_message':
            return [{ kind: 'message', text: (0,stream_json/* asString */.oJ)(item.text) ?? '', delta: false }];
        case 'reasoning':
            return [{ kind: 'thinking', text: (0,stream_json/* asString */.oJ)(item.text) ?? '' }];
        case 'error':
            // By its own definition not fatal: a warning, such as of a model it does not know or of a limit to come.
            return (0,stream_json/* unknownLine */.f2)((0,stream_json/* asString */.oJ)(item.message) ?? 'unknown error');
        case 'command_execution':
            return [{ kind: 'tool-result', id, ok: item.exit_code === 0, text: (0,stream_json/* asString */.oJ)(item.aggregated_output) ?? '' }];
        case 'file_change':
        case 'mcp_tool_call':
        case 'web_search': {
            const text = (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(item, 'error').message) ?? '';
            // A search is told of when it is over only.
            const call = item.type === 'web_search' ? itemStarted(item, workdir) : [];
            return [...call, { kind: 'tool-result', id, ok: item.status !== 'failed', text }];
        }
        case 'todo_list':
            return [];
        default:
            return null;
    }
}
/** `Reconnecting... 1/5 (…)` is printed as an error, for what then often succeeds. */
function errorOrRetry(message, retryMatcher) {
    const error = parseError(message);
    if (!/^(Reconnecting|stream error.*retrying)/i.test(message))
        return { kind: 'error', error };
    return retryMatcher.fromStream({ kind: 'retry', message, status: error.status, waitMs: parseRetryWaitMs(message) });
}
/** It prints words only; the HTTP status is among them. */
function parseError(message) {
    return (0,stream_json/* agentError */.Cw)(message, { status: (0,stream_json/* asNumber */.i)(/\bstatus:? (\d{3})\b/.exec(message)?.[1]) });
}
function usageEvent(json) {
    const cachedTokens = (0,stream_json/* asCount */.Wg)(json.cached_input_tokens);
    const inputTokens = Math.max(0, (0,stream_json/* asCount */.Wg)(json.input_tokens) - cachedTokens);
    const usage = { inputTokens, cachedTokens, outputTokens: (0,stream_json/* asCount */.Wg)(json.output_tokens), costUsd: null };
    return { kind: 'usage', usage };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: ./lib/agents/backends/copilot/copilot-limits.js
/** What copilot 1.0.102 and GitHub's service say of limits (its bundle, runs, and its issue tracker). */
const copilotLimits = {
    codes: {
        quota_exceeded: 'quota',
        free_quota_exceeded: 'quota',
        user_weekly_rate_limited: 'quota',
        user_global_rate_limited: 'rate',
        user_model_rate_limited: 'rate',
        integration_rate_limited: 'rate',
        additional_spend_limit_reached: 'billing',
        no_available_model_endpoints: 'model',
    },
    messages: {
        quota: new RegExp([
            /\bpremium requests?(?: usage)? (?:limit|quota|allowance) (?:has been |was |is )?(?:reached|exceeded|exhausted|hit)\b/,
            /\b(?:reached|exceeded|exhausted|hit|used up|used all)\b.{0,40}\bpremium requests?\b.{0,20}\b(?:limit|quota|allowance)s?\b/,
            /\b(?:exhausted|exceeded|reached) your (?:premium requests?|(?:premium )?(?:request )?allowance)\b/,
            /\bused (?:up )?(?:all )?(?:of )?your premium requests\b/,
            /\brun out of (?:your )?(?:included )?premium (?:credits|requests)\b/,
        ]
            .map(({ source }) => source)
            .join('|')),
        billing: /\badditional usage limit\b/,
        model: /\bmodel ["'][^"']*["'] (?:from --model flag )?(?:is )?not (?:available|supported|found)\b|\bno (?:supported )?model available\b|\bno endpoints available for this model\b|\brequested model is not supported\b/,
    },
    windows: ['premium request'],
    // On the first of the month in UTC (docs.github.com, "GitHub Copilot premium requests").
    calendarReset: { period: 'month', zone: 'UTC', message: /\bpremium\s+requests?\b/i },
};

;// CONCATENATED MODULE: ./lib/agents/backends/copilot/copilot-log.js




/** `2026-11-25T15:18:09.614Z [WARNING] […] Model provider request failed {…,"retry_after_ms":3600000}` */
const STATUS = /"http_status":(\d{3})\b/g;
const RETRY_AFTER = /"retry_after_ms":(\d+)/g;
const LINE_END = /[\n\r\u2028\u2029]/;
/** When a process began, epoch ms, in the name of its log. */
const LOG_NAME = /^process-(\d{13})-\d+\.log$/;
/** Adds the wait that the service asked for, of a request too many or an overload: the log has it, the stream has not. */
async function addLoggedRetryAfter(report, env) {
    const { error, startedAt } = report;
    if (error?.status == null || error.retryAfterMs !== null)
        return report;
    const retryAfterMs = await findLoggedRetryAfter(error.status, env, startedAt);
    return retryAfterMs === null ? report : { ...report, error: { ...error, retryAfterMs } };
}
/** The last wait after such a status in the logs of processes that began `since`, ms; null where there is none. */
async function findLoggedRetryAfter(status, env, since) {
    const logs = (0,external_node_path_.join)(env.COPILOT_HOME || (0,external_node_path_.join)(env.HOME ?? '', '.copilot'), 'logs');
    try {
        const names = (await (0,promises_.readdir)(logs)).filter((name) => Number(LOG_NAME.exec(name)?.[1]) >= since).sort();
        const texts = await Promise.all(names.map((name) => (0,promises_.readFile)((0,external_node_path_.join)(logs, name), 'utf8')));
        const lines = texts.join('\n').split(LINE_END).toReversed();
        for (const line of lines) {
            const retryAfterMs = retryAfterOf(line, status);
            if (retryAfterMs !== null)
                return retryAfterMs;
        }
        return null;
    }
    catch {
        return null;
    }
}
/** What the line says last, behind the status that stands nearest before it. */
function retryAfterOf(line, status) {
    const retryAfter = [...line.matchAll(RETRY_AFTER)].at(-1);
    if (retryAfter === undefined)
        return null;
    const found = [...line.slice(0, retryAfter.index).matchAll(STATUS)].at(-1);
    return Number(found?.[1]) === status ? (0,time/* statedWait */.J1)((0,stream_json/* asNumber */.i)(retryAfter[1])) : null;
}

;// CONCATENATED MODULE: ./lib/agents/backends/copilot/copilot.js










const copilot_SANDBOX_FLAGS = {
    full: ['--allow-all'],
    'read-only': ['--allow-all-tools', '--deny-tool=write', '--deny-tool=shell'],
};
/**
 * GitHub's copilot: `copilot --output-format json`. It would take GH_TOKEN or GITHUB_TOKEN for its key too: those are
 * not its own, and it does not get to see them.
 */
const copilot = {
    name: 'copilot',
    cli: { program: 'copilot', package: '@github/copilot', version: '1.0.102', homeVariables: ['COPILOT_HOME'] },
    keys: ['COPILOT_GITHUB_TOKEN', 'COPILOT_PROVIDER_API_KEY', 'COPILOT_PROVIDER_BEARER_TOKEN'],
    login: {
        loginFile: () => null,
        variableFacts: {
            COPILOT_GITHUB_TOKEN: {
                what: 'Copilot plan, until the day set for the token',
                until: null,
                renews: false,
                // Since 1 June 2026: docs.github.com, "Requests in GitHub Copilot (legacy)".
                pool: {
                    name: "the month's GitHub AI credits of your Copilot plan (premium requests on a yearly plan from before June 2026)",
                },
            },
            COPILOT_PROVIDER_API_KEY: API_KEY,
        },
        settingsFiles: (folder) => [(0,external_node_path_.join)(folder('COPILOT_HOME', '.copilot'), 'config.json')],
        variables: ['COPILOT_PROVIDER_BASE_URL'],
        providerArgument: null,
        keychain: true,
    },
    account: {
        key: 'COPILOT_GITHUB_TOKEN to a token with the permission "Copilot Requests"',
        login: 'copilot login',
        billing: 'https://github.com/settings/copilot',
    },
    limits: copilotLimits,
    env: ['COPILOT_PROVIDER_MAX_PROMPT_TOKENS', 'COPILOT_PROVIDER_MAX_OUTPUT_TOKENS'],
    steering: [
        '.copilot',
        '.lsp.json',
        '.vscode/mcp.json',
        ...['agents', 'copilot', 'extensions', 'hooks', 'lsp.json', 'mcp.json', 'skills'].map((name) => `.github/${name}`),
    ],
    ownPaths: (folder) => [folder('COPILOT_HOME', '.copilot')],
    sandboxes: ['full', 'read-only'],
    hasLauncher: true,
    command(program, request) {
        (0,sandbox/* requireSandbox */.Nd)(copilot, request.sandbox);
        const args = ['--output-format', 'json', '--no-ask-user', '--no-color', '--no-auto-update'];
        args.push(...copilot_SANDBOX_FLAGS[request.sandbox === 'full' ? 'full' : 'read-only']);
        if (request.model !== null)
            args.push('--model', request.model);
        // It has no lost session: an id that it does not know begins one of that name.
        const session = request.session ?? (0,external_node_crypto_.randomUUID)();
        args.push('--session-id', session);
        const env = { TZ: 'UTC', COPILOT_AUTO_UPDATE: 'false' };
        return { argv: [program, ...args, ...request.extraArgs], env, session, stdin: request.prompt };
    },
    enrichReport: addLoggedRetryAfter,
    reader: copilot_reader,
};
/** Told of in other events, or of no use to a person. `user.message` is the prompt. */
const IGNORED_EVENTS = /^(user\.|assistant\.(turn_start|turn_end|idle|message_start|message_delta|reasoning_delta|tool_call_delta|streaming_delta|intent)$|model\.call_(start|finished|final_result)$|session\.(?!error$|tools_updated$)|hook\.|tool\.execution_(progress|partial_result)$)/;
function copilot_reader(workdir = '') {
    /** The service's own words about the last call that failed. */
    let lastCallFailure = null;
    /** What ended the session, unless the agent goes on after it, as with another model after a limit. */
    let error = null;
    /** Before its session begins it says there why it ends: a model that it does not offer, no login. */
    const stderrTail = createStderrTail();
    let sessionStarted = false;
    const usageSum = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };
    function events(json, line) {
        const data = (0,stream_json/* objectAt */.lJ)(json, 'data');
        switch (json.type) {
            case 'session.tools_updated':
                return [{ kind: 'started', session: null, model: (0,stream_json/* asString */.oJ)(data.model) }];
            case 'assistant.message':
                if (!isFromSubAgent(json))
                    error = null;
                return messageEvents(json, (0,stream_json/* asString */.oJ)(data.content));
            case 'assistant.reasoning':
                return [{ kind: 'thinking', text: (0,stream_json/* asString */.oJ)(data.content) ?? '' }];
            case 'assistant.usage':
                usageSum.cachedTokens += (0,stream_json/* asCount */.Wg)(data.cacheReadTokens);
                usageSum.inputTokens += Math.max(0, (0,stream_json/* asCount */.Wg)(data.inputTokens) - (0,stream_json/* asCount */.Wg)(data.cacheReadTokens));
                usageSum.outputTokens += (0,stream_json/* asCount */.Wg)(data.outputTokens);
                return [{ kind: 'usage', usage: { ...usageSum } }];
            case 'tool.execution_start':
                return [toolCall(data, workdir)];
            case 'tool.execution_complete':
                return [toolResult(data)];
            case 'model.call_failure':
                lastCallFailure = callFailure(data);
                return [];
            case 'assistant.turn_retry':
                return [retry(data, lastCallFailure)];
            case 'session.error': {
                const sessionFailure = sessionError(data, lastCallFailure);
                if (!isFromSubAgent(json))
                    error = sessionFailure;
                return [{ kind: 'error', error: sessionFailure }];
            }
            case 'result':
                return resultEvents(json, error);
            default:
                return IGNORED_EVENTS.test((0,stream_json/* asString */.oJ)(json.type) ?? '') ? [] : (0,stream_json/* unknownLine */.f2)(line);
        }
    }
    return {
        read(line, stream) {
            if (stream === 'stderr')
                stderrTail.add(line);
            const json = stream === 'stdout' ? (0,stream_json/* parseLine */.A)(line) : null;
            sessionStarted ||= json !== null;
            return json ? events(json, line) : (0,stream_json/* unknownLine */.f2)(line);
        },
        end(exitCode) {
            const failedAtStart = !sessionStarted && exitCode !== null && exitCode !== 0 && stderrTail.text !== null;
            return failedAtStart ? [{ kind: 'error', error: stderrTail.toError('') }] : [];
        },
    };
}
/** A sub-agent reports to the agent, not to us. Its events name it, or the tool call that started it. */
function isFromSubAgent(json) {
    return (0,stream_json/* asString */.oJ)(json.agentId) !== null || (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(json, 'data').parentToolCallId) !== null;
}
function messageEvents(json, text) {
    if (text === null)
        return [];
    return isFromSubAgent(json) ? [{ kind: 'thinking', text }] : [{ kind: 'message', text, delta: false }];
}
function toolCall(data, workdir) {
    const title = toolTitle((0,stream_json/* asString */.oJ)(data.toolName) ?? 'tool', (0,stream_json/* objectAt */.lJ)(data, 'arguments'), workdir);
    return { kind: 'tool-call', id: (0,stream_json/* asString */.oJ)(data.toolCallId) ?? '', title };
}
function toolResult(data) {
    const text = (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(data, 'result').content) ?? (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(data, 'error').message) ?? '';
    return { kind: 'tool-result', id: (0,stream_json/* asString */.oJ)(data.toolCallId) ?? '', ok: data.success === true, text };
}
function retry(data, failure) {
    const why = [(0,stream_json/* asString */.oJ)(data.reason), failure?.message].filter(Boolean).join(': ');
    return { kind: 'retry', message: why || 'retrying', status: failure?.status ?? null, waitMs: null };
}
function resultEvents(json, error) {
    const ok = json.exitCode === 0 && error === null;
    const why = ok ? null : (error ?? (0,stream_json/* agentError */.Cw)(`copilot ended with exit code ${(0,stream_json/* asCount */.Wg)(json.exitCode)}`));
    return [
        { kind: 'started', session: (0,stream_json/* asString */.oJ)(json.sessionId), model: null },
        { kind: 'finished', ok, finalMessage: null, error: why },
    ];
}
function callFailure(data) {
    const body = (0,stream_json/* parseLine */.A)((0,stream_json/* asString */.oJ)(data.errorMessage) ?? '');
    const message = (0,stream_json/* asString */.oJ)(body?.message) ?? (0,stream_json/* asString */.oJ)(data.errorMessage) ?? 'the call to the model failed';
    return { ...(0,stream_json/* agentError */.Cw)(message, { status: (0,stream_json/* asNumber */.i)(data.statusCode) }), ...parseErrorBody(data.errorMessage) };
}
/** Its own word and status, with the reset time that only the failed call told; the service's code is more telling. */
function sessionError(data, failure) {
    const code = failure?.code ?? (0,stream_json/* asString */.oJ)(data.errorCode) ?? (0,stream_json/* asString */.oJ)(data.errorType);
    const status = (0,stream_json/* asNumber */.i)(data.statusCode) ?? failure?.status ?? null;
    const resetsAt = failure?.resetsAt ?? null;
    return (0,stream_json/* agentError */.Cw)((0,stream_json/* asString */.oJ)(data.message) ?? failure?.message ?? 'unknown error', { status, code, resetsAt });
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(975);
;// CONCATENATED MODULE: ./lib/agents/backends/custom.js






const MAX_FINAL_LINES = 40;
const MAX_FINAL_LENGTH = 64 * 1024;
/**
 * Any program of the user (`request.options.command`, split as a shell would, run without one): the prompt comes on its
 * standard input, plain text is what it prints, the last non-empty lines are its final message, its exit code says
 * how it went. SEQUENTIAL_SANDBOX tells it what it may do.
 */
const custom = {
    name: 'custom',
    hint: 'see agent-command',
    cli: null,
    keys: [],
    env: [],
    sandboxes: ['full'],
    command(_program, request) {
        // Who is asked for an assignment gives an answer and no work: that needs no sandbox to hold.
        if (request.options.assignment !== 'true')
            (0,sandbox/* requireSandbox */.Nd)(custom, request.sandbox);
        const [program, ...args] = splitCommand(request.options.command ?? '', 'custom');
        return {
            argv: [program, ...args, ...request.extraArgs],
            env: { TZ: 'UTC', SEQUENTIAL_SANDBOX: request.sandbox },
            stdin: request.prompt,
        };
    },
    reader: custom_reader,
};
function custom_reader() {
    const messageLines = [];
    const stderrTail = createStderrTail();
    return {
        read(raw, stream) {
            const line = (0,external_node_util_.stripVTControlCharacters)((0,lib_text/* lastCharacters */.pu)(raw, MAX_FINAL_LENGTH)).trimEnd();
            if (line.trim() === '')
                return [];
            if (stream === 'stderr') {
                stderrTail.add(line);
                return (0,stream_json/* unknownLine */.f2)(line);
            }
            messageLines.push(line);
            if (messageLines.length > MAX_FINAL_LINES)
                messageLines.shift();
            return [{ kind: 'message', text: line, delta: false }];
        },
        end(exitCode) {
            if (exitCode === null)
                return [];
            const ok = exitCode === 0;
            const finalMessage = (0,lib_text/* lastCharacters */.pu)(messageLines.join('\n'), MAX_FINAL_LENGTH);
            const error = ok ? null : stderrTail.toError(`exited with code ${exitCode}`);
            return [{ kind: 'finished', ok, finalMessage, error }];
        },
    };
}

;// CONCATENATED MODULE: ./lib/agents/backends/gemini/gemini-exit-codes.js
/** gemini's own exit codes: its word for them, and the HTTP status that says the same. */
const OWN_CODES = {
    41: { code: 'authentication', status: 401 },
    42: { code: 'invalid_input', status: null },
    53: { code: 'max_turns', status: null },
};
/** Statuses that model services answer with. Any other exit code may be a signal's or a crash's just as well. */
const STATUSES = [400, 401, 402, 403, 404, 408, 429, 500, 502, 503, 504, 529];
/**
 * The HTTP status that gemini's exit code tells of, null where it tells nothing: one of its own codes, else the status
 * of its last request modulo 256 (173 is 429, 247 is 503, 17 is 529; seen in runs of 0.61.0).
 */
function statusOfGeminiExitCode(exitCode) {
    return OWN_CODES[exitCode]?.status ?? STATUSES.find((status) => status % 256 === exitCode) ?? null;
}
/** gemini's word for one of its own exit codes; null for any other. */
function errorCodeOfGeminiExitCode(exitCode) {
    return OWN_CODES[exitCode]?.code ?? null;
}

;// CONCATENATED MODULE: ./lib/agents/backends/gemini/gemini-limits.js
/** Google's quota texts, from whichever CLI; matched with addresses. */
const GOOGLE_QUOTA = /generativelanguage|ai\.google\.dev|quota exceeded for (?:quota )?metric/i;
/** What gemini 0.61 and Google's services say of limits (its bundle, runs, and its issue tracker). */
const geminiLimits = {
    codes: { quota_exhausted: 'quota' },
    messages: {
        quota: /\b(?:exhausted|exceeded|reached) your capacity\b|\bquota will reset\b/,
        // `GenerateRequestsPerDayPerProjectPerModel`
        dailyQuota: /perday/,
        model: /\bis not found for api version\b|\brequested entity was not found\b/,
        login: /\bineligible ?tier|\bset an auth method\b/,
    },
    quotaDespiteBilling: GOOGLE_QUOTA,
    // Requests of a day, at midnight in California (ai.google.dev/gemini-api/docs/rate-limits).
    calendarReset: { period: 'day', zone: 'America/Los_Angeles', message: GOOGLE_QUOTA },
};

;// CONCATENATED MODULE: ./lib/agents/backends/gemini/gemini-login.js

/** `oauth_creds.json`: `{"access_token", "refresh_token", "expiry_date" (ms)}`. */
function readGeminiLogin(text) {
    const { access_token, refresh_token, expiry_date } = (0,stream_json/* parseLine */.A)(text) ?? {};
    if ((0,stream_json/* asString */.oJ)(access_token) === null && (0,stream_json/* asString */.oJ)(refresh_token) === null)
        return null;
    return {
        what: 'Google account',
        until: (0,stream_json/* asNumber */.i)(expiry_date),
        renews: (0,stream_json/* asString */.oJ)(refresh_token) !== null,
        pool: { name: "the day's quota of your Google account, which is that of your own work too" },
    };
}

;// CONCATENATED MODULE: ./lib/agents/backends/gemini/gemini-stderr.js




/** What it prints at every start, and the frames of its stack traces. */
const NOISE = /^(Warning: (?:True color|256-color)|YOLO mode|Ripgrep is not available|\[STARTUP\]|Loaded cached credentials|\s+at )/;
/** Where it knows other sessions, and where it knows none, as on a fresh runner. */
const gemini_stderr_SESSION_NOT_FOUND = /Invalid session identifier|No previous sessions found/;
function createGeminiStderr() {
    return new StderrReader();
}
class StderrReader {
    #tail = createStderrTail(gemini_stderr_SESSION_NOT_FOUND);
    #attempt = '';
    #headline = '';
    /** Inside the dump of the error object that follows the headline. */
    #inErrorDump = false;
    #inSession = false;
    #status = null;
    #retryAfterMs = null;
    read(line) {
        if (NOISE.test(line))
            return [];
        const isAttempt = this.#readAttempt(line);
        const retry = this.#readRetry(line, isAttempt);
        if (retry !== null)
            return [retry];
        if (isAttempt || line.startsWith('Suggested retry after'))
            return [];
        if (line.startsWith('Error when talking to Gemini API')) {
            this.#headline = line.replace(/^.*?Error: /, '');
            this.#inErrorDump = true;
            return [];
        }
        if (this.#inErrorDump) {
            this.#readErrorDump(line);
            return [];
        }
        this.#tail.add(line);
        return (0,stream_json/* unknownLine */.f2)(line);
    }
    sessionStarted() {
        this.#inSession = true;
    }
    toError(message, exitCode) {
        const ownWords = this.#headline || (this.#inSession ? null : this.#tail.text);
        const text = message ?? (ownWords || `gemini exited with code ${exitCode}`);
        const body = (0,stream_json/* objectAt */.lJ)((0,stream_json/* parseLine */.A)(findErrorBody(text)), 'error');
        const seconds = (0,stream_json/* asNumber */.i)(/Suggested retry after ([\d.]+)s/.exec(text)?.[1]);
        return (0,stream_json/* agentError */.Cw)(text, {
            status: (0,stream_json/* asNumber */.i)(body.code) ?? this.#status ?? (exitCode === undefined ? null : statusOfGeminiExitCode(exitCode)),
            code: (0,stream_json/* asString */.oJ)(body.status) ??
                sessionErrorCode(text, gemini_stderr_SESSION_NOT_FOUND) ??
                (exitCode === undefined ? null : errorCodeOfGeminiExitCode(exitCode)),
            retryAfterMs: this.#retryAfterMs ?? (0,time/* statedWait */.J1)(seconds === null ? null : seconds * 1000),
        });
    }
    #readAttempt(line) {
        const match = /^Attempt \d+ failed(?: with status (\d{3}))?/.exec(line);
        if (match === null)
            return false;
        this.#attempt = line.replace(/ (?:_ApiError|\w*Error): .*$/s, '');
        this.#status = (0,stream_json/* asNumber */.i)(match[1]) ?? this.#status;
        this.#inErrorDump = match[1] !== undefined;
        return true;
    }
    #readRetry(line, isAttempt) {
        const match = /Retrying (?:after (\d+)ms|with backoff)\.\.\./.exec(line);
        if (match === null)
            return null;
        const whole = (isAttempt ? this.#attempt : `${this.#attempt} ${line}`).slice(0, -match[0].length);
        const message = whole.replace(/(?<![.\s])[.\s]+$/, '.');
        return { kind: 'retry', message, status: this.#status, waitMs: (0,time/* statedWait */.J1)((0,stream_json/* asNumber */.i)(match[1])) };
    }
    #readErrorDump(line) {
        const field = /^ {2,4}(status|code|retryDelayMs): (\d+),?$/.exec(line);
        if (field?.[1] === 'retryDelayMs')
            this.#retryAfterMs = (0,time/* statedWait */.J1)((0,stream_json/* asNumber */.i)(field[2]));
        else if (field)
            this.#status = (0,stream_json/* asNumber */.i)(field[2]);
        if (line === '}')
            this.#inErrorDump = false;
    }
}
/** `{"error":…}`, the first that stands in one line; '' without one. */
function findErrorBody(text) {
    for (const line of text.split(/[\n\r\u2028\u2029]/)) {
        const start = line.indexOf('{"error":');
        const end = line.lastIndexOf('}');
        if (start >= 0 && end > start)
            return line.slice(start, end + 1);
    }
    return '';
}

;// CONCATENATED MODULE: ./lib/agents/backends/gemini/gemini.js









/** Its plan mode ends, unasked, as soon as the model says that its plan is ready; then everything is allowed. */
const READ_ONLY = {
    flag: '--admin-policy',
    name: 'gemini-read-only.toml',
    text: `[[rule]]
toolName = ["exit_plan_mode", "write_file", "replace", "run_shell_command"]
decision = "deny"
priority = 999
`,
};
/** Google's gemini: `gemini -o stream-json`. Retries and the facts of an error show on its standard error only. */
const gemini = {
    name: 'gemini',
    cli: {
        program: 'gemini',
        package: '@google/gemini-cli',
        version: '0.61.0',
        homeVariables: ['GEMINI_CLI_HOME'],
    },
    keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    login: {
        loginFile: (folder) => (0,external_node_path_.join)(folder('GEMINI_CLI_HOME', ''), '.gemini', 'oauth_creds.json'),
        readLoginFile: readGeminiLogin,
        variableFacts: {
            GEMINI_API_KEY: {
                what: 'API key',
                until: null,
                renews: false,
                pool: { name: 'a Gemini API key: its free quota, or by use where its project has billing', billedByUse: true },
            },
            GOOGLE_API_KEY: API_KEY,
        },
        settingsFiles: (folder) => [(0,external_node_path_.join)(folder('GEMINI_CLI_HOME', ''), '.gemini', 'settings.json')],
        variables: ['GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_GENAI_USE_GCA', 'GOOGLE_APPLICATION_CREDENTIALS'],
        providerArgument: null,
        keychain: false,
    },
    account: { key: 'GEMINI_API_KEY', login: 'gemini', billing: 'https://aistudio.google.com/usage' },
    limits: geminiLimits,
    ownerAgents: [{ name: 'gemini', strength: 'user interface: pages, components, styles' }],
    statusOfExitCode: statusOfGeminiExitCode,
    env: [],
    steering: ['.gemini'],
    ownPaths: (folder) => [(0,external_node_path_.join)(folder('GEMINI_CLI_HOME', ''), '.gemini')],
    sandboxes: ['full', 'read-only'],
    command(program, request) {
        (0,sandbox/* requireSandbox */.Nd)(gemini, request.sandbox);
        const args = ['-o', 'stream-json', '--skip-trust'];
        args.push(...(request.sandbox === 'full' ? ['--yolo'] : ['--approval-mode', 'plan']));
        if (request.model !== null)
            args.push('-m', request.model);
        if (request.session !== null)
            args.push('--resume', request.session);
        // Without the relaunch there is one process less that ignores SIGTERM.
        const env = { TZ: 'UTC', GEMINI_CLI_NO_RELAUNCH: 'true' };
        const command = { argv: [program, ...args, ...request.extraArgs], env, stdin: request.prompt };
        return request.sandbox === 'full' ? command : { ...command, file: READ_ONLY };
    },
    reader: gemini_reader,
};
function gemini_reader(workdir = '') {
    const stderr = createGeminiStderr();
    /** The agent is in the middle of a message: the next piece continues it. */
    let inMessage = false;
    let finished = false;
    let terminalError = null;
    /** It chooses a model call by call, and tells which at its end. */
    let choosesModel = false;
    function events(json, line) {
        const wasInMessage = inMessage;
        inMessage = json.type === 'message' && json.role === 'assistant';
        switch (json.type) {
            case 'init':
                stderr.sessionStarted();
                choosesModel = /^auto\b/.test((0,stream_json/* asString */.oJ)(json.model) ?? '');
                return [{ kind: 'started', session: (0,stream_json/* asString */.oJ)(json.session_id), model: (0,stream_json/* asString */.oJ)(json.model) }];
            case 'message':
                // role user: it echoes the whole prompt, tags and all.
                if (!inMessage)
                    return [];
                return [{ kind: 'message', text: (0,stream_json/* asString */.oJ)(json.content) ?? '', delta: wasInMessage && json.delta === true }];
            case 'tool_use': {
                const title = toolTitle((0,stream_json/* asString */.oJ)(json.tool_name) ?? 'tool', (0,stream_json/* objectAt */.lJ)(json, 'parameters'), workdir);
                return [{ kind: 'tool-call', id: (0,stream_json/* asString */.oJ)(json.tool_id) ?? '', title }];
            }
            case 'tool_result': {
                const text = (0,stream_json/* asString */.oJ)(json.output) ?? (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(json, 'error').message) ?? '';
                return [{ kind: 'tool-result', id: (0,stream_json/* asString */.oJ)(json.tool_id) ?? '', ok: json.status === 'success', text }];
            }
            case 'error':
                return [{ kind: 'error', error: (0,stream_json/* agentError */.Cw)((0,stream_json/* asString */.oJ)(json.message) ?? 'unknown error') }];
            case 'result':
                return result(json);
            default:
                return (0,stream_json/* unknownLine */.f2)(line);
        }
    }
    function result(json) {
        finished = true;
        const model = choosesModel ? mostUsedModel((0,stream_json/* objectAt */.lJ)(json, 'stats', 'models')) : null;
        const events = model === null ? [] : [{ kind: 'started', session: null, model }];
        events.push({ kind: 'usage', usage: usageOf((0,stream_json/* objectAt */.lJ)(json, 'stats')) });
        if (json.status === 'success')
            return [...events, { kind: 'finished', ok: true, finalMessage: null, error: null }];
        terminalError = stderr.toError((0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(json, 'error').message) ?? 'it failed');
        return [...events, { kind: 'finished', ok: false, finalMessage: null, error: terminalError }];
    }
    return {
        read(line, stream) {
            if (stream === 'stderr')
                return stderr.read(line);
            const json = (0,stream_json/* parseLine */.A)(line);
            return json ? events(json, line) : (0,stream_json/* unknownLine */.f2)(line);
        },
        end(exitCode) {
            if (exitCode === null || (finished && terminalError === null))
                return [];
            // Exit 0 without a result is an interruption, not an ending of its own.
            if (exitCode === 0 && terminalError === null)
                return [];
            // Standard error may have come after the result, and the exit code tells the HTTP status.
            const error = stderr.toError(terminalError?.message ?? null, exitCode);
            if (terminalError && terminalError.status === error.status && terminalError.retryAfterMs === error.retryAfterMs)
                return [];
            return [{ kind: 'finished', ok: false, finalMessage: null, error }];
        },
    };
}
/** `input_tokens` counts cached ones too; what `total_tokens` has over input and output was spent on thinking. */
function usageOf(stats) {
    const input = (0,stream_json/* asCount */.Wg)(stats.input_tokens);
    const cachedTokens = (0,stream_json/* asCount */.Wg)(stats.cached);
    const outputTokens = Math.max((0,stream_json/* asCount */.Wg)(stats.output_tokens), (0,stream_json/* asCount */.Wg)(stats.total_tokens) - input);
    return { inputTokens: Math.max(0, input - cachedTokens), cachedTokens, outputTokens, costUsd: null };
}
/** The name of the model that most of the tokens went through; null where none is told. */
function mostUsedModel(models) {
    const names = Object.keys(models);
    const tokens = (name) => (0,stream_json/* asCount */.Wg)((0,stream_json/* objectAt */.lJ)(models, name).total_tokens);
    return names.reduce((most, name) => (most === null || tokens(name) > tokens(most) ? name : most), null);
}

;// CONCATENATED MODULE: ./lib/agents/backends/opencode.js








/** What only reads: nothing is changed and no command is run (its own permission names). */
const opencode_READ_ONLY = JSON.stringify({ edit: 'deny', bash: 'deny' });
/** One is told of in an attempt; more are an agent's game. */
const MAX_FAILURES = 100;
const opencode_SESSION_NOT_FOUND = /^(Error: )?Session not found/m;
const PROVIDER_KEYS = [
    'ANTHROPIC_API_KEY',
    'OPENAI_API_KEY',
    'GEMINI_API_KEY',
    'GOOGLE_GENERATIVE_AI_API_KEY',
    'OPENROUTER_API_KEY',
    'DEEPSEEK_API_KEY',
    'GROQ_API_KEY',
    'MISTRAL_API_KEY',
    'XAI_API_KEY',
];
/**
 * opencode: `opencode run --format json`, any provider. `request.options.agent`: one of its own agents, by name.
 * It prints no terminal event: the last step's reason and the exit code are one.
 */
const opencode = {
    name: 'opencode',
    // Of a model that it does not know its run says nothing but "Unexpected server error". Without `--pure` the list would
    // run the project's plugins.
    cli: {
        program: 'opencode',
        package: 'opencode-ai',
        version: '1.18.33',
        needsInstallScript: true,
        listModels: ['models', '--pure'],
    },
    keys: ['OPENCODE_API_KEY', 'OPENCODE_AUTH_CONTENT', ...PROVIDER_KEYS],
    login: {
        loginFile: (folder) => (0,external_node_path_.join)(folder('XDG_DATA_HOME', '.local/share'), 'opencode', 'auth.json'),
        readLoginFile,
        variableFacts: Object.fromEntries(PROVIDER_KEYS.map((name) => [name, API_KEY])),
        settingsFiles: (folder) => ['opencode.json', 'opencode.jsonc'].map((name) => (0,external_node_path_.join)(folder('XDG_CONFIG_HOME', '.config'), 'opencode', name)),
        variables: ['OPENCODE_CONFIG_CONTENT', 'OPENCODE_CONFIG'],
        providerArgument: null,
        keychain: false,
    },
    account: {
        key: "your provider's key, for example ANTHROPIC_API_KEY or OPENAI_API_KEY,",
        login: 'opencode auth login',
        billing: "your provider's billing page",
    },
    // Of its own service (Zen and Go): the names of its errors, and their words.
    limits: {
        codes: {
            freeusagelimiterror: 'quota',
            gousagelimiterror: 'quota',
            creditserror: 'billing',
            providermodelnotfounderror: 'model',
        },
        messages: { quota: /\bfree usage exceeded\b/, model: /\bmodel not found: \S/ },
    },
    env: [],
    steering: ['.opencode', 'opencode.json', 'opencode.jsonc', 'tui.json'],
    ownPaths: (folder) => [
        ['XDG_DATA_HOME', '.local/share'],
        ['XDG_CONFIG_HOME', '.config'],
        ['XDG_STATE_HOME', '.local/state'],
        ['XDG_CACHE_HOME', '.cache'],
    ].map(([variable, inHome]) => (0,external_node_path_.join)(folder(variable, inHome), 'opencode')),
    sandboxes: ['full', 'read-only'],
    command(program, request) {
        (0,sandbox/* requireSandbox */.Nd)(opencode, request.sandbox);
        // Its log is the only place where it tells of a limit that it waits for.
        const args = ['run', '--format', 'json', '--print-logs', '--log-level', 'ERROR'];
        if (request.sandbox === 'full')
            args.push('--auto');
        if (request.model !== null)
            args.push('-m', request.model);
        if (request.session !== null)
            args.push('-s', request.session);
        if (request.options.agent)
            args.push('--agent', request.options.agent);
        const env = { TZ: 'UTC', OPENCODE_DISABLE_AUTOUPDATE: '1', OPENCODE_DISABLE_SHARE: '1' };
        if (request.sandbox === 'read-only')
            env.OPENCODE_PERMISSION = opencode_READ_ONLY;
        return { argv: [program, ...args, ...request.extraArgs], env, stdin: request.prompt };
    },
    reader: opencode_reader,
};
function opencode_reader(workdir = '') {
    let session = null;
    let reason = null;
    let lastError = null;
    const failures = createLoggedFailures();
    const stderrTail = createStderrTail(opencode_SESSION_NOT_FOUND);
    const usageSum = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0 };
    function events(json, line) {
        const part = (0,stream_json/* objectAt */.lJ)(json, 'part');
        switch (json.type) {
            case 'step_start':
                return [];
            case 'text':
                return [{ kind: 'message', text: (0,stream_json/* asString */.oJ)(part.text) ?? '', delta: false }];
            case 'reasoning':
                return [{ kind: 'thinking', text: (0,stream_json/* asString */.oJ)(part.text) ?? '' }];
            case 'tool_use':
                return toolUseEvents(part, workdir);
            case 'step_finish': {
                reason = (0,stream_json/* asString */.oJ)(part.reason);
                const cache = (0,stream_json/* objectAt */.lJ)(part, 'tokens', 'cache');
                const tokens = (0,stream_json/* objectAt */.lJ)(part, 'tokens');
                usageSum.inputTokens += (0,stream_json/* asCount */.Wg)(tokens.input) + (0,stream_json/* asCount */.Wg)(cache.write);
                usageSum.cachedTokens += (0,stream_json/* asCount */.Wg)(cache.read);
                usageSum.outputTokens += (0,stream_json/* asCount */.Wg)(tokens.output) + (0,stream_json/* asCount */.Wg)(tokens.reasoning);
                usageSum.costUsd += (0,stream_json/* asAmount */.bt)(part.cost);
                // It says 0 of a model whose price it does not know.
                return [{ kind: 'usage', usage: { ...usageSum, costUsd: usageSum.costUsd || null } }];
            }
            case 'error': {
                const headers = (0,stream_json/* objectAt */.lJ)(json, 'error', 'data', 'responseHeaders');
                lastError = failures.causeOf((0,stream_json/* objectAt */.lJ)(json, 'error'));
                const windows = parseLimitHeaders(headers).map((window) => ({ kind: 'limit', window }));
                return [...windows, { kind: 'error', error: lastError }];
            }
            default:
                return (0,stream_json/* unknownLine */.f2)(line);
        }
    }
    function readStderr(line) {
        const error = parseStreamError(line);
        if (error)
            return [{ kind: 'retry', message: error, status: null, waitMs: null }];
        lastError = failures.read(line) ?? lastError;
        if (!line.startsWith('timestamp='))
            stderrTail.add(line);
        return (0,stream_json/* unknownLine */.f2)(line);
    }
    return {
        read(line, stream) {
            const json = stream === 'stdout' ? (0,stream_json/* parseLine */.A)(line) : null;
            if (stream === 'stderr')
                return readStderr((0,external_node_util_.stripVTControlCharacters)(line));
            if (!json)
                return (0,stream_json/* unknownLine */.f2)(line);
            const id = (0,stream_json/* asString */.oJ)(json.sessionID);
            if (session !== null || id === null)
                return events(json, line);
            session = id;
            return [{ kind: 'started', session, model: null }, ...events(json, line)];
        },
        end(exitCode) {
            if (exitCode === null)
                return [];
            const ok = exitCode === 0 && reason === 'stop' && lastError === null;
            const last = reason === null ? 'it said nothing' : `its last step ended with ${reason}`;
            const error = ok ? null : (lastError ?? stderrTail.toError(`opencode exited with code ${exitCode}; ${last}`));
            return [{ kind: 'finished', ok, finalMessage: null, error }];
        },
    };
}
function toolUseEvents(part, workdir) {
    const id = (0,stream_json/* asString */.oJ)(part.callID) ?? '';
    const state = (0,stream_json/* objectAt */.lJ)(part, 'state');
    const ok = state.status !== 'error';
    return [
        { kind: 'tool-call', id, title: toolTitle((0,stream_json/* asString */.oJ)(part.tool) ?? 'tool', (0,stream_json/* objectAt */.lJ)(state, 'input'), workdir) },
        { kind: 'tool-result', id, ok, text: (0,stream_json/* asString */.oJ)(ok ? state.output : state.error) ?? '' },
    ];
}
/** `level=ERROR … message="stream error" … small=false … error.error="AI_APICallError: Rate limit reached."` */
function parseStreamError(line) {
    if (!line.includes('level=ERROR') || !line.includes('message="stream error"') || line.includes('small=true'))
        return null;
    return /error\.error="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? null;
}
/**
 * Failures of its own that its stream names by a reference only, with words that would pass for a service's trouble
 * ("Unexpected server error. Check server logs for details."): its log has the cause, before or after it.
 */
function createLoggedFailures() {
    const causes = new Map();
    let awaited = null;
    return {
        /** The cause of the failure that the stream told of, if this line of the log is it. */
        read(line) {
            if (!line.includes('level=ERROR') || !line.includes('message=failed'))
                return null;
            const [, name, message] = / error="(?:(\w+): )?((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
            if (message === undefined)
                return null;
            const cause = (0,stream_json/* agentError */.Cw)(message, { code: name ?? null });
            const ref = / ref=(\S+)/.exec(line)?.[1];
            if (ref !== undefined && causes.size < MAX_FAILURES)
                causes.set(ref, cause);
            return ref !== undefined && ref === awaited ? cause : null;
        },
        causeOf(error) {
            const ref = (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(error, 'data').ref);
            if (ref === null)
                return opencode_parseError(error);
            awaited = ref;
            return causes.get(ref) ?? (0,stream_json/* agentError */.Cw)(`opencode itself failed, and its log does not say why (${ref})`);
        },
    };
}
function opencode_parseError(error) {
    const data = (0,stream_json/* objectAt */.lJ)(error, 'data');
    const body = parseErrorBody(data.responseBody);
    return {
        message: (0,stream_json/* asString */.oJ)(data.message) ?? (0,stream_json/* asString */.oJ)(error.name) ?? 'unknown error',
        status: (0,stream_json/* asNumber */.i)(data.statusCode),
        code: body.code ?? (0,stream_json/* asString */.oJ)(error.name),
        retryAfterMs: parseRetryAfter(data.responseHeaders),
        resetsAt: body.resetsAt,
    };
}
/** `auth.json`: by provider a key, or a login with `expires` in ms, which it renews with `refresh`. */
function readLoginFile(text) {
    const providers = Object.entries((0,stream_json/* parseLine */.A)(text) ?? {}).filter(([, login]) => (0,stream_json/* asObject */.eB)(login) !== null);
    const logins = providers.map(([, login]) => (0,stream_json/* objectAt */.lJ)(login)).filter(({ type }) => type === 'oauth');
    const ends = logins.flatMap(({ expires }) => (0,stream_json/* asNumber */.i)(expires) ?? []).filter((until) => until > 0);
    const names = providers.map(([name]) => planName(name).replace(/[ ()]/g, '')).filter((name) => name !== '');
    if (names.length === 0)
        return null;
    return {
        what: `providers: ${names.join(', ')}`,
        until: ends.length === 0 ? null : Math.min(...ends),
        renews: logins.every(({ refresh }) => (0,stream_json/* asString */.oJ)(refresh) !== null),
    };
}

;// CONCATENATED MODULE: ./lib/agents/backends/rehearsal/rehearsal.js



/**
 * The built-in agent: no model, no key, no cost. It acts out a script (`rehearsal/script.ts`), so that a night can be
 * rehearsed on one's own machine before money is spent. Its program is this project's own pane bundle, `pane`.
 *
 * `request.options`: `pane` (path of the bundle, required), `unit` (key), `attempt` (1, 2, …), `script` (path of
 * rehearsal.json; a missing file means the plain default), `answer` (a human's, if one was given), `assignment` (`true`
 * where it is asked to assign the unit), `review` (`true` where it is asked to review it; `attempt` is the number of the
 * review then), `questions` (`true` where it is asked what is not clear; `attempt` is the number of the call then).
 */
const rehearsal = {
    name: 'rehearsal',
    isScripted: true,
    hint: 'acts out a script; no model, no cost',
    cli: null,
    keys: [],
    env: [],
    reportsWindows: true,
    sandboxes: ['full', 'workspace', 'read-only'],
    command(_program, request) {
        (0,sandbox/* requireSandbox */.Nd)(rehearsal, request.sandbox);
        const { pane, script = '', unit = '', attempt = '1', answer = '' } = request.options;
        if (!pane)
            throw new errors/* UserError */.yo('the backend rehearsal was started without the path of the pane program', { where: 'pane' });
        const args = ['--script', script, '--unit', unit, '--attempt', attempt, '--sandbox', request.sandbox];
        if (request.session !== null)
            args.push('--session', request.session);
        if (answer !== '')
            args.push('--answered');
        if (request.options.assignment === 'true')
            args.push('--assign');
        if (request.options.review === 'true')
            args.push('--review');
        if (request.options.questions === 'true')
            args.push('--questions');
        return { argv: [process.execPath, pane, 'rehearse', ...args], env: { TZ: 'UTC' }, stdin: request.prompt };
    },
    reader: rehearsal_reader,
};
/** It prints our own events, one JSON object a line; what is not one of them is shown as it is. */
function rehearsal_reader() {
    return {
        read(line, stream) {
            const json = stream === 'stdout' ? (0,stream_json/* parseLine */.A)(line) : null;
            const event = json && asAgentEvent(json);
            return event ? [event] : (0,stream_json/* unknownLine */.f2)(line);
        },
        end: () => [],
    };
}
const EVENT_CHECKS = {
    started: () => true,
    message: (json) => typeof json.text === 'string' && typeof json.delta === 'boolean',
    thinking: (json) => typeof json.text === 'string',
    'tool-call': (json) => (0,stream_json/* asString */.oJ)(json.id) !== null && typeof json.title === 'string',
    'tool-result': (json) => (0,stream_json/* asString */.oJ)(json.id) !== null && typeof json.text === 'string',
    usage: (json) => typeof (0,stream_json/* objectAt */.lJ)(json, 'usage').inputTokens === 'number',
    limit: (json) => (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(json, 'window').name) !== null,
    retry: (json) => typeof json.message === 'string',
    error: (json) => (0,stream_json/* asString */.oJ)((0,stream_json/* objectAt */.lJ)(json, 'error').message) !== null,
    finished: (json) => typeof json.ok === 'boolean' && (json.error === null || (0,stream_json/* asObject */.eB)(json.error) !== null),
    unknown: (json) => typeof json.line === 'string',
};
function asAgentEvent(json) {
    const kind = (0,stream_json/* asString */.oJ)(json.kind);
    const complete = kind !== null && Object.hasOwn(EVENT_CHECKS, kind) && EVENT_CHECKS[kind](json);
    return complete ? json : null;
}

;// CONCATENATED MODULE: ./lib/agents/stream/plausible-numbers.js

/** USD and credits beyond which no attempt spends. */
const MAX_AMOUNT = 1e6;
const TOKENS = ['inputTokens', 'cachedTokens', 'outputTokens'];
/** Of a window's quota; services let a little more be used than there is. */
const MAX_SHARE = 100;
/**
 * The backend, with a reader whose numbers can be meant: budgets, sums and pauses are made of them. Of a number that
 * cannot, what was told last stands, and that is said once.
 */
function withPlausibleNumbers(backend) {
    return { ...backend, reader: (workdir) => checkNumbers(backend.reader(workdir)) };
}
function checkNumbers(reader) {
    let last = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };
    const told = new Set();
    const warnOnce = (what) => {
        if (told.has(what))
            return [];
        told.add(what);
        return (0,stream_json/* unknownLine */.f2)(`[${what} that cannot be right: it is not counted]`);
    };
    function onUsage(usage) {
        const odd = TOKENS.filter((name) => !isUpTo(usage[name], stream_json/* MAX_COUNT */.H$));
        const tokens = TOKENS.map((name) => [name, odd.includes(name) ? last[name] : Math.round(usage[name])]);
        const isCostOdd = usage.costUsd !== null && !isUpTo(usage.costUsd, MAX_AMOUNT);
        const areCreditsOdd = usage.credits !== undefined && !isUpTo(usage.credits, MAX_AMOUNT);
        last = {
            ...usage,
            ...Object.fromEntries(tokens),
            ...(isCostOdd && { costUsd: last.costUsd }),
            ...(areCreditsOdd && { credits: last.credits ?? 0 }),
        };
        const warnings = [
            ...(odd.length > 0 ? warnOnce('a number of tokens') : []),
            ...(isCostOdd ? warnOnce('a cost') : []),
            ...(areCreditsOdd ? warnOnce('a number of credits') : []),
        ];
        return [{ kind: 'usage', usage: last }, ...warnings];
    }
    function check(event) {
        if (event.kind === 'usage')
            return onUsage(event.usage);
        if (event.kind !== 'limit' || event.window.used === null || isUpTo(event.window.used, MAX_SHARE))
            return [event];
        return [{ kind: 'limit', window: { ...event.window, used: null } }, ...warnOnce('the share used of a limit')];
    }
    return {
        read: (line, stream) => reader.read(line, stream).flatMap(check),
        end: (exitCode) => reader.end(exitCode).flatMap(check),
    };
}
/** Below `max`, where readers cut what is beyond. */
function isUpTo(value, max) {
    return value >= 0 && value < max;
}

;// CONCATENATED MODULE: ./lib/agents/index.js
/** The coding agents that can be driven: their list, and a backend by its name. */











/** Every coding agent that can be driven: one file each, and its line here. */
const backends = [
    codex,
    claude,
    opencode,
    gemini,
    copilot,
    kiro,
    qwen,
    kimi,
    acp,
    custom,
    rehearsal,
].map(withPlausibleNumbers);
/** Names of the variables that hold a key of one of these backends. */
function keyNames(known = backends) {
    return known.flatMap(({ keys }) => keys);
}
/** The backend of that name; throws a UserError that lists the names there are. */
function getBackend(name, known = backends) {
    const backend = known.find((candidate) => candidate.name === name);
    if (backend)
        return backend;
    throw new errors/* UserError */.yo(`unknown backend "${name}"`, {
        where: 'backend',
        fix: `use one of: ${known.map((candidate) => candidate.name).join(', ')}`,
    });
}


/***/ }),

/***/ 337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Nd: () => (/* binding */ requireSandbox),
/* harmony export */   ao: () => (/* binding */ NO_READ_ONLY_MODE)
/* harmony export */ });
/* unused harmony exports keepsFromWriting, surelyKeepsFromWriting, canAssign */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);

/** Refuses a sandbox that the backend's CLI cannot keep, rather than running with another one in silence. */
function requireSandbox(backend, sandbox) {
    if (backend.sandboxes.includes(sandbox))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${backend.name} has no sandbox "${sandbox}"; it can run as: ${backend.sandboxes.join(', ')}`, {
        where: 'sandbox',
        fix: `use --sandbox ${backend.sandboxes[0]}, or another backend`,
    });
}
/** Code of a report: an agent that only its session can tell of has no mode in which it keeps from writing. */
const NO_READ_ONLY_MODE = 'no_read_only_mode';
/** Its CLI can be kept from writing; of others nothing but a sandbox can. */
function keepsFromWriting({ sandboxes }) {
    return sandboxes.includes('read-only');
}
/** It is sure to be kept from writing, before it is started. */
function surelyKeepsFromWriting(backend) {
    return keepsFromWriting(backend) && backend.readOnlyBySession !== true;
}
/** Who decides on assignments is a CLI that keeps from writing; a program of one's own knows nothing of them. */
function canAssign(backend) {
    return backend.cli !== null && keepsFromWriting(backend);
}


/***/ }),

/***/ 849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseLine),
/* harmony export */   Cw: () => (/* binding */ agentError),
/* harmony export */   DD: () => (/* binding */ asList),
/* harmony export */   H$: () => (/* binding */ MAX_COUNT),
/* harmony export */   Wg: () => (/* binding */ asCount),
/* harmony export */   bt: () => (/* binding */ asAmount),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   f2: () => (/* binding */ unknownLine),
/* harmony export */   i: () => (/* binding */ asNumber),
/* harmony export */   lJ: () => (/* binding */ objectAt),
/* harmony export */   oJ: () => (/* binding */ asString)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(804);
/* harmony import */ var _line_splitter_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(352);


const MAX_SHOWN_LENGTH = 2_000;
/** Tokens beyond which no attempt spends: what is told of more is a mistake. Sums of it are whole numbers still. */
const MAX_COUNT = 1e12;
/** The object of one line; null for blank lines and for what is no JSON object. */
function parseLine(line) {
    if (line.length > _line_splitter_js__WEBPACK_IMPORTED_MODULE_0__/* .LINE_LIMIT */ .by)
        return null;
    const text = line.trim();
    if (!text.startsWith('{'))
        return null;
    try {
        return asObject(JSON.parse(text));
    }
    catch {
        return null;
    }
}
/** A line that no reader knows: shown and kept, never fatal. Nothing for a blank one. */
function unknownLine(line) {
    const text = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .firstCharacters */ .DR)(line, MAX_SHOWN_LENGTH).trimEnd();
    return text === '' ? [] : [{ kind: 'unknown', line: line.length > MAX_SHOWN_LENGTH ? `${text} …` : text }];
}
/** The value as an object, null if it is none. */
function asObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
/** What is at `path`, an empty object where it is no object: lets a reader go down without asking at each step. */
function objectAt(value, ...path) {
    return path.reduce((inner, key) => asObject(inner[key]) ?? {}, asObject(value) ?? {});
}
function asList(value) {
    return Array.isArray(value) ? value : [];
}
/** The value as a string; null for anything else and for an empty one. */
function asString(value) {
    return typeof value === 'string' && value !== '' ? value : null;
}
/** The value as a finite number, also from digits in a string (HTTP headers); null for anything else. */
function asNumber(value) {
    const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : null;
}
/** A number that is no less than 0, and no more than is ever meant: 0 where the stream does not say. */
function asAmount(value) {
    return Math.min(MAX_COUNT, Math.max(0, asNumber(value) ?? 0));
}
/** A count of tokens or the like: a whole number, 0 where the stream does not say. */
function asCount(value) {
    return Math.round(asAmount(value));
}
/** An error of which nothing but its words may be known. */
function agentError(message, facts = {}) {
    return { message, status: null, code: null, retryAfterMs: null, resetsAt: null, ...facts };
}


/***/ }),

/***/ 352:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  by: () => (/* binding */ LINE_LIMIT),
  AD: () => (/* binding */ createLineSplitter),
  KZ: () => (/* binding */ describeCutLine)
});

;// CONCATENATED MODULE: external "node:string_decoder"
const external_node_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __nccwpck_require__(804);
;// CONCATENATED MODULE: ./lib/agents/stream/line-splitter.js


/**
 * Characters kept of one line of an agent's. A question for leave holds a whole file, old and new, and one that is not
 * answered is waited for; a report of 100 MB must not become a tree of objects.
 */
const LINE_LIMIT = 16 * 1024 * 1024;
/** Characters shown of a line that is longer. */
const SHOWN_LENGTH = 1_000;
/** What is said of a line that was cut, which no reader can make anything of. */
function describeCutLine({ text, cut }) {
    return `[a line of ${text.length + cut} characters is too long to be read] ${(0,lib_text/* firstCharacters */.DR)(text, SHOWN_LENGTH)}…`;
}
/**
 * Splits a byte stream into lines in constant memory: of a line longer than `limit` characters only the start is kept.
 * UTF-8 split over chunks is put together; CRLF ends a line too.
 */
function createLineSplitter(limit) {
    const decoder = new external_node_string_decoder_namespaceObject.StringDecoder('utf8');
    let pieces = [];
    let keptCharacters = 0;
    let cut = 0;
    function append(text) {
        const remaining = limit - keptCharacters;
        const piece = (0,lib_text/* firstCharacters */.DR)(text, remaining);
        cut += text.length - piece.length;
        // Where a character was cut off whole, nothing that comes after it takes its place.
        keptCharacters = cut > 0 ? limit : keptCharacters + piece.length;
        if (piece !== '')
            pieces.push(piece);
    }
    function takeLine() {
        const joined = pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
        const line = { text: cut === 0 && joined.endsWith('\r') ? joined.slice(0, -1) : joined, cut };
        pieces = [];
        keptCharacters = 0;
        cut = 0;
        return line;
    }
    function split(text) {
        const lines = [];
        let from = 0;
        for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            append(text.slice(from, end));
            lines.push(takeLine());
            from = end + 1;
        }
        append(text.slice(from));
        return lines;
    }
    return {
        write: (chunk) => split(decoder.write(chunk)),
        end() {
            const lines = split(decoder.end());
            if (keptCharacters > 0)
                lines.push(takeLine());
            return lines;
        },
    };
}


/***/ }),

/***/ 452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   yo: () => (/* binding */ UserError)
/* harmony export */ });
/* unused harmony export InternalError */
/**
 * What a person must fix: bad usage or bad input. Shown whole, without a stack; exit code 64.
 * `where` names the place (`file:line`, a flag, an input), `fix` what to do next.
 */
class UserError extends Error {
    name = 'UserError';
    where;
    fix;
    constructor(message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.where = details.where ?? null;
        this.fix = details.fix ?? null;
    }
}
/** A broken promise of our own: shown with its stack and a request for a report; exit code 70. */
class InternalError extends Error {
    name = 'InternalError';
}
/** Closes a switch over a union: the compiler refuses a forgotten case. */
function unreachable(value) {
    throw new InternalError(`unexpected value: ${JSON.stringify(value)}`);
}


/***/ }),

/***/ 827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ow: () => (/* binding */ runOnOwnPath)
});

// UNUSED EXPORTS: OWN_PROGRAMS, openFolders, openPlaces, ownPath, toolCaches

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
;// CONCATENATED MODULE: ./lib/machine-user.js


/* A container may run under a uid that the machine knows no user for: then node's own look-ups throw. */
/** The home folder: HOME where it is absolute, else the machine's; a place below the temporary folder where it knows none. */
function homeFolder(env) {
    if (env.HOME !== undefined && (0,external_node_path_.isAbsolute)(env.HOME))
        return env.HOME;
    return machineHome() ?? (0,external_node_path_.join)((0,external_node_os_.tmpdir)(), `home-of-${process.getuid?.() ?? 'nobody'}`);
}
/** The home of the user as the machine knows it, which HOME need not name; null: it knows none. */
function machineHome() {
    return orNull(() => (0,external_node_os_.userInfo)().homedir) || null;
}
/** The name to sign an answer with. */
function userName(env) {
    return orNull(() => userInfo().username) || env.USER || env.LOGNAME || `uid ${process.getuid?.() ?? 'unknown'}`;
}
function orNull(lookUp) {
    try {
        return lookUp();
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./lib/own-path.js



/** What is run outside of every sandbox, by us or by what we run. */
const OWN_PROGRAMS = [
    ...['git', 'ssh', 'gpg', 'gpgconf', 'ssh-keygen', 'tmux', 'node', 'npm', 'ps', 'sh', 'bash', 'env', 'cat', 'tty'],
    ...['mkfifo', 'bwrap', 'unshare', 'setpriv', 'sudo', 'mount', 'perl', 'sequential-orchestration'],
];
/** Where a runner keeps the tools of all jobs. */
function toolCaches({ RUNNER_TOOL_CACHE: named }) {
    return ['/opt/hostedtoolcache', ...(named && (0,external_node_path_.isAbsolute)(named) ? [named] : [])];
}
/** Variables that move what lies in the home: packages' programs, beside what was downloaded. */
const MOVED = ['CARGO_HOME', 'GOBIN', 'GOPATH', 'PNPM_HOME', 'RUSTUP_HOME', 'PYENV_ROOT', 'NVM_DIR', 'BUN_INSTALL'];
/** Tells of a path whether agents may put something there, unless a sandbox keeps them: in a home, or in a tool cache. */
function openPlaces(env) {
    const tops = [homeFolder(env), machineHome() ?? '/', ...toolCaches(env), ...MOVED.flatMap((name) => env[name] || [])]
        .filter((top) => (0,external_node_path_.isAbsolute)(top))
        .flatMap((top) => [(0,external_node_path_.join)(top), real(top)])
        .filter((top) => top !== '/');
    const isWithin = (path) => tops.some((top) => `${path}/`.startsWith(`${top}/`));
    return (path) => isWithin((0,external_node_path_.join)(path)) || isWithin(real(path));
}
/** Folders of PATH in which agents can put programs. */
function openFolders(env) {
    const folders = foldersOf(env.PATH);
    return folders.length === 0 ? [] : folders.filter(openPlaces(env));
}
/**
 * PATH for what we run ourselves: folders in which agents can put programs come last. What is found in those alone is
 * read-only in a sandbox.
 */
function ownPath(env) {
    const open = openFolders(env);
    if (env.PATH === undefined || open.length === 0)
        return env.PATH;
    return [...foldersOf(env.PATH).filter((folder) => !open.includes(folder)), ...open].join(external_node_path_.delimiter);
}
/** By the process's own environment, has what it starts without an environment of its own found there too. */
function runOnOwnPath(own, env) {
    const path = ownPath(env);
    if (path)
        own.PATH = path;
}
function foldersOf(path = '') {
    return path.split(external_node_path_.delimiter).filter((folder) => (0,external_node_path_.isAbsolute)(folder));
}
function real(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        return (0,external_node_path_.join)(path);
    }
}


/***/ }),

/***/ 281:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _own_path_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(827);

const [, , first = '', ...rest] = process.argv;
// All of it is in this one bundle, where nothing is loaded late; what is not asked for does not run.
try {
    if (first === 'rehearse') {
        const { rehearse } = await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 75));
        process.exitCode = await rehearse(rest, process.stdin, process.stdout);
    }
    else if (first === 'acp') {
        const { runBridge } = await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 358));
        process.exitCode = await runBridge(rest, process.stdin, process.stdout);
    }
    else {
        const { getBackend } = await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 550));
        const { runPane } = await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 546));
        const [token = ''] = rest;
        (0,_own_path_js__WEBPACK_IMPORTED_MODULE_0__/* .runOnOwnPath */ .ow)(process.env, process.env);
        await runPane({ socket: first, token }, (backend, workdir) => getBackend(backend).reader(workdir));
        // A person's keyboard would keep the window open.
        process.exit(0);
    }
}
catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 546:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  runPane: () => (/* binding */ runPane)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: external "node:tty"
const external_node_tty_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tty");
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __nccwpck_require__(804);
// EXTERNAL MODULE: ./lib/agents/stream/json.js
var json = __nccwpck_require__(849);
;// CONCATENATED MODULE: ./lib/agents/stream/collect.js


/** UTF-16 units kept of a message, from its end: the promise and the question stand there. */
const MAX_MESSAGE_LENGTH = 256 * 1024;
const MAX_WINDOWS = 16;
/** UTF-16 units of a session's id, a model or a window's name; half of a longer one is none. */
const MAX_NAME_LENGTH = 4_096;
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
            finalMessage: (0,lib_text/* lastCharacters */.pu)(finished?.finalMessage ?? (message.trim() === '' ? previousMessage : message), MAX_MESSAGE_LENGTH),
            session,
            model,
            usage,
            error: finished?.ok ? null : (finished?.error ?? retry ?? lastError),
            limits: [...limits.values()],
        }),
    };
}
function nameOrNull(name) {
    return name !== null && name.length <= MAX_NAME_LENGTH ? name : null;
}
/** Cuts only at twice the limit, so that a million small deltas cost no more than their length. */
function truncateStart(text) {
    return text.length > 2 * MAX_MESSAGE_LENGTH ? (0,lib_text/* lastCharacters */.pu)(text, MAX_MESSAGE_LENGTH) : text;
}

// EXTERNAL MODULE: ./lib/agents/stream/line-splitter.js + 1 modules
var line_splitter = __nccwpck_require__(352);
;// CONCATENATED MODULE: ./lib/unseen.js
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

;// CONCATENATED MODULE: ./lib/secrets/encodings.js
/** Lines of a key file are secrets of their own when they are at least this long: logs print them one by one. */
const MIN_LINE_LENGTH = 20;
/** Lines of a value that has several, broken or written out as `\n`, such as a key file: without the marks around it. */
function secretLines(secret) {
    const lines = secret.trim().split(/\r?\n|\\n/);
    if (lines.length === 1)
        return [];
    return lines.filter((line) => line.trim().length >= MIN_LINE_LENGTH && !line.startsWith('-----'));
}
/** The forms in which a secret value shows up in texts: as it is, JSON-escaped, URL-encoded, in base64 and in hexadecimal. */
function encodedForms(secret) {
    const value = secret.trim();
    return [value, ...secretLines(value)].flatMap((plain) => [
        plain,
        jsonEscaped(plain),
        jsonEscaped(jsonEscaped(plain)),
        ...urlEncoded(plain),
        ...base64Fragments(plain),
        ...hexadecimal(plain),
    ]);
}
function jsonEscaped(text) {
    return JSON.stringify(text).slice(1, -1);
}
function hexadecimal(text) {
    const hex = Buffer.from(text).toString('hex');
    return [hex, hex.toUpperCase()];
}
function urlEncoded(text) {
    // Through UTF-8, so that a lone surrogate becomes U+FFFD instead of an exception.
    const encoded = encodeURIComponent(Buffer.from(text).toString());
    const lower = encoded.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
    return [encoded, lower, encoded.replaceAll('%20', '+')];
}
/**
 * What base64 makes of the value inside a longer text, whose length before it shifts the bits by 0, 2 or 4: the
 * characters that hold nothing but the value's own bits, in both alphabets.
 */
function base64Fragments(text) {
    const bytes = Buffer.from(text);
    return [0, 1, 2].flatMap((shift) => {
        const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
        const fragment = encoded.slice(Math.ceil((8 * shift) / 6), Math.floor((8 * (shift + bytes.length)) / 6));
        return [fragment, fragment.replaceAll('+', '-').replaceAll('/', '_')];
    });
}

;// CONCATENATED MODULE: ./lib/secrets/mask.js


const MASK = '***';
/** Shorter values (`true`, `dev`, a port) are too likely to be plain words: masking them would ruin every text. */
const MIN_SECRET_LENGTH = 6;
const TOKEN_CHARACTER = '[A-Za-z0-9._-]';
/**
 * `weight_decay_of_every_layer` holds `ght_…`: a token begins where a word does. The letter of `\n`, which is how a line's
 * end stands in JSON, is none of its word.
 */
const WORD_START = '(?<![A-Za-z0-9_-](?<!\\\\(?:[bfnrt]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})))';
/** Characters that are looked behind at. */
const LOOK_BEHIND = 8;
/**
 * Tokens that are hidden although nobody named them: characters of the head, then at least `min` of the token's.
 * GitHub's may be of any length and hold dots (changelog 2026-05-15). `sk-` must show a digit soon, as keys do and
 * class names do not.
 */
const TOKEN_SHAPES = [
    { head: [...'gh', '[a-z]', '_'], min: 20 },
    { head: [...'github_pat_'], min: 20 },
    { head: [...'sk-'], min: 20, ahead: '(?=[A-Za-z0-9_-]{0,40}\\d)', undecided: 41 },
    { head: [...'AIza'], min: 30 },
];
/** For a regular expression. */
const TOKEN_PATTERN = `${WORD_START}(?:${TOKEN_SHAPES.map((s) => `${s.head.join('')}${s.ahead ?? ''}${TOKEN_CHARACTER}{${s.min},}`).join('|')})`;
/** The beginning of a shape at the end of a text, as long as it is not clear whether it is one. */
const PARTIAL_TOKEN_PATTERN = `${WORD_START}(?:${TOKEN_SHAPES.map((s) => s.head.reduceRight((rest, c) => `${c}(?:${rest})?`, `${TOKEN_CHARACTER}{0,${s.undecided ?? s.min - 1}}`)).join('|')})$`;
const MAX_PARTIAL_TOKEN_LENGTH = 64;
/** A line that a reader cut, perhaps in the middle of a secret. */
const TRUNCATED_LINE = /^(.*?)(\s?…)$/gm;
/** So many of a secret's first characters are worth hiding. */
const MIN_REVEALING_LENGTH = 4;
/**
 * A mask over these values, as they are and encoded (`encodings.ts`), and over well-known token shapes, also where they
 * have something between their letters that nobody sees, as a colour. Time is linear in the text; a stream holds back no
 * more than the longest value with what is between.
 */
function createMask(secrets) {
    const patterns = secrets.filter((secret) => secret.trim().length >= MIN_SECRET_LENGTH).flatMap(encodedForms);
    const layer = (view, forms) => {
        const { literals, source } = searchFor(forms);
        return () => new SecretStream(literals, new RegExp(source, 'g'), view);
    };
    const asSeen = layer(look, patterns.map((pattern) => look(pattern, true).text));
    // What ends a colour may be a secret's first letter, and a window's title be one.
    const asItIs = layer((text) => ({ text, at: (index) => index }), patterns);
    const stream = () => {
        const [first, second] = [asSeen(), asItIs()];
        const write = (chunk, last) => second.advance(first.advance(chunk, last), last);
        return { write: (chunk) => write(chunk, false), end: () => write('', true) };
    };
    return {
        maskText: (text) => {
            const masked = asItIs().advance(asSeen().advance(text, true), true);
            if (!masked.includes('…'))
                return masked;
            return masked.replace(TRUNCATED_LINE, (line, before, ellipsis) => {
                // What a stream holds back for want of its continuation may be a secret's beginning.
                const certain = stream().write(before);
                return before.length - certain.length < MIN_REVEALING_LENGTH ? line : `${certain}${MASK}${ellipsis}`;
            });
        },
        stream,
        ...createCrossingFinder(patterns),
    };
}
/** The forms, longest first, and a pattern of what finds them and tokens. */
function searchFor(forms) {
    const literals = [...new Set(forms)].filter((form) => form.length >= MIN_SECRET_LENGTH);
    literals.sort((a, b) => b.length - a.length);
    return { literals, source: [...literals.map(escapeRegExp), TOKEN_PATTERN].join('|') };
}
/** For who sees a text in pieces, and cannot hold one back until the next one comes. */
function createCrossingFinder(forms) {
    const { literals, source } = searchFor(forms);
    const secret = new RegExp(source, 'g');
    const findUndecidedStart = createUndecidedFinder(literals);
    const reach = Math.max(MAX_PARTIAL_TOKEN_LENGTH, literals[0]?.length ?? 0);
    return {
        undecided(text) {
            const end = text.slice(-reach - LOOK_BEHIND);
            return end.length - findUndecidedStart(end, 0);
        },
        across(before, after) {
            const text = before + after.slice(0, 2 * reach);
            secret.lastIndex = 0;
            for (let match = secret.exec(text); match !== null && match.index < before.length; match = secret.exec(text)) {
                const end = match.index + match[0].length;
                if (end > before.length)
                    return { before: before.length - match.index, after: end - before.length };
            }
            return null;
        },
    };
}
/** More than this, held back for what is between a secret's letters, is looked at again when it has doubled. */
const LONG = 4_096;
class SecretStream {
    #literals;
    #secret;
    #view;
    #tokenRest = new RegExp(`${TOKEN_CHARACTER}*`, 'y');
    #findUndecidedStart;
    /** What was seen last and given out, for the look behind. */
    #before = '';
    #held = '';
    /** The length of what is held back that makes another look worth while. */
    #enough = 0;
    /** The last that was seen is hidden, and with it what is not seen behind it. */
    #isHidden = false;
    /** In a token whose end was not seen yet. */
    #insideToken = false;
    constructor(literals, secret, view) {
        this.#literals = literals;
        this.#secret = secret;
        this.#view = view;
        this.#findUndecidedStart = createUndecidedFinder(literals);
    }
    advance(chunk, last) {
        const whole = this.#held + chunk;
        this.#held = whole;
        if (!last && whole.length < this.#enough)
            return '';
        const seen = this.#view(whole, last);
        const text = this.#before + seen.text;
        const at = (index) => seen.at(index - this.#before.length);
        const safeEndFrom = (from) => (last ? text.length : this.#findUndecidedStart(text, from));
        let output = this.#isHidden ? '' : whole.slice(0, at(this.#before.length));
        let from = this.#skipToken(text);
        let safeEnd = safeEndFrom(from);
        for (;;) {
            this.#secret.lastIndex = from;
            const match = this.#secret.exec(text);
            if (match === null || match.index >= safeEnd)
                break;
            output += whole.slice(at(from), at(match.index)) + MASK;
            from = match.index + match[0].length;
            this.#insideToken = from === text.length && !this.#literals.includes(match[0]);
            if (from > safeEnd)
                safeEnd = safeEndFrom(from);
        }
        output += whole.slice(at(from), at(safeEnd));
        if (safeEnd > this.#before.length)
            this.#isHidden = from === safeEnd;
        this.#held = whole.slice(at(safeEnd));
        this.#enough = this.#held.length > LONG ? 2 * this.#held.length : 0;
        this.#before = text.slice(Math.max(0, safeEnd - LOOK_BEHIND), safeEnd);
        return output;
    }
    /** Where the text goes on behind a token that the last chunk ended in. */
    #skipToken(text) {
        const start = this.#before.length;
        if (!this.#insideToken)
            return start;
        this.#tokenRest.lastIndex = start;
        const end = start + (this.#tokenRest.exec(text)?.[0].length ?? 0);
        this.#insideToken = end === text.length;
        return end;
    }
}
/** Says where a text's end may be the beginning of a secret that starts at `from` or later. */
function createUndecidedFinder(literals) {
    const partialToken = new RegExp(PARTIAL_TOKEN_PATTERN, 'g');
    return (text, from) => {
        const starts = literals.map((literal) => partialStart(text, literal, from));
        partialToken.lastIndex = Math.max(from, text.length - MAX_PARTIAL_TOKEN_LENGTH);
        const token = partialToken.exec(text)?.index ?? text.length;
        return starts.reduce((earliest, start) => Math.min(earliest, start), token);
    };
}
/** Where the end of the text begins a literal; the text's length where it does not. */
function partialStart(text, literal, from) {
    const first = literal.charAt(0);
    let at = text.indexOf(first, Math.max(from, text.length - literal.length + 1));
    while (at >= 0 && !literal.startsWith(text.slice(at)))
        at = text.indexOf(first, at + 1);
    return at < 0 ? text.length : at;
}
function escapeRegExp(literal) {
    return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(421);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(500);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: ./lib/terminal/isolation/another-user/find-user.js


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
    const start = randomInt(FIRST, LAST + 1);
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
const inContainer = () => ['/.dockerenv', '/run/.containerenv'].some((path) => existsSync(path));
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
    return (0,external_node_fs_.readdirSync)('/proc')
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
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./lib/terminal/isolation/another-user/plan-loan.js


/** Paths here are bytes, one a character, since a file's name need not be text. */
const plan_loan_toBytes = (path) => Buffer.from(path, 'latin1');
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
function plan_loan_planLoan(policy, user, owner) {
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
                visit(join(path, name));
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
            planReading(join(path, name), hidden, modes, true);
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
    const above = dirname(path);
    return above === path ? [] : [above, ...foldersAbove(above)];
}
/** null: there is nothing. */
function lstat(path) {
    try {
        return (0,external_node_fs_.lstatSync)(plan_loan_toBytes(path));
    }
    catch {
        return null;
    }
}
function namesIn(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(plan_loan_toBytes(folder), 'latin1');
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
            change(() => (0,external_node_fs_.lchownSync)(plan_loan_toBytes(path), ...(owners.get(path) ?? loan.owner)));
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
            change(() => (0,external_node_fs_.chmodSync)(plan_loan_toBytes(path), mode));
    (0,external_node_fs_.rmSync)((0,external_node_path_.join)(folder, RECORD), { force: true });
}
/** Has no folder on the way been replaced by a link? */
function isDirect(path) {
    try {
        return (0,external_node_fs_.realpathSync)(plan_loan_toBytes((0,external_node_path_.dirname)(path)), 'latin1') === (0,external_node_path_.dirname)(path);
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
    writeFileSync(join(folder, RECORD), JSON.stringify(whole), { mode: 0o600, flush: true });
    for (const [path, mode] of newModes)
        change(() => chmodSync(toBytes(path), mode));
    for (const path of given)
        change(() => lchownSync(toBytes(path), user, user));
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
        return isSpareUser(loan.user) ? loan : null;
    }
    catch {
        return null;
    }
}
/** By one call of the kernel's, which no fork escapes: it signals all that this user may. */
async function endUser(uid) {
    const until = performance.now() + END_WAIT_MS;
    for (let pause = 2; hasProcesses(uid) && performance.now() < until; pause = Math.min(2 * pause, 50)) {
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

;// CONCATENATED MODULE: ./lib/terminal/process/limit-tag.js


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
    const number = createHash('sha256').update(run).digest().readUInt32BE() % RUNS;
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
    const mark = runLimitTag(run).from + randomInt(MARKS_PER_RUN);
    return { from: mark, to: mark + 1 };
}
/** dash and busybox set the number of locks by `-w`, bash by `-x`; `-m` counts KiB. */
function limitCommand({ from: mark }, argv) {
    const script = `ulimit -w ${mark} 2>/dev/null || ulimit -x ${mark}; ulimit -m ${SUM - mark}; exec "$@"`;
    return [existsSync(SHELL) ? SHELL : 'sh', '-c', script, 'sh', ...argv];
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
        text = (0,external_node_fs_.readFileSync)(`/proc/${pid}/limits`, 'latin1');
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

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(975);
;// CONCATENATED MODULE: ./lib/state/lock/process-stat.js

/** null: no such process, or not on Linux. */
function readProcessStat(pid) {
    try {
        return parseProcessStat((0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'latin1'));
    }
    catch {
        return null;
    }
}
/** Reads `pid (name) state ppid pgrp …`. */
function parseProcessStat(stat) {
    // The name may hold anything, parentheses, blanks and line ends too: what counts begins after the last parenthesis.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parent, group] = fields;
    const startedAt = fields[19];
    if (group === undefined || startedAt === undefined)
        return null;
    return { zombie: state === 'Z' || state === 'X', parent: Number(parent), group: Number(group), startedAt };
}

;// CONCATENATED MODULE: ./lib/terminal/process/processes.js





/** Every process of the machine. The environment of one that may not be looked into does not count. */
async function listProcesses(tag, platform = process.platform) {
    return platform === 'linux' ? listFromProc(tag) : listFromPs(tag.variable);
}
function listFromProc(tag) {
    const variableBytes = Buffer.from(tag.variable);
    const list = [];
    for (const name of (0,external_node_fs_.readdirSync)('/proc')) {
        const pid = Number(name);
        if (!Number.isInteger(pid))
            continue;
        // null: it ended while we looked.
        const stat = readProcessStat(pid);
        // Kernel threads have no group, nor an environment.
        if (stat === null || stat.group === 0)
            continue;
        const { parent, group, zombie } = stat;
        const isTagged = !zombie && ((tag.limits !== null && hasLimitTag(pid, tag.limits)) || hasVariable(pid, variableBytes));
        list.push({ pid, parent, group, zombie, tagged: isTagged });
    }
    return list;
}
function hasVariable(pid, variableBytes) {
    try {
        return (0,external_node_fs_.readFileSync)(`/proc/${pid}/environ`).includes(variableBytes);
    }
    catch {
        return false;
    }
}
/** macOS: `-E` shows the environment of the user's own processes after the command (ps(1)). */
async function listFromPs(variable) {
    const args = ['-A', '-E', '-ww', '-o', 'pid=,ppid=,pgid=,stat=,command='];
    const { stdout } = await (0,external_node_util_.promisify)(external_node_child_process_.execFile)('ps', args, { maxBuffer: 256 * 1024 * 1024, encoding: 'utf8' });
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
        const status = (0,external_node_fs_.readFileSync)(`/proc/${pid}/status`, 'latin1');
        return status.includes(`\nTgid:\t${pid}\n`) && !/^State:\t[ZX]/m.test(status);
    }
    catch {
        return false;
    }
}
/** Is it the first process of a PID namespace below our own, with which all others in there end (pid_namespaces(7))? */
function isFirstOfNamespace(pid) {
    try {
        return /^NSpid:\s.*\s1$/m.test((0,external_node_fs_.readFileSync)(`/proc/${pid}/status`, 'latin1'));
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
        return readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd() === name;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/terminal/process/end-processes.js




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
        const found = selectAttemptProcesses(await listProcesses(tag), leader, seenPids);
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
        await (0,promises_.setTimeout)(Math.min(pause, Math.max(1, until - performance.now())));
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
    const holders = remaining.filter(({ pid }) => pid === leader || isFirstOfNamespace(pid)).map(({ pid }) => pid);
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
            await (0,promises_.setTimeout)(Math.min(2 ** round, 50));
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
        if (pid === process.pid || !hasLimitTag(pid, limits) || !isLiveProcess(pid))
            continue;
        found = true;
        sendSignal([{ pid }], 'SIGKILL');
    }
    return found;
}
/** The last field of /proc/loadavg (proc(5)). */
function newestPid() {
    return Number((0,external_node_fs_.readFileSync)('/proc/loadavg', 'latin1').split(' ')[4]);
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

;// CONCATENATED MODULE: ./lib/terminal/process/inherited-files.js

/** O_CLOEXEC, octal in /proc/PID/fdinfo/FD (proc(5)): Node sets it on all that it opens itself. */
const CLOSED_ON_EXEC = 0o2000000;
/**
 * Closes the files that this process was started with, but for its standard ones: a program that it starts would get
 * them too, and with them what no sandbox can take away. Linux only.
 */
function closeInheritedFiles() {
    for (const name of inherited_files_namesIn('/proc/self/fd')) {
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
function inherited_files_namesIn(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder);
    }
    catch {
        return [];
    }
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

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
;// CONCATENATED MODULE: ./lib/terminal/pane/time-limit.js
/** What `promise` resolves to, undefined where that takes longer than `ms`. */
async function withTimeLimit(ms, promise) {
    let timer;
    const timeLimit = new Promise((resolve) => {
        timer = setTimeout(resolve, ms, undefined);
    });
    const first = await Promise.race([promise, timeLimit]);
    clearTimeout(timer);
    return first;
}

;// CONCATENATED MODULE: ./lib/terminal/pane/agent-process.js






/**
 * Starts the agent in a session and process group of its own, the prompt on its standard input, which is then closed
 * unless it is by this that the agent is asked to end.
 * Rejects with an error that says what to do where it cannot be started.
 */
async function startAgent(orders, onLines) {
    const { sandbox, argv } = orders;
    const [program, ...args] = [...sandbox, ...argv];
    let child;
    try {
        if (sandbox.length > 0)
            requireProgram(orders);
        child = (0,external_node_child_process_.spawn)(program, args, { cwd: orders.cwd, env: orders.env, detached: true, stdio: 'pipe' });
        await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    }
    catch (error) {
        throw new Error(describeStartError(error, orders), { cause: error });
    }
    const { pid, stdin, stdout, stderr } = child;
    if (pid === undefined || !stdin || !stdout || !stderr)
        throw new Error(`${program} has no process`);
    const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(sandbox.length > 0 ? readSandboxExit(code, signal) : { code, signal })));
    // An agent may end, or close its input, before it has read the prompt.
    stdin.on('error', () => { });
    stdin.write(orders.prompt);
    if (!orders.keepsInputOpen)
        stdin.end();
    const reading = [readLines(stdout, 'stdout', onLines), readLines(stderr, 'stderr', onLines)];
    const drained = Promise.all(reading.map(({ ended }) => ended)).then(() => true);
    return {
        pid,
        exited,
        endInput() {
            const isOpen = orders.keepsInputOpen && stdin.writable;
            stdin.end();
            return isOpen;
        },
        async drain(quietMs) {
            while (!(await withTimeLimit(quietMs, drained)) && !reading.every(({ quietFor }) => quietFor() >= quietMs))
                ;
            stdout.destroy();
            stderr.destroy();
        },
    };
}
function readLines(stream, name, onLines) {
    const splitter = (0,line_splitter/* createLineSplitter */.AD)(line_splitter/* LINE_LIMIT */.by);
    /** null while a chunk is being handled. */
    let waitingSince = performance.now();
    async function handle(lines) {
        waitingSince = null;
        await onLines(lines, name);
        waitingSince = performance.now();
    }
    async function readAll() {
        try {
            for await (const chunk of stream)
                await handle(splitter.write(chunk));
        }
        catch {
            // Given up, or broken off: what came until then counts.
        }
        await handle(splitter.end());
    }
    return { ended: readAll(), quietFor: () => (waitingSince === null ? 0 : performance.now() - waitingSince) };
}
/** What is missing would be reported by the sandbox, as an end of its own. */
function requireProgram({ argv: [program], cwd, env }) {
    const folders = program.includes('/') ? [''] : (env.PATH ?? '').split(external_node_path_.delimiter);
    const paths = folders.map((folder) => (0,external_node_path_.resolve)(cwd, folder, program));
    const found = paths.find((path) => (0,external_node_fs_.existsSync)(path));
    if (found === undefined)
        throw Object.assign(new Error(program), { code: 'ENOENT' });
    (0,external_node_fs_.accessSync)(found, external_node_fs_.constants.X_OK);
}
/** A sandbox tells of a signal as shells do. */
function readSandboxExit(code, signal) {
    const told = Object.entries(external_node_os_.constants.signals).find(([, number]) => code === 128 + number);
    return told === undefined ? { code, signal } : { code: null, signal: told[0] };
}
const SANDBOX_FAULTS = {
    ENOENT: ' is not there any more',
    EACCES: ' is not executable',
};
function describeStartError(error, { argv: [program], cwd, env, sandbox }) {
    if (error.code === 'ENOENT' && !(0,external_node_fs_.existsSync)(cwd))
        return `the working tree ${cwd} does not exist`;
    // The program's own had been looked for by then.
    if (sandbox[0] !== undefined && error.syscall?.startsWith('spawn'))
        return `the sandbox could not be started: ${sandbox[0]}${SANDBOX_FAULTS[error.code ?? ''] ?? `: ${error.message}`}`;
    if (error.code === 'ENOENT') {
        return `${program}: command not found (PATH=${env.PATH ?? ''})`;
    }
    if (error.code === 'EACCES')
        return `${program}: permission denied: it is not executable`;
    return `${program} could not be started: ${error.message}`;
}

// EXTERNAL MODULE: ./lib/time.js
var time = __nccwpck_require__(146);
;// CONCATENATED MODULE: ./lib/terminal/pane/deadline.js

/**
 * One timer, set anew only where the end comes nearer; where it moves away the timer fires early and looks again. `clock`:
 * the watch's own (ms).
 */
function createDeadline(watchdog, clock, onDue) {
    let timer;
    let firesAt = Number.POSITIVE_INFINITY;
    let isOver = false;
    function check() {
        const { at, reason } = watchdog.nextDeadline();
        if (isOver || at >= firesAt)
            return;
        clearTimeout(timer);
        const now = clock();
        if (at <= now) {
            isOver = true;
            onDue(reason);
            return;
        }
        firesAt = Math.min(at, now + time/* LONGEST_TIMER */.Z$);
        timer = setTimeout(() => {
            firesAt = Number.POSITIVE_INFINITY;
            check();
        }, firesAt - now);
    }
    return {
        check,
        cancel() {
            isOver = true;
            clearTimeout(timer);
        },
    };
}

;// CONCATENATED MODULE: ./lib/terminal/pane/mask-facts.js

/** Characters kept of what went wrong. */
const MAX_ERROR_LENGTH = 64 * 1024;
const MAX_CODE_LENGTH = 1_000;
/** Hides secrets in every text of a report, and cuts what is too long for one; they were collected as the agent printed them. */
function maskFacts(facts, mask) {
    return {
        ...facts,
        finalMessage: mask.maskText(facts.finalMessage),
        error: facts.error && {
            ...facts.error,
            message: (0,lib_text/* truncate */.xv)(mask.maskText(facts.error.message), MAX_ERROR_LENGTH),
            code: facts.error.code && (0,lib_text/* truncate */.xv)(mask.maskText(facts.error.code), MAX_CODE_LENGTH),
        },
    };
}

;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: ./lib/terminal/connection/json-socket.js

/** Longer messages (characters) do not occur between our own processes; a stranger's are not kept. */
const json_socket_MAX_MESSAGE_LENGTH = 64 * 1024 * 1024;
/** `onMessage` gets every message of the other side; `onClosed` is called once, whatever the cause. */
function createMessageStream(socket, onMessage, onClosed) {
    const splitter = (0,line_splitter/* createLineSplitter */.AD)(json_socket_MAX_MESSAGE_LENGTH);
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

;// CONCATENATED MODULE: ./lib/terminal/pane/orchestrator-link.js



/** Uses the address up and gets the orders; rejects where the orchestrator is gone already, or refuses. */
function connectToOrchestrator(address, { onStop, onDisconnected }) {
    return new Promise((resolve, reject) => {
        const socket = (0,external_node_net_namespaceObject.connect)(address.socket).once('error', reject);
        const orchestrator = createMessageStream(socket, (received) => {
            const message = received;
            if (message.kind === 'orders')
                resolve({ orders: message.orders, orchestrator });
            else if (message.kind === 'stop')
                onStop();
            else {
                takeName(message.name);
                orchestrator.send({ kind: 'named' });
            }
        }, () => {
            reject(new Error('the orchestrator gave no orders'));
            onDisconnected();
        });
        socket.once('connect', () => orchestrator.send({ kind: 'hello', token: address.token }));
    });
}
/** Only a process itself may write there (proc(5)); where there is no such file, nobody looks. */
function takeName(name) {
    try {
        (0,external_node_fs_.writeFileSync)('/proc/self/comm', name);
    }
    catch {
        // The orchestrator sees that the name was not taken.
    }
}

// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(452);
// EXTERNAL MODULE: ./node_modules/picocolors/picocolors.js
var picocolors = __nccwpck_require__(336);
;// CONCATENATED MODULE: ./lib/report/text/colour.js

function createColours(enabled) {
    return (0,picocolors.createColors)(enabled);
}
const noColours = createColours(false);

;// CONCATENATED MODULE: ./lib/report/text/numbers.js
/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `6 days 4 h` from ms; none is shorter than nothing, whatever clocks say. */
function numbers_formatDuration(ms) {
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
function numbers_formatCount(value) {
    if (value < 999.5)
        return String(Math.round(value));
    return value < 999_950 ? `${(value / 1000).toFixed(1)}k` : `${(value / 1_000_000).toFixed(1)}M`;
}

;// CONCATENATED MODULE: ./lib/report/text/plain-text.js


/**
 * What a workflow's log takes for a command: `::name::` at a line's start, `##[name]` anywhere
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
const WORKFLOW_COMMANDS = /^([^\S\n\r\u2028\u2029]*):(?=:)|##(?=\[)/gm;
/**
 * Someone else's text made safe to print: escape sequences and control characters are gone, a lone carriage return is a
 * line's end, tabs are two blanks, and nothing in it is a command to a workflow's runner.
 */
function plain_text_plainText(text) {
    return text
        .replace(ESCAPE_SEQUENCES, '')
        .replace(/\r\n?/g, '\n')
        .replace(CONTROL_CHARACTERS, '')
        .replace(/\t/g, '  ')
        .replace(WORKFLOW_COMMANDS, (found, blanks) => (found === '##' ? '# #' : `${blanks ?? ''}: `));
}
const WIDE = /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
const ZERO_WIDTH = /\p{M}|\p{Cf}/u;
/** Cells of a terminal that `text` takes; near enough for cutting a line, and never too few for common scripts. */
function plain_text_displayWidth(text) {
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
    return plain_text_truncateToWidth(title, Math.max(MIN_TITLE_WIDTH, width - plain_text_displayWidth(facts)));
}
/** Lines of at most `width` cells, broken at blanks where that is possible, at most `most` of them; later ones are indented. */
function wrapToWidth(text, width, most) {
    const lines = [];
    let rest = text;
    while (lines.length < most - 1 && plain_text_displayWidth(rest) > width) {
        const part = plain_text_truncateToWidth(rest, width).slice(0, -1);
        const blank = part.lastIndexOf(' ');
        // The blanks of an indentation are no place to break.
        const end = rest[part.length] === ' ' || part.slice(0, blank).trim() === '' ? part.length : blank;
        if (end === 0)
            break;
        lines.push(rest.slice(0, end));
        rest = `  ${rest.slice(end).trimStart()}`;
    }
    return [...lines, plain_text_truncateToWidth(rest, width)];
}
/** The first line's worth of `text`, with an ellipsis where something was cut. */
function plain_text_truncateToWidth(text, width) {
    // A text of megabytes is not walked to its end to be cut to one line.
    const start = (0,lib_text/* firstCharacters */.DR)(text, width * 8);
    if (start === text && plain_text_displayWidth(text) <= width)
        return text;
    let out = '';
    let used = 0;
    for (const character of start) {
        used += plain_text_displayWidth(character);
        if (used > width - 1)
            break;
        out += character;
    }
    return `${out}…`;
}

;// CONCATENATED MODULE: ./lib/report/text/sums.js


/** `13.5k tokens (3.0k in, 10.0k cached, 503 out)`, from the numbers of each. */
function formatTokens(input, cached, output) {
    return `${formatCount(input + cached + output)} tokens (${formatCount(input)} in, ${formatCount(cached)} cached, ${formatCount(output)} out)`;
}
/** `≈ $0.42`, `12.5 credits` or both; '' where nothing is known to have been spent. */
function formatCost(usd, estimated, credits = 0) {
    return joinNonEmpty(usd === null || usd === 0 ? '' : `${estimated ? '≈ ' : ''}${formatUsd(usd)}`, credits === 0 ? '' : formatCredits(credits));
}
/** `0.42 credits`. */
function formatCredits(credits) {
    const shown = Math.max(0.01, Math.round(credits * 100) / 100);
    return `${shown} ${shown === 1 ? 'credit' : 'credits'}`;
}
/** `4 calls, 2 min in agents, 13.5k tokens (…), ≈ $0.42, review: 1 problem caught, 2 pieces of advice`. */
function formatTotals(totals) {
    const { calls, agent_s, tokens_in, tokens_cached, tokens_out, cost_usd, cost_estimated } = totals;
    const used = tokens_in + tokens_cached + tokens_out > 0;
    return joinNonEmpty(plural(calls, 'agent call'), `${formatDuration(agent_s * 1000)} in agents`, used ? formatTokens(tokens_in, tokens_cached, tokens_out) : '', formatCost(cost_usd, cost_estimated, totals.credits), formatReviews(totals));
}
/** What reviewers found; '' where none was asked. */
function formatReviews({ review_caught, review_advice = 0 }) {
    if (review_caught === undefined)
        return '';
    const advice = plural(review_advice, 'piece of advice', 'pieces of advice');
    return `review: ${plural(review_caught, 'problem')} caught, ${advice}`;
}
/** Why it was waited: the throttle's reasons, and those of a pause or halt that say what for. */
const WAIT_REASONS = {
    delay: 'between attempts',
    'calls-per-hour': 'for max-calls-per-hour',
    quota: 'for a quota',
    transient: 'for an overload',
    pace: 'for a window that was nearly used up',
    headroom: 'to keep headroom for you',
    'daily-budget': 'for the next day',
    answer: 'for an answer',
    'time-budget': 'for the next run',
    asked: 'stopped by a person',
    cancelled: 'stopped',
};
/** `1 h 20 min for a quota, 45 s between attempts`, the longest first; '' where nothing was waited for. */
function formatWaits({ waiting_s }) {
    const waits = Object.entries(waiting_s).filter(([, seconds]) => seconds >= 0.1);
    const parts = waits
        .sort(([, a], [, b]) => b - a)
        .map(([why, s]) => `${formatDuration(s * 1000)} ${WAIT_REASONS[why] ?? why}`);
    return parts.join(', ');
}
/** The parts that say something. */
function joinNonEmpty(...parts) {
    return parts.filter((part) => part !== '').join(', ');
}

;// CONCATENATED MODULE: ./lib/report/console/agent-events.js







/** Lines shown of a tool's result: its start says what it is, its end how it went. */
const RESULT_HEAD = 2;
const RESULT_TAIL = 4;
const THINKING_LINES = 6;
/**
 * One event as lines for a person, like a colleague's terminal: words as text, a tool call as one line, its result
 * shortened. Pure; whatever the agent printed is neutralised (see `plainText`). An event that says nothing to a person
 * is no line.
 */
function renderAgentEvent(event, { width, colour }) {
    const colours = createColours(colour);
    const line = (text) => plain_text_truncateToWidth(plain_text_plainText(text).replace(/(?<!\s)\s*\n\s*/g, ' '), width);
    switch (event.kind) {
        case 'started': {
            const facts = [event.model, event.session && `session ${event.session}`].filter(Boolean).join(' · ');
            return facts === '' ? [] : [colours.dim(line(facts))];
        }
        case 'message':
            return plainLines(event.text);
        case 'thinking':
            return shortenLines(plainLines(event.text), THINKING_LINES, 0).map((text) => colours.dim(text));
        case 'tool-call':
            return [colours.cyan(line(event.title))];
        case 'tool-result':
            return resultLines(event, width, colours);
        case 'usage':
            return [];
        case 'limit':
            return event.window.status === 'allowed' ? [] : [colours.yellow(line(`! ${limitText(event.window)}`))];
        case 'retry':
            return [colours.yellow(line(retryText(event)))];
        case 'error':
            return errorLines(event.error).map((text) => colours.red(text));
        case 'finished':
            return finishedLines(event, colours);
        case 'unknown': {
            const text = line(event.line);
            return text.trim() === '' ? [] : [colours.dim(text)];
        }
        default:
            return (0,errors/* unreachable */.HB)(event);
    }
}
function resultLines({ text, ok }, width, colours) {
    const lines = shortenLines(plainLines(text), RESULT_HEAD, RESULT_TAIL).map((part) => plain_text_truncateToWidth(part, width - 2));
    if (ok)
        return lines.map((part) => colours.dim(`  ${part}`));
    return (lines.length === 0 ? ['failed'] : lines).map((part) => colours.red(`  ${part}`));
}
function retryText({ waitMs, message }) {
    const wait = waitMs === null ? '' : ` in ${numbers_formatDuration(waitMs)}`;
    return `! retrying${wait}: ${message}`;
}
function finishedLines({ ok, error, pending = 0 }, colours) {
    if (pending > 0)
        return [colours.dim(`the turn ended; still pending: ${(0,lib_text/* plural */.LS)(pending, 'background task')}`)];
    if (ok)
        return [colours.green('✓ finished')];
    return (error ? errorLines(error) : ['✗ finished with an error']).map((text) => colours.red(text));
}
/** `1.2 · attempt 1 of 3 · 4 min 12 s · 48.2k tokens · $0.42`; what is not known is left out. */
function statusLine(status) {
    const { usage } = status;
    const parts = [status.unit, `attempt ${status.attempt} of ${status.attempts}`, numbers_formatDuration(status.elapsedMs)];
    const tokens = usage === null ? 0 : usage.inputTokens + usage.cachedTokens + usage.outputTokens;
    if (usage && (usage.credits === undefined || tokens > 0))
        parts.push(`${numbers_formatCount(tokens)} tokens`);
    if (usage && usage.costUsd !== null)
        parts.push((0,lib_text/* formatUsd */.UK)(usage.costUsd));
    if (usage?.credits !== undefined)
        parts.push(formatCredits(usage.credits));
    return parts.map(plain_text_plainText).join(' · ');
}
function plainLines(text) {
    const plain = plain_text_plainText(text)
        .replace(/(?<!\n)\n+$/, '')
        .replace(/^\n+/, '');
    return plain === '' ? [] : plain.split('\n');
}
function shortenLines(lines, head, tail) {
    const omitted = lines.length - head - tail;
    if (omitted <= 1)
        return lines;
    return [...lines.slice(0, head), `… ${omitted} more lines`, ...(tail === 0 ? [] : lines.slice(-tail))];
}
function errorLines(error) {
    const [first = 'error', ...rest] = plainLines(error.message);
    const status = error.status !== null && !first.includes(String(error.status)) ? ` (${error.status})` : '';
    return [`✗ ${first}${status}`, ...shortenLines(rest, RESULT_HEAD, RESULT_TAIL).map((text) => `  ${text}`)];
}
function limitText({ name, used, resetsAt, status }) {
    const usedShare = used === null ? '' : `: ${Math.round(used * 100)} % used`;
    const reset = resetsAt === null ? '' : `, resets at ${(0,time/* formatUtcMinuteUp */.R2)(resetsAt)}`;
    return `${status === 'rejected' ? 'limit reached' : 'limit is near'} (${name}${usedShare})${reset}`;
}

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

;// CONCATENATED MODULE: ./lib/report/console/live-line.js


/**
 * Takes a line away that was drawn in place. Not from the first cell of a window on: of all that it shows, tmux would
 * keep a copy.
 */
const CLEAR_LIVE_LINE = '\r\u001b[K\u001b[C\u001b[J\r';
/** The cursor rests at the line's start: where a narrower window wraps the line, all its rows are below, to be cleared. */
function drawnInPlace(line) {
    return `${line}\r`;
}
const BAR_WIDTH = 16;
/** A bar beside which nothing else would fit says less than words. */
const NARROW_WIDTH = 60;
/** Cells of a name or reason below which nothing is left of its meaning. */
const MIN_TEXT_WIDTH = 8;
/**
 * `████░░░░ 3/12 · 4 Build the parser · attempt 1/3 · 2 min 13 s · $ npm test`, in fewer than `width` cells: a longer
 * one would wrap, and be drawn below itself each second. What is long gives way to what changes.
 */
function liveLine(state, now, width) {
    const start = `${width < NARROW_WIDTH ? '' : bar(state)}${state.done}/${state.total}`;
    const room = Math.max(0, width - 1 - displayWidth(start));
    return truncateToWidth(`${start}${details(state, now, room)}`, Math.max(0, width - 1));
}
function bar({ done, total }) {
    const filled = Math.round((total === 0 ? 1 : done / total) * BAR_WIDTH);
    return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} `;
}
function details({ waiting, unit, activity }, now, room) {
    if (waiting !== null) {
        const left = formatDuration(Math.max(0, waiting.until - now));
        return truncateBefore(waiting.why, [`: ${left} left`], room) ?? ` … ${left}`;
    }
    if (unit === null)
        return '';
    const { name, attempt, attempts, startedAt } = unit;
    const time = ` · ${formatDuration(Math.max(0, now - startedAt))}`;
    const suffixes = [` · attempt ${attempt}/${attempts}${time}`, time];
    const action = activity === '' ? '' : ` · ${singleLine(activity)}`;
    const beside = Math.min(displayWidth(action), Math.floor(room / 4));
    const text = truncateBefore(name, suffixes.slice(0, 1), room - beside) ?? truncateBefore(name, suffixes, room) ?? time;
    const actionRoom = room - displayWidth(text);
    return actionRoom < MIN_TEXT_WIDTH ? text : `${text}${truncateToWidth(action, actionRoom)}`;
}
/** A text that may be cut, and the first of `suffixes` that leaves some of it; null: none does. */
function truncateBefore(text, suffixes, room) {
    for (const suffix of suffixes) {
        const width = room - displayWidth(suffix) - 3;
        if (width >= MIN_TEXT_WIDTH)
            return ` · ${truncateToWidth(singleLine(text), width)}${suffix}`;
    }
    return null;
}
/** Titles come from agents and tasks.md, commands from people: none may move the cursor. */
function singleLine(text) {
    return plainText(text).replace(/(?<!\s)\s*\n\s*/g, ' ');
}

;// CONCATENATED MODULE: ./lib/terminal/pane/screen.js



/** Where nobody looks. */
const noScreen = { width: 160, print() { }, status() { }, close() { } };
/**
 * A window's terminal. The status line is drawn over the last line and cleared before anything else is printed: no
 * scroll region, so a window may be resized at will, and what scrolls by stays in tmux's history.
 */
function createScreen(terminal, keys) {
    const { input, output } = terminal;
    const paint = createColours(terminal.colour);
    let status = '';
    // Raw, since Ctrl-S would otherwise stop our own output, and with it the agent's, for good.
    if (input.isTTY)
        input.setRawMode(true);
    input.on('data', (chunk) => {
        if (chunk.includes(0x03))
            keys.stop();
        else if (chunk.includes('r'))
            keys.showsRaw();
    });
    // A window that was closed: the hang-up says so, not the failing write.
    output.on('error', () => { });
    input.on('error', () => { });
    const width = () => Math.max(20, output.columns || 80);
    const statusText = () => status === '' ? '' : drawnInPlace(paint.dim(plain_text_truncateToWidth(status, (output.columns || 80) - 1)));
    return {
        get width() {
            return width();
        },
        print(lines) {
            if (lines.length > 0)
                output.write(`${CLEAR_LIVE_LINE}${lines.join('\n')}\n${statusText()}`);
        },
        status(line) {
            status = line;
            output.write(CLEAR_LIVE_LINE + statusText());
        },
        close() {
            output.write(CLEAR_LIVE_LINE);
            input.pause();
        },
    };
}

;// CONCATENATED MODULE: ./lib/terminal/pane/tail.js

/** Keeps the last lines of a text, at most `limit` characters of them. */
function createTail(limit) {
    let lines = [];
    let length = 0;
    return {
        add(line) {
            const lineEnd = (0,lib_text/* lastCharacters */.pu)(line, limit);
            lines.push(lineEnd);
            length += lineEnd.length + 1;
            // Now and then, not each time: to shift a long list costs its length.
            if (length < 2 * limit)
                return;
            lines = [(0,lib_text/* lastCharacters */.pu)(lines.join('\n'), limit)];
            length = limit;
        },
        text: () => (0,lib_text/* lastCharacters */.pu)(lines.join('\n'), limit),
    };
}

;// CONCATENATED MODULE: ./lib/terminal/pane/show.js






/** Characters of the last lines that go into the report. */
const TAIL_LENGTH = 4_000;
const TAIL_WIDTH = 240;
/** When nothing comes for so long (ms), what was said so far is shown: the next may be a test suite of ten minutes. */
const show_QUIET_MS = 1_000;
/** Characters of a raw line that the window shows. */
const MAX_RAW_LENGTH = 2_000;
function createAttemptDisplay(orders, mask, orchestrator, attemptFacts) {
    const tail = createTail(TAIL_LENGTH);
    let showsRaw = false;
    let pendingSend;
    function toggleRaw() {
        showsRaw = !showsRaw;
        screen.print([
            showsRaw ? '--- the raw stream from here; r: back ---' : '--- no raw stream from here; r: show it again ---',
        ]);
    }
    const colour = orders.window?.colour ?? false;
    const screen = orders.window
        ? createScreen({ input: process.stdin, output: process.stdout, colour }, { stop: attemptFacts.stop, showsRaw: toggleRaw })
        : noScreen;
    const displayFilter = createDisplayFilter(mask, (event) => {
        for (const line of renderAgentEvent(event, { width: TAIL_WIDTH, colour: false }))
            tail.add(line);
        if (!showsRaw)
            screen.print(renderAgentEvent(event, { width: screen.width, colour }));
        pendingSend = orchestrator.send({ kind: 'event', event }) ?? pendingSend;
    });
    const { unit, attempt, maxAttempts: attempts } = orders;
    const drawStatus = () => screen.status(statusLine({
        unit,
        attempt,
        attempts,
        elapsedMs: attemptFacts.now() - attemptFacts.startedAt,
        usage: attemptFacts.usage(),
    }));
    screen.print([
        `${fitTitle(plain_text_plainText(`${unit} · ${orders.title}`), ` · ${orders.backend}`, screen.width)} · ${orders.backend}`,
        `raw stream: ${orders.transcript}`,
        'r: show it here · Ctrl-C: end the attempt',
        '',
    ]);
    drawStatus();
    const statusTimer = orders.window === null ? undefined : setInterval(drawStatus, 1_000);
    const quiet = setTimeout(() => displayFilter.pause(attemptFacts.now()), show_QUIET_MS);
    return {
        event(event, now) {
            displayFilter.onEvent(event, now);
            quiet.refresh();
        },
        showsRaw(text) {
            if (showsRaw)
                screen.print([(0,lib_text/* truncate */.xv)(plain_text_plainText(mask.maskText(text)), MAX_RAW_LENGTH)]);
        },
        delivered() {
            const pending = pendingSend;
            pendingSend = undefined;
            return pending;
        },
        tail: tail.text,
        end() {
            displayFilter.end();
            clearTimeout(quiet);
            clearInterval(statusTimer);
            screen.close();
        },
    };
}

;// CONCATENATED MODULE: ./lib/terminal/pane/split-secrets.js
/** Names of values that are followed at a time; of an agent's stream few end as a secret begins. */
const MAX_NAMES = 64;
/** A line longer than this (characters) is no piece of a message. */
const MAX_LINE_LENGTH = 1024 * 1024;
/**
 * Finds secrets that an agent printed in pieces, as it does who streams its words: a value of a line begins one, and the
 * value of that name in the next line that has one ends it. Whoever joins them reads it. `written` is what was appended
 * to the log, and at which byte; what it returns is to be written over, byte for byte, so that lines stay lines of JSON
 * and nothing moves. Time is linear in the text.
 */
function createSplitSecretFinder(mask) {
    const followed = new Map();
    let line = '';
    let lineOffset = 0;
    function readLine() {
        if (!line.startsWith('{') || line.length > MAX_LINE_LENGTH)
            return [];
        const found = [];
        let at = 0;
        let offset = lineOffset;
        for (const { name, start, end } of namedValues(line)) {
            offset += Buffer.byteLength(line.slice(at, start));
            at = start;
            found.push(...readValue(name, { offset, text: line.slice(start, end) }));
        }
        return found;
    }
    function readValue(name, value) {
        const earlier = followed.get(name) ?? [];
        const before = earlier.map(({ text }) => text).join('');
        const crossing = before === '' ? null : mask.across(before, value.text);
        const undecided = mask.undecided(before + value.text);
        followed.delete(name);
        if (undecided > 0 && followed.size < MAX_NAMES)
            followed.set(name, lastCharacters([...earlier, value], undecided));
        if (crossing === null)
            return [];
        const begun = lastCharacters(earlier, crossing.before).map(bytesOf);
        return [...begun, bytesOf({ ...value, text: value.text.slice(0, crossing.after) })];
    }
    return {
        written(text, offset) {
            const found = [];
            let from = 0;
            let bytes = offset;
            for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
                const rest = text.slice(from, end);
                line += rest;
                found.push(...readLine());
                bytes += Buffer.byteLength(rest) + 1;
                from = end + 1;
                line = '';
                lineOffset = bytes;
            }
            if (line === '')
                lineOffset = bytes;
            line += text.slice(from);
            return found;
        },
    };
}
function bytesOf({ offset, text }) {
    return { offset, length: Buffer.byteLength(text) };
}
/** The last so many characters of what the pieces are together. */
function lastCharacters(pieces, count) {
    const kept = [];
    let missing = count;
    for (const { offset, text } of pieces.toReversed()) {
        if (missing <= 0)
            break;
        const cut = Math.max(0, text.length - missing);
        kept.unshift({ offset: offset + Buffer.byteLength(text.slice(0, cut)), text: text.slice(cut) });
        missing -= text.length;
    }
    return kept;
}
/** Values that are strings, as they are written, with their names; of one name in a line each has a number. */
function* namedValues(line) {
    const counts = new Map();
    let name = null;
    for (let open = line.indexOf('"'); open >= 0;) {
        const close = endOfString(line, open + 1);
        if (close < 0)
            return;
        if (line[close + 1] === ':')
            name = line.slice(open + 1, close);
        else if (name !== null && line[open - 1] === ':') {
            const count = (counts.get(name) ?? 0) + 1;
            counts.set(name, count);
            yield { name: `${name} ${count}`, start: open + 1, end: close };
        }
        open = line.indexOf('"', close + 1);
    }
}
/** Where the quote that ends it stands; -1: nowhere. */
function endOfString(line, from) {
    for (let quote = line.indexOf('"', from); quote >= 0; quote = line.indexOf('"', quote + 1)) {
        let backslashes = 0;
        while (quote - backslashes > from && line[quote - backslashes - 1] === '\\')
            backslashes += 1;
        if (backslashes % 2 === 0)
            return quote;
    }
    return -1;
}

;// CONCATENATED MODULE: ./lib/terminal/pane/transcript.js



/** Not for appending: what turns out to be a part of a secret is written over. */
const OPEN_FLAGS = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT;
/** A log beyond is cut: an agent in a loop must not fill the machine's disk overnight. */
const MAX_LOG_LENGTH = 1024 * 1024 * 1024;
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
            (0,external_node_fs_.appendFileSync)(timesPath(path), `${written} ${moment}\n`, { mode: 0o600 });
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
                (0,external_node_fs_.closeSync)(file);
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
            written += (0,external_node_fs_.writeSync)(fd, `${text}${ending}`, written);
            for (const { offset, length } of found)
                (0,external_node_fs_.writeSync)(fd, '*'.repeat(length), offset);
        });
    }
    tryWrite(() => {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true, mode: 0o700 });
        file = (0,external_node_fs_.openSync)(path, OPEN_FLAGS, 0o600);
        written = (0,external_node_fs_.fstatSync)(file).size;
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
                (0,external_node_fs_.closeSync)(file);
            file = null;
        },
    };
}

;// CONCATENATED MODULE: ./lib/verdict/promise.js
const PROMISE_TAG = /<promise>\s*(TASK_DONE|COMPLETE|HALT)\s*<\/promise>/gi;
/** What may follow the last tag: blanks, the end of a code fence, of bold or quoted text, of a sentence. */
const AFTER_TAG = /^[\s`*_~.!"'”’)\]>]*$/;
/** What begins before the tag a code fence, bold or quoted text, and ends behind it. */
const PAIRS = {
    ...{ '`': '`', '*': '*', _: '_', '~': '~', '"': '"', "'": "'" },
    ...{ '“': '”', '‘': '’', '(': ')', '[': ']', '<': '>' },
};
/** No sentence that matters is longer. */
const MAX_SENTENCE_LENGTH = 500;
const SPEECH_VERBS = '(?:say|give|output|print|emit|reply|end|finish|claim|promise|write|send|use)(?:ing)?';
/** `I will not output …`: the tag is spoken of, not given. */
const NEGATED = new RegExp(`\\b(?:not|never|cannot|\\w+n['’]t|unable to|refuse to|instead of|before|without)\\s+(?:\\w+\\s+){0,3}${SPEECH_VERBS}\\b`, 'i');
/** `Once the tests pass I will say …`. Not asked of a halt: its question may well be a condition. */
const CONDITION = /\b(?:when|once|if|until|unless)\b/i;
const SPEECH = new RegExp(`\\b${SPEECH_VERBS}\\b`, 'i');
/**
 * Reads the promise that ends `message`: `<promise>TASK_DONE</promise>` or `<promise>COMPLETE</promise>` for done,
 * `<promise>HALT</promise>` for a stop. A tag that is quoted in the middle, or named in a sentence that only speaks of
 * it, means nothing. `rest` is the message without the closing tags.
 */
function readPromise(message) {
    const tags = [...message.matchAll(PROMISE_TAG)];
    if (message.trim() === '')
        return { kind: 'none', why: 'it ended without a final message' };
    if (tags.length === 0)
        return { kind: 'none', why: 'its final message ends without the completion promise' };
    // From the end backwards: tags that close the message, with nothing but closing marks between them.
    const closing = [];
    let end = message.length;
    for (const tag of tags.toReversed()) {
        if (!AFTER_TAG.test(message.slice(tag.index + tag[0].length, end)))
            break;
        closing.push(tag);
        end = tag.index;
    }
    if (closing.length === 0)
        return { kind: 'none', why: 'its final message quotes a promise tag, but not at its end' };
    const line = message.slice(Math.max(message.lastIndexOf('\n', end - 1) + 1, end - MAX_SENTENCE_LENGTH), end);
    // What was said before the last stop is over.
    const clause = line.slice(Math.max(...['.', '!', '?', ';'].map((mark) => line.lastIndexOf(mark))) + 1);
    const kinds = new Set(closing.map((tag) => (tag[1]?.toUpperCase() === 'HALT' ? 'halt' : 'done')));
    if (kinds.size > 1)
        return { kind: 'none', why: 'it ended with two promises that contradict each other' };
    const kind = kinds.has('halt') ? 'halt' : 'done';
    if (NEGATED.test(clause) || (kind === 'done' && isConditional(clause))) {
        return { kind: 'none', why: 'its last sentence mentions the promise tag instead of giving it' };
    }
    const last = tags.at(-1);
    const behind = last === undefined ? '' : message.slice(last.index + last[0].length);
    return { kind, rest: withoutOpening(message.slice(0, end), behind).trimEnd() };
}
/** Without what opens around the tag; a mark that closes what was said before stays with it. */
function withoutOpening(before, behind) {
    const text = before.trimEnd();
    let start = text.length;
    while (start > 0 && behind.includes(PAIRS[text.charAt(start - 1)] ?? '\0'))
        start -= 1;
    return start === 0 || /\s/.test(text.charAt(start - 1)) ? text.slice(0, start) : text;
}
function isConditional(clause) {
    const condition = CONDITION.exec(clause);
    return condition !== null && SPEECH.test(clause.slice(condition.index + condition[0].length));
}
/**
 * The sentence that the prompt asks for, as a sentence of its own: what agents say in passing ("a branch of that name
 * already exists", "no further changes are needed") is no word on the task.
 */
const NO_CHANGE = /(?:^|[.!?:;]\s|\n)[\s>*_`"'“‘(-]{0,20}no (?:code |file |source )?changes? (?:was|were|is|are) (?:needed|required|necessary)(?=[*_`"'”’)]{0,6}\s{0,20}(?:[.!,;:\n–—-]|$|since\b|because\b|as\b))/i;
/** Does the agent say that the task was met without a change: `No changes were needed.`? */
function saysNoChangeNeeded(message) {
    return NO_CHANGE.test(message);
}

;// CONCATENATED MODULE: ./lib/terminal/pane/watch.js

/** A tool in flight may be silent for this many idle times: a test suite prints nothing. */
const TOOL_IDLE_FACTOR = 4;
/** Calls beyond are not told apart: an agent that never answers its calls must not fill the memory. */
const MAX_CALLS_IN_FLIGHT = 1_000;
const LIMIT_PATTERN = /rate.?limit|usage.?limit|usage exceeded|limit (?:was |is )?(?:reached|exceeded)|quota|too many requests|resource.?exhausted/i;
/**
 * - `timed-out`: `timeoutMs` after the start, whatever happens.
 * - `lingered`: still there a grace after its terminal event. Without a promise the end of a turn is none while it has
 *   something pending, or when it begins another.
 * - `limit-wait`: silent after it met a limit, said that it would try again or was not answered yet, or at once where
 *   it will wait long.
 * - `silent`: nothing heard for `idleTimeoutMs`, four times that while a tool call or a background task is in flight. A stated wait before a
 *   retry is not silence.
 */
function createWatchdog(limits, startedAt) {
    const inFlight = new Set();
    let lastOutputAt = startedAt;
    const turns = followTurns();
    let retryWait = null;
    function idleDeadline() {
        const finishedAt = turns.finishedAt();
        if (finishedAt !== null)
            return { at: finishedAt + limits.timing.lingerMs, reason: 'lingered' };
        if (retryWait && (retryWait.ms ?? 0) > limits.timing.limitWaitMs) {
            return { at: retryWait.since, reason: 'limit-wait' };
        }
        const from = retryWait ? Math.max(lastOutputAt, retryWait.since + (retryWait.ms ?? 0)) : lastOutputAt;
        const factor = (inFlight.size > 0 || turns.hasPending()) && !retryWait?.onLimit ? TOOL_IDLE_FACTOR : 1;
        return { at: from + limits.idleTimeoutMs * factor, reason: retryWait ? 'limit-wait' : 'silent' };
    }
    return {
        onOutput(now) {
            lastOutputAt = now;
        },
        onEvent(event, now) {
            switch (event.kind) {
                case 'tool-call':
                    if (inFlight.size < MAX_CALLS_IN_FLIGHT)
                        inFlight.add(event.id);
                    retryWait = null;
                    break;
                case 'tool-result':
                    inFlight.delete(event.id);
                    retryWait = null;
                    break;
                case 'message':
                case 'thinking':
                    retryWait = null;
                    break;
                case 'started':
                    retryWait = event.isUnanswered ? { onLimit: false, since: now, ms: null } : null;
                    turns.onStarted();
                    break;
                case 'finished':
                    turns.onFinished(event, now);
                    break;
                case 'limit':
                    if (event.window.status === 'rejected')
                        retryWait = { onLimit: true, since: now, ms: null };
                    break;
                case 'retry':
                    retryWait = { onLimit: isLimitError(event.status, event.message), since: now, ms: event.waitMs };
                    break;
                case 'error': {
                    const { status, code, message, retryAfterMs } = event.error;
                    if (isLimitError(status, `${code ?? ''} ${message}`))
                        retryWait = { onLimit: true, since: now, ms: retryAfterMs };
                    break;
                }
                case 'usage':
                case 'unknown':
                    break;
            }
        },
        nextDeadline() {
            const timeout = { at: startedAt + limits.timeoutMs, reason: 'timed-out' };
            const silence = idleDeadline();
            return silence.at < timeout.at ? silence : timeout;
        },
    };
}
/** Whether the end of a turn is the agent's: not while it goes on by itself with what it has pending. */
function followTurns() {
    let finishedAt = null;
    let hasPending = false;
    /** A promise or an error, whatever still runs. */
    let saidLastWord = false;
    return {
        onStarted() {
            hasPending = false;
            if (!saidLastWord)
                finishedAt = null;
        },
        onFinished({ ok, finalMessage, pending = 0 }, now) {
            saidLastWord ||= !ok || readPromise(finalMessage ?? '').kind !== 'none';
            hasPending = !saidLastWord && pending > 0;
            if (!hasPending)
                finishedAt ??= now;
        },
        finishedAt: () => finishedAt,
        hasPending: () => hasPending,
    };
}
/** A status decides where there is one; only then the agent's own words. */
function isLimitError(status, text) {
    return status === null ? LIMIT_PATTERN.test(text) : status === 429;
}

;// CONCATENATED MODULE: ./lib/terminal/pane/run-pane.js



















/** For what is still on its way when every process has ended. */
const run_pane_QUIET_MS = 1_000;
/** Characters of the last stderr lines that go into the report. */
const STDERR_TAIL_LENGTH = 2_000;
/** Carries one attempt out, from orders to report. Resolves when nothing of the agent is left. */
async function runPane(address, createReader) {
    closeInheritedFiles();
    const ending = createEnding();
    const { orders, orchestrator } = await connectToOrchestrator(address, {
        onStop: () => ending.end('cancelled'),
        onDisconnected: () => ending.end('orphaned'),
    });
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'])
        process.on(signal, () => ending.end(orders.window !== null && !(0,external_node_tty_namespaceObject.isatty)(0) ? 'window-closed' : 'pane-lost'));
    const report = await carryOut(orders, createReader(orders.backend, orders.cwd), orchestrator, ending);
    orchestrator.send({ kind: 'report', report });
    // Nobody is left to do it.
    if (report.end === 'orphaned')
        (0,external_node_fs_.rmSync)((0,external_node_path_.dirname)(address.socket), { recursive: true, force: true });
    await orchestrator.end();
}
async function carryOut(orders, reader, orchestrator, ending) {
    const now = steadyClock();
    const startedAt = now();
    const mask = createMask(orders.secrets);
    const collector = createCollector();
    const watchdog = createWatchdog(orders, startedAt);
    const stderrTail = createTail(STDERR_TAIL_LENGTH);
    const deadline = createDeadline(watchdog, now, ending.end);
    void ending.requested.then(deadline.cancel);
    const display = createAttemptDisplay(orders, mask, orchestrator, {
        startedAt,
        now,
        usage: () => collector.facts().usage,
        stop: () => ending.end('window-closed'),
    });
    const handleEvent = (event, at = now()) => {
        collector.add(event);
        watchdog.onEvent(event, at);
        display.event(event, at);
    };
    const transcript = createTranscript(orders.transcript, mask, (line) => handleEvent({ kind: 'unknown', line }));
    const onLines = (lines, stream) => {
        const at = now();
        watchdog.onOutput(at);
        for (const line of lines) {
            transcript.add(line, stream);
            // Masked before it is cut: half a secret would hide from the mask.
            if (stream === 'stderr')
                stderrTail.add(mask.maskText(line.text));
            display.showsRaw(line.text);
            for (const event of readEvents(reader, line, stream))
                handleEvent(event, at);
        }
        transcript.flush();
        deadline.check();
        return display.delivered();
    };
    let exit = { code: null, signal: null };
    try {
        if (ending.reason() === null) {
            const agent = await startAgent(orders, onLines);
            orchestrator.send({ kind: 'agent', pid: agent.pid });
            exit = await superviseAgent(agent);
            for (const event of reader.end(exit.code))
                handleEvent(event);
        }
    }
    catch (error) {
        ending.end('not-started');
        const message = error.message;
        handleEvent({ kind: 'error', error: { message, status: null, code: null, retryAfterMs: null, resetsAt: null } });
    }
    display.end();
    transcript.close();
    return {
        ...maskFacts(collector.facts(), mask),
        end: ending.reason() ?? 'exited',
        exitCode: exit.code,
        signal: exit.signal,
        startedAt,
        endedAt: now(),
        tail: display.tail(),
        stderrTail: mask.maskText(stderrTail.text()),
        transcript: orders.transcript,
    };
    /** Waits for the agent's end or for a reason to end it; afterwards no process of it is left. */
    async function superviseAgent(agent) {
        deadline.check();
        void agent.exited.then(() => ending.end('exited'));
        await ending.requested;
        if (ending.reason() !== 'exited' && agent.endInput())
            await withTimeLimit(orders.timing.inputEndMs, agent.exited);
        const sandboxed = orders.sandbox.length > 0 && orders.loan === null;
        const { hasLauncher } = orders;
        await endProcesses({ leader: agent.pid, tag: orders.tag, sandboxed, hasLauncher }, orders.timing.killMs);
        // Also where nobody is left to do it.
        if (orders.loan !== null)
            await endLoan(orders.loan);
        await agent.drain(run_pane_QUIET_MS);
        return (await withTimeLimit(run_pane_QUIET_MS, agent.exited)) ?? exit;
    }
}
/**
 * The first reason stands: what ends because of it must not look like another one. But a pane that is signalled while
 * it is told to stop is no mere stop: whoever ends every process of that name ends pane and orchestrator alike.
 */
function createEnding() {
    let reason = null;
    let resolveRequested = () => { };
    const requested = new Promise((resolve) => {
        resolveRequested = resolve;
    });
    return {
        end(newReason) {
            if (reason === null || (reason === 'cancelled' && newReason === 'pane-lost'))
                reason = newReason;
            resolveRequested();
        },
        requested,
        reason: () => reason,
    };
}
/** A line too long to be kept whole is no event; neither is one that a reader stumbles over. */
function readEvents(reader, line, stream) {
    if (line.cut > 0)
        return [{ kind: 'unknown', line: (0,line_splitter/* describeCutLine */.KZ)(line) }];
    try {
        return reader.read(line.text, stream);
    }
    catch {
        return [{ kind: 'unknown', line: line.text }];
    }
}


/***/ }),

/***/ 804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DR: () => (/* binding */ firstCharacters),
/* harmony export */   J$: () => (/* binding */ truncateWithNote),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   UK: () => (/* binding */ formatUsd),
/* harmony export */   pu: () => (/* binding */ lastCharacters),
/* harmony export */   xv: () => (/* binding */ truncate)
/* harmony export */ });
/* unused harmony exports formatTimes, listFirst, andMore, formatThousands, quote, fenceFor */
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

/***/ 146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EG: () => (/* binding */ statedMoment),
/* harmony export */   J1: () => (/* binding */ statedWait),
/* harmony export */   R2: () => (/* binding */ formatUtcMinuteUp),
/* harmony export */   Z$: () => (/* binding */ LONGEST_TIMER)
/* harmony export */ });
/* unused harmony exports SECOND, MINUTE, HOUR, DAY, CLOCK_TOLERANCE, MAX_RESET_AHEAD, MAX_PAUSE, iso, utcDay, nextUtcMidnight, formatUtcMinute, clampToDate */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The longest that a timer takes, ms (24.8 days): one that is set for longer fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** Times of the past that lie further ahead than this were written before the clock was set back; they count as over. */
const CLOCK_TOLERANCE = 5 * MINUTE;
/** No service's window is longer than a week; a reset further ahead is a month's allowance, or a misreading. */
const MAX_RESET_AHEAD = 8 * DAY;
/** No quota that is believed lasts longer than a month. */
const MAX_PAUSE = 33 * DAY;
/** Year 9999: what lies behind it is a misprint, and no text has room for it. */
const LAST_MOMENT = Date.UTC(9999, 11, 31);
/** A moment that somebody states (epoch ms); null where it cannot be meant: in 10^320 hours, or 0 for "not known". */
function statedMoment(at) {
    return at !== null && at > 0 && at <= LAST_MOMENT ? at : null;
}
/** A wait that somebody states, in ms: none where it is over already, null where it cannot be meant. */
function statedWait(ms) {
    return ms === null || !(ms <= LAST_MOMENT) ? null : Math.max(0, ms);
}
/** The way that files and machines are told a moment (epoch ms): ISO 8601 in UTC. */
function iso(at) {
    return new Date(clampToDate(at)).toISOString();
}
/** UTC day of a moment (epoch ms): `2026-11-23`. */
function utcDay(at) {
    return iso(at).slice(0, 10);
}
/** Epoch ms of the next UTC midnight after `at`. */
function nextUtcMidnight(at) {
    return (Math.floor(at / DAY) + 1) * DAY;
}
/** For people: `2026-11-23 09:14 UTC`. */
function formatUtcMinute(at) {
    return `${iso(at)
        .replace('T', ' ')
        .replace(/:\d\d\.\d+Z$/, '')} UTC`;
}
/** The minute by which a moment (epoch ms) has come, so that nobody looks too early. */
function formatUtcMinuteUp(at) {
    return formatUtcMinute(Math.ceil(at / MINUTE) * MINUTE);
}
/** The moment, or the nearest to it that a Date can hold: services are known to tell absurd ones. */
function clampToDate(at) {
    return Math.min(8.64e15, Math.max(-8.64e15, Number.isFinite(at) ? at : 0));
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(281);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
