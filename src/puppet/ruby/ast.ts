/** The part of Ruby's grammar that templates and resource type sources use. `line` counts from 1. */
export type Node =
  | { kind: 'nil' | 'true' | 'false' | 'self'; line: number }
  | { kind: 'integer'; value: number | bigint; line: number }
  | { kind: 'float'; value: number; line: number }
  | { kind: 'string'; parts: (string | Node)[]; line: number }
  | { kind: 'symbol'; parts: (string | Node)[]; line: number }
  | { kind: 'regexp'; parts: (string | Node)[]; flags: string; line: number }
  | { kind: 'array'; items: Node[]; line: number }
  | { kind: 'hash'; entries: [Node, Node][]; line: number }
  | { kind: 'splat'; value: Node; line: number }
  | { kind: 'blockPass'; value: Node; line: number }
  | { kind: 'range'; from: Node | null; to: Node | null; exclusive: boolean; line: number }
  | { kind: 'local' | 'instance' | 'global'; name: string; line: number }
  | { kind: 'constant'; path: string; line: number }
  | {
      kind: 'call';
      receiver: Node | null;
      name: string;
      args: Node[];
      block: Block | null;
      safe: boolean;
      line: number;
    }
  | { kind: 'not'; value: Node; line: number }
  | { kind: 'and' | 'or'; left: Node; right: Node; line: number }
  | { kind: 'defined'; value: Node; line: number }
  | { kind: 'assign'; target: Node; value: Node; line: number }
  | { kind: 'operatorAssign'; target: Node; operator: string; value: Node; line: number }
  | { kind: 'multipleAssign'; targets: Node[]; value: Node; line: number }
  | { kind: 'if'; condition: Node; consequent: Node; alternate: Node | null; line: number }
  | { kind: 'while'; condition: Node; body: Node; negated: boolean; line: number }
  | { kind: 'for'; target: Node; source: Node; body: Node; line: number }
  | {
      kind: 'case';
      subject: Node | null;
      branches: { tests: Node[]; body: Node }[];
      else: Node | null;
      line: number;
    }
  | {
      kind: 'begin';
      body: Node;
      rescue: Rescue | null;
      ensure: Node | null;
      line: number;
    }
  | { kind: 'jump'; jump: 'next' | 'break' | 'return'; value: Node | null; line: number }
  | { kind: 'lambda'; block: Block; line: number }
  | { kind: 'method'; name: string; block: Block; line: number }
  | { kind: 'module'; name: string; superclass: Node | null; body: Node; line: number }
  | { kind: 'body'; statements: Node[]; line: number }
  | { kind: 'text'; index: number; line: number }
  | { kind: 'output'; body: Node; line: number };

/** A parameter of a block or a method; `nested` for `(a, b)`. */
export interface Parameter {
  name: string;
  form: 'plain' | 'rest' | 'block' | 'keyword' | 'nested';
  fallback: Node | null;
  nested: Parameter[];
}

/** A block or a method: its parameters and its body. */
export interface Block {
  parameters: Parameter[];
  body: Node;
  line: number;
}

/** What a `rescue` catches: errors of these classes, all of StandardError without one. */
export interface Rescue {
  name: string | null;
  classes: readonly string[];
  body: Node;
  /** Whether there are more clauses, which are not evaluated natively. */
  several: boolean;
}
