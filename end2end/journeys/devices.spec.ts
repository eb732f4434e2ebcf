import { expect, test } from '../support/fixtures.ts';

for (const lang of ['id', 'en'] as const) {
  test(`one device is signed out, then all others, at their next request (${lang})`, async ({ visitor, anotherVisitor, newPerson, periksa, page }) => {
    const person = newPerson();
    await visitor.isRegistered(person, lang);
    const others = [await anotherVisitor(), await anotherVisitor(), await anotherVisitor()];
    for (const other of others) await other.isSignedIn(person);

    const { account, devices } = visitor;
    await account.open();
    await account.changes(devices.path).click();
    await devices.isShown();
    await expect(devices.devices).toHaveCount(4);
    await expect(devices.devices.first().locator('.tag.info'), 'the one in hand comes first').toBeVisible();
    await periksa(page);

    await devices.endOne();
    await devices.isShown();
    await expect(page.getByRole('status').first()).toBeVisible();
    await expect(devices.devices).toHaveCount(3);
    await periksa(page);
    const out = async (): Promise<number> => {
      let count = 0;
      for (const other of others) {
        await other.dashboard.open();
        if (new URL(other.page.url()).pathname === other.signIn.path) count += 1;
      }
      return count;
    };
    expect(await out(), 'one of them at its next request').toBe(1);

    await devices.endOthers();
    await devices.isShown();
    await expect(devices.devices).toHaveCount(1);
    await expect(page.locator('main form[action*="device"]'), 'nothing is left to end').toHaveCount(0);
    await periksa(page);
    for (const other of others) {
      await other.dashboard.open();
      await other.signIn.isShown();
    }
    await visitor.dashboard.open();
    await visitor.dashboard.isShown(person.firstName);
  });
}

test('the sixth device signs the oldest one out, and the owner is told by mail and on the dashboard', async ({ visitor, anotherVisitor, newPerson, portal, periksa }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const others = [];
  for (let count = 0; count < 5; count += 1) {
    const other = await anotherVisitor();
    await other.isSignedIn(person);
    others.push(other);
  }
  const [second, , , , sixth] = others;
  if (!second || !sixth) throw new Error('five others signed in');
  await expect(sixth.page.locator('main .notice')).toContainText('Satu perangkat dikeluarkan');
  await periksa(sixth.page);
  const mail = await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'sessions_ended');
  expect(mail.text).toMatch(/\/bukan-saya\/[\w-]+/);
  await visitor.dashboard.open();
  await visitor.signIn.isShown();
  await second.dashboard.open();
  await second.dashboard.isShown(person.firstName);
  await sixth.devices.open();
  await expect(sixth.devices.devices).toHaveCount(5);
});

test('a device that is signed out loses its trust', async ({ visitor, anotherVisitor, newPerson, portal }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const other = await anotherVisitor();
  await other.startsSigningIn(person);
  await other.signInCode.isShown();
  await other.signInCode.trustThisDevice();
  await other.signInCode.enter(await portal.mailbox.code(person.email));
  await other.dashboard.isShown(person.firstName);
  await visitor.devices.open();
  await visitor.devices.endOne();
  await expect(visitor.devices.devices).toHaveCount(1);
  await other.startsSigningIn(person);
  await other.signInCode.isShown();
});
