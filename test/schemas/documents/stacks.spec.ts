/** What a stack says that it publishes: its own topics, and the commands that it sends to others. */
import { describe, expect, it } from 'vitest';
import { publishedBy, publishedIn } from '../../../docs/build/stacks.ts';

const imports = `import { order } from '../schemas/ordering/order/contract.gen.ts';
import { paymentCommands } from '../schemas/payment/payment.commands/contract.gen.ts';
`;
const publishedWith = (lists: string) =>
  publishedIn('lib/a.ts', `${imports}super(scope, id, props${lists});`);

describe('a stack', () => {
  it.each<[string, readonly string[]]>([
    [', [order]', ['ordering.order']],
    [', [order], [paymentCommands]', ['ordering.order', 'payment.payment.commands']],
    [', [\n order,\n ],\n [paymentCommands],\n', ['ordering.order', 'payment.payment.commands']],
    [', [], [paymentCommands]', ['payment.payment.commands']],
    [', []', []],
  ])('that says props%j publishes %j', (lists, expected) => {
    expect(publishedWith(lists)).toEqual(expected);
  });

  it.each(['', ', contracts', ', [order], contracts', ', [order], [paymentCommands], [order]'])(
    'that says props%j cannot be read',
    (lists) => {
      expect(() => publishedWith(lists)).toThrow('lib/a.ts: expected super(scope, id, props, [<publishes>])');
    },
  );

  it('names contracts only', () => {
    expect(() => publishedWith(', [order], [invoice]')).toThrow('expected invoice to be imported');
  });
});

it('counts the commands that returns sends to others', () => {
  const sent = ['inventory.stock-item.commands', 'payment.payment.commands'];
  expect(publishedBy('returns')).toEqual(['returns.return', ...sent]);
});
