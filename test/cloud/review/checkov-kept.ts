/** What checkov finds and we keep: which check, on which resources, and why. What is not found any more must leave the list. */
import type { Acknowledged } from './acknowledged.ts';

export const kept: readonly Acknowledged[] = [
  {
    finding: /CKV_AWS_115/,
    construct: /AWS::Lambda::Function\.\w+/,
    reason:
      'Mappings have as many pollers as partitions and APIs are throttled; a reservation takes from the account.',
  },
  {
    finding: /CKV_AWS_116/,
    construct: /AWS::Lambda::Function\.\w+/,
    reason:
      'Nobody invokes them asynchronously but a rule that comes again in a minute; mappings have destinations.',
  },
  {
    finding: /CKV_AWS_117/,
    construct: /AWS::Lambda::Function\.\w+/,
    reason:
      'Only what talks to brokers is in the network, which has no way out: who needs none of it stays outside.',
  },
  {
    finding: /CKV_AWS_149/,
    construct: /AWS::SecretsManager::Secret\.(GatewaySecret|CarrierSecret|EdgeSecret)\w+/,
    reason: 'Encrypted with the account’s key for secrets; nobody outside of the account has to read them.',
  },
  {
    finding: /CKV_AWS_158/,
    construct: /AWS::Logs::LogGroup\.\w+/,
    reason:
      'Logs are encrypted by the service and hold no personal data; a key of ours would cost each write.',
  },
  {
    finding: /CKV_AWS_173/,
    construct: /AWS::Lambda::Function\.\w+/,
    reason: 'Variables are encrypted at rest by the service; there are names and addresses in them.',
  },
  {
    finding: /CKV_AWS_18/,
    construct: /AWS::S3::Bucket\.\w+/,
    reason:
      'Functions of one context put and one reads; the account’s trail of data events says more than access logs.',
  },
  {
    finding: /CKV_AWS_21/,
    construct: /AWS::S3::Bucket\.\w+/,
    reason:
      'Files are put once under names of their own, and nobody may overwrite or remove them but the lifecycle.',
  },
  {
    finding: /CKV_AWS_27/,
    construct: /AWS::SQS::Queue\.\w+/,
    reason:
      'Queues that say nothing are encrypted with the service’s own keys, which the check does not know.',
  },
  {
    finding: /CKV_AWS_86/,
    construct: /AWS::CloudFront::Distribution\.Distribution\w+/,
    reason: 'The web ACL before it and the APIs behind it keep logs of every request.',
  },
];
