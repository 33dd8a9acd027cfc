export const id = 528;
export const ids = [528];
export const modules = {

/***/ 68521:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KY: () => (/* binding */ terminalSize),
/* harmony export */   Ml: () => (/* binding */ wantsColour),
/* harmony export */   hI: () => (/* binding */ logFolder),
/* harmony export */   yp: () => (/* binding */ stateFolder)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _machine_user_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39592);


/** In cells; of one that does not know its size, and says 0, what terminals used to have. */
function terminalSize({ columns, rows }) {
    return { columns: columns || 80, rows: rows || 24 };
}
/** https://no-color.org, and FORCE_COLOR as Node itself reads it. */
function wantsColour({ env, stdout }) {
    if (env.NO_COLOR)
        return false;
    if (env.FORCE_COLOR !== undefined)
        return env.FORCE_COLOR !== '0';
    return stdout.isTTY === true && env.TERM !== 'dumb';
}
/**
 * Transcripts are kept where no commit takes them up. A relative folder is ignored, as the XDG Base Directory
 * Specification has it (https://specifications.freedesktop.org/basedir).
 */
function logFolder(context, spec, runId) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateFolder(context), spec, runId);
}
/** What is kept of all runs on this machine; no sandboxed agent sees it. */
function stateFolder({ env }) {
    const absolute = (path) => (path !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(path) ? path : null);
    const stateHome = absolute(env.XDG_STATE_HOME) ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,_machine_user_js__WEBPACK_IMPORTED_MODULE_1__/* .homeFolder */ .Wx)(env), '.local', 'state');
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateHome, 'sequential-orchestration');
}


/***/ }),

/***/ 61590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $z: () => (/* binding */ groupBy),
/* harmony export */   LG: () => (/* binding */ mapValues),
/* harmony export */   Mr: () => (/* binding */ addToGroup),
/* harmony export */   di: () => (/* binding */ sortKeys),
/* harmony export */   hY: () => (/* binding */ sortNaturally)
/* harmony export */ });
/** Items by what `keyOf` says of each, groups and items in the order in which they come. */
function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items)
        addToGroup(groups, keyOf(item), item);
    return groups;
}
/** Puts `item` at the end of the group of `key`, which begins with it if there is none. */
function addToGroup(groups, key, item) {
    const group = groups.get(key);
    if (group === undefined)
        groups.set(key, [item]);
    else
        group.push(item);
}
/** `spec-9` before `spec-10`. */
function sortNaturally(paths) {
    return paths.length < 2 ? paths : paths.sort(new Intl.Collator('en', { numeric: true }).compare);
}
/** The same keys with what `change` makes of each value. */
function mapValues(entries, change) {
    return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value)]));
}
/** A JSON value with the keys of all its objects in order, so that what is the same is the same text. */
function sortKeys(value) {
    if (value === null || typeof value !== 'object')
        return value;
    if (Array.isArray(value))
        return value.map(sortKeys);
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, part]) => [key, sortKeys(part)]));
}


/***/ }),

/***/ 48775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $I: () => (/* binding */ readObjects),
/* harmony export */   AH: () => (/* binding */ hashesAt),
/* harmony export */   Wn: () => (/* binding */ readFirstLinkedFile),
/* harmony export */   _T: () => (/* binding */ readFileAt),
/* harmony export */   vM: () => (/* binding */ readLinkedFileAt)
/* harmony export */ });
/* harmony import */ var _index_status_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48968);

/** The text of a file in a commit; null: it is not there, or no file. */
async function readFileAt(git, commit, path) {
    const shown = await git(['cat-file', 'blob', `${commit}:${path}`], { accept: 'any' });
    return shown.code === 0 ? shown.stdout : null;
}
/** As `readFileAt`, but of a link the file that it leads to; git follows it in the commit alone, and nowhere else. */
async function readLinkedFileAt(git, commit, path) {
    return linkedFile((await readObjects(git, [`${commit}:${path}`], 'follow'))[0]);
}
/** The same in the first of these commits that there is; `ref`: which, null: none. */
async function readFirstLinkedFile(git, refs, path) {
    const places = refs.flatMap((ref) => [`${ref}^{commit}`, `${ref}:${path}`]);
    const objects = await readObjects(git, places, 'follow');
    const at = refs.findIndex((_, index) => objects[2 * index]?.what === 'commit');
    return { ref: refs[at] ?? null, file: linkedFile(objects[2 * at + 1]) };
}
function linkedFile(found) {
    if (found === undefined)
        return { text: null };
    if (found.what === 'blob')
        return { text: found.text };
    const problem = UNREADABLE[found.what];
    return problem === undefined ? { text: null } : { text: null, problem };
}
/**
 * Objects by their places (`commit`, `commit:path`), all from one process; fewer than were asked for where git came upon
 * what it cannot read. `links`: what becomes of a link that is committed.
 */
async function readObjects(git, places, links) {
    const { stdout } = await git(['cat-file', '--batch', ...(links === 'follow' ? ['--follow-symlinks'] : [])], {
        input: places.map((place) => `${(0,_index_status_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(place)}\n`).join(''),
        // Sizes are of bytes.
        encoding: 'latin1',
        accept: 'any',
    });
    const objects = [];
    for (let at = 0; at < stdout.length;) {
        const start = stdout.indexOf('\n', at) + 1;
        const header = stdout.slice(at, start);
        const [, hash = null, what = 'missing', size] = /^(?:([0-9a-f]+) )?(\w+) (\d+)\n$/.exec(header) ?? [];
        const end = size === undefined ? start : start + Number(size) + 1;
        const text = Buffer.from(stdout.slice(start, Math.max(start, end - 1)), 'latin1').toString();
        objects.push({ hash, what, text });
        at = end;
    }
    return objects;
}
/** By git's word for what it found in place of a file. */
const UNREADABLE = {
    symlink: 'is a link that leads out of the repository',
    dangling: 'is a link to a file that is not committed',
    loop: 'is a link in a circle',
    tree: 'is a folder',
    commit: 'is a submodule',
};
/** What stands at paths in commits (`commit:path`), by hash; null: nothing. */
async function hashesAt(git, places) {
    const input = places.map((place) => `${place}\n`).join('');
    const lines = (await git(['cat-file', '--batch-check=%(objectname)'], { input })).stdout.split('\n');
    return places.map((_, index) => /^[0-9a-f]+$/.exec(lines[index] ?? '')?.[0] ?? null);
}


/***/ }),

/***/ 48968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ readStatusOnly),
/* harmony export */   HD: () => (/* binding */ readable),
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   rk: () => (/* binding */ readStatus)
/* harmony export */ });
/* unused harmony export parseStatus */
const readable = (path) => Buffer.from(path, 'latin1').toString('utf8');
const bytes = (path) => Buffer.from(path, 'utf8').toString('latin1');
const STATUS = [
    'status',
    '--porcelain=v2',
    '-z',
    '--branch',
    '--untracked-files=all',
    '--ignore-submodules=dirty',
    '--no-renames',
];
/** What is uncommitted in the working tree. Of submodules only another commit counts; nothing runs inside them. */
async function readStatus(git) {
    return parseStatus((await git(STATUS, { encoding: 'latin1' })).stdout);
}
/** The same, and the index stays as it is: git would take files that it was to look into for unchanged from then on. */
async function readStatusOnly(git) {
    return parseStatus((await git(STATUS, { encoding: 'latin1', env: { GIT_OPTIONAL_LOCKS: '0' } })).stdout);
}
/** Reads `git status --porcelain=v2 -z --branch --no-renames`, decoded as latin1. */
function parseStatus(output) {
    const lines = output.split('\0');
    const header = (name) => lines.find((line) => line.startsWith(`# ${name} `))?.slice(name.length + 3) ?? null;
    const head = header('branch.oid');
    const branch = header('branch.head');
    return {
        head: head === '(initial)' ? null : head,
        branch: branch === null || branch === '(detached)' ? null : readable(branch),
        entries: lines.flatMap((line) => parseEntry(line) ?? []),
    };
}
function parseEntry(line) {
    if (line.startsWith('? ')) {
        const path = line.slice(2);
        return { path, kind: 'untracked', staged: '.', submodule: false, nested: path.endsWith('/') };
    }
    const unmerged = line.startsWith('u ');
    if (!unmerged && !line.startsWith('1 '))
        return null;
    const fields = line.split(' ');
    return {
        path: fields.slice(unmerged ? 10 : 8).join(' '),
        kind: unmerged ? 'unmerged' : 'changed',
        staged: fields[1]?.[0] ?? '.',
        submodule: fields[2]?.startsWith('S') ?? false,
        nested: false,
    };
}


/***/ }),

/***/ 95675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AX: () => (/* binding */ formatsByDocuments),
/* harmony export */   F$: () => (/* binding */ isArchived),
/* harmony export */   Pg: () => (/* binding */ featuresNamed),
/* harmony export */   Zm: () => (/* binding */ SPEC_HOMES),
/* harmony export */   c2: () => (/* binding */ assertNotArchived),
/* harmony export */   f_: () => (/* binding */ specKitProject),
/* harmony export */   kI: () => (/* binding */ formatByPlace),
/* harmony export */   pn: () => (/* binding */ foldersNamed),
/* harmony export */   v1: () => (/* binding */ isUnwritten)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _tasks_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86651);
/* harmony import */ var _reading_list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11252);





/** Where each tool keeps its specs, below the work folder; null: other tools do, too. */
const HOMES = [
    { path: '.kiro/specs', format: 'kiro' },
    { path: 'specs', format: null },
    { path: '.specify/specs', format: 'spec-kit' },
    { path: 'openspec/changes', format: 'openspec' },
];
/** Documents that only one format has. */
const MARKS = {
    kiro: ['requirements.md', 'bugfix.md'],
    'spec-kit': ['spec.md', 'plan.md'],
    openspec: ['proposal.md', '.openspec.yaml'],
};
const SPEC_HOMES = HOMES.map(({ path }) => path);
/** Folders of homes that hold no specs to work on. */
const ARCHIVE = /(?:^|\/)openspec\/changes\/archive(?:\/|$)/;
function isArchived(folder) {
    return ARCHIVE.test(slashed(folder));
}
/**
 * Whose rules the tasks.md of a folder follows: where it lies, then which documents it has, then the project's mark;
 * `auto` where only the text can tell.
 */
function formatByPlace(folder, root) {
    const above = `/${slashed((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder))}/`;
    const home = HOMES.find(({ path, format }) => format !== null && above.includes(`/${path}/`));
    if (home?.format != null)
        return home.format;
    const [only, ...others] = formatsByDocuments(folder);
    if (only === undefined)
        return specKitProject(folder, root) === null ? 'auto' : 'spec-kit';
    return others.length === 0 ? only : 'auto';
}
/** The formats that a folder has documents of. */
function formatsByDocuments(folder) {
    return _tasks_types_js__WEBPACK_IMPORTED_MODULE_4__/* .SPEC_FORMATS */ .v.filter((format) => MARKS[format].some((name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))));
}
/** The nearest folder above, up to the work folder, that holds `.specify/`; null: none does. */
function specKitProject(folder, root) {
    for (let at = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder);; at = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(at)) {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(at, '.specify')))
            return at;
        if (at === root || at === (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(at) || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, at).startsWith('..'))
            return null;
    }
}
/** Is a folder without a tasks.md a spec on its way, by its documents: one in a home, or a change of OpenSpec? */
function isUnwritten(folder) {
    const above = slashed((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder));
    if (!above.includes('openspec/'))
        return formatsByDocuments(folder).length > 0;
    return above.endsWith('openspec/changes') && ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'tasks')) || (0,_reading_list_js__WEBPACK_IMPORTED_MODULE_3__/* .markdownIn */ .x)(folder).length > 0);
}
/** Folders that a bare name may stand for: one of that name in each home; by its number, one of spec-kit. */
function foldersNamed(name, root) {
    const exact = HOMES.map(({ path }) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path, name)).filter(isSpec);
    return exact.length > 0 ? exact : featuresNamed(name, root);
}
/** Features of spec-kit by their name or their number, which may be a time: `003-name`, `20260319-143022-name`. */
function featuresNamed(name, root) {
    const number = /^(?:\d{8}-\d{6}|\d{1,9})$/.test(name) ? featureNumber(`${name}-`) : null;
    const isNamed = (folder) => folder === name || (number !== null && featureNumber(folder) === number);
    return HOMES.filter(({ format }) => format === null || format === 'spec-kit').flatMap(({ path }) => foldersIn((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path))
        .filter(isNamed)
        .map((folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path, folder))
        .filter(isSpec));
}
function featureNumber(folder) {
    const [, time, number] = /^(?:(\d{8}-\d{6})|(\d{1,9}))-/.exec(folder) ?? [];
    return time ?? number?.replace(/^0+(?=\d)/, '') ?? null;
}
function isSpec(folder) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'tasks.md'));
}
function foldersIn(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(path).sort();
    }
    catch {
        return [];
    }
}
/** A change that was archived is done, whatever its checkboxes say. */
function assertNotArchived(folder, value) {
    if (!isArchived(folder))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`"${value}" is an archived change`, {
        where: 'spec',
        fix: 'name a change under openspec/changes; to work on this one again, move its folder back there',
    });
}
function slashed(path) {
    return path.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/');
}


/***/ }),

/***/ 11252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ markdownIn),
  B: () => (/* binding */ readReadingList)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/state/file/regular-file.js
var regular_file = __webpack_require__(8647);
;// CONCATENATED MODULE: ./lib/spec-folder/front-matter.js
const KEY = /^([\w-]{1,60})[ \t]{0,9}:(?:[ \t](.*))?$/s;
const ITEM = /^[ \t]{0,20}-[ \t](.*)$/s;
/** Of a nested value, a comment, or nothing. */
const OTHER = /^(?:\s|#|$)/;
const MAX_LINES = 200;
/**
 * Reads it line by line: YAML's scalars, quoted or not, `[a, b]`, and lists of one item a line. A pattern that is not
 * quoted, as YAML would have it, is read as it was meant.
 */
function readFrontMatter(text) {
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, MAX_LINES);
    if (lines[0]?.trimEnd() !== '---')
        return { kind: 'none' };
    const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---');
    if (end < 0)
        return { kind: 'invalid', problem: 'it is never closed' };
    const values = new Map();
    let key = '';
    for (const line of lines.slice(1, end).map((whole) => whole.trimEnd())) {
        const read = readLine(line);
        if (read === null)
            return { kind: 'invalid', problem: `"${line.slice(0, 60)}" is not YAML` };
        const before = read.key === null ? (values.get(key) ?? []) : [];
        key = read.key ?? key;
        values.set(key, [...before, ...read.values.map(unquote).filter((value) => value !== '')]);
    }
    return { kind: 'read', values };
}
/** A key with its values, or what a line adds to the last one; null: the line is not YAML. */
function readLine(line) {
    const [, key = null, value = ''] = KEY.exec(line) ?? [];
    const item = ITEM.exec(line)?.[1]?.trim();
    if (key === null && item === undefined)
        return OTHER.test(line) ? { key, values: [] } : null;
    const values = key === null ? [item ?? ''] : splitList(value);
    return values.some(hasOpenQuote) ? null : { key, values };
}
function splitList(value) {
    const list = /^\[(.*)\]$/.exec(value.trim())?.[1];
    return list === undefined ? [value.trim()] : list.split(',').map((part) => part.trim());
}
function hasOpenQuote(value) {
    const quote = /^["'[]/.exec(value)?.[0];
    return quote !== undefined && (value.length < 2 || !value.trimEnd().endsWith(quote === '[' ? ']' : quote));
}
function unquote(value) {
    const quoted = /^(["'])(.*)\1$/s.exec(value)?.[2];
    const comment = value.indexOf(' #');
    return quoted ?? (comment < 0 ? value : value.slice(0, comment)).trim();
}

;// CONCATENATED MODULE: ./lib/spec-folder/reading-list.js





/** In the order in which they were written. */
const FIRST = ['requirements.md', 'bugfix.md', 'design.md'];
const MAX_FILES = 50;
const MAX_BYTES = 512 * 1024;
const REFERENCE = /#\[\[file:([^\]\r\n]{1,300})\]\]/g;
/** Reads the documents of a spec and the steering files of its project. Changes nothing, and throws for nothing. */
function readReadingList(spec, workdir) {
    const problems = [];
    const references = new Set();
    const addReferences = (path, text) => {
        if ('problem' in text)
            return;
        for (const found of findReferences(text.text, path, workdir, problems))
            references.add(found);
    };
    const documents = listDocuments(spec.folder, workdir);
    for (const path of documents)
        addReferences(path, readText(path, workdir));
    const rules = [];
    for (const path of steeringFiles(spec.folder, workdir)) {
        const text = readText(path, workdir);
        const { rule, problem } = toRule(path, workdir, text);
        if (problem !== null)
            problems.push(`${relativePath(path, workdir)}: ${problem}`);
        if (rule === null)
            continue;
        rules.push(rule);
        addReferences(path, text);
    }
    problems.push(...notReady((0,external_node_path_.join)(spec.folder, 'spec.json'), workdir));
    const known = new Set([...documents.map((path) => relativePath(path, workdir)), ...rules.map(({ path }) => path)]);
    return {
        documents: documents.map((path) => relativePath(path, workdir)),
        references: [...references].filter((path) => !known.has(path)).slice(0, MAX_FILES),
        rules,
        problems,
    };
}
function listDocuments(folder, workdir) {
    // Where the working tree itself is the spec, its other files are the project's.
    const others = folder === workdir ? [] : markdownIn(folder);
    const names = new Set([...FIRST, ...others.filter((name) => name !== 'tasks.md'), 'tasks.md']);
    return [...names].map((name) => (0,external_node_path_.join)(folder, name)).filter(isFile);
}
/** In Kiro's folder around the spec, and in the one of the working tree. */
function steeringFiles(folder, workdir) {
    const folders = new Set([(0,external_node_path_.join)(workdir, '.kiro', 'steering')]);
    for (let above = folder; above.startsWith(workdir + external_node_path_.sep); above = (0,external_node_path_.dirname)(above)) {
        if ((0,external_node_path_.basename)(above) === '.kiro')
            folders.add((0,external_node_path_.join)(above, 'steering'));
    }
    return [...folders].sort().flatMap((above) => markdownIn(above).map((name) => (0,external_node_path_.join)(above, name)));
}
/** A steering file as a rule; null: it is for other occasions, or cannot be read. */
function toRule(path, workdir, text) {
    if ('problem' in text)
        return { rule: null, problem: `this steering file ${text.problem}: agents are not told of it` };
    const always = { path: relativePath(path, workdir), patterns: [] };
    const matter = readFrontMatter(text.text);
    if (matter.kind === 'none')
        return { rule: always, problem: null };
    if (matter.kind === 'invalid')
        return {
            rule: always,
            problem: `the front matter cannot be read (${matter.problem}): it counts as a rule for every task`,
        };
    const [inclusion = 'always'] = matter.values.get('inclusion') ?? [];
    const patterns = matter.values.get('fileMatchPattern') ?? [];
    switch (inclusion.toLowerCase()) {
        case 'always':
            return { rule: always, problem: null };
        case 'manual':
        case 'auto':
            return { rule: null, problem: null };
        case 'filematch':
            return patterns.length > 0
                ? { rule: { ...always, patterns }, problem: null }
                : { rule: always, problem: 'fileMatchPattern is missing: it counts as a rule for every task' };
        default: {
            const problem = `"${inclusion.slice(0, 40)}" is not a known inclusion (always, fileMatch, auto or manual): it counts as a rule for every task`;
            return { rule: always, problem };
        }
    }
}
/** `problem`: a clause for people. */
function readText(path, workdir) {
    const realPath = (0,regular_file/* realPathOf */.dN)(path);
    if (!realPath.startsWith((0,regular_file/* realPathOf */.dN)(workdir) + external_node_path_.sep))
        return { problem: 'is a link that leads outside the working tree' };
    try {
        if ((0,external_node_fs_.statSync)(realPath).size > MAX_BYTES)
            return { problem: `is larger than ${MAX_BYTES / 1024} KB` };
        const bytes = (0,regular_file/* readRegularFile */.XF)(realPath)?.bytes ?? Buffer.alloc(0);
        return (0,external_node_buffer_.isUtf8)(bytes) && !bytes.includes(0) ? { text: bytes.toString('utf8') } : { problem: 'is not UTF-8 text' };
    }
    catch (error) {
        return { problem: `cannot be read (${error instanceof Error ? error.message : String(error)})` };
    }
}
/** `#[[file:docs/api.yaml]]`: from the top of the working tree, or from the file that says it. */
function findReferences(text, from, workdir, problems) {
    return [...text.matchAll(REFERENCE)].flatMap(([, name = '']) => {
        const candidates = [(0,external_node_path_.resolve)(workdir, name.trim()), (0,external_node_path_.resolve)((0,external_node_path_.dirname)(from), name.trim())];
        const found = candidates.find((path) => path.startsWith(workdir + external_node_path_.sep) && isFile(path));
        if (found !== undefined)
            return [relativePath(found, workdir)];
        problems.push(`${relativePath(from, workdir)}: #[[file:${name}]] is not a file of the working tree`);
        return [];
    });
}
/** cc-sdd notes in spec.json whether people have approved the tasks. */
function notReady(path, workdir) {
    if (!isFile(path))
        return [];
    const text = readText(path, workdir);
    try {
        const content = JSON.parse('text' in text ? text.text : '');
        if (typeof content !== 'object' || content === null || !('ready_for_implementation' in content))
            return [];
        if (content.ready_for_implementation !== false)
            return [];
        return [
            `${relativePath(path, workdir)}: ready_for_implementation is false: its tasks may not have been approved yet`,
        ];
    }
    catch {
        return [`${relativePath(path, workdir)}: not valid JSON; whether the spec is ready is not known`];
    }
}
function markdownIn(folder) {
    try {
        const entries = (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
        const names = entries
            .map(({ name }) => name)
            .filter((name) => /^[^\p{Cc}]+\.md$/iu.test(name) && !name.startsWith('SEQUENTIAL_'));
        return names.sort().slice(0, MAX_FILES);
    }
    catch {
        return [];
    }
}
function isFile(path) {
    try {
        return (0,external_node_fs_.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}
function relativePath(path, workdir) {
    return (0,external_node_path_.relative)(workdir, path).split(external_node_path_.sep).join('/');
}


/***/ }),

/***/ 8647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $f: () => (/* binding */ removeRegularFile),
/* harmony export */   Aj: () => (/* binding */ readRegularText),
/* harmony export */   E2: () => (/* binding */ writeRegularFile),
/* harmony export */   SB: () => (/* binding */ describeKind),
/* harmony export */   XF: () => (/* binding */ readRegularFile),
/* harmony export */   ZU: () => (/* binding */ openRegularFile),
/* harmony export */   dN: () => (/* binding */ realPathOf),
/* harmony export */   iZ: () => (/* binding */ NotRegularFileError)
/* harmony export */ });
/* unused harmony export makeFolders */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _temporary_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64133);



/*
 * Files that an agent may have put something else in the place of: a link to a file of the user, a folder, a named pipe
 * that nobody writes to. They are read and written as regular files or not at all, and no folder on the way is a link.
 */
const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants;
/** Something else stands in the place of a regular file, or of a folder on the way to it. */
class NotRegularFileError extends Error {
    constructor(found) {
        super(`${found}, not a regular file`);
    }
}
/**
 * A regular file; null: it is not there. `path` has no link on its way, see `realPathOf`. Throws a NotRegularFileError
 * for anything else, and what reading throws.
 */
function readRegularFile(path) {
    try {
        return inFolder((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), (folder) => {
            const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
            try {
                const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
                if (!stat.isFile())
                    throw new NotRegularFileError(describeKind(stat));
                return { bytes: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file), mode: stat.mode & 0o777 };
            }
            finally {
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
            }
        });
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT')
            return null;
        // The kernel's words for a link in the place of the file, for a link or a file in the place of its folder.
        if (code === 'ELOOP' || code === 'EMLINK')
            throw new NotRegularFileError('a symbolic link');
        if (code === 'ENXIO')
            throw new NotRegularFileError('a socket or a device');
        if (code === 'ENOTDIR')
            throw new NotRegularFileError('a path through something that is not a folder');
        throw error;
    }
}
/**
 * Opens a regular file to read; its folder may be behind a link. Throws a NotRegularFileError for anything else, whose
 * opening might wait for ever, and what opening throws.
 */
function openRegularFile(path) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path);
    if (!stat.isFile())
        throw new NotRegularFileError(describeKind(stat));
    // It may be exchanged meanwhile.
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file).isFile())
        return file;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    throw new NotRegularFileError('something else');
}
/** The text of a regular file of at most so many bytes; null: it is longer. Throws as `openRegularFile` does. */
function readRegularText(path, most) {
    const file = openRegularFile(path);
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file).size > most ? null : (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
/**
 * Writes a file whole: to a temporary file, where no commit can take it up, flushed, renamed over whatever is there.
 * Folders between `root` (the working tree) and the file are made where they are missing and where something else
 * stands in their place. `mode`: of a new file; a regular file that is there keeps its own, and its owner.
 */
function writeRegularFile(path, content, root, mode = 0o666) {
    makeFolders((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), root);
    inFolder((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), (folder) => {
        const target = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
        const replaceBy = (place) => replaceFile(target, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, (0,_temporary_files_js__WEBPACK_IMPORTED_MODULE_2__/* .temporaryName */ .NT)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path))), content, mode);
        const elsewhere = (0,_temporary_files_js__WEBPACK_IMPORTED_MODULE_2__/* .temporaryFolder */ .yy)(root);
        if (elsewhere === null)
            return replaceBy(folder);
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(elsewhere, { recursive: true });
            inFolder(elsewhere, replaceBy);
        }
        catch {
            // On another file system, full, or taken away: the place beside it says what is wrong, if that is no better.
            replaceBy(folder);
        }
    });
}
function replaceFile(target, temporary, content, mode) {
    const present = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(target, { throwIfNoEntry: false });
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    try {
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, content);
            if (present?.isFile() === true)
                keepAttributes(file, present);
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(file);
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
        }
        if (present?.isDirectory() === true)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(target, { recursive: true, force: true });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(temporary, target);
    }
    catch (error) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(temporary, { force: true });
        throw error;
    }
}
/** Removes what is in a file's place, unless it is a folder, or a link is on the way. */
function removeRegularFile(path) {
    try {
        inFolder((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), (folder) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)), { force: true }));
    }
    catch (error) {
        if (!(error instanceof NotRegularFileError) && error.code === undefined)
            throw error;
    }
}
/** Makes the folders between `root` and `folder` real ones that may be entered, whatever stands there. */
function makeFolders(folder, root) {
    const below = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, folder);
    if (below === '' || below.startsWith('..'))
        return;
    let path = root;
    for (const part of below.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep)) {
        path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, part);
        const present = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false });
        if (present?.isDirectory() === true) {
            if ((present.mode & 0o700) !== 0o700 && present.uid === process.geteuid?.())
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(path, present.mode | 0o700);
            continue;
        }
        if (present !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(path, { force: true });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(path);
    }
}
/** The folder without links on its way; a folder that is not there is taken as it is written. */
function realPathOf(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(folder);
    }
    catch {
        return folder;
    }
}
/** What a thing on the disk is, in words. */
function describeKind(stat) {
    if (stat.isSymbolicLink())
        return 'a symbolic link';
    if (stat.isDirectory())
        return 'a folder';
    if (stat.isFIFO())
        return 'a named pipe';
    if (stat.isSocket())
        return 'a socket';
    return stat.isFile() ? 'a file' : 'a device';
}
/**
 * Acts in a folder that has no link on its way. On Linux it is held open meanwhile, so that nobody can put another one
 * in its place (`/proc/self/fd`, proc(5)).
 */
function inFolder(folder, act) {
    const handle = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    try {
        const held = process.platform === 'linux' ? `/proc/self/fd/${handle}` : null;
        if ((held === null ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(folder) : (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(held)) !== folder)
            throw new NotRegularFileError('a path through a symbolic link');
        return act(held ?? folder);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(handle);
    }
}
function keepAttributes(file, { mode, uid, gid }) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fchownSync)(file, uid, gid);
    }
    catch {
        // Only root may give a file away; whoever else may write here owns what is written.
    }
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fchmodSync)(file, mode & 0o777);
}


/***/ }),

/***/ 64133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NT: () => (/* binding */ temporaryName),
/* harmony export */   Us: () => (/* binding */ resemblesTemporaryFile),
/* harmony export */   b$: () => (/* binding */ clearTemporaryFolder),
/* harmony export */   om: () => (/* binding */ removeTemporaryFile),
/* harmony export */   yQ: () => (/* binding */ findTemporaryFiles),
/* harmony export */   yy: () => (/* binding */ temporaryFolder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _lock_lock_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99028);




/*
 * A file that is written whole lies beside itself, or in a folder of ours, for a moment. Who is killed in that moment
 * leaves it: where no commit can take it up, and the next run removes it.
 */
/** By working tree. Looked up once, before an agent could put another folder in its place. */
const folders = new Map();
/** Where temporary files of a working tree lie; null: beside the file, since nothing commits there or nobody may write. */
function temporaryFolder(root) {
    const known = folders.get(root);
    if (known !== undefined)
        return known;
    const gitFolder = (0,_lock_lock_path_js__WEBPACK_IMPORTED_MODULE_3__/* .privateGitFolder */ .YT)(root);
    // A worktree may name its git directory by a way through links, which files are not written by.
    const folder = gitFolder === null ? null : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(gitFolder)), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(gitFolder));
    folders.set(root, folder);
    return folder;
}
function temporaryName(name) {
    return `.${name}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`;
}
/** `.SEQUENTIAL_STATE.json.0123456789ab`, as `temporaryName` makes it. */
const NAME = /^\.(.+)\.[0-9a-f]{12}$/;
/** `SEQUENTIAL_STATE.json.2023610260`: older versions wrote these with the package write-file-atomic. */
const OLD_NAME = /^(.+)\.\d{1,10}$/;
const STATE_FILE = 'SEQUENTIAL_STATE.json';
const OWN_FILES = [STATE_FILE, 'SEQUENTIAL_PROGRESS.md', 'tasks.md'];
/** Paths of temporary files that killed runs left in a folder beside what they were to become: certainly ours. */
function findTemporaryFiles(folder) {
    const isLeft = (name) => {
        const of = NAME.exec(name)?.[1];
        // Documents of the spec are written too, to restore them; the first write of a file of ours has none beside it.
        if (of !== undefined)
            return OWN_FILES.includes(of) || (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, of));
        return OLD_NAME.exec(name)?.[1] === STATE_FILE && isCutShort((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name));
    };
    return listFiles(folder)
        .filter(isLeft)
        .map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name));
}
/** Whether a file may be what an older version left, or a copy that somebody made and numbered. */
function resemblesTemporaryFile(name) {
    return OWN_FILES.includes(OLD_NAME.exec(name)?.[1] ?? '');
}
/** A state that was written in part; a whole one may be somebody's copy. */
function isCutShort(path) {
    let text = '';
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8');
        JSON.parse(text);
        return false;
    }
    catch {
        return text.startsWith('{\n  "');
    }
}
/** Another run's write that loses its file this way falls back to the place beside its target. */
function clearTemporaryFolder(root) {
    const folder = temporaryFolder(root);
    if (folder === null)
        return;
    for (const name of listFiles(folder))
        if (NAME.test(name))
            removeTemporaryFile((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name));
}
/** One that cannot be removed is no reason to stop. */
function removeTemporaryFile(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.unlinkSync)(path);
    }
    catch {
        // It stays, as it did so far.
    }
}
/** Regular files alone: a folder or a link was put there by somebody else, whatever its name. */
function listFiles(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(folder, { withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => entry.name);
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 99028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AY: () => (/* binding */ createLockFolder),
/* harmony export */   EN: () => (/* binding */ sharedLocks),
/* harmony export */   HZ: () => (/* binding */ lockPath),
/* harmony export */   Rn: () => (/* binding */ refuseOtherKind),
/* harmony export */   YT: () => (/* binding */ privateGitFolder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _repository_top_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19515);
/* harmony import */ var _temp_folder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(29080);






const LOCK_FOLDER_NAME = 'sequential-orchestration';
/**
 * Where the lock of a folder lies: in its repository's git directory, which no commit can take; without git, or with
 * one that may not be written, in the machine's temporary folder. Named by the folder's real path, so that two ways to
 * one folder meet.
 */
function lockPath(folder) {
    const realFolder = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(folder);
    const name = `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(realFolder).digest('hex').slice(0, 16)}.lock`;
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(privateGitFolder(realFolder) ?? sharedLocks(sharedPlace()), name);
}
/** In a place for temporary folders, the folder of the locks of all users. */
function sharedLocks(place) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, LOCK_FOLDER_NAME);
}
/** The machine's temporary folder: the same for every run, whatever a job's own is. */
function sharedPlace() {
    const places = (0,_temp_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .tempPlaces */ .v8)({});
    return places.find(writable) ?? places[0] ?? '/tmp';
}
/** Our folder in the git directory around a folder; null: there is no git, or its directory may not be written. */
function privateGitFolder(folder) {
    const gitFolder = gitDirectory(folder);
    return gitFolder !== null && writable(gitFolder) ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(gitFolder, LOCK_FOLDER_NAME) : null;
}
/** Makes the folder that a lock lies in. */
function createLockFolder(path) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
    const created = makeFolder(folder);
    // Another user's run on the same folder must find the lock, and be able to leave its own.
    if (created !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder) === sharedPlace())
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.chmodSync)(folder, 0o1777);
}
function makeFolder(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(folder, { recursive: true });
    }
    catch (error) {
        refuseOtherKind(folder);
        throw error;
    }
}
/** UserError where there is something: no run of ours has put it in the place of a lock or of its folder. */
function refuseOtherKind(place) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(place, { throwIfNoEntry: false }) === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('the lock cannot be taken: something else is in its place', {
        where: place,
        fix: 'see what it is and remove it, or move it to another place, then start again',
    });
}
/** `.git` is a folder, or in worktrees and submodules a file that names it. */
function gitDirectory(from) {
    const top = (0,_repository_top_js__WEBPACK_IMPORTED_MODULE_4__/* .findRepositoryTop */ .N)(from);
    if (top === null)
        return null;
    const git = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(top, '.git');
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(git).isDirectory())
        return git;
    const named = /^gitdir: (.+)$/mu.exec((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(git, 'utf8'))?.[1];
    return named === undefined ? null : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(top, named.trim());
}
function writable(folder) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.accessSync)(folder, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK);
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 19515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ findRepositoryTop)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** The nearest folder, from `from` upwards, that holds a `.git` (a folder, or in worktrees and submodules a file). */
function findRepositoryTop(from) {
    for (let folder = from;; folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder)) {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, '.git')))
            return folder;
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder) === folder)
            return null;
    }
}


/***/ })

};
