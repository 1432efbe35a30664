// The one gate that every act passes: may this person do this here, by the rights that they have now?
import type { Right } from "../policy/model.ts";
import { atLeast, holdersOf, isHeldBy, rightNow } from "../rights.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "./situation.ts";

/** `unknown`: their GitHub role must be looked up first. */
export type Permission = "yes" | "no" | "unknown";

/** Rights that stay with their holders though nobody holds them: flags, publishing, acceptance. */
const neverFalls: ReadonlySet<string> = new Set(["flag", "unflag", "made-safe", "accept"]);

/** May a person give a command, or do what comes to the same? Who holds a role of the process needs a present right besides. */
export function may(login: string, command: string, here: JudgingSituation): Permission {
  const right = here.ruling.policy.commands[command];
  return right === undefined ? "no" : hasRight(login, right, here, neverFalls.has(command));
}

/** Has a person a right of the policy? `stays`: it stays with the holders of its roles though nobody holds them. */
export function hasRight(login: string, right: Right, here: JudgingSituation, stays = false): Permission {
  const rule = rightNow(right, here, here.at);
  if (rule.besides.some((role) => isHeldBy(holdersOf(role, here, here.at), login)))
    return isPresent(login, here);
  const held = rule.holders
    .map((role) => holdersOf(role, here, here.at))
    // Who has no account can't say it here, so that somebody says it for them.
    .filter((holders) => holders.some(({ kind }) => kind === "account"));
  if (held.some((holders) => isHeldBy(holders, login))) return isPresent(login, here);
  if (held.length > 0 || (rule.holders.length > 0 && stays)) return "no";
  const role = here.snapshot.roles.get(login);
  if (role === undefined) return "unknown";
  return atLeast(role, rule.role) ? "yes" : "no";
}

/**
 * Is somebody of this repository now? A role that was taken once, or an assignment, gives nothing to who has lost his access. In
 * public everybody reads, which says nothing.
 */
export function isPresent(login: string, { snapshot }: JudgingSituation): Permission {
  const role = snapshot.roles.get(login);
  if (role === undefined) return "unknown";
  return atLeast(role, snapshot.repository.public ? "triage" : "read") ? "yes" : "no";
}

/** Is somebody from outside, in public? Members need no look-up. Of what is shown in public everybody is who may not accept it. */
export function isOutsider(login: string, here: JudgingSituation): boolean | "unknown" {
  const { repository, issue, roles } = here.snapshot;
  if (here.ruling.isForPublic) {
    const accepts = may(login, "accept", here);
    return accepts === "unknown" ? accepts : accepts === "no";
  }
  if (!repository.public) return false;
  if (issue.authorIsMember && issue.author?.login === login) return false;
  const role = roles.get(login);
  return role === undefined ? "unknown" : !atLeast(role, "triage");
}

/**
 * Does what somebody may do, refuses what they may not, and asks for the look-up where that is not known. `written`: what they wrote,
 * where that goes by the right of another command.
 */
export function allowed(
  login: string,
  command: string,
  here: JudgingSituation,
  then: () => JudgingResult,
  written = command,
): JudgingResult {
  switch (may(login, command, here)) {
    case "yes":
      return then();
    case "no":
      return refuse("right", { command: written, ...(written !== command && { rightOf: command }) });
    default:
      return { needs: login };
  }
}
