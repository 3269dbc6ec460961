/** The emulator's CloudWatch and SNS: a handful of calls, and no client for them. */

/** @throws Error with the answer when it is refused */
export type Call = (action: string, parameters: object) => Promise<unknown>;

const answered = async (action: string, response: Response): Promise<string> => {
  const text = await response.text();
  if (!response.ok) throw new Error(`${action}: ${response.status} ${text}`);
  return text;
};

/** https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export const cloudWatch =
  (endpoint: string): Call =>
  async (action, parameters) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `GraniteServiceVersion20100801.${action}`,
    };
    const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(parameters) });
    const text = await answered(action, response);
    return text === '' ? {} : JSON.parse(text);
  };

/** https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const sns =
  (endpoint: string): Call =>
  async (action, parameters) => {
    const body = new URLSearchParams({ Action: action, Version: '2010-03-31', ...parameters });
    return answered(action, await fetch(endpoint, { method: 'POST', body }));
  };
