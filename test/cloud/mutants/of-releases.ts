/** New versions that take over too soon, or stay too long. */
import { type Mutant, one, set } from './mutant.ts';

const group = 'AWS::CodeDeploy::DeploymentGroup';
const release = 'Payment/GatewayCanaryRelease';

export const ofReleases: readonly Mutant[] = [
  {
    name: 'a mapping goes past the alias',
    noticedBy: 'aliased',
    change: set(
      'AWS::Lambda::EventSourceMapping',
      'Payment/GatewayHandlerKafkaEventSource',
      'FunctionName',
      'payment-gateway',
    ),
  },
  {
    name: 'a new version takes over at once',
    noticedBy: 'canaries',
    change: set(group, release, 'DeploymentConfigName', 'CodeDeployDefault.LambdaAllAtOnce'),
  },
  {
    name: 'a new version stays when an alarm rings',
    noticedBy: 'canaries',
    change: set(group, release, 'AutoRollbackConfiguration.Events', ['DEPLOYMENT_FAILURE']),
  },
  {
    name: 'no alarm is heard of while a new version takes over',
    noticedBy: 'canaries',
    change: set(group, release, 'AlarmConfiguration.Alarms', []),
  },
  {
    name: 'an alias is moved past CodeDeploy',
    noticedBy: 'canaries',
    change: (assembly) => {
      const { stack, logicalId } = one(assembly, 'AWS::Lambda::Alias', 'Payment/GatewayCanaryLive');
      delete stack.resources[logicalId]?.UpdatePolicy;
    },
  },
];
