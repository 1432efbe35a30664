// Words of a team's calendar that say whether an entry is a shift, where a policy names none: how people write leave, what keeps them busy, and duty.
import type { DutyWords } from "../../ical/duty-words.ts";

/** Somebody is away. In capitals: only where it is written so, since Al is a name. */
export const NO_DUTY: readonly string[] = words(
  "out of office, out of the office, ooo, oof, leave, a/l, AL, pto, toil, vacation, vacations, on holiday, on holidays, day off, days off, time off, off work, off today, sick, sickness, off sick, ill, unwell, absent, absence, away, off, out, ooto, hols, unavailable, not available, not working, not on call, not on duty, off duty, off call, no on call, no duty, no shift, maternity, paternity, sabbatical, jury duty, jury service, funeral",
  "urlaub, krank, frei, abwesend, abwesenheit, elternzeit",
  "congé, congés, vacances, rtt, absent, absente",
  "vacaciones, ferie, férias, verlof, vakantie, urlop",
  "🌴, 🏖, 🏝, 🤒, 🤧",
);

/** The entry itself holds no more, as calendars write before its title. Like `STATUS:CANCELLED` it counts for every rota. */
const CANCELLED = words(
  "canceled, cancelled, abgesagt, storniert, annulé, annulée, cancelado, cancelada, annullato, annullata, geannuleerd, odwołane, anulowano, inställt, aflyst, avlyst",
);

/** What somebody does besides: it puts nobody on duty unless the entry names the duty, as `on call (training)` does. */
const BUSY = words(
  "holiday, holidays, birthday, anniversary, interview, interviews, dentist, doctor, doctors, optician, appointment, training, course, courses, conference, workshop, seminar, exam, exams, wedding, school run, moving house, lunch, flight, flights, gym, travelling, traveling, ✈, 🛫",
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
    cancelled: CANCELLED,
    busy: given["no-duty"] === undefined ? BUSY : [],
    duty: DUTY,
  };
}

/** When or where somebody is on duty, in words of which one says absence by itself. */
const WHILE_ON_DUTY = words(
  "bank holiday, public holiday, out of hours, out of office hours, out of core hours, out hours, off hours, off peak, off site, call out, roll out, hand off",
);

/** Whoever covers somebody's leave is on duty. */
function stillDuty(away: readonly string[]): readonly string[] {
  const covered = ["annual leave", "sick leave", ...away].flatMap((one) => [
    `${one} cover`,
    `cover for ${one}`,
    `covering ${one}`,
    `covers ${one}`,
  ]);
  const listed = new Set(away.map((one) => one.toLowerCase()));
  return [...WHILE_ON_DUTY.filter((one) => !listed.has(one)), ...covered];
}

/** Phrases in which those above say nothing. */
export const STILL_DUTY = stillDuty(NO_DUTY);

function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(", "));
}
