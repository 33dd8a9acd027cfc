import { describe, expect, test } from '@jest/globals';
import { explainFailure } from '../../src/repository/remote/refusals/refusal.ts';

const rejected = (why: string) => `To https://github.com/o/r\n!\tHEAD:refs/heads/w\t[remote rejected] (${why})\nDone`;

describe('what git printed about a remote', () => {
  test.each([
    [
      'a protected branch',
      `remote: error: GH006: Protected branch update failed for refs/heads/main.\n${rejected('protected branch hook declined')}`,
      /GH006/,
      /work-branch/,
    ],
    [
      'a ruleset',
      `remote: error: GH013: Repository rule violations found for refs/heads/w.\n${rejected('push declined due to repository rule violations')}`,
      /GH013/,
      /bypass/,
    ],
    [
      'a ruleset for signed commits',
      `remote: error: GH013: Repository rule violations found for refs/heads/w.\nremote: - Commits must have verified signatures.\n${rejected('push declined due to repository rule violations')}`,
      /verified signatures/,
      /`sign-commits: key`/,
    ],
    [
      'a protected branch for signed commits',
      `remote: error: GH006: Protected branch update failed for refs/heads/w.\nremote: error: Commits must have verified signatures.\n${rejected('protected branch hook declined')}`,
      /verified signatures/,
      /`sign-commits: key`/,
    ],
    [
      'a protected branch of Gitea for signed commits',
      `remote: Gitea: branch w is protected from unverified commit 1234567\n${rejected('pre-receive hook declined')}`,
      /unverified commit/,
      /`sign-commits: key`/,
    ],
    [
      'a workflow file',
      rejected(
        'refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission',
      ),
      /workflows/,
      /`workflows` permission/,
    ],
    [
      'a large file',
      `remote: error: GH001: Large files detected.\n${rejected('pre-receive hook declined')}`,
      /GH001/,
      /100 MB/,
    ],
    [
      'an LFS object',
      `remote: error: GH008: Your push referenced at least 1 unknown Git LFS object:\n${rejected('pre-receive hook declined')}`,
      /GH008/,
      /git lfs push/,
    ],
    [
      'a secret',
      `remote: error: GH009: Secrets detected! This push failed.\n${rejected('push declined')}`,
      /GH009/,
      /secret/,
    ],
    [
      'a fork',
      "remote: Permission to o/r.git denied to github-actions[bot].\nfatal: unable to access 'https://github.com/o/r/': The requested URL returned error: 403",
      /denied/,
      /contents: write/,
    ],
    [
      'an expired token',
      "remote: Invalid username or token.\nfatal: Authentication failed for 'https://github.com/o/r/'",
      /Authentication failed/,
      /expired/,
    ],
    [
      'no token',
      "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
      /could not read/,
      /asks for a login.*`github-token`.*credential helper/,
    ],
    [
      'no such repository',
      "remote: Repository not found.\nfatal: repository 'https://github.com/o/r/' not found",
      /not found/,
      /address/,
    ],
    [
      'an archive',
      "remote: This repository was archived so it is read-only.\nfatal: unable to access 'x': The requested URL returned error: 403",
      /403/,
      /Unarchive/,
    ],
    [
      'ssh without a key',
      'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      /publickey/,
      /ssh/,
    ],
    [
      'a folder of another user',
      "fatal: detected dubious ownership in repository at '/srv/r.git'\nTo add an exception for this directory, call:\n\n\tgit config --global --add safe.directory /srv/r.git\nfatal: Could not read from remote repository.",
      /dubious ownership/,
      /safe\.directory/,
    ],
    [
      'an unknown certificate',
      "fatal: unable to access 'x': SSL certificate problem: self-signed certificate",
      /SSL/,
      /sslCAInfo/,
    ],
    [
      'a hook of the server',
      `remote: no pushes on Fridays\n${rejected('pre-receive hook declined')}`,
      /^no pushes on Fridays$/,
      /server/,
    ],
    [
      'a hook of the server without a word',
      rejected('pre-receive hook declined'),
      /^\[remote rejected\] \(pre-receive hook declined\)$/,
      /server/,
    ],
    [
      'a branch that Gitea protects',
      `remote: error: Not allowed to push to protected branch work\n${rejected('pre-receive hook declined')}`,
      /protected branch work/,
      /work-branch/,
    ],
    [
      'a file that Gitea protects',
      `remote: error: branch work is protected from changing file go.mod\n${rejected('pre-receive hook declined')}`,
      /changing file go\.mod/,
      /remove them/,
    ],
    [
      'a token of Gitea that may only read',
      `remote: error:\nremote: error: User permission denied for writing.\n${rejected('pre-receive hook declined')}`,
      /^error: User permission denied for writing\.$/,
      /no write access/,
    ],
    [
      'a person whom GitLab does not let push',
      'remote: GitLab: You are not allowed to push code to this project.\nfatal: Could not read from remote repository.',
      /not allowed to push code/,
      /no write access/,
    ],
  ])('%s is a refusal that says what to change', (_, output, reason, remedy) => {
    const failure = explainFailure(output);
    expect(failure).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
      remedy: expect.stringMatching(remedy),
    });
  });

  const unable = (words: string, code: number) =>
    `${words}\nfatal: unable to access 'https://github.com/o/r/': The requested URL returned error: ${code}`;

  test.each([
    [
      'Resource protected by organization SAML enforcement. You must grant your token access.',
      /single sign-on.*Authorize/,
    ],
    [
      "The `acme' organization has enabled or enforced SAML SSO.\nremote: To access, use an authorized token.",
      /Configure SSO/,
    ],
    [
      "The `acme' organization has an IP allow list enabled, and 1.2.3.4 is not permitted to access this.",
      /allow list/,
    ],
    [
      'Although you appear to have the correct authorization, your IP address 1.2.3.4 is not permitted to access.',
      /allow list/,
    ],
    ["The `acme' organization has enabled OAuth App access restrictions", /approve/],
    ["The 'acme' organization forbids access via a personal access token (classic).", /forbids this kind/],
    ['Your account is suspended. Please visit https://support.github.com', /suspended/],
    ['This installation has been suspended', /suspended/],
    ["Repository `o/r' is disabled.\nremote: Please ask the owner to check their account.", /locked or disabled/],
    ['This repository has been locked for migration.', /migration/],
    ['Access to this repository has been disabled by GitHub staff.', /locked or disabled/],
    ['Your account is locked due to a billing issue.', /billing/],
    ['This repository was archived so it is read-only.', /Unarchive/],
    ['Write access to repository not granted.', /contents: write/],
    ['Permission to o/saml-sso-locked.git denied to ada.', /contents: write/],
    ['', /contents: write/],
  ])('HTTP 403 with “%s” has a remedy of its own', (words, remedy) => {
    const output = unable(words === '' ? '' : `remote: ${words}`, 403);
    expect(explainFailure(output)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(words.split(/\.?\n|\.$/, 1)[0] ?? ''),
      remedy: expect.stringMatching(remedy),
      output: expect.stringContaining(words),
    });
  });

  test.each([
    ['GnuTLS', 'server certificate verification failed. CAfile: /etc/ssl/certs/ca-certificates.crt CRLfile: none'],
    ['OpenSSL', 'SSL certificate problem: unable to get local issuer certificate'],
    ['OpenSSL, a name', "SSL: no alternative certificate subject name matches target host name 'git.corp'"],
    ['GnuTLS in the handshake', 'gnutls_handshake() failed: Error in the certificate.'],
    ['a file that is not there', 'error setting certificate verify locations:  CAfile: /nowhere'],
    ['Windows', 'schannel: SEC_E_UNTRUSTED_ROOT (0x80090325)'],
  ])(
    'a certificate that is not trusted, as %s says it, is a refusal that says how to give the authority',
    (_, words) => {
      expect(explainFailure(`fatal: unable to access 'https://git.corp/o/r/': ${words}`)).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining(words),
        remedy: expect.stringMatching(/http\.sslCAInfo.*GIT_SSL_CAINFO/),
      });
    },
  );

  test.each([
    [
      'error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413\nfatal: the remote end hung up',
      /size/,
    ],
    [unable('', 407), /proxy/],
    ["fatal: unable to access 'x': Received HTTP code 407 from proxy after CONNECT", /https_proxy/],
    ["fatal: unable to access 'x': CONNECT tunnel failed, response 407", /https_proxy/],
    ["fatal: unable to access 'x': CONNECT tunnel failed, response 403", /no_proxy/],
  ])('%s does not pass by itself', (output, remedy) => {
    expect(explainFailure(output)).toMatchObject({ kind: 'refused', remedy: expect.stringMatching(remedy) });
  });

  test.each([
    'fatal: unable to access: Could not resolve host: github.com',
    'fatal: unable to access: Failed to connect to github.com port 443: Connection refused',
    'error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\nfatal: the remote end hung up unexpectedly',
    "fatal: unable to access 'x': The requested URL returned error: 503",
    "fatal: unable to access 'x': The requested URL returned error: 429",
    'fatal: unable to access: Empty reply from server',
    'fatal: early EOF',
    rejected('Internal Server Error'),
    'something that nobody has ever seen',
  ])('%s is tried again', (output) => {
    expect(explainFailure(output).kind).toBe('transient');
  });

  test('a helper of git’s that was killed is named, with the likely cause', () => {
    expect(explainFailure('error: git-remote-https died of signal 9')).toEqual({
      kind: 'transient',
      reason: 'error: git-remote-https died of signal 9 (out of memory?)',
    });
  });

  test('a command that was cut off for taking too long is tried again, whatever it had printed', () => {
    const failure = explainFailure('remote: Permission to o/r denied to x', 'was silent for 1 min');
    expect(failure).toEqual({
      kind: 'transient',
      reason: 'the remote was silent for 1 min: Permission to o/r denied to x',
    });
    expect(explainFailure('\rWriting objects: 3% (1/9)', 'took too long')).toMatchObject({
      reason: 'the remote took too long',
    });
  });

  test.each([
    '!\tHEAD:refs/heads/w\t[rejected] (fetch first)',
    '!\tHEAD:refs/heads/w\t[rejected] (non-fast-forward)',
    rejected("cannot lock ref 'refs/heads/w': is at 123 but expected 456"),
    rejected('failed to update ref'),
  ])('%s means that others pushed', (output) => {
    expect(explainFailure(output)).toEqual({ kind: 'behind' });
  });

  test.each([
    'remote: Gitea: Internal Server Error (no message for end users)\n',
    'remote: error: HTTP 500\n',
    'remote: fix the message and try again\n',
    '',
  ])('an error of the server behind a push that it rejects may be a rule: %s', (words) => {
    const output = `${words}${rejected(words === '' ? 'Internal Server Error' : 'pre-receive hook declined')}`;
    expect(explainFailure(output)).toMatchObject({
      kind: 'transient',
      suspicion: { kind: 'refused', remedy: expect.stringMatching(/A rule or a hook may be behind it/) },
    });
  });

  test('a server out of order for each request is under no suspicion', () => {
    expect(explainFailure(unable('', 502))).not.toHaveProperty('suspicion');
  });

  test('the reason is the telling lines, without progress, and short', () => {
    const output = `Writing objects: 100%\nremote: error: GH006: Protected branch update failed.\nhint: see\n${'error: x '.repeat(200)}`;
    const failure = explainFailure(output);
    expect(failure).toMatchObject({ kind: 'refused' });
    if (failure.kind !== 'refused') return;
    expect(failure.reason).toMatch(/^error: GH006/);
    expect(failure.reason.length).toBeLessThanOrEqual(600);
  });
});

/** As GitHub sends it: padded, with blank lines, each behind `remote:`. */
const ruleset = (...lines: string[]) =>
  ['error: GH013: Repository rule violations found for refs/heads/w.', RULES_PAGE, '', ...lines, '']
    .map((line) => `remote: ${line}        \n`)
    .join('') + rejected('push declined due to repository rule violations');
const RULES_PAGE = 'Review all repository rules at https://github.com/o/r/rules?ref=refs%2Fheads%2Fw';

const forbidden = (why: string) =>
  `remote: ${why}\nfatal: unable to access 'https://h/r/': The requested URL returned error: 403`;
const declined = (why: string) => `remote: ${why}\n${rejected('pre-receive hook declined')}`;

test.each([
  [forbidden('Resource protected by organization two-factor requirement'), /two-factor authentication/],
  [forbidden('Your account has been flagged.'), /reinstated/],
  [forbidden('Access to this repository has been restricted due to trade controls.'), /trade controls/],
  [forbidden('You must verify your email address.'), /no verified mail address/],
  [declined('error: GH007: Your push would publish a private email address.'), /noreply address/],
  [declined("GitLab: Commit message does not follow the pattern '^JIRA'"), /`commit-message`/],
  [declined("GitLab: Author's email 'a@b' does not follow the pattern '@corp$'"), /`commit-author`/],
  [declined("GitLab: Branch name does not follow the pattern '^feat'"), /names of branches/],
  [declined("GitLab: Branch name 'x' does not follow the pattern '^feat'"), /names of branches/],
  [declined('error: GH013: Repository rule violations: no pushes under maintenance'), /does not cover/],
  [declined('Branch refs/heads/w can only be modified through pull requests.'), /pull requests only/],
  ["fatal: unable to access 'https://h/': error setting certificate file: /x/ca.pem", /http\.sslCAInfo/],
  ["fatal: unable to access 'https://h/': error reading ca cert file /x/ca.pem", /http\.sslCAInfo/],
])('%j has a remedy of its own', (output, remedy) => {
  expect(explainFailure(output)).toMatchObject({ kind: 'refused', remedy: expect.stringMatching(remedy) });
});

test.each([
  forbidden('This repository is currently read-only because of maintenance. Please try again later.'),
  forbidden('You have exceeded a secondary rate limit.'),
])('%j passes', (output) => {
  expect(explainFailure(output)).toMatchObject({ kind: 'transient' });
});

describe('a ruleset', () => {
  test.each([
    ['Commits must have verified signatures.', /`sign-commits: key`/],
    ['Changes must be made through a pull request.', /pull requests only/],
    ['Cannot create ref due to creations being restricted.', /bypass list/],
    ['2 of 2 required status checks are expected.', /requires checks/],
    ['Commit message must match a given regex pattern: ^(feat|fix)', /`commit-message`/],
    ['Commit author email must end with a given pattern: @acme.com', /`commit-author`/],
    ['Branch name must start with a matching pattern: feature/', /name that it allows/],
    ['This branch must not contain merge commits.', /merge commits/],
    ['File path is restricted: package-lock.json', /forbids some files/],
    ['A rule that was made up tomorrow', /does not cover/],
  ])('is explained by its rule: %s', (rule, remedy) => {
    const failure = explainFailure(ruleset(`- ${rule}`, '  Found 1 violation:', '', `  ${'5cbd0721'.repeat(5)}`));
    expect(failure).toMatchObject({
      kind: 'refused',
      reason: `error: GH013: Repository rule violations found for refs/heads/w; ${rule}`,
      remedy: expect.stringMatching(remedy),
      output: expect.stringContaining(`remote: ${RULES_PAGE}\nremote: - ${rule}\nremote:   Found 1 violation:\n`),
    });
  });

  test('of many rules answers each of them', () => {
    const rules = ['- Changes must be made through a pull request.', '', '- Commits must have verified signatures.'];
    expect(explainFailure(ruleset(...rules))).toMatchObject({
      reason: expect.stringMatching(/pull request; Commits must/),
      remedy: expect.stringMatching(/signed commits.*pull requests only/),
    });
  });

  test('of a protected branch counts up its rules too', () => {
    const lines = [
      'error: GH006: Protected branch update failed for refs/heads/w.',
      'error: Commits must have verified signatures.',
    ];
    const output = `${lines.map((line) => `remote: ${line}\n`).join('')}${rejected('protected branch hook declined')}`;
    expect(explainFailure(output)).toMatchObject({
      reason: expect.stringContaining('Commits must have verified signatures.'),
      remedy: expect.stringMatching(/Only signed commits/),
    });
  });
});

describe('push protection', () => {
  const page = 'https://github.com/o/r/security/secret-scanning/unblock-secret/2Ac1';
  const secret = (kind: string, path: string, url: string) => [
    `      —— ${kind} ——————————————————————`,
    '       locations:',
    '         - commit: 8728dbe67',
    `           path: ${path}`,
    '',
    '       (?) To push, remove secret from commit(s) or follow this URL to allow the secret.',
    `       ${url}`,
  ];

  test('names each secret with its place, and the page that allows it', () => {
    const output = ruleset(
      '- GITHUB PUSH PROTECTION',
      '  —————————————————————————————————————————',
      '    - Push cannot contain secrets',
      '     (?) Learn how to resolve a blocked push',
      '     https://docs.github.com/code-security/secret-scanning',
      ...secret('GitHub Personal Access Token', 'README.md:4', page),
      ...secret('Amazon AWS Access Key ID', 'src/a b.ts:12', `${page}b`),
    );
    const failure = explainFailure(output);
    expect(failure).toMatchObject({
      kind: 'refused',
      remedy: expect.stringContaining(
        'in the commits: GitHub Personal Access Token in README.md:4; Amazon AWS Access Key ID in src/a b.ts:12.',
      ),
      output: expect.stringContaining('commit: 8728dbe67'),
    });
    expect(failure).toMatchObject({ remedy: expect.stringContaining(`allow it at ${page} , ${page}b.`) });
  });

  test('that names nothing is told all the same', () => {
    const output = `remote: error: GH009: Secrets detected! This push failed.\n${rejected('push declined')}`;
    expect(explainFailure(output)).toMatchObject({ remedy: expect.stringMatching(/a secret in a commit.*the page/) });
  });
});
