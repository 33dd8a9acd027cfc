/** The pane's program, as `src/pane.ts` would be with nova in the list of backends. */
import { getBackend } from '../../../src/agents/index.ts';
import { runPane } from '../../../src/terminal/pane/run-pane.ts';
import { readAndDeleteOrders } from '../../../src/terminal/process/pane-orders.ts';
import { withNova } from './nova.ts';

const orders = readAndDeleteOrders(process.argv[2] ?? '');
await runPane(orders, getBackend(orders.backend, withNova).reader(orders.cwd));
process.exit(0);
