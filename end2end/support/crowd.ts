import { randomBytes, randomInt } from 'node:crypto';
import { answerSum } from './sum.ts';

interface Challenge {
  token: string;
  question: string;
}

/** Tries to sign in as somebody whom the portal does not know; each try costs the portal a password hash. */
async function triesToSignIn(portalUrl: string, source: string, email: string): Promise<void> {
  const headers = { accept: 'application/json', origin: portalUrl, 'x-forwarded-for': source };
  const challenge = (await (await fetch(`${portalUrl}/tantangan/masuk`, { headers })).json()) as Challenge;
  const body = new URLSearchParams({ email, password: 'bukan-password-saya', tantangan: challenge.token, captcha: String(answerSum(challenge.question)) });
  await (await fetch(`${portalUrl}/api/account/sign_in`, { method: 'POST', headers, body })).arrayBuffer();
}

/** So many people who try to sign in again and again, each from elsewhere, until they are sent home. */
export function gather(portalUrl: string, people: number): { leave: () => Promise<void> } {
  let stays = true;
  const someone = async (): Promise<void> => {
    while (stays) {
      const source = `172.${randomInt(16, 32)}.${randomInt(256)}.${randomInt(1, 255)}`;
      await triesToSignIn(portalUrl, source, `warga-${randomBytes(5).toString('hex')}@contoh.example`);
    }
  };
  const crowd = Array.from({ length: people }, someone);
  return {
    leave: async () => {
      stays = false;
      await Promise.all(crowd);
    },
  };
}
