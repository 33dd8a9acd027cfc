import { UserError } from '../errors.ts';
import type { Assignment, AssignmentType, OwnerBackend } from './types.ts';

/** What of a user's settings says which backend stands behind an owner agent. */
export interface OwnerBackendSettings {
  /** Executes where nothing else is said. */
  readonly backend: string;
  /** true: the user gave it, so that it executes unless `ownerBackends` are given too. */
  readonly backendGiven: boolean;
  /** null: no assignment is asked for. */
  readonly assignBackend: string | null;
  readonly model: string | null;
  /** null: not given. The key `all` stands for every owner agent. */
  readonly ownerBackends: Readonly<Record<string, OwnerBackend>> | null;
}

/** Who carries a unit out: a backend, a model (null: the CLI's own choice), and how it works. */
export interface Executor {
  readonly backend: string;
  readonly model: string | null;
  readonly type: AssignmentType;
}

/** Owner agents as they are without `--agents`; any other name is the backend's of `--backend`. */
const DEFAULT_OWNER_BACKENDS: Readonly<Record<string, string>> = {
  codex: 'codex',
  gemini: 'gemini',
  'codex-review': 'codex',
};
/** An owner agent whose name says how it works. */
const REVIEW_OWNER = 'codex-review';

const SYNTAX = /^([\w.-]+)\s*=\s*([\w-]+)(?::(\S+))?$/;
const FIX = "write owner=backend or owner=backend:model, as in 'codex=claude, gemini=opencode:google/gemini-3-pro'";

/** Reads `--agents`; the name `all` stands for every owner agent. Throws a UserError that quotes what it cannot read. */
export function parseOwnerBackends(value: string): Readonly<Record<string, OwnerBackend>> {
  const ownerBackends = new Map<string, OwnerBackend>();
  for (const part of value.split(/[,\n]/)) {
    const text = part.trim();
    if (text === '') continue;
    const [, owner, backend, model] = SYNTAX.exec(text) ?? [];
    if (!owner || !backend) throw new UserError(`cannot read "${text}"`, { where: 'agents', fix: FIX });
    if (ownerBackends.has(owner)) throw new UserError(`"${owner}" is given twice`, { where: 'agents', fix: FIX });
    ownerBackends.set(owner, { backend, model: model ?? null });
  }
  if (ownerBackends.size === 0) throw new UserError('no owner agent is given', { where: 'agents', fix: FIX });
  return Object.fromEntries(ownerBackends);
}

/**
 * Names to choose an owner agent from: those whose backend can run here (`available` null: all may), and at least one.
 */
export function ownerAgentNames(
  settings: OwnerBackendSettings,
  available: ReadonlySet<string> | null,
): readonly string[] {
  const names = Object.keys({ ...DEFAULT_OWNER_BACKENDS, ...settings.ownerBackends }).filter((name) => name !== 'all');
  const usable = names.filter((name) => isAvailable(ownerBackend(name, settings).backend, available));
  return usable.length > 0 ? usable : [settings.backend];
}

/**
 * Who executes an assignment. One that no agent made (`default`, `fallback`) goes to `--backend`, as does one whose
 * own backend cannot run here any more.
 */
export function resolveExecutor(
  assignment: Assignment,
  settings: OwnerBackendSettings,
  available: ReadonlySet<string> | null,
): Executor {
  const madeByAgent = assignment.source !== 'default' && assignment.source !== 'fallback';
  const preferred = madeByAgent ? ownerBackend(assignment.owner_agent, settings) : defaultBackend(settings);
  const entry = isAvailable(preferred.backend, available) ? preferred : defaultBackend(settings);
  const type = madeByAgent && assignment.owner_agent === REVIEW_OWNER ? 'review' : assignment.type;
  return { backend: entry.backend, model: entry.model, type };
}

/**
 * Backends that a run may start (`used`, of those that are `known`), and those without which it cannot go on
 * (`required`): who executes what nobody else does, and who assigns.
 */
export function usedBackends(
  settings: OwnerBackendSettings,
  fallbackBackends: readonly string[],
  known: readonly string[],
): { readonly used: readonly string[]; readonly required: readonly string[] } {
  const required = new Set([defaultBackend(settings).backend]);
  if (settings.assignBackend !== null) required.add(settings.assignBackend);
  // Without assignments no owner agent is ever chosen.
  const owners =
    settings.assignBackend === null ? [] : Object.keys({ ...DEFAULT_OWNER_BACKENDS, ...settings.ownerBackends });
  const chosen = owners.map((name) => ownerBackend(name, settings).backend);
  const used = new Set([...required, ...chosen, ...fallbackBackends]);
  return { used: [...used].filter((name) => known.includes(name)), required: [...required] };
}

function ownerBackend(owner: string, settings: OwnerBackendSettings): OwnerBackend {
  const { ownerBackends: roster, backendGiven } = settings;
  const configured = roster && Object.hasOwn(roster, owner) ? roster[owner] : undefined;
  if (configured) return withModel(configured, settings);
  // Whoever gives a backend and no roster means that backend.
  const builtIn = Object.hasOwn(DEFAULT_OWNER_BACKENDS, owner) ? DEFAULT_OWNER_BACKENDS[owner] : undefined;
  if (roster?.all || (backendGiven && !roster) || !builtIn) return defaultBackend(settings);
  return withModel({ backend: builtIn, model: null }, settings);
}

/** Who executes where the roster names nobody: its `all`, else `--backend`. */
function defaultBackend(settings: OwnerBackendSettings): OwnerBackend {
  const all = settings.ownerBackends?.all;
  return all ? { ...all, model: all.model ?? settings.model } : { backend: settings.backend, model: settings.model };
}

/** `--model` is a model of `--backend`: another one would not know it. */
function withModel(entry: OwnerBackend, settings: OwnerBackendSettings): OwnerBackend {
  const model = entry.model ?? (entry.backend === settings.backend ? settings.model : null);
  return { backend: entry.backend, model };
}

function isAvailable(backend: string, available: ReadonlySet<string> | null): boolean {
  return available === null || available.has(backend);
}
