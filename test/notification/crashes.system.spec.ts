/** Wherever a process dies or gets no answer, a letter is sent once; but where docs/notification.md says that nobody can tell. */
import { describe, expect, inject, it } from 'vitest';
import type { HeardEvent } from '../../functions/notification/policy.ts';
import { lease } from '../../functions/notification/sender.ts';
import type { Heard } from '../../functions/platform/contract/reader.ts';
import { openPost, type Post } from './post.ts';
import { type Fault, faulty, inOrder, noted, ordersOf } from './steps.ts';
import { confirmed, registered } from './told.ts';

const awsEndpoint = inject('awsEndpoint');

/** Delivered again at once, and again when every lease has ended, as long as it fails. */
const redelivered = async ({ process, clock }: Post, event: Heard<HeardEvent>): Promise<void> => {
  const handle = process();
  await handle(event).catch((error) => expect(error).toMatchObject({ name: 'TransientFailure' }));
  clock.now += lease + 1;
  await handle(event);
};

const paths = [
  {
    what: 'a letter to a known contact',
    steps: ['PutItemCommand', 'GetItemCommand', 'UpdateItemCommand', 'Send', 'UpdateItemCommand'],
    before: [registered()],
    event: confirmed,
  },
  {
    what: 'a letter that waited for its contact',
    steps: [
      'UpdateItemCommand',
      'GetItemCommand',
      'QueryCommand',
      'UpdateItemCommand',
      'Send',
      'UpdateItemCommand',
    ],
    before: [confirmed],
    event: registered,
  },
];

const at = (
  now: number,
  event: Heard<HeardEvent> | ((now: number) => Heard<HeardEvent>),
): Heard<HeardEvent> => (typeof event === 'function' ? event(now) : event);

describe.each(paths)('$what', ({ steps, before, event }) => {
  const opened = async () => {
    const post = await openPost(awsEndpoint);
    for (const each of before) await post.process()(at(post.clock.now, each));
    expect(post.letters).toEqual([]);
    return { post, heard: event === registered ? registered() : confirmed(post.clock.now) };
  };

  it('takes these steps, and is sent once', async () => {
    const { post, heard } = await opened();
    const { step, steps: taken } = noted();
    await post.process({ step })(heard);
    expect(taken).toEqual(steps);
    await redelivered(post, heard);
    expect(post.letters.map(({ to }) => to)).toEqual(['ada@example.com']);
  });

  const send = steps.indexOf('Send') + 1;
  const faults = steps.flatMap((name, index) =>
    (['before', 'after'] as const).flatMap((moment) =>
      (['crash', 'failure'] as const).map((how): Fault & { readonly name: string } => ({
        at: index + 1,
        moment,
        how,
        name,
      })),
    ),
  );
  /** The carrier has taken it, and it is not yet written down. */
  const unknowable = ({ at: place, moment }: Fault): boolean =>
    (place === send && moment === 'after') || (place === send + 1 && moment === 'before');

  const sentAfter = async (fault: Fault): Promise<Post> => {
    const { post, heard } = await opened();
    const { step, crashed } = faulty(fault);
    const ended = post
      .process({ step })(heard)
      .catch((error: Error) => error.name);
    expect(await Promise.race([ended, crashed])).toBe(fault.how === 'crash' ? 'crashed' : 'TransientFailure');
    await redelivered(post, heard);
    expect(await post.pages.newest('ada', 9)).toMatchObject([{ status: 'sent', to: 'ada@example.com' }]);
    await redelivered(post, heard);
    return post;
  };

  it.each(faults.filter((fault) => !unknowable(fault)))(
    'is sent once, though a $how comes $moment step $at, $name',
    async (fault) => {
      expect((await sentAfter(fault)).letters).toHaveLength(1);
    },
  );

  it.each(faults.filter(unknowable))(
    'is sent twice, never more, when a $how comes $moment step $at, $name',
    async (fault) => {
      expect((await sentAfter(fault)).letters).toHaveLength(2);
    },
  );

  it('is sent once by two at the same time', async () => {
    const { post, heard } = await opened();
    await Promise.allSettled([post.process()(heard), post.process()(heard)]);
    expect(post.letters).toHaveLength(1);
    await redelivered(post, heard);
    expect(post.letters).toHaveLength(1);
  });
});

describe('a letter and its contact, of which neither knows the other', () => {
  it.each(ordersOf(2, 3).map((order) => ({ order })))('meet, in the order $order', async ({ order }) => {
    const post = await openPost(awsEndpoint);
    const stepOf = inOrder(order);
    const outcomes = await Promise.allSettled([
      post.process({ step: stepOf('a') })(confirmed(post.clock.now)),
      post.process({ step: stepOf('b') })(registered()),
    ]);
    const done = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(done.length).toBeGreaterThan(0);
    // Whoever found the other at work is told to come again; whoever was done is not asked again.
    expect(post.letters).toHaveLength(1);
  });
});
