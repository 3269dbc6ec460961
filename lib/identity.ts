/** Who may call: customers, and operators as a group. */
import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { UserPool, UserPoolClient, UserPoolGroup } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Environment } from './environments.ts';

export interface IdentityProps extends StackProps {
  readonly environment: Environment;
}

export class Identity extends Stack {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { environment, ...props }: IdentityProps) {
    super(scope, id, props);
    this.userPool = new UserPool(this, 'Users', {
      userPoolName: `tributary-${environment.name}`,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new UserPoolGroup(this, 'Operators', { userPool: this.userPool, groupName: 'operators' });
    // On a laptop scripts sign in with a password; elsewhere it never leaves the user's device.
    const authFlows = environment.cloud ? { userSrp: true } : { adminUserPassword: true };
    this.client = new UserPoolClient(this, 'Client', { userPool: this.userPool, authFlows });
    new CfnOutput(this, 'UserPoolId', { value: this.userPool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: this.client.userPoolClientId });
  }
}
