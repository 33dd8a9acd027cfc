import { tmpdir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/* A container may run under a uid that the machine knows no user for: then node's own look-ups throw. */

/** The home folder: HOME where it is absolute, else the machine's; a place below the temporary folder where it knows none. */
export function homeFolder(env: Readonly<Record<string, string | undefined>>): string {
  if (env.HOME !== undefined && isAbsolute(env.HOME)) return env.HOME;
  return machineHome() ?? join(tmpdir(), `home-of-${process.getuid?.() ?? 'nobody'}`);
}

/** The home of the user as the machine knows it, which HOME need not name; null: it knows none. */
export function machineHome(): string | null {
  return orNull(() => userInfo().homedir) || null;
}

/** The name to sign an answer with. */
export function userName(env: Readonly<Record<string, string | undefined>>): string {
  return orNull(() => userInfo().username) || env.USER || env.LOGNAME || `uid ${process.getuid?.() ?? 'unknown'}`;
}

function orNull(lookUp: () => string): string | null {
  try {
    return lookUp();
  } catch {
    return null;
  }
}
