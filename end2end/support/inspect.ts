import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Guard } from './guard.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const reachesOver = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Nothing may have to be scrolled sideways: as the page stands, 320 px wide, and with letters of twice the size on 360 px. */
async function fitsItsWidth(page: Page): Promise<void> {
  const usual = page.viewportSize();
  expect(await reachesOver(page), 'pixels past the right edge').toBeLessThanOrEqual(0);
  if (!usual || usual.width > 400) return;
  await page.setViewportSize({ width: 320, height: usual.height });
  expect(await reachesOver(page), 'pixels past the right edge at 320 px').toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 360, height: usual.height });
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  expect(await reachesOver(page), 'pixels past the right edge with text at 200 %').toBeLessThanOrEqual(0);
  await page.evaluate(() => {
    document.documentElement.style.removeProperty('font-size');
    if (document.documentElement.getAttribute('style') === '') document.documentElement.removeAttribute('style');
  });
  await page.setViewportSize(usual);
}

/** axe needs timers, which a browser with scripts off does not run: they are let run while it looks. */
async function withTimers<T>(page: Page, hasScripts: boolean, look: () => Promise<T>): Promise<T> {
  if (hasScripts) return look();
  const session = await page.context().newCDPSession(page);
  // The first call makes this session hold the switch, so that the second has something to change.
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  await session.send('Emulation.setScriptExecutionDisabled', { value: false });
  try {
    return await look();
  } finally {
    await session.send('Emulation.setScriptExecutionDisabled', { value: true });
    await session.detach();
  }
}

/** A window as tall as the page, so that the bar that stays at its bottom covers nothing that a person would scroll to. */
async function unrolled<T>(page: Page, look: () => Promise<T>): Promise<T> {
  const usual = page.viewportSize();
  if (!usual) return look();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: usual.width, height: Math.max(usual.height, height + 120) });
  try {
    return await look();
  } finally {
    await page.setViewportSize(usual);
  }
}

/** What holds on every page of the portal. */
export async function inspect(page: Page, guard: Guard, hasScripts: boolean): Promise<void> {
  await page.waitForLoadState('load');
  await guard.settled(page);
  await expect(page, 'the page has a title').toHaveTitle(/\S/);
  await expect(page.locator('html')).toHaveAttribute('lang', /^(id|en)$/);
  await expect(page.locator('h1'), 'one main heading').toHaveCount(1);
  await fitsItsWidth(page);
  const analyze = () => new AxeBuilder({ page }).withTags(standards).setLegacyMode(true).analyze();
  const found = await unrolled(page, () => withTimers(page, hasScripts, analyze));
  const findings = found.violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join('\n  ')}`);
  expect(findings, `axe on ${page.url()}`).toEqual([]);
}
