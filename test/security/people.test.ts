import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatHaltMarker } from '../../src/report/pages/markers.ts';
import { openStage, type Stage } from '../end-to-end/stage.ts';
import { said } from '../end-to-end/told.ts';
import { issueClosedEvent, issueCommentEvent } from '../harness/github/events.ts';
import { payloadOf } from '../platform/events/payloads.ts';

const HALT = `${formatHaltMarker({ spec: 'my-feature', unit: '1', id: '1@2026-11-23T01:00:00.000Z' })}\nSQLite?`;
const here = { full_name: 'octo/demo' };
const by = (login: string) => ({ login, type: login.endsWith('[bot]') ? 'Bot' : 'User' });
const fork = { full_name: 'stranger/demo', owner: by('stranger') };
const pull = (author: string, repo: object | null) => ({
  pull_request: { number: 4, user: by(author), head: { repo }, base: { repo: here } },
});
const run = (actor: string, rerunBy: string, head: object) => ({
  repository: here,
  workflow_run: { actor: by(actor), triggering_actor: by(rerunBy), head_repository: head },
});

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ units: { 1: [{ write: 'work.txt', text: 'work\n' }, { done: 'Built.' }] } });
  const { world } = stage.github;
  world.issue({ author: 'github-actions[bot]', title: 'Waits', body: HALT });
  world.issue({ author: 'stranger', title: 'A copy of its mark', body: HALT });
});
afterAll(() => stage.end());

/** Nothing was cloned, nothing asked of git, nothing written on GitHub but a refusal. */
async function expectNothingDone(event: string, actor: string, payload: unknown, refused = false): Promise<void> {
  const { git, github } = stage;
  const from = github.transcript.length;
  const job = await stage.job({ event, actor, payload, with: { 'allow-bots': 'helpful' } });
  expect({ code: job.code, outputs: job.outputs }).toEqual({
    code: 0,
    outputs: { status: 'ignored', 'exit-code': '0' },
  });
  expect(job.log).toMatch(/^Nothing to do: .{10,}\.$/m);
  expect(readdirSync(job.workspace)).toEqual([]);
  expect(git.requests).toEqual([]);
  expect(said(stage, from).length > 0).toBe(refused);
}

describe('an outsider starts a run', () => {
  test.each<[string, string, string, string, object]>([
    ['an outsider | opens a pull request | from a fork', 'pull_request', 'opened', 'stranger', pull('stranger', fork)],
    [
      'an outsider | opens a pull request | between two branches that are there',
      'pull_request',
      'opened',
      'stranger',
      pull('stranger', here),
    ],
    [
      'an outsider | has a maintainer label their pull request | from a fork',
      'pull_request',
      'labeled',
      'maintainer',
      pull('stranger', fork),
    ],
    [
      'an outsider | has a maintainer reopen their pull request | of a fork that is deleted',
      'pull_request',
      'reopened',
      'maintainer',
      pull('stranger', null),
    ],
    [
      'an outsider | has a bot push to their pull request | in the fork',
      'pull_request',
      'synchronize',
      'dependabot[bot]',
      pull('stranger', fork),
    ],
    [
      'an outsider | has an allowed bot update their pull request | pull_request_target',
      'pull_request_target',
      'synchronize',
      'helpful[bot]',
      pull('stranger', fork),
    ],
    [
      'an outsider | causes a run that causes ours | workflow_run, its actor',
      'workflow_run',
      'completed',
      'maintainer',
      run('stranger', 'stranger', here),
    ],
    [
      'an outsider | has a maintainer approve a run that causes ours | workflow_run, of a fork',
      'workflow_run',
      'completed',
      'maintainer',
      run('maintainer', 'maintainer', fork),
    ],
    ['an outsider | opens an issue | issues', 'issues', 'opened', 'stranger', {}],
    ['an outsider | stars | watch', 'watch', 'started', 'stranger', {}],
    ['an outsider | edits the wiki | gollum', 'gollum', 'event', 'stranger', {}],
    ['an outsider | takes the name of an allowed bot | issues', 'issues', 'opened', 'helpful', {}],
  ])(
    '%s',
    async (_, event, action, actor, facts) => {
      await expectNothingDone(event, actor, payloadOf(`${event.replace('_target', '')}$${action}`, facts));
    },
    120_000,
  );
});

describe('an outsider answers a halt', () => {
  const comment = (author: string, body: string, issue: number) =>
    issueCommentEvent(stage.github.world, stage.github.places, stage.github.world.comment(issue, author, body));

  test('an outsider | comments the command | on the issue of the halt', () =>
    expectNothingDone('issue_comment', 'stranger', comment('stranger', '/resume Use my database.', 1), true));

  test('an outsider | copies our mark, and a maintainer answers there | an issue of their own', async () => {
    // Only the state can tell: it may have been ours before the token changed. It is read, and nothing else is done.
    const { git, github } = stage;
    const from = github.transcript.length;
    const payload = comment('maintainer', '/resume SQLite', 2);
    const job = await stage.job({ event: 'issue_comment', actor: 'maintainer', payload });
    expect(job.outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    expect(git.requests.splice(0).filter(({ service }) => service === 'git-receive-pack')).toEqual([]);
    expect(said(stage, from)).toEqual([]);
  }, 60_000);

  test('an outsider | has a maintainer quote their command | a quote', () =>
    expectNothingDone('issue_comment', 'maintainer', comment('maintainer', '> /resume Use my database.\n\nNo.', 1)));

  test('an outsider | closes the issue of the halt | as not planned', async () => {
    const { world, places } = stage.github;
    world.close(1, 'stranger', 'not_planned');
    await expectNothingDone('issues', 'stranger', issueClosedEvent(world, places, 1));
  });
});

describe('a person with write access is not kept out', () => {
  test('a maintainer | opens a pull request | from a fork of theirs', async () => {
    // Its halt is over, whichever tests were told before.
    stage.github.world.close(1, 'maintainer', 'completed');
    const facts = pull('maintainer', { full_name: 'maintainer/demo', owner: by('maintainer') });
    const payload = payloadOf('pull_request$opened', facts);
    const job = await stage.job({ event: 'pull_request', actor: 'maintainer', payload, with: { only: '1' } });
    expect([job.code, job.outputs.status]).not.toEqual([0, 'ignored']);
    expect(stage.file('work.txt')).toBe('work');
  });
});
