/** Who holds the secret has signed it: HMAC-SHA256 of the body, in hex. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const signatureOf = (text: string, secret: string): string =>
  createHmac('sha256', secret).update(text).digest('hex');

export const isSigned = (text: string, signature: string | undefined, secret: string): boolean => {
  const expected = Buffer.from(signatureOf(text, secret));
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
