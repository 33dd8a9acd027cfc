import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { custom } from '../../src/agents/backends/custom.ts';
import type { Backend } from '../../src/agents/types.ts';
import type { DoctorOptions } from '../../src/app/cli/doctor/doctor-report.ts';

/** A machine of three folders that has what a test puts there; a fresh one for each test. */
export interface MadeMachine {
  readonly folder: string;
  readonly home: string;
  readonly bin: string;
  /** Puts a program that says its version on PATH; its path. */
  install(name: string, version: string): string;
  options(changes?: Partial<DoctorOptions>): DoctorOptions;
}

export function madeMachine(): MadeMachine {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'machine-'));
    mkdirSync(machine.home);
    mkdirSync(machine.bin);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const machine: MadeMachine = {
    get folder() {
      return folder;
    },
    get home() {
      return join(folder, 'home');
    },
    get bin() {
      return join(folder, 'bin');
    },
    install(name, version) {
      const path = join(machine.bin, `${name}-cli`);
      writeFileSync(path, `#!/bin/sh\necho "${name} ${version}"\n`);
      chmodSync(path, 0o755);
      return path;
    },
    options({ env = {}, ...rest } = {}) {
      return {
        env: { PATH: `${machine.bin}:/usr/bin:/bin`, XDG_CACHE_HOME: join(folder, 'cache'), ...env },
        home: machine.home,
        install: 'auto',
        versions: {},
        agentArgs: {},
        agentEnv: [],
        log: () => {},
        platform: 'linux',
        execPath: process.execPath,
        chosen: ['alpha'],
        workdir: folder,
        tmux: 'off',
        git: false,
        probe: null,
        ...rest,
      };
    },
  };
  return machine;
}

/** A backend of its own, whose program is `<name>-cli`. */
export function backend(name: string, version = '1.0.0'): Backend {
  const keys = [`${name.toUpperCase()}_API_KEY`, `${name.toUpperCase()}_TOKEN`];
  return {
    ...custom,
    name,
    cli: { program: `${name}-cli`, package: `@made-up/${name}`, version },
    keys,
    sandboxes: ['full', 'read-only'],
  };
}

/** A key of the backend `alpha`. */
export const key = { ALPHA_API_KEY: 'the-value-of-the-key' };
