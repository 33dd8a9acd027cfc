import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { screenUpdate } from '../../../report/console/screen-update.ts';
import { watchFrame } from '../../../report/console/watch-frame.ts';
import { createColours } from '../../../report/text/colour.ts';
import { locateSpecs, type SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { SpecWatcher } from '../../past-runs/watch-spec.ts';
import { lookUpSpecRecords } from '../../reading/look-up-spec-records.ts';
import { type CommandContext, logFolder, terminalSize, wantsColour } from '../command-context.ts';

const KEYS = [
  'a attach · w end the wait · s stop after this unit · q quit',
  'q quit · w end wait · s stop · a attach',
] as const;
/** Where no run is at work, the others would do nothing. */
const KEYS_OF_NONE = ['q quit', 'q quit'] as const;
const FRAME_MS = 1_000;
/** The terminal's second screen, without a cursor. */
const ENTER_SCREEN = '\u001b[?1049h\u001b[?25l\u001b[H';
const LEAVE_SCREEN = '\u001b[?25h\u001b[?1049l';
const CLEAR_SCREEN = '\u001b[2J\u001b[H';
const CTRL_C = '\u0003';

/** Draws how specs stand, anew each second, in the terminal's second screen; what was there before is there again. */
export async function watchStatus(
  inputs: Inputs,
  context: CommandContext,
  attach: (spec: SpecLocation) => Promise<number>,
): Promise<number> {
  const { stdin, stdout, env } = context;
  if (!stdout.isTTY || !stdin.isTTY || env.TERM === 'dumb') {
    const fix = 'leave --watch out, or use `log --follow`';
    throw new UserError('there is no terminal to draw on', { where: '--watch', fix });
  }
  const watchers = await openWatchers(inputs, context);
  const painter = createPainter(watchers, context);
  const view = new View(context, painter);
  view.enter();
  try {
    await obeyKeys(view, watchers, () => attachTo(painter.shown(), attach), context.stop);
  } finally {
    await view.leave();
    for (const watcher of watchers) watcher.close();
  }
  return 0;
}

/** What is in the way of a window is said, and the watching goes on; null: nothing was. */
async function attachTo(
  spec: SpecLocation | null,
  attach: (spec: SpecLocation) => Promise<number>,
): Promise<string | null> {
  if (spec === null) return null;
  try {
    return (await attach(spec)) === 0 ? null : 'the window could not be opened';
  } catch (error) {
    return `no window: ${(error as Error).message}`;
  }
}

/** Draws until a person has seen enough. */
async function obeyKeys(
  view: View,
  watchers: readonly SpecWatcher[],
  attach: () => Promise<string | null>,
  stop: AbortSignal,
): Promise<void> {
  const tell = (heard: readonly boolean[], none: string) => view.say(heard.includes(true) ? null : none);
  const endWaits = () => watchers.map((watcher) => watcher.endWait());
  const toggleStops = () => watchers.map((watcher) => watcher.toggleStop());
  const actions: Readonly<Record<string, () => unknown>> = {
    a: () => view.leaveFor(attach),
    w: () => tell(endWaits(), 'nothing is waited for'),
    s: () => tell(toggleStops(), 'no run is at work here'),
  };
  while (!stop.aborted) {
    await view.draw();
    const key = await view.nextKey(FRAME_MS);
    if (key !== '') view.say(null);
    if (key === 'q' || key === CTRL_C) return;
    await actions[key]?.();
  }
}

/** Draws only what changed, and nothing while a slow line still carries what was drawn before. */
interface Painter {
  draw(): Promise<void>;
  /** The spec that the screen is about; null: there is none. */
  shown(): SpecLocation | null;
  /** In the place of the keys; null: the keys. */
  say(notice: string | null): void;
  /** Has the next one drawn anew: what is on the screen lies where nobody knows. */
  forget(): void;
}

function createPainter(watchers: readonly SpecWatcher[], context: CommandContext): Painter {
  const { stdout } = context;
  const colours = createColours(wantsColour(context));
  let shown: readonly string[] | null = null;
  let notice: string | null = null;
  let about = watchers[0]?.location ?? null;
  return {
    shown: () => about,
    say(text) {
      notice = text;
    },
    async draw() {
      if (stdout.writableLength > 0) return;
      const specs = await Promise.all(watchers.map((watcher) => watcher.look()));
      about = (watchers[specs.findIndex(({ isRunning }) => isRunning)] ?? watchers[0])?.location ?? null;
      const { columns, rows } = terminalSize(stdout);
      // Without the last cell, where some terminals break the line, and the last row, where the cursor rests.
      const size = { columns: Math.max(10, columns - 1), rows: Math.max(4, rows - 1) };
      const keys = specs.some(({ isRunning }) => isRunning) ? KEYS : KEYS_OF_NONE;
      const lines = watchFrame(specs, size, Date.now(), colours, notice === null ? keys : [notice, notice]);
      stdout.write(shown === null ? CLEAR_SCREEN + screenUpdate([], lines) : screenUpdate(shown, lines));
      shown = lines;
    },
    forget() {
      shown = null;
    },
  };
}

/** Watchers of the specs that are named, or of `located`. */
export async function openWatchers(
  inputs: Inputs,
  context: CommandContext,
  located?: readonly SpecLocation[],
): Promise<readonly SpecWatcher[]> {
  const { env, stderr } = context;
  const options = { writable: false, format: inputs.format, env };
  const locations = located ?? (await locateSpecs(inputs.specs, inputs.workdir, options));
  const notice = (text: string) => void stderr.write(`warning: ${text}\n`);
  const watchers: SpecWatcher[] = [];
  for (const location of locations) {
    // What is wrong with its files stands on the screen.
    const saved = await lookUpSpecRecords(location, { workdir: inputs.workdir, env, notice }).catch(() => null);
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

/**
 * Node's writes to a terminal wait for the line (https://nodejs.org/api/process.html, "A note on process I/O"), and a
 * program that waits hears no key. It has no public way to say that they must not; without this one they wait.
 */
function setBlocking(stdout: NodeJS.WriteStream, isBlocking: boolean): void {
  const { _handle: handle } = stdout as { readonly _handle?: { setBlocking?(isBlocking: boolean): void } };
  handle?.setBlocking?.(isBlocking);
}

/** The terminal while it is watched: its second screen, and its keys one by one. */
class View {
  readonly #context: CommandContext;
  readonly #painter: Painter;
  /** Typed ahead. */
  #keys = '';
  #pressed: (() => void) | null = null;

  constructor(context: CommandContext, painter: Painter) {
    this.#context = context;
    this.#painter = painter;
  }

  draw(): Promise<void> {
    return this.#painter.draw();
  }

  say(notice: string | null): void {
    this.#painter.say(notice);
  }

  enter(): void {
    const { stdin, stdout } = this.#context;
    setBlocking(stdout, false);
    stdout.write(ENTER_SCREEN);
    stdin.setRawMode(true);
    stdin.resume();
    stdin.on('data', this.#onKey);
    stdout.on('resize', this.#redraw);
  }

  /** Resolves when all has arrived: whoever writes next finds the terminal as it was. */
  async leave(): Promise<void> {
    const { stdin, stdout } = this.#context;
    stdout.off('resize', this.#redraw);
    stdin.off('data', this.#onKey);
    stdin.setRawMode(false);
    stdin.pause();
    await new Promise<void>((resolve) => stdout.write(LEAVE_SCREEN, () => resolve()));
    setBlocking(stdout, true);
  }

  /** '': none came in that time, ms. */
  nextKey(ms: number): Promise<string> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#context.stop.removeEventListener('abort', done);
        this.#pressed = null;
        const key = this.#keys.slice(0, 1);
        this.#keys = this.#keys.slice(1);
        resolve(key);
      };
      const timer = setTimeout(done, this.#keys === '' ? ms : 0);
      this.#context.stop.addEventListener('abort', done, { once: true });
      this.#pressed = done;
    });
  }

  /** Gives the terminal to another program until that ends. */
  async leaveFor(program: () => Promise<string | null>): Promise<void> {
    await this.leave();
    try {
      this.say(await program());
    } finally {
      this.enter();
      this.#redraw();
    }
  }

  readonly #redraw = () => {
    this.#painter.forget();
    this.#pressed?.();
  };

  readonly #onKey = (data: Buffer) => {
    // What an arrow or a paste sends is no row of keys.
    if (!data.includes('\u001b')) this.#keys += data.toString();
    this.#pressed?.();
  };
}
