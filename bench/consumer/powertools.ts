/** The same policy, decider and writes under Powertools: its Kafka consumer, and its idempotency around each record. */
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { kafkaConsumer, SchemaType } from '@aws-lambda-powertools/kafka';
import type { MSKEvent } from '@aws-lambda-powertools/kafka/types';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { OrderPlaced } from '../../schemas/ordering/order/contract.gen.ts';
import { limited } from '../limited.ts';
import { lambdaContext } from '../samples/records.ts';
import { schema } from '../wire/sample.ts';

/** Writes what an order means to payments. @param id of the event */
export type Save = (order: OrderPlaced, id: string) => Promise<unknown>;

/**
 * By its documentation, and the best of it: keyed by the event's id, without payload validation, and 16 records at once
 * where its examples take one after another.
 * https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/
 *
 * @param idempotencyTable made by `idempotencyTableIn`
 */
export const withPowertools = (client: DynamoDBClient, idempotencyTable: string, save: Save) => {
  const config = new IdempotencyConfig({
    eventKeyJmesPath: 'id',
    throwOnNoIdempotencyKey: true,
    expiresAfterSeconds: 86_400,
  });
  config.registerLambdaContext(lambdaContext);
  const persistenceStore = new DynamoDBPersistenceLayer({
    tableName: idempotencyTable,
    awsSdkV3Client: client,
  });
  const once = makeIdempotent(
    async ({ id, order }: { readonly id: string; readonly order: OrderPlaced }) => {
      await save(order, id);
      return { id };
    },
    { persistenceStore, config, keyPrefix: 'bench' },
  );
  const consume = kafkaConsumer<unknown, OrderPlaced>(
    async ({ records }) => {
      await limited(16, records, (record) => once({ id: idOf(record.headers), order: { ...record.value } }));
    },
    { value: { type: SchemaType.AVRO, schema } },
  );
  return (event: MSKEvent): Promise<unknown> => consume(event, lambdaContext);
};

const idOf = (headers: readonly { readonly [name: string]: string }[] | null | undefined): string =>
  headers?.find((header) => header.ce_id !== undefined)?.ce_id ?? '';

/** @param TableName that it is to have @returns its name */
export const idempotencyTableIn = async (client: DynamoDBClient, TableName: string): Promise<string> => {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  return TableName;
};
