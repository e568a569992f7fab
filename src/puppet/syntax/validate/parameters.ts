import type { AnyNode, Parameter } from '../ast.ts';
import { aNode, nodeLabel } from '../labels.ts';
import { checkNoAssignment } from './assignments.ts';
import { literalText } from './literal-text.ts';
import { report, type Validation, warn } from './report.ts';

export function checkParameter(validation: Validation, node: Parameter): void {
  const { name } = node;
  if (/^(?:0x)?[0-9]+$/.test(name)) {
    const message =
      `The numeric parameter name '$${name}' cannot be used ` +
      '(clashes with numeric match result variables)';
    report(validation, node, 'ILLEGAL_NUMERIC_PARAMETER', message);
  }
  if (!/^[a-z_]\w*$/.test(name)) {
    const rule = 'does not conform to the naming rule /^[a-z_]\\w*$/';
    const message = `Illegal parameter name. The given name '${name}' ${rule}`;
    report(validation, node, 'ILLEGAL_PARAM_NAME', message);
  }
  if (node.value !== null) checkNoAssignment(validation, node.value);
}

export function checkUniqueParameters(validation: Validation, parameters: Parameter[]): void {
  const seen = new Set<string>();
  for (const parameter of parameters) {
    if (seen.has(parameter.name)) {
      const message = `The parameter '${parameter.name}' is declared more than once in the parameter list`;
      report(validation, parameter, 'DUPLICATE_PARAMETER', message);
    }
    seen.add(parameter.name);
  }
}

/** `name` and `title` are built into classes and defines. */
export function checkReservedParameters(
  validation: Validation,
  container: AnyNode,
  parameters: Parameter[],
): void {
  for (const parameter of parameters) {
    if (parameter.name !== 'name' && parameter.name !== 'title') continue;
    const message = `The parameter $${parameter.name} redefines a built in parameter in the ${nodeLabel(container)}`;
    report(validation, parameter, 'RESERVED_PARAMETER', message);
  }
}

/** Puppet 8 wants types of parameters that it knows without evaluating anything. */
export function checkLiteralTypes(validation: Validation, parameters: Parameter[]): void {
  for (const parameter of parameters) {
    const { name, typeExpr } = parameter;
    if (typeExpr === null || (literalText(typeExpr, 8) ?? 'nil') !== 'nil') continue;
    const kind = `Puppet::Pops::Model::${typeExpr.kind}`;
    const message = `The parameter '$${name}' must be a literal type, not a ${kind}`;
    warn(validation, parameter, 'ILLEGAL_NONLITERAL_PARAMETER_TYPE', message, true);
  }
}

export function checkNoCapture(validation: Validation, container: AnyNode, parameters: Parameter[]): void {
  for (const parameter of parameters) {
    if (!parameter.capturesRest) continue;
    const message = `Parameter $${parameter.name} has 'captures rest' - not supported in ${aNode(container)}`;
    report(validation, parameter, 'CAPTURES_REST_NOT_SUPPORTED', message);
  }
}

/** In lambdas only the last parameter captures the rest. */
export function checkCaptureLast(validation: Validation, parameters: Parameter[]): void {
  for (const parameter of parameters.slice(0, -1)) {
    if (!parameter.capturesRest) continue;
    const message = `Parameter $${parameter.name} is not last, and has 'captures rest'`;
    report(validation, parameter, 'CAPTURES_REST_NOT_LAST', message);
  }
}
