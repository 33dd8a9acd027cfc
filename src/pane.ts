import { runBridge } from './agents/backends/acp/bridge/bridge.ts';
import { rehearse } from './agents/backends/rehearsal/rehearse.ts';
import { getBackend } from './agents/index.ts';
import { runOnOwnPath } from './own-path.ts';
import { runPane } from './terminal/pane/run-pane.ts';

const [, , first = '', ...rest] = process.argv;

try {
  if (first === 'rehearse') {
    process.exitCode = await rehearse(rest, process.stdin, process.stdout);
  } else if (first === 'acp') {
    process.exitCode = await runBridge(rest, process.stdin, process.stdout);
  } else {
    const [token = ''] = rest;
    runOnOwnPath(process.env, process.env);
    await runPane({ socket: first, token }, (backend, workdir) => getBackend(backend).reader(workdir));
    // A person's keyboard would keep the window open.
    process.exit(0);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
