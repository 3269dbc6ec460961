/** Doors that are left open, alarms that do not ring, stacks that hold on to each other. */
import type { Assembly } from '../assembly/stacks.ts';
import { add, drop, type Mutant, set } from './mutant.ts';

const alarm = 'AWS::CloudWatch::Alarm';
const route = 'AWS::ApiGatewayV2::Route';

const depends =
  (on: string, id: string): Mutant['change'] =>
  (assembly: Assembly) => {
    const stack = assembly.stacks.find((each) => each.id === id);
    Object.assign(stack ?? {}, { dependencies: [...(stack?.dependencies ?? []), on] });
  };

export const ofDoors: readonly Mutant[] = [
  {
    name: 'a route asks for no token',
    noticedBy: 'routes',
    change: set(route, 'Ordering/ApiHttpPOSTorders', 'AuthorizationType', 'NONE'),
  },
  {
    name: 'a route names no authorizer',
    noticedBy: 'routes',
    change: set(route, 'Ordering/ApiHttpPOSTorders', 'AuthorizerId', undefined),
  },
  {
    name: 'an API believes another issuer',
    noticedBy: 'routes',
    change: set(
      'AWS::ApiGatewayV2::Authorizer',
      'Ordering/',
      'JwtConfiguration.Issuer',
      'https://issuer.example',
    ),
  },
  {
    name: 'everybody may invoke a function',
    noticedBy: 'invokers',
    change: set('AWS::Lambda::Permission', 'Ordering/ApiHttp', 'SourceArn', undefined),
  },
  {
    name: 'anybody signs himself up',
    noticedBy: 'users',
    change: set(
      'AWS::Cognito::UserPool',
      'Identity/Users',
      'AdminCreateUserConfig.AllowAdminCreateUserOnly',
      false,
    ),
  },
  {
    name: 'passwords are sent',
    noticedBy: 'users',
    change: set('AWS::Cognito::UserPoolClient', 'Identity/', 'ExplicitAuthFlows', [
      'ALLOW_USER_PASSWORD_AUTH',
    ]),
  },
  {
    name: 'the network has a way out',
    noticedBy: 'network',
    change: add('Network', 'Nat', { Type: 'AWS::EC2::NatGateway', Properties: {} }),
  },
  {
    name: 'brokers are reached by address',
    noticedBy: 'network',
    change: add('Streaming', 'BrokersOpen', {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: { CidrIp: '10.0.0.0/8', FromPort: 9098, ToPort: 9098 },
    }),
  },
  {
    name: 'brokers are reached on every port',
    noticedBy: 'network',
    change: add('Streaming', 'BrokersOpen', {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: { SourceSecurityGroupId: 'sg-1', FromPort: 0, ToPort: 65_535 },
    }),
  },
  {
    name: 'nobody is told that a relay is behind',
    noticedBy: 'alarms',
    change: drop(alarm, 'Shipping/RelayAlarmsBehind'),
  },
  {
    name: 'somebody is told when the stream has forgotten',
    noticedBy: 'alarms',
    change: set(alarm, 'Shipping/RelayAlarmsBehind', 'Threshold', 86_400_000),
  },
  {
    name: 'an alarm rings when all is well',
    noticedBy: 'alarms',
    change: set(alarm, 'Shipping/BreakerOpen', 'ComparisonOperator', 'LessThanThreshold'),
  },
  {
    name: 'a stuck step rings nowhere',
    noticedBy: 'sagas',
    change: drop(alarm, 'Tracking/Stuckpayment'),
  },
  {
    name: 'that nobody measures is well',
    noticedBy: 'sagas',
    change: set(alarm, 'Tracking/StuckUnmeasured', 'TreatMissingData', 'notBreaching'),
  },
  {
    name: 'an alarm names a page that is not there',
    noticedBy: 'runbooks',
    change: set(alarm, 'Shipping/BreakerOpen', 'AlarmDescription', 'See docs/runbooks/gone.md.'),
  },
  {
    name: 'sagas are measured once a day',
    noticedBy: 'rules',
    change: set('AWS::Events::Rule', 'Tracking/Minute', 'ScheduleExpression', 'rate(1 day)'),
  },
  {
    name: 'a context waits for another',
    noticedBy: 'independence',
    change: depends('Payment', 'Ordering'),
  },
  {
    name: 'the cluster waits for a context',
    noticedBy: 'foundation',
    change: depends('Payment', 'Streaming'),
  },
  {
    name: 'a context imports what nobody exports',
    noticedBy: 'imports',
    change: set('AWS::Lambda::EventSourceMapping', 'Ordering/SagaHandlerKafka', 'EventSourceArn', {
      'Fn::ImportValue': 'tributary-prod-payment:Something',
    }),
  },
];
