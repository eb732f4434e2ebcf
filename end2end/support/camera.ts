import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { picturedFile, pictureFolder } from './folders.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const desktop = { viewport: { width: 1280, height: 900 } };

/** How the pages are looked at. */
export const looks = [
  { name: 'ponsel', ...phone, colorScheme: 'light' },
  { name: 'meja', ...desktop, colorScheme: 'light' },
  { name: 'ponsel-gelap', ...phone, colorScheme: 'dark' },
  { name: 'meja-gelap', ...desktop, colorScheme: 'dark' },
] as const;

/** Takes pictures of pages, numbered in their order: `<group>01-<label>-<look>.png`. */
export class Camera {
  #count = 0;

  constructor(
    private readonly page: Page,
    private readonly look: string,
    private readonly group = '',
  ) {
    for (const folder of [pictureFolder, dirname(picturedFile)]) mkdirSync(folder, { recursive: true });
  }

  /** The whole page, or what is in the window where a dialog lies over it. */
  async shoot(label: string, { shown = this.page, fullPage = true }: { shown?: Page; fullPage?: boolean } = {}): Promise<void> {
    this.#count += 1;
    await shown.waitForLoadState('networkidle');
    await shown.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)));
    const file = `${this.group}${String(this.#count).padStart(2, '0')}-${label}-${this.look}.png`;
    await shown.screenshot({ path: join(pictureFolder, file), fullPage, animations: 'disabled' });
    appendFileSync(picturedFile, `${this.look} ${new URL(shown.url()).pathname}\n`);
  }
}
