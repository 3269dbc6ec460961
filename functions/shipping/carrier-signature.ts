/**
 * Who holds the secret has signed it, and just now: `t=<unix seconds>,v1=<HMAC-SHA256 of "<t>.<body>" in hex>`.
 * It is the scheme of Stripe and others, so that carriers find it in their libraries:
 * https://docs.stripe.com/webhooks#verify-manually
 */
import { ProblemError } from '../platform/http/problem.ts';
import { isSigned } from '../platform/http/signature.ts';

export const signatureHeader = 'x-carrier-signature';

/** How far the sender's clock may be from ours, either way, in seconds: what was recorded cannot be sent again later. */
export const tolerance = 300;

/**
 * While its secret is being changed, a carrier signs with the old and the new one: a `v1` each, of which one has to fit.
 *
 * @param text the body as it came
 * @param header that of `signatureHeader`
 * @param now milliseconds since 1970
 * @throws ProblemError 401
 */
export const refuseUnlessSigned = (
  text: string,
  header: string | undefined,
  secret: string,
  now: number,
): void => {
  const { time, signatures } = partsOf(header ?? '');
  if (!signatures.some((signature) => isSigned(`${time}.${text}`, signature, secret))) {
    throw notSigned(
      `expected ${signatureHeader}: t=<unix seconds>,v1=<hex>, one v1 the HMAC-SHA256 of "<t>.<body>"`,
    );
  }
  const seconds = Math.abs(Math.floor(now / 1_000) - Number(time));
  if (seconds <= tolerance) return;
  throw notSigned(
    `it was signed ${seconds} s from our time, and at most ${tolerance} s are taken; sign it again with the time of sending`,
  );
};

const notSigned = (detail: string): ProblemError =>
  new ProblemError({ status: 401, type: 'not-signed', title: 'Not signed by the carrier', detail });

/** Other schemes are passed over; without one time, and one only, there is nothing that could be signed. */
const partsOf = (header: string): { readonly time: string; readonly signatures: readonly string[] } => {
  const parts = header.split(',').map((part) => part.trim());
  const valuesOf = (name: string): readonly string[] =>
    parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
  const [time = '', ...others] = valuesOf('t');
  const signatures = others.length === 0 && /^\d{1,12}$/.test(time) ? valuesOf('v1') : [];
  return { time, signatures };
};
