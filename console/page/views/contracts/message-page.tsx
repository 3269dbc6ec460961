/** One message: its versions side by side, who can read whom, who reads which field, and an editor. */
import type { ContractMessage } from '../../../answers/contracts.ts';
import { Badge, Wide } from '../../parts/parts.tsx';
import { Link } from '../../route.tsx';
import { Editor } from './editor.tsx';

export const MessagePage = ({ message }: { readonly message: ContractMessage }) => (
  <>
    <h1>{message.type}</h1>
    <p class="lead">
      {message.doc} Its subject is <code>{message.subject}</code>.{' '}
      <Link to={['topics', message.topic]}>Its topic</Link>
    </p>
    <h2>Fields, version by version</h2>
    <Fields message={message} />
    <h2>Who can read whom</h2>
    <Matrix message={message} />
    <h2>Try a change</h2>
    <Editor message={message} />
  </>
);

const Fields = ({ message: { versions, readers } }: { readonly message: ContractMessage }) => {
  const paths = [...new Set(versions.flatMap(({ fields }) => fields.map(({ path }) => path)))];
  return (
    <Wide label="Fields of each version">
      <table class="fields">
        <thead>
          <tr>
            <th scope="col">field</th>
            {versions.map(({ version }) => (
              <th scope="col" key={version}>
                v{version}
              </th>
            ))}
            <th scope="col">who reads it</th>
          </tr>
        </thead>
        <tbody>
          {paths.map((path) => {
            const cells = versions.map(({ fields }) => fields.find((field) => field.path === path)?.words);
            return (
              <tr key={path}>
                <th scope="row">{path}</th>
                {versions.map(({ version }, index) => (
                  <td key={version} class={index > 0 && cells[index] !== cells[index - 1] ? 'changed' : ''}>
                    {cells[index] ?? '–'}
                  </td>
                ))}
                <td>{readers.find(({ field }) => field === path)?.consumers.join(', ') ?? 'nobody'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
};

const Matrix = ({ message: { versions, matrix } }: { readonly message: ContractMessage }) => (
  <Wide label="Compatibility">
    <table class="matrix">
      <thead>
        <tr>
          <th scope="col">reader</th>
          {versions.map(({ version }) => (
            <th scope="col" key={version}>
              written by v{version}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {versions.map(({ version: reader }) => (
          <tr key={reader}>
            <th scope="row">v{reader}</th>
            {versions.map(({ version: writer }) => {
              const faults =
                matrix.find((pair) => pair.reader === reader && pair.writer === writer)?.faults ?? [];
              return (
                <td key={writer}>
                  {faults.length === 0 ? (
                    <Badge mood="good">reads it</Badge>
                  ) : (
                    <Badge mood="bad">{faults.join('; ')}</Badge>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);
