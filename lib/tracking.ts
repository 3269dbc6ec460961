/** The stack of tracking. */
import { Duration } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct, type Node } from 'constructs';
import { routes } from '../functions/tracking/routes.ts';
import { reservation } from '../schemas/inventory/reservation/contract.gen.ts';
import { order } from '../schemas/ordering/order/contract.gen.ts';
import { payment } from '../schemas/payment/payment/contract.gen.ts';
import { returnContract } from '../schemas/returns/return/contract.gen.ts';
import { shipment } from '../schemas/shipping/shipment/contract.gen.ts';
import { BoundedContext, type BoundedContextProps } from './platform/context/bounded-context.ts';
import { ContextApi } from './platform/context/context-api.ts';
import { Projection, type ProjectionVersion } from './platform/context/projection.ts';
import { SagaAlarms } from './saga-alarms.ts';
import { sagaSteps } from './saga-steps.ts';

/** To rebuild the timeline, add a version; when it is live, take the old one away (docs/tracking.md). */
const timelineVersions: readonly ProjectionVersion[] = [
  { version: 1, entry: 'functions/tracking/v1/consume.ts' },
];

const text = (name: string) => ({ name, type: AttributeType.STRING });

const indexes = [
  { indexName: 'customer', partitionKey: text('customerId'), sortKey: text('placed') },
  { indexName: 'waiting', partitionKey: text('waiting'), sortKey: text('waitingSince') },
];

export class Tracking extends BoundedContext {
  constructor(scope: Construct, id: string, props: BoundedContextProps) {
    super(scope, id, props, []);
    const timeline = new Projection(this, 'Timeline', {
      context: this,
      name: 'timeline',
      versions: versionsIn(this.node),
      topics: [order, reservation, payment, shipment, returnContract],
      indexes,
    });
    const environment = { ...timeline.environment, SAGA_STEPS: JSON.stringify(sagaSteps) };
    const api = new ContextApi(this, 'Api', {
      context: this,
      entry: 'functions/tracking/api.ts',
      routes,
      environment,
      tableActions: ['dynamodb:GetItem', 'dynamodb:Query'],
    });
    const everyMinute = this.handler(new Construct(this, 'EveryMinute'), {
      entry: 'functions/tracking/every-minute.ts',
      environment,
      // The pointer to the live version, and the positions of all.
      tableActions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    });
    for (const reader of [api.handler, everyMinute]) timeline.grantRead(reader);
    new Rule(this, 'Minute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(everyMinute)],
    });
    const { stuck, unmeasured } = new SagaAlarms(this, 'Stuck', { steps: sagaSteps });
    this.alarms.late(...stuck);
    this.alarms.wrong(...unmeasured);
  }
}

/** `-c trackingVersions=1,2=<entry>` names others; without an entry, it is the version's own folder. */
const versionsIn = (node: Node): readonly ProjectionVersion[] => {
  const given: unknown = node.tryGetContext('trackingVersions');
  if (given === undefined) return timelineVersions;
  return String(given)
    .split(',')
    .map((each) => {
      const [, number = '', entry] = /^([1-9]\d*)(?:=(\S+))?$/.exec(each) ?? [];
      if (number === '') {
        throw new Error(`trackingVersions has ${each}; expected versions such as 1,2 or 1,2=<file>`);
      }
      return { version: Number(number), entry: entry ?? `functions/tracking/v${number}/consume.ts` };
    });
};
