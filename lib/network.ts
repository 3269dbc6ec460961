/** The network around the brokers: isolated subnets in three zones, no way out. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import {
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Environment } from './environments.ts';

export interface NetworkProps extends StackProps {
  readonly environment: Environment;
}

export class Network extends Stack {
  readonly vpc: Vpc;
  readonly #zones: string[];

  constructor(scope: Construct, id: string, { environment, ...props }: NetworkProps) {
    super(scope, id, props);
    this.#zones = ['a', 'b', 'c'].map((zone) => `${environment.region}${zone}`);
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.0.0.0/20'),
      availabilityZones: this.#zones,
      natGateways: 0,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [{ name: 'brokers', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
    });
    this.vpc.addGatewayEndpoint('DynamoDb', { service: GatewayVpcEndpointAwsService.DYNAMODB });
    // For the relays, which arm deadlines.
    this.vpc.addInterfaceEndpoint('Sqs', { service: InterfaceVpcEndpointAwsService.SQS });
  }

  /** Named, not looked up: a synthesis asks no account. */
  override get availabilityZones(): string[] {
    return this.#zones;
  }
}
