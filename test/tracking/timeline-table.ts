/** A version's table on the emulator, with the indexes that the stack gives it. */
import { recordIn } from '../../functions/tracking/record.ts';
import { timelineIn } from '../../functions/tracking/timeline.ts';
import { dynamodbAt, newTable } from '../tables.ts';
import { type Placed, toldBy } from './told-events.ts';

export const newTimeline = async (awsEndpoint: string) => {
  const client = dynamodbAt(awsEndpoint);
  const table = await newTable(client, 'timeline', {
    indexes: {
      customer: ['customerId', 'placed'],
      waiting: ['waiting', 'waitingSince'],
    },
  });
  const record = recordIn(client, table);
  const tell = async (...events: readonly Placed[]): Promise<void> => {
    for (const event of events) await record(...toldBy(event));
  };
  return { client, table, record, tell, ...timelineIn(client, table) };
};
