// Which regions' public holidays were held against a second source: what `check` and docs/time.md go by.

/**
 * Regions of which every working day (Monday to Friday) from 2025 to 2027 is the same by vacanza/holidays 0.105, compared in November
 * 2026. All others differ there, most in days that only some people have off, or are not known to it.
 */
const HELD =
  "AD AT AT-1 AT-2 AT-3 AT-4 AT-5 AT-6 AT-7 AT-8 AT-9 AU-ACT AU-NSW AU-NT AU-SA AU-TAS AU-VIC AU-WA AW BE BL BR BR-BA " +
  "BR-DF BR-ES BR-GO BR-MA BR-MG BR-MS BR-PA BR-PI BR-RO BR-RR BR-RS BR-SC BR-SE BR-TO CA CA-AB CA-BC CA-MB CA-NB CA-NL " +
  "CA-NS CA-ON CA-QC CA-SK CA-YT CG CH-ZH CH-BE CH-SZ CH-OW CH-NW CH-ZG CH-BS CH-BL CH-SH CH-AR CH-SG CH-GR CH-AG CH-TG " +
  "CH-TI CH-VD CH-GE CH-JU CK CL CL-AP CL-BI CL-TA CO CW CZ DE DE-BB DE-BE DE-BW DE-BY DE-HB DE-HE DE-HH DE-MV DE-NI " +
  "DE-NW DE-RP DE-SH DE-SL DE-SN DE-ST DE-TH DK EE ES ES-CN ES-RI FR FR-57 FR-BL GB-ENG GB-NIR GB-SCT GB-WLS GF GG HR IE " +
  "IL IM IS IT JE JM JP KR LR LS LT LU MK MT MX MZ NC NO NZ NZ-AUK NZ-CAN NZ-CIT NZ-HKB NZ-MBH NZ-NSN NZ-NTL NZ-OTA " +
  "NZ-STL NZ-TKI NZ-WGN NZ-WTC PA PE PL PM PT RE RO SE SG SI SJ SM SN TR US US-AL US-AZ US-CT US-DE US-DC US-ID US-ME " +
  "US-MD US-NE US-NV US-NH US-NY US-OH US-RI US-SD WF YT";

const held = new Set(HELD.trim().split(/\s+/u));

/** Were the public holidays of a region held against a second source? */
export function isHeld(region: string): boolean {
  return held.has(region);
}

/** The regions that were, in order. */
export const heldRegions: readonly string[] = [...held].toSorted();
