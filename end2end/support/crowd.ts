import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { answerSum } from './sum.ts';

interface Challenge {
  token: string;
  question: string;
}

/** Tries to sign in as somebody whom the portal does not know, which costs the portal a password hash; whether there was room for it. */
async function triesToSignIn(portalUrl: string, source: string, email: string): Promise<boolean> {
  const headers = { accept: 'application/json', origin: portalUrl, 'x-forwarded-for': source };
  const challenge = (await (await fetch(`${portalUrl}/tantangan/masuk`, { headers })).json()) as Challenge;
  const body = new URLSearchParams({ email, password: 'bukan-password-saya', tantangan: challenge.token, captcha: String(answerSum(challenge.question)) });
  const answer = await fetch(`${portalUrl}/api/account/sign_in`, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  return answer.status !== 503;
}

/**
 * So many people who try to sign in again and again, each from elsewhere, until they are sent home. Whoever finds the line full takes a
 * breath: together they still fill every place as soon as it is free, and leave the machine to those who are looked at.
 */
export function gather(portalUrl: string, people: number): { leave: () => Promise<void> } {
  let stays = true;
  const someone = async (): Promise<void> => {
    while (stays) {
      const source = `172.${randomInt(16, 32)}.${randomInt(256)}.${randomInt(1, 255)}`;
      const hadRoom = await triesToSignIn(portalUrl, source, `warga-${randomBytes(5).toString('hex')}@contoh.example`);
      if (!hadRoom) await pause(250);
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
