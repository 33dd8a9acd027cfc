import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { published, signs } from './init-place.ts';
import { Workplace } from './workplace.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace({ shop: '- [ ] 1. One\n' });
  place.env.CODEX_API_KEY = 'a-key-of-mine-that-nobody-sees';
});
afterEach(() => place.close());

const pathIn = (folder: string): string => `${folder}/skills/sequential-orchestration/SKILL.md`;

describe('init', () => {
  test('installs the skill alone, where the agents that are here look for skills; an edited one is kept', async () => {
    place.env.ANTHROPIC_API_KEY = 'another-key-that-nobody-sees';
    place.write('packages/a/package.json', '{}');
    const first = await place.call('init', '--skill', '--workdir', join(place.repo, 'packages/a'));
    const [common, claude] = [pathIn('.agents'), pathIn('.claude')];
    expect(first).toMatchObject({ code: 0, stderr: '' });
    // Specs of Kiro are here, so Kiro may be.
    expect(signs(first.stdout)).toEqual([`+ ${common}`, `+ ${claude}`, expect.stringMatching(/^\+ \.kiro\/skills/)]);
    expect(first.stdout).toContain(`git add ${common} ${claude}`);
    expect(place.read(claude)).toMatch(/^---\nname: sequential-orchestration\n[\s\S]*--answer[\s\S]*-->\n$/);
    expect(place.git('status', '--porcelain', '.github')).toBe('');

    place.commit('the skill');
    const again = await place.call('init', '--skill');
    expect(signs(again.stdout).map(([sign]) => sign)).toEqual(['=', '=', '=']);
    expect(again.stdout).not.toContain('git add');
    const edited = place.read(claude).replace('poll in a loop', 'poll');
    place.write(claude, edited);
    place.write(common, '---\nname: sequential-orchestration\ndescription: my own\n---\n');
    const kept = await place.call('init', '--skill', '--yes');
    expect(signs(kept.stdout).map(([sign]) => sign)).toEqual(['!', '!', '=']);
    expect(place.read(claude)).toBe(edited);
    await place.call('init', '--skill', '--force');
    expect(place.read(common)).toBe(place.read(claude));
  });

  test('writes through a link within the repository once, and out of it never; nor over what is no file', async () => {
    place.write('.agents/skills/.keep', '');
    mkdirSync(join(place.repo, '.claude'));
    symlinkSync('../.agents/skills', join(place.repo, '.claude/skills'));
    const linked = await place.call('init', '--skill');
    expect(signs(linked.stdout)).toEqual([`+ ${pathIn('.agents')}`, expect.stringMatching(/^\+ \.kiro\/skills/)]);
    place.git('add', pathIn('.agents'));

    mkdirSync(join(place.top, 'elsewhere'));
    writeFileSync(join(place.top, 'elsewhere/attributes'), 'theirs\n');
    symlinkSync(join(place.top, 'elsewhere/attributes'), join(place.repo, '.gitattributes'));
    const out = await place.call('init', '--yes', ...published);
    expect(out).toMatchObject({ code: 64, stderr: expect.stringContaining('leads out of the repository') });
    expect(place.readBeside('elsewhere/attributes')).toBe('theirs\n');
    expect(place.has('.github/sequential.yml')).toBe(false);
    rmSync(join(place.repo, '.gitattributes'));
    rmSync(join(place.repo, '.claude/skills'));
    symlinkSync(join(place.top, 'elsewhere'), join(place.repo, '.claude/skills'));
    expect((await place.call('init', '--skill', '--force')).code).toBe(64);
    expect(readdirSync(join(place.top, 'elsewhere'))).toEqual(['attributes']);

    mkdirSync(join(place.repo, '.github/workflows/sequential.yml'), { recursive: true });
    const folder = await place.call('init', '--yes', ...published);
    expect(folder).toMatchObject({ code: 64, stderr: expect.stringContaining('a folder is where a file is to be') });
  });

  test('takes lines with another end for its own, and what another program installed', async () => {
    await place.call('init', '--skill');
    place.write(pathIn('.agents'), place.read(pathIn('.agents')).replaceAll('\n', '\r\n'));
    expect(signs((await place.call('init', '--skill')).stdout)[0]).toBe(`= ${pathIn('.agents')}`);
    const plain = place.read(pathIn('.kiro')).replace(/<!-- Written .*\n/, '');
    place.write(pathIn('.agents'), plain);
    expect(signs((await place.call('init', '--skill')).stdout)[0]).toBe(`~ ${pathIn('.agents')}`);
    place.write(pathIn('.agents'), `${plain}Mine.\n`);
    expect(signs((await place.call('init', '--skill')).stdout)[0]).toBe(`! ${pathIn('.agents')}`);
  });
});
