/** Types and paths that several differences have. */
export const lambda = 'AWS::Lambda::Function';
export const statement = /^Properties\.PolicyDocument\.Statement\[\]$/;
export const variables = (names: string): RegExp =>
  new RegExp(`^Properties\\.Environment\\.Variables\\.(${names})$`);
