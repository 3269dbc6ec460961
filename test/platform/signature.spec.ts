/** Only who holds the secret can sign a text, and only that text. */
import { expect, it } from 'vitest';
import { isSigned, signatureOf } from '../../functions/platform/http/signature.ts';

/** https://www.rfc-editor.org/rfc/rfc4231#section-4.3 */
const known = {
  secret: 'Jefe',
  text: 'what do ya want for nothing?',
  signature: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
};
const { secret, text, signature } = known;

it('is HMAC-SHA256 in hex, by the published example', () => {
  expect(signatureOf(text, secret)).toBe(signature);
  expect(isSigned(text, signature, secret)).toBe(true);
});

it.each([
  ['another text', `${text}!`, signature, secret],
  ['another secret', text, signature, 'Jeff'],
  ['no signature', text, undefined, secret],
  ['an empty signature', text, '', secret],
  ['a signature that is cut off', text, signature.slice(0, 32), secret],
  ['a signature of the right length', text, 'a'.repeat(64), secret],
  ['as many characters in more bytes', text, 'ö'.repeat(64), secret],
])('does not hold for %s', (_what, given, by, key) => {
  expect(isSigned(given, by, key)).toBe(false);
});
