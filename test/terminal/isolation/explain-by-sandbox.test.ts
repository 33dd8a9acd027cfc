import { expect, test } from '@jest/globals';
import { explainBySandbox } from '../../../src/terminal/isolation/explain-by-sandbox.ts';
import type { IsolationPolicy } from '../../../src/terminal/isolation/policy/isolation-policy.ts';

const auto: IsolationPolicy = {
  strength: 'auto',
  hidden: [
    { name: 'own', path: '/logs', isFolder: true },
    { name: 'ssh', path: '/home/me/.ssh', isFolder: true },
    { name: 'docker', path: '/run/docker.sock', isFolder: false },
    { name: 'aws', path: '/home/me/.aws', isFolder: true },
  ],
  readOnly: ['/home/me/.gitconfig', '/home/me/.npmrc'],
  writable: [],
  fresh: [],
  absent: [],
  programFolders: [],
  linked: [],
  devices: [],
  strays: [],
  pinned: [],
  lent: { home: '/home/me', workTree: '/work', trees: [], folders: [], readable: [] },
  env: {},
  signs: false,
  sudo: false,
};
const strict: IsolationPolicy = { ...auto, strength: 'strict', writable: ['/work', '/home/me/.npm'], fresh: ['/tmp'] };
const lent: IsolationPolicy = {
  ...auto,
  isLent: true,
  lent: { home: '/home/me', workTree: '/work', trees: ['/work'], folders: ['/home/me'], readable: [] },
};
const session: IsolationPolicy = {
  ...auto,
  hidden: [{ name: 'session', path: '/run/user/1000', isFolder: true }],
  inner: [{ name: 'docker', path: '/run/user/1000/podman', isFolder: true }],
};
const CAUSE = 'The sandbox is the likely cause: ';

test.each<readonly [output: string, policy: IsolationPolicy, says: string]>([
  ['sudo: The "no new privileges" flag is set, which prevents sudo from running as root.', auto, 'sudo does not work'],
  ['sudo: effective uid is not 0, is sudo installed setuid root?', auto, 'isolation-allow to sudo'],
  [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is it running?',
    auto,
    'isolation-allow to docker',
  ],
  ['dial unix /run/docker.sock: connect: connection refused', auto, '/run/docker.sock is hidden'],
  ['git@github.com: Permission denied (publickey).', auto, 'isolation-allow to ssh'],
  ['Host key verification failed.', auto, '/home/me/.ssh is hidden'],
  ['cat: /home/me/.aws/credentials: No such file or directory', auto, 'isolation-allow to aws'],
  ['Unable to locate credentials. You can configure credentials by running "aws configure".', auto, 'to aws'],
  ["ENOENT: no such file or directory, open '/logs/a.jsonl'", auto, 'no setting but isolation off'],
  ['error: could not write config file /home/me/.gitconfig: Device or resource busy', auto, '.gitconfig is read-only'],
  ["npm error EROFS: read-only file system, open '/home/me/.npmrc'", auto, '.npmrc is read-only'],
  ["npm error EROFS: read-only file system, mkdir '/home/me/.cargo'", strict, '/home/me/.cargo cannot be written'],
  ["touch: cannot touch '/etc/x': Read-only file system", strict, 'isolation to auto'],
  ["touch: cannot touch '/data/x': Read-only file system", strict, 'isolation.writable'],
  ["ENOENT: no such file or directory, mkdir '/home/me/.local'", strict, '/home/me/.local cannot be written'],
  [
    'error: failed to create directory `/home/me/.x/registry`\n\nCaused by:\n  Read-only file system (os error 30)',
    strict,
    '/home/me/.x/registry cannot be written',
  ],
  ['/bin/sh: 1: cannot create /home/me/foo: Read-only file system', strict, '/home/me/foo cannot be written'],
  ['/work/run.sh: line 3: /data/foo: Read-only file system', strict, '/data/foo cannot be written'],
  [
    "EROFS: read-only file system, copyfile '/usr/share/a' -> '/home/me/b'",
    strict,
    '/home/me/b cannot be written with isolation strict. Name',
  ],
  [
    "Error: EROFS: read-only file system, open '/home/me/foo'\n    at Object.openSync (node:fs:573:18)\n    at node:internal/process/execution:81:19\n    at save (/usr/lib/node_modules/tool/index.js:1:2) {\n  errno: -30,\n  code: 'EROFS',\n  syscall: 'open',\n  path: '/home/me/foo'\n}",
    strict,
    '/home/me/foo cannot be written',
  ],
  ['sh: 0: cannot open /tmp/agent.sh: No such file', strict, '/tmp is new and empty'],
  [
    'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)',
    lent,
    'agents are not root',
  ],
  ['E: Unable to acquire the dpkg frontend lock, are you root?', lent, 'an earlier step of the workflow'],
  ["npm error EACCES: permission denied, mkdir '/usr/local/lib/node_modules/x'", lent, 'isolation.writable'],
  ['sh: 1: cannot create /home/me/.npmrc: Permission denied', lent, '.npmrc is read-only'],
  ['Error: connect ECONNREFUSED /var/run/docker.sock', auto, 'isolation-allow to docker'],
  [
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
    auto,
    'isolation-allow to docker',
  ],
  ['permission denied while trying to connect to the Docker daemon socket', auto, 'isolation-allow to docker'],
  ['java.lang.IllegalStateException: Could not find a valid Docker environment.', auto, 'isolation-allow to docker'],
  ['Error: Could not find a working container runtime strategy', auto, 'isolation-allow to docker'],
  ['docker.errors.DockerException: Error while fetching server API version', auto, 'isolation-allow to docker'],
  [
    'dial unix /run/user/1000/podman/podman.sock: connect: no such file or directory',
    session,
    'isolation-allow to docker',
  ],
  ['Cannot connect to the Docker daemon', session, 'isolation-allow to docker'],
  ['doas: not installed setuid', auto, 'doas does not work in it'],
  ['pkexec must be setuid root', auto, 'pkexec does not work in it'],
  ['su: Authentication failure', auto, 'su does not work in it'],
  ['su: Fehler bei Authentifizierung', auto, 'su does not work in it'],
  [
    'sudo: Das Flag »no new privileges« ist gesetzt; sudo kann nicht als root laufen.',
    auto,
    'sudo does not work in it',
  ],
  ['cat: ~/.aws/credentials: No such file or directory', auto, 'isolation-allow to aws'],
  ["FileNotFoundError: [Errno 2] Datei fehlt: '/home/me/.aws/config'", auto, 'isolation-allow to aws'],
  ['java.nio.file.NoSuchFileException: /home/me/.ssh/id_rsa', auto, 'isolation-allow to ssh'],
  ["OSError: [Errno 30] Nur lesbar: '/home/me/.npmrc'", auto, '.npmrc is read-only'],
  ['error: writing `/home/me/.gitconfig` (os error 30)', auto, '.gitconfig is read-only'],
  ['java.nio.file.ReadOnlyFileSystemException: /home/me/.npmrc', auto, '.npmrc is read-only'],
  ["touch: '/home/me/.npmrc' kann nicht berührt werden: Das Dateisystem ist nur lesbar", auto, '.npmrc is read-only'],
  [`npm error code 1\nsudo: effective uid is not 0\n${'at x (y)\n'.repeat(50)}`, auto, 'sudo does not work'],
])('%s', (output, policy, says) => {
  const explained = explainBySandbox(output, policy);
  expect(explained).toContain(says);
  expect(explained?.startsWith(CAUSE)).toBe(true);
});

test.each<readonly [output: string, policy: IsolationPolicy]>([
  ['', auto],
  ['1 test failed: expected 1, received 2', strict],
  ["touch: cannot touch '/etc/x': Read-only file system", auto],
  ['cat: /work/missing.txt: No such file or directory', strict],
  ['cat: /home/me/.sshrc: No such file or directory', auto],
  ["EROFS: read-only file system, open '/work/x'", strict],
  ["ENOENT: no such file or directory, mkdir '/work/x'", strict],
  ['cp: cannot create build/x: Read-only file system', strict],
  ["EROFS: read-only file system, copyfile '/usr/share/a' -> '/work/b'", strict],
  ["ENOENT: no such file or directory, mkdir '/etc/x'", auto],
  ['error: /etc/x\n1\n2\n3\nRead-only file system', strict],
  ['sudo: The "no new privileges" flag is set', { ...auto, sudo: true }],
  ['E: Unable to acquire the dpkg frontend lock, are you root?', auto],
  ['sh: 1: ./run.sh: Permission denied', lent],
  ['sh: 1: /work/run.sh: Permission denied', lent],
  ['cat: /etc/missing: No such file or directory', lent],
  ['Cannot connect to the Docker daemon', { ...auto, hidden: [] }],
  ['Error: connect ECONNREFUSED /var/run/docker.sock', { ...auto, hidden: [] }],
  ['su: user nobody2 does not exist', auto],
  ['sudo: a password is required', auto],
  ['result: root', auto],
  ["cp: '/work/a' und '/work/b' sind dieselbe Datei", auto],
])('%s: no word of the sandbox', (output, policy) => {
  expect(explainBySandbox(output, policy)).toBeNull();
});
