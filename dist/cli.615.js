export const id = 615;
export const ids = [615];
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

/***/ 46052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Be: () => (/* binding */ withFileOnly),
/* harmony export */   IO: () => (/* binding */ fileSource),
/* harmony export */   KS: () => (/* binding */ withoutPower)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

/** The file as a source of options; `spec`: what is set for it alone goes first. */
function fileSource({ where, options, specs }, spec) {
    const own = spec === null ? undefined : specs.get(spec);
    return {
        raw: (name) => own?.get(name) ?? options.get(name),
        label: (name) => `${where}: ${own?.has(name) ? `specs.${spec}.` : ''}${name}`,
    };
}
/** Options that execute something, or loosen what holds an agent. */
const POWERFUL = [
    ...['verify', 'agent-command', 'agent-args', 'agent-env', 'agent-version', 'base-branch', 'notify'],
    ...['sandbox', 'isolation', 'isolation-allow', 'protect'],
];
/**
 * The file where nothing keeps agents from committing it (`checkpoint: off`): what executes or loosens is left out, and
 * named.
 */
function withoutPower(config) {
    const left = new Set();
    const harmless = (texts) => new Map([...texts].filter(([name, text]) => {
        const isPowerful = POWERFUL.includes(name) && !(name === 'isolation' && text.trim() === 'strict');
        if (isPowerful)
            left.add(name);
        return !isPowerful;
    }));
    if (config.writable.length > 0)
        left.add('isolation.writable');
    if (config.allowedSteering.length > 0)
        left.add('steering.allow');
    const options = harmless(config.options);
    const specs = new Map([...config.specs].map(([name, own]) => [name, harmless(own)]));
    return { config: { ...config, options, specs, writable: [], allowedSteering: [] }, left: [...left] };
}
/** What only the file can say. */
function withFileOnly(inputs, config, home) {
    if (config === null)
        return inputs;
    const writable = config.writable.map((path) => (path.startsWith('~/') ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, path.slice(2)) : path));
    const { headroom } = inputs.throttle;
    return {
        ...inputs,
        throttle: { ...inputs.throttle, headroom: headroom && { ...headroom, hours: config.headroomHours } },
        agents: { ...inputs.agents, memory: config.memory },
        isolation: { ...inputs.isolation, writable },
        repository: { ...inputs.repository, allowedSteering: config.allowedSteering },
    };
}


/***/ }),

/***/ 20893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ assertConsistent),
/* harmony export */   K: () => (/* binding */ readingBackends)
/* harmony export */ });
/* harmony import */ var _agents_sandbox_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(337);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _plan_assignment_owner_backends_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30430);



/** Values that are right each by itself but cannot be meant together. */
function assertConsistent(all, reader, backends) {
    const { label } = reader;
    const refuse = (name, message, fix) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(message, { where: label(name), fix });
    };
    if (all.loop.only !== null && all.loop.from !== null) {
        refuse('only', `"${all.loop.only}" cannot be combined with ${label('from')}`, 'use one of the two');
    }
    const used = executingBackends(all);
    const asked = [all.agents.assignBackend, all.agents.reviewer?.backend];
    const withoutProgram = [...used, ...asked].find((name) => name === 'custom' || name === 'acp');
    if (withoutProgram !== undefined && all.agents.agentCommand === null) {
        refuse('agent-command', `the backend ${withoutProgram} has no program to run`, `give ${label('agent-command')}`);
    }
    const { sandbox } = all.agents;
    for (const name of used) {
        const sandboxes = backends.find((known) => known.name === name)?.sandboxes ?? [];
        if (!sandboxes.includes(sandbox)) {
            refuse('sandbox', `${name} does not support "${sandbox}"`, `accepted with ${name}: ${sandboxes.join(', ')}`);
        }
    }
    requireReadOnly(all, backends, refuse);
    if (all.repository.signing?.by === 'api' && all.repository.checkpoint === 'commit') {
        const fix = `use ${label('checkpoint')} push, or ${label('sign-commits')} key`;
        refuse('sign-commits', `"api" needs commits that are pushed, because GitHub makes them`, fix);
    }
    requirePushes(all, refuse);
    if (all.platform.answer !== null && !all.platform.resume) {
        refuse('answer', 'an answer is given without a request to resume', `set ${label('resume')} to true as well`);
    }
}
/** What runs tell each other lies on the remote. */
function requirePushes({ throttle, repository: { checkpoint }, isCheckpointSaid }, refuse) {
    const keepsHere = checkpoint === 'commit' || (checkpoint === 'off' && isCheckpointSaid);
    if (throttle.scope !== 'repository' || !keepsHere)
        return;
    const fix = 'set checkpoint to push, or throttle-scope to spec';
    refuse('throttle-scope', '"repository" needs a remote that all runs push to', fix);
}
/** Who is to change nothing works on a copy where it has no read-only mode, and that needs a sandbox. */
function requireReadOnly(all, backends, refuse) {
    if (all.isolation.strength !== 'off')
        return;
    const canRead = backends.filter(_agents_sandbox_js__WEBPACK_IMPORTED_MODULE_0__/* .surelyKeepsFromWriting */ .V2).map(({ name }) => name);
    for (const [option, name] of readingBackends(all)) {
        if (canRead.includes(name))
            continue;
        const fix = `accepted without isolation: ${canRead.join(', ')}`;
        refuse(option, `nothing but a sandbox keeps ${name} from changing files, and isolation is off`, fix);
    }
}
/** Backends that are asked for something and are to change nothing, each with the option that has them asked. */
function readingBackends({ agents, loop, }) {
    const { reviewer, assignBackend } = agents;
    return [
        ...(reviewer === null ? [] : [['reviewer', reviewer.backend]]),
        ...(assignBackend === null ? [] : [['assign-backend', assignBackend]]),
        ...(loop.questions === 'off' ? [] : [['questions', (0,_plan_assignment_owner_backends_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultBackend */ .c_)(agents).backend]]),
    ];
}
/** Backends that may be started to do the work; who is asked for assignments is sandboxed read-only anyway. */
function executingBackends({ agents, throttle }) {
    const allOwners = agents.ownerBackends?.all;
    const defaultBackends = allOwners === undefined ? [agents.backend] : [allOwners.backend];
    const ownerSpecific = Object.values(agents.ownerBackends ?? {}).map(({ backend }) => backend);
    return [...new Set([...defaultBackends, ...ownerSpecific, ...throttle.fallbackBackends])];
}


/***/ }),

/***/ 20717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DL: () => (/* binding */ readKept),
/* harmony export */   II: () => (/* binding */ flagsToRepeat),
/* harmony export */   o2: () => (/* binding */ keepOptions)
/* harmony export */ });
/* unused harmony export isKept */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66704);


/**
 * Options that the records keep for `resume`. Whoever can write the records can change them, so only what neither
 * executes anything, nor loosens what holds an agent, nor says anything to one is on this list.
 */
const KEPT = new Set([
    ...['backend', 'assign-backend', 'owner-backends', 'fallback-backends', 'model', 'assign-model'],
    ...['format', 'granularity', 'include-optional', 'attempts', 'max-iterations', 'questions'],
    ...['task-timeout', 'idle-timeout', 'delay', 'max-wait', 'time-budget', 'pace', 'tmux'],
    ...['checkpoint', 'records'],
]);
/** Neither kept nor missed: one run's affair, or the place where it happens. */
const OF_ONE_RUN = new Set([
    ...['spec', 'workdir', 'json', 'only', 'from', 'tmux-session', 'prices'],
]);
const NAMES_BACKENDS = new Set([
    ...['backend', 'assign-backend', 'owner-backends', 'fallback-backends'],
]);
/** Backends that run a program or a script which a person named, or which lies in the repository. */
const RUNS_A_FILE = /(?:^|[=,\s])(?:custom|acp|rehearsal)(?![\w-])/i;
/** Of no agent's command line, and no control character. */
const PLAIN_VALUE = /^[^-\p{Cc}][^\p{Cc}]{0,499}$/u;
/** Can the records keep this value? */
function isKept(name, text) {
    if (!KEPT.has(name) || !PLAIN_VALUE.test(text))
        return false;
    // A value behind a colon or an equals sign must not look like a flag, either.
    return !(NAMES_BACKENDS.has(name) && (RUNS_A_FILE.test(text) || /[:=]\s*-/.test(text)));
}
/** What the records are to keep of the way a run is set; `before`: what they had. */
function keepOptions(said, before, reader) {
    const given = (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .optionNames */ .W6)('cli').flatMap((name) => {
        const text = said(name)?.trim() ?? '';
        return text === '' ? [] : [[name, text]];
    });
    const kept = given.filter(([name, text]) => isKept(name, text));
    const again = given.filter(([name, text]) => !isKept(name, text) && !OF_ONE_RUN.has(name)).map(([name]) => name);
    // What a run came to because nothing was said, such as uncommitted changes, holds for that run alone.
    const checkpoint = reader.isGiven('checkpoint') ? { checkpoint: reader.get('checkpoint') } : {};
    return { options: { ...Object.fromEntries([...before, ...kept]), ...checkpoint }, again };
}
const recordSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    options: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).catch({}),
    again: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).catch([]),
});
/** What records have, whoever wrote it: what cannot have been kept counts for nothing. */
function readKept(recorded, table) {
    const parsed = recordSchema.safeParse(recorded);
    if (!parsed.success)
        return { options: new Map(), again: [] };
    const isOption = (name) => Object.hasOwn(table, name);
    const options = Object.entries(parsed.data.options).flatMap(([name, text]) => isOption(name) && isKept(name, text) && isReadable(table, name, text) ? [[name, text]] : []);
    const again = parsed.data.again.filter(isOption).filter((name) => !OF_ONE_RUN.has(name));
    return { options: new Map(options), again };
}
function isReadable(table, name, text) {
    try {
        table[name].kind.read(text);
        return true;
    }
    catch {
        return false;
    }
}
/** The flags that must be given with `resume`, each as its name and one text: what the records do not keep. */
function flagsToRepeat(said, table) {
    return (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .optionNames */ .W6)('cli').flatMap((name) => {
        const text = said(name)?.trim() ?? '';
        if (text === '' || name === 'spec' || name === 'json' || isKept(name, text))
            return [];
        const texts = table[name].kind.repeatable === true ? text.split('\n') : [text];
        return texts.filter((line) => line.trim() !== '').map((line) => [name, line]);
    });
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
