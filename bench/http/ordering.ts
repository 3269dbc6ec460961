/** Ordering's API as it is deployed, in this process, on a table with one customer and one price. */
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { HttpEvent } from '../../functions/platform/http/request.ts';
import { region } from '../../local/emulated-aws.ts';
import { newTable } from '../dynamodb/table.ts';
import { lambdaContext } from '../samples/records.ts';
import { requestOf } from './requests.ts';

export const sku = 'SKU-1';

export interface Ordering {
  readonly call: (event: HttpEvent) => Promise<void>;
  readonly table: string;
}

/** Its wiring reads the environment once: there is one for each process. */
export const orderingAt = async (
  client: DynamoDBClient,
  awsEndpoint: string,
  registryUrl: string,
): Promise<Ordering> => {
  const table = await newTable(client);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: awsEndpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    TABLE_NAME: table,
    DEAD_LETTER_QUEUE_URL: `${awsEndpoint}/000000000000/bench`,
    SCHEMA_REGISTRY: registryUrl,
  });
  const { handler } = await import('../../functions/ordering/api.ts');
  const call = async (event: HttpEvent): Promise<void> => {
    const { statusCode = 500, body } = await handler(event, lambdaContext);
    if (statusCode >= 300) throw new Error(`${event.routeKey} answered ${statusCode}: ${body}`);
  };
  const customer = { pk: 'customer#ada', sk: 'customer', customerId: 'ada', standing: 'active', name: 'Ada' };
  await client.send(new PutItemCommand({ TableName: table, Item: marshall(customer) }));
  const price = { currency: 'EUR', lowest: 990, highest: 990 };
  await call(requestOf('PUT /prices/{sku}', price, { pathParameters: { sku }, groups: '[operators]' }));
  return { call, table };
};
