// Words of a team's calendar that say whether an entry is a shift, where a policy names none: how people write leave, what keeps them busy, and duty.
import type { DutyWords } from "../../ical/duty-words.ts";

/** Somebody is away. In capitals: only where it is written so, since Al is a name. */
export const NO_DUTY: readonly string[] = words(
  "out of office, out of the office, ooo, oof, leave, a/l, AL, pto, toil, vacation, vacations, on holiday, on holidays, day off, days off, time off, off work, off today, sick, sickness, off sick, ill, unwell, absent, absence, away, unavailable, not available, not working, not on call, not on duty, off duty, off call, no on call, no duty, no shift, maternity, paternity, sabbatical, jury duty, jury service, funeral",
  "urlaub, krank, abwesend, abwesenheit, elternzeit",
  "congé, congés, vacances, rtt, absent, absente",
  "vacaciones, ferie, férias, verlof, vakantie, urlop",
);

/** What somebody does besides: it puts nobody on duty unless the entry names the duty, as `on call (training)` does. */
const BUSY = words(
  "holiday, holidays, birthday, anniversary, interview, interviews, dentist, doctor, doctors, optician, appointment, training, course, courses, conference, workshop, seminar, exam, exams, wedding, school run, moving house, travelling, traveling",
  "geburtstag, arzt, zahnarzt, arzttermin, schulung, fortbildung, weiterbildung, konferenz",
  "anniversaire, formation, médecin, dentiste, rendez-vous, conférence",
  "cumpleaños, compleanno, verjaardag, médico, dentista, formación",
);

/** The duty itself. */
const DUTY = words(
  "on call, oncall, on duty, duty, shift, shifts, rota, standby, stand by, cover, covers, covering, pager",
  "bereitschaft, rufbereitschaft, dienst, astreinte, guardia, piket, dyżur",
);

/** What a policy says of a rota's words, completed by ours. Whoever lists the words for no duty has listed them all. */
export function dutyWords(given: {
  readonly "no-duty"?: readonly string[] | undefined;
  readonly "still-duty"?: readonly string[] | undefined;
}): DutyWords {
  const noDuty = given["no-duty"] ?? NO_DUTY;
  return {
    stillDuty: given["still-duty"] ?? stillDuty(noDuty),
    noDuty,
    busy: given["no-duty"] === undefined ? BUSY : [],
    duty: DUTY,
  };
}

/** Whoever covers somebody's leave is on duty. */
function stillDuty(away: readonly string[]): readonly string[] {
  const covered = ["annual leave", "sick leave", ...away].flatMap((one) => [
    `${one} cover`,
    `cover for ${one}`,
    `covering ${one}`,
    `covers ${one}`,
  ]);
  return ["bank holiday", "public holiday", ...covered];
}

/** Phrases in which those above say nothing. */
export const STILL_DUTY = stillDuty(NO_DUTY);

function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(", "));
}
