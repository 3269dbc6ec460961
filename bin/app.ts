/** The whole system, on one screen. */
import { App } from 'aws-cdk-lib';
import { Backups } from '../lib/backups.ts';
import { Crm } from '../lib/crm.ts';
import { Edge } from '../lib/edge.ts';
import { environmentOf, takenOver } from '../lib/environments.ts';
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
const first = environmentOf(app.node);
/** In the second region, when the first is lost. */
const environment = takenOver(app.node, first) ?? first;
const stack = (name: string) => ({
  stackName: `tributary-${environment.name}-${name}`,
  env: { region: environment.region },
  environment,
  ...(environment.cloud && { tags: { [environmentTag]: environment.name } }),
});
const kinds = { Crm, Ordering, Inventory, Payment, Shipping, Returns, Notification, Tracking, Sales };
const names = Object.keys(kinds).map((id) => id.toLowerCase());

const standby = (): Recovery | undefined => {
  const { brokers, recoveryRegion: region } = first;
  if (brokers === undefined || region === undefined) return undefined;
  const second = (name: string) => ({ ...stack(name), env: { region } });
  const there = { ...second('recovery-network'), environment: { ...first, region }, standsBy: true };
  const network = new Network(app, 'RecoveryNetwork', there);
  const copies = { ...second('recovery'), environment: first, brokers, network, contexts: names };
  return new Recovery(app, 'Recovery', copies);
};
const streamingHere = (): Streaming => {
  const network = environment.cloud ? new Network(app, 'Network', stack('network')) : undefined;
  return new Streaming(app, 'Streaming', { ...stack('streaming'), network });
};

const recovery = standby();
const isFirst = recovery === undefined || environment === first;
const streaming = isFirst ? streamingHere() : recovery;
const { kafka, paging } = streaming;
const identity = new Identity(app, 'Identity', { ...stack('identity'), paging });
const { domain } = environment;
const front = domain && new FrontDoor(app, 'FrontDoor', { ...stack('front-door'), domain });
const keys = isFirst ? undefined : recovery.keys;

const spansTo = environment.cloud ? new Traces(app, 'Traces', stack('traces')).forwarder : undefined;

const shared = { kafka, identity, front, paging, spansTo, keys };
const contexts = Object.entries(kinds).map(
  ([id, Context]) => new Context(app, id, { ...stack(id.toLowerCase()), ...shared }),
);

if (isFirst && domain !== undefined && front !== undefined) {
  const edge = new Edge(app, 'Edge', { ...stack('edge'), env: { region: edgeRegion }, domain });
  edge.addStackDependency(front);
}
// Dashboards, and what watches the bill, are the account's, whatever region they were deployed from.
if (isFirst && paging !== undefined)
  new Operations(app, 'Operations', { ...stack('operations'), paging, contexts: names });
const { backupDays: days } = environment;
if (isFirst && days !== undefined) new Backups(app, 'Backups', { ...stack('backups'), days });

if (isFirst && recovery !== undefined) {
  // It looks for the cluster whose topics it copies, and has the keys that copies of tables are encrypted with.
  recovery.addStackDependency(streaming);
  for (const context of contexts) context.addStackDependency(recovery);
}
