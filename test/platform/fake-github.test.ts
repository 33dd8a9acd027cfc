import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FakeGitHub } from '../harness/github/index.ts';

let fake: FakeGitHub;
beforeEach(async () => {
  fake = await FakeGitHub.start();
  fake.world.token('personal', 'writer');
  fake.world.person('writer', 'write');
});

async function ask(method: string, path: string, body?: unknown, token = 'personal') {
  const response = await fetch(`${fake.url}${path}`, {
    method,
    headers: { authorization: `token ${token}`, connection: 'close' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, link: response.headers.get('link'), body: text === '' ? null : JSON.parse(text) };
}

describe('what GitHub would not take is a fault of the test', () => {
  test.each([
    [
      'an unknown property',
      () => ask('POST', '/repos/octo/demo/issues', { title: 'a', colour: 'red' }),
      'unknown property colour',
    ],
    [
      'a value of another type',
      () => ask('POST', '/repos/octo/demo/issues', { title: 'a', body: 7 }),
      'request/body: must be string',
    ],
    ['a missing property', () => ask('POST', '/repos/octo/demo/issues', {}), "must have required property 'title'"],
    ['an unknown query', () => ask('GET', '/repos/octo/demo/issues?owner=me'), 'unknown query parameter owner'],
    [
      'a value that is no choice',
      () => ask('GET', '/repos/octo/demo/issues?state=gone'),
      'must be equal to one of the allowed values',
    ],
    ['an unknown path', () => ask('GET', '/repos/octo/demo/isues'), 'not an operation that the fake knows'],
    ['an unknown GraphQL request', () => ask('POST', '/graphql', { query: '{ viewer { name } }' }), 'unknown request'],
  ])('%s', async (_, request, fault) => {
    expect((await request()).status).toBe(500);
    expect(fake.violations).toEqual([expect.stringContaining(fault)]);
    await expect(fake.close()).rejects.toThrow('not as GitHub describes it');
  });
});

describe('it answers as GitHub does', () => {
  afterEach(() => fake.close());

  test('with whole issues and pull requests, in the shape that is described', async () => {
    const made = await ask('POST', '/repos/octo/demo/pulls', { title: 'a', head: 'work', base: 'main', draft: true });
    expect(made).toMatchObject({ status: 201, body: { number: 1, draft: true, head: { ref: 'work' }, merged: false } });
    const issue = await ask('GET', '/repos/octo/demo/issues/1');
    expect(issue.body).toMatchObject({ pull_request: expect.anything(), user: { login: 'writer' } });
  });

  test('page by page', async () => {
    for (let i = 0; i < 45; i += 1) fake.world.issue({ author: 'writer', title: `${i}`, body: '' });
    const first = await ask('GET', '/repos/octo/demo/issues?per_page=20');
    expect(first.body).toHaveLength(20);
    expect(first.link).toBe(`<${fake.url}/repos/octo/demo/issues?per_page=20&page=2>; rel="next"`);
    const last = await ask('GET', '/repos/octo/demo/issues?per_page=20&page=3');
    expect(last.body).toHaveLength(5);
    expect(last.link).toBeNull();
  });

  test('no, to a token it does not know, a repository that is another, and a text too long', async () => {
    expect((await ask('GET', '/repos/octo/demo', undefined, 'other')).status).toBe(401);
    expect((await ask('GET', '/repos/octo/other')).status).toBe(404);
    expect((await ask('POST', '/repos/octo/demo/issues', { title: 'a', body: 'x'.repeat(65_537) })).status).toBe(422);
  });

  test('no, to a token without the permission, and which it would take', async () => {
    fake.world.token('weak', 'github-actions[bot]', { issues: 'read' });
    expect((await ask('GET', '/repos/octo/demo/issues', undefined, 'weak')).status).toBe(200);
    expect((await ask('POST', '/repos/octo/demo/issues', { title: 'a' }, 'weak')).status).toBe(403);
  });

  test('not at all while it is down, and at the same address afterwards', async () => {
    const { url } = fake;
    await fake.down();
    await expect(ask('GET', '/repos/octo/demo')).rejects.toThrow();
    await fake.up();
    expect(fake.url).toBe(url);
    expect((await ask('GET', '/repos/octo/demo')).status).toBe(200);
  });
});
