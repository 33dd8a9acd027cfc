/** GitHub on loopback, for tests: `const github = await FakeGitHub.start()`, then change and read `github.world`. */
export { dispatchEvent, issueClosedEvent, issueCommentEvent, issueTickedEvent } from './events.ts';
export type { Fault, Trouble } from './faults.ts';
export { GITEA_ACTIONS } from './gitea.ts';
export { type Exchange, FakeGitHub, type FakeGitHubOptions } from './server.ts';
export type { Comment, Issue, Role } from './world.ts';
