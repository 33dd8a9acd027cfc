import fs from 'node:fs';
import net from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isKept } from './temp-left.ts';

/** What of node:fs writes, by the arguments that say where. */
const WRITERS: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(
    [
      ...['appendFile', 'chmod', 'chown', 'lchown', 'lutimes', 'mkdir', 'mkdtemp', 'open', 'rm', 'rmdir'],
      ...['truncate', 'unlink', 'utimes', 'writeFile'],
    ].map((name) => [name, [0]]),
  ),
  ...Object.fromEntries(['copyFile', 'cp', 'link', 'symlink'].map((name) => [name, [1]])),
  rename: [0, 1],
};
/** No files, though their names are paths. */
const DEVICES = /^\/(?:dev\/(?!shm\/)|proc\/|sys\/)/;

type Call = (...args: unknown[]) => unknown;

/**
 * Where the product itself, and what it looks for, has to lie in folders of the machine: a key in the place with the
 * shortest path, the sockets of ssh's agents. It may pass there, under a name that is nobody else's, and not stay, but for
 * the folder of the user's tmux servers, which a sandbox covers and makes where the user has had none yet.
 */
const PASSING = /^\/(?:var\/)?tmp\/(?:sequential-|ssh-|tmux-\d+$)/;

/** What a test file does beyond its place. */
export interface Watch {
  /** A line each; from here on nothing is watched. */
  end(): Promise<string[]>;
}

/**
 * Watches this process: what it writes outside of `folders`, servers on a port that the system did not choose, servers
 * that still listen at the end, and another working folder than before, which is set back. Nothing is hindered. What a
 * program that it starts writes elsewhere is not seen.
 */
export function watchOutside(folders: readonly string[]): Watch {
  const cwd = process.cwd();
  const found = new Set<string>();
  const passing = new Set<string>();
  const isInside = (path: string) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const noteWrite = (where: unknown) => {
    const path = toPath(where);
    if (path === null || isInside(path) || DEVICES.test(path)) return;
    if (PASSING.test(path)) passing.add(path);
    else found.add(`a write outside of it: ${path}`);
  };
  const endFiles = watchWriters(noteWrite);
  const servers = watchServers((port) => found.add(`a server on a port that is always the same: ${port}`));
  return {
    async end() {
      endFiles();
      for (const port of await servers.end()) found.add(`a server that still listens: ${port}`);
      for (const path of passing) if (fs.existsSync(path) && !isKept(path)) found.add(`a file outside of it: ${path}`);
      if (process.cwd() !== cwd) found.add(`another working folder: ${process.cwd()}`);
      process.chdir(cwd);
      return [...found];
    },
  };
}

/** Calls `note` for each path that is written; the returned function ends that. */
function watchWriters(note: (where: unknown) => void): () => void {
  const before: (() => void)[] = [];
  const watch = (from: object, name: string, at: readonly number[]) => {
    const functions = from as Record<string, Call | undefined>;
    const original = functions[name];
    if (original === undefined) return;
    const watched: Call = (...args) => {
      // Relative to the folder of that moment.
      const paths = at.map((index) => toPath(args[index]) ?? args[index]);
      const result = original.apply(from, args);
      const noteAll = (made: unknown) => (name.startsWith('mkdtemp') ? [made] : paths).forEach(note);
      // What fails has written nothing.
      if (!name.startsWith('open') || writes(args[1])) Promise.resolve(result).then(noteAll, () => undefined);
      return result;
    };
    functions[name] = Object.assign(watched, original);
    before.push(() => {
      functions[name] = original;
    });
  };
  for (const [name, at] of Object.entries(WRITERS)) {
    watch(fs, name, at);
    watch(fs, `${name}Sync`, at);
    watch(fs.promises, name, at);
  }
  watch(fs, 'createWriteStream', [0]);
  return () => before.forEach((restore) => void restore());
}

function writes(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0;
  return typeof flags === 'string' && /[wa+]/.test(flags);
}

/** null: a file that is open already, or nothing that names one. */
function toPath(where: unknown): string | null {
  if (where instanceof URL) return fileURLToPath(where);
  if (typeof where === 'string') return resolve(where);
  return Buffer.isBuffer(where) ? resolve(where.toString()) : null;
}

/** Calls `note` for each port that the caller chose; a socket's file is a file. `end` closes those that still listen. */
function watchServers(note: (port: number) => void): { end(): Promise<string[]> } {
  const { listen } = net.Server.prototype;
  const servers = new Set<net.Server>();
  net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]) {
    const [where] = args;
    const port = Number(typeof where === 'object' && where !== null ? (where as { port?: unknown }).port : where);
    if (port > 0) note(port);
    servers.add(this);
    return (listen as Call).apply(this, args) as net.Server;
  };
  return {
    async end() {
      net.Server.prototype.listen = listen;
      const open = [...servers].filter((server) => server.listening);
      return open.map((server) => {
        const address = server.address();
        server.close();
        return typeof address === 'object' && address !== null ? `port ${address.port}` : String(address);
      });
    },
  };
}

/**
 * Where a test file may write beside its own place: what the project keeps between runs, and the list of the machine's
 * users, in which one that root lends its work to has a line for a time.
 */
export const SHARED = [join(resolve(import.meta.dirname, '..', '..', '..'), '.cache'), '/etc/passwd'];
