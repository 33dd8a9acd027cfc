import { runOnOwnPath } from './own-path.ts';

const [, , first = '', ...rest] = process.argv;

// All of it is in this one bundle, where nothing is loaded late; what is not asked for does not run.
try {
  if (first === 'rehearse') {
    const { rehearse } = await import(/* webpackMode: "eager" */ './agents/backends/rehearsal/rehearse.ts');
    process.exitCode = await rehearse(rest, process.stdin, process.stdout);
  } else if (first === 'acp') {
    const { runBridge } = await import(/* webpackMode: "eager" */ './agents/backends/acp/bridge/bridge.ts');
    process.exitCode = await runBridge(rest, process.stdin, process.stdout);
  } else {
    const { getBackend } = await import(/* webpackMode: "eager" */ './agents/index.ts');
    const { runPane } = await import(/* webpackMode: "eager" */ './terminal/pane/run-pane.ts');
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
