/** What a function is told at least, so that it can be loaded. */
export const bundleEnvironment = {
  AWS_REGION: 'us-east-1',
  TABLE_NAME: 'table',
  DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1/queue',
  SCHEMA_REGISTRY: 'http://127.0.0.1/registry',
  GATEWAY_URL: 'http://127.0.0.1/gateway',
  GATEWAY_SECRET: 'sixteen characters',
  CARRIER_SECRET: 'sixteen characters',
  IMPORT_BUCKET: 'bucket',
  MAIL_FROM: 'shop@example.com',
  PROJECTION_VERSIONS: '[{"version":1,"table":"t"}]',
  KAFKA_BROKERS: '127.0.0.1:1',
  KAFKA_AUTH: 'iam',
  CONTEXT: 'ordering',
  BREAKER_QUEUE_URL: 'http://127.0.0.1/queue',
  BREAKER_MAPPINGS: '{}',
  BREAKER_PROBES: '{}',
} as const;
