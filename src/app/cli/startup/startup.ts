import { runOnOwnPath } from '../../../own-path.ts';
import { isHangUpIgnored, surviveClosedTerminal } from './hang-up.ts';
import { hideKeys } from './hide-keys.ts';

/**
 * What must not wait until the whole program is loaded, half a second on a busy machine: `cli.ts` imports it first. Until
 * it ran, a signal has its default effect, and keys are in sight.
 */
export const env = hideKeys(process.argv, process.env);
runOnOwnPath(process.env, env);

const controller = new AbortController();
/** Aborted by the first signal that ends a run. */
export const stop = controller.signal;

const isHangUpMeant = !isHangUpIgnored(env);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort(signal));
/** When all is done, a signal ends what is left. */
export function leaveSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal);
}

process.on('SIGHUP', () => isHangUpMeant && controller.abort('SIGHUP'));
surviveClosedTerminal();
