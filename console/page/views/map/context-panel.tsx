/** One context: its consumers, its relay and its dead letters. */
import { Badge, Wide } from '../../parts/parts.tsx';
import { duration } from '../../parts/times.ts';
import { Link } from '../../route.tsx';
import { useLive } from '../../server/live.ts';

export const ContextPanel = ({ name }: { readonly name: string }) => {
  const { status } = useLive();
  const context = status?.contexts.find((each) => each.context === name);
  const consumers = (status?.consumers ?? []).filter((each) => each.context === name);
  if (status === undefined || context === undefined) {
    return (
      <p class="waiting" role="status">
        {status === undefined ? `Looking at ${name} …` : `There is no context ${name}.`}
      </p>
    );
  }
  const { relay, deadLetters } = context;
  return (
    <section aria-labelledby="context-title" class="panel">
      <h2 id="context-title">{name}</h2>
      <dl class="facts">
        <div>
          <dt>Dead letters</dt>
          <dd>{deadLetters.count === 0 ? 'none' : <Link to={['failures']}>{deadLetters.count}</Link>}</dd>
        </div>
        <div>
          <dt>Relay sent last</dt>
          <dd>
            {relay?.lastSentAt === undefined ? 'nothing' : `${duration(status.at - relay.lastSentAt)} ago`}
          </dd>
        </div>
        <div>
          <dt>From commit to Kafka</dt>
          <dd>{relay?.lastDelayMs === undefined ? '–' : duration(relay.lastDelayMs)}</dd>
        </div>
      </dl>
      {consumers.length > 0 && (
        <Wide label={`Consumers of ${name}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">consumer</th>
                <th scope="col">topic</th>
                <th scope="col">lag</th>
                <th scope="col">behind</th>
                <th scope="col">parked keys</th>
              </tr>
            </thead>
            <tbody>
              {consumers.map(({ consumer, topic, lag, behindSeconds, parkedKeys }) => (
                <tr key={`${consumer} ${topic}`}>
                  <td>{consumer}</td>
                  <td>
                    <Link to={['topics', topic]}>{topic}</Link>
                  </td>
                  <td class="number">{lag}</td>
                  <td class="number">
                    {behindSeconds === undefined ? 'unknown' : duration(behindSeconds * 1_000)}
                  </td>
                  <td class="number">{parkedKeys === 0 ? '0' : <Badge mood="bad">{parkedKeys}</Badge>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
};
