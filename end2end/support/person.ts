import { randomBytes, randomInt } from 'node:crypto';

/** Somebody who registers; nobody real. */
export interface Person {
  email: string;
  password: string;
  nik: string;
  name: string;
  firstName: string;
  /** yyyy-mm-dd */
  birthDate: string;
  gender: 'L' | 'P';
  address: string;
  province: string;
  regency: string;
  district: string;
  phone: string;
}

/** A number as the outbox and the mailbox know it: `+6281234565001`. */
export const inE164 = (number: string): string => `+62${number.replace(/\D/g, '').replace(/^0/, '')}`;

/** A mobile number of the sandbox whose last four digits mean nothing to its simulators. */
export const someNumber = (): string => `0813-${String(randomInt(1000, 10_000))}-${String(randomInt(1000, 9000))}`;

const firstNames = ['Melati', 'Kenanga', 'Cempaka', 'Seruni', 'Anggrek'];
let count = 0;

const two = (value: number): string => String(value).padStart(2, '0');

/** A NIK of Sukasari, Bandung; women add 40 to the day. The sandbox registry reacts to some last four digits. */
function nikFor(birth: Date, gender: 'L' | 'P', serial: number): string {
  const day = birth.getUTCDate() + (gender === 'P' ? 40 : 0);
  return `327301${two(day)}${two(birth.getUTCMonth() + 1)}${two(birth.getUTCFullYear() % 100)}${String(serial).padStart(4, '0')}`;
}

/** A person whom no other test of this worker knows. `serial` is the end of the NIK. */
export function somebody(options: { serial?: number; gender?: 'L' | 'P'; name?: string; email?: string } = {}): Person {
  count += 1;
  const gender = options.gender ?? (count % 2 === 0 ? 'L' : 'P');
  const birth = new Date(Date.UTC(1988, 0, 1 + 3 * count));
  const firstName = firstNames[count % firstNames.length] as string;
  const name = options.name ?? `${firstName} Percobaan`;
  return {
    email: options.email ?? `warga-${randomBytes(5).toString('hex')}@contoh.example`,
    password: `Perahu-${randomBytes(3).toString('hex')}-lumbung`,
    nik: nikFor(birth, gender, options.serial ?? 9100 + (count % 900)),
    name,
    firstName: name.split(' ')[0] as string,
    birthDate: birth.toISOString().slice(0, 10),
    gender,
    address: 'Jalan Percobaan 12 RT 03 RW 04',
    province: '32',
    regency: '32.73',
    district: '32.73.01',
    phone: `0812-3456-${5000 + count}`,
  };
}
