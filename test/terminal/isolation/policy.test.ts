import { describe, expect, test } from '@jest/globals';
import {
  type IsolationPolicy,
  type IsolationRequest,
  isolationPolicy,
} from '../../../src/terminal/isolation/policy/isolation-policy.ts';
import type { IsolatedPlace } from '../../../src/terminal/isolation/policy/paths/covered-paths.ts';
import type { FindPath } from '../../../src/terminal/isolation/policy/paths/paths.ts';

const place: IsolatedPlace = {
  uid: 1001,
  home: '/home/me',
  homes: ['/home/me'],
  agentEnv: [],
  sshAgents: ['/tmp/ssh-XyZ123'],
  sessionSockets: [],
  rootsSockets: [],
  secretFiles: [],
  runtimeNames: [],
  agentWords: [],
  env: {},
  workTree: ['/work/demo'],
  ownPrograms: ['/action/dist'],
  programFolders: [],
  ownFolders: ['/logs', '/tmp/sequential-1001'],
  ownFiles: ['/tmp/sequential-1001-shown'],
  runner: ['/temp/_runner_file_commands'],
  devices: { raw: [], open: [] },
  foldedHomes: { claude: { env: { CLAUDE_CONFIG_DIR: '/home/me/.claude' }, copy: { from: '/a', to: '/b' } } },
  logins: { codex: ['/home/me/.codex'], claude: ['/home/me/.claude', '/home/me/.claude.json'] },
};
const FOLDERS =
  'work/demo action/dist logs tmp tmp/sequential-1001 tmp/sequential-1001-shown temp/_runner_file_commands home/me/.codex home/me/.claude home/me/.ssh home/me/.aws home/me/.npm run/user/1001/systemd';
const FILES = 'home/me/.claude.json home/me/.netrc home/me/.bashrc home/me/.gitconfig run/docker.sock';

/** A machine with these folders and files; `links`: paths that are others. */
function machine(links: Readonly<Record<string, string>> = {}, without: readonly string[] = []): FindPath {
  const kinds = new Map([
    ...FOLDERS.split(' ').map((path) => [`/${path}`, 'folder'] as const),
    ...FILES.split(' ').map((path) => [`/${path}`, 'file'] as const),
    ...Object.values(links).map((path) => [path, 'folder'] as const),
  ]);
  return (path) => {
    const real = links[path] ?? path;
    const kind = kinds.get(real);
    return kind === undefined || without.includes(path) ? null : { path: real, kind };
  };
}

function policy(
  request: Partial<IsolationRequest> = {},
  facts: Partial<IsolatedPlace> = {},
  find: FindPath = machine(),
): IsolationPolicy {
  const asked = { strength: 'auto' as const, backend: 'codex', allow: [], writable: [], ...request };
  return isolationPolicy({ ...place, ...facts }, asked, find);
}

const hiddenPaths = ({ hidden }: IsolationPolicy) => hidden.map(({ path }) => path);

describe('what another user is lent', () => {
  const lent = (links: Readonly<Record<string, string>>, request: Partial<IsolationRequest> = {}) =>
    policy(request, {}, machine(links)).lent;

  test('is the working tree, its login, caches and what is allowed', () => {
    const { trees, folders, readable } = lent({}, { allow: ['aws', 'ssh'] });
    expect(trees).toEqual(['/work/demo', '/home/me/.codex', '/home/me/.npm', '/home/me/.aws', '/home/me/.ssh']);
    expect(folders).toEqual(['/home/me']);
    expect(readable).toContain('/home/me/.bashrc');
  });

  test('is nothing that a link leads to', () => {
    const { trees, readable } = lent(
      { '/home/me/.npm': '/etc', '/home/me/.codex': '/usr', '/home/me/.aws': '/root', '/home/me/.bashrc': '/etc/x' },
      { allow: ['aws'] },
    );
    expect([trees, readable.includes('/etc/x')]).toEqual([['/work/demo'], false]);
  });

  test('has the working tree alone where git’s file was made to name another folder', () => {
    const names = machine({}, []);
    const request = { strength: 'auto' as const, backend: 'codex', allow: [], writable: [] };
    const forged = { ...place, workTree: ['/work/demo', '/run/user/1001/systemd'] };
    const expected = new Set(['/work/demo']);
    const { trees } = isolationPolicy(forged, request, names, {
      findSteady: (path) => (expected.has(path) ? names(path) : null),
    }).lent;
    expect(trees).toEqual(['/work/demo']);
  });
});

describe('what a sandbox covers', () => {
  test('auto hides what no build needs, makes start-up files read-only, and leaves the rest', () => {
    const { hidden, readOnly, writable, fresh } = policy();
    expect(hidden.map(({ name, path }) => `${name} ${path}`).sort()).toEqual([
      'aws /home/me/.aws',
      'claude /home/me/.claude',
      'claude /home/me/.claude.json',
      'docker /run/docker.sock',
      'git /home/me/.netrc',
      'own /logs',
      'own /tmp/sequential-1001',
      'runner /temp/_runner_file_commands',
      'session /run/user/1001/systemd',
      'ssh /home/me/.ssh',
    ]);
    expect(readOnly).toEqual(['/home/me/.bashrc', '/home/me/.gitconfig', '/action/dist', '/tmp/sequential-1001-shown']);
    expect([writable, fresh]).toEqual([[], []]);
  });

  test('strict lets nothing be written but the work, the agent’s own login, caches and what was named', () => {
    const { writable, fresh } = policy({ strength: 'strict', writable: ['/logs', '/home/me/.npm', '/nowhere'] });
    expect(writable).toEqual(['/work/demo', '/home/me/.codex', '/home/me/.npm']);
    expect(fresh).toEqual(['/tmp']);
  });

  test('strict lets pnpm’s store be written wherever variables move it to', () => {
    const there = ['/data/pnpm', '/store'];
    const find = machine(Object.fromEntries(there.map((path) => [path, path])));
    const env = { XDG_DATA_HOME: '/data', npm_config_store_dir: '/store' };
    expect(policy({ strength: 'strict' }, { env }, find).writable).toEqual(expect.arrayContaining(there));
    expect(policy({ strength: 'strict' }, {}, find).writable).not.toContain('/store');
  });

  test.each<readonly [what: string, shown: string, policy: IsolationPolicy]>([
    ['an agent sees its own login', '/home/me/.claude', policy({ backend: 'claude' })],
    ['what is allowed by name shows', '/home/me/.ssh', policy({ allow: ['ssh'] })],
    ['docker’s socket too', '/run/docker.sock', policy({ allow: ['docker'] })],
    ['and another agent’s login', '/home/me/.claude', policy({ allow: ['claude'] })],
    ['a working tree in a hidden folder can be reached', '/home/me/.aws', policy({}, { workTree: ['/home/me/.aws'] })],
  ])('%s', (_, shown, { hidden }) => {
    expect(hidden.map(({ path }) => path)).not.toContain(shown);
  });

  // Each could have been made to look like one by an agent of an earlier run.
  test.each(['/home/me/.ssh', '/home/me/.ssh/git', '/home/me', '/home', '/home/me/.codex'])(
    'a folder of git’s at %s uncovers nothing',
    (folder) => {
      const find = machine({ '/home/me/.ssh/git': '/home/me/.ssh/git', '/home/me': '/home/me', '/home': '/home' });
      for (const strength of ['auto', 'strict'] as const) {
        const forged = policy({ strength, backend: null }, { workTree: ['/work/demo', folder] }, find);
        const sane = policy({ strength, backend: null }, {}, find);
        expect(forged).toEqual(sane);
      }
    },
  );

  test('a folder of git’s that holds nothing else is work', () => {
    const find = machine({ '/repo/.git': '/repo/.git' });
    const { writable } = policy({ strength: 'strict' }, { workTree: ['/work/demo', '/repo/.git'] }, find);
    expect(writable).toContain('/repo/.git');
  });

  test('verify sees no agent’s login', () => {
    expect(hiddenPaths(policy({ backend: null }))).toEqual(
      expect.arrayContaining(['/home/me/.codex', '/home/me/.claude']),
    );
  });

  test('links are followed, so that none leads around a cover', () => {
    const find = machine({ '/home/me/.ssh': '/data/keys', '/home/me/.gitconfig': '/dotfiles/gitconfig' });
    expect(hiddenPaths(policy({}, {}, find))).toContain('/data/keys');
    expect(policy({}, {}, find).readOnly).toContain('/dotfiles/gitconfig');
  });

  test('a login that its agent replaced by a link shows nothing that is hidden', () => {
    expect(hiddenPaths(policy({}, {}, machine({ '/home/me/.codex': '/home/me/.ssh' })))).toContain('/home/me/.ssh');
  });

  test('folders that something covered lies in stay where they are', () => {
    const covered = ['/home/me/.config/gh', '/home/me/.m2/settings.xml', '/home/me/.cache/git/credential'];
    const there = [...covered, '/home/me/.cache'];
    const find = machine(Object.fromEntries(there.map((path) => [path, path])));
    const inHome = (asked: Partial<IsolationRequest>) =>
      policy(asked, {}, find).pinned.filter((path) => path.startsWith('/home'));
    const above = ['/home/me', '/home/me/.cache', '/home/me/.cache/git', '/home/me/.config', '/home/me/.m2'];
    expect([...inHome({})].sort()).toEqual(above);
    // Nothing else can be moved.
    expect(inHome({ strength: 'strict', writable: ['/home/me/.cache'] })).toEqual(['/home/me/.cache/git']);
  });

  test.each<readonly [strength: 'auto' | 'strict', writable: readonly string[], readOnly: readonly string[]]>([
    ['strict', [], ['/home/me/.cargo/bin', '/home/me/.local/bin']],
    ['strict', ['/home/me/.local/bin'], ['/home/me/.cargo/bin']],
    // Package managers install programs there.
    ['auto', [], ['/home/me/.local/bin/git']],
    ['auto', ['/home/me/.local'], []],
  ])('under %s with %j written, of PATH stay as they are %j', (strength, writable, expected) => {
    const programFolders = ['/home/me/.cargo/bin', '/home/me/.local/bin', '/home/me/go/bin'];
    const there = [...programFolders.slice(0, 2), '/home/me/.local/bin/git'];
    const find = machine(Object.fromEntries(there.map((path) => [path, path])));
    const { readOnly, absent } = policy({ strength, writable }, { programFolders }, find);
    expect(readOnly.filter((path) => path.includes('bin'))).toEqual(expected);
    // A folder that is not there yet is made by those who install into it first.
    expect(absent).toContain('/home/me/go/bin/tmux');
  });

  test('a device that a variable names stays one that can be opened', () => {
    const known = machine();
    const find: FindPath = (path) => (path === '/dev/null' ? { path, kind: 'other' } : known(path));
    const env = { ...place.env, GIT_CONFIG_GLOBAL: '/dev/null' };
    expect(policy({}, { env }, find).readOnly).not.toContain('/dev/null');
  });

  test('what is not there is not covered, and remembered', () => {
    const { hidden, absent } = policy({}, {}, machine({}, ['/home/me/.ssh']));
    expect(hidden.map(({ path }) => path)).not.toContain('/home/me/.ssh');
    expect(absent).toContain('/home/me/.ssh');
  });

  test('what goes while it is looked at is not there, and no link', () => {
    const asked = { strength: 'auto' as const, backend: 'codex', allow: [], writable: [] };
    const findCovered: FindPath = (path) => machine({}, ['/home/me/.ssh'])(path);
    const { absent, strays } = isolationPolicy(place, asked, machine(), { findCovered });
    expect(absent).toContain('/home/me/.ssh');
    expect(strays).toEqual([]);
  });

  test('variables move what they name', () => {
    const find = machine({ '/keys/agent.sock': '/keys/agent.sock', '/cfg/gh': '/cfg/gh', '/t/x.sock': '/t/x.sock' });
    const env = { SSH_AUTH_SOCK: '/keys/agent.sock', XDG_CONFIG_HOME: '/cfg', DOCKER_HOST: 'unix:///t/x.sock' };
    expect(hiddenPaths(policy({}, { env }, find))).toEqual(
      expect.arrayContaining(['/keys/agent.sock', '/cfg/gh', '/t/x.sock']),
    );
  });

  test.each([
    ...['.config/tmux', '.gradle/init.gradle', '.nvm/nvm.sh', '.deno/env', '.config/go/env', '.mavenrc'],
    ...['.docker/cli-plugins', '.zlogout', '.m2/extensions.xml', '.pyenv/libexec', '.config/pnpm/rc', '.envrc'],
  ])('~/%s stays as it is in both strengths', (name) => {
    const path = `/home/me/${name}`;
    for (const strength of ['auto', 'strict'] as const)
      expect(policy({ strength }, {}, machine({ [path]: path })).readOnly).toContain(path);
  });

  test.each([
    ['CARGO_HOME', '/data/config.toml'],
    ['GRADLE_USER_HOME', '/data/init.gradle'],
    ['ZDOTDIR', '/data/.zshrc'],
    ['DOCKER_CONFIG', '/data/cli-plugins'],
    ['XDG_CONFIG_HOME', '/data/tmux'],
    ['GIT_CONFIG_GLOBAL', '/data'],
  ])('and so does what %s moves', (name, path) => {
    expect(policy({}, { env: { [name]: '/data' } }, machine({ [path]: path })).readOnly).toContain(path);
  });

  test.each<readonly [what: string, hidden: readonly string[], env: Readonly<Record<string, string>>]>([
    ['a list of KUBECONFIG', ['/k/a', '/k/b'], { KUBECONFIG: '/k/a:/k/b' }],
    ['DOCKER_CONFIG', ['/d/config.json'], { DOCKER_CONFIG: '/d' }],
    ['gh where it does not know XDG_CONFIG_HOME', ['/home/me/.config/gh'], { XDG_CONFIG_HOME: '/cfg' }],
    ['credentials of AWS', ['/a/c', '/a/f'], { AWS_SHARED_CREDENTIALS_FILE: '/a/c', AWS_CONFIG_FILE: '/a/f' }],
    ['credentials of Google', ['/g/key.json'], { GOOGLE_APPLICATION_CREDENTIALS: '/g/key.json' }],
    ['registries', ['/run/user/1001/containers'], {}],
    ['ssh’s agents', ['/run/user/1001/gcr/ssh', '/run/user/1001/openssh_agent', '/tmp/ssh-XyZ123'], {}],
    ['docker on a desktop', ['/home/me/.docker/desktop', '/home/me/.colima'], {}],
    ['keyrings', ['/home/me/.local/share/keyrings', '/home/me/.password-store'], {}],
  ])('%s is hidden in both strengths', (_, hidden, env) => {
    const find = machine(Object.fromEntries(hidden.map((path) => [path, path])));
    for (const strength of ['auto', 'strict'] as const)
      expect(hiddenPaths(policy({ strength }, { env }, find))).toEqual(expect.arrayContaining([...hidden]));
  });

  test.each([
    ...['.oci', '.aliyun', '.config/doctl', '.config/hcloud', '.fly/config.yml', '.config/heroku', '.databrickscfg'],
    ...['.s3cfg', '.config/rclone', '.local/share/com.vercel.cli', '.supabase/access-token', '.cf/config.json'],
    ...['.terraform.d/credentials.tfrc.json', '.vault-token', '.config/sops', '.config/op', '.pypirc', '.pgpass'],
    ...['.cargo/credentials.toml', '.gem/credentials', '.my.cnf', '.mozilla', '.config/google-chrome', '.1password'],
    ...['.config/chromium', '.factory', '.augment', '.config/goose', '.cursor', '.config/github-copilot'],
    ...['.config/amp', '.Xauthority', '.emacs.d/server', '.screen', '.bitwarden-ssh-agent.sock'],
  ])('~/%s is hidden, and shown by its name', (name) => {
    const path = `/home/me/${name}`;
    const find = machine({ [path]: path });
    const cover = policy({}, {}, find).hidden.find((one) => one.path === path);
    expect(cover).toBeDefined();
    expect(hiddenPaths(policy({ allow: [cover?.name ?? ''] }, {}, find))).not.toContain(path);
  });

  test.each(['.npmrc', '.m2/settings.xml', '.cargo/config.toml', '.terraform.d', '.fly', '.pulumi', '.cargo'])(
    'builds read ~/%s',
    (name) => {
      const path = `/home/me/${name}`;
      expect(hiddenPaths(policy({}, {}, machine({ [path]: path })))).not.toContain(path);
    },
  );

  test.each([
    ['docker', '/run/docker/containerd/containerd.sock'],
    ['docker', '/run/k3s/containerd/containerd.sock'],
    ['docker', '/run/host-services'],
    ['docker', '/tmp/buildkitd.sock'],
    ['daemons', '/run/incus/unix.socket'],
    ['daemons', '/run/libvirt'],
    ['daemons', '/run/snapd.socket'],
    ['daemons', '/run/any.sock'],
    ['session', '/tmp/.X11-unix'],
    ['tmux', '/run/screen'],
  ])('under %s, %s is hidden', (name, path) => {
    const facts = { sessionSockets: ['/tmp/.X11-unix'], rootsSockets: ['/run/any.sock'] };
    const { hidden } = policy({}, facts, machine({ [path]: path }));
    expect(hidden).toContainEqual({ name, path, isFolder: true });
  });

  test.each<readonly [backend: string, words: readonly string[], shown: boolean]>([
    ['acp', ['goose', 'acp'], true],
    ['custom', ['/usr/bin/goose'], true],
    // It may start any of them.
    ['custom', ['./agent.sh'], true],
    ['acp', ['droid', 'exec'], false],
    ['codex', [], false],
  ])('of %s with the command %j, the login of goose shows: %s', (backend, agentWords, shown) => {
    const path = '/home/me/.config/goose';
    const hidden = hiddenPaths(policy({ backend }, { agentWords }, machine({ [path]: path })));
    expect(hidden.includes(path)).toBe(!shown);
    expect(hiddenPaths(policy({ backend: null }, { agentWords }, machine({ [path]: path })))).toContain(path);
  });

  describe('the folder of a session’s sockets', () => {
    const top = '/run/user/1001';
    const names = ['bus', 'docker.sock', 'any.sock'];
    const find = machine(
      Object.fromEntries([top, ...names.map((name) => `${top}/${name}`)].map((path) => [path, path])),
    );
    const inRun = (more: Partial<IsolationRequest>, facts: Partial<IsolatedPlace> = {}) =>
      hiddenPaths(policy(more, { runtimeNames: names, ...facts }, find)).filter((path) => path.startsWith(top));

    test('is hidden as a whole, with what starts later', () => {
      expect(inRun({})).toEqual([top]);
      expect(policy({}, {}, find).inner).toContainEqual({ name: 'docker', path: `${top}/docker.sock`, isFolder: true });
    });

    test('but for what is allowed', () => {
      expect(inRun({ allow: ['docker'] })).not.toContain(top);
      expect(inRun({ allow: ['docker'] })).toEqual(expect.arrayContaining([`${top}/bus`, `${top}/any.sock`]));
      expect(inRun({ allow: ['docker'] })).not.toContain(`${top}/docker.sock`);
      expect(inRun({ allow: ['session'] })).toEqual([`${top}/docker.sock`]);
    });

    test('and not where it holds what else is needed', () => {
      expect(inRun({}, { env: { TMPDIR: `${top}/tmp` } })).not.toContain(top);
    });
  });

  test('a file that agents are given by its variable shows', () => {
    const env = { GOOGLE_APPLICATION_CREDENTIALS: '/g/key.json' };
    const facts = { env, agentEnv: ['GOOGLE_APPLICATION_CREDENTIALS'] };
    expect(hiddenPaths(policy({}, facts, machine({ '/g/key.json': '/g/key.json' })))).not.toContain('/g/key.json');
  });

  test('the home that the machine knows is covered beside the one of HOME', () => {
    const paths = ['/root/.ssh', '/root/.bashrc', '/root/.config/gh'];
    const find = machine(Object.fromEntries(paths.map((path) => [path, path])));
    const { hidden, readOnly } = policy({}, { homes: ['/home/me', '/root'] }, find);
    expect([...hidden.map(({ path }) => path), ...readOnly]).toEqual(expect.arrayContaining(paths));
  });

  test('bundles that are work stay writable', () => {
    const own = { workTree: ['/work/demo'], ownPrograms: ['/work/demo/dist'] };
    const find = machine({ '/work/demo/dist': '/work/demo/dist' });
    expect(policy({}, own, find).readOnly).not.toContain('/work/demo/dist');
  });

  test('a CLI that replaces a file of the home keeps it in its folder under strict alone', () => {
    const envOf = (strength: 'auto' | 'strict', backend: string | null) => policy({ strength, backend }).env;
    expect(envOf('strict', 'claude')).toMatchObject({ CLAUDE_CONFIG_DIR: '/home/me/.claude' });
    for (const env of [envOf('auto', 'claude'), envOf('strict', 'codex'), envOf('strict', null)])
      expect(env).not.toHaveProperty('CLAUDE_CONFIG_DIR');
  });

  test('the names of what is hidden are taken away, and so are the keys that git signs with', () => {
    const removed = { TMUX: null, TMUX_PANE: null, SSH_AUTH_SOCK: null, DBUS_SESSION_BUS_ADDRESS: null };
    expect(policy()).toMatchObject({ env: removed, signs: false });
    expect(policy({ allow: ['ssh', 'gpg', 'tmux', 'session'] })).toMatchObject({ env: {}, signs: true });
  });
});
