/** Tokens that are good, and tokens that are nearly good. */
import { createSign, generateKeyPairSync } from 'node:crypto';
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import type { Stack } from '../../local/stack-file.ts';
import { createUser, tokenOf } from '../../local/users.ts';

type Claims = { readonly [name: string]: unknown };

export const claimsOf = (token: string): Claims => partOf(token, 1);

const partOf = (token: string, index: number): Claims =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });

/** The same token with other claims, signed with a key of our own under the name of the pool's. */
export const forged = (token: string, changes: Claims = {}): string => {
  const text = `${encoded(partOf(token, 0))}.${encoded({ ...claimsOf(token), ...changes })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
};

/** The same token with other claims, under its old signature. */
export const altered = (token: string, changes: Claims): string => {
  const [header, , signature] = token.split('.');
  return `${header}.${encoded({ ...claimsOf(token), ...changes })}.${signature}`;
};

export const tokens = (stack: Stack) => {
  const cognito = new CognitoIdentityProviderClient(clientConfiguration(stack.awsEndpoint));
  const { userPoolId: UserPoolId } = stack;

  return {
    /** Issued by the pool, and good for a moment only. AWS has no shorter one than five minutes; the emulator has. */
    shortLived: async (username: string, seconds: number): Promise<string> => {
      const validFor = (AccessTokenValidity: number, AccessToken: 'seconds' | 'hours') =>
        cognito.send(
          new UpdateUserPoolClientCommand({
            UserPoolId,
            ClientId: stack.clientId,
            AccessTokenValidity,
            TokenValidityUnits: { AccessToken },
          }),
        );
      await validFor(seconds, 'seconds');
      const token = await tokenOf(stack, username);
      await validFor(1, 'hours');
      return token;
    },

    /** Of a user with the same name in another pool of the same issuer. */
    ofAnotherPool: async (username: string): Promise<string> => {
      const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'elsewhere' }));
      const userPoolId = UserPool?.Id ?? '';
      const { UserPoolClient } = await cognito.send(
        new CreateUserPoolClientCommand({
          UserPoolId: userPoolId,
          ClientName: 'elsewhere',
          ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        }),
      );
      const pool = { ...stack, userPoolId, clientId: UserPoolClient?.ClientId ?? '' };
      await createUser(pool, username);
      return tokenOf(pool, username);
    },

    /**
     * Of the carrier's machine, if it were allowed all these; it is allowed its own again afterwards.
     *
     * @returns by list of scopes, a token with these and no others
     */
    withScopes: async (lists: readonly (readonly string[])[]): Promise<readonly string[]> => {
      const ClientId = stack.carrierClientId;
      const { UserPoolClient } = await cognito.send(
        new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
      );
      const allow = (AllowedOAuthScopes: string[]) =>
        cognito.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, AllowedOAuthScopes }));
      await allow([...new Set(lists.flat())]);
      const issued: string[] = [];
      for (const list of lists) {
        const response = await fetch(`${stack.awsEndpoint}/oauth2/token`, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: ClientId,
            client_secret: UserPoolClient?.ClientSecret ?? '',
            scope: list.join(' '),
          }),
        });
        const { access_token } = (await response.json()) as { readonly access_token: string };
        issued.push(access_token);
      }
      await allow(UserPoolClient?.AllowedOAuthScopes ?? []);
      return issued;
    },
  };
};
