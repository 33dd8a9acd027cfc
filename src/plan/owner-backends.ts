import { UserError } from '../errors.ts';
import type { RosterEntry, Settings } from '../inputs/types.ts';
import type { Assignment, AssignmentType } from './types.ts';

/** What the roster reads of the settings. */
export type RosterSettings = Pick<
  Settings['agents'],
  'backend' | 'backendGiven' | 'assignBackend' | 'model' | 'roster'
>;

/** Who carries a unit out: a backend, a model (null: the CLI's own choice), and how it works. */
export interface Executor {
  readonly backend: string;
  readonly model: string | null;
  readonly type: AssignmentType;
}

/** Owner agents as they are without `--agents`; any other name is the backend's of `--backend`. */
const DEFAULT: Readonly<Record<string, string>> = { codex: 'codex', gemini: 'gemini', 'codex-review': 'codex' };
/** An owner agent whose name says how it works. */
const REVIEWER = 'codex-review';

const SYNTAX = /^([\w.-]+)\s*=\s*([\w-]+)(?::(\S+))?$/;
const FIX = "write owner=backend or owner=backend:model, as in 'codex=claude, gemini=opencode:google/gemini-3-pro'";

/** Reads `--agents`; the name `all` stands for every owner agent. Throws a UserError that quotes what it cannot read. */
export function parseRoster(value: string): Readonly<Record<string, RosterEntry>> {
  const roster = new Map<string, RosterEntry>();
  for (const part of value.split(/[,\n]/)) {
    const text = part.trim();
    if (text === '') continue;
    const [, owner, backend, model] = SYNTAX.exec(text) ?? [];
    if (!owner || !backend) throw new UserError(`cannot read "${text}"`, { where: 'agents', fix: FIX });
    if (roster.has(owner)) throw new UserError(`"${owner}" is given twice`, { where: 'agents', fix: FIX });
    roster.set(owner, { backend, model: model ?? null });
  }
  if (roster.size === 0) throw new UserError('no owner agent is given', { where: 'agents', fix: FIX });
  return Object.fromEntries(roster);
}

/**
 * Names to choose an owner agent from: those whose backend can run here (`available` null: all may), and at least one.
 */
export function rosterNames(settings: RosterSettings, available: ReadonlySet<string> | null): readonly string[] {
  const names = Object.keys({ ...DEFAULT, ...settings.roster }).filter((name) => name !== 'all');
  const usable = names.filter((name) => runs(entryOf(name, settings).backend, available));
  return usable.length > 0 ? usable : [settings.backend];
}

/**
 * Who executes an assignment. One that no agent made (`default`, `fallback`) goes to `--backend`, as does one whose
 * own backend cannot run here any more.
 */
export function resolveExecutor(
  assignment: Assignment,
  settings: RosterSettings,
  available: ReadonlySet<string> | null,
): Executor {
  const made = assignment.source !== 'default' && assignment.source !== 'fallback';
  const wanted = made ? entryOf(assignment.owner_agent, settings) : standard(settings);
  const entry = runs(wanted.backend, available) ? wanted : standard(settings);
  const type = made && assignment.owner_agent === REVIEWER ? 'review' : assignment.type;
  return { backend: entry.backend, model: entry.model, type };
}

/**
 * Backends that a run may start (`used`, of those that are `known`), and those without which it cannot go on
 * (`required`): who executes what nobody else does, and who assigns.
 */
export function usedBackends(
  settings: RosterSettings,
  fallbackBackends: readonly string[],
  known: readonly string[],
): { readonly used: readonly string[]; readonly required: readonly string[] } {
  const required = new Set([standard(settings).backend]);
  if (settings.assignBackend !== null) required.add(settings.assignBackend);
  // Without assignments no owner agent is ever chosen.
  const owners = settings.assignBackend === null ? [] : Object.keys({ ...DEFAULT, ...settings.roster });
  const chosen = owners.map((name) => entryOf(name, settings).backend);
  const used = new Set([...required, ...chosen, ...fallbackBackends]);
  return { used: [...used].filter((name) => known.includes(name)), required: [...required] };
}

function entryOf(owner: string, settings: RosterSettings): RosterEntry {
  const { roster, backendGiven } = settings;
  const named = roster && Object.hasOwn(roster, owner) ? roster[owner] : undefined;
  if (named) return withModel(named, settings);
  // Whoever gives a backend and no roster means that backend.
  const byDefault = Object.hasOwn(DEFAULT, owner) ? DEFAULT[owner] : undefined;
  if (roster?.all || (backendGiven && !roster) || !byDefault) return standard(settings);
  return withModel({ backend: byDefault, model: null }, settings);
}

/** Who executes where the roster names nobody: its `all`, else `--backend`. */
function standard(settings: RosterSettings): RosterEntry {
  const all = settings.roster?.all;
  return all ? { ...all, model: all.model ?? settings.model } : { backend: settings.backend, model: settings.model };
}

/** `--model` is a model of `--backend`: another one would not know it. */
function withModel(entry: RosterEntry, settings: RosterSettings): RosterEntry {
  const model = entry.model ?? (entry.backend === settings.backend ? settings.model : null);
  return { backend: entry.backend, model };
}

function runs(backend: string, available: ReadonlySet<string> | null): boolean {
  return available === null || available.has(backend);
}
