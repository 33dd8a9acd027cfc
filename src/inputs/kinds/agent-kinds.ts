import { split } from 'shlex';
import { backends } from '../../agents/index.ts';
import { nearest } from '../nearest.ts';
import { InvalidValue, type Kind } from './kind.ts';

/** Names of the backends there are. */
function backendNames(): readonly string[] {
  return backends.map(({ name }) => name);
}

/** Refuses a name that no backend has, with the one that was likely meant. */
export function requireKnownBackend(name: string): string {
  const names = backendNames();
  if (names.includes(name)) return name;
  const suggestion = nearest(name, names);
  throw new InvalidValue(`names no backend${suggestion === null ? '' : `; did you mean ${suggestion}?`}`);
}

/** A backend's name. */
export const backend: Kind<string> = {
  read: (value) => requireKnownBackend(value.toLowerCase()),
  get accepts() {
    return backendNames().join(', ');
  },
  placeholder: 'backend',
};

/** A backend's name, or `none`. */
export const backendOrNone: Kind<string> = {
  read: (value) => (value.toLowerCase() === 'none' ? 'none' : backend.read(value)),
  get accepts() {
    return `${backend.accepts}, none`;
  },
  placeholder: 'backend',
};

/**
 * Extra arguments, split as a shell would, without one: a line `codex: --flag "a b"` is for that backend, a line
 * without a name for all (`*`).
 */
export const agentArguments: Kind<Readonly<Record<string, readonly string[]>>> = {
  read(value) {
    const args: Record<string, readonly string[]> = {};
    for (const line of value.split('\n')) {
      const [, name, rest] = /^\s*([A-Za-z][\w-]*):(?:(?:\s+|(?=-))(.*))?$/u.exec(line) ?? [];
      const key = name === undefined ? '*' : requireKnownBackend(name.toLowerCase());
      const words = shellWords((name === undefined ? line : (rest ?? '')).trim());
      if (words.length > 0) args[key] = [...(args[key] ?? []), ...words];
    }
    return args;
  },
  accepts: 'arguments as on a shell\'s command line, such as --flag "a b"; for one backend: codex: --flag',
  placeholder: 'arguments',
  repeatable: true,
};

function shellWords(line: string): string[] {
  try {
    return split(line);
  } catch (cause) {
    throw new InvalidValue(`cannot be split into arguments (${(cause as Error).message})`);
  }
}

/** `codex=0.169.0, claude=2.1.330`: exact versions, since an unpinned agent changes overnight. */
export const agentVersions: Kind<Readonly<Record<string, string>>> = {
  read(value) {
    const pinned: Record<string, string> = {};
    const names = installableNames();
    for (const entry of value.split(/[\s,]+/u).filter((part) => part !== '')) {
      const [, name, version] = /^([\w-]+)[=@]v?(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/u.exec(entry) ?? [];
      if (name === undefined || version === undefined) throw new InvalidValue(`holds "${entry}", no name=x.y.z`);
      if (!names.includes(name)) throw new InvalidValue(`names ${name}, which is not installed from npm`);
      pinned[name] = version;
    }
    return pinned;
  },
  get accepts() {
    return `name=x.y.z, several separated by commas, of ${installableNames().join(', ')}`;
  },
  placeholder: 'name=version',
  repeatable: true,
};

function installableNames(): readonly string[] {
  return backends.flatMap(({ name, cli }) => (cli === null ? [] : [name]));
}
