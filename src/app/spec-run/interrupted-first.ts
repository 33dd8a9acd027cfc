import type { CheckoutFinder } from '../../repository/git/checkout.ts';
import { findInterruptedRun, isStateCommitted } from '../../repository/guard/uncommitted/uncommitted-changes.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { pathInRepository } from '../surroundings/path-in-repository.ts';

/**
 * Several specs in their order, but first the one whose run was cut off in this checkout: what it left uncommitted is
 * its own, and would be in the way of the others.
 */
export async function interruptedFirst(
  specs: readonly SpecLocation[],
  { workdir, findCheckout }: { readonly workdir: string; readonly findCheckout: CheckoutFinder },
): Promise<readonly SpecLocation[]> {
  if (specs.length < 2) return specs;
  // What is wrong with the repository is told when it is opened.
  const found = await findCheckout(workdir, null).catch(() => null);
  if (found?.kind !== 'checkout') return specs;
  const { checkout } = found;
  const isCutOff = async ({ statePath, name: spec }: SpecLocation) => {
    const place = { statePath: pathInRepository(workdir, statePath), spec };
    return (await findInterruptedRun(checkout, place)) !== null && !(await isStateCommitted(checkout, place));
  };
  const cutOff = await Promise.all(specs.map(isCutOff));
  return [...specs.filter((_, at) => cutOff[at]), ...specs.filter((_, at) => !cutOff[at])];
}
