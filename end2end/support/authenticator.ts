import { createHmac } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const step = 30;

function decode(key: string): Buffer {
  let bits = '';
  for (const char of key.replace(/\s/g, '')) {
    const value = alphabet.indexOf(char);
    if (value < 0) throw new Error('the key is base32');
    bits += value.toString(2).padStart(5, '0');
  }
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** An authenticator app (RFC 6238 with what every app speaks: SHA-1, six digits, 30 seconds). */
export class Authenticator {
  readonly #key: Buffer;

  /** `key` as the page shows it for typing. */
  constructor(key: string) {
    this.#key = decode(key);
  }

  /** What it shows at a moment, in milliseconds since 1970; `steps` later or earlier. */
  value(now: number, steps = 0): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(now / 1000 / step) + steps));
    const mac = createHmac('sha1', this.#key).update(counter).digest();
    const offset = (mac.at(-1) as number) & 15;
    return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  }
}
