import { expect, test } from '../support/fixtures.ts';

test('[2.8] the language is switched by a link and remembered', async ({ page, periksa }) => {
  await page.goto('/masuk');
  await expect(page.locator('html')).toHaveAttribute('lang', 'id');
  const heading = page.getByRole('heading', { level: 1 });
  const indonesian = await heading.innerText();

  await page.locator('a[href*="lang=en"]').filter({ visible: true }).first().click();
  await expect(page).toHaveURL(({ pathname }) => pathname === '/masuk');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(heading).not.toHaveText(indonesian);
  await periksa(page);

  await page.goto('/daftar');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  await page.locator('a[href*="lang=id"]').filter({ visible: true }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'id');
  await page.goto('/masuk');
  await expect(heading).toHaveText(indonesian);
});

test('[2.8] errors and mails use the language of the page', async ({ visitor, guard, newPerson, portal, page }) => {
  guard.expectStatus(422);
  const person = newPerson();
  await page.goto('/daftar?lang=en');
  await visitor.register.fill({ ...person, nik: '12' });
  await visitor.register.submit();
  await visitor.register.showsError('nik');
  await expect(page.getByRole('main')).not.toContainText(/perlu diperbaiki/);
  await visitor.startsRegistration(person);
  const mail = await portal.mailbox.next(person.email);
  expect(`${mail.subject}\n${mail.text}`).toMatch(/\b(your|the)\b/i);
  expect(`${mail.subject}\n${mail.text}`).not.toMatch(/\b(Anda|kode)\b/);
});
