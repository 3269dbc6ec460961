import { defineConfig } from 'vitest/config';

/** Rules need nothing; everything else runs against the real system, which is started once. */
const rules = [
  'test/{crm,ordering,inventory,payment,shipping,returns,notification,tracking,sales}/**/!(*.system).spec.ts',
  'test/{schemas,simulation}/**/*.spec.ts',
  'test/local/poller/{buffers,payload,settle,while-enabled}.spec.ts',
  'test/platform/circuit.spec.ts',
  'test/ops/**/!(*.system).spec.ts',
  'test/local/install.spec.ts',
  'test/*.spec.ts',
];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rules', include: rules } },
      {
        test: {
          name: 'system',
          include: ['test/**/*.spec.ts'],
          exclude: rules,
          globalSetup: 'test/system.ts',
          // They share one broker and one emulator on a laptop, and one of them kills the broker.
          fileParallelism: false,
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
