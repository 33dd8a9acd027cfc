/** Prints `what: ` and what came of it, a line each. */
export const hostileScript = (work: string, temp: string, logs: string, top: string) => `
try() { what=$1; shift; printf '%s: ' "$what"; if out=$("$@" 2>/dev/null); then echo "\${out:-yes}"; else echo no; fi; }
write() { sh -c 'printf evil >>"$1"' sh "$1"; }
away() { mv "$1" ${top}/moved && { cat ${top}/moved/$2; seen=$?; mv ${top}/moved "$1"; return $seen; }; }
try 'ssh key' cat ~/.ssh/id
try 'by a link' sh -c 'ln -s ~/.ssh link; cat link/id'
try 'by the first process' cat /proc/1/root$HOME/.ssh/id
try password grep . ~/.netrc
try 'move it away' sh -c 'mv ~/.config ~/.moved && cat ~/.moved/gh/token; mv ~/.moved ~/.config'
try 'move the caches' sh -c 'mv ~/.cache ~/.c && mv ~/.local/share ~/.local/x && mv ~/.local ~/.l'
try 'empty them' sh -c 'mv ~/.cache/git ~/.cache/g || rmdir ~/.cache/git/credential'
try 'move the home' away ~ .ssh/id
try 'move the temp' away ${temp} _runner_file_commands/set_env
try 'link from a cache' sh -c 'ln ~/.cache/object ${work}/object && rm ${work}/object'
try 'other login' cat ~/.claude/login
try 'own login' cat ~/.codex/auth.json
try 'other transcript' cat ${logs}/unit-1.jsonl
try 'runner file' cat ${temp}/_runner_file_commands/set_env
write ${temp}/_runner_file_commands/set_env 2>/dev/null
try 'start-up file' write ~/.bashrc
try 'remove it' rm -f ~/.bashrc
try 'program on PATH' write ~/.cargo/bin/tmux
try 'uncover' umount ~/.ssh
try 'uncover as root of its own' unshare -Urm umount ~/.ssh
try 'mount' mount -t tmpfs tmpfs ~/.bashrc
try 'enter the first process' nsenter -t 1 -m cat ~/.ssh/id
try 'other processes' sh -c 'ls -d /proc/[0-9]* | wc -l | grep -E "^[0-9]$" | tr 0-9 .'
try "starter's environment" grep -l THE_STARTER /proc/[0-9]*/environ
try 'raw memory' head -c 1 /dev/mem
# Opened alone: should it not hold, nothing is changed.
try 'kernel setting' sh -c ': >>/proc/sys/kernel/core_pattern'
try 'gain by setuid' grep -q 'NoNewPrivs:.0' /proc/self/status
try 'mount power' sh -c 'cap=$(sed -n s/CapEff:.//p /proc/self/status); [ $((0x$cap & 0x200000)) -ne 0 ]'
try 'work' write ${work}/code.txt
try 'tmux socket' ls ${top}/tmux-$(id -u)/default
rm -f link
`;

/** A row of what the program tries. */
interface Row {
  readonly name: string;
  /** What is printed of it. */
  readonly printed: string;
  /** What it is for people; null: it is meant to work. */
  readonly attack: string | null;
  /** The mechanism that does not hold it. */
  readonly leftOpenBy: string | null;
}

export const rows: readonly Row[] = (
  [
    ['ssh key', 'no', 'read an SSH key'],
    ['by a link', 'no', 'read it through a link of its own'],
    ['by the first process', 'no', 'read it through /proc/1/root'],
    ['password', 'no', 'read ~/.netrc'],
    ['move it away', 'no', 'move the folder that a hidden one lies in'],
    ['move the caches', 'no', 'move ~/.cache, ~/.local or ~/.local/share, in which something hidden lies'],
    ['empty them', 'no', 'remove a hidden folder'],
    ['move the home', 'no', 'move the home'],
    ['move the temp', 'no', "move the runner's folder for temporary files"],
    ['link from a cache', 'yes', null],
    ['other login', 'no', "read another agent's login"],
    ['own login', 'its own login', null],
    ['other transcript', 'no', "read another spec's transcript"],
    ['runner file', 'no', "read the runner's command files"],
    ['start-up file', 'no', 'write ~/.bashrc'],
    ['remove it', 'no', 'remove ~/.bashrc'],
    ['program on PATH', 'no', 'replace tmux in ~/.cargo/bin, which is on PATH'],
    ['uncover', 'no', 'unmount a cover'],
    ['uncover as root of its own', 'no', 'unmount it in a user namespace of its own'],
    ['mount', 'no', 'mount over a file'],
    ['enter the first process', 'no', 'enter the first process with nsenter'],
    ['other processes', '.', 'see other processes', 'another-user'],
    ["starter's environment", 'no', "read its starter's environment"],
    ['raw memory', 'no', 'read /dev/mem'],
    ['kernel setting', 'no', 'open a kernel setting for writing'],
    ['gain by setuid', 'no', 'gain rights through setuid programs'],
    ['mount power', 'no', 'mount with a capability'],
    ['work', 'yes', null],
    ['tmux socket', 'no', "reach tmux's socket"],
  ] as readonly (readonly [string, string, string | null, string?])[]
).map(([name, printed, attack, leftOpenBy]) => ({ name, printed, attack, leftOpenBy: leftOpenBy ?? null }));

/** The table of SECURITY.md: every mechanism that the tests find is held to every row but for those that it leaves open. */
export function sandboxTable(mechanisms: readonly string[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['a program in the sandbox tries to', ...mechanisms]),
    `|---${'|---'.repeat(mechanisms.length)}|`,
    ...rows.flatMap(({ attack, leftOpenBy }) =>
      attack === null
        ? []
        : [line([attack, ...mechanisms.map((name) => (name === leftOpenBy ? '**not held**' : 'held'))])],
    ),
  ].join('\n');
}
