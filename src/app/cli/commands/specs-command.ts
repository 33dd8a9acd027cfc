import { options } from '../../../inputs/options/options.ts';
import { specsText } from '../../../report/console/specs-report.ts';
import { createColours } from '../../../report/text/colour.ts';
import { nextWave, pausedUntil, type SpecStatus } from '../../../run-events/spec-status.ts';
import { iso } from '../../../time.ts';
import type { ConfiguredInputs } from '../../reading/read-config.ts';
import { readSpecs } from '../../reading/read-specs.ts';
import { systemClock } from '../../surroundings/clock.ts';
import { type CommandContext, wantsColour } from '../command-context.ts';
import { jsonLine } from '../json-output.ts';

/** Where runs on GitHub work, unless somebody says otherwise. */
const DEFAULTS = new Map([['work-branch', options['work-branch'].defaults.action]] as const);

/** How every spec stands; 64 where one cannot be worked on as it is. */
export async function specs(configured: ConfiguredInputs, context: CommandContext): Promise<number> {
  const { env, stdout, stderr, stop } = context;
  const { inputs, config } = configured.with({ defaults: DEFAULTS });
  const notice = (text: string) => void stderr.write(`note: ${text}\n`);
  for (const warning of inputs.warnings) stderr.write(`warning: ${warning}\n`);
  const now = systemClock.now;
  const found = await readSpecs(inputs, config?.after ?? new Map(), {
    ...{ env, from: 'here' },
    remote: { url: null, tokens: null },
    // A person waits: what cannot be reached at once is told.
    retry: { now, notice, stop, retryForMs: 0, sleep: (ms) => systemClock.sleep(now() + ms, stop) },
  });
  stdout.write(
    inputs.json
      ? specsJson(found, now())
      : specsText(found, now(), createColours(wantsColour(context)), stdout.isTTY ? stdout.columns : undefined),
  );
  return found.some(({ kind }) => kind === 'unreadable') ? 64 : 0;
}

/** The line that `--json` prints. `now`: epoch ms. */
export function specsJson(specs: readonly SpecStatus[], now: number): string {
  const { names, left } = nextWave(specs);
  const time = (at: number | null) => (at === null ? null : iso(at));
  return jsonLine({
    version: 1,
    kind: 'specs',
    matrix: [...names],
    left,
    specs: specs.map((spec) => ({
      name: spec.name,
      folder: spec.folder,
      state: spec.kind,
      units_done: spec.done,
      units_total: spec.total,
      branch: spec.branch,
      worked_at: time(spec.workedAt),
      in_base: spec.isInBase,
      waits_for: spec.waitsFor.map(({ name }) => name),
      paused_until: spec.kind === 'paused' ? time(pausedUntil(spec.paused, now)) : null,
      why: whyOf(spec),
      fix: spec.problem?.fix ?? null,
      issue_url: spec.halt?.url ?? null,
    })),
  });
}

function whyOf({ kind, problem, halt, paused }: SpecStatus): string | null {
  if (kind === 'unreadable') return problem?.message ?? null;
  if (kind === 'halted') return halt?.question ?? null;
  return kind === 'paused' ? (paused?.why ?? null) : null;
}
