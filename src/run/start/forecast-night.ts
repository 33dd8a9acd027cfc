import { getBackend } from '../../agents/index.ts';
import type { Backend } from '../../agents/types.ts';
import { isOfThisNight, noteForecast } from '../../forecast/compare.ts';
import { makeForecast } from '../../forecast/forecast.ts';
import { openUnits, pastUnits } from '../../forecast/past.ts';
import type { Forecast, ForecastSettings } from '../../forecast/types.ts';
import type { Settings } from '../../inputs/types.ts';
import type { Plan } from '../../plan/types.ts';
import { forecastSchema } from '../../state/schema.ts';
import type { SavedState, SpecState } from '../../state/types.ts';
import type { RunState } from '../run-state.ts';

/** How the night that begins `now` goes, by what is known of the spec. `until`: the morning; epoch ms. */
export function forecastFor(
  settings: Settings,
  spec: { readonly plan: Plan; readonly saved: SavedState; readonly others: readonly SpecState[] },
  now: number,
  until: number,
  registry?: readonly Backend[],
): Forecast {
  const { plan, saved, others } = spec;
  const forecastSettings = settingsFor(settings, registry);
  return makeForecast(
    {
      settings: forecastSettings,
      units: openUnits(saved.spec, plan, settings.loop),
      past: pastUnits(saved.spec, plan, others, forecastSettings.backend),
      history: saved.throttle,
      now,
      until,
    },
    settings.throttle.seed,
  );
}

/** Says how the night is likely to go, and notes it for its end. No run fails of a forecast. */
export function forecastNight(run: RunState): void {
  const { morningAfter } = run.context;
  const { plan, now } = run;
  if (morningAfter === undefined || plan === null) return;
  try {
    if (getBackend(run.settings.agents.backend, run.context.backends).isScripted) return;
    const forecast = forecastFor(
      run.settings,
      { plan, saved: run.savedState, others: run.otherSpecs },
      now,
      morningAfter(now),
      run.context.backends,
    );
    run.ports.log.emit({ kind: 'forecast', forecast });
    if (isOfThisNight(run.state.forecast, now)) return;
    run.updateState({ ...run.state, forecast: forecastSchema.parse(noteForecast(forecast, run.state)) });
  } catch (error) {
    run.warn(`no forecast could be made: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function settingsFor({ throttle, agents, loop }: Settings, registry?: readonly Backend[]): ForecastSettings {
  const backend = agents.ownerBackends?.all?.backend ?? agents.backend;
  const reviewBackend = agents.reviewer?.backend ?? null;
  const used = [backend, reviewBackend, ...throttle.fallbackBackends].filter((name) => name !== null);
  return {
    throttle,
    backend,
    reporting: used.filter((name) => getBackend(name, registry).reportsWindows === true),
    assignBackend: agents.assignBackend,
    reviewBackend,
    verifies: loop.verify !== null,
    maxIterations: loop.maxIterations,
    maxAttempts: loop.attempts,
    continues: throttle.continue,
  };
}
