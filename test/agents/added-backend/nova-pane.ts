/** The pane's program, as `src/pane.ts` would be with nova in the list of backends. */
import { getBackend } from '../../../src/agents/index.ts';
import { runPane } from '../../../src/terminal/pane/run-pane.ts';
import { withNova } from './nova.ts';

const [, , socket = '', token = ''] = process.argv;
await runPane({ socket, token }, (backend, workdir) => getBackend(backend, withNova).reader(workdir));
process.exit(0);
