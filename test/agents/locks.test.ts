import { describe, expect, test } from '@jest/globals';
import { backends } from '../../src/agents/index.ts';
import { lockFiles } from '../../src/agents/install/lock-files.ts';
import { wrapperLocks, wrappers } from '../real-agents/acp/wrappers.ts';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly integrity?: string; readonly hasInstallScript?: true; readonly dependencies?: object }>
  >;
}

/** Machines for which a program or an add-on was not in the registry that the lock file was made with: npm decides. */
const WITHOUT_INTEGRITY =
  /^node_modules\/@teddyzhu\/clipboard-|^node_modules\/opencode-(?:darwin|windows|linux-arm64|linux-x64(?:-baseline)?-musl)/;

describe('the lock file of a pinned CLI', () => {
  const pinned = [...backends.flatMap(({ cli }) => cli ?? []), ...wrappers];

  test.each(pinned)('$program $version', ({ package: name, version, needsInstallScript }) => {
    const { packages } = { ...lockFiles, ...wrapperLocks }[name] as Lock;
    expect(packages['']?.dependencies).toEqual({ [name]: version });
    const others = Object.entries(packages).filter(([path]) => path !== '');
    const unverified = others.filter(
      ([path, { integrity }]) => integrity === undefined && !WITHOUT_INTEGRITY.test(path),
    );
    expect(unverified).toEqual([]);
    for (const [, { integrity }] of others) expect(integrity ?? 'sha512-').toMatch(/^sha512-/);
    const own = packages[`node_modules/${name}`];
    expect(needsInstallScript === true && own?.hasInstallScript !== true).toBe(false);
  });
});
