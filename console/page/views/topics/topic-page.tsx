/** One topic: the last quarter of an hour, its partitions, and its records. */
import type { TopicHistory, TopicOverview } from '../../../answers/topics.ts';
import { Waiting, Wide } from '../../parts/parts.tsx';
import { Plot } from '../../parts/plot.tsx';
import { Link } from '../../route.tsx';
import { useAnswer } from '../../server/use-answer.ts';
import { type From, Records } from './records.tsx';

const often = 3_000;

export const TopicPage = ({ topic, place }: { readonly topic: TopicOverview; readonly place: From }) => {
  const path = `/api/topics/${topic.topic}/history`;
  const { data: history, error } = useAnswer<TopicHistory>(path, often);
  return (
    <>
      <h1>{topic.topic}</h1>
      <p class="lead">
        {topic.doc} Its key is <code>{topic.key}</code>. Kafka keeps {topic.retention}.{' '}
        <Link to={['contracts', topic.topic]}>Its contract</Link>
      </p>
      {history === undefined ? (
        <Waiting error={error} what="the last 15 minutes" />
      ) : (
        <div class="plots">
          <Plot
            title="Written"
            unit="records/s"
            at={history.at}
            series={[{ name: topic.topic, values: history.written }]}
          />
          <Plot
            title="Lag of its consumers"
            unit="records"
            at={history.at}
            series={history.consumers.map(({ consumer, lag }) => ({ name: consumer, values: lag }))}
          />
          <Plot
            title="Settled by its consumers"
            unit="records/s"
            at={history.at}
            series={history.consumers.map(({ consumer, settled }) => ({ name: consumer, values: settled }))}
          />
        </div>
      )}
      <h2>Partitions</h2>
      <Wide label="Partitions">
        <table>
          <thead>
            <tr>
              <th scope="col">partition</th>
              <th scope="col">first offset</th>
              <th scope="col">next offset</th>
              <th scope="col">records</th>
            </tr>
          </thead>
          <tbody>
            {topic.partitions.map(({ partition, low, high }) => (
              <tr key={partition}>
                <th scope="row">{partition}</th>
                <td class="number">{low}</td>
                <td class="number">{high}</td>
                <td class="number">{high - low}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <h2>Records</h2>
      <Records topic={topic} from={place} />
    </>
  );
};
