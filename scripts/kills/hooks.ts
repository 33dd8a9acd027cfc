import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processesOf } from '../../test/harness/place/processes.ts';
import { type Kill, PROGRAMS, type Target } from './plan-round.ts';

/** A `git` and a `tmux` before the real ones, and a command for the agent: both count, and the one that is at its number waits. */
export interface Hooks {
  /** Comes first in PATH. */
  readonly bin: string;
  /** Names of the units whose agents said so, in order. */
  launches(): readonly string[];
  /** From now on events are counted for this kill; null: for none. */
  arm(kill: Kill | null): void;
  /** Kills, if the event has come; what runs goes on then. */
  strike(): boolean;
}

/** Only calls of the orchestrator count, not those of agents. */
const PROGRAM = (folder: string, name: string, program: string) => `#!/bin/sh
dir=${quote(folder)}
read -r id at n phase 2>/dev/null <"$dir/armed"
[ "$at" = ${name} ] || exec ${program} "$@"
case "$(tr '\\0' ' ' </proc/$PPID/cmdline)" in *dist*/cli.js*|*dist*/steps.js*) ;; *) exec ${program} "$@" ;; esac
echo >>"$dir/$id.count"
[ "$(wc -l <"$dir/$id.count")" -ge "$n" ] && mkdir "$dir/$id.fired" 2>/dev/null || exec ${program} "$@"
if [ "$phase" = after ]; then ${program} "$@"; code=$?; fi
echo $$ >"$dir/$id.pid"
while [ ! -e "$dir/$id.go" ]; do sleep 0.01; done
[ "$phase" = after ] && exit $code
exec ${program} "$@"
`;

const AGENT = (folder: string) => `#!/bin/sh
dir=${quote(folder)}
echo "$1" >>"$dir/launches"
read -r id at n phase 2>/dev/null <"$dir/armed"
[ "$at" = agent ] || exit 0
echo >>"$dir/$id.count"
[ "$(wc -l <"$dir/$id.count")" -ge "$n" ] && mkdir "$dir/$id.fired" 2>/dev/null || exit 0
echo $$ >"$dir/$id.pid"
while [ ! -e "$dir/$id.go" ]; do sleep 0.01; done
`;

/** `root`: everything of the round has it in its environment or its folder. */
export function createHooks(root: string): Hooks {
  const folder = join(root, 'hooks');
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const agent = join(folder, 'agent');
  const programs = PROGRAMS.flatMap((name) => {
    const program = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
    return program === '' ? [] : [[join(bin, name), PROGRAM(folder, name, program)] as const];
  });
  for (const [path, text] of [...programs, [agent, AGENT(folder)] as const]) {
    writeFileSync(path, text);
    chmodSync(path, 0o755);
  }
  let count = 0;
  let armed: Kill | null = null;
  const file = (name: string) => join(folder, `${count}.${name}`);
  return {
    bin,
    launches: () => readOrEmpty(join(folder, 'launches')).split('\n').filter(Boolean),
    arm(kill) {
      armed = kill;
      count += 1;
      const text = kill === null ? `${count} - 0 -\n` : `${count} ${kill.at} ${kill.n} ${kill.phase}\n`;
      writeFileSync(join(folder, 'next'), text);
      renameSync(join(folder, 'next'), join(folder, 'armed'));
    },
    strike() {
      if (armed === null || !readOrEmpty(file('pid')).endsWith('\n')) return false;
      for (const pid of pidsOf(armed.target, root, Number(readOrEmpty(file('pid')))))
        kill(pid, armed.target === 'cancel' ? 'SIGTERM' : 'SIGKILL');
      writeFileSync(file('go'), '');
      armed = null;
      return true;
    },
  };
}

/** Whom a kill meets; `waiting`: the process at whose event it falls. */
function pidsOf(target: Target, root: string, waiting: number): number[] {
  const all = processesOf(root).filter(({ command }) => !/receive-pack|upload-pack|http-backend/.test(command));
  const isProgram = /dist\S*\/(?:cli|steps)\.js/;
  const kinds: Readonly<Record<Target, (process: (typeof all)[number]) => boolean>> = {
    all: () => true,
    // A program that it waits for ends with it, so that a round is the same each time.
    orchestrator: ({ pid, command }) => isProgram.test(command) || (pid === waiting && !/hooks\/agent/.test(command)),
    cancel: ({ command }) => isProgram.test(command),
    pane: ({ command }) => /pane\.js (?!rehearse)/.test(command),
    agent: ({ command }) => /pane\.js rehearse/.test(command),
    tmux: ({ pid }) => readOrEmpty(`/proc/${pid}/comm`).startsWith('tmux: server'),
    git: ({ pid }) => pid === waiting,
  };
  return all.filter(kinds[target]).map(({ pid }) => pid);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended with another one.
  }
}

function readOrEmpty(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
