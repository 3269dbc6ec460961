/** One name for every context's API, by paths; behind it a secret that only the edge knows. */
import { CfnOutput, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { DomainName, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { PublicDomain } from './context-settings.ts';
import type { Environment } from './environments.ts';

export interface FrontDoorProps extends StackProps {
  readonly environment: Environment;
  readonly domain: PublicDomain;
}

/** CloudFront, and what must be in the same region with it. */
export const edgeRegion = 'us-east-1';

/** What the edge asks, and nobody else should: it answers who shows the edge's secret. */
export const originOf = ({ name }: PublicDomain): string => `origin-${name}`;

const secretNameIn = ({ name }: Environment): string => `tributary-${name}-edge`;

/** Resolved when a stack is deployed, in its own region: the secret is replicated to the edge's. */
export const edgeSecretIn = (environment: Environment): string =>
  SecretValue.secretsManager(secretNameIn(environment)).unsafeUnwrap();

export class FrontDoor extends Stack {
  /** Each context hangs its API below it. */
  readonly domainName: DomainName;

  constructor(scope: Construct, id: string, { environment, domain, ...props }: FrontDoorProps) {
    super(scope, id, props);
    if (environment.lostRegion === undefined) this.#secret(environment);
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: domain.zoneId,
      zoneName: domain.zone,
    });
    const domainName = originOf(domain);
    const validation = CertificateValidation.fromDns(zone);
    this.domainName = new DomainName(this, 'Domain', {
      domainName,
      certificate: new Certificate(this, 'Certificate', { domainName, validation }),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    // The name is the lost region's until somebody moves it: docs/runbooks/failover.md.
    if (environment.lostRegion === undefined) this.#record(zone, domainName);
    else this.#tell();
  }

  #record(zone: IHostedZone, name: string): void {
    const { regionalDomainName, regionalHostedZoneId } = this.domainName;
    const target = new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId);
    new ARecord(this, 'Record', { zone, recordName: `${name}.`, target: RecordTarget.fromAlias(target) });
  }

  #secret(environment: Environment): void {
    const regions = new Set([
      edgeRegion,
      ...(environment.recoveryRegion ? [environment.recoveryRegion] : []),
    ]);
    new Secret(this, 'EdgeSecret', {
      secretName: secretNameIn(environment),
      description: 'What the edge shows to the functions of the APIs',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      replicaRegions: [...regions].map((region) => ({ region })),
    });
  }

  #tell(): void {
    const { regionalDomainName, regionalHostedZoneId } = this.domainName;
    new CfnOutput(this, 'RegionalDomainName', { value: regionalDomainName });
    new CfnOutput(this, 'RegionalHostedZoneId', { value: regionalHostedZoneId });
  }
}
