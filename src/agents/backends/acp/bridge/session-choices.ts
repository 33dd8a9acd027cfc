import { asList, asString, type Json, objectAt } from '../../../stream/json.ts';

/** One thing that a session lets its client choose, in any of the ways that agents offer it. */
export interface Choice {
  /** The request that makes it, without the session's id. */
  readonly method: string;
  readonly params: object;
  /** Whether it is so already; null: the session does not say. */
  readonly isMade: boolean | null;
}

interface Offer {
  readonly value: string;
  readonly name: string;
}

/**
 * The request that puts a session into the first of `modes` that it has; null: it has none of them. Agents give a mode
 * as an option of the category `mode`, or as one of `modes`; copilot's ids are addresses, with the name after `#`.
 */
export function chooseMode(session: Json, modes: readonly string[]): Choice | null {
  const option = optionOf(session, 'mode');
  const listed = asList(objectAt(session, 'modes').availableModes).flatMap((mode) => toOffer(mode, 'id'));
  for (const wanted of modes) {
    const isWanted = ({ value }: Offer) => value === wanted || value.endsWith(`#${wanted}`);
    const choice = chooseOption(option, isWanted);
    if (choice !== null) return choice;
    const mode = listed.find(isWanted);
    const current = objectAt(session, 'modes').currentModeId;
    if (mode !== undefined)
      return { method: 'session/set_mode', params: { modeId: mode.value }, isMade: isCurrent(current, mode) };
  }
  return null;
}

/** The request that sets the model; else the names of those that there are. */
export function chooseModel(session: Json, model: string): Choice | { readonly names: readonly string[] } {
  const option = optionOf(session, 'model');
  const isWanted = ({ value, name }: Offer) => value === model || name === model;
  const choice = chooseOption(option, isWanted);
  if (choice !== null) return choice;
  // What was the protocol's way, and still is that of gemini and kiro.
  const models = objectAt(session, 'models');
  const listed = asList(models.availableModels).flatMap((one) => toOffer(one, 'modelId'));
  const found = listed.find(isWanted);
  if (found !== undefined) {
    const isMade = isCurrent(models.currentModelId, found);
    return { method: 'session/set_model', params: { modelId: found.value }, isMade };
  }
  return { names: [...new Set([...offersOf(option), ...listed].map(({ value }) => value))] };
}

function optionOf(session: Json, category: string): Json | null {
  const options = asList(session.configOptions).map((option) => objectAt(option));
  return options.find((option) => option.category === category) ?? options.find(({ id }) => id === category) ?? null;
}

function chooseOption(option: Json | null, isWanted: (offer: Offer) => boolean): Choice | null {
  const configId = asString(option?.id);
  const offer = offersOf(option).find(isWanted);
  if (configId === null || offer === undefined) return null;
  const isMade = isCurrent(option?.currentValue, offer);
  return { method: 'session/set_config_option', params: { configId, value: offer.value }, isMade };
}

function isCurrent(current: unknown, { value }: Offer): boolean | null {
  return asString(current) === null ? null : current === value;
}

/** The values of an option; some come in groups. */
function offersOf(option: Json | null): Offer[] {
  return asList(option?.options).flatMap((entry) => {
    const group = asList(objectAt(entry).options);
    return group.length > 0 ? group.flatMap((inner) => toOffer(inner, 'value')) : toOffer(entry, 'value');
  });
}

function toOffer(entry: unknown, key: string): Offer[] {
  const json = objectAt(entry);
  const value = asString(json[key]);
  return value === null ? [] : [{ value, name: asString(json.name) ?? value }];
}
