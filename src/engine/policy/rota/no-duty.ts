// Words of a team's calendar that say that an entry is no shift, where a policy names none: how people write leave and the like.

/** An entry with one of these puts nobody on duty. */
export const NO_DUTY = words(
  "out of office, out of the office, ooo, leave, pto, vacation, holiday, holidays, day off, days off, time off, sick, absent, absence, away, unavailable, not on call, birthday, interview",
  "urlaub, krank, abwesend, abwesenheit, elternzeit, geburtstag",
  "congé, congés, vacances, rtt, anniversaire",
  "vacaciones, cumpleaños, ferie, compleanno, férias, verlof, vakantie, verjaardag, urlop",
);

/** Words with one of those among them that do not say so. */
export const STILL_DUTY = words(
  "bank holiday, public holiday, holiday cover, holiday shift, holiday duty, holiday on call, holiday rota, leave cover, sick cover, sickness cover",
);

function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(", "));
}
