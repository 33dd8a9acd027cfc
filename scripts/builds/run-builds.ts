/** Builds every project in the folder that the first argument names; `scripts/builds.ts` starts it as an ordinary user. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { backends } from '../../src/agents/index.ts';
import { findProgram } from '../../src/agents/install/find-program.ts';
import { verify } from '../../src/checks/verify.ts';
import { createIsolation } from '../../src/terminal/isolation/isolation.ts';
import { Outcomes } from '../outcomes.ts';
import { type Project, projects } from './projects.ts';

const [ground = '', ...chosen] = process.argv.slice(2);
const root = resolve(import.meta.dirname, '..', '..');
const limits = { timeoutMs: 600_000, idleTimeoutMs: 600_000 };
const strengths = ['off', 'auto', 'strict'] as const;
type Strength = (typeof strengths)[number];

/** The machine's own programs and settings, with nothing of the npm that started this. */
const machine: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || /^npm_|^XDG_|^INIT_CWD$|^NODE$|^TMPDIR$/i.test(name) ? [] : [[name, value]],
    ),
  ),
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((path) => !path.endsWith('node_modules/.bin'))
    .join(delimiter),
};

/** As verify, with a home on its first day; what it said where it failed. */
async function build({ name, files, cold, warm }: Project, strength: Strength): Promise<string> {
  const place = join(ground, `${name.replaceAll(' ', '-')}-${strength}`);
  const [home, work, logs, temp] = ['home', 'work', 'logs', 'tmp'].map((part) => join(place, part)) as [
    ...[string, string, string, string],
  ];
  for (const path of [home, work, logs, temp]) mkdirSync(path, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), text);
  }
  // Java asks the system for the user's home, and nobody has none; it leaves figures of itself in /tmp.
  const env = { ...machine, HOME: home, TMPDIR: temp, MAVEN_OPTS: `-Duser.home=${home} -XX:-UsePerfData` };
  const notices: string[] = [];
  const notice = (text: string): void => void notices.push(text);
  const isolation =
    strength === 'off'
      ? undefined
      : createIsolation({
          ...{ strength, allow: [], writable: [], env, home, workdir: work, logs, backends, notice },
          ...{ dist: join(root, 'dist'), cacheDir: join(place, 'cache'), runnerFiles: [] },
          uid: process.getuid?.() ?? -1,
          announce: () => {},
        });
  notices.push(...((await isolation?.ready()) ?? []));
  const options = { workdir: work, env, runMark: `builds-${process.pid}`, isolation, notice, mask: String };
  try {
    for (const [how, command] of [['cold', cold] as const, ['warm', warm] as const]) {
      if (command === null) continue;
      const { ok, output, sandboxed } = await verify(command, options, limits, new AbortController().signal);
      if (!ok)
        return `${how}: ${sandboxed ?? 'the sandbox was not found to be the cause'}\n${output.split('\n').slice(-12).join('\n')}`;
    }
  } finally {
    isolation?.close();
  }
  return notices.length === 0 ? 'held' : notices.join('; ');
}

const outcomes = new Outcomes();
for (const project of projects.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  const missing: string[] = [];
  for (const program of project.needs) if ((await findProgram(program, machine.PATH)) === null) missing.push(program);
  if (missing.length > 0) {
    console.log(`- ${project.name}: not tried, ${missing.join(' and ')} is not on this machine for this user`);
    continue;
  }
  for (const strength of strengths)
    await outcomes.expect(`${project.name}, isolation ${strength}`, 'held', () => build(project, strength));
}
process.exitCode = outcomes.close();
