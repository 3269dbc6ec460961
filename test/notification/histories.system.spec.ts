/** Whatever is heard, however often and with whatever crashes: no letter is lost, and none doubled that need not be. */
import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { lease } from '../../functions/notification/sender.ts';
import { openPost } from './post.ts';
import { type Fault, faulty, type Step } from './steps.ts';
import { amended, closed, confirmed, registered } from './told.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const orders = ['o-1', 'o-2', 'o-3'];
const start = Date.UTC(2026, 2, 7);

/** In a step that nobody takes. */
const none: Fault = { at: 0, moment: 'before', how: 'crash' };

const fault: fc.Arbitrary<Fault | undefined> = fc.option(
  fc.record({
    at: fc.integer({ min: 1, max: 7 }),
    moment: fc.constantFrom('before', 'after'),
    how: fc.constantFrom('crash', 'failure'),
  }),
  { nil: undefined },
);

type Happening = { readonly heard: string; readonly fault: Fault | undefined } | { readonly passes: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ heard: fc.constantFrom(...orders), fault }) },
  { weight: 2, arbitrary: fc.record({ heard: fc.constantFrom('registered', 'amended', 'closed'), fault }) },
  { weight: 1, arbitrary: fc.record({ passes: fc.integer({ min: 1, max: lease + 1 }) }) },
);

const events = {
  registered: registered(),
  amended: amended(2, { langCd: 'F' }),
  closed: closed(3),
  ...Object.fromEntries(orders.map((id, index) => [id, confirmed(start + index, 4, id)])),
};
const eventOf = (name: string) => events[name as keyof typeof events];

/** Keeps the letters that were taken and not written down: the step after a letter that was known to be taken does that. */
const watched = (step: Step, unwritten: Set<symbol>): Step => {
  let taken: symbol | undefined;
  return async (what, perform) => {
    const [before, letter] = [taken, Symbol('letter')];
    taken = undefined;
    const answer = await step(what, async () => {
      const performed = await perform();
      if (what === 'Send') unwritten.add(letter);
      if (before !== undefined) unwritten.delete(before);
      return performed;
    });
    taken = what === 'Send' ? letter : undefined;
    return answer;
  };
};

/** Contacts last: they find what is open. */
const contactsLast = (names: ReadonlySet<string>): readonly string[] => [
  ...orders.filter((id) => names.has(id)),
  ...[...names].filter((name) => !orders.includes(name)),
];

/** What has become of it all, when whatever was heard has come again until it was handled. */
const outcomeOf = async (history: readonly Happening[]) => {
  const { process, clock, letters, pages } = await openPost(inject('awsEndpoint'));
  const unwritten = new Set<symbol>();
  const hear = (name: string, suffered: Fault = none): Promise<unknown> => {
    const { step, crashed } = faulty(suffered);
    return Promise.race([process({ step: watched(step, unwritten) })(eventOf(name)), crashed]);
  };
  const heard = new Set<string>();
  for (const each of history) {
    if ('passes' in each) clock.now += each.passes;
    else {
      heard.add(each.heard);
      await hear(each.heard, each.fault).catch((error) => expect(error.name).toBe('TransientFailure'));
    }
  }
  clock.now += lease + 1;
  for (const name of contactsLast(heard)) await hear(name);
  return { heard, messages: await pages.newest('ada', 9), taken: letters.length, unwritten: unwritten.size };
};

it(`holds for any history (SEED=${seed})`, async () => {
  const history = fc.array(happening, { minLength: 1, maxLength: 14 });
  const holds = fc.asyncProperty(history, async (all) => {
    const { heard, messages, taken, unwritten } = await outcomeOf(all);
    const known = ['registered', 'amended', 'closed'].some((name) => heard.has(name));
    const ends = known ? ['sent', 'undeliverable'] : ['waiting'];
    expect(messages.length).toBe(orders.filter((id) => heard.has(id)).length);
    for (const { status } of messages) expect(ends).toContain(status);
    expect(taken - unwritten).toBe(messages.filter(({ status }) => status === 'sent').length);
  });
  await fc.assert(holds, { seed, numRuns: 60 });
});
