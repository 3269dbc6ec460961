/** The functions of returns as Lambda runs them, on a table, a queue and a registry of a running system. */
import type { APIGatewayProxyStructuredResultV2, Context, MSKRecord, SQSEvent } from 'aws-lambda';
import { keysOf } from '../../functions/platform/commit/commit.ts';
import type { Message } from '../../functions/platform/commit/decider.ts';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { type OutgoingMessage, outgoing } from '../../functions/platform/contract/wire.ts';
import type { ArmedDeadline } from '../../functions/platform/deadline/deadline.ts';
import { projectionStore } from '../../functions/platform/projection/projection-store.ts';
import { emulatedEnvironment } from '../../local/emulated-aws.ts';
import type { Contract } from '../../schemas/contract.ts';
import { newQueue } from '../platform/queues.ts';
import { batchOf, headersFrom, recordIn } from '../platform/records.ts';
import { eventOf } from '../platform/things.ts';
import { dynamodbAt, newTable } from '../tables.ts';

const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 60_000 } as Context;

export interface Called {
  readonly status: number;
  readonly headers: { readonly [name: string]: unknown };
  readonly body: { readonly [name: string]: unknown };
}

export const functionsOn = async (awsEndpoint: string, registryUrl: string) => {
  const dynamodb = dynamodbAt(awsEndpoint);
  const table = await newTable(dynamodb, 'returns');
  const deadLetters = await newQueue(awsEndpoint);
  Object.assign(process.env, emulatedEnvironment(awsEndpoint), {
    TABLE_NAME: table,
    DEAD_LETTER_QUEUE_URL: deadLetters.url,
    DEADLINE_QUEUE_URL: deadLetters.url,
    SCHEMA_REGISTRY: registryUrl,
  });
  const [api, orders, replies, admissions, deadlines] = await Promise.all([
    import('../../functions/returns/api.ts'),
    import('../../functions/returns/orders/consume.ts'),
    import('../../functions/returns/consume.ts'),
    import('../../functions/returns/admissions/consume.ts'),
    import('../../functions/returns/deadlines.ts'),
  ]);
  const registry = confluentRegistry(registryUrl);
  const rows = projectionStore(dynamodb, table);

  const recordOf = async (message: Message, contract: Contract, source: string, sequence: number) => {
    const key = String((message.data as { readonly [field: string]: unknown })[contract.key]);
    const id = `${key}.${sequence}`;
    const about = { source, subject: key, id, sequence, at: 0, correlationId: 'c', causationId: 'x' };
    const { topic, headers, value } = await outgoing(message, [contract], about, registry);
    const extra = { value: Buffer.from(value).toString('base64'), headers: headersFrom(headers) };
    return recordIn(topic)(0, sequence, key, extra);
  };

  return {
    dynamodb,
    table,
    recordOf,
    hear: {
      orders: (...records: readonly MSKRecord[]) => orders.handler(batchOf(...records), context),
      replies: (...records: readonly MSKRecord[]) => replies.handler(batchOf(...records), context),
      admissions: (...records: readonly MSKRecord[]) => admissions.handler(batchOf(...records), context),
    },
    fire: (body: object) => {
      const event = { Records: [{ messageId: 'm-1', body: JSON.stringify(body) }] } as SQSEvent;
      return deadlines.handler(event, context);
    },
    /** @param caller whose groups follow the name, such as `grace operators` */
    call: async (caller: string, routeKey: string, { id = '', body, key }: Call = {}): Promise<Called> => {
      const [username, ...groups] = caller.split(' ');
      const claims = { username, 'cognito:groups': `[${groups.join(' ')}]` };
      const event = eventOf(
        body === undefined ? undefined : JSON.stringify(body),
        {
          routeKey,
          rawPath: routeKey.replace(/^\w+ /, '').replace('{id}', id),
          pathParameters: id === '' ? {} : { id },
          requestContext: { requestId: 'r-1', authorizer: { jwt: { claims } } },
        },
        key === undefined ? {} : { 'idempotency-key': key },
      );
      const answer = (await api.handler(event, context)) as APIGatewayProxyStructuredResultV2;
      return {
        status: answer.statusCode ?? 0,
        headers: answer.headers ?? {},
        body: JSON.parse(answer.body ?? '{}'),
      };
    },
    /** What leaves with the newest commit of a return. */
    outbox: async (returnId: string) =>
      rows.read<{
        readonly messages: readonly OutgoingMessage[];
        readonly deadlines?: readonly ArmedDeadline[];
      }>(keysOf('returns/return', returnId).head),
  };
};

interface Call {
  readonly id?: string;
  readonly body?: object;
  readonly key?: string;
}
