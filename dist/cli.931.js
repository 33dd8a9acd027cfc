export const id = 931;
export const ids = [931];
export const modules = {

/***/ 43459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ encodedForms)
/* harmony export */ });
/* unused harmony export secretLines */
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


/***/ }),

/***/ 38698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bt: () => (/* binding */ createSecretFinder),
/* harmony export */   li: () => (/* binding */ isSearchable),
/* harmony export */   oe: () => (/* binding */ isRandom)
/* harmony export */ });
/* harmony import */ var _encodings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43459);

/** Shorter values are too likely to be words of a text. */
const MIN_LENGTH = 16;
/** Fragments of an encoding that are shorter say nothing. */
const MIN_FORM_LENGTH = 12;
/** What is left of a value without its plain words must be as long as this to count as random. */
const MIN_RANDOM_LENGTH = 10;
/** Words that people write into values that are no secrets: those of tests, examples and local services. */
const PLAIN_WORDS = /postgres(?:ql)?|mysql|maria|mongo(?:db)?|redis|rabbitmq|guest|docker|localhost|host|root|admin|user(?:name)?|test(?:ing|s)?|development|local|staging|example|sample|dummy|fake|mock|placeholder|change[-_]?me|change|your|super|insecure|unsafe|secure|secret|password|passwd|pass|phrase|token|base|default|value|none|required|this|that|here|only|with|qwerty|abcdef|hunter|letmein|production|github|actions?|runner|service|database|server|http|https|true|false|null|undefined/gi;
/** Those that are too short to be looked for inside of a random text. */
const SHORT_WORDS = /^(?:ci|dev|my|api|key|not|no|for|the|a|is|do|use|in|of|and|app|web|db|abc|com|org|net|io|yes|job|real|to)$/i;
const SEQUENCE = /(?:0?1234567890?|0123456789|123456789?|12345?6?7?8?|(.)\1{3,}|(?:19|20)\d\d)/g;
/**
 * Whether a value of a variable that looks secret is looked for in what is pushed: 16 characters or more, letters and
 * digits or both cases mixed, and not made of plain words and running numbers alone.
 */
function isSearchable(value) {
    const text = value.trim();
    if (text.length < MIN_LENGTH || /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)/.test(text) || /^\$\{?\w+\}?$/.test(text))
        return false;
    if (!isMixed(text))
        return false;
    const url = /^[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^/:@\s]{0,200}:([^/@\s]{1,500})@)?/i.exec(text);
    // Of an address only the password counts.
    const core = url === null ? text : (url[1] ?? '');
    return isRandom(core, MIN_RANDOM_LENGTH, true);
}
/** Whether so many characters are left of a value without plain words and running numbers; `mixed`: of two kinds. */
function isRandom(value, min, mixed) {
    const random = value
        .replace(PLAIN_WORDS, ' ')
        .replace(SEQUENCE, ' ')
        .split(/[^A-Za-z0-9+/=]+|(?<=[a-z])(?=[A-Z])/)
        .filter((word) => !SHORT_WORDS.test(word))
        .join('');
    return random.length >= min && (!mixed || isMixed(random));
}
function isMixed(text) {
    return [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length >= 2;
}
/** `values` that `isSearchable` takes are to be chosen before. */
function createSecretFinder(values) {
    const forms = values.map(searchedForms);
    const owner = new Map();
    for (const [secret, list] of forms.entries())
        for (const form of list)
            if (!owner.has(form))
                owner.set(form, secret);
    // The longest first, so that a value that holds another one is named.
    const literals = [...owner.keys()].sort((a, b) => b.length - a.length);
    const pattern = literals.length === 0 ? null : literals.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
    const source = pattern?.join('|') ?? null;
    const longest = literals[0]?.length ?? 0;
    const start = () => createSearch(source, owner, longest);
    return {
        count: values.length,
        formsOf: (secret) => (forms[secret] ?? []).filter((form) => !/[\n\r\0]/.test(form)),
        start,
        find(text) {
            const search = start();
            search.write(typeof text === 'string' ? Buffer.from(text).toString('latin1') : text.toString('latin1'));
            return search.end();
        },
    };
}
function createSearch(source, owner, longest) {
    const found = new Map();
    let [tail, joinedTail, lines] = ['', '', 1];
    const scan = (text, lineOf) => {
        for (const match of text.matchAll(new RegExp(source ?? '', 'g'))) {
            const secret = owner.get(match[0]);
            if (secret !== undefined && !found.has(secret))
                found.set(secret, lineOf(match.index));
        }
    };
    return {
        write(chunk) {
            if (source === null)
                return;
            const text = tail + chunk;
            scan(text, (at) => lines + countLines(text.slice(0, at)));
            const kept = Math.min(text.length, longest - 1);
            lines += countLines(text.slice(0, text.length - kept));
            tail = text.slice(text.length - kept);
            // What was broken into lines, as base64 is, or by somebody who thought of this.
            const joined = joinedTail + chunk.replace(/\s+/g, '');
            scan(joined, () => 0);
            joinedTail = joined.slice(Math.max(0, joined.length - longest + 1));
        },
        end: () => [...found].map(([secret, line]) => ({ secret, line })),
    };
}
function countLines(text) {
    let count = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
        count += 1;
    return count;
}
function searchedForms(value) {
    const bytes = Buffer.from(value.trim());
    const hex = bytes.toString('hex');
    const wide = Buffer.from(value.trim(), 'utf16le');
    const forms = [
        ...(0,_encodings_js__WEBPACK_IMPORTED_MODULE_0__/* .encodedForms */ .w)(value).map((form) => Buffer.from(form).toString('latin1')),
        hex,
        hex.toUpperCase(),
        wide.toString('latin1'),
        Buffer.from(wide).swap16().toString('latin1'),
    ];
    return [...new Set(forms)].filter((form) => form.length >= MIN_FORM_LENGTH);
}


/***/ }),

/***/ 25649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ TOKEN_PATTERN),
/* harmony export */   P: () => (/* binding */ createMask)
/* harmony export */ });
/* harmony import */ var _unseen_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97935);
/* harmony import */ var _encodings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43459);


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
    const patterns = secrets.filter((secret) => secret.trim().length >= MIN_SECRET_LENGTH).flatMap(_encodings_js__WEBPACK_IMPORTED_MODULE_1__/* .encodedForms */ .w);
    const layer = (view, forms) => {
        const { literals, source } = searchFor(forms);
        return () => new SecretStream(literals, new RegExp(source, 'g'), view);
    };
    const asSeen = layer(_unseen_js__WEBPACK_IMPORTED_MODULE_0__/* .look */ .Op, patterns.map((pattern) => (0,_unseen_js__WEBPACK_IMPORTED_MODULE_0__/* .look */ .Op)(pattern, true).text));
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


/***/ }),

/***/ 52312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ maskSecretShapes),
/* harmony export */   k: () => (/* binding */ findSecretShapes)
/* harmony export */ });
/* harmony import */ var _find_secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38698);
/* harmony import */ var _mask_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25649);


/*
 * Texts that look like secrets although nobody named them, before they are committed: of a vendor's form, in the place
 * where secrets stand, or under a name that says so. A reference to one (`${{ secrets.X }}`, `$VAR`, `<token>`) is none.
 */
/** What vendors mark their keys with, beside those that the mask hides everywhere. */
const VENDOR_KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s]{0,8000}|\b(?:gh[opsru]_[A-Za-z0-9]{20}|github_pat_\w{20}|glpat-[\w-]{20}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10}|npm_[A-Za-z0-9]{30})[\w-]{0,500}/g;
const TOKEN = new RegExp(_mask_js__WEBPACK_IMPORTED_MODULE_0__/* .TOKEN_PATTERN */ .L, 'g');
/** Whoever knows such an address may write there. */
const WEBHOOK = /\bhooks\.slack\.com\/(?:services|workflows)\/[\w/-]{20,200}|\bdiscord(?:app)?\.com\/api\/webhooks\/\d{5,30}\/[\w-]{20,200}/g;
/** Hosts that are no one else's: of this machine, or of the network of a test's containers. */
const LOCAL_HOST = /^(?:localhost|[\w-]{1,100}|127\.[\d.]{1,20}|\[::1\])$/i;
/** Where a secret stands, and how much of what stands there must be random for one; each match ends with its `value`. */
const PLACES = [
    // `scheme://user:password@host`
    {
        pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^/:@\s'"]{0,100}:(?<value>[^/@\s'"]{1,200})(?=@(?<host>\[[0-9a-f:]{1,50}\]|[\w.-]{1,200}))/gi,
        ...{ min: 4, mixed: false },
    },
    // `scheme://token@host`: names of users are shorter.
    { pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?<value>[^/:@\s'"]{20,200})(?=@)/gi, min: 16, mixed: true },
    // `curl -u user:password`
    {
        pattern: /\bcurl [^\n|;&]{0,300}?(?<=\s)(?:-u|--(?:proxy-)?user)[ =]?["']?[^\s:"']{0,100}:(?<value>[^\s"']{1,200})/gi,
        ...{ min: 6, mixed: true },
    },
    // `login -p password`
    {
        pattern: /\b(?:login|sshpass)\b[^\n|;&]{0,300}?(?<=\s)-p[ ]?["']?(?<value>[^\s"']{8,200})/gi,
        ...{ min: 8, mixed: true },
    },
    // `Authorization: Bearer value`
    {
        pattern: /\bauthorization["']?[:=][ ]?["']?(?:basic|bearer|token)[ ](?<value>[^\s"'`,;]{8,2000})/gi,
        ...{ min: 8, mixed: true },
    },
    // `API_KEY=value`, `password: value`, `--api-key value`
    {
        pattern: /(?:(?<![\w-])--?[\w-]{0,60}|(?<!\w)\w{0,60})(?:key|token|secret|passw(?:or)?d)(?:[:=]|(?<=--[\w-]{1,70}) )[ ]?["']?(?<value>[^\s"'`,;&|<>(){}$]{8,500})(?![$({])/gi,
        ...{ min: 8, mixed: true },
    },
];
/** Where something stands that looks like a secret, as `[from, to)`, in order and apart. */
function findSecretShapes(text) {
    const whole = [VENDOR_KEY, TOKEN, WEBHOOK].flatMap((pattern) => [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length]));
    const placed = PLACES.flatMap(({ pattern, min, mixed }) => [...text.matchAll(pattern)].flatMap(({ index, groups, 0: { length } }) => {
        const { value = '', host = '' } = groups ?? {};
        const end = index + length;
        const isSecret = !LOCAL_HOST.test(host) && isLiteral(value) && (0,_find_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .isRandom */ .oe)(value, min, mixed);
        return isSecret ? [[end - value.length, end]] : [];
    }));
    return apart([...whole, ...placed]);
}
/** The same text with `***` for each. */
function maskSecretShapes(text) {
    let [masked, from] = ['', 0];
    for (const [start, end] of findSecretShapes(text)) {
        masked += `${text.slice(from, start)}***`;
        from = end;
    }
    return masked + text.slice(from);
}
/** No path and no reference to a value that stands elsewhere. */
function isLiteral(value) {
    return !/^(?:\.{0,2}\/|~|%|\$|\*{3})|[${]/.test(value);
}
function apart(places) {
    const merged = [];
    for (const [from, to] of [...places].sort(([a], [b]) => a - b)) {
        const last = merged.at(-1);
        if (last !== undefined && from <= last[1])
            last[1] = Math.max(last[1], to);
        else
            merged.push([from, to]);
    }
    return merged;
}


/***/ })

};
