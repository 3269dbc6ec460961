/** The whole system, on one screen. */
import { App } from 'aws-cdk-lib';
import { Crm } from '../lib/crm.ts';
import { Edge } from '../lib/edge.ts';
import { environmentOf } from '../lib/environments.ts';
import { edgeRegion, FrontDoor } from '../lib/front-door.ts';
import { Identity } from '../lib/identity.ts';
import { Inventory } from '../lib/inventory.ts';
import { Network } from '../lib/network.ts';
import { Notification } from '../lib/notification.ts';
import { Ordering } from '../lib/ordering.ts';
import { Payment } from '../lib/payment.ts';
import { Returns } from '../lib/returns.ts';
import { Sales } from '../lib/sales.ts';
import { Shipping } from '../lib/shipping.ts';
import { Streaming } from '../lib/streaming.ts';
import { Tracking } from '../lib/tracking.ts';

export const app = new App();
const environment = environmentOf(app.node);
const stack = (name: string) => ({
  stackName: `tributary-${environment.name}-${name}`,
  env: { region: environment.region },
  environment,
});

const network = environment.cloud ? new Network(app, 'Network', stack('network')) : undefined;
const { kafka } = new Streaming(app, 'Streaming', { ...stack('streaming'), network });
const identity = new Identity(app, 'Identity', stack('identity'));
const { domain } = environment;
const front = domain && new FrontDoor(app, 'FrontDoor', { ...stack('front-door'), domain });

new Crm(app, 'Crm', { ...stack('crm'), kafka, identity, front });
new Ordering(app, 'Ordering', { ...stack('ordering'), kafka, identity, front });
new Inventory(app, 'Inventory', { ...stack('inventory'), kafka, identity, front });
new Payment(app, 'Payment', { ...stack('payment'), kafka, identity, front });
new Shipping(app, 'Shipping', { ...stack('shipping'), kafka, identity, front });
new Returns(app, 'Returns', { ...stack('returns'), kafka, identity, front });
new Notification(app, 'Notification', { ...stack('notification'), kafka, identity, front });
new Tracking(app, 'Tracking', { ...stack('tracking'), kafka, identity, front });
new Sales(app, 'Sales', { ...stack('sales'), kafka, identity, front });

if (domain !== undefined && front !== undefined) {
  const edge = new Edge(app, 'Edge', { ...stack('edge'), env: { region: edgeRegion }, domain });
  edge.addStackDependency(front);
}
