/** The site's page of an API: each route with what it takes, answers and refuses. */
import type { RouteDescription } from '../../functions/platform/http/route-description.ts';
import type { Context } from './catalog.ts';
import { element, table, text } from './html.ts';
import { jsonText } from './json-text.ts';
import { jsonSchemaOf, takesNothing } from './openapi.ts';

export const apiBody = ({ routes }: Context): string => routes.map(routeBody).join('\n');

const routeBody = ({ key, summary, scopes, body, answer, problems, signature }: RouteDescription): string =>
  [
    element('h2', text(key)),
    element('p', text(`${summary}. Needs ${signature?.header ?? `a token for ${scopes.join(' or ')}`}.`)),
    ...(takesNothing(body) ? [] : [element('h3', 'Takes'), schemaText(jsonSchemaOf(body, 'input'))]),
    element('h3', text(`Answers ${answer.status}: ${answer.description}`)),
    schemaText(jsonSchemaOf(answer.body, 'output')),
    element('h3', 'Problems of its own'),
    table(
      ['status', 'type', 'when'],
      problems.map(({ status, type, when }) => [String(status), type, when].map(text)),
    ),
  ].join('\n');

const schemaText = (schema: object): string => element('pre', text(jsonText(schema)));
