import { join } from 'node:path';
import type { Backend } from '../../../../agents/types.ts';
import { toolCaches } from '../../../../own-path.ts';
import type { Devices } from '../devices.ts';
import { inConfig, inHome, inMoved, type UserPlace, variables } from './paths-of-place.ts';

/** What of a machine and a run matters to a policy. Absolute paths. */
export interface IsolatedPlace extends UserPlace {
  readonly home: string;
  /** Folders in which ssh's agents listen. */
  readonly sshAgents: readonly string[];
  /** In the folder for temporary files: sockets of editors, terminals and buses. */
  readonly sessionSockets: readonly string[];
  /** Of services of root that this user may talk to. */
  readonly rootsSockets: readonly string[];
  /** What there is in the session's folder for sockets. */
  readonly runtimeNames: readonly string[];
  /** Words of the command that a person named for an agent. */
  readonly agentWords: readonly string[];
  /** Top of the working tree, and git's folders of it that lie elsewhere (linked worktrees, submodules). */
  readonly workTree: readonly string[];
  /** The working tree of who works on a copy of it: to be read. Left out: nobody does. */
  readonly shownTrees?: readonly string[];
  /** Folders that may be read wherever they lie: our bundles, the CLIs that we installed. */
  readonly ownPrograms: readonly string[];
  /** Folders of PATH in which agents could put programs, see `openFolders`. */
  readonly programFolders: readonly string[];
  /** Ours alone: logs, locks, sockets, keys. */
  readonly ownFolders: readonly string[];
  /** Ours, with a file or two that agents read. */
  readonly ownFiles: readonly string[];
  /** The runner's: command files, its login, other actions. */
  readonly runner: readonly string[];
  /** Files that variables name which agents are not given. */
  readonly secretFiles: readonly string[];
  readonly devices: Devices;
  /** What is inside a folder of the home for each backend's login and sessions. */
  readonly logins: Readonly<Record<string, readonly string[]>>;
  /** Where links in what is covered lead, by the name that shows it, and what start-up files name; left out: nowhere. */
  readonly followed?: {
    readonly hidden: Readonly<Record<string, readonly string[]>>;
    readonly readOnly: readonly string[];
  };
  /** Of backends whose files in the home are in a folder of theirs under strict, see `Backend.foldedHome`. */
  readonly foldedHomes: Readonly<Record<string, ReturnType<NonNullable<Backend['foldedHome']>>>>;
}

export type PathsOf = (place: IsolatedPlace) => readonly string[];

/** What shells, git, terminals and package managers execute or obey: the next job, and the person, would too. */
export const READ_ONLY: PathsOf = (place) => [
  ...inHome(
    ...['.bashrc', '.bash_profile', '.bash_login', '.bash_logout', '.bash_aliases', '.bash_completion', '.profile'],
    ...['.zshrc', '.zshenv', '.zprofile', '.zlogin', '.zlogout', '.kshrc', '.cshrc', '.tcshrc', '.login', '.inputrc'],
    ...['.oh-my-zsh', '.tmux.conf', '.tmux', '.screenrc', '.ssh/rc', '.pam_environment', '.xprofile', '.xsessionrc'],
    ...['.gitconfig', '.npmrc', '.yarnrc', '.yarnrc.yml', '.bunfig.toml', '.pypirc', '.condarc', '.gemrc', '.wgetrc'],
    ...['.curlrc', '.pip', '.pydistutils.cfg', '.bazelrc', '.mavenrc', '.direnvrc', '.envrc', '.vimrc', '.exrc'],
    ...['.gdbinit', '.lldbinit', '.irbrc', '.pryrc', '.Rprofile', '.Renviron', '.docker/cli-plugins', '.asdf/asdf.sh'],
    ...['.xsession', '.xinitrc', '.xbindkeysrc', '.mkshrc', '.xonshrc', '.bashrc.d', '.bash_it', '.zsh', '.p10k.zsh'],
    ...['.fzf.bash', '.fzf.zsh', '.zinit', '.antigen', '.zplug', '.local/share/zinit', '.wezterm.lua', '.nanorc'],
    ...['.emacs', '.emacs.el', '.emacs.d/init.el', '.emacs.d/early-init.el', '.vim/plugin', '.vim/autoload'],
    ...['.vim/after', '.vim/ftplugin', '.vim/pack', '.vscode-server/data/Machine/settings.json', '.hgrc'],
    ...['.psqlrc', '.sqliterc', '.ghci', '.iex.exs', '.ocamlinit', '.perldb', '.pythonrc', '.julia/config/startup.jl'],
    ...['.terraformrc', '.ansible.cfg', '.lein/profiles.clj', '.sbt/1.0/global.sbt', '.boot/profile.boot'],
    // By whom others let this user in, and what mail runs.
    ...['.rhosts', '.shosts', '.k5login', '.forward', '.procmailrc'],
    ...['.deno/env', '.local/bin/env', '.pyenv/libexec', '.pyenv/plugins', '.rbenv/libexec', '.rbenv/plugins'],
    ...['.sdkman/bin', '.local/share/systemd', '.local/share/applications', '.local/share/bash-completion'],
  )(place),
  ...inHome('.m2/settings.xml', '.m2/settings-security.xml', '.m2/toolchains.xml', '.m2/extensions.xml')(place),
  ...inMoved(place, 'CARGO_HOME', '.cargo', 'config', 'config.toml', 'env'),
  ...inMoved(place, 'GRADLE_USER_HOME', '.gradle', 'init.d', 'init.gradle', 'init.gradle.kts', 'gradle.properties'),
  ...inMoved(place, 'NVM_DIR', '.nvm', 'nvm.sh', 'nvm-exec', 'bash_completion'),
  ...inMoved(place, 'ZDOTDIR', '.config/zsh', '.zshrc', '.zshenv', '.zprofile', '.zlogin', '.zlogout'),
  ...inMoved(place, 'DOCKER_CONFIG', '.docker', 'cli-plugins'),
  ...variables(place, 'GIT_CONFIG_GLOBAL', 'NPM_CONFIG_USERCONFIG', 'npm_config_userconfig', 'PIP_CONFIG_FILE'),
  ...variables(place, 'INPUTRC', 'GOENV', 'CURL_HOME', 'BASH_ENV', 'ENV', 'PYTHONSTARTUP', 'PSQLRC'),
  ...variables(place, 'TF_CLI_CONFIG_FILE', 'ANSIBLE_CONFIG', 'HGRCPATH', 'R_PROFILE_USER', 'R_ENVIRON_USER'),
  ...inConfig(
    place,
    ...['git', 'pip', 'fish', 'nushell', 'powershell', 'systemd', 'autostart', 'environment.d', 'tmux', 'go/env'],
    ...['pnpm/rc', 'uv/uv.toml', 'direnv', 'mise', 'nvim', 'kitty', 'alacritty', 'wezterm', 'starship.toml'],
    ...['elvish', 'xonsh', 'emacs/init.el', 'emacs/early-init.el', 'helix', 'gdb', 'hg', 'jj'],
    ...['i3', 'sway', 'hypr', 'sxhkd', 'Code/User/settings.json', 'Code/User/tasks.json', 'Code/User/keybindings.json'],
  ),
];

/** By writing there root is master of the machine, whatever else it may not. */
export const ROOT_ONLY = ['/proc/sys', '/proc/sysrq-trigger', '/proc/irq', '/proc/bus', '/sys'];

/** Where a runner keeps the tools of all jobs. */
export const TOOL_CACHES: PathsOf = ({ env }) => toolCaches(env);

/** Where builds keep what they downloaded, under strict. */
export const CACHES: PathsOf = (place) => [
  ...inHome(
    ...['.npm', '.cache', '.local/share/pnpm', '.local/share/uv', '.m2', '.gradle', '.cargo', '.rustup', 'go'],
    ...['.nuget', '.dotnet', '.bun', '.deno', '.pyenv', '.rbenv', '.nvm', '.gem', '.bundle', '.sbt', '.ivy2', '.yarn'],
  )(place),
  ...TOOL_CACHES(place),
  ...variables(
    place,
    ...['XDG_CACHE_HOME', 'CARGO_HOME', 'RUSTUP_HOME', 'GOPATH', 'GOCACHE', 'GOMODCACHE'],
    ...['GRADLE_USER_HOME', 'npm_config_cache', 'NPM_CONFIG_CACHE', 'PIP_CACHE_DIR', 'UV_CACHE_DIR', 'PNPM_HOME'],
    ...['npm_config_store_dir', 'YARN_CACHE_FOLDER', 'DENO_DIR', 'NUGET_PACKAGES'],
  ),
  ...variables(place, 'XDG_DATA_HOME').flatMap((folder) => ['pnpm', 'uv'].map((name) => join(folder, name))),
];

/** Of what can be allowed, those whose tools write locks, caches and renewed logins there. */
export const WRITTEN_BY_TOOLS = ['gpg', 'aws', 'azure', 'gcloud', 'kube'] as const;

export const FRESH = ['/tmp', '/var/tmp', '/dev/shm'];
