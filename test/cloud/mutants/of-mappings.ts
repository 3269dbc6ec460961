/** Mappings that promise less. */
import { add, drop, type Mutant, one, set } from './mutant.ts';

const mapping = 'AWS::Lambda::EventSourceMapping';
const saga = 'Ordering/SagaHandlerKafkaEventSource';
const gateway = 'Payment/GatewayHandlerKafkaEventSource';
const relay = 'Ordering/RelayHandlerDynamoDBEventSource';
const group = 'AmazonManagedKafkaEventSourceConfig.ConsumerGroupId';

export const ofMappings: readonly Mutant[] = [
  {
    name: 'a consumer tries once',
    noticedBy: 'kafkaMappings',
    change: set(mapping, saga, 'MaximumRetryAttempts', 0),
  },
  {
    name: 'a consumer reports no partial failures',
    noticedBy: 'kafkaMappings',
    change: set(mapping, saga, 'FunctionResponseTypes', []),
  },
  {
    name: 'a consumer forgets what it gives up',
    noticedBy: 'kafkaMappings',
    change: set(mapping, saga, 'DestinationConfig', undefined),
  },
  {
    name: 'a consumer halves nothing',
    noticedBy: 'kafkaMappings',
    change: set(mapping, saga, 'BisectBatchOnFunctionError', false),
  },
  {
    name: 'a consumer begins with what comes next',
    noticedBy: 'kafkaMappings',
    change: set(mapping, saga, 'StartingPosition', 'LATEST'),
  },
  {
    name: 'a consumer polls for itself, at its own price',
    noticedBy: 'kafkaMappings',
    change: set(mapping, saga, 'ProvisionedPollerConfig.PollerGroupName', 'another'),
  },
  {
    name: 'a mapping joins the group of another context',
    noticedBy: 'groups',
    change: set(mapping, gateway, group, 'prod.ordering.saga.payment.payment'),
  },
  {
    name: 'two mappings share a group',
    noticedBy: 'groups',
    change: (assembly) => add('Payment', 'Twin', one(assembly, mapping, gateway))(assembly),
  },
  { name: 'a consumer is gone', noticedBy: 'kafkaMappings', change: drop(mapping, saga) },
  {
    name: 'a relay gives up after three tries',
    noticedBy: 'relays',
    change: set(mapping, relay, 'MaximumRetryAttempts', 3),
  },
  {
    name: 'a relay tries until the stream forgets',
    noticedBy: 'relays',
    change: set(mapping, relay, 'MaximumRecordAgeInSeconds', 86_400),
  },
  {
    name: 'a relay archives nothing',
    noticedBy: 'relays',
    change: set(mapping, relay, 'DestinationConfig', undefined),
  },
  {
    name: 'a relay sends commit records too',
    noticedBy: 'relays',
    change: set(mapping, relay, 'FilterCriteria', undefined),
  },
  {
    name: 'a deadline fails with its whole batch',
    noticedBy: 'queueMappings',
    change: set(mapping, 'Ordering/DeadlinesHandlerSqsEventSource', 'FunctionResponseTypes', undefined),
  },
  {
    name: 'a deadline is seen again while it is handled',
    noticedBy: 'queueMappings',
    change: set('AWS::SQS::Queue', 'Ordering/DeadlinesQueue', 'VisibilityTimeout', 20),
  },
];
