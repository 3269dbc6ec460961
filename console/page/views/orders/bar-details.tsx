/** All that is known of one message of a story. */
import type { Bar } from '../../../answers/story.ts';
import type { Browsed } from '../../../answers/topics.ts';
import { Block } from '../../parts/parts.tsx';
import { duration, moment } from '../../parts/times.ts';
import { Link } from '../../route.tsx';
import { useAnswer } from '../../server/use-answer.ts';

const kinds = {
  handling: 'in Kafka until it was handled',
  commit: 'committed',
  relay: 'from the commit to Kafka',
} as const;

export const BarDetails = ({ bar, all }: { readonly bar: Bar; readonly all: readonly Bar[] }) => {
  const { source, subject, sequence, by, spans, places, body, type } = bar;
  const cause = all.find(({ id }) => id === bar.parent);
  const effects = all.filter(({ parent }) => parent === bar.id);
  const place = placeIn(places[0]);
  const { data } = useAnswer<Browsed>(
    place && `/api/topics/${place.topic}/records?partition=${place.partition}&offset=${place.offset}&limit=1`,
  );
  const schema = data?.records[0]?.schema;
  return (
    <div class="details">
      <dl class="facts">
        <Fact name="aggregate">
          {source} {subject}, event {sequence}
        </Fact>
        <Fact name="by">{by}</Fact>
        <Fact name="caused by">{cause === undefined ? 'a request, or time' : cause.type}</Fact>
        <Fact name="causes">
          {effects.length === 0 ? 'nothing else' : effects.map((effect) => effect.type).join(', ')}
        </Fact>
        <Fact name="schema">{schema ?? (place === undefined ? 'not on Kafka' : '…')}</Fact>
        <Fact name="on Kafka">
          {place === undefined ? (
            'only in the journal'
          ) : (
            <Link to={['topics', place.topic, String(place.partition), String(place.offset)]}>
              {places[0]}
            </Link>
          )}
        </Fact>
        {spans.map(({ kind, from, to }) => (
          <Fact key={kind} name={kinds[kind]}>
            {kind === 'commit' ? moment(from) : duration(to - from)}
          </Fact>
        ))}
      </dl>
      <Block of={{ text: body }} label={`What ${type} says`} />
    </div>
  );
};

const Fact = ({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** `<topic>-<partition>@<offset>` */
export const placeIn = (text: string | undefined) => {
  const [, topic, partition, offset] = /^(.+)-(\d+)@(\d+)$/.exec(text ?? '') ?? [];
  return topic === undefined ? undefined : { topic, partition: Number(partition), offset: Number(offset) };
};
