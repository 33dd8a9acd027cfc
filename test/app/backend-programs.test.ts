import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cacheFolder, stateFolder, versionFolder } from '../../src/agents/install/install-folders.ts';
import { recordInstall } from '../../src/agents/install/installed-files.ts';
import type { StartProbe } from '../../src/agents/install/version-check.ts';
import type { Backend } from '../../src/agents/types.ts';
import { API_KEY, type LoginFacts } from '../../src/agents/vendor-facts.ts';
import { createBackendPrograms } from '../../src/app/spec-run/backend-programs.ts';
import { givenFlags } from '../../src/inputs/settings.ts';
import { noPlatform } from '../../src/platform/no-platform.ts';
import { backend, madeMachine } from '../agents/made-machine.ts';

const machine = madeMachine();
const listing = (name: string): Backend => {
  const made = backend(name);
  return { ...made, ...(made.cli === null ? {} : { cli: { ...made.cli, listModels: ['models', '--pure'] } }) };
};
const backends = [listing('alpha'), listing('beta'), backend('gamma')];
const env = { ALPHA_TOKEN: 'a', BETA_TOKEN: 'b', GAMMA_TOKEN: 'c' };

function readCalls(name: string): string[] {
  const path = join(machine.folder, `${name}-calls`);
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

/** Puts a CLI on PATH that says its version, and to `models --pure` what the shell script says. */
function installCli(name: string, list: string): void {
  const path = join(machine.bin, `${name}-cli`);
  const script = `[ "$1" = --version ] && echo ${name} 1.0.0 && exit\necho "$@" >> ${machine.folder}/${name}-calls\n${list}`;
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

function programsFor(
  flags: Readonly<Record<string, string>>,
  said: string[] = [],
  startProbe?: StartProbe,
  known: readonly Backend[] = backends,
) {
  const options = machine.options({ env });
  const all = { spec: 'sky', backend: 'alpha', ...flags };
  const settings = givenFlags(all, options.env, machine.folder, known).read(null).forSpec('sky');
  return createBackendPrograms(
    settings,
    {
      env: { ...options.env, HOME: machine.home },
      workdir: machine.folder,
      dist: machine.folder,
      logDir: machine.folder,
      runId: 'run-1',
      stop: new AbortController().signal,
      backends: known,
      resume: null,
      scheduled: false,
      log: { emit: (event) => void said.push(event.kind === 'warning' ? event.message : event.kind) },
      remote: { url: null, tokens: null },
      secrets: [],
      createPlatform: () => noPlatform,
    },
    startProbe,
  );
}

const problems = async (flags: Readonly<Record<string, string>>) => (await programsFor(flags).ensure()).problems;

describe('A model that the CLI does not list', () => {
  const tried = 'The run tries it anyway.';
  const list = 'echo x/large; echo x/small';

  test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['listed', list, { model: 'x/small' }, []],
    ['no model', list, {}, []],
    [
      'misspelt',
      list,
      { model: 'x/smal' },
      [`alpha does not list the model "x/smal"; did you mean "x/small"? ${tried}`],
    ],
    ['nothing near', list, { model: 'gpt' }, [`alpha does not list the model "gpt". ${tried}`]],
    [
      'the one for assignments',
      list,
      { model: 'x/large', assignModel: 'x' },
      [`alpha does not list the model "x". ${tried}`],
    ],
    ['a list with CRLF and empty lines', "printf 'x/large\\r\\n\\r\\n x/small\\r\\n'", { model: 'x/small' }, []],
    ['an empty list', 'true', { model: 'x/small' }, []],
    ['a list that breaks off', 'echo x/large; exit 1', { model: 'x/small' }, []],
    [
      'listed in the project alone',
      'if [ -e project.json ]; then echo x/own; else echo x/large; fi',
      { model: 'x/own' },
      [],
    ],
  ])('%s', async (_title, script, flags, expected) => {
    installCli('alpha', script);
    writeFileSync(join(machine.folder, 'project.json'), '{}');
    await expect(problems(flags)).resolves.toEqual(expected);
  });

  test('of another backend is looked for there, and one without a list is not asked', async () => {
    for (const name of ['alpha', 'beta', 'gamma']) installCli(name, `echo ${name}/x`);
    const ownerBackends = 'codex=beta:beta/y, gemini=gamma:gamma/y, local=alpha';
    await expect(problems({ model: 'alpha/x', ownerBackends })).resolves.toEqual([
      `beta does not list the model "beta/y"; did you mean "beta/x"? ${tried}`,
    ]);
    expect(['alpha', 'beta', 'gamma'].map(readCalls)).toEqual([['models --pure'], ['models --pure'], []]);
  });
});

test('Its version and its models are asked for in the sandbox, or not at all', async () => {
  const asked = `echo "$1 $SANDBOX" >>${machine.folder}/asked`;
  const path = join(machine.bin, 'alpha-cli');
  writeFileSync(path, `#!/bin/sh\n${asked}\necho 1.0.0\n`, { mode: 0o755 });
  const prefix = (backend: string) => ['/usr/bin/env', `SANDBOX=${backend}`];
  const flags = { model: '1.0.0' };
  const ask = async (start: StartProbe) => (await programsFor(flags, [], start).ensure()).problems;
  expect(await ask(async (backend, env) => ({ prefix: prefix(backend), env }))).toEqual([]);
  expect(readFileSync(join(machine.folder, 'asked'), 'utf8')).toBe('--version alpha\nmodels alpha\n');
  expect(await ask(async () => null)).toEqual([expect.stringContaining('version could not be determined')]);
  expect(readFileSync(join(machine.folder, 'asked'), 'utf8')).toBe('--version alpha\nmodels alpha\n');
});

test('A program of the cache that was changed during the run is not started', async () => {
  const options = machine.options({ env });
  const cache = cacheFolder(options.env, machine.home);
  const folder = await versionFolder({ program: 'alpha-cli' }, cache, '1.0.0');
  const program = join(folder, 'node_modules/.bin/alpha-cli');
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, '#!/bin/sh\necho alpha 1.0.0\n', { mode: 0o755 });
  await recordInstall(folder, folder, stateFolder(options.env, machine.home));
  const programs = programsFor({ installAgents: 'never' });
  expect(await programs.path('alpha')).toBe('alpha');
  await programs.ensure();
  expect(await programs.path('alpha')).toBe(program);
  writeFileSync(program, '#!/bin/sh\necho evil! 1.0.0\n');
  await expect(programs.path('alpha')).rejects.toThrow('alpha-cli was changed since it was installed');
});

describe('What calls draw on', () => {
  const plan: LoginFacts = { what: 'plan', until: null, renews: true, pool: { name: "alpha's plan" } };
  const withLogins = (facts: LoginFacts): readonly Backend[] => {
    const [alpha = backend('alpha'), ...others] = backends.map((each) => ({ ...each, reportsWindows: true as const }));
    const variableFacts = { ALPHA_TOKEN: facts };
    const none = { loginFile: () => null, settingsFiles: () => [], variables: [] };
    return [{ ...alpha, login: { ...none, variableFacts, providerArgument: null, keychain: false } }, ...others];
  };
  const ensure = (facts: LoginFacts, flags: Readonly<Record<string, string>>) => {
    for (const name of ['alpha', 'beta']) machine.install(name, '1.0.0');
    return programsFor(flags, [], undefined, withLogins(facts)).ensure();
  };

  test('is found by the login of each that may be called', async () => {
    const { pools } = await ensure(plan, { fallbackBackends: 'beta' });
    expect(Object.fromEntries(pools ?? [])).toEqual({ alpha: plan.pool, beta: null });
  });

  test('nothing can be kept of what is billed by use: refused before anything starts', async () => {
    const flags = { fallbackBackends: 'beta', headroom: '20%' };
    await expect(ensure(API_KEY, flags)).rejects.toMatchObject({
      name: 'UserError',
      message: 'nothing can be kept with alpha: the key that was found is billed by use, and has no usage windows',
      where: 'headroom',
    });
    await expect(ensure(plan, flags)).resolves.toMatchObject({ problems: [] });
    await expect(ensure(API_KEY, { fallbackBackends: 'beta' })).resolves.toMatchObject({ problems: [] });
  });
});
