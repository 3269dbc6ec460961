/** Every letter in every language: whole, in that language, and without anybody else's markup in it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language, Mail } from '../../functions/notification/mail.ts';
import { letterOf } from '../../functions/notification/templates.ts';

const orderId = '01a20ac4-6feb-73e7-aaa6-000000000001';
const movedAt = Date.UTC(2026, 2, 7, 23, 59);

const mails: readonly Mail[] = [
  { template: 'order-confirmed', data: { orderId, lines: [{ sku: 'TEA-1', quantity: 2 }] } },
  { template: 'order-cancelled', data: { orderId, reason: 'out-of-stock' } },
  { template: 'cancellation-rejected', data: { orderId } },
  { template: 'order-completed', data: { orderId, amount: 123_450, currency: 'EUR' } },
  { template: 'shipment-dispatched', data: { orderId, movedAt } },
  { template: 'shipment-delivered', data: { orderId, movedAt } },
];
const languages: readonly Language[] = ['de', 'en', 'fr'];
const letters = languages.flatMap((language) => mails.map((mail) => ({ language, mail })));

/** Spaces of any kind count as one: Intl writes several. */
const plain = (text: string): string => text.replace(/\s/gu, ' ');

describe.each(letters)('$mail.template in $language', ({ language, mail }) => {
  const { subject, text, html } = letterOf(mail, { language, name: 'Ada Lovelace' });

  it('says what it is about, to whom, and leaves nothing open', () => {
    expect(subject).toContain(orderId);
    expect(text).toContain('Ada Lovelace,');
    expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|NaN|\[object|\$\{|\{\{/);
  });

  it('says the same as text and as HTML', () => {
    const shown = html
      .replace(/<br>|<\/p>/g, ' ')
      .replace(/<[^>]*>/g, '')
      .replaceAll('&#39;', "'");
    expect(plain(shown).match(/\S+/g)).toEqual(plain(text).match(/\S+/g));
    expect(html).toContain(`<html lang="${language}">`);
  });

  it('is not what another language or another letter says', () => {
    const others = letters.filter((other) => other.language !== language || other.mail !== mail);
    const subjects = others.map(
      (other) => letterOf(other.mail, { language: other.language, name: '' }).subject,
    );
    expect(subjects).not.toContain(subject);
  });
});

const text = (mail: Mail, language: Language): string => plain(letterOf(mail, { language, name: '' }).text);

describe('a letter', () => {
  it('tells what was confirmed', () => {
    const lines = [
      { sku: 'TEA-1', quantity: 2 },
      { sku: 'MUG', quantity: 1 },
    ];
    expect(
      letterOf({ template: 'order-confirmed', data: { orderId, lines } }, { language: 'en', name: '' }).text,
    ).toContain('\n2 × TEA-1\n1 × MUG\n');
  });

  it.each([
    ['de', 123_450, 'EUR', '1.234,50 €'],
    ['en', 123_450, 'EUR', '€1,234.50'],
    ['fr', 123_450, 'EUR', '1 234,50 €'],
    ['en', 1_234, 'JPY', '¥1,234'],
    ['en', 1_234_567, 'KWD', 'KWD 1,234.567'],
    ['en', 5, 'USD', '$0.05'],
    ['en', 0, 'USD', '$0.00'],
    ['en', Number.MAX_SAFE_INTEGER, 'USD', '$90,071,992,547,409.91'],
  ] as const)('writes money in %s: %i of %s is %s', (language, amount, currency, expected) => {
    expect(text({ template: 'order-completed', data: { orderId, amount, currency } }, language)).toContain(
      expected,
    );
  });

  it.each([
    ['de', '7. März 2026'],
    ['en', 'March 7, 2026'],
    ['fr', '7 mars 2026'],
  ] as const)('writes days in %s, and as UTC has them: %s', (language, expected) => {
    for (const template of ['shipment-dispatched', 'shipment-delivered'] as const) {
      expect(text({ template, data: { orderId, movedAt } }, language)).toContain(`${expected}`);
    }
  });

  const reasons = [
    'customer',
    'out-of-stock',
    'payment-declined',
    'payment-timed-out',
    'timed-out',
    'dispatch-timed-out',
  ];
  const cancelled = (reason: string, language: Language): string =>
    text({ template: 'order-cancelled', data: { orderId, reason } }, language);

  it.each(languages)(
    'tells every reason in words of its own in %s, and an unknown one in general ones',
    (language) => {
      const told = [...reasons, 'struck-by-lightning'].map((reason) => cancelled(reason, language));
      expect(new Set(told).size).toBe(reasons.length + 1);
      expect(cancelled('constructor', language)).toBe(cancelled('struck-by-lightning', language));
      for (const reason of reasons.filter((each) => each.includes('-')))
        expect(told.join()).not.toContain(reason);
    },
  );

  it.each([
    ['de', 'Guten Tag,'],
    ['en', 'Hello,'],
    ['fr', 'Bonjour,'],
  ] as const)('greets one whose name we do not know, in %s', (language, greeting) => {
    expect(text({ template: 'cancellation-rejected', data: { orderId } }, language)).toContain(
      `${greeting} `,
    );
  });

  it('refuses what is no currency and what is no time', () => {
    const paid = { orderId, amount: 1, currency: 'gold' };
    const moved = { orderId, movedAt: Number.MAX_SAFE_INTEGER };
    expect(() => text({ template: 'order-completed', data: paid }, 'en')).toThrow(RangeError);
    expect(() => text({ template: 'shipment-delivered', data: moved }, 'en')).toThrow(RangeError);
  });
});

describe('hostile words', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=x>',
      "' onload='x",
      '&lt;',
      '$&',
      '$1',
      '\r\nBcc: a@b.c',
    ),
  );
  const known =
    /<(!doctype html|\/?html( lang="(de|en|fr)")?|meta charset="utf-8"|\/?body( style="[^"<>]*")?|\/?p|br)>/g;

  it(`are text and nothing else (SEED=${seed})`, () => {
    const drawn = fc.record({
      id: hostile,
      sku: hostile,
      name: hostile,
      reason: hostile,
      language: fc.constantFrom(...languages),
    });
    fc.assert(
      fc.property(drawn, ({ id, sku, name, reason, language }) => {
        const confirmed: Mail = {
          template: 'order-confirmed',
          data: { orderId: id, lines: [{ sku, quantity: 1 }] },
        };
        const cancelled: Mail = { template: 'order-cancelled', data: { orderId: id, reason } };
        for (const mail of [confirmed, cancelled]) {
          const letter = letterOf(mail, { language, name });
          expect(letter.html.replace(known, '')).not.toMatch(/[<>]/);
          expect(letter.html.replace(known, '')).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/);
          expect(letter.subject).not.toMatch(/\p{Cc}/u);
          expect(letter.text).toContain(name);
        }
      }),
      { seed },
    );
  });

  it('stay what they are in the text', () => {
    const letter = letterOf(
      { template: 'cancellation-rejected', data: { orderId: '<b>&' } },
      { language: 'en', name: '' },
    );
    expect(letter.text).toContain('order <b>& is');
    expect(letter.html).toContain('order &lt;b&gt;&amp; is');
  });
});
