/** Signs a request for X-Ray with the function's own rights. */
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Signed } from './otlp-endpoint.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** What the signer asks of a hash: Node's own does it. */
class Sha256 {
  readonly #secret: Bytes | undefined;
  #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: Bytes) {
    this.#secret = secret;
    this.#hash = begun(secret);
  }

  update(data: Bytes): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = begun(this.#secret);
  }
}

const begun = (secret: Bytes | undefined) =>
  secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));

const bytesOf = (data: Bytes): Uint8Array => {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html */
export const signedForXRay = (region: string, credentials: Credentials): Signed => {
  const signer = new SignatureV4({ service: 'xray', region, credentials, sha256: Sha256 });
  return async (url, headers, body) => {
    const { protocol, hostname, host, pathname: path } = new URL(url);
    const request = { method: 'POST', protocol, hostname, path, headers: { ...headers, host }, body };
    const { host: _, ...signed } = (await signer.sign(request)).headers;
    return signed;
  };
};
