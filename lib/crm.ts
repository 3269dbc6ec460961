/** The stack of crm. */
import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { routes } from '../functions/crm/routes.ts';
import { counterparty } from '../schemas/crm/counterparty/contract.gen.ts';
import {
  BoundedContext,
  type BoundedContextProps,
  commitActions,
} from './platform/context/bounded-context.ts';
import { ContextApi } from './platform/context/context-api.ts';
import { FileIntake } from './platform/context/file-intake.ts';

export class Crm extends BoundedContext {
  constructor(scope: Construct, id: string, props: BoundedContextProps) {
    super(scope, id, props, [counterparty]);
    const intake = new FileIntake(this, 'Importer', {
      context: this,
      entry: 'functions/crm/import-file.ts',
      prefix: 'imports/',
      tableActions: [...commitActions, 'dynamodb:BatchGetItem'],
    });
    const api = new ContextApi(this, 'Api', {
      context: this,
      entry: 'functions/crm/api.ts',
      routes,
      environment: { IMPORT_BUCKET: intake.bucket.bucketName },
      tableActions: [...commitActions, 'dynamodb:Query'],
    });
    intake.grantPut(api.handler);
    const uploads = intake.uploads('May put exports of the old CRM into the import bucket');
    new CfnOutput(this, 'ImportBucketName', { value: intake.bucket.bucketName });
    new CfnOutput(this, 'UploadsPolicyArn', { value: uploads.managedPolicyArn });
  }
}
