import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { getBackend } from '../../src/agents/index.ts';
import { runDoctor } from '../../src/app/cli/doctor/examine.ts';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { clis } from './clis.ts';
import { type ModelServer, startModelServer } from './server/model-server.ts';
import { fault, say, type Turn } from './server/turns.ts';
import { describeCli } from './stories.ts';

for (const cli of ['codex', 'claude'] as const) {
  await describeCli(cli, (program) => {
    let folder: string;
    let server: ModelServer | null = null;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), `doctor-${cli}-`));
      for (const name of ['home', 'work']) mkdirSync(join(folder, name));
    });
    afterEach(async () => {
      await server?.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });

    async function ask(turn: Turn) {
      server = await startModelServer([turn]);
      const loopback = clis[cli].loopback(server.url, join(folder, 'home'));
      const PATH = `${dirname(program)}:${process.env.PATH}`;
      const env = { PATH, HOME: join(folder, 'home'), TMPDIR: folder, ...loopback.env };
      const report = await runDoctor([getBackend(cli)], {
        env,
        home: env.HOME,
        install: 'never',
        versions: {},
        agentArgs: { [cli]: [...(loopback.args ?? []), ...(clis[cli].failFast ?? [])] },
        agentEnv: loopback.allowEnv ?? [],
        log: () => {},
        platform: process.platform,
        execPath: process.execPath,
        chosen: [cli],
        workdir: join(folder, 'work'),
        tmux: 'off',
        git: false,
        probe: (paths) =>
          createTerminal({
            mode: 'off',
            session: null,
            spec: 'doctor',
            runId: 'doctor',
            node: process.execPath,
            paneScript: resolve(import.meta.dirname, '..', '..', 'src', 'pane.ts'),
            env,
            logDir: join(folder, 'logs'),
            secrets: [],
            program: (name) => paths.get(name) ?? name,
            notice: () => {},
          }),
      });
      return { report, asked: server.seen };
    }

    test('doctor finds it, knows its version, and gets its one word', async () => {
      const { report, asked } = await ask(say('OK'));
      expect(report.problems).toEqual([]);
      expect(report.backends[0]).toMatchObject({
        path: program,
        version: getBackend(cli).cli?.version,
        warning: null,
        probe: { ok: true, message: 'OK' },
      });
      expect(asked).toHaveLength(1);
    });

    // The other one tries for ten seconds before it says so.
    if (cli !== 'codex') return;

    test('doctor quotes why it does not answer', async () => {
      const { report } = await ask(fault({ what: 'unauthorized' }));
      expect(report.problems).toEqual([expect.stringMatching(/does not answer: .*(401|API key)/)]);
    });
  });
}
