export const id = 138;
export const ids = [138];
export const modules = {

/***/ 9138:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connect: () => (/* binding */ connect)
});

;// CONCATENATED MODULE: ./lib/platform/client/api-fetch.js
/** Something between us and the API answered in its place: a proxy, a sign-in page, a server under maintenance. */
class WebPageAnswer extends Error {
    name = 'WebPageAnswer';
}
/** How long an answer is waited for, ms. */
const TIMEOUT_MS = 20_000;
const SHUTDOWN_TIMEOUT_MS = 2500;
/** A slow line's. */
const MIN_BYTES_PER_MS = 100;
/** A fetch that knows when to stop waiting, and takes no web page for an answer of the API. */
function createApiFetch(send, { timeoutMs = TIMEOUT_MS, shuttingDown }) {
    return async (url, init) => {
        const upload = typeof init?.body === 'string' ? init.body.length / MIN_BYTES_PER_MS : 0;
        const ms = shuttingDown?.aborted ? Math.min(timeoutMs, SHUTDOWN_TIMEOUT_MS) : Math.ceil(timeoutMs + upload);
        const response = await send(url, { ...init, signal: AbortSignal.timeout(ms) });
        if (!/^text\/html\b/i.test(response.headers.get('content-type') ?? ''))
            return response;
        await response.body?.cancel();
        const { origin, pathname } = new URL(String(url));
        throw new WebPageAnswer(`${origin}${pathname} answered with a web page (HTTP ${response.status}) instead of JSON`);
    };
}

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/utils.js + 15 modules
var utils = __webpack_require__(1137);
// EXTERNAL MODULE: ./node_modules/@octokit/plugin-retry/dist-bundle/index.js
var dist_bundle = __webpack_require__(9735);
// EXTERNAL MODULE: ./node_modules/@octokit/plugin-throttling/dist-bundle/index.js
var plugin_throttling_dist_bundle = __webpack_require__(6856);
// EXTERNAL MODULE: ./lib/forge.js
var lib_forge = __webpack_require__(3940);
// EXTERNAL MODULE: ./lib/platform/client/request-failure.js
var request_failure = __webpack_require__(7197);
// EXTERNAL MODULE: ./lib/time.js
var lib_time = __webpack_require__(6146);
;// CONCATENATED MODULE: ./lib/platform/client/request-pace.js


/**
 * GitHub's secondary limits for requests that make content: 80 a minute, 500 an hour, and one second between two of
 * them (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api). We keep below, since
 * other workflows write with the same token.
 */
const MIN_INTERVAL_MS = 1000;
const MAX_PER_HOUR = 450;
function createRequestPace(now, sleep) {
    let nextSendAt = 0;
    let sentTimes = [];
    let lastAskedAt = 0;
    return {
        async waitForTurn(method, skipDelay) {
            if (method === 'GET' || method === 'HEAD')
                return;
            const askedAt = now();
            // Its clock was set back: the turns that were given lie as far ahead, and count for nothing.
            if (askedAt < lastAskedAt - MIN_INTERVAL_MS)
                [nextSendAt, sentTimes] = [0, []];
            lastAskedAt = askedAt;
            const sendAt = Math.max(askedAt, nextSendAt);
            sentTimes = sentTimes.filter((time) => time > sendAt - lib_time/* HOUR */.dp);
            const [oldest] = sentTimes;
            if (sentTimes.length >= MAX_PER_HOUR && oldest !== undefined) {
                throw new request_failure/* GitHubUnreachable */.yc(`the limit of ${MAX_PER_HOUR} messages to GitHub per hour is reached`, oldest + lib_time/* HOUR */.dp);
            }
            sentTimes.push(sendAt);
            nextSendAt = sendAt + MIN_INTERVAL_MS;
            if (sendAt > askedAt && !skipDelay)
                await sleep(sendAt - askedAt);
        },
    };
}

;// CONCATENATED MODULE: ./lib/platform/client/token-auth.js

/**
 * Octokit's strategy of authentication: each request has the token of the moment, and one that the server refuses is
 * replaced, once a request. Nothing was done of what such a request was for.
 */
function tokenAuth(tokens) {
    return {
        async hook(request, endpoint) {
            const send = (token) => request({ ...endpoint, headers: { ...endpoint.headers, authorization: `token ${token}` } });
            const token = await tokens.token();
            try {
                return await send(token);
            }
            catch (error) {
                const other = (0,request_failure/* statusOf */.c2)(error) === 401 ? await tokens.replace(token) : null;
                if (other === null)
                    throw error;
                return send(other);
            }
        },
    };
}

;// CONCATENATED MODULE: ./lib/platform/client/client.js








const MAX_RETRY_AFTER_S = 60;
/** The plugin's, and a request that the server does not know. */
const FINAL_STATUSES = [400, 401, 403, 404, 405, 410, 422, 451];
/** Whether the token is good shows at the first request. */
function createGitHubClient(options) {
    const { forge = lib_forge/* gitHub */.g } = options;
    const pace = createRequestPace(options.now, options.sleep);
    const shouldFailFast = () => github.failFast || options.shuttingDown?.aborted === true;
    const shouldRetry = (seconds, _, __, retries) => seconds <= MAX_RETRY_AFTER_S && retries < 2 && !shouldFailFast();
    const octokit = new (utils/* GitHub */.gq.plugin(plugin_throttling_dist_bundle/* throttling */.A, dist_bundle/* retry */.L))({
        // Passed on, since @actions/github reads the environment when it is imported.
        baseUrl: options.apiUrl.replace(/(?<!\/)\/+$/, ''),
        userAgent: (0,utils/* getUserAgentWithOrchestrationId */.fA)('sequential-orchestration') ?? '',
        log: { debug: noop, info: noop, warn: noop, error: noop },
        authStrategy: () => tokenAuth(options.tokens),
        request: { fetch: withPageSize(createApiFetch(proxyFetch, options), forge) },
        retry: { doNotRetry: FINAL_STATUSES, retries: 2, retryAfterBaseValue: options.retryAfterBaseMs ?? 1000 },
        throttle: {
            retryAfterBaseValue: options.retryAfterBaseMs ?? 1000,
            onRateLimit: shouldRetry,
            onSecondaryRateLimit: shouldRetry,
            // Its own pacing knows no hour and real timers only; `pace` does both.
            ...noThrottling,
        },
    });
    octokit.hook.before('request', async (request) => {
        for (const name of ['title', 'body']) {
            const text = request[name];
            if (typeof text === 'string')
                request[name] = options.mask(text);
        }
        if (shouldFailFast())
            Object.assign(request.request, { retries: 0 });
        // GraphQL is POST also where it only asks.
        const method = request.url.endsWith('/graphql') ? 'GET' : request.method;
        await pace.waitForTurn(method, options.shuttingDown?.aborted === true);
    });
    let cachedLogin = null;
    const github = {
        octokit,
        repo: { owner: options.owner, repo: options.repo },
        forge,
        now: options.now,
        sleep: options.sleep,
        failFast: false,
        async whoAmI() {
            if (options.tokens.owner !== undefined)
                return options.tokens.owner();
            cachedLogin ??= await askLogin(octokit, forge, options.now);
            return cachedLogin;
        },
    };
    return github;
}
/** `GET /user` is closed to the tokens of apps, and so of workflows; GraphQL is not. */
async function askLogin(octokit, forge, now) {
    try {
        if (!forge.hasGraphql)
            return (await octokit.rest.users.getAuthenticated()).data.login;
        return (await octokit.graphql('query { viewer { login } }')).viewer.login;
    }
    catch (error) {
        const isClosed = !forge.hasGraphql && [401, 403, 404].includes((0,request_failure/* statusOf */.c2)(error) ?? 0);
        if (!isClosed && (0,request_failure/* toRequestFailure */.X3)(error, now()).kind === 'out-of-reach')
            throw error;
        return forge.jobLogin;
    }
}
/** Pages are asked for under GitHub's name for their size. */
function withPageSize(send, { pageSize }) {
    if (pageSize === 'per_page')
        return send;
    return (url, init) => send(String(url).replace(/([?&])per_page=/, `$1${pageSize}=`), init);
}
/** The toolkit's, which knows the proxies. */
const proxyFetch = (url, init) => (utils/* defaults */.NT.request?.fetch ?? fetch)(url, init);
function noop() { }
const passThrough = {
    key: () => ({ schedule: (_, job, ...args) => job(...args) }),
};
/** The plugin's groups are bottlenecks; it uses no more of them than this. */
const noThrottling = {
    global: passThrough,
    auth: passThrough,
    search: passThrough,
    write: passThrough,
    notifications: passThrough,
};

;// CONCATENATED MODULE: ./lib/platform/git-data.js

/** GitHub's git data API (https://docs.github.com/rest/git), which signs the commits that it makes. */
function createCommitApi(github) {
    const { octokit, repo } = github;
    const { git } = octokit.rest;
    const ask = async (request) => {
        try {
            return { kind: 'ok', value: await request };
        }
        catch (error) {
            const failure = (0,request_failure/* toRequestFailure */.X3)(error, github.now());
            if (failure.kind === 'out-of-reach')
                return { kind: 'transient', reason: failure.message };
            return { kind: 'refused', reason: failure.message, remedy: remedyFor(failure.status) };
        }
    };
    return {
        treeOf: (commit) => ask(git.getCommit({ ...repo, commit_sha: commit }).then(({ data }) => data.tree.sha, (error) => {
            if ((0,request_failure/* statusOf */.c2)(error) === 404)
                return null;
            throw error;
        })),
        createBlob: (content) => ask(git
            .createBlob({ ...repo, content: content.toString('base64'), encoding: 'base64' })
            .then(({ data }) => data.sha)),
        createTree: (base, entries) => ask(git.createTree({ ...repo, base_tree: base, tree: [...entries] }).then(({ data }) => data.sha)),
        createCommit: ({ message, tree, parents }) => ask(git.createCommit({ ...repo, message, tree, parents: [...parents] }).then(({ data }) => {
            const { verified, reason, payload, signature } = data.verification;
            return { sha: data.sha, verified, reason, payload, signature };
        })),
    };
}
function remedyFor(status) {
    return status === 403 || status === 404
        ? 'Give the token the permission `contents: write` for this repository, and an app also `workflows` where a workflow file changes.'
        : 'Follow what GitHub reports, or use `sign-commits: key`.';
}

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/platform/github-app/app-permissions.js

/** What a run needs of an app; `talks`: it also opens issues and pull requests, and does not only push. */
function neededPermissions({ repository, throttle }, talks) {
    return {
        contents: repository.checkpoint === 'push' ? 'write' : 'read',
        ...(talks && { issues: 'write', pull_requests: 'write' }),
        ...(talks && throttle.continue === 'dispatch' && { actions: 'write' }),
    };
}
/**
 * What to ask for: never more than needed, and nothing that was not granted, for which GitHub would refuse the token.
 * `workflows` is taken where it was granted: the base branch's workflow files come along with its merges, and cannot be
 * pushed without it.
 */
function requestedPermissions(needed, granted) {
    const wanted = needed.contents === 'write' ? { ...needed, workflows: 'write' } : needed;
    return Object.fromEntries(Object.entries(wanted).flatMap(([name, level]) => {
        const given = granted[name];
        return given === undefined ? [] : [[name, level === 'read' ? level : given]];
    }));
}
/** Those that a run needs and the app lacks, as its settings page names them; null: none. */
function missingPermissions(needed, granted) {
    const missing = Object.entries(needed).filter(([name, level]) => !isGranted(level, granted[name]));
    if (missing.length === 0)
        return null;
    return missing
        .map(([name, level]) => `${TITLES[name] ?? name}: ${level === 'read' ? 'read' : 'read and write'}`)
        .join(', ');
}
/** Without access to its contents no run can use the repository. */
function requireContents(slug, needed, granted) {
    if (isGranted(needed.contents ?? 'read', granted.contents))
        return;
    throw new errors/* UserError */.yo(`the app ${slug} lacks a permission: ${missingPermissions(needed, granted)}`, {
        where: 'app-id',
        fix: GRANT,
    });
}
/** How a permission is granted. */
const GRANT = "Give it in the app's settings (Permissions & events, Repository permissions), and have whoever installed the app accept the change.";
function isGranted(level, given) {
    return given === 'write' || given === 'admin' || given === level;
}
const TITLES = {
    actions: 'Actions',
    contents: 'Contents',
    issues: 'Issues',
    pull_requests: 'Pull requests',
};

// EXTERNAL MODULE: ./lib/secrets/token-source.js
var token_source = __webpack_require__(3868);
// EXTERNAL MODULE: ./node_modules/@octokit/request/dist-bundle/index.js + 3 modules
var request_dist_bundle = __webpack_require__(7561);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/platform/github-app/app-jwt.js

/** GitHub refuses one that is valid for more than ten minutes; a minute is for clocks that differ. */
const CLOCK_DRIFT_S = 60;
const LIFETIME_S = 540;
/**
 * What an app identifies itself with: a JSON web token, signed with its private key
 * (https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app).
 * `now`: epoch ms, by GitHub's clock.
 */
function createAppJwt({ id, key }, now) {
    const seconds = Math.floor(now / 1000);
    // Some servers take a number for no text.
    const iss = /^\d+$/.test(id) ? Number(id) : id;
    const claims = { iat: seconds - CLOCK_DRIFT_S, exp: seconds + LIFETIME_S, iss };
    const content = [{ alg: 'RS256', typ: 'JWT' }, claims].map(encode).join('.');
    return `${content}.${(0,external_node_crypto_.sign)('sha256', Buffer.from(content), key).toString('base64url')}`;
}
function encode(part) {
    return Buffer.from(JSON.stringify(part)).toString('base64url');
}

;// CONCATENATED MODULE: ./lib/platform/github-app/app-connection.js



const MAX_TRIES = 3;
/** A clock that is wrong by less than this is not what a JSON web token was refused for. */
const MIN_CLOCK_ERROR_MS = 30_000;
const noLog = { debug: app_connection_noop, info: app_connection_noop, warn: app_connection_noop, error: app_connection_noop };
/** Requests that an app makes as itself, to get tokens: signed, and tried again where the API is out of reach. */
function createAppConnection(options) {
    const clock = createServerClock(options.now);
    const hook = (request, endpoint) => sendSigned(options, clock, request, endpoint);
    return request_dist_bundle/* request */.E.defaults({
        baseUrl: options.apiUrl.replace(/(?<!\/)\/+$/, ''),
        headers: { 'user-agent': 'sequential-orchestration' },
        request: { fetch: options.fetch, log: noLog, hook },
    });
}
async function sendSigned({ app, sleep, stop }, clock, request, endpoint) {
    for (let tries = 1;; tries += 1) {
        const authorization = `bearer ${createAppJwt(app, clock.now())}`;
        try {
            return await request({ ...endpoint, headers: { ...endpoint.headers, authorization } });
        }
        catch (error) {
            if (tries === MAX_TRIES || stop?.aborted === true)
                throw error;
            if (clock.correct(error))
                continue;
            if (!mayPass(error, clock.now()))
                throw error;
            await sleep(1000 * 2 ** tries);
        }
    }
}
function mayPass(error, now) {
    const failure = (0,request_failure/* toRequestFailure */.X3)(error, now);
    // A rate limit says itself when to come again.
    return failure.kind === 'out-of-reach' && failure.until === null && (0,request_failure/* statusOf */.c2)(error) !== 401;
}
function createServerClock(now) {
    let errorMs = 0;
    return {
        now: () => now() + errorMs,
        correct(error) {
            const serverTime = (0,request_failure/* statusOf */.c2)(error) === 401 ? dateOf(error) : Number.NaN;
            const difference = serverTime - now();
            if (!(Math.abs(difference - errorMs) >= MIN_CLOCK_ERROR_MS))
                return false;
            errorMs = difference;
            return true;
        },
    };
}
/** When the server answered, by its own clock; NaN: it does not say. */
function dateOf(error) {
    const { response } = error;
    return Date.parse(response?.headers.date ?? '');
}
function app_connection_noop() { }

;// CONCATENATED MODULE: ./lib/platform/github-app/app-failure.js




/** Why an app got no token: a UserError where a person must change something, else TokenUnavailable. */
function explainAppFailure(error, { app, apiUrl, repository, first, now }) {
    if (error instanceof errors/* UserError */.yo)
        return error;
    const failure = (0,request_failure/* toRequestFailure */.X3)(error, now);
    switch ((0,request_failure/* statusOf */.c2)(error)) {
        case 401:
            return new errors/* UserError */.yo(`GitHub does not accept the key for the app ${app} (${message(error)})`, {
                where: 'app-private-key',
                fix: 'Give the ID and a private key of the same app: its settings page shows the ID and the fingerprints of the keys that are valid, and generates a new key.',
            });
        case 404:
            return /integration not found/i.test(message(error))
                ? new errors/* UserError */.yo(`there is no app ${app} at ${apiUrl}`, {
                    where: 'app-id',
                    fix: "Give the app's ID or client ID, as its settings page shows it.",
                })
                : new errors/* UserError */.yo(`the app ${app} has no access to ${repository}`, {
                    where: 'app-id',
                    fix: `Install the app on ${repository}: its settings page, "Install App", and there choose this repository.`,
                });
    }
    if (error instanceof Error && error.cause instanceof WebPageAnswer && first) {
        return new errors/* UserError */.yo(failure.message, {
            where: apiUrl,
            fix: 'Check that this is the address of the API (GITHUB_API_URL), and that no proxy or sign-in page stands in between.',
        });
    }
    const words = `the app ${app} got no token: ${failure.message}`;
    return failure.kind === 'out-of-reach'
        ? new token_source/* TokenUnavailable */.k(words)
        : new errors/* UserError */.yo(words, {
            where: 'app-id',
            fix: "Check the app's permissions and its installation on the repository.",
        });
}
/** GitHub's own words, without the address of its documentation. */
function message(error) {
    return error instanceof Error ? error.message.replace(/ - https:\/\/docs\.github\.com\S*$/, '') : String(error);
}

;// CONCATENATED MODULE: ./lib/platform/github-app/app-tokens.js





/** Long enough for the push of a large unit. */
const RENEWED_BEFORE_MS = 5 * 60_000;
/**
 * An app's tokens live for an hour. Each is for this repository alone, has no permission that the run does not need, and
 * is replaced five minutes before it expires; where that fails for now, it is used as long as it lasts.
 */
function createAppTokens(options) {
    const { app, apiUrl, owner, repo, now } = options;
    const request = createAppConnection(options);
    const issued = [];
    let installed = null;
    let current = null;
    let renewal = null;
    const explained = async (work) => {
        try {
            return await work();
        }
        catch (error) {
            // It may have been installed anew since.
            installed = null;
            const first = issued.length === 0;
            throw explainAppFailure(error, { app: app.id, apiUrl, repository: `${owner}/${repo}`, first, now: now() });
        }
    };
    const findInstallation = async () => {
        if (installed !== null)
            return installed;
        const { data } = await request('GET /repos/{owner}/{repo}/installation', { owner, repo });
        if (data.suspended_at) {
            const fix = 'Whoever installed the app can lift the suspension on the settings page of its installation.';
            throw new errors/* UserError */.yo(`the installation of the app ${data.app_slug} is suspended`, { where: 'app-id', fix });
        }
        installed = { id: data.id, slug: data.app_slug, granted: data.permissions };
        return installed;
    };
    const renew = async () => {
        const { id, slug, granted } = await findInstallation();
        requireContents(slug, options.permissions, granted);
        const missing = missingPermissions(options.permissions, granted);
        if (missing !== null && issued.length === 0)
            options.notice(`the app ${slug} lacks permissions: ${missing}. ${GRANT}`);
        const { data, headers } = await request('POST /app/installations/{installation_id}/access_tokens', {
            installation_id: id,
            repositories: [repo],
            permissions: requestedPermissions(options.permissions, granted),
        });
        // It was made just now by the server's clock, whatever this machine's says.
        const lifetimeMs = Date.parse(data.expires_at) - (Date.parse(headers.date ?? '') || now());
        current = { value: data.token, expiresAt: now() + lifetimeMs };
        issued.push(data.token);
        return data.token;
    };
    /** One at a time, whoever asks for it. */
    const renewOnce = () => {
        renewal ??= explained(renew).finally(() => {
            renewal = null;
        });
        return renewal;
    };
    return {
        issued,
        installation: () => explained(findInstallation),
        owner: async () => `${(await explained(findInstallation)).slug}[bot]`,
        async token() {
            const known = current;
            if (known !== null && known.expiresAt - now() > RENEWED_BEFORE_MS)
                return known.value;
            try {
                return await renewOnce();
            }
            catch (error) {
                if (known !== null && known.expiresAt > now() && error instanceof token_source/* TokenUnavailable */.k)
                    return known.value;
                throw error;
            }
        },
        replace: async (refused) => (current !== null && current.value !== refused ? current.value : renewOnce()),
    };
}

;// CONCATENATED MODULE: ./lib/app/action/connect.js






/** A connection to the repository that a step runs for. */
function connect(inputs, repository, options) {
    const clock = { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };
    const tokens = createTokens(inputs, { ...repository, ...clock }, options);
    if (tokens === null || repository.repo === '')
        return { github: null, commitApi: null, tokens };
    const { mask, stop } = options;
    const github = createGitHubClient({ ...repository, ...clock, tokens, mask, shuttingDown: stop });
    return { github, commitApi: repository.forge.signsCommits ? createCommitApi(github) : null, tokens };
}
/** An app's tokens go before the one that every job has. */
function createTokens(inputs, { forge: _, ...repository }, { stop, log }) {
    const { app, token } = inputs.platform;
    if (app === null)
        return token === null ? null : (0,token_source/* givenToken */.v)(token);
    return createAppTokens({
        ...repository,
        app,
        permissions: neededPermissions(inputs, true),
        fetch: createApiFetch(proxyFetch, { shuttingDown: stop }),
        stop,
        notice: (message) => log.emit({ kind: 'warning', message }),
    });
}


/***/ }),

/***/ 7197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X3: () => (/* binding */ toRequestFailure),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   ro: () => (/* binding */ refusalDetails),
/* harmony export */   yc: () => (/* binding */ GitHubUnreachable)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _secrets_token_source_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3868);


/** GitHub cannot be told now, but may be later. */
class GitHubUnreachable extends Error {
    name = 'OutOfReach';
    /** Epoch ms before which trying again is of no use; null: not known. */
    until;
    constructor(message, until) {
        super(message);
        this.until = until;
    }
}
/** Reads an octokit error, GraphQL's too (`errors` in place of `status`). `now` in epoch ms. */
function toRequestFailure(error, now) {
    if (error instanceof GitHubUnreachable)
        return { kind: 'out-of-reach', message: error.message, until: error.until };
    if (error instanceof _secrets_token_source_js__WEBPACK_IMPORTED_MODULE_1__/* .TokenUnavailable */ .k)
        return { kind: 'out-of-reach', message: error.message, until: null };
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
        return { kind: 'refused', message: error.message, status: 0 };
    if (isGraphqlError(error)) {
        const isRateLimited = error.errors.some(({ type }) => type === 'RATE_LIMITED');
        const message = error.errors.map((entry) => entry.message).join('; ');
        return isRateLimited
            ? { kind: 'out-of-reach', message, until: now + 60_000 }
            : { kind: 'refused', message, status: 403 };
    }
    if (!isOctokitError(error))
        return { kind: 'refused', message: String(error), status: 0 };
    const headers = error.response?.headers ?? {};
    const { status } = error;
    if (error.response === undefined)
        return { kind: 'out-of-reach', message: networkErrorMessage(error), until: null };
    const responseMessage = error.message.replace(/ - https:\/\/docs\.github\.com\S*$/, '');
    if (status === 401) {
        const message = `the token is no longer accepted (${responseMessage}): it has expired, was revoked, or is for another server`;
        return { kind: 'out-of-reach', message, until: null };
    }
    const retryAt = rateLimitedUntil(status, responseMessage, headers, now);
    if (retryAt !== null)
        return { kind: 'out-of-reach', message: responseMessage, until: retryAt };
    if (status >= 500 || status === 408)
        return { kind: 'out-of-reach', message: responseMessage, until: null };
    const requiredPermissions = headers['x-accepted-github-permissions'];
    const hint = status === 403 && requiredPermissions ? ` (the token needs ${requiredPermissions.replaceAll(';', ' or')})` : '';
    return { kind: 'refused', message: `${responseMessage}${hint}`, status };
}
/** The words of a refusal, and those of its `errors`, in one line to look into. */
function refusalDetails(error) {
    if (!isOctokitError(error))
        return String(error);
    return `${error.message} ${JSON.stringify(error.response?.data?.errors ?? '')}`;
}
/** HTTP status of an octokit error; null for anything else. */
function statusOf(error) {
    return isOctokitError(error) ? error.status : null;
}
/** `fetch failed` says nothing; what lies below it does (`ECONNREFUSED`, a certificate, a time-out). */
function networkErrorMessage(error) {
    for (let current = error; isRecord(current); current = current.cause) {
        if (current.name === 'TimeoutError')
            return 'no answer in time';
        if (typeof current.code === 'string')
            return `${error.message}: ${current.code}`;
    }
    return error.message;
}
function isRecord(value) {
    return typeof value === 'object' && value !== null;
}
function rateLimitedUntil(status, message, headers, now) {
    if (status !== 403 && status !== 429)
        return null;
    const wait = Number(headers['retry-after']);
    if (headers['retry-after'] !== undefined && Number.isFinite(wait))
        return now + wait * 1000;
    const reset = Number(headers['x-ratelimit-reset']);
    if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset))
        return reset * 1000 + 1000;
    return status === 429 || /rate limit|abuse detection/i.test(message) ? now + 60_000 : null;
}
function isOctokitError(error) {
    return error instanceof Error && typeof error.status === 'number';
}
function isGraphqlError(error) {
    return error instanceof Error && error.name === 'GraphqlResponseError';
}


/***/ }),

/***/ 3868:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ TokenUnavailable),
/* harmony export */   v: () => (/* binding */ givenToken)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** There is no token now, but there may be later. */
class TokenUnavailable extends Error {
    name = 'TokenUnavailable';
}
/** A token that a person gave: it is as good as it is, and there is no other. Throws a UserError where it is blank. */
function givenToken(token) {
    if (token.trim() === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('there is no token for GitHub', {
            where: 'github-token',
            fix: "Leave the input out to use the workflow's own token, or check that the secret it names exists.",
        });
    }
    return { token: async () => token, replace: async () => null, issued: [token] };
}


/***/ })

};
