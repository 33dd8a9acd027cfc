import { z } from 'zod';
import type { OptionReader } from '../source.ts';
import type { KeptOptions } from '../types.ts';
import { type OptionName, type OptionTable, type OptionTexts, optionNames } from './options.ts';

/**
 * Options that the records keep for `resume`. Whoever can write the records can change them, so only what neither
 * executes anything, nor loosens what holds an agent, nor says anything to one is on this list.
 */
const KEPT: ReadonlySet<OptionName> = new Set<OptionName>([
  ...(['backend', 'assign-backend', 'owner-backends', 'fallback-backends', 'model', 'assign-model'] as const),
  ...(['format', 'granularity', 'include-optional', 'attempts', 'max-iterations', 'questions'] as const),
  ...(['task-timeout', 'idle-timeout', 'delay', 'max-wait', 'time-budget', 'pace', 'tmux'] as const),
  ...(['checkpoint', 'records'] as const),
]);

/** Neither kept nor missed: one run's affair, or the place where it happens. */
const OF_ONE_RUN: ReadonlySet<OptionName> = new Set<OptionName>([
  ...(['spec', 'workdir', 'json', 'only', 'from', 'tmux-session', 'prices'] as const),
]);

const NAMES_BACKENDS: ReadonlySet<OptionName> = new Set<OptionName>([
  ...(['backend', 'assign-backend', 'owner-backends', 'fallback-backends'] as const),
]);

/** Backends that run a program or a script which a person named, or which lies in the repository. */
const RUNS_A_FILE = /(?:^|[=,\s])(?:custom|acp|rehearsal)(?![\w-])/i;

/** Of no agent's command line, and no control character. */
const PLAIN_VALUE = /^[^-\p{Cc}][^\p{Cc}]{0,499}$/u;

/** Can the records keep this value? */
export function isKept(name: OptionName, text: string): boolean {
  if (!KEPT.has(name) || !PLAIN_VALUE.test(text)) return false;
  // A value behind a colon or an equals sign must not look like a flag, either.
  return !(NAMES_BACKENDS.has(name) && (RUNS_A_FILE.test(text) || /[:=]\s*-/.test(text)));
}

/** What the records are to keep of the way a run is set; `before`: what they had. */
export function keepOptions(
  said: (name: OptionName) => string | undefined,
  before: OptionTexts,
  reader: OptionReader,
): KeptOptions {
  const given = optionNames('cli').flatMap((name): [OptionName, string][] => {
    const text = said(name)?.trim() ?? '';
    return text === '' ? [] : [[name, text]];
  });
  const kept = given.filter(([name, text]) => isKept(name, text));
  const again = given.filter(([name, text]) => !isKept(name, text) && !OF_ONE_RUN.has(name)).map(([name]) => name);
  // What a run came to because nothing was said, such as uncommitted changes, holds for that run alone.
  const checkpoint = reader.isGiven('checkpoint') ? { checkpoint: reader.get('checkpoint') } : {};
  return { options: { ...Object.fromEntries([...before, ...kept]), ...checkpoint }, again };
}

const recordSchema = z.object({
  options: z.record(z.string(), z.string()).catch({}),
  again: z.array(z.string()).catch([]),
});

/** What records have, whoever wrote it: what cannot have been kept counts for nothing. */
export function readKept(
  recorded: unknown,
  table: OptionTable,
): { readonly options: OptionTexts; readonly again: readonly OptionName[] } {
  const parsed = recordSchema.safeParse(recorded);
  if (!parsed.success) return { options: new Map(), again: [] };
  const isOption = (name: string): name is OptionName => Object.hasOwn(table, name);
  const options = Object.entries(parsed.data.options).flatMap(([name, text]): [OptionName, string][] =>
    isOption(name) && isKept(name, text) && isReadable(table, name, text) ? [[name, text]] : [],
  );
  const again = parsed.data.again.filter(isOption).filter((name) => !OF_ONE_RUN.has(name));
  return { options: new Map(options), again };
}

function isReadable(table: OptionTable, name: OptionName, text: string): boolean {
  try {
    table[name].kind.read(text);
    return true;
  } catch {
    return false;
  }
}

/** The flags that must be given with `resume`, each as its name and one text: what the records do not keep. */
export function flagsToRepeat(
  said: (name: OptionName) => string | undefined,
  table: OptionTable,
): readonly (readonly [OptionName, string])[] {
  return optionNames('cli').flatMap((name) => {
    const text = said(name)?.trim() ?? '';
    if (text === '' || name === 'spec' || name === 'json' || isKept(name, text)) return [];
    const texts = table[name].kind.repeatable === true ? text.split('\n') : [text];
    return texts.filter((line) => line.trim() !== '').map((line) => [name, line] as const);
  });
}
