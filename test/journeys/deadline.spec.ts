/** An order whose saga is stuck is given up by its deadline, on the deployed system. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, inject, it } from 'vitest';
import { confirmWithin, order } from '../../functions/ordering/decider.ts';
import { aggregate } from '../../functions/platform/commit/aggregate.ts';
import { commitStore } from '../../functions/platform/commit/commit.ts';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { deployedStack } from '../../local/deployed.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { shop } from '../../local/shop.ts';
import { order as contract } from '../../schemas/ordering/order/contract.gen.ts';

const stack = inject('stack');
const customer = 'ada';

it('is cancelled in time, and its reservation with it', async () => {
  const { physicalIds } = await deployedStack(
    clientConfiguration(stack.awsEndpoint),
    'tributary-local-ordering',
  );
  const table = [...physicalIds].find(([logicalId]) => logicalId.startsWith('Table'))?.[1] ?? '';
  const orders = aggregate({
    name: 'ordering/order',
    decider: order,
    publishes: contract,
    store: commitStore(new DynamoDBClient(clientConfiguration(stack.awsEndpoint)), table),
    registry: confluentRegistry(stack.schemaRegistryUrl),
  });
  const orderId = randomUUID();
  const placed = {
    orderId,
    customerId: customer,
    // Stock is asked for nothing, and never answers.
    lines: [],
    total: 0,
    currency: 'EUR',
    paymentToken: 'approve',
    placedAt: Date.now() - confirmWithin,
  };
  const command = { type: 'PlaceOrder', data: { orderId, order: placed } } as const;
  await orders.handle(command, { id: orderId, by: customer, correlationId: orderId });
  const { order: view, payment } = await shop(stack, customer);
  const patiently = { interval: 50 };
  await expect
    .poll(() => view(orderId), patiently)
    .toMatchObject({ status: 'cancelled', reason: 'timed-out' });
  await expect.poll(() => payment(orderId), patiently).toMatchObject({ status: 'cancelled' });
});
