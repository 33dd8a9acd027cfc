export const id = 230;
export const ids = [230];
export const modules = {

/***/ 65646:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bF: () => (/* binding */ worktreeOf),
/* harmony export */   vD: () => (/* binding */ worktreeHint),
/* harmony export */   xP: () => (/* binding */ inWorktree)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var shlex__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95637);
/* harmony import */ var _checks_set_up_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30895);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(452);
/* harmony import */ var _inputs_options_options_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(66704);
/* harmony import */ var _repository_git_checkout_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60732);
/* harmony import */ var _repository_remote_fetch_remote_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9518);
/* harmony import */ var _repository_worktrees_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(11510);
/* harmony import */ var _spec_folder_locate_locate_specs_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(17775);
/* harmony import */ var _state_lock_repository_top_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(19515);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(68804);












/** What nobody works in but the run is as on a runner, but for the push. */
const DEFAULTS = new Map([
    ['checkpoint', 'commit'],
    ['work-branch', _inputs_options_options_js__WEBPACK_IMPORTED_MODULE_5__/* .options */ .fF['work-branch'].defaults.action],
]);
/** What was read, for a spec in a worktree of its own: `read` again, with the flags that lead there. */
async function inWorktree(configured, read, makes, context) {
    const flags = await flagsInWorktree(configured.with({ defaults: DEFAULTS }).inputs, makes, context);
    return (await read(flags)).with({ defaults: DEFAULTS });
}
/**
 * The flags that name a spec in a worktree of its own, in the place of those that were read: the folder in it that stands
 * for the work folder, and the spec from there. It is made where it is missing and `makes` says so, on the work branch.
 */
async function flagsInWorktree(inputs, makes, { env, stderr }) {
    const { checkout, spec, all } = await findPlace(inputs, env);
    const path = (0,_repository_worktrees_js__WEBPACK_IMPORTED_MODULE_8__/* .worktreePath */ .F9)(all, checkout.top, spec.name);
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(checkout.top, inputs.workdir));
    const flags = { workdir: folder, spec: spec.relative.folder || '.' };
    if (all.some((worktree) => worktree.path === path) && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, '.git')))
        return flags;
    const branch = inputs.forSpec(spec.name).repository.workBranch;
    if (makes === 'never' || (makes === 'for-branch' && !(await hasBranch(checkout, branch)))) {
        const fix = '`run --worktree` makes it, of its branch where there is one; or leave --worktree out';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${spec.name} has no worktree: nothing is in ${path}`, { where: '--worktree', fix });
    }
    const tasks = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(checkout.top, spec.tasksPath);
    const left = await (0,_repository_worktrees_js__WEBPACK_IMPORTED_MODULE_8__/* .leftBehind */ .aU)(checkout, tasks);
    if (left.file === 'uncommitted')
        throw uncommittedSpec(tasks);
    await refuseBase(checkout, branch, inputs.repository.baseBranch);
    await (0,_repository_worktrees_js__WEBPACK_IMPORTED_MODULE_8__/* .addWorktree */ .l)(checkout, all, { path, branch });
    stderr.write(`${newWorktreeText({ path, folder, branch, changes: left.changes })}\n`);
    if (left.file === 'changed')
        stderr.write(`warning: ${tasks} has changes that are not committed: the worktree has it without them\n`);
    return flags;
}
/** For who looks at a checkout while the work is in a worktree; null: the spec has none. */
function worktreeHint(spec) {
    const path = worktreeOf(spec)?.path ?? null;
    return path === null ? null : `note: ${spec.name} has a worktree, ${path}: --worktree shows that one`;
}
/** The worktree of a spec that lies in the checkout it was made from, and the spec's records there; null: it has none. */
function worktreeOf({ name, tasksPath, statePath, }) {
    const top = (0,_state_lock_repository_top_js__WEBPACK_IMPORTED_MODULE_10__/* .findRepositoryTop */ .N)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(tasksPath));
    const path = top === null ? null : (0,_repository_worktrees_js__WEBPACK_IMPORTED_MODULE_8__/* .worktreePath */ .F9)([], top, name);
    if (top === null || path === null || !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, '.git')))
        return null;
    return { path, statePath: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(top, statePath)) };
}
async function findPlace(inputs, env) {
    const found = await (0,_repository_git_checkout_js__WEBPACK_IMPORTED_MODULE_6__.findCheckout)(inputs.workdir, env, null);
    if (found.kind === 'none')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(found.reason, { where: '--worktree', fix: 'leave it out, or run in a git repository' });
    const how = { writable: false, format: inputs.format, env };
    const [spec, ...others] = await (0,_spec_folder_locate_locate_specs_js__WEBPACK_IMPORTED_MODULE_9__/* .locateSpecs */ .P)(inputs.specs, inputs.workdir, how);
    if (spec === undefined || others.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('a worktree is for one spec', {
            where: '--spec',
            fix: 'name one; several can be run at the same time, each by a command of its own',
        });
    if (inputs.repository.checkpoint === 'off')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('with checkpoint off nothing would be on its branch', {
            where: '--worktree',
            fix: 'use --checkpoint commit or push, or leave --worktree out',
        });
    if (inputs.forSpec(spec.name).repository.workBranch === '')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('an empty work-branch is the branch that is checked out here', {
            where: '--worktree',
            fix: 'name a branch, or leave one of the two out',
        });
    return { checkout: found.checkout, spec, all: await (0,_repository_worktrees_js__WEBPACK_IMPORTED_MODULE_8__/* .listWorktrees */ .P9)(found.checkout) };
}
async function hasBranch({ git }, branch) {
    const names = [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`];
    return (await git(['for-each-ref', '--format=%(refname)', ...names])).stdout !== '';
}
/** A run would refuse it in the worktree, which would stay. */
async function refuseBase(checkout, branch, baseBranch) {
    const { base, defaultBranch } = await (0,_repository_remote_fetch_remote_js__WEBPACK_IMPORTED_MODULE_7__/* .readLocalRefs */ .cw)(checkout, baseBranch, []);
    if (branch !== base && branch !== defaultBranch)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`the work branch ${branch} is the base branch itself`, {
        where: '--worktree',
        fix: 'name another --work-branch, or leave it out',
    });
}
function uncommittedSpec(tasks) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('the spec is not committed, and a worktree has what is committed', {
        where: tasks,
        fix: 'commit it first, or leave --worktree out',
    });
}
function newWorktreeText({ path, folder, branch, changes, }) {
    const install = (0,_checks_set_up_js__WEBPACK_IMPORTED_MODULE_3__/* .installCommand */ .J)(folder);
    return [
        `worktree ${path} on the branch ${branch}; \`git worktree remove ${(0,shlex__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(path)}\` removes it`,
        ...(install === null ? [] : [`  what git ignores is not there: agents or you install with \`${install}\``]),
        ...(changes === 0 ? [] : [`  left in your checkout: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_11__/* .plural */ .LS)(changes, 'uncommitted change')}`]),
    ].join('\n');
}


/***/ }),

/***/ 5176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gf: () => (/* binding */ openState),
/* harmony export */   Ho: () => (/* binding */ specFolders),
/* harmony export */   Ot: () => (/* binding */ readSpec),
/* harmony export */   bn: () => (/* binding */ isSpecComplete),
/* harmony export */   jA: () => (/* binding */ progressOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _plan_left_open_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9375);
/* harmony import */ var _run_events_build_progress_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48817);
/* harmony import */ var _spec_folder_read_tasks_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(42622);
/* harmony import */ var _state_file_store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12034);
/* harmony import */ var _state_plan_spec_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68417);
/* harmony import */ var _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5059);
/* harmony import */ var _state_transitions_transitions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(29970);
/* harmony import */ var _state_transitions_units_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(76413);
/* harmony import */ var _tasks_parse_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(39955);
/* harmony import */ var _tasks_task_line_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(40832);












/** Whether no unit of a tasks.md is open, by its boxes and the state. Throws a UserError where it holds no task. */
function isSpecComplete(loop, format, tasks, state) {
    const { done, total } = (0,_run_events_build_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .countUnits */ .jK)((0,_state_plan_spec_js__WEBPACK_IMPORTED_MODULE_5__/* .planSpec */ .N)((0,_tasks_parse_js__WEBPACK_IMPORTED_MODULE_9__/* .parseSpec */ .F)(tasks, format), loop, state), state ?? (0,_state_transitions_transitions_js__WEBPACK_IMPORTED_MODULE_7__/* .newSpecState */ .pb)(0));
    return done >= total;
}
/** What a renamed spec is told by. */
function specFolders({ tasksPath, statePath, relative, format }) {
    const { tasks, roots } = (0,_tasks_task_line_js__WEBPACK_IMPORTED_MODULE_10__/* .withFilePath */ .s)(relative.tasks, () => (0,_tasks_parse_js__WEBPACK_IMPORTED_MODULE_9__/* .parseSpec */ .F)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(tasksPath, 'utf8'), format));
    return {
        titles: new Set([...tasks, ...roots].map(({ title }) => title)),
        exists: (name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(statePath), name, 'tasks.md')),
    };
}
/** The state of a spec, for who only looks. */
function openState(location, saved = () => null) {
    const { statePath: path, name: spec } = location;
    return (0,_state_file_store_js__WEBPACK_IMPORTED_MODULE_4__/* .createStateStore */ .J)({ path, spec, now: Date.now, saved, folders: () => specFolders(location) });
}
/** A spec and its state as they are on disk, for the commands that only look; `saved`: the records that are not there. */
async function readSpec(location, loop, saved = () => null, unitCommits = async () => new Map()) {
    const text = await (0,_spec_folder_read_tasks_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readTasks */ .j)(location.tasksPath);
    const spec = (0,_tasks_task_line_js__WEBPACK_IMPORTED_MODULE_10__/* .withFilePath */ .s)(location.relative.tasks, () => (0,_tasks_parse_js__WEBPACK_IMPORTED_MODULE_9__/* .parseSpec */ .F)(text, location.format));
    const memory = await openState(location, saved).load();
    const plan = (0,_tasks_task_line_js__WEBPACK_IMPORTED_MODULE_10__/* .withFilePath */ .s)(location.relative.tasks, () => (0,_state_plan_spec_js__WEBPACK_IMPORTED_MODULE_5__/* .planSpec */ .N)(spec, loop, memory?.spec ?? null));
    const state = await (0,_state_transitions_units_js__WEBPACK_IMPORTED_MODULE_8__/* .withUnitCommits */ .Pe)(memory?.spec ?? (0,_state_transitions_transitions_js__WEBPACK_IMPORTED_MODULE_7__/* .newSpecState */ .pb)(Date.now()), plan.units, unitCommits);
    const place = { name: location.name, tasksPath: location.relative.tasks };
    const progress = progressOf(place, (0,_run_events_build_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .countUnits */ .jK)(plan, state), state, (0,_plan_left_open_js__WEBPACK_IMPORTED_MODULE_11__/* .leftOpenCheckboxes */ .J)(spec, plan));
    const isComplete = progress.outcome === 'running' && progress.done >= progress.total;
    return { spec, plan, memory, progress: isComplete ? { ...progress, outcome: 'complete' } : progress };
}
/** How a spec stands, for who only looks: no run is told of. */
function progressOf({ name, tasksPath }, counts, state, leftOpen) {
    return (0,_run_events_build_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .buildProgress */ .mK)({
        spec: name,
        tasksPath,
        counts,
        state,
        outcome: state.halt !== null ? 'halted' : state.paused !== null ? 'paused' : 'running',
        branch: null,
        warnings: [],
        leftOpen,
        now: Date.now(),
        run: {
            id: state.run?.id ?? '',
            startedAt: state.started_at,
            iterations: 0,
            unitsDone: [],
            commits: [],
            filesChanged: [],
            unverified: null,
            totals: _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_6__/* .emptyTotals */ .Tf,
            tookMs: 0,
        },
    });
}


/***/ }),

/***/ 35507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ pathInRepository)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _state_lock_repository_top_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19515);


/** Relative to the repository's top, else to the folder itself. */
function pathInRepository(workdir, path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)((0,_state_lock_repository_top_js__WEBPACK_IMPORTED_MODULE_1__/* .findRepositoryTop */ .N)(workdir) ?? workdir, path);
}


/***/ }),

/***/ 30895:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ installCommand),
/* harmony export */   Q: () => (/* binding */ setUpRemedy)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** How the dependencies of a project are installed, by a file that it has; the first one counts. */
const INSTALL_COMMANDS = [
    ['package-lock.json', 'npm ci'],
    ['pnpm-lock.yaml', 'corepack enable && pnpm install --frozen-lockfile'],
    ['yarn.lock', 'corepack enable && yarn install --immutable'],
    ['bun.lock', 'bun install --frozen-lockfile'],
    ['bun.lockb', 'bun install --frozen-lockfile'],
    ['package.json', 'npm install'],
    ['uv.lock', 'uv sync'],
    ['poetry.lock', 'poetry install'],
    ['requirements.txt', 'pip install -r requirements.txt'],
    ['pyproject.toml', 'pip install -e .'],
    ['Gemfile', 'bundle install'],
    ['composer.json', 'composer install'],
];
/** GitHub's own steps that bring a language. */
const SET_UP_ACTIONS = {
    node: 'actions/setup-node',
    npm: 'actions/setup-node',
    npx: 'actions/setup-node',
    python: 'actions/setup-python',
    python3: 'actions/setup-python',
    pip: 'actions/setup-python',
    go: 'actions/setup-go',
    java: 'actions/setup-java',
    mvn: 'actions/setup-java',
    dotnet: 'actions/setup-dotnet',
};
/** How a project's dependencies are installed; null: it is not known. */
function installCommand(workdir) {
    return INSTALL_COMMANDS.find(([file]) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workdir, file)))?.[1] ?? null;
}
/** What a person adds to the workflow, or does on the machine, to have a program there; null: it is not known which. */
function setUpRemedy(program, workdir) {
    const setUp = program === null ? undefined : SET_UP_ACTIONS[program];
    const install = installCommand(workdir);
    const steps = [
        ...(setUp === undefined ? [] : [`- uses: ${setUp} (at the version the project needs)`]),
        ...(install === null ? [] : [`- run: ${install}`]),
    ];
    const name = program ?? 'what the verify command needs';
    if (steps.length === 0)
        return `Install ${name} in an earlier step of the workflow, or on this machine.`;
    return `Add the steps that set up the project to the workflow, before this step, or do the same on this machine:\n\n${steps.map((step) => `    ${step}`).join('\n')}`;
}


/***/ }),

/***/ 67710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yz: () => (/* binding */ noteForecast),
/* harmony export */   az: () => (/* binding */ isOfThisNight),
/* harmony export */   jJ: () => (/* binding */ compareForecast)
/* harmony export */ });
/* harmony import */ var _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5059);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86146);


/** What the end of the night needs of a forecast, for the state. */
function noteForecast({ at, until, byMorning, complete }, state) {
    const { tokens, costUsd } = usedIn(state.totals);
    const hoursOf = (moment) => (Number.isFinite(moment) ? round((moment - at) / _time_js__WEBPACK_IMPORTED_MODULE_1__/* .HOUR */ .dp) : null);
    return {
        at: new Date(at).toISOString(),
        until: new Date(until).toISOString(),
        units: { ...byMorning.units },
        tokens_before: tokens,
        tokens: mapRange(byMorning.tokens, Math.round),
        cost_before_usd: costUsd,
        cost_usd: byMorning.costUsd === null ? null : mapRange(byMorning.costUsd, round),
        hours: mapRange(complete.at, hoursOf),
    };
}
/** A night goes on over pauses and further runs, until its morning: so long its first forecast stands. */
function isOfThisNight(noted, now) {
    return noted != null && Date.parse(noted.at) <= now && now < Date.parse(noted.until);
}
/** How the forecast of the last night stands; null: there was none. */
function compareForecast(state, now) {
    const { forecast } = state;
    if (forecast == null)
        return null;
    const [at, until] = [Date.parse(forecast.at), Date.parse(forecast.until)];
    const doneAt = state.completed_at === null ? null : Date.parse(state.completed_at);
    const isDone = doneAt !== null && doneAt >= at;
    const hours = knownHours(forecast);
    // What was used after the morning is not told apart from what was used before.
    const isCounted = isDone ? doneAt <= until : now <= until;
    const used = usedIn(state.totals);
    const tokens = used.tokens - forecast.tokens_before;
    const costUsd = used.costUsd - forecast.cost_before_usd;
    return {
        at,
        until,
        stage: isDone ? 'complete' : stageOf(state, now, until),
        units: { foretold: forecast.units, came: finishedBetween(state, at, until) },
        hours: isDone && hours !== null ? { foretold: hours, came: (doneAt - at) / _time_js__WEBPACK_IMPORTED_MODULE_1__/* .HOUR */ .dp } : null,
        tokens: isCounted && tokens > 0 ? { foretold: forecast.tokens, came: tokens } : null,
        costUsd: isCounted && costUsd > 0 && forecast.cost_usd !== null ? { foretold: forecast.cost_usd, came: costUsd } : null,
    };
}
function knownHours({ hours: { low, likely, high } }) {
    return low === null || likely === null || high === null ? null : { low, likely, high };
}
/** Of a spec that is not done. It is stopped where a person comes first, or what is waited for comes after the morning. */
function stageOf({ halt, paused }, now, until) {
    if (now >= until)
        return 'morning';
    if (halt !== null)
        return 'stopped';
    const resumeAfter = paused?.resume_after ?? null;
    return resumeAfter !== null && Date.parse(resumeAfter) >= until ? 'stopped' : 'under-way';
}
function finishedBetween({ units }, from, to) {
    return Object.values(units).filter(({ completed_at }) => {
        const at = completed_at === undefined ? Number.NaN : Date.parse(completed_at);
        return at >= from && at <= to;
    }).length;
}
function usedIn(totals = _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyTotals */ .Tf) {
    return { tokens: totals.tokens_in + totals.tokens_cached + totals.tokens_out, costUsd: totals.cost_usd };
}
function mapRange({ low, likely, high }, map) {
    return { low: map(low), likely: map(likely), high: map(high) };
}
const round = (value) => Math.round(value * 1000) / 1000;


/***/ }),

/***/ 9308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ cutLongPhases),
/* harmony export */   x: () => (/* binding */ isPartOf)
/* harmony export */ });
/** Open tasks of a phase that an agent is given at once; of more, the context of one conversation may not be enough. */
const MAX_OPEN_TASKS = 15;
const PART = /-part-\d+$/;
/**
 * A spec whose long phases are cut in document order into parts of about the same length, each a root of its own.
 * @param begunKeys of units that were worked on: a phase that was cut stays so, also where little of it is left.
 * @param keepTests never cut between tests and the implementation that makes them pass.
 */
function cutLongPhases(whole, { begunKeys, keepTests }) {
    if (!whole.roots.some(({ phase }) => phase !== undefined))
        return whole;
    const spec = keepTests ? joinTestPhases(whole) : whole;
    const cutBefore = new Set(begunKeys.filter((key) => PART.test(key)).map((key) => key.replace(PART, '')));
    const members = tasksByPhase(spec);
    const parts = new Map();
    const parents = new Map();
    for (const root of spec.roots) {
        const tasks = root.phase === undefined ? [] : (members.get(root.key) ?? []);
        const open = tasks.filter(({ state }) => state !== 'done').length;
        if (open <= MAX_OPEN_TASKS && !cutBefore.has(root.key))
            continue;
        const pieces = cut(tasks, keepTests);
        if (pieces.length < 2)
            continue;
        parts.set(root.key, pieces.map((piece, index) => partOf(root, piece, index + 1)));
        pieces.forEach((piece, index) => {
            for (const { key } of piece)
                parents.set(key, partKey(root, index + 1));
        });
    }
    if (parts.size === 0)
        return spec;
    return replaceKeys({ ...spec, roots: spec.roots.flatMap((root) => parts.get(root.key) ?? root) }, (key) => parts.get(key)?.map((part) => part.key) ?? [key], ({ key, parent }) => parents.get(key) ?? parent);
}
/** A phase of nothing but tests goes with the next, which makes them pass; up to 2025 the template had such phases. */
function joinTestPhases(spec) {
    const members = tasksByPhase(spec);
    const isTests = ({ key }) => members.get(key)?.every(({ isTest }) => isTest === true) === true;
    const joined = new Map();
    const roots = [];
    for (const root of spec.roots) {
        const before = roots.at(-1);
        if (before?.phase === undefined || root.phase === undefined || !isTests(before)) {
            roots.push(root);
            continue;
        }
        joined.set(root.key, before.key);
        roots[roots.length - 1] = joinRoots(before, root);
        members.set(before.key, [...(members.get(before.key) ?? []), ...(members.get(root.key) ?? [])]);
    }
    const keyOf = (key) => joined.get(key) ?? key;
    return joined.size === 0
        ? spec
        : replaceKeys({ ...spec, roots }, (key) => [keyOf(key)], ({ parent }) => parent && keyOf(parent));
}
function joinRoots(tests, next) {
    return {
        ...tests,
        title: `${tests.title}; ${next.id ?? ''} ${next.title}`,
        body: [tests.body, next.body].filter((text) => text !== '').join('\n\n'),
        dependencies: [...tests.dependencies, ...next.dependencies],
    };
}
function replaceKeys(spec, keysFor, parentOf) {
    const replaced = (own, keys) => keys.flatMap(keysFor).filter((key) => key !== own);
    return {
        ...spec,
        tasks: spec.tasks.map((task) => ({
            ...task,
            parent: parentOf(task),
            dependencies: replaced(task.key, task.dependencies),
        })),
        roots: spec.roots.map((root) => ({ ...root, dependencies: replaced(root.key, root.dependencies) })),
    };
}
/** Whether a name stands for the phase that the unit is a part of. */
function isPartOf(key, name) {
    return PART.test(key) && key.replace(PART, '') === name.toLowerCase().replaceAll(' ', '-');
}
function partKey({ key }, number) {
    return `${key}-part-${number}`;
}
function partOf(root, tasks, number) {
    const name = `part ${number}`;
    return {
        ...root,
        key: partKey(root, number),
        id: root.id === null ? null : `${root.id}, ${name}`,
        line: tasks[0]?.line ?? root.line,
    };
}
/** The tasks that hang under a heading itself, by its key. */
function tasksByPhase({ tasks, roots }) {
    const byPhase = new Map(roots.map(({ key }) => [key, []]));
    for (const task of tasks)
        if (task.role === 'task')
            byPhase.get(task.parent ?? '')?.push(task);
    return byPhase;
}
function cut(tasks, keepTests) {
    const size = Math.ceil(tasks.length / Math.ceil(tasks.length / MAX_OPEN_TASKS));
    const parts = [];
    let hasTests = false;
    tasks.forEach((task, at) => {
        const last = parts.at(-1);
        // Behind a test only where the next tests begin: what stands between makes it pass.
        const beginsTests = task.isTest === true && tasks[at - 1]?.isTest !== true;
        const mayCut = !keepTests || !hasTests || beginsTests;
        hasTests ||= task.isTest === true;
        if (last === undefined || (last.length >= size && mayCut))
            parts.push([task]);
        else
            last.push(task);
    });
    return parts;
}


/***/ }),

/***/ 9375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ leftOpenCheckboxes)
/* harmony export */ });
/** The checkboxes that a run leaves as they are, by line: optional ones, those that are no work, and what is not understood. */
function leftOpenCheckboxes({ tasks, diagnostics }, plan) {
    const optional = new Set(plan.skippedOptional);
    const known = tasks.flatMap(({ key, title, line, state, role }) => {
        if (state === 'done')
            return [];
        if (role === 'checklist')
            return [{ line, text: title, why: 'checklist' }];
        return optional.has(key) ? [{ line, text: title, why: 'optional' }] : [];
    });
    const unread = diagnostics.flatMap(({ line, open }) => open === undefined ? [] : [{ line, text: open, why: 'not-understood' }]);
    return [...known, ...unread].sort((a, b) => a.line - b.line);
}


/***/ }),

/***/ 61584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FH: () => (/* binding */ choiceOf),
/* harmony export */   UB: () => (/* binding */ letterOf),
/* harmony export */   Vq: () => (/* binding */ choiceText),
/* harmony export */   dO: () => (/* binding */ withChoiceText),
/* harmony export */   j6: () => (/* binding */ withoutLetter),
/* harmony export */   lW: () => (/* binding */ splitChoices)
/* harmony export */ });
/** Letters of choices: the first is `a`. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
function letterOf(choice) {
    return LETTERS.charAt(choice);
}
/** The place of a letter's choice among `count`; null: there is none. */
function choiceOf(letter, count) {
    const index = LETTERS.indexOf(letter.toLowerCase());
    return letter.length === 1 && index >= 0 && index < count ? index : null;
}
/** `b) SQLite`, as people and agents read it. */
function choiceText(choices, choice) {
    return `${letterOf(choice)}) ${choices[choice] ?? ''}`;
}
/** The words of a choice alone: `SQLite` of `b) SQLite`. */
function withoutLetter(text) {
    return text.replace(/^[ \t]{0,8}(?:\*\*|\()?[a-z][).:](?:\*\*)?[ \t]{1,4}(?=\S)/iu, '').trim();
}
const CHOICE_LINE = /^[ \t]{0,8}(?:[-*+][ \t]{1,4})?(?:\*\*|\()?([a-z])[).:](?:\*\*)?[ \t]{1,4}(\S.{0,500})$/iu;
/**
 * The choices that a question offers, each of which begins with its letter (`a) PostgreSQL`), and the question without
 * them. Fewer than two, or letters out of order, are no choices; nor is code.
 */
function splitChoices(question) {
    const lines = question.split('\n');
    const prose = withoutCode(lines);
    const found = prose.flatMap((line, at) => {
        const [, letter = '', text = ''] = CHOICE_LINE.exec(line) ?? [];
        return text === '' ? [] : [{ at, letter: letter.toLowerCase() }];
    });
    const isInOrder = found.every(({ letter }, index) => letter === letterOf(index));
    if (found.length < 2 || !isInOrder)
        return { text: question, choices: [] };
    const ends = found.map(({ at }, index) => endOfChoice(prose, at, found[index + 1]?.at));
    const isTaken = (line) => found.some(({ at }, index) => at <= line && line < (ends[index] ?? at));
    return {
        text: lines
            .filter((_, at) => !isTaken(at))
            .join('\n')
            .trim(),
        choices: found.map(({ at }, index) => withoutLetter(prose
            .slice(at, ends[index])
            .map((line) => line.trim())
            .join(' ')
            .replace(/^[-*+][ \t]{1,4}/, ''))),
    };
}
/** A choice goes on over the lines to the next one, or over indented ones, as far as none of them is blank. */
function endOfChoice(lines, at, next = lines.length) {
    const end = (isPart) => {
        const other = lines.findIndex((line, index) => index > at && !isPart(line));
        return Math.min(other < 0 ? lines.length : other, next);
    };
    const toBlank = end((line) => line.trim() !== '');
    return toBlank === next && next < lines.length ? next : end((line) => /^(?: {2}|\t)[ \t]*\S/.test(line));
}
const FENCE = /^ {0,3}(?:```|~~~)/;
/** The lines with those of code blanked. */
function withoutCode(lines) {
    let isCode = false;
    return lines.map((line) => {
        const isFence = FENCE.test(line);
        const isHidden = isFence || isCode;
        if (isFence)
            isCode = !isCode;
        return isHidden ? '' : line;
    });
}
/** What a person means by `b`, or `b, but only for now`: the choice in its own words, and theirs behind it. */
function withChoiceText(answer, choices) {
    const [, letter = '', remark = ''] = /^\s{0,20}\(?([a-z])(?:[).:,;!-]|(?=\s|$))([\s\S]*)$/iu.exec(answer) ?? [];
    const choice = choiceOf(letter, choices.length);
    // `A database would do.` begins with a word, and a choice without a mark behind it stands alone.
    if (choice === null || (/^[ \t]*\S/.test(remark) && !/^\s{0,20}\(?[a-z][).:,;!-]/iu.test(answer)))
        return answer;
    const more = remark.trim();
    return more === '' ? choiceText(choices, choice) : `${choiceText(choices, choice)}\n${more}`;
}


/***/ }),

/***/ 76468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ taskName)
/* harmony export */ });
/** `1.2 Read the parser`, as a person would name it; the title alone where it has no id. */
function taskName({ id, title }) {
    return id === null ? title : `${id} ${title}`.trimEnd();
}


/***/ }),

/***/ 11857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Cl: () => (/* binding */ eventLines),
  S9: () => (/* binding */ haltedAt),
  hQ: () => (/* binding */ nextCommand),
  Cq: () => (/* binding */ unitName)
});

// UNUSED EXPORTS: summaryLines

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
// EXTERNAL MODULE: ./lib/report/text/colour.js
var text_colour = __webpack_require__(14214);
// EXTERNAL MODULE: ./lib/report/text/forecast-text.js
var forecast_text = __webpack_require__(89279);
// EXTERNAL MODULE: ./lib/report/text/local-time.js
var local_time = __webpack_require__(26361);
// EXTERNAL MODULE: ./lib/report/text/numbers.js
var numbers = __webpack_require__(42626);
// EXTERNAL MODULE: ./lib/report/text/plain-text.js
var plain_text = __webpack_require__(94918);
// EXTERNAL MODULE: ./lib/report/text/sums.js
var sums = __webpack_require__(22930);
// EXTERNAL MODULE: ./lib/report/text/verdict-text.js
var verdict_text = __webpack_require__(8093);
// EXTERNAL MODULE: ./lib/report/text/review-first.js
var review_first = __webpack_require__(29373);
;// CONCATENATED MODULE: ./lib/report/console/made-lines.js




/** Units told of; of more, the last. */
const MAX_MADE = 20;
/** Cells of a line, where no terminal says, and the least that a title and an agent's words get of it. */
const WIDTH = 160;
const LEAST = 20;
/** What this run made, a line each unit: the agent's words, shortened, and how much it changed; then what to review first. */
function madeLines({ progress, sizes = {} }, colours, width = WIDTH) {
    const cells = Math.max(4 * LEAST, Math.min(width, WIDTH));
    const made = progress.units.filter(({ key, status }) => status === 'done' && progress.run.unitsDone.includes(key));
    if (made.length === 0)
        return [];
    const known = new Map(Object.entries(sizes));
    const earlier = made.length - MAX_MADE;
    const lines = made.slice(-MAX_MADE).map(({ title, commit, backend, summary }) => {
        const facts = (0,sums/* joinNonEmpty */.JO)((0,review_first/* formatSize */.X)(known.get(commit ?? '')), backend === null ? '' : oneLine(backend));
        const beside = facts === '' ? '' : ` (${facts})`;
        const name = (0,plain_text/* fitTitle */.Ei)(oneLine(title), beside, summary === undefined ? cells : cells / 2);
        const words = summary === undefined ? '' : `: ${oneLine(summary)}`;
        return `${colours.green('  ✓')} ${(0,plain_text/* truncateToWidth */.A4)(`${name}${beside}${words}`, cells - 4)}`;
    });
    const first = (0,review_first/* reviewFirst */.$)(made, known).map(({ unit, reasons }) => `${oneLine(unit.title)} (${reasons})`);
    return [
        ...(earlier > 0 ? [`  … ${(0,lib_text/* plural */.LS)(earlier, 'earlier unit')}`] : []),
        ...lines,
        ...(first.length === 0 ? [] : [`  review first: ${first.join('; ')}`]),
    ];
}
function oneLine(text) {
    return (0,plain_text/* plainText */.wh)(text).replace(/\s+/g, ' ').trim();
}

;// CONCATENATED MODULE: ./lib/report/console/event-lines.js










/**
 * An event as lines for a person; none for what only a window or a JSON line shows. Whatever an agent or tasks.md
 * says is neutralised: it must not clear the screen it is shown on, or colour what follows. Titles are cut to fit into
 * `width` cells; what may hold a path or a command is not, since people copy it.
 */
function eventLines(event, colours = text_colour/* noColours */.b, width = Number.POSITIVE_INFINITY, ending = {}) {
    switch (event.kind) {
        case 'run-started': {
            const attachHint = event.attach === null ? '' : colours.dim(` · watch it: ${event.attach}`);
            return [`${colours.bold(`▶ ${event.spec}`)}: ${event.done} of ${event.total} units done${attachHint}`];
        }
        case 'forecast':
            return [colours.dim(`  forecast: ${(0,forecast_text/* forecastLine */.AE)(event.forecast)}`)];
        case 'diagnostic':
            return [colours.yellow(diagnosticLine(event))];
        case 'unit-started': {
            const attempt = event.attempt > 1 ? `attempt ${event.attempt} of ${event.attempts} · ` : '';
            const facts = ` · ${attempt}${event.backend}`;
            return [`${colours.bold((0,plain_text/* fitTitle */.Ei)(`→ ${unitName(event.unit, event.title)}`, facts, width))}${colours.dim(facts)}`];
        }
        case 'assigned':
            return [colours.dim(`  ${event.type}, ${event.ownerAgent} (chosen by ${event.source}) → ${event.backend}`)];
        case 'agent':
        case 'waited':
            return [];
        case 'verified':
            return event.uncounted === true ? [colours.dim(UNCOUNTED)] : [];
        case 'attempt-ended':
            return attemptLines(event, colours);
        case 'verifying':
            return [colours.dim(`  $ ${event.command}`)];
        case 'reviewing':
            return [colours.dim(`  review by ${event.backend}`)];
        case 'evidence':
            return event.lines.map((line) => colours.yellow((0,plain_text/* plainText */.wh)(`  to be looked at: ${line}`)));
        case 'reviewed':
            return event.advice.map((line) => colours.yellow((0,plain_text/* plainText */.wh)(`  ${event.backend} advises: ${line}`)));
        case 'unit-done':
            return [doneLine(event, colours, width)];
        case 'waiting':
            return waitingLines(event).map((line) => colours.yellow(line));
        case 'halted':
            return haltLines(event).map((line) => colours.red(line));
        case 'paused':
            return [colours.yellow(pauseLine(event))];
        case 'isolated':
            return [colours.dim(`  sandbox: ${event.strength}, by ${event.mechanism}`)];
        case 'spending':
            return [
                ...event.pools.map(({ backend, pool }) => colours.dim((0,plain_text/* plainText */.wh)(`  ${backend} draws on ${pool}`))),
                ...(event.unlimited === null ? [] : [colours.yellow((0,plain_text/* plainText */.wh)(`  ${event.unlimited}`))]),
            ];
        case 'base-merged':
            return [colours.dim((0,plain_text/* plainText */.wh)(`  ${event.base} merged into ${event.branch}: only its records conflicted`))];
        case 'questions':
            return event.lines.map((line) => colours.yellow((0,plain_text/* plainText */.wh)(`? ${line}`)));
        case 'warning':
            return [colours.yellow(`! ${(0,plain_text/* plainText */.wh)(event.message)}`)];
        case 'run-ended':
            return summaryLines(event.outcome, colours, { ...ending, width });
        default:
            return (0,errors/* unreachable */.HB)(event);
    }
}
const UNCOUNTED = '  verify prints no count of tests that is known here: that fewer pass later would not be noticed';
function diagnosticLine({ path, diagnostic: { line, code, message } }) {
    return `! ${path}${line > 0 ? `:${line}` : ''} ${message} (${code})`;
}
function doneLine(event, colours, width) {
    const commit = event.commit === null ? '' : ` · ${event.commit.slice(0, 9)}${event.pushed ? ' pushed' : ''}`;
    const facts = ` · ${(0,lib_text/* plural */.LS)(event.files.length, 'file')}${commit} · ${event.done} of ${event.total}`;
    return `${colours.green((0,plain_text/* fitTitle */.Ei)(`✓ ${unitName(event.unit, event.title)}`, facts, width))}${colours.dim(facts)}`;
}
/** The usual delay is no news; one of minutes would look like a hang. */
function waitingLines({ reason, ms, why, until }) {
    return reason === 'delay' && ms < 60_000 ? [] : [`… Waiting until ${(0,local_time/* localAndUtcTime */.C)(until)}: ${(0,plain_text/* plainText */.wh)(why)}`];
}
function haltLines({ halt, path }) {
    const where = halt.line > 0 ? `${path}:${halt.line}` : path;
    const question = (0,plain_text/* plainText */.wh)(halt.question)
        .split('\n')
        .map((line) => `  │ ${line}`);
    return [`? ${where} ${(0,plain_text/* plainText */.wh)(haltedAt(halt))}`, ...question];
}
function pauseLine({ paused: { why, resume_after: after } }) {
    const until = after === null ? '' : `; may continue after ${(0,local_time/* localAndUtcTime */.C)(Date.parse(after))}`;
    return `‖ Paused: ${(0,plain_text/* plainText */.wh)(why)}${until}`;
}
/** The end of a run: what was done, what is left, what it took, and what to do next. */
function summaryLines(outcome, colours = text_colour/* noColours */.b, { nextStepOf = nextCommand, isUncommitted = false, lookBack, width } = {}) {
    const { kind, progress, pullRequest } = outcome;
    const { run, totals } = progress;
    const remaining = progress.total - progress.done;
    const attempts = progress.units.reduce((sum, unit) => sum + unit.attempts, 0);
    const waited = (0,sums/* formatWaits */.WE)(totals);
    const colour = kind === 'complete' ? colours.green : kind === 'failed' ? colours.red : colours.yellow;
    const lines = [
        '',
        colour(`■ ${progress.spec}: ${(0,plain_text/* plainText */.wh)(outcome.message)}`),
        ...openQuestionLines(outcome),
        `  done     ${progress.done} of ${progress.total}${run.unitsDone.length > 0 ? ` (${run.unitsDone.length} in this run)` : ''}`,
        `  failed   ${progress.failed}`,
        `  left     ${remaining}`,
        `  attempts ${attempts}${totals.calls === 0 ? '' : `, ${(0,sums/* formatTotals */.zD)(totals)}`}`,
        ...(waited === '' ? [] : [`  waited   ${waited}`]),
        `  this run ${(0,lib_text/* plural */.LS)(run.iterations, 'iteration')} in ${(0,numbers/* formatDuration */.a)(run.tookMs)}${thisRunTotals(run.totals, totals)}`,
        `  changed  ${(0,lib_text/* plural */.LS)(run.filesChanged.length, 'file')}, ${isUncommitted ? 'none committed: checkpoint is off' : (0,lib_text/* plural */.LS)(run.commits.length, 'checkpoint')}`,
    ];
    lines.push(...madeLines(outcome, colours, width));
    if (progress.forecast !== undefined)
        lines.push(`  forecast ${(0,forecast_text/* forecastResultLine */.F3)(progress.forecast)}`);
    if (pullRequest !== null)
        lines.push(`  pull request ${pullRequest.url}`);
    if (lookBack !== undefined && run.iterations > 0)
        lines.push(`  look     ${lookBack}`);
    const nextStep = nextStepOf(outcome);
    if (nextStep !== null)
        lines.push(...`  next     ${nextStep}`.split('\n'));
    return lines;
}
/** Of a run that found the halt of an earlier one: its message has the first line, the rest is what it is about. */
function openQuestionLines({ kind, idle, progress: { halt } }) {
    if (kind !== 'halted' || !idle || halt === null)
        return [];
    const lines = (0,plain_text/* plainText */.wh)(halt.question).split('\n');
    return lines.length === 1 ? [] : lines.map((line) => `  │ ${line}`);
}
/** `resume`: the command that answers. */
function nextCommand({ kind, progress: { halt, run, total, done } }, resume = '`resume`') {
    switch (kind) {
        case 'halted': {
            const url = halt?.url ?? null;
            return url === null
                ? `${resume}\n           asks you for the answer; --answer "…" or --skip gives it at once`
                : `answer with /resume … in ${url}`;
        }
        case 'paused':
        case 'max-iterations':
            return 'run the same command to continue';
        case 'failed':
            return 'see the message above; no finished work is lost';
        case 'complete':
            if (done < total)
                return 'run it again without --only or --from for the remaining units';
            return run.filesChanged.length > 0 && run.commits.length === 0
                ? 'review the changes: none of them is committed'
                : null;
    }
}
/** Of the first run all was said in the lines above. */
function thisRunTotals(runTotals, allTotals) {
    if (runTotals.calls === 0 || runTotals.calls === allTotals.calls)
        return '';
    const waited = (0,sums/* formatWaits */.WE)(runTotals);
    return `, ${(0,sums/* joinNonEmpty */.JO)((0,sums/* formatTotals */.zD)(runTotals), waited === '' ? '' : `waited ${waited}`)}`;
}
/** Lines shown of why an attempt failed: room for what a check found to tell, with the gaps (`checks/telling-lines.ts`). */
const MAX_DETAILS = 26;
function attemptLines(event, colours) {
    const { verdict, durationMs, usage } = event;
    if (verdict.kind === 'done')
        return [];
    const tokens = usage === null ? '' : `, ${(0,numbers/* formatCount */.B)(usage.inputTokens + usage.cachedTokens + usage.outputTokens)} tokens`;
    const durationNote = colours.dim(`(${(0,numbers/* formatDuration */.a)(durationMs)}${tokens})`);
    const [first = '', ...rest] = (0,plain_text/* plainText */.wh)((0,verdict_text/* verdictText */.n)(verdict)).split('\n');
    const isExpected = verdict.kind === 'limited' || verdict.kind === 'transient' || verdict.kind === 'halted';
    const colour = isExpected ? colours.yellow : colours.red;
    const details = rest.filter((line) => line.trim() !== '');
    const omitted = details.length - MAX_DETAILS;
    const shown = omitted > 0 ? [`… ${(0,lib_text/* plural */.LS)(omitted, 'more line')}`, ...details.slice(-MAX_DETAILS)] : details;
    const lines = [
        `${colour(`${isExpected ? '…' : '✗'} ${verdict.kind}${verdict.kind === 'halted' ? '' : `: ${first}`}`)} ${durationNote}`,
    ];
    if (verdict.kind !== 'halted')
        lines.push(...shown.map((line) => colours.dim(`  │ ${line}`)));
    if (!isExpected && event.transcript !== '')
        lines.push(colours.dim(`  transcript ${event.transcript}`));
    return lines;
}
/** `2 Keep the links`; the title alone where the key is none that a person wrote. */
function unitName(key, title) {
    return (0,plain_text/* plainText */.wh)(isWritten(key) ? `${key} ${title}` : title);
}
/** `Halted at task 3: needs your input`. */
function haltedAt({ task, title }, since = '') {
    const place = task === null ? '' : ` at task ${isWritten(task) ? task : title}`;
    return `Halted${place}${since}: needs your input`;
}
function isWritten(key) {
    return /^\d|^[A-Z]+-\d|^T\d/.test(key);
}


/***/ }),

/***/ 14214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ noColours),
/* harmony export */   i: () => (/* binding */ createColours)
/* harmony export */ });
/* harmony import */ var picocolors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57336);

function createColours(enabled) {
    return (0,picocolors__WEBPACK_IMPORTED_MODULE_0__.createColors)(enabled);
}
const noColours = createColours(false);


/***/ }),

/***/ 89279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AE: () => (/* binding */ forecastLine),
/* harmony export */   F3: () => (/* binding */ forecastResultLine),
/* harmony export */   x3: () => (/* binding */ forecastLines)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68804);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);
/* harmony import */ var _local_time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26361);
/* harmony import */ var _numbers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(42626);
/* harmony import */ var _sums_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22930);





/** `8 to 14 of 20 units by 2026-11-24 08:00 UTC (likely 11), all in 9 h (7 h to 14 h); 1.2M to 3.4M tokens; by 12 …`. */
function forecastLine(forecast) {
    const { byMorning, complete, open, until, at, basis } = forecast;
    const { units } = byMorning;
    const likely = units.low === units.high ? '' : ` (likely ${units.likely})`;
    const night = `${rangeOnly(units, String)} of ${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(open, 'unit')} by ${(0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinute */ .Ko)(until)}${likely}`;
    const all = `all in ${likelyAndRange(sinceOf(complete.at, at), formatSpan)}`;
    return `${night}; ${all}; ${effortText(complete)}; ${basisText(basis)}`;
}
/** The same for who asks before the night, on several lines. */
function forecastLines({ byMorning, complete, open, until, at, basis }) {
    return [
        'Forecast (the range holds in 8 of 10 such nights, if no question stops the run):',
        `  by ${(0,_local_time_js__WEBPACK_IMPORTED_MODULE_1__/* .utcAndLocalMinute */ .x)(until)}: ${likelyAndRange(byMorning.units, String)} of ${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(open, 'unit')}`,
        `    ${effortText(byMorning)}`,
        `  until complete: ${likelyAndRange(sinceOf(complete.at, at), formatSpan)}, at ${Number.isFinite(complete.at.likely) ? (0,_local_time_js__WEBPACK_IMPORTED_MODULE_1__/* .utcAndLocalMinute */ .x)(complete.at.likely) : 'no time that can be told'}`,
        `    ${effortText(complete)}`,
        `  ${basisText(basis)}`,
    ];
}
/** `9 units by 2026-11-24 08:00 UTC, foretold 11 (8 to 14): within the range`. */
function forecastResultLine(result) {
    const { units, tokens, costUsd, until, stage } = result;
    const done = (0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(units.came, 'unit');
    if (stage === 'under-way')
        return `${done} so far; foretold by ${(0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinute */ .Ko)(until)}: ${likelyAndRange(units.foretold, String)}`;
    return [
        reachedText(result, done),
        ...(tokens === null ? [] : [`${(0,_numbers_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B)(tokens.came)} tokens, ${offText(tokens, _numbers_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B)}`]),
        ...(costUsd === null ? [] : [`${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsd */ .UK)(costUsd.came)}, ${offText(costUsd, _text_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsd */ .UK)}`]),
    ].join('; ');
}
function reachedText({ units, hours, until, stage }, done) {
    if (hours !== null)
        return `complete in ${formatSpan(hours.came * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp)}, ${offText(inMs(hours), formatSpan)}`;
    const morning = (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinute */ .Ko)(until);
    const when = stage === 'stopped' ? `until it stopped, before ${morning}` : `by ${morning}`;
    return `${done} ${when}, ${offText(units, String)}`;
}
/** `foretold 11 (8 to 14): 18 % less, within the range`. */
function offText({ came, foretold }, format) {
    const { low, likely, high } = foretold;
    const off = likely > 0 ? Math.round((came / likely - 1) * 100) : 0;
    const difference = off === 0 ? 'as foretold' : `${Math.abs(off)} % ${off < 0 ? 'less' : 'more'}`;
    const isWithin = came >= low && came <= high;
    return `foretold ${likelyAndRange(foretold, format)}: ${(0,_sums_js__WEBPACK_IMPORTED_MODULE_2__/* .joinNonEmpty */ .JO)(difference, isWithin ? '' : 'out of the range')}`;
}
/** What it goes by, honestly. */
function basisText({ own, others }) {
    if (own + others === 0)
        return 'no finished units to go by: usual values, and a wide range';
    const elsewhere = others === 0 ? '' : `${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(others, 'unit')} of other specs`;
    const here = own === 0 ? 'no finished unit of this spec' : `${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(own, 'finished unit')} of this spec`;
    return `by ${(0,_sums_js__WEBPACK_IMPORTED_MODULE_2__/* .joinNonEmpty */ .JO)(here, elsewhere)}`;
}
function effortText({ waitMs, tokens, costUsd }) {
    const waits = waitMs.high < _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY ? 'no waits' : `waits of ${rangeOnly(waitMs, formatSpan)}`;
    const cost = costUsd === null ? 'cost not known yet' : rangeOnly(costUsd, _text_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsd */ .UK);
    return (0,_sums_js__WEBPACK_IMPORTED_MODULE_2__/* .joinNonEmpty */ .JO)(waits, `${rangeOnly(tokens, _numbers_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B)} tokens`, cost);
}
function likelyAndRange(range, format) {
    return range.low === range.high ? format(range.likely) : `${format(range.likely)} (${rangeOnly(range, format)})`;
}
function rangeOnly({ low, high }, format) {
    const [from, to] = [format(low), format(high)];
    return from === to ? from : `${from} to ${to}`;
}
/** `40 min`, `7.2 h`, `3.5 days`: no finer than can be known. */
function formatSpan(ms) {
    if (!Number.isFinite(ms))
        return 'more than 60 days';
    if (ms < 90 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY)
        return `${Math.round(ms / _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY)} min`;
    const tenths = (value) => String(Math.round(value * 10) / 10);
    return ms < 2 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_ ? `${tenths(ms / _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp)} h` : `${tenths(ms / _time_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_)} days`;
}
function sinceOf({ low, likely, high }, at) {
    return { low: low - at, likely: likely - at, high: high - at };
}
function inMs({ came, foretold: { low, likely, high } }) {
    return { came: came * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp, foretold: { low: low * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp, likely: likely * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp, high: high * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp } };
}


/***/ }),

/***/ 86410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ leftOpenSentence)
/* harmony export */ });
/* unused harmony export WHY_LEFT_OPEN */
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68804);
/* harmony import */ var _plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94918);


const MAX_NAMED = 5;
const MAX_TEXT = 60;
const WHY_LEFT_OPEN = {
    optional: 'optional',
    checklist: 'a checklist, not a task',
    'not-understood': 'not understood',
};
/** `2 checkboxes left open: line 6 "It works" (a checklist, not a task), …`; null: none. */
function leftOpenSentence(checkboxes) {
    if (checkboxes.length === 0)
        return null;
    const names = checkboxes.map(({ line, text, why }) => `line ${line} "${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .firstCharacters */ .DR)((0,_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plainText */ .wh)(text), MAX_TEXT)}" (${WHY_LEFT_OPEN[why]})`);
    return `${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(checkboxes.length, 'checkbox', 'checkboxes')} left open: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .listFirst */ .rL)(names, MAX_NAMED)}`;
}


/***/ }),

/***/ 26361:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ localAndUtcTime),
/* harmony export */   x: () => (/* binding */ utcAndLocalMinute)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);

/*
 * For people at a terminal: their own clock, whose zone is the machine's (`TZ`), beside UTC, which everything else is in.
 */
/** `02:13:00 (2026-11-24 01:13:00 UTC)`; with its day where that is another than in UTC. */
function localAndUtcTime(ms) {
    const [day, time] = dayAndTime(ms);
    const [localDay, localTime] = dayAndTime(localTimeOf(ms));
    return `${localDay === day ? '' : `${localDay} `}${localTime} (${day} ${time} UTC)`;
}
/** `2026-11-24 07:00 UTC (08:00 here)`; where clocks are on UTC that alone. */
function utcAndLocalMinute(ms) {
    const local = localTimeOf(ms);
    const here = local === ms ? '' : ` (${dayAndTime(local)[1].slice(0, 5)} here)`;
    return `${(0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinute */ .Ko)(ms)}${here}`;
}
/** The moment at which clocks on UTC show what the machine's shows at this one (epoch ms). */
function localTimeOf(ms) {
    return ms - new Date((0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .clampToDate */ .FQ)(ms)).getTimezoneOffset() * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
}
function dayAndTime(ms) {
    const [day = '', time = ''] = (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(ms).split('T');
    return [day, time.slice(0, 8)];
}


/***/ }),

/***/ 32785:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nl: () => (/* binding */ exampleAnswer),
/* harmony export */   Qx: () => (/* binding */ questionLines),
/* harmony export */   iA: () => (/* binding */ unansweredSentence),
/* harmony export */   rx: () => (/* binding */ takenAnswerLines)
/* harmony export */ });
/* unused harmony exports concernedTasks, isChosen */
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61590);
/* harmony import */ var _plan_open_questions_choices_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61584);
/* harmony import */ var _state_transitions_transitions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29970);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68804);




/** `tasks 2 and 3`, or `every task`; '' where those that it was about are gone. */
function concernedTasks({ units }) {
    if (units.some(({ key }) => key === _state_transitions_transitions_js__WEBPACK_IMPORTED_MODULE_0__/* .WHOLE_SPEC */ .ES))
        return 'every task';
    const keys = units.map(({ key }) => key);
    if (keys.length === 0)
        return '';
    return `${keys.length === 1 ? 'task' : 'tasks'} ${keys.join(', ')}`;
}
/** Questions for a terminal and for plain text, each with its choices, and what holds. */
function questionLines({ list }) {
    return list.flatMap((question) => {
        const { number, text, choices, assumption, answer } = question;
        const tasks = concernedTasks(question);
        const [first = '', ...rest] = text.split('\n');
        return [
            `${number}. ${first}${tasks === '' ? '' : ` (${tasks})`}`,
            ...rest.map((line) => `   ${line}`),
            ...choices.map((choice, index) => `   [${isChosen(question, index) ? 'x' : ' '}] ${number}${(0,_plan_open_questions_choices_js__WEBPACK_IMPORTED_MODULE_1__/* .letterOf */ .UB)(index)} ${choice}`),
            answer === null
                ? `   if nobody answers: ${inOneLine(assumption)}`
                : `   ${answer.author ?? 'a person'} answered: ${inOneLine(answer.text)}`,
        ];
    });
}
/** Is it the choice that was answered with? */
function isChosen({ answer }, choice) {
    return answer?.text.startsWith(`${(0,_plan_open_questions_choices_js__WEBPACK_IMPORTED_MODULE_1__/* .letterOf */ .UB)(choice)}) `) === true;
}
/** How to answer, by way of an example that fits the questions: `1b 2a 3: your words`. */
function exampleAnswer({ list }) {
    const open = list.filter(({ answer }) => answer === null);
    const parts = (open.length > 0 ? open : list).slice(0, 3).map(({ number, choices }, index, all) => {
        const isLast = index === all.length - 1;
        return choices.length > 0 && !(isLast && all.length > 1)
            ? `${number}${choices.length > 1 ? 'b' : 'a'}`
            : `${number}: your words`;
    });
    // Words run to the end of their line.
    return parts.filter((part, index) => !part.includes(':') || index === parts.length - 1).join(' ');
}
/** How many nobody answered, and where to; null: all are answered. */
function unansweredSentence({ list, url }) {
    const left = list.filter(({ answer }) => answer === null).length;
    const where = url ?? 'the command `questions` shows them';
    return left === 0
        ? null
        : `${(0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(left, 'question has', 'questions have')} no answer, and what is assumed holds: ${where}`;
}
/** The same in lines of plain text. */
function takenAnswerLines({ taken, unknown, numbers }) {
    const known = numbers.length === 1 ? 'there is one question' : `the questions are ${numbers.join(', ')}`;
    return [
        ...taken.map(takenLine),
        ...unknown.map((text) => `not understood: "${inOneLine(text)}"; ${known}, and a choice is a number with its letter`),
    ];
}
function takenLine({ number, text, before, isGone, tooLateFor }) {
    const replaced = before === null ? '' : ` (in place of ${before.author ?? 'a person'}'s answer: ${inOneLine(before.text)})`;
    const late = [...(0,_collections_js__WEBPACK_IMPORTED_MODULE_3__/* .groupBy */ .$z)(tooLateFor, ({ doneWith }) => doneWith)].map(([doneWith, done]) => {
        const units = done.map(({ unit }) => unit);
        const names = `task${units.length === 1 ? '' : 's'} ${units.join(', ')}`;
        const [first] = units;
        return `; too late for ${names}, done with: ${inOneLine(doneWith)}. /redo ${first} in the issue, or reset --unit ${first}, has it done again`;
    });
    const gone = isGone ? '; it is about tasks that are gone, and nobody is told' : '';
    return `${number}: ${inOneLine(text)}${replaced}${gone}${late.join('')}`;
}
function inOneLine(text) {
    return text.replace(/\s+/g, ' ').trim();
}


/***/ }),

/***/ 29373:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ reviewFirst),
/* harmony export */   X: () => (/* binding */ formatSize)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68804);

/** Units named as the first to look at. */
const MAX_FIRST = 3;
/** A unit that changed more lines deserves an eye of its own. */
const MANY_LINES = 400;
/** Units that gave trouble, that a reviewer had words on, or that are large; each with why. */
function reviewFirst(made, sizes) {
    return made
        .map((unit) => ({ unit, reasons: reasonsFor(unit, sizes), lines: linesOf(unit, sizes) }))
        .filter(({ reasons }) => reasons.length > 0)
        .sort((a, b) => b.reasons.length - a.reasons.length || b.lines - a.lines)
        .slice(0, MAX_FIRST)
        .map(({ unit, reasons }) => ({ unit, reasons: reasons.join(', ') }));
}
/** `3 files, +120 −4`; '' where it is not known. */
function formatSize(size) {
    return size === undefined ? '' : `${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(size.files, 'file')}, +${size.added} −${size.removed}`;
}
function reasonsFor(unit, sizes) {
    const lines = linesOf(unit, sizes);
    const advice = unit.advice?.length ?? 0;
    const evidence = unit.evidence?.length ?? 0;
    return [
        ...(unit.attempts > 1 ? [(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(unit.attempts, 'attempt')] : []),
        ...(evidence > 0 ? [(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(evidence, 'thing to be looked at', 'things to be looked at')] : []),
        ...(advice > 0 ? [(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(advice, 'piece of advice', 'pieces of advice')] : []),
        ...(lines > MANY_LINES ? [`${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .formatThousands */ .LN)(lines)} lines changed`] : []),
    ];
}
function linesOf({ commit }, sizes) {
    const size = sizes.get(commit ?? '');
    return size === undefined ? 0 : size.added + size.removed;
}


/***/ }),

/***/ 22930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   JO: () => (/* binding */ joinNonEmpty),
/* harmony export */   WE: () => (/* binding */ formatWaits),
/* harmony export */   _y: () => (/* binding */ formatTokens),
/* harmony export */   zD: () => (/* binding */ formatTotals)
/* harmony export */ });
/* unused harmony exports formatCredits, WAIT_REASONS */
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68804);
/* harmony import */ var _numbers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42626);


/** `13.5k tokens (3.0k in, 10.0k cached, 503 out)`, from the numbers of each. */
function formatTokens(input, cached, output) {
    return `${(0,_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B)(input + cached + output)} tokens (${(0,_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B)(input)} in, ${(0,_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B)(cached)} cached, ${(0,_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B)(output)} out)`;
}
/** `≈ $0.42`, `12.5 credits` or both; '' where nothing is known to have been spent. */
function formatCost(usd, estimated, credits = 0) {
    return joinNonEmpty(usd === null || usd === 0 ? '' : `${estimated ? '≈ ' : ''}${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatUsd */ .UK)(usd)}`, credits === 0 ? '' : formatCredits(credits));
}
/** `0.42 credits`. */
function formatCredits(credits) {
    const shown = Math.max(0.01, Math.round(credits * 100) / 100);
    return `${shown} ${shown === 1 ? 'credit' : 'credits'}`;
}
/** `4 calls, 2 min in agents, 13.5k tokens (…), ≈ $0.42, review: 1 problem caught, 2 pieces of advice`. */
function formatTotals(totals) {
    const { calls, agent_s, tokens_in, tokens_cached, tokens_out, cost_usd, cost_estimated } = totals;
    const used = tokens_in + tokens_cached + tokens_out > 0;
    return joinNonEmpty((0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(calls, 'agent call'), `${(0,_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(agent_s * 1000)} in agents`, used ? formatTokens(tokens_in, tokens_cached, tokens_out) : '', formatCost(cost_usd, cost_estimated, totals.credits), formatReviews(totals));
}
/** What reviewers found; '' where none was asked. */
function formatReviews({ review_caught, review_advice = 0 }) {
    if (review_caught === undefined)
        return '';
    const advice = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(review_advice, 'piece of advice', 'pieces of advice');
    return `review: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(review_caught, 'problem')} caught, ${advice}`;
}
/** Why it was waited: the throttle's reasons, and those of a pause or halt that say what for. */
const WAIT_REASONS = {
    delay: 'between attempts',
    'calls-per-hour': 'for max-calls-per-hour',
    quota: 'for a quota',
    transient: 'for an overload',
    pace: 'for a window that was nearly used up',
    headroom: 'to keep headroom for you',
    'daily-budget': 'for the next day',
    answer: 'for an answer',
    'time-budget': 'for the next run',
    asked: 'stopped by a person',
    cancelled: 'stopped',
};
/** `1 h 20 min for a quota, 45 s between attempts`, the longest first; '' where nothing was waited for. */
function formatWaits({ waiting_s }) {
    const waits = Object.entries(waiting_s).filter(([, seconds]) => seconds >= 0.1);
    const parts = waits
        .sort(([, a], [, b]) => b - a)
        .map(([why, s]) => `${(0,_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(s * 1000)} ${WAIT_REASONS[why] ?? why}`);
    return parts.join(', ');
}
/** The parts that say something. */
function joinNonEmpty(...parts) {
    return parts.filter((part) => part !== '').join(', ');
}


/***/ }),

/***/ 8093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ verdictText)
/* harmony export */ });
/** What a verdict says to a person, in the agent's or the judge's own words. */
function verdictText(verdict) {
    switch (verdict.kind) {
        case 'done':
            return verdict.summary;
        case 'halted':
            return verdict.question;
        case 'limited':
            return verdict.limit.message;
        case 'refused':
            return `${verdict.reason}\n${verdict.remedy}`;
        default:
            return verdict.reason;
    }
}


/***/ }),

/***/ 40696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bl: () => (/* binding */ patternsInTheWay),
/* harmony export */   Rp: () => (/* binding */ nameInTheWay),
/* harmony export */   vy: () => (/* binding */ refuseNameInTheWay)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** For `git ls-remote`: what git cannot have beside a branch of this name. */
function patternsInTheWay(branch) {
    return [...ancestorsOf(branch), `refs/heads/${branch}/*`];
}
/** A branch is a file, and what its name begins with is a folder: known now, or else after a unit was paid for. */
function refuseNameInTheWay(branch, refs) {
    const ancestors = ancestorsOf(branch);
    const found = [...refs].find((ref) => ancestors.includes(ref) || ref.startsWith(`refs/heads/${branch}/`));
    if (found !== undefined)
        throw nameInTheWay(branch, found.slice('refs/heads/'.length), 'on the remote');
}
function nameInTheWay(branch, other, place) {
    const deletion = place === 'here' ? `git branch -m ${other} NEW-NAME` : `git push origin --delete ${other}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`The work branch ${branch} cannot be created: the branch ${other} ${place} is in its way.`, {
        where: 'work-branch',
        fix: `Rename or delete that branch (\`${deletion}\`), or set another \`work-branch\`, such as ${branch.replaceAll('/', '-')}.`,
    });
}
/** `a/b/c`: `a/b` and `a`. */
function ancestorsOf(branch) {
    const parts = branch.split('/').slice(0, -1);
    return parts.map((_, at) => `refs/heads/${parts.slice(0, at + 1).join('/')}`);
}


/***/ }),

/***/ 33771:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lk: () => (/* binding */ findCompetingRun),
/* harmony export */   wF: () => (/* binding */ parseSpecState)
/* harmony export */ });
/* unused harmony export parseRun */
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);
/* harmony import */ var _git_blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48775);


/**
 * Whether what others pushed comes from another run of the same spec: their state file names a run that is not ours
 * and was not there when the two histories parted, or one of their commits carries that run's trailers. A run that
 * was known before has ended or died; what comes on top of it is a person's. Clocks are not compared. Jobs of one
 * workflow run (a matrix) share its id: what carries ours and was not made here is another job's.
 */
async function findCompetingRun(git, query) {
    const { theirs, spec, runId, statePath } = query;
    const base = (await git(['merge-base', 'HEAD', theirs], { accept: [0, 1] })).stdout.trim();
    const theirRun = parseRun(await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .readFileAt */ ._T)(git, theirs, statePath), spec);
    const baseRun = base === '' ? null : parseRun(await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .readFileAt */ ._T)(git, base, statePath), spec);
    if (theirRun !== null &&
        theirRun.run !== runId &&
        (baseRun?.run !== theirRun.run || baseRun.heartbeat !== theirRun.heartbeat))
        return theirRun;
    const format = '%(trailers:key=Spec,valueonly,separator=%x2C)%x1f%(trailers:key=Run,valueonly,separator=%x2C)%x1f%ct%x1f%H';
    const log = await git(['log', '-z', `--format=${format}`, `HEAD..${theirs}`]);
    for (const record of log.stdout.split('\0')) {
        const [ofSpec, run = '', committedAt = '', commit = ''] = record.split('\x1f');
        if (ofSpec !== spec || run === '')
            continue;
        if (run === runId && (await isCopyOfOurs(git, { commit, theirs, statePath })))
            continue;
        return { run, heartbeat: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(Number(committedAt) * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2) };
    }
    return null;
}
/** A commit of ours that a person rebased or amended still has the state that we committed; no other job writes the same. */
async function isCopyOfOurs(git, query) {
    const { commit, theirs, statePath } = query;
    const state = await git(['rev-parse', '-q', '--verify', `${commit}:${statePath}`], { accept: 'any' });
    if (state.code !== 0)
        return false;
    const found = await git(['log', '-1', '--format=%H', `--find-object=${state.stdout.trim()}`, `${theirs}..HEAD`]);
    return found.stdout !== '';
}
/** The run that a state file names for a spec; a file that is none names nobody. */
function parseRun(text, spec) {
    const specState = parseSpecState(text, spec);
    const run = specState?.run;
    if (!isObject(run) || typeof run.id !== 'string' || typeof run.heartbeat !== 'string')
        return null;
    return { run: run.id, heartbeat: run.heartbeat };
}
/** One spec's part of a state file, unchecked; null where there is none. */
function parseSpecState(text, spec) {
    try {
        const file = JSON.parse(text ?? 'null');
        const specState = isObject(file) && isObject(file.specs) ? file.specs[spec] : null;
        return isObject(specState) ? specState : null;
    }
    catch {
        return null;
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 9183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pu: () => (/* binding */ submodulesOf),
/* harmony export */   QM: () => (/* binding */ withGitSettings),
/* harmony export */   VT: () => (/* binding */ withSafeDirectories),
/* harmony export */   pP: () => (/* binding */ trustOfRemotes),
/* harmony export */   rm: () => (/* binding */ foreignWorkTrees)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _state_lock_repository_top_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19515);



/**
 * The working tree around a folder, and those of its submodules, where git would refuse to work because they belong to
 * another user: in a container job the workspace is the host's, and the job root's. Whoever starts a run in a folder
 * trusts it; everything else stays as unsafe as it is.
 * @param user default: the one that this process acts as.
 */
function foreignWorkTrees(workdir, user = process.geteuid?.()) {
    const top = user === undefined ? null : (0,_state_lock_repository_top_js__WEBPACK_IMPORTED_MODULE_2__/* .findRepositoryTop */ .N)(workdir);
    if (top === null)
        return [];
    return [top, ...submodulesOf(top)].filter((folder) => isForeign(folder, user)).map((folder) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(folder));
}
/** git looks at the folder, at its `.git`, and at what a `.git` that is a file points to. */
function isForeign(folder, user) {
    const dotGit = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, '.git');
    const pointer = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(dotGit).isFile() ? /^gitdir: (.+)/.exec((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(dotGit, 'utf8'))?.[1] : undefined;
    const places = [folder, dotGit, ...(pointer === undefined ? [] : [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(folder, pointer)])];
    return places.some((place) => {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(place, { throwIfNoEntry: false });
        return stat !== undefined && stat.uid !== user;
    });
}
/** Those that are checked out, and theirs; a path that leads elsewhere is none. */
function submodulesOf(folder) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, '.gitmodules');
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file, { throwIfNoEntry: false })?.isFile() !== true)
        return [];
    const paths = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8')
        .split('\n')
        .flatMap((line) => /^[ \t]*path[ \t]*=(.*)/.exec(line)?.[1]?.trim() || []);
    return paths
        .map((path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, path))
        .filter((path) => path.startsWith(`${folder}/`) && isFolderWithGit(path) && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path) === realPathIn(folder, path))
        .flatMap((path) => [path, ...submodulesOf(path)]);
}
const realPathIn = (folder, path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(folder), path.slice(folder.length));
function isFolderWithGit(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, '.git'), { throwIfNoEntry: false }) !== undefined;
}
/** An environment in which git works in these folders too; a configuration that is there already stays. */
function withSafeDirectories(env, folders) {
    return withGitSettings(env, folders.map((folder) => ['safe.directory', folder]));
}
/** An environment with these settings of git; a configuration that is there already stays. */
function withGitSettings(env, settings) {
    const count = Number(env.GIT_CONFIG_COUNT ?? 0);
    if (settings.length === 0 || !Number.isInteger(count))
        return { ...env };
    const added = settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${count + at}`, key],
        [`GIT_CONFIG_VALUE_${count + at}`, value],
    ]);
    return { ...env, ...Object.fromEntries(added), GIT_CONFIG_COUNT: String(count + settings.length) };
}
/**
 * The other side of a remote that is a folder reads its `safe.directory` from a file alone: from this one, in `folder`,
 * with what the machine's owner said of it.
 */
function trustOfRemotes(entries, folder) {
    const trusted = entries.filter(({ key, scope }) => key === 'safe.directory' && ['system', 'global'].includes(scope));
    if (trusted.length === 0)
        return {};
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'trusted');
    const lines = trusted.map(({ value }) => `\tdirectory = "${(value ?? '').replace(/["\\]/g, '\\$&')}"\n`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, `[safe]\n${lines.join('')}`, { mode: 0o600 });
    return { GIT_CONFIG_GLOBAL: path };
}


/***/ }),

/***/ 60365:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gn: () => (/* binding */ recordsRef),
/* harmony export */   Jo: () => (/* binding */ workInProgressRef),
/* harmony export */   NL: () => (/* binding */ THROTTLE_REF),
/* harmony export */   rZ: () => (/* binding */ pushedBranchRef),
/* harmony export */   ze: () => (/* binding */ lostCommitRef)
/* harmony export */ });
/* unused harmony export refComponent */
/** A spec's name as one component of a ref: what git refuses there becomes a dash. */
function refComponent(name) {
    const safe = name
        // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses control characters in refs
        .replace(/[\u0000-\u0020\u007f~^:?*[\]\\/]+/g, '-')
        .replace(/\.{2,}/g, '.')
        .replace(/@\{/g, '-')
        .replace(/^[.-]+|(?<!\.)\.+$/g, '')
        .replace(/\.lock$/, '-lock');
    return safe === '' || safe === '@' ? 'spec' : safe;
}
/** Unfinished work of a spec; kept by `saveWork`, removed with the next checkpoint. */
const workInProgressRef = (spec) => `refs/sequential/wip/${refComponent(spec)}`;
/** The records of a complete spec whose tree holds none. */
const recordsRef = (spec) => `refs/sequential/records/${refComponent(spec)}`;
/** A history that an agent rewrote or left aside. */
const lostCommitRef = (spec, commit) => `refs/sequential/lost/${refComponent(spec)}/${commit.slice(0, 12)}`;
/** What was pushed of a branch, for as long as the remote has it. */
const pushedBranchRef = (branch) => `refs/sequential/pushed/${encodeURIComponent(branch)}`;
/** What all runs of the repository know of limits and budgets. */
const THROTTLE_REF = 'refs/sequential/throttle';


/***/ }),

/***/ 31989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ withScratchRepository),
/* harmony export */   u: () => (/* binding */ SCRATCH_PREFIX)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _state_lock_temp_folder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(29080);
/* harmony import */ var _configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67485);




/** Of the folders of our own repositories. */
const SCRATCH_PREFIX = 'sequential-git-';
/**
 * Makes one for the time of `use`. `.git/config` and hooks of a checkout that an agent worked in are never read through
 * it. `haves` are commits that a fetch need not bring again. If a fetch moves the border of a shallow clone, the real
 * repository follows.
 */
async function withScratchRepository(checkout, env, haves, use) {
    const folder = (0,_state_lock_temp_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .createTempFolder */ .Lc)(SCRATCH_PREFIX, (0,_state_lock_temp_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .tempPlaces */ .v8)(env));
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'refs'));
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'info'));
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'HEAD'), 'ref: refs/heads/none\n');
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'config'), configurationText(checkout), { mode: 0o600 });
        const packed = [...new Set(haves)].map((sha) => `${sha} refs/have/${sha}\n`);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'packed-refs'), `# pack-refs with: sorted\n${packed.sort(byRef).join('')}`);
        const shallowFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.commonDir, 'shallow');
        const shallowCopy = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'shallow');
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(shallowFile, { throwIfNoEntry: false })?.isFile() === true)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.cpSync)(shallowFile, shallowCopy);
        const before = readOrNull(shallowCopy);
        const result = await use({
            folder,
            variables: { GIT_DIR: folder, GIT_OBJECT_DIRECTORY: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.commonDir, 'objects') },
        });
        const after = readOrNull(shallowCopy);
        if (after !== before) {
            if (after === null)
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(shallowFile, { force: true });
            else
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(shallowFile, after);
        }
        return result;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(folder, { recursive: true, force: true });
    }
}
const byRef = (a, b) => (a.slice(a.indexOf(' ')) < b.slice(b.indexOf(' ')) ? -1 : 1);
const readOrNull = (path) => ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path) ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'latin1') : null);
/** A partial clone's missing objects are promised by `origin`; without that mark git would take them for lost. */
function configurationText(checkout) {
    const partial = (0,_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_3__/* .isPartialClone */ .th)(checkout.configEntries);
    const sha256 = checkout.objectFormat !== 'sha1';
    return [
        '[core]',
        `\trepositoryformatversion = ${partial || sha256 ? 1 : 0}`,
        '\tbare = true',
        ...(partial || sha256 ? ['[extensions]'] : []),
        ...(sha256 ? [`\tobjectFormat = ${checkout.objectFormat}`] : []),
        ...(partial ? ['\tpartialClone = origin', '[remote "origin"]', '\tpromisor = true'] : []),
        '',
    ].join('\n');
}


/***/ }),

/***/ 30539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ bundlePath),
/* harmony export */   L_: () => (/* binding */ commitSelectionOf),
/* harmony export */   Oq: () => (/* binding */ recordPaths),
/* harmony export */   aB: () => (/* binding */ retryPolicyOf),
/* harmony export */   kZ: () => (/* binding */ pathMatcher),
/* harmony export */   mL: () => (/* binding */ preserveLostCommit),
/* harmony export */   tx: () => (/* binding */ tasksPathOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _git_index_status_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48968);
/* harmony import */ var _git_refs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60365);
/* harmony import */ var _remote_retry_remote_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17464);
/* harmony import */ var _work_tree_staging_left_out_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4053);





/** The state file and the progress log beside it: no change of an agent, no change of the user. */
function recordPaths(options) {
    const folder = options.statePath.slice(0, options.statePath.lastIndexOf('/') + 1);
    return [options.statePath, `${folder}SEQUENTIAL_PROGRESS.md`];
}
/** The task list of a spec, which lies beside ours. */
function tasksPathOf({ statePath }, spec) {
    return `${statePath.slice(0, statePath.lastIndexOf('/') + 1)}${spec}/tasks.md`;
}
/** Whether a path is one of these, or below one of them. */
function pathMatcher(paths) {
    const roots = paths.map((path) => (0,_git_index_status_js__WEBPACK_IMPORTED_MODULE_2__/* .bytes */ .ee)(path.replace(/(?<!\/)\/+$/, ''))).filter((path) => path !== '');
    return (path) => {
        const trimmed = path.replace(/\/$/, '');
        return roots.some((root) => trimmed === root || path.startsWith(`${root}/`));
    };
}
/** What no commit of ours takes up. */
function commitSelectionOf(opened) {
    const { options, checkout } = opened;
    const own = [options.logDir, ...(options.ownFolders ?? [])].map((folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(checkout.top, folder));
    const isOwn = pathMatcher(own.filter((path) => path !== '' && !path.startsWith('..') && !(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(path)));
    const isExcluded = (path) => isOwn(path) || opened.leftAlone.has(path);
    const maxFileBytes = opened.remote === null ? null : _work_tree_staging_left_out_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_FILE_BYTES */ .gZ;
    return { isExcluded, isRecordFile: pathMatcher(recordPaths(options)), maxFileBytes };
}
/** Keeps a commit under a ref of its own, here at once and, if it may be there, on the remote with the next push. */
async function preserveLostCommit(opened, commit) {
    const ref = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .lostCommitRef */ .ze)(opened.options.spec, commit);
    await opened.checkout.git(['update-ref', '-m', 'sequential: kept', ref, commit]);
    opened.lostCommits.set(ref, commit);
    return ref;
}
function retryPolicyOf(options, retry = {}) {
    const { now, sleep, notice, stop } = options;
    return { now, sleep, notice, retryForMs: retry.retryForMs ?? _remote_retry_remote_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_RETRY_MS */ .i, stop };
}
/** A folder for bundles, named so that two runs do not write the same file. */
function bundlePath(options, commit) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(options.logDir, `unpushed-${commit.slice(0, 12)}.bundle`);
}


/***/ }),

/***/ 34726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ readSavedRecords)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _state_file_read_state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73807);
/* harmony import */ var _git_blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48775);
/* harmony import */ var _git_refs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60365);
/* harmony import */ var _opened_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30539);





/**
 * The records on the ref of a spec, which stand on the commit that left them out. What cannot be read is reported and not
 * used; a state of a newer version is a UserError. `commit`: by its hash, or by that ref; null: there is none.
 */
async function readSavedRecords(git, options, commit) {
    if (commit === null)
        return { saved: null, usable: true };
    const ref = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .recordsRef */ .Gn)(options.spec);
    const [statePath = '', progressPath = ''] = (0,_opened_js__WEBPACK_IMPORTED_MODULE_3__/* .recordPaths */ .Oq)(options);
    const places = [`${commit}:${statePath}`, `${commit}:${progressPath}`, `${commit}^:${statePath}`];
    const [self, ...files] = await (0,_git_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .readObjects */ .$I)(git, [`${commit}^{commit}`, ...places], 'as-they-are');
    if (commit === ref && self?.what === 'missing')
        return { saved: null, usable: true };
    const [state = null, progress = null, before = null] = files.map(({ what, text }) => (what === 'blob' ? text : null));
    const problem = state === null ? null : stateProblem(state, ref, options);
    if (problem !== null || (state === null && progress === null)) {
        const what = problem ?? `it holds neither ${statePath} nor ${progressPath}`;
        options.notice(`${ref}: the records there cannot be read: ${what}. They are left as they are and not used, and this spec's records stay in its branch. If nobody needs them, remove them: git push origin --delete ${ref}`);
        return { saved: null, usable: false };
    }
    if (state === null)
        options.notice(`${ref}: ${statePath} is missing there: of this spec only the ticks in tasks.md are known`);
    if (progress === null)
        options.notice(`${ref}: ${progressPath} is missing there: the progress log starts over`);
    const left = before === null || stateProblem(before, ref, options) !== null ? null : before;
    return { saved: { ref, commit: self?.hash ?? commit, state, progress, left }, usable: true };
}
function stateProblem(text, ref, { spec, statePath, now }) {
    const path = `${ref}:${statePath}`;
    try {
        (0,_state_file_read_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readState */ .un)(text, { path, spec, now: now() });
        return null;
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        if (error instanceof _state_file_read_state_js__WEBPACK_IMPORTED_MODULE_1__/* .NewerStateError */ .tN)
            throw new _state_file_read_state_js__WEBPACK_IMPORTED_MODULE_1__/* .NewerStateError */ .tN(error.message, { where: path, fix: _state_file_read_state_js__WEBPACK_IMPORTED_MODULE_1__/* .UPDATE_HINT */ .Ow });
        return error.message;
    }
}


/***/ }),

/***/ 62391:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N5: () => (/* binding */ tokenCredential),
/* harmony export */   Yg: () => (/* binding */ parseRemoteAddress),
/* harmony export */   sH: () => (/* binding */ originUrl)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _git_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67485);


/**
 * A password inside the address is taken out of it: git hands addresses to its helpers in argv, where everybody on the
 * machine can read them.
 */
function parseRemoteAddress(url, top) {
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
        // `host:path` is ssh; everything else without a scheme is a folder, which git would look up from elsewhere.
        const isFolder = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(url) || !/^[^/]+:/.test(url);
        return { url: isFolder ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(top, url) : url, credential: null, takesTokens: false };
    }
    const parsed = new URL(url);
    if (!/^https?:$/.test(parsed.protocol))
        return { url, credential: null, takesTokens: false };
    const [user, password] = [parsed.username, parsed.password].map(decodeURIComponent);
    parsed.username = '';
    parsed.password = '';
    const credential = password === '' ? null : `username=${user || TOKEN_USER}\npassword=${password}\n`;
    return { url: parsed.toString(), credential, takesTokens: true };
}
/** GitHub takes any user name with a token. */
const TOKEN_USER = 'x-access-token';
/** What git's credential helper answers with a token. */
function tokenCredential(token) {
    return `username=${TOKEN_USER}\npassword=${token}\n`;
}
/**
 * The address of `origin` as the user's git would push to it: `pushurl` first, then the user's own
 * `url.*.pushInsteadOf` and `insteadOf`, all as they were at the start of the run.
 */
function originUrl(checkout) {
    const url = (0,_git_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .configValue */ .Mn)(checkout.configEntries, 'remote.origin.pushurl') ??
        (0,_git_configuration_git_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .configValue */ .Mn)(checkout.configEntries, 'remote.origin.url');
    if (url === null)
        return null;
    for (const suffix of ['.pushinsteadof', '.insteadof']) {
        let best = null;
        for (const { key, value } of checkout.configEntries) {
            if (value === null || !key.startsWith('url.') || !key.endsWith(suffix) || !url.startsWith(value))
                continue;
            if (best === null || value.length > best.prefix.length)
                best = { prefix: value, base: key.slice(4, -suffix.length) };
        }
        if (best !== null)
            return best.base + url.slice(best.prefix.length);
    }
    return url;
}


/***/ }),

/***/ 9518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rx: () => (/* binding */ missingCommits),
/* harmony export */   SZ: () => (/* binding */ missingBase),
/* harmony export */   bO: () => (/* binding */ remoteError),
/* harmony export */   cw: () => (/* binding */ readLocalRefs),
/* harmony export */   mP: () => (/* binding */ StoppedWhileWaiting),
/* harmony export */   vD: () => (/* binding */ remoteStateFromLocalRefs),
/* harmony export */   yb: () => (/* binding */ fetchRemoteState)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _branches_branch_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40696);
/* harmony import */ var _git_refs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60365);
/* harmony import */ var _opened_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30539);
/* harmony import */ var _retry_remote_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(17464);







/** Depth of the first fetch into a shallow clone. */
const INITIAL_FETCH_DEPTH = 50;
/** Asks the remote for base, work branch and unfinished work, and fetches what is not here. */
async function fetchRemoteState(checkout, remote, options, workBranch, head) {
    const listed = await listRemote(remote, options, workBranch);
    const { baseCommit, remoteWorkCommit, wip, records } = listed;
    const usesBase = options.workBranch !== '' || options.baseBranch !== null;
    const neededRefs = new Map();
    // Work on the checked-out branch starts from itself; a base is merged into it only if one was named.
    if (listed.base !== null && baseCommit !== null && usesBase)
        neededRefs.set(`refs/heads/${listed.base}`, baseCommit);
    if (remoteWorkCommit !== null)
        neededRefs.set(`refs/heads/${workBranch}`, remoteWorkCommit);
    const branches = [...neededRefs.keys()];
    if (wip !== null)
        neededRefs.set((0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .workInProgressRef */ .Jo)(options.spec), wip);
    if (records !== null)
        neededRefs.set((0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .recordsRef */ .Gn)(options.spec), records);
    const haves = head === null ? [] : [head];
    const fetch = async (names, depth) => {
        const fetched = await (0,_retry_remote_js__WEBPACK_IMPORTED_MODULE_5__/* .retryUntilReachable */ .U)('fetch', (0,_opened_js__WEBPACK_IMPORTED_MODULE_4__/* .retryPolicyOf */ .aB)(options), (ms) => remote.fetch(names, haves, depth, ms));
        if (fetched.kind !== 'ok')
            throw remoteError(remote, fetched, options.stop);
    };
    const shallow = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.commonDir, 'shallow'));
    const missing = await missingCommits(checkout, neededRefs);
    if (missing.length > 0)
        await fetch(missing, shallow ? INITIAL_FETCH_DEPTH : null);
    return { ...listed, deepen: (depth) => fetch(branches, depth) };
}
async function listRemote(remote, options, workBranch) {
    const wipRef = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .workInProgressRef */ .Jo)(options.spec);
    const savedRef = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .recordsRef */ .Gn)(options.spec);
    const requestedRefs = ['HEAD', `refs/heads/${workBranch}`, wipRef, savedRef, ...(0,_branches_branch_names_js__WEBPACK_IMPORTED_MODULE_3__/* .patternsInTheWay */ .Bl)(workBranch)];
    if (options.baseBranch !== null)
        requestedRefs.push(`refs/heads/${options.baseBranch}`);
    if (options.workBranches != null)
        requestedRefs.push(`refs/heads/${options.workBranches.pattern}`);
    const listed = await (0,_retry_remote_js__WEBPACK_IMPORTED_MODULE_5__/* .retryUntilReachable */ .U)('reading the remote', (0,_opened_js__WEBPACK_IMPORTED_MODULE_4__/* .retryPolicyOf */ .aB)(options), (ms) => remote.list(requestedRefs, ms));
    if (listed.kind !== 'ok')
        throw remoteError(remote, listed, options.stop);
    const { refs, defaultBranch } = listed.value;
    (0,_branches_branch_names_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseNameInTheWay */ .vy)(workBranch, refs.keys());
    const base = options.baseBranch ?? defaultBranch;
    const baseCommit = (base === null ? undefined : refs.get(`refs/heads/${base}`)) ??
        (base === defaultBranch ? refs.get('HEAD') : undefined);
    if (options.baseBranch !== null && baseCommit === undefined && refs.size > 0) {
        throw missingBase(options.baseBranch);
    }
    return {
        defaultBranch,
        base,
        baseCommit: baseCommit ?? null,
        remoteWorkCommit: refs.get(`refs/heads/${workBranch}`) ?? null,
        wip: refs.get(wipRef) ?? null,
        otherWorkBranches: selectWorkBranches(refs, options, [workBranch, base]),
        records: refs.get(savedRef) ?? null,
    };
}
function missingBase(baseBranch) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`The base branch ${baseBranch} is not on the remote.`, {
        where: 'base-branch',
        fix: 'Name a branch that is there, or leave it out for the default branch.',
    });
}
/** Branches that may be other specs' work branches; whose they are says what is on them. */
function selectWorkBranches(refs, { workBranches }, except) {
    const [before = '', after = ''] = workBranches?.pattern.split('*') ?? [];
    const names = [...refs].flatMap(([ref, commit]) => {
        const name = /^refs\/(?:heads|remotes\/origin)\/(.+)$/.exec(ref)?.[1] ?? '';
        const isMeant = workBranches != null && name.startsWith(before) && name.endsWith(after) && !except.includes(name);
        return isMeant ? [[name, commit]] : [];
    });
    return new Map(names);
}
async function missingCommits(checkout, neededRefs) {
    if (neededRefs.size === 0)
        return [];
    const input = [...neededRefs.values()].map((commit) => `${commit}^{commit}\n`).join('');
    const checked = (await checkout.git(['cat-file', '--batch-check'], { input })).stdout.split('\n');
    return [...neededRefs.keys()].filter((_, index) => !/ commit /.test(checked[index] ?? ''));
}
/** Which branch is the base, and the remote's default one, as far as branches that are here say. */
async function readLocalRefs({ git }, baseBranch, others) {
    const format = '--format=%(refname) %(objectname) %(symref)';
    const listed = await git(['for-each-ref', format, 'refs/heads', 'refs/remotes/origin', ...others]);
    const refs = new Map();
    let defaultBranch = null;
    for (const line of listed.stdout.split('\n')) {
        const [name = '', commit = '', target = ''] = line.split(' ');
        if (name === 'refs/remotes/origin/HEAD')
            defaultBranch = target.replace('refs/remotes/origin/', '');
        else if (name !== '')
            refs.set(name, commit);
    }
    const usual = ['main', 'master'].find((name) => branchHere(refs, name) !== undefined);
    return { refs, defaultBranch, base: baseBranch ?? defaultBranch ?? usual ?? null };
}
function branchHere(refs, name) {
    return refs.get(`refs/heads/${name}`) ?? refs.get(`refs/remotes/origin/${name}`);
}
/** The same without a remote: branches of this repository, and what an earlier fetch left of the remote's. */
async function remoteStateFromLocalRefs(checkout, options, workBranch) {
    const wipRef = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .workInProgressRef */ .Jo)(options.spec);
    const savedRef = (0,_git_refs_js__WEBPACK_IMPORTED_MODULE_6__/* .recordsRef */ .Gn)(options.spec);
    const { refs, base, defaultBranch } = await readLocalRefs(checkout, options.baseBranch, [wipRef, savedRef]);
    const branchCommit = (name) => branchHere(refs, name);
    if (options.baseBranch !== null && branchCommit(options.baseBranch) === undefined && refs.size > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`The branch ${options.baseBranch} does not exist here.`, {
            where: 'base-branch',
            fix: 'Fetch it, or name another.',
        });
    }
    return {
        defaultBranch: defaultBranch ?? base,
        base,
        baseCommit: (base === null ? undefined : branchCommit(base)) ?? null,
        remoteWorkCommit: refs.get(`refs/remotes/origin/${workBranch}`) ?? null,
        wip: refs.get(wipRef) ?? null,
        otherWorkBranches: selectWorkBranches(refs, options, [workBranch, base]),
        records: refs.get(savedRef) ?? null,
        deepen: async () => undefined,
    };
}
/** The run was asked to stop while the remote was waited for: caught where the repository is opened or cloned. */
class StoppedWhileWaiting extends Error {
    name = 'StoppedWhileWaiting';
}
function remoteError(remote, failure, stop) {
    const where = remote.address.url;
    if (failure.kind === 'refused')
        return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`The remote refused: ${failure.reason}`, { where, fix: failure.remedy });
    const reason = failure.kind === 'transient' ? failure.reason : 'a ref moved';
    if (stop?.aborted === true)
        return new StoppedWhileWaiting(reason);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`The remote could not be reached: ${reason}`, {
        where,
        fix: 'Try again when the network and the server are available, or run with `--checkpoint commit`.',
    });
}


/***/ }),

/***/ 12796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  FF: () => (/* binding */ TRANSFER_TIMEOUT_MS),
  hh: () => (/* binding */ createRemote)
});

// UNUSED EXPORTS: parseRemoteRefs

// EXTERNAL MODULE: ./lib/report/text/numbers.js
var numbers = __webpack_require__(42626);
// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(86146);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-configuration.js
var git_configuration = __webpack_require__(67485);
// EXTERNAL MODULE: ./lib/repository/git/configuration/git-environment.js
var git_environment = __webpack_require__(52890);
// EXTERNAL MODULE: ./lib/repository/git/configuration/safe-directory.js
var safe_directory = __webpack_require__(9183);
// EXTERNAL MODULE: ./lib/repository/git/git.js + 1 modules
var git_git = __webpack_require__(64606);
// EXTERNAL MODULE: ./lib/repository/git/side-repository.js
var side_repository = __webpack_require__(31989);
// EXTERNAL MODULE: ./lib/repository/remote/address.js
var remote_address = __webpack_require__(62391);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
;// CONCATENATED MODULE: ./lib/repository/remote/refusals/server-words.js

/** What is left of a line that says nothing: Gitea frames its own so. */
const NOTHING = /^(?:error:)?$/;
const PROGRESS = /^(?:(?:Writing|Counting|Compressing|Enumerating|Receiving|Resolving|Checking|Unpacking|Finding) [\w ]+: +\d|Total \d|Processed \d)/;
const OWN_WORDS = /^(?:hint:|To |Done$|Everything up-to-date|From |POST |Pushing to |Writing|Counting|Compressing|Delta|Enumerating|Receiving|Resolving|Checking|Unpacking)/;
/** Where git's words end and what a hook printed begins to be a book. */
const HALF = 10_000;
/** The lines without progress and hints; git's line of machine-readable output as git would print it for people. */
function printedLines(output) {
    return output
        .split(/[\n\r]+/)
        .map((line) => ({
        text: line
            .replace(/^remote:\s?/, '')
            .replace(/^!\t\S+\t/, '')
            .trimEnd(),
        remote: line.startsWith('remote:'),
    }))
        .filter(({ text, remote }) => !NOTHING.test(text.trim()) && !PROGRESS.test(text.trim()) && (remote || !OWN_WORDS.test(text)));
}
/** Rulers, links to manuals, and the commits that a rule counts up: for the whole text, not for a line about it. */
const DECORATION = /^(?:[—–=*_-]{3,}|Review all repository rules at .*|Found \d+ violations?:|[0-9a-f]{40,64}|\(\?\) Learn how .*|https?:\/\/docs\.\S+|locations:|Resolve the following violations before pushing again)$/i;
const TELLING = /error|fatal|died|denied|refus|reject|GH\d{3}|not found|protect|\bcannot\b|failed|\b(?:HTTP|curl) \d/i;
/** What git adds to each refusal, and says no more than that there was one. */
const REPEATED = /^error: failed to push some refs|^fatal: the remote end hung up|^\[remote rejected\] \([^)]*declined\b/;
/** How git tells of a helper of its own that the kernel ended, on a machine without memory left. */
const KILLED_HELPER_PATTERN = /died of signal 9/;
/** What to look for words in: without progress and without the names of refs; of a long text its beginning and end. */
function searchableOutput(output) {
    const text = printedLines(output)
        .map((line) => line.text)
        .join('\n');
    return text.length <= 2 * HALF ? text : `${text.slice(0, HALF)}\n${text.slice(-HALF)}`;
}
/** Why it failed, in one line of at most 600 characters and a guess: all that the server says, else what git says. */
function summarizeOutput(output) {
    const lines = printedLines(output).map(({ text, remote }) => ({ text: text.trim(), remote }));
    const said = lines.filter(({ text, remote }) => remote && !DECORATION.test(text));
    const own = lines.filter(({ text, remote }) => !remote && TELLING.test(text));
    const news = own.filter(({ text }) => said.length === 0 || !REPEATED.test(text));
    const chosen = said.length + own.length > 0 ? [...said, ...news] : lines;
    const guess = KILLED_HELPER_PATTERN.test(output) ? ' (out of memory?)' : '';
    const parts = [...new Set(chosen.map(({ text }) => text.replace(/^- /, '')))];
    return (0,lib_text/* firstCharacters */.DR)(parts.join('; ').replaceAll('.; ', '; '), 600) + guess;
}
/** All that the server said, then git, line by line; at most 8000 characters. */
function quoteOutput(output) {
    const lines = printedLines(output);
    const said = lines.filter(({ remote }) => remote).map(({ text }) => `remote: ${text}`);
    const own = lines.filter(({ remote }) => !remote).map(({ text }) => text);
    return (0,lib_text/* firstCharacters */.DR)([...said, ...own].join('\n'), 8000);
}
/** Reads what push protection says: a ruler with the kind in it, commits with paths, and a page for each kind. */
function findSecrets(output) {
    const found = [];
    for (const { text } of printedLines(output)) {
        const line = text.trim();
        const isRuler = /^[—–]{2}/.test(line) && /[—–]{2}$/.test(line);
        const kind = isRuler ? line.replace(/[—–]+/g, ' ').trim() : '';
        if (kind !== '')
            found.push({ kind, places: [], unblock: null });
        const last = found.at(-1);
        if (last === undefined)
            continue;
        const place = /^(?:- )?path:(.+)$/.exec(line)?.[1];
        if (place !== undefined)
            last.places.push(place.trim());
        const page = line.split(/\s/).find((word) => /^https?:/.test(word) && word.includes('/unblock-secret/'));
        last.unblock ??= page ?? null;
    }
    return found;
}

;// CONCATENATED MODULE: ./lib/repository/remote/refusals/refusal-table.js

const SIGN_IN_REMEDY = 'The token was refused: it has expired, is wrong, or belongs to another host. Give a new one (`github-token`) and start again; the GITHUB_TOKEN of a job lives at most as long as the job, a token that a step before made from an app for one hour. Give `app-id` and `app-private-key` in its place, and it is renewed.';
const NO_LOGIN_REMEDY = 'The remote asks for a login, and there is none. In a workflow, give `github-token`; on your own machine, let git sign in without prompting: a credential helper, or ssh with a key.';
const WRITE_REMEDY = 'The token has no write access here. Give the job `permissions: contents: write`, or a token that can push to this repository. A run from a fork gets a read-only token: run in the repository itself.';
const OTHER_BRANCH = 'Use a `work-branch` that the rule does not cover';
const BYPASS = 'add this token’s app or user to the bypass list';
const UNSIGNED = /must have (?:verified|valid) signatures|commit must be signed|commit was not signed|protected from unverified commit/i;
/** Linear history, as GitHub, GitLab and their likes word it. */
const NO_MERGES = /must not contain merge commits|merge commits? (?:is|are) not allowed/i;
/** Rules of rulesets and of protected branches, as GitHub and its likes word them; each that is named is answered. */
const RULES = [
    {
        // GitHub, GitLab, Gitea.
        pattern: UNSIGNED,
        remedy: 'Only signed commits are accepted. Set `sign-commits: key` with a key that the server knows for the account whose mail address `commit-author` has, or on GitHub `sign-commits: api`; or use a `work-branch` that the rule does not cover.',
    },
    {
        pattern: /must be made through a pull request|only be modified through pull requests/i,
        remedy: `A rule accepts changes to this branch through pull requests only. ${OTHER_BRANCH}.`,
    },
    {
        pattern: /required status checks?|required deployments|code scanning/i,
        remedy: `A rule requires checks before anything is pushed to this branch. ${OTHER_BRANCH}.`,
    },
    {
        pattern: /cannot (?:create|update|delete) (?:this protected )?ref|creations being restricted/i,
        remedy: `A rule restricts who can create or change this branch. ${OTHER_BRANCH}, or ${BYPASS}.`,
    },
    {
        pattern: /(?:branch|ref) name (?:'[^']{0,200}' )?(?:must|does not follow)|name must (?:not )?(?:match|start|end|contain)/i,
        remedy: 'A rule restricts the names of branches. Use a `work-branch` with a name that it allows.',
    },
    {
        pattern: /commit messages?\b.{0,80}(?:must|pattern)|message must/i,
        remedy: 'A rule restricts the messages of commits. Set `commit-message` to a template that it allows.',
    },
    {
        pattern: /(?:author|committer)(?:'s)? e-?mail|(?:Author|Committer) '[^']{0,200}' is not|push your own commits/i,
        remedy: 'A rule restricts who commits. Set `commit-author` to a name and an address that it allows.',
    },
    {
        pattern: NO_MERGES,
        remedy: `A rule forbids merge commits, and the base branch is merged into the work branch. ${OTHER_BRANCH}.`,
    },
    {
        pattern: /file (?:path|extension|size)s?\b|files? (?:is|are) too large|larger than the allowed size|protected from changing file/i,
        remedy: `A rule forbids some files. Add them to .gitignore and remove them from the commits that are not pushed yet, or ${BYPASS}.`,
    },
];
function ruleRemedy(otherwise) {
    return (output) => {
        const remedies = RULES.filter(({ pattern }) => pattern.test(output)).map(({ remedy }) => remedy);
        return remedies.length === 0 ? otherwise : remedies.join(' ');
    };
}
/** Names each secret with its place, and the page where a person can allow it. */
function secretRemedy(output) {
    const secrets = findSecrets(output);
    const found = secrets.map(({ kind, places }) => `${kind}${places.length === 0 ? '' : ` in ${places.join(', ')}`}`);
    const pages = secrets.flatMap(({ unblock }) => (unblock === null ? [] : [unblock]));
    const what = found.length === 0 ? 'a secret in a commit' : `in the commits: ${found.join('; ')}`;
    const allow = pages.length === 0 ? 'allow it on the page that the message names' : `allow it at ${pages.join(' , ')}`;
    return `Push protection found ${what}. Remove it from the commits that are not pushed yet, or ${allow}. If it is real, replace it with a new one.`;
}
/**
 * Messages of GitHub (its GHnnn codes, hook texts and the bodies of its 403), of other forges, of proxies, git and curl
 * that no retry fixes; the first match wins, so what is common to many stands last.
 */
const REFUSALS = [
    { pattern: /GH009|secrets? detected|push cannot contain secrets/i, remedy: secretRemedy },
    {
        pattern: /refusing to allow(?:(?!refusing to allow).)* to (?:create or update|delete) workflow|without [`'"]?workflows?[`'"]? (?:permission|scope)/i,
        remedy: 'A commit changes a file in .github/workflows, which GITHUB_TOKEN is never allowed to do. Give a token with the `workflows` permission (an app or a personal token), or remove that change. If it came with the base branch, merge that into the work branch yourself and push it.',
        about: 'workflows',
    },
    {
        pattern: /GH006|protected branch/i,
        remedy: ruleRemedy('The branch is protected. Use another `work-branch`, or allow this token to push in the branch protection rules.'),
    },
    {
        pattern: /GH013|repository rule violations|protected from (?:changing file|unverified commit)|commit (?:must be|was not) signed/i,
        remedy: ruleRemedy(`A repository rule forbids this push. ${OTHER_BRANCH}, or ${BYPASS}.`),
    },
    {
        pattern: /GH007|private e-?mail address/i,
        remedy: 'A commit has a mail address that its account keeps private. Set `commit-author` to the account’s noreply address (…@users.noreply.github.com), or let the account publish it.',
    },
    {
        // GitLab's push rules and Bitbucket's branch permissions.
        pattern: /GitLab: .{0,300}(?:does not follow the pattern|must contain|is not a member|is not verified|own verified emails|larger than the allowed size)|only be modified through pull requests|push your own commits/i,
        remedy: ruleRemedy(`A rule of the server forbids this push: follow its message. ${OTHER_BRANCH}.`),
    },
    {
        pattern: /GH001|large files? detected|exceeds GitHub's file size limit/i,
        remedy: 'A commit contains a file over 100 MB. Add it to .gitignore or to Git LFS and remove it from the commits that are not pushed yet.',
    },
    {
        pattern: /GH008|unknown Git LFS object/i,
        remedy: 'Upload the LFS objects once with `git lfs push origin <branch>` from this checkout, then start again.',
    },
    {
        pattern: /over its data quota|LFS (?:bandwidth|storage) quota/i,
        remedy: 'The account has used up its quota of Git LFS. Its owner buys more, or removes objects.',
    },
    {
        pattern: /returned error: 413|HTTP 413|Request Entity Too Large|pack exceeds maximum allowed size/i,
        remedy: 'The server, or a proxy in front of it, does not accept a push of this size (HTTP 413). Raise its limit (nginx: `client_max_body_size`), push over ssh, or remove large files from the commits that are not pushed yet.',
    },
    {
        pattern: /returned error: 407|HTTP (?:code )?407|response 407|Proxy Authentication Required/i,
        remedy: 'The proxy asks for a login (HTTP 407). Give it one in `https_proxy` (`http://user:password@host:port`) or in `http.proxy` of the user’s git configuration.',
    },
    {
        pattern: /HTTP code 403 from proxy|CONNECT tunnel failed, response 403/i,
        remedy: 'The proxy does not let this machine reach the server: allow the host there, or name it in `no_proxy`.',
    },
    {
        pattern: /SAML (?:SSO|single sign-on|enforcement)/i,
        remedy: 'The organization requires single sign-on. Authorize the token for it (in the settings of personal tokens: Configure SSO), or use the token of an app that is installed there.',
    },
    {
        pattern: /IP allow ?list|IP address .{0,60}(?:not permitted|not allowed)/i,
        remedy: 'The organization accepts only addresses on its IP allow list. Run on a runner with an address that is on it, or have an owner add this one.',
    },
    {
        pattern: /two-factor (?:authentication )?requirement|(?:requires?|enforced) two-factor/i,
        remedy: 'The organization requires two-factor authentication. Have the token’s account switch it on, or use the token of an app that is installed there.',
    },
    {
        pattern: /verify your e-?mail|e-?mail (?:address )?must be verified/i,
        remedy: 'The token’s account has no verified mail address. Verify it in the account’s settings.',
    },
    {
        pattern: /trade controls/i,
        remedy: 'The server restricts this account or repository for trade controls. Ask its support.',
    },
    {
        pattern: /OAuth App access restrictions/i,
        remedy: 'The organization restricts apps. Have an owner approve this one, or use another token.',
    },
    {
        pattern: /forbids access via a (?:fine-grained )?personal access token|personal access tokens? .{0,80}lifetime/i,
        remedy: 'The organization forbids this kind of personal access token. Use one that it allows, or an app’s.',
    },
    {
        pattern: /(?:account|installation|user)\b.{0,40}\b(?:is|was|has been) (?:suspended|flagged)/i,
        remedy: 'The account or the app’s installation is suspended or flagged. Have it reinstated, or use another token.',
    },
    {
        pattern: /billing|payment|account (?:is|was|has been) locked|spending limit/i,
        remedy: 'The account is locked, most likely for its billing. Its owner fixes that in the account’s settings.',
    },
    {
        pattern: /archived,? (?:so|and) (?:it )?is read-only|repository (?:was|is|has been) archived|repo(?:sitory)? is archived/i,
        remedy: 'Unarchive the repository, then start again.',
    },
    {
        pattern: /repository\b.{0,120}\b(?:is|was|has been) (?:temporarily )?(?:locked|disabled)|locked for migration/i,
        remedy: 'The repository is locked or disabled, as it is during a migration or by the staff of the server. Have it unlocked, then start again.',
    },
    {
        pattern: /DMCA|returned error: 451/i,
        remedy: 'The repository was taken down for legal reasons; its owner was told why.',
    },
    {
        pattern: /Resource not accessible by integration|write access to repository not granted|User permission denied for writing|not allowed to (?:push|upload) code|deploy key .{0,80}(?:read[- ]only|write access)|key .{0,80} marked as read only/i,
        remedy: WRITE_REMEDY,
    },
    { pattern: /Permission to \S+ denied to|The requested URL returned error: 403|HTTP 403/i, remedy: WRITE_REMEDY },
    { pattern: /could not read (?:Username|Password)|terminal prompts disabled/i, remedy: NO_LOGIN_REMEDY, signIn: true },
    {
        pattern: /Authentication failed|Invalid username or (?:password|token)|HTTP Basic: Access denied|The requested URL returned error: 401|HTTP 401|Bad credentials/i,
        remedy: SIGN_IN_REMEDY,
        signIn: true,
    },
    {
        pattern: /Repository not found|repository (?:(?!repository ).)*' not found|The requested URL returned error: 404|does not appear to be a git repository|ERROR: Repository/i,
        remedy: 'The token does not see the repository: check the address of `origin`, and that the token covers it.',
    },
    {
        pattern: /Permission denied \(|Host key verification failed|No such identity|Load key/i,
        remedy: 'ssh could not sign in without prompting. Add a key without a passphrase and the known host, or use https with a token.',
    },
    {
        // OpenSSL's words, GnuTLS's (Debian's git), those of Windows and of macOS.
        pattern: /error setting certificate|error reading (?:ca cert|X\.509)|certificate (?:problem|verif\w+)|certificate has expired|SSL certificate|self[- ]signed certificate|error in the certificate|certificate is NOT trusted|certificate subject name|SSL peer certificate|SSL CA cert|SEC_E_UNTRUSTED_ROOT|SSL: no alternative certificate/i,
        remedy: 'The server’s certificate is not trusted here. Give the file of the authority that signed it: `git config --global http.sslCAInfo /path/to/ca.pem` in a step before (as the user of the run), or the variable GIT_SSL_CAINFO. An expired certificate is renewed on the server.',
    },
    {
        pattern: /detected dubious ownership in repository/i,
        remedy: 'The remote is a folder that belongs to another user. Trust it with `git config --global --add safe.directory <the folder named above>`, or give it to the user who runs this.',
    },
    {
        pattern: /shallow update not allowed/i,
        remedy: 'Check out with full history (`fetch-depth: 0`).',
    },
];

;// CONCATENATED MODULE: ./lib/repository/remote/refusals/refusal.js


const BEHIND_PATTERN = /\[rejected\]|non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref|reference already exists|incorrect old value|remote ref (?:is at|updated since)/i;
const SERVER_ERROR_PATTERN = /Internal Server Error|returned error: (?:408|425|429|5\d\d)|HTTP (?:408|425|429|5\d\d)|\(internal error|unpacker error|try again/i;
/** What a 403 may say too: it passes. */
const PASSING_PATTERN = /secondary rate limit|rate limit exceeded|because of maintenance|under maintenance|maintenance mode/i;
/** What a hook says is about the push, whatever words it has. */
const isPassing = (text) => PASSING_PATTERN.test(text) && !text.includes('[remote rejected]');
/** Words for both: a server in trouble, and one whose hooks fail over a rule. */
const RULE_REMEDY = 'The server answered each try with an error of its own. A rule or a hook may be behind it (protection of the branch, signed commits, a check that fails): use another `work-branch`, another token, or read the server’s log. If it was in trouble only, start again.';
const HOOK_REMEDY = 'A rule or hook of the server rejects this push: follow its message, or use another `work-branch`.';
/** Whether the server took no credential: none was given, or it does not accept the one that was. */
function isSignInFailure(output) {
    return findRefusal(searchableOutput(output))?.signIn === true;
}
function findRefusal(text) {
    return REFUSALS.find(({ pattern }) => pattern.test(text));
}
/**
 * Tells refusals from network errors in what git printed. What is not known counts as transient: it is retried for a
 * limited time, and the work is kept whichever it was. `cutShort`: why git was ended before it could say anything.
 */
function explainFailure(output, cutShort = null) {
    const reason = summarizeOutput(output);
    if (cutShort !== null)
        return { kind: 'transient', reason: `the remote ${cutShort}${reason === '' ? '' : `: ${reason}`}` };
    const text = searchableOutput(output);
    const refused = (remedy) => ({
        kind: 'refused',
        reason,
        remedy,
        output: quoteOutput(output),
    });
    if (isPassing(text))
        return { kind: 'transient', reason };
    const known = findRefusal(text);
    if (known !== undefined) {
        const { remedy, about = NO_MERGES.test(text) ? 'merges' : undefined } = known;
        const failure = refused(typeof remedy === 'string' ? remedy : remedy(text));
        return about === undefined ? failure : { ...failure, about };
    }
    const isRejected = text.includes('[remote rejected]');
    const isServerError = SERVER_ERROR_PATTERN.test(text);
    const isBehind = BEHIND_PATTERN.test(text.replaceAll('[remote rejected]', ''));
    if (isServerError)
        return { kind: 'transient', reason, ...(isRejected && { suspicion: refused(RULE_REMEDY) }) };
    if (isBehind)
        return { kind: 'behind' };
    return isRejected ? refused(HOOK_REMEDY) : { kind: 'transient', reason };
}

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/secrets/token-source.js
var token_source = __webpack_require__(73868);
;// CONCATENATED MODULE: ./lib/repository/remote/with-token.js



/**
 * Runs a command with the token of the moment. One that the server refuses, perhaps in the middle of the command, is
 * replaced, and the command run once more. A new token that is refused as well may not have reached all servers yet;
 * one after the other means that none will be taken.
 */
async function withToken(tokens, run) {
    try {
        const token = await tokens.token();
        const first = await run((0,remote_address/* tokenCredential */.N5)(token));
        const other = first.signIn ? await tokens.replace(token) : null;
        if (other === null)
            return first.result;
        const { result, signIn } = await run((0,remote_address/* tokenCredential */.N5)(other));
        return signIn && result.kind === 'refused'
            ? { kind: 'transient', reason: result.reason, suspicion: result }
            : result;
    }
    catch (error) {
        if (error instanceof token_source/* TokenUnavailable */.k)
            return { kind: 'transient', reason: error.message };
        if (error instanceof errors/* UserError */.yo)
            return { kind: 'refused', reason: error.message, remedy: error.fix ?? '' };
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/repository/remote/remote.js










/** Of one command that gets on: one that is silent ends earlier. */
const TRANSFER_TIMEOUT_MS = 60 * time/* MINUTE */.pY;
const DEFAULT_PATIENCE = { noticeAfter: 10 * time/* SECOND */.Z2, answer: time/* MINUTE */.pY, push: 5 * time/* MINUTE */.pY };
/** As git itself fetches what a partial clone lacks: it has none of it, and wants nothing beside it. */
const FETCH_OBJECTS = [
    '-c',
    'fetch.negotiationAlgorithm=noop',
    'fetch',
    '-q',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-auto-maintenance',
    '--filter=blob:none',
];
/** What a request has left when the run is asked to stop: enough for one that gets on, and a job that is cancelled has it. */
const STOPPED_TIMEOUT_MS = 3000;
/**
 * Speaks to the remote from a repository of our own, so that nothing an agent left in the checkout is read while a
 * token is at hand: no hook, filter, credential helper, rewritten address. The credential is in no environment, no
 * argument list and no file.
 */
function createRemote(checkout, options) {
    const { notice, patience = DEFAULT_PATIENCE } = options;
    const address = (0,remote_address/* parseRemoteAddress */.Yg)(options.url, checkout.top);
    const tokens = address.takesTokens ? options.tokens : null;
    const variables = tokens !== null || address.credential !== null
        ? {
            ...(0,git_environment/* localEnvironment */.bx)(options.env, checkout.top),
            ...(0,git_configuration/* configurationVariables */.i$)((0,git_configuration/* tokenConfiguration */.gN)(checkout.configEntries, address.url)),
        }
        : {
            ...(0,git_environment/* userCredentialsEnvironment */.pW)(options.env, checkout.top),
            ...nonInteractiveSsh(checkout, options.env),
            ...(0,git_configuration/* configurationVariables */.i$)([...(0,git_configuration/* userCredentialsConfiguration */.gg)(checkout.configEntries), ['safe.directory', '*']]),
        };
    // A run that is to stop tries a remote that does not answer no further, whatever it still had to ask.
    let failureAfterStop = null;
    const git = (0,git_git/* createGit */.lD)(checkout.binary, checkout.top, variables);
    const lowSpeedTime = `http.lowSpeedTime=${Math.ceil(patience.push / time/* SECOND */.Z2)}`;
    const pushCommand = ['-c', lowSpeedTime, 'push', '--porcelain', '--progress', '--no-verify'];
    const runOnce = async (operation, args, haves, { timeoutMs, input }, credential) => {
        const silence = {
            first: patience.answer,
            later: operation === 'push' ? patience.push : patience.answer,
            noticeAfter: patience.noticeAfter,
            notice: (silentFor, limit) => notice(`${OPERATIONS[operation]}: no answer for ${(0,numbers/* formatDuration */.a)(silentFor)}; waiting for up to ${(0,numbers/* formatDuration */.a)(limit)}`),
        };
        const deadline = abortAfter(options.stop, STOPPED_TIMEOUT_MS);
        const ended = await (0,side_repository/* withScratchRepository */.Z)(checkout, options.env, haves, (scratch) => git(args, {
            env: { ...scratch.variables, ...(0,safe_directory/* trustOfRemotes */.pP)(checkout.configEntries, scratch.folder) },
            accept: 'any',
            timeoutMs,
            silence,
            signal: deadline.signal,
            input,
            ...(credential === null ? {} : { credential }),
        }))
            .catch(killedOrThrow)
            .finally(deadline.cancel);
        if ('killed' in ended)
            return { result: { kind: 'transient', reason: ended.killed }, signIn: false };
        const { code, stdout, stderr, cutShort } = ended;
        if (code === 0)
            return { result: { kind: 'ok', value: stdout }, signIn: false };
        const output = `${stdout}\n${stderr}`;
        return { result: explainFailure(output, cutShort), signIn: cutShort === null && isSignInFailure(output) };
    };
    const runCommand = async (operation, args, haves, parse, timeoutMs = TRANSFER_TIMEOUT_MS, input = '') => {
        if (failureAfterStop !== null)
            return failureAfterStop;
        const run = (credential) => runOnce(operation, args, haves, { timeoutMs, input }, credential);
        const result = tokens === null ? (await run(address.credential)).result : await withToken(tokens, run);
        if (options.stop?.aborted === true && result.kind === 'transient')
            failureAfterStop = result;
        return result.kind === 'ok' ? { kind: 'ok', value: parse(result.value) } : result;
    };
    return {
        address,
        list: (patterns, timeoutMs) => runCommand('ls-remote', ['ls-remote', '--symref', address.url, ...patterns], [], parseRemoteRefs, timeoutMs),
        fetch: (refs, haves, depth, timeoutMs) => runCommand('fetch', [
            'fetch',
            '--progress',
            '--no-tags',
            '--no-write-fetch-head',
            '--no-auto-maintenance',
            ...(depth === null ? [] : [`--depth=${depth}`]),
            address.url,
            ...refs.map((ref) => `+${ref}:refs/fetched/${ref.replace(/^refs\//, '')}`),
        ], haves, () => null, timeoutMs),
        fetchObjects: (names, timeoutMs) => runCommand('fetch', [...FETCH_OBJECTS, address.url, '--stdin'], [], () => null, timeoutMs, names.map((name) => `${name}\n`).join('')),
        push: (refspecs, timeoutMs) => runCommand('push', [...pushCommand, address.url, ...refspecs], [], () => null, timeoutMs),
        swap(ref, old, commit, timeoutMs) {
            // A `+` would have the push go through whatever the lease says.
            const lease = `--force-with-lease=${ref}:${old ?? ''}`;
            return runCommand('push', [...pushCommand, lease, address.url, `${commit}:${ref}`], [], () => null, timeoutMs);
        },
    };
}
/** As they are called in notices. */
const OPERATIONS = { 'ls-remote': 'reading the remote', fetch: 'fetch', push: 'push' };
/** What was asked of the remote may be asked again. */
function killedOrThrow(error) {
    if (error instanceof git_git/* GitKilledError */.SC)
        return { killed: error.message };
    throw error;
}
/** A signal that is aborted some time after another one was; `cancel` when nobody listens any more. */
function abortAfter(stop, ms) {
    const controller = new AbortController();
    let timer;
    const start = () => {
        timer = setTimeout(() => controller.abort(), ms);
    };
    if (stop?.aborted === true)
        start();
    else
        stop?.addEventListener('abort', start, { once: true });
    return {
        signal: controller.signal,
        cancel() {
            clearTimeout(timer);
            stop?.removeEventListener('abort', start);
        },
    };
}
/** ssh must fail rather than ask; a command the user set keeps the last word. */
function nonInteractiveSsh(checkout, env) {
    const configuredCommand = env.GIT_SSH_COMMAND ?? env.GIT_SSH ?? (0,git_configuration/* configValue */.Mn)(checkout.configEntries, 'core.sshcommand');
    return configuredCommand === null ? { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=30' } : {};
}
/** Reads `git ls-remote --symref`. */
function parseRemoteRefs(stdout) {
    const refs = new Map();
    let defaultBranch = null;
    for (const line of stdout.split('\n')) {
        const [hash = '', name] = line.split('\t');
        if (name === undefined)
            continue;
        if (!hash.startsWith('ref: '))
            refs.set(name, hash);
        else if (name === 'HEAD')
            defaultBranch = hash.slice('ref: refs/heads/'.length);
    }
    return { refs, defaultBranch };
}


/***/ }),

/***/ 17464:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ retryUntilReachable),
/* harmony export */   i: () => (/* binding */ DEFAULT_RETRY_MS)
/* harmony export */ });
/* harmony import */ var _remote_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12796);

/** How long an unreachable remote is tried while no agent runs. */
const DEFAULT_RETRY_MS = 10 * 60_000;
const MIN_TIMEOUT_MS = 2_000;
const INITIAL_WAIT_MS = 1_000;
const MAX_WAIT_MS = 60_000;
/** As often as a server may answer a push with an error of its own, in half a minute, before it counts as a refusal. */
const MAX_SUSPICIOUS_TRIES = 6;
/**
 * Repeats what failed for the network's sake: after 1, 2, 4 … 60 s, until patience ends. Refusals come back at once,
 * and what may be one after a few tries.
 */
async function retryUntilReachable(operation, policy, request) {
    let suspiciousTries = 0;
    // Counted by what was waited: a machine may sleep meanwhile, and its clock be set.
    let remaining = policy.retryForMs;
    for (let wait = INITIAL_WAIT_MS;; wait = Math.min(wait * 2, MAX_WAIT_MS)) {
        // A transfer that gets on is not ended because earlier tries took their time; in a hurry it is.
        const isHurried = policy.retryForMs < DEFAULT_RETRY_MS;
        const timeoutMs = isHurried ? Math.max(MIN_TIMEOUT_MS, remaining) : _remote_js__WEBPACK_IMPORTED_MODULE_0__/* .TRANSFER_TIMEOUT_MS */ .FF;
        const askedAt = policy.now();
        const result = await request(timeoutMs);
        remaining -= Math.min(timeoutMs, Math.max(0, policy.now() - askedAt));
        if (result.kind !== 'transient' || policy.stop?.aborted === true)
            return result;
        const suspicion = suspicionOf(result);
        suspiciousTries = suspicion === null ? 0 : suspiciousTries + 1;
        if (suspicion !== null && suspiciousTries === MAX_SUSPICIOUS_TRIES)
            return suspicion;
        if (remaining <= 0)
            return result;
        const reason = 'reason' in result ? result.reason : result.kind;
        const pause = Math.min(wait, remaining);
        policy.notice(`${operation}: ${reason}; trying again in ${Math.ceil(pause / 1000)} s`);
        // A cancelled sleep has one last try after it: what can be saved is saved.
        await policy.sleep(pause).catch(() => undefined);
        remaining -= pause;
    }
}
function suspicionOf(result) {
    return 'suspicion' in result ? (result.suspicion ?? null) : null;
}


/***/ }),

/***/ 4053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ED: () => (/* binding */ leftOutRoot),
/* harmony export */   WY: () => (/* binding */ isLeftOut),
/* harmony export */   gZ: () => (/* binding */ MAX_FILE_BYTES)
/* harmony export */ });
/** GitHub refuses files over 100 MB (its message GH001). */
const MAX_FILE_BYTES = 100 * 1024 * 1024;
/** Folders that `npm install`, and Python as it runs, make anew. */
const MADE = ['node_modules', '__pycache__'];
/**
 * New files that no commit takes up, whether `.gitignore` names them or not: what tools make anew, and `.env` with its
 * local kinds, which hold what belongs to one machine. `.env.example`, `.env.test` and the like are work.
 */
function isLeftOut(path) {
    const parts = path.toLowerCase().replace(/\/$/, '').split('/');
    return MADE.some((name) => parts.includes(name)) || /^\.env(?:\.local|\..+\.local)?$/.test(parts.at(-1) ?? '');
}
/** The folder to name in place of the many files in it; the path itself where there is none. */
function leftOutRoot(path) {
    const parts = path.split('/');
    const made = parts.slice(0, -1).findLastIndex((part) => MADE.includes(part.toLowerCase()));
    return made === -1 ? path : parts.slice(0, made + 1).join('/');
}


/***/ }),

/***/ 11510:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F9: () => (/* binding */ worktreePath),
/* harmony export */   P9: () => (/* binding */ listWorktrees),
/* harmony export */   aU: () => (/* binding */ leftBehind),
/* harmony export */   l: () => (/* binding */ addWorktree)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68804);
/* harmony import */ var _git_index_status_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48968);





/** All of a repository, the main one first. */
async function listWorktrees({ git }) {
    const { stdout } = await git(['worktree', 'list', '--porcelain']);
    return stdout
        .split('\n\n')
        .filter((entry) => entry.startsWith('worktree '))
        .map((entry) => ({
        path: /^worktree (.*)$/m.exec(entry)?.[1] ?? '',
        branch: /^branch refs\/heads\/(.*)$/m.exec(entry)?.[1] ?? null,
    }));
}
/**
 * Where the worktree of a spec lies: beside the main one, so that no program that looks through the one comes upon the
 * other, `<repository>-worktrees/<spec>`. `top`: of the checkout that was asked about.
 */
function worktreePath(all, top, spec) {
    const [first] = all;
    // Of a submodule git names the folder of its repository.
    const main = first === undefined || first.path.includes('/.git/') ? top : first.path;
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(main), `${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(main)}-worktrees`, spec);
}
/** Makes a worktree on a branch, a new one begins at what is checked out here. UserError where something is in its way. */
async function addWorktree({ git, top }, all, { path, branch }) {
    const holder = all.find((worktree) => worktree.branch === branch && worktree.path !== path);
    if (holder !== undefined) {
        const isHere = holder.path === top;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`the branch ${branch} is checked out in ${isHere ? 'this checkout' : holder.path}`, {
            where: '--worktree',
            fix: isHere
                ? 'leave --worktree out, or check out another branch here'
                : `run there with --workdir ${JSON.stringify(holder.path)}, or use another --work-branch`,
        });
    }
    // Its folder was deleted: what git remembers of it holds the branch.
    if (all.some((worktree) => worktree.path === path))
        await change(git, ['remove', path]);
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('something else is where the worktree goes', {
            where: path,
            fix: 'move it away, or remove it',
        });
    const exists = (await git(['rev-parse', '-q', '--verify', `refs/heads/${branch}`], { accept: 'any' })).code === 0;
    await change(git, exists ? ['add', '-q', path, branch] : ['add', '-q', '-b', branch, path, 'HEAD']);
}
async function change(git, args) {
    // A person's own files, with their contents.
    const options = { accept: 'any', env: { GIT_LFS_SKIP_SMUDGE: '0' } };
    const { code, stderr } = await git(['worktree', ...args], options);
    if (code === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`git worktree ${args[0]}: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .firstCharacters */ .DR)(stderr.trim(), 1000)}`, {
        where: '--worktree',
        fix: 'fix what git reports, then start again',
    });
}
/** `file`: from the top. */
async function leftBehind({ git }, file) {
    const { head, entries } = await (0,_git_index_status_js__WEBPACK_IMPORTED_MODULE_4__/* .readStatus */ .rk)(git);
    const isCommitted = head !== null && (await git(['cat-file', '-e', `HEAD:${file}`], { accept: 'any' })).code === 0;
    const isChanged = entries.some(({ path }) => path === Buffer.from(file, 'utf8').toString('latin1'));
    return { file: !isCommitted ? 'uncommitted' : isChanged ? 'changed' : 'committed', changes: entries.length };
}


/***/ }),

/***/ 48817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ag: () => (/* binding */ withoutUndelivered),
/* harmony export */   jK: () => (/* binding */ countUnits),
/* harmony export */   mK: () => (/* binding */ buildProgress)
/* harmony export */ });
/* harmony import */ var _forecast_compare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67710);
/* harmony import */ var _plan_task_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76468);
/* harmony import */ var _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5059);
/* harmony import */ var _state_transitions_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76413);




/** Counts the units by plan and state; null: no plan was made yet. */
function countUnits(plan, state) {
    const remainingKeys = new Set(plan?.order ?? []);
    const isCounted = new Map((plan?.units ?? []).map(({ key, counts }) => [key, counts]));
    const units = (plan?.units ?? []).map((unit) => {
        const isDone = (0,_state_transitions_units_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnitCompleted */ .gx)(state, unit) || (!remainingKeys.has(unit.key) && (!unit.optional || unit.status === 'done'));
        return toUnitProgress(unit, state.units[unit.key], isDone);
    });
    const counted = units.filter((unit) => isCounted.get(unit.key) || unit.status === 'done');
    const isFinished = ({ status }) => status === 'done' || status === 'skipped';
    return {
        units,
        done: counted.filter(isFinished).length,
        total: counted.length,
        failed: counted.filter(({ status }) => status === 'failed').length,
        next: counted.find((unit) => remainingKeys.has(unit.key) && !isFinished(unit))?.key ?? null,
    };
}
function toUnitProgress(unit, state, isDone) {
    return {
        key: unit.key,
        title: (0,_plan_task_name_js__WEBPACK_IMPORTED_MODULE_3__/* .taskName */ .p)(unit),
        line: unit.line,
        status: state?.status === 'skipped' ? 'skipped' : isDone ? 'done' : statusOf(state?.status),
        optional: unit.optional,
        ...pastOf(state),
    };
}
/** What a unit took so far. */
function pastOf(state = {}) {
    return {
        attempts: state.attempts ?? 0,
        durationS: state.duration_s ?? 0,
        tokens: state.tokens ?? 0,
        costUsd: state.cost_usd ?? 0,
        costEstimated: state.cost_estimated ?? false,
        ...(state.credits === undefined ? {} : { credits: state.credits }),
        backend: state.backend ?? null,
        commit: state.commit ?? null,
        startedAt: state.started_at ?? null,
        completedAt: state.completed_at ?? null,
        ...(state.summary === undefined || state.summary === '' ? {} : { summary: state.summary }),
        ...(state.review === undefined ? {} : { advice: state.review.advice }),
        ...(state.evidence === undefined || state.evidence.length === 0 ? {} : { evidence: state.evidence }),
    };
}
function statusOf(status) {
    return status === 'in-progress' || status === 'failed' || status === 'halted' ? status : 'open';
}
/** The same without the units that are done here alone: whoever looks next cannot see them. */
function withoutUndelivered(counts, undelivered) {
    if (undelivered.size === 0)
        return counts;
    const isHere = ({ key, status }) => status === 'done' && undelivered.has(key);
    const units = counts.units.map((unit) => (isHere(unit) ? { ...unit, status: 'open', commit: null, completedAt: null } : unit));
    const done = counts.done - counts.units.filter(isHere).length;
    return { ...counts, units, done, next: counts.units.find(isHere)?.key ?? counts.next };
}
/** Everything the reports render, made of plan and state alone. */
function buildProgress(source) {
    const { counts, state } = source;
    const forecast = (0,_forecast_compare_js__WEBPACK_IMPORTED_MODULE_0__/* .compareForecast */ .jJ)(state, source.now);
    return {
        spec: source.spec,
        tasksPath: source.tasksPath,
        ...counts,
        outcome: source.outcome,
        halt: state.halt,
        paused: state.paused,
        waiting: state.waiting ?? null,
        ...(state.waits === undefined ? {} : { waits: state.waits }),
        totals: state.totals ?? _state_transitions_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyTotals */ .Tf,
        run: source.run,
        branch: source.branch,
        unpublished: source.unpublished === true,
        warnings: source.warnings,
        leftOpen: source.leftOpen,
        ...(forecast === null ? {} : { forecast }),
        ...(state.questions == null || state.questions.list.length === 0 ? {} : { questions: state.questions }),
    };
}


/***/ }),

/***/ 73868:
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


/***/ }),

/***/ 17775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ locateSpecs)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var dist = __webpack_require__(73382);
// EXTERNAL MODULE: ./lib/collections.js
var collections = __webpack_require__(61590);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(83231);
// EXTERNAL MODULE: ./lib/state/file/regular-file.js
var regular_file = __webpack_require__(8647);
// EXTERNAL MODULE: ./lib/state/lock/repository-top.js
var repository_top = __webpack_require__(19515);
;// CONCATENATED MODULE: ./lib/spec-folder/locate/git-folder.js



/** Where git keeps what it knows of the working tree around a folder; null: there is none. Read without git, which may not be installed. */
function gitFolderOf(folder) {
    const top = (0,repository_top/* findRepositoryTop */.N)(folder);
    if (top === null)
        return null;
    const dotGit = (0,external_node_path_.join)(top, '.git');
    const pointer = /^gitdir: (.+)/.exec(readOrEmpty(dotGit))?.[1];
    return pointer === undefined ? dotGit : (0,external_node_path_.resolve)(top, pointer);
}
/** The branch that is checked out around a folder; null: none, or no repository. */
function currentBranch(folder) {
    const gitFolder = gitFolderOf(folder);
    const head = gitFolder === null ? '' : readOrEmpty((0,external_node_path_.join)(gitFolder, 'HEAD'));
    return /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1]?.trim() ?? null;
}
function readOrEmpty(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./lib/spec-folder/locate/spec-homes.js
var spec_homes = __webpack_require__(95675);
;// CONCATENATED MODULE: ./lib/spec-folder/locate/current-feature.js





/**
 * The feature that spec-kit works on, where no spec was named, as spec-kit itself finds it: SPECIFY_FEATURE_DIRECTORY,
 * else `.specify/feature.json`, else SPECIFY_FEATURE, else the branch that is checked out; null: there is none. Throws a
 * UserError for one that points nowhere.
 */
function currentFeature(root, env) {
    const { SPECIFY_FEATURE_DIRECTORY: directory = '', SPECIFY_FEATURE: name = '' } = env;
    if (directory.trim() !== '')
        return checked(directory.trim(), root, 'SPECIFY_FEATURE_DIRECTORY');
    const path = (0,external_node_path_.join)(root, '.specify', 'feature.json');
    if ((0,external_node_fs_.existsSync)(path))
        return checked(readFeature(path), root, path);
    return name.trim() === '' ? featureOfBranch(root) : (featureNamed(name.trim(), root) ?? name.trim());
}
/** People may have it below another name: `feat/003-name`. */
const FEATURE_BRANCH = /^(?:[^/]+\/)?((?:\d{8}-\d{6}|\d{3,9})-[^/]+)$/;
function featureOfBranch(root) {
    const branch = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(root, '.specify')) ? currentBranch(root) : null;
    const name = FEATURE_BRANCH.exec(branch ?? '')?.[1];
    if (name === undefined)
        return null;
    const feature = featureNamed(name, root);
    if (feature !== null)
        return feature;
    throw new errors/* UserError */.yo(`the branch "${branch}" stands for a feature, but there is no specs/${name}/tasks.md`, {
        where: 'spec',
        fix: 'write its tasks.md (/speckit.tasks), or name the spec',
    });
}
/** Several branches may work on one feature: else its number counts. */
function featureNamed(name, root) {
    const number = /^(\d{8}-\d{6}|\d{3,9})-/.exec(name)?.[1] ?? name;
    return [name, number].find((feature) => (0,spec_homes/* featuresNamed */.Pg)(feature, root).length > 0) ?? null;
}
function readFeature(path) {
    let content;
    try {
        content = JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch (cause) {
        const message = cause instanceof SyntaxError ? 'it is not valid JSON' : 'it cannot be read';
        throw new errors/* UserError */.yo(message, { where: path, fix: 'fix it, or name the spec', cause });
    }
    if (typeof content === 'object' && content !== null && 'feature_directory' in content) {
        const { feature_directory: directory } = content;
        if (typeof directory === 'string' && directory.trim() !== '')
            return directory.trim();
    }
    throw new errors/* UserError */.yo('it names no "feature_directory"', { where: path, fix: 'add it, or name the spec' });
}
function checked(directory, root, where) {
    const problem = problemOf((0,external_node_path_.resolve)(root, directory), root);
    if (problem === null)
        return directory;
    throw new errors/* UserError */.yo(`the current feature is "${directory}", which ${problem}`, {
        where,
        fix: 'write its tasks.md (/speckit.tasks), set another feature, or name the spec',
    });
}
function problemOf(folder, root) {
    if (folder !== root && !folder.startsWith(root + external_node_path_.sep))
        return 'is outside the working tree';
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, 'tasks.md')))
        return null;
    return (0,external_node_fs_.existsSync)(folder) ? 'has no tasks.md' : 'does not exist';
}

;// CONCATENATED MODULE: ./lib/spec-folder/locate/nested-specs.js


/** Spec folders below a home that a pattern matches; absolute paths, in order. */
async function findSpecFolders(pattern, specsHome) {
    const found = await (0,dist/* glob */.TI)(`${pattern}/tasks.md`, {
        cwd: specsHome,
        dot: true,
        followSymbolicLinks: false,
        ignore: ['**/node_modules/**', '**/.git/**'],
    });
    return found.map((path) => (0,external_node_path_.join)(specsHome, (0,external_node_path_.dirname)(path))).sort();
}
/** Files and folders that match; absolute paths. */
function globPaths(patterns, root) {
    return (0,dist/* glob */.TI)(patterns, { cwd: root, absolute: true, onlyFiles: false, dot: true, expandDirectories: false });
}

;// CONCATENATED MODULE: ./lib/spec-folder/locate/is-sparse.js


/** Does git leave files out of the working tree around this folder? */
function isInSparseCheckout(folder) {
    const gitFolder = gitFolderOf(folder);
    if (gitFolder === null)
        return false;
    const common = (0,external_node_path_.resolve)(gitFolder, readOrEmpty((0,external_node_path_.join)(gitFolder, 'commondir')).trim() || '.');
    // The later one decides.
    const configuration = [(0,external_node_path_.join)(common, 'config'), (0,external_node_path_.join)(gitFolder, 'config.worktree')].map(readOrEmpty).join('\n');
    const settings = configuration.split('\n').flatMap((line) => {
        const [name = '', value = 'true'] = line.split('=', 2).map((part) => part.trim().toLowerCase());
        return name === 'sparsecheckout' ? [value] : [];
    });
    return ['true', 'yes', 'on', '1'].includes(settings.at(-1) ?? '');
}

;// CONCATENATED MODULE: ./lib/spec-folder/locate/stat-path.js


/* What a path names; UserError where that cannot be told. */
async function isFile(path) {
    return (await statOrNull(path))?.isFile() ?? false;
}
async function isFolder(path) {
    return (await statOrNull(path))?.isDirectory() ?? false;
}
async function statOrNull(path) {
    try {
        return await (0,promises_.stat)(path);
    }
    catch (cause) {
        const { code } = cause;
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'EINVAL')
            return null;
        throw accessError(path, 'cannot be read', cause);
    }
}
function accessError(path, what, cause) {
    const why = cause.code ?? 'no access';
    const fix = why === 'EROFS' ? 'mount the disk that it is on for writing' : 'change its permissions or its owner';
    return new errors/* UserError */.yo(`${what} (${why})`, { where: path, fix, cause });
}

;// CONCATENATED MODULE: ./lib/spec-folder/locate/spec-choices.js







/** Which specs there are, for whoever named none, or one that is not there. `missing`: the folder that was looked for. */
async function specChoices(root, missing = (0,external_node_path_.join)(root, spec_homes/* SPEC_HOMES */.Zm[0] ?? '')) {
    const lists = await Promise.all(spec_homes/* SPEC_HOMES */.Zm.map(async (home) => ({ home, names: await specsIn((0,external_node_path_.join)(root, home)) })));
    const known = lists.filter(({ names }) => names.length > 0);
    const sparse = isInSparseCheckout(root)
        ? `; this checkout is sparse and may leave the spec out: \`git sparse-checkout add ${JSON.stringify((0,external_node_path_.relative)(root, missing).split(external_node_path_.sep).join('/'))}\` brings it (with actions/checkout, name the folder in \`sparse-checkout\`)`
        : '';
    if (known.length > 0)
        return known.map(({ home, names }) => `specs under ${home}: ${names.join(', ')}`).join('; ') + sparse;
    const above = await folderWithSpecs(root);
    const fix = above === null ? 'name a spec folder or a tasks.md' : `${above} has some: --workdir names it`;
    return `there is no spec under ${spec_homes/* SPEC_HOMES */.Zm.join(', ')} in ${root}; ${fix}${sparse}`;
}
/** Names of folders with a tasks.md. */
async function specsIn(folder) {
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    const specs = [];
    for (const name of names)
        if (await isFile((0,external_node_path_.join)(folder, name, 'tasks.md')))
            specs.push(name);
    return (0,collections/* sortNaturally */.hY)(specs);
}
/** The nearest folder above, within the repository, that has specs in a home; null: none has, or there is no repository. */
async function folderWithSpecs(root) {
    const top = (0,repository_top/* findRepositoryTop */.N)(root);
    for (let at = root; top !== null && at !== top;) {
        at = (0,external_node_path_.dirname)(at);
        // `.kiro/specs` is the home of what stands beside it.
        if ((0,external_node_path_.basename)(at).startsWith('.'))
            continue;
        for (const home of spec_homes/* SPEC_HOMES */.Zm)
            if ((await specsIn((0,external_node_path_.join)(at, home))).length > 0)
                return at;
    }
    return null;
}

;// CONCATENATED MODULE: ./lib/spec-folder/locate/locate-specs.js













/**
 * Finds the specs that are meant: spec folders, tasks.md files, bare names where specs are kept, or globs; several
 * values, each of one line or more. In the order given, a glob's in natural order, none twice. Where none is given, the
 * current feature of spec-kit, else the only spec that there is. Throws a UserError for what is not there or cannot be
 * read, and, unless `writable` is false, for what cannot be written.
 */
async function locateSpecs(values, workdir, options = {}) {
    const root = (0,external_node_path_.resolve)(workdir);
    const wanted = values.flatMap((value) => value.split(/\r?\n/u)).flatMap((line) => line.trim() || []);
    if (wanted.length === 0)
        wanted.push(currentFeature(root, options.env ?? {}) ?? (await onlySpec(root)));
    const folders = new Set();
    for (const value of wanted) {
        for (const folder of await specFoldersOf(value, root, options.unwritten ?? false))
            folders.add(folder);
    }
    const specs = [...folders].map((folder) => specLocation(folder, root, options.format ?? 'auto'));
    for (const spec of specs)
        await assertUsable(spec, root, options.writable ?? true);
    return specs;
}
/** Where it cannot be told which one is meant, a person must. */
async function onlySpec(root) {
    const [only, ...others] = await specsBelowHomes('**', root);
    if (only !== undefined && others.length === 0)
        return only;
    const message = only === undefined ? 'no spec given' : `no spec given, and there are ${others.length + 1} specs`;
    const all = only === undefined ? '' : "; '*' means all of them";
    throw new errors/* UserError */.yo(message, { where: 'spec', fix: `${await specChoices(root)}${all}` });
}
async function specFoldersOf(value, root, unwritten) {
    const isBareName = !/[\\/]/u.test(value) && value !== '.' && value !== '..';
    const path = (0,external_node_path_.resolve)(root, value);
    const named = isBareName ? await specsNamed(value, path, root) : [];
    if (named.length > 0)
        return [onlyOne(named, value, root)];
    (0,spec_homes/* assertNotArchived */.c2)(relativePath(path, root), value);
    if (await isFolder(path))
        return [await requireTasksFile(path, value, root)];
    if (await isFile(path)) {
        if ((0,external_node_path_.basename)(path) === 'tasks.md')
            return [(0,external_node_path_.dirname)(path)];
        throw new errors/* UserError */.yo(`"${value}" is a file, but not a tasks.md`, {
            where: 'spec',
            fix: await specChoices(root),
        });
    }
    for (const folder of homes(root, value)) {
        if (await isFolder(folder))
            return [await requireTasksFile(folder, value, root)];
    }
    if ((0,dist/* isDynamicPattern */.ey)(value))
        return globSpecs(value, isBareName, root, unwritten);
    const known = (await Promise.all(homes(root).map(specsIn))).flat();
    const suggestion = (0,nearest/* nearest */.p)(value, known);
    throw new errors/* UserError */.yo(`no such spec: "${value}"${suggestion === null ? '' : `; did you mean "${suggestion}"?`}`, {
        where: 'spec',
        fix: await specChoices(root, isBareName ? homes(root, value)[0] : path.replace(/[\\/]tasks\.md$/, '')),
    });
}
/** Those that a bare name stands for: where specs are kept, else further down there, unless it is a spec by its path. */
async function specsNamed(name, path, root) {
    const named = (0,spec_homes/* foldersNamed */.pn)(name, root);
    if (named.length > 0 || (await isFile((0,external_node_path_.join)(path, 'tasks.md'))))
        return named;
    return specsBelowHomes(`**/${(0,dist/* escapePath */.ft)(name)}`, root);
}
async function specsBelowHomes(pattern, root) {
    const found = (await Promise.all(homes(root).map((home) => findSpecFolders(pattern, home)))).flat();
    return found.filter((folder) => !(0,spec_homes/* isArchived */.F$)(relativePath(folder, root)));
}
function homes(root, name = '') {
    return spec_homes/* SPEC_HOMES */.Zm.map((home) => (0,external_node_path_.join)(root, home, name));
}
function onlyOne([folder = '', ...others], name, root) {
    if (others.length === 0)
        return folder;
    const paths = [folder, ...others].map((found) => relativePath(found, root)).join(', ');
    throw new errors/* UserError */.yo(`there are several specs "${name}"`, { where: 'spec', fix: `name one of them: ${paths}` });
}
async function requireTasksFile(folder, value, root) {
    if (await isFile((0,external_node_path_.join)(folder, 'tasks.md')))
        return folder;
    const inside = await specsIn(folder);
    const fix = inside.length > 0
        ? `it contains specs: name one (${inside.map((name) => relativePath((0,external_node_path_.join)(folder, name), root)).join(', ')}), or all of them with ${relativePath((0,external_node_path_.join)(folder, '*'), root)}`
        : `write ${relativePath((0,external_node_path_.join)(folder, 'tasks.md'), root)} (with Kiro, spec-kit or OpenSpec), or name another; ${await specChoices(root)}`;
    throw new errors/* UserError */.yo(`the folder "${value}" has no tasks.md`, { where: 'spec', fix });
}
async function globSpecs(pattern, isBareName, root, unwritten) {
    const search = isBareName ? spec_homes/* SPEC_HOMES */.Zm.map((home) => `${home}/${pattern}`) : [pattern];
    const matches = await globPaths(search, root);
    const found = [];
    const others = [];
    for (const hit of matches.filter((match) => !(0,spec_homes/* isArchived */.F$)(relativePath(match, root)))) {
        if ((0,external_node_path_.basename)(hit) === 'tasks.md' && (await isFile(hit)))
            found.push((0,external_node_path_.dirname)(hit));
        else if (await isFile((0,external_node_path_.join)(hit, 'tasks.md')))
            found.push((0,external_node_path_.resolve)(hit));
        else if (unwritten && (0,spec_homes/* isUnwritten */.v1)(hit))
            others.push((0,external_node_path_.resolve)(hit));
    }
    if (found.length > 0)
        return (0,collections/* sortNaturally */.hY)([...found, ...others]);
    throw new errors/* UserError */.yo(`"${pattern}" matches no spec with a tasks.md`, {
        where: 'spec',
        fix: await specChoices(root),
    });
}
function specLocation(folder, root, format) {
    // Beside the spec folders; a spec that is the work folder itself keeps its files inside, where they are committed.
    const recordsFolder = folder === root ? folder : (0,external_node_path_.dirname)(folder);
    const tasksPath = (0,external_node_path_.join)(folder, 'tasks.md');
    const statePath = (0,external_node_path_.join)(recordsFolder, 'SEQUENTIAL_STATE.json');
    const progressPath = (0,external_node_path_.join)(recordsFolder, 'SEQUENTIAL_PROGRESS.md');
    return {
        name: (0,external_node_path_.basename)(folder),
        folder,
        tasksPath,
        statePath,
        progressPath,
        format: format === 'auto' ? (0,spec_homes/* formatByPlace */.kI)(folder, root) : format,
        relative: {
            folder: relativePath(folder, root),
            tasks: relativePath(tasksPath, root),
            state: relativePath(statePath, root),
            progress: relativePath(progressPath, root),
        },
    };
}
async function assertUsable(spec, root, writable) {
    const { R_OK, W_OK, X_OK } = external_node_fs_.constants;
    assertNoLinkOut(spec, root);
    if (!(await isFile(spec.tasksPath)))
        return;
    await assertAccess(spec.tasksPath, R_OK, 'cannot be read');
    if (!writable)
        return;
    await assertAccess(spec.tasksPath, R_OK | W_OK, 'cannot be written, but tasks are ticked there');
    await assertAccess(spec.folder, W_OK | X_OK, 'cannot be written, but tasks are ticked there');
    await assertAccess((0,external_node_path_.dirname)(spec.statePath), W_OK | X_OK, 'cannot be written, but state and progress are saved there');
}
/** A link could have its target read into commits, or written to. */
function assertNoLinkOut({ folder, tasksPath }, root) {
    const isInside = (path, top) => path === top || path.startsWith(top + external_node_path_.sep);
    for (const path of [folder, tasksPath]) {
        if (!isInside(path, root) || isInside((0,regular_file/* realPathOf */.dN)(path), (0,regular_file/* realPathOf */.dN)(root)))
            continue;
        throw new errors/* UserError */.yo(`a symbolic link leads outside the working tree, to ${(0,regular_file/* realPathOf */.dN)(path)}`, {
            where: path,
            fix: 'move the spec itself into the working tree',
        });
    }
}
async function assertAccess(path, mode, what) {
    try {
        await (0,promises_.access)(path, mode);
    }
    catch (cause) {
        throw accessError(path, what, cause);
    }
}
function relativePath(path, root) {
    return (0,external_node_path_.relative)(root, path).split(external_node_path_.sep).join('/') || '.';
}


/***/ }),

/***/ 42622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ readTasks)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8647);



/**
 * The text of a tasks.md, byte order mark and line ends as they are. Throws a UserError where it is no regular file, and
 * one that names the byte where it is no UTF-8 text.
 * @param realPath without links on its way, where that was looked up before an agent could put one there.
 */
async function readTasks(path, realPath = (0,_state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_2__/* .realPathOf */ .dN)(path)) {
    const bytes = readBytes(path, realPath);
    const text = bytes.toString('utf8');
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes) && !bytes.includes(0))
        return text;
    const reencoded = Buffer.from(text);
    const badOffset = bytes.findIndex((byte, index) => byte === 0 || byte !== reencoded[index]);
    const hex = (bytes[badOffset] ?? 0).toString(16).padStart(2, '0');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`not UTF-8 text: byte 0x${hex} at byte offset ${badOffset}`, {
        where: `${path}:${bytes.subarray(0, badOffset).toString('latin1').split('\n').length}`,
        fix: 'save the file as UTF-8 text',
    });
}
function readBytes(path, realPath) {
    let cause;
    try {
        const file = (0,_state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readRegularFile */ .XF)(realPath);
        if (file !== null)
            return file.bytes;
        cause = new Error('it is not there');
    }
    catch (error) {
        cause = error;
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`tasks.md cannot be read: ${cause.message}`, { where: path, cause });
}


/***/ }),

/***/ 13461:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ formatState)
/* harmony export */ });
/** A unit, an assignment, a sum: what one checkpoint changes as a whole is one line of its diff. */
const specLayout = {
    assignments: { '*': 'line' },
    units: { '*': 'line' },
    totals: 'line',
    run: 'line',
    under_way: 'line',
    waiting: 'line',
};
const fileLayout = { specs: { '*': specLayout }, throttle: { '*': 'line' } };
/**
 * The state file's text: keys sorted, two-space indent, final newline, so that a commit shows only what changed. Lists
 * that grow with every unit, and records of one unit, stand on one line each.
 */
function formatState(file) {
    return `${formatPart(file, fileLayout, '')}\n`;
}
function formatPart(value, layout, indent) {
    if (layout === 'line' || !isObject(value))
        return formatLine(value);
    const format = () => formatObject(value, layout, indent);
    return layout === specLayout ? formatOnce(value, format) : format();
}
function formatObject(value, layout, indent) {
    const inner = `${indent}  `;
    if (Array.isArray(value)) {
        if (!value.some(isObject))
            return formatLine(value);
        return `[\n${value.map((item) => inner + formatLine(item)).join(',\n')}\n${indent}]`;
    }
    const parts = value;
    const lines = sortedKeys(parts)
        .filter((key) => parts[key] !== undefined)
        .map((key) => `${inner}${JSON.stringify(key)}: ${formatPart(parts[key], layoutOf(layout, key), inner)}`);
    return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}
function layoutOf(layout, key) {
    return layout !== undefined && Object.hasOwn(layout, key) ? layout[key] : layout?.['*'];
}
/** Line breaks of a text are escaped in JSON: those that are there are between its parts. */
function formatLine(value) {
    if (!isObject(value))
        return JSON.stringify(value);
    return formatOnce(value, () => JSON.stringify(sortKeys(value), null, 1).replace(/\n */g, ' '));
}
/** Lines, and whole specs where they stand. */
const texts = new WeakMap();
/** States are never changed in place, hence a part that was formatted once need not be again. */
function formatOnce(value, format) {
    const known = texts.get(value);
    if (known !== undefined)
        return known;
    const text = format();
    texts.set(value, text);
    return text;
}
function sortKeys(value) {
    if (!isObject(value))
        return value;
    if (Array.isArray(value))
        return value.map(sortKeys);
    const parts = value;
    return Object.fromEntries(sortedKeys(parts).map((key) => [key, sortKeys(parts[key])]));
}
/** As an object has them itself: first those that could be an array's, in their order. */
function sortedKeys(parts) {
    const keys = Object.keys(parts);
    const from = keys.findIndex((key) => !isArrayIndex(key));
    return from < 0 ? keys : [...keys.slice(0, from), ...keys.slice(from).sort()];
}
function isArrayIndex(key) {
    const number = Number(key) >>> 0;
    return number < 0xffffffff && String(number) === key;
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}


/***/ }),

/***/ 73807:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tN: () => (/* binding */ NewerStateError),
  Ow: () => (/* binding */ UPDATE_HINT),
  n3: () => (/* binding */ emptyStateFile),
  un: () => (/* binding */ readState),
  AB: () => (/* binding */ restoreHint)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/shlex/shlex.js
var shlex = __webpack_require__(95637);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
// EXTERNAL MODULE: ./lib/state/schema.js
var state_schema = __webpack_require__(7658);
;// CONCATENATED MODULE: ./lib/state/file/original-format.js

/*
 * The first form of the state file, of a time when a folder had one spec: `completed`, `halted`, `halted_task`,
 * `assignments` … at the top, times as the program's own zone wrote them.
 */
const legacyKeys = ['completed', 'halted', 'halted_task', 'assignments', 'started_at'];
/** Is this the first form? */
function isLegacyState(raw) {
    return isObject(raw) && !('schema' in raw) && !('specs' in raw) && legacyKeys.some((key) => key in raw);
}
/**
 * The same facts in today's form of one spec; still to be validated, since nobody vouches for what was in the file.
 * Unknown keys are kept; assignments that cannot be read are kept aside, for they are asked for again anyway.
 */
function convertLegacyState(legacy, now) {
    const { assignments, unreadable } = convertAssignments(legacy.assignments);
    const startedAt = toIsoTime(legacy.started_at) ?? new Date(now).toISOString();
    const haltedAt = legacy.halted === true ? (toIsoTime(legacy.halted_at) ?? startedAt) : null;
    const haltedTask = toTaskId(legacy.halted_task ?? null);
    return {
        units: {},
        paused: null,
        run: null,
        ...legacy,
        ...(Object.keys(unreadable).length > 0 && { unread_assignments: unreadable }),
        started_at: startedAt,
        completed: Array.isArray(legacy.completed) ? legacy.completed.map(toTaskId) : (legacy.completed ?? []),
        completed_at: toIsoTime(legacy.completed_at),
        halted: legacy.halted ?? false,
        halted_at: haltedAt,
        halted_task: haltedTask,
        halt: haltedAt === null ? null : legacyHalt(haltedTask, haltedAt),
        assignments,
    };
}
function convertAssignments(legacy) {
    const assignments = {};
    const unreadable = {};
    for (const [key, value] of Object.entries(isObject(legacy) ? legacy : {})) {
        const candidate = { source: 'carried over', ...(isObject(value) ? value : { owner_agent: value, type: 'code' }) };
        const parsed = state_schema/* assignmentSchema */.hN.safeParse(candidate);
        if (parsed.success)
            assignments[key] = parsed.data;
        else
            unreadable[key] = value;
    }
    return { assignments, unreadable };
}
/** Only the flag and the task were kept; a person is asked all the same before it goes on. */
function legacyHalt(task, at) {
    const key = typeof task === 'string' ? task : null;
    return {
        id: `carried-over-${key ?? 'spec'}`,
        task: key,
        title: key === null ? 'the whole spec' : `task ${key}`,
        line: 0,
        at,
        cause: 'question',
        question: 'An earlier run stopped here for your input; its question was not saved.',
        tried: [],
        tail: '',
        issue: null,
        url: null,
    };
}
/** Task ids were sometimes written as numbers. */
function toTaskId(value) {
    return typeof value === 'number' ? String(value) : value;
}
/** ISO times without a zone are local; a time that cannot be read is not worth losing the rest for. */
function toIsoTime(value) {
    const ms = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(new Date(ms).getTime()) ? null : new Date(ms).toISOString();
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/state/file/read-state.js






/** Written by a newer version of this program: not damaged, and not for this one to replace. */
class NewerStateError extends errors/* UserError */.yo {
}
/** What to do about it. */
const UPDATE_HINT = 'update sequential-orchestration (in a workflow, pin the action to the newer version in every job that runs this spec)';
/** A file without any spec. */
function emptyStateFile() {
    return { schema: state_schema/* STATE_VERSION */.nd, version: state_schema/* STATE_VERSION */.nd, specs: {} };
}
/**
 * The text of a state file → its content, every part validated, unknown keys kept. The flat first form becomes the
 * state of `spec`; what has no version yet is of the first. Throws a UserError that names the place and the git command
 * that gets the last good one.
 */
function readState(text, file) {
    const raw = parseJson(text, file.path);
    if (isLegacyState(raw)) {
        const spec = validate(state_schema/* specStateSchema */.Sq, convertLegacyState(raw, file.now), file.path);
        return { ...emptyStateFile(), specs: { [file.spec]: spec } };
    }
    refuseNewer(raw, file.path);
    return { ...validate(state_schema/* stateFileSchema */.Rr, raw, file.path), version: state_schema/* STATE_VERSION */.nd };
}
function refuseNewer(raw, path) {
    const { schema, version } = (raw ?? {});
    const found = [version, schema].find((number) => typeof number === 'number' && number > state_schema/* STATE_VERSION */.nd);
    if (found === undefined)
        return;
    throw new NewerStateError(`schema ${found} was written by a newer version of sequential-orchestration; this one reads schema ${state_schema/* STATE_VERSION */.nd}`, {
        where: path,
        fix: `${UPDATE_HINT}, or ${restoreHint(path)}`,
    });
}
function parseJson(text, path) {
    try {
        return JSON.parse(text.replace(/^\uFEFF/u, ''));
    }
    catch (cause) {
        const conflict = /^(?:<{7}|={7}|>{7})/mu.exec(text);
        const offset = conflict?.index ?? Number(/position (\d+)/u.exec(String(cause))?.[1] ?? text.trimEnd().length);
        const before = text.slice(0, offset).split('\n');
        const problem = text.trim() === ''
            ? 'the file is empty'
            : conflict === null
                ? `not valid JSON, as if cut off or damaged (${cause.message})`
                : 'a git merge left its conflict markers here';
        throw new errors/* UserError */.yo(problem, {
            where: `${path}:${before.length}:${(before.at(-1) ?? '').length + 1}`,
            fix: restoreHint(path),
            cause,
        });
    }
}
function validate(schema, raw, path) {
    const parsed = schema.safeParse(raw);
    if (parsed.success)
        return parsed.data;
    const [first, ...more] = parsed.error.issues;
    const location = first?.path.map(String).join('.') || 'top level';
    const rest = (0,lib_text/* andMore */.v)(more.length, 0)
        .map((count) => ` (${count})`)
        .join('');
    throw new errors/* UserError */.yo(`${location}: ${first?.message.replace(/^Invalid input: /u, '')}${rest}`, {
        where: path,
        fix: restoreHint(path),
        cause: parsed.error,
    });
}
/** Tells how to get the last good state back. */
function restoreHint(path) {
    const git = `git -C ${(0,shlex/* quote */.hD)((0,external_node_path_.dirname)(path))}`;
    const name = (0,shlex/* quote */.hD)((0,external_node_path_.basename)(path));
    return (`restore the last committed one with \`${git} checkout HEAD -- ${name}\`, an older one with ` +
        `\`${git} log --oneline -- ${name}\` and its commit in place of HEAD; without git, move the file away: ` +
        'tasks that are ticked in tasks.md stay done');
}


/***/ }),

/***/ 12034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ createStateStore),
  z: () => (/* binding */ withSavedState)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/throttle/history.js + 1 modules
var throttle_history = __webpack_require__(43149);
// EXTERNAL MODULE: ./lib/throttle/history-schema.js
var history_schema = __webpack_require__(88710);
// EXTERNAL MODULE: ./lib/throttle/merge-histories.js
var merge_histories = __webpack_require__(40965);
// EXTERNAL MODULE: ./lib/state/merge-states.js
var merge_states = __webpack_require__(55672);
;// CONCATENATED MODULE: ./lib/state/renamed-spec.js
/**
 * The name under which a state file has a spec whose folder a person renamed: nothing lies under that name any more, and
 * what was worked on there is in this spec's tasks. null: the spec has a state, or none fits.
 */
function findFormerName(file, spec, { titles, exists }) {
    if (Object.hasOwn(file.specs, spec))
        return null;
    const fits = ({ units }) => {
        const worked = Object.values(units).flatMap(({ title }) => title ?? []);
        return worked.filter((title) => titles.has(title)).length * 2 > worked.length;
    };
    const former = Object.entries(file.specs).filter(([name, state]) => !exists(name) && fits(state));
    return former.length === 1 ? (former[0]?.[0] ?? null) : null;
}
/** The same file with the spec's state under its new name, and with the former one noted there. */
function renameSpec(file, from, to) {
    const { [from]: state, ...specs } = file.specs;
    if (state === undefined)
        return file;
    const former_names = [...(state.former_names ?? []), from];
    return { ...file, specs: { ...specs, [to]: { ...state, former_names } } };
}

// EXTERNAL MODULE: ./lib/state/schema.js
var schema = __webpack_require__(7658);
// EXTERNAL MODULE: ./lib/state/transitions/transitions.js
var transitions = __webpack_require__(29970);
// EXTERNAL MODULE: ./lib/state/file/format.js
var format = __webpack_require__(13461);
// EXTERNAL MODULE: ./lib/state/file/read-state.js + 1 modules
var read_state = __webpack_require__(73807);
// EXTERNAL MODULE: ./lib/state/file/regular-file.js
var regular_file = __webpack_require__(8647);
;// CONCATENATED MODULE: ./lib/state/file/store.js
















const savedPartSchema = schemas/* object */.Ikc({ spec: schema/* specStateSchema */.Sq, throttle: history_schema/* historySchema */.Ut });
/**
 * The state on disk, of one spec in a file that other specs share.
 *
 * `load` gives null where there is no file; a file without this spec gives a fresh spec and the throttle's memory,
 * which all specs share. What it read is the truth from then on, for the other specs of the file, too: `save` writes
 * it with this spec's part and the throttle's, whatever stands on the disk. Only `readMerged` takes up what git brought.
 * A file that cannot be read is a UserError and stays as it is. Where this store had read or written a good one before
 * (an agent scribbled over it since) `save` goes on: the damaged one is copied, and `warn` says where to.
 */
function createStateStore(options) {
    const { spec } = options;
    let cached = null;
    let realPath = null;
    const validatedUnits = new WeakSet();
    /** Looked up once, before an agent could put a link on the way. */
    function filePath() {
        realPath ??= (0,external_node_path_.join)((0,regular_file/* realPathOf */.dN)((0,external_node_path_.dirname)(options.path)), (0,external_node_path_.basename)(options.path));
        return realPath;
    }
    function read() {
        const path = filePath();
        const identity = identityOf(path);
        if (identity === null)
            return null;
        if (identity !== cached?.identity) {
            const text = readText(path);
            if (text === null)
                return null;
            cached = { identity, file: (0,read_state/* readState */.un)(text, { path: options.path, spec, now: options.now() }) };
        }
        return cached.file;
    }
    /**
     * What is on the disk; `known` where that is damaged, which is kept aside. What git merged is never replaced where a
     * newer version wrote it; what an agent left may say so, too.
     */
    function readOrRecover(known, source) {
        try {
            return read() ?? known;
        }
        catch (error) {
            if (!(error instanceof errors/* UserError */.yo) || (source === 'git' && error instanceof read_state/* NewerStateError */.tN))
                throw error;
            const copy = copyDamagedFile(filePath());
            options.warn?.(`${options.path} was damaged during the run (${error.message}); it was rewritten from memory` +
                (copy === null ? '' : `, and the damaged file is saved in ${copy}`));
            return known;
        }
    }
    /** A renamed spec goes on with what it had under its former name, which is not saved again. */
    function withFormerState(file) {
        if (options.folders === undefined || cached === null || Object.hasOwn(file.specs, spec))
            return file;
        const former = findFormerName(file, spec, options.folders());
        if (former === null)
            return file;
        options.warn?.(`${spec} continues with the state of ${former}, whose folder no longer exists and which had the same tasks`);
        cached = { identity: cached.identity, file: renameSpec(file, former, spec) };
        return cached.file;
    }
    /** What is written is held to what would be accepted, so that a fault of ours cannot spoil a good file. */
    function validate(saved) {
        const units = Object.entries(saved.spec.units).filter(([, unit]) => !validatedUnits.has(unit));
        const checked = savedPartSchema.safeParse({ ...saved, spec: { ...saved.spec, units: Object.fromEntries(units) } });
        if (!checked.success)
            throw new errors/* InternalError */.Gd(`a state that could not be read again: ${checked.error.message}`);
        for (const [, unit] of units)
            validatedUnits.add(unit);
    }
    function write(saved) {
        const path = filePath();
        const known = cached?.file;
        const present = known ?? read() ?? (0,read_state/* emptyStateFile */.n3)();
        // Looked at for what must be said of it, not for what it says.
        if (known !== undefined)
            readOrRecover(known, 'agent');
        validate(saved);
        const file = {
            ...present,
            specs: { ...present.specs, [spec]: saved.spec },
            throttle: saved.throttle,
        };
        try {
            // In one go, without the thread pool: half the time, and no other write of ours can come between.
            (0,regular_file/* writeRegularFile */.E2)(path, (0,format/* formatState */.l)(file), (0,regular_file/* realPathOf */.dN)(options.root ?? (0,external_node_path_.dirname)(path)));
        }
        catch (cause) {
            throw new errors/* UserError */.yo(`the state cannot be written: ${cause.message}`, {
                where: options.path,
                fix: 'make the folder writable and check that the disk is not full; the file is unchanged',
                cause,
            });
        }
        const identity = identityOf(path);
        cached = identity === null ? null : { identity, file };
    }
    return {
        async load() {
            const file = withSavedState(read(), options.saved?.() ?? null, spec, options.now());
            if (file !== null)
                cached = { identity: cached?.identity ?? '', file };
            if (file === null)
                cached = { identity: '', file: (0,read_state/* emptyStateFile */.n3)() };
            if (file === null)
                return null;
            const { specs, throttle = (0,throttle_history/* emptyHistory */.s4)() } = withFormerState(file);
            const others = Object.entries(specs).flatMap(([name, state]) => (name === spec ? [] : [state]));
            return {
                spec: (Object.hasOwn(specs, spec) ? specs[spec] : undefined) ?? (0,transitions/* newSpecState */.pb)(options.now()),
                throttle,
                ...(others.length === 0 ? {} : { others }),
            };
        },
        async save(saved) {
            write(saved);
        },
        async readMerged(throttle) {
            if (cached === null)
                return throttle;
            const before = cached;
            const file = readOrRecover(before.file, 'git');
            cached = { identity: before.identity, file };
            return (0,merge_histories/* mergeHistories */.d)(before.file.throttle ?? null, throttle, file.throttle ?? throttle);
        },
    };
}
/** The state of a spec that was taken out of the tree, unless the tree has gone on from there. */
function withSavedState(file, saved, spec, now) {
    if (saved?.state == null)
        return file;
    const path = `${saved.ref}:`;
    const left = saved.left === null ? null : (0,read_state/* readState */.un)(saved.left, { path, spec, now });
    const ownPart = (from) => from !== null && Object.hasOwn(from.specs, spec) ? from.specs[spec] : undefined;
    if (!(0,external_node_util_.isDeepStrictEqual)(ownPart(file), ownPart(left)))
        return file;
    return (0,merge_states/* mergeStates */.t)(left, (0,read_state/* readState */.un)(saved.state, { path, spec, now }), file ?? (0,read_state/* emptyStateFile */.n3)());
}
/** Every write goes through a rename, so a changed file is another inode or has another time; null: no file. */
function identityOf(path) {
    try {
        const { ino, size, mtimeNs, ctimeNs } = (0,external_node_fs_.lstatSync)(path, { bigint: true });
        return `${ino}:${size}:${mtimeNs}:${ctimeNs}`;
    }
    catch (cause) {
        const code = cause.code ?? '';
        // Whoever reads it is told what is wrong.
        return code === 'ENOENT' ? null : code;
    }
}
function readText(path) {
    try {
        return (0,regular_file/* readRegularFile */.XF)(path)?.bytes.toString('utf8') ?? null;
    }
    catch (cause) {
        throw unreadable(path, cause);
    }
}
function unreadable(path, cause) {
    const isOtherKind = cause instanceof regular_file/* NotRegularFileError */.iZ;
    return new errors/* UserError */.yo(`the state cannot be read: ${cause.message}`, {
        where: path,
        fix: isOtherKind ? `remove it and ${(0,read_state/* restoreHint */.AB)(path)}` : 'make it a file that you can read and write',
        cause,
    });
}
/** null: there is nothing that may be copied. */
function copyDamagedFile(path) {
    try {
        const found = (0,regular_file/* readRegularFile */.XF)(path);
        if (found === null)
            return null;
        const copyPath = (0,external_node_path_.join)((0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'sequential-damaged-')), (0,external_node_path_.basename)(path));
        (0,external_node_fs_.writeFileSync)(copyPath, found.bytes);
        return copyPath;
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 9760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ acquireLock),
  v: () => (/* binding */ findLockHolder)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(86146);
;// CONCATENATED MODULE: ./lib/state/lock/heartbeat.js


/*
 * The holder of a lock shows that it lives, for those who cannot see its process: on another host, in another container.
 * It does by the clock of the file system, which machines share, as they do not share their own.
 */
const HEARTBEAT_INTERVAL = 30 * time/* SECOND */.Z2;
const STALE_AFTER = 10 * time/* MINUTE */.pY;
/** What every lock begins with is written once more. */
function writeHeartbeat(file) {
    const fd = (0,external_node_fs_.openSync)(file, external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_NOFOLLOW);
    try {
        (0,external_node_fs_.writeSync)(fd, '{', 0);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
/** `now`: epoch ms. */
function hasRecentHeartbeat(file, now) {
    try {
        return now - (0,external_node_fs_.statSync)(file).mtimeMs < STALE_AFTER;
    }
    catch {
        return false;
    }
}
/** What the clock of the file system says (epoch ms): when `probe`, which is not there yet, is written. */
function fileSystemNow(probe) {
    (0,external_node_fs_.writeFileSync)(probe, '');
    try {
        return (0,external_node_fs_.statSync)(probe).mtimeMs;
    }
    finally {
        (0,external_node_fs_.rmSync)(probe, { force: true });
    }
}

// EXTERNAL MODULE: ./lib/state/lock/lock-path.js
var lock_path = __webpack_require__(99028);
// EXTERNAL MODULE: ./lib/state/lock/process-start.js
var process_start = __webpack_require__(65849);
;// CONCATENATED MODULE: ./lib/state/lock/lock.js








const holderSchema = schemas/* object */.Ikc({
    /** Names this one hold for ever. */
    token: schemas/* string */.YjP().min(1),
    run: schemas/* string */.YjP(),
    pid: schemas/* number */.aig().int().positive(),
    host: schemas/* string */.YjP(),
    /** ISO, UTC. */
    since: schemas/* string */.YjP(),
    /** When the process started, as its platform tells it: a pid alone may be another process by now. */
    start: schemas/* string */.YjP().nullable(),
});
/**
 * One run at a time on a folder. A second one is refused with a UserError that says who holds it; a lock whose holder
 * is dead is taken over. The lock file lies where no commit can take it (`lock-path.ts`).
 */
async function acquireLock(options) {
    const file = (0,lock_path/* lockPath */.HZ)(options.path);
    const self = {
        token: (0,external_node_crypto_.randomUUID)(),
        run: options.runId,
        pid: options.pid,
        host: options.host,
        since: new Date(options.now).toISOString(),
        start: (0,process_start/* processStart */.g)(options.pid),
    };
    const isAlive = options.isAlive ?? ((holder) => isProcessAlive(holder, options.host));
    const isHeld = (holder, lockFile) => isAlive(holder) &&
        (holder.host === self.host || hasRecentHeartbeat(lockFile, fileSystemNow(`${file}.${self.token}.now`)));
    const take = async () => {
        (0,lock_path/* createLockFolder */.AY)(file);
        return takeLock(file, self, isHeld);
    };
    const owner = await take().catch((cause) => {
        if (cause instanceof errors/* UserError */.yo)
            throw cause;
        throw new errors/* UserError */.yo(`the lock cannot be taken: ${cause.message}`, {
            where: file,
            fix: 'make its folder writable, on a filesystem with free space and hard links',
            cause,
        });
    });
    if (owner !== self)
        throw lockHeldError(options.path, file, owner, self.host);
    return keepLock(file, self);
}
/** Shows that the holder lives, until it is given back or the process ends. */
function keepLock(file, { token }) {
    const beat = () => ignoreErrors(() => writeHeartbeat(file));
    const heartbeatTimer = setInterval(beat, HEARTBEAT_INTERVAL).unref();
    const release = () => {
        clearInterval(heartbeatTimer);
        process.removeListener('exit', release);
        ignoreErrors(() => {
            if (readHolder(file)?.token === token)
                (0,external_node_fs_.rmSync)(file);
        });
    };
    process.on('exit', release);
    return { release: async () => release() };
}
/** Who works on a folder at this moment; null: nobody, or nobody can be told from here. Takes and changes nothing. */
function findLockHolder(path, host) {
    try {
        const file = (0,lock_path/* lockPath */.HZ)(path);
        const holder = readHolder(file);
        if (holder === null || !isProcessAlive(holder, host))
            return null;
        // By this machine's clock: who only looks writes nothing, and so cannot ask the file system's.
        return holder.host === host || hasRecentHeartbeat(file, Date.now()) ? holder : null;
    }
    catch {
        return null;
    }
}
/**
 * Takes `file` or says who has it. A dead holder's lock is replaced only by the one who holds the right to succeed
 * just that holder, a lock like any other, named after the dead one's token. Two takers can therefore never both
 * replace it, and a taker that dies on the way is succeeded in its turn.
 */
async function takeLock(file, self, isAlive) {
    let liveSuccessor = null;
    for (let attempt = 0; attempt < 100; attempt++) {
        if (createLockFile(file, self))
            return self;
        const holder = readHolder(file);
        if (holder === null)
            continue;
        if (isAlive(holder, file))
            return holder;
        const successionLock = `${file}.${holder.token}`;
        const successor = await takeLock(successionLock, self, isAlive);
        if (successor !== self) {
            // Someone alive is taking it over this moment; once they are done, `file` names them.
            liveSuccessor = successor;
            await (0,promises_.setTimeout)(5);
            continue;
        }
        try {
            if (readHolder(file)?.token === holder.token) {
                replaceLockFile(file, self);
                return self;
            }
        }
        finally {
            (0,external_node_fs_.rmSync)(successionLock, { force: true });
        }
    }
    if (liveSuccessor !== null)
        return liveSuccessor;
    throw new errors/* InternalError */.Gd(`the lock ${file} changes owners faster than it can be read`);
}
/** A link appears whole or not at all, and only where nothing is. */
function createLockFile(file, self) {
    const draft = writeDraft(file, self);
    try {
        (0,external_node_fs_.linkSync)(draft, file);
        return true;
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    }
    finally {
        (0,external_node_fs_.rmSync)(draft, { force: true });
    }
}
function replaceLockFile(file, self) {
    (0,external_node_fs_.renameSync)(writeDraft(file, self), file);
}
function writeDraft(file, self) {
    const draft = `${file}.${self.token}.draft`;
    (0,external_node_fs_.writeFileSync)(draft, `${JSON.stringify(self)}\n`);
    return draft;
}
/** null: nobody holds it. What cannot be read (a power cut left it empty) belongs to a dead one. */
function readHolder(file) {
    let text;
    try {
        // A folder cannot be read, a link names something else, and a named pipe may be waited for without end.
        if (!(0,external_node_fs_.lstatSync)(file).isFile())
            (0,lock_path/* refuseOtherKind */.Rn)(file);
        text = (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return null;
        throw error;
    }
    try {
        return holderSchema.parse(JSON.parse(text));
    }
    catch {
        return { token: 'unreadable', run: 'unknown', pid: 1, host: '', since: '', start: null };
    }
}
function isProcessAlive(holder, host) {
    if (holder.token === 'unreadable')
        return false;
    if (holder.host !== host)
        return true;
    const start = (0,process_start/* processStart */.g)(holder.pid);
    return start !== null && (holder.start === null || holder.start === start);
}
function lockHeldError(path, file, holder, host) {
    const sameHost = holder.host === host;
    return new errors/* UserError */.yo(`another run is active here: run ${holder.run}, process ${holder.pid} on ${holder.host}, since ${holder.since}`, {
        where: path,
        fix: sameHost
            ? `wait until it ends, or end it with \`kill ${holder.pid}\``
            : `wait until it ends; if that machine no longer exists, remove ${file}`,
    });
}
function ignoreErrors(act) {
    try {
        act();
    }
    catch {
        // The lock's folder is gone: nothing is left to give back.
    }
}


/***/ }),

/***/ 55672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ mergeStates)
/* harmony export */ });
/* harmony import */ var _three_way_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66713);
/* harmony import */ var _throttle_merge_histories_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40965);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7658);
/* harmony import */ var _transitions_notes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(31283);
/* harmony import */ var _transitions_open_questions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60096);
/* harmony import */ var _transitions_totals_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5059);






/**
 * One state file of two that parted at `base` (null: they never were one), by what it means: a spec that one side
 * changed is that side's, one that both changed is merged unit by unit, and the throttle's memory is what either knows.
 */
function mergeStates(base, ours, theirs) {
    const other = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)({ base: base ?? {}, ours, theirs }, ({ ours }) => ours);
    const throttle = ours.throttle === undefined || theirs.throttle === undefined
        ? (ours.throttle ?? theirs.throttle)
        : (0,_throttle_merge_histories_js__WEBPACK_IMPORTED_MODULE_1__/* .mergeHistories */ .d)(base?.throttle ?? null, ours.throttle, theirs.throttle);
    return {
        ...other,
        schema: _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .STATE_VERSION */ .nd,
        version: _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .STATE_VERSION */ .nd,
        specs: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)({ base: base?.specs, ours: ours.specs, theirs: theirs.specs }, mergeSpecs),
        ...(throttle === undefined ? {} : { throttle: throttle }),
    };
}
/** Both sides worked on it: nothing that is done is lost, all else is told by who was there last. */
function mergeSpecs({ base, ours, theirs }) {
    const [newer, older] = lastSeen(theirs) > lastSeen(ours) ? [theirs, ours] : [ours, theirs];
    const of = (key) => ({ base: base?.[key], ours: newer[key], theirs: older[key] });
    const totals = newer.totals === undefined ? older.totals : mergeTotals(newer.totals, older.totals);
    const answers = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('answers'), (changed) => (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(changed));
    const questions = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('questions'), ({ ours, theirs }) => (0,_transitions_open_questions_js__WEBPACK_IMPORTED_MODULE_4__/* .mergeQuestions */ .gp)(ours, theirs));
    const merged = {
        ...(0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)({ base, ours: newer, theirs: older }, ({ ours }) => ours),
        started_at: older.started_at < newer.started_at ? older.started_at : newer.started_at,
        completed_at: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('completed_at'), () => newer.completed_at) ?? null,
        completed: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('completed')),
        assignments: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('assignments'), ({ ours }) => ours),
        units: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('units'), mergeUnits),
        paused: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('paused'), () => newer.paused) ?? null,
        run: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('run'), () => newer.run) ?? null,
        ...(totals === undefined ? {} : { totals }),
        ...(Object.keys(answers).length === 0 ? {} : { answers }),
        ...(questions === undefined ? {} : { questions }),
        ...listOf('settling', (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('settling'), ({ id }) => id)),
        ...listOf('notes', (0,_transitions_notes_js__WEBPACK_IMPORTED_MODULE_3__/* .withinLimit */ .z)((0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('notes'), ({ task, at }) => `${task} ${at}`))),
        ...listOf('waits', (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('waits'), ({ since }) => since)),
        ...listOf('consumed', (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('consumed'))),
        ...listOf('former_names', (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)(of('former_names'))),
        ...haltFields(newer),
    };
    return withHalt(merged, (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('halt'), () => lastHalt(newer.halt, older.halt)) ?? null);
}
function listOf(key, items) {
    return items.length === 0 ? {} : { [key]: items };
}
function haltFields({ halted, halted_at, halted_task, halt }) {
    return { halted, halted_at, halted_task, halt };
}
/** A question stands until it was answered, or what it is about is done: its issue is closed with the spec then. */
function withHalt(state, halt) {
    const none = { halted: false, halted_at: null, halted_task: null, halt: null };
    if (halt === null || state.consumed?.includes(halt.id) === true)
        return { ...state, ...none };
    const isDone = halt.task !== null && state.completed.includes(halt.task);
    if (isDone)
        return { ...state, ...none, settling: [...(state.settling ?? []), halt] };
    return { ...state, halted: true, halted_at: halt.at, halted_task: halt.task, halt };
}
function lastHalt(a, b) {
    return a === null || b === null ? (a ?? b) : b.at > a.at ? b : a;
}
/** Done wins. What was counted is the most that either counted: a squashed merge brings one side's counts to the other. */
function mergeUnits({ ours, theirs }) {
    const winner = isDone(theirs) && !isDone(ours) ? theirs : ours;
    const most = (key) => ours[key] === undefined && theirs[key] === undefined ? {} : { [key]: Math.max(ours[key] ?? 0, theirs[key] ?? 0) };
    return {
        ...winner,
        attempts: Math.max(ours.attempts, theirs.attempts),
        ...most('duration_s'),
        ...most('tokens'),
        ...most('cost_usd'),
        ...most('credits'),
        ...(ours.cost_estimated === true || theirs.cost_estimated === true ? { cost_estimated: true } : {}),
    };
}
function isDone({ status }) {
    return status === 'completed' || status === 'skipped';
}
function mergeTotals(ours = _transitions_totals_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyTotals */ .Tf, theirs = _transitions_totals_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyTotals */ .Tf) {
    const most = (key) => Math.max(Number(ours[key] ?? 0), Number(theirs[key] ?? 0));
    const waited = { base: undefined, ours: ours.waiting_s, theirs: theirs.waiting_s };
    return {
        ...theirs,
        ...ours,
        calls: most('calls'),
        tokens_in: most('tokens_in'),
        tokens_cached: most('tokens_cached'),
        tokens_out: most('tokens_out'),
        cost_usd: most('cost_usd'),
        cost_estimated: ours.cost_estimated || theirs.cost_estimated,
        ...(0,_transitions_totals_js__WEBPACK_IMPORTED_MODULE_5__/* .addCredits */ .sy)(most('credits')),
        agent_s: most('agent_s'),
        ...(ours.review_caught === undefined && theirs.review_caught === undefined
            ? {}
            : { review_caught: most('review_caught'), review_advice: most('review_advice') }),
        waiting_s: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(waited, (seconds) => Math.max(seconds.ours, seconds.theirs)),
    };
}
/** The newest time in it that says somebody worked; equal ones are told apart, so that no side depends on who merges. */
function lastSeen(state) {
    const { run, paused, halted_at, completed_at, started_at, units } = state;
    const times = [run?.heartbeat, paused?.at, halted_at, completed_at, started_at];
    const done = Object.values(units).flatMap((unit) => [unit.completed_at, unit.started_at]);
    const newest = [...times, ...done]
        .filter((time) => typeof time === 'string')
        .sort()
        .at(-1) ?? '';
    return `${newest} ${JSON.stringify(state)}`;
}


/***/ }),

/***/ 68417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ planSpec)
});

// EXTERNAL MODULE: ./lib/plan/cut-phases.js
var cut_phases = __webpack_require__(9308);
// EXTERNAL MODULE: ./lib/collections.js
var collections = __webpack_require__(61590);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/plan/order/order.js


/**
 * The order in which one at a time can be done: always the first in the list whose dependencies are done. Those that
 * name nothing in the list hold nothing back. Throws a UserError that names the cycle if there is one;
 * `selectNamed` may leave steps of it out.
 */
function topologicalOrder(items, selectNamed = (cycle) => cycle) {
    const position = new Map(items.map(({ key }, index) => [key, index]));
    const openDependencyCounts = items.map(({ dependencies }) => dependencies.filter((key) => position.has(key)).length);
    const dependents = new Map();
    items.forEach(({ dependencies }, index) => {
        for (const key of dependencies)
            (0,collections/* addToGroup */.Mr)(dependents, key, index);
    });
    // Highest first, so that the next one is taken from the end.
    const ready = items.flatMap((_, index) => (openDependencyCounts[index] === 0 ? [index] : [])).reverse();
    const order = [];
    for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
        const { key } = items[index];
        order.push(key);
        for (const dependent of dependents.get(key) ?? []) {
            openDependencyCounts[dependent] = (openDependencyCounts[dependent] ?? 0) - 1;
            if (openDependencyCounts[dependent] === 0)
                insertDescending(ready, dependent);
        }
    }
    if (order.length < items.length)
        throw cycleError(selectNamed(findCycle(items, new Set(order))));
    return order;
}
function insertDescending(descending, value) {
    let low = 0;
    let high = descending.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (descending[middle] > value)
            low = middle + 1;
        else
            high = middle;
    }
    descending.splice(low, 0, value);
}
/** Walks from one that waits to another that it waits for, until one comes again. */
function findCycle(items, done) {
    const remaining = new Map(items.filter(({ key }) => !done.has(key)).map((item) => [item.key, item]));
    const path = [];
    const seen = new Map();
    let key = remaining.keys().next().value;
    while (key !== undefined && !seen.has(key)) {
        seen.set(key, path.length);
        path.push(key);
        key = remaining.get(key)?.dependencies.find((dependency) => remaining.has(dependency));
    }
    const cycle = path.slice(seen.get(key ?? '') ?? 0);
    // It starts with what comes first in the document, whichever way it was found.
    const position = new Map(items.map((item, index) => [item.key, index]));
    const first = cycle.reduce((best, key, index) => ((position.get(key) ?? 0) < (position.get(cycle[best] ?? '') ?? 0) ? index : best), 0);
    return [...cycle.slice(first), ...cycle.slice(0, first)];
}
function cycleError(cycle) {
    const shown = cycle.length > 20 ? [...cycle.slice(0, 10), '…', ...cycle.slice(-9)] : cycle;
    return new errors/* UserError */.yo(`dependency cycle: ${[...shown, cycle[0]].join(' → ')}`, {
        where: 'tasks.md',
        fix: 'remove one of these dependencies: each task waits for the next, so none can ever start',
    });
}

;// CONCATENATED MODULE: ./lib/plan/order/order-by-waves.js
/**
 * Leaves by the waves of a Task Dependency Graph. A leaf that the graph omits (checkpoints, as a rule) is a barrier at
 * its place in the document: what stands before it comes before it, what stands behind it comes behind it.
 */
function orderByWaves(leaves, waves, tree) {
    const position = new Map();
    for (const key of waves.flat()) {
        const node = tree.byKey.get(key);
        if (node === undefined)
            continue;
        for (const leaf of tree.leavesOf(node))
            if (!position.has(leaf.key))
                position.set(leaf.key, position.size);
    }
    const ordered = [];
    let pending = [];
    const flush = () => {
        ordered.push(...pending.sort((a, b) => (position.get(a.key) ?? 0) - (position.get(b.key) ?? 0)));
        pending = [];
    };
    for (const leaf of leaves) {
        if (position.has(leaf.key))
            pending.push(leaf);
        else {
            flush();
            ordered.push(leaf);
        }
    }
    flush();
    return ordered;
}

;// CONCATENATED MODULE: ./lib/plan/task-tree.js
/** Hangs every task under its parent. Checklists at the root are in no tree. */
function buildTree(spec, includeOptional) {
    const tasks = new Map(spec.tasks.map((task) => [task.key, task]));
    const roots = new Map(spec.roots.map((root) => [root.key, root]));
    const byKey = new Map();
    const addNode = (key) => {
        const existing = byKey.get(key);
        if (existing !== undefined)
            return existing;
        const task = tasks.get(key) ?? null;
        const parent = task === null || task.parent === null ? null : addNode(task.parent);
        const root = parent?.root ?? roots.get(key);
        if (root === undefined || task?.role === 'checklist')
            return null;
        const dependencies = task?.dependencies ?? root.dependencies;
        const children = [];
        const node = {
            key,
            task,
            parent,
            root,
            dependencies,
            get optional() {
                return task?.optional ?? children.every((child) => child.optional);
            },
            children,
            countsItself: spec.format === 'openspec',
            checklist: [],
        };
        byKey.set(key, node);
        return node;
    };
    for (const task of spec.tasks) {
        if (task.role === 'task')
            addNode(task.key);
        else
            checklistOwner(task, tasks, addNode)?.checklist.push(task);
    }
    for (const task of spec.tasks) {
        const node = byKey.get(task.key);
        if (node !== undefined)
            node.parent?.children.push(node);
    }
    return {
        roots: spec.roots.flatMap(({ key }) => byKey.get(key) ?? []),
        byKey,
        counts: ({ optional }) => includeOptional || !optional,
        leavesOf: (node) => collectLeaves(node, includeOptional),
        isDone: (node) => collectLeaves(node, includeOptional).every(isTicked),
    };
}
/** A checklist item may be nested in another; in the end it belongs to a task. */
function checklistOwner(item, tasks, addNode) {
    let parentKey = item.parent;
    while (parentKey !== null) {
        const task = tasks.get(parentKey);
        if (task?.role !== 'checklist')
            return addNode(parentKey);
        parentKey = task.parent;
    }
    return null;
}
/** The leaves that decide over a node where nothing optional is asked for. */
function requiredLeavesOf(node) {
    return collectLeaves(node, false);
}
function collectLeaves(node, includeOptional, leaves = []) {
    const required = node.children.filter((child) => !child.optional);
    if (required.length === 0 && node.task !== null)
        leaves.push(node);
    const includeAll = includeOptional || (required.length === 0 && node.task === null);
    const below = leaves.length;
    for (const child of includeAll ? node.children : required)
        collectLeaves(child, includeAll, leaves);
    // The last one to be ticked below it ticks it; one that was left open then is work of its own.
    if (node.countsItself && node.task !== null && required.length > 0 && !isTicked(node)) {
        if (leaves.slice(below).every(isTicked))
            leaves.push(node);
    }
    return leaves;
}
function isTicked({ task }) {
    return task?.state === 'done';
}
/** Is `node` the same as `other`, or above or below it? */
function isOnSameBranch(node, other) {
    return isSameOrBelow(node, other) || isSameOrBelow(other, node);
}
function isSameOrBelow(node, other) {
    for (let at = node; at !== null; at = at.parent)
        if (at === other)
            return true;
    return false;
}
/** Asks once for each node. */
function memoizeByNode(of) {
    const cache = new Map();
    return (node) => {
        const cached = cache.get(node);
        if (cached !== undefined)
            return cached;
        const value = of(node);
        cache.set(node, value);
        return value;
    };
}

;// CONCATENATED MODULE: ./lib/plan/order/unit-dependencies.js



/** More could only come of a file that nobody wrote by hand, and would not fit in memory. */
const MAX_PAIRS = 1_000_000;
/**
 * Who waits for whom. A checkbox that is done waits for nothing, what is left out as optional holds nothing back, and a
 * dependency on a task's own parent or child means nothing.
 */
function findOpenDependencies(tree) {
    const isDone = memoizeByNode(tree.isDone);
    const waiting = [...tree.byKey.values()].filter((node) => node.dependencies.length > 0 && !isDone(node) && tree.counts(node));
    const dependencies = waiting.flatMap((from) => from.dependencies
        .flatMap((key) => tree.byKey.get(key) ?? [])
        .filter(tree.counts)
        .map((to) => ({ from, to })));
    const isSelf = ({ from, to }) => isOnSameBranch(from, to);
    return {
        open: dependencies.filter((dependency) => !isSelf(dependency) && !isDone(dependency.to)),
        diagnostics: dependencies.filter(isSelf).map(selfDependency),
    };
}
/** Unit → the units that it waits for, by keys of their roots. */
function unitDependencies({ open }) {
    const dependencies = new Map();
    for (const { from, to } of open)
        if (from.root !== to.root)
            add(dependencies, from.root.key, to.root.key);
    return dependencies;
}
/** Leaf → the leaves that it waits for: a dependency on a parent means all its required leaves. */
function leafDependencies({ open }, tree) {
    const dependencies = new Map();
    const leaves = memoizeByNode(tree.leavesOf);
    let pairs = 0;
    for (const { from, to } of open) {
        const dependents = leaves(from).filter((leaf) => !isTicked(leaf));
        pairs += dependents.length * leaves(to).length;
        if (pairs > MAX_PAIRS) {
            throw new errors/* UserError */.yo(`the dependencies between single tasks are more than ${MAX_PAIRS}`, {
                where: `tasks.md:${lineOf(from)}`,
                fix: 'run whole units (--granularity unit), or have fewer parents depend on parents',
            });
        }
        for (const leaf of dependents)
            for (const other of leaves(to))
                add(dependencies, leaf.key, other.key);
    }
    return dependencies;
}
/**
 * Throws a UserError where tasks wait for each other, also inside a unit. Each task has a start and an end: it ends
 * after its children, they start after it, and what waits starts after the end of what it waits for.
 */
function assertNoCycles(tree, { open }) {
    if (open.length === 0)
        return;
    const startDependencies = new Map();
    for (const { from, to } of open)
        add(startDependencies, from.key, endKey(to.key));
    const items = [...tree.byKey.values()].flatMap(({ key, parent, children }) => [
        {
            key: startKey(key),
            dependencies: [...(startDependencies.get(key) ?? []), ...(parent === null ? [] : [startKey(parent.key)])],
        },
        { key: endKey(key), dependencies: [startKey(key), ...children.map((child) => endKey(child.key))] },
    ]);
    // Named are those that say what they wait for; the steps between parents and children go without saying.
    topologicalOrder(items, (cycle) => {
        const next = (index) => cycle[(index + 1) % cycle.length] ?? '';
        return cycle.flatMap((step, index) => (isStartKey(step) && !isStartKey(next(index)) ? [step.slice(2)] : []));
    });
}
const startKey = (key) => `< ${key}`;
const endKey = (key) => `> ${key}`;
const isStartKey = (step) => step.startsWith('<');
function lineOf(node) {
    return node.task?.line ?? node.root.line;
}
function selfDependency({ from: node, to: target }) {
    return {
        line: lineOf(node),
        code: 'self-dependency',
        message: `${node.key} depends on ${target.key}, which contains it or is contained in it: ignored`,
    };
}
function add(map, from, to) {
    const known = map.get(from);
    if (known === undefined)
        map.set(from, new Set([to]));
    else
        known.add(to);
}

;// CONCATENATED MODULE: ./lib/plan/plan-units.js





/**
 * What would run, in order. With granularity `unit` a root and all below it are one unit; with `task` each required
 * leaf is its own, in document order or by the file's waves. Throws a UserError that names a dependency cycle.
 */
function planUnits(spec, { granularity, includeOptional }) {
    const tree = buildTree(spec, includeOptional);
    const openDependencies = findOpenDependencies(tree);
    const perLeaf = granularity === 'task';
    if (perLeaf)
        assertNoCycles(tree, openDependencies);
    const dependencies = perLeaf ? leafDependencies(openDependencies, tree) : unitDependencies(openDependencies);
    const tasksOf = tasksByRoot(spec.tasks, tree);
    const countOpenLeaves = memoizeByNode((node) => tree.leavesOf(node).filter((leaf) => !isTicked(leaf)).length);
    const nodes = perLeaf ? leafNodes(spec, tree) : tree.roots;
    const units = nodes.map((node) => {
        const unitDependencies = [...(dependencies.get(node.key) ?? [])];
        if (perLeaf)
            return leafUnit(node, unitDependencies, tree, countOpenLeaves);
        return rootUnit(node, tasksOf.get(node.key) ?? [], unitDependencies, tree);
    });
    const remaining = units.filter((unit) => unit.status !== 'done' && tree.counts(unit));
    const order = topologicalOrder(remaining);
    // Last, since a cycle is best named by its units; within one it shows only here.
    if (!perLeaf)
        assertNoCycles(tree, openDependencies);
    const diagnostics = [...spec.diagnostics, ...openDependencies.diagnostics, ...conflictDiagnostics(tree)];
    const leftOut = spec.tasks.filter((task) => task.state !== 'done' && !tree.counts(task));
    return {
        units,
        order,
        skippedOptional: keysOf(leftOut),
        diagnostics: diagnostics.sort((a, b) => a.line - b.line),
    };
}
function leafNodes(spec, tree) {
    const wanted = new Set(tree.roots.filter(tree.counts).flatMap(tree.leavesOf));
    const leaves = spec.tasks.flatMap(({ key }) => {
        const node = tree.byKey.get(key);
        return node !== undefined && wanted.has(node) ? [node] : [];
    });
    return spec.waves === null ? leaves : orderByWaves(leaves, spec.waves, tree);
}
function rootUnit(node, tasks, dependencies, tree) {
    const { key, id, title, line, body } = node.root;
    const ticks = new Set(openCheckboxKeys(node, tree));
    return {
        key,
        id,
        title,
        line,
        status: statusOf(node, tree),
        optional: node.optional,
        counts: tree.counts(node),
        leaves: tree.leavesOf(node).map((leaf) => leaf.key),
        tasks: [...tasks.filter((task) => task.key === key), ...tasks.filter((task) => task.key !== key)],
        tasksToTick: keysOf(tasks.filter((task) => ticks.has(task.key))),
        leftOut: keysOf(tasks.filter((task) => !tree.counts(task))),
        dependencies,
        ...(node.task === null && body !== '' ? { body } : {}),
        ...phaseOf(node),
    };
}
function leafUnit(node, dependencies, tree, countOpenLeaves) {
    const task = node.task;
    const ownTasks = [task, ...node.checklist];
    const checkboxes = [...ownTasks];
    // The last leaf to be done completes its parents.
    for (let { parent } = node; task.state !== 'done' && parent !== null && countOpenLeaves(parent) === 1; { parent } = parent) {
        if (parent.task !== null)
            checkboxes.push(parent.task, ...parent.checklist);
    }
    return {
        key: node.key,
        id: task.id,
        title: task.title,
        line: task.line,
        status: task.state === 'done' ? 'done' : 'open',
        optional: task.optional,
        counts: tree.counts(task),
        leaves: [node.key],
        tasks: ownTasks,
        tasksToTick: keysOf(openOf(checkboxes, tree).sort((a, b) => a.line - b.line)),
        leftOut: keysOf(ownTasks.filter((checkbox) => !tree.counts(checkbox))),
        dependencies,
        ancestors: ancestorsOf(node.parent, tree),
        ...phaseOf(node),
    };
}
function phaseOf({ root: { phase, story } }) {
    return { ...(phase === undefined ? {} : { phase }), ...(story === undefined ? {} : { story }) };
}
/** A leaf that is sent alone would not know what its parents say of all their children. */
function ancestorsOf(node, tree) {
    if (node === null)
        return [];
    const { id, title, body } = node.task ?? node.root;
    const checklist = openOf(node.checklist, tree).map((checkbox) => `- ${checkbox.title}`);
    const text = [body, ...checklist].filter((part) => part !== '').join('\n');
    return [...ancestorsOf(node.parent, tree), { id, title, body: text }];
}
/** The checkboxes under the node, its own among them, that are to be ticked when it is done. */
function openCheckboxKeys(node, tree) {
    // Of the checklist of a part that is done nobody is told.
    const checklist = tree.isDone(node) ? [] : node.checklist;
    const checkboxes = node.task === null ? checklist : [node.task, ...checklist];
    return [...keysOf(openOf(checkboxes, tree)), ...node.children.flatMap((child) => openCheckboxKeys(child, tree))];
}
function openOf(checkboxes, tree) {
    return checkboxes.filter((checkbox) => checkbox.state !== 'done' && tree.counts(checkbox));
}
function keysOf(tasks) {
    return tasks.map(({ key }) => key);
}
function statusOf(node, tree) {
    const leaves = tree.leavesOf(node);
    const done = leaves.filter(isTicked).length;
    if (done === leaves.length)
        return 'done';
    if (findConflicts(node).length > 0)
        return 'conflict';
    return done > 0 ? 'partial' : 'open';
}
/** Ticked parents with an open required task below; the open one counts. */
function findConflicts(node) {
    const required = node.children.filter((child) => !child.optional);
    const isConflict = isTicked(node) && !required.flatMap(requiredLeavesOf).every(isTicked);
    return [...(isConflict ? [node] : []), ...required.flatMap(findConflicts)];
}
function conflictDiagnostics(tree) {
    return tree.roots.flatMap(findConflicts).map((node) => {
        const open = requiredLeavesOf(node).filter((leaf) => !isTicked(leaf));
        const named = open.map(({ key, task }) => `${task?.id ?? key} (line ${task?.line})`).join(', ');
        return {
            line: node.task?.line ?? node.root.line,
            code: 'parent-conflict',
            message: `${node.key} is ticked, but not all of its sub-tasks are: counted as open: ${named}`,
        };
    });
}
function tasksByRoot(tasks, tree) {
    const byRoot = new Map();
    const parents = new Map(tasks.map(({ key, parent }) => [key, parent]));
    for (const task of tasks) {
        // A checklist item is in no tree, the task that it belongs to is.
        let owner = task.key;
        while (owner !== null && !tree.byKey.has(owner))
            owner = parents.get(owner) ?? null;
        const root = owner === null ? undefined : tree.byKey.get(owner)?.root.key;
        if (root !== undefined)
            (0,collections/* addToGroup */.Mr)(byRoot, root, task);
    }
    return byRoot;
}

// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
;// CONCATENATED MODULE: ./lib/state/plan-spec.js



/** What would run, in order, with what is on record: a spec goes on in the units that it was begun with. */
function planSpec(spec, settings, state) {
    const { includeOptional, verify } = settings;
    const begunKeys = Object.keys(state?.units ?? {});
    const single = settings.granularity === 'unit' ? firstSingleTask(spec, begunKeys) : null;
    const granularity = single === null ? settings.granularity : 'task';
    const cut = granularity === 'unit' ? (0,cut_phases/* cutLongPhases */.t)(spec, { begunKeys, keepTests: verify !== null }) : spec;
    const plan = planUnits(cut, { granularity, includeOptional });
    const notes = plan.order.length === 0 ? [] : [...singleTaskNotes(spec, single), ...reopenedNotes(spec, plan, state)];
    return notes.length === 0 ? plan : { ...plan, diagnostics: [...notes, ...plan.diagnostics] };
}
/**
 * Before groups and phases were read, each task was a unit of its own. Its key; null: none was, or phases were worked
 * on since.
 */
function firstSingleTask({ format, tasks, roots }, begunKeys) {
    if (format === 'kiro')
        return null;
    const groups = new Set(roots.map(({ key }) => key));
    if (begunKeys.some((key) => groups.has(key) || /-part-\d+$/.test(key)))
        return null;
    const begun = new Set(begunKeys);
    return tasks.find(({ key, role }) => role === 'task' && begun.has(key))?.key ?? null;
}
function singleTaskNotes({ format }, key) {
    if (key === null)
        return [];
    const group = format === 'openspec' ? 'group' : 'phase';
    const message = `the state file records single tasks (${key}), so the spec continues with granularity task; without these records each ${group} is a unit`;
    return [{ line: 0, code: 'single-tasks', message }];
}
/** What was complete, and is not any more, was read otherwise before, or was added to. */
function reopenedNotes({ format, tasks }, { units, order }, state) {
    if (format === 'kiro' || state === null || state.completed_at === null)
        return [];
    const remaining = new Set(order);
    const leaves = new Set(units.filter(({ key }) => remaining.has(key)).flatMap((unit) => unit.leaves));
    const open = tasks.filter(({ key, state: box }) => leaves.has(key) && box !== 'done' && !state.completed.includes(key));
    if (open.length === 0)
        return [];
    const names = open.map(({ id, title, line }) => `${id ?? title} (line ${line})`).join(', ');
    const message = `the spec was complete, but these checkboxes are open, and in this format they are work: ${(0,lib_text/* truncateWithNote */.J$)(names, 300, '…')}`;
    return [{ line: open[0]?.line ?? 0, code: 'reopened', message }];
}


/***/ }),

/***/ 7658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L6: () => (/* binding */ forecastSchema),
/* harmony export */   Rr: () => (/* binding */ stateFileSchema),
/* harmony export */   Sq: () => (/* binding */ specStateSchema),
/* harmony export */   hN: () => (/* binding */ assignmentSchema),
/* harmony export */   nB: () => (/* binding */ totalsSchema),
/* harmony export */   nd: () => (/* binding */ STATE_VERSION)
/* harmony export */ });
/* unused harmony exports unitSchema, answerSchema, noteSchema, haltSchema, openQuestionSchema, openQuestionsSchema, pausedSchema, waitSchema, waitingSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64377);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _throttle_history_schema_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88710);


/**
 * The state file, `SEQUENTIAL_STATE.json` beside the spec folders. Unknown keys are kept everywhere (loose objects),
 * so that an older program does not lose what a newer one wrote. Times are ISO 8601 in UTC.
 */
const time = zod__WEBPACK_IMPORTED_MODULE_1__/* .datetime */ .w$();
const count = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().nonnegative();
const amount = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().nonnegative();
const assignmentSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    type: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['code', 'ui', 'review']),
    owner_agent: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
    source: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
});
/** One dispatch unit's past. Attempts are folded into sums; only the last failure is kept as text. */
const unitSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    status: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['in-progress', 'completed', 'failed', 'halted', 'skipped']),
    /** Tells a renumbered task from the one that was done. */
    title: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    attempts: count,
    /** Attempts in a row that changed nothing, and the fingerprint of the last error with its run length. */
    idle: count.optional(),
    fingerprint: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), times: count }).nullable().optional(),
    backend: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable().optional(),
    /** The working tree holds something of it already: of an attempt that a limit cut off, or that was not accepted. */
    touched: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
    /** Session ids by backend, to go on with. */
    sessions: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    /** Number of the attempt that last used a session: a limit may interrupt it, and it goes on in the same one. */
    session_attempt: count.optional(),
    /** Tokens recorded so far of the session kept, for agents that count a session as a whole. */
    session_tokens: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ in: count, cached: count, out: count }).nullable().optional(),
    duration_s: amount.optional(),
    tokens: count.optional(),
    cost_usd: amount.optional(),
    /** Of a backend whose vendor counts in these. */
    credits: amount.optional(),
    cost_estimated: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
    last_failure: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable().optional(),
    /** What each failed attempt since the last answer came to, a line each, newest last, at most ten. */
    tried: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    /** Commit or tree that the unit began from, where a reviewer compares with it. */
    base: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    /** Calls of the reviewer, how many problems it had fixed, and its advice, a line each. */
    review: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ backend: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), calls: count, caught: count, advice: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()) }).optional(),
    /** What its change says against it, a line each. */
    evidence: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    /** The same, of work that passed all but its review: the next run has it reviewed, and not done again. */
    unreviewed: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable().optional(),
    /** Report of the agent when it said done, shortened. */
    summary: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    commit: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable().optional(),
    started_at: time.optional(),
    completed_at: time.optional(),
});
const answerSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    author: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    url: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    at: time,
});
/** What the agent of a unit wanted the next ones to know; `name` is the unit's, as people read it. */
const noteSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ task: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), at: time });
const haltSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    /** Names this one stop for ever: the hidden marker carries it, and it is consumed once. */
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
    task: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    title: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    line: count,
    at: time,
    /** Who stopped: the agent's question, used-up attempts, a refusal (login, billing), the breaker, a merge conflict. */
    cause: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['question', 'attempts', 'refused', 'breaker', 'conflict']),
    question: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    tried: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    tail: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    issue: count.nullable(),
    url: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
});
/** What an agent that read the whole spec wants to know. */
const openQuestionSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    number: count,
    text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** Whom it concerns, with the titles that they had; the key `*` stands for every unit. */
    units: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ key: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), title: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() })),
    /** `a` is the first. */
    choices: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    /** What holds as long as nobody answers. */
    assumption: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** The last answer; `text` holds the choice's own words. */
    answer: answerSchema.nullable(),
    /** What held before it, and until when; oldest first. */
    held: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), until: time })).optional(),
});
/** What was asked in one batch; an empty list: there was nothing to ask. */
const openQuestionsSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    /** The hidden marker carries it. */
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
    at: time,
    list: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(openQuestionSchema),
    issue: count.nullable(),
    url: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    /** Id of the last comment in its issue that was read; 0: none was. */
    read: count,
});
const pausedSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    at: time,
    /** null: when a person acts. */
    resume_after: time.nullable(),
    reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    why: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** It starts the next run itself. */
    continues: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(true).optional(),
});
/** A stretch of minutes or hours in which a run waited. */
const waitSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ since: time, until: time, reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
/** What a run waits for at present, for who looks from outside; the throttle decides anew after a restart. */
const waitingSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ since: time, until: time, reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), why: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
const totalsSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    calls: count,
    tokens_in: count,
    tokens_cached: count,
    tokens_out: count,
    cost_usd: amount,
    cost_estimated: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    credits: amount.optional(),
    agent_s: amount,
    /** What reviewers found: problems that had to be fixed, and advice. */
    review_caught: count.optional(),
    review_advice: count.optional(),
    /** Seconds waited, by reason. */
    waiting_s: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), amount),
});
const range = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ low: amount, likely: amount, high: amount });
/** What was foretold of the night at its start; for its end, which says how far that was off. */
const forecastSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    at: time,
    /** The morning. */
    until: time,
    /** Done by the morning. */
    units: range,
    /** Used by then, or until all was done: tokens and USD in all before it, and what was to come. */
    tokens_before: count,
    tokens: range,
    cost_before_usd: amount,
    cost_usd: range.nullable(),
    /** Hours from `at` until all is done; null: not within the weeks that were looked at. */
    hours: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ low: amount.nullable(), likely: amount.nullable(), high: amount.nullable() }),
});
const specStateSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    started_at: time,
    completed: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    completed_at: time.nullable(),
    halted: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    halted_at: time.nullable(),
    halted_task: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    assignments: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), assignmentSchema),
    units: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), unitSchema),
    halt: haltSchema.nullable(),
    /**
     * The attempt that runs, with what its end will be held to: keys of boxes that were ticked by hand, number of tasks,
     * keys of units whose tests may fail.
     */
    under_way: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ task: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), ticked: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()), tasks: count, red: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional() })
        .nullable()
        .optional(),
    /** What the verify command came to after the unit that was done last. */
    verified: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
        ok: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
        tests: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ passed: count, failed: count }).nullable(),
        /** It was red before the first unit, and has been since: no unit is to blame. */
        inherited: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
        /** Its exit code, and the tests that failed by name, where they are known. */
        exit: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().nullable().optional(),
        failing: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    })
        .nullable()
        .optional(),
    /** The unit (`*`: the run's end) whose checkpoint is being made: in it, and after a run that did not see its end. */
    keeping: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable().optional(),
    /** Answers of humans by unit key, newest last. */
    answers: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(answerSchema)).optional(),
    /** What was asked before the first unit; null or left out: nobody was asked yet. */
    questions: openQuestionsSchema.nullable().optional(),
    /** Newest first, 4 KB at most. */
    notes: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(noteSchema).optional(),
    /** Halts that were answered while their unit is not done yet: their issues are closed with it. */
    settling: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(haltSchema).optional(),
    /** Ids of halts that were answered: each is consumed once. */
    consumed: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    paused: pausedSchema.nullable(),
    waiting: waitingSchema.nullable().optional(),
    /** The last long ones, oldest first. */
    waits: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(waitSchema).optional(),
    totals: totalsSchema.optional(),
    forecast: forecastSchema.nullable().optional(),
    /** Number of runs in a row that were started by the run before. */
    chain: count.optional(),
    run: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), heartbeat: time }).nullable(),
    /** What its folder was called before a person renamed it, newest last: its transcripts and commits bear these names. */
    former_names: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    /** How the command line's last run was set; read by `resume` alone, which believes nothing of it unchecked. */
    settings: zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J().optional(),
});
/** The number of this schema: a file with a greater one was written by a newer version of this program. */
const STATE_VERSION = 1;
const stateFileSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    /** As `version`; older programs know only this one. */
    schema: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(STATE_VERSION),
    version: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(STATE_VERSION).optional(),
    specs: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), specStateSchema),
    throttle: _throttle_history_schema_js__WEBPACK_IMPORTED_MODULE_0__/* .historySchema */ .Ut.optional(),
});


/***/ }),

/***/ 95585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lk: () => (/* binding */ recordRunStart),
/* harmony export */   _8: () => (/* binding */ recordHeartbeat),
/* harmony export */   vj: () => (/* binding */ recordRun)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);
/* harmony import */ var _waits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85892);


/**
 * A run begins. `dispatched`: by the event through which a run starts the next one. Where the run before said that it
 * does so, this is it, whoever's token that was, and the chain grows; anything else ends it.
 */
function recordRunStart(state, run) {
    const chain = run.dispatched === true && state.paused?.continues === true ? (state.chain ?? 0) + 1 : 0;
    // What a run that was killed had waited for is the throttle's to say again; its checkpoint was made, or is made now.
    const { waiting: _, keeping: __, settings: ___, ...rest } = endPause(state, run.now);
    const settings = run.settings === undefined ? {} : { settings: run.settings };
    return recordRun({ ...rest, ...settings, paused: null, chain }, run.runId, run.now);
}
function endPause(state, now) {
    return state.paused === null ? state : (0,_waits_js__WEBPACK_IMPORTED_MODULE_1__/* .keepWait */ .PJ)(state, { since: state.paused.at, now, reason: state.paused.reason });
}
/** Says which run works on the spec. */
function recordRun(state, runId, now) {
    return { ...state, run: { ...state.run, id: runId, heartbeat: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now) } };
}
/** Says that the present run is alive. */
function recordHeartbeat(state, now) {
    return state.run === null ? state : { ...state, run: { ...state.run, heartbeat: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now) } };
}


/***/ }),

/***/ 31283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ recordNote),
/* harmony export */   z: () => (/* binding */ withinLimit)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);

/** Of all notes together, in UTF-8: every prompt holds them. */
const MAX_BYTES = 4096;
/** What the agent of a unit that is done wants the next ones to know; newest first, the oldest make room. */
function recordNote(state, { unitKey, name, text, now, }) {
    const others = (state.notes ?? []).filter(({ task }) => task !== unitKey);
    return { ...state, notes: withinLimit([{ task: unitKey, name, text, at: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now) }, ...others]) };
}
/** The newest of them that fit, newest first. */
function withinLimit(notes) {
    const kept = [];
    let bytes = 0;
    for (const note of notes.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))) {
        bytes += Buffer.byteLength(note.name) + Buffer.byteLength(note.text);
        if (bytes > MAX_BYTES)
            break;
        kept.push(note);
    }
    return kept;
}


/***/ }),

/***/ 60096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Au: () => (/* binding */ patchQuestions),
/* harmony export */   Jf: () => (/* binding */ heldAt),
/* harmony export */   Kc: () => (/* binding */ concerns),
/* harmony export */   Lz: () => (/* binding */ recordQuestions),
/* harmony export */   Nc: () => (/* binding */ questionsFor),
/* harmony export */   gp: () => (/* binding */ mergeQuestions),
/* harmony export */   pt: () => (/* binding */ answerQuestion)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);
/* harmony import */ var _transitions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29970);


/** A batch of questions was asked; an empty one is remembered, too, so that nobody is asked again. */
function recordQuestions(state, questions) {
    return { ...state, questions };
}
/** Changes what is known of the batch; nothing was asked: nothing changes. */
function patchQuestions(state, patch) {
    return state.questions == null ? state : { ...state, questions: { ...state.questions, ...patch } };
}
const MOST_HELD = 20;
/** A person answers a question of the batch, and is heard `now` (epoch ms): the last word counts. */
function answerQuestion(state, number, answer, now) {
    const list = state.questions?.list.map((question) => {
        if (question.number !== number)
            return question;
        const before = { text: holding(question), until: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now) };
        return { ...question, answer, held: [...(question.held ?? []), before].slice(-MOST_HELD) };
    });
    return list === undefined ? state : patchQuestions(state, { list });
}
function holding({ answer, assumption }) {
    return answer?.text ?? assumption;
}
/** What held when a unit was done, at `at` (ISO 8601). */
function heldAt(question, at) {
    return question.held?.find(({ until }) => at <= until)?.text ?? holding(question);
}
/** Those that concern a unit. */
function questionsFor(state, unit) {
    return (state.questions?.list ?? []).filter((question) => concerns(question, unit));
}
/** Does a question concern this unit? */
function concerns({ units }, unit) {
    return units.some(({ key }) => key === unit || key === _transitions_js__WEBPACK_IMPORTED_MODULE_1__/* .WHOLE_SPEC */ .ES);
}
/** Of two states that parted: the newer batch; of one that both have, the later answers. */
function mergeQuestions(newer, older) {
    if (newer == null || older == null || newer.id !== older.id)
        return newer ?? older;
    const list = newer.list.map((question) => {
        const other = older.list.find(({ number }) => number === question.number);
        const isLater = other?.answer != null && (question.answer === null || other.answer.at > question.answer.at);
        return isLater ? { ...question, answer: other.answer, ...(other.held && { held: other.held }) } : question;
    });
    const { issue, url } = newer.issue === null ? older : newer;
    return { ...newer, list, issue, url, read: Math.max(newer.read, older.read) };
}


/***/ }),

/***/ 5059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kl: () => (/* binding */ addCallToTotals),
/* harmony export */   Ls: () => (/* binding */ addWaiting),
/* harmony export */   M6: () => (/* binding */ addReviewToTotals),
/* harmony export */   Tf: () => (/* binding */ emptyTotals),
/* harmony export */   ai: () => (/* binding */ roundToInteger),
/* harmony export */   sy: () => (/* binding */ addCredits),
/* harmony export */   u4: () => (/* binding */ totalsSince),
/* harmony export */   un: () => (/* binding */ roundToTenths),
/* harmony export */   v6: () => (/* binding */ roundToMillionths)
/* harmony export */ });
/* unused harmony export addTotals */
/** Adds to what was waited, in seconds, by reason. */
function addWaiting(state, reason, seconds) {
    const totals = state.totals ?? emptyTotals;
    const waiting_s = { ...totals.waiting_s, [reason]: roundToTenths((totals.waiting_s[reason] ?? 0) + seconds) };
    return { ...state, totals: { ...totals, waiting_s } };
}
/** Adds to the sums of the spec, over all its runs; one flag of an estimate marks the whole sum. */
function addTotals(state, increment) {
    const totals = state.totals ?? emptyTotals;
    return {
        ...state,
        totals: {
            ...totals,
            calls: roundToInteger(totals.calls + (increment.calls ?? 0)),
            tokens_in: roundToInteger(totals.tokens_in + (increment.tokens_in ?? 0)),
            tokens_cached: roundToInteger(totals.tokens_cached + (increment.tokens_cached ?? 0)),
            tokens_out: roundToInteger(totals.tokens_out + (increment.tokens_out ?? 0)),
            cost_usd: roundToMillionths(totals.cost_usd + (increment.cost_usd ?? 0)),
            cost_estimated: totals.cost_estimated || (increment.cost_estimated ?? false),
            ...addCredits(totals.credits, increment.credits),
            agent_s: roundToTenths(totals.agent_s + (increment.agent_s ?? 0)),
        },
    };
}
/** Stands where there are any alone: most vendors count in something else. */
function addCredits(before = 0, more = 0) {
    return before + more === 0 ? {} : { credits: roundToMillionths(before + more) };
}
/** Adds what a review found. */
function addReviewToTotals(state, found) {
    const totals = state.totals ?? emptyTotals;
    const review_caught = (totals.review_caught ?? 0) + found.caught;
    const review_advice = (totals.review_advice ?? 0) + found.advice;
    return { ...state, totals: { ...totals, review_caught, review_advice } };
}
/** What came on top of earlier totals; an estimate in them marks this, too. */
function totalsSince(before, now) {
    const waited = Object.entries(now.waiting_s).map(([reason, s]) => [
        reason,
        roundToTenths(s - (before.waiting_s[reason] ?? 0)),
    ]);
    return {
        calls: now.calls - before.calls,
        tokens_in: now.tokens_in - before.tokens_in,
        tokens_cached: now.tokens_cached - before.tokens_cached,
        tokens_out: now.tokens_out - before.tokens_out,
        cost_usd: roundToMillionths(now.cost_usd - before.cost_usd),
        cost_estimated: now.cost_estimated,
        ...addCredits(now.credits, -(before.credits ?? 0)),
        agent_s: roundToTenths(now.agent_s - before.agent_s),
        ...reviewsSince(before, now),
        waiting_s: Object.fromEntries(waited),
    };
}
function reviewsSince(before, now) {
    if (now.review_caught === undefined)
        return {};
    return {
        review_caught: now.review_caught - (before.review_caught ?? 0),
        review_advice: (now.review_advice ?? 0) - (before.review_advice ?? 0),
    };
}
/** Totals of a spec on which nothing was spent yet. */
const emptyTotals = {
    calls: 0,
    tokens_in: 0,
    tokens_cached: 0,
    tokens_out: 0,
    cost_usd: 0,
    cost_estimated: false,
    agent_s: 0,
    waiting_s: {},
};
/** Sums of floating point would otherwise show 0.30000000000000004 in a file that people read. */
function roundToTenths(value) {
    return Math.round(finiteOrZero(value) * 10) / 10;
}
function roundToInteger(value) {
    return Math.round(finiteOrZero(value));
}
function roundToMillionths(value) {
    return Math.round(finiteOrZero(value) * 1e6) / 1e6;
}
/** Numbers come out of agents' streams; one NaN, or a count that is no safe one, would make the file unreadable. */
function finiteOrZero(value) {
    return Number.isFinite(value) ? Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, value)) : 0;
}
/** Adds one call (attempt or assignment) to the sums of its spec. */
function addCallToTotals(state, { usage, costUsd, costEstimated, agentS }) {
    return addTotals(state, {
        calls: 1,
        tokens_in: usage?.inputTokens ?? 0,
        tokens_cached: usage?.cachedTokens ?? 0,
        tokens_out: usage?.outputTokens ?? 0,
        cost_usd: costUsd,
        cost_estimated: costEstimated,
        credits: usage?.credits ?? 0,
        agent_s: agentS,
    });
}


/***/ }),

/***/ 29970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ES: () => (/* binding */ WHOLE_SPEC),
/* harmony export */   SO: () => (/* binding */ markSpecCompleted),
/* harmony export */   XA: () => (/* binding */ recordHalt),
/* harmony export */   g1: () => (/* binding */ answerHalt),
/* harmony export */   pb: () => (/* binding */ newSpecState),
/* harmony export */   sy: () => (/* binding */ recordPause)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76413);
/* harmony import */ var _waits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85892);



/*
 * Every step of a spec's state: (state, what happened) → the next state. Nothing is changed in place, unknown keys
 * ride along, and what did not change keeps its identity, so that the store can tell. `now` is in epoch ms.
 */
/** The state of a spec that was never run. */
function newSpecState(now) {
    return {
        started_at: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now),
        completed: [],
        completed_at: null,
        halted: false,
        halted_at: null,
        halted_task: null,
        assignments: {},
        units: {},
        halt: null,
        paused: null,
        run: null,
    };
}
/** The spec stops for a person. */
function recordHalt(state, details) {
    const halted = { ...state, halted: true, halted_at: details.at, halted_task: details.task, halt: details };
    return details.task === null ? halted : (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .patchUnit */ .Rn)(halted, details.task, { status: 'halted' });
}
/** In place of a unit's key: of `answers` for a halt that belonged to none, of `keeping` for the end of a run. */
const WHOLE_SPEC = '*';
/**
 * A person answered: the halt is consumed, its unit may be tried again from the first attempt, or counts as done
 * (`skip`; `keys` as in `markUnitSkipped`). Nothing halted: nothing changes.
 */
function answerHalt(state, reply) {
    if (!state.halted && state.halt === null)
        return state;
    const task = state.halt?.task ?? state.halted_task;
    const answersKey = task ?? WHOLE_SPEC;
    const answer = { ...reply.answer, author: reply.answer.author ?? reply.by };
    const consumed = state.consumed ?? [];
    const id = state.halt?.id;
    const haltedAt = state.halt?.at ?? state.halted_at;
    const resumed = {
        ...(haltedAt === null ? state : (0,_waits_js__WEBPACK_IMPORTED_MODULE_2__/* .keepWait */ .PJ)(state, { since: haltedAt, now: reply.now, reason: 'answer' })),
        halted: false,
        halted_at: null,
        halted_task: null,
        halt: null,
        paused: null,
        consumed: id === undefined || consumed.includes(id) ? consumed : [...consumed, id],
        answers: { ...state.answers, [answersKey]: [...(state.answers?.[answersKey] ?? []), answer] },
    };
    if (task === null)
        return resumed;
    if (reply.skip) {
        return (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .markUnitSkipped */ .eb)(resumed, { unitKey: task, keys: reply.keys ?? [], summary: answer.text, now: reply.now });
    }
    return (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .patchUnit */ .Rn)((0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .clearTried */ .eh)(resumed, task), task, { status: 'in-progress', attempts: 0, idle: 0, fingerprint: null });
}
/** The run gives the machine back and means to go on. */
function recordPause(state, paused) {
    return { ...state, paused };
}
/** Every unit is done. */
function markSpecCompleted(state, now) {
    return { ...state, completed_at: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now), paused: null };
}


/***/ }),

/***/ 76413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pe: () => (/* binding */ withUnitCommits),
/* harmony export */   Rn: () => (/* binding */ patchUnit),
/* harmony export */   T8: () => (/* binding */ endAttempt),
/* harmony export */   ax: () => (/* binding */ isStillCompleted),
/* harmony export */   eb: () => (/* binding */ markUnitSkipped),
/* harmony export */   eh: () => (/* binding */ clearTried),
/* harmony export */   fM: () => (/* binding */ markUnitCompleted),
/* harmony export */   gx: () => (/* binding */ isUnitCompleted),
/* harmony export */   iY: () => (/* binding */ startAttempt),
/* harmony export */   jr: () => (/* binding */ recordAssignment),
/* harmony export */   mT: () => (/* binding */ clearFormerWork),
/* harmony export */   q7: () => (/* binding */ clearSession),
/* harmony export */   rN: () => (/* binding */ recordCommit)
/* harmony export */ });
/* unused harmony export completedKeys */
/* harmony import */ var _tasks_match_tasks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20500);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68804);
/* harmony import */ var _throttle_breaker_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14472);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86146);
/* harmony import */ var _known_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95585);
/* harmony import */ var _totals_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5059);






/* Every step of one unit's past: (state, what happened) → the next state. `now` in epoch ms. */
/** Who works on a unit. */
function recordAssignment(state, unitKey, assignment) {
    return { ...state, assignments: { ...state.assignments, [unitKey]: { ...assignment } } };
}
/** An attempt begins. A key that now stands for another title starts from nothing. */
function startAttempt(state, attempt) {
    const { key, title } = attempt.unit;
    const current = isRenumbered(state, key, title) ? clearUnit(state, key) : state;
    const unit = current.units[key];
    const reopened = current.completed.includes(key)
        ? { ...current, completed: current.completed.filter((done) => done !== key) }
        : current;
    return patchUnit({ ...reopened, completed_at: null }, key, {
        status: 'in-progress',
        title,
        backend: attempt.backend,
        started_at: unit?.started_at ?? (0,_time_js__WEBPACK_IMPORTED_MODULE_1__/* .iso */ .KH)(attempt.now),
    });
}
/** An attempt ended; its cost is added whatever became of it. */
function endAttempt(state, end) {
    const unit = state.units[end.unitKey] ?? newUnit;
    const patch = {
        status: end.status,
        backend: end.backend,
        attempts: unit.attempts + (end.counted ? 1 : 0),
        // What took any time at all is no unit without a measurement.
        duration_s: Math.max(end.durationS > 0 ? 0.1 : 0, (0,_totals_js__WEBPACK_IMPORTED_MODULE_3__/* .roundToTenths */ .un)((unit.duration_s ?? 0) + end.durationS)),
        tokens: (0,_totals_js__WEBPACK_IMPORTED_MODULE_3__/* .roundToInteger */ .ai)((unit.tokens ?? 0) + end.tokens),
        cost_usd: (0,_totals_js__WEBPACK_IMPORTED_MODULE_3__/* .roundToMillionths */ .v6)((unit.cost_usd ?? 0) + (end.costUsd ?? 0)),
        cost_estimated: (unit.cost_estimated ?? false) || end.costEstimated,
        ...(0,_totals_js__WEBPACK_IMPORTED_MODULE_3__/* .addCredits */ .sy)(unit.credits, end.credits),
    };
    if (end.counted) {
        const { next } = (0,_throttle_breaker_js__WEBPACK_IMPORTED_MODULE_4__/* .updateBreaker */ .E)(unit, { fingerprint: end.fingerprint, changed: !end.idle });
        patch.idle = next.idle;
        patch.fingerprint = next.fingerprint;
    }
    else if (!end.idle) {
        patch.idle = 0;
    }
    if (end.failure !== null)
        patch.last_failure = end.failure;
    if (end.tried !== null)
        patch.tried = [...(unit.tried ?? []), end.tried].slice(-MAX_TRIED);
    if (end.session !== null)
        patch.sessions = { ...unit.sessions, [end.backend]: end.session };
    return (0,_known_run_js__WEBPACK_IMPORTED_MODULE_2__/* .recordHeartbeat */ ._8)(patchUnit(state, end.unitKey, patch), end.now);
}
/** A session could not be gone on with: the next attempt starts a fresh one. */
function clearSession(state, unitKey, backend) {
    const { [backend]: cleared, ...sessions } = state.units[unitKey]?.sessions ?? {};
    return cleared === undefined ? state : patchUnit(state, unitKey, { sessions });
}
/** A unit's end. `keys`: its own and its descendants', to be listed as completed. */
function markUnitCompleted(state, done) {
    return markUnitFinished(state, done, 'completed');
}
/** A person counts a unit as done. */
function markUnitSkipped(state, skipped) {
    return markUnitFinished(state, skipped, 'skipped');
}
/** Characters of an agent's report that the state keeps; commit and progress log shorten it as they need. */
const MAX_SUMMARY = 4000;
function markUnitFinished(state, done, status) {
    const completed = [...new Set([...state.completed, done.unitKey, ...done.keys])];
    return patchUnit({ ...omitFromUnit(state, done.unitKey, ['tried', 'base']), completed }, done.unitKey, {
        status,
        summary: (0,_text_js__WEBPACK_IMPORTED_MODULE_5__/* .firstCharacters */ .DR)(done.summary, MAX_SUMMARY),
        idle: 0,
        fingerprint: null,
        last_failure: null,
        completed_at: (0,_time_js__WEBPACK_IMPORTED_MODULE_1__/* .iso */ .KH)(done.now),
    });
}
/** The checkpoint that holds a unit's work; known only after it was made, so it travels in the next one. */
function recordCommit(state, unitKey, sha) {
    return patchUnit(state, unitKey, { commit: sha });
}
/** The same with the commits that no state holds yet, `find`: by the task's number. Asked only where there are such. */
async function withUnitCommits(state, units, find) {
    const lacking = units.filter(({ key }) => state.units[key]?.status === 'completed' && !state.units[key].commit);
    if (lacking.length === 0)
        return state;
    const found = await find(state.former_names ?? []);
    return lacking.reduce((known, { key, id }) => {
        const sha = found.get(id ?? key);
        return sha === undefined ? known : recordCommit(known, key, sha);
    }, state);
}
/** Of lists of a state, which is never changed in place; every unit is looked up in them, several times a unit. */
const keySets = new WeakMap();
/** Keys that the state lists as done. */
function completedKeys({ completed }) {
    const known = keySets.get(completed) ?? new Set(completed);
    keySets.set(completed, known);
    return known;
}
/** Is `key` done, and still the task that was done? Entries without a stored title are trusted. */
function isStillCompleted(state, key, title) {
    return completedKeys(state).has(key) && !isRenumbered(state, key, title);
}
/** Is a unit of the plan done by the state? A sub-task that a person put into it since then was not done with it. */
function isUnitCompleted(state, { key, title, leaves }) {
    if (!isStillCompleted(state, key, title))
        return false;
    const hasKnownTasks = state.units[key]?.title !== undefined;
    return !hasKnownTasks || leaves.every((leaf) => completedKeys(state).has(leaf));
}
/** Does `key` now stand for another title than the one that was worked on? */
function isRenumbered(state, key, title) {
    const previousTitle = state.units[key]?.title;
    if (previousTitle === undefined || previousTitle === title)
        return false;
    return (0,_tasks_match_tasks_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeTitle */ .sA)(previousTitle) !== (0,_tasks_match_tasks_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeTitle */ .sA)(title);
}
/**
 * Drops what is known of a key that stands for another task now. Answers stay: a person's words are never lost. One that
 * was done, and is open again for what a person added, has its attempts before it.
 */
function clearFormerWork(state, unit) {
    if (!isRenumbered(state, unit.key, unit.title)) {
        if (!state.completed.includes(unit.key))
            return state;
        const completed = state.completed.filter((done) => done !== unit.key);
        const cleared = omitFromUnit(state, unit.key, ['tried', 'base', 'review']);
        return patchUnit({ ...cleared, completed }, unit.key, { attempts: 0 });
    }
    const { [unit.key]: _, ...assignments } = state.assignments;
    return { ...clearUnit(state, unit.key), assignments };
}
function clearUnit(state, key) {
    const { [key]: _, ...units } = state.units;
    return { ...state, units, completed: state.completed.filter((done) => done !== key) };
}
/** What was tried is of no use to anybody any more. */
function clearTried(state, key) {
    return omitFromUnit(state, key, ['tried']);
}
function omitFromUnit(state, key, fields) {
    const unit = state.units[key];
    if (unit === undefined || fields.every((field) => unit[field] === undefined))
        return state;
    const rest = { ...unit };
    for (const field of fields)
        delete rest[field];
    return { ...state, units: { ...state.units, [key]: rest } };
}
const MAX_TRIED = 10;
const newUnit = { status: 'in-progress', attempts: 0 };
/** Changes what is said of one unit; an unknown one starts without attempts. */
function patchUnit(state, key, patch) {
    return { ...state, units: { ...state.units, [key]: { ...(state.units[key] ?? newUnit), ...patch } } };
}


/***/ }),

/***/ 85892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AC: () => (/* binding */ startWait),
/* harmony export */   PJ: () => (/* binding */ keepWait),
/* harmony export */   UN: () => (/* binding */ MOST_WAITS_KEPT),
/* harmony export */   pD: () => (/* binding */ endWait)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);
/* harmony import */ var _totals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5059);


/** A run begins to wait. Times in epoch ms. */
function startWait(state, wait) {
    const { now, until, reason, why } = wait;
    return { ...state, waiting: { since: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now), until: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(until), reason, why } };
}
/** Shorter ones (ms) are not drawn anywhere. */
const SHORTEST_KEPT = _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
/** The last ones; of earlier units it is not known what they waited for. */
const MOST_WAITS_KEPT = 40;
/** It has waited for this reason since a moment. Times in epoch ms. */
function endWait(state, { since, now, reason }) {
    const ms = Math.max(0, now - since);
    const { waiting: _, ...rest } = (0,_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .addWaiting */ .Ls)(state, reason, ms / 1000);
    return keepWait(rest, { since: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(since), now, reason });
}
/** A stretch in which nothing was done, kept to be drawn; also one between runs, which no run has waited through. */
function keepWait(state, { since, now, reason }) {
    if (!(now - Date.parse(since) >= SHORTEST_KEPT))
        return state;
    return { ...state, waits: [...(state.waits ?? []), { since, until: (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .iso */ .KH)(now), reason }].slice(-MOST_WAITS_KEPT) };
}


/***/ }),

/***/ 94116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ formatOf),
  f: () => (/* binding */ rulesOf)
});

// EXTERNAL MODULE: ./lib/tasks/formats/kiro.js
var kiro = __webpack_require__(67466);
// EXTERNAL MODULE: ./lib/tasks/formats/openspec.js
var openspec = __webpack_require__(92862);
// EXTERNAL MODULE: ./lib/tasks/lines/heading.js
var heading = __webpack_require__(31880);
// EXTERNAL MODULE: ./lib/tasks/lines/label.js + 1 modules
var lines_label = __webpack_require__(16052);
// EXTERNAL MODULE: ./lib/tasks/lines/near-miss.js
var near_miss = __webpack_require__(70979);
// EXTERNAL MODULE: ./lib/tasks/structure/optional-tasks.js
var optional_tasks = __webpack_require__(93629);
// EXTERNAL MODULE: ./lib/tasks/structure/parents.js
var parents = __webpack_require__(8961);
// EXTERNAL MODULE: ./lib/tasks/structure/roles.js
var roles = __webpack_require__(9805);
// EXTERNAL MODULE: ./lib/tasks/formats/heading-groups.js
var heading_groups = __webpack_require__(96304);
;// CONCATENATED MODULE: ./lib/tasks/formats/test-words.js
/** Words for tests where a heading or a title begins with them, or says what kind they are. */
const TESTS = /^(?:[\p{L}/-]{1,20} ){0,3}tests?\b|\b(?:contract|integration|unit|failing|acceptance|regression|e2e|end-to-end|smoke|performance) tests?\b|\bspec(?:s)? for\b|测试|測試|テスト|테스트|тест|\bpruebas?\b|\btestes?\b/iu;
/** Whatever else is written to fail first: `Write a failing check`, `cart.spec.ts (red)`. */
const FAILS_FIRST = /\bfailing\b|\b(?:must|should|shall|will|has to|have to|needs? to|expected to) (?:first |still |now )?fail\b(?! (?:with|when|if|for|in|to|as|gracefully|loudly|closed|fast|open)\b)|\bfails? (?:first|at first|for now|until|before)\b|\b(?:sees?|watch|confirm|ensure|check) (?:that )?(?:it|they|each|all) fails?\b/iu;
/** Not the colour, which is written small and stands before a word or at the end. */
const IS_RED = /^[Rr]ed\b ?[-–—:]|[([]red\b|\bred[)\]:]|\bRED\b|\b(?:is|are|be|stays?|run|runs|goes|must be|still) red\b|\bred (?:until|first|before|phase|step|check|bar)\b/u;
const TEST_FILE = /[\w-][._-](?:spec|tests?|cy|e2e)\.(?!ya?ml|md|json|html|css)[a-z]{1,4}\b|\b(?:test|spec)_\w{1,80}\.\w{1,4}\b|\w_(?:spec|test)\.\w{1,4}\b|\w(?:Tests?|Spec)\.(?:java|kt|cs|swift|php|scala|groovy)\b|\b__tests__\//u;
const WRITES_SPEC = /^(?:write|add|create|draft|author)\b(?: [^\s:]{1,30}){0,4} (?:specs?(?= (?:that|which|in|first)\b|[,;:(]|$)|assertions?|scenarios?|pytests?)\b|^(?:assert|spec:)/iu;
/** Makes pass what failed, or only looks at it. */
const WRITES_NONE = /^(?:implement|make|fix|turn|handle|get|let|repair|resolve|remove|delete|configure|retry|report|run|format|review|validate|verify)\b/iu;
/** Whether a task or a section is about tests, which are red until the implementation behind them is there. */
function saysTests(text) {
    return TESTS.test(text);
}
/** Whether a task writes what fails at first. */
function writesFailing(title) {
    if (saysTests(title))
        return true;
    return !WRITES_NONE.test(title) && [FAILS_FIRST, IS_RED, TEST_FILE, WRITES_SPEC].some((one) => one.test(title));
}

;// CONCATENATED MODULE: ./lib/tasks/formats/spec-kit.js








/**
 * GitHub's spec-kit: `- [ ] T001 [P] [US1] Title` under phase headings. A phase is a unit: its tests fail until its
 * implementation is there.
 */
const specKit = {
    name: 'spec-kit',
    readLabel: readTaskLabel,
    readHeadingLabel,
    // `- [P] tasks = different files`, in the notes of the template.
    isLegend: (mark) => mark === 'P',
    endsBody: (line) => CHECKPOINT.test(line),
    hasPlainParents: false,
    readStructure,
    findOptional: optional_tasks/* findOptionalTasks */.o,
    inDocumentOrder: true,
    taskFacts: ({ label, section }) => ({
        ...(label.parallel === true ? { parallel: true } : {}),
        ...(label.stories === undefined || label.stories.length === 0 ? {} : { story: label.stories.join(', ') }),
        ...(writesFailing(label.title) || (section !== null && holdsTests(section)) ? { isTest: true } : {}),
    }),
    headingFacts: (heading, body, outline) => ({
        body: [body, ...checkpointsOf(heading, outline)].filter((text) => text !== '').join('\n\n'),
        phase: heading.label.id ?? heading.text,
        ...storyOf(heading.text),
    }),
};
/** `**Checkpoint**: the story works on its own`, behind the last task of a phase. */
const CHECKPOINT = /^\s{0,3}(?:\*\*|__)?Checkpoint\b/i;
/** What a phase says below its tasks of when it is done. */
function checkpointsOf(heading, { lines, headings }) {
    let next = firstBelow(headings, heading.line);
    while (next < headings.length && (headings[next]?.level ?? 0) > heading.level)
        next += 1;
    const section = lines.slice(heading.line, (headings[next]?.line ?? lines.length + 1) - 1);
    return section.flatMap(({ text }) => (CHECKPOINT.test(text) ? [text.trim()] : []));
}
function storyOf(heading) {
    const number = /\buser story (\d{1,3})|\bUS(\d{1,3})\b/i.exec(heading);
    return number === null ? {} : { story: `US${number[1] ?? number[2]}` };
}
/** Index of the first heading behind a line. */
function firstBelow(headings, line) {
    let low = 0;
    let high = headings.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (headings[middle].line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
const PHASE = /\bphase\b|\bfase\b|阶段|階段|フェーズ|단계|фаза|этап/iu;
const STORY = /^[^\p{L}]{0,20}(?:user story|story|us)[ -]?\d|^[^\p{L}]{0,20}(?:用户故事|ユーザーストーリー|사용자 스토리)/iu;
const TASK_LINE = /^[ \t]*[-*+][ \t]+\[.\][ \t]+(?:\*\*|\[|`){0,2}T\d{3}/mu;
const UNIT_HEADING_LINE = /^ {0,3}#{1,6}[ \t](?:.*\bphase\b|.*\bfase\b|.*(?:阶段|階段|フェーズ|단계|фаза|этап)|[^\p{L}\n]{0,20}user story)/imu;
/** T ids below headings that name phases or user stories. */
function looksLikeSpecKit(text) {
    return TASK_LINE.test(text) && UNIT_HEADING_LINE.test(text);
}
/** What a heading is to the tasks below it. */
const kindOf = (0,heading_groups/* onceByHeading */.N2)(({ text, level }) => {
    if (PHASE.test(text))
        return 'phase';
    if (STORY.test(text))
        return 'story';
    if (level > 1 && (0,heading/* saysChecklist */.re)(text))
        return 'checklist';
    // `### Tests for User Story 1`, `### Implementation`.
    return saysTests(text) || /^implementation\b/i.test(text) ? 'part' : 'other';
});
const holdsTests = (0,heading_groups/* onceByHeading */.N2)(({ label: { title } }) => saysTests(title) || /^(?:failing|red)\b/i.test(title));
/** The innermost heading that names a phase; else a user story's; else the one that holds the tasks, below the page's title. */
function unitHeading(section) {
    const around = [...(0,heading_groups/* headingsAround */.hL)(section)];
    const below = around.filter(({ level }) => level > 1);
    const inner = (kind, from = around) => from.find((heading) => kindOf(heading) === kind);
    return inner('phase') ?? inner('story') ?? inner('other', below) ?? below.at(-1) ?? section;
}
const PRIORITY = /\s{0,4}\(?\b(?:priority:\s{0,4})?P\d\)?(?=\s|$)|\s{0,4}🎯\s{0,4}(?:MVP)?/giu;
const PHASE_NAME = /^([^\p{L}\p{N}]{0,20})(?:(final|last) )?(phase|fase|user story|阶段|階段|フェーズ|단계|фаза|этап)[ \t]{0,3}([\dA-Z]{1,3}(?:\.\d{1,3})*[a-z]?\+?)?(?![\p{L}\p{N}])/iu;
/** `Phase 3: User Story 1 - Title (Priority: P1) 🎯 MVP`: the phase is named by its word and number. */
function readHeadingLabel(text) {
    const label = (0,lines_label/* readLabel */.V8)(text, true);
    const [all = '', , , word, number] = PHASE_NAME.exec(text) ?? [];
    if (word === undefined || number === undefined)
        return { ...label, id: null, title: phaseTitle(text) };
    const rest = text.slice(all.length).replace(/^\s*(?:[:：.、)]|[-–—](?=\s))?\s*/u, '');
    return { ...label, id: `${word} ${number}`, prefix: word, certain: true, title: phaseTitle(rest) };
}
function phaseTitle(text) {
    return text.replace(PRIORITY, '').trim();
}
const OPEN_MARKERS = /^(?:\*\*|~~|__|`){0,3}/;
const SPEC_KIT_ID = /^(?:T\d{1,4}[A-Za-z]?(?:[.-]\d{1,4}[a-z]?){0,4}|[A-Z][A-Z0-9]{0,15}-?\d{3}[A-Za-z]?(?:\.\d{1,4}){0,4})(?![\w.])/;
const BRACKETED_ID = /^\[((?!P\d?\]|US)[A-Z][A-Z0-9]{0,15}(?:-[A-Z0-9]{1,15}){0,3}-?\d{1,4}[a-z]?)\]/;
/** Standards and the like are written so: `UTF-8`, `SHA-256`, `RFC 822`; `HTTP404` is none, either. */
const NO_ID = /^(?:SHA|AES|RSA|HTTP|RFC|ISO|ES|UTF|TLS|MD|CVE|IEEE|WCAG|ECMA)-?\d/;
const TAG = /^[ \t]*(?:\*\*|`)?(?:\[(P\d?|US-?\d+[a-z]?(?:[,/ &+]{1,3}US-?\d+[a-z]?)*|Story[^\]]{0,40})\]|\((P)\))(?:\*\*|`)?/i;
/** Ids, then `[P]` and `[US1]` in any order, then the title. */
function readTaskLabel(text) {
    const open = OPEN_MARKERS.exec(text)?.[0] ?? '';
    const rest = text.slice(open.length);
    const early = readTags(rest);
    const bracketed = BRACKETED_ID.exec(early.rest);
    const id = bracketed?.[1] ?? (NO_ID.test(early.rest) ? undefined : SPEC_KIT_ID.exec(early.rest)?.[0]);
    if (id === undefined) {
        const plain = (0,lines_label/* readLabel */.V8)(text);
        const { rest: title, ...tags } = readTags(plain.title);
        return { ...plain, ...tags, title: title.trim() };
    }
    const behind = early.rest
        .slice(bracketed?.[0].length ?? id.length)
        .replace(/^(?:\*\*|~~|__|`){0,3}[:：.)]?(?:\*\*|~~|__|`){0,3}/, '');
    const late = readTags(behind);
    const title = closeMarkers(late.rest.replace(/^\s*(?:[:：]|[-–—](?=\s))?/u, ''), open, behind.length === early.rest.length - id.length);
    const facts = (0,lines_label/* readLabel */.V8)(`1. ${title}`);
    return {
        ...facts,
        id,
        title: title.trim(),
        struckOut: open.includes('~~'),
        parallel: early.parallel || late.parallel,
        stories: [...early.stories, ...late.stories],
    };
}
/** `**T001 Build it** now`: what was opened before the id may be closed in the title. */
function closeMarkers(title, open, stillOpen) {
    const marker = /\*\*|~~|__|`/.exec(open)?.[0];
    if (marker === undefined || !stillOpen)
        return title;
    const at = title.indexOf(marker);
    return at < 0 ? title : title.slice(0, at) + title.slice(at + marker.length);
}
function readTags(text) {
    let rest = text;
    let parallel = false;
    const stories = [];
    for (let tag = TAG.exec(rest); tag !== null; tag = TAG.exec(rest)) {
        const name = (tag[1] ?? tag[2] ?? '').toUpperCase();
        if (name === 'P')
            parallel = true;
        else if (name.startsWith('US'))
            stories.push(...(name.match(/US-?\d+[A-Z]?/g) ?? []));
        rest = rest.slice(tag[0].length);
    }
    return { rest: rest === text ? rest : rest.trimStart(), parallel, stories };
}
/**
 * Whatever has an id is a task, and so is every checkbox under a phase that does not stand in a list of its own
 * (acceptance, definition of done). One without an id that is nested in a task is a checklist item of that.
 */
function readStructure(outline) {
    const { entries } = outline;
    const numbered = entries.some(({ label }) => label.id !== null);
    const tasks = new Set();
    for (const entry of entries) {
        if (!isTask(entry, numbered))
            continue;
        for (let at = entry; at !== null && !tasks.has(at); at = at.enclosing)
            tasks.add(at);
    }
    const byHeading = (0,heading_groups/* parentsByHeading */.ne)(outline, ({ section }) => unitHeading(section));
    const ofWhole = new Set(entries.filter((entry) => entry.enclosing === null && !tasks.has(entry)));
    const parentOf = (entry) => (ofWhole.has(entry) ? null : byHeading.of(entry));
    const ownerOf = (node) => node === null || (0,parents/* isHeading */.V)(node) || tasks.has(node) ? node : ownerOf(parentOf(node));
    return {
        parents: { of: parentOf, diagnostics: [] },
        roles: {
            of: (entry) => (tasks.has(entry) ? 'task' : 'checklist'),
            ownerOf,
            diagnostics: [...(0,roles/* checklistDiagnostics */.R)([...ofWhole]), ...(0,heading_groups/* emptyGroups */.cO)(outline, isPhase), ...parallelTasks(outline)],
        },
    };
}
/** By its number, and not struck out. */
function isPhase({ label, text }) {
    return label.id !== null && !text.startsWith('~~');
}
const PARALLEL_TASK = /^\s{0,200}[-*+]\s{1,9}\[P\]\s{1,9}(?:\*\*)?(T\d{3,4}[A-Za-z]?)\b/;
/** `- [P] T009 …`, as examples name tasks that run side by side; where no checkbox has that id, one may be meant. */
function parallelTasks({ lines, entries, hidden }) {
    const ids = new Set(entries.map(({ label }) => label.id));
    return lines.flatMap(({ text }, at) => {
        const id = hidden[at] === 1 || !text.includes('[P]') ? undefined : PARALLEL_TASK.exec(text)?.[1];
        return id === undefined || ids.has(id) ? [] : [(0,near_miss/* notATask */.g)(at, text)];
    });
}
function isTask({ label, section, enclosing, checkbox }, numbered) {
    const kinds = [...(0,heading_groups/* headingsAround */.hL)(section)].map(kindOf);
    // `### Phase 1` of a validation checklist is no phase to work on, where there are tasks elsewhere.
    const place = label.id === null && numbered && kinds.includes('checklist')
        ? 'checklist'
        : kinds.find((kind) => kind === 'phase' || kind === 'story' || kind === 'checklist');
    if (label.id !== null)
        return place !== 'checklist' || /^T?\d/.test(label.id);
    // What is indented below a plain line is a list of that line's.
    const isNested = enclosing !== null || (numbered && checkbox.indent > 1);
    return !isNested && place !== 'checklist' && (!numbered || place !== undefined);
}

;// CONCATENATED MODULE: ./lib/tasks/formats/format-rules.js



const RULES = { kiro: kiro/* kiro */.s, 'spec-kit': specKit, openspec: openspec/* openspec */.g };
function rulesOf(text, format) {
    return RULES[formatOf(text, format)];
}
/** `auto`: by what the text looks like; an OpenSpec list can only be told by its place. */
function formatOf(text, format) {
    if (format !== 'auto')
        return format;
    return looksLikeSpecKit(text) ? 'spec-kit' : 'kiro';
}


/***/ }),

/***/ 96304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N2: () => (/* binding */ onceByHeading),
/* harmony export */   cO: () => (/* binding */ emptyGroups),
/* harmony export */   hL: () => (/* binding */ headingsAround),
/* harmony export */   ne: () => (/* binding */ parentsByHeading)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68804);
/* harmony import */ var _lines_label_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16052);


/**
 * Headings are the units: a checkbox hangs under the one that it is nested in, else under its section's heading. They
 * follow one another in document order: what stands behind a unit is not of a heading around that unit, but of its own.
 * @param groupOf the heading whose unit a checkbox is a part of; null: it stands under none.
 */
function parentsByHeading(outline, groupOf) {
    const whole = wholeFile(outline);
    const parents = new Map();
    let last = whole;
    for (const entry of outline.entries) {
        if (entry.enclosing !== null) {
            parents.set(entry, entry.enclosing);
            continue;
        }
        const group = groupOf(entry) ?? whole;
        const isInOrder = last === whole || group.line >= last.line;
        last = isInOrder ? group : (outermostFrom(last.line, entry) ?? group);
        parents.set(entry, last);
    }
    return { of: (entry) => parents.get(entry) ?? null, diagnostics: [] };
}
function outermostFrom(line, { section }) {
    return [...headingsAround(section)].findLast((heading) => heading.line >= line);
}
/** Stands for the heading of checkboxes that have none: they are one unit. */
function wholeFile({ entries }) {
    return {
        line: entries[0]?.lineIndex ?? 0,
        level: 0,
        text: 'Tasks',
        label: (0,_lines_label_js__WEBPACK_IMPORTED_MODULE_0__/* .unnumberedLabel */ .Q$)('Tasks'),
        parent: null,
    };
}
/** Asks once for each heading: it may be long, and many checkboxes may stand below it. */
function onceByHeading(of) {
    const cache = new WeakMap();
    return (heading) => {
        const cached = cache.get(heading) ?? { value: of(heading) };
        cache.set(heading, cached);
        return cached.value;
    };
}
/** The headings around, innermost first. */
function* headingsAround(section) {
    for (let heading = section; heading !== null; heading = heading.parent)
        yield heading;
}
/** A group of no checkbox, beside groups that have some: its tasks may have been forgotten. */
function emptyGroups({ headings, entries }, isGroup) {
    const holding = new Set(entries.flatMap(({ section }) => [...headingsAround(section)]));
    const levels = new Map();
    for (const { parent, level } of [...holding].filter(isGroup))
        levels.set(parent, (levels.get(parent) ?? new Set()).add(level));
    const empty = headings.filter((heading) => isGroup(heading) && !holding.has(heading) && levels.get(heading.parent)?.has(heading.level) === true);
    return empty.map(({ line, text }) => {
        const message = `there is no checkbox below "${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .truncateWithNote */ .J$)(text, 60, '…')}": nothing is run for it`;
        return { line, code: 'empty-group', message };
    });
}


/***/ }),

/***/ 67466:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ kiro)
/* harmony export */ });
/* harmony import */ var _lines_label_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16052);
/* harmony import */ var _structure_optional_tasks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93629);
/* harmony import */ var _structure_parents_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8961);
/* harmony import */ var _structure_roles_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9805);




/** Kiro: numbered tasks, each top-level one with its sub-tasks a unit. */
const kiro = {
    name: 'kiro',
    readLabel: (text) => (0,_lines_label_js__WEBPACK_IMPORTED_MODULE_0__/* .readLabel */ .V8)(text),
    readHeadingLabel: (text) => (0,_lines_label_js__WEBPACK_IMPORTED_MODULE_0__/* .readLabel */ .V8)(text, true),
    isLegend: () => false,
    endsBody: () => false,
    hasPlainParents: true,
    readStructure(outline) {
        const parents = (0,_structure_parents_js__WEBPACK_IMPORTED_MODULE_2__/* .findParents */ .Z)(outline);
        return { parents, roles: (0,_structure_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .findRoles */ .F)(outline.entries, parents) };
    },
    findOptional: _structure_optional_tasks_js__WEBPACK_IMPORTED_MODULE_1__/* .findOptionalTasks */ .o,
    inDocumentOrder: false,
    taskFacts: () => ({}),
    headingFacts: (_, body) => ({ body }),
};


/***/ }),

/***/ 92862:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ openspec),
/* harmony export */   i: () => (/* binding */ ARCHIVE_COUNTS)
/* harmony export */ });
/* harmony import */ var _lines_heading_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31880);
/* harmony import */ var _structure_parents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8961);
/* harmony import */ var _heading_groups_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96304);
/* harmony import */ var _kiro_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67466);




/**
 * OpenSpec: the groups `## N. Title` are the units, and every checkbox is work, since `openspec archive` counts every one
 * of them.
 */
const openspec = {
    ..._kiro_js__WEBPACK_IMPORTED_MODULE_3__/* .kiro */ .s,
    name: 'openspec',
    readStructure: (outline) => {
        const numbered = (0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .findTaskHeadings */ .od)(outline.headings);
        const isGroup = (heading) => numbered.has(heading) && !(0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .saysChecklist */ .re)(heading.text);
        const diagnostics = [...uncountedLines(outline), ...(0,_heading_groups_js__WEBPACK_IMPORTED_MODULE_2__/* .emptyGroups */ .cO)(outline, isGroup)];
        return {
            parents: findGroups(outline, numbered),
            roles: { of: () => 'task', ownerOf: (node) => node, diagnostics },
        };
    },
    findOptional: () => ({ of: () => false, diagnostics: [] }),
    inDocumentOrder: true,
};
/** What its own CLI takes for a checkbox, in fences and comments too; only `x` is done. */
const COUNTED = /^\s{0,200}(?:[-*+]|\d{1,9}[.)])\s{0,20}\[(?:\s{0,20}([^\]\s]?)\s{0,20}\](?![([])|\s{1,20}\])/;
/** The code of a diagnostic about an open checkbox that is not read here, but that keeps `openspec archive` from working. */
const ARCHIVE_COUNTS = 'archive-counts';
function uncountedLines({ lines, entries }) {
    const read = new Set(entries.map(({ lineIndex }) => lineIndex));
    return lines.flatMap(({ text }, at) => {
        const mark = read.has(at) || !text.includes('[') ? undefined : COUNTED.exec(text);
        if (mark == null || /^x$/i.test(mark[1] ?? ''))
            return [];
        const message = 'this line is not read as a task, but `openspec archive` counts it as an open one';
        return [{ line: at + 1, code: ARCHIVE_COUNTS, message }];
    });
}
function findGroups(outline, numbered) {
    const byHeading = (0,_heading_groups_js__WEBPACK_IMPORTED_MODULE_2__/* .parentsByHeading */ .ne)(outline, (entry) => groupHeading(outline, entry, numbered));
    const boxGroups = findBoxGroups(outline, numbered);
    return { ...byHeading, of: (entry) => (boxGroups.has(entry) ? boxGroups.of(entry) : byHeading.of(entry)) };
}
/** The outermost numbered heading, whose number may be left out in the title of the page; else the one that its number names; else the innermost. */
function groupHeading(outline, entry, numbered) {
    const { label, section } = entry;
    const around = [...(0,_heading_groups_js__WEBPACK_IMPORTED_MODULE_2__/* .headingsAround */ .hL)(section)];
    const groups = around.filter((heading) => numbered.has(heading));
    const first = label.id?.split('.')[0];
    return (groups.findLast(({ level }) => level > 1) ??
        groups.at(-1) ??
        (first === undefined ? null : outline.plainParent(first, entry)) ??
        around.find((heading) => first !== undefined && heading.label.id === first) ??
        section);
}
/** Lists without numbered headings whose groups are checkboxes themselves: `- [ ] 1. Group` with `1.1`, `1.2` below. */
function findBoxGroups(outline, numbered) {
    const parents = (0,_structure_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .findParents */ .Z)(outline);
    const rootOf = (entry) => {
        const parent = parents.of(entry);
        return parent === null || (0,_structure_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(parent) ? entry : rootOf(parent);
    };
    const isGroup = ({ label, section }) => label.id !== null &&
        /^\d+$/.test(label.id) &&
        ![...(0,_heading_groups_js__WEBPACK_IMPORTED_MODULE_2__/* .headingsAround */ .hL)(section)].some((heading) => numbered.has(heading));
    const roots = new Map(outline.entries.map((entry) => [entry, rootOf(entry)]));
    const grouped = new Set();
    for (const [entry, root] of roots)
        if (entry !== root && isGroup(root))
            grouped.add(root.section);
    const isIn = (entry) => {
        const root = roots.get(entry) ?? entry;
        return grouped.has(root.section) && isGroup(root);
    };
    return {
        has: isIn,
        of: (entry) => (roots.get(entry) === entry ? null : parents.of(entry)),
    };
}


/***/ }),

/***/ 32601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jh: () => (/* binding */ clearCheckbox),
/* harmony export */   OO: () => (/* binding */ readCheckbox),
/* harmony export */   bo: () => (/* binding */ clearCheckboxes),
/* harmony export */   t7: () => (/* binding */ STATE_MARKS),
/* harmony export */   xY: () => (/* binding */ EXAMPLE)
/* harmony export */ });
/* harmony import */ var _text_lines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55381);

/** What a task line looks like, for every message that says a line is none. */
const EXAMPLE = '- [ ] 1.1 Title';
/** Also `- - [ ] 1.1`, a list in a list, and `1.1 [ ]`, which continues one of `1. [ ]`. */
const CHECKBOX = /^([ \t\u00a0\u3000]*)((?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,9}){0,2})((?:[-*+]|(\d{1,9})[.)]|(\d{1,9}(?:\.\d{1,9}){1,8})[.)]?)[ \t\u00a0\u3000]+\[)(.)\](.*)$/su;
const OPTIONAL_STAR = /^[ \t]*\\?\*(?=[ \t\u00a0\u3000]|$)/;
const TEXT_START = /^[ \t\u00a0\u3000]|^$/;
const STATES = {
    ' ': 'open',
    '-': 'in-progress',
    '~': 'queued',
    x: 'done',
    X: 'done',
};
/** The character that stands for a state in a checkbox. */
const STATE_MARKS = {
    open: ' ',
    'in-progress': '-',
    queued: '~',
    done: 'x',
};
/** null: the line is no checkbox line. */
function readCheckbox(line) {
    const match = CHECKBOX.exec(line);
    if (match === null)
        return null;
    const [, space = '', outer = '', bullet = '', listNumber = null, listId = null, mark = '', after = ''] = match;
    const star = OPTIONAL_STAR.exec(after);
    const text = star === null ? after : after.slice(star[0].length);
    if (!TEXT_START.test(text))
        return null;
    return {
        indent: (0,_text_lines_js__WEBPACK_IMPORTED_MODULE_0__/* .indentOf */ ._j)(space) + outer.length,
        listNumber: listNumber ?? listId,
        state: STATES[mark] ?? 'unknown',
        mark,
        markOffset: space.length + outer.length + bullet.length,
        starred: star !== null,
        text: text.trim(),
    };
}
/** A text with every box of it open. */
function clearCheckboxes(text) {
    return text.split('\n').map(clearCheckbox).join('\n');
}
/** A line with its box open. */
function clearCheckbox(line) {
    const checkbox = readCheckbox(line);
    if (checkbox === null)
        return line;
    const { mark, markOffset } = checkbox;
    return `${line.slice(0, markOffset)}${STATE_MARKS.open}${line.slice(markOffset + mark.length)}`;
}


/***/ }),

/***/ 31880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nu: () => (/* binding */ readHeading),
/* harmony export */   PX: () => (/* binding */ isPhaseWork),
/* harmony export */   Qf: () => (/* binding */ findEnclosingById),
/* harmony export */   od: () => (/* binding */ findTaskHeadings),
/* harmony export */   re: () => (/* binding */ saysChecklist)
/* harmony export */ });
/* harmony import */ var _label_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16052);

const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/s;
/** null: the line is no heading. `enclosing` is the innermost heading so far. */
function readHeading(text, line, enclosing, readLabel) {
    const match = ATX.exec(text);
    if (match === null)
        return null;
    const level = match[1]?.length ?? 1;
    let parent = enclosing;
    while (parent !== null && parent.level >= level)
        parent = parent.parent;
    const title = withoutClosingHashes((match[2] ?? '').trim());
    // Decoration before the number is common: `### ✅ 3. Title`, `## [x] Task 3`.
    const labelText = title.replace(/^\[.\]\s*/u, '').replace(/^[^\p{L}\p{N}*~_`]{1,20}/u, '');
    return { line, level, text: title, label: readLabel(labelText), parent };
}
function withoutClosingHashes(text) {
    let end = text.length;
    while (end > 0 && text[end - 1] === '#')
        end--;
    return end < text.length && (end === 0 || text[end - 1] === ' ') ? text.slice(0, end).trimEnd() : text;
}
/** The innermost heading around that carries the number, whatever word stands before it. */
function findEnclosingById(id, from) {
    for (let heading = from; heading !== null; heading = heading.parent)
        if (heading.label.id === id)
            return heading;
    return null;
}
/**
 * The headings that are numbered tasks of their own: `## 3. Title`, `## Task 3: Title`, and `### 3 Title` where its
 * neighbours of the same level count on. `## Phase 3` counts something else, `## 2026 in review` nothing.
 */
function findTaskHeadings(headings) {
    const found = new Set();
    const lastByLevel = new Map();
    for (const heading of headings) {
        const { id, certain } = heading.label;
        if (id === null || !(0,_label_js__WEBPACK_IMPORTED_MODULE_0__/* .isTaskLabel */ .qT)(heading.label) || !/^\d/.test(id))
            continue;
        if (certain)
            found.add(heading);
        const previous = lastByLevel.get(heading.level);
        if (previous !== undefined && Number(previous.label.id) + 1 === Number(id))
            found.add(previous).add(heading);
        lastByLevel.set(heading.level, heading);
    }
    return found;
}
/** Headings over checkboxes that say what must hold in the end, or what is not meant yet. */
const CHECKLIST = /\b(?:acceptance|success|criteria|definition of done|done when|checklist|check list|notes?|future|ideas|backlog|out of scope)\b|验收|成功标准|检查清单|完成标准|备注|備考|受け入れ|チェックリスト|완료 조건|критери|чек-лист|criterios|critérios|critères/iu;
/** The same, where they are no phase of their own: `## Phase 4: Validation` is work. */
const WEAK_CHECKLIST = /\b(?:validation|verification|metrics|risks?|sign-?off|gates?)\b/i;
/** The word of a heading over a stage of the work. */
const PHASE = /^(?:phase|stage|milestone|sprint|iteration|week|day|step|wave|epic|part|阶段|里程碑|フェーズ|ステップ|단계|этап|фаза|fase|étape|etapa|المرحلة)$/iu;
/** `## Definition of Done`, `### Acceptance criteria`, `## Notes`. */
function saysChecklist(heading) {
    return CHECKLIST.test(heading);
}
/**
 * Is a checkbox without a number work here? Under the heading of a phase it is, unless a heading nearer to it speaks of
 * what must hold in the end: success criteria, a definition of done.
 */
function isPhaseWork(from) {
    for (let heading = from; heading !== null; heading = heading.parent) {
        if (saysChecklist(heading.text))
            return false;
        if (heading.label.id !== null && PHASE.test(heading.label.prefix ?? ''))
            return true;
        if (WEAK_CHECKLIST.test(heading.text))
            return false;
    }
    return false;
}


/***/ }),

/***/ 16052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qT: () => (/* binding */ isTaskLabel),
  V8: () => (/* binding */ readLabel),
  Q$: () => (/* binding */ unnumberedLabel)
});

;// CONCATENATED MODULE: ./lib/tasks/lines/optional.js
const OPTIONAL_WORDS = new Set([
    'optional',
    '可选',
    '可選',
    '选做',
    '任意',
    'オプション',
    '선택',
    '선택사항',
    'необязательно',
    'опционально',
    'opcional',
    'opsional',
    'facultatif',
    'facultative',
    'optionnel',
    'tùy chọn',
    'اختياري',
]);
/** Cheap test, so that most titles cost nothing more. */
const OPTIONAL_HINT = /op[tcs]|fac|опц|необ|tùy|اخت|[可选選任意オ선]/i;
/** Scripts without blanks between words: a lone word at an edge is a tag there, in other scripts it may be an adjective. */
const UNSPACED_SCRIPT = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+$/u;
/** Markers of other formats stand beside a tag: `(P) (optional) …`. */
const START_BRACKET = /^(?:[([](?:P|US\d{1,3})[)\]][ \t]{0,3}){0,3}[([（【]([^()[\]（）【】]{1,80})[)\]）】]/iu;
const END_BRACKET = /[([（【]([^()[\]（）【】]{1,80})[)\]）】](?:[ \t]{0,3}[([](?:P|US\d{1,3})[)\]]){0,3}$/iu;
const ANY_BRACKET = /[([（【]([^()[\]（）【】]{1,80})[)\]）】]/gu;
const START_WORD = /^([^:：—–]{1,30})(?:[:：]| [-–—] )/u;
const END_WORD = / [-–—] ([^-–—]{1,30})$/u;
const EMPHASIS = /^[*_~ ]{1,6}|[*_~ .。]{1,6}$/gu;
/** Beside it, a tag belongs to one thing of several: `phone (required) and email (optional)`. */
const REQUIRED = /\b(?:required|mandatory|obligatori[oa]|obrigatóri[oa]|obligatoire)\b|必须|必須|必填|必需|필수|обязательн/u;
/** \b knows no Cyrillic, and "необязательно" holds "обязательно". */
const NOT_REQUIRED = /необязательн/gu;
/** What may follow the word in its brackets: when, not under which condition. */
const LATER = /^(?:later|skip|skipped|deferred|nice to have|post-mvp|跳过|后续|以后|後で)$/u;
/** What stands before a word that is part of the sentence: `mark it as (optional)`, `this is not - optional`. */
const LINK = /(?:(?<![\p{L}\p{N}])(?:as|not|never|isn['’]t|is|are|be|been|being|was|were|becomes?|stays?|remains?|to|says?|reads?|called|named|marked|labell?ed|shown|als|nicht|ist|como|es|no|comme|pas|est|não|é|как|не)|[为為是不に로])["'“«:*_~\s]*$/u;
/** `(optional) is what the label says`. */
const LINK_BEHIND = /^["'”»*_~\s]*(?:is|are|was|must|should|goes|appears|or|and|as)\b/u;
/** `Make the phone number - optional`. */
const MAKES = /^(?:make|mark|keep|leave|set|treat|declare|label|flag)\b/u;
/**
 * Does a title call the task itself optional? Only by a tag at its very start or end: `(optional)`, `（可选）`,
 * `[任意] …`, `Optional: …`, `… - optional`. Inside a sentence, in code or quotation, or beside "required" it speaks of
 * something else: "make the e-mail field (optional) and save it" is work. So it does at the end of a sentence that goes
 * on to it: "mark the label as (optional)".
 */
function readOptionalTag(text) {
    if (!OPTIONAL_HINT.test(text))
        return null;
    const plain = text.toLowerCase().replace(EMPHASIS, '');
    const isRequired = REQUIRED.test(plain.replace(NOT_REQUIRED, ''));
    const atEdge = [...taggedEdges(plain), ...loneWordsAtEdge(plain)];
    if (!isRequired && atEdge.some(({ inside, inSentence }) => !inSentence && isOptionalTag(inside)))
        return 'tag';
    const inBrackets = [...plain.matchAll(ANY_BRACKET)].map(([, inside = '']) => inside);
    return [...atEdge.map(({ inside }) => inside), ...inBrackets].some((inside) => OPTIONAL_WORDS.has((inside.split(/[,，;；:：、]| [-–—] /u)[0] ?? '').trim()))
        ? 'mention'
        : null;
}
function taggedEdges(plain) {
    return [START_BRACKET, START_WORD, END_BRACKET, END_WORD].flatMap((pattern) => {
        const match = pattern.exec(plain);
        if (match === null)
            return [];
        const [all, inside = ''] = match;
        const before = plain.slice(0, match.index);
        const isLinked = match.index === 0 ? LINK_BEHIND.test(plain.slice(all.length)) : LINK.test(before);
        return [{ inside, inSentence: isLinked || (pattern === END_WORD && MAKES.test(before)) }];
    });
}
function loneWordsAtEdge(plain) {
    const words = plain.split(' ');
    const [first = '', last = ''] = [words[0], words.at(-1)];
    const isLone = (word) => words.length > 1 && UNSPACED_SCRIPT.test(word) && OPTIONAL_WORDS.has(word);
    return [
        ...(isLone(first) ? [{ inside: first, inSentence: false }] : []),
        ...(isLone(last) ? [{ inside: last, inSentence: LINK.test(plain.slice(0, -last.length)) }] : []),
    ];
}
/** `optional`, also with a priority before it or a time behind it: `P2 optional`, `optional, later`. */
function isOptionalTag(text) {
    const [word = '', ...behind] = text.split(/[,，;；、]/u).map((part) => part.trim());
    return (OPTIONAL_WORDS.has(word.replace(/^p\d /, '').replace(/^[*_]{1,2}|[*_]{1,2}$/g, '')) &&
        behind.every((part) => LATER.test(part)));
}

;// CONCATENATED MODULE: ./lib/tasks/lines/label.js

/** "Task" as people write it before a number, in the languages seen. */
const TASK_WORDS = 'tasks?|任务|任務|タスク|작업|태스크|과제|задач[аи]|задание|tareas?|tarefas?|tâches?|tugas|nhiệm vụ|công việc|المهمة|مهمة|aufgabe';
const DIGIT = /^\d/;
const MARKERS = /^(?:\*\*|~~|__|`){1,4}/;
const TASK_WORD = new RegExp(`^(${TASK_WORDS})(?:[ \\t]{0,3}#?(?=\\d)|[ \\t]{1,3}(?=T\\d|[A-Z][A-Z0-9]{0,30}-))`, 'iu');
const ONLY_TASK_WORD = new RegExp(`^(?:${TASK_WORDS})$`, 'iu');
const ANY_WORD = /^(\p{L}{1,30})[ \t]{0,3}#?(?=\d)/u;
/** No `x` behind a number: `1.5x faster`. `1.V`: the gate at the end of 1. */
const NUMBER = /^\d{1,9}[A-WYZa-wyz]?(?:\.\d{1,9}[A-WYZa-wyz]?){0,15}(?:\.V(?![\p{L}\d]))?/u;
/** Standards are written like codes: `UTF-8 is read` is no task of that name. */
const CODE = /^(?!(?:AES|CVE|ECMA|GMT|HTTP|IEEE|ISO|RFC|RSA|SHA|TLS|UTC|UTF)-)(?:T\d{1,9}|(?:[A-Z][A-Z0-9]{0,30}-){1,4}\d{1,9})/;
/** `3-way merge`. */
const COMPOUND = /^-\p{Ll}/u;
const AFTER_ID = /^(\\?\*(?!\*))?(\\?[.)]|[:：、．）])?(\\?\*(?!\*))?((?:\*\*|~~|__|`){0,4})/;
const BOUNDARY = /^(?:$|[\s:：()[\]{}（）【】「」\-–—])/;
/** Full-width punctuation holds its own blank. */
const WIDE_STOP = /[：、．）]/;
/** Scripts that put no blank after `1.`. */
const label_UNSPACED_SCRIPT = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
/** `anyWord`: also `Phase 2`, `Step 2`, … carry a number, as they do in headings. */
function readLabel(text, anyWord = false) {
    const { openMarkers, word, rest } = readBeforeId(text, anyWord);
    const id = (NUMBER.exec(rest) ?? CODE.exec(rest))?.[0];
    if (id === undefined)
        return unnumberedLabel(text);
    const [after = '', starBefore, stop, starBehind, closeMarkers = ''] = AFTER_ID.exec(rest.slice(id.length)) ?? [];
    const behind = rest.slice(id.length + after.length);
    if (!isIdEnd(id, after, stop, behind))
        return unnumberedLabel(text);
    const title = (openMarkers === '' ? behind : removeClosingMarkers(behind, openMarkers, closeMarkers)).replace(/^\s*(?:[:：]|[-–—](?=\s))?/, '');
    return {
        id,
        certain: stop !== undefined || word !== null || /[.-]|^T/.test(id) || /^[:：]/.test(behind),
        prefix: word?.[1] ?? null,
        title: title.trim(),
        starred: starBefore !== undefined || starBehind !== undefined,
        optionalTag: readOptionalTag(title),
        struckOut: openMarkers.includes('~~'),
    };
}
/** Most labels start with their number; what may stand before it is looked for only where something does. */
function readBeforeId(text, anyWord) {
    if (DIGIT.test(text))
        return { openMarkers: '', word: null, rest: text };
    const openMarkers = MARKERS.exec(text)?.[0] ?? '';
    const rest = text.slice(openMarkers.length);
    const word = (anyWord ? ANY_WORD : TASK_WORD).exec(rest);
    return { openMarkers, word, rest: word === null ? rest : rest.slice(word[0].length) };
}
/** Whether the id ends where a title may begin, and is no part of a word. */
function isIdEnd(id, after, stop, behind) {
    const atBoundary = BOUNDARY.test(behind) || WIDE_STOP.test(stop ?? '') || (stop !== undefined && label_UNSPACED_SCRIPT.test(behind));
    const isCompound = COMPOUND.test(behind) && /^\d+$/.test(id) && after === '';
    return atBoundary && !isCompound;
}
/** The whole text as title. */
function unnumberedLabel(text) {
    const title = text.trim();
    return {
        id: null,
        certain: true,
        prefix: null,
        title,
        starred: false,
        optionalTag: readOptionalTag(title),
        struckOut: /^(?:\*\*)?~~/.test(text),
    };
}
/** Is the word before a number one for "task", or is there none? `Phase 2` counts phases, not tasks. */
function isTaskLabel(label) {
    return label.prefix === null || ONLY_TASK_WORD.test(label.prefix);
}
/** `**1.1 Build it** now`: what was opened before the id is closed somewhere in the title. */
function removeClosingMarkers(rest, openMarkers, closeMarkers) {
    let title = rest;
    for (const [marker] of openMarkers.matchAll(/\*\*|~~|__|`/g)) {
        if (closeMarkers.includes(marker))
            continue;
        const at = title.indexOf(marker);
        if (at >= 0)
            title = title.slice(0, at) + title.slice(at + marker.length);
    }
    return title;
}


/***/ }),

/***/ 70979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ isMalformedCheckbox),
/* harmony export */   g: () => (/* binding */ notATask)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68804);
/* harmony import */ var _checkbox_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32601);


const BRACKET_HINT = /[[［【☐☑☒□◻⬜🔲]/u;
// Bounded gaps: `[` and a long run of blanks must not be tried in every split.
const CHECKBOX_ANYWHERE = /(?<![\w\])])\\?\[[ \t]{0,3}[ xX~✓✔-][ \t]{0,3}\\?\]|[［【][ \u3000xXｘ✓✔][］】]/u;
const CHECKBOX_AT_START = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?\\?\[(?:\\?\](?:\s|$)|[ \t]{0,3}[ xX~✓✔-][ \t]{0,3}\\?\])/u;
const BALLOT_BOX_AT_START = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?[☐☑☒□◻⬜🔲]/u;
/** `- [done] 1.2 Title`, `- [todo] Title`; `- [note] 3 things` is a note. */
const WORD_IN_BRACKETS = /^[\s>]*[-*+][ \t]{1,9}\[(?:[\p{L} /-]{2,16}\][ \t]{1,9}(?:\d{1,9}\.(?:\d|\s)|T\d{3})|(?:to-?do|wip|done|skip(?:ped)?|pending|blocked|in progress|n\/a)\])/iu;
/** Not `- `[ ]` Title`, which is a list item all the same. */
const CODE = /(?<![-*+.)] {1,9})`[^`]{0,500}`/gu;
/** A task line that is code as a whole may be one. */
const CODE_LINE = /^[\s>]*`[ \t]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]{1,9}\\?\[[^`]*`\s*$/;
/**
 * A line that is no checkbox line, but that a person may have meant as one: `- []`, `-[x]`, `[x] 1.1`,
 * `**Status**: [x]`, `- ☐ 1.1`, `- ［x］ 1.1`, `- [done] 1.1`. One that a sentence speaks of in code is none.
 */
function isMalformedCheckbox(text) {
    if (!BRACKET_HINT.test(text))
        return false;
    const line = CODE_LINE.test(text) ? text : text.replace(CODE, '');
    return (CHECKBOX_ANYWHERE.test(line) ||
        CHECKBOX_AT_START.test(line) ||
        BALLOT_BOX_AT_START.test(line) ||
        WORD_IN_BRACKETS.test(line));
}
const TICKED = /\[[ \t]{0,3}[xX✓✔][ \t]{0,3}\\?\]|[［【][xXｘ✓✔][］】]|\[done\]|[☑☒]/giu;
/** `at`: the line's index. */
function notATask(at, line) {
    const short = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .truncateWithNote */ .J$)(line.trim(), 60, '…');
    const message = `"${short}" contains a checkbox but is not a task line: write "${_checkbox_js__WEBPACK_IMPORTED_MODULE_0__/* .EXAMPLE */ .xY}" if it is meant as one`;
    // One that is ticked leaves nothing to do.
    const isOpen = !isMalformedCheckbox(line) || isMalformedCheckbox(line.replace(TICKED, ''));
    return { line: at + 1, code: 'not-a-task', message, ...(isOpen ? { open: short } : {}) };
}


/***/ }),

/***/ 55381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TW: () => (/* binding */ dedent),
/* harmony export */   _j: () => (/* binding */ indentOf),
/* harmony export */   uz: () => (/* binding */ splitLines)
/* harmony export */ });
/** Lines end in CRLF, LF or CR; a BOM is no part of the first one. */
function splitLines(text) {
    const lines = [];
    let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const lineFeed = new CharacterFinder(text, '\n');
    const carriageReturn = new CharacterFinder(text, '\r');
    for (;;) {
        const end = Math.min(lineFeed.from(start), carriageReturn.from(start));
        lines.push({ text: text.slice(start, end), start });
        if (end === Number.POSITIVE_INFINITY)
            return lines;
        start = end + (text.startsWith('\r\n', end) ? 2 : 1);
    }
}
/** Where a character comes next. Searches go forward only, so the whole text is searched once. */
class CharacterFinder {
    #text;
    #character;
    #next = -1;
    constructor(text, character) {
        this.#text = text;
        this.#character = character;
    }
    /** Infinity: nowhere from there on. */
    from(start) {
        if (this.#next < start) {
            const found = this.#text.indexOf(this.#character, start);
            this.#next = found < 0 ? Number.POSITIVE_INFINITY : found;
        }
        return this.#next;
    }
}
/** Nobody nests deeper by hand; without a bound a hostile file could nest as deep as it is long. */
const MAX_INDENT = 200;
/** Columns of white space that a line starts with; a tab goes to the next multiple of four. */
function indentOf(text) {
    let columns = 0;
    for (const character of text) {
        if (character === '\t')
            columns += 4 - (columns % 4);
        else if (character === '\u3000')
            columns += 2;
        else if (character === ' ' || character === '\u00a0')
            columns += 1;
        else
            break;
        if (columns >= MAX_INDENT)
            return MAX_INDENT;
    }
    return columns;
}
/** `---` between sections, which is no part of what stands above it. */
const HORIZONTAL_RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})$/;
/** Lines `from` up to `to` without the indentation that all of them share, and without blank lines around. */
function dedent(lines, from, to) {
    const result = [];
    for (let at = from; at < to; at++) {
        const line = lines[at].text.trimEnd();
        if (line !== '' || result.length > 0)
            result.push(line);
    }
    for (let last = result.at(-1); last !== undefined && (last === '' || HORIZONTAL_RULE.test(last)); last = result.at(-1))
        result.pop();
    let commonIndent = Number.POSITIVE_INFINITY;
    for (const line of result)
        if (line !== '')
            commonIndent = Math.min(commonIndent, line.length - line.trimStart().length);
    return (commonIndent === 0 ? result : result.map((line) => line.slice(commonIndent))).join('\n');
}


/***/ }),

/***/ 20500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oq: () => (/* binding */ matchTasks),
/* harmony export */   WZ: () => (/* binding */ isSameTaskList),
/* harmony export */   sA: () => (/* binding */ normalizeTitle)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61590);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39955);
/* harmony import */ var _reworded_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28776);




/**
 * Which task of an edited tasks.md is which of the one before: new → old. A key alone does not tell, since all behind a
 * task that was put in may have been renumbered: the title counts first, then the key of one whose title was edited,
 * then words that no other task has.
 * @param mayBeReworded whether the key alone is enough for an old task, where no word of it remains.
 */
function matchTasks(before, after, mayBeReworded = () => true) {
    const matched = new Map();
    const unmatched = new Set(before);
    const left = () => after.filter((task) => !matched.has(task));
    const pair = (task, old) => {
        if (old === undefined || matched.has(task) || !unmatched.delete(old))
            return;
        matched.set(task, old);
    };
    const byKey = new Map(before.map((task) => [task.key, task]));
    const pairByKey = (accepts) => {
        for (const task of left()) {
            const old = byKey.get(task.key);
            if (old !== undefined && accepts(task, old))
                pair(task, old);
        }
    };
    pairByKey((task, old) => task.title === old.title);
    for (const [task, old] of pairsByTitle(left(), unmatched))
        pair(task, old);
    pairByKey((0,_reworded_js__WEBPACK_IMPORTED_MODULE_2__/* .createRewordedCheck */ .DE)(before, matched));
    for (const [task, old] of (0,_reworded_js__WEBPACK_IMPORTED_MODULE_2__/* .pairsByWord */ .XK)(left(), [...unmatched])) {
        if ((0,_reworded_js__WEBPACK_IMPORTED_MODULE_2__/* .haveSimilarWords */ .TH)(task.title, old.title))
            pair(task, old);
    }
    pairByKey((_, old) => mayBeReworded(old));
    return matched;
}
/** Several of one title by their order, where there are as many. */
function pairsByTitle(after, before) {
    const removed = (0,_collections_js__WEBPACK_IMPORTED_MODULE_3__/* .groupBy */ .$z)(before, ({ title }) => title);
    return [...(0,_collections_js__WEBPACK_IMPORTED_MODULE_3__/* .groupBy */ .$z)(after, ({ title }) => title)].flatMap(([title, tasks]) => {
        const candidates = removed.get(title) ?? [];
        return candidates.length === tasks.length ? tasks.map((task, index) => [task, candidates[index]]) : [];
    });
}
/**
 * Whether a list of tasks is a former one that was edited: all that was done there stands in it, by its title, and half
 * of the tasks or more are the same.
 */
function isSameTaskList(former, current) {
    try {
        const [before, now] = [(0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSpec */ .F)(former).tasks, (0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSpec */ .F)(current).tasks];
        const titles = new Set(now.map(({ title }) => title));
        const shared = before.filter(({ title }) => titles.has(title));
        const isLost = before.some(({ title, state }) => state === 'done' && !titles.has(title));
        return !isLost && shared.length > 0 && shared.length * 2 >= Math.max(before.length, now.length);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
            return false;
        throw error;
    }
}
/** Blanks do not make another title. */
function normalizeTitle(title) {
    return title.replace(/\s+/gu, ' ').trim();
}


/***/ }),

/***/ 39955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ parseSpec),
  a: () => (/* binding */ tasksOf)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/tasks/formats/format-rules.js + 2 modules
var format_rules = __webpack_require__(94116);
// EXTERNAL MODULE: ./lib/tasks/lines/checkbox.js
var lines_checkbox = __webpack_require__(32601);
// EXTERNAL MODULE: ./lib/tasks/lines/text-lines.js
var text_lines = __webpack_require__(55381);
// EXTERNAL MODULE: ./lib/collections.js
var collections = __webpack_require__(61590);
// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
// EXTERNAL MODULE: ./lib/tasks/structure/keys.js
var structure_keys = __webpack_require__(82338);
// EXTERNAL MODULE: ./lib/tasks/structure/parents.js
var structure_parents = __webpack_require__(8961);
;// CONCATENATED MODULE: ./lib/tasks/structure/references.js
/** What a line says that its task depends on: one piece for each thing named, as written. */
const DEPENDENCY_WORDS = [
    'depends?[ _-]on(?: tasks?)?',
    'depends',
    'dependent on',
    'dependencies',
    'dependency',
    'task dependencies',
    'blocked by',
    '依赖',
    '依赖项',
    '依赖任务',
    '依赖关系',
    '前置依赖',
    '前置任务',
    '依賴',
    '依存',
    '依存関係',
    '依存タスク',
    '의존성',
    '의존',
    '선행 작업',
    'зависит от',
    'зависимости',
    'depende de',
    'dependencias',
    'dependências',
    'dépend de',
    'dépendances',
    'bergantung pada',
    'ketergantungan',
    'phụ thuộc',
    'phụ thuộc vào',
    'يعتمد على',
    'التبعيات',
];
const NO_DEPENDENCY = /^(?:none|nothing|no|n\/a|na|nil|null|なし|無し|无|無|没有|нет|없음|ninguna|ninguno|nenhuma|aucune|aucun|không|tidak ada|لا يوجد|[-–—])(?=$|[\s.,:;()–—-])/iu;
const DEPENDENCY_WORD = `(?:${DEPENDENCY_WORDS.join('|')})`;
const AT_LINE_START = new RegExp(`^(_{0,2})${DEPENDENCY_WORD}(_{0,2})[ \\t]{0,3}[:：](_{0,2})`, 'iu');
const IN_LINE = new RegExp(`_${DEPENDENCY_WORD}[ \\t]{0,3}[:：]([^_]*)_`, 'iu');
/** Without a colon it may be prose, so all that follows must be ids. */
const WITHOUT_COLON = /^[_[(]{0,2}(?:depends on|blocked by)[ \t]([^\])]{1,200})$/iu;
const IN_TITLE = /[([（](?:depends on|depend on|dependent on|blocked by|依赖|依存)[ \t]{0,3}[:：]?([^()[\]（）]*)[)\]）]/iu;
const MARKDOWN_LINK = /\[([^\][]{1,80})\]\([^()]{0,200}\)/g;
const TASK_ID = /^(?:\d{1,9}[a-z]?(?:\.\d{1,9}[a-z]?){0,15}(?:\.V)?|T\d{1,9}|(?:[A-Z][A-Z0-9]{0,30}-){1,4}\d{1,9})$/;
/** Cheap test, so that most lines cost nothing more. */
const DEPENDENCY_HINT = /depend|blocked|依|前置|의존|선행|завис|dépend|bergantung|ketergantungan|phụ|يعتمد|التبعيات/iu;
/** `_Depends: 1.1, 2_`, `**Dependencies:** Task 1`, `- Depends on: 3.1`; null: the line speaks of no dependency. */
function dependenciesInLine(line) {
    if (!DEPENDENCY_HINT.test(line))
        return null;
    const visible = line.includes('<!--') ? line.replace(/<!--.*?(?:-->|$)/gs, '') : line;
    const plain = visible.replaceAll('*', '').replace(/^[\s>]*(?:(?:[-+]|\d{1,9}[.)])\s+)?/, '');
    const start = AT_LINE_START.exec(plain);
    if (start !== null) {
        const [{ length }, openUnderscores, ...closeUnderscores] = start;
        const value = plain.slice(length);
        const end = openUnderscores !== '' && closeUnderscores.join('') === '' ? value.search(/_(?=[\s,，、;；.。]|$)/) : -1;
        return splitNames(end < 0 ? value : value.slice(0, end));
    }
    const inline = IN_LINE.exec(plain);
    if (inline !== null)
        return splitNames(inline[1] ?? '');
    const withoutColon = WITHOUT_COLON.exec(plain.trimEnd().replace(/[\])_.]{1,3}$/, ''));
    const names = withoutColon === null ? null : splitNames(withoutColon[1] ?? '');
    return names?.every((piece) => TASK_ID.test(piece)) ? names : null;
}
/** `T014 Write the service (depends on T012, T013)`. */
function dependenciesInTitle(title) {
    const match = DEPENDENCY_HINT.test(title) ? IN_TITLE.exec(title) : null;
    return match === null ? null : splitNames(match[1] ?? '');
}
function splitNames(value) {
    const linked = value.replace(MARKDOWN_LINK, '$1');
    const outside = withoutBrackets(linked);
    // `[1.1, 1.2]`: where brackets hold all of it, they are no remark.
    const text = (/[\p{L}\d–—-]/u.test(outside) ? outside : linked.replace(/[([（)\]）]/g, ' ')).trim();
    if (text === '' || NO_DEPENDENCY.test(text))
        return [];
    return text
        .split(/[,，、;；]| (?:and|und|y|e|et|и|dan|và|or) |[&和及与と]/u)
        .map(cleanName)
        .filter((piece) => piece !== '' && !NO_DEPENDENCY.test(piece))
        .flatMap(splitIds);
}
/** `1.1/1.2`, `1.1 + 1.2`, `1.1 1.2`. */
function splitIds(piece) {
    const parts = piece.split(/[\s/+]+/);
    return parts.every((part) => TASK_ID.test(part)) ? parts : [piece];
}
function withoutBrackets(text) {
    let depth = 0;
    let result = '';
    for (const character of text) {
        if ('([（'.includes(character))
            depth++;
        else if (')]）'.includes(character))
            depth = Math.max(0, depth - 1);
        else if (depth === 0)
            result += character;
    }
    return result;
}
/** Without the word Task, quotes and punctuation around, and that it is to be complete. */
function cleanName(piece) {
    const trimmed = piece
        .trim()
        .replace(/^["'`#_]{1,3}/, '')
        .replace(/^(?:and|tasks?|任务|任務|タスク|작업|задач[аи]|tareas?|tarefas?|tâches?|tugas)\s*(?=[\d#A-Z])/iu, '')
        .replace(/^(?:tasks?\s+)?#/i, '')
        .replace(/^(\S{1,60}) (?:is )?(?:complete|completed|done|finished)$/i, '$1');
    let end = trimmed.length;
    while (end > 0 && '"\'`_.。 '.includes(trimmed[end - 1] ?? ''))
        end--;
    return trimmed.slice(0, end);
}

;// CONCATENATED MODULE: ./lib/tasks/structure/dependencies.js





/** The most tasks that one name may stand for: a range `1-9`, or `3` where there are `3.1`, `3.2`, … only. */
const MAX_TARGETS = 50;
const ID_RANGE = /^(T|(?:\d{1,9}\.){0,15})(\d{1,9})\s*(?:-|–|—|~|〜|\.\.|to|through|至|到)\s*(?:Task\s+)?(T|(?:\d{1,9}\.){0,15})(\d{1,9})$/i;
/**
 * Reads what checkboxes and headings say they depend on. What names no task of this file is reported and holds nothing
 * back.
 * `nodes` in document order; `bodyOf` the lines under a node, as indices; `ownerOf` the task or heading that a
 * checklist's text speaks for, null where it belongs to none, and every other node itself; `inDocumentOrder`: what
 * stands below holds nothing back.
 */
function findDependencies(outline, nodes, bodyOf, { ownerOf, inDocumentOrder }) {
    const index = new TaskIndex(nodes);
    const found = new Map();
    const diagnostics = [];
    const addTargets = (owner, names, line) => {
        // What a phase says of others is prose: it comes after them anyway.
        const isProse = inDocumentOrder && (0,structure_parents/* isHeading */.V)(owner);
        for (const name of names) {
            const matches = index.find(name, owner);
            if (matches.length === 0 && !isProse)
                diagnostics.push(unresolvedDependency(name, line));
            for (const match of matches)
                addTarget(owner, match, { name, line });
        }
    };
    const addTarget = (owner, target, { name, line }) => {
        const problem = problemOf(target, owner, inDocumentOrder);
        if (problem === null)
            found.set(owner, (found.get(owner) ?? new Set()).add(target));
        else
            diagnostics.push({ line, code: problem, message: `${name} ${PROBLEMS[problem]}: ignored` });
    };
    for (const node of nodes) {
        const owner = ownerOf(node);
        if (owner === null)
            continue;
        addTargets(owner, dependenciesInTitle(node.label.title) ?? [], (0,structure_keys/* lineOf */.c)(node));
        const { from, to } = bodyOf(node);
        for (let at = from; at < to; at++) {
            if (outline.hidden[at] === 0)
                addTargets(owner, dependenciesInLine(outline.lines[at]?.text ?? '') ?? [], at + 1);
        }
    }
    return { of: (node) => [...(found.get(node) ?? [])], diagnostics };
}
function unresolvedDependency(name, line) {
    const message = `"${(0,lib_text/* truncateWithNote */.J$)(name, 60, '…')}" is not a task of this file: ignored`;
    return { line, code: 'unresolved-dependency', message };
}
const PROBLEMS = {
    'self-dependency': 'is the task itself or a parent of it',
    'later-dependency': 'comes after this task, and tasks keep the order of the document',
};
function problemOf(target, owner, inDocumentOrder) {
    if (target === owner)
        return 'self-dependency';
    return inDocumentOrder && (0,structure_keys/* lineOf */.c)(target) > (0,structure_keys/* lineOf */.c)(owner) ? 'later-dependency' : null;
}
class TaskIndex {
    #byId = new Map();
    /** `3` → the roots `3.1`, `3.2`, where nothing carries `3` itself. */
    #byPrefix = new Map();
    constructor(nodes) {
        for (const node of nodes) {
            const { id } = node.label;
            if (id === null)
                continue;
            (0,collections/* addToGroup */.Mr)(this.#byId, id, node);
            for (let dot = id.indexOf('.'); dot > 0; dot = id.indexOf('.', dot + 1))
                (0,collections/* addToGroup */.Mr)(this.#byPrefix, id.slice(0, dot), node);
        }
    }
    find(name, from) {
        const exact = this.#findById(name, from);
        if (exact.length > 0)
            return exact;
        const range = ID_RANGE.exec(name);
        if (range !== null)
            return this.#findRange(range, from);
        // `1.1 Build the parser`: an id with its title behind it.
        const [id = '', ...title] = name.split(' ');
        const titleStart = title
            .join(' ')
            .replace(/^[-–—:]\s*/, '')
            .toLowerCase();
        const bareId = id.replace(/[.:)]$/, '');
        const matches = this.#byId
            .get(bareId)
            ?.filter(({ label }) => titleStart !== '' && label.title.toLowerCase().startsWith(titleStart));
        return matches?.slice(0, 1) ?? [];
    }
    /** Of several with the same id the nearest earlier one is meant, else the first. */
    #findById(id, from) {
        const sameId = this.#byId.get(id);
        if (sameId === undefined) {
            const roots = this.#byPrefix.get(id) ?? [];
            if (roots.length > MAX_TARGETS)
                return [];
            return from.label.id?.startsWith(`${id}.`) ? [from] : roots;
        }
        const line = (0,structure_keys/* lineOf */.c)(from);
        let low = 0;
        let high = sameId.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if ((0,structure_keys/* lineOf */.c)(sameId[middle]) < line)
                low = middle + 1;
            else
                high = middle;
        }
        return [sameId[Math.max(0, low - 1)]];
    }
    #findRange([, prefix = '', first = '', endPrefix = '', last = ''], from) {
        const [low, high] = [Number(first), Number(last)];
        if ((endPrefix !== '' && endPrefix !== prefix) || high < low || high - low > MAX_TARGETS)
            return [];
        // `T009-T014`: all are written as wide as the first.
        const width = prefix.toUpperCase() === 'T' ? first.length : 0;
        const idAt = (number) => `${prefix}${String(number).padStart(width, '0')}`;
        return Array.from({ length: high - low + 1 }, (_, step) => this.#findById(idAt(low + step), from)).flat();
    }
}

// EXTERNAL MODULE: ./lib/tasks/structure/outline.js + 4 modules
var structure_outline = __webpack_require__(31304);
;// CONCATENATED MODULE: ./lib/tasks/structure/waves.js
/**
 * Reads `{"waves":[{"id":0,"tasks":["1.1","2.1"]}]}`, also `{"waves":[["1.1"],[2]]}`, from the fences under a heading
 * "Task Dependency Graph"; several blocks go on one after the other. `isKnownId`: of exactly one task?
 * One entry that is wrong makes the whole graph unusable: an order that is half right is worse than document order.
 */
function readWaves(outline, isKnownId) {
    const waves = [];
    const seen = new Set();
    const diagnostics = [];
    let hasGraph = false;
    for (const { from, to, section } of outline.fences) {
        if (!/dependency graph/i.test(section?.text ?? ''))
            continue;
        const text = outline.lines
            .slice(from + 1, to)
            .map((line) => line.text)
            .join('\n');
        if (!text.includes('"waves"'))
            continue;
        hasGraph = true;
        const problem = collectWaves(text, isKnownId, seen, waves);
        if (problem === null)
            continue;
        diagnostics.push({
            line: from + 1,
            code: 'invalid-waves',
            message: `this dependency graph is ignored and tasks keep the order of the document: ${problem}`,
        });
    }
    return { waves: hasGraph && diagnostics.length === 0 ? waves : null, diagnostics };
}
/** null: all was right; else what was wrong. */
function collectWaves(text, isKnownId, seenIds, waves) {
    let graph;
    try {
        graph = JSON.parse(text);
    }
    catch (error) {
        return `it is not valid JSON (${error instanceof Error ? error.message : String(error)})`;
    }
    const list = fieldOf(graph, 'waves') ?? null;
    if (!Array.isArray(list))
        return '"waves" is not a list';
    for (const [index, entry] of list.entries()) {
        const tasks = fieldOf(entry, 'tasks') ?? entry;
        if (!Array.isArray(tasks))
            return `wave ${index + 1} has no list of tasks`;
        const wave = [];
        for (const task of tasks) {
            const problem = idProblem(task, index + 1, isKnownId, seenIds);
            if (problem !== null)
                return problem;
            seenIds.add(String(task));
            wave.push(String(task));
        }
        waves.push(wave);
    }
    return null;
}
function fieldOf(value, name) {
    return value !== null && typeof value === 'object' && name in value
        ? value[name]
        : undefined;
}
function idProblem(task, wave, isKnownId, seenIds) {
    if (typeof task !== 'string' && typeof task !== 'number')
        return `wave ${wave} contains something that is not a task id`;
    const id = String(task);
    if (!isKnownId(id))
        return `"${id}" in wave ${wave} is not the id of one task`;
    return seenIds.has(id) ? `"${id}" is listed twice` : null;
}

;// CONCATENATED MODULE: ./lib/tasks/parse.js









/** A run reads one and the same text several times a unit. */
let last = null;
/**
 * Reads the text of a tasks.md: pure, deterministic, in time linear to its length. Whatever it cannot read is a
 * diagnostic. Throws a UserError where the text holds no task at all, and for nothing else.
 */
function parseSpec(text, format = 'auto') {
    if (last?.text !== text || last.format !== format)
        last = { text, format, spec: readSpec(text, format) };
    return last.spec;
}
function readSpec(text, format) {
    const rules = (0,format_rules/* rulesOf */.f)(text, format);
    const outline = (0,structure_outline/* readOutline */.p)(text, rules);
    const { entries } = outline;
    if (entries.length === 0)
        throw noTasksError(outline);
    const { parents, roles } = rules.readStructure(outline);
    const nodes = collectNodes(entries, parents);
    const keys = (0,structure_keys/* assignKeys */.s)(nodes);
    const dependencies = findDependencies(outline, nodes, (node) => bodyRange(outline, node), {
        ownerOf: roles.ownerOf,
        inDocumentOrder: rules.inDocumentOrder,
    });
    const optional = rules.findOptional(nodes, parents);
    const describe = (node) => {
        const { from, to } = bodyRange(outline, node);
        const { id, title } = node.label;
        const text = (0,text_lines/* dedent */.TW)(outline.lines, from, to);
        const facts = (0,structure_parents/* isHeading */.V)(node) ? rules.headingFacts(node, text, outline) : { body: text };
        const waitsFor = dependencies.of(node).map(keys.of);
        return { key: keys.of(node), id, title, line: (0,structure_keys/* lineOf */.c)(node), dependencies: waitsFor, ...facts };
    };
    const tasks = new Map();
    for (const entry of entries) {
        const parent = parents.of(entry);
        const { key, id, title, line, dependencies: waitsFor, body } = describe(entry);
        const facts = { key, id, title, line, state: entry.checkbox.state, optional: optional.of(entry) };
        const parentKey = parent === null ? null : keys.of(parent);
        tasks.set(entry, {
            ...facts,
            parent: parentKey,
            dependencies: waitsFor,
            role: roles.of(entry),
            body,
            ...rules.taskFacts(entry),
        });
    }
    const ids = new Set(nodes.flatMap((node) => (keys.of(node) === node.label.id ? [node.label.id] : [])));
    const { waves, diagnostics: waveDiagnostics } = readWaves(outline, (id) => ids.has(id));
    const diagnostics = [
        ...[outline, parents, keys, roles, dependencies, optional].flatMap((read) => read.diagnostics),
        ...waveDiagnostics,
    ];
    return {
        format: rules.name,
        tasks: [...tasks.values()],
        roots: nodes.flatMap((node) => toRoot(node, tasks, describe) ?? []),
        waves,
        diagnostics: diagnostics.sort((a, b) => a.line - b.line),
    };
}
/** The tasks of a tasks.md; none where it is not there, or no list of tasks. */
function tasksOf(text) {
    try {
        return text === null ? [] : parseSpec(text).tasks;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return [];
        throw error;
    }
}
/** The checkboxes, and the headings that one of them hangs under, in document order. */
function collectNodes(entries, parents) {
    const headings = [...new Set(entries.map((entry) => parents.of(entry)).filter(structure_parents/* isHeading */.V))];
    return headings.length === 0 ? entries : [...entries, ...headings].sort((a, b) => (0,structure_keys/* lineOf */.c)(a) - (0,structure_keys/* lineOf */.c)(b));
}
/** null: it hangs under another, or is a checklist's. */
function toRoot(node, tasks, describe) {
    const task = (0,structure_parents/* isHeading */.V)(node) ? null : (tasks.get(node) ?? null);
    if (task !== null && (task.parent !== null || task.role === 'checklist'))
        return null;
    if (task === null)
        return { ...describe(node), task };
    const { key, id, title, line, dependencies, body } = task;
    return { key, id, title, line, task, dependencies, body };
}
/** Indices of the lines below a checkbox or heading that belong to it. */
function bodyRange(outline, node) {
    return (0,structure_parents/* isHeading */.V)(node) ? headingBodyRange(outline, node) : { from: node.lineIndex + 1, to: node.bodyEnd };
}
/** A heading's text goes on through smaller headings, up to the first checkbox below, which is one of its own. */
function headingBodyRange({ entries }, heading) {
    let low = 0;
    let high = entries.length - 1;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (entries[middle].lineIndex < heading.line)
            low = middle + 1;
        else
            high = middle;
    }
    return { from: heading.line, to: entries[low].lineIndex };
}
function noTasksError(outline) {
    const nearest = outline.diagnostics.find(({ code }) => code === 'not-a-task') ?? outline.diagnostics[0];
    const hint = nearest === undefined ? '' : `; closest match: ${nearest.message}`;
    return new errors/* UserError */.yo(`no tasks found${hint}`, {
        fix: `write each task as a line like "${lines_checkbox/* EXAMPLE */.xY}" ("[x]" if it is done)`,
        ...(nearest === undefined ? {} : { where: `tasks.md:${nearest.line}` }),
    });
}


/***/ }),

/***/ 28776:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ createRewordedCheck),
/* harmony export */   TH: () => (/* binding */ haveSimilarWords),
/* harmony export */   XK: () => (/* binding */ pairsByWord)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61590);

/** Whether a task is an old one in other words: its title is similar, or its details or half of its sub-tasks are the same. */
function createRewordedCheck(before, matched) {
    const oldChildren = (0,_collections_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(before, ({ parent }) => parent);
    const children = (0,_collections_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)([...matched], ([{ parent }, old]) => JSON.stringify([parent, old.parent]));
    return (task, old) => {
        if (haveSimilarWords(task.title, old.title))
            return true;
        if (task.body !== '' && task.body === old.body)
            return true;
        const same = children.get(JSON.stringify([task.key, old.key]))?.length ?? 0;
        return same > 0 && same * 2 >= (oldChildren.get(old.key)?.length ?? 0);
    };
}
/** Half of the words of the shorter one, and not only a verb that many titles begin with (`Implement …`). */
function haveSimilarWords(one, other) {
    const [words, others] = [wordsOf(one), wordsOf(other)];
    const shared = [...words].filter((word) => others.has(word));
    const least = Math.min(words.size, others.size);
    const isTelling = shared.length * 2 > least || shared.some((word) => !COMMON_VERBS.has(word));
    return isTelling && shared.length > 0 && shared.length * 2 >= least;
}
/** New and old tasks that share a word which no other task of either has. */
function pairsByWord(after, before) {
    const [byWord, oldByWord] = [tasksByWord(after), tasksByWord(before)];
    return [...byWord].flatMap(([word, [task, ...more]]) => {
        const [old, ...moreOld] = oldByWord.get(word) ?? [];
        const isOnly = more.length === 0 && moreOld.length === 0;
        return isOnly && task !== undefined && old !== undefined ? [[task, old]] : [];
    });
}
function tasksByWord(tasks) {
    const byWord = new Map();
    for (const task of tasks)
        for (const word of wordsOf(task.title))
            (0,_collections_js__WEBPACK_IMPORTED_MODULE_0__/* .addToGroup */ .Mr)(byWord, word, task);
    return byWord;
}
/** Words that mean something; where a script sets no spaces, its characters. */
const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{M}\p{N}])+/gu;
const COMMON_VERBS = new Set([
    'add',
    'build',
    'create',
    'define',
    'implement',
    'make',
    'set',
    'test',
    'update',
    'write',
]);
const FILLERS = new Set([
    'a',
    'an',
    'the',
    'and',
    'or',
    'of',
    'to',
    'for',
    'in',
    'on',
    'with',
    'from',
    'by',
    'at',
    'as',
]);
function wordsOf(title) {
    const words = title.toLowerCase().match(WORD) ?? [];
    const telling = words.filter((word) => !FILLERS.has(word));
    return new Set(telling.length > 0 ? telling : words);
}


/***/ }),

/***/ 82338:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ lineOf),
/* harmony export */   s: () => (/* binding */ assignKeys)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61590);
/* harmony import */ var _parents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8961);



/**
 * The key is the id where it is unique, else `id#occurrence`. A task without a number has a hash of its headings, its
 * title and its occurrence, so that it keeps its key through edits elsewhere; so has a heading.
 * `nodes`: checkboxes, and the headings that stand for one, in document order.
 */
function assignKeys(nodes) {
    const keys = new Map();
    const diagnostics = [];
    const byId = new Map();
    const occurrences = new Map();
    for (const node of nodes) {
        const { id } = node.label;
        if (id !== null) {
            (0,_collections_js__WEBPACK_IMPORTED_MODULE_2__/* .addToGroup */ .Mr)(byId, keyOfId(id), node);
        }
        else {
            const path = ((0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) ? headingPath(node) : entryPath(node)).join('\n');
            const occurrence = (occurrences.get(path) ?? 0) + 1;
            occurrences.set(path, occurrence);
            keys.set(node, hashKey(`${path}\n${occurrence}`));
        }
    }
    for (const [id, sameId] of byId) {
        sameId.forEach((node, index) => {
            keys.set(node, sameId.length === 1 ? id : `${id}#${index + 1}`);
            if (index === 0)
                return;
            diagnostics.push({
                line: lineOf(node),
                code: 'duplicate-id',
                message: `${id} is also at line ${lineOf(sameId[0])}: this one is called ${id}#${index + 1}`,
            });
        });
    }
    return { of: (node) => keys.get(node) ?? '', diagnostics };
}
function lineOf(node) {
    return (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) ? node.line : node.lineIndex + 1;
}
/** `Phase 3` → `phase-3`: a key is a word that can be typed, and the name of a window. */
function keyOfId(id) {
    return id.includes(' ') ? id.toLowerCase().replaceAll(' ', '-') : id;
}
function entryPath({ section, enclosing: above, label }) {
    return [...headingPath(section), above === null ? '' : (above.label.id ?? above.label.title), label.title];
}
function headingPath(section) {
    const path = [];
    for (let heading = section; heading !== null; heading = heading.parent)
        path.unshift(heading.text);
    return path;
}
/** Starts with a small `h`, as no id does. */
function hashKey(path) {
    return `h${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(path).digest('hex').slice(0, 10)}`;
}


/***/ }),

/***/ 93629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ findOptionalTasks)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68804);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82338);
/* harmony import */ var _parents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8961);



/** `nodes`: checkboxes, and the headings that stand for one, in document order. */
function findOptionalTasks(nodes, parents) {
    const cache = new Map();
    const isOptional = (entry) => {
        const cached = cache.get(entry);
        if (cached !== undefined)
            return cached;
        const parent = parents.of(entry);
        const parentIsOptional = (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(parent) ? isOptionalItself(parent) : parent !== null && isOptional(parent);
        const value = isOptionalItself(entry) || parentIsOptional;
        cache.set(entry, value);
        return value;
    };
    const open = nodes.filter((node) => (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) || node.checkbox.state !== 'done');
    const diagnostics = open.flatMap((node) => [
        ...tagDiagnostics(node),
        ...((0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) ? [] : inheritedDiagnostics(node, parents, isOptional)),
    ]);
    return { of: isOptional, diagnostics };
}
function isOptionalItself(node) {
    return isStarred(node) || node.label.optionalTag === 'tag' || (!(0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) && node.label.struckOut);
}
function isStarred(node) {
    return node.label.starred || (!(0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) && node.checkbox.starred);
}
/** A star is Kiro's own sign; words are read with care, and what they were read as is reported. */
function tagDiagnostics(node) {
    const line = (0,_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .lineOf */ .c)(node);
    const { label } = node;
    const name = (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .truncateWithNote */ .J$)(label.id ?? label.title, 60, '…');
    if (!(0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) && label.struckOut)
        return [{ line, code: 'struck-out', message: 'struck out, but not ticked: treated as optional' }];
    if (isStarred(node) || label.optionalTag === null)
        return [];
    if (label.optionalTag === 'tag')
        return [
            { line, code: 'optional-tag', message: `${name} is optional by its title; remove the word if it must be done` },
        ];
    const message = `"optional" inside the title of ${name} does not make it optional: write "[ ]*" if it is`;
    return [{ line, code: 'optional-mention', message }];
}
/** Below an optional task, but in another section, one may have been meant to stand for itself. */
function inheritedDiagnostics(entry, parents, isOptional) {
    const parent = parents.of(entry);
    if (isOptionalItself(entry) || parent === null || (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(parent))
        return [];
    if (parent.section === entry.section || !isOptional(parent))
        return [];
    const message = `optional together with ${parent.label.id ?? parent.label.title}, which contains it by its id: give it another number if it must be done`;
    return [{ line: entry.lineIndex + 1, code: 'optional-parent', message }];
}


/***/ }),

/***/ 31304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ readOutline)
});

// EXTERNAL MODULE: ./lib/text.js
var lib_text = __webpack_require__(68804);
// EXTERNAL MODULE: ./lib/tasks/lines/checkbox.js
var lines_checkbox = __webpack_require__(32601);
// EXTERNAL MODULE: ./lib/tasks/lines/text-lines.js
var text_lines = __webpack_require__(55381);
;// CONCATENATED MODULE: ./lib/tasks/lines/fences.js

const OPENER = /^([ \t]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})(.*)$/s;
const CLOSER = /^[ \t]*(`{3,}|~{3,})[ \t]*$/;
/**
 * Finds the fence that starts at a line. A fence that never closes, or before whose close a numbered checkbox stands at
 * smaller indentation, is no fence: taking it for one would swallow tasks.
 */
class FenceFinder {
    #lines;
    #closers;
    #findCheckboxBoundaries;
    #checkboxBoundaries = null;
    /** `checkboxes`: what each line is when read as a checkbox; `isNumbered`: does it carry an id? */
    constructor(lines, checkboxes, isNumbered) {
        this.#lines = lines;
        const closers = { '`': [], '~': [] };
        lines.forEach(({ text }, line) => {
            const marker = text.includes('```') || text.includes('~~~') ? CLOSER.exec(text)?.[1] : undefined;
            if (marker !== undefined)
                closers[marker[0] ?? '']?.push({ line, measure: marker.length, next: -1 });
        });
        this.#closers = closers;
        for (const boundaries of Object.values(closers))
            linkBoundaries(boundaries);
        // Most files have no fence, so the checkboxes are looked at only when one is met.
        this.#findCheckboxBoundaries = () => linkBoundaries(checkboxes.flatMap((checkbox, line) => checkbox !== null && isNumbered(checkbox) ? [{ line, measure: -checkbox.indent, next: -1 }] : []));
    }
    /** null: the line does not look like a fence at all. */
    fenceAt(line) {
        const text = this.#lines[line]?.text ?? '';
        if (!text.includes('```') && !text.includes('~~~'))
            return null;
        const match = OPENER.exec(text);
        if (match === null)
            return null;
        const [, indentation = '', marker = '', info = ''] = match;
        const markerCharacter = marker[0] ?? '';
        if (markerCharacter === '`' && info.includes('`'))
            return null;
        const closeLine = nextBoundaryLine(this.#closers[markerCharacter] ?? [], line, marker.length);
        if (closeLine === null)
            return 'never-closed';
        this.#checkboxBoundaries ??= this.#findCheckboxBoundaries();
        const checkboxLine = nextBoundaryLine(this.#checkboxBoundaries, line, 1 - (0,text_lines/* indentOf */._j)(indentation));
        if (checkboxLine !== null && checkboxLine < closeLine)
            return 'swallows-tasks';
        return { from: line, to: closeLine };
    }
}
/** Links each stop to the next that goes further, so that a search costs no more than there are different measures. */
function linkBoundaries(boundaries) {
    for (let index = boundaries.length - 1; index >= 0; index--) {
        const boundary = boundaries[index];
        let next = index + 1;
        while (next >= 0 && next < boundaries.length && boundaries[next].measure <= boundary.measure) {
            next = boundaries[next].next;
        }
        boundary.next = next >= 0 && next < boundaries.length ? next : -1;
    }
    return boundaries;
}
/** The line of the first stop after `line` that measures at least `minSize`. */
function nextBoundaryLine(boundaries, line, minSize) {
    let low = 0;
    let high = boundaries.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (boundaries[middle].line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    for (let index = low; index >= 0 && index < boundaries.length; index = boundaries[index].next) {
        const boundary = boundaries[index];
        if (boundary.measure >= minSize)
            return boundary.line;
    }
    return null;
}

// EXTERNAL MODULE: ./lib/tasks/lines/heading.js
var lines_heading = __webpack_require__(31880);
;// CONCATENATED MODULE: ./lib/tasks/lines/html-comments.js
/**
 * HTML comments that close are skipped. One that starts a line may hold blank lines, one in the middle of a text may
 * not (CommonMark's rule); one in a code span is no comment.
 */
class CommentFinder {
    #text;
    #lines;
    // Searches go forward only, so an answer stands until it is passed: the whole file is searched once.
    #close = -1;
    #blank = -1;
    constructor(text, lines) {
        this.#text = text;
        this.#lines = lines;
    }
    /** null: the line holds no comment, as most. */
    commentAt(index) {
        const { text, start } = this.#lines[index];
        if (!text.includes('<!--'))
            return null;
        let visible = '';
        let from = 0;
        let unclosed = false;
        for (const open of commentStarts(text)) {
            if (open < from)
                continue;
            const close = this.#closeAfter(start + open + 4);
            if (close === Number.POSITIVE_INFINITY) {
                unclosed = true;
                break;
            }
            const end = close + 3 - start;
            if (end <= text.length) {
                visible += text.slice(from, open);
                from = end;
                continue;
            }
            const endLine = this.#lineOf(close, index);
            const before = visible + text.slice(from, open);
            const startsLine = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s*)?$/.test(before);
            if (!startsLine && this.#blankAfter(index) < endLine)
                break;
            const last = this.#lines[endLine];
            return { text: before, endLine, tail: last.text.slice(close + 3 - last.start), unclosed };
        }
        return { text: visible + text.slice(from), endLine: null, tail: '', unclosed };
    }
    #closeAfter(commentAt) {
        if (this.#close < commentAt) {
            const found = this.#text.indexOf('-->', commentAt);
            this.#close = found < 0 ? Number.POSITIVE_INFINITY : found;
        }
        return this.#close;
    }
    #blankAfter(index) {
        if (this.#blank <= index) {
            this.#blank = index + 1;
            while (this.#blank < this.#lines.length && this.#lines[this.#blank]?.text.trim() !== '')
                this.#blank++;
        }
        return this.#blank;
    }
    #lineOf(commentAt, from) {
        let low = from;
        let high = this.#lines.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.#lines[middle].start <= commentAt)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}
/** Where `<!--` stands outside code spans. */
function* commentStarts(text) {
    const lastBacktick = text.lastIndexOf('`');
    let inCode = false;
    for (const { index, 0: token } of text.matchAll(/`+|<!--/g)) {
        if (token !== '<!--')
            inCode = !inCode;
        else if (!inCode || lastBacktick < index)
            yield index;
    }
}

// EXTERNAL MODULE: ./lib/tasks/lines/label.js + 1 modules
var lines_label = __webpack_require__(16052);
// EXTERNAL MODULE: ./lib/tasks/lines/near-miss.js
var near_miss = __webpack_require__(70979);
;// CONCATENATED MODULE: ./lib/tasks/structure/bare-numbers.js

/**
 * `3 Write tests` may be task 3, `3 tests pass` is not: a number without a dot is an id only where the checkbox before
 * or after it on the same level counts on, or where its own children carry it. All others lose it here.
 */
function resolveBareNumbers(entries) {
    const confirmed = new Set();
    const lastByParent = new Map();
    entries.forEach((entry, index) => {
        const { id, certain } = entry.label;
        if (id === null)
            return;
        if (!certain && entries[index + 1]?.label.id?.startsWith(`${id}.`))
            confirmed.add(entry);
        if (!/^\d+$/.test(id))
            return;
        const previous = lastByParent.get(entry.enclosing);
        if (previous !== undefined && Number(previous.label.id) + 1 === Number(id))
            confirmed.add(previous).add(entry);
        lastByParent.set(entry.enclosing, entry);
    });
    for (const entry of entries) {
        if (!entry.label.certain && !confirmed.has(entry))
            entry.label = (0,lines_label/* unnumberedLabel */.Q$)(entry.checkbox.text);
    }
}

;// CONCATENATED MODULE: ./lib/tasks/structure/plain-parents.js



/** Below every Markdown heading. */
const LEVEL = 7;
const NUMBERED = /^[ \t]{0,12}(?:[-*+][ \t]{1,3})?((?:\*\*|__)?(?:\d{1,9}(?:\.\d{1,9}){0,8}[.)]|\d{1,9}(?:\.\d{1,9}){1,8}[ \t]).{0,500})$/su;
/** null: the line is not numbered. `section`: the heading that it stands under. */
function readNumberedLine(text, line, section) {
    const rest = NUMBERED.exec(text)?.[1];
    if (rest === undefined)
        return null;
    const label = (0,lines_label/* readLabel */.V8)(rest);
    if (label.id === null || !label.certain)
        return null;
    return { heading: { line, level: LEVEL, text: rest, label, parent: section }, indent: (0,text_lines/* indentOf */._j)(text), text: rest };
}
/**
 * Parents written without a checkbox: `1. Set up` over `- [ ] 1.1 …`. Such a line is one where the next checkbox carries
 * its number and stands no further left, and no checkbox has that number itself. Steps in a task's text are none; a line
 * that counts on where parents stand, and has nothing below it, is reported.
 */
function findPlainParents(lines, entries) {
    const ids = new Set(entries.map(({ label }) => label.id));
    const parents = new Map();
    const diagnostics = [];
    let last = null;
    let next = 0;
    for (const line of lines) {
        const { heading, indent } = line;
        for (; (entries[next]?.lineIndex ?? Number.POSITIVE_INFINITY) < heading.line - 1; next++) {
            const { label, checkbox, section } = entries[next];
            last = follow(last, { id: label.id ?? '', indent: checkbox.indent, section });
        }
        const id = heading.label.id ?? '';
        if (ids.has(id))
            continue;
        const isParent = isParentOf(line, entries[next]);
        if (!isParent && !countsOn(last, line))
            continue;
        last = follow(last, { id, indent, section: heading.parent });
        if (!isParent)
            diagnostics.push(lonely(line));
        else if (!parents.has(id))
            parents.set(id, heading);
        endBody(entries[next - 1], heading.line - 1);
    }
    const find = (id, before) => {
        const parent = parents.get(id);
        return parent !== undefined && parent.line <= before.lineIndex ? parent : null;
    };
    return { find, diagnostics };
}
function isParentOf({ heading, indent }, child) {
    const hasItsNumber = child?.label.id?.startsWith(`${heading.label.id}.`) === true;
    return hasItsNumber && child.checkbox.indent >= indent && child.section === heading.parent;
}
function follow(last, next) {
    return /^\d+$/.test(next.id) ? next : last;
}
function countsOn(last, { heading, indent }) {
    if (last === null || Number(last.id) + 1 !== Number(heading.label.id))
        return false;
    return indent <= last.indent && heading.parent === last.section;
}
/** What stands behind such a line is no part of the task before it. */
function endBody(previous, lineIndex) {
    if (previous !== undefined && previous.bodyEnd > lineIndex)
        previous.bodyEnd = lineIndex;
}
function lonely({ heading, text }) {
    const message = `"${text.slice(0, 60)}" has a number but no checkbox, and no task below it: not read as a task; write "${lines_checkbox/* EXAMPLE */.xY}" if it is meant as one`;
    return { line: heading.line, code: 'no-checkbox', message };
}

;// CONCATENATED MODULE: ./lib/tasks/structure/outline.js










function readOutline(text, rules) {
    return new OutlineReader(text, rules).read();
}
/** Reads line by line; what a fence or a comment covers is hidden, and told of where it holds checkboxes. */
class OutlineReader {
    #rules;
    #lines;
    #checkboxes;
    #fenceFinder;
    #commentFinder;
    #headings = [];
    #numberedLines = [];
    #entries = [];
    #fences = [];
    #hidden;
    #diagnostics = [];
    #section = null;
    #openEntries = [];
    #hasUnclosedComment = false;
    constructor(text, rules) {
        this.#rules = rules;
        this.#lines = (0,text_lines/* splitLines */.uz)(text);
        this.#checkboxes = this.#lines.map((line) => (line.text.includes('[') ? this.#readCheckbox(line.text) : null));
        const isNumbered = (checkbox) => isCertain(this.#labelOf(checkbox));
        this.#fenceFinder = /```|~~~/.test(text) ? new FenceFinder(this.#lines, this.#checkboxes, isNumbered) : null;
        this.#commentFinder = text.includes('<!--') ? new CommentFinder(text, this.#lines) : null;
        this.#hidden = new Uint8Array(this.#lines.length);
    }
    read() {
        for (let at = 0; at < this.#lines.length; at++)
            at = this.#skipFence(at) ?? this.#readLine(at);
        this.#endBody(this.#lines.length);
        resolveBareNumbers(this.#entries);
        const plainParents = findPlainParents(this.#numberedLines, this.#entries);
        return {
            lines: this.#lines,
            headings: this.#headings,
            plainParent: plainParents.find,
            entries: this.#entries,
            fences: this.#fences,
            hidden: this.#hidden,
            diagnostics: [...this.#diagnostics, ...plainParents.diagnostics],
        };
    }
    /** The last line of the code fence that begins at `at`; null: none does. */
    #skipFence(at) {
        const fence = this.#fenceFinder?.fenceAt(at) ?? null;
        if (fence === null)
            return null;
        if (typeof fence === 'string') {
            this.#report(at, 'stray-fence', STRAY_FENCES[fence]);
            return null;
        }
        this.#hideLines(fence.from, fence.to, 'a code fence');
        this.#fences.push({ ...fence, section: this.#section });
        return fence.to;
    }
    /** The last line that was read: a comment may go on over several. */
    #readLine(at) {
        const uncommented = this.#commentFinder?.commentAt(at) ?? null;
        const visible = uncommented?.text ?? this.#lines[at]?.text ?? '';
        const known = this.#checkboxes[at] ?? null;
        // Behind a comment there is no list item (CommonMark), so the line itself must be one.
        const checkbox = uncommented === null || known === null ? known : this.#readCheckbox(visible);
        if (checkbox !== null)
            this.#addEntry(at, checkbox);
        else
            this.#readText(at, visible);
        return uncommented === null ? at : this.#skipComment(at, uncommented);
    }
    #addEntry(at, checkbox) {
        this.#endBody(at);
        const open = this.#openEntries;
        while (open.length > 0 && open.at(-1).checkbox.indent >= checkbox.indent)
            open.pop();
        const entry = {
            lineIndex: at,
            checkbox,
            label: this.#labelOf(checkbox),
            section: this.#section,
            enclosing: open.at(-1) ?? null,
            bodyEnd: -1,
        };
        open.push(entry);
        this.#entries.push(entry);
        if (checkbox.state === 'unknown') {
            const message = `"[${checkbox.mark}]" is not a known state (" ", "-", "~" or "x"): counted as not done`;
            this.#report(at, 'unknown-state', message);
        }
    }
    #readText(at, visible) {
        const heading = visible.includes('#')
            ? (0,lines_heading/* readHeading */.Nu)(visible, at + 1, this.#section, this.#rules.readHeadingLabel)
            : null;
        if (heading !== null) {
            this.#endBody(at);
            this.#section = heading;
            this.#headings.push(heading);
            this.#openEntries = [];
        }
        else if (this.#rules.endsBody(visible))
            this.#endBody(at);
        if ((0,near_miss/* isMalformedCheckbox */.V)(visible))
            this.#reportMalformed(at);
        else if (this.#rules.hasPlainParents)
            this.#addNumberedLine(at, visible);
    }
    #addNumberedLine(at, visible) {
        const numberedLine = readNumberedLine(visible, at + 1, this.#section);
        if (numberedLine !== null)
            this.#numberedLines.push(numberedLine);
    }
    #skipComment(at, { unclosed, endLine, tail }) {
        if (unclosed && !this.#hasUnclosedComment) {
            // Those behind it never close either.
            this.#hasUnclosedComment = true;
            this.#report(at, 'stray-comment', 'this comment is never closed: read as text');
        }
        if (endLine === null)
            return at;
        this.#hideLines(at, endLine, 'a comment');
        this.#hidden[at] = 0;
        if ((0,near_miss/* isMalformedCheckbox */.V)(tail) || (0,lines_checkbox/* readCheckbox */.OO)(tail) !== null)
            this.#reportMalformed(endLine);
        return endLine;
    }
    #endBody(at) {
        const last = this.#entries.at(-1);
        if (last !== undefined && last.bodyEnd < 0)
            last.bodyEnd = at;
    }
    #hideLines(from, to, where) {
        this.#hidden.fill(1, from, to + 1);
        const count = this.#checkboxes.slice(from + 1, to + 1).filter((checkbox) => checkbox != null).length;
        if (count > 0)
            this.#report(from, 'hidden-boxes', `${(0,lib_text/* plural */.LS)(count, 'checkbox', 'checkboxes')} inside ${where}: not read`);
    }
    /** null also for a line of a legend. */
    #readCheckbox(text) {
        const checkbox = (0,lines_checkbox/* readCheckbox */.OO)(text);
        const isLegend = checkbox?.state === 'unknown' && this.#rules.isLegend(checkbox.mark, this.#labelOf(checkbox));
        return isLegend ? null : checkbox;
    }
    #labelOf(checkbox) {
        const label = this.#rules.readLabel(checkbox.text);
        if (checkbox.listNumber === null || isCertain(label))
            return label;
        return { ...(0,lines_label/* unnumberedLabel */.Q$)(checkbox.text), id: checkbox.listNumber };
    }
    #report(at, code, message) {
        this.#diagnostics.push({ line: at + 1, code, message });
    }
    #reportMalformed(at) {
        this.#diagnostics.push((0,near_miss/* notATask */.g)(at, this.#lines[at]?.text ?? ''));
    }
}
const STRAY_FENCES = {
    'never-closed': 'this code fence is never closed: read as text',
    'swallows-tasks': 'numbered tasks come before the end of this code fence: read as text',
};
function isCertain({ id, certain }) {
    return id !== null && certain;
}


/***/ }),

/***/ 8961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ isHeading),
/* harmony export */   Z: () => (/* binding */ findParents)
/* harmony export */ });
/* harmony import */ var _lines_heading_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31880);

function isHeading(parent) {
    return parent !== null && 'level' in parent;
}
/**
 * First match wins: (0) the checkbox one level up by a clear indentation, where the numbers below it are one off, (1) the
 * nearest earlier checkbox that carries the longest dotted prefix of the id, (2) the heading around that carries it, or
 * else a numbered line without a checkbox, (3) the checkbox above at smaller indentation, (4) none. A checkbox without
 * an id hangs under the checkbox it is nested in, else under the numbered heading around it, a phase's only where others
 * do.
 */
function findParents(outline) {
    const numbered = (0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .findTaskHeadings */ .od)(outline.headings);
    const parents = new Map();
    const latestById = new Map();
    const diagnostics = [];
    for (const entry of outline.entries) {
        const { id } = entry.label;
        const parent = id === null
            ? (entry.enclosing ?? enclosingHeading(entry, (heading) => numbered.has(heading)))
            : (misnumberedParent(id, entry, latestById) ?? findParentById(id, entry, latestById, outline));
        parents.set(entry, parent);
        if (id === null)
            continue;
        latestById.set(id, entry);
        diagnostics.push(...parentMismatch(entry, parent, latestById));
    }
    const used = new Set(parents.values());
    for (const [entry, parent] of parents) {
        if (parent !== null || entry.label.id !== null || !(0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .isPhaseWork */ .PX)(entry.section))
            continue;
        parents.set(entry, enclosingHeading(entry, (heading) => used.has(heading)));
    }
    const checkboxOfHeading = checkboxesOfHeadings(outline.entries, parents);
    for (const [entry, parent] of parents)
        if (isHeading(parent))
            parents.set(entry, checkboxOfHeading.get(parent) ?? parent);
    return { diagnostics, of: (entry) => parents.get(entry) ?? null };
}
/** Less may be sloppy typing. */
const CLEAR_INDENT = 2;
/**
 * `- [ ] 3. Fee` over an indented `2.1`, with `- [ ] 2.` further up: a task was put in, and the numbers below were not
 * adapted. The checkbox that contains it by indentation carries as many numbers as the prefix, and stands behind it.
 */
function misnumberedParent(id, { enclosing, checkbox }, latestById) {
    const prefix = id.slice(0, Math.max(0, id.lastIndexOf('.')));
    const byPrefix = latestById.get(prefix);
    const enclosingId = enclosing?.label.id ?? null;
    if (enclosing === null || enclosingId === null || byPrefix === undefined || enclosingId === prefix)
        return null;
    const isOneLevelUp = enclosingId.split('.').length === prefix.split('.').length && /^\d/.test(enclosingId);
    const isClear = checkbox.indent - enclosing.checkbox.indent >= CLEAR_INDENT;
    return isOneLevelUp && isClear && enclosing.lineIndex > byPrefix.lineIndex ? enclosing : null;
}
function parentMismatch(entry, parent, latestById) {
    const { label, enclosing, lineIndex } = entry;
    if (enclosing === null || enclosing.label.id === null)
        return [];
    const found = { line: lineIndex + 1, code: 'parent-mismatch' };
    const enclosingId = enclosing.label.id;
    if (parent !== enclosing) {
        const parentId = parent === null ? 'none' : parent.label.id;
        const message = `${label.id} is indented under ${enclosingId}, but by its id its parent is ${parentId}: the id counts`;
        return [{ ...found, message }];
    }
    if (misnumberedParent(label.id ?? '', entry, latestById) === null)
        return [];
    const message = `${label.id} is indented under ${enclosingId}, and its number looks one off: the indentation counts`;
    return [{ ...found, message }];
}
function findParentById(id, entry, latestById, { plainParent }) {
    for (const prefix of prefixes(id)) {
        const parent = latestById.get(prefix);
        if (parent !== undefined)
            return parent;
    }
    for (const prefix of prefixes(id)) {
        const heading = plainParent(prefix, entry) ?? (0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .findEnclosingById */ .Qf)(prefix, entry.section);
        if (heading !== null)
            return heading;
    }
    return entry.enclosing;
}
/** `1.2.3` → `1.2`, `1`. */
function* prefixes(id) {
    for (let dot = id.lastIndexOf('.'); dot > 0; dot = id.lastIndexOf('.', dot - 1))
        yield id.slice(0, dot);
}
function enclosingHeading({ section }, accepts) {
    let heading = section;
    while (heading !== null && !accepts(heading))
        heading = heading.parent;
    return heading;
}
/** `## 3. Title` with a checkbox `3.` at its root below is one task, not two. */
function checkboxesOfHeadings(entries, parents) {
    const used = new Set(parents.values());
    const checkboxOfHeading = new Map();
    for (const entry of entries) {
        if (entry.label.id === null || parents.get(entry) !== null)
            continue;
        const heading = (0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .findEnclosingById */ .Qf)(entry.label.id, entry.section);
        if (heading !== null && used.has(heading) && !checkboxOfHeading.has(heading))
            checkboxOfHeading.set(heading, entry);
    }
    return checkboxOfHeading;
}


/***/ }),

/***/ 9805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ findRoles),
/* harmony export */   R: () => (/* binding */ checklistDiagnostics)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61590);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68804);
/* harmony import */ var _lines_heading_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31880);
/* harmony import */ var _parents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8961);




/**
 * Which checkboxes are work. A checkbox without a number nested in another is a checklist item of it. In a file that
 * has numbered tasks, one at the root (success criteria, definition of done) is a checklist of the whole, and under the
 * heading of a phase a task; in a file without any number each is a task. Whatever has a task below it is a task.
 */
function findRoles(entries, parents) {
    const numbered = entries.some((entry) => entry.label.id !== null || (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(parents.of(entry)));
    const tasks = new Set();
    for (const entry of entries) {
        const isRoot = entry.enclosing === null;
        if (entry.label.id !== null || (isRoot && (!numbered || parents.of(entry) !== null || (0,_lines_heading_js__WEBPACK_IMPORTED_MODULE_0__/* .isPhaseWork */ .PX)(entry.section))))
            tasks.add(entry);
    }
    for (const task of [...tasks]) {
        for (let above = parents.of(task); above !== null && !(0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(above) && !tasks.has(above); above = parents.of(above)) {
            tasks.add(above);
        }
    }
    const ownerOf = (node) => node === null || (0,_parents_js__WEBPACK_IMPORTED_MODULE_1__/* .isHeading */ .V)(node) || tasks.has(node) ? node : ownerOf(parents.of(node));
    return {
        ownerOf,
        of: (entry) => (tasks.has(entry) ? 'task' : 'checklist'),
        diagnostics: checklistDiagnostics(entries.filter((entry) => entry.enclosing === null && !tasks.has(entry))),
    };
}
/** One diagnostic for each section that holds some. */
function checklistDiagnostics(entries) {
    return [...(0,_collections_js__WEBPACK_IMPORTED_MODULE_2__/* .groupBy */ .$z)(entries, ({ section }) => section).values()].map((items) => ({
        line: (items[0]?.lineIndex ?? 0) + 1,
        code: 'checklist',
        message: `${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(items.length, 'checkbox', 'checkboxes')} without a number here: a checklist, not tasks; number them to have them done`,
    }));
}


/***/ }),

/***/ 40832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ openCheckboxWarning),
/* harmony export */   s: () => (/* binding */ withFilePath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** Runs what reads a tasks.md; what is wrong with it is told with the file's path. */
function withFilePath(path, read) {
    try {
        return read();
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        const location = /^(?:tasks\.md)?(:\d+)?$/.exec(error.where ?? '');
        if (location === null)
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(error.message, {
            where: `${path}${location[1] ?? ''}`,
            ...(error.fix === null ? {} : { fix: error.fix }),
            cause: error,
        });
    }
}
/** A person removed a tick; `path`: of tasks.md. */
function openCheckboxWarning(path, { key, id, title, line }) {
    return `${path}:${line}: task ${id ?? title} is done in the state file but its checkbox is open; it counts as done. To have it done again: \`reset --unit ${key}\`.`;
}


/***/ }),

/***/ 66713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OQ: () => (/* binding */ mergeValue),
/* harmony export */   gz: () => (/* binding */ mergeLists),
/* harmony export */   jO: () => (/* binding */ mergeSums),
/* harmony export */   xq: () => (/* binding */ mergeEntries)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);

/** What only one side changed is that side's; where both changed it differently `both` decides. */
function mergeValue(versions, both) {
    const { base, ours, theirs } = versions;
    if ((0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(ours, theirs) || (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(base, theirs))
        return ours;
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(base, ours) ? theirs : both(versions);
}
/** Merges entry by entry. What one side removed and the other changed stays. */
function mergeEntries({ base, ours, theirs }, both) {
    const result = {};
    for (const key of new Set([...Object.keys(ours ?? {}), ...Object.keys(theirs ?? {})])) {
        const versions = { base: ownValue(base, key), ours: ownValue(ours, key), theirs: ownValue(theirs, key) };
        const merged = mergeValue(versions, (changed) => {
            if (changed.ours === undefined || changed.theirs === undefined)
                return changed.ours ?? changed.theirs;
            return both({ base: changed.base, ours: changed.ours, theirs: changed.theirs }, key);
        });
        if (merged !== undefined)
            Object.defineProperty(result, key, { value: merged, ...ordinary });
    }
    return result;
}
/** An entry may have any name, also that of an object's own workings. */
const ordinary = { enumerable: true, configurable: true, writable: true };
function ownValue(entries, key) {
    return entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined;
}
/** Items of both in our order, then those that only they added; without what either removed. */
function mergeLists({ base, ours, theirs }, keyOf = (item) => JSON.stringify(item)) {
    const keys = (items) => new Set((items ?? []).map(keyOf));
    const [inBase, inOurs, inTheirs] = [keys(base), keys(ours), keys(theirs)];
    const kept = (ours ?? []).filter((item) => !inBase.has(keyOf(item)) || inTheirs.has(keyOf(item)));
    const added = (theirs ?? []).filter((item) => !inBase.has(keyOf(item)) && !inOurs.has(keyOf(item)));
    return [...kept, ...added];
}
/** A sum to which both sides added. */
function mergeSums({ base, ours, theirs }) {
    return Math.max(0, Math.round(((ours ?? 0) + (theirs ?? 0) - (base ?? 0)) * 1e6) / 1e6);
}


/***/ }),

/***/ 14472:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ updateBreaker),
/* harmony export */   r: () => (/* binding */ checkBreaker)
/* harmony export */ });
const MAX_SAME_ERRORS = 3;
const MAX_IDLE_ATTEMPTS = 2;
/**
 * Breaks off a unit that would burn the night: three times the same error in a row, or two attempts that changed
 * nothing. Forget the memory (`{}`) when a person has answered, else it never heals.
 */
function updateBreaker(previous, event) {
    const text = event.fingerprint ?? '';
    const repetitions = previous.fingerprint?.text === text ? previous.fingerprint.times : 0;
    const next = {
        idle: event.changed ? 0 : (previous.idle ?? 0) + 1,
        fingerprint: text === '' ? null : { text, times: repetitions + 1 },
    };
    return { next, tripped: checkBreaker(next) };
}
/** Do the attempts so far break the unit off? `why` is a sentence for a person; the error's own words go with it. */
function checkBreaker({ idle, fingerprint }) {
    if (fingerprint != null && fingerprint.times >= MAX_SAME_ERRORS) {
        return { why: `The same error occurred ${fingerprint.times} times in a row.` };
    }
    if (idle !== undefined && idle >= MAX_IDLE_ATTEMPTS) {
        return { why: `${idle} attempts in a row changed nothing: no commit, and the same working tree as before.` };
    }
    return null;
}


/***/ }),

/***/ 88634:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R6: () => (/* binding */ isPast),
/* harmony export */   eE: () => (/* binding */ clockSetBackWarning),
/* harmony export */   f: () => (/* binding */ clampHistoryToNow),
/* harmony export */   oQ: () => (/* binding */ clockForwardWarning),
/* harmony export */   xn: () => (/* binding */ clampToNow)
/* harmony export */ });
/* harmony import */ var _collections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61590);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);


/** Did it happen, as far as this clock can tell? What was noted well ahead of now was noted by a clock since set back. */
function isPast(at, now) {
    return at <= now + _time_js__WEBPACK_IMPORTED_MODULE_0__/* .CLOCK_TOLERANCE */ .lO;
}
/** A time of the past, moved to now if it lies ahead of the clock. */
function clampToNow(at, now) {
    return isPast(at, now) ? at : now;
}
/** A sentence for a person when the clock was set back behind what the history noted; null when all is well. */
function clockSetBackWarning(history, now) {
    const timestamps = [
        ...history.calls,
        history.lastCallEndedAt ?? now,
        ...Object.values(history.limits).map(({ at }) => at),
        ...Object.values(history.transients).map(({ at }) => at),
    ];
    const future = timestamps.filter((at) => !isPast(at, now));
    if (future.length === 0)
        return null;
    const latest = future.reduce((a, b) => Math.max(a, b));
    return `The clock was set back by at least ${formatJump(latest - now)}: it is ${(0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinute */ .Ko)(now)}, but calls are recorded up to ${(0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinute */ .Ko)(latest)}. Waits that depend on these calls start over.`;
}
/** A sentence for a person when the clock went `byMs` further than time did; null when that is little, or less. */
function clockForwardWarning(byMs, now) {
    if (byMs <= _time_js__WEBPACK_IMPORTED_MODULE_0__/* .CLOCK_TOLERANCE */ .lO)
        return null;
    return `The clock jumped forward by ${formatJump(byMs)}: it is ${(0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinute */ .Ko)(now)}. It was set, or the machine was asleep. Waits whose time has passed end now.`;
}
/** `300 min`, `3 days`. */
function formatJump(ms) {
    return ms < 2 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_ ? `${Math.round(ms / _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY)} min` : `${Math.round(ms / _time_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_)} days`;
}
/** The history with everything that lies ahead of the clock moved to now, so that it is warned of once and soon over. */
function clampHistoryToNow(history, now) {
    return {
        ...history,
        calls: history.calls.map((at) => clampToNow(at, now)),
        lastCallEndedAt: history.lastCallEndedAt === null ? null : clampToNow(history.lastCallEndedAt, now),
        limits: (0,_collections_js__WEBPACK_IMPORTED_MODULE_1__/* .mapValues */ .LG)(history.limits, (open) => isPast(open.at, now) ? open : notedAt(withUsableReset(open, now), now)),
        transients: (0,_collections_js__WEBPACK_IMPORTED_MODULE_1__/* .mapValues */ .LG)(history.transients, (streak) => (isPast(streak.at, now) ? streak : notedAt(streak, now))),
        windows: (0,_collections_js__WEBPACK_IMPORTED_MODULE_1__/* .mapValues */ .LG)(history.windows, (windows) => windows.map((window) => ({ ...window, seenAt: clampToNow(window.seenAt, now) }))),
    };
}
function notedAt(entry, now) {
    return { ...entry, at: now, since: now };
}
/** Where these come from, the service said it by its own clock. */
const OF_THE_SERVICE = new Set(['structured', 'epoch-in-text', 'window']);
/**
 * Without a reset that was reckoned by a clock far off: it may be days ahead, and has passed for all that is known. By
 * one that was a little off it is as little off.
 */
function withUsableReset(open, now) {
    if (open.at - now < _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp || OF_THE_SERVICE.has(open.limit.source))
        return open;
    return { ...open, limit: { ...open.limit, resetsAt: null, source: 'none' } };
}


/***/ }),

/***/ 88710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H0: () => (/* binding */ openLimitSchema),
/* harmony export */   Ut: () => (/* binding */ historySchema),
/* harmony export */   WD: () => (/* binding */ daySumsSchema),
/* harmony export */   yt: () => (/* binding */ windowSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92857);

const count = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int().nonnegative();
const amount = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nonnegative();
const windowSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    used: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nullable(),
    resetsAt: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nullable(),
    status: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['allowed', 'warning', 'rejected']),
    seenAt: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
});
const openLimitSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    limit: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
        backend: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        window: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullable(),
        resetsAt: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nullable(),
        source: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n([
            'structured',
            'retry-after',
            'epoch-in-text',
            'clock-time',
            'relative',
            'window',
            'calendar',
            'none',
        ]),
        message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    }),
    hits: count,
    at: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    since: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().optional(),
});
const daySumsSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ costUsd: amount, tokens: count, calls: count });
/** The throttle's memory, shared by the specs of a folder since a quota is an account's. Times are epoch ms. */
const historySchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    calls: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()),
    lastCallEndedAt: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nullable(),
    limits: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), openLimitSchema),
    transients: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ count, retryAfterMs: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nullable(), at: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), since: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().optional() })),
    windows: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(windowSchema)),
    unitDurationsMs: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()),
    windowShares: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig())).optional(),
    quotas: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ workedMs: amount, met: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ workedMs: amount, waitMs: amount })) }))
        .optional(),
    days: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), daySumsSchema),
});


/***/ }),

/***/ 43149:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PI: () => (/* binding */ MAX_DURATIONS),
  s4: () => (/* binding */ emptyHistory),
  Cu: () => (/* binding */ recordCall),
  bd: () => (/* binding */ recordCallEnd),
  $0: () => (/* binding */ recordLimit),
  B3: () => (/* binding */ recordSuccess),
  qf: () => (/* binding */ recordTransient),
  k8: () => (/* binding */ tokensOf)
});

// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(86146);
// EXTERNAL MODULE: ./lib/throttle/clock-jumps.js
var clock_jumps = __webpack_require__(88634);
;// CONCATENATED MODULE: ./lib/throttle/quota-record.js
const MOST_MET = 10;
/** A call of `durationMs` ended at `at` (epoch ms): work since the last limit, and until when that one lasted. */
function recordWorked(history, backend, { at, durationMs }) {
    const { workedMs, met } = recordOf(history, backend);
    const last = met.at(-1);
    const open = history.limits[backend];
    // The last call to start while the limit stood is the one that was let through.
    const lasted = open === undefined || last === undefined
        ? met
        : [...met.slice(0, -1), { ...last, waitMs: Math.max(0, at - durationMs - (open.since ?? open.at)) }];
    return withRecord(history, backend, { workedMs: workedMs + Math.max(0, durationMs), met: lasted });
}
/** A limit was met that did not stand yet. */
function recordMet(history, backend, waitMs) {
    const { workedMs, met } = recordOf(history, backend);
    return withRecord(history, backend, { workedMs: 0, met: [...met, { workedMs, waitMs }].slice(-MOST_MET) });
}
function recordOf(history, backend) {
    return history.quotas?.[backend] ?? { workedMs: 0, met: [] };
}
function withRecord(history, backend, record) {
    return { ...history, quotas: { ...history.quotas, [backend]: record } };
}

;// CONCATENATED MODULE: ./lib/throttle/history.js



/** Most measurements that are kept of a kind. */
const MAX_DURATIONS = 50;
const MAX_DAYS = 8;
/** Services round what they report. */
const EXHAUSTED_FROM = 0.99;
/** Before the first call of all. */
function emptyHistory() {
    return { calls: [], lastCallEndedAt: null, limits: {}, transients: {}, windows: {}, unitDurationsMs: [], days: {} };
}
/** A call (attempt, assignment or review) starts at `at` (epoch ms). */
function recordCall(history, { at }) {
    const calls = [...history.calls.map((call) => (0,clock_jumps/* clampToNow */.xn)(call, at)), at].filter((call) => call > at - time/* HOUR */.dp);
    return { ...history, calls, days: addToDay(history.days, at, { calls: 1 }) };
}
/** A call has ended, whatever came of it. */
function recordCallEnd(history, end) {
    const known = history.windows[end.backend] ?? [];
    const shares = { ...history.windowShares };
    const seen = new Map();
    for (const window of end.windows) {
        const key = `${end.backend}/${window.name}`;
        const before = known.find(({ name }) => name === window.name);
        const used = usageBetween(before, window);
        if (used > 0)
            shares[key] = [...(shares[key] ?? []), used].slice(-MAX_DURATIONS);
        seen.set(window.name, { ...window, seenAt: end.at });
    }
    const windows = [...known.filter(({ name }) => !seen.has(name)), ...seen.values()];
    const unit = end.completedUnitMs === undefined ? [] : [end.completedUnitMs];
    return {
        ...recordWorked(history, end.backend, end),
        lastCallEndedAt: (end.kind ?? 'attempt') === 'attempt' ? end.at : history.lastCallEndedAt,
        windows: seen.size === 0 ? history.windows : { ...history.windows, [end.backend]: windows },
        ...(Object.keys(shares).length === 0 ? {} : { windowShares: shares }),
        unitDurationsMs: [...history.unitDurationsMs, ...unit].slice(-MAX_DURATIONS),
        days: addToDay(history.days, end.at, { tokens: tokensOf(end.usage), costUsd: end.costUsd ?? 0 }),
    };
}
/**
 * A quota was met by a call that began at `startedAt`. Where its words do not say until when, a window that is known to be
 * used up does, else what they said the last time. In a window that opened since then the ladder of waits starts anew; a
 * call that was under way when another run met the limit says nothing new of it.
 */
function recordLimit(history, reported, at, startedAt = at) {
    const { backend } = reported;
    const before = history.limits[backend];
    const reset = reported.resetsAt === null
        ? (exhaustedWindow(history.windows[backend], at) ?? before?.limit ?? reported)
        : reported;
    const newWait = reset.resetsAt !== null && reset.resetsAt > Math.max(at, (before?.limit.resetsAt ?? 0) + time/* MINUTE */.pY);
    const window = reset.window ?? reported.window ?? (newWait ? null : (before?.limit.window ?? null));
    const limit = { ...reported, resetsAt: reset.resetsAt, source: reset.source, window };
    const wasUnderWay = before !== undefined && startedAt < before.at;
    const isNew = before === undefined || newWait;
    const hits = isNew ? 1 : before.hits + (wasUnderWay ? 0 : 1);
    const open = { limit, hits, at, since: before?.since ?? before?.at ?? at };
    const known = isNew ? recordMet(history, backend, Math.max(0, (reset.resetsAt ?? at) - at)) : history;
    return { ...known, limits: { ...history.limits, [backend]: open } };
}
/** A transient failure: overload, 5xx, a dropped stream. */
function recordTransient(history, backend, retryAfterMs, at) {
    const before = history.transients[backend];
    const streak = { count: (before?.count ?? 0) + 1, retryAfterMs, at, since: before?.since ?? before?.at ?? at };
    return { ...history, transients: { ...history.transients, [backend]: streak } };
}
/**
 * The backend answered a call that began at `startedAt`: no limit and no streak of failures stands any more, nor a
 * rejection seen before. A limit that another run met after that stands.
 */
function recordSuccess(history, backend, at, startedAt = at) {
    if (startedAt < (history.limits[backend]?.at ?? startedAt))
        return history;
    const windows = history.windows[backend];
    const remaining = windows?.filter(({ status, seenAt }) => status !== 'rejected' || seenAt >= at);
    return {
        ...history,
        limits: omitKey(history.limits, backend),
        transients: omitKey(history.transients, backend),
        windows: remaining === undefined ? history.windows : { ...history.windows, [backend]: remaining },
    };
}
/** The end of the window that is used up; of several the next, so that no wrong one is waited for. */
function exhaustedWindow(windows = [], now) {
    let found = null;
    for (const { name, used, resetsAt, status } of windows) {
        const exhausted = status === 'rejected' || (used ?? 0) >= EXHAUSTED_FROM;
        if (!exhausted || resetsAt === null || resetsAt <= now || resetsAt >= (found?.resetsAt ?? Number.POSITIVE_INFINITY))
            continue;
        found = { resetsAt, window: name, source: 'window' };
    }
    return found;
}
/** The share of a window that went between two readings; 0 where they do not tell, or are of two windows. */
function usageBetween(before, after) {
    if (before === undefined || before.used === null || after.used === null)
        return 0;
    // Windows are told apart by when they end; services say that to the minute, or guess it.
    const differenceMs = before.resetsAt === null || after.resetsAt === null ? 0 : Math.abs(before.resetsAt - after.resetsAt);
    return differenceMs < time/* HOUR */.dp ? after.used - before.used : 0;
}
function addToDay(days, at, addition) {
    const day = (0,time/* utcDay */.dA)(at);
    const sums = days[day] ?? { costUsd: 0, tokens: 0, calls: 0 };
    const added = {
        ...sums,
        costUsd: Math.round((sums.costUsd + nonNegative(addition.costUsd)) * 1e6) / 1e6,
        tokens: Math.round(sums.tokens + nonNegative(addition.tokens)),
        calls: sums.calls + nonNegative(addition.calls),
    };
    if (Object.hasOwn(days, day))
        return { ...days, [day]: added };
    // A clock that was days ahead for a while must not fill the few days that are kept.
    const tomorrow = (0,time/* utcDay */.dA)(at + time/* DAY */.d_);
    const kept = Object.entries({ ...days, [day]: added }).filter(([name]) => name <= tomorrow);
    return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).slice(-MAX_DAYS));
}
/** Numbers come out of agents' streams. */
function nonNegative(value = 0) {
    return Number.isFinite(value) ? Math.max(0, value) : 0;
}
function omitKey(entries, key) {
    if (!Object.hasOwn(entries, key))
        return entries;
    return Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key));
}
/** All tokens of a call, as budgets count them: in, cached and out. */
function tokensOf(usage) {
    return usage === null ? 0 : usage.inputTokens + usage.cachedTokens + usage.outputTokens;
}


/***/ }),

/***/ 90083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T1: () => (/* binding */ formatShare),
  H1: () => (/* binding */ headroomWait),
  ui: () => (/* binding */ keptShare),
  EE: () => (/* binding */ unreportedWindows)
});

// EXTERNAL MODULE: ./lib/time.js
var time = __webpack_require__(86146);
// EXTERNAL MODULE: ./lib/throttle/holds/hold.js
var hold = __webpack_require__(88212);
// EXTERNAL MODULE: ./lib/verdict/limits/zoned-time.js
var zoned_time = __webpack_require__(9844);
;// CONCATENATED MODULE: ./lib/throttle/holds/hours.js

/** The end (epoch ms) of the last of these hours that lie between two moments, `before` at most; null: none do. */
function lastHoursEnd(hours, after, before) {
    const today = (0,zoned_time/* wallClock */.Xb)(before, hours.zone);
    const moments = (daysAgo, minutes) => {
        const wall = {
            ...today,
            day: today.day - daysAgo,
            hour: Math.floor(minutes / 60),
            minute: minutes % 60,
            second: 0,
        };
        return (0,zoned_time/* momentsOf */.Zn)(wall, hours.zone);
    };
    // Those of the day before may end today, whatever today has.
    for (let daysAgo = 0;; daysAgo++) {
        // Where a clock is set back over them they last the longer.
        const to = moments(daysAgo, hours.to).at(-1) ?? before;
        if (to <= after)
            return null;
        const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day - daysAgo)).getUTCDay();
        if (hours.days.includes(weekday) && (moments(daysAgo, hours.from)[0] ?? before) < before)
            return Math.min(to, before);
    }
}
/** `08:00 to 19:00 (Europe/Berlin)`. */
function formatHours({ from, to, zone }) {
    return `${formatTime(from)} to ${formatTime(to)} (${zone})`;
}
function formatTime(minutes) {
    const two = (value) => String(value).padStart(2, '0');
    return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

// EXTERNAL MODULE: ./lib/throttle/holds/pace.js
var pace = __webpack_require__(74682);
// EXTERNAL MODULE: ./lib/throttle/holds/quota.js
var quota = __webpack_require__(89281);
;// CONCATENATED MODULE: ./lib/throttle/holds/headroom.js





/** Shares are sums of floating point. */
const ROUNDING = 1e-9;
/**
 * A window of which no more than the headroom is left counts as closed until its reset. With hours it is kept where
 * some of them lie before the reset: a window that is over by then is nothing to the person, and may be used whole.
 */
function headroomWait(headroom, backend, windows, now) {
    if (headroom === null)
        return null;
    const waits = windows?.map((window) => windowWait(headroom, backend, window, now));
    return (0,hold/* latestWait */.b)(waits ?? [], now);
}
/** What is kept of the window of this name, 0 to 1. */
function keptShare({ fiveHour, weekly, others = 0 }, name) {
    const length = windowLength(name) ?? 0;
    if (isLength(length, 5 * time/* HOUR */.dp))
        return fiveHour ?? others;
    if (isLength(length, 7 * time/* DAY */.d_))
        return weekly ?? others;
    return others;
}
/** Windows named in `shares` whose use no service tells of, as people call them; nothing can be kept of them. */
function unreportedWindows({ fiveHour, weekly }, windows) {
    const named = [
        { name: '5h', share: fiveHour, length: 5 * time/* HOUR */.dp },
        { name: 'weekly', share: weekly, length: 7 * time/* DAY */.d_ },
    ];
    const lengths = windows.filter(({ used }) => used !== null).map(({ name }) => windowLength(name) ?? 0);
    return named.flatMap(({ name, share, length }) => share === undefined || lengths.some((reported) => isLength(reported, length)) ? [] : [name]);
}
/** Services are known to say 299 minutes. */
function isLength(reported, length) {
    return Math.abs(reported - length) <= length / 60;
}
function windowWait({ shares, hours }, backend, window, now) {
    const kept = keptShare(shares, window.name);
    const used = (0,pace/* leastUsed */.V)(window);
    const reset = resetOf(window, now);
    if (kept === 0 || used < 1 - kept - ROUNDING || reset + quota/* RESET_MARGIN */.p <= now)
        return null;
    const hoursEnd = hours === null ? reset : lastHoursEnd(hours, now, reset);
    if (hoursEnd === null)
        return null;
    const isFreedEarlier = hoursEnd < reset;
    const when = isFreedEarlier
        ? `may be used again from ${(0,time/* formatUtcMinuteUp */.R2)(hoursEnd)}`
        : `resets at ${(0,time/* formatUtcMinuteUp */.R2)(reset)}`;
    const during = hours === null ? '' : ` from ${formatHours(hours)}`;
    const why = `${backend}'s window ${window.name} is ${formatShare(used)} used, and headroom keeps ${formatShare(kept)} of it for you${during}; it ${when}`;
    return { until: isFreedEarlier ? hoursEnd : reset + quota/* RESET_MARGIN */.p, reason: 'headroom', why };
}
/** When it is a new one for certain: where no reset is told that can be meant, after its own length. */
function resetOf({ name, resetsAt, seenAt }, now) {
    const seen = Math.min(seenAt, now);
    const length = windowLength(name);
    if (resetsAt !== null && resetsAt <= seen + (length ?? time/* MAX_PAUSE */.sN) + time/* CLOCK_TOLERANCE */.lO)
        return resetsAt;
    return seen + (length ?? time/* HOUR */.dp);
}
const LENGTHS = {
    hourly: time/* HOUR */.dp,
    five_hour: 5 * time/* HOUR */.dp,
    daily: time/* DAY */.d_,
    weekly: 7 * time/* DAY */.d_,
};
/** ms; null: its name does not say. Claude has several of a week, one a model. */
function windowLength(name) {
    if (name.startsWith('seven_day'))
        return 7 * time/* DAY */.d_;
    const [, minutes] = /^(\d{1,6})_minutes$/.exec(name) ?? [];
    return minutes === undefined ? (LENGTHS[name] ?? null) : Number(minutes) * time/* MINUTE */.pY;
}
/** `85 %`. */
function formatShare(share) {
    return `${Math.round(share * 1000) / 10} %`;
}


/***/ }),

/***/ 88212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ latestWait)
/* harmony export */ });
/** The hold that lasts longest of those that last beyond now. */
function latestWait(waits, now) {
    let latest = null;
    for (const wait of waits) {
        if (wait !== null && wait.until > (latest?.until ?? now))
            latest = wait;
    }
    return latest;
}


/***/ }),

/***/ 74682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ leastUsed),
/* harmony export */   p: () => (/* binding */ computePace)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);
/* harmony import */ var _percentile_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98037);
/* harmony import */ var _quota_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(89281);



const SLOW_FROM = 0.8;
const STOP_FROM = 0.95;
/** Fewer past calls say too little of what one uses. */
const MIN_SAMPLES = 3;
/** What a cut call may lose, as long as no unit is known. */
const DEFAULT_UNIT_MS = 15 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
/**
 * Goes by the windows a backend told of, before their limit hits: from 80 % on the gap triples; from 95 % on, or when
 * less is left than nine of ten past calls used, the reset is waited for, if it is no further away than a unit takes.
 * A call that meets the limit loses less than itself, since its work is kept and its session goes on; a longer wait
 * would cost more than that for certain, and hours or days where a service got its own numbers wrong.
 */
function computePace(backend, history, now) {
    const longestUsefulWait = (0,_percentile_js__WEBPACK_IMPORTED_MODULE_2__/* .percentile */ .Y)(history.unitDurationsMs, 0.9) ?? DEFAULT_UNIT_MS;
    const windows = (history.windows[backend] ?? [])
        .filter((window) => isKnownStill(window, now))
        .map((window) => ({ ...window, used: leastUsed(window) }));
    let wait = null;
    for (const { name, resetsAt, used } of windows) {
        const share = likelyShare(history.windowShares?.[`${backend}/${name}`] ?? []);
        const nearlyUsedUp = used >= STOP_FROM || 1 - used < share;
        if (!nearlyUsedUp || resetsAt === null)
            continue;
        const until = resetsAt + _quota_js__WEBPACK_IMPORTED_MODULE_1__/* .RESET_MARGIN */ .p;
        if (until - now > longestUsefulWait || until <= (wait?.until ?? now))
            continue;
        const left = Math.max(0, Math.round((1 - used) * 100));
        const why = `${backend}'s window ${name} has ${left} % left and resets at ${(0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinuteUp */ .R2)(resetsAt)}`;
        wait = { until, reason: 'pace', why };
    }
    return { factor: windows.some(({ used }) => used >= SLOW_FROM) ? 3 : 1, wait };
}
/** How much of a window is used at least, where the backend only says how it stands. */
const LEAST_USED = { allowed: 0, warning: SLOW_FROM, rejected: 1 };
/** Share of a window that is used, 0 to 1. */
function leastUsed({ used, status }) {
    return used ?? LEAST_USED[status];
}
/** After its reset a window is a new one, of which nothing is known; without a reset time what is known grows old. */
function isKnownStill({ resetsAt, seenAt }, now) {
    return resetsAt === null ? now - seenAt <= _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp : resetsAt > now;
}
/** The share of its window that the next call will hardly exceed; 0 where too little is known. */
function likelyShare(shares) {
    return shares.length < MIN_SAMPLES ? 0 : ((0,_percentile_js__WEBPACK_IMPORTED_MODULE_2__/* .percentile */ .Y)(shares, 0.9) ?? 0);
}


/***/ }),

/***/ 89281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ quotaWait),
/* harmony export */   p: () => (/* binding */ RESET_MARGIN)
/* harmony export */ });
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);
/* harmony import */ var _clock_jumps_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88634);


/** Services round their reset times and their clocks differ. */
const RESET_MARGIN = _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
/** After a reset that did not lift the limit. */
const RETRY_INTERVALS = [5 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY, 10 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY, 20 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY, _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp];
/** Where no reset time is known. */
const PROBE_INTERVALS = [15 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY, 30 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY, _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp];
/** Where one is known that is too far ahead to be waited for unseen. */
const FAR_PROBE_INTERVALS = [_time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp, 6 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp, _time_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_];
const MONTH = 32 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_;
/** How often a run looks whether the one that tries has told. */
const LOOK_AGAIN = _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
/** No window of hours resets this far ahead. */
const FAR_HEARSAY = 6 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp;
/** What closes without a word hardly opens for the first probe: a runner that may not be held longer is given back at once. */
const MIN_UNKNOWN_WAIT = 45 * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
/** Until when a quota that was met forbids its backend; null: it is time to try. */
function quotaWait(backend, open, now) {
    const { limit, at, since = at } = open;
    const { until, why, likelyUntil } = findNextTry(open, since);
    if (!(0,_clock_jumps_js__WEBPACK_IMPORTED_MODULE_1__/* .isPast */ .R6)(at, now))
        return null;
    const window = limit.window === null ? '' : ` (${limit.window})`;
    if (until <= now && (open.probedUntil ?? now) > now) {
        const why = `${backend} had used up its quota${window}; another run is trying whether it is open again`;
        const likelyUntil = open.probedUntil ?? now;
        return { until: Math.min(likelyUntil, now + LOOK_AGAIN), reason: 'quota', why, since, likelyUntil };
    }
    if (until <= now)
        return null;
    const heard = open.heardFrom === undefined ? '' : ', as another run found';
    return {
        until,
        reason: 'quota',
        why: `${backend} has used up its quota${window}${heard}; ${why}`,
        since,
        likelyUntil,
    };
}
function findNextTry(open, since) {
    const { limit, hits, at } = open;
    const probe = (until, why) => ({
        until,
        why,
        likelyUntil: Math.max(until, since + MIN_UNKNOWN_WAIT),
    });
    const reset = limit.resetsAt;
    if (reset === null)
        return probe(at + intervalFor(PROBE_INTERVALS, hits), 'no reset time is known');
    const when = (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUtcMinuteUp */ .R2)(reset);
    const liftsAt = reset + RESET_MARGIN;
    if (isFarHearsay(open, reset)) {
        const heard = `another run was told of a reset at ${when}, which one more tries before all believe it`;
        return probe(at + intervalFor(PROBE_INTERVALS, 1), heard);
    }
    const calendar = limit.source === 'calendar';
    if (reset <= at || (!calendar && reset - at <= _time_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_RESET_AHEAD */ .RH)) {
        if (hits <= 1 && liftsAt > at)
            return { until: liftsAt, why: `resets at ${when}`, likelyUntil: liftsAt };
        const until = Math.max(liftsAt, at + intervalFor(RETRY_INTERVALS, hits - 1));
        const resetPhrase = reset > at ? 'resets' : 'was due to reset';
        const refusalPhrase = hits <= 1 ? 'but still refuses' : `and has refused ${hits} times`;
        return { until, why: `${resetPhrase} at ${when}, ${refusalPhrase}`, likelyUntil: until };
    }
    if (reset - at > MONTH)
        return probe(at + intervalFor(PROBE_INTERVALS, hits), `reports a reset at ${when}, which is too far ahead to be plausible`);
    const known = calendar ? 'should reset' : 'reports a reset';
    const until = Math.min(liftsAt, at + intervalFor(FAR_PROBE_INTERVALS, hits));
    return probe(until, `${known} at ${when}${until < liftsAt ? ', and is tried again before that' : ''}`);
}
/** One run alone, whose agent may lie, does not stop all others for days. */
function isFarHearsay({ heardFrom, at }, reset) {
    return heardFrom === 'one run' && reset - at > FAR_HEARSAY;
}
/** The step for the `nth` time (from 1); the last one stands for all later ones. */
function intervalFor(intervals, nth) {
    return intervals[Math.min(intervals.length, Math.max(1, nth)) - 1] ?? _time_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp;
}


/***/ }),

/***/ 40965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ mergeHistories)
/* harmony export */ });
/* harmony import */ var _three_way_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66713);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43149);


/** One memory of two that parted at `base` (null: they never were one): what either knows, the newer of what both tell. */
function mergeHistories(base, ours, theirs) {
    const of = (key) => ({
        base: (base ?? (0,_history_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyHistory */ .s4)())[key],
        ours: ours[key],
        theirs: theirs[key],
    });
    const shares = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('windowShares'), (share) => addMeasured(share));
    return {
        ...theirs,
        ...ours,
        calls: [...new Set([...ours.calls, ...theirs.calls])].sort((a, b) => a - b),
        lastCallEndedAt: latest(ours.lastCallEndedAt, theirs.lastCallEndedAt),
        limits: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('limits'), newerBy('at')),
        transients: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('transients'), newerBy('at')),
        windows: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('windows'), mergeWindows),
        unitDurationsMs: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeValue */ .OQ)(of('unitDurationsMs'), addMeasured),
        ...(Object.keys(shares).length === 0 ? {} : { windowShares: shares }),
        days: (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(of('days'), mergeDays),
    };
}
function latest(a, b) {
    return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
function newerBy(key) {
    return ({ ours, theirs }) => theirs[key] > ours[key] ? theirs : ours;
}
function mergeWindows({ base, ours, theirs }) {
    const byName = (windows = []) => Object.fromEntries(windows.map((window) => [window.name, window]));
    const versions = { base: byName(base), ours: byName(ours), theirs: byName(theirs) };
    return Object.values((0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeEntries */ .xq)(versions, newerBy('seenAt')));
}
function mergeDays({ base, ours, theirs }) {
    const sum = (key) => (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeSums */ .jO)({ base: base?.[key], ours: ours[key], theirs: theirs[key] });
    return { ...theirs, ...ours, costUsd: sum('costUsd'), tokens: sum('tokens'), calls: sum('calls') };
}
/** Measurements of equal value are several: those that they took are told by how often a value stands there. */
function addMeasured({ base, ours, theirs }) {
    const numbered = (values) => {
        const seen = new Map();
        return (values ?? []).map((value) => {
            const occurrence = (seen.get(value) ?? 0) + 1;
            seen.set(value, occurrence);
            return { value, occurrence };
        });
    };
    // What fell out of the window on one side was not removed.
    const known = new Set((base ?? []).length === 0 ? [] : numbered(base).map((item) => JSON.stringify(item)));
    const added = (0,_three_way_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeLists */ .gz)({ base: undefined, ours: numbered(ours), theirs: numbered(theirs) }).slice((ours ?? []).length);
    const measured = added.filter((item) => !known.has(JSON.stringify(item))).map(({ value }) => value);
    return [...(ours ?? []), ...measured].slice(-_history_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_DURATIONS */ .PI);
}


/***/ }),

/***/ 98037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ percentile)
/* harmony export */ });
/** The value that `share` (0 to 1) of the values do not exceed (nearest rank); null for none. */
function percentile(values, share) {
    const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? null;
}


/***/ })

};
