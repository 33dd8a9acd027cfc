import type { AgentEvent, Usage } from '../../agents/types.ts';
import { renderAgentEvent, statusLine } from '../../report/console/agent-events.ts';
import { fitTitle, plainText } from '../../report/text/plain-text.ts';
import type { Mask } from '../../secrets/types.ts';
import { truncate } from '../../text.ts';
import type { PaneOrders } from '../connection/pane-orders.ts';
import type { OrchestratorConnection } from './orchestrator-link.ts';
import { createDisplayFilter } from './outlet.ts';
import { createScreen, noScreen } from './screen.ts';
import { createTail } from './tail.ts';

/** Characters of the last lines that go into the report. */
const TAIL_LENGTH = 4_000;
const TAIL_WIDTH = 240;
/** When nothing comes for so long (ms), what was said so far is shown: the next may be a test suite of ten minutes. */
const QUIET_MS = 1_000;
/** Characters of a raw line that the window shows. */
const MAX_RAW_LENGTH = 2_000;

/** Shows an attempt to people: in the window, in the orchestrator's log, and its last lines in the report. */
export interface AttemptDisplay {
  event(event: AgentEvent, now: number): void;
  /** A line as the agent printed it; seen only by who asked for the raw stream. */
  showsRaw(text: string): void;
  /** Resolves when the orchestrator has taken what was sent; undefined where there is nothing to wait for. */
  delivered(): Promise<void> | undefined;
  /** Last lines as rendered, without colour. */
  tail(): string;
  end(): void;
}

export function createAttemptDisplay(
  orders: PaneOrders,
  mask: Mask,
  orchestrator: OrchestratorConnection,
  attemptFacts: {
    readonly startedAt: number;
    readonly now: () => number;
    readonly usage: () => Usage | null;
    readonly stop: () => void;
  },
): AttemptDisplay {
  const tail = createTail(TAIL_LENGTH);
  let showsRaw = false;
  let pendingSend: Promise<void> | undefined;

  function toggleRaw(): void {
    showsRaw = !showsRaw;
    screen.print([
      showsRaw ? '--- the raw stream from here; r: back ---' : '--- no raw stream from here; r: show it again ---',
    ]);
  }
  const colour = orders.window?.colour ?? false;
  const screen = orders.window
    ? createScreen(
        { input: process.stdin, output: process.stdout, colour },
        { stop: attemptFacts.stop, showsRaw: toggleRaw },
      )
    : noScreen;
  const displayFilter = createDisplayFilter(mask, (event) => {
    for (const line of renderAgentEvent(event, { width: TAIL_WIDTH, colour: false })) tail.add(line);
    if (!showsRaw) screen.print(renderAgentEvent(event, { width: screen.width, colour }));
    pendingSend = orchestrator.send({ kind: 'event', event }) ?? pendingSend;
  });
  const { unit, attempt, maxAttempts: attempts } = orders;
  const drawStatus = () =>
    screen.status(
      statusLine({
        unit,
        attempt,
        attempts,
        elapsedMs: attemptFacts.now() - attemptFacts.startedAt,
        usage: attemptFacts.usage(),
      }),
    );

  screen.print([
    `${fitTitle(plainText(`${unit} · ${orders.title}`), ` · ${orders.backend}`, screen.width)} · ${orders.backend}`,
    `raw stream: ${orders.transcript}`,
    'r: show it here · Ctrl-C: end the attempt',
    '',
  ]);
  drawStatus();
  const statusTimer = orders.window === null ? undefined : setInterval(drawStatus, 1_000);

  const quiet = setTimeout(() => displayFilter.pause(attemptFacts.now()), QUIET_MS);

  return {
    event(event, now) {
      displayFilter.onEvent(event, now);
      quiet.refresh();
    },
    showsRaw(text) {
      if (showsRaw) screen.print([truncate(plainText(mask.maskText(text)), MAX_RAW_LENGTH)]);
    },
    delivered() {
      const pending = pendingSend;
      pendingSend = undefined;
      return pending;
    },
    tail: tail.text,
    end() {
      displayFilter.end();
      clearTimeout(quiet);
      clearInterval(statusTimer);
      screen.close();
    },
  };
}
