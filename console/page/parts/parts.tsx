/** Small pieces that every view is made of. */
import type { ComponentChildren } from 'preact';
import type { Readable } from '../../answers/topics.ts';

/** What somebody wrote: text and nothing but text, whatever it looks like. */
export const Text = ({ of: { text, cutFrom } }: { readonly of: Readable }) => (
  <>
    {text}
    {cutFrom !== undefined && <em> … of {cutFrom.toLocaleString('en')} characters</em>}
  </>
);

export const Block = ({ of, label }: { readonly of: Readable; readonly label: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the keys
  <section class="block" tabIndex={0} aria-label={label}>
    <pre>
      <Text of={of} />
    </pre>
  </section>
);

/** A table that may be wider than a phone. */
export const Wide = ({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the keys
  <section class="wide" aria-label={label} tabIndex={0}>
    {children}
  </section>
);

export type Mood = 'good' | 'late' | 'bad' | 'quiet';

export const Badge = ({ mood, children }: { readonly mood: Mood; readonly children: ComponentChildren }) => (
  <span class={`badge ${mood}`}>{children}</span>
);

export const Fault = ({ says }: { readonly says: string | undefined }) =>
  says === undefined ? null : (
    <p class="fault" role="alert">
      {says}
    </p>
  );

/** While nothing is there yet. */
export const Waiting = ({ error, what }: { readonly error: string | undefined; readonly what: string }) =>
  error === undefined ? (
    <p class="waiting" role="status">
      Reading {what} …
    </p>
  ) : (
    <Fault says={error} />
  );
