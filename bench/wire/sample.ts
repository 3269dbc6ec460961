/** The same orders in every form that a side wants: as values, as bytes, and as Lambda's records. */
import avro from 'avsc';
import type { MSKRecord } from 'aws-lambda';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { contextOf, orderOf } from '../samples/orders.ts';
import { recordOf } from '../samples/records.ts';

export const [schema] = order.messages.OrderPlaced.versions;
export const plainType = avro.Type.forSchema(JSON.parse(schema));

export interface Sample {
  readonly name: string;
  readonly messages: readonly Parameters<typeof outgoing>[];
  readonly plain: readonly Buffer[];
  readonly framed: readonly Uint8Array[];
  readonly records: readonly MSKRecord[];
  /** Without framing, as who does not know it writes them. */
  readonly plainRecords: readonly MSKRecord[];
}

const perSample = 1_000;

export const sampleOf = async (lines: number, kind: string, registry: SchemaRegistry): Promise<Sample> => {
  const orders = Array.from({ length: perSample }, (_, number) => orderOf(number, lines));
  const messages = orders.map((data): Parameters<typeof outgoing> => {
    return [{ type: 'OrderPlaced', data }, [order], contextOf(data), registry];
  });
  const sent = await Promise.all(messages.map((message) => outgoing(...message)));
  for (const { value } of sent) await registry.open(value);
  const plain = orders.map((data) => plainType.toBuffer(data));
  return {
    name: `${lines} ${lines === 1 ? 'line' : 'lines'}, ${kind}`,
    messages,
    plain,
    framed: sent.map(({ value }) => value),
    records: sent.map((message, offset) => recordOf(message, offset)),
    plainRecords: sent.map((message, offset) =>
      recordOf({ ...message, value: plain[offset] ?? new Uint8Array() }, offset),
    ),
  };
};
