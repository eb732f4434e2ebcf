import { expect, test } from '../support/fixtures.ts';
import { linkIn } from '../support/mailbox.ts';

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

test('[2.8] later mails use the language in which the owner last signed in', async ({ visitor, anotherVisitor, newPerson, portal }) => {
  const person = newPerson();
  await visitor.registers(person);
  const english = await anotherVisitor();
  await english.page.goto('/masuk?lang=en');
  await english.signsIn(person);

  // In a browser that speaks Indonesian: the link is in the page's language, the notice that follows in the owner's.
  const indonesian = await anotherVisitor();
  await indonesian.forgot.open();
  await indonesian.forgot.ask(person.email);
  const mail = await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'reset');
  expect(mail.text).toMatch(/\b(Anda|untuk)\b/);
  await indonesian.page.goto(linkIn(mail, '/atur-ulang') ?? 'the mail has no link');
  await indonesian.reset.choosePassword(`${person.password}-baru`);
  await indonesian.signIn.isShown();
  const notice = await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'password_replaced');
  expect(`${notice.subject}\n${notice.text}`).toMatch(/\b(your|the)\b/i);
  expect(`${notice.subject}\n${notice.text}`).not.toMatch(/\b(Anda|Bukan)\b/);
  expect(notice.html).toMatch(/<html[^>]* lang="en"/);
});

test('[2.8] somebody who only reads English gets in: every mail and page on the way is in it', async ({ visitor, newPerson, portal, page }) => {
  const person = newPerson();
  await page.goto('/?lang=en');
  await visitor.registers(person);
  await visitor.dashboard.signOut();
  await visitor.signsIn(person);
  for (const mail of await portal.mailbox.to(person.email)) {
    expect(`${mail.subject}\n${mail.text}`, mail.purpose).not.toMatch(/\b(Anda|kode|Berlaku|Bukan)\b/);
    expect(mail.html, mail.purpose).toMatch(/<html[^>]* lang="en"/);
  }
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
