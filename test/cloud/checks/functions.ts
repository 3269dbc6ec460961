/** Functions, and who may invoke them. */
import { resolved } from '../assembly/intrinsics.ts';
import { type Assembly, every, type Found } from '../assembly/stacks.ts';
import { type Check, differences } from './check.ts';
import { shared } from './stacks.ts';

/** Of our own code; a custom resource of CDK's runs at deployment only. */
const handlers = (assembly: Assembly): readonly Found[] =>
  every(assembly, 'AWS::Lambda::Function').filter(({ stack }) => stack.id !== 'Streaming');

export const runtimes: Check = {
  says: 'a function runs on a supported Node, ends by itself, and says what it is called',
  complaints: (assembly) =>
    handlers(assembly).flatMap(({ name, Properties }) => [
      ...differences(name, Properties, { Runtime: 'nodejs24.x', 'Architectures.0': 'arm64' }),
      ...(Number(Properties.Timeout) <= 300 ? [] : [`${name} may run for ${Properties.Timeout} s`]),
    ]),
};

/** CDK keeps the log of a custom resource for two years; ours are shorter. */
const twoYears = 731;

export const logs: Check = {
  says: 'every function has a log group of its own, which forgets',
  complaints: (assembly) => {
    const groups = every(assembly, 'AWS::Logs::LogGroup');
    const used = handlers(assembly).map(({ stack, name, Properties }) => {
      const { LogGroup } = (Properties.LoggingConfig ?? {}) as {
        readonly LogGroup?: { readonly Ref: string };
      };
      return { name, group: LogGroup && `${stack.id}/${LogGroup.Ref}` };
    });
    const all = used.map(({ group }) => group);
    return [
      ...used
        .filter(({ group }, index) => group === undefined || all.indexOf(group) !== index)
        .map(({ name, group }) => `${name} writes to the log group ${group}`),
      ...groups
        .filter(({ Properties }) => !(Number(Properties.RetentionInDays) <= twoYears))
        .map(({ name, Properties }) => `${name} keeps ${Properties.RetentionInDays} days`),
    ];
  },
};

export const places: Check = {
  says: 'a relay is in the network of the brokers, and no other function is',
  complaints: (assembly) =>
    handlers(assembly)
      .filter(
        ({ name, Properties }) => (Properties.VpcConfig !== undefined) !== name.endsWith('/RelayHandler'),
      )
      .map(
        ({ name, Properties }) =>
          `${name} is ${Properties.VpcConfig === undefined ? 'not ' : ''}in the network`,
      ),
};

/** Whoever invokes is a service, and one source of ours at it. */
export const invokers: Check = {
  says: 'a function is invoked by an API, a rule, a user pool or logs of ours, and by nobody else',
  complaints: (assembly) =>
    every(assembly, 'AWS::Lambda::Permission').flatMap(({ name, stack, Properties }) => {
      const { Principal, SourceArn } = resolved(assembly, stack, Properties) as {
        readonly Principal: string;
        readonly SourceArn?: string;
      };
      const known = [
        'apigateway.amazonaws.com',
        'events.amazonaws.com',
        'cognito-idp.amazonaws.com',
        'logs.amazonaws.com',
      ].includes(Principal);
      const own =
        /^arn:aws:(execute-api|events|cognito-idp|logs):[\w-]+:\d+:(rule\/|userpool\/|log-group:)?tributary-/.test(
          SourceArn ?? '',
        );
      return known && own ? [] : [`${name} lets ${Principal} invoke, from ${SourceArn}`];
    }),
};

/** A name of another context's table in a function's environment is a mistake, even if no policy allows it. */
export const surroundings: Check = {
  says: 'a function is told of the table, queues and buckets of its own stack only',
  complaints: (assembly) =>
    handlers(assembly).flatMap(({ name, stack, Properties }) => {
      const text = JSON.stringify(resolved(assembly, stack, Properties.Environment ?? {}));
      const strangers = assembly.stacks.filter(
        (other) => ![...shared, stack.id].includes(other.id) && text.includes(`${other.stackName}-`),
      );
      return strangers.map((other) => `${name} is told of something of ${other.id}`);
    }),
};
