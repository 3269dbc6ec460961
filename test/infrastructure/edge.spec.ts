/** Where there is a public domain, requests come through a web ACL, and through nothing else. */
import { describe, expect, it } from 'vitest';
import { edgeHeader } from '../../functions/platform/http/edge-header.ts';
import { readTemplates, resourcesOf, type Template } from '../../local/assembly/templates.ts';
import { assemblyOf } from '../../synth/assembly.ts';

const dev = readTemplates(await assemblyOf({ env: 'dev' }));
const prod = readTemplates(await assemblyOf({ env: 'prod' }));
const apis = (templates: readonly Template[]) =>
  templates.flatMap((template) =>
    resourcesOf(template, 'AWS::ApiGatewayV2::Api').map((api) => ({ ...api, template })),
  );
const inStack = (id: string): Template => {
  const found = prod.find((template) => template.id === id);
  if (found === undefined) throw new Error(`prod has no stack ${id}`);
  return found;
};
const only = (id: string, type: string) => {
  const [first, ...rest] = resourcesOf(inStack(id), type);
  if (first === undefined || rest.length > 0) throw new Error(`expected one ${type} in ${id}`);
  return first;
};
const secret = '{{resolve:secretsmanager:tributary-prod-edge:SecretString:::}}';

describe('the APIs of prod', () => {
  it('have no addresses of their own, but a path of the common one each', () => {
    expect(apis(prod)).toHaveLength(9);
    for (const { Properties, template } of apis(prod)) {
      expect(Properties.DisableExecuteApiEndpoint).toBe(true);
      const [mapping] = resourcesOf(template, 'AWS::ApiGatewayV2::ApiMapping');
      expect(mapping?.Properties.ApiMappingKey).toBe(template.id.toLowerCase());
      expect(JSON.stringify(mapping?.Properties.DomainName)).toContain('tributary-prod-front-door:');
    }
  });

  it('answer who shows the secret of the edge, which is known there and here by its name only', () => {
    for (const { template } of apis(prod)) {
      const [handler] = resourcesOf(template, 'AWS::Lambda::Function').filter(({ logicalId }) =>
        logicalId.startsWith('ApiHandler'),
      );
      expect(handler?.Properties).toMatchObject({ Environment: { Variables: { EDGE_SECRET: secret } } });
    }
    const { Properties } = only('FrontDoor', 'AWS::SecretsManager::Secret');
    expect(Properties).toMatchObject({
      Name: 'tributary-prod-edge',
      GenerateSecretString: { PasswordLength: 48 },
      ReplicaRegions: [{ Region: 'us-east-1' }],
    });
  });

  it('are reached over TLS 1.2 or newer', () => {
    expect(only('FrontDoor', 'AWS::ApiGatewayV2::DomainName').Properties).toMatchObject({
      DomainNameConfigurations: [{ EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }],
    });
  });
});

describe('the edge', () => {
  const distribution = only('Edge', 'AWS::CloudFront::Distribution').Properties.DistributionConfig;
  const acl = only('Edge', 'AWS::WAFv2::WebACL');

  it('asks its web ACL, keeps no answer, and shows its secret to the APIs', () => {
    expect(distribution).toMatchObject({
      WebACLId: { 'Fn::GetAtt': [acl.logicalId, 'Arn'] },
      DefaultCacheBehavior: {
        // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        ViewerProtocolPolicy: 'https-only',
      },
      Origins: [
        {
          DomainName: 'origin-api.tributary.example',
          CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
          OriginCustomHeaders: [{ HeaderName: edgeHeader, HeaderValue: secret }],
        },
      ],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
  });
});

describe.each([
  ['Edge', 'CLOUDFRONT'],
  ['Identity', 'REGIONAL'],
])('the web ACL of %s', (stack, scope) => {
  const acl = only(stack, 'AWS::WAFv2::WebACL');

  it('bounds what one address may ask, and knows what attacks everybody', () => {
    const rules = acl.Properties.Rules as readonly { Name: string; Action?: object; Statement: object }[];
    expect(acl.Properties.Scope).toBe(scope);
    expect(rules[0]).toMatchObject({
      Action: { Block: {} },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 2_000 } },
    });
    expect(rules.map(({ Name }) => Name)).toEqual([
      'requests-per-address',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
    // A large body is no attack here; everything else that these rules find is refused.
    const overridden = JSON.stringify(rules).match(/"ActionToUse":\{"Count":\{\}\},"Name":"(\w+)"/g);
    expect(overridden).toHaveLength(1);
    expect(overridden?.[0]).toContain('SizeRestrictions_BODY');
    expect(JSON.stringify(rules)).not.toContain('"OverrideAction":{"Count"');
  });

  it('writes down what it saw, without tokens', () => {
    const { Properties } = only(stack, 'AWS::WAFv2::LoggingConfiguration');
    expect(Properties.ResourceArn).toEqual({ 'Fn::GetAtt': [acl.logicalId, 'Arn'] });
    expect(Properties.RedactedFields).toEqual([{ SingleHeader: { Name: 'authorization' } }]);
    const groups = resourcesOf(inStack(stack), 'AWS::Logs::LogGroup').map(
      (group) => group.Properties.LogGroupName,
    );
    expect(groups).toContain(`aws-waf-logs-tributary-prod-${stack.toLowerCase()}`);
  });
});

it('the user pool of prod is behind its web ACL', () => {
  const acl = only('Identity', 'AWS::WAFv2::WebACL');
  const pool = only('Identity', 'AWS::Cognito::UserPool');
  expect(only('Identity', 'AWS::WAFv2::WebACLAssociation').Properties).toEqual({
    ResourceArn: { 'Fn::GetAtt': [pool.logicalId, 'Arn'] },
    WebACLArn: { 'Fn::GetAtt': [acl.logicalId, 'Arn'] },
  });
});

it('in dev there is neither a domain nor an edge, and nothing asks for its secret', () => {
  expect(dev.map(({ id }) => id)).not.toContain('Edge');
  expect(JSON.stringify(dev)).not.toContain('EDGE_SECRET');
  for (const { Properties } of apis(dev)) expect(Properties.DisableExecuteApiEndpoint).toBe(false);
});
