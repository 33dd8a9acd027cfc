export const id = 704;
export const ids = [704,607];
export const modules = {

/***/ 1051:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Sq: () => (/* binding */ backends),
  jz: () => (/* binding */ getBackend),
  mu: () => (/* binding */ keyNames)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/agents/sandbox.js
var sandbox = __webpack_require__(337);
// EXTERNAL MODULE: ./lib/agents/split-command.js
var split_command = __webpack_require__(74062);
// EXTERNAL MODULE: ./lib/agents/stream/json.js
var stream_json = __webpack_require__(90849);
;// CONCATENATED MODULE: ./lib/agents/backends/acp/acp-protocol.js
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
    readOnly: sandbox/* NO_READ_ONLY_MODE */.ao,
};
/** The error in an answer; null: it is a result. Some agents put words where the protocol has an object. */
function rpcErrorOf({ error }) {
    return (0,stream_json/* asObject */.eB)(error) ?? (typeof error === 'string' ? { message: error } : null);
}

;// CONCATENATED MODULE: ./lib/agents/backends/acp/acp-limits.js

/** What agents over the protocol say of limits beside their services' own words, and what the bridge finds by itself. */
const acpLimits = {
    codes: { [BRIDGE_CODES.unusable]: 'missing', [BRIDGE_CODES.protocol]: 'protocol' },
    messages: {
        // qwen 0.24.4 and gemini 0.61.0 of a stream that was cut (runs of November 2026); a prompt that nothing came to.
        transient: /^terminated$|^no answer to the prompt yet$/,
    },
};

// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(86146);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
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
var external_node_path_ = __webpack_require__(76760);
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
        if (method === BRIDGE_METHODS.lost)
            return (0,stream_json/* unknownLine */.f2)((0,stream_json/* asString */.oJ)(params.text) ?? '');
        if (method === BRIDGE_METHODS.cancelling) {
            isCancelling = true;
            return [];
        }
        if (method === BRIDGE_METHODS.failed) {
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
        if (Object.values(BRIDGE_METHODS).includes(method))
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
        if (json.id !== REQUEST_IDS.prompt)
            return (0,stream_json/* unknownLine */.f2)(line);
        const error = rpcErrorOf(json);
        return error === null ? onTurnEnd((0,stream_json/* objectAt */.lJ)(json, 'result')) : finish(false, readRpcError(error));
    }
    function onOpeningAnswer(json) {
        const error = rpcErrorOf(json);
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
    return id === REQUEST_IDS.initialize || id === REQUEST_IDS.newSession;
}
/** Which answers the bridge can have been waiting for, before the prompt. */
function followOpening() {
    const answered = new Set();
    return {
        /** Whether it is the first answer to a request of the bridge's; a session is asked for when `initialize` was answered. */
        onAnswer({ id }) {
            const isOurs = id === REQUEST_IDS.initialize || (typeof id === 'number' && answered.has(REQUEST_IDS.initialize));
            if (!isOurs || id === REQUEST_IDS.prompt || answered.has(id))
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
        const argv = (0,split_command/* splitCommand */.G)(request.options.command ?? '', 'acp');
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
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/entries-below.js
var entries_below = __webpack_require__(7715);
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
        const entry = (0,entries_below/* entriesBelow */.yO)((0,entries_below/* evenALink */.qW)(sessions)).find(({ name }) => name.endsWith(`-${session}.jsonl`));
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
var external_node_crypto_ = __webpack_require__(77598);
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
var external_node_util_ = __webpack_require__(57975);
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
        const [program, ...args] = (0,split_command/* splitCommand */.G)(request.options.command ?? '', 'custom');
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
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nd: () => (/* binding */ requireSandbox),
/* harmony export */   V2: () => (/* binding */ surelyKeepsFromWriting),
/* harmony export */   aU: () => (/* binding */ canAssign),
/* harmony export */   ao: () => (/* binding */ NO_READ_ONLY_MODE),
/* harmony export */   h$: () => (/* binding */ keepsFromWriting)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

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

/***/ 74062:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ splitCommand)
/* harmony export */ });
/* harmony import */ var shlex__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95637);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);


/** The words of `--agent-command`, as a shell would split them. */
function splitCommand(command, backend) {
    const errorContext = {
        where: '--agent-command',
        fix: "set a program and its arguments: --agent-command './agent.sh --fast'",
    };
    let words;
    try {
        words = (0,shlex__WEBPACK_IMPORTED_MODULE_0__/* .split */ .lD)(command);
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`the agent command cannot be split into words: ${command}`, { ...errorContext, cause });
    }
    const [program, ...args] = words;
    if (!program)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`the backend ${backend} needs a command, but none was given`, errorContext);
    return [program, ...args];
}


/***/ }),

/***/ 90849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68804);
/* harmony import */ var _line_splitter_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53101);


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

/***/ 53101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ createLineSplitter),
/* harmony export */   by: () => (/* binding */ LINE_LIMIT)
/* harmony export */ });
/* unused harmony export describeCutLine */
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46193);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68804);


/**
 * Characters kept of one line of an agent's. A question for leave holds a whole file, old and new, and one that is not
 * answered is waited for; a report of 100 MB must not become a tree of objects.
 */
const LINE_LIMIT = 16 * 1024 * 1024;
/** Characters shown of a line that is longer. */
const SHOWN_LENGTH = 1_000;
/** What is said of a line that was cut, which no reader can make anything of. */
function describeCutLine({ text, cut }) {
    return `[a line of ${text.length + cut} characters is too long to be read] ${firstCharacters(text, SHOWN_LENGTH)}…`;
}
/**
 * Splits a byte stream into lines in constant memory: of a line longer than `limit` characters only the start is kept.
 * UTF-8 split over chunks is put together; CRLF ends a line too.
 */
function createLineSplitter(limit) {
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder('utf8');
    let pieces = [];
    let keptCharacters = 0;
    let cut = 0;
    function append(text) {
        const remaining = limit - keptCharacters;
        const piece = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .firstCharacters */ .DR)(text, remaining);
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

/***/ 7715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   qW: () => (/* binding */ evenALink),
/* harmony export */   s9: () => (/* binding */ entriesIn),
/* harmony export */   x0: () => (/* binding */ REPLACED),
/* harmony export */   yO: () => (/* binding */ entriesBelow)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


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
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(place, { throwIfNoEntry: false });
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
    const inside = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, '/');
    const entries = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder, { withFileTypes: true });
    // Most have none, and bytes take several times as long.
    if (entries.some(({ name }) => name.includes(REPLACED)))
        return readBytes(folder, Buffer.from(folder));
    return entries.map((entry) => {
        const path = inside + entry.name;
        return { name: entry.name, path, place: path, kind: kindOf(entry) };
    });
}
function readBytes(path, place) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(place, { withFileTypes: true, encoding: 'buffer' }).map((entry) => {
        const name = entry.name.toString();
        const inside = Buffer.concat([place, Buffer.from('/'), entry.name]);
        return { name, path: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, name), place: inside, kind: kindOf(entry) };
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


/***/ }),

/***/ 66402:
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

/***/ 64570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ commandKind),
/* harmony export */   x: () => (/* binding */ agentKinds)
/* harmony export */ });
/* harmony import */ var shlex__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95637);
/* harmony import */ var _plan_assignment_owner_backends_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30430);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83231);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46163);




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

/***/ 95604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R0: () => (/* binding */ appId),
/* harmony export */   Vg: () => (/* binding */ asPem),
/* harmony export */   gM: () => (/* binding */ appPrivateKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20502);



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

/***/ 20607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ii: () => (/* binding */ AUTHOR),
/* harmony export */   RB: () => (/* binding */ workBranchFor),
/* harmony export */   Tt: () => (/* binding */ workBranchesOf),
/* harmony export */   cy: () => (/* binding */ author),
/* harmony export */   sF: () => (/* binding */ commitSubject),
/* harmony export */   tk: () => (/* binding */ branch)
/* harmony export */ });
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46163);

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

/***/ 4570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A7: () => (/* binding */ headroomShares),
/* harmony export */   B6: () => (/* binding */ hoursOfDay),
/* harmony export */   BP: () => (/* binding */ daysOfWeek),
/* harmony export */   eB: () => (/* binding */ timeZone)
/* harmony export */ });
/* harmony import */ var _verdict_limits_zoned_time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9844);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46163);


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

/***/ 22332:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ instructionsKind),
/* harmony export */   r: () => (/* binding */ instructionsProblem)
/* harmony export */ });
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46163);

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

/***/ 46163:
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

/***/ 20502:
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
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68804);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46163);



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

/***/ 83231:
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

/***/ 51772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* binding */ agentOptions),
  c: () => (/* binding */ defaultBackend)
});

// EXTERNAL MODULE: ./lib/agents/sandbox.js
var sandbox = __webpack_require__(337);
// EXTERNAL MODULE: ./lib/plan/assignment/owner-agents.js
var owner_agents = __webpack_require__(51285);
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
var agent_kinds = __webpack_require__(64570);
// EXTERNAL MODULE: ./lib/inputs/kinds/instructions.js
var instructions = __webpack_require__(22332);
// EXTERNAL MODULE: ./lib/inputs/kinds/kind.js
var kind = __webpack_require__(46163);
// EXTERNAL MODULE: ./lib/inputs/kinds/kinds.js
var kinds_kinds = __webpack_require__(20502);
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

/***/ 66704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ao: () => (/* binding */ formerNames),
  ZJ: () => (/* binding */ optionGroup),
  W6: () => (/* binding */ optionNames),
  sX: () => (/* binding */ optionTable),
  fF: () => (/* binding */ options)
});

// EXTERNAL MODULE: ./lib/agents/index.js + 37 modules
var agents = __webpack_require__(1051);
// EXTERNAL MODULE: ./lib/inputs/options/agent-options.js + 1 modules
var agent_options = __webpack_require__(51772);
// EXTERNAL MODULE: ./lib/secrets/own-keys.js
var own_keys = __webpack_require__(98786);
// EXTERNAL MODULE: ./lib/inputs/default-protected-paths.js
var default_protected_paths = __webpack_require__(66402);
// EXTERNAL MODULE: ./lib/inputs/kinds/app-kinds.js
var app_kinds = __webpack_require__(95604);
// EXTERNAL MODULE: ./lib/inputs/kinds/git-kinds.js
var git_kinds = __webpack_require__(20607);
// EXTERNAL MODULE: ./lib/inputs/kinds/kind.js
var kind = __webpack_require__(46163);
// EXTERNAL MODULE: ./lib/inputs/kinds/kinds.js
var kinds = __webpack_require__(20502);
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
const githubOptions = {
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
var types = __webpack_require__(86651);
// EXTERNAL MODULE: ./node_modules/ms/index.js
var ms = __webpack_require__(70744);
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
const runOptions = {
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
var agent_kinds = __webpack_require__(64570);
// EXTERNAL MODULE: ./lib/inputs/kinds/headroom-kinds.js
var headroom_kinds = __webpack_require__(4570);
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
    return { ...runOptions, ...(0,agent_options/* agentOptions */._)(backends), ...throttleOptions(backends), ...githubOptions };
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

/***/ 51285:
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

/***/ 30430:
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
/* harmony import */ var _owner_agents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51285);


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

/***/ 86651:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ SPEC_FORMATS)
/* harmony export */ });
/** tasks.md: read into a spec, and its checkboxes ticked. */
/** Whose rules a tasks.md follows. */
const SPEC_FORMATS = ['kiro', 'spec-kit', 'openspec'];


/***/ }),

/***/ 86146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EG: () => (/* binding */ statedMoment),
/* harmony export */   FQ: () => (/* binding */ clampToDate),
/* harmony export */   J1: () => (/* binding */ statedWait),
/* harmony export */   KH: () => (/* binding */ iso),
/* harmony export */   Ko: () => (/* binding */ formatUtcMinute),
/* harmony export */   R2: () => (/* binding */ formatUtcMinuteUp),
/* harmony export */   RH: () => (/* binding */ MAX_RESET_AHEAD),
/* harmony export */   Z$: () => (/* binding */ LONGEST_TIMER),
/* harmony export */   Z2: () => (/* binding */ SECOND),
/* harmony export */   dA: () => (/* binding */ utcDay),
/* harmony export */   d_: () => (/* binding */ DAY),
/* harmony export */   dp: () => (/* binding */ HOUR),
/* harmony export */   "in": () => (/* binding */ nextUtcMidnight),
/* harmony export */   lO: () => (/* binding */ CLOCK_TOLERANCE),
/* harmony export */   pY: () => (/* binding */ MINUTE),
/* harmony export */   sN: () => (/* binding */ MAX_PAUSE)
/* harmony export */ });
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


/***/ }),

/***/ 9844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DS: () => (/* binding */ isZone),
/* harmony export */   Pc: () => (/* binding */ isHalfYearZone),
/* harmony export */   Xb: () => (/* binding */ wallClock),
/* harmony export */   Zn: () => (/* binding */ momentsOf)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);

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
