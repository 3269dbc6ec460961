/** Nobody reaches the brokers but who has to, and there is no way out but those that are called. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatewayEndpoints, interfaceEndpoints } from '../../../lib/platform/streaming/endpoints.ts';
import { type Found, synthesized } from './synthesized.ts';

const root = join(import.meta.dirname, '..', '..', '..');

describe.each(['dev', 'staging', 'prod'])('the network of %s', async (env) => {
  const { all, only } = await synthesized(env);
  const functionsInside = all('AWS::Lambda::Function').filter(({ Properties }) => Properties.VpcConfig);
  const cluster = only('AWS::MSK::Cluster');
  const groups = new Map(all('AWS::EC2::SecurityGroup').map((group) => [group.logicalId, group]));
  const named = (text: string) => [...groups.keys()].find((id) => text.includes(id)) ?? text;
  const groupsOf = ({ Properties }: Found): readonly string[] =>
    [...JSON.stringify(Properties).matchAll(/FnGetAtt(\w+?)GroupId|"Fn::GetAtt":\["(\w+)","GroupId"\]/g)].map(
      ([, imported = '', own = '']) => named(imported + own),
    );
  const ways = [
    ...all('AWS::EC2::SecurityGroupIngress').map(({ Properties }) => ({
      to: named(JSON.stringify(Properties.GroupId)),
      from: named(JSON.stringify(Properties.SourceSecurityGroupId ?? Properties.CidrIp)),
      ports: `${Properties.FromPort}-${Properties.ToPort}`,
    })),
    ...[...groups].flatMap(([to, { Properties }]) =>
      ((Properties.SecurityGroupIngress ?? []) as readonly { readonly [key: string]: unknown }[]).map(
        ({ CidrIp, FromPort, ToPort }) => ({ to, from: String(CidrIp), ports: `${FromPort}-${ToPort}` }),
      ),
    ),
  ];
  const [brokers = '', ...otherBrokerGroups] = groupsOf(cluster);

  it('has isolated subnets in three zones and no way to the internet', () => {
    const zones = all('AWS::EC2::Subnet').map(({ Properties }) => Properties);
    expect(new Set(zones.map(({ AvailabilityZone }) => AvailabilityZone)).size).toBe(3);
    for (const { MapPublicIpOnLaunch } of zones) expect(MapPublicIpOnLaunch).toBe(false);
    const ways = [
      'NatGateway',
      'InternetGateway',
      'Route',
      'EIP',
      'EgressOnlyInternetGateway',
      'TransitGatewayAttachment',
    ];
    expect(ways.flatMap((way) => all(`AWS::EC2::${way}`))).toEqual([]);
  });

  it('holds relays, and nothing else that is ours', () => {
    expect(functionsInside.map(({ stack, logicalId }) => `${stack} ${logicalId.slice(0, 12)}`)).toEqual(
      ['Crm', 'Ordering', 'Inventory', 'Payment', 'Shipping', 'Returns'].map(
        (each) => `${each} RelayHandler`,
      ),
    );
    for (const { Properties } of functionsInside) {
      const { Environment, VpcConfig } = Properties as {
        readonly Environment: { readonly Variables: { readonly KAFKA_BROKERS: object } };
        readonly VpcConfig: { readonly SubnetIds: readonly object[] };
      };
      expect(JSON.stringify(Environment.Variables.KAFKA_BROKERS)).toContain('BootstrapBrokerStringSaslIam');
      expect(VpcConfig.SubnetIds).toHaveLength(3);
    }
  });

  it('lets relays and mappings to the brokers, on the port of IAM, and nobody else', () => {
    expect(otherBrokerGroups).toEqual([]);
    const [clients] = new Set(functionsInside.flatMap(groupsOf));
    expect(ways.filter(({ to }) => to === brokers)).toEqual(
      expect.arrayContaining([
        { to: brokers, from: clients, ports: '9098-9098' },
        { to: brokers, from: brokers, ports: '9098-9098' },
      ]),
    );
    expect(ways.filter(({ to }) => to === brokers)).toHaveLength(2);
    expect(ways.filter(({ to }) => to === clients)).toEqual([]);
  });

  it('gives the group of the relays to relays only', () => {
    const [clients, ...others] = new Set(functionsInside.flatMap(groupsOf));
    expect(others).toEqual([]);
    const holders = all('AWS::EC2::NetworkInterface').length + all('AWS::EC2::Instance').length;
    expect(holders).toBe(0);
    expect(named(clients ?? '')).toMatch(/^Clients/);
  });

  it('opens no group to an address', () => {
    expect(ways.filter(({ from }) => /\d+\.\d+\.|::/.test(from))).toEqual([]);
    const egress = [...groups.values()].flatMap(({ Properties }) => Properties.SecurityGroupEgress ?? []);
    expect(JSON.stringify(egress)).not.toContain('0.0.0.0/0');
  });

  it('has the endpoints that are listed, each for the groups that are', () => {
    const endpoints = all('AWS::EC2::VPCEndpoint').map(({ Properties }) => ({
      type: Properties.VpcEndpointType,
      service: /\.([a-z0-9-]+)"/.exec(JSON.stringify(Properties.ServiceName))?.[1],
    }));
    expect(endpoints).toEqual([
      ...gatewayEndpoints.map(({ service }) => ({ type: 'Gateway', service })),
      ...interfaceEndpoints.map(({ service }) => ({ type: 'Interface', service })),
    ]);
    for (const { service, callers } of interfaceEndpoints) {
      const into = ways.filter(({ to }) => to.startsWith(`Endpoint${service}Group`));
      expect(into.map(({ from, ports }) => `${from.slice(0, 7)} ${ports}`)).toEqual(
        callers.map((caller) => `${caller === 'clients' ? 'Clients' : 'Brokers'} 443-443`),
      );
    }
  });

  it('keeps a log of its flows', () => {
    expect(only('AWS::EC2::FlowLog').Properties).toMatchObject({ TrafficType: 'ALL', ResourceType: 'VPC' });
  });

  it('has an interface endpoint for what is called from inside, and for nothing else', () => {
    const byFunctions = servicesOf('functions/relay/publish.ts');
    const byMappings = all('AWS::Lambda::EventSourceMapping')
      .filter(({ Properties }) => 'Topics' in Properties)
      .map(({ Properties }) => JSON.stringify(Properties.DestinationConfig))
      .map((destination) => (/"Fn::GetAtt":\["DeadLetters/.test(destination) ? 'sqs' : destination));
    expect(byFunctions).toEqual(['sqs']);
    expect([...new Set([...byFunctions, ...byMappings])]).toEqual(
      interfaceEndpoints.map(({ service }) => service),
    );
    for (const { reason } of [...gatewayEndpoints, ...interfaceEndpoints]) expect(reason).toMatch(/\.$/);
  });
});

/** The services whose clients a function's code imports, as far as it is ours. */
const servicesOf = (entry: string): readonly string[] => {
  const [seen, waiting, services] = [new Set<string>(), [entry], new Set<string>()];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, type, from = ''] of readFileSync(join(root, file), 'utf8').matchAll(
      /^(?:import|export)( type)?\b[^'";]*?from '([^']+)'/gm,
    )) {
      if (type !== undefined) continue;
      const [, service] = /^@aws-sdk\/client-([\w-]+)$/.exec(from) ?? [];
      if (service !== undefined) services.add(service);
      if (from.startsWith('.')) waiting.push(join(file, '..', from));
    }
  }
  expect(seen.size).toBeGreaterThan(5);
  return [...services].sort();
};
