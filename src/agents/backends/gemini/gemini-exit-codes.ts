/** gemini's own exit codes: its word for them, and the HTTP status that says the same. */
const OWN_CODES: Readonly<Record<number, { readonly code: string; readonly status: number | null }>> = {
  41: { code: 'authentication', status: 401 },
  42: { code: 'invalid_input', status: null },
  53: { code: 'max_turns', status: null },
};

/** Statuses that model services answer with. Any other exit code may be a signal's or a crash's just as well. */
const STATUSES = [400, 401, 402, 403, 404, 408, 429, 500, 502, 503, 504, 529];

/**
 * The HTTP status that gemini's exit code tells of, null where it tells nothing: one of its own codes, else the status
 * of its last request modulo 256 (173 is 429, 247 is 503, 17 is 529; seen in runs of 0.61.0).
 */
export function statusOfGeminiExitCode(exitCode: number): number | null {
  return OWN_CODES[exitCode]?.status ?? STATUSES.find((status) => status % 256 === exitCode) ?? null;
}

/** gemini's word for one of its own exit codes; null for any other. */
export function errorCodeOfGeminiExitCode(exitCode: number): string | null {
  return OWN_CODES[exitCode]?.code ?? null;
}
