import type { AgentReport } from '../../src/agents/types.ts';
import type { Terminal } from '../../src/terminal/types.ts';
import type { Disk, Life } from '../simulation/world/machine.ts';
import type { World } from '../simulation/world/world.ts';
import { MINUTE } from './nothing.ts';
import { type Act, works } from './script.ts';

/** A call of an agent, as the run ordered it. */
export interface Call {
  readonly window: string;
  readonly backend: string;
  readonly model: string | null;
  readonly session: string | null;
  readonly prompt: string;
  readonly options: Readonly<Record<string, string>>;
  /** In which sandbox of its own it works, and where; the last is the top of a copy of the work. */
  readonly place: readonly [sandbox: string, workdir: string, scratch: string | null];
}

/** The agents of a story: they act out what it wrote down for them, call by call, and then do the work. */
export class Actors {
  readonly calls: Call[] = [];
  readonly acts: Act[] = [];
  /** Windows that something was started ahead for. */
  readonly prepared: string[] = [];
  readonly #world: World;
  readonly #say: (kind: string, text: string) => void;

  constructor(world: World, say: (kind: string, text: string) => void) {
    this.#world = world;
    this.#say = say;
  }

  /** The terminal of one machine. `flush`: the file that is written to gets what it would hold by now. */
  terminal(life: Life, disk: Disk): Terminal & { flush(): void } {
    const world = this.#world;
    let flush = () => {};
    life.atDeath(() => flush());
    return {
      attach: null,
      prepare: (window) => void this.prepared.push(window),
      flush: () => flush(),
      close: async () => {},
      run: async (
        { backend, order, window, attempt, maxAttempts: attempts, scratch = null },
        on,
        stop,
      ): Promise<AgentReport> => {
        const act = this.acts.shift() ?? works();
        const serial = this.calls.length + 1;
        const { model, session, prompt, options } = order;
        const place = [order.sandbox, order.workdir, scratch] as const;
        this.calls.push({ window, backend, model, session, prompt, options, place });
        const more = [model === null ? '' : `, model ${model}`, session === null ? '' : `, goes on in ${session}`].join(
          '',
        );
        this.#say('call', `${window} ${attempt}/${attempts}: ${backend}${more}`);
        const from = world.now;
        const startedAt = world.clock.now();
        const file = act.file?.replace('{unit}', options.unit ?? '');
        const write = (text: string) => void (file !== undefined && disk.tree.set(file, text));
        flush = () => write(`${Math.round((world.now - from) / MINUTE)} min of the work, by call ${serial}\n`);
        on({ kind: 'started', session: session ?? `session-${serial}`, model });
        await life.pass(act.minutes * MINUTE, stop);
        if (stop.aborted) flush();
        else {
          write(`the work, by call ${serial}\n`);
          act.leaves(disk.tree);
        }
        flush = () => {};
        const known = { ...blank, session: session ?? `session-${serial}`, startedAt, endedAt: world.clock.now() };
        return stop.aborted
          ? { ...known, end: 'cancelled', exitCode: null, finished: null }
          : { ...known, ...act.report };
      },
    };
  }
}

const blank: AgentReport = {
  end: 'exited',
  exitCode: 0,
  signal: null,
  finished: { ok: true },
  finalMessage: '',
  session: null,
  model: null,
  usage: null,
  error: null,
  limits: [],
  startedAt: 0,
  endedAt: 0,
  tail: '',
  stderrTail: '',
  transcript: 'transcript.jsonl',
};
