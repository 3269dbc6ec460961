/** Functions say a line for each invocation; here nobody reads it. Imported before all that says something. */
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';
process.env.KAFKAJS_NO_PARTITIONER_WARNING = '1';
