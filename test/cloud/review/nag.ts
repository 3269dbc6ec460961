/** A program: what cdk-nag's AwsSolutions finds in the app, into `nag.json` of the assembly's folder. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { app } from '../../../bin/app.ts';

const { violations } = new AwsSolutionsChecks(app).validateScope(app);
const findings = violations.flatMap(({ ruleName, violatingResources }) =>
  violatingResources.map(({ constructPath = '' }) => ({ finding: ruleName, construct: constructPath })),
);
writeFileSync(join(process.env.CDK_OUTDIR ?? '', 'nag.json'), JSON.stringify(findings));
// The app would be synthesized at its end, too.
process.exit(0);
