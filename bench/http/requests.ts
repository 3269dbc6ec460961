/** Requests as API Gateway hands them over. */
import type { HttpEvent } from '../../functions/platform/http/request.ts';

export const requestOf = (
  routeKey: string,
  body: object,
  {
    pathParameters = {},
    groups = '[customers]',
  }: { pathParameters?: Record<string, string>; groups?: string } = {},
): HttpEvent => {
  const [method = '', path = ''] = routeKey.split(' ');
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    pathParameters,
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'bench',
      domainName: 'bench',
      domainPrefix: 'bench',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' },
      requestId: crypto.randomUUID(),
      routeKey,
      stage: '$default',
      time: '',
      timeEpoch: 0,
      authorizer: {
        principalId: '',
        integrationLatency: 0,
        jwt: { claims: { username: 'ada', 'cognito:groups': groups }, scopes: [] },
      },
    },
  };
};
