import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createDatabase } from '../support/database.ts';
import { Guard } from '../support/guard.ts';
import { inspect } from '../support/inspect.ts';
import { Server } from '../support/server.ts';

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts, viewport: { width: 360, height: 740 } });

    test('[2.3g] without its database the portal says so in its own look, and where to go', async ({ page, context }) => {
      const folder = mkdtempSync(join(tmpdir(), 'prakerja-galat-'));
      const database = createDatabase();
      const settings = { PRAKERJA__DATA_DIR: folder, PRAKERJA__DATABASE__URL: database.url };
      const server = await Server.start(`perintah-galat-${scripts}`, settings).catch((error: unknown) => {
        database.drop();
        throw error;
      });
      try {
        const guard = new Guard(server.url, 'perintah');
        guard.expectStatus(503);
        await guard.attach(context);
        database.drop();

        // A page that asks the database itself, in both languages.
        for (const [lang, words] of [
          ['id', /Layanan sedang padat/],
          ['en', /The service is busy/],
        ] as const) {
          await page.goto(`${server.url}/bantuan?lang=${lang}`);
          const form = await page.goto(`${server.url}/masuk`);
          expect(form?.status()).toBe(503);
          expect(Number(form?.headers()['retry-after'])).toBeGreaterThan(0);
          await expect(page.getByRole('alert')).toContainText(words);
          await inspect(page, guard, scripts);
        }

        // Somebody with a session: nobody knows who asks, so not even the frame can be made.
        await context.addCookies([{ name: 'sesi', value: 'A'.repeat(43), url: server.url }]);
        const refused = await page.goto(`${server.url}/dasbor`);
        expect(refused?.status()).toBe(503);
        expect(Number(refused?.headers()['retry-after'])).toBeGreaterThan(0);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('The service is busy');
        await expect(page.getByRole('main')).toContainText(/Try again in 20 seconds/);
        await expect(page.getByRole('link', { name: 'Help centre' })).toHaveAttribute('href', '/bantuan');
        await expect(page.getByRole('link', { name: 'To the home page' })).toHaveCSS('display', /grid/);
        await inspect(page, guard, scripts);
        expect(guard.problems).toEqual([]);
      } finally {
        await server.stop(new Map());
        rmSync(folder, { recursive: true, force: true });
      }
    });

    test('[2.3g] a form that cannot be read is answered by a page of the portal', async ({ page, context }) => {
      const folder = mkdtempSync(join(tmpdir(), 'prakerja-galat-'));
      const server = await Server.start(`perintah-kiriman-${scripts}`, { PRAKERJA__DATA_DIR: folder });
      try {
        const guard = new Guard(server.url, 'perintah');
        guard.expectStatus(413, 422);
        await guard.attach(context);
        for (const [status, bytes, encoding] of [
          [422, 1, 'multipart/form-data'],
          [413, 70_000, 'application/x-www-form-urlencoded'],
        ] as const) {
          await page.goto(`${server.url}/masuk`);
          const [answer] = await Promise.all([
            page.waitForResponse((response) => response.request().method() === 'POST'),
            page.evaluate(
              ([size, kind]) => {
                const form = document.createElement('form');
                Object.assign(form, { method: 'post', action: '/api/account/regions', enctype: kind });
                const field = document.createElement('textarea');
                Object.assign(field, { name: 'parent', value: 'x'.repeat(size) });
                form.append(field);
                document.body.append(form);
                form.submit();
              },
              [bytes, encoding] as const,
            ),
          ]);
          expect(answer.status()).toBe(status);
          await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kiriman tidak terbaca');
          await expect(page.getByRole('main')).toContainText(/Kembali ke formulirnya/);
          await inspect(page, guard, scripts);
        }
        expect(guard.problems).toEqual([]);
      } finally {
        expect(await server.stop(new Map())).toEqual([]);
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
}
