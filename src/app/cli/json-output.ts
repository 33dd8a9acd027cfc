import { z } from 'zod';

/**
 * What newer commands print with `--json`: one line, which says what it is and of which version, then its fields in
 * snake_case, times as ISO 8601 in UTC. A field that is left out or changes its meaning raises the version.
 */
const VERSION = 1;

const kind = <Name extends string>(name: Name) => ({ version: z.literal(VERSION), kind: z.literal(name) });
const path = z.string().describe('Absolute path');
const shellCommand = z.string().describe('A line for a shell, in any folder');

const detached = z.object({
  ...kind('detached'),
  specs: z.array(z.string()).describe('Names'),
  workdir: path,
  started_at: z.iso.datetime().describe('ISO 8601, UTC'),
  process: z.int().nullable().describe('null: it is still getting ready'),
  run: z.string().nullable().describe('Its id; null: it is still getting ready'),
  tmux_session: z.string().nullable().describe('null: it is a process of its own'),
  output: path.describe('File with what the run prints'),
  commands: z.object({ watch: shellCommand, status: shellCommand, log: shellCommand }),
});

const doctorCi = z.object({
  ...kind('doctor-ci'),
  ok: z.boolean().describe('A run can start'),
  workflows: z
    .array(z.string())
    .describe('Those that use this action or call one that does, from the top of the repository'),
  findings: z.array(
    z.object({
      level: z.enum(['ok', 'warning', 'problem']),
      check: z.string().describe('What was looked at, such as secret or permissions'),
      where: z.string().describe('file:line, or the repository'),
      message: z.string(),
      fix: z.string().nullable().describe('What to do'),
    }),
  ),
});

const specs = z.object({
  ...kind('specs'),
  matrix: z.array(z.string()).describe('Names of those that have something to do now, at most 256'),
  left: z.int().describe('How many more have something to do'),
  specs: z.array(
    z.object({
      name: z.string(),
      folder: z.string().describe('From the work folder'),
      state: z.enum(['open', 'paused', 'halted', 'blocked', 'complete', 'unplanned', 'unreadable']),
      units_done: z.int(),
      units_total: z.int(),
      branch: z.string().nullable().describe('Where its work is; null: nowhere yet'),
      worked_at: z.iso.datetime().nullable().describe('Of the last commit there; ISO 8601, UTC'),
      in_base: z.boolean().describe('Complete also where others begin'),
      waits_for: z.array(z.string()).describe('Names of specs that come before it'),
      paused_until: z.iso.datetime().nullable(),
      why: z.string().nullable().describe('Of a pause, a halt, or what cannot be read'),
      fix: z.string().nullable().describe('What to do about what cannot be read'),
      issue_url: z.string().nullable().describe('Where a halt is answered'),
    }),
  ),
});

const outputs = z.discriminatedUnion('kind', [detached, doctorCi, specs]);

/** By its `kind`. */
export type JsonOutput = z.infer<typeof outputs>;

export function jsonLine(output: JsonOutput): string {
  return `${JSON.stringify(output)}\n`;
}

/** For scripts that read it. */
export function outputJsonSchema(): object {
  return { title: 'What sequential-orchestration prints with --json', ...z.toJSONSchema(outputs, { io: 'input' }) };
}
