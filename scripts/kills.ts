/**
 * Random kills: `npm run kills -- --rounds N [--seed BASE]` lives the rounds BASE, BASE+1, … on the committed bundles
 * (or those in SEQUENTIAL_DIST), with the rehearsal agent, real git and real tmux. In each, orchestrator, pane, tmux
 * server, agent or git are killed in the middle, and the program is started again until the spec is complete. Then each
 * unit has one checkpoint on the remote, no attempt was made that no kill explains, and nothing is left anywhere.
 * `--rounds 1 --seed N` replays one round. Linux only.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { inRunPlace } from '../test/harness/place/run-place.ts';
import { describeRound, planRound } from './kills/plan-round.ts';
import { runRound } from './kills/run-round.ts';
import { Outcomes } from './outcomes.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const [rounds, base] = [values.rounds, values.seed].map(Number) as [number, number];
if (!(Number.isInteger(rounds) && rounds > 0 && Number.isInteger(base))) {
  console.error('--rounds and --seed take whole numbers');
  process.exit(64);
}

process.exitCode = await inRunPlace(async () => {
  const outcomes = new Outcomes();
  let kills = 0;
  const plans = Array.from({ length: rounds }, (_, at) => planRound(base + at));
  await outcomes.tellAll(plans, availableParallelism(), (plan) =>
    outcomes.expect(`${plan.seed}: ${describeRound(plan)}`, 'held', async () => {
      const result = await runRound(plan);
      kills += result.kills;
      if (result.faults.length === 0) return 'held';
      return `${result.faults.join('\n')}\nTo see it again: npm run kills -- --rounds 1 --seed ${plan.seed}`;
    }),
  );
  console.log(`${kills} kills in ${rounds} rounds (seeds ${base} to ${base + rounds - 1})`);
  return outcomes.close();
});
