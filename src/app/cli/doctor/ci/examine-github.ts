import { basename } from 'node:path';
import type { GitHubClient } from '../../../../platform/client/client.ts';
import { toRequestFailure } from '../../../../platform/client/request-failure.ts';
import { type Finding, findingsAt } from './finding.ts';
import type { Workflow } from './read-workflow.ts';

/** What is asked of the repository's settings. */
export interface AskedRepository {
  /** Those that use this action. */
  readonly workflows: readonly Workflow[];
  /** Whether some workflow names an action by a tag or branch. */
  readonly isUnpinned: boolean;
  /** Whether runs open pull requests with the token of the job. */
  readonly opensPullRequests: boolean;
}

/** An answer; a text: why there is none. */
type Answer<T> = { readonly value: T } | { readonly refusal: string; readonly status: number };

/** What the settings of a repository say, with a token that may read them; what it may not read is a warning. */
export async function examineGitHub(github: GitHubClient, asked: AskedRepository): Promise<readonly Finding[]> {
  const name = `${github.repo.owner}/${github.repo.repo}`;
  const { warning } = findingsAt(name);
  const repository = await ask(github, (octokit) => octokit.request('GET /repos/{owner}/{repo}', github.repo));
  if ('refusal' in repository) {
    const fix = 'check the token in GH_TOKEN or GITHUB_TOKEN, and that origin names the repository';
    return [warning('github', `it was not asked: ${repository.refusal}`, fix)];
  }
  const findings = [
    await examineActions(github, asked, name),
    await examineJobToken(github, asked, name),
    await examineSecrets(github, asked, name),
    ...(await Promise.all(asked.workflows.map((workflow) => examineState(github, workflow)))),
  ];
  return findings.flat();
}

async function ask<T>(
  { octokit, now }: GitHubClient,
  request: (octokit: GitHubClient['octokit']) => Promise<{ readonly data: T }>,
): Promise<Answer<T>> {
  try {
    return { value: (await request(octokit)).data };
  } catch (error) {
    const failure = toRequestFailure(error, now());
    return { refusal: failure.message, status: failure.kind === 'refused' ? failure.status : 0 };
  }
}

async function examineActions(github: GitHubClient, asked: AskedRepository, name: string): Promise<readonly Finding[]> {
  const { ok, warning, problem } = findingsAt(name);
  const answer = await ask(github, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}/actions/permissions', github.repo),
  );
  if ('refusal' in answer) return [warning('actions', `whether Actions are on: ${answer.refusal}`)];
  const { enabled, allowed_actions: allowed, sha_pinning_required: pinning } = answer.value;
  const settings = 'Settings → Actions → General';
  if (!enabled) return [problem('actions', 'GitHub Actions are off', settings)];
  if (allowed === 'local_only') return [problem('actions', 'only actions of the owner are allowed', settings)];
  if (pinning === true && asked.isUnpinned)
    return [
      problem('actions', 'only actions that are pinned to a commit are allowed', 'pin those that are named above'),
    ];
  return [
    allowed === 'selected'
      ? warning('actions', 'only selected actions are allowed', `${settings}: allow those of the workflow`)
      : ok('actions', 'GitHub Actions are on'),
  ];
}

async function examineJobToken(
  github: GitHubClient,
  { opensPullRequests }: AskedRepository,
  name: string,
): Promise<readonly Finding[]> {
  if (!opensPullRequests) return [];
  const { ok, warning } = findingsAt(name);
  const answer = await ask(github, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}/actions/permissions/workflow', github.repo),
  );
  if ('refusal' in answer) return [warning('pull-requests', `whether Actions may open them: ${answer.refusal}`)];
  if (answer.value.can_approve_pull_request_reviews) return [ok('pull-requests', 'Actions may open pull requests')];
  const { owner, repo } = github.repo;
  const level = answer.value.default_workflow_permissions;
  const fix = `gh api -X PUT repos/${owner}/${repo}/actions/permissions/workflow -f default_workflow_permissions=${level} -F can_approve_pull_request_reviews=true`;
  return [warning('pull-requests', 'Actions may not open pull requests, so there will be none', fix)];
}

async function examineSecrets(
  github: GitHubClient,
  { workflows }: AskedRepository,
  name: string,
): Promise<readonly Finding[]> {
  const wanted = workflows.flatMap(({ path, secrets, steps }) =>
    secrets
      .filter((secret) => secret !== 'GITHUB_TOKEN')
      .map((secret) => ({ path, secret, environments: steps.flatMap(({ environment }) => environment ?? []) })),
  );
  if (wanted.length === 0) return [];
  const page = { ...github.repo, per_page: 100 };
  const own = await ask(github, (octokit) => octokit.request('GET /repos/{owner}/{repo}/actions/secrets', page));
  if ('refusal' in own) return [findingsAt(name).warning('secret', `which secrets there are: ${own.refusal}`)];
  const shared = await ask(github, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}/actions/organization-secrets', page),
  );
  const known = new Set([own, shared].flatMap((answer) => ('value' in answer ? namesIn(answer.value.secrets) : [])));
  const findings = wanted.map(async ({ path, secret, environments }) => {
    const { ok, problem } = findingsAt(path);
    const isThere = known.has(secret) || (await isInEnvironment(github, secret, environments));
    return isThere
      ? ok('secret', `the secret ${secret} is there`)
      : problem('secret', `there is no secret ${secret}`, `gh secret set ${secret} --repo ${name}`);
  });
  return Promise.all(findings);
}

async function isInEnvironment(
  github: GitHubClient,
  secret: string,
  environments: readonly string[],
): Promise<boolean> {
  for (const environment of environments) {
    const parameters = { ...github.repo, environment_name: environment, per_page: 100 };
    const route = 'GET /repos/{owner}/{repo}/environments/{environment_name}/secrets';
    const answer = await ask(github, (octokit) => octokit.request(route, parameters));
    if ('value' in answer && namesIn(answer.value.secrets).includes(secret)) return true;
  }
  return false;
}

function namesIn(secrets: readonly { readonly name: string }[]): readonly string[] {
  return secrets.map(({ name }) => name);
}

/** GitHub knows those of the default branch, and turns schedules off where nothing happens for 60 days. */
async function examineState(github: GitHubClient, { path }: Workflow): Promise<readonly Finding[]> {
  const { ok, warning, problem } = findingsAt(path);
  const file = basename(path);
  const answer = await ask(github, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}', { ...github.repo, workflow_id: file }),
  );
  if ('refusal' in answer)
    return answer.status === 404
      ? [problem('workflow', 'GitHub does not know this workflow', 'push it to the default branch')]
      : [warning('workflow', `whether it is on: ${answer.refusal}`)];
  const { state } = answer.value;
  if (state === 'active') return [ok('workflow', 'GitHub knows it, and it is on')];
  const why = state === 'disabled_inactivity' ? ' after 60 days without activity' : '';
  return [problem('workflow', `it is turned off${why}`, `gh workflow enable ${file}`)];
}
