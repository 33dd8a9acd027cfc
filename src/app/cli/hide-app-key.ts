import { options } from '../../inputs/options/options.ts';
import { replaceProcess, takeEnvironment } from '../environment-handover.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const KEY_VARIABLE = options['app-private-key'].variable ?? '';

/** Commands that use the key of an app. */
const COMMANDS = ['run', 'resume', 'doctor'];

/**
 * The environment, with an app's key out of sight: an agent runs as the same user, and could read it in /proc. So the
 * process replaces itself by one without it, where Node can (22.15 or newer).
 */
export function hideAppKey(argv: readonly string[], env: Record<string, string | undefined>): Environment {
  const whole = takeEnvironment(env);
  if (whole === env && env[KEY_VARIABLE] && COMMANDS.includes(argv[2] ?? ''))
    replaceProcess(argv.slice(1), env, withoutAppKey(env));
  return { ...whole };
}

/** What commands and what they start may see of the environment. */
export function withoutAppKey(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== KEY_VARIABLE));
}
