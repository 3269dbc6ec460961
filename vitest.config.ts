import { defineConfig } from 'vitest/config';

/** Rules need nothing; everything else runs against the real system, which is started once. */
const rules = [
  'test/{crm,ordering,inventory,payment,shipping,returns,notification,tracking,sales}/**/!(*.system).spec.ts',
  'test/{bench,schemas,simulation,chaos}/**/*.spec.ts',
  'test/local/poller/{backoff,buffers,payload,retry-reading,settle,while-enabled}.spec.ts',
  'test/local/assembly/*.spec.ts',
  'test/platform/{bounded-avro,circuit,figures,kafkajs-encoding}.spec.ts',
  'test/platform/spans/*.spec.ts',
  'test/local/{elsewhere,install,whom}.spec.ts',
  'test/infrastructure/{contexts,identity,edge}.spec.ts',
  'test/ops/**/!(*.system).spec.ts',
  'test/console/**/!(*.system).spec.ts',
  'test/infrastructure/synthesized/*.spec.ts',
  'test/*.spec.ts',
];

/** On synthesized templates of the cloud's environments; nothing is deployed: `npm run test:cloud`. */
const cloud = ['test/cloud/**/*.spec.ts'];

/** What takes minutes each: `npm run test:long`. */
const long = ['test/ops/replay/*.system.spec.ts', 'test/faults/rolling-deployment.spec.ts'];

/** Patience costs nothing but on failure, and a machine may be many times slower than the one that it was tried on. */
const patience = {
  testTimeout: 1_200_000,
  hookTimeout: 1_200_000,
  expect: { poll: { timeout: 180_000 } },
};

/** Start systems of their own, one after another: part of `npm run test:long`. */
const byHand = ['test/local/by-hand/*.spec.ts'];

const onTheSystem = {
  ...patience,
  globalSetup: 'test/system.ts',
  // They share one broker and one emulator on a laptop, and some of them kill it.
  fileParallelism: false,
  env: { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
};

export default defineConfig({
  test: {
    teardownTimeout: 180_000,
    // Of the rules, and of the parts that they are split into: every branch has its specification.
    coverage: {
      include: ['functions/*/**/{decider,policy,projection,admission,state}.ts'],
      reporter: [['text', { skipFull: true }]],
      thresholds: { branches: 100, functions: 100, lines: 100, perFile: true },
    },
    projects: [
      { test: { name: 'rules', include: rules, ...patience } },
      {
        test: { name: 'cloud', include: cloud, globalSetup: 'test/cloud/assembled.ts', testTimeout: 300_000 },
      },
      {
        test: {
          name: 'system',
          include: ['test/**/*.spec.ts'],
          exclude: [...rules, ...cloud, ...long, ...byHand],
          ...onTheSystem,
        },
      },
      { test: { name: 'long', include: long, ...onTheSystem } },
      { test: { name: 'by-hand', include: byHand, ...patience } },
    ],
  },
});
