/** What happened, one under the other, each where it stands in time and as deep as it is caused. */
import { useMemo, useState } from 'preact/hooks';
import type { Bar, Span } from '../../../answers/story.ts';
import { duration } from '../../parts/times.ts';
import { axisOf } from './axis.ts';
import { BarDetails } from './bar-details.tsx';

export interface WaterfallProps {
  readonly bars: readonly Bar[];
  /** Ids of the bars that led to the order's end. */
  readonly why: readonly string[];
}

export const Waterfall = ({ bars, why }: WaterfallProps) => {
  const [open, setOpen] = useState<string>();
  const axis = useMemo(
    () => axisOf(bars.flatMap(({ spans }) => spans.flatMap(({ from, to }) => [from, to]))),
    [bars],
  );
  const led = new Set(why);
  const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
  return (
    <div class="waterfall">
      <p class="scale">
        <span>0 ms</span>
        {axis.gaps.map(({ place, lasts }) => (
          <span key={place} class="gap" style={{ left: percent(place) }}>
            … {duration(lasts)}
          </span>
        ))}
        <span>{duration(axis.end - axis.start)}</span>
      </p>
      <ol>
        {bars.map((bar) => {
          const { id, depth, context, type, by, isCompensation, spans } = bar;
          const classes = ['bar', isCompensation && 'compensation', led.has(id) && 'led'];
          const at = spans.find(({ kind }) => kind === 'commit')?.from ?? axis.start;
          return (
            <li key={id} class={classes.filter(Boolean).join(' ')} data-type={type}>
              <button
                type="button"
                aria-expanded={open === id}
                onClick={() => setOpen(open === id ? undefined : id)}
              >
                <span class="what" style={{ paddingInlineStart: `${Math.min(depth, 8) * 0.7}rem` }}>
                  <span class="context">{context}</span> <strong>{type}</strong>
                  {isCompensation && <span class="note"> takes back</span>}
                  <span class="by"> by {by}</span>
                </span>
                <span class="track">
                  {spans.map(({ kind, from, to }) => (
                    <span
                      key={kind}
                      class={`span ${kind}`}
                      style={{
                        left: percent(axis.placeOf(from)),
                        width: percent(axis.placeOf(to) - axis.placeOf(from)),
                      }}
                    />
                  ))}
                </span>
                <span class="when">+{duration(at - axis.start)}</span>
              </button>
              {open === id && <BarDetails bar={bar} all={bars} />}
            </li>
          );
        })}
      </ol>
      <p class="key">
        <span class="span handling" /> in Kafka and handled <span class="span commit" /> committed{' '}
        <span class="span relay" /> relayed to Kafka
      </p>
    </div>
  );
};

export const lengthOf = ({ from, to }: Span): string => duration(to - from);
