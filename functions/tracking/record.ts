/** Writes what an event says: its entry in the timeline, and what it changes in a summary. */
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Message } from '../platform/commit/decider.ts';
import { transient } from '../platform/commit/dynamodb-failure.ts';
import type { Heard, Origin } from '../platform/contract/reader.ts';
import { PermanentFailure } from '../platform/failure.ts';
import { type ProjectionStore, projectionStore } from '../platform/projection/projection-store.ts';
import { type EntryRow, entryKey, placeOf, summaryKey } from './rows.ts';
import type { SummaryChange, Told } from './told.ts';
import { waitsFor, waitsForNothing } from './waiting.ts';

/**
 * An event that comes again writes the same entry again, and changes no summary. Of a summary's events the newest
 * counts, and a gap is passed over: a type that was added after this version was deployed would be one for ever (ADR 7).
 *
 * @throws PermanentFailure when the event has no place or time; TransientFailure when DynamoDB cannot be asked
 */
export const recordIn = (client: DynamoDBClient, table: string) => {
  const store = projectionStore(client, table);
  const put = async (row: EntryRow): Promise<void> => {
    const Item = marshall(row);
    await client.send(new PutItemCommand({ TableName: table, Item })).catch(transient);
  };
  return async ({ event, origin }: Heard<Message>, told: Told): Promise<object> => {
    refuseUnplaced(event, origin);
    const { orderId, text, details, summary } = told;
    const { at, source, subject, sequence } = origin;
    const row = { at, source, subject, sequence, type: event.type, text, details };
    await put({ ...entryKey(orderId, origin), ...row });
    if (summary !== undefined) await change(store, summary, origin);
    return {};
  };
};

const change = async (store: ProjectionStore, summary: SummaryChange, origin: Origin): Promise<void> => {
  const { saga, id, now, facts } = summary;
  const key = summaryKey(saga, id);
  await store.take({ key, set: { saga, id, ...now, ...waitingOf(summary, origin) } }, origin);
  if (facts === undefined) return;
  // For themselves, so that they are taken even if what they began has gone on: after a redrive, for one.
  const set = { ...facts, placed: placeOf(facts.placedAt, id) };
  await store.take({ key, set }, { ...origin, source: `${origin.source} facts` });
};

const waitingOf = ({ id, waitsFor: step }: SummaryChange, { at }: Origin): object => {
  if (step === undefined) return {};
  return step === null ? waitsForNothing : waitsFor(id, step, at);
};

const refuseUnplaced = ({ type }: Message, { topic, partition, offset, sequence, at }: Origin): void => {
  if (Number.isSafeInteger(sequence) && sequence > 0 && Number.isFinite(at)) return;
  throw new PermanentFailure(
    `${topic}-${partition}@${offset}: ${type} has no ce_sequence from 1 or no ce_time; it has no place in a timeline`,
  );
};
