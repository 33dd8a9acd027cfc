import { findSecrets } from './server-words.ts';

/** What of a push it was that a server refused, where the push may do without: files in .github/workflows, a merge. */
export type RefusedPart = 'workflows' | 'merges';

export interface RefusalPattern {
  readonly pattern: RegExp;
  /** What to do, as an imperative; of some it depends on what the server names. */
  readonly remedy: string | ((output: string) => string);
  /** Another token may do. */
  readonly signIn?: true;
  readonly about?: RefusedPart;
}

const SIGN_IN_REMEDY =
  'The token was refused: it has expired, is wrong, or belongs to another host. Give a new one (`github-token`) and start again; the GITHUB_TOKEN of a job lives at most as long as the job, a token that a step before made from an app for one hour. Give `app-id` and `app-private-key` in its place, and it is renewed.';
const NO_LOGIN_REMEDY =
  'The remote asks for a login, and there is none. In a workflow, give `github-token`; on your own machine, let git sign in without prompting: a credential helper, or ssh with a key.';
const WRITE_REMEDY =
  'The token has no write access here. Give the job `permissions: contents: write`, or a token that can push to this repository. A run from a fork gets a read-only token: run in the repository itself.';
const OTHER_BRANCH = 'Use a `work-branch` that the rule does not cover';
const BYPASS = 'add this token’s app or user to the bypass list';

const UNSIGNED =
  /must have (?:verified|valid) signatures|commit must be signed|commit was not signed|protected from unverified commit/i;

/** Linear history, as GitHub, GitLab and their likes word it. */
export const NO_MERGES = /must not contain merge commits|merge commits? (?:is|are) not allowed/i;

/** Rules of rulesets and of protected branches, as GitHub and its likes word them; each that is named is answered. */
const RULES: readonly { readonly pattern: RegExp; readonly remedy: string }[] = [
  {
    // GitHub, GitLab, Gitea.
    pattern: UNSIGNED,
    remedy:
      'Only signed commits are accepted. Set `sign-commits: key` with a key that the server knows for the account whose mail address `commit-author` has, or on GitHub `sign-commits: api`; or use a `work-branch` that the rule does not cover.',
  },
  {
    pattern: /must be made through a pull request|only be modified through pull requests/i,
    remedy: `A rule accepts changes to this branch through pull requests only. ${OTHER_BRANCH}.`,
  },
  {
    pattern: /required status checks?|required deployments|code scanning/i,
    remedy: `A rule requires checks before anything is pushed to this branch. ${OTHER_BRANCH}.`,
  },
  {
    pattern: /cannot (?:create|update|delete) (?:this protected )?ref|creations being restricted/i,
    remedy: `A rule restricts who can create or change this branch. ${OTHER_BRANCH}, or ${BYPASS}.`,
  },
  {
    pattern:
      /(?:branch|ref) name (?:'[^']{0,200}' )?(?:must|does not follow)|name must (?:not )?(?:match|start|end|contain)/i,
    remedy: 'A rule restricts the names of branches. Use a `work-branch` with a name that it allows.',
  },
  {
    pattern: /commit messages?\b.{0,80}(?:must|pattern)|message must/i,
    remedy: 'A rule restricts the messages of commits. Set `commit-message` to a template that it allows.',
  },
  {
    pattern: /(?:author|committer)(?:'s)? e-?mail|(?:Author|Committer) '[^']{0,200}' is not|push your own commits/i,
    remedy: 'A rule restricts who commits. Set `commit-author` to a name and an address that it allows.',
  },
  {
    pattern: NO_MERGES,
    remedy: `A rule forbids merge commits, and the base branch is merged into the work branch. ${OTHER_BRANCH}.`,
  },
  {
    pattern:
      /file (?:path|extension|size)s?\b|files? (?:is|are) too large|larger than the allowed size|protected from changing file/i,
    remedy: `A rule forbids some files. Add them to .gitignore and remove them from the commits that are not pushed yet, or ${BYPASS}.`,
  },
];

function ruleRemedy(otherwise: string): (output: string) => string {
  return (output) => {
    const remedies = RULES.filter(({ pattern }) => pattern.test(output)).map(({ remedy }) => remedy);
    return remedies.length === 0 ? otherwise : remedies.join(' ');
  };
}

/** Names each secret with its place, and the page where a person can allow it. */
function secretRemedy(output: string): string {
  const secrets = findSecrets(output);
  const found = secrets.map(({ kind, places }) => `${kind}${places.length === 0 ? '' : ` in ${places.join(', ')}`}`);
  const pages = secrets.flatMap(({ unblock }) => (unblock === null ? [] : [unblock]));
  const what = found.length === 0 ? 'a secret in a commit' : `in the commits: ${found.join('; ')}`;
  const allow = pages.length === 0 ? 'allow it on the page that the message names' : `allow it at ${pages.join(' , ')}`;
  return `Push protection found ${what}. Remove it from the commits that are not pushed yet, or ${allow}. If it is real, replace it with a new one.`;
}

/**
 * Messages of GitHub (its GHnnn codes, hook texts and the bodies of its 403), of other forges, of proxies, git and curl
 * that no retry fixes; the first match wins, so what is common to many stands last.
 */
export const REFUSALS: readonly RefusalPattern[] = [
  { pattern: /GH009|secrets? detected|push cannot contain secrets/i, remedy: secretRemedy },
  {
    pattern:
      /refusing to allow(?:(?!refusing to allow).)* to (?:create or update|delete) workflow|without [`'"]?workflows?[`'"]? (?:permission|scope)/i,
    remedy:
      'A commit changes a file in .github/workflows, which GITHUB_TOKEN is never allowed to do. Give a token with the `workflows` permission (an app or a personal token), or remove that change. If it came with the base branch, merge that into the work branch yourself and push it.',
    about: 'workflows',
  },
  {
    pattern: /GH006|protected branch/i,
    remedy: ruleRemedy(
      'The branch is protected. Use another `work-branch`, or allow this token to push in the branch protection rules.',
    ),
  },
  {
    pattern:
      /GH013|repository rule violations|protected from (?:changing file|unverified commit)|commit (?:must be|was not) signed/i,
    remedy: ruleRemedy(`A repository rule forbids this push. ${OTHER_BRANCH}, or ${BYPASS}.`),
  },
  {
    pattern: /GH007|private e-?mail address/i,
    remedy:
      'A commit has a mail address that its account keeps private. Set `commit-author` to the account’s noreply address (…@users.noreply.github.com), or let the account publish it.',
  },
  {
    // GitLab's push rules and Bitbucket's branch permissions.
    pattern:
      /GitLab: .{0,300}(?:does not follow the pattern|must contain|is not a member|is not verified|own verified emails|larger than the allowed size)|only be modified through pull requests|push your own commits/i,
    remedy: ruleRemedy(`A rule of the server forbids this push: follow its message. ${OTHER_BRANCH}.`),
  },
  {
    pattern: /GH001|large files? detected|exceeds GitHub's file size limit/i,
    remedy:
      'A commit contains a file over 100 MB. Add it to .gitignore or to Git LFS and remove it from the commits that are not pushed yet.',
  },
  {
    pattern: /GH008|unknown Git LFS object/i,
    remedy: 'Upload the LFS objects once with `git lfs push origin <branch>` from this checkout, then start again.',
  },
  {
    pattern: /over its data quota|LFS (?:bandwidth|storage) quota/i,
    remedy: 'The account has used up its quota of Git LFS. Its owner buys more, or removes objects.',
  },
  {
    pattern: /returned error: 413|HTTP 413|Request Entity Too Large|pack exceeds maximum allowed size/i,
    remedy:
      'The server, or a proxy in front of it, does not accept a push of this size (HTTP 413). Raise its limit (nginx: `client_max_body_size`), push over ssh, or remove large files from the commits that are not pushed yet.',
  },
  {
    pattern: /returned error: 407|HTTP (?:code )?407|response 407|Proxy Authentication Required/i,
    remedy:
      'The proxy asks for a login (HTTP 407). Give it one in `https_proxy` (`http://user:password@host:port`) or in `http.proxy` of the user’s git configuration.',
  },
  {
    pattern: /HTTP code 403 from proxy|CONNECT tunnel failed, response 403/i,
    remedy: 'The proxy does not let this machine reach the server: allow the host there, or name it in `no_proxy`.',
  },
  {
    pattern: /SAML (?:SSO|single sign-on|enforcement)/i,
    remedy:
      'The organization requires single sign-on. Authorize the token for it (in the settings of personal tokens: Configure SSO), or use the token of an app that is installed there.',
  },
  {
    pattern: /IP allow ?list|IP address .{0,60}(?:not permitted|not allowed)/i,
    remedy:
      'The organization accepts only addresses on its IP allow list. Run on a runner with an address that is on it, or have an owner add this one.',
  },
  {
    pattern: /two-factor (?:authentication )?requirement|(?:requires?|enforced) two-factor/i,
    remedy:
      'The organization requires two-factor authentication. Have the token’s account switch it on, or use the token of an app that is installed there.',
  },
  {
    pattern: /verify your e-?mail|e-?mail (?:address )?must be verified/i,
    remedy: 'The token’s account has no verified mail address. Verify it in the account’s settings.',
  },
  {
    pattern: /trade controls/i,
    remedy: 'The server restricts this account or repository for trade controls. Ask its support.',
  },
  {
    pattern: /OAuth App access restrictions/i,
    remedy: 'The organization restricts apps. Have an owner approve this one, or use another token.',
  },
  {
    pattern: /forbids access via a (?:fine-grained )?personal access token|personal access tokens? .{0,80}lifetime/i,
    remedy: 'The organization forbids this kind of personal access token. Use one that it allows, or an app’s.',
  },
  {
    pattern: /(?:account|installation|user)\b.{0,40}\b(?:is|was|has been) (?:suspended|flagged)/i,
    remedy: 'The account or the app’s installation is suspended or flagged. Have it reinstated, or use another token.',
  },
  {
    pattern: /billing|payment|account (?:is|was|has been) locked|spending limit/i,
    remedy: 'The account is locked, most likely for its billing. Its owner fixes that in the account’s settings.',
  },
  {
    pattern:
      /archived,? (?:so|and) (?:it )?is read-only|repository (?:was|is|has been) archived|repo(?:sitory)? is archived/i,
    remedy: 'Unarchive the repository, then start again.',
  },
  {
    pattern: /repository\b.{0,120}\b(?:is|was|has been) (?:temporarily )?(?:locked|disabled)|locked for migration/i,
    remedy:
      'The repository is locked or disabled, as it is during a migration or by the staff of the server. Have it unlocked, then start again.',
  },
  {
    pattern: /DMCA|returned error: 451/i,
    remedy: 'The repository was taken down for legal reasons; its owner was told why.',
  },
  {
    pattern:
      /Resource not accessible by integration|write access to repository not granted|User permission denied for writing|not allowed to (?:push|upload) code|deploy key .{0,80}(?:read[- ]only|write access)|key .{0,80} marked as read only/i,
    remedy: WRITE_REMEDY,
  },
  { pattern: /Permission to \S+ denied to|The requested URL returned error: 403|HTTP 403/i, remedy: WRITE_REMEDY },
  { pattern: /could not read (?:Username|Password)|terminal prompts disabled/i, remedy: NO_LOGIN_REMEDY, signIn: true },
  {
    pattern:
      /Authentication failed|Invalid username or (?:password|token)|HTTP Basic: Access denied|The requested URL returned error: 401|HTTP 401|Bad credentials/i,
    remedy: SIGN_IN_REMEDY,
    signIn: true,
  },
  {
    pattern:
      /Repository not found|repository (?:(?!repository ).)*' not found|The requested URL returned error: 404|does not appear to be a git repository|ERROR: Repository/i,
    remedy: 'The token does not see the repository: check the address of `origin`, and that the token covers it.',
  },
  {
    pattern: /Permission denied \(|Host key verification failed|No such identity|Load key/i,
    remedy:
      'ssh could not sign in without prompting. Add a key without a passphrase and the known host, or use https with a token.',
  },
  {
    // OpenSSL's words, GnuTLS's (Debian's git), those of Windows and of macOS.
    pattern:
      /error setting certificate|error reading (?:ca cert|X\.509)|certificate (?:problem|verif\w+)|certificate has expired|SSL certificate|self[- ]signed certificate|error in the certificate|certificate is NOT trusted|certificate subject name|SSL peer certificate|SSL CA cert|SEC_E_UNTRUSTED_ROOT|SSL: no alternative certificate/i,
    remedy:
      'The server’s certificate is not trusted here. Give the file of the authority that signed it: `git config --global http.sslCAInfo /path/to/ca.pem` in a step before (as the user of the run), or the variable GIT_SSL_CAINFO. An expired certificate is renewed on the server.',
  },
  {
    pattern: /detected dubious ownership in repository/i,
    remedy:
      'The remote is a folder that belongs to another user. Trust it with `git config --global --add safe.directory <the folder named above>`, or give it to the user who runs this.',
  },
  {
    pattern: /shallow update not allowed/i,
    remedy: 'Check out with full history (`fetch-depth: 0`).',
  },
];
