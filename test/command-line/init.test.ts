import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { repository } from '../../src/version.ts';
import { testInWindows } from '../harness/real-windows.ts';
import { openProject, published, signs } from './init-place.ts';
import { answerInit, proposed } from './init-terminal.ts';
import type { Workplace } from './workplace.ts';

let place: Workplace;
beforeEach(() => {
  place = openProject();
});
afterEach(() => place.close());

describe('init', () => {
  test('writes workflow, configuration and attributes once, and says what is left to do', async () => {
    const first = await place.call('init', '--yes', ...published);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(signs(first.stdout)).toEqual([
      '+ .github/workflows/sequential.yml',
      '+ .github/sequential.yml',
      '+ .gitattributes',
    ]);
    expect(first.stdout).toContain('gh secret set CODEX_API_KEY');
    expect(first.stdout).toContain('can_approve_pull_request_reviews=true');
    expect(first.stdout).toContain('doctor --ci\n');
    expect(first.stdout).not.toContain(place.env.CODEX_API_KEY);
    expect(place.read('.github/workflows/sequential.yml')).toContain(`uses: ${published[1]}`);
    for (const name of ['.github/workflows/sequential.yml', '.github/sequential.yml'])
      expect(place.read(name)).not.toContain('OWNER/');
    expect(place.read('.github/sequential.yml')).toMatch(/^spec: shop\nbackend: codex\nverify: npm test$/m);

    place.write('.github/sequential.yml', place.read('.github/sequential.yml').replace('npm test', 'make check'));
    const again = await place.call('init', '--yes', ...published);
    expect(signs(again.stdout)).toEqual([
      '= .github/workflows/sequential.yml',
      '= .github/sequential.yml',
      '= .gitattributes',
    ]);
    // As long as it is in no commit, that is left to do.
    expect(again.stdout).toContain('git add .github/workflows/sequential.yml .github/sequential.yml .gitattributes\n');
    place.commit('set up');
    expect((await place.call('init', '--yes', ...published)).stdout).not.toContain('git add');
  });

  test('says that nothing limits what a night may cost, until something does', async () => {
    const hint = 'Nothing limits what a night may cost: `daily-budget-usd: 20` in .github/sequential.yml would';
    expect((await place.call('init', '--yes', ...published)).stdout).toContain(hint);
    place.write('.github/sequential.yml', `${place.read('.github/sequential.yml')}daily-budget-usd: 20\n`);
    expect((await place.call('init', '--yes', ...published)).stdout).not.toContain(hint);
  });

  test('changes what differs and shows it; a workflow that a person edited is kept, unless they say so', async () => {
    await place.call('init', '--yes', ...published);
    const workflow = place.read('.github/workflows/sequential.yml');
    const other = await place.call('init', '--yes', ...published, '--backend', 'claude');
    expect(signs(other.stdout)).toEqual([
      '~ .github/workflows/sequential.yml',
      '~ .github/sequential.yml',
      '= .gitattributes',
    ]);
    expect(other.stdout).toMatch(/^-backend: codex\n\+backend: claude$/m);
    expect(place.read('.github/workflows/sequential.yml')).toContain('ANTHROPIC_API_KEY');

    const edited = place.read('.github/workflows/sequential.yml').replace('355', '60');
    place.write('.github/workflows/sequential.yml', edited);
    const kept = await place.call('init', '--yes', ...published, '--backend', 'codex');
    expect(signs(kept.stdout)[0]).toBe('! .github/workflows/sequential.yml');
    expect(kept.stdout).toContain('-    timeout-minutes: 60');
    expect(place.read('.github/workflows/sequential.yml')).toBe(edited);
    await place.call('init', '--yes', ...published, '--force');
    expect(place.read('.github/workflows/sequential.yml')).toBe(workflow);
  });

  test('asks nobody where there is no terminal', async () => {
    const refused = await place.call('init', ...published);
    expect(refused).toMatchObject({ code: 64, stderr: expect.stringMatching(/not a terminal\n {2}→ .*--yes/) });
    expect(place.has('.github')).toBe(false);
  });

  test('builds on no file with a mistake, and on no folder without git', async () => {
    place.write('.github/sequential.yml', 'verfy: npm test\n');
    const mistaken = await place.call('init', '--yes', ...published);
    expect(mistaken).toMatchObject({ code: 64, stderr: expect.stringContaining('did you mean verify?') });
    const nowhere = await place.call('init', '--yes', '--workdir', place.top, ...published);
    expect(nowhere).toMatchObject({ code: 64, stderr: expect.stringContaining('git init') });
    place.write('.github/sequential.yml', 'backend: codex\n');
    // Where it is published, it is known without the flag.
    const unsaid = repository === null ? [[]] : [];
    for (const unpublished of [...unsaid, ['--action', 'OWNER/sequential-orchestration@v0']]) {
      const unknown = await place.call('init', '--yes', ...unpublished);
      expect(unknown).toMatchObject({ code: 64, stderr: expect.stringContaining('--action') });
    }
  });

  testInWindows('asks on a terminal, and takes Enter for what it proposes', async () => {
    const impossible = [
      ['Which runner', '$', 'Enter'],
      ['Which runner', 'BSpace', 'Enter'],
    ] as const;
    const answers = proposed.flatMap((answer) => (answer[0] === 'Which runner' ? impossible : [answer]));
    expect(await answerInit(place, answers)).toContain('code 0');
    expect(place.read('.github/workflows/sequential.yml')).toContain('runs-on: ubuntu-latest\n');
    expect(place.read('.github/sequential.yml')).toMatch(/^spec: shop\nbackend: codex\nverify: npm test$/m);
  });
});
