/** A process of its own that installs the tiny package and prints its path: `node install-process.ts CACHE VERSION`. */
import { installCli } from '../../../src/agents/install/install-cli.ts';

const [cacheDir = '', version = ''] = process.argv.slice(2);
const cli = { program: 'tiny-agent', package: 'tiny-agent', version };
const options = {
  cacheDir,
  stateDir: `${cacheDir}-state`,
  version: null,
  env: process.env,
  execPath: process.execPath,
};
const program = await installCli(
  { name: 'tiny', cli },
  { ...options, log: (line) => process.stderr.write(`${line}\n`) },
);
process.stdout.write(`${program}\n`);
