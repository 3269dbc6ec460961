/** Handlers that do nothing, and have the clients that another one has, or its libraries. */

const classes: { readonly [name: string]: string } = {
  '@aws-sdk/client-dynamodb': 'DynamoDBClient',
  '@aws-sdk/client-glue': 'GlueClient',
  '@aws-sdk/client-lambda': 'LambdaClient',
  '@aws-sdk/client-s3': 'S3Client',
  '@aws-sdk/client-sesv2': 'SESv2Client',
  '@aws-sdk/client-sqs': 'SQSClient',
};

/** What a consumer has beside its clients, each as it is used there. */
const libraries: { readonly [name: string]: string } = {
  '@aws-lambda-powertools/logger':
    "import { Logger } from '@aws-lambda-powertools/logger'; made.push(new Logger());",
  '@aws-lambda-powertools/metrics':
    "import { Metrics } from '@aws-lambda-powertools/metrics'; made.push(new Metrics({ namespace: 'bench' }));",
  '@middy/core': "import middy from '@middy/core'; made.push(middy());",
  avsc: "import avro from 'avsc'; made.push(avro.Type.forSchema('string'));",
  zod: "import * as z from 'zod/mini'; made.push(z.object({ a: z.string() }).safeParse({ a: '' }));",
};

export const libraryNames = Object.keys(libraries);

/** @param using names of libraries @throws Error naming a client that nobody told how to make */
export const emptyHandler = (clients: readonly string[], ...using: readonly string[]): string => {
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
    ...using.map((name) => libraries[name]),
    'export const handler = async () => made.length;',
  ].join('\n');
};
