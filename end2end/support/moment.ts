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
