/** Contracts: every message of every topic, and one of them. */
import type { ContractMessage } from '../../../answers/contracts.ts';
import { Waiting } from '../../parts/parts.tsx';
import { Link } from '../../route.tsx';
import { useAnswer } from '../../server/use-answer.ts';
import type { ViewProps } from '../view-props.ts';
import { MessagePage } from './message-page.tsx';

export const ContractsView = ({ parts: [topic, type] }: ViewProps) => {
  const { data, error } = useAnswer<readonly ContractMessage[]>('/api/contracts');
  if (data === undefined) return <Waiting error={error} what="the contracts" />;
  const message = data.find((each) => each.topic === topic && each.type === type);
  if (message !== undefined) return <MessagePage message={message} key={message.subject} />;
  const topics = Map.groupBy(data, (each) => each.topic);
  return (
    <>
      <h1>Contracts</h1>
      <p class="lead">
        Every version of a message reads every other, and each consumer says which fields it reads. Choose a
        message to see its versions side by side, and to try a change.
      </p>
      {[...topics]
        .filter(([name]) => topic === undefined || name === topic)
        .map(([name, messages]) => (
          <section key={name} aria-label={name}>
            <h2>{name}</h2>
            <ul class="messages">
              {messages.map((each) => (
                <li key={each.type}>
                  <Link to={['contracts', name, each.type]}>{each.type}</Link>{' '}
                  <span class="by">{each.versions.map(({ version }) => `v${version}`).join(', ')}</span>
                  <br />
                  {each.doc}
                </li>
              ))}
            </ul>
          </section>
        ))}
      {topic !== undefined && <Link to={['contracts']}>All contracts</Link>}
    </>
  );
};
