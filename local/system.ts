/** The whole system on this machine, in the order in which its parts need each other. */
import { join } from 'node:path';
import { type Addresses, addressesOn, type Ports } from './addresses.ts';
import { variableIn } from './assembly/environment.ts';
import { mappingsOf } from './assembly/mappings.ts';
import { schemasOf } from './assembly/schemas.ts';
import { readTemplates, type Template } from './assembly/templates.ts';
import { topicsOf } from './assembly/topics.ts';
import { cdk } from './cdk.ts';
import { type DeployedStack, deployedStack } from './deployed.ts';
import type { Elsewhere } from './elsewhere.ts';
import { clientConfiguration } from './emulated-aws.ts';
import { openFrontDoor } from './front-door.ts';
import { startGateway } from './gateway/server.ts';
import { installed } from './install/installed.ts';
import { startPoller } from './poller-process.ts';
import { registerSchemas } from './schemas.ts';
import { seed } from './seed.ts';
import { type Services, startServices } from './services/services.ts';
import type { Stack } from './stack-file.ts';
import { createTopics } from './topics.ts';
import type { PollerLine } from './trace.ts';
import { createUsers, operator, tokenOf } from './users.ts';

export interface SystemProps {
  /** Holds the run's data and logs; emptied first. */
  readonly dir: string;
  readonly ports: Ports;
  /** Services that run already. @default all are started */
  readonly elsewhere?: Elsewhere;
  /** A proxy of the emulator that the poller and the functions' DynamoDB clients go through. @default none */
  readonly doorUrl?: string;
  /** What part of the traces is kept: the emulator keeps all logs in memory. @default what the environment says, all */
  readonly traceRatio?: number;
  /** Told what is done, and which service died or came back. */
  readonly say: (line: string) => void;
  /** Told what the poller did. */
  readonly onTrace: (line: PollerLine) => void;
  /** Told that the run cannot go on. */
  readonly onFatal: (error: Error) => void;
  /** Takes what has to be stopped, the last started first. */
  readonly running: AsyncDisposableStack;
}

export interface RunningSystem {
  readonly stack: Stack;
  readonly services: Services;
}

/** @throws Error with one clear message; what was started until then is among `running` */
export const startSystem = async (props: SystemProps): Promise<RunningSystem> => {
  const { dir, ports, say, running } = props;
  const installation = await installed(say);
  const addresses = { ...addressesOn(ports), ...props.elsewhere };
  const assembly = join(dir, 'cdk.out');
  const { awsEndpoint, kafkaBrokers, schemaRegistryUrl, gatewayUrl } = addresses;
  const { traceRatio } = props;
  const context = {
    ...{ env: 'local', kafkaBrokers, schemaRegistryUrl, gatewayUrl },
    ...(traceRatio !== undefined && { traceRatio: String(traceRatio) }),
  };
  const tool = cdk({ awsEndpoint, assembly, context });

  say('starting Kafka, the schema registry and the AWS emulator; synthesizing the stacks');
  const [services] = await settled([
    startServices({ ...props, installation, dynamodbUrl: props.doorUrl }).then(async (started) => {
      running.defer(started.stop);
      await tool.bootstrap();
      return started;
    }),
    tool.synth(),
  ]);
  const templates = readTemplates(assembly);
  const deployable = templates.filter(isDeployable);

  say(`deploying ${deployable.map(({ id }) => id).join(', ')}`);
  await settled([
    tool.deploy(deployable.map(({ id }) => id)),
    createTopics(kafkaBrokers, topicsOf(templates)),
    registerSchemas(schemaRegistryUrl, schemasOf(templates)),
  ]);
  const stacks = await deployedStacks(awsEndpoint, deployable);
  return { services, stack: await connect(props, addresses, templates, stacks) };
};

type Stacks = ReadonlyMap<Template, DeployedStack>;

/** The mappings, the ways in, and what a run begins with. */
const connect = async (
  { dir, ports, doorUrl, say, onTrace, onFatal, running }: SystemProps,
  addresses: Addresses,
  templates: readonly Template[],
  stacks: Stacks,
): Promise<Stack> => {
  const { awsEndpoint, kafkaBrokers } = addresses;
  const mappings = [...stacks].flatMap(([template, { physicalIds }]) => mappingsOf(template, physicalIds));
  say(`starting ${mappings.length} Kafka event source mappings`);
  const apis = new Map(
    [...stacks].flatMap(([{ id }, { outputs }]) => {
      const api = outputs.get('ApiId');
      return api === undefined ? [] : [[id.toLowerCase(), api] as const];
    }),
  );
  const answersUrl = `${addresses.apiUrl}/payment/gateway-answers`;
  const secret = variableIn(templates, 'GATEWAY_SECRET');
  const pool = userPoolOf(awsEndpoint, stacks);
  const [poller, frontDoor, gateway] = await settled([
    startPoller({ dir, kafkaBrokers, awsEndpoint: doorUrl ?? awsEndpoint, mappings, say, onTrace, onFatal }),
    openFrontDoor({ port: ports.frontDoor, awsEndpoint, apis }),
    startGateway({ port: ports.gateway, answersUrl, secret }),
    createUsers(pool),
  ]);
  for (const part of [gateway, frontDoor, poller]) running.defer(part.stop);
  say('importing counterparties, counting stock and setting prices');
  await seed(addresses.apiUrl, await tokenOf(pool, operator));
  return { ...addresses, ...pool, carrierSecret: variableIn(templates, 'CARRIER_SECRET') };
};

/** The emulator refuses a stack whole that holds a type it does not know; topics and schemas are made without it. */
const isDeployable = ({ resources }: Template): boolean =>
  Object.values(resources).every(({ Type }) => !/^AWS::(MSK|Glue)::/.test(Type));

const deployedStacks = async (awsEndpoint: string, templates: readonly Template[]): Promise<Stacks> =>
  new Map(
    await Promise.all(
      templates.map(
        async (template) =>
          [template, await deployedStack(clientConfiguration(awsEndpoint), template.stackName)] as const,
      ),
    ),
  );

const userPoolOf = (awsEndpoint: string, stacks: Stacks) => {
  const outputs = new Map([...stacks.values()].flatMap((stack) => [...stack.outputs]));
  return {
    awsEndpoint,
    userPoolId: outputs.get('UserPoolId') ?? '',
    clientId: outputs.get('ClientId') ?? '',
    carrierClientId: outputs.get('CarrierClientId') ?? '',
  };
};

/** Like `Promise.all`, but nothing is still under way when it throws. */
const settled = async <Values extends readonly unknown[]>(
  promises: { readonly [index in keyof Values]: Promise<Values[index]> },
): Promise<Values> => {
  await Promise.allSettled(promises);
  return (await Promise.all(promises)) as unknown as Values;
};
