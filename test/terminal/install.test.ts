import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { installTmux } from '../../src/terminal/tmux/install-tmux.ts';

/** A machine on which each command ends as told; what is not named does not exist. Keeps what was run. */
function machine(codes: Readonly<Record<string, number | readonly number[]>>) {
  const ran: string[] = [];
  const left = new Map(Object.entries(codes).map(([command, code]) => [command, [code].flat()]));
  return {
    ran,
    async run(argv: readonly string[]) {
      const command = argv.join(' ');
      ran.push(command);
      const next = left.get(command);
      const code = next === undefined ? null : ((next.length > 1 ? next.shift() : next[0]) ?? null);
      return { code, output: `said by ${command}` };
    },
  };
}
const APT = 'apt-get install -y --no-install-recommends tmux';

describe('tmux is installed where it is missing', () => {
  test('nothing is done where it is there', async () => {
    const { run, ran } = machine({ 'tmux -V': 0 });
    expect(await installTmux(run, 0)).toBe('present');
    expect(ran).toEqual(['tmux -V']);
  });
  test('as a user by sudo that never asks', async () => {
    const { run, ran } = machine({ 'tmux -V': [1, 0], 'apt-get --version': 0, [`sudo -n ${APT}`]: 0 });
    expect(await installTmux(run, 1001)).toBe('installed');
    expect(ran).toEqual(['tmux -V', 'apt-get --version', `sudo -n ${APT}`, 'tmux -V']);
  });
  test('as root directly, after a look for new packages where the first try fails', async () => {
    const { run, ran } = machine({ 'tmux -V': [1, 0], 'apt-get --version': 0, [APT]: [100, 0], 'apt-get update': 0 });
    expect(await installTmux(run, 0)).toBe('installed');
    expect(ran.slice(2, 5)).toEqual([APT, 'apt-get update', APT]);
  });
  test('by brew without root', async () => {
    const { run, ran } = machine({ 'tmux -V': [1, 0], 'brew --version': 0, 'brew install tmux': 0 });
    expect(await installTmux(run, 501)).toBe('installed');
    expect(ran).toContain('brew install tmux');
  });
  test('what went wrong is said, with what to do', async () => {
    const { run } = machine({ 'apt-get --version': 0, [`sudo -n ${APT}`]: 1 });
    const failure = await installTmux(run, 1001).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({
      where: 'install-tmux',
      message: expect.stringContaining(`said by sudo -n ${APT}`),
    });
    await expect(installTmux(machine({}).run, 0)).rejects.toThrow('no package manager'.slice(3));
  });
});
