/** What a return does while nobody answers, minute by minute, without a minute passing. */
import { describe, expect, it } from 'vitest';
import { answerWithin, attempts } from '../../functions/returns/steps/decider.ts';
import { ask, receive, retry } from './facts.ts';
import { type World, worldOf } from './world.ts';

const minute = 60_000;

const arrived = (): World => {
  const world = worldOf(true);
  world.handle(ask);
  world.handle(receive(0));
  return world;
};

/** What is on its way is lost to sight: parked, say. */
const lose = ({ commands }: World) => commands.splice(0);

const askedAt = ({ history }: World): readonly number[] =>
  history.flatMap(({ type, data }) => (type === 'ReturnStockRequested' ? [data.requestedAt / minute] : []));

const typesOf = ({ history }: World) => history.map(({ type }) => type);

describe('a step that nobody answers', () => {
  it('is asked for three times, ten minutes apart, and then escalated', () => {
    const world = arrived();
    lose(world);
    world.wait();
    world.wait();
    expect(askedAt(world)).toEqual([0, 10, 20]);
    expect(typesOf(world)).not.toContain('ReturnEscalated');
    world.wait();
    expect(world.now()).toBe(attempts * answerWithin);
    expect(typesOf(world).at(-1)).toBe('ReturnEscalated');
  });

  it('does not use up its attempts while the queue of deadlines stands still', () => {
    const world = arrived();
    lose(world);
    world.wait(24 * 60 * minute);
    expect(world.wait()).toBe(true);
    expect(askedAt(world)).toEqual([0, 24 * 60 + 10, 24 * 60 + 20]);
  });

  it('is settled by the first answer to any of its attempts', () => {
    const world = arrived();
    const first = lose(world);
    for (let fires = 0; fires < 3; fires += 1) world.wait();
    for (const command of [...first, ...lose(world)]) world.deliver(command);
    expect(world.replies).toHaveLength(2);
    for (const reply of world.replies.splice(0)) world.hear(reply);
    expect(typesOf(world).at(-1)).toBe('ReturnRefundRequested');
    expect(world.books).toEqual({ shelf: 3, setAside: 3, refunds: 0 });
  });

  it('is asked for by an operator, and goes on', () => {
    const world = arrived();
    lose(world);
    for (let fires = 0; fires < 3; fires += 1) world.wait();
    lose(world);
    world.handle(retry(world.now()));
    expect(world.commands).toHaveLength(2);
    for (const command of lose(world)) world.deliver(command);
    for (const reply of world.replies.splice(0)) world.hear(reply);
    expect(typesOf(world).at(-1)).toBe('ReturnRefundRequested');
  });
});

it('expires when the goods have not arrived within 14 days', () => {
  const world = worldOf(true);
  world.handle(ask);
  expect(world.wait()).toBe(true);
  expect(world.now()).toBe(1 + 14 * 24 * 60 * minute);
  expect(world.status()).toBe('expired');
  expect(world.commands).toEqual([]);
});
