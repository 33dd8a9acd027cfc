import { split } from 'shlex';
import type { Backend } from '../../agents/types.ts';
import { parseOwnerBackends } from '../../plan/assignment/owner-backends.ts';
import type { OwnerBackend } from '../../plan/types.ts';
import { nearest } from '../nearest.ts';
import { InvalidValue, type Kind } from './kind.ts';

/** A backend that can be named. */
export type KnownBackend = Pick<Backend, 'name' | 'cli'>;

/** Kinds of values that name a backend, of those that are known. */
export interface AgentKinds {
  /** A backend's name. */
  readonly backend: Kind<string>;
  /** A backend's name, or `none`. */
  readonly backendOrNone: Kind<string>;
  /** A backend, and a model of it if one is named; null: none. */
  readonly reviewer: Kind<OwnerBackend | null>;
  /** Who stands behind an owner agent's name. */
  readonly ownerBackends: Kind<Readonly<Record<string, OwnerBackend>>>;
  /**
   * Extra arguments, split as a shell would, without one: a line `codex: --flag "a b"` is for that backend, a line
   * without a name for all (`*`).
   */
  readonly agentArguments: Kind<Readonly<Record<string, readonly string[]>>>;
  /** `codex=0.171.0, claude=2.1.332`: exact versions, since an unpinned agent changes overnight. */
  readonly agentVersions: Kind<Readonly<Record<string, string>>>;
}

/** The kinds over these backends. */
export function agentKinds(backends: readonly KnownBackend[]): AgentKinds {
  const names = backends.map(({ name }) => name);
  const known = (name: string) => requireKnownName(name, names);
  return {
    backend: backendKind(names, known),
    backendOrNone: {
      read: (value) => (value.toLowerCase() === 'none' ? 'none' : known(value.toLowerCase())),
      accepts: `${names.join(', ')}, none`,
      placeholder: 'backend',
    },
    reviewer: reviewerKind(known),
    ownerBackends: ownerBackendsKind(known),
    agentArguments: agentArgumentsKind(known),
    agentVersions: agentVersionsKind(backends.flatMap(({ name, cli }) => (cli === null ? [] : [name]))),
  };
}

type NameCheck = (name: string) => string;

/** Refuses a name that no backend has, with the one that was likely meant. */
function requireKnownName(name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  const suggestion = nearest(name, names);
  throw new InvalidValue(`is not the name of a backend${suggestion === null ? '' : `; did you mean ${suggestion}?`}`);
}

function backendKind(names: readonly string[], known: NameCheck): AgentKinds['backend'] {
  return { read: (value) => known(value.toLowerCase()), accepts: names.join(', '), placeholder: 'backend' };
}

function reviewerKind(known: NameCheck): AgentKinds['reviewer'] {
  return {
    read(value) {
      if (['', 'none', 'off'].includes(value.toLowerCase())) return null;
      const [, name = '', model] = /^([\w-]+)(?::(\S+))?$/u.exec(value) ?? [];
      if (name === '') throw new InvalidValue('is not of the form backend or backend:model');
      return { backend: known(name.toLowerCase()), model: model ?? null };
    },
    accepts: 'backend or backend:model, such as claude or opencode:google/gemini-3-pro; or none',
    placeholder: 'backend[:model]',
  };
}

function ownerBackendsKind(known: NameCheck): AgentKinds['ownerBackends'] {
  return {
    read(value) {
      const entries = parseOwnerBackends(value);
      for (const { backend } of Object.values(entries)) known(backend);
      return entries;
    },
    accepts: 'owner=backend or owner=backend:model, several separated by commas; all=backend for everyone',
    placeholder: 'owner=backend',
    repeatable: true,
  };
}

function agentArgumentsKind(known: NameCheck): AgentKinds['agentArguments'] {
  return {
    read(value) {
      const args: Record<string, readonly string[]> = {};
      for (const line of value.split('\n')) {
        const [, name, rest] = /^\s*([A-Za-z][\w-]*):(?:(?:\s+(?!\s)|(?=-))(.*))?$/u.exec(line) ?? [];
        const key = name === undefined ? '*' : known(name.toLowerCase());
        const words = shellWords((name === undefined ? line : (rest ?? '')).trim());
        if (words.length > 0) args[key] = [...(args[key] ?? []), ...words];
      }
      return args;
    },
    accepts: 'arguments as on a shell\'s command line, such as --flag "a b"; for one backend: codex: --flag',
    placeholder: 'arguments',
    repeatable: true,
  };
}

/** A program with its arguments, as a shell would split them; null where empty. */
export const commandKind: Kind<string | null> = {
  read(value) {
    if (value === '') return null;
    if (shellWords(value).length === 0) throw new InvalidValue('names no program');
    return value;
  },
  accepts: "a program and its arguments, such as './agent.sh --fast'",
  placeholder: 'command',
};

function shellWords(line: string): string[] {
  try {
    return split(line);
  } catch (cause) {
    throw new InvalidValue(`cannot be split into arguments (${(cause as Error).message})`);
  }
}

function agentVersionsKind(installable: readonly string[]): AgentKinds['agentVersions'] {
  return {
    read(value) {
      const pinned: Record<string, string> = {};
      for (const entry of value.split(/[\s,]+/u).filter((part) => part !== '')) {
        const [, name, version] = /^([\w-]+)[=@]v?(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/u.exec(entry) ?? [];
        if (name === undefined || version === undefined)
          throw new InvalidValue(`contains "${entry}", which is not of the form name=x.y.z`);
        if (!installable.includes(name)) throw new InvalidValue(`names ${name}, which is not installed from npm`);
        pinned[name] = version;
      }
      return pinned;
    },
    accepts: `name=x.y.z, several separated by commas; the names are ${installable.join(', ')}`,
    placeholder: 'name=version',
    repeatable: true,
  };
}
