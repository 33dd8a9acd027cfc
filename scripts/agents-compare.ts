/**
 * What changed between the pinned version of each agent's CLI and the newest one, for whoever raises a pin: help texts,
 * kinds and fields of events, and what our own reader makes of them, each in the same scenarios against the scripted
 * model. `npm run agents:compare -- [claude codex=0.171.0 …] [--keep FOLDER]`: all of them without a name; a version
 * instead of the newest; what was printed is kept in a folder. Of those that are driven over the protocol (qwen, kimi and
 * the wrappers of its stories) it says only whether there is a newer one. Exit code 1: something differs, or is newer.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { backends, getBackend } from '../src/agents/index.ts';
import type { Cli as AnyCli } from '../src/agents/vendor-facts.ts';
import { wrappers } from '../test/real-agents/acp/wrappers.ts';
import { type Cli, clis } from '../test/real-agents/clis.ts';
import { install } from '../test/real-agents/programs.ts';
import { differences, differentLines, outline } from './agents-compare/differences.ts';
import { printed, type Recording, record } from './agents-compare/record.ts';
import { scenarios } from './agents-compare/scenarios.ts';

const HELPS: Readonly<Record<Cli, readonly string[]>> = {
  codex: ['exec', '--help'],
  claude: ['--help'],
  opencode: ['run', '--help'],
  gemini: ['--help'],
  copilot: ['--help'],
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, scenario: { type: 'string', multiple: true } },
});
const chosen = positionals.length > 0 ? positionals : Object.keys(clis);
let differs = false;
for (const entry of chosen) differs = (await compare(entry)) || differs;
if (positionals.length === 0) for (const cli of protocolClis()) differs = tellNewer(cli) || differs;
process.exitCode = differs ? 1 : 0;

function protocolClis(): readonly AnyCli[] {
  return [...backends.flatMap(({ name, cli }) => (cli === null || name in clis ? [] : [cli])), ...wrappers];
}

function newestOf(cli: AnyCli): string {
  return execFileSync('npm', ['view', cli.package, 'version'], { encoding: 'utf8' }).trim();
}

function tellNewer(cli: AnyCli): boolean {
  const newest = newestOf(cli);
  const isNewest = newest === cli.version;
  const what = isNewest ? 'the pin is the newest' : `${newest} is there; npm run test:agents -- acp tells what differs`;
  console.log(`\n━━ ${cli.program} ${cli.version}: ${what}`);
  return !isNewest;
}

async function compare(entry: string): Promise<boolean> {
  const [name = '', given] = entry.split('=');
  const { cli } = getBackend(name);
  if (cli === null || !(name in clis)) throw new Error(`${name} has no CLI that can be compared`);
  const newest = given ?? newestOf(cli);
  const versions = [...new Set([cli.version, newest])];
  console.log(`\n━━ ${name} ${versions.join(' → ')}${versions.length === 1 ? ': the pin is the newest' : ''}`);
  const outlines = await Promise.all(versions.map((version) => look(name as Cli, version)));
  const [before, after = before] = outlines;
  if (before === undefined || after === undefined) return false;
  const found = [
    ...differentLines(before.help, after.help).map((line) => `help: ${line}`),
    ...[...before.outlines].flatMap(([scenario, lines]) =>
      differences(lines, after.outlines.get(scenario) ?? []).map((line) => `${scenario}: ${line}`),
    ),
  ];
  for (const line of found) console.log(line);
  for (const [scenario, lines] of after.outlines) console.log(`  ${scenario}: ${lines.slice(-4).join(' · ')}`);
  console.log(found.length === 0 ? 'nothing differs' : `${found.length} differences`);
  return found.length > 0;
}

async function look(cli: Cli, version: string) {
  const installed = await install(cli, version);
  if (!('program' in installed)) throw new Error(installed.missing);
  const { program } = installed;
  const outlines = new Map<string, readonly string[]>();
  for (const scenario of scenarios) {
    if (scenario.clis?.includes(cli) === false) continue;
    if (values.scenario?.includes(scenario.name) === false) continue;
    const recording = await record(cli, program, scenario);
    outlines.set(scenario.name, outline(cli, recording));
    keep(`${cli}-${version}-${scenario.name}`, recording);
  }
  return { help: await printed(program, HELPS[cli]), outlines };
}

function keep(name: string, { stdout, stderr, ...facts }: Recording): void {
  if (values.keep === undefined) return;
  mkdirSync(values.keep, { recursive: true });
  writeFileSync(join(values.keep, `${name}.stdout`), stdout);
  writeFileSync(join(values.keep, `${name}.stderr`), stderr);
  writeFileSync(join(values.keep, `${name}.json`), `${JSON.stringify(facts)}\n`);
}
