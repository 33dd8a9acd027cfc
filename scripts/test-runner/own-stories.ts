import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runRelease, runSelfTest } from './own-workflows.ts';
import { resultsOf, type Story, told } from './story.ts';

const selfTest: Story = {
  workflows: [],
  tell: (act, outcomes) =>
    outcomes.expect('self-test.yml, push', 'success, halted 2 of 3, complete 3 of 3', async () =>
      told(await runSelfTest(act)),
    ),
};

const NEWS = '---\n"sequential-orchestration": major\n---\n\nBig news.\n';

const release: Story = {
  workflows: [],
  async tell(act, outcomes) {
    await outcomes.expect('release.yml, pressed for the version', 'success; chore(release): 1.0.0', async () => {
      const { jobs, log } = await runRelease(act, 'version', NEWS);
      return `${resultsOf(jobs)}; ${/chore\(release\): \S+/.exec(log)?.[0] ?? log}`;
    });
    await outcomes.expect('release.yml, pressed to publish too early', 'success + failure; news.md', async () => {
      const { jobs, log } = await runRelease(act, 'publish', NEWS);
      return `${resultsOf(jobs)}; ${/news\.md/.exec(log)?.[0] ?? log}`;
    });
    const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));
    const [major] = version.split('.');
    await outcomes.expect(
      'release.yml, pressed to publish, as a trial',
      `success + success; sequential-orchestration@${version} v${major} v${version}`,
      async () => {
        const { jobs, log } = await runRelease(act, 'publish', null);
        const seen = [...log.matchAll(/^\+ (\S+@\S+)$|^(v\d[\d.]*)/gm)].map(([, name, tag]) => name ?? tag);
        return `${resultsOf(jobs)}; ${seen.join(' ') || log}`;
      },
    );
  },
};

/** The workflows by which this project tests and releases itself. */
export const ownStories: readonly Story[] = [selfTest, release];
