export const id = 173;
export const ids = [173];
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
    const refuse = (message, line) => 
    // The place is said before it.
    new errors/* UserError */.yo(`not valid YAML: ${message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`, {
        where: line === undefined ? where : `${where}:${line}`,
        fix: /^Tabs/.test(message) ? 'indent with spaces' : 'correct the file',
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
    const option = fileOptions(table).find((known) => known === name);
    const kind = option === undefined ? sectionKinds(issue.path, table)[String(name)] : table[option].kind;
    const expected = issue.code === 'invalid_type' ? issue.expected : '';
    const wanted = kind === undefined ? (SHAPES[expected] ?? 'correct the file') : `accepted: ${kind.accepts}`;
    const absent = value === undefined ? 'is missing' : 'it has no value';
    return { message: value == null ? absent : `${shapeOf(value)} cannot stand here`, fix: wanted };
}
/** What is accepted in a section whose keys are no options. */
function sectionKinds([section], table) {
    return section === 'headroom'
        ? { keep: table.headroom.kind, hours: headroom_kinds/* hoursOfDay */.B6, days: headroom_kinds/* daysOfWeek */.BP, zone: headroom_kinds/* timeZone */.eB }
        : {};
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
    // A key that is not known says more than that another one is missing.
    const inner = issue.errors.flatMap((all) => all.find(({ code }) => code === 'unrecognized_keys') ?? all[0] ?? []);
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
        return Object.keys(sectionKinds(path, table));
    if (section === 'steering')
        return ['allow'];
    return below.length > 0 ? ['after', ...fileOptions(table)] : [];
}


/***/ })

};
