/** Who comes in, and through what. */

import { lambda, variables } from './places.ts';
import type { Allowed } from './row.ts';

const edge =
  'prod is behind CloudFront with a web ACL, and so is its user pool; a laptop has a front door of its own';

export const edgeRows: readonly Allowed[] = [
  {
    since: 'each environment has web pages of its own',
    type: 'AWS::ApiGatewayV2::Api',
    path: /^Properties\.CorsConfiguration\.AllowOrigins\[\]$/,
  },
  {
    since: 'each environment lets as much in as it can bear',
    type: 'AWS::ApiGatewayV2::Stage',
    path: /^Properties\.DefaultRouteSettings\.Throttling(Burst|Rate)Limit$/,
  },
  {
    since: 'a laptop has no second factor',
    type: 'AWS::Cognito::UserPool',
    path: /^Properties\.(EnabledMfas|MfaConfiguration)$/,
  },
  { since: edge, type: 'AWS::ApiGatewayV2::Api', path: /^Properties\.DisableExecuteApiEndpoint$/ },
  { since: edge, type: 'AWS::ApiGatewayV2::ApiMapping', path: /^$/ },
  { since: edge, type: lambda, path: variables('EDGE_SECRET') },
  { since: edge, type: 'AWS::WAFv2::WebACL', path: /^$/ },
  { since: edge, type: 'AWS::WAFv2::LoggingConfiguration', path: /^$/ },
  { since: edge, type: 'AWS::WAFv2::WebACLAssociation', path: /^$/ },
  {
    since: edge,
    type: 'AWS::Logs::LogGroup',
    path: /^$/,
    value: /"LogGroupName":"aws-waf-logs-tributary-<environment>-identity"/,
  },
  {
    since: 'scripts on a laptop sign in with a password, which elsewhere never leaves the device of its user',
    type: 'AWS::Cognito::UserPoolClient',
    path: /^Properties\.ExplicitAuthFlows\[\]$/,
    value: /^"ALLOW_(ADMIN_USER_PASSWORD|USER_SRP)_AUTH"$/,
  },
];
