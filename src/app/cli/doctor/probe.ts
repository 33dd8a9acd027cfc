import { ensurePrograms, locateCli } from '../../../agents/install/programs.ts';
import type { Backend } from '../../../agents/types.ts';
import type { Terminal } from '../../../terminal/types.ts';
import { truncate } from '../../../text.ts';
import type { DoctorOptions, ProbeResult } from './doctor-report.ts';

/** Long enough for the slowest CLI's first start and a slow model's one word. */
const probeLimitMs = 90_000;

/** One tiny call each, one after the other, to every backend that could answer. */
export async function probeAll(
  backends: readonly Backend[],
  options: DoctorOptions,
  openTerminal: (paths: ReadonlyMap<string, string>) => Promise<Terminal>,
): Promise<Map<string, ProbeResult>> {
  const results = new Map<string, ProbeResult>();
  const candidates: Backend[] = [];
  for (const backend of backends) {
    const chosen = options.chosen.includes(backend.name);
    const isFound = (await locateCli(backend, options)).kind === 'found';
    if (backend.cli !== null && (isFound || chosen)) candidates.push(backend);
  }
  const { paths, unusable } = await ensurePrograms(candidates, [], options);
  for (const [name, why] of unusable) results.set(name, { ok: false, ms: 0, message: why });
  if (paths.size === 0) return results;
  const terminal = await openTerminal(paths);
  try {
    for (const backend of candidates.filter(({ name }) => paths.has(name))) {
      results.set(backend.name, await probe(backend, options, terminal));
    }
  } finally {
    await terminal.close();
  }
  return results;
}

async function probe(backend: Backend, options: DoctorOptions, terminal: Terminal): Promise<ProbeResult> {
  const report = await terminal.run(
    {
      backend: backend.name,
      order: {
        prompt: 'Answer with the single word OK. Use no tools.',
        session: null,
        // The others are asked for their own default: a model's name means nothing to them.
        model: options.chosen.includes(backend.name) ? (options.model ?? null) : null,
        sandbox: backend.sandboxes.includes('read-only') ? 'read-only' : (backend.sandboxes[0] ?? 'full'),
        extraArgs: [...(options.agentArgs['*'] ?? []), ...(options.agentArgs[backend.name] ?? [])],
        workdir: options.workdir,
        options: {},
      },
      window: `doctor-${backend.name}`,
      title: `doctor: ${backend.name}`,
      attempt: 1,
      maxAttempts: 1,
      timeoutMs: probeLimitMs,
      idleTimeoutMs: probeLimitMs,
      allowEnv: options.agentEnv,
    },
    () => {},
    options.stop ?? new AbortController().signal,
  );
  const ms = report.endedAt - report.startedAt;
  const answer = report.finalMessage.trim();
  if (report.finished?.ok === true && answer !== '') return { ok: true, ms, message: truncate(answer, 80) };
  const why = report.error?.message || report.stderrTail.trim().split('\n').at(-1) || `it ended (${report.end})`;
  return { ok: false, ms, message: truncate(why, 500) };
}
