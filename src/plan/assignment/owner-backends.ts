import { UserError } from '../../errors.ts';
import type { Assignment, AssignmentType, OwnerBackend } from '../types.ts';
import { type AssignableBackend, builtInOwners } from './owner-agents.ts';

/** What the user said of who works. */
export interface OwnerBackendSettings {
  /** Executes where no roster says otherwise. */
  readonly backend: string;
  /** true: it was named by the user, so that it executes unless a roster was given too. */
  readonly backendGiven: boolean;
  /** null: no assignment is asked for. */
  readonly assignBackend: string | null;
  /** A model of `backend`. */
  readonly model: string | null;
  /** null: not given. The key `all` stands for every owner agent. */
  readonly ownerBackends: Readonly<Record<string, OwnerBackend>> | null;
  /** Reviews each unit; null or left out: nobody does. */
  readonly reviewer?: OwnerBackend | null;
}

/** Who carries a unit out: a backend, a model (null: the CLI's own choice), and how it works. */
export interface Executor {
  readonly backend: string;
  readonly model: string | null;
  readonly type: AssignmentType;
}

const SYNTAX = /^([\w.-]+)\s*=\s*([\w-]+)(?::(\S+))?$/;
const FIX = "write owner=backend or owner=backend:model, as in 'codex=claude, gemini=opencode:google/gemini-3-pro'";

/** Reads `--owner-backends`; the name `all` stands for every owner agent. Throws a UserError that quotes what it cannot read. */
export function parseOwnerBackends(value: string): Readonly<Record<string, OwnerBackend>> {
  const ownerBackends = new Map<string, OwnerBackend>();
  for (const part of value.split(/[,\n]/)) {
    const text = part.trim();
    if (text === '') continue;
    const [, owner, backend, model] = SYNTAX.exec(text) ?? [];
    if (!owner || !backend) throw new UserError(`cannot read "${text}"`, { where: 'owner-backends', fix: FIX });
    if (ownerBackends.has(owner))
      throw new UserError(`"${owner}" is given twice`, { where: 'owner-backends', fix: FIX });
    ownerBackends.set(owner, { backend, model: model ?? null });
  }
  if (ownerBackends.size === 0) throw new UserError('no owner agent is given', { where: 'owner-backends', fix: FIX });
  return Object.fromEntries(ownerBackends);
}

/**
 * Names to choose an owner agent from: those whose backend can run here (`available` null: all may), and at least one.
 */
export function ownerAgentNames(
  settings: OwnerBackendSettings,
  backends: readonly AssignableBackend[],
  available: ReadonlySet<string> | null,
): readonly string[] {
  const names = ownerNames(settings, backends).filter((name) => name !== 'all');
  const usable = names.filter((name) => isAvailable(ownerBackend(name, settings, backends).backend, available));
  return usable.length > 0 ? usable : [settings.backend];
}

/**
 * Who executes an assignment. One that no agent made (`default`, `fallback`) goes to `--backend`, as does one whose
 * own backend cannot run here any more.
 */
export function resolveExecutor(
  assignment: Assignment,
  settings: OwnerBackendSettings,
  backends: readonly AssignableBackend[],
  available: ReadonlySet<string> | null,
): Executor {
  const madeByAgent = assignment.source !== 'default' && assignment.source !== 'fallback';
  const preferred = madeByAgent ? ownerBackend(assignment.owner_agent, settings, backends) : defaultBackend(settings);
  const entry = isAvailable(preferred.backend, available) ? preferred : defaultBackend(settings);
  const reviews = builtInOwners(backends).find(({ name }) => name === assignment.owner_agent)?.reviews === true;
  const type = madeByAgent && reviews ? 'review' : assignment.type;
  return { backend: entry.backend, model: entry.model, type };
}

/**
 * Backends that a run may start (`used`, of those in `backends`), and those without which it cannot go on
 * (`required`): who executes what nobody else does, who assigns, and who reviews.
 */
export function usedBackends(
  settings: OwnerBackendSettings,
  fallbackBackends: readonly string[],
  backends: readonly AssignableBackend[],
): { readonly used: readonly string[]; readonly required: readonly string[] } {
  const required = new Set([defaultBackend(settings).backend]);
  if (settings.assignBackend !== null) required.add(settings.assignBackend);
  if (settings.reviewer) required.add(settings.reviewer.backend);
  const chosen = chosenBackends(settings, backends).map(({ backend }) => backend);
  const known = backends.map(({ name }) => name);
  const used = new Set([...required, ...chosen, ...fallbackBackends]);
  return { used: [...used].filter((name) => known.includes(name)), required: [...required] };
}

/** The models that a run may ask for, each with its backend. */
export function requestedModels(
  settings: OwnerBackendSettings & { readonly assignModel: string | null },
  backends: readonly AssignableBackend[],
): readonly { readonly backend: string; readonly model: string }[] {
  const { assignBackend: backend, assignModel: model } = settings;
  const assigning = backend === null ? [] : [withModel({ backend, model }, settings)];
  const executing = [defaultBackend(settings), ...chosenBackends(settings, backends)];
  const reviewing = settings.reviewer ? [withModel(settings.reviewer, settings)] : [];
  const requested = new Map(
    [...executing, ...assigning, ...reviewing].map((entry) => [`${entry.backend} ${entry.model}`, entry]),
  );
  return [...requested.values()].flatMap((entry) =>
    entry.model === null ? [] : [{ backend: entry.backend, model: entry.model }],
  );
}

/** Is the reviewer the agent that works where no roster says otherwise, with the same model? */
export function reviewsItself(settings: OwnerBackendSettings): boolean {
  if (!settings.reviewer) return false;
  const worker = defaultBackend(settings);
  const reviewer = withModel(settings.reviewer, settings);
  return worker.backend === reviewer.backend && worker.model === reviewer.model;
}

/** What the names stand for; without assignments no owner agent is ever chosen. */
function chosenBackends(
  settings: OwnerBackendSettings,
  backends: readonly AssignableBackend[],
): readonly OwnerBackend[] {
  if (settings.assignBackend === null) return [];
  return ownerNames(settings, backends).map((name) => ownerBackend(name, settings, backends));
}

/** Names that a unit may be assigned to, `all` included where the user gave it: the built-in ones, then the user's own. */
function ownerNames(settings: OwnerBackendSettings, backends: readonly AssignableBackend[]): readonly string[] {
  const own = Object.keys(settings.ownerBackends ?? {});
  return [...new Set([...builtInOwners(backends).map(({ name }) => name), ...own])];
}

function ownerBackend(
  owner: string,
  settings: OwnerBackendSettings,
  backends: readonly AssignableBackend[],
): OwnerBackend {
  const { ownerBackends: roster, backendGiven } = settings;
  const configured = roster && Object.hasOwn(roster, owner) ? roster[owner] : undefined;
  if (configured) return withModel(configured, settings);
  // Whoever gives a backend and no roster means that backend.
  const builtIn = builtInOwners(backends).find(({ name }) => name === owner);
  if (roster?.all || (backendGiven && !roster) || builtIn === undefined) return defaultBackend(settings);
  return withModel({ backend: builtIn.backend, model: null }, settings);
}

/** Who executes where the roster names nobody: its `all`, else `--backend`. */
export function defaultBackend(settings: OwnerBackendSettings): OwnerBackend {
  const all = settings.ownerBackends?.all;
  return all ? { ...all, model: all.model ?? settings.model } : { backend: settings.backend, model: settings.model };
}

/** `--model` is a model of `--backend`: another one would not know it. */
export function withModel(entry: OwnerBackend, settings: OwnerBackendSettings): OwnerBackend {
  const model = entry.model ?? (entry.backend === settings.backend ? settings.model : null);
  return { backend: entry.backend, model };
}

function isAvailable(backend: string, available: ReadonlySet<string> | null): boolean {
  return available === null || available.has(backend);
}
