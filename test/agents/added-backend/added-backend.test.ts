import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { backends, keyNames } from '../../../src/agents/index.ts';
import { ensurePrograms, locateCli } from '../../../src/agents/install/programs.ts';
import { runDoctor } from '../../../src/app/cli/doctor/examine.ts';
import { runSpec } from '../../../src/app/spec-run/run-spec.ts';
import type { RunEnvironment } from '../../../src/app/types.ts';
import { optionTable } from '../../../src/inputs/options/options.ts';
import { givenFlags } from '../../../src/inputs/settings.ts';
import { builtInOwners } from '../../../src/plan/assignment/owner-agents.ts';
import { noPlatform } from '../../../src/platform/no-platform.ts';
import type { Outcome, RunEvent } from '../../../src/run-events/types.ts';
import { agentEnvironment } from '../../../src/secrets/agent-environment.ts';
import { locateSpecs } from '../../../src/spec-folder/locate/locate-specs.ts';
import { judge } from '../../../src/verdict/judge.ts';
import { agentError, now, report } from '../../verdict/report.ts';
import { madeMachine } from '../made-machine.ts';
import { nova, withNova } from './nova.ts';

const machine = madeMachine();
const loggedIn = { NOVA_PASSPORT: 'the-value-of-the-passport' };

/** Puts nova's CLI on PATH: it says its version, else does what the shell script says. */
function installNova(script = ''): string {
  const path = join(machine.bin, 'nova-cli');
  writeFileSync(path, `#!/bin/sh\n[ "$1" = --version ] && echo nova 3.1.4 && exit\ncat > /dev/null\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('A backend of one file and one line in the list', () => {
  test('can be chosen, and is named among the choices', () => {
    const inputs = givenFlags(
      { spec: 'x', backend: 'Nova', agentVersion: 'nova=3.0.0', agentArgs: 'nova: --other-sky', agents: 'ui=nova' },
      {},
      machine.folder,
      withNova,
    ).read(null);
    expect(inputs.agents).toMatchObject({
      backend: 'nova',
      assignBackend: 'nova',
      agentVersions: { nova: '3.0.0' },
      agentArgs: { nova: ['--other-sky'] },
      ownerBackends: { ui: { backend: 'nova', model: null } },
    });
    const table = optionTable(withNova);
    expect(table.backend.description).toContain('or nova (made up for a test)');
    expect(table.backend.description).toContain('codex or gemini or nova where an assignment names them');
    const refused = givenFlags({ spec: 'x', backend: 'nova', sandbox: 'workspace' }, {}, '.', withNova);
    expect(() => refused.read(null)).toThrow('nova does not support "workspace"');
    expect(builtInOwners(withNova).map(({ name }) => name)).toEqual(['codex', 'gemini', 'nova', 'codex-review']);
  });

  test('is examined by the doctor: program, version, login', async () => {
    const path = installNova();
    const examine = async (env: Readonly<Record<string, string>>) => {
      const { backends } = await runDoctor(withNova, machine.options({ chosen: ['nova'], env }));
      return backends.find(({ name }) => name === 'nova');
    };
    expect(await examine({})).toMatchObject({
      path,
      version: '3.1.4',
      login: { kind: 'missing' },
      problem: expect.stringContaining('NOVA_PASSPORT is not set'),
    });
    expect(await examine(loggedIn)).toMatchObject({ login: { kind: 'variables' }, warning: null, problem: null });
    const file = join(machine.home, '.nova', 'passport.json');
    mkdirSync(dirname(file));
    writeFileSync(file, '{}');
    expect(await examine({})).toMatchObject({ login: { kind: 'file', path: file }, problem: null });
  });

  test('is looked for on PATH, and is missing by its own name and package', async () => {
    const options = machine.options({ env: loggedIn, install: 'never' });
    await expect(ensurePrograms([nova], ['nova'], options)).rejects.toMatchObject({
      message: expect.stringContaining('no `nova-cli` on PATH'),
      fix: expect.stringContaining('npm install -g @made-up/nova@3.1.4'),
    });
    const path = installNova();
    expect((await ensurePrograms([nova], ['nova'], options)).paths.get('nova')).toBe(path);
    expect(await locateCli(nova, options)).toMatchObject({ kind: 'found', from: 'PATH', version: '3.1.4' });
  });
});

describe('What it is and says is taken from its own file', () => {
  const verdictOn = (message: string, code: string | null = null, exitCode = 1) => {
    const error = message === '' ? null : agentError(message, { code });
    const facts = report({ finished: message === '' ? null : { ok: false }, exitCode, error });
    return judge(facts, { backend: 'nova', backends: withNova, now, changed: true });
  };

  test('its limits, by code, by words, by the calendar', () => {
    const limited = verdictOn('The lunar fuel is spent.', 'fuel_spent');
    expect(limited).toMatchObject({
      kind: 'limited',
      limit: { window: 'lunar', source: 'calendar', resetsAt: Date.parse('2026-12-01T00:00:00Z') },
    });
    expect(verdictOn('There is solar wind.').kind).toBe('transient');
    expect(verdictOn('', null, 77).kind).toBe('transient');
  });

  test('its refusals, with its own remedies', () => {
    expect(verdictOn('Your passport is void.', 'boarding_denied')).toMatchObject({
      kind: 'refused',
      remedy: expect.stringContaining(
        'set NOVA_PASSPORT (in a workflow, from a repository secret under `env:`), or run',
      ),
    });
    expect(verdictOn('There is no fuel card.')).toMatchObject({
      kind: 'refused',
      remedy: expect.stringContaining('https://nova.example/fuel'),
    });
  });

  test('its key, which no other agent sees', () => {
    const codex = { keys: ['CODEX_API_KEY'], env: [] };
    expect(agentEnvironment(loggedIn, codex, [], keyNames(withNova)).withheld).toEqual(['NOVA_PASSPORT']);
    expect(agentEnvironment(loggedIn, codex, [], keyNames(backends)).withheld).toEqual([]);
  });

  test('its lost session', () => {
    const reader = nova.reader();
    reader.read('no such flight: 7', 'stderr');
    expect(reader.end(1)).toMatchObject([{ error: { code: 'session_not_found' } }]);
  });
});

describe('A run with it', () => {
  const promise = 'say <promise>TASK_DONE</promise>';

  /** Carries a spec of one task out with nova's CLI as that script has it. */
  async function run(script: string): Promise<{ outcome: Outcome; events: readonly RunEvent[] }> {
    const work = join(machine.folder, 'work');
    const dist = join(machine.folder, 'dist');
    for (const folder of [join(work, '.kiro/specs/sky'), dist]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(work, '.kiro/specs/sky/tasks.md'), '- [ ] 1. Map the stars\n');
    writeFileSync(join(dist, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(dist, 'pane.js'), `import ${JSON.stringify(new URL('nova-pane.ts', import.meta.url))};\n`);
    installNova(script);
    const { env } = machine.options({ env: { ...loggedIn, CODEX_API_KEY: 'the-key-of-codex', HOME: machine.home } });
    const flags = { spec: 'sky', backend: 'nova', assignBackend: 'none', tmux: 'off', delay: '0', maxWait: '0' };
    const inputs = givenFlags(flags, env, work, withNova).read(null);
    const [spec] = await locateSpecs(inputs.specs, work);
    if (spec === undefined) throw new Error('no spec');
    const events: RunEvent[] = [];
    const environment: RunEnvironment = {
      env,
      workdir: work,
      dist,
      logDir: join(machine.folder, 'logs'),
      runId: 'run-1',
      stop: new AbortController().signal,
      backends: withNova,
      resume: null,
      scheduled: false,
      log: { emit: (event) => void events.push(event) },
      remote: { url: null, tokens: null },
      secrets: [],
      createPlatform: () => noPlatform,
    };
    return { outcome: await runSpec(inputs, spec, environment), events };
  }

  test('completes, sees its own key, and no other agent’s', async () => {
    const { outcome } = await run(
      `echo flight 7; echo "$NOVA_PASSPORT" "$CODEX_API_KEY" > seen.txt; echo "${promise}"; echo land`,
    );
    expect(outcome).toMatchObject({ kind: 'complete', progress: { done: 1 } });
    expect(readFileSync(join(machine.folder, 'work', 'seen.txt'), 'utf8').trim()).toBe(loggedIn.NOVA_PASSPORT);
  });

  test('pauses for its limit, without an attempt spent', async () => {
    const { outcome, events } = await run('echo "abort fuel_spent The lunar fuel is spent."; exit 1');
    expect(outcome).toMatchObject({ kind: 'paused', progress: { paused: { reason: 'quota' } } });
    expect(events.filter(({ kind }) => kind === 'attempt-ended')).toMatchObject([
      { verdict: { kind: 'limited', limit: { backend: 'nova', window: 'lunar', source: 'calendar' } } },
    ]);
  });

  test('halts where it is refused, with the remedy', async () => {
    const { outcome } = await run('echo "abort boarding_denied Your passport is void."; exit 1');
    expect(outcome.kind).toBe('halted');
    expect(JSON.stringify(outcome)).toContain('nova-cli board');
  });
});
