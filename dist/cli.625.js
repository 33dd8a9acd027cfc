export const id = 625;
export const ids = [625];
export const modules = {

/***/ 61634:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   addFlags: () => (/* binding */ addFlags),
/* harmony export */   addRunFlags: () => (/* binding */ addRunFlags),
/* harmony export */   flagSource: () => (/* binding */ flagSource)
/* harmony export */ });
/* harmony import */ var commander__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48179);
/* harmony import */ var _options_options_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66704);


/** Gives a command all the flags of a run. */
function addRunFlags(command) {
    for (const name of (0,_options_options_js__WEBPACK_IMPORTED_MODULE_1__/* .optionNames */ .W6)('cli'))
        for (const option of flagOptions(name))
            command.addOption(option.helpGroup(`${(0,_options_options_js__WEBPACK_IMPORTED_MODULE_1__/* .optionGroup */ .ZJ)(name)}:`));
    return command;
}
/** Gives a command some of the flags; their values stay text, to be read and refused in one place. */
function addFlags(command, names) {
    for (const name of names)
        for (const option of flagOptions(name))
            command.addOption(option);
    return command;
}
const formerFlags = (0,_options_options_js__WEBPACK_IMPORTED_MODULE_1__/* .formerNames */ .ao)('cli');
const flagNames = new Set([...(0,_options_options_js__WEBPACK_IMPORTED_MODULE_1__/* .optionNames */ .W6)('cli'), ...formerFlags.keys()]);
/** The description says what there is. */
const LONG_PLACEHOLDER = 60;
/** The flag, its former names, and what turns it off where it is on by default. */
function flagOptions(name) {
    const { kind, defaults, description } = _options_options_js__WEBPACK_IMPORTED_MODULE_1__/* .options */ .fF[name];
    const isSwitch = kind.flag === true;
    const value = isSwitch
        ? '[boolean]'
        : `<${kind.placeholder.length > LONG_PLACEHOLDER ? 'name,…' : kind.placeholder}>`;
    const defaultNote = defaults.cli === '' || isSwitch ? '' : ` (default: ${defaults.cli})`;
    const former = [...formerFlags].filter(([, today]) => today === name).map(([formerName]) => formerName);
    const flags = [name, ...former].map((flag) => {
        const option = new commander__WEBPACK_IMPORTED_MODULE_0__/* .Option */ .c$(`--${flag} ${value}`, `${description}${defaultNote}`).hideHelp(flag !== name);
        return kind.repeatable === true ? option.argParser(appendLine) : option;
    });
    return [...flags, ...(isSwitch && defaults.cli === 'true' ? [new commander__WEBPACK_IMPORTED_MODULE_0__/* .Option */ .c$(`--no-${name}`, `Turn ${name} off.`)] : [])];
}
function appendLine(next, previous) {
    return previous === undefined ? next : `${previous}\n${next}`;
}
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
    const table = _options_options_js__WEBPACK_IMPORTED_MODULE_1__/* .options */ .fF;
    return table[name]?.variable;
}


/***/ }),

/***/ 64625:
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
// EXTERNAL MODULE: ./lib/inputs/flags.js
var inputs_flags = __webpack_require__(61634);
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
    const source = (0,inputs_flags.flagSource)(flags, env);
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
        prices: get('prices'),
    };
}


/***/ })

};
