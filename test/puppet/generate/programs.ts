import { random } from './random.ts';

/** Numbers below the one asked for. */
type Next = (below: number) => number;

/** What a program under way may refer to. */
interface Context {
  next: Next;
  variables: string[];
  classes: string[];
  defines: string[];
  resources: string[];
  functions: string[];
  depth: number;
}

/** Small manifests, mostly valid: the same for the same seed. */
export function programs(count: number, seed: number): string[] {
  const next = random(seed);
  return Array.from({ length: count }, () => program(next));
}

function program(next: Next): string {
  const context: Context = {
    next,
    variables: [],
    classes: [],
    defines: [],
    resources: [],
    functions: [],
    depth: 0,
  };
  const definitions = times(next, 3, () => definition(context));
  const statements = times(next, 6, () => statement(context));
  return [...definitions, ...statements].join('\n');
}

function times<T>(next: Next, most: number, make: () => T): T[] {
  return Array.from({ length: 1 + next(most) }, make);
}

function pick<T>(next: Next, ...choices: readonly T[]): T {
  return choices[next(choices.length)]!;
}

function definition(context: Context): string {
  const { next } = context;
  const name = pick(next, 'a', 'b', 'c', 'a::x', 'b::y') + next(10);
  switch (next(3)) {
    case 0: {
      context.classes.push(name);
      const inherits =
        next(6) === 0 && context.classes.length > 1 ? ` inherits ${pick(next, ...context.classes)}` : '';
      return `class ${name}${parameters(context)}${inherits} {\n${body(context)}\n}`;
    }
    case 1:
      context.defines.push(`d_${name}`);
      return `define d_${name}${parameters(context)} {\n${body(context, '"${title}"')}\n}`;
    default:
      context.functions.push(`f_${name}`);
      return `function f_${name}($p, $q = ${literal(context)}) {\n${body(context)}\n${expression({ ...context, variables: ['p', 'q'] })}\n}`;
  }
}

function parameters({ next }: Context): string {
  if (next(2) === 0) return '';
  const type = pick(next, '', '', 'Optional[Any] ', 'Any ', 'Integer ');
  return pick(
    next,
    `(${type}$p)`,
    `(${type}$p = 1)`,
    `($p = undef, ${type}$q = $p)`,
    '($p = [1], $q = {a => $p})',
  );
}

/** Statements of their own scope, which do not see the variables around. */
function body(context: Context, title?: string): string {
  const inner = { ...context, variables: context.next(2) === 0 ? [] : ['p'], depth: context.depth + 1 };
  const own = title === undefined ? [] : [`notify { ${title}: message => ${expression(inner)} }`];
  return [...own, ...times(context.next, 3, () => statement(inner))].map((line) => `  ${line}`).join('\n');
}

function statement(context: Context): string {
  const { next } = context;
  if (context.depth > 2) return `notice(${expression(context)})`;
  switch (next(14)) {
    case 0:
    case 1:
      return assignment(context);
    case 2:
    case 3:
      return resource(context);
    case 4:
      return context.classes.length === 0 ? 'notice(none)' : `include ${pick(next, ...context.classes)}`;
    case 5:
      return `if ${expression(context)} {\n${block(context)}\n} else {\n${block(context)}\n}`;
    case 6:
      return `case ${expression(context)} {\n  ${pattern(context)}: {\n${block(context)}\n  }\n  default: {\n${block(context)}\n  }\n}`;
    case 7:
      return iteration(context);
    case 8:
      return relationship(context);
    case 9:
      return collector(context);
    case 10:
      return defaults(context);
    case 11:
      return declaration(context);
    default:
      return `notice(${expression(context)}, ${expression(context)})`;
  }
}

function block(context: Context): string {
  return times(context.next, 2, () => `    ${statement({ ...context, depth: context.depth + 1 })}`).join(
    '\n',
  );
}

function assignment(context: Context): string {
  const value = expression(context);
  const name = `v${context.variables.length}_${context.next(1000)}`;
  context.variables.push(name);
  return `$${name} = ${value}`;
}

function title(context: Context): string {
  const { next } = context;
  const name = pick(next, 'r1', `r${next(1000)}`, `r${next(1000)}`, `r${next(1000)}`);
  context.resources.push(`Notify['${name}']`);
  return `'${name}'`;
}

function resource(context: Context): string {
  const { next } = context;
  const form = pick(next, '', '', '', '@', '@@');
  const titles = pick(
    next,
    title(context),
    title(context),
    `[${title(context)}, ${title(context)}]`,
    expression(context),
  );
  return `${form}notify { ${titles}: ${attributes(context)} }`;
}

function attributes(context: Context): string {
  const { next } = context;
  const message = `message => ${expression(context)}`;
  const reference = context.resources.length === 0 ? 'Notify[r1]' : pick(next, ...context.resources);
  return pick(
    next,
    '',
    message,
    message,
    `${message}, tag => ${pick(next, "'t1'", "['t1', 't2']", 't3')}`,
    `${message}, ${pick(next, 'before', 'require', 'notify', 'subscribe')} => ${reference}`,
    `* => {message => ${literal(context)}}`,
    `${message}, loglevel => ${pick(next, 'debug', 'notice', 'info')}, noop => ${pick(next, 'true', 'false')}`,
  );
}

function declaration(context: Context): string {
  const { next } = context;
  const given = pick(next, '', '', 'p => 1', 'p => 1', "p => 'x'", 'p => undef', 'p => [1], q => 2');
  if (context.defines.length > 0 && next(2) === 0) {
    return `${pick(next, ...context.defines)} { '${pick(next, 'x', 'y', 'z')}': ${given} }`;
  }
  return context.classes.length === 0
    ? 'notice(none)'
    : `class { '${pick(next, ...context.classes)}': ${given} }`;
}

function iteration(context: Context): string {
  const { next } = context;
  const over = pick(
    next,
    '[1, 2]',
    '[a, b]',
    '{k => 1, l => 2}',
    '3',
    list(context).replace(/^\*/, ''),
    hash(context),
  );
  const parameters = pick(next, '$x', '$i, $x', '*$x');
  const inner = { ...context, variables: ['x'], depth: context.depth + 1 };
  return `each(${over}) |${parameters}| {\n    ${statement(inner)}\n}`;
}

function relationship(context: Context): string {
  const { next } = context;
  const side = () =>
    pick(next, ...context.resources, "Notify['r1']", 'Notify <| |>', `notify { ${title(context)}: }`);
  return `${side()} ${pick(next, '->', '~>', '<-', '<~')} ${side()}`;
}

function collector(context: Context): string {
  const { next } = context;
  const query = pick(
    next,
    '',
    "title == 'r1'",
    "tag == 't1'",
    "message != 'a' and title != 'r2'",
    'message == 1',
  );
  return `Notify <| ${query} |>${pick(next, '', ' { message => overridden }', " { tag +> 't9' }")}`;
}

function defaults(context: Context): string {
  const { next } = context;
  const reference = context.resources.length === 0 ? 'Notify[r1]' : pick(next, ...context.resources);
  return pick(
    next,
    `Notify { message => ${literal(context)} }`,
    `${reference} { message => ${expression(context)} }`,
  );
}

function variable({ next, variables }: Context): string {
  return variables.length === 0 || next(20) === 0 ? '$facts' : `$${pick(next, ...variables)}`;
}

function literal({ next }: Context): string {
  return pick(
    next,
    ...[
      '0',
      '1',
      '42',
      '-7',
      '1.5',
      "'a'",
      "'B'",
      "''",
      "'10'",
      '"q\\n"',
      'true',
      'false',
      'undef',
      'default',
      'bare',
    ],
    ...[
      '[]',
      "[1, 'b']",
      '[[1], [2]]',
      '{}',
      "{a => 1, 'b' => [2]}",
      'Integer',
      'String[1]',
      "File['/x']",
      '/a(.)/',
    ],
  );
}

/** What a case option or a selector may compare with; several only in case options. */
function pattern(context: Context): string {
  return pick(
    context.next,
    literal(context),
    'Integer',
    'String',
    '/a/',
    '/(b)|a/',
    'Array[Integer]',
    variable(context),
  );
}

/** An expression of any type: mostly one whose operands fit. */
function expression(context: Context): string {
  const { next } = context;
  if (context.depth > 5) return pick(next, literal(context), variable(context));
  const deeper = { ...context, depth: context.depth + 2 };
  switch (next(9)) {
    case 0:
      return literal(context);
    case 1:
      return variable(context);
    case 2:
      return number(deeper);
    case 3:
      return condition(deeper);
    case 4:
      return text(deeper);
    case 5:
      return list(deeper);
    case 6:
      return hash(deeper);
    case 7:
      return chosen(deeper);
    default:
      return next(30) === 0 ? unlikely(deeper) : `type(${expression(deeper)})`;
  }
}

function number(context: Context): string {
  const { next } = context;
  const plain = () =>
    pick(next, '0', '1', '42', '-7', '1.5', "'10'", '0x1f', '007', '[1, 2, 3].size', '$facts.size');
  const operator = pick(next, '+', '-', '*');
  return next(3) === 0
    ? plain()
    : `(${plain()} ${operator} ${plain()}) ${pick(next, '+', '-', '*')} ${plain()}`;
}

function condition(context: Context): string {
  const { next } = context;
  return pick(
    next,
    `(${expression(context)} == ${expression(context)})`,
    `(${expression(context)} != ${literal(context)})`,
    `(${number(context)} < ${number(context)})`,
    `(${text(context)} =~ /(a)|s(.)/)`,
    `(${literal(context)} in ${list(context)})`,
    `(${expression(context)} and ${expression(context)})`,
    `!(${expression(context)} or ${expression(context)})`,
    `(${expression(context)} =~ ${pick(next, 'Integer', 'String', 'Optional[Array]', 'Hash[String, Any]', 'NotUndef')})`,
  );
}

function text(context: Context): string {
  const { next } = context;
  return pick(
    next,
    `"s\${${expression(context)}}e"`,
    `"\${${variable(context).slice(1)}} $x"`,
    `String(${expression(context)})`,
    `join(${list(context)}, '-')`,
    `'Mixed Case'.${pick(next, 'upcase', 'downcase', 'capitalize', 'size', "split(' ')", "regsubst('a', 'b')")}`,
    `sprintf('%s-%s', ${expression(context)}, ${number(context)})`,
  );
}

function list(context: Context): string {
  const { next } = context;
  const inner = { ...context, variables: ['x', ...context.variables] };
  return pick(
    next,
    `[${expression(context)}, ${expression(context)}]`,
    `[1, 2, 3].map |$x| { ${expression(inner)} }`,
    `[1, 'b', undef].filter |$x| { ${expression(inner)} }`,
    `${hash(context)}.${pick(next, 'keys', 'values', 'map |$k, $x| { $x }')}`,
    `([${literal(context)}] + ${pick(next, '[1]', '2', '[[3]]')})`,
    `[3, 1, 2].${pick(next, 'sort', 'unique', 'flatten', 'reverse_each', 'slice(2)')}`,
    `*${variable(context)}`,
  );
}

function hash(context: Context): string {
  const { next } = context;
  const entry = () => `${pick(next, 'k', "'l m'", '1', 'k2')} => ${expression(context)}`;
  return pick(
    next,
    `{${entry()}, z => ${literal(context)}}`,
    `({${entry()}} + {y => ${literal(context)}})`,
    '$facts',
  );
}

function chosen(context: Context): string {
  const { next } = context;
  const sub = () => expression(context);
  return pick(
    next,
    `(${sub()} ? { ${pattern(context)} => ${sub()}, default => ${sub()} })`,
    `(if ${condition(context)} { ${sub()} } else { ${sub()} })`,
    `(case ${sub()} { ${pattern(context)}, 'zz': { ${sub()} } default: { ${sub()} } })`,
    `${list(context).replace(/^\*/, '')}[${pick(next, '0', '-1', '5')}]`,
    `$facts[os][${pick(next, 'family', "'name'", 'nope')}]`,
    ...context.functions.map((name) => `${name}(${sub()})`),
  );
}

/** What seldom works. */
function unlikely(context: Context): string {
  const { next } = context;
  return `${expression(context)} ${pick(next, '+', '-', '*', '%', '<<', '<', '>')} ${expression(context)}`;
}
