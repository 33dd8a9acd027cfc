export const id = 394;
export const ids = [394];
export const modules = {

/***/ 64394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  status: () => (/* binding */ status_command_status)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
// EXTERNAL MODULE: ./lib/throttle/holds/headroom.js + 1 modules
var holds_headroom = __webpack_require__(90083);
// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(86146);
// EXTERNAL MODULE: ./lib/report/text/colour.js
var colour = __webpack_require__(14214);
// EXTERNAL MODULE: ./lib/report/text/left-open-text.js
var left_open_text = __webpack_require__(86410);
// EXTERNAL MODULE: ./lib/report/text/local-time.js
var local_time = __webpack_require__(26361);
// EXTERNAL MODULE: ./lib/report/text/numbers.js
var numbers = __webpack_require__(42626);
// EXTERNAL MODULE: ./lib/report/text/plain-text.js
var plain_text = __webpack_require__(94918);
// EXTERNAL MODULE: ./lib/report/text/questions-text.js
var questions_text = __webpack_require__(32785);
// EXTERNAL MODULE: ./lib/report/text/sums.js
var sums = __webpack_require__(22930);
// EXTERNAL MODULE: ./lib/report/console/event-lines.js + 1 modules
var event_lines = __webpack_require__(11857);
// EXTERNAL MODULE: ./lib/report/console/unit-icons.js
var unit_icons = __webpack_require__(67211);
;// CONCATENATED MODULE: ./lib/report/console/status-report.js












/** What is going on with a spec, for `status`: units, the open question or pause, sums, known windows. `now` epoch ms. */
function statusText(progress, { throttle: history, headroom = null, recordedRun, activeProcess }, now, colours = colour/* noColours */.b, width = Number.POSITIVE_INFINITY) {
    const lines = [
        `${colours.bold(progress.spec)}  ${progress.done} of ${progress.total} units done`,
        ...unitLines(progress.units, width, colours),
        ...leftOpenLines(progress, width),
        ...openQuestionsLines(progress, colours),
        ...runLines(progress, { recordedRun, activeProcess }, now, colours),
        ...haltLines(progress, colours),
        ...pauseLines(progress, colours),
        ...totalsLines(progress),
        ...(history === null ? [] : historyLines(history, headroom, now).map((line) => `  ${line}`)),
    ];
    return `${lines.join('\n')}\n`;
}
function leftOpenLines({ leftOpen = [] }, width) {
    const sentence = (0,left_open_text/* leftOpenSentence */.Z)(leftOpen);
    return sentence === null ? [] : [(0,plain_text/* truncateToWidth */.A4)(`  ${sentence}`, width)];
}
function openQuestionsLines({ questions }, colours) {
    const sentence = questions === undefined ? null : (0,questions_text/* unansweredSentence */.iA)(questions);
    return sentence === null ? [] : [colours.yellow((0,plain_text/* plainText */.wh)(`  ? ${sentence}`))];
}
function runLines({ waiting }, { recordedRun, activeProcess }, now, colours) {
    if (activeProcess !== null) {
        const { pid, host, since } = activeProcess;
        const activity = waiting === null ? 'running' : 'waiting';
        const attachHint = waiting === null ? '; `attach` shows it' : '';
        const atWork = colours.cyan(`  ▶ ${activity}: process ${pid} on ${host} since ${since}${attachHint}`);
        return waiting === null ? [atWork] : [atWork, colours.yellow(`  … ${waitLine(waiting, now)}`)];
    }
    if (recordedRun === null)
        return [];
    const lastSeen = `  ! run ${recordedRun.id} is not running here; last seen ${recordedRun.heartbeat}`;
    return [colours.yellow(`${lastSeen}. Unless it runs elsewhere, \`run\` continues from where it stopped`)];
}
function haltLines({ halt }, colours) {
    if (halt === null)
        return [];
    const question = (0,plain_text/* plainText */.wh)(halt.question)
        .split('\n')
        .map((line) => `    │ ${line}`);
    const answer = halt.url === null
        ? '  to answer, use `resume`: it asks you, unless --answer "…" or --skip says it'
        : `  answer with /resume … in ${halt.url}`;
    return [colours.red(`  ? ${(0,plain_text/* plainText */.wh)((0,event_lines/* haltedAt */.S9)(halt, ` since ${halt.at}`))}`), ...question, answer];
}
function pauseLines({ paused }, colours) {
    if (paused === null)
        return [];
    const after = paused.resume_after;
    const until = after === null ? '; `run` continues' : `; may continue after ${(0,local_time/* localAndUtcTime */.C)(Date.parse(after))}`;
    return [colours.yellow(`  ‖ Paused: ${(0,plain_text/* plainText */.wh)(paused.why)}${until}`)];
}
function totalsLines({ totals }) {
    const waited = (0,sums/* formatWaits */.WE)(totals);
    return [
        ...(totals.calls > 0 ? [`  total  ${(0,sums/* formatTotals */.zD)(totals)}`] : []),
        ...(waited === '' ? [] : [`  waited ${waited}`]),
    ];
}
/** `Waiting until 02:13:00 (…), 3 min left: codex has used up its quota`. */
function waitLine({ until, why }, now) {
    const end = Date.parse(until);
    return `Waiting until ${(0,local_time/* localAndUtcTime */.C)(end)}, ${(0,numbers/* formatDuration */.a)(Math.max(0, end - now))} left: ${(0,plain_text/* plainText */.wh)(why)}`;
}
const MAX_TITLE_WIDTH = 60;
function unitLines(units, width, colours) {
    const facts = units.map(unitFacts);
    // An icon, and blanks around the title.
    const beside = ' '.repeat(6 + Math.max(...facts.map(plain_text/* displayWidth */.F1), 0));
    const titles = units.map(({ title }) => {
        const shown = (0,plain_text/* truncateToWidth */.A4)((0,plain_text/* plainText */.wh)(title), MAX_TITLE_WIDTH);
        return (0,plain_text/* fitTitle */.Ei)(shown, beside, width);
    });
    const titleWidth = Math.max(...titles.map(plain_text/* displayWidth */.F1), 0);
    const icons = (0,unit_icons/* unitIcons */.J)(colours);
    return units.map(({ status }, index) => {
        const title = titles[index] ?? '';
        const gap = ' '.repeat(titleWidth - (0,plain_text/* displayWidth */.F1)(title));
        return `  ${icons[status]} ${title}${gap}  ${colours.dim(facts[index] ?? '')}`.trimEnd();
    });
}
function unitFacts(unit) {
    const facts = [];
    if (unit.optional && unit.status !== 'done')
        facts.push('optional');
    if (unit.attempts > 0)
        facts.push((0,lib_text/* plural */.LS)(unit.attempts, 'attempt'));
    if (unit.durationS > 0)
        facts.push((0,numbers/* formatDuration */.a)(unit.durationS * 1000));
    if (unit.tokens > 0)
        facts.push(`${(0,numbers/* formatCount */.B)(unit.tokens)} tokens`);
    const cost = (0,sums/* formatCost */.BD)(unit.costUsd, unit.costEstimated, unit.credits);
    if (cost !== '')
        facts.push(cost);
    if (unit.backend !== null)
        facts.push(unit.backend);
    if (unit.commit !== null)
        facts.push(unit.commit.slice(0, 9));
    return facts.join(', ');
}
function historyLines(history, headroom, now) {
    const limits = Object.entries(history.limits).map(([backend, { limit, hits }]) => {
        const { resetsAt } = limit;
        const verb = (resetsAt ?? 0) < now ? 'was due to reset at' : 'resets at';
        const until = resetsAt === null ? 'reset time unknown' : `${verb} ${(0,local_time/* localAndUtcTime */.C)(resetsAt)}`;
        const window = limit.window === null ? '' : ` (${limit.window})`;
        return `limit of ${backend}${window}: ${until}, hit ${(0,lib_text/* formatTimes */.mg)(hits)}`;
    });
    const windows = Object.entries(history.windows).flatMap(([backend, known]) => known
        .filter(({ resetsAt }) => resetsAt === null || resetsAt >= now)
        .map((window) => `window ${backend} ${windowText(window)}${keptText(headroom, window.name)}`));
    const today = history.days[(0,time/* utcDay */.dA)(now)];
    return [...limits, ...windows, ...(today === undefined ? [] : [todayText(today)])];
}
function windowText({ name, used, resetsAt }) {
    const share = used === null ? 'used: unknown' : `${Math.round(used * 100)} % used`;
    return `${name}: ${share}${resetsAt === null ? '' : `, resets at ${(0,local_time/* localAndUtcTime */.C)(resetsAt)}`}`;
}
function keptText(headroom, name) {
    const kept = headroom === null ? 0 : (0,holds_headroom/* keptShare */.ui)(headroom.shares, name);
    return kept === 0 ? '' : `, headroom keeps ${(0,holds_headroom/* formatShare */.T1)(kept)}`;
}
function todayText({ calls, tokens, costUsd }) {
    const counted = tokens === 0 ? '' : `${(0,numbers/* formatCount */.B)(tokens)} tokens`;
    return `today ${(0,sums/* joinNonEmpty */.JO)((0,lib_text/* plural */.LS)(calls, 'call'), counted, (0,sums/* formatCost */.BD)(costUsd, false))} (UTC, across all specs)`;
}

// EXTERNAL MODULE: ./lib/spec-folder/locate/locate-specs.js + 6 modules
var locate_specs = __webpack_require__(17775);
// EXTERNAL MODULE: ./lib/state/lock/lock.js + 1 modules
var lock = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/app/reading/look-up-spec-records.js + 1 modules
var look_up_spec_records = __webpack_require__(79278);
// EXTERNAL MODULE: ./lib/app/reading/read-spec.js
var read_spec = __webpack_require__(5176);
// EXTERNAL MODULE: ./lib/app/cli/background/worktree.js
var worktree = __webpack_require__(65646);
// EXTERNAL MODULE: ./lib/app/cli/command-context.js
var command_context = __webpack_require__(68521);
;// CONCATENATED MODULE: ./lib/app/cli/commands/status-command.js










/** What is going on, at any moment. */
async function status_command_status(inputs, context) {
    const { env, findCheckout } = context;
    const { specs, workdir, format } = inputs;
    for (const location of await (0,locate_specs/* locateSpecs */.P)(specs, workdir, { writable: false, format, env })) {
        const notice = (text) => void context.stderr.write(`warning: ${text}\n`);
        const hint = (0,worktree/* worktreeHint */.vD)(location);
        if (hint !== null)
            context.stderr.write(`${hint}\n`);
        const saved = await (0,look_up_spec_records/* lookUpSpecRecords */.c)(location, { workdir, env, findCheckout, notice });
        const { memory, progress } = await (0,read_spec/* readSpec */.Ot)(location, inputs.loop, () => saved);
        const throttle = memory?.throttle ?? null;
        const recordedRun = memory?.spec.run ?? null;
        // The lock is the folder's: who holds it may be at work on another of its specs.
        const holder = (0,lock/* findLockHolder */.v)((0,external_node_path_.dirname)(location.statePath), (0,external_node_os_.hostname)());
        const activeProcess = recordedRun !== null && holder?.run === recordedRun.id ? holder : null;
        context.stdout.write(inputs.json
            ? `${JSON.stringify({ ...progress, throttle, process: activeProcess?.pid ?? null })}\n`
            : statusText(progress, { throttle, headroom: inputs.forSpec(location.name).throttle.headroom, recordedRun, activeProcess }, Date.now(), (0,colour/* createColours */.i)((0,command_context/* wantsColour */.Ml)(context)), context.stdout.isTTY ? (0,command_context/* terminalSize */.KY)(context.stdout).columns : undefined));
    }
    return 0;
}


/***/ }),

/***/ 79278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ lookUpSpecRecords)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/repository/branches/other-run.js
var other_run = __webpack_require__(33771);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/repository/git/checkout.js + 1 modules
var checkout = __webpack_require__(60732);
// EXTERNAL MODULE: ./lib/repository/git/refs.js
var refs = __webpack_require__(60365);
// EXTERNAL MODULE: ./lib/repository/remote/address.js
var address = __webpack_require__(62391);
// EXTERNAL MODULE: ./lib/repository/remote/remote.js + 4 modules
var remote_remote = __webpack_require__(12796);
// EXTERNAL MODULE: ./lib/repository/records/read-records.js
var read_records = __webpack_require__(34726);
;// CONCATENATED MODULE: ./lib/repository/records/look-up-records.js






/** Who only looks waits no longer for the remote. */
const LIST_TIMEOUT_MS = 10_000;
const FETCH_TIMEOUT_MS = 60_000;
/**
 * The records of a spec on their ref, for who opens no work branch: as this repository has them, or, with `askRemote`, as
 * the remote does. null: there are none, or no repository.
 */
async function lookUpRecords(options, askRemote) {
    const { workdir, env, findCheckout = (0,checkout.createCheckoutFinder)(env) } = options;
    const found = await findCheckout(workdir, null).catch((error) => {
        if (error instanceof errors/* UserError */.yo)
            return null;
        throw error;
    });
    if (found?.kind !== 'checkout')
        return null;
    const { git } = found.checkout;
    const fetched = askRemote ? await fetchRecords(found.checkout, options) : null;
    return (await (0,read_records/* readSavedRecords */.e)(git, options, fetched ?? (0,refs/* recordsRef */.Gn)(options.spec))).saved;
}
async function fetchRecords(checkout, { spec, env, notice }) {
    const ref = (0,refs/* recordsRef */.Gn)(spec);
    const url = (0,address/* originUrl */.sH)(checkout);
    if (url === null)
        return null;
    const remote = (0,remote_remote/* createRemote */.hh)(checkout, { url, tokens: null, env, notice });
    const listed = await remote.list([ref], LIST_TIMEOUT_MS);
    const commit = listed.kind === 'ok' ? listed.value.refs.get(ref) : undefined;
    const result = commit === undefined ? listed : await remote.fetch([ref], [], null, FETCH_TIMEOUT_MS);
    if (result.kind === 'ok')
        return commit ?? null;
    notice(`${ref} could not be looked up on the remote${'reason' in result ? `: ${result.reason}` : ''}`);
    return null;
}

// EXTERNAL MODULE: ./lib/spec-folder/read-tasks-file.js
var read_tasks_file = __webpack_require__(42622);
// EXTERNAL MODULE: ./lib/app/surroundings/path-in-repository.js
var path_in_repository = __webpack_require__(35507);
;// CONCATENATED MODULE: ./lib/app/reading/look-up-spec-records.js





/** The records that a complete spec's tree does not hold. The remote is asked where only it can know of them. */
async function lookUpSpecRecords({ name, statePath, tasksPath }, context) {
    const isInTree = (0,other_run/* parseSpecState */.wF)(readOrNull(statePath), name) !== null;
    const wasWorkedOn = /^[ \t]*[-*+] \[[xX]\]/m.test(await (0,read_tasks_file/* readTasks */.j)(tasksPath));
    const options = { ...context, spec: name, statePath: (0,path_in_repository/* pathInRepository */.z)(context.workdir, statePath), now: Date.now };
    return lookUpRecords(options, !isInTree && wasWorkedOn);
}
function readOrNull(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 67211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ unitIcons)
/* harmony export */ });
/** A unit's state in one cell. */
function unitIcons(colours) {
    return {
        done: colours.green('✓'),
        skipped: colours.green('↷'),
        open: '·',
        'in-progress': colours.cyan('→'),
        failed: colours.red('✗'),
        halted: colours.red('?'),
    };
}


/***/ })

};
