import { describe, expect, test } from '@jest/globals';
import { getBackend } from '../../src/agents/index.ts';
import type { Backend } from '../../src/agents/types.ts';
import { agentEnvironment, secretValues } from '../../src/secrets/agent-environment.ts';

const backend: Backend = {
  ...getBackend('custom'),
  name: 'example',
  keys: ['EXAMPLE_API_KEY', 'EXAMPLE_LOGIN_TOKEN'],
  env: ['EXAMPLE_TOKEN_URL'],
};

const job = {
  PATH: '/usr/bin',
  HOME: '/home/me',
  JAVA_HOME: '/opt/java',
  DATABASE_URL: 'postgres://localhost/test',
  GITHUB_REPOSITORY: 'me/it',
  RUNNER_TRACKING_ID: 'github_1',
  KEYBOARD: 'de',
  EMPTY: '',
  UNSET: undefined,
  EXAMPLE_API_KEY: 'key-of-its-own',
  EXAMPLE_TOKEN_URL: 'http://127.0.0.1/token',
};

const secret = {
  GITHUB_TOKEN: 'ghs_aaaaaaaaaaaaaaaaaaaaaaaa',
  GH_TOKEN: 'ghs_bbbbbbbbbbbbbbbbbbbbbbbb',
  ACTIONS_RUNTIME_URL: 'https://pipelines',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id-token-value',
  'INPUT_GITHUB-TOKEN': 'ghs_cccccccccccccccccccccccc',
  INPUT_SPEC: 'x',
  GITHUB_ENV: '/runner/env',
  GITHUB_OUTPUT: '/runner/output',
  GITHUB_PATH: '/runner/path',
  GITHUB_STATE: '/runner/state',
  GITHUB_STEP_SUMMARY: '/runner/summary',
  NPM_TOKEN: 'npm-value',
  client_secret: 'client-value',
  DB_PASSWORD: 'db-value',
  OLD_PASSWD: 'old-value',
  AWS_CREDENTIALS: 'aws-value',
  PRIVATE_THING: 'private-value',
  DEPLOY_KEY: 'deploy-value',
  HARMLESS_NAME: `ghp_${'d'.repeat(36)}`,
};

describe("An agent sees the job's environment", () => {
  test('without tokens, runner files, inputs and whatever looks like a secret; what was withheld is named', () => {
    const { env, withheld } = agentEnvironment({ ...job, ...secret }, backend, []);
    const { UNSET: _, ...present } = job;
    expect(env).toEqual(present);
    expect(withheld).toEqual(Object.keys(secret).sort());
  });

  test('with what the user names', () => {
    const { env, withheld } = agentEnvironment(secret, backend, ['NPM_TOKEN', 'GITHUB_TOKEN', 'NOT_THERE']);
    expect(env).toEqual({ NPM_TOKEN: secret.NPM_TOKEN, GITHUB_TOKEN: secret.GITHUB_TOKEN });
    expect(withheld).not.toContain('NPM_TOKEN');
  });

  test('and nothing is called withheld that held nothing', () => {
    expect(agentEnvironment({ GITHUB_TOKEN: '', A: '1' }, backend, [])).toEqual({ env: { A: '1' }, withheld: [] });
  });

  test("with git's configuration by environment whole, or not at all where it carries credentials", () => {
    const plain = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
    expect(agentEnvironment(plain, backend, []).env).toEqual(plain);
    const header = {
      ...plain,
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_1: 'http.https://github.com/.extraheader',
      GIT_CONFIG_VALUE_1: 'AUTHORIZATION: basic eDp0b2tlbg==',
    };
    expect(agentEnvironment(header, backend, [])).toEqual({ env: {}, withheld: Object.keys(header).sort() });
    expect(secretValues(header)).toContain('AUTHORIZATION: basic eDp0b2tlbg==');
  });
});

test('The secrets to mask are the values of all that looks secret, also what the agent itself may see', () => {
  const values = secretValues({ ...job, ...secret });
  for (const name of ['GITHUB_TOKEN', 'INPUT_GITHUB-TOKEN', 'DB_PASSWORD', 'HARMLESS_NAME'] as const) {
    expect(values).toContain(secret[name]);
  }
  expect(values).toContain(job.EXAMPLE_API_KEY);
  for (const plain of [job.PATH, job.HOME, job.DATABASE_URL, secret.GITHUB_ENV, secret.INPUT_SPEC, '']) {
    expect(values).not.toContain(plain);
  }
});
