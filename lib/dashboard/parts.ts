/** What the questions of the dashboard have in common: whose metrics they ask for, and how a question is put. */
import { TextWidget } from 'aws-cdk-lib/aws-cloudwatch';

export const question = (markdown: string): TextWidget => new TextWidget({ width: 24, height: 2, markdown });

/** Functions and queues have the stack's name in front of theirs; a search knows words, not beginnings. */
export const wordsOf = (name: string): string => name.replaceAll('-', ' ');

export const api = { namespace: 'AWS/ApiGateway', dimensions: ['ApiId'] };
export const lambda = { namespace: 'AWS/Lambda', dimensions: ['FunctionName'] };
export const broker = { namespace: 'AWS/Kafka', dimensions: ['Cluster Name', 'Broker ID'] };
export const ours = (dimension: string) => ({ namespace: 'Tributary', dimensions: [dimension] });
