import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { errorReport } from '../../src/report/error-report.ts';
import { action, cli, refusal } from './read.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (type: 'pkcs1' | 'pkcs8', key: KeyObject = privateKey) => key.export({ type, format: 'pem' }).toString();
const app = (key: string) => action({ 'app-id': '12345', 'app-private-key': key }).platform.app;

describe("an app's private key", () => {
  test.each([
    ['PKCS#1, as GitHub hands it out', pem('pkcs1')],
    ['PKCS#8', pem('pkcs8')],
    ['with line breaks of Windows', pem('pkcs1').replaceAll('\n', '\r\n')],
    ['with line breaks written out', pem('pkcs1').replaceAll('\n', '\\n')],
    ['with line breaks of Windows written out', pem('pkcs8').replaceAll('\n', '\\r\\n')],
    ['on one line, with blanks', pem('pkcs1').replaceAll('\n', ' ')],
    ['on one line', pem('pkcs8').replaceAll('\n', '')],
    ['indented, with blank lines around it', `\n\n${pem('pkcs1').replaceAll('\n', '\n  ')}\n`],
    ['with a note before it', `The key of the night app\n${pem('pkcs1')}`],
    ['in base64', Buffer.from(pem('pkcs1')).toString('base64')],
    [
      'in base64, broken into lines',
      (
        Buffer.from(pem('pkcs8'))
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\n'),
    ],
  ])('is read: %s', (_, text) => {
    expect(app(text)?.key.equals(privateKey)).toBe(true);
  });

  const encrypted = (type: 'pkcs1' | 'pkcs8') =>
    privateKey.export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  test.each([
    ['a word', 'not-the-key-that-was-meant', 'is not a private key'],
    ['a token', 'ghs_16C7e42F292c6912E7710c838347Ae178B4a', 'is not a private key'],
    ['a path', '/home/me/night.private-key.pem', 'is not a private key'],
    ['its public part', publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'is a public key'],
    ['cut off', pem('pkcs1').slice(0, 800), 'cannot be read: it may be damaged or cut off'],
    ['damaged', pem('pkcs8').replace(/^([\s\S]{200}).{8}/, '$1'), 'cannot be read: it may be damaged or cut off'],
    ['its first line alone', '-----BEGIN RSA PRIVATE KEY-----', 'cannot be read: it may be damaged or cut off'],
    ['encrypted, PKCS#1', encrypted('pkcs1'), 'is encrypted with a passphrase'],
    ['encrypted, PKCS#8', encrypted('pkcs8'), 'is encrypted with a passphrase'],
    ['of another kind', pem('pkcs8', other), 'is not an RSA key'],
  ])('is refused, and never shown: %s', (_, text, message) => {
    const error = refusal(() => app(text));
    expect(error).toMatchObject({ where: 'input app-private-key', message: expect.stringContaining(message) });
    const { text: shown, exitCode } = errorReport(error);
    expect(exitCode).toBe(64);
    const written = [shown, inspect(error, { depth: 9 })].join('\n');
    for (const line of text.split(/\r?\n/).filter((part) => part.length > 12 && !part.startsWith('-----')))
      expect(written).not.toContain(line);
  });

  test('shows nothing of itself where settings are printed', () => {
    const inputs = action({ 'app-id': '12345', 'app-private-key': pem('pkcs1') });
    const printed = `${inspect(inputs, { depth: 9, showHidden: true })}${JSON.stringify(inputs)}`;
    expect(printed).toContain('12345');
    for (const line of pem('pkcs1').split('\n').slice(1, -2)) expect(printed).not.toContain(line);
  });
});

describe('an app', () => {
  test.each(['12345', 'Iv23liAbCdEfGhIjKlMn', 'Iv1.8a61f9b3a7aba766'])('is named by %s', (id) => {
    expect(action({ 'app-id': id, 'app-private-key': pem('pkcs1') }).platform.app?.id).toBe(id);
  });

  test.each(['my-app', '-1', '12 34', 'https://github.com/apps/night'])('is not named by %s', (id) => {
    const error = refusal(() => action({ 'app-id': id, 'app-private-key': pem('pkcs1') }));
    expect(error).toMatchObject({ where: 'input app-id', message: `"${id}" is not the ID of an app` });
  });

  test.each([
    [{ 'app-id': '12345', 'app-private-key': '' }, 'input app-private-key', 'is not given, but input app-id is'],
    [{ 'app-id': ' ', 'app-private-key': pem('pkcs1') }, 'input app-id', 'is not given, but input app-private-key is'],
  ])('needs both', (inputs, where, message) => {
    expect(refusal(() => action(inputs))).toMatchObject({ where, message });
  });

  test('goes beside the token that every job has', () => {
    const inputs = { 'github-token': 'ghs_x', 'app-id': '12345', 'app-private-key': pem('pkcs1') };
    expect(action(inputs).platform).toMatchObject({ token: 'ghs_x', app: { id: '12345' } });
    expect(action({ 'github-token': 'ghs_x' }).platform.app).toBeNull();
  });

  test('is no flag of the command line, whose arguments everybody can read, but two variables', () => {
    const env = { SEQUENTIAL_APP_ID: '12345', SEQUENTIAL_APP_PRIVATE_KEY: pem('pkcs8') };
    expect(cli([], env).platform.app?.key.equals(privateKey)).toBe(true);
    expect(cli([]).platform.app).toBeNull();
    for (const flag of ['--app-id', '--app-private-key'])
      expect(refusal(() => cli([flag, '1'])).message).toContain(`unknown option '${flag}'`);
    expect(refusal(() => cli([], { SEQUENTIAL_APP_ID: '12345' }))).toMatchObject({
      where: 'SEQUENTIAL_APP_PRIVATE_KEY',
      message: 'is not given, but SEQUENTIAL_APP_ID is',
    });
  });
});
