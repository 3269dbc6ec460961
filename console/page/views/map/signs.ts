/** What stands under each name on the map: rates, lag, parked keys and dead letters. */
import type { Look, Status } from '../../../answers/live.ts';
import { rate } from '../../parts/times.ts';
import type { Wrong } from './troubles.ts';

export interface Sign {
  readonly mood: 'good' | 'late' | 'bad' | 'quiet';
  /** Under the name, and for who cannot see the colour. */
  readonly says: string;
}

export interface SignsProps {
  readonly status: Status | undefined;
  readonly look: Look | undefined;
  /** The one before. */
  readonly earlier: Look | undefined;
  readonly troubles: readonly Wrong[];
}

/** By the id of a node. */
export const signsOf = ({ status, look, earlier, troubles }: SignsProps): ReadonlyMap<string, Sign> => {
  const signs = new Map<string, Sign>();
  for (const [topic, ends] of Object.entries(look?.topics ?? {})) {
    const written = ends.reduce((sum, { high }) => sum + high, 0);
    const before = earlier?.topics[topic]?.reduce((sum, { high }) => sum + high, 0);
    const seconds = ((look?.at ?? 0) - (earlier?.at ?? 0)) / 1_000;
    const perSecond = before === undefined || seconds <= 0 ? null : Math.max(0, written - before) / seconds;
    signs.set(`topic ${topic}`, {
      mood: 'quiet',
      says: [...(perSecond === null ? [] : [rate(perSecond)]), written.toLocaleString('en')].join(' · '),
    });
  }
  for (const { context, deadLetters } of status?.contexts ?? []) {
    const mine = (status?.consumers ?? []).filter((each) => each.context === context);
    const lag = mine.reduce((sum, each) => sum + each.lag, 0);
    const parked = new Map(mine.map(({ consumer, parkedKeys }) => [consumer, parkedKeys]));
    const keys = [...parked.values()].reduce((sum, each) => sum + each, 0);
    const wrong = troubles.filter(({ node }) => node === `context ${context}`);
    const mood = wrong.some(({ isBad }) => isBad) ? 'bad' : wrong.length > 0 ? 'late' : 'good';
    signs.set(`context ${context}`, {
      mood,
      says:
        keys + deadLetters.count === 0
          ? `lag ${lag}`
          : `lag ${lag} · ${keys} parked · ${deadLetters.count} dead`,
    });
  }
  return signs;
};
