/** What the CRM says about a counterparty, said on its topic by a test. */
import { randomUUID } from 'node:crypto';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { orderedProducer } from '../../functions/platform/relay/producer.ts';
import { type CounterpartyEvent, counterparty } from '../../schemas/crm/counterparty/contract.gen.ts';

/** Under a source of its own, whose sequences do not meet those of the CRM. */
export const counterparties = (brokers: readonly string[], registryUrl: string) => {
  const producer = orderedProducer({ clientId: 'crm', brokers: [...brokers] });
  const registry = confluentRegistry(registryUrl);
  const source = `/test/${randomUUID()}`;
  return {
    /** @param sequence its place in the counterparty's life, from 1 */
    say: async (sequence: number, event: CounterpartyEvent): Promise<void> => {
      const subject = event.data.cptyNo;
      const id = `${subject}.${sequence}`;
      const context = { source, subject, id, sequence, at: Date.now(), correlationId: id, causationId: id };
      const { topic, key, headers, value } = await outgoing(event, [counterparty], context, registry);
      await producer.send([{ topic, messages: [{ key, headers, value: Buffer.from(value) }] }]);
    },
    close: producer.close,
  };
};
