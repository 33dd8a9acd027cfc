import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createMessageStream, type MessageStream } from '../connection/json-socket.ts';
import type { OrchestratorMessage, PaneAddress, PaneMessage, PaneOrders } from '../connection/pane-orders.ts';

/** A pane's line to its orchestrator. */
export type OrchestratorConnection = MessageStream<PaneMessage>;

/** What a pane must hear of its orchestrator after it has its orders. */
export interface OrchestratorEvents {
  readonly onStop: () => void;
  /** The orchestrator is gone. */
  readonly onDisconnected: () => void;
}

/** Uses the address up and gets the orders; rejects where the orchestrator is gone already, or refuses. */
export function connectToOrchestrator(
  address: PaneAddress,
  { onStop, onDisconnected }: OrchestratorEvents,
): Promise<{ readonly orders: PaneOrders; readonly orchestrator: OrchestratorConnection }> {
  return new Promise((resolve, reject) => {
    const socket = connect(address.socket).once('error', reject);
    const orchestrator: OrchestratorConnection = createMessageStream<PaneMessage>(
      socket,
      (received) => {
        const message = received as OrchestratorMessage;
        if (message.kind === 'orders') resolve({ orders: message.orders, orchestrator });
        else if (message.kind === 'stop') onStop();
        else {
          takeName(message.name);
          orchestrator.send({ kind: 'named' });
        }
      },
      () => {
        reject(new Error('the orchestrator gave no orders'));
        onDisconnected();
      },
    );
    socket.once('connect', () => orchestrator.send({ kind: 'hello', token: address.token }));
  });
}

/** Only a process itself may write there (proc(5)); where there is no such file, nobody looks. */
function takeName(name: string): void {
  try {
    writeFileSync('/proc/self/comm', name);
  } catch {
    // The orchestrator sees that the name was not taken.
  }
}
