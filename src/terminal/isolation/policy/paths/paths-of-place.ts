import { delimiter, isAbsolute, join } from 'node:path';

/** What of a user says where their files are. Absolute paths. */
export interface UserPlace {
  readonly uid: number;
  /** HOME, and the one that the machine knows of the user, which HOME may not name. */
  readonly homes: readonly string[];
  /** Variables that agents are given on purpose: what they name is theirs to use. */
  readonly agentEnv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

export const inHome =
  (...names: readonly string[]) =>
  ({ homes }: Pick<UserPlace, 'homes'>): readonly string[] =>
    homes.flatMap((home) => names.map((name) => join(home, name)));

/** In XDG_CONFIG_HOME, and where programs that do not know it look. */
export function inConfig(place: UserPlace, ...names: readonly string[]): readonly string[] {
  return inXdg(place, 'XDG_CONFIG_HOME', '.config', names);
}

/** In XDG_DATA_HOME, and where programs that do not know it look. */
export function inData(place: UserPlace, ...names: readonly string[]): readonly string[] {
  return inXdg(place, 'XDG_DATA_HOME', '.local/share', names);
}

function inXdg(place: UserPlace, variable: string, folder: string, names: readonly string[]): readonly string[] {
  const folders = [...variables(place, variable), ...inHome(folder)(place)];
  return [...new Set(folders)].flatMap((top) => names.map((name) => join(top, name)));
}

/** Lists of them included; not by those that agents are given. */
export function namedBy(place: UserPlace, ...names: readonly string[]): readonly string[] {
  return names
    .filter((name) => !place.agentEnv.includes(name))
    .flatMap((name) => (place.env[name] ?? '').split(delimiter))
    .filter((path) => isAbsolute(path));
}

/** Names in a folder of the home, and in the one that a variable names in its place. */
export function inMoved(place: UserPlace, variable: string, folder: string, ...names: readonly string[]) {
  return [...new Set([...inHome(folder)(place), ...variables(place, variable)])].flatMap((top) =>
    names.map((name) => join(top, name)),
  );
}

/** Of the session, where its services listen. */
export function inRuntime(place: UserPlace, ...names: readonly string[]): readonly string[] {
  return names.map((name) => join(runtimeFolder(place), name));
}

export function runtimeFolder({ env, uid }: Pick<UserPlace, 'env' | 'uid'>): string {
  return env.XDG_RUNTIME_DIR || `/run/user/${uid}`;
}

/** In which tmux's servers listen: as its variable says, and as where that is not set. */
export function tmuxFolders({ env, uid }: Pick<UserPlace, 'env' | 'uid'>): readonly string[] {
  return [...new Set([env.TMUX_TMPDIR || '/tmp', '/tmp'])].map((folder) => join(folder, `tmux-${uid}`));
}

export function variables({ env }: UserPlace, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => env[name] || []).filter((value) => /^(?:unix:\/)?\//.test(value));
}

/** Paths of the sockets that variables name, as `/x`, `unix:/x`, `unix:///x` or `unix:path=/x,guid=1`. */
export function sockets(place: UserPlace, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => /^(?:unix:(?:path=|\/\/)?)?(\/[^,]*)/.exec(place.env[name] ?? '')?.[1] ?? []);
}
