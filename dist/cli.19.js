export const id = 19;
export const ids = [19];
export const modules = {

/***/ 70744:
/***/ ((module) => {

/**
 * Helpers.
 */

var s = 1000;
var m = s * 60;
var h = m * 60;
var d = h * 24;
var w = d * 7;
var y = d * 365.25;

/**
 * Parse or format the given `val`.
 *
 * Options:
 *
 *  - `long` verbose formatting [false]
 *
 * @param {String|Number} val
 * @param {Object} [options]
 * @throws {Error} throw an error if val is not a non-empty string or a number
 * @return {String|Number}
 * @api public
 */

module.exports = function (val, options) {
  options = options || {};
  var type = typeof val;
  if (type === 'string' && val.length > 0) {
    return parse(val);
  } else if (type === 'number' && isFinite(val)) {
    return options.long ? fmtLong(val) : fmtShort(val);
  }
  throw new Error(
    'val is not a non-empty string or a valid number. val=' +
      JSON.stringify(val)
  );
};

/**
 * Parse the given `str` and return milliseconds.
 *
 * @param {String} str
 * @return {Number}
 * @api private
 */

function parse(str) {
  str = String(str);
  if (str.length > 100) {
    return;
  }
  var match = /^(-?(?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$/i.exec(
    str
  );
  if (!match) {
    return;
  }
  var n = parseFloat(match[1]);
  var type = (match[2] || 'ms').toLowerCase();
  switch (type) {
    case 'years':
    case 'year':
    case 'yrs':
    case 'yr':
    case 'y':
      return n * y;
    case 'weeks':
    case 'week':
    case 'w':
      return n * w;
    case 'days':
    case 'day':
    case 'd':
      return n * d;
    case 'hours':
    case 'hour':
    case 'hrs':
    case 'hr':
    case 'h':
      return n * h;
    case 'minutes':
    case 'minute':
    case 'mins':
    case 'min':
    case 'm':
      return n * m;
    case 'seconds':
    case 'second':
    case 'secs':
    case 'sec':
    case 's':
      return n * s;
    case 'milliseconds':
    case 'millisecond':
    case 'msecs':
    case 'msec':
    case 'ms':
      return n;
    default:
      return undefined;
  }
}

/**
 * Short format for `ms`.
 *
 * @param {Number} ms
 * @return {String}
 * @api private
 */

function fmtShort(ms) {
  var msAbs = Math.abs(ms);
  if (msAbs >= d) {
    return Math.round(ms / d) + 'd';
  }
  if (msAbs >= h) {
    return Math.round(ms / h) + 'h';
  }
  if (msAbs >= m) {
    return Math.round(ms / m) + 'm';
  }
  if (msAbs >= s) {
    return Math.round(ms / s) + 's';
  }
  return ms + 'ms';
}

/**
 * Long format for `ms`.
 *
 * @param {Number} ms
 * @return {String}
 * @api private
 */

function fmtLong(ms) {
  var msAbs = Math.abs(ms);
  if (msAbs >= d) {
    return plural(ms, msAbs, d, 'day');
  }
  if (msAbs >= h) {
    return plural(ms, msAbs, h, 'hour');
  }
  if (msAbs >= m) {
    return plural(ms, msAbs, m, 'minute');
  }
  if (msAbs >= s) {
    return plural(ms, msAbs, s, 'second');
  }
  return ms + ' ms';
}

/**
 * Pluralization helper.
 */

function plural(ms, msAbs, n, name) {
  var isPlural = msAbs >= n * 1.5;
  return Math.round(ms / n) + ' ' + name + (isPlural ? 's' : '');
}


/***/ }),

/***/ 37832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ acceptText),
/* harmony export */   acceptConfig: () => (/* binding */ acceptConfig),
/* harmony export */   readCliConfigured: () => (/* binding */ readCliConfigured)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8647);
/* harmony import */ var _reading_read_config_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43678);
/* harmony import */ var _command_context_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68521);







/*
 * All of `.git` is an agent's to write: refs, the packed ones, HEAD, the address of the remote. So nothing in it says
 * whether a person wrote the configuration file. On a person's machine the file executes and loosens only if its text is
 * the one that was there before an agent of ours first worked in the repository, or one that a person accepted since.
 * That is remembered where no sandboxed agent writes.
 */
/** Of a hash, to be typed, hex digits: no agent finds another text of the same 128 bits. */
const TYPED_LENGTH = 32;
const MAX_RECORD = 64;
/** Of a configuration file that is kept: longer than any that is read. */
const MAX_TEXT = 2 ** 20;
/** Recorded where an agent begins before a person accepted anything. */
const NOTHING = 'nothing';
const hashOf = (text) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
const textPath = (record) => `${record}.yml`;
const typedHash = (text) => hashOf(text).slice(0, TYPED_LENGTH);
/** Flags and file together, the file with power only where a person has a say in it. `typed`: what they accept. */
async function readCliConfigured(given, context, typed = undefined) {
    if (typed !== undefined && !/^[0-9a-f]{32}$/.test(String(typed)))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`"${typed}" is not the hash of a configuration file`, {
            where: '--accept-config',
            fix: 'copy the 32 digits from the warning that names the file, or leave it out',
        });
    const checkpoint = given.raw('checkpoint')?.trim() ?? '';
    const { path, record } = await findRecord(given.beforeFile().workdir, context);
    // Without checkpoints a person may have been working beside an agent elsewhere.
    const isFirst = record === 'unused' && checkpoint !== '' && checkpoint !== 'off';
    const trust = {
        isTrusted: (text) => isFirst || typedHash(text) === (typed ?? record),
        howToAccept: (text) => `--accept-config ${typedHash(text)}`,
        accepted: readAccepted(path, record),
    };
    return (0,_reading_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .readConfigured */ .vZ)(given, context, trust, checkpoint === 'off');
}
/**
 * Before the first agent starts: what was typed, or else what counts, is accepted; nothing else is from now on. UserError
 * where the work would be checked less than people said. `isStarted` false: another process starts it.
 */
async function acceptConfig(configured, context, { typed, isStarted }) {
    (0,_reading_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .requireChecks */ .Nq)(configured);
    if (!isStarted)
        return;
    const { inputs, trustedText } = configured;
    const { own, record } = await findRecord(inputs.workdir, context);
    for (const path of own) {
        // What was typed counts for the text that it is the hash of, which was read with it.
        if (typed !== undefined && (trustedText === null || typedHash(trustedText) !== typed))
            writeRecord(path, String(typed));
        else if (trustedText !== null)
            writeAccepted(path, trustedText);
        else if (record === 'unused')
            writeRecord(path, NOTHING);
    }
}
/** Of a file that a person just had written. */
async function acceptText(workdir, text, context) {
    for (const path of (await findRecord(workdir, context)).own)
        writeAccepted(path, text);
}
/**
 * Which repository a folder belongs to is said by `.git` in it or above it, and an agent can make one anywhere below the
 * top, or replace the file that is one in a linked worktree. So a repository that is not known yet is looked up by its
 * folders as well: what counts in one of them counts in it.
 */
async function findRecord(workdir, context) {
    const found = await context.findCheckout(workdir, null).catch(() => null);
    const pathOf = (place) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_command_context_js__WEBPACK_IMPORTED_MODULE_6__/* .stateFolder */ .yp)(context), '.accepted', hashOf(place));
    const own = found?.kind === 'checkout' ? [found.checkout.commonDir, found.checkout.top] : [];
    const around = foldersFrom(workdir).flatMap((folder) => [folder, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, '.git')]);
    const records = [...own, ...around].map((place) => ({ path: pathOf(place), record: readRecord(pathOf(place)) }));
    const known = records.find(({ record }) => record !== 'unused');
    const none = { path: null, record: own.length > 0 ? 'unused' : NOTHING };
    return { ...(known ?? none), own: own.map(pathOf) };
}
/** A folder and those above it. */
function foldersFrom(folder) {
    const above = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder);
    return above === folder ? [folder] : [folder, ...foldersFrom(above)];
}
/** `unused`: nothing was recorded there yet. */
function readRecord(path) {
    try {
        // What an earlier version wrote is longer.
        return ((0,_state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_4__/* .readRegularText */ .Aj)(path, MAX_RECORD) ?? NOTHING).slice(0, TYPED_LENGTH);
    }
    catch (error) {
        const isMissing = error.code === 'ENOENT';
        return isMissing && canBeMade(path) ? 'unused' : NOTHING;
    }
}
/** Where nothing can be recorded, no run would know that it is not the first. */
function canBeMade(path) {
    let folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
    while (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(folder))
        folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.accessSync)(folder, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK);
        return true;
    }
    catch {
        return false;
    }
}
/** The text that was accepted, beside its hash; null: it is not known, as with what an earlier version wrote. */
function readAccepted(path, record) {
    try {
        const text = path === null ? null : (0,_state_file_regular_file_js__WEBPACK_IMPORTED_MODULE_4__/* .readRegularText */ .Aj)(textPath(path), MAX_TEXT);
        return text !== null && typedHash(text) === record ? text : null;
    }
    catch {
        return null;
    }
}
function writeAccepted(path, text) {
    writeRecord(path, typedHash(text));
    if (readAccepted(path, typedHash(text)) === null)
        write(textPath(path), text);
}
function writeRecord(path, record) {
    if (readRecord(path) !== record)
        write(path, record);
}
function write(path, text) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), { recursive: true, mode: 0o700 });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(path, text, { mode: 0o600 });
    }
    catch {
        // The next run asks for it again.
    }
}


/***/ }),

/***/ 95637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   lD: () => (/* binding */ split)
/* harmony export */ });
/* unused harmony export join */


/*
  Port of a subset of the features of CPython's shlex module, which provides a
  shell-like lexer. Original code by Eric S. Raymond and other contributors.
*/

class Shlexer {
  constructor (string) {
    this.i = 0
    this.string = string

    /**
     * Characters that will be considered whitespace and skipped. Whitespace
     * bounds tokens. By default, includes space, tab, linefeed and carriage
     * return.
     */
    this.whitespace = ' \t\r\n'

    /**
     * Characters that will be considered string quotes. The token accumulates
     * until the same quote is encountered again (thus, different quote types
     * protect each other as in the shell.) By default, includes ASCII single
     * and double quotes.
     */
    this.quotes = `'"`

    /**
     * Characters that will be considered as escape. Just `\` by default.
     */
    this.escapes = '\\'

    /**
     * The subset of quote types that allow escaped characters. Just `"` by default.
     */
    this.escapedQuotes = '"'

    /**
     * Whether to support ANSI C-style $'' quotes
     * https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
     */
    this.ansiCQuotes = true

    /**
     * Whether to support localized $"" quotes
     * https://www.gnu.org/software/bash/manual/html_node/Locale-Translation.html
     *
     * The behavior is as if the current locale is set to C or POSIX, i.e., the
     * contents are not translated.
     */
    this.localeQuotes = true

    this.debug = false
  }

  readChar () {
    return this.string.charAt(this.i++)
  }

  processEscapes (string, quote, isAnsiCQuote) {
    if (!isAnsiCQuote && !this.escapedQuotes.includes(quote)) {
      // This quote type doesn't support escape sequences
      return string
    }

    // We need to form a regex that matches any of the escape characters,
    // without interpreting any of the characters as a regex special character.
    const anyEscape = '[' + this.escapes.replace(/(.)/g, '\\$1') + ']'

    // In regular quoted strings, we can only escape an escape character, and
    // the quote character itself.
    if (!isAnsiCQuote && this.escapedQuotes.includes(quote)) {
      const re = new RegExp(
        anyEscape + '(' + anyEscape + '|\\' + quote + ')', 'g')
      return string.replace(re, '$1')
    }

    // ANSI C quoted strings support a wide variety of escape sequences
    if (isAnsiCQuote) {
      const patterns = {
        // Literal characters
        '([\\\\\'"?])': (x) => x,

        // Non-printable ASCII characters
        'a': () => '\x07',
        'b': () => '\x08',
        'e|E': () => '\x1b',
        'f': () => '\x0c',
        'n': () => '\x0a',
        'r': () => '\x0d',
        't': () => '\x09',
        'v': () => '\x0b',

        // Octal bytes
        '([0-7]{1,3})': (x) => String.fromCharCode(parseInt(x, 8)),

        // Hexadecimal bytes
        'x([0-9a-fA-F]{1,2})': (x) => String.fromCharCode(parseInt(x, 16)),

        // Unicode code units
        'u([0-9a-fA-F]{1,4})': (x) => String.fromCharCode(parseInt(x, 16)),
        'U([0-9a-fA-F]{1,8})': (x) => String.fromCharCode(parseInt(x, 16)),

        // Control characters
        // https://en.wikipedia.org/wiki/Control_character#How_control_characters_map_to_keyboards
        'c(.)': (x) => {
          if (x === '?') {
            return '\x7f'
          } else if (x === '@') {
            return '\x00'
          } else {
            return String.fromCharCode(x.charCodeAt(0) & 31)
          }
        }
      }

      // Construct an uber-RegEx that catches all of the above pattern
      const re = new RegExp(
        anyEscape + '(' + Object.keys(patterns).join('|') + ')', 'g')

      // For each match, figure out which subpattern matched, and apply the
      // corresponding function
      return string.replace(re, function (m, p1) {
        for (const matched in patterns) {
          const mm = new RegExp('^' + matched + '$').exec(p1)
          if (mm === null) {
            continue
          }

          return patterns[matched].apply(null, mm.slice(1))
        }
      })
    }

    // Should not get here
    return undefined
  }

  * [Symbol.iterator] () {
    let inQuote = false
    let inDollarQuote = false
    let escaped = false
    let lastDollar = -2 // position of last dollar sign we saw
    let token

    if (this.debug) {
      console.log('full input:', '>' + this.string + '<')
    }

    while (true) {
      const pos = this.i
      const char = this.readChar()

      if (this.debug) {
        console.log(
          'position:', pos,
          'input:', '>' + char + '<',
          'accumulated:', token,
          'inQuote:', inQuote,
          'inDollarQuote:', inDollarQuote,
          'lastDollar:', lastDollar,
          'escaped:', escaped
        )
      }

      // Ran out of characters, we're done
      if (char === '') {
        if (inQuote) { throw new Error('Got EOF while in a quoted string') }
        if (escaped) { throw new Error('Got EOF while in an escape sequence') }
        if (token !== undefined) { yield token }
        return
      }

      // We were in an escape sequence, complete it
      if (escaped) {
        if (char === '\n') {
          // An escaped newline just means to continue the command on the next
          // line. We just need to ignore it.
        } else if (inQuote) {
          // If we are in a quote, just accumulate the whole escape sequence,
          // as we will interpret escape sequences later.
          token = (token || '') + escaped + char
        } else {
          // Just use the literal character
          token = (token || '') + char
        }

        escaped = false
        continue
      }

      if (this.escapes.includes(char)) {
        if (!inQuote || inDollarQuote !== false || this.escapedQuotes.includes(inQuote)) {
          // We encountered an escape character, which is going to affect how
          // we treat the next character.
          escaped = char
          continue
        } else {
          // This string type doesn't use escape characters. Ignore for now.
        }
      }

      // We were in a string
      if (inQuote !== false) {
        // String is finished. Don't grab the quote character.
        if (char === inQuote) {
          token = this.processEscapes(token, inQuote, inDollarQuote === '\'')
          inQuote = false
          inDollarQuote = false
          continue
        }

        // String isn't finished yet, accumulate the character
        token = (token || '') + char
        continue
      }

      // This is the start of a new string, don't accumulate the quotation mark
      if (this.quotes.includes(char)) {
        inQuote = char
        if (lastDollar === pos - 1) {
          if (char === '\'' && !this.ansiCQuotes) {
            // Feature not enabled
          } else if (char === '"' && !this.localeQuotes) {
            // Feature not enabled
          } else {
            inDollarQuote = char
          }
        }

        token = (token || '') // fixes blank string

        if (inDollarQuote !== false) {
          // Drop the opening $ we captured before
          token = token.slice(0, -1)
        }

        continue
      }

      // This is a dollar sign, record that we saw it in case it's the start of
      // an ANSI C or localized string
      if (inQuote === false && char === '$') {
        lastDollar = pos
      }

      // This is whitespace, so yield the token if we have one
      if (this.whitespace.includes(char)) {
        if (token !== undefined) { yield token }
        token = undefined
        continue
      }

      // Otherwise, accumulate the character
      token = (token || '') + char
    }
  }
}


/**
 * Splits a given string using shell-like syntax. This function is the inverse
 * of shlex.join().
 *
 * @param {String} s String to split.
 * @returns {String[]}
 */
function split (s) {
  return Array.from(new Shlexer(s))
}

/**
 * Escapes a potentially shell-unsafe string using quotes.
 *
 * @param {String} s String to quote
 * @returns {String}
 */
function quote (s) {
  if (s === '') { return '\'\'' }

  const unsafeRe = /[^\w@%\-+=:,./]/
  if (!unsafeRe.test(s)) { return s }

  return ('\'' + s.replace(/('+)/g, '\'"$1"\'') + '\'').replace(/^''|''$/g, '')
}


/**
 * Concatenate the tokens of the list args and return a string. This function
 * is the inverse of shlex.split().
 *
 * The returned value is shell-escaped to protect against injection
 * vulnerabilities (see shlex.quote()).
 *
 * @param {String[]} args List of args to join
 * @returns {String}
 */
function join (args) {
  if (!Array.isArray(args)) {
    throw new TypeError("args should be an array")
  }
  return args.map(quote).join(" ")
}


/***/ })

};
