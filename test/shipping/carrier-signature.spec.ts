/** Who may move parcels: whoever holds the secret, and has signed just this just now. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refuseUnlessSigned } from '../../functions/shipping/carrier-signature.ts';
import { signatureOf } from '../../local/carrier.ts';

const secret = 'a secret of the carrier';
const text = '{"event":"dispatched"}';
const seconds = 1_700_000_000;
const now = seconds * 1_000;
const signed = signatureOf(text, seconds, secret);
const v1 = createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex');

const judged = (header: string | undefined, at = now, body = text): string => {
  try {
    refuseUnlessSigned(body, header, secret, at);
    return 'taken';
  } catch (error) {
    const { status, type } = (error as { problem: { status: number; type: string } }).problem;
    return `${status} ${type}`;
  }
};

describe('a carrier’s event is taken', () => {
  it.each<[string, string]>([
    ['signed as everybody does it', `t=${seconds},v1=${v1}`],
    ['signed by our own carrier', signed],
    ['signed with the old secret and the new', signatureOf(text, seconds, 'the old secret', secret)],
    ['signed with the new secret and the old', signatureOf(text, seconds, secret, 'the old secret')],
    ['with spaces between the parts', `t=${seconds}, v1=${v1}`],
    ['with its parts in another order', `v1=${v1},t=${seconds}`],
    ['with a signature of another scheme beside it', `t=${seconds},v0=${'0'.repeat(64)},v1=${v1}`],
  ])('%s', (_what, header) => {
    expect(judged(header)).toBe('taken');
  });

  it.each([-300, -299, 0, 299, 300])('%i s from our time', (difference) => {
    expect(judged(signed, now + difference * 1_000)).toBe('taken');
  });

  it('to the last byte of any text', () => {
    const umlauts = '{"carrier":"Brieftaube – schön"}';
    expect(judged(signatureOf(umlauts, seconds, secret), now, umlauts)).toBe('taken');
  });
});

describe('a carrier’s event is not taken', () => {
  it.each([-86_400, -301, 301, 86_400])('%i s from our time, though signed', (difference) => {
    expect(judged(signed, now + difference * 1_000)).toBe('401 not-signed');
  });

  it.each<[string, string | undefined]>([
    ['without a signature', undefined],
    ['with an empty one', ''],
    ['with the signature of a body without a time', createHmac('sha256', secret).update(text).digest('hex')],
    ['signed with another secret', signatureOf(text, seconds, 'the old secret')],
    ['signed at another time than it says', signed.replace(String(seconds), String(seconds + 1))],
    ['without a time', `v1=${v1}`],
    ['with a time that is none', `t=now,v1=${v1}`],
    ['with two times', `t=${seconds},t=${seconds},v1=${v1}`],
    ['with its signature under another scheme only', `t=${seconds},v0=${v1}`],
    ['with half a signature', `t=${seconds},v1=${v1.slice(0, 32)}`],
    ['with an empty v1', `t=${seconds},v1=`],
    ['with its signature in capitals', `t=${seconds},v1=${v1.toUpperCase()}`],
    ['with nonsense', ',,=,t,v1,=t,v1=='],
  ])('%s', (_what, header) => {
    expect(judged(header)).toBe('401 not-signed');
  });

  it('with another body', () => {
    expect(judged(signed, now, `${text} `)).toBe('401 not-signed');
  });

  it('when a time is signed that is no number, even by who holds the secret', () => {
    for (const time of ['', 'NaN', '-1', '1e9', '0x1', '1700000000.5', '1'.repeat(13)]) {
      const forged = createHmac('sha256', secret).update(`${time}.${text}`).digest('hex');
      expect(judged(`t=${time},v1=${forged}`), time).toBe('401 not-signed');
    }
  });

  it('and is told what to do when it came too late', () => {
    expect(() => refuseUnlessSigned(text, signed, secret, now + 400_000)).toThrow(/400 s .* sign it again/);
    expect(() => refuseUnlessSigned(text, undefined, secret, now)).toThrow(
      /expected x-carrier-signature: t=/,
    );
  });
});

it('is explained to carriers by an example that holds', () => {
  const page = readFileSync(new URL('../../docs/carrier-webhook.md', import.meta.url), 'utf8');
  const found = (pattern: RegExp): string => pattern.exec(page)?.[1] ?? '';
  const example = found(/^body='(.+)'$/m);
  const header = found(/^x-carrier-signature: (.+)$/m);
  const at = Number(found(/^t=(\d+)$/m)) * 1_000;
  expect(JSON.parse(example)).toMatchObject({ event: 'dispatched' });
  expect(() => refuseUnlessSigned(example, header, found(/^secret='(.+)'$/m), at)).not.toThrow();
});
