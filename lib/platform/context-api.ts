/** A context's HTTP API: one function, its routes, a token for each. */
import { CfnOutput } from 'aws-cdk-lib';
import { HttpApi, type HttpMethod, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import type { BoundedContext } from './bounded-context.ts';

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
}

export class ContextApi extends Construct {
  constructor(scope: Construct, id: string, props: ContextApiProps) {
    super(scope, id);
    const { context, entry, routes, signedRoutes = [], environment } = props;
    const { userPool, client } = context.identity;
    const api = new HttpApi(this, 'Http', {
      apiName: `tributary-${context.target.name}-${context.context}`,
    });
    const integration = new HttpLambdaIntegration('Function', context.handler(this, { entry, environment }));
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
