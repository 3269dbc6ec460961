/** Remembers an answer for a moment, so that who asks often does not ask each time; a failure is not remembered. */

/** @param ms how long; @param now milliseconds since 1970 */
export const briefly = <Answer>(
  ms: number,
  ask: () => Promise<Answer>,
  now = Date.now,
): (() => Promise<Answer>) => {
  let known: { readonly answer: Promise<Answer>; readonly until: number } | undefined;
  return () => {
    if (known !== undefined && now() < known.until) return known.answer;
    const asked = { answer: ask(), until: now() + ms };
    known = asked;
    asked.answer.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked.answer;
  };
};
