import { UserError } from '../../errors.ts';
import type { InitFlags } from './init/types.ts';
import type { LogFlags } from './look-back/log-command.ts';

/* What commander made of the flags, as the commands take them. */

/** Flags as a person gave them; left out: undefined. */
export function textFlags<Name extends string>(
  flags: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): Readonly<Record<Name, string | undefined>> {
  const entries = names.map((name) => [name, typeof flags[name] === 'string' ? flags[name] : undefined]);
  return Object.fromEntries(entries) as Record<Name, string | undefined>;
}

export function logFlags({ attempt, follow, logs }: Readonly<Record<string, unknown>>, unit: unknown): LogFlags {
  if (attempt !== undefined && !/^[1-9]\d*$/.test(String(attempt)))
    throw new UserError(`"${attempt}" is no attempt`, { where: '--attempt', fix: 'give its number: 1 is the first' });
  return {
    unit: textOrNull(unit),
    attempt: attempt === undefined ? null : Number(attempt),
    follow: follow === true,
    logs: textOrNull(logs),
  };
}

export function fileOrNull(value: unknown): string | null {
  if (value === '') throw new UserError('no file is named', { where: '--out', fix: 'name one, or leave --out out' });
  return textOrNull(value);
}

export function textsOrNull(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.map(String) : null;
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function initFlags(flags: Readonly<Record<string, unknown>>): InitFlags {
  return {
    yes: flags.yes === true,
    force: flags.force === true,
    skill: flags.skill === true,
    ...textFlags(flags, ['key', 'schedule', 'runner', 'action']),
  };
}
