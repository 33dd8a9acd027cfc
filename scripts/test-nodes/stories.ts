import { join } from 'node:path';
import type { Job } from '../../test/end-to-end/job.ts';
import { openStage } from '../../test/end-to-end/stage.ts';
import type { Outcomes } from '../outcomes.ts';
import { Place } from './command-line.ts';
import type { Node } from './install.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n';
const asks = {
  2: { attempts: [[{ ask: 'PostgreSQL or SQLite?' }]], answered: [{ write: 'db.txt', text: 'sqlite\n' }] },
};
/** Sleeps in its first attempt. */
const sleeps = {
  2: {
    attempts: [
      [
        { write: 'half.txt', text: 'half of it\n' },
        { run: "mkdir '{root}/first' 2>/dev/null && sleep 600; true" },
        { write: 'db.txt', text: 'x\n' },
      ],
    ],
  },
};
const flags = ['--spec', 'my-feature', '--backend', 'rehearsal', '--checkpoint', 'commit', '--delay', '0'];

/** The stories that every Node is told. Warnings are counted as a part of each outcome. */
export async function tellStories(node: Node, outcomes: Outcomes): Promise<void> {
  const expect = (what: string, expected: string, run: () => Promise<string>) =>
    outcomes.expect(`Node ${node.version}: ${what}`, expected, run);
  await expect('action and post step', 'complete 2 of 2', () => runAction(node));
  await expect('action, killed in mid-unit, and on', 'work kept; complete 2 of 2', () => killAction(node));
  for (const [where, tmux] of [
    ['in tmux', 'require'],
    ['plain', 'off'],
  ] as const) {
    await expect(`command line ${where}, asked and answered`, 'exit codes 2, 0', () =>
      inPlace(node, asks, tmux === 'require', async (place) => [
        await place.exitCode(['run', ...flags, '--tmux', tmux]),
        await place.exitCode(['resume', ...flags, '--tmux', tmux, '--answer', 'SQLite.']),
      ]),
    );
  }
  await expect('command line, stopped in mid-unit, and on', 'exit codes 3, 0', () =>
    inPlace(node, sleeps, false, async (place) => [
      await place.exitCode(['run', ...flags, '--tmux', 'off'], join(place.root, 'first')),
      await place.exitCode(['run', ...flags, '--tmux', 'off']),
    ]),
  );
}

async function inPlace(
  node: Node,
  units: Readonly<Record<string, unknown>>,
  windows: boolean,
  story: (place: Place) => Promise<(number | null)[]>,
): Promise<string> {
  const place = new Place(node, tasks, units, windows);
  try {
    const codes = await story(place);
    return `exit codes ${codes.join(', ')}${complained(place.complaints())}`;
  } finally {
    place.close();
  }
}

async function runAction(node: Node): Promise<string> {
  const stage = await openStage({ tasks });
  try {
    return endOf(await stage.job({ node: node.program }));
  } finally {
    await stage.end();
  }
}

/** Only after a main step that could not end by itself has the post step work to do. */
async function killAction(node: Node): Promise<string> {
  const stage = await openStage({ tasks, units: sleeps });
  try {
    const run = stage.start({ node: node.program });
    await run.reaches(stage.path('first'));
    run.kill('SIGKILL');
    const killed = await run.ended;
    const kept = stage.file('half.txt', 'refs/sequential/wip/my-feature') === 'half of it' ? 'kept' : 'lost';
    return `work ${kept}${warningsIn(killed)}; ${endOf(await stage.job({ node: node.program }))}`;
  } finally {
    await stage.end();
  }
}

function endOf(job: Job): string {
  return `${job.outputs.status} ${job.outputs['units-done']} of ${job.outputs['units-total']}${warningsIn(job)}`;
}

function warningsIn({ log, postLog }: Job): string {
  const lines = [log, postLog].flatMap((text) => text.split('\n'));
  return complained(lines.filter((line) => line.startsWith('(node:')).join('\n'));
}

function complained(text: string): string {
  return text === '' ? '' : `; on standard error: ${text}`;
}
