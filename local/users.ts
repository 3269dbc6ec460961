/** The users of a laptop's pool, and their tokens. */
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientConfiguration } from './emulated-aws.ts';

export interface UserPoolAddress {
  readonly awsEndpoint: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** The carrier's machine. */
  readonly carrierClientId: string;
}

/** Known to everybody, as everything on a laptop is. */
const Password = 'Laptops-only-1';

export const customers = ['ada', 'grace', 'edsger', 'barbara'] as const;
/** Whom the CRM has suspended: may sign in, and not order. */
export const suspended = 'mallory';
export const operator = 'operator';

export const createUsers = async (pool: UserPoolAddress): Promise<void> => {
  for (const name of [...customers, suspended]) await createUser(pool, name, 'customers');
  await createUser(pool, operator, 'operators');
};

/**
 * Nothing new for one who is there.
 *
 * @param GroupName without one they may sign in, and nothing else
 */
export const createUser = async (
  pool: UserPoolAddress,
  Username: string,
  GroupName?: 'customers' | 'operators',
): Promise<void> => {
  const { cognito, UserPoolId } = client(pool);
  await cognito
    .send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }))
    .catch((error: unknown) => {
      if (!(error instanceof UsernameExistsException)) throw error;
    });
  await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
  if (GroupName === undefined) return;
  await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
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

/** An access token of the carrier's machine, which shows its client's secret, as it would to the pool's domain. */
export const carrierToken = async (pool: UserPoolAddress): Promise<string> => {
  const { cognito, UserPoolId } = client(pool);
  const { UserPoolClient } = await cognito.send(
    new DescribeUserPoolClientCommand({ UserPoolId, ClientId: pool.carrierClientId }),
  );
  const response = await fetch(`${pool.awsEndpoint}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: pool.carrierClientId,
      client_secret: UserPoolClient?.ClientSecret ?? '',
    }),
  });
  const answer = (await response.json()) as { readonly access_token?: string };
  if (answer.access_token !== undefined) return answer.access_token;
  throw new Error(`the user pool gave the carrier no token: ${response.status} ${JSON.stringify(answer)}`);
};

const client = ({ awsEndpoint, userPoolId: UserPoolId }: UserPoolAddress) => ({
  cognito: new CognitoIdentityProviderClient(clientConfiguration(awsEndpoint)),
  UserPoolId,
});
