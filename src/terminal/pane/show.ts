import type { AgentEvent, Usage } from '../../agents/types.ts';
import { renderEvent, statusLine } from '../../report/console/agent-events.ts';
import { plainText } from '../../report/text/plain-text.ts';
import type { Mask } from '../../secrets/mask.ts';
import type { Orders } from '../process/pane-orders.ts';
import type { Link } from './orchestrator-link.ts';
import { createOutlet } from './outlet.ts';
import { createScreen, noScreen } from './screen.ts';
import { createTail } from './tail.ts';

/** Characters of the last lines that go into the report. */
const TAIL = 4_000;
const TAIL_WIDTH = 240;
/** Characters of a raw line that the window shows. */
const RAW_LENGTH = 2_000;

/** Shows an attempt to people: in the window, in the orchestrator's log, and its last lines in the report. */
export interface Show {
  event(event: AgentEvent, now: number): void;
  /** A line as the agent printed it; seen only by who asked for the raw stream. */
  raw(text: string): void;
  /** Resolves when the orchestrator has taken what was sent; undefined where there is nothing to wait for. */
  taken(): Promise<void> | undefined;
  /** Last lines as rendered, without colour. */
  tail(): string;
  end(): void;
}

export function createShow(
  orders: Orders,
  mask: Mask,
  link: Link,
  facts: { readonly startedAt: number; readonly usage: () => Usage | null; readonly stop: () => void },
): Show {
  const tail = createTail(TAIL);
  let raw = false;
  let slow: Promise<void> | undefined;

  function toggleRaw(): void {
    raw = !raw;
    screen.print([raw ? '--- the raw stream from here; r: back ---' : '--- r: the raw stream again ---']);
  }
  const colour = orders.window?.colour ?? false;
  const screen = orders.window
    ? createScreen({ input: process.stdin, output: process.stdout, colour }, { stop: facts.stop, raw: toggleRaw })
    : noScreen;
  const outlet = createOutlet(mask, (event) => {
    for (const line of renderEvent(event, { width: TAIL_WIDTH, colour: false })) tail.add(line);
    if (!raw) screen.print(renderEvent(event, { width: screen.width, colour }));
    slow = link.send({ kind: 'event', event }) ?? slow;
  });
  const { unit, attempt, attempts } = orders;
  const drawStatus = () =>
    screen.status(
      statusLine({ unit, attempt, attempts, elapsedMs: Date.now() - facts.startedAt, usage: facts.usage() }),
    );

  screen.print([
    plainText(`${unit} · ${orders.title} · ${orders.backend}`),
    `raw stream: ${orders.transcript}`,
    'r: show it here · Ctrl-C: end the attempt',
    '',
  ]);
  drawStatus();
  const ticking = orders.window === null ? undefined : setInterval(drawStatus, 1_000);

  return {
    event: outlet.on,
    raw(text) {
      if (raw) screen.print([plainText(mask.text(text)).slice(0, RAW_LENGTH)]);
    },
    taken() {
      const wait = slow;
      slow = undefined;
      return wait;
    },
    tail: tail.text,
    end() {
      outlet.end();
      clearInterval(ticking);
      screen.close();
    },
  };
}
