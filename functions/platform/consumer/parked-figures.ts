/** Says how many keys of a consumer are parked, whenever it meets any: none is said by saying nothing. */
import { count, type Figures } from '../figures.ts';
import type { Parking } from './redrive.ts';

/** The same parking, of which the figures are told. */
export const toldOf = (
  { park, held }: Parking,
  consumer: string,
  tell: (figures: Figures) => void,
): Parking => {
  const say = (keys: number): void => {
    if (keys > 0) tell({ dimensions: { Consumer: consumer }, values: { ParkedKeys: count(keys) } });
  };
  return {
    park: async (record, error) => {
      await park(record, error);
      say(1);
    },
    held: async (records) => {
      const ids = await held(records);
      say(ids.size);
      return ids;
    },
  };
};
