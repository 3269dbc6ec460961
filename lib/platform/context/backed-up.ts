/** Marks a table as one that is copied every day. */
import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments.ts';

/** Its value is the environment's name. */
export const backupTag = 'tributary:backup';

/** Not a read model, which Kafka tells again. */
export const backedUp = (table: Construct, { backupDays, data, name }: Environment): void => {
  if (backupDays !== undefined && data !== 'disposable') Tags.of(table).add(backupTag, name);
};
