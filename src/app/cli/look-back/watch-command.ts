import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { createLogUpdate } from 'log-update';
import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { watchFrame } from '../../../report/console/watch-frame.ts';
import { createColours } from '../../../report/text/colour.ts';
import { locateSpecs } from '../../../spec-folder/locate-specs.ts';
import { lookUpSpecRecords } from '../../look-up-spec-records.ts';
import { SpecWatcher } from '../../past-runs/watch-spec.ts';
import { type CommandContext, logFolder, wantsColour } from '../command-context.ts';

const FRAME_MS = 1_000;
const ENTER_SCREEN = '\u001b[?1049h\u001b[H';
const LEAVE_SCREEN = '\u001b[?1049l';
const CLEAR_SCREEN = '\u001b[2J\u001b[H';
const CTRL_C = '\u0003';

/** Draws how specs stand, anew each second, in the terminal's second screen; what was there before is there again. */
export async function watchStatus(
  inputs: Inputs,
  context: CommandContext,
  attach: () => Promise<unknown>,
): Promise<number> {
  const { stdin, stdout, stop } = context;
  if (!stdout.isTTY || !stdin.isTTY || context.env.TERM === 'dumb')
    throw new UserError('there is no terminal to draw on', {
      where: '--watch',
      fix: 'leave --watch out, or use `log --follow`',
    });
  const watchers = await openWatchers(inputs, context);
  const colours = createColours(wantsColour(context));
  const screen = createLogUpdate(stdout);
  const draw = async () => {
    const specs = await Promise.all(watchers.map((watcher) => watcher.look()));
    // Without the last cell, where some terminals break the line, and the last row, where the cursor rests.
    const size = { columns: Math.max(10, (stdout.columns ?? 80) - 1), rows: Math.max(4, (stdout.rows ?? 24) - 1) };
    screen(watchFrame(specs, size, Date.now(), colours, 'a attach · q quit').join('\n'));
  };
  const view = new View(context, draw, screen.clear);
  view.enter();
  try {
    for (let key = ''; key !== 'q' && key !== CTRL_C && !stop.aborted; ) {
      await draw();
      key = await view.nextKey(FRAME_MS);
      if (key === 'a') await view.leaveFor(attach);
    }
  } finally {
    view.leave();
    for (const watcher of watchers) watcher.close();
  }
  return 0;
}

async function openWatchers(inputs: Inputs, context: CommandContext): Promise<readonly SpecWatcher[]> {
  const { env, stderr } = context;
  const locations = await locateSpecs(inputs.specs, inputs.workdir, { writable: false, format: inputs.format, env });
  const notice = (text: string) => void stderr.write(`warning: ${text}\n`);
  const watchers: SpecWatcher[] = [];
  for (const location of locations) {
    const saved = await lookUpSpecRecords(location, { workdir: inputs.workdir, env, notice });
    const holder = join(dirname(location.statePath));
    watchers.push(
      new SpecWatcher(location, inputs.loop, saved, {
        lockFolder: holder,
        host: hostname(),
        logsOf: (run) => logFolder(context, location.name, run),
      }),
    );
  }
  return watchers;
}

/** The terminal while it is watched: its second screen, and its keys one by one. */
class View {
  readonly #context: CommandContext;
  readonly #redraw: () => void;
  #pressed: (key: string) => void = () => {};

  constructor(context: CommandContext, draw: () => Promise<void>, clear: () => void) {
    this.#context = context;
    this.#redraw = () => {
      // What was drawn at another width lies where nobody knows.
      clear();
      context.stdout.write(CLEAR_SCREEN);
      void draw();
    };
  }

  enter(): void {
    const { stdin, stdout } = this.#context;
    stdout.write(ENTER_SCREEN);
    stdin.setRawMode(true);
    stdin.resume();
    stdin.on('data', this.#onKey);
    stdout.on('resize', this.#redraw);
  }

  leave(): void {
    const { stdin, stdout } = this.#context;
    stdout.off('resize', this.#redraw);
    stdin.off('data', this.#onKey);
    stdin.setRawMode(false);
    stdin.pause();
    stdout.write(`\u001b[?25h${LEAVE_SCREEN}`);
  }

  /** '': none came in that time, ms. */
  nextKey(ms: number): Promise<string> {
    return new Promise((resolve) => {
      const done = (key: string) => {
        clearTimeout(timer);
        this.#context.stop.removeEventListener('abort', onStop);
        this.#pressed = () => {};
        resolve(key);
      };
      const onStop = () => done('q');
      const timer = setTimeout(done, ms, '');
      this.#context.stop.addEventListener('abort', onStop, { once: true });
      this.#pressed = done;
    });
  }

  /** Gives the terminal to another program until that ends. */
  async leaveFor(program: () => Promise<unknown>): Promise<void> {
    this.leave();
    try {
      await program();
    } finally {
      this.enter();
      this.#redraw();
    }
  }

  readonly #onKey = (data: Buffer) => this.#pressed(data.toString().slice(0, 1));
}
