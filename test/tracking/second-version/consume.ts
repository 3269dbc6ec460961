/** Lambda: version 2 of the timeline, which tests deploy beside version 1. */
import { kafkaHandler } from '../../../functions/platform/consumer/kafka-handler.ts';
import { type HeardEvent, heard } from '../../../functions/tracking/v1/projection.ts';
import { connections, writing } from '../../../functions/tracking/wiring.ts';
import { contracts } from '../contracts.ts';
import { projection } from './projection.ts';

const { record, handled } = writing(2);

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'tracking.timeline-v2',
  contracts,
  heard,
  handle: (told) => record(told, projection(told.event)),
  handled,
  connections,
});
