import type { Page } from '@playwright/test';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { ContinuePage } from '../pages/continue-page.ts';
import type { Powers } from '../pages/form-page.ts';
import { ForgotPage } from '../pages/forgot-page.ts';
import { AccountPage } from '../pages/account-page.ts';
import { ChangePasswordPage } from '../pages/change-password-page.ts';
import { ProofCodePage, RegisterCodePage, SignInCodePage } from '../pages/code-page.ts';
import { DevicesPage } from '../pages/devices-page.ts';
import { EmailCodePage, EmailPage } from '../pages/email-page.ts';
import { HistoryPage } from '../pages/history-page.ts';
import { PhoneCodePage, PhonePage } from '../pages/phone-page.ts';
import { ProofPage } from '../pages/proof-page.ts';
import { RegisterDataPage } from '../pages/register-data-page.ts';
import { RegisterPage } from '../pages/register-page.ts';
import { ResetPage } from '../pages/reset-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { Letters } from './letters.ts';
import type { Mailbox } from './mailbox.ts';
import type { Person } from './person.ts';

/** Somebody in front of a browser of their own: its page, and the portal's pages as they use them. */
export class Visitor {
  readonly register: RegisterPage;
  readonly registerCode: RegisterCodePage;
  readonly registerData: RegisterDataPage;
  readonly continues: ContinuePage;
  readonly signIn: SignInPage;
  readonly signInCode: SignInCodePage;
  readonly dashboard: DashboardPage;
  readonly forgot: ForgotPage;
  readonly reset: ResetPage;
  readonly account: AccountPage;
  readonly proof: ProofPage;
  readonly proofCode: ProofCodePage;
  readonly changePassword: ChangePasswordPage;
  readonly phone: PhonePage;
  readonly phoneCode: PhoneCodePage;
  readonly email: EmailPage;
  readonly emailCode: EmailCodePage;
  readonly devices: DevicesPage;
  readonly history: HistoryPage;

  constructor(
    readonly page: Page,
    readonly powers: Powers,
    private readonly mailbox: Mailbox,
  ) {
    this.register = new RegisterPage(page, powers);
    this.registerCode = new RegisterCodePage(page, powers);
    this.registerData = new RegisterDataPage(page, powers);
    this.continues = new ContinuePage(page, powers);
    this.signIn = new SignInPage(page, powers);
    this.signInCode = new SignInCodePage(page, powers);
    this.dashboard = new DashboardPage(page);
    this.forgot = new ForgotPage(page, powers);
    this.reset = new ResetPage(page, powers);
    this.account = new AccountPage(page);
    this.proof = new ProofPage(page, powers);
    this.proofCode = new ProofCodePage(page, powers);
    this.changePassword = new ChangePasswordPage(page, powers);
    this.phone = new PhonePage(page, powers);
    this.phoneCode = new PhoneCodePage(page, powers);
    this.email = new EmailPage(page, powers);
    this.emailCode = new EmailCodePage(page, powers);
    this.devices = new DevicesPage(page);
    this.history = new HistoryPage(page);
  }

  /** Another tab of the same browser. */
  async opensTab(): Promise<Visitor> {
    return this.in(await this.page.context().newPage());
  }

  /** The same person in a tab that is open already. */
  in(tab: Page): Visitor {
    return new Visitor(tab, this.powers, this.mailbox);
  }

  /** From the first page of the registration to the one that asks for the code. */
  async startsRegistration(person: Person): Promise<void> {
    await this.register.open();
    await this.register.fill(person);
    await this.register.submit();
    await this.registerCode.isShown();
  }

  /** From there to the personal data, with the code from the mail. */
  async provesMailbox(person: Person): Promise<void> {
    await this.registerCode.enter(await this.mailbox.code(person.email));
    await this.registerData.isShown();
  }

  async fillsInPersonalData(person: Person): Promise<void> {
    await this.registerData.fill(person);
    await this.registerData.submit();
  }

  /** Has an account and is signed in, on the dashboard, in a language that is named. How one gets there is looked at by other tests. */
  async isRegistered(person: Person, lang?: 'id' | 'en'): Promise<void> {
    if (lang) await this.page.goto(`/?lang=${lang}`);
    await new Letters(this.page.request).register(person, this.mailbox);
    await this.dashboard.open();
    await this.dashboard.isShown(person.firstName);
  }

  /** The whole way to the dashboard, page by page. */
  async registers(person: Person): Promise<void> {
    await this.startsRegistration(person);
    await this.provesMailbox(person);
    await this.fillsInPersonalData(person);
    await this.dashboard.isShown(person.firstName);
  }

  /** Up to the page that asks for the code. */
  async startsSigningIn(person: Pick<Person, 'email' | 'password'>): Promise<void> {
    await this.signIn.open();
    await this.signIn.fill(person);
    await this.signIn.submit();
  }

  /** Registers and signs in again with the code, after which what matters asks for no more proof for five minutes. */
  async isProven(person: Person, lang?: 'id' | 'en'): Promise<void> {
    await this.isRegistered(person, lang);
    await this.dashboard.signOut();
    await this.isSignedIn(person);
  }

  /** Is signed in with password and code, on the dashboard. */
  async isSignedIn(person: Person): Promise<void> {
    await new Letters(this.page.request).signIn(person, this.mailbox);
    await this.dashboard.open();
    await this.dashboard.isShown(person.firstName);
  }

  /** Password and code, from the page that asks for them to the one that wanted them. */
  async givesProof(person: Person): Promise<void> {
    await this.proof.isShown();
    await this.proof.give(person.password);
    await this.proofCode.isShown();
    await this.proofCode.enter(await this.mailbox.code(person.email));
  }

  /** The same, page by page. */
  async signsIn(person: Person): Promise<void> {
    await this.startsSigningIn(person);
    await this.signInCode.isShown();
    await this.signInCode.enter(await this.mailbox.code(person.email));
    await this.dashboard.isShown(person.firstName);
  }
}
