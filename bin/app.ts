/** The whole system, on one screen. */
import { App } from 'aws-cdk-lib';
import { Backups } from '../lib/backups.ts';
import { Crm } from '../lib/crm.ts';
import { Edge } from '../lib/edge.ts';
import { environmentOf } from '../lib/environments.ts';
import { edgeRegion, FrontDoor } from '../lib/front-door.ts';
import { Identity } from '../lib/identity.ts';
import { Inventory } from '../lib/inventory.ts';
import { Network } from '../lib/network.ts';
import { Notification } from '../lib/notification.ts';
import { environmentTag, Operations } from '../lib/operations.ts';
import { Ordering } from '../lib/ordering.ts';
import { Payment } from '../lib/payment.ts';
import { Recovery } from '../lib/recovery.ts';
import { Returns } from '../lib/returns.ts';
import { Sales } from '../lib/sales.ts';
import { Shipping } from '../lib/shipping.ts';
import { Streaming } from '../lib/streaming.ts';
import { Traces } from '../lib/traces.ts';
import { Tracking } from '../lib/tracking.ts';

export const app = new App();
const environment = environmentOf(app.node);
const stack = (name: string) => ({
  stackName: `tributary-${environment.name}-${name}`,
  env: { region: environment.region },
  environment,
  ...(environment.cloud && { tags: { [environmentTag]: environment.name } }),
});

const network = environment.cloud ? new Network(app, 'Network', stack('network')) : undefined;
const streaming = new Streaming(app, 'Streaming', { ...stack('streaming'), network });
const { kafka, paging } = streaming;
const identity = new Identity(app, 'Identity', stack('identity'));
const { domain } = environment;
const front = domain && new FrontDoor(app, 'FrontDoor', { ...stack('front-door'), domain });

const spansTo = environment.cloud ? new Traces(app, 'Traces', stack('traces')).forwarder : undefined;

const shared = { kafka, identity, front, paging, spansTo };
const contexts = [
  new Crm(app, 'Crm', { ...stack('crm'), ...shared }),
  new Ordering(app, 'Ordering', { ...stack('ordering'), ...shared }),
  new Inventory(app, 'Inventory', { ...stack('inventory'), ...shared }),
  new Payment(app, 'Payment', { ...stack('payment'), ...shared }),
  new Shipping(app, 'Shipping', { ...stack('shipping'), ...shared }),
  new Returns(app, 'Returns', { ...stack('returns'), ...shared }),
  new Notification(app, 'Notification', { ...stack('notification'), ...shared }),
  new Tracking(app, 'Tracking', { ...stack('tracking'), ...shared }),
  new Sales(app, 'Sales', { ...stack('sales'), ...shared }),
];

if (domain !== undefined && front !== undefined) {
  const edge = new Edge(app, 'Edge', { ...stack('edge'), env: { region: edgeRegion }, domain });
  edge.addStackDependency(front);
}

const names = contexts.map(({ context }) => context);
if (paging !== undefined)
  new Operations(app, 'Operations', { ...stack('operations'), paging, contexts: names });

const { brokers, backupDays: days, recoveryRegion: region } = environment;
if (days !== undefined) new Backups(app, 'Backups', { ...stack('backups'), days });
if (brokers !== undefined && region !== undefined) {
  const there = { ...environment, region };
  const second = (name: string) => ({ ...stack(name), env: { region } });
  const standby = new Network(app, 'RecoveryNetwork', { ...second('recovery-network'), environment: there });
  const recovery = new Recovery(app, 'Recovery', {
    ...second('recovery'),
    brokers,
    network: standby,
    contexts: names,
  });
  // It looks for the cluster whose topics it copies, and has the keys that copies of tables are encrypted with.
  recovery.addStackDependency(streaming);
  for (const context of contexts) context.addStackDependency(recovery);
}
