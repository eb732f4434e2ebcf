/** A moment that can be waited for before it comes. */
export class Moment {
  readonly reached: Promise<void>;
  /** It has come. */
  readonly now: () => void;

  constructor() {
    let resolve = (): void => undefined;
    this.reached = new Promise((done) => (resolve = done));
    this.now = () => resolve();
  }
}

/** What a clock in Western Indonesian Time shows, as the pages write it: "09.14". */
export const inWib = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' }).replace(':', '.');
