/** What stands between the world and the system: routes, the network, the user pool. */
import { resolved } from '../assembly/intrinsics.ts';
import { every } from '../assembly/stacks.ts';
import { type Check, counted, differences } from './check.ts';

/** Their functions know the caller by a signature of the body. */
const signed = ['POST /gateway-answers', 'POST /carrier-events'];

export const routes: Check = {
  says: 'every route asks for a token of our users, except two whose functions check a signature',
  complaints: (assembly) => {
    const found = every(assembly, 'AWS::ApiGatewayV2::Route');
    const open = found.filter(({ Properties }) => Properties.AuthorizationType !== 'JWT');
    const authorizers = every(assembly, 'AWS::ApiGatewayV2::Authorizer');
    return [
      ...open
        .filter(({ Properties }) => !signed.includes(String(Properties.RouteKey)))
        .map(({ name, Properties }) => `${name} is open: ${Properties.RouteKey}`),
      ...found
        .filter(
          ({ Properties }) => Properties.AuthorizationType === 'JWT' && Properties.AuthorizerId === undefined,
        )
        .map(({ name }) => `${name} names no authorizer`),
      ...counted(
        'APIs with an authorizer',
        authorizers.length,
        every(assembly, 'AWS::ApiGatewayV2::Api').length,
      ),
      ...authorizers.flatMap(({ name, stack, Properties }) => {
        const { Audience, Issuer } = (
          resolved(assembly, stack, Properties) as {
            readonly JwtConfiguration: { readonly Audience: readonly string[]; readonly Issuer: string };
          }
        ).JwtConfiguration;
        const pool = every(assembly, 'AWS::Cognito::UserPool').map((each) => each.name.split('/').at(-1));
        const ours = pool.some((each) => Issuer.endsWith(`-${each}`)) && Audience.length > 0;
        return ours ? [] : [`${name} believes ${Issuer}, for ${Audience}`];
      }),
    ];
  },
};

export const users: Check = {
  says: 'nobody signs himself up, and no password is sent',
  complaints: (assembly) => [
    ...every(assembly, 'AWS::Cognito::UserPool').flatMap(({ name, Properties }) =>
      differences(name, Properties, { 'AdminCreateUserConfig.AllowAdminCreateUserOnly': true }),
    ),
    ...every(assembly, 'AWS::Cognito::UserPoolClient')
      .filter(({ Properties }) => /PASSWORD/.test(JSON.stringify(Properties.ExplicitAuthFlows)))
      .map(({ name, Properties }) => `${name} allows ${Properties.ExplicitAuthFlows}`),
  ],
};

export const network: Check = {
  says: 'the network has no way out, three zones, and one port of the brokers, for groups and not for addresses',
  complaints: (assembly) => {
    const subnets = every(assembly, 'AWS::EC2::Subnet');
    const zones = new Set(subnets.map(({ Properties }) => Properties.AvailabilityZone));
    const ways = ['AWS::EC2::NatGateway', 'AWS::EC2::InternetGateway', 'AWS::EC2::VPCPeeringConnection'];
    return [
      ...counted('zones', zones.size, 3),
      ...ways.flatMap((type) => every(assembly, type)).map(({ name, Type }) => `${name} is a ${Type}`),
      ...subnets.flatMap(({ name, Properties }) =>
        differences(name, Properties, { MapPublicIpOnLaunch: false }),
      ),
      ...every(assembly, 'AWS::EC2::SecurityGroup')
        .filter(({ Properties }) =>
          /0\.0\.0\.0\/0|::\/0/.test(JSON.stringify(Properties.SecurityGroupIngress ?? [])),
        )
        .map(({ name }) => `${name} lets everybody in`),
      ...every(assembly, 'AWS::EC2::SecurityGroupIngress').flatMap(({ name, Properties }) => [
        ...(Properties.SourceSecurityGroupId === undefined ? [`${name} lets addresses in`] : []),
        ...(/Brokers/.test(name) && Properties.FromPort !== 443
          ? differences(name, Properties, { FromPort: 9098, ToPort: 9098 })
          : []),
      ]),
    ];
  },
};
