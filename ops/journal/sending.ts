/** The way out that the relay takes, for an operator's command. */
import { type Arm, armIn } from '../../functions/platform/deadline/deadline-queue.ts';
import { kafkaIam } from '../../functions/platform/relay/kafka-iam.ts';
import { type OrderedProducer, orderedProducer } from '../../functions/platform/relay/producer.ts';
import { clientsOf } from '../clients.ts';
import type { Connection, DeployedContext } from '../connection.ts';

export interface Sending extends AsyncDisposable {
  readonly producer: OrderedProducer;
  readonly arm: Arm;
}

export const sendingFrom = async (
  connection: Connection,
  { variables }: DeployedContext,
): Promise<Sending> => {
  // It is told to those who come from an older version of kafkajs, and this is not one.
  process.env.KAFKAJS_NO_PARTITIONER_WARNING ??= '1';
  const { KAFKA_BROKERS = '', KAFKA_AUTH, DEADLINE_QUEUE_URL } = variables;
  const { sqs } = clientsOf(connection);
  const producer = orderedProducer({
    clientId: 'tributary-ops',
    brokers: KAFKA_BROKERS.split(','),
    ...(KAFKA_AUTH === 'iam' && kafkaIam(await sqs.config.region())),
  });
  return { producer, arm: armIn(sqs, DEADLINE_QUEUE_URL), [Symbol.asyncDispose]: producer.close };
};
