/** The dependencies of crm, from its environment. */
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { counterparty as contract } from '../../schemas/crm/counterparty/contract.gen.ts';
import { aggregate } from '../platform/commit/aggregate.ts';
import { dynamodbClient } from '../platform/commit/dynamodb-client.ts';
import { connected } from '../platform/connected.ts';
import { environment } from '../platform/environment.ts';
import * as z from '../platform/zod.ts';
import { counterparty } from './decider.ts';
import { fileStore } from './file-store.ts';
import { importStore } from './import-store.ts';
import { findKnownIn } from './known.ts';
import { resumeIn } from './resume-queue.ts';

const { TABLE_NAME, IMPORT_BUCKET, IMPORT_QUEUE_URL } = environment(
  {
    TABLE_NAME: z.string().check(z.minLength(1)),
    IMPORT_BUCKET: z.string().check(z.minLength(1)),
    /** Only for the function that imports. */
    IMPORT_QUEUE_URL: z.optional(z.url()),
  },
  process.env,
);

const name = 'crm/counterparty';
const dynamodb = dynamodbClient();

export const counterparties = aggregate({
  name,
  decider: counterparty,
  publishes: contract,
  ...connected(process.env),
});

export const findKnown = findKnownIn(dynamodb, TABLE_NAME, name);
export const imports = importStore(dynamodb, TABLE_NAME);
export const files = fileStore(new S3Client({}), IMPORT_BUCKET);

// A queue's URL is a name, not an address: behind an emulator it leads nowhere.
export const resumeLater = resumeIn(new SQSClient({ useQueueUrlAsEndpoint: false }), IMPORT_QUEUE_URL);
