/**
 * What services in general say of a limit, as patterns over text that `normalizeMessage` has made plain; an agent may
 * drive any provider. What one vendor alone says stands with its backend (`ServiceLimits`).
 */

/** One line, lower case, straight apostrophes, no addresses: `…/settings/billing` in a link says nothing of a cause. */
export function normalizeMessage(text: string): string {
  return text
    .replace(/[\u2018\u2019\u02bc\u2032]/g, "'")
    .replace(/https?:\/\/[^\s)"'\]]+/g, ' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .toLowerCase();
}

/** Too long a conversation: no limit of time, and nothing that waiting helps. */
export const contextOverflow =
  /prompt is too long|context (?:window|limit|length)|context_length_exceeded|maximum number of tokens allowed|prompt as too long|input token count|contextoverflow/;

/** Limits of the machine's own: waiting gives back no room on a disk. */
const machineResource = '(?:disk|storage|memory|heap|files?|inodes?|lfs)';

/** What comes again however long one waits: an answer that was cut on purpose (each try of it costs), a full disk. */
export const permanentFailure = new RegExp(
  String.raw`\breason: (?:content_filter|max_output_tokens|max_tokens|length)\b|\b${machineResource} quota\b|\bedquot\b`,
);

/** An account's quota, which comes back by itself. */
export const accountQuota = anyOf(
  new RegExp(
    String.raw`\byou(?:'ve| have)? (?:hit|reached|exceeded) your (?!.{0,30}(?:rate limit|\b${machineResource}\b)).{0,40}\blimit\b`,
  ),
  /\b(?:usage|\d+-hour|five-hour|hourly|daily|weekly|monthly|session)(?: usage)? (?:limit|quota|allowance) (?:has been |was |is )?(?:reached|exceeded|exhausted|hit)\b/,
  /\b(?:reached|exceeded|exhausted|hit|used up|used all)\b.{0,40}\b(?:usage|hourly|daily|weekly|monthly|session)\b.{0,20}\b(?:limit|quota|allowance)s?\b/,
  // Whatever the limit's name: the time at which it resets makes it one of an account (`Fable limit reached · resets 2am`).
  /(?<!\brate[ -])\blimit (?:has been |was |is )?(?:reached|exceeded|hit)\b[^a-z0-9]{1,5}(?:(?:it|your limit|the limit) )?(?:will )?resets? (?:at |on |in )?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|today|tomorrow|noon|midnight|daily|every day|next))/,
  /\brun out of (?:your )?(?:included )?(?:(?:ai|usage) )?(?:credits|requests)\b/,
  // A cap on spending is for a person, unless the message says when it resets.
  /\bspend(?:ing)? (?:cap|limit)\b/,
);

/**
 * A quota of a day, for which Google also prints a few seconds to retry after; that is not when it lifts. OpenAI and Groq
 * give a day's requests and tokens back bit by bit, and their time is right: `on requests per day (RPD): Limit 200, …`.
 */
export const dailyQuota =
  /\bdaily (?:[a-z]+ ){0,2}(?:quota|limit)s?\b|\bquota\b.{0,160}\b(?:daily|per ?day)\b|\b(?:rate limit exceeded|too many tokens)\b.{0,20}\bper[- ]day\b/;

/** A quota without a word of which one it is. */
export const unspecifiedQuota = /\bquota exceeded\b(?!.{0,160}per[ _]?minute)|\bexceeded your (?:current )?quota\b/;

export const billing = anyOf(
  /\bcredit balance\b|\bout of credits\b|\bno credits\b/,
  /\binsufficient[_ ](?:quota|credits?|balance|funds)\b/,
  /\bspend(?:ing)? (?:cap|limit)\b|\bbilling[_ ](?:hard|soft)[_ ]limit\b/,
  /\b(?:your|enable|check|update|manage|requires?)\b.{0,30}\bbilling\b(?! (?:period|cycle)|\.\w|[\w/-])|\bbilling (?:details|account|to be enabled|(?:is |has been )?(?:disabled|not enabled)|issue|problem|error)\b/,
  /\bpayment (?:is )?(?:required|failed|overdue)\b|\bpayment method (?:is |was |has )?(?:required|missing|expired|declined|invalid|failed)\b|\b(?:add|update|valid) (?:a |your )?payment method\b/,
  /\bsubscription (?:has )?(?:expired|ended|is required|required)\b|\bnot included in your plan\b/,
);

export const login = anyOf(
  /\bnot logged in\b|\bplease (?:run \/login|log ?in|sign ?in|re-?authenticate)\b|\blogin required\b/,
  /\b(?:invalid|incorrect|missing|expired|revoked)(?: \S+)? (?:api[ _-]?key|credentials?|access token|auth(?:entication)? token)\b/,
  /\bapi[ _-]?key (?:not valid|not found|not provided|is (?:missing|invalid|not valid)|(?:has )?(?:expired|been revoked))\b/,
  /\binvalid[_ ](?:x-)?api[_ -]?key\b|\binvalid_grant\b/,
  /\b(?:oauth )?(?:token|session|login) (?:has |was )?(?:been )?(?:expired|revoked)\b/,
  /\bauthentication(?:[_ ]| was )?(?:failed|error|required|credentials)\b(?! for ')|\bunauthenticated\b|\bunauthorized\b|\bno authentication\b/,
  /\bpermission_denied\b|\bpermission denied: [^/]{0,20}\bapi\b/,
  /\b(?:organization|account|workspace) (?:has been |is |was )?(?:disabled|suspended|deactivated|banned)\b/,
);

/** An unknown or forbidden model; counted only with a status that says so too. */
export const model =
  /\bmodels?\b.{0,80}\b(?:not found|not supported|not available|not exist|no access|not have access|deprecated|retired|decommissioned|not (?:a )?valid|identifier is invalid)\b|\b(?:unknown|invalid|unsupported) model\b|\bnot a valid model\b|\bno endpoints (?:found|available) for\b|^model: \S+$/;

/** A proxy or a sign-in page that does not let it through, a certificate that nobody here vouches for. */
export const network =
  /\bproxy authentication required\b|\bself[- ]signed certificate\b|\b(?:ssl )?certificate (?:verification|verify) failed\b|\bunable to (?:get local issuer|verify the first) certificate\b|\bunable_to_verify_leaf_signature\b|\bself_signed_cert_in_chain\b|\bcertificate has expired\b|\bcert_has_expired\b/;

/** Waiting seconds to minutes is enough: overload, pace, a dropped stream, the network. */
export const transientFailure = anyOf(
  /\boverloaded(?:_error)?\b|\bat capacity\b|\bcapacity (?:is )?unavailable\b|\bhigh (?:demand|load)\b|\btemporarily\b|\bserver[_ -](?:side )?(?:error|issue|had an error)\b/,
  /\brate[_ -]?limit|\btoo many (?:requests|tokens)\b|\bthrottl|\bresource[_ ](?:has been )?exhausted\b/,
  /\binternal[_ ](?:server )?error\b|\bbad gateway\b|\bservice unavailable\b|\bgateway time-?out\b/,
  /\bstream (?:was |has been )?(?:disconnected|closed|interrupted|error|ended|reset)\b|\bincomplete (?:stream|response)\b|\bunexpected (?:eof|end of)\b/,
  /\bconnection (?:error|reset|closed|refused|lost|aborted|timed out|terminated)\b|\bsocket hang ?up\b|\bfetch failed\b|\berror sending request\b|\berror: terminated\b|\bother side closed\b|\bnetwork (?:error|is unreachable|connection)\b/,
  /\beconn(?:reset|refused|aborted)\b|\betimedout\b|\benotfound\b|\beai_again\b|\bepipe\b/,
  /\b(?:request|response|connection|stream|api) timed? ?-?out\b|\bidle timeout\b|\btry(?:ing)? again (?:later|in a (?:moment|few))\b/,
);

/** Words that speak of a request too many, as against an overload of the service. */
export const rateLimit =
  /\brate[_ -]?limit|\btoo many (?:requests|tokens)\b|\bthrottl|\bresource[_ ](?:has been )?exhausted\b|\bquota\b/;

/** What services really answer: `512 MB of memory exceeded` tells of none. */
const STATUSES = new Set([
  400, 401, 402, 403, 404, 407, 408, 409, 413, 422, 424, 429, 500, 502, 503, 504, 520, 522, 524, 529,
]);

/** HTTP status inside a message, where the stream gives none of its own: `last status: 429`, `(HTTP 401)`, `"code":503`. */
export function statusInText(text: string): number | null {
  const match =
    /\b(?:status|error|http|rejected):? ?(?:code:? ?)?\(?([45]\d\d)\b(?! (?!access)[a-z]+s\b)/.exec(text) ??
    /"(?:code|status)": ?([45]\d\d)\b/.exec(text) ??
    /^\s*([45]\d\d) (?!(?!access)[a-z]+s\b)[a-z]/.exec(text);
  const status = Number(match?.[1]);
  return STATUSES.has(status) ? status : null;
}

/** The window's name in snake case (`five_hour`, `weekly`), where a text names one; `names`: beside the usual ones. */
export function windowInText(text: string, names: readonly string[]): string | null {
  if (/\b(?:5|five)-hour\b/.test(text)) return 'five_hour';
  const hours = /\b(\d+)-hour\b/.exec(text)?.[1];
  if (hours !== undefined) return `${hours}_hour`;
  const known = ['weekly', 'daily', 'monthly', 'session', ...names];
  return new RegExp(`\\b(${known.join('|')})s?\\b`).exec(text)?.[1]?.replace(' ', '_') ?? null;
}

/** Matches what one of the patterns does; nothing where there is none. */
export function anyOf(...patterns: readonly RegExp[]): RegExp {
  return patterns.length === 0 ? /(?!)/ : new RegExp(patterns.map(({ source }) => source).join('|'));
}
