/** Where spans go, from the forwarder's environment. */
import { environment } from '../platform/environment.ts';
import * as z from '../platform/zod.ts';
import { otlpEndpoint } from './otlp-endpoint.ts';
import { signedForXRay } from './signed.ts';

const names = environment(
  {
    OTLP_ENDPOINT: z.url(),
    /** `xray` for X-Ray, which asks who calls; `none` for a collector of one's own. */
    OTLP_SIGNED: z.enum(['xray', 'none']),
    AWS_REGION: z.string().check(z.minLength(1)),
    AWS_ACCESS_KEY_ID: z._default(z.string(), ''),
    AWS_SECRET_ACCESS_KEY: z._default(z.string(), ''),
    AWS_SESSION_TOKEN: z.optional(z.string()),
  },
  process.env,
);

const { OTLP_ENDPOINT: url, AWS_REGION: region, AWS_SESSION_TOKEN: sessionToken } = names;
const credentials = {
  accessKeyId: names.AWS_ACCESS_KEY_ID,
  secretAccessKey: names.AWS_SECRET_ACCESS_KEY,
  ...(sessionToken !== undefined && { sessionToken }),
};

export const send = otlpEndpoint({
  url,
  ...(names.OTLP_SIGNED === 'xray' && { signed: signedForXRay(region, credentials) }),
});
