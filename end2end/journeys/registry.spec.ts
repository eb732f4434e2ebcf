import { expect, test } from '../support/fixtures.ts';

// The last four digits of the NIK tell the sandbox registry what to answer.

for (const [serial, finding] of [
  [9001, 'does not find the person'],
  [9004, 'knows the person as deceased'],
] as const) {
  test(`[3.2] a registration is refused and its draft kept when the registry ${finding}`, async ({ visitor, guard, newPerson, periksa, page }) => {
    guard.expectStatus(422);
    const person = newPerson({ serial });
    await visitor.startsRegistration(person);
    await visitor.provesMailbox(person);
    await visitor.fillsInPersonalData(person);
    await expect(page).toHaveTitle(/^Error:/);
    await visitor.registerData.isShown();
    await expect(visitor.registerData.field('nama')).toHaveValue(person.name);
    await periksa(page);
  });
}

for (const [serial, field] of [
  [9002, 'nama'],
  [9003, 'tanggal_lahir'],
] as const) {
  test(`[3.2] the registry differs in ${field}: named once, then the account is active but not verified`, async ({ visitor, guard, newPerson, periksa, page }) => {
    guard.expectStatus(422);
    const person = newPerson({ serial });
    await visitor.startsRegistration(person);
    await visitor.provesMailbox(person);
    await visitor.fillsInPersonalData(person);
    await visitor.registerData.showsError(field);
    await visitor.registerData.submit();
    await visitor.dashboard.isShown(person.firstName);
    await periksa(page);
  });
}

for (const [serial, state] of [
  [9005, 'is down'],
  [9006, 'is slow'],
] as const) {
  test(`[3.2] the account is active and checked later when the registry ${state}`, async ({ visitor, newPerson, periksa, page }) => {
    const person = newPerson({ serial });
    await visitor.registers(person);
    await periksa(page);
  });
}
