import { rehearse } from './agents/backends/rehearsal/rehearse.ts';
import { getBackend } from './agents/index.ts';
import { runPane } from './terminal/pane/run-pane.ts';
import { readAndDeleteOrders } from './terminal/process/pane-orders.ts';

const [, , first = '', ...rest] = process.argv;

try {
  if (first === 'rehearse') {
    process.exitCode = await rehearse(rest, process.stdin, process.stdout);
  } else {
    const orders = readAndDeleteOrders(first);
    await runPane(orders, getBackend(orders.backend).reader(orders.cwd));
    // A person's keyboard would keep the window open.
    process.exit(0);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
