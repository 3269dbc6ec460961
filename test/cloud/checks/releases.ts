/** How a new version of a function takes over. */
import { type Assembly, every, type Found } from '../assembly/stacks.ts';
import { type Check, counted, differences } from './check.ts';

const aliases = (assembly: Assembly): readonly Found[] => every(assembly, 'AWS::Lambda::Alias');

/** Whether a value names an alias of its stack. */
const isAlias = (assembly: Assembly, { stack }: Found, value: unknown): boolean =>
  aliases(assembly).some(
    (alias) => alias.stack.id === stack.id && JSON.stringify(value).includes(`"${alias.logicalId}"`),
  );

export const aliased: Check = {
  says: 'an API and a mapping of Kafka invoke the live alias, and no version past it',
  complaints: (assembly) => {
    const invoking = [
      ...every(assembly, 'AWS::ApiGatewayV2::Integration').map((each) => ({
        each,
        invoked: each.Properties.IntegrationUri,
      })),
      ...every(assembly, 'AWS::Lambda::EventSourceMapping')
        .filter(({ Properties }) => 'Topics' in Properties)
        .map((each) => ({ each, invoked: each.Properties.FunctionName })),
    ];
    return invoking
      .filter(({ each, invoked }) => !isAlias(assembly, each, invoked))
      .map(({ each }) => `${each.name} invokes ${JSON.stringify(each.Properties.FunctionName)}`);
  },
};

/** APIs of nine contexts, and 14 consumers. */
export const canaries: Check = {
  says: 'a new version gets a tenth of the work for five minutes, and goes when an alarm rings',
  complaints: (assembly) => {
    const groups = every(assembly, 'AWS::CodeDeploy::DeploymentGroup');
    return [
      ...counted('releases', groups.length, 23),
      ...counted('live aliases', aliases(assembly).length, 23),
      ...groups.flatMap(({ name, Properties }) => [
        ...differences(name, Properties, {
          DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
          'AlarmConfiguration.Enabled': true,
          'AutoRollbackConfiguration.Enabled': true,
        }),
        ...(JSON.stringify(Properties.AutoRollbackConfiguration).includes('DEPLOYMENT_STOP_ON_ALARM')
          ? []
          : [`${name} goes on when an alarm rings`]),
        ...(JSON.stringify(Properties.AlarmConfiguration).includes('Failing')
          ? []
          : [`${name} has no alarm of what fails`]),
      ]),
      ...aliases(assembly)
        .filter(
          ({ UpdatePolicy }) => !JSON.stringify(UpdatePolicy ?? '').includes('CodeDeployLambdaAliasUpdate'),
        )
        .map(({ name }) => `${name} is moved at once`),
    ];
  },
};
