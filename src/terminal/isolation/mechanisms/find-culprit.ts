import type { IsolationPolicy } from '../policy/isolation-policy.ts';

/** Of a policy that no start bears: what of it is to blame. */
export interface Culprit {
  /** null: no path alone. */
  readonly path: string | null;
}

/** Does a start with this policy work? */
type Works = (policy: IsolationPolicy) => Promise<boolean>;

/** Which path breaks a policy, where a start without any works; null: none does, so that the policy is not to blame. */
export async function findCulprit(policy: IsolationPolicy, works: Works): Promise<Culprit | null> {
  const parts = partsOf(policy);
  const upTo = (count: number) => withParts(policy, parts.slice(0, count));
  if (!(await works(upTo(0)))) return null;
  if (await works(upTo(parts.length))) return { path: null };
  let [working, broken] = [0, parts.length];
  while (broken - working > 1) {
    const middle = Math.floor((working + broken) / 2);
    if (await works(upTo(middle))) working = middle;
    else broken = middle;
  }
  return { path: parts[working]?.path ?? null };
}

interface Part {
  readonly kind: 'fresh' | 'writable' | 'readOnly' | 'hidden';
  readonly path: string;
}

function partsOf({ fresh, writable, readOnly, hidden }: IsolationPolicy): readonly Part[] {
  const part = (kind: Part['kind'], paths: readonly string[]) => paths.map((path): Part => ({ kind, path }));
  return [
    ...[...part('fresh', fresh), ...part('writable', writable), ...part('readOnly', readOnly)],
    ...part(
      'hidden',
      hidden.map(({ path }) => path),
    ),
  ];
}

/** Nothing is pinned, for what is covered is not all there. */
function withParts(policy: IsolationPolicy, parts: readonly Part[]): IsolationPolicy {
  const of = (kind: Part['kind']) => new Set(parts.flatMap((part) => (part.kind === kind ? [part.path] : [])));
  const [fresh, writable, readOnly, hidden] = [of('fresh'), of('writable'), of('readOnly'), of('hidden')];
  return {
    ...policy,
    fresh: policy.fresh.filter((path) => fresh.has(path)),
    writable: policy.writable.filter((path) => writable.has(path)),
    readOnly: policy.readOnly.filter((path) => readOnly.has(path)),
    hidden: policy.hidden.filter(({ path }) => hidden.has(path)),
    pinned: [],
  };
}
