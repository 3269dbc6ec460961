/** Spans that get lost, or go in a circle. */
import { add, drop, type Mutant, regrant, set } from './mutant.ts';

const filter = 'AWS::Logs::SubscriptionFilter';

export const ofSpans: readonly Mutant[] = [
  {
    name: 'a function keeps its spans to itself',
    noticedBy: 'spans',
    change: drop(filter, 'Ordering/SagaHandlerSpans'),
  },
  {
    name: 'spans of a function end somewhere else',
    noticedBy: 'spans',
    change: set(filter, 'Ordering/RelayHandlerSpans', 'DestinationArn', 'arn:aws:lambda:x:1:function:other'),
  },
  {
    name: 'the forwarder is handed its own log',
    noticedBy: 'spans',
    change: (assembly) => {
      const traces = assembly.stacks.find(({ id }) => id === 'Traces');
      const [group = ''] =
        Object.entries(traces?.resources ?? {}).find(([, { Type }]) => Type === 'AWS::Logs::LogGroup') ?? [];
      const [handler = ''] =
        Object.entries(traces?.resources ?? {}).find(([, { Type }]) => Type === 'AWS::Lambda::Function') ??
        [];
      const Properties = { LogGroupName: { Ref: group }, DestinationArn: { 'Fn::GetAtt': [handler, 'Arn'] } };
      add('Traces', 'Loop', { Type: filter, Properties })(assembly);
    },
  },
  {
    name: 'anybody’s logs are forwarded',
    noticedBy: 'invokers',
    change: set('AWS::Lambda::Permission', 'Traces/ForwarderHandlerLogs', 'SourceArn', undefined),
  },
  {
    name: 'the forwarder may read traces',
    noticedBy: 'grants',
    change: regrant('Traces/ForwarderHandler', 'xray:PutTraceSegments', (statement) => {
      statement.Action = ['xray:PutTraceSegments', 'xray:BatchGetTraces'];
    }),
  },
];
