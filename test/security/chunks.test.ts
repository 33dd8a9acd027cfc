import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { one, run } from '../command-line/one-task.ts';
import { dist, Workplace } from '../command-line/workplace.ts';

let place: Workplace;
afterEach(() => place.close());

describe('what is loaded where it is needed is loaded before the first agent', () => {
  test.each([
    ['overwrites each of them', 'for file in "$DIST"/cli*.js; do cat "$TOP/evil.js" > "$file"; done'],
    ['removes all and plants its own', 'for file in "$DIST"/cli*.js; do rm "$file"; cp "$TOP/evil.js" "$file"; done'],
  ])('an agent | %s | the bundles of the program that runs it', async (_, plant) => {
    place = new Workplace({ first: one, second: one });
    const own = join(place.top, 'dist');
    cpSync(dist, own, { recursive: true });
    place.write('../evil.js', `import { writeFileSync } from 'node:fs';\nwriteFileSync('${place.top}/taken', '');\n`);
    // A file that the base did not have when the run began has the second spec's run read YAML.
    const commit =
      'mkdir -p .github; echo "delay: 0s" > .github/sequential.yml; git add .github; git -c user.name=P -c user.email=p@p commit -qm more; git push -q origin main';
    const agent = place.agent(
      [
        `TOP=${place.top} DIST=${own}`,
        `echo ran >> "$TOP/ran"; ${plant}`,
        `[ -e "$TOP/clone" ] || { git clone -q "$TOP/bare" "$TOP/clone"; (cd "$TOP/clone"; ${commit}); }`,
        `echo x >> work.txt; echo '<promise>TASK_DONE</promise>'`,
      ].join('\n'),
    );
    const branches = ['--work-branch', 'sequential/{spec}', '--base-branch', 'main', '--checkpoint', 'push'];
    const args = run('--backend', 'custom', '--agent-command', agent, '--isolation', 'off', '--json', ...branches);
    args[args.indexOf('demo')] = 'first\nsecond';
    execFileSync('git', ['clone', '-q', '--bare', place.repo, join(place.top, 'bare')]);
    place.git('remote', 'add', 'origin', join(place.top, 'bare'));
    const child = spawn(process.execPath, [join(own, 'cli.js'), ...args], { cwd: place.repo, env: place.env });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(existsSync(join(place.top, 'taken'))).toBe(false);
    expect([code, printed]).toEqual([0, expect.stringContaining('"second"')]);
    expect(readFileSync(join(place.top, 'ran'), 'utf8')).toBe('ran\nran\n');
    expect(readdirSync(own).filter((name) => /^cli\.\d+\.js$/.test(name)).length).toBeGreaterThan(0);
    expect(existsSync(join(place.top, 'clone', '.github', 'sequential.yml'))).toBe(true);
  });
});
