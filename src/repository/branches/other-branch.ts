import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SpecState } from '../../state/types.ts';
import { readFileAt } from '../git/blobs.ts';
import { deepenToCommonAncestor } from '../git/merge.ts';
import { readStates } from '../merge/finished-spec.ts';
import type { OpenRepository } from '../opened.ts';

/** The work branch of another spec, as the remote has it. */
export interface OtherBranch {
  readonly name: string;
  readonly commit: string;
}

/** One request is enough for what the next run can do as well. */
const TIMEOUT_MS = 60_000;
const FIRST_DEPTH = 50;

/** Brings its commit here, down to where it parted from the base; false: it cannot be had now. */
export async function fetchOtherBranch(
  { checkout, remote, head }: OpenRepository,
  branch: OtherBranch,
  base: { readonly name: string; readonly commit: string },
): Promise<boolean> {
  const { git } = checkout;
  const isHere = async () => (await git(['cat-file', '-e', `${branch.commit}^{commit}`], { accept: 'any' })).code === 0;
  if (remote !== null) {
    const haves = [base.commit, ...(head === null ? [] : [head])];
    const shallow = existsSync(join(checkout.commonDir, 'shallow'));
    const fetch = async (depth: number | null) => {
      await remote.fetch([`refs/heads/${branch.name}`, `refs/heads/${base.name}`], haves, depth, TIMEOUT_MS);
    };
    if (!(await isHere())) await fetch(shallow ? FIRST_DEPTH : null);
    if (await isHere()) await deepenToCommonAncestor(checkout, branch.commit, base.commit, fetch);
  }
  return isHere();
}

/** The specs whose work branch it is, by the state that is on it. */
export async function specsOf(
  { checkout, options }: OpenRepository,
  { name, commit }: OtherBranch,
): Promise<readonly { readonly spec: string; readonly state: SpecState }[]> {
  const states = readStates(options, await readFileAt(checkout.git, commit, options.statePath)) ?? {};
  return Object.entries(states)
    .filter(([spec]) => options.workBranches?.of(spec) === name)
    .map(([spec, state]) => ({ spec, state }));
}
