/** What the page of costs says is there, whatever is ordered: counted in the templates. */
import { expect, inject, it } from 'vitest';
import { fixed, settings } from '../../docs/build/cost/usage.ts';
import { type Resource, readAssembly } from './assembly/stacks.ts';

const resourcesOf = (environment: string): readonly Resource[] =>
  readAssembly(environment, inject('assemblies')[environment] ?? '').stacks.flatMap(({ resources }) =>
    Object.values(resources),
  );

it.each(settings)('of $name', ({ name, broker, disk, keys, webAcl }) => {
  const all = resourcesOf(name);
  const of = (type: string): readonly Resource[] => all.filter(({ Type }) => Type === `AWS::${type}`);
  const [cluster] = of('MSK::Cluster').map(({ Properties }) => Properties);
  const nodes = cluster?.BrokerNodeGroupInfo as { InstanceType: string; StorageInfo?: object };
  expect({
    mappings: of('Lambda::EventSourceMapping').filter(
      ({ Properties }) => Properties.ProvisionedPollerConfig !== undefined,
    ).length,
    alarms: of('CloudWatch::Alarm').length,
    compositeAlarms: of('CloudWatch::CompositeAlarm').length,
    dashboards: of('CloudWatch::Dashboard').length,
    endpoints: of('EC2::VPCEndpoint').filter(({ Properties }) => Properties.VpcEndpointType === 'Interface')
      .length,
  }).toEqual(fixed);
  expect({
    broker: nodes.InstanceType.startsWith('express.') ? 'expressBroker' : 'standardBroker',
    brokers: cluster?.NumberOfBrokerNodes,
    disk: JSON.stringify(nodes.StorageInfo ?? {}).match(/"VolumeSize":(\d+)/)?.[1] ?? '0',
    keys: of('KMS::Key').length,
    webAcl: of('WAFv2::WebACL').length > 0,
  }).toEqual({ broker, brokers: 3, disk: String(disk), keys, webAcl });
});
