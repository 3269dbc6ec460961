/** Who may call: customers and operators as groups of users, and the carrier's machine as a client. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import {
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  UserPoolClient,
  UserPoolGroup,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { groups, ofTheCarrier, resourceServer, scopes } from '../functions/platform/http/scopes.ts';
import type { Environment } from './environments.ts';
import type { Paging } from './platform/alarms/paging.ts';
import { SignInAlarms } from './platform/alarms/sign-in-alarms.ts';
import { Handler } from './platform/handler.ts';
import { removalIn } from './platform/removal.ts';
import { WebAcl } from './platform/web-acl.ts';

export interface IdentityProps extends StackProps {
  readonly environment: Environment;
  /** @default nobody is paged */
  readonly paging?: Paging | undefined;
}

export class Identity extends Stack {
  readonly userPool: UserPool;
  /** Whose tokens the APIs take. */
  readonly clients: readonly UserPoolClient[];

  constructor(scope: Construct, id: string, { environment, paging, ...props }: IdentityProps) {
    super(scope, id, props);
    this.userPool = new UserPool(this, 'Users', {
      userPoolName: `tributary-${environment.name}`,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      // An application that shows codes: messages to a telephone can be taken over.
      ...(environment.cloud && { mfa: Mfa.REQUIRED, mfaSecondFactor: { sms: false, otp: true } }),
      // The first that lets a trigger change access tokens. What the next has on top of it looks at passwords that are sent
      // (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-compromised-credentials.html).
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: environment.data === 'guarded',
      removalPolicy: removalIn(environment),
    });
    for (const groupName of Object.keys(groups)) {
      new UserPoolGroup(this, capital(groupName), { userPool: this.userPool, groupName });
    }
    if (environment.domain !== undefined) {
      const webAclArn = new WebAcl(this, 'Acl', { target: environment, of: 'REGIONAL' }).arn;
      new CfnWebACLAssociation(this, 'Guarded', { resourceArn: this.userPool.userPoolArn, webAclArn });
    }
    this.#grantScopes(environment, paging);
    this.clients = [this.#userClient(environment), this.#carrierClient(environment)];
    new CfnOutput(this, 'UserPoolId', { value: this.userPool.userPoolId });
  }

  #grantScopes(target: Environment, paging: Paging | undefined): void {
    const granting = new Handler(new Construct(this, 'Tokens'), 'Handler', {
      target,
      entry: 'functions/tokens/scopes.ts',
    });
    const before = UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG;
    this.userPool.addTrigger(before, granting, LambdaVersion.V2_0);
    if (paging !== undefined) new SignInAlarms(this, 'Alarms', { granting, paging });
  }

  /** Of people. On a laptop scripts sign in with a password; elsewhere it never leaves the user's device. */
  #userClient({ cloud }: Environment): UserPoolClient {
    const client = new UserPoolClient(this, 'Client', {
      userPool: this.userPool,
      authFlows: cloud ? { userSrp: true } : { adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
    });
    new CfnOutput(this, 'ClientId', { value: client.userPoolClientId });
    return client;
  }

  /** A machine shows its secret to the pool's token endpoint, and gets the scopes of its client. */
  #carrierClient({ name }: Environment): UserPoolClient {
    const declared = new Map(
      Object.entries(scopes).map(([scopeName, scopeDescription]) => [
        scopeName,
        new ResourceServerScope({ scopeName, scopeDescription }),
      ]),
    );
    const server = this.userPool.addResourceServer('Api', {
      identifier: resourceServer,
      scopes: [...declared.values()],
    });
    // The names of domains are those of all accounts of a region.
    this.userPool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `tributary-${name}-${this.account}` },
    });
    const client = new UserPoolClient(this, 'Carrier', {
      userPool: this.userPool,
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: ofTheCarrier
          .flatMap((scope) => declared.get(scope) ?? [])
          .map((scope) => OAuthScope.resourceServer(server, scope)),
      },
    });
    new CfnOutput(this, 'CarrierClientId', { value: client.userPoolClientId });
    return client;
  }
}

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
