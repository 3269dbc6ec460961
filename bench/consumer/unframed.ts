/** Batches for Powertools: with what a registry's mapping adds to each record, and values without framing. */
import type { MSKEvent as PowertoolsEvent } from '@aws-lambda-powertools/kafka/types';
import type { MSKEvent, MSKRecord } from 'aws-lambda';

const framing = 5;

const metadata = {
  valueSchemaMetadata: { dataFormat: 'AVRO' },
  keySchemaMetadata: { dataFormat: 'STRING' },
};

const mapped = (event: MSKEvent, change: (record: MSKRecord) => MSKRecord): PowertoolsEvent => ({
  ...event,
  eventSource: 'aws:kafka',
  records: Object.fromEntries(
    Object.entries(event.records).map(([partition, records]) => [
      partition,
      records.map((record) => ({ ...change(record), ...metadata })),
    ]),
  ),
});

/** It cannot read framing. */
export const unframedIn = (event: MSKEvent): PowertoolsEvent =>
  mapped(event, (record) => {
    const value = Buffer.from(record.value, 'base64').subarray(framing).toString('base64');
    return { ...record, value };
  });

/** Of values that have none. */
export const plainIn = (event: MSKEvent): PowertoolsEvent => mapped(event, (record) => record);
