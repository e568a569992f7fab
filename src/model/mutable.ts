/** A part of the model while it is being built: its properties can be set, its lists grow. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
