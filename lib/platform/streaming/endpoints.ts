/** The ways out of the network, each with who needs it: it has no other, and an endpoint costs by the hour and zone. */

export interface GatewayEndpoint {
  /** As AWS names it, after `com.amazonaws.<region>.`. */
  readonly service: string;
  readonly reason: string;
}

export interface InterfaceEndpoint extends GatewayEndpoint {
  /** The groups that may call it: functions, or the mappings beside the brokers. */
  readonly callers: readonly ('clients' | 'brokers')[];
}

/** These cost nothing, and are ways within AWS only. */
export const gatewayEndpoints: readonly GatewayEndpoint[] = [
  {
    service: 'dynamodb',
    reason:
      'Nothing in the network calls it today: streams are read by Lambda. A function that will must not need a NAT.',
  },
  {
    service: 's3',
    reason:
      'Nothing in the network calls it today: archives are written by Lambda. A function that will must not need a NAT.',
  },
];

/**
 * What is not here is not called. A relay signs in at the brokers with a token that it makes itself, and has their addresses
 * and its schemas from its deployment; logs, traces and metrics leave a function by Lambda itself; a mapping with
 * provisioned pollers invokes its function without an endpoint.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html
 */
export const interfaceEndpoints: readonly InterfaceEndpoint[] = [
  {
    service: 'sqs',
    callers: ['clients', 'brokers'],
    reason:
      'Relays arm deadlines in a queue, and mappings send what they give up on to a dead-letter queue from the subnets of the cluster.',
  },
];
