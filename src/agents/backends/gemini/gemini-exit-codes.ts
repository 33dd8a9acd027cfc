/** gemini's own codes; every other one is the HTTP status of its last request modulo 256 (seen in runs of 0.61.0). */
const OWN_STATUSES: Readonly<Record<number, number>> = { 41: 401 };
const STATUSES = [400, 401, 402, 403, 404, 408, 429, 500, 502, 503, 504, 529];

/** The HTTP status that gemini's exit code tells of; null where it tells nothing. */
export function statusOfGeminiExitCode(exitCode: number): number | null {
  return OWN_STATUSES[exitCode] ?? STATUSES.find((status) => status % 256 === exitCode) ?? null;
}
