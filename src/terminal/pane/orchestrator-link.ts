import { connect } from 'node:net';
import { createMessageStream, type MessageStream } from '../process/json-socket.ts';
import type { OrchestratorMessage, PaneMessage, PaneOrders } from '../process/pane-orders.ts';

/** A pane's line to its orchestrator. */
export type OrchestratorConnection = MessageStream<PaneMessage>;

/** Reports to the orchestrator; rejects where it is gone already. `hangUp` is called when it goes. */
export function connectToOrchestrator(
  orders: Pick<PaneOrders, 'socket' | 'token'>,
  onMessage: (message: OrchestratorMessage) => void,
  onDisconnected: () => void,
): Promise<OrchestratorConnection> {
  return new Promise((resolve, reject) => {
    const socket = connect(orders.socket);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      const connection = createMessageStream<OrchestratorMessage, PaneMessage>(socket, onMessage, onDisconnected);
      connection.send({ kind: 'hello', token: orders.token, pid: process.pid });
      resolve(connection);
    });
  });
}
