/** What subscribers of crm have heard by now. */
import { Kafka, logLevel } from 'kafkajs';
import { counterparty } from '../../schemas/crm/counterparty/contract.gen.ts';
import { type ReadRecord, recordsIn } from '../platform/topics.ts';

/** @param kafkaBrokers comma-separated */
export const heardOf = async (kafkaBrokers: string, number: string): Promise<readonly ReadRecord[]> => {
  const brokers = kafkaBrokers.split(',');
  const admin = new Kafka({ brokers, clientId: 'tests', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(counterparty.topic);
  await admin.disconnect();
  const count = offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  if (count === 0) return [];
  return (await recordsIn(brokers, counterparty.topic, count)).filter(({ key }) => key === number);
};
