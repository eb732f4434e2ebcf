import { LinkPage } from '../pages/email-page.ts';
import { expect, test } from '../support/fixtures.ts';
import { linkIn } from '../support/mailbox.ts';

for (const lang of ['id', 'en'] as const) {
  test(`a password is changed against the person's own data, and its owner can disavow it (${lang})`, async ({
    visitor,
    anotherVisitor,
    guard,
    newPerson,
    portal,
    periksa,
    page,
  }) => {
    guard.expectStatus(422);
    const person = newPerson();
    await visitor.isProven(person, lang);
    const trusted = await anotherVisitor();
    await trusted.startsSigningIn(person);
    await trusted.signInCode.isShown();
    await trusted.signInCode.trustThisDevice();
    await trusted.signInCode.enter(await portal.mailbox.code(person.email));
    await trusted.dashboard.isShown(person.firstName);

    const { account, changePassword } = visitor;
    const personal = lang === 'id' ? /data diri/ : /something about you/;
    await changePassword.open();
    await changePassword.change('bukan-password-saya', `${person.name} ${person.birthDate}`);
    for (const name of ['password_lama', 'password_baru']) await changePassword.showsError(name);
    await expect(page.locator('main .summary')).toContainText(personal);
    await periksa(page);
    if (!visitor.powers.scripts) {
      for (const name of ['password_lama', 'password_baru']) await expect(changePassword.field(name), 'the server sends none back').toHaveValue('');
    }

    const password = `${person.password}-baru`;
    await changePassword.change(person.password, password);
    await account.isShown();
    await trusted.dashboard.open();
    await trusted.signIn.isShown();
    await trusted.startsSigningIn(person);
    await trusted.signIn.showsError('password');
    await trusted.signIn.fill({ email: person.email, password });
    await trusted.signIn.submit();
    await trusted.signInCode.isShown();

    const mail = await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'password_changed');
    expect(mail.subject).not.toMatch(/\d|@/);
    const link = new LinkPage(trusted.page, '/bukan-saya');
    await link.open(linkIn(mail, '/bukan-saya') ?? 'the mail has no link');
    await periksa(trusted.page);
    await link.press();
    await visitor.dashboard.open();
    await visitor.signIn.isShown();
    await trusted.page.goto(await portal.mailbox.link(person.email, '/atur-ulang'));
    await trusted.reset.isShown();
  });
}
