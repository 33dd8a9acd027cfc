import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 909:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _app_surroundings_environment_handover_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(374);

await (0,_app_surroundings_environment_handover_js__WEBPACK_IMPORTED_MODULE_0__/* .handOver */ .Cl)('main', process.env);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Cl: () => (/* binding */ handOver)
});

// UNUSED EXPORTS: replaceProcess, takeEnvironment

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: ./lib/secrets/own-keys.js
/** Variable that holds a private key to sign commits with, in the action and on the command line. */
const SIGNING_KEY_VARIABLE = 'SEQUENTIAL_SIGNING_KEY';
/** Variable that holds the private key of an app, on the command line. */
const APP_KEY_VARIABLE = 'SEQUENTIAL_APP_PRIVATE_KEY';
/** What gets our tokens and signs our commits is no agent's, whoever names it. */
const OWN_KEY_VARIABLES = [APP_KEY_VARIABLE, SIGNING_KEY_VARIABLE];

;// CONCATENATED MODULE: ./lib/secrets/agent-environment.js

/** Files through which a step speaks to the runner: whoever writes them sets variables and paths of later steps. */
const RUNNER_FILES = ['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY'].map((name) => `GITHUB_${name}`);
const SECRET_NAME = /TOKEN(?!IZ)|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|PRIVATE|[_-]KEY|APIKEY|_AUTH(?:$|_(?:CONTENT|CONFIG|JSON)$)/i;
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
    const allowed = new Set([...own.keys, ...own.env, ...allow].filter((name) => !OWN_KEY_VARIABLES.includes(name)));
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

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: ./lib/errors.js
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
class InternalError extends (/* unused pure expression or super */ null && (Error)) {
    name = 'InternalError';
}
/** Closes a switch over a union: the compiler refuses a forgotten case. */
function unreachable(value) {
    throw new InternalError(`unexpected value: ${JSON.stringify(value)}`);
}

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: ./lib/state/lock/process-stat.js

/** null: no such process, or not on Linux. */
function readProcessStat(pid) {
    try {
        return parseProcessStat((0,external_node_fs_namespaceObject.readFileSync)(`/proc/${pid}/stat`, 'latin1'));
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

;// CONCATENATED MODULE: ./lib/state/lock/process-start.js



/**
 * When a process started, as an opaque word that is the same for one process for all its life and differs from that
 * of a later one with the same pid; null: no such process (a zombie is none).
 * Linux: boot id and the kernel's start time; elsewhere what ps says.
 */
function processStart(pid) {
    return linuxStart(pid) ?? (process.platform === 'linux' ? null : psStart(pid));
}
function linuxStart(pid) {
    const stat = readProcessStat(pid);
    if (stat === null || stat.zombie)
        return null;
    try {
        return `${(0,external_node_fs_namespaceObject.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${stat.startedAt}`;
    }
    catch {
        return null;
    }
}
function psStart(pid) {
    try {
        const output = (0,external_node_child_process_namespaceObject.execFileSync)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
            encoding: 'utf8',
            env: { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' },
            stdio: ['ignore', 'pipe', 'ignore'],
        }).trim();
        const [state, ...start] = output.split(/\s+/u);
        return output === '' || state?.startsWith('Z') ? null : start.join(' ');
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./lib/state/lock/temp-folder.js





const OWNER_FILE = 'owner';
/** What `mkdtemp` puts behind the prefix. */
const RANDOM_PART = /^[A-Za-z0-9]{6}$/;
/** Where temporary folders may lie, the best place first: the runner's folder for the job, the user's, the machine's. */
function tempPlaces({ RUNNER_TEMP, TMPDIR }) {
    const places = [RUNNER_TEMP, TMPDIR, (0,external_node_os_namespaceObject.tmpdir)(), '/tmp', '/var/tmp'];
    return [...new Set(places.filter((place) => place !== undefined && (0,external_node_path_namespaceObject.isAbsolute)(place)))];
}
/**
 * In a place for temporary folders, the folder of all of ours. One that stays, since a sandbox covers what is there when
 * its agent starts: other runs come and go meanwhile, with keys in their folders.
 */
function tempParent(place, visibility) {
    const name = `sequential-${process.getuid?.() ?? 'user'}`;
    return (0,external_node_path_namespaceObject.join)(place, visibility === 'hidden' ? name : `${name}-${visibility}`);
}
/**
 * Makes a folder that only this user can enter, in the first of `places` that takes one: an agent, or whoever set the
 * variable, may have left a place that is missing, full or read-only. It names this process as its owner, so that a
 * later run can tell what a killed one left. UserError where no place will do.
 */
function createTempFolder(prefix, places, visibility = 'hidden') {
    const failures = [];
    for (const place of places) {
        let folder = null;
        try {
            folder = (0,external_node_fs_namespaceObject.mkdtempSync)((0,external_node_path_namespaceObject.join)(makeTempParent(place, visibility), prefix));
            (0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(folder, OWNER_FILE), JSON.stringify(currentOwner()), { mode: 0o600 });
            return folder;
        }
        catch (error) {
            if (folder !== null)
                (0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true });
            failures.push(`${place} (${error.code ?? error})`);
        }
    }
    throw new UserError(`no temporary folder can be created: ${failures.join(', ')}`, {
        where: 'TMPDIR',
        fix: 'set TMPDIR to a folder that you can write to, on a disk with free space',
    });
}
/** Makes it where it is missing; throws where somebody else has put something there, whom it would belong to. */
function makeTempParent(place, visibility) {
    const parent = tempParent(place, visibility);
    try {
        (0,external_node_fs_namespaceObject.mkdirSync)(parent, { mode: 0o700 });
    }
    catch (error) {
        if (error.code !== 'EEXIST')
            throw error;
    }
    const stat = (0,external_node_fs_namespaceObject.lstatSync)(parent);
    if (!stat.isDirectory() || (process.getuid && stat.uid !== process.getuid()))
        throw Object.assign(new Error(parent), { code: `${parent} is not a folder of this user` });
    if (stat.mode & 0o077)
        (0,external_node_fs_namespaceObject.chmodSync)(parent, 0o700);
    return parent;
}
/**
 * The folders of that prefix whose owner has ended without removing them. One that names no owner is somebody else's or
 * just being made, and is left alone, however old it is.
 */
function leftFolders(prefix, places, visibility = 'hidden') {
    const uid = process.getuid?.();
    const parents = places.map((place) => tempParent(place, visibility));
    return parents.flatMap((parent) => namesIn(parent)
        .filter((name) => name.startsWith(prefix) && RANDOM_PART.test(name.slice(prefix.length)))
        .map((name) => (0,external_node_path_namespaceObject.join)(parent, name))
        .filter((folder) => {
        const stat = (0,external_node_fs_namespaceObject.lstatSync)(folder, { throwIfNoEntry: false });
        return stat?.isDirectory() === true && stat.uid === uid && isLeft(folder);
    }));
}
/** In a place that others can write to, too: a folder that cannot be removed is no reason to stop. */
function removeTempFolder(folder) {
    try {
        (0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true });
    }
    catch {
        // It stays, as it did so far.
    }
}
let ownerOfThisProcess = null;
function currentOwner() {
    ownerOfThisProcess ??= { machine: machineName(), pid: process.pid, start: processStart(process.pid) };
    return ownerOfThisProcess;
}
/** Containers may share a temporary folder, and even the host's name: a process is looked for among our own alone. */
function machineName() {
    try {
        return `${(0,external_node_os_namespaceObject.hostname)()} ${(0,external_node_fs_namespaceObject.readlinkSync)('/proc/self/ns/pid')}`;
    }
    catch {
        return (0,external_node_os_namespaceObject.hostname)();
    }
}
/** Whoever cannot be looked for is taken for alive. */
function isLeft(folder) {
    const owner = readOwner(folder);
    if (owner === null || owner.machine !== currentOwner().machine)
        return false;
    const start = processStart(owner.pid);
    return start === null || (owner.start !== null && owner.start !== start);
}
/** Read by hand: what the runner starts first is small, and has no schemas in it. */
function readOwner(folder) {
    try {
        const file = (0,external_node_path_namespaceObject.join)(folder, OWNER_FILE);
        if (!(0,external_node_fs_namespaceObject.lstatSync)(file).isFile())
            return null;
        const { machine, pid, start } = JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8'));
        if (typeof machine !== 'string' || !Number.isSafeInteger(pid))
            return null;
        return { machine, pid: pid, start: typeof start === 'string' ? start : null };
    }
    catch {
        return null;
    }
}
function namesIn(place) {
    try {
        return (0,external_node_fs_namespaceObject.readdirSync)(place);
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./lib/app/surroundings/environment-handover.js
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
const FOLDER_PREFIX = 'sequential-environment-';
const ENVIRONMENT_FILE = 'environment';
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
 * Where Node cannot replace the process (before 22.15, Windows), or no file can be written, the step runs in this one.
 */
async function handOver(step, env) {
    const program = (0,external_node_path_namespaceObject.join)((0,external_node_path_namespaceObject.dirname)(process.argv[1] ?? '.'), 'steps.js');
    // Every backend's keys look secret by their names; to ask the backends would bring all of them in here.
    const visible = agentEnvironment(env, { keys: [], env: [] }, environment_handover_RUNNER_FILES, []).env;
    const clean = Object.fromEntries(Object.entries(visible).filter(([name]) => !STEERING.test(name)));
    replaceProcess([program, step], env, clean);
    process.argv.splice(1, process.argv.length, program, step);
    await import(__rewriteRelativeImportExtension(/* webpackIgnore: true */ (0,external_node_url_namespaceObject.pathToFileURL)(program).href));
}
/**
 * Goes on as the program of `args`, whose environment is `visible` for everybody, and `env` by `takeEnvironment`.
 * Returns only where Node cannot replace the process, or no file can be written.
 */
function replaceProcess(args, env, visible) {
    if (!canReplaceProcess())
        return;
    const folder = writeEnvironment(env);
    if (folder === null)
        return;
    (0,external_node_fs_namespaceObject.closeSync)(0);
    // The lowest number that is free: standard input.
    (0,external_node_fs_namespaceObject.openSync)((0,external_node_path_namespaceObject.join)(folder, ENVIRONMENT_FILE), 'r');
    (0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true });
    process.execve?.(process.execPath, [process.execPath, ...process.execArgv, ...args], {
        ...definedOf(visible),
        [HANDED_OVER]: '1',
    });
}
function definedOf(env) {
    return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
function canReplaceProcess() {
    return process.execve !== undefined && process.platform !== 'win32';
}
/** Writes the environment into a folder that only this user can read; null: there is no place for it. */
function writeEnvironment(env) {
    const places = tempPlaces(env);
    // What a killed one left holds every key of its job.
    for (const left of leftFolders(FOLDER_PREFIX, places))
        removeTempFolder(left);
    let folder = null;
    try {
        folder = createTempFolder(FOLDER_PREFIX, places);
        (0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(folder, ENVIRONMENT_FILE), JSON.stringify(env), { mode: 0o600 });
        return folder;
    }
    catch {
        // The step tells what is wrong with the places, once it is at work.
        if (folder !== null)
            removeTempFolder(folder);
        return null;
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
/******/ var __webpack_exports__ = __nccwpck_require__(909);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
