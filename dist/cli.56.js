export const id = 56;
export const ids = [56];
export const modules = {

/***/ 1056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createBackendPrograms: () => (/* binding */ createBackendPrograms)
});

// EXTERNAL MODULE: ./lib/agents/index.js + 37 modules
var agents = __webpack_require__(1051);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
;// CONCATENATED MODULE: ./lib/agents/install/list-models.js

/** How long it may take: the list is read from files, or fetched once from the vendor. */
const timeLimitMs = 60_000;
/**
 * The models that a CLI knows by its own list, which calls none of them. Empty: it has no list, or did not give it.
 * `workdir`: the project may configure models too.
 */
function listModels({ listModels: args }, path, options) {
    if (args === undefined)
        return Promise.resolve([]);
    const { prefix, env, workdir: cwd, stop: signal } = options;
    const [program = '', ...programArgs] = [...prefix, path, ...args];
    const limits = { timeout: timeLimitMs, killSignal: 'SIGKILL', maxBuffer: 1 << 22 };
    return new Promise((resolve) => {
        const child = (0,external_node_child_process_.execFile)(program, programArgs, { env: { ...env }, cwd, signal, ...limits }, (error, stdout) => {
            const lines = stdout.split('\n').map((line) => line.trim());
            resolve(error === null ? lines.filter((line) => line !== '') : []);
        });
        child.stdin?.on('error', () => { });
        child.stdin?.end();
    });
}

// EXTERNAL MODULE: ./lib/agents/install/programs.js + 6 modules
var programs = __webpack_require__(19411);
// EXTERNAL MODULE: ./lib/agents/install/version-check.js
var version_check = __webpack_require__(24267);
// EXTERNAL MODULE: ./lib/agents/login-facts.js
var login_facts = __webpack_require__(91057);
// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(83231);
// EXTERNAL MODULE: ./lib/machine-user.js
var machine_user = __webpack_require__(39592);
// EXTERNAL MODULE: ./lib/plan/assignment/owner-backends.js
var owner_backends = __webpack_require__(30430);
// EXTERNAL MODULE: ./lib/secrets/agent-environment.js
var agent_environment = __webpack_require__(71780);
// EXTERNAL MODULE: ./lib/app/spec-run/require-windows.js
var require_windows = __webpack_require__(53128);
;// CONCATENATED MODULE: ./lib/app/spec-run/backend-programs.js










/** `startProbe`: how a CLI starts that is asked for its version or its models; default: without a sandbox. */
function createBackendPrograms(settings, environment, startProbe = version_check/* startOpenly */.c7) {
    const { backends = agents/* backends */.Sq } = environment;
    let current = { paths: new Map(), checked: new Map() };
    return {
        async ensure() {
            const programs = await ensureUsedPrograms(settings, environment, startProbe);
            const pools = await findPools([...programs.paths.keys()], settings, environment);
            (0,require_windows/* requirePlans */.i)(settings, pools);
            current = programs;
            const { paths } = programs;
            const available = [...paths.keys()].filter((name) => supportsSandbox((0,agents/* getBackend */.jz)(name, backends), settings));
            // Of those that may only be chosen for a unit nobody has to hear; a fallback was asked for.
            const unusable = settings.throttle.fallbackBackends.flatMap((name) => programs.unusable.get(name) ?? []);
            const unknown = await findUnknownModels(settings, environment, paths, startProbe);
            return { available: new Set(available), problems: [...programs.warnings, ...unusable, ...unknown], pools };
        },
        async path(backend) {
            if (current.checked.get(backend)?.isUnchanged() === false)
                current = await ensureUsedPrograms(settings, environment, startProbe);
            return current.paths.get(backend) ?? backend;
        },
    };
}
/** Backends that this run may use, each with its program; a night must not fail at unit 3 because one is missing. */
function ensureUsedPrograms(settings, environment, startProbe) {
    const { backends = agents/* backends */.Sq } = environment;
    const { used, required } = (0,owner_backends/* usedBackends */.hY)(settings.agents, settings.throttle.fallbackBackends, backends);
    const usable = used
        .map((name) => (0,agents/* getBackend */.jz)(name, backends))
        .filter((backend) => required.includes(backend.name) || supportsSandbox(backend, settings));
    return (0,programs/* ensurePrograms */.id)(usable, required, programOptions(settings, environment, startProbe));
}
function programOptions(settings, environment, startProbe) {
    const { backends = agents/* backends */.Sq } = environment;
    return {
        agentKeys: (0,agents/* keyNames */.mu)(backends),
        env: environment.env,
        home: (0,machine_user/* homeFolder */.Wx)(environment.env),
        install: settings.agents.installAgents,
        versions: settings.agents.agentVersions,
        agentArgs: settings.agents.agentArgs,
        agentEnv: settings.agents.agentEnv,
        log: (message) => environment.log.emit({ kind: 'warning', message }),
        platform: process.platform,
        execPath: process.execPath,
        stop: environment.stop,
        startProbe,
    };
}
/** What the calls of these backends will draw on, by the login that each would use. */
async function findPools(names, settings, environment) {
    const { backends = agents/* backends */.Sq } = environment;
    const options = programOptions(settings, environment, version_check/* startOpenly */.c7);
    const pools = new Map();
    for (const name of names) {
        const backend = (0,agents/* getBackend */.jz)(name, backends);
        const login = await (0,programs/* findBackendLogin */.Vd)(backend, options);
        if (login.kind !== 'unneeded')
            pools.set(name, (await (0,login_facts/* readLoginFacts */.R)(backend, login))?.pool ?? null);
    }
    return pools;
}
/** A sentence for each requested model that its CLI does not list. */
async function findUnknownModels(settings, { env, workdir, stop, backends = agents/* backends */.Sq }, paths, startProbe) {
    const requested = (0,owner_backends/* requestedModels */.zd)(settings.agents, backends);
    const problems = [];
    for (const [name, path] of paths) {
        const models = requested.filter(({ backend }) => backend === name).map(({ model }) => model);
        const backend = (0,agents/* getBackend */.jz)(name, backends);
        if (models.length === 0 || backend.cli === null)
            continue;
        const visible = (0,agent_environment/* agentEnvironment */.F)(env, backend, settings.agents.agentEnv, (0,agents/* keyNames */.mu)(backends)).env;
        const started = await startProbe(name, visible);
        const known = started === null ? [] : await listModels(backend.cli, path, { ...started, workdir, stop });
        await started?.ended?.();
        const unknown = known.length === 0 ? [] : models.filter((model) => !known.includes(model));
        problems.push(...unknown.map((model) => unknownModelText(name, model, (0,nearest/* nearest */.p)(model, known))));
    }
    return problems;
}
function unknownModelText(backend, model, meant) {
    const suggestion = meant === null ? '' : `; did you mean "${meant}"?`;
    return `${backend} does not list the model "${model}"${suggestion || '.'} The run tries it anyway.`;
}
/** Who cannot keep the sandbox can be asked who works, read-only, but not work. */
function supportsSandbox(backend, { agents }) {
    return backend.sandboxes.includes(agents.sandbox);
}


/***/ })

};
