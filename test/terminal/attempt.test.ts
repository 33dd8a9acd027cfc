import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { tempLeft } from '../harness/place/temp-left.ts';
import { until } from '../harness/until.ts';
import { finished, kinds, openStage, print, type Stage, scripted } from './stage.ts';

let stage: Stage;
afterEach(() => stage.close());

describe.each(kinds)('an attempt in %s', (kind) => {
  test('is reported with its facts, and its events are seen on the way', async () => {
    stage = await openStage(kind);
    const usage = { inputTokens: 5, cachedTokens: 1, outputTokens: 7, costUsd: 0.1 };
    const script = print(
      { kind: 'started', session: 's-1', model: 'm' },
      { kind: 'message', text: 'I look.', delta: false },
      { kind: 'tool-call', id: '1', title: '$ npm test' },
      { kind: 'tool-result', id: '1', ok: true, text: '3 passed' },
      { kind: 'usage', usage },
      finished,
    );
    const report = await stage.run(`echo noise >&2\n${script}\nexit 3`);
    expect(report).toMatchObject({
      end: 'exited',
      exitCode: 3,
      signal: null,
      finished: { ok: true },
      finalMessage: 'all done',
      session: 's-1',
      usage,
      error: null,
      stderrTail: 'noise',
      transcript: join(stage.folder, 'logs', 'unit-1.2-attempt-1.jsonl'),
    });
    expect(report.tail.split('\n')).toEqual(
      expect.arrayContaining(['I look.', '$ npm test', '  3 passed', '✓ finished']),
    );
    expect(report.endedAt).toBeGreaterThanOrEqual(report.startedAt);
    expect(stage.events.map(({ kind }) => kind).filter((kind) => kind !== 'unknown')).toEqual([
      'started',
      'message',
      'tool-call',
      'tool-result',
      'usage',
      'finished',
    ]);
  });

  test('shows what the agent said before it says or does anything else', async () => {
    stage = await openStage(kind);
    const said = print({ kind: 'message', text: 'I will run the tests.', delta: false });
    const running = stage.run(`${said}; until [ -e ../seen ]; do sleep 0.1; done; ${print(finished)}`);
    await until(() => stage.events.some((event) => event.kind === 'message'));
    writeFileSync(join(stage.folder, 'seen'), '');
    expect(await running).toMatchObject({ end: 'exited', finished: { ok: true } });
  });

  test('keeps the raw stream, stderr too, for the user’s eyes only', async () => {
    stage = await openStage(kind);
    const { transcript } = await stage.run(`echo warned >&2; sleep 0.05; ${print(finished)}; printf 'no line end'`);
    expect(readFileSync(transcript, 'utf8').split('\n')).toEqual([
      '{"stderr":"warned"}',
      JSON.stringify(finished),
      'no line end',
      '',
    ]);
    expect(statSync(transcript).mode & 0o777).toBe(0o600);
  });

  test('shows no half of a secret where its last lines on standard error are cut', async () => {
    const secret = 'correct-horse-battery-staple';
    stage = await openStage(kind, { secrets: [secret] });
    const report = await stage.run(`printf '${secret}%01990d\n' 0 >&2; ${print(finished)}`);
    expect(report.stderrTail).toMatch(/^\*\*\*0+$/);
  });

  test('is given a file that its CLI wants, a default that the job may have set, and a session to begin', async () => {
    stage = await openStage(kind, {
      env: { THEIRS: 'the job' },
      backends: [
        {
          ...scripted,
          command: (program, order) => ({
            ...scripted.command(program, order),
            defaultEnv: { OURS: 'ours', THEIRS: 'ours' },
            session: 'begun-1',
            file: { flag: '--policy', name: 'rules.toml', text: 'deny = true\n' },
          }),
          enrichReport: async (report) => ({ ...report, finalMessage: `on disk of ${report.session}` }),
        },
      ],
    });
    const report = await stage.run('echo "$OURS, $THEIRS, $0"; cat "$1"; ls -l "$1" | cut -c1-10; kill -9 $$');
    const [said, ...file] = readFileSync(report.transcript, 'utf8').trimEnd().split('\n');
    expect(said).toBe('ours, the job, --policy');
    expect(file).toEqual(['deny = true', '-rw-------']);
    expect(report).toMatchObject({ signal: 'SIGKILL', session: 'begun-1', finalMessage: 'on disk of begun-1' });
  });

  test('gets a prompt of 1 MB whole on its standard input, which is then closed', async () => {
    stage = await openStage(kind);
    const prompt = `${'Zeile mit Umlaut ü und\ttab\n'.repeat(40_000)}end`;
    writeFileSync(join(stage.folder, 'expected'), prompt);
    const order = stage.order('cmp - ../expected', { prompt });
    expect(await stage.run('', { order })).toMatchObject({ exitCode: 0 });
  });

  test('may end without reading its prompt', async () => {
    stage = await openStage(kind);
    const order = stage.order('exit 7', { prompt: 'x'.repeat(1_000_000) });
    expect(await stage.run('', { order })).toMatchObject({ end: 'exited', exitCode: 7 });
  });

  test('sees the job’s environment, its working tree, and nothing of secrets that are not its own', async () => {
    stage = await openStage(kind, {
      env: {
        JAVA_HOME: '/opt/java 21',
        PATH: `/only/in/the/job:${process.env.PATH}`,
        DEPLOY_TOKEN: 'hidden-value',
        INPUT_X: 'y',
      },
    });
    const script = 'echo "$JAVA_HOME|$(echo $PATH | cut -d: -f1)|$DEPLOY_TOKEN|$INPUT_X|$PWD|$(pwd)|$TMUX" > ../seen';
    await stage.run(script);
    const work = join(stage.folder, 'work');
    expect(readFileSync(join(stage.folder, 'seen'), 'utf8')).toBe(`/opt/java 21|/only/in/the/job|||${work}|${work}|\n`);
    await stage.run(script);
    expect(stage.notices.filter((notice) => notice.includes('DEPLOY_TOKEN'))).toHaveLength(1);
    await stage.run(script, { allowEnv: ['DEPLOY_TOKEN'] });
    expect(readFileSync(join(stage.folder, 'seen'), 'utf8')).toContain('|hidden-value|');
  });

  test('never waits for a keyboard, whatever the job has set', async () => {
    stage = await openStage(kind, { env: { GIT_EDITOR: 'vim', PAGER: 'less', CI: 'yes', PATH: process.env.PATH } });
    const script = 'echo "$GIT_EDITOR|$EDITOR|$PAGER|$GIT_PAGER|$GIT_TERMINAL_PROMPT|$CI" > ../seen';
    await stage.run(script);
    expect(readFileSync(join(stage.folder, 'seen'), 'utf8')).toBe('true|true|cat|cat|0|yes\n');
    const commits =
      'git init -q . && git -c user.name=a -c user.email=a@b commit --allow-empty > ../said 2>&1; echo $?';
    const report = await stage.run(`${commits} > ../code`);
    expect(report.end).toBe('exited');
    expect(readFileSync(join(stage.folder, 'said'), 'utf8')).toContain('empty commit message');
  });

  test('leaks no secret into log, events, report or window, also when split over writes', async () => {
    stage = await openStage(kind, { secrets: ['correct-horse-battery'] });
    const script = [
      print(
        { kind: 'message', text: 'the key is correct-ho', delta: false },
        { kind: 'message', text: 'rse-battery', delta: true },
      ),
      `printf 'correct-hor'; sleep 0.05; printf 'se-battery\\n'`,
      'echo correct-horse-battery >&2',
      print({ kind: 'finished', ok: true, finalMessage: 'correct-horse-battery', error: null }),
    ].join('\n');
    const report = await stage.run(script);
    expect(report.finalMessage).toBe('***');
    expect(report.stderrTail).toBe('***');
    const everything = JSON.stringify([report, stage.events]) + readFileSync(report.transcript, 'utf8');
    expect(everything).not.toContain('horse-battery');
    expect(everything).toContain('***');
  });

  test('has no orders in a file, and shows its prompt and keys to no process list', async () => {
    stage = await openStage(kind, { env: { PATH: process.env.PATH, MY_KEY: 'k-e-y' } });
    // The agent looks at what every process was started with, and into every file of our folder.
    const script = `cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' > ../args; ps axww -o args >> ../args 2>/dev/null; ls -A ../temp/*/*/ > ../files; stat -c %a ../temp/*/* > ../mode 2>/dev/null || stat -f %Lp ../temp/*/* > ../mode`;
    const order = stage.order(script, { prompt: 'a very-secret-plan' });
    await stage.run('', { order, allowEnv: ['MY_KEY'] });
    const read = (name: string) => readFileSync(join(stage.folder, name), 'utf8');
    expect(read('args')).toContain('pane.js');
    expect(read('args')).not.toMatch(/very-secret-plan|k-e-y/);
    expect(
      read('files')
        .split('\n')
        .filter((name) => !['', 'owner', 's', 'status'].includes(name)),
    ).toEqual([]);
    expect(read('mode').trim()).toBe('700');
    const left = tempLeft(join(stage.folder, 'temp')).map((path) => basename(path));
    expect(left.filter((name) => !/^(?:seq-.*|owner|s|status)$/.test(name))).toEqual([]);
  });

  test('whose program is missing says so, and where it was looked for', async () => {
    stage = await openStage(kind, {
      backends: [{ ...scripted, command: () => ({ argv: ['no-such-agent'], env: {}, stdin: '' }) }],
    });
    const report = await stage.run('');
    expect(report).toMatchObject({
      end: 'not-started',
      exitCode: null,
      error: { message: expect.stringMatching(/^no-such-agent: command not found \(PATH=/) },
    });
  });

  test('in a working tree that is gone says that', async () => {
    stage = await openStage(kind);
    const order = stage.order('true', { workdir: '/no/such/tree' });
    expect(await stage.run('', { order })).toMatchObject({
      end: 'not-started',
      error: { message: 'the working tree /no/such/tree does not exist' },
    });
  });

  test('whose pane cannot start is reported at once, not after the patience', async () => {
    // A patience beyond the runner's: what waits for it never gets there.
    stage = await openStage(kind, { paneScript: '/no/such/pane.js', timing: { startMs: 600_000 } });
    const report = await stage.run('true');
    expect(report).toMatchObject({
      end: 'not-started',
      error: { message: expect.stringContaining('the pane did not start') },
    });
  });

  test('that prints 20 MB and a line of 40 MB is read whole in little memory', async () => {
    stage = await openStage(kind);
    const watch =
      process.platform === 'linux' ? 'grep VmHWM /proc/$PPID/status > ../peak' : 'echo VmHWM: 0 kB > ../peak';
    const script = `yes '{"kind":"thinking","text":"${'one of many '.repeat(30)}"}' | head -c 20000000; echo; head -c 40000000 /dev/zero | tr '\\0' x; echo; ${watch}; ${print(finished)}`;
    const report = await stage.run(script);
    expect(report).toMatchObject({ end: 'exited', finished: { ok: true } });
    expect(statSync(report.transcript).size).toBeGreaterThan(20_000_000);
    expect(readFileSync(report.transcript, 'utf8')).toMatch(/x… \[\d+ more characters of this line are not saved\]\n/);
    expect(stage.events.length).toBeLessThan(20_000);
    expect(stage.events.at(-1)).toEqual(finished);
    const [kilobytes = ''] = /\d+/.exec(readFileSync(join(stage.folder, 'peak'), 'utf8')) ?? [];
    expect(Number(kilobytes)).toBeLessThan(150 * 1024);
  });

  test('may clean the temporary folder up, ours too', async () => {
    stage = await openStage(kind);
    expect(await stage.run(`rm -rf ../temp/*; ${print(finished)}`)).toMatchObject({
      end: 'exited',
      finished: { ok: true },
    });
    expect(await stage.run(`rm -rf ../temp/* ../tmux/*; ${print(finished)}`)).toMatchObject({ finished: { ok: true } });
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited', finished: { ok: true } });
  });

  test('appends where the same attempt is run again', async () => {
    stage = await openStage(kind);
    await stage.run('echo first');
    const { transcript } = await stage.run('echo second');
    expect(readFileSync(transcript, 'utf8')).toBe('first\nsecond\n');
  });
});
