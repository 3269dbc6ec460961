/** Whoever takes spans over HTTP: X-Ray, or any collector of OpenTelemetry. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PermanentFailure, TransientFailure } from '../platform/failure.ts';

type Headers = { readonly [name: string]: string };

/** @returns the headers that the request is to be sent with */
export type Signed = (url: string, headers: Headers, body: Uint8Array) => Promise<Headers>;

export interface OtlpEndpointProps {
  /** With its path, `/v1/traces`. */
  readonly url: string;
  /** @default it asks nobody who calls */
  readonly signed?: Signed;
  /** How long it may take, milliseconds. @default 10000 */
  readonly patience?: number;
}

/** @throws TransientFailure when it may take the same later; PermanentFailure when it never will */
export type SendSpans = (document: string) => Promise<void>;

const packed = promisify(gzip);

/** https://opentelemetry.io/docs/specs/otlp/#otlphttp-response */
const passing = new Set([408, 429, 502, 503, 504]);

export const otlpEndpoint =
  ({ url, signed, patience = 10_000 }: OtlpEndpointProps): SendSpans =>
  async (document) => {
    const body = await packed(document);
    const plain = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const headers = signed === undefined ? plain : await signed(url, plain, body);
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(url, { method: 'POST', headers, body, signal }).catch((cause: unknown) => {
      throw new TransientFailure(`${url} did not answer`, { cause });
    });
    const answer = (await response.text()).slice(0, 500);
    if (passing.has(response.status))
      throw new TransientFailure(`${url} answered ${response.status}: ${answer}`);
    if (!response.ok || /"rejectedSpans"\s*:\s*"?[1-9]/.test(answer)) {
      throw new PermanentFailure(`${url} refused spans: ${response.status}: ${answer}`);
    }
  };
