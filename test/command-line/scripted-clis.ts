import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { getBackend } from '../../src/agents/index.ts';
import { printed, recordings } from '../agents/playback.ts';
import type { Workplace } from './workplace.ts';

export type Cli = 'codex' | 'claude' | 'opencode' | 'gemini' | 'copilot';

/** One call of a CLI: what it does (a piece of shell), then what it prints, and how it exits. */
export interface Turn {
  readonly does?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exit?: number;
}

/** What one call was given. */
export interface Call {
  readonly args: readonly string[];
  readonly prompt: string;
  readonly env: Readonly<Record<string, string>>;
}

const said = JSON.stringify('All done.\n<promise>TASK_DONE</promise>').slice(1, -1);
const session: Partial<Record<Cli, string>> = {
  codex: '01a20776-1d29-70f3-ae96-f6e61b3915c6',
  claude: '56bf1b28-ff5a-4f09-8d3d-ad2143ff592c',
};

/** What the real CLI printed in that recording, and how it exited. */
export function recorded(name: string, does = ''): Turn {
  const recording = recordings.find((one) => one.name === name);
  if (recording === undefined) throw new Error(`no recording ${name}`);
  return { does, stdout: printed(name, 'stdout'), stderr: printed(name, 'stderr'), exit: recording.exit };
}

/** The recording of a plain answer, with other words in it; in a session of that id where one is given. */
export function says(cli: Cli, text: string, { does = '', id = '' } = {}): Turn {
  const turn = recorded(`${cli}-text-w`, does);
  const words = (turn.stdout ?? '').replaceAll(said, JSON.stringify(text).slice(1, -1));
  // gemini splits its words: one that says something else says it in one piece.
  const own = session[cli];
  return { ...turn, stdout: id !== '' && own !== undefined ? words.replaceAll(own, id) : words };
}

/** It writes a file of its own, and keeps its promise. */
export function works(cli: Cli, does = 'echo work >> work.txt', words = 'Wrote it.'): Turn {
  return says(cli, `${words}\n<promise>TASK_DONE</promise>`, { does });
}

export function assigns(cli: Cli, task: string, type: string, owner: string): Turn {
  return says(cli, JSON.stringify({ task, type, owner_agent: owner }));
}

/**
 * Puts a program of the CLI's name on the place's PATH: its n-th call takes the n-th turn, one more than there are
 * fails. Arguments, environment and prompt of each call are kept.
 */
export function scriptedCli(
  place: Workplace,
  cli: Cli,
  turns: readonly Turn[],
  version = getBackend(cli).cli?.version,
) {
  const folder = join(place.top, 'clis', cli);
  const bin = join(place.top, 'bin');
  mkdirSync(folder, { recursive: true });
  mkdirSync(bin, { recursive: true });
  turns.forEach((turn, index) => {
    const base = join(folder, `turn-${index + 1}`);
    writeFileSync(`${base}.stdout`, turn.stdout ?? '');
    writeFileSync(`${base}.stderr`, turn.stderr ?? '');
    writeFileSync(`${base}.sh`, `${turn.does ?? ''}\n`);
    writeFileSync(`${base}.exit`, String(turn.exit ?? 0));
  });
  const script = `#!/bin/sh
if [ "$1" = --version ]; then echo "${cli} ${version}"; exit 0; fi
if [ "$1" = models ]; then exit 1; fi
n=1
while ! mkdir "${folder}/call-$n" 2>/dev/null; do n=$((n + 1)); done
call="${folder}/call-$n"
turn="${folder}/turn-$n"
cat > "$call/prompt"
env -0 > "$call/env"
printf '%s\\0' "$@" > "$call/args"
if [ ! -f "$turn.sh" ]; then echo "no turn $n" >&2; exit 99; fi
. "$turn.sh"
cat "$turn.stderr" >&2
cat "$turn.stdout"
exit "$(cat "$turn.exit")"
`;
  writeFileSync(join(bin, cli), script, { mode: 0o755 });
  if (!place.env.PATH?.startsWith(bin)) place.env.PATH = `${bin}${delimiter}${place.env.PATH}`;
  const [key] = getBackend(cli).keys;
  if (key !== undefined) place.env[key] ??= `key-of-${cli}-4711`;
  return {
    folder,
    calls(): Call[] {
      const names = readdirSync(folder).filter((name) => name.startsWith('call-'));
      return names.map((_, index) => {
        const at = (name: string) => readFileSync(join(folder, `call-${index + 1}`, name), 'utf8');
        const env = at('env')
          .split('\0')
          .filter((line) => line !== '')
          .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
        return { args: at('args').split('\0').slice(0, -1), prompt: at('prompt'), env: Object.fromEntries(env) };
      });
    },
    called: (n: number) => existsSync(join(folder, `call-${n}`, 'args')),
  };
}

/** The state of the one spec that a place has. */
// biome-ignore lint/suspicious/noExplicitAny: read as a person would, by name
export function stateOf(place: Workplace, spec = 'demo'): any {
  return JSON.parse(place.read('.kiro/specs/SEQUENTIAL_STATE.json')).specs[spec];
}
