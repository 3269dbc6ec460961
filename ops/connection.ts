/** An environment as operators' commands see it: what is deployed there, and the clients to reach it. */

import { GlueClient } from '@aws-sdk/client-glue';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Kafka, logLevel } from 'kafkajs';
import { confluentRegistry } from '../functions/platform/contract/confluent-registry.ts';
import { glueRegistry } from '../functions/platform/contract/glue-registry.ts';
import type { SchemaRegistry } from '../functions/platform/contract/registry.ts';
import { kafkaIam } from '../functions/platform/relay/kafka-iam.ts';
import { type ClientConfiguration, deployedStack } from '../local/deployed.ts';
import { clientConfiguration } from '../local/emulated-aws.ts';
import { readStack, stackFile } from '../local/stack-file.ts';

export interface DeployedContext {
  /** Such as `ordering`. */
  readonly name: string;
  /** By logical id, as the template names them. */
  readonly physicalIds: ReadonlyMap<string, string>;
  /** What its functions are configured with, such as TABLE_NAME and DEAD_LETTER_QUEUE_URL. */
  readonly variables: { readonly [name: string]: string };
}

export interface Connection {
  readonly env: string;
  /** For every AWS client. */
  readonly aws: ClientConfiguration;
  readonly contexts: readonly DeployedContext[];
  readonly kafka: Kafka;
  readonly registry: SchemaRegistry;
}

export const contextNames = [
  'crm',
  'ordering',
  'inventory',
  'payment',
  'shipping',
  'returns',
  'notification',
  'tracking',
  'sales',
] as const;

/**
 * A laptop's system by its stack file, a deployed one by the user's own AWS credentials.
 *
 * @throws Error saying what is not there, and how to get it
 */
export const connect = (env: string): Promise<Connection> =>
  connectTo(env, env === 'local' ? clientConfiguration(readStack(stackFile).awsEndpoint) : {});

/** By clients that are configured already. */
export const connectTo = async (env: string, aws: ClientConfiguration): Promise<Connection> => {
  const contexts = await Promise.all(contextNames.map((name) => contextOf(aws, env, name)));
  const {
    KAFKA_BROKERS = '',
    KAFKA_AUTH = '',
    SCHEMA_REGISTRY = '',
  } = Object.assign({}, ...contexts.map(({ variables }) => variables)) as DeployedContext['variables'];
  return {
    env,
    aws,
    contexts,
    kafka: kafkaAt(KAFKA_BROKERS, KAFKA_AUTH, await regionOf(aws)),
    registry: registryAt(aws, SCHEMA_REGISTRY),
  };
};

const regionOf = (aws: ClientConfiguration): Promise<string> => new LambdaClient(aws).config.region();

const contextOf = async (aws: ClientConfiguration, env: string, name: string): Promise<DeployedContext> => {
  const { physicalIds } = await deployedStack(aws, `tributary-${env}-${name}`);
  const lambda = new LambdaClient(aws);
  const functions = [...physicalIds].filter(([logicalId]) => /Handler[0-9A-F]{8}$/.test(logicalId));
  const configurations = await Promise.all(
    functions.map(([, FunctionName]) => lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))),
  );
  const variables = configurations.map(({ Environment }) => Environment?.Variables ?? {});
  return { name, physicalIds, variables: Object.assign({}, ...variables) };
};

const kafkaAt = (brokers: string, auth: string, region: string): Kafka =>
  new Kafka({
    clientId: 'tributary-ops',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
    ...(auth === 'iam' && kafkaIam(region)),
  });

const glue = 'glue:';

const registryAt = (aws: ClientConfiguration, address: string): SchemaRegistry =>
  address.startsWith(glue)
    ? glueRegistry(new GlueClient(aws), address.slice(glue.length))
    : confluentRegistry(address);
