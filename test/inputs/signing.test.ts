import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { action, cli, refusal } from './read.ts';

const body = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ\nAAAAAAAAABAAAAMwAAAAtzc2gtZW';
const ssh = `-----BEGIN OPENSSH PRIVATE KEY-----\n${body}\n-----END OPENSSH PRIVATE KEY-----\n`;
const gpg = `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgEaSZ\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----\n`;

const signing = (key: string) => cli(['--sign-commits', 'key'], { SEQUENTIAL_SIGNING_KEY: key }).repository.signing;

describe('a key to sign with, in SEQUENTIAL_SIGNING_KEY', () => {
  test.each([
    ['of SSH', ssh, ssh],
    ['of GPG', gpg, gpg],
    ['of SSH in PEM', ssh.replaceAll('OPENSSH', 'RSA'), ssh.replaceAll('OPENSSH', 'RSA')],
    ['in PKCS#8', ssh.replaceAll('OPENSSH ', ''), ssh.replaceAll('OPENSSH ', '')],
    ['without its last line break', ssh.trim(), ssh],
    ['with line breaks of Windows', ssh.replaceAll('\n', '\r\n'), ssh],
    ['with line breaks written out', gpg.replaceAll('\n', '\\n'), gpg],
    ['in base64', Buffer.from(ssh).toString('base64'), ssh],
  ])('%s', (_, given, read) => {
    expect(signing(given)?.key?.export().toString()).toBe(read);
  });

  test.each([
    ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me', 'is a public key'],
    [gpg.replaceAll('PRIVATE', 'PUBLIC'), 'is a public key'],
    [ssh.slice(0, 60), 'cannot be read: it may be damaged or cut off'],
    ['hunter2', 'is not a private key'],
    ['/home/me/.ssh/id_ed25519', 'is not a private key'],
  ])('is not %s', (given, problem) => {
    const error = refusal(() => signing(given));
    expect(error).toMatchObject({ where: 'SEQUENTIAL_SIGNING_KEY', message: `the value ${problem}` });
    expect(`${error.message}${error.fix}`).not.toContain(given);
  });

  test('is read where commits are signed alone; without it the machine’s own key signs', () => {
    expect(cli([], { SEQUENTIAL_SIGNING_KEY: 'hunter2' }).repository.signing).toBe(null);
    expect(signing(' ')).toEqual({ by: 'key', key: null });
    expect(action({ 'sign-commits': 'key' }).repository.signing).toEqual({ by: 'key', key: null });
    expect(cli(['--sign-commits', 'api'], { SEQUENTIAL_SIGNING_KEY: 'hunter2' }).repository.signing).toEqual({
      by: 'api',
      key: null,
    });
    expect(refusal(() => action({ 'sign-commits': 'gpg' }))).toMatchObject({ where: 'input sign-commits' });
  });

  test('is not asked for where GitHub signs, which it cannot without a push', () => {
    expect(action({ 'sign-commits': 'api' }).repository.signing).toEqual({ by: 'api', key: null });
    expect(refusal(() => action({ 'sign-commits': 'api', checkpoint: 'commit' }))).toMatchObject({
      where: 'input sign-commits',
      fix: expect.stringContaining('checkpoint push'),
    });
  });

  test('shows nothing of itself where the settings are printed', () => {
    const read = signing(ssh);
    expect(`${inspect(read, { depth: 9, showHidden: true })}${JSON.stringify(read)}`).not.toMatch(/b3Blbn/);
  });

  test('is of no effect where nothing is committed, which is said', () => {
    const warning = ['--sign-commits has no effect: with --checkpoint off nothing is committed'];
    expect(cli(['--sign-commits', 'key']).warnings).toEqual(warning);
    expect(cli(['--sign-commits', 'key', '--checkpoint', 'commit']).warnings).toEqual([]);
  });
});
