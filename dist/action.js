import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 909:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _app_action_environment_handover_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(774);

await (0,_app_action_environment_handover_js__WEBPACK_IMPORTED_MODULE_0__/* .handOver */ .C)('main', process.env);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 774:
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
    // Every backend's keys look secret by their names; to ask the backends would bring all of them in here.
    const visible = agentEnvironment(env, { keys: [], env: [] }, environment_handover_RUNNER_FILES, []).env;
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
