/** What becomes of stored data when its stack goes. */
import { RemovalPolicy } from 'aws-cdk-lib';
import type { Environment } from '../environments.ts';

export const removalIn = ({ data }: Environment): RemovalPolicy =>
  data === 'disposable' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
