// How much of what people write is read for one thing: bounds that no honest text meets, so that none costs more than it is worth.

/** The longest line in which a command, a time or a length is looked for, in characters. What follows is text. */
export const longestLine = 2_000;

/** How many things are looked for in a text that may name several, such as services. */
export const mostListed = 50;
