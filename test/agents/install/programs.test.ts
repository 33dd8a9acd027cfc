import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { custom } from '../../../src/agents/backends/custom.ts';
import { findProgram } from '../../../src/agents/install/find-program.ts';
import { ensurePrograms } from '../../../src/agents/install/programs.ts';
import type { Backend } from '../../../src/agents/types.ts';
import { UserError } from '../../../src/errors.ts';
import { backend, key, madeMachine } from '../made-machine.ts';
import { type Registry, startRegistry } from './install-registry.ts';

const machine = madeMachine();
const { install, options } = machine;

describe('before the first unit', () => {
  test('every chosen agent has its program, and warnings are passed on', async () => {
    const path = install('alpha', '2.0.0');
    const programs = await ensurePrograms([backend('alpha'), custom], ['alpha', 'custom'], options({ env: key }));
    expect([...programs.paths]).toEqual([
      ['alpha', path],
      ['custom', 'custom'],
    ]);
    expect(programs.warnings).toEqual([expect.stringContaining('newer than 1.0.0')]);
  });

  test('all that is wrong with the required ones is said at once', async () => {
    install('alpha', '1.0.0');
    const betaKey = { BETA_TOKEN: 'x' };
    const error = await ensurePrograms(
      [backend('alpha'), backend('beta')],
      ['alpha', 'beta'],
      options({ env: betaKey, install: 'never' }),
    ).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain('alpha has no key');
    expect((error as UserError).message).toContain('beta is not installed');
    expect((error as UserError).fix).toContain('@made-up/beta@1.0.0');
  });

  test('one that is not required is left out with its reason', async () => {
    install('alpha', '1.0.0');
    const programs = await ensurePrograms([backend('alpha'), backend('beta')], ['alpha'], options({ env: key }));
    expect([...programs.paths.keys()]).toEqual(['alpha']);
    expect(programs.unusable.get('beta')).toContain('BETA_API_KEY');
  });

  describe('with a registry', () => {
    let registry: Registry;
    beforeEach(async () => {
      registry = await startRegistry({ '1.0.0': 'works', '1.1.0': 'works' });
    });
    afterEach(() => registry.close());

    const tiny: Backend = {
      ...custom,
      name: 'tiny',
      cli: { program: 'tiny-agent', package: 'tiny-agent', version: '1.0.0' },
    };

    async function withNpm(): Promise<Record<string, string>> {
      // npm and node and no more, so that nothing else on this machine's PATH is found.
      for (const name of ['npm', 'node'])
        symlinkSync((await findProgram(name, process.env.PATH)) ?? '', join(machine.bin, name));
      const real = dirname(process.execPath);
      const PATH = `${machine.bin}:${real}:/usr/bin:/bin`;
      return { PATH, HOME: machine.home, TMPDIR: machine.home, npm_config_registry: registry.url };
    }

    test('a missing one is installed, said, and found in the cache the next time', async () => {
      const env = await withNpm();
      const said: string[] = [];
      const first = await ensurePrograms([tiny], ['tiny'], options({ env, log: (line) => said.push(line) }));
      expect(first.paths.get('tiny')).toContain(join(machine.folder, 'cache'));
      expect(said[0]).toContain('installing tiny-agent');
      const again = await ensurePrograms([tiny], ['tiny'], options({ env, install: 'never' }));
      expect(again.paths).toEqual(first.paths);
      expect(registry.downloads()).toBe(1);
    });

    test('one that is not what was installed is not used, and replaced where that is allowed', async () => {
      const env = await withNpm();
      const { paths } = await ensurePrograms([tiny], ['tiny'], options({ env }));
      const program = paths.get('tiny') ?? '';
      const original = readFileSync(program, 'utf8');
      writeFileSync(program, '#!/bin/sh\necho evil\n');
      const reason = /node_modules\/tiny-agent\/cli\.js was changed since it was installed/;
      const never = ensurePrograms([tiny], ['tiny'], options({ env, install: 'never' }));
      await expect(never).rejects.toThrow(reason);
      const said: string[] = [];
      await ensurePrograms([tiny], ['tiny'], options({ env, log: (line) => said.push(line) }));
      expect(said[0]).toMatch(reason);
      expect(readFileSync(program, 'utf8')).toBe(original);
    });

    test('a version that the user asks for wins over PATH, with a warning that it is not the known one', async () => {
      const env = await withNpm();
      writeFileSync(join(machine.bin, 'tiny-agent'), '#!/bin/sh\necho tiny-agent 1.0.0\n', { mode: 0o755 });
      const versions = { tiny: '1.1.0' };
      const programs = await ensurePrograms([tiny], ['tiny'], options({ env, versions }));
      expect(programs.paths.get('tiny')).toContain('1.1.0');
      expect(programs.warnings).toEqual([expect.stringContaining('tiny 1.1.0 is newer than 1.0.0')]);
    });

    test('where nothing may be installed, PATH’s is used and both versions are named', async () => {
      writeFileSync(join(machine.bin, 'tiny-agent'), '#!/bin/sh\necho tiny-agent 1.0.0\n', { mode: 0o755 });
      const versions = { tiny: '1.1.0' };
      const programs = await ensurePrograms([tiny], ['tiny'], options({ versions, install: 'never' }));
      expect(programs.warnings).toEqual([
        expect.stringMatching(/tiny 1\.0\.0 is older than 1\.1\.0, the version requested/),
      ]);
    });
  });
});
