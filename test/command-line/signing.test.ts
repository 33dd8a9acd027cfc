import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { one, run } from './one-task.ts';
import { Workplace } from './workplace.ts';

describe('on the command line a key to sign with', () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({ demo: one });
  });
  afterEach(() => place.close());
  const makeKey = (passphrase: string) => {
    const path = join(place.top, 'signing');
    rmSync(path, { force: true });
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', 'me', '-f', path]);
    place.env.SEQUENTIAL_SIGNING_KEY = readFileSync(path, 'utf8');
    return place.env.SEQUENTIAL_SIGNING_KEY;
  };

  test('signs the commits, and is in nothing that an agent can read or that is printed', async () => {
    const key = makeKey('');
    const loot = join(place.top, 'loot');
    const agent = place.agent(
      `for p in /proc/[0-9]*; do cat "$p/environ" "$p/cmdline" 2>/dev/null; done > ${loot}; env >> ${loot}; cat ${place.top}/signing; echo x > work.txt; echo '<promise>TASK_DONE</promise>'`,
    );
    const flags = ['--sign-commits', 'key', '--agent-env', 'SEQUENTIAL_SIGNING_KEY', '--agent-command', agent];
    const { code, stdout, stderr } = await place.run(...run(...flags));
    expect([code, stderr]).toEqual([0, '']);
    const signers = join(place.top, 'signers');
    writeFileSync(signers, `* ${readFileSync(join(place.top, 'signing.pub'), 'utf8')}`);
    const log = place.git('-c', `gpg.ssh.allowedSignersFile=${signers}`, 'log', '--format=%G? %s');
    expect(log).toBe('G feat(demo): make the page\nN start\n');
    const seen = readFileSync(loot, 'latin1');
    expect(seen).toContain('GIT_AUTHOR_NAME=Someone');
    for (const line of key.split('\n').slice(2, -3))
      for (const text of [seen, stdout]) expect(text).not.toContain(line);
  });

  test('that does not sign ends the command before an agent starts', async () => {
    makeKey('a passphrase');
    const agent = place.agent("echo x > work.txt; echo '<promise>TASK_DONE</promise>'");
    const { code, stderr } = await place.call(...run('--sign-commits', 'key', '--agent-command', agent));
    expect([code, stderr]).toEqual([
      64,
      expect.stringMatching(
        /^error: SEQUENTIAL_SIGNING_KEY: The key does not sign: ssh-keygen: .*passphrase.*\n {2}→ Give a private key without a passphrase/,
      ),
    ]);
    expect(place.has('work.txt')).toBe(false);
    const doctor = ['doctor', '--backend', 'rehearsal', '--checkpoint', 'commit', '--sign-commits', 'key'];
    const found = await place.call(...doctor);
    expect([found.code, found.stdout]).toEqual([
      64,
      expect.stringMatching(/^✗ SEQUENTIAL_SIGNING_KEY: The key does not sign: .*\. Give a private key without/m),
    ]);
    makeKey('');
    expect((await place.call(...doctor)).stdout).not.toContain('SIGNING');
  });
});
