/** A program, which cdk.json names: the app as it is deployed, which refuses to lose what holds data. */
import { readFileSync } from 'node:fs';
import {
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  Validations,
} from 'aws-cdk-lib';
import { app } from '../bin/app.ts';
import type { Template } from '../local/assembly/templates.ts';
import recorded from './stateful.json' with { type: 'json' };
import { lossesOf, type Stateful, statefulIn } from './stateful.ts';

const environment = String(app.node.tryGetContext('env') ?? 'local');
/** In a second region that takes over nothing was deployed yet. */
const isFirst = app.node.tryGetContext('failover') === undefined;
const known: { readonly [environment: string]: Stateful } = isFirst ? recorded : {};

/** The tool stops before anything is deployed when it finds something. */
const nothingIsLost: IPolicyValidationPlugin = {
  name: 'NothingIsLost',
  validate: ({ stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport => {
    const templates = stackTemplates.map(({ stackConstructPath: id, templatePath }): Template => {
      const { Resources } = JSON.parse(readFileSync(templatePath, 'utf8'));
      return { id, stackName: id, resources: Resources };
    });
    const losses = lossesOf(environment, known[environment] ?? {}, statefulIn(templates));
    const violations = losses.map((description) => ({
      ruleName: 'data-is-lost',
      description,
      severity: 'fatal',
      // Of no stack that somebody has to name: whatever is deployed, it is said.
      violatingResources: [{ locations: [] }],
    }));
    return { success: violations.length === 0, violations };
  },
};

Validations.of(app).addPlugins(nothingIsLost);
