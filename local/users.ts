/** The users of a laptop's pool, and their tokens. */
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientConfiguration } from './emulated-aws.ts';

export interface UserPoolAddress {
  readonly awsEndpoint: string;
  readonly userPoolId: string;
  readonly clientId: string;
}

/** Known to everybody, as everything on a laptop is. */
const Password = 'Laptops-only-1';

export const customers = ['ada', 'grace', 'edsger', 'barbara'] as const;
/** Whom the CRM has suspended: may sign in, and not order. */
export const suspended = 'mallory';
export const operator = 'operator';

export const createUsers = async (pool: UserPoolAddress): Promise<void> => {
  const { cognito, UserPoolId } = client(pool);
  for (const Username of [...customers, suspended, operator]) {
    await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
    await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
  }
  const GroupName = 'operators';
  await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: operator, GroupName }));
};

/** An access token, valid for an hour. */
export const tokenOf = async (pool: UserPoolAddress, username: string): Promise<string> => {
  const { cognito, UserPoolId } = client(pool);
  const { AuthenticationResult } = await cognito.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId: pool.clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: Password },
    }),
  );
  const token = AuthenticationResult?.AccessToken;
  if (token === undefined) throw new Error(`the user pool gave ${username} no token`);
  return token;
};

const client = ({ awsEndpoint, userPoolId: UserPoolId }: UserPoolAddress) => ({
  cognito: new CognitoIdentityProviderClient(clientConfiguration(awsEndpoint)),
  UserPoolId,
});
