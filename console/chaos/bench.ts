/** Breaks parts of a laptop's system, by the faults of `npm run chaos`, and mends what can be mended. */
import { setTimeout as sleep } from 'node:timers/promises';
import { registerUnknown, unknownSchemaId } from '../../chaos/aftermath/unknown-schema.ts';
import type { Poisoned } from '../../chaos/checker/facts.ts';
import { faultsOf } from '../../chaos/faults/faults.ts';
import { lateBuyer } from '../../chaos/faults/good.ts';
import { type Poisoner, poisoner } from '../../chaos/faults/poisoner.ts';
import type { Processes } from '../../chaos/faults/processes.ts';
import { seeded } from '../../chaos/random.ts';
import { stock } from '../../local/seed.ts';
import { shop } from '../../local/shop.ts';
import type { Stack } from '../../local/stack-file.ts';
import type { ChaosView } from '../answers/chaos.ts';
import { Problem } from '../server/route.ts';

export interface Bench {
  readonly view: () => ChaosView;
  /** @returns when it has begun */
  readonly bringAbout: (name: string) => Promise<void>;
  /** Does to a poisoned record's cause what lets it be redriven. @param id as the view names it */
  readonly mend: (id: string) => Promise<void>;
  /** Ends what still goes on. */
  readonly stop: () => Promise<void>;
}

/** Without the door before the emulator that `npm run chaos` opens, nobody can delay or repeat deliveries. */
const withoutDoor = /^(kill|the |a function|a consumer|a poisoned)/;

export const benchOn = (stack: Stack, processes: Processes): Bench => {
  let made: Promise<{ readonly poisons: Poisoner; readonly unknownId: number }> | undefined;
  const mended = new Set<string>();
  const active = new Map<string, () => Promise<void>>();
  let poisoned: readonly Poisoned[] = [];
  const random = seeded(Date.now());

  /** The registry is asked for an id when the first record is poisoned. */
  const poisons = () => {
    made ??= unknownSchemaId(stack.schemaRegistryUrl).then((unknownId) => ({
      unknownId,
      poisons: poisoner(stack, unknownId),
    }));
    return made;
  };
  const poison = async (kind: string): Promise<void> => {
    const { poisons: all } = await poisons();
    await all.poison(kind);
    poisoned = all.poisoned();
  };
  const { gatewayUrl } = stack;
  const faults = faultsOf({ processes, doorUrl: '', gatewayUrl, random, poison }).filter(({ name }) =>
    withoutDoor.test(name),
  );

  const bringAbout = async (name: string): Promise<void> => {
    const fault = faults.find((each) => each.name === name);
    if (fault === undefined) throw new Problem(404, `${name} is no fault that can be brought about here`);
    if (active.has(name)) throw new Problem(409, `${name}: that goes on already`);
    const end = await fault.inject();
    if (end === undefined)
      throw new Problem(409, `${name}: there is nothing just now that it could happen to`);
    const [lasts] = fault.lasts;
    if (lasts === 0) return end();
    const ended = async (): Promise<void> => {
      if (!active.delete(name)) return;
      await end();
    };
    active.set(name, ended);
    void sleep(lasts, undefined, { ref: false }).then(ended);
  };

  const mend = async (id: string): Promise<void> => {
    const found = poisoned.find((each) => idOf(each) === id);
    if (found?.mendedBy === undefined) throw new Problem(404, `${id} is nothing that can be mended`);
    if (found.idempotencyKey !== undefined) await placeLate(stack, found.idempotencyKey);
    else await registerUnknown(stack.schemaRegistryUrl, (await poisons()).unknownId);
    for (const each of poisoned) {
      // A schema is registered for all that were written with its id.
      if (each === found || (found.idempotencyKey === undefined && each.kind === found.kind))
        mended.add(idOf(each));
    }
  };

  return {
    bringAbout,
    mend,
    view: () => ({
      faults: faults.map(({ name, lasts: [shortest] }) => ({ name, seconds: shortest / 1_000 })),
      active: [...active.keys()],
      poisoned: poisoned
        .map((each) => ({
          id: idOf(each),
          kind: each.kind,
          context: each.context,
          ...(each.mendedBy !== undefined && { mendedBy: each.mendedBy }),
          isMended: mended.has(idOf(each)),
        }))
        .reverse(),
    }),
    stop: async () => {
      await Promise.all([...active.values()].map((end) => end()));
    },
  };
};

const idOf = ({ record: { topic }, partition, offset }: Poisoned): string =>
  `${topic}-${partition}@${offset}`;

const placeLate = async (stack: Stack, idempotencyKey: string): Promise<void> => {
  const [{ sku, unitPrice }] = stock;
  const order = { lines: [{ sku, quantity: 1, unitPrice }], currency: 'EUR', paymentToken: 'approve' };
  const { status, body } = await (await shop(stack, lateBuyer)).post(order, {
    'idempotency-key': idempotencyKey,
  });
  if (status !== 202) throw new Problem(409, `its order was refused: ${JSON.stringify(body)}`);
};
