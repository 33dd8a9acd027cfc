import { expect, test } from '@jest/globals';
import type { Pool } from '../../src/agents/vendor-facts.ts';
import type { RunOrders } from './orders.ts';
import { tokens, works } from './script.ts';
import { Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n- [ ] 3. Mend the lexer\n';
const api: Pool = { name: 'an API account', billedByUse: true };
const plan: Pool = { name: 'the plan' };
const costs = (usd: number) => works({ report: { ...works().report, usage: tokens(40_000, 2000, usd) } });
const NO_LIMIT = 'No limit of money or tokens is set';
const FIX = 'daily-budget-usd, budget-usd and budget-tokens set one.';

/** What a run says of its spending. */
async function said(story: Story, orders: RunOrders): Promise<string[]> {
  const before = story.told().length;
  await story.run(orders);
  return story
    .told()
    .slice(before)
    .filter((line) => line.includes(' draws on ') || line.includes(NO_LIMIT))
    .map((line) => line.slice('01:00 '.length));
}

test.each<[story: string, orders: RunOrders, expected: readonly string[]]>([
  ['agents that need no login say nothing', {}, []],
  [
    'by use, before anything was paid',
    { pools: { codex: api } },
    [
      `codex draws on an API account; ${NO_LIMIT}. What 9 attempts at 3 open units may cost is not known before the first one. ${FIX}`,
    ],
  ],
  [
    'at most as many attempts as iterations, at as many units as the budget has',
    { pools: { codex: null }, settings: { throttle: { budgetUnits: 2 }, loop: { maxIterations: 4 } } },
    [`${NO_LIMIT}. What 4 attempts at 2 open units may cost is not known before the first one. ${FIX}`],
  ],
  [
    'one unit alone',
    { pools: { codex: null }, settings: { loop: { only: '2' } } },
    [`${NO_LIMIT}. What 3 attempts at 1 open unit may cost is not known before the first one. ${FIX}`],
  ],
  [
    'with a limit of money',
    { pools: { codex: api }, settings: { throttle: { dailyBudgetUsd: 20 } } },
    ['codex draws on an API account'],
  ],
  [
    'with one of tokens',
    { pools: { codex: api }, settings: { throttle: { budgetTokens: 1e6 } } },
    ['codex draws on an API account'],
  ],
  [
    'headroom is not advised where it would be refused',
    { pools: { claude: plan, copilot: plan } },
    [`claude draws on the plan; copilot draws on the plan; ${NO_LIMIT}: the limits of the plan end the run.`],
  ],
  [
    'a plan has limits of its own',
    { pools: { claude: plan } },
    [
      `claude draws on the plan; ${NO_LIMIT}: the limits of the plan end the run; headroom would keep a share of them for you.`,
    ],
  ],
  [
    'a plan with headroom',
    { pools: { claude: plan }, settings: { throttle: { headroom: { shares: { others: 0.2 }, hours: null } } } },
    [`claude draws on the plan; ${NO_LIMIT}: the limits of the plan end the run.`],
  ],
  [
    'a plan, and one that pays by use',
    { pools: { claude: plan, codex: api } },
    [
      `claude draws on the plan; codex draws on an API account; ${NO_LIMIT}. What 9 attempts at 3 open units may cost is not known before the first one. ${FIX}`,
    ],
  ],
])('%s', async (_, orders, expected) => {
  expect(await said(new Story(tasks), orders)).toEqual(expected);
});

test('the dearest unit so far says what a run may cost at most', async () => {
  const story = new Story(tasks, { throttle: { budgetUnits: 2 } }).agents(costs(0.5), costs(1.2));
  await story.run();
  const orders = { pools: { codex: api }, settings: { throttle: { budgetUnits: null } } };
  expect(await said(story, orders)).toEqual([
    `codex draws on an API account; ${NO_LIMIT}. At most $3.60: 3 attempts at 1 open unit, each as dear as the dearest unit so far ($1.20). ${FIX}`,
  ]);
});
