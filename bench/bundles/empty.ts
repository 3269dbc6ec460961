/** A handler that does nothing, and has the clients that another one has. */

const classes: { readonly [name: string]: string } = {
  '@aws-sdk/client-dynamodb': 'DynamoDBClient',
  '@aws-sdk/client-glue': 'GlueClient',
  '@aws-sdk/client-lambda': 'LambdaClient',
  '@aws-sdk/client-s3': 'S3Client',
  '@aws-sdk/client-sesv2': 'SESv2Client',
  '@aws-sdk/client-sqs': 'SQSClient',
};

/** @throws Error naming a client that nobody told how to make */
export const emptyHandler = (clients: readonly string[]): string => {
  const lines = clients.map((name, index) => {
    if (name === 'kafkajs')
      return "import { Kafka } from 'kafkajs'; made.push(new Kafka({ brokers: ['127.0.0.1:1'] }));";
    if (name === 'aws-msk-iam-sasl-signer-js') {
      return "import { generateAuthToken } from 'aws-msk-iam-sasl-signer-js'; made.push(generateAuthToken);";
    }
    const made = classes[name];
    if (made === undefined) throw new Error(`bench/bundles/empty.ts: how is a client of ${name} made?`);
    return `import { ${made} as Client${index} } from '${name}'; made.push(new Client${index}({}));`;
  });
  return [
    'export const made: unknown[] = [];',
    ...lines,
    'export const handler = async () => made.length;',
  ].join('\n');
};
