// What the guide to words of one's own says of each message and each variable: `docs/generate-own-words.ts` makes the page of it.
import type { OwnableName, ownable } from "../src/engine/own-messages/table.ts";

type VariableOf<Name extends OwnableName> = Extract<keyof (typeof ownable)[Name]["variables"], string>;

interface Guide<Name extends OwnableName> {
  /** What it is. */
  readonly about: string;
  readonly meanings: Readonly<Record<VariableOf<Name>, string>>;
  /** A file as one may write it. */
  readonly example: string;
}

const ofSubjects = {
  notice: "The title of the notice, as `First notice`.",
  kind: "Its name in the policy, as `first`.",
  subject: "Its subject.",
  severity: "The severity's title; empty where none is settled.",
  status: "The status' title.",
  public: "`true` where anybody may read it: then only fields that are public have a text.",
  fields:
    "The fields under `contains` and `shows` that are known, in that order, each with `id`, `title` and `text`.",
  field:
    "The same fields by their ids, as `field.impact`; empty where it is not known, or not for whoever reads it.",
};

const ofNotices = {
  ...ofSubjects,
  next: "By when the next notice comes; empty where none is promised.",
};

/** Every message that a repository may say in words of its own. */
export const guide: { readonly [Name in OwnableName]: Guide<Name> } = {
  notice: {
    about: "What an audience reads, by every channel that no other file is for.",
    meanings: ofNotices,
    example: `{{ field.impact | default: "We are looking into what this means for you." }}

{% for one in fields %}
{% unless one.id == "impact" %}
{{ one.title }}: {{ one.text }}
{% endunless %}
{% endfor %}

{% if next != "" %}
We write again by {{ next }}.
{% endif %}
`,
  },
  "notice-short": {
    about: "The same as a text message: at most six messages joined, which are 918 plain signs.",
    meanings: ofNotices,
    example: `{{ notice }}: {{ field.impact | truncate: 100 }}{% if next != "" %} More by {{ next }}.{% endif %}
`,
  },
  "notice-subject": {
    about:
      "The subject of a notice: of mails, of entries on the status page, and what a phone shows first. `subject` is what it would be without.",
    meanings: ofSubjects,
    example: `{% if public %}{{ notice }}{% else %}{{ subject }}{% endif %}
`,
  },
  page: {
    about:
      "What a page says first. Whom it asks for, and that `/ack` answers it, stands below and stays as it is.",
    meanings: {
      title: "The incident's title.",
      severity: "The severity's title; empty where none is settled.",
      since: "Since when there is an incident.",
      role: "The title of the role that is asked for.",
      over: "`true` where it says that nobody is wanted any more.",
    },
    example: `{% if over %}Over: {% endif %}{{ title }} ({{ severity | default: "no severity yet" }})
`,
  },
  "notice-draft": {
    about:
      "What stands below the draft of a notice, for whoever lets it go. What would be sent, to whom, and the commands stay as they are.",
    meanings: {
      n: "Its number.",
      title: "The title of the notice.",
      state:
        "How it stands: `draft`, `incomplete`, `suspect`, `held`, `blocked`, `nobody`, `void`, `sending`, `sent`, `skipped` or `moot`.",
      due: "When it is due; empty where nothing says so, and once it is let go.",
    },
    example: `{% if state == "draft" or state == "held" %}
Before you send notice {{ n }}: read it to the press office, extension 4410.
{% endif %}
`,
  },
  declare: {
    about: "What stands below the first comment on a major incident, which asks those on duty.",
    meanings: {},
    example: `The call is on bridge 7, extension 4477. Leave patients' names out of it.
`,
  },
  help: {
    about: "What stands below the list of commands.",
    meanings: {},
    example: `Our own guide lies in the handbook under “Incidents”.
`,
  },
  stranger: {
    about: "What stands below the one answer to a report from outside; it is the same for every report.",
    meanings: {},
    example: `For help with your account write to the service desk instead.
`,
  },
};
