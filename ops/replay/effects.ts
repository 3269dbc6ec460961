/** What a second time means to each consumer. */

export interface Repeat {
  /** Of the world outside: it is asked again. */
  readonly reachesOutside: boolean;
  /** A sentence for who is about to do it. */
  readonly meaning: string;
}

const once: Repeat = {
  reachesOutside: false,
  meaning:
    'What was handled is known by its commit record or sequence, and changes nothing; what was missed is done now.',
};

const known: { readonly [consumer: string]: Repeat } = {
  'payment.gateway': {
    reachesOutside: true,
    meaning:
      'The gateway is asked again for all of it, under the same idempotency keys: it holds, takes and gives back nothing twice.',
  },
  'notification.mail': {
    reachesOutside: true,
    meaning:
      'A letter that was sent is not sent again; one that is still news, and was never sent, is sent now.',
  },
  'sales.windows': {
    reachesOutside: false,
    meaning:
      'It counts by offset, and passes over what is behind its positions: a replay changes nothing at all. Only parked records are counted late, when they come back.',
  },
};

/** @param consumer `<context>.<function>` */
export const repeatOf = (consumer: string): Repeat => {
  const projection = /^\w+\.[\w-]+-v\d+$/.test(consumer);
  if (!projection) return known[consumer] ?? once;
  return {
    reachesOutside: false,
    meaning:
      'A row keeps the last sequence that it took, so that a replay in place changes nothing that is there. To build the view again, add a version beside it: docs/tracking.md.',
  };
};

/** Consumers of which more than `once` is said. */
export const knownConsumers: readonly string[] = Object.keys(known);
