/** Each rule of the checker, seen failing on a history that breaks it, and on nothing else. */
import { describe, expect, it } from 'vitest';
import { check, checkRedriven } from '../../chaos/checker/check.ts';
import type { Facts, Said } from '../../chaos/checker/facts.ts';
import { ofRun } from '../../chaos/checker/gather.ts';
import { history } from './history.ts';
import { poison, rejected } from './poisoned.ts';
import { redriven } from './redriven.ts';

/** What is said, changed message by message; none is taken out by answering nothing. */
const saying = (change: (said: Said) => readonly Said[]): Partial<Facts> => ({
  said: history().said.flatMap(change),
});
const without = (...ids: readonly string[]) =>
  saying((said) => (ids.includes(`${said.source.split('/')[2]} ${said.id}`) ? [] : [said]));
const also = (...more: readonly Partial<Said>[]): Partial<Facts> => {
  const { said } = history();
  const [first] = said;
  if (first === undefined) throw new Error('the history is empty');
  return { said: [...said, ...more.map((each) => ({ ...first, ...each }))] };
};
const heldAs = (paymentId: string, changed: object): Partial<Facts> => ({
  held: history().held.map((payment) =>
    payment.paymentId === paymentId ? { ...payment, ...changed } : payment,
  ),
});
/** That of the poison itself, changed. */
const lettersAs = (changed: object): Partial<Facts> => ({
  letters: history().letters.map((letter) => (letter.first === 9 ? { ...letter, ...changed } : letter)),
});
const ofOrder = (type: string, subject: string, sequence: number): Partial<Said> => {
  const id = `${subject}.${sequence}`;
  return { type, subject, key: subject, sequence, id, fingerprint: `${id} ${type}`, data: {} };
};
const ofItem = (type: string, sequence: number, reservationId: string, quantity: number): Partial<Said> => ({
  ...ofOrder(type, 'MUG', sequence),
  topic: 'inventory.stock-item',
  source: '/inventory/stock-item',
  data: { sku: 'MUG', reservationId, quantity },
});

const ended = 'every accepted order ends, once';
const order = 'per key, in order and without gaps';
const meaning = 'one id means one thing';
const money = 'money is conserved';
const stock = 'stock is conserved';
const parked = 'what is poisoned is parked whole, and nothing else';

const rulesBrokenBy = (changed: Partial<Facts>): readonly string[] => [
  ...new Set(check({ ...history(), ...changed }).map(({ rule }) => rule)),
];

describe('a history that keeps every promise', () => {
  it('is not found guilty of anything', () => {
    expect(check(history())).toEqual([]);
  });

  it('may say everything twice', () => {
    const { said } = history();
    const again = said.map((message) => ({ ...message, offset: message.offset + said.length }));
    expect(check({ ...history(), said: [...said, ...again] })).toEqual([]);
  });

  it('may hold what we poisoned it with ourselves', () => {
    const poisoned = [
      { ...poison, behind: [], offset: 99, record: { ...poison.record, topic: 'ordering.order' } },
    ];
    const said = also({ ...ofOrder('OrderPlaced', 'sold', 17), offset: 99 });
    const at = { topic: 'ordering.order', first: 99, last: 99, record: poisoned[0]?.record };
    const letters = history()
      .letters.slice(0, 1)
      .map((letter) => ({ ...letter, ...at }));
    expect(check({ ...history(), ...said, letters, poisoned })).toEqual([]);
  });

  it('may have orders that nobody knows were accepted, when their answers were lost', () => {
    expect(check({ ...history(), accepted: [] })).toEqual([]);
  });
});

describe('it is found out when', () => {
  it.each<[what: string, changed: Partial<Facts>, rules: readonly string[]]>([
    [
      'an accepted order is never heard of',
      {
        accepted: [
          {
            ...history().accepted[0],
            orderId: 'lost',
            answers: ['lost'],
            cancelAccepted: false,
            dispatchAccepted: false,
          },
        ],
      },
      [ended],
    ],
    [
      'a key places two orders',
      {
        accepted: [
          { orderId: 'sold', answers: ['sold', 'gone'], cancelAccepted: false, dispatchAccepted: false },
        ],
      },
      [ended],
    ],
    [
      'an accepted cancellation has no answer',
      { accepted: [{ orderId: 'sold', answers: ['sold'], cancelAccepted: true, dispatchAccepted: false }] },
      [ended],
    ],
    [
      'what left is never paid',
      { accepted: [{ orderId: 'sold', answers: ['sold'], cancelAccepted: false, dispatchAccepted: true }] },
      [ended],
    ],
    ['an order ends twice', also(ofOrder('OrderConfirmed', 'sold', 3)), [ended]],
    ['an order does not end', { ...without('order sent.4'), ...{ views: [] } }, [ended, stock]],
    ['an order is sent and cancelled', also(ofOrder('OrderCancelled', 'sent', 5)), [ended]],
    ['the API says otherwise', { views: [{ orderId: 'gone', status: 'placed' }] }, [ended]],
    ['an event is missing', without('payment sent.1'), [order]],
    [
      'two events change places',
      saying((said) =>
        said.id === 'sent.3' && said.source === '/ordering/order'
          ? []
          : said.id === 'sent.4'
            ? [said, ...history().said.filter(({ id }) => id === 'sent.3')]
            : [said],
      ),
      [order],
    ],
    ['an id is two events', also({ ...ofOrder('OrderAllocated', 'sold', 2), offset: 99 }), [meaning]],
    ['an id has two values', also({ ...history().said[1], offset: 99, fingerprint: 'another' }), [meaning]],
    ['an id has two keys', also({ ...history().said[1], key: 'gone' }), [meaning, order]],
    ['an id is in two partitions', also({ ...history().said[1], partition: 3 }), [meaning]],
    ['a cancelled order is paid', heldAs('gone', { status: 'authorized' }), [money]],
    ['a confirmed order is not paid', heldAs('sold', { status: 'voided' }), [money]],
    ['another amount is held', heldAs('sold', { amount: 199 }), [money]],
    ['a completed order was not captured', heldAs('sent', { status: 'authorized' }), [money]],
    ['less was captured', heldAs('sent', { amount: 1 }), [money]],
    ['a refund is missing', heldAs('sent', { refunds: {} }), [money]],
    ['a refund was given twice', heldAs('sent', { refunds: { back: 200, again: 200 } }), [money]],
    ['nothing is held', { held: history().held.filter(({ paymentId }) => paymentId !== 'sold') }, [money]],
    [
      'a payment is captured twice',
      also({
        ...ofOrder('PaymentCaptured', 'sent', 3),
        source: '/payment/payment',
        topic: 'payment.payment',
      }),
      [money],
    ],
    ['units are reserved twice', also(ofItem('StockReserved', 9, 'sold', 2)), [stock]],
    [
      'units are taken and given back for an order that had its turn',
      also(ofItem('StockReserved', 9, 'gone', 2), ofItem('StockReleased', 10, 'gone', 2)),
      [stock],
    ],
    [
      'units are kept for nobody',
      {
        ...also(ofItem('StockReserved', 9, 'nobody', 1)),
        stock: [{ sku: 'MUG', counted: 10, onHand: 9, reserved: 3 }],
      },
      [stock],
    ],
    ['units are released that were sold', also(ofItem('StockReleased', 9, 'sold', 2)), [stock]],
    ['units are kept for a cancelled order', without('stock-item MUG.4'), [stock, order]],
    ['more is sold than there is', { stock: [{ sku: 'MUG', counted: 3, onHand: 2, reserved: 2 }] }, [stock]],
    [
      'the API says that there is more',
      { stock: [{ sku: 'MUG', counted: 10, onHand: 10, reserved: 2 }] },
      [stock],
    ],
    [
      'the API says that less is reserved',
      { stock: [{ sku: 'MUG', counted: 10, onHand: 9, reserved: 1 }] },
      [stock],
    ],
    ['poison is not parked', { letters: [] }, [parked]],
    ['poison is parked with another context', lettersAs({ context: 'payment' }), [parked]],
    ['poison is given up, and not parked whole', lettersAs({ record: undefined }), [parked]],
    ['a letter lost its value', lettersAs({ record: { ...poison.record, value: '' } }), [parked]],
    ['a letter lost its key', lettersAs({ record: { ...poison.record, key: null } }), [parked]],
    ['a letter lost a header', lettersAs({ record: { ...poison.record, headers: {} } }), [parked]],
    [
      'what came behind poison is not parked',
      { letters: history().letters.filter(({ first }) => first !== 10) },
      [parked],
    ],
    [
      'what came behind poison is handled before it',
      { said: [...history().said, ...rejected('b')] },
      [parked],
    ],
    ['poison has its effect', { said: [...history().said, ...rejected('a')] }, [parked]],
    [
      'something healthy is parked',
      { letters: [...history().letters, ...(lettersAs({ first: 3, last: 3 }).letters ?? [])] },
      [parked],
    ],
  ])('%s', (_what, changed, rules) => {
    expect([...rulesBrokenBy(changed)].sort()).toEqual([...rules].sort());
  });
});

describe('after redrive', () => {
  const traceless = 'after redrive there is no trace of what was parked';
  const { said } = history();

  it('a history is as good as if nothing had been parked', () => {
    expect(checkRedriven(redriven())).toEqual([]);
  });

  it.each<[what: string, changed: Partial<Facts>, rules: readonly string[]]>([
    ['a letter is left', { letters: history().letters.slice(1) }, [traceless]],
    ['a key is still parked', { parked: ['inventory.stock-item a2V5'] }, [traceless]],
    ['what waited is not handled', { said: [...said, ...rejected('b')] }, [traceless]],
    ['what waited is handled twice', { said: [...said, ...rejected('b', 'c', 'b')] }, [traceless]],
    ['what waited is handled in another order', { said: [...said, ...rejected('c', 'b')] }, [traceless]],
    ['what was dropped is handled', { said: [...said, ...rejected('b', 'c', 'a')] }, [traceless]],
    [
      'an order ends again',
      { said: [...redriven().said, ...(also(ofOrder('OrderConfirmed', 'sold', 3)).said ?? []).slice(-1)] },
      [ended],
    ],
    ['money is gone', heldAs('sold', { status: 'voided' }), [money]],
    ['units are gone', { stock: [{ sku: 'MUG', counted: 10, onHand: 8, reserved: 2 }] }, [stock]],
    [
      'a sequence has a gap',
      { said: redriven().said.filter(({ id }) => id !== 'NONE.1') },
      [order, traceless],
    ],
  ])('it is found out when %s', (_what, changed, rules) => {
    const broken = [...new Set(checkRedriven({ ...redriven(), ...changed }).map(({ rule }) => rule))];
    expect(broken.sort()).toEqual([...rules].sort());
  });
});

describe('a run', () => {
  it('is about its own SKUs, orders and returns only', () => {
    const { said } = history();
    const foreign = [
      { ...ofOrder('OrderPlaced', 'other', 1), data: { lines: [{ sku: 'TEAPOT', quantity: 1 }] } },
      { ...ofOrder('ReturnRequested', 'other-return', 1), data: { orderId: 'other' } },
    ].map((each) => ({ ...said[0], ...each }) as Said);
    expect(ofRun([...foreign, ...said], new Set(['MUG']))).toEqual(said);
  });
});
