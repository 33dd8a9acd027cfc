import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { type Stage, staged } from './stage.ts';

/** A machine without tmux, whose package manager notes what it is asked for; its tmux shows no windows. */
function withoutTmux(stage: Stage): {
  readonly env: Readonly<Record<string, string>>;
  asked(): string[];
  renew(): void;
} {
  const bin = stage.path('bin');
  const there = stage.path('tmux-is-there');
  const log = stage.path('asked');
  mkdirSync(bin);
  const programs = {
    tmux: `[ -e '${there}' ] && [ "$1" = -V ]`,
    'apt-get': `[ "$1" = --version ] && exit 0; echo "$*" >> '${log}'; touch '${there}'`,
    sudo: 'shift; exec "$@"',
  };
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(`${bin}/${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(`${bin}/${name}`, 0o755);
  }
  return {
    env: { PATH: `${bin}:${process.env.PATH}`, CODEAGENT_NO_TMUX: '' },
    asked: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
    renew: () => rmSync(there),
  };
}

test.concurrent(
  'tmux is installed for a run that starts an agent, not for one that is too early, nor for /status',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n',
      units: { 2: [{ limit: 'Usage limit reached. Try again at {clock} (UTC).', resets_in: '2h', structured: true }] },
    },
    async (stage) => {
      const { env, asked, renew } = withoutTmux(stage);
      const night = await stage.job({ event: 'schedule', env });
      expect([night.code, night.outputs.status, night.outputs['units-done']]).toEqual([0, 'paused', '1']);
      const installed = ['install -y --no-install-recommends tmux'];
      expect(asked()).toEqual(installed);
      expect(night.log).toContain('Installed tmux.');

      renew();
      const early = await stage.job({ event: 'schedule', env, with: { tmux: 'require' } });
      expect([early.code, early.outputs.status]).toEqual([0, 'paused']);
      await stage.say('writer', '/status', 1, { env });
      expect(asked()).toEqual(installed);
    },
  ),
);
