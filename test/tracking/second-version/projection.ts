/** A second version of the timeline, for tests: it says everything in capitals. */
import type { Told } from '../../../functions/tracking/told.ts';
import { projection as first, type HeardEvent } from '../../../functions/tracking/v1/projection.ts';

export const projection = (event: HeardEvent): Told => {
  const told = first(event);
  return { ...told, text: told.text.toUpperCase() };
};
