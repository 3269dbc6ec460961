/** What every context is connected to: its table, its dead-letter queue and the schema registry. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { commitStore } from './commit/commit.ts';
import { dynamodbClient } from './commit/dynamodb-client.ts';
import { suspectIn } from './consumer/breaker.ts';
import { heldIn } from './consumer/held.ts';
import { letterBucket } from './consumer/letter-bucket.ts';
import { parkIn } from './consumer/park.ts';
import { toldOf } from './consumer/parked-figures.ts';
import type { Parking } from './consumer/redrive.ts';
import { confluentRegistry } from './contract/confluent-registry.ts';
import { handedVersionsPattern, withHandedVersions } from './contract/handed-versions.ts';
import { loadedOnDemand } from './contract/loaded-registry.ts';
import type { SchemaRegistry } from './contract/registry.ts';
import { armIn } from './deadline/deadline-queue.ts';
import { environment } from './environment.ts';
import { publishFigures } from './figures.ts';
import * as z from './zod.ts';

const glue = 'glue:';

const shape = {
  TABLE_NAME: z.string().check(z.minLength(1)),
  DEAD_LETTER_QUEUE_URL: z.url(),
  /** Only for the function that handles deadlines. */
  DEADLINE_QUEUE_URL: z.optional(z.url()),
  /** Only for functions that consume topics. */
  LETTERS_BUCKET: z.optional(z.string().check(z.minLength(1))),
  /** Only for functions that listen to topics. */
  BREAKER_QUEUE_URL: z.optional(z.url()),
  SCHEMA_REGISTRY: z
    .string()
    .check(
      z.regex(/^(https?:\/\/|glue:)./, 'expected http(s)://… of a Confluent API, or glue:<registry name>'),
    ),
  /** Only where Glue is the registry, of a context that says something. */
  SCHEMA_VERSIONS: z.optional(z.string().check(z.regex(handedVersionsPattern))),
};

/** @param variables `process.env` of the function; the SDK takes its region and endpoint from there itself */
export const connected = (variables: NodeJS.ProcessEnv) => {
  const names = environment(shape, variables);
  const { TABLE_NAME: table, DEAD_LETTER_QUEUE_URL: queueUrl, SCHEMA_REGISTRY } = names;
  const { DEADLINE_QUEUE_URL, BREAKER_QUEUE_URL } = names;
  // A queue's URL is a name, not an address: behind an emulator it leads nowhere.
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const dynamodb = dynamodbClient();
  const letters = letterBucket(names.LETTERS_BUCKET);
  return {
    store: commitStore(dynamodb, table),
    registry: registryAt(SCHEMA_REGISTRY, names.SCHEMA_VERSIONS),
    arm: armIn(sqs, DEADLINE_QUEUE_URL),
    suspect: suspectIn(sqs, BREAKER_QUEUE_URL),
    parkingFor: (consumer: string): Parking => {
      const park = parkIn({ dynamodb, table, sqs, queueUrl, letters, consumer });
      return toldOf({ park, held: heldIn(dynamodb, table, consumer) }, consumer, publishFigures);
    },
  };
};

const registryAt = (address: string, versions: string | undefined): SchemaRegistry => {
  if (!address.startsWith(glue)) return confluentRegistry(address);
  const registry = loadedOnDemand(async () => {
    const { glueRegistryNamed } = await import('./contract/glue-registry.ts');
    return glueRegistryNamed(address.slice(glue.length));
  });
  return versions === undefined ? registry : withHandedVersions(versions, registry);
};
