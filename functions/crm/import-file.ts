/** Lambda: imports the files that are put into the import bucket. */
import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { observed } from '../platform/observed.ts';
import { importer } from './importer.ts';
import { counterparties, files, findKnown, imports, resumeLater } from './wiring.ts';

export const handler = middy<SQSEvent, void>()
  .use(observed('crm.importer'))
  .handler(importer({ imports, files, counterparties, findKnown, resumeLater }));
