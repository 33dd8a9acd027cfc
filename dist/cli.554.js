export const id = 554;
export const ids = [554];
export const modules = {

/***/ 22554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseConfig: () => (/* binding */ parseConfig)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/plan/order/spec-order.js
/** Specs that wait for one another, the first of them again at the end: `a`, `b`, `a`; null: none do. */
function findCycle(after) {
    const finished = new Set();
    for (const start of after.keys()) {
        const path = [];
        const cycle = follow(start);
        if (cycle !== null)
            return cycle;
        function follow(name) {
            if (path.includes(name))
                return [...path.slice(path.indexOf(name)), name];
            if (finished.has(name))
                return null;
            path.push(name);
            for (const next of after.get(name) ?? []) {
                const found = follow(next);
                if (found !== null)
                    return found;
            }
            path.pop();
            finished.add(name);
            return null;
        }
    }
    return null;
}

// EXTERNAL MODULE: ./lib/inputs/kinds/headroom-kinds.js
var headroom_kinds = __webpack_require__(4570);
// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(83231);
// EXTERNAL MODULE: ./lib/inputs/options/options.js + 5 modules
var options = __webpack_require__(66704);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/inputs/config-file/config-schema.js



/** Options that are needed before there is a repository to read the file from, or that are one run's affair. */
const OUTSIDE = {
    workdir: 'give it as an input or flag: the file lies in the folder that it names',
    checkout: 'give it as an input: it decides whether there is a repository to read the file from',
    'github-token': 'give it as an input, from a secret; never in a file that is committed',
    'app-id': 'give it as an input: a token is needed before the file can be read',
    'app-private-key': 'give it as an input, from a secret; never in a file that is committed',
    'resume-command': 'give it as an input: comments are read before the repository is',
    'allow-bots': 'give it as an input: who may start a job is checked before the repository is read',
    only: 'give it as an input or flag of one run',
    from: 'give it as an input or flag of one run',
    resume: 'give it as an input of one run',
    answer: 'give it as an input of one run',
    command: 'give it as an input of one step',
    json: 'give it as a flag',
};
/** Why an option cannot stand in the file; null: it can, or there is no such option. */
function outsideFile(name, table) {
    return name in table ? (OUTSIDE[name] ?? null) : null;
}
/** Options that can stand in the file, in the table's order. */
function fileOptions(table) {
    return Object.keys(table).filter((name) => OUTSIDE[name] === undefined);
}
const scalar = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()]);
const optionValue = schemas/* union */.KCZ([scalar, schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]))]);
const refuse = (what) => ({ error: ({ input }) => `"${input}" ${what}` });
const config_schema_text = (description) => schemas/* string */.YjP({ error: ({ input }) => (input === undefined ? 'is missing' : 'is not a text') }).describe(description);
const writablePath = schemas/* string */.YjP()
    .refine((path) => (0,external_node_path_.isAbsolute)(path) || path.startsWith('~/'), refuse('is not an absolute path, nor one that starts with ~/'))
    .refine((path) => !path.split('/').includes('..'), refuse('may lead elsewhere'))
    .refine((path) => (0,external_node_path_.normalize)(path) !== '/', refuse('is the whole machine'))
    .refine((path) => !/^~\/?$/.test((0,external_node_path_.normalize)(path)), refuse('is the whole home'));
const repositoryPath = schemas/* string */.YjP()
    .refine((path) => path !== '' && !(0,external_node_path_.isAbsolute)(path), 'is not a path from the top of the repository')
    .refine((path) => !path.split('/').includes('..'), 'leads out of the repository');
const afterSpecs = schemas/* array */.YOg(schemas/* string */.YjP().min(1, 'is empty; name a spec'))
    .optional()
    .describe('Names of specs: the plan of `specs` starts this one when they are complete and merged into the base.');
/** For editors: the file's JSON Schema (https://json-schema.org/draft/2020-12). */
function configJsonSchema(table) {
    return {
        title: 'Configuration of sequential-orchestration',
        ...z.toJSONSchema(configSchema(table), { io: 'input' }),
    };
}
/** The file's shape for the options of a table. What a value must be is said by the kind of its option. */
function configSchema(table) {
    const describe = (name) => {
        const { description, kind, defaults } = table[name];
        const usual = defaults.action === '' ? '' : ` Default in a workflow: ${defaults.action}.`;
        return optionValue.optional().describe(`${description} Accepted: ${kind.accepts}.${usual}`);
    };
    const optionFields = Object.fromEntries(fileOptions(table).map((name) => [name, describe(name)]));
    const isolation = schemas/* strictObject */.rej({
        strength: schemas/* string */.YjP().optional().describe('auto, strict or off.'),
        writable: schemas/* array */.YOg(writablePath)
            .optional()
            .describe('Paths that can be written under strict: absolute, or from the home with ~/.'),
        allow: schemas/* array */.YOg(schemas/* string */.YjP()).optional().describe(table['isolation-allow'].description),
    });
    const headroom = schemas/* strictObject */.rej({
        keep: config_schema_text(`What is kept. Accepted: ${table.headroom.kind.accepts}.`),
        hours: config_schema_text(`When you are to find it. Accepted: ${headroom_kinds/* hoursOfDay */.B6.accepts}.`),
        days: optionValue
            .optional()
            .describe(`Days on which the hours begin; default: all. Accepted: ${headroom_kinds/* daysOfWeek */.BP.accepts}.`),
        zone: config_schema_text(`Of the hours and days. Accepted: ${headroom_kinds/* timeZone */.eB.accepts}.`),
    });
    return schemas/* strictObject */.rej({
        ...optionFields,
        version: schemas/* literal */.euz(1, { error: 'must be 1; other versions are not known here' }).optional(),
        isolation: schemas/* union */.KCZ([schemas/* string */.YjP(), isolation]).optional().describe(table.isolation.description),
        headroom: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), headroom]).optional().describe(table.headroom.description),
        steering: schemas/* strictObject */.rej({
            allow: schemas/* array */.YOg(repositoryPath)
                .optional()
                .describe('Files and folders that agents may change although they steer the next agent, such as .claude/.'),
        })
            .optional(),
        memory: schemas/* boolean */.zMY()
            .optional()
            .describe('Whether what an agent notes for the next tasks is given to them. Default: true.'),
        specs: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* strictObject */.rej({ ...optionFields, after: afterSpecs }))
            .optional()
            .describe('By name of a spec: options for it alone, and which specs come before it.'),
    });
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./lib/secrets/secret-shapes.js
var secret_shapes = __webpack_require__(52312);
;// CONCATENATED MODULE: ./lib/inputs/config-file/read-yaml.js



/** Without aliases, of which a short file can make a long one. */
function readYaml(text, where) {
    const document = (0,dist/* parseDocument */.Tp)(text, { prettyErrors: true, lineCounter: new dist/* LineCounter */.HN() });
    const [error] = document.errors;
    const refuse = (message, line) => new errors/* UserError */.yo(`not valid YAML: ${message.split('\n')[0]}`, {
        where: line === undefined ? where : `${where}:${line}`,
        fix: 'correct the file',
    });
    if (error !== undefined)
        throw refuse(error.message, error.linePos?.[0].line);
    try {
        return document.toJS({ maxAliasCount: 0 });
    }
    catch {
        throw refuse('aliases are not supported', undefined);
    }
}
/** The file is committed: whoever reads the repository would read them. The line is told, never the text. */
function refuseSecrets(text, where) {
    const [place] = (0,secret_shapes/* findSecretShapes */.k)(text);
    if (place === undefined)
        return;
    throw new errors/* UserError */.yo('this looks like a secret, and the file is committed', {
        where: `${where}:${text.slice(0, place[0]).split('\n').length}`,
        fix: 'Revoke it, remove it from the file, and pass it to the job as a secret (an input such as github-token, or env).',
    });
}

;// CONCATENATED MODULE: ./lib/inputs/config-file/parse-config.js







/** Reads the file's text; UserError that names the line or the key for what it does not take. `where`: the file, for people. */
function parseConfig(text, where, table = options/* options */.fF) {
    refuseSecrets(text, where);
    const yaml = readYaml(text, where) ?? {};
    const parsed = configSchema(table).safeParse(yaml);
    if (!parsed.success)
        throw refusal(parsed.error, yaml, { where, table });
    const { version: _, specs, isolation, steering, memory = true, headroom, ...values } = parsed.data;
    const { writable = [], allow, strength } = isObject(isolation) ? isolation : {};
    const isolationValues = isObject(isolation) ? { isolation: strength, 'isolation-allow': allow } : { isolation };
    const keep = isObject(headroom) ? headroom.keep : headroom;
    const fileValues = { ...values, ...withoutUndefined({ ...isolationValues, headroom: keep }) };
    const keys = {
        ...(isObject(isolation) ? { isolation: 'isolation.strength', 'isolation-allow': 'isolation.allow' } : {}),
        ...(isObject(headroom) ? { headroom: 'headroom.keep' } : {}),
    };
    return {
        where,
        options: readOptions(fileValues, { where, path: '', table, keys }),
        specs: new Map(Object.entries(specs ?? {}).map(([name, { after: _, ...own }]) => [
            name,
            readOptions(own, { where, path: `specs.${name}.`, table }),
        ])),
        after: readAfter(specs ?? {}, where),
        writable,
        allowedSteering: steering?.allow ?? [],
        memory,
        headroomHours: isObject(headroom) ? readHours(headroom, where) : null,
    };
}
function readHours({ hours, days = 'mon-sun', zone }, where) {
    return {
        ...readValue(headroom_kinds/* hoursOfDay */.B6, hours, { where, key: 'headroom.hours' }),
        days: readValue(headroom_kinds/* daysOfWeek */.BP, days, { where, key: 'headroom.days' }),
        zone: readValue(headroom_kinds/* timeZone */.eB, zone, { where, key: 'headroom.zone' }),
    };
}
/** Specs that wait for one another would all wait for ever. */
function readAfter(specs, where) {
    const after = new Map(Object.entries(specs).flatMap(([name, own]) => (own.after ? [[name, own.after]] : [])));
    const cycle = findCycle(after);
    if (cycle === null)
        return after;
    const [first = '', ...others] = cycle;
    const message = others.length === 1 ? `specs.${first}.after: names ${first} itself` : `specs.${first}.after: ${cycle.join(' → ')}`;
    throw new errors/* UserError */.yo(`${message}: none of them could ever begin`, {
        where,
        fix: 'take one of these dependencies out; a → b says that a comes after b',
    });
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function withoutUndefined(values) {
    return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
/** Values as YAML has them → texts, each read once so that a wrong one is named here. */
function readOptions(values, { where, path, table, keys = {}, }) {
    const texts = Object.entries(withoutUndefined(values)).map(([key, value]) => {
        const name = key;
        const kind = table[name].kind;
        readValue(kind, value, { where, key: keys[name] ?? `${path}${name}` });
        return [name, textOf(value)];
    });
    return new Map(texts);
}
/** UserError that names the key, for a value that the kind does not take. */
function readValue(kind, value, { where, key }) {
    try {
        return kind.read(textOf(value).trim());
    }
    catch (cause) {
        if (!(cause instanceof Error))
            throw cause;
        const text = Array.isArray(value)
            ? (value.map(String).find((item) => !reads(kind, item)) ?? textOf(value))
            : textOf(value);
        const message = cause instanceof errors/* UserError */.yo ? cause.message : `"${text}" ${cause.message}`;
        throw new errors/* UserError */.yo(`${key}: ${message}`, { where, fix: `accepted: ${kind.accepts}`, cause });
    }
}
function reads(kind, text) {
    try {
        kind.read(text.trim());
        return true;
    }
    catch {
        return false;
    }
}
function textOf(value) {
    return Array.isArray(value) ? value.join('\n') : String(value);
}
function refusal(error, yaml, { where, table }) {
    const issue = deepest(error.issues[0]);
    const path = issue?.path.join('.') ?? '';
    if (issue?.code === 'invalid_type' || issue?.code === 'invalid_union') {
        const { message, fix } = misshapen(issue, yaml, table);
        return new errors/* UserError */.yo(`${path || 'the file'}: ${message}`, { where, fix });
    }
    if (issue?.code !== 'unrecognized_keys')
        return new errors/* UserError */.yo(`${path || 'the file'}: ${issue?.message ?? 'does not match'}`, {
            where,
            fix: 'correct the file',
        });
    const [key = ''] = issue.keys;
    const message = `unknown key ${[path, key].filter(Boolean).join('.')}`;
    const reason = outsideFile(key, table);
    if (reason !== null)
        return new errors/* UserError */.yo(`${key} cannot be set in this file`, { where, fix: reason });
    const known = knownKeys(issue.path, table);
    const meant = (0,nearest/* nearest */.p)(key, known);
    const fix = meant === null ? `known here: ${known.join(', ')}` : `did you mean ${meant}?`;
    return new errors/* UserError */.yo(message, { where, fix });
}
/** What YAML has in the place of a value of another shape, and what is to stand there. */
function misshapen(issue, yaml, table) {
    const value = issue.path.reduce((from, key) => from?.[key], yaml);
    const name = issue.path.at(-1);
    const kind = fileOptions(table).find((option) => option === name);
    const expected = issue.code === 'invalid_type' ? issue.expected : '';
    const wanted = kind === undefined ? (SHAPES[expected] ?? 'correct the file') : `accepted: ${table[kind].kind.accepts}`;
    const absent = value === undefined ? 'is missing' : 'it has no value';
    return { message: value == null ? absent : `${shapeOf(value)} cannot stand here`, fix: wanted };
}
const SHAPES = {
    object: 'give options, each in a line of its own, as `name: value`',
    record: 'give names of specs, each with its options below it',
    array: 'give a list, such as [a, b]',
    boolean: 'give true or false',
};
function shapeOf(value) {
    if (Array.isArray(value))
        return 'a list';
    return typeof value === 'object' ? 'a section' : `"${value}"`;
}
/** Of a value that may have several forms, what is wrong with the form that was meant. */
function deepest(issue) {
    if (issue?.code !== 'invalid_union')
        return issue;
    const inner = issue.errors.flatMap(([first]) => (first === undefined ? [] : [first]));
    const found = inner.find(({ code, path }) => code === 'unrecognized_keys' || path.length > 0);
    return found === undefined ? issue : deepest({ ...found, path: [...issue.path, ...found.path] });
}
function knownKeys(path, table) {
    const [section, ...below] = path;
    if (section === undefined)
        return ['version', 'specs', 'steering', 'memory', ...fileOptions(table)];
    if (section === 'isolation')
        return ['strength', 'writable', 'allow'];
    if (section === 'headroom')
        return ['keep', 'hours', 'days', 'zone'];
    if (section === 'steering')
        return ['allow'];
    return below.length > 0 ? ['after', ...fileOptions(table)] : [];
}


/***/ }),

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
/** `scheme://user:password@host` */
const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^/:@\s'"]{0,100}:(?<value>[^/@\s'"]{1,200})@(?<host>\[[0-9a-f:]{1,50}\]|[\w.-]{1,200})/gi;
/** `API_KEY=value`, `password: value`, `--api-key value` */
const NAMED = /(?:(?<![\w-])--?[\w-]{0,60}|(?<!\w)\w{0,60})(?:key|token|secret|passw(?:or)?d)(?:[:=]|(?<=--[\w-]{1,70}) )[ ]?["']?(?<value>[^\s"'`,;&|<>(){}$]{8,500})(?![$({])/gi;
/** Hosts that are no one else's: of this machine, or of the network of a test's containers. */
const LOCAL_HOST = /^(?:localhost|[\w-]{1,100}|127\.[\d.]{1,20}|\[::1\])$/i;
const MIN_RANDOM_PASSWORD = 4;
const MIN_RANDOM_VALUE = 8;
/** Where something stands that looks like a secret, as `[from, to)`, in order and apart. */
function findSecretShapes(text) {
    const whole = [VENDOR_KEY, TOKEN, WEBHOOK].flatMap((pattern) => [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length]));
    const addresses = [...text.matchAll(ADDRESS)].flatMap((match) => {
        const { value = '', host = '' } = match.groups ?? {};
        const isLiteral = !LOCAL_HOST.test(host) && isLiteralValue(value, MIN_RANDOM_PASSWORD, false);
        return isLiteral ? [placeOf(match, value, match[0].lastIndexOf(value, match[0].length - host.length - 2))] : [];
    });
    const named = [...text.matchAll(NAMED)].flatMap((match) => {
        const value = match.groups?.value ?? '';
        return isLiteralValue(value, MIN_RANDOM_VALUE, true) ? [placeOf(match, value, match[0].length - value.length)] : [];
    });
    return apart([...whole, ...addresses, ...named]);
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
function placeOf({ index }, value, at) {
    return [index + at, index + at + value.length];
}
function isLiteralValue(value, minRandom, mixed) {
    return !/^(?:\.{0,2}\/|~|%|\$|\*{3})|[${]/.test(value) && (0,_find_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .isRandom */ .oe)(value, minRandom, mixed);
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
