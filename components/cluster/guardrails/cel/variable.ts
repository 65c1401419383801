/** A named CEL expression of a policy; later ones may use it as `variables.<name>`. */
export interface Variable {
  readonly name: string;
  readonly expression: string;
}

/**
 * The variables that an expression needs, with those that they need, in an order in which each comes after its own.
 * Variables that are not needed would cost nothing at run time, but every policy is read by people too.
 *
 * @param expression - CEL
 * @param all - all variables, each after those that it uses
 */
export function variablesFor(expression: string, all: readonly Variable[]): readonly Variable[] {
  const needed: Variable[] = [];
  const uses = (text: string, name: string) => new RegExp(`variables\\.${name}\\b`).test(text);
  for (const variable of [...all].reverse()) {
    if ([expression, ...needed.map((one) => one.expression)].some((text) => uses(text, variable.name)))
      needed.push(variable);
  }
  return needed.reverse();
}
