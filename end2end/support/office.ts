import { OfficeCodePage, OfficePage, OfficeSignInPage } from '../pages/office-page.ts';
import { Authenticator } from './authenticator.ts';
import { expect } from './fixtures.ts';
import type { Portal } from './portal.ts';
import type { Visitor } from './visitor.ts';

/** Somebody of the demo staff; password and key stand at the start of every sandbox that is seeded. */
export interface DemoStaff {
  email: string;
  password: string;
  /** Of the authenticator. */
  key: string;
}

/** How the demo member of this role signs in; the portal is `staffed`. */
export async function demoStaff(portal: Portal, role: string): Promise<DemoStaff> {
  // Seeding again changes nothing and says the same.
  const printed = await portal.command('seed', '--demo');
  expect(printed.status, printed.text).toBe(0);
  const line = new RegExp(`^Demo staff: (\\S+)  password (\\S+)  authenticator key ([A-Z2-7 ]+?)  \\(${role}, `, 'm').exec(printed.text);
  expect(line, printed.text).not.toBeNull();
  const [, email, password, key] = line as unknown as [string, string, string, string];
  return { email, password, key };
}

/** A value that was not used before: the clock goes on by one step. */
export async function nextValue(portal: Portal, key: string): Promise<string> {
  await portal.clock.forward(30);
  return new Authenticator(key).value(await portal.now());
}

/** Signs in to the office, up to its first page. */
export async function entersOffice({ page, powers }: Visitor, portal: Portal, staff: DemoStaff): Promise<void> {
  const [signIn, code] = [new OfficeSignInPage(page, powers), new OfficeCodePage(page, powers)];
  await signIn.open();
  await signIn.enter(staff);
  await code.isShown();
  await code.enter(await nextValue(portal, staff.key));
  await expect(page).toHaveURL(({ pathname }) => pathname === new OfficePage(page).path);
}
