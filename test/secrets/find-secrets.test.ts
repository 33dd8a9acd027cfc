import { describe, expect, test } from '@jest/globals';
import { secretValues } from '../../src/secrets/agent-environment.ts';
import { createSecretFinder, isSearchable } from '../../src/secrets/find-secrets.ts';
import { createMask } from '../../src/secrets/mask.ts';

/** Values of variables that look secret by name, as they stand in many workflows and compose files. */
const harmless: readonly (readonly [string, string])[] = [
  ['POSTGRES_PASSWORD', 'postgres'],
  ['MYSQL_ROOT_PASSWORD', 'root'],
  ['MYSQL_PASSWORD', 'mysqlpassword12345'],
  ['DB_PASSWORD', 'mySecretPassword123'],
  ['REDIS_PASSWORD', 'redis-password-1234'],
  ['RABBITMQ_DEFAULT_PASSWORD', 'guest'],
  ['MINIO_SECRET_KEY', 'minioadmin'],
  ['SECRET_KEY', 'change-me-in-production-2024'],
  ['JWT_SECRET', 'your-256-bit-secret'],
  ['SESSION_SECRET', 'this-is-a-test-secret-12345'],
  ['API_KEY', 'your-api-key-here-123'],
  ['API_TOKEN', 'dummy-token-for-tests-1'],
  ['AUTH_TOKEN', '00000000-0000-0000-0000-000000000000'],
  ['TEST_TOKEN', 'abcdef1234567890abcdef'],
  ['NPM_TOKEN', 'dummy'],
  ['SECRET_KEY_BASE', 'aaaaaaaaaaaaaaaaaaaaaaaa1'],
  ['DATABASE_PASSWORD', 'P4ssw0rd'],
  ['PRIVATE_KEY_PATH', '/home/runner/.ssh/id_ed25519'],
  ['TOKEN_URL', 'http://localhost:8080/oauth2/token'],
  ['SECRETS_DIR', './config/secrets/Local1'],
];

const published: readonly (readonly [string, string])[] = [
  ['SSH_PUBLIC_KEY', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJx9v4Q2uFm1'],
  ['GPG_KEY', 'E3FF2839C048B25C084DEBE9B26995E310250568'],
  ['TOKENIZER_MODEL', 'meta-llama/Llama-3.1-8B-Instruct'],
  ['STRIPE_PUBLISHABLE_KEY', 'pk_test_51Hq8Zt2uVx9LmN4pR7sW'],
  ['CACHE_KEY', 'Linux-node-20-4f9a1c77e2'],
];

const searched = ([name, value]: readonly [string, string]) => secretValues({ [name]: value }, []).some(isSearchable);

describe('what is looked for in everything that is pushed', () => {
  test.each(harmless)('is not the value of %s: %s', (...variable) => expect(searched(variable)).toBe(false));

  test.each(published)('is not what is made to be shown: %s', (...variable) => expect(searched(variable)).toBe(false));

  test.each([
    ['API_KEY', 'dk-51Hq8Zt2uVx9LmN4pR7sW'],
    ['DB_PASSWORD', 'postgres://app:q7Zk2vTn9XbL4mRs@db.example.org/app'],
    ['DEPLOY_TOKEN', '9f86d081884c7d659a2feaa0c55ad015'],
  ])('is the value of %s', (...variable) => expect(searched(variable)).toBe(true));
});

test.each([
  ['as it is', (key: string) => key],
  ['in base64', (key: string) => Buffer.from(`x:${key}`).toString('base64')],
  ['in hexadecimal', (key: string) => Buffer.from(key).toString('hex')],
  ['in upper-case hexadecimal', (key: string) => Buffer.from(key).toString('hex').toUpperCase()],
])('a key %s is found before a push, and hidden in what people read', (_, encode) => {
  const key = 'dk-51Hq8Zt2uVx9LmN4pR7sW';
  const text = `look: ${encode(key)}\n`;
  expect(createSecretFinder([key]).find(text)).toMatchObject([{ secret: 0, line: 1 }]);
  expect(createMask([key]).maskText(text)).not.toContain(encode(key).slice(4, -4));
});
