/** What people use in its place. */
import { kafkaConsumer, SchemaType } from '@aws-lambda-powertools/kafka';
import { SchemaType as RegistryType, SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { plainIn } from '../consumer/unframed.ts';
import { eventOf, lambdaContext } from '../samples/records.ts';
import { type Sample, schema } from './sample.ts';

/** https://kafkajs.github.io/confluent-schema-registry/docs/usage: registered once, and cached. */
export const confluentPackage = async (url: string) => {
  const registry = new SchemaRegistry({ host: url });
  const id = await registry.getRegistryIdBySchema('ordering.order-ordering.order.OrderPlaced', {
    type: RegistryType.AVRO,
    schema,
  });
  return {
    encode: async ({ messages }: Sample): Promise<void> => {
      for (const [{ data }] of messages) await registry.encode(id, data);
    },
    decode: async ({ framed }: Sample): Promise<void> => {
      for (const value of framed)
        await registry.decode(Buffer.from(value.buffer, value.byteOffset, value.length));
    },
  };
};

/** https://docs.aws.amazon.com/powertools/typescript/latest/features/kafka/: decodes where a record's value is read. */
export const powertools = kafkaConsumer<unknown, { readonly orderId: string }>(
  async ({ records }) => {
    let seen = 0;
    for (const { value, headers } of records) seen += value.orderId.length + (headers?.length ?? 0);
    return seen;
  },
  { value: { type: SchemaType.AVRO, schema } },
);

export const withPowertools = async ({ plainRecords }: Sample): Promise<void> => {
  await powertools(plainIn(eventOf(plainRecords)), lambdaContext);
};
