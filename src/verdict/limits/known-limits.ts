import type { Backend } from '../../agents/types.ts';
import type { CodeMeaning, ServiceLimits } from '../../agents/vendor-facts.ts';
import { serviceCodes } from './limit-codes.ts';
import * as general from './limit-messages.ts';

type MessageKind = keyof NonNullable<ServiceLimits['messages']>;
type CalendarReset = NonNullable<ServiceLimits['calendarReset']>;

/** What is known of limits: of services in general and of every backend's own. */
export interface KnownLimits {
  /** By code, in lower case. */
  readonly codes: ReadonlyMap<string, CodeMeaning>;
  readonly messages: Readonly<Record<MessageKind, RegExp>>;
  readonly quotaDespiteBilling: readonly RegExp[];
  readonly windows: readonly string[];
  readonly calendarResets: readonly (CalendarReset & { readonly backend: string })[];
}

type LimitSource = Pick<Backend, 'name' | 'limits'>;

const knownByBackends = new WeakMap<readonly LimitSource[], KnownLimits>();

/** Joins what the backends say of their limits; once for each list. */
export function knownLimits(backends: readonly LimitSource[]): KnownLimits {
  const known = knownByBackends.get(backends) ?? joinLimits(backends);
  knownByBackends.set(backends, known);
  return known;
}

function joinLimits(backends: readonly LimitSource[]): KnownLimits {
  const all = backends.flatMap(({ limits }) => limits ?? []);
  const join = (kind: MessageKind, ...generally: readonly RegExp[]): RegExp =>
    general.anyOf(...generally, ...all.flatMap(({ messages }) => messages?.[kind] ?? []));
  return {
    codes: new Map([...Object.entries(serviceCodes), ...all.flatMap(({ codes }) => Object.entries(codes ?? {}))]),
    messages: {
      quota: join('quota', general.accountQuota),
      dailyQuota: join('dailyQuota', general.dailyQuota),
      billing: join('billing', general.billing),
      login: join('login', general.login),
      model: join('model'),
      network: join('network', general.network),
      transient: join('transient', general.transientFailure),
      overload: join('overload'),
    },
    quotaDespiteBilling: all.flatMap((limits) => limits.quotaDespiteBilling ?? []),
    windows: all.flatMap(({ windows }) => windows ?? []),
    calendarResets: backends.flatMap(({ name, limits }) =>
      limits?.calendarReset === undefined ? [] : [{ ...limits.calendarReset, backend: name }],
    ),
  };
}
