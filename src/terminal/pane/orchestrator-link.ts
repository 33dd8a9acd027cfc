import { connect } from 'node:net';
import { createWire, type Wire } from '../process/json-socket.ts';
import type { FromPane, Orders, ToPane } from '../process/pane-orders.ts';

/** A pane's line to its orchestrator. */
export type Link = Wire<FromPane>;

/** Reports to the orchestrator; rejects where it is gone already. `hangUp` is called when it goes. */
export function linkUp(
  orders: Pick<Orders, 'socket' | 'token'>,
  on: (message: ToPane) => void,
  hangUp: () => void,
): Promise<Link> {
  return new Promise((resolve, reject) => {
    const socket = connect(orders.socket);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      const link = createWire<ToPane, FromPane>(socket, on, hangUp);
      link.send({ kind: 'hello', token: orders.token, pid: process.pid });
      resolve(link);
    });
  });
}
