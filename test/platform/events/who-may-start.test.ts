import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routeEvent } from '../../../src/app/action/routing/route-event.ts';
import type { Inputs } from '../../../src/inputs/types.ts';
import { readTrigger } from '../../../src/platform/events/read-trigger.ts';
import { type Night, startNight } from '../night.ts';
import { payloadOf } from './payloads.ts';

let night: Night;
beforeAll(async () => {
  night = await startNight();
  night.fake.world.person('triager', 'triage');
});
afterAll(() => night.fake.close());

const by = (login: string) => ({ login, type: login.endsWith('[bot]') ? 'Bot' : 'User' });
const here = { full_name: 'octo/demo' };
const ofFork = (owner: string) => ({ full_name: `${owner}/demo`, owner: by(owner) });
const pull = (author: string, repo: object | null) => ({
  pull_request: { number: 4, user: by(author), head: { repo }, base: { repo: here } },
});
const run = (actor: string, rerunBy: string, head: object) => ({
  repository: here,
  workflow_run: { actor: by(actor), triggering_actor: by(rerunBy), head_repository: head },
});

/** What an event comes to: `runs`, or why nothing is done; and who was asked for. */
async function outcome(event: string, kind: string | null, actor: string | undefined, facts: object) {
  const payload = kind === null ? facts : payloadOf(`${event.replace('_target', '')}$${kind}`, facts);
  const env = { GITHUB_EVENT_NAME: event, GITHUB_ACTOR: actor };
  const trigger = readTrigger(env, payload, { resumeCommand: '/resume', allowBots: ['helpful'] });
  const inputs = { platform: { resume: false } } as unknown as Inputs;
  const route = await routeEvent(trigger, inputs, night.github, null);
  return { asked: trigger.kind === 'run' ? trigger.requesters : null, ended: route.kind };
}

describe('who must have write access for a run to start', () => {
  // Event, its action in GitHub's schemas, GITHUB_ACTOR, facts of the payload; who is asked for.
  test.each<[string, string | null, string, object, readonly string[]]>([
    ['schedule', null, 'left-long-ago', {}, []],
    ['workflow_dispatch', 'event', 'writer', { inputs: null }, []],
    ['repository_dispatch', 'event', 'anyone', {}, []],
    ['push', 'event', 'deployer[bot]', {}, []],
    ['merge_group', 'checks_requested', 'writer', {}, []],
    ['pull_request', 'opened', 'writer', pull('writer', here), ['writer']],
    ['pull_request', 'opened', 'writer', pull('writer', ofFork('writer')), ['writer']],
    ['pull_request', 'labeled', 'maintainer', pull('writer', ofFork('writer')), ['maintainer', 'writer']],
    ['pull_request', 'opened', 'renovate[bot]', pull('renovate[bot]', here), []],
    ['pull_request', 'labeled', 'writer', pull('renovate[bot]', here), ['writer']],
    ['pull_request_target', 'opened', 'writer', pull('writer', ofFork('writer')), ['writer']],
    ['pull_request_target', 'opened', 'helpful[bot]', pull('helpful[bot]', here), []],
    ['workflow_run', 'completed', 'writer', run('writer', 'maintainer', here), ['writer', 'maintainer']],
    ['workflow_run', 'completed', 'writer', run('writer', 'writer', ofFork('writer')), ['writer']],
    ['workflow_run', 'requested', 'helpful[bot]', run('helpful[bot]', 'writer', here), ['writer']],
    ['issues', 'opened', 'writer', {}, ['writer']],
    ['issues', 'labeled', 'writer', { issue: { user: by('stranger') } }, ['writer']],
    ['check_run', 'completed', 'helpful[bot]', {}, []],
    ['deployment_status', 'created', 'writer', {}, ['writer']],
    ['release', 'published', 'writer', {}, ['writer']],
  ])('%s %s by %s: runs', async (event, kind, actor, facts, asked) => {
    expect(await outcome(event, kind, actor, facts)).toEqual({ asked, ended: 'run' });
  });

  test.each<[string, string | null, string | undefined, object]>([
    ['pull_request', 'opened', 'stranger', pull('stranger', ofFork('stranger'))],
    // Between two branches that are there.
    ['pull_request', 'opened', 'stranger', pull('stranger', here)],
    // "Approve and run", a label, a review that was asked for: a maintainer's deed on an outsider's code.
    ['pull_request', 'labeled', 'maintainer', pull('stranger', ofFork('stranger'))],
    // A bot of the fork pushed to it: the last actor is not an author.
    ['pull_request', 'synchronize', 'dependabot[bot]', pull('stranger', ofFork('stranger'))],
    ['pull_request', 'opened', 'dependabot[bot]', pull('dependabot[bot]', ofFork('stranger'))],
    ['pull_request', 'edited', 'stranger', pull('writer', here)],
    ['pull_request', 'labeled', 'triager', pull('writer', here)],
    // The fork was deleted.
    ['pull_request', 'reopened', 'maintainer', pull('stranger', null)],
    ['pull_request_target', 'labeled', 'maintainer', pull('stranger', ofFork('stranger'))],
    ['pull_request_target', 'synchronize', 'helpful[bot]', pull('stranger', ofFork('stranger'))],
    ['workflow_run', 'completed', 'maintainer', run('stranger', 'stranger', here)],
    ['workflow_run', 'completed', 'maintainer', run('maintainer', 'stranger', here)],
    ['workflow_run', 'completed', 'maintainer', run('maintainer', 'maintainer', ofFork('stranger'))],
    ['workflow_run', 'requested', 'stranger', run('maintainer', 'maintainer', here)],
    ['workflow_run', 'completed', 'helpful[bot]', run('helpful[bot]', 'helpful[bot]', ofFork('stranger'))],
    ['issues', 'opened', 'stranger', {}],
    // Anybody can call an account of theirs as a bot is called.
    ['issues', 'opened', 'helpful', {}],
    ['issues', 'labeled', 'triager', {}],
    ['discussion', 'created', 'stranger', {}],
    ['fork', 'event', 'stranger', { forkee: { fork: true } }],
    ['watch', 'started', 'stranger', {}],
    ['gollum', 'event', 'stranger', {}],
    ['check_run', 'completed', 'some-ci[bot]', {}],
    ['check_run', 'rerequested', 'stranger', {}],
    ['check_suite', 'completed', 'stranger', {}],
    ['status', 'event', 'some-ci[bot]', {}],
    ['deployment_status', 'created', 'some-ci[bot]', {}],
    ['label', 'created', 'triager', {}],
    ['milestone', 'created', 'triager', {}],
    ['registry_package', 'published', 'stranger', {}],
    ['page_build', 'event', 'stranger', {}],
    ['public', 'event', 'stranger', {}],
    ['an_event_of_next_year', null, 'stranger', {}],
    ['an_event_of_next_year', null, undefined, {}],
    ['an_event_of_next_year', null, '', {}],
  ])('%s %s by %s: nothing is done', async (event, kind, actor, facts) => {
    const { asked, ended } = await outcome(event, kind, actor, facts);
    expect(asked?.length).toBeGreaterThan(0);
    expect(ended).toBe('ignore');
  });

  test.each<[string, string]>([
    ['pull_request_review', 'submitted'],
    ['pull_request_review_comment', 'created'],
    ['commit_comment', 'created'],
    ['discussion_comment', 'created'],
  ])('%s %s: nothing is done, whoever it is', async (event, kind) => {
    expect(await outcome(event, kind, 'maintainer', {})).toEqual({ asked: null, ended: 'ignore' });
  });
});

test('a run before this one that nobody is known for, or of a fork that is gone, starts none', async () => {
  const gone = { repository: here, workflow_run: { actor: null, triggering_actor: null, head_repository: here } };
  expect(await outcome('workflow_run', null, 'writer', gone)).toEqual({ asked: ['writer', 'ghost'], ended: 'ignore' });
  const ofNobody = { repository: here, workflow_run: { actor: by('writer'), head_repository: null } };
  expect(await outcome('workflow_run', null, 'writer', ofNobody)).toMatchObject({ ended: 'ignore' });
});
