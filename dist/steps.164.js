export const id = 164;
export const ids = [164];
export const modules = {

/***/ 744:
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

/***/ 4485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runPostStep: () => (/* binding */ runPostStep)
/* harmony export */ });
/* harmony import */ var _inputs_config_file_config_path_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2611);
/* harmony import */ var _inputs_settings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6915);
/* harmony import */ var _terminal_isolation_another_user_loans_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3055);
/* harmony import */ var _reading_read_config_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6536);
/* harmony import */ var _end_agents_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2486);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1109);
/* harmony import */ var _runner_post_state_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1643);







/** What the post step sees to, whatever became of the main step: nothing runs on, nothing is unpushed, nobody waits. */
async function runPostStep(context) {
    const { env } = context;
    const savedState = env[`STATE_${_runner_post_state_js__WEBPACK_IMPORTED_MODULE_5__/* .postStateName */ .HW}`] ?? '';
    // The main step did not get as far as an agent; it has said why.
    if (savedState === '')
        return;
    const given = (0,_inputs_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .givenToAction */ .$P)(env, context.cwd);
    const postState = (0,_runner_post_state_js__WEBPACK_IMPORTED_MODULE_5__/* .readPostState */ .cj)(savedState, (0,_job_js__WEBPACK_IMPORTED_MODULE_4__/* .signingSecret */ .u2)(given.beforeFile()));
    if (postState === null)
        return;
    const { config: text } = postState;
    const { inputs } = await (0,_reading_read_config_js__WEBPACK_IMPORTED_MODULE_2__/* .configureFile */ .r9)(given, { text, name: _inputs_config_file_config_path_js__WEBPACK_IMPORTED_MODULE_6__/* .CONFIG_FILE */ .g, differs: false }, {});
    await (0,_end_agents_js__WEBPACK_IMPORTED_MODULE_3__/* .endAgents */ .y)(postState.mark);
    await (0,_terminal_isolation_another_user_loans_js__WEBPACK_IMPORTED_MODULE_1__/* .endLeftLoans */ .c)(env);
    const mayBeUnpushed = postState.ended !== 'complete' && !postState.idle && inputs.repository.checkpoint === 'push';
    // After most runs nothing is left to do, and then nothing of git and GitHub is loaded.
    if (mayBeUnpushed || postState.ended === null || postState.reply !== null)
        await (await Promise.all(/* import() */[__webpack_require__.e(52), __webpack_require__.e(29), __webpack_require__.e(276)]).then(__webpack_require__.bind(__webpack_require__, 8276))).finishMainStep(postState, inputs, mayBeUnpushed, context);
}


/***/ })

};
