/** Gathers an order's story: from the journals at once, and from the topics when they were read. */
import { limited } from '../../functions/platform/limited.ts';
import type { Connection } from '../../ops/connection.ts';
import type { History } from '../../ops/journal/journaled.ts';
import { traced } from '../../ops/trace/gather.ts';
import { merged, type Step, stepsOfEntry } from '../../ops/trace/step.ts';
import { withheld } from '../../ops/withheld.ts';
import type { Story } from '../answers/story.ts';
import { barsOf, causesOf } from './bars.ts';
import { historiesOf } from './histories.ts';
import { sentenceOf } from './reasons.ts';

export interface StoryProps {
  readonly connection: Connection;
  readonly orderId: string;
  /** Whether the topics are read, too: every record since the order was placed. */
  readonly isWhole: boolean;
  readonly signal: AbortSignal;
}

/** @throws Problem when there is no such order */
export const storyOf = async ({ connection, orderId, isWhole, signal }: StoryProps): Promise<Story> => {
  const { histories, since } = await historiesOf(connection, orderId);
  const entries = histories.flatMap((history) => history.entries.map((entry) => ({ history, entry })));
  const correlationIds = [...new Set(entries.map(({ entry }) => entry.correlationId))];
  const journaled = entries
    .flatMap(({ history, entry }) => stepsOfEntry(history.name, orderId, entry))
    .map((step) => ({ ...step, data: withheld(step.data) }));
  const sent = isWhole
    ? await limited(4, correlationIds, (correlationId) =>
        traced(connection, { correlationId, since, signal }),
      )
    : [];
  return told(orderId, histories, merged([...sent.flat(), ...journaled]), { correlationIds, isWhole });
};

/** As far as an order's state is read here. */
interface OrderState {
  readonly status?: string;
  readonly order?: { readonly customerId?: string };
  readonly cancellation?: { readonly reason?: string };
}

const told = (
  orderId: string,
  histories: readonly History[],
  steps: readonly Step[],
  known: Pick<Story, 'correlationIds' | 'isWhole'>,
): Story => {
  const order = histories.find(({ name }) => name === 'ordering/order');
  const { status = 'unknown', order: placed, cancellation } = (order?.folded.state ?? {}) as OrderState;
  const bars = barsOf(steps);
  const ending = bars.findLast(({ source, type }) => source === 'ordering/order' && endings.has(type));
  return {
    orderId,
    customer: placed?.customerId ?? '',
    status,
    ...(cancellation?.reason !== undefined && { reason: sentenceOf(cancellation.reason) }),
    why: ending === undefined ? [] : causesOf(bars, ending).map(({ id }) => id),
    bars,
    ...known,
  };
};

const endings = new Set(['OrderCancelled', 'OrderCompleted']);
