/** What each function may do, in words; whatever else a policy says is a finding. */
import type { Consumer } from '../../../docs/build/consumers.ts';
import { api, breaker, commits, consumerOf, deadlines, relay } from './kinds.ts';
import { replicates } from './replicates.ts';
import {
  files,
  flowLogs,
  indexed,
  letters,
  logs,
  managed,
  onCluster,
  receives,
  sends,
  spans,
  type Term,
  table,
} from './terms.ts';

export interface Declared {
  /** By stack, by function. */
  readonly [stack: string]: { readonly [name: string]: readonly Term[] };
}

/** Whoever releases its functions, with CodeDeploy's own rights. */
const ReleasesRole = [managed('AWSCodeDeployRoleForLambdaLimited')];

/** CDK's own, for what is asked for at a deployment. */
const lookup = 'AWS679f53fac002430cb0da5b7982bd2287';

export const declaredFor = (consumers: readonly Consumer[]): Declared => {
  const consumer = consumerOf(consumers);
  return {
    Network: { VpcFlowsIAMRole: [flowLogs] },
    // It adds scopes to tokens, and asks nobody.
    Identity: { TokensHandler: [logs] },
    Traces: { ForwarderHandler: [logs, spans] },
    Streaming: { [lookup]: [logs, onCluster('kafka:GetBootstrapBrokers')] },
    Backups: { TablesRole: [managed('AWSBackupServiceRolePolicyForBackup')] },
    Crm: {
      ReleasesRole,
      RelayHandler: relay('crm'),
      ImporterHandler: [
        ...api([...commits, 'BatchGetItem']),
        files('ImporterBucket/imports/*', 'GetObject'),
        sends('ImporterQueue'),
        receives('ImporterQueue'),
      ],
      ApiHandler: api([...commits, 'Query'], files('ImporterBucket/imports/*', 'PutObject')),
      ImporterUploads: [files('ImporterBucket/imports/*', 'PutObject')],
    },
    Ordering: {
      ReleasesRole,
      RelayHandler: relay('ordering', sends('DeadlinesQueue')),
      SagaHandler: consumer('ordering.saga'),
      CustomersHandler: consumer('ordering.customers', ['UpdateItem']),
      BreakerHandler: breaker,
      DeadlinesHandler: deadlines,
      ApiHandler: api([...commits, 'Query']),
    },
    Inventory: {
      ReleasesRole,
      RelayHandler: relay('inventory', sends('DeadlinesQueue')),
      ReservationsHandler: consumer('inventory.reservation'),
      StockItemsHandler: consumer('inventory.stock-item'),
      BreakerHandler: breaker,
      DeadlinesHandler: deadlines,
      ApiHandler: api(commits),
    },
    Payment: {
      ReleasesRole,
      RelayHandler: relay('payment', sends('DeadlinesQueue')),
      SagaHandler: consumer('payment.saga'),
      GatewayHandler: consumer('payment.gateway'),
      CommandsHandler: consumer('payment.commands'),
      BreakerHandler: breaker,
      DeadlinesHandler: deadlines,
      // It takes the gateway's answers, too.
      ApiHandler: api(commits),
    },
    Shipping: {
      ReleasesRole,
      RelayHandler: relay('shipping'),
      SagaHandler: consumer('shipping.saga'),
      BreakerHandler: breaker,
      ApiHandler: api(commits),
    },
    Returns: {
      ReleasesRole,
      RelayHandler: relay('returns', sends('DeadlinesQueue')),
      RepliesHandler: consumer('returns.replies'),
      OrdersHandler: consumer('returns.orders', ['UpdateItem']),
      AdmissionsHandler: consumer('returns.admissions'),
      BreakerHandler: breaker,
      DeadlinesHandler: deadlines,
      ApiHandler: api(commits),
    },
    Notification: {
      ReleasesRole,
      MailHandler: consumer('notification.mail', [...commits, 'UpdateItem'], letters('Sender')),
      BreakerHandler: breaker,
      ApiHandler: api(['Query']),
    },
    Tracking: {
      ReleasesRole,
      TimelineV1Handler: consumer(
        'tracking.timeline-v1',
        [...commits, 'UpdateItem'],
        indexed('TimelineV1Table', 'PutItem', 'UpdateItem'),
      ),
      BreakerHandler: breaker,
      ApiHandler: api(['GetItem', 'Query'], indexed('TimelineV1Table', 'GetItem', 'Query')),
      EveryMinuteHandler: api([...commits, 'Query'], indexed('TimelineV1Table', 'GetItem', 'Query')),
    },
    Sales: {
      ReleasesRole,
      WindowsHandler: consumer('sales.windows', ['BatchGetItem', 'PutItem', 'DeleteItem', 'UpdateItem']),
      BreakerHandler: breaker,
      ApiHandler: api(['Query']),
    },
  };
};

/** A second region that takes over asks for the streams of copies, and stands on what stood by. */
export const declaredThere = (consumers: readonly Consumer[]): Declared => {
  const asks = { [lookup]: [logs, table('DescribeTable')] };
  const same = Object.entries(declaredFor(consumers)).map(([stack, functions]) => [
    stack,
    'RelayHandler' in functions ? { ...functions, ...asks } : functions,
  ]);
  return {
    ...Object.fromEntries(same),
    RecoveryNetwork: { VpcFlowsIAMRole: [flowLogs] },
    Recovery: {
      [lookup]: [logs, onCluster('kafka:GetBootstrapBrokers'), () => ['kafka:ListClustersV2 *']],
      ReplicatorRole: replicates('eu-central-1'),
    },
  };
};
