/** Bugs that the checker must find: each a mistake that somebody could make, as a change of one source file. */

export interface Bug {
  readonly name: string;
  /** What the mistake is, in a sentence. */
  readonly what: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** The faults that bring it out, by parts of their names; none where it shows by itself. */
  readonly faults: readonly string[];
}

export const bugs: readonly Bug[] = [
  {
    name: 'relay-swallows',
    what: 'the relay takes an error of Kafka for success, and the stream goes on',
    file: 'functions/platform/relay/relay.ts',
    from: '() => producer.send(byTopic(messages))',
    to: '() => producer.send(byTopic(messages)).catch(() => undefined)',
    faults: ['the broker stands still', 'kill -9 of the broker'],
  },
  {
    name: 'commit-without-condition',
    what: 'the commit record is written whether or not there is one, so a repeat has its effect again',
    file: 'functions/platform/commit/commit.ts',
    from: `        Item: record,
        ConditionExpression: isNew,
`,
    to: `        Item: record,
`,
    faults: ['deliveries are repeated'],
  },
  {
    name: 'head-without-version',
    what: 'the head is written whatever its version is, so of two writers one is lost',
    file: 'functions/platform/commit/commit.ts',
    from: '{ Put: { TableName: table, Item: head, ...condition } },',
    to: '{ Put: { TableName: table, Item: head, ...(basedOn === 0 ? condition : {}) } },',
    faults: ['repeated, reordered and late', 'deliveries are late'],
  },
  {
    name: 'reports-too-little',
    what: 'the consumer does not report the record that failed, only those after it',
    file: 'functions/platform/consumer/consumer.ts',
    from: '.filter(({ offset }) => offset >= first)',
    to: '.filter(({ offset }) => offset > first)',
    faults: ['the gateway is down'],
  },
  {
    name: 'ack-before-write',
    what: 'the consumer says that it is done before its write is',
    file: 'functions/platform/consumer/in-turn.ts',
    from: 'accepted(await props.handle(heard));',
    to: 'void props.handle(heard).then(accepted).catch(() => undefined);',
    faults: ['DynamoDB throttles'],
  },
  {
    name: 'park-swallows',
    what: 'what cannot be handled is passed over, and not parked',
    file: 'functions/platform/consumer/park.ts',
    from: 'await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text }));',
    to: 'void [sqs, queueUrl, SendMessageCommand];',
    faults: ['a poisoned record'],
  },
  {
    name: 'letter-not-whole',
    what: 'a letter holds the record without its value',
    file: 'functions/platform/consumer/park.ts',
    from: 'lastAt: at, record: record.original };',
    to: "lastAt: at, record: { ...record.original, value: '' } };",
    faults: ['a poisoned record'],
  },
  {
    name: 'relay-out-of-order',
    what: "the relay sends a batch's messages with the last first",
    file: 'functions/platform/relay/relay.ts',
    from: 'const outboxes = Records.map(outboxIn);',
    to: 'const outboxes = Records.map(outboxIn).toReversed();',
    faults: ['kill -9 of the broker'],
  },
  {
    name: 'void-forgotten',
    what: 'a payment is said to be voided, and the gateway was not asked',
    file: 'functions/payment/ask-gateway.ts',
    from: '      await gateway.void(paymentId);\n',
    to: '',
    faults: ['deliveries are repeated'],
  },
  {
    name: 'key-forgotten',
    what: "an Idempotency-Key does not name the order, so that a client's second try is a second order",
    file: 'functions/ordering/api.ts',
    from: 'const orderId = idempotencyKey === undefined ? v7() : v5(idempotencyKey, keyNamespace);',
    to: 'const orderId = idempotencyKey === undefined ? v7() : v5(v7(), keyNamespace);',
    faults: ['deliveries are repeated'],
  },
];
