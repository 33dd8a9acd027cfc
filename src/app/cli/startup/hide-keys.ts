import { OWN_KEY_VARIABLES } from '../../../secrets/own-keys.ts';
import { replaceProcess, takeEnvironment } from '../../surroundings/environment-handover.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Commands that use our own keys. */
const COMMANDS = ['run', 'resume', 'doctor'];

/**
 * The environment, with our own keys out of sight: an agent runs as the same user, and could read them in /proc. So the
 * process replaces itself by one without them, where Node can (22.15 or newer).
 */
export function hideKeys(argv: readonly string[], env: Record<string, string | undefined>): Environment {
  const whole = takeEnvironment(env);
  if (whole === env && OWN_KEY_VARIABLES.some((name) => env[name]) && COMMANDS.includes(argv[2] ?? ''))
    replaceProcess(argv.slice(1), env, withoutKeys(env));
  return { ...whole };
}

/** What commands and what they start may see of the environment. */
export function withoutKeys(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OWN_KEY_VARIABLES.includes(name)));
}
