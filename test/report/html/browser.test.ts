import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReportSpec } from '../../../src/report/html/types.ts';
import { Browser, chromium } from '../../harness/browser.ts';
import { until } from '../../harness/until.ts';
import { attempt, everywhere, HOSTILE, MINUTE, now, page, run, spec, unit } from './parts.ts';

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

let folder: string;
let browser: Browser;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
  browser = new Browser(chromium ?? 'chromium');
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

async function open(specs: readonly ReportSpec[], look: Parameters<Browser['open']>[1]): Promise<string> {
  const path = join(folder, 'report.html');
  writeFileSync(path, page(...specs));
  await browser.open(path, look);
  return path;
}

/** 300 units of 1,000 attempts, each with a transcript of 9 kB. */
function longNight(): ReportSpec {
  const attempts = Array.from({ length: 1000 }, (_, index) => ({
    ...attempt({
      unit: `${(index % 300) + 1}`,
      title: `Part ${(index % 300) + 1} of the shop, with a name that is longer than any column for it`,
      startedAt: now - (1000 - index) * MINUTE,
      endedAt: now - (999 - index) * MINUTE,
    }),
    shown: Array.from({ length: 90 }, (_, line) => ({
      at: now + line * 1000,
      event: {
        kind: 'message',
        text: `line ${line} of attempt ${index}: ${'reading and writing '.repeat(4)}`,
        delta: false,
      } as const,
    })),
  }));
  const units = Array.from({ length: 300 }, (_, index) => {
    const key = `${index + 1}`;
    return unit({ key, title: `${key} Part`, attempts: attempts.filter((one) => one.unit === key) });
  });
  return spec({ units, runs: [run({ startedAt: now - 1000 * MINUTE, attempts })] });
}

/** Whether the hit that was gone to lies in the window, below the search field. */
const HIT_IS_SEEN = `(() => {
  const { top, bottom } = [...CSS.highlights.get('current')][0].getBoundingClientRect();
  return top >= document.querySelector('.tools').getBoundingClientRect().bottom && bottom <= innerHeight;
})()`;
const TOLD = `document.getElementById('told').textContent`;
const FRAME = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(1))))`;

describe('in a real browser', () => {
  test('anybody’s text does nothing and loads nothing', async () => {
    const path = await open([everywhere(HOSTILE)], desktop);
    await browser.value(`[...document.querySelectorAll('details')].forEach((one) => { one.open = true }); ${FRAME}`);
    expect(browser.happened).toEqual([`Network.requestWillBeSent file://${path}`]);
    const made = 'script,img,svg,iframe,style,link,object,form';
    expect(await browser.value(`[...document.querySelectorAll('${made}')].map((one) => one.localName)`)).toEqual([
      'style',
      'script',
    ]);
    expect(await browser.value(`document.querySelector('.words').textContent`)).toContain('<script>alert(1)</script>');
    expect(await browser.value(`getComputedStyle(document.body).display`)).toBe('block');
  });

  test('a search leads to what it found, in a transcript far below, and on to the next', async () => {
    await open([longNight()], desktop);
    await browser.press('/');
    await browser.type('line 77 of attempt 55');
    await browser.value(FRAME);
    // Attempts 55, and 550 to 559.
    expect(await browser.value(TOLD)).toBe('1 of 11 in 11 of 300 units');
    await until(() => browser.value<boolean>(HIT_IS_SEEN));
    for (const [shift, told] of [
      [0, '2'],
      [0, '3'],
      [8, '2'],
      [8, '1'],
      [8, '11'],
    ] as const) {
      await browser.press('Enter', shift);
      await browser.value(FRAME);
      expect(await browser.value(TOLD)).toBe(`${told} of 11 in 11 of 300 units`);
      await until(() => browser.value<boolean>(HIT_IS_SEEN));
    }
    await browser.press('Escape');
    expect(await browser.value(`document.querySelectorAll('.unit:not([hidden])').length`)).toBe(300);
    await browser.press('j');
    await browser.press('j');
    expect(await browser.value(`document.activeElement.textContent`)).toContain('2 Part');
  });

  test('a long night is a page of less than 20 MB, whose first screen has the sums', async () => {
    const specs = [longNight()];
    await open(specs, desktop);
    expect(Buffer.byteLength(page(...specs))).toBeLessThan(20_000_000);
    // All that stands before the units: 300 lanes would be far more.
    expect(await browser.value(`document.querySelector('.unit').getBoundingClientRect().top`)).toBeLessThan(1500);
  });

  test.each([
    ['a desktop', desktop, false],
    ['a phone', phone, false],
    ['a phone in the dark', phone, true],
  ])('on %s nothing is out of sight, and no name lies under a bar', async (_, look, dark) => {
    const attempts = longNight().runs[0]?.attempts.slice(0, 20) ?? [];
    const waits = [{ from: now - 990 * MINUTE, to: now - 985 * MINUTE, until: now, reason: 'quota', why: 'used up' }];
    const night = spec({
      name: 'a-name-of-a-spec-that-is-longer-than-most'.repeat(3),
      runs: [run({ startedAt: now - 1000 * MINUTE, lastAt: now - 980 * MINUTE, attempts, waits })],
    });
    await open([night, night], { ...look, dark });
    expect(await browser.value(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
    const covered = await browser.value(`[...document.querySelectorAll('.lane')].filter((lane) => {
      const name = lane.querySelector('span').getBoundingClientRect();
      return [...lane.querySelectorAll('i')].some((bar) => {
        const { left, right, top, bottom } = bar.getBoundingClientRect();
        return left < name.right && right > name.left && top < name.bottom && bottom > name.top;
      });
    }).length`);
    expect(covered).toBe(0);
    expect(await browser.value(`document.querySelectorAll('.lane').length`)).toBe(40);
    const back = await browser.value(`getComputedStyle(document.body).backgroundColor`);
    expect(back).toBe(dark ? 'rgb(13, 17, 23)' : 'rgb(255, 255, 255)');
  });
});
