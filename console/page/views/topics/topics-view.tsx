/** Topics: what goes through them, who listens, and what lies in them. */
import type { TopicOverview } from '../../../answers/topics.ts';
import { Badge, Waiting, Wide } from '../../parts/parts.tsx';
import { rate } from '../../parts/times.ts';
import { Link } from '../../route.tsx';
import { useAnswer } from '../../server/use-answer.ts';
import type { ViewProps } from '../view-props.ts';
import { TopicPage } from './topic-page.tsx';

const often = 3_000;

export const TopicsView = ({ parts: [name, partition, offset] }: ViewProps) => {
  const { data, error } = useAnswer<readonly TopicOverview[]>('/api/topics', often);
  if (data === undefined) return <Waiting error={error} what="the topics" />;
  if (name === undefined) return <TopicList topics={data} />;
  const topic = data.find((each) => each.topic === name);
  if (topic === undefined) return <p>There is no topic {name}.</p>;
  const place = partition === undefined || offset === undefined ? {} : { partition, offset };
  return <TopicPage topic={topic} place={place} key={`${name} ${partition} ${offset}`} />;
};

export const recordsIn = ({ partitions }: TopicOverview): number =>
  partitions.reduce((sum, { low, high }) => sum + high - low, 0);

const TopicList = ({ topics }: { readonly topics: readonly TopicOverview[] }) => (
  <>
    <h1>Topics</h1>
    <Wide label="Topics">
      <table>
        <thead>
          <tr>
            <th scope="col">topic</th>
            <th scope="col">records</th>
            <th scope="col">rate</th>
            <th scope="col">partitions</th>
            <th scope="col">kept</th>
            <th scope="col">consumers</th>
            <th scope="col">most lag</th>
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => {
            const lag = Math.max(0, ...topic.consumers.map((each) => each.lag));
            return (
              <tr key={topic.topic}>
                <th scope="row">
                  <Link to={['topics', topic.topic]}>{topic.topic}</Link>
                </th>
                <td class="number">{recordsIn(topic).toLocaleString('en')}</td>
                <td class="number">{rate(topic.rate)}</td>
                <td class="number">{topic.partitions.length}</td>
                <td>{topic.retention}</td>
                <td class="number">{topic.consumers.length}</td>
                <td class="number">{lag === 0 ? '0' : <Badge mood="late">{lag}</Badge>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  </>
);
