/** A context's HTTP API: one function, its routes, a token for each. */
import { CfnOutput } from 'aws-cdk-lib';
import { HttpApi, type HttpMethod, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { BoundedContext, ContextHandlerProps } from './bounded-context.ts';

export interface ContextApiProps {
  readonly context: BoundedContext;
  /** Relative to the root. */
  readonly entry: string;
  /** Such as `GET /orders/{id}`; a caller needs a token of the user pool. */
  readonly routes: readonly string[];
  /** Routes whose function itself knows its caller, by signature. @default none */
  readonly signedRoutes?: readonly string[];
  /** @default none beyond the context's own */
  readonly environment?: { readonly [name: string]: string };
  /** @default what commits need */
  readonly tableActions?: ContextHandlerProps['tableActions'];
}

export class ContextApi extends Construct {
  readonly handler: LambdaFunction;

  constructor(scope: Construct, id: string, props: ContextApiProps) {
    super(scope, id);
    const { context, entry, routes, signedRoutes = [], environment, tableActions } = props;
    const { userPool, client } = context.identity;
    const api = new HttpApi(this, 'Http', {
      apiName: `tributary-${context.target.name}-${context.context}`,
    });
    this.handler = context.handler(this, { entry, environment, tableActions });
    const integration = new HttpLambdaIntegration('Function', this.handler);
    const authorizer = new HttpUserPoolAuthorizer('Users', userPool, { userPoolClients: [client] });
    for (const route of routes) api.addRoutes({ ...parsed(route), integration, authorizer });
    for (const route of signedRoutes) {
      api.addRoutes({ ...parsed(route), integration, authorizer: new HttpNoneAuthorizer() });
    }
    new CfnOutput(context, 'ApiId', { value: api.apiId });
  }
}

const parsed = (route: string): { readonly path: string; readonly methods: HttpMethod[] } => {
  const [method = '', path = ''] = route.split(' ');
  return { path, methods: [method as HttpMethod] };
};
