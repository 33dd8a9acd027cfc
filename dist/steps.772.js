export const id = 772;
export const ids = [772];
export const modules = {

/***/ 9772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createBackendPrograms: () => (/* binding */ createBackendPrograms)
});

// EXTERNAL MODULE: ./lib/agents/index.js + 38 modules
var agents = __webpack_require__(3202);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
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

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/secrets/agent-environment.js
var agent_environment = __webpack_require__(1780);
// EXTERNAL MODULE: ./lib/agents/login.js
var agents_login = __webpack_require__(1815);
// EXTERNAL MODULE: ./lib/agents/install/find-program.js
var find_program = __webpack_require__(2214);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/agents/install/free-space.js


/** Bytes free for this user where `folder` is, or would be. */
async function freeSpace(folder) {
    for (let path = folder;; path = (0,external_node_path_.dirname)(path)) {
        try {
            const { bavail, bsize } = await (0,promises_.statfs)(path);
            return { path, freeBytes: bavail * bsize };
        }
        catch (error) {
            if (path === (0,external_node_path_.dirname)(path))
                throw error;
        }
    }
}

// EXTERNAL MODULE: ./lib/machine-user.js
var machine_user = __webpack_require__(9592);
;// CONCATENATED MODULE: ./lib/agents/install/install-environment.js




/** Of npm's own settings those that name a secret: `_auth`, `//host/:_authToken`, `otp`. */
const SECRET_SETTING = /_auth|_password|token|:key|keyfile|otp$/i;
/** The job's environment without secrets, for a package's install script and for the program itself. */
function installEnvironment(env, agentKeys) {
    const isPlain = (name) => !SECRET_SETTING.test(name) && !/:\/\/[^/\s]*@/.test(env[name] ?? '');
    return visibleEnvironment(env, agentKeys, (name) => /^npm_config_/i.test(name) && isPlain(name));
}
/** The same with what npm itself logs in to a registry with: its settings, and the tokens that an npmrc names. */
async function fetchEnvironment(env, agentKeys, [npm]) {
    const texts = await Promise.all(npmrcPaths(env, npm).map((path) => (0,promises_.readFile)(path, 'utf8').catch(() => '')));
    const named = new Set(texts.flatMap((text) => [...text.matchAll(/\$\{(\w+)\??\}/g)].map(([, name = '']) => name)));
    return visibleEnvironment(env, agentKeys, (name) => /^npm_config_/i.test(name) || named.has(name));
}
function visibleEnvironment(env, agentKeys, isWanted) {
    const visible = (0,agent_environment/* agentEnvironment */.F)(env, { keys: [], env: [] }, Object.keys(env).filter(isWanted), agentKeys).env;
    // A token of the registry is not always called like a secret; an npm setting with one always is.
    const isHidden = (name) => /^(?:NPM_TOKEN|NODE_AUTH_TOKEN)$|^npm_config_.*/i.test(name) && !isWanted(name);
    return Object.fromEntries(Object.entries(visible).filter(([name]) => !isHidden(name)));
}
/** The user's and the machine's, as npm finds them (https://docs.npmjs.com/cli/configuring-npm/npmrc). */
function npmrcPaths(env, npm) {
    const setting = (name) => Object.entries(env).find(([key]) => key.toLowerCase() === `npm_config_${name}`)?.[1] || undefined;
    const prefix = setting('prefix') ?? env.PREFIX ?? (0,external_node_path_.dirname)((0,external_node_path_.dirname)(npm));
    return [
        setting('userconfig') ?? (0,external_node_path_.join)((0,machine_user/* homeFolder */.Wx)(env), '.npmrc'),
        setting('globalconfig') ?? (0,external_node_path_.join)(prefix, 'etc', 'npmrc'),
    ];
}

// EXTERNAL MODULE: ./lib/agents/install/install-folders.js
var install_folders = __webpack_require__(3801);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./lib/agents/install/install-lock.js




/** A holder touches its lock this often; one that has not for `staleMs` is taken for dead. */
const heartbeatMs = 2_000;
const staleMs = 20_000;
const pollMs = 200;
/**
 * Runs `work` while no other process on this file system runs it for the same `path`.
 * Liveness is the file's time and not a process id, since containers that share a tool cache do not share ids.
 * It saves a second download; it is not what keeps the cache whole (a rename is), so a wrongly broken lock does no harm.
 */
async function withLock(path, onWait, work) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    for (let hasWaited = false; !(await tryAcquire(path));) {
        if (!hasWaited)
            onWait();
        hasWaited = true;
        await breakStaleLock(path);
        await (0,external_node_timers_promises_.setTimeout)(pollMs);
    }
    const heartbeat = setInterval(() => {
        const now = new Date();
        (0,promises_.utimes)(path, now, now).catch(() => { });
    }, heartbeatMs);
    heartbeat.unref();
    try {
        return await work();
    }
    finally {
        clearInterval(heartbeat);
        await (0,promises_.rm)(path, { force: true });
    }
}
async function tryAcquire(path) {
    try {
        const file = await (0,promises_.open)(path, 'wx');
        await file.close();
        return true;
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    }
}
/** Moves a dead holder's lock away by rename, so that of several waiters only one removes it. */
async function breakStaleLock(path) {
    try {
        // Far ahead: by a clock that was set back since, or is another one's.
        if (Math.abs(Date.now() - (await (0,promises_.stat)(path)).mtimeMs) < staleMs)
            return;
        const movedAside = `${path}.${(0,external_node_crypto_.randomUUID)()}`;
        await (0,promises_.rename)(path, movedAside);
        await (0,promises_.rm)(movedAside, { force: true });
    }
    catch (error) {
        if (error.code !== 'ENOENT')
            throw error;
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./lib/agents/install/installed-files.js





/** Writes down what the program's folder holds, which will be in `folder`, before anybody else can touch it. */
async function recordInstall(made, folder, stateDir) {
    const path = recordPath(folder, stateDir);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}`;
    await (0,promises_.writeFile)(draft, JSON.stringify(await readContents(made)), { mode: 0o600 });
    await (0,promises_.rename)(draft, path);
}
/** Reads every file of an installed CLI, and compares it with what was written down when it was installed. */
async function checkInstall(folder, stateDir) {
    const recorded = await readRecord(recordPath(folder, stateDir));
    if (recorded === null)
        return { kind: 'other', reason: 'this machine has no record of having installed it' };
    // First: what changes while it is read shows the next time.
    const before = lookAt(folder);
    const contents = await readContents(folder);
    const differing = [...new Set([...Object.keys(recorded), ...Object.keys(contents)])].find((path) => recorded[path] !== contents[path]);
    if (differing !== undefined)
        return { kind: 'other', reason: `${differing} was changed since it was installed` };
    return { kind: 'as-installed', checked: { isUnchanged: () => before !== '' && lookAt(folder) === before } };
}
function recordPath(folder, stateDir) {
    const name = (0,external_node_crypto_.createHash)('sha256').update(folder).digest('hex').slice(0, 16);
    return (0,external_node_path_.join)(stateDir, 'installed', `${(0,external_node_path_.basename)((0,external_node_path_.dirname)(folder))}-${name}.json`);
}
async function readRecord(path) {
    try {
        const record = JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
        return typeof record === 'object' && record !== null ? record : null;
    }
    catch {
        return null;
    }
}
async function readContents(folder) {
    const contents = {};
    for (const path of pathsBelow(folder)) {
        const absolutePath = (0,external_node_path_.join)(folder, path);
        const stat = (0,external_node_fs_.lstatSync)(absolutePath);
        if (stat.isSymbolicLink())
            contents[path] = `link ${(0,external_node_fs_.readlinkSync)(absolutePath)}`;
        else if (stat.isFile())
            contents[path] = `${(stat.mode & 0o111).toString(8)} ${await hashFile(absolutePath)}`;
        else
            contents[path] = stat.isDirectory() ? 'folder' : 'other';
    }
    return contents;
}
async function hashFile(path) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(path, { highWaterMark: 1 << 20 }), hash);
    return hash.digest('hex');
}
/** The change time of an inode is in it, which no program can set. '' where the folder cannot be read. */
function lookAt(folder) {
    try {
        return pathsBelow(folder)
            .map((path) => {
            const { ino, mode, size, mtimeMs, ctimeMs } = (0,external_node_fs_.lstatSync)(`${folder}/${path}`);
            return `${path}\0${ino}:${mode}:${size}:${mtimeMs}:${ctimeMs}`;
        })
            .join('\n');
    }
    catch {
        return '';
    }
}
/** Everything below a folder, links not followed. */
function pathsBelow(folder, below = '') {
    return (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(folder, below), { withFileTypes: true }).flatMap((entry) => {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        return entry.isDirectory() ? [path, ...pathsBelow(folder, path)] : [path];
    });
}

;// CONCATENATED MODULE: ./lib/agents/locks/claude.json
const claude_namespaceObject = /*#__PURE__*/JSON.parse('{"lockfileVersion":3,"requires":true,"packages":{"":{"dependencies":{"@anthropic-ai/claude-code":"2.1.332"}},"node_modules/@anthropic-ai/claude-code":{"version":"2.1.332","integrity":"sha512-tvSh6bLvEbd97APD31AnojOrRC3AmcRj5R8sF8QIQitu3x2ucOb1kKmTkGDw41kjva+CGJfpkt+wYouk6yv56Q==","hasInstallScript":true,"license":"SEE LICENSE IN README.md","bin":{"claude":"bin/claude.exe"},"engines":{"node":">=22.0.0"},"optionalDependencies":{"@anthropic-ai/claude-code-darwin-arm64":"2.1.332","@anthropic-ai/claude-code-darwin-x64":"2.1.332","@anthropic-ai/claude-code-linux-arm64":"2.1.332","@anthropic-ai/claude-code-linux-arm64-musl":"2.1.332","@anthropic-ai/claude-code-linux-x64":"2.1.332","@anthropic-ai/claude-code-linux-x64-musl":"2.1.332","@anthropic-ai/claude-code-win32-arm64":"2.1.332","@anthropic-ai/claude-code-win32-x64":"2.1.332"}},"node_modules/@anthropic-ai/claude-code-darwin-arm64":{"version":"2.1.332","integrity":"sha512-L/F5mypyB7SK59cesiAqGv1bVNd+8xTn0LF5kV6EGL6UMhofVJMFlokhDRoxNzANNC5i/5JdzfJyDOKUbZObiA==","cpu":["arm64"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["darwin"]},"node_modules/@anthropic-ai/claude-code-darwin-x64":{"version":"2.1.332","integrity":"sha512-i0GV2ejBOeHMXs+XPCd1IaJj1GV3VdZl8hiQD6hLMR/N7f4Nt8q4Edj1GYJCKXPLJa/zsE9Uv6r9rZ/ldVFQPQ==","cpu":["x64"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["darwin"]},"node_modules/@anthropic-ai/claude-code-linux-arm64":{"version":"2.1.332","integrity":"sha512-BlHNEtK38KBPWU31F4lUSS9sHclCyfWbThT1CErvxxH8+XcljYLZlQwdyXBkTD62rw1TgfE1u1a+quMWS0NSJg==","cpu":["arm64"],"libc":["glibc"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["linux"]},"node_modules/@anthropic-ai/claude-code-linux-arm64-musl":{"version":"2.1.332","integrity":"sha512-jdjkkJLfAQ9M1HbT05tZHQpGNZUEPUebYwW/xpiMypZddB0lNlHlB9mXfOVV/UUPO0JCghj1NSQjxhhJc4L4CA==","cpu":["arm64"],"libc":["musl"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["linux"]},"node_modules/@anthropic-ai/claude-code-linux-x64":{"version":"2.1.332","integrity":"sha512-f4JWhzwYutJIHScC7/dYOPX6s28tt7ZADhsOi8zwOHq5fFPEuUeChh2NMfinSg0GrUckYxaeebC4h0DqiKzLcw==","cpu":["x64"],"libc":["glibc"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["linux"]},"node_modules/@anthropic-ai/claude-code-linux-x64-musl":{"version":"2.1.332","integrity":"sha512-QoQzwipnqRAdBKDAJNJ2Qvl37G6x8nCugfOQa+nuMcGIRgGEOLeWoq3pTLMQRScL37estAQBGH9ygR3WFVbIfw==","cpu":["x64"],"libc":["musl"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["linux"]},"node_modules/@anthropic-ai/claude-code-win32-arm64":{"version":"2.1.332","integrity":"sha512-rd2vER0bvylh1FHmXH/xC0SjoSF6RCsP+ezmDPR6qJLn+Mm4qfmBNC2JYfAH6KmrYq6u0O8m8YL/R95yAMgNvA==","cpu":["arm64"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["win32"]},"node_modules/@anthropic-ai/claude-code-win32-x64":{"version":"2.1.332","integrity":"sha512-BqPm3Fqw8LqRooC8QZUVAfaepl+jNb7JV1yp1atCyoU6kpm1CZ7z/6+IUHsrD8ljq/K2yb13obMw0mo3BA5dzw==","cpu":["x64"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["win32"]}}}');
;// CONCATENATED MODULE: ./lib/agents/locks/codex.json
const codex_namespaceObject = /*#__PURE__*/JSON.parse('{"lockfileVersion":3,"requires":true,"packages":{"":{"dependencies":{"@openai/codex":"0.171.0"}},"node_modules/@openai/codex":{"version":"0.171.0","integrity":"sha512-1IOFzL2Xg86tLdw6kDo3GoKbkQENgQi7TI6rlEvN132R7ngSw7SNOIQoTcnKzSZZ8kf9N9GynCweSoaFbqk2Eg==","license":"Apache-2.0","bin":{"codex":"bin/codex.js"},"engines":{"node":">=16"},"optionalDependencies":{"@openai/codex-darwin-arm64":"npm:@openai/codex@0.171.0-darwin-arm64","@openai/codex-darwin-x64":"npm:@openai/codex@0.171.0-darwin-x64","@openai/codex-linux-arm64":"npm:@openai/codex@0.171.0-linux-arm64","@openai/codex-linux-x64":"npm:@openai/codex@0.171.0-linux-x64","@openai/codex-win32-arm64":"npm:@openai/codex@0.171.0-win32-arm64","@openai/codex-win32-x64":"npm:@openai/codex@0.171.0-win32-x64"}},"node_modules/@openai/codex-darwin-arm64":{"name":"@openai/codex","version":"0.171.0-darwin-arm64","integrity":"sha512-hIYTkRUpuYpkVfTq4cpby0PXqhAVcIgE7f6FoyY1lt2RyARj3GXS1Can/dIYUBItVhXzhb98HYHZNzCX74QRlQ==","cpu":["arm64"],"license":"Apache-2.0","optional":true,"os":["darwin"],"engines":{"node":">=16"}},"node_modules/@openai/codex-darwin-x64":{"name":"@openai/codex","version":"0.171.0-darwin-x64","integrity":"sha512-pwN5uNEKx/mZjwBEf/6CKq6SJMfJS5kruV3sJQAk7ebIPvC58Ote3CicIxETDZtjLj35rNv3PLPd7mHCg6hGPw==","cpu":["x64"],"license":"Apache-2.0","optional":true,"os":["darwin"],"engines":{"node":">=16"}},"node_modules/@openai/codex-linux-arm64":{"name":"@openai/codex","version":"0.171.0-linux-arm64","integrity":"sha512-9z17t4bbUJ9UCIb49O4PoA+ki+45q3rd8nZ8PeH6sYnlKkBld/Xpo/OS3h3Ti954+foshX4o7k5TCU8N7zzqQA==","cpu":["arm64"],"license":"Apache-2.0","optional":true,"os":["linux"],"engines":{"node":">=16"}},"node_modules/@openai/codex-linux-x64":{"name":"@openai/codex","version":"0.171.0-linux-x64","integrity":"sha512-l66NZkQgdk2C3pbcfULDz42yEUB581MVA6I+Y43Wp4OIqEy73HCdmZ0GTjeAHY2ycuH4N00d9VsLrwT1jxshTw==","cpu":["x64"],"license":"Apache-2.0","optional":true,"os":["linux"],"engines":{"node":">=16"}},"node_modules/@openai/codex-win32-arm64":{"name":"@openai/codex","version":"0.171.0-win32-arm64","integrity":"sha512-kkavDHtAkkNaYtO7eBw4IdBbE/PsWP+Ezp9JXcr/mBu/Cc7EevzFVIVC3sZYvWsF9xuvyjIUv9CKeN0LU0+N9Q==","cpu":["arm64"],"license":"Apache-2.0","optional":true,"os":["win32"],"engines":{"node":">=16"}},"node_modules/@openai/codex-win32-x64":{"name":"@openai/codex","version":"0.171.0-win32-x64","integrity":"sha512-HKWBK25tLQxdEg6svw0CrBf+v0bQhRyF8EBVdNqeRxErqpfFa/dfSar6r3sJt6tyPqozOtgz2BH8B2G3n/+gnQ==","cpu":["x64"],"license":"Apache-2.0","optional":true,"os":["win32"],"engines":{"node":">=16"}}}}');
;// CONCATENATED MODULE: ./lib/agents/locks/copilot.json
const copilot_namespaceObject = /*#__PURE__*/JSON.parse('{"lockfileVersion":3,"requires":true,"packages":{"":{"dependencies":{"@github/copilot":"1.0.102"}},"node_modules/@github/copilot":{"version":"1.0.102","integrity":"sha512-mv6cTWMhMILxg5ZDgqJ6UsnpPuySCPWOPbZVaO8lL0dpmjY3VD9ZhJr6DFcG7fhUXZv6OmvLdcRCa5MJ6hBI+Q==","license":"SEE LICENSE IN LICENSE.md","dependencies":{"detect-libc":"^2.1.2"},"bin":{"copilot":"npm-loader.js"},"optionalDependencies":{"@github/copilot-darwin-arm64":"1.0.102","@github/copilot-darwin-x64":"1.0.102","@github/copilot-linux-arm64":"1.0.102","@github/copilot-linux-x64":"1.0.102","@github/copilot-linuxmusl-arm64":"1.0.102","@github/copilot-linuxmusl-x64":"1.0.102","@github/copilot-win32-arm64":"1.0.102","@github/copilot-win32-x64":"1.0.102"}},"node_modules/@github/copilot-darwin-arm64":{"version":"1.0.102","integrity":"sha512-M4Jwxvw9CzxQUVoAz4UFbwFw9SpjUXbMzD481ifFJ+o/GXYJy5+sYxWRSfGhPA9e/w4DlWxdpkSQFnagl/AYbA==","cpu":["arm64"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["darwin"],"bin":{"copilot-darwin-arm64":"copilot"}},"node_modules/@github/copilot-darwin-x64":{"version":"1.0.102","integrity":"sha512-n4jBdS+QxrXWiQ9v9tUBZUcJ0hlWVG75Qs3Gzo25BRzlWQSSd5eCNrfOVf4Cr95mAK/L54dne+8rSwASNRG7qA==","cpu":["x64"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["darwin"],"bin":{"copilot-darwin-x64":"copilot"}},"node_modules/@github/copilot-linux-arm64":{"version":"1.0.102","integrity":"sha512-5rO0B2/AduCekrE+aUzipySKZxZY2b/tVRZ8Suy8ymPFNC0Q7HQiQ8DZhxj+3RhHR8rU2Z8KOJVAbtMlROX6+A==","cpu":["arm64"],"libc":["glibc"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["linux"],"bin":{"copilot-linux-arm64":"copilot"}},"node_modules/@github/copilot-linux-x64":{"version":"1.0.102","integrity":"sha512-eGHPbsP0p2QgfVZCjtbGBFZPBOJQ0DN7xIbBRAo7oG8b1zfLirQIdfI4h8Iy68Dv2cKJGJZg2/EO7W7KpIMJOw==","cpu":["x64"],"libc":["glibc"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["linux"],"bin":{"copilot-linux-x64":"copilot"}},"node_modules/@github/copilot-linuxmusl-arm64":{"version":"1.0.102","integrity":"sha512-PyuqTcgTKd4XrtSRKAQgfIK41cVzHArSNM8f8XS39dQc75aUsKG+MPd5rLwmqqhtbWVFgI+PSS/X18/Qo4EDTg==","cpu":["arm64"],"libc":["musl"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["linux"],"bin":{"copilot-linuxmusl-arm64":"copilot"}},"node_modules/@github/copilot-linuxmusl-x64":{"version":"1.0.102","integrity":"sha512-laj1/lFWwkX7P1jAVm2DNNxRljLkhfKI4XDONIA5njiU+PPvWVH38gIvYU+lNTgJ0QT7CSV6Jj2fuqPx0Go+5Q==","cpu":["x64"],"libc":["musl"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["linux"],"bin":{"copilot-linuxmusl-x64":"copilot"}},"node_modules/@github/copilot-win32-arm64":{"version":"1.0.102","integrity":"sha512-QhbEEfrAri+TA/S+xpUbOpWrzxfmQj5Ncgn6YF6SoI9zLdF57yt6Bd9sVAxWfsmmI0F2wmlQOHQ+s+7EjXQWgQ==","cpu":["arm64"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["win32"],"bin":{"copilot-win32-arm64":"copilot.exe"}},"node_modules/@github/copilot-win32-x64":{"version":"1.0.102","integrity":"sha512-ShdlICQu/Ei0mRX5J/ioaWUm7Kt6TpUvyQFuhFhS+Vb/7VVDi4/6pJAjcETeUJCHe9lkhF25swzcZXsun/i9Hg==","cpu":["x64"],"license":"SEE LICENSE IN LICENSE.md","optional":true,"os":["win32"],"bin":{"copilot-win32-x64":"copilot.exe"}},"node_modules/detect-libc":{"version":"2.1.2","integrity":"sha512-Btj2BOOO83o3WyH59e8MgXsxEQVcarkUOpEYrubB0urwnN10yQ364rsiByU11nZlqWYZm05i/of7io4mzihBtQ==","license":"Apache-2.0","engines":{"node":">=8"}}}}');
;// CONCATENATED MODULE: ./lib/agents/locks/gemini.json
const gemini_namespaceObject = /*#__PURE__*/JSON.parse('{"lockfileVersion":3,"requires":true,"packages":{"":{"dependencies":{"@google/gemini-cli":"0.61.0"}},"node_modules/@github/keytar":{"version":"7.10.6","integrity":"sha512-mRW6cUsSG+nj4jp5gp8e91zPySaT73r+2JM6VyMZfrEgksjPmjSMr+tPGNOK3HUHV+GUU9B1LAiiYy/wmAnIxA==","hasInstallScript":true,"license":"MIT","optional":true,"dependencies":{"node-addon-api":"^8.3.0"}},"node_modules/@google/gemini-cli":{"version":"0.61.0","integrity":"sha512-dbQ9A0qBtFJNi6XBkHvfZ6Azpn6PNgH/P8h2MZ67RLlX8hSAVjup39CRWqdRxZv7YXIuhrFaytr8y0jKnkoxnQ==","license":"Apache-2.0","bin":{"gemini":"bundle/gemini.js"},"engines":{"node":">=20"},"optionalDependencies":{"@github/keytar":"7.10.6","@lydell/node-pty":"1.1.0","@lydell/node-pty-darwin-arm64":"1.1.0","@lydell/node-pty-darwin-x64":"1.1.0","@lydell/node-pty-linux-x64":"1.1.0","@lydell/node-pty-win32-arm64":"1.1.0","@lydell/node-pty-win32-x64":"1.1.0","node-pty":"1.0.0"}},"node_modules/@lydell/node-pty":{"version":"1.1.0","integrity":"sha512-VDD8LtlMTOrPKWMXUAcB9+LTktzuunqrMwkYR1DMRBkS6LQrCt+0/Ws1o2rMml/n3guePpS7cxhHF7Nm5K4iMw==","license":"MIT","optional":true,"optionalDependencies":{"@lydell/node-pty-darwin-arm64":"1.1.0","@lydell/node-pty-darwin-x64":"1.1.0","@lydell/node-pty-linux-arm64":"1.1.0","@lydell/node-pty-linux-x64":"1.1.0","@lydell/node-pty-win32-arm64":"1.1.0","@lydell/node-pty-win32-x64":"1.1.0"}},"node_modules/@lydell/node-pty-darwin-arm64":{"version":"1.1.0","integrity":"sha512-7kFD+owAA61qmhJCtoMbqj3Uvff3YHDiU+4on5F2vQdcMI3MuwGi7dM6MkFG/yuzpw8LF2xULpL71tOPUfxs0w==","cpu":["arm64"],"license":"MIT","optional":true,"os":["darwin"]},"node_modules/@lydell/node-pty-darwin-x64":{"version":"1.1.0","integrity":"sha512-XZdvqj5FjAMjH8bdp0YfaZjur5DrCIDD1VYiE9EkkYVMDQqRUPHYV3U8BVEQVT9hYfjmpr7dNaELF2KyISWSNA==","cpu":["x64"],"license":"MIT","optional":true,"os":["darwin"]},"node_modules/@lydell/node-pty-linux-arm64":{"version":"1.1.0","integrity":"sha512-yyDBmalCfHpLiQMT2zyLcqL2Fay4Xy7rIs8GH4dqKLnEviMvPGOK7LADVkKAsbsyXBSISL3Lt1m1MtxhPH6ckg==","cpu":["arm64"],"license":"MIT","optional":true,"os":["linux"]},"node_modules/@lydell/node-pty-linux-x64":{"version":"1.1.0","integrity":"sha512-NcNqRTD14QT+vXcEuqSSvmWY+0+WUBn2uRE8EN0zKtDpIEr9d+YiFj16Uqds6QfcLCHfZmC+Ls7YzwTaqDnanA==","cpu":["x64"],"license":"MIT","optional":true,"os":["linux"]},"node_modules/@lydell/node-pty-win32-arm64":{"version":"1.1.0","integrity":"sha512-JOMbCou+0fA7d/m97faIIfIU0jOv8sn2OR7tI45u3AmldKoKoLP8zHY6SAvDDnI3fccO1R2HeR1doVjpS7HM0w==","cpu":["arm64"],"license":"MIT","optional":true,"os":["win32"]},"node_modules/@lydell/node-pty-win32-x64":{"version":"1.1.0","integrity":"sha512-3N56BZ+WDFnUMYRtsrr7Ky2mhWGl9xXcyqR6cexfuCqcz9RNWL+KoXRv/nZylY5dYaXkft4JaR1uVu+roiZDAw==","cpu":["x64"],"license":"MIT","optional":true,"os":["win32"]},"node_modules/nan":{"version":"2.30.0","integrity":"sha512-P5mokDkSvCGBz6mZDD/2l+w9QoICRXdCyZ9ONGmTePr40oihJg3Kpn0YU3twKd6PJnwSlLBWNQeOT6yWEV2c4A==","license":"MIT","optional":true},"node_modules/node-addon-api":{"version":"8.9.2","integrity":"sha512-VijLXbi3UACN69I0JVXJsX4tjACjNoQDgv2gTF6sx2wWEi8tkSg2eX8p5gSIFi8z2+DL3oHmY6OyKce38SDolg==","license":"MIT","optional":true,"engines":{"node":"^18 || ^20 || >= 21"}},"node_modules/node-pty":{"version":"1.0.0","integrity":"sha512-wtBMWWS7dFZm/VgqElrTvtfMq4GzJ6+edFI0Y0zyzygUSZMgZdraDUMUhCIvkjhJjme15qWmbyJbtAx4ot4uZA==","hasInstallScript":true,"license":"MIT","optional":true,"dependencies":{"nan":"^2.17.0"}}}}');
;// CONCATENATED MODULE: ./lib/agents/locks/kimi.json
const kimi_namespaceObject = /*#__PURE__*/JSON.parse('{"lockfileVersion":3,"requires":true,"packages":{"":{"dependencies":{"@moonshot-ai/kimi-code":"2.1.0"}},"node_modules/@mariozechner/clipboard":{"version":"0.3.9","integrity":"sha512-ABnA53mdfkGZwOFUdZNv2S0CWGO/EIuPj8Vv9xmBFmSYg/qFc7ihO6q5FcQjvoE67kZpWkEc4AhD6B/os04yuA==","license":"MIT","optional":true,"engines":{"node":">= 10"},"optionalDependencies":{"@mariozechner/clipboard-darwin-arm64":"0.3.9","@mariozechner/clipboard-darwin-universal":"0.3.9","@mariozechner/clipboard-darwin-x64":"0.3.9","@mariozechner/clipboard-linux-arm64-gnu":"0.3.9","@mariozechner/clipboard-linux-arm64-musl":"0.3.9","@mariozechner/clipboard-linux-riscv64-gnu":"0.3.9","@mariozechner/clipboard-linux-x64-gnu":"0.3.9","@mariozechner/clipboard-linux-x64-musl":"0.3.9","@mariozechner/clipboard-win32-arm64-msvc":"0.3.9","@mariozechner/clipboard-win32-x64-msvc":"0.3.9"}},"node_modules/@mariozechner/clipboard-darwin-arm64":{"version":"0.3.9","integrity":"sha512-BfgV7vCEWZwJwZJw03r6bP5+tf0iI/ANuQYCxi9RNn7FrWB3yzGuMKCrNLRl6V761vXRdL8+OqZ0wd4TqlsNOQ==","cpu":["arm64"],"license":"MIT","optional":true,"os":["darwin"],"engines":{"node":">= 10"}},"node_modules/@mariozechner/clipboard-darwin-universal":{"version":"0.3.9","integrity":"sha512-BGGR4iA9Z2shAjI65eI5xtyb3LYNlDW9X3gxKxDbqtbnREohsrqznov6zpKoIrsRWpzlYVEdKphS7ksJ0/ndSQ==","license":"MIT","optional":true,"os":["darwin"],"engines":{"node":">= 10"}},"node_modules/@mariozechner/clipboard-darwin-x64":{"version":"0.3.9","integrity":"sha512-4kURmCbS6nt8uYhtmWpUcJWyPHfmAr5dTpXD1nO3pIfa+TSQ9DbrGOYCKH+aEFW47XhQ4Vp8ZTszie+wfFvDKg==","cpu":["x64"],"license":"MIT","optional":true,"os":["darwin"],"engines":{"node":">= 10"}},"node_modules/@mariozechner/clipboard-linux-arm64-gnu":{"version":"0.3.9","integrity":"sha512-g59OkUGP2DDfCOIKypHeYgv2M55u/cKvXa5dSxFbEJ34XvIQMdcVmpKCkGUro3ZgefXiGVdwguvTMQGpHWzIXw==","cpu":["arm64"],"libc":["glibc"],"license":"MIT","optional":true,"os":["linux"],"engines":{"node":">= 10"}},"node_modules/@mariozechner/clipboard-linux-arm64-musl":{"version":"0.3.9","integrity":"sha512-AGuJdgKsmJdm4Pych7kv3sqe591ERRaAHW3xjLooiFzn8J+PxUyof++7YZrB5Y5tpnTO+K18Og3taj2NpluCRQ==","cpu":["arm64"],"libc":["musl"],"license":"MIT","optional":true,"os":["linux"],"engines":{"node":">= 10"}},"node_modules/@mariozechner/clipboard-linux-riscv64-gnu":{"version":"0.3.9","integrity":"sha512-DXBEAiuMpk7dhS1a9NzNxVAFi1vaKoPu7rQNgY8LIDLGrK3lnIp3nT10DUum+PKVJoJppIP+NAA8IZe4DMNDPw==","cpu":["riscv64"],"libc":["glibc"],"license":"MIT","optional":true,"os":["linux"],"engines":{"node":">= 10"}},"node_modules/@mariozechner/clipboard-linux-x64-gnu":{"version":"0.3.9","integrity":"sha512-WORrMLd6EpElEME7JRKfSaY34nW1P5LbdgK5YNCS1ncG2LqmITsSMEJ8nh2mpvxb3TxqbOOKgY7k9eMJYlW9Mw==","cpu":["x64"],"libc":["glibc"],"license":"MIT","optional":true,"os":["linux"],"engines":{"node":">= 10"}},"node_modules/@mariozechner/clipboard-linux-x64-musl":{"version":"0.3.9","integrity":"sha512-/DHn+1DrfL6oRaPPWXaOKvonFFrni666fxd+zFqiQEfvBH0tsHVWjq9iqBk0oDp0qaPA72lIMy5BptxISBEhZQ==","cpu":["x64"],"libc":["musl"],"license":"MIT","optional":true,"os":["linux"],"engines":{"node":">= 10"}},"node_modules/@mariozechner/clipboard-win32-arm64-msvc":{"version":"0.3.9","integrity":"sha512-O5FHD3ErkMwMhNzAfu3ggy0ug4z7btZuoQgwwxlzPrwV2bxlD6WDpqBY4NCgICAgZdDKdp+loUEKVAVt8aYnhQ==","cpu":["arm64"],"license":"MIT","optional":true,"os":["win32"],"engines":{"node":">= 10"}},"node_modules/@mariozechner/clipboard-win32-x64-msvc":{"version":"0.3.9","integrity":"sha512-ihQC3EufqEY81vhXBgVBtK4prL+wc62zJsSvxrgz7K1hsdt6OObz6v9p3Rn1OG3GJksTTKMJF0u/guMISHPhSA==","cpu":["x64"],"license":"MIT","optional":true,"os":["win32"],"engines":{"node":">= 10"}},"node_modules/@moonshot-ai/kimi-code":{"version":"2.1.0","integrity":"sha512-c9rY0DS0xNOraEgUFJ5Cexz6+S3R+PczIwCVCI4eP93xv1xpIbyFLe6wyQl29VR9UMafmfQG6+dIyJcCLEAoBQ==","hasInstallScript":true,"license":"MIT","dependencies":{"qrcode":"^1.5.4","ws":"^8.18.0"},"bin":{"kimi":"dist/main.mjs"},"engines":{"node":">=22.19.0"},"optionalDependencies":{"@mariozechner/clipboard":"^0.3.9","node-pty":"^1.1.0"}},"node_modules/ansi-regex":{"version":"5.0.1","integrity":"sha512-quJQXlTSUGL2LH9SUXo8VwsY4soanhgo6LNSm84E1LBcE8s3O0wpdiRzyR9z/ZZJMlMWv37qOOb9pdJlMUEKFQ==","license":"MIT","engines":{"node":">=8"}},"node_modules/ansi-styles":{"version":"4.3.0","integrity":"sha512-zbB9rCJAT1rbjiVDb2hqKFHNYLxgtk8NURxZ3IZwD3F6NtxbXZQCnnSi1Lkx+IDohdPlFp222wVALIheZJQSEg==","license":"MIT","dependencies":{"color-convert":"^2.0.1"},"engines":{"node":">=8"},"funding":{"url":"https://github.com/chalk/ansi-styles?sponsor=1"}},"node_modules/camelcase":{"version":"5.3.1","integrity":"sha512-L28STB170nwWS63UjtlEOE3dldQApaJXZkOI1uMFfzf3rRuPegHaHesyee+YxQ+W6SvRDQV6UrdOdRiR153wJg==","license":"MIT","engines":{"node":">=6"}},"node_modules/cliui":{"version":"6.0.0","integrity":"sha512-t6wbgtoCXvAzst7QgXxJYqPt0usEfbgQdftEPbLL/cvv6HPE5VgvqCuAIDR0NgU52ds6rFwqrgakNLrHEjCbrQ==","license":"ISC","dependencies":{"string-width":"^4.2.0","strip-ansi":"^6.0.0","wrap-ansi":"^6.2.0"}},"node_modules/color-convert":{"version":"2.0.1","integrity":"sha512-RRECPsj7iu/xb5oKYcsFHSppFNnsj/52OVTRKb4zP5onXwVF3zVmmToNcOfGC+CRDpfK/U584fMg38ZHCaElKQ==","license":"MIT","dependencies":{"color-name":"~1.1.4"},"engines":{"node":">=7.0.0"}},"node_modules/color-name":{"version":"1.1.4","integrity":"sha512-dOy+3AuW3a2wNbZHIuMZpTcgjGuLU/uBL/ubcZF9OXbDo8ff4O8yVp5Bf0efS8uEoYo5q4Fx7dY9OgQGXgAsQA==","license":"MIT"},"node_modules/decamelize":{"version":"1.2.0","integrity":"sha512-z2S+W9X73hAUUki+N+9Za2lBlun89zigOyGrsax+KUQ6wKW4ZoWpEYBkGhQjwAjjDCkWxhY0VKEhk8wzY7F5cA==","license":"MIT","engines":{"node":">=0.10.0"}},"node_modules/dijkstrajs":{"version":"1.0.3","integrity":"sha512-qiSlmBq9+BCdCA/L46dw8Uy93mloxsPSbwnm5yrKn2vMPiy8KyAskTF6zuV/j5BMsmOGZDPs7KjU+mjb670kfA==","license":"MIT"},"node_modules/emoji-regex":{"version":"8.0.0","integrity":"sha512-MSjYzcWNOA0ewAHpz0MxpYFvwg6yjy1NG3xteoqz644VCo/RPgnr1/GGt+ic3iJTzQ8Eu3TdM14SawnVUmGE6A==","license":"MIT"},"node_modules/find-up":{"version":"4.1.0","integrity":"sha512-PpOwAdQ/YlXQ2vj8a3h8IipDuYRi3wceVQQGYWxNINccq40Anw7BlsEXCMbt1Zt+OLA6Fq9suIpIWD0OsnISlw==","license":"MIT","dependencies":{"locate-path":"^5.0.0","path-exists":"^4.0.0"},"engines":{"node":">=8"}},"node_modules/get-caller-file":{"version":"2.0.5","integrity":"sha512-DyFP3BM/3YHTQOCUL/w0OZHR0lpKeGrxotcHWcqNEdnltqFwXVfhEBQ94eIo34AfQpo0rGki4cyIiftY06h2Fg==","license":"ISC","engines":{"node":"6.* || 8.* || >= 10.*"}},"node_modules/is-fullwidth-code-point":{"version":"3.0.0","integrity":"sha512-zymm5+u+sCsSWyD9qNaejV3DFvhCKclKdizYaJUuHA83RLjb7nSuGnddCHGv0hk+KY7BMAlsWeK4Ueg6EV6XQg==","license":"MIT","engines":{"node":">=8"}},"node_modules/locate-path":{"version":"5.0.0","integrity":"sha512-t7hw9pI+WvuwNJXwk5zVHpyhIqzg2qTlklJOf0mVxGSbe3Fp2VieZcduNYjaLDoy6p9uGpQEGWG87WpMKlNq8g==","license":"MIT","dependencies":{"p-locate":"^4.1.0"},"engines":{"node":">=8"}},"node_modules/node-addon-api":{"version":"7.1.1","integrity":"sha512-5m3bsyrjFWE1xf7nz7YXdN4udnVtXK6/Yfgn5qnahL6bCkf2yKt4k3nuTKAtT4r3IG8JNR2ncsIMdZuAzJjHQQ==","license":"MIT","optional":true},"node_modules/node-pty":{"version":"1.1.0","integrity":"sha512-20JqtutY6JPXTUnL0ij1uad7Qe1baT46lyolh2sSENDd4sTzKZ4nmAFkeAARDKwmlLjPx6XKRlwRUxwjOy+lUg==","hasInstallScript":true,"license":"MIT","optional":true,"dependencies":{"node-addon-api":"^7.1.0"}},"node_modules/p-limit":{"version":"2.3.0","integrity":"sha512-//88mFWSJx8lxCzwdAABTJL2MyWB12+eIY7MDL2SqLmAkeKU9qxRvWuSyTjm3FUmpBEMuFfckAIqEaVGUDxb6w==","license":"MIT","dependencies":{"p-try":"^2.0.0"},"engines":{"node":">=6"},"funding":{"url":"https://github.com/sponsors/sindresorhus"}},"node_modules/p-locate":{"version":"4.1.0","integrity":"sha512-R79ZZ/0wAxKGu3oYMlz8jy/kbhsNrS7SKZ7PxEHBgJ5+F2mtFW2fK2cOtBh1cHYkQsbzFV7I+EoRKe6Yt0oK7A==","license":"MIT","dependencies":{"p-limit":"^2.2.0"},"engines":{"node":">=8"}},"node_modules/p-try":{"version":"2.2.0","integrity":"sha512-R4nPAVTAU0B9D35/Gk3uJf/7XYbQcyohSKdvAxIRSNghFl4e71hVoGnBNQz9cWaXxO2I10KTC+3jMdvvoKw6dQ==","license":"MIT","engines":{"node":">=6"}},"node_modules/path-exists":{"version":"4.0.0","integrity":"sha512-ak9Qy5Q7jYb2Wwcey5Fpvg2KoAc/ZIhLSLOSBmRmygPsGwkVVt0fZa0qrtMz+m6tJTAHfZQ8FnmB4MG4LWy7/w==","license":"MIT","engines":{"node":">=8"}},"node_modules/pngjs":{"version":"5.0.0","integrity":"sha512-40QW5YalBNfQo5yRYmiw7Yz6TKKVr3h6970B2YE+3fQpsWcrbj1PzJgxeJ19DRQjhMbKPIuMY8rFaXc8moolVw==","license":"MIT","engines":{"node":">=10.13.0"}},"node_modules/qrcode":{"version":"1.5.4","integrity":"sha512-1ca71Zgiu6ORjHqFBDpnSMTR2ReToX4l1Au1VFLyVeBTFavzQnv5JxMFr3ukHVKpSrSA2MCk0lNJSykjUfz7Zg==","license":"MIT","dependencies":{"dijkstrajs":"^1.0.1","pngjs":"^5.0.0","yargs":"^15.3.1"},"bin":{"qrcode":"bin/qrcode"},"engines":{"node":">=10.13.0"}},"node_modules/require-directory":{"version":"2.1.1","integrity":"sha512-fGxEI7+wsG9xrvdjsrlmL22OMTTiHRwAMroiEeMgq8gzoLC/PQr7RsRDSTLUg/bZAZtF+TVIkHc6/4RIKrui+Q==","license":"MIT","engines":{"node":">=0.10.0"}},"node_modules/require-main-filename":{"version":"2.0.0","integrity":"sha512-NKN5kMDylKuldxYLSUfrbo5Tuzh4hd+2E8NPPX02mZtn1VuREQToYe/ZdlJy+J3uCpfaiGF05e7B8W0iXbQHmg==","license":"ISC"},"node_modules/set-blocking":{"version":"2.0.0","integrity":"sha512-KiKBS8AnWGEyLzofFfmvKwpdPzqiy16LvQfK3yv/fVH7Bj13/wl3JSR1J+rfgRE9q7xUJK4qvgS8raSOeLUehw==","license":"ISC"},"node_modules/string-width":{"version":"4.2.3","integrity":"sha512-wKyQRQpjJ0sIp62ErSZdGsjMJWsap5oRNihHhu6G7JVO/9jIB6UyevL+tXuOqrng8j/cxKTWyWUwvSTriiZz/g==","license":"MIT","dependencies":{"emoji-regex":"^8.0.0","is-fullwidth-code-point":"^3.0.0","strip-ansi":"^6.0.1"},"engines":{"node":">=8"}},"node_modules/strip-ansi":{"version":"6.0.1","integrity":"sha512-Y38VPSHcqkFrCpFnQ9vuSXmquuv5oXOKpGeT6aGrr3o3Gc9AlVa6JBfUSOCnbxGGZF+/0ooI7KrPuUSztUdU5A==","license":"MIT","dependencies":{"ansi-regex":"^5.0.1"},"engines":{"node":">=8"}},"node_modules/which-module":{"version":"2.0.1","integrity":"sha512-iBdZ57RDvnOR9AGBhML2vFZf7h8vmBjhoaZqODJBFWHVtKkDmKuHai3cx5PgVMrX5YDNp27AofYbAwctSS+vhQ==","license":"ISC"},"node_modules/wrap-ansi":{"version":"6.2.0","integrity":"sha512-r6lPcBGxZXlIcymEu7InxDMhdW0KDxpLgoFLcguasxCaJ/SOIZwINatK9KY/tf+ZrlywOKU0UDj3ATXUBfxJXA==","license":"MIT","dependencies":{"ansi-styles":"^4.0.0","string-width":"^4.1.0","strip-ansi":"^6.0.0"},"engines":{"node":">=8"}},"node_modules/ws":{"version":"8.23.0","integrity":"sha512-wCkmX8QMOrKjgO8HW2WyDbTSGeqkocxgDzS9iR79rEAexty6/2qzilx3Ag8Tqf9ykop3irLKle0MtVn5qjVnoQ==","license":"MIT","engines":{"node":">=10.0.0"},"peerDependencies":{"bufferutil":"^4.0.1","utf-8-validate":">=5.0.2"},"peerDependenciesMeta":{"bufferutil":{"optional":true},"utf-8-validate":{"optional":true}}},"node_modules/y18n":{"version":"4.0.3","integrity":"sha512-JKhqTOwSrqNA1NY5lSztJ1GrBiUodLMmIZuLiDaMRJ+itFd+ABVE8XBjOvIWL+rSqNDC74LCSFmlb/U4UZ4hJQ==","license":"ISC"},"node_modules/yargs":{"version":"15.4.1","integrity":"sha512-aePbxDmcYW++PaqBsJ+HYUFwCdv4LVvdnhBy78E57PIor8/OVvhMrADFFEDh8DHDFRv/O9i3lPhsENjO7QX0+A==","license":"MIT","dependencies":{"cliui":"^6.0.0","decamelize":"^1.2.0","find-up":"^4.1.0","get-caller-file":"^2.0.1","require-directory":"^2.1.1","require-main-filename":"^2.0.0","set-blocking":"^2.0.0","string-width":"^4.2.0","which-module":"^2.0.0","y18n":"^4.0.0","yargs-parser":"^18.1.2"},"engines":{"node":">=8"}},"node_modules/yargs-parser":{"version":"18.1.3","integrity":"sha512-o50j0JeToy/4K6OZcaQmW6lyXXKhq7csREXcDwk2omFPJEwUNOVtJKvmDr9EI1fAJZUyZcRF7kxGBWmRXudrCQ==","license":"ISC","dependencies":{"camelcase":"^5.0.0","decamelize":"^1.2.0"},"engines":{"node":">=6"}}}}');
;// CONCATENATED MODULE: ./lib/agents/locks/opencode.json
const opencode_namespaceObject = /*#__PURE__*/JSON.parse('{"lockfileVersion":3,"requires":true,"packages":{"":{"dependencies":{"opencode-ai":"1.18.33"}},"node_modules/opencode-ai":{"version":"1.18.33","integrity":"sha512-58P1ffLRXiAY4QeoABqUjqf6DEzm1ihpovvn9Ad+oOLbLiwK/rf88wruT9IATJ7AtNjmi8iA7pC8tN4o5y799Q==","cpu":["arm64","x64"],"hasInstallScript":true,"license":"MIT","os":["darwin","linux","win32"],"bin":{"opencode":"bin/opencode.exe"},"optionalDependencies":{"opencode-darwin-arm64":"1.18.33","opencode-darwin-x64":"1.18.33","opencode-darwin-x64-baseline":"1.18.33","opencode-linux-arm64":"1.18.33","opencode-linux-arm64-musl":"1.18.33","opencode-linux-x64":"1.18.33","opencode-linux-x64-baseline":"1.18.33","opencode-linux-x64-baseline-musl":"1.18.33","opencode-linux-x64-musl":"1.18.33","opencode-windows-arm64":"1.18.33","opencode-windows-x64":"1.18.33","opencode-windows-x64-baseline":"1.18.33"}},"node_modules/opencode-darwin-arm64":{"version":"1.18.33","optional":true,"os":["darwin"],"cpu":["arm64"]},"node_modules/opencode-darwin-x64":{"version":"1.18.33","optional":true,"os":["darwin"],"cpu":["x64"]},"node_modules/opencode-darwin-x64-baseline":{"version":"1.18.33","optional":true,"os":["darwin"],"cpu":["x64"]},"node_modules/opencode-linux-arm64":{"version":"1.18.33","optional":true,"os":["linux"],"cpu":["arm64"]},"node_modules/opencode-linux-arm64-musl":{"version":"1.18.33","optional":true,"os":["linux"],"cpu":["arm64"]},"node_modules/opencode-linux-x64":{"version":"1.18.33","integrity":"sha512-q/t/3p2CTxOT9y2kvjesb/LZab2+1eqlhhWA02Be6mjTtmYtNBcBsrI5yDo4Fw7ZSPBW2oyMIGMNRqiKQjiAWw==","cpu":["x64"],"optional":true,"os":["linux"]},"node_modules/opencode-linux-x64-baseline":{"version":"1.18.33","integrity":"sha512-1KQGBiiDDeL/VHHbHkOvvFo8Jr97WT5+C1tear+p7IcDTnXgVHXqIjU4O4jM4mHQzykTP2i884FCnW5LDa+zCA==","cpu":["x64"],"optional":true,"os":["linux"]},"node_modules/opencode-linux-x64-baseline-musl":{"version":"1.18.33","optional":true,"os":["linux"],"cpu":["x64"]},"node_modules/opencode-linux-x64-musl":{"version":"1.18.33","optional":true,"os":["linux"],"cpu":["x64"]},"node_modules/opencode-windows-arm64":{"version":"1.18.33","optional":true,"os":["win32"],"cpu":["arm64"]},"node_modules/opencode-windows-x64":{"version":"1.18.33","optional":true,"os":["win32"],"cpu":["x64"]},"node_modules/opencode-windows-x64-baseline":{"version":"1.18.33","optional":true,"os":["win32"],"cpu":["x64"]}}}');
;// CONCATENATED MODULE: ./lib/agents/locks/qwen.json
const qwen_namespaceObject = /*#__PURE__*/JSON.parse('{"lockfileVersion":3,"requires":true,"packages":{"":{"dependencies":{"@qwen-code/qwen-code":"0.24.4"}},"node_modules/@emnapi/runtime":{"version":"1.11.3","integrity":"sha512-Xz4Tpyki7XyrpbUK1jR1AhdAdaXyhhY4lZ3neLodmhpuWfy2PAQN5B46sAiU4liOXGLkHypn/qU+jvfWSCYYLA==","license":"MIT","optional":true,"dependencies":{"tslib":"^2.4.0"}},"node_modules/@img/colour":{"version":"1.1.0","integrity":"sha512-Td76q7j57o/tLVdgS746cYARfSyxk8iEfRxewL9h4OMzYhbW4TAcppl0mT4eyqXddh6L/jwoM75mo7ixa/pCeQ==","license":"MIT","optional":true,"engines":{"node":">=18"}},"node_modules/@img/sharp-darwin-arm64":{"version":"0.35.4","integrity":"sha512-Uhfl4V4lhP2nbUVF9+hyH1+luj86f1gUFeo8ALYxFoULoU+G87D43BfeMP8XHsk9boxAnCY/bf2EHwhA7MuGsA==","cpu":["arm64"],"license":"Apache-2.0","optional":true,"os":["darwin"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-libvips-darwin-arm64":"1.3.3"}},"node_modules/@img/sharp-darwin-x64":{"version":"0.35.4","integrity":"sha512-hWniXY3bG5qKpkKrAwPe4y+VTPmf086YQAnkxWh7uA1YrlRouWGa0M0Mxj3ZjnXFkv7/TD1bTy9lGUK26vRvWw==","cpu":["x64"],"license":"Apache-2.0","optional":true,"os":["darwin"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-libvips-darwin-x64":"1.3.3"}},"node_modules/@img/sharp-freebsd-wasm32":{"version":"0.35.4","integrity":"sha512-lIsKw/BU+kjB4eZjxrYrZmwOJYi3Ajrv66iAlBmUPyKc3HpnloevB1g3wxGD9P/5BbQ1brBGl65VRRrCvQDEqA==","license":"Apache-2.0","optional":true,"os":["freebsd"],"dependencies":{"@img/sharp-wasm32":"0.35.4"},"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-libvips-darwin-arm64":{"version":"1.3.3","integrity":"sha512-suTBPTDGrI9WodccaDdwZItTSaBYASlBk1NSfElSHrUfzu3szG6lvIF58+WiFvnfzuK8ZBFS5zE00PxqxnRiPg==","cpu":["arm64"],"license":"LGPL-3.0-or-later","optional":true,"os":["darwin"],"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-libvips-darwin-x64":{"version":"1.3.3","integrity":"sha512-FVJZ5mITMobmXIz/hPDTw0EintTW5H3WfrxwLqEqjiIihlu+hVRyGrFQ60xl0Lxn7Bt3zdpevPaQi0HEzqz9fw==","cpu":["x64"],"license":"LGPL-3.0-or-later","optional":true,"os":["darwin"],"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-libvips-linux-arm":{"version":"1.3.3","integrity":"sha512-3rbU4vqXXc3hY/OiXdl52xZvT0F1yEngWfvqudtPJg/KkyiaQw2DRsFrNzpmLvfavbwOq3qXn36GP8obHRULQA==","cpu":["arm"],"libc":["glibc"],"license":"LGPL-3.0-or-later","optional":true,"os":["linux"],"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-libvips-linux-arm64":{"version":"1.3.3","integrity":"sha512-0DaL0A6Xu6sQSQFwe4iVCrKWU2cCTItnRsYsCdxAMm9NF6twAA9BKnoqy4hqz4+azQ0JHuA26qiUKsf1XJ/v5A==","cpu":["arm64"],"libc":["glibc"],"license":"LGPL-3.0-or-later","optional":true,"os":["linux"],"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-libvips-linux-ppc64":{"version":"1.3.3","integrity":"sha512-cdn1OvUBwsXhbC0zSzJnNzf5MZ/mTrobawDvNXBTxe8VtqKAm0sRuEY2Evzovb/w9JMk4TvRxqt1mekSuJz64w==","cpu":["ppc64"],"libc":["glibc"],"license":"LGPL-3.0-or-later","optional":true,"os":["linux"],"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-libvips-linux-riscv64":{"version":"1.3.3","integrity":"sha512-HjPVx7yKz+0lqdhDlTw1tt90wamBoxhiXpvl1XZpJLiHH4RCJ5yDTqH+VlYPv2fwFs89JFw4c1IexYOcQUi4IQ==","cpu":["riscv64"],"libc":["glibc"],"license":"LGPL-3.0-or-later","optional":true,"os":["linux"],"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-libvips-linux-s390x":{"version":"1.3.3","integrity":"sha512-neWLh+3yCNThxnfy3c4BbVBeGgt9aftno+XbT56iK28RgeDs3UOFWviLWlUu0bArYVYJaFDK+RRohbicUNCm8Q==","cpu":["s390x"],"libc":["glibc"],"license":"LGPL-3.0-or-later","optional":true,"os":["linux"],"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-libvips-linux-x64":{"version":"1.3.3","integrity":"sha512-4vKmvAst9nrowcqquKFAyZJUDolUaIp8uRiN0mWFguJ1IplC9/pitXtlnnlU4aa/eJw3J7i67V+pwUL+wZGdsA==","cpu":["x64"],"libc":["glibc"],"license":"LGPL-3.0-or-later","optional":true,"os":["linux"],"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-libvips-linuxmusl-arm64":{"version":"1.3.3","integrity":"sha512-Y9kQaLMuNoB0bPYOOdcZMaseNrFpPodIWWMrx+CZyydf2xn68j9WYc6sWWRrDwNkzCQjKYfc68L7jKjGlHMibw==","cpu":["arm64"],"libc":["musl"],"license":"LGPL-3.0-or-later","optional":true,"os":["linux"],"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-libvips-linuxmusl-x64":{"version":"1.3.3","integrity":"sha512-fj8Mv0HHfD1Rr+4I68+3agJynxDWtBFgicTbSOb9Bke6pIwzGcJ+RX/yHjmiEGFMCavY/dxvem7MyNaJF+wDiw==","cpu":["x64"],"libc":["musl"],"license":"LGPL-3.0-or-later","optional":true,"os":["linux"],"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-linux-arm":{"version":"0.35.4","integrity":"sha512-7OAS8gI0EReKGVN2HssHlM6umJgxF5VI3xN0p9FA91p/YO+ou5hiNghLdZ5BEHztwaaK5+bLKRf8x/o2L2nk9A==","cpu":["arm"],"libc":["glibc"],"license":"Apache-2.0","optional":true,"os":["linux"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-libvips-linux-arm":"1.3.3"}},"node_modules/@img/sharp-linux-arm64":{"version":"0.35.4","integrity":"sha512-De4jpEnAU8Hd5oT0j1G3uL4ZvTuipVMn7YC6vPaJhy6/7EwEae0SVAoBrUMYQbkLGDm85taVWwuPc1a44LTzCQ==","cpu":["arm64"],"libc":["glibc"],"license":"Apache-2.0","optional":true,"os":["linux"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-libvips-linux-arm64":"1.3.3"}},"node_modules/@img/sharp-linux-ppc64":{"version":"0.35.4","integrity":"sha512-2oYZJeIl4kCcMGk4ouZVjnkCtFrpQFlNEtJ6GbxzhHQchwH0NH/qEb9ykmOl29dqwMq+JhFdZn+1ak2FKhI9fQ==","cpu":["ppc64"],"libc":["glibc"],"license":"Apache-2.0","optional":true,"os":["linux"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-libvips-linux-ppc64":"1.3.3"}},"node_modules/@img/sharp-linux-riscv64":{"version":"0.35.4","integrity":"sha512-cPbNChoRURAWdebDIHSenxRpgEdy7JkPydSnUxRm9VvKD7m0/xVaR/8Fzlu81pk5nHEvHH87UZUA7cTtwnbJSA==","cpu":["riscv64"],"libc":["glibc"],"license":"Apache-2.0","optional":true,"os":["linux"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-libvips-linux-riscv64":"1.3.3"}},"node_modules/@img/sharp-linux-s390x":{"version":"0.35.4","integrity":"sha512-RY0JFY8Fd6RonCBtHz+DvadaPkXDSI1AUn6yWL9TipqkZ1vY8w8evqdgyDFnkm4/K1ve1TvZiaePP5oSd4+WVQ==","cpu":["s390x"],"libc":["glibc"],"license":"Apache-2.0","optional":true,"os":["linux"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-libvips-linux-s390x":"1.3.3"}},"node_modules/@img/sharp-linux-x64":{"version":"0.35.4","integrity":"sha512-9qvvEAuk8k89TfWUoX2htWjbAMX8p+NxCppjpcg5k6xMsjhBQPTsoIh36h9Qde4WRuGpJeYnOjdosDn/cnv+OA==","cpu":["x64"],"libc":["glibc"],"license":"Apache-2.0","optional":true,"os":["linux"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-libvips-linux-x64":"1.3.3"}},"node_modules/@img/sharp-linuxmusl-arm64":{"version":"0.35.4","integrity":"sha512-KB5jxpfWQTr0nc3xdHtWChdbifHrBGsd2SM62Eyxrl8afikm+f5qGBU75SJIZBT/S1MC8XyacdlXBMSWq6OURA==","cpu":["arm64"],"libc":["musl"],"license":"Apache-2.0","optional":true,"os":["linux"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-libvips-linuxmusl-arm64":"1.3.3"}},"node_modules/@img/sharp-linuxmusl-x64":{"version":"0.35.4","integrity":"sha512-f+eZJZIQNEEd26RPSW+76chwOf1XtA2Y/O+5ocVyLliHkeih3e+jhLVBdNTd2rS3IbNXK8+ug93Vf5ZXtF5Lxg==","cpu":["x64"],"libc":["musl"],"license":"Apache-2.0","optional":true,"os":["linux"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-libvips-linuxmusl-x64":"1.3.3"}},"node_modules/@img/sharp-wasm32":{"version":"0.35.4","integrity":"sha512-zQnl4Kwp7Q6NHsENtU2T/00Zi+w3AQNwz3+UaTyVBy2FpXrzXzGjndpK61onhZjRtRpQXxCTeqw19bVyXOh7jA==","license":"Apache-2.0 AND LGPL-3.0-or-later AND MIT","optional":true,"dependencies":{"@emnapi/runtime":"^1.11.3"},"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-webcontainers-wasm32":{"version":"0.35.4","integrity":"sha512-ESfNkywmCfPNyaZjxooddJQiQ+l/nTpGEOGthxiLnIHXC/CmcBixnfwUleX9mCz9ovrUUvKMap/pm8RYbzfwaA==","cpu":["wasm32"],"license":"Apache-2.0","optional":true,"dependencies":{"@img/sharp-wasm32":"0.35.4"},"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-win32-arm64":{"version":"0.35.4","integrity":"sha512-iNdlBX9gLVvqe2I3uIJSIKTq6wckP/DYxZtcqxm09x5Gi24DnFBmPAWZmr60ZyYMG0xlzo6goG3670ar+RXvRw==","cpu":["arm64"],"license":"Apache-2.0 AND LGPL-3.0-or-later","optional":true,"os":["win32"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-win32-ia32":{"version":"0.35.4","integrity":"sha512-kqRsbaa5CS6KHlpxnN7WhE6vAAugXyZButpRdvDWetlv6Qv4N9WTcrWzF7tXfB9T7MsoadqdI8hmwLq6UlLvtw==","cpu":["ia32"],"license":"Apache-2.0 AND LGPL-3.0-or-later","optional":true,"os":["win32"],"engines":{"node":"^20.9.0"},"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@img/sharp-win32-x64":{"version":"0.35.4","integrity":"sha512-XtmnYhBcrORsJ4XJngyzr/EWP0hRZLAZRFaApdKuviyqF78+ylxh2y06ZmtULAMOnObJ3ucpN0AcwSWnMowTRg==","cpu":["x64"],"license":"Apache-2.0 AND LGPL-3.0-or-later","optional":true,"os":["win32"],"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"}},"node_modules/@lydell/node-pty":{"version":"1.2.0-beta.10","integrity":"sha512-Fv+A3+MZVA8qhkBIZsM1E6dCdHNMyXXz22mAYiMWd03LlyK///F3OH6CKPX9mj4id7LUlxpr45yPzyBVy9aDPw==","license":"MIT","optional":true,"optionalDependencies":{"@lydell/node-pty-darwin-arm64":"1.2.0-beta.10","@lydell/node-pty-darwin-x64":"1.2.0-beta.10","@lydell/node-pty-linux-arm64":"1.2.0-beta.10","@lydell/node-pty-linux-x64":"1.2.0-beta.10","@lydell/node-pty-win32-arm64":"1.2.0-beta.10","@lydell/node-pty-win32-x64":"1.2.0-beta.10"}},"node_modules/@lydell/node-pty-darwin-arm64":{"version":"1.2.0-beta.10","integrity":"sha512-C+eqDyRNHRYvx7RaHj6VVCx6nCpRBPuuxhTcc3JH3GuBMoxTsYeY4GkWH2XOktrgbAq1BG8e/Y8bu/wNQreCEw==","cpu":["arm64"],"license":"MIT","optional":true,"os":["darwin"]},"node_modules/@lydell/node-pty-darwin-x64":{"version":"1.2.0-beta.10","integrity":"sha512-aZoIK6HtJO5BiT4ELm683U4dyHtt8b7wNgq3NJqYAQwSXrcPv576Z8vY3BIulVxfcFkht/SPLKou9TtdFXdNpg==","cpu":["x64"],"license":"MIT","optional":true,"os":["darwin"]},"node_modules/@lydell/node-pty-linux-arm64":{"version":"1.2.0-beta.10","integrity":"sha512-0cKX2iMyXFNBE4fGtGK6B7IkdXcDMZajyEDoGMOgQQs/DDtoI5tSPcBcqNY9VitVrsRQA8+gFt6eKYU9Ye/lUA==","cpu":["arm64"],"license":"MIT","optional":true,"os":["linux"]},"node_modules/@lydell/node-pty-linux-x64":{"version":"1.2.0-beta.10","integrity":"sha512-J9HnxvSzEeMH748+Ul1VrmCLWMo7iCVJy9EGijRR62+YO/Yk5GaCydUTZ+KzlH0/X5aTrgt5cfiof4vx45tRRg==","cpu":["x64"],"license":"MIT","optional":true,"os":["linux"]},"node_modules/@lydell/node-pty-win32-arm64":{"version":"1.2.0-beta.10","integrity":"sha512-PlDJpJX/pnKyy6OmADKzhf+INZDDnzTBGaI0LT4laVNc6NblZNqUSkCMjLFWbeakeuQp0VG37M49WQSN9FDfeA==","cpu":["arm64"],"license":"MIT","optional":true,"os":["win32"]},"node_modules/@lydell/node-pty-win32-x64":{"version":"1.2.0-beta.10","integrity":"sha512-ExFgWrzyldNAMi45U9PLIOu+g/RatP+f0c/dZxaooifME6yLW32BoHveH26/TtoAjZyJrc2iL0u48pgnR1fzmg==","cpu":["x64"],"license":"MIT","optional":true,"os":["win32"]},"node_modules/@qwen-code/audio-capture":{"version":"0.24.4","integrity":"sha512-XuwBB8fb7sVoaqxKyP55aoiHSAdUy9Dct4+HqhUvMqEoILay2lVM+ijq7jPzbOBrxVPP6XATnhqKmwZUM/oWGQ==","hasInstallScript":true,"optional":true,"dependencies":{"node-gyp-build":"^4.8.4"},"engines":{"node":">=22"}},"node_modules/@qwen-code/qwen-code":{"version":"0.24.4","integrity":"sha512-pmexy/Nj+BKd3Un1ogqGQE8V4GJn5B6N9PQOrU1GH+lMR29kn6Bgf6YdbZa8hNIoTmAKT1LTPK+P8TibZRPPVg==","bin":{"qwen":"cli-entry.js"},"engines":{"node":">=22.0.0"},"optionalDependencies":{"@lydell/node-pty":"1.2.0-beta.10","@lydell/node-pty-darwin-arm64":"1.2.0-beta.10","@lydell/node-pty-darwin-x64":"1.2.0-beta.10","@lydell/node-pty-linux-x64":"1.2.0-beta.10","@lydell/node-pty-win32-arm64":"1.2.0-beta.10","@lydell/node-pty-win32-x64":"1.2.0-beta.10","@qwen-code/audio-capture":"0.24.4","@teddyzhu/clipboard":"0.0.5","@teddyzhu/clipboard-darwin-arm64":"0.0.5","@teddyzhu/clipboard-darwin-x64":"0.0.5","@teddyzhu/clipboard-linux-arm64-gnu":"0.0.5","@teddyzhu/clipboard-linux-x64-gnu":"0.0.5","@teddyzhu/clipboard-win32-arm64-msvc":"0.0.5","@teddyzhu/clipboard-win32-x64-msvc":"0.0.5","sharp":"0.35.4"}},"node_modules/@teddyzhu/clipboard":{"version":"0.0.5","integrity":"sha512-XA6MG7nLPZzj51agCwDYaVnVVrt0ByJ3G9rl3ar6N4GETAjUKKup6u76SLp2C5yHRWYV9hwMYDn04OGLar0MVg==","license":"MIT","optional":true,"engines":{"node":">= 10.16.0 < 11 || >= 11.8.0 < 12 || >= 12.0.0"},"optionalDependencies":{"@teddyzhu/clipboard-darwin-arm64":"0.0.5","@teddyzhu/clipboard-darwin-x64":"0.0.5","@teddyzhu/clipboard-linux-arm64-gnu":"0.0.5","@teddyzhu/clipboard-linux-x64-gnu":"0.0.5","@teddyzhu/clipboard-win32-arm64-msvc":"0.0.5","@teddyzhu/clipboard-win32-x64-msvc":"0.0.5"}},"node_modules/@teddyzhu/clipboard-darwin-arm64":{"version":"0.0.5","optional":true,"os":["darwin"],"cpu":["arm64"]},"node_modules/@teddyzhu/clipboard-darwin-x64":{"version":"0.0.5","optional":true,"os":["darwin"],"cpu":["x64"]},"node_modules/@teddyzhu/clipboard-linux-arm64-gnu":{"version":"0.0.5","optional":true,"os":["linux"],"cpu":["arm64"]},"node_modules/@teddyzhu/clipboard-linux-x64-gnu":{"version":"0.0.5","integrity":"sha512-Ogh4zYM9s537WJszSvKrPAoKQZ2grnY7Xy6szyJp2+84uQKWNbvZkATODAsRUn48zr9gqL3PZeUqkIBaz8sCpQ==","cpu":["x64"],"libc":["glibc"],"license":"MIT","optional":true,"os":["linux"],"engines":{"node":">= 10.16.0 < 11 || >= 11.8.0 < 12 || >= 12.0.0"}},"node_modules/@teddyzhu/clipboard-win32-arm64-msvc":{"version":"0.0.5","optional":true,"os":["win32"],"cpu":["arm64"]},"node_modules/@teddyzhu/clipboard-win32-x64-msvc":{"version":"0.0.5","optional":true,"os":["win32"],"cpu":["x64"]},"node_modules/detect-libc":{"version":"2.1.2","integrity":"sha512-Btj2BOOO83o3WyH59e8MgXsxEQVcarkUOpEYrubB0urwnN10yQ364rsiByU11nZlqWYZm05i/of7io4mzihBtQ==","license":"Apache-2.0","optional":true,"engines":{"node":">=8"}},"node_modules/node-gyp-build":{"version":"4.8.4","integrity":"sha512-LA4ZjwlnUblHVgq0oBF3Jl/6h/Nvs5fzBLwdEF4nuxnFdsfajde4WfxtJr3CaiH+F6ewcIB/q4jQ4UzPyid+CQ==","license":"MIT","optional":true,"bin":{"node-gyp-build":"bin.js","node-gyp-build-optional":"optional.js","node-gyp-build-test":"build-test.js"}},"node_modules/semver":{"version":"7.8.6","integrity":"sha512-9lpSSU4Mly3mrtruwLs1eLK6+gzbzqeBFwRNjIjE+9LuDpWdYctrQlQ3ej1Ilgi7gknpsTRnPoLP8DpCHqHIJw==","license":"ISC","optional":true,"bin":{"semver":"bin/semver.js"},"engines":{"node":">=10"}},"node_modules/sharp":{"version":"0.35.4","integrity":"sha512-n++8XWcj+jCOr2IOl7h8LbKnGBDY4aPbmprMONBNFdn0ImXqpGVv5zliDs0V9HbmbCQLpbuo2ej9rAoOQTvMDA==","license":"Apache-2.0","optional":true,"dependencies":{"@img/colour":"^1.1.0","detect-libc":"^2.1.2","semver":"^7.8.5"},"engines":{"node":">=20.9.0"},"funding":{"url":"https://opencollective.com/libvips"},"optionalDependencies":{"@img/sharp-darwin-arm64":"0.35.4","@img/sharp-darwin-x64":"0.35.4","@img/sharp-freebsd-wasm32":"0.35.4","@img/sharp-libvips-darwin-arm64":"1.3.3","@img/sharp-libvips-darwin-x64":"1.3.3","@img/sharp-libvips-linux-arm":"1.3.3","@img/sharp-libvips-linux-arm64":"1.3.3","@img/sharp-libvips-linux-ppc64":"1.3.3","@img/sharp-libvips-linux-riscv64":"1.3.3","@img/sharp-libvips-linux-s390x":"1.3.3","@img/sharp-libvips-linux-x64":"1.3.3","@img/sharp-libvips-linuxmusl-arm64":"1.3.3","@img/sharp-libvips-linuxmusl-x64":"1.3.3","@img/sharp-linux-arm":"0.35.4","@img/sharp-linux-arm64":"0.35.4","@img/sharp-linux-ppc64":"0.35.4","@img/sharp-linux-riscv64":"0.35.4","@img/sharp-linux-s390x":"0.35.4","@img/sharp-linux-x64":"0.35.4","@img/sharp-linuxmusl-arm64":"0.35.4","@img/sharp-linuxmusl-x64":"0.35.4","@img/sharp-webcontainers-wasm32":"0.35.4","@img/sharp-win32-arm64":"0.35.4","@img/sharp-win32-ia32":"0.35.4","@img/sharp-win32-x64":"0.35.4"},"peerDependenciesMeta":{"@types/node":{"optional":true}}},"node_modules/tslib":{"version":"2.9.1","integrity":"sha512-a4Ux9VKuIMHsOS7ENbEq6hK2ZGYIT27Rtl0E4eD9KqwxhKiQeMZE/9xb3IdYwWaSOyIBQLExhQgXDTYoiCxnWA==","license":"0BSD","optional":true}}}');
;// CONCATENATED MODULE: ./lib/agents/install/lock-files.js







/**
 * npm's lock files of the pinned versions, by package: what a CLI and all that it needs must hash to. Not among the facts
 * of the backends, which panes carry, too: these install nothing.
 */
const lockFiles = {
    '@anthropic-ai/claude-code': claude_namespaceObject,
    '@github/copilot': copilot_namespaceObject,
    '@google/gemini-cli': gemini_namespaceObject,
    '@moonshot-ai/kimi-code': kimi_namespaceObject,
    '@openai/codex': codex_namespaceObject,
    '@qwen-code/qwen-code': qwen_namespaceObject,
    'opencode-ai': opencode_namespaceObject,
};

// EXTERNAL MODULE: ./lib/own-path.js
var own_path = __webpack_require__(6079);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(8804);
;// CONCATENATED MODULE: ./lib/agents/install/npm.js







/** A package that takes longer than this to come has met a dead network. */
const npm_timeLimitMs = 15 * 60_000;
/**
 * npm as an argument list: the one beside the running Node, else the one on PATH.
 * GitHub's runner brings a Node of its own for actions, and that one has no npm.
 */
async function findNpm(env, execPath) {
    const siblingNpm = (0,external_node_path_.join)((0,external_node_path_.dirname)(await (0,promises_.realpath)(execPath)), 'npm');
    const npm = (await (0,find_program/* findProgram */.K)(siblingNpm, undefined)) ?? (await (0,find_program/* findProgram */.K)('npm', (0,own_path/* ownPath */.O4)(env)));
    if (npm !== null)
        return [npm];
    throw new errors/* UserError */.yo('npm was not found, so no agent can be installed.', {
        where: 'PATH',
        fix: 'Put Node.js with npm on PATH (in a workflow: a step `uses: actions/setup-node` before this one), or install the agent yourself and set install-agents to never.',
    });
}
/** npm did not do what it was asked; the message holds what it said last. */
class NpmError extends Error {
}
/** Runs npm to its end. Rejects with an NpmError. */
async function runNpm(npm, args, options) {
    const [program, ...first] = npm;
    // npm is a script for `node`: the Node that lies beside it must win over whatever PATH has.
    const path = [(0,external_node_path_.dirname)(program), (0,own_path/* ownPath */.O4)(options.env)].filter(Boolean).join(external_node_path_.delimiter);
    const child = (0,external_node_child_process_.spawn)(program, [...first, ...args], {
        cwd: options.cwd,
        env: { ...options.env, PATH: path },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: npm_timeLimitMs,
        killSignal: 'SIGKILL',
        signal: options.stop,
    });
    let output = '';
    const append = (chunk) => {
        output = (0,lib_text/* lastCharacters */.pu)(output + chunk, 16_384);
    };
    child.stdout.setEncoding('utf8').on('data', append);
    child.stderr.setEncoding('utf8').on('data', append);
    const failure = await new Promise((resolve) => {
        child.on('error', (error) => resolve(error.message));
        child.on('close', (code, signal) => {
            if (code === 0)
                resolve(null);
            else
                resolve(signal === null ? `exit ${code}` : `ended by ${signal}`);
        });
    });
    if (failure !== null)
        throw new NpmError([`npm: ${failure}`, ...lastOutputLines(output)].join('\n'));
}
/** npm's own last words: what failed stands at the head of its report, a script's complaint at the end. */
function lastOutputLines(text) {
    const lines = text
        .split('\n')
        .map((line) => line.trimEnd())
        // Its own stack, and the pointer to a log that is removed with the rest.
        .filter((line) => line !== '' && !/^npm \S+\s+at |A complete log of this run|-debug-0\.log|^npm error$/.test(line));
    const report = lines.slice(Math.max(0, lines.findLastIndex((line) => /^npm \S+ code /.test(line))));
    return report.length <= 14 ? report : [...report.slice(0, 6), '…', ...report.slice(-8)];
}

;// CONCATENATED MODULE: ./lib/agents/install/platform-parts.js


/** This machine. */
function npmPlatform() {
    const { header } = process.report.getReport();
    const libc = header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
    return { os: process.platform, cpu: process.arch, libc: process.platform === 'linux' ? libc : null };
}
/**
 * Packages (`name@version`) that the lock file has for this machine and that npm left out. npm ends with 0 without an
 * optional package that it could not fetch, and CLIs carry their own program in one, a package for each platform.
 */
function missingParts(folder, lock, platform = npmPlatform()) {
    const { packages = {} } = lock;
    const isInstalled = (path) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, path, 'package.json'));
    return Object.entries(packages)
        .filter(([path]) => path === '' || isInstalled(path))
        .flatMap(([path, { optionalDependencies = {} }]) => Object.keys(optionalDependencies).flatMap((name) => {
        const part = locate(packages, path, name);
        if (part === null || !isFor(packages[part] ?? {}, platform) || isInstalled(part))
            return [];
        return [`${packages[part]?.name ?? name}@${packages[part]?.version}`];
    }));
}
/** Folder of a package's dependency: beneath it, or beneath one of those that it lies in. */
function locate(packages, from, name) {
    const own = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
    if (Object.hasOwn(packages, own))
        return own;
    if (from === '')
        return null;
    return locate(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}
function isFor({ os, cpu, libc }, platform) {
    return allows(os, platform.os) && allows(cpu, platform.cpu) && (libc === undefined || allows(libc, platform.libc));
}
/** As npm reads such a list: `!win32` is all others. */
function allows(list, value) {
    if (list === undefined)
        return true;
    const denied = list.filter((entry) => entry.startsWith('!'));
    if (denied.includes(`!${value}`))
        return false;
    return denied.length === list.length || list.includes(value ?? '');
}

;// CONCATENATED MODULE: ./lib/agents/install/version-check.js




const startOpenly = async (_, env) => ({ prefix: [], env });
/** How long `--version` may take: the heaviest of the CLIs unpacks itself at its first start. */
const version_check_timeLimitMs = 60_000;
/** Asks a program for its version with `--version`, or as its people would have it. Never rejects. */
function queryVersion(path, env, { limitMs = version_check_timeLimitMs, flag = '--version', prefix = [], } = {}) {
    const [program = '', ...args] = [...prefix, path, flag];
    return new Promise((resolve) => {
        const child = (0,external_node_child_process_.execFile)(program, args, { env: { ...env }, timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: 1 << 20, encoding: 'utf8' }, (error, stdout, stderr) => {
            if (error === null) {
                const version = readVersion(stdout) ?? readVersion(stderr);
                return resolve({ ok: true, version, text: stdout.trim().split('\n')[0] ?? '' });
            }
            const words = (0,lib_text/* firstCharacters */.DR)(complaint(`${stderr}\n${stdout}`.trim().split('\n')), 300);
            const failure = error.killed ? `no answer within ${limitMs / 1000} s` : `exit ${error.code ?? error.signal}`;
            resolve({ ok: false, why: words === '' ? failure : `${failure}: ${words}` });
        });
        child.stdin?.on('error', () => { });
        child.stdin?.end();
    });
}
/** The line that says what is wrong: of an uncaught error of Node its own one, not the version of Node that ends it. */
function complaint(lines) {
    return lines.find((line) => /^(?:\w*Error|error)\b/.test(line)) ?? lines.at(-1) ?? '';
}
/**
 * Version of a program: from the npm package that it lies in, which costs nothing and starts nothing, else by asking it.
 * null: it could not be told.
 */
async function detectVersion(path, start) {
    const fromPackage = await packageVersion(path);
    if (fromPackage !== null)
        return fromPackage;
    const started = await start();
    if (started === null)
        return null;
    const answer = await queryVersion(path, started.env, started);
    await started.ended?.();
    return answer.ok ? answer.version : null;
}
async function packageVersion(path) {
    let folder = (0,external_node_path_.dirname)(await (0,promises_.realpath)(path));
    for (let depth = 0; depth < 3; depth++, folder = (0,external_node_path_.dirname)(folder)) {
        try {
            const { bin, version } = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(folder, 'package.json'), 'utf8'));
            if (typeof version === 'string' && Object.hasOwn(bin ?? {}, (0,external_node_path_.basename)(path)))
                return readVersion(version);
        }
        catch {
            // No package here: it may be a level up, or the program comes from elsewhere.
        }
    }
    return null;
}
/** First `1.2.3` (with its suffix) in what a program printed. */
function readVersion(text) {
    return /(?<![\w.])v?(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)(?!\.?\d)/.exec(text)?.[1] ?? null;
}
/** A sentence that names both versions where the found one is not the `expected` one; null where it is. */
function versionWarning(name, found, expected, why = 'known to work') {
    if (found === expected)
        return null;
    if (found === null)
        return `${name}: its version could not be determined; ${expected} is the one ${why}.`;
    const comparison = compareVersions(found, expected);
    const relation = comparison < 0 ? 'older than' : comparison > 0 ? 'newer than' : 'another build of';
    return `${name} ${found} is ${relation} ${expected}, the version ${why}; it is used as is.`;
}
/** Below 0: `a` is the older one. */
function compareVersions(a, b) {
    const [left, right] = [numbers(a), numbers(b)];
    for (let at = 0; at < 3; at++) {
        const difference = (left[at] ?? 0) - (right[at] ?? 0);
        if (difference !== 0)
            return Math.sign(difference);
    }
    return 0;
}
function numbers(version) {
    return (version.split(/[-+]/)[0] ?? '').split('.').map(Number);
}

;// CONCATENATED MODULE: ./lib/agents/install/install-cli.js














const MIB = 1024 ** 2;
/** Looks for the CLI that was installed before, and reads it whole. null: there is none. Touches nothing. */
async function findInstalledCli(cli, { cacheDir, stateDir, version }) {
    const folder = await (0,install_folders/* versionFolder */.pN)(cli, cacheDir, version ?? cli.version);
    const path = await (0,find_program/* findProgram */.K)(programPath(folder, cli), undefined);
    return path === null ? null : { path, folder, ...(await checkInstall(folder, stateDir)) };
}
/**
 * Installs a backend's CLI from npm at an exact version, once, and returns the absolute path of its program.
 * Everything happens in a folder beside the final one, which is renamed into place only after the program has
 * answered: a reader never sees half of it, and of two processes that install at once one wins and both go on.
 * Throws a UserError with npm's own last lines.
 */
async function installCli(backend, options) {
    const { cli, name } = backend;
    if (cli === null)
        throw new errors/* UserError */.yo(`${name} is not distributed as a package and cannot be installed.`);
    const version = options.version ?? cli.version;
    if (!/^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(version)) {
        throw new errors/* UserError */.yo(`"${version}" is not an exact version of ${name}.`, {
            where: 'agent-version',
            fix: `Write it in full, as ${name}=${cli.version}.`,
        });
    }
    const folder = await (0,install_folders/* versionFolder */.pN)(cli, options.cacheDir, version);
    const program = programPath(folder, cli);
    const isInstalled = async () => (await findInstalledCli(cli, { ...options, version }))?.kind === 'as-installed';
    if (await isInstalled())
        return program;
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(folder), { recursive: true });
    }
    catch (error) {
        throw new errors/* UserError */.yo(`The cache folder for agents is not writable: ${error.message}`, {
            where: options.cacheDir,
            fix: 'Set RUNNER_TOOL_CACHE or XDG_CACHE_HOME to a writable folder.',
        });
    }
    await withLock(`${folder}.lock`, () => options.log(`${name} ${version}: another run is installing it; waiting for that.`), async () => {
        if (await isInstalled())
            return;
        options.log(`${name} ${version}: installing ${cli.package} from npm into ${folder}`);
        await install(name, cli, version, folder, options);
    });
    return program;
}
async function install(name, cli, version, folder, options) {
    const started = Date.now();
    const env = installEnvironment(options.env, options.agentKeys ?? (0,agents/* keyNames */.mu)());
    const npm = await findNpm(env, options.execPath);
    await removeStaleStaging((0,external_node_path_.dirname)(folder));
    const staging = await (0,promises_.mkdtemp)(`${folder}.new-`);
    try {
        const build = async () => {
            if (cli.needsInstallScript !== true)
                return;
            const gyp = { npm_config_devdir: (0,external_node_path_.join)(staging, '.npm', 'gyp') };
            const run = { cwd: staging, env: { ...env, ...gyp }, stop: options.stop };
            await runNpm(npm, ['rebuild', cli.package, ...npmArguments(staging), '--ignore-scripts=false'], run);
        };
        const packages = await fetchPackages(npm, cli, version, staging, options);
        await build();
        const problem = await smokeTest(cli, staging, env);
        if (problem !== null) {
            await packages.fetchMissing(problem);
            await build();
            const left = await smokeTest(cli, staging, env);
            if (left !== null)
                throw new Error(left);
        }
        for (const folderName of ['.npm', '.home'])
            await (0,promises_.rm)((0,external_node_path_.join)(staging, folderName), { recursive: true, force: true });
        await recordInstall(staging, folder, options.stateDir);
        await moveIntoPlace(staging, folder, options.stateDir);
    }
    catch (error) {
        if (options.stop?.aborted)
            throw new errors/* UserError */.yo(`${name} was not installed: the run was asked to stop.`);
        const reason = `${error.message}${await diskSpaceHint(options)}`;
        throw new errors/* UserError */.yo(`${name} could not be installed (${cli.package}@${version}).\n${reason}`, {
            where: 'install-agents',
            fix: /EINTEGRITY/.test(reason)
                ? 'The registry or a proxy serves other files than those that this version was published with. Do not use them; check which registry npm asks (npm config get registry).'
                : `Install it yourself (npm install -g ${cli.package}@${version}) so that \`${cli.program}\` is on PATH, or choose another backend.`,
            cause: error,
        });
    }
    finally {
        await (0,promises_.rm)(staging, { recursive: true, force: true });
    }
    options.log(`${name} ${version}: installed in ${Math.round((Date.now() - started) / 1000)} s`);
}
/** On a full disk npm ends without a word. */
async function diskSpaceHint({ cacheDir, freeSpace: getFreeSpace = freeSpace }) {
    const { path, freeBytes } = await getFreeSpace(cacheDir);
    return freeBytes >= 512 * MIB ? '' : `\nOnly ${Math.floor(freeBytes / MIB)} MiB are free at ${path}.`;
}
/** No script of a package runs meanwhile, so that nothing of it can see what npm has to log in with. */
async function fetchPackages(npm, cli, version, staging, options) {
    const lock = version === cli.version ? (options.lockFiles ?? lockFiles)[cli.package] : undefined;
    // Named as allowed, since npm may be told to run no install script that is not.
    const allowScripts = cli.needsInstallScript === true ? { allowScripts: { [cli.package]: true } } : {};
    const manifest = { private: true, dependencies: { [cli.package]: version }, ...allowScripts };
    await (0,promises_.writeFile)((0,external_node_path_.join)(staging, 'package.json'), JSON.stringify(manifest));
    if (lock !== undefined)
        await (0,promises_.writeFile)((0,external_node_path_.join)(staging, 'package-lock.json'), JSON.stringify(lock));
    const command = lock === undefined ? ['install', '--package-lock=false'] : ['ci'];
    const env = await fetchEnvironment(options.env, options.agentKeys ?? (0,agents/* keyNames */.mu)(), npm);
    const fetch = (args) => runNpm(npm, [...args, ...npmArguments(staging), '--ignore-scripts'], { cwd: staging, env, stop: options.stop });
    await fetch(command);
    return {
        async fetchMissing(problem) {
            const missing = lock === undefined ? [] : missingParts(staging, lock);
            if (missing.length === 0)
                throw new Error(problem);
            options.log(`${cli.package}: ${missing.join(', ')} did not come; fetching once more.`);
            // By itself, so that npm says why it does not come; then from npm's cache, against the lock file.
            for (const part of missing)
                await fetch(['cache', 'add', part]);
            await fetch(command);
        },
    };
}
/**
 * What is wrong with the program; null: it answers. The first start of a CLI fills its home; here it gets one that is
 * thrown away, so that only the cache is written.
 */
async function smokeTest(cli, staging, env) {
    const home = (0,external_node_path_.join)(staging, '.home');
    await (0,promises_.mkdir)(home, { recursive: true });
    const xdgVariables = ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME'];
    const homeVariables = [...xdgVariables, ...(cli.homeVariables ?? [])];
    const isolatedEnv = { ...env, ...Object.fromEntries(homeVariables.map((name) => [name, home])) };
    const answer = await queryVersion(programPath(staging, cli), isolatedEnv);
    return answer.ok ? null : `It was installed, but \`${cli.program} --version\` fails: ${answer.why}`;
}
/** On the command line, where they win over any npmrc and over what an outer `npm run` left in the environment. */
function npmArguments(prefix) {
    return [
        ...['--prefix', prefix, '--global=false', '--workspaces=false'],
        ...['--cache', (0,external_node_path_.join)(prefix, '.npm'), '--include=optional', '--omit=dev'],
        ...['--audit=false', '--fund=false', '--update-notifier=false', '--loglevel=error', '--progress=false'],
    ];
}
/** Where a folder is there already that another process made in the same way, it stays; any other gives way. */
async function moveIntoPlace(staging, folder, stateDir) {
    try {
        await (0,promises_.rename)(staging, folder);
    }
    catch (error) {
        const { code } = error;
        if (code !== 'ENOTEMPTY' && code !== 'EEXIST')
            throw error;
        if ((await checkInstall(folder, stateDir)).kind === 'as-installed')
            return;
        await (0,promises_.rename)(folder, (0,external_node_path_.join)(staging, 'replaced'));
        await (0,promises_.rename)(staging, folder);
        await (0,promises_.rm)((0,external_node_path_.join)(folder, 'replaced'), { recursive: true, force: true });
    }
}
/** What an install that was killed has left: no npm lives for an hour. */
async function removeStaleStaging(parent) {
    for (const entry of await (0,promises_.readdir)(parent)) {
        const path = (0,external_node_path_.join)(parent, entry);
        if (!entry.includes('.new-') || Date.now() - (await (0,promises_.stat)(path)).mtimeMs < 3_600_000)
            continue;
        await (0,promises_.rm)(path, { recursive: true, force: true });
    }
}
function programPath(folder, cli) {
    return (0,external_node_path_.join)(folder, 'node_modules', '.bin', cli.program);
}

;// CONCATENATED MODULE: ./lib/agents/install/programs.js








/**
 * What a run does before its first unit: every backend in `backends` is found or installed, and has a key. One that is
 * named in `required` and cannot run is a UserError (all of them in one); any other is left out with its reason, and
 * without a key nothing is downloaded for it.
 */
async function ensurePrograms(backends, required, options) {
    const paths = new Map();
    const checked = new Map();
    const unusable = new Map();
    const warnings = [];
    const problems = [];
    for (const backend of backends) {
        try {
            const program = await ensureProgram(backend, options, warnings);
            paths.set(backend.name, program.path);
            if (program.checked !== null)
                checked.set(backend.name, program.checked);
        }
        catch (error) {
            if (!(error instanceof errors/* UserError */.yo) || options.stop?.aborted)
                throw error;
            if (required.includes(backend.name))
                problems.push(error);
            else
                unusable.set(backend.name, error.message);
        }
    }
    if (problems.length > 0)
        throw combineErrors(problems);
    return { paths, checked, unusable, warnings };
}
/** The backend's CLI, which is there and has a key. */
async function ensureProgram(backend, options, warnings) {
    const login = await findBackendLogin(backend, options);
    if (login.kind === 'missing') {
        const { message, fix } = (0,agents_login/* describeMissingKey */.hL)(backend);
        throw new errors/* UserError */.yo(message, { where: backend.name, fix });
    }
    if (login.kind === 'unknown')
        warnings.push(`${(0,agents_login/* describeMissingKey */.hL)(backend).message} The run tries it anyway: ${login.why}.`);
    const located = await ensureCli(backend, options);
    if (located.kind !== 'found')
        return { path: backend.name, checked: null };
    if (located.warning !== null)
        warnings.push(located.warning);
    return located;
}
async function ensureCli(backend, options) {
    const { cli, name } = backend;
    const located = await locateCli(backend, options);
    if (located.kind !== 'missing')
        return located;
    if (cli === null)
        throw missingProgram(backend);
    if (cli.minNode !== undefined)
        await requireNode(name, cli.minNode, options.env);
    const version = options.versions[name] ?? cli.version;
    const { changed } = located;
    if (options.install === 'never') {
        const found = changed === null ? '' : `, and ${changed.folder} is not used: ${changed.reason}`;
        throw new errors/* UserError */.yo(`${name} is not installed: no \`${cli.program}\` on PATH, and install-agents is never${found}.`, {
            where: name,
            fix: `Install it (npm install -g ${cli.package}@${version}), or set install-agents to auto.`,
        });
    }
    if (changed !== null)
        options.log(`${name} ${version}: ${changed.folder} is not used, because ${changed.reason}`);
    const { agentKeys, log, execPath, stop, env } = options;
    const place = { ...foldersOf(options), version };
    const path = await installCli(backend, { ...place, env, agentKeys, log, execPath, stop });
    const installed = await findInstalledCli(cli, place);
    if (installed?.kind === 'as-installed')
        return cachedCli(name, path, version, cli.version, installed.checked);
    throw new errors/* UserError */.yo(`${name} was changed right after it was installed: ${installed?.reason ?? 'it is missing'}.`, {
        where: path,
        fix: 'Find out what else writes into this folder, and start again.',
    });
}
const foldersOf = ({ env, home }) => ({
    cacheDir: (0,install_folders/* cacheFolder */.nF)(env, home),
    stateDir: (0,install_folders/* stateFolder */.yp)(env, home),
});
/**
 * Looks on PATH first, then among what was installed before. Where the user asked for a version, PATH's program counts
 * only if it is that one, unless nothing may be installed.
 */
async function locateCli(backend, options) {
    const { cli, name, machineProgram } = backend;
    if (cli === null)
        return machineProgram === undefined ? { kind: 'built-in' } : locateOnPath(machineProgram, options);
    const requestedVersion = options.versions[name];
    const onPath = await (0,find_program/* findProgram */.K)(cli.program, options.env.PATH);
    if (onPath !== null) {
        const { agentEnv, agentKeys = (0,agents/* keyNames */.mu)(), startProbe = startOpenly } = options;
        const { env } = (0,agent_environment/* agentEnvironment */.F)(options.env, backend, agentEnv, agentKeys);
        const version = await detectVersion(onPath, () => startProbe(name, env));
        const matchesRequest = requestedVersion === undefined || requestedVersion === version;
        if (matchesRequest || options.install === 'never') {
            const warning = matchesRequest
                ? versionWarning(name, version, cli.version)
                : versionWarning(name, version, requestedVersion, 'requested');
            return { kind: 'found', path: onPath, from: 'PATH', version, warning, checked: null };
        }
    }
    const version = requestedVersion ?? cli.version;
    const installed = await findInstalledCli(cli, { ...foldersOf(options), version });
    if (installed === null)
        return { kind: 'missing', changed: null };
    const { folder, path } = installed;
    if (installed.kind === 'other')
        return { kind: 'missing', changed: { folder, reason: installed.reason } };
    return cachedCli(name, path, version, cli.version, installed.checked);
}
/** Its version is asked of nobody: none is known to work. */
async function locateOnPath({ program }, { env }) {
    const path = await (0,find_program/* findProgram */.K)(program, env.PATH);
    if (path === null)
        return { kind: 'missing', changed: null };
    return { kind: 'found', path, from: 'PATH', version: null, warning: null, checked: null };
}
function missingProgram({ name, machineProgram }) {
    const { program = name, install = '' } = machineProgram ?? {};
    return new errors/* UserError */.yo(`${name} is not installed: no \`${program}\` on PATH.`, {
        where: name,
        fix: `Install it: ${install}`,
    });
}
/** A CLI that its Node cannot even read would die of a syntax error. */
async function requireNode(name, oldest, env) {
    const node = await (0,find_program/* findProgram */.K)('node', env.PATH);
    const version = node === null ? null : await detectVersion(node, () => startOpenly(name, { PATH: env.PATH ?? '' }));
    if (version !== null && compareVersions(version, oldest) >= 0)
        return;
    throw new errors/* UserError */.yo(`${name} needs Node ${oldest} or newer; PATH has ${version ?? 'none'}.`, {
        where: name,
        fix: 'In a workflow, put actions/setup-node with a newer version before this step.',
    });
}
function cachedCli(name, path, version, known, checked) {
    return { kind: 'found', path, from: 'cache', version, warning: versionWarning(name, version, known), checked };
}
function findBackendLogin(backend, options) {
    const args = [...(options.agentArgs['*'] ?? []), ...(options.agentArgs[backend.name] ?? [])];
    return (0,agents_login/* findLogin */.B7)(backend, { ...options, args });
}
function combineErrors(problems) {
    const [first] = problems;
    if (first !== undefined && problems.length === 1)
        return first;
    const fixes = problems.flatMap(({ fix }) => fix ?? []);
    return new errors/* UserError */.yo(problems.map(({ message }) => message).join('\n'), { where: 'agents', fix: fixes.join('\n') });
}

;// CONCATENATED MODULE: ./lib/agents/login-facts.js

/** What is known of the login that a CLI would use, beside that it is there; null: nothing. No value leaves this. */
async function readLoginFacts(backend, login) {
    // Of several the CLI takes the first.
    if (login.kind === 'variables')
        return backend.login?.variableFacts?.[login.names[0] ?? ''] ?? null;
    if (login.kind !== 'file')
        return null;
    const text = await (0,promises_.readFile)(login.path, 'utf8').catch(() => null);
    return text === null ? null : (backend.login?.readLoginFile?.(text) ?? null);
}

// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(3231);
// EXTERNAL MODULE: ./lib/plan/assignment/owner-backends.js
var owner_backends = __webpack_require__(430);
// EXTERNAL MODULE: ./lib/app/spec-run/require-windows.js
var require_windows = __webpack_require__(3128);
;// CONCATENATED MODULE: ./lib/app/spec-run/backend-programs.js










/** `startProbe`: how a CLI starts that is asked for its version or its models; default: without a sandbox. */
function createBackendPrograms(settings, environment, startProbe = startOpenly) {
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
    return ensurePrograms(usable, required, programOptions(settings, environment, startProbe));
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
    const options = programOptions(settings, environment, startOpenly);
    const pools = new Map();
    for (const name of names) {
        const backend = (0,agents/* getBackend */.jz)(name, backends);
        const login = await findBackendLogin(backend, options);
        if (login.kind !== 'unneeded')
            pools.set(name, (await readLoginFacts(backend, login))?.pool ?? null);
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
