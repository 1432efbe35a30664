// How much of what people write is read for one thing: bounds that no honest text meets, so that none costs more than it is worth.

/** The longest line in which a command, a time or a length is looked for, in characters. What follows is text. */
export const longestLine = 2_000;

/** How many things are looked for in a text that may name several, such as services. */
export const mostListed = 50;

/** How many lines of one text are entries of the timeline; the rest is text. */
export const mostEntries = 50;

/** How many action lines of a review are read, filed and followed; the rest is named and left. */
export const mostActions = 100;

/** How many people one action is given to: GitHub assigns an issue to no more. */
export const mostAssignees = 10;

/** How many commands of one comment are carried out; the next is refused in words. */
export const mostCommands = 20;
