export const id = 607;
export const ids = [607];
export const modules = {

/***/ 20607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ii: () => (/* binding */ AUTHOR),
/* harmony export */   RB: () => (/* binding */ workBranchFor),
/* harmony export */   Tt: () => (/* binding */ workBranchesOf),
/* harmony export */   cy: () => (/* binding */ author),
/* harmony export */   sF: () => (/* binding */ commitSubject),
/* harmony export */   tk: () => (/* binding */ branch)
/* harmony export */ });
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46163);

/** Where a spec's name goes in the name of a work branch. */
const specPlaceholder = '{spec}';
/** The name of a branch; empty stands for the one that is checked out, or the default one. */
const branch = {
    read(value) {
        const problem = value === '' ? null : branchNameProblem(value.replaceAll(specPlaceholder, 'spec'));
        if (problem !== null)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6(`is not a branch name: ${problem}`);
        return value;
    },
    accepts: `a branch name such as main or sequential/${specPlaceholder}`,
    placeholder: 'branch',
};
/** The work branch of one spec: its name filled in, with what git takes in a branch's name. */
function workBranchFor(template, spec) {
    const name = spec
        .normalize('NFC')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses exactly these in a ref.
        .replace(/[\s\u0000-\u001f\u007f~^:?*[\]\\{}@"'`$<>|&;!/]+/gu, '-')
        .replace(/\.{2,}/gu, '.')
        .replace(/(?<!\.lock)(?:\.lock)+$/u, '')
        .replace(/^[-.]+|(?<![-.])[-.]+$/gu, '');
    return template.replaceAll(specPlaceholder, name === '' ? 'spec' : name);
}
/** The work branches of all specs; null: the name does not depend on the spec. */
function workBranchesOf(template) {
    if (!template.includes(specPlaceholder))
        return null;
    return { pattern: template.replace(specPlaceholder, '*'), of: (spec) => workBranchFor(template, spec) };
}
const SUBJECT_PLACEHOLDERS = ['{type}', '{spec}', '{unit}', '{title}'];
/** The subject of a commit, with placeholders. */
const commitSubject = {
    read(value) {
        const unknown = value.match(/\{[^{}]*\}/g)?.find((name) => !SUBJECT_PLACEHOLDERS.includes(name));
        if (unknown !== undefined)
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6(`contains ${unknown}, which nothing is put in for`);
        if (!value.includes('{title}'))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6('lacks {title}: every commit would read the same');
        if (/[\r\n]/.test(value))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6('has several lines; the body and the trailers are added by the run');
        if (value.startsWith('#'))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6('starts with #, which git takes for a comment');
        return value;
    },
    accepts: `one line with {title}, and ${SUBJECT_PLACEHOLDERS.slice(0, -1).join(', ')} if wanted`,
    placeholder: 'subject',
};
/** git-check-ref-format(1), for a branch. */
function branchNameProblem(name) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses exactly these in a ref.
    const forbidden = /[\s\u0000-\u001f\u007f~^:?*[\\]/u.exec(name);
    if (forbidden !== null)
        return `it contains ${JSON.stringify(forbidden[0])}`;
    if (name.startsWith('-'))
        return 'it starts with a dash';
    if (name === '@' || name.includes('@{'))
        return 'it contains @{ or is just @';
    if (name.startsWith('/') || name.endsWith('/') || name.includes('//'))
        return 'a part of it is empty';
    if (name.includes('..') || name.endsWith('.'))
        return 'it contains .. or ends with a dot';
    if (name.split('/').some((part) => part.startsWith('.') || part.endsWith('.lock'))) {
        return 'a part of it starts with a dot or ends with .lock';
    }
    return null;
}
/** `Name <mail>`, as git writes authors: the two of them are its groups. */
const AUTHOR = /^(?=[^\S\n]*[^<>\s])([^<>\n]*) <([^<>\s]+)>$/u;
const author = {
    read(value) {
        if (!AUTHOR.test(value))
            throw new _kind_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidValue */ .h6('is not an author');
        return value;
    },
    accepts: 'Name <mail@example.org>',
    placeholder: 'author',
};


/***/ }),

/***/ 46163:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NW: () => (/* binding */ orElse),
/* harmony export */   OS: () => (/* binding */ unlimited),
/* harmony export */   h6: () => (/* binding */ InvalidValue),
/* harmony export */   lq: () => (/* binding */ optional)
/* harmony export */ });
/** A value that a kind does not take; `message` completes the sentence `"value" …`. */
class InvalidValue extends Error {
    name = 'NotAccepted';
}
/** Left empty, the value is null. */
function optional(kind) {
    return { ...kind, read: (text) => (text === '' ? null : kind.read(text)) };
}
/** Left empty, the value is this one. */
function orElse(value, kind) {
    return { ...kind, read: (text) => (text === '' ? value : kind.read(text)) };
}
/** Empty or `none`: no limit. */
function unlimited(kind) {
    return {
        ...kind,
        read: (text) => (text === '' || text.toLowerCase() === 'none' ? null : kind.read(text)),
        accepts: `${kind.accepts}, or none`,
    };
}


/***/ })

};
