/** Who may sign in, and what their tokens are good for, in every environment. */
import { describe, expect, it } from 'vitest';
import { grantedTo, groups, named, scopes } from '../../functions/platform/http/scopes.ts';
import { handler } from '../../functions/tokens/scopes.ts';
import { readTemplates, resourcesOf } from '../../local/assembly/templates.ts';
import { assemblyOf } from '../../synth/assembly.ts';

const built = {
  local: readTemplates(await assemblyOf({ env: 'local' })),
  prod: readTemplates(await assemblyOf({ env: 'prod' })),
};

describe.each(['local', 'prod'] as const)('the user pool of %s', (env) => {
  const template = built[env].find(({ id }) => id === 'Identity');
  if (template === undefined) throw new Error(`${env} has no stack Identity`);
  const only = (type: string, prefix = '') => {
    const [first, ...rest] = resourcesOf(template, type).filter(({ logicalId }) =>
      logicalId.startsWith(prefix),
    );
    if (first === undefined || rest.length > 0) throw new Error(`expected one ${type} named ${prefix}…`);
    return first;
  };
  const pool = only('AWS::Cognito::UserPool');

  it('takes nobody who registers themselves, and no weak password', () => {
    expect(pool.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          RequireUppercase: true,
        },
      },
      ...(env !== 'local' && { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }),
    });
  });

  it('cannot be deleted where data is guarded', () => {
    const guarded = env === 'prod';
    expect((pool as { DeletionPolicy?: string }).DeletionPolicy).toBe(guarded ? 'Retain' : 'Delete');
    expect(pool.Properties.DeletionProtection).toBe(guarded ? 'ACTIVE' : 'INACTIVE');
  });

  it('asks the function that grants scopes before it signs an access token', () => {
    const granting = only('AWS::Lambda::Function', 'TokensHandler');
    const LambdaArn = { 'Fn::GetAtt': [granting.logicalId, 'Arn'] };
    expect(pool.Properties).toMatchObject({
      UserPoolTier: 'ESSENTIALS',
      LambdaConfig: { PreTokenGenerationConfig: { LambdaArn, LambdaVersion: 'V2_0' } },
    });
    const permission = only('AWS::Lambda::Permission');
    expect(permission.Properties).toMatchObject({
      FunctionName: LambdaArn,
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [pool.logicalId, 'Arn'] },
    });
  });

  it('declares every scope, and a group for each kind of user', () => {
    const server = only('AWS::Cognito::UserPoolResourceServer').Properties;
    expect(server.Identifier).toBe('tributary');
    expect((server.Scopes as readonly { ScopeName: string }[]).map(({ ScopeName }) => ScopeName)).toEqual(
      Object.keys(scopes),
    );
    const names = resourcesOf(template, 'AWS::Cognito::UserPoolGroup').map(
      ({ Properties }) => Properties.GroupName,
    );
    expect(names.toSorted()).toEqual(Object.keys(groups).toSorted());
  });

  it('lets people sign in without their password leaving the device, except on a laptop, and by nothing else', () => {
    const { ExplicitAuthFlows, ...people } = only('AWS::Cognito::UserPoolClient', 'Client').Properties;
    const flow = env === 'local' ? 'ALLOW_ADMIN_USER_PASSWORD_AUTH' : 'ALLOW_USER_SRP_AUTH';
    expect(ExplicitAuthFlows).toEqual([flow, 'ALLOW_REFRESH_TOKEN_AUTH']);
    expect(people).toMatchObject({
      AllowedOAuthFlowsUserPoolClient: false,
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    });
    expect(people).not.toHaveProperty('AllowedOAuthFlows');
  });

  it('lets the carrier’s machine in by its secret, for its one scope', () => {
    const machine = only('AWS::Cognito::UserPoolClient', 'Carrier').Properties;
    expect(machine).toMatchObject({ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] });
    expect(machine).not.toHaveProperty('CallbackURLs');
    expect(JSON.stringify(machine.AllowedOAuthScopes).match(/\/[a-z:]+/g)).toEqual(['/parcels:read']);
  });
});

describe('a token', () => {
  const grantedFor = async (groupsToOverride: string[] | undefined) => {
    const event = { request: { groupConfiguration: { groupsToOverride } } };
    const { response } = await handler(event as Parameters<typeof handler>[0]);
    return response.claimsAndScopeOverrideDetails.accessTokenGeneration?.scopesToAdd;
  };

  it.each([
    ['in no group', undefined],
    ['in a group that nobody described', ['admins', 'constructor']],
  ])('of a user %s is good for nothing', async (_which, members) => {
    expect(await grantedFor(members)).toEqual([]);
  });

  it('of a customer is good for what is one’s own, and of an operator for everything but carrying', async () => {
    expect(await grantedFor(['customers'])).toEqual(grantedTo(['customers']));
    expect(await grantedFor(['customers'])).not.toContain(named('stock:write'));
    const operators = await grantedFor(['operators']);
    expect(operators).toContain(named('stock:write'));
    expect(operators).not.toContain(named('parcels:read'));
    expect(new Set(await grantedFor(['customers', 'operators']))).toEqual(new Set(operators));
  });
});
