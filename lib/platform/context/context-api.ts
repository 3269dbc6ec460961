/** A context's HTTP API: one function, and its routes as they are described, a token with a scope for each. */
import { CfnOutput, Duration } from 'aws-cdk-lib';
import {
  ApiMapping,
  CorsHttpMethod,
  HttpApi,
  type HttpMethod,
  HttpNoneAuthorizer,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { RouteDescription } from '../../../functions/platform/http/route-description.ts';
import { named } from '../../../functions/platform/http/scopes.ts';
import { edgeSecretIn } from '../../front-door.ts';
import { ApiAlarms } from '../alarms/api-alarms.ts';
import { Canary } from '../canary.ts';
import { ApiStage } from './api-stage.ts';
import type { BoundedContext, ContextHandlerProps } from './bounded-context.ts';

export interface ContextApiProps {
  readonly context: BoundedContext;
  /** Relative to the root. */
  readonly entry: string;
  /** A caller needs a token of the user pool with one of the route's scopes, or the signature that it describes. */
  readonly routes: readonly RouteDescription[];
  /** @default none beyond the context's own */
  readonly environment?: { readonly [name: string]: string };
  /** @default what commits need */
  readonly tableActions?: ContextHandlerProps['tableActions'];
}

export class ContextApi extends Construct {
  readonly handler: LambdaFunction;

  constructor(scope: Construct, id: string, props: ContextApiProps) {
    super(scope, id);
    const { context, entry, routes, environment, tableActions } = props;
    const { userPool, clients } = context.identity;
    const { front, target } = context;
    const api = new HttpApi(this, 'Http', {
      apiName: `tributary-${target.name}-${context.context}`,
      createDefaultStage: false,
      disableExecuteApiEndpoint: front !== undefined,
      corsPreflight: corsFor(target.corsOrigins),
    });
    const stage = new ApiStage(api, { context: context.context, target });
    if (front !== undefined) {
      const { domainName } = front;
      new ApiMapping(this, 'Mapping', { api, stage, domainName, apiMappingKey: context.context });
    }
    const edge = front && { EDGE_SECRET: edgeSecretIn(target) };
    const variables = { TRACE_RATIO: String(target.traceRatio), ...edge, ...environment };
    this.handler = context.handler(this, { entry, environment: variables, tableActions });
    const { handler } = this;
    const live = context.target.cloud ? new Canary(this, 'Canary', { handler }).alias : handler;
    const integration = new HttpLambdaIntegration('Function', live);
    const authorizer = new HttpUserPoolAuthorizer('Users', userPool, { userPoolClients: [...clients] });
    for (const route of routes) api.addRoutes({ ...wayIn(route, authorizer), integration });
    new CfnOutput(context, 'ApiId', { value: api.apiId });
    if (context.target.cloud) {
      context.alarms.wrong(...new ApiAlarms(this, 'Alarms', { context: context.context, api }).alarms);
    }
  }
}

/** @throws Error for a route that nobody would have to show anything for */
const wayIn = ({ key, scopes, signature }: RouteDescription, authorizer: IHttpRouteAuthorizer) => {
  const [method = '', path = ''] = key.split(' ');
  const methods = [method as HttpMethod];
  if (signature !== undefined) return { path, methods, authorizer: new HttpNoneAuthorizer() };
  if (scopes.length > 0) return { path, methods, authorizer, authorizationScopes: scopes.map(named) };
  throw new Error(`${key} has neither a scope nor a signature`);
};

/** What pages of these origins may send and see. */
const corsFor = (allowOrigins: readonly string[]) => ({
  allowOrigins: [...allowOrigins],
  allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT],
  allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-correlation-id', 'traceparent'],
  exposeHeaders: ['link', 'location', 'retry-after', 'x-correlation-id', 'x-projection-version'],
  maxAge: Duration.hours(1),
});
