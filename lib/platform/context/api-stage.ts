/** The stage of a context's API: throttled, and with a line of JSON for each request. */
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Environment } from '../../environments.ts';
import { Logs } from '../logs.ts';

export interface ApiStageProps {
  /** The context's name. */
  readonly context: string;
  readonly target: Environment;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
const line = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  functionMilliseconds: '$context.integrationLatency',
  bytes: '$context.responseLength',
  sourceIp: '$context.identity.sourceIp',
  user: '$context.authorizer.claims.username',
  client: '$context.authorizer.claims.client_id',
  refused: '$context.authorizer.error',
  error: '$context.integrationErrorMessage',
};

export class ApiStage extends HttpStage {
  constructor(api: HttpApi, { context, target }: ApiStageProps) {
    // By this prefix the groups of all APIs share one resource policy, which has room for 5,120 characters:
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
    const name = `/aws/vendedlogs/tributary-${target.name}-${context}-api`;
    const { rate, burst } = target.apiThrottle;
    super(api, 'DefaultStage', {
      httpApi: api,
      autoDeploy: true,
      throttle: { rateLimit: rate, burstLimit: burst },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(new Logs(api, 'Requests', target, name)),
        format: AccessLogFormat.custom(JSON.stringify(line)),
      },
    });
  }
}
