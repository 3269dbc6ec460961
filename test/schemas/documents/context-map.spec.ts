/** The context map: its arrows are those of the stacks, and no circle goes unexplained. */
import { describe, expect, it } from 'vitest';
import { readCatalog } from '../../../docs/build/catalog.ts';
import { contextMap, cyclesOf, edgesOf, refuseUnexplained } from '../../../docs/build/context-map.ts';
import { contextNames, publishedBy } from '../../../docs/build/stacks.ts';
import { readCycles } from '../../../docs/build/words.ts';
import { consumersOf } from './stack-lists.ts';

const catalog = await readCatalog();
const edge = (pair: string) => ({ from: pair[0] ?? '', to: pair[1] ?? '', topics: ['t'] });
const reason = 'because';

describe('the context map', () => {
  it('has an arrow for every topic that a stack of one context publishes and another listens to', () => {
    const names = contextNames();
    const wired = names.flatMap((to) =>
      names
        .filter((from) => from !== to)
        .flatMap((from) => {
          const heard = new Set(consumersOf(to).flatMap(({ topics }) => topics));
          return publishedBy(from)
            .filter((topic) => heard.has(topic))
            .map((topic) => `${from} ${topic} ${to}`);
        }),
    );
    const drawn = edgesOf(catalog).flatMap(({ from, to, topics }) =>
      topics.map((topic) => `${from} ${topic} ${to}`),
    );
    expect(drawn.sort()).toEqual(wired.sort());
    expect(drawn).toContain('ordering ordering.order inventory');
  });

  it('shows every arrow and every circle', () => {
    const page = contextMap(catalog, readCycles());
    expect(page).toContain('ordering -->|"ordering.order"| inventory');
    expect(page).toContain('inventory → ordering → inventory');
    expect(page).toContain('inventory → returns → inventory');
  });

  it('is not drawn with a circle that nobody explained', () => {
    expect(() => contextMap(catalog, readCycles().slice(0, 1))).toThrow(
      'inventory → ordering → payment → returns',
    );
    expect(() => contextMap(catalog, readCycles().slice(1))).toThrow('ordering → shipping → ordering');
  });
});

describe('circles', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['ab', 'bc'], []],
    [['ab', 'ba'], ['ab']],
    [['ab', 'bc', 'ca'], ['abc']],
    [
      ['ab', 'bc', 'ca', 'ba'],
      ['abc', 'ab'],
    ],
    [['xa', 'ab', 'bc', 'cb'], ['bc']],
  ])('of %j are %j', (pairs, expected) => {
    expect(cyclesOf(pairs.map(edge)).map((cycle) => cycle.join(''))).toEqual(expected);
  });

  it('are each refused without a reason, and a reason without its circle too', () => {
    expect(() => refuseUnexplained([['a', 'b']], [])).toThrow('a → b → a');
    expect(() => refuseUnexplained([['a', 'b']], [{ contexts: ['a', 'b'], reason }])).not.toThrow();
    expect(() => refuseUnexplained([], [{ contexts: ['a', 'b'], reason }])).toThrow('circle of a, b');
  });

  it('are explained by the smallest conversation that they are part of', () => {
    const [small, large] = [
      { contexts: ['a', 'b'], reason },
      { contexts: ['a', 'b', 'c'], reason },
    ];
    expect(() =>
      refuseUnexplained(
        [
          ['a', 'b'],
          ['a', 'c'],
        ],
        [large, small],
      ),
    ).not.toThrow();
    expect(() => refuseUnexplained([['a', 'b']], [large, small])).toThrow('circle of a, b, c');
    expect(() => refuseUnexplained([['a', 'd']], [large])).toThrow('a → d → a');
  });
});
