import { describe, expect, test } from '@jest/globals';
import { keyNames } from '../../src/agents/index.ts';
import { agentEnvironment, secretValues } from '../../src/secrets/agent-environment.ts';

const backend = {
  keys: ['EXAMPLE_API_KEY', 'EXAMPLE_LOGIN_TOKEN'],
  env: ['EXAMPLE_TOKEN_URL'],
};

/** Of all backends; a name that looks like no secret is known to be one from here alone. */
const agentKeys = [...backend.keys, 'OTHER_AGENT_LOGIN'];

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
  OTHER_AGENT_LOGIN: 'login-of-another-agent',
  HARMLESS_NAME: `ghp_${'d'.repeat(36)}`,
};

describe("An agent sees the job's environment", () => {
  test('without tokens, runner files, inputs and whatever looks like a secret; what was withheld is named', () => {
    const { env, withheld } = agentEnvironment({ ...job, ...secret }, backend, [], agentKeys);
    const { UNSET: _, ...present } = job;
    expect(env).toEqual(present);
    expect(withheld).toEqual(Object.keys(secret).sort());
  });

  test('with what the user names', () => {
    const { env, withheld } = agentEnvironment(secret, backend, ['NPM_TOKEN', 'GITHUB_TOKEN', 'NOT_THERE'], agentKeys);
    expect(env).toEqual({ NPM_TOKEN: secret.NPM_TOKEN, GITHUB_TOKEN: secret.GITHUB_TOKEN });
    expect(withheld).not.toContain('NPM_TOKEN');
  });

  test('without our own keys, whoever names them', () => {
    const own = { SEQUENTIAL_SIGNING_KEY: 'a key', SEQUENTIAL_APP_PRIVATE_KEY: 'another' };
    expect(agentEnvironment(own, { keys: [], env: Object.keys(own) }, Object.keys(own), agentKeys)).toEqual({
      env: {},
      withheld: Object.keys(own).sort(),
    });
  });

  test('and nothing is called withheld that held nothing', () => {
    expect(agentEnvironment({ GITHUB_TOKEN: '', A: '1' }, backend, [], agentKeys)).toEqual({
      env: { A: '1' },
      withheld: [],
    });
  });

  test("with git's configuration by environment whole, or not at all where it carries credentials", () => {
    const plain = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
    expect(agentEnvironment(plain, backend, [], agentKeys).env).toEqual(plain);
    const header = {
      ...plain,
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_1: 'http.https://github.com/.extraheader',
      GIT_CONFIG_VALUE_1: 'AUTHORIZATION: basic eDp0b2tlbg==',
    };
    expect(agentEnvironment(header, backend, [], agentKeys)).toEqual({ env: {}, withheld: Object.keys(header).sort() });
    expect(secretValues(header, agentKeys)).toContain('AUTHORIZATION: basic eDp0b2tlbg==');
  });
});

test('The secrets to mask are the values of all that looks secret, also what the agent itself may see', () => {
  const values = secretValues({ ...job, ...secret }, agentKeys);
  for (const name of [
    'GITHUB_TOKEN',
    'INPUT_GITHUB-TOKEN',
    'DB_PASSWORD',
    'OTHER_AGENT_LOGIN',
    'HARMLESS_NAME',
  ] as const) {
    expect(values).toContain(secret[name]);
  }
  expect(values).toContain(job.EXAMPLE_API_KEY);
  for (const plain of [job.PATH, job.HOME, job.DATABASE_URL, secret.GITHUB_ENV, secret.INPUT_SPEC, '']) {
    expect(values).not.toContain(plain);
  }
});

test.each(keyNames())('%s looks secret by its name, without a list of the agents’ keys', (name) => {
  expect(agentEnvironment({ [name]: 'value' }, { keys: [], env: [] }, [], []).withheld).toEqual([name]);
});
