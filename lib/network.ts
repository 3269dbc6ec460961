/** The network around the brokers: isolated subnets in three zones, no way out, and who may talk to whom. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  FlowLogMaxAggregationInterval,
  FlowLogTrafficType,
  GatewayVpcEndpoint,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Environment } from './environments.ts';
import { removalIn } from './platform/removal.ts';
import { gatewayEndpoints, interfaceEndpoints } from './platform/streaming/endpoints.ts';

export interface NetworkProps extends StackProps {
  readonly environment: Environment;
  /** Others may come into it later, whom it then must know of already. @default false */
  readonly standsBy?: boolean;
}

/** Of brokers that know their clients by IAM, over TLS. */
const kafka = Port.tcp(9098);
const https = Port.tcp(443);

export class Network extends Stack {
  readonly vpc: Vpc;
  /** Of functions that talk to the brokers. */
  readonly clients: SecurityGroup;
  /** Of the brokers, and of the event source mappings, which run beside them. */
  readonly brokers: SecurityGroup;
  readonly #zones: string[];

  constructor(scope: Construct, id: string, { environment, standsBy = false, ...props }: NetworkProps) {
    super(scope, id, props);
    this.#zones = ['a', 'b', 'c'].map((zone) => `${environment.region}${zone}`);
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.0.0.0/20'),
      availabilityZones: this.#zones,
      natGateways: 0,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [{ name: 'brokers', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
    });
    this.clients = this.#group('Clients', 'Functions that talk to the brokers');
    this.brokers = this.#group('Brokers', 'Brokers, and the event source mappings beside them');
    this.#allow(this.clients, this.brokers, kafka, 'Kafka');
    // Mappings run in the cluster's own subnets, under the brokers' group.
    this.#allow(this.brokers, this.brokers, kafka, 'Kafka');
    this.#addEndpoints();
    this.#addFlowLog(environment);
    if (standsBy) this.exportValue(this.clients.securityGroupId);
  }

  /** Named, not looked up: a synthesis asks no account. */
  override get availabilityZones(): string[] {
    return this.#zones;
  }

  #group(id: string, description: string): SecurityGroup {
    return new SecurityGroup(this, id, { vpc: this.vpc, description, allowAllOutbound: false });
  }

  /** Nothing may be sent that nobody may take: each way is said at both ends. */
  #allow(from: SecurityGroup, to: SecurityGroup, port: Port, what: string): void {
    from.addEgressRule(to, port, what);
    to.addIngressRule(from, port, what);
  }

  #addEndpoints(): void {
    const { vpc } = this;
    for (const { service } of gatewayEndpoints) {
      new GatewayVpcEndpoint(this, `Gateway-${service}`, {
        vpc,
        service: new GatewayVpcEndpointAwsService(service),
      });
    }
    for (const { service, callers } of interfaceEndpoints) {
      const group = this.#group(`Endpoint-${service}-Group`, `The endpoint of ${service}`);
      for (const caller of callers) this.#allow(this[caller], group, https, service);
      new InterfaceVpcEndpoint(this, `Endpoint-${service}`, {
        vpc,
        service: new InterfaceVpcEndpointAwsService(service),
        securityGroups: [group],
        open: false,
      });
    }
  }

  /** Who talked to whom, and who was refused. */
  #addFlowLog(environment: Environment): void {
    const logGroup = new LogGroup(this, 'FlowLogs', {
      retention: environment.logDays,
      removalPolicy: removalIn(environment),
    });
    this.vpc.addFlowLog('Flows', {
      destination: FlowLogDestination.toCloudWatchLogs(logGroup),
      trafficType: FlowLogTrafficType.ALL,
      maxAggregationInterval: FlowLogMaxAggregationInterval.TEN_MINUTES,
    });
  }
}
