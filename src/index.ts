/** The library API of placo. */
export const name = 'placo';
