/** How a Kafka client signs in at MSK: TLS, and a token that IAM signs. https://github.com/aws/aws-msk-iam-sasl-signer-js */
import { generateAuthToken } from 'aws-msk-iam-sasl-signer-js';

export const kafkaIam = (region: string) =>
  ({
    ssl: true,
    sasl: {
      mechanism: 'oauthbearer',
      oauthBearerProvider: async () => ({ value: (await generateAuthToken({ region })).token }),
    },
  }) as const;
