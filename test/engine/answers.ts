// Answers to the forms of the presets, for histories of tests.

const sre = {
  description: "Checkout answers 502 since the last deploy",
  impact: "Nobody can pay by card",
  service: "payments",
};

/** The form of `sre`, answered by severity: one a severity. */
export const at = {
  sev1: { ...sre, severity: "SEV1 — down for most users or data is lost or wrong" },
  sev2: { ...sre, severity: "SEV2 — a main function is lost for many users" },
  sev3: { ...sre, severity: "SEV3 — some users are affected or there is a way round" },
  sev4: { ...sre, severity: "SEV4 — hardly anybody notices" },
} as const;

/** Answered, but for the severity. */
export const unsettled = sre;

/** The form of `hssi`. */
export const hssi = {
  severity: "Severity 1",
  service: "booking",
  impact: "No clinic can see its list",
  description: "Bookings can't be opened",
};
