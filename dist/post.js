import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ handOver)
});

// UNUSED EXPORTS: takeEnvironment

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: ./lib/errors.js
/**
 * What a person must fix: bad usage or bad input. Shown whole, without a stack; exit code 64.
 * `where` names the place (`file:line`, a flag, an input), `fix` what to do next.
 */
class errors_UserError extends Error {
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
class InternalError extends (/* unused pure expression or super */ null && (Error)) {
    name = 'InternalError';
}
/** Closes a switch over a union: the compiler refuses a forgotten case. */
function unreachable(value) {
    throw new InternalError(`unexpected value: ${JSON.stringify(value)}`);
}

;// CONCATENATED MODULE: ./lib/agents/sandbox.js

/** Refuses a sandbox that the backend's CLI cannot keep, rather than running with another one in silence. */
function requireSandbox(backend, sandbox) {
    if (backend.sandboxes.includes(sandbox))
        return;
    throw new errors_UserError(`${backend.name} has no sandbox "${sandbox}"; it can run as: ${backend.sandboxes.join(', ')}`, {
        where: 'sandbox',
        fix: `use --sandbox ${backend.sandboxes[0]}, or another backend`,
    });
}

;// CONCATENATED MODULE: ./lib/text.js
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

;// CONCATENATED MODULE: ./lib/agents/stream/json.js

/** Longer lines are no events of ours to parse: a line of 100 MB must not become a tree of objects. */
const MAX_LINE_LENGTH = 16 * 1024 * 1024;
const MAX_SHOWN_LENGTH = 2_000;
/** The object of one line; null for blank lines and for what is no JSON object. */
function parseLine(line) {
    if (line.length > MAX_LINE_LENGTH)
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
    const text = firstCharacters(line, MAX_SHOWN_LENGTH).trimEnd();
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
/** A count of tokens or the like: 0 where the stream does not say. */
function asCount(value) {
    return Math.max(0, asNumber(value) ?? 0);
}
/** An error of which nothing but its words may be known. */
function agentError(message, facts = {}) {
    return { message, status: null, code: null, retryAfterMs: null, resetsAt: null, ...facts };
}

;// CONCATENATED MODULE: ./lib/agents/stream/last-stderr.js


const MAX_LINES = 5;
const last_stderr_MAX_LINE_LENGTH = 500;
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
            lines.push(truncateWithNote(line.trimEnd(), last_stderr_MAX_LINE_LENGTH, '…'));
            if (lines.length > MAX_LINES)
                lines.shift();
        },
        get text() {
            return lines.length === 0 ? null : lines.join('\n');
        },
        toError(fallback) {
            const message = this.text ?? fallback;
            return agentError(message, { code: sessionNotFound && sessionErrorCode(message, sessionNotFound) });
        },
    };
}

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
    if (workdir === '' || !external_node_path_namespaceObject.isAbsolute(file))
        return file;
    const relative = external_node_path_namespaceObject.relative(workdir, file);
    return relative === '' ? '.' : relative.startsWith('..') ? file : relative;
}
/** A text in one line of bounded length, without control characters. */
function oneLine(text) {
    // Cut before the work: a tool's argument may be megabytes long.
    const singleLine = firstCharacters(text, 4 * MAX_TITLE_LENGTH)
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim();
    return singleLine.length > MAX_TITLE_LENGTH || text.length > 4 * MAX_TITLE_LENGTH
        ? `${firstCharacters(singleLine, MAX_TITLE_LENGTH - 1)}…`
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
        const text = asString(value);
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
    const fields = Object.entries(input).flatMap(([key, value]) => typeof value === 'object' ? [] : [`${key}=${firstCharacters(String(value), MAX_TITLE_LENGTH)}`]);
    return fields.join(' ');
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
    },
    messages: {
        quota: /\b(?:opus|sonnet)(?: usage)? (?:limit|quota|allowance) (?:has been |was |is )?(?:reached|exceeded|exhausted|hit)\b|\bout of (?:extra )?usage\b/,
        billing: /\b(?:extra usage|usage credits) (?:is|are) (?:required|turned off)\b|\brequires usage credits\b/,
        login: /\borganization has disabled\b/,
        transient: /\bunable to connect to api\b/,
        // claude-code#53922
        overload: /not your (?:usage )?limit/,
    },
    windows: ['opus', 'sonnet'],
};

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
        version: '2.1.330',
        homeVariables: ['CLAUDE_CONFIG_DIR'],
    },
    keys: ['ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN', 'ANTHROPIC_AUTH_TOKEN'],
    login: {
        loginFile: (folder) => (0,external_node_path_namespaceObject.join)(folder('CLAUDE_CONFIG_DIR', '.claude'), '.credentials.json'),
        settingsFiles: (folder) => [(0,external_node_path_namespaceObject.join)(folder('CLAUDE_CONFIG_DIR', '.claude'), 'settings.json')],
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
    env: ['CLAUDE_CODE_MAX_OUTPUT_TOKENS', 'MAX_THINKING_TOKENS', 'MAX_MCP_OUTPUT_TOKENS'],
    sandboxes: ['full', 'read-only'],
    command(program, request) {
        requireSandbox(claude, request.sandbox);
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
    const usageSum = createUsageSum();
    function system(json, line) {
        switch (json.subtype) {
            case 'init':
                root ||= asString(json.cwd) ?? '';
                return [{ kind: 'started', session: asString(json.session_id), model: asString(json.model) }];
            case 'api_retry': {
                const status = asNumber(json.error_status);
                const attempt = `attempt ${asCount(json.attempt)} of ${asCount(json.max_retries)}`;
                const message = `${asString(json.error) ?? 'error'}${status === null ? '' : ` (${status})`}, ${attempt}`;
                return [{ kind: 'retry', message, status, waitMs: asNumber(json.retry_delay_ms) }];
            }
            default:
                return IGNORED_SUBTYPES.includes(asString(json.subtype) ?? '') ? [] : unknownLine(line);
        }
    }
    function assistant(json) {
        const message = objectAt(json, 'message');
        const content = asList(message.content).map((part) => objectAt(part));
        if (json.is_api_error_message === true) {
            const text = content.flatMap((part) => asString(part.text) ?? []).join('\n');
            return [{ kind: 'error', error: toError(text, json) }];
        }
        // A sub-agent reports to the agent, not to us.
        const fromSubAgent = asString(json.parent_tool_use_id) !== null;
        const events = content.flatMap((part) => {
            const text = asString(part.text) ?? asString(part.thinking);
            if (part.type === 'tool_use') {
                const title = toolTitle(asString(part.name) ?? 'tool', objectAt(part, 'input'), root);
                return [{ kind: 'tool-call', id: asString(part.id) ?? '', title }];
            }
            if (text === null)
                return [];
            return part.type === 'text' && !fromSubAgent
                ? [{ kind: 'message', text, delta: false }]
                : [{ kind: 'thinking', text }];
        });
        const usage = usageSum.add(asString(message.id), objectAt(message, 'usage'));
        return usage ? [...events, { kind: 'usage', usage }] : events;
    }
    function limits(info) {
        const type = asString(info.rateLimitType) ?? 'unknown';
        const windows = asObject(info.unifiedWindows) ?? {
            [type]: { utilization: info.utilization, resetsAt: info.resetsAt },
        };
        return Object.entries(windows).map(([name, value]) => {
            const window = objectAt(value);
            const resetsAt = asNumber(window.resetsAt);
            const status = limitStatus(asString(window.status) ?? (name === type ? asString(info.status) : null));
            const used = asNumber(window.utilization);
            const limitWindow = { name, used, resetsAt: resetsAt === null ? null : resetsAt * 1000, status };
            if (status === 'rejected')
                rejectedWindow = limitWindow;
            return { kind: 'limit', window: limitWindow };
        });
    }
    function result(json) {
        const usage = { kind: 'usage', usage: usageSum.total(json) };
        const finalMessage = asString(json.result);
        if (json.is_error === false)
            return [usage, { kind: 'finished', ok: true, finalMessage, error: null }];
        const errors = asList(json.errors).flatMap((entry) => asString(entry) ?? []);
        const message = finalMessage ?? (errors.join('\n') || asString(json.terminal_reason) || asString(json.subtype) || 'it failed');
        return [usage, { kind: 'finished', ok: false, finalMessage: null, error: toError(message, json) }];
    }
    function toError(message, json) {
        const facts = errorFacts(json);
        facts.code = sessionErrorCode(message, claude_SESSION_NOT_FOUND) ?? facts.code;
        return agentError(message, {
            ...facts,
            resetsAt: facts.status === 429 ? (rejectedWindow?.resetsAt ?? null) : null,
        });
    }
    return {
        read(line, stream) {
            const json = stream === 'stdout' ? parseLine(line) : null;
            switch (json?.type) {
                case 'system':
                    return system(json, line);
                case 'assistant':
                    return assistant(json);
                case 'user':
                    return toolResults(json);
                case 'rate_limit_event':
                    return limits(objectAt(json, 'rate_limit_info'));
                case 'result':
                    return result(json);
                default:
                    return unknownLine(line);
            }
        },
        end: () => [],
    };
}
function toolResults(json) {
    return asList(objectAt(json, 'message').content).flatMap((entry) => {
        const part = objectAt(entry);
        if (part.type !== 'tool_result')
            return [];
        const parts = asList(part.content).flatMap((inner) => asString(objectAt(inner).text) ?? []);
        const text = asString(part.content) ?? parts.join('\n');
        return [{ kind: 'tool-result', id: asString(part.tool_use_id) ?? '', ok: part.is_error !== true, text }];
    });
}
/** Structured words for an error, the most telling first: `usage_limit_reached` before `rate_limit_error`. */
function errorFacts(json) {
    const code = asString(json.api_error) ?? asString(json.api_error_type) ?? asString(json.error);
    const endReason = json.subtype === 'success' ? asString(json.terminal_reason) : asString(json.subtype);
    return { status: asNumber(json.api_error_status), code: code ?? endReason };
}
function limitStatus(status) {
    return status === 'rejected' ? 'rejected' : status === 'allowed_warning' ? 'warning' : 'allowed';
}
/**
 * Tokens by message as they come, for an attempt that is cut; the result's own counts, sub-agents included, replace
 * them. Not its totals: those of a resumed session go on from the attempt before.
 */
function createUsageSum() {
    let current = null;
    let previousSum = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };
    let sum = previousSum;
    let reported = null;
    return {
        /** One message may come in several lines that repeat its usage. */
        add(id, usage) {
            if (id !== current || id === null)
                previousSum = sum;
            current = id;
            const next = {
                inputTokens: previousSum.inputTokens + asCount(usage.input_tokens) + asCount(usage.cache_creation_input_tokens),
                cachedTokens: previousSum.cachedTokens + asCount(usage.cache_read_input_tokens),
                outputTokens: previousSum.outputTokens + asCount(usage.output_tokens),
                costUsd: null,
            };
            const same = next.inputTokens === sum.inputTokens && next.outputTokens === sum.outputTokens;
            sum = next;
            return same ? null : next;
        },
        total(json) {
            const models = asObject(json.model_usage_since_last_result) ?? objectAt(json, 'modelUsage');
            const cost = 'model_usage_since_last_result' in json ? null : asNumber(json.total_cost_usd);
            const spent = Object.values(models).map((model) => objectAt(model));
            const total = (name) => spent.reduce((all, model) => all + asCount(model[name]), 0);
            const costUsd = (reported?.costUsd ?? 0) + (cost ?? total('costUSD'));
            // An attempt that failed at once spent what its messages say, if any.
            if (spent.length === 0)
                return { ...sum, costUsd };
            reported = {
                inputTokens: (reported?.inputTokens ?? 0) + total('inputTokens') + total('cacheCreationInputTokens'),
                cachedTokens: (reported?.cachedTokens ?? 0) + total('cacheReadInputTokens'),
                outputTokens: (reported?.outputTokens ?? 0) + total('outputTokens'),
                costUsd,
            };
            return reported;
        },
    };
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
        login: /\b(?:session|token) could not be refreshed\b|\blog out and (?:sign|log) in again\b/,
        transient: /\bexceeded retry limit\b|\breconnecting\b|\bserver[_ -](?:side )?is_overloaded\b/,
    },
};

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
    const waitMs = Number(wait?.[2] ?? 0);
    if (waitMs <= CODEX_BACKOFF_MS)
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
    return wait ? Math.round(Number(wait[1]) * (wait[2] === 's' ? 1000 : 1)) : null;
}
/** `1/5` */
function retryOrdinal(text) {
    return /\b\d+\/\d+\b/.exec(text)?.[0] ?? '';
}

;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: ./lib/agents/stream/service-error.js

const NO_FACTS = { code: null, retryAfterMs: null, resetsAt: null };
/** Reads a body such as `{"error":{"type":"usage_limit_reached","resets_at":1795425386,…}}`, with or without `error`. */
function parseErrorBody(body) {
    const json = parseLine(asString(body) ?? '');
    if (!json)
        return NO_FACTS;
    const error = 'error' in json ? objectAt(json, 'error') : json;
    const resetsAt = asNumber(error.resets_at);
    return {
        code: asString(error.code) ?? asString(error.type),
        retryAfterMs: null,
        resetsAt: resetsAt === null ? null : resetsAt * 1000,
    };
}
/** `retry-after` in ms: seconds, or a date counted from the response's own `date` (so that no clock of ours is asked). */
function parseRetryAfter(headers) {
    const json = objectAt(headers);
    const milliseconds = asNumber(json['retry-after-ms']);
    if (milliseconds !== null)
        return milliseconds;
    const header = asString(json['retry-after']);
    const seconds = asNumber(header);
    if (seconds !== null)
        return seconds * 1000;
    const wait = Date.parse(header ?? '') - Date.parse(asString(json.date) ?? '');
    return Number.isNaN(wait) ? null : Math.max(0, wait);
}
/** The windows in OpenAI's subscription headers, `x-codex-primary-used-percent` and the like. */
function parseLimitHeaders(headers) {
    const json = objectAt(headers);
    return ['primary', 'secondary'].flatMap((which) => {
        const minutes = asNumber(json[`x-codex-${which}-window-minutes`]);
        const percent = asNumber(json[`x-codex-${which}-used-percent`]);
        const resetsAt = asNumber(json[`x-codex-${which}-reset-at`]);
        return minutes === null ? [] : [toLimitWindow(minutes, percent, resetsAt)];
    });
}
/** One window of OpenAI's: how long (min), how much is used (percent), when it resets (epoch s). */
function toLimitWindow(minutes, percent, resetsAt) {
    const used = percent === null ? null : asCount(percent) / 100;
    return {
        name: WINDOW_NAMES[minutes] ?? `${minutes}_minutes`,
        used,
        resetsAt: resetsAt === null ? null : resetsAt * 1000,
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
        const json = parseLine(line);
        const limits = asObject(json?.rate_limits) ?? asObject(objectAt(json, 'payload').rate_limits);
        if (!limits)
            continue;
        if (Date.parse(asString(json?.timestamp) ?? '') < since)
            return [];
        return ['primary', 'secondary'].flatMap((slot) => {
            const window = objectAt(limits, slot);
            const minutes = asNumber(window.window_minutes);
            return minutes === null
                ? []
                : [toLimitWindow(minutes, asNumber(window.used_percent), asNumber(window.resets_at))];
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
    const home = env.CODEX_HOME || (0,external_node_path_namespaceObject.join)(env.HOME ?? '', '.codex');
    try {
        const sessions = (0,external_node_path_namespaceObject.join)(home, 'sessions');
        const names = await (0,promises_namespaceObject.readdir)(sessions, { recursive: true });
        const name = names.find((path) => path.endsWith(`-${session}.jsonl`));
        return name === undefined ? { head: '', tail: '' } : await readFileEnds((0,external_node_path_namespaceObject.join)(sessions, name));
    }
    catch {
        return { head: '', tail: '' };
    }
}
async function readFileEnds(path) {
    const file = await (0,promises_namespaceObject.open)(path);
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
    const line = rolloutText.split('\n').findLast((text) => text.includes('"turn_context"') && parseLine(text) !== null);
    return line === undefined ? null : asString(objectAt(parseLine(line), 'payload').model);
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
    cli: { program: 'codex', package: '@openai/codex', version: '0.169.0', homeVariables: ['CODEX_HOME'] },
    // OPENAI_API_KEY is no key of it: without a login it calls with none at all.
    keys: ['CODEX_API_KEY', 'CODEX_ACCESS_TOKEN'],
    login: {
        loginFile: (folder) => (0,external_node_path_namespaceObject.join)(folder('CODEX_HOME', '.codex'), 'auth.json'),
        settingsFiles: (folder) => [(0,external_node_path_namespaceObject.join)(folder('CODEX_HOME', '.codex'), 'config.toml')],
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
    enrichReport: addRolloutFacts,
    sandboxes: ['full', 'workspace', 'read-only'],
    command(program, request) {
        requireSandbox(codex, request.sandbox);
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
        return unknownLine(line);
    }
    return {
        read(line, stream) {
            if (stream === 'stderr')
                return readStderr(line);
            const json = parseLine(line);
            if (!json)
                return unknownLine(line);
            switch (json.type) {
                case 'thread.started':
                    return [{ kind: 'started', session: asString(json.thread_id), model: null }];
                case 'turn.started':
                    turnStarted = true;
                    return [];
                case 'item.updated':
                    return [];
                case 'item.started':
                    return itemStarted(objectAt(json, 'item'), workdir);
                case 'item.completed':
                    return itemCompleted(objectAt(json, 'item'), workdir) ?? unknownLine(line);
                case 'error':
                    return [errorOrRetry(asString(json.message) ?? 'unknown error', retryMatcher)];
                case 'turn.completed':
                    return [usageEvent(objectAt(json, 'usage')), { kind: 'finished', ok: true, finalMessage: null, error: null }];
                case 'turn.failed': {
                    const error = parseError(asString(objectAt(json, 'error').message) ?? 'the turn failed');
                    return [{ kind: 'finished', ok: false, finalMessage: null, error }];
                }
                default:
                    return unknownLine(line);
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
    const id = asString(item.id) ?? '';
    const title = itemTitle(item, workdir);
    return title === null ? [] : [{ kind: 'tool-call', id, title }];
}
function itemTitle(item, workdir) {
    switch (item.type) {
        case 'command_execution':
            return shellTitle(asString(item.command) ?? '');
        case 'file_change': {
            const files = asList(item.changes).map((change) => shortPath(asString(objectAt(change).path) ?? '?', workdir));
            return editTitle(files.join(', '), null, null);
        }
        case 'mcp_tool_call':
            return toolTitle([item.server, item.tool].filter(asString).join('.'), objectAt(item, 'arguments'), workdir);
        case 'web_search':
            return oneLine(`? search ${JSON.stringify(asString(item.query) ?? '')}`);
        default:
            return null;
    }
}
function itemCompleted(item, workdir) {
    const id = asString(item.id) ?? '';
    switch (item.type) {
        case 'agent_message':
            return [{ kind: 'message', text: asString(item.text) ?? '', delta: false }];
        case 'reasoning':
            return [{ kind: 'thinking', text: asString(item.text) ?? '' }];
        case 'error':
            // By its own definition not fatal: a warning, such as of a model it does not know or of a limit to come.
            return unknownLine(asString(item.message) ?? 'unknown error');
        case 'command_execution':
            return [{ kind: 'tool-result', id, ok: item.exit_code === 0, text: asString(item.aggregated_output) ?? '' }];
        case 'file_change':
        case 'mcp_tool_call':
        case 'web_search': {
            const text = asString(objectAt(item, 'error').message) ?? '';
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
    return agentError(message, { status: asNumber(/\bstatus:? (\d{3})\b/.exec(message)?.[1]) });
}
function usageEvent(json) {
    const cachedTokens = asCount(json.cached_input_tokens);
    const inputTokens = Math.max(0, asCount(json.input_tokens) - cachedTokens);
    const usage = { inputTokens, cachedTokens, outputTokens: asCount(json.output_tokens), costUsd: null };
    return { kind: 'usage', usage };
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
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
    const logs = (0,external_node_path_namespaceObject.join)(env.COPILOT_HOME || (0,external_node_path_namespaceObject.join)(env.HOME ?? '', '.copilot'), 'logs');
    try {
        const names = (await (0,promises_namespaceObject.readdir)(logs)).filter((name) => Number(LOG_NAME.exec(name)?.[1]) >= since).sort();
        const texts = await Promise.all(names.map((name) => (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(logs, name), 'utf8')));
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
    return Number(found?.[1]) === status ? asNumber(retryAfter[1]) : null;
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
        settingsFiles: (folder) => [(0,external_node_path_namespaceObject.join)(folder('COPILOT_HOME', '.copilot'), 'config.json')],
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
    sandboxes: ['full', 'read-only'],
    command(program, request) {
        requireSandbox(copilot, request.sandbox);
        const args = ['--output-format', 'json', '--no-ask-user', '--no-color', '--no-auto-update'];
        args.push(...copilot_SANDBOX_FLAGS[request.sandbox === 'full' ? 'full' : 'read-only']);
        if (request.model !== null)
            args.push('--model', request.model);
        // It has no lost session: an id that it does not know begins one of that name.
        const session = request.session ?? (0,external_node_crypto_namespaceObject.randomUUID)();
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
    const usageSum = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };
    function events(json, line) {
        const data = objectAt(json, 'data');
        switch (json.type) {
            case 'session.tools_updated':
                return [{ kind: 'started', session: null, model: asString(data.model) }];
            case 'assistant.message':
                if (!isFromSubAgent(json))
                    error = null;
                return messageEvents(json, asString(data.content));
            case 'assistant.reasoning':
                return [{ kind: 'thinking', text: asString(data.content) ?? '' }];
            case 'assistant.usage':
                usageSum.cachedTokens += asCount(data.cacheReadTokens);
                usageSum.inputTokens += Math.max(0, asCount(data.inputTokens) - asCount(data.cacheReadTokens));
                usageSum.outputTokens += asCount(data.outputTokens);
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
                return IGNORED_EVENTS.test(asString(json.type) ?? '') ? [] : unknownLine(line);
        }
    }
    return {
        read(line, stream) {
            const json = stream === 'stdout' ? parseLine(line) : null;
            return json ? events(json, line) : unknownLine(line);
        },
        end: () => [],
    };
}
/** A sub-agent reports to the agent, not to us. Its events name it, or the tool call that started it. */
function isFromSubAgent(json) {
    return asString(json.agentId) !== null || asString(objectAt(json, 'data').parentToolCallId) !== null;
}
function messageEvents(json, text) {
    if (text === null)
        return [];
    return isFromSubAgent(json) ? [{ kind: 'thinking', text }] : [{ kind: 'message', text, delta: false }];
}
function toolCall(data, workdir) {
    const title = toolTitle(asString(data.toolName) ?? 'tool', objectAt(data, 'arguments'), workdir);
    return { kind: 'tool-call', id: asString(data.toolCallId) ?? '', title };
}
function toolResult(data) {
    const text = asString(objectAt(data, 'result').content) ?? asString(objectAt(data, 'error').message) ?? '';
    return { kind: 'tool-result', id: asString(data.toolCallId) ?? '', ok: data.success === true, text };
}
function retry(data, failure) {
    const why = [asString(data.reason), failure?.message].filter(Boolean).join(': ');
    return { kind: 'retry', message: why || 'retrying', status: failure?.status ?? null, waitMs: null };
}
function resultEvents(json, error) {
    const ok = json.exitCode === 0 && error === null;
    const why = ok ? null : (error ?? agentError(`copilot ended with exit code ${asCount(json.exitCode)}`));
    return [
        { kind: 'started', session: asString(json.sessionId), model: null },
        { kind: 'finished', ok, finalMessage: null, error: why },
    ];
}
function callFailure(data) {
    const body = parseLine(asString(data.errorMessage) ?? '');
    const message = asString(body?.message) ?? asString(data.errorMessage) ?? 'the call to the model failed';
    return { ...agentError(message, { status: asNumber(data.statusCode) }), ...parseErrorBody(data.errorMessage) };
}
/** Its own word and status, with the reset time that only the failed call told; the service's code is more telling. */
function sessionError(data, failure) {
    const code = failure?.code ?? asString(data.errorCode) ?? asString(data.errorType);
    const status = asNumber(data.statusCode) ?? failure?.status ?? null;
    const resetsAt = failure?.resetsAt ?? null;
    return agentError(asString(data.message) ?? failure?.message ?? 'unknown error', { status, code, resetsAt });
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
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
function shlex_quote (s) {
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
  return args.map(shlex_quote).join(" ")
}

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
            requireSandbox(custom, request.sandbox);
        const [program, ...args] = splitCommand(request.options.command ?? '');
        return {
            argv: [program, ...args, ...request.extraArgs],
            env: { TZ: 'UTC', SEQUENTIAL_SANDBOX: request.sandbox },
            stdin: request.prompt,
        };
    },
    reader: custom_reader,
};
function splitCommand(command) {
    const errorContext = {
        where: '--agent-command',
        fix: "set a program and its arguments: --agent-command './agent.sh --fast'",
    };
    let words;
    try {
        words = split(command);
    }
    catch (cause) {
        throw new errors_UserError(`the agent command cannot be split into words: ${command}`, { ...errorContext, cause });
    }
    const [program, ...args] = words;
    if (!program)
        throw new errors_UserError('the backend custom needs a command, but none was given', errorContext);
    return [program, ...args];
}
function custom_reader() {
    const messageLines = [];
    const stderrTail = createStderrTail();
    return {
        read(raw, stream) {
            const line = (0,external_node_util_namespaceObject.stripVTControlCharacters)(lastCharacters(raw, MAX_FINAL_LENGTH)).trimEnd();
            if (line.trim() === '')
                return [];
            if (stream === 'stderr') {
                stderrTail.add(line);
                return unknownLine(line);
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
            const finalMessage = lastCharacters(messageLines.join('\n'), MAX_FINAL_LENGTH);
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
        login: /\bineligible ?tier|\bset an auth method\b/,
    },
    quotaDespiteBilling: GOOGLE_QUOTA,
    // Requests of a day, at midnight in California (ai.google.dev/gemini-api/docs/rate-limits).
    calendarReset: { period: 'day', zone: 'America/Los_Angeles', message: GOOGLE_QUOTA },
};

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
        return unknownLine(line);
    }
    sessionStarted() {
        this.#inSession = true;
    }
    toError(message, exitCode) {
        const ownWords = this.#headline || (this.#inSession ? null : this.#tail.text);
        const text = message ?? (ownWords || `gemini exited with code ${exitCode}`);
        const body = objectAt(parseLine(findErrorBody(text)), 'error');
        const seconds = asNumber(/Suggested retry after ([\d.]+)s/.exec(text)?.[1]);
        return agentError(text, {
            status: asNumber(body.code) ?? this.#status ?? (exitCode === undefined ? null : statusOfGeminiExitCode(exitCode)),
            code: asString(body.status) ??
                sessionErrorCode(text, gemini_stderr_SESSION_NOT_FOUND) ??
                (exitCode === undefined ? null : errorCodeOfGeminiExitCode(exitCode)),
            retryAfterMs: this.#retryAfterMs ?? (seconds === null ? null : seconds * 1000),
        });
    }
    #readAttempt(line) {
        const match = /^Attempt \d+ failed(?: with status (\d{3}))?/.exec(line);
        if (match === null)
            return false;
        this.#attempt = line.replace(/ (?:_ApiError|\w*Error): .*$/s, '');
        this.#status = asNumber(match[1]) ?? this.#status;
        this.#inErrorDump = match[1] !== undefined;
        return true;
    }
    #readRetry(line, isAttempt) {
        const match = /Retrying (?:after (\d+)ms|with backoff)\.\.\./.exec(line);
        if (match === null)
            return null;
        const whole = (isAttempt ? this.#attempt : `${this.#attempt} ${line}`).slice(0, -match[0].length);
        const message = whole.replace(/(?<![.\s])[.\s]+$/, '.');
        return { kind: 'retry', message, status: this.#status, waitMs: asNumber(match[1]) };
    }
    #readErrorDump(line) {
        const field = /^ {2,4}(status|code|retryDelayMs): (\d+),?$/.exec(line);
        if (field?.[1] === 'retryDelayMs')
            this.#retryAfterMs = asNumber(field[2]);
        else if (field)
            this.#status = asNumber(field[2]);
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
    cli: { program: 'gemini', package: '@google/gemini-cli', version: '0.61.0', homeVariables: ['GEMINI_CLI_HOME'] },
    keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    login: {
        loginFile: (folder) => (0,external_node_path_namespaceObject.join)(folder('GEMINI_CLI_HOME', ''), '.gemini', 'oauth_creds.json'),
        settingsFiles: (folder) => [(0,external_node_path_namespaceObject.join)(folder('GEMINI_CLI_HOME', ''), '.gemini', 'settings.json')],
        variables: ['GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_GENAI_USE_GCA', 'GOOGLE_APPLICATION_CREDENTIALS'],
        providerArgument: null,
        keychain: false,
    },
    account: { key: 'GEMINI_API_KEY', login: 'gemini', billing: 'https://aistudio.google.com/usage' },
    limits: geminiLimits,
    ownerAgents: [{ name: 'gemini', strength: 'user interface: pages, components, styles' }],
    statusOfExitCode: statusOfGeminiExitCode,
    env: [],
    sandboxes: ['full', 'read-only'],
    command(program, request) {
        requireSandbox(gemini, request.sandbox);
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
                choosesModel = /^auto\b/.test(asString(json.model) ?? '');
                return [{ kind: 'started', session: asString(json.session_id), model: asString(json.model) }];
            case 'message':
                // role user: it echoes the whole prompt, tags and all.
                if (!inMessage)
                    return [];
                return [{ kind: 'message', text: asString(json.content) ?? '', delta: wasInMessage && json.delta === true }];
            case 'tool_use': {
                const title = toolTitle(asString(json.tool_name) ?? 'tool', objectAt(json, 'parameters'), workdir);
                return [{ kind: 'tool-call', id: asString(json.tool_id) ?? '', title }];
            }
            case 'tool_result': {
                const text = asString(json.output) ?? asString(objectAt(json, 'error').message) ?? '';
                return [{ kind: 'tool-result', id: asString(json.tool_id) ?? '', ok: json.status === 'success', text }];
            }
            case 'error':
                return [{ kind: 'error', error: agentError(asString(json.message) ?? 'unknown error') }];
            case 'result':
                return result(json);
            default:
                return unknownLine(line);
        }
    }
    function result(json) {
        finished = true;
        const model = choosesModel ? mostUsedModel(objectAt(json, 'stats', 'models')) : null;
        const events = model === null ? [] : [{ kind: 'started', session: null, model }];
        events.push({ kind: 'usage', usage: usageOf(objectAt(json, 'stats')) });
        if (json.status === 'success')
            return [...events, { kind: 'finished', ok: true, finalMessage: null, error: null }];
        terminalError = stderr.toError(asString(objectAt(json, 'error').message) ?? 'it failed');
        return [...events, { kind: 'finished', ok: false, finalMessage: null, error: terminalError }];
    }
    return {
        read(line, stream) {
            if (stream === 'stderr')
                return stderr.read(line);
            const json = parseLine(line);
            return json ? events(json, line) : unknownLine(line);
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
    const input = asCount(stats.input_tokens);
    const cachedTokens = asCount(stats.cached);
    const outputTokens = Math.max(asCount(stats.output_tokens), asCount(stats.total_tokens) - input);
    return { inputTokens: Math.max(0, input - cachedTokens), cachedTokens, outputTokens, costUsd: null };
}
/** The name of the model that most of the tokens went through; null where none is told. */
function mostUsedModel(models) {
    const names = Object.keys(models);
    const tokens = (name) => asCount(objectAt(models, name).total_tokens);
    return names.reduce((most, name) => (most === null || tokens(name) > tokens(most) ? name : most), null);
}

;// CONCATENATED MODULE: ./lib/agents/backends/opencode.js







/** What only reads: nothing is changed and no command is run (its own permission names). */
const opencode_READ_ONLY = JSON.stringify({ edit: 'deny', bash: 'deny' });
const opencode_SESSION_NOT_FOUND = /^(Error: )?Session not found/m;
/**
 * opencode: `opencode run --format json`, any provider. `request.options.agent`: one of its own agents, by name.
 * It prints no terminal event: the last step's reason and the exit code are one.
 */
const opencode = {
    name: 'opencode',
    cli: { program: 'opencode', package: 'opencode-ai', version: '1.18.33' },
    keys: [
        'OPENCODE_API_KEY',
        'OPENCODE_AUTH_CONTENT',
        'ANTHROPIC_API_KEY',
        'OPENAI_API_KEY',
        'GEMINI_API_KEY',
        'GOOGLE_GENERATIVE_AI_API_KEY',
        'OPENROUTER_API_KEY',
        'DEEPSEEK_API_KEY',
        'GROQ_API_KEY',
        'MISTRAL_API_KEY',
        'XAI_API_KEY',
    ],
    login: {
        loginFile: (folder) => (0,external_node_path_namespaceObject.join)(folder('XDG_DATA_HOME', '.local/share'), 'opencode', 'auth.json'),
        settingsFiles: (folder) => ['opencode.json', 'opencode.jsonc'].map((name) => (0,external_node_path_namespaceObject.join)(folder('XDG_CONFIG_HOME', '.config'), 'opencode', name)),
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
        codes: { freeusagelimiterror: 'quota', gousagelimiterror: 'quota', creditserror: 'billing' },
        messages: { quota: /\bfree usage exceeded\b/ },
    },
    env: [],
    sandboxes: ['full', 'read-only'],
    command(program, request) {
        requireSandbox(opencode, request.sandbox);
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
    const stderrTail = createStderrTail(opencode_SESSION_NOT_FOUND);
    const usageSum = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0 };
    function events(json, line) {
        const part = objectAt(json, 'part');
        switch (json.type) {
            case 'step_start':
                return [];
            case 'text':
                return [{ kind: 'message', text: asString(part.text) ?? '', delta: false }];
            case 'reasoning':
                return [{ kind: 'thinking', text: asString(part.text) ?? '' }];
            case 'tool_use':
                return toolUseEvents(part, workdir);
            case 'step_finish': {
                reason = asString(part.reason);
                const cache = objectAt(part, 'tokens', 'cache');
                const tokens = objectAt(part, 'tokens');
                usageSum.inputTokens += asCount(tokens.input) + asCount(cache.write);
                usageSum.cachedTokens += asCount(cache.read);
                usageSum.outputTokens += asCount(tokens.output) + asCount(tokens.reasoning);
                usageSum.costUsd += asCount(part.cost);
                // It says 0 of a model whose price it does not know.
                return [{ kind: 'usage', usage: { ...usageSum, costUsd: usageSum.costUsd || null } }];
            }
            case 'error': {
                const headers = objectAt(json, 'error', 'data', 'responseHeaders');
                lastError = opencode_parseError(objectAt(json, 'error'));
                const windows = parseLimitHeaders(headers).map((window) => ({ kind: 'limit', window }));
                return [...windows, { kind: 'error', error: lastError }];
            }
            default:
                return unknownLine(line);
        }
    }
    function readStderr(line) {
        const error = parseStreamError(line);
        if (error)
            return [{ kind: 'retry', message: error, status: null, waitMs: null }];
        if (!line.startsWith('timestamp='))
            stderrTail.add(line);
        return unknownLine(line);
    }
    return {
        read(line, stream) {
            const json = stream === 'stdout' ? parseLine(line) : null;
            if (stream === 'stderr')
                return readStderr((0,external_node_util_namespaceObject.stripVTControlCharacters)(line));
            if (!json)
                return unknownLine(line);
            const id = asString(json.sessionID);
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
    const id = asString(part.callID) ?? '';
    const state = objectAt(part, 'state');
    const ok = state.status !== 'error';
    return [
        { kind: 'tool-call', id, title: toolTitle(asString(part.tool) ?? 'tool', objectAt(state, 'input'), workdir) },
        { kind: 'tool-result', id, ok, text: asString(ok ? state.output : state.error) ?? '' },
    ];
}
/** `level=ERROR … message="stream error" … small=false … error.error="AI_APICallError: Rate limit reached."` */
function parseStreamError(line) {
    if (!line.includes('level=ERROR') || !line.includes('message="stream error"') || line.includes('small=true'))
        return null;
    return /error\.error="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? null;
}
function opencode_parseError(error) {
    const data = objectAt(error, 'data');
    const body = parseErrorBody(data.responseBody);
    return {
        message: asString(data.message) ?? asString(error.name) ?? 'unknown error',
        status: asNumber(data.statusCode),
        code: body.code ?? asString(error.name),
        retryAfterMs: parseRetryAfter(data.responseHeaders),
        resetsAt: body.resetsAt,
    };
}

;// CONCATENATED MODULE: ./lib/agents/backends/rehearsal/rehearsal.js



/**
 * The built-in agent: no model, no key, no cost. It acts out a script (`rehearsal/script.ts`), so that a night can be
 * rehearsed on one's own machine before money is spent. Its program is this project's own pane bundle, `pane`.
 *
 * `request.options`: `pane` (path of the bundle, required), `unit` (key), `attempt` (1, 2, …), `script` (path of
 * rehearsal.json; a missing file means the plain default), `answer` (a human's, if one was given), `assignment` (`true`
 * where it is asked to assign the unit).
 */
const rehearsal = {
    name: 'rehearsal',
    hint: 'acts out a script; no model, no cost',
    cli: null,
    keys: [],
    env: [],
    sandboxes: ['full', 'workspace', 'read-only'],
    command(_program, request) {
        requireSandbox(rehearsal, request.sandbox);
        const { pane, script = '', unit = '', attempt = '1', answer = '' } = request.options;
        if (!pane)
            throw new errors_UserError('the backend rehearsal was started without the path of the pane program', { where: 'pane' });
        const args = ['--script', script, '--unit', unit, '--attempt', attempt, '--sandbox', request.sandbox];
        if (request.session !== null)
            args.push('--session', request.session);
        if (answer !== '')
            args.push('--answered');
        if (request.options.assignment === 'true')
            args.push('--assign');
        return { argv: [process.execPath, pane, 'rehearse', ...args], env: { TZ: 'UTC' }, stdin: request.prompt };
    },
    reader: rehearsal_reader,
};
/** It prints our own events, one JSON object a line; what is not one of them is shown as it is. */
function rehearsal_reader() {
    return {
        read(line, stream) {
            const json = stream === 'stdout' ? parseLine(line) : null;
            const event = json && asAgentEvent(json);
            return event ? [event] : unknownLine(line);
        },
        end: () => [],
    };
}
const EVENT_CHECKS = {
    started: () => true,
    message: (json) => typeof json.text === 'string' && typeof json.delta === 'boolean',
    thinking: (json) => typeof json.text === 'string',
    'tool-call': (json) => asString(json.id) !== null && typeof json.title === 'string',
    'tool-result': (json) => asString(json.id) !== null && typeof json.text === 'string',
    usage: (json) => typeof objectAt(json, 'usage').inputTokens === 'number',
    limit: (json) => asString(objectAt(json, 'window').name) !== null,
    retry: (json) => typeof json.message === 'string',
    error: (json) => asString(objectAt(json, 'error').message) !== null,
    finished: (json) => typeof json.ok === 'boolean' && (json.error === null || asObject(json.error) !== null),
    unknown: (json) => typeof json.line === 'string',
};
function asAgentEvent(json) {
    const kind = asString(json.kind);
    const complete = kind !== null && Object.hasOwn(EVENT_CHECKS, kind) && EVENT_CHECKS[kind](json);
    return complete ? json : null;
}

;// CONCATENATED MODULE: ./lib/agents/index.js
/** The coding agents that can be driven: their list, and a backend by its name. */








/** Every coding agent that can be driven: one file each, and its line here. */
const backends = [codex, claude, opencode, gemini, copilot, custom, rehearsal];
/** Names of the variables that hold a key of one of these backends. */
function keyNames(known = backends) {
    return known.flatMap(({ keys }) => keys);
}
/** The backend of that name; throws a UserError that lists the names there are. */
function getBackend(name, known = backends) {
    const backend = known.find((candidate) => candidate.name === name);
    if (backend)
        return backend;
    throw new UserError(`unknown backend "${name}"`, {
        where: 'backend',
        fix: `use one of: ${known.map((candidate) => candidate.name).join(', ')}`,
    });
}

;// CONCATENATED MODULE: ./lib/secrets/agent-environment.js
/** Files through which a step speaks to the runner: whoever writes them sets variables and paths of later steps. */
const RUNNER_FILES = ['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY'].map((name) => `GITHUB_${name}`);
const SECRET_NAME = /TOKEN(?!IZ)|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|PRIVATE|[_-]KEY|APIKEY/i;
/** Names of what is made to be shown: public keys, fingerprints, keys of a cache. */
const PUBLIC_NAME = /(?:^|_)PUBLI(?:C|SHABLE)(?:_|$)|FINGERPRINT|^GPG_KEY$|CACHE_KEY/i;
/** Git's configuration by environment. Its parts stand or fall together: git dies of a count without its keys. */
const GIT_CONFIG = /^GIT_CONFIG_(COUNT|KEY_\d+|VALUE_\d+|PARAMETERS)$/;
const GIT_CREDENTIAL = /extraheader|authorization|credential|insteadof|:\/\/[^/\s]*@/i;
/** A value that is a GitHub token whatever its variable is called. */
const GITHUB_TOKEN_VALUE = /^(gh[a-z]_[A-Za-z0-9._-]{20,}|github_pat_\w{20,})$/;
/**
 * The job's environment as an agent may see it: builds need what the workflow set, but GitHub's tokens, the runner's
 * command files, the action's inputs, other backends' keys (`agentKeys`: the names of all of them) and whatever looks
 * like a secret stay out, unless it is the agent's own or named in `allow`.
 */
function agentEnvironment(env, own, allow, agentKeys) {
    const allowed = new Set([...own.keys, ...own.env, ...allow]);
    const gitConfigHoldsCredential = Object.entries(env).some(([name, value]) => GIT_CONFIG.test(name) && holdsCredential(value));
    const visible = {};
    const withheld = [];
    for (const [name, value] of Object.entries(env)) {
        if (value === undefined)
            continue;
        if (allowed.has(name) || !(GIT_CONFIG.test(name) ? gitConfigHoldsCredential : isPrivate(name, value, agentKeys)))
            visible[name] = value;
        else if (value !== '')
            withheld.push(name);
    }
    return { env: visible, withheld: withheld.sort() };
}
/** Values of every variable that looks secret or is one of `agentKeys`, whoever may see it: what a mask must hide. */
function secretValues(env, agentKeys) {
    const values = new Set();
    for (const [name, value] of Object.entries(env)) {
        if (!value || RUNNER_FILES.includes(name))
            continue;
        const secret = GIT_CONFIG.test(name) ? holdsCredential(value) : looksSecret(name, value, agentKeys);
        if (secret)
            values.add(value);
    }
    return [...values];
}
function isPrivate(name, value, agentKeys) {
    return /^(ACTIONS_|INPUT_)/i.test(name) || RUNNER_FILES.includes(name) || looksSecret(name, value, agentKeys);
}
function looksSecret(name, value, agentKeys) {
    const named = SECRET_NAME.test(name) && !PUBLIC_NAME.test(name);
    return named || GITHUB_TOKEN_VALUE.test(value) || agentKeys.includes(name);
}
function holdsCredential(value) {
    return value !== undefined && GIT_CREDENTIAL.test(value);
}

;// CONCATENATED MODULE: ./lib/app/action/environment-handover.js
var __rewriteRelativeImportExtension = (undefined && undefined.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};






/** Set in the process that goes on: its environment is on standard input. */
const HANDED_OVER = 'SEQUENTIAL_ENVIRONMENT_ON_STDIN';
/** Variables that turn a program into another one; they are the job's, and for the agents, but not for us. */
const STEERING = /^(?:NODE_(?!EXTRA_CA_CERTS$)\w+|LD_\w+|DYLD_\w+|BASH_ENV|ENV|GIT_\w+|PYTHON\w*|PERL5\w*|RUBYOPT)$/;
/** @actions/core looks for them in the process's own environment; they are paths, and no secrets. */
const environment_handover_RUNNER_FILES = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
/**
 * Goes on as `steps.js <step>`, from the folder of the program that runs, with the step's environment out of everybody's
 * sight: the runner puts the token, and every key of the job, into the environment of the process that it starts, and
 * deleting a variable leaves it in /proc/PID/environ. So the process replaces itself (execve) by one without them, and
 * hands the whole over on standard input, by a file that is deleted before the new program begins. No agent lives at
 * that time. The program that hands over is small, since it is loaded for this alone.
 *
 * Where Node cannot replace the process (before 22.15, Windows), the step runs in this one.
 */
async function handOver(step, env) {
    const program = (0,external_node_path_namespaceObject.join)((0,external_node_path_namespaceObject.dirname)(process.argv[1] ?? '.'), 'steps.js');
    if (process.execve === undefined || process.platform === 'win32') {
        process.argv.splice(1, process.argv.length, program, step);
        await import(__rewriteRelativeImportExtension(/* webpackIgnore: true */ (0,external_node_url_namespaceObject.pathToFileURL)(program).href));
        return;
    }
    const folder = makePrivateFolder(env);
    const path = (0,external_node_path_namespaceObject.join)(folder, 'environment');
    try {
        (0,external_node_fs_namespaceObject.writeFileSync)(path, JSON.stringify(env), { mode: 0o600 });
        (0,external_node_fs_namespaceObject.closeSync)(0);
        // The lowest number that is free: standard input.
        (0,external_node_fs_namespaceObject.openSync)(path, 'r');
    }
    finally {
        (0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true });
    }
    const visible = agentEnvironment(env, { keys: [], env: [] }, environment_handover_RUNNER_FILES, keyNames()).env;
    const clean = Object.fromEntries(Object.entries(visible).filter(([name]) => !STEERING.test(name)));
    process.execve(process.execPath, [process.execPath, ...process.execArgv, program, step], {
        ...clean,
        [HANDED_OVER]: '1',
    });
}
/** In the runner's folder for the job, or where that cannot be written, the machine's. */
function makePrivateFolder({ RUNNER_TEMP = '' }) {
    try {
        return (0,external_node_fs_namespaceObject.mkdtempSync)((0,external_node_path_namespaceObject.join)(RUNNER_TEMP || (0,external_node_os_namespaceObject.tmpdir)(), 'sequential-'));
    }
    catch {
        return (0,external_node_fs_namespaceObject.mkdtempSync)((0,external_node_path_namespaceObject.join)((0,external_node_os_namespaceObject.tmpdir)(), 'sequential-'));
    }
}
/** The step's whole environment, in the process that `handOver` made go on. */
function takeEnvironment(env) {
    if (env[HANDED_OVER] !== '1')
        return env;
    const whole = JSON.parse(readFileSync(0, 'utf8'));
    closeSync(0);
    // Whatever opens a file next must not get the number of standard input.
    openSync('/dev/null', 'r');
    delete env[HANDED_OVER];
    return whole;
}


/***/ }),

/***/ 317:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _app_action_environment_handover_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(697);

await (0,_app_action_environment_handover_js__WEBPACK_IMPORTED_MODULE_0__/* .handOver */ .C)('post', process.env);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

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
/******/ var __webpack_exports__ = __nccwpck_require__(317);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
