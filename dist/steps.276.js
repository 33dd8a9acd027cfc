export const id = 276;
export const ids = [276];
export const modules = {

/***/ 8276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  finishMainStep: () => (/* binding */ finishMainStep)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/platform/client/request-failure.js
var request_failure = __webpack_require__(7197);
// EXTERNAL MODULE: ./lib/platform/events/acknowledge.js
var acknowledge = __webpack_require__(3145);
// EXTERNAL MODULE: ./lib/report/pages/markers.js
var markers = __webpack_require__(726);
// EXTERNAL MODULE: ./lib/report/pages/pull-request/pull-request-body.js + 3 modules
var pull_request_body = __webpack_require__(6975);
// EXTERNAL MODULE: ./lib/platform/list-pull-requests.js
var list_pull_requests = __webpack_require__(8510);
;// CONCATENATED MODULE: ./lib/platform/lost-run.js



/** The pull request of a run that went away without a word must not say for ever that it runs. */
async function reportLostRun(github, branch, links) {
    const { octokit, repo } = github;
    for (const { number, body } of await (0,list_pull_requests/* listPullRequests */.q)(github, { head: branch, base: null, state: 'open' })) {
        if (body === null || (0,markers/* readSectionSpec */.NX)(body) === null)
            continue;
        const updated = (0,pull_request_body/* withRunEnded */.Uu)(body, links);
        if (updated !== body)
            await octokit.rest.pulls.update({ ...repo, pull_number: number, body: updated });
    }
}

// EXTERNAL MODULE: ./lib/secrets/mask.js
var secrets_mask = __webpack_require__(5649);
// EXTERNAL MODULE: ./lib/spec-folder/locate/locate-specs.js + 6 modules
var locate_specs = __webpack_require__(7775);
// EXTERNAL MODULE: ./lib/state/file/store.js + 1 modules
var file_store = __webpack_require__(2034);
// EXTERNAL MODULE: ./lib/app/spec-run/adapters.js + 106 modules
var adapters = __webpack_require__(6792);
// EXTERNAL MODULE: ./lib/app/action/job.js
var action_job = __webpack_require__(1109);
;// CONCATENATED MODULE: ./lib/app/action/finish-main-step.js









/** The post step has little time after a cancel: a remote that is not there is not insisted on. */
const retryForMs = 20_000;
/** What a main step that was cut off could not do any more: it pushes, and tells people. */
async function finishMainStep(postState, inputs, mayBeUnpushed, context) {
    const { env, log } = context;
    const secrets = Object.values((0,action_job/* jobSecrets */.pc)(env, inputs)).flat();
    const mask = (0,secrets_mask/* createMask */.P)(secrets).maskText;
    const job = await (0,action_job/* readJobContext */.V1)(env, inputs, { mask, stop: AbortSignal.abort(), log });
    try {
        if (mayBeUnpushed)
            await pushUnpushedWork(postState, inputs, job, { ...context, secrets });
    }
    finally {
        if (postState.ended === null)
            await reportLostRuns(postState, inputs, job, log);
        if (postState.reply !== null && job.github !== null) {
            await (0,acknowledge/* createCommandReplies */.M)(job.github, job.links, log).reportEnd(postState.reply, null);
        }
    }
}
async function reportLostRuns(postState, inputs, { github, links }, log) {
    // Who wants no pull request may have given no leave to look for one.
    if (github === null || inputs.platform.pullRequest === 'off')
        return;
    for (const { name } of postState.specs) {
        const { workBranch } = inputs.forSpec(name).repository;
        if (workBranch === '')
            continue;
        await reportLostRun(github, workBranch, links).catch((error) => {
            const { message } = (0,request_failure/* toRequestFailure */.X3)(error, Date.now());
            log.emit({ kind: 'warning', message: `the pull request of ${name} may still show it as running: ${message}` });
        });
    }
}
/** What is committed and not pushed goes to its branch; what a killed run's agent had so far, to the side ref. */
async function pushUnpushedWork(postState, inputs, job, { env, log, secrets }) {
    const warn = (message) => log.emit({ kind: 'warning', message });
    const folders = postState.specs.map(({ folder }) => folder).filter((folder) => (0,external_node_fs_.existsSync)(folder));
    for (const spec of folders.length === 0
        ? []
        : await (0,locate_specs/* locateSpecs */.P)(folders, postState.workdir, { format: inputs.format })) {
        const repository = (0,adapters/* openRepository */.h_)(inputs.forSpec(spec.name), spec, {
            env,
            workdir: postState.workdir,
            runId: postState.runId,
            logDir: postState.logDir,
            remote: job.remote,
            commitApi: job.commitApi,
            secrets,
            configuration: postState.configuration,
            stop: new AbortController().signal,
            log,
        });
        try {
            const pushed = await repository.pushUnpushed({ retryForMs });
            if ('reason' in pushed)
                warn(`not pushed: ${pushed.reason}`);
            else if (pushed.kind !== 'saved' && pushed.kind !== 'merged')
                warn(`not pushed: ${pushed.kind}`);
            if (postState.ended === null)
                await repository.saveWork(await readRunningUnit(spec), 'the run was killed');
        }
        finally {
            await repository.close();
        }
    }
}
/** The unit that a killed run was at, as its state says; null: it says none, or nothing that can be read. */
async function readRunningUnit({ statePath, name }) {
    const store = (0,file_store/* createStateStore */.J)({ path: statePath, spec: name, now: Date.now });
    const memory = await store.load().catch(() => null);
    return memory?.spec.under_way?.task ?? null;
}


/***/ })

};
