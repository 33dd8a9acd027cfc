import { issueClosedEvent, issueCommentEvent } from '../../test/harness/github/events.ts';
import { type Happening, type Hosted, hosted } from './hosted.ts';
import { type Story, told } from './story.ts';

const oneUnitThatAsks = {
  tasks: '- [ ] 1. Store the links\n',
  units: {
    1: { attempts: [[{ ask: 'PostgreSQL or SQLite?' }]], answered: [{ write: 'db.txt', text: 'sqlite\n' }] },
  },
};

/** One unit that is done at once, one that takes for ever until it was interrupted once. */
const unitToInterrupt = {
  tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n',
  units: {
    2: {
      attempts: [
        [
          { write: 'links.txt', text: 'half of it\n' },
          { spawn: 2 },
          { run: "mkdir '{root}/first' 2>/dev/null && sleep 600; true" },
          { append: 'links.txt', text: 'the rest\n' },
          { done: 'Stored.' },
        ],
      ],
    },
  },
};

export const night: Happening = { event: 'schedule' };
export const press = (inputs: Readonly<Record<string, string>>): Happening => ({
  event: 'workflow_dispatch',
  payload: { inputs: { spec: 'my-feature', ...inputs } },
});

const button: Story = {
  workflows: ['button.yml'],
  tell: (act, outcomes) =>
    hosted(act, { ...oneUnitThatAsks, workflows: button.workflows }, async (on) => {
      await outcomes.expect('button.yml, pressed', 'failure, halted 0 of 1; issue open', async () => {
        const run = await on.run('button.yml', press({ backend: 'rehearsal' }));
        return `${told(run)}; issue ${issueOf(on)}`;
      });
      await outcomes.expect(
        'button.yml, pressed with an answer',
        'success, complete 1 of 1; issue closed',
        async () => {
          const run = await on.run('button.yml', press({ backend: 'rehearsal', answer: 'SQLite.' }));
          return `${told(run)}; issue ${issueOf(on)}`;
        },
      );
    }),
};

const nightAndAnswer: Story = {
  workflows: ['sequential.yml'],
  tell: (act, outcomes) =>
    hosted(act, { ...oneUnitThatAsks, workflows: nightAndAnswer.workflows }, async (on) => {
      const run = async (happening: Happening) => told(await on.run('sequential.yml', happening));
      await outcomes.expect('sequential.yml, schedule', 'failure, halted 0 of 1; needs-human', async () => {
        return `${await run(night)}; ${on.stage.github.world.issues.get(on.stage.halt)?.labels.join()}`;
      });
      await outcomes.expect('sequential.yml, a comment that is no command', 'no job', () =>
        run(comment(on, 'maintainer', 'SQLite, I think.')),
      );
      const before = on.stage.commits().length;
      await outcomes.expect('sequential.yml, /resume of a stranger', 'success, ignored; answered with -1', async () => {
        const seen = await run(comment(on, 'stranger', '/resume MongoDB'));
        return `${seen}; answered with ${reactionTo(on, '/resume MongoDB')}${newCommits(on, before)}`;
      });
      await outcomes.expect(
        'sequential.yml, /resume of a maintainer',
        'success, complete 1 of 1; answered with eyes; 2 commits more; issue closed',
        async () => {
          const seen = await run(comment(on, 'maintainer', '/resume SQLite'));
          return `${seen}; answered with ${reactionTo(on, '/resume SQLite')}${newCommits(on, before)}; issue ${issueOf(on)}`;
        },
      );
      await outcomes.expect('sequential.yml, schedule, nothing to do', 'success, complete 1 of 1', () => run(night));
    }),
};

const filesTakenApart: Story = {
  workflows: ['nightly.yml', 'resume.yml'],
  tell: (act, outcomes) =>
    hosted(act, { ...oneUnitThatAsks, workflows: filesTakenApart.workflows }, async (on) => {
      await outcomes.expect('nightly.yml, schedule, nights are off', 'no job', async () =>
        told(await on.run('nightly.yml', { ...night, vars: { SEQUENTIAL_NIGHTS: 'off' } })),
      );
      await outcomes.expect('nightly.yml, schedule', 'failure, halted 0 of 1', async () =>
        told(await on.run('nightly.yml', night)),
      );
      await outcomes.expect('resume.yml, /resume of a stranger', 'success, ignored; issue open', async () => {
        const run = await on.run('resume.yml', comment(on, 'stranger', '/resume MongoDB'));
        return `${told(run)}; issue ${issueOf(on)}`;
      });
      await outcomes.expect('resume.yml, halt closed as not planned', 'success, complete 1 of 1', async () => {
        on.stage.github.world.close(on.stage.halt, 'maintainer', 'not_planned');
        const payload = issueClosedEvent(on.stage.github.world, on.stage.github.places, on.stage.halt);
        return told(await on.run('resume.yml', { event: 'issues', payload }));
      });
    }),
};

const manySpecs: Story = {
  workflows: ['caller.yml', 'reusable.yml'],
  tell: (act, outcomes) => {
    const files = {
      '.kiro/specs/another-feature/tasks.md': '- [ ] 1. Search\n',
      'package.json': JSON.stringify({ private: true, scripts: { test: 'git --version' } }),
    };
    return hosted(act, { ...oneUnitThatAsks, files, workflows: manySpecs.workflows }, async (on) => {
      await outcomes.expect(
        'caller.yml and reusable.yml, schedule',
        'failure, halted 0 of 1 + success, complete 1 of 1',
        async () => told(await on.run('caller.yml', night)),
      );
      await outcomes.expect(
        'caller.yml and reusable.yml, /resume of a maintainer',
        'success, complete 1 of 1 + success, ignored',
        async () => told(await on.run('caller.yml', comment(on, 'maintainer', '/resume SQLite'))),
      );
    });
  },
};

const fleet: Story = {
  workflows: ['fleet.yml'],
  tell: (act, outcomes) => {
    const files = {
      '.github/sequential.yml': 'specs: { last: { after: [another-feature] } }\n',
      '.kiro/specs/another-feature/tasks.md': '- [ ] 1. Search\n',
      '.kiro/specs/last/tasks.md': '- [ ] 1. Put it together\n',
    };
    return hosted(act, { ...oneUnitThatAsks, files, workflows: fleet.workflows }, async (on) => {
      const run = async (happening: Happening) => told(await on.run('fleet.yml', happening));
      // Page and plan, then the specs; this runner has one result for all jobs of a matrix. A comment that is no command
      // is not told here: the runner reads the matrix of a job before its `if:`.
      await outcomes.expect(
        'fleet.yml, schedule',
        'success + success + failure, complete 1 of 1 + failure, halted 0 of 1',
        () => run(night),
      );
      await outcomes.expect(
        'fleet.yml, /resume of a maintainer',
        'success + success + success, complete 1 of 1; issue closed',
        async () => `${await run(comment(on, 'maintainer', '/resume SQLite'))}; issue ${issueOf(on)}`,
      );
      await outcomes.expect('fleet.yml, schedule, nothing to do', 'success + success', () => run(night));
    });
  },
};

const cancelled: Story = {
  workflows: ['sequential.yml'],
  tell: (act, outcomes) =>
    hosted(act, { ...unitToInterrupt, workflows: cancelled.workflows }, async (on) => {
      await outcomes.expect(
        'sequential.yml, cancelled in mid-unit',
        'failure; work of the unit kept; no process left',
        async () => {
          const run = await on.cancelAt(on.stage.path('first'), 'sequential.yml', night);
          const kept = on.stage.file('links.txt', 'refs/sequential/wip/my-feature') === 'half of it';
          await on.allGone();
          return `${told(run)}; work of the unit ${kept ? 'kept' : 'lost'}; no process left`;
        },
      );
      await outcomes.expect(
        'sequential.yml, schedule after that',
        'success, complete 2 of 2; both halves',
        async () => {
          const run = await on.run('sequential.yml', night);
          return `${told(run)}; ${on.stage.file('links.txt') === 'half of it\nthe rest' ? 'both halves' : 'something else'}`;
        },
      );
    }),
};

/** The workflows to copy, each for the events that it listens to. */
export const stories: readonly Story[] = [button, nightAndAnswer, filesTakenApart, manySpecs, fleet, cancelled];

function comment({ stage }: Hosted, who: string, words: string): Happening {
  const { world, places } = stage.github;
  const payload = issueCommentEvent(world, places, world.comment(stage.halt, who, words));
  return { event: 'issue_comment', actor: who, payload };
}

function issueOf({ stage }: Hosted): string {
  return stage.github.world.issues.get(stage.halt)?.state ?? 'missing';
}

function reactionTo({ stage }: Hosted, words: string): string {
  const said = stage.github.world.commentsOn(stage.halt).find(({ body }) => body === words);
  return said?.reactions.map(({ content }) => content).join() || 'nothing';
}

function newCommits({ stage }: Hosted, before: number): string {
  const more = stage.commits().length - before;
  return more === 0 ? '' : `; ${more} commits more`;
}
