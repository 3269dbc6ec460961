/** One record: what it is, and when it is opened, all that is in it, as text. */
import { useState } from 'preact/hooks';
import type { ShownRecord } from '../../../answers/topics.ts';
import { Badge, Block, Text } from '../../parts/parts.tsx';
import { moment } from '../../parts/times.ts';

export const RecordRow = ({ record, isOpen }: { readonly record: ShownRecord; readonly isOpen: boolean }) => {
  const [open, setOpen] = useState(isOpen);
  const { partition, offset, at, key, type, schema, headers, body, raw, bytes, isUnreadable } = record;
  const name = `${partition}@${offset}`;
  return (
    <li data-record={name}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="place">{name}</span> <span class="when">{moment(at)}</span>{' '}
        <strong>{type === '' ? 'no type' : type}</strong>{' '}
        <span class="id">
          <Text of={key} />
        </span>{' '}
        {isUnreadable && <Badge mood="bad">cannot be decoded</Badge>}
      </button>
      {open && (
        <div class="details">
          <p>
            {schema === undefined ? 'Of no version that is published' : `Written as ${schema}`}, {bytes}{' '}
            bytes.
          </p>
          <h3>Body</h3>
          <Block of={body} label={`Body of ${name}`} />
          <h3>Headers</h3>
          <dl class="headers">
            {headers.map((header) => (
              <div key={header.name}>
                <dt>{header.name}</dt>
                <dd>
                  <Text of={header.value} />
                </dd>
              </div>
            ))}
          </dl>
          <h3>Bytes</h3>
          <Block of={{ text: raw === '' ? 'none' : raw }} label={`Bytes of ${name}`} />
        </div>
      )}
    </li>
  );
};
